// SPDX-License-Identifier: MIT
// In: one paragraph of doc->text. Out: its tokens, with spans, appended to doc->tokens.
// Method: one scan from left to right, in the style of the Penn Treebank as UD's EWT and GUM refine
// it: clitics apart ("do|n't", "minister|'s"), hyphens apart except behind prefixes
// ("cease|-|fire", "non-aligned"), numbers, times, dates, URLs, e-mail addresses whole, units and
// currency apart ("5|km", "$|3"), abbreviations with their stop. A stop is attached by the shape of
// the word, the abbreviation table and what follows; the sentence splitter then decides which
// attached stop also ends a sentence. Cost: linear; every look-ahead is bounded by MAX_AHEAD. Does
// not: look at more than one paragraph; know other languages' clitics.
#include "base/limits.h"
#include "base/utf8.h"
#include "text/text.h"

enum { MAX_AHEAD = 80 };

typedef struct {
    Doc *d;
    const TextTables *t;
    const char *s;
    size_t start, end; // the paragraph
    size_t chunk_end;  // end of the run without blanks that is being scanned
    bool chunk_at;     // that run holds an '@'
} Scan;

static CharClass at(const Scan *c, size_t i, unsigned *len)
{
    *len = 1;
    return i < c->end ? text_char(c->s + i, c->end - i, len) : CH_SPACE;
}

static bool word_char(const Scan *c, size_t i)
{
    unsigned len;
    CharClass k = at(c, i, &len);
    return k == CH_LETTER || k == CH_DIGIT;
}

static bool letter_at(const Scan *c, size_t i)
{
    unsigned len;
    return at(c, i, &len) == CH_LETTER;
}

static bool digit_at(const Scan *c, size_t i)
{
    return i < c->end && ascii_digit(c->s[i]);
}
static bool upper_at(const Scan *c, size_t i)
{
    return i < c->end && text_upper_at(c->s + i, c->end - i);
}
static char byte_at(const Scan *c, size_t i)
{
    return i < c->end ? c->s[i] : ' ';
}

static bool word_before(const Scan *c, size_t i) // a letter, a digit or their like ends at i
{
    return i > c->start &&
           (ascii_alnum(c->s[i - 1]) || ((unsigned char)c->s[i - 1] >= 0x80 && i > c->start + 2 &&
                                         memcmp(c->s + i - 3, "\xE2\x80", 2) != 0));
}

static void emit(Scan *c, size_t a, size_t b)
{
    if (b <= a)
        return;
    Token *t = ARENA_PUSH(c->d->arena, c->d->tokens, c->d->n_tokens, c->d->cap_tokens);
    unsigned len;
    t->span = (Span){(uint32_t)a, (uint32_t)b};
    t->flags = at(c, b, &len) == CH_SPACE ? TOKEN_SPACE : 0;
    t->head = NONE;
    t->sentence = NONE;
}

// An apostrophe of any form at i: its length in bytes, else 0. A broken character counts between
// letters: "Putin\uFFFDs".
static unsigned apostrophe(const Scan *c, size_t i)
{
    if (i >= c->end)
        return 0;
    if (c->s[i] == '\'' || c->s[i] == '`')
        return 1;
    if (c->end - i >= 3 && memcmp(c->s + i, "\xE2\x80", 2) == 0 &&
        (c->s[i + 2] == '\x99' || c->s[i + 2] == '\x98'))
        return 3;
    return c->end - i > 3 && memcmp(c->s + i, "\xEF\xBF\xBD", 3) == 0 && word_before(c, i) &&
                   ascii_alpha(c->s[i + 3])
               ? 3
               : 0;
}

// The clitic that begins with the apostrophe at i ("'s", "'ll"): its end, or 0.
static size_t clitic(const Scan *c, size_t i)
{
    unsigned a = apostrophe(c, i);
    static const char *const forms[] = {"s", "re", "ve", "ll", "d", "m"};
    for (size_t k = 0; a && k < sizeof forms / sizeof *forms; k++) {
        size_t n = strlen(forms[k]), j = i + a;
        if (j + n <= c->end && str_ieq((Str){c->s + j, n}, str_of(forms[k])) &&
            !word_char(c, j + n))
            return j + n;
    }
    return 0;
}

