// SPDX-License-Identifier: MIT
// In: a document. Out: one of its layers as text, in the forms that SPEC §5 promises.
// Method: a walk over the layer. Spans count in their part; what lies in the title says so
// ("part":"title"). CoNLL-U: ten columns, filled as far as the layer goes; MISC has start_char and
// end_char (code points of the part), SpaceAfter=No, and NER from the layer `parse` on. A sentence
// of the title is headed "# part = title". Cost: linear, with one utf8 look-up a span. Does not:
// run stages.
#include "doc/dump.h"
#include "doc/morph.h"

#include <stdio.h>

static const char *const layer_names[LAYER_COUNT] = {"sentences",  "tokens", "tags",  "parse",
                                                     "names",      "places", "times", "quotes",
                                                     "predicates", "actors", "events"};

const char *layer_name(unsigned layer)
{
    return layer < LAYER_COUNT ? layer_names[layer] : "?";
}
bool layer_conllu(Layer layer)
{
    return layer <= LAYER_PARSE;
}

bool layer_parse(Str name, Layer *layer)
{
    for (unsigned i = 0; i < LAYER_COUNT; i++)
        if (str_is(name, layer_names[i])) {
            *layer = (Layer)i;
            return true;
        }
    return false;
}

static void dump_part(Buf *b, const Offsets *o, Span s)
{
    uint32_t part = offsets_part(o, s);
    if (part != NONE && o->doc->parts[part].kind == PART_TITLE)
        json_field(b, "part", STR("title"));
}

// By type: none, PER, ORG, LOC, MISC. Chosen on UNER's dev part.
static const float listed[] = {0, 0.635f, 0.755f, 0, 0};

static void dump_head(Buf *b, const Offsets *o, Span s)
{
    json_open(b, '{');
    dump_part(b, o, s);
    json_doc_span(b, o, "span", s);
    json_doc_text(b, o->doc, "text", s);
}

static const char *precision_name(unsigned p)
{
    static const char *const names[] = {"", "country", "region", "city", "other"};
    return p <= PLACE_OTHER ? names[p] : "";
}

static void dump_place(Buf *b, const Offsets *o, const Place *p)
{
    dump_head(b, o, p->span);
    json_field(b, "name", p->name);
    if (p->precision != PLACE_UNRESOLVED) {
        json_key(b, "lat");
        json_decimal(b, p->lat, 5, 1);
        json_key(b, "lon");
        json_decimal(b, p->lon, 5, 1);
    }
    if (p->geonameid) {
        json_key(b, "geonameid");
        json_int(b, p->geonameid);
    }
    json_field(b, "country", p->country);
    json_field(b, "admin1", p->admin1);
    json_field(b, "precision", str_of(precision_name(p->precision)));
    json_key(b, "p");
    json_decimal(b, (double)p->p, 2, 1);
    json_close(b, '}');
}

static void dump_day(Buf *b, const char *key, int32_t day)
{
    char text[40];
    int y, m, d;
    if (day == DAY_NONE)
        return;
    day_to_civil(day, &y, &m, &d);
    snprintf(text, sizeof text, "%04d-%02d-%02d", y, m, d);
    json_field(b, key, str_of(text));
}

static void dump_time(Buf *b, const Offsets *o, const Timex *t)
{
    static const char *const types[] = {"DATE", "TIME", "DURATION", "SET"};
    dump_head(b, o, t->span);
    json_field(b, "type", str_of(types[t->type]));
    json_field(b, "value", t->value);
    dump_day(b, "start", t->start_day);
    dump_day(b, "end", t->end_day);
    json_close(b, '}');
}

static void dump_quote(Buf *b, const Offsets *o, const Quote *q)
{
    static const char *const kinds[] = {"direct", "mixed", "indirect"};
    const Doc *d = o->doc;
    json_open(b, '{');
    if (q->n_content)
        dump_part(b, o, q->content[0]);
    json_field(b, "kind", str_of(kinds[q->kind]));
    json_key(b, "content");
    json_open(b, '[');
    for (uint32_t i = 0; i < q->n_content; i++) {
        Span s = offsets_of(o, q->content[i]);
        json_span(b, s.start, s.end);
    }
    json_close(b, ']');
    if (q->cue.end > q->cue.start) {
        json_key(b, "cue");
        dump_head(b, o, q->cue);
        json_close(b, '}');
    }
    if (q->speaker.end > q->speaker.start) {
        json_key(b, "speaker");
        json_open(b, '{');
        dump_part(b, o, q->speaker);
        json_doc_span(b, o, "span", q->speaker);
        if (q->speaker_head != NONE)
            json_doc_span(b, o, "head", d->tokens[q->speaker_head].span);
        json_doc_text(b, d, "text", q->speaker);
        if (q->mention != NONE)
            json_field(b, "code", d->mentions[q->mention].code);
        json_close(b, '}');
    }
    json_close(b, '}');
}

