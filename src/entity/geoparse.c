// SPDX-License-Identifier: MIT
// In: tokens, tags, names. Out: Doc.places, every place name with one point of the gazetteer, or
// none where it has none. Method: longest match of country names, capitals, regions and cities over
// the tokens, gated by case, tags and the name stage (a place name inside a person's name is no
// place; a word that is also common needs the tagger's word for it). Each name gets the candidates
// of all tables; a candidate scores by population, by the countries and regions that the article
// names, and by the pattern "X, Region" / "X, Country" (Lieberman et al. 2010 call these resolving
// context and comma groups). One name has one meaning in an article. Adjectives ("Syrian") are
// places with demonym set: readers that want only where things happen skip them. Cost: linear in
// the text; candidates of a name are at most 24. Does not: parse distances ("30 km north of X"),
// street addresses.
#include "entity/geoparse.h"

#include "base/limits.h"
#include "entity/entity.h"

#include <stdlib.h>

#define MAX_CANDIDATES 24
#define MAX_COUNTRIES  64
#define MAX_AREAS      96

typedef struct {
    const LexTable *t;
    int country, admin1, lat, lon, id, population, kind, exact, name, from, to, ambiguous;
} GeoTable;

struct GeoTables {
    GeoTable names, countries, capitals, cities, macro;
    const LexTable *peoples; // "Tamils": tagged as places at times
};

typedef enum {
    GEO_COUNTRY,
    GEO_ADJECTIVE,
    GEO_CAPITAL,
    GEO_REGION,
    GEO_CITY,
    GEO_NATURE,
    GEO_MACRO
} GeoKind;

typedef struct {
    uint8_t kind;
    const GeoTable *t;
    uint32_t row;
    double lat, lon, population;
    uint32_t id;
    Str name, country, admin1;
    bool point, capital, county, doubtful;
} Candidate;

typedef struct {
    uint32_t first, end;
    Candidate *c;
    unsigned n;
    bool demonym, hard; // hard: a country name, certain
    bool inside_org, anchored;
    int chosen;
    float p;
} Spot;

typedef struct {
    Doc *d;
    const GeoTables *t;
    Str *words;
    uint32_t *name_of; // [n_tokens]: the name that covers the token; NONE
    Spot *spots;
    size_t n_spots, cap_spots;
    struct {
        Str code;
        double weight;
    } country[MAX_COUNTRIES];
    unsigned n_countries;
    struct {
        Str country, admin1;
        double weight;
    } area[MAX_AREAS];
    unsigned n_areas;
    bool lower_doc;
} Geo;

// ------------------------------------------------------------------------------------------ tables
static int column(const LexTable *t, const char *a, const char *b)
{
    int c = lextable_column(t, a);
    return c >= 0 || !b ? c : lextable_column(t, b);
}

static void geo_table(GeoTable *g, const Lexicon *x, const char *name)
{
    g->t = lexicon_table(x, name);
    if (!g->t)
        return;
    g->country = column(g->t, "country", NULL);
    g->admin1 = column(g->t, "admin1", "region");
    g->lat = column(g->t, "lat", NULL);
    g->lon = column(g->t, "lon", NULL);
    g->id = column(g->t, "geonameid", NULL);
    g->population = column(g->t, "population", "pop");
    g->kind = column(g->t, "kind", NULL);
    g->exact = column(g->t, "case", NULL);
    g->name = column(g->t, "name", NULL);
    g->from = column(g->t, "valid_from", NULL);
    g->to = column(g->t, "valid_to", NULL);
    g->ambiguous = column(g->t, "ambiguous", NULL);
}

GeoTables *geo_tables_new(const Lexicon *x, Err *e)
{
    GeoTables *t = calloc(1, sizeof *t);
    if (!t) {
        err_set(e, ERR_MEMORY, "out of memory");
        return NULL;
    }
    geo_table(&t->names, x, "country_names");
    geo_table(&t->countries, x, "countries");
    geo_table(&t->capitals, x, "capitals");
    geo_table(&t->cities, x, "cities");
    geo_table(&t->macro, x, "macroregions");
    t->peoples = lexicon_table(x, "peoples");
    if (t->macro.t)
        t->macro.kind = lextable_column(t->macro.t, "form");
    if (!t->names.t || !t->countries.t) {
        err_set(e, ERR_USAGE, "the lexicon lacks table '%s'",
                t->names.t ? "countries" : "country_names");
        free(t);
        return NULL;
    }
    t->names.country = lextable_column(t->names.t, "code");
    return t;
}

