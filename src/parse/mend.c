// SPDX-License-Identifier: MIT
// In: the tree of a unit, then of a sentence. Out: the same with what no English sentence means set
// right. Method: a few forms that the net reads wrong now and then, each told by its words and arcs
// alone; gerunds read as nouns, which change tags, before the lemmas, the others when the sentence
// has its tree. Whole clauses are mended in mend_clause.c. Cost: a walk over the sentence, more at
// the words in question. Does not: read the lexicon, or judge where two readings make sense.
#include "parse/work.h"

#include <string.h>

// "stopped bombing Aleppo" read as "stopped (bombing Aleppo)", a noun before a noun: right behind a
// verb that takes gerunds it is one, unless the two make a known pair ("bombing raids").
static void gerund_behind(Doc *doc, uint32_t first, uint32_t n)
{
    static const char *const verbs[] = {
        "stop",    "stopped", "stops",   "stopping", "begin",    "began",     "begun",    "start",
        "started", "starts",  "keep",    "kept",     "continue", "continued", "deny",     "denied",
        "denies",  "resume",  "resumed", "quit",     "avoid",    "avoided",   "finished", NULL};
    static const char *const pairs[] = {"raid",     "raids",     "run",       "runs",
                                        "campaign", "campaigns", "mission",   "missions",
                                        "attacks",  "attack",    "operation", "operations",
                                        "sorties",  "exercises", "practices", NULL};
    for (uint32_t t = first + 1; t + 1 < first + n; t++) {
        Token *g = &doc->tokens[t];
        uint32_t v = t - 1, h = g->head;
        if (g->upos != UPOS_NOUN || g->lower.n < 6 || !str_ends(g->lower, "ing") ||
            (g->dep != DEP_COMPOUND && g->dep != DEP_AMOD) || h == NONE || h <= t ||
            doc->tokens[h].head != v || doc->tokens[h].dep != DEP_OBJ || !token_in(doc, v, verbs) ||
            token_in(doc, h, pairs))
            continue;
        g->upos = UPOS_VERB;
        memcpy(g->xpos, "VBG", 4);
        g->head = v;
        g->dep = DEP_XCOMP;
        doc->tokens[h].head = t;
    }
}

// "told the council that talks had failed" read as "told (the council (that) talks had failed)":
// who stands between such a verb and "that" is told; the subject comes after it.
static void told(Doc *doc, const Sentence *s)
{
    static const char *const verbs[] = {"tell",   "inform",   "assure", "remind",
                                        "notify", "convince", "warn",   NULL};
    for (uint32_t t = s->first; t < s->end; t++) {
        uint32_t v = doc->tokens[t].head, told = NONE, that = NONE;
        if (doc->tokens[t].dep != DEP_CCOMP || v == NONE || v > t || !lemma_in(doc, v, verbs))
            continue;
        for (uint32_t k = v + 1; k < t; k++) {
            if (doc->tokens[k].head == t && doc->tokens[k].dep == DEP_NSUBJ) {
                if (told != NONE && that != NONE) {
                    doc->tokens[told].head = v;
                    doc->tokens[told].dep = DEP_IOBJ;
                    doc->tokens[that].dep = DEP_MARK;
                    break;
                }
                told = told == NONE ? k : told;
            } else if (told != NONE && token_is(doc, k, "that") && doc->tokens[k].head == t) {
                that = k;
            }
        }
    }
}

