// SPDX-License-Identifier: MIT
// The floating-point half of the kernels, compiled once for each instruction set.
//
// Including file sets KERNELS_LANES (floats in a register: 4, 8 or 16) and, by pragma, the target.
// The text is the same for all, and so is every bit of the result:
//   - element-wise work does not care how many elements are done at a time;
//   - sums over a row are kept in 16 partial sums (element i goes to sum i mod 16), added at the
//   end as a tree
//     8+8, 4+4, 2+2, 1+1, whatever the register width;
//   - a matrix product adds its terms in the order of k, one multiplication and one addition each;
//   - nothing is contracted (-ffp-contract=off) and nothing is reassociated (no -ffast-math).
// Vectors are those of gcc and clang (vector_size), so there is one source; only minimum, maximum,
// rounding and the way between four bytes and four integers may be given as instructions (KF_MIN,
// KF_MAX, KF_ROUND, KF_WIDEN, KF_NARROW).
//
// Cost at width 192: layer norm + quantisation about 0.05 microseconds a row with 16 lanes.
// Not done here: exp, tanh and the like; the network needs none.
#ifndef KERNELS_LANES
#error "set KERNELS_LANES before including kernels_float.h"
#endif

#include <math.h>
#include <string.h>

typedef float kf_vec __attribute__((vector_size(KERNELS_LANES * 4)));
typedef int32_t kf_ivec __attribute__((vector_size(KERNELS_LANES * 4)));
typedef int8_t kf_bvec __attribute__((vector_size(KERNELS_LANES)));
typedef uint8_t kf_ubvec __attribute__((vector_size(KERNELS_LANES)));

enum { KF_SUMS = 16 / KERNELS_LANES };

static inline kf_vec kf_load(const float *p)
{
    kf_vec v;
    memcpy(&v, p, sizeof v);
    return v;
}

static inline void kf_save(float *p, kf_vec v)
{
    memcpy(p, &v, sizeof v);
}

static inline kf_vec kf_all(float x)
{
    return x - (kf_vec){0};
}

// max(v, low) and min(v, high); where v is no number, the bound. That is what the processors'
// instructions do; gcc 12 does not find them in the comparison.
static inline kf_vec kf_max(kf_vec v, kf_vec low)
{
#if defined(KF_MAX)
    return (kf_vec)KF_MAX(v, low);
#else
    kf_ivec keep = v > low;
    return (kf_vec)(((kf_ivec)v & keep) | ((kf_ivec)low & ~keep));
#endif
}

static inline kf_vec kf_min(kf_vec v, kf_vec high)
{
#if defined(KF_MIN)
    return (kf_vec)KF_MIN(v, high);
#else
    kf_ivec keep = v < high;
    return (kf_vec)(((kf_ivec)v & keep) | ((kf_ivec)high & ~keep));
#endif
}

// The vector turned by `by` lanes: lane k gets lane (k + by) mod KERNELS_LANES.
#if KERNELS_LANES == 16
#define KF_TURN(v, by)                                                                             \
    __builtin_shufflevector(v, v, (by), (by) + 1, (by) + 2, (by) + 3, (by) + 4, (by) + 5,          \
                            (by) + 6, (by) + 7, (by) + 8, (by) + 9, (by) + 10, (by) + 11,          \
                            (by) + 12, (by) + 13, (by) + 14, (by) + 15)
#elif KERNELS_LANES == 8
#define KF_TURN(v, by)                                                                             \
    __builtin_shufflevector(v, v, (by), (by) + 1, (by) + 2, (by) + 3, (by) + 4, (by) + 5,          \
                            (by) + 6, (by) + 7)
#else
#define KF_TURN(v, by) __builtin_shufflevector(v, v, (by), (by) + 1, (by) + 2, (by) + 3)
#endif

static inline kf_vec kf_turn(kf_vec v, size_t by)
{
#if KERNELS_LANES >= 16
    if (by == 8)
        return KF_TURN(v, 8);
#endif
#if KERNELS_LANES >= 8
    if (by == 4)
        return KF_TURN(v, 4);
#endif
    return by == 2 ? KF_TURN(v, 2) : KF_TURN(v, 1);
}

// The fixed tree over 16 partial sums: lane 0 of each step is what the tree asks for, the other
// lanes are not used.
static inline float kf_tree(const kf_vec *sums)
{
#if KERNELS_LANES == 16
    kf_vec s = sums[0] + KF_TURN(sums[0], 8);
    s = s + KF_TURN(s, 4);
#elif KERNELS_LANES == 8
    kf_vec s = sums[0] + sums[1];
    s = s + KF_TURN(s, 4);
#else
    kf_vec s = (sums[0] + sums[2]) + (sums[1] + sums[3]);
#endif
    s = s + KF_TURN(s, 2);
    s = s + KF_TURN(s, 1);
    return s[0];
}

