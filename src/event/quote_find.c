// SPDX-License-Identifier: MIT
// In: tokens, trees, quotation marks. Out: candidates for quotations: a cue, its content, its
// speaker. Method: each verb, noun and adjective is tried with each frame its tree offers: a clause
// ("said that ..."), a clause before it
// ("..., he said"), a clause around it ("..., he said, ..."), an infinitive ("vowed to ..."), an
// object ("praised the plan"), an object with infinitive ("urged them to leave"), a preposition
// ("called for talks"), "according to"; quoted stretches that no frame reaches are offered to the
// speech verb beside them. The speaker is the verb's subject, through coordination, control and
// participles. Content is the hull of the subtree, without commas at its edges, grown to the
// quotation marks around it. Cost: a few walks over the sentence's tree per word. Does not: decide;
// quote_score.c weighs the candidates.
#include "event/quote.h"

#include <stdlib.h>

static const Token *tok(const Doc *d, uint32_t i)
{
    return &d->tokens[i];
}
static bool word_is(const Doc *d, uint32_t i, const char *z)
{
    return str_is(d->tokens[i].lower, z);
}
static bool xpos_is(const Doc *d, uint32_t i, const char *z)
{
    return strcmp(d->tokens[i].xpos, z) == 0;
}
static const Sentence *sentence_of(const Doc *d, uint32_t i)
{
    return &d->sentences[d->tokens[i].sentence];
}

static bool verb_like(const Doc *d, uint32_t i)
{
    return tok(d, i)->upos == UPOS_VERB ||
           (tok(d, i)->upos == UPOS_AUX &&
            (tok(d, i)->dep == DEP_ROOT || tok(d, i)->dep == DEP_CONJ));
}

static bool relative(unsigned dep)
{
    return dep == DEP_ACL_RELCL || dep == DEP_ADVCL_RELCL;
}

// ----------------------------------------------------------------------------------------------
// quoted stretches
static void find_segments(QuoteWork *w)
{
    Doc *d = w->d;
    w->segment_of = ARENA_NEW(d->arena, uint32_t, d->n_tokens + 1);
    for (size_t i = 0; i <= d->n_tokens; i++)
        w->segment_of[i] = NONE;
    uint32_t open = NONE;
    bool single = false;
    for (size_t s = 0; s < d->n_sentences; s++) {
        const Sentence *x = &d->sentences[s];
        bool last = s + 1 == d->n_sentences || d->sentences[s + 1].paragraph != x->paragraph;
        for (uint32_t i = x->first; i < x->end; i++) {
            const Token *t = tok(d, i);
            bool one = str_is(t->lower, "'");
            bool ends = open != NONE && (t->flags & TOKEN_QUOTE_CLOSE) && one == single,
                 stops = last && i + 1 == x->end && open != NONE;
            if (open == NONE && (t->flags & TOKEN_QUOTE_OPEN)) {
                open = i;
                single = one;
                stops = false;
            } else if (ends || stops) {
                QuoteSegment *g = ARENA_PUSH(d->arena, w->segments, w->n_segments, w->cap_segments);
                *g = (QuoteSegment){open, i + 1, x->paragraph, ends};
                for (uint32_t k = open; k <= i; k++)
                    w->segment_of[k] = (uint32_t)(w->n_segments - 1);
                open = NONE;
            }
        }
        if (last)
            open = NONE;
    }
}

static bool edge_sign(const Doc *d, uint32_t i)
{
    Str s = tok(d, i)->lower;
    if (tok(d, i)->flags & (TOKEN_QUOTE_OPEN | TOKEN_QUOTE_CLOSE))
        return false;
    return str_is(s, ",") || str_is(s, ":") || str_is(s, ";") || str_is(s, "-") ||
           str_is(s, "--") || str_is(s, ".") || str_is(s, "...");
}

void quote_piece(const QuoteWork *w, uint32_t *first, uint32_t *end)
{
    const Doc *d = w->d;
    uint32_t a = *first, b = *end;
    if (b <= a)
        return;
    const Sentence *s = sentence_of(d, a);
    // An opening mark just before, of a stretch that begins here
    if (a > s->first && (tok(d, a - 1)->flags & TOKEN_QUOTE_OPEN) && w->segment_of[a - 1] != NONE)
        a--;
    while (a < b &&
           (edge_sign(d, a) ||
            ((tok(d, a)->flags & TOKEN_QUOTE_CLOSE) && !(tok(d, a)->flags & TOKEN_QUOTE_OPEN) &&
             (w->segment_of[a] == NONE || w->segments[w->segment_of[a]].open < a))))
        a++;
    while (b > a && edge_sign(d, b - 1) &&
           (w->segment_of[b - 1] == NONE || w->segments[w->segment_of[b - 1]].open < a))
        b--;
    while (b > a && edge_sign(d, b - 1) && w->segment_of[b - 1] == NONE)
        b--;
    if (b <= a) {
        *end = *first;
        return;
    }
    // The stretch that holds the last word: to its closing mark, when only signs lie between, or
    // when it runs on past the sentence
    uint32_t g = w->segment_of[b - 1];
    if (g != NONE && w->segments[g].open >= a) {
        uint32_t k = b;
        while (k < w->segments[g].end && k < s->end &&
               (tok(d, k)->upos == UPOS_PUNCT ||
                !ascii_alnum(tok(d, k)->lower.n ? tok(d, k)->lower.p[0] : ' ')))
            k++;
        if (k >= w->segments[g].end || k >= s->end)
            b = w->segments[g].end;
    } else if (g == NONE && b < s->end && (tok(d, b)->flags & TOKEN_QUOTE_OPEN) && b > a &&
               w->segment_of[b] != NONE && w->segments[w->segment_of[b]].end <= b + 2) {
        b = w->segments[w->segment_of[b]].end;
    }
    // An opening mark left inside without its beginning: "and 'we", or a lone mark at the end
    while (b > a && (tok(d, b - 1)->flags & TOKEN_QUOTE_OPEN))
        b--;
    while (b > a && edge_sign(d, b - 1) && w->segment_of[b - 1] == NONE)
        b--;
    *first = a;
    *end = b;
}