void geo_tables_free(GeoTables *t)
{
    free(t);
}

// ------------------------------------------------------------------------------------------
// candidates
static uint32_t country_row(const GeoTables *t, Str code)
{
    char low[8];
    if (!code.n || code.n > sizeof low)
        return LEX_NONE;
    for (size_t i = 0; i < code.n; i++)
        low[i] = ascii_tolower(code.p[i]);
    return lextable_find(t->countries.t, (Str){low, code.n});
}

static double cell_number(const GeoTable *t, uint32_t row, int c)
{
    double v = 0;
    Str s = lextable_cell(t->t, row, c);
    return s.n && str_to_double(s, &v) ? v : 0;
}

static void candidate_fill(const Geo *g, const GeoTable *t, uint32_t row, GeoKind kind,
                           Candidate *c)
{
    memset(c, 0, sizeof *c);
    c->kind = (uint8_t)kind;
    c->t = t;
    c->row = row;
    c->country = lextable_cell(t->t, row, t->country);
    const GeoTable *at = t;
    uint32_t r = row;
    if (kind == GEO_COUNTRY || kind == GEO_ADJECTIVE) {
        at = &g->t->countries;
        r = country_row(g->t, c->country);
        if (r == LEX_NONE)
            return;
        c->population =
            lextable_cell(t->t, row, t->to).n ? 1e3 : 3e7; // a former name: "the Gold Coast"
    }
    c->lat = cell_number(at, r, at->lat);
    c->lon = cell_number(at, r, at->lon);
    c->point = lextable_cell(at->t, r, at->lat).n != 0;
    c->id = (uint32_t)cell_number(at, r, at->id);
    c->name = lextable_cell(at->t, r, at->name >= 0 ? at->name : 0);
    if (kind == GEO_CITY) {
        static const char *const areas[] = {"state", "region", "county", "district"},
                                 *const nature[] = {"river",  "lake",  "sea",    "ocean",
                                                    "strait", "canal", "island", "mountain",
                                                    "desert", "pass",  "place"};
        Str what = lextable_cell(at->t, r, at->kind);
        for (size_t i = 0; i < sizeof areas / sizeof *areas; i++)
            if (str_is(what, areas[i]))
                c->kind = GEO_REGION;
        for (size_t i = 0; i < sizeof nature / sizeof *nature; i++)
            if (str_is(what, nature[i]))
                c->kind = GEO_NATURE;
        if (str_is(what, "capital"))
            c->capital = true;
        c->county = str_is(what, "county") || str_is(what, "district");
        c->doubtful = lextable_cell(at->t, r, at->ambiguous).n != 0 && c->population < 1e6;
        c->admin1 = lextable_cell(at->t, r, at->admin1);
        c->population = cell_number(at, r, at->population);
    }
    if (kind == GEO_CAPITAL) {
        c->population = 2e6;
        c->capital = str_is(lextable_cell(t->t, row, t->kind), "capital");
        long until; // "Salisbury" was a capital until 1980
        Str to = lextable_cell(t->t, row, t->to);
        int32_t end = INT32_MIN;
        if (to.n >= 4 && str_to_long((Str){to.p, 4}, &until) && until > 0)
            end = day_from_civil((int)until, 12, 31);
        if (to.n && (g->d->date == DAY_NONE || g->d->date > end)) {
            c->capital = false;
            c->population = 1e5;
        }
    }
    if (c->kind == GEO_NATURE && c->population < 1e6)
        c->population = 1e6;
    if (c->kind == GEO_REGION && c->population < 1e5)
        c->population = c->county ? 3e4 : 5e5;
    if (kind == GEO_MACRO)
        c->population = 1e8;
}

static bool row_case(const Geo *g, const GeoTable *t, uint32_t row, uint32_t first, uint32_t end)
{
    const Doc *d = g->d;
    if (g->lower_doc)
        return true;
    Str text = doc_str(d, (Span){d->tokens[first].span.start, d->tokens[end - 1].span.end});
    if (t->exact >= 0 && str_is(lextable_cell(t->t, row, t->exact), "exact")) {
        if (is_spelled(text, lextable_cell(t->t, row, 0)))
            return true;
        bool caps = (d->sentences[d->tokens[first].sentence].flags & SENT_CAPS) != 0;
        return caps && (text.n > 4 || d->tokens[first].upos == UPOS_PROPN);
    }
    for (uint32_t i = first; i < end; i++)
        if (d->tokens[i].flags & TOKEN_UPPER)
            return true;
    return false;
}

