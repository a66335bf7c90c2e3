// SPDX-License-Identifier: MIT
// In: claims with operators over an act. Out: their CAMEO code and PLOVER type, mode and contexts.
// Method: EVENTS.md §4, §5. An expression is a row of operators and an act. Rewrites of normal.tsv
// are applied from the inside out until none fits; then the most specific pattern of cameo.tsv and
// of plover.tsv gives the code. Patterns are chained by their first symbol, so that a look-up
// compares some twenty. Operators that are no event (begin, manage, fail) and no rewrite took away
// are passed over. Cost: about a microsecond a claim. Does not: know any code or operator by name,
// but for `not`.
#include "code/code.h"

#include "base/hash.h"
#include "base/limits.h"
#include "lex/expression.h"

#include <stdlib.h>

typedef enum { TAIL_ANY, TAIL_FAMILY, TAIL_ACT, TAIL_EMPTY } Tail;

typedef struct {
    Expression e; // act: literal or the family's root
    Tail tail;
    int weight;   // how specific
    uint32_t row; // of its table
    uint32_t next;
} Pattern;

typedef struct {
    const LexTable *table;
    Pattern *pattern;
    uint32_t n;
    uint32_t *bucket; // by the hash of the first symbol
    uint32_t mask;
} PatternTable;

struct CodeTables {
    Arena memory;
    PatternTable normal, cameo, plover;
    Expression *result; // of each row of normal
    const LexTable *cameo_codes, *plover_codes, *operators, *contexts;
    int code, name, quad, goldstein; // columns
    int type, mode, contexts_of;     // of plover
    int p_mode, p_score, p_quad;     // of plover_codes
    int context, event, affirmed, cameo_code;
};

// A pattern is an expression whose act may be X or * (anything), family.*, or nothing.
static bool pattern_parse(Str s, Expression *e, Tail *tail)
{
    if (!expression_parse(s, e))
        return false;
    if (str_is(e->act, "X") || str_is(e->act, "*")) {
        *tail = TAIL_ANY;
        e->act = (Str){0};
    } else if (e->act.n == 0) {
        *tail = TAIL_EMPTY;
    } else if (str_ends(e->act, ".*")) {
        *tail = TAIL_FAMILY;
        e->act.n -= 2;
    } else {
        *tail = TAIL_ACT;
    }
    return e->n || e->act.n || *tail == TAIL_ANY;
}

static bool act_in_family(Str act, Str family)
{
    return act.n >= family.n && memcmp(act.p, family.p, family.n) == 0 &&
           (act.n == family.n || act.p[family.n] == '.');
}

static bool attributes_hold(Str wanted, Str have)
{
    Str one;
    while (wanted.n && str_split(&wanted, ',', &one)) {
        Str rest = have, other;
        bool found = false;
        while (rest.n && str_split(&rest, ',', &other))
            found |= str_eq(str_trim(one), str_trim(other));
        if (!found)
            return false;
    }
    return true;
}

// Does the pattern fit the expression from its operator `from` on?
static bool pattern_fits(const Pattern *p, const Expression *e, unsigned from)
{
    if (e->n - from < p->e.n)
        return false;
    for (unsigned i = 0; i < p->e.n; i++)
        if (!str_eq(p->e.op[i], e->op[from + i]))
            return false;
    bool last = from + p->e.n == e->n;
    switch (p->tail) {
    case TAIL_ANY:
        return (!last || e->act.n > 0) && attributes_hold(p->e.attributes, e->attributes);
    case TAIL_EMPTY: return last && e->act.n == 0;
    case TAIL_FAMILY:
        return last && e->act.n && act_in_family(e->act, p->e.act) &&
               attributes_hold(p->e.attributes, e->attributes);
    default:
        return last && str_eq(e->act, p->e.act) && attributes_hold(p->e.attributes, e->attributes);
    }
}

