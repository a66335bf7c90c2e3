// SPDX-License-Identifier: MIT
// Tests of the parse stage and of the model file's reader.
//
// Usage: test_parse [SOURCE-FOLDER]     the folder that holds models/ and tests/data/; default:
// where it was built from What is held against what:
//   - the real model against train/parity.py's dump (tests/data/parity.tsv), every score to the
//   bit;
//   - a model of random weights, made here, on random text: sets against one another, one big
//   document against its
//     sentences one by one, documents in a group against each alone, trees against all trees (short
//     sentences), very long sentences;
//   - the reader against cut, flipped and re-sealed files: a refusal or a clean run, never a crash.
#include "base/hash.h"
#include "parse/features.h"
#include "parse/parse.h"
#include "parse/work.h"
#include "parse_check.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifndef SOURCE_DIR
#define SOURCE_DIR "."
#endif

// ----------------------------------------------------------------------------------------------
// documents

// Sentences of words separated by single blanks, one a line, as a document with tokens that stand.
static void make_doc(Doc *d, Arena *a, const char *lines)
{
    memset(d, 0, sizeof *d);
    d->arena = a;
    d->pretokenized = true;
    d->text = (Str){arena_strndup(a, lines, strlen(lines)), strlen(lines)};
    uint32_t at = 0, n = (uint32_t)d->text.n;
    while (at < n) {
        Sentence *s = ARENA_PUSH(a, d->sentences, d->n_sentences, d->cap_sentences);
        s->first = (uint32_t)d->n_tokens;
        s->span.start = at;
        while (at < n && d->text.p[at] != '\n') {
            uint32_t end = at;
            while (end < n && d->text.p[end] != ' ' && d->text.p[end] != '\n')
                end++;
            Token *t = ARENA_PUSH(a, d->tokens, d->n_tokens, d->cap_tokens);
            t->span = (Span){at, end};
            t->sentence = (uint32_t)d->n_sentences - 1;
            char *low = arena_alloc(a, (size_t)(end - at) + 1);
            t->lower = (Str){low, features_lower(d->text.p + at, end - at, low, end - at)};
            at = end < n && d->text.p[end] == ' ' ? end + 1 : end;
        }
        s->end = (uint32_t)d->n_tokens;
        s->span.end = at;
        at++;
    }
}

static void parse_one(Doc *d, ParseWork *w)
{
    parse_run(&d, 1, w);
}

// Random words with suffixes and capitals that mean something to the features.
static char *random_text(uint64_t *state, size_t sentences, uint32_t longest)
{
    static const char *const piece[] = {"ka", "ri",  "to", "men", "sol", "ing", "ed",
                                        "s",  "Ber", "Al", "-",   "19",  "é",   "."};
    size_t cap = sentences * (longest + 1) * 16 + 16, n = 0;
    char *text = malloc(cap);
    if (!text)
        abort();
    for (size_t s = 0; s < sentences; s++) {
        uint32_t words = 1 + random_below(state, longest);
        for (uint32_t w = 0; w < words; w++) {
            uint32_t pieces = 1 + random_below(state, 4);
            for (uint32_t p = 0; p < pieces; p++) {
                const char *z = piece[random_below(state, sizeof piece / sizeof *piece)];
                memcpy(text + n, z, strlen(z));
                n += strlen(z);
            }
            text[n++] = w + 1 < words ? ' ' : '\n';
        }
    }
    text[n] = 0;
    return text;
}

// Everything the stage writes, as one hash; heads relative to the sentence, so that documents can
// be compared.
static uint64_t digest_sentence(const Doc *d, const Sentence *s, uint64_t h)
{
    for (uint32_t i = s->first; i < s->end; i++) {
        const Token *t = &d->tokens[i];
        uint32_t head = t->head == NONE ? NONE : t->head - s->first;
        uint32_t bits;
        memcpy(&bits, &t->arc_margin, sizeof bits);
        uint32_t all[] = {t->upos, t->dep, t->ner, head, bits};
        h = hash64(all, sizeof all, h);
        h = hash64(t->xpos, sizeof t->xpos, h);
        h = hash64(t->lemma.p, t->lemma.n, h);
    }
    return h;
}

static uint64_t digest(const Doc *d)
{
    uint64_t h = 1;
    for (size_t i = 0; i < d->n_sentences; i++)
        h = digest_sentence(d, &d->sentences[i], h);
    for (size_t i = 0; i < d->n_names; i++) {
        uint32_t bits;
        memcpy(&bits, &d->names[i].p, sizeof bits);
        uint32_t all[] = {d->names[i].first,      d->names[i].end,      d->names[i].type,
                          d->names[i].span.start, d->names[i].span.end, bits};
        h = hash64(all, sizeof all, h);
    }
    return h;
}

