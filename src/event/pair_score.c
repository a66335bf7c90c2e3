// SPDX-License-Identifier: MIT
// In: a reading of the sentences of a pair, and the pair. Out: how well it says what the source
// does to the target. Method: plain rules first: who stands in the reading's roles, how near its
// trigger is to both in the tree, whether it stands on its own; then a log-linear model over short
// readable features of the reading ("ar:hit|else", "pt:obl^xcomp": who stands in its roles, the
// path to the target), whose weights, in thousandths, come from lexicon/en/pairweights.tsv, which
// train/pairs.py writes (docs/adr/0013). Without the table the rules decide. Sums are of integers:
// the same on any machine. Cost: some thirty features a reading, one hash look-up each. Does not:
// make readings (pair.c).
#include "event/claim.h"
#include "event/pair.h"

#include <stdlib.h>

static bool overlap(Span a, Span b)
{
    return a.start < b.end && b.start < a.end;
}

// 2: a mention in the role overlaps the span; 1: one of the same entity; 0: none.
static int in_role(const Doc *d, const uint32_t *list, uint32_t n, const PairSide *s)
{
    int best = 0;
    for (uint32_t i = 0; i < n; i++) {
        const Mention *m = &d->mentions[list[i]];
        if (overlap(m->span, s->span))
            return 2;
        if (m->entity == d->mentions[s->mention].entity)
            best = 1;
    }
    return best;
}

bool pair_holds(const PairWork *p, const Pair *pair, uint32_t reading)
{
    const Claim *c = &p->d->claims[reading];
    return !p->w.relaxed[c->token] && in_role(p->d, c->actor, c->n_actor, &pair->source) &&
           in_role(p->d, c->recipient, c->n_recipient, &pair->target);
}

static unsigned tree_distance(const Doc *d, uint32_t from, uint32_t to)
{
    unsigned steps = 0;
    for (uint32_t up = from; up != NONE && steps < 12; up = d->tokens[up].head, steps++)
        if (up == to)
            return steps;
    return 12;
}

int32_t pair_rules(const PairWork *p, const Pair *pair, uint32_t reading)
{
    const Doc *d = p->d;
    const Claim *c = &d->claims[reading];
    const PairSide *source = &pair->source, *target = &pair->target;
    if (c->sentence != d->tokens[source->first].sentence &&
        c->sentence != d->tokens[target->first].sentence)
        return INT32_MIN;
    for (uint32_t i = 0; i < d->n_times; i++) // "in March" is no march
        if (d->times[i].first <= c->token && c->token < d->times[i].end)
            return INT32_MIN;
    int score = 0;
    int as = in_role(d, c->actor, c->n_actor, source),
        rt = in_role(d, c->recipient, c->n_recipient, target);
    int at = in_role(d, c->actor, c->n_actor, target),
        rs = in_role(d, c->recipient, c->n_recipient, source);
    score += as * 15 + rt * 15;
    if (c->n_actor && c->n_recipient && !as && !at && !rt && !rs) // others do it to others
        score -= 40;
    score -= at && !as ? 10 * at : 0;
    score -= rs && !rt ? 10 * rs : 0;
    score += (int)(12 - tree_distance(d, source->head, c->token)) +
             (int)(12 - tree_distance(d, target->head, c->token));
    if (c->token > source->first && c->token < target->end)
        score += 6;
    if (c->left_out)
        score -= 8;
    if (c->inside != NONE) // what is demanded or denied stands behind the demanding and denying
        score -= 14;
    if (str_starts(c->act, "statement"))
        score -= 22;
    if (!c->plover_type.n) // only where nothing has a code
        score -= 90;
    if (c->fact == FACT_NEGATED)
        score -= 4;
    if (p->twin_of[reading] != NONE &&
        str_is(c->expression, "meet")) // only if nothing else is done
        score -= 40;
    return score;
}

// ----------------------------------------------------------------------------------------------
// what was learned
enum { FEATURE_BYTES = 120, RULE_WEIGHT = 60 }; // thousandths that a point of the rules counts

typedef struct {
    char p[FEATURE_BYTES];
    size_t n;
} Text;

static void put(Text *x, Str s)
{
    for (size_t i = 0; i < s.n && x->n < FEATURE_BYTES; i++)
        x->p[x->n++] = ascii_space(s.p[i]) ? '_' : ascii_tolower(s.p[i]);
}

typedef struct {
    PairFeature *use;
    void *state;
} Maker;

static void make(const Maker *m, const char *name, Str a, Str b, Str c)
{
    Text x = {.n = 0};
    put(&x, str_of(name));
    put(&x, STR(":"));
    put(&x, a.n ? a : STR("-"));
    if (b.p) {
        put(&x, STR("|"));
        put(&x, b.n ? b : STR("-"));
    }
    if (c.p) {
        put(&x, STR("|"));
        put(&x, c.n ? c : STR("-"));
    }
    m->use(m->state, (Str){x.p, x.n});
}

static const Str no = {NULL, 0};

// "nsubj", "nmod:poss>obj", "obl^ccomp": the arcs from a word up to the trigger, or up to what both
// hang on and down again.
static Str path(Text *x, const Doc *d, uint32_t from, uint32_t to)
{
    x->n = 0;
    uint32_t up = from;
    unsigned steps = 0;
    for (; up != NONE && !token_dominates(d, up, to); up = d->tokens[up].head) {
        if (++steps > 3)
            return STR("far");
        if (x->n)
            put(x, STR(">"));
        put(x, str_of(dep_name(d->tokens[up].dep)));
    }
    if (up == NONE)
        return STR("none");
    steps = 0;
    for (uint32_t down = to; down != up; down = d->tokens[down].head) {
        if (++steps > 2)
            return STR("far");
        put(x, STR("^"));
        put(x, str_of(dep_name(d->tokens[down].dep)));
    }
    return x->n ? (Str){x->p, x->n} : STR("self");
}

