// SPDX-License-Identifier: MIT
// Time expressions over invented sentences, without a parse: values, types, days. The article's day
// is Wednesday 1978-09-20. Run: test_timex LEXICON (the compiled lexicon; default the build tree's
// own).
#include "base/limits.h"
#include "entity/timex.h"
#include "text/text.h"

#include <stdio.h>
#include <stdlib.h>

static unsigned failures, checks;
static TextTables *text_tables;
static TimexTables *tables;
static Arena arena;

// want: "words=value" of every expression, joined by "; ".
static void expect_on(const char *date, const char *text, const char *want)
{
    static Article article;
    static Doc d;
    static char got[4096];
    size_t n = 0;
    arena_reset(&arena);
    memset(&d, 0, sizeof d);
    memset(&article, 0, sizeof article);
    article.text = str_of(text);
    article.date = str_of(date);
    doc_init(&d, &arena, &article);
    text_run(&d, text_tables);
    timex_run(&d, tables);
    got[0] = 0;
    for (size_t i = 0; i < d.n_times; i++) {
        Str w = doc_str(&d, d.times[i].span), v = d.times[i].value;
        n += (size_t)snprintf(got + n, sizeof got - n, "%s%.*s=%.*s", i ? "; " : "", (int)w.n, w.p,
                              (int)v.n, v.p);
    }
    checks++;
    if (strcmp(got, want) != 0) {
        failures++;
        printf("text: %s\nwant: %s\ngot:  %s\n\n", text, want, got);
    }
}

static void expect(const char *text, const char *want)
{
    expect_on("1978-09-20", text, want);
}

static void expect_days(const char *text, int32_t start, int32_t end)
{
    static Article article;
    static Doc d;
    arena_reset(&arena);
    memset(&d, 0, sizeof d);
    memset(&article, 0, sizeof article);
    article.text = str_of(text);
    article.date = STR("1978-09-20");
    doc_init(&d, &arena, &article);
    text_run(&d, text_tables);
    timex_run(&d, tables);
    checks++;
    if (d.n_times != 1 || d.times[0].start_day != start || d.times[0].end_day != end) {
        failures++;
        printf("text: %s\nwant %d %d, got %zu expressions, %d %d\n\n", text, start, end, d.n_times,
               d.n_times ? d.times[0].start_day : 0, d.n_times ? d.times[0].end_day : 0);
    }
}

static void test_dates(void)
{
    expect("It was signed on 17 September 1978.", "17 September 1978=1978-09-17");
    expect("It was signed on September 17, 1978, in the east.", "September 17, 1978=1978-09-17");
    expect("It ended on the 3rd of May 1945.", "the 3rd of May 1945=1945-05-03");
    expect("The date was 1945-05-08.", "1945-05-08=1945-05-08");
    expect("The date was 05/08/1945.", "05/08/1945=1945-05-08");
    expect("Fighting ran from 3 to 5 May 1945.", "3=1945-05-03; 5 May 1945=1945-05-05");
    expect("Fighting ran May 3-5, 1945.", "May 3=1945-05-03; 5, 1945=1945-05-05");
    expect("In June-July 1944 they landed.", "June=1944-06; July 1944=1944-07");
    expect("It lasted between 1954 and 1956.", "1954=1954; 1956=1956");
    expect("It lasted 1943-45.", "1943=1943; 45=1945");
    expect("Of the early 1960s little is left.", "the early 1960s=196");
    expect("In the 19th century they traded.", "the 19th century=18");
    expect("In mid-August they met.", "mid-August=1978-08");
    expect("They met in the fourth quarter of 1975.", "the fourth quarter of 1975=1975-Q4");
    expect("They met in the first half of 1975.", "the first half of 1975=1975-H1");
    expect("The city fell in 218 BC.", "218 BC=BC0218");
    expect("They met in the summer of 1944.", "the summer of 1944=1944-SU");
    expect("Some 1500 men marched for $1978.", "");
    expect("They may march on, he said.", "");
}