// ----------------------------------------------------------------------------------------------
// speakers
static uint32_t child(const Doc *d, uint32_t head, Dep dep)
{
    return token_child_dep(d, head, dep);
}

static bool infinitive_free(const Doc *d, uint32_t v)
{
    return v == 0 || !xpos_is(d, v - 1, "TO");
}

uint32_t quote_subject(const Doc *d, uint32_t v, unsigned depth)
{
    if (v == NONE || depth > 5)
        return NONE;
    uint32_t s = child(d, v, DEP_NSUBJ);
    if (s == NONE)
        s = child(d, v, DEP_NSUBJ_PASS);
    if (s == NONE)
        s = child(d, v, DEP_NSUBJ_OUTER);
    if (s != NONE)
        return s;
    uint32_t h = tok(d, v)->head;
    if (h == NONE || child(d, v, DEP_EXPL) != NONE)
        return NONE;
    switch (tok(d, v)->dep) {
    case DEP_CONJ: return quote_subject(d, h, depth + 1);
    case DEP_XCOMP:
    case DEP_CCOMP: {
        uint32_t o = child(d, h, DEP_OBJ);
        if (o == NONE)
            o = child(d, h, DEP_IOBJ);
        return tok(d, v)->dep == DEP_XCOMP && o != NONE && o < v && verb_like(d, h)
                   ? o
                   : quote_subject(d, h, depth + 1);
    }
    case DEP_ADVCL:
    case DEP_PARATAXIS:
    case DEP_AUX:
    case DEP_COP:
    case DEP_ADVMOD: return quote_subject(d, h, depth + 1);
    case DEP_ACL:
        if (xpos_is(d, v, "VBG"))
            return h;
        if (tok(d, h)->dep == DEP_ROOT && h < v &&
            infinitive_free(
                d, v)) // "The union called for a strike", read as "the union that was called"
            return h;
        if (child(d, h, DEP_NMOD_POSS) != NONE) // "his vow to expel"
            return child(d, h, DEP_NMOD_POSS);
        return quote_subject(d, tok(d, h)->head, depth + 1);
    default: return NONE;
    }
}

uint32_t quote_name_head(const Doc *d, uint32_t head)
{
    // "Republican nominee Ida Moor": the name that stands beside the role, with no comma
    for (uint32_t k = token_child(d, head, head); k != NONE && tok(d, head)->upos == UPOS_NOUN;
         k = token_child(d, head, k)) {
        uint32_t a, b;
        if (tok(d, k)->dep != DEP_APPOS || tok(d, k)->upos != UPOS_PROPN)
            continue;
        token_subtree(d, k, &a, &b);
        if (a == head + 1 && tok(d, a)->upos != UPOS_PUNCT)
            head = k;
        break;
    }
    for (unsigned step = 0; step < 8; step++) { // names may hang in a chain
        uint32_t last = head;
        for (uint32_t k = token_child(d, head, NONE); k != NONE; k = token_child(d, head, k))
            if (k > last && tok(d, k)->dep == DEP_FLAT && tok(d, k)->upos == UPOS_PROPN)
                last = k;
        if (last == head)
            break;
        head = last;
    }
    return head;
}

void quote_phrase(const Doc *d, uint32_t head, uint32_t *first, uint32_t *end)
{
    for (unsigned step = 0; step < 8 && tok(d, head)->dep == DEP_FLAT && tok(d, head)->head != NONE;
         step++) // speaker heads are last words of names
        head = tok(d, head)->head;
    uint32_t before = head;
    // "council member Ida Moor", "rival Ida Moor": the name stands as an apposition without a
    // comma, and the role belongs to the phrase
    if (tok(d, head)->dep == DEP_APPOS && tok(d, head)->head != NONE && tok(d, head)->head < head) {
        uint32_t a, b;
        token_subtree(d, head, &a, &b);
        if (tok(d, head)->head + 1 == a)
            before = tok(d, head)->head;
    }
    token_subtree(d, head, first, end);
    if (before != head) {
        uint32_t a, b;
        token_subtree(d, before, &a, &b);
        if (a < *first)
            *first = a;
    }
    // Tails: relative clauses, appositions, participles, and what follows them
    for (uint32_t c = token_child(d, head, NONE); c != NONE; c = token_child(d, head, c)) {
        unsigned dep = tok(d, c)->dep;
        if (c < head ||
            !(relative(dep) || dep == DEP_APPOS || dep == DEP_ACL || dep == DEP_PARATAXIS ||
              dep == DEP_CASE || dep == DEP_DEP || dep == DEP_ADVCL))
            continue;
        uint32_t a, b;
        token_subtree(d, c, &a, &b);
        if (a > head && a < *end &&
            !(dep == DEP_CASE && tok(d, c)->lower.n > 0 && tok(d, c)->lower.p[0] == '\''))
            *end = a;
        else if (dep == DEP_CASE && c > head && c < *end)
            *end = c;
    }
    while (*end > head + 1 &&
           (tok(d, *end - 1)->upos == UPOS_PUNCT && !str_is(tok(d, *end - 1)->lower, ")")))
        --*end;
    while (*first < head &&
           (edge_sign(d, *first) || tok(d, *first)->dep == DEP_CC ||
            tok(d, *first)->upos == UPOS_ADP || tok(d, *first)->upos == UPOS_PUNCT ||
            tok(d, *first)->upos == UPOS_SCONJ || word_is(d, *first, "according")))
        ++*first;
}

