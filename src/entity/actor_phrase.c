// SPDX-License-Identifier: MIT
// In: tags, tree, names, look-up hits of one sentence. Out: where base noun phrases begin and end,
// and the elements of one: country adjectives, organisations, persons, role nouns, plain words, in
// order and without overlap. Method: noun phrases are runs of the tag sequence; a run is cut where
// no arc of the tree crosses between two nouns ("on Tuesday | officials"). Elements: the longer of
// look-up hit and tagged name wins, with exceptions for names that swallow a title, for headlines
// that tag "Slovak Soldiers" as an organisation, and for unknown organisations, which are read word
// by word. Cost: linear in the phrase. Does not: say what a phrase stands for (actor.c).
#include "entity/phrase.h"

// ------------------------------------------------------------------------------------------
// cutting noun phrases
static bool is_calendar(Str w)
{
    static const char *const days[] = {
        "monday",   "tuesday",   "wednesday", "thursday", "friday",   "saturday",  "sunday",
        "january",  "february",  "march",     "april",    "may",      "june",      "july",
        "august",   "september", "october",   "november", "december", "yesterday", "today",
        "tomorrow", "tonight",   "mon",       "tue",      "wed",      "thu",       "fri",
        "sat",      "sun",       "jan",       "feb",      "jan.",     "feb.",      "aug.",
        "sept.",    "oct.",      "nov.",      "dec."};
    return WORD_IN(w, days);
}

static bool is_hyphen_join(const ActorRun *r, uint32_t i)
{
    return i > r->s->first && i + 1 < r->s->end && str_is(low(r, i), "-") &&
           !(tok(r, i - 1)->flags & TOKEN_SPACE) && !(tok(r, i)->flags & TOKEN_SPACE);
}

// Where a look-up hit or a name that covers more than one token ends, if it starts here; else i
// + 1.
uint32_t phrase_unit_end(const ActorRun *r, uint32_t i)
{
    uint32_t end = i + 1;
    if (r->k.hits[i].kind != HIT_NONE && r->k.hits[i].end > end)
        end = r->k.hits[i].end;
    uint32_t n = r->k.name_at[i];
    if (n != NONE && r->d->names[n].type != NAME_MISC && r->d->names[n].end > end)
        end = r->d->names[n].end;
    return end < r->s->end ? end : r->s->end;
}

static bool is_unit(const ActorRun *r, uint32_t i)
{
    return r->k.hits[i].kind != HIT_NONE || r->k.name_at[i] != NONE;
}

// Does token i belong to a calendar date ("May 10", "2017")? Such a token neither opens a phrase
// nor is part of one, but a determiner or a longer name may hold it: "the 2003 invasion", "the May
// 17 Movement".
static bool in_date(const ActorRun *r, uint32_t i)
{
    for (size_t k = time_from(r->d, i); k < r->d->n_times; k++) {
        const Timex *x = &r->d->times[k];
        if (x->first <= i && i < x->end)
            return (x->type == TIMEX_DATE || x->type == TIMEX_TIME) &&
                   phrase_unit_end(r, i) <= x->end;
        if (x->first > i)
            break;
    }
    return false;
}

