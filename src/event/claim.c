// SPDX-License-Identifier: MIT
// In: matches, deep arguments, predicates, mentions, quotations, times, places. Out: Doc.claims (codes are added by the next stage).
// Method: EVENTS.md §2, §6. Light verbs give their arguments to their noun; operators are linked to the predicates in their content
// slots, which makes a forest; missing roles are filled from the operator (who promises acts; who is asked acts) and the other way
// round (who is urged is he who would act); each operator that is an event, and each act, becomes one claim, linked by `inside`.
// The claim's factuality is that of its act under its operators: a demand's claim says `demanded`. Where the operator denies its content
// by being carried out (refuse, forbid, prevent) the claim says what the operator's own clause says: the refusing happened. See
// docs/adr/0003-factuality-of-operator-claims.md. Cost: linear in matches, times a small chain length.
// Does not: look into the codes.
#include "event/match.h"

#include "base/hash.h"

#include <stdio.h>
#include <stdlib.h>

enum { MAX_CHAIN = LIMIT_OPERATORS, MAX_CONTENT = 8 };

typedef struct {
    bool dead;         // a light verb, or a noun swallowed by one
    uint32_t parent;   // match whose content this is; NONE
    uint32_t verb;     // the light verb's match; NONE
    uint32_t content[MAX_CONTENT];
    uint8_t n_content;
    uint32_t claim;    // its own (outermost) claim; NONE
    bool derived;      // its recipient was taken from its content, not from its own clause
    Str bare;          // the act that a transparent operator without content stands for: "helped the town" is aid
    bool visited;
} Node;

typedef struct {
    EventWork *w;
    Doc *d;
    Node *node;
} Claims;

static bool family_is(Str act, const char *family)
{
    size_t n = strlen(family);
    return str_starts(act, family) && (act.n == n || act.p[n] == '.');
}

static const OperatorRow *operator_of(const Claims *c, const Match *m, unsigned i)
{
    return operator_find(c->w->t, m->row->means.operators[i]);
}

// The match in a content slot's filler: the filler's own, or one a short way down ("a wave of attacks", "a proposal to meet").
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
        if (dep == DEP_NMOD)
            for (uint32_t k = token_child(d, i, NONE); k != NONE; k = token_child(d, i, k))
                down |= d->tokens[k].dep == DEP_CASE && (token_is(d, k, "of") || token_is(d, k, "for"));
        if (down) {
            uint32_t found = content_match(c, i, depth - 1);
            if (found != NONE)
                return found;
        }
    }
    return NONE;
}

