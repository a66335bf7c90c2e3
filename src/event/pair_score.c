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
enum { RULE_WEIGHT = 60 }; // thousandths that a point of the rules counts

// Who stands in a role: the side itself, its entity, the other side, somebody else, nobody.
static const char *role_state(const Doc *d, const uint32_t *list, uint32_t n, const PairSide *own,
                              const PairSide *other)
{
    int hit = in_role(d, list, n, own), wrong = in_role(d, list, n, other);
    return n == 0 ? "none" : hit == 2 ? "hit" : wrong == 2 ? "other" : hit ? "same" : "else";
}

void pair_features(const PairWork *p, const Pair *pair, uint32_t reading, const FeatureSink *m)
{
    const Doc *d = p->d;
    const Claim *c = &d->claims[reading];
    const PairSide *source = &pair->source, *target = &pair->target;
    Str op = c->n_operators ? c->operators[0].kind : STR("-"), lemma = d->tokens[c->token].lemma,
        fact = str_of(fact_name(c->fact));
    Str actor = str_of(role_state(d, c->actor, c->n_actor, source, target)),
        recipient = str_of(role_state(d, c->recipient, c->n_recipient, target, source));
    feature_make(m, "o", op, feature_none, feature_none);
    feature_make(m, "l", lemma, feature_none, feature_none);
    feature_make(m, "ar", actor, recipient, feature_none);
    Feature one, two;
    Str ps = feature_path(&one, d, source->head, c->token),
        pt = feature_path(&two, d, target->head, c->token);
    feature_make(m, "ps", ps, feature_none, feature_none);
    feature_make(m, "pt", pt, feature_none, feature_none);
    bool over_source = token_dominates(d, c->token, source->head),
         over_target = token_dominates(d, c->token, target->head);
    feature_make(m, "v", over_source ? STR("s") : STR("-"), over_target ? STR("t") : STR("-"),
                 feature_none);
    Str order = c->token < source->head
                    ? (c->token < target->head ? STR("first") : STR("target-source"))
                : c->token < target->head ? STR("between")
                                          : STR("last");
    feature_make(m, "n", order, feature_none, feature_none);
    feature_make(m, "ds", feature_distance(c->token, source->head), feature_none, feature_none);
    feature_make(m, "dt", feature_distance(c->token, target->head), feature_none, feature_none);
    const Claim *outer = c->inside != NONE ? &d->claims[c->inside] : NULL;
    Str within = outer ? (outer->n_operators ? outer->operators[0].kind : STR("act")) : STR("-");
    feature_make(m, "i", within, feature_none, feature_none);
    feature_make(m, "ir", within, actor, recipient);
    feature_make(m, "f", fact, feature_none, feature_none);
    feature_make(m, "w", str_of(upos_name(d->tokens[c->token].upos)),
                 str_of(dep_name(d->tokens[c->token].dep)), feature_none);
    feature_make(m, "x", p->w.relaxed[c->token] ? STR("relaxed") : STR("-"),
                 c->left_out ? STR("left") : STR("-"),
                 p->twin_of[reading] != NONE ? STR("twin") : STR("-"));
}

int32_t pair_score(const PairWork *p, const Pair *pair, uint32_t reading)
{
    int32_t rules = pair_rules(p, pair, reading);
    if (rules == INT32_MIN)
        return rules;
    FeatureSum s = {.weights = &p->w.t->pair_weights, .sum = (int64_t)rules * RULE_WEIGHT};
    pair_features(p, pair, reading, &(FeatureSink){feature_add, &s});
    return (int32_t)s.sum;
}

Str pair_why(const PairWork *p, const Pair *pair, uint32_t reading)
{
    Doc *d = p->d;
    FeatureSum s = {.weights = &p->w.t->pair_weights};
    pair_features(p, pair, reading, &(FeatureSink){feature_show, &s});
    Str learned = feature_why(d->arena, &s);
    return str_of(arena_printf(d->arena, "rules %d%s%.*s", pair_rules(p, pair, reading),
                               learned.n ? ", " : "", (int)learned.n, learned.p));
}
