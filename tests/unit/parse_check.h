// SPDX-License-Identifier: MIT
// What the tests of the parser share: a check with a message, the sets of kernels, random numbers.
#ifndef DRAGOMAN_TESTS_PARSE_CHECK_H
#define DRAGOMAN_TESTS_PARSE_CHECK_H
#include <stdint.h>
#include <stdio.h>

static int failures;

#define CHECK(condition, ...)                                                                      \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            failures++;                                                                            \
            printf("%s:%d: failed: ", __FILE__, __LINE__);                                         \
            printf(__VA_ARGS__);                                                                   \
            printf("\n");                                                                          \
        }                                                                                          \
    } while (0)

static const char *const sets[] = {"scalar", "avx2", "vnni", "neon", "neon-dot"};
enum { SETS = sizeof sets / sizeof *sets };

// A small generator of our own, so that the numbers are the same everywhere (splitmix64).
static inline uint64_t random_next(uint64_t *state)
{
    uint64_t z = (*state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static inline uint32_t random_below(uint64_t *state, uint32_t n)
{
    return (uint32_t)(random_next(state) >> 33) % n;
}

static inline float random_float(uint64_t *state, float low, float high)
{
    return low + (high - low) * ((float)(random_next(state) >> 40) / 16777216.0f);
}
#endif
