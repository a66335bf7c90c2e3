// SPDX-License-Identifier: MIT
// In: public calls. Out: the internals' answers. Nothing else: no work is done here.
// Cost: none of its own. Does not: print, exit, read the environment.
#include "dragoman.h"

#include "check.h"
#include "coverage.h"
#include "lex/compile.h"
#include "lexcheck.h"
#include "run.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#ifndef DRAGOMAN_VERSION
#error "DRAGOMAN_VERSION comes from the build: see CMakeLists.txt and VERSION"
#endif

_Static_assert(sizeof(dragoman_error) >= sizeof(Err), "the public error holds the internal one");

struct dragoman_coder {
    Coder *coder;
    const Model *model;
    Buf out;
};

static int give(dragoman_error *to, const Err *from, int code)
{
    if (to) {
        to->code = code;
        memcpy(to->message, from->message, sizeof from->message);
    }
    return code;
}

static const Model *inside(const dragoman_model *m)
{
    return (const Model *)(const void *)m;
}

const char *dragoman_version(void)
{
    return DRAGOMAN_VERSION;
}

int dragoman_model_open(dragoman_model **out, const dragoman_model_options *options,
                        dragoman_error *e)
{
    ModelOptions o = {0};
    if (options)
        o = (ModelOptions){.lexicon = options->lexicon,
                           .model = options->model,
                           .kernels = options->kernels,
                           .data_dir = options->data_dir,
                           .actors = options->actors,
                           .agents = options->agents};
#ifdef DRAGOMAN_SHARE
    if (!o.data_dir)
        o.data_dir = DRAGOMAN_SHARE;
#endif
    Model *m = NULL;
    Err err = {0};
    int rc = model_open(&m, &o, &err);
    *out = (dragoman_model *)(void *)m;
    return give(e, &err, rc);
}

void dragoman_model_close(dragoman_model *m)
{
    model_close((Model *)(void *)m);
}
const char *dragoman_model_lexicon_version(const dragoman_model *m)
{
    return lexicon_version(model_lexicon(inside(m)));
}
const char *dragoman_model_weights_version(const dragoman_model *m)
{
    return model_weights_version(inside(m));
}

dragoman_coder *dragoman_coder_new(const dragoman_model *m)
{
    dragoman_coder *c = calloc(1, sizeof *c);
    if (!c)
        return NULL;
    c->model = inside(m);
    c->coder = coder_new(c->model);
    if (!c->coder) {
        free(c);
        return NULL;
    }
    return c;
}

void dragoman_coder_free(dragoman_coder *c)
{
    if (!c)
        return;
    coder_free(c->coder);
    buf_free(&c->out);
    free(c);
}

// The public article as the internal one, checked as the readers check theirs.
static int article_read(ReadItem *item, const dragoman_article *a, Err *e)
{
    item->article =
        (Article){.id = str_of(a->id ? a->id : "1"),
                  .source = str_of(a->source),
                  .url = str_of(a->url),
                  .title = str_of(a->title),
                  .text = {a->text, a->text && !a->text_size ? strlen(a->text) : a->text_size},
                  .file = STR("(article)"),
                  .line = 1};
    Str date = str_of(a->date);
    if (!field_date(&item->arena, date, &item->article.date))
        return err_set(e, ERR_ARTICLE, "date '%.60s' is not understood; write YYYY-MM-DD", a->date);
    int rc = article_check(item, e);
    if (rc || a->n_pairs == 0)
        return rc;
    Article *article = &item->article;
    uint32_t points = 0;
    for (size_t i = 0; i < article->text.n; i++)
        points += ((unsigned char)article->text.p[i] & 0xC0) != 0x80;
    article->pairs = ARENA_NEW(&item->arena, struct ArticlePair, a->n_pairs);
    for (size_t i = 0; i < a->n_pairs; i++) {
        const dragoman_pair *p = &a->pairs[i];
        if (p->source[0] >= p->source[1] || p->source[1] > points || p->target[0] >= p->target[1] ||
            p->target[1] > points)
            return err_set(e, ERR_ARTICLE,
                           "pairs[%zu] is not of spans within the %u characters of the text", i,
                           points);
        struct ArticlePair *own = &article->pairs[article->n_pairs++];
        memcpy(own->source, p->source, sizeof own->source);
        memcpy(own->target, p->target, sizeof own->target);
    }
    return 0;
}