static void test_relative(void)
{
    expect("He said on Monday that they left.", "Monday=1978-09-18");
    expect("He will speak on Monday.", "Monday=1978-09-25");
    expect("It fell yesterday; he speaks tomorrow.", "yesterday=1978-09-19; tomorrow=1978-09-21");
    expect("They arrived last week.", "last week=1978-W37");
    expect("They arrived this month.", "this month=1978-09");
    expect("It begins next year.", "next year=1979");
    expect("They arrived last Friday night.", "last Friday night=1978-09-15TNI");
    expect("They fired last night.", "last night=1978-09-19TNI");
    expect("They met three days ago.", "three days ago=1978-09-17");
    expect("They met two years ago.", "two years ago=1976");
    expect("It was signed on 3 May 1970. Two years later it failed.",
           "3 May 1970=1970-05-03; Two years later=1972");
    expect("It was signed on 3 May 1970. The next day it failed.",
           "3 May 1970=1970-05-03; The next day=1970-05-04");
    expect("They were here back in May.", "May=1978-05");
    expect("They were here last December.", "last December=1977-12");
    expect("Every Monday they pray; they report daily.", "Every Monday=XXXX-WXX-1; daily=P1D");
    expect("They held it for three days and a year.", "three days=P3D; a year=P1Y");
    expect("It was a two-year truce over several decades.", "two-year=P2Y; several decades=PXDE");
    expect("They struck at 10:30 on Monday and at 5 p.m. yesterday.",
           "10:30 on Monday=1978-09-18T10:30; 5 p.m. yesterday=1978-09-19T17:00");
    expect("They now hold the road, currently closed.", "now=PRESENT_REF; currently=PRESENT_REF");
    expect("They were there at Christmas.", "Christmas=1977-12-25");
    expect("They met on Good Friday.", "Good Friday=1978-03-24");
    expect("Since 1970 many have died. It began on April 5.", "1970=1970; April 5=1978-04-05");
    expect("A 27-year-old man was hurt.", "");
    expect_on("", "June 5, 1967\n\nThe jets struck on Monday.",
              "June 5, 1967=1967-06-05; Monday=1967-06-05");
    expect_on("2009-12-19",
              "In 1943 they landed. In 1942 they had lost, in 1941 won. On 5 July 1943 it began. "
              "On 9 July they went ashore.",
              "1943=1943; 1942=1942; 1941=1941; 5 July 1943=1943-07-05; 9 July=1943-07-09");
}

static void test_days(void)
{
    int32_t base = day_from_civil(1978, 9, 20);
    expect_days("They arrived last week.", base - 9, base - 3);
    expect_days("They arrived in 1977.", day_from_civil(1977, 1, 1), day_from_civil(1977, 12, 31));
    expect_days("It ruled the 1960s.", day_from_civil(1960, 1, 1), day_from_civil(1969, 12, 31));
    expect_days("They rested over the weekend.", base - 4, base - 3);
    int32_t day, last;
    checks += 3;
    failures += !(timex_holiday_day(STR("easter+0"), 1978, &day, &last) &&
                  day == day_from_civil(1978, 3, 26));
    failures += !(timex_holiday_day(STR("orthodox+0"), 1978, &day, &last) &&
                  day == day_from_civil(1978, 4, 30));
    failures += !(timex_holiday_day(STR("11/4/3"), 1978, &day, &last) &&
                  day == day_from_civil(1978, 11, 23));
}

int main(int argc, char **argv)
{
    Err e = {0};
    Lexicon *x;
    if (lexicon_open(&x, argc > 1 ? argv[1] : DATA_DIR "/dragoman.lex", &e) ||
        !(text_tables = text_tables_new(x, &e)) || !(tables = timex_tables_new(x, &e))) {
        fprintf(stderr, "%s\n", e.message);
        return 2;
    }
    arena_init(&arena, LIMIT_DOC_MEMORY);
    test_dates();
    test_relative();
    test_days();
    arena_free(&arena);
    timex_tables_free(tables);
    text_tables_free(text_tables);
    lexicon_close(x);
    printf("test_timex: %u checks, %u failures\n", checks, failures);
    return failures != 0;
}
