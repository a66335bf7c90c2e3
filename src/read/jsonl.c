// SPDX-License-Identifier: MIT
// In: an item that holds one line of JSON. Out: its article.
// Method: the line is checked for UTF-8, parsed to a tree, and the members of its first level are
// matched against the table of field names; the best name of each field that has a value wins, the
// last of two equal keys wins, null counts as absent. Cost: linear. Does not: look deeper than
// source.name and pairs, keep other members.
#include "base/limits.h"
#include "base/utf8.h"
#include "read/json_tree.h"
#include "read/reader.h"

static const char *type_name(JsonType t)
{
    static const char *const names[] = {"null",     "a boolean", "a number",
                                        "a string", "an array",  "an object"};
    return names[t];
}

// The string that a member gives for a field; false: *e filled.
static bool member_text(Field f, const JsonValue *v, Str *out, Err *e)
{
    if (v->type == JSON_STRING || (v->type == JSON_NUMBER && (f == FIELD_ID || f == FIELD_DATE))) {
        *out = v->string;
        return true;
    }
    if (f == FIELD_SOURCE &&
        v->type == JSON_OBJECT) { // {"source": {"id": null, "name": "Daily Post"}}
        const JsonValue *name = json_member(v, "name");
        if (!name)
            name = json_member(v, "title");
        if (name && name->type == JSON_STRING)
            *out = name->string;
        else
            *out = STR("");
        return true;
    }
    err_set(e, ERR_ARTICLE, "the field '%.*s' is %s, not a string",
            (int)(v->key.n < 60 ? v->key.n : 60), v->key.p, type_name(v->type));
    return false;
}

static bool pair_side(const JsonValue *pair, const char *side, uint32_t points, uint32_t out[2])
{
    const JsonValue *v = json_member(pair, side);
    if (!v || v->type != JSON_ARRAY || !v->first || !v->first->next || v->first->next->next)
        return false;
    return json_u32(v->first, &out[0]) && json_u32(v->first->next, &out[1]) && out[0] < out[1] &&
           out[1] <= points;
}

static int pairs_parse(ReadItem *item, const JsonValue *pairs, Err *e)
{
    Article *a = &item->article;
    if (pairs->type != JSON_ARRAY)
        return err_set(e, ERR_ARTICLE, "'pairs' is %s, not an array", type_name(pairs->type));
    size_t n = 0;
    for (const JsonValue *v = pairs->first; v; v = v->next)
        n++;
    a->pairs = ARENA_NEW(&item->arena, struct ArticlePair, n);
    uint32_t points = 0;
    for (size_t i = 0; i < a->text.n; i++)
        points += ((unsigned char)a->text.p[i] & 0xC0) != 0x80;
    for (const JsonValue *v = pairs->first; v; v = v->next) {
        struct ArticlePair *p = &a->pairs[a->n_pairs];
        const char *bad = !pair_side(v, "source", points, p->source)   ? "source"
                          : !pair_side(v, "target", points, p->target) ? "target"
                                                                       : NULL;
        if (bad)
            return err_set(e, ERR_ARTICLE,
                           "pairs[%zu].%s is not [start, end) within the %u characters of the text",
                           a->n_pairs, bad, points);
        a->n_pairs++;
    }
    return 0;
}

int jsonl_parse(ReadItem *item, Err *e)
{
    char *line = item->raw.p;
    size_t n = item->raw.n;
    while (n && ascii_space(line[n - 1]))
        n--;
    size_t at = utf8_invalid(line, n);
    if (at < n)
        return err_set(e, ERR_ARTICLE, "not UTF-8 at byte %zu of the line (0x%02X)", at,
                       (unsigned)(unsigned char)line[at]);
    const char *why;
    JsonValue *root = json_parse(&item->arena, line, n, &at, &why);
    if (!root) {
        size_t lead = 0;
        while (lead < n && ascii_space(line[lead]))
            lead++;
        if (n - lead == 1 && line[lead] == '{' && item->line == 1)
            return err_set(e, ERR_ARTICLE,
                           "an object over several lines; write one object a line: jq -c . FILE | "
                           "dragoman code -");
        return err_set(e, ERR_ARTICLE, "not JSON at byte %zu of the line: %s", at, why);
    }
    if (root->type != JSON_OBJECT)
        return err_set(e, ERR_ARTICLE, "not a JSON object but %s", type_name(root->type));
    Str value[FIELD_COUNT] = {0};
    unsigned best[FIELD_COUNT];
    memset(best, 0xFF, sizeof best);
    const JsonValue *chosen[FIELD_COUNT] = {0}, *pairs = NULL;
    for (const JsonValue *v = root->first; v; v = v->next) {
        Field f;
        unsigned rank;
        if (str_is(v->key, "pairs")) {
            pairs = v->type == JSON_NULL ? NULL : v;
        } else if (field_find(item->map, v->key, &f, &rank) && rank <= best[f]) {
            if (v->type != JSON_NULL) {
                best[f] = rank;
                chosen[f] = v;
            } else if (rank ==
                       best[f]) { // the last of two equal keys wins, also where it says null
                best[f] = UINT32_MAX;
                chosen[f] = NULL;
            }
        }
    }
    for (unsigned f = 0; f < FIELD_COUNT; f++)
        if (chosen[f] && !member_text((Field)f, chosen[f], &value[f], e))
            return (int)e->code;
    Article *a = &item->article;
    a->id = value[FIELD_ID];
    a->text = value[FIELD_TEXT];
    a->title = value[FIELD_TITLE];
    a->source = value[FIELD_SOURCE];
    a->url = value[FIELD_URL];
    item_date(item, value[FIELD_DATE]);
    return pairs ? pairs_parse(item, pairs, e) : 0;
}