// "The kingdom harboured rebels", "Turkey freed an activist": the tagger may call a finite past
// verb a participle before the noun that is its object. Right after a noun or a date it is the
// verb, except for participles that serve as adjectives
// ("In Lagos armed men ..."), and parts of hyphenated words ("Iran-backed rebels").
static bool verb_after_noun(const ActorRun *r, uint32_t i)
{
    static const char *const adjectives[] = {
        "armed",      "masked",    "hooded",        "elected",      "retired",  "displaced",
        "wounded",    "injured",   "jailed",        "detained",     "exiled",   "ousted",
        "deposed",    "suspected", "alleged",       "convicted",    "united",   "uniformed",
        "organised",  "organized", "divided",       "besieged",     "occupied", "disputed",
        "imprisoned", "motorised", "motorized",     "combined",     "unarmed",  "so-called",
        "named",      "appointed", "disgraced",     "unidentified", "mounted",  "allied",
        "backed",     "based",     "educated",      "trained",      "related",  "skilled",
        "naked",      "sacred",    "wicked",        "affected",     "mixed",    "selected",
        "advanced",   "unelected", "unprecedented", "limited",      "supposed", "renewed"};
    const Token *x = tok(r, i);
    bool past = x->upos == UPOS_VERB ? is_xpos(x, "VBN") || is_xpos(x, "VBD")
                                     : x->upos == UPOS_ADJ && low(r, i).n > 5 &&
                                           str_ends(low(r, i), "ed") && !str_ends(low(r, i), "eed");
    if (i == r->s->first || !past || (x->flags & TOKEN_UPPER) || WORD_IN(low(r, i), adjectives))
        return false;
    const Token *before = tok(r, i - 1);
    if (before->sentence != x->sentence ||
        (r->k.hits[i].kind != HIT_NONE && r->k.hits[i].end > i + 1))
        return false;
    bool date = false;
    size_t k = time_from(r->d, i - 1);
    date = k < r->d->n_times && r->d->times[k].first < i && r->d->times[k].end == i;
    return date || is_nominal(before) || before->upos == UPOS_PRON;
}

static bool is_premodifier(const ActorRun *r, uint32_t i)
{
    const Token *x = tok(r, i);
    if (x->upos == UPOS_ADJ || x->upos == UPOS_NUM)
        return true;
    if (x->upos == UPOS_VERB && (x->dep == DEP_AMOD || x->dep == DEP_COMPOUND) && x->head != NONE &&
        x->head > i && !verb_after_noun(r, i))
        return true; // "the ruling party", "armed men"
    if ((x->upos == UPOS_ADV || x->upos == UPOS_ADP) && x->dep == DEP_ADVMOD && x->head != NONE &&
        x->head > i && x->head <= i + 3 &&
        (tok(r, x->head)->upos == UPOS_NUM || tok(r, x->head)->upos == UPOS_ADJ ||
         tok(r, x->head)->dep == DEP_AMOD))
        return true; // "over two dozen", "newly elected"
    return false;
}

static bool is_number(const ActorRun *r, uint32_t i)
{
    static const char *const words[] = {"dozens", "scores", "hundreds", "thousands", "half"};
    return i < r->s->end && !in_date(r, i) &&
           (tok(r, i)->upos == UPOS_NUM || WORD_IN(low(r, i), words));
}

// The end of the words that open a quantity, with a range's lower bound: "at least | eight people",
// "as many as | 30", "between 12 and | 15 soldiers", "12 to | 15"; i where there are none.
static uint32_t quantity_opens(const ActorRun *r, uint32_t i)
{
    static const char *const pairs[][2] = {{"at", "least"},  {"at", "most"},    {"more", "than"},
                                           {"less", "than"}, {"fewer", "than"}, {"up", "to"},
                                           {"close", "to"}};
    uint32_t end = r->s->end;
    if (i + 2 < end) {
        for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++)
            if (str_is(low(r, i), pairs[k][0]) && str_is(low(r, i + 1), pairs[k][1]) &&
                is_number(r, i + 2))
                return i + 2;
    }
    if (i + 3 < end && str_is(low(r, i), "as") &&
        (str_is(low(r, i + 1), "many") || str_is(low(r, i + 1), "few")) &&
        str_is(low(r, i + 2), "as") && is_number(r, i + 3))
        return i + 3;
    if (i + 4 < end && str_is(low(r, i), "between") && is_number(r, i + 1) &&
        str_is(low(r, i + 2), "and") && is_number(r, i + 3) && is_nominal(tok(r, i + 4)))
        return i + 3;
    if (i + 3 < end && is_number(r, i) &&
        (str_is(low(r, i + 1), "to") || str_is(low(r, i + 1), "or")) && is_number(r, i + 2) &&
        tok(r, i + 3)->upos == UPOS_NOUN)
        return i + 2;
    return i;
}

