// SPDX-License-Identifier: MIT
// Many documents: reader → workers → ring → writer.
#ifndef DRAGOMAN_RUN_H
#define DRAGOMAN_RUN_H
#include "base/error.h"
#include "doc/dump.h"
#include "dragoman.h"
#include "pipeline.h"
#include "read/reader.h"
#include "write/write.h"

// What to make of a coded document; shared with the calls for one article.
typedef struct {
    const WriteFormat *format; // records, unless:
    bool dump, conllu;         // a layer
    Layer layer;
    WriteOptions write;
} Form;

// Reads format, layer and filters of the public options. Returns 0 or the code with *e filled.
int form_read(Form *f, const dragoman_output *o, const Model *m, Err *e);
Stage form_stage(const Form *f);
// Appends the document. ids: sentence ids of pre-tokenised input. false: out of memory.
bool form_write(const Form *f, Buf *b, const Doc *d, const Str *ids, size_t n_ids);

// Who wants something else of the documents than records. Calls that fail say so in *e.
typedef struct {
    unsigned keep; // Keep: what the documents keep for it
    Stage last;
    void (*document)(Buf *b, const Offsets *o);   // in a worker: what is wanted of one document
    int (*take)(void *context, Str text, Err *e); // in the calling thread, in input order
    void (*end)(void *context, Buf *out);         // after the last: what the run writes
    void *context;
} RunSink;

// sink: NULL for records.
int run_files(const Model *m, const dragoman_run_options *o, const RunSink *sink,
              dragoman_run_result *result, Err *e);
#endif
