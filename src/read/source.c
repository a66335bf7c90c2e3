// SPDX-License-Identifier: MIT
// In: a path, or "-". Out: bytes and lines, decompressed where the first bytes say gzip or zstd,
// whatever the name says. Method: 64 KiB reads; zlib (members one after another, as `cat a.gz b.gz`
// makes them) and libzstd (frames likewise) in streaming mode, so memory is bounded by the caller's
// limit and not by what a hostile file expands to. While waiting for a pipe the stop flag is looked
// at five times a second, so that Ctrl-C works on an idle feed. Against bombs: one line is capped
// by the caller, and a file whose over-long line came from data packed more than 500 to 1 is given
// up (news packs 3 to 1; a zstd bomb reaches 32,000 to 1), instead of unpacking terabytes to find a
// line end. Cost: linear. Does not: seek, guess encodings, read bzip2 or xz (it says so).
#include "read/source.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#define CHUNK      ((size_t)64 << 10)
#define BOMB_RATIO 500

typedef enum { PACK_NONE, PACK_GZIP, PACK_ZSTD } Packing;

struct Source {
    int fd;
    const volatile int *stop;
    Packing packing;
    unsigned char in[CHUNK]; // raw bytes
    size_t in_at, in_n;
    bool in_end;
    uint64_t taken, given; // raw bytes read, unpacked bytes handed on
    z_stream gz;
    bool gz_open, gz_between; // between two members
    ZSTD_DStream *zstd;
    bool zstd_inside; // within a frame
    char *out;        // unpacked bytes
    size_t out_at, out_n, out_cap;
    bool out_end;
};

// Fills the raw buffer when it is empty. false: an error.
static bool source_fill(Source *s, Err *e)
{
    while (s->in_at == s->in_n && !s->in_end) {
        if (s->stop) {
            struct pollfd p = {.fd = s->fd, .events = POLLIN};
            int ready = poll(&p, 1, 200);
            if (*s->stop) {
                s->in_end = true;
                break;
            }
            if (ready == 0 || (ready < 0 && errno == EINTR))
                continue;
        }
        ssize_t n = read(s->fd, s->in, sizeof s->in);
        if (n < 0) {
            if (errno == EINTR)
                continue;
            err_set(e, ERR_IO, "cannot read: %s", strerror(errno));
            return false;
        }
        s->in_at = 0;
        s->in_n = (size_t)n;
        s->taken += (uint64_t)n;
        s->in_end = n == 0;
    }
    return true;
}

Source *source_open(const char *path, const volatile int *stop, Err *e)
{
    Source *s = calloc(1, sizeof *s);
    if (!s) {
        err_set(e, ERR_MEMORY, "out of memory");
        return NULL;
    }
    s->stop = stop;
    s->fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;
    if (s->fd < 0 || fstat(s->fd, &st) != 0) {
        err_set(e, ERR_IO, "cannot open: %s", strerror(errno));
        goto fail;
    }
    if (S_ISDIR(st.st_mode)) {
        err_set(e, ERR_IO, "is a directory");
        goto fail;
    }
    // The first bytes decide. A pipe may hand over one byte at a time.
    while (s->in_n < 6 && !s->in_end) {
        unsigned char kept[6];
        size_t n = s->in_n;
        memcpy(kept, s->in, n);
        s->in_at = s->in_n;
        if (!source_fill(s, e))
            goto fail;
        if (s->in_end) {
            s->in_n = 0;
        }
        if (n) { // put the earlier bytes back in front
            if (s->in_n > sizeof s->in - n) {
                err_set(e, ERR_IO, "cannot read: the first bytes came too slowly");
                goto fail;
            }
            memmove(s->in + n, s->in, s->in_n);
            memcpy(s->in, kept, n);
            s->in_n += n;
        }
        s->in_at = 0;
    }
    if (s->in_n >= 2 && s->in[0] == 0x1F && s->in[1] == 0x8B) {
        s->packing = PACK_GZIP;
        if (inflateInit2(&s->gz, 15 + 16) != Z_OK) {
            err_set(e, ERR_MEMORY, "out of memory");
            goto fail;
        }
        s->gz_open = true;
    } else if (s->in_n >= 4 && memcmp(s->in, "\x28\xB5\x2F\xFD", 4) == 0) {
        s->packing = PACK_ZSTD;
        s->zstd = ZSTD_createDStream();
        if (!s->zstd) {
            err_set(e, ERR_MEMORY, "out of memory");
            goto fail;
        }
        ZSTD_DCtx_setParameter(s->zstd, ZSTD_d_windowLogMax, 27);
    } else if (s->in_n >= 3 && memcmp(s->in, "BZh", 3) == 0) {
        err_set(e, ERR_IO, "bzip2 is not read here; use: bzip2 -dc FILE | dragoman code -");
        goto fail;
    } else if (s->in_n >= 6 && memcmp(s->in,
                                      "\xFD"
                                      "7zXZ",
                                      6) == 0) {
        err_set(e, ERR_IO, "xz is not read here; use: xz -dc FILE | dragoman code -");
        goto fail;
    }
    return s;
fail:
    source_close(s);
    return NULL;
}

