/* filter.c - reads and writes of a process under test.  Runner. */
#include "filter.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "varint.h"

#define READ_BYTES ((size_t)64 << 10)
#define SLOW_BYTES 7
#define SLOW_WRITE_BYTES 97
#define COMPLAINT_BYTES 4096

int64_t sc_filter_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* What has been written is not kept. */
static sc_bytes *open_outbox(sc_filter *filter)
{
    if (filter->written == filter->outbox.length)
        filter->written = filter->outbox.length = 0;
    return &filter->outbox;
}

void sc_filter_send(sc_filter *filter, const void *data, size_t length)
{
    sc_bytes_add(open_outbox(filter), data, length);
    filter->sent += length;
}

void sc_filter_send_message(sc_filter *filter, const ProtobufCMessage *message)
{
    sc_bytes *outbox = open_outbox(filter);
    size_t before = outbox->length;
    sc_varint_frame(outbox, message);
    filter->sent += outbox->length - before;
}

static void shut(int *descriptor)
{
    if (*descriptor >= 0)
        close(*descriptor);
    *descriptor = -1;
}

static void close_written(sc_filter *filter)
{
    if (filter->close_when_written && filter->written == filter->outbox.length)
        shut(&filter->input);
}

void sc_filter_close(sc_filter *filter)
{
    filter->close_when_written = true;
    close_written(filter);
}

static void write_some(sc_filter *filter)
{
    size_t left = filter->outbox.length - filter->written;
    if (filter->write_slowly && left > SLOW_WRITE_BYTES)
        left = SLOW_WRITE_BYTES;
    ssize_t put = write(filter->input, filter->outbox.data + filter->written, left);
    if (put > 0)
        filter->written += (size_t)put;
    if (put < 0 && errno != EAGAIN && errno != EINTR) { /* it reads no more: what it says of that is still to come */
        filter->written = filter->outbox.length;
        shut(&filter->input);
    }
    close_written(filter);
}

static void keep_frame(sc_filter *filter, const uint8_t *body, size_t length)
{
    sc_frame frame = {NULL, (const uint8_t *)sc_pool_copy(filter->frames, body, length), length};
    ProtobufCAllocator allocator = sc_pool_allocator(filter->frames);
    frame.message = sayso__v1__plugin_frame__unpack(&allocator, length, frame.body);
    if (frame.message == NULL) {
        filter->fault = "its output holds a frame that is no PluginFrame (F1)";
        return;
    }
    if (frame.message->body_case == SAYSO__V1__PLUGIN_FRAME__BODY__NOT_SET)
        return; /* of a later version: hosts skip such frames */
    if (frame.message->body_case == SAYSO__V1__PLUGIN_FRAME__BODY_HELLO_ACK && frame.message->hello_ack->limits != NULL)
        filter->frame_cap = frame.message->hello_ack->limits->max_frame_bytes;
    sc_lane *lane = frame.message->body_case == SAYSO__V1__PLUGIN_FRAME__BODY_PONG ? &filter->pongs : &filter->ordered;
    lane->frame = sc_pool_grow(filter->frames, lane->frame, lane->count, sizeof frame);
    lane->frame[lane->count++] = frame;
}

/* Frames that are whole. */
static void take_frames(sc_filter *filter)
{
    while (filter->fault == NULL && filter->taken < filter->inbox.length) {
        const uint8_t *data = filter->inbox.data + filter->taken;
        size_t ready = filter->inbox.length - filter->taken, used;
        uint32_t length;
        sc_varint_result result = sc_varint_take(data, ready, &length, &used);
        if (result == SC_VARINT_UNFINISHED)
            return;
        if (result == SC_VARINT_FAULT || length == 0)
            filter->fault = "its output holds something else than frames (F1, F4)";
        else if (length > filter->frame_cap)
            filter->fault = "its output holds a frame longer than max_frame_bytes (F2)";
        else if (ready - used < length)
            return;
        else {
            filter->taken += used + length;
            keep_frame(filter, data + used, length);
        }
    }
}

