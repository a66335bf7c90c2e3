// SPDX-License-Identifier: MIT
// The program's inside: options as one struct, filled from one table of flags.
#ifndef DRAGOMAN_CLI_H
#define DRAGOMAN_CLI_H
#include <dragoman.h>

#include <stdbool.h>
#include <stdio.h>

#define MAPS_MAX 16

typedef struct {
    const char *command;
    const char **words; // what is no flag, in order
    size_t n_words;
    // flags
    dragoman_model_options model;
    const char *output, *format, *layer, *input, *date, *title, *pair, *extra, *color, *by, *about;
    const char *map[MAPS_MAX];
    size_t n_map;
    unsigned jobs;
    uint64_t skip, limit, top;
    double min_p;
    bool top_given, all, assert_only, append, byte_offsets, pretokenized, quiet, verbose, help,
        version;
} Options;

typedef struct {
    const char *name;
    const char *usage; // what follows the name
    const char *what;  // one line
    const char *more;  // the help page: examples first
    int (*run)(const Options *o);
} Command;

const Command *command_find(const char *name); // NULL: none
const Command *commands_all(size_t *n);

// Fills o from argv[1..]. Returns 0, or 2 after a message on stderr.
int flags_parse(Options *o, int argc, char **argv);
void help_command(FILE *f, const Command *c); // flags included
void help_short(FILE *f);
void help_all(FILE *f);
// The nearest of the names, or NULL where none is near. names ends with NULL.
const char *nearest(const char *word, const char *const *names);

// "dragoman: message" on stderr; returns the exit status.
int fail(int status, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool colour_wanted(const Options *o, FILE *f);
// Opens the model with --data, DRAGOMAN_DATA, or the data folder beside the program. NULL: said why
// on stderr.
dragoman_model *model_of(const Options *o);
const char *data_folder(const Options *o, char *buffer, size_t n); // NULL: the library's own

int command_code(const Options *o);
int command_quotes(const Options *o);
int command_dump(const Options *o);
int command_explain(const Options *o);
int command_lexicon(const Options *o);
int command_coverage(const Options *o); // dragoman lexicon coverage
int command_check(const Options *o);
int command_version(const Options *o);
int command_help(const Options *o);
#endif
