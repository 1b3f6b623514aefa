#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "json_request.h"

/* The line in memory of its own size, so that a sanitizer sees a read past it. */
typedef struct fixture {
    char *line;
    ss_request request;
    bool good;
} fixture;

static void read_bytes(fixture *self, const char *line, size_t length)
{
    self->line = malloc(length == 0 ? 1 : length);
    assert_non_null(self->line);
    memcpy(self->line, line, length);
    self->good = ss_request_read(self->line, length, &self->request);
}

static void close_fixture(fixture *self)
{
    ss_request_free(&self->request);
    free(self->line);
}

static void check_id(const fixture *self, const char *id)
{
    if (id == NULL) {
        assert_null(self->request.id);
        return;
    }
    assert_non_null(self->request.id);
    assert_int_equal(self->request.id_length, strlen(id));
    assert_memory_equal(self->request.id, id, strlen(id));
}

static void accept(const char *line, const char *id, const char *text, size_t length)
{
    fixture self;
    read_bytes(&self, line, strlen(line));
    assert_string_equal(self.request.message, "");
    assert_true(self.good);
    check_id(&self, id);
    assert_int_equal(self.request.text_length, length);
    assert_memory_equal(self.request.text, text, length);
    close_fixture(&self);
}

static void refuse(const char *line, size_t length, const char *id, const char *message)
{
    fixture self;
    read_bytes(&self, line, length);
    assert_false(self.good);
    assert_string_equal(self.request.message, message);
    check_id(&self, id);
    close_fixture(&self);
}

static void refuse_line(const char *line, const char *id, const char *message)
{
    refuse(line, strlen(line), id, message);
}

static void ids_are_as_they_came(void **state)
{
    (void)state;
    static const char *const ids[] = {"\"a\"", "\"\"", "\"\\u00e9\\n\\\"}],\\\\\"", "\"caf\xC3\xA9\"", "\"\\u0000\"", "0", "-0", "7",
                                      "1.10", "1e5", "1E+05", "18446744073709551616", "123456789012345678901234567890", "-1.50"};
    static const char *const lines[] = {"{\"id\":%s,\"text\":\"x\"}",
                                        "{\"text\":\"x\",\"id\":%s}",
                                        "\t{ \"id\" : %s , \"text\" : \"x\" } \r",
                                        "{\"text\":\"x\", \"id\":\r%s\t}",
                                        "{\"a\":{\"id\":1,\"b\":[2,{\"id\":3}]},\"\\\"id\\\":9,\":[[4,5],6],\"id\":%s,\"text\":\"x\"}",
                                        "{\"\\u0069d\":%s,\"text\":\"x\",\"c\":{}}"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        for (size_t j = 0; j < sizeof lines / sizeof *lines; j++) {
            char line[256];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
            snprintf(line, sizeof line, lines[j], ids[i]);
#pragma GCC diagnostic pop
            accept(line, ids[i], "x", 1);
        }
    }
}

static void texts_are_unescaped(void **state)
{
    (void)state;
    accept("{\"id\":1,\"text\":\"\"}", "1", "", 0);
    accept("{\"id\":1,\"text\":\"a\\u0000b\\n\\u00e9\\ud83c\\udf09\\/\"}", "1", "a\0b\n\xC3\xA9\xF0\x9F\x8C\x89/", 11);
}

static void media_type_and_language(void **state)
{
    (void)state;
    fixture self;
    static const char line[] = "{\"id\":1,\"text\":\"\",\"media_type\":\"text/markdown\",\"language\":\"\"}";
    read_bytes(&self, line, sizeof line - 1);
    assert_true(self.good);
    assert_string_equal(self.request.media_type, "text/markdown");
    assert_string_equal(self.request.language, "");
    close_fixture(&self);
    static const char none[] = "{\"id\":1,\"text\":\"\",\"language\":null}";
    read_bytes(&self, none, sizeof none - 1);
    assert_true(self.good);
    assert_null(self.request.media_type);
    assert_null(self.request.language);
    close_fixture(&self);
}

static void what_is_no_request_says_why(void **state)
{
    (void)state;
    refuse_line("", NULL, "an empty line");
    refuse_line("{\"id\":1,", NULL, "no JSON: string or '}' expected near end of file (at byte 8 of the line)");
    refuse_line("[1]", NULL, "no JSON object");
    refuse_line("{\"text\":\"x\"}", NULL, "\"id\" is missing: give a string or a number");
    refuse_line("{\"id\":null,\"text\":\"x\"}", NULL, "\"id\" is neither a string nor a number");
    refuse_line("{\"id\":[1],\"text\":\"x\"}", NULL, "\"id\" is neither a string nor a number");
    refuse_line("{\"id\":1.50}", "1.50", "\"text\" is missing");
    refuse_line("{\"text\":7,\"id\":\"a\"}", "\"a\"", "\"text\" is no string");
    refuse_line("{\"id\":1,\"text\":\"\",\"language\":7}", "1", "\"language\" is no string of a language");
    refuse_line("{\"id\":1,\"text\":\"\",\"media_type\":\"a\\u0000\"}", "1", "\"media_type\" is no string of a media type");
}

