// SPDX-License-Identifier: MIT
// In: tokens, trees, mentions. Out: doc->quotes.
// Method: quote_find.c offers candidates, quote_score.c weighs them, quote_settle.c takes the best
// reading of each cue, quote_speaker.c finds who speaks. Here cues are kept when their log odds are
// above zero (of two that share most of their content the better one, unless a voice of its own
// lies within the other's words), content is cut before a joint cue, sentences and paragraphs in
// quotation marks that nobody claimed go on with the speaker before them, quote_relay.c adds who
// hands words on, and quotations are nested. Cost: linear but for the sorting of candidates and the
// square of a cue's own; the whole stage takes about a tenth of text to quotations (6 us of parse a
// token, 1 here). Does not: resolve speakers to actors (coreference is done before).
#include "event/quote_work.h"

#include <stdlib.h>

// Below this score no other cut of the content makes an attribution of a candidate.
enum { GATE = -2500, SURE = -6000 }; // SURE: for the forms that training texts lack

void quote_candidates(QuoteWork *w, Doc *d, const QuoteTables *t, int32_t gate)
{
    *w = (QuoteWork){.d = d, .t = t};
    quote_find(w);
    for (size_t i = 0; i < w->n_candidates; i++)
        w->candidates[i].score = quote_score(w, &w->candidates[i]);
    quote_vary(w, gate);
    for (size_t i = 0; i < w->n_candidates; i++)
        if (w->candidates[i].variant != VARIANT_TREE)
            w->candidates[i].score = quote_score(w, &w->candidates[i]);
}

static int by_score(const void *x, const void *y)
{
    const QuoteCandidate *a = *(const QuoteCandidate *const *)x,
                         *b = *(const QuoteCandidate *const *)y;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return a < b ? -1 : a > b;
}

static int by_cue(const void *x, const void *y)
{
    const QuoteCandidate *a = *(const QuoteCandidate *const *)x,
                         *b = *(const QuoteCandidate *const *)y;
    if (a->piece[0][0] != b->piece[0][0])
        return a->piece[0][0] < b->piece[0][0] ? -1 : 1;
    if ((a->pos == 'K') != (b->pos == 'K')) // a cited source after the report that cites it
        return a->pos == 'K' ? 1 : -1;
    if (a->cue != b->cue)
        return a->cue < b->cue ? -1 : 1;
    return a < b ? -1 : a > b;
}

// "said that rebels had claimed the attack": a voice of its own within another's words is no rival.
static bool voice_within(const Doc *d, const QuoteCandidate *outer, const QuoteCandidate *inner)
{
    uint32_t s = inner->speaker;
    return s != NONE && (tok(d, s)->upos == UPOS_NOUN || tok(d, s)->upos == UPOS_PROPN) &&
           quote_in_content(outer, inner->cue) && quote_in_content(outer, s);
}

// Keeps the best candidate of each cue, and of each content.
static size_t choose(QuoteWork *w, QuoteCandidate **kept)
{
    Doc *d = w->d;
    QuoteCandidate **order = ARENA_NEW(d->arena, QuoteCandidate *, w->n_candidates + 1);
    size_t n = 0, n_kept = 0;
    for (size_t i = 0; i < w->n_candidates; i++)
        if (w->candidates[i].score > 0 || (w->candidates[i].sure && w->candidates[i].score > SURE))
            order[n++] = &w->candidates[i];
    qsort(order, n, sizeof *order, by_score);
    // taken[t]: the kept candidate whose content begins at t or whose cue is t, so that only
    // neighbours are compared
    uint32_t *cue_taken = ARENA_NEW(d->arena, uint32_t, d->n_tokens + 1);
    uint32_t *by_token = ARENA_NEW(
        d->arena, uint32_t, d->n_tokens + 1); // 1 + kept index of the best candidate over the token
    for (size_t i = 0; i < n; i++) {
        QuoteCandidate *c = order[i];
        if (cue_taken[c->cue])
            continue;
        bool same = false;
        for (uint32_t p = 0; p < c->n_pieces && !same; p++)
            for (uint32_t k = c->piece[p][0]; k < c->piece[p][1] && !same; k++)
                if (by_token[k]) {
                    const QuoteCandidate *o = kept[by_token[k] - 1];
                    uint32_t both = quote_shared(c, o);
                    same = 10 * both > 7 * (c->length + o->length - both) &&
                           !voice_within(d, c, o) && !voice_within(d, o, c);
                }
        if (same)
            continue;
        kept[n_kept++] = c;
        cue_taken[c->cue] = 1;
        for (uint32_t p = 0; p < c->n_pieces; p++)
            for (uint32_t k = c->piece[p][0]; k < c->piece[p][1]; k++)
                by_token[k] = (uint32_t)n_kept;
    }
    qsort(kept, n_kept, sizeof *kept, by_cue);
    return n_kept;
}

