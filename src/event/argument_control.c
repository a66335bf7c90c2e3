// SPDX-License-Identifier: MIT
// In: the direct arguments of a sentence. Out: those that a predicate inherits, and those that the
// parse hung elsewhere. Method: infinitives and gerunds are controlled by the governor's object
// where it has one and by its subject otherwise, coordinated verbs share subject and object; a
// subject lost to another verb is looked for by order, marks and agreement of the words. Governors
// come before the governed. Cost: the children of governor and governed. Does not: look at word
// meaning, but for short lists of verbs whose control runs another way, and of letters.
#include "event/argument_work.h"

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

// Who is given time or leave to do something does it.
static const char *const givers[] = {"give", "grant", "allow", NULL};

// Whose object's noun is the subject's own: "has an intention".
static const char *const havers[] = {"have", "express", "voice", "reiterate", "show", NULL};

// "called on the rebels to disarm": the oblique acts.
static const char *const addressing[] = {"call", "appeal", "plead", "prevail", "press",
                                         "push", "pray",   "lean",  NULL};

static const char *const letters[] = {"letter",   "message", "note", "statement", "email",
                                      "e-mail",   "memo",    "fax",  "ultimatum", "communique",
                                      "telegram", "cable",   NULL};

// "sent a letter to the board threatening to leave": the letter threatens, for whom sent it, not
// the board. The verb that sent it; NONE.
static uint32_t letter_sent(const ArgWork *w, uint32_t v)
{
    const Doc *d = w->d;
    const Token *t = &d->tokens[v];
    uint32_t noun = t->head, above = noun == NONE ? NONE : d->tokens[noun].head;
    if (t->dep != DEP_ACL || strcmp(t->xpos, "VBG") != 0 || above == NONE)
        return NONE;
    uint32_t letter = NONE; // on which the participle hangs itself, or the phrase between them
    if (lemma_in(d, noun, letters))
        letter = noun;
    else if (!str_is(arg_preposition(w, noun), "to"))
        return NONE;
    else if (d->tokens[noun].dep == DEP_NMOD)
        letter = above;
    else if (d->tokens[noun].dep == DEP_OBL)
        letter = arg_child(w, above, DEP_OBJ);
    if (letter == NONE || !lemma_in(d, letter, letters) || d->tokens[letter].dep != DEP_OBJ)
        return NONE;
    uint32_t verb = d->tokens[letter].head;
    return verb != NONE && d->tokens[verb].upos == UPOS_VERB ? verb : NONE;
}

// Whom the governor's clause is on the surface about: its subject, or a passive's object.
static unsigned surface_subject(const ArgWork *w, uint32_t g)
{
    if (arg_is_passive(w, g))
        return arg_has(w, g, SLOT_OBJ) ? SLOT_OBJ : SLOT_IOBJ;
    return SLOT_SUBJ;
}

// "Britain suspended the loan, and the bank warned Peru" with "bank" hung on "Britain": the noun
// phrase between the conjunction and a later verb without subject is that verb's, and not among the
// first one's.
static void subject_between(ArgWork *w, uint32_t v, uint32_t g)
{
    const Doc *d = w->d;
    if (v <= g + 2 || arg_child(w, v, DEP_NSUBJ) != NONE || arg_child(w, v, DEP_NSUBJ_PASS) != NONE)
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
    uint32_t cc = arg_child(w, noun, DEP_CC);
    if (cc == NONE || cc <= g)
        return;
    for (uint32_t k = w->first[g - w->base]; k != NONE; k = w->own[k].next)
        if (w->own[k].a.filler == noun)
            w->own[k].a.slot = SLOT_DROPPED;
    arg_add(w, v, arg_is_passive(w, v) ? SLOT_OBJ : SLOT_SUBJ, noun, STR(""), true, false);
}

