// SPDX-License-Identifier: MIT
// In: linked matches (operator.c), roles (role.c), adjuncts (adjunct.c), predicates. Out:
// Doc.claims; codes are added by the next stage. Method: EVENTS.md §2, §6. Each operator that is an
// event, and each act, becomes one claim, linked by `inside`; operators that are none (begin, fail)
// stand on the act's claim. The claim's factuality is that of its act under its operators: a
// demand's claim says `demanded`. Where an operator denies its content by being carried out
// (refuse, forbid, prevent) the claim says what the operator's own clause says: the refusing
// happened. See docs/adr/0003 and 0004. Cost: linear in matches, times a short chain. Does not:
// look into the codes.
#include "event/claim.h"
#include "event/aim.h"

#include "base/hash.h"
#include "lex/expression.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct {
    ClaimOperator op[MAX_CHAIN * 2];
    unsigned n;
    const Match *act; // the innermost match
    Str act_name, attributes;
} Chain;

static void chain_push(Claims *c, Chain *chain, uint32_t match)
{
    const Match *m = &c->w->matches[match];
    if (c->node[match].bare.n) {
        chain->act = m;
        chain->act_name = c->node[match].bare;
        return;
    }
    for (unsigned i = 0; i < m->row->means.n_operators && chain->n < MAX_CHAIN; i++)
        chain->op[chain->n++] =
            (ClaimOperator){m->row->means.operators[i], m->span, m->token, m->row->source};
    chain->act = m;
    if (m->row->means.act.n) {
        chain->act_name = m->row->means.act;
        chain->attributes = m->row->means.attributes;
    }
}

// From a match down through its first (or the given) content to the act.
static void chain_down(Claims *c, Chain *chain, uint32_t i, unsigned which)
{
    for (unsigned depth = 0; depth < MAX_CHAIN; depth++) {
        chain_push(c, chain, i);
        if (c->node[i].n_content == 0 || c->w->matches[i].row->means.act.n)
            return;
        i = c->node[i].content[which < c->node[i].n_content ? which : 0];
        which = 0;
    }
}

// No operator of the match makes a claim: begin, manage, fail …
static bool is_transparent(const Claims *c, uint32_t match)
{
    const Match *m = &c->w->matches[match];
    if (m->row->means.n_operators == 0 || c->node[match].bare.n)
        return false;
    for (unsigned i = 0; i < m->row->means.n_operators; i++)
        if (operator_of(c, m, i)->event)
            return false;
    return m->row->means.act.n == 0;
}

void claim_id(const Doc *d, Claim *claim)
{
    uint64_t a = hash64(d->article->id.p, d->article->id.n, 11), b;
    const uint32_t numbers[] = {claim->trigger.start, claim->trigger.end, claim->n_operators,
                                claim->token};
    a = hash64(numbers, sizeof numbers, a);
    a = hash64(claim->expression.p, claim->expression.n, a);
    for (uint32_t i = 0; i < claim->n_actor; i++)
        a = hash64(&d->mentions[claim->actor[i]].span, sizeof(Span), a);
    for (uint32_t i = 0; i < claim->n_recipient; i++)
        a = hash64(&d->mentions[claim->recipient[i]].span, sizeof(Span), a ^ 1);
    b = hash64(&a, sizeof a, 12);
    snprintf(claim->id, sizeof claim->id, "%016llx%08llx", (unsigned long long)a,
             (unsigned long long)(b & 0xFFFFFFFFu));
}

static Str chain_text(Arena *a, const Chain *chain)
{
    Expression e = {.act = chain->act_name, .attributes = chain->attributes};
    for (; e.n < chain->n && e.n < EXPRESSION_OPERATORS; e.n++)
        e.op[e.n] = chain->op[e.n].kind;
    return expression_text(a, &e);
}

