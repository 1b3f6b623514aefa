/* line_input.c - standard input cut into lines, each up to a cap.  Floor: plugin. */
#include "line_input.h"
#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

void ss_line_input_init(ss_line_input *input, int descriptor)
{
    input->descriptor = descriptor;
    input->at = input->length = 0;
}

/* Negative when reading failed, 0 at the end. */
static ssize_t fill(ss_line_input *input)
{
    ssize_t count;
    do
        count = read(input->descriptor, input->bytes, sizeof input->bytes);
    while (count < 0 && errno == EINTR);
    input->at = 0;
    input->length = count > 0 ? (size_t)count : 0;
    return count;
}

/* Moves what there is of the line to the body. True when that was its end. */
static bool take(ss_line_input *input, ss_body *line, ss_line_status *status)
{
    const uint8_t *from = input->bytes + input->at;
    size_t rest = input->length - input->at;
    const uint8_t *end = memchr(from, '\n', rest);
    size_t part = end == NULL ? rest : (size_t)(end - from);
    if (*status == SS_LINE_OK) {
        ss_status added = ss_body_add(line, from, part);
        if (added != SS_OK) {
            *status = added == SS_ERR_LIMIT ? SS_LINE_TOO_LONG : SS_LINE_MEMORY;
            ss_body_free(line);
        }
    }
    input->at += part + (end != NULL);
    return end != NULL;
}

ss_line_status ss_line_input_next(ss_line_input *input, ss_body *line)
{
    ss_line_status status = SS_LINE_OK;
    bool ended = false, any = false;
    line->length = 0;
    while (!ended) {
        if (input->at == input->length) {
            ssize_t count = fill(input);
            if (count < 0) {
                line->length = 0;
                return SS_LINE_UNREADABLE;
            }
            if (count == 0)
                return any ? status : SS_LINE_END;
        }
        any = true;
        ended = take(input, line, &status);
    }
    return status;
}
