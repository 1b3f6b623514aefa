/* state.h - which frame may come when: the protocol's table, and nothing else.  Floor: plugin.
 *
 * Decided by the order of the host's frames alone, so that it does not depend on how far the
 * answers are. */
#ifndef SS_STATE_H
#define SS_STATE_H
#include <stdint.h>
#include "fault.h"

typedef enum ss_input {
    SS_INPUT_HELLO,
    SS_INPUT_BEGIN,
    SS_INPUT_CHUNK,
    SS_INPUT_END,
    SS_INPUT_CANCEL,
    SS_INPUT_PING
} ss_input;

typedef enum ss_phase { SS_BEFORE_HELLO, SS_NONE_OPEN, SS_DOCUMENT_OPEN } ss_phase;

/* Zeroed is the start. */
typedef struct ss_state {
    ss_phase phase;
    uint32_t last; /* the largest id begun; the open one's when one is open; 0 before the first */
} ss_state;

/* What a frame asks for, where it may come at all. */
typedef enum ss_action {
    SS_ACTION_GREET,
    SS_ACTION_OPEN,
    SS_ACTION_TAKE,         /* the chunk belongs to the open document */
    SS_ACTION_FINISH,       /* the open document is whole */
    SS_ACTION_CANCEL_OPEN,
    SS_ACTION_CANCEL_ENDED, /* a hint: the document may be answered already, or never have been */
    SS_ACTION_PONG,
    SS_ACTION_STOP          /* fault says why */
} ss_action;

/* Moves on by one frame. fault->code and ->message are set with SS_ACTION_STOP only, and the state is
 * then as before. */
ss_action ss_state_take(ss_state *state, ss_input input, uint32_t doc, ss_fault *fault);

/* The input ended on a frame's border: fault->code is NONE when it may. */
void ss_state_end(const ss_state *state, ss_fault *fault);

#endif
