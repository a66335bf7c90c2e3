// SPDX-License-Identifier: MIT
// In: sizes. Out: zeroed memory that lives until the arena is reset or freed.
// Method: blocks of doubling size, bump pointer, the blocks kept for the next document so that a
// long run stops asking the system for memory after its first few articles. Cost: a few
// instructions and a memset per allocation. Does not: free single objects, grow in place (except
// the newest), serve two threads.
#include "base/arena.h"
#include "base/limits.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct ArenaBlock {
    ArenaBlock *next;
    size_t size, used;
    _Alignas(16) unsigned char data[];
};

void arena_init(Arena *a, size_t cap)
{
    memset(a, 0, sizeof *a);
    a->cap = cap;
    a->fail_after = -1;
}

void arena_reset(Arena *a)
{
    for (ArenaBlock *b = a->first; b; b = b->next)
        b->used = 0;
    a->current = a->first;
    a->used_total = 0;
}

void arena_free(Arena *a)
{
    for (ArenaBlock *b = a->first, *next; b; b = next) {
        next = b->next;
        free(b);
    }
    a->first = a->current = NULL;
    a->used_total = 0;
}

static _Noreturn void arena_full(Arena *a)
{
    if (a->on_full)
        longjmp(*a->on_full, 1);
    abort();
}

void *arena_alloc(Arena *a, size_t n)
{
    n = (n + 15) & ~(size_t)15;
    if (n == 0)
        n = 16;
    if (a->fail_after >= 0 && a->fail_after-- == 0)
        arena_full(a);
    if (n > a->cap || a->used_total > a->cap - n)
        arena_full(a);
    while (a->current && a->current->size - a->current->used < n && a->current->next)
        a->current = a->current->next;
    if (!a->current || a->current->size - a->current->used < n) {
        size_t size = a->current ? a->current->size * 2 : LIMIT_ARENA_FIRST_BLOCK;
        if (size > LIMIT_ARENA_LARGEST_BLOCK)
            size = LIMIT_ARENA_LARGEST_BLOCK;
        if (size < n)
            size = n;
        ArenaBlock *b = malloc(sizeof *b + size);
        if (!b)
            arena_full(a);
        b->next = NULL;
        b->size = size;
        b->used = 0;
        if (a->current)
            a->current->next = b;
        else
            a->first = b;
        a->current = b;
    }
    void *p = a->current->data + a->current->used;
    a->current->used += n;
    a->used_total += n;
    return memset(p, 0, n);
}

void *arena_grow(Arena *a, void *old, size_t used, size_t want, size_t *capacity, size_t size)
{
    size_t cap = *capacity ? *capacity : 8;
    while (cap < want)
        cap *= 2;
    void *p = arena_alloc(a, cap * size);
    if (used)
        memcpy(p, old, used * size);
    *capacity = cap;
    return p;
}

char *arena_strndup(Arena *a, const char *s, size_t n)
{
    char *p = arena_alloc(a, n + 1);
    if (n)
        memcpy(p, s, n);
    return p;
}

char *arena_printf(Arena *a, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    int n = vsnprintf(NULL, 0, format, ap);
    va_end(ap);
    char *p = arena_alloc(a, (size_t)(n < 0 ? 0 : n) + 1);
    va_start(ap, format);
    vsnprintf(p, (size_t)(n < 0 ? 0 : n) + 1, format, ap);
    va_end(ap);
    return p;
}
