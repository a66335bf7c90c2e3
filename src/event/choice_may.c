// SPDX-License-Identifier: MIT
// In: a claim with an open role and a mention of its sentence. Out: may he stand there? Method: one
// short rule for each way in which sentences name somebody who is no party: who tells of it, who
// stands in another clause, who asks for it, where it was, whose a thing is called after. Whom the
// rules of role.c propose passes the later ones. Cost: a few walks up the tree. Does not: weigh.
#include "event/choice_work.h"

// Does a clause lie between the word and the trigger?
const char *choice_clause_between(const Doc *d, uint32_t token, uint32_t trigger)
{
    if (!token_dominates(d, trigger, token))
        return token_dominates(d, token, trigger) ? "above" : "beside";
    for (uint32_t i = token; i != trigger && i != NONE; i = d->tokens[i].head)
        switch (d->tokens[i].dep) {
        case DEP_ADVCL:
        case DEP_ACL:
        case DEP_ACL_RELCL:
        case DEP_PARATAXIS:
        case DEP_CCOMP:
        case DEP_XCOMP: return dep_name(d->tokens[i].dep);
        default: break;
        }
    return "same";
}

// "The agency said that fighting drove out 3,000": who only tells of it does not do it.
static bool tells_of_it(const Choosing *x, uint32_t mention)
{
    const Claims *c = x->c;
    const Doc *d = c->d;
    uint32_t sentence = x->claim->sentence;
    for (uint32_t i = c->quote_from[sentence]; i < c->quote_from[sentence + 1]; i++) {
        const Quote *q = &d->quotes[c->quote_list[i]];
        bool speaks =
            q->mention != NONE && (q->mention == mention ||
                                   d->mentions[q->mention].entity == d->mentions[mention].entity);
        if (!speaks && d->mentions[mention].head != q->addressee) // nor who is told of it
            continue;
        for (uint32_t k = 0; k < q->n_content; k++)
            if (q->content[k].start <= x->claim->trigger.start &&
                x->claim->trigger.end <= q->content[k].end)
                return true;
    }
    return false;
}

// "Britain sent a fleet as the UN met": what goes on beside the act names nobody in it; "until the
// EU answers" may.
static bool goes_on_beside(const Doc *d, uint32_t token, uint32_t trigger)
{
    static const char *const beside[] = {"as",    "while",    "when",   "because",
                                         "since", "although", "though", NULL};
    if (!token_dominates(d, trigger, token))
        return false;
    for (uint32_t i = token; i != trigger && i != NONE; i = d->tokens[i].head) {
        uint32_t mark = d->tokens[i].dep == DEP_ADVCL ? token_child_dep(d, i, DEP_MARK) : NONE;
        if (mark != NONE && token_in(d, mark, beside))
            return true;
    }
    return false;
}

// A part of the phrase that stands in the other role: "Basque" in "Basque gunmen".
static bool is_part_of(const Doc *d, uint32_t mention, const uint32_t *list, uint32_t n)
{
    uint32_t head = d->mentions[mention].head;
    for (uint32_t i = 0; i < n; i++)
        if (d->mentions[list[i]].first <= head && head < d->mentions[list[i]].end)
            return true;
    return false;
}

// "Mali" in "miners in Mali said they would": where those are who act.
static bool is_home_of(const Claims *c, uint32_t mention, const uint32_t *list, uint32_t n)
{
    static const char *const where[] = {"in", "at", "of", "from", "near", "outside", NULL};
    const Doc *d = c->d;
    uint32_t up = d->mentions[mention].head, mark = token_child_dep(d, up, DEP_CASE);
    if (!d->mentions[mention].place || mark == NONE || !token_in(d, mark, where))
        return false;
    while (d->tokens[up].dep == DEP_NMOD) {
        up = d->tokens[up].head;
        if (c->w->mention_of[up] != NONE && role_among(c, c->w->mention_of[up], list, n))
            return true;
    }
    return false;
}

// "blocked a road accusing the mayor": whom a subordinate clause's own act is done to.
static bool is_taken(const Choosing *x, uint32_t token)
{
    const EventWork *w = x->c->w;
    uint32_t up = w->d->tokens[token].head, match = up == NONE ? NONE : w->match_of[up];
    if (match == NONE || up == x->claim->token || !token_dominates(w->d, x->claim->token, up) ||
        (w->d->tokens[up].dep != DEP_ADVCL && w->d->tokens[up].dep != DEP_ACL &&
         !(w->d->tokens[up].dep == DEP_XCOMP && act_is_violent(w->matches[match].row->means.act))))
        return false;
    for (uint32_t k = 0; k < w->matches[match].n_recipient; k++)
        if (w->matches[match].recipient[k] == token)
            return true;
    return false;
}

