// SPDX-License-Identifier: MIT
// In: a noun phrase, cut into elements, its possessor and what "of", "for", "in" add to it. Out:
// whom it stands for: country, role groups, code, sector, name. Method: the elements are composed
// as a reader does: the head says what it is, its modifiers, possessor and complements say whose.
// "Egyptian Foreign Minister Amr X": EGY + GOV, name Amr X. A text's own words go before the table:
// a title beats what leaders.tsv says of the name. The sector rules (tables en/roles.tsv,
// en/orgtypes.tsv): a fixed role keeps its sector ("army chief"), a weak one takes that of what it
// belongs to ("union spokesman": LAB), a winning modifier beats the head ("rebel soldiers": REB),
// "former" gives ELI. Cost: linear in the elements. Does not: find phrases (actor.c).
#include "entity/phrase.h"

static bool is_determiner(const ActorRun *r, const Hit *e)
{
    const Token *x = tok(r, e->first);
    return e->kind == HIT_PLAIN &&
           (x->upos == UPOS_DET || is_xpos(x, "PRP$") || x->upos == UPOS_NUM);
}

bool country_like(const Hit *e)
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

bool soft_head(Str groups)
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
    static const char *const single[] = {"a", "an", "another"};
    if (e[head].kind == HIT_ADJECTIVE) // "a Moroccan", whom no other word names
        return head > 0 && e[head - 1].kind == HIT_PLAIN &&
               WORD_IN(low(r, e[head - 1].first), single) && is_nominal(tok(r, e[head].first));
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

void make_civil(const ActorRun *r, Reading *x)
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

// A phrase between its elements and its reading: the head, and what the other elements are to it.
typedef struct {
    const ActorRun *r;
    uint32_t a;
    const Hit *e; // elements
    unsigned n;
    int head;
    const Hit *h; // the head
    const Reading *owner, *of;
    const char *prep; // of `of`
    bool former, side;
    Str country; // nearest to the head
    const Hit *descriptor, *belongs, *win, *faith, *ethnic, *sector_mod, *palace;
} Parts;

// What stands before the head: the country nearest to it, offices, organisations, sectors.
static void read_modifiers(Parts *p)
{
    const ActorRun *r = p->r;
    for (int i = p->head - 1; i >= 0; i--) {
        const Hit *y = &p->e[i];
        if (country_like(y) && y->country.n && p->country.n == 0) {
            bool joined = y->joined || (y->end + 1 < r->s->end && str_is(low(r, y->end), "-") &&
                                        !(tok(r, y->end - 1)->flags & TOKEN_SPACE));
            bool by_led =
                joined && y->end + 1 < r->s->end && str_is(low(r, y->end), "-") &&
                (str_is(low(r, y->end + 1), "led") || str_is(low(r, y->end + 1), "based") ||
                 str_is(low(r, y->end + 1), "born"));
            if (!joined || (by_led && !is_worldwide(r, p->h) &&
                            (i == 0 || (i == 1 && is_determiner(r, &p->e[0])))))
                p->country = y->country;
        }
        if (y->kind == HIT_CAPITAL && y->sector.n && !y->joined && !p->palace)
            p->palace = y;
        if (y->kind == HIT_FORMER)
            p->former = true;
        if (y->kind == HIT_FAITH && !p->faith)
            p->faith = y;
        if (y->kind == HIT_ETHNIC && !p->ethnic && !y->joined)
            p->ethnic = y;
        if (y->kind == HIT_ROLE && y->role == ROLE_OFFICE && y->end == y->first + 1 &&
            tok(r, y->first)->upos == UPOS_ADJ)
            continue; // "one of the premier teams"
        if ((y->kind == HIT_ROLE || y->kind == HIT_BODY) && !p->descriptor)
            p->descriptor = y;
        if ((y->kind == HIT_ROLE || y->kind == HIT_BODY || y->kind == HIT_MODIFIER) && y->code.n &&
            !p->sector_mod && !y->joined)
            p->sector_mod = y;
        if ((y->kind == HIT_ORG || y->kind == HIT_GROUP || y->kind == HIT_PERSON) && !p->belongs &&
            !y->joined)
            p->belongs = y;
        if (y->rule == RULE_WINS && !p->win &&
            (y->kind == HIT_ROLE || y->kind == HIT_BODY || y->kind == HIT_MODIFIER))
            p->win = y;
    }
}

