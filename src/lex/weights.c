// SPDX-License-Identifier: MIT
// In: a model file. Out: a Weights whose pointers and indexes may be used without further checks.
//
// Method: header, section table and every section carry a CRC-32C; then each section that the
// program uses is asked for by name, type and shape, and its contents are checked once: rows and
// rules within range, strings closed, weights within +-63, numbers finite and small. After that the
// stages need no bounds check of their own, and no arithmetic of theirs can overflow to infinity,
// even with a file made by hand to do harm. Cost: one pass over the file (about 10 MB). Does not:
// unpack, copy or convert anything.
#include "lex/weights.h"

#include "base/hash.h"

#include <stdio.h>
#include <string.h>

typedef enum {
    TYPE_BYTES,
    TYPE_I8,
    TYPE_U8,
    TYPE_U16,
    TYPE_I32,
    TYPE_U32,
    TYPE_F32,
    TYPE_U64,
    TYPE_COUNT
} SectionType;

enum {
    HEADER_BYTES = 64,
    ENTRY_BYTES = 64,
    SECTIONS_MAX = 256,
    DIMS = 32,
    WEIGHT_LIMIT = 63,
    WIDTH_MAX = 320, // 3 * width inputs keep every sum below 2^24
    ARC_WIDTH_MAX = 512,
    LABEL_WIDTH_MAX = 256,
    HEAD_COLS_MAX = 4096
};
// Larger numbers in a model are nonsense, and with this bound nothing computed from it can become
// infinite.
#define NUMBER_LIMIT 1e6f

typedef struct {
    char name[17];
    uint32_t type, n_dims, dim[4];
    uint64_t offset, size;
} Section;

typedef struct {
    const unsigned char *data;
    size_t size;
    const char *path;
    uint32_t n;
    Section section[SECTIONS_MAX];
    Err *e;
} Reader;

static uint32_t load32(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static uint64_t load64(const unsigned char *p)
{
    return (uint64_t)load32(p) | (uint64_t)load32(p + 4) << 32;
}

static int refuse(const Reader *r, const char *section, const char *why)
{
    if (section)
        return err_set(r->e, ERR_USAGE, "model '%s' is damaged: section '%s' %s", r->path, section,
                       why);
    return err_set(r->e, ERR_USAGE, "model '%s' %s", r->path, why);
}

static bool all_zero(const unsigned char *p, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (p[i])
            return false;
    }
    return true;
}

static const size_t type_size[TYPE_COUNT] = {1, 1, 1, 2, 4, 4, 4, 8};

