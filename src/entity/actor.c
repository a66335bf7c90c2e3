// SPDX-License-Identifier: MIT
// In: tokens, tags, tree, names, places. Out: Doc.mentions, every noun phrase that may stand for an
// actor, with its code. Method: (1) noun phrases are cut from the tag sequence and checked against
// the tree; (2) each is a row of elements found by look-up (country adjective, organisation, role,
// name …); (3) the elements are composed as a reader does: the head says what it is, its modifiers,
// possessor and complements say whose. "Egyptian Foreign Minister Amr X": EGY + GOV, name Amr X. A
// text's own words go before the table: a title beats what leaders.tsv says of the name. The sector
// rules (tables en/roles.tsv, en/orgtypes.tsv): a fixed role keeps its sector ("army chief"), a
// weak one takes that of what it belongs to ("union spokesman": LAB), a winning modifier beats the
// head ("rebel soldiers": REB), "former" gives ELI. Tags are trusted more than arcs, since short
// phrases and headlines parse badly; arcs only split runs and attach "in X". Cost: linear; a phrase
// after "of" is read at most three deep. Does not: link mentions (coref.c), decide who acted.
#include "entity/phrase.h"

#define MAX_DEPTH 3

typedef struct {
    bool actor; // stands for somebody
    bool place, human, plural, named, definite, quantity,
        nationality; // nationality: only a people or adjective
    uint8_t kind, via, ner, rule;
    bool whole; // code is whole, not to be joined with a country again
    Str country, groups, code, sector, name, id, row; // groups: role groups; code: whole code
    uint32_t head_first, head_end;                    // the element that heads it
    bool complement;                                  // its head takes "of X"
    float p;
} Reading;

typedef struct {
    uint32_t first, base_end, end; // base_end: without complements
    uint32_t mention;              // index; NONE
    Str owner;                     // country of its outermost possessor
    Reading r;
} Phrase;

// ------------------------------------------------------------------------------------------
// composing
static bool is_determiner(const ActorRun *r, const Hit *e)
{
    const Token *x = tok(r, e->first);
    return e->kind == HIT_PLAIN &&
           (x->upos == UPOS_DET || is_xpos(x, "PRP$") || x->upos == UPOS_NUM);
}

static bool country_like(const Hit *e)
{
    return e->kind == HIT_COUNTRY || e->kind == HIT_ADJECTIVE || e->kind == HIT_PEOPLE ||
           e->kind == HIT_CAPITAL || e->kind == HIT_PLACE;
}

static bool is_igo(Str country)
{
    static const char *const field[] = {"IGO", "UNO", "EUR", "NGO", "IMG", "MNC", "ISM", "NGM"};
    return WORD_IN(country, field);
}

// The whole code of an element that names an organisation, group or person; composed where only
// parts are known.
static void named_code(const ActorRun *r, const Hit *e, Reading *out)
{
    Arena *a = r->d->arena;
    out->country = e->country;
    out->sector = e->sector;
    if (e->table && e->code.n) {
        out->code = e->code;
        out->groups = groups_of_code(r->t, e->code, e->country);
        out->whole = true;
    } else if (e->code.n) {
        out->groups = e->code;
        out->code = code_join(a, country_cameo(r->t, e->country), e->code);
    } else if (e->country.n && e->kind == HIT_ORG)
        out->code = country_cameo(r->t, e->country);
    out->name = e->name;
    out->id = e->id;
}

static bool is_relay(const Hit *h)
{
    return (h->kind == HIT_ROLE || h->kind == HIT_BODY) &&
           (h->rule == RULE_WEAK || h->rule == RULE_STATE);
}

static bool soft_head(Str groups)
{
    static const char *const soft[] = {"MIL", "UAF", "CVL", "PTY", "LEG",
                                       "OPP", "PTY", "REL", "EDU"};
    Str g = {groups.p, groups.n >= 3 ? 3 : groups.n};
    return groups.n == 0 || WORD_IN(g, soft);
}

// Titles that a row of the leaders table may stand under although its office has ended: the text
// speaks of the office.
static void apply_title(Reading *out, Str groups, Str sector)
{
    out->groups = groups;
    out->sector = sector;
    out->whole = false;
}

// May a surname under this title be looked up without a country? "President X", "Colonel X" may,
// "Senator X", "Captain X" may not, and a title that is not the leader's own does not name him:
// "Sheikh Fahd" is not King Fahd.
static bool title_names(const ActorRun *r, const Hit *title, const Hit *leader)
{
    static const char *const heads[] = {
        "president", "premier",   "minister", "chancellor", "king",      "queen",
        "emir",      "sultan",    "pope",     "leader",     "general",   "colonel",
        "marshal",   "ayatollah", "shah",     "comrade",    "taoiseach", "chairman",
        "dictator",  "ruler",     "monarch",  "strongman",  "secretary", "emperor"};
    static const char *const crowns[] = {"king",  "monarch", "emir",    "sultan", "ruler",
                                         "queen", "shah",    "emperor", "leader"};
    Str word = r->k.singular[title->end - 1];
    if (!WORD_IN(word, heads))
        return false;
    Str office = lextable_cell(leader->lex, leader->row, r->t->leader_office);
    if (str_starts(office, "king") || str_starts(office, "emir") || str_starts(office, "sultan") ||
        str_starts(office, "queen"))
        return WORD_IN(word, crowns);
    if (str_is(word, "president"))
        return str_starts(office, "president") || str_starts(office, "leader") ||
               str_starts(office, "head");
    if (str_is(word, "premier") || (str_is(word, "minister") && title->end > title->first + 1 &&
                                    str_is(low(r, title->end - 2), "prime")))
        return str_starts(office, "pr") && !str_starts(office, "president");
    return !WORD_IN(word, crowns) || str_is(word, "leader") || str_is(word, "ruler");
}

// "ninety Peruvians", "a Dane", "angry Peruvians": some people of a country, not the country, which
// "the Peruvians" may be.
static bool some_people(const ActorRun *r, const Hit *e, int head)
{
    static const char *const one[] = {"a", "an", "many", "some", "several", "few", "other"};
    if (e[head].kind != HIT_PEOPLE)
        return false;
    for (int i = 0; i < head; i++) {
        const Token *x = tok(r, e[i].first);
        if (e[i].kind == HIT_PLAIN && !is_xpos(x, "PRP$") &&
            (x->upos == UPOS_NUM || x->upos == UPOS_ADJ || WORD_IN(low(r, e[i].first), one)))
            return true;
    }
    return false;
}

static void make_civil(const ActorRun *r, Reading *x)
{
    x->groups = x->sector = STR("CVL");
    x->whole = false;
    x->name = (Str){0};
    x->code = code_join(r->d->arena, country_cameo(r->t, x->country), x->groups);
}