// "Egypt", "Cairo", "Lima": what they have in common.
static void read_place(Reading *out, const Hit *h, Via via)
{
    out->actor = true;
    out->kind = MENTION_NAME;
    out->via = (uint8_t)via;
    out->place = true;
    out->country = h->country;
}

// "Egyptians", "the two Danes", "rebel Chechens".
static void read_nationality(const Parts *x, Reading *out)
{
    const ActorRun *r = x->r;
    const Hit *h = x->h, *win = x->win, *sector_mod = x->sector_mod;
    const Hit *e = x->e;
    out->actor = true;
    out->kind = MENTION_DEMONYM;
    out->via = VIA_DEMONYM;
    out->nationality = true;
    out->human = true;
    if (x->side) {
        out->head_end = e[x->head + 1].end;
        out->nationality = out->human = false;
    } else if (h->kind == HIT_ADJECTIVE)
        out->plural = !(x->n > 1 && is_determiner(r, &e[0]) &&
                        (str_is(low(r, x->a), "a") || str_is(low(r, x->a), "an")));
    out->country = h->country;
    out->code = h->code;
    out->whole = true;
    out->name = h->name;
    if (x->former)
        return;
    const Hit *m = win ? win : sector_mod;
    if (m && m->code.n) { // "rebel Chechens"
        out->groups = m->code;
        out->sector = m->sector;
        out->whole = false;
    } else if (some_people(r, e, x->head))
        make_civil(r, out);
}

