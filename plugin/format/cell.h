/* cell.h - a piece of a text as a person sees it in one cell of a table.  Floor: plugin. */
#ifndef SS_CELL_H
#define SS_CELL_H
#include <stdio.h>
#include "sayso.h"

/* Some spans of a text, shown on one line: white space and control characters between words are one
 * space, unseen characters (and those that turn the writing's direction) are dropped, a bad sequence
 * is U+FFFD, and " … " stands between two fragments. So nothing of a text can steer a terminal. */
typedef struct ss_cell {
    const uint8_t *text;
    uint32_t length;
    const sayso_span *span; /* [span_count], borrowed */
    uint32_t span_count;
} ss_cell;

/* A cell that shows all of `text`; borrows it and `whole`, where the cell keeps its span. */
ss_cell ss_cell_of_text(sayso_text text, sayso_span *whole);

/* Terminal columns that the cell takes when it may take at most `most`. */
uint32_t ss_cell_width(const ss_cell *cell, uint32_t most);

/* Writes it in at most `most` columns, the last of them "…" when something is cut off, after a whole
 * word where one ends in the second half. Answers the columns taken; what they are is what
 * ss_cell_width says. O(most), whatever the text's length: also of characters without a width. */
uint32_t ss_cell_put(FILE *out, const ss_cell *cell, uint32_t most);

#endif
