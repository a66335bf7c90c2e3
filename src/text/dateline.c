// SPDX-License-Identifier: MIT
// In: sentences and tokens. Out: the dateline (TOKEN_DATELINE, SENT_DATELINE, doc->outlet,
// doc->dateline_place), headline flags, the repeated title (SENT_REPEAT). Method: patterns over the
// first tokens of the first paragraphs of the text:
//   CAIRO (Agency) -      WASHINGTON, Jan. 3 (Reuters) --      PORT SUDAN, Sudan, 3 May - BEIRUT:
//   Rebels ... Daily Herald - ...    (Agency) - ...                       DETROIT The union ...
// A place is written in capitals, or in any case when an agency in brackets and a dash follow it. A
// dash alone behind words in mixed case is a dateline only when the words name an outlet: "Sadat -
// a former officer -" is none. Cost: constant per paragraph looked at. Does not: resolve the place
// or the outlet; read by-lines.
#include "text/text.h"

enum { MAX_DATELINE = 20, MAX_PARAGRAPHS = 4 };

static Str text_of(const Doc *d, uint32_t i)
{
    return token_text(d, &d->tokens[i]);
}
static char first_byte(const Doc *d, uint32_t i)
{
    return d->text.p[d->tokens[i].span.start];
}

static bool dash(const Doc *d, uint32_t i)
{
    Str w = d->tokens[i].lower;
    for (size_t k = 0; k < w.n; k++)
        if (w.p[k] != '-')
            return false;
    return w.n > 0;
}

static bool caps(const Doc *d, uint32_t i)
{
    Str w = text_of(d, i);
    unsigned upper = 0;
    for (size_t k = 0; k < w.n; k++) {
        if (ascii_lower(w.p[k]))
            return false;
        upper += ascii_upper(w.p[k]);
    }
    return upper >= 2;
}

static bool capital(const Doc *d, uint32_t i)
{
    return d->tokens[i].flags & TOKEN_UPPER;
}

// The tokens [a, b) as one lower-case phrase in the table of agencies, or a name with an outlet's
// word in it.
static bool outlet_named(const Doc *d, const TextTables *t, uint32_t a, uint32_t b, bool words)
{
    if (b <= a)
        return false;
    char phrase[64];
    size_t n = 0;
    bool word = false;
    for (uint32_t i = a; i < b; i++) {
        Str w = d->tokens[i].lower;
        word |= (text_word(t, w.p, w.n) & OUTLET_WORD) != 0 && capital(d, i);
        if (n + w.n + 1 > sizeof phrase)
            return words && word;
        memcpy(phrase + n, w.p, w.n);
        n += w.n;
        if (i + 1 < b && (d->tokens[i].flags & TOKEN_SPACE))
            phrase[n++] = ' ';
    }
    return (text_word(t, phrase, n) & OUTLET_AGENCY) || (words && word);
}

typedef struct {
    uint32_t end;              // one past the dateline's last token
    uint32_t place_a, place_b; // tokens; equal = none
    uint32_t outlet_a, outlet_b;
} Dateline;

// Place words from i on: capitals, joined by "-", "'", "al"; then ", Region" and ", Month 3".
// Returns the end of the place.
static uint32_t place_end(const Doc *d, uint32_t i, uint32_t end, bool mixed)
{
    uint32_t a = i;
    while (i < end && i - a < 6) {
        bool word = mixed ? capital(d, i)
                          : caps(d, i) || (i > a && first_byte(d, i) == 'S' && capital(d, i) &&
                                           text_of(d, i).n == 3);
        bool glue = i > a &&
                    (str_is(text_of(d, i), "-") || str_is(d->tokens[i].lower, "'s") ||
                     str_is(d->tokens[i].lower, "of") || first_byte(d, i) == '/') &&
                    !(d->tokens[i - 1].flags & TOKEN_SPACE && dash(d, i));
        if (!word && !glue)
            break;
        i++;
    }
    return i;
}

static bool date_word(const Doc *d, uint32_t i)
{
    static const char *const names[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul",
                                        "aug", "sep", "oct", "nov", "dec", "mon", "tue",
                                        "wed", "thu", "fri", "sat", "sun"};
    Str w = d->tokens[i].lower;
    if (w.n && ascii_digit(w.p[0]))
        return true;
    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        if (w.n >= 3 && w.n <= 10 && memcmp(w.p, names[k], 3) == 0)
            return true;
    return false;
}

