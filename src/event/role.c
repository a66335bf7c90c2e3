// SPDX-License-Identifier: MIT
// In: filler tokens of a match. Out: the mentions that are actor and recipient of its claim.
// Method: the mention at the filler; else an actor inside its phrase ("Israeli bulldozers"), else
// the maker of a document ("a resolution criticising"); a known place never acts. Where a frame
// leaves the recipient open, the nearest actor in the clause that the act can be aimed at; things
// only where something is done to them. docs/adr/0005. Cost: a short walk in the tree a filler.
// Does not: resolve pronouns or codes (entity/ has done so).
#include "event/claim.h"

// A phrase that only says where or when.
bool role_is_located(const Doc *d, uint32_t token)
{
    static const char *const where[] = {
        "in",    "at", "near", "outside", "during",  "since", "after",     "before",
        "until", "as", "like", "than",    "despite", "amid",  "following", NULL};
    uint32_t mark = token_child_dep(d, token, DEP_CASE);
    return mark != NONE && token_in(d, mark, where);
}

// "Chinese-made missiles", "Spanish-speaking voters": where a thing comes from or what is spoken is
// nobody who acts.
static bool is_maker(const Doc *d, uint32_t token)
{
    static const char *const words[] = {"make",  "build", "design", "manufacture", "produce",
                                        "speak", "bear",  "style",  "language",    NULL};
    uint32_t up = d->tokens[token].head;
    return up != NONE && up > token && token + 1 < up && token_is(d, token + 1, "-") &&
           lemma_in(d, up, words);
}

// "slammed the Cuban Adjustment Act": the name of a law is not the country in it.
static bool is_title(const Doc *d, uint32_t token)
{
    static const char *const titles[] = {
        "act",          "treaty",    "agreement", "accord", "accords", "pact",
        "constitution", "amendment", "bill",      "law",    "prize",   "cup",
        "street",       "avenue",    "award",     "round",  NULL};
    static const char *const meetings[] = {"accord",      "accords", "agreement", "conference",
                                           "meeting",     "summit",  "round",     "rally",
                                           "declaration", NULL};
    uint32_t up = d->tokens[token].head;
    if (up == NONE || up <= token)
        return false;
    uint32_t m = d->tokens[token].dep == DEP_COMPOUND ? mention_at(d, token) : NONE;
    if (m != NONE && d->mentions[m].via == VIA_CAPITAL && token_in(d, up, meetings))
        return true; // "the Paris accord"
    return (d->tokens[up].flags & TOKEN_UPPER) &&
           (d->tokens[token].dep == DEP_AMOD || d->tokens[token].dep == DEP_COMPOUND) &&
           token_in(d, up, titles);
}

bool role_is_origin(const Doc *d, uint32_t token)
{
    return is_maker(d, token) || is_title(d, token);
}

// "imports of farm products", "school supplies": what wares are called after is not dealt with.
bool role_is_ware(const Claims *c, uint32_t token)
{
    static const char *const sectors[] = {"AGR", "BUS", "EDU", "HLH", "MED", "JRN", "ENV", NULL};
    uint32_t m = c->w->mention_of[token];
    return c->d->tokens[token].dep == DEP_COMPOUND && m != NONE &&
           c->d->mentions[m].head == token && c->d->mentions[m].kind == MENTION_ROLE &&
           c->d->mentions[m].country.n == 0 && str_in(c->d->mentions[m].sector, sectors);
}

static uint32_t inner_actor(const Claims *c, uint32_t token, unsigned depth)
{
    const Doc *d = c->d;
    uint32_t best = NONE;
    for (uint32_t i = token_child(d, token, NONE); i != NONE; i = token_child(d, token, i)) {
        unsigned dep = d->tokens[i].dep;
        if (headline_colon_between(d, token, i) || role_is_origin(d, i) || role_is_ware(c, i))
            continue;
        if (dep == DEP_ACL ||
            (dep == DEP_AMOD &&
             d->tokens[i].upos ==
                 UPOS_VERB)) { // "missiles fired by the navy", "a Saudi-led strike"
            size_t n;
            const Argument *args = arguments_of(d, i, &n);
            for (size_t k = 0; k < n; k++)
                if (args[k].slot == SLOT_SUBJ && c->w->mention_of[args[k].filler] != NONE &&
                    d->mentions[c->w->mention_of[args[k].filler]].code.n)
                    return c->w->mention_of[args[k].filler];
        }
        uint32_t mark = token_child_dep(d, i, DEP_CASE);
        if (dep == DEP_NMOD && mark != NONE &&
            (token_is(d, mark, "through") || token_is(d, mark, "via") ||
             token_is(d, mark, "under") || token_is(d, mark, "against")))
            continue;
        if (dep == DEP_NMOD && role_is_located(d, i)) // "a market in Lagos" is nobody's
            continue;
        if (dep != DEP_NMOD_POSS && dep != DEP_AMOD && dep != DEP_COMPOUND && dep != DEP_NMOD &&
            dep != DEP_NMOD_DESC && dep != DEP_APPOS && dep != DEP_FLAT)
            continue;
        uint32_t m = c->w->mention_of[dep == DEP_NMOD_POSS ? argument_whose(d, i) : i];
        if (m != NONE &&
            (d->mentions[m].code.n || (c->w->given && c->w->given[i]) ||
             (dep == DEP_NMOD && mark != NONE && token_is(d, mark, "by") &&
              (d->mentions[m].human || d->mentions[m].kind == MENTION_ROLE)) ||
             (dep == DEP_NMOD_POSS && d->mentions[m].ner == NAME_PER))) // "Orlo's policy"
            return m;
        if (depth && best == NONE)
            best = inner_actor(c, i, depth - 1);
    }
    return best;
}

