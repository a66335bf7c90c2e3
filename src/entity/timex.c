// SPDX-License-Identifier: MIT
// In: tokens, sentences, the article's day; tags and trees where the parse has run. Out:
// doc->times. Method: a hand-written grammar over time words (lexicon/en/timewords.tsv,
// holidays.tsv), as HeidelTime (Strötgen and Gertz 2010) and SUTime do it, the longest expression
// at each token. Values are resolved against the article's day, or against the last date of the
// text ("the next day", "two years later"). Two manners of text are told apart once for a document:
// news counts from the day it was written, "on Monday"; a history names years and carries them on:
// "In 1943 ... On 5 July". A weekday or month without a year lies behind the article's day unless
// the governing verb points ahead ("will meet on Friday"). Cost: a few table look-ups a token; the
// climb to a verb has a bounded number of steps. Does not: anchor dates to events ("the day after
// the siege"), read other calendars, or know time zones; a range gives two expressions, "from 3 to
// 5 May".
#include "entity/timex_work.h"

// ----------------------------------------------------------------------------------------------
// numbers
bool timex_digits(Str s, int *n)
{
    long v = 0;
    if (s.n == 0 || s.n > 6)
        return false;
    for (size_t k = 0; k < s.n; k++) {
        if (!ascii_digit(s.p[k]))
            return false;
        v = v * 10 + (s.p[k] - '0');
    }
    *n = (int)v;
    return true;
}

static bool year_token(const Ctx *c, uint32_t i, int *y)
{
    return low(c, i).n == 4 && timex_digits(low(c, i), y) && *y >= 1000 && *y < 2100;
}

// A day of the month: "3", "3rd"; word ordinals where `words`.
static bool day_token(const Ctx *c, uint32_t i, int *day, bool words)
{
    Str s = low(c, i);
    if (s.n > 2 &&
        (str_ends(s, "st") || str_ends(s, "nd") || str_ends(s, "rd") || str_ends(s, "th")))
        s.n -= 2;
    if (s.n <= 2 && timex_digits(s, day))
        return *day >= 1 && *day <= 31;
    *day = tw(c, i)->ordinal;
    return words && has(c, i, TW_ORDINAL);
}

// An ordinal in figures or words: "19th", "nineteenth".
static bool ordinal_token(const Ctx *c, uint32_t i, int *n)
{
    Str s = low(c, i);
    if (s.n > 2 && ascii_digit(s.p[0]) &&
        (str_ends(s, "st") || str_ends(s, "nd") || str_ends(s, "rd") || str_ends(s, "th")))
        return timex_digits((Str){s.p, s.n - 2}, n);
    *n = tw(c, i)->ordinal;
    return has(c, i, TW_ORDINAL);
}

// A month's name. Names that are also words need a capital, and abbreviations a stop or a
// timex_number beside them.
static bool month_token(const Ctx *c, uint32_t i, int *m)
{
    if (!has(c, i, TW_MONTH) || !capital(c, i))
        return false;
    *m = tw(c, i)->month;
    return true;
}

// A cardinal: its end, value and text ("2.5" keeps its text, value -1).
uint32_t timex_number(Ctx *c, uint32_t i, int *value, Str *amount)
{
    Str s = low(c, i);
    *amount = s;
    if (timex_digits(s, value))
        return i + 1;
    if (s.n && ascii_digit(s.p[0])) {
        *value = -1;
        for (size_t k = 0; k < s.n; k++)
            if (!ascii_digit(s.p[k]) && s.p[k] != '.')
                return 0;
        return s.n <= 5 ? i + 1 : 0;
    }
    if (!has(c, i, TW_NUMBER))
        return 0;
    *value = tw(c, i)->number;
    uint32_t j = i + 1;
    if (*value >= 20 && *value < 100 && *value % 10 == 0) { // "twenty-five"
        uint32_t k = is(c, j, "-") ? j + 1 : j;
        if (has(c, k, TW_NUMBER) && tw(c, k)->number < 10) {
            *value += tw(c, k)->number;
            j = k + 1;
        }
    } else if (*value < 20 && is(c, j, "hundred")) {
        *value *= 100;
        j++;
    }
    char *text = arena_printf(c->d->arena, "%d", *value);
    *amount = str_of(text);
    return j;
}

// ----------------------------------------------------------------------------------------------
// direction Does the clause around token i point ahead or back? Climbs to the governing verb and
// looks at its tag and helpers.
static Tense direction(const Ctx *c, uint32_t i)
{
    const Doc *d = c->d;
    uint32_t s = first_of_sentence(c, i);
    if (!d->tokens[i].xpos[0]) { // no parse: the nearest word to the left decides
        for (uint32_t k = i; k-- > s && i - k < 12;) {
            Str w = d->tokens[k].lower;
            if (has(c, k, TW_FUTURE))
                return TENSE_FUTURE;
            if (str_is(w, "said") || str_is(w, "was") || str_is(w, "were") || str_is(w, "had") ||
                (w.n > 4 && str_ends(w, "ed")))
                return TENSE_PAST;
        }
        return TENSE_NONE;
    }
    uint32_t v = i;
    Tense found = TENSE_NONE;
    for (unsigned steps = 0; v != NONE && steps < 10 && found == TENSE_NONE;
         steps++, v = d->tokens[v].head) {
        const Token *t = &d->tokens[v];
        if (v != i && (has(c, v, TW_FUTURE) && !tag(c, v, "MD")) && !str_is(t->lower, "set") &&
            !str_is(t->lower, "would"))
            return TENSE_FUTURE; // "the vote planned for Monday"
        if (t->xpos[0] != 'V' && t->upos != UPOS_AUX && t->upos != UPOS_VERB && t->upos != UPOS_ADJ)
            continue;
        bool past_helper = false, present_helper = false, to = false;
        for (uint32_t k = token_child(d, v, NONE); k != NONE; k = token_child(d, v, k)) {
            const Token *h = &d->tokens[k];
            if (h->dep != DEP_AUX && h->dep != DEP_AUX_PASS && h->dep != DEP_COP &&
                h->dep != DEP_MARK)
                continue;
            if (str_is(h->lower, "will") || str_is(h->lower, "'ll") || str_is(h->lower, "shall") ||
                str_is(h->lower, "wo"))
                return TENSE_FUTURE;
            if (strcmp(h->xpos, "MD") == 0)
                found = TENSE_FUTURE;
            past_helper |= strcmp(h->xpos, "VBD") == 0 || str_is(h->lower, "have") ||
                           str_is(h->lower, "has") || str_is(h->lower, "'ve");
            present_helper |= strcmp(h->xpos, "VBZ") == 0 || strcmp(h->xpos, "VBP") == 0;
            to |= strcmp(h->xpos, "TO") == 0;
        }
        if (past_helper)
            return str_is(t->lower, "set") || str_is(t->lower, "due") ? TENSE_FUTURE : TENSE_PAST;
        if (found != TENSE_NONE)
            return found;
        if (to || (present_helper && (strcmp(t->xpos, "VBG") == 0 || str_is(t->lower, "due") ||
                                      str_is(t->lower, "set"))))
            return TENSE_FUTURE; // "plans to meet on Friday", "is meeting on Friday"
        if (strcmp(t->xpos, "VBD") == 0 || strcmp(t->xpos, "VBN") == 0)
            return TENSE_PAST;
        if (strcmp(t->xpos, "VBZ") == 0 || strcmp(t->xpos, "VBP") == 0)
            return TENSE_PRESENT;
    }
    return found;
}