// Two objects of one verb: "gave the village a bridge", "told the village that": whom; "called him
// a traitor": as what; and "a town called Lorne".
static void two_objects(Doc *doc, const Sentence *s)
{
    static const char *const give[] = {"give",  "offer", "send", "pay",  "show", "teach",
                                       "grant", "award", "lend", "cost", "hand", "promise",
                                       "owe",   "bring", "buy",  NULL};
    static const char *const tell[] = {"tell", "inform", "assure", "remind", "promise", NULL};
    static const char *const name[] = {"call",  "name", "consider", "declare", "proclaim", "dub",
                                       "elect", "deem", "label",    "brand",   NULL};
    for (uint32_t t = s->first; t < s->end; t++) {
        Token *second = &doc->tokens[t];
        uint32_t v = second->head, first = NONE;
        bool list = false;
        if (v == NONE || v >= t || (second->dep != DEP_OBJ && second->dep != DEP_CCOMP))
            continue;
        bool told = second->dep == DEP_CCOMP && lemma_in(doc, v, tell);
        if (second->dep == DEP_CCOMP && !told)
            continue;
        bool names = lemma_in(doc, v, name);
        for (uint32_t k = v + 1; k < t; k++)
            if (doc->tokens[k].head == v && doc->tokens[k].dep == DEP_OBJ)
                first = k;
            else if (doc->tokens[k].head == t && doc->tokens[k].upos == UPOS_CCONJ)
                list = true;
        if (list)
            continue;
        if (names && !told &&
            (first != NONE || (doc->tokens[v].dep == DEP_ACL && token_xpos(doc, v, "VBN"))))
            second->dep = DEP_XCOMP;
        else if (first != NONE && (told || lemma_in(doc, v, give)))
            doc->tokens[first].dep = DEP_IOBJ;
    }
}

// "It also plans to close two mines": who plans something is somebody, unless the verb is one that
// "it" stands before in place of a clause.
static void expletive(Doc *d, uint32_t it)
{
    static const char *const verbs[] = {
        "seem", "appear", "happen", "turn",   "take", "rain",    "snow",   "remain", "become",
        "make", "feel",   "look",   "follow", "cost", "emerge",  "matter", "help",   "be",
        "hurt", "occur",  "pay",    "suit",   "fall", "behoove", NULL};
    static const char *const moods[] = {"ready",     "willing", "prepared",  "able",
                                        "unwilling", "unable",  "reluctant", "eager",
                                        "keen",      "content", "committed", NULL};
    uint32_t v = d->tokens[it].head;
    if (v != NONE && v > it && d->tokens[v].upos == UPOS_ADJ && lemma_in(d, v, moods)) {
        d->tokens[it].dep = DEP_NSUBJ; // "said it was ready to talk"
        return;
    }
    if (v == NONE || v < it || d->tokens[v].upos != UPOS_VERB || lemma_in(d, v, verbs))
        return;
    bool takes = false;
    for (uint32_t k = token_child(d, v, NONE); k != NONE; k = token_child(d, v, k))
        switch (d->tokens[k].dep) {
        case DEP_XCOMP:
        case DEP_OBJ: takes = true; break;
        case DEP_AUX_PASS:
        case DEP_COP:
        case DEP_NSUBJ:
        case DEP_NSUBJ_PASS:
        case DEP_CSUBJ:
        case DEP_CSUBJ_PASS:
        case DEP_CCOMP: return;
        default: break;
        }
    if (takes)
        d->tokens[it].dep = DEP_NSUBJ;
}

// "Some say history repeats itself" read as "some history": a word right before a verb that belongs
// behind it is the verb's subject.
static void over_verb(Doc *d, uint32_t t)
{
    Token *x = &d->tokens[t];
    uint32_t v = t + 1;
    if (x->head == NONE || x->head <= v || d->tokens[v].upos != UPOS_VERB ||
        (!token_xpos(d, v, "VBP") && !token_xpos(d, v, "VBZ") && !token_xpos(d, v, "VBD")) ||
        token_child_dep(d, v, DEP_NSUBJ) != NONE)
        return;
    uint32_t h = d->tokens[x->head].head;
    if (h != v && (h == NONE || d->tokens[h].head != v))
        return;
    x->head = v;
    x->dep = DEP_NSUBJ;
}

