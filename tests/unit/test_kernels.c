// SPDX-License-Identifier: MIT
// Tests of the parser's arithmetic: the plain set against the formula of the format, every other
// set of kernels against it, bit by bit, on random numbers. Exit status 1 where one differs.
#include "parse/kernels.h"
#include "parse_check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// The tile and its epilogue against those of the scalar set: every number of taps and of groups,
// depths down to 4, values at random and at both ends.
static void compare_tiles(const Kernels *k, uint64_t *state)
{
    enum { DEPTH = 320, GROUP = KERNELS_TAPS * DEPTH * KERNELS_GROUP };
    static const size_t depths[] = {4, 8, 12, 16, 20, 28, 48, 64, 128, 192, DEPTH};
    // largest activation and weight: of a matrix, of the arcs
    static const int most[][2] = {{255, 63}, {127, 127}};
    static uint8_t in[KERNELS_TAPS * KERNELS_ROWS * DEPTH];
    static int8_t weights[KERNELS_COLS / KERNELS_GROUP * GROUP];
    const Kernels *plain = kernels_choose("scalar");
    const uint8_t *rows[KERNELS_TAPS * KERNELS_ROWS];
    for (size_t i = 0; i < KERNELS_TAPS * KERNELS_ROWS; i++)
        rows[i] = in + i * DEPTH;
    for (size_t round = 0; round < 4 * sizeof depths / sizeof *depths; round++) {
        size_t depth = depths[round / 4];
        int top = most[round / 2 % 2][0], heavy = most[round / 2 % 2][1];
        bool ends = round % 2;
        for (size_t i = 0; i < sizeof in; i++)
            in[i] = (uint8_t)(ends ? top : (int)random_below(state, (uint32_t)top + 1));
        for (size_t i = 0; i < sizeof weights; i++) {
            // the ends by columns, so that a sum grows as large as it can
            int any = (int)random_below(state, 2 * (uint32_t)heavy + 1) - heavy;
            weights[i] = (int8_t)(!ends ? any : i / 4 % 2 ? heavy : -heavy);
        }
        for (size_t taps = 1; taps <= KERNELS_TAPS; taps++) {
            for (size_t have = 1; have <= KERNELS_COLS / KERNELS_GROUP; have++) {
                const int8_t *groups[KERNELS_COLS / KERNELS_GROUP];
                _Alignas(64) int32_t tile[2][KERNELS_ROWS * KERNELS_COLS] = {{0}};
                for (size_t g = 0; g < KERNELS_COLS / KERNELS_GROUP; g++)
                    groups[g] = weights + (g < have ? g : 0) * GROUP;
                plain->tile(rows, taps, depth, groups, tile[0]);
                k->tile(rows, taps, depth, groups, tile[1]);
                for (size_t r = 0; r < KERNELS_ROWS; r++)
                    CHECK(memcmp(tile[0] + r * KERNELS_COLS, tile[1] + r * KERNELS_COLS,
                                 have * KERNELS_GROUP * sizeof **tile) == 0,
                          "%s: tile of %zu taps of %zu, %zu groups, row %zu", k->name, taps, depth,
                          have, r);

                int32_t correct[KERNELS_COLS];
                float multiply[KERNELS_COLS], offset[KERNELS_COLS];
                float out[2][KERNELS_ROWS * KERNELS_COLS];
                for (size_t i = 0; i < KERNELS_COLS; i++) {
                    correct[i] = (int32_t)random_below(state, 1 << 22) - (1 << 21);
                    multiply[i] = random_float(state, 0.0f, 0.001f);
                    offset[i] = random_float(state, -9.0f, 9.0f);
                }
                const WeightsMatrix m = {weights,      have % 2 ? correct : NULL, multiply, offset,
                                         taps * depth, have * KERNELS_GROUP};
                for (size_t i = 0; i < KERNELS_ROWS * KERNELS_COLS; i++)
                    out[0][i] = out[1][i] = random_float(state, -2.0f, 2.0f);
                for (size_t i = 0; i < 4; i++)
                    (i % 2 ? k : plain)
                        ->finish(tile[0], 1 + round % KERNELS_ROWS, m.cols, &m, 0,
                                 i < 2 ? KERNELS_ADD_RELU : KERNELS_STORE,
                                 out[i % 2] + (i < 2 ? 0 : KERNELS_COLS - m.cols), KERNELS_COLS);
                CHECK(memcmp(out[0], out[1], sizeof out[0]) == 0, "%s: finish of %zu columns",
                      k->name, m.cols);
            }
        }
    }
}

