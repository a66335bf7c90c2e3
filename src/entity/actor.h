// SPDX-License-Identifier: MIT
// Actors: who the text names, with codes, and which mentions are one and the same. Order of calls
// in the pipeline: geoparse_run (geoparse.h), actor_run, coref_run. Tables are built once at model
// load and are read-only after; threads share them.
#ifndef DRAGOMAN_ENTITY_ACTOR_H
#define DRAGOMAN_ENTITY_ACTOR_H
#include "doc/doc.h"
#include "lex/lexicon.h"

typedef struct ActorTables ActorTables;

// user_actors, user_agents: PETRARCH dictionaries of the user's own; NULL = none. The lexicon is
// borrowed. NULL and *e filled when a needed table is missing, a dictionary cannot be read, or
// memory is out.
ActorTables *actor_tables_new(const Lexicon *x, const char *user_actors, const char *user_agents,
                              Err *e);
void actor_tables_free(ActorTables *t);

// Doc.names: the type of those that the tables hold. Needs tokens and names. (names.c)
void names_run(Doc *d, const ActorTables *t);
// Doc.mentions: every span that may stand for an actor, sorted by first token, longer first. Needs
// tokens, parse, names, places.
void actor_run(Doc *d, const ActorTables *t);
// Mention.entity, and what coreferent mentions inherit from one another. Needs mentions.
void coref_run(Doc *d, const ActorTables *t);
#endif