static bool may_act(const Mention *m)
{
    return m->code.n || m->human || m->ner == NAME_PER || m->ner == NAME_ORG ||
           m->kind == MENTION_PRONOUN || m->sector.n;
}

// A phrase that is no actor mention but is acted upon: "the bridge", "a convoy".
static uint32_t plain_mention(Claims *c, uint32_t token)
{
    Doc *d = c->d;
    uint32_t first = token, end = token + 1;
    const Sentence *s = &d->sentences[d->tokens[token].sentence];
    while (first > s->first && token_dominates(d, token, first - 1) &&
           (d->tokens[first - 1].dep != DEP_CASE ||
            d->tokens[first - 1].head != token) && // "at least 80"
           d->tokens[first - 1].dep != DEP_PUNCT &&
           d->tokens[first - 1].dep != DEP_CC && d->tokens[first - 1].dep != DEP_MARK)
        first--;
    Mention *m = ARENA_PUSH(d->arena, d->mentions, d->n_mentions, d->cap_mentions);
    *m = (Mention){.span = {d->tokens[first].span.start, d->tokens[end - 1].span.end},
                   .first = first,
                   .end = end,
                   .head = token,
                   .kind = MENTION_NOUN,
                   .entity = d->n_entities++,
                   .p = 0.4f};
    c->w->mention_of[token] = (uint32_t)(d->n_mentions - 1);
    return (uint32_t)(d->n_mentions - 1);
}

// Who judges, reports or looks into a thing did not make it: "condemned a raid that killed nine".
static bool is_bystander(const Claims *c, uint32_t verb)
{
    static const char *const kinds[] = {"criticise", "praise", "support", "oppose", "refuse",
                                        "accept",    "deny",   "report",  "expect", "doubt",
                                        "warn",      "accuse", "defend",  NULL};
    uint32_t match = c->w->match_of[verb];
    if (match == NONE)
        return false;
    const Means *means = &c->w->matches[match].row->means;
    return (means->n_operators && str_in(means->operators[0], kinds)) ||
           act_in(means->act, "investigate") || act_in(means->act, "blame") ||
           act_in(means->act, "reject") || act_in(means->act, "meet");
}

// A document speaks for whoever made it, and a weapon strikes for him: "passed a resolution
// criticizing the king", "sent a letter urging peace"; people for themselves: "urged both sides to
// halt".
static uint32_t author_of(const Claims *c, uint32_t token)
{
    const Doc *d = c->d;
    const Token *t = &d->tokens[token];
    if ((t->dep != DEP_OBJ && t->dep != DEP_OBL && t->dep != DEP_NSUBJ_PASS) || t->head == NONE ||
        t->upos != UPOS_NOUN || filler_is(c->w, token, &c->w->t->agents) ||
        is_bystander(c, t->head))
        return NONE;
    size_t n;
    const Argument *args = arguments_of(d, t->head, &n);
    for (size_t i = 0; i < n; i++)
        if (args[i].slot == SLOT_SUBJ && c->w->mention_of[args[i].filler] != NONE &&
            d->mentions[c->w->mention_of[args[i].filler]].code.n)
            return c->w->mention_of[args[i].filler];
    return NONE;
}

// "Sudan said it would free the crew": the name rather than the pronoun, where the same sentence
// has both.
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

// "one of the students, Amina Orlo, was freed": she, by her name.
static uint32_t one_named(const Claims *c, uint32_t m)
{
    const Doc *d = c->d;
    uint32_t head = d->mentions[m].head, first, end;
    if (!str_is(d->tokens[head].lower, "one") || d->tokens[head].dep == DEP_NUMMOD)
        return m;
    token_subtree(d, head, &first, &end);
    for (uint32_t i = head + 1; i < end; i++) {
        uint32_t name = d->tokens[i].dep == DEP_APPOS ? c->w->mention_of[i] : NONE;
        if (name != NONE && d->mentions[name].ner == NAME_PER)
            return name;
    }
    return m;
}

