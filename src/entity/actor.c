// SPDX-License-Identifier: MIT
// In: tokens, tags, tree, names, places. Out: Doc.mentions, every noun phrase that may stand for an
// actor, with its code. Method: noun phrases are cut from the tag sequence and checked against the
// tree (actor_phrase.c), each is a row of elements found by look-up (actor_tables.c), the elements
// are composed to a reading (actor_read.c); here phrases are joined with their possessors and
// complements, and become mentions. Tags are trusted more than arcs, since short phrases and
// headlines parse badly; arcs only split runs and attach "in X". Cost: linear; a phrase after "of"
// is read at most three deep. Does not: link mentions (coref.c), decide who acted.
#include "entity/phrase.h"

#define MAX_DEPTH 3

typedef struct {
    uint32_t first, base_end, end; // base_end: without complements
    uint32_t mention;              // index; NONE
    Str owner;                     // country of its outermost possessor
    Reading r;
} Phrase;

// ------------------------------------------------------------------------------------------
// mentions
static uint32_t span_root(const ActorRun *r, uint32_t first, uint32_t end, uint32_t fallback)
{
    uint32_t best = NONE;
    for (uint32_t i = first; i < end; i++) {
        const Token *x = tok(r, i);
        if (x->head != NONE && x->head >= first && x->head < end)
            continue;
        if (x->dep == DEP_PUNCT || x->dep == DEP_CASE || x->dep == DEP_DET || x->dep == DEP_CC ||
            x->dep == DEP_MARK)
            continue;
        if (best == NONE || (!is_nominal(tok(r, best)) && is_nominal(x)))
            best = i;
    }
    return best == NONE ? fallback : best;
}

static uint32_t mention_add(ActorRun *r, uint32_t first, uint32_t end, const Reading *x)
{
    Doc *d = r->d;
    Mention *m = ARENA_PUSH(d->arena, d->mentions, d->n_mentions, d->cap_mentions);
    memset(m, 0, sizeof *m);
    m->first = first;
    m->end = end;
    m->span = (Span){d->tokens[first].span.start, d->tokens[end - 1].span.end};
    m->head = span_root(r, first, end, x->head_end ? x->head_end - 1 : end - 1);
    m->kind = x->kind;
    m->via = x->via;
    m->ner = x->ner;
    m->plural = x->plural;
    m->human = x->human;
    m->place = x->place;
    m->name = x->name;
    m->code = x->code;
    m->country = x->country.n ? country_plover(r->t, x->country) : (Str){0};
    m->sector = x->sector;
    m->id = x->id;
    m->p = x->p;
    m->row = x->row;
    m->entity = NONE;
    if (x->groups.n >= 3) {
        char out[48];
        size_t n = 0;
        for (size_t i = 0; i + 3 <= x->groups.n && n + 4 < sizeof out; i += 3) {
            if (!sector_of_group((Str){x->groups.p + i, 3}).n)
                continue; // "KUR", "UNO": not sectors
            if (n)
                out[n++] = ' ';
            memcpy(out + n, x->groups.p + i, 3);
            n += 3;
        }
        m->sectors = (Str){arena_strndup(d->arena, out, n), n};
    }
    if (!m->name.n && x->named)
        m->name = doc_str(
            d, (Span){d->tokens[x->head_first].span.start, d->tokens[x->head_end - 1].span.end});
    return (uint32_t)(d->n_mentions - 1);
}