// The event noun that a verb without an act of its own says took place or had a part: "denied that an invasion had taken place", "that the
// navy had been involved in the coup". *actor: who had the part; NONE.
static uint32_t occurring_match(const Claims *c, uint32_t verb, uint32_t *actor)
{
    static const char *const occur[] = {"take", "occur", "happen", "begin", "start", "involve", "participate", "engage", "be", "have", "exist", NULL};
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
        if (m != NONE && c->w->matches[m].row->pos == 'N' && (args[i].slot == SLOT_SUBJ || args[i].slot == SLOT_OBJ || part))
            found = m;
        else if ((args[i].slot == SLOT_SUBJ || args[i].slot == SLOT_OBJ) && c->w->mention_of[args[i].filler] != NONE)
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

// "hold talks", "launch an attack": the noun's act with the arguments of both.
static void light_link(Claims *c, uint32_t i)
{
    EventWork *w = c->w;
    Match *m = &w->matches[i];
    if (m->light == NONE)
        return;
    uint32_t n = content_match(c, m->light, 2);
    w->parent_of[m->light] = i;
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
    Match *noun = &w->matches[n];
    w->parent_of[noun->token] = i;
    c->node[n].verb = i;
    uint32_t found[LIMIT_ROLE_ACTORS], k;
    // arguments that the noun's row looks for may hang on the verb
    const Role roles[] = {ROLE_RECIPIENT, ROLE_CONTENT};
    for (unsigned r = 0; r < 2; r++) {
        uint32_t **list = r == 0 ? &noun->recipient : &noun->content, *count = r == 0 ? &noun->n_recipient : &noun->n_content;
        if (*count || !noun->row->role[roles[r]].n)
            continue;
        SlotList oblique = {0}; // the verb's own object is the noun itself
        for (unsigned a = 0; a < noun->row->role[roles[r]].n; a++)
            if (noun->row->role[roles[r]].alternative[a].slot != SLOT_OBJ)
                oblique.alternative[oblique.n++] = noun->row->role[roles[r]].alternative[a];
        k = oblique.n ? slot_fillers(w, m->token, &oblique, found, LIMIT_ROLE_ACTORS) : 0;
        if (k) {
            *list = ARENA_NEW(c->d->arena, uint32_t, k);
            memcpy(*list, found, k * sizeof *found);
            *count = k;
        }
    }
    if (!noun->n_actor) {
        noun->actor = m->actor;
        noun->n_actor = m->n_actor;
    }
    if (!noun->n_recipient) {
        noun->recipient = m->recipient;
        noun->n_recipient = m->n_recipient;
    }
    if (!noun->n_content && noun->row->role[ROLE_CONTENT].n) {
        noun->content = m->content;
        noun->n_content = m->n_content;
    }
    noun->span = span_hull(m->span, noun->span);
}

static Str family_of(Str act)
{
    const char *dot = act.n ? memchr(act.p, '.', act.n) : NULL;
    return dot ? (Str){act.p, (size_t)(dot - act.p)} : act;
}

// An event noun that is one of the verb's fixed words ("paid a visit"), or its object with an act of the same family ("provided
// aid"), is told by the verb already.
static void noun_swallow(Claims *c, uint32_t i)
{
    EventWork *w = c->w;
    const Doc *d = c->d;
    const Match *m = &w->matches[i];
    if (c->node[i].dead || m->row->pos != 'V')
        return;
    uint32_t swallowed = NONE;
    for (uint32_t k = token_child(d, m->token, NONE); k != NONE; k = token_child(d, m->token, k)) {
        uint32_t n = w->match_of[k];
        if (n == NONE || w->matches[n].row->pos != 'N' || c->node[n].verb != NONE)
            continue;
        bool word = false;
        for (unsigned x = 0; x < m->row->n_words; x++)
            word |= x != m->row->head_at && (str_eq(m->row->word[x], d->tokens[k].lower) || str_eq(m->row->word[x], d->tokens[k].lemma));
        for (unsigned x = 0; x < m->row->n_conditions && !word; x++) { // "walked out of the talks": the row asked for them
            const Condition *cond = &m->row->condition[x];
            uint32_t filler[8], many = cond->negate || cond->kind > COND_IN ? 0 : slot_fillers(w, m->token, &cond->slot, filler, 8);
            for (uint32_t f = 0; f < many; f++)
                word |= filler[f] == k && m->row->means.act.n && !m->n_content;
        }
        bool same = d->tokens[k].dep == DEP_OBJ && m->row->means.act.n && str_eq(family_of(m->row->means.act), family_of(w->matches[n].row->means.act));
        if (word || same) {
            c->node[n].dead = true;
            swallowed = n;
        }
    }
    if (swallowed == NONE)
        return;
    Match *verb = &w->matches[i];
    const Match *noun = &w->matches[swallowed];
    if (!verb->n_recipient) {
        verb->recipient = noun->recipient;
        verb->n_recipient = noun->n_recipient;
    }
}

static void content_link(Claims *c, uint32_t i)
{
    EventWork *w = c->w;
    Match *m = &w->matches[i];
    Node *node = &c->node[i];
    if (m->row->means.n_operators == 0 || m->row->means.act.n)
        return;
    for (uint32_t k = 0; k < m->n_content && node->n_content < MAX_CONTENT; k++) {
        uint32_t child = content_match(c, m->content[k], 2), partner = NONE;
        if (child == NONE)
            child = occurring_match(c, m->content[k], &partner);
        if (child == NONE || child == i)
            continue;
        if (partner != NONE && !w->matches[child].n_actor) {
            w->matches[child].actor = ARENA_NEW(c->d->arena, uint32_t, 1);
            w->matches[child].actor[0] = partner;
            w->matches[child].n_actor = 1;
        }
        uint32_t top = child; // the light verb stands for its noun
        if (c->node[child].dead) { // a light verb in the slot: its noun is the content
            uint32_t noun = w->matches[child].light == NONE ? NONE : content_match(c, w->matches[child].light, 2);
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
    if (node->n_content == 0 && m->row->means.n_operators == 1) {
        const OperatorRow *o = operator_of(c, m, 0);
        if (!o->event)
            node->bare = o->bare;
    }
}

static bool tokens_share(const uint32_t *a, uint32_t na, const uint32_t *b, uint32_t nb)
{
    for (uint32_t i = 0; i < na; i++)
        for (uint32_t k = 0; k < nb; k++)
            if (a[i] == b[k])
                return true;
    return false;
}

// Whom an operator without a recipient of its own is aimed at, as its content tells: who would act there or, where the operator's actor
// himself would, on whom. "Demanded that Israel pull back" is aimed at Israel, "vowed to help Peru" at Peru.
static void recipient_derive(Claims *c, uint32_t i, unsigned which)
{
    Match *m = &c->w->matches[i];
    const OperatorRow *o = operator_of(c, m, m->row->means.n_operators - 1u);
    const Match *child = &c->w->matches[c->node[i].content[which]];
    bool own = tokens_share(child->actor, child->n_actor, m->actor, m->n_actor);
    m->n_recipient = 0;
    static const char *const aimless[] = {"deny", "claim_responsibility", "report", "expect", "doubt", "intend", "consider", NULL};
    for (unsigned k = 0; aimless[k]; k++) // "vowed that Egypt would fight" is not aimed at Egypt
        if (str_is(o->kind, aimless[k]) && !own)
            return;
    if (child->n_actor && !own) {
        m->recipient = child->actor;
        m->n_recipient = child->n_actor;
    } else if (child->n_recipient && !tokens_share(child->recipient, child->n_recipient, m->actor, m->n_actor) && (own || o->content_actor != 'o')) {
        m->recipient = child->recipient;
        m->n_recipient = child->n_recipient;
    }
}

// Top down: who acts inside. Then bottom up: whom the operator is aimed at.
static void roles_fill(Claims *c, uint32_t i)
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
        if (tokens_share(m->recipient, m->n_recipient, child->recipient, child->n_recipient))
            m->n_recipient = 0; // "demanded the release of its diplomats": not aimed at the diplomats
        if (!child->n_actor) {
            bool announced = str_is(o->kind, "report") && child->row->pos == 'N'; // "announced the release of the prisoners"
            if (o->content_actor == 's' || announced) {
                child->actor = m->actor;
                child->n_actor = m->n_actor;
            } else if (o->content_actor == 'r') {
                child->actor = m->recipient;
                child->n_actor = m->n_recipient;
            }
        } else if (o->content_actor == 'r' && !o->event && tokens_share(child->actor, child->n_actor, m->actor, m->n_actor) && m->n_recipient) {
            child->actor = m->recipient;
            child->n_actor = m->n_recipient;
        }
        roles_fill(c, node->content[k]);
    }
    if (m->n_recipient == 0 && node->n_content) {
        recipient_derive(c, i, 0);
        node->derived = m->n_recipient > 0;
    }
}

// ------------------------------------------------------------------------------------------------ actors
static uint32_t inner_actor(const Claims *c, uint32_t token, unsigned depth)
{
    const Doc *d = c->d;
    uint32_t best = NONE;
    for (uint32_t i = token_child(d, token, NONE); i != NONE; i = token_child(d, token, i)) {
        unsigned dep = d->tokens[i].dep;
        if (dep == DEP_ACL || (dep == DEP_AMOD && d->tokens[i].upos == UPOS_VERB)) { // "missiles fired by the navy", "a Saudi-led strike"
            size_t n;
            const Argument *args = arguments_of(d, i, &n);
            for (size_t k = 0; k < n; k++)
                if (args[k].slot == SLOT_SUBJ && c->w->mention_of[args[k].filler] != NONE && d->mentions[c->w->mention_of[args[k].filler]].code.n)
                    return c->w->mention_of[args[k].filler];
        }
        if (dep != DEP_NMOD_POSS && dep != DEP_AMOD && dep != DEP_COMPOUND && dep != DEP_NMOD && dep != DEP_NMOD_DESC && dep != DEP_APPOS && dep != DEP_FLAT)
            continue;
        uint32_t m = c->w->mention_of[i];
        if (m != NONE && d->mentions[m].code.n)
            return m;
        if (depth && best == NONE)
            best = inner_actor(c, i, depth - 1);
    }
    return best;
}

static bool may_act(const Mention *m)
{
    return m->code.n || m->human || m->ner == NAME_PER || m->ner == NAME_ORG || m->kind == MENTION_PRONOUN || m->sector.n;
}

// A phrase that is no actor mention but is acted upon: "the bridge", "a convoy".
static uint32_t plain_mention(Claims *c, uint32_t token)
{
    Doc *d = c->d;
    uint32_t first = token, end = token + 1;
    const Sentence *s = &d->sentences[d->tokens[token].sentence];
    while (first > s->first && token_dominates(d, token, first - 1) && d->tokens[first - 1].dep != DEP_CASE && d->tokens[first - 1].dep != DEP_PUNCT &&
           d->tokens[first - 1].dep != DEP_CC && d->tokens[first - 1].dep != DEP_MARK)
        first--;
    Mention *m = ARENA_PUSH(d->arena, d->mentions, d->n_mentions, d->cap_mentions);
    *m = (Mention){.span = {d->tokens[first].span.start, d->tokens[end - 1].span.end}, .first = first, .end = end, .head = token,
                   .kind = MENTION_NOUN, .entity = d->n_entities++, .p = 0.4f};
    c->w->mention_of[token] = (uint32_t)(d->n_mentions - 1);
    return (uint32_t)(d->n_mentions - 1);
}

// A document speaks for whoever made it: "passed a resolution criticizing the king", "sent a letter urging peace".
static uint32_t author_of(const Claims *c, uint32_t token)
{
    const Doc *d = c->d;
    const Token *t = &d->tokens[token];
    if ((t->dep != DEP_OBJ && t->dep != DEP_OBL && t->dep != DEP_NSUBJ_PASS) || t->head == NONE)
        return NONE;
    size_t n;
    const Argument *args = arguments_of(d, t->head, &n);
    for (size_t i = 0; i < n; i++)
        if (args[i].slot == SLOT_SUBJ && c->w->mention_of[args[i].filler] != NONE && d->mentions[c->w->mention_of[args[i].filler]].code.n)
            return c->w->mention_of[args[i].filler];
    return NONE;
}

// "Sudan said it would free the crew": the name rather than the pronoun, where the same sentence has both.
static uint32_t pronoun_named(const Claims *c, uint32_t m)
{
    const Doc *d = c->d;
    const Mention *p = &d->mentions[m];
    if (p->kind != MENTION_PRONOUN || p->entity == NONE)
        return m;
    uint32_t sentence = d->tokens[p->head].sentence, best = m;
    for (uint32_t i = m; i-- > 0 && d->tokens[d->mentions[i].head].sentence == sentence;)
        if (d->mentions[i].entity == p->entity && d->mentions[i].kind != MENTION_PRONOUN) {
            best = i;
            break;
        }
    return best;
}

// Things are recipients only where something is done to them or said of them: "shelled the port", "rejected the referendum".
static bool takes_things(const Claim *claim)
{
    static const char *const families[] = {"attack", "violence", "mass", "coerce", "blame", "reject", "protest", NULL};
    static const char *const operators[] = {"criticise", "refuse", "praise", "support", "oppose", "defend", NULL};
    for (unsigned k = 0; claim->n_operators && operators[k]; k++)
        if (str_is(claim->operators[0].kind, operators[k]))
            return true;
    for (unsigned k = 0; families[k]; k++)
        if (family_is(claim->act, families[k]))
            return claim->n_operators == 0 || !str_is(claim->operators[0].kind, "claim_responsibility");
    return false;
}

static uint32_t *actors_resolve(Claims *c, const uint32_t *token, uint32_t n, bool as_actor, bool objects, uint32_t *count)
{
    uint32_t out[LIMIT_ROLE_ACTORS];
    *count = 0;
    for (uint32_t i = 0; i < n && *count < LIMIT_ROLE_ACTORS; i++) {
        const Token *t = &c->d->tokens[token[i]];
        uint32_t m = c->w->mention_of[token[i]];
        uint32_t det = token_child_dep(c->d, token[i], DEP_DET);
        if (det != NONE && (token_is(c->d, det, "no") || token_is(c->d, det, "neither"))) // "No group claimed the attack"
            continue;
        if (m != NONE && !may_act(&c->d->mentions[m])) {
            uint32_t inner = inner_actor(c, token[i], 1);
            const Mention *own = &c->d->mentions[m];
            bool unknown = t->upos == UPOS_PROPN && !(own->place && own->country.n);
            if (inner != NONE)
                m = inner;
            else if (as_actor && !unknown) // a known place is never an actor; an unknown name that acts is
                m = author_of(c, token[i]);
        } else if (m == NONE) {
            m = inner_actor(c, token[i], 1);
            if (m == NONE && as_actor)
                m = author_of(c, token[i]);
            bool name = t->upos == UPOS_PROPN, thing = name || t->upos == UPOS_NOUN || (t->upos == UPOS_NUM && !as_actor && t->dep != DEP_OBL && t->dep != DEP_NMOD); // "killed 20"
            bool event = !as_actor && (c->w->match_of[token[i]] != NONE || filler_is(c->w, token[i], &c->w->t->abstract)); // "fought a war"
            if (m == NONE && thing && !event && (name || (as_actor ? filler_is(c->w, token[i], &c->w->t->agents) : objects)))
                m = plain_mention(c, token[i]);
        }
        if (m == NONE)
            continue;
        m = pronoun_named(c, m);
        bool repeated = false;
        for (uint32_t k = 0; k < *count; k++)
            repeated |= out[k] == m || (c->d->mentions[out[k]].entity == c->d->mentions[m].entity && c->d->mentions[m].entity != NONE);
        if (!repeated)
            out[(*count)++] = m;
    }
    uint32_t *list = *count ? ARENA_NEW(c->d->arena, uint32_t, *count) : NULL;
    if (*count)
        memcpy(list, out, *count * sizeof *list);
    return list;
}

static bool is_among(const Claims *c, uint32_t mention, const uint32_t *list, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (list[i] == mention || c->d->mentions[list[i]].entity == c->d->mentions[mention].entity)
            return true;
    return false;
}

// "pulled its troops out": one's own are not whom one acts on.
static bool is_own(const Doc *d, uint32_t token)
{
    static const char *const own[] = {"its", "their", "his", "her", "our", "my", NULL};
    uint32_t possessor = token_child_dep(d, token, DEP_NMOD_POSS);
    for (unsigned k = 0; possessor != NONE && own[k]; k++)
        if (token_is(d, possessor, own[k]))
            return true;
    return false;
}

// The nearest actor in the phrase under a token, who is not among the claim's actors: "an Armenian proposal", "the mayor's decision",
// "an appeal filed by the union". Places that only say where ("in Berlin") do not count.
static uint32_t actor_under(const Claims *c, uint32_t token, const Claim *claim, unsigned depth)
{
    static const char *const where[] = {"in", "at", "near", "during", "since", "after", "before", "until", "as", "like", "than", NULL};
    const Doc *d = c->d;
    if (is_own(d, token))
        return NONE;
    uint32_t m = c->w->mention_of[token];
    if (m != NONE && (d->mentions[m].code.n || d->mentions[m].human) && !is_among(c, m, claim->actor, claim->n_actor))
        return m;
    if (depth == 0)
        return NONE;
    for (uint32_t i = token_child(d, token, NONE); i != NONE; i = token_child(d, token, i)) {
        unsigned dep = d->tokens[i].dep;
        bool finite = dep == DEP_ACL_RELCL || dep == DEP_ADVCL || dep == DEP_PARATAXIS || dep == DEP_CONJ || dep == DEP_PUNCT;
        if (finite || (dep == DEP_NSUBJ && d->tokens[token].upos == UPOS_VERB && d->tokens[token].dep == DEP_ROOT))
            continue;
        uint32_t mark = token_child_dep(d, i, DEP_CASE);
        bool located = false;
        for (unsigned k = 0; mark != NONE && where[k]; k++)
            located |= token_is(d, mark, where[k]);
        if (located)
            continue;
        uint32_t found = actor_under(c, i, claim, depth - 1);
        if (found != NONE)
            return found;
    }
    return NONE;
}

// Whom a claim without a recipient is about: the nearest actor in its object, its obliques, its complement.
static void recipient_search(Claims *c, Claim *claim, uint32_t token)
{
    static const char *const toward[] = {"to", "with", "against", "for", "from", "of", "on", "over", "toward", "towards", "about", "upon", "into", "between", "by", "out of", "out", "off", NULL};
    const Doc *d = c->d;
    static const uint8_t order[] = {SLOT_IOBJ, SLOT_OBJ, SLOT_OBL, SLOT_XCOMP, SLOT_CCOMP};
    bool posture = family_is(claim->act, "posture"); // "mobilised troops": they are its means
    // what is merely said is not aimed at those it is about
    bool reported = str_starts(claim->act, "statement");
    for (uint32_t i = 0; i < claim->n_operators; i++)
        reported |= str_is(claim->operators[i].kind, "deny") || str_is(claim->operators[i].kind, "report") || str_is(claim->operators[i].kind, "expect") ||
                    str_is(claim->operators[i].kind, "doubt") || str_is(claim->operators[i].kind, "intend");
    size_t n;
    const Argument *args = arguments_of(d, token, &n);
    for (size_t k = 0; k < sizeof order; k++)
        for (size_t i = 0; i < n; i++) {
            if (args[i].slot != order[k] || args[i].possessive || (args[i].slot == SLOT_OBJ && posture) || (args[i].slot == SLOT_CCOMP && (claim->n_operators == 0 || reported)))
                continue;
            if (args[i].slot == SLOT_OBL) {
                bool aimed = false;
                for (unsigned p = 0; toward[p]; p++)
                    aimed |= str_is(args[i].prep, toward[p]);
                if (!aimed)
                    continue;
            }
            uint32_t m = actor_under(c, args[i].filler, claim, args[i].slot == SLOT_XCOMP || args[i].slot == SLOT_CCOMP ? 3 : 2);
            if (m == NONE)
                continue;
            claim->recipient = ARENA_NEW(d->arena, uint32_t, 1);
            claim->recipient[0] = pronoun_named(c, m);
            claim->n_recipient = 1;
            return;
        }
}

// "held talks in Lagos with the emir": a phrase further on that the parse hung elsewhere, up to the next clause.
static uint32_t phrase_ahead(const Claims *c, const Claim *claim, uint32_t token)
{
    static const char *const toward[] = {"with", "to", "against", "from", NULL};
    const Doc *d = c->d;
    const Sentence *s = &d->sentences[claim->sentence];
    for (uint32_t i = token + 1; i < s->end && i < token + 16; i++) {
        const Token *t = &d->tokens[i];
        if ((t->upos == UPOS_VERB && t->dep != DEP_AMOD) || t->dep == DEP_PARATAXIS || token_is(d, i, ";"))
            return NONE;
        uint32_t m = c->w->mention_of[i], mark = token_child_dep(d, i, DEP_CASE);
        if (m == NONE || mark == NONE || d->mentions[m].head != i || !d->mentions[m].code.n || is_among(c, m, claim->actor, claim->n_actor))
            continue;
        for (unsigned k = 0; toward[k]; k++)
            if (token_is(d, mark, toward[k]))
                return m;
    }
    return NONE;
}

// The last resort: the country that the act is said to take place in, where the act is one on people or a state ("suspended aid in
// Yemen"), and the object as it stands ("rejected the referendum").
static void recipient_country(Claims *c, Claim *claim, uint32_t token)
{
    static const char *const families[] = {"aid", "reduce", "coerce", "attack", "mass", "yield", "posture", NULL};
    const Doc *d = c->d;
    bool suits = false;
    for (unsigned k = 0; families[k]; k++)
        suits |= str_starts(claim->act, families[k]);
    uint32_t found = phrase_ahead(c, claim, token);
    const Sentence *s = &d->sentences[claim->sentence];
    for (uint32_t i = token + 1; suits && i < s->end && found == NONE; i++) {
        uint32_t m = c->w->mention_of[i];
        if (m != NONE && d->mentions[m].head == i && d->mentions[m].code.n == 3 && d->mentions[m].country.n && token_dominates(d, token, i) &&
            !is_among(c, m, claim->actor, claim->n_actor))
            found = m;
    }
    if (found == NONE && d->tokens[token].upos == UPOS_VERB && takes_things(claim)) {
        size_t n;
        const Argument *args = arguments_of(d, token, &n);
        for (size_t i = 0; i < n && found == NONE; i++)
            if (args[i].slot == SLOT_OBJ && d->tokens[args[i].filler].upos == UPOS_NOUN && c->w->match_of[args[i].filler] == NONE &&
                !filler_is(c->w, args[i].filler, &c->w->t->abstract) && !is_own(d, args[i].filler))
                found = c->w->mention_of[args[i].filler] != NONE ? c->w->mention_of[args[i].filler] : plain_mention(c, args[i].filler);
    }
    if (found == NONE || is_among(c, found, claim->actor, claim->n_actor))
        return;
    claim->recipient = ARENA_NEW(d->arena, uint32_t, 1);
    claim->recipient[0] = found;
    claim->n_recipient = 1;
}

// ------------------------------------------------------------------------------------------------ time, place, numbers, voices
// How near an adverbial is to the trigger in the tree: 3 on it, 2 below it, 1 above it in the same clause chain, 0 elsewhere.
static int tree_nearness(const Doc *d, uint32_t first, uint32_t end, uint32_t trigger)
{
    uint32_t head = first;
    for (uint32_t i = first; i < end; i++)
        if (d->tokens[i].head == NONE || d->tokens[i].head < first || d->tokens[i].head >= end) {
            head = i;
            break;
        }
    uint32_t up = d->tokens[head].head;
    if (up == trigger)
        return 3;
    if (token_dominates(d, trigger, head))
        return 2;
    return up != NONE && token_dominates(d, up, trigger) ? 1 : 0;
}

// A subordinate clause of time has its own: "froze the assets on Wednesday, ten days after students stormed the embassy".
static bool is_shielded(const Doc *d, uint32_t trigger, uint32_t timex)
{
    static const char *const marks[] = {"after", "before", "since", "until", "when", NULL};
    const Sentence *s = &d->sentences[d->tokens[trigger].sentence];
    uint32_t at = trigger;
    for (uint32_t steps = s->end - s->first; at != NONE && steps; steps--, at = d->tokens[at].head) {
        if (token_dominates(d, at, timex))
            return false;
        unsigned dep = d->tokens[at].dep;
        if (dep == DEP_ACL_RELCL)
            return true;
        if (dep != DEP_ADVCL && dep != DEP_OBL && dep != DEP_ACL)
            continue;
        for (uint32_t k = token_child(d, at, NONE); k != NONE; k = token_child(d, at, k))
            for (unsigned w = 0; marks[w]; w++)
                if ((d->tokens[k].dep == DEP_MARK || d->tokens[k].dep == DEP_CASE || d->tokens[k].dep == DEP_ADVMOD) && token_is(d, k, marks[w]))
                    return true;
    }
    return false;
}

static void time_find(Claims *c, Claim *claim)
{
    const Doc *d = c->d;
    int best = 0;
    uint32_t only = NONE, n = 0;
    claim->time = NONE;
    for (uint32_t i = 0; i < d->n_times; i++) {
        const Timex *t = &d->times[i];
        if (t->first >= d->n_tokens || d->tokens[t->first].sentence != claim->sentence)
            continue;
        if ((t->type != TIMEX_DATE && t->type != TIMEX_TIME) || (t->vague && t->start_day == DAY_NONE))
            continue;
        if (is_shielded(d, claim->token, t->first))
            continue;
        n++;
        only = i;
        int near = tree_nearness(d, t->first, t->end, claim->token);
        if (near > best) {
            best = near;
            claim->time = i;
        }
    }
    if (claim->time == NONE && n == 1)
        claim->time = only;
    claim->time_from_article = claim->time == NONE && d->date != DAY_NONE;
}

static bool is_role_token(const Claims *c, const Claim *claim, uint32_t token)
{
    for (unsigned r = 0; r < 2; r++) {
        const uint32_t *list = r ? claim->recipient : claim->actor;
        uint32_t n = r ? claim->n_recipient : claim->n_actor;
        for (uint32_t i = 0; i < n; i++) {
            const Mention *m = &c->d->mentions[list[i]];
            if (m->first <= token && token < m->end && !(r && m->place && m->code.n == 0))
                return true;
        }
    }
    return false;
}

static void place_find(Claims *c, Claim *claim)
{
    static const char *const at[] = {"in", "at", "near", "on", "outside", "inside", "around", "across", "throughout", "over", "off", "from", "to", "into", "along", "between", NULL};
    const Doc *d = c->d;
    int best = 0;
    claim->place = NONE;
    for (uint32_t i = 0; i < d->n_places; i++) {
        const Place *p = &d->places[i];
        if (p->demonym || p->first >= d->n_tokens || d->tokens[p->first].sentence != claim->sentence || is_role_token(c, claim, p->first))
            continue;
        uint32_t head = p->end - 1, mark;
        for (uint32_t k = p->first; k < p->end; k++)
            if (d->tokens[k].head == NONE || d->tokens[k].head < p->first || d->tokens[k].head >= p->end)
                head = k;
        mark = token_child_dep(d, head, DEP_CASE);
        bool located = false;
        for (unsigned k = 0; mark != NONE && at[k]; k++)
            located |= token_is(d, mark, at[k]);
        int near = tree_nearness(d, p->first, p->end, claim->token) * 2 + located;
        // towns before the countries they lie in; an object that is a place is where it happened
        bool object = (d->tokens[head].dep == DEP_OBJ || d->tokens[head].dep == DEP_NSUBJ_PASS) && d->tokens[head].head == claim->token && p->precision >= PLACE_REGION;
        bool modifier = d->tokens[head].dep == DEP_COMPOUND && d->tokens[head].head == claim->token; // "Kabul bombing"
        if (!located && !object && !modifier && d->tokens[head].dep != DEP_APPOS)
            continue;
        near = near * 2 + (p->precision >= PLACE_REGION);
        if (near > best) {
            best = near;
            claim->place = i;
        }
    }
}

static bool number_word(Str s, uint64_t *value)
{
    static const struct { const char *word; uint64_t value; } words[] = {
        {"one", 1}, {"two", 2}, {"three", 3}, {"four", 4}, {"five", 5}, {"six", 6}, {"seven", 7}, {"eight", 8}, {"nine", 9}, {"ten", 10}, {"eleven", 11},
        {"twelve", 12}, {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19},
        {"twenty", 20}, {"thirty", 30}, {"forty", 40}, {"fifty", 50}, {"sixty", 60}, {"seventy", 70}, {"eighty", 80}, {"ninety", 90},
        {"hundred", 100}, {"thousand", 1000}, {"million", 1000000}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is(s, words[i].word)) {
            *value = words[i].value;
            return true;
        }
    uint64_t v = 0;
    bool any = false;
    for (size_t i = 0; i < s.n; i++) {
        if (ascii_digit(s.p[i])) {
            v = v * 10 + (uint64_t)(s.p[i] - '0');
            any = true;
            if (v > UINT32_MAX)
                return false;
        } else if (s.p[i] != ',' || !any)
            return false;
    }
    *value = v;
    return any;
}

// The number before or in a victim phrase: "at least 12 villagers", "dozens of people", "between 12 and 20".
static bool count_read(const Doc *d, uint32_t head, Count *out)
{
    static const struct { const char *word; uint32_t min; } vague[] = {{"dozens", 24}, {"scores", 40}, {"hundreds", 200}, {"thousands", 2000}, {"tens", 20}, {"millions", 2000000}, {"several", 3}, {"many", 3}};
    uint32_t first, end;
    token_subtree(d, head, &first, &end);
    if (end > head + 1)
        end = head + 1;
    uint64_t total = 0, part = 0;
    uint32_t from = NONE, to = NONE;
    for (uint32_t i = first; i < end; i++) {
        uint64_t v;
        for (size_t k = 0; k < sizeof vague / sizeof *vague; k++)
            if (token_is(d, i, vague[k].word) && (i == head || d->tokens[i].dep == DEP_AMOD || d->tokens[i].dep == DEP_NUMMOD || d->tokens[i].dep == DEP_DET || d->tokens[i].dep == DEP_COMPOUND)) {
                *out = (Count){doc_str(d, d->tokens[i].span), d->tokens[i].span, vague[k].min, UINT32_MAX};
                return true;
            }
        if (number_word(d->tokens[i].lower, &v) && (d->tokens[i].upos == UPOS_NUM || i == head)) {
            if (from == NONE)
                from = i;
            else if (to != i - 1 && !(to + 2 == i && (token_is(d, i - 1, "-") || token_is(d, i - 1, "and"))))
                break;
            to = i;
            if (v >= 100 && part && (v == 100 || v == 1000 || v == 1000000)) {
                part *= v;
                if (v >= 1000) {
                    total += part;
                    part = 0;
                }
            } else
                part += v;
        }
    }
    total += part;
    if (from == NONE || total == 0 || total > UINT32_MAX - 1)
        return false;
    uint32_t min = (uint32_t)total, max = (uint32_t)total;
    Span span = {d->tokens[from].span.start, d->tokens[to].span.end};
    const Sentence *s = &d->sentences[d->tokens[head].sentence];
    uint32_t before = from > s->first ? from - 1 : NONE, before2 = from > s->first + 1 ? from - 2 : NONE;
    if (before != NONE && from != to && token_is(d, before, "between") && token_is(d, from + 1, "and")) { // "between 12 and 15"
        uint64_t low, high;
        if (number_word(d->tokens[from].lower, &low) && number_word(d->tokens[to].lower, &high) && low < high && high < UINT32_MAX) {
            min = (uint32_t)low;
            max = (uint32_t)high;
            span.start = d->tokens[before].span.start;
        }
    } else if (before != NONE && token_is(d, before, "as") && before2 != NONE && token_is(d, before2, "many")) {
        min = 0;
        span.start = d->tokens[before2].span.start;
    } else if (before != NONE && (token_is(d, before, "nearly") || token_is(d, before, "almost"))) {
        min = max - max / 10;
        span.start = d->tokens[before].span.start;
    } else if (before != NONE && token_is(d, before, "least")) {
        max = UINT32_MAX;
        span.start = d->tokens[before2 == NONE ? before : before2].span.start;
    } else if (before != NONE && token_is(d, before, "than") && before2 != NONE && (token_is(d, before2, "more") || token_is(d, before2, "fewer") || token_is(d, before2, "less"))) {
        bool more = token_is(d, before2, "more");
        min = more ? min + 1 : 0;
        max = more ? UINT32_MAX : max - 1;
        span.start = d->tokens[before2].span.start;
    } else if (before != NONE && token_is(d, before, "over")) {
        min++;
        max = UINT32_MAX;
        span.start = d->tokens[before].span.start;
    } else if (before != NONE && token_is(d, before, "to") && before2 != NONE) {
        uint64_t low;
        if (token_is(d, before2, "up")) {
            min = 0;
            span.start = d->tokens[before2].span.start;
        } else if (number_word(d->tokens[before2].lower, &low) && low < min) {
            min = (uint32_t)low;
            span.start = d->tokens[before2].span.start;
        }
    }
    *out = (Count){doc_str(d, span), span, min, max};
    return true;
}

static void counts_find(Claims *c, Claim *claim, const Match *m)
{
    const EventTables *t = c->w->t;
    if (!t->counts)
        return;
    uint32_t row = lextable_find(t->counts, c->d->tokens[m->token].lemma);
    if (row == LEX_NONE)
        return;
    static const char *const kinds[COUNT_KINDS] = {"dead", "injured", "arrested", "displaced", "protesters"};
    Str kind = lextable_cell(t->counts, row, t->counts_kind);
    for (unsigned k = 0; k < COUNT_KINDS; k++) {
        if (!str_is(kind, kinds[k]))
            continue;
        const uint32_t *who = k == COUNT_PROTESTERS ? m->actor : m->recipient;
        uint32_t n = k == COUNT_PROTESTERS ? m->n_actor : m->n_recipient;
        if (n)
            count_read(c->d, who[0], &claim->count[k]);
    }
}

static void voices_find(Claims *c, Claim *claim)
{
    const Doc *d = c->d;
    uint32_t found[LIMIT_VOICES], n = 0;
    uint64_t size[LIMIT_VOICES];
    for (uint32_t q = 0; q < d->n_quotes && n < LIMIT_VOICES; q++) {
        const Quote *quote = &d->quotes[q];
        if (quote->cue_token == claim->token)
            continue;
        bool inside = false;
        uint64_t all = 0;
        for (uint32_t k = 0; k < quote->n_content; k++) {
            inside |= quote->content[k].start <= claim->trigger.start && claim->trigger.start < quote->content[k].end;
            all += quote->content[k].end - quote->content[k].start;
        }
        // the trigger itself may be the cue ("accused"): then the quotation is the claim's content
        if (!inside || (quote->cue.end > quote->cue.start && quote->cue.start >= claim->trigger.start && quote->cue.end <= claim->trigger.end))
            continue;
        uint32_t at = n++;
        for (; at > 0 && size[at - 1] < all; at--) {
            found[at] = found[at - 1];
            size[at] = size[at - 1];
        }
        found[at] = q;
        size[at] = all;
    }
    claim->n_voices = n;
    claim->voices = n ? ARENA_NEW(d->arena, uint32_t, n) : NULL;
    if (n)
        memcpy(claim->voices, found, n * sizeof *found);
}

// ------------------------------------------------------------------------------------------------ building
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
        chain->op[chain->n++] = (ClaimOperator){m->row->means.operators[i], m->span, m->token, m->row->source};
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

static void claim_id(const Doc *d, Claim *claim)
{
    uint64_t a = hash64(d->article->id.p, d->article->id.n, 11), b;
    const uint32_t numbers[] = {claim->trigger.start, claim->trigger.end, claim->n_operators, claim->token};
    a = hash64(numbers, sizeof numbers, a);
    a = hash64(claim->expression.p, claim->expression.n, a);
    for (uint32_t i = 0; i < claim->n_actor; i++)
        a = hash64(&d->mentions[claim->actor[i]].span, sizeof(Span), a);
    for (uint32_t i = 0; i < claim->n_recipient; i++)
        a = hash64(&d->mentions[claim->recipient[i]].span, sizeof(Span), a ^ 1);
    b = hash64(&a, sizeof a, 12);
    snprintf(claim->id, sizeof claim->id, "%016llx%08llx", (unsigned long long)a, (unsigned long long)(b & 0xFFFFFFFFu));
}

static Str expression_text(Arena *a, const Chain *chain)
{
    char *s = arena_alloc(a, 1);
    for (unsigned i = 0; i < chain->n; i++)
        s = arena_printf(a, "%s%.*s(", s, (int)chain->op[i].kind.n, chain->op[i].kind.p);
    s = arena_printf(a, "%s%.*s", s, (int)chain->act_name.n, chain->act_name.p);
    if (chain->attributes.n)
        s = arena_printf(a, "%s{%.*s}", s, (int)chain->attributes.n, chain->attributes.p);
    for (unsigned i = 0; i < chain->n; i++)
        s = arena_printf(a, "%s)", s);
    return str_of(s);
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
    if (chain->n && chain->op[0].token == NONE && claim->fact == FACT_PLANNED) { // announced: "will allow the march"
        claim->score = fact_score(claim->fact);
        return;
    }
    // transparent operators above the act have changed its predicate already; an event operator of its own has not
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
            if (value == FACT_DEMANDED || value == FACT_REQUESTED || value == FACT_INTENDED || value == FACT_OFFERED || value == FACT_THREATENED)
                claim->tense = TENSE_FUTURE;
        }
        break;
    }
    // what a cancelling or preventing undid did not happen; the cancelling did
    if (chain->n && chain->op[0].token != NONE && chain->op[0].token != claim->token && claim->fact == FACT_NEGATED) {
        const OperatorRow *o = operator_find(w->t, chain->op[0].kind);
        uint32_t p = w->predicate_of[chain->op[0].token];
        if (o && !o->event && o->affirmed == FACT_NEGATED && p != NONE && !claim->negated) {
            claim->fact = d->predicates[p].value;
            claim->negated = d->predicates[p].negated;
        }
    }
    if (claim->fact == FACT_HAPPENED && claim->time != NONE && d->date != DAY_NONE && d->times[claim->time].end_day != DAY_NONE &&
        d->times[claim->time].end_day < d->date - 366)
        claim->fact = FACT_HISTORICAL;
    // "marked the anniversary of the invasion"
    static const char *const remembrance[] = {"anniversary", "commemoration", "memory", "remembrance", "memorial", NULL};
    uint32_t above = d->tokens[claim->token].head;
    if (claim->fact == FACT_HAPPENED && above != NONE && d->tokens[claim->token].dep == DEP_NMOD && lemma_in(d, above, remembrance))
        claim->fact = FACT_HISTORICAL;
    claim->score = fact_score(claim->fact);
}

