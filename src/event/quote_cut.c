// SPDX-License-Identifier: MIT
// In: scored candidates. Out: the same contents cut elsewhere: at a comma, without the last
// modifier, with the subject that was raised, with the rest behind the cue. Method: each cut is a
// candidate of its own, which the weights judge. Cost: a few copies of each candidate near the
// threshold. Does not: decide (quote_settle.c).
#include "event/quote_work.h"

#include <stdlib.h>

// Counts the words of a cut that is made; drops it where it holds the cue or nothing.
static void recount(QuoteWork *w, QuoteCandidate *c, QuoteVariant variant)
{
    c->variant = (uint8_t)variant;
    c->quoted = c->length = 0;
    bool holds = false;
    for (uint32_t k = 0; k < c->n_pieces; k++)
        for (uint32_t i = c->piece[k][0]; i < c->piece[k][1]; i++) {
            c->quoted += w->segment_of[i] != NONE;
            c->length++;
            holds |= i == c->cue;
        }
    if (holds || !c->length)
        w->n_candidates--;
}

static QuoteCandidate *copy_of(QuoteWork *w, size_t from)
{
    QuoteCandidate *c = ARENA_PUSH(w->d->arena, w->candidates, w->n_candidates, w->cap_candidates);
    *c = w->candidates[from];
    return c;
}

void quote_recut(QuoteWork *w, size_t from, QuoteVariant variant, uint32_t first, uint32_t end)
{
    QuoteCandidate *c = copy_of(w, from);
    uint32_t *last = c->piece[c->n_pieces - 1];
    if (variant == VARIANT_LEFT) {
        c->piece[0][0] = first;
    } else {
        last[0] = first;
        last[1] = end;
    }
    recount(w, c, variant);
}
static bool tail_begins(const Doc *d, uint32_t i)
{
    const Token *t = tok(d, i);
    return t->upos == UPOS_SCONJ || t->upos == UPOS_CCONJ || xpos_is(d, i, "VBG") ||
           xpos_is(d, i, "VBN") || xpos_is(d, i, "WDT") || xpos_is(d, i, "WP") ||
           xpos_is(d, i, "WRB") || t->upos == UPOS_ADP || t->upos == UPOS_DET ||
           t->upos == UPOS_ADV || t->upos == UPOS_PRON || t->upos == UPOS_PROPN ||
           t->upos == UPOS_NOUN;
}

// "Rebels are believed to have shot down the plane": the subject is half of what is believed.
static void vary_raised(QuoteWork *w, size_t at)
{
    const Doc *d = w->d;
    const QuoteCandidate *c = &w->candidates[at];
    uint32_t s = token_child_dep(d, c->cue, DEP_NSUBJ_PASS), a, b;
    if (s == NONE || c->n_pieces != 1 || c->piece[0][0] < c->cue ||
        (c->frame != FRAME_TO && c->frame != FRAME_SMALL && c->frame != FRAME_NP &&
         c->frame != FRAME_PP))
        return;
    token_subtree(d, s, &a, &b);
    quote_piece(w, &a, &b);
    if (b > c->cue || a >= b)
        return;
    QuoteCandidate *n = copy_of(w, at);
    memcpy(n->piece[1], n->piece[0], sizeof n->piece[0]);
    n->piece[0][0] = a;
    n->piece[0][1] = b;
    n->n_pieces = 2;
    if (n->speaker != NONE && n->speaker >= a && n->speaker < b)
        n->speaker = NONE;
    recount(w, n, VARIANT_RAISED);
}

// "The dam had held, he said, until the flood came": what stands behind the cue goes on with what
// stands before it.
static void vary_around(QuoteWork *w, size_t at)
{
    const Doc *d = w->d;
    const QuoteCandidate *c = &w->candidates[at];
    uint32_t end = sentence_of(d, c->cue)->end, i = c->cue_end;
    if ((c->frame != FRAME_BEFORE && c->frame != FRAME_PAREN) || c->n_pieces != 1 ||
        c->piece[0][1] > c->cue)
        return;
    while (i < end && i < c->cue + 14 && !token_is(d, i, ","))
        i++;
    uint32_t a = i + 1, b = end;
    if (i >= end || !token_is(d, i, ",") || b < a + 3 || w->segment_of[i] != NONE)
        return;
    quote_piece(w, &a, &b);
    if (b <= a || b > end)
        return;
    QuoteCandidate *n = copy_of(w, at);
    quote_piece_put(n, a, b);
    recount(w, n, VARIANT_AROUND);
}

