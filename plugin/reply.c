/* reply.c - the plugin's frames, each packed and ready to be written.  Floor: plugin. */
#include "reply.h"
#include <stdlib.h>
#include <string.h>
#include "frame.h"

_Static_assert((int)SS_FAULT_DOC_ID == (int)SAYSO__V1__ERROR_CODE__ERROR_CODE_DOC_ID &&
                   (int)SS_FAULT_FRAME == (int)SAYSO__V1__ERROR_CODE__ERROR_CODE_FRAME &&
                   (int)SS_DONE_INTERNAL == (int)SAYSO__V1__STATUS__STATUS_INTERNAL &&
                   (int)SS_DONE_OK == (int)SAYSO__V1__STATUS__STATUS_OK &&
                   (int)SAYSO_CODE_POINT == (int)SAYSO__V1__OFFSET_UNIT__OFFSET_UNIT_CODE_POINT,
               "the enums of fault.h, job.h and sayso.h are the schema's");

static ss_packet *pack(const Sayso__V1__PluginFrame *frame)
{
    uint8_t prefix[SS_FRAME_PREFIX_BYTES];
    size_t length = sayso__v1__plugin_frame__get_packed_size(frame);
    size_t prefix_length = ss_frame_prefix((uint32_t)length, prefix);
    ss_packet *packet = malloc(sizeof *packet + prefix_length + length);
    if (packet == NULL)
        return NULL;
    packet->next = NULL;
    packet->size = prefix_length + length;
    memcpy(packet->bytes, prefix, prefix_length);
    sayso__v1__plugin_frame__pack(frame, packet->bytes + prefix_length);
    return packet;
}

/* Borrowed for packing, which only reads it. */
static ProtobufCBinaryData text(const char *terminated)
{
    ProtobufCBinaryData data = {strlen(terminated), NULL};
    memcpy(&data.data, &terminated, sizeof terminated);
    return data;
}

static void fill_limits(const ss_limits *from, Sayso__V1__Limits *out)
{
    sayso__v1__limits__init(out);
    out->max_frame_bytes = from->max_frame_bytes;
    out->max_document_bytes = from->max_document_bytes;
    out->max_queued_bytes = from->max_queued_bytes;
    out->max_attributions = from->max_attributions;
    out->max_answer_bytes = from->max_answer_bytes;
    out->deadline_ms = from->deadline_ms;
}

ss_packet *ss_reply_hello_ack(const ss_agreement *agreement, const sayso_model *model)
{
    Sayso__V1__PluginFrame frame = SAYSO__V1__PLUGIN_FRAME__INIT;
    Sayso__V1__HelloAck ack = SAYSO__V1__HELLO_ACK__INIT;
    Sayso__V1__Limits limits;
    ProtobufCBinaryData stream = text(SS_CAPABILITY_STREAM);
    fill_limits(&agreement->limits, &limits);
    ack.magic = SS_MAGIC;
    ack.version = agreement->version;
    ack.plugin = text("sayso/" SAYSO_VERSION);
    ack.model = text(sayso_model_name(model));
    ack.rules = text(sayso_model_rules(model));
    ack.offset_unit = (Sayso__V1__OffsetUnit)agreement->unit;
    ack.limits = &limits;
    ack.capability = &stream;
    ack.n_capability = agreement->stream ? 1 : 0;
    ack.sandbox = text("none");
    frame.body_case = SAYSO__V1__PLUGIN_FRAME__BODY_HELLO_ACK;
    frame.hello_ack = &ack;
    return pack(&frame);
}

ss_packet *ss_reply_pong(uint64_t nonce)
{
    Sayso__V1__PluginFrame frame = SAYSO__V1__PLUGIN_FRAME__INIT;
    Sayso__V1__Ping pong = SAYSO__V1__PING__INIT;
    pong.nonce = nonce;
    frame.body_case = SAYSO__V1__PLUGIN_FRAME__BODY_PONG;
    frame.pong = &pong;
    return pack(&frame);
}

ss_packet *ss_reply_error(const ss_fault *fault)
{
    Sayso__V1__PluginFrame frame = SAYSO__V1__PLUGIN_FRAME__INIT;
    Sayso__V1__ProtocolError error = SAYSO__V1__PROTOCOL_ERROR__INIT;
    error.code = (Sayso__V1__ErrorCode)fault->code;
    error.stream_offset = fault->at;
    error.message = text(fault->message);
    frame.body_case = SAYSO__V1__PLUGIN_FRAME__BODY_ERROR;
    frame.error = &error;
    return pack(&frame);
}

ss_packet *ss_reply_annotations(uint32_t doc, Sayso__V1__Annotations *annotations)
{
    Sayso__V1__PluginFrame frame = SAYSO__V1__PLUGIN_FRAME__INIT;
    frame.doc = doc;
    frame.body_case = SAYSO__V1__PLUGIN_FRAME__BODY_ANNOTATIONS;
    frame.annotations = annotations;
    return pack(&frame);
}

ss_packet *ss_reply_speakers(uint32_t doc, Sayso__V1__Speakers *speakers)
{
    Sayso__V1__PluginFrame frame = SAYSO__V1__PLUGIN_FRAME__INIT;
    frame.doc = doc;
    frame.body_case = SAYSO__V1__PLUGIN_FRAME__BODY_SPEAKERS;
    frame.speakers = speakers;
    return pack(&frame);
}

ss_packet *ss_reply_done(uint32_t doc, const ss_outcome *outcome, const ss_counts *counts, uint64_t elapsed_us)
{
    Sayso__V1__PluginFrame frame = SAYSO__V1__PLUGIN_FRAME__INIT;
    Sayso__V1__Done done = SAYSO__V1__DONE__INIT;
    done.status = (Sayso__V1__Status)outcome->status;
    done.message = text(outcome->message);
    done.attributions = counts->attributions;
    done.speakers = counts->speakers;
    done.credits = counts->credits;
    done.replaced_sequences = counts->replaced_sequences;
    done.error_offset = outcome->at;
    done.elapsed_us = elapsed_us;
    frame.doc = doc;
    frame.body_case = SAYSO__V1__PLUGIN_FRAME__BODY_DONE;
    frame.done = &done;
    return pack(&frame);
}