// ----------------------------------------------------------------------------------------------
// candidates
static QuoteCandidate *begin(QuoteWork *w, uint32_t cue, QuoteFrame frame, char pos,
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

static void piece_add(const QuoteWork *w, QuoteCandidate *c, uint32_t a, uint32_t b)
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

static void piece_put(QuoteCandidate *c, uint32_t a, uint32_t b)
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
    bool comma = word_is(d, open - 1, ","), joined = open > last + 2 &&
                                                     tok(d, open - 1)->upos == UPOS_CCONJ &&
                                                     word_is(d, open - 2, ",");
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
        piece_put(c, i, w->segments[g].end);
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
        piece_put(c, x->first, w->segments[g].end);
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

static bool within(const QuoteCandidate *c, uint32_t i)
{
    for (uint32_t k = 0; k < c->n_pieces; k++)
        if (i >= c->piece[k][0] && i < c->piece[k][1])
            return true;
    return false;
}

static bool nominal(const Doc *d, uint32_t i)
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
    if (p > s->first && nominal(d, p - 1) && !within(c, p - 1)) {
        p--;
        while (tok(d, p)->head != NONE && tok(d, p)->head < c->cue && nominal(d, tok(d, p)->head) &&
               !within(c, tok(d, p)->head) && tok(d, p)->dep != DEP_NSUBJ)
            p = tok(d, p)->head;
        return p;
    }
    uint32_t n = c->cue_end;
    while (
        n < s->end && n < c->cue_end + 6 &&
        (tok(d, n)->upos == UPOS_DET || tok(d, n)->upos == UPOS_ADJ || tok(d, n)->upos == UPOS_NUM))
        n++;
    if (n < s->end && nominal(d, n) && !within(c, n)) {
        for (unsigned step = 0; step < 8 && tok(d, n)->head != NONE && tok(d, n)->head > n &&
                                nominal(d, tok(d, n)->head) &&
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
        w->segments[g].end >= p[1] || p[1] > c->cue || !word_is(d, w->segments[g].end - 2, ","))
        return;
    for (uint32_t i = w->segments[g].end; i < p[1]; i++)
        if (w->segment_of[i] != NONE || (verb_like(d, i) && child(d, i, DEP_NSUBJ) != NONE))
            return;
    p[1] = w->segments[g].end;
}

// Ends a candidate: counts, or drops it when nothing is left, or when it swallows its own cue.
static bool finish(QuoteWork *w, QuoteCandidate *c)
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
        (c->speaker == NONE || within(c, c->speaker) || c->piece[0][0] < c->cue)) {
        uint32_t near = beside(w->d, c);
        if (near != NONE || (c->speaker != NONE && within(c, c->speaker)))
            c->speaker = near;
    }
    if (c->speaker != NONE)
        c->speaker = quote_name_head(w->d, c->speaker);
    return true;
}

static uint32_t agent_of(const Doc *d, uint32_t v)
{
    uint32_t a = child(d, v, DEP_OBL_AGENT);
    if (a != NONE)
        return a;
    for (uint32_t k = token_child(d, v, NONE); k != NONE; k = token_child(d, v, k))
        if (tok(d, k)->dep == DEP_OBL) {
            uint32_t p = child(d, k, DEP_CASE);
            if (p != NONE && word_is(d, p, "by"))
                return k;
        }
    return NONE;
}

// "The rebels," the minister said, "shelled our port." Who is within the marks is not who speaks:
// the parse may hang him on the cue, and the speaker on him.
static uint32_t outside_marks(const QuoteWork *w, uint32_t cue, uint32_t speaker)
{
    const Doc *d = w->d;
    if (speaker == NONE || w->segment_of[speaker] == NONE || w->segment_of[cue] != NONE)
        return speaker;
    for (unsigned k = 0; k < 2; k++)
        for (uint32_t i = token_child(d, k ? speaker : cue, NONE); i != NONE;
             i = token_child(d, k ? speaker : cue, i))
            if (w->segment_of[i] == NONE &&
                (tok(d, i)->dep == DEP_NSUBJ ||
                 (k && (tok(d, i)->dep == DEP_CONJ || tok(d, i)->dep == DEP_APPOS))))
                return i;
    return NONE;
}

static uint32_t speaker_of(const QuoteWork *w, const QuoteCandidate *c)
{
    return c->passive ? agent_of(w->d, c->cue)
                      : outside_marks(w, c->cue, quote_subject(w->d, c->cue, 0));
}

static bool has_that(const Doc *d, uint32_t clause)
{
    uint32_t m = child(d, clause, DEP_MARK);
    return m != NONE && (word_is(d, m, "that") || word_is(d, m, "whether") || word_is(d, m, "if"));
}

// A clause with "that" which the tree hung on the noun n or on a noun below it; NONE.
static uint32_t that_below(const Doc *d, uint32_t n)
{
    for (uint32_t k = token_child(d, n, NONE); k != NONE; k = token_child(d, n, k)) {
        if (has_that(d, k))
            return k;
        uint32_t inner = tok(d, k)->dep == DEP_NMOD ? that_below(d, k) : NONE;
        if (inner != NONE)
            return inner;
    }
    return NONE;
}

static Str case_of(const Doc *d, uint32_t i)
{
    uint32_t p = child(d, i, DEP_CASE);
    return p == NONE ? (Str){"", 0} : tok(d, p)->lower;
}

static bool infinitive(const Doc *d, uint32_t i)
{
    for (uint32_t k = token_child(d, i, NONE); k != NONE && k < i; k = token_child(d, i, k))
        if (xpos_is(d, k, "TO"))
            return true;
    return false;
}

// "The agency quoted the minister as saying": who is quoted speaks, not the agency; NONE elsewhere.
static uint32_t quoted_as(const Doc *d, uint32_t cue)
{
    uint32_t v = tok(d, cue)->head, m = child(d, cue, DEP_MARK);
    return tok(d, cue)->dep == DEP_ADVCL && v != NONE && m != NONE && word_is(d, m, "as") &&
                   lemma_is(d, v, "quote")
               ? child(d, v, DEP_OBJ)
               : NONE;
}

// "Rebels claimed the attack": that there was one is their word.
static bool vouches(const QuoteWork *w, uint32_t cue, uint32_t object)
{
    static const char *const verbs[] = {"claim",       "allege", "confirm",  "deny", "report",
                                        "acknowledge", "admit",  "announce", NULL};
    const Doc *d = w->d;
    return tok(d, object)->dep == DEP_OBJ && object > cue && lemma_in(d, cue, verbs) &&
           quote_subject(d, cue, 0) != NONE && quote_event(w->t, tok(d, object)->lemma);
}

