/* wire_test.c - the pass before unpacking: bounds at N - 1, N, N + 1, and the place of each fault. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sayso.pb-c.h"
#include "wire.h"

#define HOST (&sayso__v1__host_frame__descriptor)

static ss_wire_report report;

static ss_status check(const ProtobufCMessageDescriptor *type, const char *bytes, size_t length)
{
    return ss_wire_check(type, (const uint8_t *)bytes, length, &report);
}

static void expect(ss_status status, size_t at, const char *bytes, size_t length)
{
    assert_int_equal(check(HOST, bytes, length), status);
    assert_int_equal(report.at, at);
    assert_non_null(report.message);
}

#define EXPECT_INVALID(at, literal) expect(SS_ERR_INVALID_TEXT, at, literal, sizeof literal - 1)
#define EXPECT_OK(type, count, literal)                                    \
    do {                                                                   \
        assert_int_equal(check(type, literal, sizeof literal - 1), SS_OK); \
        assert_int_equal(report.fields, count);                            \
        assert_null(report.message);                                       \
    } while (0)

static void good_frames_pass(void **state)
{
    (void)state;
    EXPECT_OK(HOST, 0, "");
    EXPECT_OK(HOST, 3, "\x08\x01\x22\x04\x0a\x02hi");             /* doc 1, a Chunk */
    EXPECT_OK(HOST, 3, "\x08\x00\x3a\x09\x09" "12345678");         /* a Ping */
    EXPECT_OK(HOST, 2, "\x12\x05\x0d" "1234");                     /* Hello: magic */
    EXPECT_OK(HOST, 3, "\x12\x04\x28\x01\x28\x02");                /* units one by one */
    EXPECT_OK(HOST, 5, "\x12\x05\x2a\x03\x01\x02\x03");            /* packed: each counts */
    EXPECT_OK(HOST, 3, "\x12\x04\x32\x02\x08\x05");                /* Limits inside Hello */
    EXPECT_OK(HOST, 1, "\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"); /* the longest varint */
}

static void unknown_fields_pass(void **state)
{
    (void)state;
    EXPECT_OK(HOST, 1, "\xa0\x06\x96\x01");
    EXPECT_OK(HOST, 1, "\xa1\x06" "12345678");
    EXPECT_OK(HOST, 1, "\xa5\x06" "1234");
    EXPECT_OK(HOST, 1, "\xa2\x06\x03\xff\xff\xff"); /* no message: what it holds is not looked at */
    EXPECT_OK(HOST, 1, "\xf8\xff\xff\xff\x0f\x01"); /* the largest field number */
}

static void faults_are_told_at_their_field(void **state)
{
    (void)state;
    EXPECT_INVALID(0, "\x00\x01");                         /* field number 0 */
    EXPECT_INVALID(0, "\x08");                             /* no value */
    EXPECT_INVALID(2, "\x08\x01\x08\x80");                 /* a value that does not end */
    EXPECT_INVALID(2, "\x08\x01\x80");                     /* a tag that does not end */
    EXPECT_INVALID(0, "\x80\x80\x80\x80\x80\x01");         /* a tag of six bytes */
    EXPECT_INVALID(0, "\xf8\xff\xff\xff\x1f\x01");         /* a tag of 33 bits */
    EXPECT_INVALID(0, "\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02"); /* a varint of 65 bits */
    EXPECT_INVALID(0, "\x08\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x00");
    EXPECT_INVALID(2, "\x08\x01\x22\x05\x0a\x02hi");       /* one byte longer than the frame */
    EXPECT_INVALID(4, "\x08\x01\x22\x04\x0a\x03hi");       /* one byte longer than the Chunk */
    EXPECT_INVALID(4, "\x08\x01\x22\x04\x0a\x03hi!");      /* the byte is there, but not the Chunk's */
    EXPECT_INVALID(0, "\xa5\x06" "123");
    EXPECT_INVALID(0, "\xa1\x06" "1234567");
    EXPECT_INVALID(2, "\x12\x03\x2a\x01\x80");             /* packed, and cut in an element */
}

static void wire_types_are_the_schemas(void **state)
{
    (void)state;
    EXPECT_INVALID(0, "\x0a\x01x");                     /* doc as bytes */
    EXPECT_INVALID(0, "\x0d" "1234");                   /* doc as fixed32 */
    EXPECT_INVALID(0, "\x18\x01");                      /* Begin as a number */
    EXPECT_INVALID(2, "\x22\x02\x08\x01");              /* Chunk.data as a number */
    EXPECT_INVALID(2, "\x12\x02\x08\x01");              /* Hello.magic as a varint */
    EXPECT_INVALID(2, "\x12\x05\x2d" "1234");           /* a unit as fixed32 */
    EXPECT_INVALID(0, "\xa3\x06\xa4\x06");              /* a group */
    EXPECT_INVALID(0, "\xa6\x06\x01");
    EXPECT_INVALID(0, "\xa7\x06\x01");
}

