// SPDX-License-Identifier: MIT
// In: a claim just made, the match behind it, mentions, the words of its sentence and article. Out:
// left_out and reason where it is no event. Method: rules in a fixed order, the first that holds
// gives its reason: what the clause lacks (a topic, nobody in it), what it is about (fiction,
// sport, what is supposed or remembered), and who takes part: a claim is an event of politics if
// somebody in it is a party to politics, so what firms do among themselves, and what bystanders,
// analysts, newspapers and the police tell a reporter, is none. Who cannot be placed is held for a
// firm only where the sentence or the article speaks of business. Cost: one pass over the tokens
// and mentions of a document; then a walk over a claim's parties. Does not: drop a claim (it is
// written with --all), judge the reading of a row (its conditions do), look into the codes.
#include "event/claim.h"

// ----------------------------------------------------------------------------------------------
// what sentences and articles are about
// MONEY: at least one sentence of the article is about trade
enum { TRADE = 1, SPORT = 2, ACCIDENT = 4, VIOLENCE = 8, MONEY = 16 };
// what entities are, wherever the article says so
enum { IS_FIRM = 1, IS_KIN = 2, IS_BOSS = 4, IS_MANAGER = 8 };

typedef struct {
    uint32_t trade, sport, accident, violence; // words that tell of it; a firm's name counts twice
} Tally;

// "a cease-fire", "came under fire", "opened fire": no blaze.
static bool is_gunfire(const Doc *d, const Sentence *s, uint32_t i)
{
    static const char *const verbs[] = {"open",  "return", "exchange", "draw",
                                        "cease", "hold",   NULL};
    uint32_t head = d->tokens[i].head;
    return (i > s->first && (token_is(d, i - 1, "-") || token_is(d, i - 1, "under"))) ||
           (lemma_is(d, i, "fire") && head != NONE && lemma_in(d, head, verbs));
}

static Tally tally_of(const Claims *c, uint32_t sentence)
{
    const EventTables *t = c->w->t;
    const Sentence *s = &c->d->sentences[sentence];
    Tally n = {0};
    for (uint32_t i = s->first; i < s->end; i++) {
        uint8_t upos = c->d->tokens[i].upos;
        if (upos != UPOS_NOUN && upos != UPOS_PROPN && upos != UPOS_ADJ && upos != UPOS_SYM)
            continue;
        bool mark = upos == UPOS_PROPN && word_is(c->w, i, &t->firm_mark);
        n.trade += mark ? 2 : word_is(c->w, i, &t->trade);
        n.sport += word_is(c->w, i, &t->contest);
        n.accident += word_is(c->w, i, &t->accident) && !is_gunfire(c->d, s, i);
        n.violence += word_is(c->w, i, &t->violent);
    }
    return n;
}

// The name of a firm: "Arkona Steel Corp"; "the workers of Arkona Steel Corp" is none.
static bool is_firm_name(const Claims *c, const Mention *m)
{
    const Doc *d = c->d;
    if (d->tokens[m->head].upos != UPOS_PROPN && m->human)
        return false;
    for (uint32_t i = m->first; i < m->end; i++)
        if (d->tokens[i].upos == UPOS_PROPN && word_is(c->w, i, &c->w->t->firm_mark))
            return true;
    return false;
}

// "his mother", "the family of the suspect Lars Holm", whichever word is read as the head; the
// royal family holds an office
static bool is_kin(const Claims *c, const Mention *m)
{
    const Doc *d = c->d;
    if (str_is(m->sector, "GOV") || str_is(m->sector, "ELI"))
        return false;
    for (uint32_t i = m->first; i + 1 < m->end && i < m->head; i++)
        if (d->tokens[i].upos == UPOS_NOUN && token_is(d, i + 1, "of"))
            return word_is(c->w, i, &c->w->t->kin);
    return d->tokens[m->head].upos == UPOS_NOUN && word_is(c->w, m->head, &c->w->t->kin);
}

// "president", "chairman": of a firm as well as of a state; of states there is no vice chairman,
// nor a manager.
static uint8_t boss_of(const Claims *c, const Mention *m)
{
    const Doc *d = c->d;
    uint8_t is = 0;
    for (uint32_t i = m->first; i < m->end; i++) {
        if (d->tokens[i].upos != UPOS_NOUN || !word_is(c->w, i, &c->w->t->boss))
            continue;
        bool vice = i > m->first && token_is(d, i - 1, "vice");
        is |= IS_BOSS | (vice || !lemma_is(d, i, "president") ? IS_MANAGER : 0);
    }
    return is;
}

void relevance_index(Claims *c)
{
    Doc *d = c->d;
    c->about = ARENA_NEW(d->arena, uint8_t, d->n_sentences + 1);
    Tally in = {0}; // sentences
    bool lead = false;
    for (uint32_t s = 0; s < d->n_sentences; s++) {
        Tally n = tally_of(c, s);
        c->about[s] = (uint8_t)((n.trade > 1 ? TRADE : 0) | (n.sport > 1 ? SPORT : 0) |
                                (n.accident ? ACCIDENT : 0) | (n.violence ? VIOLENCE : 0));
        lead |= s < 2 && n.trade > 2;
        in.trade += n.trade > 1;
        in.sport += n.sport > 0;
        in.accident += n.accident > 0;
        in.violence += n.violence > 0;
    }
    c->article_about =
        (uint8_t)((lead || (in.trade && in.trade * 3 >= d->n_sentences) ? TRADE : 0) |
                  (in.sport > 1 && in.sport * 2 > d->n_sentences ? SPORT : 0) |
                  (in.accident && !in.violence ? ACCIDENT : 0) | (in.trade ? MONEY : 0));
    c->entity_is = ARENA_NEW(d->arena, uint8_t, d->n_entities + 1);
    memset(c->entity_is, 0, d->n_entities + 1);
    for (size_t m = 0; m < d->n_mentions; m++) {
        const Mention *x = &d->mentions[m];
        if (x->entity >= d->n_entities)
            continue;
        if (x->kind == MENTION_NAME && is_firm_name(c, x))
            c->entity_is[x->entity] |= IS_FIRM;
        if (is_kin(c, x))
            c->entity_is[x->entity] |= IS_KIN;
        c->entity_is[x->entity] |= boss_of(c, x);
    }
}