// "The Chadian and Libyan sides", "the Chadian side": the state, as one side of a matter.
static bool is_side(const ActorRun *r, const Hit *e, unsigned n, int head)
{
    return head >= 0 && n == (unsigned)head + 2 && e[head].kind == HIT_ADJECTIVE &&
           !e[head].joined && e[head].country.n &&
           (str_is(low(r, e[head + 1].first), "side") ||
            str_is(low(r, e[head + 1].first), "sides"));
}

// "The Geneva-based International X Agency": where it sits is not whose it is.
static bool is_worldwide(const ActorRun *r, const Hit *h)
{
    static const char *const words[] = {"international", "world", "global", "european", "african"};
    for (uint32_t i = h->first; i < h->end && h->kind == HIT_ORG; i++)
        if (WORD_IN(low(r, i), words))
            return true;
    return false;
}

static void read_part(const ActorRun *r, uint32_t a, uint32_t b, const Reading *owner,
                      const Reading *of, const char *prep, Reading *out)
{
    Hit e[MAX_ELEMENTS];
    unsigned n = phrase_elements(r, a, b, e);
    memset(out, 0, sizeof *out);
    Arena *arena = r->d->arena;
    int head = -1;
    // The head is the last element that is not a plain word; plain nouns after it make the phrase
    // about something else
    // ("Israeli raid"), except generic nouns that the tables lack after a place ("Basra region").
    for (int i = (int)n - 1; i >= 0; i--)
        if (e[i].kind != HIT_PLAIN) {
            head = i;
            break;
        }
    for (unsigned i = 0; i < n; i++)
        if (e[i].kind == HIT_PLAIN && i == 0 &&
            (str_is(low(r, e[i].first), "the") || is_xpos(tok(r, e[i].first), "PRP$") ||
             str_is(low(r, e[i].first), "this") || str_is(low(r, e[i].first), "that")))
            out->definite = true;
    // country of the phrase, nearest to the head first; also kept for phrases that are no actors
    // ("the east of Chad")
    Str country = {0};
    unsigned limit = head < 0 ? 0 : (unsigned)head + 1;
    bool plain_after = false, side = false;
    for (unsigned i = limit; i < n; i++) {
        const Token *x = tok(r, e[i].first);
        if (is_nominal(x))
            plain_after = true;
    }
    if (head >= 0 && plain_after && (e[head].kind == HIT_PERSON || e[head].kind == HIT_ROLE) &&
        !e[head].user) {
        // "President X supporters" is caught by roles; a plain noun after a title is a name the
        // tagger missed: "General Body"
        bool names = e[head].kind == HIT_ROLE && !e[head].plural && e[head].human;
        uint32_t from = e[head].end;
        for (uint32_t i = from; i < b; i++)
            if (!(tok(r, i)->flags & TOKEN_UPPER) ||
                (!is_nominal(tok(r, i)) && tok(r, i)->upos != UPOS_X))
                names = false;
        if (names && from < b && n < MAX_ELEMENTS) {
            Hit per = {.first = from, .end = b, .kind = HIT_PERSON, .human = true, .p = 0.6f};
            head++;
            e[head] = per;
            n = (unsigned)head + 1;
            plain_after = false;
        }
    }
    if (plain_after && is_side(r, e, n, head)) {
        plain_after = false;
        side = true;
    }
    if (plain_after || head < 0) {
        // No actor. The country is passed on for phrases that lie inside ("an amusement park in
        // Kabul").
        for (int i = head; i >= 0; i--)
            if (country_like(&e[i]) && !e[i].joined && e[i].country.n) {
                out->country = e[i].country;
                break;
            }
        if (out->country.n == 0 && of)
            out->country = of->country;
        if (out->country.n == 0 && owner)
            out->country = owner->country;
        // "Iraqi oil giant", and the head noun of quantity: "hundreds of protesters"
        return;
    }
    const Hit *h = &e[head];
    out->head_first = h->first;
    out->head_end = h->end;
    out->human = h->human;
    out->plural = h->plural;
    out->rule = h->rule;
    out->named = h->kind == HIT_ORG || h->kind == HIT_GROUP || h->kind == HIT_PERSON;
    out->p = h->p > 0 ? h->p : 0.7f;
    out->row = hit_row(arena, r->t, h);

    bool former = false, winner = false;
    const Hit *descriptor = NULL, *belongs = NULL, *win = NULL, *faith = NULL, *ethnic = NULL,
              *sector_mod = NULL, *palace = NULL;
    for (int i = head - 1; i >= 0; i--) {
        const Hit *x = &e[i];
        if (country_like(x) && x->country.n && country.n == 0) {
            bool joined = x->joined || (x->end + 1 < r->s->end && str_is(low(r, x->end), "-") &&
                                        !(tok(r, x->end - 1)->flags & TOKEN_SPACE));
            bool by_led =
                joined && x->end + 1 < r->s->end && str_is(low(r, x->end), "-") &&
                (str_is(low(r, x->end + 1), "led") || str_is(low(r, x->end + 1), "based") ||
                 str_is(low(r, x->end + 1), "born"));
            if (!joined ||
                (by_led && !is_worldwide(r, h) && (i == 0 || (i == 1 && is_determiner(r, &e[0])))))
                country = x->country;
        }
        if (x->kind == HIT_CAPITAL && x->sector.n && !x->joined && !palace)
            palace = x;
        if (x->kind == HIT_FORMER)
            former = true;
        if (x->kind == HIT_FAITH && !faith)
            faith = x;
        if (x->kind == HIT_ETHNIC && !ethnic && !x->joined)
            ethnic = x;
        if (x->kind == HIT_ROLE && x->role == ROLE_OFFICE && x->end == x->first + 1 &&
            tok(r, x->first)->upos == UPOS_ADJ)
            continue; // "one of the premier teams"
        if ((x->kind == HIT_ROLE || x->kind == HIT_BODY) && !descriptor)
            descriptor = x;
        if ((x->kind == HIT_ROLE || x->kind == HIT_BODY || x->kind == HIT_MODIFIER) && x->code.n &&
            !sector_mod && !x->joined)
            sector_mod = x;
        if ((x->kind == HIT_ORG || x->kind == HIT_GROUP || x->kind == HIT_PERSON) && !belongs &&
            !x->joined)
            belongs = x;
        if (x->rule == RULE_WINS && !win &&
            (x->kind == HIT_ROLE || x->kind == HIT_BODY || x->kind == HIT_MODIFIER))
            win = x;
    }
    winner = win != NULL;
    switch (h->kind) {
    case HIT_COUNTRY:
        out->actor = true;
        out->kind = MENTION_NAME;
        out->via = VIA_LEXICON;
        out->place = true;
        out->country = h->country;
        out->code = h->code;
        out->whole = true;
        out->sector = h->sector;
        out->name = h->name;
        break;
    case HIT_ADJECTIVE:
    case HIT_PEOPLE: {
        out->actor = true;
        out->kind = MENTION_DEMONYM;
        out->via = VIA_DEMONYM;
        out->nationality = true;
        out->human = true;
        if (side) {
            out->head_end = e[head + 1].end;
            out->nationality = out->human = false;
        } else if (h->kind == HIT_ADJECTIVE)
            out->plural = !(n > 1 && is_determiner(r, &e[0]) &&
                            (str_is(low(r, a), "a") || str_is(low(r, a), "an")));
        out->country = h->country;
        out->code = h->code;
        out->whole = true;
        out->name = h->name;
        if (former)
            break;
        const Hit *m = win ? win : sector_mod;
        if (m && m->code.n) { // "rebel Chechens"
            out->groups = m->code;
            out->sector = m->sector;
            out->whole = false;
        } else if (some_people(r, e, head))
            make_civil(r, out);
        break;
    }
    case HIT_CAPITAL:
        out->actor = true;
        out->kind = MENTION_NAME;
        out->via = VIA_CAPITAL;
        out->place = true;
        out->country = h->country;
        out->code = h->code;
        out->whole = true;
        out->sector = h->sector;
        out->p = 0.6f;
        break;
    case HIT_PLACE:
        out->actor = true;
        out->kind = MENTION_NAME;
        out->via = VIA_NAME;
        out->place = true;
        out->country = h->country.n ? h->country : country;
        out->name = h->name;
        out->p = 0.6f;
        break;
    case HIT_ORG:
    case HIT_GROUP:
    case HIT_PERSON: {
        out->actor = true;
        out->kind = MENTION_NAME;
        out->via = h->user ? VIA_USER : h->table ? VIA_LEXICON : VIA_NAME;
        out->ner = h->kind == HIT_PERSON ? NAME_PER : NAME_ORG;
        if (h->lex && h->lex == r->t->regions.t) { // "world powers"
            out->kind = MENTION_ROLE;
            out->named = false;
        }
        Hit whom = *h;
        if (h->doubt && !(country.n && str_eq(country, h->country))) {
            whom = (Hit){
                .first = h->first, .end = h->end, .kind = HIT_PERSON, .human = true, .p = 0.7f};
            out->via = VIA_NAME;
            out->row = (Str){0};
        }
        Hit found;
        if (h->kind == HIT_PERSON && !h->table && descriptor &&
            lookup_surname(&r->k, h->first, h->end, country, false, &found) &&
            (country.n || title_names(r, descriptor, &found))) {
            whom = found;
            out->via = VIA_LEXICON;
            out->row = hit_row(arena, r->t, &whom);
        }
        named_code(r, &whom, out);
        if (h->user)
            break;
        if (country.n == 0 && owner && owner->country.n && (descriptor || h->kind == HIT_ORG))
            country = owner->country;
        if (country.n == 0 && ethnic && h->kind == HIT_PERSON && descriptor &&
            descriptor->rule != RULE_STATE)
            country = ethnic->country; // "Chechen leader X"
        if (belongs && descriptor) {   // "Hamas spokesman X", "Obama aide Y"
            Reading other;
            memset(&other, 0, sizeof other);
            named_code(r, belongs, &other);
            if (belongs->kind == HIT_PERSON) {
                if (!country.n)
                    country = other.country;
            } else if (is_relay(descriptor) && other.code.n) {
                out->country = other.country;
                out->code = other.code;
                out->groups = other.groups;
                out->sector = other.sector;
                out->whole = other.whole;
                out->via = VIA_ROLE;
                out->p = 0.9f;
                break;
            } else if (!country.n)
                country = other.country;
        }
        // the text's own description
        const Hit *m = descriptor;
        Str groups = {0}, sector = {0};
        if (m && !(belongs && m->first < belongs->first)) {
            if (win && win != m && (is_relay(m) || soft_head(m->code))) {
                groups = win->code;
                sector = win->sector;
            } else if (is_relay(m) && sector_mod && sector_mod != m) {
                groups = sector_mod->code;
                sector = sector_mod->sector;
            } else if (is_relay(m) && owner && owner->groups.n && h->kind == HIT_PERSON) {
                groups = owner->groups;
                sector = owner->sector;
                if (owner->whole && !country.n)
                    country = owner->country;
            } else if (m->code.n && (m->rule != RULE_STATE || country.n)) {
                groups = m->code;
                sector = m->sector;
            } else if (faith && is_relay(m)) {
                groups = code_join(arena, STR("REL"), faith->code);
                sector = STR("REL");
            }
            out->row = out->row.n ? out->row : hit_row(arena, r->t, m);
        } else if (win) {
            groups = win->code;
            sector = win->sector;
        }
        if (former && h->kind == HIT_PERSON && groups.n) {
            groups = STR("ELI");
            sector = STR("ELI");
        }
        if (h->kind == HIT_PERSON) {
            bool general =
                m &&
                m->role == ROLE_GROUP; // "soldier X", "farmer Y": says little about a known leader
            if (groups.n && !(whom.table && general)) {
                // A former official in the table under a bare "leader" stays former; under an
                // office the text wins.
                if (!(whom.table && whom.former && is_relay(m) && !former &&
                      m->role != ROLE_OFFICE)) {
                    apply_title(out, groups, sector);
                    if (out->via == VIA_NAME)
                        out->via = VIA_ROLE;
                    out->p = 0.9f;
                }
            }
            if (country.n && !str_eq(country, out->country)) {
                if (whom.table && out->country.n && !groups.n)
                    break; // "American-born X": a passing adjective does not move a known leader
                out->country = country;
                if (out->whole) {
                    out->whole = false;
                    if (!out->groups.n)
                        out->code = (Str){0};
                }
                if (out->via == VIA_NAME)
                    out->via = VIA_ROLE;
            }
        } else if (!whom.table || !whom.code.n) { // an organisation that only the text describes
            if (groups.n && !out->groups.n)
                apply_title(out, groups, sector);
            if (country.n && !out->country.n)
                out->country = country;
            if (groups.n && out->via == VIA_NAME)
                out->via = VIA_ROLE;
            if (out->country.n && !out->groups.n)
                out->code = country_cameo(r->t, out->country);
        } else if (h->kind == HIT_ORG && country.n && !str_eq(country, out->country) &&
                   country_kind(r->t, out->country).n && out->groups.n) {
            // "the Chilean Defence Ministry": the text's country, the table's sort of body
            out->country = country;
            out->whole = false;
            out->name = out->id = (Str){0};
        }
        break;
    }
    case HIT_ETHNIC:
    case HIT_FAITH: {
        out->actor = true;
        out->human = true;
        out->complement = h->kind == HIT_ETHNIC || h->plural;
        out->kind = MENTION_DEMONYM;
        out->via = VIA_DEMONYM;
        out->country = country.n                   ? country
                       : owner && owner->country.n ? owner->country
                       : of && of->country.n       ? of->country
                                                   : h->country;
        Str base = h->kind == HIT_FAITH ? STR("REL") : STR("CVL");
        if (h->kind == HIT_FAITH)
            base = STR("CVL");
        out->groups = code_join(arena, win ? win->code : base, h->code);
        out->sector = win ? win->sector : STR("CVL");
        out->p = 0.75f;
        break;
    }
    case HIT_ROLE:
    case HIT_BODY: {
        out->actor = true;
        out->complement = true;
        out->via = h->user ? VIA_USER : VIA_ROLE;
        out->kind = h->role == ROLE_GROUP && (h->sector.n == 0 || str_is(h->sector, "CVL"))
                        ? MENTION_NOUN
                        : MENTION_ROLE;
        out->ner = h->kind == HIT_BODY ? NAME_ORG : NAME_NONE;
        Str groups = h->code, sector = h->sector;
        bool own = true; // the sector is the head's own
        Reading other;
        memset(&other, 0, sizeof other);
        bool relay = is_relay(h);
        if (belongs) {
            named_code(r, belongs, &other);
            if (belongs->kind == HIT_PERSON) {
                // "Obama administration", "Assad forces", "Trump supporters": the leader's country
                if (!country.n)
                    country = other.country;
                other.groups = relay && h->code.n == 0 ? other.groups : (Str){0};
                other.whole = false;
                other.code = (Str){0};
            } else if (!country.n && !other.code.n)
                country = other.country;
        }
        if (winner && (relay || soft_head(h->code)) && win != h) {
            own = false;
            groups = win->code;
            sector = win->sector;
            if (h->code.n && !relay && !str_starts(h->code, "MIL") && !str_starts(h->code, "UAF") &&
                !str_starts(h->code, "CVL"))
                groups = code_join(arena, groups, h->code);
            if (belongs && belongs->kind == HIT_GROUP) {
                out->country = other.country;
                out->code = other.code;
                out->groups = other.groups;
                out->sector = other.sector;
                out->whole = true;
                break;
            }
        } else if (belongs && belongs->kind != HIT_PERSON && other.code.n) {
            bool igo = is_igo(other.country);
            if (relay || belongs->kind == HIT_GROUP || igo) {
                // "UN peacekeepers", "NATO troops": the body's code, and the role that it adds
                out->country = other.country;
                out->code = other.code;
                out->groups = other.groups;
                out->sector = other.sector;
                out->whole = true;
                out->id = belongs->id;
                out->row = hit_row(arena, r->t, belongs);
                if (igo && !relay && h->code.n && belongs->kind == HIT_ORG) {
                    out->code = code_join(arena, other.code, h->code);
                    out->groups = code_join(arena, other.groups, h->code);
                    out->sector = h->sector;
                }
                break;
            }
            if (!country.n)
                country = other.country; // "BBC journalist": the body's country, the head's sector
        } else if (relay && other.groups.n) {
            own = false;
            groups = other.groups;
            sector = other.sector;
        } else if (relay && faith && (!sector_mod || str_starts(sector_mod->code, "CVL"))) {
            own = false; // "Jewish community leader"
            groups = code_join(arena, STR("REL"), faith->code);
            sector = STR("REL");
        } else if (relay && sector_mod) {
            bool force = str_starts(
                h->code, "MIL"); // "government forces" are soldiers, "police forces" are not
            if (!force || str_starts(sector_mod->code, "COP") || sector_mod->rule == RULE_WINS ||
                str_starts(sector_mod->code, "UAF")) {
                own = false;
                groups = sector_mod->code;
                sector = sector_mod->sector;
            }
            if (sector_mod->kind == HIT_ROLE || sector_mod->kind == HIT_BODY)
                out->human = out->human || h->human;
        } else if (relay && palace && (h->rule == RULE_STATE || !h->code.n)) {
            own = false;
            groups = groups_of_code(r->t, palace->code, palace->country); // "Pentagon spokesman"
            sector = palace->sector;
        } else if (relay && faith) {
            own = false;
            groups = code_join(arena, STR("REL"), faith->code);
            sector = STR("REL");
        } else if (relay && ethnic && h->role != ROLE_OFFICE) {
            own = false;
            bool as = h->code.n && (h->rule != RULE_STATE || country.n); // a people has no offices
            groups = code_join(arena, as ? h->code : STR("CVL"), ethnic->code);
            sector = as && h->sector.n ? h->sector : STR("CVL");
        } else if (relay && owner && (owner->groups.n || owner->code.n) && !owner->nationality &&
                   !owner->place) {
            // "the ministry's spokesman", "Hezbollah's leader"
            if (owner->whole) {
                out->country = owner->country;
                out->code = owner->code;
                out->groups = owner->groups;
                out->sector = owner->sector;
                out->whole = true;
                break;
            }
            if (owner->groups.n && !(owner->human && str_starts(owner->groups, "CVL"))) {
                own = false;
                groups = owner->groups;
                sector = owner->sector;
            }
        } else if (of && of->actor && (of->groups.n || of->code.n) && !of->nationality &&
                   !of->place &&
                   (relay || (h->kind == HIT_ROLE && h->role == ROLE_GROUP &&
                              str_starts(h->code, "CVL") && of->groups.n))) {
            // "members of the opposition", "chairman of the company's board", "head of Hamas"
            if (of->whole && relay) {
                out->country = of->country;
                out->code = of->code;
                out->groups = of->groups;
                out->sector = of->sector;
                out->whole = true;
                if (country.n && !str_eq(country, of->country) && !is_igo(of->country))
                    out->whole = false;
                if (former && h->human) {
                    out->groups = out->sector = STR("ELI");
                    out->code = (Str){0};
                    out->whole = false;
                }
                break;
            }
            if (relay && of->groups.n) {
                own = false;
                groups = of->groups;
                sector = of->sector;
            }
        }
        if (h->user && h->entry && h->entry->agent && sector_mod && sector_mod != h && !former)
            groups = code_join(
                arena, sector_mod->code,
                h->code); // a user's agents chain, as PETRARCH's do: "rebel spokesman" REBMED
        if (!country.n && owner)
            country = owner->country;
        bool of_body = false; // "the leader of a Lima-based group" is none of Peru's
        if (!country.n && of && of->country.n && !(prep && str_is(str_of(prep), "to"))) {
            country = of->country;
            of_body = of->actor && of->ner == NAME_ORG && !of->groups.n;
        }
        if (h->rule == RULE_STATE && own && (!country.n || of_body)) {
            groups = sector = (Str){0};
        }
        bool by_people = !country.n && ethnic && ethnic->country.n;
        if (by_people)
            country = ethnic->country; // "Tibetan monks"
        if (h->rule == RULE_STATE && country.n && is_igo(country) && own)
            groups = sector = (Str){0};
        if (former && h->human && h->role != ROLE_GROUP) {
            groups = STR("ELI");
            sector = STR("ELI");
        }
        if (faith && !relay &&
            (str_starts(groups, "OPP") || str_starts(groups, "REL") || str_starts(groups, "CVL") ||
             str_starts(groups, "REB") || str_starts(groups, "UAF")))
            groups = code_join(arena, groups, faith->code);
        else if (ethnic && !relay &&
                 (str_starts(groups, "CVL") || str_starts(groups, "REB") ||
                  str_starts(groups, "OPP") || str_starts(groups, "REF")))
            groups = code_join(arena, groups, ethnic->code);
        out->country = country;
        out->groups = groups;
        out->sector = sector;
        out->p = by_people ? 0.6f : country.n ? 0.9f : 0.7f;
        break;
    }
    case HIT_STATE:
        if (h->plural) { // "nearly 70 countries": actors without a code
            out->actor = true;
            out->kind = MENTION_NOUN;
            out->p = 0.4f;
            return;
        }
        out->country = country;
        if (h->first > a && e[0].first == a && out->definite && head == 1 &&
            !is_xpos(tok(r, a), "PRP$")) { // "the kingdom", not "a poor country"
            out->actor = true;
            out->kind = MENTION_NOUN;
            out->place = true;
            out->p = 0.5f;
        }
        return;
    default: // HIT_MODIFIER, HIT_FORMER as last element: no noun, no actor
        out->country = country;
        return;
    }
    if (h->user && out->actor)
        out->via = VIA_USER;
    if (h->kind == HIT_PLACE)
        return; // a town has a country but is nobody: it has no code
    if (!out->whole) {
        if (out->country.n || out->groups.n)
            out->code = code_join(arena, country_cameo(r->t, out->country), out->groups);
        if (out->groups.n && !out->sector.n)
            out->sector = sector_of_group(out->groups);
    }
    if (!out->sector.n && out->kind != MENTION_NAME && out->country.n &&
        str_is(country_kind(r->t, out->country), "partial"))
        out->sector = STR("PRE");
}