static uint32_t symbol_hash(const Expression *e, unsigned from)
{
    Str s = e->act;
    if (from < e->n)
        s = e->op[from];
    else {
        const char *dot = s.n ? memchr(s.p, '.', s.n) : NULL;
        if (dot)
            s.n = (size_t)(dot - s.p);
    }
    return (uint32_t)hash64(s.p, s.n, 3);
}

static const Pattern *pattern_best(const PatternTable *t, const Expression *e, unsigned from)
{
    const Pattern *best = NULL;
    for (uint32_t i = t->bucket[symbol_hash(e, from) & t->mask]; i != NONE; i = t->pattern[i].next)
        if (pattern_fits(&t->pattern[i], e, from) && (!best || t->pattern[i].weight > best->weight))
            best = &t->pattern[i];
    return best;
}

static int patterns_load(CodeTables *t, PatternTable *p, const Lexicon *x, const char *name, Err *e)
{
    p->table = lexicon_table(x, name);
    p->n = lextable_rows(p->table);
    p->pattern = ARENA_NEW(&t->memory, Pattern, p->n + 1);
    uint32_t size = 64;
    while (size < p->n)
        size *= 2;
    p->bucket = ARENA_NEW(&t->memory, uint32_t, size);
    p->mask = size - 1;
    for (uint32_t i = 0; i < size; i++)
        p->bucket[i] = NONE;
    int column = lextable_column(p->table, "pattern");
    for (uint32_t i = p->n;
         i-- > 0;) { // backwards: chains keep the table's order, so that the earlier row wins a tie
        Pattern *q = &p->pattern[i];
        Str cell = lextable_cell(p->table, i, column), file = lextable_file(p->table, i);
        if (!pattern_parse(cell, &q->e, &q->tail))
            return err_set(e, ERR_USAGE, "%.*s:%u: not a pattern: '%.*s'", (int)file.n, file.p,
                           lextable_line(p->table, i), (int)cell.n, cell.p);
        q->row = i;
        q->weight = 20 * (int)q->e.n + (q->tail == TAIL_ACT || q->tail == TAIL_EMPTY ? 10
                                        : q->tail == TAIL_FAMILY                     ? 5
                                                                                     : 0);
        for (Str rest = q->e.attributes, one; rest.n && str_split(&rest, ',', &one);)
            q->weight += 3;
        // a deeper family is more specific than a shallow one
        for (size_t k = 0; k < q->e.act.n; k++)
            q->weight += q->e.act.p[k] == '.';
        uint32_t *bucket = &p->bucket[symbol_hash(&q->e, 0) & p->mask];
        q->next = *bucket;
        *bucket = i;
    }
    return 0;
}

int code_tables_new(CodeTables **out, const Lexicon *x, Err *e)
{
    *out = NULL;
    CodeTables *t = calloc(1, sizeof *t);
    if (!t)
        return err_set(e, ERR_MEMORY, "out of memory for the code tables");
    jmp_buf full;
    arena_init(&t->memory, LIMIT_DOC_MEMORY);
    if (setjmp(full)) {
        code_tables_free(t);
        return err_set(e, ERR_MEMORY, "out of memory for the code tables");
    }
    t->memory.on_full = &full;
    int rc = patterns_load(t, &t->normal, x, "normal", e);
    if (!rc)
        rc = patterns_load(t, &t->cameo, x, "cameo", e);
    if (!rc)
        rc = patterns_load(t, &t->plover, x, "plover", e);
    t->result = ARENA_NEW(&t->memory, Expression, t->normal.n + 1);
    int column = lextable_column(t->normal.table, "result");
    for (uint32_t i = 0; !rc && i < t->normal.n; i++) {
        Tail tail = TAIL_EMPTY;
        Str cell = lextable_cell(t->normal.table, i, column);
        if (!pattern_parse(cell, &t->result[i], &tail) || tail == TAIL_FAMILY)
            rc = err_set(e, ERR_USAGE, "normal.tsv:%u: not a result: '%.*s'",
                         lextable_line(t->normal.table, i), (int)cell.n, cell.p);
        if (tail == TAIL_ANY)
            t->result[i].act = STR("X");
    }
    t->cameo_codes = lexicon_table(x, "cameo_codes");
    t->plover_codes = lexicon_table(x, "plover_codes");
    t->operators = lexicon_table(x, "operators");
    t->contexts = lexicon_table(x, "contexts");
    t->name = lextable_column(t->cameo_codes, "name");
    t->quad = lextable_column(t->cameo_codes, "quad");
    t->goldstein = lextable_column(t->cameo_codes, "goldstein_icews");
    t->cameo_code = lextable_column(t->cameo.table, "code");
    t->type = lextable_column(t->plover.table, "type");
    t->mode = lextable_column(t->plover.table, "mode");
    t->contexts_of = lextable_column(t->plover.table, "contexts");
    t->p_mode = lextable_column(t->plover_codes, "mode");
    t->p_score = lextable_column(t->plover_codes, "score");
    t->p_quad = lextable_column(t->plover_codes, "quad");
    t->context = lextable_column(t->contexts, "context");
    t->event = lextable_column(t->operators, "event");
    t->affirmed = lextable_column(t->operators, "affirmed");
    t->memory.on_full = NULL;
    if (rc)
        code_tables_free(t);
    else
        *out = t;
    return rc;
}

