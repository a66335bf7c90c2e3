// SPDX-License-Identifier: MIT
// In: calendar facts of a time expression. Out: its TIMEX3 value, grain, first and last day; the
// tables of time words. Method: ISO 8601 as ISO-TimeML uses it (weeks "1978-W38", seasons
// "1944-SU", decades "197", centuries "18", halves "1990-H1", parts of the day "1944-06-06TMO").
// Seasons are the northern, meteorological ones. Easter by the algorithm of Meeus and
// Jones/Butcher, the Islamic months by the tabular calendar (epoch 16 July 622, Julian), which may
// be a day or two off the sighting of the moon. Cost: constant per expression. Does not: know time
// zones, church years, or calendars other than these.
#include "base/hash.h"
#include "base/limits.h"
#include "entity/timex.h"

#include <stdlib.h>

struct TimexTables {
    TimeWord *slots;
    size_t mask;
    const LexTable *words, *holidays;
    int word_class, word_value, holiday_rule;
};

// ORDER TimeClass in timex.h, by bit
static const char *const class_names[] = {"month",    "weekday",   "weekdays",  "unit",    "units",
                                          "season",   "part",      "number",    "ordinal", "decade",
                                          "quantity", "day",       "direction", "phase",   "set",
                                          "ref",      "refphrase", "future",    "zone"};
// ORDER TimeUnit in timex.h
static const char *const unit_names[] = {"",   "S", "MIN", "H", "D",  "WE", "W",
                                         "FN", "M", "Q",   "Y", "DE", "CE"};

static TimeWord *slot_of(const TimexTables *t, Str w)
{
    size_t i = (size_t)hash64(w.p, w.n, 11) & t->mask;
    while (t->slots[i].word.p && !str_eq(t->slots[i].word, w))
        i = (i + 1) & t->mask;
    return &t->slots[i];
}

const TimeWord *timeword_find(const TimexTables *t, Str w)
{
    if (w.n == 0 || w.n > 16)
        return NULL;
    const TimeWord *s = slot_of(t, w);
    if (!s->word.p && w.n > 2 && w.p[w.n - 1] == '.') {
        w.n--;
        s = slot_of(t, w);
    }
    return s->word.p ? s : NULL;
}

static bool word_add(TimexTables *t, Str word, Str class, Str value)
{
    unsigned c = 0, n = sizeof class_names / sizeof *class_names;
    while (c < n && !str_is(class, class_names[c]))
        c++;
    if (c == n)
        return false;
    long number = 0;
    str_to_long(value, &number);
    Str first = word;
    const char *blank = memchr(word.p, ' ', word.n);
    if (blank)
        first.n = (size_t)(blank - word.p);
    TimeWord *s = slot_of(t, first);
    s->word = first;
    s->classes |= 1u << c;
    switch ((TimeClass)(1u << c)) {
    case TW_MONTH: s->month = (int)number; break;
    case TW_WEEKDAY:
    case TW_WEEKDAYS: s->weekday = (int)number; break;
    case TW_NUMBER: s->number = (int)number; break;
    case TW_DECADE: s->number = (int)number; break;
    case TW_ORDINAL: s->ordinal = (int)number; break;
    case TW_DAY: s->day = (int)number; break;
    case TW_DIRECTION: s->direction = (int)number; break;
    case TW_UNIT:
    case TW_UNITS:
        for (unsigned u = 1; u < sizeof unit_names / sizeof *unit_names; u++)
            if (str_is(value, unit_names[u]))
                s->unit = (TimeUnit)u;
        break;
    case TW_SEASON: s->season = value; break;
    case TW_PART: s->part = value; break;
    case TW_PHASE: s->phase = value; break;
    case TW_SET: s->set = value; break;
    case TW_REF: s->ref = value; break;
    case TW_QUANTITY: s->quantity = value; break;
    case TW_ZONE: s->zone = value; break;
    case TW_REFPHRASE:
    case TW_FUTURE:
    case TW_HOLIDAY: break;
    }
    return true;
}