// The year of a month (and day, 0 = none) that stands without one; 0 where nothing tells.
static int year_for(const Ctx *c, uint32_t i, int month, int day)
{
    uint32_t sentence = c->d->tokens[i].sentence;
    if (c->narrative || c->ref == DAY_NONE) {
        // The story moves on: "in November 1950 ... in January" is the January after.
        if (c->anchor_year > 0 && c->anchor_month && c->anchor_month - month >= 8)
            return c->anchor_year + 1;
        return c->anchor_year > 0 ? c->anchor_year : 0;
    }
    int ry, rm, rd;
    day_to_civil(c->ref, &ry, &rm, &rd);
    // "In 1992 it fell in May": the year of the same sentence; "on 3 May 1992 ... . On 5 July":
    // also of the one before; but not "Since 1992 thousands have died. The siege began on April 5".
    if (c->anchor_explicit && c->anchor_year > 0 && c->anchor_year < ry &&
        (sentence == c->anchor_sentence || (c->anchor_month && sentence == c->anchor_sentence + 1)))
        return c->anchor_year;
    Tense tense = direction(c, i);
    int32_t best = 0;
    int year = ry;
    for (int y = ry - 1; y <= ry + 1; y++) {
        int32_t a = day_from_civil(y, month, day ? day : 1),
                z = day ? a : day_from_civil(y, month, timex_days_in_month(y, month));
        int32_t gap = c->ref < a ? a - c->ref : c->ref > z ? c->ref - z : 0;
        if (tense == TENSE_PAST && a > c->ref)
            gap += 1000;
        if (tense == TENSE_FUTURE && z < c->ref)
            gap += 1000;
        if (tense == TENSE_NONE && a > c->ref)
            gap += 120;
        if (y == ry - 1 || gap < best) {
            best = gap;
            year = y;
        }
    }
    return year;
}

static void set_date(Ctx *c, Timex *x, uint32_t at, int year, int month, int day)
{
    if (!year)
        year = year_for(c, at, month, day);
    if (!day)
        timex_set_month(c->d->arena, x, year, month);
    else if (!year)
        timex_set_monthday(c->d->arena, x, month, day);
    else
        timex_set_day(c->d->arena, x,
                      day_from_civil(year, month,
                                     day <= timex_days_in_month(year, month)
                                         ? day
                                         : timex_days_in_month(year, month)));
}

// The base of "next", "later": the last date of the text where there is one near, else the
// article's day.
int32_t timex_base_anchor(const Ctx *c, uint32_t i)
{
    bool near =
        c->narrative || c->ref == DAY_NONE || c->d->tokens[i].sentence <= c->anchor_sentence + 2;
    return c->anchor_day != DAY_NONE && near ? c->anchor_day : c->ref;
}

int32_t timex_base_deictic(const Ctx *c)
{
    return c->narrative && c->anchor_day != DAY_NONE ? c->anchor_day : c->ref;
}

static void set_weekday(Ctx *c, Timex *x, uint32_t i, int weekday, int dir)
{
    int32_t base =
        dir == 2 || dir == -2 || dir == 3 ? timex_base_anchor(c, i) : timex_base_deictic(c);
    if (base == DAY_NONE) {
        timex_set_monthday(c->d->arena, x, 1, 1);
        char *v = arena_printf(c->d->arena, "XXXX-WXX-%d", weekday + 1);
        x->value = str_of(v);
        return;
    }
    int back = (day_weekday(base) - weekday + 7) % 7, ahead = (7 - back) % 7;
    int32_t day = base - back;
    if (dir == -1 || dir == -2) {
        day = base - (back ? back : 7);
    } else if (dir == 1 || dir == 2) {
        day = base + (ahead ? ahead : 7);
    } else {
        Tense tense = direction(c, i);
        // A present tense is a headline's past, or a plan: "parliament votes on Friday". The nearer
        // day decides.
        if (tense == TENSE_FUTURE || (dir == 0 && tense != TENSE_PAST) ||
            (tense == TENSE_PRESENT && ahead < back && ahead <= 2))
            day = base + ahead;
    }
    timex_set_day(c->d->arena, x, day);
}

// ----------------------------------------------------------------------------------------------
// dates
static const char *const connectors[] = {"-",     "to",   "and", "or", "through",
                                         "until", "till", "/",   NULL};

// ", 1944", "1944", "of 1944", "'44" behind a month: its end and the year; 0 where there is none.
static uint32_t year_behind(const Ctx *c, uint32_t i, int *y)
{
    uint32_t j = is(c, i, ",") || is(c, i, "of") ? i + 1 : i;
    if (year_token(c, j, y) && !has(c, j + 1, TW_ZONE))
        return j + 1;
    Str s = low(c, i);
    if (s.n == 3 && s.p[0] == '\'' && timex_digits((Str){s.p + 1, 2}, y)) {
        *y += *y < 40 ? 2000 : 1900;
        return i + 1;
    }
    return 0;
}