// "In the novel a general kills the president."
static bool is_fiction(const Claims *c, const Claim *claim)
{
    static const char *const marks[] = {"in", "according to", NULL};
    const Doc *d = c->d;
    const Sentence *s = &d->sentences[claim->sentence];
    for (uint32_t i = s->first; i < s->end; i++) {
        if (d->tokens[i].upos != UPOS_NOUN || !filler_is(c->w, i, &c->w->t->fiction) || d->tokens[i].dep != DEP_OBL)
            continue;
        uint32_t mark = token_child_dep(d, i, DEP_CASE), up = d->tokens[i].head;
        for (unsigned k = 0; mark != NONE && marks[k]; k++)
            if (token_is(d, mark, marks[k]) && up != NONE && token_dominates(d, up, claim->token))
                return true;
    }
    return false;
}

static bool is_report(const Claims *c, uint32_t match)
{
    const Match *m = &c->w->matches[match];
    return !c->node[match].bare.n && m->row->means.n_operators == 1 && m->row->means.act.n == 0 && str_is(m->row->means.operators[0], "report");
}

// Does an operator above make a claim of its own? A report with content does not.
static bool has_event_parent(const Claims *c, uint32_t i)
{
    for (uint32_t p = c->node[i].parent; p != NONE; p = c->node[p].parent)
        if (!is_transparent(c, p) && !is_report(c, p))
            return true;
    return false;
}

