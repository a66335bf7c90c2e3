// SPDX-License-Identifier: MIT
// In: matches. Out: how they hang together: which noun a light verb carries, which predicate stands
// in an operator's content, who acts there. Method: EVENTS.md §2, §3. Light verbs give their
// arguments to their noun and vanish; a noun that its verb tells already vanishes too; an
// operator's content slots lead to matches below, which makes a forest; missing roles are filled
// from the operator (who promises acts, who is asked acts) and the other way round (who is urged is
// he who would act). Cost: linear in matches. Does not: make claims.
#include "event/claim.h"

const OperatorRow *operator_of(const Claims *c, const Match *m, unsigned i)
{
    return operator_find(c->w->t, m->row->means.operators[i]);
}

// The match in a content slot's filler: the filler's own, or one a short way down ("a wave of
// attacks", "a proposal to meet").
static uint32_t content_match(const Claims *c, uint32_t token, unsigned depth)
{
    const Doc *d = c->d;
    uint32_t m = c->w->match_of[token];
    if (m != NONE)
        return m;
    if (depth == 0)
        return NONE;
    for (uint32_t i = token_child(d, token, NONE); i != NONE; i = token_child(d, token, i)) {
        unsigned dep = d->tokens[i].dep;
        bool down = dep == DEP_XCOMP || dep == DEP_CCOMP || dep == DEP_ACL;
        // "any part in the bombing"
        static const char *const shares[] = {"part",       "role",  "involvement",   "hand",
                                             "complicity", "share", "participation", NULL};
        bool share = lemma_in(d, token, shares);
        if (dep == DEP_NMOD)
            for (uint32_t k = token_child(d, i, NONE); k != NONE; k = token_child(d, i, k))
                down |= d->tokens[k].dep == DEP_CASE &&
                        (token_is(d, k, "of") || token_is(d, k, "for") ||
                         (share && (token_is(d, k, "in") || token_is(d, k, "behind"))));
        if (down) {
            uint32_t found = content_match(c, i, depth - 1);
            if (found != NONE)
                return found;
        }
    }
    return NONE;
}

// The event noun that a verb without an act of its own says took place or had a part: "denied that
// an invasion had taken place", "that the navy had been involved in the coup". *actor: who had the
// part; NONE.
static uint32_t occurring_match(const Claims *c, uint32_t verb, uint32_t *actor)
{
    static const char *const occur[] = {"take",  "occur",   "happen",      "begin",
                                        "start", "involve", "participate", "engage",
                                        "be",    "have",    "exist",       NULL};
    const Doc *d = c->d;
    *actor = NONE;
    if (d->tokens[verb].upos != UPOS_VERB || !lemma_in(d, verb, occur))
        return NONE;
    size_t n;
    const Argument *args = arguments_of(d, verb, &n);
    uint32_t found = NONE;
    for (size_t i = 0; i < n; i++) {
        uint32_t m = c->w->match_of[args[i].filler];
        bool part = args[i].slot == SLOT_OBL && str_is(args[i].prep, "in");
        if (m != NONE && c->w->matches[m].row->pos == 'N' &&
            (args[i].slot == SLOT_SUBJ || args[i].slot == SLOT_OBJ || part))
            found = m;
        else if ((args[i].slot == SLOT_SUBJ || args[i].slot == SLOT_OBJ) &&
                 c->w->mention_of[args[i].filler] != NONE)
            *actor = args[i].filler;
    }
    return found;
}

static bool is_above(const Claims *c, uint32_t ancestor, uint32_t match)
{
    for (unsigned steps = 0; match != NONE && steps < 64; steps++) {
        if (match == ancestor)
            return true;
        match = c->node[match].parent;
    }
    return false;
}

static Span span_hull(Span a, Span b)
{
    return (Span){a.start < b.start ? a.start : b.start, a.end > b.end ? a.end : b.end};
}

static bool tokens_share(const uint32_t *a, uint32_t na, const uint32_t *b, uint32_t nb)
{
    for (uint32_t i = 0; i < na; i++)
        for (uint32_t k = 0; k < nb; k++)
            if (a[i] == b[k])
                return true;
    return false;
}

