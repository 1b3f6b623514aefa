/* record.c - writes a session down while it passes by.  Runner. */
#include "record.h"
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "field.h"
#include "filter.h"
#include "host.h"
#include "varint.h"

#define STEP_BYTES ((size_t)64 << 10)
#define INTERNAL 70

/* One direction: bytes on their way, and the frames in them. */
typedef struct stream {
    int from, to;
    sc_bytes way;   /* [passed, length) is still to be written */
    size_t passed;
    size_t read_up; /* of `way`: frames before it are written down */
    bool ended, broken;
} stream;

typedef struct recorder {
    sc_pool *pool;
    FILE *file;
    stream out, in; /* from the host, to the host */
} recorder;

static void write_hex(FILE *file, const char *verb, const uint8_t *data, size_t length)
{
    fprintf(file, "%s ", verb);
    for (size_t at = 0; at < length; at++)
        fprintf(file, "%02x", data[at]);
}

static const char *hello_words(sc_pool *pool, const Sayso__V1__Hello *hello)
{
    const char *limits = hello->limits == NULL ? "" : sc_field_write(pool, &hello->limits->base, "");
    return sc_pool_print(pool, "%s%s", sc_field_write(pool, &hello->base, "magic min_version max_version host offset_unit"), limits);
}

/* A host's frame as a line; NULL when no verb says the same bytes. */
static const char *host_line(sc_pool *pool, const Sayso__V1__HostFrame *frame)
{
    switch (frame->body_case) {
    case SAYSO__V1__HOST_FRAME__BODY_HELLO:
        return frame->doc == 0 ? sc_pool_print(pool, "hello%s", hello_words(pool, frame->hello)) : NULL;
    case SAYSO__V1__HOST_FRAME__BODY_BEGIN:
        return sc_pool_print(pool, "begin %u%s", frame->doc, sc_field_write(pool, &frame->begin->base, ""));
    case SAYSO__V1__HOST_FRAME__BODY_CHUNK:
        return sc_pool_print(pool, "chunk %u %s", frame->doc,
                             sc_value_write(pool, (sc_value){(const char *)frame->chunk->data.data, frame->chunk->data.len}, true));
    case SAYSO__V1__HOST_FRAME__BODY_END:
        return sc_pool_print(pool, "end %u", frame->doc);
    case SAYSO__V1__HOST_FRAME__BODY_CANCEL:
        return sc_pool_print(pool, "cancel %u", frame->doc);
    case SAYSO__V1__HOST_FRAME__BODY_PING:
        return frame->doc == 0 ? sc_pool_print(pool, "ping %llu", (unsigned long long)frame->ping->nonce) : NULL;
    default:
        return NULL;
    }
}

static void write_host_frame(recorder *r, const uint8_t *body, size_t length)
{
    ProtobufCAllocator allocator = sc_pool_allocator(r->pool);
    Sayso__V1__HostFrame *frame = sayso__v1__host_frame__unpack(&allocator, length, body);
    uint8_t *packed = sc_pool_take(r->pool, length + 1);
    bool same = frame != NULL && sayso__v1__host_frame__get_packed_size(frame) == length &&
                sayso__v1__host_frame__pack(frame, packed) == length && memcmp(packed, body, length) == 0;
    const char *line = same && frame->base.n_unknown_fields == 0 ? host_line(r->pool, frame) : NULL;
    if (line != NULL)
        fprintf(r->file, "%s\n", line);
    else {
        write_hex(r->file, "frame", body, length);
        fputc('\n', r->file);
    }
}

static void write_answer(recorder *r, const uint8_t *body, size_t length)
{
    ProtobufCAllocator allocator = sc_pool_allocator(r->pool);
    sc_frame frame = {sayso__v1__plugin_frame__unpack(&allocator, length, body), body, length};
    write_hex(r->file, "answer", body, length);
    fprintf(r->file, " # %s\n", frame.message == NULL ? "no PluginFrame" : sc_host_describe(r->pool, &frame));
}

