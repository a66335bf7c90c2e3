// SPDX-License-Identifier: MIT
// In: an item that holds one CoNLL-U document. Out: its article (the text built from "# text" lines
// or from the forms) and, in a second step, the sentences and tokens of a doc, so that the parser
// can be scored on given tokens. Method: two passes over the same lines. In the first the
// sentences' texts are joined, by a blank line before "# newpar" and a line break otherwise. In the
// second each form is looked up in its sentence's text from left to right; where the two differ (a
// treebank's misprint) the text is built from the forms. The words of a multiword token ("don't" =
// "do" + "n't") share out its span where they spell it, and otherwise all cover it. Cost: linear.
// Does not: keep tags, heads, empty nodes (8.1), comments other than sent_id.
#include "base/limits.h"
#include "base/utf8.h"
#include "read/reader.h"

static bool next_line(Str *rest, Str *line)
{
    if (!str_split(rest, '\n', line))
        return false;
    if (line->n && line->p[line->n - 1] == '\r')
        line->n--;
    return true;
}

static bool comment(Str line, const char *key, Str *value)
{
    if (!str_starts(line, "# "))
        return false;
    line.p += 2;
    line.n -= 2;
    if (!str_starts(line, key))
        return false;
    size_t k = strlen(key);
    Str rest = {line.p + k, line.n - k};
    if (rest.n && rest.p[0] != ' ' && rest.p[0] != '=')
        return false;
    rest = str_trim(rest);
    if (rest.n && rest.p[0] == '=')
        rest = str_trim((Str){rest.p + 1, rest.n - 1});
    *value = rest;
    return true;
}

typedef struct {
    Str id, form, feats, misc;
    bool word, range, space; // a numbered word; a multiword line; white space follows
    long first, last;        // of a range
} Row;

static bool row_parse(Str line, Row *row)
{
    Str cell[10], rest = line;
    unsigned n = 0;
    while (n < 10 && str_split(&rest, '\t', &cell[n]))
        n++;
    if (n < 2 || !cell[1].n)
        return false;
    *row = (Row){.id = cell[0],
                 .form = cell[1],
                 .feats = n > 5 && !str_is(cell[5], "_") ? cell[5] : (Str){0},
                 .misc = n > 9 ? cell[9] : (Str){0}};
    row->space = true;
    Str misc = row->misc, one;
    while (str_split(&misc, '|', &one))
        if (str_is(one, "SpaceAfter=No"))
            row->space = false;
    const char *dash = memchr(row->id.p, '-', row->id.n);
    if (dash) {
        row->range =
            str_to_long((Str){row->id.p, (size_t)(dash - row->id.p)}, &row->first) &&
            str_to_long((Str){dash + 1, row->id.n - (size_t)(dash - row->id.p) - 1}, &row->last) &&
            row->first >= 1 && row->last >= row->first;
        return row->range;
    }
    row->word = str_to_long(row->id, &row->first) && row->first >= 1;
    return row->word || memchr(row->id.p, '.', row->id.n);
}

// Where `form` stands in text at or after `at`, blanks passed over; SIZE_MAX: not there.
static size_t find_form(Str text, size_t at, Str form)
{
    while (at < text.n && ascii_space(text.p[at]))
        at++;
    while (at + 1 < text.n && (unsigned char)text.p[at] == 0xC2 &&
           (unsigned char)text.p[at + 1] == 0xA0) // a no-break space
        at += 2;
    if (form.n <= text.n - at && memcmp(text.p + at, form.p, form.n) == 0)
        return at;
    return SIZE_MAX;
}

// The text of the sentence whose lines begin at `rest`: its "# text" where all forms are found in
// it, else the forms joined.
static void sentence_text(Str rest, Str given, Buf *out)
{
    bool fits = given.n > 0;
    Str lines = rest, line;
    size_t at = 0, from = out->n;
    long until = 0;
    bool space = false;
    while (next_line(&lines, &line) && line.n) {
        Row row;
        if (line.p[0] == '#' || !row_parse(line, &row) || !(row.range || row.word) ||
            (row.word && row.first <= until))
            continue;
        if (row.range)
            until = row.last;
        if (fits) {
            size_t found = find_form(given, at, row.form);
            fits = found != SIZE_MAX;
            at = found + row.form.n;
        }
        if (space)
            buf_char(out, ' ');
        buf_str(out, row.form);
        space = row.space;
    }
    if (fits) {
        out->n = from;
        buf_str(out, given);
    }
}

