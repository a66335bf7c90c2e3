// SPDX-License-Identifier: MIT
// In: a word of a sentence with its tree. Out: the objects of verbs where they belong: read as the
// noun of a preposition that is a particle ("signed over the islands"), as an oblique behind a
// phrase ("shared with the bank a list"), as one phrase with whom it is given to ("gave Malawi
// maize"), as one more subject ("jets and tanks shelled positions"), as a second object ("took
// Libya off its list"). Method: as in mend.c, each form told by its words and arcs alone. Cost: a
// look at the word's children. Does not: mend clauses.
#include "parse/work.h"

#include <string.h>

// "will not call off the boycott" read as "call (off the boycott)" with "off" a particle as well:
// what stands bare behind the particle is the object.
static void behind_particle(Doc *d, uint32_t t)
{
    uint32_t v = d->tokens[t].head, first, end, part;
    if (v == NONE || v > t || d->tokens[t].upos != UPOS_NOUN ||
        token_child_dep(d, t, DEP_CASE) != NONE || token_child_dep(d, v, DEP_OBJ) != NONE)
        return;
    token_subtree(d, t, &first, &end);
    part = first - 1;
    if (part == v + 1 && d->tokens[part].head == v && d->tokens[part].dep == DEP_COMPOUND_PRT)
        d->tokens[t].dep = DEP_OBJ;
}

// "shared with the bank a list of suspects" with "list" read as an oblique: a bare noun behind the
// phrase that parts it from its verb is the object.
static void heavy_object(Doc *d, const Sentence *s, uint32_t t)
{
    static const char *const times[] = {"day",    "week",    "month", "year", "night",
                                        "time",   "morning", "hour",  "way",  "today",
                                        "minute", "decade",  NULL};
    uint32_t v = d->tokens[t].head;
    if (v == NONE || v >= t || d->tokens[v].upos != UPOS_VERB || d->tokens[t].upos != UPOS_NOUN ||
        token_child_dep(d, t, DEP_CASE) != NONE || token_child_dep(d, v, DEP_OBJ) != NONE ||
        token_child_dep(d, v, DEP_CCOMP) != NONE || token_child_dep(d, v, DEP_XCOMP) != NONE ||
        token_child_dep(d, v, DEP_AUX_PASS) != NONE || token_child_dep(d, v, DEP_NSUBJ) == NONE ||
        lemma_in(d, t, times) || d->tokens[t].ner != NAME_NONE)
        return;
    uint32_t first, end, opener = token_child_dep(d, t, DEP_DET);
    if (opener == NONE)
        opener = token_child_dep(d, t, DEP_NUMMOD);
    token_subtree(d, t, &first, &end);
    if (opener == NONE || first <= v + 1 || first == s->first ||
        d->tokens[first - 1].upos == UPOS_PUNCT)
        return;
    for (uint32_t k = token_child(d, v, NONE); k != NONE; k = token_child(d, v, k)) {
        uint32_t mark = token_child_dep(d, k, DEP_CASE);
        if (k > v && k < first && d->tokens[k].dep == DEP_OBL && mark == v + 1)
            d->tokens[t].dep = DEP_OBJ;
    }
}

// "Rebels in the town shot and killed the mayor" with "shot" read as a noun of the town.
static void shot_and(Doc *d, const Sentence *s, uint32_t t)
{
    uint32_t kill = t + 2, place = t - 1, noun = d->tokens[t].head;
    if (t <= s->first + 1 || kill >= s->end || !token_is(d, t, "shot") ||
        d->tokens[t].upos != UPOS_NOUN || !token_is(d, t + 1, "and") ||
        !token_xpos(d, kill, "VBD") || d->tokens[place].head != t || noun == NONE || noun > place)
        return;
    for (uint32_t k = noun + 1; k < t; k++) // "in the town" stays where "in the town shot" was
        if (d->tokens[k].head == t)
            d->tokens[k].head = place;
    d->tokens[place].head = noun;
    d->tokens[place].dep = d->tokens[t].dep;
    uint32_t up = d->tokens[kill].head;
    bool beside = up == noun && d->tokens[kill].dep == DEP_CONJ; // the noun read as the root
    d->tokens[t].head = beside ? d->tokens[noun].head : up;
    d->tokens[t].dep = beside ? d->tokens[noun].dep : d->tokens[kill].dep;
    if (beside) {
        d->tokens[noun].head = t;
        d->tokens[noun].dep = DEP_NSUBJ;
    }
    d->tokens[t].upos = UPOS_VERB;
    memcpy(d->tokens[t].xpos, "VBD", 4);
    d->tokens[t].lemma = STR("shoot");
    d->tokens[kill].head = t;
    d->tokens[kill].dep = DEP_CONJ;
    d->tokens[t + 1].head = kill;
    for (uint32_t k = s->first; k < t; k++)
        if (d->tokens[k].head == kill &&
            (d->tokens[k].dep == DEP_NSUBJ || d->tokens[k].dep == DEP_AUX))
            d->tokens[k].head = t;
}

