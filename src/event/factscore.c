// SPDX-License-Identifier: MIT
// In: the tree and the FactStates that factuality.c found. Out: a score from −3 (did not happen) to
// 3 (happened). Method: ridge regression over short strings that say what a reader sees: the verb
// group ("will+not+VB"), the person of the subject, the link to the governor, what its signature
// row promises, the governor's lemma, marks of condition, habit and question. The weights, in
// thousandths, stand in lexicon/en/factweights.tsv, which train/factuality.py writes from
// judgements of readers (UDS-IH2: White et al. 2016, Rudinger et al. 2018). The one number among
// the features is `prior`: what the value and the signature row say by themselves. The score is a
// mean of that sum and the prior. The readers judged letters, reviews and forums, where what is to
// come counts as not done; so their weight is high in talk ("you", "we", questions, orders) and
// lower in reports and under a signature. Without the table the prior is the score. Sums are of
// integers: the same on any machine. Cost: about forty features a predicate, one hash look-up each.
// Does not: change the value; a reader of values need not read scores.
#include "event/match.h"

#include <stdarg.h>

// What a value says by itself. ORDER Fact in doc.h
static const float base_scores[FACT_COUNT] = {3.0f, 2.8f, 2.2f, 1.6f,  0.8f,  -0.4f, -0.4f, 0.3f,
                                              0.5f, 0.6f, 0.0f, -1.5f, -3.0f, -2.6f, 1.6f,  3.0f};

float factscore_base(unsigned fact)
{
    return fact < FACT_COUNT ? base_scores[fact] : 0;
}

enum { FEATURE_BYTES = 96, KEPT_BYTES = 4096 };
// How much the learned sum counts against the prior, in hundredths: chosen on the development sets
// for readers of talk and of news alike.
enum { SHARE_TALK = 90, SHARE_REPORT = 25, SHARE_SIGNED = 25 };

typedef struct {
    const EventTables *t;
    int64_t sum; // thousandths
    char *kept;  // features so far, for training; NULL
    size_t n_kept;
} Score;

typedef struct {
    char p[FEATURE_BYTES];
    size_t n;
} Text;

static void text_add(Text *x, Str s)
{
    for (size_t i = 0; i < s.n && x->n < FEATURE_BYTES; i++)
        x->p[x->n++] = ascii_space(s.p[i]) ? '_' : ascii_tolower(s.p[i]);
}

// Adds one feature: its parts, joined by '|'. NULL ends the parts.
static void feature(Score *s, ...)
{
    Text x = {.n = 0};
    va_list parts;
    va_start(parts, s);
    const char *part;
    for (unsigned i = 0; (part = va_arg(parts, const char *)) != NULL; i++) {
        if (i > 1)
            text_add(&x, STR("|"));
        text_add(&x, str_of(part));
    }
    va_end(parts);
    Str key = {x.p, x.n};
    uint32_t w = head_find(&s->t->score_weights, key);
    if (w != NONE)
        s->sum += (int64_t)w - SCORE_BIAS;
    if (s->kept && s->n_kept + x.n + 2 < KEPT_BYTES) {
        s->kept[s->n_kept++] = ' ';
        memcpy(s->kept + s->n_kept, x.p, x.n);
        s->n_kept += x.n;
    }
}

// A lemma as a NUL-terminated string in the caller's room.
static const char *word(char room[40], Str s)
{
    size_t n = s.n < 39 ? s.n : 39;
    for (size_t i = 0; i < n; i++)
        room[i] = ascii_tolower(s.p[i]);
    room[n] = 0;
    return room;
}

static void join(char *room, size_t size, const char *more)
{
    size_t n = strlen(room);
    for (; *more && n + 1 < size; more++)
        room[n++] = *more;
    room[n] = 0;
}

