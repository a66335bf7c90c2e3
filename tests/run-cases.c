// SPDX-License-Identifier: MIT
// In: a data folder and a folder of .case files. Out: what differs, and "N passed, N failed".
//   test-run-cases DATA CASES [--accept] [FILTER]
// A case:
//   === a denial is not an attack  :stage(events)
//   The ministry denied that its troops had shelled the town.
//   ---
//   deny(attack.artillery)  actor=ministry[GOV]  recipient=-  …
// Marks after the name:
// :stage(tokens|sentences|parse|names|times|places|actors|quotes|predicates|events|left-out|codes),
// left-out: the events and, with their reasons, the claims that are none;
// :pair(A > B) (only the answer about these words of the text),
// :date(1978-09-18), :title(…), :source(…), :known-failure (must keep failing, or be promoted by
// taking the mark away), :loose (a line of expectation names only the fields that the case is
// about: its first field and each field it gives must be there, "plover=ASSAULT/aerial" leaves the
// contexts open, "place=-" says that there is no such field, others are free).
// --accept writes what came out in place of what was expected (a loose case that holds stays as it
// is, a known failure that works loses its mark); FILTER runs only cases whose file or name holds
// it. Method: each case runs through the pipeline up to its stage, and one formatter a stage makes
// lines.
#include "base/json.h"
#include "pipeline.h"
#include "write/write.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
    Str head, name, stage, date, title, source, pair, input, want;
    bool known_failure, loose;
} Case;

typedef struct {
    Coder *coder;
    bool accept;
    const char *filter;
    unsigned passed, failed, known;
} Runner;

static void flat(Buf *b, Str s)
{
    for (size_t i = 0; i < s.n; i++)
        buf_char(b, ascii_space(s.p[i]) ? ' ' : s.p[i]);
}

static void format_tokens(Buf *b, const Doc *d)
{
    for (size_t i = 0; i < d->n_sentences; i++) {
        for (uint32_t t = d->sentences[i].first; t < d->sentences[i].end; t++) {
            if (t > d->sentences[i].first)
                buf_char(b, ' ');
            flat(b, token_text(d, &d->tokens[t]));
        }
        buf_char(b, '\n');
    }
}

static void format_sentences(Buf *b, const Doc *d)
{
    for (size_t i = 0; i < d->n_sentences; i++) {
        flat(b, doc_str(d, d->sentences[i].span));
        buf_char(b, '\n');
    }
}

static void format_parse(Buf *b, const Doc *d)
{
    for (uint32_t i = 0; i < d->n_tokens; i++) {
        const Token *t = &d->tokens[i];
        flat(b, token_text(d, t));
        buf_printf(b, "  %s  %s  ", upos_name(t->upos), dep_name(t->dep));
        flat(b, t->head == NONE ? STR("-") : token_text(d, &d->tokens[t->head]));
        buf_char(b, '\n');
    }
}

static void format_names(Buf *b, const Doc *d)
{
    for (size_t i = 0; i < d->n_names; i++) {
        buf_printf(b, "%s  ", name_type_name(d->names[i].type));
        flat(b, doc_str(d, d->names[i].span));
        buf_char(b, '\n');
    }
}

static void format_times(Buf *b, const Doc *d)
{
    static const char *const types[] = {"DATE", "TIME", "DURATION", "SET"};
    for (size_t i = 0; i < d->n_times; i++) {
        flat(b, doc_str(d, d->times[i].span));
        buf_printf(b, "  %s  ", types[d->times[i].type]);
        buf_str(b, d->times[i].value);
        buf_char(b, '\n');
    }
}

static void format_places(Buf *b, const Doc *d)
{
    for (size_t i = 0; i < d->n_places; i++) {
        const Place *p = &d->places[i];
        flat(b, doc_str(d, p->span));
        if (p->precision == PLACE_UNRESOLVED) {
            buf_z(b, "  -\n");
            continue;
        }
        buf_z(b, "  ");
        flat(b, p->name);
        buf_printf(b, "  %.*s  %s", (int)p->country.n, p->country.p ? p->country.p : "",
                   place_precision_name(p->precision));
        buf_z(b, p->demonym ? "  demonym\n" : "\n");
    }
}

