/* offset.h - byte offsets as UTF-16 units or code points.  Floor: text. */
#ifndef SS_OFFSET_H
#define SS_OFFSET_H
#include <stdint.h>
#include "base/arena.h"
#include "base/status.h"

typedef enum ss_offset_unit { SS_OFFSET_UTF8, SS_OFFSET_UTF16, SS_OFFSET_CODE_POINT } ss_offset_unit;

/* Counts at every 256th byte, so that any offset costs one look-up and at most 256 bytes of
 * decoding. A bad sequence (ss_utf8_decode) counts one unit in UTF-16 and one code point.
 *
 * Let S be the first character that starts at or after byte 256 * i (or the text's end): then
 * mark[i] is units_before_S << 2 | bytes from 256 * i to S. A character that lies across byte
 * 256 * i is before S and counted, so counting on from S meets every character once; S is at most 3
 * bytes away, which is why two bits hold it, and bytes of a bad sequence cannot be told from a
 * character's tail without it. */
typedef struct ss_offsets {
    const uint8_t *text; /* borrowed for as long as the index is used */
    uint32_t length;
    ss_offset_unit unit;
    const uint32_t *mark; /* [length / 256 + 1]; NULL for UTF-8, which needs none */
} ss_offsets;

/* *out lives in the arena and borrows text; it is zeroed on error. SS_ERR_LIMIT past
 * SS_MAX_DOCUMENT_BYTES, SS_ERR_MEMORY. Linear time. */
SS_MUST_USE ss_status ss_offsets_build(ss_arena *arena, const uint8_t *text, uint32_t length, ss_offset_unit unit,
                                       ss_offsets *out);

/* `byte` is a character's border or the text's end; one inside a character counts as the
 * character's end, one past the text's end as the text's end. O(1). */
uint32_t ss_offsets_convert(const ss_offsets *offsets, uint32_t byte);

#endif
