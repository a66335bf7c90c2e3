// SPDX-License-Identifier: MIT
// Quotations and reported speech: doc->quotes. Who says, believes, wants, claims what.
// Ownership: QuoteTables belong to the caller of quote_tables_new and are shared by threads;
// doc->quotes lives on the doc's arena.
#ifndef DRAGOMAN_EVENT_QUOTE_H
#define DRAGOMAN_EVENT_QUOTE_H
#include "doc/doc.h"
#include "lex/lexicon.h"

typedef struct QuoteTables QuoteTables;

// Reads lexicon/en/cues.tsv and quoteweights.tsv. NULL and *e filled when one is missing or memory
// is out.
QuoteTables *quote_tables_new(const Lexicon *x, Err *e);
void quote_tables_free(QuoteTables *t);

// Fills doc->quotes in order of their cues. Reads tokens, tags, trees and mentions.
void quote_run(Doc *d, const QuoteTables *t);
#endif
