/* json_request.h - a document that comes as one line of JSON.  Floor: plugin. */
#ifndef SS_JSON_REQUEST_H
#define SS_JSON_REQUEST_H
#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "limit.h"

/* A line, read. What it points to lives until ss_request_free or, of the id, as long as the line. */
typedef struct ss_request {
    json_t *root;
    const char *id; /* [id_length], as it stands in the line, quotation marks and all; NULL when it has none */
    size_t id_length;
    const uint8_t *text; /* [text_length] */
    size_t text_length;
    const char *media_type; /* NULL: not said, as of language */
    const char *language;
    char message[256]; /* what is wrong with it; "" when it is good */
} ss_request;

/* Reads {"id": a string or a number, "text": a string, and maybe "media_type" and "language"}; other
 * keys are passed over. False when the line is anything else, with the message set and the id where it has a
 * good one. Memory: a small multiple of the line. Linear time, no deeper than SS_REQUEST_MOST_DEPTH.
 * ss_request_free afterwards, whatever the answer. */
bool ss_request_read(const char *line, size_t length, ss_request *out);

void ss_request_free(ss_request *request);

#endif
