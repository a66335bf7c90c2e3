// SPDX-License-Identifier: MIT
// In: matches, arguments, mentions, predicates. Out: Doc.gaps, the predicates between known actors
// that no trigger row covers, each in the frame that a row would need and with the rows that came
// near; Doc.n_covered, how many have a row. Method: a verb or an event noun with an actor in one of
// its slots is looked at; a light verb stands for its noun. A noun in no list counts where it has
// known actors on both sides ("Chile's snub of Peru"). Cost: linear in arguments, and the trial of
// the rows at each gap. Does not: judge whether the predicate is an event, nor count (coverage.c).
#include "event/claim.h"

typedef struct {
    EventWork *w;
    bool *told; // per token: a fixed word of a match, or one that its row asks for
} Gaps;

// Who stands on the two sides of a predicate, and how a row would say so.
typedef struct {
    uint32_t actor, recipient; // tokens; NONE
    bool reciprocal;           // both in one slot
    Slot slot;                 // of the recipient
    Str prep;
    bool theme; // an object that is no actor stands between
} Sides;

// An actor with a code; not where something happens ("at the camp in Peru"), but "fired at Peru".
static bool is_known(const EventWork *w, const Argument *a)
{
    uint32_t m = w->mention_of[a->filler];
    if (m == NONE || !w->d->mentions[m].code.n)
        return false;
    return a->slot != SLOT_OBL || str_is(a->prep, "at") ||
           (a->prep.n && !role_is_located(w->d, a->filler));
}

static Str class_of(const EventWork *w, uint32_t token)
{
    const Mention *m = token == NONE || w->mention_of[token] == NONE
                           ? NULL
                           : &w->d->mentions[w->mention_of[token]];
    if (token == NONE)
        return STR("-");
    if (!m || !m->code.n)
        return STR("other");
    return m->sector.n                           ? m->sector
           : m->code.n == 3 && m->country.n == 3 ? STR("country")
                                                 : STR("actor");
}

static bool is_same(const EventWork *w, uint32_t a, uint32_t b)
{
    return w->d->mentions[w->mention_of[a]].entity == w->d->mentions[w->mention_of[b]].entity;
}

// The sides of a token; light: its object is part of the predicate.
static Sides sides_of(const EventWork *w, uint32_t token, bool light)
{
    size_t n;
    const Argument *args = arguments_of(w->d, token, &n), *subject = NULL, *object = NULL;
    bool known = false; // whether the object is
    for (size_t i = 0; i < n; i++)
        if (args[i].slot == SLOT_SUBJ &&
            (!subject || (!is_known(w, subject) && is_known(w, &args[i]))))
            subject = &args[i];
    Sides s = {.actor = subject ? subject->filler : NONE, .recipient = NONE};
    for (size_t i = 0; i < n; i++) { // objects stand before obliques
        const Argument *a = &args[i];
        bool core = a->slot == SLOT_OBJ || a->slot == SLOT_IOBJ;
        if ((!core && a->slot != SLOT_OBL) || (core && light))
            continue;
        bool here = is_known(w, a);
        if (here && subject && is_known(w, subject) && is_same(w, a->filler, subject->filler))
            continue;
        if (here && object && known && !s.reciprocal && str_is(a->prep, "between") &&
            str_is(object->prep, "between") && s.actor == NONE) { // "a rift between Chile and Peru"
            s.actor = object->filler;
            object = a;
            s.reciprocal = true;
        } else if ((here && !known) || (!object && core)) {
            s.theme = object && object->slot == SLOT_OBJ;
            object = a;
            known = here;
        }
    }
    for (size_t i = 0; i < n && !known; i++) // "Chile and Peru huddled"
        if (subject && is_known(w, subject) && args[i].slot == SLOT_SUBJ && is_known(w, &args[i]) &&
            !args[i].possessive && !is_same(w, args[i].filler, subject->filler)) {
            object = &args[i];
            s.reciprocal = known = true;
        }
    if (object) {
        s.recipient = object->filler;
        s.slot = object->slot;
        s.prep = object->prep;
    }
    return s;
}

static bool has_code(const EventWork *w, uint32_t token)
{
    return token != NONE && w->mention_of[token] != NONE &&
           w->d->mentions[w->mention_of[token]].code.n;
}

