// SPDX-License-Identifier: MIT
// Expressions of the lexicon's language: operators over an act,
// "demand(yield.withdraw{issue=border})". Parts are borrowed from the text that was read.
#ifndef DRAGOMAN_LEX_EXPRESSION_H
#define DRAGOMAN_LEX_EXPRESSION_H
#include "base/arena.h"
#include "base/limits.h"
#include "base/str.h"

enum { EXPRESSION_OPERATORS = LIMIT_OPERATORS * 2 }; // rewrites may lengthen a chain for a while

typedef struct {
    Str op[EXPRESSION_OPERATORS]; // outermost first
    unsigned n;
    Str act, attributes; // act empty: the operators stand bare
} Expression;

// False when parentheses or braces do not match, or operators are too many.
bool expression_parse(Str s, Expression *e);
Str expression_text(Arena *a, const Expression *e);
#endif