// o == NULL: explain.
static int code_view(dragoman_coder *c, const dragoman_article *a, const dragoman_output *o,
                     int colour, unsigned columns, dragoman_text *out, dragoman_error *e)
{
    static const dragoman_output none = {0};
    Err err = {0};
    Form form;
    ReadItem item;
    item_init(&item);
    *out = (dragoman_text){"", 0};
    buf_clear(&c->out);
    int rc = form_read(&form, o ? o : &none, c->model, &err);
    if (rc == 0)
        rc = article_read(&item, a, &err);
    const Doc *d = NULL;
    if (rc == 0) {
        coder_keep(c->coder, o ? 0 : KEEP_TRIALS);
        d = coder_run(c->coder, &item.article, form_stage(&form), &err);
        if (!d)
            rc = err.code ? (int)err.code
                          : err_set(&err, ERR_ARTICLE, "the article could not be coded");
    }
    if (d) {
        bool ok = true;
        if (!o)
            explain_document(&c->out, d, colour != 0, columns ? columns : 100);
        else
            ok = form_write(&form, &c->out, d, NULL, 0);
        if (!ok || c->out.failed)
            rc = err_set(&err, ERR_MEMORY, "out of memory");
        else if (c->out.p)
            *out = (dragoman_text){c->out.p, c->out.n};
    }
    item_free(&item);
    return give(e, &err, rc);
}

int dragoman_code(dragoman_coder *c, const dragoman_article *a, const dragoman_output *o,
                  dragoman_text *out, dragoman_error *e)
{
    static const dragoman_output records = {0};
    return code_view(c, a, o ? o : &records, 0, 0, out, e);
}

int dragoman_explain(dragoman_coder *c, const dragoman_article *a, int colour, unsigned columns,
                     dragoman_text *out, dragoman_error *e)
{
    return code_view(c, a, NULL, colour, columns, out, e);
}

int dragoman_run(const dragoman_model *m, const dragoman_run_options *o,
                 dragoman_run_result *result, dragoman_error *e)
{
    Err err = {0};
    int rc = run_files(inside(m), o, NULL, result, &err);
    return give(e, &err, rc);
}

int dragoman_lexicon_coverage(const dragoman_model *m, const dragoman_run_options *o, uint64_t top,
                              dragoman_run_result *result, dragoman_error *e)
{
    Err err = {0};
    int rc = coverage_run(inside(m), o, top, result, &err);
    return give(e, &err, rc);
}

int dragoman_lexicon_compile(const char *folder, const char *extra, const char *out,
                             dragoman_error *e)
{
    Err err = {0};
    int rc = lexicon_compile(folder, extra, out, &err);
    return give(e, &err, rc);
}

static int lexicon_check(const char *folder, const char *extra,
                         const dragoman_model_options *options, dragoman_report *report,
                         void *context, Err *e)
{
    char path[] = "/tmp/dragoman-check-XXXXXX";
    int fd = mkstemp(path);
    if (fd < 0)
        return err_set(e, ERR_IO, "cannot make a temporary file in /tmp");
    close(fd);
    Model *m = NULL;
    LexCheck found = {0};
    int rc = lexicon_compile(folder, extra, path, e);
    if (rc == 0) {
        ModelOptions o = {.lexicon = path,
                          .model = options ? options->model : NULL,
                          .kernels = options ? options->kernels : NULL,
                          .data_dir = options ? options->data_dir : NULL};
        rc = model_open(&m, &o, e);
    }
    if (rc == 0)
        rc = lexcheck_run(m, true, report, context, &found, e);
    if (rc == 0) {
        char line[200];
        snprintf(line, sizeof line,
                 "%u trigger rows, %u faults; of %u examples %u have the right expression, %u also "
                 "the right actors",
                 found.rows, found.faults, found.examples, found.expression_right, found.all_right);
        report(context, line);
        if (found.faults || found.all_right < found.examples)
            rc = err_set(e, ERR_ARTICLE, "%u faults, %u examples not coded as their rows say",
                         found.faults, found.examples - found.all_right);
    }
    model_close(m);
    unlink(path);
    return rc;
}

int dragoman_lexicon_check(const char *folder, const char *extra,
                           const dragoman_model_options *options, dragoman_report *report,
                           void *context, dragoman_error *e)
{
    Err err = {0};
    int rc = lexicon_check(folder, extra, options, report, context, &err);
    return give(e, &err, rc);
}

int dragoman_check_records(const char *records, const char *articles, int byte_offsets,
                           dragoman_report *report, void *context, uint64_t *spans,
                           dragoman_error *e)
{
    Err err = {0};
    int rc = check_records(records, articles, byte_offsets != 0, report, context, spans, &err);
    return give(e, &err, rc);
}

const char *dragoman_format_name(size_t i, const char **what)
{
    size_t n;
    const WriteFormat *f = write_formats(&n);
    if (i >= n)
        return NULL;
    if (what)
        *what = f[i].what;
    return f[i].name;
}

const char *dragoman_layer_name(size_t i)
{
    return i < LAYER_COUNT ? layer_name((unsigned)i) : NULL;
}
