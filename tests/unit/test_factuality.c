// SPDX-License-Identifier: MIT
// Factuality of predicates over invented sentences, with the model's parser: negation, modals,
// conditions, questions, governors by kind of complement. Also: the example of every row of
// signatures.tsv gives the value that the row says, and the invariants of the list hold. Run:
// test-factuality [DATA_DIR]
#include "check.h"
#include "pipeline.h"

#include <stdlib.h>

static Model *model;
static Coder *coder;
static Article article;

static Doc *run(const char *text)
{
    Err e = {0};
    memset(&article, 0, sizeof article);
    article.text = str_of(text);
    return coder_run(coder, &article, STAGE_EVENT, &e);
}

static const Predicate *predicate_of(const Doc *d, Str word)
{
    for (size_t i = 0; d && i < d->n_predicates; i++)
        if (str_eq(token_text(d, &d->tokens[d->predicates[i].token]), word))
            return &d->predicates[i];
    return NULL;
}

// Each line: sentence, word, value, least and greatest score.
typedef struct {
    const char *text, *word, *value;
    double least, most;
} Expect;

static const Expect table[] = {
    {"Rebels burned the bridge.", "burned", "happened", 2, 3},
    {"The army did not shell the town.", "shell", "negated", -3, -1},
    {"No troops entered the town.", "entered", "negated", -3, -1},
    {"Nobody attacked the convoy.", "attacked", "negated", -3, -1},
    {"Neither side attacked the port.", "attacked", "negated", -3, -1},
    {"The rebels hardly resisted.", "resisted", "negated", -3, -1},
    {"The envoy left without signing the treaty.", "signing", "negated", -3, -1},
    {"The rebels may attack the port.", "attack", "possible", -1, 1},
    {"The rebels must have attacked the port.", "attacked", "possible", -1, 1.5},
    {"The army may not attack.", "attack", "possible", -1, 1},
    {"The army would have attacked the port.", "attacked", "negated", -3, -1},
    {"Had the army known, it would have attacked.", "known", "negated", -3, -1},
    {"If the army attacks, the militia will retreat.", "attacks", "conditional", -1, 1},
    {"If the army attacks, the militia will retreat.", "retreat", "conditional", -1, 1},
    {"The union will strike unless the owners negotiate.", "negotiate", "conditional", -1, 1},
    {"Should the pilot leave, the crew will strike.", "leave", "conditional", -1, 1},
    {"The truce holds as long as both sides disarm.", "disarm", "conditional", -1, 1},
    {"Did the rebels attack the port?", "attack", "possible", -1, 1},
    {"Leave the town now.", "Leave", "requested", -3, 0},
    {"The envoy returned in order to meet the king.", "meet", "intended", -1, 2},
    {"The army was too weak to attack.", "attack", "negated", -3, -1},
    {"The troops have yet to withdraw.", "withdraw", "negated", -3, -1},
    {"The mayor said he would resign.", "resign", "planned", 0, 2},
    {"The rebels did not manage to capture the bridge.", "capture", "failed", -3, -1},
    {"The rebels did not fail to capture the bridge.", "capture", "happened", 1, 3},
    {"The minister forgot to sign the treaty.", "sign", "failed", -3, -1},
    {"The minister forgot that he had signed the treaty.", "signed", "happened", 1, 3},
    {"The minister denied that troops had attacked the port.", "attacked", "denied", -3, 0},
    {"The rebels are said to have attacked the port.", "attacked", "alleged", 0, 2},
    {"The army allegedly attacked the port.", "attacked", "alleged", 0, 2.5},
    {"The army is shelling the town.", "shelling", "ongoing", 2, 3},
    {"The army stopped shelling the town.", "shelling", "ended", -2, 2},
    {"The army no longer shells the town.", "shells", "ended", -2, 2.5},
    {"Police prevented the students from marching.", "marching", "negated", -3, -1},
    {"The union threatened to strike.", "strike", "threatened", -1, 1},
    {"The general refused to withdraw.", "withdraw", "negated", -3, -1},
    {"The siege forced the garrison to surrender.", "surrender", "happened", 1, 3},
    {"Kenya promised to send food and release prisoners.", "release", "intended", -1, 2},
    {"The envoy could not meet the rebels.", "meet", "negated", -3, -1},
    {"The envoy was unable to meet the rebels.", "meet", "negated", -3, -1},
    {"The army almost captured the bridge.", "captured", "negated", -3, -1},
    {"The army will attack and loot the town.", "loot", "planned", -1, 2},
    {"The army did not attack or loot the town.", "loot", "negated", -3, -1},
    {"The rebels want to attack but cannot march.", "march", "negated", -3, -1},
    {"The ministry could not confirm that the rebels attacked the port.", "attacked", "possible",
     -1, 1},
    {"It is not true that the army attacked the port.", "attacked", "negated", -3, -1},
    {"The rebels were accused of attacking the port.", "attacking", "alleged", 0, 2},
    {"The army should have withdrawn.", "withdrawn", "negated", -3, -1},
    {"The army failed in its attempt to capture the bridge.", "capture", "failed", -3, -1},
    {"The rebels not only burned the bridge.", "burned", "happened", 1, 3},
    {"The index fell by two points to end at 40.", "end", "happened", 1, 3},
};

