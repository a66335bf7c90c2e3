// SPDX-License-Identifier: MIT
// In: tokens, trees, quotation marks. Out: candidates for quotations: a cue, its content, its
// speaker. Method: each verb, noun and adjective is tried with each frame its tree offers: a clause
// ("said that ..."), a clause before it
// ("..., he said"), a clause around it ("..., he said, ..."), an infinitive ("vowed to ..."), an
// object ("praised the plan"), an object with infinitive ("urged them to leave"), a preposition
// ("called for talks"), "according to"; quoted stretches that no frame reaches are offered to the
// speech verb beside them. The speaker is the verb's subject, through coordination, control and
// participles. Content is the hull of the subtree, without commas at its edges, grown to the
// quotation marks around it. Cost: a few walks over the sentence's tree per word. Does not: decide;
// quote_score.c weighs the candidates.
#include "event/quote_work.h"

#include <stdlib.h>

static uint32_t agent_of(const Doc *d, uint32_t v)
{
    uint32_t a = token_child_dep(d, v, DEP_OBL_AGENT);
    if (a != NONE)
        return a;
    for (uint32_t k = token_child(d, v, NONE); k != NONE; k = token_child(d, v, k))
        if (tok(d, k)->dep == DEP_OBL) {
            uint32_t p = token_child_dep(d, k, DEP_CASE);
            if (p != NONE && token_is(d, p, "by"))
                return k;
        }
    return NONE;
}

// "The rebels," the minister said, "shelled our port." Who is within the marks is not who speaks:
// the parse may hang him on the cue, and the speaker on him.
static uint32_t outside_marks(const QuoteWork *w, uint32_t cue, uint32_t speaker)
{
    const Doc *d = w->d;
    if (speaker == NONE || w->segment_of[speaker] == NONE || w->segment_of[cue] != NONE)
        return speaker;
    for (unsigned k = 0; k < 2; k++)
        for (uint32_t i = token_child(d, k ? speaker : cue, NONE); i != NONE;
             i = token_child(d, k ? speaker : cue, i))
            if (w->segment_of[i] == NONE &&
                (tok(d, i)->dep == DEP_NSUBJ ||
                 (k && (tok(d, i)->dep == DEP_CONJ || tok(d, i)->dep == DEP_APPOS))))
                return i;
    return NONE;
}

static uint32_t speaker_of(const QuoteWork *w, const QuoteCandidate *c)
{
    return c->passive ? agent_of(w->d, c->cue)
                      : outside_marks(w, c->cue, quote_subject(w->d, c->cue, 0));
}

static bool has_that(const Doc *d, uint32_t clause)
{
    uint32_t m = token_child_dep(d, clause, DEP_MARK);
    return m != NONE &&
           (token_is(d, m, "that") || token_is(d, m, "whether") || token_is(d, m, "if"));
}

// A clause that "that" opens, which the tree hung on the noun n or on a noun below it; NONE.
static uint32_t that_below(const Doc *d, uint32_t n)
{
    for (uint32_t k = token_child(d, n, n); k != NONE; k = token_child(d, n, k)) {
        uint32_t first, end;
        token_subtree(d, k, &first, &end);
        if (token_is(d, first, "that") && (has_that(d, k) || relative(tok(d, k)->dep)))
            return k;
        uint32_t inner = tok(d, k)->dep == DEP_NMOD ? that_below(d, k) : NONE;
        if (inner != NONE)
            return inner;
    }
    return NONE;
}

static Str case_of(const Doc *d, uint32_t i)
{
    uint32_t p = token_child_dep(d, i, DEP_CASE);
    return p == NONE ? (Str){"", 0} : tok(d, p)->lower;
}

static bool infinitive(const Doc *d, uint32_t i)
{
    for (uint32_t k = token_child(d, i, NONE); k != NONE && k < i; k = token_child(d, i, k))
        if (xpos_is(d, k, "TO"))
            return true;
    return false;
}

// "asked not to be named": how a source hides is nothing that it says.
static bool hidden(const Doc *d, uint32_t v)
{
    static const char *const verbs[] = {"name", "identify", "quote", NULL};
    return lemma_in(d, v, verbs) && token_child_dep(d, v, DEP_AUX_PASS) != NONE && infinitive(d, v);
}