// "leader Omar Sen and President Anna Berg" with the second name as an apposition: what "and" opens
// is none. "Jets and tanks shelled positions" with "positions" hung on the jets: behind the verb
// without an "and" stands its object.
static void coordinated(Doc *d, uint32_t t)
{
    uint32_t up = d->tokens[t].head, v, first, end;
    if (up == NONE || up > t)
        return;
    token_subtree(d, t, &first, &end);
    if (d->tokens[t].dep == DEP_APPOS) {
        if (first < t && token_is(d, first, "and") && d->tokens[up].upos == UPOS_PROPN) {
            d->tokens[t].dep = DEP_CONJ;
            d->tokens[first].head = t;
        }
        return;
    }
    v = d->tokens[up].head;
    if (v == NONE || v < up || v > t || d->tokens[up].dep != DEP_NSUBJ || first != v + 1 ||
        d->tokens[v].upos != UPOS_VERB || token_child_dep(d, t, DEP_CC) != NONE ||
        d->tokens[t].upos != UPOS_NOUN || token_child_dep(d, v, DEP_OBJ) != NONE)
        return;
    d->tokens[t].head = v;
    d->tokens[t].dep = DEP_OBJ;
}

// "shipped in medicine to Malawi", "signed over the islands to Malawi" read as "in medicine", "over
// the islands": behind such verbs a particle, and its noun the object.
static void particle_behind(Doc *d, uint32_t t)
{
    static const char *const in[] = {"ship", "rush", "truck", "ferry", "airlift", "send", NULL};
    static const char *const over[] = {"sign", "hand", "turn", "make", NULL};
    uint32_t v = d->tokens[t].head, part = token_child_dep(d, t, DEP_CASE);
    if (v == NONE || part != v + 1 || d->tokens[t].upos != UPOS_NOUN ||
        d->tokens[t].ner != NAME_NONE || token_child_dep(d, v, DEP_OBJ) != NONE ||
        !((token_is(d, part, "in") && lemma_in(d, v, in) &&
           token_child_dep(d, t, DEP_DET) == NONE) ||
          (token_is(d, part, "over") && lemma_in(d, v, over))))
        return;
    d->tokens[part].head = v;
    d->tokens[part].dep = DEP_COMPOUND_PRT;
    d->tokens[t].dep = DEP_OBJ;
    for (uint32_t k = token_child(d, t, NONE); k != NONE; k = token_child(d, t, k)) {
        uint32_t to = d->tokens[k].dep == DEP_NMOD ? token_child_dep(d, k, DEP_CASE) : NONE;
        if (to != NONE && k > t && token_is(d, to, "to")) {
            d->tokens[k].head = v;
            d->tokens[k].dep = DEP_OBL;
        }
    }
}

// "gave Malawi maize" read as "(Malawi maize)": right behind a verb of giving a country's name is
// whom, before a bare noun.
static void given_country(Doc *d, uint32_t t)
{
    static const char *const verbs[] = {"give",    "sell",   "send",   "lend", "grant",
                                        "offer",   "award",  "supply", "pay",  "hand",
                                        "promise", "pledge", NULL};
    static const char *const people[] = {"official", "officials", "government", "army",
                                         "police",   "president", "troops",     "parliament",
                                         "ministry", NULL};
    uint32_t object = d->tokens[t].head, v = object == NONE ? NONE : d->tokens[object].head;
    if (v == NONE || v + 1 != t || object < t || object > t + 3 ||
        d->tokens[object].dep != DEP_OBJ || token_child_dep(d, object, DEP_DET) != NONE ||
        d->tokens[t].upos != UPOS_PROPN || d->tokens[t].ner != NAME_LOC ||
        d->tokens[object].upos != UPOS_NOUN || !lemma_in(d, v, verbs) ||
        token_in(d, object, people))
        return;
    d->tokens[t].head = v;
    d->tokens[t].dep = DEP_IOBJ;
}

