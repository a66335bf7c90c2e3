// SPDX-License-Identifier: MIT
// In: a chosen candidate. Out: its speaker: the head token of a noun phrase of the cue's sentence,
// or none. Method: a log-linear ranking. Options are the nouns, names and pronouns outside the
// content, and "none"; features are the way through the tree from cue to option, which side of cue
// and content it stands on, how far, what it is; the rule's own pick (quote_find.c) is one of them.
// The tree alone is not enough: in "It is over, said Ms Moor, who runs the port" a parser of 83 %
// takes Moor for an object now and then. Weights: the features named s… of
// lexicon/en/quoteweights.tsv, learned by train/quotes.py. Cost: a dozen options of twenty features
// a quotation. Does not: look into other sentences; name the actor (the mention at the head does).
#include "event/quote_work.h"

bool quote_in_content(const QuoteCandidate *c, uint32_t i)
{
    for (uint32_t k = 0; k < c->n_pieces; k++)
        if (i >= c->piece[k][0] && i < c->piece[k][1])
            return true;
    return false;
}

static bool option(const QuoteWork *w, const QuoteCandidate *c, uint32_t i)
{
    const Token *t = tok(w->d, i);
    if (i == c->cue || (i >= c->cue_first && i < c->cue_end && c->pos != 'C'))
        return false;
    if (t->dep == DEP_FLAT || (quote_in_content(c, i) && i != c->speaker))
        return false;
    bool subject = t->dep == DEP_NSUBJ || t->dep == DEP_NSUBJ_PASS;
    if (t->dep == DEP_COMPOUND && t->upos != UPOS_PROPN)
        return false;
    return t->upos == UPOS_NOUN || t->upos == UPOS_PROPN || t->upos == UPOS_PRON ||
           (subject && t->upos != UPOS_VERB);
}

uint32_t quote_options(const QuoteWork *w, const QuoteCandidate *c, uint32_t *out, uint32_t room)
{
    const Doc *d = w->d;
    const Sentence *s = &d->sentences[tok(d, c->cue)->sentence];
    uint32_t n = 0, from = s->first;
    // In a long list only the words near the cue
    if (c->cue > s->first + 90)
        from = c->cue - 90;
    out[n++] = NONE;
    for (uint32_t i = from; i < s->end && n < room && i < c->cue + 90; i++)
        if (option(w, c, i))
            out[n++] = i;
    return n;
}

static Str way(const Doc *d, const QuoteCandidate *c, uint32_t s, char *room)
{
    uint32_t cue = c->cue, h = tok(d, s)->head, g = tok(d, cue)->head;
    const char *shape = "far";
    const char *dep[3] = {dep_name(tok(d, s)->dep), NULL, NULL};
    if (h == cue) {
        shape = "child";
    } else if (g == s) {
        shape = "parent";
        dep[0] = dep_name(tok(d, cue)->dep);
    } else if (h != NONE && tok(d, h)->head == cue) {
        shape = "grandchild";
        dep[1] = dep_name(tok(d, h)->dep);
    } else if (h != NONE && h == g) {
        shape = "sibling";
        dep[1] = dep_name(tok(d, cue)->dep);
    } else if (g != NONE && tok(d, g)->head == s) {
        shape = "grandparent";
        dep[0] = dep_name(tok(d, cue)->dep);
        dep[1] = dep_name(tok(d, g)->dep);
    } else if (g != NONE && h != NONE && tok(d, g)->head == h) {
        shape = "uncle";
        dep[1] = dep_name(tok(d, cue)->dep);
        dep[2] = dep_name(tok(d, g)->dep);
    } else if (g != NONE && h != NONE && tok(d, g)->head != NONE &&
               tok(d, tok(d, g)->head)->head == h) {
        shape = "granduncle";
        dep[1] = dep_name(tok(d, cue)->dep);
    } else if (h != NONE && g != NONE && tok(d, h)->head == g) {
        shape = "nephew";
        dep[1] = dep_name(tok(d, h)->dep);
    }
    size_t n = 0;
    for (unsigned k = 0; k < 4; k++) {
        const char *z = k ? dep[k - 1] : shape;
        if (!z)
            break;
        if (k)
            room[n++] = '/';
        for (; *z && n < 56; z++)
            room[n++] = *z;
    }
    return (Str){room, n};
}

static const char *distance(uint32_t n)
{
    return n <= 1    ? "1"
           : n == 2  ? "2"
           : n == 3  ? "3"
           : n <= 5  ? "5"
           : n <= 8  ? "8"
           : n <= 14 ? "14"
           : n <= 25 ? "25"
                     : "99";
}

