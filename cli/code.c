// SPDX-License-Identifier: MIT
// In: options of `code`, `quotes`, `dump` and `lexicon coverage`. Out: records on standard output
// or in a file; messages, progress and summary on standard error. Method: one call of dragoman_run
// (or dragoman_lexicon_coverage, which reads its input in the same way); the progress line only on
// a terminal. Ctrl-C sets a flag that the run looks at: what was begun is written, and the message
// says how to go on; after ten seconds, or a second Ctrl-C, it ends all the same.
#include "cli.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static volatile int stop_flag;

static void on_alarm(int number)
{
    static const char text[] =
        "dragoman: stopped within a long article; the articles before it are written\n";
    (void)number;
    if (write(STDERR_FILENO, text, sizeof text - 1) < 0)
        _exit(3);
    _exit(130);
}

static void on_signal(int number)
{
    stop_flag = 1;
    signal(number, SIG_DFL);
    signal(SIGALRM, on_alarm);
    alarm(10); // one article of many megabytes may take longer than anybody waits
}

typedef struct {
    bool line; // a progress line stands on the terminal
    bool show;
    double start;
} Progress;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void line_clear(Progress *p)
{
    if (p->line)
        fputs("\r\033[K", stderr);
    p->line = false;
}

static void on_error(void *context, const char *message)
{
    line_clear(context);
    fail(0, "%s", message);
}

static void on_progress(void *context, const dragoman_progress *now_at)
{
    Progress *p = context;
    if (!p->show)
        return;
    double seconds = now() - p->start;
    fprintf(
        stderr, "\r\033[K%llu articles  %.1f/s  %llu claims", (unsigned long long)now_at->articles,
        seconds > 0 ? (double)now_at->articles / seconds : 0.0, (unsigned long long)now_at->claims);
    if (now_at->errors)
        fprintf(stderr, "  %llu errors", (unsigned long long)now_at->errors);
    if (now_at->bytes_all && now_at->bytes_done && seconds > 1) {
        double left = seconds * ((double)now_at->bytes_all / (double)now_at->bytes_done - 1);
        fprintf(stderr, "  %3.0f %%  %d:%02d:%02d left",
                100.0 * (double)now_at->bytes_done / (double)now_at->bytes_all, (int)left / 3600,
                (int)left / 60 % 60, (int)left % 60);
    }
    fflush(stderr);
    p->line = true;
}

// skip: words of the command line before the files. coverage: list what the lexicon lacks.
static int run(const Options *o, const char *format, const char *layer, size_t skip, bool coverage)
{
    static const char *const standard_input[] = {"-"};
    const char *const *files = o->n_words > skip ? o->words + skip : standard_input;
    size_t n_files = o->n_words > skip ? o->n_words - skip : 1;
    for (size_t i = 0; i < n_files; i++)
        if (strcmp(files[i], "-") == 0 && isatty(STDIN_FILENO)) {
            help_command(stderr, command_find(o->command));
            return 2;
        }
    if (o->pretokenized && o->input && strcmp(o->input, "conllu") != 0)
        return fail(2, "--pretokenized reads CoNLL-U, not %s", o->input);
    if (!layer && o->format && strcmp(o->format, "conllu") == 0)
        return fail(2, "conllu is a format of 'dragoman dump'");
    if (o->append && !o->output)
        return fail(2, "--append needs an output file: -o FILE");
    dragoman_model *m = model_of(o);
    if (!m)
        return 2;
    struct sigaction action = {.sa_handler = on_signal};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    Progress progress = {.show = !o->quiet && isatty(STDERR_FILENO), .start = now()};
    dragoman_run_options r = {
        .files = files,
        .n_files = n_files,
        .output = o->output,
        .append = o->append,
        .form = {.format = format,
                 .layer = layer,
                 .min_p = o->min_p,
                 .all = o->all,
                 .byte_offsets = o->byte_offsets,
                 .assert_only = o->assert_only,
                 .by = o->by,
                 .about = o->about},
        .input = o->pretokenized ? "conllu" : o->input,
        .map = o->map,
        .n_map = o->n_map,
        .threads = o->jobs,
        .skip = o->skip,
        .limit = o->limit,
        .stop = &stop_flag,
        .on_error = on_error,
        .on_progress = on_progress,
        .context = &progress,
    };
    dragoman_run_result result;
    dragoman_error e = {0};
    int rc = coverage ? dragoman_lexicon_coverage(m, &r, o->top_given ? o->top : 40, &result, &e)
                      : dragoman_run(m, &r, &result, &e);
    dragoman_model_close(m);
    line_clear(&progress);
    if (e.message[0])
        fail(rc, "%s", e.message);
    if (result.broken_pipe && rc <= DRAGOMAN_ARTICLE)
        return 0;
    if (result.stopped && coverage)
        fail(0, "stopped after %llu articles; the list is of these",
             (unsigned long long)result.read);
    else if (result.stopped)
        fail(0,
             "stopped after %llu articles, all written; to go on: the same command with --skip "
             "%llu%s",
             (unsigned long long)result.read, (unsigned long long)result.read,
             o->output ? " --append" : ", its output added to the first");
    if (!o->quiet && (o->verbose || progress.show)) {
        double seconds = now() - progress.start;
        fprintf(stderr,
                "%llu articles, %llu claims, %llu errors, %llu sentences cut, %.1f s, %.1f "
                "articles/s\n",
                (unsigned long long)result.total.articles, (unsigned long long)result.total.claims,
                (unsigned long long)result.total.errors,
                (unsigned long long)result.total.cut_sentences, seconds,
                seconds > 0 ? (double)result.total.articles / seconds : 0.0);
    }
    if (rc == DRAGOMAN_MEMORY)
        rc = 3;
    return result.stopped && rc == 0 ? 130 : rc;
}

int command_code(const Options *o)
{
    return run(o, o->format, NULL, 0, false);
}

int command_quotes(const Options *o)
{
    bool csv = o->format && strcmp(o->format, "csv") == 0;
    if (o->format && !csv && strcmp(o->format, "jsonl") != 0)
        return fail(2, "'dragoman quotes' writes jsonl or csv, not '%s'", o->format);
    return run(o, csv ? "quotes-csv" : "quotes", NULL, 0, false);
}

int command_dump(const Options *o)
{
    if (!o->layer) {
        fprintf(stderr, "dragoman: dump needs a layer: --layer");
        for (size_t i = 0; dragoman_layer_name(i); i++)
            fprintf(stderr, "%s%s", i ? "|" : " ", dragoman_layer_name(i));
        fputc('\n', stderr);
        return 2;
    }
    return run(o, o->format, o->layer, 0, false);
}

int command_coverage(const Options *o)
{
    if (o->format && strcmp(o->format, "jsonl") != 0 && strcmp(o->format, "csv") != 0)
        return fail(2, "'dragoman lexicon coverage' writes text, jsonl or csv, not '%s'",
                    o->format);
    return run(o, o->format, NULL, 1, true);
}
