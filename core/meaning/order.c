/* order.c - merge sort from the bottom up.  Floor: meaning. */
#include "meaning/order.h"

#include <stdbool.h>
#include <string.h>

static bool is_sorted(const uint64_t *key, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++)
        if (key[i - 1] > key[i])
            return false;
    return true;
}

static void merge(const uint64_t *from, uint32_t middle, uint32_t end, uint64_t *to)
{
    uint32_t left = 0;
    uint32_t right = middle;
    for (uint32_t i = 0; i < end; i++) {
        if (left < middle && (right == end || from[left] <= from[right]))
            to[i] = from[left++];
        else
            to[i] = from[right++];
    }
}

ss_status ss_order_keys(ss_arena *arena, uint64_t *key, uint32_t count)
{
    if (is_sorted(key, count))
        return SS_OK;
    uint64_t *spare = ss_arena_alloc(arena, count, sizeof *spare);
    if (spare == NULL)
        return SS_ERR_MEMORY;
    for (uint64_t width = 1; width < count; width *= 2) {
        for (uint64_t start = 0; start < count; start += 2 * width) {
            uint64_t rest = count - start;
            uint32_t middle = (uint32_t)(width < rest ? width : rest);
            uint32_t end = (uint32_t)(2 * width < rest ? 2 * width : rest);
            merge(key + start, middle, end, spare + start);
        }
        memcpy(key, spare, (size_t)count * sizeof *key);
    }
    return SS_OK;
}
