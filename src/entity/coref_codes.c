// SPDX-License-Identifier: MIT
// In: mentions linked by coref.c and the codes that their own phrases give. Out: codes, names and
// countries passed on inside an entity (via coreference). Method: the text's own role beats the
// table; possessors give their country ("its troops"). A role that nobody gives a country takes the
// one that the article is plainly about, with low p. A bare surname that nobody explains is the
// head of state or government in office on the article's day. Does not: link mentions.
#include "entity/coref_work.h"

static int code_rank(const Coref *c, uint32_t i)
{
    const Mention *m = &c->d->mentions[i];
    if (!m->code.n || !c->item[i].own)
        return 0;
    int rank = m->via == VIA_USER ? 6 : m->via == VIA_ROLE ? 4 : m->via == VIA_LEXICON ? 3 : 1;
    if (m->sectors.n == 0 && c->item[i].kind == IS_PERSON)
        rank = 1;
    if (m->country.n)
        rank += 10;
    else if (m->sectors.n)
        rank += 2;
    return rank;
}

static void inherit(Coref *c, uint32_t i, uint32_t from)
{
    Mention *m = &c->d->mentions[i];
    const Mention *s = &c->d->mentions[from];
    if (i == from || !s->code.n)
        return;
    if (m->via == VIA_CAPITAL || m->via == VIA_USER)
        return;
    bool person = c->item[i].kind == IS_PERSON && c->item[from].kind == IS_PERSON;
    if (!m->code.n || (person && !m->sectors.n) || (!m->country.n && s->country.n)) {
        m->code = s->code;
        m->country = s->country;
        m->sector = s->sector;
        m->sectors = s->sectors;
        m->via = VIA_COREFERENCE;
        if (!m->row.n)
            m->row = s->row;
    } else if (person && c->item[i].named && m->via == VIA_LEXICON && s->via == VIA_ROLE &&
               s->country.n) {
        m->code = s->code; // the text's word on the name goes before the table's
        m->country = s->country;
        m->sector = s->sector;
        m->sectors = s->sectors;
        m->via = VIA_COREFERENCE;
    }
    if (!m->id.n)
        m->id = s->id;
}

static void spread(Coref *c)
{
    Doc *d = c->d;
    uint32_t *best = ARENA_NEW(d->arena, uint32_t, c->n ? c->n : 1);
    uint32_t *longest = ARENA_NEW(d->arena, uint32_t, c->n ? c->n : 1);
    for (uint32_t i = 0; i < c->n; i++)
        best[i] = longest[i] = NONE;
    for (uint32_t i = 0; i < c->n; i++) {
        uint32_t e = root(c, i);
        int rank = code_rank(c, i);
        if (rank && (best[e] == NONE || rank > code_rank(c, best[e])))
            best[e] = i;
        if (c->item[i].named && d->mentions[i].name.n &&
            (longest[e] == NONE || d->mentions[i].name.n > d->mentions[longest[e]].name.n))
            longest[e] = i;
    }
    for (uint32_t i = 0; i < c->n; i++) {
        uint32_t e = root(c, i);
        if (best[e] != NONE)
            inherit(c, i, best[e]);
        if (longest[e] != NONE && (c->item[i].kind != IS_COUNTRY || !d->mentions[i].name.n))
            d->mentions[i].name = d->mentions[longest[e]].name;
        if (longest[e] != NONE && !d->mentions[i].id.n)
            d->mentions[i].id = d->mentions[longest[e]].id;
    }
}

// "Nixon", "Thatcher" alone: the head of state or government of that surname in office on the
// article's day, where only one is, and where no full name in the article says otherwise.
static void surnames(Coref *c)
{
    Doc *d = c->d;
    if (d->date == DAY_NONE)
        return;
    const Lookup k = {.d = d, .t = c->t};
    for (uint32_t i = 0; i < c->n; i++) {
        Mention *m = &d->mentions[i];
        if (c->item[i].kind != IS_PERSON || !c->item[i].named || m->ner != NAME_PER || m->code.n ||
            m->country.n || m->sectors.n)
            continue;
        uint32_t last = m->end - 1;
        static const char *const titles[] = {"mr", "mr.", "mrs", "mrs.", "ms", "ms."};
        if (m->first != last && !(m->first + 1 == last && WORD_IN(low(c, m->first), titles)))
            continue;
        bool longer = false; // "John Nixon" elsewhere
        for (uint32_t j = 0; j < c->n && !longer; j++)
            longer = j != i && c->item[j].kind == IS_PERSON && c->item[j].named &&
                     str_eq(low(c, d->mentions[j].end - 1), low(c, last)) &&
                     d->mentions[j].end - d->mentions[j].first > 1 &&
                     !WORD_IN(low(c, d->mentions[j].first), titles);
        Hit h;
        if (longer || !lookup_surname(&k, last, last + 1, (Str){0}, true, &h))
            continue;
        bool abroad = h.p < 0.7f; // a minister: only where the article speaks of the country
        for (uint32_t j = 0; j < c->n && abroad; j++)
            abroad = !str_eq(d->mentions[j].country, country_plover(c->t, h.country));
        if (abroad)
            continue;
        m->code = h.code;
        m->country = country_plover(c->t, h.country);
        m->sector = h.sector;
        m->sectors = h.sector;
        m->name = h.name;
        m->id = h.id;
        m->via = VIA_LEXICON;
        m->row = hit_row(d->arena, c->t, &h);
        m->p = 0.6f;
    }
}

