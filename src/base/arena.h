// SPDX-License-Identifier: MIT
// Bump allocation. One arena per document: everything a document's stages make lives and dies with
// it. Ownership: the arena owns all blocks it hands out; nothing is freed singly. Errors: when the
// cap is reached or memory is out, the arena calls longjmp to `on_full` if set; the pipeline is the
// one place that sets it, and turns it into an error of that document alone.
#ifndef DRAGOMAN_BASE_ARENA_H
#define DRAGOMAN_BASE_ARENA_H
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>

typedef struct ArenaBlock ArenaBlock;

typedef struct {
    ArenaBlock *first, *current;
    size_t used_total; // bytes handed out since the last reset
    size_t cap;        // most bytes a document may take (limits.h)
    jmp_buf *on_full;  // where to go when the cap is hit; NULL = abort (our own bug)
    long fail_after;   // tests: fail the n-th allocation from now; -1 = never
} Arena;

void arena_init(Arena *a, size_t cap);
void arena_reset(Arena *a); // keeps the blocks for the next document
void arena_free(Arena *a);
// 16-byte aligned, zeroed. Never returns NULL.
void *arena_alloc(Arena *a, size_t n);
// Grows an array that lives in an arena: copies `used` items of `size` bytes into room for at least
// `want`.
void *arena_grow(Arena *a, void *old, size_t used, size_t want, size_t *capacity, size_t size);
char *arena_strndup(Arena *a, const char *s, size_t n);
char *arena_printf(Arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

#define ARENA_NEW(a, T, n) ((T *)arena_alloc((a), (size_t)(n) * sizeof(T)))

// Appends one zeroed item to `array` (fields array, count n, capacity cap of size_t) and yields its
// address.
#define ARENA_PUSH(a, array, n, cap)                                                               \
    ((n) == (cap) ? ((array) = arena_grow((a), (array), (n), (n) + 1, &(cap), sizeof *(array)),    \
                     &(array)[(n)++])                                                              \
                  : &(array)[(n)++])
#endif
