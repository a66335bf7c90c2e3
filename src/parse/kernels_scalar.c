// SPDX-License-Identifier: MIT
// The reference kernels: plain C for the integer tile, 4-lane vectors of the compiler for the rest.
//
// In: see kernels.h. Out: the same bits as every other set; the tests hold the fast ones against
// this one. Method: nested loops over the packed order [cols / 16][depth / 4][16][4]. Cost: about a
// fifteenth of the speed of the VNNI set. It is what runs on x86-64 without
// AVX2 and on all but x86-64 and AArch64.
#include "parse/kernels.h"

#define KERNELS_LANES 4
#include "parse/kernels_float.h"

static void scalar_tile(const uint8_t *const *rows, size_t taps, size_t tap_depth,
                        const int8_t *const *groups, int32_t *tile)
{
    for (size_t g = 0; g < KERNELS_COLS / KERNELS_GROUP; g++) {
        for (size_t r = 0; r < KERNELS_ROWS; r++) {
            const int8_t *w = groups[g];
            int32_t sums[KERNELS_GROUP] = {0};
            for (size_t t = 0; t < taps; t++) {
                const uint8_t *a = rows[t * KERNELS_ROWS + r];
                for (size_t k = 0; k < tap_depth; k += 4, w += KERNELS_GROUP * 4) {
                    for (size_t c = 0; c < KERNELS_GROUP; c++) {
                        sums[c] += a[k] * w[c * 4] + a[k + 1] * w[c * 4 + 1] +
                                   a[k + 2] * w[c * 4 + 2] + a[k + 3] * w[c * 4 + 3];
                    }
                }
            }
            memcpy(tile + r * KERNELS_COLS + g * KERNELS_GROUP, sums, sizeof sums);
        }
    }
}

const Kernels kernels_scalar_table = {
    .name = "scalar",
    .tile = scalar_tile,
    .finish = kf_finish,
    .norm = kf_norm,
    .to_bytes = kf_to_bytes,
    .label_inputs = kf_label_inputs,
    .sum_rows = kf_sum_rows,
    .arc_row = kf_arc_row,
    .argmax = kf_argmax,
};