// "its troops", "the kingdom's army": the possessor, now known, gives its country.
static void possessors(Coref *c)
{
    Doc *d = c->d;
    for (uint32_t i = c->n; i-- > 0;) { // inner phrases stand later
        Mention *m = &d->mentions[i];
        uint32_t p = c->item[i].possessor;
        if (p == NONE || m->country.n || m->kind == MENTION_PRONOUN ||
            (c->item[i].named && c->item[i].kind == IS_PERSON && m->code.n))
            continue;
        const Mention *o = &d->mentions[p];
        static const char *const others[] = {"ally",     "allie", "allies",    "enemy",
                                             "enemies",  "rival", "neighbour", "neighbor",
                                             "opponent", "foe",   "adversary", "partner"};
        if (!o->country.n || WORD_IN(c->item[i].head, others)) // "its allies" are others
            continue;
        bool family = !m->sectors.n || str_is(m->sectors, "CVL");
        if (family && !m->code.n && o->code.n && c->item[p].kind != IS_COUNTRY) {
            m->code = o->code; // "his spokesman" speaks for the same office
            m->country = o->country;
            m->sector = o->sector;
            m->sectors = o->sectors;
        } else
            take_country(c, m, o->country);
        c->item[i].own = true;
        m->via = m->via == VIA_ROLE || m->via == VIA_NONE ? VIA_COREFERENCE : m->via;
        if (m->p > 0.7f)
            m->p = 0.7f;
    }
}

// ------------------------------------------------------------------------------------------
// the article's own country

// The country that has at least this share of the weight, and this weight.
static Str domestic(Coref *c, uint32_t but, double least, double share)
{
    const Doc *d = c->d;
    struct {
        Str code;
        double weight;
    } list[64];
    unsigned n = 0;
    double all = 0;
    for (uint32_t i = 0; i < c->n; i++) {
        const Mention *m = &d->mentions[i];
        if (i == but || !m->country.n || m->country.n != 3 || m->kind == MENTION_PRONOUN ||
            !country_kind(c->t, m->country).n)
            continue;
        double w =
            m->via == VIA_CAPITAL || c->item[i].kind == IS_COUNTRY || m->kind == MENTION_DEMONYM
                ? 1.0
                : 1.2;
        unsigned k = 0;
        while (k < n && !str_eq(list[k].code, m->country))
            k++;
        if (k == n && n < 64) {
            list[n].code = m->country;
            list[n++].weight = 0;
        }
        if (k < n)
            list[k].weight += w;
        all += w;
    }
    for (size_t i = 0; i < d->n_places; i++) // the dateline's place
        if (d->places[i].country.n && d->tokens[d->places[i].first].flags & TOKEN_DATELINE)
            for (unsigned k = 0; k < n; k++)
                if (str_eq(list[k].code, d->places[i].country)) {
                    list[k].weight += 3;
                    all += 3;
                }
    unsigned best = 0;
    for (unsigned k = 1; k < n; k++)
        if (list[k].weight > list[best].weight)
            best = k;
    if (n && list[best].weight >= least && list[best].weight >= share * all)
        return list[best].code;
    return (Str){0};
}

// "foreign governments", "other armies": not the article's own country
static bool elsewhere(const Coref *c, const Mention *m)
{
    static const char *const words[] = {"foreign",      "other",       "international", "western",
                                        "neighbouring", "neighboring", "overseas",      "allied",
                                        "outside",      "external",    "world",         "regional",
                                        "coalition",    "arab",        "european"};
    for (uint32_t i = m->first; i < m->end; i++)
        if (WORD_IN(low(c, i), words) &&
            !str_is(i + 1 < m->end ? low(c, i + 1) : (Str){0}, "minister") &&
            !str_is(i + 1 < m->end ? low(c, i + 1) : (Str){0}, "ministry"))
            return true;
    return mention_is_pair(c->d, m);
}

