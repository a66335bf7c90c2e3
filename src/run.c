// SPDX-License-Identifier: MIT
// In: files of articles. Out: one stream of records in input order, the same bytes for any number
// of threads. Method: a ring of numbered slots. The reader thread fills free slots in input order;
// each worker takes the oldest filled slot, or several while their articles are short (take_slots),
// parses, codes and formats them into each slot's own buffer; the calling thread writes the oldest
// slot as soon as it is done and frees it. The ring bounds memory: a slow article holds up at most
// RING_PER_WORKER slots a worker, not the whole input.
//
//   free ──reader──▶ filled ──worker──▶ busy ──worker──▶ done ──caller──▶ free        read ≥ taken
//   ≥ written (slot = number mod size)
//
// One mutex and three conditions serve the ring; an article takes milliseconds, so they are no
// bottleneck. Cost: no copies besides the formatted text. Does not: print (messages go to
// callbacks), reorder, retry.
#include "run.h"

#include "base/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define RING_PER_WORKER (2 * LIMIT_GROUP_DOCS) // one group is coded, one is read and written
#define OUTPUT_CHUNK    ((size_t)256 << 10)
// Bytes of input that a worker takes at once if it can: somewhat more than the 512 words of a chunk
// of the parser. Longer articles fill chunks alone.
#define GROUP_BYTES ((size_t)4 << 10)

typedef enum { SLOT_FREE, SLOT_FILLED, SLOT_BUSY, SLOT_DONE } SlotState;

typedef struct {
    ReadItem item;
    SlotState state;
    Buf out;
    Err err;
    bool noted; // the error is a note: the article was written
    uint64_t claims, cut;
} RunSlot;

typedef struct {
    const Model *model;
    const dragoman_run_options *o;
    const RunSink *sink; // NULL: records
    Form form;
    Reader *reader;
    RunSlot *ring;
    size_t size;
    unsigned threads;
    pthread_mutex_t lock;
    pthread_cond_t can_read, can_work, can_write;
    uint64_t read, taken, written; // slots, in order
    bool read_done, quit, stopped;
    uint64_t skipped, bytes_done;
    volatile int stop; // for the reader: ours or the caller's
} Run;

int form_read(Form *f, const dragoman_output *o, const Model *m, Err *e)
{
    *f = (Form){0};
    Str format = str_of(o->format ? o->format : "");
    f->write = (WriteOptions){.all = o->all != 0,
                              .bytes = o->byte_offsets != 0,
                              .min_p = (float)o->min_p,
                              .assert_only = o->assert_only != 0,
                              .by = str_of(o->by ? o->by : ""),
                              .about = str_of(o->about ? o->about : ""),
                              .version = dragoman_version(),
                              .model = model_weights_version(m),
                              .lexicon = lexicon_version(model_lexicon(m))};
    if (o->layer) {
        f->dump = true;
        if (!layer_parse(str_of(o->layer), &f->layer))
            return err_set(e, ERR_USAGE, "no layer is named '%s'", o->layer);
        f->conllu = str_is(format, "conllu") || (!format.n && layer_conllu(f->layer));
        if (f->conllu && !layer_conllu(f->layer))
            return err_set(e, ERR_USAGE, "the layer '%s' has no CoNLL-U form; use jsonl", o->layer);
        if (!f->conllu && format.n && !str_is(format, "jsonl"))
            return err_set(e, ERR_USAGE, "a layer is written as jsonl or conllu, not '%s'",
                           o->format);
        return 0;
    }
    f->format = write_format(format.n ? format : STR("jsonl"));
    if (!f->format)
        return err_set(e, ERR_USAGE, "no format is named '%s' in this version", o->format);
    return 0;
}

Stage form_stage(const Form *f)
{
    static const Stage stages[LAYER_COUNT] = {
        [LAYER_SENTENCES] = STAGE_PARSE,  [LAYER_TOKENS] = STAGE_PARSE, // which cuts sentences too
        [LAYER_TAGS] = STAGE_PARSE,       [LAYER_PARSE] = STAGE_PARSE,
        [LAYER_NAMES] = STAGE_PARSE,      [LAYER_PLACES] = STAGE_PLACE,
        [LAYER_TIMES] = STAGE_TIME,       [LAYER_QUOTES] = STAGE_QUOTE,
        [LAYER_PREDICATES] = STAGE_EVENT, [LAYER_ACTORS] = STAGE_ACTOR,
        [LAYER_EVENTS] = STAGE_ALL,
    };
    return f->dump ? stages[f->layer] : f->format->quotes ? STAGE_QUOTE : STAGE_ALL;
}

