/* cut.c - how much of a result an answer gives when it is limited.  Floor: plugin. */
#include "format/cut.h"

typedef struct cutter {
    const sayso_result *result;
    ss_cut_limits limits;
    ss_cut_measure *measure;
    void *format;
    bool *speaker;
    uint64_t bytes; /* of all that is given */
    ss_cut cut;
} cutter;

static uint32_t start_of(const sayso_attribution *one)
{
    return one->cue.start < one->cue.end || one->content_count == 0 ? one->cue.start : one->content[0].start;
}

static bool credit_is_next(const cutter *self)
{
    const sayso_result *result = self->result;
    if (self->cut.credits == result->credit_count || self->cut.attributions == result->attribution_count)
        return self->cut.credits < result->credit_count;
    return result->credit[self->cut.credits].span.start <= start_of(&result->attribution[self->cut.attributions]);
}

/* SS_ERR_LIMIT when the record does not fit beside `sum`, which it is added to. */
static ss_status add(cutter *self, ss_cut_sort sort, uint32_t index, uint64_t *sum)
{
    if (self->limits.bytes == 0)
        return SS_OK;
    size_t size = self->measure(self->format, sort, index);
    *sum += size;
    if (size == 0)
        return SS_ERR_MEMORY;
    return self->bytes + *sum > self->limits.bytes ? SS_ERR_LIMIT : SS_OK;
}

static bool is_new_speaker(const cutter *self, uint32_t id)
{
    return id > 0 && id <= self->result->speaker_count && !self->speaker[id - 1];
}

static ss_status add_speaker(cutter *self, uint32_t id, uint64_t *sum)
{
    return is_new_speaker(self, id) ? add(self, SS_CUT_SPEAKER, id - 1, sum) : SS_OK;
}

/* A speaker and its members, which have none themselves, beside what `sum` holds already. All or nothing. */
static ss_status give_speaker(cutter *self, uint32_t id, uint64_t sum)
{
    static const sayso_speaker nobody = {0};
    const sayso_speaker *speaker = is_new_speaker(self, id) ? &self->result->speaker[id - 1] : &nobody;
    ss_status status = add_speaker(self, id, &sum);
    for (uint32_t i = 0; i < speaker->member_count && status == SS_OK; i++)
        status = add_speaker(self, speaker->member[i], &sum);
    if (status != SS_OK)
        return status;
    self->bytes += sum;
    if (speaker != &nobody)
        self->speaker[id - 1] = true;
    for (uint32_t i = 0; i < speaker->member_count; i++)
        if (is_new_speaker(self, speaker->member[i]))
            self->speaker[speaker->member[i] - 1] = true;
    return SS_OK;
}

static ss_status give_attribution(cutter *self)
{
    uint64_t sum = 0;
    uint32_t index = self->cut.attributions;
    if (self->limits.attributions != 0 && index == self->limits.attributions) {
        self->cut.limit = "--max-attributions";
        return SS_ERR_LIMIT;
    }
    ss_status status = add(self, SS_CUT_ATTRIBUTION, index, &sum);
    if (status == SS_OK)
        status = give_speaker(self, self->result->attribution[index].speaker, sum);
    if (status == SS_OK)
        self->cut.attributions++;
    return status;
}

static ss_status give_credit(cutter *self)
{
    uint64_t sum = 0;
    ss_status status = add(self, SS_CUT_CREDIT, self->cut.credits, &sum);
    if (status != SS_OK)
        return status;
    self->bytes += sum;
    self->cut.credits++;
    return SS_OK;
}

ss_status ss_cut_make(ss_arena *arena, const sayso_result *result, ss_cut_limits limits, ss_cut_measure *measure, void *format,
                      ss_cut *out)
{
    cutter self = {.result = result, .limits = limits, .measure = measure, .format = format};
    ss_status status = SS_OK;
    *out = (ss_cut){result->attribution_count, result->credit_count, NULL, NULL};
    if (limits.bytes == 0 && (limits.attributions == 0 || result->attribution_count <= limits.attributions))
        return SS_OK;
    self.cut.speaker = self.speaker = ss_arena_alloc(arena, result->speaker_count, sizeof *self.speaker);
    if (self.speaker == NULL)
        return SS_ERR_MEMORY;
    while (status == SS_OK && (self.cut.attributions < result->attribution_count || self.cut.credits < result->credit_count))
        status = credit_is_next(&self) ? give_credit(&self) : give_attribution(&self);
    for (uint32_t id = 1; id <= result->speaker_count && status == SS_OK; id++)
        status = give_speaker(&self, id, 0);
    if (status == SS_ERR_LIMIT && self.cut.limit == NULL)
        self.cut.limit = "--max-answer-bytes";
    if (status == SS_ERR_MEMORY)
        return status;
    *out = self.cut;
    return SS_OK;
}
