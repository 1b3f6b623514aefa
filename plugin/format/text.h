/* text.h - the table that a person reads: speaker, cue, quote, line.  Floor: plugin. */
#ifndef SS_TEXT_H
#define SS_TEXT_H
#include <stdio.h>
#include "base/status.h"
#include "format/answer.h"

/* Columns of a table that is not for a terminal, and the fewest that one is drawn in. */
#define SS_TEXT_COLUMNS 100u
#define SS_TEXT_FEWEST_COLUMNS 40u

typedef struct ss_text_look {
    uint32_t columns; /* of the page, SS_TEXT_FEWEST_COLUMNS or more */
    bool colour;      /* may be written with terminal colours */
} ss_text_look;

/* Writes a document's table: a row an attribution, in text order, the speaker named where he changes;
 * then who spoke how often and what he is, and the credits. Texts are shortened to their column (format/cell.h).
 * An attribution without a speaker's record shows its source; "↳" marks one that stands inside
 * another. SS_ERR_MEMORY when memory ran out, before anything is written; errors of `out` are left
 * in it (ferror). Time: linear in the text, n log n in the speakers. */
SS_MUST_USE ss_status ss_text_write(FILE *out, const ss_answer *answer, ss_text_look look);

#endif