// One root, every word below it.
static bool sound_tree(const Doc *d, const Sentence *s)
{
    uint32_t n = s->end - s->first, roots = 0;
    uint8_t *seen = calloc(n ? n : 1, 1);
    if (!seen)
        abort();
    bool sound = true;
    for (uint32_t i = s->first; i < s->end && sound; i++) {
        const Token *t = &d->tokens[i];
        roots += t->head == NONE;
        sound = (t->head == NONE) == (t->dep == DEP_ROOT);
        uint32_t at = i, steps = 0; // walk up to a word that is known to lead to the root
        while (sound && d->tokens[at].head != NONE && !seen[at - s->first]) {
            at = d->tokens[at].head;
            sound = at >= s->first && at < s->end && ++steps <= n;
        }
        for (at = i; sound && d->tokens[at].head != NONE && !seen[at - s->first];
             at = d->tokens[at].head)
            seen[at - s->first] = 1;
    }
    free(seen);
    return sound && (n == 0 || roots == 1);
}

// ----------------------------------------------------------------------------------------------
// the real model

// The bits of a float as eight hex digits.
static uint32_t float_bits(float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static char *read_file(const char *folder, const char *name)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "rb");
    if (!f)
        return NULL;
    fseek(f, 0, SEEK_END);
    long n = ftell(f);
    rewind(f);
    char *text = malloc((size_t)n + 1);
    if (!text || fread(text, 1, (size_t)n, f) != (size_t)n)
        abort();
    text[n] = 0;
    fclose(f);
    return text;
}

// The lines of parity.tsv for one sentence, made from what the workspace and the document hold
// after it was parsed alone.
static void print_sentence(char *out, size_t cap, const Doc *d, const ParseWork *w)
{
    const Weights *m = w->weights;
    size_t n = d->n_tokens, used = 0;
    used += (size_t)snprintf(out + used, cap - used, "S\t%zu\n", n);
    for (size_t i = 0; i < n; i++) {
        const Token *t = &d->tokens[i];
        Str tag = m->tag[w->tag[i + 1]], form = token_text(d, t);
        size_t label = w->kernels->argmax(w->label_out + i * m->label.cols, m->n_relations);
        const char *relation = t->head == NONE ? "root" : m->relation[label].p;
        static const char *const ner[] = {"O",     "B-PER",  "I-PER",  "E-PER",  "S-PER", "B-ORG",
                                          "I-ORG", "E-ORG",  "S-ORG",  "B-LOC",  "I-LOC", "E-LOC",
                                          "S-LOC", "B-MISC", "I-MISC", "E-MISC", "S-MISC"};
        used += (size_t)snprintf(out + used, cap - used, "W\t%.*s\t%.*s\t%.*s\t%u\t%s\t%s\t%08x\n",
                                 (int)form.n, form.p, (int)tag.n, tag.p, (int)t->lemma.n,
                                 t->lemma.p, t->head == NONE ? 0 : t->head + 1, relation,
                                 ner[w->path[i]], float_bits(t->arc_margin));
    }
    uint32_t crc = crc32c(0, w->y, (n + 1) * m->head.cols * sizeof *w->y);
    used += (size_t)snprintf(out + used, cap - used, "H\t%08x\n", crc);
    crc = 0;
    for (size_t i = 1; i <= n; i++) {
        for (size_t j = 0; j <= n; j++) {
            float s = i == j ? 0.0f : w->scores[j * WORK_COLS + i - 1];
            crc = crc32c(crc, &s, sizeof s);
        }
    }
    snprintf(out + used, cap - used, "A\t%08x\n", crc);
}

static void test_parity(const char *folder, const Weights *m, const char *size, const char *set)
{
    Err e = {0};
    ParseWork *w = NULL;
    if (parse_work_new(&w, m, set, &e)) {
        printf("%s: not tested\n", e.message);
        return;
    }
    char *text = read_file(folder, "tests/data/parity.txt");
    char name[64];
    snprintf(name, sizeof name, "tests/data/parity-%s.tsv", size);
    char *want = read_file(folder, name);
    CHECK(text && want, "tests/data/parity.* missing");
    if (text && want) {
        Arena a;
        arena_init(&a, LIMIT_DOC_MEMORY);
        char *expected = strchr(want, '\n') + 1; // after the line that names the model
        CHECK(strncmp(want, "# model ", 8) == 0 && strncmp(want + 8, m->name, strlen(m->name)) == 0,
              "%s was made from another model than '%s': run train/parity.py", name, m->name);
        for (char *line = text; *line;) {
            char *end = strchr(line, '\n');
            *end = 0;
            Doc d;
            arena_reset(&a);
            make_doc(&d, &a, line);
            parse_one(&d, w);
            static char got[1 << 16];
            print_sentence(got, sizeof got, &d, w);
            size_t n = strlen(got);
            if (strncmp(got, expected, n) != 0) {
                size_t at = 0;
                while (got[at] == expected[at])
                    at++;
                while (at > 0 && got[at - 1] != '\n')
                    at--;
                CHECK(0, "%s differs from the trainer on '%s':\n got %.*s\nwant %.*s", set, line,
                      (int)strcspn(got + at, "\n"), got + at, (int)strcspn(expected + at, "\n"),
                      expected + at);
                break;
            }
            expected += n;
            line = end + 1;
        }
        arena_free(&a);
    }
    free(text);
    free(want);
    parse_work_free(w);
}