// Names and country words inside a phrase that is no actor, or whose code does not come from them:
// "Israeli army | raid", "Syrian-Turkish border", "pro-Russian separatists".
static void nested_add(ActorRun *r, uint32_t a, uint32_t b, const Reading *whole)
{
    Hit e[MAX_ELEMENTS];
    bool done[MAX_ELEMENTS] = {false};
    unsigned n = phrase_elements(r, a, b, e);
    for (int i = (int)n - 1; i >= 0; i--) {
        const Hit *h = &e[i];
        if (done[i] || (whole && whole->head_first == h->first))
            continue;
        bool country = country_like(h) || h->kind == HIT_ETHNIC || h->kind == HIT_FAITH;
        bool named = h->kind == HIT_ORG || h->kind == HIT_GROUP || h->kind == HIT_PERSON;
        bool role = !whole && (h->kind == HIT_ROLE || h->kind == HIT_BODY) &&
                    is_nominal(tok(r, h->end - 1));
        if (!(country || named || role))
            continue;
        if (role && !h->code.n)
            continue; // "an agent network": says nobody
        if (role && h->role == ROLE_GROUP && !h->plural && str_is(h->sector, "CVL"))
            continue; // "consumer rights", "child labour"
        if (whole && country && !h->joined && h->kind != HIT_COUNTRY)
            continue; // the phrase's own nationality
        uint32_t from = h->first;
        if (role ||
            named) { // its own modifiers go with it: "Israeli army | raid", "President X | visit"
            int j = i - 1;
            while (j >= 0 && e[j].end == from && !e[j].joined &&
                   (e[j].kind == HIT_ADJECTIVE || e[j].kind == HIT_COUNTRY ||
                    (named && e[j].kind == HIT_ROLE) || e[j].kind == HIT_FORMER)) {
                from = e[j].first;
                done[j] = true;
                j--;
            }
        }
        if (country && from > a && str_is(low(r, from - 1), "ethnic"))
            from--;
        if (whole && from != h->first)
            from = h->first;
        Reading x;
        actor_read(r, from, h->end, NULL, NULL, NULL, &x);
        if (x.actor)
            mention_add(r, from, h->end, &x);
    }
}

// ------------------------------------------------------------------------------------------
// phrases and what follows them
static bool is_quantity(const ActorRun *r, uint32_t i)
{
    static const char *const words[] = {
        "hundreds", "thousands", "dozens",  "scores",   "tens",   "millions", "number", "majority",
        "half",     "couple",    "handful", "band",     "wave",   "series",   "most",   "some",
        "many",     "several",   "all",     "few",      "part",   "rest",     "one",    "two",
        "three",    "group",     "groups",  "crowd",    "crowds", "minority", "pair",   "bunch",
        "mass",     "masses",    "column",  "team",     "lot",    "lots",     "total",  "each",
        "any",      "none",      "both",    "thousand", "hundred"};
    return tok(r, i)->upos == UPOS_NUM || WORD_IN(low(r, i), words);
}

static uint32_t phrase_read(ActorRun *r, uint32_t i, unsigned depth, bool emit, Phrase *out);

// "Troops loyal to General X", "militants loyal to Chad's Testname": they are of his country, and
// of his group.
static bool look_loyal(ActorRun *r, uint32_t i, Phrase *next)
{
    static const char *const words[] = {"loyal", "faithful", "allegiant"};
    if (i + 2 >= r->s->end || !WORD_IN(low(r, i), words) || !str_is(low(r, i + 1), "to") ||
        !phrase_can_start(r, i + 2))
        return false;
    phrase_read(r, i + 2, MAX_DEPTH - 1, false, next);
    if (next->r.human || next->r.ner == NAME_PER)
        next->r.actor = false;
    if (next->owner.n)
        next->r.country = next->owner;
    return next->end > i + 2 && (next->r.country.n || next->r.code.n);
}

