// SPDX-License-Identifier: MIT
// `dragoman lexicon check`: faults of the tables that compiling cannot see, and the examples run
// through the whole pipeline.
#ifndef DRAGOMAN_LEXCHECK_H
#define DRAGOMAN_LEXCHECK_H
#include "pipeline.h"

typedef struct {
    uint32_t rows, faults; // trigger rows; static faults found
    uint32_t examples, expression_right,
        all_right; // examples run; right expression; right actor and recipient too
} LexCheck;

// Calls `line` with each finding, "triggers-speech.tsv:212: …"; with `examples`, each example that
// does not come out is one
// ("…: example: gives EXPR a= r=, but …"). Returns 0, or an error code when the check itself could
// not run.
int lexcheck_run(const Model *m, bool examples, void (*line)(void *, const char *), void *arg,
                 LexCheck *out, Err *e);
#endif
