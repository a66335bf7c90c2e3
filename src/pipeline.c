// SPDX-License-Identifier: MIT
// THE file to read first. An article becomes a document; the stages run over it in the order of the
// table below; each reads the layers before it (doc/doc.h) and appends its own. Short articles come
// in groups: the parse, whose matrix products gain by it, runs over all documents of the group at
// once, every other stage over one at a time. A model holds what all threads share, a coder what
// one thread needs. Errors: a document that runs out of memory ends here (longjmp from its arena)
// with an error of its own; the others of its group, and the coder, go on.
#include "pipeline.h"

#include "base/limits.h"
#include "code/code.h"
#include "entity/actor.h"
#include "entity/geoparse.h"
#include "entity/timex.h"
#include "event/event.h"
#include "event/quote.h"
#include "lex/compile.h"
#include "lex/weights.h"
#include "parse/parse.h"
#include "text/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct Model {
    Lexicon *lexicon;
    Weights weights;
    char kernels[16]; // "": the fastest
    TextTables *text;
    TimexTables *timex;
    GeoTables *geo;
    ActorTables *actor;
    QuoteTables *quote;
    EventTables *event;
    CodeTables *code;
};

struct Coder {
    const Model *model;
    ParseWork *parse;
    unsigned keep; // Keep
    Arena arena[LIMIT_GROUP_DOCS];
    Doc doc[LIMIT_GROUP_DOCS];
};

// ------------------------------------------------------------------------------------------------
// the stages
static void run_text(Coder *c, Doc *d)
{
    text_run(d, c->model->text);
}
static void run_parse(Coder *c, Doc *const *docs, size_t n)
{
    parse_run(docs, n, c->parse);
}
static void run_names(Coder *c, Doc *d)
{
    names_run(d, c->model->actor);
}
static void run_timex(Coder *c, Doc *d)
{
    timex_run(d, c->model->timex);
}
static void run_geoparse(Coder *c, Doc *d)
{
    geoparse_run(d, c->model->geo);
}
static void run_actor(Coder *c, Doc *d)
{
    actor_run(d, c->model->actor);
}
static void run_coref(Coder *c, Doc *d)
{
    coref_run(d, c->model->actor);
}
static void run_argument(Coder *c, Doc *d)
{
    (void)c;
    argument_run(d);
}
static void run_quote(Coder *c, Doc *d)
{
    quote_run(d, c->model->quote);
}
static void run_event(Coder *c, Doc *d)
{
    event_run(d, c->model->event);
}
static void run_pair(Coder *c, Doc *d)
{
    PairWork *p = pair_begin(d, c->model->event);
    if (!p)
        return;
    code_run(d, c->model->code);
    pair_end(p);
}
static void run_code(Coder *c, Doc *d)
{
    code_run(d, c->model->code);
}

static const struct {
    const char *name; // what it appends to the document
    void (*run)(Coder *, Doc *);
    void (*run_group)(Coder *, Doc *const *docs, size_t n); // instead: all of a group at once
    Stage belongs_to;                                       // the last stage that needs it
} stages[] = {
    {"sentences and tokens", run_text, NULL, STAGE_TEXT},
    {"tags, tree, lemmas, names", NULL, run_parse, STAGE_PARSE},
    {"types of known names", run_names, NULL, STAGE_PARSE},
    {"times", run_timex, NULL, STAGE_TIME},
    {"places", run_geoparse, NULL, STAGE_PLACE},
    {"mentions of actors", run_actor, NULL, STAGE_ACTOR},
    {"entities", run_coref, NULL, STAGE_ACTOR},
    {"deep arguments", run_argument, NULL, STAGE_ARGUMENT},
    {"quotations", run_quote, NULL, STAGE_QUOTE},
    {"predicates, factuality, claims", run_event, NULL, STAGE_EVENT},
    {"codes", run_code, NULL, STAGE_ALL},
    {"readings of given pairs", run_pair, NULL, STAGE_ALL},
};

