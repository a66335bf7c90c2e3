// SPDX-License-Identifier: MIT
// The JSON writer: commas, escapes, decimals without a locale; the reader: trees, duplicate keys,
// surrogates, depth.
#include "check.h"

#include "base/json.h"
#include "base/limits.h"
#include "read/json_tree.h"

static void test_writer(void)
{
    Buf b = {0};
    json_open(&b, '{');
    json_key(&b, "a");
    json_open(&b, '[');
    json_int(&b, 1);
    json_open(&b, '[');
    json_close(&b, ']');
    json_int(&b, -2);
    json_close(&b, ']');
    json_field(&b, "absent", (Str){0});
    json_field(&b, "s", STR("q\" b\\ n\n t\t \x01 \x7f \xC2\x85 \xE2\x80\xA8 \xE2\x80\xA9 é"));
    json_key(&b, "n");
    json_null(&b);
    json_key(&b, "t");
    json_bool(&b, true);
    json_close(&b, '}');
    json_line(&b);
    json_open(&b, '[');
    json_close(&b, ']');
    CHECK_STR(
        ((Str){b.p, b.n}),
        "{\"a\":[1,[],-2],\"s\":\"q\\\" b\\\\ n\\n t\\t \\u0001 \\u007f \\u0085 \\u2028 \\u2029 "
        "é\",\"n\":null,\"t\":true}\n[]");
    static const struct {
        double v;
        unsigned most, least;
        const char *want;
    } numbers[] = {{-5, 2, 1, "-5.0"},    {3.1, 2, 1, "3.1"},    {0.999, 2, 1, "1.0"},
                   {0.005, 2, 1, "0.01"}, {-0.001, 2, 1, "0.0"}, {48.858370, 5, 1, "48.85837"},
                   {7, 3, 0, "7"},        {0.05, 2, 0, "0.05"}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        buf_clear(&b);
        buf_decimal(&b, numbers[i].v, numbers[i].most, numbers[i].least);
        CHECK_STR(((Str){b.p, b.n}), numbers[i].want);
    }
    buf_clear(&b);
    json_open(&b, '[');
    json_decimal(&b, 0.0 / (double)(b.n - 1), 2, 1); // not a number
    json_decimal(&b, 1e300, 2, 1);
    json_close(&b, ']');
    CHECK_STR(((Str){b.p, b.n}), "[null,null]");
    buf_free(&b);
}

static JsonValue *parse(Arena *a, const char *text, size_t *at, const char **why)
{
    return json_parse(a, arena_strndup(a, text, strlen(text)), strlen(text), at, why);
}

static void test_reader(void)
{
    Arena a;
    arena_init(&a, LIMIT_DOC_MEMORY);
    size_t at;
    const char *why;
    JsonValue *v = parse(&a, "{\"a\":1,\"b\":[true,null,\"x\"],\"a\":\"last\"}", &at, &why);
    if (CHECK(v != NULL)) {
        CHECK_STR(json_member(v, "a")->string, "last");
        CHECK(json_member(v, "b")->first->type == JSON_BOOL);
        CHECK_STR(json_member(v, "b")->last->string, "x");
        CHECK(json_member(v, "none") == NULL);
    }
    v = parse(&a, "\"\\ud83d\\ude00|\\ud83d|\\ude00|\\ud83d\\u0041|\\\\ud83d|\\u00e9\"", &at, &why);
    if (CHECK(v != NULL))
        CHECK_STR(v->string, "😀|\xEF\xBF\xBD|\xEF\xBF\xBD|\xEF\xBF\xBD"
                             "A|\\ud83d|é");
    static const char *const bad[] = {"{\"a\":1", "{a:1}", "[1,]",  "{} {}", "\f{}",      "nul",
                                      "\"\x01\"", "",      "[1] x", "'a'",   "{\"a\":1,}"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        v = parse(&a, bad[i], &at, &why);
        if (!check_result(v == NULL && why && *why, bad[i], __FILE__, __LINE__))
            printf("    was taken as JSON\n");
    }
    char deep[400] = {0};
    memset(deep, '[', 64);
    memset(deep + 64, ']', 64);
    CHECK(parse(&a, deep, &at, &why) != NULL);
    memset(deep, '[', 65);
    memset(deep + 65, ']', 65);
    CHECK(parse(&a, deep, &at, &why) == NULL);
    uint32_t n;
    v = parse(&a, "[7,-1,1.5,4294967295,\"7\"]", &at, &why);
    JsonValue *item = v->first;
    CHECK(json_u32(item, &n) && n == 7);
    for (item = item->next; item; item = item->next)
        CHECK(!json_u32(item, &n));
    // A full arena leaves by its own way and leaks nothing.
    jmp_buf full;
    a.on_full = &full;
    a.fail_after = 3;
    if (setjmp(full) == 0) {
        parse(&a, "[1,2,3,4,5,6,7]", &at, &why);
        CHECK(false);
    } else {
        CHECK(a.on_full == &full);
    }
    arena_free(&a);
}

int main(void)
{
    test_writer();
    test_reader();
    return check_done();
}
