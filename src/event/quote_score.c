// SPDX-License-Identifier: MIT
// In: the tables cues and quoteweights; a candidate. Out: QuoteTables; how likely the candidate is
// an attribution. Method: a log-linear model. Features are short strings such as
// "fl:clause|announce" (frame and lemma of the cue); their weights, in thousandths, come from
// lexicon/en/quoteweights.tsv, which train/quotes.py writes. What the table cues says of the cue is
// a feature too, so a new row there counts without training. Sums are of integers: the same on any
// machine. Cost: some seventy features a candidate, one hash look-up each. Does not: choose among
// candidates (quote.c).
#include "event/quote_work.h"

#include "base/hash.h"

#include <stdlib.h>

// ORDER QuoteFrame in quote.h
static const char *const frame_names[FRAME_COUNT] = {
    "clause", "before", "paren", "to",    "np",  "npto", "small",     "pp",    "wh",   "quote",
    "nthat",  "nto",    "npp",   "athat", "ato", "app",  "according", "colon", "np-pp"};

typedef struct {
    uint64_t key; // 0: empty
    int32_t value;
} CueSlot;

typedef struct {
    CueSlot *slots;
    uint32_t mask;
} Table;

enum {
    KIND_SPEECH = 1,
    KIND_THOUGHT = 2,
    KIND_KNOWLEDGE = 4,
    KIND_DOCUMENT = 8,
    KIND_DENIES = 16,
    KIND_DOUBTS = 32,
    KIND_ASKS = 64,
    KIND_STATEMENT = 128 // an official one; KIND_SPEECH too
};

struct QuoteTables {
    Table cues;    // "V|clause|say" and "V|say" → kinds
    Table weights; // feature → thousandths
    Table events;  // lemmas of nouns that name events
};

// What a plain report by a listed verb of speech gets on top, in thousandths.
enum { PLAIN = 500 };

static uint64_t key_of(Str s)
{
    uint64_t h = hash64(s.p, s.n, 11);
    return h + (h == 0);
}

static CueSlot *slot_of(const Table *t, uint64_t key)
{
    uint32_t i = (uint32_t)key & t->mask;
    while (t->slots[i].key && t->slots[i].key != key)
        i = (i + 1) & t->mask;
    return &t->slots[i];
}

static int table_new(Table *t, uint32_t n)
{
    uint32_t size = 64;
    while (size < 2 * n + 2)
        size *= 2;
    t->slots = calloc(size, sizeof *t->slots);
    t->mask = size - 1;
    return t->slots ? 0 : -1;
}

static int32_t look(const Table *t, Str s)
{
    const CueSlot *x = slot_of(t, key_of(s));
    return x->key ? x->value : 0;
}

// ----------------------------------------------------------------------------------------------
// strings of features
typedef struct {
    char p[120];
    size_t n;
} Text;

static void put(Text *t, Str s)
{
    for (size_t i = 0; i < s.n && t->n < sizeof t->p; i++)
        t->p[t->n++] = s.p[i];
}

static void put_z(Text *t, const char *z)
{
    put(t, str_of(z));
}

static Str cue_key(Text *t, char pos, const char *frame, Str prep, Str lemma)
{
    t->n = 0;
    put(t, (Str){&pos, 1});
    put_z(t, "|");
    put_z(t, frame);
    if (prep.n) {
        put_z(t, ":");
        put(t, prep);
    }
    put_z(t, "|");
    put(t, lemma);
    return (Str){t->p, t->n};
}