// "accused the clan of shelling villages" read as "of (shelling villages)", villages that shell:
// behind such a verb and "of" stands a deed.
static void deed_of(Doc *d, uint32_t t)
{
    static const char *const verbs[] = {"accuse", "suspect", "convict",    "acquit",
                                        "guilty", "charge",  "suspicion",  "allegation",
                                        "crime",  "count",   "accusation", NULL};
    uint32_t n = d->tokens[t].head, of = t == 0 ? NONE : t - 1;
    if (n == NONE || n < t || of == NONE || !token_xpos(d, t, "VBG") || !token_is(d, of, "of") ||
        d->tokens[of].head != n || d->tokens[n].upos != UPOS_NOUN)
        return;
    uint32_t verb = d->tokens[n].head;
    for (unsigned up = 0; up < 2 && verb != NONE && !lemma_in(d, verb, verbs); up++)
        verb = d->tokens[verb].head; // hung on the object
    if (verb == NONE || verb > t || !lemma_in(d, verb, verbs))
        return;
    d->tokens[t].head = verb;
    d->tokens[t].dep = d->tokens[verb].upos == UPOS_NOUN ? DEP_ACL : DEP_ADVCL;
    d->tokens[of].head = t;
    d->tokens[of].dep = DEP_MARK;
    d->tokens[n].head = t;
    d->tokens[n].dep = DEP_OBJ;
}

// "sentenced him for the murder of eleven farmers in 1986" with the year hung on "sentenced": the
// year that ends the phrase of the offence is the offence's.
static void year_of(Doc *d, uint32_t t)
{
    static const char *const verbs[] = {"sentence", "convict", "jail",    "imprison", "accuse",
                                        "acquit",   "indict",  "condemn", "charge",   "try",
                                        "fine",     "blame",   NULL};
    uint32_t v = d->tokens[t].head, offence = NONE;
    if (v == NONE || v > t || t < v + 4 || d->tokens[t].lower.n != 4 || !token_xpos(d, t, "CD") ||
        !token_is(d, t - 1, "in") || !lemma_in(d, v, verbs))
        return;
    for (uint32_t k = v + 1; k < t && offence == NONE; k++) {
        uint32_t of = token_child_dep(d, k, DEP_CASE), up = d->tokens[k].head, first, end;
        if (up == NONE || of == NONE || d->tokens[k].upos != UPOS_NOUN ||
            (up != v && (d->tokens[up].head != v || d->tokens[up].dep != DEP_OBJ)) ||
            !(token_is(d, of, "for") || token_is(d, of, "of") || token_is(d, of, "over") ||
              token_is(d, of, "with")))
            continue;
        token_subtree(d, k, &first, &end);
        if (end + 1 == t) // before "in"
            offence = k;
    }
    if (offence == NONE)
        return;
    d->tokens[t].head = offence;
    d->tokens[t].dep = DEP_NMOD;
}

// "was accused of stealing funds by officials" with "officials" hung on "funds": it is they who
// accuse.
static void accused_by(Doc *d, uint32_t t)
{
    static const char *const verbs[] = {"accuse", "suspect", "convict", "acquit", NULL};
    uint32_t by = token_child_dep(d, t, DEP_CASE), n = d->tokens[t].head;
    uint32_t deed = n == NONE || n > t ? NONE : d->tokens[n].head;
    uint32_t verb = deed == NONE || deed > n ? NONE : d->tokens[deed].head;
    if (verb == NONE || verb > deed || by == NONE || !token_is(d, by, "by") ||
        !token_xpos(d, deed, "VBG") || d->tokens[n].dep != DEP_OBJ || !lemma_in(d, verb, verbs) ||
        token_child_dep(d, verb, DEP_AUX_PASS) == NONE ||
        token_child_dep(d, verb, DEP_OBL_AGENT) != NONE)
        return;
    d->tokens[t].head = verb;
    d->tokens[t].dep = DEP_OBL_AGENT;
}

