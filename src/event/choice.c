// SPDX-License-Identifier: MIT
// In: a claim with a role that no slot of its row fills, and whom the rules of role.c propose. Out:
// who stands in the role, or nobody. Method: the actors and places of the sentence, and the things
// that the rules propose, are weighed by a log-linear model over short readable features (the path
// to the trigger, the preposition, what kind of actor it is, which rule proposes it); the best one
// fills the role, where no rule proposes anybody only if it weighs more than nobody (nothing).
// Weights in lexicon/en/roleweights.tsv, written by train/roles.py (docs/adr/0015). Without the
// table the rules decide, in their order. Cost: some fifteen features a candidate, one hash look-up
// each. Does not: overrule a slot of the row, or take a place for who acts.
#include "event/claim.h"
#include "event/feature.h"

typedef struct {
    Claims *c;
    const Claim *claim;
    bool actor;   // the role
    bool learned; // there are weights, and no sides are given (pair.c knows who they are)
    Str key;      // the outermost operator of the claim, or the family of its act
    uint32_t rule[CHOICE_RULES]; // mentions that the rules propose; NONE
    uint32_t within;       // whom another asks, denies or plans it of is told below this word; NONE
    const Match *asker;    // who asks, denies or plans it; NULL
    const Match *deplored; // what is criticised, where no doer of it is named; NULL
} Choosing;

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

// Does a clause lie between the word and the trigger?
static const char *clause_between(const Doc *d, uint32_t token, uint32_t trigger)
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
    feature_make(s, "cl", role, str_of(clause_between(d, m->head, token)), feature_none);
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
static bool is_pitied(const Choosing *x, uint32_t mention)
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

static uint32_t subject_of(const Doc *d, uint32_t verb)
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
    uint32_t subject = subject_of(d, x->claim->token);
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

