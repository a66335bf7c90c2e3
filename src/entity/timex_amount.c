// SPDX-License-Identifier: MIT
// In: tokens from one on. Out: amounts of time and what hangs on them, and times of day: durations,
// "three years ago", sets ("every Monday"), vague references. Method: a number or quantity, a unit,
// then words that turn the amount into a date; the grammar's state says what it counts from
// (timex.c). Cost: a few tokens ahead. Does not: read dates (timex.c) or compute calendars
// (timex_value.c).
#include "entity/timex_work.h"

// ----------------------------------------------------------------------------------------------
// amounts "three years ago", "two days later", "five months", "a week", "two-year", "several
// decades", "years".
uint32_t timex_match_amount(Ctx *c, uint32_t i, Timex *x)
{
    static const char *const between[] = {
        "full", "whole",      "consecutive", "straight", "more", "additional", "further",
        "long", "successive", "solid",       "calendar", "mere", "short",      NULL};
    static const char *const rate[] = {"%",       "percent", "times",  "twice",   "once",
                                       "people",  "tons",    "tonnes", "barrels", "dollars",
                                       "million", "billion", NULL};
    Arena *a = c->d->arena;
    int n = 0;
    Str amount;
    uint32_t j;
    bool article = is(c, i, "a") || is(c, i, "an"), bare = false;
    if (article) {
        j = i + 1;
        if (is(c, j, "mere"))
            j++;
        amount = STR("1");
        n = 1;
        if (is(c, j, "couple") || is(c, j, "few")) {
            j = is(c, j + 1, "of") ? j + 2 : j + 1;
            amount = STR("X");
            n = 0;
        } else if (has(c, j, TW_NUMBER) ||
                   timex_digits(low(c, j),
                                &n)) { // "a 20-year": the timex_number begins the expression
            return 0;
        }
    } else if (has(c, i, TW_UNITS)) {
        amount = STR("X");
        j = i;
        bare = true;
    } else if (has(c, i, TW_QUANTITY) && !is(c, i, "recent")) {
        amount = STR("X");
        j = is(c, i + 1, "of") ? i + 2 : i + 1;
    } else {
        j = timex_number(c, i, &n, &amount);
        if (!j || timex_currency_before(c, i))
            return 0;
    }
    if (n == 0 && !str_is(amount, "X") && amount.n && amount.p[0] == '0')
        return 0;
    // "three and a half years", "5 1/2 years"
    bool half = false;
    if (!bare && is(c, j, "1/2")) {
        half = true;
        j++;
    }
    if (!bare && is(c, j, "and") && is(c, j + 1, "a") && is(c, j + 2, "half")) {
        half = true;
        j += 3;
    }
    bool hyphen = is(c, j, "-") && !bare;
    if (hyphen)
        j++;
    else
        while (any(c, j, between) && !bare)
            j++;
    if (!hyphen && !bare && !article && tag(c, j, "JJ") &&
        has(c, j + 1, TW_UNITS)) // "two bloody weeks"
        j++;
    if (!has(c, j, TW_UNIT | TW_UNITS) ||
        (!hyphen && !article && n != 1 && !has(c, j, TW_UNITS) && !(n > 1 && is(c, j, "year"))))
        return 0;
    if (article && (!has(c, j, TW_UNIT) && !str_is(amount, "X")))
        return 0;
    TimeUnit unit = tw(c, j)->unit;
    j++;
    if (half) {
        char *s = arena_printf(a, "%.*s.5", (int)amount.n, amount.p);
        amount = str_of(s);
    }
    if (hyphen && is(c, j, "-") && is(c, j + 1, "old")) // an age: "a 27-year-old"
        return 0;
    bool ago = is(c, j, "ago"), earlier = is(c, j, "earlier") || is(c, j, "previously") ||
                                          is(c, j, "before") || is(c, j, "prior");
    bool later = is(c, j, "later") || is(c, j, "afterwards") || is(c, j, "afterward") ||
                 is(c, j, "after") || is(c, j, "hence");
    bool now = is(c, j, "from") && is(c, j + 1, "now");
    if (is(c, j, "before") || is(c, j, "after") ||
        is(c, j, "prior")) { // "two days after the siege" stays an amount
        Str next = low(c, j + 1);
        if (next.n && ascii_alnum(next.p[0]) && !is(c, j + 1, "he") && !is(c, j + 1, "and"))
            earlier = later = false;
    }
    if ((ago || earlier || later || now) && !hyphen) {
        uint32_t e = now ? j + 2 : j + 1;
        int32_t base = ago || now ? timex_base_deictic(c) : timex_base_anchor(c, i);
        int sign = ago || earlier ? -1 : 1;
        if (!n || base == DAY_NONE || (unit < UNIT_DAY)) {
            if (n && c->anchor_year < 0 && unit == UNIT_YEAR) { // BC: "two years later"
                timex_set_year(a, x, c->anchor_year + sign * n);
                return e;
            }
            if (n && unit < UNIT_DAY && base != DAY_NONE) {
                timex_set_shift(a, x, base, 0, unit);
                return e;
            }
            timex_set_ref(x, sign < 0 ? STR("PAST_REF") : STR("FUTURE_REF"));
            return e;
        }
        if (n > 3000)
            return 0;
        timex_set_shift(a, x, base, sign * n, unit);
        return e;
    }
    bool per = article && !starts_sentence(c, i) &&
               (any(c, i - 1, rate) || ascii_digit(low(c, i - 1).p[0]) || tag(c, i - 1, "NNS"));
    if (article && !per && (unit < UNIT_WEEKEND || unit == UNIT_WEEKEND || unit == UNIT_QUARTER))
        return 0; // "a day", "a second" are seldom times
    if (article && per && unit < UNIT_DAY)
        return 0;
    if (!article && !bare && n == 1 && (unit == UNIT_DAY || unit == UNIT_SECOND) &&
        !hyphen) // "one day he left"
        return 0;
    if (unit == UNIT_QUARTER && (str_is(amount, "X") || !has(c, j - 1, TW_UNITS)))
        return 0;
    if (bare && (capital(c, i) && !starts_sentence(c, i)))
        return 0;
    if (is(c, j, "old") || (is(c, j, "of") && is(c, j + 1, "age")))
        j += is(c, j, "old") ? 1 : 2;
    timex_set_duration(a, x, amount, unit);
    if (per)
        x->type = TIMEX_SET;
    return j;
}

