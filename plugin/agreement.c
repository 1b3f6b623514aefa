/* agreement.c - what Hello and HelloAck settle: version, offset unit, limits.  Floor: plugin. */
#include "agreement.h"
#include <string.h>

static ss_status disagree(ss_fault *fault, const char *message)
{
    fault->code = SS_FAULT_HELLO;
    fault->message = message;
    return SS_ERR_INVALID_TEXT;
}

/* The wish, the option, or without both what is usual; never more than the option or, without one, `most`. */
static uint32_t in_force(uint32_t wish, uint32_t own, uint32_t usual, uint32_t most)
{
    if (wish == 0)
        return own == 0 ? usual : own;
    most = own == 0 ? most : own;
    return wish < most ? wish : most;
}

static uint32_t frame_bytes(uint32_t wish, uint32_t own)
{
    uint32_t bytes = in_force(wish, own, SS_FRAME_DEFAULT_BYTES, SS_FRAME_MOST_BYTES);
    return bytes < SS_FRAME_LEAST_BYTES ? SS_FRAME_LEAST_BYTES : bytes;
}

static ss_limits limits_in_force(const ss_limits *wish, const ss_limits *own)
{
    return (ss_limits){
        .max_frame_bytes = frame_bytes(wish->max_frame_bytes, own->max_frame_bytes),
        .max_document_bytes = in_force(wish->max_document_bytes, own->max_document_bytes, SS_DOCUMENT_MOST_BYTES, SS_DOCUMENT_MOST_BYTES),
        .max_queued_bytes = in_force(wish->max_queued_bytes, own->max_queued_bytes, SS_QUEUED_DEFAULT_BYTES, SS_QUEUED_DEFAULT_BYTES),
        .max_attributions = in_force(wish->max_attributions, own->max_attributions, SS_ATTRIBUTIONS_MOST, SS_ATTRIBUTIONS_MOST),
        .max_answer_bytes = in_force(wish->max_answer_bytes, own->max_answer_bytes, SS_ANSWER_DEFAULT_BYTES, SS_ANSWER_DEFAULT_BYTES),
        .deadline_ms = in_force(wish->deadline_ms, own->deadline_ms, 0, UINT32_MAX)};
}

/* 0 when none is known. */
static sayso_offset_unit first_known(const int *unit, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (unit[i] >= SAYSO_UTF8_BYTE && unit[i] <= SAYSO_CODE_POINT)
            return (sayso_offset_unit)unit[i];
    return (sayso_offset_unit)0;
}

ss_status ss_agree(const ss_wishes *wishes, const ss_limits *own, ss_agreement *out, ss_fault *fault)
{
    memset(out, 0, sizeof *out);
    if (wishes->magic != SS_MAGIC)
        return disagree(fault, "a wrong magic: this is the sayso filter protocol, 0x4F535953");
    if (wishes->min_version > SS_PROTOCOL_VERSION || wishes->max_version < SS_PROTOCOL_VERSION)
        return disagree(fault, "no common version: this plugin speaks version 1");
    sayso_offset_unit unit = first_known(wishes->unit, wishes->unit_count);
    if (unit == 0)
        return disagree(fault, "no known offset unit: name UTF8_BYTE, UTF16_UNIT or CODE_POINT");
    out->version = SS_PROTOCOL_VERSION;
    out->unit = unit;
    out->stream = wishes->stream;
    out->limits = limits_in_force(&wishes->limits, own);
    return SS_OK;
}
