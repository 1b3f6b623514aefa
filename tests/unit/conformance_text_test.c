/* conformance_text_test.c - the runner's own characters and offsets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "runner/text.h"

#define BYTES SAYSO__V1__OFFSET_UNIT__OFFSET_UNIT_UTF8_BYTE
#define UNITS SAYSO__V1__OFFSET_UNIT__OFFSET_UNIT_UTF16_UNIT
#define POINTS SAYSO__V1__OFFSET_UNIT__OFFSET_UNIT_CODE_POINT
#define LITERAL(text) (const uint8_t *)(text), sizeof(text) - 1

static void test_bad_sequences(void **state)
{
    /* what Unicode's chapter 3 makes of them: each maximal subpart is one */
    static const struct {
        const char *bytes;
        size_t length;
        uint32_t bad, count;
    } cases[] = {{"\xff", 1, 1, 1}, {"\xc3", 1, 1, 1}, {"\xe2\x80", 2, 1, 1}, {"\xf0\x9f\x8c", 3, 1, 1}, {"\xc0\xaf", 2, 2, 2},
                 {"\xe0\x80\xaf", 3, 3, 3}, {"\xed\xa0\x80", 3, 3, 3}, {"\xf4\x90\x80\x80", 4, 4, 4}, {"\x80\x80", 2, 2, 2},
                 {"\xe2\x28", 2, 1, 2}, {"\xf8\x88\x80\x80\x80", 5, 5, 5}, {"\xf1\x80\x80\xe1\x80\xc2", 6, 3, 3},
                 {"\xf0\x9f\x8c\x8a", 4, 0, 1}, {"\xef\xbf\xbd", 3, 0, 1}, {"\xf4\x8f\xbf\xbf", 4, 0, 1}, {"\0", 1, 0, 1}};
    sc_pool pool = {NULL};
    (void)state;
    for (size_t at = 0; at < sizeof cases / sizeof *cases; at++) {
        sc_text *text = sc_text_read(&pool, (const uint8_t *)cases[at].bytes, cases[at].length);
        assert_int_equal(text->bad, cases[at].bad);
        assert_int_equal(text->count, cases[at].count);
        assert_int_equal(text->byte[text->count], cases[at].length);
    }
    sc_pool_empty(&pool);
}

static void test_code_points_come_back(void **state)
{
    static const uint32_t codes[] = {0, 'a', 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xfffd, 0xffff, 0x10000, 0x10ffff};
    (void)state;
    for (size_t at = 0; at < sizeof codes / sizeof *codes; at++) {
        uint8_t bytes[4];
        uint32_t code = 1;
        bool bad = true;
        size_t length = sc_text_encode(codes[at], bytes);
        assert_int_equal(sc_text_decode(bytes, length, &code, &bad), length);
        assert_int_equal(code, codes[at]);
        assert_false(bad);
    }
}

static void test_offsets(void **state)
{
    /* é 🌊 and a cut-off dash, then an x: bytes 0 2 6 8, units 0 1 3 4, points 0 1 2 3 */
    static const char source[] = "\xc3\xa9\xf0\x9f\x8c\x8a\xe2\x80x";
    sc_pool pool = {NULL};
    sc_text *text = sc_text_read(&pool, LITERAL(source));
    uint32_t byte;
    (void)state;
    static const uint32_t bytes[] = {0, 2, 6, 8, 9}, units[] = {0, 1, 3, 4, 5};
    for (uint32_t point = 0; point < 5; point++) {
        assert_true(sc_text_byte_of(text, POINTS, point, &byte));
        assert_int_equal(byte, bytes[point]);
        assert_true(sc_text_byte_of(text, UNITS, units[point], &byte));
        assert_int_equal(byte, bytes[point]);
        assert_true(sc_text_byte_of(text, BYTES, bytes[point], &byte));
        assert_int_equal(byte, bytes[point]);
    }
    assert_false(sc_text_byte_of(text, UNITS, 2, &byte));
    assert_false(sc_text_byte_of(text, UNITS, 6, &byte));
    assert_false(sc_text_byte_of(text, POINTS, 5, &byte));
    assert_false(sc_text_byte_of(text, BYTES, 1, &byte));
    assert_false(sc_text_byte_of(text, BYTES, 7, &byte));
    assert_false(sc_text_byte_of(text, BYTES, 10, &byte));
    assert_int_equal(sc_text_character_at(text, 4), 1);
    sc_pool_empty(&pool);
}

static void test_empty(void **state)
{
    sc_pool pool = {NULL};
    sc_text *text = sc_text_read(&pool, NULL, 0);
    uint32_t byte = 9;
    (void)state;
    assert_int_equal(text->count, 0);
    assert_true(sc_text_byte_of(text, UNITS, 0, &byte));
    assert_int_equal(byte, 0);
    assert_false(sc_text_byte_of(text, UNITS, 1, &byte));
    sc_pool_empty(&pool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_bad_sequences), cmocka_unit_test(test_code_points_come_back),
                                       cmocka_unit_test(test_offsets), cmocka_unit_test(test_empty)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
