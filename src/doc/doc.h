// SPDX-License-Identifier: MIT
// The document: the text as given and every annotation layer over it, in the order in which the
// stages make them. Stages meet here and nowhere else. Each reads the earlier layers, appends its
// own and never edits an earlier one; but the parser cuts sentences (ADR 0014).
//
// Ownership: everything hangs on doc->arena and lives until the arena is reset. Strings of the
// layers are borrowed from the text, the lexicon, the model or the arena. Offsets: all spans count
// bytes in doc->text, one buffer that holds the title, a blank line, and the text. parts[] says
// where each lies; writers subtract its base and turn bytes into code points. References between
// layers are u32 indexes; NONE = none.
#ifndef DRAGOMAN_DOC_DOC_H
#define DRAGOMAN_DOC_DOC_H
#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

#define NONE UINT32_MAX

typedef struct {
    uint32_t start, end; // [start, end), bytes of doc->text
} Span;

// ---------------------------------------------------------------------------------------------- 0.
// the article
typedef struct {
    Str id, date, source, url, title, text; // as given; p == NULL where absent
    Str file;                               // where it came from, for messages
    uint64_t line;
    struct ArticlePair {
        uint32_t source[2], target[2]; // code points of text, as given
    } * pairs;
    size_t n_pairs;
} Article;

typedef enum { PART_TITLE, PART_TEXT } PartKind;

typedef struct {
    PartKind kind;
    Span span; // where it lies in doc->text
} Part;

// ---------------------------------------------------------------------------------------------- 1.
// text: sentences and tokens
typedef enum {
    SENT_HEADLINE = 1,   // title, or a first line without final stop: headline grammar
    SENT_CAPS = 2,       // all capitals
    SENT_DATELINE = 4,   // opens with a dateline; its tokens carry TOKEN_DATELINE
    SENT_QUESTION = 8,   // ends in a question mark
    SENT_CUT = 16,       // was cut at LIMIT_SENTENCE_TOKENS
    SENT_REPEAT = 32,    // repeats the title word by word: not coded again
    SENT_PARAGRAPH = 64, // the first sentence of a paragraph
} SentenceFlag;

typedef struct {
    uint32_t first, end; // tokens [first, end)
    Span span;
    uint32_t part;  // index of doc->parts
    uint32_t flags; // SentenceFlag
    uint32_t paragraph;
} Sentence;

typedef enum {
    TOKEN_SPACE = 1,    // white space follows
    TOKEN_DATELINE = 2, // part of a dateline ("CAIRO (Agency) -"): not parsed as text, but read for
                        // outlet and place
    TOKEN_QUOTE_OPEN = 4,
    TOKEN_QUOTE_CLOSE = 8, // a quotation mark, and its direction
    TOKEN_BRACKET = 16,    // bracketed insertion inside a quotation: "[the] forces"
    TOKEN_UPPER = 32,      // begins with a capital
} TokenFlag;

// Universal POS tags, UD v2 order of the guidelines.
typedef enum {
    UPOS_X,
    UPOS_ADJ,
    UPOS_ADP,
    UPOS_ADV,
    UPOS_AUX,
    UPOS_CCONJ,
    UPOS_DET,
    UPOS_INTJ,
    UPOS_NOUN,
    UPOS_NUM,
    UPOS_PART,
    UPOS_PRON,
    UPOS_PROPN,
    UPOS_PUNCT,
    UPOS_SCONJ,
    UPOS_SYM,
    UPOS_VERB,
    UPOS_COUNT,
} Upos;

// Universal dependencies as EWT and GUM label English. ORDER dep_names in doc.c.
typedef enum {
    DEP_DEP,
    DEP_ROOT,
    DEP_ACL,
    DEP_ACL_RELCL,
    DEP_ADVCL,
    DEP_ADVCL_RELCL,
    DEP_ADVMOD,
    DEP_AMOD,
    DEP_APPOS,
    DEP_AUX,
    DEP_AUX_PASS,
    DEP_CASE,
    DEP_CC,
    DEP_CC_PRECONJ,
    DEP_CCOMP,
    DEP_COMPOUND,
    DEP_COMPOUND_PRT,
    DEP_CONJ,
    DEP_COP,
    DEP_CSUBJ,
    DEP_CSUBJ_PASS,
    DEP_CSUBJ_OUTER,
    DEP_DET,
    DEP_DET_PREDET,
    DEP_DISCOURSE,
    DEP_DISLOCATED,
    DEP_EXPL,
    DEP_FIXED,
    DEP_FLAT,
    DEP_GOESWITH,
    DEP_IOBJ,
    DEP_LIST,
    DEP_MARK,
    DEP_NMOD,
    DEP_NMOD_POSS,
    DEP_NMOD_UNMARKED,
    DEP_NMOD_DESC,
    DEP_NSUBJ,
    DEP_NSUBJ_PASS,
    DEP_NSUBJ_OUTER,
    DEP_NUMMOD,
    DEP_OBJ,
    DEP_OBL,
    DEP_OBL_AGENT,
    DEP_OBL_UNMARKED,
    DEP_ORPHAN,
    DEP_PARATAXIS,
    DEP_PUNCT,
    DEP_REPARANDUM,
    DEP_VOCATIVE,
    DEP_XCOMP,
    DEP_COUNT,
} Dep;