// "said that talks had failed and warned that war was near": where a kept cue stands behind "and"
// within another's content, without a subject and in the other's tense, it goes on with the
// sentence and not with the content. So does ", adding that …" behind the cue.
static void part(QuoteWork *w, QuoteCandidate **kept, size_t n)
{
    const Doc *d = w->d;
    uint32_t *cues = ARENA_NEW(w->d->arena, uint32_t, d->n_tokens + 1);
    for (size_t i = 0; i < n; i++)
        cues[kept[i]->cue] = kept[i]->pos == 'V' && kept[i]->score > 0;
    for (size_t i = 0; i < n; i++) {
        QuoteCandidate *c = kept[i];
        uint32_t *last = c->piece[c->n_pieces - 1];
        if (c->pos == 'V' && c->n_pieces > 1 && last[0] > c->cue && cues[last[0]] &&
            xpos_is(d, last[0], "VBG")) {
            c->length -= last[1] - last[0];
            c->n_pieces--;
        }
        if (c->pos != 'V' || c->cue >= c->piece[0][0])
            continue;
        for (uint32_t k = 0; k < c->n_pieces; k++)
            for (uint32_t t = c->piece[k][0] + 3; t < c->piece[k][1]; t++)
                if (cues[t] && tok(d, t - 1)->upos == UPOS_CCONJ &&
                    memcmp(tok(d, t)->xpos, tok(d, c->cue)->xpos, 4) == 0 &&
                    w->segment_of[t] == NONE && token_child_dep(d, t, DEP_NSUBJ) == NONE) {
                    c->length = c->length + (t - 1) - c->piece[k][1];
                    c->piece[k][1] = t - 1;
                    c->n_pieces = k + 1;
                    if (str_is(tok(d, t - 2)->lower, ","))
                        c->piece[k][1]--;
                }
    }
}

static Span tokens_span(const Doc *d, uint32_t first, uint32_t end)
{
    return (Span){tok(d, first)->span.start, tok(d, end - 1)->span.end};
}

static uint32_t *cover(const QuoteWork *w, QuoteCandidate **kept, size_t n)
{
    uint32_t *covered = ARENA_NEW(w->d->arena, uint32_t, w->d->n_tokens + 1);
    for (size_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < kept[i]->n_pieces; k++)
            for (uint32_t t = kept[i]->piece[k][0]; t < kept[i]->piece[k][1]; t++)
                covered[t] = 1;
    return covered;
}