static void candidates_add(Geo *g, Spot *s, const GeoTable *t, uint32_t row, GeoKind kind)
{
    for (; row != LEX_NONE && s->n < MAX_CANDIDATES; row = lextable_next(t->t, row)) {
        if (!row_case(g, t, row, s->first, s->end))
            continue;
        GeoKind k = kind;
        if (kind == GEO_COUNTRY) {
            Str what = lextable_cell(t->t, row, t->kind);
            if (str_is(what, "adjective") || str_starts(what, "demonym"))
                k = GEO_ADJECTIVE;
        }
        if (kind == GEO_CAPITAL && str_is(lextable_cell(t->t, row, t->kind), "palace"))
            continue; // "the Kremlin" is an actor, seldom a place of events
        if (kind == GEO_CAPITAL && s->n == 0 && g->t->cities.t &&
            lextable_cell(t->t, row, t->ambiguous).n >= 8 &&
            str_starts(lextable_cell(t->t, row, t->ambiguous), "city far"))
            continue;
        Candidate *c = &s->c[s->n];
        candidate_fill(g, t, row, k, c);
        bool same = false; // the capital also stands in the table of cities
        for (unsigned i = 0; i < s->n; i++)
            same = same || (s->c[i].id && s->c[i].id == c->id);
        if (!same)
            s->n++;
    }
}

// ------------------------------------------------------------------------------------------
// spotting
static bool title_before(const Geo *g, uint32_t i)
{
    static const char *const titles[] = {
        "mr",       "mr.",       "mrs",      "mrs.",      "ms",      "ms.",      "dr",
        "dr.",      "president", "senator",  "sen.",      "gov.",    "governor", "rep.",
        "judge",    "justice",   "gen.",     "general",   "col.",    "colonel",  "capt.",
        "captain",  "sgt.",      "minister", "secretary", "sheriff", "coach",    "professor",
        "prof.",    "sir",       "lord",     "lady",      "king",    "queen",    "prince",
        "princess", "pope",      "saint",    "rev.",      "lt.",     "officer",  "detective",
        "attorney"};
    Str w = g->words[i];
    for (size_t k = 0; k < sizeof titles / sizeof *titles; k++)
        if (str_is(w, titles[k]))
            return true;
    return false;
}

// Is it written as a name here? The tagger's and the name stage's word, weighed by how much the
// table knows.
static bool looks_named(const Geo *g, uint32_t first, uint32_t end, bool *loc, bool *in_org)
{
    const Doc *d = g->d;
    bool propn = false;
    *loc = *in_org = false;
    for (uint32_t i = first; i < end; i++) {
        const Token *x = &d->tokens[i];
        if (x->upos == UPOS_PROPN)
            propn = true;
        uint32_t n = g->name_of[i];
        if (n == NONE)
            continue;
        const Name *nm = &d->names[n];
        if (nm->type == NAME_LOC)
            *loc = true;
        else if (nm->type == NAME_PER)
            return false;
        else if (nm->type == NAME_ORG)
            *in_org = true;
    }
    return propn || *loc || *in_org;
}

static bool hyphen_or_plain(const Geo *g, uint32_t i)
{
    const Token *x = &g->d->tokens[i];
    return (x->flags & TOKEN_UPPER) || g->lower_doc;
}

static bool is_month(Str w)
{
    return str_is(w, "march") || str_is(w, "may") || str_is(w, "august") || str_is(w, "april") ||
           str_is(w, "june") || str_is(w, "sunday");
}

// Whether what the gazetteer's phrase leaves of a longer tagged name says only what sort of place
// it is.
static bool rest_generic(const Geo *g, const Name *name, uint32_t first, uint32_t end)
{
    static const char *const words[] = {"city",
                                        "county",
                                        "province",
                                        "district",
                                        "state",
                                        "town",
                                        "governorate",
                                        "region",
                                        "area",
                                        "township",
                                        "north",
                                        "south",
                                        "east",
                                        "west",
                                        "northern",
                                        "southern",
                                        "eastern",
                                        "western",
                                        "central",
                                        "greater",
                                        "downtown",
                                        "metro",
                                        "upper",
                                        "lower",
                                        "inner",
                                        "outer",
                                        "the",
                                        ",",
                                        "northeast",
                                        "northwest",
                                        "southeast",
                                        "southwest",
                                        "northeastern",
                                        "northwestern",
                                        "southeastern",
                                        "southwestern",
                                        "of",
                                        "village",
                                        "prefecture",
                                        "department",
                                        "oblast",
                                        "republic",
                                        "municipality",
                                        "suburb",
                                        "neighborhood",
                                        "neighbourhood",
                                        "borough",
                                        "in",
                                        "-",
                                        "("};
    for (uint32_t i = name->first; i < name->end; i++) {
        if (i >= first && i < end)
            continue;
        bool generic = false;
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            generic = generic || str_is(g->words[i], words[k]);
        if (!generic)
            return i >= end && g->t->cities.t &&
                   lextable_find(g->t->cities.t, g->words[i]) != LEX_NONE && i + 1 == name->end;
    }
    return true;
}

