/* source.c - put the sources in text order and find the contents that hold them.  Floor: meaning. */
#include "meaning/source.h"

#include "meaning/order.h"

/* Contents that are looked at below the innermost one: a source stands in its own content only when
 * the model went wrong. */
#define MAX_OPEN 8u

bool ss_sources_quote(const ss_sources *sources, uint32_t token)
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
    return low < sources->quote_count && sources->quote[low].first <= token;
}

/* Whether a fragment is what was said, word for word: not so the three words in: Lee called it "his best day". */
static bool is_verbatim(const ss_sources *sources, const ss_document *document, const ss_relation *relation, ss_range fragment)
{
    uint32_t first = fragment.first;
    if (relation->kind == SS_KIND_DIRECT)
        return true;
    if (document->tokens.token[first].kind == SS_TOKEN_QUOTE && first + 1 < fragment.end)
        first++;
    return relation->kind == SS_KIND_MIXED && ss_sources_quote(sources, first) &&
           ss_token_is_capitalised(&document->tokens, first);
}

uint32_t ss_sources_quoting(const ss_sources *sources, const ss_document *document, const ss_relations *relations, uint32_t token)
{
    uint32_t low = 0;
    uint32_t high = sources->content_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (sources->content[middle].range.first <= token)
            low = middle + 1;
        else
            high = middle;
    }
    for (uint32_t i = low; i > 0 && low - i < MAX_OPEN; i--) {
        const ss_content *one = &sources->content[i - 1];
        if (ss_range_has(one->range, token) && is_verbatim(sources, document, &relations->relation[one->relation], one->range))
            return one->relation;
    }
    return SS_NO_RELATION;
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

static ss_status contents_in_order(ss_arena *arena, const ss_relations *relations, ss_content **out, uint32_t *count)
{
    uint32_t all = 0;
    for (uint32_t i = 0; i < relations->count; i++)
        all += relations->relation[i].content_count;
    ss_content *plain = ss_arena_alloc(arena, all + 1, sizeof *plain);
    uint64_t *key = ss_arena_alloc(arena, all + 1, sizeof *key);
    *out = ss_arena_alloc(arena, all + 1, sizeof **out);
    *count = all;
    if (plain == NULL || key == NULL || *out == NULL)
        return SS_ERR_MEMORY;
    uint32_t at = 0;
    for (uint32_t i = 0; i < relations->count; i++)
        for (uint32_t k = 0; k < relations->relation[i].content_count; k++, at++) {
            plain[at] = (ss_content){relations->relation[i].content[k], i};
            key[at] = (uint64_t)plain[at].range.first << 32 | at;
        }
    if (ss_order_keys(arena, key, all) != SS_OK)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < all; i++)
        (*out)[i] = plain[(uint32_t)key[i]];
    return SS_OK;
}

/* Sweeps over sources and contents together, a stack holding the contents that are open. */
static ss_status find_holders(ss_arena *arena, const ss_content *all, uint32_t count, ss_source *source,
                              uint32_t source_count)
{
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
            const ss_content *one = &all[open[depth - 1 - k]];
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
    if (outermost(arena, document, &all) != SS_OK || in_order(arena, document, relations, &key, &count) != SS_OK)
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
    ss_content *content;
    if (contents_in_order(arena, relations, &content, &all.content_count) != SS_OK ||
        find_holders(arena, content, all.content_count, source, count) != SS_OK)
        return SS_ERR_MEMORY;
    all.content = content;
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
