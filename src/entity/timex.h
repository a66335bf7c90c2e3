// SPDX-License-Identifier: MIT
// Time expressions: doc->times with TIMEX3 values and calendar days.
// Ownership: TimexTables belong to the caller of timex_tables_new and are shared by threads;
// doc->times lives on the doc's arena.
#ifndef DRAGOMAN_ENTITY_TIMEX_H
#define DRAGOMAN_ENTITY_TIMEX_H
#include "doc/doc.h"
#include "lex/lexicon.h"

typedef struct TimexTables TimexTables;

// Reads lexicon/en/timewords.tsv and holidays.tsv. NULL and *e filled when one is missing, has an
// unknown class, or memory is out.
TimexTables *timex_tables_new(const Lexicon *x, Err *e);
void timex_tables_free(TimexTables *t);

// Fills doc->times in text order. Reads tokens; and tags and trees where they exist, for the
// direction of weekdays.
void timex_run(Doc *d, const TimexTables *t);

// ------------------------------------------------------------------------------------------
// between timex.c and timex_value.c
typedef enum {
    TW_MONTH = 1,
    TW_WEEKDAY = 2,
    TW_WEEKDAYS = 4,
    TW_UNIT = 8,
    TW_UNITS = 16,
    TW_SEASON = 32,
    TW_PART = 64,
    TW_NUMBER = 128,
    TW_ORDINAL = 256,
    TW_DECADE = 512,
    TW_QUANTITY = 1024,
    TW_DAY = 2048,
    TW_DIRECTION = 4096,
    TW_PHASE = 8192,
    TW_SET = 16384,
    TW_REF = 32768,
    TW_REFPHRASE = 65536,
    TW_FUTURE = 131072,
    TW_ZONE = 262144,
    TW_HOLIDAY = 524288, // the first word of a holiday's name
} TimeClass;

typedef enum {
    UNIT_NONE,
    UNIT_SECOND,
    UNIT_MINUTE,
    UNIT_HOUR,
    UNIT_DAY,
    UNIT_WEEKEND,
    UNIT_WEEK,
    UNIT_FORTNIGHT,
    UNIT_MONTH,
    UNIT_QUARTER,
    UNIT_YEAR,
    UNIT_DECADE,
    UNIT_CENTURY
} TimeUnit;

typedef struct {
    Str word;
    uint32_t classes; // TimeClass
    int month, weekday, number, ordinal, day, direction;
    TimeUnit unit;
    Str season, part, phase, set, ref, quantity, zone;
} TimeWord;

// The entry of a lower-case word; NULL where there is none. A last stop is ignored ("oct.").
const TimeWord *timeword_find(const TimexTables *t, Str lower);
// The longest phrase of class refphrase, or the longest holiday, that begins with the words; the
// number of words, 0 = none.
unsigned timex_refphrase(const TimexTables *t, const Str *words, unsigned n, Str *value);
unsigned timex_holiday(const TimexTables *t, const Str *words, unsigned n, Str *rule);

// timex_value.c: fills type, grain, value and days.
void timex_set_day(Arena *a, Timex *x, int32_t day);
void timex_set_month(Arena *a, Timex *x, int year, int month);   // year 0: unknown
void timex_set_monthday(Arena *a, Timex *x, int month, int day); // no year known
void timex_set_year(Arena *a, Timex *x, int year);               // below 0: BC
void timex_set_week(Arena *a, Timex *x, int32_t day,
                    bool weekend); // the ISO week that holds the day
void timex_set_quarter(Arena *a, Timex *x, int year, int quarter);
void timex_set_half(Arena *a, Timex *x, int year, int half);
void timex_set_season(Arena *a, Timex *x, int year, Str season);
void timex_set_decade(Arena *a, Timex *x, int decade);            // 196: the 1960s
void timex_set_century(Arena *a, Timex *x, int century, bool bc); // 18: the nineteenth
void timex_set_ref(Timex *x, Str ref);
void timex_set_part(Arena *a, Timex *x, Str part); // after set_day: "1944-06-06TMO"
void timex_set_clock(Arena *a, Timex *x, int hour, int minute,
                     bool utc); // after set_day, or on an empty Timex
void timex_set_duration(Arena *a, Timex *x, Str amount, TimeUnit unit);
// The day n units away, and the unit's own span around it, written as unit grain ("three years
// ago": a year).
void timex_set_shift(Arena *a, Timex *x, int32_t from, int n, TimeUnit unit);
bool timex_holiday_day(Str rule, int year, int32_t *day, int32_t *last);
int timex_days_in_month(int year, int month);
#endif
