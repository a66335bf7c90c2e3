// SPDX-License-Identifier: MIT
// In: tokens, arguments, mentions, trigger rows. Out: for a word the row that won and the rows that
// came near, each with the reason why it lost; Doc.trials where the document keeps them. Method:
// the matcher tries the rows once more (match_try) and says where each failed; a row that matched
// but lost is compared with the winner in the order of what weighs most. Near are rows whose fixed
// words are all there; others are shown only where nothing came nearer. Cost: that of matching, and
// only for who asks. Does not: know what became of the match later (claim.c).
#include "event/match.h"

#include <stdlib.h>

enum { CELL_SHOWN = 60 }; // bytes of a condition: some list fifty words

typedef struct {
    const TriggerRow *row;
    RowTry try;
    unsigned far;   // Far
    unsigned order; // in the table
} Tried;
// How far a row is from matching: it does; a filler is of the wrong kind; a slot is empty; the word
// is of another class; its fixed words are not there; both.
typedef enum { FAR_NOT, FAR_KIND, FAR_SLOT, FAR_POS, FAR_WORDS, FAR_ALL } Far;

static Str row_cell(const EventWork *w, const TriggerRow *row, const char *column)
{
    const LexTable *x = lexicon_table(w->t->lexicon, "triggers");
    return lextable_cell(x, (uint32_t)(row - w->t->rows), lextable_column(x, column));
}

// The n-th part of a cell, without blanks around it.
static Str cell_part(Str cell, char separator, unsigned n)
{
    Str part = {0};
    for (unsigned i = 0; i <= n; i++)
        if (!str_split(&cell, separator, &part))
            return (Str){0};
    return str_trim(part);
}

// A long cell ends after a word: "obj in {talk,meeting,…".
static const char *shown(Arena *a, Str s)
{
    size_t n = s.n;
    if (n > CELL_SHOWN)
        for (n = CELL_SHOWN; n > CELL_SHOWN / 2 && s.p[n - 1] != ',' && s.p[n - 1] != ' ';)
            n--;
    return arena_printf(a, "%.*s%s", (int)n, s.p ? s.p : "", n < s.n ? "…" : "");
}

// What stands in the slots, as the text has it: "'talks'", "'Egypt', 'Syria'"; nothing: "none".
static const char *fillers_text(const EventWork *w, uint32_t head, const SlotList *slots)
{
    uint32_t filler[3], n = slot_fillers(w, head, slots, filler, 3);
    const char *out = n ? "" : "none";
    for (uint32_t i = 0; i < n; i++) {
        Str word = token_text(w->d, &w->d->tokens[filler[i]]);
        out = arena_printf(w->d->arena, "%s%s'%.*s'", out, i ? ", " : "", (int)word.n, word.p);
    }
    return out;
}

// "r=obl:on" of the frame.
static Str role_cell(const EventWork *w, const TriggerRow *row, unsigned role)
{
    // ORDER Role in tables.h
    static const char *const names[ROLE_COUNT] = {
        "a=", "r=", "all=", "content=", "light=", "theme=", "place="};
    Str frame = row_cell(w, row, "frame"), part;
    while (str_split(&frame, ' ', &part))
        if (str_starts(part, names[role]))
            return part;
    return (Str){0};
}

static const char *outranked(EventWork *w, const Tried *x, const Tried *won)
{
    Arena *a = w->d->arena;
    if (won && x->try.score == won->try.score)
        return "as good, but later in the table";
    if (won && x->row->n_words < won->row->n_words)
        return arena_printf(a, "weaker: fewer words (%u, not %u)", x->row->n_words,
                            won->row->n_words);
    if (won && x->row->n_conditions < won->row->n_conditions)
        return arena_printf(a, "weaker: fewer conditions (%u, not %u)", x->row->n_conditions,
                            won->row->n_conditions);
    for (unsigned r = 0; r < ROLE_COUNT; r++) // a role named in vain, though not by the winner
        if ((x->try.empty >> r & 1) && !(won && won->try.empty >> r & 1))
            return arena_printf(a, "weaker: nothing fills %s", shown(a, role_cell(w, x->row, r)));
    if (won && x->row->pos != won->row->pos)
        return "weaker: a row for a noun is nearer";
    return "weaker: the other frame is filled better";
}

static const char *reason(EventWork *w, uint32_t head, const Tried *x, const Tried *won)
{
    Arena *a = w->d->arena;
    const TriggerRow *row = x->row;
    const Condition *c = row->condition + x->try.at;
    w->row = row;
    switch (x->try.lost) {
    case LOST_POS:
        return row->pos == 'V'   ? "needs a verb"
               : row->pos == 'N' ? "needs a noun"
                                 : "needs an adjective or adverb";
    case LOST_WORDS:
        return arena_printf(a, "needs the words '%s'", shown(a, row_cell(w, row, "lemma")));
    case LOST_LIGHT:
        return arena_printf(a, "needs %s; here none", shown(a, role_cell(w, row, ROLE_LIGHT)));
    case LOST_CONDITION: {
        const char *text = shown(a, cell_part(row_cell(w, row, "if"), '&', x->try.at));
        return c->slot.n
                   ? arena_printf(a, "needs %s; here %s", text, fillers_text(w, head, &c->slot))
                   : arena_printf(a, "needs %s", text);
    }
    default: return outranked(w, x, won);
    }
}