// "UN: …" names who says it, not where.
static bool is_body(const Doc *d, uint32_t i)
{
    static const char *const bodies[] = {"un",   "eu",    "us",     "uk",    "nato", "who", "imf",
                                         "opec", "osce",  "iaea",   "au",    "plo",  "fbi", "cia",
                                         "oas",  "asean", "unicef", "unhcr", "icrc", NULL};
    return token_in(d, i, bodies);
}

static bool closed(const Doc *d, const Sentence *s)
{
    uint32_t i = s->end;
    while (i > s->first + 1 &&
           ((d->tokens[i - 1].flags & TOKEN_QUOTE_CLOSE) || first_byte(d, i - 1) == ')'))
        i--;
    Str w = text_of(d, i - 1);
    char x = w.p[w.n - 1];
    return x == '.' || x == '!' || x == '?' || x == ':' || x == ';' || str_is(w, "\u2026");
}

static bool match(const Doc *d, const TextTables *t, uint32_t a, uint32_t end, bool first,
                  Dateline *r)
{
    *r = (Dateline){a, a, a, a, a};
    if (end - a < 3)
        return false;
    bool mixed = !caps(d, a);
    uint32_t i = a;
    if (first_byte(d, i) != '(') {
        i = place_end(d, a, end, mixed);
        r->place_b = i;
    }
    // Regions and the date: ", Sudan", ", Jan. 3", ", 3 May 1991", "Feb 26"
    bool tail = false, dated = false;
    while (i < end && i - a < MAX_DATELINE) {
        if (first_byte(d, i) == ',' || date_word(d, i)) {
            dated |= date_word(d, i);
            tail = true;
            i++;
        } else if (tail && i > a && first_byte(d, i - 1) == ',' && capital(d, i)) {
            uint32_t region = i;
            while (i < end && i - region < 4 && capital(d, i) && !date_word(d, i))
                i++;
            if (!dated)
                r->place_b = i;
        } else {
            break;
        }
    }
    if (i >= end || i == a)
        if (i >= end || first_byte(d, i) != '(')
            return false;
    bool agency = false;
    if (first_byte(d, i) == '(') {
        uint32_t b = i + 1;
        while (b < end && b - i < 10 && first_byte(d, b) != ')')
            b++;
        if (b >= end || first_byte(d, b) != ')')
            return false;
        r->outlet_a = i + 1;
        r->outlet_b = b;
        agency = true;
        i = b + 1;
    }
    if (i >= end)
        return false;
    bool line = dash(d, i),
         spaced = i > a && (d->tokens[i - 1].flags & TOKEN_SPACE || !mixed || agency);
    bool colon = first_byte(d, i) == ':';
    if (agency && (line || colon)) {
        r->end = i + 1;
        return r->place_b > a || outlet_named(d, t, r->outlet_a, r->outlet_b, true);
    }
    if (agency && !mixed &&
        outlet_named(d, t, r->outlet_a, r->outlet_b, true)) { // "GAZA CITY (AFP) Israeli tanks ..."
        r->end = i;
        return true;
    }
    if (agency)
        return false;
    if (line && spaced && outlet_named(d, t, a, r->place_b, true) &&
        r->place_b == i) { // "Daily Herald - ..."
        r->outlet_a = a;
        r->outlet_b = i;
        r->place_b = a;
        r->end = i + 1;
        return true;
    }
    if (mixed) {
        // "Harare, 3 May - ...", "Harare, Zimbabwe - ...", "Harare - Police said ..."; not "Sadat -
        // a former officer - said"
        if (!line || !spaced || !(d->tokens[i].flags & TOKEN_SPACE) || r->place_b <= a ||
            i - a > 6 || i + 1 >= end || !capital(d, i + 1))
            return false;
        for (uint32_t k = i + 1; k < end && !tail; k++)
            if (dash(d, k) && (d->tokens[k - 1].flags & TOKEN_SPACE))
                return false;
        r->end = i + 1;
        return dated || tail || (first && i - a <= 2);
    }
    if (line && (spaced || text_of(d, i).n > 1)) {
        r->end = i + 1;
        return true;
    }
    if (colon) { // "BEIRUT: Rebels shelled the town."; not "UN: Army shelled town", a speaker's
                 // headline
        r->end = i + 1;
        return first && i - a <= 6 && i + 1 < end && !caps(d, i + 1) &&
               !(i - a == 1 && is_body(d, a)) && closed(d, &d->sentences[d->tokens[a].sentence]);
    }
    // "DETROIT The union ...": capitals, then a starter in mixed case
    if (i == r->place_b && text_of(d, a).n >= 4 && i - a <= 3 && capital(d, i) && !caps(d, i)) {
        Str w = d->tokens[i].lower;
        r->end = i;
        return text_word(t, w.p, w.n) & ABBR_STARTER;
    }
    return false;
}