TimexTables *timex_tables_new(const Lexicon *x, Err *e)
{
    const LexTable *words = lexicon_table(x, "timewords"), *holidays = lexicon_table(x, "holidays");
    if (!words || !holidays) {
        err_set(e, ERR_USAGE, "the lexicon lacks the table '%s'", words ? "holidays" : "timewords");
        return NULL;
    }
    size_t size = 64, rows = (size_t)lextable_rows(words) + lextable_rows(holidays);
    while (size < 2 * rows)
        size *= 2;
    TimexTables *t = calloc(1, sizeof *t);
    if (t)
        t->slots = calloc(size, sizeof *t->slots);
    if (!t || !t->slots) {
        free(t);
        err_set(e, ERR_MEMORY, "out of memory");
        return NULL;
    }
    t->mask = size - 1;
    t->words = words;
    t->holidays = holidays;
    int word = lextable_column(words, "word"), name = lextable_column(holidays, "name");
    t->word_class = lextable_column(words, "class");
    t->word_value = lextable_column(words, "value");
    t->holiday_rule = lextable_column(holidays, "rule");
    for (uint32_t r = 0; r < lextable_rows(words); r++) {
        Str w = lextable_cell(words, r, word), c = lextable_cell(words, r, t->word_class);
        if (!w.n)
            continue;
        if (!word_add(t, w, c, lextable_cell(words, r, t->word_value))) {
            Str f = lextable_file(words, r);
            err_set(e, ERR_USAGE, "%.*s:%u: unknown class '%.*s'", (int)f.n, f.p,
                    lextable_line(words, r), (int)c.n, c.p);
            timex_tables_free(t);
            return NULL;
        }
    }
    for (uint32_t r = 0; r < lextable_rows(holidays); r++) {
        Str w = lextable_cell(holidays, r, name);
        for (size_t k = 0; k < w.n; k++)
            if (w.p[k] == ' ' || w.p[k] == '-')
                w.n = k;
        if (!w.n)
            continue;
        TimeWord *s = slot_of(t, w);
        s->word = w;
        s->classes |= TW_HOLIDAY;
    }
    return t;
}

void timex_tables_free(TimexTables *t)
{
    if (t)
        free(t->slots);
    free(t);
}

unsigned timex_refphrase(const TimexTables *t, const Str *words, unsigned n, Str *value)
{
    uint32_t row;
    for (unsigned k = lextable_match(t->words, words, n, &row); k > 1;
         k = lextable_match(t->words, words, k - 1, &row))
        for (uint32_t r = row; r != LEX_NONE; r = lextable_next(t->words, r))
            if (str_is(lextable_cell(t->words, r, t->word_class), "refphrase")) {
                *value = lextable_cell(t->words, r, t->word_value);
                return k;
            }
    return 0;
}

unsigned timex_holiday(const TimexTables *t, const Str *words, unsigned n, Str *rule)
{
    uint32_t row;
    unsigned k = lextable_match(t->holidays, words, n, &row);
    if (k)
        *rule = lextable_cell(t->holidays, row, t->holiday_rule);
    return k;
}

// ----------------------------------------------------------------------------------------------
// calendar
int timex_days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[(month - 1) % 12];
}

static Str format(Arena *a, const char *pattern, int x, int y, int z)
{
    char *s = arena_printf(a, pattern, x, y, z);
    return str_of(s);
}

static void date(Timex *x, Grain grain, int32_t start, int32_t end)
{
    x->type = TIMEX_DATE;
    x->grain = (uint8_t)grain;
    x->start_day = start;
    x->end_day = end;
}

void timex_set_day(Arena *a, Timex *x, int32_t day)
{
    int y, m, d;
    day_to_civil(day, &y, &m, &d);
    date(x, GRAIN_DAY, day, day);
    x->value = format(a, "%04d-%02d-%02d", y, m, d);
}

