// SPDX-License-Identifier: MIT
// Actor phrases, coreference, places and user dictionaries over invented sentences, with the
// model's parser. Also: every example of the role tables gives its row's code. Persons are invented
// unless they held the named office (1945-2015). Run: test-actor [LEXICON MODEL]
#include "base/limits.h"
#include "check.h"
#include "entity/actor.h"
#include "entity/geoparse.h"
#include "entity/userdict.h"
#include "lex/weights.h"
#include "parse/parse.h"
#include "text/text.h"

#include <stdlib.h>

static Lexicon *lexicon;
static Weights weights;
static ParseWork *parser;
static TextTables *text_tables;
static ActorTables *actors;
static GeoTables *places;
static Arena arena;
static Article article;
static Doc doc;

static void run_with(const ActorTables *t, const char *date, const char *text)
{
    arena_reset(&arena);
    memset(&article, 0, sizeof article);
    article.text = str_of(text);
    article.date = str_of(date);
    doc_init(&doc, &arena, &article);
    text_run(&doc, text_tables);
    parse_run(&(Doc *){&doc}, 1, parser);
    names_run(&doc, t);
    geoparse_run(&doc, places);
    actor_run(&doc, t);
    coref_run(&doc, t);
}

static const Mention *mention_of(const char *words)
{
    for (size_t i = 0; i < doc.n_mentions; i++)
        if (str_is(doc_str(&doc, doc.mentions[i].span), words))
            return &doc.mentions[i];
    return NULL;
}

// The mention `words` of `text` has `code`.
static void expect(const char *date, const char *text, const char *words, const char *code)
{
    run_with(actors, date, text);
    const Mention *m = mention_of(words);
    if (!CHECK(m != NULL) || !CHECK(str_is(m->code, code)))
        printf("    text: %s\n    words: %s  want %s  got %.*s\n", text, words, code,
               m ? (int)m->code.n : 4, m ? (m->code.p ? m->code.p : "") : "none");
}

static void phrases(void)
{
    const char *d = "1995-05-10";
    expect(d, "Egyptian Foreign Minister Amr Testname met reporters.",
           "Egyptian Foreign Minister Amr Testname", "EGYGOV");
    expect(d, "A rebel spokesman in the east of Chad denied the report.", "A rebel spokesman",
           "TCDREB");
    expect(d, "Police in Lagos arrested two men.", "Police", "NGACOP");
    expect(d, "The president of Egypt arrived on Monday.", "The president of Egypt", "EGYGOV");
    expect(d, "Thai army chief Somchai Testname spoke on television.",
           "Thai army chief Somchai Testname", "THAMIL");
    expect(d, "Iranian state media reported the arrest.", "Iranian state media", "IRNGOVMED");
    expect(d, "Members of the opposition party left the hall.", "Members of the opposition party",
           "OPPPTY");
    expect(d, "Kenya's finance minister resigned.", "Kenya's finance minister", "KENGOV");
    expect(d, "The former Norwegian prime minister wrote a book.",
           "The former Norwegian prime minister", "NORELI");
    expect(d, "retired vice president", "retired vice president", "ELI");
    expect(d, "Rebel soldiers took the bridge.", "Rebel soldiers", "REB");
    expect(d, "Government forces shelled the town.", "Government forces", "MIL");
    expect(d, "A union spokesman called for talks.", "A union spokesman", "LAB");
    expect(d, "Hundreds of students from Peru marched.", "Hundreds of students", "PEREDU");
    expect(d, "Israeli and Palestinian officials met in Oslo.", "Palestinian officials", "PSEGOV");
    expect(d, "Israeli and Palestinian officials met in Oslo.", "Israeli", "ISRGOV");
    expect(d, "Two Danes were released.", "Two Danes", "DNKCVL");
    expect(d, "The chairman of the company's board resigned.",
           "The chairman of the company's board", "BUS");
    // a place is nobody
    expect(d, "Twenty people died in Basra.", "Basra", "");
    // the day of the article decides what office holds
    expect("1979-03-26", "Anwar Sadat signed the treaty.", "Anwar Sadat", "EGYGOV");
    expect("2003-01-10", "Tony Blair gave a speech.", "Tony Blair", "GBRGOV");
    expect("2012-01-10", "Gerhard Schroeder gave a speech.", "Gerhard Schroeder", "DEUELI");
    expect("2003-01-10", "President Bush met reporters.", "President Bush", "USAGOV");
    // the text's own words go before the table of common names
    expect(d, "The Norwegian Labour Party won.", "The Norwegian Labour Party", "NORPTY");
}

