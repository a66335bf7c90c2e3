// SPDX-License-Identifier: MIT
// Who fills an open role, in the making. Private to src/event/choice*.c: choice.c weighs and
// chooses, choice_may.c says who may stand there at all, choice_clause.c whom the clause itself
// names.
#ifndef DRAGOMAN_EVENT_CHOICE_WORK_H
#define DRAGOMAN_EVENT_CHOICE_WORK_H
#include "event/claim.h"

typedef struct {
    Claims *c;
    const Claim *claim;
    bool actor;   // the role
    bool learned; // there are weights, and no sides are given (pair.c knows who they are)
    Str key;      // the outermost operator of the claim, or the family of its act
    uint32_t rule[CHOICE_RULES]; // mentions that the rules propose; NONE
    uint32_t within;       // whom another asks, denies or plans it of is told below this word; NONE
    const Match *asker;    // who asks, denies or plans it; NULL
    const Match *deplored; // what is criticised, where no doer of it is named; NULL
} Choosing;

// choice_may.c
bool choice_may_stand(const Choosing *x, uint32_t mention);
bool choice_is_pitied(const Choosing *x, uint32_t mention); // suffered what is criticised
// Which clause lies between the word and the trigger: its arc, "same", "above" or "beside".
const char *choice_clause_between(const Doc *d, uint32_t token, uint32_t trigger);
uint32_t choice_subject(const Doc *d, uint32_t verb); // the deep subject of a verb; NONE

// choice_clause.c
uint32_t choice_aim(const Doc *d, const Claim *claim, uint32_t verb); // clause of purpose; NONE
bool choice_is_stand(Str kind);                                       // refuse, intend, threaten
uint32_t choice_waited_for(const Choosing *x, uint32_t token);        // who shall move first; NONE
uint32_t choice_told_actor(Claims *c, const Claim *claim);            // whom the clause names; NONE
#endif