// ---------------------------------------------------------------------------------------------- a
// model of random weights

typedef struct {
    unsigned char *data; // 64-byte aligned
    size_t size, cap;
    uint32_t sections;
} ModelFile;

enum { TABLE_ROOM = 128 }; // sections that the table has room for

static void put32(unsigned char *p, uint32_t x)
{
    for (int i = 0; i < 4; i++)
        p[i] = (unsigned char)(x >> (8 * i));
}

static void put64(unsigned char *p, uint64_t x)
{
    put32(p, (uint32_t)x);
    put32(p + 4, (uint32_t)(x >> 32));
}

static void *put_section(ModelFile *f, const char *name, uint32_t type, size_t d0, size_t d1,
                         size_t bytes)
{
    unsigned char *entry = f->data + 64 + 64 * (size_t)f->sections++;
    if (f->sections > TABLE_ROOM || f->size + bytes + 64 > f->cap)
        abort();
    memcpy(entry, name, strlen(name));
    put32(entry + 16, type);
    put32(entry + 20, d1 ? 2 : 1);
    put32(entry + 24, (uint32_t)d0);
    put32(entry + 28, d1 ? (uint32_t)d1 : 1);
    put32(entry + 32, 1);
    put32(entry + 36, 1);
    put64(entry + 40, f->size);
    put64(entry + 48, bytes);
    void *p = f->data + f->size;
    f->size += (bytes + 63) / 64 * 64;
    return p;
}

// Sets all checksums right, after the sections have been filled or tampered with.
static void seal(ModelFile *f)
{
    for (uint32_t i = 0; i < f->sections; i++) {
        unsigned char *entry = f->data + 64 + 64 * (size_t)i;
        uint64_t at = 0, n = 0;
        for (int k = 7; k >= 0; k--) {
            at = at << 8 | entry[40 + k];
            n = n << 8 | entry[48 + k];
        }
        if (at <= f->size && n <= f->size - at)
            put32(entry + 56, crc32c(0, f->data + at, (size_t)n));
    }
    put64(f->data + 16, f->size);
    put32(f->data + 24, f->sections);
    put32(f->data + 32, crc32c(0, f->data + 64, 64 * (size_t)f->sections));
    put32(f->data + 36, crc32c(0, f->data, 36));
}

static void put_floats(ModelFile *f, uint64_t *state, const char *name, size_t n, float low,
                       float high)
{
    float *p = put_section(f, name, 6, n, 0, n * sizeof *p);
    for (size_t i = 0; i < n; i++)
        p[i] = random_float(state, low, high);
}

// A matrix whose outputs have about the size of a trained one's.
static void put_matrix(ModelFile *f, uint64_t *state, const char *prefix, size_t cols, size_t depth,
                       bool correct, float size)
{
    char name[24];
    snprintf(name, sizeof name, "%s.w", prefix);
    int8_t *w = put_section(f, name, 1, cols, depth, cols * depth);
    for (size_t i = 0; i < cols * depth; i++)
        w[i] = (int8_t)((int)random_below(state, 127) - 63);
    if (correct) {
        snprintf(name, sizeof name, "%s.c", prefix);
        int32_t *c = put_section(f, name, 4, cols, 0, cols * sizeof *c);
        for (size_t n = 0; n < cols; n++) {
            for (size_t i = 0; i < depth; i++)
                c[n] += 128 * w[((n / 16) * (depth / 4) + i / 4) * 64 + (n % 16) * 4 + i % 4];
        }
    }
    float scale = size / (36.0f * 37.0f * sqrtf((float)depth));
    snprintf(name, sizeof name, "%s.m", prefix);
    put_floats(f, state, name, cols, 0.5f * scale, 1.5f * scale);
    snprintf(name, sizeof name, "%s.o", prefix);
    put_floats(f, state, name, cols, -0.3f * size, 0.3f * size);
}

static void put_strings(ModelFile *f, const char *name, const char *const *strings, size_t n)
{
    size_t bytes = 0;
    for (size_t i = 0; i < n; i++)
        bytes += strlen(strings[i]) + 1;
    char *p = put_section(f, name, 0, n, 0, bytes);
    for (size_t i = 0; i < n; i++) {
        memcpy(p, strings[i], strlen(strings[i]) + 1);
        p += strlen(strings[i]) + 1;
    }
}