// Things are recipients only where something is done to them or said of them: "shelled the port",
// "rejected the referendum".
bool role_takes_things(const Claim *claim)
{
    static const char *const families[] = {"attack", "violence", "mass",    "coerce",
                                           "blame",  "reject",   "protest", NULL};
    static const char *const operators[] = {"criticise", "refuse", "praise", "support",
                                            "oppose",    "defend", NULL};
    for (unsigned k = 0; claim->n_operators && operators[k]; k++)
        if (str_is(claim->operators[0].kind, operators[k]))
            return true;
    for (unsigned k = 0; families[k]; k++)
        if (act_in(claim->act, families[k]))
            return claim->n_operators == 0 ||
                   !str_is(claim->operators[0].kind, "claim_responsibility");
    return false;
}

static bool in_timex(const Claims *c, uint32_t token)
{
    const Doc *d = c->d;
    for (uint32_t i = c->time_from[d->tokens[token].sentence];
         i < d->n_times && d->times[i].first <= token; i++)
        if (token < d->times[i].end)
            return true;
    return false;
}

// "condemned the attacks", "rejected the referendum", "an inquiry into the deaths": where nobody is
// named, the one thing that is turned down, blamed or looked into is what the claim is aimed at;
// not "refused help", nor an act that has a claim of its own below ("rejected the truce").
void role_thing(Claims *c, Claim *claim, uint32_t token, bool content)
{
    static const char *const operators[] = {"criticise", "investigate", "accuse",
                                            "refuse",    "oppose",      NULL};
    static const char *const families[] = {"blame", "reject", "investigate", "protest", NULL};
    const Doc *d = c->d;
    bool suits = false;
    for (unsigned k = 0; operators[k]; k++)
        suits |= claim->n_operators && claim->operators[0].token == claim->token &&
                 str_is(claim->operators[0].kind, operators[k]) && !(content && k >= 3);
    for (unsigned k = 0; families[k]; k++)
        suits |= claim->n_operators == 0 && act_in(claim->act, families[k]);
    bool protest = act_in(claim->act, "protest"); // "a march against the pass laws"
    size_t n;
    const Argument *args = arguments_of(d, token, &n);
    for (size_t i = 0; suits && i < n; i++) {
        uint32_t filler = args[i].filler;
        bool aimed = (args[i].slot == SLOT_OBJ && !protest) ||
                     (protest && args[i].slot == SLOT_OBL && str_is(args[i].prep, "against")) ||
                     (args[i].slot == SLOT_OBL &&
                      (str_is(args[i].prep, "into") ||
                       (d->tokens[token].upos == UPOS_NOUN &&
                        (str_is(args[i].prep, "of") || str_is(args[i].prep, "against")))));
        Span words = d->tokens[filler].span;
        bool thing = d->tokens[filler].upos == UPOS_NOUN ||
                     filler_is(c->w, filler, &c->w->t->abstract); // "the Adjustment Act"
        bool deed = c->w->match_of[filler] != NONE;               // "fasted against the riots"
        if (!aimed || args[i].possessive || !thing || c->w->mention_of[filler] != NONE ||
            (deed && (protest || (d->tokens[token].upos == UPOS_NOUN && claim->n_operators &&
                                  str_is(claim->operators[0].kind, "accuse")))) ||
            in_timex(c, filler) || role_is_own(d, filler) ||
            (token_child_dep(d, filler, DEP_DET) == NONE &&
             token_child_dep(d, filler, DEP_NMOD_POSS) == NONE) ||
            (claim->trigger.start <= words.start && words.end <= claim->trigger.end))
            continue;
        claim->recipient = ARENA_NEW(c->d->arena, uint32_t, 1);
        claim->recipient[0] = plain_mention(c, filler);
        claim->n_recipient = 1;
        return;
    }
}

// May a noun that no actor table knows stand in the role? "The island admitted refugees", "sent
// tents to the valley"; not "the drought killed", "called for autonomy".
static bool is_plain_role(const Claims *c, uint32_t token, RoleFill kind)
{
    bool agent = filler_is(c->w, token, &c->w->t->agents);
    Str form = token_text(c->d, &c->d->tokens[token]);
    bool letters = c->d->tokens[token].upos == UPOS_PROPN && form.n > 1 && form.p[1] >= 'A' &&
                   form.p[1] <= 'Z'; // "ICE returned a vase": an agency, no weather
    switch (kind) {
    case FILL_ACTOR: return agent || letters || !filler_is(c->w, token, &c->w->t->inert);
    case FILL_PERSON: return agent;
    case FILL_THING: return true;
    default: return false;
    }
}