// The toll was too high, the miller said. "Nobody will pay it." - whole sentences in marks, with no
// cue of their own, go on with the report before them in the paragraph.
static void follow(QuoteWork *w, QuoteCandidate **kept, size_t n)
{
    Doc *d = w->d;
    uint32_t *covered = cover(w, kept, n);
    QuoteCandidate **last =
        ARENA_NEW(d->arena, QuoteCandidate *, d->n_sentences + 1); // by sentence
    for (size_t i = 0; i < n; i++) {
        QuoteCandidate *c = kept[i];
        if (c->cue == NONE || c->pos != 'V' || c->speaker == NONE ||
            !quote_speech(w->t, tok(d, c->cue)->lemma, 'V'))
            continue;
        QuoteCandidate **own = &last[tok(d, c->cue)->sentence];
        if (!*own || c->length > (*own)->length)
            *own = c;
    }
    for (size_t g = 0; g < w->n_segments; g++) {
        const QuoteSegment *x = &w->segments[g];
        uint32_t first = tok(d, x->open)->sentence, end = tok(d, x->end - 1)->sentence;
        if (covered[x->open] || x->end - x->open < 7 || first == 0 || !last[first - 1] ||
            d->sentences[first - 1].paragraph != x->paragraph ||
            d->sentences[first].first != x->open || d->sentences[end].end != x->end)
            continue;
        QuoteCandidate *c = last[first - 1];
        if (c->n_pieces == QUOTE_PIECES)
            continue;
        c->piece[c->n_pieces][0] = x->open;
        c->piece[c->n_pieces++][1] = x->end;
        c->length += x->end - x->open;
        c->quoted += x->end - x->open;
        for (uint32_t i = first; i <= end; i++)
            last[i] = c;
    }
}

// A paragraph that stands in quotation marks as a whole, with no cue, goes on with the speaker of
// the quotation right before it:
//   "The bridge is closed," the harbour master said.
//   "Nobody may cross it before May."
static size_t carry(QuoteWork *w, QuoteCandidate **kept, size_t n)
{
    Doc *d = w->d;
    QuoteCandidate **last = ARENA_NEW(
        d->arena, QuoteCandidate *, d->n_sentences + 1); // by paragraph: the quotation that ends it
    uint32_t *covered = cover(w, kept, n);
    for (size_t i = 0; i < n; i++) {
        const QuoteCandidate *c = kept[i];
        uint32_t end = c->piece[c->n_pieces - 1][1] - 1,
                 paragraph = d->sentences[tok(d, end)->sentence].paragraph;
        if (c->quoted && c->speaker != NONE && paragraph < d->n_sentences)
            last[paragraph] = kept[i];
    }
    for (size_t g = 0; g < w->n_segments; g++) {
        const QuoteSegment *x = &w->segments[g];
        if (covered[x->open] || x->end - x->open < 7 || x->paragraph == 0 ||
            x->paragraph >= d->n_sentences || !last[x->paragraph - 1])
            continue;
        uint32_t first = tok(d, x->open)->sentence, end = tok(d, x->end - 1)->sentence;
        if (d->sentences[first].first != x->open || d->sentences[end].end != x->end ||
            (first > 0 && d->sentences[first - 1].paragraph == x->paragraph) ||
            (end + 1 < d->n_sentences && d->sentences[end + 1].paragraph == x->paragraph))
            continue;
        const QuoteCandidate *from = last[x->paragraph - 1];
        QuoteCandidate *c = ARENA_NEW(d->arena, QuoteCandidate, 1);
        *c = (QuoteCandidate){.cue = NONE,
                              .frame = FRAME_QUOTE,
                              .pos = 'C',
                              .content = x->open,
                              .speaker = from->speaker,
                              .addressee = NONE,
                              .n_pieces = 1,
                              .quoted = x->end - x->open,
                              .length = x->end - x->open,
                              .score = from->score / 2};
        c->piece[0][0] = x->open;
        c->piece[0][1] = x->end;
        last[x->paragraph] = c;
        kept[n++] = c;
    }
    return n;
}

