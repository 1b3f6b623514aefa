/* quote.h - pair quotation marks into quotations.  Floor: text. */
#ifndef SS_QUOTE_H
#define SS_QUOTE_H
#include <stdbool.h>
#include "base/arena.h"
#include "text/sentence.h"
#include "text/token.h"

typedef enum ss_quote_style {
    SS_QUOTE_ASCII_DOUBLE,  /* "..." and ``...'' */
    SS_QUOTE_ASCII_SINGLE,  /* '...' */
    SS_QUOTE_CURLY_DOUBLE,  /* U+201C U+201D */
    SS_QUOTE_CURLY_SINGLE,  /* U+2018 U+2019 */
    SS_QUOTE_GUILLEMET,     /* U+00AB U+00BB, single and reversed forms too */
    SS_QUOTE_LOW,           /* U+201E or U+201A, closed by U+201C, U+201D, U+2018 or U+2019 */
    SS_QUOTE_CORNER         /* U+300C U+300D, U+300E U+300F */
} ss_quote_style;

typedef struct ss_quote {
    uint32_t open;   /* token of the opening mark */
    uint32_t end;    /* one past the last token inside, the closing mark included when there is one */
    uint8_t style;   /* ss_quote_style */
    uint8_t depth;   /* 0 outermost; a quotation within a quotation is 1 deeper */
    bool closed;     /* its closing mark is token end - 1 */
    bool continues;  /* it reopens the quotation of the paragraph before, which was left open */
} ss_quote;

/* In order of `open`; quotations nest or are disjoint, they never cross. A mark that pairs with
 * nothing begins and ends none. */
typedef struct ss_quotes {
    const ss_quote *quote; /* [count] */
    uint32_t count;
    uint64_t operations; /* marks, and quotations open at them, that were looked at */
} ss_quotes;

/* Marks close by what stands around them first, then by their shape: " behind a word closes, before
 * one it opens, and where neither holds it closes what is open; single marks that may be apostrophes
 * ("the ministers' plan", 'cause) pair only when nothing better does. A mark of one style may close
 * another's double or single quotation, for texts that mix them.
 *
 * Quotations may run over sentences, and over paragraphs in the one way that print has: left open
 * at the end of a paragraph, reopened at the start of the next. Otherwise an open quotation ends
 * with its paragraph; an open single one then counts as an apostrophe, and so does an open double
 * one that another double one was opened in. At most SS_MAX_QUOTE_DEPTH nest.
 *
 * Borrows both for the call; *out lives in the arena, zeroed on error. SS_ERR_MEMORY. Linear time. */
SS_MUST_USE ss_status ss_quotes_pair(ss_arena *arena, const ss_tokens *tokens, const ss_parts *paragraphs,
                                     ss_quotes *out);

#endif
