/* limit_option.c - the options that lower or raise the limits of a session.  Floor: plugin. */
#include "limit_option.h"
#include <string.h>

_Static_assert(SS_FRAME_LEAST_BYTES == 262144 && SS_FRAME_MOST_BYTES == 16777216 && SS_DOCUMENT_MOST_BYTES == 16777216 &&
                   SS_QUEUED_MOST_BYTES == 1073741824 && SS_ATTRIBUTIONS_MOST == 262144 && SS_ANSWER_MOST_BYTES == 1073741824,
               "the figures below say what limit.h says");

const ss_limit_option ss_limit_options[SS_LIMIT_OPTIONS] = {
    {"max-frame-bytes", "a number from 262144 to 16777216", SS_FRAME_LEAST_BYTES, SS_FRAME_MOST_BYTES,
     offsetof(ss_limits, max_frame_bytes)},
    {"max-document-bytes", "a number from 1 to 16777216", 1, SS_DOCUMENT_MOST_BYTES, offsetof(ss_limits, max_document_bytes)},
    {"max-queued-bytes", "a number from 1 to 1073741824", 1, SS_QUEUED_MOST_BYTES, offsetof(ss_limits, max_queued_bytes)},
    {"max-attributions", "a number from 1 to 262144", 1, SS_ATTRIBUTIONS_MOST, offsetof(ss_limits, max_attributions)},
    {"max-answer-bytes", "a number from 1 to 1073741824", 1, SS_ANSWER_MOST_BYTES, offsetof(ss_limits, max_answer_bytes)},
    {"deadline-ms", "a number from 1 to 4294967295", 1, UINT32_MAX, offsetof(ss_limits, deadline_ms)},
};

bool ss_limit_option_read(const ss_limit_option *option, const char *value, ss_limits *out)
{
    uint64_t number = 0;
    for (const char *at = value; *at != '\0'; at++) {
        if (*at < '0' || *at > '9')
            return false;
        number = number * 10 + (uint64_t)(*at - '0');
        if (number > option->most)
            return false;
    }
    if (number < option->least)
        return false;
    uint32_t read = (uint32_t)number;
    memcpy((char *)out + option->field, &read, sizeof read);
    return true;
}
