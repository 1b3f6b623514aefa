/* crew.h - the threads of the command: each takes an input, answers it, and takes the next.  Floor: plugin. */
#ifndef SS_CREW_H
#define SS_CREW_H
#include <pthread.h>
#include <stdbool.h>
#include "belt.h"
#include "document_answer.h"
#include "line_input.h"
#include "output_dir.h"

/* Bits of what an input's place ends with on the belt. */
enum {
    SS_CREW_FAILED = 1,   /* the input has no answer */
    SS_CREW_BROKEN = 2,   /* by a fault of our own */
    SS_CREW_UNWRITTEN = 4 /* its output file could not be written */
};

/* What they share. All is set before they start; what is below `input` is under that lock. */
typedef struct ss_crew {
    ss_manner manner;
    ss_belt *belt;
    char *const *file; /* [file_count]; not looked at with --stdin-jsonl */
    int file_count;
    ss_output_plan plan; /* of the files; no paths: answers go to the belt */

    pthread_mutex_t input;
    uint64_t taken; /* inputs */
    bool ended;     /* there are no more lines */
    ss_line_input lines;
} ss_crew;

/* Starts up to `count` threads, each with 1 MiB of stack, and answers how many there are. 0: no
 * memory for any. */
uint32_t ss_crew_start(ss_crew *crew, uint32_t count, pthread_t *thread);

/* "line 17", counted from 1 like input 16. */
void ss_crew_name_line(char name[32], uint64_t input);

#endif