static bool after_of(const Geo *g, uint32_t i)
{
    static const char *const words[] = {"of", "in", "at", "for", "the"};
    if (i == 0)
        return false;
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (str_is(g->words[i - 1], words[k]))
            return true;
    return false;
}

static bool is_people(const Geo *g, uint32_t first, uint32_t end)
{
    return end == first + 1 && g->t->peoples &&
           lextable_find(g->t->peoples, g->words[first]) != LEX_NONE;
}

// "south Chad" tagged as one name that no table holds, while its rest names a country.
static bool compass_opens(const Geo *g, const Name *name)
{
    static const char *const words[] = {"north",    "south",   "east",    "west",   "northern",
                                        "southern", "eastern", "western", "central"};
    bool opens = false;
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        opens = opens || str_is(g->words[name->first], words[k]);
    uint32_t row, n = name->end - name->first;
    return opens && n > 1 && g->t->names.t &&
           lextable_match(g->t->names.t, g->words + name->first + 1, n - 1, &row) == n - 1;
}

static void spot_sentence(Geo *g, const Sentence *s)
{
    Doc *d = g->d;
    const GeoTables *t = g->t;
    Candidate scratch[MAX_CANDIDATES];
    for (uint32_t i = s->first; i < s->end;) {
        unsigned limit = s->end - i < LIMIT_PHRASE_TOKENS ? s->end - i : LIMIT_PHRASE_TOKENS;
        const GeoTable *tables[4] = {&t->names, &t->capitals, &t->cities, &t->macro};
        const GeoKind kinds[4] = {GEO_COUNTRY, GEO_CAPITAL, GEO_CITY, GEO_MACRO};
        unsigned longest = 0, words[4] = {0};
        uint32_t rows[4] = {LEX_NONE, LEX_NONE, LEX_NONE, LEX_NONE};
        bool capital = g->lower_doc;
        for (uint32_t k = i; k < i + limit && k < i + 3; k++)
            capital = capital || (d->tokens[k].flags & TOKEN_UPPER);
        for (int k = 0; k < 4 && capital; k++)
            if (tables[k]->t) {
                words[k] = lextable_match(tables[k]->t, g->words + i, limit, &rows[k]);
                if (words[k] > longest)
                    longest = words[k];
            }
        uint32_t n = g->name_of[i];
        const Name *nm = n != NONE && d->names[n].first == i ? &d->names[n] : NULL;
        Spot spot = {.first = i, .c = scratch, .chosen = -1};
        bool any_upper = g->lower_doc;
        for (uint32_t k = i; k < i + longest; k++)
            any_upper = any_upper || (d->tokens[k].flags & TOKEN_UPPER);
        if (longest && any_upper) {
            spot.end = i + longest;
            for (int k = 0; k < 4; k++)
                if (words[k] == longest)
                    candidates_add(g, &spot, tables[k], rows[k], kinds[k]);
        }
        if (spot.n) {
            bool loc, in_org, ok;
            bool named = looks_named(g, spot.first, spot.end, &loc, &in_org);
            bool country = spot.c[0].kind == GEO_COUNTRY,
                 adjective = spot.c[0].kind == GEO_ADJECTIVE;
            if (spot.c[0].kind == GEO_MACRO) {
                adjective =
                    str_is(lextable_cell(t->macro.t, spot.c[0].row, t->macro.kind), "adjective");
                country = !adjective;
            }
            uint32_t nn = g->name_of[spot.first];
            const Name *over = nn == NONE ? NULL : &d->names[nn];
            bool longer = over && (over->first < spot.first || over->end > spot.end);
            double most = 0;
            bool doubtful = true;
            for (unsigned k = 0; k < spot.n; k++) {
                if (spot.c[k].population > most)
                    most = spot.c[k].population;
                doubtful = doubtful && spot.c[k].doubtful;
            }
            bool comma = spot.end < s->end && str_is(g->words[spot.end], ",");
            if (over && over->type == NAME_PER && !adjective)
                ok = !longer && country && longest > 1;
            else if (adjective || country)
                ok = hyphen_or_plain(g, spot.first) && !(over && over->type == NAME_PER && longer);
            else if (longest == 1 && is_month(g->words[i]) && !loc)
                ok = false; // "March"
            else if (over && over->type == NAME_LOC && longer)
                ok = rest_generic(g, over, spot.first,
                                  spot.end); // "Springfield Township", not "Lake Vermont"
            else if (over && over->type == NAME_ORG && longer)
                ok = !doubtful && (most >= 3e4 || longest > 1) &&
                     (over->first == spot.first || after_of(g, i)); // "Osun State Police"
            else {
                ok = named || (longest > 1 && hyphen_or_plain(g, spot.first) &&
                               hyphen_or_plain(g, spot.end - 1));
                if (!loc && longest == 1) {
                    // a bare capitalised word: only where it is likely a place ("in Homs"), not a
                    // sentence's first word or a surname
                    bool prep = i > s->first && d->tokens[i - 1].upos == UPOS_ADP;
                    bool caps_line = (s->flags & (SENT_CAPS | SENT_HEADLINE)) != 0;
                    ok = ok && (prep || comma || most >= 1e5) &&
                         !(i == s->first && most < 5e5 && !caps_line) &&
                         d->tokens[i].upos == UPOS_PROPN;
                    if (doubtful)
                        ok = ok && prep;
                    if (s->end - s->first <= 3 && (d->tokens[i].flags & TOKEN_UPPER))
                        ok = most >= 1e4;
                } else if (!loc && doubtful)
                    ok = ok && i > s->first && d->tokens[i - 1].upos == UPOS_ADP;
                if (i > s->first && title_before(g, i - 1) && !loc)
                    ok = false;
                // "the city of Homs", whatever the tagger takes Homs for
                static const char *const sorts[] = {"city",     "town",   "village",  "port",
                                                    "province", "region", "district", "island",
                                                    "suburb",   NULL};
                if (i > s->first + 1 && str_is(g->words[i - 1], "of") &&
                    (d->tokens[i].flags & TOKEN_UPPER))
                    for (unsigned k = 0; sorts[k]; k++)
                        ok = ok || str_is(g->words[i - 2], sorts[k]);
            }
            if (ok) {
                spot.demonym = adjective;
                spot.hard = country || adjective;
                spot.inside_org = over && over->type == NAME_ORG &&
                                  (over->end - over->first > spot.end - spot.first);
                Spot *x = ARENA_PUSH(d->arena, g->spots, g->n_spots, g->cap_spots);
                *x = spot;
                x->c = ARENA_NEW(d->arena, Candidate, spot.n);
                memcpy(x->c, spot.c, spot.n * sizeof *spot.c);
                i = spot.end;
                continue;
            }
        }
        if (nm && nm->type == NAME_LOC && compass_opens(g, nm)) { // "south | Chad"
            i++;
            continue;
        }
        if (nm && nm->type == NAME_LOC &&
            !is_people(g, nm->first, nm->end)) { // a place that the gazetteer lacks
            Spot *x = ARENA_PUSH(d->arena, g->spots, g->n_spots, g->cap_spots);
            *x = (Spot){.first = nm->first, .end = nm->end, .chosen = -1, .p = nm->p};
            i = nm->end;
            continue;
        }
        i++;
    }
}

