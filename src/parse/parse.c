// SPDX-License-Identifier: MIT
// In: sentences and tokens. Out: tags, trees, lemmas and names (parse.h).
//
// Method: units (a sentence, or a piece of one) are gathered into chunks of some hundred rows,
// across the documents of the call; each chunk passes encoder, tagger, depparse, ner and lemma in
// turn, so that one matrix product serves many sentences while all its rows stay in the
// second-level cache. No step lets one sentence see another: the grouping never shows in the
// result.
//
// A sentence is one unit, except:
//   - a dateline is a unit of its own: "AMMAN (Wire) - The king returned." must not make the king a
//   part of Amman;
//   - more than WORK_WINDOW words are cut into windows of that length (pre-tokenised input alone
//   can have them), so a list
//     of a hundred thousand words takes linear time.
// The roots of the further units then hang on the root of the sentence's main unit: "dep" for a
// dateline, "parataxis" for a window.
//
// Where the encoder hears a sentence start inside a unit ("Thanks for the maps Talks resume on
// Monday"), the unit leaves its chunk; its pieces go through all steps in a second round, and its
// document's sentences are cut (doc_cut_sentences). The rules of the text stage cut at stops alone.
//
// Cost: 5 microseconds a word at width 192 with 6 blocks on one core with VNNI; 20 MB a thread.
// Does not: change tokens; join sentences; parse across sentences; read the lexicon.
#include "parse/parse.h"

#include "parse/features.h"
#include "parse/work.h"

#include <stdlib.h>
#include <string.h>

// ----------------------------------------------------------------------------------------------
// the workspace

// Hands out 64-byte aligned pieces; a first round with base NULL adds up the sizes.
typedef struct {
    unsigned char *base;
    size_t used;
} Carver;

static void *carve(Carver *c, size_t n, size_t size)
{
    size_t at = c->used;
    c->used += (n * size + 63) / 64 * 64;
    return c->base ? c->base + at : NULL;
}

static size_t lay_out(struct ParseWork *w, unsigned char *base)
{
    const Weights *m = w->weights;
    Carver c = {base, 0};
    w->words = carve(&c, WORK_SLOTS, sizeof *w->words);
    w->sums = carve(&c, WORK_SLOTS, m->width * sizeof *w->sums);
    w->root = carve(&c, m->width, sizeof *w->root);
    w->x = carve(&c, WORK_ROWS, m->width * sizeof *w->x);
    w->q = carve(&c, WORK_ROWS, m->width);
    w->outside = carve(&c, m->width, 1);
    w->rows = carve(&c, (size_t)WORK_ROWS * KERNELS_TAPS, sizeof *w->rows);
    w->y = carve(&c, WORK_ROWS, m->head.cols * sizeof *w->y);
    w->label_in = carve(&c, WORK_ROWS, 3 * m->label_width);
    w->label_out = carve(&c, WORK_ROWS, m->label.cols * sizeof *w->label_out);
    w->heads = carve(&c, WORK_WINDOW + 1, m->arc_width);
    w->deps = carve(&c, WORK_COLS, m->arc_width);
    w->scores = carve(&c, (size_t)(WORK_WINDOW + 1) * WORK_COLS, sizeof *w->scores);
    w->distance = carve(&c, 2 * WORK_WINDOW + 2 * KERNELS_COLS + 1, sizeof *w->distance);
    w->tree = carve(&c, 1, depparse_tree_bytes());
    w->back = carve(&c, WORK_WINDOW, sizeof *w->back);
    return c.used;
}

