/* job.h - one document, from its Begin to its Done.  Floor: plugin. */
#ifndef SS_JOB_H
#define SS_JOB_H
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "agreement.h"
#include "body.h"
#include "inflate.h"
#include "limit.h"
#include "packet.h"

/* The values are those of Status in proto/sayso.proto. */
typedef enum ss_done_status {
    SS_DONE_OK = 1,
    SS_DONE_CANCELLED = 2,
    SS_DONE_DEADLINE = 3,
    SS_DONE_TOO_LARGE = 4,
    SS_DONE_INVALID_TEXT = 5,
    SS_DONE_BAD_DATA = 6,
    SS_DONE_UNSUPPORTED = 7,
    SS_DONE_LIMIT = 8,
    SS_DONE_INTERNAL = 9
} ss_done_status;

typedef struct ss_outcome {
    ss_done_status status;
    const char *message; /* what, where, what to do; "" with OK */
    uint64_t at;         /* byte of the document, or of the stream as sent with BAD_DATA */
} ss_outcome;

/* A Begin, read; borrows from it. */
typedef struct ss_order {
    const uint8_t *media_type; /* [media_type_length] */
    size_t media_type_length;
    const uint8_t *language; /* [language_length] */
    size_t language_length;
    int encoding; /* a value of Encoding or an unknown one */
    bool include_text;
    bool strict_text;
    bool outermost_only;
    uint32_t deadline_ms;
    uint32_t min_confidence;
} ss_order;

/* The reader fills it and ends it; a worker takes what has come, with `stream` while more is coming. */
typedef struct ss_job {
    uint32_t doc;
    const ss_agreement *agreement; /* borrowed, longer than the job lives */
    char media_type[SS_TAG_MOST_BYTES + 1]; /* printable ASCII, terminated; for the core to judge */
    char language[SS_TAG_MOST_BYTES + 1];
    bool include_text;
    bool strict_text;
    bool outermost_only;
    uint16_t min_confidence;
    uint64_t deadline; /* on clock.h's clock, 0 = none */

    pthread_mutex_t lock; /* over what follows */
    ss_body body;         /* text that no worker has taken yet; its cap is what may still come */
    size_t length;        /* of the text so far, with what was taken */
    ss_inflater *inflater; /* NULL when the text comes as it is */
    ss_outcome outcome;    /* OK as long as nothing is wrong; the body is empty otherwise */

    /* What follows is the queue's, under its lock. */
    size_t charge;      /* bytes that it counts in the queue, 0 until it has ended */
    size_t arrived;     /* length of its text, as far as the queue was told */
    size_t awaited;     /* its worker waits for so many, 0 = it does not wait */
    bool ended;         /* End or Cancel has come */
    bool answered;      /* its last packet is among these, or written */
    ss_packets answers; /* not yet handed to the writer */
    int stop;           /* what sayso_options.stop looks at; stored atomically */
} ss_job;

/* A document begins; it lives until ss_job_free. An order that is not served makes a job whose outcome says
 * so. NULL without memory. */
ss_job *ss_job_begin(uint32_t doc, const ss_order *order, const ss_agreement *agreement);

/* The next bytes as the host sent them. Once something is wrong with the document they are dropped.
 * SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_job_add(ss_job *job, const uint8_t *bytes, size_t length);

/* The document is whole. SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_job_finish(ss_job *job);

/* The document is not wanted any more, whatever else was wrong with it. */
void ss_job_cancel(ss_job *job);

/* Moves the text that has come since the last time to the end of `text`, a zeroed body at first. After a fault
 * there is none. SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_job_take(ss_job *job, ss_body *text);

/* What is known of the document without looking at its text. */
ss_outcome ss_job_outcome(ss_job *job);

bool ss_job_is_late(const ss_job *job, uint64_t now);

void ss_job_free(ss_job *job); /* NULL is fine */

#endif