// ----------------------------------------------------------------------------------------------
// tables
static int cues_load(QuoteTables *t, const LexTable *x)
{
    uint32_t n = lextable_rows(x);
    if (table_new(&t->cues, 2 * n))
        return -1;
    int lemma = lextable_column(x, "lemma"), pos = lextable_column(x, "pos"),
        frame = lextable_column(x, "frame"), polarity = lextable_column(x, "polarity"),
        kind = lextable_column(x, "kind");
    for (uint32_t i = 0; i < n; i++) {
        Str p = lextable_cell(x, i, pos), f = lextable_cell(x, i, frame),
            k = lextable_cell(x, i, kind), l = lextable_cell(x, i, lemma),
            sign = lextable_cell(x, i, polarity);
        int32_t bits = str_is(k, "thought")     ? KIND_THOUGHT
                       : str_is(k, "knowledge") ? KIND_KNOWLEDGE
                       : str_is(k, "document")  ? KIND_DOCUMENT
                       : str_is(k, "statement") ? KIND_SPEECH | KIND_STATEMENT
                                                : KIND_SPEECH;
        bits |= str_is(sign, "denies")   ? KIND_DENIES
                : str_is(sign, "doubts") ? KIND_DOUBTS
                : str_is(sign, "asks")   ? KIND_ASKS
                                         : 0;
        Text room;
        char c = p.n ? p.p[0] : 'V';
        char text[24] = {0};
        memcpy(text, f.p, f.n < sizeof text - 1 ? f.n : sizeof text - 1);
        for (unsigned with = 0; with < 2; with++) {
            uint64_t key = key_of(cue_key(&room, c, with ? text : "", (Str){0}, l));
            CueSlot *s = slot_of(&t->cues, key);
            *s = (CueSlot){key, s->value | bits};
        }
    }
    return 0;
}

// Nouns that name events, under a part of speech of their own.
static int events_load(QuoteTables *t, const LexTable *x)
{
    uint32_t n = x ? lextable_rows(x) : 0;
    int lemma = x ? lextable_column(x, "lemma") : -1;
    if (table_new(&t->events, n))
        return -1;
    for (uint32_t i = 0; i < n; i++) {
        uint64_t key = key_of(lextable_cell(x, i, lemma));
        *slot_of(&t->events, key) = (CueSlot){key, 1};
    }
    return 0;
}

static int weights_load(QuoteTables *t, const LexTable *x)
{
    uint32_t n = x ? lextable_rows(x) : 0;
    if (table_new(&t->weights, n))
        return -1;
    int feature = x ? lextable_column(x, "feature") : -1,
        weight = x ? lextable_column(x, "weight") : -1;
    for (uint32_t i = 0; i < n; i++) {
        long v = 0;
        if (!str_to_long(lextable_cell(x, i, weight), &v))
            continue;
        uint64_t key = key_of(lextable_cell(x, i, feature));
        *slot_of(&t->weights, key) = (CueSlot){key, (int32_t)v};
    }
    return 0;
}

QuoteTables *quote_tables_new(const Lexicon *x, Err *e)
{
    const LexTable *cues = lexicon_table(x, "cues");
    QuoteTables *t = calloc(1, sizeof *t);
    if (!cues) {
        err_set(e, ERR_USAGE, "the lexicon has no table 'cues'");
        free(t);
        return NULL;
    }
    if (!t || cues_load(t, cues) || events_load(t, lexicon_table(x, "eventnouns")) ||
        weights_load(t, lexicon_table(x, "quoteweights"))) {
        err_set(e, ERR_MEMORY, "out of memory for the cues of quotations");
        quote_tables_free(t);
        return NULL;
    }
    return t;
}

void quote_tables_free(QuoteTables *t)
{
    if (!t)
        return;
    free(t->cues.slots);
    free(t->weights.slots);
    free(t->events.slots);
    free(t);
}

bool quote_speech(const QuoteTables *t, Str lemma, char pos)
{
    Text room;
    return look(&t->cues, cue_key(&room, pos, "", (Str){0}, lemma)) & KIND_SPEECH;
}

bool quote_event(const QuoteTables *t, Str lemma)
{
    return look(&t->events, lemma);
}

int32_t quote_threshold(const QuoteTables *t)
{
    return look(&t->weights, STR("threshold"));
}

bool quote_told(const QuoteTables *t, Str lemma)
{
    Text room;
    return look(&t->cues, cue_key(&room, 'V', "np-clause", (Str){0}, lemma)) != 0;
}

