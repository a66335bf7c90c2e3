// SPDX-License-Identifier: MIT
// In: a word, the states of those above it, operator and signature rows. Out: the context that its
// governor gives it. Method: EVENTS.md §6; an operator row, or a row of lexicon/en/signatures.tsv
// for this kind of complement (to, -ing, that, wh, noun), says what the governor does to its
// content when affirmed and when negated; adverbial clauses by their mark. Cost: the governor's
// children. Does not: read the word's own clause (factuality_own.c).
#include "event/factuality_work.h"

#include <string.h>

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
uint8_t fact_effect(const State *g, int affirmed, int negated)
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
    if (fact_has_mark(d, t, "whether") || fact_has_mark(d, t, "if"))
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
            fact_cue(f, of, c);
            return true;
        }
    return false;
}

// "was the first state to recognise it", "one of three to sign": those who did.
static bool is_one_of_those(const Doc *d, uint32_t noun)
{
    static const char *const ranks[] = {"first",  "second", "third", "fourth", "last",
                                        "latest", "only",   "sole",  NULL};
    for (uint32_t k = token_child(d, noun, NONE); k != NONE; k = token_child(d, noun, k))
        if (d->tokens[k].dep == DEP_AMOD && token_in(d, k, ranks))
            return true;
    const Token *t = &d->tokens[noun];
    return t->dep == DEP_NMOD && t->head != NONE && str_is(d->tokens[t->head].lower, "one");
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
        fact_cue(f, of, gt->head);
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
    uint8_t e = fact_effect(gs, scant ? row->negated : row->affirmed, row->negated);
    if (hearsay_passive && fact_actual(e))
        e = FACT_ALLEGED;
    FactState *k = &f->state[of].k;
    k->signature = row;
    k->governor = g;
    k->governor_negated = scant || (gt->upos == UPOS_NOUN ? negates(gs) : gs->k.negated);
    k->governed = true;
    if (!fact_actual(e)) {
        take_cues(f, g, of);
        fact_cue(f, of, g);
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
    if (noun == NONE || !fact_has_mark(d, t, "that"))
        return NONE;
    uint32_t of = token_child_dep(d, noun, DEP_NMOD);
    return d->tokens[noun].upos != UPOS_NOUN && of != NONE ? of : noun;
}

// "the attack", "its raids", "that strike": something that took place already, as far as the clause
// goes.
static bool is_known(const Doc *d, uint32_t noun)
{
    static const char *const definite[] = {"the", "this", "that", "these", "those", "such", NULL};
    uint32_t det = token_child_dep(d, noun, DEP_DET);
    return token_child_dep(d, noun, DEP_NMOD_POSS) != NONE ||
           (det != NONE && token_in(d, det, definite));
}

// The context that the governor of `t` gives to the word `of` (t itself, or what is coordinated
// with it).
uint8_t fact_context(Facts *f, uint32_t t, uint32_t of)
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
            running.k.value = o ? fact_effect(&running, o->affirmed, o->negated) : running.k.value;
            running.k.negated = false;
            k->operator_row = o;
        }
        // "are said to have attacked": the report has no author
        if (k->frame == FRAME_TO && k->operator_row && str_is(k->operator_row->kind, "report") &&
            is_passive(d, m->token) && fact_actual(running.k.value))
            running.k.value = FACT_ALLEGED;
        if (!fact_actual(running.k.value)) {
            take_cues(f, m->token, of);
            fact_cue(f, of, m->token);
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
    case DEP_CONJ: return fact_context(f, g, of);
    case DEP_XCOMP:
    case DEP_CCOMP:
    case DEP_CSUBJ:
    case DEP_CSUBJ_PASS:
    case DEP_CSUBJ_OUTER:
        gs = fact_of(f, g);
        k->governor_negated = gs->k.negated;
        if ((token_is(d, g, "going") || token_is(d, g, "gon")) && infinitive) {
            fact_cue(f, of, g);
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
                    fact_cue(f, of, c);
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
                       ? fact_has_mark(d, t, "whether") || fact_has_mark(d, t, "if") ? FACT_POSSIBLE
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
        if (fact_has_mark(d, t, "without")) {
            f->state[of].k.negated = true;
            return fact_actual(gs->k.value) ? FACT_NEGATED : gs->k.value;
        }
        if (fact_has_mark(d, t, "instead") ||
            fact_has_mark(
                d, t,
                "rather")) // "instead of leaving", "rather than leave"; not "longer than promised"
            return FACT_NEGATED;
        for (uint32_t c = token_child(d, t, NONE); c != NONE; c = token_child(d, t, c))
            if (token_is(d, c, "than") && c > 0 &&
                (token_is(d, c - 1, "rather") || token_is(d, c - 1, "instead")))
                return FACT_NEGATED;
        if (infinitive && !fact_has_mark(d, t, "order") && govern(f, g, of, FRAME_TO, &e))
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
            if (lemma_is(d, g, "use") && token_child_dep(d, g, DEP_OBJ) != NONE &&
                fact_actual(gs->k.value)) // "used tractors to block the road"
                return gs->k.value;
            if (gt->upos == UPOS_ADJ || gt->upos == UPOS_ADV) // "strong enough to resist"
                return gs->k.negated ? FACT_NEGATED : FACT_POSSIBLE;
            return fact_actual(gs->k.value)      ? FACT_INTENDED
                   : gs->k.value == FACT_NEGATED ? FACT_POSSIBLE
                                                 : gs->k.value;
        }
        static const char *const keepers[] = {"keep",  "stop",    "halt", "save",
                                              "spare", "protect", NULL};
        if (k->frame == FRAME_ING && fact_has_mark(d, t, "from") &&
            lemma_in(d, g, keepers)) { // "kept the miners from leaving", not "kept leaving"
            fact_cue(f, of, g);
            return fact_actual(gs->k.value) ? FACT_NEGATED : FACT_POSSIBLE;
        }
        // "came close to attacking", "far from attacking": the word before the preposition governs
        uint32_t p = token_child_dep(d, t, DEP_MARK);
        if (k->frame == FRAME_ING && p != NONE && p > d->sentences[w->sentence].first &&
            (d->tokens[p - 1].upos == UPOS_ADJ || d->tokens[p - 1].upos == UPOS_ADV) &&
            govern(f, p - 1, of, FRAME_ING, &e))
            return e;
        if (k->frame == FRAME_ING &&
            (fact_has_mark(d, t, "of") || fact_has_mark(d, t, "from") ||
             fact_has_mark(d, t, "for") || fact_has_mark(d, t, "to") || fact_has_mark(d, t, "on") ||
             fact_has_mark(d, t, "in") || fact_has_mark(d, t, "about") ||
             fact_has_mark(d, t, "against") || fact_has_mark(d, t, "into")) &&
            govern(f, g, of, FRAME_ING, &e)) // "accused of selling arms", "kept from leaving"
            return e;
        if (fact_has_mark(d, t, "before") || fact_has_mark(d, t, "until") ||
            fact_has_mark(d, t, "till"))
            return fact_actual(gs->k.value) && !(is_past(d, g) && token_xpos(d, t, "VBZ"))
                       ? FACT_HAPPENED
                       : FACT_POSSIBLE; // "vowed to fight until he leaves"
        // "will speak in public, years after she was convicted": what is past is, whatever is to
        // come
        if ((fact_has_mark(d, t, "after") || fact_has_mark(d, t, "since") ||
             fact_has_mark(d, t, "because") || fact_has_mark(d, t, "although") ||
             fact_has_mark(d, t, "though")) &&
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
                        fact_cue(f, of, c);
                    }
                if (!govern(f, g, of, FRAME_TO, &e)) // not "Plan to close mill"
                    return FACT_PLANNED;
                f->state[of].will = (Span){0, 0};
                return e;
            }
            if (govern(f, g, of, FRAME_TO, &e))
                return e;
            if (is_one_of_those(d, g) && fact_actual(gs->k.value))
                return gs->k.value;
            return gs->k.negated ? FACT_NEGATED : FACT_POSSIBLE;
        }
        if (token_child_dep(d, t, DEP_MARK) != NONE && gt->upos == UPOS_NOUN &&
            govern(f, g, of, k->frame, &e)) // "the claim that they left", "the risk of losing"
            return e;
        return gs->k.negated ? FACT_NEGATED : FACT_HAPPENED;
    case DEP_ACL_RELCL: // the parser may take a content clause for a relative one; "that" is then
                        // its mark
        if (fact_has_mark(d, t, "that") && gt->upos == UPOS_NOUN &&
            govern(f, g, of, FRAME_THAT, &e))
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
                (fact_has_mark(d, t, "of") || fact_has_mark(d, t, "for")) &&
                govern(f, g, of, FRAME_NP, &e)) // "the threat of an attack", "plans for a march"
                return e;
            return fact_actual(gs->k.value) || gs->k.value == FACT_NEGATED ? FACT_HAPPENED
                                                                           : gs->k.value;
        }
        if ((w->dep == DEP_OBJ || (w->dep == DEP_NSUBJ_PASS) ||
             (w->dep == DEP_OBL && (fact_has_mark(d, t, "for") || fact_has_mark(d, t, "of") ||
                                    fact_has_mark(d, t, "to") || fact_has_mark(d, t, "with")))) &&
            govern(f, g, of, FRAME_NP, &e))
            return e;
        if (w->dep != DEP_OBL && w->dep != DEP_NMOD && lemma_in(d, g, occurrence)) {
            if (!fact_actual(gs->k.value))
                take_cues(f, g, of);
            return gs->k.value;
        }
        // "would have extended aid": an act that nothing has named yet is as its verb; "would not
        // discuss the attack" speaks of one that is known
        if (w->dep == DEP_OBJ && f->w->match_of[t] != NONE && f->w->match_of[g] == NONE &&
            !fact_actual(gs->k.value) && !is_known(d, t)) {
            take_cues(f, g, of);
            return gs->k.value;
        }
        return FACT_HAPPENED;
    }
    default: return FACT_HAPPENED;
    }
}
