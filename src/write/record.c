// SPDX-License-Identifier: MIT
// In: the claims of a document. Out: the records of SPEC §3, one JSON object a line, keys in the
// order given there. Absent means not stated: a key without a value is not written. Two exceptions
// that make records easier to read by program: "codes" always holds "cameo" and "plover", null
// where there is none; and "factuality" always holds "negated". Spans count in the part that the
// record names. A mention may lie in the other part ("the premier" of the title, named in the
// text); its object then carries its own "part".
// Cost: linear in the claims. Does not: multiply compound actors into dyads, leave out what the
// filters keep.
#include "write/write.h"

#include <stdio.h>

typedef struct {
    Buf *b;
    const Offsets *o;
    const Doc *d;
    uint32_t part; // of the record
} Record;

// "text":…,"span":… of a span; "part" too where it is another than the record's.
static void put_text_span(const Record *r, Span s)
{
    if (s.end <= s.start)
        return;
    json_doc_text(r->b, r->d, "text", s);
    uint32_t part = offsets_part(r->o, s);
    if (part == NONE)
        return;
    json_doc_span(r->b, r->o, "span", s);
    if (part != r->part)
        json_field(r->b, "part", r->d->parts[part].kind == PART_TITLE ? STR("title") : STR("text"));
}

static void put_p(Buf *b, double p)
{
    json_key(b, "p");
    json_decimal(b, p, 2, 1);
}

static void put_day(Buf *b, const char *key, int32_t day)
{
    char text[40];
    int y, m, d;
    if (day == DAY_NONE)
        return;
    day_to_civil(day, &y, &m, &d);
    snprintf(text, sizeof text, "%04d-%02d-%02d", y, m, d);
    json_field(b, key, str_of(text));
}

static void put_actor(const Record *r, const Mention *m)
{
    json_field(r->b, "name", m->name);
    json_field(r->b, "code", m->code);
    json_field(r->b, "country", m->country);
    json_field(r->b, "sector", m->sector);
    json_field(r->b, "id", m->id);
}

static void put_mention(const Record *r, const Mention *m)
{
    json_open(r->b, '{');
    put_text_span(r, m->span);
    put_actor(r, m);
    if (m->via != VIA_NONE)
        json_field(r->b, "via", str_of(via_name(m->via)));
    put_p(r->b, (double)m->p);
    json_close(r->b, '}');
}

static void put_role(const Record *r, const char *key, const uint32_t *mentions, uint32_t n)
{
    if (!n)
        return;
    json_key(r->b, key);
    json_open(r->b, '[');
    for (uint32_t i = 0; i < n; i++)
        put_mention(r, &r->d->mentions[mentions[i]]);
    json_close(r->b, ']');
}

static void put_factuality(const Record *r, const Claim *c)
{
    json_key(r->b, "factuality");
    json_open(r->b, '{');
    json_field(r->b, "value", str_of(fact_name(c->fact)));
    json_key(r->b, "negated");
    json_bool(r->b, c->negated);
    json_field(r->b, "time", str_of(tense_name(c->tense)));
    if (c->n_cues) {
        json_key(r->b, "cue");
        json_open(r->b, '[');
        for (uint32_t i = 0; i < c->n_cues; i++)
            if (offsets_part(r->o, c->cues[i]) == r->part) {
                Span s = offsets_of(r->o, c->cues[i]);
                json_span(r->b, s.start, s.end);
            }
        json_close(r->b, ']');
    }
    if (c->predicate != NONE)
        put_p(r->b, (double)r->d->predicates[c->predicate].p);
    json_close(r->b, '}');
}

static void put_voice(const Record *r, const Quote *q)
{
    if (q->speaker.end > q->speaker.start) {
        json_key(r->b, "speaker");
        json_open(r->b, '{');
        put_text_span(r, q->speaker);
        if (q->mention != NONE)
            put_actor(r, &r->d->mentions[q->mention]);
        json_close(r->b, '}');
    }
    if (q->cue.end > q->cue.start) {
        json_key(r->b, "cue");
        json_open(r->b, '{');
        put_text_span(r, q->cue);
        json_close(r->b, '}');
    }
    json_field(r->b, "manner", str_of(quote_manner_name(q->manner)));
    json_field(r->b, "source_type", str_of(quote_source_name(q->source)));
    json_field(r->b, "polarity", str_of(quote_polarity_name(q->polarity)));
    if (q->addressee != NONE) {
        uint32_t m = mention_at(r->d, q->addressee);
        json_key(r->b, "addressee");
        json_open(r->b, '{');
        put_text_span(r, m != NONE ? r->d->mentions[m].span : r->d->tokens[q->addressee].span);
        if (m != NONE)
            put_actor(r, &r->d->mentions[m]);
        json_close(r->b, '}');
    }
    if (q->time != NONE) {
        const Timex *t = &r->d->times[q->time];
        json_key(r->b, "time");
        json_open(r->b, '{');
        put_text_span(r, t->span);
        put_day(r->b, "start", t->start_day);
        put_day(r->b, "end", t->end_day);
        json_close(r->b, '}');
    }
}