static void factuality_set(Claims *c, Claim *claim, const Chain *chain)
{
    EventWork *w = c->w;
    const Doc *d = c->d;
    uint32_t own = w->predicate_of[claim->token];
    claim->predicate = own;
    claim->fact = own == NONE ? FACT_HAPPENED : d->predicates[own].value;
    claim->tense = own == NONE ? TENSE_NONE : d->predicates[own].time;
    claim->negated = own != NONE && d->predicates[own].negated;
    if (own != NONE) {
        claim->cues = d->predicates[own].cues;
        claim->n_cues = d->predicates[own].n_cues;
    }
    if (chain->n && chain->op[0].token == NONE &&
        claim->fact == FACT_PLANNED) { // announced: "will allow the march"
        claim->score = fact_score(claim->fact);
        return;
    }
    // transparent operators above the act have changed its predicate already; an event operator of
    // its own has not
    for (unsigned i = 0; i < chain->n; i++) {
        const OperatorRow *o = operator_find(w->t, chain->op[i].kind);
        if (!o || !o->event || chain->op[i].token == NONE || chain->op[i].token != claim->token)
            continue;
        if (claim->fact == FACT_NEGATED && claim->negated)
            break;
        uint8_t value = factuality_of_operator(w, claim->token, o);
        if (value != claim->fact) {
            claim->fact = value;
            if (claim->n_cues == 0) {
                claim->cues = ARENA_NEW(d->arena, Span, 1);
                claim->cues[0] = chain->op[i].span;
                claim->n_cues = 1;
            }
            if (value == FACT_DEMANDED || value == FACT_REQUESTED || value == FACT_INTENDED ||
                value == FACT_OFFERED || value == FACT_THREATENED)
                claim->tense = TENSE_FUTURE;
        }
        break;
    }
    // "urged them to stop shelling": the shelling goes on, the stop is what is asked for
    if (chain->n && chain->op[0].token != NONE && chain->op[0].token != claim->token &&
        (str_is(chain->op[0].kind, "end") || str_is(chain->op[0].kind, "cancel"))) {
        uint32_t p = w->predicate_of[chain->op[0].token];
        if (p != NONE && !fact_actual(d->predicates[p].value) &&
            d->predicates[p].value != FACT_NEGATED)
            claim->fact = d->predicates[p].value;
    }
    // what a cancelling or preventing undid did not happen; the cancelling did
    if (chain->n && chain->op[0].token != NONE && chain->op[0].token != claim->token &&
        claim->fact == FACT_NEGATED) {
        const OperatorRow *o = operator_find(w->t, chain->op[0].kind);
        uint32_t p = w->predicate_of[chain->op[0].token];
        if (o && !o->event && o->affirmed == FACT_NEGATED && p != NONE && !claim->negated) {
            claim->fact = d->predicates[p].value;
            claim->negated = d->predicates[p].negated;
        }
    }
    if (claim->fact == FACT_HAPPENED && claim->time != NONE && d->date != DAY_NONE &&
        d->times[claim->time].end_day != DAY_NONE && d->times[claim->time].end_day < d->date - 366)
        claim->fact = FACT_HISTORICAL;
    // "marked the anniversary of the invasion"
    static const char *const remembrance[] = {"anniversary", "commemoration", "memory",
                                              "remembrance", "memorial",      NULL};
    uint32_t above = d->tokens[claim->token].head;
    if (claim->fact == FACT_HAPPENED && above != NONE && d->tokens[claim->token].dep == DEP_NMOD &&
        lemma_in(d, above, remembrance))
        claim->fact = FACT_HISTORICAL;
    claim->score = fact_score(claim->fact);
}

void claim_factuality(Claims *c, Claim *claim)
{
    factuality_set(c, claim, &(Chain){0});
}

bool claim_is_report(const Claims *c, uint32_t match)
{
    const Match *m = &c->w->matches[match];
    return !c->node[match].bare.n && m->row->means.n_operators == 1 && m->row->means.act.n == 0 &&
           str_is(m->row->means.operators[0], "report");
}

// Does an operator above make a claim of its own? A report with content does not.
bool claim_has_parent(const Claims *c, uint32_t i)
{
    for (uint32_t p = c->node[i].parent; p != NONE; p = c->node[p].parent)
        if (!is_transparent(c, p) && !claim_is_report(c, p))
            return true;
    return false;
}

// A town that is shelled stands for its country; a capital that is attacked is a town, not its
// government.
static void recipient_town(Claims *c, const Claim *claim, uint32_t *recipient)
{
    Doc *d = c->d;
    Mention town = d->mentions[*recipient];
    bool capital = town.via == VIA_CAPITAL && claim->n_operators == 0 && act_is_violent(claim->act);
    if (!capital && (town.code.n || !town.place))
        return;
    Str country = town.country;
    for (uint32_t i = c->place_from[claim->sentence]; country.n == 0 && i < d->n_places; i++) {
        if (d->places[i].first > town.head)
            break;
        if (town.head < d->places[i].end && !d->places[i].demonym)
            country = d->places[i].country;
    }
    if (country.n != 3)
        return;
    town.code = town.country = country;
    town.sector = town.sectors = STR("");
    town.via = VIA_NAME;
    *ARENA_PUSH(d->arena, d->mentions, d->n_mentions, d->cap_mentions) = town;
    *recipient = (uint32_t)(d->n_mentions - 1);
}

