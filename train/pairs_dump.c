// SPDX-License-Identifier: MIT
// In: articles with pairs on standard input, JSONL as `dragoman code` takes it. Out: for each pair
// a line "PAIR", the article's id and the pair's number, then a line a reading: CAMEO code, PLOVER
// type ("-": none), score by the rules, by both, expression, trigger, features; fields by tabs.
// train/pairs.py builds and runs it. Usage: pairs_dump DATA < ARTICLES.
#include "code/code.h"
#include "event/pair.h"
#include "pipeline.h"
#include "read/reader.h"

#include <stdio.h>
#include <stdlib.h>

static void word(Str s)
{
    for (size_t i = 0; i < s.n; i++) // blanks inside tokens would break the line
        putchar(s.p[i] == '\t' || s.p[i] == '\n' ? ' ' : s.p[i]);
}

static void show(void *state, Str feature)
{
    (void)state;
    putchar('\t');
    word(feature);
}

static void readings(const PairWork *p, Str id)
{
    const Doc *d = p->d;
    for (uint32_t i = 0; i < p->n_pairs; i++) {
        printf("PAIR\t");
        word(id);
        printf("\t%u\n", i);
        for (uint32_t k = 0; p->pairs[i].found && k < d->n_claims; k++) {
            const Claim *c = &d->claims[k];
            int32_t rules = pair_rules(p, &p->pairs[i], k);
            if (rules == INT32_MIN)
                continue;
            word(c->cameo.n ? c->cameo : STR("-"));
            putchar('\t');
            word(c->plover_type.n ? c->plover_type : STR("-"));
            printf("\t%d\t%d\t", rules, pair_score(p, &p->pairs[i], k));
            word(c->expression);
            putchar('\t');
            word(doc_str(d, c->trigger));
            pair_features(p, &p->pairs[i], k, &(FeatureSink){show, NULL});
            putchar('\n');
        }
    }
}

int main(int argc, char **argv)
{
    Err e = {0};
    Model *m = NULL;
    EventTables *events = NULL;
    CodeTables *codes = NULL;
    Coder *coder = NULL;
    ReaderOptions input = {
        .files = (const char *const[]){"-"}, .n_files = 1, .format = INPUT_JSONL};
    Reader *r = NULL;
    ModelOptions o = {.data_dir = argc > 1 ? argv[1] : "."};
    if (model_open(&m, &o, &e) || event_tables_new(&events, model_lexicon(m), &e) ||
        code_tables_new(&codes, model_lexicon(m), &e) || !(coder = coder_new(m)) ||
        !(r = reader_new(&input, &e))) {
        fprintf(stderr, "pairs_dump: %s\n", e.message);
        return 2;
    }
    ReadItem item;
    item_init(&item);
    while (reader_next(r, &item)) {
        if (item_parse(&item, &e))
            return 3;
        Article a = item.article;
        size_t n = a.n_pairs;
        a.n_pairs = 0; // the answers are not wanted here
        Doc *d = coder_run(coder, &a, STAGE_ALL, &e);
        a.n_pairs = n;
        PairWork *p = d ? pair_begin(d, events) : NULL;
        if (!p)
            continue;
        code_run(d, codes);
        readings(p, a.id);
    }
    return 0;
}
