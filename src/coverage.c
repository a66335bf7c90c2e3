// SPDX-License-Identifier: MIT
// In: files of articles. Out: the predicates between known actors that no trigger row covers, most
// frequent first, each with its first example and the rows that came near. Method: a sink of the
// run (run.h): workers pack the gaps of a document (Doc.gaps) as bytes; the calling thread counts
// them in input order, so that counts, examples and order are the same for any number of threads. A
// form is predicate, frame and classes of the two sides; the packed fields that make it are its
// key. Cost: a look-up a gap; memory grows with the different forms, up to LIMIT_COVERAGE_FORMS.
// Does not: find gaps (event/gap.c), write rows.
#include "coverage.h"

#include "base/hash.h"
#include "base/limits.h"

#include <stdlib.h>

enum { NEAR_SHOWN = 2, PAIRS_SHOWN = 3 }; // of an entry in the text; jsonl has all

// How often who stood on the two sides.
typedef struct Pair {
    Str actor, recipient; // classes
    uint64_t count;
    struct Pair *next; // NULL at the end
} Pair;

typedef struct {
    uint64_t hash, count, articles, last; // last: the number of the article that counted last
    Str lemma, packed;                    // packed: key and example, as packed first
    Pair *pairs;                          // by count, once all is counted
} Entry;

typedef struct {
    const dragoman_run_options *o;
    uint64_t top;
    enum { AS_TEXT, AS_JSONL, AS_CSV } format;
    Arena arena;
    Entry *entries;
    size_t n, cap;
    uint32_t *slots;                                   // index of an entry + 1; 0 = free
    size_t size;                                       // of slots, a power of two
    uint64_t articles, covered[2], missing[2], beyond; // [1]: both sides known
} Coverage;

// ----------------------------------------------------------------------------------------------
// a document as bytes
static void put_number(Buf *b, uint32_t v)
{
    char bytes[sizeof v];
    memcpy(bytes, &v, sizeof v);
    buf_add(b, bytes, sizeof v);
}

static void put_str(Buf *b, Str s)
{
    put_number(b, (uint32_t)s.n);
    buf_add(b, s.p, s.n);
}

static uint32_t get_number(Str *s)
{
    uint32_t v;
    memcpy(&v, s->p, sizeof v);
    s->p += sizeof v;
    s->n -= sizeof v;
    return v;
}

static Str get_str(Str *s)
{
    size_t n = get_number(s);
    Str out = {s->p, n};
    s->p += n;
    s->n -= n;
    return out;
}

static void put_span(Buf *b, const Offsets *o, Span s)
{
    Span out = offsets_of(o, s);
    put_number(b, out.start);
    put_number(b, out.end);
}

// The words of a sentence, at most LIMIT_COVERAGE_SENTENCE bytes of whole characters.
static Span sentence_shown(const Doc *d, uint32_t token)
{
    Span s = d->sentences[d->tokens[token].sentence].span;
    if (s.end - s.start > LIMIT_COVERAGE_SENTENCE) {
        s.end = s.start + (uint32_t)LIMIT_COVERAGE_SENTENCE;
        while (((unsigned char)d->text.p[s.end] & 0xC0) == 0x80)
            s.end--;
    }
    return s;
}

static void document_pack(Buf *b, const Offsets *o)
{
    const Doc *d = o->doc;
    put_number(b, d->n_covered[0]);
    put_number(b, d->n_covered[1]);
    put_number(b, (uint32_t)d->n_gaps);
    for (size_t i = 0; i < d->n_gaps; i++) {
        const Gap *g = &d->gaps[i];
        Span sentence = sentence_shown(d, g->token);
        uint32_t part = d->sentences[d->tokens[g->token].sentence].part;
        put_number(b, g->both);
        put_number(b, (uint32_t)g->pos);
        put_str(b, g->lemma);
        put_str(b, g->frame); // so far the key
        put_str(b, g->actor);
        put_str(b, g->recipient);
        put_str(b, d->article->id);
        put_number(b, d->parts[part].kind);
        put_span(b, o, g->span);
        put_str(b, doc_str(d, g->span));
        put_span(b, o, sentence);
        put_str(b, doc_str(d, sentence));
        put_number(b, g->near.n_more);
        put_number(b, g->near.n_lost);
        for (uint32_t k = 0; k < g->near.n_lost; k++) {
            put_str(b, g->near.lost[k].row);
            put_str(b, g->near.lost[k].entry);
            put_str(b, g->near.lost[k].reason);
        }
    }
}

typedef struct {
    uint32_t both, part, n_more, n_near;
    char pos;
    Str lemma, frame, actor, recipient, key; // key: the bytes of all before the example
    Str article, text, sentence;
    Span span, sentence_span;
    RowTrial near[LIMIT_TRIAL_ROWS];
    Str packed;
} Unpacked;