static bool is_about(const Claims *c, const Claim *claim, uint8_t what)
{
    return ((c->about[claim->sentence] | c->article_about) & what) != 0;
}

// ----------------------------------------------------------------------------------------------
// who takes part
typedef enum {
    STAND_UNKNOWN,
    STAND_WARE, // shares, prices: nobody
    STAND_FIRM,
    STAND_MEDIA,
    STAND_KIN,    // somebody's mother
    STAND_SOURCE, // analysts, dealers, sources
    STAND_PEOPLE, // residents, witnesses
    STAND_POLICE,
    STAND_PARTY // everybody else with a code: states, governments, armed groups, unions …
} Standing;

// Is the part among the code's parts of three letters? "GBRCVL", "CVL"
static bool code_has(Str code, const char *part)
{
    for (size_t i = 0; i + 3 <= code.n; i += 3)
        if (memcmp(code.p + i, part, 3) == 0)
            return true;
    return false;
}

// "the Peruvian subsidiary", "Chile's Arkona Corp": the country is where the firm is.
static bool is_firms_home(const Claims *c, const Mention *m)
{
    const Doc *d = c->d;
    const Token *t = &d->tokens[m->head];
    if (m->code.n != 3 || t->head == NONE ||
        !(t->dep == DEP_COMPOUND || t->dep == DEP_AMOD || t->dep == DEP_NMOD_POSS ||
          t->dep == DEP_NMOD))
        return false;
    return word_is(c->w, t->head, &c->w->t->company) || word_is(c->w, t->head, &c->w->t->trade) ||
           word_is(c->w, t->head, &c->w->t->firm_mark);
}

// "the police", "a police spokesman", but no "press officer"
static bool names_police(const Claims *c, const Mention *m)
{
    for (uint32_t i = m->first; i < m->end; i++)
        if (word_is(c->w, i, &c->w->t->police) && !lemma_is(c->d, i, "officer"))
            return true;
    return false;
}

// "the fire department", "an ambulance spokesman"
static bool names_rescuers(const Claims *c, const Mention *m)
{
    static const char *const words[] = {"fire",    "firefighter",    "ambulance", "paramedic",
                                        "coroner", "meteorological", "weather",   NULL};
    for (uint32_t i = m->first; i < m->end; i++)
        if (lemma_in(c->d, i, words))
            return true;
    return false;
}

// "The family issued a statement in which they …": a pronoun that nobody placed goes with the
// subject before it.
static bool follows_kin(const Claims *c, const Mention *m)
{
    const Doc *d = c->d;
    for (uint32_t i = m->first; i > d->sentences[d->tokens[m->head].sentence].first; i--)
        if (d->tokens[i - 1].dep == DEP_NSUBJ && d->tokens[i - 1].upos != UPOS_PRON)
            return c->w->mention_of[i - 1] != NONE &&
                   is_kin(c, &d->mentions[c->w->mention_of[i - 1]]);
    return false;
}

static Standing standing_of(const Claims *c, uint32_t mention)
{
    const EventTables *t = c->w->t;
    const Mention *m = &c->d->mentions[mention];
    bool office = str_is(m->sector, "GOV") && m->kind != MENTION_PRONOUN;
    bool noun = m->kind == MENTION_ROLE || m->kind == MENTION_NOUN;
    if (code_has(m->code, "IGO"))
        return STAND_PARTY;
    if (is_firm_name(c, m) || (noun && !office && word_is(c->w, m->head, &t->company)) ||
        code_has(m->code, "MNC") ||
        (str_is(m->sector, "BUS") && !word_is(c->w, m->head, &t->office)))
        return STAND_FIRM;
    uint8_t is = m->entity < c->d->n_entities ? c->entity_is[m->entity] : 0;
    bool boss = (c->article_about & TRADE) &&
                ((is & IS_BOSS && str_is(m->code, "GOV")) ||
                 (is & IS_MANAGER && m->code.n == 6 && memcmp(m->code.p + 3, "GOV", 3) == 0));
    if (((is & IS_FIRM) && !str_is(m->sector, "GOV")) || boss || is_firms_home(c, m))
        return STAND_FIRM; // boss: the president of no country, in news of business
    if (str_is(m->sector, "JRN") || code_has(m->code, "MED"))
        return STAND_MEDIA;
    if ((str_is(m->sector, "COP") && names_police(c, m)) || (m->code.n && names_rescuers(c, m)))
        return STAND_POLICE;
    if (is_kin(c, m) ||
        (m->kind == MENTION_PRONOUN && ((is & IS_KIN) || (m->code.n == 0 && follows_kin(c, m)))))
        return STAND_KIN;
    bool expert = m->human && !m->plural && !code_has(m->code, "GOV") &&
                  (code_has(m->code, "EDU") || code_has(m->code, "HLH"));
    if ((noun && !office && !str_is(m->sector, "MIL") && word_is(c->w, m->head, &t->source)) ||
        expert)
        return STAND_SOURCE;                    // expert: "Professor Lund"
    bool town = m->place && m->via == VIA_NAME; // where the court sits
    if (m->code.n == 0 || town)
        return noun && !m->human && word_is(c->w, m->head, &t->trade) ? STAND_WARE : STAND_UNKNOWN;
    return code_has(m->code, "CVL") ? STAND_PEOPLE : STAND_PARTY;
}

