// SPDX-License-Identifier: MIT
// In: Doc.mentions as actor.c left them, in text order. Out: Mention.with, which chains the actors
// that one phrase stands for. Four shapes: "the leaders of Egypt, Jordan and Syria" (the role is
// passed on to each country), "Israeli and Palestinian officials" (the noun serves both
// adjectives), "Danish and EU envoys" (the noun is the last one's), "the two countries",
// "both sides" (the phrase is doubled here, so that coref.c can link one copy to each of the two).
// Why a chain: a phrase has one head, and the event stage finds an actor by its head; following the
// chain it finds the others. Method: surface order of mentions and separators; the tree often
// attaches the later members of a list wrongly. A list needs its "and" or "or": "officials of
// Jordan, Egypt said" is none. Cost: linear. Does not: lists whose members are whole phrases, since
// the tree's conj arcs give these to the event stage.
#include "entity/phrase.h"

static Str low_of(const Doc *d, uint32_t i)
{
    return d->tokens[i].lower;
}

static bool is_state(const ActorTables *t, const Mention *m)
{
    return m->kind == MENTION_NAME && m->place && m->code.n >= 3 &&
           country_kind(t, m->country).n != 0;
}

static bool str_in_caps(Str w)
{
    for (size_t k = 0; k < w.n; k++)
        if (ascii_lower(w.p[k]))
            return false;
    return w.n > 0;
}

// The outermost mention that starts at a token; NONE.
static uint32_t mention_from(const Doc *d, uint32_t after, uint32_t token)
{
    for (uint32_t i = after; i < d->n_mentions && d->mentions[i].first <= token; i++)
        if (d->mentions[i].first == token)
            return i;
    return NONE;
}

// Steps over "," and "and" after a member; *last: an "and" or "or" was there. The same token where
// there is no separator.
static uint32_t separator_skip(const Doc *d, uint32_t i, uint32_t end, bool *last)
{
    *last = false;
    if (i < end && str_is(low_of(d, i), ","))
        i++;
    if (i < end &&
        (str_is(low_of(d, i), "and") || str_is(low_of(d, i), "or") || str_is(low_of(d, i), "&"))) {
        *last = true;
        i++;
    }
    return i;
}

// "the leaders of Egypt, Jordan and Syria"
static void of_list(Doc *d, const ActorTables *t, uint32_t m)
{
    Mention *x = &d->mentions[m];
    if (!x->plural || x->kind == MENTION_NAME || x->kind == MENTION_PRONOUN || !x->sectors.n ||
        x->country.n != 3)
        return;
    uint32_t sentence_end = d->sentences[d->tokens[x->head].sentence].end, at = NONE;
    for (uint32_t i = m + 1; i < d->n_mentions && d->mentions[i].first <= x->end + 2; i++) {
        const Mention *q = &d->mentions[i];
        uint32_t before = q->first ? q->first - 1 : 0;
        if (before > x->first && str_is(low_of(d, before), "the"))
            before--;
        bool inside = q->end == x->end && q->first > x->first && str_is(low_of(d, before), "of");
        bool after = before == x->end &&
                     (str_is(low_of(d, before), "from") || str_is(low_of(d, before), "of"));
        if ((inside || after) && is_state(t, q) && str_eq(q->country, x->country))
            at = i;
    }
    if (at == NONE)
        return;
    Str base = country_cameo(t, x->country);
    if (x->code.n <= base.n)
        return;
    Str groups = {x->code.p + base.n, x->code.n - base.n};
    uint32_t list[16];
    unsigned n = 0;
    bool closed = false;
    for (uint32_t i = d->mentions[at].end; n < 16 && !closed;) {
        uint32_t next = separator_skip(d, i, sentence_end, &closed);
        if (next == i)
            break;
        if (next < sentence_end && str_is(low_of(d, next), "the"))
            next++;
        uint32_t q = mention_from(d, at, next);
        if (q == NONE && next > i)
            q = mention_from(d, at, next - 1); // the article belongs to the name
        if (q == NONE || !is_state(t, &d->mentions[q]))
            return;
        list[n++] = q;
        i = d->mentions[q].end;
    }
    if (!closed)
        return;
    uint32_t from = m;
    for (unsigned k = 0; k < n; k++) {
        Mention *q = &d->mentions[list[k]];
        q->code = code_join(d->arena, country_cameo(t, q->country), groups);
        q->sector = x->sector;
        q->sectors = x->sectors;
        q->kind = MENTION_ROLE;
        q->via = VIA_ROLE;
        q->place = false;
        q->human = x->human;
        q->plural = true;
        q->name = (Str){0};
        q->p = 0.75f;
        d->mentions[from].with = list[k] + 1;
        from = list[k];
    }
}

