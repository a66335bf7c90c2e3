// SPDX-License-Identifier: MIT
// In: a JSON text. Out: a tree in an arena, or where and why it is not JSON.
// Method: libyajl (no recursion of its own) with four things added that it lacks: a depth limit,
// the bytes \f and \v refused outside strings, text after the value refused, and escapes of lone
// surrogates, which no UTF-8 can hold, replaced by U+FFFD before parsing (six bytes for six bytes,
// in place). Cost: linear. Does not: check UTF-8 (the caller did), read numbers (they are kept as
// written).
#include "read/json_tree.h"

#include "base/limits.h"

#include <yajl/yajl_parse.h>

typedef struct {
    Arena *arena;
    JsonValue *stack[LIMIT_JSON_DEPTH + 1];
    unsigned depth;
    JsonValue *root;
    Str key;
    const char *why;
} Builder;

static JsonValue *builder_add(Builder *b, JsonType type)
{
    JsonValue *v = ARENA_NEW(b->arena, JsonValue, 1);
    v->type = type;
    if (b->depth == 0) {
        b->root = v;
        return v;
    }
    JsonValue *parent = b->stack[b->depth - 1];
    v->key = b->key;
    b->key = (Str){0};
    if (parent->last)
        parent->last->next = v;
    else
        parent->first = v;
    parent->last = v;
    return v;
}

static int on_null(void *ctx)
{
    builder_add(ctx, JSON_NULL);
    return 1;
}

static int on_bool(void *ctx, int v)
{
    builder_add(ctx, JSON_BOOL)->string = v ? STR("true") : STR("false");
    return 1;
}

static int on_number(void *ctx, const char *p, size_t n)
{
    Builder *b = ctx;
    JsonValue *v = builder_add(b, JSON_NUMBER);
    v->string = (Str){arena_strndup(b->arena, p, n), n};
    return 1;
}

static int on_string(void *ctx, const unsigned char *p, size_t n)
{
    Builder *b = ctx;
    JsonValue *v = builder_add(b, JSON_STRING);
    v->string = (Str){arena_strndup(b->arena, (const char *)p, n), n};
    return 1;
}

static int on_key(void *ctx, const unsigned char *p, size_t n)
{
    Builder *b = ctx;
    b->key = (Str){arena_strndup(b->arena, (const char *)p, n), n};
    return 1;
}

static int builder_open(Builder *b, JsonType type)
{
    if (b->depth == LIMIT_JSON_DEPTH) {
        b->why = arena_printf(b->arena, "nested more than %d deep", LIMIT_JSON_DEPTH);
        return 0;
    }
    JsonValue *v = builder_add(b, type);
    b->stack[b->depth++] = v;
    return 1;
}

static int on_object(void *ctx)
{
    return builder_open(ctx, JSON_OBJECT);
}
static int on_array(void *ctx)
{
    return builder_open(ctx, JSON_ARRAY);
}

static int on_end(void *ctx)
{
    Builder *b = ctx;
    b->depth--;
    return 1;
}

static bool hex4(const char *p, unsigned *out)
{
    unsigned v = 0;
    for (int i = 0; i < 4; i++) {
        char c = ascii_tolower(p[i]);
        if (ascii_digit(c))
            v = v * 16 + (unsigned)(c - '0');
        else if (c >= 'a' && c <= 'f')
            v = v * 16 + (unsigned)(c - 'a' + 10);
        else
            return false;
    }
    *out = v;
    return true;
}

// Mends lone surrogates and finds \f or \v outside strings. Returns n, or the offset of such a
// byte.
static size_t prepare(char *s, size_t n)
{
    bool inside = false;
    for (size_t i = 0; i < n; i++) {
        char c = s[i];
        if (c == '"') {
            inside = !inside;
        } else if (!inside) {
            if (c == '\f' || c == '\v')
                return i;
        } else if (c == '\\') {
            unsigned high, low;
            if (i + 5 < n && s[i + 1] == 'u' && hex4(s + i + 2, &high)) {
                if (high >= 0xD800 && high < 0xE000) {
                    bool pair = high < 0xDC00 && i + 11 < n && s[i + 6] == '\\' &&
                                s[i + 7] == 'u' && hex4(s + i + 8, &low) && low >= 0xDC00 &&
                                low < 0xE000;
                    if (pair)
                        i += 6;
                    else
                        memcpy(s + i + 2, "fffd", 4);
                }
                i += 5;
            } else {
                i++;
            }
        }
    }
    return n;
}

static JsonValue *parse_with(yajl_handle h, Builder *b, const char *text, size_t n, size_t *at,
                             const char **why)
{
    yajl_config(h, yajl_dont_validate_strings, 1);
    yajl_status status = yajl_parse(h, (const unsigned char *)text, n);
    *at = yajl_get_bytes_consumed(h);
    if (status == yajl_status_ok)
        status = yajl_complete_parse(h);
    if (status == yajl_status_ok) {
        *why = b->root ? NULL : "empty";
        return b->root;
    }
    if (b->why) {
        *why = b->why;
        return NULL;
    }
    unsigned char *message = yajl_get_error(h, 0, (const unsigned char *)text, n);
    Str m = str_trim(str_of((const char *)message)); // "lexical error: invalid char in json text."
    const char *colon = m.n ? memchr(m.p, ':', m.n) : NULL;
    if (colon)
        m = str_trim((Str){colon + 1, (size_t)(m.p + m.n - colon - 1)});
    if (m.n && m.p[m.n - 1] == '.')
        m.n--;
    char words[80] = {0};
    memcpy(words, m.p, m.n < sizeof words ? m.n : sizeof words - 1);
    yajl_free_error(h, message);
    *why = strcmp(words, "premature EOF") == 0 ? "it ends in the middle"
                                               : arena_strndup(b->arena, words, strlen(words));
    return NULL;
}

JsonValue *json_parse(Arena *a, char *text, size_t n, size_t *at, const char **why)
{
    static const yajl_callbacks callbacks = {
        .yajl_null = on_null,
        .yajl_boolean = on_bool,
        .yajl_number = on_number,
        .yajl_string = on_string,
        .yajl_start_map = on_object,
        .yajl_map_key = on_key,
        .yajl_end_map = on_end,
        .yajl_start_array = on_array,
        .yajl_end_array = on_end,
    };
    *at = prepare(text, n);
    if (*at < n) {
        *why = "a control character outside a string";
        return NULL;
    }
    Builder b = {.arena = a};
    yajl_handle h = yajl_alloc(&callbacks, NULL, &b);
    if (!h) {
        *why = "out of memory";
        return NULL;
    }
    // An arena that is full leaves by longjmp: the handle must not leak on that way.
    jmp_buf full, *outer = a->on_full;
    a->on_full = &full;
    if (setjmp(full)) {
        a->on_full = outer;
        yajl_free(h);
        if (outer)
            longjmp(*outer, 1);
        *at = 0;
        *why = "out of memory";
        return NULL;
    }
    JsonValue *root = parse_with(h, &b, text, n, at, why);
    a->on_full = outer;
    yajl_free(h);
    return root;
}

const JsonValue *json_member(const JsonValue *object, const char *key)
{
    const JsonValue *found = NULL;
    if (object && object->type == JSON_OBJECT)
        for (const JsonValue *v = object->first; v; v = v->next)
            if (str_is(v->key, key))
                found = v;
    return found;
}

bool json_u32(const JsonValue *v, uint32_t *out)
{
    long n;
    if (!v || v->type != JSON_NUMBER || !str_to_long(v->string, &n) || n < 0 || n >= UINT32_MAX)
        return false;
    *out = (uint32_t)n;
    return true;
}
