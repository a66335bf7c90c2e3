// SPDX-License-Identifier: MIT
// In: the dependency tree. Out: Doc.arguments, deep arguments of every verb, noun and predicative
// adjective, sorted by predicate. Method: direct arcs first, passives turned round ("The town was
// shelled by rebels": subj rebels, obj town), then arguments that a predicate inherits: relatives
// and participles take their noun, infinitives and gerunds are controlled by the governor's object
// where it has one and by its subject otherwise, coordinated verbs share subject and object.
// Compare de Marneffe & Schuster's enhanced UD (LREC 2016); we add control of nouns' infinitives
// and prepositional gerunds ("accused X of shelling Y"). Governors are resolved before the governed
// by walking each sentence from the root down. Cost: linear in arcs, small constant. Does not: look
// at word meaning, but for two short lists of verbs whose control runs the other way.
#include "event/event.h"

#include <stdlib.h>

// Object present, yet the subject acts: "The rebels promised the envoy to disarm."
static const char *const subject_control[] = {"promise",  "vow",   "pledge",    "swear",
                                              "threaten", "offer", "guarantee", NULL};

// Prepositional gerunds controlled by the object: "accused X of shelling", "barred X from
// marching", "praised X for freeing".
static const char *const object_marks[] = {"of",      "for",   "from", "into",
                                           "against", "about", "over", NULL};

// "urged the rebels to disarm" with the infinitive read as an adverbial: the object acts.
static const char *const object_control[] = {
    "urge",     "ask",    "tell",    "order",     "call",    "press",     "push",      "invite",
    "want",     "force",  "allow",   "persuade",  "warn",    "request",   "beg",       "instruct",
    "command",  "forbid", "enable",  "encourage", "compel",  "oblige",    "advise",    "teach",
    "train",    "lead",   "prompt",  "authorize", "permit",  "help",      "authorise", "assist",
    "incite",   "hire",   "bribe",   "appoint",   "direct",  "challenge", "convince",  "implore",
    "pressure", "exhort", "entreat", "dare",      "require", "expect",    "remind",    "motivate",
    "provoke",  "tempt",  "elect",   "choose",    "coerce",  "induce",    "cause",     "leave",
    NULL};

// "called on the rebels to disarm": the oblique acts.
static const char *const addressing[] = {"call", "appeal", "plead", "prevail", "press",
                                         "push", "pray",   "lean",  NULL};

// "a Saudi-led strike": the word before it names who acts.
static const char *const leading[] = {"led", "run", "headed", "spearheaded", "commanded", NULL};

typedef struct {
    Doc *d;
    uint32_t *
        first; // per token of the sentence: index of its first argument in `own`, chained by `next`
    struct Node {
        Argument a;
        uint32_t next;
    } * own;
    size_t n_own, cap_own;
    uint32_t base, count;               // tokens of the sentence
    uint32_t *next_child, *first_child; // tree of the sentence, local indexes
    bool *quoted;                       // per token of the sentence: within quotation marks
} Work;

static bool is_word(const Doc *d, uint32_t t, const char *const *list)
{
    for (; *list; list++)
        if (token_is(d, t, *list))
            return true;
    return false;
}

static uint32_t child_dep(const Work *w, uint32_t head, Dep dep)
{
    for (uint32_t c = w->first_child[head - w->base]; c != NONE; c = w->next_child[c])
        if (w->d->tokens[c + w->base].dep == dep)
            return c + w->base;
    return NONE;
}

static void add(Work *w, uint32_t predicate, unsigned slot, uint32_t filler, Str prep,
                bool inherited, bool possessive)
{
    if (filler == predicate || headline_colon_between(w->d, predicate, filler))
        return;
    uint32_t *link = &w->first[predicate - w->base];
    while (*link != NONE) {
        const Argument *a = &w->own[*link].a;
        if (a->filler == filler && a->slot == slot)
            return;
        link = &w->own[*link].next;
    }
    uint32_t at = (uint32_t)w->n_own;
    *link = at; // before the array may move
    struct Node *n = ARENA_PUSH(w->d->arena, w->own, w->n_own, w->cap_own);
    *n = (struct Node){{predicate, filler, (uint8_t)slot, inherited, possessive, prep}, NONE};
}

// Fillers coordinated with `filler` fill the slot too: "Egypt, Syria and Jordan attacked".
static void add_all(Work *w, uint32_t predicate, unsigned slot, uint32_t filler, Str prep,
                    bool inherited, bool possessive)
{
    const Doc *d = w->d;
    add(w, predicate, slot, filler, prep, inherited, possessive);
    for (uint32_t c = w->first_child[filler - w->base]; c != NONE; c = w->next_child[c]) {
        const Token *t = &d->tokens[c + w->base];
        if (t->dep != DEP_CONJ)
            continue;
        // a noun coordinated with a noun; a verb coordinated with a verb fills clausal slots
        bool verbal = t->upos == UPOS_VERB || t->upos == UPOS_AUX;
        bool clausal =
            slot == SLOT_XCOMP || slot == SLOT_CCOMP || slot == SLOT_ADVCL || slot == SLOT_ACL;
        bool filler_verbal =
            d->tokens[filler].upos == UPOS_VERB || d->tokens[filler].upos == UPOS_AUX;
        if (verbal == filler_verbal || clausal)
            add_all(w, predicate, slot, c + w->base, prep, inherited, possessive);
    }
}

enum { SLOT_DROPPED = 255 };

static bool has(const Work *w, uint32_t predicate, unsigned slot)
{
    for (uint32_t i = w->first[predicate - w->base]; i != NONE; i = w->own[i].next)
        if (w->own[i].a.slot == slot)
            return true;
    return false;
}

// Copies the fillers of one slot to another predicate's slot.
static void inherit(Work *w, uint32_t from, unsigned from_slot, uint32_t to, unsigned to_slot)
{
    for (uint32_t i = w->first[from - w->base]; i != NONE; i = w->own[i].next) {
        Argument a = w->own[i].a;
        if (a.slot == from_slot)
            add(w, to, to_slot, a.filler, a.prep, true, false);
    }
}

// The preposition of an oblique: "on", "because of", "on behalf of" (fixed parts joined by blanks).
static Str preposition(const Work *w, uint32_t filler)
{
    const Doc *d = w->d;
    uint32_t c = child_dep(w, filler, DEP_CASE);
    if (c == NONE)
        c = child_dep(w, filler, DEP_MARK);
    if (c == NONE && d->tokens[filler].upos == UPOS_VERB) // "died when a bomb exploded"
        for (uint32_t k = w->first_child[filler - w->base]; k != NONE && c == NONE;
             k = w->next_child[k])
            if (token_is(d, k + w->base, "when"))
                c = k + w->base;
    if (c == NONE)
        return STR("");
    Str s = d->tokens[c].lower;
    for (uint32_t k = w->first_child[c - w->base]; k != NONE; k = w->next_child[k]) {
        const Token *t = &d->tokens[k + w->base];
        if (t->dep == DEP_FIXED)
            s = str_of(
                arena_printf(d->arena, "%.*s %.*s", (int)s.n, s.p, (int)t->lower.n, t->lower.p));
    }
    // "out of the town": two case words in a row
    if (c + 1 < filler && d->tokens[c + 1].head == filler && d->tokens[c + 1].dep == DEP_CASE)
        s = str_of(arena_printf(d->arena, "%.*s %.*s", (int)s.n, s.p, (int)d->tokens[c + 1].lower.n,
                                d->tokens[c + 1].lower.p));
    return s;
}

