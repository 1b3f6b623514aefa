/* writer.h - the thread that writes the plugin's frames.  Floor: plugin. */
#ifndef SS_WRITER_H
#define SS_WRITER_H
#include "bell.h"
#include "limit.h"
#include "queue.h"

typedef struct ss_writer {
    ss_queue *queue;
    int output;
    const ss_bell *halt; /* rung when reading must stop */
} ss_writer;

/* Writes what the queue gives until there is nothing more to write; ends the session as LOST when the output is
 * closed or nobody reads it. For pthread_create; answers NULL. */
void *ss_writer_run(void *writer);

#endif