void record_voice(Buf *b, const Offsets *o, uint32_t part, const Quote *q)
{
    put_voice(&(Record){b, o, o->doc, part}, q);
}

void record_article(Buf *b, const Article *a)
{
    json_key(b, "article");
    json_open(b, '{');
    json_field(b, "id", a->id);
    json_field(b, "date", a->date);
    json_field(b, "source", a->source);
    json_field(b, "url", a->url);
    json_field(b, "title", record_title(a));
    json_close(b, '}');
}

// Voices from the outside in: the outlet, the speaker, the speaker inside his words.
static void put_attribution(const Record *r, const Claim *c)
{
    const Doc *d = r->d;
    Str outlet = claim_outlet(d);
    if (!outlet.n && !c->n_voices)
        return;
    json_key(r->b, "attribution");
    json_open(r->b, '[');
    if (outlet.n) {
        json_open(r->b, '{');
        json_field(r->b, "kind", STR("outlet"));
        json_field(r->b, "name", outlet);
        json_close(r->b, '}');
    }
    for (uint32_t i = 0; i < c->n_voices; i++) {
        const Quote *q = &d->quotes[c->voices[i]];
        json_open(r->b, '{');
        json_field(r->b, "kind", str_of(quote_kind_name(q->kind)));
        put_voice(r, q);
        json_close(r->b, '}');
    }
    json_close(r->b, ']');
}

static void put_time(const Record *r, const Claim *c)
{
    const Doc *d = r->d;
    if (c->time == NONE && !(c->time_from_article && d->date != DAY_NONE))
        return;
    json_key(r->b, "time");
    json_open(r->b, '{');
    if (c->time == NONE) {
        put_day(r->b, "start", d->date);
        put_day(r->b, "end", d->date);
        json_field(r->b, "grain", STR("day"));
        json_field(r->b, "basis", STR("article"));
    } else {
        const Timex *t = &d->times[c->time];
        const Sentence *s = &d->sentences[c->sentence];
        put_text_span(r, t->span);
        put_day(r->b, "start", t->start_day);
        put_day(r->b, "end", t->end_day);
        json_field(r->b, "grain", str_of(grain_name(t->grain)));
        json_field(r->b, "basis",
                   t->span.start >= s->span.start && t->span.end <= s->span.end ? STR("sentence")
                                                                                : STR("context"));
    }
    json_close(r->b, '}');
}

static void put_place(const Record *r, const Claim *c)
{
    if (c->place == NONE)
        return;
    const Place *p = &r->d->places[c->place];
    json_key(r->b, "place");
    json_open(r->b, '{');
    put_text_span(r, p->span);
    json_field(r->b, "name", p->name);
    if (p->geonameid) {
        json_key(r->b, "geonameid");
        json_int(r->b, p->geonameid);
    }
    if (p->precision != PLACE_UNRESOLVED) {
        json_key(r->b, "lat");
        json_decimal(r->b, p->lat, 5, 1);
        json_key(r->b, "lon");
        json_decimal(r->b, p->lon, 5, 1);
    }
    json_field(r->b, "admin1", p->admin1);
    json_field(r->b, "country", p->country);
    json_field(r->b, "precision", str_of(place_precision_name(p->precision)));
    json_close(r->b, '}');
}

static void put_numbers(const Record *r, const Claim *c)
{
    bool any = false;
    for (unsigned i = 0; i < COUNT_KINDS; i++)
        any = any || c->count[i].span.end > c->count[i].span.start;
    if (!any)
        return;
    json_key(r->b, "numbers");
    json_open(r->b, '{');
    for (unsigned i = 0; i < COUNT_KINDS; i++) {
        const Count *n = &c->count[i];
        if (n->span.end <= n->span.start)
            continue;
        json_key(r->b, count_name(i));
        json_open(r->b, '{');
        json_key(r->b, "min");
        json_int(r->b, n->min);
        if (n->max != UINT32_MAX) {
            json_key(r->b, "max");
            json_int(r->b, n->max);
        }
        put_text_span(r, n->span);
        json_close(r->b, '}');
    }
    json_close(r->b, '}');
}