// "removed from office", "taken to court": a body named without an article is no party.
static bool is_bare_body(const Claims *c, uint32_t token)
{
    static const char *const bodies[] = {"office",     "court",   "prison", "hospital", "school",
                                         "university", "college", "church", "power",    NULL};
    const Doc *d = c->d;
    uint32_t mark = token_child_dep(d, token, DEP_CASE);
    return mark != NONE && mark + 1 == token && token_xpos(d, token, "NN") &&
           lemma_in(d, token, bodies);
}

// "a truck carrying policemen", "a convoy belonging to the United Nations", "a team of monitors":
// who is in it or whose it is, where the word itself names nobody; NONE.
static uint32_t aboard(const Claims *c, uint32_t token)
{
    static const char *const carry[] = {"carry", "transport", "ferry", "bring", "take", NULL};
    static const char *const groups[] = {"team",       "group", "delegation", "mission",
                                         "party",      "band",  "column",     "convoy",
                                         "contingent", "crowd", "crew",       NULL};
    const Doc *d = c->d;
    size_t n;
    for (uint32_t k = token_child(d, token, NONE); k != NONE; k = token_child(d, token, k)) {
        const Argument *args = arguments_of(d, k, &n);
        bool carries = d->tokens[k].dep == DEP_ACL && lemma_in(d, k, carry),
             belongs = d->tokens[k].dep == DEP_ACL && str_is(d->tokens[k].lemma, "belong");
        for (size_t i = 0; i < n && (carries || belongs); i++) {
            uint32_t m = c->w->mention_of[args[i].filler];
            if ((carries ? args[i].slot == SLOT_OBJ && args[i].filler != token
                         : args[i].slot == SLOT_OBL && str_is(args[i].prep, "to")) &&
                m != NONE && d->mentions[m].code.n)
                return m;
        }
        uint32_t of = d->tokens[k].dep == DEP_NMOD ? token_child_dep(d, k, DEP_CASE) : NONE,
                 m = c->w->mention_of[k];
        if (of != NONE && token_is(d, of, "of") && lemma_in(d, token, groups) && m != NONE &&
            d->mentions[m].head == k && d->mentions[m].code.n && d->mentions[m].human)
            return m;
    }
    return NONE;
}

// "negotiators from the rebels and the government": the second of those whom a plural role is
// from; NONE.
static uint32_t also_from(const Claims *c, uint32_t token)
{
    static const char *const preps[] = {"from", "of", "for", NULL};
    const Doc *d = c->d;
    for (uint32_t k = token_child(d, token, NONE); k != NONE; k = token_child(d, token, k)) {
        uint32_t mark = d->tokens[k].dep == DEP_NMOD ? token_child_dep(d, k, DEP_CASE) : NONE,
                 conj = mark == NONE ? NONE : token_child_dep(d, k, DEP_CONJ);
        uint32_t first = c->w->mention_of[k], second = conj == NONE ? NONE : c->w->mention_of[conj];
        if (first != NONE && second != NONE && token_in(d, mark, preps) &&
            d->mentions[first].code.n && d->mentions[second].code.n &&
            d->mentions[second].head == conj)
            return second;
    }
    return NONE;
}

// "arrested 31 of them", "destroyed four of their bases": those of whom it is a number.
static uint32_t number_of(const Claims *c, uint32_t token)
{
    const Doc *d = c->d;
    if (d->tokens[token].upos != UPOS_NUM || c->w->mention_of[token] != NONE)
        return token;
    for (uint32_t k = token_child(d, token, token); k != NONE; k = token_child(d, token, k)) {
        uint32_t mark = d->tokens[k].dep == DEP_NMOD ? token_child_dep(d, k, DEP_CASE) : NONE;
        if (mark != NONE && token_is(d, mark, "of"))
            return k;
    }
    return token;
}