// "took 12 Danes hostage", "held them captive": says what they became, and is nobody else.
static bool is_made_hostage(const ActorRun *r, uint32_t i)
{
    static const char *const words[] = {"hostage", "captive", "prisoner"};
    if (i == r->s->first || !WORD_IN(low(r, i), words) || (tok(r, i)->flags & TOKEN_UPPER) ||
        (i + 1 < r->s->end && str_is(low(r, i + 1), "of")))
        return false;
    const Token *before = tok(r, i - 1);
    return before->upos == UPOS_PRON || is_xpos(before, "NNS") || is_xpos(before, "NNPS") ||
           (before->upos == UPOS_PROPN && r->k.name_at[i] == NONE) ||
           (r->k.hits[i - 1].kind == HIT_ROLE && r->k.hits[i - 1].human);
}

// The first part of a hyphened verb: "Police | tear-gassed | students".
static bool opens_verb(const ActorRun *r, uint32_t i)
{
    return i + 2 < r->s->end && is_hyphen_join(r, i + 1) && tok(r, i)->head == i + 2 &&
           tok(r, i + 2)->upos == UPOS_VERB && is_xpos(tok(r, i + 2), "VBD");
}

bool phrase_can_start(const ActorRun *r, uint32_t i)
{
    if (is_made_hostage(r, i) || opens_verb(r, i) || (i >= r->s->first + 2 && opens_verb(r, i - 2)))
        return false;
    const Token *x = tok(r, i);
    if (quantity_opens(r, i) > i)
        return true;
    if (in_date(r, i) || verb_after_noun(r, i))
        return r->k.hits[i].kind == HIT_FORMER;
    if (x->upos == UPOS_PRON)
        return is_xpos(x, "PRP$") || x->dep == DEP_NMOD_POSS;
    if (x->upos == UPOS_PUNCT || x->upos == UPOS_CCONJ || x->upos == UPOS_AUX ||
        x->upos == UPOS_SCONJ)
        return r->k.hits[i].kind != HIT_NONE && r->k.hits[i].end > i + 1;
    if (x->upos == UPOS_VERB &&
        !is_premodifier(r, i)) // "Mobile": a name that the tagger took for a verb
        return r->k.name_at[i] != NONE ||
               (r->k.hits[i].kind != HIT_NONE && r->k.hits[i].kind <= HIT_GROUP &&
                (x->flags & TOKEN_UPPER)) ||
               (r->k.hits[i].kind == HIT_FORMER) || (r->fragment && r->k.hits[i].kind == HIT_ROLE);
    return x->upos == UPOS_DET || is_nominal(x) || is_premodifier(r, i) ||
           (is_unit(r, i) && x->upos != UPOS_ADP) || x->upos == UPOS_X;
}

// Is any arc of the tree across the junction before token j inside [first, end)?
static bool junction_linked(const ActorRun *r, uint32_t first, uint32_t j, uint32_t end)
{
    for (uint32_t i = first; i < j; i++)
        if (tok(r, i)->head >= j && tok(r, i)->head < end)
            return true;
    for (uint32_t i = j; i < end; i++)
        if (tok(r, i)->head >= first && tok(r, i)->head < j)
            return true;
    return false;
}

// Does a title for one person end right before token i?
static bool title_ends(const ActorRun *r, uint32_t first, uint32_t i)
{
    for (uint32_t k = first; k < i; k++)
        if (r->k.hits[k].kind == HIT_ROLE && r->k.hits[k].end == i && r->k.hits[k].human &&
            !r->k.hits[k].plural)
            return true;
    return false;
}

// "White House | senior adviser X": a palace right before a role is whose he is, whatever the tree
// says.
static bool palace_ends(const ActorRun *r, uint32_t first, uint32_t i)
{
    for (uint32_t k = first; k < i; k++) {
        const Hit *h = &r->k.hits[k];
        if (h->kind == HIT_CAPITAL && h->end == i && h->lex && h->lex == r->t->capitals.t &&
            str_is(lextable_cell(h->lex, h->row, r->t->capitals.kind), "palace"))
            return true;
    }
    return false;
}

