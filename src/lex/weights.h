// SPDX-License-Identifier: MIT
// The model file, mapped: what the tagger, the parser, the name tagger and the lemmatizer know.
// The format is docs/reference/model-format.md; names here are the names there.
//
// Ownership: Weights owns the mapping (or borrows the bytes given to weights_read); all pointers
// below lie inside it and live until weights_close. Nothing is written after opening: one Weights
// serves all threads.
#ifndef DRAGOMAN_LEX_WEIGHTS_H
#define DRAGOMAN_LEX_WEIGHTS_H
#include "base/error.h"
#include "base/mapfile.h"
#include "base/str.h"

enum {
    WEIGHTS_LAYERS = 12,     // most residual blocks
    WEIGHTS_TAGS = 1024,     // most joint tags
    WEIGHTS_LABELS = 256,    // most dependency labels
    WEIGHTS_NERS = 17,       // O, and B I E S of four types
    WEIGHTS_DISTANCE = 64,   // largest distance clip
    WEIGHTS_NO_RULE = 0xFFFF // no lemma rule has this number
};

// One matrix w[cols][depth], packed in groups of 16 columns and 4 inputs: [cols / 16][depth /
// 4][16][4]. All |w| <= 63.
typedef struct {
    const int8_t *packed;
    const int32_t *correct; // [cols] 128 x sum of the column; NULL where the zero point is 0
    const float *multiply;  // [cols]
    const float *offset;    // [cols]
    size_t depth;           // a multiple of 4
    size_t cols;            // a multiple of 16
} WeightsMatrix;

typedef struct {
    MapFile file; // data == NULL where the bytes are borrowed
    char name[17];
    Str meta; // JSON: data, licence, scores

    size_t width; // D
    size_t layers;
    size_t dilation[WEIGHTS_LAYERS];
    uint32_t features_count, features_version;

    // feature hash -> embedding row
    const uint64_t *hash_key; // [hash_cap], 0 = empty
    const uint32_t *hash_row;
    size_t hash_cap;         // a power of two
    const int8_t *embd;      // [rows][width]
    const float *embd_scale; // [rows]
    size_t rows;

    const float *norm_gain[WEIGHTS_LAYERS + 1],
        *norm_shift[WEIGHTS_LAYERS + 1]; // the last: before the heads
    WeightsMatrix conv[WEIGHTS_LAYERS];
    WeightsMatrix head;

    // first column of each segment of the head matrix
    size_t at_tag, at_ner, at_dep, at_head, at_bias, at_start, at_label_dep, at_label_head;
    size_t arc_width;   // A
    size_t label_width; // B

    float arc_scale;
    const float *arc_distance; // [2 * distance + 2]
    size_t distance;
    WeightsMatrix label;
    float label_scale;

    Str tag[WEIGHTS_TAGS]; // "NOUN|NN"
    Str relation[WEIGHTS_LABELS];
    size_t n_tags, n_relations, n_ners;
    size_t root_relation; // index of "root"

    const uint64_t *lemma_key;
    const uint16_t *lemma_rule;
    size_t lemma_cap;
    const uint8_t (*lemma_op)[2]; // {case, bytes to cut}
    const uint32_t *lemma_at;     // offset of the string to append
    const char *lemma_text;
    size_t lemma_rules;
} Weights;

// Maps and checks a model file. Returns 0, or the code with *e filled: a file that is damaged, of
// another version, or contradicts itself is refused, with the section's name.
int weights_open(Weights *w, const char *path, Err *e);
// The same over bytes in memory (64-byte aligned, borrowed until weights_close). `path` is for
// messages.
int weights_read(Weights *w, const void *data, size_t size, const char *path, Err *e);
void weights_close(Weights *w);

// Row of a feature; false when the model does not know it.
bool weights_find_row(const Weights *w, uint64_t key, uint32_t *row);
// Lemma rule under a key; WEIGHTS_NO_RULE when there is none.
uint16_t weights_find_rule(const Weights *w, uint64_t key);
#endif
