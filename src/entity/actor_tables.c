// SPDX-License-Identifier: MIT
// In: the lexicon's world and role tables, a user's dictionaries, one sentence. Out: for each token
// the best look-up hit that starts there: country, organisation, person, role noun … with its code
// on the article's day. Method: the lexicon's longest match over lower-cased tokens, once as
// written and once with plural nouns made singular
// ("prime ministers"). Of several rows for one phrase the one valid on the article's date is taken,
// the latest begun first; an office that has ended leaves a former official. A user's entries win
// over the lexicon unless the lexicon's phrase is longer. Cost: a dozen hash probes a token.
// Building the tables sorts the surnames of the leaders (a few milliseconds), nothing else. Does
// not: look at the tree, join hits to phrases (actor.c).
#include "entity/entity.h"

#include "base/hash.h"
#include "base/limits.h"

#include <stdlib.h>

bool word_in(Str w, const char *const *list, size_t n)
{
    if (w.n == 0)
        return false;
    for (size_t i = 0; i < n; i++)
        if (list[i][0] == w.p[0] && str_is(w, list[i]))
            return true;
    return false;
}

// ------------------------------------------------------------------------------------------
// building
static void name_table(NameTable *n, const Lexicon *x, const char *table, const char *code)
{
    n->t = lexicon_table(x, table);
    if (!n->t)
        return;
    n->phrase = 0;
    n->code = lextable_column(n->t, code);
    n->country = lextable_column(n->t, "country");
    n->sector = lextable_column(n->t, "sector");
    n->kind = lextable_column(n->t, "kind");
    n->name = lextable_column(n->t, "name");
    n->from = lextable_column(n->t, "valid_from");
    n->to = lextable_column(n->t, "valid_to");
    n->exact = lextable_column(n->t, "case");
    n->id = lextable_column(n->t, "wikidata");
    n->doubt = lextable_column(n->t, "ambiguous");
}

