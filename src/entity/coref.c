// SPDX-License-Identifier: MIT
// In: Doc.mentions with the codes that the phrases themselves give. Out: Mention.entity shared by
// coreferent mentions; codes, names and countries passed on inside an entity (via coreference).
// Method: a sieve, surest rules first (after Lee et al. 2013): apposition and copula; names
// (surname to full name, acronym to organisation, country to country); definite descriptions ("the
// minister", "the group", "the kingdom") by head word, office or sector; pronouns by number, gender
// and a Hobbs-like order (coref_pronoun.c). Then codes spread (coref_codes.c). "The two countries"
// stands twice (actor_list.c) and is linked to the last two that one sentence joins or names. Cost:
// each mention looks back at most WINDOW mentions. Does not: link across articles.
#include "entity/coref_work.h"

// The earlier mention stays the root, so that numbers follow the text.
void coref_join(Coref *c, uint32_t a, uint32_t b)
{
    a = root(c, a);
    b = root(c, b);
    if (a == b)
        return;
    if (b < a) {
        uint32_t x = a;
        a = b;
        b = x;
    }
    c->item[b].parent = a;
    if (c->item[a].gender == GENDER_NONE)
        c->item[a].gender = c->item[b].gender;
    if (!c->item[a].country.n)
        c->item[a].country = c->item[b].country;
    if (c->item[a].name == NONE)
        c->item[a].name = c->item[b].name;
}

static Str noun_singular(Str w)
{
    if (w.n > 4 && str_ends(w, "ies"))
        return w;
    if (w.n > 3 && w.p[w.n - 1] == 's' && w.p[w.n - 2] != 's')
        w.n--;
    return w;
}

// ------------------------------------------------------------------------------------------
// features

// The token of the noun that heads the phrase proper: "the president of Egypt" → president.
static uint32_t noun_of(const Coref *c, const Mention *m)
{
    const Doc *d = c->d;
    uint32_t end = m->end;
    for (uint32_t i = m->first; i < m->end; i++)
        if (i > m->first && str_is(low(c, i), "of") && m->kind != MENTION_NAME) {
            end = i;
            break;
        }
    uint32_t h = m->head >= m->first && m->head < end ? m->head : end - 1;
    return d->tokens[h].upos == UPOS_NOUN || d->tokens[h].upos == UPOS_PROPN ? h : end - 1;
}

