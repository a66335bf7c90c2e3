// SPDX-License-Identifier: MIT
// Morphological features of a parsed token, by table and rule.
#ifndef DRAGOMAN_DOC_MORPH_H
#define DRAGOMAN_DOC_MORPH_H
#include "doc/doc.h"

typedef struct {
    char text[96];
} MorphRoom;

// Features in the order of Universal Dependencies; empty where the word has none. Those that came
// with the input stand. Borrowed: from the token, from a table, or from *room.
Str morph_feats(const Doc *d, uint32_t token, MorphRoom *room);
#endif