static uint32_t match_numeric(Ctx *c, uint32_t i, Timex *x)
{
    Str s = low(c, i), a, b, z;
    if (s.n < 6 || s.n > 10 || !ascii_digit(s.p[0]))
        return 0;
    char sep = memchr(s.p, '/', s.n) ? '/' : memchr(s.p, '-', s.n) ? '-' : '.';
    Str rest = s;
    int p, q, r;
    if (!str_split(&rest, sep, &a) || !str_split(&rest, sep, &b) || !str_split(&rest, sep, &z) ||
        rest.p)
        return 0;
    if (!timex_digits(a, &p) || !timex_digits(b, &q) || !timex_digits(z, &r))
        return 0;
    int year = a.n == 4                 ? p
               : z.n == 4               ? r
               : z.n == 2 && sep == '/' ? r + (r < 40 ? 2000 : 1900)
                                        : 0;
    int month = a.n == 4               ? q
                : sep == '.' || p > 12 ? q
                                       : p,
        day = a.n == 4               ? r
              : sep == '.' || p > 12 ? p
                                     : q;
    if (year < 1000 || year > 2100 || month < 1 || month > 12 || day < 1 || day > 31)
        return 0;
    timex_set_day(c->d->arena, x, day_from_civil(year, month, day));
    return i + 1;
}

static bool month_alone(const Ctx *c, uint32_t i)
{
    static const char *const leads[] = {
        "in",    "since",   "until",      "till", "by",     "of",      "last", "next",   "this",
        "early", "late",    "mid",        "from", "during", "between", "to",   "before", "after",
        "-",     "through", "throughout", "that", "end",    "around",  "and",  NULL};
    Str surface = token_text(c->d, &c->d->tokens[i]), w = low(c, i);
    bool common = str_is(w, "may") || str_is(w, "march") || str_is(w, "august");
    if (surface.n <= 3 && !str_is(w, "may")) // "Jan Novak", "Dec"
        return false;
    if (w.n <= 4 && !str_ends(w, ".") && !str_is(w, "may") && !str_is(w, "june") &&
        !str_is(w, "july"))
        return false;
    if (!common)
        // "April Glaspie", "June Carter": a name before a name
        return !(capital(c, i + 1) && !has(c, i + 1, TW_MONTH | TW_PART) &&
                 !before_any(c, i, leads) && !starts_sentence(c, i));
    return before_any(c, i, leads) &&
           !(str_is(w, "march") && (is(c, i + 1, "on") || is(c, i + 1, "through")) &&
             before_is(c, i, "to"));
}

// Dates with a month: "3 May 1945", "May 3", "the 3rd of May", "May 1945", "3-5 May", "May".
static uint32_t match_date(Ctx *c, uint32_t i, Timex *x)
{
    int day, day2, m, m2, y = 0;
    uint32_t e;
    if (month_token(c, i, &m)) {
        if (day_token(c, i + 1, &day, false) && !has(c, i + 2, TW_UNITS | TW_UNIT) &&
            !is(c, i + 2, "%")) {
            e = i + 2;
            uint32_t f = year_behind(c, e, &y), k = e + 1;
            if (!f && any(c, e, connectors) && day_token(c, k, &day2, false) &&
                !has(c, k + 1, TW_MONTH | TW_UNITS) && day2 > day) {
                year_behind(c, k + 1, &y); // "May 3-5, 1945"
                c->pending = k;
                c->pending_month = m;
            }
            set_date(c, x, i, y, m, day);
            if (c->pending == k)
                c->pending_year =
                    x->start_day == DAY_NONE ? 0 : (day_to_civil(x->start_day, &y, &m2, &day2), y);
            return f ? f : e;
        }
        if ((e = year_behind(c, i + 1, &y)) != 0) {
            set_date(c, x, i, y, m, 0);
            return e;
        }
        if (!month_alone(c, i))
            return 0;
        if (any(c, i + 1, connectors) && month_token(c, i + 2, &m2)) // "June-July 1944"
            year_behind(c, i + 3, &y);
        set_date(c, x, i, y, m, 0);
        return i + 1;
    }
    if (!day_token(c, i, &day, true))
        return 0;
    e = is(c, i + 1, "of") ? i + 2 : i + 1;
    if (e == i + 1 && has(c, i, TW_ORDINAL))
        return 0;
    if (month_token(c, e, &m)) {
        uint32_t f = year_behind(c, e + 1, &y);
        set_date(c, x, i, y, m, day);
        return f ? f : e + 1;
    }
    // "3-5 May", "from 3 to 5 May": the month stands behind the second day
    if (any(c, i + 1, connectors) && day_token(c, i + 2, &day2, false) && day2 > day) {
        e = is(c, i + 3, "of") ? i + 4 : i + 3;
        if (month_token(c, e, &m)) {
            year_behind(c, e + 1, &y);
            set_date(c, x, i, y, m, day);
            return i + 1;
        }
    }
    return 0;
}

// "on the 13th": a day of the month at hand.
static uint32_t match_day_alone(Ctx *c, uint32_t i, Timex *x)
{
    int day;
    Str s = low(c, i);
    if (s.n < 3 || !ascii_digit(s.p[0]) || !ascii_alpha(s.p[s.n - 1]) || !before_is(c, i, "the") ||
        !day_token(c, i, &day, false))
        return 0;
    if (c->anchor_day == DAY_NONE || !c->anchor_month || i < 2 ||
        !(is(c, i - 2, "on") || is(c, i - 2, "by") || is(c, i - 2, "of") || is(c, i - 2, "until")))
        return 0;
    if (capital(c, i + 1) || is(c, i + 1, "-") || tag(c, i + 1, "N") || tag(c, i + 1, "J") ||
        has(c, i + 1, TW_UNIT | TW_UNITS))
        return 0;
    set_date(c, x, i, c->anchor_year, c->anchor_month, day);
    return i + 1;
}

bool timex_currency_before(const Ctx *c, uint32_t i)
{
    static const char *const signs[] = {
        "$", "us$",          "\xE2\x82\xAC", "\xC2\xA3",   "\xC2\xA5", "no.",  "no",
        "#", "timex_number", "flight",       "resolution", "route",    "page", NULL};
    return before_any(c, i, signs);
}

