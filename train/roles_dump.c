// SPDX-License-Identifier: MIT
// In: articles on standard input, JSONL as `dragoman code` takes it. Out: for each claim with a
// role that no slot of its row filled, a line "CLAIM": article, part, trigger, expression, PLOVER
// type, CAMEO code, role (a, r), who stands in the other role (spans); then a line a candidate:
// span, head word, whether it was chosen, features. Spans are bytes of the part; fields by tabs.
// train/roles.py builds and runs it. Usage: roles_dump DATA < ARTICLES.
#include "code/code.h"
#include "pipeline.h"
#include "read/reader.h"

#include <stdio.h>
#include <stdlib.h>

static void word(Str s)
{
    for (size_t i = 0; i < s.n; i++) // blanks inside tokens would break the line
        putchar(s.p[i] == '\t' || s.p[i] == '\n' ? ' ' : s.p[i]);
}

static const Part *part_of(const Doc *d, Span s)
{
    return &d->parts[d->n_parts > 1 && s.start >= d->parts[1].span.start];
}

static void span(const Doc *d, Span s)
{
    uint32_t start = part_of(d, s)->span.start;
    printf("%u-%u", s.start - start, s.end - start);
}

static void claim_line(const Doc *d, Str id, const Choice *x)
{
    const Claim *c = &d->claims[x->claim];
    const uint32_t *other = x->actor ? c->recipient : c->actor;
    printf("CLAIM\t");
    word(id);
    printf("\t%s\t", part_of(d, c->trigger)->kind == PART_TITLE ? "title" : "text");
    span(d, c->trigger);
    putchar('\t');
    word(c->expression);
    putchar('\t');
    word(c->plover_type.n ? c->plover_type : STR("-"));
    putchar('\t');
    word(c->cameo.n ? c->cameo : STR("-"));
    printf("\t%s\t", x->actor ? "a" : "r");
    for (uint32_t i = 0; i < (x->actor ? c->n_recipient : c->n_actor); i++) {
        if (i)
            putchar(',');
        span(d, d->mentions[other[i]].span);
    }
    putchar('\n');
}

static void choices(const Doc *d, Str id)
{
    for (size_t i = 0; i < d->n_choices; i++) {
        const Choice *x = &d->choices[i];
        if (i == 0 || x->claim != x[-1].claim || x->actor != x[-1].actor)
            claim_line(d, id, x);
        const Mention *m = &d->mentions[x->mention];
        span(d, m->span);
        putchar('\t');
        word(token_text(d, &d->tokens[m->head]));
        printf("\t%d\t", x->weight);
        fwrite(x->features.p, 1, x->features.n, stdout);
        putchar('\n');
    }
}

int main(int argc, char **argv)
{
    Err e = {0};
    Model *m = NULL;
    Coder *coder = NULL;
    ReaderOptions input = {
        .files = (const char *const[]){"-"}, .n_files = 1, .format = INPUT_JSONL};
    Reader *r = NULL;
    ModelOptions o = {.data_dir = argc > 1 ? argv[1] : "."};
    if (model_open(&m, &o, &e) || !(coder = coder_new(m)) || !(r = reader_new(&input, &e))) {
        fprintf(stderr, "roles_dump: %s\n", e.message);
        return 2;
    }
    coder_keep(coder, KEEP_TRIALS);
    ReadItem item;
    item_init(&item);
    while (reader_next(r, &item)) {
        if (item_parse(&item, &e))
            return 3;
        Doc *d = coder_run(coder, &item.article, STAGE_ALL, &e);
        if (d)
            choices(d, item.article.id);
    }
    return 0;
}
