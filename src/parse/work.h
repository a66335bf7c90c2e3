// SPDX-License-Identifier: MIT
// What the files of the parse stage share: the workspace of a thread and one function a step.
//
// Documents are cut into units (a sentence, or a window of an over-long one), units are gathered
// into chunks of at most WORK_ROWS rows, and each chunk goes through the steps in the order of this
// header. A unit names its document: a chunk may hold units of several. A unit of n words has n + 1
// rows: the artificial root first. So row = unit->row + 1 + (word of the unit).
#ifndef DRAGOMAN_PARSE_WORK_H
#define DRAGOMAN_PARSE_WORK_H
#include "base/limits.h"
#include "doc/doc.h"
#include "lex/weights.h"
#include "parse/kernels.h"

enum {
    WORK_WINDOW = LIMIT_SENTENCE_TOKENS,      // words of a unit: arc scores are quadratic in it
    WORK_ROWS = 512,                          // rows of a chunk: what fits the second-level cache
    WORK_COLS = (WORK_WINDOW + 15) / 16 * 16, // dependents of a unit, rounded up to a group
    WORK_SLOTS = 1 << 14,                     // words in the cache, a power of two
    WORK_FORM = 34                            // longest cached form in bytes
};

_Static_assert(WORK_ROWS > WORK_WINDOW, "a chunk must hold the longest unit");

typedef struct {
    Doc *doc;
    struct ParseCuts *cuts; // where sentence starts inside it are noted; NULL: it stays whole
    uint32_t first, n;      // words: tokens [first, first + n)
    uint32_t row;           // the root's row in the chunk
} ParseUnit;

// Of one document, on its arena: the sentence starts found inside units, and those units.
typedef struct ParseCuts {
    uint32_t *starts;
    ParseUnit *joined;
    size_t n_starts, cap_starts, n_joined, cap_joined;
} ParseCuts;

// One cached word form. The vector lies in sums[slot]. Two (tag, rule) pairs remember its lemma.
typedef struct {
    uint64_t key;
    uint16_t lemma_tag[2], lemma_rule[2];
    uint8_t n; // bytes of the form; 0 = slot unused
    char form[WORK_FORM];
} ParseWord;

struct ParseWork {
    const Weights *weights;
    const Kernels *kernels;

    // names of the model's tags and labels as the document knows them
    uint8_t tag_upos[WEIGHTS_TAGS];
    char tag_xpos[WEIGHTS_TAGS][6];
    uint8_t relation_dep[WEIGHTS_LABELS];

    ParseWord *words; // [WORK_SLOTS]
    float *sums;      // [WORK_SLOTS][width]
    float *root;      // [width] vector of the artificial root

    // one chunk
    ParseUnit unit[WORK_ROWS / 2 + 1]; // a unit has two rows at least
    size_t n_units, n_rows;

    ParseCuts cuts[LIMIT_GROUP_DOCS]; // of each document of the call

    uint32_t slot[WORK_ROWS]; // cache slot of the row's word; NONE = root or not cached
    uint16_t tag[WORK_ROWS];
    float *x;             // [WORK_ROWS][width] the residual stream
    uint8_t *q;           // [WORK_ROWS][width] its normalised bytes
    uint8_t *outside;     // [width] bytes of a row beyond the sentence: all KERNELS_ZERO
    const uint8_t **rows; // [WORK_ROWS][KERNELS_TAPS]
    float *y;             // [WORK_ROWS][head.cols] what the heads say
    uint8_t *label_in;    // [WORK_ROWS][3 * label_width]
    float *label_out;     // [WORK_ROWS][label.cols]

    // one unit
    uint8_t *heads;  // [WORK_WINDOW + 1][arc_width] u8
    int8_t *deps;    // [WORK_COLS / 16][arc_width / 4][16][4] s8
    float *scores;   // [WORK_WINDOW + 1][WORK_COLS] score of head row j for dependent column i - 1
    float *distance; // [2 * WORK_WINDOW + 64 + …] bias by dependent - head + WORK_WINDOW
    float best[WORK_COLS], second[WORK_COLS];
    int32_t head[WORK_COLS];
    struct ParseTree *tree;        // room for Chu-Liu-Edmonds
    uint8_t (*back)[WEIGHTS_NERS]; // [WORK_WINDOW] Viterbi
    uint8_t path[WORK_WINDOW];

    void *block; // all of the above arrays
};

// Fills x from the words' features, runs the residual blocks and the head matrix: x -> y.
void encoder_run(struct ParseWork *w);
// Vector of the artificial root, once.
void encoder_prepare(struct ParseWork *w);
// upos, xpos.
void tagger_run(struct ParseWork *w);
// head, arc_margin, dep, dep_margin.
void depparse_run(struct ParseWork *w);
size_t depparse_tree_bytes(void);
void depparse_prepare(struct ParseWork *w);
// ner, doc->names.
void ner_run(struct ParseWork *w);
// lemma.
void lemma_run(struct ParseWork *w);
// Forms that the net reads wrong: what changes tags, before the lemmas; the rest, when a sentence
// has its tree.
void mend_unit(Doc *doc, uint32_t first, uint32_t n);
void mend_sentence(Doc *doc, const Sentence *sentence);
void mend_clause(Doc *doc, const Sentence *sentence, uint32_t head);  // called by mend_sentence
void mend_object(Doc *doc, const Sentence *sentence, uint32_t word);  // called by mend_sentence
void mend_told(Doc *doc, const Sentence *sentence, uint32_t clause);  // called by mend_clause
void mend_speaker(Doc *doc, const Sentence *sentence, uint32_t word); // called by mend_sentence
void mend_headline(Doc *doc, const Sentence *sentence);               // and this before the others
#endif
