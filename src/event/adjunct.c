// SPDX-License-Identifier: MIT
// In: a claim and the layers of times, places and quotations. Out: its time, place and voices.
// Method: an adverbial belongs to the claim whose trigger is nearest in the tree; clauses of time
// keep their own. Voices are the quotations whose content holds the trigger, largest first. Cost:
// linear in the sentence's adverbials. Does not: read dates or look places up.
#include "event/claim.h"

// The sentence that holds a byte of the text, or the last one before it.
static uint32_t sentence_at(const Doc *d, uint32_t byte)
{
    size_t low = 0, high = d->n_sentences;
    while (low + 1 < high) {
        size_t mid = (low + high) / 2;
        if (d->sentences[mid].span.start <= byte)
            low = mid;
        else
            high = mid;
    }
    return (uint32_t)low;
}

void adjunct_index(Claims *c)
{
    const Doc *d = c->d;
    size_t n = d->n_sentences;
    c->time_from = ARENA_NEW(d->arena, uint32_t, n + 1);
    c->place_from = ARENA_NEW(d->arena, uint32_t, n + 1);
    c->quote_of = ARENA_NEW(d->arena, uint32_t, d->n_tokens + 1);
    for (size_t i = 0; i <= d->n_tokens; i++)
        c->quote_of[i] = NONE;
    for (uint32_t q = (uint32_t)d->n_quotes; q-- > 0;)
        if (d->quotes[q].cue_token != NONE)
            c->quote_of[d->quotes[q].cue_token] = q;
    c->quote_from = ARENA_NEW(d->arena, uint32_t, n + 2);
    for (size_t s = 0; s <= n; s++)
        c->time_from[s] = c->place_from[s] = NONE;
    for (uint32_t i = (uint32_t)d->n_times; i-- > 0;)
        c->time_from[d->tokens[d->times[i].first].sentence] = i;
    for (uint32_t i = (uint32_t)d->n_places; i-- > 0;)
        c->place_from[d->tokens[d->places[i].first].sentence] = i;
    // two passes over the quotations' sentences: count, then fill
    for (unsigned pass = 0; n && pass < 2; pass++) {
        for (uint32_t q = 0; q < d->n_quotes; q++) {
            uint32_t last = NONE; // pieces of one quotation may lie in one sentence
            for (uint32_t k = 0; k < d->quotes[q].n_content; k++) {
                Span x = d->quotes[q].content[k];
                for (uint32_t s = sentence_at(d, x.start);
                     s < n && d->sentences[s].span.start < x.end; s++) {
                    if (s == last)
                        continue;
                    last = s;
                    if (pass == 0)
                        c->quote_from[s + 2]++;
                    else
                        c->quote_list[c->quote_from[s + 1]++] = q;
                }
            }
        }
        if (pass == 0) {
            for (size_t s = 2; s < n + 2; s++)
                c->quote_from[s] += c->quote_from[s - 1];
            c->quote_list = ARENA_NEW(d->arena, uint32_t, c->quote_from[n + 1] + 1);
        }
    }
}

// How near an adverbial is to the trigger in the tree: 3 on it, 2 below it, 1 above it in the same
// clause chain, 0 elsewhere.
static int tree_nearness(const Doc *d, uint32_t first, uint32_t end, uint32_t trigger)
{
    uint32_t head = first;
    for (uint32_t i = first; i < end; i++)
        if (d->tokens[i].head == NONE || d->tokens[i].head < first || d->tokens[i].head >= end) {
            head = i;
            break;
        }
    uint32_t up = d->tokens[head].head;
    if (up == trigger)
        return 3;
    if (token_dominates(d, trigger, head))
        return 2;
    return up != NONE && token_dominates(d, up, trigger) ? 1 : 0;
}

