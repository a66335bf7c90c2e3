// SPDX-License-Identifier: MIT
// In: file names. Out: items in input order, one an article, each with its file and line.
// Method: the content decides the format, not the name: "{" opens JSONL, a first line whose cells
// are names of ours opens CSV or TSV, anything else is plain text, one article a file. What we know
// but do not read (HTML, XML, PDF, zip, UTF-16 …) is named in the error, instead of being coded as
// if it were news. A damaged line ends with itself: the next line is the next article. Cost: one
// pass. Does not: parse JSON (item_parse does, in the workers), seek, follow folders.
#include "read/reader.h"

#include "base/hash.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "read/source.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#define SNIFF_BYTES ((size_t)64 << 10)

struct Reader {
    ReaderOptions o;
    size_t next_file;
    Source *source;
    Str file;
    InputFormat format;
    CsvReader *csv;
    uint64_t line; // lines taken of this file
    uint64_t number;
    uint64_t size, done; // bytes of all files; of the files read to their end
};

bool input_format_parse(Str name, InputFormat *out)
{
    static const char *const names[] = {"auto", "jsonl", "csv", "tsv", "text", "conllu"};
    for (unsigned i = 0; i < 6; i++)
        if (str_is(name, names[i])) {
            *out = (InputFormat)i;
            return true;
        }
    return false;
}

Reader *reader_new(const ReaderOptions *o, Err *e)
{
    Reader *r = calloc(1, sizeof *r);
    if (!r) {
        err_set(e, ERR_MEMORY, "out of memory");
        return NULL;
    }
    r->o = *o;
    bool known = true;
    for (size_t i = 0; i < o->n_files; i++) {
        struct stat st;
        const char *path = o->files[i];
        if (strcmp(path, "-") == 0) {
            known = false;
            continue;
        }
        if (stat(path, &st) != 0)
            err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
        else if (S_ISDIR(st.st_mode))
            err_set(e, ERR_IO, "%s: is a directory; name its files: %s/*", path, path);
        if (e->code) {
            free(r);
            return NULL;
        }
        known = known && S_ISREG(st.st_mode);
        r->size += (uint64_t)st.st_size;
    }
    if (!known)
        r->size = 0;
    return r;
}

static void reader_close_file(Reader *r)
{
    if (r->source)
        r->done += source_position(r->source);
    source_close(r->source);
    csv_free_reader(r->csv);
    r->source = NULL;
    r->csv = NULL;
}

void reader_free(Reader *r)
{
    if (!r)
        return;
    reader_close_file(r);
    free(r);
}

uint64_t reader_position(const Reader *r)
{
    return r->done + (r->source ? source_position(r->source) : 0);
}
uint64_t reader_size(const Reader *r)
{
    return r->size;
}

static bool starts_icase(Str s, const char *z)
{
    size_t n = strlen(z);
    return s.n >= n && str_ieq((Str){s.p, n}, str_of(z));
}

