// SPDX-License-Identifier: MIT
// In: the forms of a chunk of sentences. Out: y, one row of head values for each word and each
// artificial root.
//
// Method: the vector of a form is the sum of the embedding rows of its features; finished sums are
// kept in a direct-mapped cache of the thread, by exact form, so a hit gives the same bits as a
// miss. Then residual blocks of width 3 (Bai et al. 2018's dilated convolutions, without
// causality), each: LayerNorm to u8, one integer matrix product over three taps, x += relu(y). Then
// LayerNorm and all heads in one product. docs/reference/model-format.md section 3 gives every
// operation. Deviations from the usual: no positions, no padding rows (taps outside the sentence
// point to one constant row). Cost at width 192, 5 blocks: 0.55 M multiplications a word in the
// blocks, 0.1 M in the heads; 4 microseconds with VNNI. Does not: look beyond a sentence.
#include "base/hash.h"
#include "parse/features.h"
#include "parse/work.h"

// x = sum of the rows of the known features, in template order.
static void sum_features(const struct ParseWork *w, const uint64_t *hashes, size_t n, float *x)
{
    const Weights *m = w->weights;
    const int8_t *rows[FEATURES_COUNT];
    float scales[FEATURES_COUNT];
    size_t known = 0;
    for (size_t t = 0; t < n; t++) {
        uint32_t row;
        if (hashes[t] != 0 && weights_find_row(m, hashes[t], &row)) {
            rows[known] = m->embd + (size_t)row * m->width;
            scales[known++] = m->embd_scale[row];
        }
    }
    w->kernels->sum_rows(rows, scales, known, m->width, x);
}

static void sum_form(const struct ParseWork *w, Str form, float *x)
{
    uint64_t hashes[FEATURES_COUNT];
    features_word(form.p, form.n, hashes);
    sum_features(w, hashes, FEATURES_COUNT, x);
}

void encoder_prepare(struct ParseWork *w)
{
    uint64_t root = features_hash(FEATURES_T_ROOT, "", 0);
    sum_features(w, &root, 1, w->root);
}

// Puts the vector of a form into x and returns its slot in the cache; NONE for a form too long to
// be kept.
static uint32_t look_up(struct ParseWork *w, Str form, float *x)
{
    size_t width = w->weights->width;
    if (form.n == 0 || form.n > WORK_FORM) {
        sum_form(w, form, x);
        return NONE;
    }
    uint64_t key = hash64(form.p, form.n, 0);
    uint32_t slot = (uint32_t)(key & (WORK_SLOTS - 1));
    ParseWord *word = &w->words[slot];
    float *sum = w->sums + (size_t)slot * width;
    if (word->key != key || word->n != form.n || memcmp(word->form, form.p, form.n) != 0) {
        sum_form(w, form, sum);
        word->key = key;
        word->n = (uint8_t)form.n;
        memcpy(word->form, form.p, form.n);
        for (size_t i = 0; i < 2; i++)
            word->lemma_rule[i] = word->lemma_tag[i] = WEIGHTS_NO_RULE;
    }
    memcpy(x, sum, width * sizeof *x);
    return slot;
}

static void fill(struct ParseWork *w)
{
    size_t width = w->weights->width;
    for (size_t u = 0; u < w->n_units; u++) {
        const ParseUnit *unit = &w->unit[u];
        const Doc *doc = unit->doc;
        float *x = w->x + unit->row * width;
        memcpy(x, w->root, width * sizeof *x);
        w->slot[unit->row] = NONE;
        for (uint32_t i = 0; i < unit->n; i++) {
            x += width;
            w->slot[unit->row + 1 + i] =
                look_up(w, token_text(doc, &doc->tokens[unit->first + i]), x);
        }
    }
}

static void normalize(struct ParseWork *w, size_t layer)
{
    const Weights *m = w->weights;
    for (size_t r = 0; r < w->n_rows; r++)
        w->kernels->norm(w->x + r * m->width, m->width, m->norm_gain[layer], m->norm_shift[layer],
                         w->q + r * m->width);
}

void encoder_run(struct ParseWork *w)
{
    const Weights *m = w->weights;
    fill(w);
    for (size_t l = 0; l < m->layers; l++) {
        normalize(w, l);
        size_t dilation = m->dilation[l];
        for (size_t u = 0; u < w->n_units; u++) {
            size_t n = w->unit[u].n + 1; // rows of the sentence with its root
            const uint8_t *q = w->q + w->unit[u].row * m->width;
            const uint8_t **rows = w->rows + w->unit[u].row * KERNELS_TAPS;
            for (size_t i = 0; i < n; i++, rows += KERNELS_TAPS) {
                rows[0] = i >= dilation ? q + (i - dilation) * m->width : w->outside;
                rows[1] = q + i * m->width;
                rows[2] = i + dilation < n ? q + (i + dilation) * m->width : w->outside;
            }
        }
        kernels_gemm(w->kernels, &m->conv[l], w->rows, w->n_rows, KERNELS_TAPS, KERNELS_ADD_RELU,
                     w->x, m->width);
    }
    normalize(w, m->layers);
    for (size_t r = 0; r < w->n_rows; r++)
        w->rows[r] = w->q + r * m->width;
    kernels_gemm(w->kernels, &m->head, w->rows, w->n_rows, 1, KERNELS_STORE, w->y, m->head.cols);
}
