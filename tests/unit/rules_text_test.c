/* rules_text_test.c - meaning/rules_text.h: lines, values that go on, places, limits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "meaning/rules_text.h"

static ss_arena arena;
static ss_rules_text text;
static ss_rules_fault fault;

static int set_up(void **state)
{
    (void)state;
    ss_arena_init(&arena, 64u << 20);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    ss_arena_free(&arena);
    return 0;
}

static void read_bytes(const char *bytes, size_t length)
{
    assert_int_equal(ss_rules_text_read(&arena, (const uint8_t *)bytes, length, &text, &fault), SS_OK);
}

static void read(const char *bytes)
{
    read_bytes(bytes, strlen(bytes));
}

static void refuse(const char *bytes, const char *what, uint32_t line, uint32_t column)
{
    assert_int_equal(ss_rules_text_read(&arena, (const uint8_t *)bytes, strlen(bytes), &text, &fault), SS_ERR_INVALID_TEXT);
    assert_non_null(strstr(fault.what, what));
    assert_int_equal(fault.line, line);
    assert_int_equal(fault.column, column);
    assert_int_equal(text.count, 0);
    assert_null(text.rule);
}

static void rules_and_settings(void **state)
{
    (void)state;
    read("# a comment\n\n  # another\ncue \"go on\" = STATEMENT\ncredit our-line\n  gives = WIRE\n\n  find = a = b\n\ndefine x=y");
    assert_int_equal(text.count, 3);
    assert_string_equal(text.rule[0].word.text, "cue");
    assert_string_equal(text.rule[0].name.text, "go on");
    assert_string_equal(text.rule[0].value.text, "STATEMENT");
    assert_true(text.rule[0].quoted);
    assert_true(text.rule[0].has_value);
    assert_int_equal(text.rule[0].setting_count, 0);
    assert_string_equal(text.rule[1].name.text, "our-line");
    assert_false(text.rule[1].quoted);
    assert_false(text.rule[1].has_value);
    assert_int_equal(text.rule[1].setting_count, 2);
    assert_string_equal(text.rule[1].setting[0].name.text, "gives");
    assert_string_equal(text.rule[1].setting[1].value.text, "a = b");
    assert_string_equal(text.rule[2].name.text, "x");
    assert_string_equal(text.rule[2].value.text, "y");
    read("");
    assert_int_equal(text.count, 0);
    read("\xEF\xBB\xBF# only a comment");
    assert_int_equal(text.count, 0);
    read("\xEF\xBB\xBF" "cue \xE2\x80\x9Cto \"go\"\xE2\x80\x9D = off");
    assert_string_equal(text.rule[0].name.text, "to \"go\"");
}

/* Lines that are indented further belong to the value; blanks at their borders and comments do not. */
static void values_go_on(void **state)
{
    (void)state;
    read("define a =\r\n    one \r\n  # no part\r\n\ttwo#\r\ncredit b\n  find = #x\n     y\n\n      z\n  each =\n     w\n");
    assert_int_equal(text.count, 2);
    assert_string_equal(text.rule[0].value.text, "onetwo#");
    assert_int_equal(text.rule[0].value.length, 7);
    assert_int_equal(text.rule[1].setting_count, 2);
    assert_string_equal(text.rule[1].setting[0].value.text, "#xyz");
    assert_string_equal(text.rule[1].setting[1].value.text, "w");
}

static void places_are_those_of_the_file(void **state)
{
    (void)state;
    const char *file = "define a = #o\n  # no part\n   tw\n";
    read(file);
    const ss_rule_text *value = &text.rule[0].value;
    assert_string_equal(value->text, "#otw");
    assert_int_equal(ss_rules_place(&text, value, 0), strchr(file, '#') - file);
    assert_int_equal(ss_rules_place(&text, value, 1), strchr(file, '#') + 1 - file);
    assert_int_equal(ss_rules_place(&text, value, 3), strchr(file, 'w') - file);
    assert_int_equal(ss_rules_place(&text, value, 4), strchr(file, 'w') + 1 - file);
    assert_int_equal(ss_rules_place(&text, value, 99), strchr(file, 'w') + 1 - file);
}

