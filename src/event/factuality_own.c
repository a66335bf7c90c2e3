// SPDX-License-Identifier: MIT
// In: a word with its tree and match. Out: what its own clause says: negation, modality, tense,
// aspect, condition, hearsay. Method: EVENTS.md §6; a look at the word's children, each told by its
// form and arc. Cost: the word's children. Does not: look at what governs the word
// (factuality_context.c).
#include "event/factuality_work.h"

#include <string.h>

void fact_cue(Facts *f, uint32_t of, uint32_t token)
{
    State *s = &f->state[of];
    for (size_t i = 0; i < s->n_cues; i++)
        if (s->cues[i].start == f->d->tokens[token].span.start)
            return;
    *ARENA_PUSH(f->d->arena, s->cues, s->n_cues, s->cap_cues) = f->d->tokens[token].span;
}

static void modal_word(Local *l, const Doc *d, uint32_t aux)
{
    static const struct {
        const char *word;
        int fact;
        uint8_t tense;
    } modals[] = {
        {"will", FACT_PLANNED, TENSE_FUTURE},    {"'ll", FACT_PLANNED, TENSE_FUTURE},
        {"shall", FACT_PLANNED, TENSE_FUTURE},   {"wo", FACT_PLANNED, TENSE_FUTURE},
        {"sha", FACT_PLANNED, TENSE_FUTURE},     {"may", FACT_POSSIBLE, TENSE_FUTURE},
        {"might", FACT_POSSIBLE, TENSE_FUTURE},  {"could", FACT_POSSIBLE, TENSE_FUTURE},
        {"can", FACT_POSSIBLE, TENSE_PRESENT},   {"ca", FACT_POSSIBLE, TENSE_PRESENT},
        {"should", FACT_DEMANDED, TENSE_FUTURE}, {"must", FACT_DEMANDED, TENSE_FUTURE},
        {"ought", FACT_DEMANDED, TENSE_FUTURE},  {"would", FACT_CONDITIONAL, TENSE_FUTURE},
        {"'d", FACT_CONDITIONAL, TENSE_FUTURE},  {"wud", FACT_CONDITIONAL, TENSE_FUTURE}};
    for (size_t i = 0; i < sizeof modals / sizeof *modals; i++)
        if (token_is(d, aux, modals[i].word) &&
            (token_xpos(d, aux, "MD") || modals[i].word[0] != '\'')) {
            l->modal = modals[i].fact;
            l->tense = modals[i].tense;
            l->would = modals[i].fact == FACT_CONDITIONAL;
            l->may = token_is(d, aux, "may") || token_is(d, aux, "might");
            l->must_word = token_is(d, aux, "must");
            if (modals[i].fact == FACT_PLANNED || l->would)
                l->will = d->tokens[aux].span;
            if (modals[i].fact == FACT_DEMANDED) {
                l->must = d->tokens[aux].span;
                l->strong = modals[i].word[0] == 'm';
            }
        }
}

bool fact_has_mark(const Doc *d, uint32_t t, const char *word)
{
    for (uint32_t c = token_child(d, t, NONE); c != NONE; c = token_child(d, t, c))
        if ((d->tokens[c].dep == DEP_MARK || d->tokens[c].dep == DEP_CASE ||
             (d->tokens[c].dep == DEP_AUX && word[0] == 't')) &&
            token_is(d, c, word))
            return true;
    return false;
}

// "Chad needs to do more", "the army has to leave": due as after "should" and "must".
static void due_by_governor(Local *l, const Doc *d, uint32_t t)
{
    static const char *const needs[] = {"need", NULL}, *const has[] = {"has", "have", NULL};
    uint32_t g = d->tokens[t].head;
    if (d->tokens[t].dep != DEP_XCOMP || g == NONE || l->must.end > l->must.start)
        return;
    bool strong = token_in(d, g, has);
    if (!fact_has_mark(d, t, "to") || !(strong || lemma_in(d, g, needs)) ||
        token_child_dep(d, g, DEP_OBJ) != NONE || token_child_dep(d, g, DEP_AUX) != NONE)
        return;
    for (uint32_t i = token_child(d, g, NONE); i != NONE; i = token_child(d, g, i))
        if (token_is(d, i, "not") || token_is(d, i, "never") || token_is(d, i, "yet"))
            return;
    l->must = d->tokens[g].span;
    l->strong = strong;
}

