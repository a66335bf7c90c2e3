// SPDX-License-Identifier: MIT
// In: claims with their actors, recipients and places. Out: where a role phrase ("20 people",
// "students", "riot police") has no country and the clause leaves one only, a copy of the mention
// that has it, via "clause", with a low p (docs/adr/0016). Method: (1) the act is one on the ground
// (protest, violence, attack, arrest) and its place is said to be in the country; (2) or the phrase
// protests against, or is held by, the police or courts of the country; (3) or it is an institution
// taken for known ("the army", "parliament") in a sentence where people of one state only act.
// Nothing is done where the clause names a second country, nor for phrases that say that they come
// from elsewhere ("foreign troops", "refugees"), for names and pronouns. Cost: the mentions of one
// sentence for each claim with such a phrase. Does not: make an actor of a place; it only adds a
// country to a phrase that is there.
#include "event/claim.h"

#include <string.h>

static bool is_on_the_ground(Str act)
{
    if (str_is(act, "coerce.deport"))
        return false; // strangers are deported
    return act_is_violent(act) || act_in(act, "protest") || act_in(act, "coerce");
}

// Does the phrase speak of people who are not where they live, or who may be anyone's?
static bool is_from_elsewhere(const Doc *d, const Mention *m)
{
    static const char *const words[] = {
        "foreign",     "foreigner",    "international", "multinational",
        "western",     "coalition",    "allied",        "other",
        "overseas",    "regional",     "european",      "peacekeeping",
        "peacekeeper", "refugee",      "migrant",       "immigrant",
        "tourist",     "visitor",      "expatriate",    "exile",
        "diplomat",    "envoy",        "mercenary",     "pilgrim",
        "passenger",   "crew",         "hostage",       "observer",
        "inspector",   "invader",      "settler",       "aid",
        "relief",      "humanitarian", "missionary",    "sailor",
        "traveller",   "traveler",     "their",         "its",
        "his",         "her",          "our",           "my",
        NULL};
    for (uint32_t i = m->first; i < m->end; i++) {
        if (str_in(d->tokens[i].lower, words))
            return true;
        for (unsigned k = 0; words[k]; k++)
            if (lemma_is(d, i, words[k]))
                return true;
    }
    return false;
}

// Roles that people have where they are: not governments (see is_known_institution), not bodies of
// several states, not gunmen and gangs, who may come from anywhere.
static bool is_local_role(const Doc *d, const Mention *m)
{
    static const char *const sectors[] = {"CVL", "OPP", "COP", "MIL", "REB", "LAB",
                                          "EDU", "AGR", "MED", "JRN", "REL", "JUD",
                                          "LEG", "PTY", "BUS", "PRM", NULL};
    return !m->country.n && m->code.n >= 3 && !m->place && m->via != VIA_USER &&
           (m->kind == MENTION_ROLE || m->kind == MENTION_NOUN || m->kind == MENTION_DEMONYM) &&
           str_in(m->sector, sectors) && !is_from_elsewhere(d, m);
}

// Soldiers who shell, raid or occupy may be another state's.
static bool crosses_borders(const Claim *claim, const Mention *m)
{
    static const char *const acts[] = {"attack.aerial",
                                       "attack.artillery",
                                       "attack.occupy",
                                       "attack.blockade",
                                       "attack.precision",
                                       "attack.drone",
                                       NULL};
    for (unsigned k = 0; acts[k]; k++)
        if (act_in(claim->act, acts[k]))
            return str_is(m->sector, "MIL");
    return false;
}

static Str country_cell(const Claims *c, Str code, const char *column)
{
    const LexTable *t = lexicon_table(c->w->t->lexicon, "countries");
    char low[3];
    if (!t || code.n != sizeof low)
        return (Str){0};
    for (size_t i = 0; i < sizeof low; i++)
        low[i] = ascii_tolower(code.p[i]);
    uint32_t row = lextable_find(t, (Str){low, sizeof low});
    return row == LEX_NONE ? (Str){0} : lextable_cell(t, row, lextable_column(t, column));
}

static bool names_country(const Claims *c, Str code)
{
    return country_cell(c, code, "kind").n != 0;
}

