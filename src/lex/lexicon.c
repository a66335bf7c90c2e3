// SPDX-License-Identifier: MIT
// In: the compiled lexicon file (written by compile.c). Out: tables, cells, phrase look-ups.
// Method: one mmapped file; every offset is checked once at opening, so that look-ups need no
// checks. Phrases are hashed word by word; the index holds every key and every proper prefix of a
// key, so that the longest match stops at the first word that leads nowhere. Keys are compared by
// 64-bit hash alone: at 10^5 keys and 10^12 look-ups a false match has odds of 1 in 10^2 over the
// whole run's life. Cost: one probe a word. Does not: write files, know what any table means.
#include "lex/format.h"

#include "base/hash.h"
#include "base/mapfile.h"

#include <stdio.h>
#include <stdlib.h>

struct LexTable {
    const unsigned char *file; // start of the map
    Str name;
    uint32_t columns, rows;
    const uint32_t *column_names; // [columns] string offsets
    const uint32_t *cells;        // [rows][columns] string offsets
    const LexRow *row;            // [rows]
    const LexSlot *slots;         // [slot_mask + 1]
    uint32_t slot_mask;
};

struct Lexicon {
    MapFile map;
    LexTable *tables;
    uint32_t n_tables;
    char version[17];
};

static Str string_at(const unsigned char *file, uint32_t offset)
{
    uint32_t n;
    memcpy(&n, file + offset, 4);
    return (Str){(const char *)file + offset + 4, n};
}

static bool string_fits(const MapFile *m, uint32_t offset)
{
    if (offset % 4 || (size_t)offset + 5 > m->size)
        return false;
    uint32_t n;
    memcpy(&n, m->data + offset, 4);
    return n < m->size && (size_t)offset + 4 + n < m->size && m->data[offset + 4 + n] == 0;
}

static bool range_fits(const MapFile *m, uint32_t offset, uint64_t bytes)
{
    return offset % 8 == 0 && offset <= m->size && bytes <= m->size - offset;
}

// Every offset of one table points into the file.
static bool table_fits(const MapFile *m, const LexTableHeader *h)
{
    if (!string_fits(m, h->name) || h->columns == 0 || h->columns > LIMIT_LEXICON_COLUMNS ||
        h->slots == 0 || (h->slots & (h->slots - 1)) != 0)
        return false;
    if (!range_fits(m, h->column_names, 4ull * h->columns) ||
        !range_fits(m, h->cells, 4ull * h->columns * h->rows) ||
        !range_fits(m, h->row, (uint64_t)sizeof(LexRow) * h->rows) ||
        !range_fits(m, h->slot, (uint64_t)sizeof(LexSlot) * h->slots))
        return false;
    const uint32_t *names = (const void *)(m->data + h->column_names),
                   *cells = (const void *)(m->data + h->cells);
    const LexRow *row = (const void *)(m->data + h->row);
    const LexSlot *slot = (const void *)(m->data + h->slot);
    for (uint32_t i = 0; i < h->columns; i++)
        if (!string_fits(m, names[i]))
            return false;
    for (uint64_t i = 0; i < (uint64_t)h->columns * h->rows; i++)
        if (!string_fits(m, cells[i]))
            return false;
    for (uint32_t i = 0; i < h->rows; i++)
        // chains run forward, so they end
        if (!string_fits(m, row[i].file) ||
            (row[i].next != LEX_NONE && (row[i].next <= i || row[i].next >= h->rows)))
            return false;
    bool has_empty = false;
    for (uint32_t i = 0; i < h->slots; i++) {
        has_empty |= slot[i].hash == 0;
        if (slot[i].row != LEX_NONE && slot[i].row >= h->rows)
            return false;
    }
    return has_empty; // a full index would make probing endless
}

int lexicon_open(Lexicon **out, const char *path, Err *e)
{
    *out = NULL;
    MapFile m;
    int rc = mapfile_open(&m, path, e);
    if (rc)
        return rc;
    const char *fault = NULL;
    const LexHeader *h = (const void *)m.data;
    if (m.size < sizeof *h || memcmp(h->magic, LEX_MAGIC, 8) != 0)
        fault = "is not a compiled lexicon";
    else if (h->version != LEX_VERSION)
        fault = "was compiled for another version; run 'dragoman lexicon compile'";
    else if (h->size != m.size ||
             hash64(m.data + sizeof *h, m.size - sizeof *h, LEX_VERSION) != h->checksum)
        fault = "is damaged: the checksum does not agree";
    else if (!range_fits(&m, sizeof *h, (uint64_t)sizeof(LexTableHeader) * h->tables))
        fault = "is damaged: the table directory runs over the end";
    const LexTableHeader *tables = (const void *)(m.data + sizeof *h);
    for (uint32_t i = 0; !fault && i < h->tables; i++)
        if (!table_fits(&m, &tables[i]))
            fault = "is damaged: a table points outside the file";
    Lexicon *x = fault ? NULL : calloc(1, sizeof *x);
    if (x) {
        x->tables = calloc(h->tables ? h->tables : 1, sizeof *x->tables);
        if (!x->tables) {
            free(x);
            x = NULL;
        }
    }
    if (!x) {
        rc = fault ? err_set(e, ERR_USAGE, "lexicon '%s' %s", path, fault)
                   : err_set(e, ERR_MEMORY, "out of memory for lexicon '%s'", path);
        mapfile_close(&m);
        return rc;
    }
    x->map = m;
    x->n_tables = h->tables;
    snprintf(x->version, sizeof x->version, "%016llx", (unsigned long long)h->checksum);
    for (uint32_t i = 0; i < h->tables; i++)
        x->tables[i] = (LexTable){
            .file = m.data,
            .name = string_at(m.data, tables[i].name),
            .columns = tables[i].columns,
            .rows = tables[i].rows,
            .column_names = (const void *)(m.data + tables[i].column_names),
            .cells = (const void *)(m.data + tables[i].cells),
            .row = (const void *)(m.data + tables[i].row),
            .slots = (const void *)(m.data + tables[i].slot),
            .slot_mask = tables[i].slots - 1,
        };
    *out = x;
    return 0;
}