// "a sniper attack", "troop deployments": what an act is done with, where a compound that names no
// country stands before its noun.
static bool is_means(const Claims *c, uint32_t token, uint32_t noun)
{
    const Doc *d = c->d;
    uint32_t m = c->w->mention_of[token];
    return d->tokens[token].dep == DEP_COMPOUND && d->tokens[token].head == noun &&
           d->tokens[token].upos == UPOS_NOUN &&
           (m == NONE || (d->mentions[m].head == token && !d->mentions[m].country.n));
}

static bool is_person(const Claims *c, uint32_t token)
{
    uint32_t m = c->w->mention_of[token];
    return m != NONE && c->d->mentions[m].human;
}

// The verb i vanishes into its noun n: one act with the arguments of both.
static void light_pool(Claims *c, uint32_t i, uint32_t n)
{
    EventWork *w = c->w;
    Match *m = &w->matches[i];
    Match *noun = &w->matches[n];
    w->parent_of[noun->token] = i;
    c->node[n].verb = i;
    uint32_t found[LIMIT_ROLE_ACTORS], k;
    // arguments that the noun's row looks for may hang on the verb
    const Role roles[] = {ROLE_RECIPIENT, ROLE_CONTENT};
    for (unsigned r = 0; r < 2; r++) {
        uint32_t **list = r == 0 ? &noun->recipient : &noun->content,
                 *count = r == 0 ? &noun->n_recipient : &noun->n_content;
        if (*count || !noun->row->role[roles[r]].n)
            continue;
        SlotList oblique = {0}; // the verb's own object is the noun itself
        for (unsigned a = 0; a < noun->row->role[roles[r]].n; a++)
            if (noun->row->role[roles[r]].alternative[a].slot != SLOT_OBJ)
                oblique.alternative[oblique.n++] = noun->row->role[roles[r]].alternative[a];
        k = oblique.n ? slot_fillers(w, m->token, &oblique, found, LIMIT_ROLE_ACTORS) : 0;
        if (k && !match_is_when(c->d, found[0])) { // "hit the school on Monday"
            *list = ARENA_NEW(c->d->arena, uint32_t, k);
            memcpy(*list, found, k * sizeof *found);
            *count = k;
        }
    }
    if (tokens_share(noun->actor, noun->n_actor, m->recipient, m->n_recipient))
        noun->n_actor = 0; // "fled fighting": they were not the ones who fought
    // "launched its attack", "launched a sniper attack": whoever launched it
    bool own = noun->n_actor == 1 && m->n_actor &&
               (strcmp(c->d->tokens[noun->actor[0]].xpos, "PRP$") == 0 ||
                is_means(c, noun->actor[0], noun->token));
    if (!noun->n_actor || own) {
        noun->actor = m->actor;
        noun->n_actor = m->n_actor;
    }
    // "a bombing in Algiers killed nine people": the people, not where it was, nor on what ("was
    // wounded in an ambush on the road"); "clashes between soldiers and rebels left nine dead":
    // those between whom they were
    bool thing = noun->n_recipient && m->n_recipient && c->d->tokens[m->light].dep == DEP_OBL &&
                 w->mention_of[noun->recipient[0]] == NONE && is_person(c, m->recipient[0]);
    if ((!noun->reciprocal || noun->n_actor < 2) &&
        (!noun->n_recipient || thing ||
         (m->n_recipient && role_is_located(c->d, noun->recipient[0])))) {
        noun->recipient = m->recipient;
        noun->n_recipient = m->n_recipient;
    }
    if (!noun->n_content && noun->row->role[ROLE_CONTENT].n) {
        noun->content = m->content;
        noun->n_content = m->n_content;
    }
    if (c->d->tokens[m->light].dep != DEP_ADVCL) // "died when a mine exploded"
        noun->span = span_hull(m->span, noun->span);
}

// "launched an attack on the port and a raid on the village", "drew criticism from Tokyo and a
// warning from Lima": what is coordinated with the noun has the verb's arguments too, but for those
// that hang on the noun.
static void light_share(Claims *c, uint32_t i)
{
    EventWork *w = c->w;
    const Doc *d = c->d;
    Match *m = &w->matches[i];
    for (uint32_t k = token_child(d, m->light, m->light); k != NONE;
         k = token_child(d, m->light, k)) {
        uint32_t n = d->tokens[k].dep == DEP_CONJ ? w->match_of[k] : NONE;
        if (n == NONE || w->matches[n].row->pos != 'N' || c->node[n].dead ||
            c->node[n].verb != NONE)
            continue;
        Match *noun = &w->matches[n];
        w->parent_of[noun->token] = i;
        c->node[n].verb = i;
        if (!noun->n_actor && m->n_actor && !token_dominates(d, m->light, m->actor[0])) {
            noun->actor = m->actor;
            noun->n_actor = m->n_actor;
        }
        if (!noun->n_recipient && m->n_recipient &&
            !token_dominates(d, m->light, m->recipient[0])) {
            noun->recipient = m->recipient;
            noun->n_recipient = m->n_recipient;
        }
    }
}

