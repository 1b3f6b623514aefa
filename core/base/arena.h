/* arena.h - a document's memory: allocated piece by piece, freed at once.  Floor: base. */
#ifndef SS_ARENA_H
#define SS_ARENA_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/status.h"

typedef struct ss_arena_block ss_arena_block;

/* Everything that belongs to one document lives in one arena, and who works for the document asks it
 * whether to go on.  Nothing in it is freed alone;
 * ss_arena_reset forgets it all and keeps one block for the next document.  Not thread-safe:
 * one arena a thread. */
typedef struct ss_arena {
    ss_arena_block *head; /* the block that small pieces are cut from, NULL at first */
    size_t used;          /* bytes of all blocks */
    size_t budget;        /* `used` never passes this */
    const volatile int *stop; /* NULL, or non-zero when the work is not wanted any more; written by another
                               * thread with an atomic store */
} ss_arena;

/* Whether to stop: then answer SS_ERR_STOPPED. Loops over a document ask at least every 65,536 tokens, so that
 * a document of any size stops within a few milliseconds. */
static inline bool ss_arena_is_stopped(const ss_arena *arena)
{
    return arena->stop != NULL && __atomic_load_n(arena->stop, __ATOMIC_RELAXED) != 0;
}

/* An arena without memory yet; cannot fail. */
void ss_arena_init(ss_arena *arena, size_t budget);

/* count * size zeroed bytes, aligned for any type, valid until the arena is reset or freed.
 * NULL when the product overflows, the budget is spent or malloc fails. O(bytes). */
SS_MUST_USE void *ss_arena_alloc(ss_arena *arena, size_t count, size_t size);

/* A copy of an array, count and size as above. NULL as for ss_arena_alloc. */
SS_MUST_USE void *ss_arena_copy(ss_arena *arena, const void *array, size_t count, size_t size);

/* Makes a piece of old_count elements one of new_count: the old contents are kept, the rest is
 * zeroed, and `piece` must not be used afterwards.  piece may be NULL with old_count 0. Grown by
 * doubling it costs linear time over all, and large pieces are moved, not copied beside each other.
 * NULL as for ss_arena_alloc; the old piece then stays valid. */
SS_MUST_USE void *ss_arena_grow(ss_arena *arena, void *piece, size_t old_count, size_t new_count, size_t size);

/* Forgets every piece. The newest ordinary block is kept for reuse. */
void ss_arena_reset(ss_arena *arena);

/* Gives all memory back; the arena may be used again as after ss_arena_init. */
void ss_arena_free(ss_arena *arena);

#endif
