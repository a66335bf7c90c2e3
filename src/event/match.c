// SPDX-License-Identifier: MIT
// In: tokens, deep arguments, mentions. Out: for each token at most one match of a trigger row, the
// best by the rules of docs/reference/lexicon-language.md §2: most conditions met, most fixed
// words, a longer frame filled, order in the table. Method: rows are found by the lemma of their
// head; fixed words are looked for in the head's neighbourhood and must hang together with it in
// the tree; conditions are tested on the fillers. Cost: some 20 comparisons per token that heads
// any row. Does not: decide what the match means (claim.c) or whether it happened (factuality.c).
#include "event/match.h"

static bool slot_fits(const Argument *a, const SlotSpec *s)
{
    if (a->slot != s->slot) {
        // an "of" phrase of a noun is kept as its object
        if (!(s->slot == SLOT_OBL && a->slot == SLOT_OBJ && a->prep.n))
            return false;
    }
    if (s->slot != SLOT_OBL && s->slot != SLOT_ADVCL)
        return true;
    if (s->slot == SLOT_ADVCL && s->any_prep)
        return true;
    if (s->any_prep && s->n_preps == 0)
        return a->prep.n > 0;
    for (unsigned i = 0; i < s->n_preps; i++) {
        if (str_eq(a->prep, s->prep[i]))
            return true;
        Str rest = a->prep, word; // "out of" answers to "out" and to "of"; not so "according to"
        static const char *const whole[] = {"according to", "due to",   "because of", "instead of",
                                            "thanks to",    "prior to", "ahead of",   NULL};
        bool fixed = false;
        for (unsigned k = 0; whole[k]; k++)
            fixed |= str_is(a->prep, whole[k]);
        while (!fixed && str_split(&rest, ' ', &word))
            if (str_eq(word, s->prep[i]))
                return true;
    }
    return s->any_prep;
}

// "dozens of artifacts", "some of its troops": what such a word counts; NONE.
static uint32_t counted_by(const Doc *d, uint32_t token)
{
    static const char *const words[] = {
        "dozen",   "score",     "hundred",   "thousand", "million",  "number", "lot",
        "plenty",  "some",      "many",      "most",     "several",  "all",    "half",
        "part",    "majority",  "handful",   "couple",   "pair",     "series", "batch",
        "set",     "any",       "few",       "ton",      "tonne",    "rest",   "remainder",
        "remnant", "percent",   "each",      "both",     "one",      "round",  "wave",
        "spate",   "string",    "two",       "three",    "shipment", "amount", "quantity",
        "load",    "planeload", "truckload", "shipload", "boatload", "cargo",  "crate",
        "sack",    "container", "day",       "hour",     "week",     "month",  "last",
        NULL};
    if (!lemma_in(d, token, words) && d->tokens[token].upos != UPOS_NUM &&
        d->tokens[token].upos != UPOS_SYM) // "$40 million of its debt"
        return NONE;
    for (uint32_t i = token_child(d, token, NONE); i != NONE; i = token_child(d, token, i)) {
        uint32_t mark = token_child_dep(d, i, DEP_CASE);
        if (d->tokens[i].dep == DEP_NMOD && mark != NONE && token_is(d, mark, "of"))
            return i;
    }
    return NONE;
}

// The phrase of a preposition that the parse hung further down to the right: "held talks in Bishkek
// with the premier", "some of its troops from Syria". Only phrases of actors and places.
static uint32_t phrase_below(const EventWork *w, uint32_t token, const Str *preps, unsigned n_preps,
                             unsigned depth)
{
    const Doc *d = w->d;
    uint32_t found = NONE;
    for (uint32_t i = token_child(d, token, NONE); i != NONE; i = token_child(d, token, i)) {
        unsigned dep = d->tokens[i].dep;
        bool participle =
            dep == DEP_ACL && !token_xpos(d, i, "VB"); // "a vase stolen from a church"
        bool clause = d->tokens[token].dep == DEP_ACL || d->tokens[token].dep == DEP_ACL_RELCL;
        if (!(dep == DEP_NMOD || participle || dep == DEP_ACL_RELCL ||
              (dep == DEP_OBL && clause)) ||
            i < token)
            continue;
        uint32_t mark = token_child_dep(d, i, DEP_CASE), m = w->mention_of[i];
        uint32_t title = token_child_dep(d, i, DEP_NMOD_DESC); // "[with Prime Minister] Harper"
        if (mark == NONE && title != NONE)
            mark = token_child_dep(d, title, DEP_CASE);
        for (unsigned p = 0; mark != NONE && p < n_preps; p++)
            if (str_eq(d->tokens[mark].lower, preps[p]) && m != NONE &&
                (d->mentions[m].code.n || d->mentions[m].human || d->mentions[m].place ||
                 d->mentions[m].ner == NAME_PER || d->mentions[m].ner == NAME_ORG))
                return i;
        if (depth && found == NONE)
            found = phrase_below(w, i, preps, n_preps, depth - 1);
    }
    return found;
}

// Does the filler say where, when, how many or what a sum is paid as, so that a phrase after it
// belongs to the verb?
static bool is_setting(const EventWork *w, uint32_t token)
{
    static const char *const sums[] = {"aid",     "assistance", "relief",       "loan",
                                       "grant",   "credit",     "funding",      "support",
                                       "damages", "help",       "compensation", NULL};
    const Doc *d = w->d;
    uint32_t m = w->mention_of[token];
    uint32_t mark = token_child_dep(d, token, DEP_CASE);
    bool where = mark != NONE &&
                 (token_is(d, mark, "in") || token_is(d, mark, "at") || token_is(d, mark, "on"));
    if (mark != NONE && token_is(d, mark, "from")) // "returned ore from its reactors to Chile"
        return true;
    if (mark != NONE && token_is(d, mark, "in") && lemma_in(d, token, sums))
        return true; // "gave a million dollars in aid to Chile"
    return (where && (d->tokens[token].ner == NAME_LOC || (m != NONE && d->mentions[m].place))) ||
           counted_by(d, token) != NONE;
}

// "asked whether Chile had attacked": a question is no appeal to attack. Only what requests
// something has no question for its content; one can investigate or doubt whether something
// happened.
static bool is_asked(const EventWork *w, uint32_t clause)
{
    static const char *const requests[] = {"appeal", "demand", "ultimatum", "offer", NULL};
    const Doc *d = w->d;
    uint32_t mark = token_child_dep(d, clause, DEP_MARK);
    if (mark == NONE || !(token_is(d, mark, "whether") || token_is(d, mark, "if")))
        return false;
    for (unsigned k = 0; w->row && w->row->means.n_operators && requests[k]; k++)
        if (str_is(w->row->means.operators[0], requests[k]))
            return true;
    return false;
}

static bool is_passive_form(const Doc *d, uint32_t v)
{
    return token_child_dep(d, v, DEP_AUX_PASS) != NONE ||
           token_child_dep(d, v, DEP_NSUBJ_PASS) != NONE;
}