typedef struct {
    Span span;
    uint32_t flags; // TokenFlag
    uint32_t sentence;
    Str lower; // lower case of the surface form (arena); curly quotes and dashes made plain for
               // look-up
    // 2. parse
    Str lemma;        // lower case except proper names
    uint8_t upos;     // Upos
    uint8_t dep;      // Dep
    uint8_t ner;      // NameType of the name it belongs to, NAME_NONE outside
    char xpos[6];     // Penn tag, NUL-terminated
    uint32_t head;    // token index in the document; NONE for the root
    float arc_margin; // score of the chosen head less the next best: confidence of the attachment
    float dep_margin; // the same of the chosen label
    Str feats;        // pre-tokenised input keeps its own; else empty
} Token;

// ---------------------------------------------------------------------------------------------- 3.
// names
typedef enum { NAME_NONE, NAME_PER, NAME_ORG, NAME_LOC, NAME_MISC } NameType;

typedef struct {
    Span span;
    uint32_t first, end; // tokens
    uint8_t type;        // NameType
    float p;
} Name;

// ---------------------------------------------------------------------------------------------- 4.
// times
typedef enum { TIMEX_DATE, TIMEX_TIME, TIMEX_DURATION, TIMEX_SET } TimexType;
typedef enum {
    GRAIN_NONE,
    GRAIN_HOUR,
    GRAIN_DAY,
    GRAIN_WEEK,
    GRAIN_MONTH,
    GRAIN_QUARTER,
    GRAIN_SEASON,
    GRAIN_YEAR,
    GRAIN_DECADE,
    GRAIN_CENTURY
} Grain;

typedef struct {
    Span span;
    uint32_t first, end;
    uint8_t type;  // TimexType
    uint8_t grain; // Grain
    Str value;     // TIMEX3 / ISO 8601
    int32_t start_day,
        end_day; // days since 1970-01-01, inclusive; both INT32_MIN where the calendar gives none
    bool vague;
} Timex;

// ---------------------------------------------------------------------------------------------- 5.
// places
typedef enum {
    PLACE_UNRESOLVED,
    PLACE_COUNTRY,
    PLACE_REGION,
    PLACE_CITY,
    PLACE_OTHER
} PlacePrecision;

typedef struct {
    Span span;
    uint32_t first, end;
    Str name;           // gazetteer name
    double lat, lon;    // degrees; meaningful where resolved
    uint32_t geonameid; // 0 = none
    Str country;        // alpha-3
    Str admin1;
    uint8_t precision; // PlacePrecision
    float p;
    bool demonym; // "Syrian": an adjective, not a place where something happened
} Place;

// ---------------------------------------------------------------------------------------------- 6.
// actors A mention is any span that may stand for an actor: name, role phrase, demonym, pronoun,
// plain human noun.
typedef enum {
    VIA_NONE,
    VIA_LEXICON,
    VIA_ROLE,
    VIA_COREFERENCE,
    VIA_CAPITAL,
    VIA_DEMONYM,
    VIA_USER,
    VIA_NAME,
    VIA_CLAUSE // the only country of its clause (event/country.c)
} Via;
typedef enum {
    MENTION_NAME,
    MENTION_ROLE,
    MENTION_DEMONYM,
    MENTION_PRONOUN,
    MENTION_NOUN
} MentionKind;

