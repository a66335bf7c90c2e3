// SPDX-License-Identifier: MIT
// In: a user's PETRARCH/TABARI files: actors (PHRASE [CODE range]…, +SYNONYM lines, indented code
// lines) and agents (PHRASE {PLURAL} [~CODE], !MARKER! = words). Out: phrases with dated codes,
// found by longest match. Method: one pass over the lines; phrases are cut into words as the
// tokenizer cuts them (hyphens and "'s" stand alone), hashed word by word with every proper prefix,
// as the lexicon does. Ranges are inclusive, as the format's manual says; a code without a range is
// the default wherever it stands in the list (PETRARCH let the first default win, and lost each
// file's last block). Tolerant: CRLF, NUL bytes, comments (# ; <!-- -->), missing final newline,
// tabs or blanks, code-less heads, two-digit years. Cost: linear in the files; a few milliseconds
// for 20,000 heads. Does not: read verb files; stems ("RECEIV" without "_").
#include "entity/userdict.h"

#include "base/hash.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "doc/doc.h"

#include <stdio.h>
#include <stdlib.h>

#define MAX_WORDS   LIMIT_PHRASE_TOKENS
#define MAX_CODES   64
#define MAX_MARKERS 32

typedef struct {
    uint64_t key;
    uint32_t entry; // NONE: only a prefix of longer phrases
    bool used;
} DictSlot;

typedef struct {
    DictSlot *slot;
    size_t mask, n;
} Index;

struct UserDict {
    Arena *arena;
    UserEntry *entries;
    size_t n_entries, cap_entries;
    UserCode *codes;
    size_t n_codes, cap_codes;
    Index index[2]; // actors, agents
    size_t heads;
    const char *file[2];
};

// ------------------------------------------------------------------------------------------ index
static DictSlot *index_slot(Index *x, uint64_t key)
{
    size_t i = (size_t)key & x->mask;
    while (x->slot[i].used && x->slot[i].key != key)
        i = (i + 1) & x->mask;
    return &x->slot[i];
}

static void index_grow(Arena *a, Index *x)
{
    Index old = *x;
    size_t size = old.slot ? (old.mask + 1) * 2 : 1024;
    x->slot = ARENA_NEW(a, DictSlot, size);
    x->mask = size - 1;
    for (size_t i = 0; old.slot && i <= old.mask; i++)
        if (old.slot[i].used)
            *index_slot(x, old.slot[i].key) = old.slot[i];
}

static void index_put(Arena *a, Index *x, uint64_t key, uint32_t entry)
{
    if (!x->slot || (x->n + 1) * 2 > x->mask)
        index_grow(a, x);
    DictSlot *s = index_slot(x, key);
    if (!s->used) {
        *s = (DictSlot){key, entry, true};
        x->n++;
    } else if (s->entry == NONE)
        s->entry = entry; // the first entry of a phrase stays
}

// Cuts a phrase into words as the text is cut; returns how many (0: too long to match anything).
static unsigned phrase_words(Arena *a, Str phrase, Str *words)
{
    char *z = arena_alloc(a, phrase.n * 3 + 1);
    size_t n = utf8_lower(phrase.p, phrase.n, z);
    unsigned count = 0;
    size_t i = 0;
    while (i < n) {
        if (z[i] == ' ' || z[i] == '_' || z[i] == '\t') {
            i++;
            continue;
        }
        size_t from = i;
        if (z[i] == '-' || z[i] == '(' || z[i] == ')' || z[i] == ',' || z[i] == '/')
            i++;
        else if (z[i] == '\'' && i + 1 < n && z[i + 1] == 's' &&
                 (i + 2 == n || z[i + 2] == ' ' || z[i + 2] == '_'))
            i += 2; // "people's" → "people" "'s"
        else
            while (i < n && z[i] != ' ' && z[i] != '_' && z[i] != '\t' && z[i] != '-' &&
                   z[i] != ',' && z[i] != '(' && z[i] != ')' && z[i] != '/' &&
                   !(z[i] == '\'' && i > from && i + 1 < n && z[i + 1] == 's' &&
                     (i + 2 == n || z[i + 2] == ' ' || z[i + 2] == '_')))
                i++;
        if (count == MAX_WORDS)
            return 0;
        words[count++] = (Str){z + from, i - from};
    }
    return count;
}