// ------------------------------------------------------------------------------------------
// mentions
static uint32_t span_root(const ActorRun *r, uint32_t first, uint32_t end, uint32_t fallback)
{
    uint32_t best = NONE;
    for (uint32_t i = first; i < end; i++) {
        const Token *x = tok(r, i);
        if (x->head != NONE && x->head >= first && x->head < end)
            continue;
        if (x->dep == DEP_PUNCT || x->dep == DEP_CASE || x->dep == DEP_DET || x->dep == DEP_CC ||
            x->dep == DEP_MARK)
            continue;
        if (best == NONE || (!is_nominal(tok(r, best)) && is_nominal(x)))
            best = i;
    }
    return best == NONE ? fallback : best;
}

static uint32_t mention_add(ActorRun *r, uint32_t first, uint32_t end, const Reading *x)
{
    Doc *d = r->d;
    Mention *m = ARENA_PUSH(d->arena, d->mentions, d->n_mentions, d->cap_mentions);
    memset(m, 0, sizeof *m);
    m->first = first;
    m->end = end;
    m->span = (Span){d->tokens[first].span.start, d->tokens[end - 1].span.end};
    m->head = span_root(r, first, end, x->head_end ? x->head_end - 1 : end - 1);
    m->kind = x->kind;
    m->via = x->via;
    m->ner = x->ner;
    m->plural = x->plural;
    m->human = x->human;
    m->place = x->place;
    m->name = x->name;
    m->code = x->code;
    m->country = x->country.n ? country_plover(r->t, x->country) : (Str){0};
    m->sector = x->sector;
    m->id = x->id;
    m->p = x->p;
    m->row = x->row;
    m->entity = NONE;
    if (x->groups.n >= 3) {
        char out[48];
        size_t n = 0;
        for (size_t i = 0; i + 3 <= x->groups.n && n + 4 < sizeof out; i += 3) {
            if (!sector_of_group((Str){x->groups.p + i, 3}).n)
                continue; // "KUR", "UNO": not sectors
            if (n)
                out[n++] = ' ';
            memcpy(out + n, x->groups.p + i, 3);
            n += 3;
        }
        m->sectors = (Str){arena_strndup(d->arena, out, n), n};
    }
    if (!m->name.n && x->named)
        m->name = doc_str(
            d, (Span){d->tokens[x->head_first].span.start, d->tokens[x->head_end - 1].span.end});
    return (uint32_t)(d->n_mentions - 1);
}

