// SPDX-License-Identifier: MIT
// From spans of doc->text to the spans that users see: counted in their part (title or text), in
// code points or bytes.
#ifndef DRAGOMAN_DOC_OFFSET_H
#define DRAGOMAN_DOC_OFFSET_H
#include "base/json.h"
#include "base/utf8.h"
#include "doc/doc.h"

typedef struct {
    const Doc *doc;
    bool bytes;
    Utf8Map map[2];
    uint32_t first_sentence[2]; // of each part
    uint32_t *blocks;           // owned
} Offsets;

// false: out of memory.
bool offsets_init(Offsets *o, const Doc *d, bool bytes);
void offsets_free(Offsets *o);
// The part that a span lies in; NONE where it lies in none (or reaches over both).
uint32_t offsets_part(const Offsets *o, Span s);
// The number of a sentence in its part, from 0.
uint32_t offsets_sentence(const Offsets *o, uint32_t sentence);
Span offsets_of(const Offsets *o, Span s);
// "span":[s,e] and "text":"…" of a span, in that order or the other; "part":"title" in between
// where it is another part than `part`.
void json_doc_span(Buf *b, const Offsets *o, const char *key, Span s);
void json_doc_text(Buf *b, const Doc *d, const char *key, Span s);
#endif