// The layer `events`: the records of an article in one list.
static void events_json(Buf *b, const Offsets *o, const WriteOptions *w)
{
    json_open(b, '{');
    json_key(b, "id");
    json_str(b, o->doc->article->id);
    json_key(b, "events");
    json_open(b, '[');
    for (size_t i = 0; i < o->doc->n_claims; i++)
        if (claim_written(o->doc, &o->doc->claims[i], w))
            record_json(b, o, w, &o->doc->claims[i]);
    json_close(b, ']');
    json_close(b, '}');
    json_line(b);
}

bool form_write(const Form *f, Buf *b, const Doc *d, const Str *ids, size_t n_ids)
{
    Offsets o;
    if (!offsets_init(&o, d, f->write.bytes))
        return false;
    if (!f->dump) {
        f->format->document(b, &o, &f->write);
    } else if (f->conllu) {
        dump_conllu(b, &o, f->layer, ids, n_ids);
    } else if (f->layer == LAYER_EVENTS) {
        events_json(b, &o, &f->write);
    } else {
        dump_json(b, &o, f->layer);
    }
    offsets_free(&o);
    return !b->failed;
}

// ----------------------------------------------------------------------------------------------
// the reader thread
static void *run_reader(void *context)
{
    Run *r = context;
    uint64_t skip = r->o->skip, left = r->o->limit ? r->o->limit : UINT64_MAX;
    for (;;) {
        pthread_mutex_lock(&r->lock);
        while (r->read - r->written == r->size && !r->quit)
            pthread_cond_wait(&r->can_read, &r->lock);
        bool quit = r->quit;
        RunSlot *slot = &r->ring[r->read % r->size];
        pthread_mutex_unlock(&r->lock);
        bool got = false;
        if (!quit && left)
            got = reader_next(r->reader, &slot->item);
        for (; got && skip; skip--) {
            pthread_mutex_lock(&r->lock);
            r->skipped++;
            quit = r->quit;
            pthread_mutex_unlock(&r->lock);
            got = !quit && reader_next(r->reader, &slot->item);
        }
        pthread_mutex_lock(&r->lock);
        r->bytes_done = reader_position(r->reader);
        if (!got) {
            r->read_done = true;
            r->stopped = !quit && left && r->o->stop && *r->o->stop;
            pthread_cond_broadcast(&r->can_work);
            pthread_cond_signal(&r->can_write);
            pthread_mutex_unlock(&r->lock);
            return NULL;
        }
        left--;
        slot->state = SLOT_FILLED;
        r->read++;
        pthread_cond_signal(&r->can_work);
        pthread_mutex_unlock(&r->lock);
    }
}

// ----------------------------------------------------------------------------------------------
// workers
static bool sink_write(const Run *r, Buf *b, const Doc *d)
{
    Offsets o;
    if (!offsets_init(&o, d, r->form.write.bytes))
        return false;
    r->sink->document(b, &o);
    offsets_free(&o);
    return !b->failed;
}

// The article of a slot. false: it has none, and says why.
static bool slot_begin(RunSlot *slot)
{
    buf_clear(&slot->out);
    slot->err = (Err){0};
    slot->claims = slot->cut = 0;
    slot->noted = false;
    return item_parse(&slot->item, &slot->err) == 0;
}

// Sentences and tokens that came with the input, coded alone.
static void code_tokens(Coder *coder, RunSlot *slot, Stage last, Coding *x)
{
    Doc *fresh = coder_begin(coder, x->article);
    jmp_buf full;
    if (!fresh || setjmp(full)) {
        coder_arena(coder)->on_full = slot->item.arena.on_full = NULL;
        err_set(&x->err, ERR_ARTICLE, "the article needs more memory than %zu bytes",
                LIMIT_DOC_MEMORY);
        return;
    }
    coder_arena(coder)->on_full = slot->item.arena.on_full = &full;
    int rc = item_tokens(&slot->item, fresh, &slot->err);
    coder_arena(coder)->on_full = slot->item.arena.on_full = NULL;
    if (rc == 0 && coder_stages(coder, fresh, last, &x->err) == 0)
        x->doc = fresh;
}

