// SPDX-License-Identifier: MIT
// In: the chosen quotations with their speakers. Out: more of them, which no weights judge: who
// hands a speaker's words on ("the ministry, quoted by the agency, said …"), whose words a speaker
// hands on ("the agency reported, citing officials, …"), and words in marks that the narrator does
// not make his own (the "liberators" shelled the town). Method: a relay is a verb of quoting with
// an agent: a participle on the speaker, on the cue or on the remarks that it names, or what the
// cue hangs on ("was quoted by the agency as saying …"); its content is the whole report, so that
// its voice stands outside. A cited source is the object of such a verb on the cue or on the
// speaker, where it is somebody or a paper; the content is the report's, one voice further in. A
// scare quote is a noun of one to three plain
// words in marks within a noun phrase of a sentence that reports nothing. Cost: a look at the
// sentence of each quotation and at each stretch in marks. Does not: tell irony from mere naming
// where a word of naming stands before ("the term", "called", "the slogan"): those are left alone.
#include "event/quote_work.h"

static uint32_t by_agent(const Doc *d, uint32_t v)
{
    for (uint32_t k = token_child(d, v, v); k != NONE; k = token_child(d, v, k)) {
        uint32_t p = token_child_dep(d, k, DEP_CASE);
        if ((tok(d, k)->dep == DEP_OBL_AGENT || tok(d, k)->dep == DEP_OBL) && p != NONE &&
            token_is(d, p, "by"))
            return k;
    }
    return NONE;
}

// The participle below `head` that hands words on: "quoted by", "carried by"; NONE.
static uint32_t participle(const Doc *d, uint32_t head, const char *const *lemmas)
{
    for (uint32_t k = token_child(d, head, NONE); k != NONE; k = token_child(d, head, k)) {
        unsigned dep = tok(d, k)->dep;
        if ((dep == DEP_ACL || dep == DEP_ADVCL || dep == DEP_ACL_RELCL) &&
            strcmp(tok(d, k)->xpos, "VBN") == 0 && lemma_in(d, k, lemmas) && by_agent(d, k) != NONE)
            return k;
    }
    return NONE;
}

static uint32_t relay_of(const Doc *d, const QuoteCandidate *c)
{
    static const char *const quotes[] = {"quote", "cite", NULL};
    static const char *const carries[] = {"quote",     "cite",       "carry",  "publish",
                                          "broadcast", "air",        "report", "post",
                                          "release",   "distribute", NULL};
    static const char *const words[] = {"remark",  "comment",  "statement",  "interview",
                                        "message", "dispatch", "communique", "speech",
                                        "address", NULL};
    uint32_t name = c->speaker;
    for (unsigned step = 0; step < 8 && tok(d, name)->dep == DEP_FLAT && tok(d, name)->head != NONE;
         step++)
        name = tok(d, name)->head;
    uint32_t v = participle(d, name, quotes);
    if (v == NONE)
        v = participle(d, c->cue, quotes);
    uint32_t above = tok(d, c->cue)->head, as = token_child_dep(d, c->cue, DEP_MARK);
    if (v == NONE && above != NONE && as != NONE && token_is(d, as, "as") &&
        lemma_in(d, above, quotes) && by_agent(d, above) != NONE)
        v = above; // "was quoted by the agency as saying"
    const Sentence *s = &d->sentences[tok(d, c->cue)->sentence];
    for (uint32_t i = s->first; i < s->end && v == NONE; i++)
        if (lemma_in(d, i, words) && tok(d, i)->upos == UPOS_NOUN &&
            !quote_in_content(c, tok(d, i)->head == NONE ? i : tok(d, i)->head))
            v = participle(d, i, carries);
    return v;
}

// Adds tokens [a, b), without signs at its edges.
static void piece(const QuoteWork *w, QuoteCandidate *c, uint32_t a, uint32_t b)
{
    if (a < b)
        quote_piece(w, &a, &b);
    if (a >= b || c->n_pieces == QUOTE_PIECES)
        return;
    c->piece[c->n_pieces][0] = a;
    c->piece[c->n_pieces++][1] = b;
    c->length += b - a;
    for (uint32_t i = a; i < b; i++)
        c->quoted += w->segment_of[i] != NONE;
}