static void entry_add(UserDict *u, const UserEntry *e)
{
    Str words[MAX_WORDS];
    unsigned n = phrase_words(u->arena, e->phrase, words);
    if (!n)
        return;
    uint32_t at = (uint32_t)u->n_entries;
    UserEntry *x = ARENA_PUSH(u->arena, u->entries, u->n_entries, u->cap_entries);
    *x = *e;
    uint64_t key = 17;
    for (unsigned i = 0; i < n; i++) {
        key = hash64(words[i].p, words[i].n, key);
        index_put(u->arena, &u->index[e->agent], key, i + 1 == n ? at : NONE);
    }
}

unsigned userdict_match(const UserDict *u, bool agents, const Str *words, unsigned n,
                        const UserEntry **entry)
{
    Index x = u->index[agents];
    unsigned best = 0;
    uint64_t key = 17;
    if (!x.slot)
        return 0;
    for (unsigned i = 0; i < n && i < MAX_WORDS; i++) {
        key = hash64(words[i].p, words[i].n, key);
        const DictSlot *s = index_slot(&x, key);
        if (!s->used)
            break;
        if (s->entry != NONE) {
            best = i + 1;
            *entry = &u->entries[s->entry];
        }
    }
    return best;
}

Str userdict_code(const UserDict *u, const UserEntry *e, int32_t day)
{
    Str fallback = {0};
    for (uint32_t i = 0; i < e->n_codes; i++) {
        const UserCode *c = &u->codes[e->code + i];
        if (!c->dated) {
            if (!fallback.n)
                fallback = c->code;
        } else if (day != DAY_NONE && day >= c->from && day <= c->to)
            return c->code;
    }
    if (!fallback.n && day == DAY_NONE &&
        e->n_codes) // no date to choose by: the last in the list is the latest
        return u->codes[e->code + e->n_codes - 1].code;
    return fallback;
}

size_t userdict_heads(const UserDict *u)
{
    return u->heads;
}
size_t userdict_entries(const UserDict *u)
{
    return u->n_entries;
}
const char *userdict_file(const UserDict *u, bool agents)
{
    return u->file[agents];
}

// ------------------------------------------------------------------------------------------
// reading
static Str file_read(Arena *a, const char *path, Err *e)
{
    FILE *f = fopen(path, "rb");
    if (!f) {
        err_set(e, ERR_USAGE, "cannot open the dictionary '%s'", path);
        return (Str){0};
    }
    size_t cap = 1 << 16, n = 0;
    char *buffer = arena_alloc(a, cap);
    for (;;) {
        if (n + 1 >= cap)
            buffer = arena_grow(a, buffer, n, cap * 2, &cap, 1);
        size_t got = fread(buffer + n, 1, cap - n - 1, f);
        n += got;
        if (got == 0)
            break;
        if (n > LIMIT_ARTICLE_BYTES * 4) {
            err_set(e, ERR_USAGE, "the dictionary '%s' is larger than 64 MB", path);
            fclose(f);
            return (Str){0};
        }
    }
    bool bad = ferror(f) != 0;
    fclose(f);
    if (bad) {
        err_set(e, ERR_IO, "cannot read the dictionary '%s'", path);
        return (Str){0};
    }
    for (size_t i = 0; i < n; i++)
        if (buffer[i] == '\0')
            buffer[i] = ' ';
    size_t bad_at;
    while ((bad_at = utf8_invalid(buffer, n)) < n)
        buffer[bad_at] = '?'; // Latin-1 bytes of old files
    return (Str){buffer, n};
}