// Signed bytes as floats, by way of int32: gcc 12 makes scalar code of the direct conversion.
static inline kf_vec kf_from_bytes(const int8_t *p)
{
#if defined(KF_WIDEN)
    return __builtin_convertvector((kf_ivec)KF_WIDEN(p), kf_vec);
#else
    kf_bvec b;
    memcpy(&b, p, sizeof b);
    return __builtin_convertvector(__builtin_convertvector(b, kf_ivec), kf_vec);
#endif
}

// clamp(round(v), low, high) + zero as bytes. Clamping first gives the same, since the bounds are
// whole; a NaN gives the low bound. Rounding is half to even, the way of lrintf, by instruction or
// by adding and taking away 1.5 * 2^23.
static inline void kf_bytes(kf_vec v, float low, float high, int32_t zero, uint8_t *out)
{
    v = kf_min(kf_max(v, kf_all(low)), kf_all(high));
#if defined(KF_ROUND)
    kf_ivec i = (kf_ivec)KF_ROUND(v) + zero;
#else
    v = v + kf_all(12582912.0f);
    v = v - kf_all(12582912.0f);
    kf_ivec i = __builtin_convertvector(v, kf_ivec) + zero;
#endif
#if defined(KF_NARROW)
    uint32_t b = KF_NARROW(i);
#else
    kf_ubvec b = __builtin_convertvector(i, kf_ubvec);
#endif
    memcpy(out, &b, sizeof b);
}

static void kf_finish(const int32_t *tile, size_t rows, size_t cols, const WeightsMatrix *m,
                      size_t col, enum KernelsEpilogue epilogue, float *out, size_t stride)
{
    for (size_t c = 0; c < cols; c += KERNELS_LANES) {
        kf_vec times = kf_load(m->multiply + col + c);
        kf_vec plus = kf_load(m->offset + col + c);
        kf_ivec zero = {0};
        if (m->correct)
            memcpy(&zero, m->correct + col + c, sizeof zero);
        for (size_t r = 0; r < rows; r++) {
            kf_ivec sum;
            memcpy(&sum, tile + r * KERNELS_COLS + c, sizeof sum);
            kf_vec y = __builtin_convertvector(sum - zero, kf_vec) * times;
            y = y + plus;
            float *to = out + r * stride + c;
            if (epilogue == KERNELS_ADD_RELU)
                y = kf_load(to) + kf_max(y, (kf_vec){0});
            kf_save(to, y);
        }
    }
}

static void kf_norm(const float *x, size_t n, const float *gain, const float *shift, uint8_t *out)
{
    float part = 1.0f / (float)n;
    kf_vec sums[KF_SUMS];
    for (size_t j = 0; j < KF_SUMS; j++)
        sums[j] = (kf_vec){0};
    for (size_t i = 0; i < n; i += 16) {
        for (size_t j = 0; j < KF_SUMS; j++)
            sums[j] = sums[j] + kf_load(x + i + j * KERNELS_LANES);
    }
    kf_vec mean = kf_all(kf_tree(sums) * part);
    for (size_t j = 0; j < KF_SUMS; j++)
        sums[j] = (kf_vec){0};
    for (size_t i = 0; i < n; i += 16) {
        for (size_t j = 0; j < KF_SUMS; j++) {
            kf_vec z = kf_load(x + i + j * KERNELS_LANES) - mean;
            z = z * z;
            sums[j] = sums[j] + z;
        }
    }
    float variance = kf_tree(sums) * part;
    kf_vec factor = kf_all(1.0f / sqrtf(variance + 1e-5f));
    for (size_t i = 0; i < n; i += KERNELS_LANES) {
        kf_vec v = (kf_load(x + i) - mean) * factor;
        v = v * kf_load(gain + i);
        v = v + kf_load(shift + i);
        kf_bytes(v, -128.0f, 127.0f, KERNELS_ZERO, out + i);
    }
}

static void kf_to_bytes(const float *x, size_t n, float low, float high, uint8_t *out)
{
    for (size_t i = 0; i < n; i += KERNELS_LANES)
        kf_bytes(kf_load(x + i), low, high, 0, out + i);
}

