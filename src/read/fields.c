// SPDX-License-Identifier: MIT
// In: a key or column name; a date as given. Out: which field of an article it is; the date as
// YYYY-MM-DD. Method: one table of names, best first. Where a row has several names of one field
// (text and body), the best wins. Dates: only forms with one reading. "03/04/1992" is March in
// Boston and April in London, so it is refused, not guessed. Cost: a scan over some seventy names
// for each key of the first level. Does not: read names in other languages (--map does).
#include "read/fields.h"

#include "doc/doc.h"

typedef struct {
    const char *name; // lower case, '_' for '-' and ' '
    Field field;
} Alias;

// Best first within a field. From SPEC §5 and the field names of common exports.
static const Alias aliases[] = {
    {"id", FIELD_ID},
    {"doc_id", FIELD_ID},
    {"docid", FIELD_ID},
    {"article_id", FIELD_ID},
    {"story_id", FIELD_ID},
    {"stories_id", FIELD_ID},
    {"uuid", FIELD_ID},
    {"guid", FIELD_ID},
    {"uri", FIELD_ID},
    {"eventid", FIELD_ID},
    {"event_id", FIELD_ID},
    {"text", FIELD_TEXT},
    {"body", FIELD_TEXT},
    {"content", FIELD_TEXT},
    {"maintext", FIELD_TEXT},
    {"event_text", FIELD_TEXT},
    {"article", FIELD_TEXT},
    {"articlebody", FIELD_TEXT},
    {"article_body", FIELD_TEXT},
    {"full_text", FIELD_TEXT},
    {"fulltext", FIELD_TEXT},
    {"article_fulltext", FIELD_TEXT},
    {"article_text", FIELD_TEXT},
    {"story", FIELD_TEXT},
    {"body_text", FIELD_TEXT},
    {"raw_text", FIELD_TEXT},
    {"description", FIELD_TEXT},
    {"summary", FIELD_TEXT},
    {"title", FIELD_TITLE},
    {"headline", FIELD_TITLE},
    {"heading", FIELD_TITLE},
    {"hlp", FIELD_TITLE},
    {"hd", FIELD_TITLE},
    {"date", FIELD_DATE},
    {"pub_date", FIELD_DATE},
    {"pubdate", FIELD_DATE},
    {"published", FIELD_DATE},
    {"publish_date", FIELD_DATE},
    {"publication_date", FIELD_DATE},
    {"published_at", FIELD_DATE},
    {"publishedat", FIELD_DATE},
    {"date_publish", FIELD_DATE},
    {"datepublished", FIELD_DATE},
    {"date_published", FIELD_DATE},
    {"versioncreated", FIELD_DATE},
    {"dc:date", FIELD_DATE},
    {"event_date", FIELD_DATE},
    {"seendate", FIELD_DATE},
    {"timestamp", FIELD_DATE},
    {"source", FIELD_SOURCE},
    {"source_name", FIELD_SOURCE},
    {"publisher", FIELD_SOURCE},
    {"media_name", FIELD_SOURCE},
    {"newspaper", FIELD_SOURCE},
    {"outlet", FIELD_SOURCE},
    {"source_domain", FIELD_SOURCE},
    {"domain", FIELD_SOURCE},
    {"hostname", FIELD_SOURCE},
    {"origin", FIELD_SOURCE},
    {"url", FIELD_URL},
    {"link", FIELD_URL},
    {"source_url", FIELD_URL},
    {"canonical", FIELD_URL},
};

const char *field_name(Field f)
{
    static const char *const names[FIELD_COUNT] = {"id", "text", "title", "date", "source", "url"};
    return f < FIELD_COUNT ? names[f] : "?";
}

static char plain(char c)
{
    return c == '-' || c == ' ' ? '_' : ascii_tolower(c);
}

static bool same(Str a, Str b)
{
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (plain(a.p[i]) != plain(b.p[i]))
            return false;
    return true;
}

bool field_find(const FieldMap *map, Str name, Field *field, unsigned *rank)
{
    name = str_trim(name);
    for (unsigned f = 0; map && f < FIELD_COUNT; f++)
        if (map->name[f].n && same(map->name[f], name)) {
            *field = (Field)f;
            *rank = 0;
            return true;
        }
    for (unsigned i = 0; i < sizeof aliases / sizeof *aliases; i++)
        if (same(str_of(aliases[i].name), name)) {
            // A field that the user has mapped has that name and no other.
            if (map && map->name[aliases[i].field].n)
                return false;
            *field = aliases[i].field;
            *rank = i + 1;
            return true;
        }
    return false;
}

bool field_map_set(FieldMap *map, Str setting)
{
    const char *eq = setting.n ? memchr(setting.p, '=', setting.n) : NULL;
    if (!eq)
        return false;
    Str left = {setting.p, (size_t)(eq - setting.p)}, right = {eq + 1, setting.n - left.n - 1};
    for (unsigned f = 0; f < FIELD_COUNT; f++)
        if (str_is(left, field_name((Field)f)) && right.n) {
            map->name[f] = right;
            return true;
        }
    return false;
}