static void mark(Doc *d, uint32_t sentence, const Dateline *r)
{
    Sentence *s = &d->sentences[sentence];
    s->flags |= SENT_DATELINE;
    for (uint32_t i = s->first; i < r->end; i++)
        d->tokens[i].flags |= TOKEN_DATELINE;
    if (r->place_b > r->place_a) {
        uint32_t b = r->place_b;
        while (b > r->place_a && first_byte(d, b - 1) == ',')
            b--;
        d->dateline_place = (Span){d->tokens[r->place_a].span.start, d->tokens[b - 1].span.end};
    }
    if (r->outlet_b > r->outlet_a)
        d->outlet = (Span){d->tokens[r->outlet_a].span.start, d->tokens[r->outlet_b - 1].span.end};
}

void text_datelines(Doc *d, const TextTables *t)
{
    unsigned paragraphs = 0;
    for (size_t i = 0; i < d->n_sentences && paragraphs < MAX_PARAGRAPHS; i++) {
        Sentence *s = &d->sentences[i];
        if (!(s->flags & SENT_PARAGRAPH) || d->parts[s->part].kind != PART_TEXT ||
            (s->flags & SENT_CAPS))
            continue;
        paragraphs++;
        Dateline r;
        uint32_t end = s->end - s->first > 40 ? s->first + 40 : s->end;
        // An abbreviated month or region may look like a sentence end: "KANSAS CITY, Mo. The ..."
        // stays whole by the splitter's rules.
        if (match(d, t, s->first, end, paragraphs == 1, &r) && r.end < s->end) {
            mark(d, (uint32_t)i, &r);
            return;
        }
    }
}

// ----------------------------------------------------------------------------------------------
// headlines
static bool has_colon(const Doc *d, const Sentence *s)
{
    for (uint32_t i = s->first; i < s->end; i++)
        if (token_is(d, i, ":"))
            return true;
    return false;
}

// The next token of [*i, end) that is a word, for comparing title and text.
static bool next_word(const Doc *d, uint32_t *i, uint32_t end, Str *w)
{
    for (; *i < end; ++*i) {
        Str x = d->tokens[*i].lower;
        if (x.n && (ascii_alnum(x.p[0]) || (unsigned char)x.p[0] >= 0x80)) {
            *w = d->tokens[(*i)++].lower;
            return true;
        }
    }
    return false;
}

void text_headlines(Doc *d)
{
    size_t text = 0; // first sentence of the text
    while (text < d->n_sentences && d->parts[d->sentences[text].part].kind == PART_TITLE)
        d->sentences[text++].flags |= SENT_HEADLINE;
    if (text >= d->n_sentences)
        return;
    Sentence *s = &d->sentences[text];
    // A line that is the whole text is as often a loose sentence, unless it has a headline's colon:
    // with every such line flagged, UDS-IH2 falls from r 0.69 to 0.68.
    bool alone =
        text + 1 < d->n_sentences ? d->sentences[text + 1].flags & SENT_PARAGRAPH : has_colon(d, s);
    // "UN: Army bombed the camp on Monday." has a headline's shape, stop or not
    bool body = s->end - s->first > 2 && is_body(d, s->first) && token_is(d, s->first + 1, ":");
    if (alone && (body || !closed(d, s)) && s->end - s->first <= 30 && !(s->flags & SENT_DATELINE))
        s->flags |= SENT_HEADLINE;
    if (text == 0)
        return;
    // Does the text begin with the title, word by word, up to the end of a sentence?
    uint32_t a = 0, a_end = d->sentences[text - 1].end, b = s->first;
    Str x, y;
    size_t last = text;
    unsigned words = 0;
    while (next_word(d, &a, a_end, &x)) {
        bool found = false;
        while (last < d->n_sentences && !(found = next_word(d, &b, d->sentences[last].end, &y)))
            last++;
        if (!found || !str_eq(x, y))
            return;
        words++;
    }
    if (words < 2 || next_word(d, &b, d->sentences[last].end, &y))
        return;
    for (size_t i = text; i <= last; i++)
        d->sentences[i].flags |= SENT_REPEAT | SENT_HEADLINE;
}
