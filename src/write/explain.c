// SPDX-License-Identifier: MIT
// In: a coded document. Out: for each sentence the words and their tree, what was recognised, the
// claims, their codes, and the lexicon row behind each, and the trigger rows that came near and
// lost (Doc.trials): everything needed to see why something was coded, or was not. Method: the tree
// is drawn head first, dependents below in text order, with box lines; columns are padded by code
// points. Layers that are empty for a sentence are left out. Colour marks headings, claims and
// codes, and only where asked for. Cost: quadratic in the tokens of a sentence. Does not: fold wide
// East Asian letters (columns may shift).
#include "write/write.h"

#include "base/limits.h"

#define BOLD  "\033[1m"
#define DIM   "\033[2m"
#define GREEN "\033[32m"
#define CYAN  "\033[36m"
#define PLAIN "\033[0m"

typedef struct {
    Buf *b;
    const Doc *d;
    Offsets o;
    bool colour;
    unsigned width;
    unsigned form_width, bars_n;
    char bars[LIMIT_SENTENCE_TOKENS]; // one a level: '1' where the line goes on below
} Explain;

static void tint(const Explain *x, const char *code)
{
    if (x->colour)
        buf_z(x->b, code);
}

static unsigned points(Str s)
{
    unsigned n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return n;
}

static void pad(Buf *b, unsigned have, unsigned want)
{
    for (; have < want; have++)
        buf_char(b, ' ');
}

// Words of a span on one line.
static void flat(Buf *b, Str s)
{
    for (size_t i = 0; i < s.n; i++)
        buf_char(b, ascii_space(s.p[i]) ? ' ' : s.p[i]);
}

static void heading(const Explain *x, const char *title)
{
    buf_z(x->b, "  ");
    tint(x, DIM);
    buf_z(x->b, title);
    pad(x->b, (unsigned)strlen(title), 11);
    tint(x, PLAIN);
}

static unsigned tree_depth(const Doc *d, uint32_t token)
{
    unsigned depth = 0;
    for (uint32_t t = d->tokens[token].head; t != NONE && depth < LIMIT_SENTENCE_TOKENS;
         t = d->tokens[t].head)
        depth++;
    return depth;
}

static void tree_token(Explain *x, uint32_t token, bool last)
{
    const Doc *d = x->d;
    const Token *t = &d->tokens[token];
    unsigned depth = x->bars_n;
    buf_z(x->b, "    ");
    tint(x, DIM);
    for (unsigned i = 0; i + 1 < depth; i++)
        buf_z(x->b, x->bars[i + 1] == '1' ? "│ " : "  ");
    if (depth)
        buf_z(x->b, last ? "└ " : "├ ");
    tint(x, PLAIN);
    Str form = token_text(d, t);
    flat(x->b, form);
    pad(x->b, depth * 2 + points(form), x->form_width);
    buf_printf(x->b, "  %-6s %-5s %-13s ", upos_name(t->upos), t->xpos, dep_name(t->dep));
    flat(x->b, t->lemma);
    if (t->ner != NAME_NONE)
        buf_printf(x->b, "  %s", name_type_name(t->ner));
    if (t->flags & TOKEN_DATELINE)
        buf_z(x->b, "  dateline");
    buf_char(x->b, '\n');
}

static void tree(Explain *x, uint32_t token, bool last)
{
    tree_token(x, token, last);
    if (x->bars_n >= sizeof x->bars - 1)
        return;
    x->bars[x->bars_n++] = last ? '0' : '1';
    for (uint32_t child = token_child(x->d, token, NONE), next; child != NONE; child = next) {
        next = token_child(x->d, token, child);
        tree(x, child, next == NONE);
    }
    x->bars_n--;
}

static void explain_tree(Explain *x, const Sentence *s)
{
    const Doc *d = x->d;
    x->form_width = 12;
    for (uint32_t t = s->first; t < s->end; t++) {
        unsigned w = tree_depth(d, t) * 2 + points(token_text(d, &d->tokens[t]));
        if (w > x->form_width)
            x->form_width = w < 60 ? w : 60;
    }
    for (uint32_t t = s->first; t < s->end; t++)
        if (d->tokens[t].head == NONE) {
            x->bars_n = 0;
            tree(x, t, true);
        }
}

static bool within(Span s, Span outer)
{
    return s.start >= outer.start && s.end <= outer.end && s.end > s.start;
}