uint32_t *role_mentions(Claims *c, const uint32_t *tokens, uint32_t n, RoleFill kind,
                        uint32_t *count)
{
    bool as_actor = kind == FILL_ACTOR;
    uint32_t out[LIMIT_ROLE_ACTORS], token[LIMIT_ROLE_ACTORS];
    *count = 0;
    n = n < LIMIT_ROLE_ACTORS ? n : LIMIT_ROLE_ACTORS;
    for (uint32_t i = 0; i < n; i++)
        token[i] = number_of(c, tokens[i]);
    for (uint32_t i = 0; i < n && *count < LIMIT_ROLE_ACTORS; i++) {
        const Token *t = &c->d->tokens[token[i]];
        uint32_t m = c->w->mention_of[token[i]];
        if (in_timex(c, token[i]) || // "went into effect on Friday"
            (!as_actor && is_bare_body(c, token[i])))
            continue;
        uint32_t det = token_child_dep(c->d, token[i], DEP_DET);
        if (det != NONE && (token_is(c->d, det, "no") ||
                            token_is(c->d, det, "neither"))) // "No group claimed the attack"
            continue;
        if (m != NONE && !may_act(&c->d->mentions[m])) {
            uint32_t inner = inner_actor(c, token[i], 1);
            const Mention *own = &c->d->mentions[m];
            bool unknown = t->upos == UPOS_PROPN && !(own->place && own->country.n);
            if (inner != NONE)
                m = inner;
            else if (as_actor &&
                     !unknown) { // a known place is never an actor; an unknown name that acts is
                inner = author_of(c, token[i]);
                if (inner != NONE || !filler_is(c->w, token[i], &c->w->t->agents))
                    m = inner;
            }
        } else if (m == NONE) {
            m = inner_actor(c, token[i], 1);
            if (m == NONE && as_actor)
                m = author_of(c, token[i]);
            // "vowed that her country would never attack": it, not she
            bool owned = as_actor && m != NONE &&
                         token_child_dep(c->d, token[i], DEP_NMOD_POSS) != NONE &&
                         c->d->mentions[m].kind == MENTION_PRONOUN && t->upos == UPOS_NOUN &&
                         filler_is(c->w, token[i], &c->w->t->agents);
            if (owned) {
                Str country = c->d->mentions[m].country;
                m = plain_mention(c, token[i]);
                if (country.n == 3)
                    c->d->mentions[m].code = c->d->mentions[m].country = country;
            }
            bool name = t->upos == UPOS_PROPN,
                 thing = name || t->upos == UPOS_NOUN ||
                         (t->upos == UPOS_NUM && !as_actor && t->dep != DEP_OBL &&
                          t->dep != DEP_NMOD); // "killed 20"
            bool event =
                !as_actor && (c->w->match_of[token[i]] != NONE ||
                              filler_is(c->w, token[i], &c->w->t->abstract)); // "fought a war"
            if (m == NONE && thing && !event && (name || is_plain_role(c, token[i], kind)))
                m = plain_mention(c, token[i]);
            if (m != NONE && as_actor && c->d->mentions[m].kind == MENTION_NOUN)
                c->d->mentions[m].human = true; // it acts here, so it may in the next clause
        }
        if (!as_actor && (m == NONE || !c->d->mentions[m].code.n)) {
            uint32_t inside = aboard(c, token[i]);
            m = inside == NONE ? m : inside;
        }
        if (m == NONE)
            continue;
        m = one_named(c, pronoun_named(c, m));
        bool repeated = false;
        for (uint32_t k = 0; k < *count; k++)
            repeated |= out[k] == m || (c->d->mentions[out[k]].entity == c->d->mentions[m].entity &&
                                        c->d->mentions[m].entity != NONE);
        if (!repeated)
            out[(*count)++] = m;
        for (uint32_t next = c->d->mentions[m].with; next && *count < LIMIT_ROLE_ACTORS;
             next = c->d->mentions[next - 1].with) {
            bool known = false; // "leaders of Egypt and Syria": one phrase, several actors
            for (uint32_t k = 0; k < *count; k++)
                known |= out[k] == next - 1;
            if (known)
                break;
            out[(*count)++] = next - 1;
        }
        uint32_t beside =
            c->d->mentions[m].plural && c->d->mentions[m].human && *count < LIMIT_ROLE_ACTORS
                ? also_from(c, c->d->mentions[m].head)
                : NONE;
        if (beside != NONE && !role_among(c, beside, out, *count))
            out[(*count)++] = beside;
        // "talks between Kenya and Somalia collapsed": all of those between whom they were
        uint32_t head = c->d->mentions[m].head,
                 mark = head == token[i] ? NONE : token_child_dep(c->d, head, DEP_CASE);
        if (!as_actor || mark == NONE || !token_is(c->d, mark, "between"))
            continue;
        for (uint32_t k = token_child(c->d, head, NONE); k != NONE && *count < LIMIT_ROLE_ACTORS;
             k = token_child(c->d, head, k)) {
            uint32_t other = c->d->tokens[k].dep == DEP_CONJ ? c->w->mention_of[k] : NONE;
            if (other != NONE && c->d->mentions[other].code.n)
                out[(*count)++] = other;
        }
    }
    uint32_t *list = *count ? ARENA_NEW(c->d->arena, uint32_t, *count) : NULL;
    if (*count)
        memcpy(list, out, *count * sizeof *list);
    return list;
}