// "Hezbollah", "Ghanaian Foreign Minister Kofi X": what the text says of a name, and what the
// tables know.
static void read_name(const Parts *x, Reading *out)
{
    const ActorRun *r = x->r;
    Arena *arena = x->r->d->arena;
    const Hit *h = x->h, *descriptor = x->descriptor, *belongs = x->belongs, *win = x->win,
              *faith = x->faith, *ethnic = x->ethnic, *sector_mod = x->sector_mod;
    const Reading *owner = x->owner;
    Str country = x->country;
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
        whom =
            (Hit){.first = h->first, .end = h->end, .kind = HIT_PERSON, .human = true, .p = 0.7f};
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
        return;
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
            return;
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
    if (x->former && h->kind == HIT_PERSON && groups.n) {
        groups = STR("ELI");
        sector = STR("ELI");
    }
    if (h->kind == HIT_PERSON) {
        bool general =
            m && m->role == ROLE_GROUP; // "soldier X", "farmer Y": says little about a known leader
        if (groups.n && !(whom.table && general)) {
            // A x->former official in the table under a bare "leader" stays x->former; under an
            // office the text wins.
            if (!(whom.table && whom.former && is_relay(m) && !x->former &&
                  m->role != ROLE_OFFICE)) {
                apply_title(out, groups, sector);
                if (out->via == VIA_NAME)
                    out->via = VIA_ROLE;
                out->p = 0.9f;
            }
        }
        if (country.n && !str_eq(country, out->country)) {
            if (whom.table && out->country.n && !groups.n)
                return; // "American-born X": a passing adjective does not move a known leader
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
}

// "the Kurds", "rebel Muslims".
static void read_people(const Parts *x, Reading *out)
{
    Arena *arena = x->r->d->arena;
    const Hit *h = x->h, *win = x->win;
    const Reading *owner = x->owner, *of = x->of;
    Str country = x->country;
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
}

// "the union's spokesman", "Somali government troops", "the ministry".
static void read_role(const Parts *x, Reading *out)
{
    const ActorRun *r = x->r;
    Arena *arena = x->r->d->arena;
    const Hit *h = x->h, *belongs = x->belongs, *win = x->win, *faith = x->faith,
              *ethnic = x->ethnic, *sector_mod = x->sector_mod, *palace = x->palace;
    const Reading *owner = x->owner, *of = x->of;
    Str country = x->country;
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
    if (win && (relay || soft_head(h->code)) && win != h) {
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
            return;
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
            return;
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
        bool force =
            str_starts(h->code, "MIL"); // "government forces" are soldiers, "police forces" are not
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
            return;
        }
        if (owner->groups.n && !(owner->human && str_starts(owner->groups, "CVL"))) {
            own = false;
            groups = owner->groups;
            sector = owner->sector;
        }
    } else if (of && of->actor && (of->groups.n || of->code.n) && !of->nationality && !of->place &&
               (relay || (h->kind == HIT_ROLE && h->role == ROLE_GROUP &&
                          str_starts(h->code, "CVL") && of->groups.n))) {
        // "members of the opposition", "chairman of the company's board", "x->head of Hamas"
        if (of->whole && relay) {
            out->country = of->country;
            out->code = of->code;
            out->groups = of->groups;
            out->sector = of->sector;
            out->whole = true;
            if (country.n && !str_eq(country, of->country) && !is_igo(of->country))
                out->whole = false;
            if (x->former && h->human) {
                out->groups = out->sector = STR("ELI");
                out->code = (Str){0};
                out->whole = false;
            }
            return;
        }
        if (relay && of->groups.n) {
            own = false;
            groups = of->groups;
            sector = of->sector;
        }
    }
    if (h->user && h->entry && h->entry->agent && sector_mod && sector_mod != h && !x->former)
        groups =
            code_join(arena, sector_mod->code,
                      h->code); // a user's agents chain, as PETRARCH's do: "rebel spokesman" REBMED
    if (!country.n && owner)
        country = owner->country;
    bool of_body = false; // "the leader of a Lima-based group" is none of Peru's
    if (!country.n && of && of->country.n && !(x->prep && str_is(str_of(x->prep), "to"))) {
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
    if (x->former && h->human && h->role != ROLE_GROUP) {
        groups = STR("ELI");
        sector = STR("ELI");
    }
    if (faith && !relay &&
        (str_starts(groups, "OPP") || str_starts(groups, "REL") || str_starts(groups, "CVL") ||
         str_starts(groups, "REB") || str_starts(groups, "UAF")))
        groups = code_join(arena, groups, faith->code);
    else if (ethnic && !relay &&
             (str_starts(groups, "CVL") || str_starts(groups, "REB") || str_starts(groups, "OPP") ||
              str_starts(groups, "REF")))
        groups = code_join(arena, groups, ethnic->code);
    out->country = country;
    out->groups = groups;
    out->sector = sector;
    out->p = by_people ? 0.6f : country.n ? 0.9f : 0.7f;
}

void actor_read(const ActorRun *r, uint32_t a, uint32_t b, const Reading *owner, const Reading *of,
                const char *prep, Reading *out)
{
    Hit e[MAX_ELEMENTS];
    unsigned n = phrase_elements(r, a, b, e);
    memset(out, 0, sizeof *out);
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
    out->row = hit_row(r->d->arena, r->t, h);
    Parts x = {.r = r,
               .a = a,
               .e = e,
               .n = n,
               .head = head,
               .h = h,
               .owner = owner,
               .of = of,
               .prep = prep,
               .side = side};
    read_modifiers(&x);
    Str country = x.country;
    switch (h->kind) {
    case HIT_COUNTRY:
        read_place(out, h, VIA_LEXICON);
        out->code = h->code;
        out->whole = true;
        out->sector = h->sector;
        out->name = h->name;
        break;
    case HIT_ADJECTIVE:
    case HIT_PEOPLE: read_nationality(&x, out); break;
    case HIT_CAPITAL:
        read_place(out, h, VIA_CAPITAL);
        out->code = h->code;
        out->whole = true;
        out->sector = h->sector;
        out->p = 0.6f;
        break;
    case HIT_PLACE:
        read_place(out, h, VIA_NAME);
        out->country = h->country.n ? h->country : country;
        out->name = h->name;
        out->p = 0.6f;
        break;
    case HIT_ORG:
    case HIT_GROUP:
    case HIT_PERSON: read_name(&x, out); break;
    case HIT_ETHNIC:
    case HIT_FAITH: read_people(&x, out); break;
    case HIT_ROLE:
    case HIT_BODY: read_role(&x, out); break;
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
            out->code = code_join(r->d->arena, country_cameo(r->t, out->country), out->groups);
        Str region; // "Latin American presidents": LAMGOV of no country
        for (uint32_t i = a; i < h->first && !out->country.n && out->kind == MENTION_ROLE; i++)
            if (lookup_region(&r->k, i, h->first - i, &region))
                out->code = code_join(r->d->arena, region, out->groups);
        if (out->groups.n && !out->sector.n)
            out->sector = sector_of_group(out->groups);
    }
    if (!out->sector.n && out->kind != MENTION_NAME && out->country.n &&
        str_is(country_kind(r->t, out->country), "partial"))
        out->sector = STR("PRE");
}
