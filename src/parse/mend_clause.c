// SPDX-License-Identifier: MIT
// In: a word of a sentence with its tree. Out: the clause that the word heads hung where it
// belongs. Method: as in mend.c, a few forms that the net reads wrong now and then, each told by
// its words and arcs alone. Cost: a look at the word's children. Does not: mend phrases (mend.c).
#include "parse/work.h"

#include <string.h>

static bool clause_level(unsigned dep)
{
    return dep == DEP_ROOT || dep == DEP_CCOMP || dep == DEP_XCOMP || dep == DEP_ADVCL ||
           dep == DEP_ACL || dep == DEP_ACL_RELCL || dep == DEP_PARATAXIS;
}

// "The plan, he said, was to close the port" read as a plan that he said: a clause between commas
// that no relative word opens is a remark on the sentence.
static void remark(Doc *d, const Sentence *s, uint32_t v)
{
    uint32_t noun = d->tokens[v].head, first, end, subject = token_child_dep(d, v, DEP_NSUBJ);
    if (noun == NONE || noun > v || subject == NONE || subject > v ||
        token_child_dep(d, v, DEP_OBJ) != NONE || token_child_dep(d, v, DEP_CCOMP) != NONE ||
        token_child_dep(d, v, DEP_XCOMP) != NONE)
        return;
    token_subtree(d, v, &first, &end);
    if (token_is(d, first, ","))
        first++;
    if (first == s->first || !token_is(d, first - 1, ",") || end >= s->end ||
        !token_is(d, end, ",") || d->tokens[first].xpos[0] == 'W' || token_is(d, first, "that") ||
        d->tokens[first].upos == UPOS_ADP || d->tokens[first].upos == UPOS_CCONJ)
        return;
    while (!clause_level(d->tokens[noun].dep) && d->tokens[noun].head != NONE)
        noun = d->tokens[noun].head;
    d->tokens[v].head = noun;
    d->tokens[v].dep = DEP_PARATAXIS;
}

// "the announcement that it had sold the port": where the verb has a subject and another object, or
// another subject, "that" is neither but opens a clause which says what was announced.
static void content_clause(Doc *d, uint32_t v)
{
    uint32_t that = NONE, objects = 0, subjects = 0;
    for (uint32_t k = token_child(d, v, NONE); k != NONE; k = token_child(d, v, k)) {
        const Token *t = &d->tokens[k];
        if (k < v && that == NONE && token_is(d, k, "that") &&
            (t->dep == DEP_OBJ || t->dep == DEP_MARK || t->dep == DEP_NSUBJ))
            that = k;
        else if (t->dep == DEP_NSUBJ || t->dep == DEP_NSUBJ_PASS)
            subjects++;
        else if (t->dep == DEP_OBJ && k > v)
            objects++;
    }
    bool tagged = that != NONE && d->tokens[that].upos == UPOS_SCONJ; // "that Uganda withdraw"
    if (that == NONE || subjects == 0 ||
        (d->tokens[that].dep == DEP_OBJ && objects == 0 && !tagged))
        return;
    d->tokens[that].dep = DEP_MARK;
    d->tokens[that].upos = UPOS_SCONJ;
    memcpy(d->tokens[that].xpos, "IN", 3);
    d->tokens[v].dep = DEP_ACL;
}

// "rejected a call to cut spending, saying the poor had suffered" with "saying" hung on "cut": who
// rejects says so. "Opened fire to disperse a crowd, killing one": what came of it is told of the
// shooting, not of the aim. "Denied a report that jets had bombed the camp, saying" with "saying"
// hung on "bombed": who denies says so.
static void behind_aim(Doc *d, uint32_t t)
{
    static const char *const answers[] = {"deny",    "reject",  "dismiss", "refute", "dispute",
                                          "condemn", "confirm", "rebut",   NULL};
    static const char *const verbs[] = {"say", "add", "argue", "insist", "claim", "cite", NULL};
    uint32_t h = d->tokens[t].head, up = h;
    if (h == NONE || h > t || t == 0 || !token_xpos(d, t, "VBG") || !token_is(d, t - 1, ",") ||
        token_child_dep(d, t, DEP_CC) != NONE)
        return;
    bool told = lemma_in(d, t, verbs);
    if (told && d->tokens[h].dep == DEP_ACL && token_child_dep(d, h, DEP_NSUBJ) != NONE) {
        while (up != NONE && up <= h && !lemma_in(d, up, answers))
            up = d->tokens[up].head;
        if (up != NONE && up < h)
            d->tokens[t].head = up;
        return;
    }
    if (!token_xpos(d, h, "VB") || token_child_dep(d, h, DEP_AUX) != NONE ||
        (!told && d->tokens[h].dep != DEP_ADVCL))
        return;
    while (up != NONE && (d->tokens[up].upos != UPOS_VERB || token_xpos(d, up, "VB") ||
                          token_xpos(d, up, "VBG") ||
                          (token_xpos(d, up, "VBN") && token_child_dep(d, up, DEP_AUX) == NONE)))
        up = d->tokens[up].head;
    if (up == NONE || up >= h)
        return;
    d->tokens[t].head = up;
    d->tokens[t].dep = DEP_ADVCL; // read as another aim, with no "and" before it
}