void timex_set_monthday(Arena *a, Timex *x, int month, int day)
{
    date(x, GRAIN_DAY, DAY_NONE, DAY_NONE);
    x->value = format(a, "XXXX-%02d-%02d", month, day, 0);
}

void timex_set_month(Arena *a, Timex *x, int year, int month)
{
    if (!year) {
        date(x, GRAIN_MONTH, DAY_NONE, DAY_NONE);
        x->value = format(a, "XXXX-%02d", month, 0, 0);
        return;
    }
    date(x, GRAIN_MONTH, day_from_civil(year, month, 1),
         day_from_civil(year, month, timex_days_in_month(year, month)));
    x->value = format(a, "%04d-%02d", year, month, 0);
}

void timex_set_year(Arena *a, Timex *x, int year)
{
    if (year < 0) {
        date(x, GRAIN_YEAR, DAY_NONE, DAY_NONE);
        x->value = format(a, "BC%04d", -year, 0, 0);
        return;
    }
    date(x, GRAIN_YEAR, day_from_civil(year, 1, 1), day_from_civil(year, 12, 31));
    x->value = format(a, "%04d", year, 0, 0);
}

void timex_set_week(Arena *a, Timex *x, int32_t day, bool weekend)
{
    int32_t monday = day - day_weekday(day), thursday = monday + 3;
    int y, m, d;
    day_to_civil(thursday, &y, &m, &d); // the ISO year is the year of the Thursday
    int week = (thursday - day_from_civil(y, 1, 1)) / 7 + 1;
    date(x, GRAIN_WEEK, weekend ? monday + 5 : monday, monday + 6);
    x->value = format(a, weekend ? "%04d-W%02d-WE" : "%04d-W%02d", y, week, 0);
}

void timex_set_quarter(Arena *a, Timex *x, int year, int quarter)
{
    if (!year) {
        date(x, GRAIN_QUARTER, DAY_NONE, DAY_NONE);
        x->value = format(a, "XXXX-Q%d", quarter, 0, 0);
        return;
    }
    date(x, GRAIN_QUARTER, day_from_civil(year, 3 * quarter - 2, 1),
         day_from_civil(year, 3 * quarter, timex_days_in_month(year, 3 * quarter)));
    x->value = format(a, "%04d-Q%d", year, quarter, 0);
}

void timex_set_half(Arena *a, Timex *x, int year, int half)
{
    date(x, GRAIN_QUARTER, day_from_civil(year, half == 1 ? 1 : 7, 1),
         half == 1 ? day_from_civil(year, 6, 30) : day_from_civil(year, 12, 31));
    x->value = format(a, "%04d-H%d", year, half, 0);
}

void timex_set_season(Arena *a, Timex *x, int year, Str season)
{
    if (!year) {
        date(x, GRAIN_SEASON, DAY_NONE, DAY_NONE);
        char *s = arena_printf(a, "XXXX-%.*s", (int)season.n, season.p);
        x->value = str_of(s);
        return;
    }
    int m = str_is(season, "SP") ? 3 : str_is(season, "SU") ? 6 : str_is(season, "FA") ? 9 : 12;
    int y2 = m == 12 ? year + 1 : year, m2 = m == 12 ? 2 : m + 2;
    date(x, GRAIN_SEASON, day_from_civil(year, m, 1),
         day_from_civil(y2, m2, timex_days_in_month(y2, m2)));
    char *s = arena_printf(a, "%04d-%.*s", year, (int)season.n, season.p);
    x->value = str_of(s);
}

void timex_set_decade(Arena *a, Timex *x, int decade)
{
    date(x, GRAIN_DECADE, day_from_civil(decade * 10, 1, 1),
         day_from_civil(decade * 10 + 9, 12, 31));
    x->value = format(a, "%03d", decade, 0, 0);
}