// Names and country words inside a phrase that is no actor, or whose code does not come from them:
// "Israeli army | raid", "Syrian-Turkish border", "pro-Russian separatists".
static void nested_add(ActorRun *r, uint32_t a, uint32_t b, const Reading *whole)
{
    Hit e[MAX_ELEMENTS];
    bool done[MAX_ELEMENTS] = {false};
    unsigned n = phrase_elements(r, a, b, e);
    for (int i = (int)n - 1; i >= 0; i--) {
        const Hit *h = &e[i];
        if (done[i] || (whole && whole->head_first == h->first))
            continue;
        bool country = country_like(h) || h->kind == HIT_ETHNIC || h->kind == HIT_FAITH;
        bool named = h->kind == HIT_ORG || h->kind == HIT_GROUP || h->kind == HIT_PERSON;
        bool role = !whole && (h->kind == HIT_ROLE || h->kind == HIT_BODY) &&
                    is_nominal(tok(r, h->end - 1));
        if (!(country || named || role))
            continue;
        if (role && !h->code.n)
            continue; // "an agent network": says nobody
        if (role && h->role == ROLE_GROUP && !h->plural && str_is(h->sector, "CVL"))
            continue; // "consumer rights", "child labour"
        if (whole && country && !h->joined && h->kind != HIT_COUNTRY)
            continue; // the phrase's own nationality
        uint32_t from = h->first;
        if (role ||
            named) { // its own modifiers go with it: "Israeli army | raid", "President X | visit"
            int j = i - 1;
            while (j >= 0 && e[j].end == from && !e[j].joined &&
                   (e[j].kind == HIT_ADJECTIVE || e[j].kind == HIT_COUNTRY ||
                    (named && e[j].kind == HIT_ROLE) || e[j].kind == HIT_FORMER)) {
                from = e[j].first;
                done[j] = true;
                j--;
            }
        }
        if (country && from > a && str_is(low(r, from - 1), "ethnic"))
            from--;
        if (whole && from != h->first)
            from = h->first;
        Reading x;
        read_part(r, from, h->end, NULL, NULL, NULL, &x);
        if (x.actor)
            mention_add(r, from, h->end, &x);
    }
}

