// SPDX-License-Identifier: MIT
// In: the command line. Out: options, help texts, "did you mean".
// Method: one table of flags and one of commands; parsing, -h and --help read them, and a test
// reads --help to see that docs/reference/cli.md names every flag. A new flag is a row here and a
// case in flag_set. Cost: none to speak of. Does not: read configuration files.
#include "cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

typedef enum {
    F_DATA,
    F_LEXICON,
    F_MODEL,
    F_KERNELS,
    F_ACTORS,
    F_AGENTS,
    F_OUTPUT,
    F_FORMAT,
    F_LAYER,
    F_JOBS,
    F_INPUT,
    F_MAP,
    F_SKIP,
    F_LIMIT,
    F_TOP,
    F_APPEND,
    F_ALL,
    F_MIN_P,
    F_ASSERT,
    F_BY,
    F_ABOUT,
    F_OFFSETS,
    F_PRETOKENIZED,
    F_DATE,
    F_TITLE,
    F_PAIR,
    F_EXTRA,
    F_COLOR,
    F_QUIET,
    F_VERBOSE,
    F_HELP,
    F_VERSION,
} FlagId;

typedef struct {
    FlagId id;
    const char *name;
    char letter;
    const char *value;    // NULL: a switch
    const char *commands; // blank-separated; "*" all
    const char *what;
} Flag;

static const Flag flags[] = {
    {F_FORMAT, "format", 'f', "FORMAT", "code quotes dump coverage",
     "how to write: for code jsonl, csv, brief; for quotes jsonl or csv; for dump jsonl or conllu; "
     "for coverage jsonl or csv instead of a text"},
    {F_LAYER, "layer", 'l', "LAYER", "dump",
     "what to write: sentences tokens tags parse names places times quotes predicates actors "
     "events"},
    {F_OUTPUT, "output", 'o', "FILE", "code quotes dump lexicon coverage",
     "write to FILE instead of standard output"},
    {F_JOBS, "jobs", 'j', "N", "code quotes dump coverage",
     "worker threads; by default one a core. The output is the same for any N"},
    {F_ALL, "all", 'a', NULL, "code quotes dump",
     "also claims that are no events, with the reason under \"left_out\""},
    {F_MIN_P, "min-p", 0, "P", "code quotes dump",
     "leave out claims with a probability below P (0 to 1)"},
    {F_ASSERT, "assert-only", 0, NULL, "code",
     "only claims that the text itself makes and says took place: no speaker, no plan, no denial"},
    {F_BY, "by", 0, "SPEAKER", "code quotes",
     "only what SPEAKER says: words of a name, or the beginning of an actor code such as EGYGOV"},
    {F_ABOUT, "about", 0, "ACTOR", "code quotes",
     "only claims with ACTOR as actor or recipient; of quotations, those that mention ACTOR"},
    {F_OFFSETS, "offsets", 0, "UNIT", "code quotes dump check coverage",
     "count spans in points (Unicode code points, the default) or bytes"},
    {F_INPUT, "input", 0, "FORMAT", "code quotes dump coverage",
     "read jsonl, csv, tsv, text or conllu; by default the content decides"},
    {F_MAP, "map", 0, "FIELD=NAME", "code quotes dump coverage",
     "the column or key NAME holds FIELD: id, text, title, date, source or url"},
    {F_PRETOKENIZED, "pretokenized", 0, NULL, "code quotes dump coverage",
     "read CoNLL-U and keep its sentences and tokens"},
    {F_SKIP, "skip", 0, "N", "code quotes dump coverage",
     "pass over the first N articles, to go on after an interrupted run"},
    {F_LIMIT, "limit", 0, "N", "code quotes dump coverage", "stop after N articles"},
    {F_TOP, "top", 0, "N", "coverage", "the N most frequent of each list, by default 40; 0 = all"},
    {F_APPEND, "append", 0, NULL, "code quotes dump",
     "add to the output file, and write no header"},
    {F_DATE, "date", 0, "DATE", "explain", "the day of publication, such as 1978-09-18"},
    {F_TITLE, "title", 0, "TEXT", "explain", "a title before the text"},
    {F_PAIR, "pair", 0, "\"A > B\"", "explain",
     "also what the words A of the text do to the words B"},
    {F_EXTRA, "extra", 0, "DIR", "lexicon", "a second folder of tables, whose rows come first"},
    {F_DATA, "data", 0, "DIR", "code quotes dump explain lexicon version coverage",
     "folder of dragoman.lex and the weights; also DRAGOMAN_DATA"},
    {F_LEXICON, "lexicon", 0, "PATH", "code quotes dump explain version coverage",
     "a folder of your own tables, whose rows win over ours, or another compiled lexicon"},
    {F_MODEL, "model", 0, "NAME", "code quotes dump explain lexicon version coverage",
     "accurate (the default), fast, or a file of weights"},
    {F_KERNELS, "kernels", 0, "NAME", "code quotes dump",
     "the instruction set: vnni, avx2, neon-dot, neon or scalar; the output is the same"},
    {F_ACTORS, "actors", 0, "FILE", "code quotes dump explain coverage",
     "your own actor dictionary (TABARI or PETRARCH)"},
    {F_AGENTS, "agents", 0, "FILE", "code quotes dump explain coverage",
     "your own agent dictionary (TABARI or PETRARCH)"},
    {F_COLOR, "color", 0, "WHEN", "explain code quotes dump",
     "auto (the default), always or never; also NO_COLOR"},
    {F_QUIET, "quiet", 'q', NULL, "*", "no progress line and no summary"},
    {F_VERBOSE, "verbose", 'v', NULL, "code quotes dump coverage",
     "a summary also where standard error is no terminal"},
    {F_HELP, "help", 'h', NULL, "*", "this page"},
    {F_VERSION, "version", 0, NULL, "*", "the version"},
};
#define N_FLAGS (sizeof flags / sizeof *flags)

