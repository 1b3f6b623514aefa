/* order.h - sort numbers without the C library's qsort, which may allocate.  Floor: meaning. */
#ifndef SS_ORDER_H
#define SS_ORDER_H
#include "base/arena.h"

/* Sorts ascending in place, with as much room again from the arena. SS_ERR_MEMORY.
 * O(count log count), linear when they are sorted already. */
SS_MUST_USE ss_status ss_order_keys(ss_arena *arena, uint64_t *key, uint32_t count);

#endif