// Takes comments off: "#" and ";" to the end of the line, "<!-- … -->" over lines. Returns false
// when nothing is left.
static bool line_clean(Str *line, bool *in_comment)
{
    size_t n = 0, from = 0;
    if (*in_comment) {
        const char *stop = NULL;
        for (size_t i = 0; i + 3 <= line->n; i++)
            if (memcmp(line->p + i, "-->", 3) == 0) {
                stop = line->p + i + 3;
                break;
            }
        if (!stop)
            return false;
        *in_comment = false;
        from = (size_t)(stop - line->p);
    }
    for (n = from; n < line->n; n++) {
        char c = line->p[n];
        if (c == '#' || c == ';' || c == '\r')
            break;
        if (c == '<' && n + 1 < line->n && line->p[n + 1] == '!') {
            bool closed = false;
            for (size_t i = n; i + 3 <= line->n; i++)
                closed = closed || memcmp(line->p + i, "-->", 3) == 0;
            if (!closed && n + 3 < line->n && line->p[n + 2] == '-')
                *in_comment = true;
            break;
        }
    }
    // Leading blanks matter (indented code lines), trailing ones do not.
    while (n > from && ascii_space(line->p[n - 1]))
        n--;
    line->p += from;
    line->n = n - from;
    return line->n > 0;
}

// YYYYMMDD or YYMMDD; a year up to 30 is of this century. False: not a date.
static bool dict_day(Str s, int32_t *day)
{
    long v;
    s = str_trim(s);
    if (s.n < 4 || s.n > 8 || !str_to_long(s, &v) || v < 0)
        return false;
    int y, m, dd;
    if (s.n >= 8) {
        y = (int)(v / 10000);
        m = (int)(v / 100 % 100);
        dd = (int)(v % 100);
    } else if (s.n == 4) {
        y = (int)v;
        m = dd = 1;
    } else {
        int yy = (int)(v / 10000);
        y = yy <= 30 ? 2000 + yy : yy < 100 ? 1900 + yy : yy;
        m = (int)(v / 100 % 100);
        dd = (int)(v % 100);
    }
    if (m < 1)
        m = 1;
    if (m > 12)
        m = 12;
    if (dd < 1)
        dd = 1;
    if (dd > 31)
        dd = 31;
    *day = day_from_civil(y, m, dd);
    return true;
}

// One bracket's content: "CODE", "CODE <D", "CODE >D", "CODE D1-D2", also with the restriction
// first. The markers "~" are kept off.
static void code_add(UserDict *u, Str inside, UserEntry *e)
{
    Str code = {0}, range = {0}, rest = inside, field;
    bool prefix = false;
    char *plain = arena_strndup(u->arena, inside.p, inside.n);
    for (size_t i = 0; i < inside.n; i++)
        if (plain[i] == '\t')
            plain[i] = ' ';
    rest.p = plain;
    while (str_split(&rest, ' ', &field)) {
        if (field.n == 0)
            continue;
        bool date = field.p[0] == '<' || field.p[0] == '>' || ascii_digit(field.p[0]);
        if (!code.n && !date)
            code = field;
        else if (range.n) // "< 950101"
            range.n = (size_t)(field.p + field.n - range.p);
        else
            range = field;
    }
    size_t cut = code.n; // "USAGOV>20010120" without a blank
    for (size_t i = 0; i < code.n; i++)
        if ((code.p[i] == '<' || code.p[i] == '>') && i > 0) {
            cut = i;
            break;
        }
    if (cut < code.n) {
        range = (Str){code.p + cut, code.n - cut};
        code.n = cut;
    }
    if (code.n && code.p[0] == '~') {
        code.p++;
        code.n--;
    } else if (code.n && code.p[code.n - 1] == '~') {
        code.n--;
        prefix = true;
    }
    for (size_t i = 0; i < code.n; i++)
        if (code.p[i] == '/')
            code.n = i; // a compound code: its first member
    if (!code.n)
        return;
    UserCode c = {.code = code, .from = INT32_MIN, .to = INT32_MAX};
    if (range.n) {
        const char *dash = memchr(range.p, '-', range.n);
        int32_t x;
        c.dated = true;
        if (range.p[0] == '<' && dict_day((Str){range.p + 1, range.n - 1}, &x))
            c.to = x;
        else if (range.p[0] == '>' && dict_day((Str){range.p + 1, range.n - 1}, &x))
            c.from = x;
        else if (dash && dict_day((Str){range.p, (size_t)(dash - range.p)}, &c.from)) {
            if (dict_day((Str){dash + 1, range.n - (size_t)(dash - range.p) - 1}, &x))
                c.to = x;
        } else if (dict_day(range, &x))
            c.from = x;
        else
            c.dated = false;
    }
    if (!e->n_codes)
        e->code = (uint32_t)u->n_codes;
    if (e->n_codes >= MAX_CODES)
        return;
    e->prefix = prefix;
    *ARENA_PUSH(u->arena, u->codes, u->n_codes, u->cap_codes) = c;
    e->n_codes++;
}