// Header and section table: afterwards every section lies inside the file and has the size its
// shape says.
static int read_table(Reader *r, Weights *w)
{
    if (r->size < HEADER_BYTES || memcmp(r->data, "DRGMODL", 8) != 0)
        return refuse(r, NULL, "is not a Dragoman model file");
    if (load32(r->data + 36) != crc32c(0, r->data, 36))
        return refuse(r, NULL, "is damaged: its header does not match its checksum");
    if (load32(r->data + 12) != 0x01020304u)
        return refuse(r, NULL, "is damaged: wrong byte order");
    if (load32(r->data + 8) != 1)
        return refuse(
            r, NULL,
            "has a version that this program does not read; get the model of this release");
    if (load64(r->data + 16) != r->size)
        return refuse(r, NULL, "is cut short or has grown: its size is not the size in its header");
    r->n = load32(r->data + 24);
    uint32_t at = load32(r->data + 28);
    if (r->n == 0 || r->n > SECTIONS_MAX || at != HEADER_BYTES ||
        (uint64_t)at + (uint64_t)r->n * ENTRY_BYTES > r->size)
        return refuse(r, NULL, "is damaged: its section table does not fit");
    if (load32(r->data + 32) != crc32c(0, r->data + at, (size_t)r->n * ENTRY_BYTES))
        return refuse(r, NULL, "is damaged: its section table does not match its checksum");
    memcpy(w->name, r->data + 40, 16);
    for (size_t i = 0; i < sizeof w->name; i++) { // the name is shown to people: plain ASCII only
        if (w->name[i] != 0 && (w->name[i] < ' ' || w->name[i] > '~'))
            return refuse(r, NULL, "is damaged: its name is not plain ASCII");
    }
    if (!all_zero(r->data + 56, 8))
        return refuse(r, NULL, "is damaged: stray bytes in the header");

    uint64_t end = at + (uint64_t)r->n * ENTRY_BYTES; // sections stand in the order of the table
    for (uint32_t i = 0; i < r->n; i++) {
        const unsigned char *p = r->data + at + (size_t)i * ENTRY_BYTES;
        Section *s = &r->section[i];
        memcpy(s->name, p, 16);
        s->type = load32(p + 16);
        s->n_dims = load32(p + 20);
        for (size_t k = 0; k < 4; k++)
            s->dim[k] = load32(p + 24 + 4 * k);
        s->offset = load64(p + 40);
        s->size = load64(p + 48);
        for (size_t k = 0; k < 16; k++) {
            if (s->name[k] != 0 && (s->name[k] < ' ' || s->name[k] > '~'))
                return refuse(r, NULL, "is damaged: a section's name is not plain ASCII");
        }
        if (s->type >= TYPE_COUNT || s->n_dims < 1 || s->n_dims > 4)
            return refuse(r, s->name, "has an unknown type");
        if (s->offset % 64 != 0 || s->offset < end || s->offset > r->size ||
            s->size > r->size - s->offset)
            return refuse(r, s->name, "does not lie inside the file");
        uint64_t items = 1;
        for (size_t k = 0; k < 4; k++) {
            if (s->dim[k] != 0 && items > r->size / s->dim[k])
                return refuse(r, s->name, "is larger than the file");
            items *= s->dim[k];
        }
        if (s->type != TYPE_BYTES && items * type_size[s->type] != s->size)
            return refuse(r, s->name, "has another size than its shape says");
        if (!all_zero(r->data + end, (size_t)(s->offset - end)))
            return refuse(r, s->name, "follows stray bytes");
        if (load32(p + 56) != crc32c(0, r->data + s->offset, (size_t)s->size))
            return refuse(r, s->name, "does not match its checksum");
        end = s->offset + s->size;
    }
    if (!all_zero(r->data + end, (size_t)(r->size - end)))
        return refuse(r, NULL, "is damaged: stray bytes at its end");
    return 0;
}

// The contents of a section of this name, type and shape (d1 == 0: one dimension; d0 == 0: any
// length), or NULL with the error set.
static const void *take(const Reader *r, const char *name, SectionType type, uint64_t d0,
                        uint64_t d1, const Section **found)
{
    for (uint32_t i = 0; i < r->n; i++) {
        const Section *s = &r->section[i];
        if (strcmp(s->name, name) != 0)
            continue;
        bool shape = (d0 == 0 || s->dim[0] == d0) && s->n_dims == (d1 ? 2u : 1u) &&
                     (d1 == 0 || s->dim[1] == d1);
        if (s->type != (uint32_t)type || !shape) {
            refuse(r, name, "has an unexpected type or shape");
            return NULL;
        }
        if (found)
            *found = s;
        return r->data + s->offset;
    }
    refuse(r, name, "is missing");
    return NULL;
}

static const float *take_floats(const Reader *r, const char *name, uint64_t n)
{
    const float *p = take(r, name, TYPE_F32, n, 0, NULL);
    if (!p)
        return NULL;
    for (uint64_t i = 0; i < n; i++) {
        if (!(p[i] >= -NUMBER_LIMIT && p[i] <= NUMBER_LIMIT)) {
            refuse(r, name, "holds a number that is infinite, undefined or absurd");
            return NULL;
        }
    }
    return p;
}

