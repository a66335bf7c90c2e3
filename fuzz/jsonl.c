// SPDX-License-Identifier: MIT
// Bytes as one line of JSONL, as the readers see it: no crash, and what comes out is valid.
#include "read/reader.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static ReadItem item;
    static bool ready;
    static FieldMap map;
    if (!ready) {
        item_init(&item);
        ready = true;
    }
    buf_clear(&item.raw);
    buf_add(&item.raw, (const char *)data, size);
    item.format = INPUT_JSONL;
    item.file = STR("fuzz");
    item.line = 1;
    item.map = &map;
    item.err = (Err){0};
    Err e = {0};
    if (item_parse(&item, &e) == 0) {
        const Article *a = &item.article;
        if (!a->text.p || !a->id.n || (a->text.n && memchr(a->text.p, 0, a->text.n)))
            abort();
        for (size_t i = 0; i < a->n_pairs; i++)
            if (a->pairs[i].source[0] >= a->pairs[i].source[1] || a->pairs[i].target[1] > a->text.n)
                abort();
    } else if (!e.message[0]) {
        abort();
    }
    return 0;
}
