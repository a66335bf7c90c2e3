// SPDX-License-Identifier: MIT
// A whole file, read-only, mapped into memory and shared by all threads.
#ifndef DRAGOMAN_BASE_MAPFILE_H
#define DRAGOMAN_BASE_MAPFILE_H
#include "base/error.h"

#include <stddef.h>

typedef struct {
    const unsigned char *data;
    size_t size;
} MapFile;

// Returns 0, or the error code with *e filled. A directory or an empty file is an error.
int mapfile_open(MapFile *m, const char *path, Err *e);
void mapfile_close(MapFile *m);
#endif
