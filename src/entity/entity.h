// SPDX-License-Identifier: MIT
// Between the files of this folder: look-up hits, and what a noun phrase was read as.
#ifndef DRAGOMAN_ENTITY_ENTITY_H
#define DRAGOMAN_ENTITY_ENTITY_H
#include "entity/actor.h"
#include "entity/userdict.h"

typedef enum {
    HIT_NONE,
    HIT_COUNTRY,   // "Egypt"
    HIT_ADJECTIVE, // "Egyptian"
    HIT_PEOPLE,    // "Egyptians", "a Dane"
    HIT_CAPITAL,   // "Cairo", "the Kremlin"
    HIT_ORG,       // "NATO", "Xinhua", or an unknown organisation that the name stage found
    HIT_GROUP,     // "Hezbollah"
    HIT_PERSON,    // a leader of the table, or any person that the name stage found
    HIT_PLACE,     // any other place
    HIT_ROLE,      // "foreign minister", "soldiers"
    HIT_BODY,      // "ministry", "army"
    HIT_MODIFIER,  // "presidential": gives a sector, never a head
    HIT_ETHNIC,    // "Kurdish", "Kurds"
    HIT_FAITH,     // "Muslim", "Christians"
    HIT_STATE,     // "the country", "the kingdom": some country of the text
    HIT_FORMER,    // "former", "retired", "ex-"
    HIT_PLAIN,     // any other word
} HitKind;

typedef enum { RULE_FIXED, RULE_WEAK, RULE_STATE, RULE_WINS } RoleRule;
typedef enum { ROLE_OFFICE, ROLE_RANK, ROLE_OCCUPATION, ROLE_GROUP, ROLE_BODY } RoleKind;

typedef struct {
    uint32_t first, end; // tokens
    uint8_t kind, rule, role;
    bool plural, human, user, former;
    bool table;  // stands in a table (else found by the name stage only)
    bool doubt;  // a known name that opens a longer one: "Juan Carlos | Jobet"
    bool joined; // a part of a hyphenated word: "Iran-backed", "anti-Syrian"
    Str country; // alpha-3 or field code; of a people: the one state that it lives in
    Str code;    // whole CAMEO code for countries, organisations, groups, persons; role groups for
                 // roles
    Str sector;  // PLOVER
    Str name, id;
    const LexTable *lex; // the row behind it
    uint32_t row;
    const UserEntry *entry;
    float p;
} Hit;

typedef struct {
    const LexTable *t;
    int phrase, code, country, sector, kind, name, from, to, exact, id, doubt; // columns; -1: none
} NameTable;

typedef struct {
    uint64_t key;
    uint32_t row;
} Surname;

struct ActorTables {
    const Lexicon *lex;
    Arena arena;
    UserDict *user;
    NameTable country_names, capitals, organisations, groups, leaders, cities, regions;
    const LexTable *countries;
    int country_cameo, country_plover, country_name, country_kind, country_official;
    const LexTable *roles, *orgtypes, *peoples, *first_names;
    int role_code[2], role_plover[2], role_kind[2], role_rule[2], role_human[2]; // roles, orgtypes
    int people_code, people_kind, people_form;
    int first_gender;
    int capital_id;
    int leader_office, leader_surname, leader_after, leader_gender;
    Surname *surnames; // sorted by key, then row
    size_t n_surnames;
};

// What look-up needs about one document, made once.
typedef struct {
    Doc *d;
    const ActorTables *t;
    Str *words;         // lower case of every token
    Str *singular;      // the same with plural nouns made singular
    Hit *hits;          // [n_tokens]: the best hit that starts at the token (kind HIT_NONE: none)
    uint32_t *name_at;  // [n_tokens]: the name that starts at the token; NONE
    uint32_t *place_at; // [n_tokens]: the place that starts at the token; NONE
    bool lower_doc;     // no capital anywhere: capitals prove nothing
} Lookup;

void lookup_init(Lookup *k, Doc *d, const ActorTables *t);
// Fills k->hits for the sentence.
void lookup_sentence(Lookup *k, const Sentence *s);
// Words of the longest adjective of a region at a word ("Latin American"), with its code ("LAM");
// 0.
unsigned lookup_region(const Lookup *k, uint32_t first, uint32_t limit, Str *code);
// A person by surname alone ("Bush", "President Mugabe"): the leader in office on the article's
// day; past: or until some years before it. False: none or several.
bool lookup_surname(const Lookup *k, uint32_t first, uint32_t end, Str country, bool past, Hit *h);

// CAMEO form of a country code ("ABK" → "GEOSEP"); itself where the table has none. PLOVER form
// likewise ("ABK" → "GEO").
Str country_cameo(const ActorTables *t, Str code);
Str country_plover(const ActorTables *t, Str code);
Str country_kind(const ActorTables *t, Str code); // state, partial, former …; empty: not a country
Str country_title(const ActorTables *t, Str code); // "Egypt"
Str country_official(const ActorTables *t, Str code);
// country code + role groups, no group twice: ("EGY", "GOVMIL") → "EGYGOVMIL".
Str code_join(Arena *a, Str base, Str groups);
// PLOVER sector of the first role group of a CAMEO code ("MED" → "JRN"); empty where it has none.
Str sector_of_group(Str group);
// "leaders.tsv:120"
Str hit_row(Arena *a, const ActorTables *t, const Hit *h);

// Initials (names.c): "LAT"; of the capitalised words of [first, end), small words left out.
// The text writes a name as an "exact" row does; its article may begin a sentence: "The Vatican".
bool is_spelled(Str text, Str key);
bool is_acronym(Str s);
bool acronym_of(const Doc *d, Str acronym, uint32_t first, uint32_t end);

// "the two countries", "both sides" (actor_list.c)
bool mention_is_pair(const Doc *d, const Mention *m);

// The clause of a pronoun (coref_clause.c).
uint32_t clause_verb(const Doc *d,
                     uint32_t token); // the verb or auxiliary at or above a token; NONE
uint32_t clause_subject(const Doc *d, uint32_t verb); // mention; NONE
bool condition_is_for(const Doc *d, uint32_t verb, uint32_t token);
bool verb_is_hostile(const Doc *d, uint32_t verb);
bool pronoun_takes_fact(const Doc *d, uint32_t pronoun);
bool pronoun_of_things(const Doc *d, uint32_t pronoun);
bool thing_between(const Doc *d, const Mention *y, const Mention *m, bool plural);

typedef enum { GENDER_NONE, GENDER_M, GENDER_F, GENDER_BOTH } Gender;
// By honorifics, gendered role words and first names.
Gender gender_of_tokens(const ActorTables *t, const Doc *d, uint32_t first, uint32_t end);
bool word_in(Str w, const char *const *list, size_t n);
#define WORD_IN(w, list) word_in((w), (list), sizeof(list) / sizeof *(list))
#endif
