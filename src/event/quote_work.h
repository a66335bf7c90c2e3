// SPDX-License-Identifier: MIT
// Quotations in the making: candidates and the steps on them. Private to src/event/quote*.c, and to
// the trainer (train/quotes_dump.c).
#ifndef DRAGOMAN_EVENT_QUOTE_WORK_H
#define DRAGOMAN_EVENT_QUOTE_WORK_H
#include "event/quote.h"

static inline const Token *tok(const Doc *d, uint32_t i)
{
    return &d->tokens[i];
}
static inline bool xpos_is(const Doc *d, uint32_t i, const char *z)
{
    return strcmp(d->tokens[i].xpos, z) == 0;
}
static inline const Sentence *sentence_of(const Doc *d, uint32_t i)
{
    return &d->sentences[d->tokens[i].sentence];
}

static inline bool verb_like(const Doc *d, uint32_t i)
{
    return tok(d, i)->upos == UPOS_VERB ||
           (tok(d, i)->upos == UPOS_AUX &&
            (tok(d, i)->dep == DEP_ROOT || tok(d, i)->dep == DEP_CONJ));
}

static inline bool relative(unsigned dep)
{
    return dep == DEP_ACL_RELCL || dep == DEP_ADVCL_RELCL;
}

// What joins a cue to its content.
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

typedef struct QuoteCandidate {
    uint32_t cue;                // token; NONE for a colon's headline
    uint32_t cue_first, cue_end; // tokens of the cue's words
    uint8_t frame, variant;      // QuoteFrame, QuoteVariant
    char pos; // 'V', 'N', 'A' by the cue's word; 'D' adverb, 'C' no word; 'R' relay, 'S' scare
              // quote, 'K' a source that is cited
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
    int32_t score;                 // log odds that this is an attribution, in thousandths
    struct QuoteCandidate *within; // 'K': the report that cites it; NULL elsewhere
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

// quote_phrase.c
void quote_segments(QuoteWork *w); // fills segments and segment_of
// Token [first, end) trimmed of commas and the like, and grown to the quotation marks around it.
void quote_piece(const QuoteWork *w, uint32_t *first, uint32_t *end);
bool quote_edge_sign(const Doc *d, uint32_t token); // a comma, dash or the like
bool quote_dash(Str s);
uint32_t quote_subject(const Doc *d, uint32_t verb, unsigned depth);
uint32_t quote_name_head(const Doc *d, uint32_t head); // "Rep. Ida Moor": the last word of the name
void quote_phrase(const Doc *d, uint32_t head, uint32_t *first,
                  uint32_t *end); // a noun phrase without its tails

// quote_build.c: a candidate from its cue to the end; quote_finish drops one that came to nothing.
QuoteCandidate *quote_begin(QuoteWork *w, uint32_t cue, QuoteFrame frame, char pos,
                            uint32_t content);
void quote_piece_add(const QuoteWork *w, QuoteCandidate *c, uint32_t a, uint32_t b); // grown
void quote_piece_put(QuoteCandidate *c, uint32_t a, uint32_t b);                     // as it is
bool quote_finish(QuoteWork *w, QuoteCandidate *c);
bool quote_nominal(const Doc *d, uint32_t token);

// quote_find.c: every candidate of the document, unscored, in the order of quote_by_cue.
void quote_find(QuoteWork *w);
int quote_by_cue(const void *a, const void *b);

// quote_cut.c: adds other cuts of the content of those candidates that score `gate` or more.
void quote_vary(QuoteWork *w, int32_t gate);
void quote_recut(QuoteWork *w, size_t from, QuoteVariant variant, uint32_t first, uint32_t end);

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

// quote_relay.c: adds to the chosen quotations who hands words on, sources that are cited and scare
// quotes, and takes out what was read into those words; `kept` has room for twice as many again and
// one for each stretch in marks. Returns how many there are.
size_t quote_relay(const QuoteWork *w, QuoteCandidate **kept, size_t n);

// quote_voice.c: manner, kind of source, polarity, addressee and time of a quotation whose speaker
// is known.
void quote_voice(const QuoteWork *w, const QuoteCandidate *c, Quote *q);
QuoteSource quote_source(const Doc *d, uint32_t noun); // by the noun alone: "a poll", "sources"

// quote_speaker.c: the options for a candidate's speaker (NONE among them), their features, and the
// best.
uint32_t quote_options(const QuoteWork *w, const QuoteCandidate *c, uint32_t *out, uint32_t room);
void quote_speaker_features(const QuoteWork *w, const QuoteCandidate *c, uint32_t option,
                            QuoteFeature *use, void *state);
uint32_t quote_speaker(const QuoteWork *w, const QuoteCandidate *c);
bool quote_in_content(const QuoteCandidate *c, uint32_t token);

// quote_settle.c: the best reading of each cue, scored by the log odds that it is right; cues all
// of whose candidates score `gate` or less stay as they are.
void quote_settle(QuoteWork *w, int32_t gate);
uint32_t quote_shared(const QuoteCandidate *a, const QuoteCandidate *b); // tokens of both

// quote.c: the candidates of a document, found and scored (train/quotes_dump.c calls it with the
// lowest gate, to see all).
void quote_candidates(QuoteWork *w, Doc *d, const QuoteTables *t, int32_t gate);
#endif
