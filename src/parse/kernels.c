// SPDX-License-Identifier: MIT
// Choosing the set of kernels, and the loop over tiles that all sets share.
//
// In: rows of u8 activations named by pointers, a packed matrix. Out: fp32 rows.
// Method: for every block of 64 columns, for every 6 rows: one register tile, then its epilogue
// while the sums are still in the first-level cache. Rows are named by pointers ("indirect
// convolution", Dukhan 2019), so a tap of a convolution that falls outside the sentence points to a
// row of zeros and needs neither padding nor masks. The weights of a block (36 kB at width 192)
// stream from the second-level cache. Cost: rows * depth * cols / 64 cycles with VNNI, and about 4
// % for the epilogue.
#include "parse/kernels.h"

#include <string.h>
#if defined(__aarch64__) && defined(__linux__)
#include <sys/auxv.h>

static bool has_dot(void)
{
    return (getauxval(AT_HWCAP) & HWCAP_ASIMDDP) != 0;
}
#elif defined(__aarch64__)
static bool has_dot(void)
{
#if defined(__ARM_FEATURE_DOTPROD) // the whole program is built for it, as on Apple's
    return true;
#else
    return false;
#endif
}
#endif

const Kernels *kernels_choose(const char *wanted)
{
    const Kernels *best = &kernels_scalar_table;
    if (wanted && strcmp(wanted, best->name) == 0)
        return best;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) {
        best = &kernels_avx2_table;
        if (wanted && strcmp(wanted, "avx2") == 0)
            return best;
    }
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vnni")) {
        best = &kernels_vnni_table;
    }
#elif defined(__aarch64__)
    best = &kernels_neon_table;
    if (wanted && strcmp(wanted, best->name) == 0)
        return best;
    if (has_dot())
        best = &kernels_neon_dot_table;
#endif
    if (wanted && strcmp(wanted, best->name) != 0)
        return NULL;
    return best;
}

void kernels_gemm(const Kernels *k, const WeightsMatrix *m, const uint8_t *const *rows,
                  size_t count, size_t taps, enum KernelsEpilogue epilogue, float *out,
                  size_t stride)
{
    const uint8_t *names[KERNELS_TAPS * KERNELS_ROWS];
    const int8_t *groups[KERNELS_COLS / KERNELS_GROUP];
    _Alignas(64) int32_t tile[KERNELS_ROWS * KERNELS_COLS];
    size_t tap_depth = m->depth / taps;
    for (size_t col = 0; col < m->cols; col += KERNELS_COLS) {
        size_t cols = m->cols - col < KERNELS_COLS ? m->cols - col : KERNELS_COLS;
        for (size_t g = 0; g < KERNELS_COLS / KERNELS_GROUP; g++) {
            // a narrow last block names its first group again
            groups[g] =
                m->packed + (col + (g * KERNELS_GROUP < cols ? g * KERNELS_GROUP : 0)) * m->depth;
        }
        for (size_t r = 0; r < count; r += KERNELS_ROWS) {
            size_t have = count - r < KERNELS_ROWS ? count - r : KERNELS_ROWS;
            for (size_t t = 0; t < taps; t++) {
                for (size_t i = 0; i < KERNELS_ROWS; i++) {
                    // and a short last tile its first row
                    names[t * KERNELS_ROWS + i] = rows[(r + (i < have ? i : 0)) * taps + t];
                }
            }
            k->tile(names, taps, tap_depth, groups, tile);
            k->finish(tile, have, cols, m, col, epilogue, out + r * stride + col, stride);
        }
    }
}
