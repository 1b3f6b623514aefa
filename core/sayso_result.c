/* Tokens to bytes: what the floors below found becomes the public records. */
#include "sayso_inside.h"

#include <stdio.h>

#include "base/limits.h"
#include "meaning/fingerprint.h"

_Static_assert(SAYSO_MAX_DOCUMENT_BYTES == SS_MAX_DOCUMENT_BYTES, "one limit, two names");
_Static_assert((int)SAYSO_REFUSAL == (int)SS_ACT_REFUSAL && (int)SAYSO_MIXED == (int)SS_KIND_MIXED &&
                   (int)SAYSO_UNKNOWN == (int)SS_SPEAKER_UNKNOWN &&
                   (int)SAYSO_SOURCE_LINK == (int)SS_CREDIT_SOURCE_LINK,
               "the door's enums are those of the floor below");

/* Sources looked back at for one that is the same: "Hegseth said X and added Y, stressing Z". */
#define SHARED_SOURCES 16u

void ss_say(sayso_error *error, const char *message, uint64_t offset)
{
    if (error == NULL)
        return;
    snprintf(error->message, sizeof error->message, "%s", message);
    error->offset = offset;
    error->line = error->column = 0;
}

sayso_status ss_result_end(sayso_result *result, sayso_status status, const char *message, uint64_t offset)
{
    if (status != SAYSO_OK && status != SAYSO_LIMIT)
        result->attribution_count = result->speaker_count = result->credit_count = result->merge_count = 0;
    result->status = status;
    ss_say(&result->error, message, offset);
    return status;
}

sayso_status ss_result_answer(sayso_result *result, ss_status status, const sayso_options *options)
{
    switch (status) {
    case SS_OK:
        return ss_result_end(result, SAYSO_OK, "", 0);
    case SS_ERR_LIMIT:
        return ss_result_end(result, SAYSO_LIMIT,
                             "more attributions than are read of a document (262144) or of 384 words of it (96): "
                             "those up to there are given", 0);
    case SS_ERR_STOPPED:
        return __atomic_load_n(options->stop, __ATOMIC_RELAXED) == SAYSO_DEADLINE ? ss_result_end(result, SAYSO_DEADLINE, "the document's deadline passed", 0)
                                                : ss_result_end(result, SAYSO_CANCELLED, "the document was cancelled", 0);
    case SS_ERR_MEMORY:
        return ss_result_end(result, SAYSO_MEMORY, "no memory left for this document", 0);
    default:
        return ss_result_end(result, SAYSO_INTERNAL, "a fault of the program", 0);
    }
}

static sayso_span span_of(const work *self, ss_span bytes)
{
    if (self->visible.run != NULL)
        bytes = ss_visible_span(&self->visible, bytes);
    return (sayso_span){bytes.start, bytes.end};
}

static const sayso_span *spans_of(work *self, const ss_range *range, uint32_t count, int *whole)
{
    sayso_span *span = ss_arena_alloc(self->arena, count, sizeof *span);
    if (span == NULL) {
        *whole = 0;
        return NULL;
    }
    for (uint32_t i = 0; i < count; i++)
        span[i] = span_of(self, ss_range_span(&self->document.tokens, range[i]));
    return span;
}

static ss_status attribution_of(work *self, const ss_relation *relation, uint32_t id, sayso_attribution *out)
{
    int whole = 1;
    const ss_tokens *tokens = &self->document.tokens;
    ss_span cue = {0, 0};
    if (relation->cue.first < relation->cue.end)
        cue = ss_range_span(tokens, relation->cue);
    *out = (sayso_attribution){.id = id,
                               .kind = (sayso_kind)relation->kind,
                               .act = (sayso_act)relation->act,
                               .negated = relation->negated,
                               .confidence = relation->confidence,
                               .speaker = relation->speaker,
                               .parent = relation->parent,
                               .fingerprint = ss_fingerprint(tokens, relation->content, relation->content_count),
                               .cue = span_of(self, cue),
                               .source = spans_of(self, relation->source, relation->source_count, &whole),
                               .content = spans_of(self, relation->content, relation->content_count, &whole),
                               .source_count = relation->source_count,
                               .content_count = relation->content_count};
    return whole ? SS_OK : SS_ERR_MEMORY;
}

