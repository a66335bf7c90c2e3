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

static bool is_due(const Claims *c, uint32_t token)
{
    uint32_t p = c->w->predicate_of[token];
    return p != NONE && c->d->predicates[p].must.end > c->d->predicates[p].must.start;
}

// "said looting in Mali should be prevented", "said a boycott of Chile was needed": who or where
// stands below the thing that is due.
static void whom_it_concerns(Claims *c, Claim *claim, uint32_t token)
{
    size_t n;
    const Argument *args = arguments_of(c->d, token, &n);
    for (size_t i = 0; i < n && claim->n_recipient == 0; i++) {
        if (args[i].slot != SLOT_OBJ || role_is_own(c->d, args[i].filler))
            continue;
        role_search(c, claim, args[i].filler);
        if (claim->n_recipient == 0)
            role_last_resort(c, claim, args[i].filler);
    }
}

// "Talks were out of the question, the minister said": a judgement whose row names nobody who
// judges is the speaker's own.
static void judgement_speaker(Claims *c, Claim *claim)
{
    Doc *d = c->d;
    if (claim->n_operators == 0 || claim->n_actor || claim->n_voices == 0 || claim->left_out ||
        claim->operators[0].token == NONE)
        return;
    uint32_t m = c->w->match_of[claim->operators[0].token];
    const OperatorRow *o = operator_find(c->w->t, claim->operators[0].kind);
    const Quote *q = &d->quotes[claim->voices[claim->n_voices - 1]];
    if (m == NONE || !o || !o->event || q->mention == NONE ||
        is_due(c, claim->operators[0].token) || c->w->matches[m].row->role[ROLE_ACTOR].n ||
        c->w->matches[m].row->role[ROLE_ALL].n ||
        role_among(c, q->mention, claim->recipient, claim->n_recipient))
        return;
    claim->actor = ARENA_NEW(d->arena, uint32_t, 1);
    claim->actor[0] = q->mention;
    claim->n_actor = 1;
    claim->n_voices--;
    if (claim->n_recipient == 0)
        whom_it_concerns(c, claim, claim->operators[0].token);
    claim_id(d, claim);
}

