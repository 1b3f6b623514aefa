/* state_test.c - the table of which frame may come when, cell by cell. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "state.h"

typedef struct cell {
    ss_input input;
    uint32_t doc;
    ss_action action;
    ss_fault_code code; /* with STOP */
    ss_phase phase;     /* afterwards */
    uint32_t last;
} cell;

/* Each cell starts from the same state; one that stops leaves it as it was. */
static void expect_cells(ss_state start, const cell *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ss_state state = start;
        ss_fault fault = {SS_FAULT_NONE, 77, NULL};
        assert_int_equal(ss_state_take(&state, cells[i].input, cells[i].doc, &fault), cells[i].action);
        assert_int_equal(fault.code, cells[i].code);
        assert_int_equal(fault.at, 77); /* the caller's */
        assert_true((fault.message != NULL) == (cells[i].action == SS_ACTION_STOP));
        assert_int_equal(state.phase, cells[i].phase);
        assert_int_equal(state.last, cells[i].last);
    }
}

#define EXPECT_CELLS(start, cells) expect_cells(start, cells, sizeof cells / sizeof *cells)
#define STOP(input, doc, code, phase, last) {input, doc, SS_ACTION_STOP, code, phase, last}
#define GOES(input, doc, action, phase, last) {input, doc, action, SS_FAULT_NONE, phase, last}

static void before_hello(void **state)
{
    (void)state;
    static const cell cells[] = {
        GOES(SS_INPUT_HELLO, 0, SS_ACTION_GREET, SS_NONE_OPEN, 0),
        STOP(SS_INPUT_HELLO, 1, SS_FAULT_DOC_ID, SS_BEFORE_HELLO, 0),
        STOP(SS_INPUT_BEGIN, 1, SS_FAULT_SEQUENCE, SS_BEFORE_HELLO, 0),
        STOP(SS_INPUT_BEGIN, 0, SS_FAULT_SEQUENCE, SS_BEFORE_HELLO, 0),
        STOP(SS_INPUT_CHUNK, 1, SS_FAULT_SEQUENCE, SS_BEFORE_HELLO, 0),
        STOP(SS_INPUT_END, 1, SS_FAULT_SEQUENCE, SS_BEFORE_HELLO, 0),
        STOP(SS_INPUT_CANCEL, 1, SS_FAULT_SEQUENCE, SS_BEFORE_HELLO, 0),
        STOP(SS_INPUT_PING, 0, SS_FAULT_SEQUENCE, SS_BEFORE_HELLO, 0),
    };
    EXPECT_CELLS(((ss_state){SS_BEFORE_HELLO, 0}), cells);
}

static void none_open(void **state)
{
    (void)state;
    static const cell cells[] = {
        STOP(SS_INPUT_HELLO, 0, SS_FAULT_SEQUENCE, SS_NONE_OPEN, 5),
        STOP(SS_INPUT_HELLO, 1, SS_FAULT_SEQUENCE, SS_NONE_OPEN, 5),
        GOES(SS_INPUT_BEGIN, 6, SS_ACTION_OPEN, SS_DOCUMENT_OPEN, 6),
        GOES(SS_INPUT_BEGIN, UINT32_MAX, SS_ACTION_OPEN, SS_DOCUMENT_OPEN, UINT32_MAX),
        STOP(SS_INPUT_BEGIN, 5, SS_FAULT_DOC_ID, SS_NONE_OPEN, 5),
        STOP(SS_INPUT_BEGIN, 4, SS_FAULT_DOC_ID, SS_NONE_OPEN, 5),
        STOP(SS_INPUT_BEGIN, 0, SS_FAULT_DOC_ID, SS_NONE_OPEN, 5),
        STOP(SS_INPUT_CHUNK, 5, SS_FAULT_DOC_ID, SS_NONE_OPEN, 5),
        STOP(SS_INPUT_CHUNK, 6, SS_FAULT_DOC_ID, SS_NONE_OPEN, 5),
        STOP(SS_INPUT_CHUNK, 0, SS_FAULT_DOC_ID, SS_NONE_OPEN, 5),
        STOP(SS_INPUT_END, 5, SS_FAULT_DOC_ID, SS_NONE_OPEN, 5),
        STOP(SS_INPUT_END, 6, SS_FAULT_DOC_ID, SS_NONE_OPEN, 5),
        GOES(SS_INPUT_CANCEL, 5, SS_ACTION_CANCEL_ENDED, SS_NONE_OPEN, 5),
        GOES(SS_INPUT_CANCEL, 1, SS_ACTION_CANCEL_ENDED, SS_NONE_OPEN, 5),
        STOP(SS_INPUT_CANCEL, 6, SS_FAULT_DOC_ID, SS_NONE_OPEN, 5),
        STOP(SS_INPUT_CANCEL, 0, SS_FAULT_DOC_ID, SS_NONE_OPEN, 5),
        GOES(SS_INPUT_PING, 0, SS_ACTION_PONG, SS_NONE_OPEN, 5),
        STOP(SS_INPUT_PING, 5, SS_FAULT_DOC_ID, SS_NONE_OPEN, 5),
    };
    EXPECT_CELLS(((ss_state){SS_NONE_OPEN, 5}), cells);
}