static void put_codes(const Record *r, const Claim *c)
{
    Buf *b = r->b;
    json_key(b, "codes");
    json_open(b, '{');
    json_key(b, "cameo");
    if (!c->cameo.n) {
        json_null(b);
    } else {
        json_open(b, '{');
        json_field(b, "code", c->cameo);
        json_field(b, "root", (Str){c->cameo.p, c->cameo.n < 2 ? c->cameo.n : 2});
        if (c->cameo_quad) {
            json_key(b, "quad");
            json_int(b, c->cameo_quad);
        }
        json_key(b, "goldstein");
        json_decimal(b, (double)c->goldstein, 2, 1);
        json_field(b, "quad_scheme",
                   STR("gdelt")); // 01-05, 06-08, 09-13, 14-20; the columns of cameo_codes.tsv
        json_field(b, "scale", STR("icews"));
        json_close(b, '}');
    }
    json_key(b, "plover");
    if (!c->plover_type.n) {
        json_null(b);
    } else {
        json_open(b, '{');
        json_field(b, "type", c->plover_type);
        json_field(b, "mode", c->plover_mode);
        if (c->n_contexts) {
            json_key(b, "context");
            json_open(b, '[');
            for (uint32_t i = 0; i < c->n_contexts; i++)
                json_str(b, c->contexts[i]);
            json_close(b, ']');
        }
        if (c->plover_quad) {
            json_key(b, "quad");
            json_int(b, c->plover_quad);
        }
        json_key(b, "score");
        json_decimal(b, (double)c->plover_score, 2, 1);
        json_field(b, "quad_scheme", STR("plover"));
        json_field(b, "scale", STR("plover"));
        json_close(b, '}');
    }
    json_close(b, '}');
}

void record_json(Buf *b, const Offsets *o, const WriteOptions *w, const Claim *c)
{
    const Doc *d = o->doc;
    const Sentence *s = &d->sentences[c->sentence];
    Record r = {b, o, d, s->part};
    json_open(b, '{');
    json_field(b, "id", str_of(c->id));
    record_article(b, d->article);
    json_field(b, "part", d->parts[s->part].kind == PART_TITLE ? STR("title") : STR("text"));
    json_key(b, "sentence");
    json_int(b, offsets_sentence(o, c->sentence));
    json_doc_span(b, o, "sentence_span", s->span);
    json_doc_text(b, d, "text", s->span);
    json_field(b, "act", c->act);
    if (c->n_operators) {
        json_key(b, "operators");
        json_open(b, '[');
        for (uint32_t i = 0; i < c->n_operators; i++) {
            json_open(b, '{');
            json_field(b, "kind", c->operators[i].kind);
            put_text_span(&r, c->operators[i].span);
            json_close(b, '}');
        }
        json_close(b, ']');
    }
    if (c->trigger.end > c->trigger.start) {
        json_key(b, "trigger");
        json_open(b, '{');
        put_text_span(&r, c->trigger);
        json_close(b, '}');
    }
    put_role(&r, "actor", c->actor, c->n_actor);
    put_role(&r, "recipient", c->recipient, c->n_recipient);
    put_factuality(&r, c);
    put_attribution(&r, c);
    put_time(&r, c);
    put_place(&r, c);
    put_numbers(&r, c);
    put_codes(&r, c);
    if (c->inside != NONE && claim_written(d, &d->claims[c->inside], w))
        json_field(b, "inside", str_of(d->claims[c->inside].id));
    if (c->pair != NONE) {
        json_key(b, "pair");
        json_int(b, c->pair);
    }
    if (c->left_out)
        json_field(b, "left_out", c->reason.n ? c->reason : STR("not an event"));
    put_p(b, (double)c->p);
    if (c->n_why) {
        json_key(b, "why");
        json_open(b, '[');
        for (uint32_t i = 0; i < c->n_why; i++)
            json_str(b, c->why[i]);
        json_close(b, ']');
    }
    json_key(b, "coder");
    json_open(b, '{');
    json_field(b, "dragoman", str_of(w->version));
    json_field(b, "model", str_of(w->model));
    json_field(b, "lexicon", str_of(w->lexicon));
    json_close(b, '}');
    json_close(b, '}');
}

void record_document(Buf *b, const Offsets *o, const WriteOptions *w)
{
    for (size_t i = 0; i < o->doc->n_claims; i++)
        if (claim_written(o->doc, &o->doc->claims[i], w)) {
            record_json(b, o, w, &o->doc->claims[i]);
            json_line(b);
        }
}