// "The unit saw combat", "the town faced attacks": what one goes through is nothing that one says.
static bool undergoes(const QuoteWork *w, uint32_t cue, uint32_t object)
{
    static const char *const verbs[] = {"see", "witness", "experience", "suffer", "face", NULL};
    return lemma_in(w->d, cue, verbs) && quote_event(w->t, tok(w->d, object)->lemma);
}

// The content of one dependent; when it stands before the cue and holds it no more.
static void dependent(QuoteWork *w, uint32_t cue, uint32_t dep, QuoteFrame frame, char pos)
{
    Doc *d = w->d;
    if (frame == FRAME_NP && undergoes(w, cue, dep))
        return;
    QuoteCandidate *c = begin(w, cue, frame, pos, dep);
    uint32_t a, b;
    token_subtree(d, dep, &a, &b);
    c->that = has_that(d, dep);
    c->prep = case_of(d, dep);
    if ((frame == FRAME_PP || frame == FRAME_N_PP ||
         frame == FRAME_A_PP)) { // "called for | talks": the preposition belongs to the cue
        uint32_t p = child(d, dep, DEP_CASE);
        if (p == NONE)
            p = child(d, dep, DEP_MARK);
        if (p != NONE && p >= a && p < dep) {
            c->prep = tok(d, p)->lower;
            if (p == c->cue_end)
                c->cue_end = p + 1;
            a = p + 1;
        }
    }
    if (cue >= a && cue < b) { // the hull runs over the cue: "Troops, he said, had left"
        piece_add(w, c, a, cue);
        uint32_t x, y;
        token_subtree(d, cue, &x, &y);
        (void)x;
        piece_add(w, c, cue + 1, b);
    } else {
        piece_add(w, c, a, b);
    }
    uint32_t quoted = pos == 'V' ? quoted_as(d, cue) : NONE;
    c->fixed = quoted != NONE;
    c->sure = frame == FRAME_NP && vouches(w, cue, dep);
    c->speaker = quoted != NONE ? quoted : pos == 'V' ? speaker_of(w, c) : NONE;
    finish(w, c);
}

// "Troops had left, the ministry said, before dawn": the cue hangs off the clause that it reports.
static void parenthetical(QuoteWork *w, uint32_t v)
{
    Doc *d = w->d;
    uint32_t h = tok(d, v)->head, a, b, x, y;
    if (h == NONE || child(d, v, DEP_CCOMP) != NONE ||
        (child(d, v, DEP_NSUBJ) == NONE && !xpos_is(d, v, "VBG")))
        return;
    token_subtree(d, h, &a, &b);
    token_subtree(d, v, &x, &y);
    QuoteCandidate *c = begin(w, v, FRAME_PAREN, 'V', h);
    if (x > a)
        piece_add(w, c, a, x);
    if (y < b)
        piece_add(w, c, y, b);
    c->speaker = child(d, v, DEP_NSUBJ);
    if (c->speaker == NONE)
        c->speaker = quote_subject(d, v, 0);
    finish(w, c);
}