static void a_document_open(void **state)
{
    (void)state;
    static const cell cells[] = {
        STOP(SS_INPUT_HELLO, 0, SS_FAULT_SEQUENCE, SS_DOCUMENT_OPEN, 5),
        STOP(SS_INPUT_BEGIN, 6, SS_FAULT_SEQUENCE, SS_DOCUMENT_OPEN, 5),
        STOP(SS_INPUT_BEGIN, 5, SS_FAULT_SEQUENCE, SS_DOCUMENT_OPEN, 5),
        STOP(SS_INPUT_BEGIN, 0, SS_FAULT_SEQUENCE, SS_DOCUMENT_OPEN, 5),
        GOES(SS_INPUT_CHUNK, 5, SS_ACTION_TAKE, SS_DOCUMENT_OPEN, 5),
        STOP(SS_INPUT_CHUNK, 4, SS_FAULT_DOC_ID, SS_DOCUMENT_OPEN, 5),
        STOP(SS_INPUT_CHUNK, 6, SS_FAULT_DOC_ID, SS_DOCUMENT_OPEN, 5),
        STOP(SS_INPUT_CHUNK, 0, SS_FAULT_DOC_ID, SS_DOCUMENT_OPEN, 5),
        GOES(SS_INPUT_END, 5, SS_ACTION_FINISH, SS_NONE_OPEN, 5),
        STOP(SS_INPUT_END, 4, SS_FAULT_DOC_ID, SS_DOCUMENT_OPEN, 5),
        STOP(SS_INPUT_END, 6, SS_FAULT_DOC_ID, SS_DOCUMENT_OPEN, 5),
        GOES(SS_INPUT_CANCEL, 5, SS_ACTION_CANCEL_OPEN, SS_NONE_OPEN, 5),
        GOES(SS_INPUT_CANCEL, 4, SS_ACTION_CANCEL_ENDED, SS_DOCUMENT_OPEN, 5),
        STOP(SS_INPUT_CANCEL, 6, SS_FAULT_DOC_ID, SS_DOCUMENT_OPEN, 5),
        STOP(SS_INPUT_CANCEL, 0, SS_FAULT_DOC_ID, SS_DOCUMENT_OPEN, 5),
        GOES(SS_INPUT_PING, 0, SS_ACTION_PONG, SS_DOCUMENT_OPEN, 5),
        STOP(SS_INPUT_PING, 5, SS_FAULT_DOC_ID, SS_DOCUMENT_OPEN, 5),
    };
    EXPECT_CELLS(((ss_state){SS_DOCUMENT_OPEN, 5}), cells);
}

static void no_document_yet(void **state)
{
    (void)state;
    static const cell cells[] = {
        GOES(SS_INPUT_BEGIN, 1, SS_ACTION_OPEN, SS_DOCUMENT_OPEN, 1),
        STOP(SS_INPUT_BEGIN, 0, SS_FAULT_DOC_ID, SS_NONE_OPEN, 0),
        STOP(SS_INPUT_CHUNK, 0, SS_FAULT_DOC_ID, SS_NONE_OPEN, 0),
        STOP(SS_INPUT_CANCEL, 0, SS_FAULT_DOC_ID, SS_NONE_OPEN, 0),
        STOP(SS_INPUT_CANCEL, 1, SS_FAULT_DOC_ID, SS_NONE_OPEN, 0),
    };
    EXPECT_CELLS(((ss_state){SS_NONE_OPEN, 0}), cells);
}

static void the_end_of_the_input(void **state)
{
    (void)state;
    static const struct {
        ss_state state;
        ss_fault_code code;
    } cases[] = {{{SS_BEFORE_HELLO, 0}, SS_FAULT_NONE}, {{SS_NONE_OPEN, 5}, SS_FAULT_NONE}, {{SS_DOCUMENT_OPEN, 5}, SS_FAULT_FRAME}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ss_fault fault = {SS_FAULT_PARSE, 77, NULL};
        ss_state_end(&cases[i].state, &fault);
        assert_int_equal(fault.code, cases[i].code);
        assert_int_equal(fault.at, 77);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(before_hello),
        cmocka_unit_test(none_open),
        cmocka_unit_test(a_document_open),
        cmocka_unit_test(no_document_yet),
        cmocka_unit_test(the_end_of_the_input),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