// One row of the table, over one document or over all of a group. false: an arena was full.
static bool run_stage(Coder *c, size_t stage, Doc *const *docs, size_t n)
{
    jmp_buf full;
    volatile bool fits = false;
    for (size_t i = 0; i < n; i++)
        docs[i]->arena->on_full = &full;
    if (setjmp(full) == 0) {
        if (stages[stage].run_group)
            stages[stage].run_group(c, docs, n);
        else
            stages[stage].run(c, docs[0]);
        fits = true;
    }
    for (size_t i = 0; i < n; i++)
        docs[i]->arena->on_full = NULL;
    return fits;
}

static void fail_memory(Coding *x)
{
    x->doc = NULL;
    err_set(&x->err, ERR_ARTICLE, "the article needs more memory than one document may take");
}

// A group through the table. A document that finds no room fails, and the others go on. false: one
// of several found none in the parse that they share, so all are left half done.
static bool run_stages(Coder *c, Coding *group, size_t n, Stage last)
{
    for (size_t i = 0; i < n; i++)
        if (group[i].doc)
            group[i].doc->keep_views = last == STAGE_EVENT; // records do without them
    for (size_t s = 0; s < sizeof stages / sizeof *stages; s++) {
        Doc *docs[LIMIT_GROUP_DOCS];
        size_t together = 0;
        // given tokens (pretokenized) only get flags and lower in the first stage
        for (size_t i = 0; i < n && stages[s].belongs_to <= last; i++) {
            if (!group[i].doc)
                continue;
            if (stages[s].run_group)
                docs[together++] = group[i].doc;
            else if (!run_stage(c, s, &group[i].doc, 1))
                fail_memory(&group[i]);
        }
        if (together > 0 && !run_stage(c, s, docs, together)) {
            if (n > 1)
                return false;
            fail_memory(group);
        }
    }
    return true;
}

// A fresh doc, at a place in the group; NULL: no room.
static Doc *begin(Coder *c, size_t place, const Article *article)
{
    jmp_buf full;
    arena_reset(&c->arena[place]);
    c->arena[place].on_full = &full;
    Doc *volatile d = NULL;
    if (setjmp(full) == 0) {
        doc_init(&c->doc[place], &c->arena[place], article);
        d = &c->doc[place];
        d->keep_trials = c->keep & KEEP_TRIALS;
        d->keep_gaps = c->keep & KEEP_GAPS;
    }
    c->arena[place].on_full = NULL;
    return d;
}

static void begin_coding(Coder *c, size_t place, Coding *x)
{
    x->doc = NULL;
    x->err.code = ERR_NONE;
    if (x->article->title.n + x->article->text.n > LIMIT_ARTICLE_BYTES)
        err_set(&x->err, ERR_ARTICLE, "the article is longer than %zu MB",
                LIMIT_ARTICLE_BYTES >> 20);
    else if (!(x->doc = begin(c, place, x->article)))
        fail_memory(x);
}

void coder_run_group(Coder *c, Coding *group, size_t n, Stage last)
{
    for (size_t i = 0; i < n; i++)
        begin_coding(c, i, &group[i]);
    if (run_stages(c, group, n, last))
        return;
    for (size_t i = 0; i < n; i++) { // each alone
        begin_coding(c, i, &group[i]);
        run_stages(c, &group[i], 1, last);
    }
}

Doc *coder_run(Coder *c, const Article *article, Stage last, Err *e)
{
    Coding one = {.article = article};
    coder_run_group(c, &one, 1, last);
    if (!one.doc)
        err_set(e, one.err.code, "%s", one.err.message);
    return one.doc;
}

Doc *coder_begin(Coder *c, const Article *article)
{
    return begin(c, 0, article);
}

int coder_stages(Coder *c, Doc *d, Stage last, Err *e)
{
    Coding one = {.doc = d};
    run_stages(c, &one, 1, last);
    return one.doc ? 0 : err_set(e, one.err.code, "%s", one.err.message);
}

