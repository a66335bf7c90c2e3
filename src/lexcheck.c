// SPDX-License-Identifier: MIT
// In: an open model. Out: findings about the lexicon, one line each.
// Method: rows are compared with one another (duplicates, acts and codes that no table knows, rows
// without example), then every trigger's example is coded and must give what its row says: a claim
// with that expression, and those heads as actor and recipient. Cost: a few seconds for all
// examples on one core. Does not: judge whether an example is a good one.
#include "lexcheck.h"

#include "base/hash.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct {
    const Lexicon *lex;
    void (*line)(void *, const char *);
    void *arg;
    LexCheck *out;
} Check;

static void finding(Check *c, const LexTable *t, uint32_t row, const char *what, Str cell)
{
    char text[700];
    Str file = lextable_file(t, row);
    snprintf(text, sizeof text, "%.*s:%u: %s: '%.*s'", (int)file.n, file.p, lextable_line(t, row),
             what, (int)(cell.n > 300 ? 300 : cell.n), cell.p);
    c->line(c->arg, text);
    c->out->faults++;
}

// The innermost name of an expression or pattern: "demand(yield.*)" → "yield.*".
static Str innermost(Str s)
{
    while (s.n && s.p[s.n - 1] == ')')
        s.n--;
    for (size_t i = s.n; i-- > 0;)
        if (s.p[i] == '(') {
            s.p += i + 1;
            s.n -= i + 1;
            break;
        }
    const char *brace = s.n ? memchr(s.p, '{', s.n) : NULL;
    if (brace)
        s.n = (size_t)(brace - s.p);
    return s;
}

static void acts_check(Check *c, const char *table, const char *column)
{
    const LexTable *t = lexicon_table(c->lex, table), *acts = lexicon_table(c->lex, "acts");
    int at = lextable_column(t, column);
    for (uint32_t i = 0; i < lextable_rows(t); i++) {
        Str cell = lextable_cell(t, i, at), act = innermost(cell);
        if (str_ends(act, ".*"))
            act.n -= 2;
        if (act.n == 0 || str_is(act, "*") || str_is(act, "X") || str_is(act, "none") ||
            str_is(cell, "light()"))
            continue;
        if (lextable_find(acts, act) == LEX_NONE)
            finding(c, t, i, "no such act in acts.tsv", cell);
    }
}

static void reference_check(Check *c, const char *table, const char *column, const char *target,
                            const char *what)
{
    const LexTable *t = lexicon_table(c->lex, table), *there = lexicon_table(c->lex, target);
    int at = lextable_column(t, column);
    for (uint32_t i = 0; i < lextable_rows(t); i++) {
        Str cell = lextable_cell(t, i, at);
        if (cell.n && lextable_find(there, cell) == LEX_NONE)
            finding(c, t, i, what, cell);
    }
}

static void duplicates_check(Check *c, const LexTable *t, const int *columns, unsigned n)
{
    uint32_t rows = lextable_rows(t), size = 16;
    while (size < rows * 2 + 2)
        size *= 2;
    struct Seen {
        uint64_t hash;
        uint32_t row;
    } *seen = calloc(size, sizeof *seen);
    if (!seen)
        return;
    for (uint32_t i = 0; i < rows; i++) {
        uint64_t h = 5;
        for (unsigned k = 0; k < n; k++) {
            Str cell = lextable_cell(t, i, columns[k]);
            h = hash64(cell.p, cell.n, h);
        }
        h += h == 0;
        uint32_t at = (uint32_t)h & (size - 1);
        while (seen[at].hash && seen[at].hash != h)
            at = (at + 1) & (size - 1);
        if (seen[at].hash) {
            char what[64];
            snprintf(what, sizeof what, "the same row stands at line %u",
                     lextable_line(t, seen[at].row));
            finding(c, t, i, what, lextable_cell(t, i, 0));
        } else
            seen[at].hash = h, seen[at].row = i;
    }
    free(seen);
}

// ------------------------------------------------------------------------------------------------
// examples
static bool heads_are(const Doc *d, const uint32_t *list, uint32_t n, Str wanted)
{
    if (str_is(wanted, "-") || wanted.n == 0)
        return n == 0;
    Str one;
    uint32_t found = 0, asked = 0;
    while (str_split(&wanted, '+', &one)) {
        asked++;
        for (uint32_t i = 0; i < n; i++) {
            const Mention *m = &d->mentions[list[i]];
            bool hit = str_ieq(token_text(d, &d->tokens[m->head]), one);
            for (uint32_t k = m->first; k < m->end && m->kind == MENTION_NAME; k++)
                hit |= str_eq(token_text(d, &d->tokens[k]), one);
            if (hit) {
                found++;
                break;
            }
        }
    }
    return found == asked && n == asked;
}