// The functions on floats against those of the scalar set, for all lengths that they may get.
static void compare_floats(const Kernels *k, uint64_t *state)
{
    enum { MOST = 320, HEADS = 9, TEMPLATES = 11 };
    static float x[2 * MOST], y[2][4 * MOST];
    static uint8_t bytes[2][3 * MOST];
    static int8_t small[TEMPLATES * MOST];
    const int8_t *some[TEMPLATES];
    const Kernels *plain = kernels_choose("scalar");
    for (size_t i = 0; i < sizeof small; i++)
        small[i] = (int8_t)((int)random_below(state, 255) - 127);
    for (size_t i = 0; i < TEMPLATES; i++)
        some[i] = small + i * MOST;
    for (size_t n = 16; n <= MOST; n += 16) {
        // halves, which round to even; numbers beyond the bounds; nearly none, so that the variance
        // is nothing
        float size = n % 48 == 0 ? 1e-6f : n % 48 == 16 ? 300.0f : 1e6f;
        for (size_t i = 0; i < 2 * MOST; i++)
            x[i] = i % 3 == 0 ? (float)random_below(state, 600) * 0.5f - 150.0f
                              : random_float(state, -size, size);
        if (n % 48 == 0)
            memset(x, 0, sizeof x / 2);
        const Kernels *const both[] = {plain, k};
        for (size_t i = 0; i < 2; i++)
            both[i]->norm(x, n, x + MOST, x + 5, bytes[i]);
        CHECK(memcmp(bytes[0], bytes[1], n) == 0, "%s: norm of %zu", k->name, n);
        for (size_t i = 0; i < 2; i++)
            both[i]->label_inputs(x, x + MOST, n, 0.37f, bytes[i]);
        CHECK(memcmp(bytes[0], bytes[1], 3 * n) == 0, "%s: label_inputs of %zu", k->name, n);
        for (size_t count = 0; count <= TEMPLATES; count++) {
            for (size_t i = 0; i < 2; i++)
                both[i]->sum_rows(some, x + 7, count, n, y[i]);
            CHECK(memcmp(y[0], y[1], n * sizeof **y) == 0, "%s: sum_rows of %zu, %zu rows", k->name,
                  n, count);
        }
        x[n - 1] = NAN;
        x[n - 2] = INFINITY;
        x[n - 3] = -INFINITY;
        static const float bounds[][2] = {{0, 255}, {-127, 127}, {0, 127}};
        for (size_t b = 0; b < 3; b++) {
            for (size_t i = 0; i < 2; i++)
                both[i]->to_bytes(x, n, bounds[b][0], bounds[b][1], bytes[i]);
            CHECK(memcmp(bytes[0], bytes[1], n) == 0, "%s: to_bytes of %zu", k->name, n);
        }

        // scores, best, second best and head of a sentence's dependents; many are equal
        int32_t dots[MOST], head[2][MOST] = {{0}};
        for (size_t i = 0; i < MOST; i++)
            y[0][MOST + i] = y[1][MOST + i] = y[0][2 * MOST + i] = y[1][2 * MOST + i] = -INFINITY;
        for (int32_t j = 0; j < HEADS; j++) {
            for (size_t i = 0; i < n; i++) {
                dots[i] = (int32_t)random_below(state, 5) - 2;
                x[i] = random_below(state, 6) ? (float)random_below(state, 3) - 1.0f : -INFINITY;
            }
            for (size_t i = 0; i < 2; i++)
                both[i]->arc_row(dots, x, 0.5f, -0.25f * (float)(j % 2), j, n, y[i], y[i] + MOST,
                                 y[i] + 2 * MOST, head[i]);
            CHECK(memcmp(y[0], y[1], n * sizeof **y) == 0 &&
                      memcmp(y[0] + MOST, y[1] + MOST, 2 * MOST * sizeof **y) == 0 &&
                      memcmp(head[0], head[1], sizeof head[0]) == 0,
                  "%s: arc_row of %zu, head %d", k->name, n, j);
        }
    }
    for (size_t n = 1; n < 130; n++) {
        for (size_t round = 0; round < 3; round++) {
            for (size_t i = 0; i < n; i++)
                x[i] = round == 0   ? (float)random_below(state, 9)
                       : round == 1 ? random_float(state, -9.0f, -1.0f)
                                    : -INFINITY;
            CHECK(plain->argmax(x, n) == k->argmax(x, n), "%s: argmax of %zu", k->name, n);
        }
    }
}