// The verb group in short: "will+not+VB", "have+VBN", "to+VB", "VBD", "is+JJ".
static void verb_group(const Doc *d, uint32_t t, char *out, size_t size)
{
    out[0] = 0;
    char room[40];
    for (uint32_t c = token_child(d, t, NONE); c != NONE; c = token_child(d, t, c)) {
        const Token *k = &d->tokens[c];
        if (k->dep == DEP_AUX || k->dep == DEP_AUX_PASS || k->dep == DEP_COP) {
            if (token_xpos(d, c, "MD") || token_is(d, c, "to"))
                join(out, size, word(room, k->lower));
            else {
                join(out, size, word(room, k->lemma));
                join(out, size,
                     token_xpos(d, c, "VBD")   ? "D"
                     : token_xpos(d, c, "VBN") ? "N"
                     : token_xpos(d, c, "VBG") ? "G"
                     : token_xpos(d, c, "VB")  ? ""
                                               : "P");
            }
            if (str_ends(k->lower, "n't"))
                join(out, size, "+not");
            join(out, size, "+");
        } else if (k->dep == DEP_ADVMOD &&
                   (token_is(d, c, "not") || token_is(d, c, "n't") || token_is(d, c, "never"))) {
            join(out, size, "not+");
        } else if (k->dep == DEP_MARK && token_is(d, c, "to")) {
            join(out, size, "to+");
        }
    }
    join(out, size, d->tokens[t].xpos);
}

// Who the subject is, in a word.
static const char *subject_class(const Doc *d, uint32_t t)
{
    uint32_t s = token_child_dep(d, t, DEP_NSUBJ);
    if (s == NONE)
        s = token_child_dep(d, t, DEP_NSUBJ_PASS);
    if (s == NONE)
        return token_child_dep(d, t, DEP_EXPL) != NONE ? "expl" : "-";
    const Token *k = &d->tokens[s];
    if (k->upos == UPOS_PRON || k->upos == UPOS_DET) {
        static const char *const first[] = {"i", "me", "im", "we", "us", NULL},
                                 *const third[] = {"he", "she", "they", "him", "her", "them", NULL},
                                 *const relative[] = {"who",     "which",    "that", "what",
                                                      "whoever", "whatever", NULL},
                                 *const any[] = {"anyone",   "anybody",   "someone", "somebody",
                                                 "everyone", "everybody", "one",     NULL};
        if (token_is(d, s, "we"))
            return "we";
        for (unsigned i = 0; first[i]; i++)
            if (token_is(d, s, first[i]))
                return "i";
        if (token_is(d, s, "you") || token_is(d, s, "u"))
            return "you";
        for (unsigned i = 0; third[i]; i++)
            if (token_is(d, s, third[i]))
                return "they";
        if (token_is(d, s, "it"))
            return "it";
        for (unsigned i = 0; relative[i]; i++)
            if (token_is(d, s, relative[i]))
                return "rel";
        for (unsigned i = 0; any[i]; i++)
            if (token_is(d, s, any[i]))
                return "any";
        return "pron";
    }
    if (k->upos == UPOS_PROPN)
        return "name";
    if (token_xpos(d, s, "NNS"))
        return token_child_dep(d, s, DEP_DET) == NONE &&
                       token_child_dep(d, s, DEP_NMOD_POSS) == NONE &&
                       token_child_dep(d, s, DEP_NUMMOD) == NONE
                   ? "bare"
                   : "plural";
    return "noun";
}

static const char *short_pos(const Doc *d, uint32_t t)
{
    return upos_name(d->tokens[t].upos);
}

static void number_name(char room[8], int tenths)
{
    static const char *const names[] = {"-3", "-2", "-1", "0", "1", "2", "3"};
    int i = (tenths + 35) / 10;
    join(room, 8, names[i < 0 ? 0 : i > 6 ? 6 : i]);
}

