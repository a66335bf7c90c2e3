// SPDX-License-Identifier: MIT
// In: a parsed token: form, tags, tree. Out: its morphology as Universal Dependencies writes it for
// English ("Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"). Method: the Penn tag gives
// most of it, the words of the closed classes have a table, the subject gives person and number of
// a verb, the tree tells participles, gerunds, imperatives and passives apart. Conventions of EWT
// and GUM 2.16. Cost: a few comparisons a token, when asked. Does not: mark typos, abbreviations or
// foreign words.
#include "doc/morph.h"

#include <stdio.h>

typedef struct {
    const char *form, *xpos, *feats; // the Penn tag as a whole
} Row;

static const Row closed[] = {
    {"i", "PRP", "Case=Nom|Number=Sing|Person=1|PronType=Prs"},
    {"me", "PRP", "Case=Acc|Number=Sing|Person=1|PronType=Prs"},
    {"we", "PRP", "Case=Nom|Number=Plur|Person=1|PronType=Prs"},
    {"us", "PRP", "Case=Acc|Number=Plur|Person=1|PronType=Prs"},
    {"he", "PRP", "Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs"},
    {"him", "PRP", "Case=Acc|Gender=Masc|Number=Sing|Person=3|PronType=Prs"},
    {"she", "PRP", "Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs"},
    {"they", "PRP", "Case=Nom|Number=Plur|Person=3|PronType=Prs"},
    {"them", "PRP", "Case=Acc|Number=Plur|Person=3|PronType=Prs"},
    {"mine", "PRP", "Case=Gen|Number=Sing|Person=1|Poss=Yes|PronType=Prs"},
    {"my", "PRP$", "Case=Gen|Number=Sing|Person=1|Poss=Yes|PronType=Prs"},
    {"our", "PRP$", "Case=Gen|Number=Plur|Person=1|Poss=Yes|PronType=Prs"},
    {"your", "PRP$", "Case=Gen|Person=2|Poss=Yes|PronType=Prs"},
    {"his", "PRP$", "Case=Gen|Gender=Masc|Number=Sing|Person=3|Poss=Yes|PronType=Prs"},
    {"her", "PRP$", "Case=Gen|Gender=Fem|Number=Sing|Person=3|Poss=Yes|PronType=Prs"},
    {"its", "PRP$", "Case=Gen|Gender=Neut|Number=Sing|Person=3|Poss=Yes|PronType=Prs"},
    {"their", "PRP$", "Case=Gen|Number=Plur|Person=3|Poss=Yes|PronType=Prs"},
    {"myself", "PRP", "Case=Acc|Number=Sing|Person=1|PronType=Prs|Reflex=Yes"},
    {"ourselves", "PRP", "Case=Acc|Number=Plur|Person=1|PronType=Prs|Reflex=Yes"},
    {"yourself", "PRP", "Case=Acc|Number=Sing|Person=2|PronType=Prs|Reflex=Yes"},
    {"himself", "PRP", "Case=Acc|Gender=Masc|Number=Sing|Person=3|PronType=Prs|Reflex=Yes"},
    {"herself", "PRP", "Case=Acc|Gender=Fem|Number=Sing|Person=3|PronType=Prs|Reflex=Yes"},
    {"itself", "PRP", "Case=Acc|Gender=Neut|Number=Sing|Person=3|PronType=Prs|Reflex=Yes"},
    {"themselves", "PRP", "Case=Acc|Number=Plur|Person=3|PronType=Prs|Reflex=Yes"},
    {"the", "DT", "Definite=Def|PronType=Art"},
    {"a", "DT", "Definite=Ind|PronType=Art"},
    {"an", "DT", "Definite=Ind|PronType=Art"},
    {"this", "DT", "Number=Sing|PronType=Dem"},
    {"that", "DT", "Number=Sing|PronType=Dem"},
    {"these", "DT", "Number=Plur|PronType=Dem"},
    {"those", "DT", "Number=Plur|PronType=Dem"},
    {"no", "DT", "PronType=Neg"},
    {"neither", "DT", "PronType=Neg"},
    {"none", "NN", "Number=Sing|PronType=Neg"},
    {"nobody", "NN", "Number=Sing|PronType=Neg"},
    {"nothing", "NN", "Number=Sing|PronType=Neg"},
    {"everyone", "NN", "Number=Sing|PronType=Tot"},
    {"everybody", "NN", "Number=Sing|PronType=Tot"},
    {"everything", "NN", "Number=Sing|PronType=Tot"},
    {"all", "DT", "PronType=Tot"},
    {"all", "PDT", "PronType=Tot"},
    {"every", "DT", "PronType=Tot"},
    {"each", "DT", "PronType=Tot"},
    {"both", "DT", "PronType=Tot"},
    {"such", "PDT", "PronType=Dem"},
    {"not", "RB", "Polarity=Neg"},
    {"n't", "RB", "Polarity=Neg"},
    {"never", "RB", "PronType=Neg"},
    {"then", "RB", "PronType=Dem"},
    {"there", "RB", "PronType=Dem"},
    {"here", "RB", "PronType=Dem"},
    {"now", "RB", "PronType=Dem"},
    {"always", "RB", "PronType=Tot"},
    {"well", "RB", "Degree=Pos"},
    {"far", "RB", "Degree=Pos"},
    {"soon", "RB", "Degree=Pos"},
    {"often", "RB", "Degree=Pos"},
    {"long", "RB", "Degree=Pos"},
    {"there", "EX", "PronType=Dem"},
};