// The frame as the table cues names it.
static const char *cue_frame(const QuoteCandidate *c)
{
    switch (c->frame) {
    case FRAME_CLAUSE: return c->addressee != NONE ? "np-clause" : "clause";
    case FRAME_BEFORE:
    case FRAME_PAREN: return "clause";
    case FRAME_TO:
    case FRAME_N_TO:
    case FRAME_A_TO: return "to";
    case FRAME_NP: return "np";
    case FRAME_NP_TO:
    case FRAME_SMALL: return "np-to";
    case FRAME_PP:
    case FRAME_NP_PP:
    case FRAME_N_PP:
    case FRAME_A_PP: return "pp";
    case FRAME_WH: return "wh";
    case FRAME_QUOTE: return "quote";
    case FRAME_N_THAT:
    case FRAME_A_THAT: return "that";
    default: return "";
    }
}

static int32_t cue_kinds(const QuoteWork *w, const QuoteCandidate *c, Str lemma, bool with_frame)
{
    const QuoteTables *t = w->t;
    Text room, two = {{0}, 0};
    if (c->cue + 1 < w->d->n_tokens &&
        w->d->tokens[c->cue + 1].upos != UPOS_PUNCT) { // "point out", "call on"
        put(&two, lemma);
        put_z(&two, " ");
        put(&two, w->d->tokens[c->cue + 1].lower);
        int32_t bits = look(&t->cues, cue_key(&room, c->pos, with_frame ? cue_frame(c) : "",
                                              (Str){0}, (Str){two.p, two.n}));
        if (bits)
            return bits;
    }
    return look(&t->cues, cue_key(&room, c->pos, with_frame ? cue_frame(c) : "",
                                  with_frame ? c->prep : (Str){0}, lemma));
}

static int32_t cue_bits(const QuoteWork *w, const QuoteCandidate *c)
{
    Str lemma = w->d->tokens[c->cue].lemma;
    int32_t bits = cue_kinds(w, c, lemma, true);
    return bits ? bits : cue_kinds(w, c, lemma, false);
}

QuotePolarity quote_polarity(const QuoteWork *w, const QuoteCandidate *c)
{
    if (c->cue == NONE)
        return POLARITY_ASSERTS;
    int32_t bits = cue_bits(w, c);
    if (bits & KIND_ASKS)
        return POLARITY_ASKS;
    // "did not say that", "never claimed": nothing is asserted; "did not deny": nothing is denied
    if ((bits & KIND_DOUBTS) || c->negated)
        return POLARITY_DOUBTS;
    return bits & KIND_DENIES ? POLARITY_DENIES : POLARITY_ASSERTS;
}

QuoteManner quote_cue_manner(const QuoteWork *w, const QuoteCandidate *c)
{
    int32_t bits = cue_bits(w, c);
    return bits & KIND_STATEMENT                  ? MANNER_STATEMENT
           : bits & (KIND_SPEECH | KIND_DOCUMENT) ? MANNER_SPEECH
           : bits & KIND_THOUGHT                  ? MANNER_BELIEF
           : bits & KIND_KNOWLEDGE                ? MANNER_KNOWLEDGE
                                                  : MANNER_SPEECH;
}

// ----------------------------------------------------------------------------------------------
// features
typedef struct {
    QuoteFeature *use;
    void *state;
} Maker;

void quote_feature(QuoteFeature *use, void *state, const char *name, Str a, Str b, Str c)
{
    Text text;
    text.n = 0;
    put_z(&text, name);
    put_z(&text, ":");
    put(&text, a);
    if (b.p) {
        put_z(&text, "|");
        put(&text, b);
    }
    if (c.p) {
        put_z(&text, "|");
        put(&text, c);
    }
    use(state, (Str){text.p, text.n});
}

static void make(Maker *m, const char *name, Str a, Str b, Str c)
{
    quote_feature(m->use, m->state, name, a, b, c);
}

const char *quote_frame_name(unsigned frame)
{
    return frame_names[frame];
}

static Str none(void)
{
    return (Str){NULL, 0};
}

