// SPDX-License-Identifier: MIT
// Readings of given pairs. Private to src/event/, and to the trainer (train/pairs_dump.c).
#ifndef DRAGOMAN_EVENT_PAIR_H
#define DRAGOMAN_EVENT_PAIR_H
#include "event/feature.h"
#include "event/match.h"

typedef struct {
    Span span;
    uint32_t first, end; // tokens it covers
    uint32_t head;       // the word of it that hangs on the rest of the sentence
    uint32_t mention;
} PairSide;

typedef struct {
    PairSide source, target;
    bool found; // both spans hold a word
} Pair;

struct PairWork {
    Doc *d;
    EventWork w;
    Pair *pairs;
    uint32_t n_pairs;
    uint32_t *twin_of; // per reading: the reading that it restates; NONE
    // as free coding left them
    Claim *claims;
    size_t n_claims, cap_claims;
    Predicate *predicates;
    size_t n_predicates, cap_predicates;
};

// How well a reading (an index of d->claims between the two steps) answers a pair, by rules and,
// where the lexicon has the weights, by what was learned. INT32_MIN: no answer at all.
int32_t pair_score(const PairWork *p, const Pair *pair, uint32_t reading);
int32_t pair_rules(const PairWork *p, const Pair *pair, uint32_t reading);
// Both sides stand in the reading's roles, by a row whose conditions all hold.
bool pair_holds(const PairWork *p, const Pair *pair, uint32_t reading);
Str pair_why(const PairWork *p, const Pair *pair, uint32_t reading); // the same in words
void pair_features(const PairWork *p, const Pair *pair, uint32_t reading, const FeatureSink *m);
#endif