void code_tables_free(CodeTables *t)
{
    if (!t)
        return;
    arena_free(&t->memory);
    free(t);
}

// One rewrite at operator `from`: pattern operators and, where the pattern names an act, the act
// are replaced by the result.
static bool rewrite_at(const CodeTables *t, Expression *e, unsigned from)
{
    const Pattern *p = pattern_best(&t->normal, e, from);
    if (!p)
        return false;
    const Expression *r = &t->result[p->row];
    Expression out = {.n = from};
    memcpy(out.op, e->op, from * sizeof *e->op);
    for (unsigned i = 0; i < r->n && out.n < EXPRESSION_OPERATORS; i++)
        out.op[out.n++] = r->op[i];
    if (str_is(r->act, "X")) {
        for (unsigned i = from + p->e.n; i < e->n && out.n < EXPRESSION_OPERATORS; i++)
            out.op[out.n++] = e->op[i];
        out.act = e->act;
        out.attributes = e->attributes;
    } else {
        out.act = r->act;
        out.attributes = r->attributes.n ? r->attributes : e->attributes;
    }
    *e = out;
    return true;
}

static bool names_negation(const Expression *e)
{
    for (unsigned i = 0; i < e->n; i++)
        if (str_is(e->op[i], "not"))
            return true;
    return false;
}

// Negated operators first, from the outside in: "did not allow the march" is forbid(…) before
// allow(protest.*) is anything.
static void normalise(const CodeTables *t, Expression *e)
{
    for (unsigned i = 0; i < e->n; i++) {
        const Pattern *p = pattern_best(&t->normal, e, i);
        if (p && p->e.n > 1 && names_negation(&p->e))
            rewrite_at(t, e, i);
    }
    // each rewrite may enable another; the bound is far above any real chain
    for (unsigned rounds = 0; rounds < 32; rounds++) {
        bool changed = false;
        for (unsigned i = e->n; i-- > 0 && !changed;)
            changed = rewrite_at(t, e, i);
        if (!changed)
            return;
    }
}

static bool operator_is_event(const CodeTables *t, Str kind)
{
    uint32_t row = lextable_find(t->operators, kind);
    return row != LEX_NONE && str_is(lextable_cell(t->operators, row, t->event), "yes");
}

// What no rewrite took away and is no event of its own: negation and the parts of doing.
static void strip(const CodeTables *t, Expression *e)
{
    unsigned n = 0;
    for (unsigned i = 0; i < e->n; i++)
        if (operator_is_event(t, e->op[i]))
            e->op[n++] = e->op[i];
    e->n = n;
}

static bool operator_negated(const Doc *d, uint32_t token)
{
    size_t low = 0, high = d->n_predicates;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (d->predicates[mid].token < token)
            low = mid + 1;
        else
            high = mid;
    }
    return low < d->n_predicates && d->predicates[low].token == token && d->predicates[low].negated;
}

