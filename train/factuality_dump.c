// SPDX-License-Identifier: MIT
// In: articles on standard input, each "BYTES\n" and that many bytes of text. Out: for each, a line
// "DOC", then a line a predicate: first and last byte of the word in the text, value, score,
// features (the first is the prior in tenths); fields by tabs. train/factuality.py builds and runs
// it on the whole pipeline up to the event stage. Usage: factuality_dump DATA_DIR
#include "pipeline.h"

#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    Err e = {0};
    Model *model;
    ModelOptions options = {.data_dir = argc > 1 ? argv[1] : NULL};
    if (model_open(&model, &options, &e)) {
        fprintf(stderr, "factuality_dump: %s\n", e.message);
        return 2;
    }
    Coder *coder = coder_new(model);
    unsigned long n;
    while (coder && scanf("%lu", &n) == 1) {
        char *bytes = malloc(n + 1);
        if (getchar() != '\n' || !bytes || fread(bytes, 1, n, stdin) != n)
            return 3;
        Article article = {.text = {bytes, n}};
        Doc *d = coder_begin(coder, &article);
        puts("DOC");
        if (d) {
            uint32_t base = d->parts[d->n_parts - 1].span.start;
            d->keep_features = true;
            if (coder_stages(coder, d, STAGE_EVENT, &e))
                fprintf(stderr, "factuality_dump: %s\n", e.message);
            for (size_t i = 0; i < d->n_predicates; i++) {
                const Predicate *p = &d->predicates[i];
                const Span *s = &d->tokens[p->token].span;
                printf("%u\t%u\t%s\t%.2f\t%.*s\n", s->start - base, s->end - base,
                       fact_name(p->value), (double)p->score, (int)p->features.n, p->features.p);
            }
        }
        free(bytes);
    }
    coder_free(coder);
    model_close(model);
    return coder ? 0 : 1;
}
