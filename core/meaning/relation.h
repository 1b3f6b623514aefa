/* relation.h - one attribution while it is being worked out, in tokens.  Floor: meaning. */
#ifndef SS_RELATION_H
#define SS_RELATION_H
#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/span.h"
#include "model/reading.h"
#include "text/document.h"

/* The values of these enums are those of proto/sayso.proto. */
typedef enum ss_kind { SS_KIND_DIRECT = 1, SS_KIND_INDIRECT = 2, SS_KIND_MIXED = 3 } ss_kind;

typedef enum ss_act {
    SS_ACT_STATEMENT = 1,
    SS_ACT_DENIAL = 2,
    SS_ACT_QUESTION = 3,
    SS_ACT_ORDER = 4,
    SS_ACT_PROMISE = 5,
    SS_ACT_BELIEF = 6,
    SS_ACT_INTENTION = 7,
    SS_ACT_ATTITUDE = 8,
    SS_ACT_PERCEPTION = 9,
    SS_ACT_RULING = 10,
    SS_ACT_REFUSAL = 11
} ss_act;

/* Made by the model's decoder with its three roles; the passes of this floor fill in the rest. */
typedef struct ss_relation {
    ss_range cue;            /* empty (first == end) for a quotation that only floats */
    const ss_range *source;  /* [source_count], in text order, none empty, at most SS_MAX_SOURCE_SPANS */
    const ss_range *content; /* [content_count], in text order, none empty, 1..SS_MAX_CONTENT_SPANS */
    uint32_t source_count;   /* 0: the text names none */
    uint32_t content_count;
    uint32_t speaker;        /* index + 1 into ss_speakers, 0 = none */
    uint32_t runs_on;        /* of a floating quotation: index + 1 of the relation whose speaker goes on, 0 = none */
    uint32_t parent;         /* index + 1 of the relation whose content holds this one, 0 = outermost */
    uint32_t reading;        /* index + 1 of the reading it was made of, or a number past them; 0 = none yet */
    uint32_t holder;         /* that of its parent, 0 = outermost */
    uint16_t confidence;     /* permille, calibrated */
    uint8_t kind;            /* ss_kind */
    uint8_t act;             /* ss_act */
    bool negated;
    bool unsettled;          /* text that is yet to come may add to its content */
} ss_relation;

/* In text order: by the first token of all their parts, a parent before what it holds, then by cue, then by first content. */
typedef struct ss_relations {
    ss_relation *relation; /* [count]; the passes of this floor write into it */
    uint32_t count;
} ss_relations;

/* Makes relations of what the network read: in text order, with their kind and confidence. Borrows
 * the arena's readings for as long as *out is used; *out lives in the arena, zeroed on error.
 * SS_ERR_MEMORY. n log n in the readings. */
SS_MUST_USE ss_status ss_relations_make(ss_arena *arena, const ss_weights *weights, const ss_document *document,
                                        const ss_readings *readings, ss_relations *out);

/* The kind that its content's words have. Linear in them. */
ss_kind ss_relation_kind(const ss_document *document, const ss_relation *relation);

/* Gives each relation its parent, when all are there and in order. One whose parent was left out is outermost, and
 * none has more than SS_MAX_NESTING above it. Linear. */
SS_MUST_USE ss_status ss_relations_nest(ss_arena *arena, ss_relations *relations);

/* Puts relations in text order. n log n. */
void ss_relations_order(ss_relation *relation, uint32_t count);

#endif