static void codes_add(UserDict *u, Str s, UserEntry *e)
{
    size_t i = 0;
    while (i < s.n) {
        if (s.p[i] != '[') {
            i++;
            continue;
        }
        size_t from = ++i;
        while (i < s.n && s.p[i] != ']')
            i++;
        code_add(u, (Str){s.p + from, i - from}, e);
    }
}

// The phrase before the first bracket, blanks for underscores.
static Str phrase_cut(UserDict *u, Str line, size_t *rest)
{
    size_t n = 0;
    while (n < line.n && line.p[n] != '[' && line.p[n] != '{')
        n++;
    *rest = n;
    Str s = str_trim((Str){line.p, n});
    while (s.n && s.p[s.n - 1] == '_')
        s.n--;
    char *z = arena_strndup(u->arena, s.p, s.n);
    for (size_t i = 0; i < s.n; i++)
        if (z[i] == '_' || z[i] == '\t')
            z[i] = ' ';
    return (Str){z, s.n};
}

static const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static void actors_read(UserDict *u, Str text)
{
    Str line;
    uint32_t number = 0;
    bool comment = false;
    // The head and its synonyms wait until the block ends, since codes may follow the synonyms.
    UserEntry *block = NULL;
    size_t n_block = 0, cap_block = 0;
    UserEntry head = {0};
    for (;;) {
        bool more = str_split(&text, '\n', &line);
        number++;
        bool keep = more && line_clean(&line, &comment);
        bool indented = keep && (line.p[0] == ' ' || line.p[0] == '\t');
        Str body = keep ? str_trim(line) : (Str){0};
        bool starts = keep && !(body.n && (body.p[0] == '+' || body.p[0] == '['));
        if (starts && indented && body.p[0] != '[')
            starts = true;
        if (!more || starts) {
            for (size_t i = 0; i < n_block; i++) {
                block[i].code = head.code;
                block[i].n_codes = head.n_codes;
                entry_add(u, &block[i]);
            }
            n_block = 0;
            head = (UserEntry){0};
        }
        if (!more)
            break;
        if (!keep)
            continue;
        size_t rest;
        if (body.p[0] == '[') {
            codes_add(u, body, &head);
        } else if (body.p[0] == '+') {
            Str s = phrase_cut(u, (Str){body.p + 1, body.n - 1}, &rest);
            UserEntry e = {.phrase = s, .head = n_block ? block[0].phrase : s, .line = number};
            if (s.n)
                *ARENA_PUSH(u->arena, block, n_block, cap_block) = e;
            codes_add(u, (Str){body.p + 1 + rest, body.n - 1 - rest}, &head);
        } else {
            Str s = phrase_cut(u, body, &rest);
            u->heads++;
            if (s.n)
                *ARENA_PUSH(u->arena, block, n_block, cap_block) =
                    (UserEntry){.phrase = s, .head = s, .line = number};
            codes_add(u, (Str){body.p + rest, body.n - rest}, &head);
        }
    }
}

typedef struct {
    Str name; // "!PERSON!"
    Str words[16];
    unsigned n;
} Marker;

static void agent_add(UserDict *u, UserEntry e, Str phrase, bool plural)
{
    e.phrase = e.head = phrase;
    e.plural = plural;
    entry_add(u, &e);
}

