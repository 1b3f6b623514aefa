/* pool.h - memory of a case, given back all at once.  Runner. */
#ifndef SC_POOL_H
#define SC_POOL_H
#include <protobuf-c/protobuf-c.h>
#include <stddef.h>
#include <stdint.h>

/* Zero it to begin. What is taken from it lives until sc_pool_empty; a runner without memory ends. */
typedef struct sc_pool {
    struct sc_block *last;
} sc_pool;

/* Zeroed, aligned for anything. */
void *sc_pool_take(sc_pool *pool, size_t size);
void sc_pool_empty(sc_pool *pool);

/* A copy with a NUL behind it. */
char *sc_pool_copy(sc_pool *pool, const void *data, size_t length);
char *sc_pool_print(sc_pool *pool, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* For protobuf-c: what it frees stays until the pool is emptied. */
ProtobufCAllocator sc_pool_allocator(sc_pool *pool);

/* An array that grows: room for one more of `size` bytes behind `count` elements. */
void *sc_pool_grow(sc_pool *pool, void *array, size_t count, size_t size);

/* Bytes that grow. Zero it, but for the pool, to begin. */
typedef struct sc_bytes {
    sc_pool *pool;
    uint8_t *data; /* [length] of [capacity] */
    size_t length, capacity;
} sc_bytes;

void sc_bytes_add(sc_bytes *bytes, const void *data, size_t length);

/* Room for `more` bytes behind the length; answers where they go. */
uint8_t *sc_bytes_room(sc_bytes *bytes, size_t more);

#endif