// "hold talks", "launch an attack": the noun's act with the arguments of both.
void operator_light(Claims *c, uint32_t i)
{
    EventWork *w = c->w;
    Match *m = &w->matches[i];
    if (m->light == NONE || c->node[i].lit)
        return;
    c->node[i].lit = true;
    uint32_t n = content_match(c, m->light, 2);
    w->parent_of[m->light] = i;
    if (n != NONE && n != i && w->matches[n].row->is_light) { // "died when a bomb went off"
        operator_light(c, n);
        n = w->matches[n].light == NONE ? NONE : content_match(c, w->matches[n].light, 2);
    }
    if (!m->row->is_light) { // the row has an act of its own: the noun only lends arguments
        if (n == NONE || n == i)
            return;
        Match *noun = &w->matches[n];
        c->node[n].dead = true;
        if (!m->n_recipient) {
            m->recipient = noun->recipient;
            m->n_recipient = noun->n_recipient;
        }
        if (!m->n_content) {
            m->content = noun->content;
            m->n_content = noun->n_content;
        }
        m->span = span_hull(m->span, noun->span);
        return;
    }
    c->node[i].dead = true;
    if (n == NONE || n == i || c->node[n].dead)
        return;
    light_pool(c, i, n);
    light_share(c, i);
}

static Str family_of(Str act)
{
    const char *dot = act.n ? memchr(act.p, '.', act.n) : NULL;
    return dot ? (Str){act.p, (size_t)(dot - act.p)} : act;
}

// Is the match at token k told by the verb's match i already: one of its row's fixed words ("paid a
// visit"), a word that the row asks for ("walked out of the talks", "declined to comment"), or an
// object with an act of the same family ("provided aid")?
static bool is_told_by(const Claims *c, uint32_t i, uint32_t k)
{
    EventWork *w = c->w;
    const Doc *d = c->d;
    const Match *m = &w->matches[i], *noun = &w->matches[w->match_of[k]];
    for (unsigned x = 0; x < m->row->n_words; x++)
        if (x != m->row->head_at && (str_eq(m->row->word[x], d->tokens[k].lower) ||
                                     str_eq(m->row->word[x], d->tokens[k].lemma)))
            return true;
    for (unsigned x = 0; x < m->row->n_conditions && m->row->means.act.n && !m->n_content; x++) {
        const Condition *cond = &m->row->condition[x];
        uint32_t filler[8], many = cond->negate || cond->kind > COND_IN
                                       ? 0
                                       : slot_fillers(w, m->token, &cond->slot, filler, 8);
        for (uint32_t f = 0; f < many; f++)
            if (filler[f] == k)
                return true;
    }
    // "called the vote illegal", "called it a farce", with rows of their own for these
    if (d->tokens[k].dep == DEP_XCOMP && noun->row->pos != 'V' && m->row->means.n_operators == 1 &&
        noun->row->means.n_operators == 1 &&
        str_eq(m->row->means.operators[0], noun->row->means.operators[0]))
        return true;
    return d->tokens[k].dep == DEP_OBJ && noun->row->pos == 'N' && m->row->means.act.n &&
           str_eq(family_of(m->row->means.act), family_of(noun->row->means.act));
}

// "sent food aid": the noun says more closely what the verb says at large.
static bool says_more(const TriggerRow *noun, const TriggerRow *verb)
{
    return noun->means.n_operators == 0 && verb->means.n_operators == 0 && verb->means.act.n &&
           act_in(noun->means.act, "aid") && str_is(verb->means.act, "aid") &&
           !str_eq(noun->means.act, verb->means.act);
}

