// SPDX-License-Identifier: MIT
// The parse stage: tags, trees, lemmas and names of every sentence of some documents.
//
// Of each document reads: doc->sentences, doc->tokens (span, flags, lower). Cuts sentences that the
// text stage left together (not of pre-tokenised input). Writes: of each token upos, xpos, head,
// dep, arc_margin, dep_margin, lemma, ner; doc->names. Ownership: a ParseWork belongs to one thread
// and borrows the Weights, which all threads share; what is written into a doc points to its
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

// The stage, over 1…LIMIT_GROUP_DOCS documents that each have their own arena. The result depends
// on the sentences alone: not on the other documents, nor on what the workspace has seen before.
// When an arena is full (its on_full), all of them are left half done; begin each of them anew.
void parse_run(Doc *const *docs, size_t n, ParseWork *work);
#endif