// A subordinate clause of time has its own: "froze the assets on Wednesday, ten days after students
// stormed the embassy".
static bool is_shielded(const Doc *d, uint32_t trigger, uint32_t timex)
{
    static const char *const marks[] = {"after", "before", "since", "until", "when", NULL};
    const Sentence *s = &d->sentences[d->tokens[trigger].sentence];
    uint32_t at = trigger;
    for (uint32_t steps = s->end - s->first; at != NONE && steps;
         steps--, at = d->tokens[at].head) {
        if (token_dominates(d, at, timex))
            return false;
        unsigned dep = d->tokens[at].dep;
        if (dep == DEP_ACL_RELCL)
            return true;
        if (dep != DEP_ADVCL && dep != DEP_OBL && dep != DEP_ACL)
            continue;
        for (uint32_t k = token_child(d, at, NONE); k != NONE; k = token_child(d, at, k))
            for (unsigned w = 0; marks[w]; w++)
                if ((d->tokens[k].dep == DEP_MARK || d->tokens[k].dep == DEP_CASE ||
                     d->tokens[k].dep == DEP_ADVMOD) &&
                    token_is(d, k, marks[w]))
                    return true;
    }
    return false;
}

// "released a man who had been kidnapped in May": the time is the lower clause's. together: what
// happened "when car bombs went off in Nairobi" happened there too.
static bool in_lower_clause(const Doc *d, uint32_t trigger, uint32_t timex, bool together)
{
    const Sentence *s = &d->sentences[d->tokens[trigger].sentence];
    uint32_t at = timex;
    for (uint32_t steps = s->end - s->first; at != NONE && at != trigger && steps;
         steps--, at = d->tokens[at].head) {
        unsigned dep = d->tokens[at].dep;
        bool clause =
            dep == DEP_ACL_RELCL || dep == DEP_ADVCL || dep == DEP_CCOMP || dep == DEP_ACL;
        if (!clause || d->tokens[at].upos != UPOS_VERB || token_dominates(d, at, trigger))
            continue;
        bool when = false;
        for (uint32_t k = token_child(d, at, NONE); k != NONE && k < at && together;
             k = token_child(d, at, k))
            when |= token_is(d, k, "when") || token_is(d, k, "while") || token_is(d, k, "as");
        if (!when)
            return true;
    }
    return false;
}

// "said orders fell to their lowest since May 1980": what stands in the words that a statement
// reports is theirs.
static bool in_own_words(const Claims *c, const Claim *claim, Span s)
{
    uint32_t q = act_in(claim->act, "statement") && claim->n_operators == 0
                     ? c->quote_of[claim->token]
                     : NONE;
    for (uint32_t k = 0; q != NONE && k < c->d->quotes[q].n_content; k++)
        if (c->d->quotes[q].content[k].start <= s.start && s.end <= c->d->quotes[q].content[k].end)
            return true;
    return false;
}

// "Sudan attacked three villages," Chad said on Monday: that is when it was said.
static bool is_when_said(const Claims *c, const Claim *claim, const Timex *t)
{
    const Doc *d = c->d;
    if (claim->n_operators && claim->operators[0].token == NONE) // announced: saying it is the act
        return false;
    uint32_t up = d->tokens[t->first].head;
    for (unsigned steps = 0; steps < 4 && up != NONE && up >= t->first && up < t->end; steps++)
        up = d->tokens[up].head;
    uint32_t q = up == NONE ? NONE : c->quote_of[up];
    for (uint32_t k = 0; q != NONE && k < d->quotes[q].n_content; k++)
        if (d->quotes[q].content[k].start <= claim->trigger.start &&
            claim->trigger.start < d->quotes[q].content[k].end && up != claim->token)
            return true;
    return false;
}

// "sentenced for the murder of a judge in 1986": the year of another act.
static bool is_of_other(const Claims *c, const Claim *claim, const Timex *t)
{
    const Doc *d = c->d;
    uint32_t up = d->tokens[t->first].head;
    return t->end == t->first + 1 && d->tokens[t->first].lower.n == 4 && up != NONE &&
           d->tokens[up].upos == UPOS_NOUN && up != claim->token && c->w->match_of[up] != NONE;
}