static ModelFile random_model(uint64_t seed, uint32_t width, uint32_t layers)
{
    static const char *const tags[] = {"NOUN|NN", "VERB|VBD", "PROPN|NNP",  "ADP|IN",
                                       "DET|DT",  "PUNCT|.",  "PUNCT|-LRB-"};
    static const char *const labels[] = {"nsubj", "obj",        "root", "obl",
                                         "case",  "nsubj:pass", "punct"};
    static const char *const ner[] = {"O",     "B-PER",  "I-PER",  "E-PER",  "S-PER", "B-ORG",
                                      "I-ORG", "E-ORG",  "S-ORG",  "B-LOC",  "I-LOC", "E-LOC",
                                      "S-LOC", "B-MISC", "I-MISC", "E-MISC", "S-MISC"};
    enum { ROWS = 600, CAP = 1024, ARC = 128, LABEL = 64, DISTANCE = 16, LEMMAS = 256 };
    uint64_t state = seed;
    ModelFile f = {.cap = (size_t)16 << 20};
    f.data = aligned_alloc(64, f.cap);
    if (!f.data)
        abort();
    memset(f.data, 0, f.cap);
    memcpy(f.data, "DRGMODL", 8);
    put32(f.data + 8, 1);
    put32(f.data + 12, 0x01020304u);
    put32(f.data + 28, 64);
    memcpy(f.data + 40, "random", 6);
    f.size = 64 + 64 * TABLE_ROOM;

    memcpy(put_section(&f, "meta", 0, 2, 0, 2), "{}", 2);
    uint32_t *d = put_section(&f, "dims", 5, 32, 0, 32 * sizeof *d);
    const uint32_t dims[] = {width,
                             layers,
                             ROWS,
                             CAP,
                             ARC,
                             LABEL,
                             7,
                             7,
                             17,
                             448,
                             0,
                             16,
                             48,
                             176,
                             304,
                             320,
                             384,
                             16,
                             FEATURES_COUNT,
                             FEATURES_VERSION,
                             DISTANCE,
                             1,
                             2,
                             4,
                             8,
                             1};
    memcpy(d, dims, sizeof dims);
    put_strings(&f, "str.tag", tags, 7);
    put_strings(&f, "str.label", labels, 7);
    put_strings(&f, "str.ner", ner, 17);

    // the features of the random text, as far as the table goes
    uint64_t *keys = put_section(&f, "hash.key", 7, CAP, 0, CAP * sizeof *keys);
    uint32_t *rows = put_section(&f, "hash.row", 5, CAP, 0, CAP * sizeof *rows);
    char *text = random_text(&state, 60, 20);
    uint32_t used = 0;
    uint64_t hashes[FEATURES_COUNT + 1] = {features_hash(FEATURES_T_ROOT, "", 0)};
    size_t n = 1;
    for (char *p = text; *p && used < ROWS; p += strcspn(p, " \n") + 1) {
        for (size_t i = 0; i < n && used < ROWS; i++) {
            size_t slot = (size_t)hashes[i] & (CAP - 1);
            while (keys[slot] != 0 && keys[slot] != hashes[i])
                slot = (slot + 1) & (CAP - 1);
            if (hashes[i] != 0 && keys[slot] == 0) {
                keys[slot] = hashes[i];
                rows[slot] = used++;
            }
        }
        features_word(p, strcspn(p, " \n"), hashes);
        n = FEATURES_COUNT;
    }
    free(text);
    int8_t *q = put_section(&f, "embd.q", 1, ROWS, width, (size_t)ROWS * width);
    for (size_t i = 0; i < (size_t)ROWS * width; i++)
        q[i] = (int8_t)((int)random_below(&state, 255) - 127);
    put_floats(&f, &state, "embd.s", ROWS, 0.0f, 0.01f);
    char name[24];
    for (uint32_t l = 0; l <= layers; l++) {
        snprintf(name, sizeof name, l < layers ? "ln%u.g" : "lnh.g", l);
        put_floats(&f, &state, name, width, 20.0f, 50.0f);
        name[strlen(name) - 1] = 'b';
        put_floats(&f, &state, name, width, -10.0f, 10.0f);
        snprintf(name, sizeof name, l < layers ? "conv%u" : "head", l);
        if (l < layers)
            put_matrix(&f, &state, name, width, 3 * width, true, 1.0f);
        else
            put_matrix(&f, &state, name, 448, width, true, 60.0f);
    }
    put_matrix(&f, &state, "lab", 16, 3 * LABEL, false, 3.0f);
    put_floats(&f, &state, "lab.p", 1, 0.02f, 0.03f);
    put_floats(&f, &state, "arc.s", 1, 0.0005f, 0.001f);
    put_floats(&f, &state, "arc.dist", 2 * DISTANCE + 2, -3.0f, 3.0f);

    // two rules: cut "ing" of the lower case; "s" by suffix, cut and nothing appended; otherwise
    // "x" appended to the form
    uint64_t *lemma = put_section(&f, "lem.key", 7, LEMMAS, 0, LEMMAS * sizeof *lemma);
    uint16_t *rule = put_section(&f, "lem.rule", 3, LEMMAS, 0, LEMMAS * sizeof *rule);
    uint8_t *op = put_section(&f, "lem.op", 2, 3, 2, 6);
    memcpy(op, (uint8_t[]){1, 3, 1, 1, 0, 0}, 6);
    uint32_t *at = put_section(&f, "lem.str", 5, 3, 0, 3 * sizeof *at);
    at[2] = 1;
    memcpy(put_section(&f, "lem.txt", 0, 2, 0, 3), "\0x", 3);
    for (uint16_t t = 0; t < 3; t++) {
        for (uint16_t r = 0; r < 3; r++) {
            static const char *const suffix[] = {"ing", "s", ""};
            snprintf(name, sizeof name, "%s\x1F%s", suffix[r], tags[t]);
            uint64_t key = features_hash(FEATURES_T_LEMMA_SUFFIX, name, strlen(name));
            size_t slot = (size_t)key & (LEMMAS - 1);
            while (lemma[slot] != 0)
                slot = (slot + 1) & (LEMMAS - 1);
            lemma[slot] = key;
            rule[slot] = r;
        }
    }
    seal(&f);
    return f;
}