// The end of the base noun phrase that starts at i. Marks in possessive[] where a possessor ends
// (at the "'s" token).
uint32_t phrase_base_end(const ActorRun *r, uint32_t i, uint32_t *possessors,
                         unsigned *n_possessors)
{
    uint32_t first = i;
    bool noun = false; // a noun was seen in the current part
    *n_possessors = 0;
    i = quantity_opens(r, i);
    while (i < r->s->end) {
        const Token *x = tok(r, i);
        if (i > first && str_is(low(r, i), "/"))
            break; // "REUTERS/Maria Ruiz/File Photo"
        if (i > first && (verb_after_noun(r, i) || (noun && in_date(r, i))) &&
            !is_hyphen_join(r, i - 1))
            break;
        if (i > first && (is_made_hostage(r, i) || opens_verb(r, i)))
            break;
        if (x->flags & TOKEN_DATELINE && i > first && !(tok(r, i - 1)->flags & TOKEN_DATELINE))
            break;
        if (i > first && is_calendar(low(r, i)) && r->k.hits[i].kind == HIT_NONE &&
            r->k.name_at[i] == NONE)
            break;
        if (is_unit(r, i) && phrase_unit_end(r, i) > i + 1) {
            if (noun && i > first && r->k.name_at[i] == NONE && x->upos != UPOS_PROPN &&
                x->upos != UPOS_NOUN && !is_premodifier(r, i))
                break;
            i = phrase_unit_end(r, i);
            noun = true;
            continue;
        }
        if (is_xpos(x, "POS")) {
            if (!noun || *n_possessors >= 4)
                break;
            // nothing after it: "a bill of Smith's" ends there
            if (i + 1 >= r->s->end)
                break;
            const Token *y = tok(r, i + 1);
            if (!(is_nominal(y) || is_premodifier(r, i + 1) || is_unit(r, i + 1) ||
                  y->upos == UPOS_VERB))
                break;
            if (y->upos == UPOS_VERB && !is_premodifier(r, i + 1) && !is_unit(r, i + 1))
                break;
            possessors[(*n_possessors)++] = i;
            noun = false;
            i++;
            continue;
        }
        if (is_hyphen_join(r, i)) {
            const Token *y = tok(r, i + 1);
            if (i == first || !(is_nominal(y) || y->upos == UPOS_ADJ || y->upos == UPOS_VERB ||
                                y->upos == UPOS_NUM || y->upos == UPOS_ADV || y->upos == UPOS_X ||
                                y->upos == UPOS_ADP))
                break;
            i += 2;
            if (is_nominal(y))
                noun = true;
            continue;
        }
        if (x->upos == UPOS_DET) {
            if (i > first && !(tok(r, i - 1)->upos == UPOS_DET ||
                               (i == first + 1 && tok(r, first)->upos == UPOS_NUM)))
                break;
            i++;
            continue;
        }
        if (x->upos == UPOS_PRON) {
            if (i > first || !phrase_can_start(r, i))
                break;
            i++;
            continue;
        }
        if (is_nominal(x) || x->upos == UPOS_X || x->upos == UPOS_SYM) {
            if (noun && i > first && is_nominal(x) && tok(r, i - 1)->upos == UPOS_NOUN &&
                x->upos == UPOS_PROPN && r->k.hits[i].kind == HIT_NONE && r->k.name_at[i] == NONE &&
                !(x->flags & TOKEN_UPPER))
                break;
            noun = true;
            i++;
            continue;
        }
        if (is_premodifier(r, i) || (i == first && phrase_can_start(r, i))) {
            if (noun) {
                // after a noun only what the tree hangs to the right, or a unit of look-up ("army
                // deputy chief")
                bool right = x->head != NONE && x->head > i && x->head < r->s->end &&
                             junction_linked(r, first, i, x->head + 1);
                if (!(right && x->dep != DEP_NSUBJ) && !palace_ends(r, first, i) &&
                    !(x->upos == UPOS_ADJ && r->k.hits[i].kind != HIT_NONE && right))
                    break;
            }
            i++;
            continue;
        }
        // "Prime Minister Agathe Testname": a first name that the tagger took for something else
        bool after_title = i > first && (x->flags & TOKEN_UPPER) && i + 1 < r->s->end &&
                           tok(r, i + 1)->upos == UPOS_PROPN &&
                           !(tok(r, i + 1)->flags & TOKEN_DATELINE) && title_ends(r, first, i);
        if (after_title || (is_unit(r, i) && (x->flags & TOKEN_UPPER) && x->upos != UPOS_AUX &&
                            (x->upos != UPOS_ADP || r->k.hits[i].kind == HIT_PERSON))) {
            noun = true;
            i++;
            continue;
        }
        break;
    }
    // Two phrases that merely stand side by side are cut: "on Tuesday | officials", "gave the
    // general | troops".
    if (!r->fragment)
        for (uint32_t j = first + 1; j < i; j++) {
            if (!is_nominal(tok(r, j - 1)) || !(is_nominal(tok(r, j)) || is_premodifier(r, j)) ||
                junction_linked(r, first, j, i))
                continue;
            bool inside =
                false; // a name or a title before a name stays whole, whatever the tree says
            for (uint32_t k = first; k < j && !inside; k++)
                inside = phrase_unit_end(r, k) > j;
            const Hit *h = &r->k.hits[j - 1];
            bool title = false;
            for (uint32_t k = first; k < j; k++)
                if (r->k.hits[k].kind == HIT_ROLE && r->k.hits[k].end == j)
                    title = true;
            title = title || h->kind == HIT_ROLE;
            if (inside || palace_ends(r, first, j) || (title && tok(r, j)->upos == UPOS_PROPN))
                continue;
            i = j;
            break;
        }
    while (*n_possessors && possessors[*n_possessors - 1] >= i)
        (*n_possessors)--;
    if (*n_possessors &&
        possessors[*n_possessors - 1] + 1 == i) { // the cut left nothing behind the "'s"
        (*n_possessors)--;
        i--;
    }
    return i;
}

