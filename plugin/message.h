/* message.h - from a frame's bytes to a HostFrame, in bounded memory.  Floor: plugin. */
#ifndef SS_MESSAGE_H
#define SS_MESSAGE_H
#include <stddef.h>
#include <stdint.h>
#include "fault.h"
#include "frame.h"
#include "limit.h"
#include "sayso.pb-c.h"

/* Keeps one block for all frames of a session. */
typedef struct ss_unpacker {
    uint8_t *block; /* [capacity] */
    size_t capacity;
    size_t used;
    size_t budget; /* of the frame at hand, at most capacity */
} ss_unpacker;

/* No memory yet; cannot fail. */
void ss_unpacker_init(ss_unpacker *unpacker);

/* Checks the frame with wire.h, then unpacks it. *out lives in the unpacker until its next call, and has a
 * body. SS_ERR_INVALID_TEXT with *fault set (PARSE or EMPTY) when the frame is no such HostFrame;
 * SS_ERR_MEMORY. *out is NULL on error. */
SS_MUST_USE ss_status ss_message_read(ss_unpacker *unpacker, const ss_frame *frame, const Sayso__V1__HostFrame **out,
                                      ss_fault *fault);

void ss_unpacker_free(ss_unpacker *unpacker);

#endif
