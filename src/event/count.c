// SPDX-License-Identifier: MIT
// In: a claim with its match. Out: how many were killed, injured, arrested, displaced or marched:
// least and most, with the words that say so. Method: the trigger's lemma (table en/counts.tsv), or
// that its act is a protest, says whose number counts: that of those whom the act befell, or of the
// actors. Their phrases are read by a small grammar of English amounts: a number ("3,000", "1.5
// million", "two hundred and five", "half a dozen"), a range ("12 to 20", "between 12 and 20"), a
// vague one ("dozens", "tens of thousands"), with the words before it that open or close it ("at
// least", "more than", "up to", "nearly"). Numbers of a list are added up. Cost: linear in those
// phrases. Does not: count people without a number, or read numbers of goods.
#include "event/claim.h"

// An amount as it is read, in thousandths, since "1.5 million" is one number.
typedef struct {
    uint64_t value;
    uint32_t first, end; // tokens
} Amount;

enum { MILLI = 1000 };
static const uint64_t MOST = (uint64_t)UINT32_MAX * MILLI;

// "12", "3,000", "1.5", "seven": in thousandths.
static bool number(Str s, uint64_t *value)
{
    static const char *const words[] = {"zero",    "one",     "two",       "three",    "four",
                                        "five",    "six",     "seven",     "eight",    "nine",
                                        "ten",     "eleven",  "twelve",    "thirteen", "fourteen",
                                        "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
    static const char *const tens[] = {"twenty", "thirty",  "forty",  "fifty",
                                       "sixty",  "seventy", "eighty", "ninety"};
    for (size_t i = 1; i < sizeof words / sizeof *words; i++)
        if (str_is(s, words[i])) {
            *value = i * MILLI;
            return true;
        }
    for (size_t i = 0; i < sizeof tens / sizeof *tens; i++)
        if (str_is(s, tens[i])) {
            *value = (i + 2) * 10 * MILLI;
            return true;
        }
    uint64_t v = 0, unit = 0; // unit: of the digit behind the point; 0 before it
    bool any = false;
    for (size_t i = 0; i < s.n; i++) {
        if (ascii_digit(s.p[i]) && !unit) {
            v = v * 10 + (uint64_t)(s.p[i] - '0') * MILLI;
            any = true;
            if (v > MOST)
                return false;
        } else if (ascii_digit(s.p[i])) {
            v += (uint64_t)(s.p[i] - '0') * unit;
            unit = unit > 1 ? unit / 10 : 0;
            if (!unit)
                return i + 1 == s.n && (*value = v, true);
        } else if (s.p[i] == '.' && any && !unit && i + 1 < s.n) {
            unit = MILLI / 10;
        } else if (s.p[i] != ',' || !any || unit) {
            return false;
        }
    }
    *value = v;
    return any;
}

static uint64_t scale(Str s)
{
    static const struct {
        const char *word;
        uint64_t value;
    } words[] = {{"dozen", 12}, {"hundred", 100}, {"thousand", 1000}, {"million", 1000000}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is(s, words[i].word))
            return words[i].value;
    return 0;
}

// Reads a number that begins at token i; out->end is behind it.
static bool amount(const Doc *d, uint32_t i, uint32_t end, Amount *out)
{
    uint64_t total = 0, part = 0, v, by;
    bool any = false, half = false;
    *out = (Amount){.first = i, .end = i};
    if (token_is(d, i, "half") && i + 2 < end && token_is(d, i + 1, "a") &&
        scale(d->tokens[i + 2].lower)) { // "half a million"
        half = true;
        i += 2;
    } else if ((token_is(d, i, "a") || token_is(d, i, "an")) && i + 1 < end &&
               scale(d->tokens[i + 1].lower)) { // "a dozen"
        i++;
    }
    for (; i < end; i++) {
        Str s = d->tokens[i].lower;
        if ((by = scale(s)) != 0) {
            part = (part ? part : MILLI) * by;
            if (part > MOST)
                return false;
            if (by >= 1000) {
                total += part;
                part = 0;
            }
        } else if (number(s, &v)) {
            if (any && part && part % (100 * MILLI) != 0 &&
                !(v < 10 * MILLI && part % (10 * MILLI) == 0))
                break; // "12 20": the second number is another one
            part += v;
        } else if (any && i + 1 < end && str_is(s, "and") && part && part % (100 * MILLI) == 0 &&
                   number(d->tokens[i + 1].lower, &v) && v < 100 * MILLI &&
                   scale(d->tokens[i - 1].lower) == 100) {
            continue; // "two hundred and five"
        } else if (any && i + 1 < end && str_is(s, "-") && part % (10 * MILLI) == 0 &&
                   number(d->tokens[i + 1].lower, &v) && v < 10 * MILLI &&
                   !ascii_digit(token_text(d, &d->tokens[i + 1]).p[0])) {
            continue; // "twenty-one"
        } else {
            break;
        }
        any = true;
        out->end = i + 1;
    }
    total += part;
    out->value = half ? total / 2 : total;
    return any && total > 0 && total < MOST;
}

// "dozens", "tens of thousands", "several hundred": at least so many.
static bool vague(const Doc *d, uint32_t i, uint32_t end, Amount *out)
{
    static const struct {
        const char *word;
        uint32_t least;
    } words[] = {{"dozens", 24},      {"scores", 40}, {"hundreds", 200},
                 {"thousands", 2000}, {"tens", 20},   {"many", 3},
                 {"several", 3},      {"few", 3},     {"millions", 2000000}};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
        if (!token_is(d, i, words[k].word))
            continue;
        uint64_t least = words[k].least, by = 0;
        *out = (Amount){.first = i, .end = i + 1};
        uint32_t next = i + 1 < end && token_is(d, i + 1, "of") ? i + 2 : i + 1;
        if (next < end)
            by = next == i + 2 && token_is(d, next, "thousands")  ? 1000
                 : next == i + 2 && token_is(d, next, "hundreds") ? 100
                 : next == i + 2 && token_is(d, next, "millions") ? 1000000
                 : next == i + 1                                  ? scale(d->tokens[next].lower)
                                                                  : 0;
        if (by)
            out->end = next + 1;
        if (token_is(d, i, "few") && !by) // "few": hardly any
            return false;
        out->value = least * (by ? by : 1) * MILLI;
        return out->value <= MOST;
    }
    return false;
}

