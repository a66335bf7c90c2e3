// SPDX-License-Identifier: MIT
// In: tokens with spans. Out: Token.lower, the key of every look-up: lower case, quotes and dashes
// plain. Method: a token that is already lower-case ASCII borrows the text itself (two in three
// are); others are written to the arena once. Also here: the classes of characters that tokeniser
// and splitter share. Ranges of Unicode that are not punctuation, symbols or blanks count as
// letters, so that words of any script stay whole: "Łódź", "東京". Cost: linear in the bytes. Does
// not: strip accents, apply NFC, touch doc->text.
#include "base/limits.h"
#include "base/utf8.h"
#include "text/text.h"

static CharClass class_high(uint32_t c)
{
    if (c < 0xC0) // Latin-1 signs; feminine and masculine ordinals and micro are letters, NBSP and
                  // NEL are blanks
        return c == 0xA0 || c == 0x85                             ? CH_SPACE
               : c == 0xAA || c == 0xBA || c == 0xB5 || c == 0xAD ? CH_LETTER
               : c == 0xAB || c == 0xBB                           ? CH_QUOTE
                                                                  : CH_SYMBOL;
    if (c < 0x2000)
        return c == 0xD7 || c == 0xF7 || c == 0x60C || c == 0x61B || c == 0x61F || c == 0x589 ||
                       c == 0x5BE || c == 0x964 || c == 0x37E || c == 0x387
                   ? CH_SYMBOL
               : c == 0x1680              ? CH_SPACE
               : c >= 0x660 && c <= 0x669 ? CH_DIGIT
                                          : CH_LETTER;
    if (c < 0x2070) {
        if (c <= 0x200B || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x2060)
            return CH_SPACE;
        if (c == 0x200C || c == 0x200D)
            return CH_LETTER;
        if (c >= 0x2010 && c <= 0x2015)
            return CH_DASH;
        if (c == 0x2018 || c == 0x2019 || c == 0x201B)
            return CH_APOSTROPHE;
        if (c >= 0x201A && c <= 0x201F)
            return CH_QUOTE;
        return c == 0x2026 ? CH_ELLIPSIS : c == 0x2039 || c == 0x203A ? CH_QUOTE : CH_SYMBOL;
    }
    if (c == 0x2212)
        return CH_DASH;
    if (c < 0x2C00)
        return CH_SYMBOL;
    if (c >= 0x3000 && c < 0x3040)
        return c == 0x3000 ? CH_SPACE : c == 0x3005 || c == 0x3007 ? CH_LETTER : CH_SYMBOL;
    if (c == 0xFEFF)
        return CH_SPACE;
    if ((c >= 0xFE10 && c < 0xFE70) || (c >= 0xFF00 && c < 0xFF10) || (c >= 0xFF1A && c < 0xFF21) ||
        c == 0xFFFD)
        return CH_SYMBOL;
    return c >= 0x1F000 && c < 0x1FB00 ? CH_SYMBOL : CH_LETTER;
}

CharClass text_char(const char *s, size_t n, unsigned *length)
{
    unsigned char c = (unsigned char)*s;
    *length = 1;
    if (c < 0x80) {
        if (ascii_alpha((char)c))
            return CH_LETTER;
        if (ascii_digit((char)c))
            return CH_DIGIT;
        if (c <= ' ' || c == 0x7F)
            return CH_SPACE;
        return c == '\'' ? CH_APOSTROPHE : c == '"' ? CH_QUOTE : c == '-' ? CH_DASH : CH_SYMBOL;
    }
    return class_high(utf8_decode(s, n, length));
}

bool text_upper_at(const char *s, size_t n)
{
    unsigned len;
    return (unsigned char)*s < 0x80 ? ascii_upper(*s) : utf8_is_upper(utf8_decode(s, n, &len));
}

bool text_lower_at(const char *s, size_t n)
{
    if ((unsigned char)*s < 0x80)
        return ascii_lower(*s);
    unsigned len;
    uint32_t cp = utf8_decode(s, n, &len);
    return utf8_is_letter(cp) && !utf8_is_upper(cp);
}

// The plain form of a sign, NULL where it has none.
static const char *plain(uint32_t c)
{
    switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2039:
    case 0x203A:
    case 0x02BC: return "'";
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0xAB:
    case 0xBB: return "\"";
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212: return "-";
    case 0x2026: return "...";
    case 0xAD: // a soft hyphen is no letter: "minis\u00ADter"
        return "";
    default: return NULL;
    }
}

void text_normalize(Doc *d, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        Token *t = &d->tokens[i];
        const char *s = d->text.p + t->span.start;
        size_t n = t->span.end - t->span.start, k = 0;
        while (k < n && (unsigned char)s[k] < 0x80 && !ascii_upper(s[k]))
            k++;
        if (n && text_upper_at(s, n))
            t->flags |= TOKEN_UPPER;
        if (k == n) {
            t->lower = (Str){s, n};
            if (n == 2 && (memcmp(s, "``", 2) == 0 || memcmp(s, "''", 2) == 0))
                t->lower = STR("\"");
            else if (n == 1 && *s == '`')
                t->lower = STR("'");
            continue;
        }
        char *out = arena_alloc(d->arena, 3 * n + 1);
        size_t o = 0;
        for (k = 0; k < n;) {
            if ((unsigned char)s[k] < 0x80) {
                out[o++] = ascii_tolower(s[k++]);
                continue;
            }
            unsigned len;
            uint32_t cp = utf8_decode(s + k, n - k, &len);
            const char *p = plain(cp);
            // A broken character inside a word was an apostrophe ("Putin\uFFFDs"), alone it was a
            // dash.
            if (cp == 0xFFFD)
                p = n == len ? "-" : "'";
            if (p)
                while (*p)
                    out[o++] = *p++;
            else
                o += utf8_lower(s + k, len, out + o);
            k += len;
        }
        t->lower = (Str){out, o};
    }
}