/* Writes down the frames that are whole. */
static void write_frames(recorder *r, stream *one)
{
    while (!one->broken && one->read_up < one->way.length) {
        const uint8_t *data = one->way.data + one->read_up;
        size_t ready = one->way.length - one->read_up, used;
        uint32_t length;
        sc_varint_result result = sc_varint_take(data, ready, &length, &used);
        if (result == SC_VARINT_UNFINISHED || (result == SC_VARINT_READ && length > 0 && ready - used < length))
            return;
        if (result == SC_VARINT_FAULT || length == 0) {
            one->broken = true;
            return;
        }
        (one == &r->out ? write_host_frame : write_answer)(r, data + used, length);
        one->read_up += used + length;
    }
}

/* What is no whole frame any more. */
static void write_rest(recorder *r, const stream *one)
{
    if (one->read_up < one->way.length) {
        write_hex(r->file, one == &r->out ? "raw" : "# not a frame:", one->way.data + one->read_up, one->way.length - one->read_up);
        fputc('\n', r->file);
    }
}

static void read_some(recorder *r, stream *one)
{
    if (one->passed == one->way.length && one->read_up == one->way.length)
        one->passed = one->read_up = one->way.length = 0;
    ssize_t got = read(one->from, sc_bytes_room(&one->way, STEP_BYTES), STEP_BYTES);
    if (got > 0) {
        one->way.length += (size_t)got;
        write_frames(r, one);
    } else if (got == 0 || (errno != EAGAIN && errno != EINTR)) {
        one->ended = true;
        write_rest(r, one);
        if (one == &r->out)
            fputs("close\n", r->file);
    }
}

static void write_some(stream *one)
{
    ssize_t put = write(one->to, one->way.data + one->passed, one->way.length - one->passed);
    if (put > 0)
        one->passed += (size_t)put;
    else if (put < 0 && errno != EAGAIN && errno != EINTR)
        one->passed = one->way.length;
}

static void relay(recorder *r, sc_filter *filter)
{
    while (!r->in.ended || r->in.passed < r->in.way.length) {
        struct pollfd wait[5] = {
            {r->out.ended ? -1 : r->out.from, POLLIN, 0},
            {r->out.passed < r->out.way.length ? r->out.to : -1, POLLOUT, 0},
            {r->in.ended ? -1 : r->in.from, POLLIN, 0},
            {r->in.passed < r->in.way.length ? r->in.to : -1, POLLOUT, 0},
            {filter->errors, POLLIN, 0},
        };
        if (poll(wait, 5, -1) < 0)
            continue;
        if (wait[0].revents != 0)
            read_some(r, &r->out);
        if (wait[1].revents != 0)
            write_some(&r->out);
        if (wait[2].revents != 0)
            read_some(r, &r->in);
        if (wait[3].revents != 0)
            write_some(&r->in);
        if (wait[4].revents != 0) {
            char data[1024];
            ssize_t got = read(filter->errors, data, sizeof data);
            if (got > 0)
                fwrite(data, 1, (size_t)got, stderr);
            else {
                close(filter->errors);
                filter->errors = -1;
            }
        }
        if (r->out.ended && r->out.passed == r->out.way.length && filter->input >= 0) {
            close(filter->input);
            filter->input = r->out.to = -1;
        }
    }
}

int sc_record(sc_pool *pool, char *const *command, const char *path)
{
    sc_filter filter;
    sc_setup setup = {.command = command, .patience = 10000};
    recorder r = {.pool = pool, .file = fopen(path, "w")};
    if (r.file == NULL || !sc_filter_start(&filter, pool, &setup)) {
        fprintf(stderr, "sayso-conformance: %s cannot be recorded to\n", path);
        return INTERNAL;
    }
    fputs("# A recorded session. `answer` is what the filter said then; of another filter only its kind, document and status are asked.\n",
          r.file);
    r.out = (stream){.from = STDIN_FILENO, .to = filter.input, .way = {.pool = pool}};
    r.in = (stream){.from = filter.output, .to = STDOUT_FILENO, .way = {.pool = pool}};
    relay(&r, &filter);
    close(filter.output);
    filter.output = -1;
    bool ended = sc_filter_await_exit(&filter, filter.patience);
    if (ended)
        fprintf(r.file, "expect exit %d\n", filter.exit_code);
    sc_filter_stop(&filter);
    return fclose(r.file) == 0 && ended ? filter.exit_code : INTERNAL;
}