// "was quoted by the agency as saying": what is said hangs on "saying"; who hands it on is added by
// quote_relay.c.
static bool hands_on(const Doc *d, uint32_t v)
{
    for (uint32_t k = token_child(d, v, v); k != NONE; k = token_child(d, v, k)) {
        uint32_t m = tok(d, k)->dep == DEP_ADVCL ? token_child_dep(d, k, DEP_MARK) : NONE;
        if (m != NONE && token_is(d, m, "as"))
            return lemma_is(d, v, "quote");
    }
    return false;
}

// "The agency quoted the minister as saying": who is quoted speaks, not the agency; NONE elsewhere.
static uint32_t quoted_as(const Doc *d, uint32_t cue)
{
    uint32_t v = tok(d, cue)->head, m = token_child_dep(d, cue, DEP_MARK);
    return tok(d, cue)->dep == DEP_ADVCL && v != NONE && m != NONE && token_is(d, m, "as") &&
                   lemma_is(d, v, "quote")
               ? token_child_dep(d, v, DEP_OBJ)
               : NONE;
}

// "Rebels claimed the attack": that there was one is their word.
static bool vouches(const QuoteWork *w, uint32_t cue, uint32_t object)
{
    static const char *const verbs[] = {"claim",       "allege", "confirm",  "deny", "report",
                                        "acknowledge", "admit",  "announce", NULL};
    const Doc *d = w->d;
    return tok(d, object)->dep == DEP_OBJ && object > cue && lemma_in(d, cue, verbs) &&
           quote_subject(d, cue, 0) != NONE && quote_event(w->t, tok(d, object)->lemma);
}

// "The unit saw combat", "Malta saw its loan frozen": what one goes through is nothing that one
// says.
static bool undergoes(const QuoteWork *w, uint32_t cue, uint32_t object)
{
    static const char *const verbs[] = {"see", "witness", "experience", "suffer", "face", NULL};
    const Doc *d = w->d;
    uint32_t done = token_child_dep(d, object, DEP_ACL);
    return lemma_in(d, cue, verbs) &&
           (quote_event(w->t, tok(d, object)->lemma) || (done != NONE && xpos_is(d, done, "VBN")));
}

// The content of one dependent; when it stands before the cue and holds it no more.
static void dependent(QuoteWork *w, uint32_t cue, uint32_t dep, QuoteFrame frame, char pos)
{
    Doc *d = w->d;
    if (frame == FRAME_NP && undergoes(w, cue, dep))
        return;
    QuoteCandidate *c = quote_begin(w, cue, frame, pos, dep);
    uint32_t a, b;
    token_subtree(d, dep, &a, &b);
    c->that = has_that(d, dep);
    c->prep = case_of(d, dep);
    if ((frame == FRAME_PP || frame == FRAME_N_PP ||
         frame == FRAME_A_PP)) { // "called for | talks": the preposition belongs to the cue
        uint32_t p = token_child_dep(d, dep, DEP_CASE);
        if (p == NONE)
            p = token_child_dep(d, dep, DEP_MARK);
        if (p != NONE && p >= a && p < dep) {
            c->prep = tok(d, p)->lower;
            if (p == c->cue_end)
                c->cue_end = p + 1;
            a = p + 1;
        }
    }
    if (cue >= a && cue < b) { // the hull runs over the cue: "Troops, he said, had left"
        quote_piece_add(w, c, a, cue);
        uint32_t x, y;
        token_subtree(d, cue, &x, &y);
        (void)x;
        quote_piece_add(w, c, cue + 1, b);
    } else {
        quote_piece_add(w, c, a, b);
    }
    uint32_t quoted = pos == 'V' ? quoted_as(d, cue) : NONE;
    c->fixed = quoted != NONE;
    c->sure = frame == FRAME_NP && vouches(w, cue, dep);
    c->speaker = quoted != NONE ? quoted : pos == 'V' ? speaker_of(w, c) : NONE;
    quote_finish(w, c);
}

// "Troops had left, the ministry said, before dawn": the cue hangs off the clause that it reports.
// "Talks go on, our man said, reporting from Lima": where he stands.
static bool reports_from(const Doc *d, uint32_t v)
{
    if (!lemma_is(d, v, "report"))
        return false;
    for (uint32_t k = token_child(d, v, NONE); k != NONE; k = token_child(d, v, k))
        if (tok(d, k)->dep == DEP_OBL && str_is(case_of(d, k), "from"))
            return true;
    return false;
}

