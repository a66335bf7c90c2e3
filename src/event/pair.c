// SPDX-License-Identifier: MIT
// In: coded claims, the article's pairs of spans. Out: one further claim for each pair, which bears
// its number: the best reading of what the source does to the target. Method: the sentences of the
// pairs are read a second time, with their spans known to be actors ("the blast killed 22 people":
// whoever gave the pair says that the blast acts) and, at words where no row fits, with a row that
// fits but for two conditions. What did not happen is also read as refused, and speaking to
// somebody as consulting him. The readings are coded as all claims are and scored (pair_score.c);
// the best one is the answer, with the two spans as actor and recipient. Where the sentences hold
// no trigger that any row knows, the answer has no act and no codes. Cost: the event stage once
// more for these sentences, then pairs times readings. Does not: change the free claims, find acts
// that no trigger row knows.
#include "event/pair.h"
#include "event/claim.h"

#include "base/hash.h"
#include "base/utf8.h"

#include <stdio.h>

static bool overlap(Span a, Span b)
{
    return a.start < b.end && b.start < a.end;
}

static uint32_t side_head(const Doc *d, const PairSide *s)
{
    for (uint32_t i = s->first; i < s->end; i++)
        if ((d->tokens[i].head == NONE || d->tokens[i].head < s->first ||
             d->tokens[i].head >= s->end) &&
            d->tokens[i].upos != UPOS_PUNCT && d->tokens[i].upos != UPOS_ADP)
            return i;
    return s->first;
}

static bool side_find(Doc *d, const Utf8Map *map, uint32_t base, const uint32_t points[2],
                      PairSide *s)
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
    s->head = side_head(d, s);
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

// ----------------------------------------------------------------------------------------------
// readings
static Claim *twin_new(PairWork *p, uint32_t of)
{
    Doc *d = p->d;
    Claim *c = ARENA_PUSH(d->arena, d->claims, d->n_claims, d->cap_claims);
    *c = d->claims[of];
    c->inside = NONE;
    c->left_out = false;
    return c;
}

// "The two sides failed to reach agreement", "The council did not give permission": what one does
// not do for another, one refuses.
static void twin_refused(PairWork *p, uint32_t of)
{
    static const char *const kind[] = {"meet", "settle", "cooperate", "diplomacy",
                                       "aid",  "yield",  "reform",    NULL};
    static const char *const willing[] = {"agree", "accept",  "offer", "intend", "allow",
                                          "help",  "support", "begin", "resume", "fail",
                                          "end",   "manage",  NULL};
    Doc *d = p->d;
    const Claim *c = &d->claims[of];
    bool fits = c->fact == FACT_NEGATED || c->fact == FACT_FAILED;
    bool kindly = false;
    for (unsigned k = 0; kind[k]; k++)
        kindly |= act_in(c->act, kind[k]);
    static const char *const towards[] = {"agree", "accept",  "offer", "allow",
                                          "help",  "support", NULL};
    for (unsigned k = 0; c->n_operators && towards[k]; k++)
        kindly |= str_is(c->operators[0].kind, towards[k]);
    unsigned skip = 0;
    for (uint32_t i = 0; i < c->n_operators; i++) {
        bool known = false;
        for (unsigned k = 0; willing[k]; k++)
            known |= str_is(c->operators[i].kind, willing[k]);
        fits = fits && known;
        if (i == 0 &&
            (str_is(c->operators[i].kind, "fail") || str_is(c->operators[i].kind, "begin") ||
             str_is(c->operators[i].kind, "resume") || str_is(c->operators[i].kind, "manage")))
            skip = 1;
    }
    const OperatorRow *refuse = operator_find(p->w.t, STR("refuse"));
    if (!fits || !refuse || !kindly || c->n_operators >= MAX_CHAIN)
        return;
    Claim *x = twin_new(p, of);
    c = &d->claims[of];
    x->operators = ARENA_NEW(d->arena, ClaimOperator, c->n_operators + 1);
    x->operators[0] =
        (ClaimOperator){refuse->kind, c->n_cues ? c->cues[0] : c->trigger, NONE, refuse->source};
    for (uint32_t i = skip; i < c->n_operators; i++) {
        x->operators[1 + i - skip] = c->operators[i];
        x->operators[1 + i - skip].token = NONE; // its negation is said
    }
    x->n_operators = c->n_operators + 1 - skip;
    Str inner = c->expression;
    if (skip) {
        size_t open = c->operators[0].kind.n + 1;
        inner = (Str){inner.p + open, inner.n - open - 1};
    }
    x->expression = str_of(arena_printf(d->arena, "refuse(%.*s)", (int)inner.n, inner.p));
    x->fact = FACT_HAPPENED;
    x->negated = false;
    x->score = fact_score(FACT_HAPPENED);
    x->why = ARENA_NEW(d->arena, Str, c->n_why + 1);
    x->why[0] = refuse->source;
    if (c->n_why)
        memcpy(x->why + 1, c->why, c->n_why * sizeof *x->why);
    x->n_why = c->n_why + 1;
}