// Sections <prefix>.w .m .o and, with_correct, .c.
static int take_matrix(const Reader *r, const char *prefix, uint64_t cols, uint64_t depth,
                       bool with_correct, WeightsMatrix *m)
{
    char name[40];
    snprintf(name, sizeof name, "%s.w", prefix);
    m->cols = (size_t)cols;
    m->depth = (size_t)depth;
    m->packed = take(r, name, TYPE_I8, cols, depth, NULL);
    if (!m->packed)
        return ERR_USAGE;
    int low = 0, high = 0;
    for (uint64_t i = 0; i < cols * depth; i++) {
        low = m->packed[i] < low ? m->packed[i] : low;
        high = m->packed[i] > high ? m->packed[i] : high;
    }
    if (low < -WEIGHT_LIMIT || high > WEIGHT_LIMIT)
        return refuse(r, name, "holds a weight beyond 63");
    snprintf(name, sizeof name, "%s.m", prefix);
    m->multiply = take_floats(r, name, cols);
    if (!m->multiply)
        return ERR_USAGE;
    snprintf(name, sizeof name, "%s.o", prefix);
    m->offset = take_floats(r, name, cols);
    if (!m->offset)
        return ERR_USAGE;
    m->correct = NULL;
    if (with_correct) {
        snprintf(name, sizeof name, "%s.c", prefix);
        m->correct = take(r, name, TYPE_I32, cols, 0, NULL);
        if (!m->correct)
            return ERR_USAGE;
        for (uint64_t i = 0; i < cols; i++) {
            if (m->correct[i] < -(1 << 24) || m->correct[i] > (1 << 24))
                return refuse(r, name, "holds an absurd correction");
        }
    }
    return 0;
}

// n NUL-terminated strings that fill the section exactly.
static int take_strings(const Reader *r, const char *name, Str *out, size_t n)
{
    const Section *s = NULL;
    const char *p = take(r, name, TYPE_BYTES, n, 0, &s);
    if (!p)
        return ERR_USAGE;
    const char *end = p + s->size;
    for (size_t i = 0; i < n; i++) {
        const char *stop = p < end ? memchr(p, 0, (size_t)(end - p)) : NULL;
        if (!stop)
            return refuse(r, name, "has too few strings");
        for (const char *c = p; c < stop; c++) {
            if (*c < ' ' || *c > '~')
                return refuse(r, name, "holds a string that is not plain ASCII");
        }
        out[i] = (Str){p, (size_t)(stop - p)};
        p = stop + 1;
    }
    return p == end ? 0 : refuse(r, name, "has too many strings");
}

static bool power_of_two(uint64_t n)
{
    return n != 0 && (n & (n - 1)) == 0;
}

// A segment of the head matrix: starts at a multiple of 16 and ends inside.
static bool segment_fits(size_t at, size_t n, size_t cols)
{
    return at % 16 == 0 && at <= cols && n <= cols - at;
}

static int read_shape(const Reader *r, Weights *w)
{
    const uint32_t *d = take(r, "dims", TYPE_U32, DIMS, 0, NULL);
    if (!d)
        return ERR_USAGE;
    w->width = d[0];
    w->layers = d[1];
    w->rows = d[2];
    w->hash_cap = d[3];
    w->arc_width = d[4];
    w->label_width = d[5];
    w->n_tags = d[6];
    w->n_relations = d[7];
    w->n_ners = d[8];
    w->head.cols = d[9];
    w->at_tag = d[10];
    w->at_ner = d[11];
    w->at_dep = d[12];
    w->at_head = d[13];
    w->at_bias = d[14];
    w->at_start = w->at_bias + 1;
    w->at_label_dep = d[15];
    w->at_label_head = d[16];
    w->label.cols = d[17];
    w->features_count = d[18];
    w->features_version = d[19];
    w->distance = d[20];
    size_t cols = w->head.cols;
    bool good = w->width >= 64 && w->width <= WIDTH_MAX && w->width % 64 == 0 && w->layers >= 1 &&
                w->layers <= WEIGHTS_LAYERS && 21 + w->layers <= DIMS && w->rows >= 1 &&
                power_of_two(w->hash_cap) && w->arc_width >= 64 && w->arc_width <= ARC_WIDTH_MAX &&
                w->arc_width % 64 == 0 && w->label_width >= 16 &&
                w->label_width <= LABEL_WIDTH_MAX && w->label_width % 16 == 0 && w->n_tags >= 1 &&
                w->n_tags <= WEIGHTS_TAGS && w->n_relations >= 2 &&
                w->n_relations <= WEIGHTS_LABELS && w->n_ners == WEIGHTS_NERS && cols >= 16 &&
                cols <= HEAD_COLS_MAX && cols % 16 == 0 &&
                w->label.cols == (w->n_relations + 15) / 16 * 16 && w->distance >= 1 &&
                w->distance <= WEIGHTS_DISTANCE;
    good = good && segment_fits(w->at_tag, w->n_tags, cols) &&
           segment_fits(w->at_ner, w->n_ners, cols) &&
           segment_fits(w->at_dep, w->arc_width, cols) &&
           segment_fits(w->at_head, w->arc_width, cols) && segment_fits(w->at_bias, 2, cols) &&
           segment_fits(w->at_label_dep, w->label_width, cols) &&
           segment_fits(w->at_label_head, w->label_width, cols);
    for (size_t l = 0; good && l < w->layers; l++) {
        w->dilation[l] = d[21 + l];
        good = w->dilation[l] >= 1 && w->dilation[l] <= 64;
    }
    return good ? 0 : refuse(r, "dims", "names a shape that this program does not compute");
}