// What is written of a slot's document, or why there is none.
static void slot_end(const Run *r, RunSlot *slot, const Coding *x)
{
    const Doc *d = x->doc;
    if (slot->err.code)
        return;
    if (!d) {
        err_set(&slot->err, x->err.code, "%.*s:%llu: %s", (int)slot->item.file.n, slot->item.file.p,
                (unsigned long long)slot->item.line, x->err.message);
        return;
    }
    if (!(r->sink ? sink_write(r, &slot->out, d)
                  : form_write(&r->form, &slot->out, d, slot->item.sentence_ids,
                               slot->item.n_sentence_ids))) {
        buf_free(&slot->out);
        err_set(&slot->err, ERR_MEMORY, "%.*s:%llu: out of memory", (int)slot->item.file.n,
                slot->item.file.p, (unsigned long long)slot->item.line);
        return;
    }
    slot->claims = claims_written(d, &r->form.write);
    slot->cut = d->cut_sentences;
    slot->err = slot->item.note; // written, and named all the same
    slot->noted = slot->err.code != 0;
}

static void run_slots(const Run *r, Coder *coder, RunSlot *const *slots, size_t n)
{
    Stage last = r->sink ? r->sink->last : form_stage(&r->form);
    RunSlot *of[LIMIT_GROUP_DOCS];
    Coding group[LIMIT_GROUP_DOCS];
    size_t k = 0;
    for (size_t i = 0; i < n; i++)
        if (slot_begin(slots[i])) {
            group[k] = (Coding){.article = &slots[i]->item.article};
            of[k++] = slots[i];
        }
    if (k > 0 && of[0]->item.format == INPUT_CONLLU)
        code_tokens(coder, of[0], last, &group[0]);
    else
        coder_run_group(coder, group, k, last);
    for (size_t i = 0; i < k; i++)
        slot_end(r, of[i], &group[i]);
}

// The oldest filled slots, called with the lock: one, and the next ones while all together are
// short, as far as that is no more than a worker's share of those that wait. Tokens of CoNLL-U go
// alone.
static size_t take_slots(Run *r, RunSlot **slots)
{
    uint64_t share = (r->read - r->taken + r->threads - 1) / r->threads;
    size_t n = 0, bytes = 0;
    for (; n < LIMIT_GROUP_DOCS && n < share; n++) {
        RunSlot *slot = &r->ring[r->taken % r->size];
        bool alone = slot->item.format == INPUT_CONLLU;
        bytes += slot->item.raw.n;
        if (n > 0 && (alone || slots[0]->item.format == INPUT_CONLLU || bytes > GROUP_BYTES))
            break;
        slot->state = SLOT_BUSY;
        slots[n] = slot;
        r->taken++;
    }
    return n;
}

static void *run_worker(void *context)
{
    Run *r = context;
    Coder *coder = coder_new(r->model);
    if (coder && r->sink)
        coder_keep(coder, r->sink->keep);
    for (;;) {
        pthread_mutex_lock(&r->lock);
        while (r->taken == r->read && !r->read_done && !r->quit)
            pthread_cond_wait(&r->can_work, &r->lock);
        if (r->quit || r->taken == r->read) {
            pthread_mutex_unlock(&r->lock);
            break;
        }
        RunSlot *slots[LIMIT_GROUP_DOCS];
        size_t n = take_slots(r, slots);
        pthread_mutex_unlock(&r->lock);
        if (coder)
            run_slots(r, coder, slots, n);
        for (size_t i = 0; i < n && !coder; i++) {
            buf_clear(&slots[i]->out);
            slots[i]->err = (Err){0};
            err_set(&slots[i]->err, ERR_MEMORY, "out of memory for a worker");
        }
        pthread_mutex_lock(&r->lock);
        for (size_t i = 0; i < n; i++)
            slots[i]->state = SLOT_DONE;
        pthread_cond_signal(&r->can_write);
        pthread_mutex_unlock(&r->lock);
    }
    coder_free(coder);
    return NULL;
}

// ----------------------------------------------------------------------------------------------
// the writer: the calling thread
typedef struct {
    int fd;
    const char *name;
    Buf pending;
    bool broken;
} Output;

