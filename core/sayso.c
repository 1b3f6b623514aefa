#include "sayso.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "meaning/act.h"
#include "meaning/credit.h"
#include "meaning/fingerprint.h"
#include "meaning/relation.h"
#include "meaning/speaker.h"
#include "model/reading.h"
#include "model/weights.h"
#include "text/document.h"
#include "text/offset.h"
#include "text/utf8.h"

#define MODEL_ALIGNMENT 64u

_Static_assert(SAYSO_MAX_DOCUMENT_BYTES == SS_MAX_DOCUMENT_BYTES, "one limit, two names");
_Static_assert((int)SAYSO_REFUSAL == (int)SS_ACT_REFUSAL && (int)SAYSO_MIXED == (int)SS_KIND_MIXED &&
                   (int)SAYSO_UNKNOWN == (int)SS_SPEAKER_UNKNOWN &&
                   (int)SAYSO_SOURCE_LINK == (int)SS_CREDIT_SOURCE_LINK,
               "the door's enums are those of the floor below");

struct sayso_model {
    ss_weights weights;
    ss_credit_rules *credit_rules;
    void *owned; /* the bytes of a model that was read, NULL for the one inside the library */
    char name[48];
    char rules[40];
};

struct sayso_annotator {
    const sayso_model *model;
    ss_arena arena;
    ss_offsets offsets;
    sayso_result result;
};

/* ---- names --------------------------------------------------------------------------------- */

#define NAME_OF(names, value) \
    ((size_t)(value) < sizeof(names) / sizeof *(names) && (names)[value] != NULL ? (names)[value] : "UNSPECIFIED")

const char *sayso_kind_name(sayso_kind kind)
{
    static const char *const names[] = {NULL, "DIRECT", "INDIRECT", "MIXED"};
    return NAME_OF(names, kind);
}

const char *sayso_act_name(sayso_act act)
{
    static const char *const names[] = {NULL,     "STATEMENT", "DENIAL",   "QUESTION",   "ORDER",  "PROMISE",
                                        "BELIEF", "INTENTION", "ATTITUDE", "PERCEPTION", "RULING", "REFUSAL"};
    return NAME_OF(names, act);
}

const char *sayso_speaker_kind_name(sayso_speaker_kind kind)
{
    static const char *const names[] = {NULL, "PERSON", "ORGANISATION", "GROUP", "ANONYMOUS", "DOCUMENT", "AUTHOR", "UNKNOWN"};
    return NAME_OF(names, kind);
}

const char *sayso_credit_kind_name(sayso_credit_kind kind)
{
    static const char *const names[] = {NULL, "BYLINE", "DATELINE", "WIRE", "PUBLISHER", "SOURCE_LINK"};
    return NAME_OF(names, kind);
}

const char *sayso_status_name(sayso_status status)
{
    static const char *const names[] = {"OK",          "CANCELLED", "DEADLINE",  "TOO_LARGE", "INVALID_TEXT",
                                        "UNSUPPORTED", "LIMIT",     "BAD_MODEL", "MEMORY",    "INTERNAL"};
    return NAME_OF(names, status);
}

/* ---- the model ------------------------------------------------------------------------------ */

static void say(sayso_error *error, const char *message, uint64_t offset)
{
    if (error == NULL)
        return;
    snprintf(error->message, sizeof error->message, "%s", message);
    error->offset = offset;
}

static sayso_status model_make(const void *bytes, size_t length, void *owned, sayso_model **out, sayso_error *error)
{
    ss_error fault = {SS_OK, "", 0};
    sayso_model *model = calloc(1, sizeof *model);
    if (model == NULL) {
        free(owned);
        say(error, "no memory for a model", 0);
        return SAYSO_MEMORY;
    }
    model->owned = owned;
    ss_status status = ss_weights_read(bytes, length, &model->weights, &fault);
    if (status == SS_OK)
        status = ss_credit_rules_create(&model->credit_rules);
    if (status != SS_OK) {
        sayso_model_free(model);
        say(error, status == SS_ERR_BAD_MODEL ? fault.what : "no memory for a model", fault.at);
        return status == SS_ERR_BAD_MODEL ? SAYSO_BAD_MODEL : SAYSO_MEMORY;
    }
    snprintf(model->name, sizeof model->name, "%s %08x", model->weights.name, (unsigned)model->weights.checksum);
    snprintf(model->rules, sizeof model->rules, "builtin %016llx", (unsigned long long)ss_credit_rules_digest(model->credit_rules));
    *out = model;
    return SAYSO_OK;
}

