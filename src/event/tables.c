// SPDX-License-Identifier: MIT
// In: the tables triggers, operators, classes, signatures, counts of the lexicon. Out: EventTables,
// ready to match. Method: each cell is parsed once, at model load
// (docs/reference/lexicon-language.md is the grammar); rows are chained by the lemma of their head
// word in an open-addressing index. A fault names file, line and cell. Cost: about 2 µs a row. Does
// not: check that acts have codes or that examples come out (code/check.c does).
#include "event/tables.h"

#include "base/hash.h"
#include "lex/expression.h"

#include <stdlib.h>

// ORDER Role in tables.h
static const char *const role_names[ROLE_COUNT] = {"a",     "r",     "all",  "content",
                                                   "light", "theme", "place"};
// ORDER Frame in tables.h
static const char *const frame_names[FRAME_COUNT] = {"any", "to", "ing", "that", "wh", "np"};
// ORDER BuiltinClass in tables.h
static const char *const builtin_names[CLASS_BUILTIN] = {
    "actor", "country", "person", "org", "place", "number", "event", "pronoun", "named"};

typedef struct {
    EventTables *t;
    Err *error;
    Str file;
    uint32_t line;
} Reader;

static int fault(Reader *r, const char *what, Str cell)
{
    return err_set(r->error, ERR_USAGE, "%.*s:%u: %s: '%.*s'", (int)r->file.n, r->file.p, r->line,
                   what, (int)(cell.n > 120 ? 120 : cell.n), cell.p);
}

static uint64_t head_hash(Str lemma)
{
    uint64_t h = hash64(lemma.p, lemma.n, 7);
    return h + (h == 0);
}

uint32_t head_find(const HeadIndex *h, Str lemma)
{
    if (!h->slots)
        return NONE;
    uint64_t key = head_hash(lemma);
    for (uint32_t i = (uint32_t)key & h->mask;; i = (i + 1) & h->mask) {
        if (h->slots[i].hash == key)
            return h->slots[i].first;
        if (h->slots[i].hash == 0)
            return NONE;
    }
}

static HeadSlot *head_slot(HeadIndex *h, Str lemma)
{
    uint64_t key = head_hash(lemma);
    uint32_t i = (uint32_t)key & h->mask;
    while (h->slots[i].hash && h->slots[i].hash != key)
        i = (i + 1) & h->mask;
    if (!h->slots[i].hash)
        h->slots[i] = (HeadSlot){key, NONE};
    return &h->slots[i];
}

static void head_index_new(HeadIndex *h, Arena *a, uint32_t n)
{
    uint32_t size = 16;
    while (size < 2 * n + 2)
        size *= 2;
    h->slots = ARENA_NEW(a, HeadSlot, size);
    h->mask = size - 1;
}

bool means_parse(Str s, Means *m)
{
    Expression e;
    *m = (Means){0};
    if (!expression_parse(s, &e) || e.n > LIMIT_OPERATORS)
        return false;
    memcpy(m->operators, e.op, e.n * sizeof *e.op);
    m->n_operators = (uint8_t)e.n;
    m->act = e.act;
    m->attributes = e.attributes;
    return m->act.n || m->n_operators;
}

static bool slot_parse(Arena *a, Str s, SlotSpec *out)
{
    static const struct {
        const char *name;
        uint8_t slot;
    } names[] = {{"subj", SLOT_SUBJ},   {"obj", SLOT_OBJ},     {"iobj", SLOT_IOBJ},
                 {"xcomp", SLOT_XCOMP}, {"ccomp", SLOT_CCOMP}, {"acl", SLOT_ACL},
                 {"advcl", SLOT_ADVCL}, {"obl", SLOT_OBL},     {"nmod", SLOT_OBL}};
    *out = (SlotSpec){0};
    const char *colon = s.n ? memchr(s.p, ':', s.n) : NULL;
    Str name = colon ? (Str){s.p, (size_t)(colon - s.p)} : s;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_is(name, names[i].name)) {
            out->slot = names[i].slot;
            if (!colon) {
                out->any_prep = true;
                return true;
            }
            Str preps = {colon + 1, s.n - name.n - 1}, p;
            Str found[MAX_PREPS];
            while (str_split(&preps, ',', &p)) {
                if (p.n == 0 || out->n_preps == MAX_PREPS)
                    return false;
                if (str_is(p, "*"))
                    out->any_prep = true;
                else
                    found[out->n_preps++] = p;
            }
            Str *prep = ARENA_NEW(a, Str, out->n_preps);
            memcpy(prep, found, out->n_preps * sizeof *found);
            out->prep = prep;
            return true;
        }
    return false;
}

