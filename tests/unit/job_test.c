/* job_test.c - one document as it comes: caps, encodings, what is dropped, what is taken meanwhile. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include <cmocka.h>

#include "clock.h"
#include "job.h"

static const ss_agreement agreement = {.version = 1, .unit = SAYSO_UTF8_BYTE, .limits = {.max_document_bytes = 100000}};

enum { IDENTITY = 1, ZLIB = 2 };

static ss_job *begun(int encoding, const ss_agreement *under)
{
    ss_order order = {.encoding = encoding};
    ss_job *job = ss_job_begin(9, &order, under);
    assert_non_null(job);
    assert_int_equal(job->doc, 9);
    assert_int_equal(job->outcome.status, SS_DONE_OK);
    return job;
}

static void send(ss_job *job, const uint8_t *bytes, size_t length, size_t size)
{
    for (size_t at = 0; at < length; at += size)
        assert_int_equal(ss_job_add(job, bytes + at, length - at < size ? length - at : size), SS_OK);
}

static void expect_fault(const ss_job *job, ss_done_status status, uint64_t at)
{
    assert_int_equal(job->outcome.status, status);
    assert_int_equal(job->outcome.at, at);
    assert_true(job->outcome.message[0] != '\0');
    assert_null(job->body.bytes); /* its memory is free at once */
    assert_null(job->inflater);
}

static void pieces_are_put_together(void **state)
{
    (void)state;
    uint8_t text[20000];
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (uint8_t)(i * 7);
    static const size_t sizes[] = {1, 7, 4096, sizeof text};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        ss_job *job = begun(IDENTITY, &agreement);
        send(job, text, sizeof text, sizes[i]);
        assert_int_equal(ss_job_add(job, NULL, 0), SS_OK);
        assert_int_equal(ss_job_finish(job), SS_OK);
        assert_int_equal(job->body.length, sizeof text);
        assert_memory_equal(job->body.bytes, text, sizeof text);
        ss_job_free(job);
    }
}

static void the_cap_holds_to_the_byte(void **state)
{
    (void)state;
    static const uint32_t caps[] = {1, 4095, 4096, 4097, 9000};
    uint8_t text[9001] = {0};
    for (size_t i = 0; i < sizeof caps / sizeof *caps; i++)
        for (uint32_t length = caps[i] - 1; length <= caps[i] + 1; length++) {
            ss_agreement small = {.limits = {.max_document_bytes = caps[i]}};
            ss_job *job = begun(IDENTITY, &small);
            send(job, text, length, 1000);
            assert_int_equal(ss_job_finish(job), SS_OK);
            if (length > caps[i])
                expect_fault(job, SS_DONE_TOO_LARGE, caps[i]);
            else
                assert_int_equal(job->outcome.status, SS_DONE_OK);
            ss_job_free(job);
        }
}

static void what_follows_a_fault_is_dropped(void **state)
{
    (void)state;
    ss_agreement small = {.limits = {.max_document_bytes = 2}};
    ss_job *job = begun(IDENTITY, &small);
    send(job, (const uint8_t *)"abc", 3, 3);
    send(job, (const uint8_t *)"d", 1, 1);
    expect_fault(job, SS_DONE_TOO_LARGE, 2);
    ss_job_cancel(job); /* but a cancel is one whatever else was wrong */
    expect_fault(job, SS_DONE_CANCELLED, 0);
    ss_job_free(job);
}

static void a_late_document_is_dropped(void **state)
{
    (void)state;
    ss_job *job = begun(IDENTITY, &agreement);
    send(job, (const uint8_t *)"abc", 3, 3);
    assert_false(ss_job_is_late(job, UINT64_MAX)); /* no deadline, never late */
    job->deadline = 1;
    assert_int_equal(ss_job_finish(job), SS_OK);
    expect_fault(job, SS_DONE_DEADLINE, 0);
    ss_job_free(job);
}

static void the_smaller_deadline_holds(void **state)
{
    (void)state;
    static const struct {
        uint32_t session, document, in_force;
    } cases[] = {{0, 0, 0}, {50000, 0, 50000}, {0, 60000, 60000}, {50000, 60000, 50000}, {60000, 50000, 50000}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ss_agreement dated = {.limits = {.max_document_bytes = 1, .deadline_ms = cases[i].session}};
        ss_order order = {.deadline_ms = cases[i].document};
        uint64_t before = ss_clock_now();
        ss_job *job = ss_job_begin(1, &order, &dated);
        uint64_t after = ss_clock_now();
        assert_non_null(job);
        if (cases[i].in_force == 0) {
            assert_int_equal(job->deadline, 0);
        } else {
            assert_true(job->deadline >= ss_clock_after(before, cases[i].in_force));
            assert_true(job->deadline <= ss_clock_after(after, cases[i].in_force));
            assert_true(ss_job_is_late(job, job->deadline));
            assert_false(ss_job_is_late(job, job->deadline - 1));
        }
        ss_job_free(job);
    }
}