static uint32_t match_year(Ctx *c, uint32_t i, Timex *x)
{
    static const char *const strong[] = {
        "in",     "since",  "until", "till",   "during", "year",       "years", "early",
        "late",   "mid",    "circa", "ca.",    "c.",     "throughout", "(",     "spring",
        "summer", "autumn", "fall",  "winter", "before", "by",         NULL};
    static const char *const weak[] = {
        "of", "from", "between", "after", "around", "about", "through", "the", "for", "to", "and",
        "or", "-",    "than",    ",",     "as",     ")",     "/",       ":",   "'s",  "a",  NULL};
    static const char *const era[] = {"bc", "b.c.", "b.c", "bce", "b.c.e.", NULL};
    int y;
    Str s = low(c, i);
    if (!s.n || !ascii_digit(s.p[0])) {
        if ((is(c, i, "ad") || is(c, i, "a.d.")) && capital(c, i) && low(c, i + 1).n <= 4 &&
            timex_digits(low(c, i + 1), &y) && y > 0) {
            timex_set_year(c->d->arena, x, y);
            return i + 2;
        }
        return 0;
    }
    if (s.n <= 4 && timex_digits(s, &y) && y > 0 && any(c, i + 1, era)) {
        timex_set_year(c->d->arena, x, -y);
        return i + 2;
    }
    // "from 218 to 201 BC"
    if (s.n <= 3 && timex_digits(s, &y) && y > 9 && any(c, i + 1, connectors) &&
        any(c, i + 3, era) && !has(c, i + 1, TW_UNITS)) {
        timex_set_year(c->d->arena, x, -y);
        return i + 1;
    }
    if (s.n <= 3 && c->anchor_year < 0 && timex_digits(s, &y) && y > 99 && before_is(c, i, "in") &&
        !tag(c, i + 1, "N")) {
        timex_set_year(c->d->arena, x, -y); // "in 240", in a text that counts backwards
        return i + 1;
    }
    const Timex *last = c->d->n_times ? &c->d->times[c->d->n_times - 1] : NULL;
    bool range =
        last && last->end + 1 == i && last->grain == GRAIN_YEAR && any(c, i - 1, connectors);
    if (range && s.n == 2 && is(c, i - 1, "-") && timex_digits(s, &y)) { // "1943-45"
        int a, m, d;
        day_to_civil(last->start_day, &a, &m, &d);
        timex_set_year(c->d->arena, x, a / 100 * 100 + y);
        return i + 1;
    }
    if (!year_token(c, i, &y) || timex_currency_before(c, i))
        return 0;
    if (has(c, i + 1, TW_ZONE | TW_UNITS) || is(c, i + 1, "%") || is(c, i + 1, "percent") ||
        is(c, i + 1, "hours") || is(c, i + 1, "hrs"))
        return 0;
    Str next = low(c, i + 1);
    bool many = tag(c, i + 1, "NNS") || (!c->d->tokens[i].xpos[0] && next.n > 4 &&
                                         str_ends(next, "s") && ascii_alpha(next.p[0]));
    bool ok = range || before_any(c, i, strong) || low(c, i).n != c->d->tokens[i].lower.n;
    if (!ok && before_any(c, i, weak))
        ok = (!many && (y >= 1300 || c->d->tokens[i].dep != DEP_NUMMOD)) ||
             before_is(c, i, "the") || before_is(c, i, "'s");
    if (!ok && (starts_sentence(c, i) || capital(c, i - 1)))
        ok = !many && y >= 1850 && y < 2060;
    if (!ok && !many)
        ok = y >= 1900 && y < 2040 && c->d->tokens[i].dep != DEP_NUMMOD;
    if (ok && before_is(c, i, "by") && many)
        ok = false;
    if (!ok)
        return 0;
    timex_set_year(c->d->arena, x, y);
    return i + 1;
}

// "1990s", "the '90s", "the nineties".
static uint32_t match_decade(Ctx *c, uint32_t i, Timex *x)
{
    Str s = low(c, i);
    int n = 0;
    if (has(c, i, TW_DECADE)) {
        if (!before_is(c, i, "the") && !before_is(c, i, "early") && !before_is(c, i, "late"))
            return 0;
        n = 190 + tw(c, i)->number / 10;
    } else {
        if (s.n < 3 || s.p[s.n - 1] != 's')
            return 0;
        s.n--;
        if (s.p[s.n - 1] == '\'')
            s.n--;
        bool quote = s.n && s.p[0] == '\'';
        if (quote)
            s = (Str){s.p + 1, s.n - 1};
        if (!timex_digits(s, &n) || n % 10 != 0)
            return 0;
        if (s.n == 2 && !quote && !before_is(c, i, "the") && !before_is(c, i, "early") &&
            !before_is(c, i, "late")) // "in her 20s"
            return 0;
        n = s.n == 4 ? n / 10 : s.n == 2 ? n / 10 + (n < 30 ? 200 : 190) : 0;
    }
    if (n < 100 || n > 210)
        return 0;
    timex_set_decade(c->d->arena, x, n);
    return i + 1;
}

// ----------------------------------------------------------------------------------------------
// ordinals, seasons
static int this_year(const Ctx *c)
{
    int y = 0, m, d;
    if (c->narrative && c->anchor_year > 0)
        return c->anchor_year;
    if (c->ref != DAY_NONE)
        day_to_civil(c->ref, &y, &m, &d);
    return y ? y : c->anchor_year > 0 ? c->anchor_year : 0;
}

// "of 2006", "of last year", "2006", ", 2006" behind i: its end and the year.
static uint32_t year_phrase(Ctx *c, uint32_t i, int *y)
{
    uint32_t e = year_behind(c, i, y);
    if (e)
        return e;
    uint32_t j = is(c, i, "of") ? i + 1 : i;
    if (is(c, j, "the"))
        j++;
    if (has(c, j, TW_DIRECTION) && is(c, j + 1, "year")) {
        int dir = tw(c, j)->direction;
        *y = this_year(c);
        if (*y)
            *y += dir == -1 || dir == -2 ? -1 : dir == 1 || dir == 2 ? 1 : 0;
        return j + 2;
    }
    if (j > i + 1 && is(c, j, "year")) { // "of the year"
        *y = this_year(c);
        return j + 1;
    }
    return 0;
}