static bool slot_list_parse(Arena *a, Str s, SlotList *out)
{
    Str one;
    *out = (SlotList){0};
    while (str_split(&s, '|', &one)) {
        if (out->n == MAX_ALTERNATIVES || !slot_parse(a, str_trim(one), &out->alternative[out->n]))
            return false;
        out->n++;
    }
    return out->n > 0;
}

static int class_id(EventTables *t, Str name, bool add)
{
    for (uint32_t i = 0; i < t->n_classes; i++)
        if (str_eq(t->class_names[i], name))
            return (int)i;
    if (!add || t->n_classes == MAX_CLASSES)
        return -1;
    t->class_names[t->n_classes] = name;
    return (int)t->n_classes++;
}

// The slot a condition names: a slot of the language, or a role of the same row.
static bool condition_slot(Arena *a, const TriggerRow *row, Str name, SlotList *out)
{
    for (unsigned i = 0; i < ROLE_COUNT; i++)
        if (str_is(name, role_names[i]) && row->role[i].n) {
            *out = row->role[i];
            return true;
        }
    return slot_list_parse(a, name, out);
}

static int condition_parse(Reader *r, TriggerRow *row, Str s)
{
    s = str_trim(s);
    if (row->n_conditions == MAX_CONDITIONS)
        return fault(r, "too many conditions", s);
    Condition *c = &row->condition[row->n_conditions];
    *c = (Condition){0};
    if (str_starts(s, "not (") && str_ends(s, ")")) {
        c->negate = true;
        s = str_trim((Str){s.p + 5, s.n - 6});
    }
    if (str_is(s, "plural"))
        c->kind = COND_PLURAL;
    else if (str_is(s, "passive"))
        c->kind = COND_PASSIVE;
    else if (str_starts(s, "has ") || str_starts(s, "no ")) {
        c->kind = s.p[0] == 'h' ? COND_HAS : COND_NO;
        size_t skip = s.p[0] == 'h' ? 4 : 3;
        if (!condition_slot(&r->t->memory, row, str_trim((Str){s.p + skip, s.n - skip}), &c->slot))
            return fault(r, "no such slot in the condition", s);
    } else {
        const char *brace = s.n ? memchr(s.p, '{', s.n) : NULL;
        const char *blank = s.n ? memchr(s.p, ' ', s.n) : NULL;
        if (!blank)
            return fault(r, "not a condition", s);
        Str slot = {s.p, (size_t)(blank - s.p)},
            rest = str_trim((Str){blank, (size_t)(s.p + s.n - blank)});
        if (str_is(slot, "mod"))
            c->kind = COND_MOD;
        else if (str_starts(rest, "is "))
            c->kind = COND_IS;
        else
            c->kind = COND_IN;
        if (c->kind != COND_MOD && !condition_slot(&r->t->memory, row, slot, &c->slot))
            return fault(r, "no such slot in the condition", s);
        if (c->kind == COND_IS) {
            Str names = {rest.p + 3, rest.n - 3}, name;
            while (str_split(&names, '|', &name)) {
                int id = class_id(r->t, str_trim(name), false);
                if (id < 0)
                    return fault(r, "no such class", str_trim(name));
                c->classes.bits[id / 64] |= 1ull << (id % 64);
            }
        } else {
            if (!brace || s.p[s.n - 1] != '}')
                return fault(r, "a list in braces was expected", s);
            Str words = {brace + 1, (size_t)(s.p + s.n - brace) - 2}, word;
            size_t n = 1;
            for (size_t i = 0; i < words.n; i++)
                n += words.p[i] == ',';
            c->lemmas = ARENA_NEW(&r->t->memory, Str, n);
            while (str_split(&words, ',', &word))
                c->lemmas[c->n_lemmas++] = str_trim(word);
        }
    }
    row->n_conditions++;
    return 0;
}