// "NOUN|NN" → the document's tags.
static int name_tags(struct ParseWork *w, Err *e)
{
    const Weights *m = w->weights;
    for (size_t i = 0; i < m->n_tags; i++) {
        Str rest = m->tag[i], upos, xpos;
        if (!str_split(&rest, '|', &upos) || !str_split(&rest, '|', &xpos) ||
            !upos_parse(upos, &w->tag_upos[i]))
            return err_set(e, ERR_USAGE,
                           "the model has a tag '%.*s' that this program does not know",
                           (int)m->tag[i].n, m->tag[i].p);
        size_t n = xpos.n < sizeof w->tag_xpos[i] ? xpos.n : sizeof w->tag_xpos[i] - 1;
        memcpy(w->tag_xpos[i], xpos.p, n);
    }
    for (size_t i = 0; i < m->n_relations; i++) {
        Str name = m->relation[i];
        // names that treebanks used before UD 2.15 for bare noun phrases: "five years old", "met
        // Tuesday"
        if (str_is(name, "nmod:npmod"))
            name = STR("nmod:unmarked");
        else if (str_is(name, "obl:npmod") || str_is(name, "obl:tmod"))
            name = STR("obl:unmarked");
        if (!dep_parse(name, &w->relation_dep[i]))
            w->relation_dep[i] = DEP_DEP;
    }
    return 0;
}

int parse_work_new(ParseWork **work, const Weights *weights, const char *kernels, Err *e)
{
    *work = NULL;
    if (weights->features_count != FEATURES_COUNT || weights->features_version != FEATURES_VERSION)
        return err_set(e, ERR_USAGE,
                       "model '%s' was trained on other word features than this program computes",
                       weights->name);
    const Kernels *k = kernels_choose(kernels);
    if (!k)
        return err_set(e, ERR_USAGE, "this processor has no '%s' kernels", kernels);
    struct ParseWork *w = calloc(1, sizeof *w);
    if (!w)
        return err_set(e, ERR_MEMORY, "out of memory for the parser's workspace");
    w->weights = weights;
    w->kernels = k;
    int rc = name_tags(w, e);
    if (rc == 0) {
        // calloc: the cache of word vectors costs memory only as far as words have come
        size_t bytes = lay_out(w, NULL);
        w->block = calloc(1, bytes + 64);
        if (!w->block)
            rc = err_set(e, ERR_MEMORY, "out of memory for the parser's workspace");
    }
    if (rc != 0) {
        free(w);
        return rc;
    }
    lay_out(w, (unsigned char *)w->block + (64 - (uintptr_t)w->block % 64) % 64);
    memset(w->outside, KERNELS_ZERO, weights->width);
    encoder_prepare(w);
    depparse_prepare(w);
    *work = w;
    return 0;
}

void parse_work_free(ParseWork *work)
{
    if (!work)
        return;
    free(work->block);
    free(work);
}

bool parse_has_kernels(const char *name)
{
    return kernels_choose(name) != NULL;
}

const char *parse_kernels(const ParseWork *work)
{
    return work->kernels->name;
}

// ----------------------------------------------------------------------------------------------
// the stage

static bool in_dateline(const Doc *doc, uint32_t token)
{
    return (doc->tokens[token].flags & TOKEN_DATELINE) != 0;
}

// Takes the units inside which a sentence starts, more likely than not, out of the chunk, and keeps
// the starts.
static void take_joined(struct ParseWork *w)
{
    size_t kept = 0, cols = w->weights->head.cols;
    for (size_t u = 0; u < w->n_units; u++) {
        ParseUnit unit = w->unit[u];
        ParseCuts *c = unit.cuts;
        const float *y = w->y + (unit.row + 1) * cols + w->weights->at_start;
        size_t before = c ? c->n_starts : 0;
        for (uint32_t i = 1; c && i < unit.n; i++)
            if (y[i * cols] > 0)
                *ARENA_PUSH(unit.doc->arena, c->starts, c->n_starts, c->cap_starts) =
                    unit.first + i;
        if (c && c->n_starts > before)
            *ARENA_PUSH(unit.doc->arena, c->joined, c->n_joined, c->cap_joined) = unit;
        else
            w->unit[kept++] = unit;
    }
    w->n_units = kept;
}

static void run_chunk(struct ParseWork *w)
{
    if (w->n_units == 0)
        return;
    encoder_run(w);
    take_joined(w);
    tagger_run(w);
    depparse_run(w);
    ner_run(w);
    for (size_t u = 0; u < w->n_units; u++)
        mend_unit(w->unit[u].doc, w->unit[u].first, w->unit[u].n);
    lemma_run(w);
    w->n_units = 0;
    w->n_rows = 0;
}

