// SPDX-License-Identifier: MIT
// The smaller commands: explain, lexicon, check. Each is one call of the library and its output.
#include "cli.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static char *read_standard_input(size_t *n)
{
    size_t cap = 1 << 16;
    char *p = malloc(cap + 1);
    *n = 0;
    while (p) {
        size_t got = fread(p + *n, 1, cap - *n, stdin);
        *n += got;
        if (got == 0)
            break;
        if (*n == cap) {
            if (cap > ((size_t)64 << 20))
                break; // the library says that it is too long
            char *q = realloc(p, cap * 2 + 1);
            if (!q)
                break;
            p = q;
            cap *= 2;
        }
    }
    if (p)
        p[*n] = 0;
    return p;
}

// Where the words stand in the text, in code points. false: nowhere.
static bool words_find(const char *text, const char *words, size_t n, uint32_t span[2])
{
    while (n && *words == ' ')
        words++, n--;
    while (n && words[n - 1] == ' ')
        n--;
    for (const char *at = text; n && *at; at++) {
        if (strncmp(at, words, n) != 0)
            continue;
        span[0] = span[1] = 0;
        for (const char *i = text; i < at + n; i++)
            if (((unsigned char)*i & 0xC0) != 0x80) {
                span[0] += i < at;
                span[1]++;
            }
        return true;
    }
    return false;
}

// "A > B" of --pair. Returns 0, or 2 after a message.
static int pair_find(const char *text, const char *pair, dragoman_pair *out)
{
    const char *mark = strchr(pair, '>');
    if (!mark)
        return fail(2, "--pair is written as \"source words > target words\"");
    if (!words_find(text, pair, (size_t)(mark - pair), out->source))
        return fail(2, "the text has no \"%.*s\"", (int)(mark - pair), pair);
    if (!words_find(text, mark + 1, strlen(mark + 1), out->target))
        return fail(2, "the text has no \"%s\"", mark + 1 + strspn(mark + 1, " "));
    return 0;
}

int command_explain(const Options *o)
{
    char *text = NULL;
    size_t n = 0;
    if (!o->n_words || (o->n_words == 1 && strcmp(o->words[0], "-") == 0)) {
        if (isatty(STDIN_FILENO)) {
            help_command(stderr, command_find("explain"));
            return 2;
        }
        text = read_standard_input(&n);
    } else { // words without quotes around them are one text
        size_t room = 1;
        for (size_t i = 0; i < o->n_words; i++)
            room += strlen(o->words[i]) + 1;
        text = malloc(room);
        for (size_t i = 0; text && i < o->n_words; i++) {
            if (i)
                text[n++] = ' ';
            memcpy(text + n, o->words[i], strlen(o->words[i]));
            n += strlen(o->words[i]);
        }
        if (text)
            text[n] = 0;
    }
    if (!text)
        return fail(3, "out of memory");
    while (n && (text[n - 1] == '\n' || text[n - 1] == '\r'))
        text[--n] = 0;
    dragoman_pair pair = {{0}, {0}};
    if (o->pair && pair_find(text, o->pair, &pair)) {
        free(text);
        return 2;
    }
    dragoman_model *m = model_of(o);
    int rc = m ? 0 : 2;
    if (m) {
        dragoman_coder *c = dragoman_coder_new(m);
        dragoman_article a = {.id = "explain",
                              .date = o->date,
                              .title = o->title,
                              .text = text,
                              .text_size = n,
                              .pairs = &pair,
                              .n_pairs = o->pair ? 1 : 0};
        dragoman_text out;
        dragoman_error e = {0};
        struct winsize size;
        unsigned columns =
            ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : 100;
        rc = c ? dragoman_explain(c, &a, colour_wanted(o, stdout), columns, &out, &e)
               : fail(3, "out of memory");
        if (c && rc != 0)
            fail(rc, "%s", e.message);
        else if (c)
            fwrite(out.data, 1, out.size, stdout);
        dragoman_coder_free(c);
        dragoman_model_close(m);
    }
    free(text);
    return rc == DRAGOMAN_MEMORY ? 3 : rc;
}

static void print_line(void *context, const char *line)
{
    (void)context;
    puts(line);
}

int command_lexicon(const Options *o)
{
    static const char *const verbs[] = {"check", "compile", "coverage", NULL};
    if (o->n_words == 0)
        return fail(2, "lexicon needs a verb: dragoman lexicon check|compile DIR, or coverage "
                       "[FILES… | -]");
    const char *verb = o->words[0];
    if (strcmp(verb, "coverage") == 0)
        return command_coverage(o);
    bool compile = strcmp(verb, "compile") == 0;
    if (!compile && strcmp(verb, "check") != 0) {
        const char *near = nearest(verb, verbs);
        return near ? fail(2, "lexicon has no verb '%s'; did you mean '%s'?", verb, near)
                    : fail(2, "lexicon has no verb '%s': check, compile or coverage", verb);
    }
    if (o->n_words != 2)
        return fail(2, "lexicon %s needs one folder: dragoman lexicon %s DIR", verb, verb);
    dragoman_error e = {0};
    int rc;
    if (compile) {
        if (!o->output)
            return fail(2, "lexicon compile needs an output file: -o FILE");
        rc = dragoman_lexicon_compile(o->words[1], o->extra, o->output, &e);
    } else {
        char buffer[4096];
        dragoman_model_options options = o->model;
        options.data_dir = data_folder(o, buffer, sizeof buffer);
        rc = dragoman_lexicon_check(o->words[1], o->extra, &options, print_line, NULL, &e);
    }
    if (rc != 0)
        fail(rc, "%s", e.message);
    return rc == DRAGOMAN_MEMORY ? 3 : rc;
}

int command_check(const Options *o)
{
    if (o->n_words != 2)
        return fail(2, "check needs two files: dragoman check RECORDS ARTICLES");
    uint64_t spans = 0;
    dragoman_error e = {0};
    int rc = dragoman_check_records(o->words[0], o->words[1], o->byte_offsets, print_line, NULL,
                                    &spans, &e);
    if (rc != 0)
        return fail(rc == DRAGOMAN_MEMORY ? 3 : rc, "%s", e.message);
    if (!o->quiet)
        fprintf(stderr, "%llu spans hold\n", (unsigned long long)spans);
    return 0;
}
