#include "meaning/doubt.h"

#include "meaning/act.h"

/* Relations before and behind a cue whose contents are looked at. */
#define MOST_AROUND 6u

/* Of the development texts' records below it one in seven is right, ... */
#define LEAST_CONFIDENCE 200u

/* ... and of those below this whose cue is no word of saying, thinking or wanting. */
#define LEAST_OF_UNKNOWN 440u

/* "has not been seen": what is only seen, not seen to be something, is no attribution; "weighed out according to size".
 */
static bool says_nothing(const ss_document *document, const ss_relation *relation)
{
    static const char *const seen[] = {"seen", "heard"};
    const ss_tokens *tokens = &document->tokens;
    if (relation->content_count == 0)
        return false;
    ss_range first = relation->content[0], last = relation->content[relation->content_count - 1];
    bool only_seen = relation->source_count == 0 && last.end <= relation->cue.first &&
                     SS_TOKEN_IS_ONE_OF(tokens, relation->cue.end - 1, seen);
    return only_seen || (first.end - first.first > 2 && ss_token_is(tokens, first.first, "according"));
}

static bool is_doubtful(const ss_document *document, const ss_relation *relation)
{
    return says_nothing(document, relation) || relation->confidence < LEAST_CONFIDENCE ||
           (relation->confidence < LEAST_OF_UNKNOWN && !ss_act_is_known(document, relation));
}

/* Whether the content of a relation near in text holds the cue; readings are in the order of their cues. */
static bool is_inside(const ss_readings *readings, uint32_t index)
{
    ss_range cue = readings->reading[index].cue;
    uint32_t first = index > MOST_AROUND ? index - MOST_AROUND : 0;
    for (uint32_t i = first; i < readings->count && i <= index + MOST_AROUND; i++)
        for (uint32_t k = 0; i != index && k < readings->reading[i].content_count; k++)
            if (ss_range_has(readings->reading[i].content[k], cue.first))
                return true;
    return false;
}

void ss_doubts_leave_out(const ss_document *document, const ss_readings *readings, ss_relations *relations)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < relations->count; i++) {
        const ss_reading *reading = &readings->reading[i];
        bool out = reading->wish == SS_CUE_SHOWN
                       ? is_inside(readings, i)
                       : reading->wish != SS_CUE_BEGINS && is_doubtful(document, &relations->relation[i]);
        if (!out)
            relations->relation[kept++] = relations->relation[i];
    }
    relations->count = kept;
}

void ss_doubts_leave_out_inner(ss_relations *relations)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < relations->count; i++) {
        const ss_relation *one = &relations->relation[i];
        bool inner = false;
        for (uint32_t k = i > MOST_AROUND ? i - MOST_AROUND : 0; k < relations->count && k <= i + MOST_AROUND; k++)
            for (uint32_t c = 0; k != i && c < relations->relation[k].content_count; c++)
                inner = inner || ss_range_has(relations->relation[k].content[c], one->cue.first);
        if (!inner || one->confidence >= LEAST_OF_UNKNOWN)
            relations->relation[kept++] = *one;
    }
    relations->count = kept;
}