// "signed a truce brokered by Kenya": who does an act of his own below; not "granted an order
// sought by the union".
static bool acts_below(const Choosing *x, uint32_t token)
{
    const EventWork *w = x->c->w;
    const Doc *d = w->d;
    uint32_t up = d->tokens[token].head, by = token_child_dep(d, token, DEP_CASE);
    if (by == NONE || !token_is(d, by, "by") || up == NONE || up == x->claim->token ||
        !token_xpos(d, up, "VBN") || w->match_of[up] == NONE ||
        (d->tokens[up].dep != DEP_ACL && d->tokens[up].dep != DEP_ADVCL))
        return false;
    const Means *means = &w->matches[w->match_of[up]].row->means;
    uint32_t noun = d->tokens[up].head; // one of the act's own phrases
    return means->act.n && means->n_operators == 0 && noun != NONE &&
           d->tokens[noun].head == x->claim->token;
}

// "condemned the bombing of a school": who suffered it is not who is criticised.
bool choice_is_pitied(const Choosing *x, uint32_t mention)
{
    const Doc *d = x->c->d;
    for (uint32_t k = 0; x->deplored && k < x->deplored->n_recipient; k++) {
        uint32_t victim = x->deplored->recipient[k];
        if (d->mentions[mention].head == victim ||
            token_dominates(d, victim, d->mentions[mention].head))
            return true;
    }
    return false;
}

uint32_t choice_subject(const Doc *d, uint32_t verb)
{
    size_t n;
    const Argument *args = arguments_of(d, verb, &n);
    for (size_t i = 0; i < n && d->tokens[verb].upos == UPOS_VERB; i++)
        if (args[i].slot == SLOT_SUBJ)
            return args[i].filler;
    return NONE;
}

// "the raid that killed nine": a verb whose subject is named is nobody else's.
static bool outside_subject(const Choosing *x, uint32_t mention)
{
    const Doc *d = x->c->d;
    uint32_t subject = choice_subject(d, x->claim->token);
    return subject != NONE && !token_dominates(d, subject, d->mentions[mention].head);
}

// "We are horrified by the shooting", "angry at the arrests": whom the act moves did not do it.
static bool is_moved(const Doc *d, uint32_t token, uint32_t trigger)
{
    static const char *const causes[] = {"by", "at", "about", "over", NULL};
    const Token *t = &d->tokens[trigger];
    uint32_t by = token_child_dep(d, trigger, DEP_CASE), who = t->head;
    return t->upos == UPOS_NOUN && (t->dep == DEP_OBL || t->dep == DEP_OBL_AGENT) && by != NONE &&
           token_in(d, by, causes) && d->tokens[token].head == who &&
           (d->tokens[token].dep == DEP_NSUBJ_PASS ||
            (d->tokens[token].dep == DEP_NSUBJ && d->tokens[who].upos == UPOS_ADJ));
}

// "denied having ordered it and blamed officers": the second verb's.
static bool in_second_verb(const Doc *d, uint32_t token, uint32_t trigger)
{
    if (!token_dominates(d, trigger, token))
        return false;
    for (uint32_t i = token; i != trigger && i != NONE; i = d->tokens[i].head)
        if (d->tokens[i].dep == DEP_CONJ && d->tokens[i].upos == UPOS_VERB &&
            d->tokens[i].head == trigger && !token_xpos(d, i, "VB"))
            return true;
    return false;
}

// Is he named inside the phrase of who acts: "Orlo, the leader of the delegation"?
static bool is_in_actor(const Doc *d, uint32_t token, const Claim *claim)
{
    for (uint32_t k = 0; k < claim->n_actor; k++) {
        uint32_t actor = d->mentions[claim->actor[k]].head;
        if (token != actor && token_dominates(d, actor, token) &&
            d->tokens[actor].upos != UPOS_VERB && !token_dominates(d, actor, claim->token))
            return true;
    }
    return false;
}

// "a resolution by the council demanding that troops withdraw": not from the council; "Washington
// accused Moscow of violating it": not Washington.
static bool asks_for_it(const Choosing *x, uint32_t token)
{
    if (x->within != NONE && !token_dominates(x->c->d, x->within, token))
        return true;
    for (uint32_t k = 0; x->asker && k < x->asker->n_actor; k++)
        if (x->asker->actor[k] == token)
            return true;
    return false;
}

