// SPDX-License-Identifier: MIT
// In: Doc.mentions with the codes that the phrases themselves give. Out: Mention.entity shared by
// coreferent mentions; codes, names and countries passed on inside an entity (via coreference).
// Method: a sieve, surest rules first (after Lee et al. 2013): apposition and copula; names
// (surname to full name, acronym to organisation, country to country); definite descriptions ("the
// minister", "the group", "the kingdom") by head word, office or sector; pronouns by number, gender
// and a Hobbs-like order: sentence by sentence backwards, subjects before others. Then codes
// spread: the text's own role beats the table; possessors give their country ("its troops"). A role
// that nobody gives a country takes the one that the article is plainly about, with low p. "The two
// countries" stands twice (actor_list.c) and is linked to the last two that one sentence joins or
// names. A pronoun prefers the subject that governs its clause, also by control ("urged Moscow to
// pull its troops out"); "it" and "them" stay open where a thing is as likely. A bare surname that
// nobody explains is the head of state or government in office on the article's day. Cost: each
// mention looks back at most WINDOW mentions. Does not: resolve "we" and "I" (the quotation stage
// knows who speaks), link across articles, split plural "they" into its members.
#include "entity/entity.h"

#define WINDOW 160u

typedef enum {
    IS_PERSON,
    IS_ORG,
    IS_COUNTRY,
    IS_PLACE,
    IS_PEOPLE,
    IS_PRONOUN,
    IS_STATE,
    IS_OTHER
} Kind;

typedef struct {
    uint8_t kind;                                           // Kind
    uint8_t gender;                                         // Gender
    bool named, definite, indefinite, plural, subject, own; // own: its code is the phrase's own
    uint32_t sentence;
    Str head;           // lower case, singular, of the noun that heads it
    uint32_t parent;    // union-find
    uint32_t possessor; // nested mention that possesses it; NONE
    Str country;        // of a root: the country that its members give
    uint32_t name;      // of a root: a member that is a person's name; NONE
} Item;

typedef struct {
    Doc *d;
    const ActorTables *t;
    Item *item;
    uint32_t n;
} Coref;

static Str low(const Coref *c, uint32_t token)
{
    return c->d->tokens[token].lower;
}

static uint32_t root(Coref *c, uint32_t i)
{
    while (c->item[i].parent != i) {
        c->item[i].parent = c->item[c->item[i].parent].parent;
        i = c->item[i].parent;
    }
    return i;
}

// The earlier mention stays the root, so that numbers follow the text.
static void join(Coref *c, uint32_t a, uint32_t b)
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
// features The token of the noun that heads the phrase proper: "the president of Egypt" →
// president.
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

static uint32_t window_start(uint32_t i)
{
    return i > WINDOW ? i - WINDOW : 0;
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

static bool is_acronym(Str s)
{
    if (s.n < 2 || s.n > 8)
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (!ascii_upper(s.p[i]) && s.p[i] != '.')
            return false;
    return true;
}

// Initials of the capitalised words of a mention, articles and small words left out.
static bool acronym_of(const Coref *c, Str acronym, const Mention *m)
{
    char letters[16];
    size_t n = 0, want = 0;
    char plain[16];
    for (uint32_t i = m->first; i < m->end && n < sizeof letters; i++)
        if ((c->d->tokens[i].flags & TOKEN_UPPER) && !str_is(low(c, i), "the")) {
            Str w = token_text(c->d, &c->d->tokens[i]);
            letters[n++] = w.p[0];
        }
    for (size_t i = 0; i < acronym.n && want < sizeof plain; i++)
        if (acronym.p[i] != '.')
            plain[want++] = acronym.p[i];
    return want >= 2 && n == want && memcmp(letters, plain, n) == 0;
}

static Str bare(const Coref *c, const Mention *m)
{
    uint32_t first = m->first;
    if (first + 1 < m->end &&
        (str_is(low(c, first), "the") || str_is(low(c, first), "a") || str_is(low(c, first), "an")))
        first++;
    return doc_str(c->d, (Span){c->d->tokens[first].span.start, m->span.end});
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
                join(c, j, i);
                return;
            }
        return;
    }
    if (x->kind == IS_PLACE || x->kind == IS_PEOPLE) {
        for (uint32_t j = i; j-- > stop;)
            if (c->item[j].kind == x->kind && d->mentions[j].kind == m->kind &&
                str_ieq(bare(c, &d->mentions[j]), bare(c, m))) {
                join(c, j, i);
                return;
            }
        return;
    }
    if (x->kind == IS_PERSON && x->named) {
        for (uint32_t j = i; j-- > stop;)
            if (c->item[j].kind == IS_PERSON && c->item[j].named && same_person(c, j, i)) {
                join(c, j, i);
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
                (acronym && acronym_of(c, text, y))) {
                join(c, j, i);
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
    join(c, i, other);
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
                join(c, j, i);
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
            join(c, j, i);
            return;
        }
        const Mention *y = &d->mentions[j];
        bool source = c->item[j].kind == IS_COUNTRY;
        if (source && country_kind(c->t, y->country).n && country_fits(c, m, y->country)) {
            join(c, j, i);
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
                join(c, j, i);
                return;
            }
        } else if (x->kind == IS_PEOPLE) {
            if (z->kind != IS_PEOPLE || z->plural != x->plural)
                continue;
            if (str_eq(z->head, x->head) && (x->definite || str_ieq(bare(c, y), bare(c, m))) &&
                x->sentence - z->sentence <= 6) {
                join(c, j, i);
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
                join(c, j, i);
                return;
            }
        }
    }
}