static ss_job *asked_for(const uint8_t *media_type, size_t media_type_length, const uint8_t *language, size_t language_length, int encoding)
{
    ss_order order = {.media_type = media_type,
                      .media_type_length = media_type_length,
                      .language = language,
                      .language_length = language_length,
                      .encoding = encoding};
    ss_job *job = ss_job_begin(1, &order, &agreement);
    assert_non_null(job);
    return job;
}

static void tags_are_kept_for_the_core_to_judge(void **state)
{
    (void)state;
    static const uint8_t media_type[] = "text/\0x; a=\xc3\xa4\n", language[] = "en-GB";
    ss_job *job = asked_for(media_type, sizeof media_type - 1, language, sizeof language - 1, 0);
    assert_int_equal(job->outcome.status, SS_DONE_OK);
    assert_string_equal(job->media_type, "text/?x; a=???"); /* terminated, and fit for a message */
    assert_string_equal(job->language, "en-GB");
    ss_job_free(job);
    job = asked_for(NULL, 0, NULL, 0, 0);
    assert_string_equal(job->media_type, "");
    assert_string_equal(job->language, "");
    ss_job_free(job);
}

static void longer_tags_are_refused(void **state)
{
    (void)state;
    uint8_t tag[256];
    memset(tag, 'x', sizeof tag);
    for (size_t length = 254; length <= 256; length++)
        for (int what = 0; what < 2; what++) {
            ss_job *job = asked_for(tag, what == 0 ? length : 0, tag, what == 1 ? length : 0, 0);
            if (length == 256)
                expect_fault(job, SS_DONE_UNSUPPORTED, 0);
            else
                assert_int_equal(strlen(what == 0 ? job->media_type : job->language), length);
            ss_job_free(job);
        }
}

static void unknown_encodings_are_refused(void **state)
{
    (void)state;
    for (int encoding = -1; encoding <= 3; encoding++) {
        ss_job *job = asked_for(NULL, 0, NULL, 0, encoding);
        assert_int_equal(job->outcome.status, encoding < 0 || encoding > 2 ? SS_DONE_UNSUPPORTED : SS_DONE_OK);
        ss_job_free(job);
    }
}

/* What a worker takes while more comes is the same text, and its cap is that of the whole. */
static void text_is_taken_as_it_comes(void **state)
{
    (void)state;
    uint8_t text[20001];
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (uint8_t)(i * 11);
    for (size_t length = 19999; length <= 20001; length++) {
        ss_agreement small = {.limits = {.max_document_bytes = 20000}};
        ss_job *job = begun(IDENTITY, &small);
        ss_body taken = {0};
        assert_int_equal(ss_job_take(job, &taken), SS_OK); /* nothing yet */
        assert_int_equal(taken.length, 0);
        for (size_t at = 0; at < length; at += 700) {
            size_t part = length - at < 700 ? length - at : 700;
            send(job, text + at, part, 700);
            assert_true(job->outcome.status != SS_DONE_OK || job->length == at + part);
            if (at % 2100 == 0)
                assert_int_equal(ss_job_take(job, &taken), SS_OK);
        }
        assert_int_equal(ss_job_finish(job), SS_OK);
        assert_int_equal(ss_job_take(job, &taken), SS_OK);
        if (length > 20000) {
            expect_fault(job, SS_DONE_TOO_LARGE, 20000);
        } else {
            assert_int_equal(taken.length, length);
            assert_memory_equal(taken.bytes, text, length);
        }
        ss_body_free(&taken);
        ss_job_free(job);
    }
}

/* ---- compressed ------------------------------------------------------------------------------ */

enum { PLAIN = 90000 };

typedef struct packed {
    uint8_t plain[PLAIN];
    uint8_t bytes[2 * PLAIN];
    size_t length;
} packed;

/* Bytes that compress a little. window: 15 = zlib, 31 = gzip. */
static packed *make_packed(int window)
{
    packed *self = malloc(sizeof *self);
    uint32_t seed = 1;
    z_stream stream;
    assert_non_null(self);
    for (size_t i = 0; i < PLAIN; i++) {
        seed = seed * 1103515245u + 12345u;
        self->plain[i] = (uint8_t)("abcdefghijklmnop"[seed >> 28]);
    }
    memset(&stream, 0, sizeof stream);
    assert_int_equal(deflateInit2(&stream, 9, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY), Z_OK);
    stream.next_in = self->plain;
    stream.avail_in = PLAIN;
    stream.next_out = self->bytes;
    stream.avail_out = sizeof self->bytes;
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    self->length = stream.total_out;
    assert_int_equal(deflateEnd(&stream), Z_OK);
    return self;
}

static ss_job *inflated(const uint8_t *bytes, size_t length, size_t size, uint32_t cap)
{
    static ss_agreement capped;
    capped = (ss_agreement){.limits = {.max_document_bytes = cap}};
    ss_job *job = begun(ZLIB, &capped);
    send(job, bytes, length, size);
    assert_int_equal(ss_job_finish(job), SS_OK);
    return job;
}

