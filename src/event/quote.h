// SPDX-License-Identifier: MIT
// Quotations and reported speech: doc->quotes. Who says, believes, wants, claims what.
// Ownership: QuoteTables belong to the caller of quote_tables_new and are shared by threads;
// doc->quotes lives on the doc's arena.
#ifndef DRAGOMAN_EVENT_QUOTE_H
#define DRAGOMAN_EVENT_QUOTE_H
#include "doc/doc.h"
#include "lex/lexicon.h"

typedef struct QuoteTables QuoteTables;

// Reads lexicon/en/cues.tsv and quoteweights.tsv. NULL and *e filled when one is missing or memory
// is out.
QuoteTables *quote_tables_new(const Lexicon *x, Err *e);
void quote_tables_free(QuoteTables *t);

// Fills doc->quotes in order of their cues. Reads tokens, tags, trees and mentions.
void quote_run(Doc *d, const QuoteTables *t);

// ------------------------------------------------------------------------------------------
// between the files of this stage What joins a cue to its content.
typedef enum {
    FRAME_CLAUSE,
    FRAME_BEFORE,
    FRAME_PAREN,
    FRAME_TO,
    FRAME_NP,
    FRAME_NP_TO,
    FRAME_SMALL,
    FRAME_PP,
    FRAME_WH,
    FRAME_QUOTE,
    FRAME_N_THAT,
    FRAME_N_TO,
    FRAME_N_PP,
    FRAME_A_THAT,
    FRAME_A_TO,
    FRAME_A_PP,
    FRAME_ACCORDING,
    FRAME_COLON,
    FRAME_NP_PP,
    FRAME_ADVERB,
    FRAME_COUNT,
} QuoteFrame;

// How a candidate's content was cut: as the tree has it, or elsewhere.
typedef enum {
    VARIANT_TREE,
    VARIANT_COMMA,
    VARIANT_LAST,
    VARIANT_BARE,
    VARIANT_PP,
    VARIANT_END,
    VARIANT_LEFT,
    VARIANT_JOINT,
    VARIANT_TAIL,   // without its last modifier: "urged a vote | after the flood"
    VARIANT_RAISED, // with the subject: "| the general | is said | to have fled"
    VARIANT_AROUND, // with the rest behind the cue: "It held, he said, | until the flood came"
} QuoteVariant;

// A stretch between quotation marks, marks included.
typedef struct {
    uint32_t open, end; // tokens [open, end)
    uint32_t paragraph;
    bool closed;
} QuoteSegment;

enum { QUOTE_PIECES = 6, QUOTE_OUT = -1000000 }; // QUOTE_OUT: the score of a reading that lost

typedef struct {
    uint32_t cue;                // token; NONE for a colon's headline
    uint32_t cue_first, cue_end; // tokens of the cue's words
    uint8_t frame, variant;      // QuoteFrame, QuoteVariant
    char
        pos; // 'V', 'N', 'A' by the cue's word; 'D' adverb, 'C' no word; 'R' relay, 'S' scare quote
    bool passive, negated, modal, that;
    bool sure;  // a form that leaves no doubt, though training texts lack it: "Troops must leave:
                // minister"
    bool bound; // the speaker hangs on a noun that is the cue: "the ministry's claim", "a warning
                // by X"
    bool fixed; // the speaker is certain: "quoted the minister as saying"
    Str prep;   // FRAME_PP and the like
    uint32_t content;                          // head token of the content
    uint32_t piece[QUOTE_PIECES][2], n_pieces; // tokens
    uint32_t speaker;                          // head token; NONE
    uint32_t addressee;                        // head token; NONE
    uint32_t quoted;                           // tokens of the content between quotation marks
    uint32_t length;                           // tokens of the content
    int32_t score; // log odds that this is an attribution, in thousandths
} QuoteCandidate;