// "rejected Orlo's agreement with the bank": whose the object is, if he is an actor; NONE.
uint32_t role_owner(const Claims *c, uint32_t token)
{
    const Doc *d = c->d;
    size_t n;
    const Argument *args = arguments_of(d, token, &n);
    for (size_t i = 0; i < n; i++) {
        uint32_t thing = args[i].filler;
        if (args[i].slot != SLOT_OBJ || args[i].possessive)
            continue;
        for (uint32_t k = token_child(d, thing, NONE); k != NONE; k = token_child(d, thing, k)) {
            uint32_t m = c->w->mention_of[k], mark = token_child_dep(d, k, DEP_CASE);
            bool possessor = d->tokens[k].dep == DEP_NMOD_POSS && thing > token,
                 author = d->tokens[k].dep == DEP_NMOD && mark != NONE &&
                          (token_is(d, mark, "from") || token_is(d, mark, "by"));
            if ((possessor || author) && m != NONE && d->mentions[m].head == k &&
                d->mentions[m].kind != MENTION_PRONOUN &&
                (d->mentions[m].code.n || d->mentions[m].human || d->mentions[m].ner == NAME_PER))
                return k;
        }
    }
    return NONE;
}

bool role_among(const Claims *c, uint32_t mention, const uint32_t *list, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (list[i] == mention || c->d->mentions[list[i]].entity == c->d->mentions[mention].entity)
            return true;
    return false;
}

// "pulled its troops out": one's own are not whom one acts on.
bool role_is_own(const Doc *d, uint32_t token)
{
    static const char *const own[] = {"its", "their", "his", "her", "our", "my", NULL};
    static const char *const opposite[] = {"counterpart", "ally",      "rival",     "opponent",
                                           "critic",      "enemy",     "neighbour", "neighbor",
                                           "foe",         "adversary", "partner",   "creditor",
                                           "predecessor", "host",      "donor",     NULL};
    uint32_t possessor = token_child_dep(d, token, DEP_NMOD_POSS);
    if (possessor != NONE && lemma_in(d, token, opposite))
        return false;
    return possessor != NONE && token_in(d, possessor, own);
}

// "set up two hospitals", "build a police station": what shall come to be is nobody yet.
static bool is_made(const Doc *d, uint32_t mention)
{
    static const char *const makers[] = {"establish", "create",   "build",   "form",   "found",
                                         "set",       "open",     "develop", "launch", "construct",
                                         "organize",  "organise", NULL};
    const Token *t = &d->tokens[d->mentions[mention].head];
    return t->dep == DEP_OBJ && t->head != NONE && t->upos == UPOS_NOUN &&
           d->mentions[mention].kind != MENTION_NAME && lemma_in(d, t->head, makers);
}

// "The African Union praised the African Union observers": a body's own parts are not whom it acts
// on.
static bool is_same_body(const Claims *c, uint32_t mention, const Claim *claim)
{
    const Mention *m = &c->d->mentions[mention];
    return claim->n_actor && str_starts(m->code, "IGO") && m->code.n > 3 &&
           str_eq(m->code, c->d->mentions[claim->actor[0]].code);
}

// The nearest actor in the phrase under a token, who is not among the claim's actors: "an Armenian
// proposal", "the mayor's decision", "an appeal filed by the union". Places that only say where
// ("in Berlin") do not count.
static uint32_t actor_under(const Claims *c, uint32_t token, const Claim *claim, unsigned depth)
{
    const Doc *d = c->d;
    if (role_is_own(d, token))
        return NONE;
    uint32_t m = c->w->mention_of[token];
    if (m != NONE &&
        (d->mentions[m].code.n || d->mentions[m].human || d->mentions[m].ner == NAME_ORG ||
         d->mentions[m].ner == NAME_PER) &&
        !role_among(c, m, claim->actor, claim->n_actor) && !is_made(d, m) &&
        !is_same_body(c, m, claim))
        return m;
    if (depth == 0)
        return NONE;
    for (uint32_t i = token_child(d, token, NONE); i != NONE; i = token_child(d, token, i)) {
        unsigned dep = d->tokens[i].dep;
        bool finite = dep == DEP_ACL_RELCL || dep == DEP_ADVCL || dep == DEP_PARATAXIS ||
                      dep == DEP_CONJ || dep == DEP_PUNCT;
        if (finite || (dep == DEP_NSUBJ && d->tokens[token].upos == UPOS_VERB &&
                       d->tokens[token].dep == DEP_ROOT))
            continue;
        if (role_is_located(d, i) || headline_colon_between(d, token, i) || role_is_origin(d, i) ||
            role_is_ware(c, i))
            continue;
        uint32_t found = actor_under(c, i, claim, depth - 1);
        if (found != NONE)
            return found;
    }
    return NONE;
}