static int output_flush(Output *out, Err *e)
{
    size_t at = 0;
    while (at < out->pending.n && !out->broken) {
        ssize_t n = write(out->fd, out->pending.p + at, out->pending.n - at);
        if (n >= 0) {
            at += (size_t)n;
        } else if (errno == EPIPE) {
            out->broken = true;
        } else if (errno != EINTR && errno != EAGAIN) {
            return err_set(e, ERR_IO, "cannot write %s: %s", out->name, strerror(errno));
        }
    }
    buf_clear(&out->pending);
    return 0;
}

// Writing over one's own input would destroy it before it is read.
static int output_open(Output *out, const dragoman_run_options *o, Err *e)
{
    *out = (Output){.fd = o->output_fd ? o->output_fd : STDOUT_FILENO,
                    .name = o->output ? o->output : "(standard output)"};
    if (!o->output)
        return 0;
    struct stat mine, theirs;
    if (stat(o->output, &mine) == 0 && S_ISREG(mine.st_mode))
        for (size_t i = 0; i < o->n_files; i++)
            if (strcmp(o->files[i], "-") != 0 && stat(o->files[i], &theirs) == 0 &&
                mine.st_dev == theirs.st_dev && mine.st_ino == theirs.st_ino)
                return err_set(e, ERR_USAGE, "the output '%s' is also an input", o->output);
    out->fd =
        open(o->output, O_WRONLY | O_CREAT | O_CLOEXEC | (o->append ? O_APPEND : O_TRUNC), 0666);
    if (out->fd < 0)
        return err_set(e, ERR_IO, "cannot write %s: %s", o->output, strerror(errno));
    return 0;
}

static void run_progress(Run *r, const dragoman_run_result *result)
{
    if (!r->o->on_progress)
        return;
    dragoman_progress p = result->total;
    p.bytes_done = r->bytes_done;
    p.bytes_all = reader_size(r->reader);
    r->o->on_progress(r->o->context, &p);
}

static int run_write(Run *r, Output *out, dragoman_run_result *result, Err *e)
{
    int worst = 0;
    for (;;) {
        pthread_mutex_lock(&r->lock);
        RunSlot *slot = &r->ring[r->written % r->size];
        bool wait = slot->state != SLOT_DONE;
        pthread_mutex_unlock(&r->lock);
        // Before waiting, what is ready goes out, so that a slow feed is answered at once.
        if ((wait || out->pending.n > OUTPUT_CHUNK) && output_flush(out, e) != 0)
            return (int)e->code;
        if (out->broken)
            return worst;
        pthread_mutex_lock(&r->lock);
        while (slot->state != SLOT_DONE && !(r->read_done && r->written == r->read)) {
            struct timespec until;
            clock_gettime(CLOCK_REALTIME, &until);
            until.tv_nsec += 200000000;
            if (until.tv_nsec >= 1000000000) {
                until.tv_nsec -= 1000000000;
                until.tv_sec++;
            }
            if (pthread_cond_timedwait(&r->can_write, &r->lock, &until) == ETIMEDOUT) {
                pthread_mutex_unlock(&r->lock);
                run_progress(r, result);
                pthread_mutex_lock(&r->lock);
            }
        }
        bool end = slot->state != SLOT_DONE;
        pthread_mutex_unlock(&r->lock);
        if (end)
            return output_flush(out, e) ? (int)e->code : worst;
        result->total.articles++;
        if (slot->err.code) {
            result->total.errors++;
            int code = slot->err.code == ERR_MEMORY ? (int)ERR_IO : (int)slot->err.code;
            if (code > worst)
                worst = code;
            if (r->o->on_error)
                r->o->on_error(r->o->context, slot->err.message);
        }
        if (!slot->err.code || slot->noted) {
            result->total.claims += slot->claims;
            result->total.cut_sentences += slot->cut;
            if (!r->sink)
                buf_add(&out->pending, slot->out.p, slot->out.n);
            else if (r->sink->take(r->sink->context, (Str){slot->out.p, slot->out.n}, e) != 0)
                return (int)e->code;
            if (out->pending.failed)
                return err_set(e, ERR_MEMORY, "out of memory");
        }
        if (slot->out.cap > ((size_t)4 << 20))
            buf_free(&slot->out);
        pthread_mutex_lock(&r->lock);
        slot->state = SLOT_FREE;
        r->written++;
        result->total.bytes_done = r->bytes_done;
        pthread_cond_signal(&r->can_read);
        pthread_mutex_unlock(&r->lock);
    }
}

