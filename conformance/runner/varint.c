/* varint.c - the length before a frame, and a message with it.  Runner. */
#include "varint.h"

#define MOST_LENGTH_BYTES 5

size_t sc_varint_put(uint64_t number, uint8_t out[SC_VARINT_BYTES])
{
    size_t count = 0;
    for (; number > 0x7f; number >>= 7)
        out[count++] = (uint8_t)(number | 0x80);
    out[count++] = (uint8_t)number;
    return count;
}

void sc_varint_frame(sc_bytes *out, const ProtobufCMessage *message)
{
    uint8_t prefix[SC_VARINT_BYTES];
    size_t length = protobuf_c_message_get_packed_size(message);
    sc_bytes_add(out, prefix, sc_varint_put(length, prefix));
    protobuf_c_message_pack(message, sc_bytes_room(out, length));
    out->length += length;
}

sc_varint_result sc_varint_take(const uint8_t *data, size_t length, uint32_t *number, size_t *used)
{
    uint64_t value = 0;
    for (size_t at = 0; at < length && at < MOST_LENGTH_BYTES; at++) {
        value |= (uint64_t)(data[at] & 0x7f) << (7 * at);
        if (data[at] & 0x80)
            continue;
        if (value > UINT32_MAX)
            return SC_VARINT_FAULT;
        *number = (uint32_t)value;
        *used = at + 1;
        return SC_VARINT_READ;
    }
    return length >= MOST_LENGTH_BYTES ? SC_VARINT_FAULT : SC_VARINT_UNFINISHED;
}