static bool is_each_other(const Doc *d, uint32_t t)
{
    return t + 1 < d->n_tokens && ((token_is(d, t, "each") && token_is(d, t + 1, "other")) ||
                                   (token_is(d, t, "one") && token_is(d, t + 1, "another")));
}

// "accused each other", "fired at one another": both do it to both.
static bool is_returned(const Doc *d, uint32_t verb)
{
    size_t n;
    const Argument *args = arguments_of(d, verb, &n);
    for (size_t i = 0; i < n; i++)
        if ((args[i].slot == SLOT_OBJ || args[i].slot == SLOT_OBL) &&
            is_each_other(d, args[i].filler))
            return true;
    return false;
}

// Two states' people who meet in the country of neither (CAMEO 044).
static bool is_third_place(const Doc *d, const Claim *claim)
{
    if (!str_is(claim->act, "meet.talks") || claim->place == NONE || claim->n_actor == 0 ||
        claim->n_recipient == 0)
        return false;
    const Place *p = &d->places[claim->place];
    Str first = {0};
    bool two = false;
    for (unsigned r = 0; r < 2; r++)
        for (uint32_t i = 0; i < (r ? claim->n_recipient : claim->n_actor); i++) {
            Str country = d->mentions[r ? claim->recipient[i] : claim->actor[i]].country;
            if (country.n != 3 || str_eq(country, p->country))
                return false;
            two |= first.n && !str_eq(first, country);
            first = country;
        }
    return two && p->country.n == 3;
}

// Operators by which somebody takes a stand on what another wants.
static bool is_answer_to(Str kind)
{
    static const char *const kinds[] = {"refuse",    "accept", "oppose", "support",
                                        "criticise", "praise", NULL};
    for (unsigned k = 0; kinds[k]; k++)
        if (str_is(kind, kinds[k]))
            return true;
    return false;
}

// Does the act's name speak of training: an exercise, a drill, war games?
static bool is_exercise(const Doc *d, uint32_t token, const Span *span)
{
    static const char *const words[] = {"exercise", "drill", "game", "maneuver", "manoeuvre", NULL};
    const Sentence *s = &d->sentences[d->tokens[token].sentence];
    for (uint32_t i = s->first; i < s->end; i++)
        if (d->tokens[i].span.start >= span->start && d->tokens[i].span.end <= span->end &&
            lemma_in(d, i, words))
            return true;
    return false;
}

// How often a record answers a claim of a careful reader, in hundredths, by four marks: an actor, a
// recipient, a row with conditions or several words, a sure attachment. Fitted by
// train/confidence.py on one half of annotation/.
static const uint8_t chances[16] = {71, 74, 75, 78, 63, 68, 67, 72, 79, 82, 83, 85, 73, 77, 80, 81};

// In the order of the text.
static void mentions_order(const Doc *d, uint32_t *list, uint32_t n)
{
    for (uint32_t i = 1; i < n; i++)
        for (uint32_t k = i; k > 0 && d->mentions[list[k]].head < d->mentions[list[k - 1]].head;
             k--) {
            uint32_t m = list[k];
            list[k] = list[k - 1];
            list[k - 1] = m;
        }
}

// "Peru told Chile that it would lift the ban": a promise is made to whom it is told; not to the
// press.
static void promised_to(Claims *c, Claim *claim, uint32_t match)
{
    const Doc *d = c->d;
    uint32_t told = c->node[match].parent;
    if (told == NONE || !claim_is_report(c, told))
        return;
    const Match *m = &c->w->matches[told];
    claim->recipient =
        role_mentions(c, m->recipient, m->n_recipient, FILL_PERSON, &claim->n_recipient);
    uint32_t kept = 0;
    for (uint32_t k = 0; k < claim->n_recipient; k++) {
        const Mention *who = &d->mentions[claim->recipient[k]];
        if (who->code.n && !str_is(who->sector, "JRN") && !str_ends(who->code, "MED") &&
            !role_among(c, claim->recipient[k], claim->actor, claim->n_actor))
            claim->recipient[kept++] = claim->recipient[k];
    }
    claim->n_recipient = kept;
}

