/* agreement.h - what Hello and HelloAck settle: version, offset unit, limits, capabilities.  Floor: plugin. */
#ifndef SS_AGREEMENT_H
#define SS_AGREEMENT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/status.h"
#include "fault.h"
#include "limit.h"
#include "sayso.h"

#define SS_MAGIC 0x4F535953u
#define SS_PROTOCOL_VERSION 1u
#define SS_CAPABILITY_STREAM "stream"

/* All in force are at least 1, but for deadline_ms, where 0 is none. */
typedef struct ss_limits {
    uint32_t max_frame_bytes;
    uint32_t max_document_bytes;
    uint32_t max_queued_bytes;
    uint32_t max_attributions;
    uint32_t max_answer_bytes;
    uint32_t deadline_ms;
} ss_limits;

/* A Hello, read; borrows from it. */
typedef struct ss_wishes {
    uint32_t magic;
    uint32_t min_version;
    uint32_t max_version;
    const int *unit; /* [unit_count], values of OffsetUnit or unknown ones, the one liked best first */
    size_t unit_count;
    bool stream;      /* among the capabilities */
    ss_limits limits; /* 0 = no wish */
} ss_wishes;

typedef struct ss_agreement {
    uint32_t version;
    sayso_offset_unit unit;
    bool stream;
    ss_limits limits;
} ss_agreement;

/* `own` is what options ask for, each within the bounds of limit_option.h, 0 = nothing: the most that a host can
 * have, and what it has without a wish. SS_ERR_INVALID_TEXT with fault->code and ->message set when there is
 * nothing to agree on; *out is zeroed then. */
SS_MUST_USE ss_status ss_agree(const ss_wishes *wishes, const ss_limits *own, ss_agreement *out, ss_fault *fault);

#endif
