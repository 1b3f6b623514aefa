#include "text/quote_place.h"

#include <string.h>

#define SHORT_QUOTATION_WORDS 3u

static bool is_short(const ss_tokens *tokens, const ss_quote *quote)
{
    uint32_t words = 0;
    for (uint32_t i = quote->open + 1; i < quote->end && words <= SHORT_QUOTATION_WORDS; i++)
        words += tokens->token[i].kind <= SS_TOKEN_ADDRESS;
    return quote->closed && words <= SHORT_QUOTATION_WORDS;
}

static void mark_quotation(const ss_tokens *tokens, const ss_quote *quote, uint8_t *place)
{
    bool brief = is_short(tokens, quote);
    uint8_t inside = brief ? SS_QUOTE_IN_SHORT : quote->closed ? SS_QUOTE_IN_LONG : SS_QUOTE_IN_OPEN;
    memset(place + quote->open, inside, quote->end - quote->open);
    place[quote->open] = brief ? SS_QUOTE_OPENS_SHORT : SS_QUOTE_OPENS_LONG;
    if (quote->closed)
        place[quote->end - 1] = brief ? SS_QUOTE_CLOSES_SHORT : SS_QUOTE_CLOSES_LONG;
}

ss_status ss_quote_places_find(ss_arena *arena, const ss_tokens *tokens, const ss_quotes *quotes, const uint8_t **out)
{
    uint8_t *place = ss_arena_alloc(arena, tokens->count, sizeof *place);
    *out = place;
    if (place == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < tokens->count; i++)
        place[i] = tokens->token[i].kind == SS_TOKEN_QUOTE ? SS_QUOTE_STRAY : SS_QUOTE_OUTSIDE;
    for (uint32_t i = 0; i < quotes->count; i++)
        if (quotes->quote[i].depth == 0) /* outermost ones are disjoint: linear in all */
            mark_quotation(tokens, &quotes->quote[i], place);
    return SS_OK;
}