static Claim *claim_new(Claims *c, uint32_t i, unsigned which)
{
    Doc *d = c->d;
    EventWork *w = c->w;
    const Match *m = &w->matches[i];
    if (which && (c->node[i].derived || m->n_recipient == 0)) {
        operator_recipient(c, i, which);
        c->node[i].derived = m->n_recipient > 0;
    }
    Chain chain = {0};
    // transparent operators above, outermost first
    uint32_t above[MAX_CHAIN], n_above = 0;
    for (uint32_t p = c->node[i].parent; p != NONE && n_above < MAX_CHAIN && is_transparent(c, p);
         p = c->node[p].parent)
        above[n_above++] = p;
    while (n_above)
        chain_push(c, &chain, above[--n_above]);
    chain_down(c, &chain, i, which);
    if (act_in(chain.act_name, "protest") && !chain.attributes.n)
        chain.attributes = aim_of(w, m->token);
    if (chain.act_name.n == 0 && chain.n) { // a bare operator has the act that its row gives it
        const OperatorRow *o = operator_find(w->t, chain.op[chain.n - 1].kind);
        if (o && o->bare.n && chain.n == 1 && str_is(o->kind, "report")) {
            chain.act_name = o->bare;
            chain.n = 0;
        }
    }
    // "Norway will help": to say that an act will come is to announce it
    uint32_t teller = c->node[i].verb != NONE ? w->matches[c->node[i].verb].token : m->token;
    if (chain.n && chain.op[0].token != NONE && // "will not begin talks", "will not end its siege"
        (str_is(chain.op[0].kind, "begin") || str_is(chain.op[0].kind, "resume") ||
         str_is(chain.op[0].kind, "end") || str_is(chain.op[0].kind, "cancel")))
        teller = chain.op[0].token;
    uint32_t own = w->predicate_of[teller];
    bool announced = own != NONE && d->predicates[own].will.end > d->predicates[own].will.start &&
                     !claim_has_parent(c, i) && (chain.act_name.n || chain.n) &&
                     !str_starts(chain.act_name, "statement") && // "would not comment"
                     (m->n_actor || m->n_recipient) && chain.n < MAX_CHAIN;
    const OperatorRow *intend = announced ? operator_find(w->t, STR("intend")) : NULL;
    if (intend) {
        memmove(chain.op + 1, chain.op, chain.n * sizeof *chain.op);
        chain.op[0] = (ClaimOperator){intend->kind, d->predicates[own].will, NONE, intend->source};
        chain.n++;
    }
    Claim *claim = ARENA_PUSH(d->arena, d->claims, d->n_claims, d->cap_claims);
    *claim = (Claim){.sentence = d->tokens[m->token].sentence,
                     .token = m->token,
                     .trigger = m->span,
                     .act = chain.act_name,
                     .attributes = chain.attributes,
                     .expression = chain_text(d->arena, &chain),
                     .n_operators = chain.n,
                     .inside = NONE,
                     .pair = NONE,
                     .time = NONE,
                     .place = NONE};
    claim->operators = ARENA_NEW(d->arena, ClaimOperator, chain.n + 1);
    memcpy(claim->operators, chain.op, chain.n * sizeof *chain.op);
    uint32_t acting[LIMIT_ROLE_ACTORS], n_acting = 0;
    for (uint32_t k = 0; k < m->n_actor && n_acting < LIMIT_ROLE_ACTORS; k++) {
        Span words = d->tokens[m->actor[k]].span;  // "court-martialled" read as two words
        uint32_t who = w->mention_of[m->actor[k]]; // "a truce between Iran and Iraq took effect"
        if (words.start < m->span.start || words.end > m->span.end ||
            (who != NONE && d->mentions[who].code.n && c->node[i].verb != NONE))
            acting[n_acting++] = m->actor[k];
    }
    claim->actor = role_mentions(c, acting, n_acting, FILL_ACTOR, &claim->n_actor);
    uint32_t aimed[LIMIT_ROLE_ACTORS], n_aimed = 0;
    const OperatorRow *outer = chain.n ? operator_find(w->t, chain.op[0].kind) : NULL;
    for (uint32_t k = 0; k < m->n_recipient; k++) {
        uint32_t r = w->mention_of[m->recipient[k]];
        // "moved its troops": a means, not a target; "forbade his troops to march" speaks to them
        if (r != NONE && role_is_own(d, m->recipient[k]) && str_is(d->mentions[r].sector, "MIL") &&
            !(outer && outer->content_actor == 'r' && d->tokens[m->recipient[k]].head == m->token))
            continue;
        aimed[n_aimed++] = m->recipient[k];
    }
    // "rejected the premier's deal with the bank": aimed at the premier
    uint32_t owner = chain.n && is_answer_to(chain.op[0].kind) ? role_owner(c, m->token) : NONE;
    if (owner != NONE && n_aimed && aimed[0] != owner && d->tokens[aimed[0]].head != m->token) {
        aimed[0] = owner;
        n_aimed = 1;
    }
    claim->recipient =
        role_mentions(c, aimed, n_aimed, role_takes_things(claim) ? FILL_THING : FILL_PERSON,
                      &claim->n_recipient);
    for (uint32_t r = 0; r < claim->n_recipient; r++)
        recipient_town(c, claim, &claim->recipient[r]);
    // nobody is his own recipient; but "the bank sued the other bank" names two (binding, principle
    // B)
    uint32_t kept = 0;
    for (uint32_t r = 0; r < claim->n_recipient; r++) {
        const Mention *who = &d->mentions[claim->recipient[r]];
        bool same = false;
        for (uint32_t a = 0; a < claim->n_actor; a++) {
            const Mention *other = &d->mentions[claim->actor[a]];
            bool described = who->kind != MENTION_PRONOUN && other->kind != MENTION_PRONOUN &&
                             (who->kind == MENTION_ROLE || other->kind == MENTION_ROLE);
            same |= claim->recipient[r] == claim->actor[a] ||
                    (who->entity == other->entity && !described);
        }
        if (!same)
            claim->recipient[kept++] = claim->recipient[r];
    }
    claim->n_recipient = kept;
    // an event noun with nobody in its phrase is a topic: see relevance below
    // "sent food to displaced people": a participle before a noun leaves its doer open
    bool attributive =
        d->tokens[m->token].dep == DEP_AMOD ||
        (token_xpos(d, m->token, "VBN") && m->n_recipient == 1 && m->recipient[0] == m->token + 1);
    if (claim->n_actor == 0 && !attributive &&
        (m->row->pos != 'N' || c->node[i].verb != NONE || claim->n_recipient))
        choice_actor(c, claim);
    // "Chile and Peru staged war games": with one another
    if (chain.n == 0 && str_is(chain.act_name, "posture.display") && claim->n_actor > 1 &&
        claim->n_recipient == 0 && is_exercise(d, m->token, &m->span) &&
        !str_eq(d->mentions[claim->actor[0]].country, d->mentions[claim->actor[1]].country)) {
        chain.act_name = claim->act = STR("cooperate.military");
        claim->expression = chain_text(d->arena, &chain);
    }
    // "Canada and Peru agreed to start talks": those who act together on equal terms are one
    // another's recipients; not "Canada and Peru promised tents"
    bool shared = act_in(claim->act, "meet") || act_in(claim->act, "settle") ||
                  act_in(claim->act, "cooperate") || str_is(claim->act, "diplomacy.sign") ||
                  str_is(claim->act, "diplomacy") || act_in(claim->act, "yield.truce") ||
                  str_is(claim->act, "reduce.relations") ||
                  str_is(claim->act, "attack.breach_truce") ||
                  str_is(claim->act, "reduce.negotiations");
    Str how = claim->n_operators ? claim->operators[0].kind : STR("");
    bool agreed = str_is(how, "agree"),
         carried = str_is(how, "begin") || str_is(how, "resume") || str_is(how, "fail");
    bool promised = m->row->means.act.n == 0 &&
                    (str_is(how, "intend") || str_is(how, "offer") || str_is(how, "threaten"));
    bool mutual =
        (m->reciprocal && (shared || !promised)) || agreed ||
        (!claim_has_parent(c, i) &&
         (is_returned(d, m->token) ||
          (c->node[i].n_content && is_returned(d, w->matches[c->node[i].content[0]].token)))) ||
        ((claim->n_operators == 0 || carried) && shared);
    mutual = mutual && claim->n_recipient == 0 && claim->n_actor > 1;
    if (claim->n_recipient == 0 && !mutual)
        choice_recipient(c, claim, i, which, aimed, n_aimed);
    if (intend && claim->n_recipient == 0)
        promised_to(c, claim, i);
    choice_confronted(c, claim, m->token);
    choice_struck(c, claim);
    choice_conditioned(c, claim, m->token);
    if (c->node[i].n_content) // "threatened to shell the town unless …", hung on either verb
        choice_conditioned(c, claim, w->matches[c->node[i].content[0]].token);
    // "demanded the release of its diplomats": on whom another shall act is not who shall
    if (outer && outer->content_actor == 'r' && c->node[i].n_content && claim->n_recipient == 1 &&
        m->n_recipient == 0) {
        const Match *inner =
            &w->matches[c->node[i].content[which < c->node[i].n_content ? which : 0]];
        for (uint32_t k = 0; k < inner->n_recipient; k++)
            if (w->mention_of[inner->recipient[k]] == claim->recipient[0])
                claim->n_recipient = 0;
    }
    // reciprocal acts of several actors: each is the others' recipient; one record, the first acts
    // with the rest
    if (mutual) {
        mentions_order(d, claim->actor, claim->n_actor);
        claim->recipient = claim->actor + 1;
        claim->n_recipient = claim->n_actor - 1;
        claim->n_actor = 1;
    }
    bool inner = claim_has_parent(c, i);
    uint32_t anchor = c->node[i].verb != NONE ? w->matches[c->node[i].verb].token : m->token;
    adjunct_time(c, claim, anchor, inner);
    adjunct_place(c, claim, anchor, inner);
    // "respectively sent tents and food to Mali and Niger": Mali is where the first one went
    for (uint32_t k = i > 8 ? i - 8 : 0; k < w->n_matches && k <= i + 8; k++)
        for (uint32_t r = 0; k != i && w->matches[k].token == m->token &&
                             r < w->matches[k].n_recipient && claim->place != NONE;
             r++)
            if (d->places[claim->place].first <= w->matches[k].recipient[r] &&
                w->matches[k].recipient[r] < d->places[claim->place].end)
                claim->place = NONE;
    if (is_third_place(d, claim)) {
        claim->act = STR("meet.third_place");
        chain.act_name = claim->act;
        claim->expression = chain_text(d->arena, &chain);
    }
    count_people(c, claim, m);
    if (c->node[i].verb != NONE) // "nine died when a bomb exploded"
        count_people(c, claim, &w->matches[c->node[i].verb]);
    // "the raid killed nine and injured four"
    for (uint32_t k = i > 8 ? i - 8 : 0; k < w->n_matches && k <= i + 8; k++)
        if (w->matches[k].light == m->token && w->matches[k].row->is_light)
            count_people(c, claim, &w->matches[k]);
    adjunct_voices(c, claim);
    // "Peru will pay dearly, Chad said": what a row without a doer tells is the speaker's
    if (claim->n_actor == 0 && claim->n_voices == 1 && chain.n && !m->row->role[ROLE_ACTOR].n &&
        m->row->means.n_operators && str_is(m->row->means.operators[0], "threaten")) {
        uint32_t speaker = d->quotes[claim->voices[0]].mention;
        if (speaker != NONE && d->mentions[speaker].code.n &&
            !role_among(c, speaker, claim->recipient, claim->n_recipient)) {
            claim->actor = ARENA_NEW(d->arena, uint32_t, 1);
            claim->actor[0] = speaker;
            claim->n_actor = 1;
        }
    }
    // "Italy, according to the newspaper, sent troops": who is only found as recipient and speaks
    // of it is none
    if (m->n_recipient == 0 && claim->n_recipient == 1 && !mutual)
        for (uint32_t v = 0; v < claim->n_voices; v++)
            if (d->quotes[claim->voices[v]].mention == claim->recipient[0])
                claim->n_recipient = 0;
    factuality_set(c, claim, &chain);
    if (intend && d->predicates[own].negated && !claim->negated) {
        claim->negated = true; // "will not hold talks": what is announced is that they will not be
        claim->fact = FACT_NEGATED;
    }
    if (inner && !fact_actual(claim->fact)) // when it was reported is not when it would be
        claim->time_from_article = false;
    if (chain.act && chain.act_name.n) // the act's words; each operator has its own
        claim->trigger = chain.act->span;
    claim->why = ARENA_NEW(d->arena, Str, chain.n + 2);
    for (unsigned k = 0; k < chain.n; k++) {
        bool known = false;
        for (uint32_t y = 0; y < claim->n_why; y++)
            known |= str_eq(claim->why[y], chain.op[k].row);
        if (!known)
            claim->why[claim->n_why++] = chain.op[k].row;
    }
    if (chain.n == 0 || !str_eq(claim->why[claim->n_why - 1], chain.act->row->source))
        claim->why[claim->n_why++] = chain.act->row->source;
    const Token *t = &d->tokens[m->token];
    unsigned marks = (claim->n_actor ? 1u : 0) | (claim->n_recipient ? 2u : 0) |
                     (m->row->n_conditions || m->row->n_words > 1 ? 4u : 0) |
                     (t->arc_margin > 2 && t->dep_margin > 1 ? 8u : 0);
    claim->p = (float)chances[marks] / 100.0f;
    claim_id(d, claim);
    return claim;
}

