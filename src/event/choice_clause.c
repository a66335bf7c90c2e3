// SPDX-License-Identifier: MIT
// In: a claim with an open role. Out: whom its clause names by its form alone: the aim of a
// purpose, who is waited for, who puts somebody out, who was there. Method: arcs and short lists of
// words. Cost: the children of a word. Does not: weigh candidates.
#include "event/choice_work.h"

// "opened fire to disperse miners": the clause that tells the aim of force.
uint32_t choice_aim(const Doc *d, const Claim *claim, uint32_t verb)
{
    if (!act_in(claim->act, "coerce") && !act_in(claim->act, "aid") &&
        !act_in(claim->act, "posture") && !act_is_violent(claim->act))
        return NONE;
    for (uint32_t k = token_child(d, verb, NONE); k != NONE; k = token_child(d, verb, k)) {
        uint32_t to = token_child_dep(d, k, DEP_MARK);
        if (k > verb && d->tokens[k].dep == DEP_ADVCL && token_xpos(d, k, "VB") && to != NONE &&
            token_is(d, to, "to"))
            return k;
    }
    return NONE;
}

// What somebody says he will do or not do, until another moves.
bool choice_is_stand(Str kind)
{
    return str_is(kind, "refuse") || str_is(kind, "intend") || str_is(kind, "threaten");
}

// "will not call off the strike until the government raises wages", "will sign if Chile pulls out":
// who is waited for.
uint32_t choice_waited_for(const Choosing *x, uint32_t token)
{
    static const char *const marks[] = {"until", "till", "unless", "before", "if", NULL};
    const Claims *c = x->c;
    const Doc *d = c->d;
    for (uint32_t k = token_child(d, token, NONE); k != NONE; k = token_child(d, token, k)) {
        uint32_t mark = d->tokens[k].dep == DEP_ADVCL ? token_child_dep(d, k, DEP_MARK) : NONE;
        uint32_t first, end;
        if (mark == NONE || !token_in(d, mark, marks))
            continue;
        token_subtree(d, k, &first, &end);
        for (uint32_t i = first; i < end; i++) {
            uint32_t m = c->w->mention_of[i];
            // "if Chile withdraws", not "if the rebels are handed over"
            bool moves = !token_is(d, mark, "if") ||
                         (d->tokens[i].head == k && d->tokens[i].dep == DEP_NSUBJ);
            if (m != NONE && d->mentions[m].head == i && d->mentions[m].code.n && moves &&
                !role_among(c, m, x->claim->actor, x->claim->n_actor))
                return m;
        }
    }
    return NONE;
}

void choice_confronted(Claims *c, Claim *claim, uint32_t verb)
{
    const Doc *d = c->d;
    uint32_t old = claim->n_recipient == 1 ? claim->recipient[0] : NONE,
             aim = old == NONE || !act_in(claim->act, "posture") || d->mentions[old].code.n
                       ? NONE
                       : choice_aim(d, claim, verb);
    if (aim == NONE)
        return;
    claim->n_recipient = 0;
    role_search(c, claim, aim);
    if (claim->n_recipient && d->mentions[claim->recipient[0]].code.n)
        return;
    claim->recipient = ARENA_NEW(d->arena, uint32_t, 1);
    claim->recipient[0] = old;
    claim->n_recipient = 1;
}

// "wounded in a shootout with smugglers": of the two sides, who is hurt is whom it is done to.
void choice_struck(Claims *c, Claim *claim)
{
    static const char *const hurt[] = {"kill", "wound", "injure", "hurt", "die", "perish", NULL};
    const Doc *d = c->d;
    const Token *t = &d->tokens[claim->token];
    uint32_t in = token_child_dep(d, claim->token, DEP_CASE);
    if (claim->n_actor || claim->n_recipient != 1 || !act_is_violent(claim->act) ||
        t->dep != DEP_OBL || in == NONE || !token_is(d, in, "in") || !lemma_in(d, t->head, hurt))
        return;
    uint32_t with = d->mentions[claim->recipient[0]].head,
             mark = token_child_dep(d, with, DEP_CASE), victim = NONE, n = 0;
    size_t n_args;
    const Argument *args = arguments_of(d, t->head, &n_args);
    bool dies = lemma_in(d, t->head, (const char *const[]){"die", "perish", NULL});
    for (size_t i = 0; i < n_args && victim == NONE; i++)
        if (args[i].slot == (dies ? SLOT_SUBJ : SLOT_OBJ))
            victim = args[i].filler;
    if (d->tokens[with].head != claim->token || mark == NONE || !token_is(d, mark, "with") ||
        victim == NONE)
        return;
    uint32_t *who = role_mentions(c, &victim, 1, FILL_PERSON, &n);
    if (n == 0 || who[0] == claim->recipient[0])
        return;
    claim->actor = claim->recipient;
    claim->n_actor = 1;
    claim->recipient = who;
    claim->n_recipient = n;
}