void lexicon_close(Lexicon *x)
{
    if (!x)
        return;
    mapfile_close(&x->map);
    free(x->tables);
    free(x);
}

const char *lexicon_version(const Lexicon *x)
{
    return x->version;
}

const LexTable *lexicon_table(const Lexicon *x, const char *name)
{
    for (uint32_t i = 0; i < x->n_tables; i++)
        if (str_is(x->tables[i].name, name))
            return &x->tables[i];
    return NULL;
}

uint32_t lextable_rows(const LexTable *t)
{
    return t ? t->rows : 0;
}

int lextable_column(const LexTable *t, const char *name)
{
    for (uint32_t i = 0; t && i < t->columns; i++)
        if (str_is(string_at(t->file, t->column_names[i]), name))
            return (int)i;
    return -1;
}

Str lextable_cell(const LexTable *t, uint32_t row, int column)
{
    if (column < 0)
        return (Str){"", 0};
    Str s = string_at(t->file, t->cells[(size_t)row * t->columns + (size_t)column]);
    return s.n == 1 && s.p[0] == '-' ? (Str){"", 0} : s;
}

Str lextable_file(const LexTable *t, uint32_t row)
{
    return string_at(t->file, t->row[row].file);
}
uint32_t lextable_line(const LexTable *t, uint32_t row)
{
    return t->row[row].line;
}
uint32_t lextable_next(const LexTable *t, uint32_t row)
{
    return t->row[row].next;
}

static const LexSlot *slot_find(const LexTable *t, uint64_t hash)
{
    for (uint32_t i = (uint32_t)hash & t->slot_mask;; i = (i + 1) & t->slot_mask) {
        if (t->slots[i].hash == hash)
            return &t->slots[i];
        if (t->slots[i].hash == 0)
            return NULL;
    }
}

// Folds the pieces of one word into the running key hash. Hyphens, blanks and the point before "'s"
// separate pieces, so that "al-Qaeda", "al - Qaeda" and "al Qaeda" are one key however the
// tokeniser cut them.
uint64_t lex_key_fold(uint64_t h, Str word)
{
    size_t start = 0;
    for (size_t i = 0; i <= word.n; i++) {
        bool cut = i == word.n || word.p[i] == '-' || word.p[i] == ' ';
        bool clitic = !cut && word.p[i] == '\'' && i > start && i + 2 >= word.n;
        if (!cut && !clitic)
            continue;
        if (i > start) {
            char low[LIMIT_TOKEN_BYTES];
            size_t n = i - start < sizeof low ? i - start : sizeof low;
            for (size_t k = 0; k < n; k++)
                low[k] = ascii_tolower(word.p[start + k]);
            h = hash_mix(h, hash64(low, n, 1));
            h += h == 0; // 0 marks an empty slot
        }
        start = clitic ? i : i + 1;
    }
    return h;
}

uint32_t lextable_find(const LexTable *t, Str key)
{
    if (!t)
        return LEX_NONE;
    uint64_t h = LEX_KEY_SEED;
    Str rest = key, word;
    while (str_split(&rest, ' ', &word))
        h = lex_key_fold(h, word);
    const LexSlot *s = slot_find(t, h);
    return s ? s->row : LEX_NONE;
}

unsigned lextable_match(const LexTable *t, const Str *words, unsigned n, uint32_t *row)
{
    unsigned best = 0;
    uint64_t h = LEX_KEY_SEED;
    if (n > LIMIT_PHRASE_TOKENS)
        n = LIMIT_PHRASE_TOKENS;
    for (unsigned i = 0; t && i < n; i++) {
        uint64_t next = lex_key_fold(h, words[i]);
        if (next == h) { // a bare hyphen joins, but no phrase begins or ends with it
            if (i == 0)
                return 0;
            continue;
        }
        h = next;
        const LexSlot *s = slot_find(t, h);
        if (!s)
            break;
        if (s->row != LEX_NONE) {
            best = i + 1;
            *row = s->row;
        }
        if (!s->prefix)
            break;
    }
    return best;
}
