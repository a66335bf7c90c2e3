// SPDX-License-Identifier: MIT
// In: a cue and the words that a frame offers as its content. Out: one candidate: pieces of content
// grown to their marks and over the sentences that go on, its speaker trimmed off. Method: the
// content is the hull of the pieces; a quotation goes on behind the speaker and into the next
// sentences in marks. Cost: linear in the content. Does not: find frames (quote_find.c).
#include "event/quote_work.h"

// ----------------------------------------------------------------------------------------------
// candidates
QuoteCandidate *quote_begin(QuoteWork *w, uint32_t cue, QuoteFrame frame, char pos,
                            uint32_t content)
{
    Doc *d = w->d;
    QuoteCandidate *c = ARENA_PUSH(d->arena, w->candidates, w->n_candidates, w->cap_candidates);
    memset(c, 0, sizeof *c);
    c->cue = cue;
    c->cue_first = cue;
    c->cue_end = cue + 1;
    c->frame = (uint8_t)frame;
    c->pos = pos;
    c->content = content;
    c->speaker = c->addressee = NONE;
    for (uint32_t k = token_child(d, cue, NONE); k != NONE; k = token_child(d, cue, k)) {
        const Token *t = tok(d, k);
        c->passive |= t->dep == DEP_AUX_PASS || t->dep == DEP_NSUBJ_PASS;
        c->modal |= t->dep == DEP_AUX && strcmp(t->xpos, "MD") == 0;
        // "We shall not," he wrote, "give up": what is in marks negates the words, not the cue
        c->negated |=
            (w->segment_of[k] == NONE || w->segment_of[k] == w->segment_of[cue]) &&
            (str_is(t->lower, "not") || str_is(t->lower, "n't") || str_is(t->lower, "never"));
        if (t->dep == DEP_COMPOUND_PRT && k == cue + 1)
            c->cue_end = k + 1;
    }
    return c;
}

void quote_piece_add(const QuoteWork *w, QuoteCandidate *c, uint32_t a, uint32_t b)
{
    quote_piece(w, &a, &b);
    if (b <= a || c->n_pieces == QUOTE_PIECES)
        return;
    for (uint32_t k = 0; k < c->n_pieces; k++) // a stretch grown over another
        if (a < c->piece[k][1] && c->piece[k][0] < b)
            return;
    c->piece[c->n_pieces][0] = a;
    c->piece[c->n_pieces][1] = b;
    c->n_pieces++;
}

void quote_piece_put(QuoteCandidate *c, uint32_t a, uint32_t b)
{
    if (c->n_pieces < QUOTE_PIECES) {
        c->piece[c->n_pieces][0] = a;
        c->piece[c->n_pieces++][1] = b;
    }
}

// Does the stretch that opens at `open` go on with the one that ended at `last`, the cue between
// them? Behind another verb only where it begins in the middle of a sentence.
static bool goes_on(const Doc *d, uint32_t open, uint32_t last, bool verb)
{
    bool comma = token_is(d, open - 1, ","), joined = open > last + 2 &&
                                                      tok(d, open - 1)->upos == UPOS_CCONJ &&
                                                      token_is(d, open - 2, ",");
    Str first = token_text(d, tok(d, open + 1));
    return verb ? comma && first.n && first.p[0] >= 'a' && first.p[0] <= 'z' : comma || joined;
}