// "The assembly called on Moscow …" read as a noun with a participle: the root is a noun without
// copula, so the participle is the main verb, unless it can be no past tense ("taken") or the
// sentence is a headline or fragment.
static bool is_lost_main_verb(const Work *w, uint32_t v)
{
    const Doc *d = w->d;
    const Token *t = &d->tokens[v], *g = t->head == NONE ? NULL : &d->tokens[t->head];
    const Sentence *s = &d->sentences[t->sentence];
    if (!g || t->dep != DEP_ACL || strcmp(t->xpos, "VBN") != 0 || g->dep != DEP_ROOT ||
        t->head > v || (s->flags & SENT_HEADLINE))
        return false;
    if (g->upos != UPOS_NOUN && g->upos != UPOS_PROPN && g->upos != UPOS_PRON)
        return false;
    if (child_dep(w, t->head, DEP_COP) != NONE || child_dep(w, v, DEP_AUX) != NONE ||
        child_dep(w, v, DEP_AUX_PASS) != NONE)
        return false;
    return str_ends(t->lower, "ed") && token_is(d, s->end - 1, ".");
}

// "died when a bomb exploded" with "exploded" read as a participle of "bomb": a conjunction that
// stands before the noun makes a clause of the two.
static bool is_lost_clause(const Work *w, uint32_t v)
{
    const Token *t = &w->d->tokens[v];
    if (t->dep != DEP_ACL || t->head == NONE || t->head > v || t->head < w->base)
        return false;
    for (uint32_t k = w->first_child[v - w->base]; k != NONE; k = w->next_child[k])
        if (k + w->base < t->head && token_is(w->d, k + w->base, "when"))
            return true;
    return false;
}

static Str preposition(const Work *w, uint32_t filler);

// "Indira Gandhi shot dead by guards", "Two men held": a headline leaves out the auxiliary of its
// passives.
static bool is_headline_passive(const Work *w, uint32_t v)
{
    const Doc *d = w->d;
    const Token *t = &d->tokens[v];
    bool participle = strcmp(t->xpos, "VBN") == 0;
    if (!(d->sentences[t->sentence].flags & SENT_HEADLINE) ||
        (!participle && strcmp(t->xpos, "VBD") != 0) || child_dep(w, v, DEP_NSUBJ) == NONE ||
        child_dep(w, v, DEP_AUX) != NONE || child_dep(w, v, DEP_OBJ) != NONE ||
        child_dep(w, v, DEP_CCOMP) != NONE)
        return false;
    uint32_t complement = child_dep(w, v, DEP_XCOMP);
    if (complement != NONE)
        return d->tokens[complement].upos == UPOS_ADJ; // "shot dead", not "vowed to go"
    for (uint32_t k = w->first_child[v - w->base]; k != NONE; k = w->next_child[k]) {
        uint32_t c = k + w->base, m = mention_at(d, c);
        if ((d->tokens[c].dep == DEP_OBL || d->tokens[c].dep == DEP_OBL_AGENT) && m != NONE &&
            (d->mentions[m].human || d->mentions[m].code.n) && str_is(preposition(w, c), "by"))
            return true;
    }
    return participle;
}

// The preposition of "against protesting miners" read as a clause ("against protesting them"): the
// participle says what the noun behind it does, where the verb seldom has an object and the
// preposition seldom a clause; NONE.
static uint32_t mark_of_noun(const Work *w, uint32_t v, uint32_t noun)
{
    static const char *const verbs[] = {"protest",     "retreat",   "return", "visit",  "flee",
                                        "march",       "advance",   "strike", "war",    "riot",
                                        "demonstrate", "surrender", "feud",   "depart", "arrive",
                                        "escape",      "rebel",     "defect", NULL};
    static const char *const preps[] = {"against", "at",     "to",      "with", "on", "between",
                                        "among",   "toward", "towards", "into", NULL};
    const Doc *d = w->d;
    uint32_t mark = child_dep(w, noun, DEP_CASE);
    if (mark != NONE)
        return mark < v ? mark : NONE;
    mark = child_dep(w, v, DEP_MARK);
    uint32_t who = mention_at(d, noun); // "looked forward to visiting Peru"
    bool past = strcmp(d->tokens[v].xpos, "VBG") != 0;
    if (mark == NONE || mark + 1 != v || !is_word(d, mark, preps) ||
        !(past || lemma_in(d, v, verbs)) || who == NONE || !d->mentions[who].human)
        return NONE;
    for (uint32_t i = v + 1; i < noun; i++)
        if (d->tokens[i].upos == UPOS_DET || d->tokens[i].upos == UPOS_PRON)
            return NONE;
    return mark;
}

static bool is_passive(const Work *w, uint32_t v)
{
    const Token *t = &w->d->tokens[v];
    if (is_lost_main_verb(w, v) || is_lost_clause(w, v))
        return false;
    if (is_headline_passive(w, v))
        return true;
    if (child_dep(w, v, DEP_AUX_PASS) != NONE)
        return true;
    uint32_t noun = strcmp(t->xpos, "VBN") == 0 ? child_dep(w, v, DEP_OBJ) : NONE;
    if (noun != NONE && noun > v && mark_of_noun(w, v, noun) != NONE)
        return true; // "gave food to displaced people"
    // "The pope called for calm" taken for a passive: a past tense is none, nor is what has an
    // object or complement of its own
    if (child_dep(w, v, DEP_NSUBJ_PASS) != NONE && child_dep(w, v, DEP_AUX) == NONE &&
        !(w->d->sentences[t->sentence].flags & SENT_HEADLINE) &&
        (t->dep == DEP_ROOT || t->dep == DEP_CONJ || t->dep == DEP_CCOMP))
        return false;
    if (child_dep(w, v, DEP_NSUBJ_PASS) != NONE)
        return strcmp(t->xpos, "VBD") != 0 && child_dep(w, v, DEP_OBJ) == NONE &&
               child_dep(w, v, DEP_XCOMP) == NONE && child_dep(w, v, DEP_CCOMP) == NONE;
    // a bare participle: "the town shelled by rebels", "shelled for days, the town fell"
    if (strcmp(t->xpos, "VBN") != 0 || child_dep(w, v, DEP_AUX) != NONE ||
        child_dep(w, v, DEP_OBJ) != NONE)
        return false;
    if (t->dep == DEP_CONJ && t->head != NONE)
        return child_dep(w, v, DEP_NSUBJ) == NONE && is_passive(w, t->head);
    return t->dep == DEP_ACL || t->dep == DEP_AMOD || t->dep == DEP_ADVCL || t->dep == DEP_XCOMP;
}