// "said that it would help": in a report of the past, "would" is the "will" that was said.
static bool reported_past(const Doc *d, uint32_t t)
{
    for (unsigned steps = 0; steps < 4; steps++) {
        const Token *k = &d->tokens[t];
        if (k->head == NONE)
            break;
        if (k->dep == DEP_CCOMP || k->dep == DEP_PARATAXIS) {
            const Token *g = &d->tokens[k->head];
            if (strcmp(g->xpos, "VBG") == 0 && g->head != NONE) // "was quoted as saying"
                g = &d->tokens[g->head];
            return strcmp(g->xpos, "VBD") == 0 || strcmp(g->xpos, "VBN") == 0;
        }
        if (k->dep != DEP_CONJ && k->dep != DEP_XCOMP)
            break;
        t = k->head;
    }
    // "It would help, the ministry said": the report may stand beside
    for (uint32_t c = token_child(d, t, NONE); c != NONE; c = token_child(d, t, c))
        if (d->tokens[c].dep == DEP_PARATAXIS && token_xpos(d, c, "VBD"))
            return true;
    return false;
}

// "The rebels would not sign": without an "if", what somebody would not do he refused to do.
static bool is_unconditional(const Doc *d, uint32_t t)
{
    if (d->tokens[t].upos != UPOS_VERB || token_child_dep(d, t, DEP_NSUBJ) == NONE)
        return false;
    for (uint32_t i = token_child(d, t, NONE); i != NONE; i = token_child(d, t, i))
        if (d->tokens[i].dep == DEP_ADVCL && d->tokens[i].upos == UPOS_VERB &&
            (fact_has_mark(d, i, "if") || fact_has_mark(d, i, "unless") ||
             fact_has_mark(d, i, "without")))
            return false;
    const Token *w = &d->tokens[t];
    return w->dep != DEP_ADVCL && w->dep != DEP_ACL_RELCL && w->dep != DEP_ACL;
}

// "would hold talks next month": with a day to come, "would" is the "will" of somebody's report.
static bool is_scheduled(const Doc *d, uint32_t t)
{
    static const char *const coming[] = {"next", "tomorrow", "later", "coming", NULL};
    const Sentence *s = &d->sentences[d->tokens[t].sentence];
    for (size_t i = time_from(d, s->first); i < d->n_times && d->times[i].first < s->end; i++)
        for (uint32_t k = d->times[i].first - (d->times[i].first > s->first); k < d->times[i].end;
             k++) // "later this year"
            if (token_in(d, k, coming) && token_dominates(d, t, k))
                return true;
    return false;
}

static const char *const negators[] = {"not",    "n't",    "never",    "neither", "nor",
                                       "hardly", "barely", "scarcely", "cannot",  NULL};
static const char *const doubtful[] = {"possibly",  "perhaps",     "probably",   "maybe",
                                       "likely",    "potentially", "presumably", "apparently",
                                       "seemingly", NULL};
static const char *const hearsay[] = {"allegedly",  "reportedly", "purportedly",
                                      "supposedly", "ostensibly", NULL};
static const char *const nobody[] = {"nobody", "none", "nothing", "neither", "nowhere", NULL};
static const char *const conditional_marks[] = {
    "if", "unless", "whether", "lest", "provided", "providing", "supposing", "assuming", NULL};

// "raised no objection", "have no plans to": a row with the negation among its words means it.
static bool is_of_row(const Facts *f, uint32_t t, uint32_t word)
{
    uint32_t match = f->w->match_of[t];
    const TriggerRow *row = match == NONE ? NULL : f->w->matches[match].row;
    for (unsigned k = 0; row && k < row->n_words; k++)
        if (str_eq(row->word[k], f->d->tokens[word].lower))
            return true;
    return false;
}

