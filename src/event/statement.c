// SPDX-License-Identifier: MIT
// In: claims and quotations. Out: the claims that lie in saying something: a demand or appeal above
// what a speaker says is due, a statement where the reported words hold no claim. Method: a report
// whose words are coded is their voice and no record of its own, wherever the parse hangs it; else
// it is `statement`, or demand() and appeal() where something is said to be due. Cost: linear in
// quotations, with a binary search among the claims. Does not: find quotations or speakers
// (quote.c).
#include "event/claim.h"

#include <string.h>

static bool is_speech(const Claims *c, Str verb)
{
    const EventTables *t = c->w->t;
    for (uint32_t row = lextable_find(t->cues, verb); row != LEX_NONE;
         row = lextable_next(t->cues, row))
        if (str_is(lextable_cell(t->cues, row, t->cues_kind), "speech"))
            return true;
    return false;
}

// "The minister said the rebels must disarm": what a speaker says must or should be done, he
// demands or asks for. The claim of the demand is added above the act's.
void statement_obligations(Claims *c)
{
    Doc *d = c->d;
    size_t n = d->n_claims;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t p = d->claims[i].predicate;
        if (p == NONE || d->predicates[p].must.end == d->predicates[p].must.start ||
            d->claims[i].inside != NONE || d->claims[i].left_out || d->claims[i].n_voices == 0)
            continue;
        const Quote *q = &d->quotes[d->claims[i].voices[d->claims[i].n_voices - 1]];
        const OperatorRow *o =
            operator_find(c->w->t, d->predicates[p].strong ? STR("demand") : STR("appeal"));
        if (!o || q->mention == NONE || d->claims[i].n_operators >= MAX_CHAIN)
            continue;
        Claim *claim = ARENA_PUSH(d->arena, d->claims, d->n_claims, d->cap_claims);
        const Claim *inner = &d->claims[i]; // after the push: the array may have moved
        *claim = *inner;
        claim->operators = ARENA_NEW(d->arena, ClaimOperator, inner->n_operators + 1);
        claim->operators[0] =
            (ClaimOperator){o->kind, d->predicates[p].must,
                            q->cue_token == NONE ? inner->token : q->cue_token, o->source};
        if (inner->n_operators)
            memcpy(claim->operators + 1, inner->operators,
                   inner->n_operators * sizeof *inner->operators);
        claim->n_operators = inner->n_operators + 1;
        claim->actor = ARENA_NEW(d->arena, uint32_t, 1);
        claim->actor[0] = q->mention;
        claim->n_actor = 1;
        claim->recipient = inner->n_actor ? inner->actor : inner->recipient;
        claim->n_recipient = inner->n_actor ? inner->n_actor : inner->n_recipient;
        claim->fact = (uint8_t)(o->affirmed >= 0 ? o->affirmed : FACT_DEMANDED);
        claim->score = fact_score(claim->fact);
        claim->n_voices = inner->n_voices - 1;
        claim->expression = str_of(arena_printf(d->arena, "%.*s(%.*s)", (int)o->kind.n, o->kind.p,
                                                (int)inner->expression.n, inner->expression.p));
        claim->why = ARENA_NEW(d->arena, Str, inner->n_why + 1);
        claim->why[0] = o->source;
        memcpy(claim->why + 1, inner->why, inner->n_why * sizeof *inner->why);
        claim->n_why = inner->n_why + 1;
        memset(claim->count, 0, sizeof claim->count);
        d->claims[i].inside = (uint32_t)(d->n_claims - 1);
        claim_id(d, claim);
    }
}

// The first thing in a quotation that is said to be due.
static const Predicate *obligation_in(const Doc *d, const Quote *q)
{
    for (uint32_t k = 0; k < q->n_content; k++) {
        size_t low = 0, high = d->n_predicates; // predicates stand in text order
        while (low < high) {
            size_t mid = (low + high) / 2;
            if (d->tokens[d->predicates[mid].token].span.start < q->content[k].start)
                low = mid + 1;
            else
                high = mid;
        }
        for (; low < d->n_predicates &&
               d->tokens[d->predicates[low].token].span.start < q->content[k].end;
             low++) {
            const Predicate *p = &d->predicates[low];
            if (p->must.end > p->must.start && q->content[k].start <= p->must.start)
                return p;
        }
    }
    return NULL;
}

// Does one of the first n claims, which stand in the order of their sentences, lie in the
// quotation?
static bool quote_holds_claim(const Doc *d, const Quote *quote, size_t n)
{
    bool holds = false;
    for (uint32_t k = 0; k < quote->n_content && !holds; k++) {
        size_t low = 0, high = n; // the claims so far stand in the order of their sentences
        while (low < high) {
            size_t mid = (low + high) / 2;
            if (d->sentences[d->claims[mid].sentence].span.end <= quote->content[k].start)
                low = mid + 1;
            else
                high = mid;
        }
        for (; low < n &&
               d->sentences[d->claims[low].sentence].span.start < quote->content[k].end && !holds;
             low++)
            holds = !d->claims[low].left_out &&
                    quote->content[k].start <= d->claims[low].trigger.start &&
                    d->claims[low].trigger.start < quote->content[k].end;
    }
    return holds;
}