void timex_set_century(Arena *a, Timex *x, int century, bool bc)
{
    if (bc)
        date(x, GRAIN_CENTURY, DAY_NONE, DAY_NONE);
    else
        date(x, GRAIN_CENTURY, day_from_civil(century * 100, 1, 1),
             day_from_civil(century * 100 + 99, 12, 31));
    x->value = format(a, bc ? "BC%02d" : "%02d", century, 0, 0);
}

void timex_set_ref(Timex *x, Str ref)
{
    date(x, GRAIN_NONE, DAY_NONE, DAY_NONE);
    x->vague = true;
    x->value = ref;
}

void timex_set_part(Arena *a, Timex *x, Str part)
{
    x->type = TIMEX_TIME;
    x->grain = GRAIN_HOUR;
    char *s = arena_printf(a, "%.*sT%.*s", (int)x->value.n, x->value.p, (int)part.n, part.p);
    x->value = str_of(s);
}

void timex_set_clock(Arena *a, Timex *x, int hour, int minute, bool utc)
{
    if (!x->value.n) {
        x->value = STR("XXXX-XX-XX");
        x->start_day = x->end_day = DAY_NONE;
    }
    x->type = TIMEX_TIME;
    x->grain = GRAIN_HOUR;
    char *s = arena_printf(a, "%.*sT%02d:%02d%s", (int)x->value.n, x->value.p, hour, minute,
                           utc ? "Z" : "");
    x->value = str_of(s);
}

void timex_set_duration(Arena *a, Timex *x, Str amount, TimeUnit unit)
{
    static const char *const letters[] = {"",  "S", "M", "H", "D",  "WE", "W",
                                          "W", "M", "Q", "Y", "DE", "CE"};
    // "a decade" P10Y, "two decades" P20Y; "decades" PXDE
    long n = 0;
    bool known = str_to_long(amount, &n) && n > 0 && n < 100000;
    Str letter = str_of(letters[unit]);
    x->type = TIMEX_DURATION;
    x->grain = GRAIN_NONE;
    x->start_day = x->end_day = DAY_NONE;
    x->vague = !known && str_is(amount, "X");
    if (known && (unit == UNIT_DECADE || unit == UNIT_CENTURY || unit == UNIT_FORTNIGHT)) {
        n *= unit == UNIT_DECADE ? 10 : unit == UNIT_CENTURY ? 100 : 2;
        x->value = format(a, unit == UNIT_FORTNIGHT ? "P%dW" : "P%dY", (int)n, 0, 0);
        return;
    }
    char *s = arena_printf(a, "P%s%.*s%.*s", unit <= UNIT_HOUR ? "T" : "", (int)amount.n, amount.p,
                           (int)letter.n, letter.p);
    x->value = str_of(s);
}

void timex_set_shift(Arena *a, Timex *x, int32_t from, int n, TimeUnit unit)
{
    int y, m, d;
    day_to_civil(from, &y, &m, &d);
    switch (unit) {
    case UNIT_DAY: timex_set_day(a, x, from + n); break;
    case UNIT_WEEK:
    case UNIT_FORTNIGHT:
        timex_set_week(a, x, from + (unit == UNIT_WEEK ? 7 : 14) * n, false);
        break;
    case UNIT_WEEKEND: timex_set_week(a, x, from + 7 * n, true); break;
    case UNIT_MONTH: {
        int months = y * 12 + m - 1 + n;
        timex_set_month(a, x, months / 12, months % 12 + 1);
        break;
    }
    case UNIT_QUARTER: {
        int quarters = y * 4 + (m - 1) / 3 + n;
        timex_set_quarter(a, x, quarters / 4, quarters % 4 + 1);
        break;
    }
    case UNIT_YEAR: timex_set_year(a, x, y + n > 0 ? y + n : 1); break;
    case UNIT_DECADE: timex_set_decade(a, x, y / 10 + n > 0 ? y / 10 + n : 1); break;
    case UNIT_CENTURY: timex_set_century(a, x, y / 100 + n > 0 ? y / 100 + n : 1, false); break;
    default: // hours, minutes: the same day
        timex_set_day(a, x, from);
        timex_set_part(a, x, STR("XX"));
        break;
    }
}

