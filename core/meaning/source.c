/* source.c - put the sources in text order and find the contents that hold them.  Floor: meaning. */
#include "meaning/source.h"

#include "meaning/order.h"

/* Contents that are looked at below the innermost one: a source stands in its own content only when
 * the model went wrong. */
#define MAX_OPEN 8u

/* The quotation that a token stands in; quote_count when there is none. */
static uint32_t quote_of(const ss_sources *sources, uint32_t token)
{
    uint32_t low = 0;
    uint32_t high = sources->quote_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (sources->quote[middle].end <= token)
            low = middle + 1;
        else
            high = middle;
    }
    return low < sources->quote_count && sources->quote[low].first <= token ? low : sources->quote_count;
}

bool ss_sources_quote(const ss_sources *sources, uint32_t token)
{
    return quote_of(sources, token) < sources->quote_count;
}

uint32_t ss_sources_quoting(const ss_sources *sources, uint32_t token)
{
    uint32_t quote = quote_of(sources, token);
    return quote < sources->quote_count ? sources->quoting[quote] : SS_NO_RELATION;
}

static bool is_turn(const ss_document *document, const ss_relation *relation)
{
    return relation->cue.end - relation->cue.first == 1 && ss_token_is(&document->tokens, relation->cue.first, ":") &&
           relation->source_count > 0 && relation->source[0].end == relation->cue.first &&
           document->tokens.token[relation->source[0].first].gap == SS_GAP_PARAGRAPH;
}

static ss_status outermost(ss_arena *arena, const ss_document *document, ss_sources *out)
{
    const ss_quotes *quotes = &document->quotes;
    ss_range *range = ss_arena_alloc(arena, quotes->count + 1, sizeof *range);
    if (range == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < quotes->count; i++)
        if (quotes->quote[i].depth == 0)
            range[out->quote_count++] = (ss_range){quotes->quote[i].open, quotes->quote[i].end};
    out->quote = range;
    return SS_OK;
}

static bool take(const ss_document *document, const ss_relation *relation, ss_range *range)
{
    for (uint32_t i = 0; i < relation->source_count; i++) {
        *range = ss_mention_trim(document, relation->source[i]);
        if (range->first < range->end)
            return true;
    }
    return false;
}

static ss_status in_order(ss_arena *arena, const ss_document *document, const ss_relations *relations, uint64_t **key,
                          uint32_t *count)
{
    *count = 0;
    *key = ss_arena_alloc(arena, relations->count + 1, sizeof **key);
    if (*key == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < relations->count; i++) {
        ss_range range;
        if (take(document, &relations->relation[i], &range))
            (*key)[(*count)++] = (uint64_t)range.first << 32 | i;
    }
    return ss_order_keys(arena, *key, *count);
}

/* A content and its relation; all contents by their first token, the longer first. */
typedef struct content {
    ss_range range;
    uint32_t relation;
} content;

static ss_status contents_in_order(ss_arena *arena, const ss_relations *relations, content **out, uint32_t *count)
{
    uint32_t all = 0;
    for (uint32_t i = 0; i < relations->count; i++)
        all += relations->relation[i].content_count;
    content *plain = ss_arena_alloc(arena, all + 1, sizeof *plain);
    uint64_t *key = ss_arena_alloc(arena, all + 1, sizeof *key);
    *out = ss_arena_alloc(arena, all + 1, sizeof **out);
    *count = all;
    if (plain == NULL || key == NULL || *out == NULL)
        return SS_ERR_MEMORY;
    uint32_t at = 0;
    for (uint32_t i = 0; i < relations->count; i++)
        for (uint32_t k = 0; k < relations->relation[i].content_count; k++, at++) {
            plain[at] = (content){relations->relation[i].content[k], i};
            key[at] = (uint64_t)plain[at].range.first << 32 | at;
        }
    if (ss_order_keys(arena, key, all) != SS_OK)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < all; i++)
        (*out)[i] = plain[(uint32_t)key[i]];
    return SS_OK;
}

/* Where a quotation begins a sentence: "He left", not the "his own" of a sentence that is not quoted. */
static uint32_t speech_start(const ss_document *document, ss_range quote)
{
    while (quote.first < quote.end && document->tokens.token[quote.first].kind >= SS_TOKEN_QUOTE)
        quote.first++;
    return quote.first < quote.end && ss_token_is_capitalised(&document->tokens, quote.first) ? quote.first : UINT32_MAX;
}

