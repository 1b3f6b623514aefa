/* varint.h - the length before a frame, and a message with it.  Runner. */
#ifndef SC_VARINT_H
#define SC_VARINT_H
#include <stddef.h>
#include <stdint.h>
#include "pool.h"

#define SC_VARINT_BYTES 10

/* Writes a number in as few bytes as it needs; answers how many. */
size_t sc_varint_put(uint64_t number, uint8_t out[SC_VARINT_BYTES]);

/* Adds a message as a frame: its length, and what it packs to. */
void sc_varint_frame(sc_bytes *out, const ProtobufCMessage *message);

typedef enum sc_varint_result { SC_VARINT_READ, SC_VARINT_UNFINISHED, SC_VARINT_FAULT } sc_varint_result;

/* Reads a frame's length: at most five bytes and 32 bits, or it is a fault. Padding is none. *used and
 * *number are set only when it was read. */
sc_varint_result sc_varint_take(const uint8_t *data, size_t length, uint32_t *number, size_t *used);

#endif
