/* pattern.h - the one door to PCRE2: patterns under match, depth and heap limits.  Floor: text. */
#ifndef SS_PATTERN_H
#define SS_PATTERN_H
#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/limits.h"
#include "base/span.h"
#include "base/status.h"

typedef struct ss_pattern ss_pattern; /* compiled; const and shared by threads once made */

#define SS_PATTERN_MAX_GROUPS 8u

/* How a pattern is run. Patterns of our own are JITted where the machine can: they are tested to
 * answer as the interpreter does. Patterns of others are interpreted. */
typedef enum ss_pattern_engine { SS_PATTERN_INTERPRETED, SS_PATTERN_JIT } ss_pattern_engine;

/* Compiles `source` (UTF-8; case counts unless it says (?i), (?x) and (?m) as in Perl; \s, \w and
 * \b know all of Unicode; $ without (?m) is the window's end alone).  *out lives in the arena, and
 * ss_pattern_free must be called before that goes; it is NULL on error.
 * SS_ERR_BAD_PATTERN with error->what constant and error->at the byte in `source`; SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_pattern_compile(ss_arena *arena, const char *source, ss_pattern_engine engine,
                                         ss_pattern **out, ss_error *error);

/* Gives back what PCRE2 holds. NULL is fine. */
void ss_pattern_free(ss_pattern *pattern);

/* One match: group[0] is the whole, unset groups have start == end == UINT32_MAX. Bytes of the
 * text. Groups past SS_PATTERN_MAX_GROUPS are not told. */
typedef struct ss_match {
    ss_span group[SS_PATTERN_MAX_GROUPS];
} ss_match;

/* Looks for the first match in text[window.start, window.end), as if the window were the whole
 * subject (so ^ and $ mean its borders); spans count from text[0]. Bytes that are no UTF-8 match
 * nothing, and do not stop the search. *found is false when nothing matches and on error.
 * SS_ERR_LIMIT when one of PCRE2's limits was hit or the window is longer than
 * SS_MAX_PATTERN_WINDOW; SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_pattern_search(const ss_pattern *pattern, const uint8_t *text, ss_span window, ss_match *match,
                                        bool *found);

#endif