static void add_unit(struct ParseWork *w, Doc *doc, ParseCuts *cuts, uint32_t first, uint32_t n)
{
    if (w->n_rows + n + 1 > WORK_ROWS)
        run_chunk(w);
    w->unit[w->n_units++] =
        (ParseUnit){.doc = doc, .cuts = cuts, .first = first, .n = n, .row = (uint32_t)w->n_rows};
    w->n_rows += n + 1;
}

// End of the unit that begins at `first`.
static uint32_t unit_end(const Doc *doc, const Sentence *s, uint32_t first)
{
    uint32_t end = first + 1;
    while (end < s->end && end - first < WORK_WINDOW &&
           in_dateline(doc, end) == in_dateline(doc, first))
        end++;
    return end;
}

// Joins the trees of a sentence of several units under the root of its first unit that is no
// dateline.
static void join_units(Doc *doc, const Sentence *s)
{
    uint32_t main_root = NONE, first_root = NONE;
    for (uint32_t t = s->first; t < s->end; t++) {
        if (doc->tokens[t].head != NONE)
            continue;
        if (first_root == NONE)
            first_root = t;
        if (main_root == NONE && !in_dateline(doc, t))
            main_root = t;
    }
    if (main_root == NONE)
        main_root = first_root;
    for (uint32_t t = s->first; t < s->end; t++) {
        Token *token = &doc->tokens[t];
        if (token->head == NONE && t != main_root) {
            token->head = main_root;
            token->dep = in_dateline(doc, t) ? DEP_DEP : DEP_PARATAXIS;
        }
    }
}

// The first round: the units of a document. No sentence starts inside a headline or a dateline, and
// those that came with the input stay as they are.
static void add_units(struct ParseWork *w, Doc *doc, ParseCuts *cuts)
{
    for (size_t i = 0; i < doc->n_sentences; i++) {
        const Sentence *s = &doc->sentences[i];
        for (uint32_t first = s->first, end; first < s->end; first = end) {
            bool whole = doc->pretokenized || (s->flags & SENT_HEADLINE) || in_dateline(doc, first);
            end = unit_end(doc, s, first);
            add_unit(w, doc, whole ? NULL : cuts, first, end - first);
        }
    }
}

// The second round: the pieces of the units that were taken out.
static void add_pieces(struct ParseWork *w, Doc *doc, const ParseCuts *c)
{
    for (size_t u = 0, k = 0; u < c->n_joined; u++) {
        uint32_t first = c->joined[u].first, end = first + c->joined[u].n;
        for (; k < c->n_starts && c->starts[k] < end; first = c->starts[k++])
            add_unit(w, doc, NULL, first, c->starts[k] - first);
        add_unit(w, doc, NULL, first, end - first);
    }
}

// What remains when all units of a document have their trees.
static void finish(Doc *doc, const ParseCuts *cuts)
{
    if (cuts->n_joined > 0) {
        doc_cut_sentences(doc, cuts->starts, cuts->n_starts);
        doc_sort_names(doc);
    }
    for (size_t i = 0; i < doc->n_sentences; i++) {
        const Sentence *s = &doc->sentences[i];
        if (s->first < s->end && unit_end(doc, s, s->first) < s->end)
            join_units(doc, s);
        mend_sentence(doc, s);
    }
}

void parse_run(Doc *const *docs, size_t n, ParseWork *work)
{
    work->n_units = 0; // documents that ran out of memory may have left some behind
    work->n_rows = 0;
    memset(work->cuts, 0, n * sizeof *work->cuts);
    for (size_t i = 0; i < n; i++)
        add_units(work, docs[i], &work->cuts[i]);
    run_chunk(work);
    for (size_t i = 0; i < n; i++)
        add_pieces(work, docs[i], &work->cuts[i]);
    run_chunk(work);
    for (size_t i = 0; i < n; i++)
        finish(docs[i], &work->cuts[i]);
}
