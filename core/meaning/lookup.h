/* lookup.h - a hash table from hashes to the entities that have them, newest first.  Floor: meaning. */
#ifndef SS_LOOKUP_H
#define SS_LOOKUP_H
#include "base/arena.h"

/* What a hash is of; the same hash under two fields is two entries. */
typedef enum ss_field {
    SS_FIELD_KEY,      /* whole name */
    SS_FIELD_SURNAME,  /* last part of a person's name */
    SS_FIELD_GIVEN,    /* first part of a person's full name */
    SS_FIELD_FIRST,    /* first word of an organisation's name */
    SS_FIELD_INITIALS, /* of an organisation's name */
    SS_FIELD_DESCRIPTION /* words of a phrase without a name */
} ss_field;

typedef struct ss_lookup_link {
    uint32_t entity;
    uint32_t next; /* index + 1 of the link before this one, 0 at the end */
} ss_lookup_link;

typedef struct ss_lookup {
    ss_arena *arena;
    uint64_t *hash;       /* [capacity], 0 = free */
    uint32_t *head;       /* [capacity], index + 1 into link */
    ss_lookup_link *link; /* [link_capacity] */
    uint32_t capacity;    /* a power of two */
    uint32_t used;
    uint32_t link_count;
    uint32_t link_capacity;
} ss_lookup;

void ss_lookup_init(ss_arena *arena, ss_lookup *out);

/* SS_ERR_MEMORY; the table then is as before. Amortised O(1), whatever the hashes: one that has no place
 * near its own is left out. */
SS_MUST_USE ss_status ss_lookup_add(ss_lookup *lookup, ss_field field, uint64_t hash, uint32_t entity);

/* The newest link of a hash, index + 1; 0 when there is none. Follow `next` for the older ones. */
uint32_t ss_lookup_find(const ss_lookup *lookup, ss_field field, uint64_t hash);

#endif