// "denied having ordered the raid and blamed officers" with "blamed" hung on "ordered": a past
// tense is coordinated with the past tense above. "Confirmed that six had died but denied that"
// with "denied" hung on "died": so is one that says something, too.
static void past_with_past(Doc *d, uint32_t t)
{
    static const char *const verbs[] = {"deny",  "insist", "warn",  "add",  "admit", "stress",
                                        "claim", "accuse", "blame", "call", NULL};
    uint32_t h = d->tokens[t].head, up = h, cc = token_child_dep(d, t, DEP_CC);
    // "thanked Canada for what it has done but called for more"
    bool but = cc != NONE && token_is(d, cc, "but") && token_xpos(d, t, "VBN") && h != NONE &&
               d->tokens[h].dep == DEP_ACL_RELCL && lemma_in(d, t, verbs);
    if (h == NONE || h > t || !(but || token_xpos(d, t, "VBD")) || d->tokens[h].upos != UPOS_VERB ||
        token_child_dep(d, t, DEP_NSUBJ) != NONE)
        return;
    bool finite = token_xpos(d, h, "VBD") || token_xpos(d, h, "VBP") || token_xpos(d, h, "VBZ"),
         having = token_child_dep(d, h, DEP_AUX) != NONE &&
                  !token_xpos(d, token_child_dep(d, h, DEP_AUX), "VBG");
    if (finite || (token_xpos(d, h, "VBN") && having && !but &&
                   (d->tokens[h].dep != DEP_CCOMP || !lemma_in(d, t, verbs))))
        return;
    while (up != NONE && !(token_xpos(d, up, "VBD") && d->tokens[up].upos == UPOS_VERB))
        up = d->tokens[up].head;
    if (up == NONE || up >= h)
        return;
    d->tokens[t].head = up;
    memcpy(d->tokens[t].xpos, "VBD", 4);
}

// "will allow refugees who have lived in Libya for years to return" with "return" hung on "lived":
// what the object of such a verb shall do is told behind its relative clause.
static void allowed_to(Doc *d, uint32_t t)
{
    static const char *const verbs[] = {
        "allow",    "enable", "encourage", "force", "forbid", "order", "permit", "invite",
        "persuade", "compel", "want",      "urge",  "ask",    "tell",  "expect", NULL};
    uint32_t clause = d->tokens[t].head, n = NONE, v = NONE;
    if (clause == NONE || clause > t || t == 0 || !token_xpos(d, t, "VB") ||
        !token_xpos(d, t - 1, "TO") || d->tokens[clause].dep != DEP_ACL_RELCL)
        return;
    n = d->tokens[clause].head;
    v = n == NONE || (d->tokens[n].dep != DEP_OBJ && d->tokens[n].dep != DEP_IOBJ)
            ? NONE
            : d->tokens[n].head;
    if (v == NONE || !lemma_in(d, v, verbs) || token_child_dep(d, v, DEP_XCOMP) != NONE)
        return;
    d->tokens[t].head = v;
    d->tokens[t].dep = DEP_XCOMP;
}

// "the agency said, citing police": a participle behind a comma is no clause that is said.
static void participle(Doc *d, const Sentence *s, uint32_t v)
{
    uint32_t first, end;
    if (!token_xpos(d, v, "VBG") || d->tokens[v].head > v ||
        token_child_dep(d, v, DEP_NSUBJ) != NONE || token_child_dep(d, v, DEP_AUX) != NONE)
        return;
    token_subtree(d, v, &first, &end);
    if (token_is(d, first, ","))
        first++;
    if (first == v && v > s->first && token_is(d, v - 1, ","))
        d->tokens[v].dep = DEP_ADVCL;
}

// The participle v becomes a clause of its subject; the finite verb takes its place above the words
// that hang on v before the subject or behind the verb.
static void put_below(Doc *d, const Sentence *s, uint32_t v, uint32_t subject, uint32_t finite)
{
    for (uint32_t t = s->first; t < s->end; t++)
        if (d->tokens[t].head == v && (t > finite || t < subject))
            d->tokens[t].head = finite;
    d->tokens[finite].head = d->tokens[v].head;
    d->tokens[finite].dep = d->tokens[v].dep;
    d->tokens[subject].head = finite;
    d->tokens[v].head = subject;
    d->tokens[v].dep = DEP_ACL;
}

// "Hackers believed to be linked to Osten attacked a bank": who believes to be something is
// believed; the verb is the one behind.
static void believed(Doc *d, const Sentence *s, uint32_t v)
{
    static const char *const verbs[] = {"believe", "think",  "suspect", "say",
                                        "allege",  "report", "know",    "rumour",
                                        "rumor",   "expect", NULL};
    uint32_t subject = token_child_dep(d, v, DEP_NSUBJ), be = NONE, finite = NONE;
    if (subject == NONE || subject > v || !lemma_in(d, v, verbs) ||
        token_child_dep(d, v, DEP_AUX) != NONE || token_child_dep(d, v, DEP_OBJ) != NONE)
        return;
    for (uint32_t k = token_child(d, v, v); k != NONE; k = token_child(d, v, k)) {
        uint32_t mark = token_child_dep(d, k, DEP_MARK);
        if (be == NONE && mark != NONE && token_is(d, mark, "to") && mark == v + 1)
            be = k;
        else if (be != NONE && finite == NONE && token_xpos(d, k, "VBD") &&
                 token_child_dep(d, k, DEP_NSUBJ) == NONE)
            finite = k;
    }
    if (be == NONE || finite == NONE)
        return;
    put_below(d, s, v, subject, finite);
    memcpy(d->tokens[v].xpos, "VBN", 4);
}

