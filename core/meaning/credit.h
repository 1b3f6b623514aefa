/* credit.h - by-lines, datelines, wire and publisher credits, closing source lists.  Floor: meaning. */
#ifndef SS_CREDIT_H
#define SS_CREDIT_H
#include "base/arena.h"
#include "base/span.h"
#include "text/document.h"
#include "text/pattern.h"

/* The values are those of proto/sayso.proto. */
typedef enum ss_credit_kind {
    SS_CREDIT_BYLINE = 1,
    SS_CREDIT_DATELINE = 2,
    SS_CREDIT_WIRE = 3,
    SS_CREDIT_PUBLISHER = 4,
    SS_CREDIT_SOURCE_LINK = 5
} ss_credit_kind;

typedef struct ss_credit {
    ss_span span; /* bytes: the name, place or entry itself, without "By" or the bullet */
    uint8_t kind; /* ss_credit_kind */
} ss_credit;

/* By span.start; no two overlap. */
typedef struct ss_credits {
    const ss_credit *credit; /* [count] */
    uint32_t count;
    uint64_t operations; /* what was handed to the patterns */
} ss_credits;

typedef struct ss_credit_rules ss_credit_rules; /* compiled patterns; const, shared by threads */

/* The built-in patterns. SS_ERR_MEMORY; SS_ERR_BAD_PATTERN would be a fault of our own. */
SS_MUST_USE ss_status ss_credit_rules_create(ss_credit_rules **out);

/* The same, run by an engine of choice: both find the same credits, the interpreter more slowly. */
SS_MUST_USE ss_status ss_credit_rules_create_for(ss_pattern_engine engine, ss_credit_rules **out);
void ss_credit_rules_free(ss_credit_rules *rules); /* NULL is fine */

/* FNV-1a of all patterns' names and sources, in order. */
uint64_t ss_credit_rules_digest(const ss_credit_rules *rules);

/* Borrows rules and document; *out lives in the arena, zeroed on error. Only the head and the tail
 * of a document are searched, in windows of one paragraph. SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_credits_find(ss_arena *arena, const ss_credit_rules *rules, const ss_document *document,
                                      ss_credits *out);

#endif
