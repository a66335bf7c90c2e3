// SPDX-License-Identifier: MIT
// In: lines of a CSV or TSV file with a header. Out: one item a row, its known cells copied.
// Method: libcsv in strict mode (RFC 4180), fed line by line until it reports a row's end, so that
// a quoted line break joins two lines and every row knows its first line. Blanks around cells are
// kept: they are part of the text as given. A row that breaks the rules, or has more or fewer cells
// than the header, is an error of that row alone. Cost: linear. Does not: read files without a
// header, guess quoting other than "…", skip comment lines.
#include "base/limits.h"
#include "read/reader.h"
#include "read/source.h"

#include <csv.h>
#include <stdlib.h>

#define CELLS_MAX 4096

struct CsvReader {
    struct csv_parser parser;
    const FieldMap *map;
    char delimiter;
    int *column; // field of each column, -1: none of ours
    size_t n_columns;
    bool have_header;
    // the row under way
    Buf cells; // header: the names; rows: the known cells
    size_t n_cells;
    ReadItem *item;
    bool row_done, failed;
    size_t row_bytes;
    Str names[CELLS_MAX];
    size_t name_at[CELLS_MAX], name_n[CELLS_MAX];
};

static int no_blank(unsigned char c)
{
    (void)c;
    return 0;
}

static bool csv_begin(CsvReader *c)
{
    if (csv_init(&c->parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return false;
    csv_set_delim(&c->parser, (unsigned char)c->delimiter);
    csv_set_space_func(&c->parser, no_blank);
    return true;
}

CsvReader *csv_new(const FieldMap *map, char delimiter)
{
    CsvReader *c = calloc(1, sizeof *c);
    if (!c)
        return NULL;
    c->map = map;
    c->delimiter = delimiter;
    if (!csv_begin(c)) {
        free(c);
        return NULL;
    }
    return c;
}

void csv_free_reader(CsvReader *c)
{
    if (!c)
        return;
    csv_free(&c->parser);
    buf_free(&c->cells);
    free(c->column);
    free(c);
}

static Str unquote(Str s)
{
    s = str_trim(s);
    return s.n >= 2 && s.p[0] == '"' && s.p[s.n - 1] == '"' ? (Str){s.p + 1, s.n - 2} : s;
}

unsigned csv_header_match(const FieldMap *map, Str line, char delimiter, bool *text)
{
    unsigned n = 0;
    bool seen[FIELD_COUNT] = {0};
    *text = false;
    Str rest = line, cell;
    if (line.n > 65536)
        return 0;
    while (str_split(&rest, delimiter, &cell)) {
        Field f;
        unsigned rank;
        if (field_find(map, unquote(cell), &f, &rank) && !seen[f]) {
            seen[f] = true;
            n++;
        }
    }
    *text = seen[FIELD_TEXT];
    return n;
}

static void on_cell(void *p, size_t n, void *ctx)
{
    CsvReader *c = ctx;
    size_t at = c->n_cells++;
    if (!c->have_header) {
        if (at >= CELLS_MAX)
            return;
        c->name_at[at] = c->cells.n;
        c->name_n[at] = n;
        buf_add(&c->cells, p, n);
    } else if (at < c->n_columns && c->column[at] >= 0) {
        int f = c->column[at];
        c->item->cell[f].at = c->item->raw.n;
        c->item->cell[f].n = n;
        c->item->cell[f].present = true;
        buf_add(&c->item->raw, p, n);
    }
}

static void on_row(int end, void *ctx)
{
    CsvReader *c = ctx;
    (void)end;
    c->row_done = c->n_cells > 0;
}

// The header row is in: which column is which field.
static bool csv_header(CsvReader *c, Err *e)
{
    if (c->n_cells > CELLS_MAX) {
        err_set(e, ERR_ARTICLE, "the header has %zu columns, more than %d", c->n_cells, CELLS_MAX);
        return false;
    }
    c->column = malloc(c->n_cells * sizeof *c->column);
    if (!c->column) {
        err_set(e, ERR_MEMORY, "out of memory");
        return false;
    }
    c->n_columns = c->n_cells;
    unsigned best[FIELD_COUNT];
    int where[FIELD_COUNT];
    for (unsigned f = 0; f < FIELD_COUNT; f++)
        where[f] = -1;
    for (size_t i = 0; i < c->n_columns; i++) {
        Field f;
        unsigned rank;
        c->column[i] = -1;
        Str name = {c->cells.p + c->name_at[i], c->name_n[i]};
        if (field_find(c->map, name, &f, &rank) && (where[f] < 0 || rank < best[f])) {
            if (where[f] >= 0)
                c->column[where[f]] = -1;
            where[f] = (int)i;
            best[f] = rank;
            c->column[i] = (int)f;
        }
    }
    if (where[FIELD_TEXT] < 0) {
        err_set(e, ERR_ARTICLE,
                "no column of the header is the text (text, body, content …); name it with --map "
                "text=COLUMN");
        return false;
    }
    c->have_header = true;
    return true;
}

bool csv_next(CsvReader *c, Source *s, uint64_t *line, ReadItem *item, Err *e)
{
    for (;;) {
        c->item = item;
        c->n_cells = 0;
        c->row_bytes = 0;
        c->row_done = false;
        item->line = *line + 1;
        Str text;
        bool too_long, got = false, bad = false;
        while (!c->row_done && source_line(s, LIMIT_LINE_BYTES, &text, &too_long, e)) {
            got = true;
            ++*line;
            c->row_bytes += text.n;
            if (too_long || c->row_bytes > LIMIT_LINE_BYTES) {
                err_set(e, ERR_ARTICLE,
                        "the row is longer than %zu bytes (a quotation mark never closed?)",
                        LIMIT_LINE_BYTES);
                bad = true;
                break;
            }
            // CR LF is a line end; a lone CR within a quoted cell is text.
            if (csv_parse(&c->parser, text.p, text.n, on_cell, on_row, c) != text.n) {
                err_set(e, ERR_ARTICLE,
                        "not CSV: a quotation mark within a cell that is not quoted, or text after "
                        "a closing one");
                bad = true;
                break;
            }
            if (c->n_cells == 0 && !c->row_done &&
                str_trim(text).n == 0) // an empty line between rows
                item->line = *line + 1;
        }
        if (!bad && e->code)
            return false;
        if (!bad && !c->row_done && got) { // the last line may lack its line end
            if (csv_fini(&c->parser, on_cell, on_row, c) != 0) {
                err_set(e, ERR_ARTICLE, "a quotation mark opened here is never closed");
                bad = true;
            }
        }
        if (bad) {
            csv_free(&c->parser);
            if (!csv_begin(c))
                e->code = ERR_MEMORY;
            return c->have_header; // without a header the file cannot be read
        }
        if (!c->row_done)
            return false;
        if (!c->have_header) {
            if (!csv_header(c, e))
                return false;
            continue;
        }
        if (c->n_cells != c->n_columns) {
            err_set(e, ERR_ARTICLE, "the row has %zu cells, the header %zu", c->n_cells,
                    c->n_columns);
            return true;
        }
        return true;
    }
}
