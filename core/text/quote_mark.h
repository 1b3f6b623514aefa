/* quote_mark.h - what one quotation mark can do where it stands.  Floor: text. */
#ifndef SS_QUOTE_MARK_H
#define SS_QUOTE_MARK_H
#include <stdbool.h>
#include <stdint.h>
#include "text/quote.h"

/* Marks of one family close each other, whatever their style: texts mix " with curly marks. */
typedef enum ss_quote_family {
    SS_FAMILY_DOUBLE,
    SS_FAMILY_SINGLE,
    SS_FAMILY_GUILLEMET,
    SS_FAMILY_SINGLE_GUILLEMET,
    SS_FAMILY_CORNER,
    SS_FAMILY_WHITE_CORNER
} ss_quote_family;

typedef enum ss_quote_role {
    SS_ROLE_STRAY,      /* pairs with nothing: inches, an apostrophe between digits */
    SS_ROLE_OPEN,
    SS_ROLE_MAYBE_OPEN, /* or the apostrophe of an elision: 'cause, '92 */
    SS_ROLE_CLOSE,
    SS_ROLE_MAYBE_CLOSE, /* or the apostrophe of a plural: the ministers' plan */
    SS_ROLE_TURN        /* closes what is open in its family, opens when nothing is */
} ss_quote_role;

typedef struct ss_quote_mark {
    uint8_t family; /* ss_quote_family */
    uint8_t style;  /* ss_quote_style when it opens */
    uint8_t role;   /* ss_quote_role */
    bool forward;   /* "<<" of a guillemet: it closes what ">>" has opened, and the other way round */
    bool certain;   /* a single mark right behind punctuation: no apostrophe */
    bool plural;    /* a single mark behind an s */
    bool numeric;   /* right behind a number */
} ss_quote_mark;

/* Reads the mark at token `index` (of kind SS_TOKEN_QUOTE); after_opening says that the token before
 * is a mark that opened. O(1). */
ss_quote_mark ss_quote_mark_read(const ss_tokens *tokens, uint32_t index, bool after_opening);

#endif
