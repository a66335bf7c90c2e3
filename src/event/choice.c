// SPDX-License-Identifier: MIT
// In: a claim with a role that no slot of its row fills, and whom the rules of role.c propose. Out:
// who stands in the role, or nobody. Method: the actors and places of the sentence, and the things
// that the rules propose, are weighed by a log-linear model over short readable features (the path
// to the trigger, the preposition, what kind of actor it is, which rule proposes it); the best one
// fills the role, where no rule proposes anybody only if it weighs more than nobody (nothing).
// Weights in lexicon/en/roleweights.tsv, written by train/roles.py (docs/adr/0015). Without the
// table the rules decide, in their order. Cost: some fifteen features a candidate, one hash look-up
// each. Does not: overrule a slot of the row, or take a place for who acts.
#include "event/choice_work.h"
#include "event/feature.h"

static Str family(Str act)
{
    Str rest = act, first = act;
    str_split(&rest, '.', &first);
    return first;
}

static Str kind_of(const Mention *m)
{
    if (m->kind == MENTION_PRONOUN)
        return STR("pronoun");
    if (m->place && m->via != VIA_CAPITAL)
        return m->code.n ? STR("country") : STR("place");
    if (m->via == VIA_CAPITAL)
        return STR("capital");
    if (m->ner == NAME_PER)
        return STR("person");
    if (m->ner == NAME_ORG)
        return STR("org");
    if (m->code.n == 3 && m->country.n == 3)
        return STR("country");
    if (m->code.n)
        return m->country.n ? STR("role+country") : STR("role");
    return m->human ? STR("human") : STR("thing");
}

static Str preposition_of(const Doc *d, uint32_t token)
{
    uint32_t mark = token_child_dep(d, token, DEP_CASE);
    return mark == NONE ? STR("-") : d->tokens[mark].lower;
}

// What the word is that a candidate beside the trigger and the trigger both hang on: the operator
// or act of its own match, else "verb", "noun".
static Str common_governor(const Choosing *x, uint32_t candidate)
{
    const EventWork *w = x->c->w;
    const Doc *d = w->d;
    uint32_t up = candidate;
    while (up != NONE && !token_dominates(d, up, x->claim->token))
        up = d->tokens[up].head;
    if (up == NONE || up == candidate || up == x->claim->token)
        return STR("-");
    if (w->match_of[up] != NONE) {
        const Means *means = &w->matches[w->match_of[up]].row->means;
        return means->n_operators ? means->operators[0] : family(means->act);
    }
    return d->tokens[up].upos == UPOS_VERB ? STR("verb") : STR("noun");
}

static bool is_proposed(const Choosing *x, unsigned rule, uint32_t mention)
{
    const Mention *m = x->c->d->mentions;
    return x->rule[rule] != NONE && m[x->rule[rule]].head == m[mention].head;
}

static void features(const Choosing *x, uint32_t mention, uint32_t nth, const FeatureSink *s)
{
    static const char *const rules[CHOICE_RULES] = {"search", "resort", "thing", "row"};
    const Doc *d = x->c->d;
    const Claim *claim = x->claim;
    const Mention *m = &d->mentions[mention];
    const Token *head = &d->tokens[m->head];
    uint32_t token = claim->token;
    Str role = x->actor ? STR("a") : STR("r"), kind = kind_of(m), prep = preposition_of(d, m->head);
    Feature text;
    Str path = feature_path(&text, d, m->head, token);
    feature_make(s, "b", role, x->key, feature_none);
    feature_make(s, "p", role, path, prep);
    feature_make(s, "pp", role, path, feature_none);
    Str governor = common_governor(x, m->head);
    feature_make(s, "g", role, governor, feature_none);
    feature_make(s, "gp", role, governor, path);
    feature_make(s, "r", role, prep, x->key);
    feature_make(s, "k", role, kind, x->key);
    feature_make(s, "kp", role, kind, prep);
    feature_make(s, "s", role, m->head < token ? STR("before") : STR("after"),
                 feature_distance(m->head, token));
    feature_make(s, "cl", role, str_of(choice_clause_between(d, m->head, token)), feature_none);
    feature_make(s, "d", role, str_of(dep_name(head->dep)), feature_none);
    feature_make(s, "n", role,
                 nth == 0   ? STR("1")
                 : nth == 1 ? STR("2")
                            : STR("3"),
                 m->head < token ? STR("before") : STR("after"));
    feature_make(s, "w", role, str_of(upos_name(d->tokens[token].upos)),
                 str_of(dep_name(d->tokens[token].dep)));
    const Mention *other = x->actor
                               ? (claim->n_recipient ? &d->mentions[claim->recipient[0]] : NULL)
                               : (claim->n_actor ? &d->mentions[claim->actor[0]] : NULL);
    feature_make(s, "c", role,
                 !other || !other->country.n || !m->country.n ? STR("-")
                 : str_eq(other->country, m->country)         ? STR("same")
                                                              : STR("other"),
                 m->sector.n ? STR("sector") : STR("-"));
    if (role_is_own(d, m->head))
        feature_make(s, "own", role, feature_none, feature_none);
    for (unsigned k = 0; k < CHOICE_RULES; k++)
        if (is_proposed(x, k, mention)) {
            feature_make(s, "h", role, str_of(rules[k]), feature_none);
            feature_make(s, "hk", role, str_of(rules[k]), x->key);
        }
}