static bool relative_pronoun(const Doc *d, uint32_t t)
{
    static const char *const words[] = {"who", "which", "that", "whom", NULL};
    return (d->tokens[t].upos == UPOS_PRON || d->tokens[t].upos == UPOS_DET ||
            d->tokens[t].upos == UPOS_SCONJ) &&
           is_word(d, t, words);
}

// "Peru was among twelve states that recalled envoys", "was one of the banks which …": he of whom a
// noun is told as one of several is who the clause on it tells of.
static uint32_t one_of_them(const Work *w, uint32_t noun)
{
    const Doc *d = w->d;
    uint32_t mark = child_dep(w, noun, DEP_CASE), whole = noun;
    if (mark != NONE && token_is(d, mark, "of") && d->tokens[noun].dep == DEP_NMOD &&
        d->tokens[noun].head != NONE && token_is(d, d->tokens[noun].head, "one"))
        whole = d->tokens[noun].head;
    else if (mark == NONE || !token_is(d, mark, "among"))
        return noun;
    uint32_t subject = child_dep(w, whole, DEP_NSUBJ);
    return child_dep(w, whole, DEP_COP) != NONE && subject != NONE ? subject : noun;
}

// The noun that a relative clause or participle hangs on.
static uint32_t antecedent(const Work *w, uint32_t v)
{
    const Token *t = &w->d->tokens[v];
    for (uint32_t steps = 0; steps < 8 && t->dep == DEP_CONJ && t->head != NONE; steps++)
        t = &w->d->tokens[t->head];
    return (t->dep == DEP_ACL_RELCL || t->dep == DEP_ACL) && t->head != NONE
               ? one_of_them(w, t->head)
               : NONE;
}

// "demanded on Tuesday that Egypt withdraw": a clause with "that" is a complement, whatever the
// parse calls it, unless it tells what something led to ("fought so hard that …") or a nearer verb
// may take it.
static bool is_that_clause(const Work *w, uint32_t v, uint32_t clause)
{
    const Doc *d = w->d;
    uint32_t mark = d->tokens[clause].upos == UPOS_VERB ? child_dep(w, clause, DEP_MARK) : NONE;
    if (mark == NONE || mark < v || !token_is(d, mark, "that"))
        return false;
    for (uint32_t i = v + 1; i < mark; i++)
        if (token_is(d, i, "so") || token_is(d, i, "such") || d->tokens[i].upos == UPOS_VERB)
            return false;
    return true;
}

// "asked not to be named": an infinitive without a subject of its own shares one, whatever the
// parse calls it.
static bool is_bare_infinitive(const Work *w, uint32_t clause)
{
    uint32_t mark = child_dep(w, clause, DEP_MARK);
    return mark != NONE && token_is(w->d, mark, "to") && child_dep(w, clause, DEP_NSUBJ) == NONE &&
           child_dep(w, clause, DEP_NSUBJ_PASS) == NONE;
}

// "the lifting of the ban on imports by Iraq", with "Iraq" hung on "imports": the agent of an event
// noun in a phrase below one of its own; NONE.
static uint32_t agent_below(const Work *w, uint32_t event, uint32_t phrase, unsigned depth)
{
    if (child_dep(w, event, DEP_NMOD_POSS) != NONE)
        return NONE;
    for (uint32_t k = w->first_child[phrase - w->base]; k != NONE; k = w->next_child[k]) {
        uint32_t c = k + w->base;
        if (c < phrase || w->d->tokens[c].dep != DEP_NMOD)
            continue;
        if (str_is(preposition(w, c), "by") && mention_at(w->d, c) != NONE)
            return c;
        uint32_t below = depth ? agent_below(w, event, c, depth - 1) : NONE;
        if (below != NONE)
            return below;
    }
    return NONE;
}

// "complained in a court against the visiting bishop", "fired at retreating rebels", read as
// "visiting the prince", "retreating rebels": the noun does what the participle says, and its
// phrase is the verb's.
static bool attributive(Work *w, uint32_t v, uint32_t noun)
{
    const Doc *d = w->d;
    uint32_t verb = d->tokens[v].head, mark = noun > v ? mark_of_noun(w, v, noun) : NONE;
    bool past = strcmp(d->tokens[v].xpos, "VBN") == 0; // "gave food to displaced people"
    if ((d->tokens[v].dep != DEP_ACL && d->tokens[v].dep != DEP_ADVCL) ||
        !(past || strcmp(d->tokens[v].xpos, "VBG") == 0) || mark == NONE)
        return false;
    add_all(w, v, past ? SLOT_OBJ : SLOT_SUBJ, noun, STR(""), true, false);
    while (verb != NONE && verb >= w->base && d->tokens[verb].upos != UPOS_VERB)
        verb = d->tokens[verb].head;
    if (verb != NONE && verb >= w->base)
        add_all(w, verb, SLOT_OBL, noun, d->tokens[mark].lower, true, false);
    return true;
}

