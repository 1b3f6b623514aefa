/* batch.h - all records of one document: cut to its limits, batched into frames.  Floor: plugin. */
#ifndef SS_BATCH_H
#define SS_BATCH_H
#include "base/arena.h"
#include "base/status.h"
#include "job.h"
#include "limit.h"
#include "plan.h"
#include "reply.h"

/* Takes the packet over; false when nobody reads any more. */
typedef bool ss_batch_put(void *receiver, ss_packet *packet);

/* The answer for one document, as far as it was sent. All borrowed. */
typedef struct ss_batch {
    const ss_job *job;
    const sayso_annotator *annotator;
    ss_arena *scratch; /* both are used as it likes, and reset */
    ss_arena *frame;
    ss_batch_put *put;
    void *receiver;
    ss_allowance allowance;
    const char *limit;     /* NULL, or names the limit that ended the records so far */
} ss_batch;

/* Sets the job's limits; the fields above the allowance are the caller's. */
void ss_batch_begin(ss_batch *batch);

/* Sends what sayso_settle gave: Annotations, then Speakers. Not to be called again once a limit was reached.
 * `text` is the document so far. SS_ERR_MEMORY, SS_ERR_INTERNAL, SS_ERR_STOPPED when put answered false; some packets
 * are then put. Linear time. */
SS_MUST_USE ss_status ss_batch_settled(ss_batch *batch, const ss_body *text, const sayso_result *result);

/* Sends what was not sent before of a whole text's result: Annotations, then Speakers, those under their own ids
 * before those that say what provisional ones became. *counts says how many are valid, those sent before
 * included. Errors and cost as above. */
SS_MUST_USE ss_status ss_batch_rest(ss_batch *batch, const ss_body *text, const sayso_result *result, ss_counts *counts);

/* What is valid when there is no result of the whole text, but a limit was reached. */
ss_counts ss_batch_sent(const ss_batch *batch);

#endif
