/* plan.c - which records of a result are sent: all that the document's limits let pass.  Floor: plugin. */
#include "plan.h"

typedef struct planner {
    const ss_record_maker *maker;
    const sayso_result *result;
    ss_allowance *allowance;
    uint32_t sent; /* attributions of the result that need not be sent again */
    ss_plan *plan;
} planner;

size_t ss_plan_field_size(const void *message)
{
    size_t size = protobuf_c_message_get_packed_size(message), length_bytes = 1;
    for (size_t rest = size >> 7; rest > 0; rest >>= 7)
        length_bytes++;
    return 1 + length_bytes + size;
}

static uint32_t start_of(const sayso_attribution *attribution)
{
    if (attribution->cue.start < attribution->cue.end || attribution->content_count == 0)
        return attribution->cue.start;
    return attribution->content[0].start;
}

bool ss_plan_credit_is_next(const sayso_result *result, uint32_t attribution, uint32_t credit)
{
    if (credit == result->credit_count || attribution == result->attribution_count)
        return credit < result->credit_count;
    return result->credit[credit].span.start <= start_of(&result->attribution[attribution]);
}

/* SS_ERR_LIMIT when the message does not fit in what is left. */
static ss_status measure(planner *self, const void *message, size_t *sum)
{
    if (message == NULL)
        return SS_ERR_MEMORY;
    size_t size = ss_plan_field_size(message);
    if (size > SS_RECORD_MOST_BYTES)
        return SS_ERR_INTERNAL;
    *sum += size;
    return *sum > self->allowance->bytes ? SS_ERR_LIMIT : SS_OK;
}

/* ---- speakers -------------------------------------------------------------------------------- */

/* Where a speaker's record is in the result, or speaker_count: there is none, or none any more. Those of
 * sayso_settle come in the order in which its attributions first name them, those named earlier left out. */
static uint32_t index_of(const planner *self, uint32_t id)
{
    uint32_t count = self->result->speaker_count, next = self->plan->speakers;
    if (id > SAYSO_PROVISIONAL)
        return next < count && self->result->speaker[next].id == id ? next : count;
    return id == 0 || id > count ? count : id - 1;
}

static bool is_missing(const planner *self, uint32_t index)
{
    return index < self->result->speaker_count && !self->plan->speaker[index];
}

static ss_status measure_speaker(planner *self, uint32_t index, size_t *sum)
{
    return is_missing(self, index) ? measure(self, ss_record_speaker(self->maker, &self->result->speaker[index]), sum) : SS_OK;
}

static void include_speaker(planner *self, uint32_t index)
{
    if (!is_missing(self, index))
        return;
    self->plan->speaker[index] = true;
    self->plan->speakers++;
}

/* A speaker and its members, which have none themselves. `sum` is what comes with them. */
static ss_status plan_speaker(planner *self, uint32_t index, size_t sum)
{
    const sayso_speaker *speaker = &self->result->speaker[index];
    uint32_t members = is_missing(self, index) ? speaker->member_count : 0;
    ss_status status = measure_speaker(self, index, &sum);
    for (uint32_t i = 0; i < members && status == SS_OK; i++)
        status = measure_speaker(self, index_of(self, speaker->member[i]), &sum);
    if (status != SS_OK)
        return status;
    include_speaker(self, index);
    for (uint32_t i = 0; i < members; i++)
        include_speaker(self, index_of(self, speaker->member[i]));
    self->allowance->bytes -= sum;
    return SS_OK;
}

/* ---- everything ------------------------------------------------------------------------------ */

/* Of the provisional speakers that were sent, which come first among the merges. */
static ss_status plan_merges(planner *self)
{
    const sayso_result *result = self->result;
    ss_status status = SS_OK;
    while (status == SS_OK && self->plan->merges < self->allowance->provisional && self->plan->merges < result->merge_count) {
        const sayso_merge *merge = &result->merge[self->plan->merges];
        size_t sum = 0;
        status = measure(self, ss_record_merge(self->maker, merge), &sum);
        if (status == SS_OK)
            status = plan_speaker(self, index_of(self, merge->into), sum);
        if (status == SS_OK)
            self->plan->merges++;
        ss_arena_reset(self->maker->arena);
    }
    return status;
}

static ss_status plan_attribution(planner *self, uint32_t index)
{
    const sayso_attribution *attribution = &self->result->attribution[index];
    size_t sum = 0;
    ss_status status = SS_OK;
    if (index >= self->sent && self->allowance->attributions == self->allowance->max_attributions) {
        self->plan->limit = "max_attributions is reached: the records up to there are given";
        return SS_ERR_LIMIT;
    }
    if (index >= self->sent)
        status = measure(self, ss_record_attribution(self->maker, attribution, UINT32_MAX), &sum);
    if (status == SS_OK)
        status = plan_speaker(self, index_of(self, attribution->speaker), sum);
    if (status == SS_OK && index >= self->sent) {
        self->plan->attributions++;
        self->allowance->attributions++;
    }
    return status;
}

static ss_status plan_credit(planner *self, const sayso_credit *credit)
{
    size_t sum = 0;
    ss_status status = measure(self, ss_record_credit(self->maker, credit), &sum);
    if (status != SS_OK)
        return status;
    self->allowance->bytes -= sum;
    self->plan->credits++;
    return SS_OK;
}

static ss_status plan_all(planner *self)
{
    const sayso_result *result = self->result;
    uint32_t attribution = 0;
    ss_status status = plan_merges(self);
    while (status == SS_OK && (attribution < result->attribution_count || self->plan->credits < result->credit_count)) {
        if (ss_plan_credit_is_next(result, attribution, self->plan->credits))
            status = plan_credit(self, &result->credit[self->plan->credits]);
        else
            status = plan_attribution(self, attribution++);
        ss_arena_reset(self->maker->arena);
    }
    for (uint32_t i = 0; i < result->speaker_count && status == SS_OK; i++) {
        status = plan_speaker(self, i, 0);
        ss_arena_reset(self->maker->arena);
    }
    return status;
}

ss_status ss_plan_make(ss_arena *arena, const ss_record_maker *maker, const sayso_result *result, bool whole,
                       ss_allowance *allowance, ss_plan *out)
{
    planner self = {maker, result, allowance, whole ? allowance->attributions : 0, out};
    *out = (ss_plan){.speaker = ss_arena_alloc(arena, result->speaker_count + (size_t)1, sizeof *out->speaker)};
    if (out->speaker == NULL)
        return SS_ERR_MEMORY;
    ss_status status = plan_all(&self);
    ss_arena_reset(maker->arena);
    if (status == SS_ERR_LIMIT && out->limit == NULL)
        out->limit = "max_answer_bytes is reached: the records up to there are given";
    return status == SS_ERR_LIMIT ? SS_OK : status;
}
