// SPDX-License-Identifier: MIT
// In: borrowed strings. Out: comparisons, fields, numbers. Everything here is ASCII and
// locale-free: news is UTF-8, but formats, codes and keys are ASCII. Cost: linear. Does not: fold
// the case of non-ASCII letters (utf8.h does).
#include "base/str.h"

bool str_ieq(Str a, Str b)
{
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (ascii_tolower(a.p[i]) != ascii_tolower(b.p[i]))
            return false;
    return true;
}

int str_cmp(Str a, Str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

Str str_trim(Str s)
{
    while (s.n && ascii_space(s.p[0])) {
        s.p++;
        s.n--;
    }
    while (s.n && ascii_space(s.p[s.n - 1]))
        s.n--;
    return s;
}

bool str_split(Str *rest, char separator, Str *field)
{
    if (!rest->p)
        return false;
    const char *end = rest->n ? memchr(rest->p, separator, rest->n) : NULL;
    if (end) {
        *field = (Str){rest->p, (size_t)(end - rest->p)};
        rest->n -= field->n + 1;
        rest->p = end + 1;
    } else {
        *field = *rest;
        *rest = (Str){NULL, 0};
    }
    return true;
}

bool str_to_long(Str s, long *out)
{
    bool minus = false;
    size_t i = 0;
    if (s.n && (s.p[0] == '-' || s.p[0] == '+')) {
        minus = s.p[0] == '-';
        i = 1;
    }
    if (i == s.n || s.n - i > 18)
        return false;
    long v = 0;
    for (; i < s.n; i++) {
        if (!ascii_digit(s.p[i]))
            return false;
        v = v * 10 + (s.p[i] - '0');
    }
    *out = minus ? -v : v;
    return true;
}

bool str_to_double(Str s, double *out)
{
    size_t i = 0;
    bool minus = false, any = false;
    double v = 0, scale = 1;
    if (s.n && (s.p[0] == '-' || s.p[0] == '+'))
        minus = s.p[i++] == '-';
    for (; i < s.n && ascii_digit(s.p[i]); i++, any = true)
        v = v * 10 + (s.p[i] - '0');
    if (i < s.n && s.p[i] == '.')
        for (i++; i < s.n && ascii_digit(s.p[i]); i++, any = true) {
            v = v * 10 + (s.p[i] - '0');
            scale *= 10;
        }
    if (!any)
        return false;
    v /= scale;
    if (i < s.n && (s.p[i] == 'e' || s.p[i] == 'E')) {
        long e = 0;
        if (!str_to_long((Str){s.p + i + 1, s.n - i - 1}, &e) || e > 300 || e < -300)
            return false;
        for (; e > 0; e--)
            v *= 10;
        for (; e < 0; e++)
            v /= 10;
        i = s.n;
    }
    if (i != s.n)
        return false;
    *out = minus ? -v : v;
    return true;
}