// "his family said": what kin say of their own is no statement of an actor.
static bool is_kin(const Doc *d, const Mention *speaker)
{
    static const char *const kin[] = {
        "family", "relative", "parent",   "mother", "father",   "wife",      "husband",
        "widow",  "son",      "daughter", "sister", "brother",  "uncle",     "cousin",
        "aunt",   "nephew",   "niece",    "friend", "neighbor", "neighbour", NULL};
    return speaker->kind != MENTION_NAME && lemma_in(d, speaker->head, kin);
}

// "The envoy said the harvest was good": a report whose content holds no act is a claim of its own.
void statement_reports(Claims *c, size_t n)
{
    Doc *d = c->d;
    for (uint32_t q = 0; q < d->n_quotes; q++) {
        const Quote *quote = &d->quotes[q];
        if (quote->cue_token == NONE || quote->mention == NONE ||
            c->w->match_of[quote->cue_token] != NONE || c->w->blocked[quote->cue_token])
            continue;
        const Mention *speaker = &d->mentions[quote->mention];
        if (!is_speech(c, quote->verb) || !speaker->code.n || is_kin(d, speaker) ||
            (d->sentences[d->tokens[quote->cue_token].sentence].flags & SENT_REPEAT))
            continue;
        if (quote_holds_claim(d, quote, n))
            continue;
        const Predicate *must = obligation_in(d, quote);
        Claim *claim = ARENA_PUSH(d->arena, d->claims, d->n_claims, d->cap_claims);
        *claim = (Claim){.sentence = d->tokens[quote->cue_token].sentence,
                         .token = quote->cue_token,
                         .trigger = quote->cue,
                         .act = STR("statement"),
                         .expression = STR("statement"),
                         .inside = NONE,
                         .pair = NONE,
                         .time = NONE,
                         .place = NONE,
                         .predicate = NONE,
                         .p = 0.4f};
        claim->actor = ARENA_NEW(d->arena, uint32_t, 1);
        claim->actor[0] = quote->mention;
        claim->n_actor = 1;
        if (quote->addressee != NONE && c->w->mention_of[quote->addressee] != NONE) {
            claim->recipient = ARENA_NEW(d->arena, uint32_t, 1);
            claim->recipient[0] = c->w->mention_of[quote->addressee];
            claim->n_recipient = 1;
        }
        if (claim->n_recipient == 0)
            role_search(c, claim, claim->token);
        adjunct_time(c, claim, claim->token, false);
        adjunct_voices(c, claim);
        claim_factuality(c, claim);
        claim->why = ARENA_NEW(d->arena, Str, 1);
        const OperatorRow *o =
            must ? operator_find(c->w->t, must->strong ? STR("demand") : STR("appeal")) : NULL;
        if (o) { // "said the villagers must leave": a demand, though no row knows of what
            claim->act = STR("");
            claim->expression = str_of(arena_printf(d->arena, "%.*s()", (int)o->kind.n, o->kind.p));
            claim->operators = ARENA_NEW(d->arena, ClaimOperator, 1);
            claim->operators[0] = (ClaimOperator){o->kind, must->must, quote->cue_token, o->source};
            claim->n_operators = 1;
            claim->trigger = must->must;
            claim->fact = (uint8_t)(o->affirmed >= 0 ? o->affirmed : FACT_DEMANDED);
            claim->score = fact_score(claim->fact);
            size_t n_args;
            const Argument *args = arguments_of(d, must->token, &n_args);
            for (size_t k = 0; k < n_args && claim->n_recipient == 0; k++) {
                uint32_t m = c->w->mention_of[args[k].filler];
                if (args[k].slot == SLOT_SUBJ && m != NONE && d->mentions[m].code.n &&
                    !role_among(c, m, claim->actor, 1)) {
                    claim->recipient = ARENA_NEW(d->arena, uint32_t, 1);
                    claim->recipient[0] = m;
                    claim->n_recipient = 1;
                }
            }
            claim->why[claim->n_why++] = o->source;
        } else {
            claim->why[claim->n_why++] = STR("cues.tsv");
        }
        claim_id(d, claim);
    }
}

// "Poland would never attack, the president said": the report's content hangs above it, and what it
// holds is the news.
bool statement_is_told(const Claims *c, uint32_t cue, size_t n)
{
    uint32_t q = c->quote_of[cue];
    return q != NONE && quote_holds_claim(c->d, &c->d->quotes[q], n);
}

void statement_speaker(const Claims *c, Claim *claim, uint32_t cue)
{
    uint32_t q = c->quote_of[cue];
    if (q == NONE || c->d->quotes[q].mention == NONE)
        return;
    claim->actor = ARENA_NEW(c->d->arena, uint32_t, 1);
    claim->actor[0] = c->d->quotes[q].mention;
    claim->n_actor = 1;
}