static Claim *claim_new(Claims *c, uint32_t i, unsigned which)
{
    Doc *d = c->d;
    EventWork *w = c->w;
    if (c->node[i].derived && which)
        recipient_derive(c, i, which);
    const Match *m = &w->matches[i];
    Chain chain = {0};
    // transparent operators above, outermost first
    uint32_t above[MAX_CHAIN], n_above = 0;
    for (uint32_t p = c->node[i].parent; p != NONE && n_above < MAX_CHAIN && is_transparent(c, p); p = c->node[p].parent)
        above[n_above++] = p;
    while (n_above)
        chain_push(c, &chain, above[--n_above]);
    chain_down(c, &chain, i, which);
    if (chain.act_name.n == 0 && chain.n) { // a bare operator has the act that its row gives it
        const OperatorRow *o = operator_find(w->t, chain.op[chain.n - 1].kind);
        if (o && o->bare.n && chain.n == 1 && str_is(o->kind, "report")) {
            chain.act_name = o->bare;
            chain.n = 0;
        }
    }
    // "Norway will help": to say that an act will come is to announce it
    uint32_t own = w->predicate_of[c->node[i].verb != NONE ? w->matches[c->node[i].verb].token : m->token];
    bool announced = own != NONE && d->predicates[own].will.end > d->predicates[own].will.start && !has_event_parent(c, i) && (chain.act_name.n || chain.n) &&
                     (m->n_actor || m->n_recipient) && chain.n < MAX_CHAIN;
    const OperatorRow *intend = announced ? operator_find(w->t, STR("intend")) : NULL;
    if (intend) {
        memmove(chain.op + 1, chain.op, chain.n * sizeof *chain.op);
        chain.op[0] = (ClaimOperator){intend->kind, d->predicates[own].will, NONE, intend->source};
        chain.n++;
    }
    Claim *claim = ARENA_PUSH(d->arena, d->claims, d->n_claims, d->cap_claims);
    *claim = (Claim){.sentence = d->tokens[m->token].sentence, .token = m->token, .trigger = m->span, .act = chain.act_name,
                     .attributes = chain.attributes, .expression = expression_text(d->arena, &chain), .n_operators = chain.n,
                     .inside = NONE, .pair = NONE, .time = NONE, .place = NONE};
    claim->operators = ARENA_NEW(d->arena, ClaimOperator, chain.n + 1);
    memcpy(claim->operators, chain.op, chain.n * sizeof *chain.op);
    claim->actor = actors_resolve(c, m->actor, m->n_actor, true, false, &claim->n_actor);
    claim->recipient = actors_resolve(c, m->recipient, m->n_recipient, false, takes_things(claim), &claim->n_recipient);
    // a capital that is attacked is a town, not its government
    if (family_is(claim->act, "attack") || family_is(claim->act, "violence") || family_is(claim->act, "mass"))
        for (uint32_t r = 0; r < claim->n_recipient && chain.n == 0; r++)
            if (d->mentions[claim->recipient[r]].via == VIA_CAPITAL) {
                Mention town = d->mentions[claim->recipient[r]];
                town.code = town.sector = town.sectors = STR("");
                town.via = VIA_NAME;
                *ARENA_PUSH(d->arena, d->mentions, d->n_mentions, d->cap_mentions) = town;
                claim->recipient[r] = (uint32_t)(d->n_mentions - 1);
            }
    // nobody is his own recipient
    uint32_t kept = 0;
    for (uint32_t r = 0; r < claim->n_recipient; r++) {
        bool same = false;
        for (uint32_t a = 0; a < claim->n_actor; a++)
            same |= claim->recipient[r] == claim->actor[a] || d->mentions[claim->recipient[r]].entity == d->mentions[claim->actor[a]].entity;
        if (!same)
            claim->recipient[kept++] = claim->recipient[r];
    }
    claim->n_recipient = kept;
    // "Canada and Peru agreed to start talks": those who act together on equal terms are one another's recipients
    bool mutual = m->reciprocal || (claim->n_operators && str_is(claim->operators[0].kind, "agree")) ||
                  (claim->n_operators == 0 && (family_is(claim->act, "meet") || family_is(claim->act, "settle") || family_is(claim->act, "cooperate") ||
                                               str_is(claim->act, "diplomacy.sign")));
    mutual = mutual && claim->n_recipient == 0 && claim->n_actor > 1;
    if (claim->n_recipient == 0 && claim->n_actor && !mutual) {
        recipient_search(c, claim, m->token);
        if (claim->n_recipient == 0 && c->node[i].verb != NONE)
            recipient_search(c, claim, w->matches[c->node[i].verb].token);
        if (claim->n_recipient == 0 && c->node[i].n_content)
            recipient_search(c, claim, w->matches[c->node[i].content[which < c->node[i].n_content ? which : 0]].token);
    }
    if (claim->n_recipient == 0 && claim->n_actor && !mutual)
        recipient_country(c, claim, m->token);
    // reciprocal acts of several actors: each is the others' recipient; one record, the first acts with the rest
    if (mutual) {
        claim->recipient = claim->actor + 1;
        claim->n_recipient = claim->n_actor - 1;
        claim->n_actor = 1;
    }
    time_find(c, claim);
    place_find(c, claim);
    counts_find(c, claim, m);
    voices_find(c, claim);
    factuality_set(c, claim, &chain);
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
    // relevance: an event noun without anybody in it is a topic, not an event
    if (m->row->pos == 'N' && c->node[i].verb == NONE && claim->n_actor == 0 && claim->n_recipient == 0 && c->node[i].parent == NONE) {
        claim->left_out = true;
        claim->reason = STR("an event noun with neither actor nor recipient");
    } else if (m->row->pos == 'N' && c->node[i].verb == NONE && family_is(claim->act, "statement") && c->node[i].parent == NONE) {
        claim->left_out = true; // "said in a statement"
        claim->reason = STR("a statement named in passing");
    } else if (is_fiction(c, claim)) {
        claim->left_out = true;
        claim->reason = STR("fiction");
    } else if (d->tokens[m->token].dep == DEP_COMPOUND) {
        claim->left_out = true;
        claim->reason = STR("an event noun that only modifies another noun");
    }
    float margin = d->tokens[m->token].arc_margin;
    claim->p = 0.5f + (claim->n_actor ? 0.15f : 0) + (claim->n_recipient ? 0.12f : 0) + (m->row->n_conditions || m->row->n_words > 1 ? 0.1f : 0) + (margin > 2 ? 0.08f : 0);
    claim_id(d, claim);
    return claim;
}