static void explain_mentions(Explain *x, const Sentence *s)
{
    const Doc *d = x->d;
    const char *title = "actors";
    for (size_t i = 0; i < d->n_mentions; i++) {
        const Mention *m = &d->mentions[i];
        if (!within(m->span, s->span))
            continue;
        heading(x, title);
        title = "";
        flat(x->b, doc_str(d, m->span));
        if (m->name.n) {
            buf_z(x->b, " = ");
            flat(x->b, m->name);
        }
        if (m->code.n) {
            tint(x, CYAN);
            buf_z(x->b, "  [");
            buf_str(x->b, m->code);
            buf_char(x->b, ']');
            tint(x, PLAIN);
        }
        if (m->sectors.n) {
            buf_char(x->b, ' ');
            buf_str(x->b, m->sectors);
        }
        buf_printf(x->b, "  entity %u", m->entity);
        if (m->via != VIA_NONE)
            buf_printf(x->b, ", by %s", via_name(m->via));
        if (m->row.n) {
            tint(x, DIM);
            buf_z(x->b, "  ");
            buf_str(x->b, m->row);
            tint(x, PLAIN);
        }
        buf_char(x->b, '\n');
    }
    title = "places";
    for (size_t i = 0; i < d->n_places; i++) {
        const Place *p = &d->places[i];
        if (!within(p->span, s->span) || p->demonym)
            continue;
        heading(x, title);
        title = "";
        flat(x->b, doc_str(d, p->span));
        if (p->precision == PLACE_UNRESOLVED) {
            buf_z(x->b, "  (not resolved)\n");
            continue;
        }
        buf_z(x->b, " = ");
        flat(x->b, p->name);
        buf_printf(x->b, ", %.*s, %s  ", (int)p->country.n, p->country.p ? p->country.p : "",
                   place_precision_name(p->precision));
        buf_decimal(x->b, p->lat, 3, 1);
        buf_char(x->b, ' ');
        buf_decimal(x->b, p->lon, 3, 1);
        buf_char(x->b, '\n');
    }
    title = "times";
    for (size_t i = 0; i < d->n_times; i++) {
        const Timex *t = &d->times[i];
        if (!within(t->span, s->span))
            continue;
        heading(x, title);
        title = "";
        flat(x->b, doc_str(d, t->span));
        buf_z(x->b, " = ");
        buf_str(x->b, t->value);
        buf_char(x->b, '\n');
    }
}

static void explain_quotes(Explain *x, const Sentence *s)
{
    const Doc *d = x->d;
    const char *title = "quotes";
    for (size_t i = 0; i < d->n_quotes; i++) {
        const Quote *q = &d->quotes[i];
        bool here = within(q->cue, s->span);
        for (uint32_t k = 0; k < q->n_content && !here; k++)
            here = within(q->content[k], s->span);
        if (!here)
            continue;
        heading(x, title);
        title = "";
        buf_printf(x->b, "%s, ", quote_kind_name(q->kind));
        if (q->speaker.end > q->speaker.start) {
            flat(x->b, doc_str(d, q->speaker));
            if (q->mention != NONE && d->mentions[q->mention].code.n) {
                buf_char(x->b, '[');
                buf_str(x->b, d->mentions[q->mention].code);
                buf_char(x->b, ']');
            }
        } else {
            buf_z(x->b, "speaker not found");
        }
        buf_char(x->b, ' ');
        if (q->cue.end > q->cue.start) {
            tint(x, BOLD);
            flat(x->b, doc_str(d, q->cue));
            tint(x, PLAIN);
        }
        buf_z(x->b, ": ");
        for (uint32_t k = 0; k < q->n_content; k++) {
            if (k)
                buf_z(x->b, " … ");
            flat(x->b, doc_str(d, q->content[k]));
        }
        buf_char(x->b, '\n');
    }
}

static void explain_predicates(Explain *x, const Sentence *s)
{
    const Doc *d = x->d;
    const char *title = "predicates";
    for (size_t i = 0; i < d->n_predicates; i++) {
        const Predicate *p = &d->predicates[i];
        const Token *t = &d->tokens[p->token];
        if (p->token < s->first || p->token >= s->end)
            continue;
        heading(x, title);
        title = "";
        flat(x->b, token_text(d, t));
        buf_printf(x->b, ": %s", fact_name(p->value));
        if (p->time != TENSE_NONE)
            buf_printf(x->b, ", %s", tense_name(p->time));
        if (p->negated)
            buf_z(x->b, ", negated");
        for (uint32_t k = 0; k < p->n_cues; k++) {
            buf_z(x->b, k ? ", " : "  because of ");
            flat(x->b, doc_str(d, p->cues[k]));
        }
        bool any = false;
        for (size_t a = 0; a < d->n_arguments; a++) {
            const Argument *g = &d->arguments[a];
            if (g->predicate != p->token)
                continue;
            buf_z(x->b, any ? "  " : "   (");
            any = true;
            buf_z(x->b, slot_name(g->slot));
            if (g->prep.n) {
                buf_char(x->b, ':');
                buf_str(x->b, g->prep);
            }
            buf_char(x->b, '=');
            flat(x->b, token_text(d, &d->tokens[g->filler]));
        }
        buf_z(x->b, any ? ")\n" : "\n");
    }
}

