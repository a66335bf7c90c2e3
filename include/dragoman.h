// SPDX-License-Identifier: MIT
// Dragoman: news in, event data out. Who says that who did what to whom, where, when, and the words
// it rests on.
//
// Ownership: strings that you pass are borrowed for the call. Text that a call returns belongs to
// the coder and lives until its next call. A model is read-only: threads share it. A coder is not:
// one a thread. There are no globals. Errors: calls return DRAGOMAN_OK or a code and fill the
// error. The library never prints, never exits, sets no locale. Structs: zero them first (`= {0}`);
// a zero or NULL field means the default. Fields are only ever added at the end.
#ifndef DRAGOMAN_H
#define DRAGOMAN_H
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif
#ifndef DRAGOMAN_API
#define DRAGOMAN_API __attribute__((visibility("default")))
#endif

typedef struct dragoman_model dragoman_model;
typedef struct dragoman_coder dragoman_coder;

typedef enum {
    DRAGOMAN_OK = 0,
    DRAGOMAN_ARTICLE = 1, // an article could not be coded; the others were
    DRAGOMAN_USAGE = 2,   // options, lexicon or model
    DRAGOMAN_IO = 3,      // reading or writing
    DRAGOMAN_MEMORY = 4,
} dragoman_code_t;

typedef struct {
    int code;          // dragoman_code_t
    char message[480]; // one line, "file:line: reason" where there is a file
} dragoman_error;

DRAGOMAN_API const char *dragoman_version(void); // "0.1.0"

// ---- the model: lexicon and weights
typedef struct {
    const char *data_dir; // folder of lexicon and weights; NULL: where they were installed
    const char *lexicon;  // a folder of own tables, whose rows win, or another compiled lexicon
    const char *model;    // weights: "accurate" (NULL), "fast", or the path of a file
    const char *kernels;  // instruction set; NULL: the processor's best; the results are the same
    const char *actors, *agents; // your own TABARI or PETRARCH dictionaries
} dragoman_model_options;

DRAGOMAN_API int dragoman_model_open(dragoman_model **out, const dragoman_model_options *options,
                                     dragoman_error *e);
DRAGOMAN_API void dragoman_model_close(dragoman_model *m);
DRAGOMAN_API const char *dragoman_model_lexicon_version(const dragoman_model *m);
DRAGOMAN_API const char *dragoman_model_weights_version(const dragoman_model *m);

// ---- one article
typedef struct {
    uint32_t source[2], target[2]; // [start, end), code points of text
} dragoman_pair;

typedef struct {
    const char *id, *date, *source, *url, *title; // NULL: not known. date: "1978-09-18"
    const char *text;                             // UTF-8
    size_t text_size;                             // 0: text ends with a NUL
    const dragoman_pair *pairs; // each is answered by one record: what does its source do to its
    size_t n_pairs;             // target?
} dragoman_article;

typedef struct {
    const char *format; // "jsonl" (default), "csv", "brief" (one line a claim, for people), or one
                        // quotation a line: "quotes", "quotes-csv"
    const char *layer;  // set: this layer (tokens, names, events …) instead of claims; format
                        // "jsonl" or "conllu"
    double min_p;       // leave out claims below
    int all;            // also claims that are no events, with the reason
    int byte_offsets;   // spans in bytes, not code points
    int assert_only;    // only claims that the text itself makes and says took place
    const char *by;     // only what this speaker says: words of a name, or the start of a code
    const char *about;  // only what has this one as actor or recipient; of quotations: within
} dragoman_output;

typedef struct {
    const char *data; // ends with a NUL
    size_t size;
} dragoman_text;

DRAGOMAN_API dragoman_coder *dragoman_coder_new(const dragoman_model *m); // NULL: out of memory
DRAGOMAN_API void dragoman_coder_free(dragoman_coder *c);
// The records of one article, one a line.
DRAGOMAN_API int dragoman_code(dragoman_coder *c, const dragoman_article *a,
                               const dragoman_output *o, dragoman_text *out, dragoman_error *e);
// The same for people: sentence, parse, mentions, quotations, claims, codes, and the lexicon row
// behind each.
DRAGOMAN_API int dragoman_explain(dragoman_coder *c, const dragoman_article *a, int colour,
                                  unsigned columns, dragoman_text *out, dragoman_error *e);

// ---- many articles: files in, one output, all cores
typedef struct {
    uint64_t articles, errors, claims, cut_sentences; // so far; errors: articles that failed
    uint64_t bytes_done, bytes_all;                   // of the input files; bytes_all 0: not known
} dragoman_progress;

typedef struct {
    const char *const *files; // "-": standard input
    size_t n_files;
    const char *output; // NULL: the descriptor output_fd
    int output_fd;      // 0 is taken as 1, standard output
    int append;         // add to `output`, and write no header
    dragoman_output form;
    const char *input;      // jsonl, csv, tsv, text, conllu; NULL: by content
    const char *const *map; // "text=Volltext": names of your columns
    size_t n_map;
    unsigned threads;         // 0: one a core
    uint64_t skip, limit;     // articles to pass over; articles to read after that (0: all)
    const volatile int *stop; // set it (from a signal handler, say) to end early: what was begun is
                              // finished and written
    // Called from the calling thread: an article that failed (in input order); progress, five times
    // a second.
    void (*on_error)(void *context, const char *message);
    void (*on_progress)(void *context, const dragoman_progress *p);
    void *context;
} dragoman_run_options;

typedef struct {
    dragoman_progress total;
    uint64_t read;   // articles passed over, coded and failed: what to --skip to go on
    int stopped;     // ended by `stop`
    int broken_pipe; // the reader of the output went away; no error
} dragoman_run_result;

// Output in input order, the same bytes for any number of threads. DRAGOMAN_ARTICLE: some articles
// failed, the rest is written.
DRAGOMAN_API int dragoman_run(const dragoman_model *m, const dragoman_run_options *o,
                              dragoman_run_result *result, dragoman_error *e);

// ---- tools
typedef void dragoman_report(void *context, const char *line);
// extra: a second folder whose rows come first, or NULL. An error has file:line:column, the row and
// a caret.
DRAGOMAN_API int dragoman_lexicon_compile(const char *folder, const char *extra, const char *out,
                                          dragoman_error *e);
// Compiles and loads the lexicon without keeping it, and runs the example of every trigger row.
DRAGOMAN_API int dragoman_lexicon_check(const char *folder, const char *extra,
                                        const dragoman_model_options *options,
                                        dragoman_report *report, void *context, dragoman_error *e);
// The predicates between known actors of a corpus that no trigger row covers, most frequent first,
// each with an example from the corpus and the rows that come near: both sides known, then one. Of
// o->form: format "text" (the default), "jsonl" or "csv", and byte_offsets. top: the length of each
// of the two lists; 0 = all. Nothing is written before the end.
DRAGOMAN_API int dragoman_lexicon_coverage(const dragoman_model *m, const dragoman_run_options *o,
                                           uint64_t top, dragoman_run_result *result,
                                           dragoman_error *e);
// Proves text[start:end] == text for every span of the records. DRAGOMAN_ARTICLE: it is not so;
// each place is reported.
DRAGOMAN_API int dragoman_check_records(const char *records, const char *articles, int byte_offsets,
                                        dragoman_report *report, void *context, uint64_t *spans,
                                        dragoman_error *e);
// Names for help texts: formats of --format, layers of --layer; NULL after the last.
DRAGOMAN_API const char *dragoman_format_name(size_t i, const char **what);
DRAGOMAN_API const char *dragoman_layer_name(size_t i);

#ifdef __cplusplus
}
#endif
#endif
