#include "text/outer_quote.h"

ss_status ss_outer_quotes_gather(ss_arena *arena, const ss_quotes *quotes, ss_outer_quotes *out)
{
    *out = (ss_outer_quotes){ss_arena_alloc(arena, quotes->count, sizeof *out->quote), 0};
    if (out->quote == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < quotes->count; i++)
        if (quotes->quote[i].depth == 0)
            out->quote[out->count++] = &quotes->quote[i];
    return SS_OK;
}

uint32_t ss_outer_quotes_from(const ss_outer_quotes *outer, uint32_t token)
{
    uint32_t low = 0, high = outer->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (outer->quote[middle]->end > token)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}
