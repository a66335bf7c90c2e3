// SPDX-License-Identifier: MIT
// The compiled lexicon: every TSV table of lexicon/ in one checked, mmapped file, each row with its
// file and line. Ownership: a Lexicon owns its map; all strings it returns live until
// lexicon_close. Read-only, shared by threads.
#ifndef DRAGOMAN_LEX_LEXICON_H
#define DRAGOMAN_LEX_LEXICON_H
#include "base/error.h"
#include "base/str.h"

typedef struct Lexicon Lexicon;
typedef struct LexTable LexTable;

int lexicon_open(Lexicon **out, const char *path, Err *e);
void lexicon_close(Lexicon *x);
const char *lexicon_version(const Lexicon *x); // 16 hex digits: a hash of all content

// A table by its name (the file's stem up to the first '-': "triggers-speech.tsv" → "triggers");
// NULL where there is none.
const LexTable *lexicon_table(const Lexicon *x, const char *name);
uint32_t lextable_rows(const LexTable *t);
int lextable_column(const LexTable *t, const char *name); // -1: no such column
// A cell; empty where the column is -1 or the cell holds "-" or nothing.
Str lextable_cell(const LexTable *t, uint32_t row, int column);
Str lextable_file(const LexTable *t, uint32_t row); // "triggers-speech.tsv"
uint32_t lextable_line(const LexTable *t, uint32_t row);

// Phrase index over the first column. Keys are lower-cased words joined by one blank, tokenised as
// the text is
// ("u.s." stays one word, "al-qaeda" → "al - qaeda", "people's" → "people 's").
// Rows with the same key are chained in table order. LEX_NONE ends.
#define LEX_NONE UINT32_MAX
uint32_t lextable_find(const LexTable *t, Str key);
uint32_t lextable_next(const LexTable *t, uint32_t row);
// Longest match of words[0..n) as a key; returns the number of words matched (0 = none) and the
// first row.
unsigned lextable_match(const LexTable *t, const Str *words, unsigned n, uint32_t *row);
#endif
