// SPDX-License-Identifier: MIT
// The names under which people keep the parts of an article, and the ways in which they write its
// date.
#ifndef DRAGOMAN_READ_FIELDS_H
#define DRAGOMAN_READ_FIELDS_H
#include "base/arena.h"
#include "base/str.h"

typedef enum {
    FIELD_ID,
    FIELD_TEXT,
    FIELD_TITLE,
    FIELD_DATE,
    FIELD_SOURCE,
    FIELD_URL,
    FIELD_COUNT
} Field;

typedef struct {
    Str name[FIELD_COUNT]; // the user's own names (--map text=Volltext); empty = the table's
} FieldMap;

const char *field_name(Field f);
// Which field a column or key is, and how good a name it is for it (0 = best); false: none of ours.
// Case is ignored; '-', '_' and ' ' are equal.
bool field_find(const FieldMap *map, Str name, Field *field, unsigned *rank);
// "text=Volltext" into the map; false: the part before '=' is no field of ours.
bool field_map_set(FieldMap *map, Str setting);
// ISO 8601, YYYYMMDD and longer stamps, RFC 822, "2 January 1992", "January 2, 1992", epoch seconds
// or milliseconds → "1992-01-02". Empty for "" and for NA, NaN, null, None. false: not understood,
// or ambiguous ("03/04/1992").
bool field_date(Arena *a, Str given, Str *iso);
#endif