static ParseWork *open_work(const Weights *m, const char *set)
{
    Err e = {0};
    ParseWork *w = NULL;
    if (parse_work_new(&w, m, set, &e) && !set)
        CHECK(0, "%s", e.message);
    return w;
}

// ----------------------------------------------------------------------------------------------
// whole runs

// All sets, and one document against its sentences one by one in another order, give the same.
static void test_same(const Weights *m, const char *text)
{
    Arena a, b;
    arena_init(&a, LIMIT_DOC_MEMORY);
    arena_init(&b, LIMIT_DOC_MEMORY);
    uint64_t first = 0;
    for (size_t s = 0; s < SETS; s++) {
        ParseWork *w = open_work(m, sets[s]);
        if (!w)
            continue;
        Doc d;
        arena_reset(&a);
        make_doc(&d, &a, text);
        parse_one(&d, w);
        uint64_t h = digest(&d);
        first = first ? first : h;
        CHECK(h == first, "%s: %s gives other results than scalar", m->name, sets[s]);
        for (size_t i = 0; i < d.n_sentences; i++)
            CHECK(sound_tree(&d, &d.sentences[i]), "%s: %s: sentence %zu is no tree", m->name,
                  sets[s], i);

        parse_work_free(w);
        w = open_work(m, sets[s]);
        size_t names = 0;
        for (size_t i = d.n_sentences; w && i-- > 0;) {
            Doc alone;
            arena_reset(&b);
            Str line = doc_str(&d, d.sentences[i].span);
            char *copy = arena_strndup(&b, line.p, line.n);
            make_doc(&alone, &b, copy);
            parse_one(&alone, w);
            names += alone.n_names;
            CHECK(digest_sentence(&alone, &alone.sentences[0], 5) ==
                      digest_sentence(&d, &d.sentences[i], 5),
                  "%s: %s: sentence %zu alone differs: %.*s", m->name, sets[s], i, (int)line.n,
                  line.p);
        }
        CHECK(names == d.n_names, "%s: %s: names alone %zu, together %zu", m->name, sets[s], names,
              d.n_names);
        parse_work_free(w);
    }
    arena_free(&a);
    arena_free(&b);
}

// Documents parsed in groups of any size come out as each alone: also those whose sentences the
// encoder cuts, and empty ones.
static void test_groups(const Weights *m)
{
    enum { N = 3 * LIMIT_GROUP_DOCS };
    ParseWork *w = open_work(m, NULL);
    uint64_t state = 5, want[N];
    size_t sentences[N], cut = 0;
    char *text[N];
    Arena a[N];
    Doc d[N], *docs[LIMIT_GROUP_DOCS];
    if (!w)
        return;
    for (size_t i = 0; i < N; i++) {
        arena_init(&a[i], LIMIT_DOC_MEMORY);
        text[i] = i == 3 ? calloc(1, 1) : random_text(&state, 1 + i % 4, 60);
        make_doc(&d[i], &a[i], text[i]);
        d[i].pretokenized = i % 4 == 1;
        size_t before = d[i].n_sentences;
        parse_one(&d[i], w);
        want[i] = digest(&d[i]);
        sentences[i] = d[i].n_sentences;
        cut += sentences[i] > before;
    }
    CHECK(cut > 2, "only %zu documents were cut: the test tests little", cut);
    for (size_t size = 2; size <= LIMIT_GROUP_DOCS; size++)
        for (size_t first = 0; first < N; first += size) {
            size_t n = first + size <= N ? size : N - first;
            for (size_t i = 0; i < n; i++) {
                arena_reset(&a[first + i]);
                docs[i] = &d[first + i];
                make_doc(docs[i], &a[first + i], text[first + i]);
                docs[i]->pretokenized = (first + i) % 4 == 1;
            }
            parse_run(docs, n, w);
            for (size_t i = 0; i < n; i++)
                CHECK(digest(docs[i]) == want[first + i] &&
                          docs[i]->n_sentences == sentences[first + i],
                      "%s: document %zu in a group of %zu differs", m->name, first + i, n);
        }
    for (size_t i = 0; i < N; i++) {
        arena_free(&a[i]);
        free(text[i]);
    }
    parse_work_free(w);
}