// What a preposition right after the phrase adds: "spokesman for the army", "police in Lagos".
// Spans do not grow.
static bool look_ahead(ActorRun *r, const Phrase *p, Phrase *next)
{
    static const char *const preps[] = {"in",         "from", "at",     "for",    "across",
                                        "throughout", "with", "inside", "around", "near"};
    uint32_t i = p->end;
    if (look_loyal(r, i, next))
        return true;
    if (i + 2 < r->s->end && (str_is(low(r, i), "based") || str_is(low(r, i), "living")) &&
        str_is(low(r, i + 1), "in")) {
        phrase_read(r, i + 2, MAX_DEPTH - 1, false, next); // "a group based in Trinidad"
        return next->end > i + 2 && next->r.country.n != 0;
    }
    if (i + 1 >= r->s->end || tok(r, i)->upos != UPOS_ADP || !WORD_IN(low(r, i), preps) ||
        !phrase_can_start(r, i + 1))
        return false;
    Str prep = low(r, i);
    phrase_read(r, i + 1, MAX_DEPTH - 1, false, next);
    if (next->end <= i + 1)
        return false;
    uint32_t head = span_root(r, next->first, next->end, next->end - 1);
    uint32_t up = tok(r, head)->head;
    bool attached = up != NONE && up >= p->first && up < p->end;
    if (!attached && !r->fragment)
        return false;
    // an embassy in Tehran is of any country but that one
    static const char *const abroad[] = {
        "embassy", "embassies", "consulate",    "consulates",  "ambassador", "ambassadors",
        "consul",  "diplomat",  "diplomats",    "envoy",       "envoys",     "legation",
        "attaché", "tourists",  "peacekeepers", "expatriates", "foreigners"};
    if (WORD_IN(low(r, p->end - 1), abroad) && !str_is(prep, "from") && !str_is(prep, "for"))
        return false;
    bool body = str_is(prep, "for") || str_is(prep, "with") || str_is(prep, "at");
    if (body && !(p->r.rule == RULE_WEAK || p->r.rule == RULE_STATE))
        return false;
    if (!body && !next->r.place && !next->r.country.n)
        return false;
    return true;
}

// What "of X" adds to a name: "Colonel Jan Kowal of the Polish army", "Prime Minister Karl Lind of
// Sweden", "the Conservative Party of South Africa". The spans stay apart.
static void named_of(const ActorRun *r, const Reading *of, Reading *x)
{
    if (!x->named || !x->actor)
        return;
    bool state = of->country.n && country_kind(r->t, of->country).n;
    if (x->ner == NAME_PER && !x->country.n && !x->whole) {
        if (x->groups.n && state) {
            if (of->groups.n && soft_head(x->groups) && !of->nationality && of->actor) {
                x->groups = of->groups;
                x->sector = of->sector;
            }
            x->country = of->country;
        } else if (!x->groups.n && of->whole && of->named &&
                   of->code.n) { // "Joan Roe of the Testname League"
            x->country = of->country;
            x->groups = of->groups;
            x->sector = of->sector;
            x->code = of->code;
            x->via = VIA_ROLE;
            return;
        } else
            return;
        x->via = VIA_ROLE;
    } else if (x->ner == NAME_ORG && x->whole && x->groups.n && state && of->place &&
               !str_eq(of->country, x->country) &&
               country_kind(r->t, x->country)
                   .n) { // the table's best-known bearer of the name is another
        x->country = of->country;
        x->whole = false;
        x->name = x->id = (Str){0};
    } else
        return;
    x->code = code_join(r->d->arena, country_cameo(r->t, x->country), x->groups);
}

// "The Greeks of Istanbul": a people in another's country is one of its minorities.
static void people_of(const ActorRun *r, const Reading *of, Reading *x)
{
    if (!x->nationality || !x->plural || x->groups.n || !of->place ||
        str_eq(of->country, x->country) || !str_is(country_kind(r->t, of->country), "state"))
        return;
    x->groups = code_join(r->d->arena, STR("CVL"), country_cameo(r->t, x->country));
    x->sector = STR("CVL");
    x->country = of->country;
    x->nationality = x->whole = false;
    x->name = (Str){0};
    x->code = code_join(r->d->arena, country_cameo(r->t, x->country), x->groups);
}

