/* frame_test.c - frames: cut anywhere, capped, and told where they break. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "frame.h"

static void frames_are_read_in_order(void **state)
{
    (void)state;
    static const uint8_t stream[] = "\x01" "a" "\x03" "bcd" "\x81\x00" "e";
    ss_frame_reader reader;
    ss_frame frame;
    ss_frame_open_memory(&reader, stream, sizeof stream - 1);
    assert_int_equal(ss_frame_next(&reader, 10, &frame), SS_FRAME_READ);
    assert_int_equal(frame.length, 1);
    assert_memory_equal(frame.bytes, "a", 1);
    assert_int_equal(frame.at, 0);
    assert_int_equal(frame.body_at, 1);
    assert_int_equal(ss_frame_next(&reader, 10, &frame), SS_FRAME_READ);
    assert_int_equal(frame.length, 3);
    assert_memory_equal(frame.bytes, "bcd", 3);
    assert_int_equal(frame.at, 2);
    assert_int_equal(frame.body_at, 3);
    assert_int_equal(ss_frame_next(&reader, 10, &frame), SS_FRAME_READ); /* a padded length */
    assert_memory_equal(frame.bytes, "e", 1);
    assert_int_equal(frame.at, 6);
    assert_int_equal(frame.body_at, 8);
    assert_int_equal(ss_frame_next(&reader, 10, &frame), SS_FRAME_END);
    assert_int_equal(ss_frame_next(&reader, 10, &frame), SS_FRAME_END);
    ss_frame_close(&reader);
}

/* Reads `before` good frames, then expects a fault at `at`. */
static void expect_fault(const void *stream, size_t length, int before, uint64_t at)
{
    ss_frame_reader reader;
    ss_frame frame;
    ss_frame_open_memory(&reader, stream, length);
    for (int i = 0; i < before; i++)
        assert_int_equal(ss_frame_next(&reader, 100, &frame), SS_FRAME_READ);
    for (int again = 0; again < 2; again++) { /* for good */
        assert_int_equal(ss_frame_next(&reader, 100, &frame), SS_FRAME_FAULT);
        assert_int_equal(reader.fault.code, SS_FAULT_FRAME);
        assert_int_equal(reader.fault.at, at);
        assert_non_null(reader.fault.message);
    }
    ss_frame_close(&reader);
}

static void bad_lengths_are_faults(void **state)
{
    (void)state;
    expect_fault("\x00", 1, 0, 0);
    expect_fault("\x80\x00", 2, 0, 0);
    expect_fault("\x01" "a" "\x00", 3, 1, 2);
    expect_fault("\x81\x80\x80\x80\x80\x00" "a", 7, 0, 0);
    expect_fault("\xff\xff\xff\xff\x1f", 5, 0, 0);
    expect_fault("\xff\xff\xff\xff\x0f", 5, 0, 0); /* fits in 32 bits, not under the cap */
}

static void an_end_inside_a_frame_is_a_fault(void **state)
{
    (void)state;
    expect_fault("\x80", 1, 0, 0);
    expect_fault("\x02" "a", 2, 0, 0);
    expect_fault("\x01" "a" "\x01", 3, 1, 2);
}

static void the_cap_holds_to_the_byte(void **state)
{
    (void)state;
    enum { CAP = 300 };
    uint8_t stream[CAP + 8];
    for (uint32_t length = CAP - 1; length <= CAP + 1; length++) {
        ss_frame_reader reader;
        ss_frame frame;
        memset(stream, 'x', sizeof stream);
        size_t prefix = ss_frame_prefix(length, stream);
        assert_int_equal(prefix, 2);
        ss_frame_open_memory(&reader, stream, prefix + length);
        assert_int_equal(ss_frame_next(&reader, CAP, &frame), length <= CAP ? SS_FRAME_READ : SS_FRAME_FAULT);
        ss_frame_close(&reader);
    }
}

static void lengths_are_written_as_they_are_read(void **state)
{
    (void)state;
    static const struct {
        uint32_t length;
        size_t bytes;
    } cases[] = {{1, 1}, {127, 1}, {128, 2}, {16383, 2}, {16384, 3}, {2097151, 3}, {2097152, 4}, {268435455, 4}, {268435456, 5}, {UINT32_MAX, 5}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint8_t prefix[SS_FRAME_PREFIX_BYTES];
        uint64_t back = 0;
        assert_int_equal(ss_frame_prefix(cases[i].length, prefix), cases[i].bytes);
        for (size_t k = 0; k < cases[i].bytes; k++) {
            back |= (uint64_t)(prefix[k] & 0x7f) << (7 * k);
            assert_int_equal(prefix[k] >> 7, k + 1 < cases[i].bytes);
        }
        assert_int_equal(back, cases[i].length);
    }
}

