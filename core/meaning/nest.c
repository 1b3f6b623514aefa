#include "meaning/nest.h"

#include <stdlib.h>

#include "meaning/order.h"

/* Contents that are open at one place and looked at: more is no text that people write. */
#define MOST_OPEN 8u

/* A content and its relation. */
typedef struct open_content {
    ss_range range;
    uint32_t relation;
} open_content;

static int by_place(const void *left, const void *right)
{
    const open_content *a = left, *b = right;
    if (a->range.first != b->range.first)
        return a->range.first < b->range.first ? -1 : 1;
    if (a->range.end != b->range.end)
        return a->range.end > b->range.end ? -1 : 1; /* the longer one holds the other */
    return a->relation < b->relation ? -1 : a->relation > b->relation;
}

static ss_status gather(ss_arena *arena, const ss_relations *relations, open_content **out, uint32_t *count)
{
    *count = 0;
    for (uint32_t i = 0; i < relations->count; i++)
        *count += relations->relation[i].content_count;
    open_content *content = *out = ss_arena_alloc(arena, *count + 1, sizeof *content);
    if (content == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0, at = 0; i < relations->count; i++)
        for (uint32_t k = 0; k < relations->relation[i].content_count; k++)
            content[at++] = (open_content){relations->relation[i].content[k], i};
    qsort(content, *count, sizeof *content, by_place);
    return SS_OK;
}

static bool holds(ss_range outer, ss_range inner)
{
    return outer.first <= inner.first && inner.end <= outer.end;
}

/* Whether the content has all of the relation. */
static bool holds_all(ss_range outer, const ss_relation *one)
{
    bool all = holds(outer, one->cue);
    for (uint32_t i = 0; i < one->source_count; i++)
        all = all && holds(outer, one->source[i]);
    for (uint32_t i = 0; i < one->content_count; i++)
        all = all && holds(outer, one->content[i]);
    return all;
}

/* Numbers past the readings' for what was made otherwise. */
static void number(ss_relations *relations)
{
    uint32_t last = 0;
    for (uint32_t i = 0; i < relations->count; i++) {
        last = relations->relation[i].reading > last ? relations->relation[i].reading : last;
        last = relations->relation[i].holder > last ? relations->relation[i].holder : last;
    }
    for (uint32_t i = 0; i < relations->count; i++)
        if (relations->relation[i].reading == 0)
            relations->relation[i].reading = ++last;
}

static ss_status by_cue(ss_arena *arena, const ss_relations *relations, uint64_t **out)
{
    uint64_t *cue = *out = ss_arena_alloc(arena, relations->count + 1, sizeof *cue);
    if (cue == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < relations->count; i++)
        cue[i] = (uint64_t)relations->relation[i].cue.first << 32 | i;
    return ss_order_keys(arena, cue, relations->count);
}

/* Of the contents that are open at its cue the innermost that holds it, if any: that one's relation, else its own. */
static uint32_t holder_of(const ss_relations *relations, const open_content *content, const uint32_t *open,
                          uint32_t depth, uint32_t index)
{
    for (uint32_t k = 0; k < depth && k < MOST_OPEN; k++) {
        const open_content *around = &content[open[depth - 1 - k]];
        const ss_relation *one = &relations->relation[around->relation];
        if (around->relation != index && one->cue.first < one->cue.end &&
            holds_all(around->range, &relations->relation[index]))
            return around->relation;
    }
    return index;
}

ss_status ss_nests_find(ss_arena *arena, ss_relations *relations)
{
    open_content *content;
    uint64_t *cue;
    uint32_t count, next = 0, depth = 0;
    if (gather(arena, relations, &content, &count) != SS_OK || by_cue(arena, relations, &cue) != SS_OK)
        return SS_ERR_MEMORY;
    uint32_t *open = ss_arena_alloc(arena, count + 1, sizeof *open);
    if (open == NULL)
        return SS_ERR_MEMORY;
    number(relations);
    for (uint32_t i = 0; i < relations->count; i++) {
        uint32_t index = (uint32_t)cue[i];
        ss_relation *one = &relations->relation[index];
        for (; next < count && content[next].range.first <= one->cue.first; next++) {
            while (depth > 0 && content[open[depth - 1]].range.end <= content[next].range.first)
                depth--;
            open[depth++] = next;
        }
        if (one->holder != 0 || one->cue.first == one->cue.end)
            continue;
        uint32_t holder = holder_of(relations, content, open, depth, index);
        if (holder != index)
            one->holder = relations->relation[holder].reading;
    }
    ss_relations_order(relations->relation, relations->count);
    return SS_OK;
}