// "The minister said the rebels must disarm": what a speaker says must or should be done, he
// demands or asks for. The claim of the demand is added above the act's.
void statement_obligations(Claims *c)
{
    Doc *d = c->d;
    size_t n = d->n_claims;
    for (uint32_t i = 0; i < n; i++) {
        judgement_speaker(c, &d->claims[i]);
        uint32_t p = d->claims[i].predicate;
        // "must end the attacks": it stands on what changes the act
        for (uint32_t k = 0;
             k < d->claims[i].n_operators &&
             (p == NONE || d->predicates[p].must.end == d->predicates[p].must.start);
             k++)
            if (d->claims[i].operators[k].token != NONE)
                p = c->w->predicate_of[d->claims[i].operators[k].token];
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
        if (claim->n_recipient == 0)
            whom_it_concerns(c, claim, d->predicates[p].token);
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
        relevance_decide(c, claim, NONE);
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

// "filed charges against the mayor": is the cue a part of a claim's own words?
static bool cue_is_trigger(const Doc *d, const Quote *quote, size_t n)
{
    uint32_t sentence = d->tokens[quote->cue_token].sentence;
    size_t low = 0, high = n; // the claims so far stand in the order of their sentences
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (d->claims[mid].sentence < sentence)
            low = mid + 1;
        else
            high = mid;
    }
    for (; low < n && d->claims[low].sentence == sentence; low++)
        if (!d->claims[low].left_out && d->claims[low].trigger.start < quote->cue.end &&
            quote->cue.start < d->claims[low].trigger.end)
            return true;
    return false;
}

// "said the villagers must leave": a demand, though no row knows of what.
static bool obligation_set(Claims *c, Claim *claim, const Predicate *must, uint32_t cue)
{
    const Doc *d = c->d;
    const OperatorRow *o =
        must ? operator_find(c->w->t, must->strong ? STR("demand") : STR("appeal")) : NULL;
    if (!o)
        return false;
    claim->act = STR("");
    claim->expression = str_of(arena_printf(d->arena, "%.*s()", (int)o->kind.n, o->kind.p));
    claim->operators = ARENA_NEW(d->arena, ClaimOperator, 1);
    claim->operators[0] = (ClaimOperator){o->kind, must->must, cue, o->source};
    claim->n_operators = 1;
    claim->trigger = must->must;
    claim->fact = (uint8_t)(o->affirmed >= 0 ? o->affirmed : FACT_DEMANDED);
    claim->score = fact_score(claim->fact);
    size_t n_args;
    const Argument *args = arguments_of(d, must->token, &n_args);
    for (unsigned pass = 0; pass < 2; pass++) // who is to do it; else what is to be done to whom
        for (size_t k = 0; k < n_args; k++) {
            uint32_t m = c->w->mention_of[args[k].filler];
            if (args[k].slot != (pass ? SLOT_OBJ : SLOT_SUBJ) || m == NONE ||
                !(d->mentions[m].code.n || d->mentions[m].human) ||
                role_among(c, m, claim->actor, claim->n_actor))
                continue;
            claim->recipient = ARENA_NEW(d->arena, uint32_t, 1);
            claim->recipient[0] = m;
            claim->n_recipient = 1;
            claim->why = ARENA_NEW(d->arena, Str, 1);
            claim->why[0] = o->source;
            claim->n_why = 1;
            return true;
        }
    claim->n_recipient = 0;
    whom_it_concerns(c, claim, must->token);
    claim->why = ARENA_NEW(d->arena, Str, 1);
    claim->why[0] = o->source;
    claim->n_why = 1;
    return true;
}

// Does a firm, or nobody that is known, speak?
static bool speaks_of_firms(const Claims *c, const Claim *claim)
{
    const Mention *m = &c->d->mentions[claim->actor[0]];
    return m->code.n == 0 || str_is(m->sector, "BUS") || str_is(m->sector, "CVL");
}

// Who is said to be under the obligation, if it is somebody who may be told: not the speaker
// himself, no firm ("the bank should have a good year").
static bool obliged(const Claims *c, const Claim *claim, const Predicate *must)
{
    static const char *const states[] = {"be",   "have", "get",    "see",
                                         "rise", "fall", "remain", NULL};
    const Doc *d = c->d;
    size_t n;
    const Argument *args = arguments_of(d, must->token, &n);
    if (token_child_dep(d, must->token, DEP_AUX_PASS) != NONE && !speaks_of_firms(c, claim))
        return true; // "war must be avoided": by whom, nobody says
    for (size_t k = 0; k < n; k++) {
        uint32_t m = c->w->mention_of[args[k].filler];
        if (args[k].slot == SLOT_SUBJ && m != NONE && d->mentions[m].code.n &&
            d->mentions[m].kind != MENTION_PRONOUN && !str_is(d->mentions[m].sector, "BUS") &&
            !lemma_in(d, must->token, states) && !role_among(c, m, claim->actor, claim->n_actor))
            return true;
    }
    return false;
}

// A report that a row found and whose words hold no act: what they say is due is demanded.
void statement_due(Claims *c, Claim *claim, uint32_t cue)
{
    uint32_t q = c->quote_of[cue];
    if (q == NONE || claim->n_actor == 0)
        return;
    const Predicate *must = obligation_in(c->d, &c->d->quotes[q]);
    if (must && obliged(c, claim, must) && obligation_set(c, claim, must, cue))
        claim_id(c->d, claim);
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
        if (!is_speech(c, quote->verb) || !speaker->code.n ||
            (d->sentences[d->tokens[quote->cue_token].sentence].flags & SENT_REPEAT))
            continue;
        if (quote_holds_claim(d, quote, n) || cue_is_trigger(d, quote, n))
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
        if (!obligation_set(c, claim, must, quote->cue_token))
            claim->why[claim->n_why++] = STR("cues.tsv");
        relevance_decide(c, claim, NONE);
        claim_id(d, claim);
    }
}

// "said that Chad must think ahead because rebels attacked a port": is what the reported words
// themselves say due, with no row for it?
static bool duty_is_head(const Claims *c, uint32_t q, uint32_t cue)
{
    const Doc *d = c->d;
    const Predicate *must = obligation_in(d, &d->quotes[q]);
    Claim said = {.actor = &d->quotes[q].mention, .n_actor = d->quotes[q].mention != NONE};
    return must && said.n_actor && d->tokens[must->token].head == cue &&
           d->tokens[must->token].dep == DEP_CCOMP && c->w->match_of[must->token] == NONE &&
           obliged(c, &said, must);
}

// "Poland would never attack, the president said": the report's content hangs above it, and what it
// holds is the news.
bool statement_is_told(const Claims *c, uint32_t cue, size_t n)
{
    uint32_t q = c->quote_of[cue];
    return q != NONE && quote_holds_claim(c->d, &c->d->quotes[q], n) && !duty_is_head(c, q, cue);
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
