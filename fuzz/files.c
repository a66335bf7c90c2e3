// SPDX-License-Identifier: MIT
// Bytes as a whole input file: sniffing, gzip, zstd, CSV, text, JSONL. The first byte of the data
// chooses whether the format is given. Every item is either an article or an error with a message;
// the reader ends.
#include "read/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static int fd = -1;
    static char path[64];
    if (size < 1)
        return 0;
    if (fd < 0) {
        fd = memfd_create("fuzz", 0);
        snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    }
    if (ftruncate(fd, 0) != 0 || pwrite(fd, data + 1, size - 1, 0) != (ssize_t)(size - 1))
        return 0;
    const char *files[] = {path};
    ReaderOptions o = {
        .files = files, .n_files = 1, .format = (InputFormat)(data[0] % 8 > 5 ? 0 : data[0] % 8)};
    Err e = {0};
    Reader *r = reader_new(&o, &e);
    if (!r)
        return 0;
    ReadItem item;
    item_init(&item);
    size_t n = 0;
    while (reader_next(r, &item)) {
        Err bad = {0};
        if (item_parse(&item, &bad) != 0 && !bad.message[0])
            abort();
        if (++n > size + 2) // it must come to an end
            abort();
    }
    item_free(&item);
    reader_free(r);
    return 0;
}
