// SPDX-License-Identifier: MIT
// In: the tree of one sentence. Out: what a pronoun's clause says of whom it may mean, for coref.c:
// the clause's verb, its stated or understood subject, whether its verb harms another's things,
// whether the pronoun stands where things stand. Method: arcs and short word lists. Control follows
// the usual classes: the object of the verb above governs an infinitive
// ("urged Moscow to ..") and a gerund behind "of", "for", "from", "into" ("accused Libya of ..",
// Rosenbaum 1967), except under verbs of promise, whose subject governs it. Cost: a scan of the
// sentence for each question. Does not: choose an antecedent.
#include "entity/entity.h"

uint32_t clause_verb(const Doc *d, uint32_t token)
{
    for (unsigned steps = 0; token != NONE && steps < 64; steps++) {
        if (d->tokens[token].upos == UPOS_VERB || d->tokens[token].upos == UPOS_AUX)
            return token;
        token = d->tokens[token].head;
    }
    return NONE;
}

// The mention that is the understood or stated subject of a verb: its own nsubj, that of the verb
// it is coordinated with, or the controller of an infinitive or gerund: "Washington urged Moscow to
// pull its troops out" → Moscow; "Peru promised Chile to free its ships" → Peru; "accused Libya of
// arming its allies" → Libya. NONE where the tree does not say.
uint32_t clause_subject(const Doc *d, uint32_t verb)
{
    static const char *const own[] = {"promise", "threaten", "vow",  "pledge", "swear",
                                      "use",     "need",     "take", "spend",  NULL};
    for (unsigned steps = 0; verb != NONE && steps < 8; steps++) {
        uint32_t s = token_child_dep(d, verb, DEP_NSUBJ);
        if (s == NONE)
            s = token_child_dep(d, verb, DEP_NSUBJ_PASS);
        if (s != NONE)
            return mention_at(d, s);
        const Token *v = &d->tokens[verb];
        uint32_t up = v->head;
        if (up == NONE)
            return NONE;
        if (v->dep == DEP_CONJ) {
            verb = up;
            continue;
        }
        if (d->tokens[up].upos != UPOS_VERB ||
            !(v->dep == DEP_XCOMP || v->dep == DEP_ADVCL || v->dep == DEP_CCOMP))
            return NONE;
        bool gerund = strcmp(v->xpos, "VBG") == 0, about = false;
        for (uint32_t k = token_child(d, verb, NONE); k != NONE; k = token_child(d, verb, k))
            about = about || (k < verb && (token_is(d, k, "of") || token_is(d, k, "for") ||
                                           token_is(d, k, "from") || token_is(d, k, "into")));
        bool infinitive = v->dep != DEP_ADVCL && !gerund;
        uint32_t object = token_child_dep(d, up, DEP_OBJ);
        if (object == NONE)
            object = token_child_dep(d, up, DEP_IOBJ);
        if (object != NONE && object < verb && (infinitive || (gerund && about)) &&
            !lemma_in(d, up, own))
            return mention_at(d, object);
        verb = up;
    }
    return NONE;
}

// "bombed its airfields", "expelled its envoy": what is done to another's things.
bool verb_is_hostile(const Doc *d, uint32_t verb)
{
    static const char *const words[] = {
        "attack",  "bomb",      "shell",     "strike",  "invade",   "seize",      "capture",
        "raid",    "storm",     "destroy",   "occupy",  "bombard",  "expel",      "kill",
        "sink",    "criticise", "criticize", "condemn", "denounce", "blockade",   "hijack",
        "down",    "ambush",    "annex",     "overrun", "freeze",   "confiscate", "block",
        "besiege", "detain",    "arrest",    "deport",  "jail",     "banish",     "burn",
        "raze",    "torch",     "loot",      "plunder", "ransack",  "bulldoze",   "demolish",
        "evict",   "steal",     "vandalise", NULL};
    if (verb == NONE)
        return false;
    Str form = d->tokens[verb].lower; // the lemma of a rare verb may be cut wrongly
    for (size_t i = 0; words[i]; i++) {
        Str w = str_of(words[i]);
        if (w.p[w.n - 1] == 'e')
            w.n--;
        if (lemma_is(d, verb, words[i]) ||
            (w.n >= 4 && form.n > w.n && form.n <= w.n + 3 && memcmp(form.p, w.p, w.n) == 0))
            return d->tokens[verb].upos != UPOS_PROPN;
    }
    return false;
}

