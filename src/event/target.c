// SPDX-License-Identifier: MIT
// In: all claims of a document. Out: for protests that name nobody whom they are against, only a
// road, a square or nothing, whom the same people make a demand of, criticise or defy in the same
// sentence: "blocked roads to demand reforms from the government"; "to protest against X" is their
// purpose and no protest of its own. For criticism of violence whose doer is not named: of whom the
// same people demand that he end it. For an answer in kind: him who is answered. For a demand:
// whose act it is that shall end. Method: the other claims of the sentence, the first that names
// such a one. Cost: the claims of a sentence for each claim. Does not: take anybody who is not a
// party to a claim already.
#include "event/claim.h"

// Do the roles hold somebody whom the tables place?
static bool has_code(const Doc *d, const uint32_t *list, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (d->mentions[list[i]].code.n)
            return true;
    return false;
}

// Is a protest's recipient one that only says where it was: "across Kenya", "in Pretoria"?
static bool is_where(const Doc *d, const Claim *protest)
{
    static const char *const where[] = {"in",      "at",      "across",     "on",
                                        "outside", "through", "throughout", "around",
                                        "near",    "along",   NULL};
    uint32_t mark = protest->n_recipient == 1
                        ? token_child_dep(d, d->mentions[protest->recipient[0]].head, DEP_CASE)
                        : NONE;
    return mark != NONE && token_in(d, mark, where) &&
           d->mentions[protest->recipient[0]].country.n == 3 &&
           !d->mentions[protest->recipient[0]].human;
}

// Not "called off the strike", nor the march in "asked to hold a march".
static bool takes_place(const Claim *protest)
{
    static const char *const kinds[] = {"begin", "resume", NULL};
    return protest->inside == NONE &&
           (protest->n_operators == 0 ||
            (protest->n_operators == 1 && str_in(protest->operators[0].kind, kinds)));
}

static bool same_people(const Claims *c, const Claim *a, const Claim *b)
{
    for (uint32_t i = 0; i < a->n_actor; i++)
        if (role_among(c, a->actor[i], b->actor, b->n_actor))
            return true;
    return false;
}

static bool is_addressed(const Claims *c, const Claim *claim, const Claim *protest)
{
    static const char *const kinds[] = {"demand", "appeal", "ultimatum", "criticise", NULL};
    bool defies = act_in(claim->act, "reject.defy");
    bool speaks = claim->n_operators && str_in(claim->operators[0].kind, kinds);
    return has_code(c->d, claim->recipient, claim->n_recipient) &&
           ((speaks && same_people(c, claim, protest)) ||
            (defies && (claim->n_actor == 0 || same_people(c, claim, protest))));
}

// "went on strike to protest against the ministry": the purpose of a protest, not a second one.
static bool is_purpose_of(const Claims *c, const Claim *claim, const Claim *protest)
{
    const Doc *d = c->d;
    uint32_t verb = claim->token, by = protest->token;
    if (claim == protest || claim->n_operators || !act_in(claim->act, "protest") ||
        d->tokens[verb].upos != UPOS_VERB || !str_is(d->tokens[verb].lemma, "protest") ||
        verb < by || !same_people(c, claim, protest))
        return false;
    unsigned dep = d->tokens[verb].dep;
    bool aim = token_xpos(d, verb, "VBG") || token_xpos(d, verb, "VB");
    return aim && (dep == DEP_ADVCL || dep == DEP_ACL || dep == DEP_XCOMP) &&
           (token_dominates(d, by, verb) || token_dominates(d, d->tokens[verb].head, by));
}

// "condemned the invasion and demanded that Iraq pull out".
static bool is_unnamed_violence(const Claim *claim)
{
    return claim->n_operators && str_is(claim->operators[0].kind, "criticise") &&
           act_is_violent(claim->act);
}

static bool shall_end_it(const Claims *c, const Claim *claim, const Claim *criticism)
{
    static const char *const kinds[] = {"demand", "appeal", "ultimatum", NULL};
    bool ends = act_in(claim->act, "yield.withdraw") || act_in(claim->act, "yield.truce") ||
                (claim->n_operators > 1 && str_is(claim->operators[1].kind, "end"));
    return ends && claim->n_operators && str_in(claim->operators[0].kind, kinds) &&
           has_code(c->d, claim->recipient, claim->n_recipient) && same_people(c, claim, criticism);
}

// "laid claim to parts of Peru and threatened war": the recipient of the verb that the threat is
// coordinated with.
static bool is_beside(const Claims *c, const Claim *claim, const Claim *threat)
{
    const Doc *d = c->d;
    return d->tokens[threat->token].dep == DEP_CONJ &&
           d->tokens[threat->token].head == claim->token && same_people(c, claim, threat) &&
           has_code(d, claim->recipient, claim->n_recipient);
}

