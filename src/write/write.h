// SPDX-License-Identifier: MIT
// Formats out. A writer gets a coded document and appends text to a buffer; it knows nothing of
// files and threads. Adding a format is one file and one row of the table in write.c.
#ifndef DRAGOMAN_WRITE_WRITE_H
#define DRAGOMAN_WRITE_WRITE_H
#include "doc/offset.h"

typedef struct {
    bool all;         // also claims that are no events, with the reason
    bool bytes;       // offsets in bytes
    float min_p;      // claims below are not written
    bool assert_only; // only what the text itself says took place
    Str by, about;    // only what this one says; only what has this one in a role. Empty: anybody
    const char *version, *model, *lexicon; // of the coder
} WriteOptions;

typedef struct {
    const char *name, *what;
    void (*begin)(Buf *b); // once, before the first document; NULL: nothing
    void (*document)(Buf *b, const Offsets *o, const WriteOptions *w); // once a document
    bool quotes; // needs the layers up to the quotations only
} WriteFormat;

const WriteFormat *write_format(Str name); // NULL: none of this name
const WriteFormat *write_formats(size_t *n);

// Claims that are written. Pairs are always answered, whatever the filters. filter.c
bool claim_written(const Doc *d, const Claim *c, const WriteOptions *w);
bool quote_written(const Doc *d, const Quote *q, const WriteOptions *w);
size_t claims_written(const Doc *d, const WriteOptions *w);

// The record of SPEC §3 of one claim, as a JSON value.
void record_json(Buf *b, const Offsets *o, const WriteOptions *w, const Claim *c);
void record_document(Buf *b, const Offsets *o, const WriteOptions *w);
// Parts of it for other writers: "article": {…}, and the speaker and cue of a quotation.
void record_article(Buf *b, const Article *a);
void record_voice(Buf *b, const Offsets *o, uint32_t part, const Quote *q);
void quotes_document(Buf *b, const Offsets *o, const WriteOptions *w);
void quotes_begin_table(Buf *b);
void quotes_csv_document(Buf *b, const Offsets *o, const WriteOptions *w);
void csv_cell(Buf *b, Str s);      // a whole cell, quoted where it must be
void csv_day(Buf *b, int32_t day); // "1978-09-18"; nothing for DAY_NONE
void csv_begin_table(Buf *b);
void csv_document(Buf *b, const Offsets *o, const WriteOptions *w);

// One line for people: deny(attack.artillery)  actor=ministry[GOV]  recipient=-  cameo=016  …
void brief_claim(Buf *b, const Doc *d, const Claim *c);
// The claims of a document that are written, the ones inside indented below theirs.
void brief_claims(Buf *b, const Doc *d, const WriteOptions *w);
void brief_document(Buf *b, const Offsets *o,
                    const WriteOptions *w); // the same under a line with id and title
// The name that stands for a mention in one line: "ministry[GOV]".
void brief_mention(Buf *b, const Doc *d, const Mention *m);

// Everything about a document, sentence by sentence, for `dragoman explain`. width: columns of the
// terminal.
void explain_document(Buf *b, const Doc *d, bool colour, unsigned width);

// The title as every record repeats it: its first LIMIT_RECORD_TITLE_BYTES, whole characters only.
Str record_title(const Article *a);
// The name of the outlet: the article's source, or the agency of the dateline; empty where neither
// is known.
Str claim_outlet(const Doc *d);
const char *quote_kind_name(unsigned kind);
const char *quote_manner_name(unsigned manner);
const char *quote_source_name(unsigned source); // empty: a plain one
const char *quote_polarity_name(unsigned polarity);
const char *place_precision_name(unsigned precision);
const char *grain_name(unsigned grain);
const char *tense_name(unsigned tense);
const char *count_name(unsigned kind);
#endif
