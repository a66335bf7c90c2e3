// SPDX-License-Identifier: MIT
// In: bytes. Out: validity, code points, lower case, offset maps. Method: table-free DFA by ranges
// (RFC 3629, section 4); letter case from utf8proc (Unicode 15 data, Debian's libutf8proc). Cost:
// ASCII runs are checked eight bytes at a time. Does not: normalise (the text as given is never
// changed).
#include "base/utf8.h"

#include <utf8proc.h>

size_t utf8_invalid(const char *s, size_t n)
{
    const unsigned char *p = (const unsigned char *)s;
    size_t i = 0;
    while (i < n) {
        while (n - i >= 8) {
            uint64_t w;
            memcpy(&w, p + i, 8);
            if (w & 0x8080808080808080u)
                break;
            i += 8;
        }
        if (i == n)
            break;
        unsigned char c = p[i];
        if (c < 0x80) {
            i++;
            continue;
        }
        unsigned extra = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : 1;
        unsigned char low = 0x80, high = 0xBF;
        if (c < 0xC2 || c > 0xF4)
            return i;
        if (c == 0xE0)
            low = 0xA0;
        if (c == 0xED)
            high = 0x9F;
        if (c == 0xF0)
            low = 0x90;
        if (c == 0xF4)
            high = 0x8F;
        if (n - i <= extra || p[i + 1] < low || p[i + 1] > high)
            return i;
        for (unsigned k = 2; k <= extra; k++)
            if ((p[i + k] & 0xC0) != 0x80)
                return i;
        i += extra + 1;
    }
    return n;
}

uint32_t utf8_decode(const char *s, size_t n, unsigned *length)
{
    const unsigned char *p = (const unsigned char *)s;
    unsigned char c = p[0];
    if (c < 0x80 || n < 2) {
        *length = 1;
        return c;
    }
    if (c < 0xE0) {
        *length = 2;
        return (uint32_t)(c & 0x1F) << 6 | (p[1] & 0x3F);
    }
    if (c < 0xF0 && n >= 3) {
        *length = 3;
        return (uint32_t)(c & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    }
    if (n >= 4) {
        *length = 4;
        return (uint32_t)(c & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 |
               (uint32_t)(p[2] & 0x3F) << 6 | (p[3] & 0x3F);
    }
    *length = 1;
    return 0xFFFD;
}

unsigned utf8_encode(uint32_t cp, char out[4])
{
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xE0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        out[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

bool utf8_is_upper(uint32_t cp)
{
    if (cp < 0x80)
        return ascii_upper((char)cp);
    return utf8proc_category((utf8proc_int32_t)cp) == UTF8PROC_CATEGORY_LU;
}

bool utf8_is_letter(uint32_t cp)
{
    if (cp < 0x80)
        return ascii_alpha((char)cp);
    utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);
    return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
}

size_t utf8_lower(const char *s, size_t n, char *out)
{
    size_t o = 0;
    for (size_t i = 0; i < n;) {
        if ((unsigned char)s[i] < 0x80) {
            out[o++] = ascii_tolower(s[i++]);
            continue;
        }
        unsigned len;
        uint32_t cp = utf8_decode(s + i, n - i, &len);
        o += utf8_encode((uint32_t)utf8proc_tolower((utf8proc_int32_t)cp), out + o);
        i += len;
    }
    return o;
}

void utf8_map_init(Utf8Map *m, const char *s, size_t n, uint32_t *blocks)
{
    uint32_t points = 0;
    for (size_t i = 0; i < n; i++) {
        if (i % 64 == 0)
            blocks[i / 64] = points;
        points += ((unsigned char)s[i] & 0xC0) != 0x80;
    }
    if (n % 64 == 0)
        blocks[n / 64] = points;
    *m = (Utf8Map){s, n, blocks};
}

uint32_t utf8_map_point(const Utf8Map *m, size_t byte)
{
    if (byte > m->n)
        byte = m->n;
    uint32_t points = m->block[byte / 64];
    for (size_t i = byte / 64 * 64; i < byte; i++)
        points += ((unsigned char)m->s[i] & 0xC0) != 0x80;
    return points;
}

size_t utf8_map_byte(const Utf8Map *m, uint32_t point)
{
    size_t low = 0, high = m->n / 64;
    while (low < high) {
        size_t mid = (low + high + 1) / 2;
        if (m->block[mid] <= point)
            low = mid;
        else
            high = mid - 1;
    }
    uint32_t points = m->block[low];
    size_t i = low * 64;
    while (i < m->n) {
        if (((unsigned char)m->s[i] & 0xC0) != 0x80) {
            if (points == point)
                return i;
            points++;
        }
        i++;
    }
    return m->n;
}
