// SPDX-License-Identifier: MIT
// In: the command line. Out: an exit status. Finds the command and its data folder, and hands over.
// Does not: any work of its own; the library does it, and only dragoman.h is included.
#include "cli.h"

#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int fail(int status, const char *format, ...)
{
    va_list ap;
    fputs("dragoman: ", stderr);
    va_start(ap, format);
    vfprintf(stderr, format, ap);
    va_end(ap);
    fputc('\n', stderr);
    return status;
}

bool colour_wanted(const Options *o, FILE *f)
{
    if (o->color && strcmp(o->color, "always") == 0)
        return true;
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
    if ((o->color && strcmp(o->color, "never") == 0) || (no && *no) || !term ||
        strcmp(term, "dumb") == 0)
        return false;
    return isatty(fileno(f)) != 0;
}

const char *data_folder(const Options *o, char *buffer, size_t n)
{
    if (o->model.data_dir)
        return o->model.data_dir;
    const char *env = getenv("DRAGOMAN_DATA");
    if (env && *env)
        return env;
    static const char *const beside[] = {"../data", "../share/dragoman"};
    ssize_t length = readlink("/proc/self/exe", buffer, n - 64);
    if (length <= 0)
        return NULL;
    while (length > 0 && buffer[length - 1] != '/')
        length--;
    for (size_t i = 0; i < 2; i++) {
        char probe[32];
        snprintf(probe, sizeof probe, "%s/dragoman.lex", beside[i]);
        memcpy(buffer + length, probe, strlen(probe) + 1);
        if (access(buffer, R_OK) == 0) {
            buffer[(size_t)length + strlen(beside[i])] = 0;
            return buffer;
        }
    }
    return NULL;
}

dragoman_model *model_of(const Options *o)
{
    char buffer[4096];
    dragoman_error e = {0};
    dragoman_model_options options = o->model;
    options.data_dir = data_folder(o, buffer, sizeof buffer);
    dragoman_model *m = NULL;
    if (dragoman_model_open(&m, &options, &e) != DRAGOMAN_OK) {
        fail(2, "%s", e.message);
        return NULL;
    }
    return m;
}

int command_help(const Options *o)
{
    if (!o->n_words) {
        help_all(stdout);
        return 0;
    }
    const Command *c = command_find(o->words[0]);
    if (!c)
        return fail(2, "no command is named '%s'; see dragoman help", o->words[0]);
    help_command(stdout, c);
    return 0;
}

int command_version(const Options *o)
{
    printf("dragoman %s\n", dragoman_version());
    if (o->version || o->quiet)
        return 0;
    dragoman_model *m = model_of(o);
    if (!m)
        return 2;
    printf("lexicon  %s\nweights  %s\n", dragoman_model_lexicon_version(m),
           dragoman_model_weights_version(m));
    dragoman_model_close(m);
    return 0;
}

int main(int argc, char **argv)
{
    Options o = {0};
    signal(SIGPIPE,
           SIG_IGN); // a reader that goes away is seen as an error of write, and is none of ours
    int rc = flags_parse(&o, argc, argv);
    if (rc == 0) {
        const Command *c = o.command ? command_find(o.command) : NULL;
        if (o.version) {
            rc = command_version(&o);
        } else if (!o.command) {
            if (o.help)
                help_all(stdout);
            else
                help_short(stderr);
            rc = o.help ? 0 : 2;
        } else if (!c) {
            const char *names[32] = {0};
            size_t n;
            const Command *all = commands_all(&n);
            for (size_t i = 0; i < n && i < 31; i++)
                names[i] = all[i].name;
            const char *near = nearest(o.command, names);
            rc = near ? fail(2, "no command is named '%s'; did you mean '%s'?", o.command, near)
                      : fail(2, "no command is named '%s'; see dragoman help", o.command);
        } else if (o.help) {
            help_command(stdout, c);
        } else {
            rc = c->run(&o);
        }
    }
    if (fflush(stdout) != 0 && rc == 0)
        rc = 3;
    free(o.words);
    return rc;
}
