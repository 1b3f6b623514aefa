#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "line_input.h"

#define CAP 10u

typedef struct fixture {
    ss_line_input input;
    ss_body line;
    int writing;
} fixture;

static void open_fixture(fixture *self)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    ss_line_input_init(&self->input, ends[0]);
    self->line = (ss_body){.cap = CAP};
    self->writing = ends[1];
}

static void send(const fixture *self, const char *bytes, size_t length)
{
    assert_int_equal(write(self->writing, bytes, length), length);
}

static void hang_up(const fixture *self)
{
    close(self->writing);
}

static void expect(fixture *self, ss_line_status status, const char *line)
{
    assert_int_equal(ss_line_input_next(&self->input, &self->line), status);
    assert_int_equal(self->line.length, strlen(line));
    if (*line != '\0')
        assert_memory_equal(self->line.bytes, line, strlen(line));
}

static void close_fixture(fixture *self)
{
    close(self->input.descriptor);
    ss_body_free(&self->line);
}

static void lines_come_without_their_ends(void **state)
{
    (void)state;
    fixture self;
    open_fixture(&self);
    send(&self, "one\n\ntwo\r\nlast", 14);
    hang_up(&self);
    expect(&self, SS_LINE_OK, "one");
    expect(&self, SS_LINE_OK, "");
    expect(&self, SS_LINE_OK, "two\r");
    expect(&self, SS_LINE_OK, "last");
    expect(&self, SS_LINE_END, "");
    expect(&self, SS_LINE_END, "");
    close_fixture(&self);
}

static void nothing_stands_behind_the_last_end(void **state)
{
    (void)state;
    fixture self;
    open_fixture(&self);
    send(&self, "one\n", 4);
    hang_up(&self);
    expect(&self, SS_LINE_OK, "one");
    expect(&self, SS_LINE_END, "");
    close_fixture(&self);
    open_fixture(&self);
    hang_up(&self);
    expect(&self, SS_LINE_END, "");
    close_fixture(&self);
}

static void a_whole_line_is_not_waited_past(void **state)
{
    (void)state;
    fixture self;
    open_fixture(&self);
    send(&self, "on", 2);
    send(&self, "e\ntw", 4);
    expect(&self, SS_LINE_OK, "one");
    send(&self, "o\n", 2);
    expect(&self, SS_LINE_OK, "two");
    hang_up(&self);
    close_fixture(&self);
}

static void a_long_line_is_passed_over(void **state)
{
    (void)state;
    static const char digits[] = "123456789012";
    for (size_t length = CAP - 1; length <= CAP + 1; length++) {
        fixture self;
        open_fixture(&self);
        send(&self, digits, length);
        send(&self, "\nnext\n", 6);
        send(&self, digits, length);
        hang_up(&self);
        char whole[16] = "";
        if (length <= CAP)
            memcpy(whole, digits, length);
        expect(&self, length <= CAP ? SS_LINE_OK : SS_LINE_TOO_LONG, whole);
        expect(&self, SS_LINE_OK, "next");
        expect(&self, length <= CAP ? SS_LINE_OK : SS_LINE_TOO_LONG, whole);
        expect(&self, SS_LINE_END, "");
        close_fixture(&self);
    }
}

/* Longer than what is read at once, and ends on every side of its border. */
static void lines_across_what_is_read_at_once(void **state)
{
    (void)state;
    for (size_t first = 65534; first <= 65537; first++) {
        fixture self;
        char path[] = "/tmp/sayso-test-XXXXXX", *bytes = malloc(first + 6);
        assert_non_null(bytes);
        memset(bytes, 'x', first);
        memcpy(bytes + first, "\ntail\n", 6);
        int descriptor = mkstemp(path);
        assert_int_equal(write(descriptor, bytes, first + 6), first + 6);
        lseek(descriptor, 0, SEEK_SET);
        ss_line_input_init(&self.input, descriptor);
        self.line = (ss_body){.cap = 1u << 20};
        assert_int_equal(ss_line_input_next(&self.input, &self.line), SS_LINE_OK);
        assert_int_equal(self.line.length, first);
        expect(&self, SS_LINE_OK, "tail");
        expect(&self, SS_LINE_END, "");
        close_fixture(&self);
        unlink(path);
        free(bytes);
    }
}

static void what_cannot_be_read(void **state)
{
    (void)state;
    fixture self = {.line = {.cap = CAP}};
    ss_line_input_init(&self.input, -1);
    expect(&self, SS_LINE_UNREADABLE, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_come_without_their_ends),
        cmocka_unit_test(nothing_stands_behind_the_last_end),
        cmocka_unit_test(a_whole_line_is_not_waited_past),
        cmocka_unit_test(a_long_line_is_passed_over),
        cmocka_unit_test(lines_across_what_is_read_at_once),
        cmocka_unit_test(what_cannot_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