static Str frame_of(const EventWork *w, uint32_t token, const Sides *s)
{
    Arena *a = w->d->arena;
    size_t n;
    const Argument *args = arguments_of(w->d, token, &n);
    const char *content = "";
    for (size_t i = 0; i < n; i++)
        if (args[i].slot == SLOT_XCOMP || args[i].slot == SLOT_CCOMP)
            content = args[i].slot == SLOT_XCOMP ? " content=xcomp" : " content=ccomp";
    bool noun = w->d->tokens[token].upos != UPOS_VERB;
    const char *slot = s->slot == SLOT_SUBJ   ? "subj"
                       : s->slot == SLOT_OBJ  ? "obj"
                       : s->slot == SLOT_IOBJ ? "iobj"
                                              : arena_printf(a, "obl:%.*s", (int)s->prep.n,
                                                             s->prep.p ? s->prep.p : "");
    const char *actor = s->actor == NONE ? "" : "a=subj ";
    const char *out;
    if (s->reciprocal)
        out = arena_printf(a, "all=%s%s", slot, content);
    else if (s->recipient == NONE)
        out = arena_printf(a, "a=subj%s", content);
    else
        out = arena_printf(a, "%s%sr=%s%s", actor, s->theme && !noun ? "theme=obj " : "", slot,
                           content);
    return str_of(out);
}

static void gap_add(Gaps *g, uint32_t token, uint32_t noun, const Sides *s)
{
    EventWork *w = g->w;
    Doc *d = w->d;
    const Token *t = &d->tokens[token];
    uint32_t particle = token_child_dep(d, token, DEP_COMPOUND_PRT), more = noun;
    if (noun == NONE && t->upos == UPOS_VERB)
        more = particle;
    Span span = t->span;
    if (more != NONE) {
        Span last = d->tokens[more].span;
        span = (Span){last.start < span.start ? last.start : span.start,
                      last.end > span.end ? last.end : span.end};
    }
    // of a rare verb the rows know the lemma better
    uint32_t row = t->upos == UPOS_VERB ? match_rows(w->t, t) : NONE;
    Str lemma = row == NONE ? t->lemma : w->t->rows[row].head;
    Str second = more == NONE ? (Str){0} : d->tokens[more].lemma;
    if (second.n)
        lemma = str_of(
            arena_printf(d->arena, "%.*s %.*s", (int)lemma.n, lemma.p, (int)second.n, second.p));
    Trial near = trial_at(w, noun == NONE ? token : noun);
    if (noun != NONE && !near.n_lost) { // no row knows the noun
        near = trial_at(w, token);
        if (near.only_far) // "take control" is not near "take step"
            near = (Trial){.n_more = near.n_lost + near.n_more};
    }
    *ARENA_PUSH(d->arena, d->gaps, d->n_gaps, d->cap_gaps) =
        (Gap){.token = token,
              .span = span,
              .lemma = lemma,
              .pos = t->upos == UPOS_VERB ? 'V' : 'N',
              .frame = frame_of(w, token, s),
              .actor = class_of(w, s->actor),
              .recipient = class_of(w, s->recipient),
              .both = has_code(w, s->actor) && has_code(w, s->recipient),
              .near = near};
}

// Words that a match has taken in: "paid a visit", "walked out of the talks".
static void told_mark(Gaps *g)
{
    EventWork *w = g->w;
    const Doc *d = w->d;
    for (size_t i = 0; i < w->n_matches; i++) {
        const Match *m = &w->matches[i];
        const Sentence *s = &d->sentences[d->tokens[m->token].sentence];
        for (uint32_t t = s->first; t < s->end; t++)
            for (unsigned k = 0; k < m->row->n_words && d->tokens[t].span.start >= m->span.start &&
                                 d->tokens[t].span.end <= m->span.end;
                 k++)
                g->told[t] |= str_eq(d->tokens[t].lower, m->row->word[k]) ||
                              str_eq(d->tokens[t].lemma, m->row->word[k]);
        w->row = m->row;
        for (unsigned k = 0; k < m->row->n_conditions; k++) {
            const Condition *c = &m->row->condition[k];
            uint32_t filler[8], n = c->kind == COND_IN && !c->negate
                                        ? slot_fillers(w, m->token, &c->slot, filler, 8)
                                        : 0;
            for (uint32_t f = 0; f < n; f++)
                g->told[filler[f]] = true;
        }
        if (m->light != NONE && !m->row->is_light)
            g->told[m->light] = true;
    }
}

