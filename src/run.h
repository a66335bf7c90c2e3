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

int run_files(const Model *m, const dragoman_run_options *o, dragoman_run_result *result, Err *e);
#endif
