// SPDX-License-Identifier: MIT
// TSV tables → one compiled lexicon. A build tool: the coder itself never writes files.
#ifndef DRAGOMAN_LEX_COMPILE_H
#define DRAGOMAN_LEX_COMPILE_H
#include "lex/lexicon.h"

// Reads every *.tsv one folder below `dir` (en/, world/, ontology/) and directly in it, in byte
// order of the path, and writes `out` by renaming a finished file over it. `extra`: a second folder
// whose rows come first and so win, or NULL. A fault ends it with "file:line:column: reason", the
// row and a caret.
int lexicon_compile(const char *dir, const char *extra, const char *out, Err *e);
// The same into a file of /tmp that is gone when the lexicon is closed, and opens it.
int lexicon_compile_open(Lexicon **out, const char *dir, const char *extra, Err *e);
#endif
