/* record.h - write the entities that speak as speaker records.  Floor: meaning. */
#ifndef SS_RECORD_H
#define SS_RECORD_H
#include "meaning/cast.h"
#include "meaning/speaker.h"

/* One mention of an entity, as a source or elsewhere. */
typedef struct ss_log_entry {
    ss_range range;
    uint32_t entity;
} ss_log_entry;

/* order holds the entities that become records, in that order; log every mention of any entity.
 * Borrows all; *out lives in the arena of the cast, zeroed on error. SS_ERR_MEMORY.
 * O(n log n) in the log, linear in the names. */
SS_MUST_USE ss_status ss_records_write(const ss_cast *cast, const uint32_t *order, uint32_t count,
                                       const ss_log_entry *log, uint32_t log_count, ss_speakers *out);

/* Writes the key that a speaker of this name has, at most `capacity` bytes, not terminated. Returns the bytes
 * written. Linear in the range. */
uint32_t ss_record_key(const ss_tokens *tokens, ss_range name, char *out, uint32_t capacity);

#endif