static const Command commands[] = {
    {"code", "[FILES… | -]", "news to event records",
     "  dragoman code articles.jsonl -o events.jsonl\n"
     "  dragoman code --format csv news.csv.gz > events.csv\n"
     "  zcat feed.jsonl.gz | dragoman code -\n"
     "Reads JSONL (id, date, source, url, title, text and their usual other names), CSV or TSV "
     "with a header, or plain\n"
     "text (one article a file), also compressed with gzip or zstd.\n",
     command_code},
    {"quotes", "[FILES… | -]", "who said what, one quotation a line",
     "  dragoman quotes articles.jsonl -o quotes.jsonl\n"
     "  dragoman quotes --format csv --by \"Anwar Sadat\" articles.jsonl\n"
     "  dragoman quotes --about ISR articles.jsonl\n"
     "Direct, mixed and indirect quotations with speaker, actor code, cue, the words and their "
     "offsets.\n",
     command_quotes},
    {"explain", "[TEXT | -]", "why a text is coded as it is",
     "  dragoman explain \"Rebels denied on Monday that they had shelled the port.\"\n"
     "Shows the sentence, its parse, what was recognised, the claims, their codes and the lexicon "
     "rows behind them.\n",
     command_explain},
    {"dump", "--layer LAYER [FILES… | -]", "any layer between text and record",
     "  dragoman dump --layer parse articles.jsonl            CoNLL-U\n"
     "  dragoman dump --layer places --format jsonl articles.jsonl\n"
     "  dragoman dump --layer parse --pretokenized gold.conllu\n",
     command_dump},
    {"lexicon", "check|compile|coverage …", "check or compile the tables; what they lack",
     "  dragoman lexicon compile lexicon -o dragoman.lex\n"
     "  dragoman lexicon check lexicon         runs the example of every trigger row\n"
     "  dragoman lexicon coverage articles.jsonl\n"
     "                                         predicates between known actors that no row "
     "covers\n",
     command_lexicon},
    {"check", "RECORDS ARTICLES", "prove that every span covers its text",
     "  dragoman code articles.jsonl -o events.jsonl && dragoman check events.jsonl "
     "articles.jsonl\n",
     command_check},
    {"version", "", "versions of program, lexicon and weights", "  dragoman version\n",
     command_version},
    {"help", "[COMMAND]", "this page, or the page of a command", "  dragoman help code\n",
     command_help},
};
#define N_COMMANDS (sizeof commands / sizeof *commands)

