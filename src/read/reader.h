// SPDX-License-Identifier: MIT
// Articles out of files. The reader (one thread) cuts the input into items; workers turn items into
// articles, so that JSON is parsed in parallel. Ownership: an item owns its bytes and its arena and
// is used again for the next one; the article of an item lives as long.
#ifndef DRAGOMAN_READ_READER_H
#define DRAGOMAN_READ_READER_H
#include "base/json.h"
#include "doc/doc.h"
#include "read/fields.h"

typedef enum {
    INPUT_AUTO,
    INPUT_JSONL,
    INPUT_CSV,
    INPUT_TSV,
    INPUT_TEXT,
    INPUT_CONLLU
} InputFormat;

typedef struct {
    const char *const *files;
    size_t n_files;
    InputFormat format;
    FieldMap map;
    const volatile int *stop; // set: the input ends
} ReaderOptions;

typedef struct {
    InputFormat format;
    Str file;
    uint64_t line; // of its first line, from 1
    Err err;       // set: no article here, only this message
    Err note; // set: the article stands, but a part of it could not be used: "file:line: reason"
    Buf raw;  // the bytes of it
    struct {
        size_t at, n; // in raw
        bool present;
    } cell[FIELD_COUNT]; // csv and text
    uint64_t number;     // articles before it in the run
    const FieldMap *map;
    // filled by item_parse
    Arena arena;
    Article article;
    Str *sentence_ids; // conllu: "# sent_id" of each sentence
    size_t n_sentence_ids, cap_sentence_ids;
} ReadItem;

typedef struct Reader Reader;

bool input_format_parse(Str name, InputFormat *out);
// Looks at every file first: a missing one, or a directory, is an error before any work.
Reader *reader_new(const ReaderOptions *o, Err *e);
void reader_free(Reader *r);
// The next item, or one that only carries an error. false: the end.
bool reader_next(Reader *r, ReadItem *item);
// Articles (and errors) handed out so far; bytes taken, and bytes there are (0 = not known).
uint64_t reader_position(const Reader *r);
uint64_t reader_size(const Reader *r);

void item_init(ReadItem *item);
void item_free(ReadItem *item);
// Fills item->article. Returns 0, or the code with *e filled: "file:line: reason".
int item_parse(ReadItem *item, Err *e);
// conllu only: appends the sentences and tokens of the item to a fresh doc of its article.
int item_tokens(ReadItem *item, Doc *d, Err *e);

// One format each, called by reader.c.
int jsonl_parse(ReadItem *item, Err *e);
int conllu_parse(ReadItem *item, Err *e);
int conllu_tokens(ReadItem *item, Doc *d, Err *e);

typedef struct CsvReader CsvReader;
struct Source;
CsvReader *csv_new(const FieldMap *map, char delimiter);
void csv_free_reader(CsvReader *c);
// How many cells of this header line are names of ours under that delimiter, and whether one of
// them is the text.
unsigned csv_header_match(const FieldMap *map, Str line, char delimiter, bool *text);
// The next row. *line counts the lines read. false: the end; *e is filled when the source failed.
bool csv_next(CsvReader *c, struct Source *s, uint64_t *line, ReadItem *item, Err *e);

// The date as given; one that is not understood is noted, and the article goes on without a date.
void item_date(ReadItem *item, Str given);
// Article checks that all formats share: present, size, UTF-8, no NUL.
int article_check(const ReadItem *item, Err *e);
#endif