typedef struct {
    uint32_t token, index;
} ClaimKey;

static int claim_order(const void *x, const void *y)
{
    const ClaimKey *a = x, *b = y;
    if (a->token != b->token)
        return a->token < b->token ? -1 : 1;
    return a->index < b->index ? -1 : 1;
}

void claim_run(EventWork *w)
{
    Doc *d = w->d;
    Claims c = {.w = w, .d = d, .node = ARENA_NEW(d->arena, Node, w->n_matches + 1)};
    for (uint32_t i = 0; i < w->n_matches; i++)
        c.node[i] = (Node){.parent = NONE, .verb = NONE, .claim = NONE};
    for (uint32_t i = 0; i < w->n_matches; i++)
        operator_light(&c, i);
    for (uint32_t i = 0; i < w->n_matches; i++)
        operator_swallow(&c, i);
    for (uint32_t i = 0; i < w->n_matches; i++)
        if (!c.node[i].dead)
            operator_content(&c, i);
    for (uint32_t i = 0; i < w->n_matches; i++)
        if (!c.node[i].dead && c.node[i].parent == NONE)
            operator_roles(&c, i);
    factuality_run(w);
    adjunct_index(&c);
    relevance_index(&c);
    typedef struct {
        uint32_t match, child;
    } Made;
    Made *made = NULL;
    size_t n_made = 0, cap_made = 0;
    size_t n_first = 0, n_before = d->n_choices;
    for (uint32_t z = 0; z < 2 * w->n_matches; z++) {
        bool late = z >= w->n_matches; // reports, when it is known what their quotations hold
        uint32_t i = late ? z - (uint32_t)w->n_matches : z;
        if (z == w->n_matches)
            n_first = d->n_claims;
        if (c.node[i].dead || is_transparent(&c, i))
            continue;
        bool report = claim_is_report(&c, i);
        unsigned contents = c.node[i].n_content;
        if (report && contents) // the content is the news; who reports it is its voice
            continue;
        const Means *means = &w->matches[i].row->means;
        bool says = report || (means->n_operators == 0 && str_is(means->act, "statement"));
        if (says != late || (late && statement_is_told(&c, w->matches[i].token, n_first)))
            continue;
        for (unsigned k = 0; k < (contents ? contents : 1); k++) {
            Claim *claim = claim_new(&c, i, k);
            if (late && claim->n_actor == 0) // "Talks," said the envoy: as the quotation has it
                statement_speaker(&c, claim, w->matches[i].token);
            if (late && !contents && str_starts(claim->act, "statement"))
                statement_due(&c, claim, w->matches[i].token);
            relevance_decide(&c, claim, i);
            *ARENA_PUSH(d->arena, made, n_made, cap_made) =
                (Made){i, contents ? c.node[i].content[k] : NONE};
            if (k == 0)
                c.node[i].claim = (uint32_t)(d->n_claims - 1);
        }
    }
    // inside: the claim of the nearest operator above that has one
    for (size_t k = 0; k < n_made; k++) {
        uint32_t child = made[k].match;
        for (uint32_t p = c.node[child].parent; p != NONE; child = p, p = c.node[p].parent) {
            if (c.node[p].claim == NONE)
                continue;
            d->claims[k].inside = c.node[p].claim;
            for (size_t z = c.node[p].claim; z < n_made && made[z].match == p;
                 z++) // one claim a content, in a row
                if (made[z].child == child)
                    d->claims[k].inside = (uint32_t)z;
            break;
        }
    }
    statement_obligations(&c);
    statement_reports(&c, n_first);
    relevance_inside(&c);
    target_run(&c);
    country_run(&c);
    // text order, keeping the links
    uint32_t n = (uint32_t)d->n_claims;
    uint32_t *place = ARENA_NEW(d->arena, uint32_t, n + 1);
    ClaimKey *key = ARENA_NEW(d->arena, ClaimKey, n + 1);
    for (uint32_t i = 0; i < n; i++)
        key[i] = (ClaimKey){d->claims[i].token, i};
    if (n)
        qsort(key, n, sizeof *key, claim_order);
    Claim *sorted = ARENA_NEW(d->arena, Claim, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        sorted[i] = d->claims[key[i].index];
        place[key[i].index] = i;
    }
    for (uint32_t i = 0; i < n; i++)
        if (sorted[i].inside != NONE)
            sorted[i].inside = place[sorted[i].inside];
    for (size_t i = n_before; i < d->n_choices; i++)
        d->choices[i].claim = place[d->choices[i].claim];
    d->claims = sorted;
    d->cap_claims = n + 1;
}