// ----------------------------------------------------------------------------------------------
// addresses
static size_t strip_stop(const Scan *c, size_t a, size_t b)
{
    while (b > a + 1 &&
           (strchr(".,;:!?'\")]}>", c->s[b - 1]) || (unsigned char)c->s[b - 1] >= 0x80)) {
        if (c->s[b - 1] == ')' && memchr(c->s + a, '(', b - a)) // "…/Mercury_(planet)"
            break;
        b--;
    }
    return b;
}

static size_t url(const Scan *c, size_t i)
{
    static const char *const heads[] = {"http://", "https://", "www.", "ftp://", "mailto:"};
    for (size_t k = 0; k < sizeof heads / sizeof *heads; k++) {
        size_t n = strlen(heads[k]);
        if (i + n < c->chunk_end && str_ieq((Str){c->s + i, n}, str_of(heads[k]))) {
            const char *stop = memchr(c->s + i, '>', c->chunk_end - i);
            size_t e = strip_stop(c, i, stop ? (size_t)(stop - c->s) : c->chunk_end);
            return e > i + n ? e : 0;
        }
    }
    return 0;
}

static size_t email(const Scan *c, size_t i)
{
    size_t j = i;
    while (j < c->chunk_end && j - i < MAX_AHEAD &&
           (ascii_alnum(c->s[j]) || strchr("._%+-", c->s[j])))
        j++;
    if (j == i || byte_at(c, j) != '@' || !(j + 1 < c->chunk_end && ascii_alnum(c->s[j + 1])))
        return 0;
    for (j++; j < c->chunk_end && (ascii_alnum(c->s[j]) || strchr(".-_", c->s[j]));)
        j++;
    return strip_stop(c, i, j);
}

// The dot at i joins a host or file name: "agency.example.org", "report.pdf".
static bool domain_dot(const Scan *c, size_t i)
{
    static const char *const ends[] = {
        "com", "org", "net", "gov", "edu",  "mil", "int", "info", "biz", "co",   "uk",
        "us",  "ru",  "de",  "fr",  "eu",   "io",  "tv",  "nz",   "au",  "ca",   "jp",
        "cn",  "tw",  "ua",  "doc", "docx", "pdf", "xls", "xlsx", "htm", "html", "php",
        "jpg", "png", "gif", "txt", "csv",  "zip", "asp", "aspx"};
    for (unsigned labels = 0; labels < 6; labels++) {
        size_t j = i + 1;
        while (j < c->chunk_end && j - i < 20 && ascii_alnum(c->s[j]))
            j++;
        Str label = {c->s + i + 1, j - i - 1};
        if (label.n < 2)
            return false;
        for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
            if (str_ieq(label, str_of(ends[k])) && (ascii_lower(label.p[0]) || label.n == 3))
                return true;
        if (byte_at(c, j) != '.' || !(j + 1 < c->chunk_end && ascii_lower(c->s[j + 1])) ||
            !ascii_lower(label.p[0]))
            return false;
        i = j;
    }
    return false;
}

// ----------------------------------------------------------------------------------------------
// stops behind words First character behind the blanks after i; c->end where there is none near.
static size_t next_word(const Scan *c, size_t i)
{
    for (size_t n = 0; i < c->end && n < MAX_AHEAD; n++) {
        unsigned len;
        if (at(c, i, &len) != CH_SPACE)
            return i;
        i += len;
    }
    return c->end;
}

static bool starter_at(const Scan *c, size_t i)
{
    size_t j = i;
    while (j < c->end && j - i < 20 && ascii_alpha(c->s[j]))
        j++;
    return upper_at(c, i) && (text_word_fold(c->t, c->s + i, j - i) & ABBR_STARTER);
}

