/* plan.h - which records of a result are sent: all that the document's limits let pass.  Floor: plugin. */
#ifndef SS_PLAN_H
#define SS_PLAN_H
#include "base/arena.h"
#include "base/status.h"
#include "record.h"
#include "sayso.h"

/* What earlier answers for the document have used, and what is left of its limits. */
typedef struct ss_allowance {
    uint32_t attributions;     /* sent so far */
    uint32_t provisional;      /* speakers sent so far under provisional ids */
    uint32_t max_attributions;
    size_t bytes;              /* that the answer may still take */
} ss_allowance;

typedef struct ss_plan {
    uint32_t attributions; /* so many from the first on, those that were sent before left out */
    uint32_t credits;
    uint32_t merges;
    uint32_t speakers;     /* so many of those below are set */
    bool *speaker;         /* [speaker_count], in the arena of ss_plan_make */
    const char *limit;     /* NULL, or a sentence that names the limit that cut them */
} ss_plan;

/* Plans a result of sayso_settle, whose attributions come after those sent before, or, with `whole`, one of a whole
 * text. In text order, an attribution with its speaker and that one's members, up to where a limit is reached: so no
 * record that is sent names one that is not. Before all else come the records of the speakers that provisional ones
 * became; a provisional one whose record does not fit stays as it was sent. The allowance is lessened by what
 * is planned. Messages are made in the maker's arena, which is reset, to be measured. SS_ERR_MEMORY;
 * SS_ERR_INTERNAL when a record is larger than SS_RECORD_MOST_BYTES. Linear time. */
SS_MUST_USE ss_status ss_plan_make(ss_arena *arena, const ss_record_maker *maker, const sayso_result *result, bool whole,
                                   ss_allowance *allowance, ss_plan *out);

/* What a message takes as an element of a repeated field with a number under 16. */
size_t ss_plan_field_size(const void *message);

/* Of the next attribution and the next credit, whether the credit comes first in the text. Either may be past the last. */
bool ss_plan_credit_is_next(const sayso_result *result, uint32_t attribution, uint32_t credit);

#endif