void quote_speaker_features(const QuoteWork *w, const QuoteCandidate *c, uint32_t s,
                            QuoteFeature *use, void *state)
{
    const Doc *d = w->d;
    const Token *cue = tok(d, c->cue);
    Str frame = str_of(quote_frame_name(c->frame)), lemma = c->pos == 'C' ? STR(":") : cue->lemma,
        no = {NULL, 0};
    if (s == NONE) {
        quote_feature(use, state, "sn", frame, no, no);
        quote_feature(use, state, "snl", frame, lemma, no);
        quote_feature(use, state, "snd", frame, str_of(dep_name(cue->dep)), str_of(cue->xpos));
        quote_feature(use, state, "snp", c->passive ? STR("passive") : STR("active"), frame, no);
        quote_feature(use, state, "snr", c->speaker == NONE ? STR("none") : STR("some"), frame, no);
        return;
    }
    const Token *t = tok(d, s);
    char room[64];
    Str path = way(d, c, s, room), class = str_of(quote_class(d, s)),
        side = s < c->cue ? STR("left") : STR("right");
    bool rule = s == c->speaker;
    Str picked = rule ? STR("rule") : c->speaker == NONE ? STR("free") : STR("other");
    uint32_t gap = s < c->cue ? c->cue - s : s - c->cue;
    // Where it stands: before everything, between content and cue, behind
    uint32_t first = c->piece[0][0], last = c->piece[c->n_pieces - 1][1];
    Str place = s < first   ? c->cue < first ? side : STR("front")
                  : s >= last ? c->cue >= last ? side : STR("back")
                              : STR("amid");
    bool touches = false; // only determiners, adjectives and names between cue and option
    uint32_t a = s < c->cue ? s + 1 : c->cue_end, b = s < c->cue ? c->cue : s;
    touches = gap < 12;
    for (uint32_t i = a; i < b && touches; i++) {
        unsigned u = tok(d, i)->upos;
        touches =
            s < c->cue
                ? u == UPOS_AUX || u == UPOS_ADV || u == UPOS_PART || tok(d, i)->dep == DEP_FLAT
                : u == UPOS_DET || u == UPOS_ADJ || u == UPOS_PROPN || u == UPOS_NOUN ||
                      u == UPOS_NUM || (u == UPOS_PRON && tok(d, i)->dep == DEP_NMOD_POSS);
    }
    quote_feature(use, state, "sr", picked, frame, no);
    quote_feature(use, state, "srp", picked, path, no);
    quote_feature(use, state, "srs", picked, side, class);
    quote_feature(use, state, "sp", path, side, no);
    quote_feature(use, state, "sfp", frame, path, no);
    quote_feature(use, state, "sfd", frame, side, str_of(distance(gap)));
    quote_feature(use, state, "spl", place, frame, class);
    quote_feature(use, state, "slp", lemma, path, no);
    quote_feature(use, state, "sls", lemma, side, picked);
    quote_feature(use, state, "sc", class, frame, no);
    quote_feature(use, state, "sh", t->lemma, no, no);
    quote_feature(use, state, "sd", str_of(dep_name(t->dep)), place, frame);
    quote_feature(use, state, "st", touches ? STR("touches") : STR("apart"), side, frame);
    if (touches)
        quote_feature(use, state, "stc", side, class, picked);
    quote_feature(use, state, "sx", str_of(t->xpos), picked, no);
    quote_feature(use, state, "sq", w->segment_of[s] == NONE ? STR("plain") : STR("quoted"),
                  w->segment_of[c->cue] == NONE ? STR("plain") : STR("quoted"), no);
    if (c->passive)
        quote_feature(use, state, "spv", path, frame, no);
    uint32_t p = token_child_dep(d, s, DEP_CASE);
    if (p != NONE)
        quote_feature(use, state, "sk", tok(d, p)->lower, frame, no);
    if (t->head != NONE)
        quote_feature(use, state, "su", str_of(dep_name(t->dep)), str_of(tok(d, t->head)->xpos),
                      picked);
    // The word on each side
    const Sentence *x = &d->sentences[t->sentence];
    quote_feature(use, state, "sw-", s > x->first ? tok(d, s - 1)->lower : STR("^"), side, no);
    quote_feature(use, state, "sw+", s + 1 < x->end ? tok(d, s + 1)->lower : STR("$"), side, no);
}

// What the cue's own subject gets on top, in thousandths: rare cues must not talk us out of
// grammar.
enum { PLAIN = 700 };

uint32_t quote_speaker(const QuoteWork *w, const QuoteCandidate *c)
{
    enum { ROOM = 64 };
    uint32_t options[ROOM];
    if (c->pos == 'C' || c->fixed || (c->frame == FRAME_N_THAT && c->bound))
        return c->speaker;
    uint32_t n = quote_options(w, c, options, ROOM), best = c->speaker;
    int32_t most = INT32_MIN;
    for (uint32_t i = 0; i < n; i++) {
        int32_t v = quote_speaker_score(w, c, options[i]);
        if (options[i] != NONE && options[i] == c->speaker &&
            tok(w->d, options[i])->head == c->cue && tok(w->d, options[i])->dep == DEP_NSUBJ)
            v += PLAIN;
        if (v > most) {
            most = v;
            best = options[i];
        }
    }
    return best == NONE ? NONE : quote_name_head(w->d, best);
}
