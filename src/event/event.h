// SPDX-License-Identifier: MIT
// The event stage: deep arguments, triggers, factuality, claims. Codes are the next stage's
// (code/). Order of calls: argument_run, (quotes are another stage), predicate_run, claim_run.
// Tables are built once, at model load, and shared.
#ifndef DRAGOMAN_EVENT_EVENT_H
#define DRAGOMAN_EVENT_EVENT_H
#include "doc/doc.h"
#include "lex/lexicon.h"

// Doc.arguments from the tree and the mentions.
void argument_run(Doc *d);

// The noun that "whose" stands for ("the bank, whose licence …"); else the token itself.
uint32_t argument_whose(const Doc *d, uint32_t token);

typedef struct EventTables EventTables;
int event_tables_new(EventTables **out, const Lexicon *x, Err *e);
void event_tables_free(EventTables *t);

// One match of a trigger row. Internal to the stage; kept for `explain`.
typedef struct TriggerRow TriggerRow;
typedef struct {
    uint32_t token; // head of the trigger
    const TriggerRow *row;
    Span span;                             // head word and fixed words
    uint32_t *actor, *recipient, *content; // filler tokens
    uint32_t n_actor, n_recipient, n_content;
    uint32_t light; // noun that carries the act; NONE
    uint32_t theme; // NONE
    int score;
    bool reciprocal; // `all=`: actors are one another's recipients
} Match;

// Doc.predicates and Doc.claims (without codes). Needs arguments, mentions, quotes, times, places.
void event_run(Doc *d, const EventTables *t);
// One further claim for each of the article's pairs (SPEC §5), in two steps. After the first the
// document's claims are the readings of the sentences with pairs, to be coded as all claims are;
// the second puts the free claims back and adds the best reading of each pair. NULL: no pairs.
typedef struct PairWork PairWork;
PairWork *pair_begin(Doc *d, const EventTables *t);
void pair_end(PairWork *p);
#endif
