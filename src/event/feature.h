// SPDX-License-Identifier: MIT
// Readable features of learned weights ("pt:obl^xcomp"), and the sum of their weights. Private to
// src/event/.
#ifndef DRAGOMAN_EVENT_FEATURE_H
#define DRAGOMAN_EVENT_FEATURE_H
#include "event/tables.h"

enum { FEATURE_BYTES = 120 };

typedef struct {
    char p[FEATURE_BYTES];
    size_t n;
} Feature;

typedef void FeatureUse(void *state, Str feature);
typedef struct {
    FeatureUse *use;
    void *state;
} FeatureSink;

static const Str feature_none = {NULL, 0};

void feature_put(Feature *x, Str s); // lower case, blanks as "_"; what has no room is cut
// "name:a|b|c" to the sink; empty parts are "-", feature_none ends the list.
void feature_make(const FeatureSink *sink, const char *name, Str a, Str b, Str c);
// "nsubj", "nmod:poss>obj", "obl^ccomp": the arcs from a word up to another, or up to what both
// hang on and down again.
Str feature_path(Feature *x, const Doc *d, uint32_t from, uint32_t to);
Str feature_distance(uint32_t a, uint32_t b); // in words, five steps

enum { FEATURES_SHOWN = 5 };
// A sum of weights in thousandths, with the weightiest features for explain.
typedef struct {
    const HeadIndex *weights;
    int64_t sum;
    struct {
        int32_t weight;
        Feature text;
    } top[FEATURES_SHOWN];
    unsigned n_top;
} FeatureSum;

void feature_add(void *sum, Str feature);  // a FeatureUse
void feature_show(void *sum, Str feature); // the same, and remembers the weightiest
// "learned +120: pt:obl +300, ar:hit|else -180"
Str feature_why(Arena *a, const FeatureSum *sum);
#endif
