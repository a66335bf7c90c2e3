// SPDX-License-Identifier: MIT
// In: an article. Out: the document's buffer and parts; names of the enums; small walks over the
// dependency tree; the calendar. Method of the calendar: Howard Hinnant's civil-day algorithms
// (public domain description), proleptic Gregorian. Cost: linear in the text, once. Does not:
// annotate anything.
#include "doc/doc.h"
#include "base/limits.h"

#include <stdlib.h>

static const char *const upos_names[UPOS_COUNT] = {
    "X",   "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN",
    "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB"};

// ORDER Dep in doc.h
static const char *const dep_names[DEP_COUNT] = {
    "dep",        "root",       "acl",          "acl:relcl",   "advcl",        "advcl:relcl",
    "advmod",     "amod",       "appos",        "aux",         "aux:pass",     "case",
    "cc",         "cc:preconj", "ccomp",        "compound",    "compound:prt", "conj",
    "cop",        "csubj",      "csubj:pass",   "csubj:outer", "det",          "det:predet",
    "discourse",  "dislocated", "expl",         "fixed",       "flat",         "goeswith",
    "iobj",       "list",       "mark",         "nmod",        "nmod:poss",    "nmod:unmarked",
    "nmod:desc",  "nsubj",      "nsubj:pass",   "nsubj:outer", "nummod",       "obj",
    "obl",        "obl:agent",  "obl:unmarked", "orphan",      "parataxis",    "punct",
    "reparandum", "vocative",   "xcomp"};

// ORDER Fact in doc.h
static const char *const fact_names[FACT_COUNT] = {
    "happened",  "ongoing", "ended",      "planned",   "intended",    "demanded",
    "requested", "offered", "threatened", "possible",  "conditional", "denied",
    "negated",   "failed",  "alleged",    "historical"};

static int names_order(const void *a, const void *b)
{
    uint32_t x = ((const Name *)a)->first, y = ((const Name *)b)->first;
    return x < y ? -1 : x > y;
}

void doc_sort_names(Doc *d)
{
    if (d->n_names > 1)
        qsort(d->names, d->n_names, sizeof *d->names, names_order);
}

void doc_cut_sentences(Doc *d, const uint32_t *starts, size_t n)
{
    Sentence *old = d->sentences;
    size_t count = d->n_sentences, k = 0;
    d->sentences = NULL;
    d->n_sentences = d->cap_sentences = 0;
    for (size_t i = 0; i < count; i++) {
        Sentence piece = old[i];
        for (bool last = false; !last;) {
            last = k >= n || starts[k] >= old[i].end;
            piece.end = last ? old[i].end : starts[k++];
            piece.span =
                (Span){d->tokens[piece.first].span.start, d->tokens[piece.end - 1].span.end};
            piece.flags = old[i].flags & ~(uint32_t)(last ? 0 : SENT_QUESTION);
            if (piece.first > old[i].first)
                piece.flags &= ~(uint32_t)(SENT_PARAGRAPH | SENT_DATELINE);
            for (uint32_t t = piece.first; t < piece.end; t++)
                d->tokens[t].sentence = (uint32_t)d->n_sentences;
            *ARENA_PUSH(d->arena, d->sentences, d->n_sentences, d->cap_sentences) = piece;
            piece.first = piece.end;
        }
    }
}

const char *upos_name(unsigned upos)
{
    return upos < UPOS_COUNT ? upos_names[upos] : "X";
}
const char *dep_name(unsigned dep)
{
    return dep < DEP_COUNT ? dep_names[dep] : "dep";
}
const char *fact_name(unsigned fact)
{
    return fact < FACT_COUNT ? fact_names[fact] : "possible";
}

const char *name_type_name(unsigned type)
{
    static const char *const names[] = {"O", "PER", "ORG", "LOC", "MISC"};
    return type <= NAME_MISC ? names[type] : "O";
}

const char *via_name(unsigned via)
{
    static const char *const names[] = {"none",    "lexicon", "role", "coreference", "capital",
                                        "demonym", "user",    "name", "clause"};
    return via <= VIA_CLAUSE ? names[via] : "none";
}

const char *slot_name(unsigned slot)
{
    static const char *const names[] = {"subj",  "obj",   "iobj", "obl",
                                        "xcomp", "ccomp", "acl",  "advcl"};
    return slot <= SLOT_ADVCL ? names[slot] : "?";
}

