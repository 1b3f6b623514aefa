/* text.c - a document's characters, and what an offset in each unit means.  Runner. */
#include "text.h"

/* Unicode, table 3-7: how many bytes follow a first byte, and what the first of them may be. */
static size_t follow(uint8_t first, uint8_t *least, uint8_t *most)
{
    *least = 0x80;
    *most = 0xbf;
    if (first >= 0xc2 && first <= 0xdf)
        return 1;
    if (first >= 0xe0 && first <= 0xef) {
        *least = first == 0xe0 ? 0xa0 : 0x80;
        *most = first == 0xed ? 0x9f : 0xbf;
        return 2;
    }
    if (first >= 0xf0 && first <= 0xf4) {
        *least = first == 0xf0 ? 0x90 : 0x80;
        *most = first == 0xf4 ? 0x8f : 0xbf;
        return 3;
    }
    return 0;
}

size_t sc_text_decode(const uint8_t *data, size_t length, uint32_t *code, bool *bad)
{
    uint8_t least, most;
    *bad = false;
    *code = data[0];
    if (data[0] < 0x80)
        return 1;
    size_t more = follow(data[0], &least, &most), used = 1;
    uint32_t value = data[0] & (0x3fu >> more);
    for (; used <= more && used < length && data[used] >= least && data[used] <= most; used++) {
        value = value << 6 | (data[used] & 0x3fu);
        least = 0x80;
        most = 0xbf;
    }
    *bad = more == 0 || used <= more;
    *code = *bad ? 0xfffd : value;
    return used;
}

size_t sc_text_encode(uint32_t code, uint8_t out[4])
{
    if (code < 0x80) {
        out[0] = (uint8_t)code;
        return 1;
    }
    size_t more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    static const uint8_t first[] = {0, 0xc0, 0xe0, 0xf0};
    out[0] = (uint8_t)(first[more] | code >> (6 * more));
    for (size_t at = 1; at <= more; at++)
        out[at] = (uint8_t)(0x80 | (code >> (6 * (more - at)) & 0x3f));
    return more + 1;
}

sc_text *sc_text_read(sc_pool *pool, const uint8_t *data, size_t length)
{
    sc_text *text = sc_pool_take(pool, sizeof *text);
    text->data = data;
    text->length = (uint32_t)length;
    text->code = sc_pool_take(pool, (length + 1) * sizeof *text->code);
    text->byte = sc_pool_take(pool, (length + 1) * sizeof *text->byte);
    text->unit16 = sc_pool_take(pool, (length + 1) * sizeof *text->unit16);
    uint32_t units = 0;
    for (size_t at = 0; at < length;) {
        bool bad;
        text->byte[text->count] = (uint32_t)at;
        text->unit16[text->count] = units;
        at += sc_text_decode(data + at, length - at, &text->code[text->count], &bad);
        units += text->code[text->count] > 0xffff ? 2 : 1;
        text->bad += bad;
        text->count++;
    }
    text->byte[text->count] = text->length;
    text->unit16[text->count] = units;
    return text;
}

/* The index of `value` in an ascending array, or of the last one below it. */
static uint32_t search(const uint32_t *array, uint32_t count, uint32_t value)
{
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low + 1) / 2;
        if (array[middle] <= value)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

uint32_t sc_text_character_at(const sc_text *text, uint32_t byte)
{
    return search(text->byte, text->count, byte);
}

bool sc_text_byte_of(const sc_text *text, Sayso__V1__OffsetUnit unit, uint32_t offset, uint32_t *byte)
{
    const uint32_t *array = unit == SAYSO__V1__OFFSET_UNIT__OFFSET_UNIT_UTF8_BYTE ? text->byte : text->unit16;
    if (unit == SAYSO__V1__OFFSET_UNIT__OFFSET_UNIT_CODE_POINT) {
        *byte = offset <= text->count ? text->byte[offset] : 0;
        return offset <= text->count;
    }
    uint32_t at = search(array, text->count, offset);
    *byte = text->byte[at];
    return array[at] == offset;
}