static void dump_words(Buf *b, const Offsets *o, const char *key, Span s)
{
    if (s.end <= s.start)
        return;
    json_key(b, key);
    json_open(b, '{');
    json_doc_text(b, o->doc, "text", s);
    json_doc_span(b, o, "span", s);
    json_close(b, '}');
}

// What a speaker says of it: "X denied that Y attacked Z": by X it did not happen.
static void dump_view(Buf *b, const Offsets *o, const View *v)
{
    const Quote *q = &o->doc->quotes[v->quote];
    json_open(b, '{');
    dump_words(b, o, "speaker", q->speaker);
    dump_words(b, o, "cue", q->cue);
    json_field(b, "factuality", str_of(fact_name(v->value)));
    json_key(b, "score");
    json_decimal(b, (double)v->score, 2, 1);
    json_close(b, '}');
}

static void dump_predicate(Buf *b, const Offsets *o, const Predicate *p)
{
    const Token *t = &o->doc->tokens[p->token];
    dump_head(b, o, t->span);
    json_field(b, "lemma", t->lemma);
    json_field(b, "factuality", str_of(fact_name(p->value)));
    json_key(b, "score");
    json_decimal(b, (double)p->score, 2, 1);
    if (p->n_cues) {
        json_key(b, "cues");
        json_open(b, '[');
        for (uint32_t i = 0; i < p->n_cues; i++) {
            Span s = offsets_of(o, p->cues[i]);
            json_span(b, s.start, s.end);
        }
        json_close(b, ']');
    }
    if (p->n_views) {
        json_key(b, "views");
        json_open(b, '[');
        for (uint32_t i = 0; i < p->n_views; i++)
            dump_view(b, o, &p->views[i]);
        json_close(b, ']');
    }
    json_close(b, '}');
}

static void dump_actor(Buf *b, const Offsets *o, const Mention *m)
{
    dump_head(b, o, m->span);
    json_field(b, "name", m->name);
    json_field(b, "code", m->code);
    json_field(b, "country", m->country);
    json_field(b, "sector", m->sector);
    json_field(b, "id", m->id);
    if (m->via != VIA_NONE)
        json_field(b, "via", str_of(via_name(m->via)));
    json_key(b, "p");
    json_decimal(b, (double)m->p, 2, 1);
    json_key(b, "entity");
    json_int(b, m->entity);
    json_close(b, '}');
}

static void dump_token(Buf *b, const Offsets *o, const Token *t, Layer layer)
{
    const Doc *d = o->doc;
    dump_head(b, o, t->span);
    if (layer >= LAYER_TAGS) {
        json_field(b, "lemma", t->lemma);
        json_field(b, "upos", str_of(upos_name(t->upos)));
        json_field(b, "xpos", str_of(t->xpos));
    }
    if (layer >= LAYER_PARSE) {
        json_key(b, "head");
        json_int(b, t->head == NONE ? 0 : (int64_t)(t->head - d->sentences[t->sentence].first) + 1);
        json_field(b, "deprel", str_of(dep_name(t->dep)));
        if (t->ner != NAME_NONE)
            json_field(b, "ner", str_of(name_type_name(t->ner)));
    }
    json_close(b, '}');
}