static void the_number_of_fields_is_bounded(void **state)
{
    (void)state;
    char *bytes = malloc(2 * (SS_WIRE_MAX_FIELDS + 1));
    assert_non_null(bytes);
    for (size_t i = 0; i <= SS_WIRE_MAX_FIELDS; i++)
        memcpy(bytes + 2 * i, "\x08\x01", 2);
    assert_int_equal(check(HOST, bytes, 2 * (SS_WIRE_MAX_FIELDS - 1)), SS_OK);
    assert_int_equal(check(HOST, bytes, 2 * SS_WIRE_MAX_FIELDS), SS_OK);
    assert_int_equal(report.fields, SS_WIRE_MAX_FIELDS);
    expect(SS_ERR_LIMIT, 2 * SS_WIRE_MAX_FIELDS, bytes, 2 * (SS_WIRE_MAX_FIELDS + 1));
    for (size_t i = 0; i <= SS_WIRE_MAX_FIELDS; i++)
        memcpy(bytes + 2 * i, "\x1a\x00", 2); /* empty messages count as well */
    expect(SS_ERR_LIMIT, 2 * SS_WIRE_MAX_FIELDS, bytes, 2 * (SS_WIRE_MAX_FIELDS + 1));
    free(bytes);
}

static void elements_of_a_packed_list_are_fields(void **state)
{
    (void)state;
    enum { FREE = SS_WIRE_MAX_FIELDS - 2 }; /* Hello and the list itself */
    char *bytes = malloc(FREE + 16);
    assert_non_null(bytes);
    for (int more = -1; more <= 1; more++) {
        uint32_t count = (uint32_t)(FREE + more);
        memset(bytes, 1, FREE + 16);
        memcpy(bytes, "\x12", 1);
        bytes[1] = (char)((count + 3) | 0x80);
        bytes[2] = (char)((count + 3) >> 7);
        bytes[3] = '\x2a';
        bytes[4] = (char)(count | 0x80);
        bytes[5] = (char)(count >> 7);
        assert_int_equal(check(HOST, bytes, 6 + count), more > 0 ? SS_ERR_LIMIT : SS_OK);
    }
    free(bytes);
}

/* message Nest { Nest inner = 1; }: the schema has no such thing, a later one might. */
static const ProtobufCMessageDescriptor nest;
static const ProtobufCFieldDescriptor nest_fields[] = {
    {.name = "inner", .id = 1, .label = PROTOBUF_C_LABEL_NONE, .type = PROTOBUF_C_TYPE_MESSAGE, .descriptor = &nest}};
static const ProtobufCIntRange nest_ranges[] = {{1, 0}, {0, 1}};
static const ProtobufCMessageDescriptor nest = {.magic = PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
                                                .name = "Nest",
                                                .n_fields = 1,
                                                .fields = nest_fields,
                                                .n_field_ranges = 1,
                                                .field_ranges = nest_ranges};

static void nesting_is_bounded(void **state)
{
    (void)state;
    assert_int_equal(check(&nest, "\x0a\x04\x0a\x02\x0a\x00", 6), SS_OK);         /* three inside */
    assert_int_equal(check(&nest, "\x0a\x06\x0a\x04\x0a\x02\x0a\x00", 8), SS_OK); /* four */
    assert_int_equal(check(&nest, "\x0a\x08\x0a\x06\x0a\x04\x0a\x02\x0a\x00", 10), SS_ERR_LIMIT);
    assert_int_equal(report.at, 8);
    assert_int_equal(report.fields, 5);
}

static void siblings_do_not_nest(void **state)
{
    (void)state;
    assert_int_equal(check(&nest, "\x0a\x06\x0a\x04\x0a\x02\x0a\x00\x0a\x06\x0a\x04\x0a\x00\x0a\x00", 16), SS_OK);
    assert_int_equal(report.fields, 8);
}

static void the_plugins_own_frames_pass(void **state)
{
    (void)state;
    /* Speakers, Speaker, Phrase, Span */
    EXPECT_OK(&sayso__v1__plugin_frame__descriptor, 5, "\x22\x08\x0a\x06\x2a\x04\x0a\x02\x08\x01");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_frames_pass),
        cmocka_unit_test(unknown_fields_pass),
        cmocka_unit_test(faults_are_told_at_their_field),
        cmocka_unit_test(wire_types_are_the_schemas),
        cmocka_unit_test(the_number_of_fields_is_bounded),
        cmocka_unit_test(elements_of_a_packed_list_are_fields),
        cmocka_unit_test(nesting_is_bounded),
        cmocka_unit_test(siblings_do_not_nest),
        cmocka_unit_test(the_plugins_own_frames_pass),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
