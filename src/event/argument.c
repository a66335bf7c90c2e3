// SPDX-License-Identifier: MIT
// In: the dependency tree. Out: Doc.arguments, deep arguments of every verb, noun and predicative
// adjective, sorted by predicate. Method: direct arcs first, passives turned round ("The town was
// shelled by rebels": subj rebels, obj town), relatives and participles with their noun; then what
// a predicate inherits (argument_control.c). Compare de Marneffe & Schuster's enhanced UD (LREC
// 2016); we add control of nouns' infinitives and prepositional gerunds ("accused X of shelling
// Y"). Governors come before the governed, from the root of each sentence down. Cost: linear in
// arcs, small constant. Does not: look at word meaning.
#include "event/argument_work.h"

#include <stdlib.h>

// "a Saudi-led strike": the word before it names who acts.
static const char *const leading[] = {"led", "run", "headed", "spearheaded", "commanded", NULL};

static bool relative_pronoun(const Doc *d, uint32_t t)
{
    static const char *const words[] = {"who", "which", "that", "whom", NULL};
    return (d->tokens[t].upos == UPOS_PRON || d->tokens[t].upos == UPOS_DET ||
            d->tokens[t].upos == UPOS_SCONJ) &&
           token_in(d, t, words);
}

// "Peru was among twelve states that recalled envoys", "was one of the banks which …": he of whom a
// noun is told as one of several is who the clause on it tells of.
static uint32_t one_of_them(const ArgWork *w, uint32_t noun)
{
    const Doc *d = w->d;
    uint32_t mark = arg_child(w, noun, DEP_CASE), whole = noun;
    if (mark != NONE && token_is(d, mark, "of") && d->tokens[noun].dep == DEP_NMOD &&
        d->tokens[noun].head != NONE && token_is(d, d->tokens[noun].head, "one"))
        whole = d->tokens[noun].head;
    else if (mark == NONE || !token_is(d, mark, "among"))
        return noun;
    uint32_t subject = arg_child(w, whole, DEP_NSUBJ);
    return arg_child(w, whole, DEP_COP) != NONE && subject != NONE ? subject : noun;
}

// The noun that a relative clause or participle hangs on.
static uint32_t antecedent(const ArgWork *w, uint32_t v)
{
    const Token *t = &w->d->tokens[v];
    for (uint32_t steps = 0; steps < 8 && t->dep == DEP_CONJ && t->head != NONE; steps++)
        t = &w->d->tokens[t->head];
    // "It was Norway that mediated": Norway
    bool cleft = t->dep == DEP_ADVCL_RELCL && t->head != NONE &&
                 arg_child(w, t->head, DEP_EXPL) != NONE && arg_child(w, t->head, DEP_COP) != NONE;
    return (t->dep == DEP_ACL_RELCL || t->dep == DEP_ACL || cleft) && t->head != NONE
               ? one_of_them(w, t->head)
               : NONE;
}

// "the members, two of whom resigned", "most of which was burned"
static bool is_part_of_whom(const ArgWork *w, uint32_t t)
{
    static const char *const parts[] = {"dozen",    "score",    "hundred", "thousand", "half",
                                        "majority", "minority", "part",    "rest",     NULL};
    const Doc *d = w->d;
    uint32_t of = arg_child(w, t, DEP_NMOD);
    bool some = d->tokens[t].upos == UPOS_NOUN
                    ? lemma_in(d, t, parts)
                    : d->tokens[t].upos != UPOS_PROPN && d->tokens[t].upos != UPOS_VERB;
    return of != NONE && of > t && relative_pronoun(d, of) && some;
}

// "a law that critics say threatens judges": who says it of what "that" stands for, which the word
// before him relates; v where the pronoun is of its own clause.
static uint32_t teller(const ArgWork *w, uint32_t v, uint32_t pronoun)
{
    const Token *t = &w->d->tokens[v];
    return t->dep == DEP_CCOMP && t->head != NONE && pronoun < t->head ? t->head : v;
}

// Has the verb of such a clause a clause that the relative pronoun belongs to?
static bool is_told_of(const ArgWork *w, uint32_t v)
{
    uint32_t told = arg_child(w, v, DEP_CCOMP);
    for (uint32_t k = told == NONE ? NONE : w->first_child[told - w->base]; k != NONE;
         k = w->next_child[k])
        if (k + w->base < v && relative_pronoun(w->d, k + w->base))
            return true;
    return false;
}