static bool before_is(const Doc *d, uint32_t first, uint32_t i, const char *word)
{
    return i > first && token_is(d, i - 1, word);
}

// The words before an amount open or close it; they count to its words.
static void opened(const Doc *d, uint32_t first, uint32_t *at, uint32_t *min, uint32_t *max)
{
    uint32_t i = *at;
    while (before_is(d, first, i, "some") || before_is(d, first, i, "about") ||
           before_is(d, first, i, "around") || before_is(d, first, i, "another"))
        i--;
    if (before_is(d, first, i, "many") && before_is(d, first, i - 1, "as")) {
        *min = 0;
        *at = i - 2;
    } else if (before_is(d, first, i, "as") && before_is(d, first, i - 1, "many")) {
        *min = 0;
        *at = i - 2;
    } else if (before_is(d, first, i, "nearly") || before_is(d, first, i, "almost")) {
        *min = *max - *max / 10;
    } else if (before_is(d, first, i, "least")) {
        *max = UINT32_MAX;
        *at = i - (before_is(d, first, i - 1, "at") ? 2 : 1);
    } else if (before_is(d, first, i, "than")) {
        bool more = before_is(d, first, i - 1, "more");
        if (!more && !before_is(d, first, i - 1, "fewer") && !before_is(d, first, i - 1, "less"))
            return;
        *min = more ? *min + 1 : 0;
        *max = more ? UINT32_MAX : *max - 1;
        *at = i - 2;
    } else if (before_is(d, first, i, "over")) {
        *min += 1;
        *max = UINT32_MAX;
    } else if (before_is(d, first, i, "to") && before_is(d, first, i - 1, "up")) {
        *min = 0;
        *at = i - 2;
    }
}

