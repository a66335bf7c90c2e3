// SPDX-License-Identifier: MIT
// In: a chosen candidate with its speaker. Out: of the quotation: in what manner it is said, what
// kind of source says it, whether the source stands by it, whom it is told, when it was said.
// Method: the manner and the polarity come from the cue's row (lexicon/en/cues.tsv) and a few
// lemmas; the kind of source from the head noun of the speaker ("a poll", "the indictment") and
// from words that hide him ("on condition of anonymity"); the time is the time expression that
// hangs on the cue and stands outside the content. Cost: one look at the sentence and at its times.
// Does not: guess a time from the article's date; tell an anonymous official from one that is only
// not named.
#include "event/quote_work.h"

static QuoteManner manner(const QuoteWork *w, const QuoteCandidate *c)
{
    static const char *const accuse[] = {"accuse", "accusation", "allege",   "allegation", "blame",
                                         "charge", "implicate",  "denounce", NULL};
    static const char *const plan[] = {"plan",     "intend",   "intention", "vow", "pledge",
                                       "promise",  "threaten", "threat",    "aim", "propose",
                                       "proposal", "prepare",  NULL};
    static const char *const official[] = {"statement",   "communique", "communiqu\u00E9",
                                           "declaration", "briefing",   "conference",
                                           "release",     "decree",     NULL};
    const Doc *d = w->d;
    if (c->cue == NONE || c->pos == 'C')
        return MANNER_SPEECH;
    if (lemma_in(d, c->cue, accuse))
        return MANNER_ACCUSATION;
    if (lemma_in(d, c->cue, plan))
        return MANNER_PLAN;
    for (uint32_t k = token_child(d, c->cue, NONE); k != NONE; k = token_child(d, c->cue, k))
        if (tok(d, k)->dep == DEP_OBL && !quote_in_content(c, k) && lemma_in(d, k, official))
            return MANNER_STATEMENT; // "said in a statement"
    return quote_cue_manner(w, c);
}

// Words that say that the speaker hides: "on condition of anonymity", "asked not to be named".
static bool hides(const Doc *d, const QuoteCandidate *c)
{
    static const char *const words[] = {"anonymity", "anonymously", "anonymous", "unnamed", NULL};
    static const char *const named[] = {"named", "identified", "quoted", NULL};
    const Sentence *s = &d->sentences[tok(d, c->cue)->sentence];
    for (uint32_t i = s->first; i < s->end; i++) {
        if (quote_in_content(c, i))
            continue;
        if (token_in(d, i, words))
            return true;
        for (size_t k = 0; named[k]; k++)
            if (i >= s->first + 3 && token_is(d, i, named[k]) && token_is(d, i - 1, "be") &&
                (token_is(d, i - 3, "not") || token_is(d, i - 2, "not") ||
                 token_is(d, i - 3, "declined")))
                return true;
    }
    return false;
}

QuoteSource quote_source(const Doc *d, uint32_t noun)
{
    static const struct {
        const char *lemma;
        uint8_t source;
    } kinds[] = {{"poll", SOURCE_POLL},           {"survey", SOURCE_POLL},
                 {"census", SOURCE_POLL},         {"report", SOURCE_REPORT},
                 {"study", SOURCE_REPORT},        {"inquiry", SOURCE_REPORT},
                 {"assessment", SOURCE_REPORT},   {"dossier", SOURCE_REPORT},
                 {"filing", SOURCE_COURT},        {"indictment", SOURCE_COURT},
                 {"lawsuit", SOURCE_COURT},       {"affidavit", SOURCE_COURT},
                 {"complaint", SOURCE_COURT},     {"verdict", SOURCE_COURT},
                 {"ruling", SOURCE_COURT},        {"subpoena", SOURCE_COURT},
                 {"document", SOURCE_DOCUMENT},   {"memo", SOURCE_DOCUMENT},
                 {"memorandum", SOURCE_DOCUMENT}, {"letter", SOURCE_DOCUMENT},
                 {"cable", SOURCE_DOCUMENT},      {"statement", SOURCE_DOCUMENT},
                 {"transcript", SOURCE_DOCUMENT}, {"email", SOURCE_DOCUMENT},
                 {"record", SOURCE_DOCUMENT},     {"constitution", SOURCE_DOCUMENT},
                 {"source", SOURCE_ANONYMOUS},    {"insider", SOURCE_ANONYMOUS}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (!str_is(tok(d, noun)->lemma, kinds[i].lemma))
            continue;
        uint32_t of = token_child_dep(d, noun, DEP_COMPOUND); // "court documents"
        return kinds[i].source == SOURCE_DOCUMENT && of != NONE && token_is(d, of, "court")
                   ? SOURCE_COURT
                   : (QuoteSource)kinds[i].source;
    }
    return SOURCE_PLAIN;
}

static QuoteSource source(const QuoteWork *w, const QuoteCandidate *c, uint32_t speaker)
{
    if (speaker == NONE)
        return c->pos == 'S' || (c->cue != NONE && (c->pos == 'D' || c->passive)) ? SOURCE_ANONYMOUS
                                                                                  : SOURCE_PLAIN;
    QuoteSource kind = quote_source(w->d, speaker);
    return kind == SOURCE_PLAIN && c->cue != NONE && c->pos != 'C' && hides(w->d, c)
               ? SOURCE_ANONYMOUS
               : kind;
}

// The time expression that hangs on the cue: "said on Monday that …".
static uint32_t time_of(const Doc *d, const QuoteCandidate *c)
{
    const Sentence *s = &d->sentences[tok(d, c->cue)->sentence];
    size_t low = 0, high = d->n_times;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (d->times[mid].first < s->first)
            low = mid + 1;
        else
            high = mid;
    }
    for (; low < d->n_times && d->times[low].first < s->end; low++) {
        const Timex *t = &d->times[low];
        if (t->type != TIMEX_DATE && t->type != TIMEX_TIME)
            continue;
        for (uint32_t i = t->first; i < t->end && !quote_in_content(c, i); i++)
            if (tok(d, i)->head == c->cue)
                return (uint32_t)low;
    }
    return NONE;
}

void quote_voice(const QuoteWork *w, const QuoteCandidate *c, Quote *q)
{
    const Doc *d = w->d;
    bool scare = c->pos == 'S' ||
                 (c->pos == 'D' && (token_is(d, c->cue, "so") || token_is(d, c->cue, "so-called")));
    q->polarity = scare ? POLARITY_DOUBTS : (uint8_t)quote_polarity(w, c);
    q->manner = (uint8_t)manner(w, c);
    q->source = (uint8_t)source(w, c, q->speaker_head);
    q->time = c->cue == NONE || c->pos == 'C' ? NONE : time_of(d, c);
    if (q->addressee == NONE && c->pos == 'V') {
        uint32_t told = token_child_dep(d, c->cue, DEP_IOBJ);
        if (told != NONE && !quote_in_content(c, told))
            q->addressee = told;
    }
    if (q->addressee == c->speaker) // "asked the admiral", behind the question
        q->addressee = NONE;
}