// ------------------------------------------------------------------------------------------
// elements
static const char *const honorifics[] = {
    "mr",  "mr.",  "mrs",  "mrs.",  "ms",     "ms.", "miss", "dr", "dr.", "sir",    "dame",
    "rev", "rev.", "prof", "prof.", "madame", "hon", "hon.", "st", "st.", "sayyid", "haji"};

Str groups_of_code(const ActorTables *t, Str code, Str country)
{
    Str base = country_cameo(t, country);
    if (code.n > base.n && base.n && memcmp(code.p, base.p, base.n) == 0)
        return (Str){code.p + base.n, code.n - base.n};
    return code.n > 3 ? (Str){code.p + 3, code.n - 3} : (Str){0};
}

// "World Teachers Forum", "Association of African Nurses": of several states by its name, and no
// body of governments.
static bool is_world_body(const ActorRun *r, uint32_t first, uint32_t end)
{
    static const char *const wide[] = {"world", "international", "global",  "african",  "asian",
                                       "arab",  "european",      "pacific", "worldwide"};
    static const char *const sorts[] = {"association", "federation", "forum",  "confederation",
                                        "society",     "network",    "league", "campaign"};
    bool is_wide = false, is_sort = false;
    for (uint32_t i = first; i < end; i++) {
        is_wide = is_wide || WORD_IN(low(r, i), wide);
        is_sort = is_sort || WORD_IN(low(r, i), sorts);
    }
    return is_wide && is_sort;
}