static uint32_t match_ordinal(Ctx *c, uint32_t i, Timex *x)
{
    Arena *a = c->d->arena;
    int n, y = 0, m;
    Str s = low(c, i);
    if (s.n == 2 && s.p[0] == 'q' && s.p[1] >= '1' && s.p[1] <= '4' && capital(c, i)) {
        uint32_t e = year_phrase(c, i + 1, &y);
        timex_set_quarter(a, x, y ? y : this_year(c), s.p[1] - '0');
        return e ? e : i + 1;
    }
    bool last = is(c, i, "last") || is(c, i, "final");
    if (!ordinal_token(c, i, &n) && !last)
        return 0;
    uint32_t j = is(c, i + 1, "-") ? i + 2 : i + 1;
    if (!last && (is(c, j, "century") || is(c, j, "centuries"))) {
        bool bc = is(c, j + 1, "bc") || is(c, j + 1, "b.c.") || is(c, j + 1, "bce");
        timex_set_century(a, x, n - 1, bc);
        return j + (bc ? 2 : 1);
    }
    // "19th and 20th centuries"
    int n2;
    if (!last && any(c, i + 1, connectors) && ordinal_token(c, i + 2, &n2) &&
        (is(c, i + 3, "century") || is(c, i + 3, "centuries"))) {
        timex_set_century(a, x, n - 1, false);
        return i + 1;
    }
    if (last)
        n = -1;
    if (is(c, j, "quarter") && (n >= 1 && n <= 4)) {
        uint32_t e = year_phrase(c, j + 1, &y);
        if (!e && !before_is(c, i, "the") && j == i + 1) // "a third quarter of the men"
            return 0;
        int year = y ? y : this_year(c);
        if (!e && year && c->ref != DAY_NONE && !c->narrative && direction(c, i) != TENSE_FUTURE &&
            day_from_civil(year, 3 * n - 2, 1) > c->ref)
            year--;
        timex_set_quarter(a, x, year, n);
        return e ? e : j + 1;
    }
    if (is(c, j, "half") && (n == 1 || n == 2)) {
        uint32_t e = year_phrase(c, j + 1, &y);
        if (!e || !y)
            return 0;
        timex_set_half(a, x, y, n);
        return e;
    }
    if (is(c, j, "week") && is(c, j + 1, "of") &&
        month_token(c, j + 2, &m)) { // "the last week of March"
        uint32_t e = year_behind(c, j + 3, &y);
        if (!e)
            y = year_for(c, i, m, 0);
        if (!y)
            return 0;
        int32_t day = n < 0 ? day_from_civil(y, m, timex_days_in_month(y, m))
                            : day_from_civil(y, m, 1) + 7 * (n - 1);
        timex_set_week(a, x, day, false);
        return e ? e : j + 3;
    }
    return 0;
}

static uint32_t match_season(Ctx *c, uint32_t i, Timex *x)
{
    if (!has(c, i, TW_SEASON))
        return 0;
    int y = 0;
    uint32_t e = year_phrase(c, i + 1, &y);
    bool word =
        is(c, i, "spring") || is(c, i, "fall"); // also a jump, a collapse: "the fall of the city"
    bool lead = before_is(c, i, "in") || before_is(c, i, "by") || before_is(c, i, "since") ||
                before_is(c, i, "until") || before_is(c, i, "during") || before_is(c, i, "early") ||
                before_is(c, i, "late") ||
                (before_is(c, i, "the") && i >= 2 &&
                 (is(c, i - 2, "in") || is(c, i - 2, "by") || is(c, i - 2, "during") || !word));
    if (!e && (!lead || is(c, i + 1, "of") || (is(c, i + 1, "-") && !starts_sentence(c, i))) &&
        !(capital(c, i) && !word && !capital(c, i + 1)))
        return 0;
    if (!e && capital(c, i) && capital(c, i + 1)) // "the Winter Palace"
        return 0;
    int year = y;
    if (!e) {
        int month = str_is(tw(c, i)->season, "SP")   ? 3
                    : str_is(tw(c, i)->season, "SU") ? 6
                    : str_is(tw(c, i)->season, "FA") ? 9
                                                     : 12;
        year = year_for(c, i, month, 0);
    }
    timex_set_season(c->d->arena, x, year, tw(c, i)->season);
    return e ? e : i + 1;
}

static uint32_t match_holiday(Ctx *c, uint32_t i, Timex *x)
{
    if (!has(c, i, TW_HOLIDAY) || !(capital(c, i) || ascii_digit(low(c, i).p[0])))
        return 0;
    Str words[8], rule;
    unsigned n = 0;
    while (n < 8 && i + n < c->end) {
        words[n] = low(c, i + n);
        n++;
    }
    n = timex_holiday(c->t, words, n, &rule);
    // Every word but the small ones with a capital: "New Year", not "a new year"
    if (!n || (!capital(c, i) && !ascii_digit(words[0].p[0])) ||
        (n > 1 && !capital(c, i + n - 1) && ascii_alpha(words[n - 1].p[0])))
        return 0;
    if (!rule.n ||
        (!starts_sentence(c, i) && ascii_alpha(low(c, i - 1).p[0]) && capital(c, i - 1) &&
         !has(c, i - 1, TW_DIRECTION | TW_PHASE) && !(i - 1 == first_of_sentence(c, i))))
        return 0; // "Operation Ramadan", "Chinese New Year"
    int y = 0;
    int32_t day, last;
    uint32_t e = year_behind(c, i + n, &y);
    if (!e) {
        y = this_year(c);
        if (y && c->ref != DAY_NONE && !c->narrative && timex_holiday_day(rule, y, &day, &last)) {
            int m, d2, y2;
            day_to_civil(day, &y2, &m, &d2);
            y = year_for(c, i, m, d2);
        }
    }
    if (!y || !timex_holiday_day(rule, y, &day, &last)) {
        timex_set_ref(x, STR("XXXX-XX-XX"));
        return e ? e : i + n;
    }
    timex_set_day(c->d->arena, x, day);
    x->end_day = last;
    x->vague = str_starts(rule, "islamic");
    return e ? e : i + n;
}

// ----------------------------------------------------------------------------------------------
// words that point
static uint32_t part_behind(Ctx *c, uint32_t i, Timex *x)
{
    if (has(c, i, TW_PART) && x->type == TIMEX_DATE && x->grain == GRAIN_DAY) {
        timex_set_part(c->d->arena, x, tw(c, i)->part);
        return i + 1;
    }
    return i;
}

static uint32_t match_day_word(Ctx *c, uint32_t i, Timex *x)
{
    uint32_t j = i;
    int shift = 0;
    if (is(c, i, "the") && is(c, i + 1, "day") &&
        (is(c, i + 2, "before") || is(c, i + 2, "after")) && has(c, i + 3, TW_DAY)) {
        shift = is(c, i + 2, "before") ? -1 : 1; // "the day before yesterday"
        j = i + 3;
    } else if ((is(c, i, "earlier") || is(c, i, "later")) &&
               (is(c, i + 1, "today") || is(c, i + 1, "yesterday"))) {
        j = i + 1;
    }
    if (!has(c, j, TW_DAY))
        return 0;
    if (capital(c, j) && capital(c, j + 1) && !starts_sentence(c, j) &&
        !(c->d->sentences[c->d->tokens[j].sentence].flags & SENT_HEADLINE))
        return 0; // a paper's name, "Example Today"
    if (c->ref == DAY_NONE || (c->narrative && is(c, j, "today"))) {
        timex_set_ref(x, tw(c, j)->day < 0   ? STR("PAST_REF")
                         : tw(c, j)->day > 0 ? STR("FUTURE_REF")
                                             : STR("PRESENT_REF"));
        return j + 1;
    }
    timex_set_day(c->d->arena, x, c->ref + tw(c, j)->day + shift);
    if (is(c, j, "tonight")) {
        timex_set_part(c->d->arena, x, STR("NI"));
        return j + 1;
    }
    return part_behind(c, j + 1, x);
}

