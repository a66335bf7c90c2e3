// SPDX-License-Identifier: MIT
// In: the tree of a sentence. Out: its arcs as the other steps ask for them: children,
// prepositions, whether a verb is passive, arguments added to the lists. Method: chained lists by
// token. Cost: a few children a call. Does not: decide who is an argument (argument.c,
// argument_control.c).
#include "event/argument_work.h"

uint32_t arg_child(const ArgWork *w, uint32_t head, Dep dep)
{
    for (uint32_t c = w->first_child[head - w->base]; c != NONE; c = w->next_child[c])
        if (w->d->tokens[c + w->base].dep == dep)
            return c + w->base;
    return NONE;
}

void arg_add(ArgWork *w, uint32_t predicate, unsigned slot, uint32_t filler, Str prep,
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
void arg_add_all(ArgWork *w, uint32_t predicate, unsigned slot, uint32_t filler, Str prep,
                 bool inherited, bool possessive)
{
    const Doc *d = w->d;
    arg_add(w, predicate, slot, filler, prep, inherited, possessive);
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
            arg_add_all(w, predicate, slot, c + w->base, prep, inherited, possessive);
    }
}

bool arg_has(const ArgWork *w, uint32_t predicate, unsigned slot)
{
    for (uint32_t i = w->first[predicate - w->base]; i != NONE; i = w->own[i].next)
        if (w->own[i].a.slot == slot)
            return true;
    return false;
}

// Copies the fillers of one slot to another predicate's slot.
void arg_inherit(ArgWork *w, uint32_t from, unsigned from_slot, uint32_t to, unsigned to_slot)
{
    for (uint32_t i = w->first[from - w->base]; i != NONE; i = w->own[i].next) {
        Argument a = w->own[i].a;
        if (a.slot == from_slot)
            arg_add(w, to, to_slot, a.filler, a.prep, true, false);
    }
}

