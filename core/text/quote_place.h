/* quote_place.h - where each token stands as to quotation marks.  Floor: text. */
#ifndef SS_QUOTE_PLACE_H
#define SS_QUOTE_PLACE_H
#include "text/quote.h"

/* Of the outermost quotation. "Short" ones hold at most
 * three words: nicknames, scare quotes, titles. */
typedef enum ss_quote_place {
    SS_QUOTE_OUTSIDE,
    SS_QUOTE_IN_SHORT,
    SS_QUOTE_IN_LONG,
    SS_QUOTE_IN_OPEN,    /* inside one that is never closed, or that the next paragraph reopens */
    SS_QUOTE_OPENS_SHORT,
    SS_QUOTE_OPENS_LONG,
    SS_QUOTE_CLOSES_SHORT,
    SS_QUOTE_CLOSES_LONG,
    SS_QUOTE_STRAY,      /* a mark that pairs with nothing */
    SS_QUOTE_PLACES
} ss_quote_place;

/* (*out)[i] is the ss_quote_place of token i: [tokens->count], in the arena. SS_ERR_MEMORY. Linear. */
SS_MUST_USE ss_status ss_quote_places_find(ss_arena *arena, const ss_tokens *tokens, const ss_quotes *quotes, const uint8_t **out);

#endif
