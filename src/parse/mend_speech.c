// SPDX-License-Identifier: MIT
// In: a word of a sentence with its tree. Out: speaker and clause told apart where the net took one
// for the other: who says it in the middle of what he says ("Rebels, the army said, had shelled the
// port"), behind it ("…," warned the premier), and the clause that tells a noun of saying ("threats
// by the rebels that they would"). Method: as in mend.c, each form told by its words and arcs
// alone. Cost: a look at the word's children. Does not: find quotations (event/quote*.c).
#include "parse/work.h"

#include <string.h>

// Nouns of what is said, planned or tried, which a clause tells more closely.
static bool is_told_by_clause(const Doc *d, uint32_t noun)
{
    static const char *const nouns[] = {
        "threat",       "warning",    "promise",     "pledge",      "vow",
        "demand",       "call",       "appeal",      "request",     "claim",
        "accusation",   "allegation", "charge",      "complaint",   "statement",
        "announcement", "assertion",  "declaration", "denial",      "admission",
        "suggestion",   "proposal",   "offer",       "decision",    "plan",
        "refusal",      "agreement",  "insistence",  "assurance",   "commitment",
        "report",       "revelation", "ultimatum",   "order",       "ruling",
        "attempt",      "effort",     "bid",         "move",        "failure",
        "willingness",  "readiness",  "decree",      "argument",    "concession",
        "confirmation", "conclusion", "guarantee",   "instruction", "recommendation",
        "urging",       NULL};
    return d->tokens[noun].upos == UPOS_NOUN && lemma_in(d, noun, nouns);
}

// The noun of what is said whose speaker stands at a token: "accusations by Chile"; NONE.
static uint32_t told_by(const Doc *d, uint32_t name)
{
    static const char *const by[] = {"by", "from", "of", NULL};
    uint32_t noun = d->tokens[name].head, mark = token_child_dep(d, name, DEP_CASE);
    bool of = mark != NONE && token_is(d, mark, "of");
    return noun != NONE && noun < name && d->tokens[name].dep == DEP_NMOD && mark != NONE &&
                   token_in(d, mark, by) && is_told_by_clause(d, noun) &&
                   !(of && d->tokens[name].upos != UPOS_PROPN)
               ? noun
               : NONE;
}

// "the demand that Peru withdraw": a base form behind a singular subject.
static bool is_bare(const Doc *d, uint32_t v)
{
    static const char *const asks[] = {"demand",     "proposal", "insistence", "request", "appeal",
                                       "suggestion", "call",     "order",      "plea",    NULL};
    uint32_t subject = token_child_dep(d, v, DEP_NSUBJ);
    return subject != NONE && (token_xpos(d, v, "VBP") || token_xpos(d, v, "VB")) &&
           (token_xpos(d, subject, "NN") || token_xpos(d, subject, "NNP")) &&
           d->tokens[v].head != NONE && lemma_in(d, d->tokens[v].head, asks);
}

// "accusations by Chile that it had jailed priests", "the rebels' threats … that they would" with
// the clause hung on "Chile", or on the verb above: the accusation is told by it. A relative clause
// with a subject, a modal and nothing that it lacks is one of these.
void mend_told(Doc *d, const Sentence *s, uint32_t clause)
{
    uint32_t up = d->tokens[clause].head, noun = NONE, first, end;
    uint32_t mark = token_child_dep(d, clause, DEP_MARK), dep = d->tokens[clause].dep;
    if (up == NONE || up > clause)
        return;
    if (dep == DEP_ACL_RELCL) { // "a threat by the union that miners would strike"
        uint32_t modal = token_child_dep(d, clause, DEP_AUX);
        bool shall = modal != NONE && token_xpos(d, modal, "MD");
        mark = token_child_dep(d, clause, DEP_OBJ);
        if (!(shall || is_bare(d, clause)) || mark == NONE || mark > clause ||
            token_child_dep(d, clause, DEP_NSUBJ) == NONE)
            return;
    }
    if (mark == NONE ||
        !(token_is(d, mark, "that") || (token_is(d, mark, "to") && mark + 1 == clause)))
        return;
    if (d->tokens[up].upos == UPOS_VERB) { // the phrase just before the clause
        for (uint32_t k = token_child(d, up, NONE); k != NONE; k = token_child(d, up, k)) {
            if (k >= clause || !is_told_by_clause(d, k))
                continue;
            token_subtree(d, k, &first, &end);
            uint32_t by = end > s->first ? end - 1 : k;
            while (by != NONE && by > k && told_by(d, by) != k)
                by = d->tokens[by].head;
            if (by != NONE && by > k && end == mark)
                noun = k;
        }
    } else {
        noun = dep == DEP_ACL_RELCL && is_told_by_clause(d, up) ? up : told_by(d, up);
        uint32_t above = d->tokens[up].head; // "accusations by Chile": any noun
        if (noun == NONE && dep == DEP_ACL && token_is(d, mark, "that") && above != NONE &&
            above < up && d->tokens[up].upos == UPOS_PROPN && d->tokens[up].dep == DEP_NMOD &&
            d->tokens[above].upos == UPOS_NOUN)
            noun = above;
    }
    if (noun == NONE)
        return;
    if (dep == DEP_ACL_RELCL && is_bare(d, clause))
        memcpy(d->tokens[clause].xpos, "VB", 3);
    d->tokens[clause].head = noun;
    d->tokens[clause].dep = DEP_ACL;
    d->tokens[mark].dep = DEP_MARK;
}

static bool is_cue(const Doc *d, uint32_t v)
{
    static const char *const verbs[] = {"say",   "add",     "report",  "announce", "state",
                                        "claim", "note",    "insist",  "argue",    "explain",
                                        "warn",  "declare", "confirm", "allege",   "acknowledge",
                                        "admit", "predict", NULL};
    return d->tokens[v].upos == UPOS_VERB && lemma_in(d, v, verbs);
}

