/* body.h - a document's bytes, gathered piece by piece up to a cap.  Floor: plugin. */
#ifndef SS_BODY_H
#define SS_BODY_H
#include <stddef.h>
#include <stdint.h>
#include "base/status.h"

typedef struct ss_body {
    uint8_t *bytes; /* [capacity], NULL while nothing came; the first `length` count */
    size_t length;
    size_t capacity; /* at most cap */
    size_t cap;
} ss_body;

/* Makes capacity > length. SS_ERR_LIMIT when length is the cap, SS_ERR_MEMORY; the body is then as
 * before. The capacity doubles: linear time over all. */
SS_MUST_USE ss_status ss_body_grow(ss_body *body);

/* Copies `length` bytes to the end. SS_ERR_LIMIT when they pass the cap, SS_ERR_MEMORY; the body then
 * holds some of them. */
SS_MUST_USE ss_status ss_body_add(ss_body *body, const uint8_t *bytes, size_t length);

/* Frees the bytes; the cap stays. */
void ss_body_free(ss_body *body);

#endif