// "welcomed the decision by Libya to give up its weapons" read as a purpose of the welcome: an
// infinitive right behind a phrase whose noun asks for one says what was decided.
static void of_the_noun(Doc *d, uint32_t t)
{
    static const char *const nouns[] = {
        "decision", "plan",      "pledge", "promise",    "offer",    "attempt", "effort",
        "bid",      "refusal",   "vow",    "threat",     "proposal", "demand",  "request",
        "move",     "intention", "call",   "commitment", "failure",  "resolve", "willingness",
        "deal",     "agreement", "push",   "readiness",  NULL};
    uint32_t v = d->tokens[t].head, mark = token_child_dep(d, t, DEP_MARK), first, end;
    uint32_t noun = v == NONE ? NONE : token_child_dep(d, v, DEP_OBJ);
    if (noun == NONE || mark == NONE || noun < v || noun > mark || !token_is(d, mark, "to") ||
        !lemma_in(d, noun, nouns))
        return;
    token_subtree(d, noun, &first, &end);
    if (end != mark)
        return;
    d->tokens[t].head = noun;
    d->tokens[t].dep = DEP_ACL;
}

// "freed four workers held hostage by militants": a participle right behind the object belongs to
// it, unless the verb says what becomes of its object.
static void reduced_clause(Doc *d, uint32_t t)
{
    static const char *const verbs[] = {"have", "get",  "see",    "want",  "keep",    "leave",
                                        "find", "hear", "make",   "need",  "order",   "like",
                                        "feel", "call", "report", "think", "declare", "consider",
                                        "let",  "help", "watch",  NULL};
    static const char *const states[] = {"hostage", "captive", "prisoner", NULL};
    uint32_t v = d->tokens[t].head, noun = v == NONE ? NONE : token_child_dep(d, v, DEP_OBJ);
    uint32_t own = token_child_dep(d, t, DEP_NSUBJ);
    bool past = token_xpos(d, t, "VBD") || token_xpos(d, t, "VBN");
    if (noun == NONE && own != NONE && v < own && own + 1 == t && past &&
        token_child_dep(d, t, DEP_AUX) == NONE && !lemma_in(d, v, verbs)) {
        d->tokens[own].head = v; // "freed a clerk accused of theft" with a subject of its own
        d->tokens[own].dep = DEP_OBJ;
        d->tokens[t].head = own;
        d->tokens[t].dep = DEP_ACL;
        memcpy(d->tokens[t].xpos, "VBN", 4);
        return;
    }
    if (noun == NONE || noun + 1 != t || noun < v || lemma_in(d, v, verbs) || !past)
        return;
    uint32_t state = token_child_dep(d, t, DEP_XCOMP), agent = NONE;
    if (state != NONE && lemma_in(d, state, states))
        agent = token_child_dep(d, state, DEP_OBL_AGENT);
    else
        state = NONE;
    if (agent == NONE)
        agent = token_child_dep(d, t, DEP_OBL_AGENT);
    if (agent == NONE && state == NONE && !token_xpos(d, t, "VBN"))
        return;
    if (agent != NONE)
        d->tokens[agent].head = t;
    d->tokens[t].head = noun;
    d->tokens[t].dep = DEP_ACL;
    memcpy(d->tokens[t].xpos, "VBN", 4);
}

// "A warning from the guard that the strait was mined kept ships away": a verb has one subject; the
// clause behind it tells what the noun says.
static void second_subject(Doc *d, uint32_t clause)
{
    uint32_t v = d->tokens[clause].head, mark = token_child_dep(d, clause, DEP_MARK);
    uint32_t noun = v == NONE ? NONE : token_child_dep(d, v, DEP_NSUBJ);
    if (mark == NONE || noun == NONE || noun > mark || clause > v || !token_is(d, mark, "that") ||
        d->tokens[noun].upos != UPOS_NOUN)
        return;
    d->tokens[clause].head = noun;
    d->tokens[clause].dep = DEP_ACL;
}

// "condemned a raid on a village which killed nine" read as a remark on the whole sentence: no
// comma stands before it, so that it tells of the object.
static void which_clause(Doc *d, const Sentence *s, uint32_t v)
{
    uint32_t up = d->tokens[v].head, wh = token_child_dep(d, v, DEP_NSUBJ), noun;
    if (up == NONE || wh == NONE || wh > v || wh == s->first || token_is(d, wh - 1, ",") ||
        !(token_is(d, wh, "which") || token_is(d, wh, "that")))
        return;
    noun = token_child_dep(d, up, DEP_OBJ);
    if (noun == NONE || noun > wh || noun < up || d->tokens[noun].upos != UPOS_NOUN)
        return;
    d->tokens[v].head = noun;
    d->tokens[v].dep = DEP_ACL_RELCL;
}