static void item_fill(Coref *c, uint32_t i)
{
    const Doc *d = c->d;
    const Mention *m = &d->mentions[i];
    Item *x = &c->item[i];
    static const char *const definite[] = {"the", "this", "that", "these", "those",
                                           "his", "her",  "its",  "their"};
    static const char *const vague[] = {
        "a",     "an",  "another", "some", "any",  "other", "several", "many",  "no", "each",
        "every", "one", "at",      "more", "less", "fewer", "up",      "close", "as", "between"};
    Str first = low(c, m->first);
    x->parent = i;
    x->possessor = NONE;
    x->sentence = d->tokens[m->first].sentence;
    x->definite = WORD_IN(first, definite);
    x->indefinite = WORD_IN(first, vague) || d->tokens[m->first].upos == UPOS_NUM;
    x->plural = m->plural;
    x->own = m->code.n != 0;
    x->country = m->country;
    x->name = NONE;
    uint8_t dep = d->tokens[m->head].dep;
    x->subject =
        dep == DEP_NSUBJ || dep == DEP_NSUBJ_PASS || dep == DEP_NSUBJ_OUTER || dep == DEP_CSUBJ;
    x->head = noun_singular(low(c, noun_of(c, m)));
    x->named = m->kind == MENTION_NAME;
    if (m->kind == MENTION_PRONOUN)
        x->kind = IS_PRONOUN;
    else if (m->ner == NAME_PER && m->kind == MENTION_NAME)
        x->kind = IS_PERSON;
    else if (m->kind == MENTION_NAME && m->ner == NAME_ORG)
        x->kind = IS_ORG;
    else if (m->kind == MENTION_NAME && m->place)
        x->kind = m->via == VIA_CAPITAL || m->via == VIA_NAME ? IS_PLACE : IS_COUNTRY;
    else if (m->kind == MENTION_DEMONYM)
        x->kind = IS_PEOPLE;
    else if (m->kind == MENTION_NOUN && m->place)
        x->kind = IS_STATE;
    else if (m->human && !m->plural)
        x->kind = IS_PERSON;
    else if (m->human)
        x->kind = IS_PEOPLE;
    else
        x->kind = IS_ORG;
    if (x->kind == IS_PERSON && x->named)
        x->name = i;
    if (x->kind == IS_PERSON || m->human)
        x->gender = (uint8_t)gender_of_tokens(c->t, d, m->first, m->end);
    if (x->kind == IS_PRONOUN) {
        static const char *const he[] = {"he", "him", "his", "himself"}, *const she[] = {
                                                                             "she", "her", "hers",
                                                                             "herself"};
        x->gender = WORD_IN(first, he) ? GENDER_M : WORD_IN(first, she) ? GENDER_F : GENDER_NONE;
    }
    // A table person's gender comes with the row's name: "leaders.tsv" gives it.
    if (x->kind == IS_PERSON && c->t->leaders.t && m->name.n && c->t->leader_gender >= 0 &&
        str_starts(m->row, "leaders")) {
        char key[128];
        size_t n = m->name.n < sizeof key ? m->name.n : sizeof key;
        for (size_t k = 0; k < n; k++)
            key[k] = ascii_tolower(m->name.p[k]);
        uint32_t row = lextable_find(c->t->leaders.t, (Str){key, n});
        if (row != LEX_NONE) {
            Str g = lextable_cell(c->t->leaders.t, row, c->t->leader_gender);
            if (g.n)
                x->gender = g.p[0] == 'f' ? GENDER_F : GENDER_M;
        }
    }
    // the possessor: a mention with the same first token that ends before "'s", or the pronoun
    // itself
    for (uint32_t j = i + 1; j < c->n && d->mentions[j].first == m->first; j++)
        if (d->mentions[j].end < m->end) {
            bool pron = d->mentions[j].kind == MENTION_PRONOUN;
            bool s = strcmp(d->tokens[d->mentions[j].end].xpos, "POS") == 0;
            if (pron || s)
                x->possessor =
                    j; // the last, shortest one is nested deepest; the longest comes first
            if (s && x->possessor != NONE)
                break;
        }
}

// "Nagy" alone after "Imre Nagy", whatever the tagger takes it for: a lone word that ends the name
// of a person of this article is that person, unless it is a known actor or says where.
static void item_retype(Coref *c, uint32_t i)
{
    Doc *d = c->d;
    Mention *m = &d->mentions[i];
    Item *x = &c->item[i];
    uint8_t dep = d->tokens[m->head].dep;
    bool acts = dep == DEP_NSUBJ || dep == DEP_NSUBJ_PASS || dep == DEP_NMOD_POSS;
    static const char *const persons[] = {"to", "by", "with", "against", NULL};
    uint32_t mark = token_child_dep(d, m->head, DEP_CASE);
    for (unsigned k = 0; mark != NONE && persons[k] && (dep == DEP_OBL || dep == DEP_NMOD); k++)
        acts = acts || token_is(d, mark, persons[k]);
    if (m->kind != MENTION_NAME || m->end != m->first + 1 || m->code.n ||
        !(x->kind == IS_ORG || (x->kind == IS_PLACE && acts)))
        return;
    uint32_t stop = window_start(i);
    for (uint32_t j = i; j-- > stop;) {
        const Mention *y = &d->mentions[j];
        if (c->item[j].kind != IS_PERSON || !c->item[j].named || y->end < y->first + 2 ||
            !str_eq(low(c, y->end - 1), low(c, m->first)))
            continue;
        m->ner = NAME_PER;
        m->place = false;
        m->human = true;
        x->kind = IS_PERSON;
        x->name = i;
        return;
    }
}