static bool noun_like_subject(unsigned dep)
{
    return dep == DEP_NSUBJ || dep == DEP_NSUBJ_PASS || dep == DEP_NSUBJ_OUTER;
}

// Person and number of a finite verb in the present or past, by its subject.
static const char *agreement(const Doc *d, uint32_t verb)
{
    static const char *const of[2][3] = {
        {"Number=Sing|Person=1", "Number=Sing|Person=2", "Number=Sing|Person=3"},
        {"Number=Plur|Person=1", "Number=Sing|Person=2", "Number=Plur|Person=3"}};
    uint32_t at = verb, subject = NONE;
    unsigned dep = d->tokens[verb].dep;
    if ((dep == DEP_AUX || dep == DEP_AUX_PASS || dep == DEP_COP) && d->tokens[verb].head != NONE)
        at = d->tokens[verb].head;
    for (unsigned steps = 0; at != NONE && subject == NONE && steps < 4; steps++) {
        for (uint32_t k = token_child(d, at, NONE); k != NONE; k = token_child(d, at, k))
            if (noun_like_subject(d->tokens[k].dep))
                subject = k;
        if (subject == NONE && d->tokens[at].dep != DEP_CONJ)
            break;
        at = d->tokens[at].head;
    }
    if (subject == NONE)
        return of[0][2];
    const Token *s = &d->tokens[subject];
    bool plural = token_xpos(d, subject, "NNS") || token_xpos(d, subject, "NNPS") ||
                  token_child_dep(d, subject, DEP_CONJ) != NONE;
    if (str_is(s->lower, "i"))
        return of[0][0];
    if (str_is(s->lower, "we"))
        return of[1][0];
    if (str_is(s->lower, "you"))
        return of[0][1];
    if (str_is(s->lower, "they") || str_is(s->lower, "these") || str_is(s->lower, "those"))
        plural = true;
    return of[plural][2];
}

static bool has_mark(const Doc *d, uint32_t t)
{
    return token_child_dep(d, t, DEP_MARK) != NONE || token_child_dep(d, t, DEP_CASE) != NONE;
}

static const char *participle(const Doc *d, uint32_t t)
{
    if (d->tokens[t].upos == UPOS_AUX)
        return "Tense=Past|VerbForm=Part";
    bool have = false, passive = token_child_dep(d, t, DEP_AUX_PASS) != NONE;
    for (uint32_t k = token_child(d, t, NONE); k != NONE; k = token_child(d, t, k))
        have |= d->tokens[k].dep == DEP_AUX && str_is(d->tokens[k].lemma, "have");
    return have && !passive ? "Tense=Past|VerbForm=Part" : "Tense=Past|VerbForm=Part|Voice=Pass";
}