static void parenthetical(QuoteWork *w, uint32_t v)
{
    Doc *d = w->d;
    uint32_t h = tok(d, v)->head, a, b, x, y;
    if (h == NONE || token_child_dep(d, v, DEP_CCOMP) != NONE || reports_from(d, v) ||
        (token_child_dep(d, v, DEP_NSUBJ) == NONE && !xpos_is(d, v, "VBG")))
        return;
    token_subtree(d, h, &a, &b);
    token_subtree(d, v, &x, &y);
    QuoteCandidate *c = quote_begin(w, v, FRAME_PAREN, 'V', h);
    if (x > a)
        quote_piece_add(w, c, a, x);
    if (y < b)
        quote_piece_add(w, c, y, b);
    c->speaker = token_child_dep(d, v, DEP_NSUBJ);
    if (c->speaker == NONE)
        c->speaker = quote_subject(d, v, 0);
    quote_finish(w, c);
}

static void try_verb(QuoteWork *w, uint32_t v)
{
    // "said on condition of anonymity that …", "wrote in a letter to the king that …": how, not
    // what
    static const char *const vessels[] = {
        "condition", "statement", "letter",  "interview", "report", "message",  "speech",
        "article",   "post",      "note",    "email",     "memo",   "briefing", "conference",
        "address",   "broadcast", "program", "telegram",  "cable",  "filing",   NULL};
    Doc *d = w->d;
    uint32_t object = token_child_dep(d, v, DEP_OBJ), complement = token_child_dep(d, v, DEP_CCOMP),
             subject = token_child_dep(d, v, DEP_NSUBJ_PASS), to = NONE, small = NONE;
    if (subject != NONE && hands_on(d, v))
        return;
    for (uint32_t k = token_child(d, v, NONE); k != NONE; k = token_child(d, v, k)) {
        const Token *t = tok(d, k);
        switch (t->dep) {
        case DEP_CCOMP:
            dependent(w, v, k,
                      k < v                                                       ? FRAME_BEFORE
                      : has_that(d, k) || token_child_dep(d, k, DEP_MARK) == NONE ? FRAME_CLAUSE
                                                                                  : FRAME_WH,
                      'V');
            if (w->n_candidates && w->candidates[w->n_candidates - 1].cue == v) {
                uint32_t told = object != NONE ? object : token_child_dep(d, v, DEP_IOBJ);
                w->candidates[w->n_candidates - 1].addressee = told;
            }
            break;
        case DEP_CSUBJ: // "It is expected that talks will resume"
        case DEP_CSUBJ_PASS:
            if (k > v && has_that(d, k))
                dependent(w, v, k, FRAME_CLAUSE, 'V');
            break;
        case DEP_XCOMP:
            if (hidden(d, k))
                break;
            if (infinitive(d, k))
                to = k;
            else
                small = k;
            break;
        case DEP_OBL:
        case DEP_OBL_UNMARKED: {
            Str p = case_of(d, k);
            if (complement == NONE && lemma_in(d, k, vessels)) {
                uint32_t clause = that_below(d, k);
                if (clause != NONE)
                    dependent(w, v, clause, FRAME_CLAUSE, 'V');
                if (clause != NONE || token_is(d, k, "condition"))
                    break;
            }
            if (p.n && k > v && !str_is(p, "by") && !str_is(p, "in") && !str_is(p, "at") &&
                !str_is(p, "during") && !str_is(p, "since"))
                dependent(w, v, k, FRAME_PP, 'V');
            break;
        }
        case DEP_ADVCL: // "spoke of leaving", "accused them of lying"
            if (k > v && token_child_dep(d, k, DEP_MARK) != NONE && xpos_is(d, k, "VBG"))
                dependent(w, v, k, FRAME_PP, 'V');
            break;
        case DEP_PARATAXIS:
            // "He was blunt: they must leave", "The ministry said: ..."
            if (k > v && complement == NONE && object == NONE)
                dependent(w, v, k, FRAME_CLAUSE, 'V');
            break;
        default: break;
        }
    }
    if (complement == NONE &&
        quote_told(w->t, tok(d, v)->lemma)) { // "told the council that talks had failed", read as a
                                              // relative clause
        uint32_t o = object != NONE ? object : token_child_dep(d, v, DEP_IOBJ);
        for (uint32_t k = o == NONE ? NONE : token_child(d, o, o); k != NONE;
             k = token_child(d, o, k))
            if (relative(tok(d, k)->dep) || tok(d, k)->dep == DEP_ACL ||
                tok(d, k)->dep == DEP_CCOMP) {
                uint32_t a, b;
                token_subtree(d, k, &a, &b);
                if (!token_is(d, a, "that"))
                    continue;
                QuoteCandidate *c = quote_begin(w, v, FRAME_CLAUSE, 'V', k);
                quote_piece_add(w, c, a, b);
                c->that = true;
                c->addressee = o;
                c->speaker = speaker_of(w, c);
                if (quote_finish(w, c))
                    return;
            }
    }
    if (to != NONE && object == NONE) {
        dependent(w, v, to, FRAME_TO, 'V');
    } else if (object != NONE && (to != NONE || small != NONE) && complement == NONE) {
        uint32_t second = to != NONE ? to : small, a, b, x, y;
        QuoteCandidate *c = quote_begin(w, v, to != NONE ? FRAME_NP_TO : FRAME_SMALL, 'V', second);
        token_subtree(d, object, &a, &b);
        token_subtree(d, second, &x, &y);
        if (object < second)
            quote_piece_add(w, c, a, y > b ? y : b);
        c->speaker = speaker_of(w, c);
        c->addressee = object;
        quote_finish(w, c);
    } else if (object != NONE &&
               complement == NONE) { // "described the plan as bold", "blamed them for the fire"
        for (uint32_t k = token_child(d, v, NONE); k != NONE; k = token_child(d, v, k)) {
            Str p = case_of(d, k);
            unsigned dep = tok(d, k)->dep;
            if (!p.n && dep == DEP_ADVCL && token_child_dep(d, k, DEP_MARK) != NONE)
                p = tok(d, token_child_dep(d, k, DEP_MARK))->lower;
            if (k < object || (dep != DEP_OBL && dep != DEP_ADVCL && dep != DEP_XCOMP) ||
                !(str_is(p, "as") || str_is(p, "for") || str_is(p, "of") || str_is(p, "with") ||
                  str_is(p, "to") || str_is(p, "over") || str_is(p, "against")))
                continue;
            uint32_t a, b, x, y;
            token_subtree(d, object, &a, &b);
            token_subtree(d, k, &x, &y);
            QuoteCandidate *c = quote_begin(w, v, FRAME_NP_PP, 'V', k);
            quote_piece_add(w, c, a, y > b ? y : b);
            c->prep = p;
            c->addressee = object;
            c->speaker = speaker_of(w, c);
            quote_finish(w, c);
            break;
        }
    }
    if (to != NONE || complement != NONE)
        ;
    else if (small != NONE && object == NONE) {
        dependent(w, v, small, FRAME_SMALL, 'V');
    } else if (object != NONE && small == NONE) {
        dependent(w, v, object, FRAME_NP, 'V');
    }
    if (subject != NONE && complement == NONE &&
        object == NONE) // "The plan was praised by the minister"
        dependent(w, v, subject, FRAME_NP, 'V');
    if (tok(d, v)->dep == DEP_PARATAXIS ||
        (tok(d, v)->dep == DEP_ADVCL && token_child_dep(d, v, DEP_MARK) == NONE))
        parenthetical(w, v);
    else if (tok(d, v)->dep == DEP_ADVCL && complement == NONE &&
             (object == NONE ||
              token_is(d, object, "it"))) { // "As he said (put it), the war was over"
        uint32_t m = token_child_dep(d, v, DEP_MARK);
        if (m != NONE && token_is(d, m, "as"))
            parenthetical(w, v);
        if (w->n_candidates && object != NONE && lemma_is(d, v, "put") &&
            w->candidates[w->n_candidates - 1].cue == v &&
            w->candidates[w->n_candidates - 1].frame == FRAME_PAREN)
            w->candidates[w->n_candidates - 1].sure = true;
    }
}