static bool may_stand(const Choosing *x, uint32_t mention)
{
    const Doc *d = x->c->d;
    const Mention *m = &d->mentions[mention];
    const Claim *claim = x->claim;
    Span words = d->tokens[m->head].span;
    if (is_pitied(x, mention) || role_is_origin(d, m->head) ||
        (!x->actor && role_is_ware(x->c, m->head)))
        return false;
    if (role_among(x->c, mention, claim->actor, claim->n_actor) ||
        role_among(x->c, mention, claim->recipient, claim->n_recipient) ||
        is_part_of(d, mention, claim->recipient, claim->n_recipient) ||
        is_part_of(d, mention, claim->actor, claim->n_actor))
        return false;
    if (!x->actor && acts_below(x, m->head))
        return false;
    // "a resolution by the council demanding that troops withdraw": not from the council
    if (x->within != NONE && !token_dominates(d, x->within, m->head))
        return false;
    for (uint32_t k = 0; x->asker && k < x->asker->n_actor; k++)
        if (x->asker->actor[k] == m->head) // "Washington accused Moscow of violating it"
            return false;
    if (!x->actor && in_second_verb(d, m->head, claim->token))
        return false;
    for (uint32_t k = 0; !x->actor && k < claim->n_actor;
         k++) // "Orlo, the leader of the delegation"
        if (m->head != d->mentions[claim->actor[k]].head &&
            token_dominates(d, d->mentions[claim->actor[k]].head, m->head) &&
            d->tokens[d->mentions[claim->actor[k]].head].upos != UPOS_VERB &&
            !token_dominates(d, d->mentions[claim->actor[k]].head, claim->token))
            return false;
    if (!x->actor && m->ner == NAME_PER && d->tokens[m->head].dep == DEP_COMPOUND)
        return false; // "at the Lenin shipyard"
    // "devalued the crown in line with a package agreed with the fund": to whom one yields stands
    // in the clause
    if (!x->actor && act_in(claim->act, "reform") && claim->n_operators == 0 &&
        strcmp(clause_between(d, m->head, claim->token), "same") != 0 &&
        strcmp(clause_between(d, m->head, claim->token), "advcl") != 0)
        return false;
    uint32_t on = token_child_dep(d, m->head, DEP_CASE); // "promised on state radio"
    if (!x->actor && on != NONE && token_is(d, on, "on") &&
        (str_is(m->sector, "JRN") || str_ends(m->code, "MED")))
        return false;
    // "told Reuters that they would not"
    if (!x->actor && str_is(m->sector, "JRN") && tells_of_it(x, mention))
        return false;
    for (unsigned k = 0; k < CHOICE_RULES; k++)
        if (x->rule[k] == mention)
            return true;
    // "welcomed the truce but warned that the union must be on guard": those of another clause
    if (!x->actor && token_dominates(d, claim->token, m->head) &&
        role_in_other_clause(d, m->head, claim->token))
        return false;
    if (is_home_of(x->c, mention, claim->recipient, claim->n_recipient) ||
        is_home_of(x->c, mention, claim->actor, claim->n_actor))
        return false;
    if ((claim->trigger.start <= words.start && words.end <= claim->trigger.end) ||
        (d->tokens[m->head].flags & TOKEN_DATELINE) || goes_on_beside(d, m->head, claim->token))
        return false;
    // "sent 500 soldiers": the object of a row that looks for its recipient elsewhere
    bool sends = act_in(claim->act, "aid") || act_in(claim->act, "posture") ||
                 str_is(claim->act, "cooperate.military");
    if (!x->actor && d->tokens[m->head].head == claim->token && d->tokens[m->head].dep == DEP_OBJ &&
        (sends || !m->country.n) && role_aims_past_object(x->c, claim->token))
        return false;
    uint32_t det = token_child_dep(d, m->head, DEP_DET);
    if (det != NONE && (token_is(d, det, "no") || token_is(d, det, "neither")))
        return false;
    bool known = m->code.n || m->human || m->ner == NAME_PER || m->ner == NAME_ORG;
    // "demanded that jobs be reserved for them": nobody knows whom a pronoun means there
    if (!x->actor && m->kind == MENTION_PRONOUN && !m->code.n &&
        strcmp(clause_between(d, m->head, claim->token), "same") != 0)
        return false;
    // "the senators visiting on Friday scolded the mayor": who stands beside a participle is not
    // in it
    if (!x->actor && d->tokens[claim->token].dep == DEP_ACL && token_xpos(d, claim->token, "VBG") &&
        !token_dominates(d, claim->token, m->head))
        return false;
    if (!x->actor && is_taken(x, m->head))
        return false;
    // "set off bombs in Manhattan": a place below the act, or the verb that an act's noun hangs on
    uint32_t act = claim->token;
    if (d->tokens[act].upos == UPOS_NOUN && d->tokens[act].dep == DEP_OBJ)
        act = d->tokens[act].head;
    if (m->place && !m->code.n && act != NONE && !token_dominates(d, act, m->head))
        return false;
    if (x->actor) // a place is never turned into a perpetrator
        return known && !is_moved(d, m->head, claim->token) && !outside_subject(x, mention) &&
               !(m->place && !m->sector.n) && m->kind != MENTION_DEMONYM &&
               !tells_of_it(x, mention);
    return known || m->place;
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
        if (x->rule[k] != NONE && may_stand(x, x->rule[k]))
            most = INT64_MIN; // somebody else may be better than whom a rule proposes, not nobody
    const Sentence *s = &d->sentences[x->claim->sentence];
    for (uint32_t i = s->first; i < s->end; i++) {
        uint32_t m = c->w->mention_of[i];
        for (unsigned k = CHOICE_RULES; k-- > 0;) // a rule's own reading of the word goes first
            if (x->rule[k] != NONE && d->mentions[x->rule[k]].head == i)
                m = x->rule[k];
        if (m == NONE || d->mentions[m].head != i || !may_stand(x, m))
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

// "opened fire to disperse miners": the clause that tells the aim of force.
static uint32_t aim_of(const Doc *d, const Claim *claim, uint32_t verb)
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
static bool is_stand(Str kind)
{
    return str_is(kind, "refuse") || str_is(kind, "intend") || str_is(kind, "threaten");
}

// "will not call off the strike until the government raises wages": who is waited for.
static uint32_t waited_for(const Choosing *x, uint32_t token)
{
    static const char *const marks[] = {"until", "till", "unless", "before", NULL};
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
            if (m != NONE && d->mentions[m].head == i && d->mentions[m].code.n &&
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
                       : aim_of(d, claim, verb);
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

void choice_recipient(Claims *c, Claim *claim, uint32_t match, unsigned which,
                      const uint32_t *aimed, uint32_t n_aimed)
{
    const Node *node = &c->node[match];
    const Match *matches = c->w->matches;
    uint32_t token[4] = {matches[match].token,
                         node->verb == NONE ? NONE : matches[node->verb].token, NONE,
                         aim_of(c->d, claim, matches[match].token)};
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
            if (x.rule[0] != NONE && is_pitied(&x, x.rule[0]))
                x.rule[0] = NONE;
        }
    for (unsigned k = 0; acted && k < 3 && x.rule[0] == NONE && is_stand(x.key); k++)
        if (token[k] != NONE)
            x.rule[0] = waited_for(&x, token[k]);
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

// "were expelled from Kenya", "suspended from the union": the country or body that puts them out;
// "soldiers were deployed": those themselves. NONE.
static uint32_t actor_of_passive(const Claims *c, const Claim *claim)
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

// "invaded the pitch in a protest": those who did; not "died in a protest". NONE.
static uint32_t who_protested(Claims *c, const Claim *claim)
{
    static const char *const suffer[] = {"die", "perish", "suffer", "fall", "drown", "watch", NULL};
    const Doc *d = c->d;
    const Token *t = &d->tokens[claim->token];
    uint32_t in = token_child_dep(d, claim->token, DEP_CASE);
    if (!act_in(claim->act, "protest") || claim->n_operators || t->upos != UPOS_NOUN ||
        (t->dep != DEP_OBL && t->dep != DEP_NMOD) || in == NONE || !token_is(d, in, "in") ||
        d->tokens[t->head].upos != UPOS_VERB || lemma_in(d, t->head, suffer))
        return NONE;
    uint32_t subject = subject_of(d, t->head), n = 0;
    uint32_t *who = subject == NONE ? NULL : role_mentions(c, &subject, 1, FILL_ACTOR, &n);
    return n ? who[0] : NONE;
}

// "The envoy was in Lima for talks": who was there for it; NONE.
static uint32_t who_is_there(Claims *c, const Claim *claim)
{
    const Doc *d = c->d;
    const Token *t = &d->tokens[claim->token];
    uint32_t mark = token_child_dep(d, claim->token, DEP_CASE), n = 0;
    if (!act_in(claim->act, "meet") || claim->n_operators || t->upos != UPOS_NOUN || mark == NONE ||
        !token_is(d, mark, "for") || t->head == NONE ||
        token_child_dep(d, t->head, DEP_COP) == NONE)
        return NONE;
    uint32_t subject = token_child_dep(d, t->head, DEP_NSUBJ);
    uint32_t *who = subject == NONE ? NULL : role_mentions(c, &subject, 1, FILL_ACTOR, &n);
    return n ? who[0] : NONE;
}

void choice_actor(Claims *c, Claim *claim)
{
    // "fired missiles that killed nine": whose weapon it is
    uint32_t subject = subject_of(c->d, claim->token), n = 0;
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
    uint32_t best = actor_of_passive(c, claim);
    if (best == NONE)
        best = who_protested(c, claim);
    if (best == NONE)
        best = who_is_there(c, claim);
    if (best == NONE && x.learned)
        best = heaviest(&x);
    if (best == NONE)
        return;
    claim->actor = ARENA_NEW(c->d->arena, uint32_t, 1);
    claim->actor[0] = best;
    claim->n_actor = 1;
}
