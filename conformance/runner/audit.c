/* audit.c - what every answer must keep to, whatever the case is about.  Runner. */
#include "audit.h"
#include <string.h>
#include "compress.h"

#define PROVISIONAL (UINT32_C(1) << 30)
#define PHRASE_BYTES ((size_t)1 << 10)
#define MOST_TEXT ((size_t)64 << 10)
#define MOST_SOURCES 16
#define MOST_CONTENTS 64

typedef struct audit {
    sc_pool *pool;
    const sc_document *document;
    const sc_text *text;
} audit;

const char *sc_audit_early(const sc_frame *frame, bool streams)
{
    if (!streams)
        return "a frame of a document came before its End, without `stream` (W1)";
    if (frame->message->body_case == SAYSO__V1__PLUGIN_FRAME__BODY_ANNOTATIONS && frame->message->annotations->n_credit > 0)
        return "a credit came before the End (R4)";
    if (frame->message->body_case == SAYSO__V1__PLUGIN_FRAME__BODY_SPEAKERS)
        for (size_t at = 0; at < frame->message->speakers->n_speaker; at++) {
            const Sayso__V1__Speaker *one = frame->message->speakers->speaker[at];
            if (one->id <= PROVISIONAL || one->n_member > 0)
                return "a speaker came before the End with an id of at most 2^30, or with members (R4)";
        }
    return NULL;
}

static bool counts(const Sayso__V1__Done *done)
{
    return done->status == SAYSO__V1__STATUS__STATUS_OK || done->status == SAYSO__V1__STATUS__STATUS_LIMIT;
}

static const char *check_done(const audit *a)
{
    const sc_answer *answer = &a->document->answer;
    const Sayso__V1__Done *done = answer->done;
    size_t speakers = 0;
    if (done->status == SAYSO__V1__STATUS__STATUS_UNSPECIFIED)
        return "Done has no status (D3)";
    if ((done->status == SAYSO__V1__STATUS__STATUS_OK) != (done->message.len == 0))
        return "Done has a message with OK, or none with another status (D5)";
    if (!counts(done))
        return done->attributions + done->speakers + done->credits == 0 ? NULL : "Done counts records with a status of none (D6)";
    for (size_t at = 0; at < answer->speaker_count; at++)
        speakers += answer->speaker[at]->merged_into == 0;
    if (done->attributions != answer->attribution_count || done->speakers != speakers || done->credits != answer->credit_count)
        return sc_pool_print(a->pool, "Done counts %u attributions, %u speakers and %u credits; %zu, %zu and %zu came (R6)",
                             done->attributions, done->speakers, done->credits, answer->attribution_count, speakers, answer->credit_count);
    return NULL;
}

static const char *check_references(const audit *a, const Sayso__V1__Attribution *one, size_t index)
{
    const sc_answer *answer = &a->document->answer;
    if (one->id != index + 1)
        return sc_pool_print(a->pool, "attribution %zu has the id %u: ids are 1, 2, … in the order sent", index + 1, one->id);
    if (one->speaker != 0 && sc_answer_speaker(answer, one->speaker) == NULL)
        return sc_pool_print(a->pool, "attribution %u names the speaker %u, who did not come (L3)", one->id, one->speaker);
    if (one->parent > answer->attribution_count || one->parent == one->id)
        return sc_pool_print(a->pool, "attribution %u has the parent %u, which did not come (L3)", one->id, one->parent);
    if (one->n_source > MOST_SOURCES || one->n_content > MOST_CONTENTS)
        return sc_pool_print(a->pool, "attribution %u has more than 16 source or 64 content spans", one->id);
    return NULL;
}

/* A given text against what its spans cover, byte for byte. */
static bool is_slice(const audit *a, ProtobufCBinaryData given, Sayso__V1__Span *const *span, size_t count)
{
    sc_value covered = sc_answer_slice(a->pool, a->text, span, count);
    return given.len == covered.length && (given.len == 0 || memcmp(given.data, covered.data, given.len) == 0);
}

/* Of a longer phrase, 1 KiB is enough. */
static bool is_beginning(const audit *a, ProtobufCBinaryData given, Sayso__V1__Span *const *span)
{
    sc_value covered = sc_answer_slice(a->pool, a->text, span, 1);
    bool may_be_cut = covered.length > PHRASE_BYTES && given.len <= PHRASE_BYTES && given.len > 0;
    bool may_be_absent = given.len == 0 && !a->document->begin.include_text;
    return may_be_absent || ((given.len == covered.length || may_be_cut) && (given.len == 0 || memcmp(given.data, covered.data, given.len) == 0));
}