void adjunct_time(Claims *c, Claim *claim, uint32_t anchor, bool inner)
{
    const Doc *d = c->d;
    int best = inner ? 1 : 0; // "demanded on Tuesday that Egypt withdraw": Tuesday is the demand's
    uint32_t only = NONE, n = 0;
    claim->time = NONE;
    for (uint32_t i = c->time_from[claim->sentence];
         i < d->n_times && d->tokens[d->times[i].first].sentence == claim->sentence; i++) {
        const Timex *t = &d->times[i];
        if ((t->type != TIMEX_DATE && t->type != TIMEX_TIME) ||
            (t->vague && t->start_day == DAY_NONE))
            continue;
        if (is_shielded(d, anchor, t->first) || in_lower_clause(d, anchor, t->first, false))
            continue;
        if (in_own_words(c, claim, t->span) || is_when_said(c, claim, t) ||
            is_of_other(c, claim, t))
            continue;
        if (d->tokens[t->first].flags & TOKEN_DATELINE) // "CAIRO, Nov. 1 -": the day of writing
            continue;
        n++;
        only = i;
        int near = tree_nearness(d, t->first, t->end, anchor);
        if (near > best) {
            best = near;
            claim->time = i;
        }
    }
    if (claim->time == NONE && n == 1 && !inner)
        claim->time = only;
    claim->time_from_article = claim->time == NONE && d->date != DAY_NONE;
}

// located: a phrase that says where, such as "flew to Lima", whose recipient the town is as well.
static bool is_role_token(const Claims *c, const Claim *claim, uint32_t token, bool located)
{
    for (unsigned r = 0; r < 2; r++) {
        const uint32_t *list = r ? claim->recipient : claim->actor;
        uint32_t n = r ? claim->n_recipient : claim->n_actor;
        for (uint32_t i = 0; i < n; i++) {
            const Mention *m = &c->d->mentions[list[i]];
            if (m->first <= token && token < m->end &&
                !(r && m->place && (m->via == VIA_NAME || (located && m->via == VIA_CAPITAL))))
                return true;
        }
    }
    return false;
}

static bool has_place_mark(const Doc *d, uint32_t head)
{
    static const char *const at[] = {
        "in",     "at",   "near", "on",   "outside", "inside", "around", "across",  "throughout",
        "within", "over", "off",  "from", "to",      "into",   "along",  "between", NULL};
    uint32_t mark = token_child_dep(d, head, DEP_CASE);
    return mark != NONE && token_in(d, mark, at);
}

// "in Lima", "in the harbour of Lima", "in a Lima clinic"
static bool is_where(const Doc *d, uint32_t head)
{
    if (has_place_mark(d, head))
        return true;
    uint32_t up = d->tokens[head].head, mark = token_child_dep(d, head, DEP_CASE);
    bool of = d->tokens[head].dep == DEP_NMOD && mark != NONE && token_is(d, mark, "of");
    return up != NONE && d->tokens[up].upos == UPOS_NOUN &&
           (of || d->tokens[head].dep == DEP_COMPOUND) && has_place_mark(d, up);
}

// "Officials in London feared …": where those are who speak or decide, not where it takes place;
// "soldiers in Mali killed …" did it there.
static bool is_where_actor_sits(const Claims *c, const Claim *claim, uint32_t head)
{
    static const char *const ground[] = {"attack", "violence", "mass", "coerce", "protest", NULL};
    for (unsigned k = 0; claim->n_operators == 0 && ground[k]; k++)
        if (act_in(claim->act, ground[k]))
            return false;
    for (uint32_t i = 0; i < claim->n_actor; i++)
        if (token_dominates(c->d, c->d->mentions[claim->actor[i]].head, head))
            return true;
    return false;
}