// What value and signature row say by themselves, in tenths.
static int prior_of(const FactState *s, const FactState *g)
{
    int prior =
        (int)(factscore_base(s->value) * 10.0f + (factscore_base(s->value) < 0 ? -0.5f : 0.5f));
    // an infinitive under a verb without a row leans to happened, and away from it under a negated
    // one
    bool bare = !s->signature && !s->governed && s->frame == FRAME_TO &&
                (s->link == DEP_XCOMP || s->link == DEP_CCOMP) && s->governor != NONE &&
                (s->governor_negated || s->context != FACT_NEGATED);
    if (!s->signature && !bare)
        return prior;
    int given = bare                  ? s->governor_negated ? -9 : 7
                : s->governor_negated ? s->signature->no
                                      : s->signature->yes;
    if (given == SCORE_NONE)
        return prior;
    if (s->signature && !s->governor_negated && s->context == FACT_NEGATED &&
        s->signature->yes > 0) // "have yet to", "too weak to"
        return prior;
    int above = (int)(factscore_base(g->value) * 10.0f);
    bool stands = fact_actual(g->value) || g->value == FACT_NEGATED || g->value == FACT_ALLEGED;
    bool factive = s->signature && s->signature->affirmed == EFFECT_KEEP &&
                   s->signature->negated == EFFECT_KEEP;
    if (!stands && !factive && given > above) // "may manage to": no more than the managing itself
        given = above;
    else if (!stands && !factive)
        given /= 2;
    if (s->own == FACT_NEGATED)
        given = -given;
    else if (!fact_actual(s->own)) {
        int own = (int)(factscore_base(s->own) * 10.0f);
        given = given < own ? given : own;
    }
    return given;
}