static void coreference(void)
{
    const char *d = "1995-05-10";
    const char *text = "John Doe, the Kenyan finance minister, met Joan Roe, the Ugandan "
                       "president. Doe said he would sign.";
    expect(d, text, "John Doe", "KENGOV");
    expect(d, text, "Joan Roe", "UGAGOV");
    expect(d, text, "Doe", "KENGOV");
    expect(d, text, "he", "KENGOV");
    CHECK(mention_of("he") && mention_of("John Doe") &&
          mention_of("he")->entity == mention_of("John Doe")->entity);
    CHECK(mention_of("he") && mention_of("he")->via == VIA_COREFERENCE);
    CHECK(mention_of("Doe") && str_is(mention_of("Doe")->name, "John Doe"));
    expect(d, "Saudi Arabia said it would send aid. The kingdom's top diplomat left for Bonn.",
           "The kingdom's top diplomat", "SAUGOV");
    expect(d, "Israel said its troops had shelled the hills.", "its troops", "ISRMIL");
    text = "The Liberation Army of Testland (LAT) attacked a post. The group denied it.";
    expect(d, text, "The group", "REB");
    CHECK(mention_of("LAT") && mention_of("The group") &&
          mention_of("LAT")->entity == mention_of("The group")->entity);
}

static void geography(void)
{
    run_with(actors, "1995-05-10",
             "The fire in Springfield, Illinois, was seen from far away. Syrian firemen came from "
             "Damascus.");
    CHECK(doc.n_places >= 3);
    for (size_t i = 0; i < doc.n_places; i++) {
        const Place *p = &doc.places[i];
        Str w = doc_str(&doc, p->span);
        if (str_is(w, "Springfield")) {
            CHECK(p->lat > 39 && p->lat < 41 && p->lon < -89 && p->lon > -90);
            CHECK(p->precision == PLACE_CITY && str_is(p->country, "USA"));
        }
        if (str_is(w, "Syrian"))
            CHECK(p->demonym && str_is(p->country, "SYR"));
        if (str_is(w, "Damascus"))
            CHECK(!p->demonym && str_is(p->country, "SYR"));
    }
    run_with(actors, "1995-05-10", "Michael Jordan scored twice.");
    CHECK(doc.n_places == 0);
}

static void write_file(const char *path, const char *text)
{
    FILE *f = fopen(path, "wb");
    if (!f)
        return;
    fputs(text, f);
    fclose(f);
}