typedef struct {
    uint32_t n[STAND_PARTY + 1];
    uint32_t all;
} Parties;

static void parties_add(const Claims *c, Parties *p, const uint32_t *mention, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++, p->all++)
        p->n[standing_of(c, mention[i])]++;
}

// ----------------------------------------------------------------------------------------------
// the rules

// "There was heavy fighting near the airport", "Riots broke out in the capital": what a clause of
// mere occurrence says, where it also says where or when.
static bool is_said_to_occur(const Doc *d, uint32_t token)
{
    static const char *const occur[] = {"erupt",  "break",    "rage",   "flare", "occur",
                                        "happen", "continue", "resume", "begin", NULL};
    uint32_t verb = d->tokens[token].head;
    if (d->tokens[token].dep != DEP_NSUBJ || verb == NONE || d->tokens[verb].upos != UPOS_VERB)
        return false;
    return lemma_in(d, verb, occur) ||
           (lemma_is(d, verb, "be") && token_child_dep(d, verb, DEP_EXPL) != NONE);
}

// "In the novel a general kills the president."
static bool is_fiction(const Claims *c, const Claim *claim)
{
    static const char *const marks[] = {"in", "according to", NULL};
    static const char *const tells[] = {"show",    "tell",    "depict",   "portray", "follow",
                                        "recount", "imagine", "describe", "narrate", NULL};
    const Doc *d = c->d;
    const Sentence *s = &d->sentences[claim->sentence];
    for (uint32_t i = s->first; i < s->end; i++) {
        if (d->tokens[i].upos != UPOS_NOUN || !filler_is(c->w, i, &c->w->t->fiction))
            continue;
        // "The film shows how soldiers attack a village."
        uint32_t teller = d->tokens[i].head;
        if (d->tokens[i].dep == DEP_NSUBJ && teller != claim->token && lemma_in(d, teller, tells) &&
            token_dominates(d, teller, claim->token))
            return true;
        if (d->tokens[i].dep != DEP_OBL)
            continue;
        uint32_t mark = token_child_dep(d, i, DEP_CASE), up = d->tokens[i].head;
        for (unsigned k = 0; mark != NONE && marks[k]; k++)
            if (token_is(d, mark, marks[k]) && up != NONE && token_dominates(d, up, claim->token))
                return true;
    }
    return false;
}

// Acts that nobody can do to nobody.
static bool is_transitive(Str act)
{
    static const char *const acts[] = {"coerce", "blame", "violence.kill", "violence.beat", NULL};
    for (unsigned k = 0; acts[k]; k++)
        if (str_starts(act, acts[k]))
            return true;
    return false;
}

typedef struct {
    const Claim *claim;
    const Match *m; // NULL: a claim that lies in saying something (statement.c)
    bool root;      // no operator above it makes a claim
    bool top;       // no operator above it at all, but that somebody reports it
    bool light;     // the noun of a light verb
    uint32_t n_content;
    Parties actors, both;
} Case;

static bool is_statement(const Claim *claim)
{
    return claim->n_operators == 0 && act_in(claim->act, "statement");
}

static bool acts_within(const Claim *claim, const char *const *families)
{
    for (; *families; families++)
        if (act_in(claim->act, *families))
            return true;
    return false;
}

// "The islands must be freed": what is said to be due is a demand of him who says so.
static bool is_due(const Claims *c, const Claim *claim)
{
    uint32_t p = claim->predicate;
    for (uint32_t k = 0; k <= claim->n_operators; k++) {
        if (p != NONE && c->d->predicates[p].must.end > c->d->predicates[p].must.start)
            return claim->n_voices > 0;
        if (k < claim->n_operators && claim->operators[k].token != NONE)
            p = c->w->predicate_of[claim->operators[k].token];
    }
    return false;
}

// A verb that stands as a noun does: "after two decades of fighting".
static bool is_gerund_noun(const Doc *d, uint32_t token)
{
    const Token *t = &d->tokens[token];
    return t->upos == UPOS_VERB && strcmp(t->xpos, "VBG") == 0 &&
           token_child_dep(d, token, DEP_OBJ) == NONE &&
           (t->dep == DEP_NMOD || t->dep == DEP_OBL || t->dep == DEP_ACL) &&
           (token_child_dep(d, token, DEP_CASE) != NONE ||
            token_child_dep(d, token, DEP_MARK) != NONE);
}

static bool is_nobodys_topic(const Claims *c, const Case *x)
{
    if (!x->m || x->light || !x->root || x->both.all ||
        (x->m->row->pos != 'N' && !is_gerund_noun(c->d, x->m->token)))
        return false;
    uint8_t fact = x->claim->fact;
    if (!x->top) // "The talks ended", "said the talks should go on"
        return !fact_actual(fact) && fact != FACT_DEMANDED && fact != FACT_REQUESTED;
    return !fact_actual(fact) || !is_said_to_occur(c->d, x->m->token);
}