uint32_t timex_match_set(Ctx *c, uint32_t i, Timex *x)
{
    if (has(c, i, TW_SET)) {
        if (capital(c, i) && !starts_sentence(c, i)) // "the Daily Herald"
            return 0;
        timex_set_ref(x, tw(c, i)->set);
        x->type = TIMEX_SET;
        return i + 1;
    }
    bool per = is(c, i, "per");
    if (!is(c, i, "every") && !is(c, i, "each") && !per)
        return 0;
    int n;
    Str amount = STR("1");
    uint32_t j = i + 1, k = timex_number(c, j, &n, &amount);
    if (k && !per)
        j = k;
    else if (is(c, j, "other") && !per)
        amount = STR("2"), j++;
    else
        amount = STR("1");
    if (has(c, j, TW_UNIT | TW_UNITS)) {
        timex_set_duration(c->d->arena, x, amount, tw(c, j)->unit);
    } else if (has(c, j, TW_WEEKDAY) && capital(c, j)) {
        char *v = arena_printf(c->d->arena, "XXXX-WXX-%d", tw(c, j)->weekday + 1);
        timex_set_ref(x, str_of(v));
    } else if (has(c, j, TW_PART)) {
        char *v =
            arena_printf(c->d->arena, "XXXX-XX-XXT%.*s", (int)tw(c, j)->part.n, tw(c, j)->part.p);
        timex_set_ref(x, str_of(v));
    } else if (has(c, j, TW_MONTH) && capital(c, j)) {
        timex_set_month(c->d->arena, x, 0, tw(c, j)->month);
    } else if (has(c, j, TW_SEASON)) {
        timex_set_season(c->d->arena, x, 0, tw(c, j)->season);
    } else {
        return 0;
    }
    x->type = TIMEX_SET;
    return j + 1;
}

