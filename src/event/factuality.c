// SPDX-License-Identifier: MIT
// In: tree, deep arguments, trigger matches. Out: Doc.predicates: for every verb, event noun and
// predicative word one value of SPEC §3, a score from −3 (did not happen) to 3 (happened), tense,
// polarity and the cues with spans. Method: EVENTS.md §6. A word's own clause gives negation,
// modality, tense and aspect; its governor gives a context: an operator row, or a row of
// lexicon/en/signatures.tsv for this kind of complement (to, -ing, that, wh, noun), says what the
// governor does to its content when affirmed and when negated (after Karttunen's implicatives and
// Nairn, Condoravdi & Karttunen 2006). The governor's own value is found first, by recursion up the
// tree. The two are combined by `combine`. The score is factscore.c's. Cost: one walk up the tree a
// predicate, memoised. Does not: read quotations (who says so is the claim's business), or time
// expressions.
#include "event/match.h"

typedef struct {
    FactState k;
    bool done, open; // memo; open: being computed (a cycle in pre-tokenised input)
    Span *cues;
    size_t n_cues, cap_cues;
    Span will, must;
    bool strong;
} State;

typedef struct {
    EventWork *w;
    Doc *d;
    State *state; // per token
    // for a speaker's view: the cue under which his words stand as if they were the text's own, and
    // the tokens with a state
    uint32_t ground;
    uint32_t *touched;
    size_t n_touched, cap_touched;
} Facts;

// What a clause's own words say.
typedef struct {
    bool negated, ended, ongoing, conditional, alleged, requested, counterfactual;
    int modal; // a Fact, or -1
    Span will, must;
    bool strong, may, must_word, has_modal;
    uint8_t tense;
    bool has_aux, has_subject, would;
} Local;

float fact_score(unsigned fact)
{
    return factscore_base(fact);
}

bool fact_actual(unsigned fact)
{
    return fact == FACT_HAPPENED || fact == FACT_ONGOING || fact == FACT_ENDED ||
           fact == FACT_HISTORICAL;
}

static void cue(Facts *f, uint32_t of, uint32_t token)
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

static bool has_mark(const Doc *d, uint32_t t, const char *word)
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
    if (!has_mark(d, t, "to") || !(strong || lemma_in(d, g, needs)) ||
        token_child_dep(d, g, DEP_OBJ) != NONE || token_child_dep(d, g, DEP_AUX) != NONE)
        return;
    for (uint32_t i = token_child(d, g, NONE); i != NONE; i = token_child(d, g, i))
        if (token_is(d, i, "not") || token_is(d, i, "never"))
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