static int surname_order(const void *a, const void *b)
{
    const Surname *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

// Case is folded by ASCII only: a surname's non-ASCII capitals inside a word do not occur, at its
// start they are rare.
static uint64_t surname_key(Str w)
{
    char low[64];
    size_t n = w.n < sizeof low ? w.n : sizeof low;
    for (size_t i = 0; i < n; i++)
        low[i] = ascii_tolower(w.p[i]);
    return hash64(low, n, 7);
}

static bool surnames_build(ActorTables *t)
{
    const LexTable *x = t->leaders.t;
    if (!x)
        return true;
    uint32_t rows = lextable_rows(x);
    t->surnames =
        calloc(rows ? 2 * (size_t)rows : 1, sizeof *t->surnames); // "Saddam;Hussein": two at most
    if (!t->surnames)
        return false;
    for (uint32_t i = 0; i < rows; i++) {
        Str surname = lextable_cell(x, i, t->leader_surname);
        Str rest = surname, word;
        for (unsigned n = 0; n < 2 && rest.n && str_split(&rest, ';', &word); n++)
            if (word.n && !str_eq(word, lextable_cell(x, i, 0)))
                t->surnames[t->n_surnames++] = (Surname){surname_key(word), i};
    }
    qsort(t->surnames, t->n_surnames, sizeof *t->surnames, surname_order);
    return true;
}

ActorTables *actor_tables_new(const Lexicon *x, const char *user_actors, const char *user_agents,
                              Err *e)
{
    ActorTables *t = calloc(1, sizeof *t);
    if (!t) {
        err_set(e, ERR_MEMORY, "out of memory");
        return NULL;
    }
    t->lex = x;
    arena_init(&t->arena, (size_t)1 << 30);
    name_table(&t->country_names, x, "country_names", "code");
    name_table(&t->capitals, x, "capitals", "code");
    name_table(&t->organisations, x, "organisations", "code");
    name_table(&t->groups, x, "groups", "code");
    name_table(&t->leaders, x, "leaders", "code");
    name_table(&t->cities, x, "cities", "code");
    name_table(&t->regions, x, "regions", "code");
    if (t->leaders.t) {
        NameTable *n = &t->leaders;
        n->from = lextable_column(n->t, "start");
        n->to = lextable_column(n->t, "end");
        t->leader_office = lextable_column(n->t, "office");
        t->leader_surname = lextable_column(n->t, "surname");
        t->leader_after = lextable_column(n->t, "code_after");
        t->leader_gender = lextable_column(n->t, "gender");
    }
    t->capital_id = t->capitals.t ? lextable_column(t->capitals.t, "geonameid") : -1;
    t->countries = lexicon_table(x, "countries");
    t->roles = lexicon_table(x, "roles");
    t->orgtypes = lexicon_table(x, "orgtypes");
    t->peoples = lexicon_table(x, "peoples");
    t->first_names = lexicon_table(x, "first_names");
    if (!t->country_names.t || !t->countries || !t->roles || !t->orgtypes) {
        err_set(e, ERR_USAGE, "the lexicon lacks table '%s'",
                !t->country_names.t ? "country_names"
                : !t->countries     ? "countries"
                : !t->roles         ? "roles"
                                    : "orgtypes");
        actor_tables_free(t);
        return NULL;
    }
    t->country_cameo = lextable_column(t->countries, "cameo");
    t->country_plover = lextable_column(t->countries, "plover");
    t->country_name = lextable_column(t->countries, "name");
    t->country_official = lextable_column(t->countries, "official");
    t->country_kind = lextable_column(t->countries, "kind");
    const LexTable *nouns[2] = {t->roles, t->orgtypes};
    for (int i = 0; i < 2; i++) {
        t->role_code[i] = lextable_column(nouns[i], "code");
        t->role_plover[i] = lextable_column(nouns[i], "plover");
        t->role_kind[i] = lextable_column(nouns[i], "kind");
        t->role_rule[i] = lextable_column(nouns[i], "rule");
        t->role_human[i] = lextable_column(nouns[i], "human");
    }
    if (t->peoples) {
        t->people_code = lextable_column(t->peoples, "code");
        t->people_kind = lextable_column(t->peoples, "kind");
        t->people_form = lextable_column(t->peoples, "form");
    }
    if (t->first_names)
        t->first_gender = lextable_column(t->first_names, "gender");
    if (!surnames_build(t)) {
        err_set(e, ERR_MEMORY, "out of memory");
        actor_tables_free(t);
        return NULL;
    }
    if ((user_actors || user_agents) &&
        userdict_open(&t->user, &t->arena, user_actors, user_agents, e) != 0) {
        actor_tables_free(t);
        return NULL;
    }
    return t;
}

void actor_tables_free(ActorTables *t)
{
    if (!t)
        return;
    free(t->surnames);
    arena_free(&t->arena);
    free(t);
}

// ------------------------------------------------------------------------------------------
// countries and codes
static uint32_t country_row(const ActorTables *t, Str code)
{
    char low[8];
    if (code.n == 0 || code.n > sizeof low)
        return LEX_NONE;
    for (size_t i = 0; i < code.n; i++)
        low[i] = ascii_tolower(code.p[i]);
    return lextable_find(t->countries, (Str){low, code.n});
}

static Str country_cell(const ActorTables *t, Str code, int column)
{
    uint32_t row = country_row(t, code);
    return row == LEX_NONE ? (Str){0} : lextable_cell(t->countries, row, column);
}

Str country_cameo(const ActorTables *t, Str code)
{
    Str c = country_cell(t, code, t->country_cameo);
    return c.n ? c : code;
}

Str country_plover(const ActorTables *t, Str code)
{
    Str c = country_cell(t, code, t->country_plover);
    return c.n ? c : code;
}

Str country_kind(const ActorTables *t, Str code)
{
    return country_cell(t, code, t->country_kind);
}
Str country_title(const ActorTables *t, Str code)
{
    return country_cell(t, code, t->country_name);
}
Str country_official(const ActorTables *t, Str code)
{
    return country_cell(t, code, t->country_official);
}

static bool has_group(const char *s, size_t n, const char *group)
{
    for (size_t i = 0; i + 3 <= n; i += 3)
        if (memcmp(s + i, group, 3) == 0)
            return true;
    return false;
}

Str code_join(Arena *a, Str base, Str groups)
{
    // 15 characters are the field's cap (TABARI): country, four groups
    char out[32];
    size_t n = base.n < 15 ? base.n : 15;
    if (n)
        memcpy(out, base.p, n);
    for (size_t i = 0; i + 3 <= groups.n && n + 3 <= 15; i += 3)
        if (!has_group(out, n, groups.p + i)) {
            memcpy(out + n, groups.p + i, 3);
            n += 3;
        }
    return (Str){arena_strndup(a, out, n), n};
}

Str sector_of_group(Str group)
{
    static const char *const map[][2] = {
        {"MED", "JRN"}, {"HLH", "MED"}, {"SET", "CVL"}, {"INS", "REB"}, {"SEP", "REB"},
        {"HRI", "SOC"}, {"DEV", "SOC"}, {"ENV", "SOC"}, {"MOS", "REL"}, {"CHR", "REL"},
        {"JEW", "REL"}, {"HIN", "REL"}, {"BUD", "REL"}, {"SIK", "REL"}, {"DRZ", "REL"}};
    static const char *const same[] = {"COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB",
                                       "SPY", "UAF", "AGR", "BUS", "CRM", "CVL", "EDU", "ELI",
                                       "JRN", "LAB", "REF", "OPP", "PRE", "REL", "SOC"};
    if (group.n > 3)
        group.n = 3;
    for (size_t i = 0; i < sizeof map / sizeof *map; i++)
        if (str_is(group, map[i][0]))
            return str_of(map[i][1]);
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (str_is(group, same[i]))
            return str_of(same[i]);
    return (Str){0};
}

Str hit_row(Arena *a, const ActorTables *t, const Hit *h)
{
    if (h->entry && t->user) {
        const char *z =
            arena_printf(a, "%s:%u", userdict_file(t->user, h->entry->agent), h->entry->line);
        return str_of(z);
    }
    if (!h->lex)
        return (Str){0};
    Str f = lextable_file(h->lex, h->row);
    return str_of(arena_printf(a, "%.*s:%u", (int)f.n, f.p, lextable_line(h->lex, h->row)));
}

// ------------------------------------------------------------------------------------------ dates
// of rows A partial date ("1992", "1992-03") opens at its first day and closes at its last.
static int32_t row_day(Str s, bool close)
{
    long y, m = close ? 12 : 1, day;
    if (s.n < 4 || !str_to_long((Str){s.p, 4}, &y) || y < 1)
        return close ? INT32_MAX : INT32_MIN;
    int32_t whole;
    if (s.n >= 10 && day_parse(s, &whole))
        return whole;
    if (s.n >= 7 && !str_to_long((Str){s.p + 5, 2}, &m))
        m = close ? 12 : 1;
    if (m < 1 || m > 12)
        m = close ? 12 : 1;
    if (!close)
        return day_from_civil((int)y, (int)m, 1);
    day = m == 12 ? day_from_civil((int)y + 1, 1, 1) : day_from_civil((int)y, (int)m + 1, 1);
    return (int32_t)day - 1;
}

typedef enum { ROW_NOW, ROW_PAST, ROW_FUTURE } RowTime;

static RowTime row_time(const NameTable *n, uint32_t row, int32_t date, int32_t *from, int32_t *to)
{
    *from = row_day(lextable_cell(n->t, row, n->from), false);
    *to = row_day(lextable_cell(n->t, row, n->to), true);
    if (date == DAY_NONE)
        return ROW_NOW;
    // A term that ends on the day of the article still counts: news of the last day speaks of the
    // office holder.
    return date < *from ? ROW_FUTURE : date > *to ? ROW_PAST : ROW_NOW;
}

// Whether the text writes the phrase as the table asks: "case exact" rows letter by letter, the
// others with a capital somewhere.
static bool row_case(const Lookup *k, const NameTable *n, uint32_t row, uint32_t first,
                     uint32_t end)
{
    const Doc *d = k->d;
    if (k->lower_doc)
        return true;
    Str text = doc_str(d, (Span){d->tokens[first].span.start, d->tokens[end - 1].span.end});
    if (n->exact >= 0 && str_is(lextable_cell(n->t, row, n->exact), "exact")) {
        if (is_spelled(text, lextable_cell(n->t, row, 0)))
            return true;
        // in a line of capitals the spelling proves nothing: long enough phrases pass, "US" must be
        // tagged a name
        bool caps = (d->sentences[d->tokens[first].sentence].flags & SENT_CAPS) != 0;
        bool lower = false; // two words in capitals: "SECURITY COUNCIL"
        for (size_t i = 0; i < text.n; i++)
            lower = lower || (text.p[i] >= 'a' && text.p[i] <= 'z');
        if (end > first + 1 && !lower)
            return true;
        return caps && (text.n > 4 || d->tokens[first].upos == UPOS_PROPN);
    }
    for (uint32_t i = first; i < end; i++)
        if (d->tokens[i].flags & TOKEN_UPPER)
            return true;
    return false;
}

static int64_t row_years(int32_t from, int32_t to)
{
    int32_t first = from == INT32_MIN ? -10957 : from,
            last = to == INT32_MAX ? 20454 : to; // 1940 … 2025
    return (int64_t)last - first;
}

// The row of a chain that holds on the article's day. *time says how it holds.
static uint32_t row_pick(const Lookup *k, const NameTable *n, uint32_t row, uint32_t first,
                         uint32_t end, RowTime *time)
{
    uint32_t best = LEX_NONE;
    int32_t best_from = 0, best_to = 0;
    RowTime best_time = ROW_FUTURE;
    for (uint32_t r = row; r != LEX_NONE; r = lextable_next(n->t, r)) {
        if (!row_case(k, n, r, first, end))
            continue;
        int32_t from, to;
        RowTime when = row_time(n, r, k->d->date, &from, &to);
        if (k->d->date == DAY_NONE && n == &k->t->capitals && to != INT32_MAX)
            when = ROW_PAST; // no date: capitals of today
        bool better;
        if (best == LEX_NONE)
            better = true;
        else if (when != best_time)
            better = when < best_time; // NOW before PAST before FUTURE
        else if (when == ROW_NOW && k->d->date == DAY_NONE && n == &k->t->groups)
            better = row_years(from, to) >
                     row_years(best_from, best_to); // no date: what the group was for longest
        else if (when == ROW_NOW)
            better = from > best_from;
        else if (when == ROW_PAST) {
            // an envoy's later mission does not hide whose leader he was
            bool state = country_kind(k->t, lextable_cell(n->t, r, n->country)).n != 0;
            bool best_state = country_kind(k->t, lextable_cell(n->t, best, n->country)).n != 0;
            better =
                state != best_state ? state : to > best_to || (to == best_to && from > best_from);
        } else
            better = from < best_from;
        if (better) {
            best = r;
            best_from = from;
            best_to = to;
            best_time = when;
        }
    }
    *time = best_time;
    return best;
}

// ------------------------------------------------------------------------------------------ words
// "ministers" → "minister", "countries" → "country", "spokeswomen" → "spokeswoman". Not a stemmer:
// look-up decides.
static Str singular(Arena *a, Str w)
{
    static const char *const pairs[][2] = {
        {"men", "man"}, {"people", "person"}, {"children", "child"}};
    for (size_t i = 0; i < 3; i++)
        if (w.n >= strlen(pairs[i][0]) && str_ends(w, pairs[i][0]) &&
            (i == 0 || w.n == strlen(pairs[i][0]) || i == 2)) {
            size_t stem = w.n - strlen(pairs[i][0]);
            char *z = arena_printf(a, "%.*s%s", (int)stem, w.p, pairs[i][1]);
            return str_of(z);
        }
    if (w.n < 4 || w.p[w.n - 1] != 's' || w.p[w.n - 2] == 's')
        return w;
    if (str_ends(w, "ies") && w.n > 4)
        return str_of(arena_printf(a, "%.*sy", (int)(w.n - 3), w.p));
    if (str_ends(w, "sses") || str_ends(w, "ches") || str_ends(w, "shes") || str_ends(w, "xes"))
        return (Str){w.p, w.n - 2};
    return (Str){w.p, w.n - 1};
}

static bool is_plural_token(const Token *x)
{
    return x->xpos[0] == 'N' && (str_is(str_of(x->xpos), "NNS") || str_is(str_of(x->xpos), "NNPS"));
}

void lookup_init(Lookup *k, Doc *d, const ActorTables *t)
{
    memset(k, 0, sizeof *k);
    k->d = d;
    k->t = t;
    size_t n = d->n_tokens ? d->n_tokens : 1;
    k->words = ARENA_NEW(d->arena, Str, n);
    k->singular = ARENA_NEW(d->arena, Str, n);
    k->hits = ARENA_NEW(d->arena, Hit, n);
    k->name_at = ARENA_NEW(d->arena, uint32_t, n);
    k->place_at = ARENA_NEW(d->arena, uint32_t, n);
    size_t upper = 0;
    for (size_t i = 0; i < d->n_tokens; i++) {
        Str w = d->tokens[i].lower;
        k->words[i] = w;
        k->singular[i] = w.n && (w.p[w.n - 1] == 's' || w.p[w.n - 1] == 'n' || w.p[w.n - 1] == 'e')
                             ? singular(d->arena, w)
                             : w;
        k->name_at[i] = k->place_at[i] = NONE;
        upper += (d->tokens[i].flags & TOKEN_UPPER) != 0;
    }
    k->lower_doc = upper == 0;
    for (size_t i = 0; i < d->n_names; i++)
        k->name_at[d->names[i].first] = (uint32_t)i;
    for (size_t i = 0; i < d->n_places; i++) {
        uint32_t *at = &k->place_at[d->places[i].first];
        if (*at == NONE || d->places[*at].end < d->places[i].end)
            *at = (uint32_t)i;
    }
}

// ------------------------------------------------------------------------------------------ one
// table each
static void hit_take(Hit *best, const Hit *h)
{
    if (best->kind == HIT_NONE || h->end > best->end ||
        (h->end == best->end && h->user && !best->user))
        *best = *h;
}

static bool groups_only(Str code)
{
    if (code.n % 3 || code.n == 0)
        return false;
    for (size_t i = 0; i < code.n; i++)
        if (!ascii_upper(code.p[i]))
            return false;
    return true;
}

// Role groups of a whole code: "EGYGOVMIL" → "GOVMIL".
static Str code_tail(Str code)
{
    return code.n > 3 ? (Str){code.p + 3, code.n - 3} : (Str){0};
}

static void match_named(Lookup *k, const NameTable *n, HitKind kind, uint32_t first, uint32_t limit,
                        Hit *best)
{
    uint32_t row;
    if (!n->t)
        return;
    unsigned words = lextable_match(n->t, k->words + first, limit, &row);
    if (!words || (best->kind != HIT_NONE && first + words < best->end))
        return;
    RowTime time;
    row = row_pick(k, n, row, first, first + words, &time);
    if (row == LEX_NONE)
        return;
    if (time == ROW_FUTURE && kind != HIT_PERSON)
        return; // the group was not founded yet: another of the name
    if (time == ROW_PAST && kind == HIT_CAPITAL)
        return; // no longer a capital: a city like others
    Hit h = {.first = first,
             .end = first + words,
             .kind = (uint8_t)kind,
             .table = true,
             .lex = n->t,
             .row = row,
             .p = 0.95f};
    h.code = lextable_cell(n->t, row, n->code);
    h.country = lextable_cell(n->t, row, n->country);
    h.sector = lextable_cell(n->t, row, n->sector);
    h.name = lextable_cell(n->t, row, n->name);
    h.id = lextable_cell(n->t, row, n->id);
    h.human = kind == HIT_PERSON;
    if (kind == HIT_PERSON && time == ROW_PAST) {
        // out of office on the article's day: a former official
        Str after = lextable_cell(n->t, row, k->t->leader_after);
        h.former = true;
        h.code =
            after.n ? after : code_join(k->d->arena, country_cameo(k->t, h.country), STR("ELI"));
        h.sector = sector_of_group(code_tail(h.code));
    } else if (kind == HIT_PERSON && time == ROW_FUTURE) {
        // not yet in office: the country is known, the office is not
        if (!country_kind(k->t, h.country).n)
            h.country = (Str){0}; // a later post abroad says nothing yet
        h.code = country_cameo(k->t, h.country);
        h.sector = (Str){0};
        h.p = 0.6f;
    }
    if (kind == HIT_CAPITAL)
        h.sector = sector_of_group(code_tail(h.code));
    hit_take(best, &h);
}

static void match_country(Lookup *k, uint32_t first, uint32_t limit, Hit *best)
{
    const NameTable *n = &k->t->country_names;
    uint32_t row;
    unsigned words = lextable_match(n->t, k->words + first, limit, &row);
    if (!words || (best->kind != HIT_NONE && first + words < best->end))
        return;
    RowTime time;
    uint32_t end = first + words;
    row = row_pick(k, n, row, first, end, &time);
    if (row == LEX_NONE)
        return;
    Str kind = lextable_cell(n->t, row, n->kind);
    Hit h = {.first = first, .end = end, .table = true, .lex = n->t, .row = row, .p = 0.97f};
    h.country = lextable_cell(n->t, row, n->code);
    h.code = country_cameo(k->t, h.country);
    h.name = country_title(k->t, h.country);
    Str phrase = lextable_cell(n->t, row, 0);
    if (str_is(kind, "name") && (str_starts(phrase, "North ") || str_starts(phrase, "West ")))
        h.name = phrase; // "West Germany" has the code of Germany, yet is not its name
    if (str_is(kind, "adjective"))
        h.kind = HIT_ADJECTIVE;
    else if (str_starts(kind, "demonym")) {
        h.kind = HIT_PEOPLE;
        h.plural = str_ends(kind, "plural");
        h.human = true;
    } else
        h.kind = HIT_COUNTRY;
    if (h.kind == HIT_ADJECTIVE && is_plural_token(&k->d->tokens[end - 1])) {
        h.kind = HIT_PEOPLE; // "the Portuguese" and the like, where one form serves both
        h.plural = h.human = true;
    }
    if (str_is(country_kind(k->t, h.country), "partial"))
        h.sector = STR("PRE");
    hit_take(best, &h);
}

static void match_roles(Lookup *k, uint32_t first, uint32_t limit, Hit *best)
{
    const LexTable *tables[2] = {k->t->roles, k->t->orgtypes};
    for (int i = 0; i < 2; i++) {
        uint32_t row = LEX_NONE, row2 = LEX_NONE;
        unsigned words = lextable_match(tables[i], k->words + first, limit, &row);
        bool plural = false;
        Str mixed[LIMIT_PHRASE_TOKENS];
        for (uint32_t e = 0; e < limit; e++) {
            // "animal rights activists", "chiefs of staff": one word of the phrase in the singular
            Str one = k->singular[first + e], as = k->words[first + e];
            mixed[e] = as;
            if (one.p == as.p && one.n == as.n)
                continue;
            mixed[e] = one;
            for (uint32_t q = e + 1; q < limit; q++)
                mixed[q] = k->words[first + q];
            unsigned many = lextable_match(tables[i], mixed, limit, &row2);
            if (many > words && many > e) {
                words = many;
                row = row2;
                plural = true;
            }
            mixed[e] = as;
        }
        if (!words || (best->kind != HIT_NONE && first + words <= best->end))
            continue;
        Hit h = {.first = first,
                 .end = first + words,
                 .table = true,
                 .lex = tables[i],
                 .row = row,
                 .p = 0.9f};
        Str kind = lextable_cell(tables[i], row, k->t->role_kind[i]),
            rule = lextable_cell(tables[i], row, k->t->role_rule[i]);
        h.code = lextable_cell(tables[i], row, k->t->role_code[i]);
        h.sector = lextable_cell(tables[i], row, k->t->role_plover[i]);
        h.human = str_is(lextable_cell(tables[i], row, k->t->role_human[i]), "y");
        h.rule = str_is(rule, "weak")    ? RULE_WEAK
                 : str_is(rule, "state") ? RULE_STATE
                 : str_is(rule, "wins")  ? RULE_WINS
                                         : RULE_FIXED;
        h.role = str_is(kind, "office")       ? ROLE_OFFICE
                 : str_is(kind, "rank")       ? ROLE_RANK
                 : str_is(kind, "occupation") ? ROLE_OCCUPATION
                 : str_is(kind, "group")      ? ROLE_GROUP
                                              : ROLE_BODY;
        h.kind = str_is(kind, "modifier") ? HIT_MODIFIER
                 : str_is(kind, "body")   ? HIT_BODY
                                          : HIT_ROLE;
        h.plural = plural || is_plural_token(&k->d->tokens[h.end - 1]) ||
                   str_ends(k->words[h.end - 1], "police");
        // "major company executives", "a general strike": an adjective before a noun is no rank
        uint32_t next = first + 1;
        if (h.role == ROLE_RANK && words == 1 && k->d->tokens[first].upos == UPOS_ADJ &&
            next < k->d->n_tokens && k->d->tokens[next].upos == UPOS_NOUN)
            continue;
        hit_take(best, &h);
    }
}

// Groups by two words whose code their parts do not give: "world powers", "Jewish settlers".
static void match_regional(Lookup *k, uint32_t first, uint32_t limit, Hit *best)
{
    const NameTable *n = &k->t->regions;
    uint32_t row;
    unsigned words = n->t ? lextable_match(n->t, k->words + first, limit, &row) : 0;
    if (!words || !str_is(lextable_cell(n->t, row, n->kind), "group") ||
        (best->kind != HIT_NONE && first + words < best->end + (best->kind != HIT_MODIFIER)))
        return;
    bool lower = str_is(lextable_cell(n->t, row, n->exact), "exact"); // "world powers"
    if (!lower && !row_case(k, n, row, first, first + words))
        return;
    *best = (Hit){.first = first,
                  .end = first + words,
                  .kind = HIT_GROUP,
                  .plural = is_plural_token(&k->d->tokens[first + words - 1]),
                  .human = true,
                  .table = true,
                  .lex = n->t,
                  .row = row,
                  .p = 0.85f,
                  .country = lextable_cell(n->t, row, n->country),
                  .code = lextable_cell(n->t, row, n->code)};
    best->sector = sector_of_group(code_tail(best->code));
}

unsigned lookup_region(const Lookup *k, uint32_t first, uint32_t limit, Str *code)
{
    const NameTable *n = &k->t->regions;
    uint32_t row;
    unsigned words = n->t ? lextable_match(n->t, k->words + first, limit, &row) : 0;
    if (!words || !str_is(lextable_cell(n->t, row, n->kind), "adjective") ||
        !row_case(k, n, row, first, first + words))
        return 0;
    *code = lextable_cell(n->t, row, n->code);
    return code->n == 3 ? words : 0; // a people's has groups: "AUSCVLABO"
}

// The state of a people that lives in one: "Tibetans". Empty for others.
static Str people_state(const Lookup *k, uint32_t first, unsigned words)
{
    const NameTable *n = &k->t->regions;
    uint32_t row;
    return n->t && lextable_match(n->t, k->words + first, words, &row) == words
               ? lextable_cell(n->t, row, n->country)
               : (Str){0};
}

static void match_peoples(Lookup *k, uint32_t first, uint32_t limit, Hit *best)
{
    const LexTable *p = k->t->peoples;
    uint32_t row;
    if (!p)
        return;
    unsigned words = lextable_match(p, k->words + first, limit, &row);
    if (!words || (best->kind != HIT_NONE && first + words <= best->end))
        return;
    if (!k->lower_doc && !(k->d->tokens[first].flags & TOKEN_UPPER) &&
        !str_starts(k->words[first], "ultra"))
        return;
    Hit h = {.first = first, .end = first + words, .table = true, .lex = p, .row = row, .p = 0.85f};
    h.code = lextable_cell(p, row, k->t->people_code);
    h.country = people_state(k, first, words);
    h.kind = str_is(lextable_cell(p, row, k->t->people_kind), "faith") ? HIT_FAITH : HIT_ETHNIC;
    // "Hmong", "Catholic": the same form is adjective and noun; the tag decides in actor.c
    h.plural = str_is(lextable_cell(p, row, k->t->people_form), "people") ||
               is_plural_token(&k->d->tokens[h.end - 1]);
    hit_take(best, &h);
}

static void match_user(Lookup *k, uint32_t first, uint32_t limit, Hit *best)
{
    if (!k->t->user)
        return;
    for (int agents = 0; agents < 2; agents++) {
        const UserEntry *entry = NULL;
        unsigned words = userdict_match(k->t->user, agents, k->words + first, limit, &entry);
        if (!words || !entry || (best->kind != HIT_NONE && first + words < best->end))
            continue;
        Str code = userdict_code(k->t->user, entry, k->d->date);
        if (!groups_only(code))
            continue; // "---" and "###": the dictionary says nothing of it
        Hit h = {.first = first,
                 .end = first + words,
                 .table = true,
                 .user = true,
                 .entry = entry,
                 .code = code,
                 .p = 0.98f};
        if (agents) {
            h.kind = HIT_ROLE;
            h.human = true;
            h.plural = entry->plural || is_plural_token(&k->d->tokens[h.end - 1]);
            h.role = ROLE_OCCUPATION;
            h.sector = sector_of_group(code);
            if (str_starts(code, "REB") || str_starts(code, "OPP"))
                h.rule = RULE_WINS;
        } else {
            Str country = {code.p, 3};
            bool state = country_kind(k->t, country).n != 0;
            h.country = state || str_is(country, "IGO") || str_is(country, "NGO") ||
                                str_is(country, "MNC") || str_is(country, "IMG")
                            ? country
                            : (Str){0};
            Str tail = h.country.n ? code_tail(code) : code;
            h.sector = sector_of_group(tail);
            h.name = best->name.n ? best->name : entry->head;
            h.id = best->id;
            // A bare country code under an adjective of the lexicon stays an adjective ("Afghan
            // troops").
            if (code.n == 3 && state)
                h.kind = best->kind == HIT_ADJECTIVE || best->kind == HIT_PEOPLE ||
                                 best->kind == HIT_CAPITAL
                             ? best->kind
                             : HIT_COUNTRY;
            else
                h.kind = best->kind == HIT_PERSON || best->kind == HIT_GROUP ? best->kind : HIT_ORG;
            uint32_t name = k->name_at[first];
            if (name != NONE && k->d->names[name].type == NAME_PER && h.kind == HIT_ORG)
                h.kind = HIT_PERSON;
            h.plural = best->kind == h.kind && best->plural;
            h.human = h.kind == HIT_PERSON || h.kind == HIT_PEOPLE;
        }
        if (best->kind == HIT_NONE || h.end > best->end || h.end == best->end)
            *best = h;
    }
}

// ------------------------------------------------------------------------------------------ one
// sentence Nouns for a country as such; coref.c finds which.
static unsigned match_state(const Lookup *k, uint32_t i, uint32_t limit)
{
    static const char *const one[] = {"country", "nation",    "kingdom",     "republic",
                                      "emirate", "sultanate", "principality"};
    if (limit >= 2 && str_is(k->words[i], "islamic") && str_is(k->words[i + 1], "republic"))
        return 2;
    if (limit >= 3 && str_starts(k->words[i], "people") && str_is(k->words[i + 2], "republic"))
        return 3;
    static const char *const parties[] = {"sides",   "neighbours", "neighbors",   "rivals", "foes",
                                          "enemies", "states",     "superpowers", "powers"};
    if (i > 0 && (str_is(k->words[i - 1], "both") || str_is(k->words[i - 1], "two")) &&
        WORD_IN(k->words[i], parties))
        return 1; // "both sides"
    return WORD_IN(k->words[i], one) || str_is(k->words[i], "countries") ||
                   str_is(k->words[i], "nations")
               ? 1
               : 0;
}

static const char *const former_words[] = {"former",   "ex",         "retired", "onetime",
                                           "one-time", "erstwhile",  "ousted",  "deposed",
                                           "ex-",      "overthrown", "toppled", "emeritus"};

// The place is the very city of the capitals' row, whatever country it lies in today: "Moscow" of
// the Soviet Union.
static bool same_point(const Lookup *k, const Hit *h, const Place *p)
{
    long id;
    Str cell = h->kind == HIT_CAPITAL && h->lex ? lextable_cell(h->lex, h->row, k->t->capital_id)
                                                : (Str){0};
    return p->geonameid && str_to_long(cell, &id) && id == (long)p->geonameid;
}

void lookup_sentence(Lookup *k, const Sentence *s)
{
    const Doc *d = k->d;
    for (uint32_t i = s->first; i < s->end; i++) {
        Hit best = {0};
        uint32_t limit = s->end - i < LIMIT_PHRASE_TOKENS ? s->end - i : LIMIT_PHRASE_TOKENS;
        const Token *x = &d->tokens[i];
        k->hits[i] = best;
        if (x->upos == UPOS_PUNCT && k->words[i].n && !(x->flags & TOKEN_UPPER) &&
            k->words[i].p[0] != '\'')
            continue;
        bool capital = k->lower_doc; // names hold a capital in their first words: "al-Qaeda"
        for (uint32_t j = i; j < s->end && j < i + 3; j++)
            capital = capital || (d->tokens[j].flags & TOKEN_UPPER);
        if (capital) {
            match_named(k, &k->t->leaders, HIT_PERSON, i, limit, &best);
            match_named(k, &k->t->organisations, HIT_ORG, i, limit, &best);
            match_named(k, &k->t->groups, HIT_GROUP, i, limit, &best);
            Str region;
            if (i == s->first || lookup_region(k, i - 1, limit, &region) < 2)
                match_country(k, i, limit, &best); // not "Latin [American]"
            if (best.kind == HIT_NONE || best.kind == HIT_COUNTRY)
                match_named(k, &k->t->capitals, HIT_CAPITAL, i, limit, &best);
        }
        uint32_t at = k->place_at[i]; // "Georgia" of the United States, "London" of Ontario: the
                                      // place stage has decided
        if (at != NONE && (best.kind == HIT_COUNTRY || best.kind == HIT_CAPITAL) &&
            d->places[at].end == best.end && d->places[at].country.n &&
            d->places[at].precision != PLACE_COUNTRY &&
            d->places[at].precision != PLACE_UNRESOLVED &&
            (!str_eq(d->places[at].country, best.country) ||
             (best.kind == HIT_CAPITAL && d->places[at].precision == PLACE_REGION)) &&
            country_kind(k->t, best.country).n && !same_point(k, &best, &d->places[at]))
            best = (Hit){.first = i,
                         .end = best.end,
                         .kind = HIT_PLACE,
                         .table = true,
                         .country = d->places[at].country,
                         .name = d->places[at].name,
                         .p = d->places[at].p};
        match_roles(k, i, limit, &best);
        match_peoples(k, i, limit, &best);
        match_regional(k, i, limit, &best);
        match_user(k, i, limit, &best);
        unsigned state = best.kind == HIT_NONE || (best.kind == HIT_FAITH && best.end == i + 1)
                             ? match_state(k, i, limit)
                             : 0;
        if (state)
            best = (Hit){.first = i,
                         .end = i + state,
                         .kind = HIT_STATE,
                         .table = true,
                         .p = 0.5f,
                         .plural = is_plural_token(&d->tokens[i + state - 1])};
        if (best.kind == HIT_NONE && WORD_IN(k->words[i], former_words)) {
            best = (Hit){.first = i, .end = i + 1, .kind = HIT_FORMER, .table = true};
            if (i + 1 < s->end && d->tokens[i + 1].upos == UPOS_PUNCT &&
                str_is(k->words[i + 1], "-") && !(x->flags & TOKEN_SPACE))
                best.end = i + 2; // "ex-president"
        }
        if (best.kind != HIT_NONE) {
            // "Iran-backed", "anti-Syrian": hyphenated to something else on either side
            bool left = i > s->first && !(d->tokens[i - 1].flags & TOKEN_SPACE) &&
                        str_is(k->words[i - 1], "-");
            bool right = best.end < s->end && !(d->tokens[best.end - 1].flags & TOKEN_SPACE) &&
                         str_is(k->words[best.end], "-");
            best.joined = left || right;
        }
        k->hits[i] = best;
    }
}

// How far world news names the holder of an office by surname alone: 3 heads of state and
// government, 2 ministers, 1 others.
static int office_rank(Str office)
{
    static const char *const heads[] = {"president",
                                        "king",
                                        "head of state",
                                        "prime minister",
                                        "chancellor",
                                        "head of gov",
                                        "supreme leader",
                                        "emir",
                                        "general secretary",
                                        "UN secretary-general",
                                        "pope"};
    static const char *const ministers[] = {"defence ", "secretary of defense", "NATO secretary",
                                            "deputy secretary"};
    if (str_is(office, "leader") || str_is(office, "premier"))
        return 3;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (str_starts(office, heads[i]))
            return 3;
    if (str_is(office, "foreign minister") || str_is(office, "secretary of state") ||
        str_is(office, "foreign secretary") || str_is(office, "vice president"))
        return 2;
    for (size_t i = 0; i < sizeof ministers / sizeof *ministers; i++)
        if (str_starts(office, ministers[i]))
            return 2;
    return 1;
}

enum { FORMER_DAYS = 4 * 366 }; // a head of state is news by surname for some years after

bool lookup_surname(const Lookup *k, uint32_t first, uint32_t end, Str country, bool past, Hit *h)
{
    const ActorTables *t = k->t;
    const Doc *d = k->d;
    if (!t->leaders.t || end > first + 3 || !(d->tokens[first].flags & TOKEN_UPPER) ||
        d->tokens[first].lower.n < 2)
        return false;
    uint64_t key =
        surname_key(doc_str(d, (Span){d->tokens[first].span.start, d->tokens[end - 1].span.end}));
    size_t low = 0, high = t->n_surnames;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (t->surnames[mid].key < key)
            low = mid + 1;
        else
            high = mid;
    }
    uint32_t best = LEX_NONE;
    int best_rank = 0;
    int32_t best_from = 0;
    bool tie = false;
    const NameTable *n = &t->leaders;
    for (; low < t->n_surnames && t->surnames[low].key == key; low++) {
        uint32_t row = t->surnames[low].row;
        int32_t from, to;
        RowTime when = row_time(n, row, d->date, &from, &to);
        bool former = past && when == ROW_PAST && !country.n && d->date - to < FORMER_DAYS;
        if (when != ROW_NOW && !former)
            continue;
        if (country.n && !str_eq(lextable_cell(n->t, row, n->country), country))
            continue;
        Str office = lextable_cell(n->t, row, t->leader_office);
        int rank = office_rank(office);
        if ((rank < 2 && !country.n) || (former && rank < 3))
            continue;
        rank = former ? 1 : rank; // whoever holds an office now goes before
        if (best == LEX_NONE || rank > best_rank ||
            (rank == best_rank && d->date == DAY_NONE && from > best_from)) {
            best = row;
            best_rank = rank;
            best_from = from;
            tie = false;
        } else if (rank == best_rank && d->date != DAY_NONE &&
                   !str_eq(lextable_cell(n->t, row, n->name), lextable_cell(n->t, best, n->name)))
            tie = true;
    }
    if (best == LEX_NONE || tie)
        return false;
    *h = (Hit){.first = first,
               .end = end,
               .kind = HIT_PERSON,
               .table = true,
               .human = true,
               .lex = n->t,
               .row = best,
               .p = best_rank == 3 ? 0.75f : 0.55f};
    h->code = lextable_cell(n->t, best, n->code);
    int32_t from, to;
    if (row_time(n, best, d->date, &from, &to) == ROW_PAST) {
        h->former = true;
        h->code = lextable_cell(n->t, best, k->t->leader_after);
    }
    h->country = lextable_cell(n->t, best, n->country);
    h->sector =
        h->former ? sector_of_group(code_tail(h->code)) : lextable_cell(n->t, best, n->sector);
    h->name = lextable_cell(n->t, best, n->name);
    h->id = lextable_cell(n->t, best, n->id);
    return true;
}