void source_close(Source *s)
{
    if (!s)
        return;
    if (s->fd > STDIN_FILENO)
        close(s->fd);
    if (s->gz_open)
        inflateEnd(&s->gz);
    ZSTD_freeDStream(s->zstd);
    free(s->out);
    free(s);
}

// Unpacks gzip into dst. Returns bytes, 0 at the end; false in *ok on damage.
static size_t source_gunzip(Source *s, char *dst, size_t n, Err *e, bool *ok)
{
    s->gz.next_out = (unsigned char *)dst;
    s->gz.avail_out = (unsigned)n;
    while (s->gz.avail_out == (unsigned)n) {
        if (s->in_at == s->in_n && !source_fill(s, e)) {
            *ok = false;
            return 0;
        }
        if (s->in_at == s->in_n) {
            if (s->gz_between || (s->stop && *s->stop))
                return 0;
            err_set(e, ERR_IO, "the gzip data end early: the file is cut off");
            *ok = false;
            return 0;
        }
        if (s->gz_between) {
            // Zero padding after the last member (tapes, some servers) is no damage.
            while (s->in_at < s->in_n && s->in[s->in_at] == 0)
                s->in_at++;
            if (s->in_at == s->in_n)
                continue;
            inflateReset(&s->gz);
            s->gz_between = false;
        }
        s->gz.next_in = s->in + s->in_at;
        s->gz.avail_in = (unsigned)(s->in_n - s->in_at);
        int rc = inflate(&s->gz, Z_NO_FLUSH);
        s->in_at = s->in_n - s->gz.avail_in;
        if (rc == Z_STREAM_END) {
            s->gz_between = true;
        } else if (rc != Z_OK && rc != Z_BUF_ERROR) {
            err_set(e, ERR_IO, "the gzip data are damaged (%s)",
                    s->gz.msg ? s->gz.msg : "no details");
            *ok = false;
            return 0;
        }
    }
    return n - s->gz.avail_out;
}

static size_t source_unzstd(Source *s, char *dst, size_t n, Err *e, bool *ok)
{
    ZSTD_outBuffer out = {dst, n, 0};
    while (out.pos == 0) {
        if (s->in_at == s->in_n && !source_fill(s, e)) {
            *ok = false;
            return 0;
        }
        if (s->in_at == s->in_n) {
            if (!s->zstd_inside || (s->stop && *s->stop))
                return 0;
            err_set(e, ERR_IO, "the zstd data end early: the file is cut off");
            *ok = false;
            return 0;
        }
        ZSTD_inBuffer in = {s->in, s->in_n, s->in_at};
        size_t rc = ZSTD_decompressStream(s->zstd, &out, &in);
        s->in_at = in.pos;
        if (ZSTD_isError(rc)) {
            err_set(e, ERR_IO, "the zstd data are damaged (%s)", ZSTD_getErrorName(rc));
            *ok = false;
            return 0;
        }
        s->zstd_inside = rc != 0;
    }
    return out.pos;
}

