// SPDX-License-Identifier: MIT
// Bytes as a CoNLL-U document: sentences and tokens lie within the text, in order.
#include "base/limits.h"
#include "read/reader.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static ReadItem item;
    static Arena arena;
    static bool ready;
    static FieldMap map;
    if (!ready) {
        item_init(&item);
        arena_init(&arena, LIMIT_DOC_MEMORY);
        ready = true;
    }
    arena_reset(&arena);
    buf_clear(&item.raw);
    buf_add(&item.raw, (const char *)data, size);
    item.format = INPUT_CONLLU;
    item.file = STR("fuzz");
    item.line = 1;
    item.map = &map;
    item.err = (Err){0};
    item.sentence_ids = NULL;
    item.n_sentence_ids = item.cap_sentence_ids = 0;
    Err e = {0};
    if (item_parse(&item, &e) != 0)
        return 0;
    Doc d;
    doc_init(&d, &arena, &item.article);
    if (item_tokens(&item, &d, &e) != 0)
        return 0;
    for (size_t i = 0; i < d.n_tokens; i++)
        if (d.tokens[i].span.end > d.text.n || d.tokens[i].span.start > d.tokens[i].span.end ||
            d.tokens[i].sentence >= d.n_sentences)
            abort();
    for (size_t i = 0; i < d.n_sentences; i++)
        if (d.sentences[i].end <= d.sentences[i].first || d.sentences[i].end > d.n_tokens)
            abort();
    return 0;
}
