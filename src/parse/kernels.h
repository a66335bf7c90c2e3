// SPDX-License-Identifier: MIT
// The arithmetic of the network, private to src/parse: one table of functions for each instruction
// set.
//
// In:  u8 activations (zero point 128), s8 weights, fp32 scales. Out: fp32 rows or u8 rows.
// All sets give the same bits. The integer products are exact; every floating-point step is one
// multiplication and one addition in an order fixed by kernels_float.h, which is compiled once for
// each set from the same text. So a test may compare the sets byte by byte, and a record does not
// depend on the machine that made it.
//
// Build: these files need -ffp-contract=off (a fused multiply-add rounds once, where the others
// round twice). Threads: the tables are constant; nothing here keeps state.
#ifndef DRAGOMAN_PARSE_KERNELS_H
#define DRAGOMAN_PARSE_KERNELS_H

#include "lex/weights.h"

#include <stddef.h>
#include <stdint.h>

enum {
    KERNELS_ROWS = 6,   // rows of a register tile
    KERNELS_COLS = 64,  // columns of a register tile: four groups of 16
    KERNELS_GROUP = 16, // columns of one group of packed weights
    KERNELS_TAPS = 3,   // most taps of a convolution
    KERNELS_ZERO = 128  // the u8 value that stands for 0.0 in activations behind a LayerNorm
};

// What becomes of y = ((float)(sum - correct) * multiply) + offset.
enum KernelsEpilogue {
    KERNELS_STORE,   // out = y
    KERNELS_ADD_RELU // out = out + max(y, 0)
};

typedef struct {
    const char *name;

    // tile[6][64] = rows x weights. rows: [taps][6] pointers to tap_depth bytes. groups: four
    // groups of 16 columns, each [taps * tap_depth / 4][16][4].
    void (*tile)(const uint8_t *const *rows, size_t taps, size_t tap_depth,
                 const int8_t *const *groups, int32_t *tile);
    // The epilogue of the first `rows` rows and `cols` columns of a tile, columns col... of the
    // matrix.
    void (*finish)(const int32_t *tile, size_t rows, size_t cols, const WeightsMatrix *m,
                   size_t col, enum KernelsEpilogue epilogue, float *out, size_t stride);
    // LayerNorm and quantisation of one row; n a multiple of 16.
    void (*norm)(const float *x, size_t n, const float *gain, const float *shift, uint8_t *out);
    // out = clamp(round(x), low, high) as bytes; n a multiple of 16. As u8 for 0...255, as s8 for
    // -127...127.
    void (*to_bytes)(const float *x, size_t n, float low, float high, uint8_t *out);
    // The 3B inputs of the label layer from two rows of B values; B a multiple of 16.
    void (*label_inputs)(const float *dependent, const float *head, size_t b, float scale,
                         uint8_t *out);
    // out = ((0 + rows[0] * scales[0]) + rows[1] * scales[1]) + ...; n a multiple of 16.
    void (*sum_rows)(const int8_t *const *rows, const float *scales, size_t count, size_t n,
                     float *out);
    // Arc scores of one head j against n dependents (n a multiple of 16), and the running best and
    // second best of each dependent: see depparse.c.
    void (*arc_row)(const int32_t *dots, const float *distance, float scale, float bias, int32_t j,
                    size_t n, float *scores, float *best, float *second, int32_t *best_head);
    // Place of the largest of n values, the first of equals.
    size_t (*argmax)(const float *x, size_t n);
} Kernels;

extern const Kernels kernels_scalar_table;
#if defined(__x86_64__)
extern const Kernels kernels_avx2_table;
extern const Kernels kernels_vnni_table;
#elif defined(__aarch64__)
extern const Kernels kernels_neon_table;
extern const Kernels kernels_neon_dot_table;
#endif

// The fastest table that this processor runs; `wanted` ("scalar", "avx2", "vnni", "neon",
// "neon-dot") asks for one by name. NULL when the name is unknown or the processor lacks it; wanted
// == NULL never gives NULL.
const Kernels *kernels_choose(const char *wanted);

// out[r] = epilogue(rows x matrix), for r in [0, count). rows: [count][taps] pointers to depth /
// taps bytes.
void kernels_gemm(const Kernels *k, const WeightsMatrix *m, const uint8_t *const *rows,
                  size_t count, size_t taps, enum KernelsEpilogue epilogue, float *out,
                  size_t stride);

#endif