// Does a row's frame ask for a phrase of the preposition? "break with" with r=obl:with has no
// object in "with its ally".
static bool frame_has_phrase(const TriggerRow *row, Str prep)
{
    for (unsigned r = 0; r < ROLE_COUNT; r++)
        for (unsigned k = 0; k < row->role[r].n; k++) {
            const SlotSpec *s = &row->role[r].alternative[k];
            for (unsigned p = 0; s->slot == SLOT_OBL && p < s->n_preps; p++)
                if (str_eq(s->prep[p], prep))
                    return true;
        }
    return false;
}

bool match_is_when(const Doc *d, uint32_t token)
{
    size_t k = time_from(d, token);
    return k < d->n_times && d->times[k].first <= token &&
           (d->times[k].type == TIMEX_DATE || d->times[k].type == TIMEX_TIME);
}

// "12 carvings", "rounds of rockets": so many things, and no length of time.
static bool counts_things(const EventWork *w, uint32_t token)
{
    uint32_t thing = counted_by(w->d, token);
    return (thing != NONE || token_child_dep(w->d, token, DEP_NUMMOD) != NONE) &&
           !match_is_when(w->d, token) &&
           !filler_is(w, thing == NONE ? token : thing, &w->t->abstract);
}

// What stands for an object that the parse labelled otherwise: "called off its strike" parsed as
// "called (off its strike)", "called off the raid" with the raid a complement; "arrested at least
// 12 protesters" as a bare oblique; "allowed inspectors" as an indirect object.
static bool is_lost_object(const EventWork *w, uint32_t predicate, const Argument *a)
{
    const Doc *d = w->d;
    uint32_t particle = token_child_dep(d, predicate, DEP_COMPOUND_PRT);
    bool noun = d->tokens[a->filler].upos == UPOS_NOUN;
    if (a->filler < predicate)
        return false;
    if (a->slot == SLOT_IOBJ)
        return true;
    if (a->slot == SLOT_XCOMP)
        return (noun || d->tokens[a->filler].upos == UPOS_PROPN) && particle != NONE &&
               particle < a->filler;
    if (a->slot != SLOT_OBL)
        return false;
    uint32_t m = w->mention_of[a->filler];
    bool several = w->row && w->row->pos == 'V' && w->row->n_words > 1;
    if (a->prep.n == 0) // "fired rounds of rockets", "handed back to Chile on Monday 12 carvings"
        return (m != NONE && d->mentions[m].human) ||
               (noun && ((particle != NONE && particle < a->filler) || several ||
                         counts_things(w, a->filler)));
    if (!several || frame_has_phrase(w->row, a->prep))
        return false;
    for (unsigned p = 0; p < w->row->n_words; p++)
        if (p != w->row->head_at && str_eq(w->row->word[p], a->prep))
            return true;
    return false;
}

// The filler and what is coordinated with it: "between Peru and Chile".
static uint32_t with_conjuncts(const Doc *d, uint32_t filler, uint32_t *out, uint32_t n,
                               uint32_t room)
{
    if (n < room)
        out[n++] = filler;
    for (uint32_t i = token_child(d, filler, NONE); i != NONE && n < room;
         i = token_child(d, filler, i))
        if (d->tokens[i].dep == DEP_CONJ && i > filler &&
            d->tokens[i].upos == d->tokens[filler].upos)
            out[n++] = i;
    return n;
}

// What hangs on a fixed word of the row instead of on its head: "said no [to the talks]", "let go
// [the drivers]", "a claim of responsibility [for the bombing]".
static uint32_t fillers_below_words(const EventWork *w, uint32_t predicate, const SlotSpec *s,
                                    uint32_t *out, uint32_t room)
{
    const Doc *d = w->d;
    uint32_t n = 0;
    if (!w->row || w->row->n_words < 2 || (s->slot != SLOT_OBJ && s->slot != SLOT_OBL))
        return 0;
    for (uint32_t c = token_child(d, predicate, NONE); c != NONE;
         c = token_child(d, predicate, c)) {
        bool fixed = false;
        for (unsigned k = 0; k < w->row->n_words; k++)
            fixed |= k != w->row->head_at && str_eq(w->row->word[k], d->tokens[c].lower);
        if (!fixed || c < predicate)
            continue;
        for (uint32_t i = token_child(d, c, NONE); i != NONE && n < room;
             i = token_child(d, c, i)) {
            uint32_t mark = token_child_dep(d, i, DEP_CASE);
            unsigned dep = d->tokens[i].dep;
            bool fits = s->slot == SLOT_OBJ && dep == DEP_OBJ && mark == NONE;
            for (unsigned p = 0; s->slot == SLOT_OBL && mark != NONE && p < s->n_preps; p++)
                fits |= (dep == DEP_NMOD || dep == DEP_OBL) &&
                        str_eq(d->tokens[mark].lower, s->prep[p]);
            if (fits && i > c)
                n = with_conjuncts(d, i, out, n, room);
        }
    }
    return n;
}

// Does "from" say where the row's act goes out or whom it is aimed at: "withdrawal from the
// valley"?
static bool takes_from(const TriggerRow *row)
{
    for (unsigned r = 0; r < ROLE_COUNT; r++)
        for (unsigned k = 0; k < row->role[r].n; k++)
            for (unsigned p = 0; p < row->role[r].alternative[k].n_preps; p++)
                if (str_is(row->role[r].alternative[k].prep[p], "from"))
                    return true;
    return false;
}

// "the troops stayed [on alert]", "were put [on alert]", "the general put them [on alert]": who is
// in a state or makes it.
static uint32_t bearer_gather(const EventWork *w, uint32_t verb, uint32_t *out, uint32_t room)
{
    static const char *const verbs[] = {"remain", "stay",  "stand", "be",    "continue",
                                        "go",     "come",  "put",   "place", "keep",
                                        "hold",   "leave", NULL};
    uint32_t n = 0;
    size_t n_args;
    const Argument *args = arguments_of(w->d, verb, &n_args);
    for (size_t i = 0; i < n_args && n < room && lemma_in(w->d, verb, verbs); i++)
        if (args[i].slot == (is_passive_form(w->d, verb) ? SLOT_OBJ : SLOT_SUBJ))
            out[n++] = args[i].filler;
    return n;
}

