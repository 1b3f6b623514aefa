#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

/* Pieces from here on get a block of their own, so that growing them can move pages. */
#define LARGE_PIECE ((size_t)64 << 10)
#define ORDINARY_BLOCK ((size_t)256 << 10)
#define ALIGNMENT _Alignof(max_align_t)

struct ss_arena_block {
    ss_arena_block *next;
    size_t capacity;
    size_t filled;
    int large; /* holds a single piece */
    _Alignas(max_align_t) unsigned char bytes[];
};

void ss_arena_init(ss_arena *arena, size_t budget)
{
    arena->head = NULL;
    arena->used = 0;
    arena->budget = budget;
    arena->stop = NULL;
}

static size_t rounded(size_t bytes)
{
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static int product(size_t count, size_t size, size_t *out)
{
    if (size != 0 && count > (SIZE_MAX / 2) / size)
        return 0;
    *out = rounded(count * size);
    return 1;
}

/* A block of its own goes behind the head, so that small pieces go on filling the head. */
static ss_arena_block *add_block(ss_arena *arena, size_t capacity, int large)
{
    if (capacity > arena->budget - arena->used)
        return NULL;
    ss_arena_block *block = malloc(sizeof *block + capacity);
    if (block == NULL)
        return NULL;
    block->capacity = capacity;
    block->filled = 0;
    block->large = large;
    if (large && arena->head != NULL) {
        block->next = arena->head->next;
        arena->head->next = block;
    } else {
        block->next = arena->head;
        arena->head = block;
    }
    arena->used += capacity;
    return block;
}

void *ss_arena_alloc(ss_arena *arena, size_t count, size_t size)
{
    size_t bytes;
    if (!product(count, size, &bytes))
        return NULL;
    ss_arena_block *block = arena->head;
    if (bytes >= LARGE_PIECE)
        block = add_block(arena, bytes, 1);
    else if (block == NULL || block->large || block->capacity - block->filled < bytes)
        block = add_block(arena, ORDINARY_BLOCK, 0);
    if (block == NULL)
        return NULL;
    void *piece = block->bytes + block->filled;
    block->filled += bytes;
    memset(piece, 0, bytes);
    return piece;
}

static void *grow_large(ss_arena *arena, void *piece, size_t old_bytes, size_t new_bytes)
{
    ss_arena_block **link = &arena->head;
    while (*link != NULL && (void *)(*link)->bytes != piece)
        link = &(*link)->next;
    ss_arena_block *block = *link;
    if (block == NULL || new_bytes - block->capacity > arena->budget - arena->used)
        return NULL;
    size_t old_capacity = block->capacity;
    block = realloc(block, sizeof *block + new_bytes);
    if (block == NULL)
        return NULL;
    *link = block;
    arena->used += new_bytes - old_capacity;
    block->capacity = new_bytes;
    block->filled = new_bytes;
    memset(block->bytes + old_bytes, 0, new_bytes - old_bytes);
    return block->bytes;
}

void *ss_arena_copy(ss_arena *arena, const void *array, size_t count, size_t size)
{
    void *copy = ss_arena_alloc(arena, count, size);
    if (copy != NULL && count > 0)
        memcpy(copy, array, count * size);
    return copy;
}

void *ss_arena_grow(ss_arena *arena, void *piece, size_t old_count, size_t new_count, size_t size)
{
    size_t old_bytes, new_bytes;
    if (!product(old_count, size, &old_bytes) || !product(new_count, size, &new_bytes))
        return NULL;
    if (new_bytes <= old_bytes)
        return piece;
    if (old_bytes >= LARGE_PIECE)
        return grow_large(arena, piece, old_bytes, new_bytes);
    void *grown = ss_arena_alloc(arena, new_count, size);
    if (grown != NULL && old_bytes != 0)
        memcpy(grown, piece, old_count * size);
    return grown;
}

void ss_arena_reset(ss_arena *arena)
{
    ss_arena_block *kept = NULL;
    for (ss_arena_block *block = arena->head, *next; block != NULL; block = next) {
        next = block->next;
        if (kept == NULL && !block->large)
            kept = block;
        else
            free(block);
    }
    arena->head = kept;
    arena->used = 0;
    if (kept != NULL) {
        kept->next = NULL;
        kept->filled = 0;
        arena->used = kept->capacity;
    }
}

void ss_arena_free(ss_arena *arena)
{
    for (ss_arena_block *block = arena->head, *next; block != NULL; block = next) {
        next = block->next;
        free(block);
    }
    arena->head = NULL;
    arena->used = 0;
}
