// SPDX-License-Identifier: MIT
// In: a sentence with its tree. Out: a headline whose verb the net read as a noun ("Court jails
// mayor", "Police fire tear gas at marchers" as one long compound), or a hyphened verb read as a
// participle, with verb, subject and object. Method: no English compound has a plural before its
// last noun, few words apart; where a plural or the plural's follower is also the form of a verb
// that headlines use, and the phrase has no verb of its own, that word is the verb. Cost: a walk
// over the sentence. Does not: look at sentences with a verb above the phrase, or at verbs outside
// the list.
#include "parse/work.h"

#include <string.h>

enum { MOST_WORDS = 30 };

// Verbs, not "strike", "march", "vote": those make compounds as often ("workers strike committee").
static const char *const verbs[] = {
    "abduct",    "accuse",    "admit",     "approve", "arrest",  "attack",   "axe",      "ban",
    "bar",       "behead",    "blacklist", "blast",   "block",   "bomb",     "boycott",  "brand",
    "bury",      "capture",   "charge",    "chide",   "close",   "condemn",  "convict",  "court",
    "criticise", "criticize", "curb",      "decry",   "defy",    "denounce", "deny",     "deploy",
    "deport",    "detain",    "ditch",     "evict",   "execute", "expel",    "fault",    "fine",
    "fire",      "flee",      "foil",      "free",    "freeze",  "grill",    "hail",     "halt",
    "hang",      "honour",    "honor",     "indict",  "invade",  "invite",   "jail",     "kidnap",
    "kill",      "laud",      "launch",    "lift",    "lynch",   "meet",     "mock",     "mull",
    "name",      "nab",       "oppose",    "oust",    "pardon",  "pledge",   "praise",   "probe",
    "pursue",    "quit",      "quiz",      "raid",    "ram",     "rap",      "rebuff",   "rebuke",
    "recall",    "reject",    "rescue",    "restore", "reward",  "sack",     "sanction", "scold",
    "seize",     "sentence",  "shell",     "shoot",   "shun",    "slam",     "slay",     "snub",
    "spurn",     "stab",      "storm",     "strip",   "sue",     "summon",   "suspend",  "target",
    "tear",      "thank",     "topple",    "torch",   "torture", "trap",     "unveil",   "urge",
    "veto",      "vow",       "warn",      "weigh",   "welcome", "woo",      NULL};

// Nouns that stand before others in the plural: "arms deal", "charges sheet".
static bool is_plural_modifier(const Doc *d, uint32_t t)
{
    static const char *const nouns[] = {"arms",    "sports", "sales", "jobs",   "weapons", "rights",
                                        "charges", "bombs",  "fines", "courts", NULL};
    return token_in(d, t, nouns);
}

// The base form where the token is a form of a listed verb in the present: "jails", "denies",
// "free"; *third: with an ending. NULL.
static const char *verb_of(const Doc *d, uint32_t t, bool *third)
{
    Str w = d->tokens[t].lower;
    for (unsigned i = 0; verbs[i]; i++) {
        size_t n = strlen(verbs[i]);
        *third = w.n > n;
        if (w.n >= n && w.n <= n + 2 && memcmp(w.p, verbs[i], n) == 0 &&
            (w.n == n || (w.n == n + 1 && w.p[n] == 's') ||
             (w.n == n + 2 && w.p[n] == 'e' && w.p[n + 1] == 's')))
            return verbs[i];
        if (w.n == n + 2 && verbs[i][n - 1] == 'y' && memcmp(w.p, verbs[i], n - 1) == 0 &&
            str_ends(w, "ies"))
            return verbs[i]; // "denies"
    }
    return NULL;
}

static bool is_noun(const Doc *d, uint32_t t)
{
    return d->tokens[t].upos == UPOS_NOUN || d->tokens[t].upos == UPOS_PROPN;
}

static bool is_plural(const Doc *d, uint32_t t)
{
    return token_xpos(d, t, "NNS") || token_xpos(d, t, "NNPS") || token_is(d, t, "police");
}

