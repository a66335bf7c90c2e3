// SPDX-License-Identifier: MIT
// THE file to read first. An article becomes a document; the stages run over it in the order of the
// table below; each reads the layers before it (doc/doc.h) and appends its own. A model holds what
// all threads share, a coder what one thread needs. Errors: a document that runs out of memory ends
// here (longjmp from its arena) with an error of its own; the coder goes on.
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
    Arena arena;
    ParseWork *parse;
    unsigned keep; // Keep
    Doc doc;
};

// ------------------------------------------------------------------------------------------------
// the stages
static void run_text(Coder *c, Doc *d)
{
    text_run(d, c->model->text);
}
static void run_parse(Coder *c, Doc *d)
{
    parse_run(d, c->parse);
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
    Stage belongs_to; // the last stage that needs it
} stages[] = {
    {"sentences and tokens", run_text, STAGE_TEXT},
    {"tags, tree, lemmas, names", run_parse, STAGE_PARSE},
    {"types of known names", run_names, STAGE_PARSE},
    {"times", run_timex, STAGE_TIME},
    {"places", run_geoparse, STAGE_PLACE},
    {"mentions of actors", run_actor, STAGE_ACTOR},
    {"entities", run_coref, STAGE_ACTOR},
    {"deep arguments", run_argument, STAGE_ARGUMENT},
    {"quotations", run_quote, STAGE_QUOTE},
    {"predicates, factuality, claims", run_event, STAGE_EVENT},
    {"codes", run_code, STAGE_ALL},
    {"readings of given pairs", run_pair, STAGE_ALL},
};

int coder_stages(Coder *c, Doc *d, Stage last, Err *e)
{
    jmp_buf full;
    if (setjmp(full)) {
        c->arena.on_full = NULL;
        return err_set(e, ERR_ARTICLE, "the article needs more memory than one document may take");
    }
    c->arena.on_full = &full;
    d->keep_views = last == STAGE_EVENT; // records do without them
    for (size_t i = 0; i < sizeof stages / sizeof *stages; i++)
        if (stages[i].belongs_to <=
            last) // given tokens (d->pretokenized) only get flags and lower in the first stage
            stages[i].run(c, d);
    c->arena.on_full = NULL;
    return 0;
}

Doc *coder_begin(Coder *c, const Article *article)
{
    arena_reset(&c->arena);
    jmp_buf full;
    if (setjmp(full)) {
        c->arena.on_full = NULL;
        return NULL;
    }
    c->arena.on_full = &full;
    doc_init(&c->doc, &c->arena, article);
    c->doc.keep_trials = c->keep & KEEP_TRIALS;
    c->doc.keep_gaps = c->keep & KEEP_GAPS;
    c->arena.on_full = NULL;
    return &c->doc;
}

Doc *coder_run(Coder *c, const Article *article, Stage last, Err *e)
{
    if (article->title.n + article->text.n > LIMIT_ARTICLE_BYTES) {
        err_set(e, ERR_ARTICLE, "the article is longer than %zu MB", LIMIT_ARTICLE_BYTES >> 20);
        return NULL;
    }
    Doc *d = coder_begin(c, article);
    if (!d)
        err_set(e, ERR_ARTICLE, "the article needs more memory than one document may take");
    return !d || coder_stages(c, d, last, e) ? NULL : d;
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
    arena_init(&c->arena, LIMIT_DOC_MEMORY);
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
    arena_free(&c->arena);
    free(c);
}

void coder_keep(Coder *c, unsigned keep)
{
    c->keep = keep;
}

Arena *coder_arena(Coder *c)
{
    return &c->arena;
}