// "The ministry, quoted by the agency, said …": the agency says that the ministry said it.
static QuoteCandidate *relay(const QuoteWork *w, const QuoteCandidate *c)
{
    Doc *d = w->d;
    if (c->cue == NONE || c->speaker == NONE || c->pos == 'C' || c->pos == 'D')
        return NULL;
    uint32_t v = relay_of(d, c), a, b, x, y, first, end;
    if (v == NONE || quote_in_content(c, v) || v == c->cue)
        return NULL;
    uint32_t agent = by_agent(d, v);
    token_subtree(d, v, &x, &y);
    token_subtree(d, agent, &a, &b);
    y = b > v && b < y ? b : y;
    if (tok(d, c->cue)->head == v) { // all hangs on the verb: only "was quoted by … as" is left out
        for (x = v; x > 0 && tok(d, x - 1)->head == v && tok(d, x - 1)->upos == UPOS_AUX;)
            x--;
        y += y < c->cue && token_is(d, y, "as");
    }
    quote_phrase(d, c->speaker, &a, &b);
    first = a < c->cue_first ? a : c->cue_first;
    end = b > c->cue_end ? b : c->cue_end;
    for (uint32_t k = 0; k < c->n_pieces; k++) {
        first = c->piece[k][0] < first ? c->piece[k][0] : first;
        end = c->piece[k][1] > end ? c->piece[k][1] : end;
    }
    QuoteCandidate *n = ARENA_NEW(d->arena, QuoteCandidate, 1);
    *n = (QuoteCandidate){.cue = v,
                          .cue_first = v,
                          .cue_end = v + 1,
                          .frame = FRAME_ADVERB,
                          .pos = 'R',
                          .content = c->cue,
                          .speaker = quote_name_head(d, agent),
                          .addressee = NONE,
                          .score = c->score};
    if (x < end && first < y) {
        piece(w, n, first, x);
        piece(w, n, y, end);
    } else {
        piece(w, n, first, end);
    }
    return n->n_pieces ? n : NULL;
}

// Somebody, or something written: "citing officials", not "citing ill health".
static bool speaks(const Doc *d, uint32_t noun)
{
    static const char *const people[] = {"official", "witness", "diplomat",  "expert",   "analyst",
                                         "resident", "person",  "survivor",  "medic",    "doctor",
                                         "police",   "agency",  "newspaper", "activist", NULL};
    const Token *t = tok(d, noun);
    return quote_source(d, noun) != SOURCE_PLAIN || lemma_in(d, noun, people) ||
           t->ner == NAME_PER || t->ner == NAME_ORG ||
           (mention_at(d, noun) != NONE && d->mentions[mention_at(d, noun)].sector.n);
}

// Is the last piece of the content, behind the cue, the words "citing …" themselves?
static bool begins_last(const QuoteCandidate *c, uint32_t token)
{
    return c->n_pieces > 1 && c->piece[c->n_pieces - 1][0] == token && token > c->cue;
}

// The verb by which the report names its source, which stands behind it as its object; NONE.
static uint32_t citing(const Doc *d, const QuoteCandidate *c, uint32_t *source)
{
    static const char *const verbs[] = {"cite", "quote", NULL};
    const Sentence *s = &d->sentences[tok(d, c->cue)->sentence];
    uint32_t a = NONE, b = NONE;
    if (c->speaker != NONE)
        token_subtree(d, c->speaker, &a, &b);
    for (uint32_t i = s->first; i < s->end; i++) {
        uint32_t above = tok(d, i)->head;
        if (i == c->cue || above == NONE || !lemma_in(d, i, verbs) ||
            (quote_in_content(c, i) && !begins_last(c, i)) ||
            (strcmp(tok(d, i)->xpos, "VBG") != 0 && tok(d, i)->dep != DEP_ACL_RELCL) ||
            (above != c->cue && (c->speaker == NONE || above < a || above >= b)))
            continue;
        *source = token_child_dep(d, i, DEP_OBJ);
        if (*source != NONE && *source > i && speaks(d, *source))
            return i;
    }
    return NONE;
}

// "The agency reported, citing officials, that …": by the agency, the officials say so.
static QuoteCandidate *cited(const QuoteWork *w, QuoteCandidate *c)
{
    uint32_t source = NONE;
    if (c->cue == NONE || c->pos != 'V' ||
        (c->frame != FRAME_ACCORDING && !quote_speech(w->t, tok(w->d, c->cue)->lemma, 'V')))
        return NULL;
    uint32_t v = citing(w->d, c, &source);
    if (v == NONE)
        return NULL;
    if (begins_last(c, v)) {
        c->n_pieces--;
        c->length -= c->piece[c->n_pieces][1] - c->piece[c->n_pieces][0];
    }
    QuoteCandidate *n = ARENA_NEW(w->d->arena, QuoteCandidate, 1);
    *n = *c;
    n->cue = n->cue_first = v;
    n->cue_end = v + 1;
    n->frame = FRAME_ADVERB;
    n->pos = 'K';
    n->negated = false;
    n->speaker = quote_name_head(w->d, source);
    n->addressee = NONE;
    n->within = c;
    return n;
}

