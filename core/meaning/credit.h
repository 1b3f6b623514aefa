/* credit.h - by-lines, datelines, wire and publisher credits, closing source lists.  Floor: meaning. */
#ifndef SS_CREDIT_H
#define SS_CREDIT_H
#include "base/arena.h"
#include "base/span.h"
#include "meaning/rules.h"
#include "text/document.h"

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

/* Borrows rules and document; *out lives in the arena, zeroed on error. Only the head and the tail
 * of a document are searched, in windows of one paragraph. `effort` is that of the user's patterns.
 * SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_credits_find(ss_arena *arena, const ss_rules *rules, const ss_document *document,
                                      ss_rules_effort *effort, ss_credits *out);

#endif
