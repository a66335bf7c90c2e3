// SPDX-License-Identifier: MIT
// Bytes as the text of an article, through the whole pipeline and all writers: spans stay within
// the text, ids within the layers. The data folder comes from DRAGOMAN_DATA; without one only UTF-8
// and the offset maps are tried.
#include "doc/dump.h"
#include "pipeline.h"
#include "write/write.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_span(const Doc *d, Span s)
{
    if (s.end > d->text.n || s.start > s.end)
        abort();
}

static void check_mentions(const Doc *d, const uint32_t *list, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (list[i] >= d->n_mentions)
            abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static Model *model;
    static Coder *coder;
    static bool tried;
    if (!tried) {
        tried = true;
        const char *folder = getenv("DRAGOMAN_DATA");
        ModelOptions o = {.data_dir = folder};
        Err e = {0};
        if (folder && model_open(&model, &o, &e) == 0)
            coder = coder_new(model);
    }
    // The readers let nothing else through.
    if (utf8_invalid((const char *)data, size) < size || memchr(data, 0, size))
        return 0;
    size_t title = size && data[0] < 64 ? data[0] : 0;
    if (title > size)
        title = 0;
    while (title && title < size && (data[title] & 0xC0) == 0x80)
        title--;
    Article a = {.id = STR("fuzz"),
                 .date = STR("1992-02-29"),
                 .title = {(const char *)data, title},
                 .text = {(const char *)data + title, size - title}};
    if (!coder)
        return 0;
    Err e = {0};
    const Doc *d = coder_run(coder, &a, STAGE_ALL, &e);
    if (!d)
        return 0;
    for (size_t i = 0; i < d->n_tokens; i++) {
        check_span(d, d->tokens[i].span);
        if (d->tokens[i].head != NONE && d->tokens[i].head >= d->n_tokens)
            abort();
    }
    for (size_t i = 0; i < d->n_claims; i++) {
        const Claim *c = &d->claims[i];
        check_span(d, c->trigger);
        check_mentions(d, c->actor, c->n_actor);
        check_mentions(d, c->recipient, c->n_recipient);
        if (c->inside != NONE && c->inside >= d->n_claims)
            abort();
    }
    static Buf out;
    buf_clear(&out);
    Offsets o;
    WriteOptions w = {.all = true, .version = "0", .model = "m", .lexicon = "l"};
    if (!offsets_init(&o, d, false))
        return 0;
    for (unsigned layer = 0; layer < LAYER_EVENTS; layer++)
        dump_json(&out, &o, (Layer)layer);
    dump_conllu(&out, &o, LAYER_PARSE, NULL, 0);
    record_document(&out, &o, &w);
    csv_document(&out, &o, &w);
    brief_document(&out, &o, &w);
    explain_document(&out, d, true, 80);
    offsets_free(&o);
    return 0;
}