// "Soldiers burned the town, refugees said" with two subjects of "burned": the one behind the comma
// is that of the verb behind it.
static void late_subject(Doc *d, uint32_t v)
{
    uint32_t up = d->tokens[v].head, first = token_child_dep(d, v, DEP_NSUBJ), late = NONE;
    if (first == NONE)
        first = token_child_dep(d, v, DEP_NSUBJ_PASS);
    if (up == NONE || first == NONE || first > v || token_child_dep(d, up, DEP_NSUBJ) != NONE)
        return;
    for (uint32_t k = token_child(d, v, v); k != NONE; k = token_child(d, v, k))
        if (d->tokens[k].dep == DEP_NSUBJ && k > v)
            late = k;
    uint32_t begin, end;
    if (late == NONE || late > up || d->tokens[up].upos != UPOS_VERB)
        return;
    token_subtree(d, late, &begin, &end);
    if (begin > 0 && token_is(d, begin - 1, ",") && end <= up)
        d->tokens[late].head = up;
}

// "Ships shelled a platform and marines boarded a tanker" read as "a platform and marines": what
// stands bare before a second verb without a subject is its subject.
static void before_second(Doc *d, uint32_t v)
{
    uint32_t up = d->tokens[v].head, first, end, from, to;
    if (up == NONE || up > v || token_child_dep(d, v, DEP_NSUBJ) != NONE ||
        token_child_dep(d, v, DEP_CC) != NONE || token_child_dep(d, v, DEP_AUX_PASS) != NONE ||
        token_xpos(d, v, "VBN") || token_xpos(d, v, "VBG") || token_xpos(d, v, "VB"))
        return;
    token_subtree(d, v, &first, &end);
    for (uint32_t n = up + 1; n < first; n++) {
        uint32_t list = d->tokens[n].head, cc = token_child_dep(d, n, DEP_CC);
        if (d->tokens[n].dep != DEP_CONJ || cc == NONE || list == NONE || list < up ||
            d->tokens[n].upos == UPOS_VERB || d->tokens[list].upos == UPOS_VERB)
            continue;
        token_subtree(d, n, &from, &to);
        if (to != first || !token_dominates(d, up, list))
            continue;
        d->tokens[n].head = v;
        d->tokens[n].dep = DEP_NSUBJ;
        d->tokens[cc].head = v;
        return;
    }
}

// "Miners demanding the resignation of the mayor threw stones" read as "(miners demanding), the
// resignation threw stones": without a comma the second phrase is what they demand.
static void reduced_subject(Doc *d, uint32_t v)
{
    uint32_t up = d->tokens[v].head, doer = token_child_dep(d, v, DEP_NSUBJ), first, end;
    uint32_t subject = up == NONE ? NONE : token_child_dep(d, up, DEP_NSUBJ);
    if (doer == NONE || doer + 1 != v || subject == NONE || subject < v || subject > up ||
        !token_xpos(d, v, "VBG") || token_child_dep(d, v, DEP_OBJ) != NONE ||
        token_child_dep(d, v, DEP_AUX) != NONE || token_child_dep(d, v, DEP_MARK) != NONE)
        return;
    token_subtree(d, subject, &first, &end);
    if (first != v + 1)
        return;
    d->tokens[subject].head = v;
    d->tokens[subject].dep = DEP_OBJ;
    d->tokens[v].head = doer;
    d->tokens[v].dep = DEP_ACL;
    d->tokens[doer].head = up;
}

// "pleaded for the army to withdraw", "calls for the king to resign" with the noun hung on the verb
// or noun above: between "for" and "to" stands who shall do it.
static void for_to(Doc *d, uint32_t v)
{
    uint32_t of = NONE, to = NONE;
    for (uint32_t k = token_child(d, v, NONE); k != NONE; k = token_child(d, v, k))
        if (k < v && d->tokens[k].dep == DEP_MARK) {
            of = token_is(d, k, "for") ? k : of;
            to = token_is(d, k, "to") ? k : to;
        }
    if (of == NONE || to == NONE || of > to || to + 1 != v ||
        token_child_dep(d, v, DEP_NSUBJ) != NONE)
        return;
    for (uint32_t i = of + 1; i < to; i++) {
        uint32_t h = d->tokens[i].head;
        if (h != NONE && h > of && h < to)
            continue;
        if (h == v || (d->tokens[i].upos != UPOS_NOUN && d->tokens[i].upos != UPOS_PROPN &&
                       d->tokens[i].upos != UPOS_PRON))
            return;
        d->tokens[i].head = v;
        d->tokens[i].dep = DEP_NSUBJ;
        return;
    }
}

// "has yet to meet the rebels" with "meet" read as an aim: it is what he has yet to do.
static void yet_to(Doc *d, uint32_t v)
{
    uint32_t to = token_child_dep(d, v, DEP_MARK), up = d->tokens[v].head;
    if (to != NONE && to > 1 && up != NONE && token_is(d, to, "to") && token_is(d, to - 1, "yet") &&
        lemma_is(d, up, "have") && up < to && token_child_dep(d, up, DEP_OBJ) == NONE)
        d->tokens[v].dep = DEP_XCOMP;
}

