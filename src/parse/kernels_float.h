// SPDX-License-Identifier: MIT
// The floating-point half of the kernels, compiled once for each instruction set.
//
// Including file sets KERNELS_LANES (floats in a register: 4, 8 or 16) and, by pragma, the target. The text is the
// same for all, and so is every bit of the result:
//   - element-wise work does not care how many elements are done at a time;
//   - sums over a row are kept in 16 partial sums (element i goes to sum i mod 16), added at the end as a tree
//     8+8, 4+4, 2+2, 1+1, whatever the register width;
//   - a matrix product adds its terms in the order of k, one multiplication and one addition each;
//   - nothing is contracted (-ffp-contract=off) and nothing is reassociated (no -ffast-math).
// Vectors are those of gcc and clang (vector_size), so there is one source and no intrinsics.
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

static inline kf_vec kf_load(const float *p) {
    kf_vec v;
    memcpy(&v, p, sizeof v);
    return v;
}

static inline void kf_save(float *p, kf_vec v) {
    memcpy(p, &v, sizeof v);
}

static inline kf_vec kf_all(float x) {
    return x - (kf_vec){0};
}

// max(v, low) and min(v, high); a NaN gives the bound.
static inline kf_vec kf_max(kf_vec v, kf_vec low) {
    kf_ivec keep = v > low;
    return (kf_vec)(((kf_ivec)v & keep) | ((kf_ivec)low & ~keep));
}

static inline kf_vec kf_min(kf_vec v, kf_vec high) {
    kf_ivec keep = v < high;
    return (kf_vec)(((kf_ivec)v & keep) | ((kf_ivec)high & ~keep));
}

// The fixed tree over 16 partial sums.
static inline float kf_tree(const kf_vec *sums) {
    float s[16];
    memcpy(s, sums, sizeof s);
    for (size_t half = 8; half > 0; half /= 2) {
        for (size_t i = 0; i < half; i++) s[i] = s[i] + s[i + half];
    }
    return s[0];
}

// clamp(round(v), low, high) + zero as bytes. Clamping first gives the same, since the bounds are whole; a NaN gives
// the low bound. Rounding is half to even, the way of lrintf, by adding and taking away 1.5 * 2^23.
static inline void kf_bytes(kf_vec v, float low, float high, int32_t zero, uint8_t *out) {
    v = kf_min(kf_max(v, kf_all(low)), kf_all(high));
    v = v + kf_all(12582912.0f);
    v = v - kf_all(12582912.0f);
    kf_ivec i = __builtin_convertvector(v, kf_ivec) + zero;
    kf_ubvec b = __builtin_convertvector(i, kf_ubvec);
    memcpy(out, &b, sizeof b);
}

static void kf_finish(const int32_t *tile, size_t rows, size_t cols, const WeightsMatrix *m, size_t col,
                      enum KernelsEpilogue epilogue, float *out, size_t stride) {
    for (size_t c = 0; c < cols; c += KERNELS_LANES) {
        kf_vec times = kf_load(m->multiply + col + c);
        kf_vec plus = kf_load(m->offset + col + c);
        kf_ivec zero = {0};
        if (m->correct) memcpy(&zero, m->correct + col + c, sizeof zero);
        for (size_t r = 0; r < rows; r++) {
            kf_ivec sum;
            memcpy(&sum, tile + r * KERNELS_COLS + c, sizeof sum);
            kf_vec y = __builtin_convertvector(sum - zero, kf_vec) * times;
            y = y + plus;
            float *to = out + r * stride + c;
            if (epilogue == KERNELS_ADD_RELU) y = kf_load(to) + kf_max(y, (kf_vec){0});
            kf_save(to, y);
        }
    }
}

static void kf_norm(const float *x, size_t n, const float *gain, const float *shift, uint8_t *out) {
    float part = 1.0f / (float)n;
    kf_vec sums[KF_SUMS];
    for (size_t j = 0; j < KF_SUMS; j++) sums[j] = (kf_vec){0};
    for (size_t i = 0; i < n; i += 16) {
        for (size_t j = 0; j < KF_SUMS; j++) sums[j] = sums[j] + kf_load(x + i + j * KERNELS_LANES);
    }
    kf_vec mean = kf_all(kf_tree(sums) * part);
    for (size_t j = 0; j < KF_SUMS; j++) sums[j] = (kf_vec){0};
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

static void kf_to_bytes(const float *x, size_t n, float low, float high, uint8_t *out) {
    for (size_t i = 0; i < n; i += KERNELS_LANES) kf_bytes(kf_load(x + i), low, high, 0, out + i);
}

static void kf_label_inputs(const float *dependent, const float *head, size_t b, float scale, uint8_t *out) {
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

static void kf_add_row(float *sum, const int8_t *row, float scale, size_t n) {
    kf_vec s = kf_all(scale);
    for (size_t i = 0; i < n; i += KERNELS_LANES) {
        kf_bvec b;
        memcpy(&b, row + i, sizeof b);
        kf_vec v = __builtin_convertvector(b, kf_vec) * s;
        kf_save(sum + i, kf_load(sum + i) + v);
    }
}

static void kf_arc_row(const int32_t *dots, const float *distance, float scale, float bias, int32_t j, size_t n,
                       float *scores, float *best, float *second, int32_t *best_head) {
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
        kf_vec lower = (kf_vec)(((kf_ivec)top & better) | ((kf_ivec)s & ~better));   // min(s, top)
        kf_save(second + i, kf_max(lower, next));
        kf_save(best + i, (kf_vec)(((kf_ivec)s & better) | ((kf_ivec)top & ~better)));
        head = (better & j) | (head & ~better);
        memcpy(best_head + i, &head, sizeof head);
    }
}

// Largest value first, then the first place where it stands.
static size_t kf_argmax(const float *x, size_t n) {
    size_t whole = n - n % KERNELS_LANES;
    float best = x[0];
    if (whole > 0) {
        kf_vec top = kf_load(x);
        for (size_t i = KERNELS_LANES; i < whole; i += KERNELS_LANES) top = kf_max(kf_load(x + i), top);
        float lanes[KERNELS_LANES];
        memcpy(lanes, &top, sizeof lanes);
        for (size_t i = 0; i < KERNELS_LANES; i++) {
            if (lanes[i] > best) best = lanes[i];
        }
    }
    for (size_t i = whole; i < n; i++) {
        if (x[i] > best) best = x[i];
    }
    for (size_t i = 0; i < n; i++) {
        if (x[i] == best) return i;
    }
    return 0;   // only when x[0] is no number
}