static void direct(Work *w, uint32_t v, bool passive)
{
    const Doc *d = w->d;
    bool nominal = d->tokens[v].upos == UPOS_NOUN || d->tokens[v].upos == UPOS_PROPN;
    for (uint32_t k = w->first_child[v - w->base]; k != NONE; k = w->next_child[k]) {
        uint32_t c = k + w->base;
        const Token *t = &d->tokens[c];
        uint32_t filler = c;
        if (relative_pronoun(d, c)) {
            uint32_t noun = antecedent(w, v);
            if (noun != NONE)
                filler = noun;
        }
        switch (t->dep) {
        case DEP_NSUBJ:
        case DEP_CSUBJ:
        case DEP_NSUBJ_OUTER:
            add_all(w, v, passive && is_headline_passive(w, v) ? SLOT_OBJ : SLOT_SUBJ, filler,
                    STR(""), filler != c, false);
            break;
        case DEP_NSUBJ_PASS:
        case DEP_CSUBJ_PASS:
            // "The town was given aid": with an object kept, the passive subject received it
            add_all(w, v,
                    !passive                           ? SLOT_SUBJ
                    : child_dep(w, v, DEP_OBJ) != NONE ? SLOT_IOBJ
                                                       : SLOT_OBJ,
                    filler, STR(""), filler != c, false);
            break;
        case DEP_OBJ:
            if (!attributive(w, v, c))
                add_all(w, v, SLOT_OBJ, filler, STR(""), filler != c, false);
            break;
        case DEP_IOBJ: // "allowed inspectors to enter" has one object, whatever the parser calls it
            if (child_dep(w, v, DEP_OBJ) == NONE && child_dep(w, v, DEP_XCOMP) != NONE) {
                add_all(w, v, SLOT_OBJ, filler, STR(""), filler != c, false);
                break;
            }
            add_all(w, v, SLOT_IOBJ, filler, STR(""), filler != c, false);
            break;
        case DEP_OBL_AGENT: {
            Str prep = preposition(w, c);
            // "called upon the army" is none, nor "has stood by its leader"
            bool agent = prep.n == 0 ||
                         (str_is(prep, "by") && (passive || child_dep(w, v, DEP_NSUBJ) == NONE));
            add_all(w, v, agent ? SLOT_SUBJ : SLOT_OBL, filler, agent ? STR("") : prep, false,
                    false);
            break;
        }
        case DEP_OBL:
        case DEP_OBL_UNMARKED: {
            Str prep = preposition(w, c);
            // the agent of a passive, labelled as a plain oblique by many parses
            uint32_t who = mention_at(d, c);
            if (passive && str_is(prep, "by") && d->tokens[c].upos != UPOS_NUM &&
                (d->tokens[c].ner != NAME_NONE || (who != NONE && d->mentions[who].human)))
                add_all(w, v, SLOT_SUBJ, filler, STR(""), false, false);
            else
                add_all(w, v, SLOT_OBL, filler, prep, filler != c, false);
            break;
        }
        case DEP_CONJ:
            if (is_that_clause(w, v, c))
                add_all(w, v, SLOT_CCOMP, c, STR(""), false, false);
            break;
        case DEP_AUX: // "said it had shot down a drone", with "it" hung on "had"
        case DEP_AUX_PASS: {
            uint32_t subject = child_dep(w, c, DEP_NSUBJ);
            if (subject != NONE)
                add_all(w, v, passive ? SLOT_OBJ : SLOT_SUBJ, subject, STR(""), false, false);
            break;
        }
        case DEP_ADVMOD: // "walked away from the deal", with the phrase hung on "away"
            for (uint32_t i = w->first_child[k]; i != NONE && c > v; i = w->next_child[i])
                if (d->tokens[i + w->base].dep == DEP_OBL)
                    add_all(w, v, SLOT_OBL, i + w->base, preposition(w, i + w->base), false, false);
            break;
        case DEP_XCOMP: {
            // "found the clerk guilty": the subject of a small clause is the verb's object
            uint32_t raised = t->upos == UPOS_VERB || c < v ? NONE : child_dep(w, c, DEP_NSUBJ);
            if (raised != NONE && (raised < v || child_dep(w, v, DEP_OBJ) != NONE ||
                                   child_dep(w, c, DEP_MARK) != NONE))
                raised = NONE;
            // "called President Julius Kambarage Nyerere": one name read as two phrases
            uint32_t m = raised == NONE ? NONE : mention_at(d, c);
            bool name = m != NONE && d->mentions[m].first <= raised && raised < c;
            if (!name)
                add_all(w, v, SLOT_XCOMP, c, STR(""), false, false);
            if (raised != NONE)
                add_all(w, v, SLOT_OBJ, name ? c : raised, STR(""), true, false);
            break;
        }
        case DEP_CCOMP:
            add_all(w, v, is_bare_infinitive(w, c) ? SLOT_XCOMP : SLOT_CCOMP, c, STR(""), false,
                    false);
            break;
        case DEP_ADVCL:
            if (is_that_clause(w, v, c))
                add_all(w, v, SLOT_CCOMP, c, STR(""), false, false);
            else
                add_all(w, v, SLOT_ADVCL, c, preposition(w, c), false, false);
            break;
        case DEP_ACL: // not "a deal brokered by Kenya": what is done to the noun is not its content
            if (nominal && (strcmp(t->xpos, "VBN") != 0 || child_dep(w, c, DEP_MARK) != NONE ||
                            child_dep(w, c, DEP_AUX) != NONE))
                add_all(w, v, SLOT_ACL, c, preposition(w, c), false, false);
            break;
        case DEP_NMOD_POSS: add_all(w, v, SLOT_SUBJ, filler, STR(""), false, true); break;
        case DEP_NMOD: {
            Str prep = preposition(w, c);
            if (str_is(prep, "by")) {
                add_all(w, v, SLOT_SUBJ, filler, prep, false, false);
                break;
            }
            add_all(w, v, str_is(prep, "of") ? SLOT_OBJ : SLOT_OBL, filler, prep, false, false);
            uint32_t agent = agent_below(w, v, c, 2);
            if (agent != NONE)
                add_all(w, v, SLOT_SUBJ, agent, STR("by"), false, false);
            break;
        }
        case DEP_COMPOUND: // "stone-throwing", "the hostage-taking"
            if (d->tokens[v].upos == UPOS_VERB && c < v && t->upos == UPOS_NOUN &&
                strcmp(d->tokens[v].xpos, "VBG") == 0 && child_dep(w, v, DEP_OBJ) == NONE) {
                add_all(w, v, SLOT_OBJ, filler, STR(""), false, false);
                break;
            }
            // fall through
        case DEP_AMOD:
        case DEP_NMOD_DESC: {
            // "a Saudi-led strike": who leads it, acts
            if (nominal && is_word(d, c, leading)) {
                for (uint32_t i = w->first_child[k]; i != NONE; i = w->next_child[i])
                    if (mention_at(d, i + w->base) != NONE)
                        add_all(w, v, SLOT_SUBJ, i + w->base, STR(""), false, true);
                break;
            }
            // "police raid", "Israeli strike": only what may be an actor
            uint32_t m = mention_at(d, c);
            // "Kabul bombing" says where; "U.S. raid" says who
            if (m != NONE && t->dep == DEP_COMPOUND && d->mentions[m].place &&
                t->span.end - t->span.start > 4)
                break;
            if (nominal && m != NONE)
                add_all(w, v, SLOT_SUBJ, c, STR(""), false, true);
            break;
        }
        default: break;
        }
    }
    // relative clauses without pronoun: "the town rebels shelled", "the envoy they met with"
    uint32_t noun = antecedent(w, v);
    if (noun != NONE && d->tokens[v].dep == DEP_ACL_RELCL && noun != v) {
        bool used = false;
        for (uint32_t i = w->first[v - w->base]; i != NONE; i = w->own[i].next)
            used |= w->own[i].a.filler == noun;
        bool other = false; // where, when, whose clauses relate otherwise
        for (uint32_t k = w->first_child[v - w->base]; k != NONE; k = w->next_child[k]) {
            Str low = d->tokens[k + w->base].lower;
            other |= str_is(low, "where") || str_is(low, "when") || str_is(low, "why");
        }
        if (!used && !other) {
            if (!has(w, v, SLOT_SUBJ) && !passive)
                add_all(w, v, SLOT_SUBJ, noun, STR(""), true, false);
            else if (!has(w, v, SLOT_OBJ))
                add_all(w, v, SLOT_OBJ, noun, STR(""), true, false);
        }
    }
    // "The council voiced concern." read as one noun phrase: the noun before the participle acts on
    // the one after it
    const Token *self = &d->tokens[v];
    if (self->dep == DEP_AMOD && self->upos == UPOS_VERB && self->head != NONE && self->head > v &&
        d->tokens[self->head].dep == DEP_ROOT && v > w->base && str_ends(self->lower, "ed") &&
        token_is(d, d->sentences[self->sentence].end - 1, ".") &&
        !(d->sentences[self->sentence].flags & SENT_HEADLINE) &&
        child_dep(w, self->head, DEP_COP) == NONE) {
        const Token *before = &d->tokens[v - 1];
        if (before->head == self->head &&
            (before->upos == UPOS_NOUN || before->upos == UPOS_PROPN) &&
            (before->dep == DEP_COMPOUND || before->dep == DEP_NMOD || before->dep == DEP_NSUBJ ||
             before->dep == DEP_AMOD)) {
            add_all(w, v, SLOT_SUBJ, v - 1, STR(""), true, false);
            add_all(w, v, SLOT_OBJ, self->head, STR(""), true, false);
            return;
        }
    }
    // the same with the subject hung on the verb: "The junta restricted press freedom."
    if ((self->dep == DEP_AMOD || self->dep == DEP_COMPOUND) && self->upos == UPOS_VERB &&
        self->head != NONE && self->head > v && (self->xpos[2] == 'D' || self->xpos[2] == 'Z') &&
        child_dep(w, v, DEP_NSUBJ) != NONE && child_dep(w, v, DEP_NSUBJ) < v) {
        if (!has(w, v, SLOT_OBJ))
            add_all(w, v, SLOT_OBJ, self->head, STR(""), true, false);
        return;
    }
    // participles on nouns: "troops shelling the town", "the town shelled by troops", "the abducted
    // girls"
    const Token *t = &d->tokens[v];
    if (t->head != NONE && (t->dep == DEP_ACL || t->dep == DEP_AMOD) && t->upos == UPOS_VERB) {
        bool past = strcmp(t->xpos, "VBN") == 0 || strcmp(t->xpos, "VBD") == 0;
        if (!passive && past && has(w, v, SLOT_OBJ) &&
            t->head <
                v) { // "Officials shared papers" read as a participle: an object makes it active
            if (!has(w, v, SLOT_SUBJ))
                add_all(w, v, SLOT_SUBJ, t->head, STR(""), true, false);
        } else if (passive || (t->dep == DEP_AMOD && strcmp(t->xpos, "VBN") == 0)) {
            if (!has(w, v, SLOT_OBJ))
                add_all(w, v, SLOT_OBJ, t->head, STR(""), true, false);
        } else if (((strcmp(t->xpos, "VBG") == 0 && child_dep(w, v, DEP_MARK) == NONE) ||
                    is_lost_main_verb(w, v) || is_lost_clause(w, v)) &&
                   !has(w, v, SLOT_SUBJ)) {
            add_all(w, v, SLOT_SUBJ, t->head, STR(""), true, false);
            uint32_t above = d->tokens[t->head].head;
            if (is_lost_clause(w, v) && above != NONE)
                add_all(w, above, SLOT_ADVCL, v, STR("when"), true, false);
        }
    }
}