static int read_names(const Reader *r, Weights *w)
{
    static const char *const ner[WEIGHTS_NERS] = {
        "O",     "B-PER", "I-PER", "E-PER", "S-PER",  "B-ORG",  "I-ORG",  "E-ORG", "S-ORG",
        "B-LOC", "I-LOC", "E-LOC", "S-LOC", "B-MISC", "I-MISC", "E-MISC", "S-MISC"};
    Str found[WEIGHTS_NERS];
    if (take_strings(r, "str.tag", w->tag, w->n_tags) ||
        take_strings(r, "str.label", w->relation, w->n_relations) ||
        take_strings(r, "str.ner", found, w->n_ners))
        return ERR_USAGE;
    for (size_t i = 0; i < w->n_ners; i++) {
        if (!str_is(found[i], ner[i]))
            return refuse(r, "str.ner", "lists other name tags than this program knows");
    }
    for (size_t i = 0; i < w->n_relations; i++) {
        if (str_is(w->relation[i], "root")) {
            w->root_relation = i;
            return 0;
        }
    }
    return refuse(r, "str.label", "has no label 'root'");
}

static int read_features(const Reader *r, Weights *w)
{
    w->hash_key = take(r, "hash.key", TYPE_U64, w->hash_cap, 0, NULL);
    if (!w->hash_key)
        return ERR_USAGE;
    w->hash_row = take(r, "hash.row", TYPE_U32, w->hash_cap, 0, NULL);
    if (!w->hash_row)
        return ERR_USAGE;
    bool empty = false;
    for (size_t i = 0; i < w->hash_cap; i++) {
        if (w->hash_row[i] >= w->rows)
            return refuse(r, "hash.row", "names a row that does not exist");
        empty = empty || w->hash_key[i] == 0;
    }
    if (!empty)
        return refuse(r, "hash.key", "has no empty slot");
    w->embd = take(r, "embd.q", TYPE_I8, w->rows, w->width, NULL);
    w->embd_scale = take_floats(r, "embd.s", w->rows);
    return w->embd && w->embd_scale ? 0 : ERR_USAGE;
}

static int read_network(const Reader *r, Weights *w)
{
    char name[40];
    for (size_t l = 0; l <= w->layers; l++) {
        if (l < w->layers)
            snprintf(name, sizeof name, "ln%zu.g", l);
        else
            snprintf(name, sizeof name, "lnh.g");
        w->norm_gain[l] = take_floats(r, name, w->width);
        name[strlen(name) - 1] = 'b';
        w->norm_shift[l] = take_floats(r, name, w->width);
        if (!w->norm_gain[l] || !w->norm_shift[l])
            return ERR_USAGE;
        if (l == w->layers)
            break;
        snprintf(name, sizeof name, "conv%zu", l);
        if (take_matrix(r, name, w->width, 3 * w->width, true, &w->conv[l]))
            return ERR_USAGE;
    }
    if (take_matrix(r, "head", w->head.cols, w->width, true, &w->head) ||
        take_matrix(r, "lab", w->label.cols, 3 * w->label_width, false, &w->label))
        return ERR_USAGE;
    const float *arc = take_floats(r, "arc.s", 1);
    const float *product = take_floats(r, "lab.p", 1);
    w->arc_distance = take_floats(r, "arc.dist", 2 * w->distance + 2);
    if (!arc || !product || !w->arc_distance)
        return ERR_USAGE;
    w->arc_scale = arc[0];
    w->label_scale = product[0];
    return 0;
}