// ------------------------------------------------------------------------------------------
// phrases and what follows them
static bool is_quantity(const ActorRun *r, uint32_t i)
{
    static const char *const words[] = {
        "hundreds", "thousands", "dozens",  "scores",   "tens",   "millions", "number", "majority",
        "half",     "couple",    "handful", "band",     "wave",   "series",   "most",   "some",
        "many",     "several",   "all",     "few",      "part",   "rest",     "one",    "two",
        "three",    "group",     "groups",  "crowd",    "crowds", "minority", "pair",   "bunch",
        "mass",     "masses",    "column",  "team",     "lot",    "lots",     "total",  "each",
        "any",      "none",      "both",    "thousand", "hundred"};
    return tok(r, i)->upos == UPOS_NUM || WORD_IN(low(r, i), words);
}

static uint32_t phrase_read(ActorRun *r, uint32_t i, unsigned depth, bool emit, Phrase *out);

// "Troops loyal to General X", "militants loyal to Chad's Testname": they are of his country, and
// of his group.
static bool look_loyal(ActorRun *r, uint32_t i, Phrase *next)
{
    static const char *const words[] = {"loyal", "faithful", "allegiant"};
    if (i + 2 >= r->s->end || !WORD_IN(low(r, i), words) || !str_is(low(r, i + 1), "to") ||
        !phrase_can_start(r, i + 2))
        return false;
    phrase_read(r, i + 2, MAX_DEPTH - 1, false, next);
    if (next->r.human || next->r.ner == NAME_PER)
        next->r.actor = false;
    if (next->owner.n)
        next->r.country = next->owner;
    return next->end > i + 2 && (next->r.country.n || next->r.code.n);
}