// ------------------------------------------------------------------------------------------
// choosing
static void country_weight(Geo *g, Str code, double w)
{
    if (!code.n)
        return;
    for (unsigned i = 0; i < g->n_countries; i++)
        if (str_eq(g->country[i].code, code)) {
            g->country[i].weight += w;
            return;
        }
    if (g->n_countries < MAX_COUNTRIES) {
        g->country[g->n_countries].code = code;
        g->country[g->n_countries++].weight = w;
    }
}

static double country_share(const Geo *g, Str code, double own)
{
    double all = -own, mine = -own;
    for (unsigned i = 0; i < g->n_countries; i++) {
        all += g->country[i].weight;
        if (str_eq(g->country[i].code, code))
            mine += g->country[i].weight;
    }
    return all > 0.01 && mine > 0 ? mine / all : 0;
}

// ln without libm: exponent plus a quadratic of the mantissa, good to 0.01.
static double log_plain(double x)
{
    double y = 0;
    if (x < 1)
        return 0;
    while (x >= 2) {
        x /= 2;
        y += 0.6931471805599453;
    }
    double z = (x - 1) / (x + 1);
    return y + 2 * (z + z * z * z / 3 + z * z * z * z * z / 5);
}

static bool is_word(Str w, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(w, list[i]))
            return true;
    return false;
}