static bool names_source(const Doc *d, uint32_t nmod)
{
    Str p = case_of(d, nmod);
    return tok(d, nmod)->dep == DEP_NMOD && (str_is(p, "by") || str_is(p, "from"));
}

static uint32_t noun_speaker(const Doc *d, uint32_t n, bool *bound)
{
    uint32_t s = token_child_dep(d, n, DEP_NMOD_POSS);
    *bound = true;
    if (s != NONE)
        return s;
    for (uint32_t k = token_child(d, n, NONE); k != NONE; k = token_child(d, n, k))
        if (names_source(d, k))
            return k;
    s = token_child_dep(d, n, DEP_NSUBJ);
    if (s != NONE && token_child_dep(d, n, DEP_COP) == NONE &&
        s < n) // "The union doubts that": a verb read as a noun
        return s;
    *bound = false;
    uint32_t h = tok(d, n)->head;
    // "The minister made a vow to", "his chief belief is that"
    if (h != NONE &&
        (tok(d, n)->dep == DEP_OBJ || tok(d, n)->dep == DEP_OBL || tok(d, n)->dep == DEP_XCOMP) &&
        verb_like(d, h))
        return quote_subject(d, h, 0);
    if (token_child_dep(d, n, DEP_COP) != NONE)
        return token_child_dep(d, n, DEP_NSUBJ);
    return NONE;
}

