// SPDX-License-Identifier: MIT
// Bytes as a compiled lexicon: refused, or every table can be walked. Seeds are small compiled
// lexicons (script/fuzz makes them).
#include "lex/lexicon.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static int fd = -1;
    static char path[64];
    if (fd < 0) {
        fd = memfd_create("fuzz", 0);
        snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    }
    if (ftruncate(fd, 0) != 0 || pwrite(fd, data, size, 0) != (ssize_t)size)
        return 0;
    Lexicon *x;
    Err e = {0};
    if (lexicon_open(&x, path, &e) != 0)
        return 0;
    static const char *const names[] = {"triggers", "acts", "cameo", "countries", "leaders"};
    for (size_t k = 0; k < 5; k++) {
        const LexTable *t = lexicon_table(x, names[k]);
        if (!t)
            continue;
        size_t sum = 0;
        for (uint32_t r = 0; r < lextable_rows(t); r++) {
            for (int c = 0; c < 8; c++)
                sum += lextable_cell(t, r, c).n;
            sum += lextable_file(t, r).n + lextable_line(t, r);
        }
        sum += lextable_find(t, STR("attack"));
        if (sum == SIZE_MAX)
            abort();
    }
    lexicon_close(x);
    return 0;
}