// "The parties to the conflict in Chad" are no political parties.
static bool is_party_to(const ActorRun *r, const Phrase *p)
{
    static const char *const matters[] = {
        "conflict", "conflicts",    "war",     "agreement", "accord",   "accords",   "treaty",
        "dispute",  "negotiations", "talks",   "fighting",  "truce",    "ceasefire", "pact",
        "deal",     "convention",   "clashes", "crisis",    "protocol", "case",      "lawsuit"};
    static const char *const sides[] = {"all", "warring", "conflicting", "third", "opposing"};
    if (!p->r.actor || p->r.named || !str_is(r->k.singular[p->base_end - 1], "party") ||
        !str_starts(p->r.groups, "PTY"))
        return false;
    if (str_is(low(r, p->base_end - 1), "parties") && p->base_end >= p->first + 2 &&
        WORD_IN(low(r, p->base_end - 2), sides))
        return true; // "all parties", "the warring parties"
    if (p->base_end >= r->s->end || !str_is(low(r, p->base_end), "to"))
        return false;
    for (uint32_t i = p->base_end + 1; i < r->s->end && i < p->base_end + 7; i++)
        if (WORD_IN(low(r, i), matters))
            return true;
        else if (tok(r, i)->upos == UPOS_VERB || tok(r, i)->upos == UPOS_AUX ||
                 tok(r, i)->upos == UPOS_PUNCT)
            break;
    return false;
}

static void party_to(ActorRun *r, unsigned depth, Phrase *p)
{
    Phrase next = {0};
    p->r.groups = p->r.sector = p->r.code = (Str){0};
    if (p->base_end + 1 < r->s->end && depth < MAX_DEPTH && str_is(low(r, p->base_end), "to") &&
        phrase_can_start(r, p->base_end + 1))
        phrase_read(r, p->base_end + 1, depth + 1, false, &next);
    if (!p->r.country.n && country_kind(r->t, next.r.country).n)
        p->r.country = next.r.country;
    p->r.code = country_cameo(r->t, p->r.country);
    p->r.complement = false;
}

// "the shelling by government forces of the suburb": both phrases belong to the noun before them.
static bool is_beside(const ActorRun *r, uint32_t first, uint32_t end, const Phrase *of)
{
    if (r->fragment || of->end <= of->first)
        return false;
    uint32_t head = span_root(r, first, end, end - 1),
             other = span_root(r, of->first, of->end, of->end - 1), up = tok(r, head)->head;
    return up != NONE && up < first && tok(r, other)->head == up && tok(r, up)->upos == UPOS_NOUN &&
           tok(r, head)->dep == DEP_NMOD && tok(r, other)->dep == DEP_NMOD;
}

