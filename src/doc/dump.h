// SPDX-License-Identifier: MIT
// Any layer of a document as text: JSON, one object an article, or CoNLL-U.
#ifndef DRAGOMAN_DOC_DUMP_H
#define DRAGOMAN_DOC_DUMP_H
#include "doc/offset.h"

typedef enum {
    LAYER_SENTENCES,
    LAYER_TOKENS,
    LAYER_TAGS,
    LAYER_PARSE,
    LAYER_NAMES,
    LAYER_PLACES,
    LAYER_TIMES,
    LAYER_QUOTES,
    LAYER_PREDICATES,
    LAYER_ACTORS,
    LAYER_EVENTS,
    LAYER_COUNT,
} Layer;

const char *layer_name(unsigned layer);
bool layer_parse(Str name, Layer *layer);
bool layer_conllu(Layer layer); // has a CoNLL-U form

// One line: {"id":…,"names":[…]}. Not for events, whose form is the record (write/record.h).
void dump_json(Buf *b, const Offsets *o, Layer layer);
// The sentences of the document. ids: its "# sent_id"s where the input gave them, or NULL.
void dump_conllu(Buf *b, const Offsets *o, Layer layer, const Str *ids, size_t n_ids);
#endif
