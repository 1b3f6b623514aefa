/* jsonl.h - one JSON object a document, one document a line.  Floor: plugin. */
#ifndef SS_JSONL_H
#define SS_JSONL_H
#include <stdio.h>
#include "base/status.h"
#include "format/answer.h"
#include "format/cut.h"

/* Writes a document's line:
 *
 *     {"document","status","model","rules","offset_unit","attributions":[...],"speakers":[...],"credits":[...]}
 *
 * with "id" in place of "document" where the answer has one, and "message" after "status" where there
 * is one to give (LIMIT). Parts that are absent are left
 * out, and so is a parent that was cut off. A bad sequence of the document's bytes is U+FFFD in a text; offsets are those of the bytes.
 * The line holds no character that any reader takes for the end of one (NEL, U+2028 and U+2029 are
 * escaped). One record at a time is held as JSON, so memory does not grow with their number.
 *
 * SS_ERR_MEMORY when memory ran out, with the line broken off; errors of `out` are left in it
 * (ferror). Linear time. */
SS_MUST_USE ss_status ss_jsonl_write(FILE *out, const ss_answer *answer);

/* How much of the answer's result is given under those limits; bytes are those of the records, each
 * with a comma. SS_ERR_MEMORY. As long as writing them takes when bytes are limited, else as ss_cut_make. */
SS_MUST_USE ss_status ss_jsonl_cut(const ss_answer *answer, ss_cut_limits limits, ss_cut *out);

/* The line of a document that failed: {"document","status","message"}, or with "id" where that is
 * not NULL, as in the answer. As ss_jsonl_write. */
SS_MUST_USE ss_status ss_jsonl_write_failure(FILE *out, ss_arena *arena, const char *document, const char *id,
                                             const char *status, const char *message);

#endif