// Adds unpacked bytes behind out_n. false: the end, or an error.
static bool source_more(Source *s, Err *e)
{
    if (s->out_end)
        return false;
    if (s->out_at && s->out_at == s->out_n)
        s->out_at = s->out_n = 0;
    if (s->out_at > s->out_cap / 2) {
        memmove(s->out, s->out + s->out_at, s->out_n - s->out_at);
        s->out_n -= s->out_at;
        s->out_at = 0;
    }
    if (s->out_cap - s->out_n < CHUNK) {
        size_t cap = s->out_cap ? s->out_cap * 2 : 4 * CHUNK;
        char *p = realloc(s->out, cap);
        if (!p) {
            err_set(e, ERR_MEMORY, "out of memory");
            s->out_end = true;
            return false;
        }
        s->out = p;
        s->out_cap = cap;
    }
    char *dst = s->out + s->out_n;
    size_t room = s->out_cap - s->out_n, n = 0;
    bool ok = true;
    if (s->packing == PACK_GZIP) {
        n = source_gunzip(s, dst, room < (1u << 30) ? room : (1u << 30), e, &ok);
    } else if (s->packing == PACK_ZSTD) {
        n = source_unzstd(s, dst, room, e, &ok);
    } else {
        ok = source_fill(s, e);
        n = s->in_n - s->in_at;
        if (n > room)
            n = room;
        memcpy(dst, s->in + s->in_at, n);
        s->in_at += n;
    }
    s->out_n += n;
    s->given += n;
    s->out_end = !ok || n == 0;
    return ok && n > 0;
}

Str source_peek(Source *s, size_t want, bool line, Err *e)
{
    for (;;) {
        size_t n = s->out_n - s->out_at;
        if (n >= want || (line && n && memchr(s->out + s->out_at, '\n', n)) || !source_more(s, e))
            break;
    }
    return (Str){s->out + s->out_at, s->out_n - s->out_at};
}

void source_skip(Source *s, size_t n)
{
    s->out_at += n;
}

bool source_line(Source *s, size_t limit, Str *line, bool *too_long, Err *e)
{
    size_t seen = 0; // bytes after out_at that hold no line end
    *too_long = false;
    for (;;) {
        size_t n = s->out_n - s->out_at;
        char *end = n > seen ? memchr(s->out + s->out_at + seen, '\n', n - seen) : NULL;
        if (end) {
            size_t length = (size_t)(end - (s->out + s->out_at)) + 1;
            *line = (Str){s->out + s->out_at, length};
            s->out_at += length;
            if (length > limit)
                *too_long = true;
            return true;
        }
        seen = n;
        if (n > limit) { // keep nothing of it
            *too_long = true;
            s->out_at = s->out_n;
            seen = 0;
            if (s->packing && s->given / BOMB_RATIO > s->taken) {
                err_set(
                    e, ERR_IO,
                    "one line of more than %zu bytes, packed more than %d to 1: not read further",
                    limit, BOMB_RATIO);
                s->out_end = true;
                return false;
            }
        }
        if (!source_more(s, e)) {
            if (e->code)
                return false;
            n = s->out_n - s->out_at;
            *line = (Str){s->out + s->out_at, n};
            s->out_at = s->out_n;
            return n > 0 || *too_long;
        }
    }
}

bool source_rest(Source *s, size_t limit, Str *all, bool *too_long, Err *e)
{
    *too_long = false;
    while (s->out_n - s->out_at <= limit && source_more(s, e))
        ;
    *all = (Str){s->out + s->out_at, s->out_n - s->out_at};
    if (all->n > limit) {
        *too_long = true;
        s->out_end = true;
    }
    s->out_at = s->out_n;
    return e->code == ERR_NONE;
}

uint64_t source_position(const Source *s)
{
    return s->taken;
}