// "We did not attack the convoy," the commander said: who speaks of himself in what he says.
static void first_persons(EventWork *w)
{
    static const char *const words[] = {"i", "we", "me", "us", "myself", "ourselves", NULL};
    Doc *d = w->d;
    for (size_t q = 0; q < d->n_quotes; q++) {
        const Quote *quote = &d->quotes[q];
        if (quote->mention == NONE || !d->mentions[quote->mention].code.n)
            continue;
        for (uint32_t k = 0; k < quote->n_content; k++) {
            size_t low = 0, high = d->n_tokens;
            while (low < high) {
                size_t mid = (low + high) / 2;
                if (d->tokens[mid].span.start < quote->content[k].start)
                    low = mid + 1;
                else
                    high = mid;
            }
            for (uint32_t i = (uint32_t)low;
                 i < d->n_tokens && d->tokens[i].span.end <= quote->content[k].end; i++) {
                uint32_t old = w->mention_of[i];
                bool first = false;
                for (unsigned x = 0; d->tokens[i].upos == UPOS_PRON && words[x]; x++)
                    first |= token_is(d, i, words[x]);
                if (!first || (old != NONE && d->mentions[old].code.n))
                    continue;
                Mention self = d->mentions[quote->mention];
                self.span = d->tokens[i].span;
                self.first = self.head = i;
                self.end = i + 1;
                self.kind = MENTION_PRONOUN;
                self.via = VIA_COREFERENCE;
                self.with = 0;
                self.p *= 0.8f;
                *ARENA_PUSH(d->arena, d->mentions, d->n_mentions, d->cap_mentions) = self;
                w->mention_of[i] = (uint32_t)(d->n_mentions - 1);
            }
        }
    }
}

