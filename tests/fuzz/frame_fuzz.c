/* A stream of frames, each unpacked: frames lie one behind the other in the stream, whatever its reads are
 * cut into, and a fault has a place in it. */
#include <string.h>
#include <unistd.h>

#include "frame.h"
#include "fuzz.h"
#include "message.h"

#define CAP (64u << 10)
#define PIPE_HOLDS (64u << 10)

/* The same stream through a pipe, which is filled before it is read. */
static void open_pipe(ss_frame_reader *reader, int end[2], const uint8_t *bytes, size_t length)
{
    assert(pipe(end) == 0 && write(end[1], bytes, length) == (ssize_t)length);
    close(end[1]);
    ss_frame_open(reader, end[0], -1);
}

static void check_message(ss_unpacker *unpacker, const ss_frame *frame)
{
    ss_fault fault = {0};
    const Sayso__V1__HostFrame *message;
    ss_status status = ss_message_read(unpacker, frame, &message, &fault);
    assert((status == SS_OK) == (message != NULL));
    assert(status == SS_OK ? message->body_case != 0 : status == SS_ERR_INVALID_TEXT && fault.message != NULL);
    assert(fault.at <= frame->body_at + frame->length);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    ss_frame_reader whole, cut;
    ss_frame frame, same;
    ss_unpacker unpacker;
    ss_frame_result result, other;
    uint64_t at = 0;
    int end[2];
    length = length > PIPE_HOLDS ? PIPE_HOLDS : length;
    ss_unpacker_init(&unpacker);
    ss_frame_open_memory(&whole, bytes, length);
    open_pipe(&cut, end, bytes, length);
    do {
        result = ss_frame_next(&whole, CAP, &frame);
        other = ss_frame_next(&cut, CAP, &same);
        assert(result == other && whole.fault.code == cut.fault.code && whole.fault.at == cut.fault.at);
        if (result != SS_FRAME_READ)
            break;
        assert(frame.at == at && frame.body_at > at && frame.length > 0 && frame.length <= CAP);
        at = frame.body_at + frame.length;
        assert(at <= length && same.at == frame.at && same.length == frame.length);
        assert(memcmp(frame.bytes, bytes + frame.body_at, frame.length) == 0 && memcmp(frame.bytes, same.bytes, frame.length) == 0);
        check_message(&unpacker, &frame);
    } while (result == SS_FRAME_READ);
    assert(result == SS_FRAME_END ? at == length : result == SS_FRAME_FAULT && whole.fault.at <= length);
    ss_frame_close(&whole);
    ss_frame_close(&cut);
    ss_unpacker_free(&unpacker);
    close(end[0]);
    return 0;
}