static const char *const letters[] = {"letter",   "message", "note", "statement", "email",
                                      "e-mail",   "memo",    "fax",  "ultimatum", "communique",
                                      "telegram", "cable",   NULL};

// "sent a letter to the board threatening to leave": the letter threatens, for whom sent it, not
// the board. The verb that sent it; NONE.
static uint32_t letter_sent(const Work *w, uint32_t v)
{
    const Doc *d = w->d;
    const Token *t = &d->tokens[v];
    uint32_t noun = t->head, above = noun == NONE ? NONE : d->tokens[noun].head;
    if (t->dep != DEP_ACL || strcmp(t->xpos, "VBG") != 0 || above == NONE)
        return NONE;
    uint32_t letter = NONE; // on which the participle hangs itself, or the phrase between them
    if (lemma_in(d, noun, letters))
        letter = noun;
    else if (!str_is(preposition(w, noun), "to"))
        return NONE;
    else if (d->tokens[noun].dep == DEP_NMOD)
        letter = above;
    else if (d->tokens[noun].dep == DEP_OBL)
        letter = child_dep(w, above, DEP_OBJ);
    if (letter == NONE || !lemma_in(d, letter, letters) || d->tokens[letter].dep != DEP_OBJ)
        return NONE;
    uint32_t verb = d->tokens[letter].head;
    return verb != NONE && d->tokens[verb].upos == UPOS_VERB ? verb : NONE;
}

// Whom the governor's clause is on the surface about: its subject, or a passive's object.
static unsigned surface_subject(const Work *w, uint32_t g)
{
    if (is_passive(w, g))
        return has(w, g, SLOT_OBJ) ? SLOT_OBJ : SLOT_IOBJ;
    return SLOT_SUBJ;
}

// "Britain suspended the loan, and the bank warned Peru" with "bank" hung on "Britain": the noun
// phrase between the conjunction and a later verb without subject is that verb's, and not among the
// first one's.
static void subject_between(Work *w, uint32_t v, uint32_t g)
{
    const Doc *d = w->d;
    if (v <= g + 2 || child_dep(w, v, DEP_NSUBJ) != NONE || child_dep(w, v, DEP_NSUBJ_PASS) != NONE)
        return;
    uint32_t i = v; // back over auxiliaries and adverbs
    while (i > g + 1 && (d->tokens[i - 1].upos == UPOS_AUX || d->tokens[i - 1].upos == UPOS_ADV ||
                         d->tokens[i - 1].upos == UPOS_PART))
        i--;
    if (i <= g + 1 || (d->tokens[i - 1].upos != UPOS_NOUN && d->tokens[i - 1].upos != UPOS_PROPN))
        return;
    uint32_t noun = i - 1;
    for (unsigned steps = 0; steps < 12 && d->tokens[noun].head != NONE &&
                             d->tokens[noun].head > g && d->tokens[noun].head < v;
         steps++)
        noun = d->tokens[noun].head;
    const Token *t = &d->tokens[noun];
    if (t->head == NONE || t->head >= g || t->dep != DEP_CONJ)
        return;
    uint32_t cc = child_dep(w, noun, DEP_CC);
    if (cc == NONE || cc <= g)
        return;
    for (uint32_t k = w->first[g - w->base]; k != NONE; k = w->own[k].next)
        if (w->own[k].a.filler == noun)
            w->own[k].a.slot = SLOT_DROPPED;
    add(w, v, is_passive(w, v) ? SLOT_OBJ : SLOT_SUBJ, noun, STR(""), true, false);
}

// Moves the subjects of `from` that stand within (or without) quotation marks to `to`.
static void subjects_move(Work *w, uint32_t from, bool quoted, uint32_t to)
{
    unsigned slot = is_passive(w, to) ? SLOT_OBJ : SLOT_SUBJ;
    for (uint32_t x = w->first[from - w->base]; x != NONE; x = w->own[x].next) {
        Argument a = w->own[x].a;
        if (a.slot != SLOT_SUBJ || w->quoted[a.filler - w->base] != quoted)
            continue;
        w->own[x].a.slot = SLOT_DROPPED;
        add(w, to, slot, a.filler, a.prep, true, false);
    }
}

