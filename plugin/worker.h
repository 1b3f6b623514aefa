/* worker.h - a thread that annotates documents and answers them.  Floor: plugin. */
#ifndef SS_WORKER_H
#define SS_WORKER_H
#include <stdbool.h>
#include "queue.h"
#include "sayso.h"

/* One for all threads that run it: each makes its own annotator, the model is only read. */
typedef struct ss_worker {
    ss_queue *queue;
    const sayso_model *model;
    bool reproducible;
} ss_worker;

/* Takes documents from the queue until no more will come. A fault of the program ends the session after it was
 * answered as INTERNAL. For pthread_create; answers NULL. */
void *ss_worker_run(void *worker);

#endif