// Moves the subjects of `from` that stand within (or without) quotation marks to `to`.
static void subjects_move(ArgWork *w, uint32_t from, bool quoted, uint32_t to)
{
    unsigned slot = arg_is_passive(w, to) ? SLOT_OBJ : SLOT_SUBJ;
    for (uint32_t x = w->first[from - w->base]; x != NONE; x = w->own[x].next) {
        Argument a = w->own[x].a;
        if (a.slot != SLOT_SUBJ || w->quoted[a.filler - w->base] != quoted)
            continue;
        w->own[x].a.slot = SLOT_DROPPED;
        arg_add(w, to, slot, a.filler, a.prep, true, false);
    }
}

// "The rebels," the minister said, "shelled our port": who stands within the marks is the subject
// of what is quoted, who stands outside is the speaker, wherever the parse hung them.
static void subjects_by_marks(ArgWork *w, uint32_t v)
{
    const Doc *d = w->d;
    uint32_t cue = d->tokens[v].head;
    if (d->tokens[v].dep != DEP_CCOMP || cue == NONE || !w->quoted[v - w->base] ||
        w->quoted[cue - w->base])
        return;
    uint32_t noun = arg_child(w, cue, DEP_NSUBJ);
    if (noun == NONE) // "Rebels have fled," a spokesman said, with both hung on "fled"
        subjects_move(w, v, false, cue);
    if (noun == NONE || !w->quoted[noun - w->base])
        return;
    uint32_t speaker = arg_child(w, noun, DEP_CONJ); // "rebels" and "minister" read as a list
    subjects_move(w, v, false, cue);
    subjects_move(w, cue, true, v);
    if (speaker != NONE && !w->quoted[speaker - w->base])
        arg_add(w, cue, SLOT_SUBJ, speaker, STR(""), true, false);
}

// "According to Iran, Iraq attacked" with "Iraq" read as a second part of the phrase before the
// comma: the noun between that comma and a verb without subject is the verb's.
static void subject_lost(ArgWork *w, uint32_t v)
{
    const Doc *d = w->d;
    if (d->tokens[v].upos != UPOS_VERB || arg_child(w, v, DEP_NSUBJ) != NONE ||
        arg_child(w, v, DEP_NSUBJ_PASS) != NONE || arg_child(w, v, DEP_CSUBJ) != NONE)
        return;
    // "Men who attacked a bus fled, the army said" with "men" hung on "said"
    uint32_t report = d->tokens[v].head;
    if (d->tokens[v].dep == DEP_CCOMP && report != NONE && report > v &&
        d->tokens[report].upos == UPOS_VERB) {
        uint32_t first = arg_child(w, report, DEP_NSUBJ), second = NONE;
        for (uint32_t k = w->first_child[report - w->base]; k != NONE; k = w->next_child[k])
            if (k + w->base > v && d->tokens[k + w->base].dep == DEP_NSUBJ)
                second = k + w->base;
        if (first != NONE && first < v && second != NONE) {
            for (uint32_t x = w->first[report - w->base]; x != NONE; x = w->own[x].next)
                if (w->own[x].a.slot == SLOT_SUBJ && w->own[x].a.filler < v)
                    w->own[x].a.slot = SLOT_DROPPED;
            arg_add_all(w, v, arg_is_passive(w, v) ? SLOT_OBJ : SLOT_SUBJ, first, STR(""), true,
                        false);
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
        arg_add_all(w, v, arg_is_passive(w, v) ? SLOT_OBJ : SLOT_SUBJ, before, STR(""), true,
                    false);
        return;
    }
    for (uint32_t k = w->first_child[v - w->base]; k != NONE; k = w->next_child[k]) {
        uint32_t phrase = k + w->base;
        if (phrase >= v || d->tokens[phrase].dep != DEP_OBL)
            continue;
        for (uint32_t i = w->first_child[k]; i != NONE; i = w->next_child[i]) {
            uint32_t noun = i + w->base;
            bool after = noun > phrase && noun < v && d->tokens[noun].dep == DEP_CONJ &&
                         d->tokens[noun].upos != UPOS_VERB && arg_child(w, noun, DEP_CC) == NONE;
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
            arg_add_all(w, v, arg_is_passive(w, v) ? SLOT_OBJ : SLOT_SUBJ, noun, STR(""), true,
                        false);
            return;
        }
    }
}

// "Protesters blocked a road and burned tyres" read as "a road and (some) burned tyres": a past
// tense after the conjunction, on which the conjunction hangs, is a second verb.
static void verb_lost(ArgWork *w, uint32_t v)
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
    arg_inherit(w, g, SLOT_SUBJ, v, SLOT_SUBJ);
}