static void indent(Explain *x, unsigned depth)
{
    pad(x->b, 0, 13 + 2 * depth);
}

// One claim and, below it, the claims inside.
static void explain_claim(Explain *x, uint32_t index, unsigned depth, const char **title)
{
    const Doc *d = x->d;
    const Claim *c = &d->claims[index];
    heading(x, *title);
    *title = "";
    pad(x->b, 0, 2 * depth);
    tint(x, GREEN);
    if (depth)
        buf_z(x->b, "inside: ");
    brief_claim(x->b, d, c);
    tint(x, PLAIN);
    buf_char(x->b, '\n');
    indent(x, depth + 1);
    buf_z(x->b, "trigger '");
    flat(x->b, doc_str(d, c->trigger));
    buf_char(x->b, '\'');
    for (uint32_t k = 0; k < c->n_operators; k++) {
        buf_z(x->b, k ? ", " : "  operators ");
        buf_str(x->b, c->operators[k].kind);
        buf_z(x->b, " '");
        flat(x->b, doc_str(d, c->operators[k].span));
        buf_char(x->b, '\'');
    }
    for (uint32_t k = 0; k < c->n_cues; k++) {
        buf_z(x->b, k ? ", " : "  cues ");
        flat(x->b, doc_str(d, c->cues[k]));
    }
    buf_z(x->b, "  p ");
    buf_decimal(x->b, (double)c->p, 2, 1);
    buf_char(x->b, '\n');
    if (c->cameo.n) {
        indent(x, depth + 1);
        tint(x, CYAN);
        buf_z(x->b, "CAMEO ");
        buf_str(x->b, c->cameo);
        tint(x, PLAIN);
        buf_char(x->b, ' ');
        buf_str(x->b, c->cameo_name);
        buf_printf(x->b, " (quad %d, Goldstein ", c->cameo_quad);
        buf_decimal(x->b, (double)c->goldstein, 1, 1);
        buf_z(x->b, ")\n");
    }
    if (c->plover_type.n) {
        indent(x, depth + 1);
        tint(x, CYAN);
        buf_z(x->b, "PLOVER ");
        buf_str(x->b, c->plover_type);
        if (c->plover_mode.n) {
            buf_char(x->b, '/');
            buf_str(x->b, c->plover_mode);
        }
        tint(x, PLAIN);
        for (uint32_t k = 0; k < c->n_contexts; k++) {
            buf_z(x->b, k ? ", " : " context ");
            buf_str(x->b, c->contexts[k]);
        }
        buf_char(x->b, '\n');
    }
    if (c->n_why) {
        indent(x, depth + 1);
        tint(x, DIM);
        for (uint32_t k = 0; k < c->n_why; k++) {
            buf_z(x->b, k ? ", " : "why ");
            buf_str(x->b, c->why[k]);
        }
        tint(x, PLAIN);
        buf_char(x->b, '\n');
    }
    if (c->judged.n) {
        indent(x, depth + 1);
        tint(x, DIM);
        buf_z(x->b, "chosen by ");
        buf_str(x->b, c->judged);
        tint(x, PLAIN);
        buf_char(x->b, '\n');
    }
    for (uint32_t i = 0; i < d->n_claims && depth < LIMIT_OPERATORS; i++)
        if (d->claims[i].inside == index && i != index)
            explain_claim(x, i, depth + 1, title);
}

static void explain_claims(Explain *x, uint32_t sentence)
{
    const Doc *d = x->d;
    const char *title = "claims";
    for (uint32_t i = 0; i < d->n_claims; i++)
        if (d->claims[i].sentence == sentence &&
            (d->claims[i].inside == NONE || d->claims[i].inside == i))
            explain_claim(x, i, 0, &title);
    if (*title) {
        heading(x, title);
        buf_z(x->b, "none\n");
    }
}

