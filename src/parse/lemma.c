// SPDX-License-Identifier: MIT
// In: form and joint tag of each word of a chunk. Out: its lemma.
//
// Method: a dictionary of (form, tag) pairs, then suffix rules of five bytes down to none for the
// tag, both learnt from the treebanks (docs/reference/model-format.md section 6); a rule cuts bytes
// from the end of the form or of its lower case and appends a string: "withdrew" VERB|VBD: cut 3,
// append "raw". The rule of a (form, tag) is remembered beside the word's vector. Cost: 20 ns a
// word when remembered, 0.3 microseconds when not. Memory only for lemmas that are not a piece of
// the text, of the token's lower case, or of the model. Does not: know words beyond the suffix
// rules; a wrong tag gives a wrong lemma ("saw" as a noun).
#include "parse/features.h"
#include "parse/work.h"

enum { LONGEST_SUFFIX = 5 };

// text 0x1F tag, hashed under a template.
static uint16_t find_rule(const Weights *m, uint32_t template_id, const char *text, size_t n,
                          Str tag)
{
    char key[LIMIT_TOKEN_BYTES + 64];
    if (n + 1 + tag.n > sizeof key)
        return WEIGHTS_NO_RULE;
    if (n > 0)
        memcpy(key, text, n);
    key[n] = 0x1F;
    memcpy(key + n + 1, tag.p, tag.n);
    return weights_find_rule(m, features_hash(template_id, key, n + 1 + tag.n));
}

static uint16_t choose_rule(const Weights *m, Str form, Str lower, Str tag)
{
    uint16_t rule = find_rule(m, FEATURES_T_LEMMA_FORM, form.p, form.n, tag);
    if (rule == WEIGHTS_NO_RULE && !str_eq(form, lower))
        rule = find_rule(m, FEATURES_T_LEMMA_FORM, lower.p, lower.n, tag);
    for (size_t k = lower.n < LONGEST_SUFFIX ? lower.n : LONGEST_SUFFIX; rule == WEIGHTS_NO_RULE;
         k--) {
        rule = find_rule(m, FEATURES_T_LEMMA_SUFFIX, lower.p + lower.n - k, k, tag);
        if (k == 0)
            break;
    }
    return rule;
}

// The rule from the word's slot in the cache, if that still holds this form; else looked up, and
// remembered.
static uint16_t recall_rule(struct ParseWork *w, size_t row, Str form, Str lower)
{
    uint16_t tag = w->tag[row];
    ParseWord *word = NULL;
    if (w->slot[row] != NONE) {
        word = &w->words[w->slot[row]];
        if (word->n != form.n || memcmp(word->form, form.p, form.n) != 0)
            word = NULL;
    }
    if (word) {
        for (size_t i = 0; i < 2; i++) {
            if (word->lemma_tag[i] == tag)
                return word->lemma_rule[i];
        }
    }
    uint16_t rule = choose_rule(w->weights, form, lower, w->weights->tag[tag]);
    if (word) {
        word->lemma_tag[1] = word->lemma_tag[0];
        word->lemma_rule[1] = word->lemma_rule[0];
        word->lemma_tag[0] = tag;
        word->lemma_rule[0] = rule;
    }
    return rule;
}

static Str apply_rule(const struct ParseWork *w, Doc *doc, const Token *t, Str form, Str lower,
                      uint16_t rule)
{
    const Weights *m = w->weights;
    bool proper = t->upos == UPOS_PROPN;
    // a borrowed copy of the lower case, where the token's own is the same
    Str kept = str_eq(t->lower, lower) ? t->lower : str_eq(form, lower) ? form : (Str){NULL, 0};
    Str base = proper ? form : lower;
    Str tail = {"", 0};
    if (rule != WEIGHTS_NO_RULE) {
        unsigned op = m->lemma_op[rule][0];
        size_t cut = m->lemma_op[rule][1];
        base = op == 0 ? form : op == 1 ? lower : (Str){"", 0};
        cut = cut < base.n ? cut : base.n;
        // never through a letter: "Gdańsk" cut inside the two bytes of "ń" would not be UTF-8
        while (cut < base.n && cut > 0 && ((unsigned char)base.p[base.n - cut] & 0xC0u) == 0x80u)
            cut++;
        base.n -= cut;
        tail = str_of(m->lemma_text + m->lemma_at[rule]);
    }
    if (base.n == 0 && tail.n == 0)
        return form;
    if (base.n == 0)
        return tail;
    if (tail.n == 0) {
        if (base.p != lower.p)
            return base; // a piece of the text
        if (kept.p)
            return (Str){kept.p, base.n};
    }
    char *p = arena_alloc(doc->arena, base.n + tail.n + 1);
    memcpy(p, base.p, base.n);
    memcpy(p + base.n, tail.p, tail.n);
    return (Str){p, base.n + tail.n};
}

void lemma_run(struct ParseWork *w)
{
    char buffer[LIMIT_TOKEN_BYTES];
    for (size_t u = 0; u < w->n_units; u++) {
        const ParseUnit *unit = &w->unit[u];
        Doc *doc = unit->doc;
        for (uint32_t i = 0; i < unit->n; i++) {
            Token *t = &doc->tokens[unit->first + i];
            Str form = token_text(doc, t);
            if (form.n > sizeof buffer) { // base64 or a URL: it is its own lemma
                t->lemma = form;
                continue;
            }
            Str lower = {buffer, features_lower(form.p, form.n, buffer, sizeof buffer)};
            t->lemma =
                apply_rule(w, doc, t, form, lower, recall_rule(w, unit->row + 1 + i, form, lower));
        }
    }
}