static unsigned cores(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > LIMIT_THREADS ? LIMIT_THREADS : (unsigned)n;
}

int run_files(const Model *m, const dragoman_run_options *o, const RunSink *sink,
              dragoman_run_result *result, Err *e)
{
    *result = (dragoman_run_result){0};
    Run r = {.model = m, .o = o, .sink = sink};
    ReaderOptions ro = {.files = o->files, .n_files = o->n_files, .stop = o->stop};
    if (form_read(&r.form, &o->form, m, e) != 0)
        return (int)e->code;
    if (o->input && !input_format_parse(str_of(o->input), &ro.format))
        return err_set(e, ERR_USAGE, "no input format is named '%s'", o->input);
    for (size_t i = 0; i < o->n_map; i++)
        if (!field_map_set(&ro.map, str_of(o->map[i])))
            return err_set(
                e, ERR_USAGE,
                "'%s' is no mapping such as text=COLUMN (id, text, title, date, source or url)",
                o->map[i]);
    r.reader = reader_new(&ro, e);
    if (!r.reader)
        return (int)e->code;
    Output out;
    if (output_open(&out, o, e) != 0) {
        reader_free(r.reader);
        return (int)e->code;
    }
    unsigned threads = o->threads ? o->threads : cores();
    if (threads > LIMIT_THREADS)
        threads = LIMIT_THREADS;
    r.threads = threads;
    r.size = (size_t)threads * RING_PER_WORKER;
    r.ring = calloc(r.size, sizeof *r.ring);
    pthread_t *workers = calloc(threads, sizeof *workers);
    pthread_t reader;
    int rc = 0;
    unsigned started = 0;
    if (!r.ring || !workers) {
        rc = err_set(e, ERR_MEMORY, "out of memory");
        goto done;
    }
    for (size_t i = 0; i < r.size; i++)
        item_init(&r.ring[i].item);
    pthread_mutex_init(&r.lock, NULL);
    pthread_cond_init(&r.can_read, NULL);
    pthread_cond_init(&r.can_work, NULL);
    pthread_cond_init(&r.can_write, NULL);
    if (!sink && r.form.format && r.form.format->begin && !o->append)
        r.form.format->begin(&out.pending);
    bool reading = pthread_create(&reader, NULL, run_reader, &r) == 0;
    while (reading && started < threads &&
           pthread_create(&workers[started], NULL, run_worker, &r) == 0)
        started++;
    if (started)
        rc = run_write(&r, &out, result, e);
    else
        rc = err_set(e, ERR_MEMORY, "cannot start threads");
    if (sink && started && !e->code) {
        sink->end(sink->context, &out.pending);
        int written =
            out.pending.failed ? err_set(e, ERR_MEMORY, "out of memory") : output_flush(&out, e);
        rc = written ? written : rc;
    }
    pthread_mutex_lock(&r.lock);
    r.quit = true;
    pthread_cond_broadcast(&r.can_read);
    pthread_cond_broadcast(&r.can_work);
    pthread_mutex_unlock(&r.lock);
    if (reading)
        pthread_join(reader, NULL);
    for (unsigned i = 0; i < started; i++)
        pthread_join(workers[i], NULL);
    pthread_mutex_destroy(&r.lock);
    pthread_cond_destroy(&r.can_read);
    pthread_cond_destroy(&r.can_work);
    pthread_cond_destroy(&r.can_write);
    result->read = r.skipped + result->total.articles;
    result->total.bytes_all = reader_size(r.reader);
    result->stopped = r.stopped;
    result->broken_pipe = out.broken;
    for (size_t i = 0; i < r.size; i++) {
        item_free(&r.ring[i].item);
        buf_free(&r.ring[i].out);
    }
done:
    buf_free(&out.pending);
    if (o->output && close(out.fd) != 0 && rc < (int)ERR_IO && !e->code)
        rc = err_set(e, ERR_IO, "cannot write %s: %s", o->output, strerror(errno));
    free(workers);
    free(r.ring);
    reader_free(r.reader);
    return rc;
}