/* The outermost content that holds a token, of the MAX_OPEN that begin before it. */
static uint32_t holding(const content *all, uint32_t count, uint32_t token)
{
    uint32_t low = 0, high = count, found = SS_NO_RELATION;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (all[middle].range.first <= token)
            low = middle + 1;
        else
            high = middle;
    }
    for (uint32_t i = low; i > 0 && low - i < MAX_OPEN; i--)
        found = ss_range_has(all[i - 1].range, token) ? all[i - 1].relation : found;
    return found;
}

static ss_status find_quoting(ss_arena *arena, const ss_document *document, const ss_relations *relations, ss_sources *out)
{
    content *all;
    uint32_t count;
    uint32_t *quoting = ss_arena_alloc(arena, out->quote_count + 1, sizeof *quoting);
    if (quoting == NULL || contents_in_order(arena, relations, &all, &count) != SS_OK)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < out->quote_count; i++) {
        uint32_t first = speech_start(document, out->quote[i]);
        quoting[i] = first == UINT32_MAX ? SS_NO_RELATION : holding(all, count, first);
        if (quoting[i] != SS_NO_RELATION && relations->relation[quoting[i]].runs_on != 0)
            quoting[i] = relations->relation[quoting[i]].runs_on - 1;
    }
    out->quoting = quoting;
    return SS_OK;
}

/* Sweeps over sources and contents together, a stack holding the contents that are open. */
static ss_status find_holders(ss_arena *arena, const ss_relations *relations, ss_source *source, uint32_t source_count)
{
    content *all;
    uint32_t count;
    if (contents_in_order(arena, relations, &all, &count) != SS_OK)
        return SS_ERR_MEMORY;
    uint32_t *open = ss_arena_alloc(arena, count + 1, sizeof *open);
    if (open == NULL)
        return SS_ERR_MEMORY;
    uint32_t depth = 0;
    uint32_t next = 0;
    for (uint32_t i = 0; i < source_count; i++) {
        uint32_t token = source[i].range.first;
        for (; next < count && all[next].range.first <= token; next++) {
            while (depth > 0 && all[open[depth - 1]].range.end <= all[next].range.first)
                depth--;
            open[depth++] = next;
        }
        while (depth > 0 && all[open[depth - 1]].range.end <= token)
            depth--;
        source[i].holder = SS_NO_RELATION;
        for (uint32_t k = 0; k < depth && k < MAX_OPEN; k++) {
            const content *one = &all[open[depth - 1 - k]];
            if (one->relation != source[i].relation && ss_range_has(one->range, token)) {
                source[i].holder = one->relation;
                break;
            }
        }
    }
    return SS_OK;
}

ss_status ss_sources_gather(ss_arena *arena, const ss_document *document, const ss_relations *relations,
                            ss_sources *out)
{
    uint64_t *key;
    uint32_t count;
    *out = (ss_sources){0};
    ss_sources all = {0};
    if (outermost(arena, document, &all) != SS_OK || find_quoting(arena, document, relations, &all) != SS_OK ||
        in_order(arena, document, relations, &key, &count) != SS_OK)
        return SS_ERR_MEMORY;
    ss_source *source = ss_arena_alloc(arena, count + 1, sizeof *source);
    ss_range *range = ss_arena_alloc(arena, count + 1, sizeof *range);
    if (source == NULL || range == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < count; i++) {
        source[i].relation = (uint32_t)key[i];
        take(document, &relations->relation[source[i].relation], &source[i].range);
        source[i].quoted = ss_sources_quote(&all, source[i].range.first);
        range[i] = source[i].range;
    }
    if (find_holders(arena, relations, source, count) != SS_OK)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < count; i++) /* a turn in a transcript is as good as quoted */
        if (source[i].holder != SS_NO_RELATION && is_turn(document, &relations->relation[source[i].holder]))
            source[i].quoted = true;
    for (uint32_t i = 0; i < count; i++) /* who goes on speaking is named where he began */
        if (source[i].holder != SS_NO_RELATION && relations->relation[source[i].holder].runs_on != 0)
            source[i].holder = relations->relation[source[i].holder].runs_on - 1;
    all.source = source;
    all.range = range;
    all.count = count;
    *out = all;
    return SS_OK;
}