// "took Libya off its list" read as "took off" with two objects: what stands right before the
// second is its preposition.
static void second_object(Doc *d, uint32_t t)
{
    uint32_t v = d->tokens[t].head, first = v == NONE ? NONE : token_child_dep(d, v, DEP_OBJ), from,
             end;
    if (first == NONE || first >= t || first < v)
        return;
    token_subtree(d, t, &from, &end);
    if (from > 0 && from - 1 == first && d->tokens[t].upos == UPOS_PROPN &&
        d->tokens[first].upos == UPOS_NOUN && token_child_dep(d, t, DEP_DET) == NONE) {
        d->tokens[t].head = first; // "shelled the regional capital Juba"
        d->tokens[t].dep = DEP_APPOS;
        return;
    }
    // "fined the bank two million euros": how much
    static const char *const money[] = {"dollar", "euro",  "pound", "franc",    "mark",  "rand",
                                        "rouble", "ruble", "yen",   "yuan",     "rupee", "peso",
                                        "dinar",  "lira",  "naira", "shilling", "$",     NULL};
    if (lemma_in(d, v, (const char *const[]){"fine", "dock", "cost", NULL}) &&
        lemma_in(d, t, money)) {
        d->tokens[t].dep = DEP_OBL_UNMARKED;
        return;
    }
    if (from == 0 || d->tokens[from - 1].dep != DEP_COMPOUND_PRT || d->tokens[from - 1].head != v ||
        from - 1 < first)
        return;
    d->tokens[from - 1].head = t;
    d->tokens[from - 1].dep = DEP_CASE;
    d->tokens[t].dep = DEP_OBL;
}

// "carried out strikes on Friday against the camp" with "against the camp" hung on "Friday": a day
// is not against anybody.
static void beside_day(Doc *d, const Sentence *s, uint32_t t)
{
    static const char *const preps[] = {"against", "with", "to", "on", "over", "by", "into", NULL};
    static const char *const days[] = {
        "monday",  "tuesday", "wednesday", "thursday", "friday",    "saturday", "sunday",
        "evening", "morning", "afternoon", "night",    "yesterday", "today",    NULL};
    uint32_t day = d->tokens[t].head, mark = token_child_dep(d, t, DEP_CASE);
    if (day == NONE || day <= s->first || mark == NONE || mark < day || !token_in(d, mark, preps) ||
        !token_in(d, day, days) || d->tokens[day].head == NONE ||
        (d->tokens[day].dep != DEP_OBL && d->tokens[day].dep != DEP_OBL_UNMARKED) ||
        d->tokens[d->tokens[day].head].upos != UPOS_VERB)
        return;
    d->tokens[t].head = d->tokens[day].head;
    d->tokens[t].dep = DEP_OBL;
}

// "killing at least five" with "five" as an oblique: a bare number behind such a verb is its
// object.
static void how_many(Doc *d, uint32_t t)
{
    static const char *const verbs[] = {"kill",   "wound",  "injure", "hurt",   "arrest",
                                        "detain", "abduct", "kidnap", "deport", NULL};
    uint32_t v = d->tokens[t].head;
    if (v != NONE && v < t && t - v <= 4 && lemma_in(d, v, verbs) &&
        token_child_dep(d, v, DEP_OBJ) == NONE && token_child_dep(d, v, DEP_NSUBJ_PASS) == NONE &&
        token_child_dep(d, t, DEP_CASE) == NONE)
        d->tokens[t].dep = DEP_OBJ;
}

void mend_object(Doc *d, const Sentence *s, uint32_t t)
{
    switch (d->tokens[t].dep) {
    case DEP_OBJ: second_object(d, t); break;
    case DEP_OBL:
        if (d->tokens[t].upos == UPOS_NUM) {
            how_many(d, t);
            break;
        }
        // fall through
    case DEP_OBL_UNMARKED:
        heavy_object(d, s, t);
        behind_particle(d, t);
        particle_behind(d, t);
        break;
    case DEP_COMPOUND: given_country(d, t); break;
    case DEP_CONJ:
    case DEP_APPOS: coordinated(d, t); break;
    case DEP_NMOD:
        if (d->tokens[t].upos == UPOS_NOUN)
            shot_and(d, s, t);
        beside_day(d, s, t);
        break;
    default: break;
    }
}