sayso_status sayso_model_builtin(sayso_model **out, sayso_error *error)
{
    size_t length;
    const uint8_t *bytes = ss_weights_builtin(&length);
    *out = NULL;
    say(error, "", 0);
    return model_make(bytes, length, NULL, out, error);
}

sayso_status sayso_model_read(const void *bytes, size_t length, sayso_model **out, sayso_error *error)
{
    *out = NULL;
    say(error, "", 0);
    void *copy = length > SIZE_MAX / 2 ? NULL : aligned_alloc(MODEL_ALIGNMENT, (length / MODEL_ALIGNMENT + 1) * MODEL_ALIGNMENT);
    if (copy == NULL) {
        say(error, "no memory for a model of this size", 0);
        return SAYSO_MEMORY;
    }
    memcpy(copy, bytes, length);
    return model_make(copy, length, copy, out, error);
}

const char *sayso_model_name(const sayso_model *model)
{
    return model->name;
}

const char *sayso_model_rules(const sayso_model *model)
{
    return model->rules;
}

void sayso_model_free(sayso_model *model)
{
    if (model == NULL)
        return;
    ss_credit_rules_free(model->credit_rules);
    free(model->owned);
    free(model);
}

/* ---- records: tokens to bytes --------------------------------------------------------------- */

/* What one call of sayso_annotate works with. */
typedef struct work {
    ss_arena *arena;
    ss_document document;
    ss_readings readings;
    ss_relations relations;
    ss_speakers speakers;
    ss_credits credits;
    const sayso_options *options;
    sayso_result *result;
} work;

static const sayso_span *spans_of(work *self, const ss_range *range, uint32_t count, int *whole)
{
    sayso_span *span = ss_arena_alloc(self->arena, count, sizeof *span);
    if (span == NULL) {
        *whole = 0;
        return NULL;
    }
    for (uint32_t i = 0; i < count; i++) {
        ss_span bytes = ss_range_span(&self->document.tokens, range[i]);
        span[i] = (sayso_span){bytes.start, bytes.end};
    }
    return span;
}