static int words_parse(Reader *r, TriggerRow *row, Str lemma)
{
    Str rest = lemma, word;
    bool marked = false;
    while (str_split(&rest, ' ', &word)) {
        if (word.n == 0)
            continue;
        if (row->n_words == MAX_WORDS)
            return fault(r, "too many words", lemma);
        if (word.n > 1 && word.p[word.n - 1] == '*') {
            word.n--;
            row->head_at = row->n_words;
            marked = true;
        }
        row->word[row->n_words++] = word;
    }
    if (row->n_words == 0)
        return fault(r, "no lemma", lemma);
    if (!marked)
        row->head_at = row->pos == 'V' ? 0 : (uint8_t)(row->n_words - 1);
    row->head = row->word[row->head_at];
    return 0;
}

static int row_parse(Reader *r, TriggerRow *row, Str lemma, Str pos, Str frame, Str means,
                     Str conditions)
{
    int rc;
    if (pos.n != 1 || !(pos.p[0] == 'V' || pos.p[0] == 'N' || pos.p[0] == 'A'))
        return fault(r, "pos must be V, N or A", pos);
    row->pos = (uint8_t)pos.p[0];
    if ((rc = words_parse(r, row, lemma)) != 0)
        return rc;
    Str part;
    Str rest = frame;
    while (str_split(&rest, ' ', &part)) {
        if (part.n == 0)
            continue;
        const char *eq = memchr(part.p, '=', part.n);
        unsigned role = 0;
        while (eq && role < ROLE_COUNT &&
               !str_is((Str){part.p, (size_t)(eq - part.p)}, role_names[role]))
            role++;
        if (!eq || role == ROLE_COUNT ||
            !slot_list_parse(&r->t->memory, (Str){eq + 1, (size_t)(part.p + part.n - eq) - 1},
                             &row->role[role]))
            return fault(r, "the frame has no such role or slot", part);
    }
    if (str_is(means, "none"))
        row->is_none = true;
    else if (str_is(means, "light()"))
        row->is_light = true;
    else if (!means_parse(means, &row->means))
        return fault(r, "not an expression", means);
    for (unsigned i = 0; i < row->means.n_operators; i++)
        if (!operator_find(r->t, row->means.operators[i]))
            return fault(r, "no such operator", means);
    size_t n_conditions = conditions.n > 0;
    for (size_t i = 0; i < conditions.n; i++)
        n_conditions += conditions.p[i] == '&';
    row->condition = n_conditions ? ARENA_NEW(&r->t->memory, Condition, n_conditions) : NULL;
    while (conditions.n && str_split(&conditions, '&', &part))
        if ((rc = condition_parse(r, row, part)) != 0)
            return rc;
    return 0;
}

const OperatorRow *operator_find(const EventTables *t, Str kind)
{
    for (uint32_t i = 0; i < t->n_operators; i++)
        if (str_eq(t->operators[i].kind, kind))
            return &t->operators[i];
    return NULL;
}

static int effect_parse(Reader *r, Str s, int *out)
{
    uint8_t fact;
    if (str_is(s, "keep"))
        *out = EFFECT_KEEP;
    else if (str_is(s, "negate"))
        *out = EFFECT_NEGATE;
    else if (str_is(s, "open"))
        *out = EFFECT_OPEN;
    else if (fact_parse(s, &fact))
        *out = fact;
    else
        return fault(r, "not a factuality", s);
    return 0;
}

static Str row_source(EventTables *t, const LexTable *table, uint32_t i)
{
    Str file = lextable_file(table, i);
    return str_of(
        arena_printf(&t->memory, "%.*s:%u", (int)file.n, file.p, lextable_line(table, i)));
}

static int operators_load(Reader *r)
{
    EventTables *t = r->t;
    const LexTable *x = lexicon_table(t->lexicon, "operators");
    uint32_t n = lextable_rows(x);
    t->operators = ARENA_NEW(&t->memory, OperatorRow, n + 1);
    int kind = lextable_column(x, "kind"), actor = lextable_column(x, "content_actor"),
        yes = lextable_column(x, "affirmed"), no = lextable_column(x, "negated"),
        event = lextable_column(x, "event"), bare = lextable_column(x, "bare");
    for (uint32_t i = 0; i < n; i++) {
        r->file = lextable_file(x, i);
        r->line = lextable_line(x, i);
        OperatorRow *o = &t->operators[t->n_operators++];
        Str who = lextable_cell(x, i, actor);
        *o = (OperatorRow){.kind = lextable_cell(x, i, kind),
                           .content_actor = who.n ? (uint8_t)who.p[0] : 'o',
                           .event = str_is(lextable_cell(x, i, event), "yes"),
                           .bare = lextable_cell(x, i, bare),
                           .source = row_source(t, x, i)};
        int rc = effect_parse(r, lextable_cell(x, i, yes), &o->affirmed);
        if (!rc)
            rc = effect_parse(r, lextable_cell(x, i, no), &o->negated);
        if (rc)
            return rc;
    }
    return 0;
}

