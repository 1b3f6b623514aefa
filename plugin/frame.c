/* frame.c - frames: a varint32 length, then that many bytes.  Floor: plugin. */
#include "frame.h"
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* One read of a pipe gives at most this on Linux. */
#define FIRST_CAPACITY (64u << 10)

typedef enum fill_result { FILLED, FILL_END, FILL_HALTED, FILL_FAILED } fill_result;

void ss_frame_open(ss_frame_reader *reader, int descriptor, int halt)
{
    memset(reader, 0, sizeof *reader);
    reader->descriptor = descriptor;
    reader->halt = halt;
}

void ss_frame_open_memory(ss_frame_reader *reader, const void *bytes, size_t length)
{
    memset(reader, 0, sizeof *reader);
    reader->descriptor = -1;
    reader->halt = -1;
    reader->memory = bytes;
    reader->memory_left = length;
}

void ss_frame_close(ss_frame_reader *reader)
{
    free(reader->buffer);
    reader->buffer = NULL;
    reader->capacity = reader->taken = reader->ready = 0;
}

/* Room for at least one more byte of a frame that needs `need` in all. */
static int make_room(ss_frame_reader *reader, size_t need)
{
    if (reader->taken > 0 && (reader->taken == reader->ready || reader->taken + need > reader->capacity)) {
        memmove(reader->buffer, reader->buffer + reader->taken, reader->ready - reader->taken);
        reader->ready -= reader->taken;
        reader->taken = 0;
    }
    if (reader->ready < reader->capacity)
        return 0;
    size_t capacity = reader->capacity == 0 ? FIRST_CAPACITY : reader->capacity * 2;
    if (capacity > FIRST_CAPACITY && capacity > need && need > reader->capacity)
        capacity = need;
    uint8_t *grown = realloc(reader->buffer, capacity);
    if (grown == NULL)
        return ENOMEM;
    reader->buffer = grown;
    reader->capacity = capacity;
    return 0;
}

static fill_result wait_for_input(ss_frame_reader *reader)
{
    struct pollfd wait[2] = {{reader->descriptor, POLLIN, 0}, {reader->halt, POLLIN, 0}};
    while (poll(wait, 2, -1) < 0)
        if (errno != EINTR) {
            reader->error = errno;
            return FILL_FAILED;
        }
    return wait[1].revents != 0 ? FILL_HALTED : FILLED;
}

static fill_result fill(ss_frame_reader *reader, size_t need)
{
    ssize_t got;
    reader->error = make_room(reader, need);
    if (reader->error != 0)
        return FILL_FAILED;
    uint8_t *end = reader->buffer + reader->ready;
    size_t room = reader->capacity - reader->ready;
    if (reader->descriptor < 0) {
        size_t part = reader->memory_left < room ? reader->memory_left : room;
        if (part == 0)
            return FILL_END;
        memcpy(end, reader->memory, part);
        reader->memory += part;
        reader->memory_left -= part;
        reader->ready += part;
        return FILLED;
    }
    do {
        fill_result result = wait_for_input(reader);
        if (result != FILLED)
            return result;
        got = read(reader->descriptor, end, room);
    } while (got < 0 && (errno == EINTR || errno == EAGAIN));
    if (got < 0) {
        reader->error = errno;
        return FILL_FAILED;
    }
    reader->ready += (size_t)got;
    return got == 0 ? FILL_END : FILLED;
}

static ss_frame_result fault(ss_frame_reader *reader, const char *message)
{
    reader->fault = (ss_fault){SS_FAULT_FRAME, reader->at, message};
    return SS_FRAME_FAULT;
}

/* Until `need` bytes of the frame are in the buffer. */
static ss_frame_result gather(ss_frame_reader *reader, size_t need)
{
    while (reader->ready - reader->taken < need) {
        switch (fill(reader, need)) {
        case FILLED:
            break;
        case FILL_END:
            return reader->ready == reader->taken ? SS_FRAME_END : fault(reader, "the input ended inside a frame");
        case FILL_HALTED:
            return SS_FRAME_HALTED;
        case FILL_FAILED:
            return SS_FRAME_FAILED;
        }
    }
    return SS_FRAME_READ;
}

ss_frame_result ss_frame_next(ss_frame_reader *reader, uint32_t cap, ss_frame *out)
{
    uint64_t length = 0;
    size_t prefix = 0;
    uint8_t byte;
    if (reader->fault.code != SS_FAULT_NONE)
        return SS_FRAME_FAULT;
    do {
        if (prefix == SS_FRAME_PREFIX_BYTES)
            return fault(reader, "a frame's length of more than five bytes: frames are a varint32, then a message");
        ss_frame_result result = gather(reader, prefix + 1);
        if (result != SS_FRAME_READ)
            return result;
        byte = reader->buffer[reader->taken + prefix];
        length |= (uint64_t)(byte & 0x7f) << (7 * prefix++);
    } while (byte & 0x80);
    if (length > UINT32_MAX)
        return fault(reader, "a frame's length of more than 32 bits: frames are a varint32, then a message");
    if (length == 0)
        return fault(reader, "an empty frame: every frame carries a message");
    if (length > cap)
        return fault(reader, "a frame longer than max_frame_bytes (64 KiB before Hello): cut it into more Chunks");
    ss_frame_result result = gather(reader, prefix + (size_t)length);
    if (result != SS_FRAME_READ)
        return result;
    *out = (ss_frame){reader->buffer + reader->taken + prefix, (uint32_t)length, reader->at, reader->at + prefix};
    reader->taken += prefix + (size_t)length;
    reader->at += prefix + length;
    return SS_FRAME_READ;
}

size_t ss_frame_prefix(uint32_t length, uint8_t out[SS_FRAME_PREFIX_BYTES])
{
    size_t count = 0;
    while (length >= 0x80) {
        out[count++] = (uint8_t)(length | 0x80);
        length >>= 7;
    }
    out[count++] = (uint8_t)length;
    return count;
}
