// SPDX-License-Identifier: MIT
// The kernels for AArch64 processors: one table for all of them, one for those with the dot product
// (ARMv8.2 "dotprod": Cortex-A76, Neoverse N1, Apple M1 and later).
//
// In and out: see kernels.h. Neither tile instruction multiplies u8 by s8, so one side is moved by
// 128 (its top bit flipped) and the sum put right; all of it is exact in 32 bits.
//   - dot: udot adds four u8 x u8 products into 32 bits. The weights are flipped, and
//     sum a * w = sum a * (w + 128) - 128 * sum a: one correction a row, whatever the columns. 24
//     registers hold six rows by 16 columns. Flipping costs 4 instructions to 24; the extension
//     i8mm would save them (sudot), but the older processors lack it.
//   - plain: smull and smlal add two s8 x s8 products into 16 bits, sadalp adds pairs of those into
//     32: three instructions where dot has one. Two products of 128 * 127 fit; a weight of -128
//     would not, and no model has one (weights.c: within +-63; arcs: within +-127). The activations
//     are flipped, and sum a * w = sum (a - 128) * w + 128 * sum w.
// The plain table is there for the Cortex-A53 and A72 (Raspberry Pi 3 and 4), where compilers make
// one multiplication at a time of the scalar tile. Vectors have four lanes in both, so both share
// one floating-point half.
//
// Cost: six udot for one load and one flip; not measured on silicon. udot stands as assembly in a
// function with its own target, since clang before 16 hides the intrinsic behind -march, which
// would allow it in the plain half too. Does not: big-endian AArch64 (the model file is
// little-endian).
#include "parse/kernels.h"

#if defined(__aarch64__)

#include <arm_neon.h>
#include <string.h>

// Four bytes to four integers and back: gcc 12 does it one by one.
static inline int32x4_t neon_widen(const int8_t *p)
{
    int32_t four;
    memcpy(&four, p, sizeof four);
    int8x8_t bytes = vreinterpret_s8_s32(vdup_n_s32(four));
    return vmovl_s16(vget_low_s16(vmovl_s8(bytes)));
}

static inline uint32_t neon_narrow(int32x4_t v)
{
    uint8x16_t bytes = vreinterpretq_u8_s32(v);
    bytes = vuzp1q_u8(bytes, bytes);
    bytes = vuzp1q_u8(bytes, bytes);
    return vgetq_lane_u32(vreinterpretq_u32_u8(bytes), 0);
}

#define KERNELS_LANES 4
#define KF_ROUND(v)   vcvtnq_s32_f32((float32x4_t)(v))
#define KF_WIDEN(p)   neon_widen(p)
#define KF_NARROW(v)  neon_narrow((int32x4_t)(v))
#include "parse/kernels_float.h"

// The same four bytes four times.
static inline uint8x16_t neon_four(const uint8_t *p)
{
    uint32_t four;
    memcpy(&four, p, sizeof four);
    return vreinterpretq_u8_u32(vdupq_n_u32(four));
}

// A short matrix names its first group again: nothing to do for it.
static inline bool neon_repeats(const int8_t *const *groups, size_t g)
{
    return g > 0 && groups[g] == groups[0];
}

// ----------------------------------------------------------------------------------------------
// the plain tile

// 128 x the sums of 16 columns.
static inline void neon_column_sums(const int8_t *w, size_t depth, int32x4_t *sums)
{
    int32x4_t s0 = vdupq_n_s32(0), s1 = s0, s2 = s0, s3 = s0;
    for (size_t k = 0; k < depth; k += 4, w += KERNELS_GROUP * 4) {
        s0 = vpadalq_s16(s0, vpaddlq_s8(vld1q_s8(w)));
        s1 = vpadalq_s16(s1, vpaddlq_s8(vld1q_s8(w + 16)));
        s2 = vpadalq_s16(s2, vpaddlq_s8(vld1q_s8(w + 32)));
        s3 = vpadalq_s16(s3, vpaddlq_s8(vld1q_s8(w + 48)));
    }
    sums[0] = vshlq_n_s32(s0, 7);
    sums[1] = vshlq_n_s32(s1, 7);
    sums[2] = vshlq_n_s32(s2, 7);
    sums[3] = vshlq_n_s32(s3, 7);
}