static void dictionaries(void)
{
    Err e = {0};
    UserDict *u = NULL;
    Arena a;
    arena_init(&a, (size_t)1 << 28);
    const UserEntry *x = NULL;
    const char *actor_path = "test-actor.actors.txt", *agent_path = "test-actor.agents.txt";
    write_file(actor_path,
               "# a comment\r\n"
               "TESTLAND_  [TSL]  ; old name follows\r\n"
               "+OLD_TESTLAND_\n"
               "<!-- two\nlines -->\n"
               "JOHN_DOE_ [TSLELI >20010101][TSLGOV 950101-001231]\n"
               "\t[TSLOPP]\n"
               "ZETA_FRONT\n\t[TSLREB]"); // no newline at the end: the last block counts
    write_file(agent_path, "!PERSON! = MAN, MEN, WOMAN, WOMEN\nBRIDGE_KEEPER [~GOV]\nTOLL!PERSON! "
                           "[~BUS]\nSHEEP {} [~AGR]\n");
    CHECK(userdict_open(&u, &a, actor_path, agent_path, &e) == 0);
    if (u) {
        Str doe[] = {STR("john"), STR("doe"), STR("said")}, old[] = {STR("old"), STR("testland")},
            zeta[] = {STR("zeta"), STR("front")};
        CHECK(userdict_heads(u) == 3);
        CHECK(userdict_match(u, false, doe, 3, &x) == 2);
        CHECK_STR(userdict_code(u, x, day_from_civil(1996, 1, 1)), "TSLGOV");
        CHECK_STR(userdict_code(u, x, day_from_civil(2000, 12, 31)), "TSLGOV");
        CHECK_STR(userdict_code(u, x, day_from_civil(2005, 1, 1)), "TSLELI");
        CHECK_STR(userdict_code(u, x, day_from_civil(1990, 1, 1)), "TSLOPP");
        CHECK(userdict_match(u, false, old, 2, &x) == 2);
        CHECK_STR(userdict_code(u, x, DAY_NONE), "TSL");
        CHECK_STR(x->head, "TESTLAND");
        CHECK(userdict_match(u, false, zeta, 2, &x) == 2);
        CHECK_STR(userdict_code(u, x, DAY_NONE), "TSLREB");
        Str keepers[] = {STR("bridge"), STR("keepers")}, toll[] = {STR("tollwomen")},
            sheep[] = {STR("sheep")};
        CHECK(userdict_match(u, true, keepers, 2, &x) == 2 && x->plural);
        CHECK(userdict_match(u, true, toll, 1, &x) == 1 && x->plural);
        CHECK_STR(userdict_code(u, x, DAY_NONE), "BUS");
        CHECK(userdict_match(u, true, sheep, 1, &x) == 1 && !x->plural);
    }
    ActorTables *own = actor_tables_new(lexicon, actor_path, agent_path, &e);
    if (CHECK(own != NULL)) {
        run_with(own, "1996-01-01", "John Doe met a Norwegian bridge keeper.");
        const Mention *m = mention_of("John Doe");
        CHECK(m && str_is(m->code, "TSLGOV") && m->via == VIA_USER);
        m = mention_of("a Norwegian bridge keeper");
        CHECK(m && str_is(m->code, "NORGOV"));
        actor_tables_free(own);
    }
    CHECK(userdict_open(&u, &a, "/no/such/file", NULL, &e) != 0 &&
          strstr(e.message, "/no/such/file"));
    remove(actor_path);
    remove(agent_path);
    arena_free(&a);
}

// Each example of a role table, read alone, holds a mention with the row's role groups and a
// country.
static void examples(const char *table)
{
    const LexTable *t = lexicon_table(lexicon, table);
    if (!CHECK(t != NULL))
        return;
    int example = lextable_column(t, "example"), code = lextable_column(t, "code");
    uint32_t good = 0, rows = lextable_rows(t);
    for (uint32_t i = 0; i < rows; i++) {
        static char text[LIMIT_LEXICON_CELL + 1];
        Str x = lextable_cell(t, i, example), want = lextable_cell(t, i, code);
        memcpy(text, x.p, x.n);
        text[x.n] = '\0';
        run_with(actors, "1995-05-10", text);
        bool found = false;
        for (size_t k = 0; k < doc.n_mentions; k++) {
            Str c = doc.mentions[k].code;
            found = found || (c.n >= 3 + want.n && memcmp(c.p + 3, want.p, want.n) == 0);
        }
        good += found;
        if (!found)
            printf("    %s: %.*s wants %.*s\n", table, (int)x.n, x.p, (int)want.n,
                   want.p ? want.p : "");
    }
    printf("%s: %u of %u examples\n", table, good, rows);
    CHECK(good * 100 >= rows * 97); // the parser may misread a bare phrase
}

int main(int argc, char **argv)
{
    Err e = {0};
    arena_init(&arena, LIMIT_DOC_MEMORY);
    if (lexicon_open(&lexicon, argc > 2 ? argv[1] : DATA_DIR "/dragoman.lex", &e) ||
        weights_open(&weights, argc > 2 ? argv[2] : DATA_DIR "/dragoman-en-accurate.model", &e) ||
        parse_work_new(&parser, &weights, NULL, &e) ||
        !(text_tables = text_tables_new(lexicon, &e)) ||
        !(actors = actor_tables_new(lexicon, NULL, NULL, &e)) ||
        !(places = geo_tables_new(lexicon, &e))) {
        printf("%s\n", e.message);
        return 1;
    }
    phrases();
    coreference();
    geography();
    dictionaries();
    examples("roles");
    examples("orgtypes");
    actor_tables_free(actors);
    geo_tables_free(places);
    text_tables_free(text_tables);
    parse_work_free(parser);
    weights_close(&weights);
    lexicon_close(lexicon);
    arena_free(&arena);
    return check_done();
}