// "The rebels," the minister said, "shelled our port": who stands within the marks is the subject
// of what is quoted, who stands outside is the speaker, wherever the parse hung them.
static void subjects_by_marks(Work *w, uint32_t v)
{
    const Doc *d = w->d;
    uint32_t cue = d->tokens[v].head;
    if (d->tokens[v].dep != DEP_CCOMP || cue == NONE || !w->quoted[v - w->base] ||
        w->quoted[cue - w->base])
        return;
    uint32_t noun = child_dep(w, cue, DEP_NSUBJ);
    if (noun == NONE) // "Rebels have fled," a spokesman said, with both hung on "fled"
        subjects_move(w, v, false, cue);
    if (noun == NONE || !w->quoted[noun - w->base])
        return;
    uint32_t speaker = child_dep(w, noun, DEP_CONJ); // "rebels" and "minister" read as a list
    subjects_move(w, v, false, cue);
    subjects_move(w, cue, true, v);
    if (speaker != NONE && !w->quoted[speaker - w->base])
        add(w, cue, SLOT_SUBJ, speaker, STR(""), true, false);
}

// "According to Iran, Iraq attacked" with "Iraq" read as a second part of the phrase before the
// comma: the noun between that comma and a verb without subject is the verb's.
static void subject_lost(Work *w, uint32_t v)
{
    const Doc *d = w->d;
    if (d->tokens[v].upos != UPOS_VERB || child_dep(w, v, DEP_NSUBJ) != NONE ||
        child_dep(w, v, DEP_NSUBJ_PASS) != NONE || child_dep(w, v, DEP_CSUBJ) != NONE)
        return;
    // "Men who attacked a bus fled, the army said" with "men" hung on "said"
    uint32_t report = d->tokens[v].head;
    if (d->tokens[v].dep == DEP_CCOMP && report != NONE && report > v &&
        d->tokens[report].upos == UPOS_VERB) {
        uint32_t first = child_dep(w, report, DEP_NSUBJ), second = NONE;
        for (uint32_t k = w->first_child[report - w->base]; k != NONE; k = w->next_child[k])
            if (k + w->base > v && d->tokens[k + w->base].dep == DEP_NSUBJ)
                second = k + w->base;
        if (first != NONE && first < v && second != NONE) {
            for (uint32_t x = w->first[report - w->base]; x != NONE; x = w->own[x].next)
                if (w->own[x].a.slot == SLOT_SUBJ && w->own[x].a.filler < v)
                    w->own[x].a.slot = SLOT_DROPPED;
            add_all(w, v, is_passive(w, v) ? SLOT_OBJ : SLOT_SUBJ, first, STR(""), true, false);
            return;
        }
    }
    // "Amnesty International accused soldiers" with the name hung on "soldiers", across the verb
    uint32_t before = v;
    while (before > w->base &&
           (d->tokens[before - 1].upos == UPOS_ADV || d->tokens[before - 1].upos == UPOS_AUX))
        before--;
    if (before-- > w->base && d->tokens[v].dep != DEP_AMOD && d->tokens[before].xpos[0] == 'N' &&
        d->tokens[before].head != NONE && d->tokens[before].head > v &&
        token_dominates(d, v, before)) {
        for (uint32_t x = w->first[d->tokens[before].head - w->base]; x != NONE; x = w->own[x].next)
            if (w->own[x].a.filler == before)
                w->own[x].a.slot = SLOT_DROPPED;
        add_all(w, v, is_passive(w, v) ? SLOT_OBJ : SLOT_SUBJ, before, STR(""), true, false);
        return;
    }
    for (uint32_t k = w->first_child[v - w->base]; k != NONE; k = w->next_child[k]) {
        uint32_t phrase = k + w->base;
        if (phrase >= v || d->tokens[phrase].dep != DEP_OBL)
            continue;
        for (uint32_t i = w->first_child[k]; i != NONE; i = w->next_child[i]) {
            uint32_t noun = i + w->base;
            bool after = noun > phrase && noun < v && d->tokens[noun].dep == DEP_CONJ &&
                         d->tokens[noun].upos != UPOS_VERB && child_dep(w, noun, DEP_CC) == NONE;
            bool comma = false, later = false;
            for (uint32_t x = phrase; after && x < noun; x++)
                comma |= token_is(d, x, ",");
            for (uint32_t x = noun + 1; after && x < v; x++) // a list goes on
                later |= token_is(d, x, ",");
            if (!after || !comma || later)
                continue;
            for (uint32_t x = w->first[v - w->base]; x != NONE; x = w->own[x].next)
                if (w->own[x].a.filler == noun)
                    w->own[x].a.slot = SLOT_DROPPED;
            add_all(w, v, is_passive(w, v) ? SLOT_OBJ : SLOT_SUBJ, noun, STR(""), true, false);
            return;
        }
    }
}

// "Protesters blocked a road and burned tyres" read as "a road and (some) burned tyres": a past
// tense after the conjunction, on which the conjunction hangs, is a second verb.
static void verb_lost(Work *w, uint32_t v)
{
    const Doc *d = w->d;
    const Token *t = &d->tokens[v];
    if (t->dep != DEP_AMOD || t->upos != UPOS_VERB || t->head == NONE || t->head < v ||
        v == w->base || d->tokens[t->head].dep != DEP_CONJ || d->tokens[v - 1].dep != DEP_CC ||
        d->tokens[v - 1].head != v)
        return;
    uint32_t object = t->head, first = d->tokens[object].head;
    uint32_t g = first == NONE || d->tokens[first].dep != DEP_OBJ ? NONE : d->tokens[first].head;
    if (g == NONE || d->tokens[g].upos != UPOS_VERB || strcmp(d->tokens[g].xpos, "VBD") != 0)
        return;
    for (uint32_t x = w->first[g - w->base]; x != NONE; x = w->own[x].next)
        if (w->own[x].a.filler == object)
            w->own[x].a.slot = SLOT_DROPPED;
    inherit(w, g, SLOT_SUBJ, v, SLOT_SUBJ);
}

// "fired at farmers blocking the bridge" with the participle hung on "fired": people right before
// it do it, not who fired; NONE.
static uint32_t person_before(const Work *w, uint32_t v, uint32_t g)
{
    const Doc *d = w->d;
    uint32_t m = v > w->base && strcmp(d->tokens[v].xpos, "VBG") == 0 ? mention_at(d, v - 1) : NONE;
    if (m == NONE || d->mentions[m].place || !(d->mentions[m].human || d->mentions[m].sector.n))
        return NONE;
    uint32_t who = d->mentions[m].head, object = child_dep(w, g, DEP_OBJ);
    unsigned dep = d->tokens[who].dep;
    return (object == NONE || !lemma_in(d, object, letters)) && who > g &&
                   d->tokens[who].head == g && (dep == DEP_OBJ || dep == DEP_OBL)
               ? who
               : NONE;
}