static bool name_find(const char *const *names, unsigned n, Str name, uint8_t *out)
{
    for (unsigned i = 0; i < n; i++)
        if (str_is(name, names[i])) {
            *out = (uint8_t)i;
            return true;
        }
    return false;
}

bool upos_parse(Str name, uint8_t *upos)
{
    return name_find(upos_names, UPOS_COUNT, name, upos);
}
bool fact_parse(Str name, uint8_t *fact)
{
    return name_find(fact_names, FACT_COUNT, name, fact);
}

bool dep_parse(Str name, uint8_t *dep)
{
    if (name_find(dep_names, DEP_COUNT, name, dep))
        return true;
    // "obl:tmod" of older treebanks → "obl"
    const char *colon = name.n ? memchr(name.p, ':', name.n) : NULL;
    return colon && name_find(dep_names, DEP_COUNT, (Str){name.p, (size_t)(colon - name.p)}, dep);
}

void doc_init(Doc *d, Arena *a, const Article *article)
{
    memset(d, 0, sizeof *d);
    d->arena = a;
    d->article = article;
    d->date = DAY_NONE;
    if (article->date.n)
        day_parse(article->date, &d->date);
    size_t title = article->title.n, text = article->text.n;
    size_t gap = title && text ? 2 : 0;
    char *buffer = arena_alloc(a, title + gap + text + 1);
    if (title) {
        memcpy(buffer, article->title.p, title);
        d->parts[d->n_parts++] = (Part){PART_TITLE, {0, (uint32_t)title}};
    }
    if (gap)
        memcpy(buffer + title, "\n\n", 2);
    if (text) {
        memcpy(buffer + title + gap, article->text.p, text);
        d->parts[d->n_parts++] =
            (Part){PART_TEXT, {(uint32_t)(title + gap), (uint32_t)(title + gap + text)}};
    }
    d->text = (Str){buffer, title + gap + text};
}

Str doc_str(const Doc *d, Span s)
{
    return (Str){d->text.p + s.start, (size_t)(s.end - s.start)};
}

uint32_t token_child(const Doc *d, uint32_t head, uint32_t after)
{
    const Sentence *s = &d->sentences[d->tokens[head].sentence];
    for (uint32_t i = after == NONE ? s->first : after + 1; i < s->end; i++)
        if (d->tokens[i].head == head)
            return i;
    return NONE;
}

uint32_t token_child_dep(const Doc *d, uint32_t head, Dep dep)
{
    const Sentence *s = &d->sentences[d->tokens[head].sentence];
    for (uint32_t i = s->first; i < s->end; i++)
        if (d->tokens[i].head == head && d->tokens[i].dep == dep)
            return i;
    return NONE;
}

bool token_dominates(const Doc *d, uint32_t ancestor, uint32_t token)
{
    // A tree has no cycle, but pre-tokenised input may: the sentence's length bounds the walk.
    const Sentence *s = &d->sentences[d->tokens[token].sentence];
    for (uint32_t steps = s->end - s->first + 1; token != NONE && steps; steps--) {
        if (token == ancestor)
            return true;
        token = d->tokens[token].head;
    }
    return false;
}

void token_subtree(const Doc *d, uint32_t head, uint32_t *first, uint32_t *end)
{
    const Sentence *s = &d->sentences[d->tokens[head].sentence];
    uint32_t low = head, high = head;
    while (low > s->first && token_dominates(d, head, low - 1))
        low--;
    while (high + 1 < s->end && token_dominates(d, head, high + 1))
        high++;
    *first = low;
    *end = high + 1;
}

size_t time_from(const Doc *d, uint32_t token)
{
    size_t low = 0, high = d->n_times; // times stand in text order
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (d->times[mid].end <= token)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

uint32_t mention_at(const Doc *d, uint32_t token)
{
    uint32_t covering = NONE;
    // Mentions are in text order of their first token, so a binary search finds the neighbourhood.
    size_t low = 0, high = d->n_mentions;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (d->mentions[mid].first <= token)
            low = mid + 1;
        else
            high = mid;
    }
    for (size_t i = low, seen = 0; i-- > 0 && seen < 64; seen++) {
        const Mention *m = &d->mentions[i];
        if (m->head == token)
            return (uint32_t)i;
        if (m->kind == MENTION_NAME && m->first <= token && token < m->end && covering == NONE)
            covering = (uint32_t)i;
        if (d->tokens[m->first].sentence != d->tokens[token].sentence)
            break;
    }
    return covering;
}

