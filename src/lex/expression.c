// SPDX-License-Identifier: MIT
// In: the text of an expression. Out: its operators, act and attributes; and back to text.
// Method: operators end at '(', as many ')' must stand at the end; attributes stand in braces after
// the act. Cost: one pass. Does not: know which operators and acts there are, or what the patterns'
// X, * and .* mean.
#include "lex/expression.h"

bool expression_parse(Str s, Expression *e)
{
    *e = (Expression){0};
    s = str_trim(s);
    size_t closing = 0;
    while (s.n && s.p[s.n - 1] == ')') {
        s.n--;
        closing++;
    }
    const char *open;
    while (s.n && (open = memchr(s.p, '(', s.n)) != NULL) {
        if (e->n == EXPRESSION_OPERATORS)
            return false;
        e->op[e->n++] = str_trim((Str){s.p, (size_t)(open - s.p)});
        s.n -= (size_t)(open - s.p) + 1;
        s.p = open + 1;
    }
    if (e->n != closing)
        return false;
    const char *brace = s.n ? memchr(s.p, '{', s.n) : NULL;
    if (brace) {
        if (s.p[s.n - 1] != '}')
            return false;
        e->attributes = (Str){brace + 1, (size_t)(s.p + s.n - brace) - 2};
        s.n = (size_t)(brace - s.p);
    }
    e->act = str_trim(s);
    return true;
}

Str expression_text(Arena *a, const Expression *e)
{
    char *s = arena_alloc(a, 1);
    for (unsigned i = 0; i < e->n; i++)
        s = arena_printf(a, "%s%.*s(", s, (int)e->op[i].n, e->op[i].p);
    s = arena_printf(a, "%s%.*s", s, (int)e->act.n, e->act.p);
    if (e->attributes.n)
        s = arena_printf(a, "%s{%.*s}", s, (int)e->attributes.n, e->attributes.p);
    for (unsigned i = 0; i < e->n; i++)
        s = arena_printf(a, "%s)", s);
    return str_of(s);
}