void event_work(EventWork *work, Doc *d, const EventTables *t)
{
    EventWork w = {.d = d, .t = t};
    size_t n = d->n_tokens + 1;
    w.mention_of = ARENA_NEW(d->arena, uint32_t, n);
    w.match_of = ARENA_NEW(d->arena, uint32_t, n);
    w.parent_of = ARENA_NEW(d->arena, uint32_t, n);
    w.predicate_of = ARENA_NEW(d->arena, uint32_t, n);
    w.blocked = ARENA_NEW(d->arena, bool, n);
    memset(w.blocked, 0, n * sizeof *w.blocked);
    for (size_t i = 0; i < n; i++)
        w.mention_of[i] = w.match_of[i] = w.parent_of[i] = w.predicate_of[i] = NONE;
    // the head of a mention stands for it; other words of a name lead to it too, longest mention
    // first
    for (uint32_t m = 0; m < d->n_mentions; m++)
        for (uint32_t i = d->mentions[m].first; i < d->mentions[m].end && i < d->n_tokens; i++) {
            const Mention *old = w.mention_of[i] == NONE ? NULL : &d->mentions[w.mention_of[i]];
            if (d->mentions[m].head == i &&
                (!old || old->head != i ||
                 d->mentions[m].end - d->mentions[m].first > old->end - old->first))
                w.mention_of[i] = m;
            else if (!old &&
                     (d->mentions[m].kind == MENTION_NAME || d->tokens[i].upos == UPOS_PROPN))
                w.mention_of[i] = m;
        }
    // "Prime Minister Mehdi Bazargan": wherever the parse puts the head, it is the same mention
    for (uint32_t m = 0; m < d->n_mentions; m++)
        for (uint32_t i = d->mentions[m].first; i < d->mentions[m].end && i < d->n_tokens; i++)
            if (w.mention_of[i] == NONE && d->tokens[i].upos == UPOS_NOUN)
                w.mention_of[i] = m;
    first_persons(&w);
    *work = w;
}

void event_run(Doc *d, const EventTables *t)
{
    EventWork w;
    event_work(&w, d, t);
    match_run(&w);
    if (d->keep_trials)
        trial_run(&w);
    claim_run(&w);
    if (d->keep_gaps)
        gap_run(&w);
}
