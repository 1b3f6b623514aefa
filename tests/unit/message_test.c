/* message_test.c - frames unpacked in bounded memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "message.h"
#include "wire.h"

typedef struct fixture {
    ss_unpacker unpacker;
    const Sayso__V1__HostFrame *message;
    ss_fault fault;
} fixture;

static int set_up(void **state)
{
    static fixture self;
    memset(&self, 0, sizeof self);
    ss_unpacker_init(&self.unpacker);
    *state = &self;
    return 0;
}

static int tear_down(void **state)
{
    fixture *self = *state;
    ss_unpacker_free(&self->unpacker);
    return 0;
}

static ss_status read_at(fixture *self, const void *bytes, size_t length, uint64_t at)
{
    ss_frame frame = {bytes, (uint32_t)length, at, at + 1};
    return ss_message_read(&self->unpacker, &frame, &self->message, &self->fault);
}

static void a_chunk_comes_out_whole(void **state)
{
    fixture *self = *state;
    assert_int_equal(read_at(self, "\x08\x05\x22\x05\x0a\x03" "a\0b", 9, 0), SS_OK);
    assert_int_equal(self->message->doc, 5);
    assert_int_equal(self->message->body_case, SAYSO__V1__HOST_FRAME__BODY_CHUNK);
    assert_int_equal(self->message->chunk->data.len, 3);
    assert_memory_equal(self->message->chunk->data.data, "a\0b", 3);
}

static void faults_have_a_code_and_a_place(void **state)
{
    fixture *self = *state;
    assert_int_equal(read_at(self, "\x08\x05\x22\x7f", 4, 1000), SS_ERR_INVALID_TEXT);
    assert_null(self->message);
    assert_int_equal(self->fault.code, SS_FAULT_PARSE);
    assert_int_equal(self->fault.at, 1003); /* the length byte, then the second field */
    assert_int_equal(read_at(self, "\x08\x05", 2, 1000), SS_ERR_INVALID_TEXT);
    assert_null(self->message);
    assert_int_equal(self->fault.code, SS_FAULT_EMPTY);
    assert_int_equal(self->fault.at, 1000);
    assert_int_equal(read_at(self, "\x08\x05\x2a\x00", 4, 1000), SS_OK); /* and the next frame is read */
    assert_int_equal(self->message->body_case, SAYSO__V1__HOST_FRAME__BODY_END);
}

/* Whatever passes wire.h must fit in the memory that is allowed. */
static void the_most_fields_fit(void **state)
{
    static const struct {
        const char *field;
        size_t length;
    } cases[] = {{"\x1a\x00", 2}, {"\x1a\x02\x0a\x00", 4}, {"\xa2\x06\x00", 3}, {"\xa0\x06\x01", 3}, {"\x08\x01", 2},
                 {"\x12\x02\x3a\x00", 4}, {"\x12\x02\x32\x00", 4}, {"\x12\x00\x1a\x00", 4}};
    fixture *self = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t fields = cases[i].length > 3 ? 2 : 1, count = (SS_WIRE_MAX_FIELDS - 1) / fields, length = count * cases[i].length;
        uint8_t *bytes = malloc(length + 2);
        assert_non_null(bytes);
        for (size_t k = 0; k < count; k++)
            memcpy(bytes + k * cases[i].length, cases[i].field, cases[i].length);
        memcpy(bytes + length, "\x2a\x00", 2); /* an End */
        assert_int_equal(read_at(self, bytes, length + 2, 0), SS_OK);
        assert_int_equal(self->message->body_case, SAYSO__V1__HOST_FRAME__BODY_END);
        assert_true(self->unpacker.budget <= length + 2 + SS_UNPACK_BYTES + SS_WIRE_MAX_FIELDS * SS_UNPACK_BYTES_A_FIELD);
        free(bytes);
    }
}

static void a_hello_of_the_most_elements_fits(void **state)
{
    fixture *self = *state;
    enum { COUNT = SS_WIRE_MAX_FIELDS - 1, LENGTH = 2 * COUNT };
    uint8_t bytes[3 + LENGTH] = {0x12, (LENGTH & 0x7f) | 0x80, LENGTH >> 7};
    for (size_t i = 0; i < COUNT; i++)
        memcpy(bytes + 3 + 2 * i, "\x3a\x00", 2); /* a capability without a name */
    assert_int_equal(read_at(self, bytes, sizeof bytes, 0), SS_OK);
    assert_int_equal(self->message->hello->n_capability, COUNT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_chunk_comes_out_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(faults_have_a_code_and_a_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_most_fields_fit, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_hello_of_the_most_elements_fits, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