static const char *bucket(uint32_t n)
{
    return n <= 1    ? "1"
           : n == 2  ? "2"
           : n <= 4  ? "4"
           : n <= 7  ? "7"
           : n <= 12 ? "12"
           : n <= 20 ? "20"
           : n <= 35 ? "35"
                     : "99";
}

// What kind of thing speaks.
const char *quote_class(const Doc *d, uint32_t s)
{
    if (s == NONE)
        return "none";
    const Token *t = &d->tokens[s];
    if (t->upos == UPOS_PRON) {
        if (str_is(t->lower, "i") || str_is(t->lower, "we") || str_is(t->lower, "you") ||
            str_is(t->lower, "my") || str_is(t->lower, "our"))
            return "pron12";
        if (str_is(t->lower, "it") || str_is(t->lower, "this") || str_is(t->lower, "that") ||
            str_is(t->lower, "there") || str_is(t->lower, "its"))
            return "it";
        if (str_is(t->lower, "who") || str_is(t->lower, "which"))
            return "wh";
        return "pron3";
    }
    if (t->ner == NAME_PER)
        return "PER";
    if (t->ner == NAME_ORG)
        return "ORG";
    if (t->ner == NAME_LOC)
        return "LOC";
    if (t->ner == NAME_MISC || t->upos == UPOS_PROPN)
        return "NAME";
    return t->upos == UPOS_NOUN ? "noun" : "other";
}

static Str quoted_class(const QuoteCandidate *c)
{
    return c->quoted == 0               ? STR("none")
           : c->quoted >= c->length     ? STR("all")
           : 2 * c->quoted >= c->length ? STR("most")
                                        : STR("some");
}

// What stands over the cue: another cue of speech or thought in whose words it may lie, or none.
static Str cue_above(const QuoteWork *w, const QuoteCandidate *c)
{
    const Doc *d = w->d;
    uint32_t i = c->cue;
    for (unsigned step = 0; step < 6 && d->tokens[i].head != NONE; step++) {
        unsigned dep = d->tokens[i].dep;
        i = d->tokens[i].head;
        if (d->tokens[i].upos == UPOS_VERB && quote_speech(w->t, d->tokens[i].lemma, 'V'))
            return str_of(dep_name(dep));
    }
    return STR("-");
}