// "demanded on Tuesday that Egypt withdraw": a clause with "that" is a complement, whatever the
// parse calls it, unless it tells what something led to ("fought so hard that …") or a nearer verb
// may take it.
static bool is_that_clause(const ArgWork *w, uint32_t v, uint32_t clause)
{
    const Doc *d = w->d;
    uint32_t mark = d->tokens[clause].upos == UPOS_VERB ? arg_child(w, clause, DEP_MARK) : NONE;
    if (mark == NONE || mark < v || !token_is(d, mark, "that"))
        return false;
    for (uint32_t i = v + 1; i < mark; i++)
        if (token_is(d, i, "so") || token_is(d, i, "such") || d->tokens[i].upos == UPOS_VERB)
            return false;
    return true;
}

// "asked not to be named": an infinitive without a subject of its own shares one, whatever the
// parse calls it.
static bool is_bare_infinitive(const ArgWork *w, uint32_t clause)
{
    uint32_t mark = arg_child(w, clause, DEP_MARK);
    return mark != NONE && token_is(w->d, mark, "to") && arg_child(w, clause, DEP_NSUBJ) == NONE &&
           arg_child(w, clause, DEP_NSUBJ_PASS) == NONE;
}

// "the lifting of the ban on imports by Iraq", with "Iraq" hung on "imports": the agent of an event
// noun in a phrase below one of its own; NONE.
static uint32_t agent_below(const ArgWork *w, uint32_t event, uint32_t phrase, unsigned depth)
{
    if (arg_child(w, event, DEP_NMOD_POSS) != NONE)
        return NONE;
    for (uint32_t k = w->first_child[phrase - w->base]; k != NONE; k = w->next_child[k]) {
        uint32_t c = k + w->base;
        if (c < phrase || w->d->tokens[c].dep != DEP_NMOD)
            continue;
        if (str_is(arg_preposition(w, c), "by") && mention_at(w->d, c) != NONE)
            return c;
        uint32_t below = depth ? agent_below(w, event, c, depth - 1) : NONE;
        if (below != NONE)
            return below;
    }
    return NONE;
}

// "protests by students against the rector", with "against the rector" hung on "students": what an
// act is aimed at is its own phrase.
static void past_agent(ArgWork *w, uint32_t event, uint32_t agent)
{
    static const char *const aims[] = {"against", "on", "at", "over", "with", "to", NULL};
    for (uint32_t k = w->first_child[agent - w->base]; k != NONE; k = w->next_child[k]) {
        uint32_t c = k + w->base, mark = arg_child(w, c, DEP_CASE);
        if (c > agent && w->d->tokens[c].dep == DEP_NMOD && mark != NONE &&
            token_in(w->d, mark, aims))
            arg_add_all(w, event, SLOT_OBL, c, arg_preposition(w, c), false, false);
    }
}

// "complained in a court against the visiting bishop", "fired at retreating rebels", read as
// "visiting the prince", "retreating rebels": the noun does what the participle says, and its
// phrase is the verb's.
static bool attributive(ArgWork *w, uint32_t v, uint32_t noun)
{
    const Doc *d = w->d;
    uint32_t verb = d->tokens[v].head, mark = noun > v ? arg_mark_of_noun(w, v, noun) : NONE;
    bool past = strcmp(d->tokens[v].xpos, "VBN") == 0; // "gave food to displaced people"
    if ((d->tokens[v].dep != DEP_ACL && d->tokens[v].dep != DEP_ADVCL) ||
        !(past || strcmp(d->tokens[v].xpos, "VBG") == 0) || mark == NONE)
        return false;
    arg_add_all(w, v, past ? SLOT_OBJ : SLOT_SUBJ, noun, STR(""), true, false);
    while (verb != NONE && verb >= w->base && d->tokens[verb].upos != UPOS_VERB)
        verb = d->tokens[verb].head;
    if (verb != NONE && verb >= w->base)
        arg_add_all(w, verb, SLOT_OBL, noun, d->tokens[mark].lower, true, false);
    return true;
}