void fact_local(Facts *f, uint32_t t, uint32_t of, Local *l)
{
    const Doc *d = f->d;
    const Token *w = &d->tokens[t];
    const Sentence *s = &d->sentences[w->sentence];
    bool have = false, be = false, be_past = false, going = false;
    for (uint32_t c = token_child(d, t, NONE); c != NONE; c = token_child(d, t, c)) {
        const Token *k = &d->tokens[c];
        switch (k->dep) {
        case DEP_AUX:
        case DEP_AUX_PASS:
        case DEP_COP:
            l->has_aux = true;
            if (lemma_is(d, c, "have")) {
                have = true;
            } else if (lemma_is(d, c, "be")) {
                be = be || k->dep == DEP_AUX;
                be_past = be_past || token_xpos(d, c, "VBD");
                if (k->dep == DEP_COP || k->dep == DEP_AUX_PASS)
                    l->tense = token_xpos(d, c, "VBD")  ? TENSE_PAST
                               : l->tense == TENSE_NONE ? TENSE_PRESENT
                                                        : l->tense;
            } else if (lemma_is(d, c, "do")) {
                l->tense = token_xpos(d, c, "VBD") ? TENSE_PAST : TENSE_PRESENT;
            } else {
                l->has_modal = l->has_modal || token_xpos(d, c, "MD");
                int before = l->modal;
                modal_word(l, d, c);
                if (l->modal != before)
                    fact_cue(f, of, c);
            }
            if (str_ends(k->lower, "n't") || token_is(d, c, "cannot")) {
                l->negated = !l->negated;
                fact_cue(f, of, c);
            }
            break;
        case DEP_ADVMOD:
        case DEP_DET:
        case DEP_CC_PRECONJ:
        case DEP_DISCOURSE:
        case DEP_CC:
            if (k->dep == DEP_DET && token_is(d, c, "any") && l->modal < 0 &&
                w->upos == UPOS_NOUN &&
                (w->dep == DEP_NSUBJ ||
                 w->dep == DEP_NSUBJ_PASS)) { // "any attack will be answered"
                l->modal = FACT_POSSIBLE;
                fact_cue(f, of, c);
            }
            if (token_in(d, c, negators) ||
                (k->dep == DEP_DET && (token_is(d, c, "no") || token_is(d, c, "neither")))) {
                if (k->dep == DEP_CC && !token_is(d, c, "nor"))
                    break;
                // "There was no attack": the verb has taken the negation; counted twice, it would
                // cancel itself
                bool argument =
                    w->dep == DEP_NSUBJ || w->dep == DEP_NSUBJ_PASS || w->dep == DEP_OBJ;
                if ((k->dep == DEP_DET || k->dep == DEP_CC_PRECONJ) && argument &&
                    (w->upos == UPOS_NOUN || w->upos == UPOS_PROPN) && w->head != NONE &&
                    (d->tokens[w->head].upos == UPOS_VERB || d->tokens[w->head].upos == UPOS_AUX))
                    break;
                // "not only", "not just" deny the limit, not the deed
                if (c + 1 < s->end &&
                    (token_is(d, c + 1, "only") || token_is(d, c + 1, "just") ||
                     token_is(d, c + 1, "merely") || token_is(d, c + 1, "necessarily")))
                    break;
                l->negated = !l->negated;
                fact_cue(f, of, c);
            } else if (token_is(d, c, "longer") || token_is(d, c, "anymore")) { // "no longer"
                for (uint32_t g = token_child(d, c, NONE); g != NONE; g = token_child(d, c, g))
                    if (token_is(d, g, "no")) {
                        l->ended = true;
                        fact_cue(f, of, c);
                    }
            } else if (token_in(d, c, doubtful)) {
                if (l->modal < 0)
                    l->modal = FACT_POSSIBLE;
                fact_cue(f, of, c);
            } else if (token_in(d, c, hearsay)) {
                l->alleged = true;
                fact_cue(f, of, c);
            } else if (token_is(d, c, "almost") || token_is(d, c, "nearly")) {
                if (w->upos == UPOS_VERB) {
                    l->negated = !l->negated;
                    fact_cue(f, of, c);
                }
            }
            break;
        case DEP_AMOD:
            if (lemma_is(d, c, "possible") || lemma_is(d, c, "potential") ||
                lemma_is(d, c, "likely") || token_is(d, c, "planned") ||
                token_is(d, c, "proposed") || lemma_is(d, c, "future") ||
                lemma_is(d, c, "imminent") || lemma_is(d, c, "upcoming") ||
                token_is(d, c, "suspected")) {
                l->modal = token_is(d, c, "planned") || lemma_is(d, c, "upcoming") ||
                                   lemma_is(d, c, "future")
                               ? FACT_PLANNED
                               : FACT_POSSIBLE;
                fact_cue(f, of, c);
            } else if (token_is(d, c, "alleged") || token_is(d, c, "reported") ||
                       token_is(d, c, "supposed")) {
                l->alleged = true;
                fact_cue(f, of, c);
            } else if (token_is(d, c, "attempted") || token_is(d, c, "failed") ||
                       lemma_is(d, c, "abortive") || token_is(d, c, "foiled") ||
                       lemma_is(d, c, "unsuccessful")) {
                l->modal = FACT_FAILED;
                fact_cue(f, of, c);
            }
            break;
        case DEP_NSUBJ:
        case DEP_NSUBJ_PASS:
        case DEP_OBJ:
            if (k->dep != DEP_OBJ)
                l->has_subject = true;
            if (token_in(d, c, nobody) && !is_of_row(f, t, c)) {
                l->negated = !l->negated;
                fact_cue(f, of, c);
            } else
                for (uint32_t g = token_child(d, c, NONE); g != NONE; g = token_child(d, c, g))
                    if (((d->tokens[g].dep == DEP_DET &&
                          (token_is(d, g, "no") ||
                           (token_is(d, g, "neither") && k->dep != DEP_OBJ))) ||
                         (d->tokens[g].dep == DEP_CC_PRECONJ && token_is(d, g, "neither"))) &&
                        w->upos != UPOS_NOUN &&
                        !is_of_row(f, t, g)) { // "No troops (Neither side) entered the town."
                        l->negated = !l->negated;
                        fact_cue(f, of, g);
                    }
            break;
        case DEP_MARK:
        case DEP_CASE: {
            // "as long as both sides disarm"
            bool as_long_as = token_is(d, c, "as") && c >= s->first + 2 &&
                              token_is(d, c - 1, "long") &&
                              (token_is(d, c - 2, "as") || token_is(d, c - 2, "so"));
            if (token_is(d, c, "due") &&
                token_xpos(d, t, "VB")) { // "is due to meet", taken for a mark
                l->modal = FACT_PLANNED;
                fact_cue(f, of, c);
            }
            static const char *const be_forms[] = {"is", "are", "was", "were", "'s", "'re", NULL};
            if (token_is(d, c, "to") && token_xpos(d, t, "VBN") && c > s->first &&
                token_in(d, c - 1, be_forms) && d->tokens[c - 1].head == t) { // "are to be freed"
                l->modal = FACT_PLANNED;
                l->tense = TENSE_FUTURE;
                l->will = d->tokens[c].span;
                fact_cue(f, of, c);
            }
            if (token_is(d, c, "if") && c + 1 < s->end && token_is(d, c + 1, "only") &&
                (token_xpos(d, t, "VBN") || token_xpos(d, t, "VBD"))) { // "if only they had left"
                l->negated = !l->negated;
                l->counterfactual = true;
                fact_cue(f, of, c);
            } else if (as_long_as || token_in(d, c, conditional_marks)) {
                l->conditional = true;
                fact_cue(f, of, c);
            }
            break;
        }
        case DEP_ADVCL:
        case DEP_OBL: // "If the army attacks, the militia will help": the main clause hangs on the
                      // condition
            for (uint32_t g = token_child(d, c, NONE); g != NONE; g = token_child(d, c, g))
                if ((d->tokens[g].dep == DEP_MARK || d->tokens[g].dep == DEP_CASE) &&
                    (token_is(d, g, "if") || token_is(d, g, "unless")) && l->modal != -2) {
                    l->counterfactual = true;
                    fact_cue(f, of, g);
                }
            break;
        default: break;
        }
    }
    if (token_is(d, t, "going") && token_child_dep(d, t, DEP_XCOMP) != NONE)
        going = true;
    if (l->tense == TENSE_NONE) {
        if (token_xpos(d, t, "VBD") || have)
            l->tense = TENSE_PAST;
        else if (token_xpos(d, t, "VBG") && be)
            l->tense = be_past ? TENSE_PAST : TENSE_PRESENT;
        else if (token_xpos(d, t, "VBP") || token_xpos(d, t, "VBZ"))
            l->tense = TENSE_PRESENT;
        else if (token_xpos(d, t, "VBN") && l->has_aux)
            l->tense = TENSE_PAST;
    }
    if (l->would && l->modal == FACT_CONDITIONAL && !have &&
        (reported_past(d, t) ||
         (!l->counterfactual && (is_scheduled(d, t) || (l->negated && is_unconditional(d, t))))))
        l->modal = FACT_PLANNED;
    if (l->modal == FACT_PLANNED && have) // "will have left" is still ahead
        l->tense = TENSE_FUTURE;
    due_by_governor(l, d, t);
    if (l->must_word && have) { // "must have left": a guess
        l->modal = FACT_POSSIBLE;
        l->tense = TENSE_PAST;
    }
    if ((l->modal == FACT_CONDITIONAL || l->modal == FACT_DEMANDED) &&
        have) { // "would have attacked", "should have helped": it did not
        l->negated = !l->negated;
        l->modal = -1;
    }
    if (token_xpos(d, t, "VBG") && be && l->modal < 0 && !be_past && !going)
        l->ongoing = true;
    // a bare imperative opens the sentence: "Leave the town now"
    // but not the clipped report of a feeling: "Hope that helps"
    static const char *const feelings[] = {"love",  "hope", "like", "hate", "thank", "guess",
                                           "agree", "wish", "know", "seem", NULL};
    if ((w->dep == DEP_ROOT || w->dep == DEP_PARATAXIS) && token_xpos(d, t, "VB") && !l->has_aux &&
        !l->has_subject && !(s->flags & SENT_HEADLINE) && w->upos == UPOS_VERB &&
        !fact_has_mark(d, t, "to") && !lemma_in(d, t, feelings))
        l->requested = true;
    // headline future: "Army to leave the town"
    if (w->dep == DEP_ROOT && token_xpos(d, t, "VB") && l->modal < 0)
        for (uint32_t c = token_child(d, t, NONE); c != NONE; c = token_child(d, t, c))
            if (token_is(d, c, "to") &&
                (d->tokens[c].dep == DEP_MARK || d->tokens[c].dep == DEP_AUX)) {
                l->modal = FACT_PLANNED;
                l->tense = TENSE_FUTURE;
                l->requested = false;
                l->will = d->tokens[c].span;
                fact_cue(f, of, c);
            }
    if ((s->flags & SENT_QUESTION) && w->dep == DEP_ROOT && l->modal < 0) {
        // "Why did they leave?" takes for granted that they left; "Did they leave?" does not
        bool asks_why = false;
        for (uint32_t c = token_child(d, t, NONE); c != NONE; c = token_child(d, t, c))
            asks_why |= token_is(d, c, "why") || token_is(d, c, "how") || token_is(d, c, "when") ||
                        token_is(d, c, "where") || token_is(d, c, "who");
        if (!asks_why || l->tense != TENSE_PAST)
            l->modal = FACT_POSSIBLE;
    }
}
