/* agreement.h - what Hello and HelloAck settle: version, offset unit, limits.  Floor: plugin. */
#ifndef SS_AGREEMENT_H
#define SS_AGREEMENT_H
#include <stddef.h>
#include <stdint.h>
#include "base/status.h"
#include "fault.h"
#include "sayso.h"

#define SS_MAGIC 0x4F535953u
#define SS_PROTOCOL_VERSION 1u

/* All in force are at least 1, but for deadline_ms, where 0 is none. */
typedef struct ss_limits {
    uint32_t max_frame_bytes;
    uint32_t max_document_bytes;
    uint32_t max_queued_bytes;
    uint32_t max_attributions;
    uint32_t max_answer_bytes;
    uint32_t deadline_ms;
} ss_limits;

/* Without a wish, 4 MiB. Not under 256 KiB: every record fits in 192 KiB. Not over 16 MiB: a frame
 * stands in memory twice while it is unpacked. */
#define SS_FRAME_DEFAULT_BYTES (4u << 20)
#define SS_FRAME_LEAST_BYTES (256u << 10)
#define SS_FRAME_MOST_BYTES (16u << 20)

/* Four documents of the largest size, or 16,384 of the smallest that counts. */
#define SS_QUEUED_MOST_BYTES (64u << 20)

/* As many attributions as the core makes, each with some 250 bytes of text. */
#define SS_ATTRIBUTIONS_MOST 262144u
#define SS_ANSWER_MOST_BYTES (64u << 20)

/* A Hello, read; borrows from it. */
typedef struct ss_wishes {
    uint32_t magic;
    uint32_t min_version;
    uint32_t max_version;
    const int *unit; /* [unit_count], values of OffsetUnit or unknown ones, the one liked best first */
    size_t unit_count;
    ss_limits limits; /* 0 = no wish */
} ss_wishes;

typedef struct ss_agreement {
    uint32_t version;
    sayso_offset_unit unit;
    ss_limits limits;
} ss_agreement;

/* SS_ERR_INVALID_TEXT with fault->code and ->message set when there is nothing to agree on; *out is
 * zeroed then. */
SS_MUST_USE ss_status ss_agree(const ss_wishes *wishes, ss_agreement *out, ss_fault *fault);

#endif
