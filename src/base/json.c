// SPDX-License-Identifier: MIT
// In: keys and values. Out: compact JSON in a growing buffer.
// Method: straight appending; a bit a level says whether a comma is due. Besides what RFC 8259
// demands, U+007F, U+0085, U+2028 and U+2029 are escaped, since line splitters of Python and Spark
// take some of them for line ends. Decimals are rounded to a fixed number of places with integer
// arithmetic, so no locale and no printf("%g") is involved. Cost: linear. Does not: validate UTF-8
// (the readers did), write NaN or infinity (they become null).
#include "base/json.h"

#include <stdio.h>
#include <stdlib.h>

void buf_free(Buf *b)
{
    free(b->p);
    *b = (Buf){0};
}

void buf_clear(Buf *b)
{
    b->n = 0;
    b->failed = false;
    b->comma = 0;
    b->depth = 0;
    b->after_key = false;
    if (b->p)
        b->p[0] = 0;
}

static bool buf_room(Buf *b, size_t n)
{
    if (b->failed)
        return false;
    if (b->cap - b->n > n) // one byte stays for the NUL
        return true;
    size_t cap = b->cap ? b->cap : 1024;
    while (cap - b->n <= n) {
        if (cap > SIZE_MAX / 2) {
            b->failed = true;
            return false;
        }
        cap *= 2;
    }
    char *p = realloc(b->p, cap);
    if (!p) {
        b->failed = true;
        return false;
    }
    b->p = p;
    b->cap = cap;
    return true;
}

void buf_add(Buf *b, const char *p, size_t n)
{
    if (!buf_room(b, n))
        return;
    if (n)
        memcpy(b->p + b->n, p, n);
    b->n += n;
    b->p[b->n] = 0;
}

void buf_str(Buf *b, Str s)
{
    buf_add(b, s.p, s.n);
}
void buf_z(Buf *b, const char *z)
{
    buf_add(b, z, strlen(z));
}
void buf_char(Buf *b, char c)
{
    buf_add(b, &c, 1);
}

void buf_printf(Buf *b, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    int n = vsnprintf(NULL, 0, format, ap);
    va_end(ap);
    if (n < 0 || !buf_room(b, (size_t)n))
        return;
    va_start(ap, format);
    vsnprintf(b->p + b->n, (size_t)n + 1, format, ap);
    va_end(ap);
    b->n += (size_t)n;
}

void buf_decimal(Buf *b, double v, unsigned most, unsigned least)
{
    int64_t unit = 1;
    for (unsigned i = 0; i < most; i++)
        unit *= 10;
    double scaled = v * (double)unit;
    int64_t whole = (int64_t)(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
    if (whole < 0) {
        buf_char(b, '-');
        whole = -whole;
    }
    buf_printf(b, "%lld", (long long)(whole / unit));
    int64_t rest = whole % unit;
    unsigned places = most;
    while (places > least && rest % 10 == 0) {
        rest /= 10;
        places--;
    }
    if (places)
        buf_printf(b, ".%0*lld", (int)places, (long long)rest);
}

// A value begins: the comma before it, unless it follows its key.
static void json_item(Buf *b)
{
    if (b->after_key) {
        b->after_key = false;
        return;
    }
    if (b->depth && b->depth < 64) {
        uint64_t bit = (uint64_t)1 << b->depth;
        if (b->comma & bit)
            buf_char(b, ',');
        b->comma |= bit;
    }
}

void json_open(Buf *b, char bracket)
{
    json_item(b);
    buf_char(b, bracket);
    b->depth++;
    if (b->depth < 64)
        b->comma &= ~((uint64_t)1 << b->depth);
}

void json_close(Buf *b, char bracket)
{
    buf_char(b, bracket);
    if (b->depth)
        b->depth--;
}

static void json_quote(Buf *b, Str s)
{
    buf_char(b, '"');
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        unsigned code = 0;
        size_t length = 1;
        if (c < 0x20 || c == '"' || c == '\\' || c == 0x7F) {
            code = c;
        } else if (c == 0xC2 && i + 1 < s.n && (unsigned char)s.p[i + 1] == 0x85) {
            code = 0x85;
            length = 2;
        } else if (c == 0xE2 && i + 2 < s.n && (unsigned char)s.p[i + 1] == 0x80 &&
                   ((unsigned char)s.p[i + 2] == 0xA8 || (unsigned char)s.p[i + 2] == 0xA9)) {
            code = 0x2000u + ((unsigned char)s.p[i + 2] & 0x3Fu);
            length = 3;
        } else {
            continue;
        }
        buf_add(b, s.p + from, i - from);
        switch (code) {
        case '"': buf_z(b, "\\\""); break;
        case '\\': buf_z(b, "\\\\"); break;
        case '\n': buf_z(b, "\\n"); break;
        case '\r': buf_z(b, "\\r"); break;
        case '\t': buf_z(b, "\\t"); break;
        default: buf_printf(b, "\\u%04x", code); break;
        }
        i += length - 1;
        from = i + 1;
    }
    buf_add(b, s.p + from, s.n - from);
    buf_char(b, '"');
}

void json_key(Buf *b, const char *key)
{
    json_item(b);
    json_quote(b, str_of(key));
    buf_char(b, ':');
    b->after_key = true;
}

void json_str(Buf *b, Str s)
{
    json_item(b);
    json_quote(b, s);
}

void json_int(Buf *b, int64_t v)
{
    json_item(b);
    buf_printf(b, "%lld", (long long)v);
}

void json_bool(Buf *b, bool v)
{
    json_item(b);
    buf_z(b, v ? "true" : "false");
}

void json_null(Buf *b)
{
    json_item(b);
    buf_z(b, "null");
}

void json_decimal(Buf *b, double v, unsigned most, unsigned least)
{
    if (!(v > -1e12 && v < 1e12)) { // also not a number
        json_null(b);
        return;
    }
    json_item(b);
    buf_decimal(b, v, most, least);
}

void json_span(Buf *b, uint32_t start, uint32_t end)
{
    json_item(b);
    buf_printf(b, "[%u,%u]", start, end);
}

void json_field(Buf *b, const char *key, Str value)
{
    if (!value.n)
        return;
    json_key(b, key);
    json_str(b, value);
}

void json_line(Buf *b)
{
    buf_char(b, '\n');
    b->comma = 0;
    b->depth = 0;
    b->after_key = false;
}