static ss_status attribution_of(work *self, const ss_relation *relation, uint32_t id, sayso_attribution *out)
{
    int whole = 1;
    uint64_t fingerprint;
    const ss_tokens *tokens = &self->document.tokens;
    ss_span cue = {0, 0};
    if (relation->cue.first < relation->cue.end)
        cue = ss_range_span(tokens, relation->cue);
    ss_status status = ss_fingerprint(self->arena, tokens, relation->content, relation->content_count, &fingerprint);
    if (status != SS_OK)
        return status;
    *out = (sayso_attribution){.id = id,
                               .kind = (sayso_kind)relation->kind,
                               .act = (sayso_act)relation->act,
                               .negated = relation->negated,
                               .confidence = relation->confidence,
                               .speaker = relation->speaker,
                               .parent = relation->parent,
                               .fingerprint = fingerprint,
                               .cue = {cue.start, cue.end},
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

/* Records below the wished confidence, and inner ones where only outermost are wished, are left out;
 * then a parent may be missing, and is named no more. */
static ss_status write_attributions(work *self)
{
    const ss_relations *relations = &self->relations;
    sayso_attribution *attribution = ss_arena_alloc(self->arena, relations->count, sizeof *attribution);
    uint32_t *id = ss_arena_alloc(self->arena, relations->count + (size_t)1, sizeof *id), count = 0;
    if (attribution == NULL || id == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < relations->count; i++) {
        const ss_relation *relation = &relations->relation[i];
        if (relation->confidence < self->options->min_confidence ||
            (self->options->outermost_only && relation->parent != 0))
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

static ss_status write_records(work *self)
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
        ss_span span = self->credits.credit[i].span;
        credit[i] = (sayso_credit){(sayso_credit_kind)self->credits.credit[i].kind, {span.start, span.end}};
    }
    result->speaker = speaker;
    result->speaker_count = self->speakers.count;
    result->credit = credit;
    result->credit_count = self->credits.count;
    return status;
}

/* ---- annotating ------------------------------------------------------------------------------ */

sayso_status sayso_annotator_create(const sayso_model *model, sayso_annotator **out)
{
    sayso_annotator *annotator = calloc(1, sizeof *annotator);
    *out = annotator;
    if (annotator == NULL)
        return SAYSO_MEMORY;
    annotator->model = model;
    ss_arena_init(&annotator->arena, SS_ARENA_BUDGET);
    return SAYSO_OK;
}

void sayso_annotator_free(sayso_annotator *annotator)
{
    if (annotator == NULL)
        return;
    ss_arena_free(&annotator->arena);
    free(annotator);
}

static ss_status run(work *self, const sayso_model *model, const uint8_t *text, uint32_t length)
{
    ss_status limited = SS_OK;
    ss_status status = ss_document_read(self->arena, text, length, &self->document);
    if (status == SS_OK)
        status = limited = ss_readings_make(self->arena, &model->weights, &self->document, self->options->stop, &self->readings);
    if (status == SS_OK || status == SS_ERR_LIMIT)
        status = ss_relations_make(self->arena, &model->weights, &self->document, &self->readings, &self->relations);
    if (status == SS_OK) {
        ss_acts_assign(&self->document, &self->relations);
        status = ss_speakers_resolve(self->arena, &self->document, &self->relations, &self->speakers);
    }
    if (status == SS_OK)
        status = ss_credits_find(self->arena, model->credit_rules, &self->document, &self->credits);
    if (status == SS_OK)
        status = write_records(self);
    return status == SS_OK ? limited : status;
}

static sayso_status finish(sayso_result *result, sayso_status status, const char *message, uint64_t offset)
{
    if (status != SAYSO_OK && status != SAYSO_LIMIT) {
        result->attribution_count = result->speaker_count = result->credit_count = 0;
    }
    result->status = status;
    say(&result->error, message, offset);
    return status;
}

static sayso_status answer(sayso_result *result, ss_status status, const sayso_options *options)
{
    switch (status) {
    case SS_OK:
        return finish(result, SAYSO_OK, "", 0);
    case SS_ERR_LIMIT:
        return finish(result, SAYSO_LIMIT, "more attributions than a document may have (262144): those up to there are given", 0);
    case SS_ERR_STOPPED:
        return *options->stop == SAYSO_DEADLINE ? finish(result, SAYSO_DEADLINE, "the document's deadline passed", 0)
                                                : finish(result, SAYSO_CANCELLED, "the document was cancelled", 0);
    case SS_ERR_MEMORY:
        return finish(result, SAYSO_MEMORY, "no memory left for this document", 0);
    default:
        return finish(result, SAYSO_INTERNAL, "a fault of the program", 0);
    }
}

static sayso_status refused(sayso_result *result, const uint8_t *text, size_t length, const sayso_options *options)
{
    if (length > SAYSO_MAX_DOCUMENT_BYTES)
        return finish(result, SAYSO_TOO_LARGE, "a text of more than 16777216 bytes: split it", SAYSO_MAX_DOCUMENT_BYTES);
    ss_utf8_report report = ss_utf8_check(text, (uint32_t)length);
    result->replaced_sequences = report.bad_sequences;
    if (options->strict_text && report.bad_sequences > 0)
        return finish(result, SAYSO_INVALID_TEXT, "not UTF-8 at this byte: convert the text, or allow replacement", report.first_bad);
    return SAYSO_OK;
}

sayso_status sayso_annotate(sayso_annotator *annotator, const void *text, size_t length, const sayso_options *options,
                            const sayso_result **out)
{
    static const sayso_options defaults = {0};
    sayso_result *result = &annotator->result;
    ss_arena_reset(&annotator->arena);
    memset(result, 0, sizeof *result);
    *out = result;
    if (options == NULL)
        options = &defaults;
    sayso_status status = refused(result, text, length, options);
    if (status != SAYSO_OK)
        return status;
    work self = {.arena = &annotator->arena, .options = options, .result = result};
    ss_status done = ss_offsets_build(&annotator->arena, text, (uint32_t)length,
                                      options->unit == SAYSO_UTF16_UNIT    ? SS_OFFSET_UTF16
                                      : options->unit == SAYSO_CODE_POINT ? SS_OFFSET_CODE_POINT
                                                                           : SS_OFFSET_UTF8,
                                      &annotator->offsets);
    if (done == SS_OK)
        done = run(&self, annotator->model, text, (uint32_t)length);
    return answer(result, done, options);
}

uint32_t sayso_offset(const sayso_annotator *annotator, uint32_t byte)
{
    return ss_offsets_convert(&annotator->offsets, byte);
}