static void zlib_and_gzip_are_inflated(void **state)
{
    (void)state;
    static const int windows[] = {15, 31};
    static const size_t sizes[] = {1, 1000, 16384, 2 * PLAIN};
    for (size_t w = 0; w < 2; w++) {
        packed *self = make_packed(windows[w]);
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            ss_job *job = inflated(self->bytes, self->length, sizes[i], PLAIN);
            assert_int_equal(job->outcome.status, SS_DONE_OK);
            assert_int_equal(job->body.length, PLAIN);
            assert_memory_equal(job->body.bytes, self->plain, PLAIN);
            ss_job_free(job);
        }
        free(self);
    }
}

static void inflate_stops_at_the_cap(void **state)
{
    (void)state;
    packed *self = make_packed(15);
    for (uint32_t cap = PLAIN - 1; cap <= PLAIN + 1; cap++) {
        ss_job *job = inflated(self->bytes, self->length, 777, cap);
        if (cap < PLAIN)
            expect_fault(job, SS_DONE_TOO_LARGE, cap);
        else
            assert_int_equal(job->outcome.status, SS_DONE_OK);
        ss_job_free(job);
    }
    free(self);
}

static void a_cut_stream_is_bad_data(void **state)
{
    (void)state;
    packed *self = make_packed(31);
    const size_t lengths[] = {0, 1, 9, 10, 11, 16383, 16384, 16385, self->length - 8, self->length - 1};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        ss_job *job = inflated(self->bytes, lengths[i], 5000, PLAIN);
        expect_fault(job, SS_DONE_BAD_DATA, lengths[i]);
        ss_job_free(job);
    }
    free(self);
}

static void bytes_after_the_stream_are_bad_data(void **state)
{
    (void)state;
    packed *self = make_packed(15);
    memset(self->bytes + self->length, 0, 20000);
    static const size_t more[] = {1, 20000};
    static const size_t sizes[] = {1, 16384, 2 * PLAIN};
    for (size_t m = 0; m < 2; m++)
        for (size_t i = 0; i < 3; i++) {
            ss_job *job = inflated(self->bytes, self->length + more[m], sizes[i], PLAIN);
            expect_fault(job, SS_DONE_BAD_DATA, self->length);
            ss_job_free(job);
        }
    free(self);
}

static void a_stream_that_ends_with_a_block_may_not_go_on(void **state)
{
    (void)state;
    /* stored blocks: 16384 bytes of stream in all, a multiple of what zlib is given at once */
    uint8_t plain[16384 - 11] = {0}, stream[16385];
    uLongf length = sizeof stream;
    assert_int_equal(compress2(stream, &length, plain, sizeof plain, 0), Z_OK);
    assert_int_equal(length, 16384);
    stream[16384] = 'x';
    ss_job *job = inflated(stream, 16384, 100, PLAIN);
    assert_int_equal(job->outcome.status, SS_DONE_OK);
    assert_int_equal(job->body.length, sizeof plain);
    ss_job_free(job);
    job = inflated(stream, 16385, 100, PLAIN);
    expect_fault(job, SS_DONE_BAD_DATA, 16384);
    ss_job_free(job);
}

/* Each of many broken streams is told at one place, however it comes. */
static void a_broken_stream_is_told_alike_for_all_cuts(void **state)
{
    (void)state;
    static const size_t sizes[] = {1, 100, 4096, 2 * PLAIN};
    packed *self = make_packed(15);
    for (size_t at = 0; at < self->length; at += 997) {
        ss_outcome first = {SS_DONE_OK, "", 0};
        self->bytes[at] ^= 0x10;
        for (size_t i = 0; i < 4; i++) {
            ss_job *job = inflated(self->bytes, self->length, sizes[i], 2 * PLAIN);
            if (i == 0)
                first = job->outcome;
            assert_int_equal(job->outcome.status, SS_DONE_BAD_DATA); /* the checksum sees it, if nothing before */
            assert_int_equal(job->outcome.at, first.at);
            ss_job_free(job);
        }
        self->bytes[at] ^= 0x10;
    }
    free(self);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_put_together),
        cmocka_unit_test(the_cap_holds_to_the_byte),
        cmocka_unit_test(what_follows_a_fault_is_dropped),
        cmocka_unit_test(a_late_document_is_dropped),
        cmocka_unit_test(the_smaller_deadline_holds),
        cmocka_unit_test(tags_are_kept_for_the_core_to_judge),
        cmocka_unit_test(longer_tags_are_refused),
        cmocka_unit_test(unknown_encodings_are_refused),
        cmocka_unit_test(text_is_taken_as_it_comes),
        cmocka_unit_test(zlib_and_gzip_are_inflated),
        cmocka_unit_test(inflate_stops_at_the_cap),
        cmocka_unit_test(a_cut_stream_is_bad_data),
        cmocka_unit_test(bytes_after_the_stream_are_bad_data),
        cmocka_unit_test(a_stream_that_ends_with_a_block_may_not_go_on),
        cmocka_unit_test(a_broken_stream_is_told_alike_for_all_cuts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