// "The army was told to leave by Peru" with "by Peru" hung on "leave": who told it.
static void agent_above(Doc *d, uint32_t t)
{
    static const char *const verbs[] = {
        "tell",   "urge",   "ask",    "order",   "warn",  "allow",    "force", "instruct",
        "invite", "advise", "forbid", "require", "press", "persuade", "bar",   NULL};
    uint32_t by = token_child_dep(d, t, DEP_CASE), v = d->tokens[t].head;
    uint32_t up = v == NONE ? NONE : d->tokens[v].head;
    if (by == NONE || !token_is(d, by, "by") || up == NONE || up > v || v > by ||
        d->tokens[v].dep != DEP_XCOMP || !lemma_in(d, up, verbs) ||
        token_child_dep(d, up, DEP_AUX_PASS) == NONE ||
        token_child_dep(d, up, DEP_OBL_AGENT) != NONE ||
        token_child_dep(d, v, DEP_AUX_PASS) != NONE ||
        !(d->tokens[t].ner != NAME_NONE || token_xpos(d, t, "NNS") ||
          token_child_dep(d, t, DEP_DET) != NONE))
        return;
    d->tokens[t].head = up;
    d->tokens[t].dep = DEP_OBL_AGENT;
}

// "Two ministers held talks with the rebels on Monday, the first officials to meet them" with a
// second subject behind the verb and a comma: a remark on the first.
static void remark_at_end(Doc *d, const Sentence *s, uint32_t t)
{
    uint32_t v = d->tokens[t].head, subject = NONE, first, end;
    if (v == NONE || t < v || d->tokens[t].upos != UPOS_NOUN ||
        token_child_dep(d, t, DEP_CASE) != NONE)
        return;
    for (uint32_t k = token_child(d, v, NONE); k != NONE && k < v; k = token_child(d, v, k))
        if (d->tokens[k].dep == DEP_NSUBJ)
            subject = k;
    token_subtree(d, t, &first, &end);
    if (subject == NONE || first <= s->first || !token_is(d, first, ",") || first + 1 >= end ||
        !(token_is(d, first + 1, "the") || token_is(d, first + 1, "a")))
        return;
    d->tokens[t].dep = DEP_PARATAXIS;
}

// "Troops loyal to the premier shelled the town" with "premier" read as a second subject: what
// stands behind a preposition is none.
static void marked_subject(Doc *d, uint32_t t)
{
    static const char *const preps[] = {"to",    "over", "at",   "with",    "about", "of", "in",
                                        "under", "for",  "from", "against", "on",    "by", NULL};
    uint32_t v = d->tokens[t].head, mark = token_child_dep(d, t, DEP_CASE), other = NONE;
    if (v == NONE || mark == NONE || mark > t || !token_in(d, mark, preps) || t > v)
        return;
    for (uint32_t k = token_child(d, v, NONE); k != NONE; k = token_child(d, v, k))
        if ((d->tokens[k].dep == DEP_NSUBJ || d->tokens[k].dep == DEP_NSUBJ_PASS) && k < mark)
            other = k;
    if (other == NONE)
        return;
    bool adjective = mark > other + 1 && d->tokens[mark - 1].upos == UPOS_ADJ;
    d->tokens[t].head = adjective ? mark - 1 : other;
    d->tokens[t].dep = adjective ? DEP_OBL : DEP_NMOD;
}

// "The man accused of theft went to jail" with "accused" hung on "went" as its own clause: nobody
// accuses, suspects or charges without saying whom.
static void accused_of(Doc *d, uint32_t v)
{
    static const char *const verbs[] = {"accuse", "suspect", "convict", "charge", "acquit", NULL};
    uint32_t noun = v ? v - 1 : NONE;
    if (noun == NONE || d->tokens[noun].head != d->tokens[v].head || d->tokens[v].head < v ||
        d->tokens[noun].dep != DEP_NSUBJ || d->tokens[noun].sentence != d->tokens[v].sentence ||
        !(token_xpos(d, v, "VBD") || token_xpos(d, v, "VBN")) || !lemma_in(d, v, verbs) ||
        token_child_dep(d, v, DEP_OBJ) != NONE || token_child_dep(d, v, DEP_AUX) != NONE ||
        !(token_is(d, v + 1, "of") || token_is(d, v + 1, "with")))
        return;
    d->tokens[v].head = noun;
    d->tokens[v].dep = DEP_ACL;
    memcpy(d->tokens[v].xpos, "VBN", 4);
}

static const char *const places[] = {"country", "region", "city",   "town",    "area", "province",
                                     "capital", "valley", "north",  "south",   "east", "west",
                                     "state",   "island", "border", "village", NULL};

// "forces in the country battling the rebels" with "battling" hung on "country": where they are
// does nothing.
static void beside_place(Doc *d, uint32_t v)
{
    uint32_t place = d->tokens[v].head,
             in = place == NONE ? NONE : token_child_dep(d, place, DEP_CASE);
    uint32_t who = place == NONE ? NONE : d->tokens[place].head;
    if (in == NONE || who == NONE || who > place || place > v || d->tokens[place].dep != DEP_NMOD ||
        !(token_is(d, in, "in") || token_is(d, in, "at") || token_is(d, in, "near")) ||
        !token_xpos(d, v, "VBG") || !lemma_in(d, place, places) ||
        (!token_xpos(d, who, "NNS") && !token_xpos(d, who, "NNPS")))
        return;
    d->tokens[v].head = who;
}

