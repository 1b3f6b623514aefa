/* agreement.c - what Hello and HelloAck settle: version, offset unit, limits.  Floor: plugin. */
#include "agreement.h"
#include <string.h>

static ss_status disagree(ss_fault *fault, const char *message)
{
    fault->code = SS_FAULT_HELLO;
    fault->message = message;
    return SS_ERR_INVALID_TEXT;
}

static uint32_t at_most(uint32_t wish, uint32_t own)
{
    return wish == 0 || wish > own ? own : wish;
}

static uint32_t frame_bytes(uint32_t wish)
{
    if (wish == 0)
        return SS_FRAME_DEFAULT_BYTES;
    return wish < SS_FRAME_LEAST_BYTES ? SS_FRAME_LEAST_BYTES : at_most(wish, SS_FRAME_MOST_BYTES);
}

/* 0 when none is known. */
static sayso_offset_unit first_known(const int *unit, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (unit[i] >= SAYSO_UTF8_BYTE && unit[i] <= SAYSO_CODE_POINT)
            return (sayso_offset_unit)unit[i];
    return (sayso_offset_unit)0;
}

ss_status ss_agree(const ss_wishes *wishes, ss_agreement *out, ss_fault *fault)
{
    const ss_limits *wish = &wishes->limits;
    memset(out, 0, sizeof *out);
    if (wishes->magic != SS_MAGIC)
        return disagree(fault, "a wrong magic: this is the sayso filter protocol, 0x4F535953");
    if (wishes->min_version > SS_PROTOCOL_VERSION || wishes->max_version < SS_PROTOCOL_VERSION)
        return disagree(fault, "no common version: this plugin speaks version 1");
    sayso_offset_unit unit = first_known(wishes->unit, wishes->unit_count);
    if (unit == 0)
        return disagree(fault, "no known offset unit: name UTF8_BYTE, UTF16_UNIT or CODE_POINT");
    *out = (ss_agreement){.version = SS_PROTOCOL_VERSION,
                          .unit = unit,
                          .limits = {.max_frame_bytes = frame_bytes(wish->max_frame_bytes),
                                     .max_document_bytes = at_most(wish->max_document_bytes, SAYSO_MAX_DOCUMENT_BYTES),
                                     .max_queued_bytes = at_most(wish->max_queued_bytes, SS_QUEUED_MOST_BYTES),
                                     .max_attributions = at_most(wish->max_attributions, SS_ATTRIBUTIONS_MOST),
                                     .max_answer_bytes = at_most(wish->max_answer_bytes, SS_ANSWER_MOST_BYTES),
                                     .deadline_ms = wish->deadline_ms}};
    return SS_OK;
}