// What a preposition right after the phrase adds: "spokesman for the army", "police in Lagos".
// Spans do not grow.
static bool look_ahead(ActorRun *r, const Phrase *p, Phrase *next)
{
    static const char *const preps[] = {"in",         "from", "at",     "for",    "across",
                                        "throughout", "with", "inside", "around", "near"};
    uint32_t i = p->end;
    if (look_loyal(r, i, next))
        return true;
    if (i + 2 < r->s->end && (str_is(low(r, i), "based") || str_is(low(r, i), "living")) &&
        str_is(low(r, i + 1), "in")) {
        phrase_read(r, i + 2, MAX_DEPTH - 1, false, next); // "a group based in Trinidad"
        return next->end > i + 2 && next->r.country.n != 0;
    }
    if (i + 1 >= r->s->end || tok(r, i)->upos != UPOS_ADP || !WORD_IN(low(r, i), preps) ||
        !phrase_can_start(r, i + 1))
        return false;
    Str prep = low(r, i);
    phrase_read(r, i + 1, MAX_DEPTH - 1, false, next);
    if (next->end <= i + 1)
        return false;
    uint32_t head = span_root(r, next->first, next->end, next->end - 1);
    uint32_t up = tok(r, head)->head;
    bool attached = up != NONE && up >= p->first && up < p->end;
    if (!attached && !r->fragment)
        return false;
    // an embassy in Tehran is of any country but that one
    static const char *const abroad[] = {
        "embassy", "embassies", "consulate",    "consulates",  "ambassador", "ambassadors",
        "consul",  "diplomat",  "diplomats",    "envoy",       "envoys",     "legation",
        "attaché", "tourists",  "peacekeepers", "expatriates", "foreigners"};
    if (WORD_IN(low(r, p->end - 1), abroad) && !str_is(prep, "from") && !str_is(prep, "for"))
        return false;
    bool body = str_is(prep, "for") || str_is(prep, "with") || str_is(prep, "at");
    if (body && !(p->r.rule == RULE_WEAK || p->r.rule == RULE_STATE))
        return false;
    if (!body && !next->r.place && !next->r.country.n)
        return false;
    return true;
}

// What "of X" adds to a name: "Colonel Jan Kowal of the Polish army", "Prime Minister Karl Lind of
// Sweden", "the Conservative Party of South Africa". The spans stay apart.
static void named_of(const ActorRun *r, const Reading *of, Reading *x)
{
    if (!x->named || !x->actor)
        return;
    bool state = of->country.n && country_kind(r->t, of->country).n;
    if (x->ner == NAME_PER && !x->country.n && !x->whole) {
        if (x->groups.n && state) {
            if (of->groups.n && soft_head(x->groups) && !of->nationality && of->actor) {
                x->groups = of->groups;
                x->sector = of->sector;
            }
            x->country = of->country;
        } else if (!x->groups.n && of->whole && of->named &&
                   of->code.n) { // "Joan Roe of the Testname League"
            x->country = of->country;
            x->groups = of->groups;
            x->sector = of->sector;
            x->code = of->code;
            x->via = VIA_ROLE;
            return;
        } else
            return;
        x->via = VIA_ROLE;
    } else if (x->ner == NAME_ORG && x->whole && x->groups.n && state && of->place &&
               !str_eq(of->country, x->country) &&
               country_kind(r->t, x->country)
                   .n) { // the table's best-known bearer of the name is another
        x->country = of->country;
        x->whole = false;
        x->name = x->id = (Str){0};
    } else
        return;
    x->code = code_join(r->d->arena, country_cameo(r->t, x->country), x->groups);
}

// "The Greeks of Istanbul": a people in another's country is one of its minorities.
static void people_of(const ActorRun *r, const Reading *of, Reading *x)
{
    if (!x->nationality || !x->plural || x->groups.n || !of->place ||
        str_eq(of->country, x->country) || !str_is(country_kind(r->t, of->country), "state"))
        return;
    x->groups = code_join(r->d->arena, STR("CVL"), country_cameo(r->t, x->country));
    x->sector = STR("CVL");
    x->country = of->country;
    x->nationality = x->whole = false;
    x->name = (Str){0};
    x->code = code_join(r->d->arena, country_cameo(r->t, x->country), x->groups);
}

// "The parties to the conflict in Chad" are no political parties.
static bool is_party_to(const ActorRun *r, const Phrase *p)
{
    static const char *const matters[] = {
        "conflict", "conflicts",    "war",     "agreement", "accord",   "accords",   "treaty",
        "dispute",  "negotiations", "talks",   "fighting",  "truce",    "ceasefire", "pact",
        "deal",     "convention",   "clashes", "crisis",    "protocol", "case",      "lawsuit"};
    static const char *const sides[] = {"all", "warring", "conflicting", "third", "opposing"};
    if (!p->r.actor || p->r.named || !str_is(r->k.singular[p->base_end - 1], "party") ||
        !str_starts(p->r.groups, "PTY"))
        return false;
    if (str_is(low(r, p->base_end - 1), "parties") && p->base_end >= p->first + 2 &&
        WORD_IN(low(r, p->base_end - 2), sides))
        return true; // "all parties", "the warring parties"
    if (p->base_end >= r->s->end || !str_is(low(r, p->base_end), "to"))
        return false;
    for (uint32_t i = p->base_end + 1; i < r->s->end && i < p->base_end + 7; i++)
        if (WORD_IN(low(r, i), matters))
            return true;
        else if (tok(r, i)->upos == UPOS_VERB || tok(r, i)->upos == UPOS_AUX ||
                 tok(r, i)->upos == UPOS_PUNCT)
            break;
    return false;
}