const Argument *arguments_of(const Doc *d, uint32_t predicate, size_t *n)
{
    size_t low = 0, high = d->n_arguments;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (d->arguments[mid].predicate < predicate)
            low = mid + 1;
        else
            high = mid;
    }
    size_t end = low;
    while (end < d->n_arguments && d->arguments[end].predicate == predicate)
        end++;
    *n = end - low;
    return d->arguments + low;
}

bool token_is(const Doc *d, uint32_t token, const char *lower)
{
    return str_is(d->tokens[token].lower, lower);
}
bool lemma_is(const Doc *d, uint32_t token, const char *lemma)
{
    return str_is(d->tokens[token].lemma, lemma);
}
bool token_xpos(const Doc *d, uint32_t token, const char *xpos)
{
    return strcmp(d->tokens[token].xpos, xpos) == 0;
}
bool headline_colon_between(const Doc *d, uint32_t x, uint32_t y)
{
    uint32_t first = x < y ? x : y, end = x < y ? y : x;
    if (!(d->sentences[d->tokens[x].sentence].flags & SENT_HEADLINE) ||
        end - first > LIMIT_HEADLINE_TOKENS)
        return false;
    for (uint32_t i = first; i < end; i++)
        if (token_is(d, i, ":"))
            return true;
    return false;
}

bool token_in(const Doc *d, uint32_t token, const char *const *words)
{
    for (; *words; words++)
        if (token_is(d, token, *words))
            return true;
    return false;
}

bool lemma_in(const Doc *d, uint32_t token, const char *const *lemmas)
{
    for (; *lemmas; lemmas++)
        if (lemma_is(d, token, *lemmas))
            return true;
    return false;
}

int32_t day_from_civil(int year, int month, int day)
{
    int y = year - (month <= 2);
    int era = (y >= 0 ? y : y - 399) / 400;
    int yoe = y - era * 400;
    int doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 719468;
}

void day_to_civil(int32_t days, int *year, int *month, int *day)
{
    int z = days + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;
    *day = doy - (153 * mp + 2) / 5 + 1;
    *month = mp + (mp < 10 ? 3 : -9);
    *year = yoe + era * 400 + (*month <= 2);
}

int day_weekday(int32_t days)
{
    int w = (days + 3) % 7; // 1970-01-01 was a Thursday
    return w < 0 ? w + 7 : w;
}

static bool digits(Str s, size_t at, size_t n, int *out)
{
    if (at + n > s.n)
        return false;
    int v = 0;
    for (size_t i = at; i < at + n; i++) {
        if (!ascii_digit(s.p[i]))
            return false;
        v = v * 10 + (s.p[i] - '0');
    }
    *out = v;
    return true;
}

bool day_parse(Str s, int32_t *days)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int y, m, day;
    s = str_trim(s);
    if (!digits(s, 0, 4, &y))
        return false;
    size_t end;
    if (s.n >= 10 && s.p[4] == '-' && s.p[7] == '-') {
        if (!digits(s, 5, 2, &m) || !digits(s, 8, 2, &day))
            return false;
        end = 10;
    } else {
        if (!digits(s, 4, 2, &m) || !digits(s, 6, 2, &day))
            return false;
        end = 8;
        // 14 digits are a stamp (YYYYMMDDHHMMSS); any other digit tail is not a date
        int rest;
        if (s.n > 8 && ascii_digit(s.p[8]) && !(s.n == 14 && digits(s, 8, 6, &rest)))
            return false;
    }
    if (s.n > end && ascii_alpha(s.p[end]) && s.p[end] != 'T' && s.p[end] != 't')
        return false;
    if (y < 1 || m < 1 || m > 12)
        return false;
    int leap = m == 2 && ((y % 4 == 0 && y % 100 != 0) || y % 400 == 0);
    if (day < 1 || day > lengths[m - 1] + leap)
        return false;
    *days = day_from_civil(y, m, day);
    return true;
}