// The country that the act is said to be in: "in Lima", "outside parliament in Lima", or the town
// that it strikes.
static Str country_of_place(const Claims *c, const Claim *claim)
{
    static const char *const at[] = {"in",     "at",     "near",       "outside", "inside",
                                     "around", "across", "throughout", "on",      NULL};
    const Doc *d = c->d;
    if (claim->place == NONE || !is_on_the_ground(claim->act))
        return (Str){0};
    const Place *p = &d->places[claim->place];
    uint32_t head = p->end - 1;
    for (uint32_t k = p->first; k < p->end; k++)
        if (d->tokens[k].head == NONE || d->tokens[k].head < p->first ||
            d->tokens[k].head >= p->end)
            head = k;
    uint32_t mark = token_child_dep(d, head, DEP_CASE);
    if (mark != NONE && token_is(d, mark, "of") && d->tokens[head].dep == DEP_NMOD &&
        c->w->mention_of[d->tokens[head].head] == NONE) // "in a suburb of Lima"
        mark = token_child_dep(d, d->tokens[head].head, DEP_CASE);
    if (mark != NONE && !str_in(d->tokens[mark].lower, at))
        return (Str){0};
    return names_country(c, p->country) ? p->country : (Str){0};
}

// "Chilean police dispersed students": the police and the courts of the other side are those of the
// place.
static Str country_of_police(const Claims *c, const Claim *claim, const uint32_t *list, uint32_t n)
{
    const Doc *d = c->d;
    if (n != 1 || !is_on_the_ground(claim->act))
        return (Str){0};
    const Mention *m = &d->mentions[list[0]];
    bool home = str_is(m->sector, "COP") || str_is(m->sector, "JUD");
    return home && names_country(c, m->country) ? m->country : (Str){0};
}

static bool same_country(const Claims *c, Str a, Str b)
{
    return str_eq(a, b) || str_eq(country_cell(c, a, "parent"), b) ||
           str_eq(country_cell(c, b, "parent"), a);
}

// Those who bear arms may be another state's or move between states: nothing in the whole sentence
// may say so.
static bool is_armed(const Mention *m)
{
    static const char *const sectors[] = {"MIL", "REB", "PRM", NULL};
    return str_in(m->sector, sectors);
}

// Is the country the only one that the clause speaks of, besides what stands inside the phrase
// itself ("anti-Libyan students")?
static bool is_only_country(const Claims *c, const Claim *claim, const Mention *phrase, Str country)
{
    const Doc *d = c->d;
    for (unsigned side = 0; side < 2; side++)
        for (uint32_t i = 0; i < (side ? claim->n_recipient : claim->n_actor); i++) {
            Str other = d->mentions[side ? claim->recipient[i] : claim->actor[i]].country;
            if (other.n && !same_country(c, other, country))
                return false;
        }
    const Sentence *s = &d->sentences[claim->sentence];
    for (uint32_t i = s->first; i < s->end; i++) {
        uint32_t m = c->w->mention_of[i];
        bool inside = i >= phrase->first && i < phrase->end;
        if (m != NONE && !inside && d->mentions[m].country.n &&
            (is_armed(phrase) || token_dominates(d, claim->token, i)) &&
            !same_country(c, d->mentions[m].country, country))
            return false;
    }
    return true;
}

// "the army", "the foreign minister", "parliament": an institution that the sentence takes for
// known.
static bool is_known_institution(const Doc *d, const Mention *m)
{
    static const char *const sectors[] = {"GOV", "GOVMIL", "LEG", "JUD", "MIL", "COP", NULL};
    static const char *const heads[] = {
        "government", "authority", "cabinet",  "ministry", "minister", "president",  "premier",
        "parliament", "congress",  "senate",   "assembly", "lawmaker", "prosecutor", "court",
        "police",     "army",      "military", "navy",     "force",    "forces",     NULL};
    static const char *const names[] = {"parliament",  "congress",    "police",
                                        "government",  "authorities", "lawmakers",
                                        "prosecutors", "cabinet",     NULL};
    if (m->country.n || m->place || m->via == VIA_USER || !str_in(m->code, sectors) ||
        (m->kind != MENTION_ROLE && m->kind != MENTION_NOUN) || is_from_elsewhere(d, m))
        return false;
    uint32_t n = m->end - m->first;
    return (n == 1 && str_in(d->tokens[m->head].lower, names)) ||
           (n <= 3 && token_is(d, m->first, "the") && lemma_in(d, m->head, heads));
}