// What is merely said is not aimed at those it is about.
static bool is_merely_said(const Claim *claim)
{
    static const char *const kinds[] = {"deny", "report", "expect", "doubt", "intend", NULL};
    for (uint32_t i = 0; i < claim->n_operators; i++)
        for (unsigned k = 0; kinds[k]; k++)
            if (str_is(claim->operators[i].kind, kinds[k]))
                return true;
    return str_starts(claim->act, "statement");
}

// Does the row at a token look for its recipient elsewhere than at the object: "sent doctors [to
// X]"?
bool role_aims_past_object(const Claims *c, uint32_t token)
{
    uint32_t match = c->w->match_of[token];
    if (match == NONE)
        return false;
    const SlotList *r = &c->w->matches[match].row->role[ROLE_RECIPIENT];
    bool object = false;
    for (unsigned k = 0; k < r->n; k++)
        object |= r->alternative[k].slot == SLOT_OBJ;
    return r->n && !object;
}

// Whom a claim without a recipient is about: the nearest actor in its object, its obliques, its
// complement.
void role_search(Claims *c, Claim *claim, uint32_t token)
{
    static const char *const toward[] = {
        "to",    "with", "against", "for",     "from", "of",     "on",  "over", "toward", "towards",
        "about", "upon", "into",    "between", "by",   "out of", "out", "off",  NULL};
    const Doc *d = c->d;
    static const uint8_t order[] = {SLOT_IOBJ, SLOT_OBJ, SLOT_OBL, SLOT_XCOMP, SLOT_CCOMP};
    // "mobilised troops", "sent doctors": they are its means
    bool posture = act_in(claim->act, "posture"),
         sends = act_in(claim->act, "aid") || str_is(claim->act, "cooperate.military");
    if (token != claim->token && d->tokens[token].dep == DEP_ADVCL)
        sends = posture = false; // "sent teachers to help the army", "police to confront miners"
    bool reported = is_merely_said(claim), past = role_aims_past_object(c, token);
    size_t n;
    const Argument *args = arguments_of(d, token, &n);
    for (size_t k = 0; k < sizeof order; k++)
        for (size_t i = 0; i < n; i++) {
            uint32_t filler = c->w->mention_of[args[i].filler];
            Str sector = filler == NONE ? STR("") : d->mentions[filler].sector;
            Span words = d->tokens[args[i].filler].span;
            bool own_word = claim->trigger.start <= words.start &&
                            words.end <= claim->trigger.end && filler != NONE &&
                            !d->mentions[filler].country.n; // "using force"
            bool means =
                posture || own_word || (sends && (str_is(sector, "MIL") || str_is(sector, "HLH")));
            if (args[i].slot != order[k] || args[i].possessive ||
                (args[i].slot == SLOT_OBJ && means) ||
                (args[i].slot == SLOT_CCOMP && (claim->n_operators == 0 || reported)))
                continue;
            if (args[i].slot == SLOT_OBL) {
                bool aimed = false;
                for (unsigned p = 0; toward[p]; p++)
                    aimed |= str_is(args[i].prep, toward[p]);
                if (!aimed)
                    continue;
            }
            uint32_t m =
                actor_under(c, args[i].filler, claim,
                            args[i].slot == SLOT_XCOMP || args[i].slot == SLOT_CCOMP ? 3 : 2);
            if (m == NONE ||
                (past && args[i].slot == SLOT_OBJ && m == filler && !d->mentions[m].country.n))
                continue;
            claim->recipient = ARENA_NEW(d->arena, uint32_t, 1);
            claim->recipient[0] = pronoun_named(c, m);
            claim->n_recipient = 1;
            return;
        }
}

// The country of the town or country whose name stands at a token; *unknown if no table has the
// place. None for seas and buildings.
static Str country_named(const Claims *c, uint32_t token, const Mention *m, bool *unknown)
{
    *unknown = m->ner == NAME_LOC && !m->code.n && !m->country.n;
    const Doc *d = c->d;
    if (m->code.n == 3 && m->country.n == 3)
        return m->country;
    for (uint32_t i = c->place_from[d->tokens[token].sentence]; i < d->n_places; i++) {
        const Place *p = &d->places[i];
        if (p->first > token)
            break;
        if (token < p->end && !p->demonym) {
            *unknown &= p->precision == PLACE_UNRESOLVED;
            if (p->country.n == 3)
                return p->country;
        }
    }
    return STR("");
}

