// SPDX-License-Identifier: MIT
// Bytes as a model file: refused with a message, or accepted; never a crash. Seed: the head of a
// good file.
#include "lex/weights.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static Weights w;
    void *copy = aligned_alloc(64, (size + 64) & ~(size_t)63);
    if (!copy)
        return 0;
    memcpy(copy, data, size);
    Err e = {0};
    if (weights_read(&w, copy, size, "fuzz", &e) == 0)
        weights_close(&w);
    else if (!e.message[0])
        abort();
    free(copy);
    return 0;
}