// "failed to reach a deal", "failed to free the hostages": what one was to do and did not is turned
// down; not "failed to win their release", nor "failed to take the bridge".
static bool is_default(const Claim *c, uint32_t i)
{
    static const char *const due[] = {"settle", "diplomacy", "cooperate", "aid",
                                      "reform", "yield",     "meet",      NULL};
    for (unsigned k = 0; i + 1 == c->n_operators && due[k]; k++)
        if (str_starts(c->act, due[k]))
            return true;
    return i + 1 < c->n_operators && str_is(c->operators[i + 1].kind, "agree");
}

static Expression expression_of(const Doc *d, const Claim *c)
{
    Expression e = {.act = c->act, .attributes = c->attributes};
    uint32_t last = NONE;
    for (uint32_t i = 0; i < c->n_operators && e.n + 2 < EXPRESSION_OPERATORS; i++) {
        uint32_t token = c->operators[i].token;
        if (token != NONE && token != last && operator_negated(d, token)) // "did not refuse"
            e.op[e.n++] = STR("not");
        last = token;
        bool failed = str_is(c->operators[i].kind, "fail") && is_default(c, i) &&
                      (e.n == 0 || !str_is(e.op[e.n - 1], "not"));
        e.op[e.n++] = failed ? STR("refuse") : c->operators[i].kind;
        bool told = token == NONE && i + 1 < c->n_operators && // "will not begin": said just below
                    c->operators[i + 1].token != NONE &&
                    operator_negated(d, c->operators[i + 1].token);
        if (token == NONE && c->negated && !told) // "will not meet": announced not to happen
            e.op[e.n++] = STR("not");
    }
    return e;
}

static void context_add(Doc *d, Claim *c, size_t *cap, Str context)
{
    size_t n = c->n_contexts;
    for (size_t i = 0; i < n; i++)
        if (str_eq(c->contexts[i], context))
            return;
    *ARENA_PUSH(d->arena, c->contexts, n, *cap) = context;
    c->n_contexts = (uint32_t)n;
}

static void contexts_find(Doc *d, const CodeTables *t, Claim *c, Str of_row)
{
    size_t cap = 0;
    Str one;
    while (of_row.n && str_split(&of_row, '+', &one))
        context_add(d, c, &cap, one);
    const Sentence *s = &d->sentences[c->sentence];
    for (uint32_t i = s->first; i < s->end && t->contexts; i++) {
        Str words[LIMIT_PHRASE_TOKENS];
        unsigned n = 0;
        for (; n < LIMIT_PHRASE_TOKENS && i + n < s->end; n++)
            words[n] = d->tokens[i + n].lower;
        uint32_t row;
        unsigned length = lextable_match(t->contexts, words, n, &row);
        if (length == 0) { // a plural or inflected form
            row = lextable_find(t->contexts, d->tokens[i].lemma);
            if (row == LEX_NONE)
                continue;
            length = 1;
        }
        for (; row != LEX_NONE; row = lextable_next(t->contexts, row))
            context_add(d, c, &cap, lextable_cell(t->contexts, row, t->context));
        i += length - 1;
    }
}

static void number_cell(const LexTable *t, uint32_t row, int column, float *out)
{
    double v;
    if (str_to_double(lextable_cell(t, row, column), &v))
        *out = (float)v;
}

static void why_add(Doc *d, Claim *c, const LexTable *t, uint32_t row)
{
    Str *why = ARENA_NEW(d->arena, Str, c->n_why + 1);
    if (c->n_why)
        memcpy(why, c->why, c->n_why * sizeof *why);
    Str file = lextable_file(t, row);
    why[c->n_why] =
        str_of(arena_printf(d->arena, "%.*s:%u", (int)file.n, file.p, lextable_line(t, row)));
    c->why = why;
    c->n_why++;
}