static void try_verb(QuoteWork *w, uint32_t v)
{
    Doc *d = w->d;
    uint32_t object = child(d, v, DEP_OBJ), complement = child(d, v, DEP_CCOMP), to = NONE,
             small = NONE;
    for (uint32_t k = token_child(d, v, NONE); k != NONE; k = token_child(d, v, k)) {
        const Token *t = tok(d, k);
        switch (t->dep) {
        case DEP_CCOMP:
            dependent(w, v, k,
                      k < v                                             ? FRAME_BEFORE
                      : has_that(d, k) || child(d, k, DEP_MARK) == NONE ? FRAME_CLAUSE
                                                                        : FRAME_WH,
                      'V');
            if (w->n_candidates && w->candidates[w->n_candidates - 1].cue == v) {
                uint32_t told = object != NONE ? object : child(d, v, DEP_IOBJ);
                w->candidates[w->n_candidates - 1].addressee = told;
            }
            break;
        case DEP_XCOMP:
            if (infinitive(d, k))
                to = k;
            else
                small = k;
            break;
        case DEP_OBL:
        case DEP_OBL_UNMARKED: {
            Str p = case_of(d, k);
            if (word_is(d, k,
                        "condition")) { // "said on condition of anonymity that …": how, not what
                uint32_t clause = that_below(d, k);
                if (clause != NONE)
                    dependent(w, v, clause, FRAME_CLAUSE, 'V');
                break;
            }
            if (p.n && k > v && !str_is(p, "by") && !str_is(p, "in") && !str_is(p, "at") &&
                !str_is(p, "during") && !str_is(p, "since"))
                dependent(w, v, k, FRAME_PP, 'V');
            break;
        }
        case DEP_ADVCL: // "spoke of leaving", "accused them of lying"
            if (k > v && child(d, k, DEP_MARK) != NONE && xpos_is(d, k, "VBG"))
                dependent(w, v, k, FRAME_PP, 'V');
            break;
        case DEP_PARATAXIS:
            // "He was blunt: they must leave", "The ministry said: ..."
            if (k > v && complement == NONE && object == NONE)
                dependent(w, v, k, FRAME_CLAUSE, 'V');
            break;
        default: break;
        }
    }
    if (complement == NONE &&
        quote_told(w->t, tok(d, v)->lemma)) { // "told the council that talks had failed", read as a
                                              // relative clause
        uint32_t o = object != NONE ? object : child(d, v, DEP_IOBJ);
        for (uint32_t k = o == NONE ? NONE : token_child(d, o, o); k != NONE;
             k = token_child(d, o, k))
            if (relative(tok(d, k)->dep) || tok(d, k)->dep == DEP_ACL ||
                tok(d, k)->dep == DEP_CCOMP) {
                uint32_t a, b;
                token_subtree(d, k, &a, &b);
                if (!word_is(d, a, "that"))
                    continue;
                QuoteCandidate *c = begin(w, v, FRAME_CLAUSE, 'V', k);
                piece_add(w, c, a, b);
                c->that = true;
                c->addressee = o;
                c->speaker = speaker_of(w, c);
                if (finish(w, c))
                    return;
            }
    }
    if (to != NONE && object == NONE) {
        dependent(w, v, to, FRAME_TO, 'V');
    } else if (object != NONE && (to != NONE || small != NONE) && complement == NONE) {
        uint32_t second = to != NONE ? to : small, a, b, x, y;
        QuoteCandidate *c = begin(w, v, to != NONE ? FRAME_NP_TO : FRAME_SMALL, 'V', second);
        token_subtree(d, object, &a, &b);
        token_subtree(d, second, &x, &y);
        if (object < second)
            piece_add(w, c, a, y > b ? y : b);
        c->speaker = speaker_of(w, c);
        c->addressee = object;
        finish(w, c);
    } else if (object != NONE &&
               complement == NONE) { // "described the plan as bold", "blamed them for the fire"
        for (uint32_t k = token_child(d, v, NONE); k != NONE; k = token_child(d, v, k)) {
            Str p = case_of(d, k);
            unsigned dep = tok(d, k)->dep;
            if (!p.n && dep == DEP_ADVCL && child(d, k, DEP_MARK) != NONE)
                p = tok(d, child(d, k, DEP_MARK))->lower;
            if (k < object || (dep != DEP_OBL && dep != DEP_ADVCL && dep != DEP_XCOMP) ||
                !(str_is(p, "as") || str_is(p, "for") || str_is(p, "of") || str_is(p, "with") ||
                  str_is(p, "to") || str_is(p, "over") || str_is(p, "against")))
                continue;
            uint32_t a, b, x, y;
            token_subtree(d, object, &a, &b);
            token_subtree(d, k, &x, &y);
            QuoteCandidate *c = begin(w, v, FRAME_NP_PP, 'V', k);
            piece_add(w, c, a, y > b ? y : b);
            c->prep = p;
            c->addressee = object;
            c->speaker = speaker_of(w, c);
            finish(w, c);
            break;
        }
    }
    if (to != NONE || complement != NONE)
        ;
    else if (small != NONE && object == NONE) {
        dependent(w, v, small, FRAME_SMALL, 'V');
    } else if (object != NONE && small == NONE) {
        dependent(w, v, object, FRAME_NP, 'V');
    }
    uint32_t subject = child(d, v, DEP_NSUBJ_PASS);
    if (subject != NONE && complement == NONE &&
        object == NONE) // "The plan was praised by the minister"
        dependent(w, v, subject, FRAME_NP, 'V');
    if (tok(d, v)->dep == DEP_PARATAXIS ||
        (tok(d, v)->dep == DEP_ADVCL && child(d, v, DEP_MARK) == NONE))
        parenthetical(w, v);
    else if (tok(d, v)->dep == DEP_ADVCL && complement == NONE &&
             (object == NONE ||
              word_is(d, object, "it"))) { // "As he said (put it), the war was over"
        uint32_t m = child(d, v, DEP_MARK);
        if (m != NONE && word_is(d, m, "as"))
            parenthetical(w, v);
        if (w->n_candidates && object != NONE && lemma_is(d, v, "put") &&
            w->candidates[w->n_candidates - 1].cue == v &&
            w->candidates[w->n_candidates - 1].frame == FRAME_PAREN)
            w->candidates[w->n_candidates - 1].sure = true;
    }
}

static bool names_source(const Doc *d, uint32_t nmod)
{
    Str p = case_of(d, nmod);
    return tok(d, nmod)->dep == DEP_NMOD && (str_is(p, "by") || str_is(p, "from"));
}

static uint32_t noun_speaker(const Doc *d, uint32_t n, bool *bound)
{
    uint32_t s = child(d, n, DEP_NMOD_POSS);
    *bound = true;
    if (s != NONE)
        return s;
    for (uint32_t k = token_child(d, n, NONE); k != NONE; k = token_child(d, n, k))
        if (names_source(d, k))
            return k;
    s = child(d, n, DEP_NSUBJ);
    if (s != NONE && child(d, n, DEP_COP) == NONE &&
        s < n) // "The union doubts that": a verb read as a noun
        return s;
    *bound = false;
    uint32_t h = tok(d, n)->head;
    // "The minister made a vow to", "his chief belief is that"
    if (h != NONE &&
        (tok(d, n)->dep == DEP_OBJ || tok(d, n)->dep == DEP_OBL || tok(d, n)->dep == DEP_XCOMP) &&
        verb_like(d, h))
        return quote_subject(d, h, 0);
    if (child(d, n, DEP_COP) != NONE)
        return child(d, n, DEP_NSUBJ);
    return NONE;
}

static void try_noun(QuoteWork *w, uint32_t n)
{
    Doc *d = w->d;
    for (uint32_t k = token_child(d, n, NONE); k != NONE; k = token_child(d, n, k)) {
        const Token *t = tok(d, k);
        size_t before = w->n_candidates;
        if (k < n)
            continue;
        // "a warning from the coast guard that the strait was mined": the clause may hang on the
        // guard
        uint32_t inner = names_source(d, k) ? child(d, k, DEP_ACL_RELCL) : NONE;
        if (names_source(d, k) && inner == NONE)
            inner = child(d, k, DEP_ACL);
        if ((t->dep == DEP_ACL || t->dep == DEP_CCOMP) && has_that(d, k))
            dependent(w, n, k, FRAME_N_THAT, 'N');
        else if (inner != NONE && has_that(d, inner))
            dependent(w, n, inner, FRAME_N_THAT, 'N');
        else if (t->dep == DEP_ACL && infinitive(d, k))
            dependent(w, n, k, FRAME_N_TO, 'N');
        else if (t->dep == DEP_NMOD && case_of(d, k).n && !str_is(case_of(d, k), "by") &&
                 !str_is(case_of(d, k), "from") && !str_is(case_of(d, k), "in"))
            dependent(w, n, k, FRAME_N_PP, 'N');
        if (w->n_candidates > before) {
            QuoteCandidate *c = &w->candidates[w->n_candidates - 1];
            uint32_t s = noun_speaker(d, n, &c->bound);
            c->speaker = s == NONE ? NONE : quote_name_head(d, s);
        }
    }
}

