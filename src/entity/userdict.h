// SPDX-License-Identifier: MIT
// A user's own TABARI/PETRARCH actor and agent dictionaries, as an overlay over the lexicon.
#ifndef DRAGOMAN_ENTITY_USERDICT_H
#define DRAGOMAN_ENTITY_USERDICT_H
#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

typedef struct UserDict UserDict;

typedef struct {
    Str phrase;    // the entry as written in the file, upper case, blanks for underscores
    Str head;      // the head entry that it is a synonym of (itself for a head)
    uint32_t code; // first of its codes
    uint32_t n_codes;
    uint32_t line;
    bool agent, prefix, plural; // agents: "CODE~" stands before the country; a plural form
} UserEntry;

typedef struct {
    Str code;
    int32_t from, to; // days, inclusive; INT32_MIN / INT32_MAX: open
    bool dated;
} UserCode;

// Reads the files that are not NULL. Strings live on the arena. Returns 0, or the code with *e
// filled.
int userdict_open(UserDict **out, Arena *a, const char *actors, const char *agents, Err *e);
// Longest entry that words[0..n) begin with (lower case): the number of words, and the entry.
unsigned userdict_match(const UserDict *u, bool agents, const Str *words, unsigned n,
                        const UserEntry **entry);
// The code of an entry on a day (INT32_MIN: unknown): a matching date range, else the entry's
// default; empty where none holds.
Str userdict_code(const UserDict *u, const UserEntry *e, int32_t day);
size_t userdict_heads(const UserDict *u);   // head entries of the actor file
size_t userdict_entries(const UserDict *u); // all phrases, synonyms and plurals included
const char *userdict_file(const UserDict *u, bool agents); // the file's name without its folder
#endif