typedef struct {
    Span span;                 // maximal phrase without clause-like tails: "the Egyptian president"
    uint32_t first, end;       // tokens
    uint32_t head;             // the head token
    uint8_t kind;              // MentionKind
    uint8_t via;               // Via
    uint8_t ner;               // NameType
    bool plural, human, place; // place: names a place (may act as its government)
    Str name;                  // full name where known
    Str code;                  // CAMEO actor code; empty = none
    Str country;               // alpha-3 or field code (UNO, EUR, IGO …); empty = none
    Str sector;                // PLOVER sector; empty = none
    Str id;                    // Wikidata id; empty = none
    uint32_t entity;           // shared by coreferent mentions
    float p;
    Str row;       // "leaders.tsv:120", the lexicon row behind it
    Str sectors;   // all sectors found, "GOV MIL"
    uint32_t with; // 1 + the next mention that the same phrase stands for ("leaders of Egypt and
                   // Syria"); 0 = none
} Mention;

// ---------------------------------------------------------------------------------------------- 7.
// deep arguments Predicate-argument arcs after passive, control, raising, relatives, participles,
// coordination (EVENTS.md §3).
typedef enum {
    SLOT_SUBJ,
    SLOT_OBJ,
    SLOT_IOBJ,
    SLOT_OBL,
    SLOT_XCOMP,
    SLOT_CCOMP,
    SLOT_ACL,
    SLOT_ADVCL
} Slot;

typedef struct {
    uint32_t predicate; // token
    uint32_t filler;    // head token of the argument
    uint8_t slot;       // Slot
    bool inherited;     // came through control, coordination or a relative, not from a direct arc
    bool possessive;    // a noun's possessor or compound
    Str prep;           // for SLOT_OBL, lower case; empty = bare (temporal) oblique
} Argument;

// ---------------------------------------------------------------------------------------------- 8.
// quotations and reports
typedef enum { QUOTE_DIRECT, QUOTE_MIXED, QUOTE_INDIRECT } QuoteKind;
typedef enum {
    MANNER_SPEECH,
    MANNER_STATEMENT, // official: "announced", "said in a statement"
    MANNER_ACCUSATION,
    MANNER_BELIEF,
    MANNER_PLAN,
    MANNER_KNOWLEDGE
} QuoteManner;
typedef enum {
    SOURCE_PLAIN, // somebody who is named or described, or nobody
    SOURCE_ANONYMOUS,
    SOURCE_DOCUMENT,
    SOURCE_REPORT,
    SOURCE_POLL,
    SOURCE_COURT
} QuoteSource;
typedef enum { POLARITY_ASSERTS, POLARITY_DENIES, POLARITY_DOUBTS, POLARITY_ASKS } QuotePolarity;

typedef struct {
    uint8_t kind;  // QuoteKind
    Span *content; // one or more pieces
    uint32_t n_content;
    Span cue;              // empty where there is none (headline colon: the colon)
    uint32_t cue_token;    // NONE where there is none
    Span speaker;          // empty where there is none
    uint32_t speaker_head; // head token; NONE where there is none
    uint32_t mention;      // the speaker as an actor mention; NONE where there is none
    uint32_t parent;       // the quotation that this one lies in; NONE
    uint8_t polarity;      // QuotePolarity: does the source stand by the content
    uint8_t manner;        // QuoteManner
    uint8_t source;        // QuoteSource
    uint32_t addressee;    // head token; NONE
    uint32_t time;         // index of times: when it was said; NONE
    Str verb;              // lemma of the cue
    float p;
} Quote;

// ---------------------------------------------------------------------------------------------- 9.
// predicates and factuality
typedef enum {
    FACT_HAPPENED,
    FACT_ONGOING,
    FACT_ENDED,
    FACT_PLANNED,
    FACT_INTENDED,
    FACT_DEMANDED,
    FACT_REQUESTED,
    FACT_OFFERED,
    FACT_THREATENED,
    FACT_POSSIBLE,
    FACT_CONDITIONAL,
    FACT_DENIED,
    FACT_NEGATED,
    FACT_FAILED,
    FACT_ALLEGED,
    FACT_HISTORICAL,
    FACT_COUNT, // ORDER fact_names in doc.c
} Fact;
typedef enum { TENSE_NONE, TENSE_PAST, TENSE_PRESENT, TENSE_FUTURE } Tense;

// What the speaker of a quotation says of a predicate in it.
typedef struct {
    uint32_t quote;
    uint8_t value; // Fact
    float score;
} View;

typedef struct {
    uint32_t token;
    uint8_t value; // Fact: for the text
    uint8_t time;  // Tense
    bool negated;  // an odd number of negations on the path
    float score;   // −3 did not happen … 3 happened
    float p;
    Span *cues;
    uint32_t n_cues;
    Span will;    // "will", "shall", "going to": said to come; empty where not
    Str features; // what the score rests on, blank-separated; only where the document keeps them
    Span must;    // "must", "should": said to be due; empty where not
    bool strong;  // "must" rather than "should"
    View *views;  // the outermost speaker first; only where the document keeps them
    uint32_t n_views;
} Predicate;

