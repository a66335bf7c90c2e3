// SPDX-License-Identifier: MIT
// In: folders of TSV tables. Out: one compiled lexicon file (format.h).
// Method: tables are read whole into memory; a table's name is its file's stem up to the first '-',
// so that one table may be spread over files. Strings are pooled. Keys and all their proper
// prefixes go into an open-addressing index at most half full. Cost: a few hundred milliseconds for
// 100,000 rows; run at build time. Does not: judge what rows mean (event/check.c does).
#include "lex/compile.h"

#include "base/arena.h"
#include "base/hash.h"
#include "lex/format.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    Str *cells;
    const char *file; // base name
    uint32_t line;
} Row;

typedef struct {
    Str name;
    Str column[LIMIT_LEXICON_COLUMNS];
    uint32_t n_columns;
    Row *rows;
    size_t n_rows, cap_rows;
} Table;

typedef struct {
    Arena arena;
    Table *tables;
    size_t n_tables, cap_tables;
    char **paths;
    size_t n_paths, cap_paths;
    unsigned char *out; // the file under construction
    size_t n_out, cap_out;
    uint32_t *pool; // offsets of pooled strings, open addressing
    size_t pool_cap, pool_used;
    Err *error;
} Compiler;

static int row_fault(Compiler *c, const char *path, uint32_t line, Str row, size_t column,
                     const char *reason)
{
    int width = row.n > 160 ? 160 : (int)row.n;
    int caret = column > 160 ? 160 : (int)column;
    return err_set(c->error, ERR_USAGE, "%s:%u:%zu: %s\n  %.*s\n  %*s^", path, line, column + 1,
                   reason, width, row.p, caret, "");
}

static Table *table_named(Compiler *c, Str name)
{
    for (size_t i = 0; i < c->n_tables; i++)
        if (str_eq(c->tables[i].name, name))
            return &c->tables[i];
    Table *t = ARENA_PUSH(&c->arena, c->tables, c->n_tables, c->cap_tables);
    t->name = name;
    return t;
}

static int header_read(Compiler *c, Table *t, uint32_t *order, uint32_t *n, const char *path,
                       uint32_t line, Str row)
{
    bool first = t->n_columns == 0;
    Str rest = row, cell;
    *n = 0;
    while (str_split(&rest, '\t', &cell)) {
        cell = str_trim(cell);
        size_t at = (size_t)(cell.p - row.p);
        if (cell.n == 0 || *n == LIMIT_LEXICON_COLUMNS)
            return row_fault(c, path, line, row, at,
                             cell.n ? "too many columns" : "a column without a name");
        uint32_t i = 0;
        while (i < t->n_columns && !str_eq(t->column[i], cell))
            i++;
        if (i == t->n_columns) {
            if (!first)
                return row_fault(c, path, line, row, at,
                                 "this column is not in the table's other files");
            t->column[t->n_columns++] = cell;
        }
        order[(*n)++] = i;
    }
    if (*n != t->n_columns)
        return row_fault(c, path, line, row, 0, "the table's other files have more columns");
    return 0;
}

