/* job.c - one document, from its Begin to its Done.  Floor: plugin. */
#include "job.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "clock.h"

/* Values of Encoding in proto/sayso.proto. */
enum { ENCODING_UNSPECIFIED = 0, ENCODING_IDENTITY = 1, ENCODING_ZLIB = 2 };

static const char *const served_media_types[] = {"", "text/plain", "text/markdown"};

/* The first thing wrong with a document is its outcome; its memory is free at once. */
static void fail(ss_job *job, ss_done_status status, const char *message, uint64_t at)
{
    if (job->outcome.status != SS_DONE_OK)
        return;
    job->outcome = (ss_outcome){status, message, at};
    ss_body_free(&job->body);
    ss_inflater_free(job->inflater);
    job->inflater = NULL;
}

static bool equals(const uint8_t *bytes, size_t length, const char *name)
{
    return length == strlen(name) && (length == 0 || strncasecmp((const char *)bytes, name, length) == 0);
}

static void choose_media_type(ss_job *job, const ss_order *order)
{
    for (size_t i = 0; i < sizeof served_media_types / sizeof *served_media_types; i++)
        if (equals(order->media_type, order->media_type_length, served_media_types[i])) {
            job->media_type = served_media_types[i];
            return;
        }
    fail(job, SS_DONE_UNSUPPORTED, "a media type that is not served: send text/plain or text/markdown", 0);
}

/* Empty and "und" leave it to the text. */
static void choose_language(ss_job *job, const ss_order *order)
{
    const uint8_t *dash = order->language_length == 0 ? NULL : memchr(order->language, '-', order->language_length);
    size_t primary = dash == NULL ? order->language_length : (size_t)(dash - order->language);
    if (order->language_length == 0 || equals(order->language, order->language_length, "und"))
        return;
    if (!equals(order->language, primary, "en") || order->language_length >= SS_LANGUAGE_BYTES)
        fail(job, SS_DONE_UNSUPPORTED, "a language that is not served: version 1 reads English (en)", 0);
    else
        memcpy(job->language, order->language, order->language_length);
}

static ss_status choose_encoding(ss_job *job, int encoding)
{
    if (encoding == ENCODING_UNSPECIFIED || encoding == ENCODING_IDENTITY)
        return SS_OK;
    if (encoding != ENCODING_ZLIB) {
        fail(job, SS_DONE_UNSUPPORTED, "an encoding that is not served: send IDENTITY or ZLIB", 0);
        return SS_OK;
    }
    job->inflater = ss_inflater_create();
    return job->inflater == NULL ? SS_ERR_MEMORY : SS_OK;
}

static uint32_t smaller_wish(uint32_t one, uint32_t other)
{
    if (one == 0 || other == 0)
        return one + other;
    return one < other ? one : other;
}

ss_job *ss_job_begin(uint32_t doc, const ss_order *order, const ss_agreement *agreement)
{
    ss_job *job = calloc(1, sizeof *job);
    if (job == NULL)
        return NULL;
    uint32_t deadline_ms = smaller_wish(order->deadline_ms, agreement->limits.deadline_ms);
    job->doc = doc;
    job->agreement = agreement;
    job->media_type = "";
    job->include_text = order->include_text;
    job->strict_text = order->strict_text;
    job->outermost_only = order->outermost_only;
    job->min_confidence = (uint16_t)(order->min_confidence > UINT16_MAX ? UINT16_MAX : order->min_confidence);
    job->deadline = deadline_ms == 0 ? 0 : ss_clock_after(ss_clock_now(), deadline_ms);
    job->body.cap = agreement->limits.max_document_bytes;
    job->outcome = (ss_outcome){SS_DONE_OK, "", 0};
    if (choose_encoding(job, order->encoding) != SS_OK) {
        ss_job_free(job);
        return NULL;
    }
    choose_media_type(job, order);
    choose_language(job, order);
    return job;
}

bool ss_job_is_late(const ss_job *job, uint64_t now)
{
    return job->deadline != 0 && now >= job->deadline;
}

/* What a status of body.h and inflate.h means for the document. */
static ss_status judge(ss_job *job, ss_status status, const ss_error *error)
{
    if (status == SS_ERR_LIMIT)
        fail(job, SS_DONE_TOO_LARGE, "a document longer than max_document_bytes: split it", job->body.cap);
    else if (status == SS_ERR_INVALID_TEXT)
        fail(job, SS_DONE_BAD_DATA, error->what, error->at);
    return status == SS_ERR_MEMORY ? SS_ERR_MEMORY : SS_OK;
}

/* False when nothing more is wanted of the document. */
static bool still_wanted(ss_job *job)
{
    if (job->deadline != 0 && ss_job_is_late(job, ss_clock_now()))
        fail(job, SS_DONE_DEADLINE, "the document's deadline passed before its End", 0);
    return job->outcome.status == SS_DONE_OK;
}

ss_status ss_job_add(ss_job *job, const uint8_t *bytes, size_t length)
{
    ss_error error = {SS_OK, "", 0};
    if (!still_wanted(job))
        return SS_OK;
    ss_status status = job->inflater == NULL ? ss_body_add(&job->body, bytes, length)
                                             : ss_inflater_feed(job->inflater, bytes, length, &job->body, &error);
    return judge(job, status, &error);
}

ss_status ss_job_finish(ss_job *job)
{
    ss_error error = {SS_OK, "", 0};
    if (!still_wanted(job) || job->inflater == NULL)
        return SS_OK;
    ss_status status = ss_inflater_finish(job->inflater, &job->body, &error);
    ss_inflater_free(job->inflater);
    job->inflater = NULL;
    return judge(job, status, &error);
}

void ss_job_cancel(ss_job *job)
{
    job->outcome.status = SS_DONE_OK;
    fail(job, SS_DONE_CANCELLED, "the host cancelled the document", 0);
}

void ss_job_free(ss_job *job)
{
    if (job == NULL)
        return;
    ss_packets_free(&job->answers);
    ss_body_free(&job->body);
    ss_inflater_free(job->inflater);
    free(job);
}