static void try_adjective(QuoteWork *w, uint32_t a)
{
    Doc *d = w->d;
    if (child(d, a, DEP_COP) == NONE && tok(d, a)->dep != DEP_CONJ && tok(d, a)->dep != DEP_XCOMP &&
        tok(d, a)->dep != DEP_ROOT)
        return;
    for (uint32_t k = token_child(d, a, NONE); k != NONE; k = token_child(d, a, k)) {
        const Token *t = tok(d, k);
        size_t before = w->n_candidates;
        if (k < a)
            continue;
        if (t->dep == DEP_CCOMP || (t->dep == DEP_ADVCL && has_that(d, k)))
            dependent(w, a, k, FRAME_A_THAT, 'A');
        else if ((t->dep == DEP_XCOMP || t->dep == DEP_ADVCL) && infinitive(d, k))
            dependent(w, a, k, FRAME_A_TO, 'A');
        else if (t->dep == DEP_OBL && case_of(d, k).n)
            dependent(w, a, k, FRAME_A_PP, 'A');
        if (w->n_candidates > before)
            w->candidates[w->n_candidates - 1].speaker =
                quote_subject(d, a, 0) == NONE ? NONE : quote_name_head(d, quote_subject(d, a, 0));
    }
}

// "reportedly", "allegedly": somebody says so, and the text does not say who.
static void try_adverb(QuoteWork *w, uint32_t i)
{
    static const char *const words[] = {"reportedly",  "allegedly",  "supposedly",
                                        "purportedly", "apparently", NULL};
    Doc *d = w->d;
    uint32_t h = tok(d, i)->head, a, b;
    if (h == NONE || !lemma_in(d, i, words))
        return;
    token_subtree(d, h, &a, &b);
    QuoteCandidate *c = begin(w, i, FRAME_ADVERB, 'D', h);
    if (i >= a && i < b) {
        piece_add(w, c, a, i);
        piece_add(w, c, i + 1, b);
    } else {
        piece_add(w, c, a, b);
    }
    c->sure = word_is(d, i, "reportedly") || word_is(d, i, "allegedly");
    finish(w, c);
}

// The so-called "liberators": a word that the text does not make its own.
static void try_so_called(QuoteWork *w, uint32_t i)
{
    Doc *d = w->d;
    uint32_t end = sentence_of(d, i)->end, called = word_is(d, i, "so") ? i + 2 : i;
    if (called >= end || !(called == i ? word_is(d, i, "so-called")
                                       : word_is(d, i + 1, "-") && word_is(d, i + 2, "called")))
        return;
    uint32_t noun = tok(d, called)->head;
    if (noun == NONE || noun <= called || noun >= end || noun - called > 6)
        return;
    QuoteCandidate *c = begin(w, i, FRAME_ADVERB, 'D', noun);
    c->cue_end = called + 1;
    piece_add(w, c, called + 1, noun + 1);
    c->sure = true;
    finish(w, c);
}

// "according to the ministry": the clause around it.
static void try_according(QuoteWork *w, uint32_t i)
{
    Doc *d = w->d;
    const Sentence *s = sentence_of(d, i);
    if (i + 2 >= s->end || !word_is(d, i + 1, "to"))
        return;
    uint32_t speaker = tok(d, i)->head;
    if (speaker == NONE ||
        speaker < i + 2) { // the tree took "according" for a verb: the noun hangs off it
        speaker = NONE;
        for (uint32_t k = i + 2; k < s->end && k < i + 12; k++)
            if (tok(d, k)->head == i || (tok(d, k)->head < i + 2 && tok(d, k)->head != NONE)) {
                speaker = k;
                break;
            }
    }
    if (speaker == NONE)
        return;
    uint32_t h = tok(d, speaker)->head, a, b, x, y;
    if (h == i)
        h = tok(d, i)->head;
    if (h == NONE)
        return;
    // up to the clause
    for (unsigned n = 0; n < 6 && tok(d, h)->head != NONE && tok(d, h)->upos != UPOS_VERB &&
                         child(d, h, DEP_NSUBJ) == NONE;
         n++)
        h = tok(d, h)->head;
    token_subtree(d, h, &a, &b);
    token_subtree(d, speaker, &x, &y);
    if (x > i)
        x = i;
    if (tok(d, h)->dep == DEP_ROOT) {
        a = s->first;
        b = s->end;
    }
    QuoteCandidate *c = begin(w, i, FRAME_ACCORDING, 'V', h);
    c->cue_end = i + 2;
    if (x > a)
        piece_add(w, c, a, x);
    if (y < b && y > i && (x <= a || b - y > 3))
        piece_add(w, c, y, b);
    c->speaker = speaker;
    finish(w, c);
}

static void quoted_candidate(QuoteWork *w, const QuoteSegment *g, uint32_t index, uint32_t cue)
{
    QuoteCandidate *c = begin(w, cue, FRAME_QUOTE, 'V', g->open + 1);
    piece_put(c, g->open, g->end);
    // "A" and "B", he said: the stretches between this one and the cue
    for (uint32_t k = index + 1;
         k < w->n_segments && w->segments[k].end <= cue && cue - g->end < 30; k++)
        piece_put(c, w->segments[k].open, w->segments[k].end);
    c->speaker = speaker_of(w, c);
    finish(w, c);
}

static bool dash(Str s)
{
    return str_is(s, "-") || str_is(s, "--") ||
           (s.n == 3 && (unsigned char)s.p[0] == 0xE2 && (unsigned char)s.p[1] == 0x80);
}