// What the head of a file is. *why is set for content that we know and do not read.
static InputFormat sniff(const FieldMap *map, Str head, char *delimiter, const char **why)
{
    *why = NULL;
    if (str_starts(head, "\xFF\xFE") || str_starts(head, "\xFE\xFF")) {
        *why = "UTF-16 is not read; use: iconv -f UTF-16 -t UTF-8 FILE | dragoman code -";
        return INPUT_TEXT;
    }
    static const struct {
        const char *magic, *why;
    } foreign[] = {
        {"%PDF", "PDF is not read; extract its text first (pdftotext)"},
        {"PK\x03\x04", "zip (also DOCX, XLSX) is not read; unpack it first"},
        {"{\\rtf", "RTF is not read; save it as plain text first"},
        {"PAR1", "Parquet is not read; write JSONL first"},
        {"WARC/", "WARC is not read yet; extract the text of its pages to JSONL first"},
        {"SQLite format 3", "SQLite is not read as input; write JSONL first"},
        {"\xD0\xCF\x11\xE0", "DOC and XLS are not read; save as plain text or CSV first"},
    };
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
        if (str_starts(head, foreign[i].magic)) {
            *why = foreign[i].why;
            return INPUT_TEXT;
        }
    Str body = head;
    while (body.n && ascii_space(body.p[0]))
        body.p++, body.n--;
    if (body.n && body.p[0] == '{') {
        Str rest = {body.p + 1, body.n - 1};
        while (rest.n && ascii_space(rest.p[0]))
            rest.p++, rest.n--;
        if (!rest.n || rest.p[0] == '"' || rest.p[0] == '}')
            return INPUT_JSONL;
    }
    if (body.n > 1 && body.p[0] == '[') {
        Str rest = {body.p + 1, body.n - 1};
        while (rest.n && ascii_space(rest.p[0]))
            rest.p++, rest.n--;
        if (rest.n && (rest.p[0] == '{' || rest.p[0] == ']')) {
            *why = "a JSON array; write one object a line: jq -c '.[]' FILE | dragoman code -";
            return INPUT_TEXT;
        }
    }
    static const char *const html[] = {"<!doctype html", "<html", "<head",   "<body",
                                       "<!--",           "<div",  "<article"};
    for (size_t i = 0; i < sizeof html / sizeof *html; i++)
        if (starts_icase(body, html[i])) {
            *why = "HTML is not read yet; extract the text first (a browser's reader view, "
                   "trafilatura, …)";
            return INPUT_TEXT;
        }
    if (starts_icase(body, "<?xml") || starts_icase(body, "<rss") || starts_icase(body, "<feed") ||
        starts_icase(body, "<nitf") || starts_icase(body, "<newsitem") ||
        starts_icase(body, "<doc ") || starts_icase(body, "<sentences") ||
        starts_icase(body, "<!doctype")) {
        *why = "XML is not read yet; write JSONL with the fields id, date, title, text";
        return INPUT_TEXT;
    }
    const char *end = head.n ? memchr(head.p, '\n', head.n) : NULL;
    Str first = {head.p, end ? (size_t)(end - head.p) : head.n};
    unsigned best = 0;
    bool best_text = false;
    static const char delimiters[] = {',', '\t', ';', '|'};
    for (unsigned i = 0; i < sizeof delimiters; i++) {
        bool text;
        unsigned n = csv_header_match(map, first, delimiters[i], &text);
        if (n > best) {
            best = n;
            best_text = text;
            *delimiter = delimiters[i];
        }
    }
    // Two names of ours in the first line are a header, and one is where it is the text column
    // alone ("text\nThe king…").
    if (best >= 2 ||
        (best == 1 && best_text && end && csv_header_match(map, first, '\n', &best_text) == 1))
        return *delimiter == '\t' ? INPUT_TSV : INPUT_CSV;
    return INPUT_TEXT;
}

// Opens the next file and finds its format. false: *e filled.
static bool reader_open_file(Reader *r, Err *e)
{
    const char *path = r->o.files[r->next_file++];
    r->file = strcmp(path, "-") == 0 ? STR("(standard input)") : str_of(path);
    r->line = 0;
    r->source = source_open(path, r->o.stop, e);
    if (!r->source)
        return false;
    Str head = source_peek(r->source, SNIFF_BYTES, true, e);
    if (e->code)
        return false;
    if (str_starts(head, "\xEF\xBB\xBF")) {
        source_skip(r->source, 3);
        head = (Str){head.p + 3, head.n - 3};
    }
    char delimiter = ',';
    const char *why = NULL;
    InputFormat found = sniff(&r->o.map, head, &delimiter, &why);
    r->format = r->o.format == INPUT_AUTO ? found : r->o.format;
    if (r->o.format == INPUT_AUTO && why) {
        r->line = 1;
        err_set(e, ERR_ARTICLE, "%s", why);
        return false;
    }
    if (r->o.format == INPUT_TSV)
        delimiter = '\t';
    if (r->format == INPUT_CSV || r->format == INPUT_TSV) {
        r->csv = csv_new(&r->o.map, delimiter);
        if (!r->csv) {
            err_set(e, ERR_MEMORY, "out of memory");
            return false;
        }
    }
    return true;
}

void item_init(ReadItem *item)
{
    memset(item, 0, sizeof *item);
    arena_init(&item->arena, LIMIT_DOC_MEMORY);
}

void item_free(ReadItem *item)
{
    buf_free(&item->raw);
    arena_free(&item->arena);
}

static void item_begin(Reader *r, ReadItem *item)
{
    // One huge article must not keep its memory for the rest of the run.
    if (item->raw.cap > ((size_t)4 << 20))
        buf_free(&item->raw);
    buf_clear(&item->raw);
    memset(item->cell, 0, sizeof item->cell);
    memset(&item->article, 0, sizeof item->article);
    item->err = (Err){0};
    item->file = r->file;
    item->line = r->line + 1;
    item->format = r->format;
    item->map = &r->o.map;
    item->number = r->number;
    item->sentence_ids = NULL;
    item->n_sentence_ids = item->cap_sentence_ids = 0;
}