static void sentences(void)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const Expect *x = &table[i];
        const Predicate *p = predicate_of(run(x->text), str_of(x->word));
        bool right = p && str_is(str_of(fact_name(p->value)), x->value) &&
                     (double)p->score >= x->least - 0.005 && (double)p->score <= x->most + 0.005;
        if (!CHECK(right))
            printf("    %s [%s] want %s %.1f..%.1f got %s %.2f\n", x->text, x->word, x->value,
                   x->least, x->most, p ? fact_name(p->value) : "nothing",
                   p ? (double)p->score : 0.0);
    }
}

// Every row's example comes out. A few may not while parser or triggers change: at most one in
// fifty.
static void signatures(void)
{
    const LexTable *t = lexicon_table(model_lexicon(model), "signatures");
    int example = lextable_column(t, "example"), gives = lextable_column(t, "gives");
    unsigned wrong = 0;
    for (uint32_t i = 0; i < lextable_rows(t); i++) {
        Str sentence = lextable_cell(t, i, example), rest = lextable_cell(t, i, gives), word, value;
        if (!str_split(&rest, ' ', &word) || !str_split(&rest, ' ', &value)) {
            CHECK(!"a row of signatures has no 'word value' in gives");
            continue;
        }
        char text[256];
        snprintf(text, sizeof text, "%.*s", (int)sentence.n, sentence.p);
        const Doc *d = run(text);
        bool right = false;
        for (size_t k = 0; d && k < d->n_predicates; k++)
            right |= str_eq(token_text(d, &d->tokens[d->predicates[k].token]), word) &&
                     str_is(value, fact_name(d->predicates[k].value));
        if (!right && wrong++ < 40)
            printf("    %.*s:%u: %s wants %.*s %.*s\n", (int)lextable_file(t, i).n,
                   lextable_file(t, i).p, lextable_line(t, i), text, (int)word.n, word.p,
                   (int)value.n, value.p);
    }
    CHECK(lextable_rows(t) > 700);
    CHECK(wrong * 50 <= lextable_rows(t));
}

static void invariants(void)
{
    static const char *const texts[] = {"",
                                        ".",
                                        "?!",
                                        "If if if unless not not.",
                                        "To be or not to be, that is the question.",
                                        "Not.",
                                        "Had, should, were, had, could.",
                                        "Nobody never denied that no one had not failed to refuse "
                                        "to stop preventing nobody from leaving.",
                                        "WILL HE GO? GO! Don't. ''n't''"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const Doc *d = run(texts[i]);
        for (size_t k = 0; d && k < d->n_predicates; k++) {
            const Predicate *p = &d->predicates[k];
            CHECK(p->value < FACT_COUNT && p->score >= -3.0f && p->score <= 3.0f);
            CHECK(k == 0 || d->predicates[k - 1].token < p->token);
            for (uint32_t c = 0; c < p->n_cues; c++)
                CHECK(p->cues[c].start < p->cues[c].end && p->cues[c].end <= d->text.n);
        }
    }
    // the features are kept only where asked for, and do not change the score
    Doc *d = run("The army did not shell the town.");
    const Predicate *p = predicate_of(d, STR("shell"));
    float score = p ? p->score : 9;
    CHECK(p && p->features.n == 0);
    d = coder_begin(coder, &article);
    d->keep_features = true;
    Err e = {0};
    CHECK(coder_stages(coder, d, STAGE_EVENT, &e) == 0);
    p = predicate_of(d, STR("shell"));
    CHECK(p && p->features.n > 0 && p->score == score);
}

int main(int argc, char **argv)
{
    Err e = {0};
    ModelOptions options = {.data_dir = argc > 1 ? argv[1] : DATA_DIR};
    if (model_open(&model, &options, &e) || !(coder = coder_new(model))) {
        printf("no model: %s\n", e.message);
        return 1;
    }
    sentences();
    signatures();
    invariants();
    coder_free(coder);
    model_close(model);
    return check_done();
}