static void format_actors(Buf *b, const Doc *d)
{
    for (size_t i = 0; i < d->n_mentions; i++) {
        const Mention *m = &d->mentions[i];
        flat(b, doc_str(d, m->span));
        if (m->name.n) {
            buf_z(b, " = ");
            flat(b, m->name);
        }
        buf_z(b, "  [");
        buf_str(b, m->code);
        buf_printf(b, "]  entity=%u", m->entity);
        if (m->via != VIA_NONE)
            buf_printf(b, "  via=%s", via_name(m->via));
        buf_char(b, '\n');
    }
}

static void format_quotes(Buf *b, const Doc *d)
{
    for (size_t i = 0; i < d->n_quotes; i++) {
        const Quote *q = &d->quotes[i];
        buf_printf(b, "%s  speaker=", quote_kind_name(q->kind));
        flat(b, q->speaker.end > q->speaker.start ? doc_str(d, q->speaker) : STR("-"));
        buf_z(b, "  cue=");
        flat(b, q->cue.end > q->cue.start ? doc_str(d, q->cue) : STR("-"));
        if (q->manner != MANNER_SPEECH)
            buf_printf(b, "  manner=%s", quote_manner_name(q->manner));
        if (q->source != SOURCE_PLAIN)
            buf_printf(b, "  source=%s", quote_source_name(q->source));
        if (q->polarity != POLARITY_ASSERTS)
            buf_printf(b, "  polarity=%s", quote_polarity_name(q->polarity));
        if (q->addressee != NONE) {
            buf_z(b, "  told=");
            flat(b, token_text(d, &d->tokens[q->addressee]));
        }
        if (q->time != NONE) {
            buf_z(b, "  when=");
            flat(b, doc_str(d, d->times[q->time].span));
        }
        buf_z(b, "  content=");
        for (uint32_t k = 0; k < q->n_content; k++) {
            if (k)
                buf_z(b, " … ");
            flat(b, doc_str(d, q->content[k]));
        }
        buf_char(b, '\n');
    }
}

static void format_predicates(Buf *b, const Doc *d)
{
    for (size_t i = 0; i < d->n_predicates; i++) {
        const Predicate *p = &d->predicates[i];
        flat(b, token_text(d, &d->tokens[p->token]));
        buf_printf(b, "  %s  ", fact_name(p->value));
        buf_decimal(b, (double)p->score, 1, 1);
        buf_char(b, '\n');
    }
}

static void format_events(Buf *b, const Doc *d)
{
    brief_claims(b, d, &(WriteOptions){0});
}

static void format_left_out(Buf *b, const Doc *d)
{
    brief_claims(b, d, &(WriteOptions){.all = true});
}

static void format_codes(Buf *b, const Doc *d)
{
    for (size_t i = 0; i < d->n_claims; i++) {
        const Claim *c = &d->claims[i];
        if (c->left_out)
            continue;
        buf_str(b, c->expression.n ? c->expression : c->act);
        buf_z(b, "  cameo=");
        buf_str(b, c->cameo.n ? c->cameo : STR("-"));
        buf_z(b, "  plover=");
        buf_str(b, c->plover_type.n ? c->plover_type : STR("-"));
        if (c->plover_mode.n) {
            buf_char(b, '/');
            buf_str(b, c->plover_mode);
        }
        for (uint32_t k = 0; k < c->n_contexts; k++) {
            buf_char(b, k ? ',' : '+');
            buf_str(b, c->contexts[k]);
        }
        buf_char(b, '\n');
    }
}