static bool is_speech(const Claims *c, Str verb)
{
    const EventTables *t = c->w->t;
    for (uint32_t row = lextable_find(t->cues, verb); row != LEX_NONE; row = lextable_next(t->cues, row))
        if (str_is(lextable_cell(t->cues, row, t->cues_kind), "speech"))
            return true;
    return false;
}

// "The minister said the rebels must disarm": what a speaker says must or should be done, he demands or asks for. The claim of the
// demand is added above the act's.
static void obligations_add(Claims *c)
{
    Doc *d = c->d;
    size_t n = d->n_claims;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t p = d->claims[i].predicate;
        if (p == NONE || d->predicates[p].must.end == d->predicates[p].must.start || d->claims[i].inside != NONE || d->claims[i].left_out ||
            d->claims[i].n_voices == 0)
            continue;
        const Quote *q = &d->quotes[d->claims[i].voices[d->claims[i].n_voices - 1]];
        const OperatorRow *o = operator_find(c->w->t, d->predicates[p].strong ? STR("demand") : STR("appeal"));
        if (!o || q->mention == NONE || d->claims[i].n_operators >= MAX_CHAIN)
            continue;
        Claim *claim = ARENA_PUSH(d->arena, d->claims, d->n_claims, d->cap_claims);
        const Claim *inner = &d->claims[i]; // after the push: the array may have moved
        *claim = *inner;
        claim->operators = ARENA_NEW(d->arena, ClaimOperator, inner->n_operators + 1);
        claim->operators[0] = (ClaimOperator){o->kind, d->predicates[p].must, q->cue_token == NONE ? inner->token : q->cue_token, o->source};
        if (inner->n_operators)
            memcpy(claim->operators + 1, inner->operators, inner->n_operators * sizeof *inner->operators);
        claim->n_operators = inner->n_operators + 1;
        claim->trigger = d->predicates[p].must;
        claim->actor = ARENA_NEW(d->arena, uint32_t, 1);
        claim->actor[0] = q->mention;
        claim->n_actor = 1;
        claim->recipient = inner->n_actor ? inner->actor : inner->recipient;
        claim->n_recipient = inner->n_actor ? inner->n_actor : inner->n_recipient;
        claim->fact = (uint8_t)(o->affirmed >= 0 ? o->affirmed : FACT_DEMANDED);
        claim->score = fact_score(claim->fact);
        claim->n_voices = inner->n_voices - 1;
        claim->expression = str_of(arena_printf(d->arena, "%.*s(%.*s)", (int)o->kind.n, o->kind.p, (int)inner->expression.n, inner->expression.p));
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
    for (size_t i = 0; i < d->n_predicates; i++) {
        const Predicate *p = &d->predicates[i];
        if (p->must.end == p->must.start)
            continue;
        for (uint32_t k = 0; k < q->n_content; k++)
            if (q->content[k].start <= p->must.start && p->must.end <= q->content[k].end)
                return p;
    }
    return NULL;
}

