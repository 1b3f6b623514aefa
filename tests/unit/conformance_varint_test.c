/* conformance_varint_test.c - the runner's own reading and writing of a frame's length. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "runner/varint.h"

static void test_numbers_come_back(void **state)
{
    static const struct {
        uint32_t number;
        size_t bytes;
    } cases[] = {{0, 1}, {1, 1}, {127, 1}, {128, 2}, {300, 2}, {16383, 2}, {16384, 3}, {1u << 28, 5}, {UINT32_MAX, 5}};
    (void)state;
    for (size_t at = 0; at < sizeof cases / sizeof *cases; at++) {
        uint8_t out[SC_VARINT_BYTES];
        uint32_t number = 7;
        size_t used = 0;
        assert_int_equal(sc_varint_put(cases[at].number, out), cases[at].bytes);
        assert_int_equal(sc_varint_take(out, cases[at].bytes, &number, &used), SC_VARINT_READ);
        assert_int_equal(number, cases[at].number);
        assert_int_equal(used, cases[at].bytes);
        for (size_t length = 0; length < cases[at].bytes; length++)
            assert_int_equal(sc_varint_take(out, length, &number, &used), SC_VARINT_UNFINISHED);
    }
}

static void test_bytes_of_a_number(void **state)
{
    uint8_t out[SC_VARINT_BYTES];
    (void)state;
    assert_int_equal(sc_varint_put(300, out), 2);
    assert_memory_equal(out, "\xac\x02", 2);
}

static void test_faults(void **state)
{
    static const uint8_t six[] = {0x81, 0x80, 0x80, 0x80, 0x80, 0x00}, wide[] = {0xff, 0xff, 0xff, 0xff, 0x1f};
    static const uint8_t padded[] = {0x8b, 0x80, 0x80, 0x80, 0x00, 0x99};
    uint32_t number = 0;
    size_t used = 0;
    (void)state;
    assert_int_equal(sc_varint_take(six, sizeof six, &number, &used), SC_VARINT_FAULT);
    assert_int_equal(sc_varint_take(wide, sizeof wide, &number, &used), SC_VARINT_FAULT);
    assert_int_equal(sc_varint_take(padded, sizeof padded, &number, &used), SC_VARINT_READ);
    assert_int_equal(number, 11);
    assert_int_equal(used, 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_numbers_come_back), cmocka_unit_test(test_bytes_of_a_number),
                                       cmocka_unit_test(test_faults)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