// "shelled Beirut", "the bombing of Belgrade": a town that is hit is no government; the code is the
// country's.
static void towns_hit(Coref *c)
{
    Doc *d = c->d;
    for (uint32_t i = 0; i < c->n; i++) {
        Mention *m = &d->mentions[i];
        const Token *x = &d->tokens[m->head];
        if (m->via != VIA_CAPITAL || !m->place || x->head == NONE || m->country.n != 3)
            continue;
        bool hit =
            (x->dep == DEP_OBJ || x->dep == DEP_NSUBJ_PASS) && d->tokens[x->head].upos == UPOS_VERB;
        uint32_t on = token_child_dep(d, m->head, DEP_CASE);
        bool noun = x->dep == DEP_NMOD && on != NONE &&
                    (token_is(d, on, "on") || token_is(d, on, "of") || token_is(d, on, "against"));
        static const char *const words[] = {"criticise", "criticize", "condemn",
                                            "denounce",  "expel",     NULL}; // of governments
        if ((hit || noun) && verb_is_hostile(d, x->head) && !lemma_in(d, x->head, words)) {
            m->code = country_cameo(c->t, m->country);
            m->sector = m->sectors = (Str){0};
        }
    }
}

static void default_country(Coref *c)
{
    Doc *d = c->d;
    Str land = domestic(c, NONE, 1.0, 0.6); // "Clashes erupted in Iraq. Kurds attacked .."
    for (uint32_t i = 0; i < c->n && land.n; i++) {
        Mention *m = &d->mentions[i];
        if (m->kind == MENTION_DEMONYM && !m->country.n && m->code.n >= 6 && m->plural &&
            str_starts(m->code, "CVL")) {
            take_country(c, m, land);
            m->p = 0.5f;
        }
    }
    Str home = domestic(c, NONE, 3.0, 0.7);
    if (!home.n)
        return;
    static const char *const sectors[] = {"GOV", "MIL", "COP", "LEG", "JUD",
                                          "OPP", "SPY", "ELI", "REB"};
    for (uint32_t i = 0; i < c->n; i++) {
        Mention *m = &d->mentions[i];
        if (m->country.n || !m->sectors.n || !WORD_IN(m->sector, sectors) || c->item[i].indefinite)
            continue;
        if (m->kind == MENTION_PRONOUN || elsewhere(c, m))
            continue;
        take_country(c, m, home);
        m->p = 0.5f;
    }
}

// "The Conservative Party" in an article about South Africa: names that the table marks as common
// take the country that another mention of the name has, or that the article is about where the
// table's own country is nowhere named.
void coref_common_names(Coref *c)
{
    Doc *d = c->d;
    const NameTable *n = &c->t->organisations;
    if (!n->t)
        return;
    int ambiguous = lextable_column(n->t, "ambiguous");
    for (uint32_t i = 0; i < c->n && ambiguous >= 0; i++) {
        Mention *m = &d->mentions[i];
        if (c->item[i].kind != IS_ORG || !c->item[i].named ||
            !str_starts(m->row, "organisations") || m->via != VIA_LEXICON)
            continue;
        Str base = country_cameo(c->t, m->country);
        if (!country_kind(c->t, m->country).n || m->code.n <= base.n ||
            memcmp(m->code.p, base.p, base.n) != 0)
            continue;
        uint32_t first = m->first + (str_is(low(c, m->first), "the") ? 1 : 0);
        Str words[16];
        uint32_t w = 0, row;
        for (uint32_t k = first; k < m->end && w < 16; k++)
            words[w++] = low(c, k);
        if (!w || lextable_match(n->t, words, w, &row) != w ||
            !str_starts(lextable_cell(n->t, row, ambiguous), "other bodies"))
            continue;
        if (!str_eq(lextable_cell(n->t, row, n->country), m->country))
            continue; // the text has said whose it is
        Str groups = {m->code.p + base.n, m->code.n - base.n}, country = {0};
        bool own = false;
        for (uint32_t j = 0; j < c->n; j++) {
            const Mention *y = &d->mentions[j];
            if (j == i || !y->country.n || y->kind == MENTION_PRONOUN)
                continue;
            Str text = bare(c, y), mine = bare(c, m);
            bool alike = text.n >= mine.n && str_ieq((Str){text.p, mine.n}, mine);
            if (alike && !str_eq(y->country, m->country))
                country = y->country;
            else if (!alike && str_eq(y->country, m->country))
                own = true;
        }
        for (size_t k = 0; k < d->n_places; k++)
            own = own || str_eq(d->places[k].country, m->country);
        if (!country.n && !own)
            country = domestic(c, i, 1.0, 0.7);
        if (!country.n || str_eq(country, m->country))
            continue;
        m->name = bare(c, m);
        m->id = (Str){0};
        m->code = groups;
        take_country(c, m, country);
        m->p = 0.6f;
    }
}

void coref_spread_codes(Coref *c)
{
    spread(c);
    surnames(c);
    for (uint32_t i = 0; i < c->n; i++)
        c->item[i].own =
            c->item[i].own || (c->d->mentions[i].code.n && c->d->mentions[i].via == VIA_LEXICON);
    spread(c);
    possessors(c);
    default_country(c);
    towns_hit(c);
    spread(c);
}