// "hauled in for questioning by the police", "barred from speaking by the court", "found guilty by
// a jury": the agent of a passive hung on a phrase below it; NONE. Not "killed in a raid by the
// police", which tells of the raid.
static uint32_t agent_of_passive(const ArgWork *w, uint32_t v)
{
    static const char *const times[] = {"after",     "before",  "during",  "since", "until", "amid",
                                        "following", "despite", "because", "as",    NULL};
    static const char *const harm[] = {"kill",     "injure", "wound", "hurt", "die",
                                       "displace", "shoot",  "maim",  NULL};
    const Doc *d = w->d;
    for (uint32_t k = w->first_child[v - w->base]; k != NONE; k = w->next_child[k]) {
        uint32_t c = k + w->base, mark = arg_child(w, c, DEP_CASE);
        if (mark == NONE)
            mark = arg_child(w, c, DEP_MARK);
        bool phrase = (d->tokens[c].dep == DEP_OBL && mark != NONE && !token_in(d, mark, times) &&
                       !lemma_in(d, v, harm)) ||
                      d->tokens[c].dep == DEP_OBJ, // "granted pardons by the king"
            complement = d->tokens[c].dep == DEP_XCOMP || d->tokens[c].dep == DEP_ADVCL ||
                         d->tokens[c].dep == DEP_ADVMOD;
        if (c < v || !(phrase ||
                       (complement && arg_child(w, c, DEP_NSUBJ) == NONE &&
                        // "evicted from land, claimed by a company"
                        !(d->tokens[c].dep == DEP_ADVCL && strcmp(d->tokens[c].xpos, "VBN") == 0) &&
                        (mark == NONE || token_is(d, mark, "for") || token_is(d, mark, "from")))))
            continue;
        uint32_t agent = phrase ? agent_below(w, c, c, 0) : NONE;
        for (uint32_t j = w->first_child[c - w->base]; j != NONE && complement;
             j = w->next_child[j]) {
            uint32_t by = j + w->base;
            if (d->tokens[by].dep == DEP_OBL && agent == NONE) // "guilty of treason by a court"
                agent = agent_below(w, by, by, 0);
            if ((d->tokens[by].dep == DEP_OBL || d->tokens[by].dep == DEP_OBL_AGENT ||
                 d->tokens[by].dep == DEP_OBJ) &&
                str_is(arg_preposition(w, by), "by"))
                agent = by;
        }
        uint32_t who = agent == NONE ? NONE : mention_at(d, agent);
        if (who != NONE && (d->mentions[who].human || d->mentions[who].code.n))
            return agent;
    }
    return NONE;
}

// Who calls or stages an act is in it.
static const char *const holders[] = {
    "call",   "convene",  "host",   "organize", "organise", "stage",   "hold",
    "launch", "mount",    "order",  "lead",     "carry",    "conduct", "arrange",
    "chair",  "initiate", "wage",   "declare",  "announce", "sign",    "agree",
    "make",   "give",     "offer",  "issue",    "send",     "pay",     "level",
    "voice",  "express",  "extend", "provide",  "lodge",    "deliver", NULL};

static void held_by(ArgWork *w, uint32_t event, uint32_t verb)
{
    for (uint32_t k = w->first_child[verb - w->base]; k != NONE; k = w->next_child[k]) {
        uint32_t c = k + w->base;
        unsigned dep = w->d->tokens[c].dep;
        if ((dep != DEP_OBL && dep != DEP_OBL_AGENT) || mention_at(w->d, c) == NONE)
            continue;
        Str prep = arg_preposition(w, c);
        if (str_is(prep, "by")) {
            arg_add_all(w, event, SLOT_SUBJ, c, STR("by"), false, false);
            past_agent(w, event, c);
        } else if (str_is(prep, "against") || str_is(prep, "with") || str_is(prep, "to") ||
                   str_is(prep, "at") || str_is(prep, "on"))
            arg_add_all(w, event, SLOT_OBL, c, prep, false, false);
    }
}