static size_t text_bytes(const Sayso__V1__Attribution *one)
{
    size_t total = one->source_text.len + one->cue_text.len;
    for (size_t at = 0; at < one->n_content_text; at++)
        total += one->content_text[at].len;
    return total;
}

static const char *check_texts(const audit *a, const Sayso__V1__Attribution *one)
{
    bool wanted = a->document->begin.include_text && !one->text_omitted;
    if (!wanted)
        return text_bytes(one) == 0 ? NULL : sc_pool_print(a->pool, "attribution %u has texts that it should not (L4)", one->id);
    if (text_bytes(one) > MOST_TEXT)
        return sc_pool_print(a->pool, "the texts of attribution %u pass 64 KiB (L4)", one->id);
    bool fine = is_slice(a, one->source_text, one->source, one->n_source) &&
                is_slice(a, one->cue_text, &one->cue, one->cue != NULL) && one->n_content_text == one->n_content;
    for (size_t at = 0; fine && at < one->n_content; at++)
        fine = is_slice(a, one->content_text[at], &one->content[at], 1);
    return fine ? NULL : sc_pool_print(a->pool, "a text of attribution %u is not what its span covers (T1)", one->id);
}

static bool in_order(Sayso__V1__Span *const *span, size_t count)
{
    for (size_t at = 1; at < count; at++)
        if (span[at]->start < span[at - 1]->end)
            return false;
    return true;
}

static const char *check_attributions(const audit *a)
{
    const sc_answer *answer = &a->document->answer;
    const char *fault = NULL;
    for (size_t at = 0; at < answer->attribution_count && fault == NULL; at++) {
        const Sayso__V1__Attribution *one = answer->attribution[at];
        fault = check_references(a, one, at);
        if (fault == NULL)
            fault = check_texts(a, one);
        if (fault == NULL && !in_order(one->content, one->n_content))
            fault = sc_pool_print(a->pool, "the content spans of attribution %u are not in text order", one->id);
    }
    return fault;
}

static bool phrases_fit(const audit *a, Sayso__V1__Phrase *const *phrase, size_t count)
{
    for (size_t at = 0; at < count; at++)
        if (phrase[at]->span == NULL || !is_beginning(a, phrase[at]->text, &phrase[at]->span))
            return false;
    return true;
}

static const char *check_speakers(const audit *a)
{
    const sc_answer *answer = &a->document->answer;
    for (size_t at = 0; at < answer->speaker_count; at++) {
        const Sayso__V1__Speaker *one = answer->speaker[at];
        if (one->id == 0)
            return "a speaker has the id 0";
        if (one->merged_into != 0 && sc_answer_speaker(answer, one->merged_into) == NULL)
            return sc_pool_print(a->pool, "speaker %u is merged into %u, who did not come (R4)", one->id, one->merged_into);
        for (size_t member = 0; member < one->n_member; member++)
            if (sc_answer_speaker(answer, one->member[member]) == NULL)
                return sc_pool_print(a->pool, "speaker %u has the member %u, who did not come (L3)", one->id, one->member[member]);
        if (!phrases_fit(a, one->role, one->n_role) || !phrases_fit(a, one->affiliation, one->n_affiliation))
            return sc_pool_print(a->pool, "the text of a role or affiliation of speaker %u is not what its span covers (T1)", one->id);
    }
    return NULL;
}

static const char *check_credits(const audit *a)
{
    const sc_answer *answer = &a->document->answer;
    for (size_t at = 0; at < answer->credit_count; at++) {
        const Sayso__V1__Credit *one = answer->credit[at];
        if (one->span == NULL)
            return "a credit has no span";
        if (a->document->begin.include_text && !is_slice(a, one->text, &answer->credit[at]->span, 1))
            return sc_pool_print(a->pool, "the text of credit %zu is not what its span covers (T1)", at + 1);
    }
    return NULL;
}

const char *sc_audit_answer(sc_pool *pool, sc_document *document, Sayso__V1__OffsetUnit unit)
{
    audit a = {pool, document, NULL};
    const char *fault = check_done(&a);
    if (fault != NULL || !counts(document->answer.done))
        return fault;
    sc_bytes plain = document->data;
    if (document->begin.encoding == SAYSO__V1__ENCODING__ENCODING_ZLIB && !sc_compress_inflate(pool, &document->data, &plain))
        return "a document whose stream cannot be inflated was answered (D8)";
    document->text = sc_text_read(pool, plain.data, plain.length);
    a.text = document->text;
    fault = sc_answer_to_bytes(pool, &document->answer, document->text, unit);
    if (fault == NULL)
        fault = check_attributions(&a);
    if (fault == NULL)
        fault = check_speakers(&a);
    if (fault == NULL)
        fault = check_credits(&a);
    return fault;
}