static void item_error(ReadItem *item, const Err *e)
{
    item->err = (Err){0};
    if (item->line)
        err_set(&item->err, e->code, "%.*s:%llu: %s", (int)item->file.n, item->file.p,
                (unsigned long long)item->line, e->message);
    else
        err_set(&item->err, e->code, "%.*s: %s", (int)item->file.n, item->file.p, e->message);
}

static bool blank(Str s)
{
    return str_trim(s).n == 0;
}

// The next CoNLL-U document: up to the line before the next "# newdoc", or the end.
static bool next_conllu(Reader *r, ReadItem *item, Err *e)
{
    bool any = false;
    for (;;) {
        Str head = source_peek(r->source, 8, true, e);
        if (any && str_starts(head, "# newdoc"))
            break;
        Str line;
        bool too_long;
        if (!source_line(r->source, LIMIT_LINE_BYTES, &line, &too_long, e))
            break;
        r->line++;
        if (too_long || item->raw.n + line.n > LIMIT_LINE_BYTES) {
            err_set(e, ERR_ARTICLE, "the document is longer than %zu bytes", LIMIT_LINE_BYTES);
            return true;
        }
        if (!any && blank(line)) {
            item->line = r->line + 1;
            continue;
        }
        any = true;
        buf_str(&item->raw, line);
    }
    return any;
}

static bool next_of_file(Reader *r, ReadItem *item, Err *e)
{
    Str line;
    bool too_long;
    switch (r->format) {
    case INPUT_CSV:
    case INPUT_TSV: return csv_next(r->csv, r->source, &r->line, item, e);
    case INPUT_CONLLU: return next_conllu(r, item, e);
    case INPUT_TEXT:
        if (r->line || !source_rest(r->source, LIMIT_ARTICLE_BYTES, &line, &too_long, e))
            return false;
        r->line = 1;
        if (too_long) {
            err_set(e, ERR_ARTICLE, "the text is longer than %zu bytes", LIMIT_ARTICLE_BYTES);
            return true;
        }
        buf_str(&item->raw, line);
        item->cell[FIELD_TEXT].n = line.n;
        item->cell[FIELD_TEXT].present = true;
        return true;
    default:
        while (source_line(r->source, LIMIT_LINE_BYTES, &line, &too_long, e)) {
            r->line++;
            item->line = r->line;
            if (too_long) {
                err_set(e, ERR_ARTICLE, "the line is longer than %zu bytes", LIMIT_LINE_BYTES);
                return true;
            }
            if (blank(line))
                continue;
            buf_str(&item->raw, line);
            return true;
        }
        return false;
    }
}

bool reader_next(Reader *r, ReadItem *item)
{
    for (;;) {
        if (r->o.stop && *r->o.stop)
            return false;
        if (!r->source) {
            if (r->next_file == r->o.n_files)
                return false;
            Err e = {0};
            if (!reader_open_file(r, &e)) {
                item_begin(r, item);
                item->line = r->line;
                item_error(item, &e);
                reader_close_file(r);
                r->number++;
                return true;
            }
        }
        Err e = {0};
        item_begin(r, item);
        bool got = next_of_file(r, item, &e);
        if (got && item->raw.failed)
            err_set(&e, ERR_MEMORY, "out of memory");
        if (e.code) {
            item_error(item, &e);
            if (!got) // the file itself is at fault
                reader_close_file(r);
            r->number++;
            return true;
        }
        if (got && !(r->o.stop && *r->o.stop)) {
            r->number++;
            return true;
        }
        reader_close_file(r);
    }
}

static Str cell_text(const ReadItem *item, Field f)
{
    if (!item->cell[f].present)
        return (Str){0};
    return (Str){item->raw.p ? item->raw.p + item->cell[f].at : "", item->cell[f].n};
}

static int cells_parse(ReadItem *item)
{
    Article *a = &item->article;
    a->id = cell_text(item, FIELD_ID);
    a->text = cell_text(item, FIELD_TEXT);
    a->title = cell_text(item, FIELD_TITLE);
    a->source = cell_text(item, FIELD_SOURCE);
    a->url = cell_text(item, FIELD_URL);
    item_date(item, cell_text(item, FIELD_DATE));
    if (item->format == INPUT_TEXT) {
        const char *slash = NULL;
        for (size_t i = 0; i < item->file.n; i++)
            if (item->file.p[i] == '/')
                slash = item->file.p + i;
        a->id = slash ? (Str){slash + 1, (size_t)(item->file.p + item->file.n - slash - 1)}
                      : item->file;
        if (str_is(a->id, "(standard input)"))
            a->id = STR("stdin");
    }
    return 0;
}