static const struct {
    const char *name;
    Stage last;
    void (*format)(Buf *, const Doc *);
} formats[] = {
    {"tokens", STAGE_PARSE, format_tokens},
    {"sentences", STAGE_PARSE, format_sentences},
    {"parse", STAGE_PARSE, format_parse},
    {"names", STAGE_PARSE, format_names},
    {"times", STAGE_TIME, format_times},
    {"places", STAGE_PLACE, format_places},
    {"actors", STAGE_ACTOR, format_actors},
    {"quotes", STAGE_QUOTE, format_quotes},
    {"predicates", STAGE_EVENT, format_predicates},
    {"events", STAGE_ALL, format_events},
    {"left-out", STAGE_ALL, format_left_out},
    {"codes", STAGE_ALL, format_codes},
};

// Only the answer about the given pair.
static void format_answer(Buf *b, const Doc *d)
{
    for (uint32_t i = 0; i < d->n_claims; i++)
        if (d->claims[i].pair != NONE) {
            brief_claim(b, d, &d->claims[i]);
            buf_char(b, '\n');
        }
}

// Where words stand in a text, in code points.
static bool words_find(Str text, Str words, uint32_t span[2])
{
    words = str_trim(words);
    for (size_t i = 0; words.n && i + words.n <= text.n; i++) {
        if (memcmp(text.p + i, words.p, words.n) != 0)
            continue;
        span[0] = span[1] = 0;
        for (size_t k = 0; k < i + words.n; k++)
            if (((unsigned char)text.p[k] & 0xC0) != 0x80) {
                span[0] += k < i;
                span[1]++;
            }
        return true;
    }
    return false;
}

static bool pair_find(Str text, Str pair, struct ArticlePair *out)
{
    const char *between = memchr(pair.p, '>', pair.n);
    if (!between)
        return false;
    size_t n = (size_t)(between - pair.p);
    return words_find(text, (Str){pair.p, n}, out->source) &&
           words_find(text, (Str){between + 1, pair.n - n - 1}, out->target);
}

// ":date(1978-09-18)" in the head line.
static Str mark(Str head, const char *key)
{
    size_t n = strlen(key);
    for (size_t i = 0; i + n < head.n; i++)
        if (memcmp(head.p + i, key, n) == 0) {
            const char *end = memchr(head.p + i + n, ')', head.n - i - n);
            if (end)
                return (Str){head.p + i + n, (size_t)(end - head.p) - i - n};
        }
    return (Str){0};
}

static Str drop_blank_end(Str s)
{
    while (s.n && ascii_space(s.p[s.n - 1]))
        s.n--;
    return s;
}

// Fields are parted by two blanks; the indentation belongs to the first.
static bool next_field(Str *line, Str *field)
{
    size_t i = 0;
    while (i < line->n && line->p[i] == ' ')
        i++;
    while (i < line->n && !(line->p[i] == ' ' && i + 1 < line->n && line->p[i + 1] == ' '))
        i++;
    if (!i)
        return false;
    *field = (Str){line->p, i};
    while (i < line->n && line->p[i] == ' ')
        i++;
    *line = (Str){line->p + i, line->n - i};
    return true;
}

static bool field_holds(Str want, Str got_line)
{
    size_t key = 0;
    while (key < want.n && want.p[key] != '=')
        key++;
    Str got;
    next_field(&got_line, &got);
    bool seen = false;
    while (next_field(&got_line, &got)) {
        if (str_eq(want, got) || (str_starts(want, "plover=") && got.n > want.n &&
                                  memcmp(want.p, got.p, want.n) == 0 && got.p[want.n] == '+'))
            return true;
        seen = seen || (got.n > key && got.p[key] == '=' && memcmp(want.p, got.p, key) == 0);
    }
    return !seen && key + 2 == want.n && want.p[key + 1] == '-';
}

static bool loosely_equal(Str want, Str got)
{
    Str want_line, got_line;
    if (!want.n || !got.n)
        return want.n == got.n;
    while (str_split(&want, '\n', &want_line)) {
        if (!str_split(&got, '\n', &got_line))
            return false;
        Str rest = want_line, field, first = {0}, got_rest = got_line;
        if (!next_field(&rest, &field))
            return got_line.n == 0;
        next_field(&got_rest, &first);
        if (!str_eq(field, first))
            return false;
        while (next_field(&rest, &field))
            if (!field_holds(field, got_line))
                return false;
    }
    return !got.p || !str_split(&got, '\n', &got_line);
}

