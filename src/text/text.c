// SPDX-License-Identifier: MIT
// In: a document whose buffer and parts are laid out. Out: its paragraphs, sentences and tokens.
// Method: each part is cut into paragraphs at blank lines, and at single line ends unless these
// wrap running text; each paragraph is tokenised and then cut into sentences. Whether single line
// ends wrap is decided once for a part: prose broken at column 70 goes on in lower case on most of
// its lines ("the troops\nhad left"), a list or a page of one-line paragraphs does not. The word
// tables are one open-addressing hash of lower-case words, filled at model load. Cost: linear in
// the bytes; every look-ahead is bounded. Does not: correct spelling, join words hyphenated at line
// ends, change the text in any way.
#include "text/text.h"
#include "base/hash.h"
#include "base/limits.h"
#include "base/utf8.h"

#include <stdlib.h>

typedef struct {
    Str word;
    uint32_t kinds;
} WordSlot;

struct TextTables {
    WordSlot *slots; // a power of two, at most half full; the words lie in the lexicon
    size_t mask;
};

enum { WORD_BYTES = 64 };

// ORDER WordKind in text.h
static const char *const kind_names[] = {"title",  "titlecap", "follow", "number", "month",
                                         "date",   "org",      "place",  "state",  "other",
                                         "prefix", "starter",  "agency", "word"};

static WordSlot *slot_of(const TextTables *t, const char *s, size_t n)
{
    size_t i = (size_t)hash64(s, n, 7) & t->mask;
    while (t->slots[i].word.p && !str_eq(t->slots[i].word, (Str){s, n}))
        i = (i + 1) & t->mask;
    return &t->slots[i];
}

uint32_t text_word(const TextTables *t, const char *s, size_t n)
{
    return n == 0 || n > WORD_BYTES ? 0 : slot_of(t, s, n)->kinds;
}

uint32_t text_word_fold(const TextTables *t, const char *s, size_t n)
{
    char low[3 * WORD_BYTES + 1];
    if (n == 0 || n > WORD_BYTES)
        return 0;
    return text_word(t, low, utf8_lower(s, n, low));
}

static int table_add(TextTables *t, const LexTable *x, Err *e)
{
    int form = lextable_column(x, "form"), kind = lextable_column(x, "kind");
    for (uint32_t r = 0; r < lextable_rows(x); r++) {
        Str w = lextable_cell(x, r, form), k = lextable_cell(x, r, kind);
        uint32_t bit = 0;
        for (unsigned i = 0; i < sizeof kind_names / sizeof *kind_names; i++)
            if (str_is(k, kind_names[i]))
                bit = 1u << i;
        if (!bit) {
            Str f = lextable_file(x, r);
            return err_set(e, ERR_USAGE, "%.*s:%u: unknown kind '%.*s'", (int)f.n, f.p,
                           lextable_line(x, r), (int)k.n, k.p);
        }
        if (w.n == 0 || w.n > WORD_BYTES)
            continue;
        WordSlot *s = slot_of(t, w.p, w.n);
        s->word = w;
        s->kinds |= bit;
    }
    return 0;
}

TextTables *text_tables_new(const Lexicon *x, Err *e)
{
    const LexTable *abbreviations = lexicon_table(x, "abbreviations"),
                   *outlets = lexicon_table(x, "outlets");
    if (!abbreviations || !outlets) {
        err_set(e, ERR_USAGE, "the lexicon lacks the table '%s'",
                abbreviations ? "outlets" : "abbreviations");
        return NULL;
    }
    size_t rows = (size_t)lextable_rows(abbreviations) + lextable_rows(outlets), size = 64;
    while (size < 2 * rows)
        size *= 2;
    TextTables *t = calloc(1, sizeof *t);
    if (t)
        t->slots = calloc(size, sizeof *t->slots);
    if (!t || !t->slots) {
        free(t);
        err_set(e, ERR_MEMORY, "out of memory");
        return NULL;
    }
    t->mask = size - 1;
    if (table_add(t, abbreviations, e) || table_add(t, outlets, e)) {
        text_tables_free(t);
        return NULL;
    }
    return t;
}