// Does a finite verb or auxiliary stand among the words?
static bool has_verb(const Doc *d, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (d->tokens[i].upos == UPOS_AUX || token_xpos(d, i, "VBD") || token_xpos(d, i, "VBZ") ||
            token_xpos(d, i, "VBP") || token_xpos(d, i, "MD"))
            return true;
    return false;
}

// The word v becomes the verb of the phrase [first, end) whose head is top and whose object is
// object.
static void make_verb(Doc *d, uint32_t first, uint32_t end, uint32_t v, uint32_t top,
                      uint32_t object, const char *base, bool third)
{
    uint32_t subject = v - 1;
    uint32_t up = d->tokens[top].head;
    uint8_t dep = d->tokens[top].dep;
    for (uint32_t i = first; i < end; i++) {
        uint32_t h = d->tokens[i].head;
        if (i == v || i == object || i == subject)
            continue;
        if (i < v && (h == top || h == v || h > v)) {
            d->tokens[i].head = subject;
        } else if (i > v && i < object && (h == v || h == top || h < v)) {
            d->tokens[i].head = object;
        } else if (i > object && (h == top || h == v || h == object)) {
            uint32_t of = token_child_dep(d, i, DEP_CASE);
            bool phrase = d->tokens[i].dep == DEP_NMOD || d->tokens[i].dep == DEP_OBL;
            if (phrase && (of == NONE || token_is(d, of, "of"))) {
                d->tokens[i].head = object;
                continue;
            }
            if (d->tokens[i].dep == DEP_CONJ || d->tokens[i].dep == DEP_FLAT ||
                d->tokens[i].dep == DEP_APPOS) {
                d->tokens[i].head = object;
                continue;
            }
            d->tokens[i].head = v;
            if (phrase)
                d->tokens[i].dep = DEP_OBL;
            else if (d->tokens[i].dep == DEP_ACL)
                d->tokens[i].dep = DEP_ADVCL;
        }
    }
    d->tokens[v].head = up;
    d->tokens[v].dep = dep;
    d->tokens[v].upos = UPOS_VERB;
    memcpy(d->tokens[v].xpos, third ? "VBZ" : "VBP", 4);
    d->tokens[v].lemma = str_of(base);
    d->tokens[subject].head = v;
    d->tokens[subject].dep = DEP_NSUBJ;
    d->tokens[object].head = v;
    d->tokens[object].dep = DEP_OBJ;
}

// "Police tear-gassed students" read as "tear (gassed students)", "Soldiers gang-raped women" as
// "women, gang-raped": the second part of a hyphened verb is the verb.
static void hyphened(Doc *d, const Sentence *s, uint32_t v)
{
    uint32_t first = v >= 2 ? v - 2 : NONE, noun = d->tokens[v].head, up;
    if (first == NONE || first <= s->first || !token_is(d, v - 1, "-") ||
        d->tokens[first].span.end != d->tokens[v - 1].span.start ||
        d->tokens[v - 1].span.end != d->tokens[v].span.start ||
        !str_ends(d->tokens[v].lower, "ed") || !is_noun(d, first - 1))
        return;
    uint32_t object = token_child_dep(d, v, DEP_OBJ), doer = first - 1;
    if (d->tokens[v].dep == DEP_ROOT && object != NONE && d->tokens[doer].head == object &&
        d->tokens[first].head == v) { // "Police" hung on "students"
        d->tokens[doer].head = v;
        d->tokens[doer].dep = DEP_NSUBJ;
        memcpy(d->tokens[v].xpos, "VBD", 4);
        return;
    }
    if (noun == NONE || noun < v || d->tokens[v].dep != DEP_AMOD)
        return;
    uint32_t subject = token_child_dep(d, v, DEP_NSUBJ);
    if (d->tokens[first].upos == UPOS_VERB && d->tokens[noun].head == first &&
        d->tokens[noun].dep == DEP_OBJ) { // "tear" has the arguments
        up = d->tokens[first].head;
        d->tokens[v].dep = d->tokens[first].dep;
        for (uint32_t k = s->first; k < s->end; k++)
            if (d->tokens[k].head == first && k != v)
                d->tokens[k].head = v;
    } else if (subject != NONE && subject < first) {
        up = d->tokens[noun].head;
        d->tokens[v].dep = d->tokens[noun].dep;
        d->tokens[noun].dep = DEP_OBJ;
        d->tokens[noun].head = v;
    } else
        return;
    d->tokens[v].head = up;
    d->tokens[v].upos = UPOS_VERB;
    memcpy(d->tokens[v].xpos, "VBD", 4);
    d->tokens[first].head = v;
    d->tokens[first].dep = DEP_COMPOUND;
    d->tokens[first].upos = UPOS_NOUN;
    memcpy(d->tokens[first].xpos, "NN", 3);
    d->tokens[v - 1].head = first;
}

