/* belt.h - answers of several workers, handed on in the order of their inputs.  Floor: plugin.
 *
 *     worker ──► place 7 ──┐
 *     worker ──► place 6 ──┼──► one writer: place 5, then 6, then 7
 *     worker ──► place 5 ──┘
 *
 * A place is one input's: what its answer has so far. Only the first place is emptied; the others fill
 * up to SS_PLACE_BYTES, and then their workers wait for their turn. So memory is bounded however long
 * the answers are, and what is written is the same whatever the number of workers. */
#ifndef SS_BELT_H
#define SS_BELT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "body.h"
#include "limit.h"

typedef struct ss_place {
    uint64_t number; /* of its input, from 0 */
    int stop;        /* for sayso_options.stop: SAYSO_DEADLINE once the deadline has passed */

    /* What follows is the belt's, under its lock. */
    ss_body output;    /* not yet handed on */
    ss_body said;      /* lines for stderr */
    uint64_t deadline; /* on clock.h's clock, 0 = none */
    bool ended;
    unsigned faults;
} ss_place;

/* What the writer has to do next. */
typedef struct ss_handed {
    ss_body output;      /* of the first place */
    ss_body said;
    uint64_t number;     /* that place's input */
    bool ended;          /* nothing more comes of it */
    unsigned faults;     /* what ss_belt_end said; 0 before */
} ss_handed;

typedef struct ss_belt ss_belt;

/* With room for so many inputs between the first unwritten and the last begun. NULL without memory. */
ss_belt *ss_belt_create(uint32_t places);

/* No thread uses it any more. NULL is fine. */
void ss_belt_free(ss_belt *belt);

/* ---- workers ------------------------------------------------------------------------------------ */

/* A worker comes, before its thread does, and goes. */
void ss_belt_enter(ss_belt *belt);
void ss_belt_leave(ss_belt *belt);

/* The place of the next input; waits for a free one. Called in the order of the inputs, by one worker at
 * a time: their own lock around the inputs sees to it. Whoever begins a place ends it. */
ss_place *ss_belt_begin(ss_belt *belt);

/* From that moment on the place's stop is SAYSO_DEADLINE. */
void ss_belt_set_deadline(ss_belt *belt, ss_place *place, uint64_t deadline);

/* Adds to its output; waits while the place is full and not the first. False without memory. */
bool ss_belt_put(ss_belt *belt, ss_place *place, const void *bytes, size_t length);

/* Adds a line for stderr, without its end. Past SS_PLACE_BYTES of them it is dropped. */
void ss_belt_say(ss_belt *belt, ss_place *place, const char *line);

/* `faults` are bits of the caller's. The place is another's from now on. */
void ss_belt_end(ss_belt *belt, ss_place *place, unsigned faults);

/* ---- the writer --------------------------------------------------------------------------------- */

/* Waits until the first place has some output or has ended, and fills *out, whose bodies are from the
 * call before (all zero at first) and are used again. Keeps the deadlines meanwhile. False when all workers have left and everything was handed on. */
bool ss_belt_next(ss_belt *belt, ss_handed *out);

#endif
