/* document_answer.c - one document of the command: annotated, and written in the format asked for.  Floor: plugin. */
#include "document_answer.h"
#include "format/brat.h"
#include "format/cut.h"
#include "format/jsonl.h"
#include "format/xhtml.h"

ss_status ss_desk_open(ss_desk *desk, const sayso_model *model)
{
    ss_arena_init(&desk->arena, SS_ANSWER_BUDGET);
    return sayso_annotator_create(model, &desk->annotator) == SAYSO_OK ? SS_OK : SS_ERR_MEMORY;
}

void ss_desk_close(ss_desk *desk)
{
    ss_arena_free(&desk->arena);
    sayso_annotator_free(desk->annotator);
}

void ss_failure_set(ss_failure *failure, const char *status, const char *message)
{
    failure->status = status;
    snprintf(failure->message, sizeof failure->message, "%s", message);
}

static ss_answer answer_of(ss_desk *desk, const ss_manner *manner, const ss_subject *subject, const sayso_result *result,
                           const bool *speaker)
{
    return (ss_answer){.document = subject->document,
                       .id = subject->id,
                       .text = subject->text,
                       .length = (uint32_t)subject->length,
                       .result = result,
                       .annotator = desk->annotator,
                       .model = sayso_model_name(manner->model),
                       .rules = sayso_model_rules(manner->model),
                       .unit = manner->unit,
                       .speaker = speaker,
                       .cues_only = !manner->cli->inner,
                       .arena = &desk->arena};
}

/* The name that the schema has for a document's status: its budget of memory is a limit there, as on the wire. */
static void fail(ss_failure *failure, const sayso_result *result)
{
    sayso_status status = result->status == SAYSO_MEMORY ? SAYSO_LIMIT : result->status;
    ss_failure_set(failure, sayso_status_name(status), result->error.message);
    if (result->status == SAYSO_INVALID_TEXT)
        snprintf(failure->message, sizeof failure->message, "%s (byte %llu)", result->error.message,
                 (unsigned long long)result->error.offset);
}

/* Takes from the result what is past the limits. */
static void cut(ss_desk *desk, const ss_manner *manner, const ss_subject *subject, sayso_result *result, const bool **speaker,
                ss_failure *failure)
{
    const ss_limits *limits = &manner->cli->limits;
    ss_answer answer = answer_of(desk, manner, subject, result, NULL);
    ss_cut given;
    if (ss_jsonl_cut(&answer, (ss_cut_limits){limits->max_attributions, limits->max_answer_bytes}, &given) != SS_OK) {
        ss_failure_set(failure, "INTERNAL", "no memory to measure its annotations");
        return;
    }
    result->attribution_count = given.attributions;
    result->credit_count = given.credits;
    *speaker = given.speaker;
    if (given.limit == NULL)
        return;
    result->status = SAYSO_LIMIT;
    snprintf(result->error.message, sizeof result->error.message, "%s is reached: the records up to there are given", given.limit);
}

void ss_document_annotate(ss_desk *desk, const ss_manner *manner, const ss_subject *subject, const volatile int *stop,
                          sayso_result *result, const bool **speaker, ss_failure *failure)
{
    const sayso_result *found;
    const sayso_options options = {.unit = manner->unit,
                                   .strict_text = manner->cli->strict_text,
                                   .outermost_only = manner->format == SS_CLI_FORMAT_BRAT && !manner->cli->inner,
                                   .min_confidence = manner->cli->min_confidence,
                                   .media_type = subject->media_type,
                                   .language = subject->language,
                                   .stop = stop};
    /* an empty document is no null pointer */
    const void *text = subject->length == 0 ? "" : (const void *)subject->text;
    sayso_status status = sayso_annotate(desk->annotator, text, subject->length, &options, &found);
    *result = *found;
    *speaker = NULL;
    failure->status = NULL;
    if (status == SAYSO_OK || status == SAYSO_LIMIT)
        cut(desk, manner, subject, result, speaker, failure);
    else
        fail(failure, found);
}

ss_status ss_document_write(ss_desk *desk, const ss_manner *manner, const ss_subject *subject, const sayso_result *result,
                            const bool *speaker, FILE *out)
{
    const ss_answer answer = answer_of(desk, manner, subject, result, speaker);
    switch (manner->format) {
    case SS_CLI_FORMAT_BRAT:
        ss_brat_write(out, &answer);
        return SS_OK;
    case SS_CLI_FORMAT_TEXT:
        return ss_text_write(out, &answer, manner->look);
    case SS_CLI_FORMAT_XHTML:
        return ss_xhtml_write(out, &answer);
    default:
        return ss_jsonl_write(out, &answer);
    }
}