static uint32_t slot_gather(const EventWork *w, uint32_t predicate, const SlotList *slots,
                            uint32_t *out, uint32_t room)
{
    size_t n_args;
    const Argument *args = arguments_of(w->d, predicate, &n_args);
    for (unsigned k = 0; k < slots->n; k++) {
        uint32_t n = 0;
        for (size_t i = 0; i < n_args && n < room; i++)
            if (slot_fits(&args[i], &slots->alternative[k]) &&
                !(args[i].slot == SLOT_CCOMP && is_asked(w, args[i].filler)))
                out[n++] = args[i].filler;
        if (n == 0 && slots->alternative[k].slot == SLOT_OBJ &&
            w->d->tokens[predicate].upos == UPOS_VERB)
            for (size_t i = 0; i < n_args && n < room; i++)
                if (is_lost_object(w, predicate, &args[i]))
                    out[n++] = args[i].filler;
        // "accused of shelling": a clause after the row's preposition
        if (n == 0 && slots->alternative[k].slot == SLOT_OBL)
            for (size_t i = 0; i < n_args && n < room; i++) {
                if ((args[i].slot != SLOT_ADVCL && args[i].slot != SLOT_ACL) ||
                    (w->d->tokens[predicate].upos == UPOS_NOUN &&
                     token_xpos(w->d, args[i].filler, "VB"))) // "the demand to withdraw"
                    continue;
                for (unsigned p = 0; p < slots->alternative[k].n_preps; p++)
                    if (str_eq(args[i].prep, slots->alternative[k].prep[p])) {
                        out[n++] = args[i].filler;
                        break;
                    }
            }
        // a prepositional phrase that the parse hung on the object: "gave food to the refugees",
        // "the withdrawal of the troops from Syria"
        if (n == 0 && slots->alternative[k].slot == SLOT_OBL && slots->alternative[k].n_preps &&
            (w->d->tokens[predicate].upos == UPOS_VERB || (w->row && takes_from(w->row))))
            for (size_t i = 0; i < n_args && n == 0; i++) {
                if (args[i].slot != SLOT_OBJ || args[i].filler < predicate)
                    continue;
                size_t n_inner;
                const Argument *inner = arguments_of(w->d, args[i].filler, &n_inner);
                for (size_t j = 0; j < n_inner && n < room; j++) {
                    // an "of" phrase is kept as the noun's object: "accused the mayor of fraud"; a
                    // gerund as its clause: "for shelling the town"
                    bool phrase =
                        inner[j].slot == SLOT_OBL || (inner[j].slot == SLOT_OBJ && inner[j].prep.n);
                    bool fits = phrase && slot_fits(&inner[j], &slots->alternative[k]);
                    for (unsigned p = 0;
                         inner[j].slot == SLOT_ACL && p < slots->alternative[k].n_preps; p++)
                        fits |= str_eq(inner[j].prep, slots->alternative[k].prep[p]);
                    if (fits)
                        out[n++] = inner[j].filler;
                }
            }
        if (n == 0 && slots->alternative[k].slot == SLOT_OBL && slots->alternative[k].n_preps)
            for (size_t i = 0; i < n_args && n == 0; i++) {
                uint32_t filler = args[i].filler;
                bool object =
                    args[i].slot == SLOT_OBJ && !(w->mention_of[filler] != NONE &&
                                                  w->d->mentions[w->mention_of[filler]].code.n);
                bool setting =
                    (args[i].slot == SLOT_OBJ || args[i].slot == SLOT_OBL) && is_setting(w, filler);
                // "came under attack from rebels": a phrase of the row's own noun is the row's
                for (unsigned p = 0; w->row && p < w->row->n_words; p++)
                    setting |= str_eq(w->d->tokens[filler].lower, w->row->word[p]);
                if (filler < predicate || args[i].possessive || !(object || setting))
                    continue;
                uint32_t below = phrase_below(w, filler, slots->alternative[k].prep,
                                              slots->alternative[k].n_preps, 2);
                if (below != NONE)
                    n = with_conjuncts(w->d, below, out, n, room);
            }
        // "condemned the attack on the port" with the port hung on "condemned": the phrase right
        // behind an event noun is the noun's
        uint32_t verb = w->d->tokens[predicate].head;
        if (n == 0 && slots->alternative[k].slot == SLOT_OBL && slots->alternative[k].n_preps &&
            w->d->tokens[predicate].upos == UPOS_NOUN && w->d->tokens[predicate].dep == DEP_OBJ &&
            verb != NONE)
            for (uint32_t i = token_child(w->d, verb, NONE); i != NONE && n < room;
                 i = token_child(w->d, verb, i)) {
                uint32_t mark = token_child_dep(w->d, i, DEP_CASE);
                for (unsigned p = 0; w->d->tokens[i].dep == DEP_OBL && mark == predicate + 1 &&
                                     p < slots->alternative[k].n_preps;
                     p++)
                    if (str_eq(w->d->tokens[mark].lower, slots->alternative[k].prep[p])) {
                        out[n++] = i;
                        break;
                    }
            }
        // "a request from the envoy", "came under attack from rebels": an event noun's maker
        if (n == 0 && slots->alternative[k].slot == SLOT_SUBJ && w->row && w->row->pos == 'N' &&
            !takes_from(w->row))
            for (size_t i = 0; i < n_args && n < room; i++) {
                uint32_t from = w->mention_of[args[i].filler];
                if (args[i].slot == SLOT_OBL && str_is(args[i].prep, "from") && from != NONE &&
                    (w->d->mentions[from].human || w->d->mentions[from].code.n) &&
                    w->d->mentions[from].via != VIA_CAPITAL)
                    out[n++] = args[i].filler;
            }
        // "remained on alert": an adjective's subject is that of the verb it completes
        if (n == 0 && slots->alternative[k].slot == SLOT_SUBJ && w->row && w->row->pos == 'A' &&
            w->d->tokens[predicate].dep == DEP_OBL && verb != NONE)
            n = bearer_gather(w, verb, out, room);
        // "were freed from captivity by the government"
        if (n == 0 && slots->alternative[k].slot == SLOT_SUBJ && is_passive_form(w->d, predicate)) {
            const Str by = STR("by");
            const ClassSet event = {{1ull << CLASS_EVENT}};
            for (size_t i = 0; i < n_args && n == 0; i++)
                // "were hurt in a raid by rebels": the raid is theirs
                if (args[i].slot == SLOT_OBL && args[i].filler > predicate &&
                    !filler_is(w, args[i].filler, &event)) {
                    uint32_t agent = phrase_below(w, args[i].filler, &by, 1, 1);
                    if (agent != NONE)
                        out[n++] = agent;
                }
        }
        if (n == 0)
            n = fillers_below_words(w, predicate, &slots->alternative[k], out, room);
        if (n)
            return n;
    }
    // an adverbial infinitive or gerund may be a complement that the parse took for an adverbial
    uint32_t n = 0;
    for (unsigned k = 0; k < slots->n && n == 0; k++)
        if (slots->alternative[k].slot == SLOT_XCOMP)
            for (size_t i = 0; i < n_args && n < room; i++)
                if (args[i].slot == SLOT_ADVCL && args[i].filler > predicate &&
                    !token_is(w->d, args[i].filler - 1, ",") && // "denied it, saying …"
                    (str_is(args[i].prep, "to") ||
                     (args[i].prep.n == 0 && (token_xpos(w->d, args[i].filler, "VBG") ||
                                              token_xpos(w->d, args[i].filler, "VB")))))
                    out[n++] = args[i].filler;
    return n;
}

uint32_t slot_fillers(const EventWork *w, uint32_t predicate, const SlotList *slots, uint32_t *out,
                      uint32_t room)
{
    uint32_t n = slot_gather(w, predicate, slots, out, room);
    if (predicate == w->respective && w->respective_n > 1 && n == w->respective_n) {
        out[0] = out[w->respective_i];
        n = 1;
    }
    return n;
}

