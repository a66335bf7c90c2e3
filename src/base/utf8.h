// SPDX-License-Identifier: MIT
// UTF-8: validation, decoding, case of letters (through utf8proc), code-point offsets.
#ifndef DRAGOMAN_BASE_UTF8_H
#define DRAGOMAN_BASE_UTF8_H
#include "base/str.h"

// Offset of the first invalid byte, or n when all is valid (RFC 3629: no overlong forms, no
// surrogates, ≤ U+10FFFF).
size_t utf8_invalid(const char *s, size_t n);
// Decodes one code point of valid UTF-8 at s (n > 0); stores its length in bytes.
uint32_t utf8_decode(const char *s, size_t n, unsigned *length);
unsigned utf8_encode(uint32_t cp, char out[4]);
bool utf8_is_upper(uint32_t cp);
bool utf8_is_letter(uint32_t cp);
// Lower-cases n bytes of s into out (room for 3*n+1: some letters grow); returns the length.
size_t utf8_lower(const char *s, size_t n, char *out);

// Byte offset → code-point offset over one text. Built once per text, O(1) a query (one 64-byte
// block is counted).
typedef struct {
    const char *s;
    size_t n;
    const uint32_t *block; // code points before byte 64*i; n/64+1 entries
} Utf8Map;
#define UTF8_MAP_BLOCKS(n) ((n) / 64 + 1)
void utf8_map_init(Utf8Map *m, const char *s, size_t n, uint32_t *blocks);
uint32_t utf8_map_point(const Utf8Map *m, size_t byte); // code points before `byte`
size_t utf8_map_byte(const Utf8Map *m, uint32_t point); // the inverse
#endif