static uint32_t phrase_read(ActorRun *r, uint32_t i, unsigned depth, bool emit, Phrase *out)
{
    uint32_t possessors[4];
    unsigned n_possessors;
    memset(out, 0, sizeof *out);
    out->first = i;
    out->mention = NONE;
    uint32_t end = phrase_base_end(r, i, possessors, &n_possessors);
    out->base_end = out->end = end;
    if (end <= i)
        return i + 1;
    Reading owners[4], *owner = NULL;
    uint32_t part = i;
    if (is_xpos(tok(r, i), "PRP$") && emit) {
        Reading pronoun = {.actor = true,
                           .kind = MENTION_PRONOUN,
                           .human = !str_is(low(r, i), "its"),
                           .plural = str_is(low(r, i), "their"),
                           .p = 0.5f,
                           .head_end = i + 1};
        mention_add(r, i, i + 1, &pronoun);
    }
    for (unsigned k = 0; k < n_possessors; k++) {
        actor_read(r, part, possessors[k], owner, NULL, NULL, &owners[k]);
        if (emit) {
            if (owners[k].actor && owners[k].kind != MENTION_PRONOUN)
                mention_add(r, i, possessors[k], &owners[k]);
            nested_add(r, part, possessors[k], owners[k].actor ? &owners[k] : NULL);
        }
        owner = &owners[k];
        part = possessors[k] + 1;
        if (!out->owner.n)
            out->owner = owner->country;
    }
    actor_read(r, part, end, owner, NULL, NULL, &out->r);
    if (end < r->s->end && str_is(low(r, end), "of") && depth < MAX_DEPTH && end + 1 < r->s->end &&
        phrase_can_start(r, end + 1)) {
        bool quantity = (!out->r.actor || out->r.rule == RULE_WEAK) && is_quantity(r, end - 1);
        Phrase of;
        bool inner_emit = emit && (out->r.actor || quantity);
        uint32_t mentions = (uint32_t)r->d->n_mentions;
        phrase_read(r, end + 1, depth + 1, inner_emit, &of);
        if (!quantity && is_beside(r, i, end, &of)) {
            r->d->n_mentions = inner_emit ? mentions : r->d->n_mentions; // read again on its own
        } else if (out->r.complement || quantity) {
            if (quantity) {
                if (of.r.actor && !of.r.place) {
                    bool keep = out->r.complement;
                    out->r = of.r;
                    if (of.r.nationality && of.r.whole && !of.r.sector.n)
                        make_civil(r, &out->r); // "hundreds of Peruvians"
                    out->r.plural = !str_is(low(r, end - 1), "one");
                    out->r.complement = keep;
                    out->end = of.end;
                    Phrase from;
                    if (!out->r.country.n && !out->r.whole && out->r.groups.n &&
                        depth + 1 < MAX_DEPTH && look_ahead(r, out, &from) &&
                        from.r.country.n) { // "hundreds of students from Peru"
                        out->r.country = from.r.country;
                        out->r.code = code_join(r->d->arena, country_cameo(r->t, from.r.country),
                                                out->r.groups);
                    }
                    // the inner phrase goes: the whole stands for it
                    if (inner_emit && of.mention != NONE &&
                        r->d->mentions[of.mention].kind != MENTION_NAME &&
                        of.mention + 1 == r->d->n_mentions)
                        r->d->n_mentions--;
                } else if (!out->r.actor) {
                    r->d->n_mentions = inner_emit ? mentions : r->d->n_mentions;
                    out->r.country = out->r.country.n ? out->r.country : of.r.country;
                }
            } else {
                actor_read(r, part, end, owner, &of.r, "of", &out->r);
                out->end = of.end;
                if (of.r.named && of.r.ner == NAME_PER && of.r.via == VIA_ROLE && out->r.human &&
                    !out->r.plural) {
                    // "Chairman of the Joint Chiefs General John Doe": one person, title and name
                    Str groups = out->r.groups, sector = out->r.sector, country = out->r.country;
                    out->r = of.r;
                    if (groups.n && !of.r.groups.n) {
                        out->r.groups = groups;
                        out->r.sector = sector;
                        out->r.country = country;
                        out->r.code = code_join(r->d->arena, country_cameo(r->t, country), groups);
                    }
                    if (inner_emit && of.mention != NONE && of.mention + 1 == r->d->n_mentions)
                        r->d->n_mentions--;
                }
            }
        } else {
            r->d->n_mentions = inner_emit ? mentions : r->d->n_mentions;
            bool org = out->r.named && out->r.ner == NAME_ORG && !out->r.whole;
            if ((!out->r.actor || org) && !out->r.country.n) {
                out->r.country = of.r.country;
                if (org && of.r.country.n) // "the United Bus Company of Tehran"
                    out->r.code =
                        code_join(r->d->arena, country_cameo(r->t, of.r.country), out->r.groups);
            }
            named_of(r, &of.r, &out->r);
            people_of(r, &of.r, &out->r);
        }
    }
    if (is_party_to(r, out))
        party_to(r, depth, out);
    if (out->r.complement && out->end == end && depth < MAX_DEPTH) {
        Phrase next;
        if (look_ahead(r, out, &next)) {
            Reading place = next.r;
            if (!(place.actor && !place.place && (place.groups.n || place.code.n))) {
                place.actor = false; // only its country counts
            }
            actor_read(r, part, end, owner, &place, NULL, &out->r);
        }
    } else if (!out->r.actor && !out->r.country.n && depth < MAX_DEPTH) {
        Phrase next;
        if (look_ahead(r, out, &next))
            out->r.country = next.r.country;
    } else if (out->r.named && out->r.ner == NAME_ORG && out->r.groups.n && !out->r.country.n &&
               !out->r.whole && out->end == end && depth < MAX_DEPTH) {
        Phrase next;
        if (look_ahead(r, out, &next) && next.r.place &&
            country_kind(r->t, next.r.country).n) { // "the Federal Appeals Court in Lagos"
            out->r.country = next.r.country;
            out->r.code =
                code_join(r->d->arena, country_cameo(r->t, next.r.country), out->r.groups);
        }
    }
    static const char *const into[] = {"into", "in", "by", "with",
                                       "to"}; // "entered into force", "took by force"
    if (out->r.actor && end == i + 1 && i > r->s->first && str_is(low(r, i), "force") &&
        WORD_IN(low(r, i - 1), into)) {
        out->r.actor = false;
        return i + 1;
    }
    if (emit) {
        if (out->r.actor) {
            out->mention = mention_add(r, i, out->end, &out->r);
            uint32_t mine = out->mention;
            nested_add(r, part, end, &out->r);
            out->mention = mine;
        } else
            nested_add(r, part, end, NULL);
    }
    return out->end > i ? out->end : i + 1;
}

