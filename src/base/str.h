// SPDX-License-Identifier: MIT
// Borrowed strings: a pointer and a length, never owned, not NUL-terminated.
#ifndef DRAGOMAN_BASE_STR_H
#define DRAGOMAN_BASE_STR_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct {
    const char *p;
    size_t n;
} Str;

#define STR(literal) ((Str){(literal), sizeof(literal) - 1})

static inline Str str_of(const char *z)
{
    return (Str){z, z ? strlen(z) : 0};
}

static inline bool str_eq(Str a, Str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool str_is(Str a, const char *z)
{
    return str_eq(a, str_of(z));
}

static inline bool str_starts(Str a, const char *z)
{
    size_t n = strlen(z);
    return a.n >= n && memcmp(a.p, z, n) == 0;
}

static inline bool str_ends(Str a, const char *z)
{
    size_t n = strlen(z);
    return a.n >= n && memcmp(a.p + a.n - n, z, n) == 0;
}

// ASCII only, whatever the locale.
static inline bool ascii_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}
static inline bool ascii_lower(char c)
{
    return c >= 'a' && c <= 'z';
}
static inline bool ascii_alpha(char c)
{
    return ascii_upper(c) || ascii_lower(c);
}
static inline bool ascii_digit(char c)
{
    return c >= '0' && c <= '9';
}
static inline bool ascii_alnum(char c)
{
    return ascii_alpha(c) || ascii_digit(c);
}
static inline bool ascii_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}
static inline char ascii_tolower(char c)
{
    return ascii_upper(c) ? (char)(c + 32) : c;
}

bool str_ieq(Str a, Str b); // ASCII case ignored
int str_cmp(Str a, Str b);  // byte order
Str str_trim(Str s);        // ASCII blanks off both ends
// Cuts the next field off *rest at `separator`; false when *rest is used up (rest->p == NULL).
bool str_split(Str *rest, char separator, Str *field);
bool str_to_long(Str s, long *out);     // decimal, optional sign, whole string
bool str_to_double(Str s, double *out); // plain decimal such as -12.5 or 3e2; locale-free
#endif
