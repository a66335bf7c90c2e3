// SPDX-License-Identifier: MIT
// The parse stage: tags, trees, lemmas and names of every sentence of a document.
//
// Reads: doc->sentences, doc->tokens (span, flags, lower). Cuts sentences that the text stage left
// together (not of pre-tokenised input). Writes: of each token upos, xpos, head,
// dep, arc_margin, dep_margin, lemma, ner; doc->names. Ownership: a ParseWork belongs to one thread
// and borrows the Weights, which all threads share; what is written into the doc points to its
// arena, its text or the model.
#ifndef DRAGOMAN_PARSE_PARSE_H
#define DRAGOMAN_PARSE_PARSE_H
#include "base/error.h"
#include "doc/doc.h"
#include "lex/weights.h"

typedef struct ParseWork ParseWork;

// Makes the workspace of one thread (about 20 MB, most of it a cache of word vectors that fills as
// words come). `kernels` NULL: the fastest that the processor runs; or a name of kernels_choose for
// tests and measurements. Returns 0, or the code with *e filled.
int parse_work_new(ParseWork **work, const Weights *weights, const char *kernels, Err *e);
void parse_work_free(ParseWork *work);
const char *parse_kernels(const ParseWork *work);
bool parse_has_kernels(const char *name); // this processor runs them; NULL: true

// The stage. The result depends on the sentences alone, not on what the workspace has seen before.
void parse_run(Doc *doc, ParseWork *work);
#endif