// "rejected as baseless reports of a raid" read as "as (baseless reports)", "condemned as cruel the
// killing" as two obliques: behind such a verb, "as" and an adjective stands what is judged so.
static void judged_as(Doc *d, const Sentence *s, uint32_t as)
{
    static const char *const verbs[] = {"reject",    "dismiss",   "condemn", "denounce", "describe",
                                        "criticise", "criticize", "brand",   "decry",    "hail",
                                        "deplore",   "welcome",   NULL};
    uint32_t a = as + 1;
    while (a < s->end && d->tokens[a].upos == UPOS_PUNCT)
        a++;
    uint32_t v = a < s->end ? d->tokens[a].head : NONE, thing = NONE;
    if (v != NONE && d->tokens[v].upos == UPOS_NOUN && d->tokens[a].dep == DEP_AMOD) {
        thing = v;
        v = d->tokens[v].head;
    }
    if (v == NONE || v > as || d->tokens[a].upos != UPOS_ADJ || !lemma_in(d, v, verbs) ||
        token_child_dep(d, v, DEP_AUX_PASS) != NONE)
        return;
    uint32_t object = token_child_dep(d, v, DEP_OBJ);
    for (uint32_t k = token_child(d, v, a); k != NONE && thing == NONE; k = token_child(d, v, k))
        if (k > a && d->tokens[k].dep == DEP_OBL && token_child_dep(d, k, DEP_CASE) == NONE)
            thing = k;
    if (thing == NONE || (object != NONE && object != thing))
        return;
    d->tokens[thing].dep = DEP_OBJ;
    d->tokens[a].head = v;
    d->tokens[a].dep = DEP_OBL;
    d->tokens[as].head = a;
}

// "accused neighbouring Osten of shelling a town" with "shelling" hung on "neighbouring": what
// stands before a noun has nothing behind it.
static void over_noun(Doc *d, uint32_t t)
{
    uint32_t h = d->tokens[t].head, noun = h == NONE ? NONE : d->tokens[h].head;
    if (noun == NONE || d->tokens[h].dep != DEP_AMOD || noun < h || t < noun)
        return;
    uint32_t v = d->tokens[noun].head;
    bool object = d->tokens[noun].dep == DEP_OBJ && v != NONE && d->tokens[v].upos == UPOS_VERB;
    d->tokens[t].head = object ? v : noun;
}

// "of shelling villages": what opens a clause is its mark, whatever noun it was hung on.
static void opens_clause(Doc *d, uint32_t t)
{
    uint32_t v = d->tokens[t].head, above = v == NONE ? NONE : d->tokens[v].head;
    if (above != NONE && above > t && above < v)
        v = above;
    if (v == NONE || v < t || d->tokens[t].upos != UPOS_ADP || !token_xpos(d, v, "VBG") ||
        d->tokens[v].upos != UPOS_VERB ||
        (d->tokens[v].dep != DEP_ADVCL && d->tokens[v].dep != DEP_ACL))
        return;
    d->tokens[t].head = v;
    d->tokens[t].dep = DEP_MARK;
    d->tokens[t].upos = UPOS_SCONJ;
}

// "accused Osten of shelling a town, killing nine people": the deaths belong to the shelling.
static void of_the_deed(Doc *d, const Sentence *s, uint32_t t)
{
    static const char *const verbs[] = {"accuse",    "blame",     "suspect", "charge", "convict",
                                        "criticise", "criticize", "condemn", NULL};
    uint32_t v = d->tokens[t].head;
    if (v == NONE || v > t || !token_xpos(d, t, "VBG") || t == s->first ||
        !token_is(d, t - 1, ",") || !lemma_in(d, v, verbs))
        return;
    for (uint32_t k = token_child(d, v, v); k != NONE && k < t; k = token_child(d, v, k)) {
        uint32_t mark = token_child_dep(d, k, DEP_MARK);
        if (d->tokens[k].dep == DEP_ADVCL && token_xpos(d, k, "VBG") && mark != NONE &&
            (token_is(d, mark, "of") || token_is(d, mark, "for"))) {
            d->tokens[t].head = k;
            return;
        }
    }
}

