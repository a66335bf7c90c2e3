// SPDX-License-Identifier: MIT
// A proof about what was written: every span covers the text that stands beside it.
#ifndef DRAGOMAN_CHECK_H
#define DRAGOMAN_CHECK_H
#include "base/error.h"
#include "dragoman.h"

#include <stdbool.h>

// Every span of the records (or of a dump) covers the text that stands beside it. *spans: how many
// were looked at.
int check_records(const char *records, const char *articles, bool bytes, dragoman_report *report,
                  void *context, uint64_t *spans, Err *e);
#endif