const Command *commands_all(size_t *n)
{
    *n = N_COMMANDS;
    return commands;
}

const Command *command_find(const char *name)
{
    for (size_t i = 0; i < N_COMMANDS; i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

// Edit distance with early bounds: words of a command line are short.
static unsigned distance(const char *a, const char *b)
{
    unsigned row[64];
    size_t n = strlen(b);
    if (n >= 63 || strlen(a) >= 63)
        return 99;
    for (unsigned i = 0; i <= n; i++)
        row[i] = i;
    for (size_t i = 1; a[i - 1]; i++) {
        unsigned corner = row[0];
        row[0] = (unsigned)i;
        for (size_t k = 1; k <= n; k++) {
            unsigned next = corner + (a[i - 1] != b[k - 1]);
            corner = row[k];
            if (row[k] + 1 < next)
                next = row[k] + 1;
            if (row[k - 1] + 1 < next)
                next = row[k - 1] + 1;
            row[k] = next;
        }
    }
    return row[n];
}

const char *nearest(const char *word, const char *const *names)
{
    const char *best = NULL;
    unsigned least = strlen(word) < 3 ? 2 : 3;
    for (; *names; names++) {
        unsigned d = distance(word, *names);
        if (d < least || (strlen(word) >= 3 && strncmp(word, *names, strlen(word)) == 0)) {
            least = d < least ? d : least;
            best = *names;
        }
    }
    return best;
}

static bool flag_serves(const Flag *f, const char *command)
{
    if (strcmp(f->commands, "*") == 0)
        return true;
    size_t n = strlen(command);
    for (const char *p = f->commands; (p = strstr(p, command)); p += n)
        if ((p == f->commands || p[-1] == ' ') && (p[n] == 0 || p[n] == ' '))
            return true;
    return false;
}

static int number(const char *flag, const char *text, uint64_t most, uint64_t *out)
{
    char *end;
    errno = 0;
    unsigned long long v = strtoull(text, &end, 10);
    if (text[0] < '0' || text[0] > '9' || *end || errno || v > most)
        return fail(2, "--%s takes a number up to %llu, not '%s'", flag, (unsigned long long)most,
                    text);
    *out = v;
    return 0;
}

// "0.85", "1", ".5": no locale is asked.
static int fraction(const char *flag, const char *text, double *out)
{
    double v = 0, unit = 1;
    bool any = false, dot = false;
    for (const char *p = text; *p; p++) {
        if (*p == '.' && !dot) {
            dot = true;
        } else if (*p >= '0' && *p <= '9') {
            any = true;
            if (dot)
                v += (unit /= 10) * (*p - '0');
            else
                v = v * 10 + (*p - '0');
        } else {
            any = false;
            break;
        }
    }
    if (!any || v > 1)
        return fail(2, "--%s takes a number from 0 to 1, not '%s'", flag, text);
    *out = v;
    return 0;
}

static int choice(const char *flag, const char *value, const char *const *names)
{
    for (const char *const *n = names; *n; n++)
        if (strcmp(value, *n) == 0)
            return 0;
    const char *near = nearest(value, names);
    if (near)
        return fail(2, "--%s: '%s' is not known; did you mean '%s'?", flag, value, near);
    fprintf(stderr, "dragoman: --%s: '%s' is not known; it takes", flag, value);
    for (const char *const *n = names; *n; n++)
        fprintf(stderr, "%s %s", n == names ? "" : n[1] ? "," : " or", *n);
    fputc('\n', stderr);
    return 2;
}

static int flag_set(Options *o, const Flag *f, const char *value)
{
    static const char *const inputs[] = {"auto", "jsonl", "csv", "tsv", "text", "conllu", NULL};
    static const char *const units[] = {"points", "bytes", NULL};
    static const char *const whens[] = {"auto", "always", "never", NULL};
    const char *layers[32] = {0}; // or formats
    uint64_t n = 0;
    int rc = 0;
    switch (f->id) {
    case F_DATA: o->model.data_dir = value; break;
    case F_LEXICON: o->model.lexicon = value; break;
    case F_MODEL: o->model.model = value; break;
    case F_KERNELS: o->model.kernels = value; break;
    case F_ACTORS: o->model.actors = value; break;
    case F_AGENTS: o->model.agents = value; break;
    case F_OUTPUT: o->output = strcmp(value, "-") == 0 ? NULL : value; break;
    case F_FORMAT:
        for (const char *what; n < 30 && (layers[n] = dragoman_format_name(n, &what));)
            n++;
        layers[n] = "conllu"; // of the dump alone
        o->format = value;
        rc = choice(f->name, value, layers);
        break;
    case F_LAYER:
        for (size_t i = 0; i < 31 && dragoman_layer_name(i); i++)
            layers[i] = dragoman_layer_name(i);
        o->layer = value;
        rc = choice(f->name, value, layers);
        break;
    case F_JOBS:
        rc = number(f->name, value, 256, &n);
        o->jobs = (unsigned)n;
        break;
    case F_INPUT:
        o->input = value;
        rc = choice(f->name, value, inputs);
        break;
    case F_MAP:
        if (o->n_map == MAPS_MAX)
            return fail(2, "--map may be given %d times", MAPS_MAX);
        o->map[o->n_map++] = value;
        break;
    case F_SKIP: rc = number(f->name, value, UINT64_MAX / 2, &o->skip); break;
    case F_LIMIT: rc = number(f->name, value, UINT64_MAX / 2, &o->limit); break;
    case F_TOP:
        o->top_given = true;
        rc = number(f->name, value, UINT64_MAX / 2, &o->top);
        break;
    case F_APPEND: o->append = true; break;
    case F_ALL: o->all = true; break;
    case F_MIN_P: rc = fraction(f->name, value, &o->min_p); break;
    case F_ASSERT: o->assert_only = true; break;
    case F_BY: o->by = value; break;
    case F_ABOUT: o->about = value; break;
    case F_OFFSETS:
        rc = choice(f->name, value, units);
        o->byte_offsets = strcmp(value, "bytes") == 0;
        break;
    case F_PRETOKENIZED: o->pretokenized = true; break;
    case F_DATE: o->date = value; break;
    case F_TITLE: o->title = value; break;
    case F_PAIR: o->pair = value; break;
    case F_EXTRA: o->extra = value; break;
    case F_COLOR:
        o->color = value;
        rc = choice(f->name, value, whens);
        break;
    case F_QUIET: o->quiet = true; break;
    case F_VERBOSE: o->verbose = true; break;
    case F_HELP: o->help = true; break;
    case F_VERSION: o->version = true; break;
    }
    return rc;
}

static int unknown_flag(const char *given)
{
    const char *names[N_FLAGS + 1] = {0};
    for (size_t i = 0; i < N_FLAGS; i++)
        names[i] = flags[i].name;
    const char *near = strncmp(given, "--", 2) == 0 ? nearest(given + 2, names) : NULL;
    if (near)
        return fail(2, "no flag is named '%s'; did you mean '--%s'?", given, near);
    return fail(2, "no flag is named '%s'; see dragoman help", given);
}

int flags_parse(Options *o, int argc, char **argv)
{
    static const Flag *used[64];
    size_t n_used = 0;
    bool only_words = false;
    o->words = calloc((size_t)argc + 1, sizeof *o->words);
    if (!o->words)
        return fail(3, "out of memory");
    for (int i = 1; i < argc; i++) {
        const char *a = argv[i];
        if (only_words || a[0] != '-' || a[1] == 0) {
            if (!o->command)
                o->command = a;
            else
                o->words[o->n_words++] = a;
            continue;
        }
        if (strcmp(a, "--") == 0) {
            only_words = true;
            continue;
        }
        const Flag *f = NULL;
        const char *value = NULL;
        if (a[1] == '-') {
            size_t n = strcspn(a + 2, "=");
            for (size_t k = 0; k < N_FLAGS && !f; k++)
                if (strlen(flags[k].name) == n && strncmp(flags[k].name, a + 2, n) == 0)
                    f = &flags[k];
            value = a[2 + n] == '=' ? a + 3 + n : NULL;
            if (f && !f->value && value)
                return fail(2, "--%s takes no value", f->name);
        } else { // -j4, -j 4, -qa
            for (const char *p = a + 1; *p; p++) {
                f = NULL;
                for (size_t k = 0; k < N_FLAGS && !f; k++)
                    if (flags[k].letter == *p)
                        f = &flags[k];
                if (!f)
                    break;
                if (f->value) {
                    value = p[1] ? p + 1 : NULL;
                    break;
                }
                if (p[1]) { // a switch with more letters behind it
                    if (n_used < 64)
                        used[n_used++] = f;
                    if (flag_set(o, f, NULL) != 0)
                        return 2;
                }
            }
        }
        if (!f)
            return unknown_flag(a);
        if (f->value && !value) {
            if (i + 1 == argc)
                return fail(2, "--%s needs a value: --%s %s", f->name, f->name, f->value);
            value = argv[++i];
        }
        if (n_used < 64)
            used[n_used++] = f;
        int rc = flag_set(o, f, value);
        if (rc != 0)
            return rc;
    }
    const Command *c = o->command ? command_find(o->command) : NULL;
    // "lexicon coverage" reads a corpus and has flags as `code` has
    bool coverage =
        c && strcmp(c->name, "lexicon") == 0 && o->n_words && strcmp(o->words[0], "coverage") == 0;
    if (c && !o->help && !o->version)
        for (size_t i = 0; i < n_used; i++)
            if (!flag_serves(used[i], coverage ? "coverage" : c->name))
                return fail(2, "'dragoman %s%s' has no flag --%s (it belongs to: %s)", c->name,
                            coverage ? " coverage" : "", used[i]->name, used[i]->commands);
    return 0;
}

static void help_flags(FILE *f, const char *command)
{
    for (size_t i = 0; i < N_FLAGS; i++) {
        const Flag *g = &flags[i];
        if (command && !flag_serves(g, command))
            continue;
        char left[64];
        snprintf(left, sizeof left, "--%s%s%s", g->name, g->value ? " " : "",
                 g->value ? g->value : "");
        if (g->letter)
            fprintf(f, "  -%c, %-20s %s\n", g->letter, left, g->what);
        else
            fprintf(f, "      %-20s %s\n", left, g->what);
    }
}

void help_command(FILE *f, const Command *c)
{
    fprintf(f, "dragoman %s %s   %s\n\n%s\nFlags:\n", c->name, c->usage, c->what, c->more);
    help_flags(f, c->name);
    if (strcmp(c->name, "lexicon") == 0) {
        fputs("\nFlags of coverage:\n", f);
        help_flags(f, "coverage");
    }
    if (strcmp(c->name, "code") == 0) {
        const char *what;
        fputs("\nFormats:\n", f);
        for (size_t i = 0; dragoman_format_name(i, &what); i++)
            fprintf(f, "  %-8s %s\n", dragoman_format_name(i, NULL), what);
    }
    fputs("\nExit status: 0 done; 1 some articles failed, each named; 2 usage, lexicon or weights; "
          "3 input or output.\n",
          f);
}

void help_short(FILE *f)
{
    fputs("dragoman reads news and writes who says that who did what to whom, where and when.\n\n"
          "  dragoman code articles.jsonl            records of events, one a line\n"
          "  dragoman explain \"Rebels shelled the port on Monday.\"\n\n",
          f);
    for (size_t i = 0; i < N_COMMANDS; i++)
        fprintf(f, "  %-8s %-28s %s\n", commands[i].name, commands[i].usage, commands[i].what);
    fputs("\ndragoman help COMMAND tells more.\n", f);
}

void help_all(FILE *f)
{
    help_short(f);
    fputs("\nAll flags:\n", f);
    help_flags(f, NULL);
}