// "threatened to attack Kuwait unless it withdrew", "warned Peru of sanctions if it left": the
// condition of a threat or promise is for him whom it is aimed at. Is `token` that one?
bool condition_is_for(const Doc *d, uint32_t verb, uint32_t token)
{
    static const char *const aimed[] = {"threaten", "warn",  "vow",   "pledge",
                                        "promise",  "swear", "offer", NULL};
    if (verb == NONE || d->tokens[verb].dep != DEP_ADVCL)
        return false;
    uint32_t mark = token_child_dep(d, verb, DEP_MARK), g = d->tokens[verb].head;
    if (mark == NONE || !(token_is(d, mark, "unless") || token_is(d, mark, "if")))
        return false;
    uint32_t up = d->tokens[token].head, top = g;
    for (unsigned steps = 0; steps < 4 && top != NONE && !lemma_in(d, top, aimed); steps++)
        top = d->tokens[top].dep == DEP_XCOMP || d->tokens[top].dep == DEP_CCOMP
                  ? d->tokens[top].head
                  : NONE;
    if (top == NONE && up != NONE && d->tokens[up].dep == DEP_XCOMP && d->tokens[up].head == g &&
        lemma_in(d, g, aimed)) // the condition may hang on either verb
        top = g;
    if (top == NONE && token_is(d, mark, "unless") && token_child_dep(d, g, DEP_AUX) != NONE)
        top = g; // "will close the border with Mali unless it frees them"
    uint8_t dep = d->tokens[token].dep;
    if (dep == DEP_NMOD && up != NONE && d->tokens[up].dep == DEP_OBJ) { // "sanctions on Taiwan"
        dep = DEP_OBL;
        up = d->tokens[up].head;
    }
    return top != NONE && up != NONE && token_dominates(d, top, token) &&
           (dep == DEP_OBJ || dep == DEP_IOBJ || dep == DEP_OBL) &&
           (up == g || up == top || d->tokens[up].head == top);
}

// "denied it", "called it an act of war": a fact or a thing, no actor.
bool pronoun_takes_fact(const Doc *d, uint32_t pronoun)
{
    static const char *const words[] = {
        "call",   "describe", "deny",     "confirm", "brand",     "label",    "consider", "dismiss",
        "say",    "believe",  "deem",     "do",      "regret",    "reject",   "approve",  "sign",
        "ratify", "adopt",    "announce", "read",    "write",     "make",     "see",      "find",
        "term",   "welcome",  "mean",     "know",    "condemn",   "denounce", "oppose",   "endorse",
        "veto",   "adopt",    "pass",     "accept",  "implement", "initial",  NULL};
    const Token *x = &d->tokens[pronoun];
    return x->dep == DEP_OBJ && x->head != NONE && lemma_in(d, x->head, words) &&
           d->tokens[x->head].upos == UPOS_VERB;
}

// A subject of such a verb is more often a thing: "It entered into force".
bool pronoun_of_things(const Doc *d, uint32_t pronoun)
{
    static const char *const words[] = {"enter",  "come",    "provide", "include", "require",
                                        "aim",    "contain", "begin",   "start",   "end",
                                        "expire", "last",    "cost",    "remain",  "become",
                                        "mark",   "happen",  "follow",  "apply",   NULL};
    const Token *x = &d->tokens[pronoun];
    if (x->dep == DEP_NSUBJ_PASS)
        return true;
    if (x->dep != DEP_NSUBJ || x->head == NONE)
        return x->dep == DEP_OBJ;
    return d->tokens[x->head].upos != UPOS_VERB || lemma_in(d, x->head, words);
}

// Is a thing of the same number named between the candidate and the pronoun, as subject or object?
bool thing_between(const Doc *d, const Mention *y, const Mention *m, bool plural)
{
    for (uint32_t t = y->end; t < m->first; t++) {
        const Token *x = &d->tokens[t];
        if (x->upos != UPOS_NOUN ||
            !(x->dep == DEP_OBJ || x->dep == DEP_NSUBJ || x->dep == DEP_NSUBJ_PASS))
            continue;
        if (plural != (strcmp(x->xpos, "NNS") == 0))
            continue;
        uint32_t at = mention_at(d, t);
        if (at == NONE ||
            !(d->mentions[at].code.n || d->mentions[at].human || d->mentions[at].place))
            return true;
    }
    return false;
}