// The spot that follows in "Springfield, Illinois" or "Cairo (Egypt)"; NULL.
static const Spot *comma_next(const Geo *g, size_t i)
{
    if (i + 1 >= g->n_spots)
        return NULL;
    const Spot *s = &g->spots[i], *n = &g->spots[i + 1];
    static const char *const compass[] = {
        "northern",      "southern",     "eastern",      "western",       "northeastern",
        "northwestern",  "southeastern", "southwestern", "central",       "north",
        "south",         "east",         "west",         "north-eastern", "north-western",
        "south-eastern", "south-western"};
    bool mark = false;
    for (uint32_t k = s->end; k < n->first; k++) { // "Tripoli in northern Lebanon"
        Str w = g->words[k];
        bool here = str_is(w, ",") || str_is(w, "(") || str_is(w, "in");
        if (k >= s->end + 4 ||
            !(here || (mark && is_word(w, compass, sizeof compass / sizeof *compass))))
            return NULL;
        mark = mark || here;
    }
    return n;
}

static bool same_words(const Geo *g, const Spot *a, const Spot *b)
{
    if (a->end - a->first != b->end - b->first)
        return false;
    for (uint32_t i = 0; i < a->end - a->first; i++)
        if (!str_eq(g->words[a->first + i], g->words[b->first + i]))
            return false;
    return true;
}

static bool admin_match(const Candidate *c, const Candidate *region)
{
    if (!str_eq(c->country, region->country) || !c->admin1.n)
        return false;
    return str_eq(c->admin1, region->name) ||
           (region->admin1.n && str_eq(c->admin1, region->admin1));
}

// Earlier spot of the same words, or the spot itself.
static size_t first_alike(const Geo *g, size_t i)
{
    for (size_t q = i > 300 ? i - 300 : 0; q < i; q++)
        if (g->spots[q].n == g->spots[i].n && same_words(g, &g->spots[q], &g->spots[i]))
            return q;
    return i;
}

static void area_weight(Geo *g, Str country, Str admin1, double w)
{
    if (!country.n || !admin1.n)
        return;
    for (unsigned i = 0; i < g->n_areas; i++)
        if (str_eq(g->area[i].admin1, admin1) && str_eq(g->area[i].country, country)) {
            g->area[i].weight += w;
            return;
        }
    if (g->n_areas < MAX_AREAS) {
        g->area[g->n_areas].country = country;
        g->area[g->n_areas].admin1 = admin1;
        g->area[g->n_areas++].weight = w;
    }
}

static double area_of(const Geo *g, Str country, Str admin1)
{
    for (unsigned i = 0; i < g->n_areas; i++)
        if (str_eq(g->area[i].admin1, admin1) && str_eq(g->area[i].country, country))
            return g->area[i].weight;
    return 0;
}

static Str area_name(const Candidate *c)
{
    return c->kind == GEO_REGION && !c->county ? c->name : c->admin1;
}

static double candidate_score(const Geo *g, size_t at, const Spot *s, const Candidate *c,
                              double own_country, double own_area)
{
    double score = log_plain(c->population + 1);
    if ((c->kind == GEO_COUNTRY || c->kind == GEO_ADJECTIVE) && c->population > 1e6)
        score += 4; // "Georgia": the state needs its context
    if (c->capital)
        score += 3;
    Str written =
        doc_str(g->d, (Span){g->d->tokens[s->first].span.start, g->d->tokens[s->end - 1].span.end});
    if (c->kind == GEO_REGION && !c->county)
        for (unsigned k = 0; k < s->n; k++)
            if (s->c[k].kind == GEO_COUNTRY && str_eq(s->c[k].country, c->country) &&
                !str_ieq(s->c[k].name, written)) {
                score += 10; // "England", "Gaza": a part that stands for its country in the table
                             // of names
                break;
            }
    double share = country_share(g, c->country, own_country);
    score += 8 * share;
    double near = area_of(g, c->country, area_name(c)) - own_area;
    score += near > 0 ? 9 * near / (near + 1.5) : 0;
    const Spot *next = comma_next(g, at);
    if (next && next->n)
        for (unsigned q = 0; q < next->n && q < 6; q++) {
            const Candidate *o = &next->c[q];
            if (o->kind == GEO_COUNTRY && str_eq(o->country, c->country) && c->kind != GEO_COUNTRY)
                score += 10;
            else if (o->kind == GEO_REGION && c->kind != GEO_COUNTRY && admin_match(c, o) &&
                     !(c->kind == GEO_REGION && !c->county)) {
                score += 14;
                break;
            }
        }
    // "Tbilisi, Georgia": a name after a comma takes the reading that holds the one before
    if (at > 0) {
        const Spot *before = &g->spots[at - 1];
        if (comma_next(g, at - 1) == s && before->n)
            for (unsigned q = 0; q < before->n; q++) {
                const Candidate *o = &before->c[q];
                if (c->kind == GEO_REGION && !c->county && o->kind != GEO_COUNTRY &&
                    o->kind != GEO_ADJECTIVE && admin_match(o, c) &&
                    str_eq(g->spots[at].c[0].country, s->c[0].country)) {
                    score += o->population > 1e5 ? 8 : 6;
                    break;
                }
                if (c->kind == GEO_COUNTRY && o->capital && str_eq(o->country, c->country)) {
                    score += 8;
                    break;
                }
            }
    }
    return score;
}