static bool holds_match(const EventWork *w, uint32_t noun)
{
    uint32_t first, end;
    token_subtree(w->d, noun, &first, &end);
    for (uint32_t i = first; i < end; i++)
        if (w->match_of[i] != NONE && token_dominates(w->d, noun, i))
            return true;
    return false;
}

// Verbs that carry any noun, whether or not a row says so.
static const char *const plain[] = {"have", "take",  "make", "give", "do", "get",
                                    "put",  "bring", "set",  "keep", NULL};

// The noun that a light verb carries; NONE: the verb has a sense of its own. A verb is light where
// a row of it says so, and a few always are.
static uint32_t light_noun(const EventWork *w, uint32_t verb)
{
    const Doc *d = w->d;
    uint32_t m = w->match_of[verb];
    if (m != NONE && w->matches[m].row->is_light)
        return w->matches[m].light;
    bool light = lemma_in(d, verb, plain);
    for (uint32_t r = match_rows(w->t, &d->tokens[verb]); r != NONE && !light;
         r = w->t->rows[r].next)
        light = w->t->rows[r].is_light &&
                w->t->rows[r].role[ROLE_LIGHT].alternative[0].slot == SLOT_OBJ;
    size_t n;
    const Argument *args = arguments_of(d, verb, &n);
    for (size_t i = 0; i < n && light; i++)
        if (args[i].slot == SLOT_OBJ && d->tokens[args[i].filler].upos == UPOS_NOUN &&
            !has_code(w, args[i].filler))
            return args[i].filler;
    return NONE;
}

static bool is_candidate(const Gaps *g, uint32_t i, uint32_t noun, const Sides *s)
{
    const EventWork *w = g->w;
    const Doc *d = w->d;
    const Token *t = &d->tokens[i];
    bool one = has_code(w, s->actor) || has_code(w, s->recipient),
         both = has_code(w, s->actor) && has_code(w, s->recipient);
    if (t->upos == UPOS_VERB) // "Chile has to pay": no row can be written for "have"
        return t->dep != DEP_AMOD && (both || (one && (noun != NONE || !lemma_in(d, i, plain))));
    return !has_code(w, i) && t->dep != DEP_COMPOUND && token_child_dep(d, i, DEP_COP) == NONE &&
           (both || (one && w->predicate_of[i] != NONE));
}

void gap_run(EventWork *w)
{
    Doc *d = w->d;
    Gaps g = {w, ARENA_NEW(d->arena, bool, d->n_tokens + 1)};
    told_mark(&g);
    // verbs first: the noun of a light verb is not looked at again
    for (unsigned pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < d->n_tokens; i++) {
            const Token *t = &d->tokens[i];
            if (t->upos != (pass == 0 ? UPOS_VERB : UPOS_NOUN) || (t->flags & TOKEN_DATELINE) ||
                (d->sentences[t->sentence].flags & SENT_REPEAT))
                continue;
            uint32_t noun = pass == 0 ? light_noun(w, i) : NONE;
            Sides s = sides_of(w, i, noun != NONE);
            if (noun != NONE && !has_code(w, s.recipient)) { // "took a step against Peru"
                Sides inner = sides_of(w, noun, false);
                if (has_code(w, inner.recipient) && !inner.reciprocal)
                    inner.actor = s.actor, inner.theme = false, s = inner;
            }
            if (!is_candidate(&g, i, noun, &s))
                continue;
            uint32_t m = w->match_of[i];
            bool covered = m != NONE || w->blocked[i] || g.told[i];
            if (noun != NONE && !g.told[i]) {
                bool carried = m == NONE || w->matches[m].row->is_light;
                covered = !carried || w->blocked[i] || w->blocked[noun] || g.told[noun] ||
                          holds_match(w, noun);
                g.told[noun] = true;
            }
            if (!covered)
                gap_add(&g, i, noun, &s);
            else if (m != NONE || w->blocked[i] || noun != NONE)
                d->n_covered[has_code(w, s.actor) && has_code(w, s.recipient)]++;
        }
}