uint32_t timex_match_ref(Ctx *c, uint32_t i, Timex *x)
{
    if (has(c, i, TW_REFPHRASE)) {
        Str words[8], value;
        unsigned n = 0;
        while (n < 8 && i + n < c->end) {
            words[n] = low(c, i + n);
            n++;
        }
        n = timex_refphrase(c->t, words, n, &value);
        if (n && !(is(c, i + n - 1, "past") &&
                   (has(c, i + n, TW_UNIT | TW_UNITS | TW_NUMBER | TW_QUANTITY) ||
                    tag(c, i + n, "N")))) {
            timex_set_ref(x, value);
            return i + n;
        }
    }
    if (!has(c, i, TW_REF))
        return 0;
    if (is(c, i, "now") && (is(c, i + 1, "that") || before_is(c, i, "until")))
        return 0;
    timex_set_ref(x, tw(c, i)->ref);
    return i + 1;
}

// "10:30", "5 p.m. Monday", "1600 GMT", "noon", "3 o'clock".
uint32_t timex_match_clock(Ctx *c, uint32_t i, Timex *x)
{
    Str s = low(c, i), h, m;
    int hour = -1, minute = 0;
    uint32_t j = i + 1;
    bool sure = false, utc = false;
    Str rest = s;
    if (s.n >= 4 && s.n <= 5 && memchr(s.p, ':', s.n) && str_split(&rest, ':', &h) &&
        str_split(&rest, ':', &m)) {
        if (m.n != 2 || !timex_digits(h, &hour) || !timex_digits(m, &minute) || hour > 24 ||
            minute > 59)
            return 0;
        sure = true;
    } else if (s.n == 4 && timex_digits(s, &hour) &&
               (has(c, j, TW_ZONE) || is(c, j, "hours") || is(c, j, "hrs"))) {
        minute = hour % 100;
        hour /= 100;
        if (hour > 24 || minute > 59)
            return 0;
        sure = true;
        if (!has(c, j, TW_ZONE))
            j++;
    } else if (is(c, i, "noon") || is(c, i, "midnight") || is(c, i, "midday")) {
        hour = is(c, i, "midnight") ? 0 : 12;
        sure = true;
    } else if (!timex_number(c, i, &hour, &h) || hour < 1 || hour > 12) {
        return 0;
    }
    bool am = is(c, j, "am") || is(c, j, "a.m.") || is(c, j, "a.m"),
         pm = is(c, j, "pm") || is(c, j, "p.m.") || is(c, j, "p.m");
    if (am || pm) {
        if (hour > 12)
            return 0;
        hour = hour % 12 + (pm ? 12 : 0);
        j++;
        sure = true;
    } else if (is(c, j, "o'clock")) {
        j++;
        sure = true;
    } else if (is(c, j, "hrs") && memchr(s.p, ':', s.n)) {
        j++;
    }
    if (!sure)
        return 0;
    if (is(c, j, "local") && is(c, j + 1, "time"))
        j += 2;
    else if (has(c, j, TW_ZONE) && capital(c, j)) {
        utc = tw(c, j)->zone.n > 0;
        j++;
    }
    uint32_t k = is(c, j, ",") || is(c, j, "on") ? j + 1 : j;
    Timex day = {0};
    uint32_t e = timex_match_core(c, k, &day);
    if (e && day.type == TIMEX_DATE && day.grain == GRAIN_DAY && day.start_day != DAY_NONE) {
        j = e;
        timex_set_day(c->d->arena, x, day.start_day);
    } else {
        c->pending = NONE;
        int32_t base = c->anchor_day != DAY_NONE &&
                               (c->narrative || c->anchor_sentence == c->d->tokens[i].sentence)
                           ? c->anchor_day
                           : c->ref;
        if (base != DAY_NONE)
            timex_set_day(c->d->arena, x, base);
    }
    timex_set_clock(c->d->arena, x, hour % 24, minute, utc);
    return j;
}
