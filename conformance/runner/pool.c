/* pool.c - memory of a case, given back all at once.  Runner. */
#include "pool.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_BYTES ((size_t)64 << 10)

struct sc_block {
    struct sc_block *before;
    size_t used, size;
    max_align_t data[];
};

void *sc_pool_take(sc_pool *pool, size_t size)
{
    size_t whole = (size + sizeof(max_align_t) - 1) / sizeof(max_align_t) * sizeof(max_align_t);
    if (pool->last == NULL || pool->last->size - pool->last->used < whole) {
        size_t room = whole > BLOCK_BYTES ? whole : BLOCK_BYTES;
        struct sc_block *block = calloc(1, sizeof *block + room);
        if (block == NULL) {
            fputs("sayso-conformance: no memory\n", stderr);
            exit(70);
        }
        block->before = pool->last;
        block->size = room;
        pool->last = block;
    }
    void *taken = (char *)pool->last->data + pool->last->used;
    pool->last->used += whole;
    return taken;
}

void sc_pool_empty(sc_pool *pool)
{
    while (pool->last != NULL) {
        struct sc_block *before = pool->last->before;
        free(pool->last);
        pool->last = before;
    }
}

char *sc_pool_copy(sc_pool *pool, const void *data, size_t length)
{
    char *copy = sc_pool_take(pool, length + 1);
    if (length > 0)
        memcpy(copy, data, length);
    return copy;
}

char *sc_pool_print(sc_pool *pool, const char *format, ...)
{
    va_list list;
    if (format == NULL) /* a sanitizer's compiler wants to know that it never is */
        return NULL;
    va_start(list, format);
    int length = vsnprintf(NULL, 0, format, list);
    va_end(list);
    char *text = sc_pool_take(pool, (size_t)length + 1);
    va_start(list, format);
    vsnprintf(text, (size_t)length + 1, format, list);
    va_end(list);
    return text;
}

static void *allocate(void *pool, size_t size)
{
    return sc_pool_take(pool, size);
}

static void keep(void *pool, void *taken)
{
    (void)pool;
    (void)taken;
}

ProtobufCAllocator sc_pool_allocator(sc_pool *pool)
{
    return (ProtobufCAllocator){allocate, keep, pool};
}

/* Full at 0, 8, 16, 32, …: then it moves to twice the room. */
void *sc_pool_grow(sc_pool *pool, void *array, size_t count, size_t size)
{
    if (count != 0 && (count < 8 || (count & (count - 1)) != 0))
        return array;
    size_t room = count < 8 ? 8 : 2 * count;
    void *grown = sc_pool_take(pool, room * size);
    if (count > 0)
        memcpy(grown, array, count * size);
    return grown;
}

uint8_t *sc_bytes_room(sc_bytes *bytes, size_t more)
{
    if (bytes->capacity - bytes->length < more) {
        size_t capacity = bytes->capacity * 2 > bytes->length + more ? bytes->capacity * 2 : bytes->length + more + 256;
        uint8_t *grown = sc_pool_take(bytes->pool, capacity);
        if (bytes->length > 0)
            memcpy(grown, bytes->data, bytes->length);
        bytes->data = grown;
        bytes->capacity = capacity;
    }
    return bytes->data + bytes->length;
}

void sc_bytes_add(sc_bytes *bytes, const void *data, size_t length)
{
    if (length == 0)
        return;
    memcpy(sc_bytes_room(bytes, length), data, length);
    bytes->length += length;
}