// "in the war between the two states", "since the conflict": a war that is known, as a setting.
static bool is_setting(const Claims *c, const Case *x)
{
    static const char *const wars[] = {"war", "conflict", NULL};
    if (!x->m || x->m->row->pos != 'N' || x->light || !x->top || x->claim->n_operators ||
        !lemma_in(c->d, x->m->token, wars))
        return false;
    uint8_t dep = c->d->tokens[x->m->token].dep;
    return (dep == DEP_OBL || dep == DEP_NMOD) &&
           token_child_dep(c->d, x->m->token, DEP_CASE) != NONE;
}

// "clubbers arrested in Bali", read amiss
static bool is_nobodys_deed(const Claims *c, const Case *x)
{
    (void)c;
    return x->m && x->m->row->pos == 'V' && x->both.all == 0 && x->root && x->n_content == 0 &&
           is_transitive(x->claim->act);
}

// Is somebody near the word a party, though its row has no role for him?
static bool has_party(const Claims *c, uint32_t token)
{
    size_t n;
    const Argument *args = arguments_of(c->d, token, &n);
    for (size_t i = 0; i < n; i++) {
        uint32_t m = c->w->mention_of[args[i].filler];
        if (m != NONE && standing_of(c, m) == STAND_PARTY)
            return true;
    }
    return false;
}

// "It was agreed", "The fund is earmarked for roads": a word given by nobody to nobody.
static bool is_nobodys_word(const Claims *c, const Case *x)
{
    static const char *const families[] = {"statement", "aid",    "cooperate", "diplomacy",
                                           "meet",      "settle", "yield",     NULL};
    return x->m && x->m->row->pos == 'V' && x->both.all == 0 && x->m->n_actor == 0 && x->top &&
           !has_party(c, x->m->token) && !is_due(c, x->claim) &&
           ((!fact_actual(x->claim->fact) && x->claim->fact != FACT_NEGATED) ||
            str_is(x->claim->act, "statement")) &&
           (x->claim->act.n == 0 || acts_within(x->claim, families));
}

// "said in a statement"
static bool is_statement_named(const Claims *c, const Case *x)
{
    (void)c;
    return x->m && x->m->row->pos == 'N' && !x->light && act_in(x->claim->act, "statement");
}

static bool is_fiction_case(const Claims *c, const Case *x)
{
    return is_fiction(c, x->claim);
}

static bool is_compound(const Claims *c, const Case *x)
{
    return x->m && c->d->tokens[x->m->token].dep == DEP_COMPOUND;
}

// "Peru beat Chile in the final": states without an office are teams.
static bool is_contest(const Claims *c, const Case *x)
{
    static const char *const serious[] = {"protest", "reduce", "coerce", "mass", NULL};
    if (!is_about(c, x->claim, SPORT) || acts_within(x->claim, serious))
        return false;
    for (unsigned side = 0; side < 2; side++)
        for (uint32_t i = 0; i < (side ? x->claim->n_recipient : x->claim->n_actor); i++) {
            uint32_t m = side ? x->claim->recipient[i] : x->claim->actor[i];
            Standing s = standing_of(c, m);
            if (s == STAND_POLICE || (s == STAND_PARTY && c->d->mentions[m].sector.n))
                return false;
        }
    return true;
}

// Firms of two countries: what they do is between the countries too.
static bool spans_borders(const Claims *c, const Claim *claim)
{
    for (uint32_t a = 0; a < claim->n_actor; a++)
        for (uint32_t r = 0; r < claim->n_recipient; r++) {
            Str from = c->d->mentions[claim->actor[a]].country;
            Str to = c->d->mentions[claim->recipient[r]].country;
            if (from.n == 3 && to.n == 3 && !str_eq(from, to) && !str_is(from, "MNC") &&
                !str_is(to, "MNC"))
                return true;
        }
    return false;
}

// "Tessmar Corp said Ann Lee has been named its president", no state being named
static bool told_by_firm(const Claims *c, const Case *x)
{
    const Sentence *s = &c->d->sentences[x->claim->sentence];
    for (uint32_t i = s->first; i < s->end; i++) {
        uint32_t m = c->w->mention_of[i];
        if (m != NONE && c->d->mentions[m].country.n && standing_of(c, m) == STAND_PARTY)
            return false;
    }
    for (uint32_t i = 0; i < x->claim->n_voices; i++) {
        uint32_t m = c->d->quotes[x->claim->voices[i]].mention;
        if (m != NONE && standing_of(c, m) == STAND_FIRM)
            return true;
    }
    return false;
}

// What firms do among themselves: mergers, suits, forecasts. Violence and protest are public.
static bool is_business(const Claims *c, const Case *x)
{
    static const char *const public[] = {
        "attack",        "violence",      "mass",         "protest",       "posture",
        "coerce.arrest", "coerce.deport", "coerce.cyber", "yield.dissent", NULL};
    static const char *const official[] = {"reduce", "coerce", "investigate", "reform", NULL};
    static const char *const posts[] = {"reform.leadership", "yield.resign", "yield.withdraw",
                                        NULL};
    const uint32_t *n = x->both.n;
    static const char *const force[] = {"attack", "violence", "mass", NULL}; // "hit a market"
    if (n[STAND_WARE] && n[STAND_WARE] == x->both.all && !acts_within(x->claim, force))
        return true;
    bool named = told_by_firm(c, x) && acts_within(x->claim, posts) &&
                 n[STAND_UNKNOWN] + n[STAND_FIRM] == x->both.all;
    if (named)
        return true;
    bool rally = x->m && x->both.all == 0 && lemma_is(c->d, x->m->token, "rally"); // of prices
    if (n[STAND_PARTY] || n[STAND_POLICE] || n[STAND_PEOPLE] ||
        (acts_within(x->claim, public) && !rally) ||
        (x->actors.all == 0 && acts_within(x->claim, official)) || spans_borders(c, x->claim))
        return false;
    return is_about(c, x->claim, n[STAND_FIRM] ? TRADE | MONEY : TRADE);
}

