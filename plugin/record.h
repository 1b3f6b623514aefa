/* record.h - the core's records as messages of the schema: the one place where the two meet.  Floor: plugin. */
#ifndef SS_RECORD_H
#define SS_RECORD_H
#include <stdbool.h>
#include "base/arena.h"
#include "body.h"
#include "limit.h"
#include "sayso.h"
#include "sayso.pb-c.h"

/* What a record is made from and in. All borrowed. */
typedef struct ss_record_maker {
    const ss_body *body;              /* the document that the spans are of */
    const sayso_annotator *annotator; /* turns its bytes into the agreed unit */
    bool include_text;
    ss_arena *arena;                  /* the messages live in it */
} ss_record_maker;

/* Each makes one message, which borrows the body and the record and lives until the arena is reset; NULL when
 * the arena is spent. Linear in the record. */

/* A parent beyond last_id is not there, and is named as none. */
Sayso__V1__Attribution *ss_record_attribution(const ss_record_maker *maker, const sayso_attribution *attribution,
                                              uint32_t last_id);
Sayso__V1__Credit *ss_record_credit(const ss_record_maker *maker, const sayso_credit *credit);
Sayso__V1__Speaker *ss_record_speaker(const ss_record_maker *maker, const sayso_speaker *speaker);

/* A provisional speaker's record that says which one it became. */
Sayso__V1__Speaker *ss_record_merge(const ss_record_maker *maker, const sayso_merge *merge);

#endif