// How many go together at a predicate with "respectively": as many as it has subjects, if its
// objects or obliques are as many.
static uint32_t respective_count(const EventWork *w, uint32_t predicate)
{
    const Doc *d = w->d;
    bool said = false;
    const Sentence *s = &d->sentences[d->tokens[predicate].sentence];
    for (uint32_t i = s->first; i < s->end && !said; i++)
        said = token_is(d, i, "respectively") &&
               (token_dominates(d, predicate, i) || d->tokens[predicate].dep == DEP_ROOT);
    if (!said)
        return 0;
    size_t n;
    const Argument *args = arguments_of(d, predicate, &n);
    uint32_t count[SLOT_ADVCL + 1] = {0};
    for (size_t i = 0; i < n; i++)
        count[args[i].slot]++;
    uint32_t subjects = count[SLOT_SUBJ];
    return subjects > 1 && (count[SLOT_OBJ] == subjects || count[SLOT_OBL] == subjects) ? subjects
                                                                                        : 0;
}

static bool class_in(const ClassSet *s, unsigned id)
{
    return s->bits[id / 64] >> (id % 64) & 1;
}

static bool condition_holds(const EventWork *w, uint32_t head, const Condition *c);

// Have the rows of a noun that ask for a modifier theirs? "The blast" is no event where only "a
// bomb blast" heads a row.
static bool modifiers_hold(const EventWork *w, uint32_t noun, const TriggerRow *row)
{
    for (unsigned i = 0; i < row->n_conditions; i++)
        if (row->condition[i].kind == COND_MOD &&
            condition_holds(w, noun, &row->condition[i]) == row->condition[i].negate)
            return false;
    return true;
}

static bool class_holds(const EventTables *t, Str word, const ClassSet *classes)
{
    for (uint32_t row = lextable_find(t->classes, word); row != LEX_NONE;
         row = lextable_next(t->classes, row))
        if (class_in(classes, t->class_of_row[row]))
            return true;
    return false;
}

bool word_is(const EventWork *w, uint32_t token, const ClassSet *classes)
{
    const Token *t = &w->d->tokens[token];
    return w->t->classes && (class_holds(w->t, t->lower, classes) ||
                             (!str_eq(t->lemma, t->lower) && class_holds(w->t, t->lemma, classes)));
}

static bool classes_meet(const ClassSet *a, const ClassSet *b)
{
    for (size_t i = 0; i < sizeof a->bits / sizeof *a->bits; i++)
        if (a->bits[i] & b->bits[i])
            return true;
    return false;
}

// A name or a pronoun has no noun whose class could be looked up: its sector tells.
static bool sector_is(const EventWork *w, const Mention *m, const ClassSet *classes)
{
    bool named = m->ner == NAME_PER || m->ner == NAME_ORG || m->name.n;
    bool armed = str_is(m->sector, "REB"); // "rebel groups"
    if (!m->sector.n || !(named || armed || m->kind == MENTION_PRONOUN) ||
        str_ends(w->d->tokens[m->head].lower, "self")) // "shot himself"
        return false;
    for (size_t i = 0; i < SECTOR_CLASSES; i++)
        if (str_eq(m->sector, w->t->sectors[i].sector))
            return classes_meet(m->human || m->ner == NAME_PER ? &w->t->sectors[i].person
                                                               : &w->t->sectors[i].body,
                                classes);
    return false;
}

bool filler_is(const EventWork *w, uint32_t token, const ClassSet *classes)
{
    const Doc *d = w->d;
    const Token *t = &d->tokens[token];
    uint32_t m = w->mention_of[token];
    const Mention *mention = m == NONE ? NULL : &d->mentions[m];
    if (class_in(classes, CLASS_ACTOR) && mention &&
        (mention->code.n || mention->human || mention->sector.n || mention->ner == NAME_PER ||
         mention->ner == NAME_ORG))
        return true;
    if (class_in(classes, CLASS_ACTOR) && w->given && w->given[token])
        return true;
    // a name that nobody knows, if not of a known place; a personal pronoun
    if (class_in(classes, CLASS_ACTOR) &&
        ((t->upos == UPOS_PROPN && !(mention && mention->place && mention->country.n)) ||
         (t->upos == UPOS_PRON && t->xpos[0] == 'P' && !token_is(d, token, "it"))))
        return true;
    if (class_in(classes, CLASS_COUNTRY) && mention && mention->country.n == 3 &&
        ((mention->code.n == 3 && mention->sector.n == 0) ||
         (mention->place && str_is(mention->sector, "GOV")))) // "sanctions on Tehran"
        return true;
    if (class_in(classes, CLASS_PERSON) &&
        ((mention && (mention->human || mention->ner == NAME_PER)) ||
         (t->upos == UPOS_PRON && !token_is(d, token, "it") && !token_is(d, token, "this") &&
          !token_is(d, token, "that") && !token_is(d, token, "which"))))
        return true;
    if (class_in(classes, CLASS_ORG) && mention &&
        (mention->ner == NAME_ORG || str_starts(mention->code, "IGO") ||
         str_starts(mention->code, "NGO")))
        return true;
    if (mention && sector_is(w, mention, classes))
        return true;
    if (class_in(classes, CLASS_PLACE) && ((mention && mention->place) || t->ner == NAME_LOC))
        return true;
    if (class_in(classes, CLASS_NUMBER) && (t->upos == UPOS_NUM || t->upos == UPOS_SYM))
        return true;
    if (class_in(classes, CLASS_PRONOUN) && t->upos == UPOS_PRON)
        return true;
    if (class_in(classes, CLASS_NAMED) && mention && mention->ner == NAME_PER)
        return true;
    if (class_in(classes, CLASS_EVENT)) {
        // a rare verb's lemma may be cut wrongly; "planes" are no plans
        uint32_t row =
            t->upos == UPOS_VERB ? match_rows(w->t, t) : head_find(&w->t->heads, t->lemma);
        for (; row != NONE; row = w->t->rows[row].next)
            if ((!w->t->rows[row].is_none ||
                 (t->upos == UPOS_NOUN && w->t->rows[row].n_conditions)) && // "a gas explosion"
                (w->t->rows[row].pos == 'N') == (t->upos == UPOS_NOUN)) {
                uint32_t first, last; // "car bomb" is an event, "bomb" is a thing
                if (match_words(d, token, &w->t->rows[row], &first, &last) &&
                    (t->upos == UPOS_VERB || modifiers_hold(w, token, &w->t->rows[row])))
                    return true;
            }
    }
    // classes are of nouns: "accused of fraud", but "accused of raping women" is a deed told
    bool deed =
        t->upos == UPOS_VERB && (t->dep == DEP_ACL || token_child_dep(d, token, DEP_OBJ) != NONE);
    return w->t->classes && !deed && class_holds(w->t, t->lemma, classes);
}

