/* message.c - from a frame's bytes to a HostFrame, in bounded memory.  Floor: plugin. */
#include "message.h"
#include <stdlib.h>
#include <string.h>
#include "wire.h"

#define ALIGNMENT 16u

void ss_unpacker_init(ss_unpacker *unpacker)
{
    memset(unpacker, 0, sizeof *unpacker);
}

void ss_unpacker_free(ss_unpacker *unpacker)
{
    free(unpacker->block);
    ss_unpacker_init(unpacker);
}

static void *take(void *data, size_t size)
{
    ss_unpacker *unpacker = data;
    size_t rounded = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    if (rounded < size || rounded > unpacker->budget - unpacker->used)
        return NULL;
    void *piece = unpacker->block + unpacker->used;
    unpacker->used += rounded;
    return piece;
}

/* The whole block is free again with the next frame. */
static void give_back(void *data, void *piece)
{
    (void)data;
    (void)piece;
}

static ss_status make_block(ss_unpacker *unpacker, size_t budget)
{
    unpacker->used = 0;
    unpacker->budget = budget;
    if (budget <= unpacker->capacity)
        return SS_OK;
    free(unpacker->block);
    unpacker->block = malloc(budget);
    unpacker->capacity = unpacker->block == NULL ? 0 : budget;
    return unpacker->block == NULL ? SS_ERR_MEMORY : SS_OK;
}

ss_status ss_message_read(ss_unpacker *unpacker, const ss_frame *frame, const Sayso__V1__HostFrame **out, ss_fault *fault)
{
    ProtobufCAllocator allocator = {take, give_back, unpacker};
    ss_wire_report report;
    *out = NULL;
    ss_status status = ss_wire_check(&sayso__v1__host_frame__descriptor, frame->bytes, frame->length, &report);
    if (status != SS_OK) {
        *fault = (ss_fault){SS_FAULT_PARSE, frame->body_at + report.at, report.message};
        return SS_ERR_INVALID_TEXT;
    }
    size_t budget = (size_t)frame->length + SS_UNPACK_BYTES + (size_t)report.fields * SS_UNPACK_BYTES_A_FIELD;
    if (make_block(unpacker, budget) != SS_OK)
        return SS_ERR_MEMORY;
    const Sayso__V1__HostFrame *message = sayso__v1__host_frame__unpack(&allocator, frame->length, frame->bytes);
    if (message == NULL) {
        *fault = (ss_fault){SS_FAULT_PARSE, frame->at, "a frame that cannot be unpacked"};
        return SS_ERR_INVALID_TEXT;
    }
    if (message->body_case == SAYSO__V1__HOST_FRAME__BODY__NOT_SET) {
        *fault = (ss_fault){SS_FAULT_EMPTY, frame->at, "a frame without a body that version 1 knows"};
        return SS_ERR_INVALID_TEXT;
    }
    *out = message;
    return SS_OK;
}
