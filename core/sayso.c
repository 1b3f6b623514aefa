#include "sayso.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "meaning/act.h"
#include "meaning/floating.h"
#include "meaning/inner_quote.h"
#include "meaning/nest.h"
#include "meaning/plain_frame.h"
#include "meaning/sure_cue.h"
#include "meaning/transcript.h"
#include "sayso_inside.h"
#include "text/markdown.h"

static const sayso_options defaults = {0};

sayso_status sayso_annotator_create(const sayso_model *model, sayso_annotator **out)
{
    sayso_annotator *annotator = calloc(1, sizeof *annotator);
    *out = annotator;
    if (annotator == NULL)
        return SAYSO_MEMORY;
    annotator->model = model;
    ss_arena_init(&annotator->arena, SS_ARENA_BUDGET);
    ss_arena_init(&annotator->kept, SS_KEPT_BUDGET);
    return SAYSO_OK;
}

void sayso_annotator_free(sayso_annotator *annotator)
{
    if (annotator == NULL)
        return;
    ss_arena_free(&annotator->arena);
    ss_arena_free(&annotator->kept);
    free(annotator);
}

/* Reads windows up to `settled`. */
static ss_status read_windows(sayso_annotator *annotator, work *self, uint32_t settled)
{
    const sayso_model *model = annotator->model;
    if (annotator->limited)
        return SS_OK;
    ss_status status = ss_cue_words_mark(self->arena, &model->rules->cues, &self->document, &annotator->readings.wish);
    if (status == SS_OK)
        status = ss_sure_cues_mark(self->arena, &self->document, &annotator->readings.wish);
    if (status == SS_OK)
        status = ss_readings_extend(self->arena, &annotator->kept, &model->pack, model->kernel, &self->document, settled,
                                    &annotator->readings);
    return status;
}

static ss_status nest(ss_arena *arena, ss_relations *relations, ss_status before)
{
    ss_status status = ss_relations_nest(arena, relations);
    return status == SS_OK ? before : status;
}

/* Relations of what has been read, those without a cue too. */
static ss_status make_relations(sayso_annotator *annotator, work *self)
{
    const sayso_model *model = annotator->model;
    ss_relations *relations = &self->relations;
    ss_status status = ss_relations_make(self->arena, &model->weights, &self->document, &annotator->readings, relations);
    if (status == SS_OK)
        status = ss_never_quotes_find(self->arena, model->rules, &self->document, &self->effort[0], &self->never);
    if (status != SS_OK)
        return status;
    ss_never_quotes_leave_out(&self->never, &self->document, relations);
    status = ss_plain_frames_add(self->arena, &self->document, annotator->readings.next, relations);
    if (status == SS_OK)
        status = ss_inner_quotes_add(self->arena, &self->document, annotator->readings.next, relations);
    if (status != SS_OK)
        return status;
    status = ss_transcripts_add(self->arena, &self->document, annotator->readings.next, relations);
    if (status == SS_OK)
        status = ss_nests_find(self->arena, relations);
    if (status != SS_OK)
        return status;
    status = ss_floating_add(self->arena, &self->document, &self->never, annotator->readings.next, model->weights.window_tokens,
                             relations);
    return status == SS_OK || status == SS_ERR_LIMIT ? nest(self->arena, relations, status) : status;
}

/* A limit that was reached is told at the end; what has been read up to there is made use of. */
static ss_status up_to_limit(sayso_annotator *annotator, ss_status status)
{
    annotator->limited = annotator->limited || status == SS_ERR_LIMIT;
    return status == SS_ERR_LIMIT ? SS_OK : status;
}

/* Reads windows up to `settled` and makes relations, acts and speakers of all that has been read. */
static ss_status read_on(sayso_annotator *annotator, work *self, uint32_t settled)
{
    const ss_rules *rules = annotator->model->rules;
    self->readings = &annotator->readings;
    ss_status status = up_to_limit(annotator, read_windows(annotator, self, settled));
    if (status == SS_OK)
        status = up_to_limit(annotator, make_relations(annotator, self));
    if (status != SS_OK)
        return status;
    ss_acts_assign(&self->document, &self->relations);
    ss_cue_words_act(&rules->cues, &self->document, &self->relations);
    status = ss_speakers_resolve(self->arena, &self->document, &self->relations, &self->speakers);
    if (status == SS_OK)
        status = ss_aliases_apply(self->arena, &rules->aliases, &self->document, &self->relations, &self->speakers);
    ss_floating_speak(&self->relations);
    return status;
}

static ss_status find_credits(const sayso_annotator *annotator, work *self)
{
    self->effort[1].steps.most = SS_STEPS_ALWAYS + (uint64_t)SS_STEPS_A_BYTE * self->visible.length;
    return ss_credits_find(self->arena, annotator->model->rules, &self->document, &self->effort[1], &self->credits);
}

