/* reader.h - the thread that reads the host's frames and keeps to the protocol.  Floor: plugin. */
#ifndef SS_READER_H
#define SS_READER_H
#include "agreement.h"
#include "frame.h"
#include "message.h"
#include "queue.h"
#include "sayso.h"
#include "state.h"

typedef struct ss_reader {
    ss_queue *queue;
    const sayso_model *model; /* for HelloAck */
    const ss_limits *own;     /* for Hello */
    ss_frame_reader frames;
    ss_unpacker unpacker;
    ss_state state;
    ss_agreement agreement; /* set by Hello; jobs borrow it */
    ss_job *open;           /* the document being read, or NULL; with `stream` the queue's */
    ss_fault fault;         /* what ended the session, code NONE when nothing did; for when the thread has ended */
} ss_reader;

/* Borrows all; `own` as in ss_agree. `frames` is opened and closed by the caller. */
void ss_reader_init(ss_reader *reader, ss_queue *queue, const sayso_model *model, const ss_limits *own);

/* Frees what it holds; documents in the queue must be gone. */
void ss_reader_free(ss_reader *reader);

/* Reads to the end of the input, the first fault, or the halt, then closes the queue, with a ProtocolError
 * after a fault. For pthread_create; answers NULL. */
void *ss_reader_run(void *reader);

#endif
