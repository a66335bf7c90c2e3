// SPDX-License-Identifier: MIT
// In: names as the name tagger found them. Out: the same, with the type that the tables give those
// which stand there as they are: "Peru" is a place, whatever the net took it for, "al-Qaida" an
// organisation, "Holyrood" no person. Method: longest match of the name's words, whole names only;
// a row that says that the name is ambiguous says nothing; a town's row counts for names of two
// words and more that pass for organisations. A country that the net passed over ("Yesterday Peru
// protested") is added, and so are initials in brackets behind their name. Cost: three look-ups a
// name, one a proper noun outside of names. Does not: lengthen names.
#include "base/limits.h"
#include "entity/actor.h"
#include "entity/entity.h"

bool is_spelled(Str text, Str key)
{
    if (str_starts(text, "The ") && str_starts(key, "the "))
        return str_eq((Str){text.p + 1, text.n - 1}, (Str){key.p + 1, key.n - 1});
    return str_eq(text, key);
}

// A row of the table whose key is the whole name, spelled as the row asks.
static bool stands(const Doc *d, const Name *name, const NameTable *t, const char *kind)
{
    Str words[LIMIT_PHRASE_TOKENS];
    uint32_t n = name->end - name->first, row;
    if (!t->t || n > LIMIT_PHRASE_TOKENS)
        return false;
    for (uint32_t i = 0; i < n; i++)
        words[i] = d->tokens[name->first + i].lower;
    if (lextable_match(t->t, words, n, &row) != n)
        return false;
    for (; row != LEX_NONE; row = lextable_next(t->t, row)) {
        if ((t->doubt >= 0 && lextable_cell(t->t, row, t->doubt).n) ||
            (kind && !str_is(lextable_cell(t->t, row, t->kind), kind)))
            continue;
        if (t->exact < 0 || !str_is(lextable_cell(t->t, row, t->exact), "exact") ||
            is_spelled(doc_str(d, name->span), lextable_cell(t->t, row, t->phrase)))
            return true;
    }
    return false;
}

// Countries among the proper nouns that are in no name: "North Korea", the first word of "Iraq
// War".
static void add_countries(Doc *d, const ActorTables *t)
{
    size_t before = d->n_names;
    for (uint32_t i = 0; i < d->n_tokens; i++) {
        const Token *w = &d->tokens[i];
        if (w->upos != UPOS_PROPN || !(w->flags & TOKEN_UPPER) ||
            (i > 0 && d->tokens[i - 1].upos == UPOS_PROPN &&
             d->tokens[i - 1].sentence == w->sentence))
            continue;
        uint32_t n = 0;
        while (n < 4 && i + n < d->n_tokens && d->tokens[i + n].ner == NAME_NONE &&
               d->tokens[i + n].sentence == w->sentence)
            n++;
        for (; n > 0; n--) {
            Name name = {.span = {w->span.start, d->tokens[i + n - 1].span.end},
                         .first = i,
                         .end = i + n,
                         .type = NAME_LOC,
                         .p = 0.9f};
            if (!stands(d, &name, &t->country_names, "name"))
                continue;
            *ARENA_PUSH(d->arena, d->names, d->n_names, d->cap_names) = name;
            for (uint32_t k = i; k < i + n; k++)
                d->tokens[k].ner = NAME_LOC;
            break;
        }
    }
    if (d->n_names > before)
        doc_sort_names(d);
}

bool is_acronym(Str s)
{
    if (s.n < 2 || s.n > 8)
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (!ascii_upper(s.p[i]) && s.p[i] != '.')
            return false;
    return true;
}

bool acronym_of(const Doc *d, Str acronym, uint32_t first, uint32_t end)
{
    char letters[16];
    size_t n = 0, want = 0;
    char plain[16];
    for (uint32_t i = first; i < end && n < sizeof letters; i++)
        if ((d->tokens[i].flags & TOKEN_UPPER) && !str_is(d->tokens[i].lower, "the"))
            letters[n++] = token_text(d, &d->tokens[i]).p[0];
    for (size_t i = 0; i < acronym.n && want < sizeof plain; i++)
        if (acronym.p[i] != '.')
            plain[want++] = acronym.p[i];
    return want >= 2 && n == want && memcmp(letters, plain, n) == 0;
}

// "the Liberation Army of Testland (LAT)"
static void add_acronyms(Doc *d)
{
    size_t before = d->n_names;
    for (size_t i = 0; i < before; i++) {
        Name name = d->names[i];
        uint32_t at = name.end + 1;
        if (name.type != NAME_ORG || at + 1 >= d->n_tokens || !token_is(d, name.end, "(") ||
            !token_is(d, at + 1, ")") || d->tokens[at].ner != NAME_NONE)
            continue;
        Str text = token_text(d, &d->tokens[at]);
        if (!is_acronym(text) || !acronym_of(d, text, name.first, name.end))
            continue;
        name.span = d->tokens[at].span;
        name.first = at;
        name.end = at + 1;
        *ARENA_PUSH(d->arena, d->names, d->n_names, d->cap_names) = name;
        d->tokens[at].ner = NAME_ORG;
    }
    if (d->n_names > before)
        doc_sort_names(d);
}

void names_run(Doc *d, const ActorTables *t)
{
    add_countries(d, t);
    add_acronyms(d);
    for (size_t i = 0; i < d->n_names; i++) {
        Name *name = &d->names[i];
        uint8_t type = name->type;
        if (stands(d, name, &t->country_names, "name") ||
            (type == NAME_PER && stands(d, name, &t->capitals, "palace")))
            type = NAME_LOC;
        else if (stands(d, name, &t->organisations, NULL) || stands(d, name, &t->groups, NULL))
            type = NAME_ORG;
        else if (type == NAME_ORG && name->end > name->first + 1 &&
                 stands(d, name, &t->cities, NULL))
            type = NAME_LOC;
        for (uint32_t k = name->first; type != name->type && k < name->end; k++)
            d->tokens[k].ner = type;
        name->type = type;
    }
}