// "The lawyer told the jury that …": who speaks to somebody consults him, whatever he says. A
// statement that has a claim is restated; a report of an act has none, since the act is the news.
static void twin_spoken(PairWork *p, uint32_t of)
{
    const Claim *c = &p->d->claims[of];
    if (!act_in(c->act, "statement") || c->n_operators || c->n_recipient == 0)
        return;
    Claim *x = twin_new(p, of);
    x->act = x->expression = STR("meet");
}

static void spoken(PairWork *p)
{
    Doc *d = p->d;
    for (uint32_t q = 0; q < d->n_quotes; q++) {
        const Quote *quote = &d->quotes[q];
        if (quote->cue_token == NONE || quote->speaker_head == NONE || quote->addressee == NONE ||
            !p->w.only[d->tokens[quote->cue_token].sentence] ||
            p->w.mention_of[quote->speaker_head] == NONE ||
            p->w.mention_of[quote->addressee] == NONE)
            continue;
        bool known = false; // its statement has a claim, and so a twin
        for (size_t k = 0; k < d->n_claims; k++)
            known |=
                d->claims[k].token == quote->cue_token && str_is(d->claims[k].expression, "meet");
        if (known)
            continue;
        Claim *c = ARENA_PUSH(d->arena, d->claims, d->n_claims, d->cap_claims);
        *c = (Claim){.sentence = d->tokens[quote->cue_token].sentence,
                     .token = quote->cue_token,
                     .trigger = quote->cue,
                     .act = STR("meet"),
                     .expression = STR("meet"),
                     .inside = NONE,
                     .pair = NONE,
                     .time = NONE,
                     .place = NONE,
                     .predicate = NONE,
                     .fact = FACT_HAPPENED,
                     .score = fact_score(FACT_HAPPENED),
                     .p = 0.4f};
        c->actor = ARENA_NEW(d->arena, uint32_t, 2);
        c->recipient = c->actor + 1;
        c->n_actor = c->n_recipient = 1;
        c->actor[0] = p->w.mention_of[quote->speaker_head];
        c->recipient[0] = p->w.mention_of[quote->addressee];
        c->why = ARENA_NEW(d->arena, Str, 1);
        c->why[c->n_why++] = STR("cues.tsv");
        claim_id(d, c);
    }
}

// "The palace disputed the bank's figures": to deny what another says is to reject it.
static void twin_denied(PairWork *p, uint32_t of)
{
    const Claim *c = &p->d->claims[of];
    if (c->n_operators == 0 || !str_is(c->operators[0].kind, "deny") || c->n_recipient == 0)
        return;
    Claim *x = twin_new(p, of);
    x->act = x->expression = STR("reject");
    x->n_operators = 0;
    x->fact = FACT_HAPPENED;
    x->negated = false;
    x->score = fact_score(FACT_HAPPENED);
}

PairWork *pair_begin(Doc *d, const EventTables *t)
{
    const Article *a = d->article;
    if (a->n_pairs == 0 || d->n_parts == 0 || d->parts[d->n_parts - 1].kind != PART_TEXT)
        return NULL;
    Span part = d->parts[d->n_parts - 1].span;
    Utf8Map map;
    size_t bytes = part.end - part.start;
    utf8_map_init(&map, d->text.p + part.start, bytes,
                  ARENA_NEW(d->arena, uint32_t, UTF8_MAP_BLOCKS(bytes)));
    PairWork *p = ARENA_NEW(d->arena, PairWork, 1);
    *p = (PairWork){.d = d,
                    .claims = d->claims,
                    .n_claims = d->n_claims,
                    .cap_claims = d->cap_claims,
                    .predicates = d->predicates,
                    .n_predicates = d->n_predicates,
                    .cap_predicates = d->cap_predicates,
                    .n_pairs = (uint32_t)a->n_pairs};
    p->pairs = ARENA_NEW(d->arena, Pair, a->n_pairs);
    event_work(&p->w, d, t);
    bool *only = ARENA_NEW(d->arena, bool, d->n_sentences + 1),
         *given = ARENA_NEW(d->arena, bool, d->n_tokens + 1);
    p->w.relaxed = ARENA_NEW(d->arena, bool, d->n_tokens + 1);
    memset(only, 0, (d->n_sentences + 1) * sizeof *only);
    memset(given, 0, (d->n_tokens + 1) * sizeof *given);
    memset(p->w.relaxed, 0, (d->n_tokens + 1) * sizeof *p->w.relaxed);
    for (uint32_t i = 0; i < p->n_pairs; i++) {
        Pair *x = &p->pairs[i];
        x->found = side_find(d, &map, part.start, a->pairs[i].source, &x->source) &&
                   side_find(d, &map, part.start, a->pairs[i].target, &x->target);
        for (unsigned k = 0; x->found && k < 2; k++) {
            const PairSide *s = k ? &x->target : &x->source;
            only[d->tokens[s->first].sentence] = true;
            if (d->tokens[s->head].upos == UPOS_VERB) // a clause is no actor
                continue;
            given[s->head] = true;
            d->mentions[s->mention].human = true;
            p->w.mention_of[s->head] = s->mention;
        }
    }
    p->w.only = only;
    p->w.given = given;
    d->claims = NULL;
    d->n_claims = d->cap_claims = 0;
    d->predicates = NULL;
    d->n_predicates = d->cap_predicates = 0;
    match_run(&p->w);
    claim_run(&p->w);
    uint32_t n = (uint32_t)d->n_claims;
    p->twin_of = ARENA_NEW(d->arena, uint32_t, 4 * n + d->n_quotes + 1);
    for (uint32_t i = 0; i < n; i++) {
        p->twin_of[i] = NONE;
        size_t from = d->n_claims;
        twin_refused(p, i);
        twin_spoken(p, i);
        twin_denied(p, i);
        for (; from < d->n_claims; from++)
            p->twin_of[from] = i;
    }
    size_t from = d->n_claims;
    spoken(p);
    for (; from < d->n_claims; from++)
        p->twin_of[from] = (uint32_t)from;
    return p;
}