static void write_quote(QuoteWork *w, const QuoteCandidate *c)
{
    Doc *d = w->d;
    Quote *q = ARENA_PUSH(d->arena, d->quotes, d->n_quotes, d->cap_quotes);
    *q = (Quote){.cue_token = c->pos == 'C' ? NONE : c->cue,
                 .speaker_head = NONE,
                 .mention = NONE,
                 .parent = NONE,
                 .addressee = c->addressee};
    q->content = ARENA_NEW(d->arena, Span, c->n_pieces);
    q->n_content = c->n_pieces;
    for (uint32_t k = 0; k < c->n_pieces; k++)
        q->content[k] = tokens_span(d, c->piece[k][0], c->piece[k][1]);
    q->kind = c->quoted >= c->length ? QUOTE_DIRECT : c->quoted ? QUOTE_MIXED : QUOTE_INDIRECT;
    if (c->cue != NONE)
        q->cue = tokens_span(d, c->cue_first, c->cue_end);
    uint32_t speaker = c->speaker;
    if (speaker != NONE) {
        uint32_t a, b;
        quote_phrase(d, speaker, &a, &b);
        if (c->frame == FRAME_COLON && speaker < c->cue && c->cue < b) // the name ends at the colon
            b = c->cue;
        else if (c->frame == FRAME_COLON && a <= c->cue && c->cue < speaker)
            a = c->cue + 1;
        q->speaker = tokens_span(d, a, b);
        q->speaker_head = speaker;
        q->mention = mention_at(d, speaker);
        if (q->mention == NONE && tok(d, speaker)->dep == DEP_FLAT && tok(d, speaker)->head != NONE)
            q->mention = mention_at(d, tok(d, speaker)->head);
    }
    quote_voice(w, c, q);
    q->verb = c->pos == 'C' || c->cue == NONE ? (Str){0} : tok(d, c->cue)->lemma;
    q->p = c->score > 8000 ? 1.0f : 0.5f + (float)c->score / 16000.0f;
}

static uint32_t extent(const Quote *q)
{
    uint32_t n = 0;
    for (uint32_t k = 0; k < q->n_content; k++)
        n += q->content[k].end - q->content[k].start;
    return n;
}

// The smallest quotation whose content holds the cue of another.
static void nest(Doc *d)
{
    for (size_t i = 0; i < d->n_quotes; i++) {
        Quote *q = &d->quotes[i];
        uint32_t best = UINT32_MAX;
        if (q->parent != NONE) // a cited source
            continue;
        // Quotations stand in order of their content; a parent begins at most some sentences away
        for (size_t step = 0; step < 2 * 48; step++) {
            size_t k = step % 2 ? i + step / 2 + 1 : i - step / 2 - 1;
            if (k >= d->n_quotes)
                continue;
            const Quote *o = &d->quotes[k];
            for (uint32_t p = 0; p < o->n_content; p++)
                if (o->content[p].start <= q->cue.start && q->cue.end <= o->content[p].end &&
                    extent(o) < best) {
                    best = extent(o);
                    q->parent = (uint32_t)k;
                }
        }
    }
}

void quote_run(Doc *d, const QuoteTables *t)
{
    QuoteWork w;
    quote_candidates(&w, d, t, GATE);
    quote_settle(&w, GATE);
    QuoteCandidate **kept =
        ARENA_NEW(d->arena, QuoteCandidate *, 3 * w.n_candidates + 2 * w.n_segments + 1);
    size_t n = choose(&w, kept);
    for (size_t i = 0; i < n; i++)
        kept[i]->speaker = quote_speaker(&w, kept[i]);
    part(&w, kept, n);
    follow(&w, kept, n);
    n = carry(&w, kept, n);
    n = quote_relay(&w, kept, n);
    qsort(kept, n, sizeof *kept, by_cue);
    for (size_t i = 0; i < n; i++)
        write_quote(&w, kept[i]);
    for (size_t i = 0; i < n; i++)
        for (size_t k = i; kept[i]->within && k-- > 0;) // right before it
            if (kept[k] == kept[i]->within) {
                d->quotes[i].parent = (uint32_t)k;
                break;
            }
    nest(d);
}