// "a law banning street protests" read as one noun: "a" goes with no plural, so that the noun
// before the gerund ends the phrase and the gerund takes what follows as its object.
static void gerund_within(Doc *d, uint32_t first, uint32_t end, uint32_t a)
{
    uint32_t n = d->tokens[a].head;
    if ((!token_is(d, a, "a") && !token_is(d, a, "an")) || n == NONE || n < a + 3 ||
        !token_xpos(d, n, "NNS"))
        return;
    for (uint32_t g = a + 2; g < n; g++) {
        Token *t = &d->tokens[g];
        if (t->upos != UPOS_NOUN || t->dep != DEP_COMPOUND || !str_ends(t->lower, "ing") ||
            t->lower.n < 6 || d->tokens[g - 1].upos != UPOS_NOUN)
            continue;
        uint32_t noun = g - 1;
        d->tokens[noun].head = d->tokens[n].head;
        d->tokens[noun].dep = d->tokens[n].dep;
        for (uint32_t k = first; k < end; k++)
            if (d->tokens[k].head == n && (k < noun || d->tokens[k].dep == DEP_PUNCT))
                d->tokens[k].head = noun;
            else if (k < noun && d->tokens[k].head == g)
                d->tokens[k].head = noun;
        t->upos = UPOS_VERB;
        memcpy(t->xpos, "VBG", 4);
        t->head = noun;
        t->dep = DEP_ACL;
        d->tokens[n].head = g;
        d->tokens[n].dep = DEP_OBJ;
        return;
    }
}

// "killing nine people, burning homes and stealing cattle", "raping women and looting shops" read
// as "people, (some) burning homes": a participle that goes on with another one, or behind "and"
// and the object of one, is a verb, unless it seldom has an object.
static void listed_participle(Doc *d, uint32_t t)
{
    static const char *const alone[] = {
        "strike", "protest", "visit",  "flee",   "retreat",     "return", "march",
        "rule",   "ally",    "rival",  "riot",   "demonstrate", "rise",   "fall",
        "grow",   "remain",  "exist",  "run",    "work",        "live",   "war",
        "feud",   "depart",  "arrive", "follow", "miss",        "lead",   NULL};
    uint32_t noun = t + 1, next = token_child_dep(d, t, DEP_CONJ);
    uint32_t first = noun < d->n_tokens ? d->tokens[noun].head : NONE;
    if (first == NONE || first > t || (d->tokens[t].head != noun && d->tokens[t].head != first) ||
        !token_xpos(d, t, "VBG") || d->tokens[noun].dep != DEP_CONJ ||
        d->tokens[first].dep != DEP_OBJ)
        return;
    bool goes_on =
        next != NONE && token_xpos(d, next, "VBG") && token_child_dep(d, next, DEP_OBJ) != NONE;
    uint32_t verb = d->tokens[first].head;
    bool behind = t > 0 && d->tokens[t - 1].dep == DEP_CC && verb != NONE &&
                  token_xpos(d, verb, "VBG") && !lemma_in(d, t, alone);
    if (!goes_on && !behind)
        return;
    d->tokens[t].head = verb;
    d->tokens[t].dep = DEP_CONJ;
    d->tokens[noun].head = t;
    d->tokens[noun].dep = DEP_OBJ;
}

// "killed six and wounded eleven" read as a list of "six", "wounded" and "eleven": a verb behind
// the conjunction, before another number or noun, is a second verb with an object of its own.
static void second_verb(Doc *d, uint32_t v)
{
    uint32_t object = d->tokens[v].head, other = NONE;
    if (object == NONE || object > v || v == 0 || d->tokens[v - 1].dep != DEP_CC ||
        d->tokens[object].dep != DEP_OBJ || d->tokens[object].upos == UPOS_VERB ||
        (!token_xpos(d, v, "VBD") && !token_xpos(d, v, "VBN")))
        return;
    for (uint32_t k = token_child(d, object, v); k != NONE && other == NONE;
         k = token_child(d, object, k)) {
        uint32_t first, end;
        token_subtree(d, k, &first, &end);
        if (d->tokens[k].dep == DEP_CONJ && first == v + 1)
            other = k;
    }
    uint32_t g = d->tokens[object].head;
    if (other == NONE || g == NONE || d->tokens[g].upos != UPOS_VERB)
        return;
    d->tokens[v].head = g;
    memcpy(d->tokens[v].xpos, d->tokens[g].xpos, sizeof d->tokens[v].xpos);
    d->tokens[other].head = v;
    d->tokens[other].dep = DEP_OBJ;
}

