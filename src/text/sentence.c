// SPDX-License-Identifier: MIT
// In: the tokens of one paragraph. Out: quotation marks with their direction, bracketed insertions,
// sentences. Method: rules. A stop ends a sentence when the next word can begin one: "He left. She
// stayed." A stop that belongs to an abbreviation ends it only before a word of the starter list
// ("in the U.S. The army", but "U.S. President"); initials, titles and "vs." never do. Closing
// quotation marks and brackets behind the stop go with the sentence that they close; a mark
// followed by a small letter does not end it: "Never!" he said. Cost: one pass. Does not: cut at
// semicolons or colons; learn. Sentences above LIMIT_SENTENCE_TOKENS are cut and counted.
#include "base/limits.h"
#include "text/text.h"

static bool is(const Doc *d, uint32_t i, const char *z)
{
    return str_is(token_text(d, &d->tokens[i]), z);
}

// ----------------------------------------------------------------------------------------------
// quotation marks
typedef enum { MARK_NONE, MARK_OPEN, MARK_CLOSE, MARK_DOUBLE, MARK_SINGLE } Mark;

static Mark mark_of(Str w)
{
    static const struct {
        const char *sign;
        Mark mark;
    } marks[] = {{"\"", MARK_DOUBLE},    {"'", MARK_SINGLE},     {"``", MARK_OPEN},
                 {"''", MARK_DOUBLE},    {"\u201C", MARK_OPEN},  {"\u201D", MARK_CLOSE},
                 {"\u201E", MARK_OPEN},  {"\u201F", MARK_OPEN},  {"\u00AB", MARK_OPEN},
                 {"\u00BB", MARK_CLOSE}, {"\u2018", MARK_OPEN},  {"\u2019", MARK_SINGLE},
                 {"\u2039", MARK_OPEN},  {"\u203A", MARK_CLOSE}, {"`", MARK_OPEN}};
    if (w.n > 3 || w.n == 0)
        return MARK_NONE;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_is(w, marks[i].sign))
            return marks[i].mark;
    return MARK_NONE;
}

void text_mark_quotes(Doc *d, uint32_t first, uint32_t end)
{
    bool open = false, single = false;
    uint32_t bracket = NONE;
    for (uint32_t i = first; i < end; i++) {
        Token *t = &d->tokens[i];
        Str w = token_text(d, t);
        char x = w.n ? w.p[0] : 0;
        if (x == '[') {
            bracket = i;
        } else if (x == ']' && bracket != NONE) {
            for (uint32_t k = bracket; k <= i && i - bracket <= 12; k++)
                d->tokens[k].flags |= TOKEN_BRACKET;
            bracket = NONE;
        }
        if (ascii_alnum(x))
            continue;
        Mark m = mark_of(w);
        if (m == MARK_NONE)
            continue;
        bool before = i == first || (d->tokens[i - 1].flags & TOKEN_SPACE) ||
                      x == '`'; // a blank or the start lies before it
        bool opener_before =
            i > first &&
            (is(d, i - 1, "(") || is(d, i - 1, "[") ||
             (d->tokens[i - 1].flags & (TOKEN_QUOTE_OPEN | TOKEN_QUOTE_CLOSE)) == TOKEN_QUOTE_OPEN);
        bool after = (t->flags & TOKEN_SPACE) || i + 1 == end;
        if (m == MARK_DOUBLE)
            m = before == after || opener_before ? (open && !opener_before            ? MARK_CLOSE
                                                    : before && after && i + 1 == end ? MARK_CLOSE
                                                                                      : MARK_OPEN)
                : before                         ? MARK_OPEN
                                                 : MARK_CLOSE;
        else if (m == MARK_SINGLE) {
            if ((before || opener_before) && !after && x == '\'')
                m = MARK_OPEN;
            else if (single)
                m = MARK_CLOSE; // else the apostrophe of "the rebels' camp"
            else
                continue;
        }
        if (w.n == 1 ? x == '\'' || x == '`' : str_is(w, "\u2018") || str_is(w, "\u2019"))
            single = m == MARK_OPEN;
        else
            open = m == MARK_OPEN;
        t->flags |= m == MARK_OPEN ? TOKEN_QUOTE_OPEN : TOKEN_QUOTE_CLOSE;
    }
}

