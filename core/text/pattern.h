/* pattern.h - the one door to PCRE2: patterns under match, depth and heap limits.  Floor: text. */
#ifndef SS_PATTERN_H
#define SS_PATTERN_H
#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/limits.h"
#include "base/span.h"
#include "base/status.h"

typedef struct ss_pattern ss_pattern; /* shared by threads once made */

#define SS_PATTERN_MAX_GROUPS 8u

/* How a pattern is run. Patterns of our own are JITted where the machine can: they are tested to
 * answer as the interpreter does. Patterns of others are interpreted, and what they cost is counted. */
typedef enum ss_pattern_engine {
    SS_PATTERN_INTERPRETED,
    SS_PATTERN_JIT,
    SS_PATTERN_LAZY,   /* compiled when first searched, JITted when it has been searched so often that it pays:
                        * making the machine code takes a third of a millisecond */
    SS_PATTERN_COUNTED /* interpreted, step by step */
} ss_pattern_engine;

typedef struct ss_pattern_fault {
    char what[128]; /* PCRE2's words */
    size_t at;      /* byte in the source */
} ss_pattern_fault;

/* Compiles `source` (UTF-8; case counts unless it says (?i), (?x) and (?m) as in Perl; \s, \w and
 * \b know all of Unicode; $ without (?m) is the window's end alone).  *out lives in the arena, and
 * ss_pattern_free must be called before that goes; it is NULL on error. A LAZY one borrows source for its
 * life, and only a search tells that it does not compile.
 * SS_ERR_BAD_PATTERN with *fault, which may be NULL; SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_pattern_compile(ss_arena *arena, const char *source, ss_pattern_engine engine,
                                         ss_pattern **out, ss_pattern_fault *fault);

bool ss_pattern_is_counted(const ss_pattern *pattern);

/* Gives back what PCRE2 holds. NULL is fine. */
void ss_pattern_free(ss_pattern *pattern);

/* One match: group[0] is the whole, unset groups have start == end == UINT32_MAX. Bytes of the
 * text. Groups past SS_PATTERN_MAX_GROUPS are not told. */
typedef struct ss_match {
    ss_span group[SS_PATTERN_MAX_GROUPS];
} ss_match;

/* What COUNTED patterns have cost, and may: items of patterns tried, and SS_STEP_BYTES of text run over. */
typedef struct ss_steps {
    uint64_t taken;
    uint64_t most;
} ss_steps;

/* Looks for the first match in text[window.start, window.end), as if the window were the whole
 * subject (so ^ and $ mean its borders); spans count from text[0]. Bytes that are no UTF-8 match
 * nothing, and do not stop the search. *found is false when nothing matches and on error. `steps` is
 * of COUNTED patterns, and NULL for others.
 * SS_ERR_LIMIT when one of PCRE2's limits was hit, the pattern calls itself where it stands, the steps are
 * spent or the window is longer than SS_MAX_PATTERN_WINDOW; SS_ERR_MEMORY; SS_ERR_BAD_PATTERN of a LAZY one. */
SS_MUST_USE ss_status ss_pattern_search(ss_pattern *pattern, const uint8_t *text, ss_span window, ss_steps *steps,
                                        ss_match *match, bool *found);

#endif
