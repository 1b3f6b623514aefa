/* queue.h - where the threads of a session meet: documents, their answers, the end.  Floor: plugin.
 *
 * Documents stand in the order of their Ends; with `stream` the last one may be open still. Workers take them
 * from the front; the writer sends the answers of the first one only, so that frames of two documents never mix,
 * however many workers there are. Every function locks; waiting ones give up when the session ends. */
#ifndef SS_QUEUE_H
#define SS_QUEUE_H
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/status.h"
#include "bell.h"
#include "job.h"
#include "limit.h"
#include "packet.h"

/* Why a session ends early; the larger value holds. */
typedef enum ss_queue_end {
    SS_QUEUE_GOES_ON = 0,
    SS_QUEUE_BROKEN, /* a fault of the program or no memory: no more reading, the rest is answered */
    SS_QUEUE_LOST,   /* nobody takes the output: everything stops */
    SS_QUEUE_DEAD    /* no memory to tell even what is wrong: everything stops */
} ss_queue_end;

/* What a worker is told about an open document. */
typedef enum ss_queue_news { SS_QUEUE_ARRIVED, SS_QUEUE_ENDED, SS_QUEUE_STOPPED, SS_QUEUE_GIVEN_UP } ss_queue_news;

typedef struct ss_queue {
    pthread_mutex_t lock;
    pthread_cond_t work;   /* workers: a document to take, more of an open one, or the end */
    pthread_cond_t room;   /* reader and workers: something was written, or the end */
    pthread_cond_t output; /* writer: a packet to write, or the end */
    const ss_bell *halt;   /* rung when reading must stop; borrowed */
    const ss_bell *keeper; /* rung when a deadline or the end has come nearer; borrowed */
    ss_job **place;        /* [places], a ring; ids grow along it */
    uint32_t places;
    uint32_t first;        /* place of the first document */
    uint32_t count;        /* documents */
    uint32_t taken;        /* of these, from the first on, workers have taken so many */
    uint32_t settled;      /* and of these, from the first on, so many are answered */
    ss_packets control;    /* HelloAck and Pongs: go before documents' answers */
    ss_packet *parting;    /* the last packet of the session, or NULL */
    size_t charged;        /* of the documents */
    size_t answer_bytes;   /* of all documents' answers, those handed to the writer left out */
    bool writing_last;     /* the packet at the writer is the first document's last */
    bool halted;           /* no more reading */
    bool closed;           /* no more documents will come */
    bool finished;         /* the writer has ended */
    ss_queue_end end;
} ss_queue;

/* Has places for all documents that count `most` bytes together, each at least SS_JOB_LEAST_BYTES, one that passes
 * the bound, and an open one. SS_ERR_MEMORY, also when the system has no locks left; the queue is then safe to free. */
SS_MUST_USE ss_status ss_queue_init(ss_queue *queue, const ss_bell *halt, const ss_bell *keeper, size_t most);

/* Frees what is left in it; no thread may use it any more. */
void ss_queue_free(ss_queue *queue);

/* ---- the reader ------------------------------------------------------------------------------ */

/* Hands over an ended document, then waits while the queue holds more than `most` bytes: documents whose Done
 * is not written yet, and control packets. False when reading must stop. */
bool ss_queue_put(ss_queue *queue, ss_job *job, size_t most);

/* The same in three steps, for a document that is worked on while it is open: it takes its place, the last one; it
 * has grown or is at fault, which is looked up in the job; it has ended. While it is open it counts nothing. */
void ss_queue_open(ss_queue *queue, ss_job *job);
void ss_queue_grew(ss_queue *queue, ss_job *job);
bool ss_queue_end_document(ss_queue *queue, ss_job *job, size_t most);

/* Hands over a packet of no document, and waits likewise. */
bool ss_queue_put_control(ss_queue *queue, ss_packet *packet, size_t most);

/* A document that is not answered yet stops; any other is left as it is. */
void ss_queue_cancel(ss_queue *queue, uint32_t doc);

/* No more documents will come, and an open one is given up without a Done: it must not be used any more. parting
 * (or NULL) is taken over and written after all else. */
void ss_queue_close(ss_queue *queue, ss_packet *parting);

/* ---- a worker -------------------------------------------------------------------------------- */

/* The next document, which stays in the queue; NULL when no more will come. Waits. */
ss_job *ss_queue_take(ss_queue *queue);

/* Waits for an open document's text: that `want` bytes have come, that it has ended with fewer, that its work is to
 * stop, or that the session ends before its End. The first of these that holds is answered. */
ss_queue_news ss_queue_await(ss_queue *queue, ss_job *job, size_t want);

/* Waits for its End, whatever else happens. False when the session ends before it. */
bool ss_queue_await_end(ss_queue *queue, ss_job *job);

/* Gives up a document whose session has ended before its End; the job is gone then, if not now. */
void ss_queue_drop(ss_queue *queue, ss_job *job);

/* Takes a packet of the job's answer over, and waits while too much is waiting. False when nobody will read it. */
bool ss_queue_answer(ss_queue *queue, ss_job *job, ss_packet *packet);

/* The same for the last one; the job is the queue's again, which frees it once that is written. */
bool ss_queue_answer_last(ss_queue *queue, ss_job *job, ss_packet *packet);

/* ---- the writer ------------------------------------------------------------------------------ */

/* The next packet, for the caller to free; NULL when there is nothing more to write. Waits. */
ss_packet *ss_queue_next(ss_queue *queue);

/* The packet that ss_queue_next gave last is written. */
void ss_queue_written(ss_queue *queue);

/* The writer is through. */
void ss_queue_finish(ss_queue *queue);

/* ---- anyone ---------------------------------------------------------------------------------- */

/* No more reading: what has ended is still answered. */
void ss_queue_halt(ss_queue *queue);

/* Ends the session early, for this reason. */
void ss_queue_fail(ss_queue *queue, ss_queue_end end);

/* Stops the documents at work whose deadline has passed; returns the milliseconds until the next
 * one's, or -1. */
int ss_queue_stop_late(ss_queue *queue, uint64_t now);

bool ss_queue_is_finished(ss_queue *queue);
ss_queue_end ss_queue_ending(ss_queue *queue);

#endif