static void try_noun(QuoteWork *w, uint32_t n)
{
    Doc *d = w->d;
    for (uint32_t k = token_child(d, n, NONE); k != NONE; k = token_child(d, n, k)) {
        const Token *t = tok(d, k);
        size_t before = w->n_candidates;
        if (k < n)
            continue;
        // "a warning from the coast guard that the strait was mined": the clause may hang on the
        // guard
        uint32_t inner = names_source(d, k) ? token_child_dep(d, k, DEP_ACL_RELCL) : NONE;
        if (names_source(d, k) && inner == NONE)
            inner = token_child_dep(d, k, DEP_ACL);
        if ((t->dep == DEP_ACL || t->dep == DEP_CCOMP) && has_that(d, k))
            dependent(w, n, k, FRAME_N_THAT, 'N');
        else if (inner != NONE && has_that(d, inner))
            dependent(w, n, inner, FRAME_N_THAT, 'N');
        else if (t->dep == DEP_ACL && infinitive(d, k))
            dependent(w, n, k, FRAME_N_TO, 'N');
        else if (t->dep == DEP_NMOD && case_of(d, k).n && !str_is(case_of(d, k), "by") &&
                 !str_is(case_of(d, k), "from") && !str_is(case_of(d, k), "in"))
            dependent(w, n, k, FRAME_N_PP, 'N');
        if (w->n_candidates > before) {
            QuoteCandidate *c = &w->candidates[w->n_candidates - 1];
            uint32_t s = noun_speaker(d, n, &c->bound);
            c->speaker = s == NONE ? NONE : quote_name_head(d, s);
        }
    }
}

static void try_adjective(QuoteWork *w, uint32_t a)
{
    Doc *d = w->d;
    if (token_child_dep(d, a, DEP_COP) == NONE && tok(d, a)->dep != DEP_CONJ &&
        tok(d, a)->dep != DEP_XCOMP && tok(d, a)->dep != DEP_ROOT)
        return;
    for (uint32_t k = token_child(d, a, NONE); k != NONE; k = token_child(d, a, k)) {
        const Token *t = tok(d, k);
        size_t before = w->n_candidates;
        if (k < a)
            continue;
        if (t->dep == DEP_CCOMP || (t->dep == DEP_ADVCL && has_that(d, k)))
            dependent(w, a, k, FRAME_A_THAT, 'A');
        else if ((t->dep == DEP_XCOMP || t->dep == DEP_ADVCL) && infinitive(d, k))
            dependent(w, a, k, FRAME_A_TO, 'A');
        else if (t->dep == DEP_OBL && case_of(d, k).n)
            dependent(w, a, k, FRAME_A_PP, 'A');
        if (w->n_candidates > before)
            w->candidates[w->n_candidates - 1].speaker =
                quote_subject(d, a, 0) == NONE ? NONE : quote_name_head(d, quote_subject(d, a, 0));
    }
}

