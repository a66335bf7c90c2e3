// SPDX-License-Identifier: MIT
// Between actor_phrase.c, which cuts noun phrases into elements, and actor.c, which composes them.
#ifndef DRAGOMAN_ENTITY_PHRASE_H
#define DRAGOMAN_ENTITY_PHRASE_H
#include "entity/entity.h"

typedef struct {
    Lookup k;
    Doc *d;
    const ActorTables *t;
    const Sentence *s;
    bool fragment; // the sentence has no verb: arcs are not to be trusted
} ActorRun;

static inline const Token *tok(const ActorRun *r, uint32_t i)
{
    return &r->d->tokens[i];
}
static inline Str low(const ActorRun *r, uint32_t i)
{
    return r->k.words[i];
}

static inline bool is_xpos(const Token *x, const char *tag)
{
    return strcmp(x->xpos, tag) == 0;
}
static inline bool is_nominal(const Token *x)
{
    return x->upos == UPOS_NOUN || x->upos == UPOS_PROPN;
}

#define MAX_ELEMENTS 48
bool phrase_can_start(const ActorRun *r, uint32_t i);
// The end of the base noun phrase that starts at i; possessors[]: the "'s" tokens inside it, at
// most 4.
uint32_t phrase_base_end(const ActorRun *r, uint32_t i, uint32_t *possessors,
                         unsigned *n_possessors);
// Where a look-up hit or a name that starts at i ends; i + 1 where none does.
uint32_t phrase_unit_end(const ActorRun *r, uint32_t i);
// The elements of tokens [a, b), at most MAX_ELEMENTS; returns how many.
unsigned phrase_elements(const ActorRun *r, uint32_t a, uint32_t b, Hit *out);
// Role groups of a whole code: ("EGYGOVMIL", "EGY") → "GOVMIL".
Str groups_of_code(const ActorTables *t, Str code, Str country);
// Fills Mention.with; doubles "the two countries" (actor_list.c).
void actor_lists(Doc *d, const ActorTables *t);
#endif