void text_tables_free(TextTables *t)
{
    if (t)
        free(t->slots);
    free(t);
}

// White space from i on: its end, and how many line ends it holds (\r\n counts once).
static size_t gap_end(const char *s, size_t i, size_t end, unsigned *newlines)
{
    *newlines = 0;
    while (i < end) {
        unsigned len;
        if (text_char(s + i, end - i, &len) != CH_SPACE)
            break;
        *newlines += s[i] == '\n' || (s[i] == '\r' && !(i + 1 < end && s[i + 1] == '\n'));
        i += len;
    }
    return i;
}

typedef struct {
    bool wraps;
    size_t longest; // bytes of the longest line
} LineMode;

static LineMode line_mode(const char *s, size_t start, size_t end)
{
    LineMode m = {false, 0};
    size_t single = 0, low = 0, line = start;
    for (size_t i = start; i < end;) {
        if (s[i] != '\n' && s[i] != '\r') {
            i++;
            continue;
        }
        if (i - line > m.longest)
            m.longest = i - line;
        unsigned newlines;
        size_t next = gap_end(s, i, end, &newlines);
        if (newlines == 1 && next < end) {
            single++;
            low += text_lower_at(s + next, end - next);
        }
        line = i = next > i ? next : i + 1;
    }
    if (end - line > m.longest)
        m.longest = end - line;
    m.wraps = single > 0 && low * 5 >= single;
    return m;
}

static bool ends_stop(const char *s, size_t start, size_t i)
{
    while (i > start && (s[i - 1] == '"' || s[i - 1] == '\'' || s[i - 1] == ')'))
        i--;
    return i > start && (s[i - 1] == '.' || s[i - 1] == '!' || s[i - 1] == '?');
}

static void run_part(Doc *d, const TextTables *t, uint32_t part, uint32_t *paragraph)
{
    const char *s = d->text.p;
    size_t start = d->parts[part].span.start, end = d->parts[part].span.end;
    LineMode mode = line_mode(s, start, end);
    unsigned newlines;
    for (size_t i = gap_end(s, start, end, &newlines); i < end;) {
        size_t j = i, line = i, next = end;
        while (j < end) {
            if (s[j] != '\n' && s[j] != '\r') {
                j++;
                continue;
            }
            next = gap_end(s, j, end, &newlines);
            bool low = next < end && text_lower_at(s + next, end - next);
            // A wrapped text still has headings: a line of less than half the width, without a
            // stop, before a capital.
            bool heading =
                (j - line) * 2 < mode.longest && !ends_stop(s, line, j) && !low && s[j - 1] != ',';
            if (newlines > 1 || (mode.wraps ? heading : !low))
                break;
            line = j = next;
            next = end;
        }
        uint32_t first = (uint32_t)d->n_tokens;
        text_tokenize(d, t, i, j);
        uint32_t last = (uint32_t)d->n_tokens;
        if (last > first) {
            text_normalize(d, first, last);
            text_mark_quotes(d, first, last);
            text_sentences(d, t, first, last, part, (*paragraph)++);
        }
        i = next;
    }
}

void text_run(Doc *d, const TextTables *t)
{
    if (d->pretokenized) {
        text_normalize(d, 0, (uint32_t)d->n_tokens);
        for (size_t i = 0; i < d->n_sentences; i++)
            text_mark_quotes(d, d->sentences[i].first, d->sentences[i].end);
        text_headlines(d);
        return;
    }
    // English has a token to some five bytes: room for most articles at once.
    if (!d->tokens && d->text.n > 64) {
        size_t want = d->text.n / 5 + 16;
        d->tokens = arena_grow(d->arena, NULL, 0, want, &d->cap_tokens, sizeof *d->tokens);
    }
    uint32_t paragraph = 0;
    for (uint32_t p = 0; p < d->n_parts; p++)
        run_part(d, t, p, &paragraph);
    text_datelines(d, t);
    text_headlines(d);
}