// ------------------------------------------------------------------------------------------ names
static Str name_word(Str name, bool last)
{
    if (last) {
        size_t at = name.n;
        while (at > 0 && name.p[at - 1] != ' ')
            at--;
        return (Str){name.p + at, name.n - at};
    }
    size_t n = 0;
    while (n < name.n && name.p[n] != ' ')
        n++;
    return (Str){name.p, n};
}

static bool one_word(Str s)
{
    return s.n && !memchr(s.p, ' ', s.n);
}

static bool same_person(const Coref *c, uint32_t a, uint32_t b)
{
    const Mention *x = &c->d->mentions[a], *y = &c->d->mentions[b];
    if (x->id.n && str_eq(x->id, y->id))
        return true;
    if (x->name.n && str_ieq(x->name, y->name))
        return true;
    Str xl = low(c, x->end - 1), yl = low(c, y->end - 1);
    Str xn = x->name.n ? x->name : xl, yn = y->name.n ? y->name : yl;
    bool last = str_eq(xl, yl) || str_ieq(name_word(xn, true), name_word(yn, true));
    if (last) {
        if (one_word(xn) || one_word(yn))
            return true;
        Str xf = name_word(xn, false), yf = name_word(yn, false);
        if (str_ieq(xf, yf))
            return true;
        // an initial: "J. Doe" and "John Doe"
        return xf.n && yf.n && ascii_tolower(xf.p[0]) == ascii_tolower(yf.p[0]) &&
               (xf.n <= 2 || yf.n <= 2);
    }
    // "Saddam" after "Saddam Hussein", a middle name after three
    if (one_word(yn) && !one_word(xn) && yn.n >= 4) {
        Str rest = xn, word;
        while (str_split(&rest, ' ', &word))
            if (str_ieq(word, yn))
                return true;
    }
    return false;
}

static void link_name(Coref *c, uint32_t i)
{
    const Doc *d = c->d;
    const Mention *m = &d->mentions[i];
    const Item *x = &c->item[i];
    uint32_t stop = window_start(i);
    if (x->kind == IS_COUNTRY) {
        for (uint32_t j = i; j-- > stop;)
            if (c->item[j].kind == IS_COUNTRY && str_eq(d->mentions[j].code, m->code)) {
                coref_join(c, j, i);
                return;
            }
        return;
    }
    if (x->kind == IS_PLACE || x->kind == IS_PEOPLE) {
        for (uint32_t j = i; j-- > stop;)
            if (c->item[j].kind == x->kind && d->mentions[j].kind == m->kind &&
                str_ieq(bare(c, &d->mentions[j]), bare(c, m))) {
                coref_join(c, j, i);
                return;
            }
        return;
    }
    if (x->kind == IS_PERSON && x->named) {
        for (uint32_t j = i; j-- > stop;)
            if (c->item[j].kind == IS_PERSON && c->item[j].named && same_person(c, j, i)) {
                coref_join(c, j, i);
                return;
            }
        return;
    }
    if (x->kind == IS_ORG && x->named) {
        Str text = bare(c, m);
        bool acronym = is_acronym(text);
        for (uint32_t j = i; j-- > stop;) {
            const Mention *y = &d->mentions[j];
            if (c->item[j].kind != IS_ORG)
                continue;
            if ((y->name.n && m->name.n && str_ieq(y->name, m->name)) ||
                str_ieq(bare(c, y), text) || (m->id.n && str_eq(m->id, y->id)) ||
                (acronym && acronym_of(d, text, y->first, y->end))) {
                coref_join(c, j, i);
                return;
            }
        }
    }
}

// ------------------------------------------------------------------------------------------
// structure
static bool compatible(Coref *c, uint32_t a, uint32_t b)
{
    const Item *x = &c->item[root(c, a)], *y = &c->item[root(c, b)];
    if ((x->gender == GENDER_M && y->gender == GENDER_F) ||
        (x->gender == GENDER_F && y->gender == GENDER_M))
        return false;
    if (x->country.n && y->country.n && !str_eq(x->country, y->country))
        return false;
    // one person does not bear two names: "John Doe" and "Joan Roe"
    return x->name == NONE || y->name == NONE || same_person(c, x->name, y->name);
}