static uint32_t match_weekday(Ctx *c, uint32_t i, Timex *x)
{
    if (has(c, i, TW_WEEKDAYS)) { // "on Mondays"
        char *v = arena_printf(c->d->arena, "XXXX-WXX-%d", tw(c, i)->weekday + 1);
        timex_set_ref(x, str_of(v));
        x->type = TIMEX_SET;
        return i + 1;
    }
    if (!has(c, i, TW_WEEKDAY) || !capital(c, i))
        return 0;
    uint32_t j = is(c, i + 1, ",") ? i + 2 : i + 1;
    if (has(c, j, TW_PART) && j == i + 1) { // "Tuesday night, 3 May"
        uint32_t e = is(c, j + 1, ",") ? match_date(c, j + 2, x) : 0;
        if (e && x->grain == GRAIN_DAY) {
            timex_set_part(c->d->arena, x, tw(c, j)->part);
            return e;
        }
    }
    if (is(c, j, "the"))
        j++;
    uint32_t e = match_date(c, j, x);
    if (e && x->grain == GRAIN_DAY)
        return e;
    c->pending = NONE;
    Str s = low(c, i);
    if (s.n <= 5 && !str_ends(s, "day") && !str_ends(s, ".") &&
        !is(c, i + 1, ",")) // "Sun", "Sat" need a sign of a date
        return 0;
    if (s.n == 3 && !is(c, i + 1, ","))
        return 0;
    if (capital(c, i - (i > 0)) && i > 0 && !starts_sentence(c, i) &&
        (is(c, i - 1, "black") || is(c, i - 1, "bloody") || is(c, i - 1, "good")))
        return 0; // "Black Monday" is another day
    set_weekday(c, x, i, tw(c, i)->weekday, 9);
    return part_behind(c, i + 1, x);
}

// The days that "the past three years" covers.
static void set_span_back(Timex *x, int32_t base, int n, TimeUnit unit)
{
    if (base == DAY_NONE || n == 0 || unit < UNIT_DAY || n > 2000 || n < -2000)
        return;
    int32_t other;
    switch (unit) {
    case UNIT_DAY: other = base + n; break;
    case UNIT_WEEK: other = base + 7 * n; break;
    case UNIT_FORTNIGHT: other = base + 14 * n; break;
    case UNIT_MONTH: other = base + (int32_t)(30.44 * n); break;
    case UNIT_QUARTER: other = base + (int32_t)(91.3 * n); break;
    default:
        other = base + (int32_t)(365.25 * n *
                                 (unit == UNIT_DECADE    ? 10
                                  : unit == UNIT_CENTURY ? 100
                                                         : 1));
        break;
    }
    x->start_day = other < base ? other : base;
    x->end_day = other < base ? base : other;
}

static int32_t season_start(int year, Str season)
{
    int m = str_is(season, "SP") ? 3 : str_is(season, "SU") ? 6 : str_is(season, "FA") ? 9 : 12;
    return day_from_civil(year, m, 1);
}

// "last week", "this year", "the following day", "next Monday", "that night", "the past three
// years".
static uint32_t match_direction(Ctx *c, uint32_t i, Timex *x)
{
    Arena *a = c->d->arena;
    if (!has(c, i, TW_DIRECTION))
        return 0;
    int dir = tw(c, i)->direction;
    uint32_t j = i + 1;
    bool past = is(c, i, "past");
    if (is(c, i, "this") &&
        (is(c, j, "past") || is(c, j, "coming") || is(c, j, "same"))) { // "this past week"
        dir = is(c, j, "past") ? -1 : is(c, j, "coming") ? 1 : 3;
        j++;
        past = false;
    } else if (is(c, i, "that") && is(c, j, "same")) {
        j++;
    } else if ((is(c, i, "this") || is(c, i, "that")) &&
               tag(c, i, "IN")) { // a conjunction: "said that Monday ..."
        return 0;
    }
    int32_t base =
        dir == 2 || dir == -2 || dir == 3 ? timex_base_anchor(c, i) : timex_base_deictic(c);
    int n, step = dir == -1 || dir == -2 ? -1 : dir == 1 || dir == 2 ? 1 : 0;
    Str amount;
    uint32_t k = timex_number(c, j, &n, &amount);
    if (!k && has(c, j, TW_QUANTITY)) {
        amount = STR("X");
        n = 0;
        k = is(c, j + 1, "of") ? j + 2 : j + 1;
    }
    if (k && is(c, k, "1/2")) {
        char *h = arena_printf(a, "%.*s.5", (int)amount.n, amount.p);
        amount = str_of(h);
        k++;
    }
    if (k && has(c, k, TW_UNITS | TW_UNIT) &&
        (step || has(c, k, TW_UNITS))) { // "the last three years", "the next six months"
        timex_set_duration(a, x, amount, tw(c, k)->unit);
        set_span_back(x, base, n * step, tw(c, k)->unit);
        return k + 1;
    }
    if (has(c, j, TW_UNIT) &&
        !(c->d->tokens[j].flags & TOKEN_UPPER && !starts_sentence(c, i) && capital(c, j + 1))) {
        TimeUnit unit = tw(c, j)->unit;
        if (unit < UNIT_DAY)
            return 0;
        if (past || (dir == -2 && is(c, i, "prior"))) {
            timex_set_duration(a, x, STR("1"), unit);
            set_span_back(x, base, -1, unit);
            return j + 1;
        }
        if (unit == UNIT_DAY) {
            if (is(c, i, "last") || is(c, i, "current") || is(c, i, "present"))
                return 0;
            if (dir == 1)
                base = timex_base_anchor(c, i);
        }
        if (unit == UNIT_QUARTER && dir == 3)
            return 0;
        if (base == DAY_NONE) {
            if (c->anchor_year < 0 && unit == UNIT_YEAR) {
                timex_set_year(a, x, c->anchor_year + step);
                return j + 1;
            }
            timex_set_ref(x, step < 0   ? STR("PAST_REF")
                             : step > 0 ? STR("FUTURE_REF")
                                        : STR("PRESENT_REF"));
            return j + 1;
        }
        // "the march this weekend drew thousands", written on a Tuesday: the one just past
        if (unit == UNIT_WEEKEND && dir == 0 && day_weekday(base) < 4 &&
            direction(c, i) == TENSE_PAST)
            step = -1;
        timex_set_shift(a, x, base, step, unit);
        return unit == UNIT_DAY ? part_behind(c, j + 1, x) : j + 1;
    }
    if (has(c, j, TW_WEEKDAY) && capital(c, j)) {
        set_weekday(c, x, j, tw(c, j)->weekday, dir);
        return part_behind(c, j + 1, x);
    }
    int m;
    if (month_token(c, j, &m) && !is(c, i, "past")) {
        int day = 0, y = 0;
        uint32_t e = day_token(c, j + 1, &day, false) ? j + 2 : j + 1; // "last May 3"
        uint32_t f = year_behind(c, e, &y);
        if (!f && base != DAY_NONE) {
            int bm, bd;
            day_to_civil(base, &y, &bm, &bd);
            y += step < 0 ? (m < bm ? 0 : -1) : step > 0 ? (m > bm ? 0 : 1) : 0;
        }
        if (f || base != DAY_NONE)
            set_date(c, x, j, y, m, day);
        else
            timex_set_month(a, x, 0, m);
        return f ? f : e;
    }
    if (has(c, j, TW_SEASON) && !(is(c, j, "fall") && tag(c, j, "V"))) {
        int y = 0, bm, bd;
        if (base == DAY_NONE)
            return 0;
        uint32_t e = year_behind(c, j + 1, &y);
        if (!e) {
            day_to_civil(base, &y, &bm, &bd);
            Str season = tw(c, j)->season;
            int32_t start = season_start(y, season);
            if (str_is(season, "WI") && bm <= 2 && step <= 0)
                y--; // January lies in the winter of the year before
            if (step < 0 && start + 60 > base)
                y--;
            if (step > 0 && start <= base)
                y++;
        }
        timex_set_season(a, x, y, tw(c, j)->season);
        return e ? e : j + 1;
    }
    if (has(c, j, TW_PART) && (dir == 3 || dir == 0 || dir == 1 || dir == 2 || is(c, j, "night") ||
                               is(c, j, "evening"))) {
        if (dir == 1)
            base = timex_base_anchor(c, i);
        if (base == DAY_NONE) {
            timex_set_monthday(a, x, 1, 1);
            x->value = STR("XXXX-XX-XX");
        } else {
            timex_set_day(a, x, base + step);
        }
        timex_set_part(a, x, tw(c, j)->part);
        return j + 1;
    }
    return 0;
}