// Is the form a regular one of the verb? "embezzling" of "embezzle", though the lemmatiser, which
// never met the word, cut it elsewhere.
static bool is_form_of(Str form, Str verb)
{
    if (verb.n < 4 || form.n <= verb.n || form.p[0] != verb.p[0])
        return false;
    static const char *const endings[] = {"ed", "ing", "s", "es", NULL};
    bool mute = verb.p[verb.n - 1] == 'e';
    Str stem = {verb.p, verb.n - mute};
    if (form.n < stem.n || memcmp(form.p, stem.p, stem.n) != 0)
        return false;
    Str rest = {form.p + stem.n, form.n - stem.n};
    for (unsigned i = 0; endings[i]; i++)
        if (str_is(rest, endings[i]) && (i < 2 || !mute || i == 3))
            return true;
    return false;
}

static bool word_fits(const Doc *d, uint32_t token, Str word)
{
    const Token *t = &d->tokens[token];
    return str_eq(t->lower, word) || str_ieq(t->lemma, word) ||
           (t->upos == UPOS_VERB && is_form_of(t->lower, word));
}

static bool frame_has_object(const TriggerRow *row)
{
    for (unsigned r = 0; r < ROLE_COUNT; r++)
        for (unsigned k = 0; k < row->role[r].n; k++)
            if (row->role[r].alternative[k].slot == SLOT_OBJ)
                return true;
    return false;
}

// Fixed words: each in order, at most 6 tokens from the one before (20 where it hangs on the head
// itself: "threw the charity, once its guest, out"), hanging within two arcs of the head (or being
// its governor, for nouns: "under siege"). Extends the span over them.
bool match_words(const Doc *d, uint32_t head, const TriggerRow *row, uint32_t *first,
                 uint32_t *last)
{
    const Sentence *s = &d->sentences[d->tokens[head].sentence];
    *first = *last = head;
    uint32_t at = head;
    for (unsigned k = row->head_at; k-- > 0;) { // words before the head stand close before it
        uint32_t found = NONE;
        for (uint32_t i = at; i-- > s->first && at - i <= 3;)
            if (word_fits(d, i, row->word[k])) {
                found = i;
                break;
            }
        if (found == NONE)
            return false;
        at = *first = found;
    }
    at = head;
    for (unsigned k = row->head_at + 1u; k < row->n_words; k++) {
        uint32_t found = NONE;
        for (uint32_t i = at + 1; i < s->end && i - at <= 20; i++) {
            if (!word_fits(d, i, row->word[k]))
                continue;
            uint32_t up = d->tokens[i].head, up2 = up == NONE ? NONE : d->tokens[up].head;
            if (i - at > 6 && (d->tokens[i].upos == UPOS_VERB ||
                               (up != head && (d->tokens[i].dep != DEP_CASE || up2 != head))))
                continue;
            // "called on the rebels", not "called the king on Saturday": a verb's preposition
            // stands by it unless the frame has an object
            if (row->pos == 'V' && d->tokens[i].dep == DEP_CASE &&
                ((i > at + 1 && !frame_has_object(row) &&
                  token_child_dep(d, head, DEP_OBJ) != NONE) ||
                 (up != NONE && match_is_when(d, up))))
                continue;
            // "back away and move out" holds no "back out"
            bool elsewhere = up != NONE && up != head && up != at && row->pos == 'V' &&
                             d->tokens[up].upos == UPOS_VERB && d->tokens[up].dep == DEP_CONJ;
            if (i == at + 1 || up == head || up == at ||
                (!elsewhere && (up2 == head || (up2 != NONE && d->tokens[up2].head == head)))) {
                found = i;
                break;
            }
        }
        // passive and relative clauses put the object first: "a visit was paid to"
        if (found == NONE && row->pos == 'V') {
            for (uint32_t i = s->first; i < head; i++) {
                uint32_t up = d->tokens[i].head;                  // "the war games were held"
                bool told = d->tokens[i].dep == DEP_NSUBJ_PASS || // "the hostage-taking"
                            (d->tokens[i].dep == DEP_COMPOUND && token_xpos(d, head, "VBG"));
                if (word_fits(d, i, row->word[k]) &&
                    ((up == head && told) ||
                     (up != NONE && d->tokens[up].head == head &&
                      d->tokens[up].dep == DEP_NSUBJ_PASS &&
                      (d->tokens[i].dep == DEP_COMPOUND || d->tokens[i].dep == DEP_AMOD)))) {
                    *first = i < *first ? i : *first;
                    found = at;
                    break;
                }
            }
            if (found == at)
                continue;
        }
        if (found == NONE)
            return false;
        at = found;
        *last = found > *last ? found : *last;
    }
    return true;
}

static bool has_modifier(const EventWork *w, uint32_t head, const Condition *c)
{
    const Doc *d = w->d;
    for (uint32_t i = token_child(d, head, NONE); i != NONE; i = token_child(d, head, i)) {
        unsigned dep = d->tokens[i].dep;
        // "[precision air] strikes", "the [troop build] - up"
        if (dep == DEP_COMPOUND && i < head && has_modifier(w, i, c))
            return true;
        if (dep != DEP_AMOD && dep != DEP_COMPOUND && dep != DEP_ADVMOD && dep != DEP_NMOD_POSS &&
            dep != DEP_NMOD_DESC && dep != DEP_COMPOUND_PRT && dep != DEP_DET)
            continue;
        for (uint32_t k = 0; k < c->n_lemmas; k++)
            if (word_fits(d, i, c->lemmas[k]))
                return true;
    }
    return false;
}

static bool condition_holds(const EventWork *w, uint32_t head, const Condition *c)
{
    enum { ROOM = 16 };
    const Doc *d = w->d;
    uint32_t filler[ROOM];
    uint32_t n = c->slot.n ? slot_fillers(w, head, &c->slot, filler, ROOM) : 0;
    switch (c->kind) {
    case COND_HAS: return n > 0;
    case COND_NO: return n == 0;
    case COND_PLURAL: return token_xpos(d, head, "NNS") || token_xpos(d, head, "NNPS");
    case COND_PASSIVE: return is_passive_form(d, head);
    case COND_MOD: return has_modifier(w, head, c);
    case COND_IS:
        for (uint32_t i = 0; i < n; i++) {
            uint32_t inner = counted_by(d, filler[i]);
            if (filler_is(w, filler[i], &c->classes) ||
                (inner != NONE && filler_is(w, inner, &c->classes)))
                return true;
        }
        return false;
    default:
        for (uint32_t i = 0; i < n; i++) {
            uint32_t inner = counted_by(d, filler[i]);
            for (uint32_t k = 0; k < c->n_lemmas; k++)
                if (word_fits(d, filler[i], c->lemmas[k]) ||
                    (inner != NONE && word_fits(d, inner, c->lemmas[k])))
                    return true;
        }
        return false;
    }
}

