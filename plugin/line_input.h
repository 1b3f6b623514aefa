/* line_input.h - standard input cut into lines, each up to a cap.  Floor: plugin. */
#ifndef SS_LINE_INPUT_H
#define SS_LINE_INPUT_H
#include <stddef.h>
#include <stdint.h>
#include "body.h"

typedef enum ss_line_status {
    SS_LINE_OK,
    SS_LINE_TOO_LONG,   /* longer than the body's cap; it was passed over */
    SS_LINE_MEMORY,     /* there was none for it; it was passed over */
    SS_LINE_END,        /* there is none */
    SS_LINE_UNREADABLE  /* reading failed, with errno; there are no more */
} ss_line_status;

typedef struct ss_line_input {
    int descriptor;
    size_t at;     /* of the bytes read, what is behind us */
    size_t length; /* bytes read */
    uint8_t bytes[65536];
} ss_line_input;

void ss_line_input_init(ss_line_input *input, int descriptor);

/* The next line, without its "\n", in place of what the body holds (nothing, with any other answer than
 * SS_LINE_OK). What stands behind the last "\n" is a line too when there is anything. Waits no
 * longer than the line is whole. Linear time. */
ss_line_status ss_line_input_next(ss_line_input *input, ss_body *line);

#endif