// ----------------------------------------------------------------------------------------------
// answers
static void answer(PairWork *p, uint32_t i, const Claim *chosen, bool sure, Str judged)
{
    Doc *d = p->d;
    const Article *a = d->article;
    const Pair *x = &p->pairs[i];
    Claim *c = ARENA_PUSH(d->arena, d->claims, d->n_claims, d->cap_claims);
    if (chosen) {
        *c = *chosen;
        c->p *= sure ? 1 : 0.6f;
        c->predicate = NONE; // the free predicate of the same word
        for (uint32_t k = 0; chosen->predicate != NONE && k < d->n_predicates; k++)
            if (d->predicates[k].token == c->token)
                c->predicate = k;
    } else { // nothing that a trigger row knows
        uint32_t token = x->found ? x->source.head : 0;
        Span part = d->parts[d->n_parts - 1].span;
        *c = (Claim){.sentence = d->n_tokens ? d->tokens[token].sentence : 0,
                     .token = token,
                     .predicate = NONE,
                     .time = NONE,
                     .place = NONE,
                     .fact = FACT_POSSIBLE};
        c->trigger = x->found ? x->source.span : (Span){part.start, part.start};
    }
    c->judged = judged;
    c->pair = i;
    c->inside = NONE;
    c->left_out = false;
    if (x->found) {
        c->actor = ARENA_NEW(d->arena, uint32_t, 1);
        c->recipient = ARENA_NEW(d->arena, uint32_t, 1);
        c->actor[0] = x->source.mention;
        c->recipient[0] = x->target.mention;
        c->n_actor = c->n_recipient = 1;
    }
    uint64_t h = hash64(c->id, sizeof c->id, i + 1);
    h = hash64(a->pairs[i].source, 2 * sizeof(uint32_t), h);
    h = hash64(a->pairs[i].target, 2 * sizeof(uint32_t), h);
    h = hash64(a->id.p, a->id.n, h);
    snprintf(c->id, sizeof c->id, "%016llx%08x", (unsigned long long)h, i);
}

void pair_end(PairWork *p)
{
    Doc *d = p->d;
    Claim *readings = d->claims;
    uint32_t *best = ARENA_NEW(d->arena, uint32_t, p->n_pairs);
    Str *judged = ARENA_NEW(d->arena, Str, p->n_pairs);
    bool *sure = ARENA_NEW(d->arena, bool, p->n_pairs);
    for (uint32_t i = 0; i < p->n_pairs; i++) {
        int32_t top = INT32_MIN, second = INT32_MIN;
        uint32_t next = NONE;
        best[i] = NONE;
        for (uint32_t k = 0; p->pairs[i].found && k < d->n_claims; k++) {
            int32_t score = pair_score(p, &p->pairs[i], k);
            if (score > top) {
                second = top;
                next = best[i];
                top = score;
                best[i] = k;
            } else if (score > second) {
                second = score;
                next = k;
            }
        }
        sure[i] = best[i] != NONE && pair_holds(p, &p->pairs[i], best[i]);
        judged[i] = best[i] == NONE ? STR("") : pair_why(p, &p->pairs[i], best[i]);
        if (next != NONE)
            judged[i] = str_of(arena_printf(
                d->arena, "%.*s; %d before %.*s", (int)judged[i].n, judged[i].p, top - second,
                (int)readings[next].expression.n, readings[next].expression.p));
    }
    d->claims = p->claims;
    d->n_claims = p->n_claims;
    d->cap_claims = p->cap_claims;
    d->predicates = p->predicates;
    d->n_predicates = p->n_predicates;
    d->cap_predicates = p->cap_predicates;
    for (uint32_t i = 0; i < p->n_pairs; i++)
        answer(p, i, best[i] == NONE ? NULL : &readings[best[i]], sure[i], judged[i]);
}
