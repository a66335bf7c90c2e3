// SPDX-License-Identifier: MIT
// Bytes in: a file or standard input, decompressed on the way, and the lines of it.
// Ownership: a Source owns its file and buffers. Lines point into its buffer and live until the
// next call.
#ifndef DRAGOMAN_READ_SOURCE_H
#define DRAGOMAN_READ_SOURCE_H
#include "base/error.h"
#include "base/str.h"

typedef struct Source Source;

// path "-" is standard input. *stop, where given, is looked at while waiting: once set, the source
// ends.
Source *source_open(const char *path, const volatile int *stop, Err *e);
void source_close(Source *s);
// At least the first `want` bytes without taking them; fewer at the end of the data. Stops early at
// the first line end where `line`.
Str source_peek(Source *s, size_t want, bool line, Err *e);
// Drops bytes from the front (a byte order mark); no more than were peeked.
void source_skip(Source *s, size_t n);
// The next line with its line end, as given. *too_long: it passed `limit` and was dropped, up to
// its end. false: the end, or an error with *e filled (its message has no file name; the reader
// puts it in front).
bool source_line(Source *s, size_t limit, Str *line, bool *too_long, Err *e);
// All that is left. *too_long: more than `limit`; the rest is not read.
bool source_rest(Source *s, size_t limit, Str *all, bool *too_long, Err *e);
// Compressed bytes taken so far, for the progress line.
uint64_t source_position(const Source *s);
#endif