// "A," he said. "B." - the stretches that follow in the paragraph, with no cue of their own, go
// with the first; so do the next paragraphs where a quotation is opened again without having been
// closed, and the ones before that were not closed.
static void continue_quote(const QuoteWork *w, QuoteCandidate *c)
{
    const Doc *d = w->d;
    uint32_t last = c->cue, final = NONE;
    for (uint32_t k = 0; k < c->n_pieces; k++) {
        uint32_t g = w->segment_of[c->piece[k][1] - 1];
        if (g != NONE && w->segments[g].end == c->piece[k][1])
            final = g;
        if (c->piece[k][1] - 1 > last)
            last = c->piece[k][1] - 1;
    }
    if (final == NONE)
        return;
    size_t s = d->tokens[last].sentence;
    // "A," she wrote, "and B."; "A," she wrote, but "B"; "A," she wrote, raising her hand, "and B"
    bool verb = false;
    for (uint32_t i = last + 1; i < d->sentences[s].end; i++) {
        uint32_t g = w->segment_of[i];
        if (g == NONE) {
            verb |= tok(d, i)->upos == UPOS_VERB && tok(d, i)->dep != DEP_ACL &&
                    !relative(tok(d, i)->dep);
            continue;
        }
        if (w->segments[g].open != i || w->segments[g].end - i < 5 || !goes_on(d, i, last, verb))
            break;
        quote_piece_put(c, i, w->segments[g].end);
        final = g;
        last = w->segments[g].end - 1;
        s = d->tokens[last].sentence;
        i = last;
    }
    while (++s < d->n_sentences && c->n_pieces < QUOTE_PIECES) {
        const Sentence *x = &d->sentences[s];
        uint32_t g = w->segment_of[x->first];
        bool same = x->paragraph == d->sentences[s - 1].paragraph;
        if (g == NONE || w->segments[g].open != x->first || w->segments[g].end < x->end ||
            (!same && w->segments[final].closed))
            break;
        quote_piece_put(c, x->first, w->segments[g].end);
        final = g;
        while (s + 1 < d->n_sentences && d->sentences[s + 1].first < w->segments[g].end)
            s++;
    }
    // "A (not closed) / "B," he said
    uint32_t g = w->segment_of[c->piece[0][0]];
    while (g != NONE && g > 0 && w->segments[g].open == c->piece[0][0] &&
           c->n_pieces < QUOTE_PIECES && !w->segments[g - 1].closed &&
           w->segments[g - 1].paragraph + 1 == w->segments[g].paragraph &&
           w->segments[g - 1].end <= c->piece[0][0]) {
        memmove(&c->piece[1], &c->piece[0], c->n_pieces * sizeof c->piece[0]);
        c->n_pieces++;
        g--;
        c->piece[0][0] = w->segments[g].open;
        c->piece[0][1] = w->segments[g].end;
    }
}

// Content that stops or begins within quotation marks, with the cue outside of them: the parser
// lost its way, the marks did not.
static void grow(const QuoteWork *w, QuoteCandidate *c)
{
    bool clause = c->frame == FRAME_CLAUSE || c->frame == FRAME_BEFORE || c->frame == FRAME_PAREN ||
                  c->frame == FRAME_ACCORDING;
    for (uint32_t k = 0; k < c->n_pieces; k++) {
        uint32_t g = w->segment_of[c->piece[k][1] - 1];
        if (g != NONE && w->segments[g].end > c->piece[k][1] &&
            !(c->cue >= w->segments[g].open && c->cue < w->segments[g].end))
            c->piece[k][1] = w->segments[g].end;
        g = w->segment_of[c->piece[k][0]];
        if (clause && g != NONE && w->segments[g].open < c->piece[k][0] &&
            !(c->cue >= w->segments[g].open && c->cue < w->segments[g].end))
            c->piece[k][0] = w->segments[g].open;
    }
    uint32_t n = 0;
    for (uint32_t k = 0; k < c->n_pieces; k++) {
        if (n && c->piece[k][0] < c->piece[n - 1][1]) {
            if (c->piece[k][1] > c->piece[n - 1][1])
                c->piece[n - 1][1] = c->piece[k][1];
            continue;
        }
        c->piece[n][0] = c->piece[k][0];
        c->piece[n++][1] = c->piece[k][1];
    }
    c->n_pieces = n;
}

bool quote_nominal(const Doc *d, uint32_t i)
{
    unsigned u = tok(d, i)->upos;
    return u == UPOS_NOUN || u == UPOS_PROPN || u == UPOS_PRON;
}