static RowTrial row_trial(EventWork *w, const TriggerRow *row, const char *why)
{
    Arena *a = w->d->arena;
    Str lemma = row_cell(w, row, "lemma"), frame = row_cell(w, row, "frame"),
        means = row_cell(w, row, "means");
    return (RowTrial){.row = row->source,
                      .entry = str_of(arena_printf(a, "%.*s %c %.*s%s→ %s", (int)lemma.n, lemma.p,
                                                   row->pos, (int)frame.n, frame.p ? frame.p : "",
                                                   frame.n ? " " : "", shown(a, means))),
                      .reason = str_of(why)};
}

static int nearer(const void *x, const void *y)
{
    const Tried *a = x, *b = y;
    return a->far != b->far ? (a->far > b->far) - (a->far < b->far)
                            : (a->order > b->order) - (a->order < b->order);
}

static Far distance(const EventWork *w, uint32_t head, const Tried *x)
{
    uint32_t one, last;
    switch (x->try.lost) {
    case LOST_NOT: return FAR_NOT;
    case LOST_POS: return match_words(w->d, head, x->row, &one, &last) ? FAR_POS : FAR_ALL;
    case LOST_WORDS: return FAR_WORDS;
    case LOST_LIGHT: return FAR_SLOT;
    default: {
        const SlotList *slot = &x->row->condition[x->try.at].slot;
        return slot->n && slot_fillers(w, head, slot, &one, 1) == 0 ? FAR_SLOT : FAR_KIND;
    }
    }
}

Trial trial_at(EventWork *w, uint32_t token)
{
    Doc *d = w->d;
    Trial t = {.token = token};
    uint32_t first = match_rows(w->t, &d->tokens[token]), n = 0;
    for (uint32_t r = first; r != NONE; r = w->t->rows[r].next)
        n++;
    Tried *tried = ARENA_NEW(d->arena, Tried, n + 1), *won = NULL, best;
    n = 0;
    for (uint32_t r = first; r != NONE; r = w->t->rows[r].next, n++) {
        tried[n] = (Tried){.row = &w->t->rows[r], .order = n};
        match_try(w, token, tried[n].row, 0, &tried[n].try);
        tried[n].far = distance(w, token, &tried[n]);
        if (tried[n].try.score >= 0 && (!won || tried[n].try.score > won->try.score))
            won = &tried[n];
    }
    if (won) {
        best = *won;
        *won = tried[--n];
        won = &best;
        // "the long-threatened invasion" (match.c)
        bool told = w->match_of[token] != NONE || w->blocked[token];
        w->row = best.row;
        const TriggerRow *recast = match_recast(w, best.row, token);
        t.won = row_trial(w, best.row,
                          !told    ? "but a participle before its noun says how"
                          : recast ? arena_printf(d->arena, "read as %.*s() by its content",
                                                  (int)recast->means.operators[0].n,
                                                  recast->means.operators[0].p)
                                   : "");
    }
    if (n)
        qsort(tried, n, sizeof *tried, nearer);
    // words that are not there, another part of speech: only where nothing came nearer
    Far most = won || (n && tried[0].far <= FAR_SLOT) ? FAR_SLOT : FAR_WORDS;
    t.lost = ARENA_NEW(d->arena, RowTrial, LIMIT_TRIAL_ROWS);
    for (; t.n_lost < n && t.n_lost < LIMIT_TRIAL_ROWS && tried[t.n_lost].far <= most; t.n_lost++)
        t.lost[t.n_lost] =
            row_trial(w, tried[t.n_lost].row, reason(w, token, &tried[t.n_lost], won));
    t.n_more = n - t.n_lost;
    t.only_far = most == FAR_WORDS;
    return t;
}

void trial_run(EventWork *w)
{
    Doc *d = w->d;
    for (uint32_t i = 0; i < d->n_tokens; i++) {
        const Token *k = &d->tokens[i];
        if (!match_may_head(w, i) || (d->sentences[k->sentence].flags & SENT_REPEAT) ||
            (k->upos != UPOS_VERB && k->upos != UPOS_NOUN && w->match_of[i] == NONE &&
             !w->blocked[i]))
            continue;
        Trial t = trial_at(w, i);
        if (t.n_lost && (k->upos == UPOS_VERB || !t.only_far))
            *ARENA_PUSH(d->arena, d->trials, d->n_trials, d->cap_trials) = t;
    }
}
