// SPDX-License-Identifier: MIT
// In: tokens, tree, quotation marks. Out: the stretches between marks, and phrases of a document as
// quotations need them: a piece of content grown to its marks, the subject of a verb, the name and
// the noun phrase of a speaker. Method: a subject is looked for through coordination, control and
// participles; a piece loses commas at its edges. Cost: a short walk in the tree. Does not: know of
// cues.
#include "event/quote_work.h"

// ----------------------------------------------------------------------------------------------
// quoted stretches
void quote_segments(QuoteWork *w)
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

bool quote_edge_sign(const Doc *d, uint32_t i)
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
           (quote_edge_sign(d, a) ||
            ((tok(d, a)->flags & TOKEN_QUOTE_CLOSE) && !(tok(d, a)->flags & TOKEN_QUOTE_OPEN) &&
             (w->segment_of[a] == NONE || w->segments[w->segment_of[a]].open < a))))
        a++;
    while (b > a && quote_edge_sign(d, b - 1) &&
           (w->segment_of[b - 1] == NONE || w->segments[w->segment_of[b - 1]].open < a))
        b--;
    while (b > a && quote_edge_sign(d, b - 1) && w->segment_of[b - 1] == NONE)
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
    while (b > a && quote_edge_sign(d, b - 1) && w->segment_of[b - 1] == NONE)
        b--;
    *first = a;
    *end = b;
}

// ----------------------------------------------------------------------------------------------
// speakers
static bool infinitive_free(const Doc *d, uint32_t v)
{
    return v == 0 || !xpos_is(d, v - 1, "TO");
}

uint32_t quote_subject(const Doc *d, uint32_t v, unsigned depth)
{
    if (v == NONE || depth > 5)
        return NONE;
    uint32_t s = token_child_dep(d, v, DEP_NSUBJ);
    if (s == NONE)
        s = token_child_dep(d, v, DEP_NSUBJ_PASS);
    if (s == NONE)
        s = token_child_dep(d, v, DEP_NSUBJ_OUTER);
    if (s != NONE)
        return s;
    uint32_t h = tok(d, v)->head;
    if (h == NONE || token_child_dep(d, v, DEP_EXPL) != NONE)
        return NONE;
    switch (tok(d, v)->dep) {
    case DEP_CONJ: return quote_subject(d, h, depth + 1);
    case DEP_XCOMP:
    case DEP_CCOMP: {
        uint32_t o = token_child_dep(d, h, DEP_OBJ);
        if (o == NONE)
            o = token_child_dep(d, h, DEP_IOBJ);
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
        if (token_child_dep(d, h, DEP_NMOD_POSS) != NONE) // "his vow to expel"
            return token_child_dep(d, h, DEP_NMOD_POSS);
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
           (quote_edge_sign(d, *first) || tok(d, *first)->dep == DEP_CC ||
            tok(d, *first)->upos == UPOS_ADP || tok(d, *first)->upos == UPOS_PUNCT ||
            tok(d, *first)->upos == UPOS_SCONJ || token_is(d, *first, "according")))
        ++*first;
}

bool quote_dash(Str s)
{
    return str_is(s, "-") || str_is(s, "--") ||
           (s.n == 3 && (unsigned char)s.p[0] == 0xE2 && (unsigned char)s.p[1] == 0x80);
}