static void what_jansson_refuses(void **state)
{
    (void)state;
    static const char nul[] = "{\"id\":1,\0\"text\":\"\"}";
    static const char *const lines[] = {"{\"id\":1,\"id\":1,\"text\":\"\"}", "{\"id\":1,\"text\":\"\xFF\"}", "{\"id\":1,\"text\":\"\\ud800\"}",
                                        "{\"id\":1,\"text\":\"\"} x", "{\"id\":01,\"text\":\"\"}", "{\"id\":1e999,\"text\":\"\"}",
                                        "{\"id\":1,\"text\":\"a", "{\"id\":1,\"text\":\"a\\", "}", "]]]]", "{\"id\":1]", "\""};
    fixture self;
    read_bytes(&self, nul, sizeof nul - 1);
    assert_false(self.good);
    close_fixture(&self);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        read_bytes(&self, lines[i], strlen(lines[i]));
        assert_false(self.good);
        assert_memory_equal(self.request.message, "no JSON: ", 9);
        assert_null(self.request.id);
        close_fixture(&self);
    }
}

static void ids_up_to_a_length(void **state)
{
    (void)state;
    for (size_t length = SS_REQUEST_ID_MOST_BYTES - 1; length <= SS_REQUEST_ID_MOST_BYTES + 1; length++) {
        char id[SS_REQUEST_ID_MOST_BYTES + 2], line[SS_REQUEST_ID_MOST_BYTES + 64];
        memset(id, 'x', length);
        id[0] = id[length - 1] = '"';
        id[length] = '\0';
        snprintf(line, sizeof line, "{\"id\":%s,\"text\":\"x\"}", id);
        if (length <= SS_REQUEST_ID_MOST_BYTES)
            accept(line, id, "x", 1);
        else
            refuse_line(line, NULL, "\"id\" is longer than 4096 bytes");
    }
}

static void nesting_up_to_a_depth(void **state)
{
    (void)state;
    for (size_t depth = SS_REQUEST_MOST_DEPTH - 1; depth <= SS_REQUEST_MOST_DEPTH + 1; depth++) {
        char line[256] = "{\"id\":1,\"text\":\"[[[[[[[[[[[[[[[[[[[[[[[[[\",\"a\":";
        size_t length = strlen(line);
        memset(line + length, '[', depth - 1);
        memset(line + length + depth - 1, ']', depth - 1);
        strcpy(line + length + 2 * (depth - 1), "}");
        if (depth <= SS_REQUEST_MOST_DEPTH)
            accept(line, "1", "[[[[[[[[[[[[[[[[[[[[[[[[[", 25);
        else
            refuse_line(line, NULL, "nested deeper than 16 levels");
    }
}

/* The line's object, id and text are values too; commas in a text are none. */
static void values_up_to_a_number(void **state)
{
    (void)state;
    static char line[4 * SS_REQUEST_MOST_VALUES];
    for (size_t values = SS_REQUEST_MOST_VALUES - 1; values <= SS_REQUEST_MOST_VALUES + 1; values++) {
        strcpy(line, "{\"id\":1,\"text\":\",,,,\",\"a\":[0");
        size_t counted = 5, length = strlen(line);
        for (; counted < values; counted++, length += 2)
            memcpy(line + length, ",0", 2);
        strcpy(line + length, "]}");
        if (values <= SS_REQUEST_MOST_VALUES)
            accept(line, "1", ",,,,", 4);
        else
            refuse_line(line, NULL, "more than 4096 values in one line");
    }
}

/* Ten million brackets are refused before anything of them is kept. */
static void deep_nesting_costs_nothing(void **state)
{
    (void)state;
    enum { LENGTH = 10000000 };
    char *line = malloc(LENGTH);
    assert_non_null(line);
    memset(line, '[', LENGTH);
    refuse(line, LENGTH, NULL, "nested deeper than 16 levels");
    free(line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_are_as_they_came),
        cmocka_unit_test(texts_are_unescaped),
        cmocka_unit_test(media_type_and_language),
        cmocka_unit_test(what_is_no_request_says_why),
        cmocka_unit_test(what_jansson_refuses),
        cmocka_unit_test(ids_up_to_a_length),
        cmocka_unit_test(nesting_up_to_a_depth),
        cmocka_unit_test(values_up_to_a_number),
        cmocka_unit_test(deep_nesting_costs_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