// The rows of a token: by its lemma or, where the lemmatiser met an unknown word ("shelled" →
// "shel"), by a stem that heads rows.
uint32_t match_rows(const EventTables *t, const Token *k)
{
    static const struct {
        const char *end, *instead;
    } endings[] = {{"ies", "y"}, {"ied", "y"}, {"es", ""},  {"s", ""},
                   {"ed", ""},   {"ed", "e"},  {"ing", ""}, {"ing", "e"}};
    // a gerund that was taken for a noun has the noun's lemma: "bombing"
    bool gerund = k->upos == UPOS_VERB && str_ends(k->lower, "ing") && str_eq(k->lemma, k->lower);
    uint32_t row =
        gerund ? NONE : head_find(&t->heads, k->upos == UPOS_PROPN ? k->lower : k->lemma);
    if (row != NONE || k->upos == UPOS_PROPN || k->upos == UPOS_ADJ || k->lower.n > 24)
        return row;
    // "aides" are no aid: a plural that only adds its s hides no other word
    if (k->upos == UPOS_NOUN && k->lemma.n + 1 == k->lower.n && str_ends(k->lower, "s") &&
        memcmp(k->lemma.p, k->lower.p, k->lemma.n) == 0)
        return NONE;
    if (k->upos == UPOS_VERB) {
        uint32_t form = lextable_find(t->irregular, k->lower);
        if (form != LEX_NONE)
            return head_find(&t->heads, lextable_cell(t->irregular, form, t->irregular_lemma));
    }
    for (size_t i = 0; i < sizeof endings / sizeof *endings && row == NONE; i++) {
        if (!str_ends(k->lower, endings[i].end))
            continue;
        char stem[32];
        size_t n = k->lower.n - strlen(endings[i].end), more = strlen(endings[i].instead);
        memcpy(stem, k->lower.p, n);
        memcpy(stem + n, endings[i].instead, more);
        row = head_find(&t->heads, (Str){stem, n + more});
        if (row == NONE && more == 0 && n > 3 && stem[n - 1] == stem[n - 2]) // "quitting"
            row = head_find(&t->heads, (Str){stem, n - 1});
    }
    return row == NONE && gerund ? head_find(&t->heads, k->lemma) : row; // "bring" is no gerund
}

static bool pos_fits(const Doc *d, uint32_t i, uint8_t pos)
{
    const Token *t = &d->tokens[i];
    // "Peace talks collapse: mediator": a headline's verb read as a noun
    bool verb = t->upos == UPOS_NOUN && t->dep == DEP_ROOT &&
                (d->sentences[t->sentence].flags & SENT_HEADLINE) &&
                token_child_dep(d, i, DEP_NSUBJ) != NONE && token_child_dep(d, i, DEP_COP) == NONE;
    switch (pos) {
    case 'V': // and gerunds taken for nouns: "the shelling", "his resigning"
        return verb || t->upos == UPOS_VERB || t->upos == UPOS_AUX ||
               (t->upos == UPOS_NOUN && t->lower.n > 5 && str_ends(t->lower, "ing"));
    case 'N': return t->upos == UPOS_NOUN || t->upos == UPOS_PROPN;
    default:
        return t->upos == UPOS_ADJ || t->upos == UPOS_ADV || t->upos == UPOS_NOUN ||
               t->upos == UPOS_VERB || t->upos == UPOS_ADP;
    }
}

// A row that does not match says why, so that `explain` can (trial.c).
static int lost(RowTry *try, RowLost why, unsigned at)
{
    try->lost = (uint8_t)why;
    try->at = (uint8_t)at;
    return try->score = -1;
}

// Is one of the row's fixed words the particle of the verb? "Backed down" is another verb than
// "backed".
static bool has_own_particle(const Doc *d, uint32_t head, const TriggerRow *row)
{
    uint32_t particle = row->pos == 'V' ? token_child_dep(d, head, DEP_COMPOUND_PRT) : NONE;
    for (unsigned k = 0; particle != NONE && k < row->n_words; k++)
        if (k != row->head_at && word_fits(d, particle, row->word[k]))
            return true;
    return false;
}

int match_try(EventWork *w, uint32_t head, const TriggerRow *row, unsigned misses, RowTry *try)
{
    *try = (RowTry){.first = head, .last = head};
    w->row = row;
    if (!pos_fits(w->d, head, row->pos))
        return lost(try, LOST_POS, 0);
    if (!match_words(w->d, head, row, &try->first, &try->last))
        return lost(try, LOST_WORDS, 0);
    for (unsigned i = 0; i < row->n_conditions; i++)
        if (condition_holds(w, head, &row->condition[i]) == row->condition[i].negate &&
            misses-- == 0)
            return lost(try, LOST_CONDITION, i);
    int score =
        4 + 10 * row->n_conditions + 20 * has_own_particle(w->d, head, row) +
        12 * (row->n_words - 1); // 4: "issued an appeal" matches though its content hangs elsewhere
    if (row->pos == 'V' && w->d->tokens[head].upos == UPOS_NOUN)
        score -= 5; // a row for the noun itself is better
    for (unsigned r = 0; r < ROLE_COUNT; r++) {
        uint32_t one;
        if (!row->role[r].n)
            continue;
        bool filled = slot_fillers(w, head, &row->role[r], &one, 1) > 0;
        try->empty |= (uint8_t)(!filled << r);
        // an operator without content, a light verb without its noun are weaker than a row that
        // needs neither; one whose content is itself an act is stronger
        if (r == ROLE_LIGHT && !filled)
            return lost(try, LOST_LIGHT, 0);
        const ClassSet event = {{1ull << CLASS_EVENT}};
        score += filled ? 2 : r == ROLE_CONTENT ? -3 : 0;
        if (filled && r == ROLE_CONTENT &&
            (w->d->tokens[one].upos == UPOS_VERB || filler_is(w, one, &event)))
            score += 8;
    }
    return try->score = score;
}

static uint32_t *fillers_copy(EventWork *w, const TriggerRow *row, uint32_t head, Role role,
                              uint32_t *n)
{
    uint32_t found[LIMIT_ROLE_ACTORS];
    *n = row->role[role].n ? slot_fillers(w, head, &row->role[role], found, LIMIT_ROLE_ACTORS) : 0;
    // "began a new round of talks": what is counted is the act
    for (uint32_t k = 0; k < *n && (role == ROLE_CONTENT || role == ROLE_LIGHT); k++) {
        uint32_t inner = counted_by(w->d, found[k]);
        if (inner != NONE && head_find(&w->t->heads, w->d->tokens[found[k]].lemma) == NONE)
            found[k] = inner;
    }
    uint32_t *out = *n ? ARENA_NEW(w->d->arena, uint32_t, *n) : NULL;
    if (*n)
        memcpy(out, found, *n * sizeof *out);
    return out;
}

// "Chile is under investigation by Peru": whose subject a noun has is not who stands behind "by".
static void agents_split(EventWork *w, Match *m)
{
    size_t n;
    const Argument *args = arguments_of(w->d, m->token, &n);
    uint32_t kept = 0, agent = NONE;
    for (uint32_t k = 0; k < m->n_recipient; k++) {
        bool by = false;
        for (size_t i = 0; i < n; i++)
            by |= args[i].filler == m->recipient[k] && args[i].slot == SLOT_SUBJ &&
                  str_is(args[i].prep, "by");
        if (by)
            agent = m->recipient[k];
        else
            m->recipient[kept++] = m->recipient[k];
    }
    if (agent == NONE || kept == 0)
        return;
    m->n_recipient = kept;
    m->actor = ARENA_NEW(w->d->arena, uint32_t, 1);
    m->actor[0] = agent;
    m->n_actor = 1;
}