static void codes_set(Doc *d, const CodeTables *t, Claim *c, const Expression *e)
{
    const Pattern *p = pattern_best(&t->cameo, e, 0);
    if (p) {
        c->cameo = lextable_cell(t->cameo.table, p->row, t->cameo_code);
        uint32_t row = lextable_find(t->cameo_codes, c->cameo);
        long quad = 0;
        if (row != LEX_NONE) {
            c->cameo_name = lextable_cell(t->cameo_codes, row, t->name);
            number_cell(t->cameo_codes, row, t->goldstein, &c->goldstein);
            if (str_to_long(lextable_cell(t->cameo_codes, row, t->quad), &quad))
                c->cameo_quad = (int)quad;
        }
        why_add(d, c, t->cameo.table, p->row);
    }
    const Pattern *q = pattern_best(&t->plover, e, 0);
    Str contexts = STR("");
    if (q && lextable_cell(t->plover.table, q->row, t->type).n) {
        c->plover_type = lextable_cell(t->plover.table, q->row, t->type);
        c->plover_mode = lextable_cell(t->plover.table, q->row, t->mode);
        contexts = lextable_cell(t->plover.table, q->row, t->contexts_of);
        for (uint32_t row = lextable_find(t->plover_codes, c->plover_type); row != LEX_NONE;
             row = lextable_next(t->plover_codes, row)) {
            Str mode = lextable_cell(t->plover_codes, row, t->p_mode);
            if (mode.n && !str_eq(mode, c->plover_mode))
                continue;
            long quad = 0;
            number_cell(t->plover_codes, row, t->p_score, &c->plover_score);
            if (str_to_long(lextable_cell(t->plover_codes, row, t->p_quad), &quad))
                c->plover_quad = (int)quad;
            if (mode.n) // the mode's own row beats the type's
                break;
        }
        why_add(d, c, t->plover.table, q->row);
    }
    if (c->plover_type.n)
        contexts_find(d, t, c, contexts);
}

// "vowed not to attack": the negation stands inside, in the expression and in the record.
static void negation_inside(Doc *d, Claim *c, Expression *e)
{
    e->op[e->n++] = STR("not");
    c->negated = true;
    size_t at = c->expression.n; // before the act: after the last opening parenthesis
    while (at && c->expression.p[at - 1] != '(')
        at--;
    size_t closing = c->expression.n;
    while (closing && c->expression.p[closing - 1] == ')')
        closing--;
    c->expression = str_of(arena_printf(
        d->arena, "%.*snot(%.*s)%.*s", (int)at, c->expression.p, (int)(closing - at),
        c->expression.p + at, (int)(c->expression.n - closing), c->expression.p + closing));
}

// "did not allow the march", "did not agree to talks": a refusal, and the record says so.
static void refusal(Doc *d, Claim *c)
{
    ClaimOperator *ops = ARENA_NEW(d->arena, ClaimOperator, c->n_operators + 1);
    ops[0] = (ClaimOperator){STR("refuse"), c->n_cues ? c->cues[0] : c->trigger, NONE, STR("")};
    memcpy(ops + 1, c->operators, c->n_operators * sizeof *ops);
    c->operators = ops;
    c->n_operators++;
    c->expression =
        str_of(arena_printf(d->arena, "refuse(%.*s)", (int)c->expression.n, c->expression.p));
}

// "vowed not to take calls", "chose not to answer": what is meant is that something is not done, be
// it an act or not.
static bool is_refusal(const Doc *d, const Claim *c)
{
    uint32_t verb = c->n_operators == 1 && c->act.n == 0 ? c->operators[0].token : NONE;
    Str kind = verb == NONE ? STR("") : c->operators[0].kind;
    if (verb == NONE || operator_negated(d, verb) ||
        !(str_is(kind, "intend") || str_is(kind, "agree") || str_is(kind, "offer")))
        return false;
    uint32_t what = token_child_dep(d, verb, DEP_XCOMP);
    if (what == NONE)
        what = token_child_dep(d, verb, DEP_ACL); // "a decision not to"
    return what != NONE && operator_negated(d, what);
}