static void explain_row(Explain *x, const char *what, const RowTrial *r)
{
    buf_z(x->b, what);
    buf_str(x->b, r->row);
    buf_z(x->b, "  ");
    buf_str(x->b, r->entry);
    if (r->reason.n) {
        tint(x, DIM);
        buf_z(x->b, "  (");
        buf_str(x->b, r->reason);
        buf_char(x->b, ')');
        tint(x, PLAIN);
    }
    buf_char(x->b, '\n');
}

// Words that several rows compete for, or that no row of theirs fits.
static void explain_trials(Explain *x, const Sentence *s)
{
    const Doc *d = x->d;
    const char *title = "rows";
    for (size_t i = 0; i < d->n_trials; i++) {
        const Trial *t = &d->trials[i];
        if (t->token < s->first || t->token >= s->end)
            continue;
        heading(x, title);
        title = "";
        tint(x, BOLD);
        flat(x->b, token_text(d, &d->tokens[t->token]));
        tint(x, PLAIN);
        if (t->won.row.n)
            explain_row(x, ": ", &t->won);
        else
            buf_z(x->b, ": no row fits\n");
        for (uint32_t k = 0; k < t->n_lost; k++) {
            indent(x, 1);
            explain_row(x, "not ", &t->lost[k]);
        }
        if (t->n_more) {
            indent(x, 1);
            buf_printf(x->b, "and %u more\n", t->n_more);
        }
    }
}

// Who was weighed for roles that no slot of a row filled; above 0 is better than nobody.
static void explain_choices(Explain *x, const Sentence *s)
{
    const Doc *d = x->d;
    const char *title = "roles";
    for (size_t i = 0; i < d->n_choices; i++) {
        const Choice *k = &d->choices[i];
        uint32_t token = d->claims[k->claim].token;
        if (token < s->first || token >= s->end)
            continue;
        heading(x, title);
        title = "";
        flat(x->b, token_text(d, &d->tokens[token]));
        buf_z(x->b, k->actor ? ": actor " : ": recipient ");
        flat(x->b, doc_str(d, d->mentions[k->mention].span));
        tint(x, DIM);
        buf_z(x->b, "  ");
        buf_str(x->b, k->why.n ? k->why : STR("nothing learned"));
        tint(x, PLAIN);
        buf_char(x->b, '\n');
    }
}

// Breaks the sentence at blanks before the edge of the terminal.
static void wrapped(const Explain *x, Str s)
{
    unsigned column = 2;
    buf_z(x->b, "  ");
    Str rest = s, word;
    bool first = true;
    while (str_split(&rest, ' ', &word)) {
        unsigned n = points(word);
        if (!first && column + 1 + n > x->width) {
            buf_z(x->b, "\n  ");
            column = 2;
        } else if (!first) {
            buf_char(x->b, ' ');
            column++;
        }
        flat(x->b, word);
        column += n;
        first = false;
    }
    buf_char(x->b, '\n');
}

void explain_document(Buf *b, const Doc *d, bool colour, unsigned width)
{
    Explain x = {.b = b, .d = d, .colour = colour, .width = width < 40 ? 40 : width};
    if (!offsets_init(&x.o, d, false)) {
        b->failed = true;
        return;
    }
    for (uint32_t i = 0; i < d->n_sentences; i++) {
        const Sentence *s = &d->sentences[i];
        Span at = offsets_of(&x.o, s->span);
        tint(&x, BOLD);
        buf_printf(b, "%s [%u,%u]", d->parts[s->part].kind == PART_TITLE ? "title" : "sentence",
                   at.start, at.end);
        static const struct {
            unsigned flag;
            const char *name;
        } flags[] = {{SENT_HEADLINE, "headline"},
                     {SENT_CAPS, "capitals"},
                     {SENT_DATELINE, "dateline"},
                     {SENT_QUESTION, "question"},
                     {SENT_CUT, "cut at the limit of a sentence"},
                     {SENT_REPEAT, "repeats the title: not coded again"}};
        for (unsigned k = 0; k < sizeof flags / sizeof *flags; k++)
            if (s->flags & flags[k].flag)
                buf_printf(b, "  %s", flags[k].name);
        tint(&x, PLAIN);
        buf_char(b, '\n');
        wrapped(&x, doc_str(d, s->span));
        explain_tree(&x, s);
        explain_mentions(&x, s);
        explain_quotes(&x, s);
        explain_predicates(&x, s);
        explain_trials(&x, s);
        explain_choices(&x, s);
        explain_claims(&x, i);
        buf_char(b, '\n');
    }
    offsets_free(&x.o);
}