// "2.5" → 25, "-" → SCORE_NONE
static bool tenths_parse(Str s, int *out)
{
    *out = SCORE_NONE;
    if (!s.n)
        return true;
    bool minus = s.p[0] == '-';
    size_t i = minus;
    if (s.n - i != 3 || s.p[i] < '0' || s.p[i] > '3' || s.p[i + 1] != '.' || s.p[i + 2] < '0' ||
        s.p[i + 2] > '9')
        return false;
    int v = (s.p[i] - '0') * 10 + (s.p[i + 2] - '0');
    *out = minus ? -v : v;
    return true;
}

static int signatures_load(Reader *r)
{
    EventTables *t = r->t;
    const LexTable *x = lexicon_table(t->lexicon, "signatures");
    uint32_t n = lextable_rows(x);
    t->signatures = ARENA_NEW(&t->memory, SignatureRow, n + 1);
    head_index_new(&t->signature_heads, &t->memory, n);
    int lemma = lextable_column(x, "lemma"), pos = lextable_column(x, "pos"),
        yes = lextable_column(x, "affirmed"), no = lextable_column(x, "negated"),
        frame = lextable_column(x, "frame"), yes_score = lextable_column(x, "yes"),
        no_score = lextable_column(x, "no");
    for (uint32_t i = n; i-- > 0;) {
        r->file = lextable_file(x, i);
        r->line = lextable_line(x, i);
        SignatureRow *s = &t->signatures[i];
        Str p = lextable_cell(x, i, pos);
        *s = (SignatureRow){.lemma = lextable_cell(x, i, lemma),
                            .pos = p.n ? (uint8_t)p.p[0] : 'V',
                            .source = row_source(t, x, i)};
        int rc = effect_parse(r, lextable_cell(x, i, yes), &s->affirmed);
        if (!rc)
            rc = effect_parse(r, lextable_cell(x, i, no), &s->negated);
        if (rc)
            return rc;
        Str f = lextable_cell(x, i, frame);
        while (f.n && s->frame < FRAME_COUNT && !str_is(f, frame_names[s->frame]))
            s->frame++;
        if (s->frame == FRAME_COUNT)
            return fault(r, "not a frame of a complement", f);
        if (!tenths_parse(lextable_cell(x, i, yes_score), &s->yes) ||
            !tenths_parse(lextable_cell(x, i, no_score), &s->no))
            return fault(r, "a score is written as 2.5", lextable_cell(x, i, yes_score));
        HeadSlot *slot = head_slot(&t->signature_heads, s->lemma);
        s->next = slot->first;
        slot->first = i;
    }
    t->n_signatures = n;
    return 0;
}

// feature → weight in thousandths; empty where the lexicon lacks the table
static void weights_index(EventTables *t, HeadIndex *index, const char *table)
{
    const LexTable *x = lexicon_table(t->lexicon, table);
    uint32_t n = lextable_rows(x);
    head_index_new(index, &t->memory, n);
    int feature = lextable_column(x, "feature"), weight = lextable_column(x, "weight");
    for (uint32_t i = 0; i < n; i++) {
        long v = 0;
        if (str_to_long(lextable_cell(x, i, weight), &v) && v > -SCORE_BIAS && v < SCORE_BIAS)
            head_slot(index, lextable_cell(x, i, feature))->first = (uint32_t)(v + SCORE_BIAS);
    }
}

// Weights of the factuality score, and the nouns that name events without a trigger of their own.
static void scores_load(EventTables *t)
{
    weights_index(t, &t->score_weights, "factweights");
    weights_index(t, &t->pair_weights, "pairweights");
    weights_index(t, &t->role_weights, "roleweights");
    t->n_role_weights = lextable_rows(lexicon_table(t->lexicon, "roleweights"));
    const LexTable *nouns = lexicon_table(t->lexicon, "eventnouns");
    uint32_t n = lextable_rows(nouns);
    head_index_new(&t->event_nouns, &t->memory, n);
    int lemma = lextable_column(nouns, "lemma");
    for (uint32_t i = 0; i < n; i++)
        head_slot(&t->event_nouns, lextable_cell(nouns, i, lemma))->first = i;
}