// "Where is the fleet?" the admiral asked. The mark of the question may have ended the sentence:
// the verb of speech stands among the next words of the paragraph.
static bool question(QuoteWork *w, const QuoteSegment *g, uint32_t index)
{
    const Doc *d = w->d;
    uint32_t last = tok(d, g->end - 1)->sentence;
    if (last + 1 >= d->n_sentences || g->end - g->open < 4 || d->sentences[last].end != g->end ||
        d->sentences[last + 1].paragraph != g->paragraph ||
        !(word_is(d, g->end - 2, "?") || word_is(d, g->end - 2, "!") ||
          word_is(d, g->end - 2, ",")))
        return false;
    const Sentence *next = &d->sentences[last + 1];
    for (uint32_t i = next->first; i < next->end && i < next->first + 8; i++) {
        if (w->segment_of[i] != NONE || word_is(d, i, "that"))
            return false;
        if (verb_like(d, i) && quote_speech(w->t, tok(d, i)->lemma, 'V')) {
            quoted_candidate(w, g, index, i);
            return true;
        }
    }
    return false;
}

// Quoted stretches: offered to the nearest verb with a subject outside the marks in the same
// sentence.
static void try_quoted(QuoteWork *w, const QuoteSegment *g, uint32_t index)
{
    Doc *d = w->d;
    if (g->end - g->open < 4)
        return;
    uint32_t first = d->tokens[g->open].sentence, last = d->tokens[g->end - 1].sentence;
    uint32_t found = 0;
    // Behind the closing mark ("...," he said), and before the opening mark (He said: "..."): the
    // nearest verb, a verb of speech first
    for (unsigned side = 0; side < 2; side++) {
        const Sentence *s = &d->sentences[side ? first : last];
        uint32_t best = NONE, distance = 0;
        for (uint32_t i = side ? s->first : g->end; i < (side ? g->open : s->end); i++) {
            if (!verb_like(d, i) || w->segment_of[i] != NONE)
                continue;
            uint32_t gap = side ? g->open - i : i - g->end + 1;
            bool speech = quote_speech(w->t, tok(d, i)->lemma, 'V');
            if (gap > 18 || (!speech && quote_subject(d, i, 4) == NONE))
                continue;
            uint32_t weight = gap + (speech ? 0 : 12);
            if (best == NONE || weight < distance) {
                best = i;
                distance = weight;
            }
        }
        if (best != NONE) {
            quoted_candidate(w, g, index, best);
            found++;
        }
    }
    if (!found)
        found = question(w, g, index);
    if (!found && first > 0 &&
        d->sentences[first].first == g->open) { // He said: (end of the paragraph) "..."
        const Sentence *s = &d->sentences[first - 1];
        uint32_t best = NONE;
        if (word_is(d, s->end - 1, ":") && s->end - s->first <= 30)
            for (uint32_t i = s->first; i < s->end; i++)
                if (verb_like(d, i) && quote_subject(d, i, 4) != NONE &&
                    (best == NONE || quote_speech(w->t, tok(d, i)->lemma, 'V')))
                    best = i;
        if (best != NONE)
            quoted_candidate(w, g, index, best);
    }
    // "..." - Name
    uint32_t i = g->end;
    if (i + 1 < d->n_tokens && dash(tok(d, i)->lower) &&
        (tok(d, i + 1)->upos == UPOS_PROPN || tok(d, i + 1)->upos == UPOS_NOUN)) {
        uint32_t speaker = i + 1;
        const Sentence *s = sentence_of(d, speaker);
        if (s->end - i > 12)
            return;
        while (tok(d, speaker)->head != NONE && tok(d, speaker)->head > i &&
               tok(d, speaker)->head < s->end && nominal(d, tok(d, speaker)->head))
            speaker = tok(d, speaker)->head;
        QuoteCandidate *c = begin(w, i, FRAME_COLON, 'C', g->open + 1);
        piece_put(c, g->open, g->end);
        c->speaker = speaker;
        finish(w, c);
    }
}

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

static void recut(QuoteWork *w, size_t from, QuoteVariant variant, uint32_t first, uint32_t end)
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

// May a name before the colon of a headline be the speaker's? Places and topics stand there too.
static bool speaks(const Doc *d, uint32_t head)
{
    const char *class = quote_class(d, head);
    uint32_t m = mention_at(d, head);
    return strcmp(class, "PER") == 0 || strcmp(class, "ORG") == 0 ||
           (m != NONE && d->mentions[m].sector.n && strcmp(class, "LOC") != 0);
}