// "reportedly", "allegedly": somebody says so, and the text does not say who.
static void try_adverb(QuoteWork *w, uint32_t i)
{
    static const char *const words[] = {"reportedly",  "allegedly",  "supposedly",
                                        "purportedly", "apparently", NULL};
    Doc *d = w->d;
    uint32_t h = tok(d, i)->head, a, b;
    if (h == NONE || !lemma_in(d, i, words))
        return;
    token_subtree(d, h, &a, &b);
    QuoteCandidate *c = quote_begin(w, i, FRAME_ADVERB, 'D', h);
    if (i >= a && i < b) {
        quote_piece_add(w, c, a, i);
        quote_piece_add(w, c, i + 1, b);
    } else {
        quote_piece_add(w, c, a, b);
    }
    c->sure = token_is(d, i, "reportedly") || token_is(d, i, "allegedly");
    quote_finish(w, c);
}

// The so-called "liberators": a word that the text does not make its own.
static void try_so_called(QuoteWork *w, uint32_t i)
{
    Doc *d = w->d;
    uint32_t end = sentence_of(d, i)->end, called = token_is(d, i, "so") ? i + 2 : i;
    if (called >= end || !(called == i ? token_is(d, i, "so-called")
                                       : token_is(d, i + 1, "-") && token_is(d, i + 2, "called")))
        return;
    uint32_t noun = tok(d, called)->head;
    if (noun == NONE || noun <= called || noun >= end || noun - called > 6)
        return;
    QuoteCandidate *c = quote_begin(w, i, FRAME_ADVERB, 'D', noun);
    c->cue_end = called + 1;
    quote_piece_add(w, c, called + 1, noun + 1);
    c->sure = true;
    quote_finish(w, c);
}

// "according to the ministry": the clause around it.
static void try_according(QuoteWork *w, uint32_t i)
{
    Doc *d = w->d;
    const Sentence *s = sentence_of(d, i);
    if (i + 2 >= s->end || !token_is(d, i + 1, "to"))
        return;
    uint32_t speaker = tok(d, i)->head;
    if (speaker == NONE ||
        speaker < i + 2) { // the tree took "according" for a verb: the noun hangs off it
        speaker = NONE;
        for (uint32_t k = i + 2; k < s->end && k < i + 12; k++)
            if (tok(d, k)->head == i || (tok(d, k)->head < i + 2 && tok(d, k)->head != NONE)) {
                speaker = k;
                break;
            }
    }
    if (speaker == NONE)
        return;
    uint32_t h = tok(d, speaker)->head, a, b, x, y;
    if (h == i)
        h = tok(d, i)->head;
    if (h == NONE)
        return;
    // up to the clause
    for (unsigned n = 0; n < 6 && tok(d, h)->head != NONE && tok(d, h)->upos != UPOS_VERB &&
                         token_child_dep(d, h, DEP_NSUBJ) == NONE;
         n++)
        h = tok(d, h)->head;
    token_subtree(d, h, &a, &b);
    token_subtree(d, speaker, &x, &y);
    if (x > i)
        x = i;
    if (tok(d, h)->dep == DEP_ROOT) {
        a = s->first;
        b = s->end;
    }
    QuoteCandidate *c = quote_begin(w, i, FRAME_ACCORDING, 'V', h);
    c->cue_end = i + 2;
    if (x > a)
        quote_piece_add(w, c, a, x);
    if (y < b && y > i && (x <= a || b - y > 3))
        quote_piece_add(w, c, y, b);
    c->speaker = speaker;
    quote_finish(w, c);
}

static void quoted_candidate(QuoteWork *w, const QuoteSegment *g, uint32_t index, uint32_t cue)
{
    QuoteCandidate *c = quote_begin(w, cue, FRAME_QUOTE, 'V', g->open + 1);
    quote_piece_put(c, g->open, g->end);
    // "A" and "B", he said: the stretches between this one and the cue
    for (uint32_t k = index + 1;
         k < w->n_segments && w->segments[k].end <= cue && cue - g->end < 30; k++)
        quote_piece_put(c, w->segments[k].open, w->segments[k].end);
    c->speaker = speaker_of(w, c);
    quote_finish(w, c);
}

