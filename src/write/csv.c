// SPDX-License-Identifier: MIT
// In: the claims of a document. Out: rows of a flat table, RFC 4180 with "\n" line ends, UTF-8
// without byte order mark. Method: one table of columns, each with its writer, so that header and
// rows cannot drift apart. Line ends and tabs within a cell become blanks (spans refer to the text
// as given); several actors, operators or contexts are joined with ';'. A missing value is an empty
// cell. Codes are text: read them as such, or "010" loses its zero (docs/reference/record.md shows
// how). Cost: linear. Does not: multiply compound actors, guard against formulas in spreadsheets.
#include "write/write.h"

#include <stdio.h>

typedef struct {
    Buf *b;
    const Offsets *o;
    const Doc *d;
    const WriteOptions *w;
    const Claim *c;
    const Sentence *s;
} Row;

static void raw(Buf *b, Str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '\n' || c == '\r' || c == '\t')
            c = ' ';
        if (c == '"')
            buf_char(b, '"');
        buf_char(b, c);
    }
}

// A cell is quoted where it must be, which is known only once it is written: the quote is put in
// afterwards.
static void cell_end(Buf *b, size_t from)
{
    bool quote = false;
    for (size_t i = from; i < b->n && !quote; i++)
        quote = b->p[i] == ',' || b->p[i] == '"';
    if (!quote)
        return;
    size_t n = b->n;
    buf_z(b, "\"\"");
    if (b->failed)
        return;
    memmove(b->p + from + 1, b->p + from, n - from);
    b->p[from] = '"';
    b->p[n + 1] = '"';
}

void csv_cell(Buf *b, Str s)
{
    size_t from = b->n;
    raw(b, s);
    cell_end(b, from);
}

static void put_start(const Row *r, Span s)
{
    if (s.end > s.start)
        buf_printf(r->b, "%u", offsets_of(r->o, s).start);
}

static void put_end(const Row *r, Span s)
{
    if (s.end > s.start)
        buf_printf(r->b, "%u", offsets_of(r->o, s).end);
}

void csv_day(Buf *b, int32_t day)
{
    int y, m, d;
    if (day == DAY_NONE)
        return;
    day_to_civil(day, &y, &m, &d);
    buf_printf(b, "%04d-%02d-%02d", y, m, d);
}

typedef enum { WHO_TEXT, WHO_NAME, WHO_CODE, WHO_COUNTRY, WHO_SECTOR, WHO_ID } Who;

static Str who(const Doc *d, const Mention *m, Who what)
{
    switch (what) {
    case WHO_TEXT: return doc_str(d, m->span);
    case WHO_NAME: return m->name;
    case WHO_CODE: return m->code;
    case WHO_COUNTRY: return m->country;
    case WHO_SECTOR: return m->sector;
    default: return m->id;
    }
}

// A ';' for each actor, also where its value is empty, so that the columns of one role can be split
// side by side.
static void put_role(const Row *r, bool recipient, Who what)
{
    const uint32_t *m = recipient ? r->c->recipient : r->c->actor;
    uint32_t n = recipient ? r->c->n_recipient : r->c->n_actor;
    for (uint32_t i = 0; i < n; i++) {
        if (i)
            buf_char(r->b, ';');
        Str s = who(r->d, &r->d->mentions[m[i]], what);
        for (size_t k = 0; k < s.n; k++)
            raw(r->b, s.p[k] == ';' ? STR(",") : (Str){s.p + k, 1});
    }
}