static bool caps_only(const Doc *d, uint32_t i)
{
    Str s = token_text(d, &d->tokens[i]);
    for (size_t k = 0; k < s.n; k++)
        if (ascii_lower(s.p[k]))
            return false;
    return true;
}

// Dateline tokens, names and function words head no trigger.
bool match_may_head(const EventWork *w, uint32_t i)
{
    const Doc *d = w->d;
    const Token *t = &d->tokens[i];
    if (t->flags & TOKEN_DATELINE)
        return false;
    if (t->upos == UPOS_PUNCT || t->upos == UPOS_DET || t->upos == UPOS_PRON ||
        t->upos == UPOS_NUM || t->upos == UPOS_CCONJ)
        return false;
    // "Ceasefire begins at midnight": a lone capital at the start makes no name
    if (t->upos == UPOS_PROPN && t->ner != NAME_NONE)
        return (w->mention_of[i] == NONE || d->mentions[w->mention_of[i]].code.n == 0) &&
               i == d->sentences[t->sentence].first && i + 1 < d->sentences[t->sentence].end &&
               d->tokens[i + 1].upos != UPOS_PROPN && !caps_only(d, i);
    return true;
}

// Does a row say nothing without an act in its content? "cancel the deal": cancel() of no act.
static bool needs_content(const EventWork *w, const TriggerRow *row)
{
    if (row->means.n_operators != 1 || row->means.act.n || !row->role[ROLE_CONTENT].n)
        return false;
    const OperatorRow *o = operator_find(w->t, row->means.operators[0]);
    return o && !o->event;
}

// "had left", "left", "has been freed", "did not leave": a clause that tells what was.
static bool is_told_past(const Doc *d, uint32_t v)
{
    const Token *t = &d->tokens[v];
    if (t->dep != DEP_CCOMP || t->upos != UPOS_VERB)
        return false;
    bool past = strcmp(t->xpos, "VBD") == 0;
    for (uint32_t i = token_child(d, v, NONE); i != NONE; i = token_child(d, v, i)) {
        if (d->tokens[i].dep != DEP_AUX && d->tokens[i].dep != DEP_AUX_PASS)
            continue;
        if (token_xpos(d, i, "MD") || token_is(d, i, "to"))
            return false;
        past |= (token_xpos(d, i, "VBD") && strcmp(t->xpos, "VBG") != 0) || lemma_is(d, i, "have");
    }
    return past;
}

// "hopes to get aid", "wants to be recognised": what another would do to whoever hopes.
static bool is_received(const Doc *d, uint32_t v)
{
    static const char *const verbs[] = {"get", "receive", "obtain", NULL};
    uint32_t object = token_child_dep(d, v, DEP_OBJ);
    if (token_child_dep(d, v, DEP_COMPOUND_PRT) != NONE ||
        token_child_dep(d, v, DEP_ADVMOD) != NONE)
        object = NONE; // "get them back"
    return d->tokens[v].dep == DEP_XCOMP && d->tokens[v].upos == UPOS_VERB &&
           (is_passive_form(d, v) ||
            (lemma_in(d, v, verbs) && object != NONE && !token_is(d, object, "rid")));
}

// "tried to persuade Peru to sign", "an effort to talk them into it": what is not done yet is
// asked.
static bool is_still_asking(const Doc *d, uint32_t v, uint32_t content)
{
    static const char *const verbs[] = {"persuade", "convince", "talk", "get",
                                        "induce",   "coax",     NULL};
    static const char *const done[] = {"manage", "help", "able", "succeed", "continue", "go", NULL};
    const Token *t = &d->tokens[v];
    uint32_t to = token_child_dep(d, v, DEP_MARK), too = token_child_dep(d, content, DEP_MARK);
    if (!lemma_is(d, v, "talk") && (too == NONE || !token_is(d, too, "to")))
        return false; // "to get himself elected"
    return lemma_in(d, v, verbs) && strcmp(t->xpos, "VB") == 0 && to != NONE &&
           token_is(d, to, "to") && t->head != NONE && !lemma_in(d, t->head, done) &&
           (t->dep == DEP_XCOMP || t->dep == DEP_ADVCL || t->dep == DEP_ACL);
}

// "insisted that it would not talk", "that the army had left": what is or will be is no demand.
static bool is_indicative(const Doc *d, uint32_t v)
{
    static const char *const modals[] = {"will", "would", "can", "could", "may", "might", NULL};
    static const char *const same[] = {"lay", "cut", "put", "quit", "set", "shut", "let", NULL};
    const Token *t = &d->tokens[v];
    if (t->dep != DEP_CCOMP || t->upos == UPOS_NOUN || token_in(d, v, same))
        return false;
    bool finite = strcmp(t->xpos, "VBD") == 0 || strcmp(t->xpos, "VBZ") == 0; // "that they go" asks
    for (uint32_t i = token_child(d, v, NONE); i != NONE; i = token_child(d, v, i)) {
        unsigned dep = d->tokens[i].dep;
        if (dep == DEP_AUX || dep == DEP_AUX_PASS || dep == DEP_COP)
            finite |= token_in(d, i, modals) || token_xpos(d, i, "VBD") ||
                      token_xpos(d, i, "VBZ") || token_xpos(d, i, "VBP");
    }
    return finite;
}

// "'Free the monks,' the union told the premier", "Leave now, rebels tell villagers": the bare form
// in front, without a subject.
static bool is_imperative(const Doc *d, uint32_t v)
{
    const Token *t = &d->tokens[v];
    if (t->dep != DEP_CCOMP || t->upos != UPOS_VERB || t->head == NONE || v > t->head ||
        !str_eq(t->lower, t->lemma) || t->xpos[2] == 'D' || t->xpos[2] == 'N')
        return false;
    for (uint32_t i = token_child(d, v, NONE); i != NONE; i = token_child(d, v, i)) {
        unsigned dep = d->tokens[i].dep;
        bool plea = token_is(d, i, "please") || token_is(d, i, "do") || token_is(d, i, "don't") ||
                    dep == DEP_ADVMOD || dep == DEP_PUNCT || dep == DEP_DISCOURSE;
        if (i < v && !plea)
            return false;
    }
    return true;
}

