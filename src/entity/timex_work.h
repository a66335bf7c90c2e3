// SPDX-License-Identifier: MIT
// The state of the time grammar and its small tests on tokens: shared by timex.c and
// timex_amount.c.
#ifndef DRAGOMAN_ENTITY_TIMEX_WORK_H
#define DRAGOMAN_ENTITY_TIMEX_WORK_H
#include "base/limits.h"
#include "entity/timex.h"

typedef struct {
    Doc *d;
    const TimexTables *t;
    const TimeWord **words; // per token; NULL where it is no time word
    int32_t ref;            // the article's day; DAY_NONE
    bool narrative;
    int anchor_year, anchor_month; // of the last date; 0 unknown
    int32_t anchor_day;            // of the last date of day grain, else its first day; DAY_NONE
    bool anchor_explicit;          // it named its year
    uint32_t anchor_sentence;
    uint32_t end;     // end of the sentence at hand
    uint32_t pending; // token of the second day of "May 3-5"; NONE
    int pending_year, pending_month;
} Ctx;

static const TimeWord no_word;

static inline const TimeWord *tw(const Ctx *c, uint32_t i)
{
    return i < c->end && c->words[i] ? c->words[i] : &no_word;
}
static inline bool has(const Ctx *c, uint32_t i, uint32_t classes)
{
    return tw(c, i)->classes & classes;
}

// The look-up form; "mid-August" and "mid-1980s" count as their second half.
static inline Str low(const Ctx *c, uint32_t i)
{
    if (i >= c->end)
        return (Str){"", 0};
    Str s = c->d->tokens[i].lower;
    if (s.n > 4 && memcmp(s.p, "mid-", 4) == 0)
        return (Str){s.p + 4, s.n - 4};
    return s;
}

static inline bool is(const Ctx *c, uint32_t i, const char *z)
{
    return str_is(low(c, i), z);
}

static inline bool any(const Ctx *c, uint32_t i, const char *const *list)
{
    for (; *list; list++)
        if (is(c, i, *list))
            return true;
    return false;
}

static inline bool capital(const Ctx *c, uint32_t i)
{
    return i < c->end &&
           ((c->d->tokens[i].flags & TOKEN_UPPER) || low(c, i).n != c->d->tokens[i].lower.n);
}

static inline uint32_t first_of_sentence(const Ctx *c, uint32_t i)
{
    return c->d->sentences[c->d->tokens[i].sentence].first;
}
static inline bool starts_sentence(const Ctx *c, uint32_t i)
{
    return i == first_of_sentence(c, i);
}
static inline bool before_is(const Ctx *c, uint32_t i, const char *z)
{
    return !starts_sentence(c, i) && is(c, i - 1, z);
}
static inline bool before_any(const Ctx *c, uint32_t i, const char *const *list)
{
    return !starts_sentence(c, i) && any(c, i - 1, list);
}

static inline bool tag(const Ctx *c, uint32_t i, const char *prefix)
{
    return i < c->end && strncmp(c->d->tokens[i].xpos, prefix, strlen(prefix)) == 0;
}

// timex.c
int32_t timex_base_anchor(const Ctx *c, uint32_t i);
int32_t timex_base_deictic(const Ctx *c);
bool timex_currency_before(const Ctx *c, uint32_t i);
bool timex_digits(Str s, int *n);
uint32_t timex_number(Ctx *c, uint32_t i, int *value, Str *amount);
uint32_t timex_match_core(Ctx *c, uint32_t i, Timex *x); // a date, however written
// timex_amount.c: the end of the longest match at token i; 0 = none
uint32_t timex_match_amount(Ctx *c, uint32_t i, Timex *x);
uint32_t timex_match_clock(Ctx *c, uint32_t i, Timex *x);
uint32_t timex_match_ref(Ctx *c, uint32_t i, Timex *x);
uint32_t timex_match_set(Ctx *c, uint32_t i, Timex *x);
#endif
