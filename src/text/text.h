// SPDX-License-Identifier: MIT
// The first stage: the text as given becomes paragraphs, sentences and tokens with exact byte
// spans. Ownership: TextTables belong to the caller of text_tables_new and are shared by threads; a
// Doc's layers live on its arena.
#ifndef DRAGOMAN_TEXT_TEXT_H
#define DRAGOMAN_TEXT_TEXT_H
#include "doc/doc.h"
#include "lex/lexicon.h"

typedef struct TextTables TextTables;

// Reads lexicon/en/abbreviations.tsv and outlets.tsv. NULL and *e filled when one is missing or
// memory is out.
TextTables *text_tables_new(const Lexicon *x, Err *e);
void text_tables_free(TextTables *t);

// Fills doc->sentences, doc->tokens (spans, flags, lower), doc->outlet, doc->dateline_place. A doc
// that came with its own tokens (pretokenized) keeps them and only gets flags and lower.
void text_run(Doc *d, const TextTables *t);

// ------------------------------------------------------------------------------------------
// between the files of this stage
typedef enum {
    ABBR_TITLE = 1,       // "Gen.": never ends a sentence
    ABBR_TITLECAP = 2,    // "Ft. Bragg", not "6 ft."
    ABBR_FOLLOW = 4,      // "vs."
    ABBR_NUMBER = 8,      // "No. 5"
    ABBR_MONTH = 16,      // "Oct."
    ABBR_DATE = 32,       // "Mar. 3"
    ABBR_ORG = 64,        // "Inc."
    ABBR_PLACE = 128,     // "Calif."
    ABBR_STATE = 256,     // ", Ind."
    ABBR_OTHER = 512,     // "etc."
    ABBR_PREFIX = 1024,   // "non-"
    ABBR_STARTER = 2048,  // "The"
    OUTLET_AGENCY = 4096, // "Reuters"
    OUTLET_WORD = 8192,   // "Herald"
} WordKind;

// The kinds of a lower-case word, 0 where the tables do not hold it.
uint32_t text_word(const TextTables *t, const char *s, size_t n);
// The same for any spelling, lower-cased here; words longer than 64 bytes are not in the tables.
uint32_t text_word_fold(const TextTables *t, const char *s, size_t n);

// What a character is to the tokeniser.
typedef enum {
    CH_SPACE,
    CH_LETTER,
    CH_DIGIT,
    CH_APOSTROPHE,
    CH_DASH,
    CH_QUOTE,
    CH_ELLIPSIS,
    CH_SYMBOL
} CharClass;
CharClass text_char(const char *s, size_t n, unsigned *length); // of the code point at s, n > 0
bool text_upper_at(const char *s, size_t n);                    // an upper-case letter begins here
bool text_lower_at(const char *s, size_t n);                    // a lower-case letter begins here

// tokenize.c: appends the tokens of doc->text[start, end), one paragraph, to doc->tokens.
void text_tokenize(Doc *d, const TextTables *t, size_t start, size_t end);
// normalize.c: token->lower of tokens [first, end).
void text_normalize(Doc *d, uint32_t first, uint32_t end);
// sentence.c: marks quotation marks and brackets, cuts the tokens [first, end) of one paragraph
// into sentences.
void text_sentences(Doc *d, const TextTables *t, uint32_t first, uint32_t end, uint32_t part,
                    uint32_t paragraph);
void text_mark_quotes(Doc *d, uint32_t first, uint32_t end);
// dateline.c: finds the dateline of the text; the headline flags; the repeated title.
void text_datelines(Doc *d, const TextTables *t);
void text_headlines(Doc *d);
#endif