// "Residents said", "police said": where the news comes from. Who is asked is no party.
static bool is_source(const Claims *c, const Case *x)
{
    const uint32_t *n = x->actors.n;
    if (n[STAND_PEOPLE] && !is_about(c, x->claim, MONEY))
        return false; // in news of conflict the people are a party
    return is_statement(x->claim) && n[STAND_UNKNOWN] < x->actors.all &&
           x->both.n[STAND_PARTY] == 0;
}

// "A spokesman said": of whom, the article does not tell. A person's name may be a politician's.
static bool is_speaker_unknown(const Claims *c, const Case *x)
{
    const EventTables *t = c->w->t;
    if (!str_is(x->claim->expression, "statement") || x->both.n[STAND_PARTY] ||
        !is_about(c, x->claim, MONEY))
        return false;
    for (uint32_t k = 0; x->m && x->actors.all == 0 && k < x->m->n_actor; k++)
        if (word_is(c->w, x->m->actor[k], &t->agents) && !word_is(c->w, x->m->actor[k], &t->source))
            return false; // "the plotters"
    for (uint32_t i = 0; i < x->claim->n_actor; i++) {
        const Mention *m = &c->d->mentions[x->claim->actor[i]];
        if ((m->ner == NAME_PER && m->kind == MENTION_NAME) ||
            (m->kind == MENTION_PRONOUN && !token_is(c->d, m->head, "it")) ||
            word_is(c->w, m->head, &t->office))
            return false;
    }
    return true;
}

// Does the sentence name a party to politics, whatever its part? For what is only said, where
// something is makes no party: "in France".
static bool names_party(const Claims *c, uint32_t sentence, bool said)
{
    const Sentence *s = &c->d->sentences[sentence];
    for (uint32_t i = s->first; i < s->end; i++) {
        uint32_t m = c->w->mention_of[i];
        if (m != NONE && c->d->mentions[m].head == i && standing_of(c, m) == STAND_PARTY &&
            !(said && role_is_located(c->d, i)))
            return true;
    }
    return false;
}

// "It will snow, Swink said", "He hopes to open a shop in May", "The club helped the singer": a
// word or a kindness of somebody whom nothing in the article places, in a sentence that speaks of
// nobody in politics and of no violence. A promise is given in public.
static bool is_unplaced(const Claims *c, const Case *x)
{
    static const char *const words[] = {"intend",  "offer",    "help",  "attempt", "begin",
                                        "resume",  "expect",   "allow", "support", "report",
                                        "discuss", "consider", NULL};
    static const char *const acts[] = {"statement", "meet", "aid", "cooperate", "diplomacy", NULL};
    static const char *const between[] = {"meet.mediate", "meet.negotiate", NULL};
    static const char *const vows[] = {"promise", "pledge", "vow", "swear", NULL};
    const Claim *claim = x->claim;
    if ((claim->act.n && (!acts_within(claim, acts) || acts_within(claim, between))) ||
        lemma_in(c->d, claim->token, vows))
        return false;
    // without a match of its own: what somebody says is due
    for (uint32_t k = 0; k < claim->n_operators; k++)
        if (!str_in(claim->operators[k].kind, words) &&
            !(x->m == NULL && str_is(claim->operators[k].kind, "appeal")))
            return false;
    for (uint32_t i = 0; i < claim->n_actor; i++) // "the two republics", "Balkan leaders"
        if (word_is(c->w, c->d->mentions[claim->actor[i]].head, &c->w->t->official))
            return false;
    if (claim->act.n && x->actors.all == 0 && (!x->m || x->m->row->pos != 'V')) // "a summit"
        return false;
    // what is only said may also be a firm's or a bystander's word
    bool said = claim->act.n == 0 || is_statement(claim);
    uint32_t nobody = x->actors.n[STAND_UNKNOWN] + (said ? x->actors.n[STAND_FIRM] : 0) +
                      (is_statement(claim) ? x->actors.n[STAND_PEOPLE] : 0);
    return nobody == x->actors.all && !(c->about[claim->sentence] & VIOLENCE) &&
           !spans_borders(c, claim) && !names_party(c, claim->sentence, said);
}

// An agency's figures: "The ministry said 1.2 mln tonnes were sold in May, up from 1.1 mln."
static bool is_figures(const Claims *c, const Case *x)
{
    const Sentence *s = &c->d->sentences[x->claim->sentence];
    if (!is_statement(x->claim) || !(c->about[x->claim->sentence] & TRADE) || x->actors.all == 0 ||
        x->both.all > x->actors.all)
        return false;
    for (uint32_t i = 0; i < x->claim->n_actor; i++)
        if (c->d->mentions[x->claim->actor[i]].human)
            return false;
    uint32_t figures = 0;
    for (uint32_t i = s->first; i < s->end; i++)
        figures += c->d->tokens[i].upos == UPOS_NUM;
    return figures > 1;
}