// ------------------------------------------------------------------------------------------ pairs
static void take_country(Coref *c, Mention *m, Str country)
{
    m->country = country; // until now the code is role groups alone
    m->code = code_join(c->d->arena, country_cameo(c->t, country), m->code);
}

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
    join(c, from, i);
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

// ------------------------------------------------------------------------------------------
// pronouns
static int pronoun_score(Coref *c, uint32_t i, uint32_t j)
{
    const Doc *d = c->d;
    const Mention *m = &d->mentions[i], *y = &d->mentions[j];
    const Item *x = &c->item[i], *z = &c->item[j];
    Str w = low(c, m->first);
    static const char *const it[] = {"it", "its", "itself"}, *const they[] = {"they", "them",
                                                                              "their", "themselves",
                                                                              "theirs"};
    bool possessive = strcmp(d->tokens[m->first].xpos, "PRP$") == 0;
    if (y->first <= m->first && y->end > m->first)
        return -1; // the pronoun lies inside
    uint8_t gender = c->item[root(c, j)].gender;
    if (x->gender != GENDER_NONE) {
        if (z->kind == IS_PRONOUN) {
            if (z->gender != x->gender)
                return -1;
        } else if (z->kind != IS_PERSON || (gender == GENDER_M && x->gender == GENDER_F) ||
                   (gender == GENDER_F && x->gender == GENDER_M))
            return -1;
    } else if (WORD_IN(w, it)) {
        if (z->kind == IS_PRONOUN) {
            if (!WORD_IN(low(c, y->first), it))
                return -1;
        } else if (!(z->kind == IS_ORG || z->kind == IS_COUNTRY || z->kind == IS_STATE ||
                     (z->kind == IS_PLACE && y->code.n)) ||
                   y->plural)
            return -1;
    } else if (WORD_IN(w, they)) {
        if (z->kind == IS_PRONOUN) {
            if (!WORD_IN(low(c, y->first), they))
                return -1;
        } else if (!(z->plural || (z->kind == IS_ORG && !z->named) || str_is(y->sector, "COP") ||
                     (z->kind == IS_ORG && str_is(y->sector, "REB"))) ||
                   z->kind == IS_COUNTRY)
            return -1;
    } else
        return -1;
    uint32_t verb = clause_verb(d, possessive ? d->tokens[m->head].head : m->head), governor = NONE;
    if (verb != NONE)
        governor = clause_subject(d, verb);
    bool governs = governor != NONE && governor < c->n && root(c, governor) == root(c, j);
    bool reflexive = str_ends(w, "self") || str_ends(w, "selves");
    bool object = d->tokens[m->first].dep == DEP_OBJ || d->tokens[m->first].dep == DEP_IOBJ ||
                  d->tokens[m->first].dep == DEP_OBL;
    if (!possessive && object && governs && !reflexive)
        return -1; // "Police arrested protesters and beat them"
    bool thing = WORD_IN(w, it) || str_is(w, "them");
    if (thing && !possessive &&
        (pronoun_takes_fact(d, m->first) ||
         (pronoun_of_things(d, m->first) && thing_between(d, y, m, !WORD_IN(w, it)))))
        return -1;
    int score = 100 - 25 * (int)(x->sentence - z->sentence);
    if (possessive && governs && x->sentence == z->sentence) {
        uint32_t owned = d->tokens[m->head].head;
        score += owned != NONE && d->tokens[owned].dep == DEP_OBJ &&
                         verb_is_hostile(d, d->tokens[owned].head)
                     ? -60
                     : 75;
    }
    if (m->first == m->head && d->tokens[m->head].dep == DEP_NSUBJ &&
        condition_is_for(d, verb, y->head))
        score += 40;
    if (z->subject)
        score += 20;
    if (z->named)
        score += 4;
    if (z->kind == IS_PRONOUN)
        score += 6; // the topic goes on
    if (d->tokens[y->head].dep == DEP_OBJ)
        score += 5;
    if (z->kind == IS_PLACE)
        score -= 25;
    if (y->place && !z->subject)
        score -= 10;
    if (gender != GENDER_NONE && gender == x->gender)
        score += 10;
    if (x->plural && z->plural && y->human)
        score += 10;
    if (x->sentence == z->sentence) {
        // an argument of the same verb is somebody else: "X told him"
        if (!possessive &&
            clause_verb(d, d->tokens[y->head].head) == clause_verb(d, d->tokens[m->head].head) &&
            clause_verb(d, d->tokens[m->head].head) != NONE && !str_ends(w, "self") &&
            !str_ends(w, "selves")) {
            uint8_t dy = d->tokens[y->head].dep;
            if ((z->subject || dy == DEP_OBJ || dy == DEP_IOBJ || dy == DEP_OBL) &&
                d->tokens[y->head].head == d->tokens[m->head].head)
                return -1;
        }
        if (possessive && m->first > 0 && y->end + 1 == m->first && str_is(low(c, y->end), "and"))
            score += 40; // "John Doe and his daughter"
        score += possessive && z->subject ? 15 : 0;
        int distance = (int)(m->first - y->first);
        score -= distance > 30 ? 6 : distance / 5;
    } else
        score -= (int)(y->first - d->sentences[z->sentence].first) /
                 6; // earlier in its sentence is better
    return score;
}