// The text holds a word [a, b) and a stop at b. Does the stop belong to the word?
static bool attach_stop(const Scan *c, size_t a, size_t b)
{
    size_t after = b + 1, next = next_word(c, after);
    bool gap = next > after, last = next >= c->end;
    if (byte_at(c, after) == '.' &&
        (byte_at(c, after + 1) == '.' ||
         !(text_word_fold(c->t, c->s + a, b - a) & (ABBR_ORG | ABBR_OTHER))))
        return false; // an ellipsis follows: "and so on...", but "Example Inc.." is an abbreviation
                      // and a stop
    Str w = {c->s + a, b - a};
    bool capital = upper_at(c, a);
    if (w.n == 1 &&
        ascii_upper(w.p[0])) { // an initial, "J. Smith", but not "so do I. The", "plan B. The"
        if (last || (gap && starter_at(c, next) && !(next + 1 < c->end && c->s[next + 1] == '.')))
            return false;
        return !(w.p[0] == 'I' && gap && a > c->start + 1 && ascii_lower(c->s[a - 2]));
    }
    if (memchr(w.p, '.', w.n)) // "U.S." whatever follows, but not "agency.org."
        return w.n <= 12 &&
               (w.n < 4 || w.p[w.n - 2] == '.' || (text_word_fold(c->t, w.p, w.n) != 0));
    uint32_t k = text_word_fold(c->t, w.p, w.n);
    if (k & (ABBR_TITLE | ABBR_FOLLOW))
        return !last && gap;
    if ((k & ABBR_TITLECAP) && capital && gap && upper_at(c, next))
        return true;
    if ((k & (ABBR_NUMBER | ABBR_DATE)) && digit_at(c, next))
        return true;
    if (k & ABBR_MONTH)
        return capital && (w.n > 3 || !last);
    if (k & ABBR_STATE) {
        size_t p = a;
        while (p > c->start && a - p < 2 && c->s[p - 1] == ' ')
            p--;
        return capital && p > c->start && c->s[p - 1] == ',';
    }
    if (k & (ABBR_ORG | ABBR_PLACE))
        return capital;
    if (k & ABBR_OTHER)
        return true;
    // An unknown short word before ".," or ".;" is an abbreviation: "the Sask., unit".
    char x = byte_at(c, after);
    return w.n <= 5 && (x == ',' || x == ';') && !digit_at(c, a);
}

// ----------------------------------------------------------------------------------------------
// words
typedef struct {
    const char *whole;
    unsigned cut;
} Fused;

// Words that UD writes as two, though nothing marks the seam.
static const Fused fused[] = {
    {"cannot", 3}, {"gonna", 3}, {"gotta", 3},   {"wanna", 3},   {"dont", 2},     {"doesnt", 4},
    {"didnt", 3},  {"isnt", 2},  {"wasnt", 3},   {"werent", 4},  {"arent", 3},    {"hasnt", 3},
    {"havent", 4}, {"hadnt", 3}, {"couldnt", 5}, {"wouldnt", 5}, {"shouldnt", 6}, {"cant", 2},
    {"outta", 3},  {"ive", 1},   {"im", 1},      {"thats", 4},
};

static void emit_word(Scan *c, size_t a, size_t b)
{
    Str w = {c->s + a, b - a};
    char last = ascii_tolower(w.p[w.n - 1]);
    if (w.n <= 8 && (last == 't' || last == 'a' || last == 'e' || last == 'm' || last == 's'))
        for (size_t k = 0; k < sizeof fused / sizeof *fused; k++)
            if (str_ieq(w, str_of(fused[k].whole)) && !(w.n == 2 && ascii_upper(w.p[1]))) {
                emit(c, a, a + fused[k].cut);
                a += fused[k].cut;
                break;
            }
    emit(c, a, b);
}