void adjunct_place(Claims *c, Claim *claim, uint32_t anchor, bool inner)
{
    const Doc *d = c->d;
    int best = 0;
    claim->place = NONE;
    for (uint32_t i = c->place_from[claim->sentence];
         i < d->n_places && d->tokens[d->places[i].first].sentence == claim->sentence; i++) {
        const Place *p = &d->places[i];
        if (p->demonym || in_own_words(c, claim, p->span))
            continue;
        uint32_t head = p->end - 1;
        for (uint32_t k = p->first; k < p->end; k++)
            if (d->tokens[k].head == NONE || d->tokens[k].head < p->first ||
                d->tokens[k].head >= p->end)
                head = k;
        if (is_where_actor_sits(c, claim, head) ||
            is_role_token(c, claim, p->first, is_where(d, head)))
            continue;
        uint32_t mark = token_child_dep(d, head, DEP_CASE), up = d->tokens[head].head;
        bool moves = act_in(claim->act, "protest") || act_in(claim->act, "posture") ||
                     act_in(claim->act, "attack"); // "marched through Lima"
        bool located = is_where(d, head) || (moves && mark != NONE && token_is(d, mark, "through"));
        int near = tree_nearness(d, p->first, p->end, anchor);
        // "In Washington he welcomed the armistice": not where it was signed. "Give up the base at
        // Guantánamo and end the embargo": a phrase of another clause
        if (near < (inner ? 2 : 1) || in_lower_clause(d, anchor, p->first, true))
            continue;
        near = near * 2 + located;
        // towns before the countries they lie in; an object that is a place is where it happened
        bool object = (d->tokens[head].dep == DEP_OBJ || d->tokens[head].dep == DEP_NSUBJ_PASS) &&
                      d->tokens[head].head == anchor && p->precision >= PLACE_REGION;
        object |= up != NONE && mark != NONE && token_is(d, mark, "of") && // "the village of Sirp"
                  d->tokens[head].dep == DEP_NMOD && d->tokens[up].dep == DEP_OBJ &&
                  d->tokens[up].head == anchor;
        bool modifier = d->tokens[head].dep == DEP_COMPOUND &&
                        d->tokens[head].head == anchor; // "Kabul bombing"
        if (!located && !object && !modifier && d->tokens[head].dep != DEP_APPOS)
            continue;
        near = near * 2 + (p->precision >= PLACE_REGION);
        if (near > best) {
            best = near;
            claim->place = i;
        }
    }
}

void adjunct_voices(Claims *c, Claim *claim)
{
    const Doc *d = c->d;
    uint32_t found[LIMIT_VOICES], n = 0;
    uint64_t size[LIMIT_VOICES];
    for (uint32_t i = c->quote_from[claim->sentence];
         i < c->quote_from[claim->sentence + 1] && n < LIMIT_VOICES; i++) {
        uint32_t q = c->quote_list[i];
        const Quote *quote = &d->quotes[q];
        if (quote->cue_token == claim->token)
            continue;
        bool inside = false;
        uint64_t all = 0;
        for (uint32_t k = 0; k < quote->n_content; k++) {
            inside |= quote->content[k].start <= claim->trigger.start &&
                      claim->trigger.start < quote->content[k].end;
            all += quote->content[k].end - quote->content[k].start;
        }
        // the trigger itself may be the cue ("accused"): then the quotation is the claim's content
        if (!inside ||
            (quote->cue.end > quote->cue.start && quote->cue.start >= claim->trigger.start &&
             quote->cue.end <= claim->trigger.end))
            continue;
        uint32_t at = n++;
        for (; at > 0 && size[at - 1] < all; at--) {
            found[at] = found[at - 1];
            size[at] = size[at - 1];
        }
        found[at] = q;
        size[at] = all;
    }
    claim->n_voices = n;
    claim->voices = n ? ARENA_NEW(d->arena, uint32_t, n) : NULL;
    if (n)
        memcpy(claim->voices, found, n * sizeof *found);
}
