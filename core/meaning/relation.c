#include "meaning/relation.h"

#include <stdlib.h>
#include <string.h>

#include "meaning/border.h"
#include "meaning/doubt.h"
#include "base/limits.h"
#include "meaning/quotation.h"
#include "model/probability.h"

/* Which words of the content stand inside quotation marks: all, none or some. Marks do not count. */
ss_kind ss_relation_kind(const ss_document *document, const ss_relation *relation)
{
    uint32_t inside = 0, outside = 0;
    for (uint32_t k = 0; k < relation->content_count; k++)
        for (uint32_t i = relation->content[k].first; i < relation->content[k].end; i++) {
            if (document->tokens.token[i].kind > SS_TOKEN_ADDRESS)
                continue;
            if (document->place[i] == SS_QUOTE_OUTSIDE)
                outside++;
            else
                inside++;
        }
    return inside == 0 ? SS_KIND_INDIRECT : outside == 0 ? SS_KIND_DIRECT : SS_KIND_MIXED;
}

static uint32_t first_token(const ss_relation *relation)
{
    uint32_t first = relation->content[0].first;
    if (relation->source_count > 0 && relation->source[0].first < first)
        first = relation->source[0].first;
    if (relation->cue.first < relation->cue.end && relation->cue.first < first)
        first = relation->cue.first;
    return first;
}

static int by_text(const void *left, const void *right)
{
    const ss_relation *a = left, *b = right;
    uint32_t keys[2][4] = {{first_token(a), a->holder != 0, a->cue.first, a->content[0].first},
                           {first_token(b), b->holder != 0, b->cue.first, b->content[0].first}};
    for (int k = 0; k < 4; k++)
        if (keys[0][k] != keys[1][k])
            return keys[0][k] < keys[1][k] ? -1 : 1;
    return 0;
}

static int64_t clipped(int32_t margin)
{
    return margin > SS_MARGIN_LIMIT ? SS_MARGIN_LIMIT : margin < -SS_MARGIN_LIMIT ? -SS_MARGIN_LIMIT : margin;
}

static uint16_t confidence_of(const ss_weights *weights, const ss_reading *reading)
{
    const int32_t *term = weights->confidence;
    int64_t sum = term[SS_CONFIDENCE_CUE] * clipped(reading->cue_margin) +
                  term[SS_CONFIDENCE_SOURCE] * clipped(reading->source_margin) +
                  term[SS_CONFIDENCE_CONTENT] * clipped(reading->content_margin);
    sum = (sum >> 10) + term[SS_CONFIDENCE_CONSTANT] + (reading->source_count == 0 ? term[SS_CONFIDENCE_NO_SOURCE] : 0);
    return ss_logistic((int32_t)sum);
}

void ss_relations_order(ss_relation *relation, uint32_t count)
{
    qsort(relation, count, sizeof *relation, by_text);
}

ss_status ss_relations_make(ss_arena *arena, const ss_weights *weights, const ss_document *document,
                            const ss_readings *readings, ss_relations *out)
{
    *out = (ss_relations){NULL, 0};
    ss_relation *relation = ss_arena_alloc(arena, readings->count, sizeof *relation);
    if (relation == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < readings->count; i++) {
        const ss_reading *reading = &readings->reading[i];
        relation[i] = (ss_relation){.reading = i + 1,
                                    .holder = reading->holder,
                                    .cue = reading->cue,
                                    .source = reading->source,
                                    .content = reading->content,
                                    .source_count = reading->source_count,
                                    .content_count = reading->content_count,
                                    .confidence = confidence_of(weights, reading),
                                    .act = SS_ACT_STATEMENT};
    }
    *out = (ss_relations){relation, readings->count};
    ss_doubts_leave_out(document, readings, out);
    ss_status status = ss_borders_mend(arena, document, out);
    ss_doubts_leave_out_inner(out);
    if (status == SS_OK)
        status = ss_quotations_complete(arena, document, readings->next, out);
    for (uint32_t i = 0; i < out->count; i++)
        relation[i].kind = (uint8_t)ss_relation_kind(document, &relation[i]);
    ss_relations_order(relation, out->count);
    return status;
}

/* Parents above a relation, counted up to one more than SS_MAX_NESTING. */
static uint32_t depth_of(const ss_relations *relations, uint32_t index)
{
    uint32_t depth = 0;
    while (depth <= SS_MAX_NESTING && relations->relation[index].parent != 0) {
        index = relations->relation[index].parent - 1;
        depth++;
    }
    return depth;
}

/* One that stands deeper is given to what holds its parent; borders that were mended may even make two hold each other,
 * and then the first of them is outermost. */
static void bound_depth(ss_relations *relations)
{
    for (uint32_t i = 0; i < relations->count; i++) {
        ss_relation *one = &relations->relation[i];
        for (uint32_t step = 0; depth_of(relations, i) > SS_MAX_NESTING; step++)
            one->parent = step < SS_MAX_NESTING ? relations->relation[one->parent - 1].parent : 0;
    }
}

ss_status ss_relations_nest(ss_arena *arena, ss_relations *relations)
{
    uint32_t readings = 0;
    for (uint32_t i = 0; i < relations->count; i++)
        readings = relations->relation[i].reading > readings ? relations->relation[i].reading : readings;
    uint32_t *made = ss_arena_alloc(arena, readings + 1, sizeof *made); /* index + 1 of what was made of a reading */
    if (made == NULL)
        return SS_ERR_MEMORY;
    memset(made, 0, (readings + 1) * sizeof *made);
    for (uint32_t i = 0; i < relations->count; i++)
        if (relations->relation[i].reading != 0)
            made[relations->relation[i].reading] = i + 1;
    for (uint32_t i = 0; i < relations->count; i++) {
        ss_relation *relation = &relations->relation[i];
        relation->parent = relation->holder != 0 && relation->holder <= readings ? made[relation->holder] : 0;
    }
    bound_depth(relations);
    return SS_OK;
}