// The preposition of an oblique: "on", "because of", "on behalf of" (fixed parts joined by blanks).
Str arg_preposition(const ArgWork *w, uint32_t filler)
{
    const Doc *d = w->d;
    uint32_t c = arg_child(w, filler, DEP_CASE);
    if (c == NONE)
        c = arg_child(w, filler, DEP_MARK);
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
bool arg_is_lost_main_verb(const ArgWork *w, uint32_t v)
{
    const Doc *d = w->d;
    const Token *t = &d->tokens[v], *g = t->head == NONE ? NULL : &d->tokens[t->head];
    const Sentence *s = &d->sentences[t->sentence];
    if (!g || t->dep != DEP_ACL || strcmp(t->xpos, "VBN") != 0 || g->dep != DEP_ROOT ||
        t->head > v || (s->flags & SENT_HEADLINE))
        return false;
    if (g->upos != UPOS_NOUN && g->upos != UPOS_PROPN && g->upos != UPOS_PRON)
        return false;
    if (arg_child(w, t->head, DEP_COP) != NONE || arg_child(w, v, DEP_AUX) != NONE ||
        arg_child(w, v, DEP_AUX_PASS) != NONE)
        return false;
    return str_ends(t->lower, "ed") && token_is(d, s->end - 1, ".");
}

// "died when a bomb exploded" with "exploded" read as a participle of "bomb": a conjunction that
// stands before the noun makes a clause of the two.
bool arg_is_lost_clause(const ArgWork *w, uint32_t v)
{
    const Token *t = &w->d->tokens[v];
    if (t->dep != DEP_ACL || t->head == NONE || t->head > v || t->head < w->base)
        return false;
    for (uint32_t k = w->first_child[v - w->base]; k != NONE; k = w->next_child[k])
        if (k + w->base < t->head && token_is(w->d, k + w->base, "when"))
            return true;
    return false;
}

// "Indira Gandhi shot dead by guards", "Two men held": a headline leaves out the auxiliary of its
// passives.
static bool is_headline_passive(const ArgWork *w, uint32_t v)
{
    const Doc *d = w->d;
    const Token *t = &d->tokens[v];
    bool participle = strcmp(t->xpos, "VBN") == 0;
    if (!(d->sentences[t->sentence].flags & SENT_HEADLINE) ||
        (!participle && strcmp(t->xpos, "VBD") != 0) || arg_child(w, v, DEP_NSUBJ) == NONE ||
        arg_child(w, v, DEP_AUX) != NONE || arg_child(w, v, DEP_OBJ) != NONE ||
        arg_child(w, v, DEP_CCOMP) != NONE)
        return false;
    uint32_t complement = arg_child(w, v, DEP_XCOMP);
    if (complement != NONE)
        return d->tokens[complement].upos == UPOS_ADJ; // "shot dead", not "vowed to go"
    for (uint32_t k = w->first_child[v - w->base]; k != NONE; k = w->next_child[k]) {
        uint32_t c = k + w->base, m = mention_at(d, c);
        if ((d->tokens[c].dep == DEP_OBL || d->tokens[c].dep == DEP_OBL_AGENT) && m != NONE &&
            (d->mentions[m].human || d->mentions[m].code.n) && str_is(arg_preposition(w, c), "by"))
            return true;
    }
    return participle;
}

// "Five killed in Lima blast", "dozens were hurt and nine detained": verbs that are hardly ever
// without an object are passives where they stand with a subject alone, whatever the tag.
static bool is_done_to(const ArgWork *w, uint32_t v)
{
    static const char *const verbs[] = {
        "kill",     "injure",      "wound",    "hurt",    "arrest",   "detain",  "jail",
        "imprison", "shoot",       "stab",     "kidnap",  "abduct",   "hang",    "execute",
        "behead",   "lynch",       "seize",    "deport",  "expel",    "evict",   "displace",
        "rescue",   "free",        "evacuate", "indict",  "sentence", "torture", "maim",
        "murder",   "assassinate", "arraign",  "convict", "acquit",   "remand",  "capture",
        "massacre", "charge",      "release",  NULL};
    const Doc *d = w->d;
    const Token *t = &d->tokens[v];
    bool form = strcmp(t->xpos, "VBN") == 0 || strcmp(t->xpos, "VBD") == 0;
    if (!form || !(lemma_in(d, v, verbs) || token_is(d, v, "freed")) || t->dep == DEP_ACL_RELCL ||
        t->dep == DEP_ACL ||
        (arg_child(w, v, DEP_NSUBJ) == NONE && arg_child(w, v, DEP_NSUBJ_PASS) == NONE))
        return false;
    static const Dep others[] = {DEP_AUX,   DEP_AUX_PASS, DEP_OBJ,       DEP_IOBJ,
                                 DEP_CCOMP, DEP_ADVCL,    DEP_PARATAXIS, DEP_DEP};
    for (unsigned k = 0; k < sizeof others / sizeof *others; k++)
        if (arg_child(w, v, others[k]) != NONE)
            return false;
    uint32_t complement = arg_child(w, v, DEP_XCOMP); // "shot dead"
    if (complement != NONE && d->tokens[complement].upos != UPOS_ADJ)
        return false;
    for (uint32_t k = w->first_child[v - w->base]; k != NONE; k = w->next_child[k]) {
        uint32_t c = k + w->base; // "killed and buried the man", "whom the army shot", "shot at"
        bool oblique = d->tokens[c].dep == DEP_OBL || d->tokens[c].dep == DEP_NMOD;
        Str prep = oblique ? arg_preposition(w, c) : STR("");
        if ((d->tokens[c].dep == DEP_CONJ && d->tokens[c].upos == UPOS_VERB &&
             (!lemma_in(d, c, verbs) || arg_child(w, c, DEP_OBJ) != NONE)) ||
            d->tokens[c].dep == DEP_COMPOUND_PRT || d->tokens[c].xpos[0] == 'W' ||
            str_is(prep, "at") || str_is(prep, "into") || str_is(prep, "upon") ||
            (str_is(prep, "on") && str_is(t->lemma, "seize")) ||
            (oblique && prep.n == 0 && c > v && mention_at(d, c) != NONE))
            return false;
    }
    return true;
}

// The preposition of "against protesting miners" read as a clause ("against protesting them"): the
// participle says what the noun behind it does, where the verb seldom has an object and the
// preposition seldom a clause; NONE.
uint32_t arg_mark_of_noun(const ArgWork *w, uint32_t v, uint32_t noun)
{
    static const char *const verbs[] = {"protest",     "retreat",   "return", "visit",   "flee",
                                        "march",       "advance",   "strike", "war",     "riot",
                                        "demonstrate", "surrender", "feud",   "depart",  "arrive",
                                        "escape",      "rebel",     "defect", "starve",  "die",
                                        "suffer",      "struggle",  "grieve", "dwindle", NULL};
    static const char *const preps[] = {"against", "at",     "to",      "with", "on", "between",
                                        "among",   "toward", "towards", "into", NULL};
    const Doc *d = w->d;
    uint32_t mark = arg_child(w, noun, DEP_CASE);
    if (mark != NONE)
        return mark < v ? mark : NONE;
    mark = arg_child(w, v, DEP_MARK);
    uint32_t who = mention_at(d, noun); // "looked forward to visiting Peru"
    bool past = strcmp(d->tokens[v].xpos, "VBG") != 0;
    if (mark == NONE || mark + 1 != v || !token_in(d, mark, preps) ||
        !(past || lemma_in(d, v, verbs)) || who == NONE || !d->mentions[who].human)
        return NONE;
    for (uint32_t i = v + 1; i < noun; i++)
        if (d->tokens[i].upos == UPOS_DET || d->tokens[i].upos == UPOS_PRON)
            return NONE;
    return mark;
}

// A passive with a subject and without its auxiliary.
bool arg_is_reduced_passive(const ArgWork *w, uint32_t v)
{
    return is_headline_passive(w, v) || is_done_to(w, v);
}

uint32_t argument_whose(const Doc *d, uint32_t token)
{
    if (!token_is(d, token, "whose"))
        return token;
    for (uint32_t i = token; i != NONE; i = d->tokens[i].head)
        if (d->tokens[i].dep == DEP_ACL_RELCL && d->tokens[i].head != NONE)
            return d->tokens[i].head;
    return token;
}

bool arg_is_passive(const ArgWork *w, uint32_t v)
{
    const Token *t = &w->d->tokens[v];
    if (arg_is_lost_main_verb(w, v) || arg_is_lost_clause(w, v))
        return false;
    if (arg_is_reduced_passive(w, v) || arg_child(w, v, DEP_AUX_PASS) != NONE)
        return true;
    uint32_t noun = strcmp(t->xpos, "VBN") == 0 ? arg_child(w, v, DEP_OBJ) : NONE;
    if (noun != NONE && noun > v && arg_mark_of_noun(w, v, noun) != NONE)
        return true; // "gave food to displaced people"
    // "The pope called for calm" taken for a passive: a past tense is none, nor is what has an
    // object or complement of its own
    uint32_t by = arg_child(w, v, DEP_OBL_AGENT), who = by == NONE ? NONE : mention_at(w->d, by);
    bool agent = who != NONE && w->d->mentions[who].human && // "Premier praised by bishops"
                 str_is(arg_preposition(w, by), "by") && arg_child(w, v, DEP_OBJ) == NONE;
    if (arg_child(w, v, DEP_NSUBJ_PASS) != NONE && arg_child(w, v, DEP_AUX) == NONE && !agent &&
        !(w->d->sentences[t->sentence].flags & SENT_HEADLINE) &&
        (t->dep == DEP_ROOT || t->dep == DEP_CONJ || t->dep == DEP_CCOMP))
        return false;
    if (arg_child(w, v, DEP_NSUBJ_PASS) != NONE)
        return strcmp(t->xpos, "VBD") != 0 && arg_child(w, v, DEP_OBJ) == NONE &&
               arg_child(w, v, DEP_XCOMP) == NONE && arg_child(w, v, DEP_CCOMP) == NONE;
    // a bare participle: "the town shelled by rebels", "shelled for days, the town fell"
    // "the men granted pardons by the king": with an object kept, those who received it
    static const char *const gives[] = {"give",    "grant", "offer", "deny", "refuse",
                                        "promise", "award", "hand",  "pay",  "send",
                                        "show",    "allow", "lend",  "deal", NULL};
    bool received = (t->dep == DEP_ACL || t->dep == DEP_ADVCL) && lemma_in(w->d, v, gives) &&
                    arg_child(w, v, DEP_NSUBJ) == NONE;
    uint32_t gift = received && strcmp(t->xpos, "VBD") == 0 ? arg_child(w, v, DEP_OBJ) : NONE,
             giver = gift == NONE ? NONE : arg_child(w, gift, DEP_NMOD);
    bool past = giver != NONE && str_is(arg_preposition(w, giver), "by");
    if ((strcmp(t->xpos, "VBN") != 0 && !past) || arg_child(w, v, DEP_AUX) != NONE ||
        (arg_child(w, v, DEP_OBJ) != NONE && !received))
        return false;
    if (t->dep == DEP_CONJ && t->head != NONE) // "left one dead and four wounded"
        return arg_child(w, v, DEP_NSUBJ) == NONE &&
               (w->d->tokens[t->head].upos == UPOS_ADJ || arg_is_passive(w, t->head));
    return t->dep == DEP_ACL || t->dep == DEP_AMOD || t->dep == DEP_ADVCL || t->dep == DEP_XCOMP;
}