// Best total score of a tree over n words (n <= 6) with this root, by trying all heads.
static float best_total(const ParseWork *w, size_t n, size_t root)
{
    size_t head[6] = {0};
    float best = -INFINITY;
    for (;;) {
        bool tree = true;
        float total = 0.0f;
        for (size_t i = 0; i < n && tree; i++) {
            size_t at = i, steps = 0;
            while (at != root && steps++ <= n)
                at = head[at];
            tree = at == root && (i == root || head[i] != i);
            total += i == root ? 0.0f : w->scores[(head[i] + 1) * WORK_COLS + i];
        }
        if (tree && total > best)
            best = total;
        size_t k = 0;
        while (k < n && ++head[k] == n)
            head[k++] = 0;
        if (k == n)
            return best;
    }
}

static void test_trees(const Weights *m)
{
    ParseWork *w = open_work(m, NULL);
    uint64_t state = 11;
    size_t overruled = 0;
    Arena a;
    arena_init(&a, LIMIT_DOC_MEMORY);
    for (size_t round = 0; w && round < 300; round++) {
        char *text = random_text(&state, 1, 6);
        Doc d;
        arena_reset(&a);
        make_doc(&d, &a, text);
        parse_one(&d, w);
        size_t n = d.n_tokens, root = 0;
        bool negative = false;
        float total = 0.0f;
        for (size_t i = 0; i < n; i++) {
            const Token *t = &d.tokens[i];
            size_t head = t->head == NONE ? 0 : t->head + 1;
            float score = w->scores[head * WORK_COLS + i], other = -INFINITY;
            if (head == 0)
                root = i;
            else
                total += score;
            for (size_t j = 0; j <= n; j++) {
                if (j != head && j != i + 1 && w->scores[j * WORK_COLS + i] > other)
                    other = w->scores[j * WORK_COLS + i];
            }
            float margin = n == 1 ? 1000.0f : score - other;
            CHECK(float_bits(margin) == float_bits(t->arc_margin), "margin of word %zu of '%s'", i,
                  text);
            negative = negative || margin < 0.0f;
        }
        overruled += negative;
        float best = best_total(w, n, root);
        CHECK(fabsf(best - total) <= 1e-4f * (1.0f + fabsf(best)),
              "tree of '%s' scores %f, the best %f", text, (double)total, (double)best);
        free(text);
    }
    CHECK(overruled > 30, "only %zu of 300 random sentences needed Chu-Liu-Edmonds", overruled);
    arena_free(&a);
    parse_work_free(w);
}

// A list of a hundred thousand words without a stop: sound, and in linear time.
static void test_long(const Weights *m)
{
    ParseWork *w = open_work(m, NULL);
    uint64_t state = 3;
    double seconds[2] = {0, 0};
    Arena a;
    arena_init(&a, LIMIT_DOC_MEMORY);
    for (size_t k = 0; w && k < 2; k++) {
        size_t words = k == 0 ? 25000 : 100000, n = 0;
        char *text = malloc(words * 8 + 1);
        if (!text)
            abort();
        for (size_t i = 0; i < words; i++) {
            const char *z = random_below(&state, 3) ? "kato " : "riing ";
            memcpy(text + n, z, strlen(z));
            n += strlen(z);
        }
        text[n - 1] = 0;
        Doc d;
        arena_reset(&a);
        make_doc(&d, &a, text);
        struct timespec t0, t1;
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t0);
        parse_one(&d, w);
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t1);
        seconds[k] = (double)(t1.tv_sec - t0.tv_sec) + 1e-9 * (double)(t1.tv_nsec - t0.tv_nsec);
        CHECK(d.n_tokens == words && sound_tree(&d, &d.sentences[0]), "%zu words: no tree", words);
        free(text);
    }
    CHECK(seconds[1] < 12.0 * seconds[0] + 0.5, "100,000 words took %.2f s, 25,000 took %.2f s",
          seconds[1], seconds[0]);
    arena_free(&a);
    parse_work_free(w);
}