// Is a word in marks here only named, not used: "the term", "known as", a title?
static bool names(const Doc *d, uint32_t open, uint32_t head)
{
    static const char *const naming[] = {
        "call",     "dub",   "name",     "term",   "title",  "label",      "nickname", "brand",
        "describe", "know",  "word",     "phrase", "slogan", "expression", "entitle",  "mean",
        "as",       "or",    "codename", "motto",  "song",   "film",       "book",     "novel",
        "play",     "album", "series",   "code",   "read",   "say",        "like",     NULL};
    const Sentence *s = &d->sentences[tok(d, open)->sentence];
    for (uint32_t i = open; i > s->first && open - i < 4;)
        if (lemma_in(d, --i, naming))
            return true;
    uint32_t above = tok(d, head)->head;
    return above == NONE || lemma_in(d, above, naming);
}

static bool scare_head(const QuoteWork *w, const QuoteSegment *g, uint32_t i)
{
    const Doc *d = w->d;
    const Token *t = tok(d, i);
    bool role = t->dep == DEP_NSUBJ || t->dep == DEP_NSUBJ_PASS || t->dep == DEP_OBJ ||
                t->dep == DEP_OBL || t->dep == DEP_OBL_AGENT || t->dep == DEP_NMOD;
    if (t->upos != UPOS_NOUN || !role || t->head == NONE || (t->head > g->open && t->head < g->end))
        return false;
    uint32_t det = token_child_dep(d, i, DEP_DET), owner = token_child_dep(d, i, DEP_NMOD_POSS),
             count = token_child_dep(d, i, DEP_NUMMOD);
    return (det != NONE || owner != NONE || count != NONE || strcmp(t->xpos, "NNS") == 0) &&
           token_child_dep(d, i, DEP_APPOS) == NONE;
}

static bool capital(const Doc *d, uint32_t i)
{
    Str s = token_text(d, tok(d, i));
    return !s.n || s.p[0] < 'a' || s.p[0] > 'z';
}

static QuoteCandidate *scare(const QuoteWork *w, const QuoteSegment *g)
{
    Doc *d = w->d;
    if (!g->closed || g->end - g->open < 3 || g->end - g->open > 5 ||
        tok(d, g->open)->sentence != tok(d, g->end - 1)->sentence)
        return NULL;
    uint32_t head = NONE;
    for (uint32_t i = g->open + 1; i + 1 < g->end; i++) {
        if (capital(d, i))
            return NULL;
        if (scare_head(w, g, i))
            head = i;
    }
    if (head == NONE || names(d, g->open, head))
        return NULL;
    QuoteCandidate *c = ARENA_NEW(d->arena, QuoteCandidate, 1);
    *c = (QuoteCandidate){.cue = NONE,
                          .frame = FRAME_QUOTE,
                          .pos = 'S',
                          .content = head,
                          .speaker = NONE,
                          .addressee = NONE,
                          .quoted = g->end - g->open,
                          .length = g->end - g->open,
                          .n_pieces = 1,
                          .score = 1000};
    c->piece[0][0] = g->open;
    c->piece[0][1] = g->end;
    return c;
}

size_t quote_relay(const QuoteWork *w, QuoteCandidate **kept, size_t n)
{
    Doc *d = w->d;
    bool *reports = ARENA_NEW(d->arena, bool, d->n_sentences + 1);
    size_t all = n;
    for (size_t i = 0; i < n; i++) {
        const QuoteCandidate *c = kept[i];
        if (c->cue != NONE)
            reports[tok(d, c->cue)->sentence] = true;
        for (uint32_t k = 0; k < c->n_pieces; k++)
            for (uint32_t s = tok(d, c->piece[k][0])->sentence;
                 s <= tok(d, c->piece[k][1] - 1)->sentence; s++)
                reports[s] = true;
    }
    for (size_t g = 0; g < w->n_segments; g++) {
        QuoteCandidate *c =
            reports[tok(d, w->segments[g].open)->sentence] ? NULL : scare(w, &w->segments[g]);
        if (c)
            kept[all++] = c;
    }
    for (size_t i = 0; i < n; i++) {
        QuoteCandidate *c = relay(w, kept[i]), *source = cited(w, kept[i]);
        bool taken = false;
        for (size_t k = 0; c && k < all && !taken; k++) // "was quoted by the agency as saying"
            taken = kept[k]->cue == c->cue;
        if (c && !taken)
            kept[all++] = c;
        taken = false;
        for (size_t k = n; source && k < all && !taken; k++)
            taken = kept[k]->cue == source->cue;
        if (source && !taken)
            kept[all++] = source;
    }
    size_t left = 0; // "citing | two officials": what was read into the cue of a cited source
    for (size_t i = 0; i < all; i++) {
        bool source = false;
        for (size_t k = n; i < n && k < all && !source; k++)
            source = kept[k]->pos == 'K' && kept[k]->cue == kept[i]->cue;
        if (!source)
            kept[left++] = kept[i];
    }
    return left;
}