// ------------------------------------------------------------------------------------------------
// opening
static int open_weights(Weights *w, const ModelOptions *o, Err *e)
{
    const char *name = o->model ? o->model : "accurate";
    char path[4096];
    if (strpbrk(name, "/."))
        return weights_open(w, name, e);
    if (strcmp(name, "accurate") != 0 && strcmp(name, "fast") != 0)
        return err_set(e, ERR_USAGE,
                       "no model is named '%s': accurate, fast, or the path of a file", name);
    snprintf(path, sizeof path, "%s/dragoman-en-%s.model", o->data_dir ? o->data_dir : ".", name);
    return weights_open(w, path, e);
}

// A compiled file; or a folder of a user's own tables, whose rows come before ours and win.
static int open_lexicon(Lexicon **x, const ModelOptions *o, Err *e)
{
    char path[4096];
    struct stat s;
    const char *folder = o->data_dir ? o->data_dir : ".";
    bool own = o->lexicon && stat(o->lexicon, &s) == 0 && S_ISDIR(s.st_mode);
    snprintf(path, sizeof path, own ? "%s/lexicon" : "%s/dragoman.lex", folder);
    return own ? lexicon_compile_open(x, path, o->lexicon, e)
               : lexicon_open(x, o->lexicon ? o->lexicon : path, e);
}

int model_open(Model **out, const ModelOptions *o, Err *e)
{
    *out = NULL;
    Model *m = calloc(1, sizeof *m);
    if (!m)
        return err_set(e, ERR_MEMORY, "out of memory for the model");
    int rc = open_lexicon(&m->lexicon, o, e);
    if (!rc)
        rc = open_weights(&m->weights, o, e);
    if (!rc && !parse_has_kernels(o->kernels))
        rc = err_set(e, ERR_USAGE, "this processor has no kernels '%s'", o->kernels);
    snprintf(m->kernels, sizeof m->kernels, "%s", o->kernels ? o->kernels : "");
    if (!rc && (!(m->text = text_tables_new(m->lexicon, e)) ||
                !(m->timex = timex_tables_new(m->lexicon, e)) ||
                !(m->geo = geo_tables_new(m->lexicon, e)) ||
                !(m->actor = actor_tables_new(m->lexicon, o->actors, o->agents, e)) ||
                !(m->quote = quote_tables_new(m->lexicon, e))))
        rc = e->code ? (int)e->code : err_set(e, ERR_MEMORY, "out of memory for the model");
    if (!rc)
        rc = event_tables_new(&m->event, m->lexicon, e);
    if (!rc)
        rc = code_tables_new(&m->code, m->lexicon, e);
    if (rc)
        model_close(m);
    else
        *out = m;
    return rc;
}

void model_close(Model *m)
{
    if (!m)
        return;
    code_tables_free(m->code);
    event_tables_free(m->event);
    quote_tables_free(m->quote);
    actor_tables_free(m->actor);
    geo_tables_free(m->geo);
    timex_tables_free(m->timex);
    text_tables_free(m->text);
    weights_close(&m->weights);
    lexicon_close(m->lexicon);
    free(m);
}

const Lexicon *model_lexicon(const Model *m)
{
    return m->lexicon;
}
const char *model_weights_version(const Model *m)
{
    return m->weights.name;
}

Coder *coder_new(const Model *m)
{
    Coder *c = calloc(1, sizeof *c);
    if (!c)
        return NULL;
    Err e = {0};
    c->model = m;
    for (size_t i = 0; i < LIMIT_GROUP_DOCS; i++)
        arena_init(&c->arena[i], LIMIT_DOC_MEMORY);
    if (parse_work_new(&c->parse, &m->weights, m->kernels[0] ? m->kernels : NULL, &e)) {
        coder_free(c);
        return NULL;
    }
    return c;
}

void coder_free(Coder *c)
{
    if (!c)
        return;
    if (c->parse)
        parse_work_free(c->parse);
    for (size_t i = 0; i < LIMIT_GROUP_DOCS; i++)
        arena_free(&c->arena[i]);
    free(c);
}

void coder_keep(Coder *c, unsigned keep)
{
    c->keep = keep;
}

Arena *coder_arena(Coder *c)
{
    return c->arena;
}