// "fired at farmers blocking the bridge" with the participle hung on "fired": people right before
// it do it, not who fired; NONE.
static uint32_t person_before(const ArgWork *w, uint32_t v, uint32_t g)
{
    const Doc *d = w->d;
    uint32_t m = v > w->base && strcmp(d->tokens[v].xpos, "VBG") == 0 ? mention_at(d, v - 1) : NONE;
    if (m == NONE || d->mentions[m].place || !(d->mentions[m].human || d->mentions[m].sector.n))
        return NONE;
    uint32_t who = d->mentions[m].head, object = arg_child(w, g, DEP_OBJ);
    unsigned dep = d->tokens[who].dep;
    return (object == NONE || !lemma_in(d, object, letters)) && who > g &&
                   d->tokens[who].head == g && (dep == DEP_OBJ || dep == DEP_OBL)
               ? who
               : NONE;
}

// "Peru is one of three states to recognise it", "was among the first": of whom it is told; NONE.
static uint32_t one_of_those(const ArgWork *w, uint32_t noun)
{
    const Doc *d = w->d;
    uint32_t top = noun;
    if (d->tokens[noun].dep == DEP_NMOD && d->tokens[noun].head >= w->base &&
        str_is(d->tokens[d->tokens[noun].head].lower, "one"))
        top = d->tokens[noun].head;
    static const char *const places[] = {"first", "last", "only", "latest", "second", NULL};
    uint32_t place = d->tokens[noun].dep == DEP_APPOS ? arg_child(w, noun, DEP_AMOD) : NONE;
    if (place != NONE && token_in(d, place, places)) // "Denmark, the first country to recognise it"
        return d->tokens[noun].head;
    return arg_child(w, top, DEP_COP) == NONE ? NONE : arg_child(w, top, DEP_NSUBJ);
}