// "promised that the ferry had sailed", "agreed that troops shot him": an operator that looks ahead
// reports where its content is past. Where somebody else would act it expects, or asks for it.
const TriggerRow *match_recast(const EventWork *w, const TriggerRow *row, uint32_t head)
{
    static const char *const asks[] = {"want", "seek", "wish", "ask", "need", NULL};
    const OperatorRow *o =
        row->means.n_operators ? operator_find(w->t, row->means.operators[0]) : NULL;
    bool ahead = o && (o->affirmed == FACT_INTENDED || o->affirmed == FACT_OFFERED ||
                       o->affirmed == FACT_THREATENED);
    uint32_t content;
    bool insists = o && str_is(o->kind, "demand") && lemma_is(w->d, head, "insist");
    bool causes = o && str_is(o->kind, "cause") && row->pos == 'V';
    uint32_t told;
    bool tells = o && str_is(o->kind, "report") && row->pos == 'V' &&
                 slot_fillers(w, head, &row->role[ROLE_RECIPIENT], &told, 1) > 0;
    if (!(ahead || causes || insists || tells) || row->means.n_operators != 1 || row->means.act.n ||
        slot_fillers(w, head, &row->role[ROLE_CONTENT], &content, 1) == 0)
        return NULL;
    const Doc *d = w->d;
    Str kind = {0};
    if (tells)
        kind = is_imperative(d, content) ? STR("demand") : kind;
    else if (causes && is_still_asking(d, head, content))
        kind = STR("appeal");
    else if (!causes && (insists ? is_indicative(d, content) : is_told_past(d, content)))
        kind = STR("report");
    else if (str_is(o->kind, "intend") && row->pos == 'V' && d->tokens[head].upos == UPOS_VERB &&
             !is_passive_form(d, head) && !lemma_is(d, head, "go") && is_received(d, content))
        kind = lemma_in(d, head, asks) ? STR("appeal") : STR("expect");
    if (!kind.n)
        return NULL;
    TriggerRow *recast = ARENA_NEW(d->arena, TriggerRow, 1);
    *recast = *row;
    recast->means = (Means){.operators = {kind}, .n_operators = 1};
    return recast;
}

// The best row at a token becomes a match; NONE where there is none, or where a row blocks. solid:
// only rows with an act of their own.
static uint32_t match_at(EventWork *w, uint32_t i, bool solid)
{
    Doc *d = w->d;
    const TriggerRow *best = NULL;
    RowTry tried, won = {.score = -1};
    for (uint32_t r = match_rows(w->t, &d->tokens[i]); r != NONE; r = w->t->rows[r].next)
        if (match_try(w, i, &w->t->rows[r], 0, &tried) > won.score &&
            !(solid && !w->t->rows[r].means.act.n)) {
            best = &w->t->rows[r];
            won = tried;
        }
    // between given sides, a row that fits but for two conditions is better than none
    bool none = !best && w->relaxed && !solid;
    for (uint32_t r = none ? match_rows(w->t, &d->tokens[i]) : NONE; r != NONE;
         r = w->t->rows[r].next) {
        const TriggerRow *row = &w->t->rows[r];
        uint32_t one; // but "told the bank" demands nothing
        bool bare = row->means.n_operators && row->means.act.n == 0 && row->role[ROLE_CONTENT].n &&
                    slot_fillers(w, i, &row->role[ROLE_CONTENT], &one, 1) == 0;
        if (!row->is_none && !row->is_light && !bare &&
            match_try(w, i, row, 2, &tried) > won.score) {
            best = row;
            won = tried;
            w->relaxed[i] = true;
        }
    }
    if (!best || best->is_none) {
        w->blocked[i] = best != NULL;
        return NONE;
    }
    // "suspected members", "the long-threatened invasion": a participle before its noun says how,
    // not who said so
    if (best->pos == 'V' && best->means.n_operators && d->tokens[i].dep == DEP_AMOD)
        return NONE;
    w->row = best;
    const TriggerRow *recast = match_recast(w, best, i);
    best = recast ? recast : best;
    Match *m = ARENA_PUSH(d->arena, w->matches, w->n_matches, w->cap_matches);
    *m = (Match){.token = i,
                 .row = best,
                 .score = won.score,
                 .light = NONE,
                 .theme = NONE,
                 .span = {d->tokens[won.first].span.start, d->tokens[won.last].span.end}};
    m->actor = fillers_copy(w, best, i, ROLE_ALL, &m->n_actor);
    m->reciprocal = m->n_actor > 0;
    if (!m->n_actor)
        m->actor = fillers_copy(w, best, i, ROLE_ACTOR, &m->n_actor);
    m->recipient = fillers_copy(w, best, i, ROLE_RECIPIENT, &m->n_recipient);
    if (best->pos != 'V' && !m->n_actor)
        agents_split(w, m);
    m->content = fillers_copy(w, best, i, ROLE_CONTENT, &m->n_content);
    uint32_t one, several[8],
        n_light =
            best->role[ROLE_LIGHT].n ? slot_fillers(w, i, &best->role[ROLE_LIGHT], several, 8) : 0;
    ClassSet event = {{1ull << CLASS_EVENT}};
    for (uint32_t k = 0; k < n_light;
         k++) // "killed in Beirut in an ambush": the first that is an event
        if (m->light == NONE ||
            (filler_is(w, several[k], &event) && !filler_is(w, m->light, &event)))
            m->light = several[k];
    if (best->role[ROLE_THEME].n && slot_fillers(w, i, &best->role[ROLE_THEME], &one, 1))
        m->theme = one;
    return (uint32_t)(w->n_matches - 1);
}

// Has the word, or one a short way below it, a match?
static bool holds_match(const EventWork *w, uint32_t token, unsigned depth)
{
    if (w->match_of[token] != NONE)
        return true;
    for (uint32_t i = depth ? token_child(w->d, token, NONE) : NONE; i != NONE;
         i = token_child(w->d, token, i))
        if (holds_match(w, i, depth - 1))
            return true;
    return false;
}

// "cancelled the deal", "coerced them into leaving": an operator over what turned out to be no act
// gives way to the next best row of its word.
static void fill_hollow(EventWork *w)
{
    for (size_t m = 0; m < w->n_matches; m++) {
        const Match *old = &w->matches[m];
        bool hollow = needs_content(w, old->row) && w->match_of[old->token] == m;
        for (uint32_t k = 0; k < old->n_content && hollow; k++)
            hollow = !holds_match(w, old->content[k], 2);
        if (!hollow)
            continue;
        uint32_t token = old->token, other = match_at(w, token, true);
        w->blocked[token] = false;
        if (other != NONE)
            w->matches[m] = w->matches[--w->n_matches];
    }
}

void match_run(EventWork *w)
{
    Doc *d = w->d;
    for (uint32_t i = 0; i < d->n_tokens; i++)
        w->match_of[i] = NONE;
    w->respective = NONE;
    for (uint32_t i = 0; i < d->n_tokens; i++) {
        if ((w->only && !w->only[d->tokens[i].sentence]) || !match_may_head(w, i) ||
            (d->sentences[d->tokens[i].sentence].flags & SENT_REPEAT))
            continue;
        uint32_t together = d->tokens[i].upos == UPOS_VERB ? respective_count(w, i) : 0;
        if (together < 2) {
            w->match_of[i] = match_at(w, i, false);
            continue;
        }
        w->respective = i;
        w->respective_n = together;
        for (w->respective_i = 0; w->respective_i < together;
             w->respective_i++) { // the first one stands for the token
            uint32_t m = match_at(w, i, false);
            if (w->match_of[i] == NONE)
                w->match_of[i] = m;
        }
        w->respective = NONE;
    }
    fill_hollow(w);
}