// "Her family thanked the neighbours", "condemned the violence"
static bool is_private(const Claims *c, const Case *x)
{
    static const char *const words[] = {"statement", "diplomacy", "blame", "meet", NULL};
    static const char *const opinions[] = {"criticise", "praise", "support",
                                           "oppose",    "doubt",  NULL};
    const Claim *claim = x->claim;
    (void)c;
    return x->actors.n[STAND_KIN] && x->actors.n[STAND_KIN] == x->actors.all &&
           x->both.n[STAND_PARTY] + x->both.n[STAND_POLICE] == 0 &&
           (claim->act.n == 0 || acts_within(claim, words) ||
            (claim->n_operators && str_in(claim->operators[0].kind, opinions)));
}

// "Thieves stole a phone from a car": of what nobody in politics lost to nobody in politics.
static bool is_theft(const Claims *c, const Case *x)
{
    static const char *const thefts[] = {"rob", "steal", "burgle", "burglarize", "loot", NULL};
    const uint32_t *n = x->both.n;
    return x->m && x->claim->n_operators == 0 && act_in(x->claim->act, "coerce.confiscate") &&
           lemma_in(c->d, x->m->token, thefts) &&
           n[STAND_UNKNOWN] + n[STAND_WARE] + n[STAND_KIN] == x->both.all &&
           !(c->about[x->claim->sentence] & VIOLENCE);
}

// "If the senate refuses to vote": a refusal that is only supposed.
static bool is_supposed(const Claims *c, const Case *x)
{
    static const char *const refusals[] = {"refuse", "fail", NULL};
    static const char *const marks[] = {"if", "unless", "should", NULL};
    const Doc *d = c->d;
    const Claim *claim = x->claim;
    if (claim->n_operators == 0 || !str_in(claim->operators[0].kind, refusals))
        return false;
    uint32_t verb = claim->operators[0].token;
    if (verb == NONE || d->tokens[verb].upos != UPOS_VERB)
        return false;
    for (uint32_t i = token_child(d, verb, NONE); i != NONE; i = token_child(d, verb, i)) {
        bool mark = d->tokens[i].dep == DEP_MARK || d->tokens[i].dep == DEP_ADVMOD;
        // "Should the senate refuse": the verb comes first
        bool inverted = d->tokens[i].dep == DEP_AUX && i == d->sentences[claim->sentence].first;
        if ((mark || inverted) && str_in(d->tokens[i].lower, marks))
            return true;
    }
    return false;
}

// "a school named in memory of a pupil killed in the war": what is remembered is not the news.
static bool is_remembered(const Claims *c, const Case *x)
{
    static const char *const memories[] = {"honor",    "honour", "memory",   "remembrance",
                                           "memorial", "statue", "monument", "plaque",
                                           "tribute",  NULL};
    const Doc *d = c->d;
    if (!x->m || x->actors.all || x->claim->n_operators || x->m->row->pos != 'V')
        return false;
    uint32_t i = x->m->token;
    if (d->tokens[i].dep != DEP_ACL && d->tokens[i].dep != DEP_ACL_RELCL)
        return false;
    uint32_t who = d->tokens[i].head;
    for (unsigned depth = 0; who != NONE && depth < 3; depth++, who = d->tokens[who].head)
        if (lemma_in(d, who, memories))
            return true;
    return false;
}

// "Two trailers blew up in the fire", "The storm felled a crane, killing ten": nobody did it.
static bool is_accident(const Claims *c, const Case *x)
{
    static const char *const harm[] = {"attack", "violence", "coerce.destroy", NULL};
    if (!x->m || x->m->row->pos != 'V' || x->claim->n_operators || !acts_within(x->claim, harm))
        return false;
    for (uint32_t i = 0; i < x->claim->n_actor; i++) {
        const Mention *m = &c->d->mentions[x->claim->actor[i]];
        if (m->code.n || m->ner != NAME_NONE || word_is(c->w, m->head, &c->w->t->agents) ||
            c->d->tokens[m->head].upos != UPOS_NOUN)
            return false;
    }
    uint8_t here = c->about[x->claim->sentence];
    return !(here & VIOLENCE) && ((here | c->article_about) & ACCIDENT);
}

// "blamed himself", "voted for itself": what somebody says or judges of himself. Not "blew himself
// up" or "gave himself up", which is done among others.
static bool is_of_oneself(const Claims *c, const Case *x)
{
    static const char *const kinds[] = {"accuse", "criticise", "praise",  "defend",
                                        "blame",  "warn",      "support", NULL};
    static const char *const families[] = {"blame", "diplomacy", "reject", NULL};
    if (!x->m || x->m->row->pos != 'V' || x->claim->n_recipient ||
        !(x->claim->n_operators ? str_in(x->claim->operators[0].kind, kinds)
                                : acts_within(x->claim, families)))
        return false;
    size_t n;
    const Argument *args = arguments_of(c->d, x->m->token, &n);
    for (size_t i = 0; i < n; i++) {
        Str word = c->d->tokens[args[i].filler].lower;
        if (args[i].slot == SLOT_OBJ && (str_ends(word, "self") || str_ends(word, "selves")))
            return true;
    }
    return false;
}