// A dateline is a tree of its own, hung on the sentence's root; odd tokens; an empty document.
static void test_edges(const Weights *m)
{
    ParseWork *w = open_work(m, NULL);
    if (!w)
        return;
    Arena a;
    arena_init(&a, LIMIT_DOC_MEMORY);
    Doc d;
    make_doc(&d, &a, "");
    parse_one(&d, w);
    CHECK(d.n_names == 0, "an empty document has no names");

    make_doc(&d, &a, "AMMAN ( Wire ) - The king returned to the capital .");
    for (size_t i = 0; i < 5; i++)
        d.tokens[i].flags |= TOKEN_DATELINE;
    parse_one(&d, w);
    CHECK(sound_tree(&d, &d.sentences[0]), "dateline: no tree");
    size_t joined = 0;
    for (uint32_t i = 0; i < d.n_tokens; i++) {
        uint32_t head = d.tokens[i].head;
        if (i >= 5)
            CHECK(head == NONE || head >= 5, "word %u hangs on the dateline", i);
        else
            joined += head >= 5;
    }
    CHECK(joined == 1, "%zu words of the dateline hang on the sentence", joined);

    // a token longer than any limit, an empty one, broken UTF-8, and a lemma cut inside a letter
    static const char tail[] = " \xC3 \xFF\xFE x \xC5\x84s z\xC3\xA9s .";
    char odd[2 * LIMIT_TOKEN_BYTES + sizeof tail];
    memset(odd, 'a', sizeof odd);
    memcpy(odd + sizeof odd - sizeof tail, tail, sizeof tail);
    make_doc(&d, &a, odd);
    d.tokens[3].span.end = d.tokens[3].span.start;
    parse_one(&d, w);
    CHECK(sound_tree(&d, &d.sentences[0]), "odd tokens: no tree");
    for (size_t i = 0; i < d.n_tokens; i++)
        CHECK(d.tokens[i].lemma.p != NULL, "token %zu has no lemma", i);
    arena_free(&a);
    parse_work_free(w);
}

// A document that hits its memory cap leaves the workspace usable.
static void test_memory(const Weights *m, const char *text)
{
    ParseWork *w = open_work(m, NULL);
    Arena a;
    arena_init(&a, LIMIT_DOC_MEMORY);
    Doc d;
    make_doc(&d, &a, text);
    parse_one(&d, w);
    uint64_t want = digest(&d);
    jmp_buf full;
    for (long nth = 0; w && nth < 40; nth++) {
        arena_reset(&a);
        make_doc(&d, &a, text);
        a.on_full = &full;
        a.fail_after = nth;
        if (setjmp(full) == 0)
            parse_one(&d, w);
        a.fail_after = -1;
        a.on_full = NULL;
    }
    arena_reset(&a);
    make_doc(&d, &a, text);
    parse_one(&d, w);
    CHECK(digest(&d) == want, "results differ after failed allocations");
    arena_free(&a);
    parse_work_free(w);
}

// Two threads with their own workspaces share one model (run this under the thread sanitizer).
typedef struct {
    const Weights *weights;
    const char *text;
    uint64_t digest;
} Job;

static void *run_job(void *argument)
{
    Job *job = argument;
    ParseWork *w = open_work(job->weights, NULL);
    Arena a;
    arena_init(&a, LIMIT_DOC_MEMORY);
    Doc d;
    make_doc(&d, &a, job->text);
    for (size_t round = 0; w && round < 3; round++)
        parse_one(&d, w);
    d.n_names = 0; // three rounds have named them three times
    job->digest = digest(&d);
    arena_free(&a);
    parse_work_free(w);
    return NULL;
}

static void test_threads(const Weights *m, const char *text)
{
    Job job[2] = {{m, text, 0}, {m, text, 0}};
    pthread_t thread[2];
    for (size_t i = 0; i < 2; i++) {
        if (pthread_create(&thread[i], NULL, run_job, &job[i]) != 0)
            abort();
    }
    for (size_t i = 0; i < 2; i++)
        pthread_join(thread[i], NULL);
    CHECK(job[0].digest == job[1].digest, "two threads differ");
}

// ----------------------------------------------------------------------------------------------
// damaged files