// "Israeli and Palestinian officials", "Egyptian, Jordanian and Syrian troops"
static void adjective_list(Doc *d, const ActorTables *t, uint32_t m)
{
    Mention *x = &d->mentions[m];
    if ((x->kind != MENTION_ROLE && x->kind != MENTION_NOUN) || !x->country.n || x->first < 2)
        return;
    Str base = country_cameo(t, x->country);
    bool bare = x->code.n == base.n && x->plural && x->human; // "the Turkish and Greek sides"
    if ((x->code.n <= base.n && !bare) || memcmp(x->code.p, base.p, base.n) != 0)
        return;
    // its own first word is a nationality
    if (d->tokens[x->first].upos != UPOS_ADJ && d->tokens[x->first].upos != UPOS_PROPN)
        return;
    Str groups = {x->code.p + base.n, x->code.n - base.n};
    uint32_t start = x->first, from = m;
    bool and_seen = false;
    for (uint32_t i = m; i-- > 0;) {
        Mention *q = &d->mentions[i];
        if (q->end + 2 < start || start < 2)
            break;
        uint32_t sep = start - 1;
        bool conjunction = str_is(low_of(d, sep), "and") || str_is(low_of(d, sep), "or");
        if (!and_seen && !conjunction)
            break;
        if (conjunction && sep > 0 && str_is(low_of(d, sep - 1), ",") && q->end == sep - 1)
            sep--;
        if (q->end != sep || !(conjunction || str_is(low_of(d, sep), ",")))
            continue;
        bool demonym = q->kind == MENTION_DEMONYM &&
                       (d->tokens[q->end - 1].upos == UPOS_ADJ || token_xpos(d, q->end - 1, "NNP"));
        // "US and Peruvian troops": a name in capitals serves as its adjective
        bool letters = is_state(t, q) && q->code.n == 3 && q->first + 1 == q->end &&
                       d->tokens[q->first].span.end - d->tokens[q->first].span.start <= 4 &&
                       d->tokens[q->first].upos == UPOS_PROPN &&
                       str_in_caps(token_text(d, &d->tokens[q->first]));
        if (!(demonym || letters) || !country_kind(t, q->country).n)
            break;
        and_seen = true;
        q->code = code_join(d->arena, country_cameo(t, q->country), groups);
        q->sector = x->sector;
        q->sectors = x->sectors;
        q->human = x->human;
        q->plural = x->plural;
        if (letters) {
            q->kind = MENTION_DEMONYM;
            q->place = false;
        }
        d->mentions[from].with = i + 1;
        from = i;
        start = q->first;
    }
}

// "Danish and EU envoys", "Army and Navy officers": names of bodies before a noun of
// their people, which stands alone; each is one of the actors, and the noun the last one's.
static void name_list(Doc *d, uint32_t m)
{
    Mention *x = &d->mentions[m];
    if (x->kind != MENTION_ROLE || !x->plural || x->country.n || x->first < 3 ||
        d->tokens[x->first].upos != UPOS_NOUN)
        return;
    uint32_t last = NONE, first = NONE;
    for (uint32_t i = m; i-- > 0 && d->mentions[i].end + 8 > x->first;) {
        const Mention *q = &d->mentions[i];
        bool name = q->kind == MENTION_NAME || q->kind == MENTION_DEMONYM ||
                    (q->kind == MENTION_ROLE && d->tokens[q->head].upos == UPOS_PROPN);
        if (!name)
            continue;
        if (last == NONE && q->end == x->first && q->code.n)
            last = i;
        else if (last != NONE && q->end + 1 == d->mentions[last].first &&
                 str_is(low_of(d, q->end), "and")) {
            first = i;
            break;
        }
    }
    bool listed = first != NONE && d->mentions[first].first > 0 &&
                  str_is(low_of(d, d->mentions[first].first - 1), ",");
    if (first == NONE || listed)
        return;
    x->code = d->mentions[last].code;
    x->country = d->mentions[last].country;
    d->mentions[first].human = true;
    d->mentions[first].plural = true;
    x->with = first + 1;
}

// "the two countries", "both sides", "the two leaders"
bool mention_is_pair(const Doc *d, const Mention *m)
{
    if (!m->plural || m->country.n || m->kind == MENTION_PRONOUN || m->kind == MENTION_NAME)
        return false;
    for (uint32_t i = m->first; i < m->end && i < m->first + 2; i++) {
        if (str_is(low_of(d, i), "both"))
            return true;
        if (i > m->first && (str_is(low_of(d, i), "two") || str_is(low_of(d, i), "2")))
            return str_is(low_of(d, m->first), "the") || str_is(low_of(d, m->first), "these");
    }
    if (m->kind != MENTION_ROLE) // "the foreign ministers of the two countries"
        return false;
    for (uint32_t i = m->first + 1; i + 2 < m->end; i++)
        if (str_is(low_of(d, i), "of"))
            return (str_is(low_of(d, i + 1), "both") && i + 3 == m->end) ||
                   (i + 4 == m->end && str_is(low_of(d, i + 1), "the") &&
                    str_is(low_of(d, i + 2), "two"));
    return false;
}

void actor_lists(Doc *d, const ActorTables *t)
{
    uint32_t pairs = 0;
    for (uint32_t i = 0; i < d->n_mentions; i++)
        pairs += mention_is_pair(d, &d->mentions[i]);
    size_t old = d->n_mentions;
    for (uint32_t k = 0; k < pairs; k++) {
        Mention *m = ARENA_PUSH(d->arena, d->mentions, d->n_mentions, d->cap_mentions);
        memset(m, 0, sizeof *m);
    }
    for (size_t i = old, to = d->n_mentions;
         pairs && i-- > 0;) { // from the end, so that nothing is overwritten
        d->mentions[--to] = d->mentions[i];
        if (mention_is_pair(d, &d->mentions[i])) {
            d->mentions[to].with = 0;
            d->mentions[to - 1] = d->mentions[to];
            to--;
            d->mentions[to].with = (uint32_t)(to + 1) + 1;
        }
    }
    for (uint32_t i = 0; i < d->n_mentions; i++) {
        if (d->mentions[i].with)
            continue;
        of_list(d, t, i);
        if (!d->mentions[i].with)
            adjective_list(d, t, i);
        if (!d->mentions[i].with)
            name_list(d, i);
    }
}