// A word from i on; returns its end. Emits it, and what is cut off its end.
static size_t scan_word(Scan *c, size_t i)
{
    size_t j = i;
    bool prefixed = false;
    for (;;) {
        unsigned len, a;
        while (j < c->end) {
            CharClass k = at(c, j, &len);
            if (k != CH_LETTER && k != CH_DIGIT && !(c->s[j] == '_' && word_char(c, j + 1)))
                break;
            j += len;
        }
        char x = byte_at(c, j);
        if ((a = apostrophe(c, j)) != 0) {
            bool n = j > i && (c->s[j - 1] == 'n' || c->s[j - 1] == 'N');
            if (n && j + a < c->end && (c->s[j + a] == 't' || c->s[j + a] == 'T') &&
                !word_char(c, j + a + 1)) {
                emit(c, i, j - 1); // "do|n't"
                emit(c, j - 1, j + a + 1);
                return j + a + 1;
            }
            size_t e = clitic(c, j);
            if (e) {
                emit_word(c, i, j);
                emit(c, j, e);
                return e;
            }
            if (letter_at(c, j + a) && c->s[j] != '`') { // "O'Neill", "Sana'a"
                j += a;
                continue;
            }
        } else if (x == '.') {
            bool dotted = j == i + 1 || (j > i + 1 && c->s[j - 2] == '.');
            if (letter_at(c, j + 1) && dotted &&
                !(byte_at(c, j + 2) != '.' && word_char(c, j + 2) &&
                  !upper_at(c, i))) { // "U.S", "a.m", "W.Va"
                if (word_char(c, j + 2) && !text_word_fold(c->t, c->s + i, j - i + 3) &&
                    !text_word_fold(c->t, c->s + i, j - i + 4)) {
                    if (domain_dot(c, j)) {
                        j++;
                        continue;
                    }
                    emit(c, i, j + 1); // "J.Smith"
                    return j + 1;
                }
                j++;
                continue;
            }
            if (letter_at(c, j + 1) && j - i <= 4 &&
                (text_word_fold(c->t, c->s + i, j - i + 2) & ABBR_OTHER)) { // "Ph.D"
                j++;
                continue;
            }
            if (word_char(c, j + 1) && domain_dot(c, j)) {
                j++;
                continue;
            }
            if (attach_stop(c, i, j)) {
                emit(c, i, j + 1);
                return j + 1;
            }
        } else if (x == '&') { // "AT&T"
            if (j - i <= 3 && upper_at(c, i) && upper_at(c, j + 1) && upper_at(c, j - 1)) {
                j++;
                continue;
            }
        } else if (x == '$') { // "US$"
            if (j - i <= 2 && upper_at(c, i)) {
                emit(c, i, j + 1);
                return j + 1;
            }
        } else if (x == '-') { // "non-aligned"
            if (!prefixed && (word_char(c, j + 1) || byte_at(c, j + 1) == ' ') &&
                (text_word_fold(c->t, c->s + i, j - i) & ABBR_PREFIX)) {
                prefixed = true;
                j++;
                continue;
            }
        } else if (x == '/') { // "s/he", "n/a"
            if (j == i + 1 && letter_at(c, j + 1) && c->s[i] != 'c' &&
                (!word_char(c, j + 2) || !word_char(c, j + 3))) {
                j++;
                continue;
            }
        }
        break;
    }
    emit_word(c, i, j);
    return j;
}

// ----------------------------------------------------------------------------------------------
// numbers Groups of digits joined by hyphens that are one thing: "555-0100", "1945-05-08".
static size_t digit_groups(const Scan *c, size_t i)
{
    size_t j = i, length[6] = {0};
    unsigned groups = 0;
    for (;;) {
        size_t a = j;
        while (digit_at(c, j) && j - i < MAX_AHEAD)
            j++;
        if (j == a || groups == 6)
            return 0;
        length[groups++] = j - a;
        if (byte_at(c, j) != '-' || !digit_at(c, j + 1))
            break;
        j++;
    }
    if (word_char(c, j))
        return 0;
    return groups > 2 || (groups == 2 && (length[0] == 3 || length[0] == 5) && length[1] == 4) ? j
                                                                                               : 0;
}

