/* hash.h - FNV-1a, the one hash of the project.  Floor: base.
 * Source: Fowler, Noll, Vo; draft-eastlake-fnv. Not keyed: tables that hostile text can fill
 * are bounded elsewhere. */
#ifndef SS_HASH_H
#define SS_HASH_H
#include <stddef.h>
#include <stdint.h>

#define SS_HASH32_START 2166136261u
#define SS_HASH64_START 14695981039346656037ull

/* Goes on from `hash`; start from SS_HASH32_START (or from any seed). */
static inline uint32_t ss_hash32(uint32_t hash, const void *bytes, size_t length)
{
    const unsigned char *byte = bytes;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ byte[i]) * 16777619u;
    return hash;
}

static inline uint64_t ss_hash64(uint64_t hash, const void *bytes, size_t length)
{
    const unsigned char *byte = bytes;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ byte[i]) * 1099511628211ull;
    return hash;
}

/* murmur3's finaliser: any bits of what it gives serve as a hash of their own. */
static inline uint32_t ss_hash32_mixed(uint32_t hash)
{
    hash ^= hash >> 16;
    hash *= 0x85EBCA6Bu;
    hash ^= hash >> 13;
    hash *= 0xC2B2AE35u;
    return hash ^ hash >> 16;
}

#endif
