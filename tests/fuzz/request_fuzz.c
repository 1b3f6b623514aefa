/* A line of JSON as a document: read, with its id where it stands in the line, or refused with a reason;
 * and read the same when it stands between others and comes in pieces. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fuzz.h"
#include "json_request.h"
#include "line_input.h"
#include "text/utf8.h"

#define PIPE_HOLDS 32768u

static void check_request(const char *line, size_t length)
{
    ss_request request, again;
    bool good = ss_request_read(line, length, &request);
    assert(good == (request.message[0] == '\0'));
    assert(memchr(request.message, '\0', sizeof request.message) != NULL);
    assert(request.id == NULL || (request.id >= line && request.id_length > 0 && request.id + request.id_length <= line + length));
    if (good) {
        assert(request.text != NULL && request.text_length <= length);
        assert(ss_utf8_check(request.text, (uint32_t)request.text_length).bad_sequences == 0);
    }
    assert(ss_request_read(line, length, &again) == good && again.text_length == request.text_length);
    assert(strcmp(again.message, request.message) == 0 && again.id == request.id && again.id_length == request.id_length);
    ss_request_free(&again);
    ss_request_free(&request);
}

/* Lines are what stands between line feeds. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static ss_line_input input;
    ss_body line = {.cap = PIPE_HOLDS};
    int end[2];
    size_t at = 0;
    length = length > PIPE_HOLDS ? PIPE_HOLDS : length;
    assert(pipe(end) == 0 && write(end[1], bytes, length) == (ssize_t)length);
    close(end[1]);
    ss_line_input_init(&input, end[0]);
    ss_line_status status;
    while ((status = ss_line_input_next(&input, &line)) == SS_LINE_OK) {
        const uint8_t *feed = memchr(bytes + at, '\n', length - at);
        size_t size = feed == NULL ? length - at : (size_t)(feed - bytes) - at;
        assert(line.length == size && (size == 0 || memcmp(line.bytes, bytes + at, size) == 0));
        check_request(size == 0 ? "" : (const char *)line.bytes, size);
        at += size + (feed != NULL);
    }
    assert(status == SS_LINE_END && at == length);
    ss_body_free(&line);
    close(end[0]);
    return 0;
}