static void link_pronoun(Coref *c, uint32_t i)
{
    const Doc *d = c->d;
    Str w = low(c, d->mentions[i].first);
    static const char *const speaker[] = {"i",  "me",  "we",   "us",   "our",
                                          "my", "you", "your", "mine", "ours"};
    if (WORD_IN(w, speaker))
        return;
    uint32_t best = NONE, stop = window_start(i);
    int best_score = 30;
    for (uint32_t j = i; j-- > stop;) {
        if (c->item[i].sentence - c->item[j].sentence > 3)
            break;
        if (d->mentions[j].first >= d->mentions[i].first)
            continue;
        int score = pronoun_score(c, i, j);
        if (score > best_score) {
            best_score = score;
            best = j;
        }
    }
    if (best == NONE)
        return;
    join(c, best, i);
    Doc *dd = c->d;
    dd->mentions[i].p = best_score > 110 ? 0.75f : best_score > 80 ? 0.6f : 0.45f;
}

// ------------------------------------------------------------------------------------------
// spreading codes
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
        if (longer || !lookup_surname(&k, last, last + 1, (Str){0}, &h))
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

// ------------------------------------------------------------------------------------------ the
// article's own country
static Str domestic(Coref *c, uint32_t but, double least)
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
    if (n && list[best].weight >= least && list[best].weight >= 0.7 * all)
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
    Str land = domestic(c, NONE, 1.0); // "Clashes erupted in Iraq. Kurds attacked .."
    for (uint32_t i = 0; i < c->n && land.n; i++) {
        Mention *m = &d->mentions[i];
        if (m->kind == MENTION_DEMONYM && !m->country.n && m->code.n >= 6 && m->plural &&
            str_starts(m->code, "CVL")) {
            take_country(c, m, land);
            m->p = 0.5f;
        }
    }
    Str home = domestic(c, NONE, 3.0);
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
static void common_names(Coref *c)
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
            country = domestic(c, i, 1.0);
        if (!country.n || str_eq(country, m->country))
            continue;
        m->name = bare(c, m);
        m->id = (Str){0};
        m->code = groups;
        take_country(c, m, country);
        m->p = 0.6f;
    }
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
    common_names(&c);
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
                join(&c, i, i + 1);
            }
            continue;
        }
        if (x->kind == IS_PRONOUN)
            link_pronoun(&c, i);
        else if (x->kind == IS_STATE)
            link_state(&c, i);
        else if (x->named || d->mentions[i].kind == MENTION_DEMONYM)
            link_name(&c, i);
        else
            link_role(&c, i);
    }
    spread(&c);
    surnames(&c);
    for (uint32_t i = 0; i < c.n; i++)
        c.item[i].own =
            c.item[i].own || (d->mentions[i].code.n && d->mentions[i].via == VIA_LEXICON);
    spread(&c);
    possessors(&c);
    default_country(&c);
    towns_hit(&c);
    spread(&c);
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