// Those of the claim's recipients who do not themselves protest, in the place of the road.
static void take(const Claims *c, Claim *protest, const Claim *claim)
{
    uint32_t *list = ARENA_NEW(c->d->arena, uint32_t, claim->n_recipient), n = 0;
    for (uint32_t i = 0; i < claim->n_recipient; i++)
        if (!role_among(c, claim->recipient[i], protest->actor, protest->n_actor))
            list[n++] = claim->recipient[i];
    if (n) {
        protest->recipient = list;
        protest->n_recipient = n;
    }
}

// The claims of each sentence, in a chain.
typedef struct {
    uint32_t *first, *next;
} Chains;

// Protests with their purposes in one.
static void join_purposes(Claims *c, const Chains *h, Claim *open)
{
    const Doc *d = c->d;
    for (uint32_t k = h->first[open->sentence]; k != NONE && act_in(open->act, "protest");
         k = h->next[k]) {
        Claim *aim = &c->d->claims[k];
        if (open->left_out || aim->left_out || !is_purpose_of(c, aim, open))
            continue;
        bool named = has_code(d, open->recipient, open->n_recipient) &&
                     !token_dominates(d, aim->token, d->mentions[open->recipient[0]].head);
        if (!named && aim->n_recipient)
            take(c, open, aim);
        aim->left_out = true;
        aim->reason = STR("the purpose of another protest");
    }
}

static void aim_threat(Claims *c, const Chains *h, Claim *open)
{
    bool threat = open->n_recipient == 0 && open->n_actor && open->n_operators && !open->left_out &&
                  str_is(open->operators[0].kind, "threaten");
    for (uint32_t k = h->first[open->sentence]; k != NONE && threat; k = h->next[k])
        if (&c->d->claims[k] != open && open->n_recipient == 0 &&
            is_beside(c, &c->d->claims[k], open))
            take(c, open, &c->d->claims[k]);
}

// "threw stones at police, who responded with tear gas": on those who threw.
static void aim_answer(Claims *c, const Chains *h, Claim *open)
{
    static const char *const verbs[] = {"respond", "retaliate", "reply", "react", "answer", NULL};
    const Doc *d = c->d;
    uint32_t up = d->tokens[open->token].head;
    bool answers = lemma_in(d, open->token, verbs) || (up != NONE && lemma_in(d, up, verbs));
    if (!answers || open->n_recipient || open->n_actor == 0 || open->left_out)
        return;
    for (uint32_t k = h->first[open->sentence]; k != NONE && open->n_recipient == 0;
         k = h->next[k]) {
        Claim *first = &c->d->claims[k];
        if (first == open || first->n_actor == 0 ||
            !role_among(c, open->actor[0], first->recipient, first->n_recipient) ||
            role_among(c, first->actor[0], open->actor, open->n_actor))
            continue;
        open->recipient = first->actor;
        open->n_recipient = first->n_actor;
    }
}

// "called for an end to Israel's blockade": of whose act it is.
static void aim_demand(Claims *c, const Chains *h, Claim *open)
{
    static const char *const kinds[] = {"demand", "appeal", "ultimatum", NULL};
    const Doc *d = c->d;
    uint32_t self = (uint32_t)(open - d->claims);
    if (open->n_recipient || open->left_out || open->n_operators == 0 ||
        !str_in(open->operators[0].kind, kinds))
        return;
    for (uint32_t k = h->first[open->sentence]; k != NONE; k = h->next[k]) {
        const Claim *asked = &d->claims[k];
        if (asked->inside != self || !has_code(d, asked->actor, asked->n_actor) ||
            same_people(c, asked, open))
            continue;
        open->recipient = asked->actor;
        open->n_recipient = asked->n_actor;
        return;
    }
}

void target_run(Claims *c)
{
    Doc *d = c->d;
    if (c->w->given) // readings of given pairs: the pairs' own mentions stay
        return;
    Chains h = {ARENA_NEW(d->arena, uint32_t, d->n_sentences + 1),
                ARENA_NEW(d->arena, uint32_t, d->n_claims + 1)};
    for (size_t s = 0; s < d->n_sentences; s++)
        h.first[s] = NONE;
    for (uint32_t i = (uint32_t)d->n_claims; i-- > 0;) {
        h.next[i] = h.first[d->claims[i].sentence];
        h.first[d->claims[i].sentence] = i;
    }
    for (uint32_t i = 0; i < d->n_claims; i++) {
        Claim *open = &d->claims[i];
        join_purposes(c, &h, open);
        aim_threat(c, &h, open);
        aim_answer(c, &h, open);
        aim_demand(c, &h, open);
        bool protest = act_in(open->act, "protest") && takes_place(open);
        if ((!protest && !is_unnamed_violence(open)) || open->n_actor == 0 ||
            (has_code(d, open->recipient, open->n_recipient) && !(protest && is_where(d, open))))
            continue;
        uint32_t k = h.first[open->sentence];
        while (k != NONE && (k == i || !(protest ? is_addressed(c, &d->claims[k], open)
                                                 : shall_end_it(c, &d->claims[k], open))))
            k = h.next[k];
        if (k != NONE)
            take(c, open, &d->claims[k]);
    }
}