static void gap_unpack(Str *s, Unpacked *u)
{
    const char *from = s->p;
    u->both = get_number(s);
    u->pos = (char)get_number(s);
    u->lemma = get_str(s);
    u->frame = get_str(s);
    u->key = (Str){from, (size_t)(s->p - from)};
    u->actor = get_str(s);
    u->recipient = get_str(s);
    u->article = get_str(s);
    u->part = get_number(s);
    u->span.start = get_number(s);
    u->span.end = get_number(s);
    u->text = get_str(s);
    u->sentence_span.start = get_number(s);
    u->sentence_span.end = get_number(s);
    u->sentence = get_str(s);
    u->n_more = get_number(s);
    u->n_near = get_number(s);
    for (uint32_t k = 0; k < u->n_near; k++) {
        u->near[k].row = get_str(s);
        u->near[k].entry = get_str(s);
        u->near[k].reason = get_str(s);
    }
    u->packed = (Str){from, (size_t)(s->p - from)};
}

// ----------------------------------------------------------------------------------------------
// counting
static void slots_grow(Coverage *c)
{
    size_t size = c->size ? c->size * 2 : 1024;
    uint32_t *slots = ARENA_NEW(&c->arena, uint32_t, size);
    for (size_t i = 0; i < c->n; i++) {
        size_t at = (size_t)c->entries[i].hash & (size - 1);
        while (slots[at])
            at = (at + 1) & (size - 1);
        slots[at] = (uint32_t)i + 1;
    }
    c->slots = slots;
    c->size = size;
}

// The entry of a form, a new one where it has none yet; NULL: there are too many.
static Entry *entry_of(Coverage *c, const Unpacked *u)
{
    if (2 * (c->n + 1) > c->size)
        slots_grow(c);
    uint64_t hash = hash64(u->key.p, u->key.n, 11);
    size_t at = (size_t)hash & (c->size - 1);
    for (; c->slots[at]; at = (at + 1) & (c->size - 1)) {
        Entry *old = &c->entries[c->slots[at] - 1];
        if (old->hash == hash && memcmp(old->packed.p, u->key.p, u->key.n) == 0)
            return old;
    }
    if (c->n == LIMIT_COVERAGE_FORMS)
        return NULL;
    Entry *fresh = ARENA_PUSH(&c->arena, c->entries, c->n, c->cap);
    Str packed = {arena_strndup(&c->arena, u->packed.p, u->packed.n), u->packed.n};
    *fresh = (Entry){.hash = hash,
                     .packed = packed,
                     .lemma = {packed.p + (u->lemma.p - u->packed.p), u->lemma.n}};
    c->slots[at] = (uint32_t)c->n;
    return fresh;
}

// The list stays sorted by count: a pair that counts changes places with the first that has less.
static void pair_count(Coverage *c, Entry *entry, const Unpacked *u)
{
    Pair **at = &entry->pairs;
    while (*at && !(str_eq((*at)->actor, u->actor) && str_eq((*at)->recipient, u->recipient)))
        at = &(*at)->next;
    if (!*at) {
        *at = ARENA_NEW(&c->arena, Pair, 1);
        (*at)->actor = (Str){arena_strndup(&c->arena, u->actor.p, u->actor.n), u->actor.n};
        (*at)->recipient =
            (Str){arena_strndup(&c->arena, u->recipient.p, u->recipient.n), u->recipient.n};
    }
    Pair *pair = *at, *less = entry->pairs, swap;
    pair->count++;
    while (less->count >= pair->count && less != pair)
        less = less->next;
    swap = *less;
    less->actor = pair->actor, less->recipient = pair->recipient, less->count = pair->count;
    pair->actor = swap.actor, pair->recipient = swap.recipient, pair->count = swap.count;
}

static int document_take(void *context, Str text, Err *e)
{
    Coverage *c = context;
    jmp_buf full;
    if (setjmp(full)) {
        c->arena.on_full = NULL;
        return err_set(e, ERR_MEMORY, "out of memory for the predicates of the corpus");
    }
    c->arena.on_full = &full;
    c->articles++;
    c->covered[0] += get_number(&text);
    c->covered[1] += get_number(&text);
    for (uint32_t n = get_number(&text); n; n--) {
        Unpacked u;
        gap_unpack(&text, &u);
        c->missing[u.both]++;
        Entry *entry = entry_of(c, &u);
        if (!entry) {
            c->beyond++;
            continue;
        }
        entry->count++;
        entry->articles += entry->last != c->articles;
        entry->last = c->articles;
        pair_count(c, entry, &u);
    }
    c->arena.on_full = NULL;
    return 0;
}