void dump_json(Buf *b, const Offsets *o, Layer layer)
{
    const Doc *d = o->doc;
    json_open(b, '{');
    json_key(b, "id");
    json_str(b, d->article->id);
    json_key(b, layer_name(layer));
    json_open(b, '[');
    switch (layer) {
    case LAYER_SENTENCES:
        for (size_t i = 0; i < d->n_sentences; i++) {
            dump_head(b, o, d->sentences[i].span);
            json_close(b, '}');
        }
        break;
    case LAYER_TOKENS:
    case LAYER_TAGS:
    case LAYER_PARSE: // grouped by sentence: heads count within it
        for (size_t i = 0; i < d->n_sentences; i++) {
            json_open(b, '[');
            for (uint32_t t = d->sentences[i].first; t < d->sentences[i].end; t++)
                dump_token(b, o, &d->tokens[t], layer);
            json_close(b, ']');
        }
        break;
    case LAYER_NAMES:
        for (size_t i = 0; i < d->n_names; i++) {
            // a doubtful person or body serves the stages behind, which weigh it themselves; no
            // list
            if (d->names[i].p < listed[d->names[i].type])
                continue;
            dump_head(b, o, d->names[i].span);
            json_field(b, "type", str_of(name_type_name(d->names[i].type)));
            json_key(b, "p");
            json_decimal(b, (double)d->names[i].p, 2, 1);
            json_close(b, '}');
        }
        break;
    case LAYER_PLACES:
        for (size_t i = 0; i < d->n_places; i++)
            dump_place(b, o, &d->places[i]);
        break;
    case LAYER_TIMES:
        for (size_t i = 0; i < d->n_times; i++)
            dump_time(b, o, &d->times[i]);
        break;
    case LAYER_QUOTES:
        for (size_t i = 0; i < d->n_quotes; i++)
            dump_quote(b, o, &d->quotes[i]);
        break;
    case LAYER_PREDICATES:
        for (size_t i = 0; i < d->n_predicates; i++)
            dump_predicate(b, o, &d->predicates[i]);
        break;
    case LAYER_ACTORS:
        for (size_t i = 0; i < d->n_mentions; i++)
            dump_actor(b, o, &d->mentions[i]);
        break;
    default: break;
    }
    json_close(b, ']');
    json_close(b, '}');
    json_line(b);
}

// A cell must hold no tab, line end or edge blank; "_" is the empty cell.
static void conllu_cell(Buf *b, Str s)
{
    if (!s.n)
        buf_char(b, '_');
    for (size_t i = 0; i < s.n; i++)
        buf_char(b, s.p[i] == '\t' || s.p[i] == '\n' || s.p[i] == '\r' ? ' ' : s.p[i]);
}

static void conllu_token(Buf *b, const Offsets *o, uint32_t index, Layer layer)
{
    const Doc *d = o->doc;
    const Token *t = &d->tokens[index];
    const Sentence *s = &d->sentences[t->sentence];
    buf_printf(b, "%u\t", index - s->first + 1);
    conllu_cell(b, doc_str(d, t->span));
    buf_char(b, '\t');
    if (layer >= LAYER_TAGS) {
        conllu_cell(b, t->lemma);
        buf_printf(b, "\t%s\t%s\t", upos_name(t->upos), t->xpos[0] ? t->xpos : "_");
        MorphRoom room;
        conllu_cell(b, morph_feats(d, index, &room));
        buf_char(b, '\t');
    } else {
        buf_z(b, "_\t_\t_\t_\t");
    }
    if (layer >= LAYER_PARSE)
        buf_printf(b, "%u\t%s\t_\t", t->head == NONE ? 0 : t->head - s->first + 1,
                   dep_name(t->dep));
    else
        buf_z(b, "_\t_\t_\t");
    Span span = offsets_of(o, t->span);
    buf_printf(b, "start_char=%u|end_char=%u", span.start, span.end);
    if (layer >= LAYER_PARSE && t->ner != NAME_NONE)
        buf_printf(b, "|ner=%s", name_type_name(t->ner));
    if (!(t->flags & TOKEN_SPACE) && index + 1 < s->end)
        buf_z(b, "|SpaceAfter=No");
    buf_char(b, '\n');
}

void dump_conllu(Buf *b, const Offsets *o, Layer layer, const Str *ids, size_t n_ids)
{
    const Doc *d = o->doc;
    buf_z(b, "# newdoc id = ");
    conllu_cell(b, d->article->id);
    buf_char(b, '\n');
    for (size_t i = 0; i < d->n_sentences; i++) {
        const Sentence *s = &d->sentences[i];
        if (s->flags & SENT_PARAGRAPH && i)
            buf_z(b, "# newpar\n");
        buf_z(b, "# sent_id = ");
        if (i < n_ids && ids[i].n) {
            conllu_cell(b, ids[i]);
        } else {
            conllu_cell(b, d->article->id);
            buf_printf(b, "-%zu", i + 1);
        }
        buf_char(b, '\n');
        if (s->part < d->n_parts && d->parts[s->part].kind == PART_TITLE)
            buf_z(b, "# part = title\n");
        buf_z(b, "# text = ");
        conllu_cell(b, doc_str(d, s->span));
        buf_char(b, '\n');
        for (uint32_t t = s->first; t < s->end; t++)
            conllu_token(b, o, t, layer);
        buf_char(b, '\n');
    }
}