static void c_id(const Row *r)
{
    buf_z(r->b, r->c->id);
}
static void c_article_id(const Row *r)
{
    raw(r->b, r->d->article->id);
}
static void c_article_date(const Row *r)
{
    raw(r->b, r->d->article->date);
}
static void c_source(const Row *r)
{
    raw(r->b, r->d->article->source);
}
static void c_url(const Row *r)
{
    raw(r->b, r->d->article->url);
}
static void c_part(const Row *r)
{
    buf_z(r->b, r->d->parts[r->s->part].kind == PART_TITLE ? "title" : "text");
}
static void c_sentence(const Row *r)
{
    buf_printf(r->b, "%u", offsets_sentence(r->o, r->c->sentence));
}
static void c_sentence_start(const Row *r)
{
    put_start(r, r->s->span);
}
static void c_sentence_end(const Row *r)
{
    put_end(r, r->s->span);
}
static void c_act(const Row *r)
{
    raw(r->b, r->c->act);
}
static void c_operators(const Row *r)
{
    for (uint32_t i = 0; i < r->c->n_operators; i++) {
        if (i)
            buf_char(r->b, ';');
        raw(r->b, r->c->operators[i].kind);
    }
}
static void c_trigger(const Row *r)
{
    raw(r->b, doc_str(r->d, r->c->trigger));
}
static void c_trigger_start(const Row *r)
{
    put_start(r, r->c->trigger);
}
static void c_trigger_end(const Row *r)
{
    put_end(r, r->c->trigger);
}
static void c_actor(const Row *r)
{
    put_role(r, false, WHO_TEXT);
}
static void c_actor_name(const Row *r)
{
    put_role(r, false, WHO_NAME);
}
static void c_actor_code(const Row *r)
{
    put_role(r, false, WHO_CODE);
}
static void c_actor_country(const Row *r)
{
    put_role(r, false, WHO_COUNTRY);
}
static void c_actor_sector(const Row *r)
{
    put_role(r, false, WHO_SECTOR);
}
static void c_actor_id(const Row *r)
{
    put_role(r, false, WHO_ID);
}
static void c_recipient(const Row *r)
{
    put_role(r, true, WHO_TEXT);
}
static void c_recipient_name(const Row *r)
{
    put_role(r, true, WHO_NAME);
}
static void c_recipient_code(const Row *r)
{
    put_role(r, true, WHO_CODE);
}
static void c_recipient_country(const Row *r)
{
    put_role(r, true, WHO_COUNTRY);
}
static void c_recipient_sector(const Row *r)
{
    put_role(r, true, WHO_SECTOR);
}
static void c_recipient_id(const Row *r)
{
    put_role(r, true, WHO_ID);
}
static void c_factuality(const Row *r)
{
    buf_z(r->b, fact_name(r->c->fact));
}
static void c_negated(const Row *r)
{
    buf_z(r->b, r->c->negated ? "true" : "false");
}
static void c_tense(const Row *r)
{
    buf_z(r->b, tense_name(r->c->tense));
}
static void c_outlet(const Row *r)
{
    raw(r->b, claim_outlet(r->d));
}
static void c_speaker(const Row *r)
{
    for (uint32_t i = 0; i < r->c->n_voices; i++) {
        if (i)
            buf_char(r->b, ';');
        const Quote *q = &r->d->quotes[r->c->voices[i]];
        if (q->speaker.end > q->speaker.start)
            raw(r->b, doc_str(r->d, q->speaker));
    }
}
static void c_speaker_code(const Row *r)
{
    for (uint32_t i = 0; i < r->c->n_voices; i++) {
        if (i)
            buf_char(r->b, ';');
        const Quote *q = &r->d->quotes[r->c->voices[i]];
        if (q->mention != NONE)
            raw(r->b, r->d->mentions[q->mention].code);
    }
}
static void c_speaker_name(const Row *r)
{
    for (uint32_t i = 0; i < r->c->n_voices; i++) {
        if (i)
            buf_char(r->b, ';');
        const Quote *q = &r->d->quotes[r->c->voices[i]];
        if (q->mention != NONE)
            raw(r->b, r->d->mentions[q->mention].name);
    }
}
static void c_cue(const Row *r)
{
    for (uint32_t i = 0; i < r->c->n_voices; i++) {
        if (i)
            buf_char(r->b, ';');
        raw(r->b, doc_str(r->d, r->d->quotes[r->c->voices[i]].cue));
    }
}
static void c_speech(const Row *r)
{
    for (uint32_t i = 0; i < r->c->n_voices; i++)
        buf_printf(r->b, "%s%s", i ? ";" : "", quote_kind_name(r->d->quotes[r->c->voices[i]].kind));
}
static const Timex *time_of(const Row *r)
{
    return r->c->time == NONE ? NULL : &r->d->times[r->c->time];
}
static void c_time_start(const Row *r)
{
    const Timex *t = time_of(r);
    csv_day(r->b, t ? t->start_day : r->c->time_from_article ? r->d->date : DAY_NONE);
}
static void c_time_end(const Row *r)
{
    const Timex *t = time_of(r);
    csv_day(r->b, t ? t->end_day : r->c->time_from_article ? r->d->date : DAY_NONE);
}
static void c_time_basis(const Row *r)
{
    const Timex *t = time_of(r);
    if (t)
        buf_z(r->b, t->span.start >= r->s->span.start && t->span.end <= r->s->span.end ? "sentence"
                                                                                       : "context");
    else if (r->c->time_from_article && r->d->date != DAY_NONE)
        buf_z(r->b, "article");
}
static const Place *place_of(const Row *r)
{
    return r->c->place == NONE ? NULL : &r->d->places[r->c->place];
}
static void c_place(const Row *r)
{
    const Place *p = place_of(r);
    if (p)
        raw(r->b, p->name.n ? p->name : doc_str(r->d, p->span));
}
static void c_geonameid(const Row *r)
{
    const Place *p = place_of(r);
    if (p && p->geonameid)
        buf_printf(r->b, "%u", p->geonameid);
}
static void c_lat(const Row *r)
{
    const Place *p = place_of(r);
    if (p && p->precision != PLACE_UNRESOLVED)
        buf_decimal(r->b, p->lat, 5, 1);
}
static void c_lon(const Row *r)
{
    const Place *p = place_of(r);
    if (p && p->precision != PLACE_UNRESOLVED)
        buf_decimal(r->b, p->lon, 5, 1);
}
static void c_admin1(const Row *r)
{
    const Place *p = place_of(r);
    if (p)
        raw(r->b, p->admin1);
}
static void c_place_country(const Row *r)
{
    const Place *p = place_of(r);
    if (p)
        raw(r->b, p->country);
}
static void c_place_precision(const Row *r)
{
    const Place *p = place_of(r);
    if (p)
        buf_z(r->b, place_precision_name(p->precision));
}
static void put_count(const Row *r, CountKind k, bool max)
{
    const Count *n = &r->c->count[k];
    if (n->span.end > n->span.start && !(max && n->max == UINT32_MAX))
        buf_printf(r->b, "%u", max ? n->max : n->min);
}
static void c_dead_min(const Row *r)
{
    put_count(r, COUNT_DEAD, false);
}
static void c_dead_max(const Row *r)
{
    put_count(r, COUNT_DEAD, true);
}
static void c_injured_min(const Row *r)
{
    put_count(r, COUNT_INJURED, false);
}
static void c_injured_max(const Row *r)
{
    put_count(r, COUNT_INJURED, true);
}
static void c_arrested_min(const Row *r)
{
    put_count(r, COUNT_ARRESTED, false);
}
static void c_arrested_max(const Row *r)
{
    put_count(r, COUNT_ARRESTED, true);
}
static void c_displaced_min(const Row *r)
{
    put_count(r, COUNT_DISPLACED, false);
}
static void c_displaced_max(const Row *r)
{
    put_count(r, COUNT_DISPLACED, true);
}
static void c_protesters_min(const Row *r)
{
    put_count(r, COUNT_PROTESTERS, false);
}
static void c_protesters_max(const Row *r)
{
    put_count(r, COUNT_PROTESTERS, true);
}
static void c_cameo(const Row *r)
{
    raw(r->b, r->c->cameo);
}
static void c_cameo_root(const Row *r)
{
    raw(r->b, (Str){r->c->cameo.p, r->c->cameo.n < 2 ? r->c->cameo.n : 2});
}
static void c_cameo_quad(const Row *r)
{
    if (r->c->cameo.n && r->c->cameo_quad)
        buf_printf(r->b, "%d", r->c->cameo_quad);
}
static void c_goldstein(const Row *r)
{
    if (r->c->cameo.n)
        buf_decimal(r->b, (double)r->c->goldstein, 2, 1);
}
static void c_plover_type(const Row *r)
{
    raw(r->b, r->c->plover_type);
}
static void c_plover_mode(const Row *r)
{
    raw(r->b, r->c->plover_mode);
}
static void c_plover_context(const Row *r)
{
    for (uint32_t i = 0; i < r->c->n_contexts; i++) {
        if (i)
            buf_char(r->b, ';');
        raw(r->b, r->c->contexts[i]);
    }
}
static void c_plover_quad(const Row *r)
{
    if (r->c->plover_type.n && r->c->plover_quad)
        buf_printf(r->b, "%d", r->c->plover_quad);
}
static void c_plover_score(const Row *r)
{
    if (r->c->plover_type.n)
        buf_decimal(r->b, (double)r->c->plover_score, 2, 1);
}
static void c_inside(const Row *r)
{
    if (r->c->inside != NONE && claim_written(r->d, &r->d->claims[r->c->inside], r->w))
        buf_z(r->b, r->d->claims[r->c->inside].id);
}
static void c_pair(const Row *r)
{
    if (r->c->pair != NONE)
        buf_printf(r->b, "%u", r->c->pair);
}
static void c_left_out(const Row *r)
{
    if (r->c->left_out)
        raw(r->b, r->c->reason.n ? r->c->reason : STR("not an event"));
}
static void c_p(const Row *r)
{
    buf_decimal(r->b, (double)r->c->p, 2, 1);
}
static void c_why(const Row *r)
{
    for (uint32_t i = 0; i < r->c->n_why; i++) {
        if (i)
            buf_char(r->b, ';');
        raw(r->b, r->c->why[i]);
    }
}
static void c_text(const Row *r)
{
    raw(r->b, doc_str(r->d, r->s->span));
}