// "Rwanda saw its aid frozen by Britain", "three papers had their licences revoked": whose thing it
// was, to whom it was done; NONE.
static uint32_t who_had_it(const ArgWork *w, uint32_t thing)
{
    static const char *const verbs[] = {"have", "see", "get", "find", NULL};
    const Doc *d = w->d;
    uint32_t verb = d->tokens[thing].head, own = arg_child(w, thing, DEP_NMOD_POSS);
    if (verb == NONE || verb < w->base || d->tokens[thing].dep != DEP_OBJ ||
        !lemma_in(d, verb, verbs) || own == NONE || d->tokens[own].upos != UPOS_PRON)
        return NONE;
    for (uint32_t k = w->first_child[thing - w->base]; k != NONE; k = w->next_child[k])
        if (d->tokens[k + w->base].dep == DEP_ACL && token_xpos(d, k + w->base, "VBN"))
            return arg_child(w, verb, DEP_NSUBJ);
    for (uint32_t k = w->first_child[verb - w->base]; k != NONE; k = w->next_child[k])
        if (d->tokens[k + w->base].dep == DEP_XCOMP && k + w->base > thing &&
            token_xpos(d, k + w->base, "VBN"))
            return arg_child(w, verb, DEP_NSUBJ);
    return NONE;
}

// "for the army to leave": who shall do it; NONE.
static uint32_t who_shall(const ArgWork *w, uint32_t v)
{
    const Doc *d = w->d;
    unsigned dep = d->tokens[v].dep;
    uint32_t doer = arg_child(w, v, DEP_NSUBJ), of = arg_child(w, v, DEP_MARK);
    bool clause = dep == DEP_XCOMP || dep == DEP_ADVCL || dep == DEP_CCOMP || dep == DEP_ACL;
    return clause && doer != NONE && of != NONE && of < doer && doer < v &&
                   token_is(d, of, "for") && token_xpos(d, v, "VB")
               ? doer
               : NONE;
}

// "The general had three ministers arrested": who had it done; NONE. Not "had their homes shelled",
// "had two men killed".
static uint32_t who_had_it_done(const ArgWork *w, uint32_t v)
{
    static const char *const verbs[] = {"have", "get", NULL};
    static const char *const befall[] = {"kill", "wound",  "injure", "kidnap", "abduct",
                                         "rob",  "murder", "rape",   NULL};
    const Doc *d = w->d;
    const Token *t = &d->tokens[v];
    if (lemma_in(d, v, befall) || t->head == NONE || t->head < w->base ||
        strcmp(t->xpos, "VBN") != 0 || (t->dep != DEP_XCOMP && t->dep != DEP_ACL))
        return NONE;
    uint32_t thing = t->dep == DEP_ACL ? t->head : arg_child(w, t->head, DEP_OBJ);
    uint32_t verb = thing == NONE ? NONE : d->tokens[thing].head;
    if (verb == NONE || verb < w->base || d->tokens[thing].dep != DEP_OBJ || thing > v ||
        !lemma_in(d, verb, verbs) || arg_child(w, thing, DEP_NMOD_POSS) != NONE ||
        arg_child(w, v, DEP_OBL_AGENT) != NONE)
        return NONE;
    return arg_child(w, verb, DEP_NSUBJ);
}

