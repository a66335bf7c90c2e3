// SPDX-License-Identifier: MIT
// In: a claim. Out: one line for people: what is claimed, of whom, with which codes, how sure, in
// whose voice. `explain`, the demo and the test cases share it:
//   deny(attack.artillery)  actor=ministry[GOV]  recipient=-  cameo=016  plover=REJECT
//   factuality=denied  voice=agency
//     inside: attack.artillery  actor=troops[MIL]  recipient=town  cameo=194  …
// Method: "kept simple on purpose": fixed order, two blanks between fields, '-' for an empty role,
// other empty fields left out. An actor shows as its name where known, else as its head word, with
// its code in brackets. Cost: linear; quadratic in the claims of a document that nest, of which
// there are few. Does not: show spans.
#include "write/write.h"

void brief_mention(Buf *b, const Doc *d, const Mention *m)
{
    Str shown = m->name;
    if (!shown.n && m->head < d->n_tokens)
        shown = m->kind == MENTION_NAME ? doc_str(d, m->span) : token_text(d, &d->tokens[m->head]);
    for (size_t i = 0; i < shown.n; i++)
        buf_char(b, ascii_space(shown.p[i]) ? ' ' : shown.p[i]);
    if (m->code.n) {
        buf_char(b, '[');
        buf_str(b, m->code);
        buf_char(b, ']');
    }
}

static void brief_role(Buf *b, const Doc *d, const char *key, const uint32_t *m, uint32_t n)
{
    buf_printf(b, "  %s=", key);
    if (!n)
        buf_char(b, '-');
    for (uint32_t i = 0; i < n; i++) {
        if (i)
            buf_z(b, ", ");
        brief_mention(b, d, &d->mentions[m[i]]);
    }
}

void brief_claim(Buf *b, const Doc *d, const Claim *c)
{
    if (c->expression.n)
        buf_str(b, c->expression);
    else if (c->act.n)
        buf_str(b, c->act);
    else
        buf_char(b, '?');
    brief_role(b, d, "actor", c->actor, c->n_actor);
    brief_role(b, d, "recipient", c->recipient, c->n_recipient);
    if (c->cameo.n) {
        buf_z(b, "  cameo=");
        buf_str(b, c->cameo);
    }
    if (c->plover_type.n) {
        buf_z(b, "  plover=");
        buf_str(b, c->plover_type);
        if (c->plover_mode.n) {
            buf_char(b, '/');
            buf_str(b, c->plover_mode);
        }
        for (uint32_t i = 0; i < c->n_contexts; i++) {
            buf_char(b, i ? ',' : '+');
            buf_str(b, c->contexts[i]);
        }
    }
    buf_printf(b, "  factuality=%s", fact_name(c->fact));
    for (uint32_t i = 0; i < c->n_voices; i++) {
        const Quote *q = &d->quotes[c->voices[i]];
        buf_z(b, i ? " > " : "  voice=");
        if (q->mention != NONE)
            brief_mention(b, d, &d->mentions[q->mention]);
        else if (q->speaker_head != NONE)
            buf_str(b, token_text(d, &d->tokens[q->speaker_head]));
        else
            buf_char(b, '?');
    }
    if (c->time != NONE && d->times[c->time].value.n) {
        buf_z(b, "  time=");
        buf_str(b, d->times[c->time].value);
    }
    if (c->place != NONE) {
        const Place *p = &d->places[c->place];
        buf_z(b, "  place=");
        buf_str(b, p->name.n ? p->name : doc_str(d, p->span));
    }
    for (unsigned i = 0; i < COUNT_KINDS; i++) {
        const Count *n = &c->count[i];
        if (n->span.end <= n->span.start)
            continue;
        buf_printf(b, "  %s=%u", count_name(i), n->min);
        if (n->max == UINT32_MAX)
            buf_char(b, '+');
        else if (n->max != n->min)
            buf_printf(b, "-%u", n->max);
    }
    if (c->left_out) {
        buf_z(b, "  left out: ");
        buf_str(b, c->reason.n ? c->reason : STR("not an event"));
    }
}

static void brief_nested(Buf *b, const Doc *d, uint32_t index, unsigned depth,
                         const WriteOptions *w)
{
    const Claim *c = &d->claims[index];
    for (unsigned i = 0; i < depth; i++)
        buf_z(b, "  ");
    if (depth)
        buf_z(b, "inside: ");
    if (c->pair != NONE)
        buf_printf(b, "pair %u: ", c->pair);
    brief_claim(b, d, c);
    buf_char(b, '\n');
    for (uint32_t i = 0; i < d->n_claims && depth < 16; i++)
        if (d->claims[i].inside == index && i != index && claim_written(d, &d->claims[i], w))
            brief_nested(b, d, i, depth + 1, w);
}

void brief_claims(Buf *b, const Doc *d, const WriteOptions *w)
{
    for (uint32_t i = 0; i < d->n_claims; i++) {
        const Claim *c = &d->claims[i];
        if (!claim_written(d, c, w))
            continue;
        // One whose container is not shown stands for itself.
        bool shown =
            c->inside != NONE && c->inside != i && claim_written(d, &d->claims[c->inside], w);
        if (!shown)
            brief_nested(b, d, i, 0, w);
    }
}

void brief_document(Buf *b, const Offsets *o, const WriteOptions *w)
{
    const Article *a = o->doc->article;
    buf_z(b, "== ");
    buf_str(b, a->id);
    if (a->date.n) {
        buf_z(b, "  ");
        buf_str(b, a->date);
    }
    if (a->title.n) {
        buf_z(b, "  ");
        buf_str(b, record_title(a));
    }
    buf_char(b, '\n');
    brief_claims(b, o->doc, w);
    buf_char(b, '\n');
}