// What a candidate weighs before anything was learned, as in train/roles.py: the rules are right
// more often than not, and whom no rule proposes is mostly nobody.
static const int32_t prior_rule[CHOICE_RULES] = {2500, 1500, 1500, 1500};
enum { PRIOR_OTHER = -2000, PRIOR_ACTOR = -2000 };

static int32_t prior(const Choosing *x, uint32_t mention)
{
    if (x->actor)
        return PRIOR_ACTOR;
    for (unsigned k = 0; k < CHOICE_RULES; k++)
        if (is_proposed(x, k, mention))
            return prior_rule[k];
    return PRIOR_OTHER;
}

// For explain and the trainer: the candidate with its features.
typedef struct {
    Arena *a;
    Str text;
} Kept;

static void keep_feature(void *state, Str feature)
{
    Kept *k = state;
    k->text = str_of(arena_printf(k->a, "%.*s%s%.*s", (int)k->text.n, k->text.p,
                                  k->text.n ? "\t" : "", (int)feature.n, feature.p));
}

static void keep(const Choosing *x, uint32_t mention, uint32_t nth, uint32_t index)
{
    Doc *d = x->c->d;
    Kept kept = {d->arena, STR("")};
    features(x, mention, nth, &(FeatureSink){keep_feature, &kept});
    FeatureSum sum = {.weights = &x->c->w->t->role_weights, .sum = prior(x, mention)};
    features(x, mention, nth, &(FeatureSink){feature_show, &sum});
    *ARENA_PUSH(d->arena, d->choices, d->n_choices, d->cap_choices) =
        (Choice){.claim = index,
                 .mention = mention,
                 .actor = x->actor,
                 .weight = (int32_t)sum.sum,
                 .features = kept.text,
                 .why = feature_why(d->arena, &sum)};
}

// A wrong actor does more harm than a missing one: in our own articles nobody was stated for 36 of
// 45 actors without a slot; above this 5 were given one.
enum { ACTOR_CUT = 1000 };

// The candidate that weighs most, if more than nobody; NONE.
static uint32_t heaviest(const Choosing *x)
{
    Claims *c = x->c;
    Doc *d = c->d;
    if (c->w->given || (!x->learned && !d->keep_trials))
        return NONE;
    uint32_t best = NONE, nth[2] = {0, 0}, index = (uint32_t)(x->claim - d->claims);
    int64_t most = x->actor ? ACTOR_CUT : 0;
    for (unsigned k = 0; k < CHOICE_RULES; k++)
        if (x->rule[k] != NONE && choice_may_stand(x, x->rule[k]))
            most = INT64_MIN; // somebody else may be better than whom a rule proposes, not nobody
    const Sentence *s = &d->sentences[x->claim->sentence];
    for (uint32_t i = s->first; i < s->end; i++) {
        uint32_t m = c->w->mention_of[i];
        for (unsigned k = CHOICE_RULES; k-- > 0;) // a rule's own reading of the word goes first
            if (x->rule[k] != NONE && d->mentions[x->rule[k]].head == i)
                m = x->rule[k];
        if (m == NONE || d->mentions[m].head != i || !choice_may_stand(x, m))
            continue;
        FeatureSum sum = {.weights = &c->w->t->role_weights, .sum = prior(x, m)};
        uint32_t n = nth[i > x->claim->token]++;
        features(x, m, n, &(FeatureSink){feature_add, &sum});
        if (d->keep_trials)
            keep(x, m, n, index);
        if (sum.sum > most) {
            most = sum.sum;
            best = m;
        }
    }
    return best;
}

static Choosing choosing(Claims *c, const Claim *claim, bool actor)
{
    Choosing x = {.c = c, .claim = claim, .actor = actor, .within = NONE};
    x.learned = c->w->t->n_role_weights && !c->w->given;
    x.key = claim->n_operators ? claim->operators[0].kind : family(claim->act);
    for (unsigned k = 0; k < CHOICE_RULES; k++)
        x.rule[k] = NONE;
    return x;
}

// What one rule of role.c proposes; the claim is left as it was.
static uint32_t proposed(Claim *claim)
{
    uint32_t m = claim->n_recipient ? claim->recipient[0] : NONE;
    claim->n_recipient = 0;
    return m;
}

