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
#include "event/factuality_work.h"

float fact_score(unsigned fact)
{
    return factscore_base(fact);
}

bool fact_actual(unsigned fact)
{
    return fact == FACT_HAPPENED || fact == FACT_ONGOING || fact == FACT_ENDED ||
           fact == FACT_HISTORICAL;
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

State *fact_of(Facts *f, uint32_t t)
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
    fact_local(f, t, t, &l);
    // "may attack and burn": a coordinated verb without a subject or auxiliary of its own shares
    // those of the first
    const Token *w = &d->tokens[t];
    if (w->dep == DEP_CONJ && w->head != NONE && !l.has_aux && !l.has_subject &&
        (d->tokens[w->head].upos == UPOS_VERB) && w->upos == UPOS_VERB) {
        Local shared = {.modal = -1};
        fact_local(f, w->head, t, &shared);
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
        fact_cue(f, t, first);
        l.modal = -1;
        if (token_is(d, first, "had")) // "Had they known": they did not
            l.negated = !l.negated;
        else
            l.conditional = true;
    } else if (condition != NONE && t > comma) {
        l.counterfactual = true;
    }
    bool negated = l.negated;
    uint8_t context = fact_context(f, t, t);
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
    uint8_t e = fact_effect(&s, o->affirmed, o->negated);
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
