/* batch.c - all records of one document: cut to its limits, batched into frames.  Floor: plugin.
 *
 * Twice over the records: the first pass measures and says where to cut, the second sends. So no record
 * that is sent names one that is not. */
#include "batch.h"
#include <string.h>

/* A record's frame adds the length, doc, and the body's tag and length: 17 bytes. Frames are at least half full
 * on average, so that they take less than a thousandth, and a little for the last ones. */
#define FRAME_SHARE 1024u
#define FRAME_REST 128u

typedef struct plan {
    uint32_t attributions; /* so many from the first on */
    uint32_t credits;
    uint32_t speakers;     /* so many of those below are set */
    bool *speaker;         /* [speaker_count] */
    const char *limit;
} plan;

typedef enum sort { ATTRIBUTION, CREDIT, SPEAKER, SORTS } sort;

typedef struct list {
    void **message; /* [count], room for capacity, in the frame's arena */
    size_t count;
    size_t capacity;
} list;

typedef struct batch {
    const ss_job *job;
    const sayso_result *result;
    ss_record_maker maker;
    plan plan;
    size_t left;          /* bytes that the answer may still take; for the first pass */
    size_t filled;        /* of the frame that is being filled */
    ss_batch_put *put;
    void *receiver;
    list lists[SORTS];    /* of the frame that is being filled; of Annotations the first two, of Speakers the last */
} batch;

/* What a message takes as an element of a repeated field with a number under 16. */
static size_t field_size(const void *message)
{
    size_t size = protobuf_c_message_get_packed_size(message), length_bytes = 1;
    for (size_t rest = size >> 7; rest > 0; rest >>= 7)
        length_bytes++;
    return 1 + length_bytes + size;
}

/* ---- text order ------------------------------------------------------------------------------ */

static uint32_t start_of(const sayso_attribution *attribution)
{
    if (attribution->cue.start < attribution->cue.end || attribution->content_count == 0)
        return attribution->cue.start;
    return attribution->content[0].start;
}

/* Of the next attribution and the next credit, whether the credit comes first. */
static bool credit_is_next(const sayso_result *result, uint32_t attribution, uint32_t credit)
{
    if (credit == result->credit_count || attribution == result->attribution_count)
        return credit < result->credit_count;
    return result->credit[credit].span.start <= start_of(&result->attribution[attribution]);
}

/* ---- first pass: where to cut ---------------------------------------------------------------- */

/* SS_ERR_LIMIT when the message does not fit in what is left. */
static ss_status measure(batch *self, const void *message, size_t *sum)
{
    if (message == NULL)
        return SS_ERR_MEMORY;
    size_t size = field_size(message);
    if (size > SS_RECORD_MOST_BYTES)
        return SS_ERR_INTERNAL;
    *sum += size;
    return *sum > self->left ? SS_ERR_LIMIT : SS_OK;
}

static ss_status measure_speaker(batch *self, uint32_t id, size_t *sum)
{
    if (id == 0 || id > self->result->speaker_count || self->plan.speaker[id - 1])
        return SS_OK;
    return measure(self, ss_record_speaker(&self->maker, &self->result->speaker[id - 1]), sum);
}

static void include_speaker(batch *self, uint32_t id)
{
    if (id == 0 || id > self->result->speaker_count || self->plan.speaker[id - 1])
        return;
    self->plan.speaker[id - 1] = true;
    self->plan.speakers++;
}

/* A speaker and its members, which have none themselves. `sum` is what comes with them. */
static ss_status plan_speaker(batch *self, uint32_t id, size_t sum)
{
    const sayso_speaker *speaker = id == 0 || id > self->result->speaker_count ? NULL : &self->result->speaker[id - 1];
    uint32_t members = speaker == NULL || self->plan.speaker[id - 1] ? 0 : speaker->member_count;
    ss_status status = measure_speaker(self, id, &sum);
    for (uint32_t i = 0; i < members && status == SS_OK; i++)
        status = measure_speaker(self, speaker->member[i], &sum);
    if (status != SS_OK)
        return status;
    include_speaker(self, id);
    for (uint32_t i = 0; i < members; i++)
        include_speaker(self, speaker->member[i]);
    self->left -= sum;
    return SS_OK;
}

static ss_status plan_attribution(batch *self, const sayso_attribution *attribution)
{
    size_t sum = 0;
    if (self->plan.attributions == self->job->agreement->limits.max_attributions) {
        self->plan.limit = "max_attributions is reached: the records up to there are given";
        return SS_ERR_LIMIT;
    }
    ss_status status = measure(self, ss_record_attribution(&self->maker, attribution, UINT32_MAX), &sum);
    if (status == SS_OK)
        status = plan_speaker(self, attribution->speaker, sum);
    if (status == SS_OK)
        self->plan.attributions++;
    return status;
}

static ss_status plan_credit(batch *self, const sayso_credit *credit)
{
    size_t sum = 0;
    ss_status status = measure(self, ss_record_credit(&self->maker, credit), &sum);
    if (status != SS_OK)
        return status;
    self->left -= sum;
    self->plan.credits++;
    return SS_OK;
}