static void classes_load(EventTables *t)
{
    for (unsigned i = 0; i < CLASS_BUILTIN; i++)
        class_id(t, str_of(builtin_names[i]), true);
    t->classes = lexicon_table(t->lexicon, "classes");
    uint32_t n = lextable_rows(t->classes);
    t->class_of_row = ARENA_NEW(&t->memory, uint8_t, n + 1);
    int column = lextable_column(t->classes, "class");
    for (uint32_t i = 0; i < n; i++) {
        int id = class_id(t, lextable_cell(t->classes, i, column), true);
        t->class_of_row[i] = id < 0 ? CLASS_BUILTIN : (uint8_t)id;
    }
}

// ORDER none: the classes of classes.tsv whose nouns can act though no actor table knows them ("the
// nations", "a consortium").
static void class_set(EventTables *t, const char *const *names, ClassSet *out)
{
    for (; *names; names++) {
        int id = class_id(t, str_of(*names), false);
        if (id >= 0)
            out->bits[id / 64] |= 1ull << (id % 64);
    }
}

static void class_one(EventTables *t, const char *name, ClassSet *out)
{
    class_set(t, (const char *const[]){name, NULL}, out);
}

// "Sadat" is an officeholder, "Moscow" a government: names have the classes of their sector.
static void sectors_load(EventTables *t)
{
    static const struct {
        const char *sector, *person[3], *body[3];
    } rows[SECTOR_CLASSES] = {
        {"GOV", {"officeholder", "leader"}, {"government"}},
        {"LEG", {"officeholder"}, {"legislature"}},
        {"JUD", {"officeholder", "court"}, {"court"}},
        {"MIL", {"officeholder", "forces"}, {"forces"}},
        {"COP", {"police"}, {"police"}},
        {"PTY", {"leader"}, {"party"}},
        {"OPP", {"leader"}, {"opposition", "group"}},
        {"REB", {"leader"}, {"group", "forces"}},
        {"BUS", {NULL}, {"company"}},
        {"LAB", {"worker"}, {"union"}},
        {"JRN", {"media"}, {"media"}},
        {"CRM", {"criminal"}, {"criminal"}},
        {"REF", {"refugee"}, {"refugee"}},
    };
    for (size_t i = 0; i < SECTOR_CLASSES; i++) {
        t->sectors[i].sector = str_of(rows[i].sector);
        class_set(t, rows[i].person, &t->sectors[i].person);
        class_set(t, rows[i].body, &t->sectors[i].body);
    }
}

static void agents_load(EventTables *t)
{
    sectors_load(t);
    static const char *const abstract[] = {"speech", "statement", "claim", "deal",    "document",
                                           "talks",  "meeting",   "time",  "emotion", "plan",
                                           "law",    "demand",    NULL};
    static const char *const fiction[] = {"film", "book", "novel", NULL};
    static const char *const office[] = {"government", "legislature", "court", "office", NULL};
    static const char *const official[] = {
        "government",   "legislature", "court", "office", "leader",
        "officeholder", "diplomat",    "party", "union",  NULL};
    class_set(t, abstract, &t->abstract);
    static const char *const inert[] = {
        "accusation",  "achievement", "aggression",     "animal",   "attack",
        "ball",        "body_part",   "book",           "ceremony", "chemical",
        "claim",       "clothing",    "crime",          "deal",     "death",
        "decision",    "demand",      "disaster",       "disease",  "dispute",
        "document",    "drug",        "election",       "emotion",  "explosive",
        "film",        "fire",        "food",           "freedom",  "furniture",
        "game",        "job",         "market",         "match",    "meeting",
        "money",       "music",       "natural_object", "offer",    "peace",
        "plan",        "plant",       "policy",         "price",    "problem",
        "process",     "project",     "protest",        "relation", "request",
        "resignation", "restriction", "right",          "sanction", "song",
        "speech",      "sport",       "statement",      "summit",   "symbol",
        "talks",       "time",        "truce",          "visit",    "vote",
        "war",         "weapon",      "weather",        NULL};
    class_set(t, inert, &t->inert);
    class_set(t, fiction, &t->fiction);
    static const char *const names[] = {
        "person", "group",  "government", "company",      "forces", "crowd",    "union", "party",
        "court",  "police", "media",      "officeholder", "worker", "aircraft", "ship",  NULL};
    class_set(t, names, &t->agents);
    class_one(t, "trade", &t->trade);
    class_one(t, "contest", &t->contest);
    class_one(t, "firm_mark", &t->firm_mark);
    class_one(t, "company", &t->company);
    static const char *const accident[] = {"disaster", "mishap", NULL};
    static const char *const violent[] = {"weapon",     "explosive", "forces", "attack",
                                          "aggression", "criminal",  "police", NULL};
    static const char *const paper[] = {"document", "statement", "speech", "law", "deal", NULL};
    class_set(t, paper, &t->paper);
    class_set(t, office, &t->office);
    class_set(t, official, &t->official);
    class_set(t, accident, &t->accident);
    class_set(t, violent, &t->violent);
    class_one(t, "police", &t->police);
    class_one(t, "boss", &t->boss);
    class_one(t, "kin", &t->kin);
    class_one(t, "source", &t->source);
}