static void read_some(sc_filter *filter)
{
    sc_bytes *inbox = &filter->inbox;
    if (filter->taken > 0) {
        memmove(inbox->data, inbox->data + filter->taken, inbox->length - filter->taken);
        inbox->length -= filter->taken;
        filter->taken = 0;
    }
    size_t most = filter->reading == SC_SLOWLY ? SLOW_BYTES : READ_BYTES;
    ssize_t got = read(filter->output, sc_bytes_room(inbox, most), most);
    if (got > 0) {
        inbox->length += (size_t)got;
        take_frames(filter);
    } else if (got == 0 || (errno != EAGAIN && errno != EINTR)) {
        shut(&filter->output);
        if (inbox->length > filter->taken && filter->fault == NULL)
            filter->fault = "its output ends inside a frame (F1)";
    }
}

static void read_complaint(sc_filter *filter)
{
    char data[1024];
    ssize_t got = read(filter->errors, data, sizeof data);
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR))
        shut(&filter->errors);
    else if (got > 0 && filter->complaint.length < COMPLAINT_BYTES)
        sc_bytes_add(&filter->complaint, data, (size_t)got);
}

static void pause_ms(int milliseconds)
{
    struct timespec time = {milliseconds / 1000, (long)(milliseconds % 1000) * 1000000};
    nanosleep(&time, NULL);
}

bool sc_filter_turn(sc_filter *filter, int milliseconds)
{
    struct pollfd wait[3] = {
        {filter->written < filter->outbox.length ? filter->input : -1, POLLOUT, 0},
        {filter->reading == SC_HELD ? -1 : filter->output, POLLIN, 0},
        {filter->errors, POLLIN, 0},
    };
    if (poll(wait, 3, milliseconds) <= 0)
        return false;
    if (wait[0].revents != 0)
        write_some(filter);
    if (wait[1].revents != 0)
        read_some(filter);
    if (wait[2].revents != 0)
        read_complaint(filter);
    if (filter->reading == SC_SLOWLY || filter->write_slowly)
        pause_ms(1);
    return true;
}

/* What is left until a time, for poll. */
static int left_of(int64_t until)
{
    int64_t left = until - sc_filter_clock();
    return left > 0 ? (int)left : 0;
}

sc_frame *sc_filter_next(sc_filter *filter, sc_lane *lane)
{
    int64_t until = sc_filter_clock() + filter->patience;
    while (lane->next == lane->count) {
        if (filter->fault != NULL)
            return NULL;
        if (filter->output < 0)
            filter->fault = "the output ended";
        else if (!sc_filter_turn(filter, left_of(until)) && left_of(until) == 0)
            filter->fault = sc_pool_print(filter->frames, "nothing came within %d s", filter->patience / 1000);
    }
    return &lane->frame[lane->next++];
}

bool sc_filter_await_written(sc_filter *filter)
{
    int64_t until = sc_filter_clock() + filter->patience;
    while (filter->written < filter->outbox.length && filter->input >= 0)
        if (!sc_filter_turn(filter, left_of(until)) && left_of(until) == 0) {
            filter->fault = sc_pool_print(filter->frames, "%zu bytes were not read within %d s", filter->outbox.length - filter->written,
                                          filter->patience / 1000);
            return false;
        }
    return true;
}

static bool has_ended(sc_filter *filter)
{
    int status;
    if (filter->process == 0)
        return true;
    if (waitpid(filter->process, &status, WNOHANG) != filter->process)
        return false;
    filter->process = 0;
    filter->exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return true;
}

bool sc_filter_await_exit(sc_filter *filter, int milliseconds)
{
    int64_t until = sc_filter_clock() + milliseconds;
    bool ended = has_ended(filter);
    while (!ended || filter->output >= 0) {
        if (left_of(until) == 0) {
            filter->fault = sc_pool_print(filter->frames, "the process did not end within %d ms", milliseconds);
            return false;
        }
        if (ended && filter->reading == SC_HELD)
            filter->reading = SC_READING;
        sc_filter_turn(filter, 2);
        ended = ended || has_ended(filter);
    }
    return filter->fault == NULL;
}

void sc_filter_stop(sc_filter *filter)
{
    shut(&filter->input);
    shut(&filter->output);
    shut(&filter->errors);
    if (filter->process != 0) {
        kill(filter->process, SIGKILL);
        waitpid(filter->process, NULL, 0);
    }
    filter->process = 0;
}
