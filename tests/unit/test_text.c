// SPDX-License-Identifier: MIT
// The text stage over invented sentences: tokens, sentences, flags, datelines, the repeated title,
// linear time. Run: test_text LEXICON (the compiled lexicon; default the build tree's own).
#include "base/limits.h"
#include "text/text.h"

#include <stdio.h>
#include <stdlib.h>

static unsigned failures, checks;
static TextTables *tables;
static Arena arena;

static Doc *run(const char *title, const char *text)
{
    static Article article;
    static Doc d;
    arena_reset(&arena);
    memset(&d, 0, sizeof d);
    memset(&article, 0, sizeof article);
    article.title = str_of(title);
    article.text = str_of(text);
    doc_init(&d, &arena, &article);
    text_run(&d, tables);
    return &d;
}

// Tokens joined by blanks, sentences by " || ".
static void expect(const char *text, const char *want)
{
    Doc *d = run(NULL, text);
    static char got[65536];
    size_t n = 0;
    for (size_t i = 0; i < d->n_sentences; i++) {
        if (i)
            n += (size_t)snprintf(got + n, sizeof got - n, " || ");
        for (uint32_t k = d->sentences[i].first; k < d->sentences[i].end; k++) {
            Str w = token_text(d, &d->tokens[k]);
            n += (size_t)snprintf(got + n, sizeof got - n, "%s%.*s",
                                  k > d->sentences[i].first ? " " : "", (int)w.n, w.p);
        }
    }
    got[n] = 0;
    checks++;
    if (strcmp(got, want) != 0) {
        failures++;
        printf("text: %s\nwant: %s\ngot:  %s\n\n", text, want, got);
    }
}

static void expect_dateline(const char *text, const char *place, const char *outlet)
{
    Doc *d = run(NULL, text);
    Str p = doc_str(d, d->dateline_place), o = doc_str(d, d->outlet);
    checks++;
    if (!str_is(p, place) || !str_is(o, outlet)) {
        failures++;
        printf("text: %s\nwant: place '%s' outlet '%s'\ngot:  place '%.*s' outlet '%.*s'\n\n", text,
               place, outlet, (int)p.n, p.p, (int)o.n, o.p);
    }
}

static void expect_flags(const char *title, const char *text, size_t sentence, uint32_t mask,
                         uint32_t want)
{
    Doc *d = run(title, text);
    checks++;
    if (sentence >= d->n_sentences || (d->sentences[sentence].flags & mask) != want) {
        failures++;
        printf("title: %s\ntext: %s\nsentence %zu: want %u, got %u\n\n", title ? title : "-", text,
               sentence, want, sentence < d->n_sentences ? d->sentences[sentence].flags & mask : 0);
    }
}

static void test_tokens(void)
{
    expect("They don't know; we can't say, it's Nora's.",
           "They do n't know ; we ca n't say , it 's Nora 's .");
    expect("The rebels' camp cannot hold.", "The rebels ' camp can not hold .");
    expect("The cease-fire and the anti-tank units", "The cease - fire and the anti-tank units");
    expect("Some 3,000 troops, 1.5 km away", "Some 3,000 troops , 1.5 km away");
    expect("It cost $3.5m or US$20 (5%).", "It cost $ 3.5 m or US$ 20 ( 5 % ) .");
    expect("At 10:30am on 9/11, in the 1980s", "At 10:30 am on 9/11 , in the 1980s");
    expect("Write to press@example.org or see www.example.org/a_b?c=1.",
           "Write to press@example.org or see www.example.org/a_b?c=1 .");
    expect("O'Neill of AT&T met Qa'im in Sana'a.", "O'Neill of AT&T met Qa'im in Sana'a .");
    expect(
        "He said \xE2\x80\x9Cit\xE2\x80\x99s over\xE2\x80\x9D \xE2\x80\x94 then left\xE2\x80\xA6",
        "He said \xE2\x80\x9C it \xE2\x80\x99s over \xE2\x80\x9D \xE2\x80\x94 then left "
        "\xE2\x80\xA6");
    expect("Call 555-0100 before 2011-05-03.", "Call 555-0100 before 2011-05-03 .");
    expect("the U.S.'s role in the '90s", "the U.S. 's role in the '90s");
    expect("#peace now @envoy", "#peace now @envoy");
    expect("between 1994-1996 and 3-4 men", "between 1994 - 1996 and 3 - 4 men");
}

