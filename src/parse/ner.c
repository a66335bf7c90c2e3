// SPDX-License-Identifier: MIT
// In: the name scores of a chunk. Out: names of its documents and each token's ner.
//
// Method: 17 tags, O and B I E S of PER ORG LOC MISC; the best sequence by Viterbi under the hard
// constraints alone (no learnt transitions). Two groups of states keep it cheap: after O, E, S any
// of O, B, S may follow; after B-x and I-x only I-x and E-x. So each step takes one maximum over 9
// states and four over 2. Ties go to the lowest previous and the lowest final tag. p of a name is x
// / (1 + |x|) moved to 0…1, x the smallest lead over its words of the chosen tag over the best tag
// that would break the name: a ranking, not a calibrated probability.
// A name whose smallest lead is below what its type needs is none. Cost: 40 ns a word. Does not:
// nested names; names across sentences.
#include "parse/work.h"

enum { TAG_O = 0, TYPES = 4, OUTSIDE = 9 };
// Tag of type t = 0…3: 1 + 4t + {B 0, I 1, E 2, S 3}.

// Lead that a name needs, by type: PER ORG LOC MISC.
static const float needed[] = {0, 0, 0, 0.52f, 0};

static const uint8_t open_tags[OUTSIDE] = {
    0, 3, 4, 7, 8, 11, 12, 15, 16}; // O, E-x, S-x: a name may begin after them

static void best_path(struct ParseWork *w, const float *y, size_t stride, size_t n)
{
    float now[WEIGHTS_NERS], next[WEIGHTS_NERS];
    const float never = -1e30f;
    for (size_t t = 0; t < WEIGHTS_NERS; t++)
        now[t] = never;
    now[TAG_O] = y[TAG_O];
    for (size_t x = 0; x < TYPES; x++) {
        now[1 + 4 * x] = y[1 + 4 * x];
        now[4 + 4 * x] = y[4 + 4 * x];
    }
    for (size_t i = 1; i < n; i++) {
        y += stride;
        uint8_t *back = w->back[i];
        uint8_t from = TAG_O;
        for (size_t k = 1; k < OUTSIDE; k++) {
            if (now[open_tags[k]] > now[from])
                from = open_tags[k];
        }
        next[TAG_O] = now[from] + y[TAG_O];
        back[TAG_O] = from;
        for (size_t x = 0; x < TYPES; x++) {
            size_t b = 1 + 4 * x;
            next[b] = now[from] + y[b];
            back[b] = from;
            next[b + 3] = now[from] + y[b + 3];
            back[b + 3] = from;
            size_t in = now[b + 1] > now[b] ? b + 1 : b;
            next[b + 1] = now[in] + y[b + 1];
            back[b + 1] = (uint8_t)in;
            next[b + 2] = now[in] + y[b + 2];
            back[b + 2] = (uint8_t)in;
        }
        memcpy(now, next, sizeof now);
    }
    uint8_t last = TAG_O;
    for (size_t k = 1; k < OUTSIDE; k++) {
        if (now[open_tags[k]] > now[last])
            last = open_tags[k];
    }
    for (size_t i = n; i-- > 0;) {
        w->path[i] = last;
        if (i > 0)
            last = w->back[i][last];
    }
}

// How far the chosen tag leads over the best tag of another type (or O), in score.
static float lead(const float *y, size_t tag)
{
    size_t type = (tag - 1) / 4;
    float best = y[TAG_O];
    for (size_t t = 1; t < WEIGHTS_NERS; t++) {
        if ((t - 1) / 4 != type && y[t] > best)
            best = y[t];
    }
    return y[tag] - best;
}

static void add_name(Doc *doc, uint32_t first, uint32_t end, uint8_t type, float margin)
{
    if (margin < needed[type]) // half a name is more often none; chosen on UNER's dev part
        return;
    // "northern Lebanon": the name begins with its capital
    while (type == NAME_LOC && first + 1 < end && !(doc->tokens[first].flags & TOKEN_UPPER) &&
           doc->tokens[first].upos == UPOS_ADJ && (doc->tokens[first + 1].flags & TOKEN_UPPER))
        first++;
    Name *name = ARENA_PUSH(doc->arena, doc->names, doc->n_names, doc->cap_names);
    float size = margin < 0.0f ? -margin : margin;
    *name = (Name){.span = {doc->tokens[first].span.start, doc->tokens[end - 1].span.end},
                   .first = first,
                   .end = end,
                   .type = type,
                   .p = 0.5f + 0.5f * (margin / (1.0f + size))};
    for (uint32_t t = first; t < end; t++)
        doc->tokens[t].ner = type;
}

void ner_run(struct ParseWork *w)
{
    const Weights *m = w->weights;
    for (size_t u = 0; u < w->n_units; u++) {
        const ParseUnit *unit = &w->unit[u];
        const float *y = w->y + (unit->row + 1) * m->head.cols + m->at_ner;
        best_path(w, y, m->head.cols, unit->n);
        uint32_t first = 0;
        float margin = 0.0f;
        for (uint32_t i = 0; i < unit->n; i++) {
            unsigned tag = w->path[i];
            unit->doc->tokens[unit->first + i].ner = NAME_NONE;
            if (tag == TAG_O)
                continue;
            unsigned part = (tag - 1) % 4; // B I E S
            float ahead = lead(y + i * m->head.cols, tag);
            if (part == 0 || part == 3) {
                first = i;
                margin = ahead;
            } else if (ahead < margin) {
                margin = ahead;
            }
            if (part >= 2)
                add_name(unit->doc, unit->first + first, unit->first + i + 1,
                         (uint8_t)(1 + (tag - 1) / 4), margin);
        }
    }
}
