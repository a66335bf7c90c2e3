// SPDX-License-Identifier: MIT
// In: claims and quotations of a document, the filters of a run. Out: which of them are written.
// Method: a wanted actor is found by the words of a name or of the phrase in the text ("Smith"
// finds "John Smith") or by the beginning of a code ("EGY" finds EGYGOV). Cost: linear. Does not:
// change what was coded.
#include "write/write.h"

// Whole words, ASCII case ignored: "smith" in "John Smith", not in "Smithson".
static bool has_words(Str text, Str words)
{
    for (size_t i = 0; words.n && i + words.n <= text.n; i++) {
        bool starts = i == 0 || !ascii_alnum(text.p[i - 1]);
        bool ends = i + words.n == text.n || !ascii_alnum(text.p[i + words.n]);
        if (starts && ends && str_ieq((Str){text.p + i, words.n}, words))
            return true;
    }
    return false;
}

static bool is_code(Str s)
{
    bool upper = s.n >= 3;
    for (size_t i = 0; i < s.n; i++)
        upper = upper && ascii_upper(s.p[i]);
    return upper && s.n % 3 == 0;
}

static bool mention_answers(const Doc *d, const Mention *m, Str who)
{
    if (is_code(who) && m->code.n >= who.n && str_eq((Str){m->code.p, who.n}, who))
        return true;
    return has_words(m->name, who) || has_words(doc_str(d, m->span), who);
}

static bool role_answers(const Doc *d, const uint32_t *mentions, uint32_t n, Str who)
{
    for (uint32_t i = 0; i < n; i++)
        if (mention_answers(d, &d->mentions[mentions[i]], who))
            return true;
    return false;
}

static bool speaker_answers(const Doc *d, const Quote *q, Str who)
{
    return (q->mention != NONE && mention_answers(d, &d->mentions[q->mention], who)) ||
           has_words(doc_str(d, q->speaker), who);
}

// Said by nobody but the text, and said to have come about.
static bool is_asserted(const Claim *c)
{
    static const uint8_t actual[] = {FACT_HAPPENED, FACT_ONGOING, FACT_ENDED, FACT_HISTORICAL};
    for (size_t i = 0; i < sizeof actual && c->n_voices == 0; i++)
        if (c->fact == actual[i])
            return true;
    return false;
}

bool claim_written(const Doc *d, const Claim *c, const WriteOptions *w)
{
    if (c->pair != NONE)
        return true;
    if ((c->left_out && !w->all) || c->p < w->min_p || (w->assert_only && !is_asserted(c)))
        return false;
    bool by = w->by.n == 0;
    for (uint32_t i = 0; i < c->n_voices && !by; i++)
        by = speaker_answers(d, &d->quotes[c->voices[i]], w->by);
    return by && (w->about.n == 0 || role_answers(d, c->actor, c->n_actor, w->about) ||
                  role_answers(d, c->recipient, c->n_recipient, w->about));
}

size_t claims_written(const Doc *d, const WriteOptions *w)
{
    size_t n = 0;
    for (size_t i = 0; i < d->n_claims; i++)
        n += claim_written(d, &d->claims[i], w);
    return n;
}

bool quote_written(const Doc *d, const Quote *q, const WriteOptions *w)
{
    if (q->n_content == 0 || (w->by.n && !speaker_answers(d, q, w->by)))
        return false;
    bool about = w->about.n == 0;
    for (uint32_t k = 0; k < q->n_content && !about; k++) {
        size_t low = 0, high = d->n_mentions; // mentions stand in text order
        while (low < high) {
            size_t mid = (low + high) / 2;
            if (d->mentions[mid].span.start < q->content[k].start)
                low = mid + 1;
            else
                high = mid;
        }
        for (; low < d->n_mentions && d->mentions[low].span.start < q->content[k].end && !about;
             low++)
            about = mention_answers(d, &d->mentions[low], w->about);
    }
    return about;
}