static const char *gerund(const Doc *d, uint32_t t)
{
    const Token *w = &d->tokens[t];
    if (w->upos == UPOS_AUX || token_child_dep(d, t, DEP_AUX) != NONE || w->dep == DEP_AMOD)
        return "Tense=Pres|VerbForm=Part";
    bool named = w->dep == DEP_CSUBJ || w->dep == DEP_NSUBJ || w->dep == DEP_OBJ ||
                 w->dep == DEP_OBL || w->dep == DEP_NMOD || w->dep == DEP_COMPOUND;
    return named || has_mark(d, t) ? "VerbForm=Ger" : "Tense=Pres|VerbForm=Part";
}

static const char *base_form(const Doc *d, uint32_t t)
{
    const Token *w = &d->tokens[t];
    bool clause = w->dep == DEP_ROOT || w->dep == DEP_PARATAXIS || w->dep == DEP_CCOMP;
    return clause && !has_mark(d, t) && token_child_dep(d, t, DEP_AUX) == NONE &&
                   token_child_dep(d, t, DEP_NSUBJ) == NONE
               ? "Mood=Imp|VerbForm=Fin"
               : "VerbForm=Inf";
}

Str morph_feats(const Doc *d, uint32_t t, MorphRoom *room)
{
    const Token *w = &d->tokens[t];
    if (w->feats.n)
        return w->feats;
    if (str_is(w->lower, "you") || str_is(w->lower, "it") || str_is(w->lower, "her")) {
        bool subject = noun_like_subject(w->dep) || w->dep == DEP_EXPL;
        bool you = str_is(w->lower, "you");
        if (token_xpos(d, t, "PRP"))
            return str_of(
                you ? subject ? "Case=Nom|Person=2|PronType=Prs" : "Case=Acc|Person=2|PronType=Prs"
                : str_is(w->lower, "her") ? "Case=Acc|Gender=Fem|Number=Sing|Person=3|PronType=Prs"
                : subject                 ? "Case=Nom|Gender=Neut|Number=Sing|Person=3|PronType=Prs"
                          : "Case=Acc|Gender=Neut|Number=Sing|Person=3|PronType=Prs");
    }
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
        if (str_is(w->lower, closed[i].form) && token_xpos(d, t, closed[i].xpos))
            return str_of(closed[i].feats);
    bool past = token_xpos(d, t, "VBD");
    if (past || token_xpos(d, t, "VBP")) {
        int n = snprintf(room->text, sizeof room->text, "Mood=Ind|%s|Tense=%s|VerbForm=Fin",
                         agreement(d, t), past ? "Past" : "Pres");
        return (Str){room->text, (size_t)n};
    }
    if (token_xpos(d, t, "CD"))
        return str_of(ascii_digit(token_text(d, w).p[0]) ? "NumForm=Digit|NumType=Card"
                                                         : "NumForm=Word|NumType=Card");
    if (w->upos == UPOS_ADJ && !token_xpos(d, t, "JJR") && !token_xpos(d, t, "JJS"))
        return STR("Degree=Pos");
    if (token_xpos(d, t, "WDT") || token_xpos(d, t, "WP") || token_xpos(d, t, "WRB")) {
        const Token *h = w->head == NONE ? NULL : &d->tokens[w->head];
        bool relative = token_xpos(d, t, "WDT")
                            ? w->upos == UPOS_PRON
                            : h && (h->dep == DEP_ACL_RELCL || h->dep == DEP_ADVCL_RELCL);
        return relative ? STR("PronType=Rel") : STR("PronType=Int");
    }
    static const Row tags[] = {{"", "NN", "Number=Sing"},
                               {"", "NNP", "Number=Sing"},
                               {"", "NNS", "Number=Plur"},
                               {"", "NNPS", "Number=Plur"},
                               {"", "VBZ", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"},
                               {"", "MD", "VerbForm=Fin"},
                               {"", "JJR", "Degree=Cmp"},
                               {"", "JJS", "Degree=Sup"},
                               {"", "RBR", "Degree=Cmp"},
                               {"", "RBS", "Degree=Sup"}};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (token_xpos(d, t, tags[i].xpos))
            return w->upos == UPOS_PRON ? STR("Number=Sing|PronType=Ind") : str_of(tags[i].feats);
    if (token_xpos(d, t, "DT"))
        return STR("PronType=Ind");
    return str_of(token_xpos(d, t, "VBN")   ? participle(d, t)
                  : token_xpos(d, t, "VBG") ? gerund(d, t)
                  : token_xpos(d, t, "VB")  ? base_form(d, t)
                                            : "");
}