// ----------------------------------------------------------------------------------------------
// combinations
uint32_t timex_match_core(Ctx *c, uint32_t i, Timex *x)
{
    static uint32_t (*const matchers[])(Ctx *, uint32_t, Timex *) = {
        match_numeric, match_date,   match_direction, match_ordinal,  match_season,
        match_holiday, match_decade, match_year,      match_day_word, match_weekday};
    uint32_t best = 0;
    Timex y;
    for (size_t k = 0; k < sizeof matchers / sizeof *matchers; k++) {
        memset(&y, 0, sizeof y);
        uint32_t pending = c->pending, e = matchers[k](c, i, &y);
        if (e > best) {
            best = e;
            *x = y;
        } else {
            c->pending = pending;
        }
    }
    return best;
}

// "early 1950", "the end of May", "mid-August", "late last year", "the end of the week".
static uint32_t match_phase(Ctx *c, uint32_t i, Timex *x)
{
    if (!has(c, i, TW_PHASE))
        return 0;
    uint32_t j = i + 1;
    bool noun = is(c, j, "of");
    if (is(c, j, "-") || noun)
        j++;
    else if (is(c, j, "in"))
        j++;
    else if (str_is(tw(c, i)->phase, "START") ? !is(c, i, "early")
             : str_is(tw(c, i)->phase, "END") ? !is(c, i, "late")
                                              : !is(c, i, "mid"))
        return 0; // "end" and "start" need their "of"
    bool the = is(c, j, "the");
    if (the)
        j++;
    uint32_t e = timex_match_core(c, j, x);
    if (e)
        return e;
    if (the && noun && has(c, j, TW_UNIT) && tw(c, j)->unit >= UNIT_DAY &&
        !is(c, j + 1, "of")) { // "the end of the year"
        int32_t base = timex_base_anchor(c, i);
        if (base == DAY_NONE ||
            (tw(c, j)->unit == UNIT_DAY && before_is(c, i, "the") && is(c, i, "end")))
            return 0;
        timex_set_shift(c->d->arena, x, base, 0, tw(c, j)->unit);
        return j + 1;
    }
    if (has(c, j, TW_PART) && (is(c, i, "early") || is(c, i, "late")) && !the &&
        has(c, j, TW_PART)) { // "early morning"
        int32_t base = timex_base_anchor(c, i);
        if (base == DAY_NONE)
            return 0;
        timex_set_day(c->d->arena, x, base);
        timex_set_part(c->d->arena, x, tw(c, j)->part);
        return j + 1;
    }
    return 0;
}

// "the night of 8 February", "the weekend".
static uint32_t match_part(Ctx *c, uint32_t i, Timex *x)
{
    if (is(c, i, "weekend") && before_is(c, i, "the") && i >= 2 &&
        (is(c, i - 2, "over") || is(c, i - 2, "at") || is(c, i - 2, "on") ||
         is(c, i - 2, "during") || is(c, i - 2, "for"))) {
        int32_t base = timex_base_deictic(c);
        if (base == DAY_NONE)
            return 0;
        bool back = day_weekday(base) < 5 && direction(c, i) != TENSE_FUTURE;
        timex_set_week(c->d->arena, x, back ? base - 7 : base, true);
        return i + 1;
    }
    if (!has(c, i, TW_PART))
        return 0;
    uint32_t j = i + 1;
    if (is(c, j, "of") || is(c, j, "on"))
        j++;
    else
        return 0;
    if (is(c, j, "the"))
        j++;
    uint32_t e = timex_match_core(c, j, x);
    if (!e || x->grain != GRAIN_DAY || x->type != TIMEX_DATE)
        return 0;
    timex_set_part(c->d->arena, x, tw(c, i)->part);
    return e;
}

