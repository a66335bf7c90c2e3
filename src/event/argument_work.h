// SPDX-License-Identifier: MIT
// Deep arguments in the making: the workspace of a sentence, its tree, and what the steps share.
// Private to src/event/argument*.c.
#ifndef DRAGOMAN_EVENT_ARGUMENT_WORK_H
#define DRAGOMAN_EVENT_ARGUMENT_WORK_H
#include "event/event.h"

typedef struct {
    Doc *d;
    uint32_t *
        first; // per token of the sentence: index of its first argument in `own`, chained by `next`
    struct Node {
        Argument a;
        uint32_t next;
    } * own;
    size_t n_own, cap_own;
    uint32_t base, count;               // tokens of the sentence
    uint32_t *next_child, *first_child; // tree of the sentence, local indexes
    bool *quoted;                       // per token of the sentence: within quotation marks
} ArgWork;

enum { SLOT_DROPPED = 255 }; // taken back

// argument_tree.c
uint32_t arg_child(const ArgWork *w, uint32_t head, Dep dep); // the first child so labelled; NONE
void arg_add(ArgWork *w, uint32_t predicate, unsigned slot, uint32_t filler, Str prep,
             bool inherited, bool possessive);
void arg_add_all(ArgWork *w, uint32_t predicate, unsigned slot, uint32_t filler, Str prep,
                 bool inherited, bool possessive); // with those coordinated with it
bool arg_has(const ArgWork *w, uint32_t predicate, unsigned slot);
void arg_inherit(ArgWork *w, uint32_t from, unsigned from_slot, uint32_t to, unsigned to_slot);
Str arg_preposition(const ArgWork *w, uint32_t filler); // "on", "because of"; empty
bool arg_is_lost_main_verb(const ArgWork *w, uint32_t v);
bool arg_is_lost_clause(const ArgWork *w, uint32_t v);
uint32_t arg_mark_of_noun(const ArgWork *w, uint32_t v, uint32_t noun);
bool arg_is_reduced_passive(const ArgWork *w, uint32_t v);
bool arg_is_passive(const ArgWork *w, uint32_t v);

// argument_control.c: the arguments that v does not bear itself
void arg_control(ArgWork *w, uint32_t v);
#endif