// "were expelled from Kenya", "suspended from the union": the country or body that puts them out;
// "soldiers were deployed": those themselves. NONE.
static uint32_t agent_of_passive(const Claims *c, const Claim *claim)
{
    const Doc *d = c->d;
    bool barred = str_is(claim->act, "coerce.administrative"),
         out = barred || act_in(claim->act, "coerce.deport") ||
               str_starts(claim->act, "reduce.expel"),
         forces = act_in(claim->act, "posture") || str_is(claim->act, "aid.protection") ||
                  str_is(claim->act, "yield.withdraw");
    size_t n;
    const Argument *args = arguments_of(d, claim->token, &n);
    if ((!out && !forces) || (claim->n_operators && claim->operators[0].token != NONE) ||
        (token_child_dep(d, claim->token, DEP_AUX_PASS) == NONE &&
         d->tokens[claim->token].dep != DEP_ACL))
        return NONE;
    for (size_t i = 0; i < n; i++) {
        uint32_t m = c->w->mention_of[args[i].filler];
        if (m == NONE || d->mentions[m].head != args[i].filler)
            continue;
        const Mention *who = &d->mentions[m];
        bool from = args[i].slot == SLOT_OBL && str_is(args[i].prep, "from");
        if (out ? from && who->code.n && !(barred && who->place) &&
                      !role_among(c, m, claim->recipient, claim->n_recipient)
                : args[i].slot == SLOT_OBJ && str_is(who->sector, "MIL") && who->plural)
            return m;
    }
    return NONE;
}

// Who stands for the word as an actor; NONE.
static uint32_t actor_at(Claims *c, uint32_t token)
{
    uint32_t n = 0, *who = token == NONE ? NULL : role_mentions(c, &token, 1, FILL_ACTOR, &n);
    return n ? who[0] : NONE;
}

// "invaded the pitch in a protest", "blew up trucks in a raid on a farm", "printed it in defiance
// of the court": those who did; not "died in a protest". NONE.
static uint32_t who_did_it_so(Claims *c, const Claim *claim)
{
    static const char *const suffer[] = {"die",  "perish", "suffer", "fall",    "drown",
                                         "lose", "watch",  "see",    "survive", NULL};
    const Doc *d = c->d;
    const Token *t = &d->tokens[claim->token];
    uint32_t in = token_child_dep(d, claim->token, DEP_CASE);
    bool protest = act_in(claim->act, "protest"), attack = act_in(claim->act, "attack"),
         defiance = act_in(claim->act, "reject.defy");
    if ((!protest && !attack && !defiance) || claim->n_operators || t->upos != UPOS_NOUN ||
        (t->dep != DEP_OBL && t->dep != DEP_NMOD) || in == NONE || !token_is(d, in, "in") ||
        d->tokens[t->head].upos != UPOS_VERB || lemma_in(d, t->head, suffer))
        return NONE;
    // an attack is theirs who do harm in it
    uint32_t match = c->w->match_of[t->head];
    if (attack && (match == NONE || !act_is_violent(c->w->matches[match].row->means.act)))
        return NONE;
    return actor_at(c, choice_subject(d, t->head));
}

// "The envoy was in Lima for talks", "flew to Lima for talks", "said after a meeting with the
// pope": who was there for it; NONE.
static uint32_t who_is_there(Claims *c, const Claim *claim)
{
    static const char *const came[] = {"arrive", "fly",   "travel", "go",   "come",   "head",
                                       "leave",  "drive", "return", "sail", "gather", NULL};
    static const char *const met[] = {"in", "during", "after", "following", NULL};
    const Doc *d = c->d;
    const Token *t = &d->tokens[claim->token];
    uint32_t mark = token_child_dep(d, claim->token, DEP_CASE);
    if (!act_in(claim->act, "meet") || claim->n_operators || t->upos != UPOS_NOUN || mark == NONE ||
        t->head == NONE || t->dep == DEP_CONJ)
        return NONE;
    uint32_t subject = token_child_dep(d, t->head, DEP_NSUBJ);
    bool there = token_is(d, mark, "for") &&
                 (token_child_dep(d, t->head, DEP_COP) != NONE || lemma_in(d, t->head, came)),
         spoke =
             token_in(d, mark, met) && d->tokens[t->head].upos == UPOS_VERB && claim->n_recipient;
    if (subject == NONE && (there || spoke) && d->tokens[t->head].upos == UPOS_VERB)
        subject = choice_subject(d, t->head);
    return there || spoke ? actor_at(c, subject) : NONE;
}

// "would shell the town unless the rebels left": the rebels, rather than a town or port.
void choice_conditioned(Claims *c, Claim *claim, uint32_t verb)
{
    bool stands = claim->n_operators &&
                  (str_is(claim->operators[0].kind, "intend") ||
                   str_is(claim->operators[0].kind, "threaten")) &&
                  (act_is_violent(claim->act) || act_in(claim->act, "coerce") ||
                   act_in(claim->act, "reduce"));
    const Mention *old = claim->n_recipient == 1 ? &c->d->mentions[claim->recipient[0]] : NULL;
    if (!stands || !old || old->human || (old->country.n && old->via != VIA_NAME))
        return;
    Choosing x = {.c = c, .claim = claim, .within = NONE};
    uint32_t who = choice_waited_for(&x, verb);
    if (who == NONE)
        return;
    claim->recipient = ARENA_NEW(c->d->arena, uint32_t, 1);
    claim->recipient[0] = who;
}

uint32_t choice_told_actor(Claims *c, const Claim *claim)
{
    uint32_t m = agent_of_passive(c, claim);
    if (m == NONE)
        m = who_did_it_so(c, claim);
    return m == NONE ? who_is_there(c, claim) : m;
}