static bool both_persons(const Coref *c, uint32_t a, uint32_t b)
{
    return c->item[a].kind == IS_PERSON && c->item[b].kind == IS_PERSON;
}

static void link_structure(Coref *c, uint32_t i)
{
    const Doc *d = c->d;
    const Mention *m = &d->mentions[i];
    const Token *h = &d->tokens[m->head];
    if (h->head == NONE)
        return;
    bool appos = h->dep == DEP_APPOS;
    bool copula = (h->dep == DEP_NSUBJ || h->dep == DEP_NSUBJ_OUTER) &&
                  token_child_dep(d, h->head, DEP_COP) != NONE;
    // "X , the Kenyan finance minister ," where the parser saw no apposition: name, comma,
    // determiner, role
    if (!appos && !copula)
        return;
    if (copula)
        for (uint32_t k = token_child(d, h->head, NONE); k != NONE; k = token_child(d, h->head, k))
            if (str_is(d->tokens[k].lower, "not") || str_is(d->tokens[k].lower, "n't") ||
                str_is(d->tokens[k].lower, "never"))
                return;
    uint32_t other = mention_at(d, h->head);
    if (other == NONE || other == i)
        return;
    const Mention *o = &d->mentions[other];
    if (copula && o->kind != MENTION_ROLE)
        return;
    if (o->head != h->head || (o->first < m->end && m->first < o->end))
        return;
    if (!both_persons(c, i, other) && !(c->item[i].kind == IS_ORG && c->item[other].kind == IS_ORG))
        return;
    if (c->item[i].named && c->item[other].named && !appos)
        return;
    if (c->item[i].named && c->item[other].named && both_persons(c, i, other))
        return; // two names side by side are a list
    if (!compatible(c, i, other))
        return;
    coref_join(c, i, other);
}

// "John Doe, the finance minister," and "the finance minister, John Doe": where the tree does not
// say it.
static void link_comma(Coref *c, uint32_t i)
{
    const Doc *d = c->d;
    const Mention *m = &d->mentions[i];
    if (i == 0 || m->first < 2 || !str_is(low(c, m->first - 1), ","))
        return;
    uint32_t k = i;
    while (k > 0 && d->mentions[k - 1].end > m->first - 1) // not the ones that m lies in
        k--;
    for (uint32_t j = k; j-- > 0 && i - j < 8;) {
        const Mention *o = &d->mentions[j];
        if (o->end != m->first - 1)
            continue;
        if (c->item[i].kind == IS_PERSON && !c->item[i].named && m->kind == MENTION_ROLE &&
            c->item[j].kind == IS_PLACE && o->via == VIA_NAME && !o->country.n &&
            m->end < d->n_tokens && str_is(low(c, m->end), ",")) {
            d->mentions[j].name = bare(c, o);
            d->mentions[j].ner = NAME_PER; // "Karim Testname, Algeria's finance minister, ..": no
                                           // place, whatever the tagger said
            d->mentions[j].place = false;
            d->mentions[j].human = true;
            c->item[j].kind = IS_PERSON;
            c->item[j].named = true;
            c->item[j].name = j;
        }
        if (!both_persons(c, i, j) || (c->item[i].named == c->item[j].named))
            continue;
        if (d->tokens[o->first].sentence != d->tokens[m->first].sentence)
            return;
        // closed by a comma, a stop or a verb: "X, the minister, said"; a list goes on with "and"
        Str after = m->end < d->n_tokens ? low(c, m->end) : (Str){0};
        if (str_is(after, "and") || str_is(after, "or"))
            return;
        if (c->item[i].named && !c->item[j].definite && d->mentions[j].kind != MENTION_ROLE)
            return;
        if (c->item[i].indefinite || c->item[i].definite || c->item[i].named ||
            str_is(after, ",") || str_is(after, "."))
            if (compatible(c, i, j))
                coref_join(c, j, i);
        return;
    }
}

// ------------------------------------------------------------------------------------------
// definite descriptions
static bool holds_word(const Coref *c, const Mention *m, Str w)
{
    for (uint32_t i = m->first; i < m->end; i++)
        if (str_eq(noun_singular(low(c, i)), w))
            return true;
    return false;
}