// "Miners demanding his resignation threw stones" read as "Miners demanding that (they) threw
// stones": a bare participle is not what a sentence tells, the finite verb behind it is.
static void participle_above(Doc *d, const Sentence *s, uint32_t v)
{
    uint32_t up = d->tokens[v].head, doer = up == NONE ? NONE : token_child_dep(d, up, DEP_NSUBJ);
    bool finite = token_xpos(d, v, "VBD") || token_xpos(d, v, "VBZ") || token_xpos(d, v, "VBP");
    if (doer == NONE || doer + 1 != up || up > v || !finite || !token_xpos(d, up, "VBG") ||
        token_child_dep(d, up, DEP_AUX) != NONE || token_child_dep(d, v, DEP_NSUBJ) != NONE ||
        token_child_dep(d, v, DEP_MARK) != NONE)
        return;
    put_below(d, s, up, doer, v);
}

// "was hit by protests of miners demanding pay" with "demanding" hung on "hit": without a comma the
// participle tells of those whom "by" names.
static void behind_agent(Doc *d, uint32_t v)
{
    uint32_t up = d->tokens[v].head, noun = v == 0 ? NONE : v - 1;
    if (up == NONE || noun == NONE || noun <= up || !token_xpos(d, v, "VBG") ||
        d->tokens[noun].upos != UPOS_NOUN || token_child_dep(d, up, DEP_AUX_PASS) == NONE ||
        token_child_dep(d, v, DEP_MARK) != NONE || token_child_dep(d, v, DEP_NSUBJ) != NONE ||
        token_dominates(d, v, noun))
        return;
    for (uint32_t n = noun; n != NONE && n != up; n = d->tokens[n].head) {
        uint32_t by = token_child_dep(d, n, DEP_CASE);
        if (by == NONE || !token_is(d, by, "by"))
            continue;
        d->tokens[v].head = noun;
        d->tokens[v].dep = DEP_ACL;
        return;
    }
}

// "A soldier killed in Mali by rebels was buried" read as one who killed: such a verb with no
// object, but somebody behind "by", is passive.
static void killed_by(Doc *d, const Sentence *s, uint32_t v)
{
    static const char *const verbs[] = {"kill",    "shoot",  "attack", "arrest", "detain",
                                        "bomb",    "ambush", "wound",  "injure", "capture",
                                        "abduct",  "kidnap", "behead", "murder", "assassinate",
                                        "execute", NULL};
    uint32_t subject = token_child_dep(d, v, DEP_NSUBJ), agent = NONE;
    if (subject == NONE || subject > v || !token_xpos(d, v, "VBD") || !lemma_in(d, v, verbs) ||
        token_child_dep(d, v, DEP_OBJ) != NONE || token_child_dep(d, v, DEP_AUX) != NONE)
        return;
    for (uint32_t k = token_child(d, v, v); k != NONE; k = token_child(d, v, k)) {
        uint32_t by = d->tokens[k].dep == DEP_OBL ? token_child_dep(d, k, DEP_CASE) : NONE;
        if (by != NONE && token_is(d, by, "by") &&
            (d->tokens[k].upos == UPOS_NOUN || d->tokens[k].upos == UPOS_PROPN))
            agent = k;
    }
    if (agent == NONE || (d->tokens[v].dep == DEP_ROOT && (s->flags & SENT_HEADLINE)))
        return; // arguments reads headlines so
    d->tokens[agent].dep = DEP_OBL_AGENT;
    d->tokens[subject].dep = DEP_NSUBJ_PASS;
    memcpy(d->tokens[v].xpos, "VBN", 4);
}

// "wrote to the king asking for mercy" read as a king who asks: who writes asks.
static void written_to(Doc *d, uint32_t t)
{
    static const char *const verbs[] = {"write", "appeal", "speak", "telephone", "phone",
                                        "cable", "wire",   "send",  NULL};
    static const char *const words[] = {"ask",   "urge",   "demand",  "call",   "beg", "complain",
                                        "warn",  "thank",  "request", "appeal", "say", "propose",
                                        "offer", "accuse", "protest", "seek",   NULL};
    uint32_t noun = d->tokens[t].head, v = noun == NONE ? NONE : d->tokens[noun].head;
    uint32_t to = noun == NONE ? NONE : token_child_dep(d, noun, DEP_CASE);
    if (v == NONE || v > noun || noun + 1 != t || to == NONE || !token_is(d, to, "to") ||
        !token_xpos(d, t, "VBG") || !lemma_in(d, v, verbs) || !lemma_in(d, t, words))
        return;
    d->tokens[t].head = v;
    d->tokens[t].dep = DEP_ADVCL;
}

// "says youths are breaking into homes, assaulting people" with "assaulting" hung on "says": who is
// said to be doing one thing does the other as well; but "said talks had failed, adding that".
static void said_to_be_doing(Doc *d, uint32_t t)
{
    static const char *const words[] = {
        "add",     "say",       "note",    "stress", "cite",    "call",     "urge",
        "warn",    "accuse",    "deny",    "blame",  "insist",  "describe", "refer",
        "quote",   "argue",     "claim",   "tell",   "ask",     "demand",   "vow",
        "promise", "thank",     "praise",  "point",  "explain", "offer",    "suggest",
        "reject",  "dismiss",   "appeal",  "speak",  "recall",  "voice",    "echo",
        "condemn", "criticise", "express", "quip",   "joke",    NULL};
    uint32_t v = d->tokens[t].head, what = v == NONE ? NONE : token_child_dep(d, v, DEP_CCOMP);
    if (what == NONE || what < v || what > t || !token_xpos(d, t, "VBG") || lemma_in(d, t, words) ||
        !token_xpos(d, what, "VBG") || token_child_dep(d, what, DEP_AUX) == NONE ||
        token_child_dep(d, t, DEP_NSUBJ) != NONE || token_child_dep(d, t, DEP_MARK) != NONE)
        return;
    d->tokens[t].head = what;
    d->tokens[t].dep = DEP_CONJ;
}