void item_date(ReadItem *item, Str given)
{
    if (field_date(&item->arena, given, &item->article.date))
        return;
    item->article.date = (Str){0};
    err_set(&item->note, ERR_ARTICLE,
            "%.*s:%llu: date '%.*s' is not understood, coded without it; write YYYY-MM-DD",
            (int)item->file.n, item->file.p, (unsigned long long)item->line,
            (int)(given.n < 60 ? given.n : 60), given.p);
}

int article_check(const ReadItem *item, Err *e)
{
    const Article *a = &item->article;
    if (!a->text.p)
        return err_set(e, ERR_ARTICLE,
                       "no text: none of the fields text, body, content, maintext … is there");
    if (a->text.n + a->title.n > LIMIT_ARTICLE_BYTES)
        return err_set(e, ERR_ARTICLE, "title and text have %zu bytes, more than %zu",
                       a->text.n + a->title.n, LIMIT_ARTICLE_BYTES);
    const struct {
        const char *name;
        Str value;
    } all[] = {{"text", a->text},
               {"title", a->title},
               {"id", a->id},
               {"source", a->source},
               {"url", a->url}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (i > 1 && all[i].value.n > LIMIT_FIELD_BYTES)
            return err_set(e, ERR_ARTICLE, "the %s has %zu bytes, more than %zu", all[i].name,
                           all[i].value.n, LIMIT_FIELD_BYTES);
        size_t at = utf8_invalid(all[i].value.p, all[i].value.n);
        if (at < all[i].value.n)
            return err_set(e, ERR_ARTICLE, "the %s is not UTF-8 at byte %zu (0x%02X)", all[i].name,
                           at, (unsigned)(unsigned char)all[i].value.p[at]);
        const char *nul = all[i].value.n ? memchr(all[i].value.p, 0, all[i].value.n) : NULL;
        if (nul)
            return err_set(e, ERR_ARTICLE, "the %s holds a NUL byte at byte %zu", all[i].name,
                           (size_t)(nul - all[i].value.p));
    }
    return 0;
}

int item_parse(ReadItem *item, Err *e)
{
    if (item->err.code) {
        *e = item->err;
        return (int)e->code;
    }
    arena_reset(&item->arena);
    item->note = (Err){0};
    Err inner = {0};
    jmp_buf full;
    if (setjmp(full)) {
        err_set(&inner, ERR_ARTICLE, "the article needs more memory than %zu bytes",
                LIMIT_DOC_MEMORY);
    } else {
        item->arena.on_full = &full;
        item->article = (Article){.file = item->file, .line = item->line};
        int rc = item->format == INPUT_JSONL    ? jsonl_parse(item, &inner)
                 : item->format == INPUT_CONLLU ? conllu_parse(item, &inner)
                                                : cells_parse(item);
        if (rc == 0)
            rc = article_check(item, &inner);
        Article *a = &item->article;
        if (rc == 0 && !a->id.n) {
            uint64_t h[2] = {0x6472616Fu, 0x676F6D61u};
            const Str parts[] = {a->url, a->date, a->title, a->text};
            for (unsigned i = 0; i < 4; i++) {
                h[0] = hash64(parts[i].p, parts[i].n, h[0]);
                h[1] = hash64(parts[i].p, parts[i].n, h[1] ^ 0x9E3779B97F4A7C15u);
            }
            a->id = str_of(arena_printf(&item->arena, "%016llx%016llx", (unsigned long long)h[0],
                                        (unsigned long long)h[1]));
        }
    }
    item->arena.on_full = NULL;
    if (!inner.code)
        return 0;
    return err_set(e, inner.code, "%.*s:%llu: %s", (int)item->file.n, item->file.p,
                   (unsigned long long)item->line, inner.message);
}

int item_tokens(ReadItem *item, Doc *d, Err *e)
{
    Err inner = {0};
    if (conllu_tokens(item, d, &inner) == 0)
        return 0;
    return err_set(e, inner.code, "%.*s:%llu: %s", (int)item->file.n, item->file.p,
                   (unsigned long long)item->line, inner.message);
}