static int read_lemma(const Reader *r, Weights *w)
{
    const Section *s = NULL;
    w->lemma_key = take(r, "lem.key", TYPE_U64, 0, 0, &s);
    if (!w->lemma_key)
        return ERR_USAGE;
    w->lemma_cap = s->dim[0];
    if (!power_of_two(w->lemma_cap))
        return refuse(r, "lem.key", "has a length that is no power of two");
    w->lemma_rule = take(r, "lem.rule", TYPE_U16, w->lemma_cap, 0, NULL);
    w->lemma_at = take(r, "lem.str", TYPE_U32, 0, 0, &s);
    if (!w->lemma_rule || !w->lemma_at)
        return ERR_USAGE;
    w->lemma_rules = s->dim[0];
    if (w->lemma_rules == 0 || w->lemma_rules >= WEIGHTS_NO_RULE)
        return refuse(r, "lem.str", "has too few or too many rules");
    w->lemma_op = take(r, "lem.op", TYPE_U8, w->lemma_rules, 2, NULL);
    w->lemma_text = take(r, "lem.txt", TYPE_BYTES, 0, 0, &s);
    if (!w->lemma_op || !w->lemma_text)
        return ERR_USAGE;
    if (s->size == 0 || w->lemma_text[s->size - 1] != 0)
        return refuse(r, "lem.txt", "does not end a string");
    for (size_t i = 0; i < w->lemma_rules; i++) {
        if (w->lemma_at[i] >= s->size || w->lemma_op[i][0] > 2)
            return refuse(r, "lem.op", "holds a rule that leads nowhere");
    }
    bool empty = false;
    for (size_t i = 0; i < w->lemma_cap; i++) {
        if (w->lemma_key[i] == 0)
            empty = true;
        else if (w->lemma_rule[i] >= w->lemma_rules)
            return refuse(r, "lem.rule", "names a rule that does not exist");
    }
    return empty ? 0 : refuse(r, "lem.key", "has no empty slot");
}

int weights_read(Weights *w, const void *data, size_t size, const char *path, Err *e)
{
    memset(w, 0, sizeof *w);
    const uint32_t one = 1;
    Reader r = {.data = data, .size = size, .path = path, .e = e};
    if (*(const unsigned char *)&one != 1)
        return refuse(
            &r, NULL,
            "cannot be used: this is a big-endian machine and the numbers in it are little-endian");
    if ((uintptr_t)data % 64 != 0)
        return refuse(&r, NULL, "cannot be used: it does not lie on a 64-byte boundary in memory");
    int rc = read_table(&r, w);
    if (rc == 0)
        rc = read_shape(&r, w);
    if (rc == 0)
        rc = read_names(&r, w);
    if (rc == 0)
        rc = read_features(&r, w);
    if (rc == 0)
        rc = read_network(&r, w);
    if (rc == 0)
        rc = read_lemma(&r, w);
    if (rc == 0) {
        const Section *s = NULL;
        const char *meta = take(&r, "meta", TYPE_BYTES, 0, 0, &s);
        if (meta)
            w->meta = (Str){meta, (size_t)s->size};
        else
            rc = ERR_USAGE;
    }
    if (rc != 0)
        memset(w, 0, sizeof *w);
    return rc;
}

int weights_open(Weights *w, const char *path, Err *e)
{
    MapFile file;
    memset(w, 0, sizeof *w);
    int rc = mapfile_open(&file, path, e);
    if (rc != 0)
        return rc;
    rc = weights_read(w, file.data, file.size, path, e);
    if (rc != 0)
        mapfile_close(&file);
    else
        w->file = file;
    return rc;
}

void weights_close(Weights *w)
{
    mapfile_close(&w->file);
    memset(w, 0, sizeof *w);
}

bool weights_find_row(const Weights *w, uint64_t key, uint32_t *row)
{
    size_t mask = w->hash_cap - 1;
    for (size_t slot = (size_t)key & mask;;
         slot = (slot + 1) & mask) { // an empty slot exists: checked at load
        if (w->hash_key[slot] == key) {
            *row = w->hash_row[slot];
            return key != 0;
        }
        if (w->hash_key[slot] == 0)
            return false;
    }
}

uint16_t weights_find_rule(const Weights *w, uint64_t key)
{
    size_t mask = w->lemma_cap - 1;
    for (size_t slot = (size_t)key & mask;; slot = (slot + 1) & mask) {
        if (w->lemma_key[slot] == 0)
            return WEIGHTS_NO_RULE;
        if (w->lemma_key[slot] == key)
            return w->lemma_rule[slot];
    }
}