// "issued a warrant for the arrest of …": a fixed word below a fixed word is no act of its own.
static void fixed_words_swallow(Claims *c, const Match *verb, uint32_t token, unsigned depth)
{
    EventWork *w = c->w;
    for (uint32_t k = token_child(c->d, token, NONE); k != NONE; k = token_child(c->d, token, k))
        for (unsigned x = 0; x < verb->row->n_words; x++) {
            if (x == verb->row->head_at || (!str_eq(verb->row->word[x], c->d->tokens[k].lower) &&
                                            !str_eq(verb->row->word[x], c->d->tokens[k].lemma)))
                continue;
            if (w->match_of[k] != NONE && w->matches[w->match_of[k]].row->pos == 'N' &&
                c->node[w->match_of[k]].verb == NONE)
                c->node[w->match_of[k]].dead = true;
            if (depth)
                fixed_words_swallow(c, verb, k, depth - 1);
            break;
        }
}

// What the verb tells already vanishes and lends it its arguments.
void operator_swallow(Claims *c, uint32_t i)
{
    EventWork *w = c->w;
    const Doc *d = c->d;
    Match *verb = &w->matches[i];
    if (c->node[i].dead || verb->row->pos == 'A')
        return;
    if (verb->row->pos == 'V' && verb->row->n_words > 2)
        fixed_words_swallow(c, verb, verb->token, 3);
    uint32_t swallowed = NONE;
    for (uint32_t k = token_child(d, verb->token, NONE); k != NONE;
         k = token_child(d, verb->token, k))
        if (w->match_of[k] != NONE && c->node[w->match_of[k]].verb == NONE && is_told_by(c, i, k))
            c->node[swallowed = w->match_of[k]].dead = true;
    // "Zambia suspended talks" read as one noun phrase: the object stands above its verb
    uint32_t above = d->tokens[verb->token].dep == DEP_AMOD ? d->tokens[verb->token].head : NONE;
    if (above != NONE && w->match_of[above] != NONE && c->node[w->match_of[above]].verb == NONE &&
        is_told_by(c, i, above))
        c->node[swallowed = w->match_of[above]].dead = true;
    if (swallowed == NONE)
        return;
    const Match *noun = &w->matches[swallowed];
    if (says_more(noun->row, verb->row) && d->tokens[noun->token].dep == DEP_OBJ) {
        c->node[swallowed].dead = false;
        c->node[i].dead = true;
        verb->light = noun->token;
        light_pool(c, i, swallowed);
        return;
    }
    if (!verb->n_recipient) {
        verb->recipient = noun->recipient;
        verb->n_recipient = noun->n_recipient;
    }
    if (!verb->n_actor && verb->row->pos == 'V' && noun->row->pos == 'N' &&
        d->tokens[noun->token].dep == DEP_NSUBJ_PASS) { // "Peru's lawsuit was filed in May"
        verb->actor = noun->actor;
        verb->n_actor = noun->n_actor;
    }
    if (!verb->n_content && verb->row->role[ROLE_CONTENT].n) {
        verb->content = noun->content;
        verb->n_content = noun->n_content;
    }
}

static bool is_allegation_denied(const Claims *c, const Match *m, uint32_t child)
{
    const Match *noun = &c->w->matches[child];
    return str_is(m->row->means.operators[0], "deny") && noun->row->pos == 'N' && noun->n_content &&
           noun->row->means.n_operators == 1 && !noun->row->means.act.n &&
           (str_is(noun->row->means.operators[0], "accuse") ||
            str_is(noun->row->means.operators[0], "report"));
}