// How much one spot tells about countries and areas: a name with one reading much, one with many
// little.
static void evidence(Geo *g, const Spot *s)
{
    bool mixed = false;
    for (unsigned k = 1; k < s->n; k++)
        mixed = mixed || !str_eq(s->c[k].country, s->c[0].country);
    if (!mixed)
        country_weight(g, s->c[0].country, s->inside_org ? 0.5 : 1.0);
    for (unsigned k = 0; k < s->n; k++) {
        bool country = s->c[k].kind == GEO_COUNTRY || s->c[k].kind == GEO_ADJECTIVE;
        if (mixed)
            country_weight(g, s->c[k].country, (k == 0 ? 0.6 : 0.3) / (double)s->n);
        if (!country)
            area_weight(g, s->c[k].country, area_name(&s->c[k]),
                        (s->c[k].kind == GEO_REGION && !s->c[k].county ? 2.0 : 1.0) / (double)s->n);
    }
}

// Points within about 200 km of one another, on a plane: the cosine by its series.
static bool is_near(double lat1, double lon1, double lat2, double lon2)
{
    double y = (lat1 - lat2) * 111.2, x = lon1 - lon2, r = (lat1 + lat2) / 2 * 0.017453292519943295;
    if (y > 200 || y < -200)
        return false;
    double c = 1 - r * r / 2 + r * r * r * r / 24;
    if (x > 180)
        x -= 360;
    if (x < -180)
        x += 360;
    x *= 111.2 * c;
    return x * x + y * y < 200.0 * 200.0;
}

// Other names that the first pass put near the candidate, among the closest in the text.
static double neighbours(const Geo *g, size_t at, const Candidate *c)
{
    if (!c->point || c->kind == GEO_COUNTRY || c->kind == GEO_ADJECTIVE || c->kind == GEO_MACRO)
        return 0;
    double n = 0;
    size_t from = at > 40 ? at - 40 : 0, to = at + 40 < g->n_spots ? at + 40 : g->n_spots;
    for (size_t q = from; q < to && n < 4; q++) {
        const Spot *o = &g->spots[q];
        if (q == at || !o->n || o->hard || o->chosen < 0 || same_words(g, o, &g->spots[at]))
            continue;
        const Candidate *oc = &o->c[o->chosen];
        if (oc->point && (oc->kind == GEO_CITY || oc->county || oc->kind == GEO_CAPITAL) &&
            is_near(c->lat, c->lon, oc->lat, oc->lon))
            n += o->p >= 0.8f ? 1 : 0.4;
    }
    return n;
}

