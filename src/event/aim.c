// SPDX-License-Identifier: MIT
// In: the tree, a protest's trigger. Out: what the protest is for, as the attribute
// aim=leadership|policy|rights|institutions, or nothing. Method: phrases of purpose hang in many
// ways on a march, strike, blockade or riot ("to demand X", "demanding X", "calling for X",
// "against X", "in protest at X", "over X", "a demonstration for X"), so that rows for each verb,
// preposition and noun would be legion. Here a marker (table aims, kind `marker`) is looked for
// below the clause of the trigger, and the words in the phrase that it heads (table aims, kind
// `aim`) vote: the row that stands first in the table wins, since "the resignation of the minister
// over the tax" is about an office first. Words marked `head` count only as the head of that
// phrase: "against the president" is about his office, "against the policy of the president" is
// not. Modifiers of the trigger noun count as well ("pro-democracy march"). Cost: one pass over the
// sentence for each protest. Does not: look beyond the sentence, or guess an aim from who protests.
#include "event/match.h"

#include "event/aim.h"

typedef struct {
    const EventTables *t;
    const Doc *d;
    uint32_t best; // row of the table aims; LEX_NONE
} Search;

static bool row_is(const Search *s, uint32_t row, const char *kind)
{
    return str_is(lextable_cell(s->t->aims, row, s->t->aims_kind), kind);
}

static bool is_marker(const Search *s, uint32_t token)
{
    const Token *t = &s->d->tokens[token];
    Str key = t->upos == UPOS_ADP || t->upos == UPOS_SCONJ ? t->lower : t->lemma;
    for (uint32_t row = lextable_find(s->t->aims, key); row != LEX_NONE;
         row = lextable_next(s->t->aims, row))
        if (row_is(s, row, "marker"))
            return true;
    return false;
}

static void word_vote(Search *s, uint32_t token, bool head)
{
    const Token *t = &s->d->tokens[token];
    Str key[2] = {t->lemma, t->lower};
    for (unsigned k = 0; k < 2; k++)
        for (uint32_t row = lextable_find(s->t->aims, key[k]); row != LEX_NONE;
             row = lextable_next(s->t->aims, row))
            if ((row_is(s, row, "aim") || (head && row_is(s, row, "head"))) && row < s->best)
                s->best = row;
}

// All words of a marker's phrase: under a verb or noun what it governs, under a preposition its
// noun.
static void phrase_vote(Search *s, uint32_t marker, uint32_t trigger)
{
    const Doc *d = s->d;
    bool adposition = d->tokens[marker].upos == UPOS_ADP || d->tokens[marker].upos == UPOS_SCONJ;
    uint32_t top = adposition ? d->tokens[marker].head : marker;
    if (top == NONE || token_dominates(d, top, trigger))
        return;
    const Sentence *sentence = &d->sentences[d->tokens[marker].sentence];
    for (uint32_t i = marker + 1; i < sentence->end; i++) {
        if (d->tokens[i].upos == UPOS_PUNCT || !token_dominates(d, top, i))
            continue;
        bool head = i == top || (d->tokens[i].head == top &&
                                 (d->tokens[i].dep == DEP_OBJ || d->tokens[i].dep == DEP_NSUBJ));
        word_vote(s, i, adposition && head);
    }
}

// The highest word whose subtree is the protest's own clause: up from an object, oblique or
// modifier to its verb.
static uint32_t clause_of(const Doc *d, uint32_t token)
{
    for (unsigned steps = 0; steps < 4; steps++) {
        uint32_t up = d->tokens[token].head;
        unsigned dep = d->tokens[token].dep;
        if (up == NONE || !(dep == DEP_OBJ || dep == DEP_OBL || dep == DEP_NMOD ||
                            dep == DEP_NSUBJ_PASS || dep == DEP_COMPOUND || dep == DEP_XCOMP))
            break;
        token = up;
    }
    return token;
}

Str aim_of(const EventWork *w, uint32_t trigger)
{
    const Doc *d = w->d;
    if (!w->t->aims)
        return STR("");
    Search s = {w->t, d, LEX_NONE};
    for (uint32_t i = token_child(d, trigger, NONE); i != NONE; i = token_child(d, trigger, i))
        if (str_starts(d->tokens[i].lower, "pro-") || str_starts(d->tokens[i].lower, "anti-"))
            word_vote(&s, i, false);
    uint32_t clause = clause_of(d, trigger);
    const Sentence *sentence = &d->sentences[d->tokens[trigger].sentence];
    // the verb "protest" may itself be the marker: "protested the arrest of the editor"
    for (uint32_t i = trigger; i < sentence->end; i++) {
        if (i != trigger && !token_dominates(d, clause, i))
            continue;
        unsigned dep = d->tokens[i].dep;
        if (is_marker(&s, i) && dep != DEP_ACL_RELCL && dep != DEP_PARATAXIS && dep != DEP_CCOMP) {
            if (i == trigger) {
                size_t n;
                const Argument *args = arguments_of(d, i, &n);
                for (size_t k = 0; k < n; k++)
                    if (args[k].slot == SLOT_OBJ && args[k].filler > i)
                        for (uint32_t j = i + 1; j < sentence->end; j++)
                            if (token_dominates(d, args[k].filler, j))
                                word_vote(&s, j, j == args[k].filler);
            } else
                phrase_vote(&s, i, trigger);
        }
    }
    return s.best == LEX_NONE ? STR("") : lextable_cell(w->t->aims, s.best, w->t->aims_aim);
}
