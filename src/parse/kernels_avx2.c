// SPDX-License-Identifier: MIT
// The kernels for x86-64 processors with AVX2.
//
// In and out: see kernels.h. Method of the integer tile: vpmaddubsw multiplies u8 by s8 and adds
// neighbours into 16 bits, vpmaddwd with ones adds those into 32. The first step saturates beyond
// 32,767; the weights of a model are within +-63, and 2 * 255 * 63 = 32,130, so it never does
// (weights.c refuses a file with larger ones). The arc products are u8 up to 127 by s8 within
// +-127: 2 * 127 * 127 = 32,258. Cost: 2 to 3 times the time of the VNNI set.
#include "parse/kernels.h"

#if defined(__x86_64__)

#include <immintrin.h>

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2")
#endif

#define KERNELS_LANES 8
#define KF_MAX(a, b)  _mm256_max_ps((__m256)(a), (__m256)(b))
#define KF_ROUND(v)   _mm256_cvtps_epi32((__m256)(v))
#define KF_MIN(a, b)  _mm256_min_ps((__m256)(a), (__m256)(b))
#include "parse/kernels_float.h"

static inline __m256i avx2_row(const uint8_t *a)
{
    int32_t four;
    memcpy(&four, a, sizeof four);
    return _mm256_set1_epi32(four);
}

static inline __m256i avx2_load(const int8_t *p)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)p);
}

static inline void avx2_save(int32_t *p, __m256i a, __m256i b, __m256i c, __m256i d)
{
    __m256i *to = (__m256i *)(void *)p;
    _mm256_storeu_si256(to, a);
    _mm256_storeu_si256(to + 1, b);
    _mm256_storeu_si256(to + 2, c);
    _mm256_storeu_si256(to + 3, d);
}

static inline __m256i avx2_step(__m256i sum, __m256i a, __m256i w)
{
    __m256i pairs = _mm256_maddubs_epi16(a, w);
    return _mm256_add_epi32(sum, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
}

// Three rows by 32 columns: 12 sums stay in registers.
static inline void avx2_part(const uint8_t *const *rows, size_t taps, size_t tap_depth,
                             const int8_t *left, const int8_t *right, int32_t *tile)
{
    __m256i s00 = _mm256_setzero_si256(), s01 = s00, s02 = s00, s03 = s00;
    __m256i s10 = s00, s11 = s00, s12 = s00, s13 = s00;
    __m256i s20 = s00, s21 = s00, s22 = s00, s23 = s00;
    for (size_t t = 0; t < taps; t++) {
        const uint8_t *r0 = rows[t * KERNELS_ROWS];
        const uint8_t *r1 = rows[t * KERNELS_ROWS + 1];
        const uint8_t *r2 = rows[t * KERNELS_ROWS + 2];
        for (size_t k = 0; k < tap_depth;
             k += 4, left += KERNELS_GROUP * 4, right += KERNELS_GROUP * 4) {
            __m256i a0 = avx2_row(r0 + k), a1 = avx2_row(r1 + k), a2 = avx2_row(r2 + k);
            __m256i w = avx2_load(left);
            s00 = avx2_step(s00, a0, w);
            s10 = avx2_step(s10, a1, w);
            s20 = avx2_step(s20, a2, w);
            w = avx2_load(left + 32);
            s01 = avx2_step(s01, a0, w);
            s11 = avx2_step(s11, a1, w);
            s21 = avx2_step(s21, a2, w);
            w = avx2_load(right);
            s02 = avx2_step(s02, a0, w);
            s12 = avx2_step(s12, a1, w);
            s22 = avx2_step(s22, a2, w);
            w = avx2_load(right + 32);
            s03 = avx2_step(s03, a0, w);
            s13 = avx2_step(s13, a1, w);
            s23 = avx2_step(s23, a2, w);
        }
    }
    avx2_save(tile, s00, s01, s02, s03);
    avx2_save(tile + KERNELS_COLS, s10, s11, s12, s13);
    avx2_save(tile + 2 * KERNELS_COLS, s20, s21, s22, s23);
}

static void avx2_tile(const uint8_t *const *rows, size_t taps, size_t tap_depth,
                      const int8_t *const *groups, int32_t *tile)
{
    for (size_t g = 0; g < 4; g += 2) {
        // A short matrix names its last groups twice: nothing to do for a half that repeats the
        // first.
        if (g == 2 && groups[2] == groups[0] && groups[3] == groups[0])
            continue;
        for (size_t r = 0; r < KERNELS_ROWS; r += 3) {
            avx2_part(rows + r, taps, tap_depth, groups[g], groups[g + 1],
                      tile + r * KERNELS_COLS + g * KERNELS_GROUP);
        }
    }
}

const Kernels kernels_avx2_table = {
    .name = "avx2",
    .tile = avx2_tile,
    .finish = kf_finish,
    .norm = kf_norm,
    .to_bytes = kf_to_bytes,
    .label_inputs = kf_label_inputs,
    .sum_rows = kf_sum_rows,
    .arc_row = kf_arc_row,
    .argmax = kf_argmax,
};

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif

#endif
