#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <zlib.h>

#include "document_file.h"

#define BUDGET (8u << 20)

typedef struct fixture {
    ss_arena arena;
    ss_file file;
    char path[64];
    uint8_t *bytes; /* what is in the file */
} fixture;

static void open_fixture(fixture *self, size_t length)
{
    ss_arena_init(&self->arena, BUDGET);
    strcpy(self->path, "/tmp/sayso-test-XXXXXX");
    self->bytes = malloc(length + 1);
    assert_non_null(self->bytes);
    for (size_t i = 0; i < length; i++)
        self->bytes[i] = (uint8_t)(i * 7 + i / 251);
    int descriptor = mkstemp(self->path);
    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, self->bytes, length), length);
    close(descriptor);
}

static void close_fixture(fixture *self)
{
    unlink(self->path);
    free(self->bytes);
    ss_arena_free(&self->arena);
}

/* The same bytes through something that does not tell its size. */
static ss_file_status read_through_pipe(fixture *self, size_t cap)
{
    char command[128], path[32];
    snprintf(command, sizeof command, "cat %s 2>/dev/null", self->path);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    snprintf(path, sizeof path, "/dev/fd/%d", fileno(pipe));
    ss_file_status status = ss_file_read(&self->arena, path, cap, &self->file);
    pclose(pipe);
    return status;
}

static void check_sizes(size_t length)
{
    for (size_t cap = length - 1; cap <= length + 1; cap++) {
        for (int piped = 0; piped < 2; piped++) {
            fixture self;
            open_fixture(&self, length);
            ss_file_status status =
                piped ? read_through_pipe(&self, cap) : ss_file_read(&self.arena, self.path, cap, &self.file);
            assert_int_equal(status, cap < length ? SS_FILE_TOO_LARGE : SS_FILE_OK);
            assert_int_equal(self.file.length, cap < length ? 0 : length);
            assert_int_equal(self.file.message[0] == '\0', cap >= length);
            if (cap >= length)
                assert_memory_equal(self.file.bytes, self.bytes, length);
            close_fixture(&self);
        }
    }
}

/* Around the piece that is read first of a pipe, and its doubles. */
static void every_size_is_read_up_to_the_cap(void **state)
{
    (void)state;
    static const size_t lengths[] = {1, 2, 65535, 65536, 65537, 131071, 131072, 131073, 200000};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
        check_sizes(lengths[i]);
}

static void an_empty_file_is_read(void **state)
{
    (void)state;
    fixture self;
    open_fixture(&self, 0);
    assert_int_equal(ss_file_read(&self.arena, self.path, 10, &self.file), SS_FILE_OK);
    assert_int_equal(self.file.length, 0);
    assert_int_equal(ss_file_read(&self.arena, "/dev/null", 10, &self.file), SS_FILE_OK);
    close_fixture(&self);
}

static void what_cannot_be_read_says_why(void **state)
{
    (void)state;
    fixture self;
    open_fixture(&self, 100000);
    assert_int_equal(ss_file_read(&self.arena, "/tmp", 10, &self.file), SS_FILE_UNREADABLE);
    assert_string_equal(self.file.message, "is a directory; name the files in it");
    assert_int_equal(ss_file_read(&self.arena, "", 10, &self.file), SS_FILE_UNREADABLE);
    assert_string_equal(self.file.message, "No such file or directory");
    assert_int_equal(ss_file_read(&self.arena, self.path, 99999, &self.file), SS_FILE_TOO_LARGE);
    assert_string_equal(self.file.message, "100000 bytes, and 99999 are the most: split it");
    self.arena.budget = 50000;
    assert_int_equal(ss_file_read(&self.arena, self.path, 100000, &self.file), SS_FILE_MEMORY);
    close_fixture(&self);
}

static const char *compression_of(const void *bytes, size_t length)
{
    const ss_file file = {bytes, length, ""};
    return ss_file_compression(&file);
}

static void compressed_bytes_are_told_from_text(void **state)
{
    (void)state;
    uint8_t text[20000], packed[20000];
    memset(text, 'a', sizeof text);
    memcpy(text, "x^", 2);
    assert_null(compression_of(text, sizeof text));
    assert_null(compression_of(text, 2));
    assert_null(compression_of(text, 1));
    assert_null(compression_of(text, 0));
    memcpy(text + 511, "é", 2); /* across the end of what is looked at */
    assert_null(compression_of(text, sizeof text));
    assert_string_equal(compression_of("\x1F\x8B\x08", 3), "gzip");
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (uint8_t)("the bridge will open"[i % 20] + (int)(i * i % 3));
    for (int level = 1; level <= 9; level++) {
        uLongf length = sizeof packed;
        assert_int_equal(compress2(packed, &length, text, sizeof text, level), Z_OK);
        assert_string_equal(compression_of(packed, length), "zlib");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_size_is_read_up_to_the_cap),
        cmocka_unit_test(an_empty_file_is_read),
        cmocka_unit_test(what_cannot_be_read_says_why),
        cmocka_unit_test(compressed_bytes_are_told_from_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