// ----------------------------------------------------------------------------------------------
// sentence ends
typedef enum { STOP_NONE, STOP_DOT, STOP_MARK, STOP_DOTS, STOP_ABBREVIATION } Stop;

static Stop stop_of(Str w)
{
    char x = w.n ? w.p[w.n - 1] : 0;
    if (x == '!' || x == '?')
        return w.p[0] == '!' || w.p[0] == '?' ? STOP_MARK : STOP_NONE;
    if (x == '.')
        return w.n == 1                            ? STOP_DOT
               : w.p[0] == '.' || w.p[0] == '\xE2' ? STOP_DOTS
                                                   : STOP_ABBREVIATION;
    return str_is(w, "\u2026") || str_is(w, "\u3002") ? STOP_DOTS : STOP_NONE;
}

static bool word_like(Str w)
{
    unsigned len;
    return w.n > 0 && (ascii_alnum(w.p[0]) ||
                       ((unsigned char)w.p[0] >= 0x80 && text_char(w.p, w.n, &len) == CH_LETTER));
}

// A stop at the end of an abbreviation also ends the sentence before a word that opens one.
static bool abbreviation_ends(const Doc *d, const TextTables *t, uint32_t i, uint32_t word)
{
    Str w = token_text(d, &d->tokens[i]), next = token_text(d, &d->tokens[word]);
    w.n--;
    uint32_t k = text_word_fold(t, w.p, w.n);
    if (!(d->tokens[word].flags & TOKEN_UPPER) || (k & (ABBR_TITLE | ABBR_FOLLOW)))
        return false;
    if (!k && ascii_digit(w.p[0]))
        return false;
    bool starter = text_word_fold(t, next.p, next.n) & ABBR_STARTER;
    if (w.n == 1) // "J. A. Smith": an initial behind an initial
        return starter && next.n > 1;
    if (str_ieq(w, STR("p.m")) || str_ieq(w, STR("a.m")))
        // "at 9 p.m. Rebels fired", but "at 9 p.m. Monday", "9 p.m. GMT"
        return starter || !(str_ends(next, "day") ||
                            (next.n <= 4 && next.n > 1 && ascii_upper(next.p[1])) || next.n == 1);
    return starter;
}

static bool ends_after(const Doc *d, const TextTables *t, uint32_t sentence, uint32_t i,
                       uint32_t next, uint32_t end, Stop stop)
{
    uint32_t word = next;
    // "- He", "(The", "\"We": the first word behind dashes, brackets and opening marks
    while (word < end && word - next < 4) {
        Str w = token_text(d, &d->tokens[word]);
        if (word_like(w))
            break;
        char x = w.p[0];
        if (word == next && (x == ',' || x == ';' || x == ':' || x == ')' || x == ']' || x == '.' ||
                             x == '?' || x == '!'))
            return false;
        word++;
    }
    if (word >= end || word - next >= 4)
        return stop != STOP_ABBREVIATION;
    const Token *w = &d->tokens[word];
    char x = token_text(d, w).p[0];
    bool upper = w->flags & TOKEN_UPPER, digit = ascii_digit(x);
    bool gap = d->tokens[next - 1].flags & TOKEN_SPACE;
    // "1. Troops leave": a list number is not a sentence
    if (i <= sentence + 1 && stop != STOP_MARK &&
        d->tokens[sentence].span.end - d->tokens[sentence].span.start <= 3 &&
        (i == sentence || !(d->tokens[sentence].flags & TOKEN_SPACE)) &&
        (ascii_digit(d->text.p[d->tokens[sentence].span.start]) || stop == STOP_ABBREVIATION ||
         i == sentence))
        return false;
    switch (stop) {
    case STOP_ABBREVIATION: // "GARY, Ind. - The mill" is one dateline
        return !str_is(d->tokens[next].lower, "-") && !str_is(d->tokens[next].lower, "--") &&
               abbreviation_ends(d, t, i, word);
    case STOP_DOTS: return upper && gap;
    case STOP_MARK:
        // "Why now? because ..." ends, "Yahoo! and" does not
        return gap ? upper || digit ||
                         (word == next && next == i + 1 && (!ascii_lower(x) || is(d, i, "?")))
                   : upper && next == i + 1;
    case STOP_DOT:
        if (upper || digit)
            return gap || upper;
        if (gap && word == next + 1 && is(d, next, "(")) // "The square in 1989. (photo: archive)"
            return true;
        // "…in the hills. al-Shabab said": a small letter behind a plain long word
        return gap && next == i + 1 && word == next && i > sentence &&
               d->tokens[i - 1].lower.n >= 3 && !(d->tokens[i - 1].flags & TOKEN_UPPER) &&
               word_like(d->tokens[i - 1].lower) && ascii_lower(x);
    default: return false;
    }
}

