// SPDX-License-Identifier: MIT
// In: articles on standard input, each "BYTES\n" and that many bytes of text. Out: for each, a line
// "DOC", then a line a candidate of the quotation stage: pieces of content, cue, speaker head
// (bytes of the text, "a-b"), frame, token of the cue, features; fields by tabs. train/quotes.py
// builds and runs it. It runs text and parse only: the features need nothing else, so training does
// not hang on tables. Usage: quotes_dump LEXICON MODEL [--quotes]: with --quotes the chosen
// quotations are written in place of the candidates, with
// --speakers the options for their speakers, with --tree the trees.
#include "base/limits.h"
#include "event/quote_work.h"
#include "parse/parse.h"
#include "text/text.h"

#include <stdio.h>
#include <stdlib.h>

static uint32_t base;

static void span(const Doc *d, uint32_t first, uint32_t end)
{
    if (end <= first)
        printf("0-0");
    else
        printf("%u-%u", d->tokens[first].span.start - base, d->tokens[end - 1].span.end - base);
}

static void show(void *state, Str feature)
{
    (void)state;
    putchar('\t');
    for (size_t i = 0; i < feature.n; i++) // blanks inside tokens would break the line
        putchar(ascii_space(feature.p[i]) ? '_' : feature.p[i]);
}

static void candidates(Doc *d, const QuoteTables *t)
{
    QuoteWork w;
    quote_candidates(&w, d, t, INT32_MIN);
    for (size_t i = 0; i < w.n_candidates; i++) {
        const QuoteCandidate *c = &w.candidates[i];
        for (uint32_t k = 0; k < c->n_pieces; k++) {
            if (k)
                putchar(',');
            span(d, c->piece[k][0], c->piece[k][1]);
        }
        putchar('\t');
        span(d, c->cue_first, c->cue_end);
        putchar('\t');
        span(d, c->speaker == NONE ? 0 : c->speaker, c->speaker == NONE ? 0 : c->speaker + 1);
        printf("\t%u\t%u\t%d", c->frame, c->cue, c->score);
        quote_features(&w, c, show, NULL);
        putchar('\n');
    }
}

// A line a candidate that is not hopeless: its number, then a line an option for its speaker: "+",
// span, features.
static void speakers(Doc *d, const QuoteTables *t)
{
    QuoteWork w;
    quote_candidates(&w, d, t, INT32_MIN);
    for (size_t i = 0; i < w.n_candidates; i++) {
        const QuoteCandidate *c = &w.candidates[i];
        uint32_t options[64];
        if (c->score < -2000 || c->pos == 'C')
            continue;
        printf("%zu\n", i);
        uint32_t n = quote_options(&w, c, options, 64);
        for (uint32_t k = 0; k < n; k++) {
            uint32_t s = options[k] == NONE ? 0 : quote_name_head(d, options[k]);
            printf("+\t");
            span(d, s, options[k] == NONE ? s : s + 1);
            quote_speaker_features(&w, c, options[k], show, NULL);
            putchar('\n');
        }
    }
}

static void quotes(Doc *d, const QuoteTables *t)
{
    quote_run(d, t);
    for (size_t i = 0; i < d->n_quotes; i++) {
        const Quote *q = &d->quotes[i];
        for (uint32_t k = 0; k < q->n_content; k++)
            printf("%s%u-%u", k ? "," : "", q->content[k].start - base, q->content[k].end - base);
        printf("\t%u-%u\t%u-%u\t", q->cue.start - base, q->cue.end - base,
               q->speaker.end ? q->speaker.start - base : 0,
               q->speaker.end ? q->speaker.end - base : 0);
        span(d, q->speaker_head == NONE ? 0 : q->speaker_head,
             q->speaker_head == NONE ? 0 : q->speaker_head + 1);
        putchar('\n');
    }
}

static void tree(const Doc *d)
{
    for (size_t i = 0; i < d->n_tokens; i++) {
        const Token *t = &d->tokens[i];
        if (t->sentence == 0 || d->tokens[i].sentence != d->tokens[i ? i - 1 : 0].sentence)
            putchar(i && d->tokens[i].sentence != d->tokens[i - 1].sentence ? '\n' : ' ');
        Str s = token_text(d, t);
        printf("%zu/%.*s/%s/%s/%d ", i, (int)s.n, s.p, t->xpos, dep_name(t->dep),
               t->head == NONE ? -1 : (int)t->head);
    }
    putchar('\n');
}

int main(int argc, char **argv)
{
    Err e = {0};
    Lexicon *x;
    Weights weights;
    ParseWork *parse;
    TextTables *text = NULL;
    QuoteTables *table = NULL;
    if (argc < 3 || lexicon_open(&x, argv[1], &e) || weights_open(&weights, argv[2], &e) ||
        parse_work_new(&parse, &weights, NULL, &e) || !(text = text_tables_new(x, &e)) ||
        !(table = quote_tables_new(x, &e))) {
        fprintf(stderr, "quotes_dump: %s\n", argc < 3 ? "LEXICON MODEL" : e.message);
        return 2;
    }
    Arena arena;
    arena_init(&arena, LIMIT_DOC_MEMORY);
    unsigned long n;
    while (scanf("%lu", &n) == 1) {
        char *bytes = malloc(n + 1);
        if (getchar() != '\n' || !bytes || fread(bytes, 1, n, stdin) != n)
            return 3;
        arena_reset(&arena);
        Article article = {.text = {bytes, n}};
        Doc d;
        doc_init(&d, &arena, &article);
        base = d.parts[d.n_parts - 1].span.start;
        text_run(&d, text);
        parse_run(&(Doc *){&d}, 1, parse);
        puts("DOC");
        if (argc > 3 && argv[3][2] == 'q')
            quotes(&d, table);
        else if (argc > 3 && argv[3][2] == 's')
            speakers(&d, table);
        else if (argc > 3)
            tree(&d);
        else
            candidates(&d, table);
        free(bytes);
    }
    return 0;
}
