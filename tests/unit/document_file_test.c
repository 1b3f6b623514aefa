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

typedef struct fixture {
    ss_file file;
    char path[64];
    uint8_t *bytes; /* what is in the file */
} fixture;

static void open_fixture(fixture *self, size_t length)
{
    memset(&self->file, 0, sizeof self->file);
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
    ss_file_free(&self->file);
}

typedef ss_file_status reader(const char *path, size_t cap, ss_file *out);

/* The same bytes through something that does not tell its size. */
static ss_file_status read_through_pipe(fixture *self, reader *read_it, size_t cap)
{
    char command[128], path[32];
    snprintf(command, sizeof command, "cat %s 2>/dev/null", self->path);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    snprintf(path, sizeof path, "/dev/fd/%d", fileno(pipe));
    ss_file_status status = read_it(path, cap, &self->file);
    pclose(pipe);
    return status;
}

static void check_size(fixture *self, size_t length, size_t cap, ss_file_status status)
{
    assert_int_equal(status, cap < length ? SS_FILE_TOO_LARGE : SS_FILE_OK);
    assert_int_equal(self->file.body.length, cap < length ? 0 : length);
    assert_int_equal(self->file.message[0] == '\0', cap >= length);
    if (cap >= length)
        assert_memory_equal(self->file.body.bytes, self->bytes, length);
    ss_file_free(&self->file);
}

static void check_sizes(size_t length)
{
    fixture self;
    open_fixture(&self, length);
    for (size_t cap = length - 1; cap <= length + 1; cap++) {
        check_size(&self, length, cap, ss_file_read(self.path, cap, &self.file));
        check_size(&self, length, cap, ss_file_read_document(self.path, cap, &self.file));
        check_size(&self, length, cap, read_through_pipe(&self, ss_file_read, cap));
        check_size(&self, length, cap, read_through_pipe(&self, ss_file_read_document, cap));
    }
    close_fixture(&self);
}

/* Around what is looked at for compression, and a body's doubles. */
static void every_size_is_read_up_to_the_cap(void **state)
{
    (void)state;
    static const size_t lengths[] = {2, 3, 511, 512, 513, 514, 515, 4095, 4096, 4097, 8192, 65536, 200000};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
        check_sizes(lengths[i]);
}

static void an_empty_file_is_read(void **state)
{
    (void)state;
    fixture self;
    open_fixture(&self, 0);
    assert_int_equal(ss_file_read(self.path, 10, &self.file), SS_FILE_OK);
    assert_int_equal(self.file.body.length, 0);
    ss_file_free(&self.file);
    assert_int_equal(ss_file_read_document(self.path, 10, &self.file), SS_FILE_OK);
    ss_file_free(&self.file);
    assert_int_equal(ss_file_read_document("/dev/null", 10, &self.file), SS_FILE_OK);
    assert_int_equal(self.file.body.length, 0);
    close_fixture(&self);
}

static void what_cannot_be_read_says_why(void **state)
{
    (void)state;
    fixture self;
    open_fixture(&self, 100000);
    assert_int_equal(ss_file_read("/tmp", 10, &self.file), SS_FILE_BAD);
    assert_string_equal(self.file.message, "is a directory; name the files in it");
    assert_int_equal(ss_file_read_document("", 10, &self.file), SS_FILE_BAD);
    assert_string_equal(self.file.message, "No such file or directory");
    assert_int_equal(ss_file_read_document(self.path, 99999, &self.file), SS_FILE_TOO_LARGE);
    assert_string_equal(self.file.message, "100000 bytes, and 99999 are the most: split it");
    assert_int_equal(ss_file_read_document(self.path, 100, &self.file), SS_FILE_TOO_LARGE);
    assert_string_equal(self.file.message, "100000 bytes, and 100 are the most: split it");
    assert_int_equal(read_through_pipe(&self, ss_file_read_document, 99999), SS_FILE_TOO_LARGE);
    assert_string_equal(self.file.message, "more than 99999 bytes, which are the most: split it");
    close_fixture(&self);
}

/* ---- compressed ------------------------------------------------------------------------------ */

/* Replaces the file with the bytes as a stream. Window bits as zlib has them: 15 zlib, 31 gzip. */
static size_t compress_fixture(fixture *self, size_t length, int window_bits, uint8_t packed[], size_t room)
{
    z_stream stream = {.next_in = self->bytes, .avail_in = (uInt)length, .next_out = packed, .avail_out = (uInt)room};
    assert_int_equal(deflateInit2(&stream, 6, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY), Z_OK);
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    size_t size = stream.total_out;
    deflateEnd(&stream);
    return size;
}