// What an unknown organisation's own name says: "Chadian Human Rights League" → TCD, HRI.
static void name_inside(const ActorRun *r, uint32_t first, uint32_t end, Hit *h)
{
    static const char *const armed[] = {"liberation", "resistance", "jihad",
                                        "mujahideen", "mujahedin",  "martyrs",
                                        "insurgent",  "guerrilla",  "separatist"};
    for (uint32_t i = first; i < end; i++) {
        const Hit *x = &r->k.hits[i];
        if (x->kind == HIT_NONE || x->end > end)
            continue;
        if ((x->kind == HIT_COUNTRY || x->kind == HIT_ADJECTIVE || x->kind == HIT_CAPITAL) &&
            !x->joined && h->country.n == 0)
            h->country = x->country;
        if (x->kind == HIT_BODY && (h->code.n == 0 || x->rule != RULE_WEAK)) {
            if (x->code.n) {
                h->code = x->code;
                h->sector = x->sector;
            }
        }
        if (x->kind == HIT_ORG && h->country.n == 0)
            h->country = x->country;
        else if (x->kind == HIT_ORG && !h->code.n &&
                 x->code.n) { // "Norwegian Labour Party": a common name elsewhere
            h->code = groups_of_code(r->t, x->code, x->country);
            h->sector = x->sector;
        }
        i = x->end - 1;
    }
    for (uint32_t i = first; i < end && !h->code.n; i++) {
        const Hit *x = &r->k.hits[i]; // "Testname Nurses Association"
        if (x->kind == HIT_ROLE && x->end <= end && x->human && x->plural &&
            (x->role == ROLE_OCCUPATION || x->role == ROLE_OFFICE) && x->code.n) {
            h->code = x->code;
            h->sector = x->sector;
        }
    }
    for (uint32_t i = first; i < end; i++)
        if (WORD_IN(low(r, i), armed)) { // "Liberation Army of Nowhere"
            h->code = h->sector = STR("REB");
            break;
        }
    if (h->country.n == 0)
        for (uint32_t i = first; i < end; i++) {
            uint32_t p = r->k.place_at[i];
            if (p != NONE && r->d->places[p].country.n) {
                h->country = r->d->places[p].country;
                break;
            }
        }
    if (h->country.n == 0 && is_world_body(r, first, end))
        h->country = STR("NGO");
}

// The name stage may miss a first or middle name: capitalised proper nouns next to a person's name
// belong to it.
static unsigned persons_widen(const ActorRun *r, Hit *e, unsigned n)
{
    unsigned m = 0;
    for (unsigned i = 0; i < n; i++) {
        bool part = e[i].kind == HIT_PLAIN && (tok(r, e[i].first)->flags & TOKEN_UPPER) &&
                    tok(r, e[i].first)->upos == UPOS_PROPN;
        if (part && m && e[m - 1].kind == HIT_PERSON && !e[m - 1].table &&
            e[m - 1].end == e[i].first) {
            e[m - 1].end = e[i].end;
            continue;
        }
        if (e[i].kind == HIT_PERSON && !e[i].table)
            while (m && e[m - 1].kind == HIT_PLAIN && e[m - 1].end == e[i].first &&
                   (tok(r, e[m - 1].first)->flags & TOKEN_UPPER) &&
                   (tok(r, e[m - 1].first)->upos == UPOS_PROPN ||
                    (m >= 2 && e[m - 2].kind == HIT_ROLE && e[m - 2].human)) &&
                   !WORD_IN(low(r, e[m - 1].first), honorifics)) {
                e[i].first = e[m - 1].first;
                m--;
            }
        e[m++] = e[i];
    }
    return m;
}

static unsigned elements_cut(const ActorRun *r, uint32_t a, uint32_t b, Hit *out);

unsigned phrase_elements(const ActorRun *r, uint32_t a, uint32_t b, Hit *out)
{
    return persons_widen(r, out, elements_cut(r, a, b, out));
}