// "Attacking churches is forbidden" read as churches that attack: a singular verb has the gerund
// for its subject.
static void gerund_subject(Doc *d, const Sentence *s, uint32_t t)
{
    static const char *const singular[] = {"is", "was", "has", "does", NULL};
    uint32_t n = d->tokens[t].head, v = n == NONE ? NONE : d->tokens[n].head;
    bool opens = t == s->first || (t == s->first + 1 && d->tokens[s->first].upos == UPOS_PUNCT);
    if (!opens || v == NONE || !token_xpos(d, t, "VBG") || !token_xpos(d, n, "NNS") || v < n ||
        (d->tokens[n].dep != DEP_NSUBJ && d->tokens[n].dep != DEP_NSUBJ_PASS))
        return;
    bool one = token_in(d, v, singular);
    for (uint32_t k = token_child(d, v, NONE); k != NONE; k = token_child(d, v, k))
        one |= (d->tokens[k].upos == UPOS_AUX) && token_in(d, k, singular);
    if (!one)
        return;
    d->tokens[t].head = v;
    d->tokens[t].dep = DEP_CSUBJ;
    d->tokens[t].upos = UPOS_VERB;
    d->tokens[n].head = t;
    d->tokens[n].dep = DEP_OBJ;
    for (uint32_t k = n + 1; k < v; k++) // "churches by bombing them"
        if (d->tokens[k].head == n && d->tokens[k].dep == DEP_ACL)
            d->tokens[k].head = t;
}

// "helped its army fight the rebels" read as "army fight", one word: whom one helps or makes do
// something stands before the bare infinitive.
static void before_infinitive(Doc *d, uint32_t v)
{
    static const char *const verbs[] = {"help", "let", "make", "see", "watch", NULL};
    uint32_t up = d->tokens[v].head, noun = token_child_dep(d, v, DEP_COMPOUND);
    if (up == NONE || up > v || noun == NONE || noun + 1 != v || !token_xpos(d, v, "VB") ||
        !lemma_in(d, up, verbs) || token_child_dep(d, up, DEP_OBJ) != NONE)
        return;
    d->tokens[noun].head = up;
    d->tokens[noun].dep = DEP_OBJ;
}

// "after an armed man injured two" read as "after a man, [they] injured two": the noun right before
// a finite verb that has no subject is its subject.
static void mark_as_case(Doc *d, uint32_t v)
{
    static const char *const marks[] = {"after", "before", "since", "until", "as", "while", NULL};
    if (v == 0 || token_xpos(d, v, "VBG") || token_xpos(d, v, "VBN") || token_xpos(d, v, "VB") ||
        d->tokens[v].upos != UPOS_VERB || token_child_dep(d, v, DEP_NSUBJ) != NONE ||
        token_child_dep(d, v, DEP_NSUBJ_PASS) != NONE || token_child_dep(d, v, DEP_MARK) != NONE)
        return;
    for (uint32_t n = token_child(d, v, NONE); n != NONE && n < v; n = token_child(d, v, n)) {
        uint32_t mark = token_child_dep(d, n, DEP_CASE), first, end;
        if (d->tokens[n].dep != DEP_OBL || mark == NONE || !token_in(d, mark, marks))
            continue;
        token_subtree(d, n, &first, &end);
        if (first != mark || end != v)
            continue;
        d->tokens[n].dep = DEP_NSUBJ;
        d->tokens[mark].head = v;
        d->tokens[mark].dep = DEP_MARK;
        d->tokens[mark].upos = UPOS_SCONJ;
        return;
    }
}

// "horrified by the mass shooting" read as "shooting the mass": behind an article the gerund is a
// noun.
static void gerund_with_article(Doc *d, uint32_t t)
{
    uint32_t part = token_child_dep(d, t, DEP_COMPOUND),
             by = part == NONE ? NONE : token_child_dep(d, part, DEP_CASE),
             article = part == NONE ? NONE : token_child_dep(d, part, DEP_DET);
    if (by == NONE || article == NONE || part + 1 != t || article > part || by > article ||
        !token_xpos(d, t, "VBG"))
        return;
    Token *x = &d->tokens[t];
    bool agent = token_is(d, by, "by") && x->head != NONE &&
                 token_child_dep(d, x->head, DEP_AUX_PASS) != NONE;
    x->dep = agent ? DEP_OBL_AGENT : DEP_OBL;
    x->upos = UPOS_NOUN;
    memcpy(x->xpos, "NN", 3);
    x->lemma = x->lower;
    for (uint32_t k = by; k < part; k++)
        if (d->tokens[k].head == part)
            d->tokens[k].head = t;
    for (uint32_t k = t + 1; k < d->sentences[x->sentence].end; k++)
        if (d->tokens[k].head == t && d->tokens[k].dep == DEP_OBL)
            d->tokens[k].dep = DEP_NMOD;
}