// Words beside the verb that tell habits, completion and nearness.
static const char *adverb_class(const Doc *d, uint32_t c)
{
    static const struct {
        const char *word, *kind;
    } kinds[] = {{"always", "habit"},      {"usually", "habit"},     {"often", "habit"},
                 {"sometimes", "habit"},   {"normally", "habit"},    {"generally", "habit"},
                 {"typically", "habit"},   {"never", "never"},       {"ever", "ever"},
                 {"already", "done"},      {"just", "done"},         {"recently", "done"},
                 {"once", "done"},         {"ago", "done"},          {"yesterday", "done"},
                 {"finally", "done"},      {"then", "done"},         {"soon", "ahead"},
                 {"tomorrow", "ahead"},    {"later", "ahead"},       {"tonight", "ahead"},
                 {"next", "ahead"},        {"yet", "yet"},           {"still", "still"},
                 {"now", "now"},           {"currently", "now"},     {"today", "now"},
                 {"maybe", "maybe"},       {"perhaps", "maybe"},     {"probably", "maybe"},
                 {"possibly", "maybe"},    {"likely", "maybe"},      {"please", "please"},
                 {"almost", "almost"},     {"nearly", "almost"},     {"only", "only"},
                 {"even", "even"},         {"actually", "really"},   {"really", "really"},
                 {"too", "too"},           {"enough", "enough"},     {"instead", "instead"},
                 {"rarely", "rarely"},     {"hardly", "rarely"},     {"seldom", "rarely"},
                 {"allegedly", "hearsay"}, {"reportedly", "hearsay"}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (token_is(d, c, kinds[i].word))
            return kinds[i].kind;
    return NULL;
}

static void children_features(Score *x, const Doc *d, uint32_t t, const char *group)
{
    char room[40];
    for (uint32_t c = token_child(d, t, NONE); c != NONE; c = token_child(d, t, c)) {
        const Token *k = &d->tokens[c];
        const char *kind = adverb_class(d, c);
        if (kind) {
            feature(x, "adv=", kind, NULL);
            feature(x, "adv=", kind, group, NULL);
        }
        switch (k->dep) {
        case DEP_MARK:
        case DEP_CASE:
            if (!token_is(d, c, "to")) {
                feature(x, "mark=", word(room, k->lower), NULL);
                feature(x, "mark=", word(room, k->lower), group, NULL);
            }
            break;
        case DEP_ADVMOD:
            if (k->xpos[0] == 'W') {
                feature(x, "wh=", word(room, k->lower), NULL);
                feature(x, "wh=", word(room, k->lower), group, NULL);
            }
            break;
        case DEP_ADVCL:
            for (uint32_t m = token_child(d, c, NONE); m != NONE; m = token_child(d, c, m))
                if (d->tokens[m].dep == DEP_MARK && !token_is(d, m, "to")) {
                    feature(x, "clause=", word(room, d->tokens[m].lower), NULL);
                    feature(x, "clause=", word(room, d->tokens[m].lower), group, NULL);
                }
            break;
        case DEP_OBJ:
            for (uint32_t m = token_child(d, c, NONE); m != NONE; m = token_child(d, c, m))
                if (d->tokens[m].dep == DEP_DET)
                    feature(x, "objdet=", word(room, d->tokens[m].lower), NULL);
            break;
        case DEP_OBL_UNMARKED:
        case DEP_NMOD_UNMARKED:
        case DEP_OBL:
            for (uint32_t m = token_child(d, c, NONE); m != NONE; m = token_child(d, c, m)) {
                const char *when = adverb_class(d, m);
                if (when)
                    feature(x, "time=", when, NULL);
            }
            break;
        default: break;
        }
        feature(x, "child=", dep_name(k->dep), NULL);
    }
}

static const char *register_of(const Doc *d, const Sentence *s)
{
    bool first = false, second = false;
    for (uint32_t t = s->first; t < s->end; t++) {
        if (d->tokens[t].upos != UPOS_PRON)
            continue;
        first |= token_is(d, t, "i") || token_is(d, t, "we") || token_is(d, t, "my") ||
                 token_is(d, t, "me") || token_is(d, t, "our") || token_is(d, t, "us");
        second |= token_is(d, t, "you") || token_is(d, t, "your") || token_is(d, t, "u");
    }
    return second ? "you" : first ? "i" : "they";
}

float factscore_of(const EventWork *w, uint32_t t, const FactState *s, const FactState *g, Str *why)
{
    const Doc *d = w->d;
    const Token *k = &d->tokens[t];
    const Sentence *sentence = &d->sentences[k->sentence];
    int prior = prior_of(s, g);
    Score x = {.t = w->t};
    if (why) {
        x.kept = arena_alloc(d->arena, KEPT_BYTES);
        char number[8] = {0};
        number[0] = prior < 0 ? '-' : '+';
        int size = prior < 0 ? -prior : prior;
        number[1] = (char)('0' + size / 10);
        number[2] = (char)('0' + size % 10);
        memcpy(x.kept, number, 3);
        x.n_kept = 3;
    }
    bool talk = false, signed_for = s->signature || s->governed;
    uint32_t slope = head_find(&w->t->score_weights, STR("prior"));
    if (slope == NONE && !why)
        return (float)prior / 10.0f;
    if (slope != NONE)
        x.sum += ((int64_t)slope - SCORE_BIAS) * prior / 10;
    char group[64], above[64], lemma[40], lemma2[40], bucket[8] = {0};
    verb_group(d, t, group, sizeof group);
    number_name(bucket, prior);
    const char *subject = subject_class(d, t), *value = fact_name(s->value),
               *link = dep_name(s->link), *root_group = NULL;
    static const char *const frames[FRAME_COUNT] = {"any", "to", "ing", "that", "wh", "np"};
    const char *frame = frames[s->frame], *manner = register_of(d, sentence);
    const char *place = sentence->flags & SENT_HEADLINE   ? "headline"
                        : sentence->flags & SENT_QUESTION ? "question"
                                                          : "text";
    talk = !str_is(str_of(manner), "they") || s->requested || sentence->flags & SENT_QUESTION ||
           str_is(d->tokens[sentence->end - 1].lower, "!");
    word(lemma, k->lemma);
    feature(&x, "bias", NULL);
    feature(&x, "v=", value, NULL);
    feature(&x, "pb=", bucket, frame, NULL);
    feature(&x, "v=", value, group, NULL);
    feature(&x, "v=", value, link, NULL);
    feature(&x, "v=", value, subject, NULL);
    feature(&x, "v=", value, manner, NULL);
    feature(&x, "v=", value, place, NULL);
    feature(&x, "vp=", group, NULL);
    feature(&x, "vp=", group, subject, NULL);
    feature(&x, "vp=", group, link, NULL);
    feature(&x, "vp=", group, manner, NULL);
    feature(&x, "vp=", group, place, NULL);
    feature(&x, "subj=", subject, NULL);
    feature(&x, "reg=", manner, NULL);
    feature(&x, "place=", place, NULL);
    feature(&x, "link=", link, NULL);
    feature(&x, "own=", fact_name(s->own), fact_name(s->context), NULL);
    feature(&x, "w=", lemma, NULL);
    feature(&x, "w=", lemma, short_pos(d, t), value, NULL);
    feature(&x, "w=", lemma, group, NULL);
    feature(&x, "dep=", dep_name(k->dep), k->xpos, NULL);
    if (s->has_condition)
        feature(&x, "hangs-on-if|", group, NULL);
    if (s->conditional)
        feature(&x, "if|", group, NULL);
    if (s->requested)
        feature(&x, "imperative", NULL);
    if (s->question) {
        feature(&x, "q|", group, NULL);
        feature(&x, "q|", value, NULL);
    }
    if (str_is(d->tokens[sentence->end - 1].lower, "!"))
        feature(&x, "exclaim", NULL);
    if (s->governor != NONE) {
        uint32_t h = s->governor;
        verb_group(d, h, above, sizeof above);
        word(lemma2, d->tokens[h].lemma);
        const char *sign = s->governor_negated ? "no" : "yes", *value2 = fact_name(g->value);
        feature(&x, "gv=", value2, frame, NULL);
        feature(&x, "gv=", value2, link, NULL);
        feature(&x, "gv=", value2, link, group, NULL);
        feature(&x, "gvp=", above, link, NULL);
        feature(&x, "gvp=", above, link, group, NULL);
        feature(&x, "gsubj=", subject_class(d, h), link, NULL);
        feature(&x, "gpos=", d->tokens[h].xpos, link, NULL);
        if (s->governed || s->link == DEP_XCOMP || s->link == DEP_CCOMP || s->link == DEP_ACL ||
            s->link == DEP_CSUBJ) {
            feature(&x, "gl=", lemma2, frame, NULL);
            feature(&x, "gl=", lemma2, frame, sign, NULL);
            feature(&x, "gl=", lemma2, above, NULL);
        } else {
            feature(&x, "hl=", lemma2, link, NULL);
        }
        if (s->signature) {
            static const char *const effects[3] = {"open", "negate", "keep"};
            int yes = s->signature->affirmed, no = s->signature->negated;
            feature(&x, "sig=", yes < 0 ? effects[yes + 3] : fact_name((unsigned)yes),
                    no < 0 ? effects[no + 3] : fact_name((unsigned)no), frame, sign, NULL);
        } else if (s->governed) {
            feature(&x, "sig=", "operator", frame, sign, NULL);
        }
    }
    // the main clause sets the scene: an imperative or a question above makes what hangs below open
    uint32_t root = t;
    for (unsigned steps = 0; steps < 64 && d->tokens[root].head != NONE; steps++)
        root = d->tokens[root].head;
    if (root != t) {
        char top[64];
        verb_group(d, root, top, sizeof top);
        root_group = top;
        feature(&x, "root=", root_group, link, NULL);
        feature(&x, "root=", root_group, subject_class(d, root), group, NULL);
    }
    children_features(&x, d, t, group);
    if (why)
        *why = (Str){x.kept, x.n_kept};
    if (slope == NONE)
        return (float)prior / 10.0f;
    int64_t learned = x.sum > 3000 ? 3000 : x.sum < -3000 ? -3000 : x.sum;
    // readers judged verbs and predicates only: an event noun has the prior
    if (k->upos == UPOS_NOUN && token_child_dep(d, t, DEP_COP) == NONE)
        return (float)prior / 10.0f;
    int share = (talk ? SHARE_TALK : SHARE_REPORT) - (signed_for ? SHARE_SIGNED : 0); // hundredths
    int64_t score = (learned * share + (int64_t)prior * 100 * (100 - share)) / 100;
    score = score > 3000 ? 3000 : score < -3000 ? -3000 : score;
    return (float)score / 1000.0f;
}