void operator_content(Claims *c, uint32_t i)
{
    EventWork *w = c->w;
    Match *m = &w->matches[i];
    Node *node = &c->node[i];
    if (m->row->means.n_operators == 0)
        return;
    // where the row names the act ("refused to sign"), its word is still the inner claim's
    for (uint32_t k = 0; k < m->n_content && node->n_content < MAX_CONTENT; k++) {
        uint32_t child = content_match(c, m->content[k], 2), partner = NONE;
        if (child != NONE && child != i && is_allegation_denied(c, m, child)) {
            // "rejected accusations that soldiers had tortured prisoners": denied is the torture
            c->node[child].dead = true;
            m->content = w->matches[child].content;
            m->n_content = w->matches[child].n_content;
            k = UINT32_MAX; // from the first of these
            continue;
        }
        if (child == NONE)
            child = occurring_match(c, m->content[k], &partner);
        if (child == NONE || child == i)
            continue;
        if (partner != NONE && !w->matches[child].n_actor) {
            w->matches[child].actor = ARENA_NEW(c->d->arena, uint32_t, 1);
            w->matches[child].actor[0] = partner;
            w->matches[child].n_actor = 1;
        }
        uint32_t top = child;      // the light verb stands for its noun
        if (c->node[child].dead) { // a light verb in the slot: its noun is the content
            uint32_t noun = w->matches[child].light == NONE
                                ? NONE
                                : content_match(c, w->matches[child].light, 2);
            if (noun == NONE || c->node[noun].dead)
                continue;
            child = noun;
        }
        if (c->node[child].parent != NONE || is_above(c, child, i))
            continue;
        c->node[child].parent = i;
        node->content[node->n_content++] = child;
        w->parent_of[w->matches[top].token] = i;
    }
    if (node->n_content == 0 && m->row->means.n_operators == 1 && !m->row->means.act.n) {
        const OperatorRow *o = operator_of(c, m, 0);
        if (!o->event)
            node->bare = o->bare;
    }
}

static bool same_entity(const Claims *c, uint32_t a, uint32_t b)
{
    uint32_t x = c->w->mention_of[a], y = c->w->mention_of[b];
    return x != NONE && y != NONE && c->d->mentions[x].entity == c->d->mentions[y].entity;
}

// "threatened to strike unless the king yielded": who would have to act in the clause below a
// token.
static uint32_t conditioned(const Doc *d, uint32_t token)
{
    for (uint32_t k = token_child(d, token, NONE); k != NONE; k = token_child(d, token, k)) {
        if (d->tokens[k].dep != DEP_ADVCL)
            continue;
        uint32_t mark = token_child_dep(d, k, DEP_MARK);
        if (mark != NONE && (token_is(d, mark, "unless") || token_is(d, mark, "if")))
            return token_child_dep(d, k, DEP_NSUBJ);
    }
    return NONE;
}

// Whom an operator without a recipient of its own is aimed at, as its content tells: who would act
// there or, where the operator's actor himself would, on whom. "Demanded that Israel pull back" is
// aimed at Israel, "vowed to help Peru" at Peru.
void operator_recipient(Claims *c, uint32_t i, unsigned which)
{
    Match *m = &c->w->matches[i];
    const OperatorRow *o = operator_of(c, m, m->row->means.n_operators - 1u);
    const Match *child = &c->w->matches[c->node[i].content[which]];
    bool own = tokens_share(child->actor, child->n_actor, m->actor, m->n_actor) ||
               (child->n_actor && m->n_actor &&
                same_entity(c, child->actor[0], m->actor[0])); // "cancelled his visit"
    m->n_recipient = 0;
    static const char *const aimless[] = {
        "deny", "claim_responsibility", "report", "expect", "doubt", "intend", "consider", NULL};
    for (unsigned k = 0; aimless[k]; k++) // "vowed that Egypt would fight" is not aimed at Egypt
        if (str_is(o->kind, aimless[k]) && !own) {
            // "promised that its ally would not attack Cuba": it may be aimed at Cuba
            if (str_is(o->kind, "intend") && child->n_actor &&
                !tokens_share(child->recipient, child->n_recipient, m->actor, m->n_actor)) {
                m->recipient = child->recipient;
                m->n_recipient = child->n_recipient;
            }
            return;
        }
    // "threatened that the navy would cut ties with Peru" is aimed at Peru
    bool threat = str_is(o->kind, "threaten") && child->n_recipient;
    if (child->n_actor && !own && !threat && !role_is_own(c->d, child->actor[0])) {
        m->recipient = child->actor;
        m->n_recipient = child->n_actor;
    } else if (child->n_recipient &&
               !tokens_share(child->recipient, child->n_recipient, m->actor, m->n_actor) &&
               (own || o->content_actor == 's' || act_in(child->row->means.act, "meet"))) {
        // "sought talks with the union" is aimed at the union
        m->recipient = child->recipient;
        m->n_recipient = child->n_recipient;
    }
    if (m->n_recipient || !str_is(o->kind, "threaten"))
        return;
    uint32_t light = c->node[c->node[i].content[which]].verb;
    uint32_t who = conditioned(c->d, light == NONE ? child->token : c->w->matches[light].token);
    if (who == NONE)
        who = conditioned(c->d, m->token);
    if (who == NONE || c->w->mention_of[who] == NONE || c->d->tokens[who].upos == UPOS_PRON ||
        (m->n_actor && same_entity(c, who, m->actor[0])))
        return;
    m->recipient = ARENA_NEW(c->d->arena, uint32_t, 1);
    m->recipient[0] = who;
    m->n_recipient = 1;
}

