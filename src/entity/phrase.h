// SPDX-License-Identifier: MIT
// Between actor_phrase.c, which cuts noun phrases into elements, actor_read.c, which composes them,
// and actor.c, which makes mentions of them.
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

// What a phrase was read as.
typedef struct {
    bool actor; // stands for somebody
    bool place, human, plural, named, definite, quantity,
        nationality; // nationality: only a people or adjective
    uint8_t kind, via, ner, rule;
    bool whole; // code is whole, not to be joined with a country again
    Str country, groups, code, sector, name, id, row; // groups: role groups; code: whole code
    uint32_t head_first, head_end;                    // the element that heads it
    bool complement;                                  // its head takes "of X"
    float p;
} Reading;

// actor_read.c: the phrase [a, b) with its possessor and the phrase behind `prep` (either may be
// NULL).
void actor_read(const ActorRun *r, uint32_t a, uint32_t b, const Reading *owner, const Reading *of,
                const char *prep, Reading *out);
bool country_like(const Hit *e); // a country, its adjective, people, capital or towns
bool soft_head(Str groups);      // role groups that give way to those of what they belong to
void make_civil(const ActorRun *r, Reading *x); // some people of a nation, not the nation
#endif