// Both sides known before one; then the most frequent; then by name, so that the order is one.
static int entry_order(const void *x, const void *y)
{
    const Entry *a = x, *b = y;
    Str p = a->packed, q = b->packed;
    uint32_t m = get_number(&p), n = get_number(&q);
    if (m != n)
        return m < n ? 1 : -1;
    if (a->count != b->count)
        return a->count < b->count ? 1 : -1;
    int order = str_cmp(a->lemma, b->lemma);
    return order ? order : str_cmp(a->packed, b->packed);
}

// ----------------------------------------------------------------------------------------------
// writing
static void pad(Buf *b, Str s, unsigned width)
{
    buf_str(b, s);
    unsigned have = 0;
    for (size_t i = 0; i < s.n; i++)
        have += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    for (; have < width; have++)
        buf_char(b, ' ');
    buf_char(b, ' ');
}

static void flat(Buf *b, Str s)
{
    for (size_t i = 0; i < s.n; i++)
        buf_char(b, ascii_space(s.p[i]) ? ' ' : s.p[i]);
}

static void entry_text(Buf *b, const Entry *entry, const Unpacked *u)
{
    buf_printf(b, "%7llu  ", (unsigned long long)entry->count);
    pad(b, u->lemma, 22);
    buf_printf(b, "%c  ", u->pos);
    pad(b, u->frame, 24);
    unsigned n = 0;
    for (const Pair *p = entry->pairs; p && n < PAIRS_SHOWN; p = p->next, n++) {
        buf_z(b, n ? ", " : "");
        buf_str(b, p->actor);
        buf_z(b, " → ");
        buf_str(b, p->recipient);
        if (p->count != entry->count)
            buf_printf(b, " %llu", (unsigned long long)p->count);
        if (p->next && n + 1 == PAIRS_SHOWN)
            buf_z(b, ", …");
    }
    buf_z(b, "\n         ");
    flat(b, u->article);
    buf_printf(b, " %s[%u,%u]  ", u->part == PART_TITLE ? "title " : "", u->span.start,
               u->span.end);
    flat(b, u->sentence);
    buf_char(b, '\n');
    uint32_t shown = u->n_near < NEAR_SHOWN ? u->n_near : NEAR_SHOWN;
    for (uint32_t k = 0; k < shown; k++) {
        buf_z(b, "         near ");
        buf_str(b, u->near[k].row);
        buf_z(b, "  ");
        buf_str(b, u->near[k].entry);
        buf_z(b, "  (");
        buf_str(b, u->near[k].reason);
        buf_z(b, ")\n");
    }
    uint32_t more = u->n_near - shown + u->n_more;
    if (shown && more)
        buf_printf(b, "         and %u more of the same word\n", more);
    else if (more)
        buf_printf(b, "         %u rows of the same word, none near\n", more);
    else if (!shown)
        buf_z(b, "         no row of this word\n");
}

static void entry_json(Buf *b, const Entry *entry, const Unpacked *u)
{
    json_open(b, '{');
    json_key(b, "count");
    json_int(b, (int64_t)entry->count);
    json_key(b, "articles");
    json_int(b, (int64_t)entry->articles);
    json_key(b, "predicate");
    json_str(b, u->lemma);
    json_field(b, "pos", (Str){&u->pos, 1});
    json_field(b, "frame", u->frame);
    json_key(b, "both");
    json_bool(b, u->both != 0);
    json_key(b, "sides");
    json_open(b, '[');
    for (const Pair *p = entry->pairs; p; p = p->next) {
        json_open(b, '{');
        json_field(b, "actor", p->actor);
        json_field(b, "recipient", p->recipient);
        json_key(b, "count");
        json_int(b, (int64_t)p->count);
        json_close(b, '}');
    }
    json_close(b, ']');
    json_key(b, "example");
    json_open(b, '{');
    json_field(b, "id", u->article);
    json_field(b, "part", u->part == PART_TITLE ? STR("title") : STR("text"));
    json_key(b, "span");
    json_span(b, u->span.start, u->span.end);
    json_field(b, "text", u->text);
    json_key(b, "sentence_span");
    json_span(b, u->sentence_span.start, u->sentence_span.end);
    json_field(b, "sentence", u->sentence);
    json_close(b, '}');
    json_key(b, "near");
    json_open(b, '[');
    for (uint32_t k = 0; k < u->n_near; k++) {
        json_open(b, '{');
        json_field(b, "row", u->near[k].row);
        json_field(b, "entry", u->near[k].entry);
        json_field(b, "why", u->near[k].reason);
        json_close(b, '}');
    }
    json_close(b, ']');
    json_key(b, "more");
    json_int(b, u->n_more);
    json_close(b, '}');
    json_line(b);
}