// Two steps of four inputs for four columns: each column gets two sums.
static inline void neon_step(int32x4_t *low, int32x4_t *high, int8x16_t a, int8x16_t b,
                             const int8_t *w, const int8_t *v)
{
    int8x16_t x = vld1q_s8(w), y = vld1q_s8(v);
    int16x8_t pairs = vmull_s8(vget_low_s8(x), vget_low_s8(a));
    *low = vpadalq_s16(*low, vmlal_s8(pairs, vget_low_s8(y), vget_low_s8(b)));
    pairs = vmull_high_s8(x, a);
    *high = vpadalq_s16(*high, vmlal_high_s8(pairs, y, b));
}

// One row by 16 columns: the multiplications take longer than the loads, so more rows gain nothing.
static inline void neon_row(const uint8_t *const *rows, size_t taps, size_t tap_depth,
                            const int8_t *w, const int32x4_t *sums, int32_t *tile)
{
    int32x4_t l0 = vdupq_n_s32(0), l1 = l0, l2 = l0, l3 = l0, h0 = l0, h1 = l0, h2 = l0, h3 = l0;
    uint8x16_t flip = vdupq_n_u8(128);
    for (size_t t = 0; t < taps; t++) {
        const uint8_t *row = rows[t * KERNELS_ROWS];
        for (size_t k = 0; k < tap_depth; k += 8) {
            int8x16_t a = vreinterpretq_s8_u8(veorq_u8(neon_four(row + k), flip));
            int8x16_t b = vdupq_n_s8(0);
            const int8_t *v = w;
            if (k + 4 < tap_depth) {
                b = vreinterpretq_s8_u8(veorq_u8(neon_four(row + k + 4), flip));
                v += KERNELS_GROUP * 4;
            }
            neon_step(&l0, &h0, a, b, w, v);
            neon_step(&l1, &h1, a, b, w + 16, v + 16);
            neon_step(&l2, &h2, a, b, w + 32, v + 32);
            neon_step(&l3, &h3, a, b, w + 48, v + 48);
            w = v + KERNELS_GROUP * 4;
        }
    }
    vst1q_s32(tile, vaddq_s32(vpaddq_s32(l0, h0), sums[0]));
    vst1q_s32(tile + 4, vaddq_s32(vpaddq_s32(l1, h1), sums[1]));
    vst1q_s32(tile + 8, vaddq_s32(vpaddq_s32(l2, h2), sums[2]));
    vst1q_s32(tile + 12, vaddq_s32(vpaddq_s32(l3, h3), sums[3]));
}

static void neon_tile(const uint8_t *const *rows, size_t taps, size_t tap_depth,
                      const int8_t *const *groups, int32_t *tile)
{
    for (size_t g = 0; g < KERNELS_COLS / KERNELS_GROUP; g++) {
        if (neon_repeats(groups, g))
            continue;
        int32x4_t sums[4];
        neon_column_sums(groups[g], taps * tap_depth, sums);
        for (size_t r = 0; r < KERNELS_ROWS; r++)
            neon_row(rows + r, taps, tap_depth, groups[g], sums,
                     tile + r * KERNELS_COLS + g * KERNELS_GROUP);
    }
}

// ----------------------------------------------------------------------------------------------
// the tile by dot products

#if defined(__clang__)
#define DOT_TARGET __attribute__((target("dotprod")))
#else
#define DOT_TARGET __attribute__((target("arch=armv8.2-a+dotprod")))
#endif