static void write_fixture(const fixture *self, const uint8_t *bytes, size_t length)
{
    FILE *file = fopen(self->path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static void a_compressed_file_is_inflated_up_to_the_cap(void **state)
{
    (void)state;
    enum { LENGTH = 300000 };
    static uint8_t packed[LENGTH * 2];
    for (int window_bits = 15; window_bits <= 31; window_bits += 16) {
        fixture self;
        open_fixture(&self, LENGTH);
        size_t size = compress_fixture(&self, LENGTH, window_bits, packed, sizeof packed);
        write_fixture(&self, packed, size);
        for (size_t cap = LENGTH - 1; cap <= LENGTH + 1; cap++) {
            check_size(&self, LENGTH, cap, ss_file_read_document(self.path, cap, &self.file));
            check_size(&self, LENGTH, cap, read_through_pipe(&self, ss_file_read_document, cap));
        }
        assert_int_equal(ss_file_read_document(self.path, 10, &self.file), SS_FILE_TOO_LARGE);
        assert_string_equal(self.file.message, "more than 10 bytes once inflated, which are the most: split it");
        assert_int_equal(ss_file_read(self.path, LENGTH, &self.file), SS_FILE_OK);
        assert_int_equal(self.file.body.length, size);
        close_fixture(&self);
    }
}

/* Stored blocks make a stream longer than its text. */
static void a_stream_longer_than_its_text_is_inflated(void **state)
{
    (void)state;
    static const uint8_t stored[] = {0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 3, 0, 0xFC, 0xFF, 'a', 'b', 'c',
                                     0xC2, 0x41, 0x24, 0x35, 3, 0, 0, 0};
    fixture self;
    open_fixture(&self, 0);
    write_fixture(&self, stored, sizeof stored);
    assert_int_equal(ss_file_read_document(self.path, 3, &self.file), SS_FILE_OK);
    assert_int_equal(self.file.body.length, 3);
    assert_memory_equal(self.file.body.bytes, "abc", 3);
    close_fixture(&self);
}

static void check_broken(fixture *self, const uint8_t *bytes, size_t length, const char *message)
{
    write_fixture(self, bytes, length);
    assert_int_equal(ss_file_read_document(self->path, 100000, &self->file), SS_FILE_BAD);
    assert_string_equal(self->file.message, message);
    assert_int_equal(self->file.body.length, 0);
}

static void a_broken_stream_names_the_byte(void **state)
{
    (void)state;
    fixture self;
    uint8_t packed[4096];
    char message[128];
    open_fixture(&self, 1000);
    size_t size = compress_fixture(&self, 1000, 31, packed, sizeof packed);
    for (size_t cut = 2; cut < size; cut += size / 7) {
        snprintf(message, sizeof message, "a zlib or gzip stream that has not come to its end (at byte %zu of the file)", cut);
        check_broken(&self, packed, cut, message);
    }
    packed[size] = '\n';
    snprintf(message, sizeof message, "bytes after the end of the zlib or gzip stream (at byte %zu of the file)", size);
    check_broken(&self, packed, size + 1, message);
    packed[size - 8] ^= 1; /* the check sum */
    write_fixture(&self, packed, size);
    assert_int_equal(ss_file_read_document(self.path, 100000, &self.file), SS_FILE_BAD);
    assert_non_null(strstr(self.file.message, "a broken one (at byte "));
    close_fixture(&self);
}

static void compressed_bytes_are_told_from_text(void **state)
{
    (void)state;
    uint8_t text[20000], packed[20000];
    memset(text, 'a', sizeof text);
    memcpy(text, "x^", 2);
    assert_null(ss_file_compression(text, sizeof text));
    assert_null(ss_file_compression(text, 2));
    assert_null(ss_file_compression(text, 1));
    assert_null(ss_file_compression(text, 0));
    memcpy(text + 511, "é", 2); /* across the end of what is looked at */
    assert_null(ss_file_compression(text, sizeof text));
    assert_string_equal(ss_file_compression((const uint8_t *)"\x1F\x8B\x08", 3), "gzip");
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (uint8_t)("the bridge will open"[i % 20] + (int)(i * i % 3));
    for (int level = 1; level <= 9; level++) {
        uLongf length = sizeof packed;
        assert_int_equal(compress2(packed, &length, text, sizeof text, level), Z_OK);
        assert_string_equal(ss_file_compression(packed, length), "zlib");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_size_is_read_up_to_the_cap),
        cmocka_unit_test(an_empty_file_is_read),
        cmocka_unit_test(what_cannot_be_read_says_why),
        cmocka_unit_test(a_compressed_file_is_inflated_up_to_the_cap),
        cmocka_unit_test(a_stream_longer_than_its_text_is_inflated),
        cmocka_unit_test(a_broken_stream_names_the_byte),
        cmocka_unit_test(compressed_bytes_are_told_from_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