// "The envoy said the harvest was good": a report whose content holds no act is a claim of its own.
static void statements_add(Claims *c)
{
    Doc *d = c->d;
    size_t n = d->n_claims;
    for (uint32_t q = 0; q < d->n_quotes; q++) {
        const Quote *quote = &d->quotes[q];
        if (quote->cue_token == NONE || quote->mention == NONE || c->w->match_of[quote->cue_token] != NONE)
            continue;
        const Mention *speaker = &d->mentions[quote->mention];
        if (!is_speech(c, quote->verb) || !speaker->code.n || (d->sentences[d->tokens[quote->cue_token].sentence].flags & SENT_REPEAT))
            continue;
        bool holds = false;
        for (size_t i = 0; i < n && !holds; i++)
            for (uint32_t k = 0; k < quote->n_content; k++)
                holds |= !d->claims[i].left_out && quote->content[k].start <= d->claims[i].trigger.start && d->claims[i].trigger.start < quote->content[k].end;
        if (holds)
            continue;
        const Predicate *must = obligation_in(d, quote);
        Claim *claim = ARENA_PUSH(d->arena, d->claims, d->n_claims, d->cap_claims);
        *claim = (Claim){.sentence = d->tokens[quote->cue_token].sentence, .token = quote->cue_token, .trigger = quote->cue, .act = STR("statement"),
                         .expression = STR("statement"), .inside = NONE, .pair = NONE, .time = NONE, .place = NONE, .predicate = NONE, .p = 0.4f};
        claim->actor = ARENA_NEW(d->arena, uint32_t, 1);
        claim->actor[0] = quote->mention;
        claim->n_actor = 1;
        if (quote->addressee != NONE && c->w->mention_of[quote->addressee] != NONE) {
            claim->recipient = ARENA_NEW(d->arena, uint32_t, 1);
            claim->recipient[0] = c->w->mention_of[quote->addressee];
            claim->n_recipient = 1;
        }
        Chain chain = {0};
        if (claim->n_recipient == 0)
            recipient_search(c, claim, claim->token);
        time_find(c, claim);
        voices_find(c, claim);
        factuality_set(c, claim, &chain);
        claim->why = ARENA_NEW(d->arena, Str, 1);
        const OperatorRow *o = must ? operator_find(c->w->t, must->strong ? STR("demand") : STR("appeal")) : NULL;
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
                if (args[k].slot == SLOT_SUBJ && m != NONE && d->mentions[m].code.n && !is_among(c, m, claim->actor, 1)) {
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

static int claim_order(const Claim *a, const Claim *b)
{
    if (a->sentence != b->sentence)
        return a->sentence < b->sentence ? -1 : 1;
    if (a->token != b->token)
        return a->token < b->token ? -1 : 1;
    return 0;
}

void claim_run(EventWork *w)
{
    Doc *d = w->d;
    Claims c = {w, d, ARENA_NEW(d->arena, Node, w->n_matches + 1)};
    for (uint32_t i = 0; i < w->n_matches; i++)
        c.node[i] = (Node){.parent = NONE, .verb = NONE, .claim = NONE};
    for (uint32_t i = 0; i < w->n_matches; i++)
        light_link(&c, i);
    for (uint32_t i = 0; i < w->n_matches; i++)
        noun_swallow(&c, i);
    for (uint32_t i = 0; i < w->n_matches; i++)
        if (!c.node[i].dead)
            content_link(&c, i);
    for (uint32_t i = 0; i < w->n_matches; i++)
        if (!c.node[i].dead && c.node[i].parent == NONE)
            roles_fill(&c, i);
    factuality_run(w);
    typedef struct { uint32_t match, child; } Made;
    Made *made = NULL;
    size_t n_made = 0, cap_made = 0;
    for (uint32_t i = 0; i < w->n_matches; i++) {
        if (c.node[i].dead || is_transparent(&c, i))
            continue;
        bool report = is_report(&c, i);
        unsigned contents = c.node[i].n_content;
        if (report && contents) // the content is the news; who reports it is its voice
            continue;
        for (unsigned k = 0; k < (contents ? contents : 1); k++) {
            claim_new(&c, i, k);
            *ARENA_PUSH(d->arena, made, n_made, cap_made) = (Made){i, contents ? c.node[i].content[k] : NONE};
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
            for (size_t z = 0; z < n_made; z++)
                if (made[z].match == p && made[z].child == child)
                    d->claims[k].inside = (uint32_t)z;
            break;
        }
    }
    obligations_add(&c);
    statements_add(&c);
    // text order, keeping the links
    uint32_t n = (uint32_t)d->n_claims;
    uint32_t *place = ARENA_NEW(d->arena, uint32_t, n + 1), *order = ARENA_NEW(d->arena, uint32_t, n + 1);
    for (uint32_t i = 0; i < n; i++) { // insertion sort: claims come nearly sorted
        uint32_t at = i;
        for (; at > 0 && claim_order(&d->claims[i], &d->claims[order[at - 1]]) < 0; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    Claim *sorted = ARENA_NEW(d->arena, Claim, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        sorted[i] = d->claims[order[i]];
        place[order[i]] = i;
    }
    for (uint32_t i = 0; i < n; i++)
        if (sorted[i].inside != NONE)
            sorted[i].inside = place[sorted[i].inside];
    d->claims = sorted;
    d->cap_claims = n + 1;
}

void event_run(Doc *d, const EventTables *t)
{
    EventWork w = {.d = d, .t = t};
    size_t n = d->n_tokens + 1;
    w.mention_of = ARENA_NEW(d->arena, uint32_t, n);
    w.match_of = ARENA_NEW(d->arena, uint32_t, n);
    w.parent_of = ARENA_NEW(d->arena, uint32_t, n);
    w.predicate_of = ARENA_NEW(d->arena, uint32_t, n);
    for (size_t i = 0; i < n; i++)
        w.mention_of[i] = w.match_of[i] = w.parent_of[i] = w.predicate_of[i] = NONE;
    // the head of a mention stands for it; other words of a name lead to it too, longest mention first
    for (uint32_t m = 0; m < d->n_mentions; m++)
        for (uint32_t i = d->mentions[m].first; i < d->mentions[m].end && i < d->n_tokens; i++) {
            const Mention *old = w.mention_of[i] == NONE ? NULL : &d->mentions[w.mention_of[i]];
            if (d->mentions[m].head == i && (!old || old->head != i || d->mentions[m].end - d->mentions[m].first > old->end - old->first))
                w.mention_of[i] = m;
            else if (!old && (d->mentions[m].kind == MENTION_NAME || d->tokens[i].upos == UPOS_PROPN))
                w.mention_of[i] = m;
        }
    // "Prime Minister Mehdi Bazargan": wherever the parse puts the head, it is the same mention
    for (uint32_t m = 0; m < d->n_mentions; m++)
        for (uint32_t i = d->mentions[m].first; i < d->mentions[m].end && i < d->n_tokens; i++)
            if (w.mention_of[i] == NONE && d->tokens[i].upos == UPOS_NOUN)
                w.mention_of[i] = m;
    match_run(&w);
    claim_run(&w);
}
