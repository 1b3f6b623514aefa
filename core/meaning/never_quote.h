/* never_quote.h - stretches of text that a user says are no quotation.  Floor: meaning. */
#ifndef SS_NEVER_QUOTE_H
#define SS_NEVER_QUOTE_H
#include "base/arena.h"
#include "meaning/relation.h"
#include "meaning/rules.h"
#include "text/document.h"

/* By start. */
typedef struct ss_stretches {
    ss_span *stretch;    /* [count] */
    uint32_t *furthest;  /* [count] the largest end up to each */
    uint32_t count;
    uint64_t operations; /* what was handed to the patterns */
} ss_stretches;

/* Searches the whole text, in windows of sentences of one paragraph, as many as fit: a match over the border of two
 * is not found. *out lives in the arena, zeroed on error. What is found in a text depends on nothing behind it.
 * SS_ERR_MEMORY, SS_ERR_STOPPED. */
SS_MUST_USE ss_status ss_never_quotes_find(ss_arena *arena, const ss_rules *rules, const ss_document *document,
                                           ss_rules_effort *effort, ss_stretches *out);

/* Whether a range lies in one stretch, the marks at its borders not counted. O(log stretches + its marks). */
bool ss_never_quotes_hold(const ss_stretches *stretches, const ss_document *document, ss_range range);

/* Leaves out the relations whose contents all lie in stretches. */
void ss_never_quotes_leave_out(const ss_stretches *stretches, const ss_document *document, ss_relations *relations);

#endif
