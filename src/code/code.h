// SPDX-License-Identifier: MIT
// The code stage: expressions → normal form → CAMEO and PLOVER. Tables are built once, at model
// load, and shared.
#ifndef DRAGOMAN_CODE_CODE_H
#define DRAGOMAN_CODE_CODE_H
#include "doc/doc.h"
#include "lex/lexicon.h"

typedef struct CodeTables CodeTables;
int code_tables_new(CodeTables **out, const Lexicon *x, Err *e);
void code_tables_free(CodeTables *t);
// Fills the codes of every claim; turns claims whose outer negation was rewritten away ("did not
// refuse to help") to what they now say.
void code_run(Doc *d, const CodeTables *t);
// The codes of one expression as text, for tests and `lexicon check`: the code, or empty.
Str code_expression(const CodeTables *t, Arena *a, Str expression, Str *plover_type,
                    Str *plover_mode);
#endif
