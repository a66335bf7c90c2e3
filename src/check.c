// SPDX-License-Identifier: MIT
// In: a file of records (or of a dump) and the articles that they came from. Out: a line for every
// span that does not cover its text. Method: both files are read once, side by side, since records
// stand in the order of their articles; a record whose article does not come later is looked for
// once more from the start. An object that has both "span" and "text" must satisfy part[start:end]
// == text; a list of bare spans ("cue", "content") must lie within the part. Cost: linear; memory
// of one article. Does not: check codes, or read csv.
#include "check.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "read/json_tree.h"
#include "read/reader.h"
#include "read/source.h"

#include <stdlib.h>

typedef struct {
    const char *path;
    Reader *reader;
    ReadItem item;
    bool have;
    Utf8Map map[2]; // title, text
    uint32_t *blocks[2];
    bool bytes;
    dragoman_report *report;
    void *context;
    uint64_t line, spans, bad;
    Str record_id;
} Check;

static bool articles_open(Check *c, Err *e)
{
    ReaderOptions o = {.files = &c->path, .n_files = 1};
    reader_free(c->reader);
    c->reader = reader_new(&o, e);
    c->have = false;
    return c->reader != NULL;
}

static bool map_part(Check *c, int which, Str part, Err *e)
{
    free(c->blocks[which]);
    c->blocks[which] = malloc(UTF8_MAP_BLOCKS(part.n) * sizeof(uint32_t));
    if (!c->blocks[which]) {
        err_set(e, ERR_MEMORY, "out of memory");
        return false;
    }
    utf8_map_init(&c->map[which], part.p, part.n, c->blocks[which]);
    return true;
}

// Moves on to the article with this id. false: there is none (or *e is filled).
static bool article_find(Check *c, Str id, Err *e)
{
    if (c->have && str_eq(c->item.article.id, id))
        return true;
    for (int round = 0; round < 2; round++) {
        while (reader_next(c->reader, &c->item)) {
            Err skip = {0};
            c->have = item_parse(&c->item, &skip) == 0;
            if (c->have && str_eq(c->item.article.id, id))
                return map_part(c, 0, c->item.article.title, e) &&
                       map_part(c, 1, c->item.article.text, e);
        }
        if (strcmp(c->path, "-") == 0 || !articles_open(c, e))
            return false;
    }
    return false;
}

static void complain(Check *c, const char *what, uint32_t start, uint32_t end, Str want, Str got)
{
    c->bad++;
    Buf b = {0};
    buf_printf(&b, "line %llu: %.*s: %s [%u,%u]", (unsigned long long)c->line, (int)c->record_id.n,
               c->record_id.p, what, start, end);
    if (want.p) {
        buf_z(&b, " says ");
        json_str(&b, (Str){want.p, want.n < 80 ? want.n : 80});
        buf_z(&b, ", the article has ");
        json_str(&b, (Str){got.p, got.n < 80 ? got.n : 80});
    } else {
        buf_z(&b, " lies outside the article");
    }
    if (!b.failed && c->report)
        c->report(c->context, b.p);
    buf_free(&b);
}

// The bytes that a span covers; false: outside.
static bool slice(const Check *c, int part, uint32_t start, uint32_t end, Str *out)
{
    const Utf8Map *m = &c->map[part];
    if (start >= end)
        return false;
    size_t a = start, z = end;
    if (!c->bytes) {
        if (end > utf8_map_point(m, m->n))
            return false;
        a = utf8_map_byte(m, start);
        z = utf8_map_byte(m, end);
    }
    if (z > m->n)
        return false;
    *out = (Str){m->s + a, z - a};
    return true;
}

static bool is_span(const JsonValue *v, uint32_t *start, uint32_t *end)
{
    return v && v->type == JSON_ARRAY && v->first && v->first->next && !v->first->next->next &&
           json_u32(v->first, start) && json_u32(v->first->next, end);
}

