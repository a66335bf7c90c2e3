// SPDX-License-Identifier: MIT
// In: the items of coref.c and the clause of the pronoun (coref_clause.c). Out: each pronoun joined
// to the best mention before it, with its p. Method: number and gender shut out; a Hobbs-like
// order, sentence by sentence backwards and subjects before others, weighs the rest. A pronoun
// prefers the subject that governs its clause, also by control ("urged Moscow to pull its troops
// out"); "it" and "them" stay open where a thing is as likely. Does not: resolve "we" and "I" (the
// quotation stage knows who speaks), split plural "they" into its members.
#include "entity/coref_work.h"

// "A spokesman for the rebels told reporters that they would not free the hostages": who is told is
// seldom who acts in what he is told, but for what he may or must do; whom the speaker speaks for
// is. Returns what the mention headed by y weighs for that.
static int told_weight(const Doc *d, uint32_t pronoun, uint32_t clause, uint32_t y)
{
    static const char *const due[] = {"can",   "could", "may",    "might",
                                      "shall", "must",  "should", NULL};
    uint32_t teller = clause == NONE ? NONE : d->tokens[clause].head;
    if (teller == NONE || d->tokens[clause].dep != DEP_CCOMP ||
        d->tokens[pronoun].dep != DEP_NSUBJ || d->tokens[pronoun].head != clause)
        return 0;
    static const char *const orders[] = {"should", "must", NULL};
    uint32_t up = d->tokens[y].head;
    bool told =
        up == teller && y > teller && (d->tokens[y].dep == DEP_OBJ || d->tokens[y].dep == DEP_IOBJ);
    for (uint32_t k = token_child(d, clause, NONE); k != NONE; k = token_child(d, clause, k))
        if (d->tokens[k].dep == DEP_AUX && lemma_in(d, k, due)) // "told Peru it should leave"
            return told && token_in(d, k, orders) ? 35 : 0;
    if (up == teller && d->tokens[y].dep == DEP_NSUBJ)
        return 20; // "X, alleging that Y lied, said he would": he who speaks
    if (told)
        return -35;
    return up != NONE && d->tokens[y].dep == DEP_NMOD && d->tokens[up].head == teller &&
                   token_xpos(d, up, "NN") && // not "leaders of the rebels said they …"
                   d->tokens[up].dep == DEP_NSUBJ
               ? 20
               : 0;
}

// "The army led by General Okoro overthrew him": who leads those who act acts with them.
static bool leads_subject(const Doc *d, uint32_t y, uint32_t verb)
{
    uint32_t led = d->tokens[y].dep == DEP_OBL_AGENT ? d->tokens[y].head : NONE;
    uint32_t noun = led == NONE || d->tokens[led].dep != DEP_ACL ? NONE : d->tokens[led].head;
    return noun != NONE && verb != NONE && d->tokens[noun].dep == DEP_NSUBJ &&
           d->tokens[noun].head == verb;
}

// "arrested 31 of them": the number is the verb's argument; elsewhere the token itself.
static uint32_t number_above(const Doc *d, uint32_t token)
{
    const Token *t = &d->tokens[token];
    uint32_t mark = t->dep == DEP_NMOD ? token_child_dep(d, token, DEP_CASE) : NONE;
    return mark != NONE && token_is(d, mark, "of") && d->tokens[t->head].upos == UPOS_NUM ? t->head
                                                                                          : token;
}

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
    uint8_t argument = d->tokens[number_above(d, m->first)].dep;
    bool object = argument == DEP_OBJ || argument == DEP_IOBJ || argument == DEP_OBL;
    if (!possessive && object && governs && !reflexive)
        return -1; // "Police arrested protesters and beat them"
    if (!possessive && object && !reflexive && leads_subject(d, y->head, verb))
        return -1;
    bool thing = WORD_IN(w, it) || str_is(w, "them");
    if (thing && !possessive &&
        (pronoun_takes_fact(d, m->first) ||
         (pronoun_of_things(d, m->first) && thing_between(d, y, m, !WORD_IN(w, it)))))
        return -1;
    int score = 100 - 25 * (int)(x->sentence - z->sentence);
    if (possessive && governs && x->sentence == z->sentence) {
        uint32_t owned = d->tokens[m->head].head;
        owned = owned == NONE ? NONE : number_above(d, owned);
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
        score += told_weight(d, m->head, verb, y->head);
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

void coref_link_pronoun(Coref *c, uint32_t i)
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
    coref_join(c, best, i);
    Doc *dd = c->d;
    dd->mentions[i].p = best_score > 110 ? 0.75f : best_score > 80 ? 0.6f : 0.45f;
}