typedef struct {
    Doc *d;
    const QuoteTables *t;
    QuoteSegment *segments;
    size_t n_segments, cap_segments;
    uint32_t *segment_of; // per token: index of segments; NONE outside
    QuoteCandidate *candidates;
    size_t n_candidates, cap_candidates;
} QuoteWork;

// quote_find.c: every candidate of the document, unscored.
void quote_find(QuoteWork *w);
// Adds other cuts of the content of those candidates that score `gate` or more.
void quote_vary(QuoteWork *w, int32_t gate);
// Token [first, end) trimmed of commas and the like, and grown to the quotation marks around it.
void quote_piece(const QuoteWork *w, uint32_t *first, uint32_t *end);
uint32_t quote_subject(const Doc *d, uint32_t verb, unsigned depth);
uint32_t quote_name_head(const Doc *d, uint32_t head); // "Rep. Ida Moor": the last word of the name
void quote_phrase(const Doc *d, uint32_t head, uint32_t *first,
                  uint32_t *end); // a noun phrase without its tails

// quote_score.c: features of a candidate, each handed to `use` as a string; and the sum of their
// weights.
typedef void QuoteFeature(void *state, Str feature);
void quote_features(const QuoteWork *w, const QuoteCandidate *c, QuoteFeature *use, void *state);
int32_t quote_score(const QuoteWork *w, const QuoteCandidate *c);
void quote_feature(QuoteFeature *use, void *state, const char *name, Str a, Str b,
                   Str c); // "name:a|b|c"; b, c may be absent (p == NULL)
const char *quote_frame_name(unsigned frame);
const char *quote_class(const Doc *d,
                        uint32_t token); // what kind of thing speaks: "PER", "pron3", "none" …
int32_t quote_speaker_score(const QuoteWork *w, const QuoteCandidate *c, uint32_t option);
QuotePolarity quote_polarity(const QuoteWork *w, const QuoteCandidate *c);
QuoteManner quote_cue_manner(const QuoteWork *w, const QuoteCandidate *c); // by the cue's row
bool quote_event(const QuoteTables *t, Str lemma); // a noun that names an event
int32_t quote_threshold(const QuoteTables *t);     // log odds from which a reading is kept
bool quote_speech(const QuoteTables *t, Str lemma, char pos); // a cue of kind speech
bool quote_told(const QuoteTables *t,
                Str lemma); // a verb of the frame np-clause: "told them that …"

// quote_relay.c: adds to the chosen quotations who hands words on, and scare quotes; `kept` has
// room for as many again and one for each stretch in marks. Returns how many there are.
size_t quote_relay(const QuoteWork *w, QuoteCandidate **kept, size_t n);

// quote_voice.c: manner, kind of source, polarity, addressee and time of a quotation whose speaker
// is known.
void quote_voice(const QuoteWork *w, const QuoteCandidate *c, Quote *q);

// quote_speaker.c: the options for a candidate's speaker (NONE among them), their features, and the
// best.
uint32_t quote_options(const QuoteWork *w, const QuoteCandidate *c, uint32_t *out, uint32_t room);
void quote_speaker_features(const QuoteWork *w, const QuoteCandidate *c, uint32_t option,
                            QuoteFeature *use, void *state);
uint32_t quote_speaker(const QuoteWork *w, const QuoteCandidate *c);
bool quote_in_content(const QuoteCandidate *c, uint32_t token);
uint32_t quote_name_head(const Doc *d, uint32_t head); // the last word of a name that is flat

// quote_settle.c: the best reading of each cue, scored by the log odds that it is right; cues all
// of whose candidates score `gate` or less stay as they are.
void quote_settle(QuoteWork *w, int32_t gate);
uint32_t quote_shared(const QuoteCandidate *a, const QuoteCandidate *b); // tokens of both

// quote.c: the candidates of a document, found and scored (train/quotes_dump.c calls it with the
// lowest gate, to see all).
void quote_candidates(QuoteWork *w, Doc *d, const QuoteTables *t, int32_t gate);
#endif