static bool country_fits(const Coref *c, const Mention *state, Str code)
{
    // "the kingdom", "the Islamic Republic": the country's official name must hold the word
    Str official = country_official(c->t, code);
    Str w = low(c, state->end - 1);
    if (str_is(w, "country") || str_is(w, "nation"))
        return true;
    bool islamic = state->end - state->first >= 2 && str_is(low(c, state->end - 2), "islamic");
    for (size_t i = 0; i + w.n <= official.n; i++)
        if (str_ieq((Str){official.p + i, w.n}, w)) {
            if (!islamic)
                return true;
            for (size_t k = 0; k + 7 <= official.n; k++)
                if (str_ieq((Str){official.p + k, 7}, STR("islamic")))
                    return true;
            return false;
        }
    return false;
}

static void link_state(Coref *c, uint32_t i)
{
    const Doc *d = c->d;
    const Mention *m = &d->mentions[i];
    uint32_t stop = window_start(i);
    for (uint32_t j = i; j-- > stop;) {
        if (c->item[j].kind == IS_STATE && root(c, j) != j &&
            str_eq(low(c, d->mentions[j].end - 1), low(c, m->end - 1))) {
            coref_join(c, j, i);
            return;
        }
        const Mention *y = &d->mentions[j];
        bool source = c->item[j].kind == IS_COUNTRY;
        if (source && country_kind(c->t, y->country).n && country_fits(c, m, y->country)) {
            coref_join(c, j, i);
            return;
        }
    }
    // no country named as such: the one of the latest phrase with a nationality lends its code in
    // spread()
}

static bool generic_group(Str w)
{
    static const char *const words[] = {"group",   "movement", "organization", "organisation",
                                        "militia", "faction",  "front",        "guerrilla"};
    return WORD_IN(w, words);
}

static bool sector_of_generic(Str w, const Mention *y)
{
    static const char *const firm[] = {"company",     "firm",    "bank",
                                       "corporation", "airline", "carmaker"};
    static const char *const bloc[] = {"bloc",         "alliance", "organization",
                                       "organisation", "body",     "union"};
    static const char *const agency[] = {"agency",  "newspaper", "network", "broadcaster",
                                         "service", "daily",     "channel"};
    if (generic_group(w))
        return str_is(y->sector, "REB") || str_is(y->sector, "UAF") || str_is(y->sector, "OPP") ||
               str_is(y->sector, "SOC") || str_is(y->sector, "CRM") || str_is(y->sector, "PRM") ||
               (!y->sector.n && y->ner == NAME_ORG);
    if (WORD_IN(w, firm))
        return str_is(y->sector, "BUS") || !y->sector.n;
    if (WORD_IN(w, bloc) && str_is(y->country, "EUR"))
        return true;
    if (WORD_IN(w, bloc))
        return str_is(y->country, "IGO") || str_is(y->country, "UNO") || str_is(y->country, "EUR");
    if (WORD_IN(w, agency))
        return str_is(y->sector, "JRN") || str_is(y->sector, "SPY") || str_is(y->country, "UNO") ||
               str_is(y->country, "IGO");
    if (str_is(w, "party"))
        return str_is(y->sector, "PTY") || str_is(y->sector, "OPP");
    if (str_is(w, "university") || str_is(w, "school"))
        return str_is(y->sector, "EDU");
    return false;
}

