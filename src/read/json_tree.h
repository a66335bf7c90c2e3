// SPDX-License-Identifier: MIT
// One JSON text as a tree. The one place that knows the JSON library.
// Ownership: the tree lives in the arena; strings are copies.
#ifndef DRAGOMAN_READ_JSON_TREE_H
#define DRAGOMAN_READ_JSON_TREE_H
#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

typedef enum { JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT } JsonType;

typedef struct JsonValue {
    JsonType type;
    Str key;    // of an object's member
    Str string; // the string, or the number as written; "true" or "false"
    struct JsonValue *first, *last, *next;
} JsonValue;

// Parses text[0..n), which it may change (lone surrogate escapes become \ufffd). NULL: *at is the
// byte where it went wrong, *why a short reason that lives in the arena.
JsonValue *json_parse(Arena *a, char *text, size_t n, size_t *at, const char **why);
// The member; the last one where a key comes twice. NULL: none, or not an object.
const JsonValue *json_member(const JsonValue *object, const char *key);
bool json_u32(const JsonValue *v, uint32_t *out);
#endif
