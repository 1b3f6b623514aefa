/* language_index.h - which lists a word stands in.  Floor: text. */
#ifndef SS_LANGUAGE_INDEX_H
#define SS_LANGUAGE_INDEX_H
#include <stdint.h>
#include "base/arena.h"
#include "base/status.h"

/* A word of the lists, or a letter or an ending. */
typedef struct ss_listed {
    const char *text; /* inside the first list that has it, not terminated; NULL = an empty slot */
    uint32_t lists;   /* bit i: list i has it */
    uint16_t length;  /* bytes */
    uint16_t seen;    /* 0 at first, then the caller's */
} ss_listed;

/* Open addressing; searches end soon as long as half of the slots are empty. */
typedef struct ss_index {
    ss_listed *slot; /* [slots], in the arena */
    uint32_t slots;  /* a power of two */
    uint32_t used;   /* never more than half */
} ss_index;

/* An empty index. SS_ERR_MEMORY. O(slots). */
SS_MUST_USE ss_status ss_index_make(ss_arena *arena, uint32_t slots, ss_index *out);

/* Adds the words, which are separated by single spaces and borrowed for as long as the index is used, to list
 * `list` (< 32). SS_ERR_INTERNAL when the index would be more than half full. Linear in the words. */
SS_MUST_USE ss_status ss_index_add(ss_index *index, uint32_t list, const char *words);

/* The word's entry, NULL when no list has it. O(length). */
ss_listed *ss_index_find(const ss_index *index, const char *word, uint32_t length);

#endif