static void link_role(Coref *c, uint32_t i)
{
    const Doc *d = c->d;
    const Mention *m = &d->mentions[i];
    Item *x = &c->item[i];
    if (x->indefinite)
        return;
    uint32_t stop = window_start(i);
    bool person = x->kind == IS_PERSON;
    for (uint32_t j = i; j-- > stop;) {
        const Mention *y = &d->mentions[j];
        const Item *z = &c->item[j];
        if (z->kind == IS_PRONOUN || z->kind == IS_STATE ||
            (y->first <= m->first && y->end >= m->end) ||
            (m->first <= y->first && m->end >= y->end))
            continue;
        if ((m->country.n && y->country.n && !str_eq(m->country, y->country)) ||
            !compatible(c, i, j))
            continue;
        if (x->sentence - z->sentence > 12 && !z->named)
            continue;
        if (person) {
            if (z->kind != IS_PERSON || !x->definite || x->possessor != NONE)
                continue;
            if (!compatible(c, i, j))
                continue;
            if (z->named && x->sentence == z->sentence && y->first < m->first &&
                d->tokens[m->head].dep == DEP_OBJ && z->subject)
                continue;
            bool same = str_eq(z->head, x->head) || holds_word(c, y, x->head);
            if (!same && z->named && m->sector.n && str_eq(y->sector, m->sector) && y->code.n > 3 &&
                x->sentence - z->sentence <= 4)
                same = true; // a known leader, called by his office
            if (same && !(z->indefinite && !z->subject && x->sentence - z->sentence > 3)) {
                coref_join(c, j, i);
                return;
            }
        } else if (x->kind == IS_PEOPLE) {
            if (z->kind != IS_PEOPLE || z->plural != x->plural)
                continue;
            if (str_eq(z->head, x->head) && (x->definite || str_ieq(bare(c, y), bare(c, m))) &&
                x->sentence - z->sentence <= 6) {
                coref_join(c, j, i);
                return;
            }
        } else {
            if (z->kind != IS_ORG)
                continue;
            bool same = str_eq(z->head, x->head) ||
                        (x->definite && m->end - m->first == 2 && holds_word(c, y, x->head));
            if (m->plural != y->plural)
                same = false;
            bool plain = m->end - m->first == 2 ||
                         (m->sector.n && (str_eq(m->sector, y->sector) || !y->sector.n));
            if (!same && x->definite && plain && z->named)
                same = sector_of_generic(x->head, y);
            if (same && (x->definite || str_ieq(bare(c, y), bare(c, m)))) {
                // "the interior ministry" is not "the foreign ministry"
                if (m->end - m->first > 2 && y->end - y->first > 2 &&
                    !str_ieq(bare(c, y), bare(c, m)) && !z->named)
                    continue;
                coref_join(c, j, i);
                return;
            }
        }
    }
}

// ------------------------------------------------------------------------------------------ pairs
// Could mention j be one of "the two leaders", "the two countries", "both sides"?
static bool pair_member(const Coref *c, uint32_t j, bool person, bool state)
{
    const Mention *y = &c->d->mentions[j];
    if (c->item[j].kind == IS_PRONOUN || mention_is_pair(c->d, y))
        return false;
    if (person)
        return c->item[j].kind == IS_PERSON && c->item[j].named;
    if (state)
        return y->country.n == 3 && country_kind(c->t, y->country).n != 0;
    return y->code.n != 0;
}

static bool pair_same(Coref *c, uint32_t a, uint32_t b, bool person)
{
    const Mention *x = &c->d->mentions[a], *y = &c->d->mentions[b];
    return person                         ? root(c, a) == root(c, b)
           : x->country.n && y->country.n ? str_eq(x->country, y->country)
                                          : root(c, a) == root(c, b);
}

// The two of one sentence: two that "and" joins before all others ("Egypt and Israel"), else the
// only two that it names.
static bool pair_find(Coref *c, uint32_t i, uint32_t sentence, bool person, bool state,
                      uint32_t out[2])
{
    const Doc *d = c->d;
    uint32_t unit[3] = {NONE, NONE, NONE}, n = 0, before = NONE;
    bool joined = false;
    uint32_t start = i;
    while (start > 0 && c->item[start - 1].sentence >= sentence)
        start--;
    for (uint32_t j = start, covered = 0; j < i; j++) {
        const Mention *y = &d->mentions[j];
        if (c->item[j].sentence != sentence || y->end <= covered ||
            !pair_member(c, j, person, state))
            continue;
        covered = y->end;
        if (before != NONE && !pair_same(c, before, j, person)) {
            const Mention *x = &d->mentions[before];
            if ((x->end + 1 == y->first && str_is(low(c, x->end), "and")) || x->with == j + 1 ||
                y->with == before + 1) {
                out[0] = before;
                out[1] = j;
                joined = true;
            }
        }
        before = j;
        bool known = false;
        for (uint32_t k = 0; k < n; k++)
            known = known || pair_same(c, unit[k], j, person);
        if (!known && n < 3)
            unit[n++] = j;
    }
    if (joined)
        return true;
    out[0] = unit[0];
    out[1] = unit[1];
    return n == 2;
}