static void agents_read(UserDict *u, Str text)
{
    Marker *markers = ARENA_NEW(u->arena, Marker, MAX_MARKERS);
    unsigned n_markers = 0;
    Str line;
    uint32_t number = 0;
    bool comment = false;
    while (str_split(&text, '\n', &line)) {
        number++;
        if (!line_clean(&line, &comment))
            continue;
        Str body = str_trim(line);
        if (!body.n)
            continue;
        const char *equals = memchr(body.p, '=', body.n);
        if (body.p[0] == '!' && equals) {
            if (n_markers == MAX_MARKERS)
                continue;
            Marker *m = &markers[n_markers++];
            Str rest = {equals + 1, body.n - (size_t)(equals + 1 - body.p)}, w;
            m->name = str_trim((Str){body.p, (size_t)(equals - body.p)});
            while (str_split(&rest, ',', &w) && m->n < 16) {
                w = str_trim(w);
                if (w.n)
                    m->words[m->n++] = w;
            }
            continue;
        }
        UserEntry e = {.agent = true, .line = number};
        size_t rest;
        Str phrase = phrase_cut(u, body, &rest);
        codes_add(u, (Str){body.p + rest, body.n - rest}, &e);
        if (!phrase.n || !e.n_codes)
            continue;
        bool marked = false;
        for (unsigned i = 0; i < n_markers && !marked; i++) { // "CONGRESS!PERSON!"
            const Marker *m = &markers[i];
            for (size_t at = 0; at + m->name.n <= phrase.n && !marked; at++)
                if (m->name.n && memcmp(phrase.p + at, m->name.p, m->name.n) == 0) {
                    marked = true;
                    for (unsigned k = 0; k < m->n; k++) {
                        Str w = m->words[k];
                        const char *z = arena_printf(
                            u->arena, "%.*s%.*s%.*s", (int)at, phrase.p, (int)w.n, w.p,
                            (int)(phrase.n - at - m->name.n), phrase.p + at + m->name.n);
                        agent_add(u, e, str_of(z),
                                  str_ends(w, "MEN") || str_is(w, "PEOPLE") ||
                                      str_is(w, "PERSONS"));
                    }
                }
        }
        if (marked)
            continue;
        agent_add(u, e, phrase, false);
        const char *brace = rest < body.n && body.p[rest] == '{' ? body.p + rest + 1 : NULL;
        if (brace) {
            const char *end = memchr(brace, '}', body.n - (size_t)(brace - body.p));
            Str many = str_trim((Str){brace, end ? (size_t)(end - brace) : 0});
            size_t unused;
            if (many.n)
                agent_add(u, e, phrase_cut(u, many, &unused), true);
        } else {
            char last = phrase.p[phrase.n - 1];
            const char *z =
                last == 'Y'   ? arena_printf(u->arena, "%.*sIES", (int)(phrase.n - 1), phrase.p)
                : last == 'S' ? arena_printf(u->arena, "%.*sES", (int)phrase.n, phrase.p)
                              : arena_printf(u->arena, "%.*sS", (int)phrase.n, phrase.p);
            agent_add(u, e, str_of(z), true);
        }
    }
}

int userdict_open(UserDict **out, Arena *a, const char *actors, const char *agents, Err *e)
{
    UserDict *u = ARENA_NEW(a, UserDict, 1);
    u->arena = a;
    u->file[0] = actors ? file_name(actors) : "";
    u->file[1] = agents ? file_name(agents) : "";
    if (actors) {
        Str text = file_read(a, actors, e);
        if (!text.p)
            return (int)e->code;
        actors_read(u, text);
        if (!u->n_entries)
            return err_set(e, ERR_USAGE, "the actor dictionary '%s' holds no entry", actors);
    }
    if (agents) {
        size_t before = u->n_entries;
        Str text = file_read(a, agents, e);
        if (!text.p)
            return (int)e->code;
        agents_read(u, text);
        if (u->n_entries == before)
            return err_set(e, ERR_USAGE, "the agent dictionary '%s' holds no entry", agents);
    }
    *out = u;
    return 0;
}
