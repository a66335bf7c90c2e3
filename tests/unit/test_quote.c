// SPDX-License-Identifier: MIT
// In: sentences of our own. Out: whether the quotation stage fills every field of Doc.quotes
// rightly: kind, polarity, addressee, nesting, speaker as a mention; and whether all its spans lie
// within the text, on odd input too.
#include "check.h"
#include "pipeline.h"

#include <stdlib.h>

static const Doc *coded(Coder *c, const char *text)
{
    static Article a;
    Err e = {0};
    a = (Article){.id = STR("t"), .text = str_of(text)};
    const Doc *d = coder_run(c, &a, STAGE_QUOTE, &e);
    if (!d)
        printf("%s\n", e.message);
    return d;
}

static const Quote *by_verb(const Doc *d, const char *verb)
{
    for (size_t i = 0; i < d->n_quotes; i++)
        if (str_is(d->quotes[i].verb, verb))
            return &d->quotes[i];
    return NULL;
}

static void check_fields(Coder *c)
{
    const Doc *d = coded(c, "The ministry denied that its troops had shelled the town.");
    const Quote *q = d ? by_verb(d, "deny") : NULL;
    if (CHECK(q != NULL)) {
        CHECK_INT(q->polarity, POLARITY_DENIES);
        CHECK_INT(q->kind, QUOTE_INDIRECT);
        CHECK_STR(doc_str(d, q->speaker), "The ministry");
        CHECK_STR(token_text(d, &d->tokens[q->speaker_head]), "ministry");
        CHECK_STR(doc_str(d, q->cue), "denied");
    }
    d = coded(c, "\"Where is the fleet?\" the admiral asked.");
    q = d ? by_verb(d, "ask") : NULL;
    if (CHECK(q != NULL)) {
        CHECK_INT(q->polarity, POLARITY_ASKS);
        CHECK_INT(q->kind, QUOTE_DIRECT);
    }
    d = coded(c, "The envoy told the council that talks had failed.");
    q = d ? by_verb(d, "tell") : NULL;
    if (CHECK(q != NULL) && CHECK(q->addressee != NONE)) {
        CHECK_INT(q->polarity, POLARITY_ASSERTS);
        CHECK_STR(token_text(d, &d->tokens[q->addressee]), "council");
        CHECK(q->mention == NONE || q->mention < d->n_mentions);
    }
    d = coded(c, "The agency reported that the minister had said that the war was over.");
    q = d ? by_verb(d, "say") : NULL;
    const Quote *outer = d ? by_verb(d, "report") : NULL;
    if (CHECK(q != NULL) && CHECK(outer != NULL) && CHECK(q->parent != NONE))
        CHECK(&d->quotes[q->parent] == outer);
    CHECK(!outer || outer->parent == NONE);
}

static void check_spans(const Doc *d)
{
    for (size_t i = 0; i < d->n_quotes; i++) {
        const Quote *q = &d->quotes[i];
        CHECK(q->n_content > 0);
        for (uint32_t k = 0; k < q->n_content; k++) {
            CHECK(q->content[k].start < q->content[k].end && q->content[k].end <= d->text.n);
            CHECK(k == 0 || q->content[k - 1].end <= q->content[k].start);
        }
        CHECK(q->cue.start <= q->cue.end && q->cue.end <= d->text.n);
        CHECK(q->speaker.start <= q->speaker.end && q->speaker.end <= d->text.n);
        CHECK(q->cue_token == NONE || q->cue_token < d->n_tokens);
        CHECK(q->parent == NONE || (q->parent < d->n_quotes && q->parent != i));
        CHECK(q->p > 0.0f && q->p <= 1.0f);
    }
}

static void check_odd(Coder *c)
{
    static const char *const texts[] = {
        "\"",
        "\"\"",
        "\" \" \" \"",
        "said",
        "\"said\"",
        "He said \"",
        "\"A\" \"B\" \"C\" he said \"D\" \"E\" \"F\" \"G\" \"H\" \"I\"",
        ": :",
        "X: Y",
        "according to",
        "According to him",
        "\"Never,\" \"never,\" \"never,\" they said, said, said.",
        "- \"Yes\" -",
        "\"One.\n\n\"Two.\n\n\"Three,\" he said.",
        "\xE2\x80\x9COpen he said.\n\nShe said \xE2\x80\x9D closed.",
        "reportedly",
        "He said she said they said we said you said I said it.",
        "\"Go,\" - Ida Moor",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const Doc *d = coded(c, texts[i]);
        if (CHECK(d != NULL))
            check_spans(d);
    }
    // Ten thousand open marks: time and memory stay in line with the length
    size_t n = 20000;
    char *many = malloc(2 * n + 1);
    for (size_t i = 0; i < n; i++) {
        many[2 * i] = '"';
        many[2 * i + 1] = i % 7 ? 'a' : ' ';
    }
    many[2 * n] = 0;
    const Doc *d = coded(c, many);
    if (CHECK(d != NULL))
        check_spans(d);
    free(many);
}

// The same text twice gives the same quotations.
static void check_same(Coder *c)
{
    const char *text = "\"The canal is ours,\" the president said. The mayor vowed to rebuild the "
                       "harbour and urged both sides "
                       "to stop. \"Yes,\" she added.";
    const Doc *d = coded(c, text);
    size_t n = d ? d->n_quotes : 0;
    uint32_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum = sum * 31 + d->quotes[i].cue.start + 7 * d->quotes[i].content[0].end;
    d = coded(c, text);
    CHECK(d && d->n_quotes == n && n >= 3);
    uint32_t again = 0;
    for (size_t i = 0; d && i < d->n_quotes; i++)
        again = again * 31 + d->quotes[i].cue.start + 7 * d->quotes[i].content[0].end;
    CHECK(sum == again);
}

int main(void)
{
    Model *m;
    Err e = {0};
    ModelOptions o = {.data_dir = DATA_DIR};
    if (model_open(&m, &o, &e)) {
        printf("%s\n", e.message);
        return 2;
    }
    Coder *c = coder_new(m);
    if (CHECK(c != NULL)) {
        check_fields(c);
        check_odd(c);
        check_same(c);
        coder_free(c);
    }
    model_close(m);
    return check_done();
}