// Of recipients, even of those whom a rule proposes.
static bool is_no_recipient(const Choosing *x, uint32_t mention)
{
    const Doc *d = x->c->d;
    const Mention *m = &d->mentions[mention];
    const Claim *claim = x->claim;
    uint32_t on = token_child_dep(d, m->head, DEP_CASE);
    const char *clause = choice_clause_between(d, m->head, claim->token);
    // "devalued the crown in line with a package agreed with the fund": to whom one yields stands
    // in the clause
    bool apart = act_in(claim->act, "reform") && claim->n_operators == 0 &&
                 strcmp(clause, "same") != 0 && strcmp(clause, "advcl") != 0;
    bool press = str_is(m->sector, "JRN"); // "promised on state radio", "told Reuters that"
    return role_is_ware(x->c, m->head) || acts_below(x, m->head) || asks_for_it(x, m->head) ||
           in_second_verb(d, m->head, claim->token) || is_in_actor(d, m->head, claim) ||
           (m->ner == NAME_PER &&
            d->tokens[m->head].dep == DEP_COMPOUND) || // "at the Lenin shipyard"
           apart ||
           (on != NONE && token_is(d, on, "on") && (press || str_ends(m->code, "MED"))) ||
           (press && tells_of_it(x, mention));
}

// Of recipients whom no rule proposes.
static bool is_far_recipient(const Choosing *x, uint32_t mention)
{
    const Doc *d = x->c->d;
    const Mention *m = &d->mentions[mention];
    const Claim *claim = x->claim;
    // "welcomed the truce but warned that the union must be on guard": those of another clause
    if (token_dominates(d, claim->token, m->head) && role_in_other_clause(d, m->head, claim->token))
        return true;
    // "sent 500 soldiers": the object of a row that looks for its recipient elsewhere
    bool sends = act_in(claim->act, "aid") || act_in(claim->act, "posture") ||
                 str_is(claim->act, "cooperate.military");
    if (d->tokens[m->head].head == claim->token && d->tokens[m->head].dep == DEP_OBJ &&
        (sends || !m->country.n) && role_aims_past_object(x->c, claim->token))
        return true;
    // "demanded that jobs be reserved for them": nobody knows whom a pronoun means there
    if (m->kind == MENTION_PRONOUN && !m->code.n &&
        strcmp(choice_clause_between(d, m->head, claim->token), "same") != 0)
        return true;
    // "the senators visiting on Friday scolded the mayor": who stands beside a participle is not
    // in it
    return (d->tokens[claim->token].dep == DEP_ACL && token_xpos(d, claim->token, "VBG") &&
            !token_dominates(d, claim->token, m->head)) ||
           is_taken(x, m->head);
}

bool choice_may_stand(const Choosing *x, uint32_t mention)
{
    const Doc *d = x->c->d;
    const Mention *m = &d->mentions[mention];
    const Claim *claim = x->claim;
    Span words = d->tokens[m->head].span;
    if (choice_is_pitied(x, mention) || role_is_origin(d, m->head) ||
        role_among(x->c, mention, claim->actor, claim->n_actor) ||
        role_among(x->c, mention, claim->recipient, claim->n_recipient) ||
        is_part_of(d, mention, claim->recipient, claim->n_recipient) ||
        is_part_of(d, mention, claim->actor, claim->n_actor) ||
        (!x->actor && is_no_recipient(x, mention)))
        return false;
    for (unsigned k = 0; k < CHOICE_RULES; k++)
        if (x->rule[k] == mention)
            return true;
    if (is_home_of(x->c, mention, claim->recipient, claim->n_recipient) ||
        is_home_of(x->c, mention, claim->actor, claim->n_actor) ||
        (claim->trigger.start <= words.start && words.end <= claim->trigger.end) ||
        (d->tokens[m->head].flags & TOKEN_DATELINE) || goes_on_beside(d, m->head, claim->token) ||
        (!x->actor && is_far_recipient(x, mention)))
        return false;
    uint32_t det = token_child_dep(d, m->head, DEP_DET);
    if (det != NONE && (token_is(d, det, "no") || token_is(d, det, "neither")))
        return false;
    // "set off bombs in Manhattan": a place below the act, or the verb that an act's noun hangs on
    uint32_t act = claim->token;
    if (d->tokens[act].upos == UPOS_NOUN && d->tokens[act].dep == DEP_OBJ)
        act = d->tokens[act].head;
    if (m->place && !m->code.n && act != NONE && !token_dominates(d, act, m->head))
        return false;
    bool known = m->code.n || m->human || m->ner == NAME_PER || m->ner == NAME_ORG;
    if (x->actor) // a place is never turned into a perpetrator
        return known && !is_moved(d, m->head, claim->token) && !outside_subject(x, mention) &&
               !(m->place && !m->sector.n) && m->kind != MENTION_DEMONYM &&
               !tells_of_it(x, mention);
    return known || m->place;
}
