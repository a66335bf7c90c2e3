// SPDX-License-Identifier: MIT
// Trigger matching. Private to src/event/.
#ifndef DRAGOMAN_EVENT_MATCH_H
#define DRAGOMAN_EVENT_MATCH_H
#include "event/tables.h"

typedef struct {
    Doc *d;
    const EventTables *t;
    uint32_t *mention_of;   // per token: the mention that it heads or lies in; NONE
    uint32_t *match_of;     // per token: its best match; NONE
    uint32_t *parent_of;    // per token: the match (index) whose content or light noun it is; NONE
    uint32_t *predicate_of; // per token: its predicate; NONE
    bool *blocked;          // per token: its best row says that this is no event
    // "Peru and Chile respectively sent food and arms": at this predicate the i-th fillers of n
    // belong together
    uint32_t respective, respective_n, respective_i;
    // Readings of given pairs (pair.c); NULL in free coding
    const bool *only;      // per sentence: is it looked at at all?
    const bool *given;     // per token: the head of a span that the article says is an actor
    bool *relaxed;         // per token: its row was taken though one or two conditions fail
    const TriggerRow *row; // being tried: its particles turn obliques into objects
    Match *matches;        // in token order
    size_t n_matches, cap_matches;
} EventWork;

// What the clause and the governor say about one word, as factuality.c found it; factscore.c makes
// a score of it.
typedef struct {
    uint8_t value, time, own,
        context; // Fact, Tense; own: by its clause alone; context: by what is above
    bool negated;
    bool governed;     // a signature row or an operator speaks about it
    uint8_t frame;     // Frame: what kind of complement it is
    uint8_t link;      // Dep by which it hangs, through coordination
    uint32_t governor; // token; NONE
    bool governor_negated, conditional, question, requested, alleged, has_condition;
    const SignatureRow *signature;   // NULL: none
    const OperatorRow *operator_row; // NULL: none
} FactState;
// A score from −3 (did not happen) to 3 (happened). Reads the states of the word and its governor;
// where the document keeps features, *why gets them.
float factscore_of(const EventWork *w, uint32_t token, const FactState *s,
                   const FactState *governor, Str *why);
float factscore_base(unsigned fact); // by the value alone

// A row tried at a word: how well it matches or, with score -1, why it does not.
typedef enum { LOST_NOT, LOST_POS, LOST_WORDS, LOST_CONDITION, LOST_LIGHT } RowLost;
typedef struct {
    int score;
    uint32_t first, last; // tokens of its fixed words, ends included
    uint8_t lost, at;     // RowLost; which condition
    uint8_t empty;        // bit r: the frame names role r, and nothing fills it
} RowTry;

// Empty work over a document: which mention stands at each word.
void event_work(EventWork *w, Doc *d, const EventTables *t);
// Fills matches and match_of.
void match_run(EventWork *w);
// Is the token a day or an hour? "Called the king on Friday": it meets no fixed preposition.
bool match_is_when(const Doc *d, uint32_t token);
// Its parts, for those who ask afterwards: the first row of a word (the others follow by `next`),
// whether it may head a trigger at all, whether the fixed words of a row are there, and one row
// tried (returns the score); as many of its conditions as `misses` may fail.
uint32_t match_rows(const EventTables *t, const Token *k);
bool match_may_head(const EventWork *w, uint32_t token);
bool match_words(const Doc *d, uint32_t head, const TriggerRow *row, uint32_t *first,
                 uint32_t *last);
// The row with another operator, in the document's arena; NULL where it stays what it is.
const TriggerRow *match_recast(const EventWork *w, const TriggerRow *row, uint32_t head);
int match_try(EventWork *w, uint32_t head, const TriggerRow *row, unsigned misses, RowTry *out);
// Doc.trials of all words that several rows compete for. trial.c
void trial_run(EventWork *w);
// The rows tried at one word, the nearest first.
Trial trial_at(EventWork *w, uint32_t token);
// Doc.gaps, Doc.n_covered. Needs the claims' links (parent_of) and Doc.predicates. gap.c
void gap_run(EventWork *w);
// Doc.predicates: factuality of every verb, event noun and predicative word. Needs matches and
// parent_of.
void factuality_run(EventWork *w);
// What the claim of an operator says about its content: the operator's effect as the text has it
// (negation, modality …).
uint8_t factuality_of_operator(const EventWork *w, uint32_t token, const OperatorRow *o);
bool fact_actual(unsigned fact); // happened, ongoing, ended, historical
float fact_score(unsigned fact);
// Doc.claims. Needs all of the above.
void claim_run(EventWork *w);
// The fillers of one slot list for a predicate: at most `room` tokens; returns how many.
uint32_t slot_fillers(const EventWork *w, uint32_t predicate, const SlotList *slots, uint32_t *out,
                      uint32_t room);
// Is the word in one of the classes? Built-in classes look at mentions and matches.
bool filler_is(const EventWork *w, uint32_t token, const ClassSet *classes);
// The same by the rows of classes.tsv alone: the word's lemma, or the word as written.
bool word_is(const EventWork *w, uint32_t token, const ClassSet *classes);
#endif