// "the negotiated peace", "giving way to talks": a participle in passing.
static bool is_passing(const Claims *c, const Case *x)
{
    static const char *const public[] = {"attack", "violence", "mass", "coerce", "posture", NULL};
    if (!x->m || x->m->row->pos == 'N' || !x->root)
        return false;
    uint32_t i = x->m->token;
    const Token *t = &c->d->tokens[i];
    if (t->dep == DEP_AMOD && t->head > i && strcmp(t->xpos, "VBN") == 0 && x->actors.all == 0 &&
        str_is(x->claim->act, "violence"))
        return true; // "a home for wounded soldiers"
    if (x->both.all || x->m->n_recipient || acts_within(x->claim, public))
        return false;
    uint8_t dep = c->d->tokens[i].dep;
    if (token_child_dep(c->d, i, DEP_AUX_PASS) != NONE || token_child_dep(c->d, i, DEP_AUX) != NONE)
        return false; // a clause of its own
    return dep == DEP_AMOD || ((dep == DEP_ACL || dep == DEP_ADVCL) && x->m->n_actor == 0 &&
                               x->n_content == 0 && !has_party(c, x->m->token));
}

// In news of money: "The plan offers a solution", "Sales are expected to rise". Elsewhere a thing
// that calls for something stands for those behind it.
static bool is_things_word(const Claims *c, const Case *x)
{
    static const char *const families[] = {"statement", "aid",   "cooperate",           "diplomacy",
                                           "settle",    "yield", "protest.demonstrate", NULL};
    const EventTables *t = c->w->t;
    if (!x->m || x->m->row->pos != 'V' || x->both.all || !x->top || x->m->n_actor == 0 ||
        !(x->claim->act.n == 0 || acts_within(x->claim, families)) || fact_actual(x->claim->fact) ||
        !is_about(c, x->claim, MONEY))
        return false;
    for (uint32_t k = 0; k < x->m->n_actor; k++) {
        uint32_t a = x->m->actor[k];
        if (c->d->tokens[a].upos != UPOS_NOUN || word_is(c->w, a, &t->agents) ||
            word_is(c->w, a, &t->office) || word_is(c->w, a, &t->paper))
            return false;
    }
    return true;
}

// A private person before a court: "She was convicted twice." Foreigners and groups are public.
static bool is_trial(const Claims *c, const Case *x)
{
    if (x->claim->n_operators || !act_in(x->claim->act, "blame.convict") || x->actors.all ||
        x->both.all != 1)
        return false;
    const Mention *m = &c->d->mentions[x->claim->recipient[0]];
    return !m->plural && m->country.n == 0 &&
           (m->kind == MENTION_PRONOUN || code_has(m->code, "CVL"));
}

// "This year's National Day Rally": the word is part of a name that is read as who acts.
static bool is_own_name(const Claims *c, const Case *x)
{
    for (uint32_t i = 0; x->m && x->m->row->pos == 'N' && i < x->claim->n_actor; i++) {
        const Mention *m = &c->d->mentions[x->claim->actor[i]];
        if (m->head == x->m->token)
            return true;
    }
    return false;
}

// The press talks to the press: "Our reporter talks with …".
static bool is_press(const Claims *c, const Case *x)
{
    (void)c;
    return x->both.n[STAND_MEDIA] && act_in(x->claim->act, "meet") && x->both.n[STAND_PARTY] == 0;
}

// "Senator Rojas held a rally in Ohio": for votes, against nobody.
static bool is_campaign(const Claims *c, const Case *x)
{
    const Claim *claim = x->claim;
    const Doc *d = c->d;
    if (!act_in(claim->act, "protest.demonstrate") || claim->n_actor == 0 || !x->m ||
        x->m->n_recipient || claim->attributes.n || !lemma_is(d, claim->token, "rally"))
        return false;
    for (uint32_t i = 0; i < claim->n_actor; i++) {
        const Mention *m = &d->mentions[claim->actor[i]];
        bool seeks_votes = str_is(m->sector, "LEG") || str_is(m->sector, "PTY") ||
                           str_is(m->sector, "GOV") || m->ner == NAME_PER;
        if (m->plural || !seeks_votes)
            return false;
    }
    return true;
}

// "vowed to fight the tariffs at any cost": with duties, not with arms.
static bool is_trade_war(const Claims *c, const Case *x)
{
    static const char *const fights[] = {"fight", "battle", "hit", "retaliate", NULL};
    static const char *const duties[] = {"tariff", "duty",  "import",  "export", "levy",
                                         "quota",  "trade", "subsidy", NULL};
    const Doc *d = c->d;
    const Sentence *s = &d->sentences[x->claim->sentence];
    Span act = x->claim->trigger;
    uint32_t verb = NONE;
    bool traded = false;
    for (uint32_t i = s->first; i < s->end && str_is(x->claim->act, "attack.force"); i++) {
        Span word = d->tokens[i].span;
        if (act.start <= word.start && word.end <= act.end && lemma_in(d, i, fights))
            verb = i;
        traded |= verb != NONE && d->tokens[i].upos == UPOS_NOUN && lemma_in(d, i, duties) &&
                  token_dominates(d, verb, i);
    }
    return traded && !(c->about[x->claim->sentence] & VIOLENCE);
}

// "Why did you leave the committee?" he asked: a question is no request.
static bool is_question(const Claims *c, const Case *x)
{
    const Doc *d = c->d;
    const Claim *claim = x->claim;
    uint32_t verb = claim->n_operators ? claim->operators[0].token : NONE;
    if (verb == NONE || !str_is(claim->operators[0].kind, "appeal") || !lemma_is(d, verb, "ask") ||
        token_child_dep(d, verb, DEP_XCOMP) != NONE)
        return false;
    uint32_t what = token_child_dep(d, verb, DEP_CCOMP);
    if (what == NONE)
        return false;
    for (uint32_t k = token_child(d, what, NONE); k != NONE; k = token_child(d, what, k))
        if (d->tokens[k].xpos[0] == 'W' || token_is(d, k, "?"))
            return true;
    return what < verb; // the question is quoted before
}