static void entry_csv(Buf *b, const Entry *entry, const Unpacked *u)
{
    buf_printf(b, "%llu,%llu,", (unsigned long long)entry->count,
               (unsigned long long)entry->articles);
    csv_cell(b, u->lemma);
    buf_printf(b, ",%c,", u->pos);
    csv_cell(b, u->frame);
    buf_printf(b, ",%s,", u->both ? "true" : "false");
    for (const Pair *p = entry->pairs; p; p = p->next)
        buf_printf(b, "%.*s→%.*s %llu%s", (int)p->actor.n, p->actor.p, (int)p->recipient.n,
                   p->recipient.p, (unsigned long long)p->count, p->next ? ";" : "");
    buf_char(b, ',');
    csv_cell(b, u->article);
    buf_printf(b, ",%s,%u,%u,", u->part == PART_TITLE ? "title" : "text", u->span.start,
               u->span.end);
    csv_cell(b, u->sentence);
    buf_char(b, ',');
    for (uint32_t k = 0; k < u->n_near; k++) {
        if (k)
            buf_char(b, ';');
        buf_str(b, u->near[k].row);
    }
    buf_char(b, '\n');
}

static void list_text(Buf *b, const Coverage *c, unsigned both, uint64_t forms)
{
    uint64_t all = c->covered[both] + c->missing[both];
    buf_printf(b, "%s: %llu, with a row %llu", both ? "between known actors" : "\none side known",
               (unsigned long long)all, (unsigned long long)c->covered[both]);
    if (all)
        buf_printf(b, " (%llu %%)", (unsigned long long)(100 * c->covered[both] / all));
    buf_printf(b, ", without %llu (different: %llu)\n", (unsigned long long)c->missing[both],
               (unsigned long long)forms);
}

static void coverage_write(void *context, Buf *b)
{
    Coverage *c = context;
    if (c->n)
        qsort(c->entries, c->n, sizeof *c->entries, entry_order);
    size_t forms[2] = {0};
    for (size_t i = 0; i < c->n; i++) {
        Str packed = c->entries[i].packed;
        forms[get_number(&packed)]++;
    }
    if (c->format == AS_CSV && !c->o->append)
        buf_z(b, "count,articles,predicate,pos,frame,both,sides,id,part,start,end,sentence,near\n");
    for (unsigned list = 0; list < 2; list++) {
        unsigned both = !list;
        size_t from = both ? 0 : forms[1], n = forms[both];
        size_t shown = c->top && c->top < n ? (size_t)c->top : n;
        if (c->format == AS_TEXT)
            list_text(b, c, both, n);
        for (size_t i = from; i < from + shown; i++) {
            Unpacked u;
            Str packed = c->entries[i].packed;
            gap_unpack(&packed, &u);
            (c->format == AS_TEXT    ? entry_text
             : c->format == AS_JSONL ? entry_json
                                     : entry_csv)(b, &c->entries[i], &u);
        }
        if (c->format == AS_TEXT && shown < n)
            buf_printf(b, "         and %llu more\n", (unsigned long long)(n - shown));
    }
}

int coverage_run(const Model *m, const dragoman_run_options *o, uint64_t top,
                 dragoman_run_result *result, Err *e)
{
    static const char *const formats[] = {"text", "jsonl", "csv"};
    Coverage c = {.o = o, .top = top};
    bool known = !o->form.format;
    for (unsigned i = 0; o->form.format && i < 3; i++)
        if (strcmp(o->form.format, formats[i]) == 0) {
            c.format = i;
            known = true;
        }
    *result = (dragoman_run_result){0};
    if (!known)
        return err_set(e, ERR_USAGE, "the coverage is written as text, jsonl or csv, not '%s'",
                       o->form.format);
    dragoman_run_options run = *o;
    run.form = (dragoman_output){.byte_offsets = o->form.byte_offsets};
    RunSink sink = {.keep = KEEP_GAPS,
                    .last = STAGE_EVENT,
                    .document = document_pack,
                    .take = document_take,
                    .end = coverage_write,
                    .context = &c};
    arena_init(&c.arena, LIMIT_DOC_MEMORY);
    int rc = run_files(m, &run, &sink, result, e);
    arena_free(&c.arena);
    if (c.beyond && o->on_error) {
        Err note = {0};
        err_set(&note, ERR_USAGE, "%llu occurrences of further predicates are not listed: %u are",
                (unsigned long long)c.beyond, LIMIT_COVERAGE_FORMS);
        o->on_error(o->context, note.message);
    }
    return rc;
}