static bool month_find(Str word, int *month)
{
    static const char *const names[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
    if (str_ends(word, "."))
        word.n--;
    for (int i = 0; i < 12; i++) {
        Str full = str_of(names[i]);
        if (word.n >= 3 && word.n <= full.n && str_ieq(word, (Str){full.p, word.n}) &&
            (word.n == 3 || word.n == full.n || (i == 8 && word.n == 4))) { // "Sept"
            *month = i + 1;
            return true;
        }
    }
    return false;
}

// "Mon, 02 Jan 1992 15:04:05 +0000", "2 January 1992", "January 2, 1992, 10:15 a.m.": one day, one
// named month, a year of four digits.
static bool words_date(Str s, int *year, int *month, int *day)
{
    *year = *month = *day = 0;
    size_t i = 0;
    unsigned words = 0;
    while (i < s.n && words < 6 && !(*year && *month && *day)) {
        size_t from = i;
        while (i < s.n && (ascii_alnum(s.p[i]) || s.p[i] == '.' || s.p[i] == ':' || s.p[i] == '+'))
            i++;
        Str word = {s.p + from, i - from};
        while (i < s.n && (s.p[i] == ' ' || s.p[i] == ',' || s.p[i] == '-'))
            i++;
        if (word.n == 0)
            return false;
        words++;
        long n;
        if (str_to_long(word, &n) || (word.n > 2 &&
                                      (str_ends(word, "st") || str_ends(word, "nd") ||
                                       str_ends(word, "rd") || str_ends(word, "th")) &&
                                      str_to_long((Str){word.p, word.n - 2}, &n))) {
            if (n >= 1 && n <= 31 && !*day && word.n <= 4)
                *day = (int)n;
            else if (word.n == 4 && n >= 1000 && !*year)
                *year = (int)n;
            else
                return false;
        } else if (!*month && month_find(word, month)) {
            continue;
        } else if (words > 1) { // only a leading weekday is passed over
            return false;
        }
    }
    return *year && *month && *day;
}

// "25/02/2009", "2/25/2009", "3-3-2009": day and month in either order, where only one order makes
// a date, or both the same one.
static bool slash_date(Str s, int *year, int *month, int *day)
{
    long n[3];
    Str rest = s, cell;
    char separator = memchr(s.p, '/', s.n) ? '/' : memchr(s.p, '.', s.n) ? '.' : '-';
    for (int i = 0; i < 3; i++)
        if (!str_split(&rest, separator, &cell) || cell.n < 1 || cell.n > 4 ||
            !ascii_digit(cell.p[0]) || !str_to_long(cell, &n[i]))
            return false;
    if (rest.p || cell.n != 4 || n[0] < 1 || n[1] < 1 || (n[0] <= 12 && n[1] <= 12 && n[0] != n[1]))
        return false;
    *year = (int)n[2];
    *month = (int)(n[0] <= 12 ? n[0] : n[1]);
    *day = (int)(n[0] <= 12 ? n[1] : n[0]);
    return *month <= 12 && *day <= 31;
}

bool field_date(Arena *a, Str given, Str *iso)
{
    Str s = str_trim(given);
    *iso = (Str){0};
    if (!s.n || str_ieq(s, STR("NA")) || str_ieq(s, STR("NaN")) || str_ieq(s, STR("NaT")) ||
        str_ieq(s, STR("null")) || str_ieq(s, STR("None")))
        return true;
    int32_t days = DAY_NONE;
    int y, m, d;
    long number;
    char text[16];
    if (day_parse(s, &days)) {
        ;
    } else if (s.n == 10 && s.p[4] == s.p[7] && (s.p[4] == '/' || s.p[4] == '.')) { // "1992/01/02"
        memcpy(text, s.p, 10);
        text[4] = text[7] = '-';
        if (!day_parse((Str){text, 10}, &days))
            return false;
    } else if (s.n == 10 && (str_starts(s, "19") || str_starts(s, "20")) &&
               str_to_long(s, &number)) { // YYYYMMDDHH
        if (!day_parse((Str){s.p, 8}, &days))
            return false;
    } else if ((s.n == 9 || s.n == 10 || s.n == 13) && ascii_digit(s.p[0]) &&
               str_to_long(s, &number)) { // epoch
        days = (int32_t)(number / (s.n == 13 ? 86400000L : 86400L));
    } else if (slash_date(s, &y, &m, &d) || words_date(s, &y, &m, &d)) {
        char iso_text[11] = {(char)('0' + y / 1000 % 10),
                             (char)('0' + y / 100 % 10),
                             (char)('0' + y / 10 % 10),
                             (char)('0' + y % 10),
                             '-',
                             (char)('0' + m / 10),
                             (char)('0' + m % 10),
                             '-',
                             (char)('0' + d / 10),
                             (char)('0' + d % 10),
                             0};
        if (!day_parse((Str){iso_text, 10}, &days))
            return false;
    } else {
        return false;
    }
    day_to_civil(days, &y, &m, &d);
    char *out = arena_printf(a, "%04d-%02d-%02d", y, m, d);
    *iso = str_of(out);
    return true;
}