// Cuts the next case off *rest.
static bool next_case(Str *rest, Case *c)
{
    Str line;
    *c = (Case){0};
    do
        if (!str_split(rest, '\n', &line))
            return false;
    while (!str_starts(line, "=== "));
    c->head = line;
    const char *colon = NULL;
    for (size_t i = 4; i + 1 < line.n && !colon; i++)
        if (line.p[i] == ':' && line.p[i - 1] == ' ' && ascii_alpha(line.p[i + 1]))
            colon = line.p + i;
    c->name = str_trim((Str){line.p + 4, colon ? (size_t)(colon - line.p) - 4 : line.n - 4});
    c->stage = mark(line, ":stage(");
    c->date = mark(line, ":date(");
    c->title = mark(line, ":title(");
    c->source = mark(line, ":source(");
    c->pair = mark(line, ":pair(");
    for (size_t i = 0; i + 14 <= line.n; i++)
        c->known_failure = c->known_failure || memcmp(line.p + i, ":known-failure", 14) == 0;
    for (size_t i = 0; i + 6 <= line.n; i++)
        c->loose = c->loose || memcmp(line.p + i, ":loose", 6) == 0;
    const char *from = rest->p;
    Str *to = &c->input;
    while (rest->p) {
        Str peek = *rest;
        if (!str_split(&peek, '\n', &line) || str_starts(line, "=== "))
            break;
        if (str_is(line, "---") && to == &c->input) {
            *to = drop_blank_end((Str){from, (size_t)(line.p - from)});
            to = &c->want;
            from = peek.p;
        } else {
            *to = (Str){from, (size_t)(line.p + line.n - from)};
        }
        *rest = peek;
    }
    c->input = drop_blank_end(c->input);
    c->want = drop_blank_end(c->want);
    return true;
}

static bool contains(Str s, const char *word)
{
    size_t n = strlen(word);
    for (size_t i = 0; i + n <= s.n; i++)
        if (memcmp(s.p + i, word, n) == 0)
            return true;
    return false;
}

// A known failure that works now loses its mark under --accept.
static void put_head(Buf *b, Str head, bool works)
{
    static const char mark_text[] = " :known-failure";
    size_t n = sizeof mark_text - 1;
    for (size_t i = 0; i < head.n; i++)
        if (works && i + n <= head.n && memcmp(head.p + i, mark_text, n) == 0)
            i += n - 1;
        else
            buf_char(b, head.p[i]);
}

