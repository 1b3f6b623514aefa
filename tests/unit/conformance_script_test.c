/* conformance_script_test.c - the runner's reader of session.txt, and fields by their names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "runner/field.h"
#include "runner/script.h"
#include "sayso.pb-c.h"

static sc_pool pool;

static sc_script read_script(const char *source)
{
    sc_script script;
    sc_script_read(&pool, source, strlen(source), &script);
    return script;
}

static void test_lines(void **state)
{
    sc_script script = read_script("# nothing\n\nhello  # said\n  chunk 7 \"a # b\" size=3 # more\nend 7");
    (void)state;
    assert_null(script.fault);
    assert_int_equal(script.count, 3);
    assert_string_equal(script.line[0].verb, "hello");
    assert_int_equal(script.line[0].count, 0);
    assert_int_equal(script.line[1].number, 4);
    assert_string_equal(sc_script_bare(&script.line[1], 0)->value[0].data, "7");
    assert_string_equal(sc_script_bare(&script.line[1], 1)->value[0].data, "a # b");
    assert_true(sc_script_bare(&script.line[1], 1)->quoted);
    assert_string_equal(sc_script_find(&script.line[1], "size")->value[0].data, "3");
    assert_null(sc_script_find(&script.line[1], "repeat"));
    assert_null(sc_script_bare(&script.line[1], 2));
}

static void test_escapes(void **state)
{
    sc_script script = read_script("chunk 1 \"\\n\\r\\t\\\"\\\\\\x00\\xff\\u{1f30a}\"");
    (void)state;
    assert_null(script.fault);
    const sc_value *value = &sc_script_bare(&script.line[0], 1)->value[0];
    assert_int_equal(value->length, 11);
    assert_memory_equal(value->data, "\n\r\t\"\\\0\xff\xf0\x9f\x8c\x8a", 11);
}

static void test_relations_and_values(void **state)
{
    sc_script script = read_script("expect done 1 a=1|2 b>=3 c<=4 d!=5 e~\"x y\"|z f!~q unit=A,B empty=\"\"");
    static const sc_relation relations[] = {SC_IS, SC_AT_LEAST, SC_AT_MOST, SC_IS_NOT, SC_CONTAINS, SC_LACKS, SC_IS, SC_IS};
    static const size_t counts[] = {2, 1, 1, 1, 2, 1, 2, 1};
    (void)state;
    assert_null(script.fault);
    for (size_t at = 0; at < sizeof counts / sizeof *counts; at++) {
        assert_int_equal(script.line[0].word[at + 2].relation, relations[at]);
        assert_int_equal(script.line[0].word[at + 2].count, counts[at]);
    }
    assert_string_equal(script.line[0].word[6].value[1].data, "z");
    assert_int_equal(script.line[0].word[9].value[0].length, 0);
}

static void test_faults_name_their_line(void **state)
{
    static const char *const sources[] = {"hello\nchunk 1 \"open", "hello\nchunk 1 \"\\q\"", "hello\nchunk 1 \"\\x4\"", "hello\nchunk 1 \"\\u{}\"",
                                          "hello\n\"quoted\"", "hello\na=1", "hello\nchunk 1 \"a\"b"};
    (void)state;
    for (size_t at = 0; at < sizeof sources / sizeof *sources; at++) {
        sc_script script = read_script(sources[at]);
        assert_non_null(script.fault);
        assert_non_null(strstr(script.fault, "session.txt:2: "));
    }
}

static bool fits(const char *word, const char *actual, bool is_number)
{
    sc_line line = {0, NULL, NULL, 0};
    sc_value value = {actual, strlen(actual)};
    assert_null(sc_script_words(&pool, word, strlen(word), &line));
    return sc_script_fits(&line.word[0], &value, is_number);
}

static void test_what_fits(void **state)
{
    (void)state;
    assert_true(fits("a=OK|LIMIT", "LIMIT", false));
    assert_false(fits("a=OK|LIMIT", "LIM", false));
    assert_true(fits("a=0x10", "16", true));
    assert_true(fits("a>=9", "10", true));
    assert_false(fits("a>=11", "10", true));
    assert_true(fits("a<=10", "9", true));
    assert_true(fits("a!=9", "10", true));
    assert_false(fits("a!=\"\"", "", false));
    assert_true(fits("a~max", "the max is", false));
    assert_false(fits("a!~max|min", "the min is", false));
}

static void test_fields(void **state)
{
    Sayso__V1__Hello hello = SAYSO__V1__HELLO__INIT;
    Sayso__V1__Begin begin = SAYSO__V1__BEGIN__INIT;
    sc_value units[2] = {{"UTF16_UNIT", 10}, {"99", 2}}, yes = {"yes", 3}, zlib = {"ZLIB", 4}, many = {"4294967296", 10}, out;
    (void)state;
    assert_null(sc_field_set(&pool, &hello.base, "offset_unit", units, 2));
    assert_int_equal(hello.n_offset_unit, 2);
    assert_int_equal(hello.offset_unit[1], 99);
    assert_true(sc_field_get(&pool, &hello.base, "offset_unit", &out));
    assert_string_equal(out.data, "UTF16_UNIT,99");
    assert_null(sc_field_set(&pool, &begin.base, "strict_text", &yes, 1));
    assert_null(sc_field_set(&pool, &begin.base, "encoding", &zlib, 1));
    assert_true(begin.strict_text);
    assert_int_equal(begin.encoding, SAYSO__V1__ENCODING__ENCODING_ZLIB);
    assert_string_equal(sc_field_write(&pool, &begin.base, ""), " encoding=ZLIB strict_text=yes");
    assert_non_null(sc_field_set(&pool, &begin.base, "deadline_ms", &many, 1));
    assert_non_null(sc_field_set(&pool, &begin.base, "no_such_field", &yes, 1));
    assert_non_null(sc_field_set(&pool, &begin.base, "strict_text", &zlib, 1));
    assert_false(sc_field_get(&pool, &begin.base, "no_such_field", &out));
    assert_true(sc_field_is_number(&begin.base, "deadline_ms"));
    assert_false(sc_field_is_number(&begin.base, "encoding"));
}

static void test_values_are_written_as_they_are_read(void **state)
{
    static const char bytes[] = "a \"b\" \\ \n\r\x01\xff\xe2\x80 \xf0\x9f\x8c\x8a";
    sc_value value = {bytes, sizeof bytes - 1};
    char *line = sc_pool_print(&pool, "chunk 1 %s", sc_value_write(&pool, value, true));
    sc_script script = read_script(line);
    (void)state;
    assert_null(script.fault);
    const sc_value *back = &sc_script_bare(&script.line[0], 1)->value[0];
    assert_int_equal(back->length, value.length);
    assert_memory_equal(back->data, bytes, value.length);
}

static int empty_pool(void **state)
{
    (void)state;
    sc_pool_empty(&pool);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_lines), cmocka_unit_test(test_escapes),
                                       cmocka_unit_test(test_relations_and_values), cmocka_unit_test(test_faults_name_their_line),
                                       cmocka_unit_test(test_what_fits), cmocka_unit_test(test_fields),
                                       cmocka_unit_test(test_values_are_written_as_they_are_read)};
    return cmocka_run_group_tests(tests, NULL, empty_pool);
}
