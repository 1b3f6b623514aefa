/* outer_quote.h - the quotations that lie in no other.  Floor: text. */
#ifndef SS_OUTER_QUOTE_H
#define SS_OUTER_QUOTE_H
#include "text/quote.h"

/* In text order, disjoint. */
typedef struct ss_outer_quotes {
    const ss_quote **quote; /* [count], borrowed from the quotations they were gathered from */
    uint32_t count;
} ss_outer_quotes;

/* *out lives in the arena. SS_ERR_MEMORY. Linear. */
SS_MUST_USE ss_status ss_outer_quotes_gather(ss_arena *arena, const ss_quotes *quotes, ss_outer_quotes *out);

/* The first that ends behind the token, count when there is none. O(log count). */
uint32_t ss_outer_quotes_from(const ss_outer_quotes *outer, uint32_t token);

#endif
