/* span.h - half-open ranges: of bytes of the document, and of its tokens.  Floor: base. */
#ifndef SS_SPAN_H
#define SS_SPAN_H
#include <stdbool.h>
#include <stdint.h>

/* Bytes [start, end) of the document. */
typedef struct ss_span {
    uint32_t start;
    uint32_t end;
} ss_span;

/* Tokens [first, end) of the document, indexes into ss_tokens. */
typedef struct ss_range {
    uint32_t first;
    uint32_t end;
} ss_range;

static inline bool ss_range_has(ss_range range, uint32_t token)
{
    return token >= range.first && token < range.end;
}

#endif
