// SPDX-License-Identifier: MIT
// A growing text buffer and a JSON writer on it. Numbers and strings come out the same in every
// locale. Ownership: the caller owns a Buf and frees it; a Buf whose memory ran out stays valid,
// sets `failed` and drops further text. Commas: json_key, json_begin and the value calls put them
// where needed, from one bit a level.
#ifndef DRAGOMAN_BASE_JSON_H
#define DRAGOMAN_BASE_JSON_H
#include "base/str.h"

#include <stdarg.h>

typedef struct {
    char *p; // NUL-terminated once anything was added
    size_t n, cap;
    bool failed;    // out of memory; what is there is incomplete
    uint64_t comma; // bit d: level d already holds an item
    unsigned depth;
    bool after_key; // the next value follows "key":
} Buf;

void buf_free(Buf *b);
void buf_clear(Buf *b); // keeps the memory
void buf_add(Buf *b, const char *p, size_t n);
void buf_str(Buf *b, Str s);
void buf_z(Buf *b, const char *z);
void buf_char(Buf *b, char c);
void buf_printf(Buf *b, const char *format, ...)
    __attribute__((format(printf, 2, 3))); // integers and strings only
// A decimal number with at most `most` and at least `least` places: 3.10 with (2, 1) is 3.1, -5 is
// -5.0. |v| < 1e12.
void buf_decimal(Buf *b, double v, unsigned most, unsigned least);

void json_open(Buf *b, char bracket);  // '{' or '['
void json_close(Buf *b, char bracket); // '}' or ']'
void json_key(Buf *b, const char *key);
void json_str(Buf *b, Str s);
void json_int(Buf *b, int64_t v);
void json_bool(Buf *b, bool v);
void json_null(Buf *b);
void json_decimal(Buf *b, double v, unsigned most, unsigned least);
void json_span(Buf *b, uint32_t start, uint32_t end); // [start,end]
// Keys whose value is absent are not written.
void json_field(Buf *b, const char *key, Str value); // nothing where value is empty
// Ends one top-level value: a newline, and the writer is at level 0 again.
void json_line(Buf *b);
#endif