// "killed 12 and injured 30" with "30" hung on "12": a phrase right behind a second verb without an
// object is its object.
static void behind_verb(Doc *d, uint32_t t)
{
    uint32_t object = d->tokens[t].head, first, end;
    if (object == NONE || object > t || d->tokens[object].dep != DEP_OBJ)
        return;
    token_subtree(d, t, &first, &end);
    if (first == 0 || first <= object)
        return;
    uint32_t v = first - 1;
    if (d->tokens[v].upos == UPOS_VERB && d->tokens[v].dep == DEP_CONJ &&
        d->tokens[v].head == d->tokens[object].head && token_child_dep(d, v, DEP_OBJ) == NONE) {
        d->tokens[t].head = v;
        d->tokens[t].dep = DEP_OBJ;
    }
}

// "the government will free prisoners" read as "free prisoners": behind a modal stands a verb.
static void modal_before(Doc *d, uint32_t first, uint32_t t)
{
    Token *x = &d->tokens[t];
    uint32_t n = x->head;
    if (x->dep != DEP_AMOD || n == NONE || n < t || t == first || d->tokens[t - 1].head != t ||
        !token_xpos(d, t - 1, "MD"))
        return;
    x->upos = UPOS_VERB;
    memcpy(x->xpos, "VB", 3);
    x->head = d->tokens[n].head;
    x->dep = d->tokens[n].dep;
    for (uint32_t k = first; k < t; k++)
        if (d->tokens[k].head == n)
            d->tokens[k].head = t;
    d->tokens[n].head = t;
    d->tokens[n].dep = DEP_OBJ;
}

// "raping women and looting shops" read as "women and (looting shops)", things of a kind: behind
// "and" and the object of a gerund stands another, if it is none that is a thing.
static void listed_gerund(Doc *d, uint32_t t)
{
    static const char *const things[] = {
        "building",      "housing",    "training", "meeting",  "mining",  "shipping",
        "banking",       "fishing",    "hearing",  "shopping", "nursing", "landing",
        "manufacturing", "trading",    "parking",  "dining",   "sailing", "drinking",
        "holding",       "processing", "living",   "voting",   "hunting", "sewing",
        "printing",      "heating",    "swimming", "bowling",  NULL};
    Token *x = &d->tokens[t];
    uint32_t n = t + 1, object = x->head == n ? d->tokens[n].head : NONE;
    uint32_t verb = object == NONE ? NONE : d->tokens[object].head;
    if (x->dep != DEP_COMPOUND || !str_ends(x->lower, "ing") || x->lower.n < 6 || t == 0 ||
        verb == NONE || d->tokens[n].dep != DEP_CONJ || d->tokens[object].dep != DEP_OBJ ||
        object > t || d->tokens[t - 1].dep != DEP_CC || !token_xpos(d, verb, "VBG") ||
        d->tokens[verb].upos != UPOS_VERB || token_in(d, t, things))
        return;
    x->upos = UPOS_VERB;
    memcpy(x->xpos, "VBG", 4);
    x->head = verb;
    x->dep = DEP_CONJ;
    d->tokens[t - 1].head = t;
    d->tokens[n].head = t;
    d->tokens[n].dep = DEP_OBJ;
}

// "was hit by protests by miners" with two agents of "hit": the second is whose protests they are.
static void second_agent(Doc *d, uint32_t t)
{
    uint32_t v = d->tokens[t].head, first = v == NONE ? NONE : token_child_dep(d, v, DEP_OBL_AGENT);
    if (first == NONE || first >= t || d->tokens[first].upos != UPOS_NOUN)
        return;
    d->tokens[t].head = first;
    d->tokens[t].dep = DEP_NMOD;
}

void mend_unit(Doc *d, uint32_t first, uint32_t n)
{
    gerund_behind(d, first, n);
    for (uint32_t t = first; t < first + n; t++)
        if (d->tokens[t].dep == DEP_DET)
            gerund_within(d, first, first + n, t);
        else if (d->tokens[t].upos == UPOS_ADJ)
            modal_before(d, first, t);
        else if (d->tokens[t].upos == UPOS_NOUN && t + 1 < first + n)
            listed_gerund(d, t);
}