static void party_to(ActorRun *r, unsigned depth, Phrase *p)
{
    Phrase next = {0};
    p->r.groups = p->r.sector = p->r.code = (Str){0};
    if (p->base_end + 1 < r->s->end && depth < MAX_DEPTH && str_is(low(r, p->base_end), "to") &&
        phrase_can_start(r, p->base_end + 1))
        phrase_read(r, p->base_end + 1, depth + 1, false, &next);
    if (!p->r.country.n && country_kind(r->t, next.r.country).n)
        p->r.country = next.r.country;
    p->r.code = country_cameo(r->t, p->r.country);
    p->r.complement = false;
}

static uint32_t phrase_read(ActorRun *r, uint32_t i, unsigned depth, bool emit, Phrase *out)
{
    uint32_t possessors[4];
    unsigned n_possessors;
    memset(out, 0, sizeof *out);
    out->first = i;
    out->mention = NONE;
    uint32_t end = phrase_base_end(r, i, possessors, &n_possessors);
    out->base_end = out->end = end;
    if (end <= i)
        return i + 1;
    Reading owners[4], *owner = NULL;
    uint32_t part = i;
    if (is_xpos(tok(r, i), "PRP$") && emit) {
        Reading pronoun = {.actor = true,
                           .kind = MENTION_PRONOUN,
                           .human = !str_is(low(r, i), "its"),
                           .plural = str_is(low(r, i), "their"),
                           .p = 0.5f,
                           .head_end = i + 1};
        mention_add(r, i, i + 1, &pronoun);
    }
    for (unsigned k = 0; k < n_possessors; k++) {
        read_part(r, part, possessors[k], owner, NULL, NULL, &owners[k]);
        if (emit) {
            if (owners[k].actor && owners[k].kind != MENTION_PRONOUN)
                mention_add(r, i, possessors[k], &owners[k]);
            nested_add(r, part, possessors[k], owners[k].actor ? &owners[k] : NULL);
        }
        owner = &owners[k];
        part = possessors[k] + 1;
        if (!out->owner.n)
            out->owner = owner->country;
    }
    read_part(r, part, end, owner, NULL, NULL, &out->r);
    if (end < r->s->end && str_is(low(r, end), "of") && depth < MAX_DEPTH && end + 1 < r->s->end &&
        phrase_can_start(r, end + 1)) {
        bool quantity = (!out->r.actor || out->r.rule == RULE_WEAK) && is_quantity(r, end - 1);
        Phrase of;
        bool inner_emit = emit && (out->r.actor || quantity);
        uint32_t mentions = (uint32_t)r->d->n_mentions;
        phrase_read(r, end + 1, depth + 1, inner_emit, &of);
        if (out->r.complement || quantity) {
            if (quantity) {
                if (of.r.actor && !of.r.place) {
                    bool keep = out->r.complement;
                    out->r = of.r;
                    if (of.r.nationality && of.r.whole && !of.r.sector.n)
                        make_civil(r, &out->r); // "hundreds of Peruvians"
                    out->r.plural = !str_is(low(r, end - 1), "one");
                    out->r.complement = keep;
                    out->end = of.end;
                    Phrase from;
                    if (!out->r.country.n && !out->r.whole && out->r.groups.n &&
                        depth + 1 < MAX_DEPTH && look_ahead(r, out, &from) &&
                        from.r.country.n) { // "hundreds of students from Peru"
                        out->r.country = from.r.country;
                        out->r.code = code_join(r->d->arena, country_cameo(r->t, from.r.country),
                                                out->r.groups);
                    }
                    // the inner phrase goes: the whole stands for it
                    if (inner_emit && of.mention != NONE &&
                        r->d->mentions[of.mention].kind != MENTION_NAME &&
                        of.mention + 1 == r->d->n_mentions)
                        r->d->n_mentions--;
                } else if (!out->r.actor) {
                    r->d->n_mentions = inner_emit ? mentions : r->d->n_mentions;
                    out->r.country = out->r.country.n ? out->r.country : of.r.country;
                }
            } else {
                read_part(r, part, end, owner, &of.r, "of", &out->r);
                out->end = of.end;
                if (of.r.named && of.r.ner == NAME_PER && of.r.via == VIA_ROLE && out->r.human &&
                    !out->r.plural) {
                    // "Chairman of the Joint Chiefs General John Doe": one person, title and name
                    Str groups = out->r.groups, sector = out->r.sector, country = out->r.country;
                    out->r = of.r;
                    if (groups.n && !of.r.groups.n) {
                        out->r.groups = groups;
                        out->r.sector = sector;
                        out->r.country = country;
                        out->r.code = code_join(r->d->arena, country_cameo(r->t, country), groups);
                    }
                    if (inner_emit && of.mention != NONE && of.mention + 1 == r->d->n_mentions)
                        r->d->n_mentions--;
                }
            }
        } else {
            r->d->n_mentions = inner_emit ? mentions : r->d->n_mentions;
            bool org = out->r.named && out->r.ner == NAME_ORG && !out->r.whole;
            if ((!out->r.actor || org) && !out->r.country.n) {
                out->r.country = of.r.country;
                if (org && of.r.country.n) // "the United Bus Company of Tehran"
                    out->r.code =
                        code_join(r->d->arena, country_cameo(r->t, of.r.country), out->r.groups);
            }
            named_of(r, &of.r, &out->r);
            people_of(r, &of.r, &out->r);
        }
    }
    if (is_party_to(r, out))
        party_to(r, depth, out);
    if (out->r.complement && out->end == end && depth < MAX_DEPTH) {
        Phrase next;
        if (look_ahead(r, out, &next)) {
            Reading place = next.r;
            if (!(place.actor && !place.place && (place.groups.n || place.code.n))) {
                place.actor = false; // only its country counts
            }
            read_part(r, part, end, owner, &place, NULL, &out->r);
        }
    } else if (!out->r.actor && !out->r.country.n && depth < MAX_DEPTH) {
        Phrase next;
        if (look_ahead(r, out, &next))
            out->r.country = next.r.country;
    } else if (out->r.named && out->r.ner == NAME_ORG && out->r.groups.n && !out->r.country.n &&
               !out->r.whole && out->end == end && depth < MAX_DEPTH) {
        Phrase next;
        if (look_ahead(r, out, &next) && next.r.place &&
            country_kind(r->t, next.r.country).n) { // "the Federal Appeals Court in Lagos"
            out->r.country = next.r.country;
            out->r.code =
                code_join(r->d->arena, country_cameo(r->t, next.r.country), out->r.groups);
        }
    }
    static const char *const into[] = {"into", "in", "by", "with",
                                       "to"}; // "entered into force", "took by force"
    if (out->r.actor && end == i + 1 && i > r->s->first && str_is(low(r, i), "force") &&
        WORD_IN(low(r, i - 1), into)) {
        out->r.actor = false;
        return i + 1;
    }
    if (emit) {
        if (out->r.actor) {
            out->mention = mention_add(r, i, out->end, &out->r);
            uint32_t mine = out->mention;
            nested_add(r, part, end, &out->r);
            out->mention = mine;
        } else
            nested_add(r, part, end, NULL);
    }
    return out->end > i ? out->end : i + 1;
}