static Str distance(uint32_t a, uint32_t b)
{
    uint32_t n = a > b ? a - b : b - a;
    return n <= 1    ? STR("1")
           : n <= 3  ? STR("3")
           : n <= 6  ? STR("6")
           : n <= 12 ? STR("12")
                     : STR("99");
}

// Who stands in a role: the side itself, its entity, the other side, somebody else, nobody.
static const char *role_state(const Doc *d, const uint32_t *list, uint32_t n, const PairSide *own,
                              const PairSide *other)
{
    int hit = in_role(d, list, n, own), wrong = in_role(d, list, n, other);
    return n == 0 ? "none" : hit == 2 ? "hit" : wrong == 2 ? "other" : hit ? "same" : "else";
}

void pair_features(const PairWork *p, const Pair *pair, uint32_t reading, PairFeature *use,
                   void *state)
{
    const Doc *d = p->d;
    const Claim *c = &d->claims[reading];
    const PairSide *source = &pair->source, *target = &pair->target;
    Maker m = {use, state};
    Str op = c->n_operators ? c->operators[0].kind : STR("-"), lemma = d->tokens[c->token].lemma,
        fact = str_of(fact_name(c->fact));
    Str actor = str_of(role_state(d, c->actor, c->n_actor, source, target)),
        recipient = str_of(role_state(d, c->recipient, c->n_recipient, target, source));
    make(&m, "o", op, no, no);
    make(&m, "l", lemma, no, no);
    make(&m, "ar", actor, recipient, no);
    Text one, two;
    Str ps = path(&one, d, source->head, c->token), pt = path(&two, d, target->head, c->token);
    make(&m, "ps", ps, no, no);
    make(&m, "pt", pt, no, no);
    bool over_source = token_dominates(d, c->token, source->head),
         over_target = token_dominates(d, c->token, target->head);
    make(&m, "v", over_source ? STR("s") : STR("-"), over_target ? STR("t") : STR("-"), no);
    Str order = c->token < source->head
                    ? (c->token < target->head ? STR("first") : STR("target-source"))
                : c->token < target->head ? STR("between")
                                          : STR("last");
    make(&m, "n", order, no, no);
    make(&m, "ds", distance(c->token, source->head), no, no);
    make(&m, "dt", distance(c->token, target->head), no, no);
    const Claim *outer = c->inside != NONE ? &d->claims[c->inside] : NULL;
    Str within = outer ? (outer->n_operators ? outer->operators[0].kind : STR("act")) : STR("-");
    make(&m, "i", within, no, no);
    make(&m, "ir", within, actor, recipient);
    make(&m, "f", fact, no, no);
    make(&m, "w", str_of(upos_name(d->tokens[c->token].upos)),
         str_of(dep_name(d->tokens[c->token].dep)), no);
    make(&m, "x", p->w.relaxed[c->token] ? STR("relaxed") : STR("-"),
         c->left_out ? STR("left") : STR("-"),
         p->twin_of[reading] != NONE ? STR("twin") : STR("-"));
}

enum { SHOWN = 5 };
typedef struct {
    const EventTables *t;
    int64_t sum;
    struct {
        int32_t weight;
        char text[FEATURE_BYTES];
        size_t n;
    } top[SHOWN]; // the weightiest, for explain
    unsigned n_top;
} Score;

static void weigh(void *state, Str feature)
{
    Score *s = state;
    uint32_t w = head_find(&s->t->pair_weights, feature);
    if (w != NONE)
        s->sum += (int64_t)w - SCORE_BIAS;
}

int32_t pair_score(const PairWork *p, const Pair *pair, uint32_t reading)
{
    int32_t rules = pair_rules(p, pair, reading);
    if (rules == INT32_MIN)
        return rules;
    Score s = {.t = p->w.t, .sum = (int64_t)rules * RULE_WEIGHT};
    pair_features(p, pair, reading, weigh, &s);
    return (int32_t)s.sum;
}

static void weigh_show(void *state, Str feature)
{
    Score *s = state;
    uint32_t found = head_find(&s->t->pair_weights, feature);
    if (found == NONE)
        return;
    int32_t w = (int32_t)found - SCORE_BIAS;
    s->sum += w;
    unsigned at = s->n_top;
    while (at && abs(s->top[at - 1].weight) < abs(w))
        at--;
    if (at == SHOWN)
        return;
    if (s->n_top < SHOWN)
        s->n_top++;
    memmove(&s->top[at + 1], &s->top[at], (s->n_top - 1 - at) * sizeof s->top[0]);
    s->top[at].weight = w;
    s->top[at].n = feature.n;
    memcpy(s->top[at].text, feature.p, feature.n);
}

Str pair_why(const PairWork *p, const Pair *pair, uint32_t reading)
{
    Doc *d = p->d;
    Score s = {.t = p->w.t};
    pair_features(p, pair, reading, weigh_show, &s);
    Str line = str_of(arena_printf(d->arena, "rules %d", pair_rules(p, pair, reading)));
    if (s.n_top)
        line =
            str_of(arena_printf(d->arena, "%.*s, learned %+d:", (int)line.n, line.p, (int)s.sum));
    for (unsigned i = 0; i < s.n_top; i++)
        line = str_of(arena_printf(d->arena, "%.*s%s %.*s %+d", (int)line.n, line.p, i ? "," : "",
                                   (int)s.top[i].n, s.top[i].text, s.top[i].weight));
    return line;
}