// "Ministry: rebels must leave", "Troops must leave: minister" in headlines; "GOWDY: ..." in
// interviews.
static void try_colon(QuoteWork *w, const Sentence *s)
{
    Doc *d = w->d;
    bool headline = s->flags & SENT_HEADLINE;
    for (uint32_t i = s->first + 1; i + 1 < s->end; i++) {
        if (!word_is(d, i, ":") || (d->tokens[i].flags & TOKEN_DATELINE))
            continue;
        uint32_t left = i - s->first, right = s->end - i - 1;
        bool name_left = left <= 6, name_right = headline && right <= 4 && right < left;
        for (uint32_t k = s->first; k < i && name_left; k++)
            name_left = tok(d, k)->upos != UPOS_VERB && tok(d, k)->upos != UPOS_AUX &&
                        tok(d, k)->upos != UPOS_NUM && !edge_sign(d, k);
        for (uint32_t k = i + 1; k < s->end && name_right; k++)
            name_right = tok(d, k)->upos != UPOS_VERB && tok(d, k)->upos != UPOS_AUX &&
                         tok(d, k)->upos != UPOS_NUM;
        if (!name_left && !name_right)
            return;
        uint32_t a = name_right ? i + 1 : s->first, b = name_right ? s->end : i, head = a;
        // the word of the name that hangs off something outside it
        for (uint32_t k = a; k < b; k++)
            if (tok(d, k)->head == NONE || tok(d, k)->head < a || tok(d, k)->head >= b) {
                head = k;
                if (tok(d, k)->upos == UPOS_NOUN || tok(d, k)->upos == UPOS_PROPN)
                    break;
            }
        if (tok(d, head)->upos != UPOS_NOUN && tok(d, head)->upos != UPOS_PROPN)
            return;
        if (headline && !name_right && strcmp(quote_class(d, head), "LOC") == 0)
            return; // "Lorne: workers win": where, not who
        QuoteCandidate *c = begin(w, i, FRAME_COLON, 'C', name_right ? s->first : i + 1);
        c->speaker = head;
        c->sure = name_right || (headline && speaks(d, head));
        if (name_right)
            piece_add(w, c, s->first, i);
        else
            piece_add(w, c, i + 1, s->end);
        if (!finish(w, c) || name_right || headline)
            return;
        const Sentence *last = s; // an interview: the turn runs to the end of its paragraph
        while (last + 1 < d->sentences + d->n_sentences && last[1].paragraph == s->paragraph)
            last++;
        if (last != s)
            recut(w, w->n_candidates - 1, VARIANT_END, c->piece[0][0], last->end);
        return;
    }
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
    uint32_t s = child(d, c->cue, DEP_NSUBJ_PASS), a, b;
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
    while (i < end && i < c->cue + 14 && !word_is(d, i, ","))
        i++;
    uint32_t a = i + 1, b = end;
    if (i >= end || !word_is(d, i, ",") || b < a + 3 || w->segment_of[i] != NONE)
        return;
    quote_piece(w, &a, &b);
    if (b <= a || b > end)
        return;
    QuoteCandidate *n = copy_of(w, at);
    piece_put(n, a, b);
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
        if ((word_is(d, i, ",") || word_is(d, i, "--") || word_is(d, i, ";") ||
             dash(tok(d, i)->lower)) &&
            w->segment_of[i] == NONE && tail_begins(d, i + 1)) {
            first = first == NONE ? i : first;
            last = i;
        }
    if (first != NONE && first > a + 1)
        recut(w, at, VARIANT_COMMA, a, first);
    if (last != NONE && last != first)
        recut(w, at, VARIANT_LAST, a, last);
    // ... and before a coordinated verb: "said that talks had failed | and warned that war was
    // near"
    uint32_t joint = NONE;
    for (uint32_t i = (head > a && head < b ? head : a) + 1; i + 1 < b && joint == NONE; i++)
        if (tok(d, i)->dep == DEP_CC && tok(d, i)->head != NONE && tok(d, i)->head > i &&
            tok(d, tok(d, i)->head)->dep == DEP_CONJ &&
            tok(d, tok(d, i)->head)->upos == UPOS_VERB && w->segment_of[i] == NONE)
            joint = i;
    if (joint != NONE && joint != first && joint > a + 1 && !(first != NONE && joint == first + 1))
        recut(w, at, VARIANT_JOINT, a, joint);
    bool np = c->frame == FRAME_NP || c->frame == FRAME_PP || c->frame == FRAME_N_PP ||
              c->frame == FRAME_A_PP;
    if (np && head >= a && head + 1 < b && w->segment_of[head] == NONE &&
        w->segment_of[b - 1] == NONE)
        recut(w, at, VARIANT_BARE, a, head + 1);
    uint32_t tail = tail_of(w, c, a, b);
    if (tail != NONE && !(np && tail == head + 1))
        recut(w, at, VARIANT_TAIL, a, tail);
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
                recut(w, at, VARIANT_PP, a, y);
        }
        if (e - b <= 45)
            recut(w, at, VARIANT_END, a, e);
    }
    if (c->cue >= b && c->piece[0][0] > s->first && c->piece[0][0] < s->end &&
        c->piece[0][0] - s->first <= 45 && tok(d, s->first)->upos != UPOS_PUNCT)
        recut(w, at, VARIANT_LEFT, s->first, b);
}

static int by_cue(const void *x, const void *y)
{
    const QuoteCandidate *a = x, *b = y;
    if (a->cue != b->cue)
        return a->cue < b->cue ? -1 : 1;
    if (a->frame != b->frame)
        return a->frame < b->frame ? -1 : 1;
    if (a->content != b->content)
        return a->content < b->content ? -1 : 1;
    if (a->variant != b->variant)
        return a->variant < b->variant ? -1 : 1;
    return a->piece[0][0] < b->piece[0][0] ? -1 : a->piece[0][0] > b->piece[0][0];
}

void quote_find(QuoteWork *w)
{
    Doc *d = w->d;
    find_segments(w);
    for (size_t s = 0; s < d->n_sentences; s++) {
        const Sentence *x = &d->sentences[s];
        if (x->flags & SENT_REPEAT)
            continue;
        for (uint32_t i = x->first; i < x->end; i++) {
            const Token *t = tok(d, i);
            if (t->flags & TOKEN_DATELINE)
                continue;
            if (verb_like(d, i) && !word_is(d, i, "according"))
                try_verb(w, i);
            else if (t->upos == UPOS_NOUN)
                try_noun(w, i);
            else if (t->upos == UPOS_ADJ)
                try_adjective(w, i);
            if (word_is(d, i, "according"))
                try_according(w, i);
            else if (t->upos == UPOS_ADV)
                try_adverb(w, i);
            if (word_is(d, i, "so") || word_is(d, i, "so-called"))
                try_so_called(w, i);
        }
        try_colon(w, x);
    }
    for (uint32_t g = 0; g < w->n_segments; g++)
        try_quoted(w, &w->segments[g], g);
    if (w->n_candidates)
        qsort(w->candidates, w->n_candidates, sizeof *w->candidates, by_cue);
}

void quote_vary(QuoteWork *w, int32_t gate)
{
    size_t n = w->n_candidates;
    for (size_t i = 0; i < n; i++)
        if (w->candidates[i].score >= gate && w->candidates[i].frame != FRAME_ADVERB)
            vary(w, i);
    if (w->n_candidates)
        qsort(w->candidates, w->n_candidates, sizeof *w->candidates, by_cue);
}