void arg_control(ArgWork *w, uint32_t v)
{
    const Doc *d = w->d;
    verb_lost(w, v);
    subjects_by_marks(w, v);
    subject_lost(w, v);
    const Token *t = &d->tokens[v];
    uint32_t g = t->head;
    if (g == NONE)
        return;
    bool passive = arg_is_passive(w, v);
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
            if (!arg_has(w, v, need))
                arg_inherit(w, g, surface_subject(w, g), v, need);
            if (!arg_has(w, v, SLOT_OBJ) && !passive && !arg_has(w, v, SLOT_CCOMP) &&
                !arg_has(w, v, SLOT_XCOMP))
                for (uint32_t i = w->first[g - w->base]; i != NONE; i = w->own[i].next) {
                    Argument a = w->own[i].a;
                    if (a.slot == SLOT_OBJ && a.filler > v)
                        arg_add(w, v, SLOT_OBJ, a.filler, a.prep, true, false);
                }
            // the parse may hang the object on the last verb only: "shelled and stormed the town"
            if (!arg_has(w, g, SLOT_OBJ) && !arg_has(w, g, SLOT_CCOMP) &&
                !arg_has(w, g, SLOT_XCOMP) && v - g <= 3 && gt->upos == UPOS_VERB &&
                !arg_is_passive(w, g))
                arg_inherit(w, v, SLOT_OBJ, g, SLOT_OBJ);
        } else if (!verbal && (t->upos == UPOS_NOUN) && !arg_has(w, v, SLOT_SUBJ) &&
                   gt->upos == UPOS_NOUN) {
            // "the army's shelling and bombing of the town"
            for (uint32_t i = w->first[g - w->base]; i != NONE; i = w->own[i].next)
                if (w->own[i].a.slot == SLOT_SUBJ && w->own[i].a.possessive)
                    arg_add(w, v, SLOT_SUBJ, w->own[i].a.filler, STR(""), true, true);
            for (uint32_t i = w->first[g - w->base]; i != NONE; i = w->own[i].next) {
                Argument a = w->own[i].a;
                if ((a.slot == SLOT_OBJ || a.slot == SLOT_OBL) && a.filler > v)
                    arg_add(w, v, a.slot, a.filler, a.prep, true, false);
            }
        }
        return;
    }
    uint32_t sent = letter_sent(w, v);
    if (sent != NONE) {
        for (uint32_t i = w->first[v - w->base]; i != NONE; i = w->own[i].next)
            if (w->own[i].a.slot == SLOT_SUBJ && w->own[i].a.filler == g)
                w->own[i].a.slot = SLOT_IOBJ;
        arg_inherit(w, sent, surface_subject(w, sent), v, SLOT_SUBJ);
        return;
    }
    if (arg_has(w, v, need))
        return;
    // "has no intention of attacking", "expressed fears of a coup": theirs
    if (t->dep == DEP_OBJ && t->upos == UPOS_NOUN && lemma_in(d, g, havers)) {
        arg_inherit(w, g, surface_subject(w, g), v, SLOT_SUBJ);
        return;
    }
    if (t->dep == DEP_XCOMP || t->dep == DEP_CCOMP) {
        bool object = arg_has(w, g, SLOT_OBJ) || arg_has(w, g, SLOT_IOBJ);
        if (object && !arg_is_passive(w, g) && !(lemma_in(d, g, subject_control)))
            arg_inherit(w, g, arg_has(w, g, SLOT_IOBJ) ? SLOT_IOBJ : SLOT_OBJ, v, need);
        else if (t->dep == DEP_XCOMP || strcmp(t->xpos, "VBG") == 0 || strcmp(t->xpos, "VB") == 0)
            arg_inherit(w, g, surface_subject(w, g), v, need);
    } else if (t->dep == DEP_ADVCL || (t->dep == DEP_OBL && t->upos == UPOS_VERB)) {
        bool finite = arg_child(w, v, DEP_NSUBJ) != NONE;
        if (finite)
            return;
        uint32_t mark = arg_child(w, v, DEP_MARK);
        if (mark == NONE)
            mark = arg_child(w, v, DEP_CASE);
        bool object =
            !arg_is_passive(w, g) && (arg_has(w, g, SLOT_OBJ) || arg_has(w, g, SLOT_IOBJ));
        bool to = mark != NONE && token_is(d, mark, "to");
        uint32_t beside = mark == NONE ? person_before(w, v, g) : NONE;
        if (beside != NONE) {
            arg_add_all(w, v, need, beside, STR(""), true, false);
            return;
        }
        // "urged the rebels to disarm" is often parsed as an adverbial infinitive
        bool follows_object = to && object && !lemma_in(d, g, subject_control) && v - g <= 12;
        if (to && object && lemma_in(d, g, givers)) { // "gave the rebels a week|until May to leave"
            uint32_t given = arg_child(w, g, DEP_OBJ),
                     m = given == NONE ? NONE : mention_at(d, given);
            bool person = m != NONE && (d->mentions[m].code.n || d->mentions[m].human);
            if (arg_has(w, g, SLOT_IOBJ) || person) {
                arg_inherit(w, g, arg_has(w, g, SLOT_IOBJ) ? SLOT_IOBJ : SLOT_OBJ, v, need);
                return;
            }
        }
        // "extradited the chief to Peru to face charges"
        static const char *const fates[] = {"face", "stand", "serve", "answer", "await", NULL};
        if (to && object && lemma_in(d, v, fates) && need == SLOT_SUBJ) {
            arg_inherit(w, g, SLOT_OBJ, v, need);
            return;
        }
        if (mark != NONE && object &&
            (token_in(d, mark, object_marks) || (follows_object && lemma_in(d, g, object_control))))
            arg_inherit(w, g, arg_has(w, g, SLOT_IOBJ) ? SLOT_IOBJ : SLOT_OBJ, v, need);
        else
            arg_inherit(w, g, surface_subject(w, g), v, need);
    } else if (t->dep == DEP_ACL) {
        uint32_t told = one_of_those(w, g), to = arg_child(w, v, DEP_MARK);
        if (told != NONE && to != NONE && token_is(d, to, "to")) {
            arg_add_all(w, v, need, told, STR(""), true, false);
            return;
        }
        // "called on Israel to pull back" parsed as "(Israel to pull back)": somebody who is to act
        uint32_t someone = mention_at(d, g);
        uint32_t mark = arg_child(w, v, DEP_MARK);
        bool headline = (d->sentences[t->sentence].flags & SENT_HEADLINE) &&
                        (d->tokens[g].dep == DEP_ROOT || d->tokens[g].dep == DEP_APPOS ||
                         d->tokens[g].dep == DEP_PARATAXIS); // "Minister: talks to resume"
        if (mark != NONE && token_is(d, mark, "to") &&
            (headline ||
             (someone != NONE && (d->mentions[someone].code.n || d->mentions[someone].human)))) {
            arg_add_all(w, v, need, g, STR(""), true, false);
            return;
        }
        // "accused Iraq on Sunday of shelling the port" with the gerund hung on "Sunday"
        uint32_t verb = d->tokens[g].head;
        if (mark != NONE && token_in(d, mark, object_marks) && verb != NONE &&
            d->tokens[verb].upos == UPOS_VERB && !arg_has(w, g, SLOT_SUBJ) &&
            (d->tokens[g].dep == DEP_OBJ || d->tokens[g].dep == DEP_OBL ||
             d->tokens[g].dep == DEP_OBL_UNMARKED)) {
            if (!arg_is_passive(w, verb) &&
                (arg_has(w, verb, SLOT_OBJ) || arg_has(w, verb, SLOT_IOBJ)))
                arg_inherit(w, verb, arg_has(w, verb, SLOT_IOBJ) ? SLOT_IOBJ : SLOT_OBJ, v, need);
            else
                arg_inherit(w, verb, surface_subject(w, verb), v, need);
            return;
        }
        // "the rebels' threat to attack", "made a promise to leave"
        if (arg_has(w, g, SLOT_SUBJ))
            arg_inherit(w, g, SLOT_SUBJ, v, need);
        else {
            const Token *noun = &d->tokens[g];
            if (noun->head != NONE && noun->dep == DEP_OBJ &&
                arg_has(w, noun->head, SLOT_IOBJ)) // "gave the rebels a week to leave"
                arg_inherit(w, noun->head, SLOT_IOBJ, v, need);
            else if (noun->head != NONE &&
                     (noun->dep == DEP_OBJ || noun->dep == DEP_OBL || noun->dep == DEP_XCOMP))
                arg_inherit(w, noun->head, surface_subject(w, noun->head), v, need);
        }
    }
    if (t->dep == DEP_XCOMP || (t->dep == DEP_ADVCL && lemma_in(d, g, addressing))) {
        // "called on X to leave": the oblique before the infinitive acts
        bool object = arg_has(w, g, SLOT_OBJ) || arg_has(w, g, SLOT_IOBJ);
        uint32_t to = arg_child(w, v, DEP_MARK);
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
                    arg_add(w, v, need, a.filler, STR(""), true, false);
                    break;
                }
            }
    }
}
