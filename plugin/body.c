/* body.c - a document's bytes, gathered piece by piece up to a cap.  Floor: plugin. */
#include "body.h"
#include <stdlib.h>
#include <string.h>

/* Half of all news articles are shorter. */
#define FIRST_CAPACITY 4096u

ss_status ss_body_grow(ss_body *body)
{
    if (body->length < body->capacity)
        return SS_OK;
    if (body->length == body->cap)
        return SS_ERR_LIMIT;
    size_t capacity = body->capacity == 0 ? FIRST_CAPACITY : body->capacity * 2;
    if (capacity > body->cap)
        capacity = body->cap;
    uint8_t *grown = realloc(body->bytes, capacity);
    if (grown == NULL)
        return SS_ERR_MEMORY;
    body->bytes = grown;
    body->capacity = capacity;
    return SS_OK;
}

ss_status ss_body_add(ss_body *body, const uint8_t *bytes, size_t length)
{
    while (length > 0) {
        ss_status status = ss_body_grow(body);
        if (status != SS_OK)
            return status;
        size_t room = body->capacity - body->length;
        size_t part = length < room ? length : room;
        memcpy(body->bytes + body->length, bytes, part);
        body->length += part;
        bytes += part;
        length -= part;
    }
    return SS_OK;
}

void ss_body_free(ss_body *body)
{
    free(body->bytes);
    body->bytes = NULL;
    body->length = body->capacity = 0;
}