static bool kind_in(const OperatorRow *o, const char *const *kinds)
{
    for (; *kinds; kinds++)
        if (str_is(o->kind, *kinds))
            return true;
    return false;
}

static bool is_answer(const OperatorRow *o)
{
    return kind_in(o, (const char *const[]){"refuse", "accept", NULL});
}

static bool is_addressed(const OperatorRow *o)
{
    return kind_in(o, (const char *const[]){"demand", "appeal", "ultimatum", "offer", "threaten",
                                            "warn", "accuse", NULL});
}

// "calls by lawmakers for the premier to resign": he who is named behind "for" shall act.
static bool is_called_for(const Claims *c, const Match *m)
{
    uint32_t mark = m->row->pos == 'N' && m->n_recipient
                        ? token_child_dep(c->d, m->recipient[0], DEP_CASE)
                        : NONE;
    return mark != NONE && token_is(c->d, mark, "for");
}

// Top down: who acts inside. Then bottom up: whom the operator is aimed at.
void operator_roles(Claims *c, uint32_t i)
{
    Node *node = &c->node[i];
    if (node->visited)
        return;
    node->visited = true;
    Match *m = &c->w->matches[i];
    if (m->row->means.n_operators == 0)
        return;
    const OperatorRow *o = operator_of(c, m, m->row->means.n_operators - 1u);
    for (unsigned k = 0; k < node->n_content; k++) {
        Match *child = &c->w->matches[node->content[k]];
        if (tokens_share(m->recipient, m->n_recipient, child->recipient, child->n_recipient)) {
            if (str_is(o->kind, "accuse")) // "blamed the attack on the army": it attacked
                child->n_recipient = 0;
            else // "demanded the release of its diplomats": not aimed at the diplomats
                m->n_recipient = 0;
        }
        if (child->row->pos == 'N' && !m->row->means.act.n && !child->row->means.act.n &&
            child->row->means.n_operators && is_answer(o) &&
            is_addressed(operator_of(c, child, 0))) {
            // "rejected the demand": who answers is he who was asked
            if (!child->n_actor &&
                !tokens_share(child->recipient, child->n_recipient, m->recipient, m->n_recipient)) {
                child->actor = m->recipient;
                child->n_actor = m->n_recipient;
            }
            if (!child->n_recipient) {
                child->recipient = m->actor;
                child->n_recipient = m->n_actor;
            }
        } else if (!child->n_actor ||
                   (child->row->pos == 'N' && (role_is_own(c->d, child->actor[0]) ||
                                               (o->content_actor == 's' && m->n_actor &&
                                                is_means(c, child->actor[0], child->token))))) {
            // "announced the release of the prisoners", "the withdrawal of its troops"; not "said
            // many died in the bombing"
            bool announced = str_is(o->kind, "report") && child->row->pos == 'N' &&
                             c->d->tokens[child->token].head == m->token;
            if (o->content_actor == 's' || announced) {
                child->actor = m->actor;
                child->n_actor = m->n_actor;
            } else if (o->content_actor == 'r') {
                child->actor = m->recipient;
                child->n_actor = m->n_recipient;
            }
        } else if (o->content_actor == 'r' && (!o->event || is_called_for(c, m)) &&
                   tokens_share(child->actor, child->n_actor, m->actor, m->n_actor) &&
                   m->n_recipient) {
            child->actor = m->recipient;
            child->n_actor = m->n_recipient;
        }
        // "threatened Serbia with sanctions", "promised Peru aid"
        if (child->row->pos == 'N' && !child->n_recipient && m->n_recipient &&
            kind_in(o, (const char *const[]){"threaten", "offer", "intend", NULL})) {
            child->recipient = m->recipient;
            child->n_recipient = m->n_recipient;
        }
        operator_roles(c, node->content[k]);
    }
    if (m->n_recipient == 0 && node->n_content) {
        operator_recipient(c, i, 0);
        node->derived = m->n_recipient > 0;
    }
}