// "Zambian party": besides the country nothing is written as a name.
static bool common_words(const ActorRun *r, uint32_t first, uint32_t end)
{
    if (r->k.lower_doc)
        return false;
    bool country = false;
    for (uint32_t i = first; i < end; i++) {
        const Hit *h = &r->k.hits[i];
        if ((h->kind == HIT_ADJECTIVE || h->kind == HIT_COUNTRY) && h->end < end && i == first) {
            country = true;
            i = h->end - 1;
        } else if (tok(r, i)->flags & TOKEN_UPPER)
            return false;
    }
    return country;
}

static bool ends_in_people(const ActorRun *r, uint32_t first, uint32_t end)
{
    if (is_world_body(r, first, end))
        return false; // "Asian Federation of Journalists"
    for (uint32_t i = first; i < end; i++)
        if (r->k.hits[i].kind == HIT_ROLE && r->k.hits[i].end == end && r->k.hits[i].plural &&
            r->k.hits[i].human)
            return true;
    return false;
}

// The end of a person's name that starts before token i and goes on beyond it, inside [a, b); NONE.
static uint32_t person_rest(const ActorRun *r, uint32_t a, uint32_t i, uint32_t b)
{
    for (uint32_t k = a; k < i; k++) {
        uint32_t q = r->k.name_at[k];
        if (q != NONE && r->d->names[q].type == NAME_PER && r->d->names[q].end > i &&
            r->d->names[q].end <= b)
            return r->d->names[q].end;
    }
    return NONE;
}

// "Prime Minister Testname" tagged as one organisation: a title for one person, then only unknown
// capitalised words.
static bool titled_person(const ActorRun *r, const Hit *h, const Name *nm)
{
    if (h->kind != HIT_ROLE || !h->human || h->plural || nm->type != NAME_ORG ||
        h->role == ROLE_GROUP || h->end >= nm->end || nm->end > h->end + 3)
        return false;
    for (uint32_t i = h->end; i < nm->end; i++)
        if (r->k.hits[i].kind != HIT_NONE || tok(r, i)->upos != UPOS_PROPN ||
            !(tok(r, i)->flags & TOKEN_UPPER))
            return false;
    return true;
}