static void test_damage(const char *text)
{
    ModelFile f = random_model(5, 64, 2);
    unsigned char *bad = aligned_alloc(64, f.cap);
    if (!bad)
        abort();
    Weights m;
    Err e = {0};
    CHECK(weights_read(&m, f.data, f.size, "random", &e) == 0, "the random model is refused: %s",
          e.message);
    uint64_t state = 23;

    // a cut file is refused
    for (size_t k = 0; k < 200; k++) {
        size_t n = k < 70 ? k * 8 : random_below(&state, (uint32_t)f.size);
        e = (Err){0};
        memcpy(bad, f.data, n);
        CHECK(weights_read(&m, bad, n, "cut", &e) == ERR_USAGE && strstr(e.message, "'cut'"),
              "cut at %zu is taken", n);
    }
    // one flipped bit anywhere is refused (save in the name, bytes 40-55, which is free text)
    memcpy(bad, f.data, f.size);
    for (size_t k = 0; k < 3000; k++) {
        size_t at = k < 900 ? k : random_below(&state, (uint32_t)f.size);
        if (at >= 40 && at < 56)
            continue;
        unsigned char bit = (unsigned char)(1u << random_below(&state, 8));
        bad[at] ^= bit;
        e = (Err){0};
        CHECK(weights_read(&m, bad, f.size, "flipped", &e) == ERR_USAGE, "a flip at %zu is taken",
              at);
        bad[at] ^= bit;
    }
    // tampered with and sealed again: refused, or used without harm (run this under ASan and UBSan)
    ModelFile g = f;
    g.data = bad;
    size_t taken = 0;
    Arena a;
    arena_init(&a, LIMIT_DOC_MEMORY);
    for (size_t k = 0; k < 1500; k++) {
        memcpy(bad, f.data, f.size);
        for (uint32_t times = 1 + random_below(&state, 3); times > 0; times--) {
            // half of the changes in the table and the small sections, where they can do most harm
            uint32_t section = random_below(&state, f.sections);
            unsigned char *entry = bad + 64 + 64 * (size_t)section;
            uint64_t at = (uint64_t)entry[40] | (uint64_t)entry[41] << 8 |
                          (uint64_t)entry[42] << 16 | (uint64_t)entry[43] << 24;
            uint64_t n = (uint64_t)entry[48] | (uint64_t)entry[49] << 8 |
                         (uint64_t)entry[50] << 16 | (uint64_t)entry[51] << 24;
            unsigned char *p = random_below(&state, 4) == 0 || at + n > f.size || n == 0
                                   ? entry + 16 + random_below(&state, 40)
                                   : bad + at + random_next(&state) % n;
            uint32_t other = random_below(&state, 2) ? random_below(&state, 256)
                                                     : *p ^ (1u << random_below(&state, 8));
            *p = (unsigned char)other;
        }
        seal(&g);
        e = (Err){0};
        int rc = weights_read(&m, bad, f.size, "sealed", &e);
        CHECK(rc == 0 || (rc == ERR_USAGE && e.message[0]), "a refusal without a reason");
        if (rc != 0)
            continue;
        ParseWork *w = NULL;
        if (parse_work_new(&w, &m, NULL, &e) == 0) {
            taken++;
            Doc d;
            arena_reset(&a);
            make_doc(&d, &a, text);
            parse_one(&d, w);
            for (size_t i = 0; i < d.n_sentences; i++)
                CHECK(sound_tree(&d, &d.sentences[i]), "tampered model: sentence %zu is no tree",
                      i);
        }
        parse_work_free(w);
    }
    CHECK(taken > 100, "only %zu of 1500 tampered models were taken: the test tests little", taken);
    e = (Err){0};
    CHECK(weights_open(&m, "/no/such/file.model", &e) != 0 &&
              strstr(e.message, "/no/such/file.model"),
          "a missing file");
    arena_free(&a);
    free(bad);
    free(f.data);
}

int main(int argc, char **argv)
{
    const char *folder = argc > 1 ? argv[1] : SOURCE_DIR;
    char path[1024];
    Weights m;
    Err e = {0};
    uint64_t state = 99;
    char *text = random_text(&state, 40, 60), *few = random_text(&state, 5, 12);

    // a mend (mend_clause.c) once hung a word below itself here
    static const char circle[] =
        "\" buyback \" deals have been hit before by airlines buying aircraft .\n"
        "Wages were squeezed early by firm sterling against the crown .\n";
    CHECK(crc32c(0, "123456789", 9) == 0xE3069283u, "CRC-32C of the standard's example");
    static const char *const sizes[] = {"fast", "accurate"};
    for (size_t i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/models/dragoman-en-%s.model", folder, sizes[i]);
        if (weights_open(&m, path, &e)) {
            CHECK(0, "%s", e.message);
            continue;
        }
        for (size_t s = 0; s < SETS; s++)
            test_parity(folder, &m, sizes[i], sets[s]);
        char *lines = read_file(folder, "tests/data/parity.txt");
        if (lines)
            test_same(&m, lines);
        free(lines);
        test_same(&m, text);
        test_same(&m, circle);
        test_groups(&m);
        test_edges(&m);
        weights_close(&m);
    }
    const uint32_t shapes[][2] = {{64, 1}, {128, 4}, {192, 5}};
    for (size_t i = 0; i < 3; i++) {
        ModelFile f = random_model(i + 1, shapes[i][0], shapes[i][1]);
        if (weights_read(&m, f.data, f.size, "random", &e)) {
            CHECK(0, "%s", e.message);
        } else {
            test_same(&m, text);
            test_groups(&m);
            test_trees(&m);
            test_edges(&m);
            test_memory(&m, few);
            test_threads(&m, text);
            if (i == 0)
                test_long(&m);
            weights_close(&m);
        }
        free(f.data);
    }
    test_damage(few);
    free(text);
    free(few);
    if (failures)
        printf("%d failed\n", failures);
    return failures != 0;
}