static ss_status speaker_of(work *self, const ss_speaker *speaker, uint32_t id, sayso_speaker *out)
{
    int whole = 1;
    *out = (sayso_speaker){.id = id,
                           .kind = (sayso_speaker_kind)speaker->kind,
                           .name = {speaker->name, speaker->name_length},
                           .key = {speaker->key, speaker->key_length},
                           .role = spans_of(self, speaker->role, speaker->role_count, &whole),
                           .affiliation = spans_of(self, speaker->affiliation, speaker->affiliation_count, &whole),
                           .mention = spans_of(self, speaker->mention, speaker->mention_count, &whole),
                           .member = speaker->member,
                           .role_count = speaker->role_count,
                           .affiliation_count = speaker->affiliation_count,
                           .mention_count = speaker->mention_count,
                           .member_count = speaker->member_count};
    return whole ? SS_OK : SS_ERR_MEMORY;
}

/* Records below the wished confidence, and inner ones where only outermost are wished, are left out. */
static bool is_wished(const work *self, const ss_relation *relation)
{
    return relation->confidence >= self->options->min_confidence &&
           !(self->options->outermost_only && relation->parent != 0);
}

/* With some left out a parent may be missing, and is named no more. */
static ss_status write_attributions(work *self)
{
    const ss_relations *relations = &self->relations;
    sayso_attribution *attribution = ss_arena_alloc(self->arena, relations->count, sizeof *attribution);
    uint32_t *id = ss_arena_alloc(self->arena, relations->count + (size_t)1, sizeof *id), count = 0;
    if (attribution == NULL || id == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < relations->count; i++) {
        const ss_relation *relation = &relations->relation[i];
        if (!is_wished(self, relation))
            continue;
        ss_status status = attribution_of(self, relation, count + 1, &attribution[count]);
        if (status != SS_OK)
            return status;
        id[i + 1] = ++count;
    }
    for (uint32_t i = 0; i < count; i++)
        attribution[i].parent = id[attribution[i].parent];
    self->result->attribution = attribution;
    self->result->attribution_count = count;
    return SS_OK;
}

ss_status ss_result_write(work *self)
{
    sayso_result *result = self->result;
    sayso_speaker *speaker = ss_arena_alloc(self->arena, self->speakers.count, sizeof *speaker);
    sayso_credit *credit = ss_arena_alloc(self->arena, self->credits.count, sizeof *credit);
    if (speaker == NULL || credit == NULL)
        return SS_ERR_MEMORY;
    ss_status status = write_attributions(self);
    for (uint32_t i = 0; i < self->speakers.count && status == SS_OK; i++)
        status = speaker_of(self, &self->speakers.speaker[i], i + 1, &speaker[i]);
    for (uint32_t i = 0; i < self->credits.count; i++) {
        const ss_credit *found = &self->credits.credit[i];
        credit[i] = (sayso_credit){(sayso_credit_kind)found->kind, span_of(self, found->span)};
    }
    result->speaker = speaker;
    result->speaker_count = self->speakers.count;
    result->credit = credit;
    result->credit_count = self->credits.count;
    return status;
}

static bool is_same_source(const ss_relation *left, const ss_relation *right)
{
    if (left->source_count != right->source_count || (left->speaker == 0) != (right->speaker == 0))
        return false;
    for (uint32_t i = 0; i < left->source_count; i++)
        if (left->source[i].first != right->source[i].first || left->source[i].end != right->source[i].end)
            return false;
    return true;
}

/* A provisional number for the speaker of each relation, 0 for none: relations of one source share it.
 * Depends on no relation that comes later. */