static void make_subject(Doc *d, uint32_t noun, uint32_t verb)
{
    d->tokens[noun].head = verb;
    d->tokens[noun].dep =
        token_child_dep(d, verb, DEP_AUX_PASS) == NONE ? DEP_NSUBJ : DEP_NSUBJ_PASS;
}

static bool comma_behind(const Doc *d, const Sentence *s, uint32_t noun, uint32_t before)
{
    for (uint32_t i = noun + 1; i < before && i < s->end; i++)
        if (token_is(d, i, ","))
            return true;
    return false;
}

// "Rebels, the army said, had shelled the port", "The premier, said an aide, would meet them",
// "Iran, Iraq said, had shelled the port": the first phrase is the subject of what is said.
static void said_between(Doc *d, const Sentence *s, uint32_t clause)
{
    uint32_t v = d->tokens[clause].head, first = NONE, second = NONE;
    if (v == NONE || v > clause || !is_cue(d, v))
        return;
    for (uint32_t k = token_child(d, v, NONE); k != NONE && k < v; k = token_child(d, v, k))
        if (d->tokens[k].dep == DEP_NSUBJ) {
            second = first == NONE ? second : k;
            first = first == NONE ? k : first;
        }
    uint32_t own = token_child_dep(d, clause, DEP_NSUBJ);
    if (own == NONE)
        own = token_child_dep(d, clause, DEP_NSUBJ_PASS);
    if (first != NONE && second != NONE && own == NONE && comma_behind(d, s, first, second)) {
        make_subject(d, first, clause);
    } else if (first != NONE && second == NONE && own != NONE && own > v && own < clause &&
               v > s->first && token_is(d, v - 1, ",") && comma_behind(d, s, own, clause) &&
               token_child_dep(d, clause, DEP_MARK) == NONE) {
        make_subject(d, first, clause);
        make_subject(d, own, v);
    } else if (first == NONE && own != NONE && own < v) {
        uint32_t other = token_child_dep(d, own, DEP_CONJ);
        if (other != NONE && other < v && token_child_dep(d, other, DEP_CC) == NONE &&
            token_child_dep(d, own, DEP_CC) == NONE && comma_behind(d, s, own, other))
            make_subject(d, other, v);
    }
}

// "Iran, Iraq said, had shelled the port" with a list of two who shelled: the name right before the
// inserted verb says so.
static void said_inside(Doc *d, uint32_t v)
{
    uint32_t clause = d->tokens[v].head,
             own = clause == NONE ? NONE : token_child_dep(d, clause, DEP_NSUBJ),
             other = own == NONE ? NONE : token_child_dep(d, own, DEP_CONJ);
    if (other != NONE && other + 1 == v && is_cue(d, v) &&
        token_child_dep(d, v, DEP_NSUBJ) == NONE && token_child_dep(d, other, DEP_CC) == NONE)
        make_subject(d, other, v);
}

// "\"Our patience is over,\" warned the premier" with the premier as whom he warned: behind a
// quotation stands who says it.
static void said_behind(Doc *d, const Sentence *s, uint32_t noun)
{
    static const char *const verbs[] = {"warn",   "urge", "promise", "vow",      "threaten",
                                        "demand", "cry",  "boast",   "complain", "shout",
                                        "insist", "add",  NULL};
    uint32_t v = d->tokens[noun].head, first, end;
    if (v == NONE || v > noun || v == s->first || !lemma_in(d, v, verbs) ||
        token_child_dep(d, v, DEP_NSUBJ) != NONE || !token_xpos(d, v, "VBD") ||
        !(d->tokens[v - 1].flags & TOKEN_QUOTE_CLOSE || token_is(d, v - 1, "\"") ||
          token_is(d, v - 1, "\u201d")))
        return;
    token_subtree(d, noun, &first, &end);
    if (first == v + 1)
        make_subject(d, noun, v);
}

// "Speaking in Lima, Ivan Petrov, the mayor, praised Chile" with the name hung on "Speaking": the
// phrase between a participle and a verb without subject is the verb's.
static void behind_participle(Doc *d, const Sentence *s, uint32_t noun)
{
    uint32_t p = d->tokens[noun].head, v = p == NONE ? NONE : d->tokens[p].head, first, end;
    if (p == NONE || v == NONE || p > noun || v < noun || d->tokens[p].dep != DEP_ADVCL ||
        !(token_xpos(d, p, "VBG") || token_xpos(d, p, "VBN")) ||
        !(token_xpos(d, v, "VBD") || token_xpos(d, v, "VBZ")) ||
        token_child_dep(d, v, DEP_NSUBJ) != NONE || token_child_dep(d, v, DEP_NSUBJ_PASS) != NONE ||
        (d->tokens[noun].upos != UPOS_PROPN && d->tokens[noun].upos != UPOS_NOUN) ||
        token_child_dep(d, noun, DEP_CASE) != NONE)
        return;
    token_subtree(d, noun, &first, &end);
    if (first > s->first && token_is(d, first - 1, ",") && end <= v && v - end <= 1)
        make_subject(d, noun, v);
}

void mend_speaker(Doc *d, const Sentence *s, uint32_t t)
{
    switch (d->tokens[t].dep) {
    case DEP_CCOMP: said_between(d, s, t); break;
    case DEP_IOBJ:
    case DEP_OBJ: said_behind(d, s, t); break;
    case DEP_PARATAXIS:
        said_inside(d, t);
        // fall through
    case DEP_NSUBJ:
    case DEP_APPOS: behind_participle(d, s, t); break;
    default: break;
    }
}