static bool is_personal(const ActorRun *r, uint32_t i, Reading *x)
{
    static const char *const one[] = {"he", "she", "him", "her", "himself", "herself", "i", "me"};
    static const char *const many[] = {"they", "them", "themselves", "we",
                                       "us",   "our",  "ourselves"};
    const Token *t = tok(r, i);
    if (t->upos != UPOS_PRON || t->dep == DEP_EXPL)
        return false;
    Str w = low(r, i);
    memset(x, 0, sizeof *x);
    x->actor = true;
    x->kind = MENTION_PRONOUN;
    x->p = 0.5f;
    x->head_end = i + 1;
    if (WORD_IN(w, one))
        x->human = true;
    else if (WORD_IN(w, many))
        x->plural = true;
    else if (!str_is(w, "it") && !str_is(w, "itself") && !str_is(w, "its") && !str_is(w, "their") &&
             !str_is(w, "his"))
        return false;
    return true;
}

static bool mention_before(const Mention *x, const Mention *y)
{
    if (x->first != y->first)
        return x->first < y->first;
    if (x->end != y->end)
        return x->end > y->end;
    return false;
}

// Insertion sort, stable: the mentions of one sentence are few and nearly in order.
static void mentions_sort(Mention *m, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        Mention x = m[i];
        size_t j = i;
        while (j > 0 && mention_before(&x, &m[j - 1])) {
            m[j] = m[j - 1];
            j--;
        }
        m[j] = x;
    }
}