static void direct(ArgWork *w, uint32_t v, bool passive)
{
    const Doc *d = w->d;
    bool nominal = d->tokens[v].upos == UPOS_NOUN || d->tokens[v].upos == UPOS_PROPN;
    for (uint32_t k = w->first_child[v - w->base]; k != NONE; k = w->next_child[k]) {
        uint32_t c = k + w->base;
        const Token *t = &d->tokens[c];
        uint32_t filler = c;
        if (relative_pronoun(d, c) || is_part_of_whom(w, c)) {
            uint32_t noun = antecedent(w, v);
            if (noun == NONE) // "a law that critics say threatens judges"
                noun = antecedent(w, teller(w, v, c));
            if (noun != NONE)
                filler = noun;
        } else if (t->dep == DEP_NMOD_POSS)
            filler = argument_whose(d, c);
        // "called for the army to leave", "a loan for Malawi to build roads": for whom
        static const char *const means[] = {"loan", "credit", "grant", "fund", "money", NULL};
        uint32_t whom = c > v && (!nominal || lemma_in(d, v, means)) ? who_shall(w, c) : NONE;
        if (whom != NONE)
            arg_add_all(w, v, SLOT_OBL, whom, STR("for"), true, false);
        switch (t->dep) {
        case DEP_NSUBJ:
        case DEP_CSUBJ:
        case DEP_NSUBJ_OUTER:
            if (t->dep == DEP_NSUBJ_OUTER && arg_child(w, v, DEP_NSUBJ) != NONE)
                break; // "the fear is that rebels attack"
            // "Chile was refused a loan by Peru" with a plain subject
            if (passive && t->dep == DEP_NSUBJ && arg_child(w, v, DEP_AUX_PASS) != NONE)
                arg_add_all(w, v, arg_child(w, v, DEP_OBJ) != NONE ? SLOT_IOBJ : SLOT_OBJ, filler,
                            STR(""), filler != c, false);
            else
                arg_add_all(w, v, passive && arg_is_reduced_passive(w, v) ? SLOT_OBJ : SLOT_SUBJ,
                            filler, STR(""), filler != c, false);
            break;
        case DEP_NSUBJ_PASS:
        case DEP_CSUBJ_PASS:
            // "The town was given aid": with an object kept, the passive subject received it
            arg_add_all(w, v,
                        !passive                           ? SLOT_SUBJ
                        : arg_child(w, v, DEP_OBJ) != NONE ? SLOT_IOBJ
                                                           : SLOT_OBJ,
                        filler, STR(""), filler != c, false);
            break;
        case DEP_OBJ:
            if (!attributive(w, v, c))
                arg_add_all(w, v, SLOT_OBJ, filler, STR(""), filler != c, false);
            break;
        case DEP_IOBJ: // "allowed inspectors to enter" has one object, whatever the parser calls it
            if (arg_child(w, v, DEP_OBJ) == NONE && arg_child(w, v, DEP_XCOMP) != NONE) {
                arg_add_all(w, v, SLOT_OBJ, filler, STR(""), filler != c, false);
                break;
            }
            arg_add_all(w, v, SLOT_IOBJ, filler, STR(""), filler != c, false);
            break;
        case DEP_OBL_AGENT: {
            Str prep = arg_preposition(w, c);
            // "called upon the army" is none, nor "has stood by its leader"
            bool agent = prep.n == 0 || (str_is(prep, "by") &&
                                         (passive || (arg_child(w, v, DEP_NSUBJ) == NONE &&
                                                      arg_child(w, v, DEP_NSUBJ_PASS) == NONE)));
            arg_add_all(w, v, agent ? SLOT_SUBJ : SLOT_OBL, filler, agent ? STR("") : prep, false,
                        false);
            if (agent && prep.n)
                past_agent(w, v, c);
            break;
        }
        case DEP_OBL:
        case DEP_OBL_UNMARKED: {
            Str prep = arg_preposition(w, c);
            // the agent of a passive, labelled as a plain oblique by many parses
            uint32_t who = mention_at(d, c);
            if (passive && str_is(prep, "by") && d->tokens[c].upos != UPOS_NUM &&
                (d->tokens[c].ner != NAME_NONE || (who != NONE && d->mentions[who].human))) {
                arg_add_all(w, v, SLOT_SUBJ, filler, STR(""), false, false);
                past_agent(w, v, c);
            } else
                arg_add_all(w, v, SLOT_OBL, filler, prep, filler != c, false);
            break;
        }
        case DEP_CONJ:
            if (is_that_clause(w, v, c))
                arg_add_all(w, v, SLOT_CCOMP, c, STR(""), false, false);
            break;
        case DEP_AUX: // "said it had shot down a drone", with "it" hung on "had"
        case DEP_AUX_PASS: {
            uint32_t subject = arg_child(w, c, DEP_NSUBJ);
            if (subject != NONE)
                arg_add_all(w, v, passive ? SLOT_OBJ : SLOT_SUBJ, subject, STR(""), false, false);
            break;
        }
        case DEP_ADVMOD: // "walked away from the deal", with the phrase hung on "away"
            for (uint32_t i = w->first_child[k]; i != NONE && c > v; i = w->next_child[i])
                if (d->tokens[i + w->base].dep == DEP_OBL)
                    arg_add_all(w, v, SLOT_OBL, i + w->base, arg_preposition(w, i + w->base), false,
                                false);
            break;
        case DEP_XCOMP: {
            // "found the clerk guilty": the subject of a small clause is the verb's object
            uint32_t raised = t->upos == UPOS_VERB || c < v ? NONE : arg_child(w, c, DEP_NSUBJ);
            if (raised != NONE && (raised < v || arg_child(w, v, DEP_OBJ) != NONE ||
                                   arg_child(w, c, DEP_MARK) != NONE))
                raised = NONE;
            // "called President Julius Kambarage Nyerere": one name read as two phrases
            uint32_t m = raised == NONE ? NONE : mention_at(d, c);
            bool name = m != NONE && d->mentions[m].first <= raised && raised < c;
            if (!name)
                arg_add_all(w, v, SLOT_XCOMP, c, STR(""), false, false);
            if (raised != NONE)
                arg_add_all(w, v, SLOT_OBJ, name ? c : raised, STR(""), true, false);
            break;
        }
        case DEP_CCOMP:
            arg_add_all(w, v, is_bare_infinitive(w, c) ? SLOT_XCOMP : SLOT_CCOMP, c, STR(""), false,
                        false);
            break;
        case DEP_ADVCL:
            if (is_that_clause(w, v, c))
                arg_add_all(w, v, SLOT_CCOMP, c, STR(""), false, false);
            else
                arg_add_all(w, v, SLOT_ADVCL, c, arg_preposition(w, c), false, false);
            break;
        case DEP_ACL: // "a meeting called by the minister with farmers"
            if (nominal && strcmp(t->xpos, "VBN") == 0 && lemma_in(d, c, holders))
                held_by(w, v, c);
            // not "a deal brokered by Kenya": what is done to the noun is not its content
            if (nominal && (strcmp(t->xpos, "VBN") != 0 || arg_child(w, c, DEP_MARK) != NONE ||
                            arg_child(w, c, DEP_AUX) != NONE))
                arg_add_all(w, v, SLOT_ACL, c, arg_preposition(w, c), false, false);
            break;
        case DEP_NMOD_POSS: {
            uint32_t had = who_had_it(w, v);
            arg_add_all(w, v, had == NONE ? SLOT_SUBJ : SLOT_OBL, had == NONE ? filler : had,
                        had == NONE ? STR("") : STR("to"), had != NONE, had == NONE);
            break;
        }
        case DEP_NMOD: {
            Str prep = arg_preposition(w, c);
            if (str_is(prep, "by")) {
                arg_add_all(w, v, SLOT_SUBJ, filler, prep, false, false);
                past_agent(w, v, c);
                break;
            }
            // "a warning from Peru", "calls from the union": theirs, where nobody else's
            static const char *const said[] = {
                "warning",     "threat",    "appeal",       "call",     "demand",    "request",
                "plea",        "criticism", "condemnation", "praise",   "promise",   "pledge",
                "offer",       "proposal",  "invitation",   "pressure", "objection", "accusation",
                "complaint",   "rebuke",    "ultimatum",    "apology",  "protest",   "order",
                "endorsement", "guarantee", "assurance",    "welcome",  "reproach",  "charge",
                NULL};
            if (str_is(prep, "from") && c > v && lemma_in(d, v, said) &&
                arg_child(w, v, DEP_NMOD_POSS) == NONE && !arg_has(w, v, SLOT_SUBJ))
                arg_add_all(w, v, SLOT_SUBJ, filler, prep, false, false);
            // "the refusal of the king to sign": who refused
            static const char *const wills[] = {
                "decision",   "refusal",   "promise",     "pledge",    "vow",
                "threat",     "failure",   "willingness", "readiness", "offer",
                "reluctance", "attempt",   "effort",      "intention", "desire",
                "plan",       "inability", "bid",         NULL};
            uint32_t to = str_is(prep, "of") && lemma_in(d, v, wills) ? arg_child(w, v, DEP_ACL)
                                                                      : NONE,
                     mark = to == NONE || to < c ? NONE : arg_child(w, to, DEP_MARK),
                     who = mark == NONE ? NONE : mention_at(d, c);
            bool doer = who != NONE && token_is(d, mark, "to") && d->mentions[who].human;
            arg_add_all(w, v,
                        doer                 ? SLOT_SUBJ
                        : str_is(prep, "of") ? SLOT_OBJ
                                             : SLOT_OBL,
                        filler, prep, false, false);
            uint32_t agent = agent_below(w, v, c, 2);
            if (agent != NONE)
                arg_add_all(w, v, SLOT_SUBJ, agent, STR("by"), false, false);
            break;
        }
        case DEP_COMPOUND: // "stone-throwing", "the hostage-taking"
            if (d->tokens[v].upos == UPOS_VERB && c < v && t->upos == UPOS_NOUN &&
                strcmp(d->tokens[v].xpos, "VBG") == 0 && arg_child(w, v, DEP_OBJ) == NONE) {
                arg_add_all(w, v, SLOT_OBJ, filler, STR(""), false, false);
                break;
            }
            // fall through
        case DEP_AMOD:
        case DEP_NMOD_DESC: {
            // "a Saudi-led strike": who leads it, acts
            if (nominal && token_in(d, c, leading)) {
                for (uint32_t i = w->first_child[k]; i != NONE; i = w->next_child[i])
                    if (mention_at(d, i + w->base) != NONE)
                        arg_add_all(w, v, SLOT_SUBJ, i + w->base, STR(""), false, true);
                break;
            }
            // "police raid", "Israeli strike": only what may be an actor
            uint32_t m = mention_at(d, c);
            // "Kabul bombing" says where; "U.S. raid" says who
            if (m != NONE && t->dep == DEP_COMPOUND && d->mentions[m].place &&
                t->span.end - t->span.start > 4)
                break;
            if (nominal && m != NONE)
                arg_add_all(w, v, SLOT_SUBJ, c, STR(""), false, true);
            break;
        }
        default: break;
        }
    }
    uint32_t agent = passive && d->tokens[v].upos == UPOS_VERB && !arg_has(w, v, SLOT_SUBJ)
                         ? agent_of_passive(w, v)
                         : NONE;
    if (agent != NONE)
        arg_add_all(w, v, SLOT_SUBJ, agent, STR(""), false, false);
    uint32_t causer = passive ? who_had_it_done(w, v) : NONE;
    if (causer != NONE)
        arg_add_all(w, v, SLOT_SUBJ, causer, STR(""), true, false);
    uint32_t had = passive && arg_child(w, v, DEP_OBJ) == NONE && d->tokens[v].dep == DEP_ACL
                       ? who_had_it(w, d->tokens[v].head)
                       : NONE;
    if (had != NONE)
        arg_add_all(w, v, SLOT_OBL, had, STR("of"), true, false);
    // relative clauses without pronoun: "the town rebels shelled", "the envoy they met with"
    uint32_t noun = antecedent(w, v);
    if (noun != NONE && d->tokens[v].dep == DEP_ACL_RELCL && noun != v) {
        bool used = false;
        for (uint32_t i = w->first[v - w->base]; i != NONE; i = w->own[i].next)
            used |= w->own[i].a.filler == noun;
        bool other = is_told_of(w, v); // where, when, whose clauses relate otherwise
        for (uint32_t k = w->first_child[v - w->base]; k != NONE; k = w->next_child[k]) {
            Str low = d->tokens[k + w->base].lower;
            other |= str_is(low, "where") || str_is(low, "when") || str_is(low, "why");
            uint32_t whose = token_child_dep(d, k + w->base, DEP_NMOD_POSS);
            other |= whose != NONE && token_is(d, whose, "whose");
        }
        if (!used && !other) {
            if (!arg_has(w, v, SLOT_SUBJ) && !passive)
                arg_add_all(w, v, SLOT_SUBJ, noun, STR(""), true, false);
            else if (!arg_has(w, v, SLOT_OBJ))
                arg_add_all(w, v, SLOT_OBJ, noun, STR(""), true, false);
        }
    }
    // "The council voiced concern." read as one noun phrase: the noun before the participle acts on
    // the one after it
    const Token *self = &d->tokens[v];
    if (self->dep == DEP_AMOD && self->upos == UPOS_VERB && self->head != NONE && self->head > v &&
        d->tokens[self->head].dep == DEP_ROOT && v > w->base && str_ends(self->lower, "ed") &&
        token_is(d, d->sentences[self->sentence].end - 1, ".") &&
        !(d->sentences[self->sentence].flags & SENT_HEADLINE) &&
        arg_child(w, self->head, DEP_COP) == NONE) {
        const Token *before = &d->tokens[v - 1];
        if (before->head == self->head &&
            (before->upos == UPOS_NOUN || before->upos == UPOS_PROPN) &&
            (before->dep == DEP_COMPOUND || before->dep == DEP_NMOD || before->dep == DEP_NSUBJ ||
             before->dep == DEP_AMOD)) {
            arg_add_all(w, v, SLOT_SUBJ, v - 1, STR(""), true, false);
            arg_add_all(w, v, SLOT_OBJ, self->head, STR(""), true, false);
            return;
        }
    }
    // the same with the subject hung on the verb: "The junta restricted press freedom."
    if ((self->dep == DEP_AMOD || self->dep == DEP_COMPOUND) && self->upos == UPOS_VERB &&
        self->head != NONE && self->head > v && (self->xpos[2] == 'D' || self->xpos[2] == 'Z') &&
        arg_child(w, v, DEP_NSUBJ) != NONE && arg_child(w, v, DEP_NSUBJ) < v) {
        if (!arg_has(w, v, SLOT_OBJ))
            arg_add_all(w, v, SLOT_OBJ, self->head, STR(""), true, false);
        return;
    }
    // participles on nouns: "troops shelling the town", "the town shelled by troops", "the abducted
    // girls"
    const Token *t = &d->tokens[v];
    if (t->head != NONE && (t->dep == DEP_ACL || t->dep == DEP_AMOD) && t->upos == UPOS_VERB) {
        bool past = strcmp(t->xpos, "VBN") == 0 || strcmp(t->xpos, "VBD") == 0;
        if (!passive && past && arg_has(w, v, SLOT_OBJ) &&
            t->head <
                v) { // "Officials shared papers" read as a participle: an object makes it active
            if (!arg_has(w, v, SLOT_SUBJ))
                arg_add_all(w, v, SLOT_SUBJ, t->head, STR(""), true, false);
        } else if (passive || (t->dep == DEP_AMOD && strcmp(t->xpos, "VBN") == 0)) {
            if (!arg_has(w, v, SLOT_OBJ))
                arg_add_all(w, v, SLOT_OBJ, t->head, STR(""), true, false);
            else if (passive && !arg_has(w, v, SLOT_IOBJ))
                arg_add_all(w, v, SLOT_IOBJ, t->head, STR(""), true, false);
        } else if (((strcmp(t->xpos, "VBG") == 0 && arg_child(w, v, DEP_MARK) == NONE) ||
                    arg_is_lost_main_verb(w, v) || arg_is_lost_clause(w, v)) &&
                   !arg_has(w, v, SLOT_SUBJ)) {
            arg_add_all(w, v, SLOT_SUBJ, t->head, STR(""), true, false);
            uint32_t above = d->tokens[t->head].head;
            if (arg_is_lost_clause(w, v) && above != NONE)
                arg_add_all(w, above, SLOT_ADVCL, v, STR("when"), true, false);
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
static void lift(ArgWork *w, uint32_t v)
{
    const Doc *d = w->d;
    for (uint32_t k = w->first_child[v - w->base]; k != NONE; k = w->next_child[k]) {
        const Token *t = &d->tokens[k + w->base];
        if (t->dep == DEP_XCOMP && t->upos == UPOS_ADJ &&
            arg_is_passive(w, v)) // "shot dead by gunmen"
            for (uint32_t i = w->first_child[k]; i != NONE; i = w->next_child[i])
                if (d->tokens[i + w->base].dep == DEP_OBL &&
                    str_is(arg_preposition(w, i + w->base), "by"))
                    arg_add_all(w, v, SLOT_SUBJ, i + w->base, STR(""), true, false);
        if (t->dep != DEP_OBJ && t->dep != DEP_IOBJ && t->dep != DEP_NSUBJ_PASS &&
            t->dep != DEP_OBL)
            continue;
        for (uint32_t i = w->first_child[k]; i != NONE; i = w->next_child[i]) {
            uint32_t c = i + w->base;
            // "promised the governor that they would leave", hung on "governor"
            uint32_t told = mention_at(d, k + w->base);
            uint32_t mark = d->tokens[c].dep == DEP_ACL ? arg_child(w, c, DEP_MARK) : NONE;
            if (c > v && told != NONE && d->mentions[told].human && mark != NONE &&
                token_is(d, mark, "that"))
                arg_add_all(w, v, SLOT_CCOMP, c, STR(""), true, false);
            if (d->tokens[c].dep != DEP_ACL || c < v)
                continue;
            Str prep = arg_preposition(w, c);
            if (str_is(prep, "to"))
                arg_add_all(w, v, SLOT_XCOMP, c, STR(""), true, false);
            else if (prep.n)
                arg_add_all(w, v, SLOT_ADVCL, c, prep, true, false);
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
    ArgWork w = {.d = d};
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
                direct(&w, v, arg_is_passive(&w, v));
        }
        for (uint32_t q = 0; q < n_queue; q++) {
            uint32_t v = w.base + queue[q];
            if (bears_arguments(&d->tokens[v]))
                arg_control(&w, v);
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
