// SPDX-License-Identifier: MIT
//
// Feature hashes of one word form (templates in docs/reference/model-format.md, section 7).
//
// In:  the bytes of one form. Out: hashes for the embedding table; the lower-cased form for the
// lemma rules.
//
// Method: sub-word features as in spaCy's hash embeddings and in the perceptron taggers before it:
// the normalised form, suffixes, prefixes, shape. They are context-free, so the encoder may sum
// their rows once a form and keep the sum. Unlike hash embeddings we keep the full 64-bit key and
// drop rare features, so two features never share a row.
//
// Case folding covers Latin-1, Latin Extended-A, Greek and Cyrillic in a few lines without tables
// and never changes the number of bytes ("ÉLYSÉE" -> "élysée"); other scripts have no capitals that
// matter for English news.
//
// Cost: about 0.1 microseconds a form; no allocation, no state. Does not look at neighbours:
// context is the convolutions' work.

#include "features.h"

#include <string.h>

// One character: its code point and its length in bytes. A broken byte is one character U+FFFD of
// one byte.
static uint32_t char_next(const unsigned char *s, size_t len, size_t *used)
{
    uint32_t c = s[0];
    if (c < 0x80u) {
        *used = 1;
        return c;
    }
    if (c >= 0xC2u && c < 0xE0u && len >= 2 && (s[1] & 0xC0u) == 0x80u) {
        *used = 2;
        return ((c & 0x1Fu) << 6) | (s[1] & 0x3Fu);
    }
    if (c >= 0xE0u && c < 0xF0u && len >= 3 && (s[1] & 0xC0u) == 0x80u && (s[2] & 0xC0u) == 0x80u) {
        *used = 3;
        return ((c & 0x0Fu) << 12) | ((s[1] & 0x3Fu) << 6) | (s[2] & 0x3Fu);
    }
    if (c >= 0xF0u && c < 0xF5u && len >= 4 && (s[1] & 0xC0u) == 0x80u && (s[2] & 0xC0u) == 0x80u &&
        (s[3] & 0xC0u) == 0x80u) {
        *used = 4;
        return ((c & 0x07u) << 18) | ((s[1] & 0x3Fu) << 12) | ((s[2] & 0x3Fu) << 6) |
               (s[3] & 0x3Fu);
    }
    *used = 1;
    return 0xFFFDu;
}

// Lower case of a two-byte or one-byte letter; the result always has as many bytes as the input.
static uint32_t char_lower(uint32_t c)
{
    if (c >= 'A' && c <= 'Z') {
        return c + 32u;
    }
    if (c < 0xC0u) {
        return c;
    }
    if (c <= 0xDEu) {
        return c == 0xD7u ? c : c + 32u; // not the multiplication sign
    }
    if (c >= 0x100u && c <= 0x177u) {
        if (c == 0x130u || c == 0x131u || c == 0x138u || c == 0x149u) {
            return c; // Turkish dotted and dotless i lower to one byte: left alone ("İZMİR")
        }
        if ((c >= 0x139u && c <= 0x148u)) {
            return (c & 1u) ? c + 1u : c; // Ĺ..ň: capitals are odd
        }
        return (c & 1u) ? c : c + 1u; // Ā..ķ, Ŋ..ŷ: capitals are even
    }
    if (c == 0x178u) {
        return 0xFFu;
    }
    if (c >= 0x179u && c <= 0x17Eu) {
        return (c & 1u) ? c + 1u : c; // Ź..ž
    }
    if (c == 0x218u || c == 0x21Au) {
        return c + 1u; // Romanian "Ș", "Ț"
    }
    if (c >= 0x391u && c <= 0x3A9u) {
        return c + 32u;
    }
    if (c >= 0x400u && c <= 0x40Fu) {
        return c + 80u;
    }
    if (c >= 0x410u && c <= 0x42Fu) {
        return c + 32u;
    }
    return c;
}

static int char_is_upper(uint32_t c)
{
    return char_lower(c) != c;
}

static int char_is_lower(uint32_t c)
{
    if (c >= 'a' && c <= 'z') {
        return 1;
    }
    if (c >= 0xDFu && c <= 0xFFu) {
        return c != 0xF7u;
    }
    if (c >= 0x100u && c <= 0x17Fu) {
        return !char_is_upper(c);
    }
    return (c >= 0x3B1u && c <= 0x3C9u) || (c >= 0x430u && c <= 0x45Fu) || c == 0x219u ||
           c == 0x21Bu;
}

static size_t char_put(uint32_t c, size_t used, const unsigned char *raw, char *out)
{
    if (used == 1) {
        out[0] = c < 0x80u ? (char)c : (char)raw[0];
    } else if (used == 2) {
        out[0] = (char)(0xC0u | (c >> 6));
        out[1] = (char)(0x80u | (c & 0x3Fu));
    } else {
        memcpy(out, raw, used); // nothing of three or four bytes is folded
    }
    return used;
}

uint64_t features_hash(uint32_t template_id, const char *bytes, size_t len)
{
    uint64_t h = 0xCBF29CE484222325u;
    h = (h ^ (template_id & 0xFFu)) * 0x100000001B3u;
    for (size_t i = 0; i < len; i++) {
        h = (h ^ (unsigned char)bytes[i]) * 0x100000001B3u;
    }
    h ^= h >> 33;
    h *= 0xFF51AFD7ED558CCDu;
    h ^= h >> 33;
    h *= 0xC4CEB9FE1A85EC53u;
    h ^= h >> 33;
    return h == 0 ? 1 : h;
}

size_t features_lower(const char *form, size_t len, char *out, size_t cap)
{
    const unsigned char *s = (const unsigned char *)form;
    size_t n = 0;
    for (size_t i = 0; i < len;) {
        size_t used = 1;
        uint32_t c = char_next(s + i, len - i, &used);
        if (n + used > cap) {
            break;
        }
        n += char_put(char_lower(c), used, s + i, out + n);
        i += used;
    }
    return n;
}