static void local_read(Facts *f, uint32_t t, uint32_t of, Local *l)
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
                    cue(f, of, c);
            }
            if (str_ends(k->lower, "n't") || token_is(d, c, "cannot")) {
                l->negated = !l->negated;
                cue(f, of, c);
            }
            break;
        case DEP_ADVMOD:
        case DEP_DET:
        case DEP_CC_PRECONJ:
        case DEP_DISCOURSE:
        case DEP_CC:
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
                cue(f, of, c);
            } else if (token_is(d, c, "longer") || token_is(d, c, "anymore")) { // "no longer"
                for (uint32_t g = token_child(d, c, NONE); g != NONE; g = token_child(d, c, g))
                    if (token_is(d, g, "no")) {
                        l->ended = true;
                        cue(f, of, c);
                    }
            } else if (token_in(d, c, doubtful)) {
                if (l->modal < 0)
                    l->modal = FACT_POSSIBLE;
                cue(f, of, c);
            } else if (token_in(d, c, hearsay)) {
                l->alleged = true;
                cue(f, of, c);
            } else if (token_is(d, c, "almost") || token_is(d, c, "nearly")) {
                if (w->upos == UPOS_VERB) {
                    l->negated = !l->negated;
                    cue(f, of, c);
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
                cue(f, of, c);
            } else if (token_is(d, c, "alleged") || token_is(d, c, "reported") ||
                       token_is(d, c, "supposed")) {
                l->alleged = true;
                cue(f, of, c);
            } else if (token_is(d, c, "attempted") || token_is(d, c, "failed") ||
                       lemma_is(d, c, "abortive") || token_is(d, c, "foiled") ||
                       lemma_is(d, c, "unsuccessful")) {
                l->modal = FACT_FAILED;
                cue(f, of, c);
            }
            break;
        case DEP_NSUBJ:
        case DEP_NSUBJ_PASS:
        case DEP_OBJ:
            if (k->dep != DEP_OBJ)
                l->has_subject = true;
            if (token_in(d, c, nobody) && !is_of_row(f, t, c)) {
                l->negated = !l->negated;
                cue(f, of, c);
            } else
                for (uint32_t g = token_child(d, c, NONE); g != NONE; g = token_child(d, c, g))
                    if (((d->tokens[g].dep == DEP_DET &&
                          (token_is(d, g, "no") ||
                           (token_is(d, g, "neither") && k->dep != DEP_OBJ))) ||
                         (d->tokens[g].dep == DEP_CC_PRECONJ && token_is(d, g, "neither"))) &&
                        w->upos != UPOS_NOUN &&
                        !is_of_row(f, t, g)) { // "No troops (Neither side) entered the town."
                        l->negated = !l->negated;
                        cue(f, of, g);
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
                cue(f, of, c);
            }
            static const char *const be_forms[] = {"is", "are", "was", "were", "'s", "'re", NULL};
            if (token_is(d, c, "to") && token_xpos(d, t, "VBN") && c > s->first &&
                token_in(d, c - 1, be_forms) && d->tokens[c - 1].head == t) { // "are to be freed"
                l->modal = FACT_PLANNED;
                l->tense = TENSE_FUTURE;
                l->will = d->tokens[c].span;
                cue(f, of, c);
            }
            if (token_is(d, c, "if") && c + 1 < s->end && token_is(d, c + 1, "only") &&
                (token_xpos(d, t, "VBN") || token_xpos(d, t, "VBD"))) { // "if only they had left"
                l->negated = !l->negated;
                l->counterfactual = true;
                cue(f, of, c);
            } else if (as_long_as || token_in(d, c, conditional_marks)) {
                l->conditional = true;
                cue(f, of, c);
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
                    cue(f, of, g);
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
    if (l->would && l->modal == FACT_CONDITIONAL && !have && !l->counterfactual &&
        (reported_past(d, t) || is_scheduled(d, t)))
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
        !has_mark(d, t, "to") && !lemma_in(d, t, feelings))
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
                cue(f, of, c);
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

// The value of a word from what its own clause says (`own`) and its context.
static uint8_t combine(uint8_t context, uint8_t own, bool *negated)
{
    if (own == FACT_NEGATED) {
        if (fact_actual(context))
            return FACT_NEGATED;
        if (context == FACT_NEGATED || context == FACT_FAILED) {
            *negated = false;
            return FACT_HAPPENED; // two negations cancel
        }
        if (context == FACT_DENIED) {
            *negated = false;
            return FACT_ALLEGED; // "denied that it had not paid": it says it paid
        }
        // "urged the bank not to lift the ban": the lifting is what shall not be
        bool wished = context == FACT_DEMANDED || context == FACT_REQUESTED ||
                      context == FACT_INTENDED || context == FACT_PLANNED ||
                      context == FACT_OFFERED || context == FACT_THREATENED;
        return wished ? FACT_NEGATED : context;
    }
    if (own == FACT_CONDITIONAL) // "threatened to attack unless it withdrew": the condition is
                                 // open, whatever hangs on it
        return own;
    if (fact_actual(context))
        return own == FACT_HAPPENED ? context : own;
    return context;
}

static State *fact_of(Facts *f, uint32_t t);

static bool negates(const State *g)
{
    return g->k.negated || g->k.value == FACT_NEGATED;
}

// "found no evidence that", "little evidence that", "did not see signs that": the noun lacks.
static bool is_scant(Facts *f, uint32_t noun)
{
    static const char *const words[] = {"no", "little", "few", "scant", NULL};
    static const char *const verbs[] = {"find", "have",    "see",     "give", "show", "offer",
                                        "hear", "produce", "provide", "get",  NULL};
    const Doc *d = f->d;
    const Token *t = &d->tokens[noun];
    if (t->upos != UPOS_NOUN)
        return false;
    for (uint32_t k = token_child(d, noun, NONE); k != NONE && k < noun;
         k = token_child(d, noun, k))
        if (token_in(d, k, words))
            return !(k > 0 && token_is(d, k - 1, "a"));
    return t->dep == DEP_OBJ && t->head != NONE && lemma_in(d, t->head, verbs) &&
           negates(fact_of(f, t->head));
}

// "The claim that rebels attacked is false (true)": what the text says of the noun, it says of its
// clause. 0: nothing.
static int verdict(const Doc *d, uint32_t noun)
{
    static const char *const no[] = {"false",     "untrue",   "wrong",   "baseless", "unfounded",
                                     "incorrect", "lie",      "myth",    "nonsense", "fabrication",
                                     "invention", "mistaken", "untruth", NULL};
    static const char *const yes[] = {"true", "correct", "accurate", "right", NULL};
    uint32_t said = d->tokens[noun].head;
    if (d->tokens[noun].dep != DEP_NSUBJ || said == NONE ||
        token_child_dep(d, said, DEP_COP) == NONE || token_child_dep(d, said, DEP_AUX) != NONE)
        return 0;
    int sign = lemma_in(d, said, no) ? -1 : lemma_in(d, said, yes) ? 1 : 0;
    for (uint32_t k = token_child(d, said, NONE); sign && k != NONE; k = token_child(d, said, k))
        if (d->tokens[k].dep == DEP_ADVMOD)
            return token_is(d, k, "not") || token_is(d, k, "n't") ? -sign : 0;
    return sign;
}

// A row's effect on its content, given the governor's value and polarity.
static uint8_t effect(const State *g, int affirmed, int negated)
{
    int e = negates(g) ? negated : affirmed;
    bool actual =
        fact_actual(g->k.value) || g->k.value == FACT_NEGATED || g->k.value == FACT_ALLEGED;
    switch (e) {
    case EFFECT_KEEP: return g->k.value == FACT_NEGATED ? FACT_HAPPENED : g->k.value;
    case EFFECT_NEGATE: return fact_actual(g->k.value) ? FACT_NEGATED : g->k.value;
    case EFFECT_OPEN: return FACT_POSSIBLE;
    default: break;
    }
    if (g->k.value == FACT_FAILED &&
        (e == FACT_POSSIBLE || e == FACT_INTENDED || e == FACT_PLANNED))
        return FACT_FAILED; // "failed in their attempt to land"
    if (actual)
        return (uint8_t)e;
    if (e == FACT_HAPPENED || e == FACT_ONGOING)
        return g->k.value;
    if (e == FACT_ENDED)
        return FACT_ONGOING; // "urged them to stop shelling": they are at it
    if (e == FACT_NEGATED || e == FACT_FAILED || e == FACT_DENIED)
        return FACT_POSSIBLE; // "may deny attacking"
    if (g->k.value == FACT_DENIED)
        return FACT_POSSIBLE; // "denied that he had offered to resign"
    return (uint8_t)e;
}

// What kind of complement a word is: "to leave", "leaving", "that they left", "whether they left",
// "the departure".
static uint8_t frame_of(const Doc *d, uint32_t t)
{
    const Token *w = &d->tokens[t];
    for (uint32_t c = token_child(d, t, NONE); c != NONE;
         c = token_child(d, t, c)) // not the preposition of "in response to"
        if (token_is(d, c, "to") && (d->tokens[c].dep == DEP_MARK || d->tokens[c].dep == DEP_AUX) &&
            !token_xpos(d, t, "VBG"))
            return FRAME_TO;
    if ((w->upos == UPOS_NOUN || w->upos == UPOS_PROPN) && token_child_dep(d, t, DEP_COP) == NONE &&
        token_child_dep(d, t, DEP_NSUBJ) == NONE)
        return FRAME_NP;
    if (has_mark(d, t, "whether") || has_mark(d, t, "if"))
        return FRAME_WH;
    if (w->dep == DEP_CCOMP || w->dep == DEP_ACL)
        for (uint32_t c = token_child(d, t, NONE); c != NONE; c = token_child(d, t, c))
            if (d->tokens[c].xpos[0] == 'W' && c < t)
                return FRAME_WH;
    bool be = token_child_dep(d, t, DEP_AUX) != NONE || token_child_dep(d, t, DEP_COP) != NONE;
    if (token_xpos(d, t, "VBG") && !be)
        return FRAME_ING;
    // a gerund's auxiliary carries the form: "denied having attacked", "admitted being paid"
    for (uint32_t c = token_child(d, t, NONE); c != NONE; c = token_child(d, t, c))
        if ((d->tokens[c].dep == DEP_AUX || d->tokens[c].dep == DEP_AUX_PASS ||
             d->tokens[c].dep == DEP_COP) &&
            token_xpos(d, c, "VBG") && token_child_dep(d, t, DEP_AUX) == c)
            return FRAME_ING;
    if (token_xpos(d, t, "VB") && token_child_dep(d, t, DEP_AUX) == NONE)
        return FRAME_TO; // "made them leave"
    if (w->dep == DEP_CCOMP || w->dep == DEP_ACL || w->dep == DEP_CSUBJ ||
        w->dep == DEP_CSUBJ_PASS || w->dep == DEP_PARATAXIS)
        return FRAME_THAT;
    return FRAME_ANY;
}

static const SignatureRow *signature_find(const EventTables *t, const Token *g, Str lemma,
                                          uint8_t frame)
{
    const SignatureRow *any = NULL;
    for (uint32_t r = head_find(&t->signature_heads, lemma); r != NONE; r = t->signatures[r].next) {
        const SignatureRow *row = &t->signatures[r];
        bool fits = row->pos == 'V'   ? g->upos == UPOS_VERB || g->upos == UPOS_AUX
                    : row->pos == 'N' ? g->upos == UPOS_NOUN
                                      : g->upos == UPOS_ADJ || g->upos == UPOS_ADV;
        if (!fits)
            continue;
        if (row->frame == frame)
            return row;
        if (row->frame == FRAME_ANY)
            any = row;
    }
    return any;
}

// The row for this governor and kind of complement; a row for any complement serves where none is
// for this one. A particle goes with its verb: "found out that", "turned out to be".
static const SignatureRow *signature_row(const Doc *d, const EventTables *t, uint32_t g,
                                         uint8_t frame)
{
    uint32_t particle = token_child_dep(d, g, DEP_COMPOUND_PRT);
    const Token *k = &d->tokens[g];
    if (particle != NONE) {
        char key[64];
        Str p = d->tokens[particle].lower;
        if (k->lemma.n + p.n + 1 <= sizeof key) {
            memcpy(key, k->lemma.p, k->lemma.n);
            key[k->lemma.n] = ' ';
            memcpy(key + k->lemma.n + 1, p.p, p.n);
            const SignatureRow *row = signature_find(t, k, (Str){key, k->lemma.n + p.n + 1}, frame);
            if (row)
                return row;
        }
    }
    if (str_is(k->lemma, "use") && token_child_dep(d, g, DEP_OBJ) != NONE) // not "used to"
        return NULL;
    const SignatureRow *row = signature_find(t, k, k->lemma, frame);
    // the lemma of a rare past form may lack its e or have one too many: "fak" of "faked", "rumore"
    // of "rumored"
    if (!row && k->xpos[0] == 'V' && k->lemma.n > 1 && k->lemma.n < 32 &&
        head_find(&t->signature_heads, k->lemma) == NONE) {
        char key[40];
        memcpy(key, k->lemma.p, k->lemma.n);
        key[k->lemma.n] = 'e';
        row = signature_find(t, k, (Str){key, k->lemma.n + 1}, frame);
        if (!row && key[k->lemma.n - 1] == 'e')
            row = signature_find(t, k, (Str){key, k->lemma.n - 1}, frame);
        if (!row && key[k->lemma.n - 1] == 'y') { // "ly" of "lied"
            memcpy(key + k->lemma.n - 1, "ie", 2);
            row = signature_find(t, k, (Str){key, k->lemma.n + 1}, frame);
        }
    }
    return row;
}

static bool is_passive(const Doc *d, uint32_t t)
{
    return token_child_dep(d, t, DEP_AUX_PASS) != NONE ||
           (token_xpos(d, t, "VBN") && token_child_dep(d, t, DEP_AUX) == NONE &&
            token_child_dep(d, t, DEP_NSUBJ) == NONE);
}

static void take_cues(Facts *f, uint32_t from, uint32_t to)
{
    for (size_t i = 0; i < f->state[from].n_cues; i++)
        *ARENA_PUSH(f->d->arena, f->state[to].cues, f->state[to].n_cues, f->state[to].cap_cues) =
            f->state[from].cues[i];
}

// "too weak to resist": the infinitive did not come about.
static bool too_adjective(Facts *f, uint32_t g, uint32_t of)
{
    const Doc *d = f->d;
    for (uint32_t c = token_child(d, g, NONE);
         c != NONE && (d->tokens[g].upos == UPOS_ADJ || d->tokens[g].upos == UPOS_ADV);
         c = token_child(d, g, c))
        if (token_is(d, c, "too")) {
            cue(f, of, c);
            return true;
        }
    return false;
}

// Applies the governor's row to the word whose state is `of`. False where the governor has no row
// for it.
static bool govern(Facts *f, uint32_t g, uint32_t of, uint8_t frame, uint8_t *value)
{
    const Doc *d = f->d;
    const EventTables *tables = f->w->t;
    const Token *gt = &d->tokens[g];
    const SignatureRow *row = signature_row(d, tables, g, frame);
    State *gs = fact_of(f, g);
    bool hearsay_passive = false;
    int said = row && frame == FRAME_THAT && gt->upos == UPOS_NOUN ? verdict(d, g) : 0;
    if (said) {
        f->state[of].k.governor = g;
        f->state[of].k.governed = true;
        cue(f, of, gt->head);
        *value = said > 0 ? gs->k.value : FACT_NEGATED;
        return true;
    }
    // "is said to have left", "showed them to be armed": with a subject of its own the infinitive
    // is worth what the that-clause is
    if (frame == FRAME_TO && gt->upos == UPOS_VERB &&
        (is_passive(d, g) || token_child_dep(d, g, DEP_OBJ) != NONE) &&
        (!row || row->frame == FRAME_ANY)) {
        const SignatureRow *that = signature_row(d, tables, g, FRAME_THAT);
        if (that) {
            row = that;
            hearsay_passive = that->affirmed == EFFECT_KEEP && that->negated == EFFECT_OPEN;
        }
    }
    if (!row)
        return false;
    bool scant = is_scant(f, g);
    uint8_t e = effect(gs, scant ? row->negated : row->affirmed, row->negated);
    if (hearsay_passive && fact_actual(e))
        e = FACT_ALLEGED;
    FactState *k = &f->state[of].k;
    k->signature = row;
    k->governor = g;
    k->governor_negated = scant || (gt->upos == UPOS_NOUN ? negates(gs) : gs->k.negated);
    k->governed = true;
    if (!fact_actual(e)) {
        take_cues(f, g, of);
        cue(f, of, g);
    }
    *value = e;
    return true;
}

// A finite verb in the past: "fled", "was convicted", "had left".
static bool is_past(const Doc *d, uint32_t t)
{
    bool past = token_xpos(d, t, "VBD");
    for (uint32_t k = token_child(d, t, NONE); k != NONE; k = token_child(d, t, k))
        past = past || (d->tokens[k].upos == UPOS_AUX && token_xpos(d, k, "VBD"));
    return past;
}

// "The fear (some of the rumours) was that rebels held the town": the noun whose content the clause
// is; NONE.
static uint32_t content_of(const Doc *d, uint32_t t)
{
    uint32_t noun = token_child_dep(d, t, DEP_NSUBJ_OUTER);
    if (noun == NONE || !has_mark(d, t, "that"))
        return NONE;
    uint32_t of = token_child_dep(d, noun, DEP_NMOD);
    return d->tokens[noun].upos != UPOS_NOUN && of != NONE ? of : noun;
}

// The context that the governor of `t` gives to the word `of` (t itself, or what is coordinated
// with it).
static uint8_t context_of(Facts *f, uint32_t t, uint32_t of)
{
    const Doc *d = f->d;
    const EventTables *tables = f->w->t;
    const Token *w = &d->tokens[t];
    uint32_t g = w->head;
    uint32_t parent = f->w->parent_of[t];
    FactState *k = &f->state[of].k;
    k->frame = frame_of(d, t);
    k->link = w->dep;
    k->governor = g;
    if (f->ground != NONE &&
        (g == f->ground || (parent != NONE && f->w->matches[parent].token == f->ground))) {
        k->governor = NONE;
        return FACT_HAPPENED;
    }
    uint32_t noun = content_of(d, t);
    uint8_t told;
    if (noun != NONE && govern(f, noun, of, FRAME_THAT, &told))
        return told;
    // "said that it was going to leave": the verb between has its own word in it
    if (parent != NONE && (w->dep == DEP_XCOMP || w->dep == DEP_CCOMP) && g != NONE &&
        g != f->w->matches[parent].token && f->w->match_of[g] == NONE &&
        token_dominates(d, f->w->matches[parent].token, g))
        parent = NONE;
    if (parent != NONE) {
        // the content of an operator, wherever it hangs
        const Match *m = &f->w->matches[parent];
        State *gs = fact_of(f, m->token);
        k->governor = m->token;
        k->governor_negated = gs->k.negated;
        if (m->light == t || m->row->is_light || m->row->means.n_operators == 0) {
            take_cues(f, m->token, of);
            return gs->k.value;
        }
        // "said there would be no talks": what the verb between them says of the noun
        if ((w->dep == DEP_NSUBJ || w->dep == DEP_NSUBJ_PASS || w->dep == DEP_OBJ) && g != NONE &&
            g != m->token && w->upos == UPOS_NOUN && d->tokens[g].upos == UPOS_VERB &&
            token_dominates(d, m->token, g)) {
            State *between = fact_of(f, g);
            if (!fact_actual(between->k.value)) {
                take_cues(f, g, of);
                return between->k.value;
            }
        }
        k->governed = true;
        k->signature = signature_row(d, tables, m->token, k->frame); // for the score
        // "forgot that they had signed" is no failing: where the sense hangs on the kind of
        // complement, the signature knows better
        if (k->frame == FRAME_THAT && k->signature && k->signature->affirmed == EFFECT_KEEP &&
            m->row->means.n_operators == 1) {
            const OperatorRow *only = operator_find(tables, m->row->means.operators[0]);
            uint8_t value;
            if (only && only->affirmed == FACT_FAILED && govern(f, m->token, of, k->frame, &value))
                return value;
        }
        State running = *gs;
        for (unsigned i = 0; i < m->row->means.n_operators; i++) { // outermost first
            const OperatorRow *o = operator_find(tables, m->row->means.operators[i]);
            running.k.value = o ? effect(&running, o->affirmed, o->negated) : running.k.value;
            running.k.negated = false;
            k->operator_row = o;
        }
        // "are said to have attacked": the report has no author
        if (k->frame == FRAME_TO && k->operator_row && str_is(k->operator_row->kind, "report") &&
            is_passive(d, m->token) && fact_actual(running.k.value))
            running.k.value = FACT_ALLEGED;
        if (!fact_actual(running.k.value)) {
            take_cues(f, m->token, of);
            cue(f, of, m->token);
        }
        return running.k.value;
    }
    if (g == NONE)
        return FACT_HAPPENED;
    const Token *gt = &d->tokens[g];
    bool infinitive = k->frame == FRAME_TO;
    State *gs;
    uint8_t e;
    uint8_t dep = w->dep;
    // "appeared to be in an argument": whatever the parser calls it, a phrase with a copula of its
    // own is a clause
    if ((dep == DEP_OBL || dep == DEP_OBJ || dep == DEP_NMOD) && k->frame == FRAME_TO &&
        token_child_dep(d, t, DEP_COP) != NONE)
        dep = DEP_XCOMP;
    switch (dep) {
    case DEP_CONJ: return context_of(f, g, of);
    case DEP_XCOMP:
    case DEP_CCOMP:
    case DEP_CSUBJ:
    case DEP_CSUBJ_PASS:
    case DEP_CSUBJ_OUTER:
        gs = fact_of(f, g);
        k->governor_negated = gs->k.negated;
        if ((token_is(d, g, "going") || token_is(d, g, "gon")) && infinitive) {
            cue(f, of, g);
            f->state[of].will = d->tokens[g].span;
            return gs->k.negated                                                     ? FACT_NEGATED
                   : gs->k.value == FACT_CONDITIONAL || gs->k.value == FACT_POSSIBLE ? gs->k.value
                                                                                     : FACT_PLANNED;
        }
        if (infinitive && too_adjective(f, g, of))
            return fact_actual(gs->k.value) ? FACT_NEGATED : FACT_POSSIBLE;
        if (token_is(d, g, "have") || token_is(d, g, "has") || token_is(d, g, "had"))
            for (uint32_t c = token_child(d, g, NONE); c != NONE && infinitive;
                 c = token_child(d, g, c))
                if (token_is(d, c, "yet") && c < t) { // "have yet to withdraw"
                    cue(f, of, c);
                    return FACT_NEGATED;
                }
        if (govern(f, g, of, k->frame, &e))
            return e;
        if (dep == DEP_XCOMP && !infinitive) // gerund or secondary predicate
            return gs->k.value;
        if (infinitive)
            return gs->k.negated              ? FACT_NEGATED
                   : fact_actual(gs->k.value) ? FACT_POSSIBLE
                                              : gs->k.value;
        if (k->frame == FRAME_WH)
            return fact_actual(gs->k.value) || gs->k.value == FACT_NEGATED
                       ? has_mark(d, t, "whether") || has_mark(d, t, "if") ? FACT_POSSIBLE
                                                                           : FACT_HAPPENED
                       : gs->k.value;
        // a finite complement of an unlisted verb: as the report has it
        return gs->k.negated                                             ? FACT_POSSIBLE
               : fact_actual(gs->k.value) || gs->k.value == FACT_ALLEGED ? FACT_HAPPENED
                                                                         : gs->k.value;
    case DEP_ADVCL:
    case DEP_ADVCL_RELCL:
        gs = fact_of(f, g);
        k->governor_negated = gs->k.negated;
        if (has_mark(d, t, "without")) {
            f->state[of].k.negated = true;
            return fact_actual(gs->k.value) ? FACT_NEGATED : gs->k.value;
        }
        if (has_mark(d, t, "instead") ||
            has_mark(
                d, t,
                "rather")) // "instead of leaving", "rather than leave"; not "longer than promised"
            return FACT_NEGATED;
        for (uint32_t c = token_child(d, t, NONE); c != NONE; c = token_child(d, t, c))
            if (token_is(d, c, "than") && c > 0 &&
                (token_is(d, c - 1, "rather") || token_is(d, c - 1, "instead")))
                return FACT_NEGATED;
        if (infinitive && !has_mark(d, t, "order") && govern(f, g, of, FRAME_TO, &e))
            return e;
        if (infinitive) {
            if (too_adjective(f, g, of))
                return fact_actual(gs->k.value) ? FACT_NEGATED : FACT_POSSIBLE;
            // "fell by two per cent to end at 40", "woke to find": an outcome, not a purpose
            static const char *const moves[] = {
                "fall",     "rise",    "drop",   "gain",    "lose",    "climb", "plunge",
                "increase", "decline", "slip",   "recover", "go",      "jump",  "surge",
                "return",   "wake",    "live",   "arrive",  "slide",   "rally", "tumble",
                "advance",  "grow",    "shrink", "slump",   "rebound", "add",   NULL};
            static const char *const outcomes[] = {"end",  "close",  "finish", "reach",
                                                   "find", "become", "hit",    "settle",
                                                   "see",  "stand",  "trade",  NULL};
            if (lemma_in(d, g, moves) && lemma_in(d, t, outcomes) && fact_actual(gs->k.value))
                return gs->k.value;
            if (gt->upos == UPOS_ADJ || gt->upos == UPOS_ADV) // "strong enough to resist"
                return gs->k.negated ? FACT_NEGATED : FACT_POSSIBLE;
            return fact_actual(gs->k.value)      ? FACT_INTENDED
                   : gs->k.value == FACT_NEGATED ? FACT_POSSIBLE
                                                 : gs->k.value;
        }
        static const char *const keepers[] = {"keep",  "stop",    "halt", "save",
                                              "spare", "protect", NULL};
        if (k->frame == FRAME_ING && has_mark(d, t, "from") &&
            lemma_in(d, g, keepers)) { // "kept the miners from leaving", not "kept leaving"
            cue(f, of, g);
            return fact_actual(gs->k.value) ? FACT_NEGATED : FACT_POSSIBLE;
        }
        // "came close to attacking", "far from attacking": the word before the preposition governs
        uint32_t p = token_child_dep(d, t, DEP_MARK);
        if (k->frame == FRAME_ING && p != NONE && p > d->sentences[w->sentence].first &&
            (d->tokens[p - 1].upos == UPOS_ADJ || d->tokens[p - 1].upos == UPOS_ADV) &&
            govern(f, p - 1, of, FRAME_ING, &e))
            return e;
        if (k->frame == FRAME_ING &&
            (has_mark(d, t, "of") || has_mark(d, t, "from") || has_mark(d, t, "for") ||
             has_mark(d, t, "to") || has_mark(d, t, "on") || has_mark(d, t, "in") ||
             has_mark(d, t, "about") || has_mark(d, t, "against") || has_mark(d, t, "into")) &&
            govern(f, g, of, FRAME_ING, &e)) // "accused of selling arms", "kept from leaving"
            return e;
        if (has_mark(d, t, "before") || has_mark(d, t, "until") || has_mark(d, t, "till"))
            return fact_actual(gs->k.value) && !(is_past(d, g) && token_xpos(d, t, "VBZ"))
                       ? FACT_HAPPENED
                       : FACT_POSSIBLE; // "vowed to fight until he leaves"
        // "will speak in public, years after she was convicted": what is past is, whatever is to
        // come
        if ((has_mark(d, t, "after") || has_mark(d, t, "since") || has_mark(d, t, "because") ||
             has_mark(d, t, "although") || has_mark(d, t, "though")) &&
            is_past(d, t))
            return FACT_HAPPENED;
        return gs->k.value == FACT_NEGATED || gs->k.value == FACT_DENIED ||
                       gs->k.value == FACT_FAILED
                   ? FACT_HAPPENED
                   : gs->k.value;
    case DEP_ACL:
        gs = fact_of(f, g);
        k->governor_negated = gs->k.negated;
        if (infinitive) {
            if ((d->sentences[w->sentence].flags & SENT_HEADLINE) &&
                (gt->dep == DEP_ROOT || gt->dep == DEP_APPOS || gt->dep == DEP_PARATAXIS) &&
                t > g) { // "Steel firm to close mill"
                f->state[of].will = (Span){0, 0};
                for (uint32_t c = token_child(d, t, NONE); c != NONE && c < t;
                     c = token_child(d, t, c))
                    if (token_is(d, c, "to")) {
                        f->state[of].will = d->tokens[c].span;
                        cue(f, of, c);
                    }
                if (!govern(f, g, of, FRAME_TO, &e)) // not "Plan to close mill"
                    return FACT_PLANNED;
                f->state[of].will = (Span){0, 0};
                return e;
            }
            if (govern(f, g, of, FRAME_TO, &e))
                return e;
            return gs->k.negated ? FACT_NEGATED : FACT_POSSIBLE;
        }
        if (token_child_dep(d, t, DEP_MARK) != NONE && gt->upos == UPOS_NOUN &&
            govern(f, g, of, k->frame, &e)) // "the claim that they left", "the risk of losing"
            return e;
        return gs->k.negated ? FACT_NEGATED : FACT_HAPPENED;
    case DEP_ACL_RELCL: // the parser may take a content clause for a relative one; "that" is then
                        // its mark
        if (has_mark(d, t, "that") && gt->upos == UPOS_NOUN && govern(f, g, of, FRAME_THAT, &e))
            return e;
        return FACT_HAPPENED;
    case DEP_NSUBJ:
    case DEP_NSUBJ_PASS:
    case DEP_OBJ:
    case DEP_OBL:
    case DEP_NMOD: {
        // an event noun in a clause that did not, or may, take place: "No talks were held", "An
        // attack may follow"
        static const char *const occurrence[] = {
            "occur",   "happen", "take", "begin", "start", "follow", "continue", "resume", "hold",
            "erupt",   "break",  "come", "go",    "end",   "launch", "carry",    "stage",  "make",
            "conduct", "be",     "have", "give",  "see",   "mount",  "perform",  NULL};
        gs = fact_of(f, g);
        k->governor_negated = gs->k.negated;
        if (k->frame != FRAME_NP)
            return FACT_HAPPENED;
        if (gt->upos != UPOS_VERB) {
            if (w->dep == DEP_NMOD && gt->upos == UPOS_NOUN &&
                (has_mark(d, t, "of") || has_mark(d, t, "for")) &&
                govern(f, g, of, FRAME_NP, &e)) // "the threat of an attack", "plans for a march"
                return e;
            return fact_actual(gs->k.value) || gs->k.value == FACT_NEGATED ? FACT_HAPPENED
                                                                           : gs->k.value;
        }
        if ((w->dep == DEP_OBJ || (w->dep == DEP_NSUBJ_PASS) ||
             (w->dep == DEP_OBL && (has_mark(d, t, "for") || has_mark(d, t, "of") ||
                                    has_mark(d, t, "to") || has_mark(d, t, "with")))) &&
            govern(f, g, of, FRAME_NP, &e))
            return e;
        if (w->dep != DEP_OBL && w->dep != DEP_NMOD && lemma_in(d, g, occurrence)) {
            if (!fact_actual(gs->k.value))
                take_cues(f, g, of);
            return gs->k.value;
        }
        return FACT_HAPPENED;
    }
    default: return FACT_HAPPENED;
    }
}

// "Should the talks fail, the army will invade." Inversion at the start stands for "if"; parsers
// rarely know it, so it is read off the words: the sentence's first word, a verb before the first
// comma, no question mark. *end: the comma. NONE where there is none.
static uint32_t inverted_condition(const Doc *d, uint32_t t, uint32_t *end)
{
    const Sentence *s = &d->sentences[d->tokens[t].sentence];
    uint32_t first = s->first;
    while (first < s->end && d->tokens[first].upos == UPOS_PUNCT)
        first++;
    if (first + 3 >= s->end || (s->flags & SENT_QUESTION) ||
        !(token_is(d, first, "should") || token_is(d, first, "had") || token_is(d, first, "were")))
        return NONE;
    uint32_t verb = NONE;
    for (uint32_t i = first + 1; i < s->end; i++) {
        if (token_is(d, i, ",")) {
            *end = i;
            return verb;
        }
        if (d->tokens[i].upos == UPOS_VERB && verb == NONE && i > first + 1)
            verb = i;
    }
    return NONE;
}

static State *fact_of(Facts *f, uint32_t t)
{
    Doc *d = f->d;
    State *s = &f->state[t];
    if (s->done || s->open)
        return s;
    s->open = true;
    if (f->ground != NONE)
        *ARENA_PUSH(d->arena, f->touched, f->n_touched, f->cap_touched) = t;
    FactState *k = &s->k;
    k->value = FACT_HAPPENED;
    k->governor = NONE;
    Local l = {.modal = -1};
    local_read(f, t, t, &l);
    // "may attack and burn": a coordinated verb without a subject or auxiliary of its own shares
    // those of the first
    const Token *w = &d->tokens[t];
    if (w->dep == DEP_CONJ && w->head != NONE && !l.has_aux && !l.has_subject &&
        (d->tokens[w->head].upos == UPOS_VERB) && w->upos == UPOS_VERB) {
        Local shared = {.modal = -1};
        local_read(f, w->head, t, &shared);
        if (token_xpos(d, t, "VB") || shared.modal >= 0 ||
            strcmp(d->tokens[w->head].xpos, w->xpos) == 0) {
            if (l.modal < 0 &&
                (token_xpos(d, t, "VB") || token_xpos(d, t, "VBN") || token_xpos(d, t, "VBG")))
                l.modal = shared.modal, l.will = shared.will, l.must = shared.must,
                l.strong = shared.strong, l.would = shared.would;
            // negation is shared under "or", and by bare forms: "did not attack or loot", "did not
            // attack and loot"
            if (token_xpos(d, t, "VB") || token_xpos(d, t, "VBN"))
                l.negated ^= shared.negated;
            l.conditional |= shared.conditional;
            l.requested |= shared.requested;
        }
        if (l.tense == TENSE_NONE)
            l.tense = shared.tense;
    }
    uint32_t comma = 0, condition = l.conditional || w->upos != UPOS_VERB
                                        ? NONE
                                        : inverted_condition(d, t, &comma);
    if (condition == t) {
        uint32_t first = d->sentences[w->sentence].first;
        cue(f, t, first);
        l.modal = -1;
        if (token_is(d, first, "had")) // "Had they known": they did not
            l.negated = !l.negated;
        else
            l.conditional = true;
    } else if (condition != NONE && t > comma) {
        l.counterfactual = true;
    }
    bool negated = l.negated;
    uint8_t context = context_of(f, t, t);
    if (condition ==
        t) { // "Had they known, they would have …": under nothing, whatever the tree says
        context = FACT_HAPPENED;
        k->signature = NULL;
        k->governed = false;
        k->frame = FRAME_ANY;
    }
    // "want to strike but cannot march": with a modal of its own the second verb is beside "want",
    // not under it
    if (w->dep == DEP_CONJ && k->frame == FRAME_TO && l.has_modal) {
        context = FACT_HAPPENED;
        k->signature = NULL;
        k->governed = false;
        k->frame = FRAME_ANY;
    }
    if (k->negated) { // "without" counted in the context
        negated = !negated;
        k->negated = false;
        if (l.negated)
            context = FACT_HAPPENED;
        else
            negated = true;
    }
    uint8_t own = FACT_HAPPENED;
    if (l.requested)
        own = FACT_REQUESTED;
    if (l.conditional && k->frame != FRAME_WH)
        own = FACT_CONDITIONAL;
    else if (l.conditional && w->dep != DEP_CCOMP && w->dep != DEP_XCOMP && w->dep != DEP_CSUBJ &&
             w->dep != DEP_ACL)
        own = FACT_CONDITIONAL;
    else if (l.negated && l.modal == FACT_POSSIBLE && l.may)
        own = FACT_POSSIBLE; // "may not attend"
    else if (l.negated)
        own = FACT_NEGATED;
    else if (l.ended)
        own = FACT_ENDED;
    else if (l.modal >= 0)
        own = l.counterfactual && l.modal == FACT_PLANNED ? FACT_CONDITIONAL : (uint8_t)l.modal;
    else if (l.alleged)
        own = FACT_ALLEGED;
    else if (l.ongoing)
        own = FACT_ONGOING;
    s->must = l.must;
    s->strong = l.strong;
    if (l.modal == FACT_PLANNED)
        s->will = l.will;
    k->value = combine(context, own, &negated);
    k->own = own;
    k->context = context;
    k->conditional = l.conditional;
    k->requested = l.requested;
    k->alleged = l.alleged;
    k->has_condition = l.counterfactual;
    k->question = (d->sentences[w->sentence].flags & SENT_QUESTION) != 0;
    k->negated = negated;
    k->time = l.tense;
    if (k->time == TENSE_NONE && w->head != NONE && !f->state[w->head].open)
        k->time = fact_of(f, w->head)->k.time;
    if (k->value == FACT_PLANNED || k->value == FACT_INTENDED || k->value == FACT_DEMANDED ||
        k->value == FACT_REQUESTED || k->value == FACT_OFFERED || k->value == FACT_THREATENED)
        k->time = TENSE_FUTURE;
    s->done = true;
    s->open = false;
    return s;
}

uint8_t factuality_of_operator(const EventWork *w, uint32_t token, const OperatorRow *o)
{
    uint32_t p = w->predicate_of[token];
    if (p == NONE)
        return FACT_HAPPENED;
    const Predicate *g = &w->d->predicates[p];
    State s = {.k = {.value = g->value, .negated = g->negated}};
    if (s.k.value == FACT_NEGATED && g->negated) // a negated operator did not take place
        return FACT_NEGATED;
    if (!fact_actual(s.k.value) && s.k.value != FACT_ALLEGED &&
        s.k.value != FACT_NEGATED) // nor did one that failed, or may yet come
        return s.k.value;
    uint8_t e = effect(&s, o->affirmed, o->negated);
    return fact_actual(s.k.value) && (e == FACT_NEGATED || fact_actual(e)) ? s.k.value : e;
}

static bool is_predicate(const EventWork *w, uint32_t t)
{
    const Doc *d = w->d;
    const Token *k = &d->tokens[t];
    if (k->upos == UPOS_VERB || w->match_of[t] != NONE ||
        (k->xpos[0] == 'V' && k->upos != UPOS_AUX))
        return true;
    if (k->upos == UPOS_AUX)
        return k->dep != DEP_AUX && k->dep != DEP_AUX_PASS;
    if (k->upos == UPOS_NOUN && k->dep != DEP_COMPOUND) {
        if (head_find(&w->t->event_nouns, k->lemma) != NONE)
            return true;
        for (uint32_t r = head_find(&w->t->signature_heads, k->lemma); r != NONE;
             r = w->t->signatures[r].next)
            if (w->t->signatures[r].pos == 'N')
                return true;
    }
    return (k->upos == UPOS_ADJ || k->upos == UPOS_NOUN || k->upos == UPOS_PROPN ||
            k->upos == UPOS_PRON || k->upos == UPOS_ADV || k->upos == UPOS_NUM) &&
           token_child_dep(d, t, DEP_COP) != NONE;
}

// What a speaker says of a predicate whose own clause, told plainly, would have the value `plain`.
static uint8_t view_of(const Quote *q, uint8_t text, uint8_t plain)
{
    // what he demands, asks for, offers, threatens, plans is no report: there he agrees with the
    // text
    if (text == FACT_DEMANDED || (text == FACT_REQUESTED && q->polarity != POLARITY_ASKS) ||
        text == FACT_OFFERED || text == FACT_THREATENED || text == FACT_PLANNED ||
        text == FACT_INTENDED)
        return text;
    bool against = plain == FACT_NEGATED || plain == FACT_DENIED || plain == FACT_FAILED;
    switch (q->polarity) {
    case POLARITY_ASSERTS: return plain;
    case POLARITY_DENIES:
        return fact_actual(plain) ? FACT_DENIED : against ? FACT_HAPPENED : FACT_POSSIBLE;
    default: return FACT_POSSIBLE;
    }
}

// Each quotation is read once more, with its cue as the ground on which its content stands.
static void add_views(EventWork *w)
{
    Doc *d = w->d;
    Facts f = {.w = w, .d = d, .state = ARENA_NEW(d->arena, State, d->n_tokens + 1)};
    size_t *cap = ARENA_NEW(d->arena, size_t, d->n_predicates + 1);
    size_t *used = ARENA_NEW(d->arena, size_t, d->n_predicates + 1);
    for (uint32_t i = 0; i < d->n_quotes; i++) {
        const Quote *q = &d->quotes[i], *from = q;
        if (q->parent != NONE && q->content[0].start == d->quotes[q->parent].content[0].start &&
            d->quotes[q->parent].n_content == q->n_content)
            from = &d->quotes[q->parent]; // a cited source stands on its report's ground
        f.ground = from->cue_token == NONE ? (uint32_t)d->n_tokens : from->cue_token;
        f.n_touched = 0;
        for (uint32_t k = 0; k < q->n_content; k++) {
            size_t low = 0, high = d->n_predicates;
            while (low < high) {
                size_t mid = (low + high) / 2;
                if (d->tokens[d->predicates[mid].token].span.start < q->content[k].start)
                    low = mid + 1;
                else
                    high = mid;
            }
            for (; low < d->n_predicates; low++) {
                Predicate *p = &d->predicates[low];
                uint32_t t = p->token;
                if (d->tokens[t].span.start >= q->content[k].end)
                    break;
                if (d->tokens[t].dep == DEP_COP && d->tokens[t].head != NONE)
                    t = d->tokens[t].head;
                uint8_t value = view_of(q, p->value, fact_of(&f, t)->k.value);
                *ARENA_PUSH(d->arena, p->views, used[low], cap[low]) =
                    (View){i, value, factscore_base(value)};
                p->n_views = (uint32_t)used[low];
            }
        }
        for (size_t k = 0; k < f.n_touched; k++)
            f.state[f.touched[k]] = (State){0};
    }
}

void factuality_run(EventWork *w)
{
    Doc *d = w->d;
    Facts f = {
        .w = w, .d = d, .state = ARENA_NEW(d->arena, State, d->n_tokens + 1), .ground = NONE};
    static const FactState nothing = {.governor = NONE};
    for (uint32_t t = 0; t < d->n_tokens; t++) {
        w->predicate_of[t] = NONE;
        if (!is_predicate(w, t) || (d->tokens[t].flags & TOKEN_DATELINE))
            continue;
        // the copula of "was a trader" says what its predicate noun says
        uint32_t of =
            d->tokens[t].dep == DEP_COP && d->tokens[t].head != NONE ? d->tokens[t].head : t;
        State *s = fact_of(&f, of);
        const FactState *governor =
            s->k.governor == NONE ? &nothing : &fact_of(&f, s->k.governor)->k;
        Str why = {0};
        float score = factscore_of(w, of, &s->k, governor, d->keep_features ? &why : NULL);
        Predicate *p = ARENA_PUSH(d->arena, d->predicates, d->n_predicates, d->cap_predicates);
        *p = (Predicate){.token = t,
                         .value = s->k.value,
                         .time = s->k.time,
                         .negated = s->k.negated,
                         .score = score,
                         .p = 0.8f,
                         .cues = s->cues,
                         .n_cues = (uint32_t)s->n_cues,
                         .will = s->will,
                         .must = s->must,
                         .strong = s->strong,
                         .features = why};
        w->predicate_of[t] = (uint32_t)(d->n_predicates - 1);
    }
    if (d->keep_views)
        add_views(w);
}