void quote_features(const QuoteWork *w, const QuoteCandidate *c, QuoteFeature *use, void *state)
{
    const Doc *d = w->d;
    Maker m = {use, state};
    const Token *cue = &d->tokens[c->cue], *content = &d->tokens[c->content];
    const Sentence *s = &d->sentences[cue->sentence];
    Str frame = str_of(frame_names[c->frame]), lemma = cue->lemma,
        prep = c->prep.p ? c->prep : STR("");
    Str speaker = str_of(quote_class(d, c->speaker)), quoted = quoted_class(c),
        xpos = str_of(cue->xpos);
    Str head = c->speaker == NONE ? STR("-") : d->tokens[c->speaker].lemma;
    Str that = c->that ? STR("that") : STR("no"), length = str_of(bucket(c->length));
    make(&m, "f", frame, none(), none());
    make(&m, "l", lemma, none(), none());
    make(&m, "fl", frame, lemma, none());
    if (prep.n) {
        make(&m, "fp", frame, prep, none());
        make(&m, "flp", frame, lemma, prep);
    }
    int32_t exact = cue_kinds(w, c, lemma, true), any = cue_kinds(w, c, lemma, false);
    Str kind = exact & KIND_SPEECH    ? STR("speech")
               : exact & KIND_THOUGHT ? STR("thought")
               : exact                ? STR("other")
               : any                  ? STR("elsewhere")
                                      : STR("no");
    make(&m, "k", kind, none(), none());
    make(&m, "fk", frame, kind, none());
    make(&m, "ks", kind, speaker, none());
    make(&m, "fs", frame, speaker, none());
    make(&m, "ls", lemma, speaker, none());
    make(&m, "h", head, none(), none());
    make(&m, "fq", frame, quoted, none());
    make(&m, "kq", kind, quoted, none());
    make(&m, "fn", frame, length, none());
    {
        static const char *const names[] = {"tree", "comma", "last", "bare",   "pp",    "end",
                                            "left", "joint", "tail", "raised", "around"};
        Str variant = str_of(names[c->variant]);
        uint32_t end = c->piece[c->n_pieces - 1][1], from = c->piece[0][0];
        const Token *next =
            end < d->n_tokens && d->tokens[end].sentence == d->tokens[end - 1].sentence
                ? &d->tokens[end]
                : NULL;
        const Token *third =
            next && end + 1 < d->n_tokens && d->tokens[end + 1].sentence == next->sentence
                ? &d->tokens[end + 1]
                : NULL;
        make(&m, "v", variant, frame, none());
        make(&m, "vl", variant, lemma, frame);
        make(&m, "nx", next ? next->lower : STR("$"), frame, variant);
        make(&m, "nt", next ? str_of(next->xpos) : STR("$"), third ? str_of(third->xpos) : STR("$"),
             frame);
        make(&m, "nw", next ? next->lower : STR("$"), third ? third->lower : STR("$"), none());
        make(&m, "nd", next ? str_of(dep_name(next->dep)) : STR("$"),
             third ? str_of(dep_name(third->dep)) : STR("$"), variant);
        make(&m, "ex", str_of(d->tokens[end - 1].xpos), next ? str_of(next->xpos) : STR("$"),
             none());
        make(&m, "px",
             from > 0 && d->tokens[from - 1].sentence == d->tokens[from].sentence
                 ? d->tokens[from - 1].lower
                 : STR("^"),
             frame, none());
        // commas within
        uint32_t commas = 0;
        for (uint32_t i = from; i < end; i++)
            commas += d->tokens[i].lower.n == 1 && d->tokens[i].lower.p[0] == ',';
        make(&m, "vc", variant, str_of(bucket(commas + 1)), frame);
        make(&m, "vn", variant, length, none());
        // another cue with a subject of its own inside: the content may have run into the next
        // report
        Str other = STR("no");
        for (uint32_t i = c->content + 1; i < end; i++)
            if (d->tokens[i].upos == UPOS_VERB && w->segment_of[i] == NONE &&
                quote_speech(w->t, d->tokens[i].lemma, 'V')) {
                other = d->tokens[i].dep == DEP_CONJ || d->tokens[i].dep == DEP_PARATAXIS ||
                                d->tokens[i].dep == DEP_ROOT
                            ? str_of(dep_name(d->tokens[i].dep))
                            : STR("sub");
                if (d->tokens[i].head == c->cue || d->tokens[i].dep != DEP_CCOMP)
                    break;
            }
        make(&m, "vi", variant, other, frame);
        // The form as a whole: does the content open and close the sentence, is it set off by a
        // comma, does a speaker stand beside the cue
        char form[6];
        bool behind = c->cue >= end;
        const Sentence *own = &d->sentences[d->tokens[from].sentence];
        form[0] = behind ? 'b' : c->cue < from ? 'a' : 'm';
        form[1] = from == own->first ? 'S' : '-';
        form[2] = (next && str_is(next->lower, ",")) ||
                          (end > from + 1 && d->tokens[end - 2].lower.n == 1 &&
                           d->tokens[end - 2].lower.p[0] == ',')
                      ? ','
                  : !next || next->upos == UPOS_PUNCT ? '.'
                                                      : '-';
        form[3] = c->speaker == NONE ? '0'
                  : c->speaker + 1 == c->cue || c->speaker + 2 == c->cue ||
                          c->speaker == c->cue_end || c->speaker == c->cue_end + 1
                      ? 'n'
                      : 'f';
        form[4] = c->cue_end < s->end && (d->tokens[c->cue_end].upos == UPOS_PUNCT ||
                                          d->tokens[c->cue_end].upos == UPOS_ADP)
                      ? '.'
                      : '-';
        form[5] = c->that ? 't' : '-';
        make(&m, "pt", (Str){form, 6}, frame, kind);
        make(&m, "pl", (Str){form, 6}, lemma, variant);
        if (c->n_pieces == 1 && c->cue < from &&
            end < d->n_tokens) { // does the clause above hold on behind?
            uint32_t over = 0;
            for (uint32_t i = from; i < end; i++)
                over += d->tokens[i].head == c->cue;
            make(&m, "vo", variant, str_of(bucket(over + 1)), frame);
        }
    }
    make(&m, "flt", frame, lemma, that);
    make(&m, "flq", frame, lemma, quoted);
    make(&m, "fks", frame, kind, speaker);
    make(&m, "fkx", frame, kind, xpos);
    make(&m, "fkc", frame, kind, str_of(content->xpos));
    if (c->quoted) { // how the marks meet the cue
        uint32_t end = c->piece[0][1], last = c->piece[c->n_pieces - 1][1];
        Str sign = STR("-"),
            gap = str_of(bucket(c->cue < c->piece[0][0] ? c->piece[0][0] - c->cue_end + 1
                                : c->cue >= end         ? c->cue - end + 1
                                                        : 0));
        if (w->segment_of[end - 1] != NONE && end >= 2)
            sign = d->tokens[end - 1].flags & TOKEN_QUOTE_CLOSE ? d->tokens[end - 2].lower
                                                                : d->tokens[end - 1].lower;
        if (sign.n > 2 || (sign.n && ascii_alnum(sign.p[0])))
            sign = STR("w");
        Str side = c->cue < c->piece[0][0] ? STR("before")
                   : c->cue >= last        ? STR("behind")
                                           : STR("amid");
        make(&m, "qs", sign, side, kind);
        make(&m, "qg", gap, side, kind);
        make(&m, "qf", frame, side, quoted);
        make(&m, "qn", str_of(bucket(c->quoted)), kind, side);
        make(&m, "qb", c->cue < c->piece[0][0] ? d->tokens[c->piece[0][0] - 1].lower : STR("-"),
             kind, quoted);
        bool near = c->speaker != NONE &&
                    (c->speaker + 1 == c->cue || (c->speaker > c->cue && c->speaker < c->cue + 4));
        make(&m, "qz", near ? STR("near") : STR("far"), side, kind);
    }
    if (quote_event(w->t, content->lemma)) {
        make(&m, "en", frame, kind, none());
        make(&m, "enl", frame, lemma, none());
    }
    make(&m, "fls", frame, lemma, speaker);
    make(&m, "flc", frame, lemma, str_of(content->xpos));
    make(&m, "lnn", lemma, length, frame);
    make(&m, "ft", frame, that, none());
    make(&m, "fx", frame, xpos, none());
    make(&m, "lx", lemma, xpos, none());
    make(&m, "d", str_of(dep_name(cue->dep)), frame, none());
    make(&m, "c", frame, str_of(content->xpos), none());
    make(&m, "cd", frame, str_of(dep_name(content->dep)), none());
    make(&m, "cl", content->lemma, none(), none());
    make(&m, "lc", lemma, content->lemma, none());
    if (c->passive)
        make(&m, "passive", frame, speaker, none());
    if (c->negated)
        make(&m, "not", frame, none(), none());
    if (c->modal)
        make(&m, "modal", frame, none(), none());
    if (s->flags & SENT_HEADLINE)
        make(&m, "headline", frame, none(), none());
    // The words around: what stands before the cue and behind it, and how the content begins
    Str before = c->cue > s->first ? d->tokens[c->cue - 1].lower : STR("^"),
        after = c->cue_end < s->end ? d->tokens[c->cue_end].lower : STR("$");
    make(&m, "w-", frame, before, none());
    make(&m, "w+", frame, after, none());
    make(&m, "lw-", lemma, before, frame);
    make(&m, "lw+", lemma, after, frame);
    uint32_t mark = token_child_dep(d, c->cue, DEP_MARK);
    make(&m, "mk", mark == NONE ? STR("-") : d->tokens[mark].lower, frame,
         str_of(dep_name(cue->dep)));
    make(&m, "ab", cue_above(w, c), frame, kind);
    uint32_t first = c->piece[0][0];
    make(&m, "cw", d->tokens[first].lower, frame, none());
    make(&m, "cx", frame, str_of(d->tokens[first].xpos), none());
    bool inside = w->segment_of[c->cue] != NONE;
    make(&m, "in", inside ? STR("quoted") : STR("plain"), frame, none());
    if (inside)
        make(&m, "inl", lemma, frame, none());
    if (c->addressee != NONE)
        make(&m, "to", frame, str_of(quote_class(d, c->addressee)), none());
    make(&m, "mc", str_of(quote_class(d, c->content)), frame, none());
    size_t n = lemma.n;
    if (n > 4) // endings stand in for cues that training never saw: "-ise", "-tion"
        make(&m, "e", frame, (Str){lemma.p + n - 3, 3}, none());
    if (c->cue < first && first - c->cue_end > 3)
        make(&m, "gap", frame, none(), none());
    for (uint32_t k = s->first; k < s->end; k++) { // verbs above and beside
        if (d->tokens[k].head == c->cue &&
            (d->tokens[k].dep == DEP_AUX || d->tokens[k].dep == DEP_ADVMOD))
            make(&m, "aux", d->tokens[k].lower, none(), none());
    }
    if (cue->head != NONE)
        make(&m, "up", d->tokens[cue->head].lemma, frame, str_of(dep_name(cue->dep)));
    // Other frames of the same cue
    size_t at = (size_t)(c - w->candidates);
    for (size_t k = at; k-- > 0 && w->candidates[k].cue == c->cue;)
        if (w->candidates[k].frame != c->frame && w->candidates[k].variant == VARIANT_TREE)
            make(&m, "rival", frame, str_of(frame_names[w->candidates[k].frame]), none());
    for (size_t k = at + 1; k < w->n_candidates && w->candidates[k].cue == c->cue; k++)
        if (w->candidates[k].frame != c->frame && w->candidates[k].variant == VARIANT_TREE)
            make(&m, "rival", frame, str_of(frame_names[w->candidates[k].frame]), none());
}