// The first amount among the tokens [first, end) that counts the phrase of `head`.
static bool read(const Doc *d, uint32_t first, uint32_t end, uint32_t head, Count *out)
{
    Amount low, high;
    for (uint32_t i = first; i < end && i <= head; i++) {
        const Token *t = &d->tokens[i];
        bool counts = i == head || t->dep == DEP_AMOD || t->dep == DEP_NUMMOD ||
                      t->dep == DEP_DET || t->dep == DEP_COMPOUND;
        if (counts && vague(d, i, end, &low)) {
            *out = (Count){.span = {t->span.start, d->tokens[low.end - 1].span.end},
                           .min = (uint32_t)(low.value / MILLI),
                           .max = UINT32_MAX};
            out->text = doc_str(d, out->span);
            return true;
        }
        bool opens = token_is(d, i, "half") || token_is(d, i, "a") || token_is(d, i, "an");
        if ((t->upos != UPOS_NUM && i != head && !opens) || !amount(d, i, end, &low))
            continue;
        high = low;
        uint32_t at = i, sign = low.end, s = d->sentences[t->sentence].first;
        bool between = before_is(d, s, i, "between");
        if (sign + 1 < end &&
            (token_is(d, sign, "to") || token_is(d, sign, "or") || token_is(d, sign, "-") ||
             (between && token_is(d, sign, "and"))) &&
            amount(d, sign + 1, end, &high) && high.value > low.value)
            at = between ? i - 1 : i;
        else
            high = low;
        uint32_t min = (uint32_t)((low.value + MILLI - 1) / MILLI),
                 max = (uint32_t)(high.value / MILLI);
        if (high.end == low.end)
            opened(d, s, &at, &min, &max);
        *out = (Count){.span = {d->tokens[at].span.start, d->tokens[high.end - 1].span.end},
                       .min = min,
                       .max = max};
        out->text = doc_str(d, out->span);
        return max >= 1;
    }
    return false;
}

// The amount of a noun phrase: "at least 12 villagers", "tens of thousands of people", "7".
static bool phrase(const Doc *d, uint32_t head, Count *out)
{
    uint32_t first, end, m = mention_at(d, head);
    size_t time = time_from(d, head);
    if (time < d->n_times && d->times[time].first <= head) // "the massacre of 1937"
        return false;
    token_subtree(d, head, &first, &end);
    if (m != NONE && d->mentions[m].first < first) // the mention may reach further than the parse
        first = d->mentions[m].first;
    return read(d, first, end, head, out);
}

// Adds up the phrases of a list, where each has a number: "21 men and 4 women".
static void list(const Doc *d, const uint32_t *who, uint32_t n, Count *out)
{
    Count all = {0}, one;
    for (uint32_t i = 0; i < n; i++) {
        if (!phrase(d, who[i], &one)) {
            if (i > 0) // "12 miners and their wives"
                all = (Count){0};
            break;
        }
        if (i == 0) {
            all = one;
            continue;
        }
        if (one.span.start < all.span.end && all.span.start < one.span.end)
            continue; // the same words once more
        if (all.min > UINT32_MAX - one.min)
            return;
        all.min += one.min;
        all.max = all.max == UINT32_MAX || one.max >= UINT32_MAX - all.max ? UINT32_MAX
                                                                           : all.max + one.max;
        if (one.span.start < all.span.start)
            all.span.start = one.span.start;
        if (one.span.end > all.span.end)
            all.span.end = one.span.end;
    }
    if (!all.span.end && n > 1) // the first number stands for itself
        phrase(d, who[0], &all);
    if (all.span.end) {
        all.text = doc_str(d, all.span);
        *out = all;
    }
}