// ----------------------------------------------------------------------------------------------
// holidays
static int32_t easter(int y)
{
    int a = y % 19, b = y / 100, c = y % 100, d = b / 4, e = b % 4, f = (b + 8) / 25,
        g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4,
        l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
    return day_from_civil(y, (h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1);
}

static int32_t
orthodox_easter(int y) // Julian date, moved to the Gregorian calendar (1900-2099: 13 days)
{
    int a = y % 4, b = y % 7, c = y % 19, d = (19 * c + 15) % 30, e = (2 * a + 4 * b - d + 34) % 7;
    return day_from_civil(y, (d + e + 114) / 31, (d + e + 114) % 31 + 1) + 13;
}

// The first day of a month of the tabular Islamic calendar.
static int32_t islamic_month(int year, int month)
{
    int32_t epoch = day_from_civil(622, 7, 19); // 16 July 622 Julian
    return epoch + (year - 1) * 354 + (3 + 11 * year) / 30 + 29 * (month - 1) + month / 2;
}

static bool islamic(int year, int month, int day, int32_t *first, int32_t *last)
{
    int guess = (int)((year - 622) * 33L / 32);
    for (int h = guess - 1; h <= guess + 2; h++) {
        int32_t a = islamic_month(h, month);
        int y, m, d;
        day_to_civil(a, &y, &m, &d);
        if (y == year) {
            *first = a + (day ? day - 1 : 0);
            *last = day ? *first
                        : (month == 12 ? islamic_month(h + 1, 1) : islamic_month(h, month + 1)) - 1;
            return true;
        }
    }
    return false;
}

static long cut_number(Str *rest, char separator)
{
    Str field;
    long n = 0;
    if (str_split(rest, separator, &field))
        str_to_long(field, &n);
    return n;
}

bool timex_holiday_day(Str rule, int year, int32_t *day, int32_t *last)
{
    Str rest = rule;
    long n = 0;
    if (rule.n == 10 && ascii_digit(rule.p[0])) {
        bool ok = day_parse(rule, day);
        *last = *day;
        return ok;
    }
    if (!rule.n || year < 1 || year > 9000)
        return false;
    if (str_starts(rule, "easter") || str_starts(rule, "orthodox")) {
        bool west = rule.p[0] == 'e';
        size_t k = west ? 6 : 8;
        if (k < rule.n && rule.p[k] == '+')
            k++;
        str_to_long((Str){rule.p + k, rule.n - k}, &n);
        *day = *last = (west ? easter(year) : orthodox_easter(year)) + (int32_t)n;
        return true;
    }
    if (str_starts(rule, "islamic-")) {
        rest = (Str){rule.p + 8, rule.n - 8};
        int month = (int)cut_number(&rest, '-');
        int d = (int)cut_number(&rest, '-');
        return month >= 1 && month <= 12 && islamic(year, month, d, day, last);
    }
    if (memchr(rule.p, '/', rule.n)) {
        int month = (int)cut_number(&rest, '/'), nth = (int)cut_number(&rest, '/'),
            weekday = (int)cut_number(&rest, '/');
        if (month < 1 || month > 12)
            return false;
        if (nth > 0) {
            int32_t a = day_from_civil(year, month, 1);
            *day = a + (weekday - day_weekday(a) + 7) % 7 + 7 * (nth - 1);
        } else {
            int32_t z = day_from_civil(year, month, timex_days_in_month(year, month));
            *day = z - (day_weekday(z) - weekday + 7) % 7;
        }
        *last = *day;
        return true;
    }
    int month = (int)cut_number(&rest, '-'), d = (int)cut_number(&rest, '-');
    if (month < 1 || month > 12 || d < 1 || d > 31)
        return false;
    *day = *last = day_from_civil(year, month, d);
    return true;
}
