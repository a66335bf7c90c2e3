// SPDX-License-Identifier: MIT
// Field names and dates of articles; spans from bytes to code points; the CSV header.
#include "check.h"

#include "base/limits.h"
#include "doc/offset.h"
#include "read/reader.h"

static void test_dates(void)
{
    Arena a;
    arena_init(&a, LIMIT_DOC_MEMORY);
    static const char *const dates[][2] = {
        {"1978-09-18", "1978-09-18"},
        {"19780918", "1978-09-18"},
        {"19780918103000", "1978-09-18"},
        {"1978-09-18T23:30:00-05:00", "1978-09-18"},
        {"1978/09/18", "1978-09-18"},
        {"1978.09.18", "1978-09-18"},
        {"Mon, 18 Sep 1978 10:30:00 GMT", "1978-09-18"},
        {"18 September 1978", "1978-09-18"},
        {"September 18, 1978", "1978-09-18"},
        {"Sept. 18, 1978", "1978-09-18"},
        {"18-Sep-1978", "1978-09-18"},
        {"September 2nd, 1945", "1945-09-02"},
        {"1978091810", "1978-09-18"},
        {"274924800", "1978-09-18"},
        {"631152000", "1990-01-01"},
        {"1262304000", "2010-01-01"},
        {"1262304000000", "2010-01-01"},
        {" 1991-12-25 ", "1991-12-25"},
        {"", ""},
        {"25/02/2009", "2009-02-25"},
        {"2/25/2009", "2009-02-25"},
        {"25.2.2009", "2009-02-25"},
        {"3-3-2009", "2009-03-03"},
        {"NA", ""},
        {"NaT", ""},
        {"null", ""},
        {"2000-02-29", "2000-02-29"},
    };
    Str iso;
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        bool ok = field_date(&a, str_of(dates[i][0]), &iso);
        check_result(ok, dates[i][0], __FILE__, __LINE__);
        check_strings(iso, str_of(dates[i][1]), dates[i][0], __FILE__, __LINE__);
    }
    static const char *const bad[] = {
        "03/04/1992",     "3.4.1992",  "1900-02-29", "1991-13-01",  "yesterday",  "18 Sep",
        "September 1978", "18 Sep 78", "1992",       "32 May 1990", "31/02/2009", "13/13/2009",
        "03-02-2009",     "25/02/09",  "1/1/1/2009", "May May 1990"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        check_result(!field_date(&a, str_of(bad[i]), &iso), bad[i], __FILE__, __LINE__);
    arena_free(&a);
}

static void test_fields(void)
{
    FieldMap map = {0};
    Field f;
    unsigned text, body;
    CHECK(field_find(&map, STR("Full-Text"), &f, &body) && f == FIELD_TEXT);
    CHECK(field_find(&map, STR(" TEXT "), &f, &text) && f == FIELD_TEXT && text < body);
    CHECK(field_find(&map, STR("Pub Date"), &f, &text) && f == FIELD_DATE);
    CHECK(!field_find(&map, STR("author"), &f, &text));
    CHECK(field_map_set(&map, STR("text=Volltext")));
    CHECK(!field_map_set(&map, STR("author=x")) && !field_map_set(&map, STR("text")) &&
          !field_map_set(&map, STR("text=")));
    CHECK(field_find(&map, STR("volltext"), &f, &text) && f == FIELD_TEXT && text == 0);
    CHECK(!field_find(&map, STR("text"), &f, &text));
    FieldMap none = {0};
    bool has_text;
    CHECK_INT(csv_header_match(&none, STR("id,\"Text\",date,other"), ',', &has_text), 3);
    CHECK(has_text);
    CHECK_INT(csv_header_match(&none, STR("id\ttitle"), '\t', &has_text), 2);
    CHECK(!has_text);
    CHECK_INT(
        csv_header_match(&none, STR("Rain fell, the text says, on this date"), ',', &has_text), 0);
}

static void test_offsets(void)
{
    Arena arena;
    arena_init(&arena, LIMIT_DOC_MEMORY);
    Article a = {.id = STR("1"), .title = STR("Größe"), .text = STR("é😀 end")};
    Doc d;
    doc_init(&d, &arena, &a);
    Offsets o;
    CHECK(offsets_init(&o, &d, false));
    Span s = offsets_of(&o, (Span){0, 7});
    CHECK(s.start == 0 && s.end == 5);
    uint32_t base = d.parts[1].span.start;
    s = offsets_of(&o, (Span){base + 2, base + 6});
    CHECK(s.start == 1 && s.end == 2);
    s = offsets_of(&o, (Span){base + 7, base + 10});
    CHECK(s.start == 3 && s.end == 6);
    CHECK(offsets_part(&o, (Span){0, 3}) == 0 && offsets_part(&o, (Span){base, base + 1}) == 1 &&
          offsets_part(&o, (Span){3, base + 1}) == NONE);
    offsets_free(&o);
    CHECK(offsets_init(&o, &d, true));
    s = offsets_of(&o, (Span){base + 7, base + 10});
    CHECK(s.start == 7 && s.end == 10);
    offsets_free(&o);
    arena_free(&arena);
}

int main(void)
{
    test_dates();
    test_fields();
    test_offsets();
    return check_done();
}