static void sentence_read(ActorRun *r, const Sentence *s)
{
    Doc *d = r->d;
    r->s = s;
    r->fragment = true;
    for (uint32_t i = s->first; i < s->end; i++)
        if ((tok(r, i)->upos == UPOS_VERB && tok(r, i)->dep != DEP_AMOD) ||
            tok(r, i)->upos == UPOS_AUX)
            r->fragment = false;
    if (s->end - s->first <= 3)
        r->fragment = true;
    lookup_sentence(&r->k, s);
    for (uint32_t i = s->first; i < s->end;
         i++) { // "Chile's Defence Department" tagged as one name: the possessor is its own
        // "The army ousted President Diallo": the verb is no part of whom it did it to
        if (tok(r, i)->upos == UPOS_VERB && tok(r, i)->dep != DEP_AMOD &&
            r->k.hits[i].kind != HIT_NONE && r->k.hits[i].kind != HIT_PERSON &&
            (tok(r, i)->dep == DEP_ROOT || token_child_dep(d, i, DEP_NSUBJ) != NONE) &&
            token_child_dep(d, i, DEP_OBJ) != NONE)
            r->k.hits[i].kind = HIT_NONE;
        const Hit *h = &r->k.hits[i];
        uint32_t n = r->k.name_at[i];
        if (n != NONE && d->names[n].type == NAME_ORG &&
            (h->kind == HIT_COUNTRY || h->kind == HIT_PERSON || h->kind == HIT_CAPITAL) &&
            h->end + 1 < d->names[n].end && is_xpos(tok(r, h->end), "POS"))
            r->k.name_at[i] = NONE;
        static const char *const compass[] = {"north",    "south",    "east",    "west",
                                              "northern", "southern", "eastern", "western",
                                              "central",  "upper",    "lower"};
        if (n != NONE && i + 1 < d->names[n].end && WORD_IN(low(r, i), compass) &&
            h->kind == HIT_NONE && r->k.hits[i + 1].kind == HIT_COUNTRY &&
            r->k.hits[i + 1].end == d->names[n].end)
            r->k.name_at[i] = n = NONE; // "south Chad"
        for (uint32_t k = i + 1; n != NONE && k + 1 < d->names[n].end; k++)
            if (str_is(low(r, k), "/")) { // "REUTERS/Maria Ruiz" tagged as one: the photographer
                r->k.name_at[i] = NONE;
                if (r->k.name_at[k + 1] == NONE)
                    r->k.name_at[k + 1] = n;
            }
    }
    uint32_t pending = NONE, pending_end = 0; // "Israeli | and Palestinian officials"
    for (uint32_t i = s->first; i < s->end;) {
        Reading x;
        if (tok(r, i)->flags & TOKEN_DATELINE) {
            i++;
            continue;
        }
        if (!is_xpos(tok(r, i), "PRP$") && is_personal(r, i, &x) &&
            !(r->k.name_at[i] != NONE && phrase_unit_end(r, i) > i + 1)) {
            mention_add(r, i, i + 1, &x);
            i++;
            continue;
        }
        if (!phrase_can_start(r, i)) {
            i++;
            continue;
        }
        Phrase p;
        uint32_t next = phrase_read(r, i, 0, true, &p);
        if (pending != NONE && p.mention != NONE && p.first == pending_end + 1 && p.r.groups.n &&
            p.r.country.n &&
            (r->k.hits[p.first].kind == HIT_ADJECTIVE || r->k.hits[p.first].kind == HIT_COUNTRY) &&
            !p.r.whole) {
            Mention *m = &d->mentions[pending];
            m->code = code_join(d->arena, m->code, p.r.groups);
            m->sector = p.r.sector;
            m->sectors = d->mentions[p.mention].sectors;
            m->human = p.r.human;
            m->plural = p.r.plural;
        }
        pending = NONE;
        if (p.mention != NONE && p.r.nationality && tok(r, p.end - 1)->upos == UPOS_ADJ &&
            p.end < s->end && (tok(r, p.end)->upos == UPOS_CCONJ || str_is(low(r, p.end), ","))) {
            pending = p.mention;
            pending_end = p.end;
        }
        i = next > i ? next : i + 1;
    }
}

void actor_run(Doc *d, const ActorTables *t)
{
    ActorRun r = {.d = d, .t = t};
    lookup_init(&r.k, d, t);
    for (size_t i = 0; i < d->n_sentences; i++) {
        size_t from = d->n_mentions;
        sentence_read(&r, &d->sentences[i]);
        mentions_sort(d->mentions + from, d->n_mentions - from);
    }
    // the same span twice: the phrase and its only name
    size_t n = 0;
    for (size_t i = 0; i < d->n_mentions; i++) {
        if (n && d->mentions[n - 1].first == d->mentions[i].first &&
            d->mentions[n - 1].end == d->mentions[i].end)
            continue;
        d->mentions[n++] = d->mentions[i];
    }
    d->n_mentions = n;
    actor_lists(d, t);
    for (size_t i = 0; i < d->n_mentions; i++)
        d->mentions[i].entity = (uint32_t)i;
    d->n_entities = (uint32_t)d->n_mentions;
}