static ss_status read_whole(sayso_annotator *annotator, work *self)
{
    ss_status status = ss_document_read(self->arena, self->visible.text, self->visible.length, &self->document);
    if (status == SS_OK)
        status = read_on(annotator, self, self->document.tokens.count);
    if (status == SS_OK)
        status = find_credits(annotator, self);
    if (status == SS_OK)
        status = ss_result_write(self);
    if (status == SS_OK)
        status = ss_result_write_merges(self, annotator->given);
    if (status == SS_OK)
        self->result->operations = ss_result_operations(self);
    return status == SS_OK && annotator->limited ? SS_ERR_LIMIT : status;
}

static ss_offset_unit unit_of(const sayso_options *options)
{
    switch (options->unit) {
    case SAYSO_UTF16_UNIT:
        return SS_OFFSET_UTF16;
    case SAYSO_CODE_POINT:
        return SS_OFFSET_CODE_POINT;
    default:
        return SS_OFFSET_UTF8;
    }
}

/* A fresh result and the work of one call over `text`. */
static work start(sayso_annotator *annotator, const void *text, size_t length, const sayso_options *options,
                  const sayso_result **out)
{
    ss_arena_reset(&annotator->arena);
    memset(&annotator->result, 0, sizeof annotator->result);
    annotator->arena.stop = options == NULL ? NULL : options->stop;
    *out = &annotator->result;
    return (work){.arena = &annotator->arena,
                  .visible = {.text = text, .length = (uint32_t)length},
                  .options = options == NULL ? &defaults : options,
                  .result = &annotator->result};
}

void sayso_begin(sayso_annotator *annotator)
{
    ss_arena_reset(&annotator->arena);
    ss_arena_reset(&annotator->kept);
    annotator->readings = (ss_readings){0};
    annotator->given = 0;
    annotator->limited = false;
}

sayso_status sayso_settle(sayso_annotator *annotator, const void *text, size_t length, const sayso_options *options,
                          const sayso_result **out)
{
    work self = start(annotator, text, length, options, out);
    bool markdown;
    sayso_status refused = ss_refuse_media_type(self.result, self.options->media_type, &markdown);
    if (refused != SAYSO_OK || markdown || length < SS_DECISION_BYTES || length > SS_MAX_DOCUMENT_BYTES || annotator->limited)
        return refused;
    refused = ss_refuse_language(self.arena, self.result, text, (uint32_t)length, self.options);
    if (refused != SAYSO_OK)
        return refused;
    ss_status status = ss_offsets_build(self.arena, text, (uint32_t)length, unit_of(self.options), &annotator->offsets);
    if (status == SS_OK)
        status = ss_document_read(self.arena, text, (uint32_t)length, &self.document);
    const ss_parts *paragraphs = &self.document.paragraphs;
    if (status == SS_OK && paragraphs->count > SS_UNSETTLED_PARAGRAPHS) {
        status = read_on(annotator, &self, paragraphs->first[paragraphs->count - SS_UNSETTLED_PARAGRAPHS]);
        if (status == SS_OK)
            status = ss_result_write_settled(&self, annotator->given);
        annotator->given += self.result->attribution_count;
    }
    return ss_result_answer(self.result, status, self.options);
}

sayso_status sayso_finish(sayso_annotator *annotator, const void *text, size_t length, const sayso_options *options,
                          const sayso_result **out)
{
    work self = start(annotator, text, length, options, out);
    bool markdown;
    sayso_status refused = ss_refuse_media_type(self.result, self.options->media_type, &markdown);
    if (refused == SAYSO_OK)
        refused = ss_refuse_text(self.result, text, length, self.options);
    if (refused != SAYSO_OK)
        return refused;
    ss_status status = ss_offsets_build(self.arena, text, (uint32_t)length, unit_of(self.options), &annotator->offsets);
    if (status == SS_OK && markdown)
        status = ss_markdown_read(self.arena, text, (uint32_t)length, &self.visible);
    if (status == SS_OK)
        refused = ss_refuse_language(self.arena, self.result, self.visible.text, self.visible.length, self.options);
    if (status == SS_OK && refused == SAYSO_OK)
        status = read_whole(annotator, &self);
    if (refused != SAYSO_OK)
        return refused;
    const char *gave_up = self.effort[0].gave_up != NULL ? self.effort[0].gave_up : self.effort[1].gave_up;
    if (status == SS_OK && gave_up != NULL)
        return ss_refuse_rule(self.result, gave_up);
    return ss_result_answer(self.result, status, self.options);
}

sayso_status sayso_annotate(sayso_annotator *annotator, const void *text, size_t length, const sayso_options *options,
                            const sayso_result **out)
{
    sayso_begin(annotator);
    return sayso_finish(annotator, text, length, options, out);
}

uint32_t sayso_offset(const sayso_annotator *annotator, uint32_t byte)
{
    return ss_offsets_convert(&annotator->offsets, byte);
}