void choice_recipient(Claims *c, Claim *claim, uint32_t match, unsigned which,
                      const uint32_t *aimed, uint32_t n_aimed)
{
    const Node *node = &c->node[match];
    const Match *matches = c->w->matches;
    uint32_t token[4] = {matches[match].token,
                         node->verb == NONE ? NONE : matches[node->verb].token, NONE,
                         choice_aim(c->d, claim, matches[match].token)};
    if (node->n_content)
        token[2] = matches[node->content[which < node->n_content ? which : 0]].token;
    Choosing x = choosing(c, claim, false);
    if (claim_has_parent(c, match)) {
        x.asker = &matches[node->parent];
        x.within = x.asker->token;
    }
    if (node->n_content && str_is(x.key, "criticise")) {
        const Match *inner = &matches[node->content[which < node->n_content ? which : 0]];
        Str act = inner->row->means.act;
        x.deplored = inner->n_actor || !(act_is_violent(act) || act_in(act, "coerce.arrest") ||
                                         act_in(act, "coerce.deport"))
                         ? NULL
                         : inner;
    }
    // "accused the bill of harming the courts": the bill, not the courts
    if (str_is(x.key, "accuse") && claim->n_operators &&
        claim->operators[0].token == claim->token && n_aimed &&
        c->d->tokens[aimed[0]].head == claim->token && c->d->tokens[aimed[0]].dep == DEP_OBJ) {
        claim->recipient = role_mentions(c, aimed, n_aimed, FILL_THING, &claim->n_recipient);
        if (claim->n_recipient && role_among(c, claim->recipient[0], claim->actor, claim->n_actor))
            claim->n_recipient = 0; // "accused himself"
        else if (claim->n_recipient == 0)
            role_thing(c, claim, claim->token, false);
        return;
    }
    bool acted = claim->n_actor > 0; // what nobody does is aimed at nobody else than its row says
    for (unsigned k = 0; acted && k < 4 && x.rule[0] == NONE; k++)
        if (token[k] != NONE) {
            role_search(c, claim, token[k]);
            x.rule[0] = proposed(claim);
            if (x.rule[0] != NONE && choice_is_pitied(&x, x.rule[0]))
                x.rule[0] = NONE;
        }
    for (unsigned k = 0; acted && k < 3 && x.rule[0] == NONE && choice_is_stand(x.key); k++)
        if (token[k] != NONE)
            x.rule[0] = choice_waited_for(&x, token[k]);
    for (unsigned k = 0; acted && !x.deplored && k < 2 && x.rule[1] == NONE; k++)
        if (token[k] != NONE) {
            role_last_resort(c, claim, token[k]);
            x.rule[1] = proposed(claim);
        }
    uint32_t n_row = 0, *row = NULL; // things only where nobody else is proposed
    if (acted && x.rule[0] == NONE && x.rule[1] == NONE) {
        role_thing(c, claim, token[0], node->n_content > 0);
        if (claim->n_recipient == 0 && token[1] != NONE && act_in(claim->act, "protest"))
            role_thing(c, claim, token[1], false); // "staged a protest against the law"
        x.rule[2] = proposed(claim);
    }
    if (x.rule[0] == NONE && x.rule[1] == NONE) {
        // "called for autonomy" is aimed at nobody, "ready to send tents to the valley" at the
        // valley
        bool act = claim->n_operators == 0 || claim->operators[0].token == NONE ||
                   (node->derived && !str_is(claim->operators[0].kind, "claim_responsibility"));
        row = role_mentions(c, aimed, n_aimed, act ? FILL_THING : FILL_PERSON, &n_row);
        x.rule[3] = n_row ? row[0] : NONE;
    }
    bool told = str_starts(claim->act, "statement"); // who is told, and no others
    uint32_t best = acted && !told ? heaviest(&x) : NONE;
    if (!acted || told || !x.learned)
        for (unsigned k = 0; k < CHOICE_RULES && best == NONE; k++)
            best = x.rule[k];
    if (best == NONE)
        return;
    claim->n_recipient = best == x.rule[3] ? n_row : 1;
    claim->recipient = best == x.rule[3] ? row : ARENA_NEW(c->d->arena, uint32_t, 1);
    claim->recipient[0] = best;
}

void choice_actor(Claims *c, Claim *claim)
{
    // "fired missiles that killed nine": whose weapon it is
    uint32_t subject = choice_subject(c->d, claim->token), n = 0;
    uint32_t *whose = subject != NONE && claim->n_operators == 0 && act_is_violent(claim->act)
                          ? role_mentions(c, &subject, 1, FILL_ACTOR, &n)
                          : NULL;
    if (n == 1 && c->d->mentions[whose[0]].code.n &&
        !role_among(c, whose[0], claim->recipient, claim->n_recipient)) {
        claim->actor = whose;
        claim->n_actor = 1;
        return;
    }
    Choosing x = choosing(c, claim, true);
    uint32_t best = choice_told_actor(c, claim);
    if (best == NONE && x.learned)
        best = heaviest(&x);
    if (best == NONE)
        return;
    claim->actor = ARENA_NEW(c->d->arena, uint32_t, 1);
    claim->actor[0] = best;
    claim->n_actor = 1;
}