static int triggers_load(Reader *r)
{
    EventTables *t = r->t;
    const LexTable *x = lexicon_table(t->lexicon, "triggers");
    uint32_t n = lextable_rows(x);
    t->rows = ARENA_NEW(&t->memory, TriggerRow, n + 1);
    t->n_rows = n;
    head_index_new(&t->heads, &t->memory, n);
    int lemma = lextable_column(x, "lemma"), pos = lextable_column(x, "pos"),
        frame = lextable_column(x, "frame"), means = lextable_column(x, "means"),
        condition = lextable_column(x, "if"), example = lextable_column(x, "example"),
        gives = lextable_column(x, "gives");
    for (uint32_t i = n; i-- > 0;) { // backwards, so that chains run in table order
        r->file = lextable_file(x, i);
        r->line = lextable_line(x, i);
        TriggerRow *row = &t->rows[i];
        int rc = row_parse(r, row, lextable_cell(x, i, lemma), lextable_cell(x, i, pos),
                           lextable_cell(x, i, frame), lextable_cell(x, i, means),
                           lextable_cell(x, i, condition));
        if (rc)
            return rc;
        row->example = lextable_cell(x, i, example);
        row->gives = lextable_cell(x, i, gives);
        row->source = row_source(t, x, i);
        HeadSlot *slot = head_slot(&t->heads, row->head);
        row->next = slot->first;
        slot->first = i;
    }
    return 0;
}

int event_tables_new(EventTables **out, const Lexicon *x, Err *e)
{
    *out = NULL;
    EventTables *t = calloc(1, sizeof *t);
    if (!t)
        return err_set(e, ERR_MEMORY, "out of memory for the event tables");
    jmp_buf full;
    arena_init(&t->memory, LIMIT_DOC_MEMORY);
    if (setjmp(full)) {
        event_tables_free(t);
        return err_set(e, ERR_MEMORY, "out of memory for the event tables");
    }
    t->memory.on_full = &full;
    t->lexicon = x;
    Reader r = {.t = t, .error = e};
    classes_load(t);
    agents_load(t);
    int rc = operators_load(&r);
    if (!rc)
        rc = signatures_load(&r);
    if (!rc)
        rc = triggers_load(&r);
    t->cues = lexicon_table(x, "cues");
    t->cues_kind = lextable_column(t->cues, "kind");
    t->irregular = lexicon_table(x, "irregular");
    t->irregular_lemma = lextable_column(t->irregular, "lemma");
    if (!rc)
        scores_load(t);
    t->counts = lexicon_table(x, "counts");
    t->counts_kind = lextable_column(t->counts, "kind");
    t->aims = lexicon_table(x, "aims");
    t->aims_kind = lextable_column(t->aims, "kind");
    t->aims_aim = lextable_column(t->aims, "aim");
    t->memory.on_full = NULL;
    if (rc)
        event_tables_free(t);
    else
        *out = t;
    return rc;
}

void event_tables_free(EventTables *t)
{
    if (!t)
        return;
    arena_free(&t->memory);
    free(t);
}
