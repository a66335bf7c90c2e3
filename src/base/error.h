// SPDX-License-Identifier: MIT
// One error: a code and a message. The library never prints and never exits; it fills one of these.
#ifndef DRAGOMAN_BASE_ERROR_H
#define DRAGOMAN_BASE_ERROR_H
#include <stdarg.h>

typedef enum {
    ERR_NONE = 0,
    ERR_ARTICLE, // this article cannot be coded; the run goes on (exit 1)
    ERR_USAGE,   // flags, lexicon or model (exit 2)
    ERR_IO,      // reading or writing (exit 3)
    ERR_MEMORY,  // out of memory (exit 3)
} ErrCode;

typedef struct {
    ErrCode code;
    char message[480]; // lower case, no full stop, the subject in 'quotes'; file:line:column first
                       // where known
} Err;

// Fills *e (keeps the first error) and returns the code, so that callers can `return err_set(…)`.
int err_set(Err *e, ErrCode code, const char *format, ...) __attribute__((format(printf, 3, 4)));
#endif
