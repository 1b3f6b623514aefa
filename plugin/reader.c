/* reader.c - the thread that reads the host's frames and keeps to the protocol.  Floor: plugin. */
#include "reader.h"
#include <string.h>
#include "reply.h"

/* What follows a frame. */
typedef enum next { GO_ON, HALT, FAULT, FAILED } next;

void ss_reader_init(ss_reader *reader, ss_queue *queue, const sayso_model *model, const ss_limits *own)
{
    memset(reader, 0, sizeof *reader);
    reader->queue = queue;
    reader->model = model;
    reader->own = own;
    ss_unpacker_init(&reader->unpacker);
    reader->agreement.limits.max_frame_bytes = SS_FRAME_FIRST_CAP;
    reader->agreement.limits.max_queued_bytes = SS_QUEUED_DEFAULT_BYTES;
}

void ss_reader_free(ss_reader *reader)
{
    ss_job_free(reader->open);
    ss_unpacker_free(&reader->unpacker);
}

static next tell(ss_reader *self, ss_packet *packet)
{
    if (packet == NULL)
        return FAILED;
    return ss_queue_put_control(self->queue, packet, self->agreement.limits.max_queued_bytes) ? GO_ON : HALT;
}

static bool has_capability(const Sayso__V1__Hello *hello, const char *name)
{
    for (size_t i = 0; i < hello->n_capability; i++)
        if (hello->capability[i].len == strlen(name) && memcmp(hello->capability[i].data, name, strlen(name)) == 0)
            return true;
    return false;
}

static next greet(ss_reader *self, const Sayso__V1__Hello *hello)
{
    ss_wishes wishes = {.magic = hello->magic,
                        .min_version = hello->min_version,
                        .max_version = hello->max_version,
                        .unit = (const int *)hello->offset_unit,
                        .unit_count = hello->n_offset_unit,
                        .stream = has_capability(hello, SS_CAPABILITY_STREAM)};
    if (hello->limits != NULL)
        wishes.limits = (ss_limits){.max_frame_bytes = hello->limits->max_frame_bytes,
                                    .max_document_bytes = hello->limits->max_document_bytes,
                                    .max_queued_bytes = hello->limits->max_queued_bytes,
                                    .max_attributions = hello->limits->max_attributions,
                                    .max_answer_bytes = hello->limits->max_answer_bytes,
                                    .deadline_ms = hello->limits->deadline_ms};
    if (ss_agree(&wishes, self->own, &self->agreement, &self->fault) != SS_OK)
        return FAULT;
    return tell(self, ss_reply_hello_ack(&self->agreement, self->model));
}

static next begin(ss_reader *self, uint32_t doc, const Sayso__V1__Begin *begun)
{
    ss_order order = {.media_type = begun->media_type.data,
                      .media_type_length = begun->media_type.len,
                      .language = begun->language.data,
                      .language_length = begun->language.len,
                      .encoding = (int)begun->encoding,
                      .include_text = begun->include_text,
                      .strict_text = begun->strict_text,
                      .outermost_only = begun->outermost_only,
                      .deadline_ms = begun->deadline_ms,
                      .min_confidence = begun->min_confidence_permille};
    self->open = ss_job_begin(doc, &order, &self->agreement);
    if (self->open != NULL && self->agreement.stream)
        ss_queue_open(self->queue, self->open);
    return self->open == NULL ? FAILED : GO_ON;
}

static next add(ss_reader *self, const ProtobufCBinaryData *data)
{
    if (ss_job_add(self->open, data->data, data->len) != SS_OK)
        return FAILED;
    if (self->agreement.stream)
        ss_queue_grew(self->queue, self->open);
    return GO_ON;
}

static next hand_over(ss_reader *self)
{
    ss_job *job = self->open;
    size_t most = self->agreement.limits.max_queued_bytes;
    self->open = NULL;
    bool go_on = self->agreement.stream ? ss_queue_end_document(self->queue, job, most) : ss_queue_put(self->queue, job, most);
    return go_on ? GO_ON : HALT;
}

static next act(ss_reader *self, ss_action action, const Sayso__V1__HostFrame *message)
{
    switch (action) {
    case SS_ACTION_GREET:
        return greet(self, message->hello);
    case SS_ACTION_OPEN:
        return begin(self, message->doc, message->begin);
    case SS_ACTION_TAKE:
        return add(self, &message->chunk->data);
    case SS_ACTION_FINISH:
        return ss_job_finish(self->open) == SS_OK ? hand_over(self) : FAILED;
    case SS_ACTION_CANCEL_OPEN:
        ss_job_cancel(self->open);
        return hand_over(self);
    case SS_ACTION_CANCEL_ENDED:
        ss_queue_cancel(self->queue, message->doc);
        return GO_ON;
    case SS_ACTION_PONG:
        return tell(self, ss_reply_pong(message->ping->nonce));
    case SS_ACTION_STOP:
        break;
    }
    return FAULT;
}

static ss_input input_of(const Sayso__V1__HostFrame *message)
{
    switch (message->body_case) {
    case SAYSO__V1__HOST_FRAME__BODY_HELLO:
        return SS_INPUT_HELLO;
    case SAYSO__V1__HOST_FRAME__BODY_BEGIN:
        return SS_INPUT_BEGIN;
    case SAYSO__V1__HOST_FRAME__BODY_CHUNK:
        return SS_INPUT_CHUNK;
    case SAYSO__V1__HOST_FRAME__BODY_END:
        return SS_INPUT_END;
    case SAYSO__V1__HOST_FRAME__BODY_CANCEL:
        return SS_INPUT_CANCEL;
    default:
        return SS_INPUT_PING;
    }
}

static next take_frame(ss_reader *self, const ss_frame *frame)
{
    const Sayso__V1__HostFrame *message;
    switch (ss_message_read(&self->unpacker, frame, &message, &self->fault)) {
    case SS_OK:
        break;
    case SS_ERR_INVALID_TEXT:
        return FAULT;
    default:
        return FAILED;
    }
    self->fault.at = frame->at;
    return act(self, ss_state_take(&self->state, input_of(message), message->doc, &self->fault), message);
}

static next step(ss_reader *self)
{
    ss_frame frame;
    switch (ss_frame_next(&self->frames, self->agreement.limits.max_frame_bytes, &frame)) {
    case SS_FRAME_READ:
        return take_frame(self, &frame);
    case SS_FRAME_END:
        self->fault.at = self->frames.at;
        ss_state_end(&self->state, &self->fault);
        return self->fault.code == SS_FAULT_NONE ? HALT : FAULT;
    case SS_FRAME_FAULT:
        self->fault = self->frames.fault;
        return FAULT;
    case SS_FRAME_HALTED:
        return HALT;
    case SS_FRAME_FAILED:
        break;
    }
    return FAILED;
}

void *ss_reader_run(void *reader)
{
    ss_reader *self = reader;
    ss_packet *parting = NULL;
    next after = GO_ON;
    while (after == GO_ON)
        after = step(self);
    if (after != FAULT)
        self->fault.code = SS_FAULT_NONE;
    else if ((parting = ss_reply_error(&self->fault)) == NULL)
        after = FAILED;
    if (after == FAILED)
        ss_queue_fail(self->queue, SS_QUEUE_BROKEN);
    if (self->agreement.stream)
        self->open = NULL; /* what closing the queue gives up is the queue's */
    ss_queue_close(self->queue, parting);
    return NULL;
}