static void test_sentences(void)
{
    expect("Gen. A. B. Okoro left. He returned at 5 p.m. Monday.",
           "Gen. A. B. Okoro left . || He returned at 5 p.m. Monday .");
    expect("It left the U.S. The army stayed.", "It left the U.S. || The army stayed .");
    expect("It met U.S. President Arlo Quint.", "It met U.S. President Arlo Quint .");
    expect("\"We won.\" He smiled. \"Never!\" she said.",
           "\" We won . \" || He smiled . || \" Never ! \" she said .");
    expect("Resolution No. 5 passed. No. It failed.",
           "Resolution No. 5 passed . || No . || It failed .");
    expect("Shells fell on Jan. 3. In Gary, Ind., police waited.",
           "Shells fell on Jan. 3 . || In Gary , Ind. , police waited .");
    expect("Example Inc. said so. Example Inc. The end.",
           "Example Inc. said so . || Example Inc. || The end .");
    expect("He left in 1805. [6] He returned.", "He left in 1805 . [ 6 ] || He returned .");
    expect("Troops march\n\nThe army moved north.", "Troops march || The army moved north .");
    expect(
        "The long column of the\nsecond army moved north and\nstopped at the river. It\nrested.",
        "The long column of the second army moved north and stopped at the river . || It rested .");
    expect("First item\nSecond item\nThird item", "First item || Second item || Third item");
    expect("(He stayed.) She left.", "( He stayed . ) || She left .");
    expect("", "");
    expect(" \n\n \t", "");
}

static void test_flags(void)
{
    expect_dateline("CAIRO (Reuters) - Troops left the city.", "CAIRO", "Reuters");
    expect_dateline("WASHINGTON, Jan. 3 (Reuters) \xE2\x80\x94 Troops left the city.", "WASHINGTON",
                    "Reuters");
    expect_dateline("PORT SUDAN, Sudan -- Troops left the city.", "PORT SUDAN, Sudan", "");
    expect_dateline("BEIRUT: Troops left the city.", "BEIRUT", "");
    expect_dateline("Evening Herald - Troops left the city.", "", "Evening Herald");
    expect_dateline("Sadat - a former officer - went to Jerusalem.", "", "");
    expect_dateline("GARY, Ind. \xE2\x80\x94 The mill closed.", "GARY, Ind.", "");
    expect_flags("Troops leave the north", "Troops leave the north\n\nThe army left.", 1,
                 SENT_REPEAT, SENT_REPEAT);
    expect_flags("Troops leave the north", "Troops leave the north on Monday. More soon.", 1,
                 SENT_REPEAT, 0);
    expect_flags("Troops leave", "The army left.", 0, SENT_HEADLINE, SENT_HEADLINE);
    expect_flags(NULL, "Troops leave the north\n\nThe army left.", 0, SENT_HEADLINE, SENT_HEADLINE);
    expect_flags(NULL, "REBELS TAKE THE TOWN\n\nThe army left.", 0, SENT_CAPS, SENT_CAPS);
    expect_flags(NULL, "Did they leave? Yes.", 0, SENT_QUESTION, SENT_QUESTION);
    Doc *d = run(NULL, "He said \"yes\" and \"[the] men left\".");
    unsigned open = 0, close = 0, bracket = 0;
    for (size_t i = 0; i < d->n_tokens; i++) {
        open += (d->tokens[i].flags & TOKEN_QUOTE_OPEN) != 0;
        close += (d->tokens[i].flags & TOKEN_QUOTE_CLOSE) != 0;
        bracket += (d->tokens[i].flags & TOKEN_BRACKET) != 0;
    }
    checks++;
    if (open != 2 || close != 2 || bracket != 3) {
        failures++;
        printf("marks: %u open, %u close, %u bracketed\n", open, close, bracket);
    }
}

// Hostile input: must end, cover no byte twice, and cut what is too long.
static void test_hostile(void)
{
    static const char *const units[] = {"a",     "word ", "a.", "a-@",     "\"[(",
                                        ". [1]", "'",     "1-", "http://", "\xEF\xBF\xBD",
                                        "\n",    "A. ",   "x/"};
    size_t size = 1 << 20;
    char *s = malloc(size + 1);
    for (size_t u = 0; s && u < sizeof units / sizeof *units; u++) {
        size_t n = strlen(units[u]), k = 0;
        for (; k + n <= size; k += n)
            memcpy(s + k, units[u], n);
        s[k] = 0;
        Doc *d = run(NULL, s);
        uint32_t last = 0;
        checks++;
        for (size_t i = 0; i < d->n_tokens; i++) {
            if (d->tokens[i].span.start < last ||
                d->tokens[i].span.end <= d->tokens[i].span.start) {
                failures++;
                printf("unit %s: token %zu overlaps\n", units[u], i);
                break;
            }
            last = d->tokens[i].span.end;
        }
        for (size_t i = 0; i < d->n_sentences; i++)
            if (d->sentences[i].end - d->sentences[i].first > LIMIT_SENTENCE_TOKENS + 8) {
                failures++;
                printf("unit %s: sentence %zu is too long\n", units[u], i);
                break;
            }
    }
    free(s);
}

int main(int argc, char **argv)
{
    Err e = {0};
    Lexicon *x;
    if (lexicon_open(&x, argc > 1 ? argv[1] : DATA_DIR "/dragoman.lex", &e) ||
        !(tables = text_tables_new(x, &e))) {
        fprintf(stderr, "%s\n", e.message);
        return 2;
    }
    arena_init(&arena, LIMIT_DOC_MEMORY);
    test_tokens();
    test_sentences();
    test_flags();
    test_hostile();
    arena_free(&arena);
    text_tables_free(tables);
    lexicon_close(x);
    printf("test_text: %u checks, %u failures\n", checks, failures);
    return failures != 0;
}
