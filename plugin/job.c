/* job.c - one document, from its Begin to its Done.  Floor: plugin. */
#include "job.h"
#include <stdlib.h>
#include <string.h>
#include "clock.h"

/* Values of Encoding in proto/sayso.proto. */
enum { ENCODING_UNSPECIFIED = 0, ENCODING_IDENTITY = 1, ENCODING_ZLIB = 2 };

/* The first thing wrong with a document is its outcome; its memory is free at once. */
static void fail(ss_job *job, ss_done_status status, const char *message, uint64_t at)
{
    if (job->outcome.status != SS_DONE_OK)
        return;
    job->outcome = (ss_outcome){status, message, at};
    ss_body_free(&job->body);
    job->length = 0;
    ss_inflater_free(job->inflater);
    job->inflater = NULL;
}

/* Copies what the core will judge, and name in its message: bytes that are not printable ASCII are in no media type
 * or language tag, and become "?". False when it is too long to be either. */
static bool copy_tag(const uint8_t *bytes, size_t length, char out[SS_TAG_MOST_BYTES + 1])
{
    if (length > SS_TAG_MOST_BYTES)
        return false;
    for (size_t i = 0; i < length; i++)
        out[i] = bytes[i] >= ' ' && bytes[i] <= '~' ? (char)bytes[i] : '?';
    out[length] = '\0';
    return true;
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
    if (job == NULL || pthread_mutex_init(&job->lock, NULL) != 0) {
        free(job);
        return NULL;
    }
    uint32_t deadline_ms = smaller_wish(order->deadline_ms, agreement->limits.deadline_ms);
    job->doc = doc;
    job->agreement = agreement;
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
    if (!copy_tag(order->media_type, order->media_type_length, job->media_type))
        fail(job, SS_DONE_UNSUPPORTED, "a media type of more than 255 bytes: send text/plain or text/markdown", 0);
    if (!copy_tag(order->language, order->language_length, job->language))
        fail(job, SS_DONE_UNSUPPORTED, "a language tag of more than 255 bytes: send en", 0);
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
        fail(job, SS_DONE_TOO_LARGE, "a document longer than max_document_bytes: split it", job->agreement->limits.max_document_bytes);
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

static ss_status add(ss_job *job, const uint8_t *bytes, size_t length)
{
    ss_error error = {SS_OK, "", 0};
    if (!still_wanted(job))
        return SS_OK;
    size_t before = job->body.length;
    ss_status status = job->inflater == NULL ? ss_body_add(&job->body, bytes, length)
                                             : ss_inflater_feed(job->inflater, bytes, length, &job->body, &error);
    job->length += job->body.length - before;
    return judge(job, status, &error);
}

static ss_status finish(ss_job *job)
{
    ss_error error = {SS_OK, "", 0};
    if (!still_wanted(job) || job->inflater == NULL)
        return SS_OK;
    size_t before = job->body.length;
    ss_status status = ss_inflater_finish(job->inflater, &job->body, &error);
    job->length += job->body.length - before;
    ss_inflater_free(job->inflater);
    job->inflater = NULL;
    return judge(job, status, &error);
}

ss_status ss_job_add(ss_job *job, const uint8_t *bytes, size_t length)
{
    pthread_mutex_lock(&job->lock);
    ss_status status = add(job, bytes, length);
    pthread_mutex_unlock(&job->lock);
    return status;
}

ss_status ss_job_finish(ss_job *job)
{
    pthread_mutex_lock(&job->lock);
    ss_status status = finish(job);
    pthread_mutex_unlock(&job->lock);
    return status;
}

void ss_job_cancel(ss_job *job)
{
    pthread_mutex_lock(&job->lock);
    job->outcome.status = SS_DONE_OK;
    fail(job, SS_DONE_CANCELLED, "the host cancelled the document", 0);
    pthread_mutex_unlock(&job->lock);
}

/* The first time, which mostly is the only one, without copying. */
ss_status ss_job_take(ss_job *job, ss_body *text)
{
    ss_status status = SS_OK;
    pthread_mutex_lock(&job->lock);
    size_t more = job->body.cap - job->body.length;
    if (text->bytes == NULL) {
        *text = job->body;
        job->body = (ss_body){0};
    } else {
        status = ss_body_add(text, job->body.bytes, job->body.length);
        ss_body_free(&job->body);
    }
    job->body.cap = more;
    pthread_mutex_unlock(&job->lock);
    return status;
}

ss_outcome ss_job_outcome(ss_job *job)
{
    pthread_mutex_lock(&job->lock);
    ss_outcome outcome = job->outcome;
    pthread_mutex_unlock(&job->lock);
    return outcome;
}

void ss_job_free(ss_job *job)
{
    if (job == NULL)
        return;
    ss_packets_free(&job->answers);
    ss_body_free(&job->body);
    ss_inflater_free(job->inflater);
    pthread_mutex_destroy(&job->lock);
    free(job);
}