static ss_status make_plan(batch *self)
{
    const sayso_result *result = self->result;
    ss_status status = SS_OK;
    while (status == SS_OK &&
           (self->plan.attributions < result->attribution_count || self->plan.credits < result->credit_count)) {
        if (credit_is_next(result, self->plan.attributions, self->plan.credits))
            status = plan_credit(self, &result->credit[self->plan.credits]);
        else
            status = plan_attribution(self, &result->attribution[self->plan.attributions]);
        ss_arena_reset(self->maker.arena);
    }
    for (uint32_t id = 1; id <= result->speaker_count && status == SS_OK; id++) {
        status = plan_speaker(self, id, 0);
        ss_arena_reset(self->maker.arena);
    }
    if (status == SS_ERR_LIMIT && self->plan.limit == NULL)
        self->plan.limit = "max_answer_bytes is reached: the records up to there are given";
    return status == SS_ERR_LIMIT ? SS_OK : status;
}

/* ---- second pass: send ----------------------------------------------------------------------- */

static ss_packet *pack_frame(batch *self)
{
    list *attributions = &self->lists[ATTRIBUTION], *credits = &self->lists[CREDIT], *speakers = &self->lists[SPEAKER];
    Sayso__V1__Annotations annotations = SAYSO__V1__ANNOTATIONS__INIT;
    Sayso__V1__Speakers body = SAYSO__V1__SPEAKERS__INIT;
    if (speakers->count > 0) {
        body.speaker = (Sayso__V1__Speaker **)speakers->message;
        body.n_speaker = speakers->count;
        return ss_reply_speakers(self->job->doc, &body);
    }
    annotations.attribution = (Sayso__V1__Attribution **)attributions->message;
    annotations.n_attribution = attributions->count;
    annotations.credit = (Sayso__V1__Credit **)credits->message;
    annotations.n_credit = credits->count;
    return ss_reply_annotations(self->job->doc, &annotations);
}

static ss_status send_frame(batch *self)
{
    if (self->filled == 0)
        return SS_OK;
    ss_packet *packet = pack_frame(self);
    memset(self->lists, 0, sizeof self->lists);
    self->filled = 0;
    ss_arena_reset(self->maker.arena);
    if (packet == NULL)
        return SS_ERR_MEMORY;
    return self->put(self->receiver, packet) ? SS_OK : SS_ERR_STOPPED;
}

static ss_status append(batch *self, list *to, void *message)
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

static void *make(const batch *self, sort what, uint32_t index)
{
    switch (what) {
    case ATTRIBUTION:
        return ss_record_attribution(&self->maker, &self->result->attribution[index], self->plan.attributions);
    case CREDIT:
        return ss_record_credit(&self->maker, &self->result->credit[index]);
    default:
        return ss_record_speaker(&self->maker, &self->result->speaker[index]);
    }
}

/* A frame is cut before a record that would overfill it; that one is then made again, in the new frame's memory. */
static ss_status send_record(batch *self, sort what, uint32_t index)
{
    void *message = make(self, what, index);
    if (message != NULL && self->filled > 0 && self->filled + field_size(message) > SS_BATCH_BYTES) {
        ss_status status = send_frame(self);
        if (status != SS_OK)
            return status;
        message = make(self, what, index);
    }
    if (message == NULL)
        return SS_ERR_MEMORY;
    self->filled += field_size(message);
    return append(self, &self->lists[what], message);
}

static ss_status send_records(batch *self)
{
    uint32_t attribution = 0, credit = 0;
    ss_status status = SS_OK;
    while (status == SS_OK && (attribution < self->plan.attributions || credit < self->plan.credits)) {
        if (credit < self->plan.credits && credit_is_next(self->result, attribution, credit))
            status = send_record(self, CREDIT, credit++);
        else
            status = send_record(self, ATTRIBUTION, attribution++);
    }
    if (status == SS_OK)
        status = send_frame(self);
    for (uint32_t i = 0; i < self->result->speaker_count && status == SS_OK; i++)
        if (self->plan.speaker[i])
            status = send_record(self, SPEAKER, i);
    return status == SS_OK ? send_frame(self) : status;
}

ss_status ss_batch_send(const ss_job *job, const sayso_annotator *annotator, const sayso_result *result, ss_arena *scratch,
                        ss_arena *frame, ss_batch_put *put, void *receiver, ss_counts *counts, const char **limit)
{
    size_t most = job->agreement->limits.max_answer_bytes;
    size_t overhead = most / FRAME_SHARE + FRAME_REST;
    batch self = {.job = job,
                  .result = result,
                  .maker = {&job->body, annotator, job->include_text, frame},
                  .left = most > overhead ? most - overhead : 0,
                  .put = put,
                  .receiver = receiver};
    memset(counts, 0, sizeof *counts);
    *limit = NULL;
    ss_arena_reset(scratch);
    ss_arena_reset(frame);
    self.plan.speaker = ss_arena_alloc(scratch, result->speaker_count, sizeof *self.plan.speaker);
    if (self.plan.speaker == NULL)
        return SS_ERR_MEMORY;
    ss_status status = make_plan(&self);
    if (status == SS_OK)
        status = send_records(&self);
    ss_arena_reset(frame);
    *counts = (ss_counts){self.plan.attributions, self.plan.speakers, self.plan.credits, result->replaced_sequences};
    *limit = self.plan.limit;
    return status;
}