// ---------------------------------------------------------------------------------------------- 10.
// claims
typedef struct {
    Str kind;  // operator name
    Span span; // its trigger
    uint32_t token;
    Str row; // "triggers.tsv:212"
} ClaimOperator;

typedef struct {
    Str text; // "at least 12"
    Span span;
    uint32_t min, max; // max = UINT32_MAX: open above
} Count;

typedef enum {
    COUNT_DEAD,
    COUNT_INJURED,
    COUNT_ARRESTED,
    COUNT_DISPLACED,
    COUNT_PROTESTERS,
    COUNT_KINDS
} CountKind;

typedef struct {
    uint32_t sentence;
    uint32_t token; // head token of the trigger
    Span trigger;
    Str act;                  // act name after normal forms; empty for a bare operator
    Str attributes;           // "aim=leadership"
    Str expression;           // "demand(yield.withdraw)"
    Str coded;                // the same in normal form, which the codes are read from
    ClaimOperator *operators; // outermost first
    uint32_t n_operators;
    uint32_t *actor, *recipient; // mentions
    uint32_t n_actor, n_recipient;
    uint32_t predicate;  // doc->predicates: factuality
    uint8_t fact, tense; // of the claim as a whole (operators may change the predicate's own)
    bool negated;
    float score;
    Span *cues;
    uint32_t n_cues;
    uint32_t *voices; // quotes, outermost first
    uint32_t n_voices;
    uint32_t time; // doc->times; NONE
    bool time_from_article;
    uint32_t place;           // doc->places; NONE
    Count count[COUNT_KINDS]; // span.end == 0: none
    Str cameo, cameo_name;    // code; empty = none
    Str plover_type, plover_mode;
    Str *contexts;
    uint32_t n_contexts;
    int cameo_quad, plover_quad;
    float goldstein, plover_score;
    uint32_t inside; // the claim that contains this one; NONE
    uint32_t pair;   // answers article->pairs[pair]; NONE
    Str judged;      // of such an answer: what was for it, in words
    bool left_out;   // not an event (relevance): written only with --all
    Str reason;      // why left out
    float p;
    Str *why; // lexicon rows
    uint32_t n_why;
    char id[25]; // 24 hex digits
} Claim;

// ---------------------------------------------------------------------------------------------- 11.
// what the lexicon's rows made of it: only where the document keeps them
typedef struct {
    Str row;    // "triggers.tsv:212"; empty = none
    Str entry;  // "fire V a=subj r=obl:on → attack.small_arms"
    Str reason; // why it lost; empty for the row that won
} RowTrial;

// A mention that was weighed for a role which no slot of the row fills.
typedef struct {
    uint32_t claim, mention;
    bool actor;     // the role; else recipient
    int32_t weight; // thousandths; nobody weighs 0
    Str features;   // joined by tabs
    Str why;        // the weightiest of them, in words
} Choice;

// The rows of one word: which won, and which came near.
typedef struct {
    uint32_t token;
    RowTrial won;
    RowTrial *lost; // the nearest first, at most LIMIT_TRIAL_ROWS
    uint32_t n_lost, n_more;
    bool only_far; // rows of the same word, but with other words beside it or of another class
} Trial;

// A predicate between actors that no row covers.
typedef struct {
    uint32_t token;
    Span span;            // the words of lemma, and what stands between them
    Str lemma;            // "wall off", "take step": with its particle, or the noun of a light verb
    char pos;             // 'V' 'N'
    Str frame;            // as a row would have it: "a=subj r=obl:with"
    Str actor, recipient; // "country", a sector, "actor"; "other": nobody known; "-": nobody
    bool both;            // are known
    Trial near;
} Gap;