static bool unit(Str w, bool money)
{
    static const char *const units[] = {
        "am",  "pm",  "AM", "PM", "km",  "cm",  "mm", "kg",  "ft",   "mph", "bn",
        "mn",  "k",   "K",  "lb", "lbs", "hrs", "hr", "min", "mins", "sec", "pct",
        "kph", "kmh", "sq", "ha", "GMT", "mb",  "MB", "GB",  "g",    "mg",  "ml"};
    for (size_t k = 0; k < sizeof units / sizeof *units; k++)
        if (str_is(w, units[k]))
            return true;
    return money && (str_is(w, "m") || str_is(w, "b") || str_is(w, "M") || str_is(w, "B") ||
                     str_is(w, "tn"));
}

static size_t scan_number(Scan *c, size_t i)
{
    size_t j = digit_groups(c, i);
    if (j) {
        emit(c, i, j);
        return j;
    }
    bool money = c->d->n_tokens > 0 && c->d->tokens[c->d->n_tokens - 1].span.end == i &&
                 i > c->start && (c->s[i - 1] == '$' || (unsigned char)c->s[i - 1] >= 0x80);
    for (j = i; j < c->end;) {
        char x = c->s[j];
        if (ascii_digit(x)) {
            j++;
        } else if ((x == '.' || x == ':' || x == '/') && digit_at(c, j + 1)) {
            j++;
        } else if (x == ',' && digit_at(c, j + 1) && digit_at(c, j + 2) &&
                   ((digit_at(c, j + 3) && !digit_at(c, j + 4)) ||
                    (!digit_at(c, j + 3) && byte_at(c, j + 3) == ','))) {
            j++; // "3,000", "1,00,000", not "1945,1946"
        } else {
            break;
        }
    }
    unsigned a = apostrophe(c, j);
    if (a && byte_at(c, j + a) == 's' && !word_char(c, j + a + 1) && j - i <= 4 &&
        c->s[j - 1] == '0') { // "1980's", but "1985|'s"
        emit(c, i, j + a + 1);
        return j + a + 1;
    }
    if (letter_at(c, j)) {
        size_t k = j;
        while (word_char(c, k) && k < c->end && k - j < MAX_AHEAD) {
            unsigned len;
            at(c, k, &len);
            k += len;
        }
        bool dotted = k == j + 1 && byte_at(c, k) == '.' && byte_at(c, k + 1) == 'm' &&
                      !word_char(c, k + 2); // "10a.m."
        if (unit((Str){c->s + j, k - j}, money) || dotted) {
            emit(c, i, j);
            return j;
        }
        emit(c, i, k); // "3rd", "1980s", "3G", "747s"
        return k;
    }
    // The number of a list item: "1. Troops leave."
    if (i == c->start && byte_at(c, j) == '.' && j - i <= 2 && byte_at(c, j + 1) == ' ')
        j++;
    emit(c, i, j);
    return j;
}

// ----------------------------------------------------------------------------------------------
// signs
static size_t same_run(const Scan *c, size_t i, char x)
{
    while (i < c->end && c->s[i] == x)
        i++;
    return i;
}

static size_t name_run(const Scan *c, size_t i)
{
    unsigned len;
    while (i < c->end && (word_char(c, i) || c->s[i] == '_')) {
        at(c, i, &len);
        i += len;
    }
    return i;
}

