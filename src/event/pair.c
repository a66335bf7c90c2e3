// SPDX-License-Identifier: MIT
// In: coded claims, the article's pairs of spans. Out: one further claim for each pair, which bears
// its number: the best reading of what the source does to the target. Method: every claim near the
// two spans is scored by who stands in its roles, by how near its trigger is to both in the tree
// and the text, and by whether it stands on its own; the best is copied with the two spans as actor
// and recipient. Where nothing is near, the claim has no act and no codes. Cost: pairs times
// claims. Does not: find acts that no trigger row knows.
#include "event/event.h"

#include "base/hash.h"
#include "base/utf8.h"

#include <stdio.h>

typedef struct {
    Span span;
    uint32_t first, end; // tokens it covers
    uint32_t mention;
} Side;

static bool overlap(Span a, Span b)
{
    return a.start < b.end && b.start < a.end;
}

static bool side_find(Doc *d, const Utf8Map *map, uint32_t base, const uint32_t points[2], Side *s)
{
    s->span = (Span){base + (uint32_t)utf8_map_byte(map, points[0]),
                     base + (uint32_t)utf8_map_byte(map, points[1])};
    s->first = NONE;
    for (uint32_t i = 0; i < d->n_tokens; i++)
        if (overlap(d->tokens[i].span, s->span)) {
            if (s->first == NONE)
                s->first = i;
            s->end = i + 1;
        }
    if (s->first == NONE)
        return false;
    // the mention that fills the span best; else the span itself becomes one
    uint32_t best = 0;
    s->mention = NONE;
    for (uint32_t m = 0; m < d->n_mentions; m++) {
        Span x = d->mentions[m].span;
        if (!overlap(x, s->span))
            continue;
        uint32_t shared = (x.end < s->span.end ? x.end : s->span.end) -
                          (x.start > s->span.start ? x.start : s->span.start);
        uint32_t score = 2 * shared + (d->mentions[m].code.n ? 3 : 0);
        if (score > best) {
            best = score;
            s->mention = m;
        }
    }
    Mention *m = ARENA_PUSH(d->arena, d->mentions, d->n_mentions, d->cap_mentions);
    if (s->mention != NONE)
        *m = d->mentions[s->mention];
    else
        *m = (Mention){
            .kind = MENTION_NOUN, .entity = d->n_entities++, .p = 0.5f, .head = s->end - 1};
    m->span = s->span;
    m->first = s->first;
    m->end = s->end;
    s->mention = (uint32_t)(d->n_mentions - 1);
    return true;
}

// 2: a mention in the role overlaps the span; 1: one of the same entity; 0: none.
static int in_role(const Doc *d, const uint32_t *list, uint32_t n, const Side *s)
{
    int best = 0;
    for (uint32_t i = 0; i < n; i++) {
        const Mention *m = &d->mentions[list[i]];
        if (overlap(m->span, s->span))
            return 2;
        if (m->entity == d->mentions[s->mention].entity)
            best = 1;
    }
    return best;
}

static uint32_t side_head(const Doc *d, const Side *s)
{
    for (uint32_t i = s->first; i < s->end; i++)
        if (d->tokens[i].head == NONE || d->tokens[i].head < s->first ||
            d->tokens[i].head >= s->end)
            return i;
    return s->first;
}

static unsigned tree_distance(const Doc *d, uint32_t from, uint32_t to)
{
    unsigned steps = 0;
    for (uint32_t up = from; up != NONE && steps < 12; up = d->tokens[up].head, steps++)
        if (up == to)
            return steps;
    return 12;
}

static int claim_score(const Doc *d, const Claim *c, const Side *source, const Side *target)
{
    uint32_t sentence = d->tokens[source->first].sentence;
    if (c->sentence != sentence && c->sentence != d->tokens[target->first].sentence)
        return -1000;
    int score = 0;
    int as = in_role(d, c->actor, c->n_actor, source),
        rt = in_role(d, c->recipient, c->n_recipient, target);
    int at = in_role(d, c->actor, c->n_actor, target),
        rs = in_role(d, c->recipient, c->n_recipient, source);
    score += as * 15 + rt * 15;
    score -= at && !as ? 10 * at : 0;
    score -= rs && !rt ? 10 * rs : 0;
    score += (int)(12 - tree_distance(d, side_head(d, source), c->token)) +
             (int)(12 - tree_distance(d, side_head(d, target), c->token));
    if (c->token > source->first && c->token < target->end)
        score += 6;
    if (c->left_out)
        score -= 8;
    if (c->inside != NONE) // what is demanded or denied stands behind the demanding and denying
        score -= 14;
    if (str_starts(c->act, "statement"))
        score -= 22;
    if (!c->plover_type.n)
        score -= 12;
    if (c->fact == FACT_NEGATED)
        score -= 4;
    return score;
}

void pair_run(Doc *d)
{
    const Article *a = d->article;
    if (a->n_pairs == 0 || d->n_parts == 0 || d->parts[d->n_parts - 1].kind != PART_TEXT)
        return;
    Span part = d->parts[d->n_parts - 1].span;
    Utf8Map map;
    size_t bytes = part.end - part.start;
    utf8_map_init(&map, d->text.p + part.start, bytes,
                  ARENA_NEW(d->arena, uint32_t, UTF8_MAP_BLOCKS(bytes)));
    size_t n = d->n_claims;
    for (uint32_t i = 0; i < a->n_pairs; i++) {
        Side source, target;
        bool found = side_find(d, &map, part.start, a->pairs[i].source, &source) &&
                     side_find(d, &map, part.start, a->pairs[i].target, &target);
        int best = -1000;
        size_t which = 0;
        for (size_t k = 0; found && k < n; k++) {
            int score = claim_score(d, &d->claims[k], &source, &target);
            if (score > best) {
                best = score;
                which = k;
            }
        }
        Claim *c = ARENA_PUSH(d->arena, d->claims, d->n_claims, d->cap_claims);
        if (best > -20) {
            *c = d->claims[which];
        } else { // nothing that a trigger row knows
            uint32_t token = found ? side_head(d, &source) : 0;
            *c = (Claim){.sentence = d->n_tokens ? d->tokens[token].sentence : 0,
                         .token = token,
                         .predicate = NONE,
                         .time = NONE,
                         .place = NONE,
                         .fact = FACT_POSSIBLE};
            c->trigger = found ? source.span : (Span){part.start, part.start};
        }
        c->pair = i;
        c->inside = NONE;
        c->left_out = false;
        if (found) {
            c->actor = ARENA_NEW(d->arena, uint32_t, 1);
            c->recipient = ARENA_NEW(d->arena, uint32_t, 1);
            c->actor[0] = source.mention;
            c->recipient[0] = target.mention;
            c->n_actor = c->n_recipient = 1;
        }
        uint64_t h = hash64(c->id, sizeof c->id, i + 1);
        h = hash64(a->pairs[i].source, 2 * sizeof(uint32_t), h);
        h = hash64(a->pairs[i].target, 2 * sizeof(uint32_t), h);
        h = hash64(a->id.p, a->id.n, h);
        snprintf(c->id, sizeof c->id, "%016llx%08x", (unsigned long long)h, i);
    }
}