static ss_status number_sources(work *self, uint32_t **out)
{
    const ss_relation *relation = self->relations.relation;
    uint32_t *number = ss_arena_alloc(self->arena, self->relations.count, sizeof *number), last = 0;
    *out = number;
    if (number == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < self->relations.count; i++) {
        if (relation[i].speaker == 0)
            continue;
        if (relation[i].runs_on != 0)
            number[i] = number[relation[i].runs_on - 1];
        for (uint32_t back = 1; back <= SHARED_SOURCES && back <= i && number[i] == 0; back++)
            if (is_same_source(&relation[i - back], &relation[i]))
                number[i] = number[i - back];
        if (number[i] == 0)
            number[i] = ++last;
    }
    return SS_OK;
}

ss_status ss_result_write_settled(work *self, uint32_t given)
{
    sayso_result *result = self->result;
    uint32_t *number, seen = 0;
    ss_status status = number_sources(self, &number);
    uint8_t *named = ss_arena_alloc(self->arena, self->relations.count + (size_t)1, sizeof *named);
    sayso_speaker *speaker = ss_arena_alloc(self->arena, self->relations.count, sizeof *speaker);
    if (status == SS_OK)
        status = speaker == NULL || named == NULL ? SS_ERR_MEMORY : write_attributions(self);
    if (status != SS_OK)
        return status;
    sayso_attribution *attribution = ss_arena_alloc(self->arena, result->attribution_count, sizeof *attribution);
    if (attribution == NULL)
        return SS_ERR_MEMORY;
    uint32_t fresh = 0, speakers = 0;
    for (uint32_t i = 0; i < self->relations.count; i++) {
        const ss_relation *relation = &self->relations.relation[i];
        if (relation->unsettled)
            break;
        if (!is_wished(self, relation))
            continue;
        bool is_new = number[i] != 0 && !named[number[i]];
        named[number[i]] = 1;
        if (++seen <= given)
            continue;
        attribution[fresh] = result->attribution[seen - 1];
        attribution[fresh++].speaker = number[i] == 0 ? 0 : SAYSO_PROVISIONAL + number[i];
        if (!is_new)
            continue;
        status = speaker_of(self, &self->speakers.speaker[relation->speaker - 1], SAYSO_PROVISIONAL + number[i], &speaker[speakers]);
        if (status != SS_OK)
            return status;
        speaker[speakers++].member_count = 0; /* their ids are not final yet */
    }
    *result = (sayso_result){.attribution = attribution, .attribution_count = fresh, .speaker = speaker, .speaker_count = speakers};
    return SS_OK;
}

ss_status ss_result_write_merges(work *self, uint32_t given)
{
    uint32_t *number, seen = 0;
    ss_status status = number_sources(self, &number);
    uint8_t *named = ss_arena_alloc(self->arena, self->relations.count + (size_t)1, sizeof *named);
    sayso_merge *merge = ss_arena_alloc(self->arena, given, sizeof *merge);
    if (status != SS_OK || merge == NULL || named == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < self->relations.count && seen < given; i++) {
        const ss_relation *relation = &self->relations.relation[i];
        if (!is_wished(self, relation))
            continue;
        seen++;
        if (number[i] == 0 || named[number[i]])
            continue;
        named[number[i]] = 1;
        merge[self->result->merge_count++] = (sayso_merge){SAYSO_PROVISIONAL + number[i], relation->speaker};
    }
    self->result->merge = merge;
    return SS_OK;
}

uint64_t ss_result_operations(const work *self)
{
    uint64_t contents = 0; /* fingerprints are made of them, and they may overlap */
    for (uint32_t i = 0; i < self->relations.count; i++)
        for (uint32_t k = 0; k < self->relations.relation[i].content_count; k++)
            contents += self->relations.relation[i].content[k].end - self->relations.relation[i].content[k].first;
    return self->visible.steps / SS_BYTES_AN_OPERATION + self->document.operations + self->readings->operations + contents +
           self->speakers.operations + self->credits.operations + self->never.operations + self->effort[0].steps.taken +
           self->effort[1].steps.taken;
}
