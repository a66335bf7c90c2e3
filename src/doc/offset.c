// SPDX-License-Identifier: MIT
// In: spans in bytes of doc->text. Out: spans in code points (or bytes) of the title or the text as
// given. Method: one Utf8Map a part, since parts are given apart and counted apart. Cost: one pass
// over the text to build, constant time a span. Does not: count UTF-16 units or graphemes.
#include "doc/offset.h"

#include <stdlib.h>

bool offsets_init(Offsets *o, const Doc *d, bool bytes)
{
    *o = (Offsets){.doc = d, .bytes = bytes};
    for (uint32_t i = (uint32_t)d->n_sentences; i-- > 0;)
        if (d->sentences[i].part < 2)
            o->first_sentence[d->sentences[i].part] = i;
    if (bytes)
        return true;
    size_t blocks = 0;
    for (uint32_t i = 0; i < d->n_parts; i++)
        blocks += UTF8_MAP_BLOCKS(d->parts[i].span.end - d->parts[i].span.start);
    o->blocks = malloc((blocks + 1) * sizeof *o->blocks);
    if (!o->blocks)
        return false;
    uint32_t *next = o->blocks;
    for (uint32_t i = 0; i < d->n_parts; i++) {
        size_t n = d->parts[i].span.end - d->parts[i].span.start;
        utf8_map_init(&o->map[i], d->text.p + d->parts[i].span.start, n, next);
        next += UTF8_MAP_BLOCKS(n);
    }
    return true;
}

void offsets_free(Offsets *o)
{
    free(o->blocks);
    o->blocks = NULL;
}

uint32_t offsets_part(const Offsets *o, Span s)
{
    for (uint32_t i = 0; i < o->doc->n_parts; i++)
        if (s.start >= o->doc->parts[i].span.start && s.end <= o->doc->parts[i].span.end &&
            s.start <= s.end)
            return i;
    return NONE;
}

Span offsets_of(const Offsets *o, Span s)
{
    uint32_t part = offsets_part(o, s);
    if (part == NONE)
        return (Span){0, 0};
    uint32_t base = o->doc->parts[part].span.start;
    if (o->bytes)
        return (Span){s.start - base, s.end - base};
    return (Span){utf8_map_point(&o->map[part], s.start - base),
                  utf8_map_point(&o->map[part], s.end - base)};
}

void json_doc_span(Buf *b, const Offsets *o, const char *key, Span s)
{
    if (s.end <= s.start || offsets_part(o, s) == NONE)
        return;
    Span out = offsets_of(o, s);
    json_key(b, key);
    json_span(b, out.start, out.end);
}

void json_doc_text(Buf *b, const Doc *d, const char *key, Span s)
{
    if (s.end > s.start)
        json_field(b, key, doc_str(d, s));
}

uint32_t offsets_sentence(const Offsets *o, uint32_t sentence)
{
    uint32_t part = o->doc->sentences[sentence].part;
    return part < 2 ? sentence - o->first_sentence[part] : sentence;
}