int conllu_parse(ReadItem *item, Err *e)
{
    Article *a = &item->article;
    Str rest = {item->raw.p, item->raw.n}, line, value;
    size_t at = utf8_invalid(rest.p, rest.n);
    if (at < rest.n)
        return err_set(e, ERR_ARTICLE, "not UTF-8 at byte %zu of the document", at);
    Buf text = {0};
    Str given = {0};
    bool inside = false, paragraph = false;
    for (;;) {
        Str here = rest;
        if (!next_line(&rest, &line))
            break;
        if (!line.n) {
            inside = paragraph = false;
            given = (Str){0};
        } else if (line.p[0] == '#') {
            if (comment(line, "text", &value))
                given = value;
            else if (comment(line, "newdoc id", &value))
                a->id = value;
            else if (comment(line, "newpar", &value) || comment(line, "newpar id", &value))
                paragraph = true;
        } else if (!inside) {
            inside = true;
            if (text.n)
                buf_z(&text, paragraph ? "\n\n" : "\n");
            sentence_text(here, given, &text);
        }
    }
    if (!a->id.n)
        a->id = str_of(arena_printf(&item->arena, "%.*s:%llu", (int)item->file.n, item->file.p,
                                    (unsigned long long)item->line));
    a->text = (Str){arena_strndup(&item->arena, text.p, text.n), text.n};
    bool failed = text.failed;
    buf_free(&text);
    return failed ? err_set(e, ERR_MEMORY, "out of memory") : 0;
}

static Token *token_add(Doc *d, Str form, size_t start, uint32_t sentence)
{
    Token *t = ARENA_PUSH(d->arena, d->tokens, d->n_tokens, d->cap_tokens);
    t->span = (Span){(uint32_t)start, (uint32_t)(start + form.n)};
    t->sentence = sentence;
    t->head = NONE;
    unsigned length;
    if (form.n && utf8_is_upper(utf8_decode(form.p, form.n, &length)))
        t->flags |= TOKEN_UPPER;
    char *lower = arena_alloc(d->arena, form.n * 3 + 1);
    t->lower = (Str){lower, utf8_lower(form.p, form.n, lower)};
    return t;
}

static void sentence_end(ReadItem *item, Doc *d, bool open)
{
    if (!open)
        return;
    Sentence *s = &d->sentences[d->n_sentences - 1];
    s->end = (uint32_t)d->n_tokens;
    if (s->end == s->first) { // a multiword line without its words
        d->n_sentences--;
        item->n_sentence_ids--;
        return;
    }
    s->span = (Span){d->tokens[s->first].span.start, d->tokens[s->end - 1].span.end};
}

int conllu_tokens(ReadItem *item, Doc *d, Err *e)
{
    Str rest = {item->raw.p, item->raw.n}, line, value, sent_id = {0};
    size_t at = 0;
    bool inside = false, paragraph = true;
    uint32_t paragraphs = 0;
    d->pretokenized = true;
    long range_last = 0, lines = 0;
    Str range = {0};
    size_t range_at = 0, range_used = 0;
    bool range_space = true;
    while (next_line(&rest, &line)) {
        lines++;
        if (!line.n) {
            sentence_end(item, d, inside);
            inside = false;
            sent_id = (Str){0};
            continue;
        }
        if (line.p[0] == '#') {
            if (comment(line, "sent_id", &value))
                sent_id = value;
            else if (comment(line, "newpar", &value) || comment(line, "newpar id", &value))
                paragraph = true;
            continue;
        }
        Row row;
        if (!row_parse(line, &row))
            return err_set(e, ERR_ARTICLE, "line %ld of the document is no CoNLL-U row", lines);
        if (!row.word && !row.range)
            continue;
        if (!inside) {
            inside = true;
            range_last = 0;
            Sentence *s = ARENA_PUSH(d->arena, d->sentences, d->n_sentences, d->cap_sentences);
            s->first = (uint32_t)d->n_tokens;
            s->end = s->first;
            paragraphs += paragraph && d->n_sentences > 1;
            s->paragraph = paragraphs;
            if (paragraph)
                s->flags |= SENT_PARAGRAPH;
            paragraph = false;
            *ARENA_PUSH(&item->arena, item->sentence_ids, item->n_sentence_ids,
                        item->cap_sentence_ids) = sent_id;
        }
        uint32_t sentence = (uint32_t)d->n_sentences - 1;
        if (row.range || row.first > range_last) {
            size_t found = find_form(d->text, at, row.form);
            if (found == SIZE_MAX)
                return err_set(e, ERR_ARTICLE,
                               "line %ld of the document: its text does not hold '%.*s'", lines,
                               (int)row.form.n, row.form.p);
            at = found + row.form.n;
            if (row.range) {
                range = row.form;
                range_at = found;
                range_used = 0;
                range_last = row.last;
                range_space = row.space;
                continue;
            }
            Token *t = token_add(d, row.form, found, sentence);
            t->feats = row.feats;
            t->flags |= row.space ? TOKEN_SPACE : 0;
        } else { // a word of the multiword token
            Str left = {range.p + range_used, range.n - range_used};
            bool spells = left.n >= row.form.n && memcmp(left.p, row.form.p, row.form.n) == 0;
            Token *t = token_add(d, row.form, range_at + range_used, sentence);
            t->feats = row.feats;
            if (spells)
                range_used += row.form.n;
            else
                t->span = (Span){(uint32_t)range_at, (uint32_t)(range_at + range.n)};
            if (row.first == range_last)
                t->flags |= range_space ? TOKEN_SPACE : 0;
        }
        if (d->n_tokens - d->sentences[sentence].first > LIMIT_SENTENCE_TOKENS * 4)
            return err_set(e, ERR_ARTICLE,
                           "line %ld of the document: a sentence of more than %d tokens", lines,
                           LIMIT_SENTENCE_TOKENS * 4);
    }
    sentence_end(item, d, inside);
    return 0;
}
