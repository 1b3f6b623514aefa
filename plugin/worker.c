/* worker.c - the thread that annotates documents and answers them.  Floor: plugin. */
#include "worker.h"
#include <string.h>
#include "base/arena.h"
#include "batch.h"
#include "clock.h"
#include "reply.h"

/* The messages of one frame: its text is borrowed, and the structs of the smallest records, some 25 bytes on
 * the wire, take sixteen times that. The other arena holds a byte a speaker. */
#define FRAME_BUDGET (8u << 20)
#define SCRATCH_BUDGET (4u << 20)

typedef struct bench {
    const ss_worker *worker;
    sayso_annotator *annotator; /* NULL when there is no memory for one */
    ss_arena scratch;
    ss_arena frame;
    ss_job *job; /* the one at hand */
} bench;

static ss_done_status done_status(sayso_status status)
{
    switch (status) {
    case SAYSO_OK:
        return SS_DONE_OK;
    case SAYSO_CANCELLED:
        return SS_DONE_CANCELLED;
    case SAYSO_DEADLINE:
        return SS_DONE_DEADLINE;
    case SAYSO_TOO_LARGE:
        return SS_DONE_TOO_LARGE;
    case SAYSO_INVALID_TEXT:
        return SS_DONE_INVALID_TEXT;
    case SAYSO_UNSUPPORTED:
        return SS_DONE_UNSUPPORTED;
    case SAYSO_LIMIT:
    case SAYSO_MEMORY: /* the budget for one document: no record was made before it was spent */
        return SS_DONE_LIMIT;
    default:
        return SS_DONE_INTERNAL;
    }
}

static bool put(void *receiver, ss_packet *packet)
{
    bench *self = receiver;
    return ss_queue_answer(self->worker->queue, self->job, packet);
}

static ss_outcome internal(void)
{
    return (ss_outcome){SS_DONE_INTERNAL, "a fault of the program: the session ends, please report it", 0};
}

static const sayso_result *annotate(bench *self)
{
    const ss_job *job = self->job;
    const sayso_result *result = NULL;
    sayso_options options = {.unit = job->agreement->unit,
                             .strict_text = job->strict_text,
                             .outermost_only = job->outermost_only,
                             .min_confidence = job->min_confidence,
                             .media_type = job->media_type,
                             .language = job->language,
                             .stop = &job->stop};
    /* an empty document is no null pointer */
    const void *text = job->body.length == 0 ? "" : (const void *)job->body.bytes;
    sayso_annotate(self->annotator, text, job->body.length, &options, &result);
    return result;
}

/* The outcome's message lives until the annotator's next call. */
static ss_outcome work(bench *self, ss_counts *counts)
{
    const char *limit = NULL;
    if (self->annotator == NULL)
        return internal();
    const sayso_result *result = annotate(self);
    ss_outcome outcome = {done_status(result->status), result->error.message, result->error.offset};
    if (result->status != SAYSO_OK && result->status != SAYSO_LIMIT)
        return outcome;
    ss_status status = ss_batch_send(self->job, self->annotator, result, &self->scratch, &self->frame, put, self, counts, &limit);
    if (status != SS_OK && status != SS_ERR_STOPPED)
        return internal();
    return limit == NULL ? outcome : (ss_outcome){SS_DONE_LIMIT, limit, 0};
}

/* What is known without looking at the text. */
static ss_outcome known_outcome(const ss_job *job)
{
    if (job->outcome.status != SS_DONE_OK)
        return job->outcome;
    if (__atomic_load_n(&job->stop, __ATOMIC_RELAXED) == SAYSO_CANCELLED)
        return (ss_outcome){SS_DONE_CANCELLED, "the host cancelled the document", 0};
    if (ss_job_is_late(job, ss_clock_now()))
        return (ss_outcome){SS_DONE_DEADLINE, "the document's deadline passed before its turn came", 0};
    return job->outcome;
}

static void answer(bench *self)
{
    ss_queue *queue = self->worker->queue;
    ss_job *job = self->job;
    ss_counts counts = {0, 0, 0, 0};
    uint64_t begun = ss_clock_now();
    ss_outcome outcome = known_outcome(job);
    if (outcome.status == SS_DONE_OK)
        outcome = work(self, &counts);
    if (outcome.status != SS_DONE_OK && outcome.status != SS_DONE_LIMIT)
        memset(&counts, 0, sizeof counts);
    ss_body_free(&job->body);
    uint64_t elapsed = self->worker->reproducible ? 0 : (ss_clock_now() - begun) / 1000;
    ss_packet *done = ss_reply_done(job->doc, &outcome, &counts, elapsed);
    if (done == NULL) {
        ss_queue_fail(queue, SS_QUEUE_DEAD);
        return;
    }
    ss_queue_answer_last(queue, job, done);
    if (outcome.status == SS_DONE_INTERNAL)
        ss_queue_fail(queue, SS_QUEUE_BROKEN);
}

void *ss_worker_run(void *worker)
{
    bench self = {.worker = worker};
    ss_arena_init(&self.scratch, SCRATCH_BUDGET);
    ss_arena_init(&self.frame, FRAME_BUDGET);
    if (sayso_annotator_create(self.worker->model, &self.annotator) != SAYSO_OK)
        self.annotator = NULL;
    while ((self.job = ss_queue_take(self.worker->queue)) != NULL)
        answer(&self);
    sayso_annotator_free(self.annotator);
    ss_arena_free(&self.scratch);
    ss_arena_free(&self.frame);
    return NULL;
}
