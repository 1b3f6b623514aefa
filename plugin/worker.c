/* worker.c - a thread that annotates documents and answers them.  Floor: plugin. */
#include "worker.h"
#include <string.h>
#include "base/arena.h"
#include "batch.h"
#include "clock.h"
#include "limit.h"
#include "reply.h"

typedef struct bench {
    const ss_worker *worker;
    sayso_annotator *annotator; /* NULL when there is no memory for one */
    ss_arena scratch;
    ss_arena frame;
    /* Of the document at hand: */
    ss_job *job;
    ss_body text; /* as far as it was taken from the job */
    ss_batch batch;
    uint64_t worked; /* nanoseconds */
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
    case SAYSO_MEMORY: /* the budget for one document: what was sent before it was spent stays */
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

/* What is known without looking at the text. */
static ss_outcome known_outcome(const bench *self)
{
    ss_outcome outcome = ss_job_outcome(self->job);
    if (outcome.status != SS_DONE_OK)
        return outcome;
    if (self->annotator == NULL)
        return internal();
    if (__atomic_load_n(&self->job->stop, __ATOMIC_RELAXED) == SAYSO_CANCELLED)
        return (ss_outcome){SS_DONE_CANCELLED, "the host cancelled the document", 0};
    if (ss_job_is_late(self->job, ss_clock_now()))
        return (ss_outcome){SS_DONE_DEADLINE, "the document's deadline passed", 0};
    return outcome;
}

static sayso_options options_of(const ss_job *job)
{
    return (sayso_options){.unit = job->agreement->unit,
                           .strict_text = job->strict_text,
                           .outermost_only = job->outermost_only,
                           .min_confidence = job->min_confidence,
                           .media_type = job->media_type,
                           .language = job->language,
                           .stop = &job->stop};
}

/* ---- an open document ------------------------------------------------------------------------ */

/* Answers for the text's first `length` bytes. False when no more may be asked before the End: nothing is served, a limit
 * was reached, or nobody reads. What was wrong shows again in the whole text, whatever else is wrong with that. */
static bool settle(bench *self, size_t length)
{
    const sayso_result *result;
    const sayso_options options = options_of(self->job);
    uint64_t begun = ss_clock_now();
    bool go_on = sayso_settle(self->annotator, self->text.bytes, length, &options, &result) == SAYSO_OK &&
                 ss_batch_settled(&self->batch, &self->text, result) == SS_OK && self->batch.limit == NULL;
    self->worked += ss_clock_now() - begun;
    return go_on;
}

/* Looks at the text each time it has reached one of certain lengths, however much more of it is there: so what is sent
 * depends on the text alone. */
static void settle_as_it_comes(bench *self)
{
    size_t length = SS_SETTLE_FIRST_BYTES;
    bool go_on = true;
    while (go_on && ss_queue_await(self->worker->queue, self->job, length) == SS_QUEUE_ARRIVED) {
        go_on = ss_job_take(self->job, &self->text) == SS_OK && length <= self->text.length && settle(self, length);
        length += length / SS_SETTLE_GROWTH_SHARE;
    }
    if (__atomic_load_n(&self->job->stop, __ATOMIC_RELAXED) != 0)
        ss_body_free(&self->text);
}

/* ---- a whole one ----------------------------------------------------------------------------- */

/* The outcome's message lives until the annotator's next call. */
static ss_outcome finish(bench *self, ss_counts *counts)
{
    const sayso_result *result;
    const sayso_options options = options_of(self->job);
    /* an empty document is no null pointer */
    const void *text = self->text.length == 0 ? "" : (const void *)self->text.bytes;
    sayso_finish(self->annotator, text, self->text.length, &options, &result);
    ss_outcome outcome = {done_status(result->status), result->error.message, result->error.offset};
    *counts = ss_batch_sent(&self->batch);
    if (result->status != SAYSO_OK && result->status != SAYSO_LIMIT)
        return outcome;
    ss_status status = ss_batch_rest(&self->batch, &self->text, result, counts);
    if (status != SS_OK && status != SS_ERR_STOPPED)
        return internal();
    return self->batch.limit == NULL ? outcome : (ss_outcome){SS_DONE_LIMIT, self->batch.limit, 0};
}

static void answer(bench *self)
{
    ss_queue *queue = self->worker->queue;
    ss_counts counts = {0, 0, 0, 0};
    uint64_t begun = ss_clock_now();
    ss_outcome outcome = ss_job_take(self->job, &self->text) == SS_OK ? known_outcome(self) : internal();
    if (outcome.status == SS_DONE_OK)
        outcome = finish(self, &counts);
    ss_body_free(&self->text);
    if (outcome.status != SS_DONE_OK && outcome.status != SS_DONE_LIMIT)
        memset(&counts, 0, sizeof counts);
    self->worked += ss_clock_now() - begun;
    ss_packet *done = ss_reply_done(self->job->doc, &outcome, &counts, self->worker->reproducible ? 0 : self->worked / 1000);
    if (done == NULL) {
        ss_queue_fail(queue, SS_QUEUE_DEAD);
        return;
    }
    ss_queue_answer_last(queue, self->job, done);
    if (outcome.status == SS_DONE_INTERNAL)
        ss_queue_fail(queue, SS_QUEUE_BROKEN);
}

static void work(bench *self)
{
    const ss_job *job = self->job;
    self->worked = 0;
    self->batch = (ss_batch){.job = job, .annotator = self->annotator, .scratch = &self->scratch, .frame = &self->frame,
                             .put = put, .receiver = self};
    ss_batch_begin(&self->batch);
    if (self->annotator != NULL) {
        sayso_begin(self->annotator);
        if (job->agreement->stream)
            settle_as_it_comes(self);
    }
    if (ss_queue_await_end(self->worker->queue, self->job))
        answer(self);
    else
        ss_queue_drop(self->worker->queue, self->job);
    ss_body_free(&self->text);
    self->text = (ss_body){0};
}

void *ss_worker_run(void *worker)
{
    bench self = {.worker = worker};
    ss_arena_init(&self.scratch, SS_PLAN_BUDGET);
    ss_arena_init(&self.frame, SS_FRAME_BUDGET);
    if (sayso_annotator_create(self.worker->model, &self.annotator) != SAYSO_OK)
        self.annotator = NULL;
    while ((self.job = ss_queue_take(self.worker->queue)) != NULL)
        work(&self);
    sayso_annotator_free(self.annotator);
    ss_arena_free(&self.scratch);
    ss_arena_free(&self.frame);
    return NULL;
}
