// SPDX-License-Identifier: MIT
// In: words of a document. Out: features as short readable texts, sums of their weights. Method: a
// log-linear model over indicator features whose weights, in thousandths, stand in a table of the
// lexicon (docs/adr/0010). Sums are of integers: the same on any machine. Cost: one hash look-up a
// feature. Does not: say which features matter (pair_score.c, choice.c).
#include "event/feature.h"

#include <stdlib.h>

void feature_put(Feature *x, Str s)
{
    for (size_t i = 0; i < s.n && x->n < FEATURE_BYTES; i++)
        x->p[x->n++] = ascii_space(s.p[i]) ? '_' : ascii_tolower(s.p[i]);
}

void feature_make(const FeatureSink *sink, const char *name, Str a, Str b, Str c)
{
    Feature x = {.n = 0};
    feature_put(&x, str_of(name));
    feature_put(&x, STR(":"));
    feature_put(&x, a.n ? a : STR("-"));
    if (b.p) {
        feature_put(&x, STR("|"));
        feature_put(&x, b.n ? b : STR("-"));
    }
    if (c.p) {
        feature_put(&x, STR("|"));
        feature_put(&x, c.n ? c : STR("-"));
    }
    sink->use(sink->state, (Str){x.p, x.n});
}

Str feature_path(Feature *x, const Doc *d, uint32_t from, uint32_t to)
{
    x->n = 0;
    uint32_t up = from;
    unsigned steps = 0;
    for (; up != NONE && !token_dominates(d, up, to); up = d->tokens[up].head) {
        if (++steps > 3)
            return STR("far");
        if (x->n)
            feature_put(x, STR(">"));
        feature_put(x, str_of(dep_name(d->tokens[up].dep)));
    }
    if (up == NONE)
        return STR("none");
    steps = 0;
    for (uint32_t down = to; down != up; down = d->tokens[down].head) {
        if (++steps > 2)
            return STR("far");
        feature_put(x, STR("^"));
        feature_put(x, str_of(dep_name(d->tokens[down].dep)));
    }
    return x->n ? (Str){x->p, x->n} : STR("self");
}

Str feature_distance(uint32_t a, uint32_t b)
{
    uint32_t n = a > b ? a - b : b - a;
    return n <= 1    ? STR("1")
           : n <= 3  ? STR("3")
           : n <= 6  ? STR("6")
           : n <= 12 ? STR("12")
                     : STR("99");
}

void feature_add(void *sum, Str feature)
{
    FeatureSum *s = sum;
    uint32_t w = head_find(s->weights, feature);
    if (w != NONE)
        s->sum += (int64_t)w - SCORE_BIAS;
}

void feature_show(void *sum, Str feature)
{
    FeatureSum *s = sum;
    uint32_t found = head_find(s->weights, feature);
    if (found == NONE)
        return;
    int32_t w = (int32_t)found - SCORE_BIAS;
    s->sum += w;
    unsigned at = s->n_top;
    while (at && abs(s->top[at - 1].weight) < abs(w))
        at--;
    if (at == FEATURES_SHOWN)
        return;
    if (s->n_top < FEATURES_SHOWN)
        s->n_top++;
    memmove(&s->top[at + 1], &s->top[at], (s->n_top - 1 - at) * sizeof s->top[0]);
    s->top[at].weight = w;
    s->top[at].text.n = 0;
    feature_put(&s->top[at].text, feature);
}

Str feature_why(Arena *a, const FeatureSum *s)
{
    Str line = STR("");
    if (s->n_top)
        line = str_of(arena_printf(a, "learned %+d:", (int)s->sum));
    for (unsigned i = 0; i < s->n_top; i++)
        line = str_of(arena_printf(a, "%.*s%s %.*s %+d", (int)line.n, line.p, i ? "," : "",
                                   (int)s->top[i].text.n, s->top[i].text.p, s->top[i].weight));
    return line;
}