static void run_file(Runner *r, const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f) {
        printf("%s: cannot be read\n", path);
        r->failed++;
        return;
    }
    Buf text = {0}, fresh = {0}, got = {0};
    char chunk[4096];
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, f)) > 0;)
        buf_add(&text, chunk, n);
    fclose(f);
    Str rest = {text.p, text.n};
    // What stands before the first case (a comment) is kept.
    size_t first = 0;
    while (first < text.n && !(str_starts((Str){text.p + first, text.n - first}, "=== ") &&
                               (first == 0 || text.p[first - 1] == '\n')))
        first++;
    buf_add(&fresh, text.p, first);
    Case c;
    while (next_case(&rest, &c)) {
        buf_clear(&got);
        unsigned k = 0;
        while (k < sizeof formats / sizeof *formats && !str_is(c.stage, formats[k].name))
            k++;
        bool keep = false, works = false;
        bool run = !r->filter || contains(c.name, r->filter) || strstr(path, r->filter);
        if (run && k == sizeof formats / sizeof *formats) {
            printf("%s: %.*s: no stage is named '%.*s'\n", path, (int)c.name.n, c.name.p,
                   (int)c.stage.n, c.stage.p);
            r->failed++;
            run = false;
        } else if (run) {
            Err e = {0};
            Article a = {.id = STR("case"),
                         .date = c.date,
                         .title = c.title,
                         .source = c.source,
                         .text = c.input};
            struct ArticlePair pair;
            bool paired = c.pair.n && pair_find(c.input, c.pair, &pair);
            if (paired) {
                a.pairs = &pair;
                a.n_pairs = 1;
            }
            const Doc *d = coder_run(r->coder, &a, formats[k].last, &e);
            if (d && paired)
                format_answer(&got, d);
            else if (d && c.pair.n)
                buf_printf(&got, "error: the pair's words are not in the text\n");
            else if (d)
                formats[k].format(&got, d);
            else
                buf_printf(&got, "error: %s\n", e.message);
            Str out = drop_blank_end((Str){got.p, got.n});
            bool same = c.loose ? loosely_equal(c.want, out) : str_eq(out, c.want);
            keep = c.loose && same;
            works = same;
            if (c.known_failure) {
                if (same && r->accept) {
                    r->passed++;
                } else if (same) {
                    printf("%s: %.*s: a known failure that works now: take the mark away\n", path,
                           (int)c.name.n, c.name.p);
                    r->failed++;
                } else {
                    r->passed++;
                    r->known++;
                }
            } else if (same || r->accept) {
                r->passed++;
            } else {
                r->failed++;
                printf("%s: %.*s\n  expected\n", path, (int)c.name.n, c.name.p);
                Str lines = c.want, line;
                while (str_split(&lines, '\n', &line))
                    printf("    %.*s\n", (int)line.n, line.p);
                puts("  got");
                lines = drop_blank_end((Str){got.p, got.n});
                while (str_split(&lines, '\n', &line))
                    printf("    %.*s\n", (int)line.n, line.p);
            }
        }
        put_head(&fresh, c.head, works);
        buf_char(&fresh, '\n');
        buf_str(&fresh, c.input);
        buf_z(&fresh, "\n---\n");
        Str shown = run && !keep && !c.known_failure ? drop_blank_end((Str){got.p, got.n}) : c.want;
        buf_str(&fresh, shown);
        buf_z(&fresh, shown.n ? "\n\n" : "\n");
    }
    while (fresh.n > 1 && fresh.p[fresh.n - 1] == '\n' && fresh.p[fresh.n - 2] == '\n')
        fresh.n--;
    if (r->accept && !fresh.failed && !str_eq((Str){fresh.p, fresh.n}, (Str){text.p, text.n})) {
        f = fopen(path, "wb");
        if (f) {
            fwrite(fresh.p, 1, fresh.n, f);
            fclose(f);
            printf("%s: rewritten\n", path);
        }
    }
    buf_free(&text);
    buf_free(&fresh);
    buf_free(&got);
}

static int run_folder(Runner *r, const char *folder)
{
    struct dirent **list;
    int n = scandir(folder, &list, NULL, alphasort);
    if (n < 0)
        return -1;
    for (int i = 0; i < n; i++) {
        char path[4096];
        Str name = str_of(list[i]->d_name);
        snprintf(path, sizeof path, "%s/%s", folder, list[i]->d_name);
        if (str_ends(name, ".case"))
            run_file(r, path);
        else if (name.p[0] != '.' && list[i]->d_type == DT_DIR)
            run_folder(r, path);
        free(list[i]);
    }
    free(list);
    return 0;
}

int main(int argc, char **argv)
{
    Runner r = {0};
    const char *folders[2] = {"build/data", "tests/cases"};
    unsigned n = 0;
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], "--accept") == 0)
            r.accept = true;
        else if (n < 2)
            folders[n++] = argv[i];
        else
            r.filter = argv[i];
    Err e = {0};
    Model *m;
    ModelOptions o = {.data_dir = folders[0]};
    if (model_open(&m, &o, &e) != 0) {
        printf("%s\n0 passed, 1 failed\n", e.message);
        return 2;
    }
    r.coder = coder_new(m);
    if (!r.coder || run_folder(&r, folders[1]) != 0) {
        printf("%s: cannot be read\n", folders[1]);
        r.failed++;
    }
    if (r.known)
        printf("%u of them known failures\n", r.known);
    printf("%u passed, %u failed\n", r.passed, r.failed);
    coder_free(r.coder);
    model_close(m);
    return r.failed ? 1 : 0;
}
