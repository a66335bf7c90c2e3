// SPDX-License-Identifier: MIT
// Quotations and reported speech: Doc.quotes from tokens, tree and mentions. (quote.c is written by helper "quotes" since 18:12; helper "text" does not.)
// Tables are built once, at model load, and shared.
#ifndef DRAGOMAN_EVENT_QUOTE_H
#define DRAGOMAN_EVENT_QUOTE_H
#include "doc/doc.h"
#include "lex/lexicon.h"

typedef struct QuoteTables QuoteTables;
QuoteTables *quote_tables_new(const Lexicon *x, Err *e); // NULL and *e filled when a table is missing or memory is out
void quote_tables_free(QuoteTables *t);
void quote_run(Doc *d, const QuoteTables *t);
#endif