// "The premier and party leaders" read as leaders of two kinds: the holder of an office is one
// side, the people the other.
static void office_and(Doc *d, uint32_t t)
{
    static const char *const offices[] = {"premier",  "president", "minister",   "king",    "queen",
                                          "governor", "mayor",     "chancellor", "general", "envoy",
                                          "bishop",   "prince",    "emir",       "sultan",  "pope",
                                          "leader",   "secretary", "chairman",   NULL};
    static const char *const people[] = {
        "leaders",     "officials", "ministers", "members",     "lawmakers",       "commanders",
        "chiefs",      "envoys",    "diplomats", "lawyers",     "generals",        "troops",
        "forces",      "soldiers",  "fighters",  "activists",   "aides",           "advisers",
        "advisors",    "delegates", "deputies",  "negotiators", "representatives", "legislators",
        "politicians", "figures",   NULL};
    uint32_t h = d->tokens[t].head, other = token_child_dep(d, t, DEP_CONJ);
    if (h == NONE || other == NONE || other < t || h < other || !token_in(d, t, offices) ||
        !token_in(d, h, people))
        return;
    uint32_t cc = token_child_dep(d, other, DEP_CC);
    cc = cc == NONE ? token_child_dep(d, t, DEP_CC) : cc;
    cc = cc == NONE ? token_child_dep(d, h, DEP_CC) : cc;
    if (cc == NONE || cc < t || cc > other || !token_is(d, cc, "and"))
        return;
    d->tokens[t].head = d->tokens[h].head;
    d->tokens[t].dep = d->tokens[h].dep;
    d->tokens[t].upos = UPOS_NOUN;
    memcpy(d->tokens[t].xpos, "NN", 3);
    for (uint32_t k = d->sentences[d->tokens[t].sentence].first; k < t; k++)
        if (d->tokens[k].head == h) // its article and adjectives
            d->tokens[k].head = t;
    d->tokens[h].head = t;
    d->tokens[h].dep = DEP_CONJ;
    d->tokens[other].head = h;
    d->tokens[other].dep = DEP_COMPOUND;
    d->tokens[cc].head = h;
}

// "Minister of Industry and Trade Oleg Varin" read as "Industry and (Trade Oleg Varin)": the name
// of who holds the office.
static void titled_name(Doc *d, uint32_t t)
{
    static const char *const offices[] = {"minister", "secretary", "commissioner", "director",
                                          NULL};
    uint32_t field = d->tokens[t].head, title = field == NONE ? NONE : d->tokens[field].head;
    uint32_t of = field == NONE ? NONE : token_child_dep(d, field, DEP_CASE), cc = NONE;
    if (d->tokens[t].ner != NAME_PER || title == NONE || title > field || field > t || of == NONE ||
        !(token_is(d, of, "of") || token_is(d, of, "for")) || !token_in(d, title, offices) ||
        d->tokens[field].dep != DEP_NMOD || !(d->tokens[title].flags & TOKEN_UPPER) || of + 1 >= t)
        return;
    for (uint32_t i = of + 1; i < t; i++) {
        if (token_is(d, i, "and"))
            cc = i;
        else if (!(d->tokens[i].flags & TOKEN_UPPER) && !token_is(d, i, ","))
            return;
    }
    if (cc == NONE || cc + 1 >= t)
        return;
    for (uint32_t i = of + 1; i < t; i++) // what hung on the name belongs to the field
        if (d->tokens[i].head == t)
            d->tokens[i].head = i + 1 == t ? field : t - 1;
    d->tokens[t - 1].dep = DEP_CONJ;
    d->tokens[cc].head = t - 1;
    d->tokens[t].head = title;
    d->tokens[t].dep = DEP_APPOS;
}

// The arcs of a sentence as they were before a word's mends.
typedef struct {
    uint32_t head[LIMIT_SENTENCE_TOKENS];
    uint8_t dep[LIMIT_SENTENCE_TOKENS];
} Arcs;