static int file_read(Compiler *c, const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return err_set(c->error, ERR_USAGE, "cannot open '%s': %s", path, strerror(errno));
    size_t n = 0, cap = 1 << 16;
    char *text = arena_alloc(&c->arena, cap);
    for (;;) {
        size_t got = fread(text + n, 1, cap - n, f);
        n += got;
        if (got == 0)
            break;
        if (n == cap) {
            char *more = arena_alloc(&c->arena, cap * 2);
            memcpy(more, text, n);
            text = more;
            cap *= 2;
        }
    }
    bool bad = ferror(f) != 0;
    fclose(f);
    if (bad)
        return err_set(c->error, ERR_IO, "cannot read '%s'", path);

    const char *base = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    size_t stem = strcspn(base, "-.");
    Table *t = table_named(c, (Str){base, stem});
    uint32_t order[LIMIT_LEXICON_COLUMNS], columns = 0, line = 0;
    Str rest = {text, n}, row;
    while (str_split(&rest, '\n', &row)) {
        line++;
        if (row.n && row.p[row.n - 1] == '\r')
            row.n--;
        if (row.n == 0 || row.p[0] == '#')
            continue;
        if (columns == 0) {
            int rc = header_read(c, t, order, &columns, path, line, row);
            if (rc)
                return rc;
            continue;
        }
        Row *r = ARENA_PUSH(&c->arena, t->rows, t->n_rows, t->cap_rows);
        r->cells = ARENA_NEW(&c->arena, Str, t->n_columns);
        r->file = base;
        r->line = line;
        Str cells = row, cell;
        uint32_t k = 0;
        while (str_split(&cells, '\t', &cell)) {
            size_t at = (size_t)(cell.p - row.p);
            if (k == columns)
                return row_fault(c, path, line, row, at, "more cells than the header has columns");
            if (cell.n > LIMIT_LEXICON_CELL)
                return row_fault(c, path, line, row, at, "the cell is too long");
            r->cells[order[k++]] = str_trim(cell);
        }
        for (; k < columns; k++) // trailing empty cells may be left off
            r->cells[order[k]] = STR("");
        if (r->cells[0].n == 0)
            return row_fault(c, path, line, row, 0, "the first cell is empty");
    }
    return 0;
}

static int paths_collect(Compiler *c, const char *dir, int depth)
{
    DIR *d = opendir(dir);
    if (!d)
        return err_set(c->error, ERR_USAGE, "cannot open folder '%s': %s", dir, strerror(errno));
    for (struct dirent *entry; (entry = readdir(d));) {
        if (entry->d_name[0] == '.')
            continue;
        char *path = arena_printf(&c->arena, "%s/%s", dir, entry->d_name);
        struct stat st;
        if (stat(path, &st) != 0)
            continue;
        if (S_ISDIR(st.st_mode) && depth == 0) {
            int rc = paths_collect(c, path, 1);
            if (rc) {
                closedir(d);
                return rc;
            }
        } else if (S_ISREG(st.st_mode) && str_ends(str_of(path), ".tsv"))
            *ARENA_PUSH(&c->arena, c->paths, c->n_paths, c->cap_paths) = path;
    }
    closedir(d);
    return 0;
}

