// SPDX-License-Identifier: MIT
// In: the head values of a chunk. Out: upos and xpos of its words.
//
// Method: one joint tag UPOS|XPOS a word, the arg max of its scores. The two are predicted together
// because they constrain each other: "to" is PART|TO or ADP|IN, never PART|IN. No sequence model:
// the convolutions have seen ten words to either side, and transition scores on top of them gain
// nothing measurable. Cost: 20 ns a word. Does not: morphological features; tense, number and voice
// follow from XPOS and the tree.
#include "parse/work.h"

void tagger_run(struct ParseWork *w)
{
    const Weights *m = w->weights;
    for (size_t u = 0; u < w->n_units; u++) {
        const ParseUnit *unit = &w->unit[u];
        for (uint32_t i = 0; i < unit->n; i++) {
            size_t row = unit->row + 1 + i;
            Token *t = &unit->doc->tokens[unit->first + i];
            size_t tag = w->kernels->argmax(w->y + row * m->head.cols + m->at_tag, m->n_tags);
            w->tag[row] = (uint16_t)tag;
            t->upos = w->tag_upos[tag];
            memcpy(t->xpos, w->tag_xpos[tag], sizeof t->xpos);
        }
    }
}