static size_t scan_sign(Scan *c, size_t i)
{
    unsigned len;
    CharClass k = at(c, i, &len);
    char x = c->s[i];
    bool fresh = !word_before(c, i); // no word runs into it
    size_t j = i + len;
    if (k == CH_ELLIPSIS) {
        while (j < c->end && at(c, j, &len) == CH_ELLIPSIS)
            j += len;
        j = same_run(c, j, '.');
    } else if (x == '.') {
        if (digit_at(c, i + 1) && fresh && !(i > c->start && c->s[i - 1] == '.')) // ".5"
            return scan_number(c, i);
        j = same_run(c, i, '.');
    } else if (x == '!' || x == '?') {
        while (j < c->end && (c->s[j] == '!' || c->s[j] == '?'))
            j++;
    } else if (x == '-' || x == '=' || x == '*' || x == '_' || x == '~' || x == '+' || x == '`' ||
               x == '<' || x == '>' || x == '$') {
        j = same_run(c, i, x);
        if (x == '+' && j == i + 1 && digit_at(c, j) && fresh && digit_at(c, j + 1)) { // "+44"
            while (digit_at(c, j))
                j++;
        }
    } else if (k == CH_APOSTROPHE || x == '\'') {
        size_t e = fresh && !(i > c->start && strchr(".)]%\"", c->s[i - 1])) ? 0 : clitic(c, i);
        if (x == '\'' && byte_at(c, i + 1) == '\'') {
            j = i + 2;
        } else if (e) { // "the U.S.|'s"
            j = e;
        } else if (fresh && digit_at(c, j) && digit_at(c, j + 1) &&
                   !digit_at(c, j + 2)) { // "'68", "the '90s"
            j += 2;
            if (byte_at(c, j) == 's' && !word_char(c, j + 1))
                j++;
            if (word_char(c, j))
                j = i + len;
        } else if (fresh) {
            static const char *const cut[] = {"em", "til", "tis", "twas", "cause", "cuz", "n"};
            size_t e2 = name_run(c, j);
            for (size_t n = 0; e2 - j <= 5 && n < sizeof cut / sizeof *cut; n++)
                if (str_ieq((Str){c->s + j, e2 - j}, str_of(cut[n]))) {
                    j = e2;
                    break;
                }
        }
    } else if ((x == ':' || x == ';') &&
               (i == c->start || ascii_space(c->s[i - 1]) || ascii_alpha(c->s[i - 1]))) {
        size_t m = byte_at(c, i + 1) == '-' ? i + 2 : i + 1; // ":-)"
        unsigned l2;
        if (m < c->end && strchr(")(DP", c->s[m]) && at(c, m + 1, &l2) == CH_SPACE)
            j = m + 1;
    } else if (x == '#') {
        if (fresh && letter_at(c, j))
            j = name_run(c, j);
        else
            j = same_run(c, i, '#');
    } else if (x == '@') {
        if (fresh && word_char(c, j))
            j = name_run(c, j);
    }
    emit(c, i, j);
    return j;
}

void text_tokenize(Doc *d, const TextTables *t, size_t start, size_t end)
{
    Scan c = {d, t, d->text.p, start, end, start, false};
    for (size_t i = start; i < end;) {
        unsigned len;
        CharClass k = at(&c, i, &len);
        if (k == CH_SPACE) {
            i += len;
            continue;
        }
        if (i >= c.chunk_end) {
            size_t j = i;
            c.chunk_at = false;
            while (j < end && at(&c, j, &len) != CH_SPACE) {
                c.chunk_at |= c.s[j] == '@';
                j += len;
            }
            c.chunk_end = j;
        }
        size_t e = 0;
        if (k == CH_LETTER && !word_before(&c, i) && (memchr("hHwWfFmM", c.s[i], 8) != NULL))
            e = url(&c, i);
        if (!e && c.chunk_at && (k == CH_LETTER || k == CH_DIGIT) && !word_before(&c, i))
            e = email(&c, i);
        if (e) {
            emit(&c, i, e);
            i = e;
        } else {
            i = k == CH_LETTER                         ? scan_word(&c, i)
                : k == CH_DIGIT && ascii_digit(c.s[i]) ? scan_number(&c, i)
                : k == CH_DIGIT                        ? scan_word(&c, i)
                                                       : scan_sign(&c, i);
        }
    }
}