static void spot_choose(Geo *g, size_t i, bool again)
{
    Spot *s = &g->spots[i];
    if (!s->n || (again && s->n < 2))
        return;
    bool mixed = false;
    for (unsigned k = 1; k < s->n; k++)
        mixed = mixed || !str_eq(s->c[k].country, s->c[0].country);
    double best = -1e9, second = -1e9;
    for (unsigned k = 0; k < s->n; k++) {
        const Candidate *c = &s->c[k];
        double own_country = mixed ? (k == 0 ? 0.6 : 0.3) / (double)s->n : 1.0;
        double own_area = (c->kind == GEO_REGION && !c->county ? 2.0 : 1.0) / (double)s->n;
        double score = candidate_score(g, i, s, c, own_country, own_area) +
                       (again ? 1.5 * neighbours(g, i, c) : 0);
        if (score > best) {
            second = best;
            best = score;
            s->chosen = (int)k;
        } else if (score > second)
            second = score;
    }
    // "Moscow", "Kabul": the capital before the region around it that bears its name, unless the
    // text says "Kabul province"
    static const char *const area[] = {"province", "region",     "oblast",    "governorate",
                                       "state",    "department", "prefecture"};
    const Candidate *won = s->chosen >= 0 ? &s->c[s->chosen] : NULL;
    if (won && won->kind == GEO_REGION && won->point &&
        !(s->end < g->d->n_tokens &&
          is_word(g->d->tokens[s->end].lower, area, sizeof area / sizeof *area)))
        for (unsigned k = 0; k < s->n; k++)
            if (s->c[k].capital && s->c[k].point &&
                is_near(won->lat, won->lon, s->c[k].lat, s->c[k].lon)) {
                s->chosen = (int)k;
                break;
            }
    double gap = best - second;
    s->p = (float)(second < -1e8 ? 0.95 : gap > 6 ? 0.95 : 0.5 + gap * 0.075);
    const Spot *next = comma_next(g, i);
    s->anchored = next && next->n && !s->hard &&
                  (next->c[0].kind == GEO_REGION || next->c[0].kind == GEO_COUNTRY);
}

static void spots_resolve(Geo *g)
{
    for (size_t i = 0; i < g->n_spots; i++)
        if (g->spots[i].n && first_alike(g, i) == i)
            evidence(g, &g->spots[i]);
    for (size_t i = 0; i < g->n_spots; i++)
        spot_choose(g, i, false);
    for (size_t i = 0; i < g->n_spots; i++)
        spot_choose(g, i, true);
    // one name, one meaning: a reading fixed by "X, Region" counts wherever the name stands
    for (size_t i = 0; i < g->n_spots; i++) {
        Spot *s = &g->spots[i];
        if (!s->n || s->hard || s->anchored)
            continue;
        size_t from = i > 200 ? i - 200 : 0, to = i + 200 < g->n_spots ? i + 200 : g->n_spots;
        for (size_t q = from; q < to; q++) {
            const Spot *o = &g->spots[q];
            if (o->anchored && o->n == s->n && o->chosen >= 0 && same_words(g, s, o)) {
                s->chosen = o->chosen;
                s->p = o->p;
                break;
            }
        }
    }
}

void geoparse_run(Doc *d, const GeoTables *t)
{
    Geo g;
    memset(&g, 0, sizeof g);
    g.d = d;
    g.t = t;
    size_t n = d->n_tokens ? d->n_tokens : 1;
    g.words = ARENA_NEW(d->arena, Str, n);
    g.name_of = ARENA_NEW(d->arena, uint32_t, n);
    size_t upper = 0;
    for (size_t i = 0; i < d->n_tokens; i++) {
        g.words[i] = d->tokens[i].lower;
        g.name_of[i] = NONE;
        upper += (d->tokens[i].flags & TOKEN_UPPER) != 0;
    }
    g.lower_doc = upper == 0;
    for (size_t i = 0; i < d->n_names; i++)
        for (uint32_t k = d->names[i].first; k < d->names[i].end && k < d->n_tokens; k++)
            g.name_of[k] = (uint32_t)i;
    for (size_t i = 0; i < d->n_sentences; i++)
        spot_sentence(&g, &d->sentences[i]);
    spots_resolve(&g);
    for (size_t i = 0; i < g.n_spots; i++) {
        const Spot *s = &g.spots[i];
        Place *p = ARENA_PUSH(d->arena, d->places, d->n_places, d->cap_places);
        p->first = s->first;
        p->end = s->end;
        p->span = (Span){d->tokens[s->first].span.start, d->tokens[s->end - 1].span.end};
        p->p = s->p;
        p->demonym = s->demonym;
        if (s->chosen < 0) {
            p->precision = PLACE_UNRESOLVED;
            continue;
        }
        const Candidate *c = &s->c[s->chosen];
        p->name = c->name;
        p->country = c->country;
        p->admin1 = c->admin1;
        p->geonameid = c->id;
        if (!c->point)
            continue;
        p->lat = c->lat;
        p->lon = c->lon;
        p->precision = c->kind == GEO_COUNTRY || c->kind == GEO_ADJECTIVE ? PLACE_COUNTRY
                       : c->kind == GEO_REGION                            ? PLACE_REGION
                       : c->kind == GEO_NATURE || c->kind == GEO_MACRO    ? PLACE_OTHER
                                                                          : PLACE_CITY;
    }
}
