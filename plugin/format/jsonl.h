/* jsonl.h - one JSON object a document, one document a line.  Floor: plugin. */
#ifndef SS_JSONL_H
#define SS_JSONL_H
#include <stdio.h>
#include "base/status.h"
#include "format/answer.h"

/* Writes a document's line:
 *
 *     {"document","status","model","rules","offset_unit","attributions":[...],"speakers":[...],"credits":[...]}
 *
 * with "message" after "status" where there is one to give (LIMIT). Parts that are absent are left
 * out. A bad sequence of the document's bytes is U+FFFD in a text; offsets are those of the bytes.
 * The line holds no character that any reader takes for the end of one (NEL, U+2028 and U+2029 are
 * escaped). One record at a time is held as JSON, so memory does not grow with their number.
 *
 * SS_ERR_MEMORY when memory ran out, with the line broken off; errors of `out` are left in it
 * (ferror). Linear time. */
SS_MUST_USE ss_status ss_jsonl_write(FILE *out, const ss_answer *answer);

/* The line of a document that failed: {"document","status","message"}. As above. */
SS_MUST_USE ss_status ss_jsonl_write_failure(FILE *out, ss_arena *arena, const char *document, const char *status,
                                             const char *message);

#endif