static void kf_label_inputs(const float *dependent, const float *head, size_t b, float scale,
                            uint8_t *out)
{
    for (size_t i = 0; i < b; i += KERNELS_LANES) {
        kf_vec d = kf_max(kf_load(dependent + i), (kf_vec){0});
        kf_vec h = kf_max(kf_load(head + i), (kf_vec){0});
        kf_vec product = d * h;
        product = product * kf_all(scale);
        kf_bytes(d, 0.0f, 255.0f, 0, out + i);
        kf_bytes(h, 0.0f, 255.0f, 0, out + b + i);
        kf_bytes(product, 0.0f, 255.0f, 0, out + 2 * b + i);
    }
}

// Four registers of the sum at a time stay in place while all rows are added.
static void kf_sum_rows(const int8_t *const *rows, const float *scales, size_t count, size_t n,
                        float *out)
{
    size_t i = 0;
    for (; i + 4 * KERNELS_LANES <= n; i += 4 * KERNELS_LANES) {
        kf_vec a = {0}, b = {0}, c = {0}, d = {0};
        for (size_t r = 0; r < count; r++) {
            const int8_t *row = rows[r] + i;
            kf_vec s = kf_all(scales[r]);
            a = a + kf_from_bytes(row) * s;
            b = b + kf_from_bytes(row + KERNELS_LANES) * s;
            c = c + kf_from_bytes(row + 2 * KERNELS_LANES) * s;
            d = d + kf_from_bytes(row + 3 * KERNELS_LANES) * s;
        }
        kf_save(out + i, a);
        kf_save(out + i + KERNELS_LANES, b);
        kf_save(out + i + 2 * KERNELS_LANES, c);
        kf_save(out + i + 3 * KERNELS_LANES, d);
    }
    for (; i < n; i += KERNELS_LANES) {
        kf_vec a = {0};
        for (size_t r = 0; r < count; r++)
            a = a + kf_from_bytes(rows[r] + i) * kf_all(scales[r]);
        kf_save(out + i, a);
    }
}

static void kf_arc_row(const int32_t *dots, const float *distance, float scale, float bias,
                       int32_t j, size_t n, float *scores, float *best, float *second,
                       int32_t *best_head)
{
    for (size_t i = 0; i < n; i += KERNELS_LANES) {
        kf_ivec dot, head;
        memcpy(&dot, dots + i, sizeof dot);
        kf_vec s = __builtin_convertvector(dot, kf_vec) * kf_all(scale);
        s = s + kf_all(bias);
        s = s + kf_load(distance + i);
        kf_save(scores + i, s);
        kf_vec top = kf_load(best + i);
        kf_vec next = kf_load(second + i);
        memcpy(&head, best_head + i, sizeof head);
        kf_ivec better = s > top;
        kf_vec lower = (kf_vec)(((kf_ivec)top & better) | ((kf_ivec)s & ~better)); // min(s, top)
        kf_save(second + i, kf_max(lower, next));
        kf_save(best + i, (kf_vec)(((kf_ivec)s & better) | ((kf_ivec)top & ~better)));
        head = (better & j) | (head & ~better);
        memcpy(best_head + i, &head, sizeof head);
    }
}

// Each lane keeps its largest value and the first place where it stood; the lowest of the places
// that hold the largest of all is the answer.
static size_t kf_argmax(const float *x, size_t n)
{
    size_t whole = n - n % KERNELS_LANES, place = 0;
    float best = x[0];
    if (whole > 0) {
        kf_vec top = kf_load(x);
        kf_ivec at = {0}; // number of the register, not of the element
        for (size_t i = KERNELS_LANES; i < whole; i += KERNELS_LANES) {
            kf_vec v = kf_load(x + i);
            kf_ivec better = v > top;
            top = kf_max(v, top);
            at = (better & (int32_t)(i / KERNELS_LANES)) | (at & ~better);
        }
        kf_vec most = top;
        for (size_t by = KERNELS_LANES / 2; by > 0; by /= 2)
            most = kf_max(most, kf_turn(most, by));
        kf_ivec lane;
        for (int32_t k = 0; k < KERNELS_LANES; k++)
            lane[k] = k;
        kf_ivec here = top == most;
        at = ((at * KERNELS_LANES + lane) & here) | (INT32_MAX & ~here);
        for (size_t by = KERNELS_LANES / 2; by > 0; by /= 2) {
            kf_ivec other = (kf_ivec)kf_turn((kf_vec)at, by);
            kf_ivec lower = other < at;
            at = (other & lower) | (at & ~lower);
        }
        best = most[0];
        place = (size_t)at[0];
    }
    for (size_t i = whole; i < n; i++) {
        if (x[i] > best) {
            best = x[i];
            place = i;
        }
    }
    return place;
}