static void quotation_marks_come_off(void **state)
{
    (void)state;
    ss_rule_text out;
    read("speaker \"a\" = \"Ann Lee\"\nspeaker \"b\" = Ann\nspeaker \"c\" = \"Ann\" Lee\nspeaker \"d\" = \xE2\x80\x9C\xE2\x80\x9D\nspeaker \"e\" = \"");
    assert_true(ss_rules_unquote(&arena, &text.rule[0].value, &out));
    assert_string_equal(out.text, "Ann Lee");
    assert_int_equal(out.from.end - out.from.start, 7);
    assert_false(ss_rules_unquote(&arena, &text.rule[1].value, &out));
    assert_false(ss_rules_unquote(&arena, &text.rule[2].value, &out));
    assert_true(ss_rules_unquote(&arena, &text.rule[3].value, &out));
    assert_int_equal(out.length, 0);
    assert_false(ss_rules_unquote(&arena, &text.rule[4].value, &out));
}

static void faults_have_a_line_and_a_column(void **state)
{
    (void)state;
    refuse("  gives = WIRE\n", "no rule above it", 1, 3);
    refuse("\xEF\xBB\xBF  gives = WIRE\n", "no rule above it", 1, 3);
    refuse("# \xC3\xA9\ncredit a\n   gives\n", "NAME = VALUE", 3, 4);
    refuse("credit a\n = x\n", "NAME = VALUE", 2, 2);
    refuse("cue \"a\n", "not closed", 1, 5);
    refuse("cue \xE2\x80\x9C" "a\"\n", "not closed", 1, 5);
    refuse("credit \xC3\xA9 b = c\n", "one word", 1, 10);
    refuse("a\n\nb \xFF\n", "not UTF-8", 3, 3);
    const char nul[] = "a\nb\0c";
    assert_int_equal(ss_rules_text_read(&arena, (const uint8_t *)nul, sizeof nul - 1, &text, &fault), SS_ERR_INVALID_TEXT);
    assert_int_equal(fault.line, 2);
    assert_int_equal(fault.column, 2);
    assert_int_equal(fault.at, 3);
}

static void bytes_are_bounded(void **state)
{
    (void)state;
    char *file = malloc(SS_MAX_RULES_BYTES + 1);
    assert_non_null(file);
    memset(file, '#', SS_MAX_RULES_BYTES + 1);
    read_bytes(file, SS_MAX_RULES_BYTES - 1);
    read_bytes(file, SS_MAX_RULES_BYTES);
    assert_int_equal(ss_rules_text_read(&arena, (const uint8_t *)file, SS_MAX_RULES_BYTES + 1, &text, &fault), SS_ERR_INVALID_TEXT);
    assert_int_equal(fault.at, SS_MAX_RULES_BYTES);
    free(file);
}

static void rules_are_bounded(void **state)
{
    (void)state;
    static char file[8 * (SS_MAX_RULES + 1)];
    for (uint32_t i = 0; i <= SS_MAX_RULES; i++)
        memcpy(file + 8 * i, "cue a=b\n", 8);
    for (uint32_t count = SS_MAX_RULES - 1; count <= SS_MAX_RULES; count++) {
        read_bytes(file, 8 * count);
        assert_int_equal(text.count, count);
    }
    assert_int_equal(ss_rules_text_read(&arena, (const uint8_t *)file, sizeof file, &text, &fault), SS_ERR_INVALID_TEXT);
    assert_int_equal(fault.line, SS_MAX_RULES + 1);
    assert_int_equal(fault.column, 1);
}

static void settings_are_bounded(void **state)
{
    (void)state;
    char file[256] = "credit a\n";
    for (uint32_t i = 1; i <= SS_MAX_RULE_SETTINGS; i++) {
        strcat(file, " b=c\n");
        read(file);
        assert_int_equal(text.rule[0].setting_count, i);
    }
    strcat(file, " b=c\n");
    refuse(file, "more than 8 settings", SS_MAX_RULE_SETTINGS + 2, 2);
}

static void no_memory_is_told(void **state)
{
    (void)state;
    ss_arena nothing;
    ss_arena_init(&nothing, 0);
    assert_int_equal(ss_rules_text_read(&nothing, (const uint8_t *)"cue a=b", 7, &text, &fault), SS_ERR_MEMORY);
    assert_int_equal(text.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(rules_and_settings, set_up, tear_down),
        cmocka_unit_test_setup_teardown(values_go_on, set_up, tear_down),
        cmocka_unit_test_setup_teardown(places_are_those_of_the_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(quotation_marks_come_off, set_up, tear_down),
        cmocka_unit_test_setup_teardown(faults_have_a_line_and_a_column, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bytes_are_bounded, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rules_are_bounded, set_up, tear_down),
        cmocka_unit_test_setup_teardown(settings_are_bounded, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_memory_is_told, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