static void controlled(Work *w, uint32_t v)
{
    const Doc *d = w->d;
    verb_lost(w, v);
    subjects_by_marks(w, v);
    subject_lost(w, v);
    const Token *t = &d->tokens[v];
    uint32_t g = t->head;
    if (g == NONE)
        return;
    bool passive = is_passive(w, v);
    unsigned need = passive ? SLOT_OBJ : SLOT_SUBJ;

    if (t->dep == DEP_CONJ) {
        // "Rebels shelled and stormed the town": shared subject; shared object where the later verb
        // has none
        bool verbal = t->upos == UPOS_VERB || t->upos == UPOS_ADJ || t->upos == UPOS_AUX;
        const Token *gt = &d->tokens[g];
        if (verbal && gt->upos == UPOS_VERB)
            subject_between(w, v, g);
        if (verbal && (gt->upos == UPOS_VERB || gt->upos == UPOS_ADJ || gt->upos == UPOS_AUX ||
                       gt->upos == UPOS_NOUN)) {
            if (!has(w, v, need))
                inherit(w, g, surface_subject(w, g), v, need);
            if (!has(w, v, SLOT_OBJ) && !passive && !has(w, v, SLOT_CCOMP) &&
                !has(w, v, SLOT_XCOMP))
                for (uint32_t i = w->first[g - w->base]; i != NONE; i = w->own[i].next) {
                    Argument a = w->own[i].a;
                    if (a.slot == SLOT_OBJ && a.filler > v)
                        add(w, v, SLOT_OBJ, a.filler, a.prep, true, false);
                }
            // the parse may hang the object on the last verb only: "shelled and stormed the town"
            if (!has(w, g, SLOT_OBJ) && !has(w, g, SLOT_CCOMP) && !has(w, g, SLOT_XCOMP) &&
                v - g <= 3 && gt->upos == UPOS_VERB && !is_passive(w, g))
                inherit(w, v, SLOT_OBJ, g, SLOT_OBJ);
        } else if (!verbal && (t->upos == UPOS_NOUN) && !has(w, v, SLOT_SUBJ) &&
                   gt->upos == UPOS_NOUN) {
            // "the army's shelling and bombing of the town"
            for (uint32_t i = w->first[g - w->base]; i != NONE; i = w->own[i].next)
                if (w->own[i].a.slot == SLOT_SUBJ && w->own[i].a.possessive)
                    add(w, v, SLOT_SUBJ, w->own[i].a.filler, STR(""), true, true);
            for (uint32_t i = w->first[g - w->base]; i != NONE; i = w->own[i].next) {
                Argument a = w->own[i].a;
                if ((a.slot == SLOT_OBJ || a.slot == SLOT_OBL) && a.filler > v)
                    add(w, v, a.slot, a.filler, a.prep, true, false);
            }
        }
        return;
    }
    uint32_t sent = letter_sent(w, v);
    if (sent != NONE) {
        for (uint32_t i = w->first[v - w->base]; i != NONE; i = w->own[i].next)
            if (w->own[i].a.slot == SLOT_SUBJ && w->own[i].a.filler == g)
                w->own[i].a.slot = SLOT_IOBJ;
        inherit(w, sent, surface_subject(w, sent), v, SLOT_SUBJ);
        return;
    }
    if (has(w, v, need))
        return;
    if (t->dep == DEP_XCOMP || t->dep == DEP_CCOMP) {
        bool object = has(w, g, SLOT_OBJ) || has(w, g, SLOT_IOBJ);
        if (object && !is_passive(w, g) && !(lemma_in(d, g, subject_control)))
            inherit(w, g, has(w, g, SLOT_IOBJ) ? SLOT_IOBJ : SLOT_OBJ, v, need);
        else if (t->dep == DEP_XCOMP || strcmp(t->xpos, "VBG") == 0 || strcmp(t->xpos, "VB") == 0)
            inherit(w, g, surface_subject(w, g), v, need);
    } else if (t->dep == DEP_ADVCL || (t->dep == DEP_OBL && t->upos == UPOS_VERB)) {
        bool finite = child_dep(w, v, DEP_NSUBJ) != NONE;
        if (finite)
            return;
        uint32_t mark = child_dep(w, v, DEP_MARK);
        if (mark == NONE)
            mark = child_dep(w, v, DEP_CASE);
        bool object = !is_passive(w, g) && (has(w, g, SLOT_OBJ) || has(w, g, SLOT_IOBJ));
        bool to = mark != NONE && token_is(d, mark, "to");
        uint32_t beside = mark == NONE ? person_before(w, v, g) : NONE;
        if (beside != NONE) {
            add_all(w, v, need, beside, STR(""), true, false);
            return;
        }
        // "urged the rebels to disarm" is often parsed as an adverbial infinitive
        bool follows_object = to && object && !lemma_in(d, g, subject_control) && v - g <= 12;
        if (mark != NONE && object &&
            (is_word(d, mark, object_marks) || (follows_object && lemma_in(d, g, object_control))))
            inherit(w, g, has(w, g, SLOT_IOBJ) ? SLOT_IOBJ : SLOT_OBJ, v, need);
        else
            inherit(w, g, surface_subject(w, g), v, need);
    } else if (t->dep == DEP_ACL) {
        // "called on Israel to pull back" parsed as "(Israel to pull back)": somebody who is to act
        uint32_t someone = mention_at(d, g);
        uint32_t mark = child_dep(w, v, DEP_MARK);
        bool headline = (d->sentences[t->sentence].flags & SENT_HEADLINE) &&
                        (d->tokens[g].dep == DEP_ROOT || d->tokens[g].dep == DEP_APPOS ||
                         d->tokens[g].dep == DEP_PARATAXIS); // "Minister: talks to resume"
        if (mark != NONE && token_is(d, mark, "to") &&
            (headline ||
             (someone != NONE && (d->mentions[someone].code.n || d->mentions[someone].human)))) {
            add_all(w, v, need, g, STR(""), true, false);
            return;
        }
        // "accused Iraq on Sunday of shelling the port" with the gerund hung on "Sunday"
        uint32_t verb = d->tokens[g].head;
        if (mark != NONE && is_word(d, mark, object_marks) && verb != NONE &&
            d->tokens[verb].upos == UPOS_VERB && !has(w, g, SLOT_SUBJ) &&
            (d->tokens[g].dep == DEP_OBJ || d->tokens[g].dep == DEP_OBL ||
             d->tokens[g].dep == DEP_OBL_UNMARKED)) {
            if (!is_passive(w, verb) && (has(w, verb, SLOT_OBJ) || has(w, verb, SLOT_IOBJ)))
                inherit(w, verb, has(w, verb, SLOT_IOBJ) ? SLOT_IOBJ : SLOT_OBJ, v, need);
            else
                inherit(w, verb, surface_subject(w, verb), v, need);
            return;
        }
        // "the rebels' threat to attack", "made a promise to leave"
        if (has(w, g, SLOT_SUBJ))
            inherit(w, g, SLOT_SUBJ, v, need);
        else {
            const Token *noun = &d->tokens[g];
            if (noun->head != NONE &&
                (noun->dep == DEP_OBJ || noun->dep == DEP_OBL || noun->dep == DEP_XCOMP))
                inherit(w, noun->head, surface_subject(w, noun->head), v, need);
        }
    }
    if (t->dep == DEP_XCOMP || (t->dep == DEP_ADVCL && lemma_in(d, g, addressing))) {
        // "called on X to leave": the oblique before the infinitive acts
        bool object = has(w, g, SLOT_OBJ) || has(w, g, SLOT_IOBJ);
        uint32_t to = child_dep(w, v, DEP_MARK);
        if (!object && to != NONE && token_is(d, to, "to"))
            for (uint32_t i = w->first[g - w->base]; i != NONE; i = w->own[i].next) {
                Argument a = w->own[i].a;
                if (a.slot == SLOT_OBL && a.filler < v && a.filler > g &&
                    (str_is(a.prep, "on") || str_is(a.prep, "upon") || str_is(a.prep, "to") ||
                     str_is(a.prep, "for") || str_is(a.prep, "with"))) {
                    // replace the subject taken from the governor
                    for (uint32_t k = w->first[v - w->base]; k != NONE; k = w->own[k].next)
                        if (w->own[k].a.slot == need && w->own[k].a.inherited) {
                            w->own[k].a.filler = a.filler;
                            break;
                        }
                    add(w, v, need, a.filler, STR(""), true, false);
                    break;
                }
            }
    }
}