// Behind a quotation the speaker stands beside the cue, whatever the tree says: "...," Mr Moor of
// the Lorne Club said; "...," said the mayor.
static uint32_t beside(const Doc *d, const QuoteCandidate *c)
{
    const Sentence *s = sentence_of(d, c->cue);
    uint32_t p = c->cue;
    while (p > s->first && (tok(d, p - 1)->upos == UPOS_AUX || tok(d, p - 1)->upos == UPOS_ADV ||
                            tok(d, p - 1)->upos == UPOS_PART))
        p--;
    if (p > s->first && quote_nominal(d, p - 1) && !quote_in_content(c, p - 1)) {
        p--;
        while (tok(d, p)->head != NONE && tok(d, p)->head < c->cue &&
               quote_nominal(d, tok(d, p)->head) && !quote_in_content(c, tok(d, p)->head) &&
               tok(d, p)->dep != DEP_NSUBJ)
            p = tok(d, p)->head;
        return p;
    }
    uint32_t n = c->cue_end;
    while (
        n < s->end && n < c->cue_end + 6 &&
        (tok(d, n)->upos == UPOS_DET || tok(d, n)->upos == UPOS_ADJ || tok(d, n)->upos == UPOS_NUM))
        n++;
    if (n < s->end && quote_nominal(d, n) && !quote_in_content(c, n)) {
        for (unsigned step = 0; step < 8 && tok(d, n)->head != NONE && tok(d, n)->head > n &&
                                quote_nominal(d, tok(d, n)->head) &&
                                tok(d, tok(d, n)->head)->sentence == tok(d, n)->sentence;
             step++)
            n = tok(d, n)->head;
        return n;
    }
    return NONE;
}

// "It is an invasion," Ida Moor, the mayor of Lorne, said: behind a comma and the closing mark the
// speaker's phrase begins, wherever the tree hung it.
static void trim_speaker(const QuoteWork *w, QuoteCandidate *c)
{
    const Doc *d = w->d;
    uint32_t *p = c->piece[0], g = w->segment_of[p[0]];
    if (c->n_pieces != 1 || g == NONE || w->segments[g].open != p[0] ||
        w->segments[g].end >= p[1] || p[1] > c->cue || !token_is(d, w->segments[g].end - 2, ","))
        return;
    for (uint32_t i = w->segments[g].end; i < p[1]; i++)
        if (w->segment_of[i] != NONE ||
            (verb_like(d, i) && token_child_dep(d, i, DEP_NSUBJ) != NONE))
            return;
    p[1] = w->segments[g].end;
}

// Ends a candidate: counts, or drops it when nothing is left, or when it swallows its own cue.
bool quote_finish(QuoteWork *w, QuoteCandidate *c)
{
    grow(w, c);
    bool clause = c->pos == 'V' && (c->frame == FRAME_CLAUSE || c->frame == FRAME_BEFORE ||
                                    c->frame == FRAME_PAREN || c->frame == FRAME_QUOTE);
    if (clause && c->n_pieces) {
        trim_speaker(w, c);
        continue_quote(w, c);
    }
    for (uint32_t k = 0; k < c->n_pieces; k++) {
        for (uint32_t i = c->piece[k][0]; i < c->piece[k][1]; i++)
            c->quoted += w->segment_of[i] != NONE;
        c->length += c->piece[k][1] - c->piece[k][0];
        if (c->cue != NONE && c->cue >= c->piece[k][0] && c->cue < c->piece[k][1])
            c->n_pieces = 0;
    }
    if (!c->n_pieces || !c->length) {
        w->n_candidates--;
        return false;
    }
    if (clause && !c->passive &&
        (c->speaker == NONE || quote_in_content(c, c->speaker) || c->piece[0][0] < c->cue)) {
        uint32_t near = beside(w->d, c);
        if (near != NONE || (c->speaker != NONE && quote_in_content(c, c->speaker)))
            c->speaker = near;
    }
    if (c->speaker != NONE)
        c->speaker = quote_name_head(w->d, c->speaker);
    return true;
}
