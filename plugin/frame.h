/* frame.h - frames: a varint32 length, then that many bytes.  Knows nothing of their content.  Floor: plugin. */
#ifndef SS_FRAME_H
#define SS_FRAME_H
#include <stddef.h>
#include <stdint.h>
#include "base/status.h"
#include "fault.h"
#include "limit.h"

typedef struct ss_frame {
    const uint8_t *bytes; /* [length], in the reader's buffer until its next call */
    uint32_t length;      /* > 0 */
    uint64_t at;          /* byte of the stream where the frame begins, its length included */
    uint64_t body_at;     /* byte of the stream where `bytes` begin */
} ss_frame;

typedef enum ss_frame_result {
    SS_FRAME_READ,
    SS_FRAME_END,    /* the stream ended on a frame's border */
    SS_FRAME_HALTED, /* the halt descriptor became readable: no more reading */
    SS_FRAME_FAULT,  /* no frame: reader->fault says why */
    SS_FRAME_FAILED  /* read(2) failed or no memory: reader->error is an errno */
} ss_frame_result;

/* Reads a stream from a descriptor or from memory. */
typedef struct ss_frame_reader {
    int descriptor;  /* -1: from memory */
    int halt;        /* -1: none */
    const uint8_t *memory;
    size_t memory_left;
    uint8_t *buffer; /* [capacity]; the stream's bytes [at, at + ready - taken) are [taken, ready) of it */
    size_t capacity;
    size_t taken;
    size_t ready;
    uint64_t at;
    ss_fault fault;
    int error;
} ss_frame_reader;

/* Reads from `descriptor`, which stays the caller's and may block. As soon as `halt` (or -1) is
 * readable, nothing is read any more. */
void ss_frame_open(ss_frame_reader *reader, int descriptor, int halt);

/* Reads from memory, borrowed until the reader is closed. */
void ss_frame_open_memory(ss_frame_reader *reader, const void *bytes, size_t length);

/* The next frame, of at most `cap` bytes. Memory grows with what has arrived, not with what a length
 * claims. A fault is one for good: the stream has no border to go on from. */
SS_MUST_USE ss_frame_result ss_frame_next(ss_frame_reader *reader, uint32_t cap, ss_frame *out);

/* Frees the buffer. */
void ss_frame_close(ss_frame_reader *reader);

/* Writes the length before a frame; returns the number of bytes, 1 to SS_FRAME_PREFIX_BYTES. */
size_t ss_frame_prefix(uint32_t length, uint8_t out[SS_FRAME_PREFIX_BYTES]);

#endif