// ------------------------------------------------------------------------------------------ gender
Gender gender_of_tokens(const ActorTables *t, const Doc *d, uint32_t first, uint32_t end)
{
    static const char *const male[] = {
        "mr",          "mr.",       "sir",    "king",       "prince",      "emperor",
        "sultan",      "emir",      "sheikh", "spokesman",  "chairman",    "congressman",
        "businessman", "policeman", "man",    "father",     "son",         "brother",
        "husband",     "boy",       "gunman", "pope",       "imam",        "ayatollah",
        "cardinal",    "bishop",    "priest", "archbishop", "rabbi",       "mullah",
        "actor",       "lord",      "duke",   "uncle",      "grandfather", "serviceman",
        "fireman",     "shah",      "tsar",   "salesman",   "clergyman",   "cleric",
        "fisherman",   "widower",   "nephew", "prince",     "monk",        "gentleman",
        "guy"};
    static const char *const female[] = {
        "mrs",           "mrs.",          "ms",          "ms.",         "miss",
        "queen",         "princess",      "empress",     "spokeswoman", "chairwoman",
        "congresswoman", "businesswoman", "policewoman", "woman",       "mother",
        "daughter",      "sister",        "wife",        "girl",        "nun",
        "actress",       "lady",          "dame",        "duchess",     "aunt",
        "grandmother",   "schoolgirl",    "widow",       "niece",       "waitress",
        "assemblywoman", "servicewoman"};
    for (uint32_t i = first; i < end; i++) {
        if (WORD_IN(d->tokens[i].lower, male))
            return GENDER_M;
        if (WORD_IN(d->tokens[i].lower, female))
            return GENDER_F;
    }
    if (!t->first_names || t->first_gender < 0)
        return GENDER_NONE;
    for (uint32_t i = first; i < end; i++) {
        if (!(d->tokens[i].flags & TOKEN_UPPER))
            continue;
        uint32_t row = lextable_find(t->first_names, d->tokens[i].lower);
        if (row == LEX_NONE)
            continue;
        Str g = lextable_cell(t->first_names, row, t->first_gender);
        if (g.n && (g.p[0] == 'm' || g.p[0] == 'M'))
            return GENDER_M;
        if (g.n && (g.p[0] == 'f' || g.p[0] == 'F'))
            return GENDER_F;
        return GENDER_BOTH;
    }
    return GENDER_NONE;
}
