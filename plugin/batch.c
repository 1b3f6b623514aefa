/* batch.c - all records of one document: cut to its limits, batched into frames.  Floor: plugin.
 *
 * Twice over the records: the plan measures them and says where to cut, then they are made again and sent. */
#include "batch.h"
#include <string.h>

/* A record's frame adds the length, doc, and the body's tag and length: 17 bytes. Frames are at least half full
 * on average, so that they take less than a thousandth, and a little for the last ones of each call. */
#define FRAME_SHARE 1024u
#define FRAME_REST 128u

typedef enum sort { ATTRIBUTION, CREDIT, SPEAKER, MERGE, SORTS } sort;

typedef struct list {
    void **message; /* [count], room for capacity, in the frame's arena */
    size_t count;
    size_t capacity;
} list;

/* One call's work. */
typedef struct sending {
    const ss_batch *batch;
    const sayso_result *result;
    ss_record_maker maker;
    ss_plan plan;
    size_t filled;    /* of the frame that is being filled */
    list annotations; /* attributions of that frame, ... */
    list credits;
    list speakers;    /* ... or its speakers and merges */
} sending;

static ss_packet *pack_frame(const sending *self)
{
    Sayso__V1__Annotations annotations = SAYSO__V1__ANNOTATIONS__INIT;
    Sayso__V1__Speakers speakers = SAYSO__V1__SPEAKERS__INIT;
    if (self->speakers.count > 0) {
        speakers.speaker = (Sayso__V1__Speaker **)self->speakers.message;
        speakers.n_speaker = self->speakers.count;
        return ss_reply_speakers(self->batch->job->doc, &speakers);
    }
    annotations.attribution = (Sayso__V1__Attribution **)self->annotations.message;
    annotations.n_attribution = self->annotations.count;
    annotations.credit = (Sayso__V1__Credit **)self->credits.message;
    annotations.n_credit = self->credits.count;
    return ss_reply_annotations(self->batch->job->doc, &annotations);
}

static ss_status send_frame(sending *self)
{
    if (self->filled == 0)
        return SS_OK;
    ss_packet *packet = pack_frame(self);
    self->annotations = self->credits = self->speakers = (list){NULL, 0, 0};
    self->filled = 0;
    ss_arena_reset(self->maker.arena);
    if (packet == NULL)
        return SS_ERR_MEMORY;
    return self->batch->put(self->batch->receiver, packet) ? SS_OK : SS_ERR_STOPPED;
}

static ss_status append(sending *self, list *to, void *message)
{
    if (to->count == to->capacity) {
        size_t capacity = to->capacity == 0 ? 64 : to->capacity * 2;
        void **larger = ss_arena_grow(self->maker.arena, to->message, to->capacity, capacity, sizeof *larger);
        if (larger == NULL)
            return SS_ERR_MEMORY;
        to->message = larger;
        to->capacity = capacity;
    }
    to->message[to->count++] = message;
    return SS_OK;
}

static void *make(const sending *self, sort what, uint32_t index)
{
    switch (what) {
    case ATTRIBUTION:
        return ss_record_attribution(&self->maker, &self->result->attribution[index], self->batch->allowance.attributions);
    case CREDIT:
        return ss_record_credit(&self->maker, &self->result->credit[index]);
    case SPEAKER:
        return ss_record_speaker(&self->maker, &self->result->speaker[index]);
    default:
        return ss_record_merge(&self->maker, &self->result->merge[index]);
    }
}

/* A frame is cut before a record that would overfill it; that one is then made again, in the new frame's memory. */
static ss_status send_record(sending *self, sort what, uint32_t index)
{
    void *message = make(self, what, index);
    if (message != NULL && self->filled > 0 && self->filled + ss_plan_field_size(message) > SS_BATCH_BYTES) {
        ss_status status = send_frame(self);
        if (status != SS_OK)
            return status;
        message = make(self, what, index);
    }
    if (message == NULL)
        return SS_ERR_MEMORY;
    self->filled += ss_plan_field_size(message);
    return append(self, what == ATTRIBUTION ? &self->annotations : what == CREDIT ? &self->credits : &self->speakers, message);
}

/* `sent`: attributions of the result that were sent before. */
static ss_status send_records(sending *self, uint32_t sent)
{
    uint32_t attribution = 0, credit = 0, last = sent + self->plan.attributions;
    ss_status status = SS_OK;
    while (status == SS_OK && (attribution < last || credit < self->plan.credits)) {
        if (credit < self->plan.credits && ss_plan_credit_is_next(self->result, attribution, credit))
            status = send_record(self, CREDIT, credit++);
        else if (attribution++ >= sent)
            status = send_record(self, ATTRIBUTION, attribution - 1);
    }
    if (status == SS_OK)
        status = send_frame(self);
    for (uint32_t i = 0; i < self->result->speaker_count && status == SS_OK; i++)
        if (self->plan.speaker[i])
            status = send_record(self, SPEAKER, i);
    for (uint32_t i = 0; i < self->plan.merges && status == SS_OK; i++)
        status = send_record(self, MERGE, i);
    return status == SS_OK ? send_frame(self) : status;
}

static ss_status send(ss_batch *batch, const ss_body *text, const sayso_result *result, bool whole, ss_plan *plan)
{
    sending self = {.batch = batch, .result = result, .maker = {text, batch->annotator, batch->job->include_text, batch->frame}};
    ss_allowance *allowance = &batch->allowance;
    uint32_t sent = whole ? allowance->attributions : 0;
    if (result->attribution_count > 0 || result->speaker_count > 0 || result->credit_count > 0)
        allowance->bytes -= allowance->bytes < FRAME_REST ? allowance->bytes : FRAME_REST;
    ss_arena_reset(batch->scratch);
    ss_arena_reset(batch->frame);
    ss_status status = ss_plan_make(batch->scratch, &self.maker, result, whole, allowance, &self.plan);
    if (status == SS_OK)
        status = send_records(&self, sent);
    ss_arena_reset(batch->frame);
    batch->limit = self.plan.limit;
    *plan = self.plan;
    return status;
}

void ss_batch_begin(ss_batch *batch)
{
    const ss_limits *limits = &batch->job->agreement->limits;
    batch->allowance = (ss_allowance){.max_attributions = limits->max_attributions,
                                      .bytes = limits->max_answer_bytes - limits->max_answer_bytes / FRAME_SHARE};
    batch->limit = NULL;
}

ss_status ss_batch_settled(ss_batch *batch, const ss_body *text, const sayso_result *result)
{
    ss_plan plan;
    ss_status status = send(batch, text, result, false, &plan);
    batch->allowance.provisional += plan.speakers;
    return status;
}

ss_status ss_batch_rest(ss_batch *batch, const ss_body *text, const sayso_result *result, ss_counts *counts)
{
    ss_plan plan;
    ss_status status = send(batch, text, result, true, &plan);
    *counts = (ss_counts){.attributions = batch->allowance.attributions,
                          .speakers = plan.speakers + batch->allowance.provisional - plan.merges,
                          .credits = plan.credits,
                          .replaced_sequences = result->replaced_sequences};
    return status;
}

ss_counts ss_batch_sent(const ss_batch *batch)
{
    return (ss_counts){.attributions = batch->allowance.attributions, .speakers = batch->allowance.provisional};
}