// Does a clause with a subject of its own lie between the word and the trigger above it?
bool role_in_other_clause(const Doc *d, uint32_t token, uint32_t trigger)
{
    for (uint32_t i = token; i != trigger && i != NONE; i = d->tokens[i].head) {
        unsigned dep = d->tokens[i].dep;
        bool clause = dep == DEP_ADVCL || dep == DEP_ACL_RELCL || dep == DEP_PARATAXIS ||
                      dep == DEP_CCOMP || (dep == DEP_CONJ && d->tokens[i].upos == UPOS_VERB);
        if (clause && (dep == DEP_ACL_RELCL || dep == DEP_PARATAXIS || dep == DEP_CONJ ||
                       token_child_dep(d, i, DEP_NSUBJ) != NONE ||
                       token_child_dep(d, i, DEP_NSUBJ_PASS) != NONE))
            return true;
    }
    return false;
}

// The last resort: the country or the town that the act is said to take place in ("suspended aid in
// Yemen", "agreed to build a clinic in Gao"), as its country. Wider nets (phrases of other clauses,
// any object) gave 0.4 points of plv and many wrong recipients.
void role_last_resort(Claims *c, Claim *claim, uint32_t token)
{
    static const char *const families[] = {"aid",  "reduce", "coerce",  "attack",
                                           "mass", "yield",  "posture", NULL};
    static const char *const plans[] = {"agree", "offer", "accept", "intend", NULL};
    static const char *const beside[] = {"after", "before", "since",  "until", "as",
                                         "like",  "than",   "during", NULL};
    static const char *const requests[] = {"request",    "invitation", "behalf", "behest",
                                           "suggestion", "urging",     "name",   NULL};
    Doc *d = c->d;
    bool plan = false;
    for (unsigned k = 0; claim->n_operators && plans[k]; k++)
        plan |= str_is(claim->operators[0].kind, plans[k]) && claim->operators[0].token != NONE;
    if (str_starts(claim->act, "statement") || str_is(claim->act, "yield.resign") ||
        str_is(claim->act, "meet.mediate") ||
        (claim->n_operators && claim->operators[0].token != NONE && !plan && is_merely_said(claim)))
        return;
    const Mention *actor = claim->n_actor ? &d->mentions[claim->actor[0]] : NULL;
    // "the two leaders met in Reykjavik": with one another
    bool together = act_in(claim->act, "meet") || act_in(claim->act, "settle") ||
                    act_in(claim->act, "cooperate") || str_is(claim->act, "diplomacy.sign") ||
                    str_is(claim->act, "yield.truce");
    if (actor && together && (actor->plural || claim->n_actor > 1))
        return;
    bool suits = false; // an act on people or a state: any country below it will do
    for (unsigned k = 0; families[k]; k++)
        suits |= str_starts(claim->act, families[k]);
    const Sentence *s = &d->sentences[claim->sentence];
    for (unsigned pass = 0; pass < 1u + suits; pass++)
        for (uint32_t i = token + 1; i < s->end; i++) {
            uint32_t m = c->w->mention_of[i];
            if (m == NONE || d->mentions[m].head != i || !token_dominates(d, token, i) ||
                role_among(c, m, claim->actor, claim->n_actor))
                continue;
            // "vowed that Morocco would attack": who acts there is not whom it is about
            if (pass ? d->mentions[m].code.n != 3 || (plan && d->tokens[i].dep == DEP_NSUBJ)
                     : role_in_other_clause(d, i, token))
                continue;
            Mention place = d->mentions[m];
            if (place.sector.n && place.via != VIA_CAPITAL)
                continue;
            bool unknown;
            Str country = country_named(c, i, &place, &unknown);
            uint32_t mark = token_child_dep(d, i, DEP_CASE);
            bool aside = false;
            for (unsigned k = 0; mark != NONE && beside[k]; k++)
                aside |= token_is(d, mark, beside[k]);
            // "at the request of Spain and Peru"
            for (uint32_t up = d->tokens[i].head; up != NONE && up != token && !aside;
                 up = d->tokens[up].head) {
                aside = lemma_in(d, up, requests);
                mark = token_child_dep(d, up, DEP_CASE); // "after his arrival in Lima"
                for (unsigned k = 0; mark != NONE && beside[k]; k++)
                    aside |= token_is(d, mark, beside[k]) && !token_is(d, mark, "as");
            }
            // the state in its own country; a firm's meeting in a town of its own
            bool state = actor && (!actor->sector.n || str_is(actor->sector, "GOV"));
            bool home = actor && str_eq(country, actor->country) &&
                        (place.code.n == 3 ? state : !state && !suits);
            if ((country.n != 3 && !unknown) || aside || home)
                continue;
            place.code = place.country = country;
            place.sector = place.sectors = STR("");
            place.via = VIA_NAME;
            *ARENA_PUSH(d->arena, d->mentions, d->n_mentions, d->cap_mentions) = place;
            claim->recipient = ARENA_NEW(d->arena, uint32_t, 1);
            claim->recipient[0] = (uint32_t)(d->n_mentions - 1);
            claim->n_recipient = 1;
            return;
        }
}