static int order(const void *x, const void *y)
{
    const Argument *a = x, *b = y;
    if (a->predicate != b->predicate)
        return a->predicate < b->predicate ? -1 : 1;
    if (a->slot != b->slot)
        return a->slot < b->slot ? -1 : 1;
    return a->filler < b->filler ? -1 : a->filler > b->filler;
}

// The parse often hangs a verb's complement on the verb's object: "accused the army of shelling …",
// "urged the rebels to disarm". The verb may claim it too; a frame that does not look for it takes
// no notice.
static void lift(Work *w, uint32_t v)
{
    const Doc *d = w->d;
    for (uint32_t k = w->first_child[v - w->base]; k != NONE; k = w->next_child[k]) {
        const Token *t = &d->tokens[k + w->base];
        if (t->dep == DEP_XCOMP && t->upos == UPOS_ADJ && is_passive(w, v)) // "shot dead by gunmen"
            for (uint32_t i = w->first_child[k]; i != NONE; i = w->next_child[i])
                if (d->tokens[i + w->base].dep == DEP_OBL &&
                    str_is(preposition(w, i + w->base), "by"))
                    add_all(w, v, SLOT_SUBJ, i + w->base, STR(""), true, false);
        if (t->dep != DEP_OBJ && t->dep != DEP_IOBJ && t->dep != DEP_NSUBJ_PASS &&
            t->dep != DEP_OBL)
            continue;
        for (uint32_t i = w->first_child[k]; i != NONE; i = w->next_child[i]) {
            uint32_t c = i + w->base;
            // "promised the governor that they would leave", hung on "governor"
            uint32_t told = mention_at(d, k + w->base);
            uint32_t mark = d->tokens[c].dep == DEP_ACL ? child_dep(w, c, DEP_MARK) : NONE;
            if (c > v && told != NONE && d->mentions[told].human && mark != NONE &&
                token_is(d, mark, "that"))
                add_all(w, v, SLOT_CCOMP, c, STR(""), true, false);
            if (d->tokens[c].dep != DEP_ACL || c < v)
                continue;
            Str prep = preposition(w, c);
            if (str_is(prep, "to"))
                add_all(w, v, SLOT_XCOMP, c, STR(""), true, false);
            else if (prep.n)
                add_all(w, v, SLOT_ADVCL, c, prep, true, false);
        }
    }
}

static bool bears_arguments(const Token *t)
{
    return t->upos == UPOS_VERB || t->upos == UPOS_NOUN || t->upos == UPOS_ADJ ||
           t->upos == UPOS_AUX || t->upos == UPOS_PROPN || t->upos == UPOS_ADV ||
           t->upos == UPOS_ADP || t->upos == UPOS_SYM;
}

void argument_run(Doc *d)
{
    Work w = {.d = d};
    uint32_t longest = 0;
    for (size_t s = 0; s < d->n_sentences; s++) {
        uint32_t n = d->sentences[s].end - d->sentences[s].first;
        longest = n > longest ? n : longest;
    }
    if (longest == 0)
        return;
    w.first = ARENA_NEW(d->arena, uint32_t, longest);
    w.first_child = ARENA_NEW(d->arena, uint32_t, longest);
    w.next_child = ARENA_NEW(d->arena, uint32_t, longest);
    w.quoted = ARENA_NEW(d->arena, bool, longest);
    uint32_t *queue = ARENA_NEW(d->arena, uint32_t, longest);

    for (size_t s = 0; s < d->n_sentences; s++) {
        const Sentence *sentence = &d->sentences[s];
        w.base = sentence->first;
        w.count = sentence->end - sentence->first;
        w.n_own = 0;
        for (uint32_t i = 0; i < w.count; i++)
            w.first[i] = w.first_child[i] = w.next_child[i] = NONE;
        bool open = false;
        for (uint32_t i = 0; i < w.count; i++) {
            open = open || (d->tokens[w.base + i].flags & TOKEN_QUOTE_OPEN);
            w.quoted[i] = open;
            open = open && !(d->tokens[w.base + i].flags & TOKEN_QUOTE_CLOSE);
        }
        uint32_t n_queue = 0;
        for (uint32_t i = w.count; i-- > 0;) { // children lists come out in text order
            uint32_t head = d->tokens[w.base + i].head;
            if (head == NONE || head < w.base || head >= sentence->end || head == w.base + i)
                continue;
            w.next_child[i] = w.first_child[head - w.base];
            w.first_child[head - w.base] = i;
        }
        for (uint32_t i = 0; i < w.count; i++)
            if (d->tokens[w.base + i].head == NONE)
                queue[n_queue++] = i;
        for (uint32_t q = 0; q < n_queue; q++)
            for (uint32_t c = w.first_child[queue[q]]; c != NONE && n_queue < w.count;
                 c = w.next_child[c])
                queue[n_queue++] = c;
        for (uint32_t q = 0; q < n_queue; q++) {
            uint32_t v = w.base + queue[q];
            if (bears_arguments(&d->tokens[v]))
                direct(&w, v, is_passive(&w, v));
        }
        for (uint32_t q = 0; q < n_queue; q++) {
            uint32_t v = w.base + queue[q];
            if (bears_arguments(&d->tokens[v]))
                controlled(&w, v);
            if (d->tokens[v].upos == UPOS_VERB)
                lift(&w, v);
        }
        size_t start = d->n_arguments;
        for (size_t i = 0; i < w.n_own; i++) {
            if (w.own[i].a.slot == SLOT_DROPPED)
                continue;
            Argument *a = ARENA_PUSH(d->arena, d->arguments, d->n_arguments, d->cap_arguments);
            *a = w.own[i].a;
        }
        if (d->n_arguments > start + 1)
            qsort(d->arguments + start, d->n_arguments - start, sizeof *d->arguments, order);
    }
}
