#include "text/offset.h"

#include "base/limits.h"
#include "text/utf8.h"

#define STRIDE 256u

static uint32_t units_of(ss_character character, ss_offset_unit unit)
{
    return unit == SS_OFFSET_UTF16 && character.code_point > 0xFFFFu ? 2 : 1;
}

ss_status ss_offsets_build(ss_arena *arena, const uint8_t *text, uint32_t length, ss_offset_unit unit, ss_offsets *out)
{
    *out = (ss_offsets){0};
    if (length > SS_MAX_DOCUMENT_BYTES)
        return SS_ERR_LIMIT;
    uint32_t *mark = NULL;
    if (unit != SS_OFFSET_UTF8) {
        mark = ss_arena_alloc(arena, length / STRIDE + 1, sizeof *mark);
        if (mark == NULL)
            return SS_ERR_MEMORY;
        uint32_t units = 0, next = 1;
        for (uint32_t at = 0; at < length;) {
            ss_character character = ss_utf8_decode(text, length, at);
            at += character.length;
            units += units_of(character, unit);
            if (at >= next * STRIDE) {
                mark[next] = units << 2 | (at - next * STRIDE);
                next++;
            }
        }
    }
    *out = (ss_offsets){text, length, unit, mark};
    return SS_OK;
}

uint32_t ss_offsets_convert(const ss_offsets *offsets, uint32_t byte)
{
    if (byte > offsets->length)
        byte = offsets->length;
    if (offsets->mark == NULL)
        return byte;
    uint32_t mark = offsets->mark[byte / STRIDE];
    uint32_t units = mark >> 2;
    for (uint32_t at = byte / STRIDE * STRIDE + (mark & 3u); at < byte;) {
        ss_character character = ss_utf8_decode(offsets->text, offsets->length, at);
        at += character.length;
        units += units_of(character, offsets->unit);
    }
    return units;
}
