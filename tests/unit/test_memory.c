// SPDX-License-Identifier: MIT
// Failing allocations: whichever allocation of a document fails, that document ends with an error
// and the next is coded as if nothing had happened.  Run: test_memory [DATA_DIR]
#include "check.h"

#include "base/hash.h"
#include "pipeline.h"

static uint64_t fingerprint(const Doc *d)
{
    uint64_t h = d->n_tokens;
    for (size_t i = 0; i < d->n_claims; i++)
        h = hash64(d->claims[i].id, strlen(d->claims[i].id), h);
    return h;
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
    coder_free(c);
    model_close(m);
    return check_done();
}
