// SPDX-License-Identifier: MIT
// In: the quotations and reports of a document. Out: who said what, one a line: JSONL, or CSV with
// a header. Method: the layer of quotations as it stands; one inside another names the line of that
// one by its number in the article. A quotation in pieces has one span a piece, its words joined by
// " … ". Cost: linear. Does not: code what is said; `dragoman code` does.
#include "write/write.h"

static void put_words(Buf *b, const Doc *d, const Quote *q)
{
    for (uint32_t i = 0; i < q->n_content; i++) {
        if (i)
            buf_z(b, " \u2026 ");
        buf_str(b, doc_str(d, q->content[i]));
    }
}

static void put_quote(Buf *b, const Offsets *o, const Quote *q, uint32_t index)
{
    const Doc *d = o->doc;
    uint32_t part = offsets_part(o, q->content[0]);
    Buf words = {0};
    put_words(&words, d, q);
    json_open(b, '{');
    record_article(b, d->article);
    json_key(b, "number");
    json_int(b, index);
    if (part != NONE)
        json_field(b, "part", d->parts[part].kind == PART_TITLE ? STR("title") : STR("text"));
    json_field(b, "kind", str_of(quote_kind_name(q->kind)));
    json_field(b, "quotation", (Str){words.p, words.n});
    json_key(b, "content");
    json_open(b, '[');
    for (uint32_t i = 0; i < q->n_content; i++) {
        Span s = offsets_of(o, q->content[i]);
        json_span(b, s.start, s.end);
    }
    json_close(b, ']');
    record_voice(b, o, part, q);
    if (q->parent != NONE) {
        json_key(b, "inside");
        json_int(b, q->parent);
    }
    json_key(b, "p");
    json_decimal(b, (double)q->p, 2, 1);
    json_close(b, '}');
    json_line(b);
    b->failed |= words.failed;
    buf_free(&words);
}

void quotes_document(Buf *b, const Offsets *o, const WriteOptions *w)
{
    for (uint32_t i = 0; i < o->doc->n_quotes; i++)
        if (quote_written(o->doc, &o->doc->quotes[i], w))
            put_quote(b, o, &o->doc->quotes[i], i);
}

void quotes_begin_table(Buf *b)
{
    buf_z(b,
          "article_id,article_date,source,number,part,kind,speaker,speaker_name,speaker_code,cue,"
          "manner,source_type,polarity,addressee,said,start,end,inside,quotation\n");
}

void quotes_csv_document(Buf *b, const Offsets *o, const WriteOptions *w)
{
    const Doc *d = o->doc;
    for (uint32_t i = 0; i < d->n_quotes; i++) {
        const Quote *q = &d->quotes[i];
        if (!quote_written(d, q, w))
            continue;
        const Mention *m = q->mention == NONE ? NULL : &d->mentions[q->mention];
        uint32_t part = offsets_part(o, q->content[0]);
        const Str head[] = {d->article->id, d->article->date, d->article->source};
        for (size_t k = 0; k < sizeof head / sizeof *head; k++) {
            csv_cell(b, head[k]);
            buf_char(b, ',');
        }
        buf_printf(b, "%u,%s,%s,", i,
                   part != NONE && d->parts[part].kind == PART_TITLE ? "title" : "text",
                   quote_kind_name(q->kind));
        const Str cells[] = {doc_str(d, q->speaker), m ? m->name : STR(""), m ? m->code : STR(""),
                             doc_str(d, q->cue)};
        for (size_t k = 0; k < sizeof cells / sizeof *cells; k++) {
            csv_cell(b, cells[k]);
            buf_char(b, ',');
        }
        Buf words = {0};
        put_words(&words, d, q);
        buf_printf(b, "%s,%s,%s,", quote_manner_name(q->manner), quote_source_name(q->source),
                   quote_polarity_name(q->polarity));
        csv_cell(b, q->addressee == NONE ? STR("") : token_text(d, &d->tokens[q->addressee]));
        buf_char(b, ',');
        if (q->time != NONE)
            csv_day(b, d->times[q->time].start_day);
        buf_printf(b, ",%u,%u,", offsets_of(o, q->content[0]).start,
                   offsets_of(o, q->content[q->n_content - 1]).end);
        if (q->parent != NONE)
            buf_printf(b, "%u", q->parent);
        buf_char(b, ',');
        csv_cell(b, (Str){words.p, words.n});
        buf_char(b, '\n');
        b->failed |= words.failed;
        buf_free(&words);
    }
}
