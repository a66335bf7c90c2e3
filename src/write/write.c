// SPDX-License-Identifier: MIT
// In: the name of a format. Out: its writer. Also what the writers share: names of the enums. Cost:
// none. Does not: write.
#include "write/write.h"

#include "base/limits.h"

static const WriteFormat formats[] = {
    {"jsonl", "one record of docs/reference/record.md a line", NULL, record_document, false},
    {"csv", "flat columns with a header; compound actors joined with ';'", csv_begin_table,
     csv_document, false},
    {"brief", "one line a claim, for people", NULL, brief_document, false},
    {"quotes", "one quotation a line: who said what (`dragoman quotes`)", NULL, quotes_document,
     true},
    {"quotes-csv", "the same as flat columns with a header", quotes_begin_table,
     quotes_csv_document, true},
};

const WriteFormat *write_formats(size_t *n)
{
    *n = sizeof formats / sizeof *formats;
    return formats;
}

const WriteFormat *write_format(Str name)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (str_is(name, formats[i].name))
            return &formats[i];
    return NULL;
}

Str record_title(const Article *a)
{
    Str s = a->title;
    if (s.n > LIMIT_RECORD_TITLE_BYTES)
        for (s.n = LIMIT_RECORD_TITLE_BYTES; s.n && ((unsigned char)s.p[s.n] & 0xC0) == 0x80;)
            s.n--;
    return s;
}

Str claim_outlet(const Doc *d)
{
    if (d->article->source.n)
        return d->article->source;
    return d->outlet.end > d->outlet.start ? doc_str(d, d->outlet) : (Str){0};
}

const char *quote_kind_name(unsigned kind)
{
    static const char *const names[] = {"direct", "mixed", "indirect"};
    return kind <= QUOTE_INDIRECT ? names[kind] : "";
}

const char *quote_manner_name(unsigned manner)
{
    static const char *const names[] = {"speech", "statement", "accusation",
                                        "belief", "plan",      "knowledge"};
    return manner <= MANNER_KNOWLEDGE ? names[manner] : "";
}

const char *quote_source_name(unsigned source)
{
    static const char *const names[] = {"",       "anonymous", "document",
                                        "report", "poll",      "court_filing"};
    return source <= SOURCE_COURT ? names[source] : "";
}

const char *quote_polarity_name(unsigned polarity)
{
    static const char *const names[] = {"asserts", "denies", "doubts", "asks"};
    return polarity <= POLARITY_ASKS ? names[polarity] : "";
}

const char *place_precision_name(unsigned precision)
{
    static const char *const names[] = {"", "country", "region", "city", "other"};
    return precision <= PLACE_OTHER ? names[precision] : "";
}

const char *grain_name(unsigned grain)
{
    static const char *const names[] = {"",        "hour",   "day",  "week",   "month",
                                        "quarter", "season", "year", "decade", "century"};
    return grain <= GRAIN_CENTURY ? names[grain] : "";
}

const char *tense_name(unsigned tense)
{
    static const char *const names[] = {"", "past", "present", "future"};
    return tense <= TENSE_FUTURE ? names[tense] : "";
}

const char *count_name(unsigned kind)
{
    static const char *const names[COUNT_KINDS] = {"dead", "injured", "arrested", "displaced",
                                                   "protesters"};
    return kind < COUNT_KINDS ? names[kind] : "";
}
