/* lookup.c - open addressing over an arena.  Floor: meaning. */
#include "meaning/lookup.h"

/* Places that a hash may stand in. A table that is half full needs a few dozen; only words that were chosen
 * for their hashes need more, and are then not found again: two mentions stay two. */
#define MOST_PROBES 256u
#define NOWHERE UINT32_MAX

/* The finaliser of MurmurHash3 (Appleby), so that fields spread; never 0. */
static uint64_t mixed(ss_field field, uint64_t hash)
{
    hash += ((uint64_t)field + 1) * 0x9E3779B97F4A7C15ull;
    hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCDull;
    hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53ull;
    hash ^= hash >> 33;
    return hash == 0 ? 1 : hash;
}

void ss_lookup_init(ss_arena *arena, ss_lookup *out)
{
    *out = (ss_lookup){.arena = arena};
}

/* Where the hash stands or may be put; NOWHERE past MOST_PROBES. */
static uint32_t place_of(const ss_lookup *lookup, uint64_t hash)
{
    uint32_t mask = lookup->capacity - 1;
    for (uint32_t probe = 0; probe < MOST_PROBES; probe++) {
        uint32_t at = ((uint32_t)hash + probe) & mask;
        if (lookup->hash[at] == 0 || lookup->hash[at] == hash)
            return at;
    }
    return NOWHERE;
}

static ss_status widen(ss_lookup *lookup)
{
    ss_lookup wide = *lookup;
    wide.capacity = lookup->capacity == 0 ? 64 : lookup->capacity * 2;
    wide.hash = ss_arena_alloc(lookup->arena, wide.capacity, sizeof *wide.hash);
    wide.head = ss_arena_alloc(lookup->arena, wide.capacity, sizeof *wide.head);
    if (wide.hash == NULL || wide.head == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < lookup->capacity; i++) {
        if (lookup->hash[i] == 0)
            continue;
        uint32_t at = place_of(&wide, lookup->hash[i]);
        if (at == NOWHERE)
            continue;
        wide.hash[at] = lookup->hash[i];
        wide.head[at] = lookup->head[i];
    }
    *lookup = wide;
    return SS_OK;
}

ss_status ss_lookup_add(ss_lookup *lookup, ss_field field, uint64_t hash, uint32_t entity)
{
    if (lookup->used * 2 >= lookup->capacity && widen(lookup) != SS_OK)
        return SS_ERR_MEMORY;
    if (lookup->link_count == lookup->link_capacity) {
        uint32_t capacity = lookup->link_capacity == 0 ? 64 : lookup->link_capacity * 2;
        ss_lookup_link *grown =
            ss_arena_grow(lookup->arena, lookup->link, lookup->link_capacity, capacity, sizeof *grown);
        if (grown == NULL)
            return SS_ERR_MEMORY;
        lookup->link = grown;
        lookup->link_capacity = capacity;
    }
    uint64_t key = mixed(field, hash);
    uint32_t at = place_of(lookup, key);
    if (at == NOWHERE)
        return SS_OK;
    if (lookup->hash[at] == 0) {
        lookup->hash[at] = key;
        lookup->used++;
    }
    lookup->link[lookup->link_count] = (ss_lookup_link){entity, lookup->head[at]};
    lookup->head[at] = ++lookup->link_count;
    return SS_OK;
}

uint32_t ss_lookup_find(const ss_lookup *lookup, ss_field field, uint64_t hash)
{
    if (lookup->capacity == 0)
        return 0;
    uint32_t at = place_of(lookup, mixed(field, hash));
    return at == NOWHERE ? 0 : lookup->head[at];
}