static const struct {
    const char *name;
    void (*put)(const Row *r);
} columns[] = {
    {"id", c_id},
    {"article_id", c_article_id},
    {"article_date", c_article_date},
    {"source", c_source},
    {"url", c_url},
    {"part", c_part},
    {"sentence", c_sentence},
    {"sentence_start", c_sentence_start},
    {"sentence_end", c_sentence_end},
    {"act", c_act},
    {"operators", c_operators},
    {"trigger", c_trigger},
    {"trigger_start", c_trigger_start},
    {"trigger_end", c_trigger_end},
    {"actor", c_actor},
    {"actor_name", c_actor_name},
    {"actor_code", c_actor_code},
    {"actor_country", c_actor_country},
    {"actor_sector", c_actor_sector},
    {"actor_id", c_actor_id},
    {"recipient", c_recipient},
    {"recipient_name", c_recipient_name},
    {"recipient_code", c_recipient_code},
    {"recipient_country", c_recipient_country},
    {"recipient_sector", c_recipient_sector},
    {"recipient_id", c_recipient_id},
    {"factuality", c_factuality},
    {"negated", c_negated},
    {"tense", c_tense},
    {"outlet", c_outlet},
    {"speaker", c_speaker},
    {"speaker_name", c_speaker_name},
    {"speaker_code", c_speaker_code},
    {"cue", c_cue},
    {"speech", c_speech},
    {"time_start", c_time_start},
    {"time_end", c_time_end},
    {"time_basis", c_time_basis},
    {"place", c_place},
    {"geonameid", c_geonameid},
    {"lat", c_lat},
    {"lon", c_lon},
    {"admin1", c_admin1},
    {"place_country", c_place_country},
    {"place_precision", c_place_precision},
    {"dead_min", c_dead_min},
    {"dead_max", c_dead_max},
    {"injured_min", c_injured_min},
    {"injured_max", c_injured_max},
    {"arrested_min", c_arrested_min},
    {"arrested_max", c_arrested_max},
    {"displaced_min", c_displaced_min},
    {"displaced_max", c_displaced_max},
    {"protesters_min", c_protesters_min},
    {"protesters_max", c_protesters_max},
    {"cameo", c_cameo},
    {"cameo_root", c_cameo_root},
    {"cameo_quad", c_cameo_quad},
    {"goldstein", c_goldstein},
    {"plover_type", c_plover_type},
    {"plover_mode", c_plover_mode},
    {"plover_context", c_plover_context},
    {"plover_quad", c_plover_quad},
    {"plover_score", c_plover_score},
    {"inside", c_inside},
    {"pair", c_pair},
    {"left_out", c_left_out},
    {"p", c_p},
    {"why", c_why},
    {"text", c_text},
};

void csv_begin_table(Buf *b)
{
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        buf_printf(b, "%s%s", i ? "," : "", columns[i].name);
    buf_char(b, '\n');
}

void csv_document(Buf *b, const Offsets *o, const WriteOptions *w)
{
    const Doc *d = o->doc;
    for (size_t k = 0; k < d->n_claims; k++) {
        const Claim *c = &d->claims[k];
        if (!claim_written(d, c, w))
            continue;
        Row row = {b, o, d, w, c, &d->sentences[c->sentence]};
        for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
            if (i)
                buf_char(b, ',');
            size_t from = b->n;
            columns[i].put(&row);
            cell_end(b, from);
        }
        buf_char(b, '\n');
    }
}