// The country of the only state whose people act in the sentence, where no place abroad is named:
// "Romania's president clashed with the government."
static Str country_of_sentence(const Claims *c, const Claim *claim)
{
    static const char *const sectors[] = {"GOV", "LEG", "JUD", "MIL", "COP", "PTY", "OPP", NULL};
    const Doc *d = c->d;
    const Sentence *s = &d->sentences[claim->sentence];
    Str only = {0};
    bool acts = false;
    for (uint32_t i = s->first; i < s->end; i++) {
        uint32_t m = c->w->mention_of[i];
        if (m == NONE || d->mentions[m].country.n == 0)
            continue;
        if (only.n && !same_country(c, only, d->mentions[m].country))
            return (Str){0};
        only = d->mentions[m].country;
        acts |= str_in(d->mentions[m].sector, sectors) && d->mentions[m].via != VIA_COREFERENCE;
    }
    for (uint32_t i = c->place_from[claim->sentence];
         i < d->n_places && d->places[i].first < s->end; i++) {
        Str abroad = d->places[i].country;
        if (abroad.n && only.n && !same_country(c, only, abroad))
            return (Str){0};
    }
    return acts && names_country(c, only) ? only : (Str){0};
}

static uint32_t with_country(const Claims *c, const Mention *m, Str country)
{
    Doc *d = c->d;
    Mention copy = *m;
    Str cameo = country_cell(c, country, "cameo"), plover = country_cell(c, country, "plover");
    Str base = cameo.n ? cameo : country;
    size_t groups = m->code.n + base.n > 15 ? 15 - base.n : m->code.n;
    copy.code =
        str_of(arena_printf(d->arena, "%.*s%.*s", (int)base.n, base.p, (int)groups, m->code.p));
    copy.country = plover.n ? plover : country;
    copy.via = VIA_CLAUSE;
    copy.p = 0.5f;
    *ARENA_PUSH(d->arena, d->mentions, d->n_mentions, d->cap_mentions) = copy;
    return (uint32_t)(d->n_mentions - 1);
}

static void settle_side(const Claims *c, Claim *claim, bool recipients)
{
    const Doc *d = c->d;
    uint32_t n = recipients ? claim->n_recipient : claim->n_actor;
    const uint32_t *list = recipients ? claim->recipient : claim->actor;
    const uint32_t *facing = recipients ? claim->actor : claim->recipient;
    uint32_t *own = NULL;
    for (uint32_t i = 0; i < n; i++) {
        const Mention m = d->mentions[list[i]];
        Str country = {0};
        if (is_local_role(d, &m) && (recipients || !crosses_borders(claim, &m))) {
            country = country_of_place(c, claim);
            if (!country.n)
                country = country_of_police(c, claim, facing,
                                            recipients ? claim->n_actor : claim->n_recipient);
            if (country.n && !is_only_country(c, claim, &m, country))
                country = (Str){0};
        }
        if (!country.n && is_known_institution(d, &m))
            country = country_of_sentence(c, claim);
        if (!country.n)
            continue;
        if (!own) { // lists may be shared with other claims
            own = ARENA_NEW(d->arena, uint32_t, n);
            memcpy(own, list, n * sizeof *own);
        }
        own[i] = with_country(c, &m, country);
    }
    if (own && recipients)
        claim->recipient = own;
    else if (own)
        claim->actor = own;
}

void country_run(Claims *c)
{
    if (c->w->given) // readings of given pairs: the pairs' own mentions stay
        return;
    for (size_t i = 0; i < c->d->n_claims; i++) {
        settle_side(c, &c->d->claims[i], false);
        settle_side(c, &c->d->claims[i], true);
    }
}