static void example_check(Check *c, Coder *coder, const LexTable *t, uint32_t row, Str example,
                          Str gives)
{
    Article a = {.id = STR("example"), .text = example};
    Err e = {0};
    Doc *d = coder_run(coder, &a, STAGE_ALL, &e);
    if (!d)
        return;
    c->out->examples++;
    Str rest = gives, part, expression = {0}, actor = {0}, recipient = {0};
    while (str_split(&rest, ' ', &part)) {
        if (str_starts(part, "a="))
            actor = (Str){part.p + 2, part.n - 2};
        else if (str_starts(part, "r="))
            recipient = (Str){part.p + 2, part.n - 2};
        else if (part.n && !expression.n)
            expression = part;
    }
    // a report makes no claim of its own where its content holds an act
    if (str_starts(expression, "report(") && expression.n > 8)
        expression = (Str){expression.p + 7, expression.n - 8};
    bool reported = expression.p != gives.p && str_starts(gives, "report(");
    bool nothing = str_is(expression, "none") || str_is(expression, "-");
    bool form = false, all = false;
    char got[400];
    size_t n = 0;
    got[0] = 0;
    for (size_t i = 0; i < d->n_claims; i++) {
        const Claim *k = &d->claims[i];
        bool same = str_eq(k->expression, expression) || str_eq(k->coded, expression);
        form |= same;
        all |= same && (reported || (heads_are(d, k->actor, k->n_actor, actor) &&
                                     heads_are(d, k->recipient, k->n_recipient, recipient)));
        if (n < sizeof got) {
            Str x =
                k->n_actor ? token_text(d, &d->tokens[d->mentions[k->actor[0]].head]) : STR("-");
            Str y = k->n_recipient ? token_text(d, &d->tokens[d->mentions[k->recipient[0]].head])
                                   : STR("-");
            int w = snprintf(got + n, sizeof got - n, "%s%.*s a=%.*s r=%.*s", n ? "; " : "",
                             (int)k->expression.n, k->expression.p, (int)x.n, x.p, (int)y.n, y.p);
            n += w > 0 ? (size_t)w : 0;
        }
    }
    if (nothing) // the row blocks a weaker one
        form = all = d->n_claims == 0;
    c->out->expression_right += form;
    c->out->all_right += all;
    if (!all) {
        char text[1200];
        Str file = lextable_file(t, row);
        snprintf(text, sizeof text, "%.*s:%u: example: %s '%.*s' should give %.*s, gives %s",
                 (int)file.n, file.p, lextable_line(t, row),
                 form ? "roles:" : "form:", (int)(example.n > 300 ? 300 : example.n), example.p,
                 (int)(gives.n > 120 ? 120 : gives.n), gives.p, n ? got : "nothing");
        c->line(c->arg, text);
    }
}

int lexcheck_run(const Model *m, bool examples, void (*line)(void *, const char *), void *arg,
                 LexCheck *out, Err *e)
{
    *out = (LexCheck){0};
    Check c = {model_lexicon(m), line, arg, out};
    const LexTable *t = lexicon_table(c.lex, "triggers");
    int lemma = lextable_column(t, "lemma"), pos = lextable_column(t, "pos"),
        frame = lextable_column(t, "frame"), condition = lextable_column(t, "if"),
        example = lextable_column(t, "example"), gives = lextable_column(t, "gives");
    out->rows = lextable_rows(t);
    for (uint32_t i = 0; i < out->rows; i++)
        if (!lextable_cell(t, i, example).n || !lextable_cell(t, i, gives).n)
            finding(&c, t, i, "a row without example or without what it gives",
                    lextable_cell(t, i, lemma));
    duplicates_check(&c, t, (const int[]){lemma, pos, frame, condition}, 4);
    acts_check(&c, "triggers", "means");
    acts_check(&c, "cameo", "pattern");
    acts_check(&c, "plover", "pattern");
    acts_check(&c, "normal", "pattern");
    acts_check(&c, "normal", "result");
    reference_check(&c, "cameo", "code", "cameo_codes", "no such code in cameo_codes.tsv");
    reference_check(&c, "plover", "type", "plover_codes", "no such type in plover_codes.tsv");
    if (!examples)
        return 0;
    Coder *coder = coder_new(m);
    if (!coder)
        return err_set(e, ERR_MEMORY, "out of memory for a coder");
    for (uint32_t i = 0; i < out->rows; i++)
        if (lextable_cell(t, i, example).n)
            example_check(&c, coder, t, i, lextable_cell(t, i, example),
                          lextable_cell(t, i, gives));
    coder_free(coder);
    return 0;
}
