/* progress.h - the line on a terminal that says how far a run is.  Floor: plugin. */
#ifndef SS_PROGRESS_H
#define SS_PROGRESS_H
#include <stdbool.h>
#include <stdint.h>

typedef struct ss_progress {
    bool wanted; /* false: nothing is ever drawn */
    bool drawn;
    uint64_t total; /* 0: nobody knows */
} ss_progress;

/* A line on stderr, when that is a terminal that can erase one. */
void ss_progress_init(ss_progress *progress, bool wanted, uint64_t total);

/* Draws "3/200 done, NAME", cut to the terminal, in place of what was drawn. */
void ss_progress_show(ss_progress *progress, uint64_t done, const char *name);

/* Before anything else is written to the terminal, and at the end. */
void ss_progress_hide(ss_progress *progress);

#endif