// "The fear was that rebels held the town": what stands before the copula of a that-clause is no
// subject of the clause's verb.
static void clause_is(Doc *d, uint32_t v)
{
    uint32_t be = token_child_dep(d, v, DEP_COP), mark = token_child_dep(d, v, DEP_MARK),
             outer = token_child_dep(d, v, DEP_NSUBJ);
    if (be == NONE || mark == NONE || mark < be || outer == NONE || outer > be ||
        !token_is(d, mark, "that"))
        return;
    for (uint32_t n = token_child(d, v, mark); n != NONE && n < v; n = token_child(d, v, n))
        if (d->tokens[n].dep == DEP_NSUBJ || d->tokens[n].dep == DEP_NSUBJ_PASS)
            d->tokens[outer].dep = DEP_NSUBJ_OUTER;
}

// "the man accused of theft" tagged as a past tense: what hangs bare on a noun is a participle.
static void participle_only(Doc *d, uint32_t v)
{
    uint32_t noun = d->tokens[v].head;
    if (noun != NONE && noun < v && token_xpos(d, v, "VBD") &&
        token_child_dep(d, v, DEP_NSUBJ) == NONE && token_child_dep(d, v, DEP_OBJ) == NONE)
        memcpy(d->tokens[v].xpos, "VBN", 4);
}

// "a resolution demanding the president resign" with both verbs hung on "resolution": what has a
// subject of its own is what is demanded.
static void demanded_clause(Doc *d, uint32_t v)
{
    uint32_t noun = d->tokens[v].head, subject = token_child_dep(d, v, DEP_NSUBJ);
    if (noun == NONE || subject == NONE || subject > v || token_child_dep(d, v, DEP_MARK) != NONE ||
        d->tokens[subject].upos == UPOS_PRON)
        return;
    for (uint32_t p = token_child(d, noun, noun); p != NONE && p < subject;
         p = token_child(d, noun, p))
        if (d->tokens[p].dep == DEP_ACL && token_xpos(d, p, "VBG") &&
            token_child_dep(d, p, DEP_OBJ) == NONE && token_child_dep(d, p, DEP_CCOMP) == NONE &&
            token_child_dep(d, p, DEP_XCOMP) == NONE && token_child_dep(d, p, DEP_OBL) == NONE) {
            d->tokens[v].head = p;
            d->tokens[v].dep = DEP_CCOMP;
            return;
        }
}

// "an attack on a church in the city of Lorne which killed nine" told of the city: a place kills
// nobody.
static void killed_there(Doc *d, uint32_t v)
{
    static const char *const deaths[] = {"kill", "wound", "injure", NULL};
    uint32_t place = d->tokens[v].head, which = token_child_dep(d, v, DEP_NSUBJ);
    if (place == NONE || which == NONE || !lemma_in(d, v, deaths) ||
        !(token_is(d, which, "which") || token_is(d, which, "that")) ||
        !(lemma_in(d, place, places) || d->tokens[place].ner == NAME_LOC))
        return;
    while (d->tokens[place].dep == DEP_NMOD && d->tokens[place].head != NONE &&
           d->tokens[place].head < place)
        place = d->tokens[place].head;
    d->tokens[v].head = place;
}

void mend_clause(Doc *d, const Sentence *s, uint32_t t)
{
    const Token *x = &d->tokens[t];
    switch (x->dep) {
    case DEP_CCOMP:
        mend_told(d, s, t);
        participle(d, s, t);
        late_subject(d, t);
        participle_above(d, s, t);
        break;
    case DEP_NSUBJ:
        remark_at_end(d, s, t);
        // fall through
    case DEP_NSUBJ_PASS: marked_subject(d, t); break;
    case DEP_OBL:
    case DEP_OBL_AGENT: agent_above(d, t); break;
    case DEP_CSUBJ:
    case DEP_CSUBJ_PASS: second_subject(d, t); break;
    case DEP_ACL_RELCL:
        killed_there(d, t);
        content_clause(d, t);
        if (x->dep == DEP_ACL_RELCL)
            mend_told(d, s, t);
        if (x->dep == DEP_ACL_RELCL)
            remark(d, s, t);
        break;
    case DEP_ADVCL_RELCL: which_clause(d, s, t); break;
    case DEP_ADVCL:
        mend_told(d, s, t);
        gerund_with_article(d, t);
        mark_as_case(d, t);
        of_the_noun(d, t);
        behind_aim(d, t);
        allowed_to(d, t);
        accused_of(d, t);
        yet_to(d, t);
        for_to(d, t);
        reduced_subject(d, t);
        behind_agent(d, t);
        said_to_be_doing(d, t);
        break;
    case DEP_AMOD: gerund_subject(d, s, t); break;
    case DEP_XCOMP:
        for_to(d, t);
        mend_told(d, s, t);
        reduced_clause(d, t);
        before_infinitive(d, t);
        break;
    case DEP_CONJ:
        if (x->upos == UPOS_VERB) {
            behind_aim(d, t);
            past_with_past(d, t);
            before_second(d, t);
        }
        break;
    default: break;
    }
    if (x->dep == DEP_ACL) {
        demanded_clause(d, t);
        participle_only(d, t);
        content_clause(d, t);
        for_to(d, t);
        mend_told(d, s, t);
        beside_place(d, t);
        written_to(d, t);
    }
    if (x->upos == UPOS_VERB && (token_xpos(d, t, "VBD") || token_xpos(d, t, "VBN")))
        believed(d, s, t);
    if (x->upos == UPOS_VERB) {
        killed_by(d, s, t);
        clause_is(d, t);
    }
}