// Each of the four sums gets its four bytes of w times the four bytes of a number `lane`.
#define DOT(sum, w, a, lane)                                                                       \
    __asm__ volatile("udot %0.4s, %1.16b, %2.4b[" #lane "]" : "+w"(sum) : "w"(w), "w"(a))

#define DOT_COLS(w, q, lane)                                                                       \
    x = veorq_u8(vreinterpretq_u8_s8(vld1q_s8(w)), flip);                                          \
    DOT(s0##q, x, a0, lane);                                                                       \
    DOT(s1##q, x, a1, lane);                                                                       \
    DOT(s2##q, x, a2, lane);                                                                       \
    DOT(s3##q, x, a3, lane);                                                                       \
    DOT(s4##q, x, a4, lane);                                                                       \
    DOT(s5##q, x, a5, lane)

#define DOT_STEP(lane)                                                                             \
    DOT_COLS(w, 0, lane);                                                                          \
    DOT_COLS(w + 16, 1, lane);                                                                     \
    DOT_COLS(w + 32, 2, lane);                                                                     \
    DOT_COLS(w + 48, 3, lane);                                                                     \
    w += KERNELS_GROUP * 4

#define DOT_LOAD(load)                                                                             \
    uint8x16_t a0 = load(r0 + k), a1 = load(r1 + k), a2 = load(r2 + k);                            \
    uint8x16_t a3 = load(r3 + k), a4 = load(r4 + k), a5 = load(r5 + k)

#define DOT_START(r)                                                                               \
    uint32x4_t s##r##0 = vdupq_n_u32(start[r]), s##r##1 = s##r##0, s##r##2 = s##r##0,              \
               s##r##3 = s##r##0

#define DOT_SAVE(r)                                                                                \
    vst1q_s32(tile + r * KERNELS_COLS, vreinterpretq_s32_u32(s##r##0));                            \
    vst1q_s32(tile + r * KERNELS_COLS + 4, vreinterpretq_s32_u32(s##r##1));                        \
    vst1q_s32(tile + r * KERNELS_COLS + 8, vreinterpretq_s32_u32(s##r##2));                        \
    vst1q_s32(tile + r * KERNELS_COLS + 12, vreinterpretq_s32_u32(s##r##3))

// -128 x the sum of a row, modulo 2^32 like all sums here.
DOT_TARGET static uint32_t dot_start(const uint8_t *const *rows, size_t taps, size_t tap_depth)
{
    uint32x4_t sum = vdupq_n_u32(0);
    uint8x16_t ones = vdupq_n_u8(1);
    uint32_t rest = 0;
    for (size_t t = 0; t < taps; t++) {
        const uint8_t *row = rows[t * KERNELS_ROWS];
        size_t k = 0;
        for (; k + 16 <= tap_depth; k += 16)
            DOT(sum, vld1q_u8(row + k), ones, 0);
        for (; k < tap_depth; k++)
            rest += row[k];
    }
    return 0u - 128u * (vaddvq_u32(sum) + rest);
}

// Six rows by 16 columns, 16 inputs of each row at a time.
DOT_TARGET static void dot_group(const uint8_t *const *rows, size_t taps, size_t tap_depth,
                                 const int8_t *w, const uint32_t *start, int32_t *tile)
{
    DOT_START(0);
    DOT_START(1);
    DOT_START(2);
    DOT_START(3);
    DOT_START(4);
    DOT_START(5);
    uint8x16_t flip = vdupq_n_u8(128), x;
    for (size_t t = 0; t < taps; t++, rows += KERNELS_ROWS) {
        const uint8_t *r0 = rows[0], *r1 = rows[1], *r2 = rows[2];
        const uint8_t *r3 = rows[3], *r4 = rows[4], *r5 = rows[5];
        size_t k = 0;
        for (; k + 16 <= tap_depth; k += 16) {
            DOT_LOAD(vld1q_u8);
            DOT_STEP(0);
            DOT_STEP(1);
            DOT_STEP(2);
            DOT_STEP(3);
        }
        for (; k < tap_depth; k += 4) {
            DOT_LOAD(neon_four);
            DOT_STEP(0);
        }
    }
    DOT_SAVE(0);
    DOT_SAVE(1);
    DOT_SAVE(2);
    DOT_SAVE(3);
    DOT_SAVE(4);
    DOT_SAVE(5);
}

static void dot_tile(const uint8_t *const *rows, size_t taps, size_t tap_depth,
                     const int8_t *const *groups, int32_t *tile)
{
    uint32_t start[KERNELS_ROWS];
    for (size_t r = 0; r < KERNELS_ROWS; r++)
        start[r] = dot_start(rows + r, taps, tap_depth);
    for (size_t g = 0; g < KERNELS_COLS / KERNELS_GROUP; g++) {
        if (!neon_repeats(groups, g))
            dot_group(rows, taps, tap_depth, groups[g], start, tile + g * KERNELS_GROUP);
    }
}

const Kernels kernels_neon_table = {
    .name = "neon",
    .tile = neon_tile,
    .finish = kf_finish,
    .norm = kf_norm,
    .to_bytes = kf_to_bytes,
    .label_inputs = kf_label_inputs,
    .sum_rows = kf_sum_rows,
    .arc_row = kf_arc_row,
    .argmax = kf_argmax,
};

const Kernels kernels_neon_dot_table = {
    .name = "neon-dot",
    .tile = dot_tile,
    .finish = kf_finish,
    .norm = kf_norm,
    .to_bytes = kf_to_bytes,
    .label_inputs = kf_label_inputs,
    .sum_rows = kf_sum_rows,
    .arc_row = kf_arc_row,
    .argmax = kf_argmax,
};

#endif