static int path_order(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static int folder_read(Compiler *c, const char *dir)
{
    c->n_paths = 0;
    int rc = paths_collect(c, dir, 0);
    if (!rc && c->n_paths)
        qsort(c->paths, c->n_paths, sizeof *c->paths, path_order);
    for (size_t i = 0; !rc && i < c->n_paths; i++)
        rc = file_read(c, c->paths[i]);
    return rc;
}

// ------------------------------------------------------------------------------------------------
// writing
static uint32_t out_room(Compiler *c, size_t bytes, size_t align)
{
    size_t at = (c->n_out + align - 1) / align * align;
    if (at + bytes > c->cap_out) {
        size_t cap = c->cap_out ? c->cap_out : 1 << 20;
        while (cap < at + bytes)
            cap *= 2;
        unsigned char *more = arena_alloc(&c->arena, cap); // zeroed, so padding is too
        if (c->n_out)
            memcpy(more, c->out, c->n_out);
        c->out = more;
        c->cap_out = cap;
    }
    c->n_out = at + bytes;
    return (uint32_t)at;
}

static Str pooled_at(const Compiler *c, uint32_t offset)
{
    uint32_t n;
    memcpy(&n, c->out + offset, 4);
    return (Str){(const char *)c->out + offset + 4, n};
}

static uint32_t out_string(Compiler *c, Str s)
{
    if (c->pool_used * 2 >= c->pool_cap) {
        size_t cap = c->pool_cap ? c->pool_cap * 2 : 1 << 14;
        uint32_t *pool = ARENA_NEW(&c->arena, uint32_t, cap);
        for (size_t i = 0; i < c->pool_cap; i++)
            if (c->pool[i]) {
                Str old = pooled_at(c, c->pool[i]);
                size_t k = hash64(old.p, old.n, 0) & (cap - 1);
                while (pool[k])
                    k = (k + 1) & (cap - 1);
                pool[k] = c->pool[i];
            }
        c->pool = pool;
        c->pool_cap = cap;
    }
    size_t k = hash64(s.p, s.n, 0) & (c->pool_cap - 1);
    for (; c->pool[k]; k = (k + 1) & (c->pool_cap - 1))
        if (str_eq(pooled_at(c, c->pool[k]), s))
            return c->pool[k];
    uint32_t at = out_room(c, 4 + s.n + 1, 4);
    uint32_t n = (uint32_t)s.n;
    memcpy(c->out + at, &n, 4);
    if (s.n)
        memcpy(c->out + at + 4, s.p, s.n);
    c->pool[k] = at;
    c->pool_used++;
    return at;
}

static LexSlot *slot_at(LexSlot *slots, uint32_t mask, uint64_t hash)
{
    uint32_t i = (uint32_t)hash & mask;
    while (slots[i].hash && slots[i].hash != hash)
        i = (i + 1) & mask;
    return &slots[i];
}

// The words of a key and, when prefixes are wanted, the hash after each.
static uint32_t key_hashes(Str key, uint64_t *hashes, uint32_t room)
{
    uint64_t h = LEX_KEY_SEED;
    uint32_t n = 0;
    Str rest = key, word;
    while (str_split(&rest, ' ', &word) && n < room) {
        // a word with hyphens or a clitic is several pieces; each is a step of the longest match
        size_t start = 0;
        for (size_t i = 0; i <= word.n; i++) {
            bool cut = i == word.n || word.p[i] == '-';
            bool clitic = !cut && word.p[i] == '\'' && i > start && i + 2 >= word.n;
            if ((cut || clitic) && i > start && n < room) {
                h = lex_key_fold(h, (Str){word.p + start, i - start});
                hashes[n++] = h;
            }
            if (cut)
                start = i + 1;
            else if (clitic)
                start = i;
        }
    }
    return n;
}

static int table_write(Compiler *c, const Table *t, uint32_t directory)
{
    enum { PIECES = 32 };
    uint64_t hashes[PIECES];
    size_t entries = 0;
    for (size_t i = 0; i < t->n_rows; i++)
        entries += key_hashes(t->rows[i].cells[0], hashes, PIECES);
    uint32_t slots = 16;
    while (slots < entries * 2 + 2)
        slots *= 2;
    LexSlot *slot = ARENA_NEW(&c->arena, LexSlot, slots);
    uint32_t *last =
        ARENA_NEW(&c->arena, uint32_t, t->n_rows + 1); // the end of the chain that begins at a row
    LexRow *row = ARENA_NEW(&c->arena, LexRow, t->n_rows + 1);
    for (uint32_t i = 0; i < slots; i++)
        slot[i].row = LEX_NONE;
    for (uint32_t i = 0; i < t->n_rows; i++) {
        row[i] = (LexRow){out_string(c, str_of(t->rows[i].file)), t->rows[i].line, LEX_NONE};
        uint32_t n = key_hashes(t->rows[i].cells[0], hashes, PIECES);
        if (n == 0) // punctuation only: no key, still a row
            continue;
        for (uint32_t k = 0; k + 1 < n; k++) {
            LexSlot *s = slot_at(slot, slots - 1, hashes[k]);
            s->hash = hashes[k];
            s->prefix = 1;
        }
        LexSlot *s = slot_at(slot, slots - 1, hashes[n - 1]);
        s->hash = hashes[n - 1];
        if (s->row == LEX_NONE)
            s->row = i;
        else
            row[last[s->row]].next = i;
        last[s->row] = i;
    }
    LexTableHeader h = {.name = out_string(c, t->name),
                        .columns = t->n_columns,
                        .rows = (uint32_t)t->n_rows,
                        .slots = slots};
    uint32_t *cells = ARENA_NEW(&c->arena, uint32_t, t->n_rows * t->n_columns + 1);
    for (size_t i = 0; i < t->n_rows; i++)
        for (uint32_t k = 0; k < t->n_columns; k++)
            cells[i * t->n_columns + k] = out_string(c, t->rows[i].cells[k]);
    uint32_t names[LIMIT_LEXICON_COLUMNS];
    for (uint32_t k = 0; k < t->n_columns; k++)
        names[k] = out_string(c, t->column[k]);
    h.column_names = out_room(c, sizeof(uint32_t) * t->n_columns, 8);
    memcpy(c->out + h.column_names, names, sizeof(uint32_t) * t->n_columns);
    h.cells = out_room(c, sizeof(uint32_t) * t->n_columns * t->n_rows, 8);
    memcpy(c->out + h.cells, cells, sizeof(uint32_t) * t->n_columns * t->n_rows);
    h.row = out_room(c, sizeof(LexRow) * t->n_rows, 8);
    memcpy(c->out + h.row, row, sizeof(LexRow) * t->n_rows);
    h.slot = out_room(c, sizeof(LexSlot) * slots, 8);
    memcpy(c->out + h.slot, slot, sizeof(LexSlot) * slots);
    memcpy(c->out + directory, &h, sizeof h);
    return c->n_out > UINT32_MAX ? err_set(c->error, ERR_USAGE, "the lexicon is larger than 4 GB")
                                 : 0;
}

static int file_write(Compiler *c, const char *out)
{
    char *temporary = arena_printf(&c->arena, "%s.tmp", out);
    FILE *f = fopen(temporary, "wb");
    if (!f)
        return err_set(c->error, ERR_IO, "cannot write '%s': %s", temporary, strerror(errno));
    bool good = fwrite(c->out, 1, c->n_out, f) == c->n_out;
    good = fclose(f) == 0 && good;
    if (!good || rename(temporary, out) != 0) {
        int why = errno;
        remove(temporary);
        return err_set(c->error, ERR_IO, "cannot write '%s': %s", out, strerror(why));
    }
    return 0;
}

int lexicon_compile(const char *dir, const char *extra, const char *out, Err *e)
{
    Compiler c = {.error = e};
    jmp_buf full;
    arena_init(&c.arena, LIMIT_DOC_MEMORY);
    if (setjmp(full)) {
        arena_free(&c.arena);
        return err_set(e, ERR_MEMORY, "out of memory for the lexicon");
    }
    c.arena.on_full = &full;
    int rc = extra ? folder_read(&c, extra) : 0;
    if (!rc && extra && c.n_tables == 0)
        rc = err_set(e, ERR_USAGE, "no tables (*.tsv) in '%s'", extra);
    if (!rc)
        rc = folder_read(&c, dir);
    if (!rc && c.n_tables == 0)
        rc = err_set(e, ERR_USAGE, "no tables (*.tsv) in '%s'", dir);
    if (!rc) {
        out_room(&c, sizeof(LexHeader), 8);
        uint32_t directory = out_room(&c, sizeof(LexTableHeader) * c.n_tables, 8);
        for (size_t i = 0; !rc && i < c.n_tables; i++)
            rc = table_write(&c, &c.tables[i], directory + (uint32_t)(i * sizeof(LexTableHeader)));
    }
    if (!rc) {
        LexHeader h = {.version = LEX_VERSION, .tables = (uint32_t)c.n_tables};
        memcpy(h.magic, LEX_MAGIC, 8);
        out_room(&c, 4, 8); // the last string is followed by something
        h.size = c.n_out;
        h.checksum = hash64(c.out + sizeof h, c.n_out - sizeof h, LEX_VERSION);
        memcpy(c.out, &h, sizeof h);
        rc = file_write(&c, out);
    }
    arena_free(&c.arena);
    return rc;
}

int lexicon_compile_open(Lexicon **out, const char *dir, const char *extra, Err *e)
{
    *out = NULL;
    char path[] = "/tmp/dragoman-lexicon-XXXXXX";
    int fd = mkstemp(path);
    if (fd < 0)
        return err_set(e, ERR_IO, "cannot make a temporary file in /tmp");
    close(fd);
    int rc = lexicon_compile(dir, extra, path, e);
    if (!rc)
        rc = lexicon_open(out, path, e);
    unlink(path); // the map stays
    return rc;
}