static void check_text(Check *c, const char *what, const JsonValue *span, const JsonValue *text,
                       int part)
{
    uint32_t start = 0, end = 0;
    Str got;
    c->spans++;
    if (!is_span(span, &start, &end) || !slice(c, part, start, end, &got))
        complain(c, what, start, end, (Str){0}, (Str){0});
    else if (text && !(text->type == JSON_STRING && str_eq(text->string, got)))
        complain(c, what, start, end, text->type == JSON_STRING ? text->string : STR("(no string)"),
                 got);
}

static void check_value(Check *c, const JsonValue *v, int part)
{
    if (v->type == JSON_OBJECT) {
        const JsonValue *own = json_member(v, "part");
        if (own && own->type == JSON_STRING)
            part = str_is(own->string, "title") ? 0 : 1;
        const JsonValue *text = json_member(v, "text"), *span = json_member(v, "span"),
                        *sentence = json_member(v, "sentence_span"), *head = json_member(v, "head");
        uint32_t start, end;
        if (span)
            check_text(c, "span", span, text, part);
        if (sentence)
            check_text(c, "sentence_span", sentence, text, part);
        if (is_span(head, &start, &end))
            check_text(c, "head", head, NULL, part);
    }
    if (v->type == JSON_OBJECT || v->type == JSON_ARRAY)
        for (const JsonValue *m = v->first; m; m = m->next) {
            uint32_t start, end;
            bool list = m->type == JSON_ARRAY && m->first && is_span(m->first, &start, &end) &&
                        (str_is(m->key, "cue") || str_is(m->key, "content"));
            if (list)
                for (const JsonValue *s = m->first; s; s = s->next)
                    check_text(c, str_is(m->key, "cue") ? "cue" : "content", s, NULL, part);
            else
                check_value(c, m, part);
        }
}

int check_records(const char *records, const char *articles, bool bytes, dragoman_report *report,
                  void *context, uint64_t *spans, Err *e)
{
    Check c = {.path = articles, .bytes = bytes, .report = report, .context = context};
    item_init(&c.item);
    Arena arena;
    arena_init(&arena, LIMIT_DOC_MEMORY);
    Err inner = {0};
    Source *s = articles_open(&c, e) ? source_open(records, NULL, &inner) : NULL;
    if (inner.code)
        err_set(e, inner.code, "%s: %s", records, inner.message);
    Str line;
    bool too_long;
    while (s && !e->code && source_line(s, LIMIT_LINE_BYTES, &line, &too_long, &inner)) {
        c.line++;
        if (str_trim(line).n == 0)
            continue;
        size_t at = 0;
        const char *why = "the line is too long";
        arena_reset(&arena);
        JsonValue *root =
            too_long ? NULL
                     : json_parse(&arena, arena_strndup(&arena, line.p, line.n), line.n, &at, &why);
        if (!root || root->type != JSON_OBJECT) {
            err_set(e, ERR_USAGE, "%s:%llu: not a record: %s", records, (unsigned long long)c.line,
                    root ? "no JSON object" : why);
            break;
        }
        const JsonValue *article = json_member(root, "article"),
                        *id = json_member(article ? article : root, "id"),
                        *own = json_member(root, "id");
        if (!id || id->type != JSON_STRING) {
            err_set(e, ERR_USAGE, "%s:%llu: not a record: it has no article.id", records,
                    (unsigned long long)c.line);
            break;
        }
        c.record_id = own && own->type == JSON_STRING ? own->string : id->string;
        if (!article_find(&c, id->string, e)) {
            if (e->code)
                break;
            Buf b = {0};
            buf_printf(&b, "line %llu: no article has the id '%.*s'", (unsigned long long)c.line,
                       (int)id->string.n, id->string.p);
            if (!b.failed && report)
                report(context, b.p);
            buf_free(&b);
            c.bad++;
            continue;
        }
        check_value(&c, root, 1);
    }
    if (inner.code)
        err_set(e, inner.code, "%s: %s", records, inner.message);
    *spans = c.spans;
    source_close(s);
    reader_free(c.reader);
    item_free(&c.item);
    free(c.blocks[0]);
    free(c.blocks[1]);
    arena_free(&arena);
    if (e->code)
        return (int)e->code;
    return c.bad ? err_set(e, ERR_ARTICLE, "%llu places do not hold", (unsigned long long)c.bad)
                 : 0;
}