static void pair_take(Coref *c, uint32_t i, uint32_t from, bool state)
{
    Mention *m = &c->d->mentions[i];
    const Mention *s = &c->d->mentions[from];
    m->via = VIA_COREFERENCE;
    m->p = 0.6f;
    if (state && str_is(m->sectors, "CVL")) { // "the two neighbours" are states here
        m->code = m->sector = m->sectors = (Str){0};
        m->human = c->item[i].own = false;
    }
    if (m->sectors.n ||
        (state &&
         c->item[from].kind !=
             IS_COUNTRY)) { // "the two governments"; "Iraqi troops" for "the two countries"
        if (s->country.n)
            take_country(c, m, s->country);
        c->item[i].own = true;
        c->item[i].country = m->country;
        return;
    }
    coref_join(c, from, i);
}

// "Egypt and Israel signed. The two countries .." i and i + 1 are the two copies of the phrase.
static bool link_pair(Coref *c, uint32_t i)
{
    const Doc *d = c->d;
    const Mention *m = &d->mentions[i];
    if (m->with != i + 2 || !mention_is_pair(d, m))
        return false;
    static const char *const states[] = {
        "countries", "nations", "states", "governments", "neighbours", "neighbors", "superpowers",
        "capitals",  "armies",  "foes",   "rivals",      "enemies",    "powers"};
    bool state = WORD_IN(low(c, m->end - 1), states), person = m->human && !m->country.n && !state;
    uint32_t two[2];
    for (uint32_t back = 0; back <= 3 && back <= c->item[i].sentence; back++)
        if (pair_find(c, i, c->item[i].sentence - back, person, state, two)) {
            pair_take(c, i, two[0], state);
            pair_take(c, i + 1, two[1], state);
            return true;
        }
    return false;
}

void coref_run(Doc *d, const ActorTables *t)
{
    Coref c = {.d = d, .t = t, .n = (uint32_t)d->n_mentions};
    if (!c.n)
        return;
    c.item = ARENA_NEW(d->arena, Item, c.n);
    for (uint32_t i = c.n; i-- > 0;)
        item_fill(&c, i);
    for (uint32_t i = 0; i < c.n; i++)
        item_retype(&c, i);
    coref_common_names(&c);
    for (uint32_t i = 0; i < c.n; i++)
        c.item[i].country = d->mentions[i].country;
    for (uint32_t i = 0; i < c.n; i++)
        link_comma(&c, i);
    for (uint32_t i = 0; i < c.n; i++)
        link_structure(&c, i);
    for (uint32_t i = 0; i < c.n; i++) {
        const Item *x = &c.item[i];
        if (mention_is_pair(d, &d->mentions[i])) {
            if (d->mentions[i].with == i + 2 && !link_pair(&c, i)) {
                d->mentions[i].with = 0; // nobody named: one phrase, one unknown
                coref_join(&c, i, i + 1);
            }
            continue;
        }
        if (x->kind == IS_PRONOUN)
            coref_link_pronoun(&c, i);
        else if (x->kind == IS_STATE)
            link_state(&c, i);
        else if (x->named || d->mentions[i].kind == MENTION_DEMONYM)
            link_name(&c, i);
        else
            link_role(&c, i);
    }
    coref_spread_codes(&c);
    uint32_t next = 0;
    uint32_t *number = ARENA_NEW(d->arena, uint32_t, c.n);
    for (uint32_t i = 0; i < c.n; i++)
        number[i] = NONE;
    for (uint32_t i = 0; i < c.n; i++) {
        uint32_t e = root(&c, i);
        if (number[e] == NONE)
            number[e] = next++;
        d->mentions[i].entity = number[e];
    }
    d->n_entities = next;
}