// ----------------------------------------------------------------------------------------------
// the whole
typedef struct Doc {
    Arena *arena;
    const Article *article;
    int32_t date; // the article's day, days since 1970-01-01; INT32_MIN where not given
    Str text;     // title + "\n\n" + text; NUL-terminated
    Part parts[2];
    uint32_t n_parts;
    Span outlet; // named in a dateline ("CAIRO (Agency) -"); empty where none
    Span dateline_place;

    Sentence *sentences;
    size_t n_sentences, cap_sentences;
    Token *tokens;
    size_t n_tokens, cap_tokens;
    Name *names;
    size_t n_names, cap_names;
    Timex *times;
    size_t n_times, cap_times;
    Place *places;
    size_t n_places, cap_places;
    Mention *mentions;
    size_t n_mentions, cap_mentions;
    uint32_t n_entities;
    Argument *arguments;
    size_t n_arguments, cap_arguments; // sorted by predicate
    Quote *quotes;
    size_t n_quotes, cap_quotes;
    Predicate *predicates;
    size_t n_predicates, cap_predicates; // sorted by token
    Claim *claims;
    size_t n_claims, cap_claims;
    Trial *trials;
    size_t n_trials, cap_trials;
    Choice *choices;
    size_t n_choices, cap_choices;
    Gap *gaps;
    size_t n_gaps, cap_gaps;
    uint32_t n_covered[2]; // predicates with a row: one side known, both

    bool keep_views;        // for the layer of predicates: they keep each speaker's view
    bool keep_features;     // for training: predicates keep their features
    bool keep_trials;       // for explain
    bool keep_gaps;         // for lexicon coverage
    bool pretokenized;      // tokens and sentences came with the input
    uint32_t cut_sentences; // sentences cut at a limit, for the run's summary
} Doc;

// Lays title and text of the article out in one buffer; reads the date. The article must outlive
// the doc.
void doc_init(Doc *d, Arena *a, const Article *article);
Str doc_str(const Doc *d, Span s); // the words a span covers
static inline Str token_text(const Doc *d, const Token *t)
{
    return doc_str(d, t->span);
}

const char *upos_name(unsigned upos);
const char *dep_name(unsigned dep);
bool dep_parse(Str name,
               uint8_t *dep); // unknown subtypes fall back to their main relation; false: unknown
bool upos_parse(Str name, uint8_t *upos);
const char *name_type_name(unsigned type); // "PER" …
const char *fact_name(unsigned fact);      // "happened" …
bool fact_parse(Str name, uint8_t *fact);
const char *via_name(unsigned via); // "lexicon" …
const char *slot_name(unsigned slot);

// Tree helpers. Children are found by scanning the sentence; sentences are short and the scan is
// cheap. The next child of `head` after token `after` (pass NONE to begin); NONE at the end.
uint32_t token_child(const Doc *d, uint32_t head, uint32_t after);
uint32_t token_child_dep(const Doc *d, uint32_t head,
                         Dep dep); // the first child with this relation; NONE
bool token_dominates(const Doc *d, uint32_t ancestor, uint32_t token); // or is the same
// First and one past last token of the subtree under `head` (contiguous hull within the sentence).
void token_subtree(const Doc *d, uint32_t head, uint32_t *first, uint32_t *end);
// The mention whose head is `token`, or that covers it as a name; NONE.
uint32_t mention_at(const Doc *d, uint32_t token);
// The first time expression that ends after the token, which need not lie in it; n_times.
size_t time_from(const Doc *d, uint32_t token);
// The deep arguments of a predicate token: the first one, and how many follow it in doc->arguments.
const Argument *arguments_of(const Doc *d, uint32_t predicate, size_t *n);
bool token_is(const Doc *d, uint32_t token, const char *lower);        // its lower-case form
bool token_in(const Doc *d, uint32_t token, const char *const *words); // NULL-terminated list
bool lemma_is(const Doc *d, uint32_t token, const char *lemma);
bool lemma_in(const Doc *d, uint32_t token, const char *const *lemmas); // NULL-terminated list
bool token_xpos(const Doc *d, uint32_t token, const char *xpos);
// Cuts sentences before the tokens starts[0…n), which ascend and lie inside them. The pieces keep
// part, paragraph and capitals; only the first opens its paragraph or has the dateline, only the
// last is the question.
void doc_cut_sentences(Doc *d, const uint32_t *starts, size_t n);
void doc_sort_names(Doc *d); // by their first token

// "Rebels shelled the town: army": in a headline the colon parts who speaks from what is said; no
// role is filled across it.
bool headline_colon_between(const Doc *d, uint32_t x, uint32_t y);

// Calendar (proleptic Gregorian): days since 1970-01-01.
int32_t day_from_civil(int year, int month, int day);
void day_to_civil(int32_t days, int *year, int *month, int *day);
int day_weekday(int32_t days); // 0 = Monday
#define DAY_NONE INT32_MIN
// ISO 8601 date, also YYYYMMDD and a leading date of a longer stamp; false when it is not one.
bool day_parse(Str s, int32_t *days);
#endif