// ----------------------------------------------------------------------------------------------
// the pass
static uint32_t match_all(Ctx *c, uint32_t i, Timex *x)
{
    if (i == c->pending) {
        int day;
        c->pending = NONE;
        if (day_token(c, i, &day, false)) {
            int y = 0;
            set_date(c, x, i, c->pending_year, c->pending_month, day);
            uint32_t e = year_behind(c, i + 1, &y);
            return e ? e : i + 1;
        }
    }
    static uint32_t (*const matchers[])(Ctx *, uint32_t, Timex *) = {
        match_phase,        timex_match_clock, match_part,      timex_match_core,
        timex_match_amount, timex_match_set,   timex_match_ref, match_day_alone};
    uint32_t best = 0, kept = c->pending;
    for (size_t k = 0; k < sizeof matchers / sizeof *matchers; k++) {
        Timex y = {0};
        c->pending = NONE;
        uint32_t e = matchers[k](c, i, &y);
        if (e > best) {
            best = e;
            *x = y;
            kept = c->pending;
        }
    }
    c->pending = kept;
    return best;
}

// Without the article's day, a line of its own near the top may give it: "March 27, 1998", "Monday,
// 5 June 1967".
static void find_reference(Ctx *c)
{
    for (size_t s = 0; s < c->d->n_sentences && s < 5 && c->ref == DAY_NONE; s++) {
        Timex x = {0};
        c->end = c->d->sentences[s].end;
        uint32_t i = c->d->sentences[s].first, e = c->end - i <= 8 ? match_weekday(c, i, &x) : 0;
        if (!e && c->end - i <= 8)
            e = match_date(c, i, &x);
        if (!e && c->end - i <= 2)
            e = match_numeric(c, i, &x);
        c->pending = NONE;
        bool all = e > 0;
        for (uint32_t k = e; k < c->end; k++)
            all &= !ascii_alnum(low(c, k).p[0]);
        int y;
        bool named = false;
        for (uint32_t k = i; k < e; k++)
            named |= year_token(c, k, &y) || low(c, k).n >= 8;
        if (all && named && x.grain == GRAIN_DAY && x.start_day != DAY_NONE)
            c->ref = x.start_day;
    }
    c->end = (uint32_t)c->d->n_tokens;
}

static void anchor(Ctx *c, const Timex *x, bool explicit_year)
{
    if (x->type != TIMEX_DATE && x->type != TIMEX_TIME)
        return;
    if (str_starts(x->value, "BC")) {
        long y = 0;
        str_to_long((Str){x->value.p + 2, x->value.n - 2}, &y);
        c->anchor_year = -(int)y;
        c->anchor_month = 0;
        c->anchor_day = DAY_NONE;
        c->anchor_sentence = c->d->tokens[x->first].sentence;
        return;
    }
    if (x->start_day == DAY_NONE || x->grain > GRAIN_YEAR || x->grain == GRAIN_NONE)
        return;
    int y, m, d;
    day_to_civil(x->start_day, &y, &m, &d);
    c->anchor_year = y;
    c->anchor_month = x->grain == GRAIN_YEAR ? 0 : m;
    c->anchor_day = x->start_day;
    c->anchor_explicit = explicit_year;
    c->anchor_sentence = c->d->tokens[x->first].sentence;
}

// A history names years long past and hardly any weekday; without the article's day every text is
// read as one.
static bool tells_history(const Ctx *c)
{
    if (c->ref == DAY_NONE)
        return true;
    int ry, rm, rd, y;
    day_to_civil(c->ref, &ry, &rm, &rd);
    unsigned old = 0, now = 0;
    for (uint32_t i = 0; i < c->d->n_tokens; i++) {
        Str s = c->d->tokens[i].lower;
        if (s.n == 4 && timex_digits(s, &y) && y >= 1000 && y <= ry + 1 &&
            !(i && c->d->tokens[i - 1].lower.n == 1 && c->d->tokens[i - 1].lower.p[0] == '$'))
            *(y < ry - 2 ? &old : &now) += 1;
        const TimeWord *w = c->words[i];
        if (w && (w->classes & (TW_DAY | TW_WEEKDAY)) && !(w->classes & TW_MONTH))
            now += 2;
        if (str_is(s, "bc"))
            old++;
    }
    return old >= 4 && old > 2 * now;
}

void timex_run(Doc *d, const TimexTables *t)
{
    if (!d->n_tokens)
        return;
    Ctx c = {.d = d,
             .t = t,
             .ref = d->date,
             .anchor_day = DAY_NONE,
             .pending = NONE,
             .anchor_sentence = NONE - 8};
    c.words = ARENA_NEW(d->arena, const TimeWord *, d->n_tokens);
    c.end = (uint32_t)d->n_tokens;
    for (uint32_t i = 0; i < d->n_tokens; i++)
        c.words[i] = timeword_find(t, low(&c, i));
    if (c.ref == DAY_NONE)
        find_reference(&c);
    c.narrative = tells_history(&c);
    for (size_t s = 0; s < d->n_sentences; s++) {
        c.end = d->sentences[s].end;
        c.pending = NONE;
        for (uint32_t i = d->sentences[s].first; i < c.end;) {
            Str w = low(&c, i);
            // "a", "an", "the" begin some expressions; else only time words and figures do
            bool may = c.words[i] ||
                       (w.n && (ascii_digit(w.p[0]) || w.p[0] == '\'' || str_is(w, "a") ||
                                str_is(w, "an") || str_is(w, "the") || str_is(w, "ad"))) ||
                       str_is(w, "every") || str_is(w, "each") || str_is(w, "per") ||
                       str_is(w, "earlier") || str_is(w, "later") || w.n == 2 || w.n == 5;
            Timex x = {0};
            uint32_t e = may ? match_all(&c, i, &x) : 0;
            if (!e) {
                i++;
                continue;
            }
            x.first = i;
            x.end = e;
            if (i > d->sentences[s].first && x.grain != GRAIN_YEAR && x.type != TIMEX_DURATION &&
                !has(&c, i, TW_REF) && is(&c, i - 1, "the") &&
                !(d->n_times && d->times[d->n_times - 1].end >= i))
                x.first = i - 1;
            x.span = (Span){d->tokens[x.first].span.start, d->tokens[e - 1].span.end};
            int y;
            bool named = false;
            for (uint32_t k = i; k < e; k++)
                named |= year_token(&c, k, &y);
            *ARENA_PUSH(d->arena, d->times, d->n_times, d->cap_times) = x;
            if (!has(&c, i, TW_HOLIDAY) || named)
                anchor(&c, &x, named);
            i = e;
        }
    }
}