typedef struct {
    const QuoteTables *t;
    int32_t sum;
} Sum;

static void add(void *state, Str feature)
{
    Sum *s = state;
    s->sum += look(&s->t->weights, feature);
}

int32_t quote_score(const QuoteWork *w, const QuoteCandidate *c)
{
    Sum s = {w->t, look(&w->t->weights, STR("bias"))};
    quote_features(w, c, add, &s);
    // The plain form of the grammar books, "the police said that …", "…, the police said": training
    // texts of one kind must not talk us out of it
    bool clause = c->frame == FRAME_CLAUSE || c->frame == FRAME_BEFORE || c->frame == FRAME_PAREN ||
                  c->frame == FRAME_TO || c->frame == FRAME_NP_TO;
    bool event = c->frame == FRAME_NP && quote_event(w->t, w->d->tokens[c->content].lemma);
    if ((clause || event) && c->pos == 'V' && c->speaker != NONE && w->segment_of[c->cue] == NONE &&
        !c->passive && !c->negated && !c->modal) {
        int32_t kinds = cue_kinds(w, c, w->d->tokens[c->cue].lemma, true);
        // "voters believe that …" needs its "that"
        if (kinds & KIND_SPEECH || (kinds & (KIND_THOUGHT | KIND_KNOWLEDGE) && c->that))
            s.sum += PLAIN;
    }
    // and "the ministry's claim that …", "a warning by the coast guard that …"
    if (c->frame == FRAME_N_THAT && c->bound && w->segment_of[c->cue] == NONE &&
        cue_kinds(w, c, w->d->tokens[c->cue].lemma, true))
        s.sum += 3 * PLAIN;
    return s.sum;
}

int32_t quote_speaker_score(const QuoteWork *w, const QuoteCandidate *c, uint32_t option)
{
    Sum s = {w->t, 0};
    quote_speaker_features(w, c, option, add, &s);
    return s.sum;
}