// What became of people: "dead", "injured"; −1.
static int fate(const Doc *d, uint32_t t)
{
    static const char *const dead[] = {"dead", "killed", NULL};
    static const char *const injured[] = {"injured", "wounded", "hurt", "maimed", NULL};
    static const char *const displaced[] = {"homeless", "displaced", NULL};
    static const char *const *const words[] = {dead, injured, displaced};
    static const unsigned kinds[] = {COUNT_DEAD, COUNT_INJURED, COUNT_DISPLACED};
    for (size_t k = 0; k < 3; k++)
        for (size_t i = 0; words[k][i]; i++)
            if (token_is(d, t, words[k][i]))
                return (int)kinds[k];
    return -1;
}

// "left 14 dead and 30 injured", "left nine villagers dead": whose number the word of fate tells.
static void left(const Doc *d, Claim *claim, uint32_t verb)
{
    uint32_t object = token_child_dep(d, verb, DEP_OBJ);
    for (uint32_t t = object; t != NONE && t < d->sentences[d->tokens[verb].sentence].end; t++) {
        int kind = t > verb ? fate(d, t) : -1;
        if (kind < 0 || claim->count[kind].text.n)
            continue;
        uint32_t up = d->tokens[t].head;
        bool theirs = t == object || (up == object && d->tokens[t].dep == DEP_CONJ) ||
                      (up == verb && d->tokens[t].dep == DEP_CONJ);
        if (theirs)
            phrase(d, t, &claim->count[kind]);
        else if ((up == verb || up == object) && object != t)
            phrase(d, object, &claim->count[kind]);
    }
}

// "killed six and wounded eleven": the eleven belong to the other verb.
static bool elsewhere(const Doc *d, uint32_t verb, uint32_t who)
{
    for (unsigned step = 0; step < 8; step++) {
        uint32_t up = d->tokens[who].head;
        if (up == NONE || up == verb)
            return false;
        if (d->tokens[up].upos == UPOS_VERB)
            return d->tokens[up].dep == DEP_CONJ && d->tokens[up].head == verb &&
                   d->tokens[who].dep == DEP_OBJ;
        who = up;
    }
    return false;
}

static int kind_of(const EventTables *t, Str lemma)
{
    static const char *const kinds[COUNT_KINDS] = {"dead", "injured", "arrested", "displaced",
                                                   "protesters"};
    uint32_t row = t->counts ? lextable_find(t->counts, lemma) : LEX_NONE;
    if (row == LEX_NONE)
        return -1;
    Str name = lextable_cell(t->counts, row, t->counts_kind);
    for (unsigned k = 0; k < COUNT_KINDS; k++)
        if (str_is(name, kinds[k]))
            return (int)k;
    return -1;
}

void count_people(Claims *c, Claim *claim, const Match *m)
{
    const Doc *d = c->d;
    int kind = kind_of(c->w->t, d->tokens[m->token].lemma);
    if (lemma_is(d, m->token, "leave"))
        left(d, claim, m->token);
    if (lemma_is(d, m->token, "shoot") &&
        (token_is(d, m->token + 1, "dead") ||
         (m->n_recipient && token_is(d, m->recipient[0] + 1, "dead"))))
        kind = COUNT_DEAD; // "shot dead two policemen"
    if (kind < 0 && str_starts(claim->act, "protest."))
        kind = COUNT_PROTESTERS;
    if (kind == COUNT_INJURED && str_starts(claim->act, "coerce.")) // "burned three villages"
        kind = -1;
    if (kind < 0 || claim->count[kind].text.n)
        return;
    const uint32_t *all = kind == COUNT_PROTESTERS ? m->actor : m->recipient;
    uint32_t who[LIMIT_ROLE_ACTORS], n = 0,
                                     n_all = kind == COUNT_PROTESTERS ? m->n_actor : m->n_recipient;
    for (uint32_t i = 0; i < n_all && n < LIMIT_ROLE_ACTORS; i++)
        if (!elsewhere(d, m->token, all[i]))
            who[n++] = all[i];
    Count own;
    uint32_t before = m->token > d->sentences[claim->sentence].first ? m->token - 1 : m->token;
    if (d->tokens[before].upos == UPOS_NUM &&
        read(d, before, m->token, before, &own)) // "12 killed and 30 injured"
        claim->count[kind] = own;
    else if (n)
        list(d, who, n, &claim->count[kind]);
}