int main(void)
{
    enum { ROWS = 23, WIDTH = 64, COLS = 112, DEPTH = 3 * WIDTH };
    uint64_t state = 7;
    static uint8_t q[(ROWS + 2) * WIDTH];
    static int8_t weights[COLS * DEPTH];
    static int32_t correct[COLS];
    static float multiply[COLS], offset[COLS], out[2][ROWS * COLS], x[WIDTH * 4],
        start[ROWS * COLS];
    static uint8_t bytes[2][WIDTH * 4];
    const uint8_t *rows[ROWS * 3];
    for (size_t i = 0; i < sizeof q; i++)
        q[i] = (uint8_t)(random_below(&state, 4) ? random_below(&state, 256) : 255);
    for (size_t i = 0; i < sizeof weights; i++)
        weights[i] = (int8_t)(random_below(&state, 4)   ? (int)random_below(&state, 127) - 63
                              : random_below(&state, 2) ? 63
                                                        : -63);
    for (size_t i = 0; i < COLS; i++) {
        correct[i] = (int)random_below(&state, 20000) - 10000;
        multiply[i] = random_float(&state, 0.0f, 0.001f);
        offset[i] = random_float(&state, -1.0f, 1.0f);
    }
    for (size_t i = 0; i < ROWS * COLS; i++)
        start[i] = random_float(&state, -2.0f, 2.0f);
    for (size_t r = 0; r < ROWS; r++) {
        for (size_t t = 0; t < 3; t++)
            rows[r * 3 + t] = q + (r + t) * WIDTH;
    }
    for (size_t i = 0; i < WIDTH * 4; i++)
        x[i] = i % 9 == 0 ? (float)(i % 7) * 50.0f + 0.5f : random_float(&state, -140.0f, 300.0f);
    const WeightsMatrix m = {weights, correct, multiply, offset, DEPTH, COLS};

    // the scalar set against the formula of the format's description
    const Kernels *k = kernels_choose("scalar");
    memcpy(out[0], start, sizeof start);
    kernels_gemm(k, &m, rows, ROWS, 3, KERNELS_ADD_RELU, out[0], COLS);
    for (size_t r = 0; r < ROWS; r++) {
        for (size_t n = 0; n < COLS; n++) {
            int32_t sum = 0;
            for (size_t i = 0; i < DEPTH; i++)
                sum += rows[r * 3 + i / WIDTH][i % WIDTH] *
                       weights[((n / 16) * (DEPTH / 4) + i / 4) * 64 + (n % 16) * 4 + i % 4];
            float y = (float)(sum - correct[n]) * multiply[n];
            y = y + offset[n];
            y = start[r * COLS + n] + (y > 0 ? y : 0);
            CHECK(memcmp(&y, &out[0][r * COLS + n], sizeof y) == 0, "scalar product at %zu, %zu", r,
                  n);
        }
    }
    k->to_bytes(x, WIDTH * 4, 0.0f, 255.0f, bytes[0]);
    for (size_t i = 0; i < WIDTH * 4; i++) {
        float v = rintf(x[i]);
        v = v < 0.0f ? 0.0f : v > 255.0f ? 255.0f : v;
        CHECK((float)bytes[0][i] == v, "rounding of %f gives %u", (double)x[i], bytes[0][i]);
    }

    for (size_t s = 1; s < SETS; s++) {
        k = kernels_choose(sets[s]);
        if (!k) {
            printf("this processor has no %s: not tested\n", sets[s]);
            continue;
        }
        const Kernels *plain = kernels_choose("scalar");
        for (size_t count = 1; count <= ROWS; count++) {
            memcpy(out[0], start, sizeof start);
            memcpy(out[1], start, sizeof start);
            kernels_gemm(plain, &m, rows, count, 3, KERNELS_ADD_RELU, out[0], COLS);
            kernels_gemm(k, &m, rows, count, 3, KERNELS_ADD_RELU, out[1], COLS);
            CHECK(memcmp(out[0], out[1], sizeof start) == 0, "%s: %zu rows differ", sets[s], count);
        }
        compare_tiles(k, &state);
        compare_floats(k, &state);
    }
    CHECK(kernels_choose("no such set") == NULL, "an unknown set is refused");
    CHECK(kernels_choose(NULL) != NULL, "there is always a set");
    if (failures)
        printf("%d failed\n", failures);
    return failures != 0;
}