static bool is_personal(const ActorRun *r, uint32_t i, Reading *x)
{
    static const char *const one[] = {"he", "she", "him", "her", "himself", "herself", "i", "me"};
    static const char *const many[] = {"they", "them", "themselves", "we",
                                       "us",   "our",  "ourselves"};
    const Token *t = tok(r, i);
    if (t->upos != UPOS_PRON || t->dep == DEP_EXPL)
        return false;
    Str w = low(r, i);
    memset(x, 0, sizeof *x);
    x->actor = true;
    x->kind = MENTION_PRONOUN;
    x->p = 0.5f;
    x->head_end = i + 1;
    if (WORD_IN(w, one))
        x->human = true;
    else if (WORD_IN(w, many))
        x->plural = true;
    else if (!str_is(w, "it") && !str_is(w, "itself") && !str_is(w, "its") && !str_is(w, "their") &&
             !str_is(w, "his"))
        return false;
    return true;
}

static bool mention_before(const Mention *x, const Mention *y)
{
    if (x->first != y->first)
        return x->first < y->first;
    if (x->end != y->end)
        return x->end > y->end;
    return false;
}

// Insertion sort, stable: the mentions of one sentence are few and nearly in order.
static void mentions_sort(Mention *m, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        Mention x = m[i];
        size_t j = i;
        while (j > 0 && mention_before(&x, &m[j - 1])) {
            m[j] = m[j - 1];
            j--;
        }
        m[j] = x;
    }
}

static void sentence_read(ActorRun *r, const Sentence *s)
{
    Doc *d = r->d;
    r->s = s;
    r->fragment = true;
    for (uint32_t i = s->first; i < s->end; i++)
        if ((tok(r, i)->upos == UPOS_VERB && tok(r, i)->dep != DEP_AMOD) ||
            tok(r, i)->upos == UPOS_AUX)
            r->fragment = false;
    if (s->end - s->first <= 3)
        r->fragment = true;
    lookup_sentence(&r->k, s);
    for (uint32_t i = s->first; i < s->end;
         i++) { // "Chile's Defence Department" tagged as one name: the possessor is its own
        const Hit *h = &r->k.hits[i];
        uint32_t n = r->k.name_at[i];
        if (n != NONE && d->names[n].type == NAME_ORG &&
            (h->kind == HIT_COUNTRY || h->kind == HIT_PERSON || h->kind == HIT_CAPITAL) &&
            h->end + 1 < d->names[n].end && is_xpos(tok(r, h->end), "POS"))
            r->k.name_at[i] = NONE;
        static const char *const compass[] = {"north",    "south",    "east",    "west",
                                              "northern", "southern", "eastern", "western",
                                              "central",  "upper",    "lower"};
        if (n != NONE && i + 1 < d->names[n].end && WORD_IN(low(r, i), compass) &&
            h->kind == HIT_NONE && r->k.hits[i + 1].kind == HIT_COUNTRY &&
            r->k.hits[i + 1].end == d->names[n].end)
            r->k.name_at[i] = n = NONE; // "south Chad"
        for (uint32_t k = i + 1; n != NONE && k + 1 < d->names[n].end; k++)
            if (str_is(low(r, k), "/")) { // "REUTERS/Maria Ruiz" tagged as one: the photographer
                r->k.name_at[i] = NONE;
                if (r->k.name_at[k + 1] == NONE)
                    r->k.name_at[k + 1] = n;
            }
    }
    uint32_t pending = NONE, pending_end = 0; // "Israeli | and Palestinian officials"
    for (uint32_t i = s->first; i < s->end;) {
        Reading x;
        if (tok(r, i)->flags & TOKEN_DATELINE) {
            i++;
            continue;
        }
        if (!is_xpos(tok(r, i), "PRP$") && is_personal(r, i, &x) &&
            !(r->k.name_at[i] != NONE && phrase_unit_end(r, i) > i + 1)) {
            mention_add(r, i, i + 1, &x);
            i++;
            continue;
        }
        if (!phrase_can_start(r, i)) {
            i++;
            continue;
        }
        Phrase p;
        uint32_t next = phrase_read(r, i, 0, true, &p);
        if (pending != NONE && p.mention != NONE && p.first == pending_end + 1 && p.r.groups.n &&
            p.r.country.n &&
            (r->k.hits[p.first].kind == HIT_ADJECTIVE || r->k.hits[p.first].kind == HIT_COUNTRY) &&
            !p.r.whole) {
            Mention *m = &d->mentions[pending];
            m->code = code_join(d->arena, m->code, p.r.groups);
            m->sector = p.r.sector;
            m->sectors = d->mentions[p.mention].sectors;
            m->human = p.r.human;
            m->plural = p.r.plural;
        }
        pending = NONE;
        if (p.mention != NONE && p.r.nationality && tok(r, p.end - 1)->upos == UPOS_ADJ &&
            p.end < s->end && (tok(r, p.end)->upos == UPOS_CCONJ || str_is(low(r, p.end), ","))) {
            pending = p.mention;
            pending_end = p.end;
        }
        i = next > i ? next : i + 1;
    }
}

void actor_run(Doc *d, const ActorTables *t)
{
    ActorRun r = {.d = d, .t = t};
    lookup_init(&r.k, d, t);
    for (size_t i = 0; i < d->n_sentences; i++) {
        size_t from = d->n_mentions;
        sentence_read(&r, &d->sentences[i]);
        mentions_sort(d->mentions + from, d->n_mentions - from);
    }
    // the same span twice: the phrase and its only name
    size_t n = 0;
    for (size_t i = 0; i < d->n_mentions; i++) {
        if (n && d->mentions[n - 1].first == d->mentions[i].first &&
            d->mentions[n - 1].end == d->mentions[i].end)
            continue;
        d->mentions[n++] = d->mentions[i];
    }
    d->n_mentions = n;
    actor_lists(d, t);
    for (size_t i = 0; i < d->n_mentions; i++)
        d->mentions[i].entity = (uint32_t)i;
    d->n_entities = (uint32_t)d->n_mentions;
}
