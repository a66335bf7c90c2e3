// SPDX-License-Identifier: MIT
// Failing allocations: whichever allocation of a document fails, that document ends with an error
// and the next is coded as if nothing had happened; so are the others of its group.
// Run: test_memory [DATA_DIR]
#include "check.h"

#include "base/hash.h"
#include "base/limits.h"
#include "pipeline.h"

#include <stdlib.h>

static uint64_t fingerprint(const Doc *d)
{
    uint64_t h = d->n_tokens + (d->n_sentences << 32);
    for (size_t i = 0; i < d->n_tokens; i++)
        h = hash64(d->tokens[i].lemma.p, d->tokens[i].lemma.n, h + d->tokens[i].head);
    for (size_t i = 0; i < d->n_claims; i++)
        h = hash64(d->claims[i].id, strlen(d->claims[i].id), h);
    return h;
}

// A group in which one article may not take the memory that it needs, less and less of it, so that
// it fails in one stage after the other; and one is too long. The rest comes out as if alone.
static void test_group(Coder *c)
{
    static const char *const texts[] = {
        "Iran's foreign minister condemned the sanctions on Monday.",
        "", // replaced by a book
        "Protesters clashed with police in Cairo, and two people were arrested.",
        "Troops have entered Kuwait The government said that Iraq had attacked the city.",
        "The United States sent troops to Kuwait. France said it would not send its own.",
    };
    enum { N = sizeof texts / sizeof *texts, LONG = 1, POOR = 2, CUT = 3 };
    char *book = malloc(LIMIT_ARTICLE_BYTES + 1);
    Article a[N];
    uint64_t want[N] = {0};
    Coding group[N];
    size_t need = 0, refused = 0;
    if (!CHECK(book != NULL))
        return;
    memset(book, 'a', LIMIT_ARTICLE_BYTES + 1);
    for (size_t i = 0; i < N; i++) {
        a[i] = (Article){.id = STR("1"), .date = STR("1990-08-08"), .text = str_of(texts[i])};
        if (i == LONG)
            a[i].text = (Str){book, LIMIT_ARTICLE_BYTES + 1};
        Err e = {0};
        const Doc *d = coder_run(c, &a[i], STAGE_ALL, &e);
        CHECK((d != NULL) == (i != LONG) && (e.code == ERR_ARTICLE) == (i == LONG));
        if (d) {
            want[i] = fingerprint(d);
            need = i == POOR ? d->arena->used_total : need;
            CHECK(i != CUT || d->n_sentences == 2); // by the encoder
        }
        group[i] = (Coding){.article = &a[i]};
    }
    coder_run_group(c, group, N, STAGE_ALL);
    if (!CHECK(group[POOR].doc != NULL))
        return;
    CHECK_INT(group[POOR].doc->arena->used_total, need);
    Arena *poor = group[POOR].doc->arena;
    for (size_t k = 0; k <= 60; k++) {
        poor->cap = need - need * k / 60;
        coder_run_group(c, group, N, STAGE_ALL);
        for (size_t i = 0; i < N; i++) {
            bool failed = i == LONG || (i == POOR && k > 0);
            CHECK(failed ? !group[i].doc && group[i].err.code == ERR_ARTICLE
                         : group[i].doc && fingerprint(group[i].doc) == want[i]);
        }
        refused += group[POOR].doc == NULL && strstr(group[POOR].err.message, "memory");
    }
    CHECK_INT(refused, 60);
    poor->cap = LIMIT_DOC_MEMORY;
    free(book);
}

int main(int argc, char **argv)
{
    Model *m;
    Err e = {0};
    ModelOptions o = {.data_dir = argc > 1 ? argv[1] : DATA_DIR};
    if (!CHECK(model_open(&m, &o, &e) == 0)) {
        printf("%s\n", e.message);
        return check_done();
    }
    Coder *c = coder_new(m);
    const Article a = {.id = STR("1"),
                       .date = STR("1982-04-03"),
                       .title = STR("Argentina seizes the Falkland Islands"),
                       .text = STR("Argentine troops invaded the Falkland Islands on Friday. The "
                                   "Security Council demanded that Argentina "
                                   "withdraw its forces, and Britain said that it would send a "
                                   "fleet of 40 ships to the South Atlantic.")};
    const Doc *d = coder_run(c, &a, STAGE_ALL, &e);
    if (!CHECK(d != NULL))
        return check_done();
    uint64_t want = fingerprint(d);
    long n = 0, refused = 0;
    for (bool failed = true; failed && n < 20000; n++) {
        Err inner = {0};
        coder_arena(c)->fail_after = n;
        const Doc *bad = coder_run(c, &a, STAGE_ALL, &inner);
        failed = bad == NULL;
        refused += failed && inner.code == ERR_ARTICLE && inner.message[0];
        coder_arena(c)->fail_after = -1;
        if (failed && n % 50 == 0) {
            d = coder_run(c, &a, STAGE_ALL, &inner);
            CHECK(d && fingerprint(d) == want);
        }
    }
    CHECK_INT(refused, n - 1);
    CHECK(n > 10);
    d = coder_run(c, &a, STAGE_ALL, &e);
    CHECK(d && fingerprint(d) == want);
    test_group(c);
    coder_free(c);
    model_close(m);
    return check_done();
}
