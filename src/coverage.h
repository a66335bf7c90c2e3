// SPDX-License-Identifier: MIT
// `dragoman lexicon coverage`: the predicates between known actors of a corpus that no row covers.
#ifndef DRAGOMAN_COVERAGE_H
#define DRAGOMAN_COVERAGE_H
#include "run.h"

// o->form.format: "text" (the default), "jsonl" or "csv"; of o->form else only byte_offsets counts.
// top: the most frequent of each list; 0 = all.
int coverage_run(const Model *m, const dragoman_run_options *o, uint64_t top,
                 dragoman_run_result *result, Err *e);
#endif
