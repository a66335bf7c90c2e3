// SPDX-License-Identifier: MIT
// The pipeline: model (shared by threads), coder (one per thread), and the one call that runs the
// stages over a group of articles.
#ifndef DRAGOMAN_PIPELINE_H
#define DRAGOMAN_PIPELINE_H
#include "doc/doc.h"
#include "lex/lexicon.h"

typedef struct Model
    Model; // lexicon, weights and the tables compiled from them; read-only after opening
typedef struct Coder Coder; // arenas and workspaces of one thread

typedef struct {
    const char *lexicon; // path of the compiled lexicon; NULL = data_dir/dragoman.lex
    const char *
        model; // accurate (NULL) or fast: data_dir/dragoman-en-*.model; or a path (with '/' or '.')
    const char *kernels; // instruction set of the parser (parse/kernels.h); NULL = the fastest here
    const char *data_dir;        // NULL = found (see model_open)
    const char *actors, *agents; // users' PETRARCH dictionaries; NULL = none
} ModelOptions;

// How far to run: dump needs only the layers up to its own.
typedef enum {
    STAGE_TEXT,     // sentences, tokens
    STAGE_PARSE,    // tags, tree, lemmas, names
    STAGE_TIME,     // times
    STAGE_PLACE,    // places
    STAGE_ACTOR,    // mentions, entities
    STAGE_ARGUMENT, // deep arguments
    STAGE_QUOTE,    // quotations
    STAGE_EVENT,    // triggers, operators, factuality, claims without codes
    STAGE_ALL,      // codes and ids
} Stage;

// Data folder, in this order: options, environment DRAGOMAN_DATA (read by the caller, passed in
// data_dir), the folder of the program's own build tree, the installed share folder.
int model_open(Model **out, const ModelOptions *options, Err *e);
void model_close(Model *m);
const Lexicon *model_lexicon(const Model *m);
const char *model_weights_version(const Model *m);

Coder *coder_new(const Model *m); // NULL: out of memory
void coder_free(Coder *c);
// One article of a group, and what came of it.
typedef struct {
    const Article *article; // given
    Doc *doc;               // NULL when the article failed; then err says why
    Err err;
} Coding;
// Runs the stages up to `last` over 1…LIMIT_GROUP_DOCS articles. Each comes out as it would alone,
// and fails alone. The docs belong to the coder and live until its next run; the articles are
// borrowed for as long.
void coder_run_group(Coder *c, Coding *group, size_t n, Stage last);
// A group of one. NULL and *e filled when the article failed.
Doc *coder_run(Coder *c, const Article *article, Stage last, Err *e);
// The two halves of coder_run for callers that bring their own tokens (--pretokenized, laid out by
// read/conllu.c): a fresh doc on the coder's first arena, and the stages.
Doc *coder_begin(Coder *c, const Article *article);
int coder_stages(Coder *c, Doc *d, Stage last, Err *e);
Arena *coder_arena(Coder *c);
// What the coder's documents keep besides their layers, from its next article on.
typedef enum { KEEP_TRIALS = 1, KEEP_GAPS = 2 } Keep; // Doc.trials; Doc.gaps
void coder_keep(Coder *c, unsigned keep);
#endif
