// SPDX-License-Identifier: MIT
// The state of coreference, what it knows of each mention, and small steps on it: shared by
// coref.c, coref_pronoun.c and coref_codes.c.
#ifndef DRAGOMAN_ENTITY_COREF_WORK_H
#define DRAGOMAN_ENTITY_COREF_WORK_H
#include "entity/entity.h"

#define WINDOW 160u // mentions that one mention looks back at

typedef enum {
    IS_PERSON,
    IS_ORG,
    IS_COUNTRY,
    IS_PLACE,
    IS_PEOPLE,
    IS_PRONOUN,
    IS_STATE,
    IS_OTHER
} Kind;

typedef struct {
    uint8_t kind;                                           // Kind
    uint8_t gender;                                         // Gender
    bool named, definite, indefinite, plural, subject, own; // own: its code is the phrase's own
    uint32_t sentence;
    Str head;           // lower case, singular, of the noun that heads it
    uint32_t parent;    // union-find
    uint32_t possessor; // nested mention that possesses it; NONE
    Str country;        // of a root: the country that its members give
    uint32_t name;      // of a root: a member that is a person's name; NONE
} Item;

typedef struct {
    Doc *d;
    const ActorTables *t;
    Item *item;
    uint32_t n;
} Coref;

static inline Str low(const Coref *c, uint32_t token)
{
    return c->d->tokens[token].lower;
}

static inline uint32_t root(Coref *c, uint32_t i)
{
    while (c->item[i].parent != i) {
        c->item[i].parent = c->item[c->item[i].parent].parent;
        i = c->item[i].parent;
    }
    return i;
}

static inline uint32_t window_start(uint32_t i)
{
    return i > WINDOW ? i - WINDOW : 0;
}

// The words of the phrase without its article.
static inline Str bare(const Coref *c, const Mention *m)
{
    uint32_t first = m->first;
    if (first + 1 < m->end &&
        (str_is(low(c, first), "the") || str_is(low(c, first), "a") || str_is(low(c, first), "an")))
        first++;
    return doc_str(c->d, (Span){c->d->tokens[first].span.start, m->span.end});
}

static inline void take_country(Coref *c, Mention *m, Str country)
{
    m->country = country; // until now the code is role groups alone
    m->code = code_join(c->d->arena, country_cameo(c->t, country), m->code);
}

// Makes a and b one entity (coref.c).
void coref_join(Coref *c, uint32_t a, uint32_t b);

// Links the pronoun i to the best mention before it (coref_pronoun.c).
void coref_link_pronoun(Coref *c, uint32_t i);

// Codes and countries (coref_codes.c): the names that many countries share, before anything is
// linked; then what the members of an entity pass on to one another.
void coref_common_names(Coref *c);
void coref_spread_codes(Coref *c);

#endif
