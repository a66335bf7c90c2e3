// SPDX-License-Identifier: MIT
// In: tree, deep arguments, trigger matches. Out: Doc.predicates: for every verb, event noun and predicative word one value of SPEC §3,
// a score from −3 (did not happen) to 3 (happened), tense, polarity and the cues with spans.
// Method: EVENTS.md §6. A word's own clause gives negation, modality, tense and aspect; its governor gives a context: an operator or
// signature row says what it does to its content when affirmed and when negated (after Karttunen's implicatives and Nairn, Condoravdi &
// Karttunen 2006); the governor's own value is found first, by recursion up the tree. The two are combined by `combine`.
// Cost: one walk up the tree a predicate, memoised. Does not: read quotations (who says so is the claim's business), or time expressions.
#include "event/match.h"

typedef struct {
    uint8_t value; // Fact
    uint8_t time;  // Tense
    bool negated;
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
} Facts;

// What a clause's own words say.
typedef struct {
    bool negated, ended, ongoing, conditional, alleged, requested, counterfactual;
    int modal; // a Fact, or -1
    Span will, must;
    bool strong;
    uint8_t tense;
    bool has_aux, has_subject, would;
} Local;

// ORDER Fact in doc.h
static const float scores[FACT_COUNT] = {3.0f, 2.8f, 2.2f, 1.2f, 0.8f, -0.4f, -0.4f, 0.3f, 0.5f, 0.6f, 0.0f, -1.5f, -3.0f, -2.6f, 1.6f, 3.0f};

float fact_score(unsigned fact) { return fact < FACT_COUNT ? scores[fact] : 0; }

bool fact_actual(unsigned fact)
{
    return fact == FACT_HAPPENED || fact == FACT_ONGOING || fact == FACT_ENDED || fact == FACT_HISTORICAL;
}