// "The senator captured three states on Tuesday": at the polls.
static bool is_ballot(const Claims *c, const Case *x)
{
    const Claim *claim = x->claim;
    bool won = act_in(claim->act, "attack.occupy") && claim->n_actor && claim->n_recipient;
    for (uint32_t i = 0; won && i < claim->n_actor; i++) {
        const Mention *m = &c->d->mentions[claim->actor[i]];
        won = !m->plural && (str_is(m->sector, "LEG") || str_is(m->sector, "PTY"));
    }
    for (uint32_t i = 0; won && i < claim->n_recipient; i++)
        won = c->d->mentions[claim->recipient[i]].place;
    return won;
}

// "plans to vote early", "wants to win the state": an intention of nothing that is an act; a pledge
// is one.
static bool is_empty_plan(const Claims *c, const Case *x)
{
    static const char *const words[] = {"plan",   "want",     "intend",   "intention", "decide",
                                        "choose", "decision", "prepare",  "hope",      "set",
                                        "seek",   "aim",      "consider", "expect",    NULL};
    const Claim *claim = x->claim;
    uint32_t verb = claim->n_operators == 1 ? claim->operators[0].token : NONE;
    if (verb == NONE || claim->act.n || !str_is(claim->operators[0].kind, "intend") ||
        !lemma_in(c->d, verb, words))
        return false;
    uint32_t what = token_child_dep(c->d, verb, DEP_XCOMP), p;
    if (what == NONE)
        what = token_child_dep(c->d, verb, DEP_ACL);
    p = what == NONE ? NONE : c->w->predicate_of[what];
    return p == NONE || !c->d->predicates[p].negated; // "decided not to hear the case": refused
}

static const char supposed[] = "a refusal that is only supposed";

static const struct {
    bool (*holds)(const Claims *c, const Case *x);
    const char *reason;
} rules[] = {
    {is_nobodys_topic, "an event noun with neither actor nor recipient"},
    {is_setting, "a war that is only the setting"},
    {is_nobodys_deed, "done by nobody to nobody"},
    {is_nobodys_word, "said or given by nobody to nobody"},
    {is_statement_named, "a statement named in passing"},
    {is_fiction_case, "fiction"},
    {is_compound, "an event noun that only modifies another noun"},
    {is_own_name, "a word of a name"},
    {is_contest, "sport"},
    {is_question, "a question"},
    {is_ballot, "won at the polls"},
    {is_campaign, "a rally for votes"},
    {is_trade_war, "a war of duties"},
    {is_business, "company business"},
    {is_source, "told by a source that is no party"},
    {is_speaker_unknown, "said by nobody known"},
    {is_unplaced, "a word of nobody known about nobody in politics"},
    {is_figures, "figures of trade"},
    {is_private, "family and friends"},
    {is_accident, "an accident: nobody did it"},
    {is_of_oneself, "said of oneself"},
    {is_passing, "a participle in passing"},
    {is_things_word, "said or given by a thing"},
    {is_theft, "theft among people in private"},
    {is_supposed, supposed},
    {is_empty_plan, "a plan without an act"},
    {is_remembered, "what is remembered, not the news"},
    {is_trial, "the trial of a private person"},
    {is_press, "the press at its work"},
};

void relevance_decide(Claims *c, Claim *claim, uint32_t match)
{
    Case x = {.claim = claim};
    claim->left_out = false;
    if (match != NONE) {
        x.m = &c->w->matches[match];
        uint32_t above = c->node[match].parent;
        x.top = above == NONE || (claim_is_report(c, above) && c->node[above].parent == NONE);
        x.root = !claim_has_parent(c, match);
        x.light = c->node[match].verb != NONE;
        x.n_content = c->node[match].n_content;
    }
    parties_add(c, &x.actors, claim->actor, claim->n_actor);
    x.both = x.actors;
    // who only stands in the sentence of what is said or planned is nobody's recipient
    if (claim->n_actor == 0 || claim->act.n || !x.m || x.m->n_recipient)
        parties_add(c, &x.both, claim->recipient, claim->n_recipient);
    for (unsigned k = 0; k < sizeof rules / sizeof *rules && !claim->left_out; k++)
        if (rules[k].holds(c, &x)) {
            claim->left_out = true;
            claim->reason = str_of(rules[k].reason);
        }
}

// What an operator is about goes with it, unless a party to politics takes part in it: "The family
// condemned the violence." What somebody is only supposed to refuse goes in any case.
void relevance_inside(Claims *c)
{
    Doc *d = c->d;
    for (uint32_t i = 0; i < d->n_claims; i++) {
        uint32_t up = d->claims[i].inside;
        for (unsigned depth = 0; up != NONE && !d->claims[up].left_out && depth < MAX_CHAIN;
             depth++)
            up = d->claims[up].inside;
        if (up == NONE || !d->claims[up].left_out || d->claims[i].left_out)
            continue;
        Parties p = {0};
        parties_add(c, &p, d->claims[i].actor, d->claims[i].n_actor);
        parties_add(c, &p, d->claims[i].recipient, d->claims[i].n_recipient);
        if (p.n[STAND_PARTY] + p.n[STAND_POLICE] == 0 || str_is(d->claims[up].reason, supposed)) {
            d->claims[i].left_out = true;
            d->claims[i].reason = d->claims[up].reason;
        }
    }
}