void mend_headline(Doc *d, const Sentence *s)
{
    for (uint32_t v = s->first + 3; v < s->end; v++)
        hyphened(d, s, v);
    if (s->end - s->first < 3 || s->end - s->first > MOST_WORDS)
        return;
    for (uint32_t v = s->first + 1; v + 1 < s->end; v++) {
        bool third;
        const char *base = verb_of(d, v, &third);
        if (!base || !is_noun(d, v - 1) || (d->tokens[v].flags & TOKEN_UPPER) ||
            is_plural_modifier(d, v))
            continue;
        // "Militants behead two hostages" read as "militants (behead hostages)"
        bool adposition = d->tokens[v].dep == DEP_CASE && d->tokens[v].upos == UPOS_ADP;
        uint32_t object = NONE, top = NONE;
        if (adposition) {
            object = d->tokens[v].head;
            top = object == NONE ? NONE : d->tokens[object].head;
            if (top != v - 1 || object < v)
                continue;
        } else {
            uint32_t goal = token_child_dep(d, v, DEP_OBJ);
            if (!third && goal != NONE && goal > v && is_plural(d, v - 1) &&
                d->tokens[v].upos != UPOS_VERB && d->tokens[v - 1].head == v) {
                // "Rebels free ten sailors" with "free" read as an adjective
                uint32_t first, end;
                token_subtree(d, v, &first, &end);
                if (first == s->first && !has_verb(d, first, end))
                    make_verb(d, first, end, v, v, goal, base, third);
                continue;
            }
            // "Council bans rallies" read as "bans (are) rallies"
            bool of_noun = third && d->tokens[v].dep == DEP_NSUBJ && d->tokens[v].head > v &&
                           is_noun(d, d->tokens[v].head) &&
                           token_child_dep(d, d->tokens[v].head, DEP_COP) == NONE;
            if ((d->tokens[v].dep != DEP_COMPOUND && d->tokens[v].dep != DEP_AMOD && !of_noun) ||
                !(third ? token_xpos(d, v, "NNS") || token_xpos(d, v, "NNPS")
                        : is_plural(d, v - 1) && !is_plural_modifier(d, v - 1)))
                continue;
            for (top = d->tokens[v].head;
                 top != NONE && top > v &&
                 (d->tokens[top].dep == DEP_COMPOUND || d->tokens[top].dep == DEP_AMOD);)
                top = d->tokens[top].head;
            object = top;
            if (top == NONE || top <= v)
                continue;
        }
        unsigned dep = d->tokens[top].dep;
        uint32_t first, end;
        token_subtree(d, top, &first, &end);
        if ((dep != DEP_ROOT && dep != DEP_CCOMP && dep != DEP_PARATAXIS) || first != s->first ||
            !is_noun(d, object) || has_verb(d, first, end) || v - 1 < first)
            continue;
        make_verb(d, first, end, v, top, object, base, third);
        return;
    }
}