static void sentence_add(Doc *d, uint32_t first, uint32_t end, uint32_t part, uint32_t paragraph,
                         uint32_t flags)
{
    Sentence *s = ARENA_PUSH(d->arena, d->sentences, d->n_sentences, d->cap_sentences);
    s->first = first;
    s->end = end;
    s->span = (Span){d->tokens[first].span.start, d->tokens[end - 1].span.end};
    s->part = part;
    s->paragraph = paragraph;
    s->flags = flags;
    unsigned letters = 0, low = 0, longest = 0;
    for (uint32_t i = first; i < end; i++) {
        Token *t = &d->tokens[i];
        t->sentence = (uint32_t)(d->n_sentences - 1);
        unsigned run = 0;
        for (uint32_t k = t->span.start; k < t->span.end; k++) {
            char x = d->text.p[k];
            low += ascii_lower(x);
            run += ascii_upper(x);
        }
        letters += run;
        longest = run > longest ? run : longest;
    }
    if (low == 0 && letters >= 8 && longest >= 4 && end - first >= 3)
        s->flags |= SENT_CAPS;
    for (uint32_t i = end; i-- > first;) {
        Str w = token_text(d, &d->tokens[i]);
        if (stop_of(w) == STOP_MARK && memchr(w.p, '?', w.n))
            s->flags |= SENT_QUESTION;
        if (!(d->tokens[i].flags & TOKEN_QUOTE_CLOSE) && w.p[0] != ')' && w.p[0] != ']')
            break;
    }
}

// A note number behind the stop belongs to the sentence before it: "He left in 1805. [6] He
// returned", "their rights. 4 The".
static uint32_t note_end(const Doc *d, const TextTables *t, uint32_t i, uint32_t end)
{
    while (i + 3 <= end && is(d, i, "[") && is(d, i + 2, "]") &&
           (ascii_digit(d->text.p[d->tokens[i + 1].span.start]) ||
            stop_of(token_text(d, &d->tokens[i + 1])) == STOP_DOTS))
        i += 3;
    if (i + 1 < end && d->tokens[i].lower.n <= 2 &&
        ascii_digit(d->text.p[d->tokens[i].span.start]) && (d->tokens[i + 1].flags & TOKEN_UPPER)) {
        Str w = d->tokens[i + 1].lower;
        if (text_word(t, w.p, w.n) & ABBR_STARTER)
            return i + 1;
    }
    return i;
}

void text_sentences(Doc *d, const TextTables *t, uint32_t first, uint32_t end, uint32_t part,
                    uint32_t paragraph)
{
    uint32_t sentence = first, flags = SENT_PARAGRAPH;
    for (uint32_t i = first; i < end;) {
        Stop stop = stop_of(token_text(d, &d->tokens[i]));
        uint32_t next = i + 1;
        bool cut = false;
        if (stop != STOP_NONE) {
            // What closes behind the stop belongs to the sentence; a mark with blanks on both sides
            // too: ( Stop! " He )
            while (next < end) {
                const Token *c = &d->tokens[next];
                char x = d->text.p[c->span.start];
                bool glued = !(d->tokens[next - 1].flags & TOKEN_SPACE);
                if (!(c->flags & TOKEN_QUOTE_CLOSE) && !(glued && (x == ')' || x == ']')))
                    break;
                next++;
            }
            if (stop == STOP_DOT && next < end)
                next = note_end(d, t, next, end);
            cut = next >= end || ends_after(d, t, sentence, i, next, end, stop);
        }
        if (!cut && next - sentence >= LIMIT_SENTENCE_TOKENS && next < end) {
            next = sentence + LIMIT_SENTENCE_TOKENS;
            cut = true;
            flags |= SENT_CUT;
            d->cut_sentences++;
        }
        if (cut) {
            sentence_add(d, sentence, next, part, paragraph, flags);
            sentence = next;
            flags = 0;
        }
        i = next;
    }
    if (sentence < end)
        sentence_add(d, sentence, end, part, paragraph, flags);
}