/* 50 frames of growing length, some longer than the first buffer. */
static uint8_t *make_stream(size_t *length)
{
    uint8_t *stream = malloc(4u << 20);
    size_t at = 0;
    assert_non_null(stream);
    for (uint32_t i = 1; i <= 50; i++) {
        uint32_t size = i * i * 61;
        at += ss_frame_prefix(size, stream + at);
        memset(stream + at, (int)i, size);
        at += size;
    }
    *length = at;
    return stream;
}

static void expect_stream(ss_frame_reader *reader, size_t length)
{
    ss_frame frame = {0};
    for (uint32_t i = 1; i <= 50; i++) {
        assert_int_equal(ss_frame_next(reader, UINT32_MAX, &frame), SS_FRAME_READ);
        assert_int_equal(frame.length, i * i * 61);
        for (uint32_t k = 0; k < frame.length; k++)
            assert_int_equal(frame.bytes[k], i);
    }
    assert_int_equal(frame.body_at + frame.length, length);
    assert_int_equal(ss_frame_next(reader, UINT32_MAX, &frame), SS_FRAME_END);
}

static void long_frames_outgrow_the_buffer(void **state)
{
    (void)state;
    size_t length;
    uint8_t *stream = make_stream(&length);
    ss_frame_reader reader;
    ss_frame_open_memory(&reader, stream, length);
    expect_stream(&reader, length);
    ss_frame_close(&reader);
    free(stream);
}

static void a_pipe_reads_as_memory_does(void **state)
{
    (void)state;
    size_t length, written = 0;
    uint8_t *stream = make_stream(&length);
    char name[] = "/tmp/frame_test_XXXXXX";
    int file = mkstemp(name);
    assert_true(file >= 0);
    unlink(name);
    while (written < length) {
        ssize_t part = write(file, stream + written, length - written);
        assert_true(part > 0);
        written += (size_t)part;
    }
    assert_int_equal(lseek(file, 0, SEEK_SET), 0);
    ss_frame_reader reader;
    ss_frame_open(&reader, file, -1);
    expect_stream(&reader, length);
    ss_frame_close(&reader);
    close(file);
    free(stream);
}

static void a_frame_in_two_pieces_gives_the_same_frame(void **state)
{
    (void)state;
    int ends[2];
    ss_frame_reader reader;
    ss_frame frame;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "\x05" "hel", 4), 4);
    ss_frame_open(&reader, ends[0], -1);
    assert_int_equal(write(ends[1], "lo" "\x01", 3), 3);
    assert_int_equal(ss_frame_next(&reader, 10, &frame), SS_FRAME_READ);
    assert_memory_equal(frame.bytes, "hello", 5);
    close(ends[1]);
    assert_int_equal(ss_frame_next(&reader, 10, &frame), SS_FRAME_FAULT);
    assert_int_equal(reader.fault.at, 6);
    ss_frame_close(&reader);
    close(ends[0]);
}

static void a_halt_stops_reading(void **state)
{
    (void)state;
    int ends[2], halt[2];
    ss_frame_reader reader;
    ss_frame frame;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(pipe(halt), 0);
    assert_int_equal(write(ends[1], "\x02" "a", 2), 2);
    assert_int_equal(write(halt[1], "!", 1), 1);
    ss_frame_open(&reader, ends[0], halt[0]);
    assert_int_equal(ss_frame_next(&reader, 10, &frame), SS_FRAME_HALTED);
    assert_int_equal(ss_frame_next(&reader, 10, &frame), SS_FRAME_HALTED);
    ss_frame_close(&reader);
    for (int i = 0; i < 2; i++) {
        close(ends[i]);
        close(halt[i]);
    }
}

static void a_failed_read_is_told(void **state)
{
    (void)state;
    ss_frame_reader reader;
    ss_frame frame;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    ss_frame_open(&reader, ends[1], -1); /* the end that cannot be read */
    close(ends[0]);
    assert_int_equal(ss_frame_next(&reader, 10, &frame), SS_FRAME_FAILED);
    assert_int_not_equal(reader.error, 0);
    ss_frame_close(&reader);
    close(ends[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(frames_are_read_in_order),
        cmocka_unit_test(bad_lengths_are_faults),
        cmocka_unit_test(an_end_inside_a_frame_is_a_fault),
        cmocka_unit_test(the_cap_holds_to_the_byte),
        cmocka_unit_test(lengths_are_written_as_they_are_read),
        cmocka_unit_test(long_frames_outgrow_the_buffer),
        cmocka_unit_test(a_pipe_reads_as_memory_does),
        cmocka_unit_test(a_frame_in_two_pieces_gives_the_same_frame),
        cmocka_unit_test(a_halt_stops_reading),
        cmocka_unit_test(a_failed_read_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