// "Where is the fleet?" the admiral asked. The mark of the question may have ended the sentence:
// the verb of speech stands among the next words of the paragraph.
static bool question(QuoteWork *w, const QuoteSegment *g, uint32_t index)
{
    const Doc *d = w->d;
    uint32_t last = tok(d, g->end - 1)->sentence;
    if (last + 1 >= d->n_sentences || g->end - g->open < 4 || d->sentences[last].end != g->end ||
        d->sentences[last + 1].paragraph != g->paragraph ||
        !(token_is(d, g->end - 2, "?") || token_is(d, g->end - 2, "!") ||
          token_is(d, g->end - 2, ",")))
        return false;
    const Sentence *next = &d->sentences[last + 1];
    for (uint32_t i = next->first; i < next->end && i < next->first + 8; i++) {
        if (w->segment_of[i] != NONE || token_is(d, i, "that"))
            return false;
        if (verb_like(d, i) && quote_speech(w->t, tok(d, i)->lemma, 'V')) {
            quoted_candidate(w, g, index, i);
            return true;
        }
    }
    return false;
}

// Quoted stretches: offered to the nearest verb with a subject outside the marks in the same
// sentence.
static void try_quoted(QuoteWork *w, const QuoteSegment *g, uint32_t index)
{
    Doc *d = w->d;
    if (g->end - g->open < 4)
        return;
    uint32_t first = d->tokens[g->open].sentence, last = d->tokens[g->end - 1].sentence;
    uint32_t found = 0;
    // Behind the closing mark ("...," he said), and before the opening mark (He said: "..."): the
    // nearest verb, a verb of speech first
    for (unsigned side = 0; side < 2; side++) {
        const Sentence *s = &d->sentences[side ? first : last];
        uint32_t best = NONE, distance = 0;
        for (uint32_t i = side ? s->first : g->end; i < (side ? g->open : s->end); i++) {
            if (!verb_like(d, i) || w->segment_of[i] != NONE)
                continue;
            uint32_t gap = side ? g->open - i : i - g->end + 1;
            bool speech = quote_speech(w->t, tok(d, i)->lemma, 'V');
            if (gap > 18 || (!speech && quote_subject(d, i, 4) == NONE))
                continue;
            uint32_t weight = gap + (speech ? 0 : 12);
            if (best == NONE || weight < distance) {
                best = i;
                distance = weight;
            }
        }
        if (best != NONE) {
            quoted_candidate(w, g, index, best);
            found++;
        }
    }
    if (!found)
        found = question(w, g, index);
    if (!found && first > 0 &&
        d->sentences[first].first == g->open) { // He said: (end of the paragraph) "..."
        const Sentence *s = &d->sentences[first - 1];
        uint32_t best = NONE;
        if (token_is(d, s->end - 1, ":") && s->end - s->first <= 30)
            for (uint32_t i = s->first; i < s->end; i++)
                if (verb_like(d, i) && quote_subject(d, i, 4) != NONE &&
                    (best == NONE || quote_speech(w->t, tok(d, i)->lemma, 'V')))
                    best = i;
        if (best != NONE)
            quoted_candidate(w, g, index, best);
    }
    // "..." - Name
    uint32_t i = g->end;
    if (i + 1 < d->n_tokens && quote_dash(tok(d, i)->lower) &&
        (tok(d, i + 1)->upos == UPOS_PROPN || tok(d, i + 1)->upos == UPOS_NOUN)) {
        uint32_t speaker = i + 1;
        const Sentence *s = sentence_of(d, speaker);
        if (s->end - i > 12)
            return;
        while (tok(d, speaker)->head != NONE && tok(d, speaker)->head > i &&
               tok(d, speaker)->head < s->end && quote_nominal(d, tok(d, speaker)->head))
            speaker = tok(d, speaker)->head;
        QuoteCandidate *c = quote_begin(w, i, FRAME_COLON, 'C', g->open + 1);
        quote_piece_put(c, g->open, g->end);
        c->speaker = speaker;
        quote_finish(w, c);
    }
}

// May a name before the colon of a headline be the speaker's? Places and topics stand there too.
static bool speaks(const Doc *d, uint32_t head)
{
    const char *class = quote_class(d, head);
    uint32_t m = mention_at(d, head);
    return strcmp(class, "PER") == 0 || strcmp(class, "ORG") == 0 ||
           (m != NONE && d->mentions[m].sector.n && strcmp(class, "LOC") != 0);
}

