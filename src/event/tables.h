// SPDX-License-Identifier: MIT
// The lexicon tables of the event stage in the form in which they are matched. Private to
// src/event/.
#ifndef DRAGOMAN_EVENT_TABLES_H
#define DRAGOMAN_EVENT_TABLES_H
#include "base/limits.h"
#include "event/event.h"

enum { MAX_WORDS = 5, MAX_ALTERNATIVES = 5, MAX_PREPS = 8, MAX_CONDITIONS = 6, MAX_CLASSES = 192 };

// Roles of a frame. ORDER role_names in tables.c
typedef enum {
    ROLE_ACTOR,
    ROLE_RECIPIENT,
    ROLE_ALL,
    ROLE_CONTENT,
    ROLE_LIGHT,
    ROLE_THEME,
    ROLE_PLACE,
    ROLE_COUNT
} Role;

typedef struct {
    uint8_t slot; // Slot
    uint8_t n_preps;
    bool any_prep;
    const Str *prep; // [n_preps]
} SlotSpec;

typedef struct {
    uint8_t n; // alternatives, first filled wins
    SlotSpec alternative[MAX_ALTERNATIVES];
} SlotList;

typedef struct {
    uint64_t bits[MAX_CLASSES / 64];
} ClassSet;

// Classes that are no table rows but tests. ORDER builtin_names in tables.c
typedef enum {
    CLASS_ACTOR,
    CLASS_COUNTRY,
    CLASS_PERSON,
    CLASS_ORG,
    CLASS_PLACE,
    CLASS_NUMBER,
    CLASS_EVENT,
    CLASS_PRONOUN,
    CLASS_NAMED,
    CLASS_BUILTIN
} BuiltinClass;

typedef enum { COND_IS, COND_IN, COND_HAS, COND_NO, COND_PLURAL, COND_PASSIVE, COND_MOD } CondKind;

typedef struct {
    uint8_t kind; // CondKind
    bool negate;
    SlotList slot; // the slots named; CONTENT and LIGHT resolve to the row's own
    ClassSet classes;
    Str *lemmas;
    uint32_t n_lemmas;
} Condition;

// An expression of the lexicon: operators over an act, over a hole, or over nothing.
typedef struct {
    Str operators[LIMIT_OPERATORS];
    uint8_t n_operators;
    Str act;        // empty: none
    Str attributes; // "aim=leadership"
} Means;

struct TriggerRow {
    Str head;
    uint8_t pos;              // 'V' 'N' 'A'
    uint8_t n_words, head_at; // fixed words, and the place of the head among them
    Str word[MAX_WORDS];
    SlotList role[ROLE_COUNT];
    Condition *condition;
    uint8_t n_conditions;
    bool is_none, is_light;
    Means means;
    Str example, gives;
    Str source;    // "triggers-speech.tsv:212"
    uint32_t next; // the next row with the same head
};

typedef struct {
    Str kind;
    uint8_t content_actor; // 's' self, 'r' recipient, 'o' open
    int affirmed, negated; // a Fact, or one of EFFECT_*
    bool event;
    Str bare;
    Str source;
} OperatorRow;

enum { EFFECT_KEEP = -1, EFFECT_NEGATE = -2, EFFECT_OPEN = -3 };

// What kind of complement a signature is for. ORDER frame_names in tables.c
typedef enum { FRAME_ANY, FRAME_TO, FRAME_ING, FRAME_THAT, FRAME_WH, FRAME_NP, FRAME_COUNT } Frame;

typedef struct {
    Str lemma;
    uint8_t pos;
    uint8_t frame; // Frame
    int affirmed, negated;
    int yes, no; // expected score of the content, in tenths, when affirmed and negated; SCORE_NONE:
                 // not given
    Str source;
    uint32_t next;
} SignatureRow;
enum { SCORE_NONE = 127 };

typedef struct {
    uint64_t hash;
    uint32_t first;
} HeadSlot;

typedef struct {
    HeadSlot *slots;
    uint32_t mask;
} HeadIndex;

enum { SECTOR_CLASSES = 13 };

struct EventTables {
    const Lexicon *lexicon;
    TriggerRow *rows;
    uint32_t n_rows;
    HeadIndex heads;
    OperatorRow *operators;
    uint32_t n_operators;
    SignatureRow *signatures;
    uint32_t n_signatures;
    HeadIndex signature_heads;
    const LexTable *classes;
    // what a sector makes of whom it is said: classes of persons and of bodies
    struct {
        Str sector;
        ClassSet person, body;
    } sectors[SECTOR_CLASSES];
    uint8_t *class_of_row; // per row of `classes`
    Str class_names[MAX_CLASSES];
    uint32_t n_classes;
    ClassSet abstract; // classes of nouns that nobody acts on: speech, statement, deal …
    ClassSet fiction;  // film, book …
    ClassSet inert; // classes of nouns that do nothing of themselves: disease, weather, money …
    // relevance: words of business and of contests, marks of firms' names, firms, kin,
    // and people whom reporters ask
    ClassSet trade, contest, firm_mark, company, office, official, police, kin, source, boss, paper,
        accident, violent;
    ClassSet agents;      // classes of nouns that act: person, group, government …
    const LexTable *cues; // of quotations: which verbs are speech
    int cues_kind;
    const LexTable *irregular; // form → lemma of irregular verbs
    int irregular_lemma;
    const LexTable *counts; // lemma → dead, injured …
    int counts_kind;
    const LexTable *aims; // what protests are for
    int aims_kind, aims_aim;
    HeadIndex score_weights; // feature → its weight in thousandths plus SCORE_BIAS
    HeadIndex pair_weights;  // the same for readings of given pairs
    HeadIndex role_weights;  // for roles that no slot fills
    uint32_t n_role_weights;
    HeadIndex event_nouns; // lemma → row
    Arena memory;
};

enum { SCORE_BIAS = 1000000 };
uint32_t head_find(const HeadIndex *h, Str lemma);
const OperatorRow *operator_find(const EventTables *t, Str kind);
// Parses "demand(yield.withdraw{x=y})"; strings are borrowed from `s`. False when the syntax is
// wrong.
bool means_parse(Str s, Means *m);
#endif