void code_run(Doc *d, const CodeTables *t)
{
    uint32_t *inner_of =
        ARENA_NEW(d->arena, uint32_t, d->n_claims + 1); // the last claim inside each
    for (size_t i = 0; i < d->n_claims; i++)
        inner_of[i] = NONE;
    for (size_t i = 0; i < d->n_claims; i++)
        if (d->claims[i].inside != NONE)
            inner_of[d->claims[i].inside] = (uint32_t)i;
    for (size_t i = 0; i < d->n_claims; i++) {
        Claim *c = &d->claims[i];
        if (is_refusal(d, c)) {
            c->operators[0].kind = STR("refuse");
            c->expression = STR("refuse()");
            c->fact = FACT_HAPPENED;
        }
        Expression e = expression_of(d, c);
        bool outer_not = e.n && str_is(e.op[0], "not");
        // "vowed not to attack": the negation on the act itself
        if (c->n_operators && c->act.n) {
            uint32_t inner = inner_of[i];
            if (inner != NONE && d->claims[inner].negated && d->claims[inner].n_operators == 0 &&
                e.n < EXPRESSION_OPERATORS)
                negation_inside(d, c, &e);
        }
        normalise(t, &e);
        bool meant = e.n && str_is(e.op[0], "intend") && c->fact == FACT_HAPPENED;
        if (outer_not && e.n && !str_is(e.op[0], "not") && (c->fact == FACT_NEGATED || meant)) {
            // "did not refuse to help", "did not cancel the visit": now says that he is willing
            uint32_t row = lextable_find(t->operators, e.op[0]);
            uint8_t fact;
            if (row != LEX_NONE &&
                fact_parse(lextable_cell(t->operators, row, t->affirmed), &fact) &&
                fact != FACT_NEGATED)
                c->fact = fact;
            else
                c->fact = FACT_HAPPENED;
            c->negated = false;
            if (str_is(e.op[0], "refuse"))
                refusal(d, c);
        } else if (outer_not && e.n == 0 && c->fact == FACT_NEGATED)
            c->fact = FACT_HAPPENED;
        // "will not meet" is a refusal: that, and not the meeting, took place
        if (c->n_operators && c->operators[0].token == NONE && c->negated && e.n &&
            str_is(e.op[0], "refuse")) {
            c->operators[0].kind = e.op[0];
            const char *open = memchr(c->expression.p, '(', c->expression.n);
            if (open)
                c->expression = str_of(
                    arena_printf(d->arena, "%.*s%.*s", (int)e.op[0].n, e.op[0].p,
                                 (int)(c->expression.n - (size_t)(open - c->expression.p)), open));
            c->fact = FACT_HAPPENED;
            c->negated = false;
        }
        // "will not cancel the visit": it is planned
        if (c->n_operators > 1 && c->operators[0].token == NONE && c->negated && e.n &&
            str_is(e.op[0], "intend") && str_is(c->operators[1].kind, "cancel")) {
            c->fact = FACT_PLANNED;
            c->negated = false;
        }
        // "failed to reach a deal" is coded as turning it down, and that took place
        if (c->n_operators && str_is(c->operators[0].kind, "fail") && e.n &&
            str_is(e.op[0], "refuse") && c->fact == FACT_FAILED)
            c->fact = FACT_HAPPENED;
        strip(t, &e);
        c->coded = expression_text(d->arena, &e);
        codes_set(d, t, c, &e);
    }
}

Str code_expression(const CodeTables *t, Arena *a, Str expression, Str *plover_type,
                    Str *plover_mode)
{
    Expression e;
    Tail tail;
    (void)a;
    *plover_type = *plover_mode = STR("");
    if (!pattern_parse(expression, &e, &tail))
        return STR("");
    normalise(t, &e);
    strip(t, &e);
    const Pattern *q = pattern_best(&t->plover, &e, 0), *p = pattern_best(&t->cameo, &e, 0);
    if (q) {
        *plover_type = lextable_cell(t->plover.table, q->row, t->type);
        *plover_mode = lextable_cell(t->plover.table, q->row, t->mode);
    }
    return p ? lextable_cell(t->cameo.table, p->row, t->cameo_code) : STR("");
}