// Length class of a form in characters: 1, 2, 3, 4-5, 6-8, 9-12, more.
static char length_class(size_t chars)
{
    if (chars <= 3) {
        return (char)('0' + (int)chars);
    }
    return chars <= 5 ? '4' : chars <= 8 ? '5' : chars <= 12 ? '6' : '7';
}

// Replacement of typographic marks, so that a newspaper's “ ” ’ … meet the treebank's " ' ...
static const char *plain_mark(uint32_t c)
{
    switch (c) {
    case 0x2018u:
    case 0x2019u:
    case 0x02BCu: return "'";
    case 0x201Cu:
    case 0x201Du:
    case 0x201Eu: return "\"";
    case 0x2026u: return "...";
    default: return NULL;
    }
}

void features_word(const char *form, size_t len, uint64_t out[FEATURES_COUNT])
{
    enum {
        FLAG_DIGIT = 1,
        FLAG_HYPHEN = 2,
        FLAG_PERIOD = 4,
        FLAG_APOSTROPHE = 8,
        FLAG_SLASH = 16,
        FLAG_AT = 32,
        FLAG_OTHER = 64,
        FLAG_CAPITAL = 128
    };
    char low[FEATURES_FORM_MAX + 8];
    char cased[FEATURES_FORM_MAX + 8];
    size_t start[FEATURES_FORM_MAX + 8]; // byte at which each character of low begins
    char shape[16];
    size_t n_low = 0, n_cased = 0, n_chars = 0, n_shape = 0, upper = 0, lower = 0, run = 0;
    char last = 0;
    unsigned flags = 0;
    const unsigned char *s = (const unsigned char *)form;

    for (size_t i = 0; i < len;) {
        size_t used = 1;
        uint32_t c = char_next(s + i, len - i, &used);
        if (n_low + 4 > FEATURES_FORM_MAX || n_cased + 4 > FEATURES_FORM_MAX) {
            break;
        }
        int digit = c >= '0' && c <= '9';
        int is_upper = char_is_upper(c), is_lower = char_is_lower(c);
        const char *mark = plain_mark(c);

        // the two spellings
        start[n_chars++] = n_low;
        if (digit) {
            low[n_low++] = '0';
            cased[n_cased++] = '0';
        } else if (mark != NULL) {
            for (const char *p = mark; *p != 0; p++) {
                low[n_low++] = *p;
            }
            n_cased += char_put(c, used, s + i, cased + n_cased);
        } else {
            n_low += char_put(char_lower(c), used, s + i, low + n_low);
            n_cased += char_put(c, used, s + i, cased + n_cased);
        }

        // shape and flags
        char kind = is_upper       ? 'X'
                    : is_lower     ? 'x'
                    : digit        ? 'd'
                    : mark != NULL ? mark[0]
                    : c < 0x80u    ? (char)c
                                   : 'o';
        run = kind == last ? run + 1 : 1;
        last = kind;
        if (run <= (digit ? 4u : 2u) && n_shape < sizeof shape) {
            shape[n_shape++] = kind;
        }
        upper += is_upper ? 1u : 0u;
        lower += is_lower ? 1u : 0u;
        if (is_upper && upper == 1 && lower == 0) {
            flags |= FLAG_CAPITAL;
        }
        flags |= digit ? FLAG_DIGIT : 0u;
        flags |= c == '-' ? FLAG_HYPHEN : 0u;
        flags |= c == '.' ? FLAG_PERIOD : 0u;
        flags |= kind == '\'' ? FLAG_APOSTROPHE : 0u;
        flags |= c == '/' ? FLAG_SLASH : 0u;
        flags |= c == '@' ? FLAG_AT : 0u;
        flags |= c >= 0x80u && mark == NULL ? FLAG_OTHER : 0u;
        i += used;
    }

    out[FEATURES_T_FORM] = features_hash(FEATURES_T_FORM, low, n_low);
    for (size_t k = 1; k <= 4; k++) {
        size_t t = FEATURES_T_SUFFIX1 + k - 1;
        out[t] = 0;
        if (n_chars > k) {
            size_t from = start[n_chars - k];
            out[t] = features_hash((uint32_t)t, low + from, n_low - from);
        }
    }
    for (size_t k = 2; k <= 3; k++) {
        size_t t = FEATURES_T_PREFIX2 + k - 2;
        out[t] = n_chars > k ? features_hash((uint32_t)t, low, start[k]) : 0;
    }
    out[FEATURES_T_SHAPE] = features_hash(FEATURES_T_SHAPE, shape, n_shape);

    // capital class: 0 no capital, 1 first letter only, 2 all letters (two at least), 3 a single
    // capital letter, 4 mixed
    char caps[2];
    caps[0] = upper == 0                                  ? '0'
              : upper == 1 && lower == 0                  ? '3'
              : lower == 0                                ? '2'
              : upper == 1 && (flags & FLAG_CAPITAL) != 0 ? '1'
                                                          : '4';
    caps[1] = length_class(n_chars);
    out[FEATURES_T_CAPS] = features_hash(FEATURES_T_CAPS, caps, 2);
    out[FEATURES_T_CASED] = n_cased == n_low && memcmp(cased, low, n_low) == 0
                                ? 0
                                : features_hash(FEATURES_T_CASED, cased, n_cased);
    char flag_byte = (char)flags;
    out[FEATURES_T_FLAGS] = flags == 0 ? 0 : features_hash(FEATURES_T_FLAGS, &flag_byte, 1);
    out[FEATURES_T_LIST] = features_hash(FEATURES_T_LIST, low, n_low);
}