// Does every word of the sentence hang below its root, so that no walk up runs in a circle?
static bool is_tree(const Doc *d, const Sentence *s)
{
    for (uint32_t t = s->first; t < s->end; t++) {
        uint32_t steps = s->end - s->first, up = d->tokens[t].head;
        for (; up != NONE && steps; steps--)
            up = d->tokens[up].head;
        if (up != NONE)
            return false;
    }
    return true;
}

// Keeps the arcs as they are now, or takes them back where the last mends closed a circle.
static void arcs_settle(Doc *d, const Sentence *s, Arcs *kept)
{
    bool changed = false;
    for (uint32_t t = s->first; t < s->end; t++)
        changed |= d->tokens[t].head != kept->head[t - s->first];
    bool back = changed && !is_tree(d, s);
    for (uint32_t t = s->first, i = 0; t < s->end; t++, i++)
        if (back) {
            d->tokens[t].head = kept->head[i];
            d->tokens[t].dep = kept->dep[i];
        } else {
            kept->head[i] = d->tokens[t].head;
            kept->dep[i] = d->tokens[t].dep;
        }
}

// "The ministry is worried" with the tag of an adjective and the arcs of a passive: the tag counts.
static void no_passive(Doc *d, uint32_t t)
{
    uint32_t v = d->tokens[t].head;
    uint32_t subject =
        v == NONE || d->tokens[v].upos != UPOS_ADJ ? NONE : token_child_dep(d, v, DEP_NSUBJ_PASS);
    if (subject == NONE)
        return;
    d->tokens[t].dep = DEP_COP;
    d->tokens[subject].dep = DEP_NSUBJ;
}

static void mend_word(Doc *d, const Sentence *s, uint32_t t)
{
    const Token *x = &d->tokens[t];
    if (x->dep == DEP_AUX_PASS)
        no_passive(d, t);
    if (x->dep == DEP_EXPL && token_is(d, t, "it"))
        expletive(d, t);
    else if (x->dep == DEP_DET && t + 1 < s->end)
        over_verb(d, t);
    else if (x->dep == DEP_AMOD) {
        listed_participle(d, t);
        if (x->dep == DEP_AMOD)
            deed_of(d, t);
    } else if (x->dep == DEP_NMOD)
        accused_by(d, t);
    else if (x->dep == DEP_CASE) {
        opens_clause(d, t);
        if (token_is(d, t, "as"))
            judged_as(d, s, t);
    }
    if (x->dep == DEP_AMOD || x->dep == DEP_COMPOUND)
        office_and(d, t);
    if (x->dep == DEP_CONJ)
        titled_name(d, t);
    if (x->dep == DEP_OBL && x->upos == UPOS_NUM)
        year_of(d, t);
    if (x->dep == DEP_OBL_AGENT)
        second_agent(d, t);
    if (x->dep == DEP_ADVCL || x->dep == DEP_OBL) {
        over_noun(d, t);
        of_the_deed(d, s, t);
    }
    if (x->dep == DEP_CONJ && x->upos == UPOS_VERB)
        second_verb(d, t);
    else if (x->dep == DEP_CONJ)
        behind_verb(d, t);
    mend_object(d, s, t);
    mend_speaker(d, s, t);
    mend_clause(d, s, t);
}

void mend_sentence(Doc *d, const Sentence *s)
{
    Arcs kept;
    if (s->end - s->first > LIMIT_SENTENCE_TOKENS)
        return;
    for (uint32_t t = s->first; t < s->end; t++) {
        kept.head[t - s->first] = d->tokens[t].head;
        kept.dep[t - s->first] = d->tokens[t].dep;
    }
    mend_headline(d, s);
    arcs_settle(d, s, &kept);
    for (uint32_t t = s->first; t < s->end; t++) {
        mend_word(d, s, t);
        arcs_settle(d, s, &kept);
    }
    told(d, s);
    two_objects(d, s);
    arcs_settle(d, s, &kept);
}
