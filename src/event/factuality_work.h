// SPDX-License-Identifier: MIT
// Whether it happened, in the making: the state of a word, and what the steps share. Private to
// src/event/factuality*.c.
#ifndef DRAGOMAN_EVENT_FACTUALITY_WORK_H
#define DRAGOMAN_EVENT_FACTUALITY_WORK_H
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

// factuality.c
State *fact_of(Facts *f, uint32_t token); // the word's own, computed on the first call

// factuality_own.c
void fact_cue(Facts *f, uint32_t of, uint32_t token); // one more word that says so
bool fact_has_mark(const Doc *d, uint32_t token, const char *word);
// Reads the clause of a word into *l; its cues go to the state of `of`.
void fact_local(Facts *f, uint32_t token, uint32_t of, Local *l);

// factuality_context.c
// A row's effect on its content, given the governor's value and polarity.
uint8_t fact_effect(const State *governor, int affirmed, int negated);
// The context that the governor of a word gives to the word `of` (itself, or what is coordinated
// with it).
uint8_t fact_context(Facts *f, uint32_t token, uint32_t of);

#endif