static unsigned elements_cut(const ActorRun *r, uint32_t a, uint32_t b, Hit *out)
{
    unsigned n = 0;
    uint32_t i = a;
    while (i < b && n < MAX_ELEMENTS) {
        const Hit *h = &r->k.hits[i];
        uint32_t ni = r->k.name_at[i];
        const Name *nm = ni == NONE ? NULL : &r->d->names[ni];
        if (nm && (nm->end > b || nm->type == NAME_MISC))
            nm = NULL;
        if (nm && nm->type != NAME_PER &&
            (ends_in_people(r, i, nm->end) ||
             (nm->type == NAME_ORG && common_words(r, i, nm->end))))
            nm = NULL; // "Slovak Soldiers" in a headline is no organisation
        Hit plain = {.first = i, .end = i + 1, .kind = HIT_PLAIN};
        if (h->kind != HIT_NONE && h->end > b)
            h = &plain;
        bool have = h->kind != HIT_NONE;
        if (have && nm && nm->end > h->end && !h->user) {
            // The name is longer than the hit: a person's name swallows a country ("Jordan Smith"),
            // not a title before it.
            if (nm->type == NAME_PER || titled_person(r, h, nm))
                have = h->kind == HIT_ROLE || h->kind == HIT_FORMER || h->kind == HIT_PERSON ||
                       (h->kind == HIT_ADJECTIVE && h->end < nm->end);
            else if (nm->type == NAME_ORG)
                have = false;
            else // a longer place name: "Jordan River"
                have = h->kind == HIT_ORG || h->kind == HIT_GROUP;
        }
        if (have && (h->kind == HIT_PEOPLE || h->kind == HIT_ADJECTIVE) && n &&
            str_is(low(r, i - 1), "ethnic") && out[n - 1].end == i) {
            Hit x = *h; // "ethnic Albanians" are not citizens of Albania
            x.kind = HIT_ETHNIC;
            x.code = h->country;
            x.country = (Str){0};
            out[n++] = x;
            i = h->end;
            continue;
        }
        if (have) {
            if (h->kind == HIT_PERSON && nm && nm->end > h->end && nm->type == NAME_PER) {
                Hit longer = *h; // "Kofi Atta Annan Jr", but not every "Juan Carlos Testname"
                longer.end = nm->end;
                longer.doubt = true;
                out[n++] = longer;
                i = nm->end;
                continue;
            }
            if (h->kind == HIT_PERSON && h->end == h->first + 1 && nm && nm->type == NAME_LOC) {
                have = false; // "Bush" as a place
            } else {
                out[n++] = *h;
                i = h->end;
                continue;
            }
        }
        if (WORD_IN(low(r, i), honorifics)) {
            out[n++] = plain;
            i++;
            continue;
        }
        uint32_t rest = n && out[n - 1].end == i && tok(r, i)->upos == UPOS_PROPN
                            ? person_rest(r, a, i, b)
                            : NONE;
        if (rest == NONE && n && out[n - 1].end == i && out[n - 1].kind == HIT_ROLE) {
            uint32_t q = r->k.name_at[out[n - 1].first];
            if (q != NONE && r->d->names[q].end > i && r->d->names[q].end <= b &&
                titled_person(r, &out[n - 1], &r->d->names[q]))
                rest = r->d->names[q].end;
        }
        if (rest != NONE) { // a title or adjective was cut off the name: "General | John Doe"
            out[n++] = (Hit){.first = i, .end = rest, .kind = HIT_PERSON, .human = true, .p = 0.8f};
            i = rest;
            continue;
        }
        if (nm) {
            Hit x = {.first = i, .end = nm->end, .p = nm->p > 0 ? nm->p : 0.7f};
            if (nm->type == NAME_PER) {
                // honorifics stay out of the element but inside the span
                x.kind = HIT_PERSON;
                x.human = true;
                for (uint32_t j = i + 1; j < nm->end;
                     j++) // "Mr Nikol P": the table's name at the end of the tagged one
                    if (r->k.hits[j].kind == HIT_PERSON && r->k.hits[j].end == nm->end &&
                        nm->end - j >= 2) {
                        Hit inner = r->k.hits[j];
                        inner.first = i;
                        x = inner;
                        break;
                    }
            } else if (nm->type == NAME_ORG) {
                x.kind = HIT_ORG;
                name_inside(r, i, nm->end, &x);
                const Hit *inner =
                    &r->k.hits[i]; // "NATO Council": a table organisation opens the name
                if (inner->kind == HIT_ORG && !x.code.n) {
                    x.code = inner->code;
                    x.country = inner->country;
                    x.sector = inner->sector;
                    x.table = true;
                    x.lex = inner->lex;
                    x.row = inner->row;
                }
            } else {
                x.kind = HIT_PLACE;
                uint32_t p = r->k.place_at[i];
                if (p != NONE)
                    x.country = r->d->places[p].country;
                if (n && out[n - 1].end == i && out[n - 1].kind == HIT_ROLE && out[n - 1].human &&
                    !out[n - 1].plural && !x.country.n) {
                    x.kind = HIT_PERSON; // "army chief Somchai Testname": after a title an unknown
                                         // name is a person's
                    x.human = true;
                }
            }
            out[n++] = x;
            i = nm->end;
            continue;
        }
        uint32_t p = r->k.place_at[i];
        if (p != NONE && r->d->places[p].end <= b && !r->d->places[p].demonym) {
            out[n++] = (Hit){.first = i,
                             .end = r->d->places[p].end,
                             .kind = HIT_PLACE,
                             .country = r->d->places[p].country,
                             .name = r->d->places[p].name,
                             .p = r->d->places[p].p};
            i = r->d->places[p].end;
            continue;
        }
        out[n++] = plain;
        i++;
    }
    return n;
}
