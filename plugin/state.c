/* state.c - which frame may come when: the protocol's table, and nothing else.  Floor: plugin. */
#include "state.h"

static ss_action stop(ss_fault *fault, ss_fault_code code, const char *message)
{
    fault->code = code;
    fault->message = message;
    return SS_ACTION_STOP;
}

static ss_action take_hello(ss_state *state, uint32_t doc, ss_fault *fault)
{
    if (state->phase != SS_BEFORE_HELLO)
        return stop(fault, SS_FAULT_SEQUENCE, "a second Hello: it comes once, first");
    if (doc != 0)
        return stop(fault, SS_FAULT_DOC_ID, "a Hello with a document id: it belongs to none");
    state->phase = SS_NONE_OPEN;
    return SS_ACTION_GREET;
}

static ss_action take_begin(ss_state *state, uint32_t doc, ss_fault *fault)
{
    if (state->phase == SS_DOCUMENT_OPEN)
        return stop(fault, SS_FAULT_SEQUENCE, "a Begin inside a document: End or Cancel the open one first");
    if (doc == 0)
        return stop(fault, SS_FAULT_DOC_ID, "a Begin without a document id: ids start from 1");
    if (doc <= state->last)
        return stop(fault, SS_FAULT_DOC_ID, "a Begin whose id is not larger than those before: ids grow");
    state->phase = SS_DOCUMENT_OPEN;
    state->last = doc;
    return SS_ACTION_OPEN;
}

static ss_action take_piece(ss_state *state, ss_input input, uint32_t doc, ss_fault *fault)
{
    if (state->phase != SS_DOCUMENT_OPEN || doc != state->last)
        return stop(fault, SS_FAULT_DOC_ID, "a Chunk or End whose document is not open");
    if (input == SS_INPUT_CHUNK)
        return SS_ACTION_TAKE;
    state->phase = SS_NONE_OPEN;
    return SS_ACTION_FINISH;
}

static ss_action take_cancel(ss_state *state, uint32_t doc, ss_fault *fault)
{
    if (doc == 0 || doc > state->last)
        return stop(fault, SS_FAULT_DOC_ID, "a Cancel of a document that was never begun");
    if (state->phase != SS_DOCUMENT_OPEN || doc != state->last)
        return SS_ACTION_CANCEL_ENDED;
    state->phase = SS_NONE_OPEN;
    return SS_ACTION_CANCEL_OPEN;
}

ss_action ss_state_take(ss_state *state, ss_input input, uint32_t doc, ss_fault *fault)
{
    if (input == SS_INPUT_HELLO)
        return take_hello(state, doc, fault);
    if (state->phase == SS_BEFORE_HELLO)
        return stop(fault, SS_FAULT_SEQUENCE, "a frame before Hello: Hello comes first");
    switch (input) {
    case SS_INPUT_BEGIN:
        return take_begin(state, doc, fault);
    case SS_INPUT_CHUNK:
    case SS_INPUT_END:
        return take_piece(state, input, doc, fault);
    case SS_INPUT_CANCEL:
        return take_cancel(state, doc, fault);
    default:
        if (doc != 0)
            return stop(fault, SS_FAULT_DOC_ID, "a Ping with a document id: it belongs to none");
        return SS_ACTION_PONG;
    }
}

void ss_state_end(const ss_state *state, ss_fault *fault)
{
    fault->code = SS_FAULT_NONE;
    if (state->phase == SS_DOCUMENT_OPEN)
        stop(fault, SS_FAULT_FRAME, "the input ended inside a document: End or Cancel it first");
}
