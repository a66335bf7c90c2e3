// SPDX-License-Identifier: MIT
// In: the scored candidates of a document. Out: their scores as readings of one cue: the best
// reading of each cue with the log odds that it is right, the others out. Method: the candidates of
// a cue (its frames and cuts) and "no attribution" share one probability, e^score each and 1; a
// reading that shares half its words with others is right where they are, so it gets their part as
// well, and the one with the largest part is kept. A cue whose cuts are in doubt is thus not lost
// for that. Sums are of integers in units of 2^-20: the same on any machine. Cost: candidates of a
// cue squared. Does not: compare cues (quote.c).
#include "event/quote_work.h"

enum { UNIT = 20, CLAMP = 12000 };

// e^(x/1000) in units of 2^-UNIT, to a ten-thousandth of itself.
static uint64_t power(int32_t x)
{
    x = x > CLAMP ? CLAMP : x < -CLAMP ? -CLAMP : x;
    uint64_t base = 64 * 4096, f, m; // octaves by 4096, from below any x
    uint64_t y = (uint64_t)((int64_t)base + (int64_t)x * 5909 / 1000);
    f = y % 4096;
    m = 238656 + (81055 * f >> 12); // 2^f = 1 + 0.6951 f + 0.2276 f^2 + 0.0773 f^3
    m = 728865 + (m * f >> 12);
    m = (1u << UNIT) + (m * f >> 12);
    return y >= base ? m << (y / 4096 - base / 4096) : m >> (base / 4096 - y / 4096);
}

// The natural logarithm of v > 0 in thousandths.
static int32_t logarithm(uint64_t v)
{
    uint32_t n = 0;
    while (v >> n > 1)
        n++;
    uint64_t f = n >= 12 ? (v >> (n - 12)) & 4095 : (v << (12 - n)) & 4095;
    uint64_t octaves = n * 4096ull + f + (1408 * f * (4096 - f) >> 24);
    return (int32_t)(octaves * 693147 / 4096000);
}

uint32_t quote_shared(const QuoteCandidate *a, const QuoteCandidate *b)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < a->n_pieces; i++)
        for (uint32_t k = 0; k < b->n_pieces; k++) {
            uint32_t from = a->piece[i][0] > b->piece[k][0] ? a->piece[i][0] : b->piece[k][0];
            uint32_t to = a->piece[i][1] < b->piece[k][1] ? a->piece[i][1] : b->piece[k][1];
            n += to > from ? to - from : 0;
        }
    return n;
}

// What two readings share, in thousandths of what they cover; 0 below the half from which they
// count as one.
static uint32_t likeness(const QuoteCandidate *a, const QuoteCandidate *b)
{
    uint32_t both = quote_shared(a, b), joint = a->length + b->length - both;
    return joint && 2 * both >= joint ? (uint32_t)(1000ull * both / joint) : 0;
}

static void settle_cue(QuoteCandidate *c, size_t n, int32_t threshold)
{
    uint64_t all = 0, most = 0, sum = 0;
    size_t best = 0;
    for (size_t i = 0; i < n; i++)
        all += power(c[i].score);
    for (size_t i = 0; i < n; i++) {
        uint64_t part = 0, close = 0; // near readings tell more of where the borders are
        for (size_t k = 0; k < n; k++) {
            uint32_t like = i == k ? 1000 : likeness(&c[i], &c[k]);
            uint64_t e = like ? power(c[k].score) : 0;
            part += e;
            close += e * (1000 + like) / 2000;
        }
        if (close > most) {
            most = close;
            sum = part;
            best = i;
        }
    }
    int32_t odds = logarithm(sum) - logarithm((1u << UNIT) + all - sum) - threshold;
    for (size_t i = 0; i < n; i++)
        if (i == best)
            c[i].score = c[i].sure && c[i].score > odds ? c[i].score : odds;
        else if (!c[i].sure)
            c[i].score = QUOTE_OUT;
}

void quote_settle(QuoteWork *w, int32_t gate)
{
    int32_t threshold = quote_threshold(w->t);
    for (size_t i = 0, end; i < w->n_candidates; i = end) {
        int32_t most = w->candidates[i].score;
        for (end = i + 1; end < w->n_candidates && w->candidates[end].cue == w->candidates[i].cue;
             end++)
            most = w->candidates[end].score > most ? w->candidates[end].score : most;
        if (most > gate)
            settle_cue(&w->candidates[i], end - i, threshold);
    }
}