// "Ministry: rebels must leave", "Troops must leave: minister" in headlines; "GOWDY: ..." in
// interviews.
static void try_colon(QuoteWork *w, const Sentence *s)
{
    Doc *d = w->d;
    bool headline = s->flags & SENT_HEADLINE;
    for (uint32_t i = s->first + 1; i + 1 < s->end; i++) {
        if (!token_is(d, i, ":") || (d->tokens[i].flags & TOKEN_DATELINE))
            continue;
        uint32_t left = i - s->first, right = s->end - i - 1;
        bool name_left = left <= 6, name_right = headline && right <= 4 && right < left;
        for (uint32_t k = s->first; k < i && name_left; k++)
            name_left = tok(d, k)->upos != UPOS_VERB && tok(d, k)->upos != UPOS_AUX &&
                        tok(d, k)->upos != UPOS_NUM && !quote_edge_sign(d, k);
        for (uint32_t k = i + 1; k < s->end && name_right; k++)
            name_right = tok(d, k)->upos != UPOS_VERB && tok(d, k)->upos != UPOS_AUX &&
                         tok(d, k)->upos != UPOS_NUM;
        if (!name_left && !name_right)
            return;
        uint32_t a = name_right ? i + 1 : s->first, b = name_right ? s->end : i, head = a;
        // the word of the name that hangs off something outside it
        for (uint32_t k = a; k < b; k++)
            if (tok(d, k)->head == NONE || tok(d, k)->head < a || tok(d, k)->head >= b) {
                head = k;
                if (tok(d, k)->upos == UPOS_NOUN || tok(d, k)->upos == UPOS_PROPN)
                    break;
            }
        if (tok(d, head)->upos != UPOS_NOUN && tok(d, head)->upos != UPOS_PROPN)
            return;
        if (headline && !name_right && strcmp(quote_class(d, head), "LOC") == 0)
            return; // "Lorne: workers win": where, not who
        QuoteCandidate *c = quote_begin(w, i, FRAME_COLON, 'C', name_right ? s->first : i + 1);
        c->speaker = head;
        c->sure = name_right || (headline && speaks(d, head));
        if (name_right)
            quote_piece_add(w, c, s->first, i);
        else
            quote_piece_add(w, c, i + 1, s->end);
        if (!quote_finish(w, c) || name_right || headline)
            return;
        const Sentence *last = s; // an interview: the turn runs to the end of its paragraph
        while (last + 1 < d->sentences + d->n_sentences && last[1].paragraph == s->paragraph)
            last++;
        if (last != s)
            quote_recut(w, w->n_candidates - 1, VARIANT_END, c->piece[0][0], last->end);
        return;
    }
}

int quote_by_cue(const void *x, const void *y)
{
    const QuoteCandidate *a = x, *b = y;
    if (a->cue != b->cue)
        return a->cue < b->cue ? -1 : 1;
    if (a->frame != b->frame)
        return a->frame < b->frame ? -1 : 1;
    if (a->content != b->content)
        return a->content < b->content ? -1 : 1;
    if (a->variant != b->variant)
        return a->variant < b->variant ? -1 : 1;
    return a->piece[0][0] < b->piece[0][0] ? -1 : a->piece[0][0] > b->piece[0][0];
}
void quote_find(QuoteWork *w)
{
    Doc *d = w->d;
    quote_segments(w);
    for (size_t s = 0; s < d->n_sentences; s++) {
        const Sentence *x = &d->sentences[s];
        if (x->flags & SENT_REPEAT)
            continue;
        for (uint32_t i = x->first; i < x->end; i++) {
            const Token *t = tok(d, i);
            if (t->flags & TOKEN_DATELINE)
                continue;
            if (verb_like(d, i) && !token_is(d, i, "according"))
                try_verb(w, i);
            else if (t->upos == UPOS_NOUN)
                try_noun(w, i);
            else if (t->upos == UPOS_ADJ)
                try_adjective(w, i);
            if (token_is(d, i, "according"))
                try_according(w, i);
            else if (t->upos == UPOS_ADV)
                try_adverb(w, i);
            if (token_is(d, i, "so") || token_is(d, i, "so-called"))
                try_so_called(w, i);
        }
        try_colon(w, x);
    }
    for (uint32_t g = 0; g < w->n_segments; g++)
        try_quoted(w, &w->segments[g], g);
    if (w->n_candidates)
        qsort(w->candidates, w->n_candidates, sizeof *w->candidates, quote_by_cue);
}