static bool in_list(const Doc *d, uint32_t t, const char *const *list)
{
    for (; *list; list++)
        if (token_is(d, t, *list))
            return true;
    return false;
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
    static const struct { const char *word; int fact; uint8_t tense; } modals[] = {
        {"will", FACT_PLANNED, TENSE_FUTURE}, {"'ll", FACT_PLANNED, TENSE_FUTURE}, {"shall", FACT_PLANNED, TENSE_FUTURE}, {"wo", FACT_PLANNED, TENSE_FUTURE},
        {"sha", FACT_PLANNED, TENSE_FUTURE},
        {"may", FACT_POSSIBLE, TENSE_FUTURE}, {"might", FACT_POSSIBLE, TENSE_FUTURE}, {"could", FACT_POSSIBLE, TENSE_FUTURE}, {"can", FACT_POSSIBLE, TENSE_PRESENT},
        {"ca", FACT_POSSIBLE, TENSE_PRESENT}, {"should", FACT_DEMANDED, TENSE_FUTURE}, {"must", FACT_DEMANDED, TENSE_FUTURE},
        {"ought", FACT_DEMANDED, TENSE_FUTURE}, {"would", FACT_CONDITIONAL, TENSE_FUTURE}, {"'d", FACT_CONDITIONAL, TENSE_FUTURE}, {"wud", FACT_CONDITIONAL, TENSE_FUTURE}};
    for (size_t i = 0; i < sizeof modals / sizeof *modals; i++)
        if (token_is(d, aux, modals[i].word) && (token_xpos(d, aux, "MD") || modals[i].word[0] != '\'')) {
            l->modal = modals[i].fact;
            l->tense = modals[i].tense;
            l->would = modals[i].fact == FACT_CONDITIONAL;
            if (modals[i].fact == FACT_PLANNED || l->would)
                l->will = d->tokens[aux].span;
            if (modals[i].fact == FACT_DEMANDED) {
                l->must = d->tokens[aux].span;
                l->strong = modals[i].word[0] == 'm';
            }
        }
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

static const char *const negators[] = {"not", "n't", "never", "neither", "nor", "hardly", "barely", "scarcely", "cannot", NULL};
static const char *const doubtful[] = {"possibly", "perhaps", "probably", "maybe", "likely", "potentially", "presumably", "apparently", "seemingly", NULL};
static const char *const hearsay[] = {"allegedly", "reportedly", "purportedly", "supposedly", "ostensibly", NULL};
static const char *const nobody[] = {"nobody", "none", "nothing", "neither", "nowhere", NULL};
static const char *const conditional_marks[] = {"if", "unless", "whether", "lest", "provided", "providing", NULL};

static void local_read(Facts *f, uint32_t t, uint32_t of, Local *l)
{
    const Doc *d = f->d;
    const Token *w = &d->tokens[t];
    const Sentence *s = &d->sentences[w->sentence];
    bool have = false, be = false, be_past = false, going = false;
    for (uint32_t c = token_child(d, t, NONE); c != NONE; c = token_child(d, t, c)) {
        const Token *k = &d->tokens[c];
        switch (k->dep) {
        case DEP_AUX: case DEP_AUX_PASS: case DEP_COP:
            l->has_aux = true;
            if (lemma_is(d, c, "have")) {
                have = true;
            } else if (lemma_is(d, c, "be")) {
                be = be || k->dep == DEP_AUX;
                be_past = be_past || token_xpos(d, c, "VBD");
                if (k->dep == DEP_COP || k->dep == DEP_AUX_PASS)
                    l->tense = token_xpos(d, c, "VBD") ? TENSE_PAST : l->tense == TENSE_NONE ? TENSE_PRESENT : l->tense;
            } else if (lemma_is(d, c, "do")) {
                l->tense = token_xpos(d, c, "VBD") ? TENSE_PAST : TENSE_PRESENT;
            } else {
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
        case DEP_ADVMOD: case DEP_DET: case DEP_CC_PRECONJ: case DEP_DISCOURSE: case DEP_CC:
            if (in_list(d, c, negators) || (k->dep == DEP_DET && (token_is(d, c, "no") || token_is(d, c, "neither")))) {
                if (k->dep == DEP_CC && !token_is(d, c, "nor"))
                    break;
                l->negated = !l->negated;
                cue(f, of, c);
            } else if (token_is(d, c, "longer") || token_is(d, c, "anymore")) { // "no longer"
                for (uint32_t g = token_child(d, c, NONE); g != NONE; g = token_child(d, c, g))
                    if (token_is(d, g, "no")) {
                        l->ended = true;
                        cue(f, of, c);
                    }
            } else if (in_list(d, c, doubtful)) {
                if (l->modal < 0)
                    l->modal = FACT_POSSIBLE;
                cue(f, of, c);
            } else if (in_list(d, c, hearsay)) {
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
            if (lemma_is(d, c, "possible") || lemma_is(d, c, "potential") || lemma_is(d, c, "likely") || lemma_is(d, c, "planned") || lemma_is(d, c, "proposed") ||
                lemma_is(d, c, "future") || lemma_is(d, c, "imminent") || lemma_is(d, c, "upcoming") || lemma_is(d, c, "suspected")) {
                l->modal = lemma_is(d, c, "planned") || lemma_is(d, c, "upcoming") || lemma_is(d, c, "future") ? FACT_PLANNED : FACT_POSSIBLE;
                cue(f, of, c);
            } else if (lemma_is(d, c, "alleged") || lemma_is(d, c, "reported") || lemma_is(d, c, "supposed")) {
                l->alleged = true;
                cue(f, of, c);
            } else if (lemma_is(d, c, "attempted") || lemma_is(d, c, "failed") || lemma_is(d, c, "abortive") || lemma_is(d, c, "foiled") || lemma_is(d, c, "unsuccessful")) {
                l->modal = FACT_FAILED;
                cue(f, of, c);
            }
            break;
        case DEP_NSUBJ: case DEP_NSUBJ_PASS: case DEP_OBJ:
            if (k->dep != DEP_OBJ)
                l->has_subject = true;
            if (in_list(d, c, nobody)) {
                l->negated = !l->negated;
                cue(f, of, c);
            } else
                for (uint32_t g = token_child(d, c, NONE); g != NONE; g = token_child(d, c, g))
                    if (d->tokens[g].dep == DEP_DET && token_is(d, g, "no") && w->upos != UPOS_NOUN) { // "No troops entered the town."
                        l->negated = !l->negated;
                        cue(f, of, g);
                    }
            break;
        case DEP_MARK: case DEP_CASE:
            if (in_list(d, c, conditional_marks)) {
                l->conditional = true;
                cue(f, of, c);
            }
            break;
        case DEP_ADVCL: case DEP_OBL: // "If the army attacks, the militia will help": the main clause hangs on the condition
            for (uint32_t g = token_child(d, c, NONE); g != NONE; g = token_child(d, c, g))
                if ((d->tokens[g].dep == DEP_MARK || d->tokens[g].dep == DEP_CASE) && (token_is(d, g, "if") || token_is(d, g, "unless")) && l->modal != -2) {
                    l->counterfactual = true;
                    cue(f, of, g);
                }
            break;
        default:
            break;
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
    if (l->would && l->modal == FACT_CONDITIONAL && !have && !l->counterfactual && reported_past(d, t))
        l->modal = FACT_PLANNED;
    if (l->modal == FACT_PLANNED && have) // "will have left" is still ahead
        l->tense = TENSE_FUTURE;
    if ((l->modal == FACT_CONDITIONAL || l->modal == FACT_DEMANDED) && have) { // "would have attacked", "should have helped": it did not
        l->negated = !l->negated;
        l->modal = -1;
    }
    if (token_xpos(d, t, "VBG") && be && l->modal < 0 && !be_past && !going)
        l->ongoing = true;
    // a bare imperative opens the sentence: "Leave the town now"
    if (w->dep == DEP_ROOT && token_xpos(d, t, "VB") && !l->has_aux && !l->has_subject && !(s->flags & SENT_HEADLINE) && w->upos == UPOS_VERB)
        l->requested = true;
    // headline future: "Army to leave the town"
    if (w->dep == DEP_ROOT && token_xpos(d, t, "VB") && l->modal < 0)
        for (uint32_t c = token_child(d, t, NONE); c != NONE; c = token_child(d, t, c))
            if (token_is(d, c, "to") && (d->tokens[c].dep == DEP_MARK || d->tokens[c].dep == DEP_AUX)) {
                l->modal = FACT_PLANNED;
                l->tense = TENSE_FUTURE;
                l->requested = false;
                l->will = d->tokens[c].span;
                cue(f, of, c);
            }
    if ((s->flags & SENT_QUESTION) && w->dep == DEP_ROOT && l->modal < 0)
        l->modal = FACT_POSSIBLE;
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
        return context;
    }
    if (own == FACT_CONDITIONAL) // "threatened to attack unless it withdrew": the condition is open, whatever hangs on it
        return own;
    if (fact_actual(context))
        return own == FACT_HAPPENED ? context : own;
    return context;
}

static State *fact_of(Facts *f, uint32_t t);

// A row's effect on its content, given the governor's value and polarity.
static uint8_t effect(const State *g, int affirmed, int negated)
{
    int e = g->negated ? negated : affirmed;
    bool actual = fact_actual(g->value) || g->value == FACT_NEGATED || g->value == FACT_ALLEGED;
    switch (e) {
    case EFFECT_KEEP: return g->value == FACT_NEGATED ? FACT_HAPPENED : g->value;
    case EFFECT_NEGATE: return fact_actual(g->value) ? FACT_NEGATED : g->value;
    case EFFECT_OPEN: return FACT_POSSIBLE;
    default: break;
    }
    if (actual)
        return (uint8_t)e;
    if (e == FACT_HAPPENED || e == FACT_ONGOING)
        return g->value;
    if (e == FACT_NEGATED || e == FACT_FAILED || e == FACT_DENIED || e == FACT_ENDED)
        return FACT_POSSIBLE; // "may deny attacking"
    return (uint8_t)e;
}

static const SignatureRow *signature_of(const EventTables *t, const Token *g)
{
    for (uint32_t r = head_find(&t->signature_heads, g->lemma); r != NONE; r = t->signatures[r].next) {
        uint8_t pos = t->signatures[r].pos;
        if ((pos == 'V' && (g->upos == UPOS_VERB || g->upos == UPOS_AUX)) || (pos == 'N' && g->upos == UPOS_NOUN) || (pos == 'A' && g->upos == UPOS_ADJ))
            return &t->signatures[r];
    }
    return NULL;
}

static bool has_mark(const Doc *d, uint32_t t, const char *word)
{
    for (uint32_t c = token_child(d, t, NONE); c != NONE; c = token_child(d, t, c))
        if ((d->tokens[c].dep == DEP_MARK || d->tokens[c].dep == DEP_CASE) && token_is(d, c, word))
            return true;
    return false;
}

static void take_cues(Facts *f, uint32_t from, uint32_t to)
{
    for (size_t i = 0; i < f->state[from].n_cues; i++)
        *ARENA_PUSH(f->d->arena, f->state[to].cues, f->state[to].n_cues, f->state[to].cap_cues) = f->state[from].cues[i];
}

// The context that the governor gives: its value for this word.
static uint8_t context_of(Facts *f, uint32_t t)
{
    const Doc *d = f->d;
    const EventTables *tables = f->w->t;
    const Token *w = &d->tokens[t];
    uint32_t g = w->head;
    uint32_t parent = f->w->parent_of[t];
    if (parent != NONE) {
        // the content of an operator, wherever it hangs
        const Match *m = &f->w->matches[parent];
        State *gs = fact_of(f, m->token);
        if (m->light == t || m->row->is_light || m->row->means.n_operators == 0) {
            take_cues(f, m->token, t);
            return gs->value;
        }
        State running = *gs;
        for (unsigned i = 0; i < m->row->means.n_operators; i++) { // outermost first
            const OperatorRow *o = operator_find(tables, m->row->means.operators[i]);
            running.value = o ? effect(&running, o->affirmed, o->negated) : running.value;
            running.negated = false;
        }
        if (!fact_actual(running.value)) {
            take_cues(f, m->token, t);
            cue(f, t, m->token);
        }
        return running.value;
    }
    if (g == NONE)
        return FACT_HAPPENED;
    const Token *gt = &d->tokens[g];
    bool infinitive = has_mark(d, t, "to") || (token_xpos(d, t, "VB") && w->dep == DEP_XCOMP);
    const SignatureRow *sig = signature_of(tables, gt);
    State *gs;
    switch (w->dep) {
    case DEP_CONJ:
        return context_of(f, g);
    case DEP_XCOMP: case DEP_CCOMP: case DEP_CSUBJ: case DEP_CSUBJ_PASS: case DEP_CSUBJ_OUTER:
        gs = fact_of(f, g);
        if (token_is(d, g, "going") && infinitive) {
            cue(f, t, g);
            f->state[t].will = d->tokens[g].span;
            return gs->negated ? FACT_NEGATED : FACT_PLANNED;
        }
        if (sig) {
            uint8_t e = effect(gs, sig->affirmed, sig->negated);
            if (!fact_actual(e)) {
                take_cues(f, g, t);
                cue(f, t, g);
            }
            return e;
        }
        if (w->dep == DEP_XCOMP && !infinitive) // gerund or secondary predicate
            return gs->value == FACT_NEGATED ? FACT_NEGATED : gs->value;
        if (infinitive)
            return gs->negated ? FACT_NEGATED : fact_actual(gs->value) ? FACT_POSSIBLE : gs->value;
        // a finite complement of an unlisted verb: as the report has it
        return gs->negated ? FACT_POSSIBLE : fact_actual(gs->value) || gs->value == FACT_ALLEGED ? FACT_HAPPENED : gs->value;
    case DEP_ADVCL: case DEP_ADVCL_RELCL:
        gs = fact_of(f, g);
        if (has_mark(d, t, "without")) {
            f->state[t].negated = true;
            return fact_actual(gs->value) ? FACT_NEGATED : gs->value;
        }
        if (has_mark(d, t, "instead") || has_mark(d, t, "than"))
            return FACT_NEGATED;
        if (infinitive && sig)
            return effect(gs, sig->affirmed, sig->negated);
        if (infinitive)
            return fact_actual(gs->value) ? FACT_INTENDED : gs->value;
        if (has_mark(d, t, "before") || has_mark(d, t, "until"))
            return fact_actual(gs->value) ? FACT_HAPPENED : FACT_POSSIBLE;
        if (sig && !fact_actual((unsigned)(sig->affirmed < 0 ? 0 : sig->affirmed)))
            return effect(gs, sig->affirmed, sig->negated);
        return gs->value == FACT_NEGATED || gs->value == FACT_DENIED ? FACT_HAPPENED : gs->value;
    case DEP_ACL:
        if (infinitive) {
            gs = fact_of(f, g);
            if (sig)
                return effect(gs, sig->affirmed, sig->negated);
            return gs->negated ? FACT_NEGATED : FACT_POSSIBLE;
        }
        return FACT_HAPPENED;
    case DEP_NSUBJ: case DEP_NSUBJ_PASS: case DEP_OBJ: case DEP_OBL: case DEP_NMOD: {
        // an event noun in a clause that did not, or may, take place: "No talks were held", "An attack may follow"
        static const char *const occurrence[] = {"occur", "happen", "take", "begin", "start", "follow", "continue", "resume", "hold", "erupt", "break", "come", "go", "end", "launch", "carry", "stage", NULL};
        gs = fact_of(f, g);
        if (gt->upos != UPOS_VERB)
            return fact_actual(gs->value) || gs->value == FACT_NEGATED ? FACT_HAPPENED : gs->value;
        if (sig && w->dep == DEP_OBJ)
            return effect(gs, sig->affirmed, sig->negated);
        if (w->dep != DEP_OBL && w->dep != DEP_NMOD && lemma_in(d, g, occurrence)) {
            if (!fact_actual(gs->value))
                take_cues(f, g, t);
            return gs->value;
        }
        return FACT_HAPPENED;
    }
    default:
        return FACT_HAPPENED;
    }
}

static State *fact_of(Facts *f, uint32_t t)
{
    Doc *d = f->d;
    State *s = &f->state[t];
    if (s->done || s->open)
        return s;
    s->open = true;
    s->value = FACT_HAPPENED;
    Local l = {.modal = -1};
    local_read(f, t, t, &l);
    // "may attack and burn": a coordinated verb without a subject or auxiliary of its own shares those of the first
    const Token *w = &d->tokens[t];
    if (w->dep == DEP_CONJ && w->head != NONE && !l.has_aux && !l.has_subject && (d->tokens[w->head].upos == UPOS_VERB) && w->upos == UPOS_VERB) {
        Local shared = {.modal = -1};
        local_read(f, w->head, t, &shared);
        if (token_xpos(d, t, "VB") || shared.modal >= 0 || strcmp(d->tokens[w->head].xpos, w->xpos) == 0) {
            if (l.modal < 0 && (token_xpos(d, t, "VB") || token_xpos(d, t, "VBN") || token_xpos(d, t, "VBG")))
                l.modal = shared.modal, l.will = shared.will, l.would = shared.would;
            // negation is shared under "or", and by bare forms: "did not attack or loot", "did not attack and loot"
            if (token_xpos(d, t, "VB") || token_xpos(d, t, "VBN"))
                l.negated ^= shared.negated;
            l.conditional |= shared.conditional;
            l.requested |= shared.requested;
        }
        if (l.tense == TENSE_NONE)
            l.tense = shared.tense;
    }
    bool negated = l.negated;
    uint8_t context = context_of(f, t);
    if (s->negated) { // "without" counted in the context
        negated = !negated;
        s->negated = false;
        if (l.negated)
            context = FACT_HAPPENED;
        else
            negated = true;
    }
    uint8_t own = FACT_HAPPENED;
    if (l.requested)
        own = FACT_REQUESTED;
    if (l.conditional)
        own = FACT_CONDITIONAL;
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
    s->value = combine(context, own, &negated);
    s->negated = negated;
    s->time = l.tense;
    if (s->time == TENSE_NONE && w->head != NONE && !f->state[w->head].open)
        s->time = fact_of(f, w->head)->time;
    if (s->value == FACT_PLANNED || s->value == FACT_INTENDED || s->value == FACT_DEMANDED || s->value == FACT_REQUESTED || s->value == FACT_OFFERED || s->value == FACT_THREATENED)
        s->time = TENSE_FUTURE;
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
    State s = {.value = g->value, .negated = g->negated};
    if (s.value == FACT_NEGATED && g->negated) // a negated operator did not take place
        return FACT_NEGATED;
    uint8_t e = effect(&s, o->affirmed, o->negated);
    return fact_actual(s.value) && (e == FACT_NEGATED || fact_actual(e)) ? s.value : e;
}

static bool is_predicate(const EventWork *w, uint32_t t)
{
    const Doc *d = w->d;
    const Token *k = &d->tokens[t];
    if (k->upos == UPOS_VERB || w->match_of[t] != NONE)
        return true;
    if (k->upos == UPOS_AUX)
        return k->dep != DEP_AUX && k->dep != DEP_AUX_PASS && k->dep != DEP_COP;
    return (k->upos == UPOS_ADJ || k->upos == UPOS_NOUN || k->upos == UPOS_PROPN || k->upos == UPOS_PRON || k->upos == UPOS_ADV || k->upos == UPOS_NUM) &&
           token_child_dep(d, t, DEP_COP) != NONE;
}

void factuality_run(EventWork *w)
{
    Doc *d = w->d;
    Facts f = {w, d, ARENA_NEW(d->arena, State, d->n_tokens + 1)};
    for (uint32_t t = 0; t < d->n_tokens; t++) {
        w->predicate_of[t] = NONE;
        if (!is_predicate(w, t) || (d->tokens[t].flags & TOKEN_DATELINE))
            continue;
        State *s = fact_of(&f, t);
        Predicate *p = ARENA_PUSH(d->arena, d->predicates, d->n_predicates, d->cap_predicates);
        *p = (Predicate){.token = t, .value = s->value, .time = s->time, .negated = s->negated, .score = fact_score(s->value),
                         .p = 0.8f, .cues = s->cues, .n_cues = (uint32_t)s->n_cues, .will = s->will, .must = s->must, .strong = s->strong};
        w->predicate_of[t] = (uint32_t)(d->n_predicates - 1);
    }
}
