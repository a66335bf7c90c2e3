// SPDX-License-Identifier: MIT
// Making claims of matches. Private to src/event/: operator.c links them, role.c finds who stands
// in the roles, adjunct.c when, where, how many and who says so, claim.c puts the claims together,
// statement.c adds what lies in saying it.
#ifndef DRAGOMAN_EVENT_CLAIM_H
#define DRAGOMAN_EVENT_CLAIM_H
#include "event/match.h"

enum { MAX_CHAIN = LIMIT_OPERATORS, MAX_CONTENT = 8 };

// What the links make of a match.
typedef struct {
    bool dead;       // a light verb, or a noun swallowed by one
    uint32_t parent; // match whose content this is; NONE
    uint32_t verb;   // the light verb's match; NONE
    uint32_t content[MAX_CONTENT];
    uint8_t n_content;
    uint32_t claim; // its own (outermost) claim; NONE
    bool derived;   // its recipient was taken from its content, not from its own clause
    Str bare; // the act that a transparent operator without content stands for: "helped the town"
              // is aid
    bool visited, lit; // operator_roles, operator_light have been there
} Node;

typedef struct {
    EventWork *w;
    Doc *d;
    Node *node;
    // per sentence: its first time, its first place, and the quotations whose content touches it
    uint32_t *time_from, *place_from, *quote_from, *quote_list;
    uint32_t *quote_of; // per token: the quotation whose cue it is; NONE
    // relevance.c: what each sentence and the article are about; per entity: a firm, or kin?
    uint8_t *about, article_about;
    uint8_t *entity_is;
} Claims;

// Is the act of the family, or its root? "attack.artillery", "attack"
static inline bool act_in(Str act, const char *family)
{
    size_t n = strlen(family);
    return str_starts(act, family) && (act.n == n || act.p[n] == '.');
}

static inline bool act_is_violent(Str act)
{
    return act_in(act, "attack") || act_in(act, "violence") || act_in(act, "mass");
}

static inline bool str_in(Str s, const char *const *list)
{
    for (; *list; list++)
        if (str_is(s, *list))
            return true;
    return false;
}

// operator.c, in this order: light verbs, doubled nouns, contents, roles
const OperatorRow *operator_of(const Claims *c, const Match *m, unsigned i);
void operator_light(Claims *c, uint32_t i);
void operator_swallow(Claims *c, uint32_t i);
void operator_content(Claims *c, uint32_t i);
void operator_roles(Claims *c, uint32_t i);
void operator_recipient(Claims *c, uint32_t i, unsigned which);

// claim.c
void claim_id(const Doc *d, Claim *claim);
void claim_factuality(Claims *c, Claim *claim);        // of a claim without operators
bool claim_is_report(const Claims *c, uint32_t match); // "said", "reported" …
// Does an operator above the match make a claim of its own?
bool claim_has_parent(const Claims *c, uint32_t match);

// relevance.c: first the index, then is each claim an event? match: the one behind it, or NONE
void relevance_index(Claims *c);
void relevance_decide(Claims *c, Claim *claim, uint32_t match);
void relevance_inside(Claims *c); // when the claims are linked

// statement.c; n: the claims made so far, in the order of their sentences
void statement_obligations(Claims *c);
void statement_reports(Claims *c, size_t n);
void statement_due(Claims *c, Claim *claim, uint32_t cue);
bool statement_is_told(const Claims *c, uint32_t cue, size_t n); // do its words hold one of them?
void statement_speaker(const Claims *c, Claim *claim, uint32_t cue);

// target.c: whom protests are against, as other claims tell; before country.c
void target_run(Claims *c);

// country.c: countries of role phrases whose clause has one only; after all claims are made
void country_run(Claims *c);

// role.c
typedef enum {
    FILL_ACTOR,  // who acts: actors, names, nouns that can act
    FILL_PERSON, // who is acted on: actors, names, nouns of persons and groups
    FILL_THING   // and things: "the bridge"
} RoleFill;
// The mentions of filler tokens that can stand in the role.
uint32_t *role_mentions(Claims *c, const uint32_t *token, uint32_t n, RoleFill kind,
                        uint32_t *count);
bool role_is_located(const Doc *d,
                     uint32_t token); // "in Beirut", "after the talks": says where or when
bool role_is_origin(const Doc *d, uint32_t token); // "Chinese" in "Chinese-made missiles", "Cuban"
                                                   // in "the Cuban Adjustment Act": who is no party
bool role_is_ware(const Claims *c, uint32_t token); // "farm" in "farm products"
bool role_is_own(const Doc *d, uint32_t token);     // "its troops": with a possessive pronoun
uint32_t role_owner(const Claims *c, uint32_t token);
// Does a clause with a subject of its own lie between the word and the trigger above it?
bool role_in_other_clause(const Doc *d, uint32_t token, uint32_t trigger);
bool role_takes_things(const Claim *claim);
bool role_aims_past_object(const Claims *c,
                           uint32_t token); // its row looks elsewhere: "sent X [to]"
bool role_among(const Claims *c, uint32_t mention, const uint32_t *list, uint32_t n);
void role_search(Claims *c, Claim *claim, uint32_t token);
void role_thing(Claims *c, Claim *claim, uint32_t token, bool content);
void role_last_resort(Claims *c, Claim *claim, uint32_t token);

// choice.c: who fills a role that no slot of the row fills; aimed: the row's own fillers
enum { CHOICE_RULES = 4 };
void choice_recipient(Claims *c, Claim *claim, uint32_t match, unsigned which,
                      const uint32_t *aimed, uint32_t n_aimed);
void choice_actor(Claims *c, Claim *claim);
// "deployed soldiers at the port to confront miners": the miners, rather than a place without code
void choice_confronted(Claims *c, Claim *claim, uint32_t verb);
// "wounded in a shootout with smugglers": smugglers, on whom is hurt
void choice_struck(Claims *c, Claim *claim);
// "would shell the town unless the rebels left": the rebels
void choice_conditioned(Claims *c, Claim *claim, uint32_t verb);

// adjunct.c
void adjunct_index(
    Claims *c); // before the others: layers by sentence, so that long articles stay linear
// inner: the claim lies in another's content, and only what hangs on it is its own
// anchor: the claim's token, or the light verb that carries it
void adjunct_time(Claims *c, Claim *claim, uint32_t anchor, bool inner);
void adjunct_place(Claims *c, Claim *claim, uint32_t anchor, bool inner);
void adjunct_voices(Claims *c, Claim *claim);

// count.c: how many people; of the trigger's own phrases, and of its light verb's
void count_people(Claims *c, Claim *claim, const Match *m);
#endif
