// SPDX-License-Identifier: MIT
// The unit tests' one helper. A test is a program: includes this, has one main that runs checks and
// returns check_done().
//   CHECK(n == 3);   CHECK_STR(token, "army");   → on failure file:line and what was found; at the
//   end "N passed, N failed".
#ifndef DRAGOMAN_TESTS_CHECK_H
#define DRAGOMAN_TESTS_CHECK_H
#include "base/str.h"

#include <stdio.h>

static unsigned check_passed, check_failed;

static inline bool check_result(bool ok, const char *what, const char *file, int line)
{
    if (ok) {
        check_passed++;
    } else {
        check_failed++;
        printf("%s:%d: not so: %s\n", file, line, what);
    }
    return ok;
}

static inline bool check_strings(Str got, Str want, const char *what, const char *file, int line)
{
    bool ok = check_result(str_eq(got, want), what, file, line);
    if (!ok)
        printf("    got  \"%.*s\"\n    want \"%.*s\"\n", (int)got.n, got.p ? got.p : "",
               (int)want.n, want.p ? want.p : "");
    return ok;
}

static inline bool check_numbers(long long got, long long want, const char *what, const char *file,
                                 int line)
{
    bool ok = check_result(got == want, what, file, line);
    if (!ok)
        printf("    got  %lld\n    want %lld\n", got, want);
    return ok;
}

#define CHECK(condition) check_result((condition), #condition, __FILE__, __LINE__)
#define CHECK_STR(got, literal)                                                                    \
    check_strings((got), str_of(literal), #got " is " #literal, __FILE__, __LINE__)
#define CHECK_INT(got, want)                                                                       \
    check_numbers((long long)(got), (long long)(want), #got " == " #want, __FILE__, __LINE__)

static inline int check_done(void)
{
    printf("%u passed, %u failed\n", check_passed, check_failed);
    return check_failed ? 1 : 0;
}
#endif