// Where the last modifier of the content begins, no comma before it: "to hold a vote | after the
// flood"; NONE.
static uint32_t tail_of(const QuoteWork *w, const QuoteCandidate *c, uint32_t a, uint32_t b)
{
    const Doc *d = w->d;
    uint32_t best = NONE;
    if (c->content < a || c->content >= b)
        return NONE;
    for (uint32_t k = token_child(d, c->content, c->content); k != NONE;
         k = token_child(d, c->content, k)) {
        unsigned dep = tok(d, k)->dep;
        uint32_t x, y;
        if (k >= b || !(dep == DEP_OBL || dep == DEP_ADVCL || dep == DEP_NMOD || dep == DEP_ACL ||
                        relative(dep)))
            continue;
        token_subtree(d, k, &x, &y);
        if (x > c->content && x > a + 1 && x < b && w->segment_of[x] == NONE &&
            tok(d, x - 1)->upos != UPOS_PUNCT)
            best = x;
    }
    return best;
}

// Other ends of the same content, since trees hang tails where they like: "said talks would go on,
// | citing progress", "praised the plan | in a letter", "said they had doubts, but | would not
// leave".
static void vary(QuoteWork *w, size_t at)
{
    const Doc *d = w->d;
    const QuoteCandidate copy = w->candidates[at], *c = &copy; // the array grows below
    uint32_t a = c->piece[c->n_pieces - 1][0], b = c->piece[c->n_pieces - 1][1], head = c->content;
    if (c->pos == 'C' || c->frame == FRAME_QUOTE)
        return;
    const Sentence *s = sentence_of(d, a);
    if (tok(d, b - 1)->sentence != tok(d, a)->sentence)
        return;
    // Shorter: at the first and at the last comma that begins a tail
    uint32_t first = NONE, last = NONE;
    for (uint32_t i = (head > a && head < b ? head : a) + 1; i + 1 < b; i++)
        if ((token_is(d, i, ",") || token_is(d, i, "--") || token_is(d, i, ";") ||
             quote_dash(tok(d, i)->lower)) &&
            w->segment_of[i] == NONE && tail_begins(d, i + 1)) {
            first = first == NONE ? i : first;
            last = i;
        }
    if (first != NONE && first > a + 1)
        quote_recut(w, at, VARIANT_COMMA, a, first);
    if (last != NONE && last != first)
        quote_recut(w, at, VARIANT_LAST, a, last);
    // ... and before a coordinated verb: "said that talks had failed | and warned that war was
    // near"
    uint32_t joint = NONE;
    for (uint32_t i = (head > a && head < b ? head : a) + 1; i + 1 < b && joint == NONE; i++)
        if (tok(d, i)->dep == DEP_CC && tok(d, i)->head != NONE && tok(d, i)->head > i &&
            tok(d, tok(d, i)->head)->dep == DEP_CONJ &&
            tok(d, tok(d, i)->head)->upos == UPOS_VERB && w->segment_of[i] == NONE &&
            !token_xpos(d, tok(d, i)->head, "VBG")) // "beating some and robbing others"
            joint = i;
    if (joint != NONE && joint != first && joint > a + 1 && !(first != NONE && joint == first + 1))
        quote_recut(w, at, VARIANT_JOINT, a, joint);
    bool np = c->frame == FRAME_NP || c->frame == FRAME_PP || c->frame == FRAME_N_PP ||
              c->frame == FRAME_A_PP;
    if (np && head >= a && head + 1 < b && w->segment_of[head] == NONE &&
        w->segment_of[b - 1] == NONE)
        quote_recut(w, at, VARIANT_BARE, a, head + 1);
    uint32_t tail = tail_of(w, c, a, b);
    if (tail != NONE && !(np && tail == head + 1))
        quote_recut(w, at, VARIANT_TAIL, a, tail);
    vary_raised(w, at);
    vary_around(w, at);
    // Longer: to the end of the sentence; over the next prepositional phrase
    uint32_t e = s->end;
    while (e > b && tok(d, e - 1)->upos == UPOS_PUNCT &&
           !(w->segment_of[e - 1] != NONE && w->segments[w->segment_of[e - 1]].end == e))
        e--;
    if (c->cue < a && e > b) {
        uint32_t p = tok(d, b)->head;
        if (tok(d, b)->upos == UPOS_ADP && p != NONE && p > b) {
            uint32_t x, y;
            token_subtree(d, p, &x, &y);
            if (y < e)
                quote_recut(w, at, VARIANT_PP, a, y);
        }
        if (e - b <= 45)
            quote_recut(w, at, VARIANT_END, a, e);
    }
    if (c->cue >= b && c->piece[0][0] > s->first && c->piece[0][0] < s->end &&
        c->piece[0][0] - s->first <= 45 && tok(d, s->first)->upos != UPOS_PUNCT)
        quote_recut(w, at, VARIANT_LEFT, s->first, b);
}

void quote_vary(QuoteWork *w, int32_t gate)
{
    size_t n = w->n_candidates;
    for (size_t i = 0; i < n; i++)
        if (w->candidates[i].score >= gate && w->candidates[i].frame != FRAME_ADVERB)
            vary(w, i);
    if (w->n_candidates)
        qsort(w->candidates, w->n_candidates, sizeof *w->candidates, quote_by_cue);
}
