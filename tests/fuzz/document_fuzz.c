/* A whole document through the door: byte 0 chooses options and weights, the rest is text. What comes back
 * lies inside the text, on borders of characters, and is the same twice. */
#include <stdbool.h>
#include <stdlib.h>

#include "fuzz.h"
#include "sayso.h"
#include "text/utf8.h"
#include "unit/weights_fixture.h"

enum { STRICT = 4, OUTERMOST = 8, MARKDOWN = 16, ENGLISH = 32, FIXTURE = 64 };

static sayso_annotator *annotators[2];

static void open_annotators(void)
{
    static weights_fixture file;
    static sayso_model *models[2];
    fixture_make(&file);
    assert(sayso_model_builtin(&models[0], NULL) == SAYSO_OK);
    assert(sayso_model_read(file.bytes, file.length, &models[1], NULL) == SAYSO_OK);
    for (int i = 0; i < 2; i++)
        assert(sayso_annotator_create(models[i], &annotators[i]) == SAYSO_OK);
}

static bool *borders_of(const uint8_t *text, uint32_t length)
{
    bool *border = calloc(length + 1, sizeof *border);
    for (uint32_t at = 0; at < length; at += ss_utf8_decode(text, length, at).length)
        border[at] = true;
    border[length] = true;
    return border;
}

static void check_spans(const bool *border, const sayso_span *span, uint32_t count, uint32_t length)
{
    for (uint32_t i = 0; i < count; i++) {
        assert(span[i].start < span[i].end && span[i].end <= length);
        assert(border[span[i].start] && border[span[i].end]);
    }
}

static void check_attributions(const sayso_result *result, const bool *border, uint32_t length)
{
    for (uint32_t i = 0; i < result->attribution_count; i++) {
        const sayso_attribution *one = &result->attribution[i];
        assert(one->id == i + 1 && one->speaker <= result->speaker_count && one->parent != one->id);
        assert(one->parent <= result->attribution_count && one->confidence <= 1000);
        assert(one->kind >= SAYSO_DIRECT && one->kind <= SAYSO_MIXED && one->act >= SAYSO_STATEMENT && one->act <= SAYSO_REFUSAL);
        assert(one->source_count <= 16 && one->content_count >= 1 && one->content_count <= 64);
        check_spans(border, one->source, one->source_count, length);
        check_spans(border, one->content, one->content_count, length);
        check_spans(border, &one->cue, one->cue.start < one->cue.end, length);
    }
}

static void check_speakers(const sayso_result *result, const bool *border, uint32_t length)
{
    for (uint32_t i = 0; i < result->speaker_count; i++) {
        const sayso_speaker *one = &result->speaker[i];
        assert(one->id == i + 1 && one->kind >= SAYSO_PERSON && one->kind <= SAYSO_UNKNOWN);
        assert(one->name.length <= 1024 && one->key.length <= 1024 && one->mention_count <= 1024);
        assert(ss_utf8_check((const uint8_t *)one->name.bytes, one->name.length).bad_sequences == 0);
        assert(ss_utf8_check((const uint8_t *)one->key.bytes, one->key.length).bad_sequences == 0);
        check_spans(border, one->role, one->role_count, length);
        check_spans(border, one->affiliation, one->affiliation_count, length);
        check_spans(border, one->mention, one->mention_count, length);
        for (uint32_t k = 0; k < one->member_count; k++)
            assert(one->member[k] >= 1 && one->member[k] <= result->speaker_count);
    }
    for (uint32_t i = 0; i < result->credit_count; i++)
        check_spans(border, &result->credit[i].span, 1, length);
}

/* Units grow along the text, and none is shorter than a byte. */
static void check_offsets(const sayso_annotator *annotator, const bool *border, uint32_t length)
{
    for (uint32_t at = 1, before = 0, last = 0; at <= length; at++) {
        if (!border[at])
            continue;
        uint32_t offset = sayso_offset(annotator, at);
        assert(offset > last && offset - last <= at - before);
        before = at;
        last = offset;
    }
}

/* Every byte that a record depends on goes into the sum. */
static uint64_t sum_of(const sayso_result *result)
{
    uint64_t sum = result->operations + result->status;
    for (uint32_t i = 0; i < result->attribution_count; i++) {
        const sayso_attribution *one = &result->attribution[i];
        sum = sum * 31 + one->fingerprint + one->confidence + one->speaker * 7 + one->parent * 11 + one->cue.start + one->act;
    }
    for (uint32_t i = 0; i < result->speaker_count; i++)
        for (uint32_t k = 0; k < result->speaker[i].key.length; k++)
            sum = sum * 31 + (unsigned char)result->speaker[i].key.bytes[k];
    return sum * 31 + result->credit_count;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    const sayso_result *result;
    if (annotators[0] == NULL)
        open_annotators();
    uint8_t choice = length > 0 ? bytes[0] : 0;
    const uint8_t *text = length > 0 ? bytes + 1 : bytes;
    uint32_t size = length > 0 ? (uint32_t)length - 1 : 0;
    sayso_annotator *annotator = annotators[(choice & FIXTURE) != 0];
    sayso_options options = {.unit = (sayso_offset_unit)(choice & 3), .strict_text = choice & STRICT, .outermost_only = choice & OUTERMOST,
                             .media_type = choice & MARKDOWN ? "text/markdown" : NULL, .language = choice & ENGLISH ? "en" : NULL};
    bool *border = borders_of(text, size);
    sayso_status status = sayso_annotate(annotator, text, size, &options, &result);
    assert(status == SAYSO_OK || status == SAYSO_LIMIT || status == SAYSO_UNSUPPORTED || status == SAYSO_INVALID_TEXT);
    check_attributions(result, border, size);
    check_speakers(result, border, size);
    if (status == SAYSO_OK)
        check_offsets(annotator, border, size);
    uint64_t sum = sum_of(result);
    sayso_annotate(annotator, text, size, &options, &result);
    assert(sum_of(result) == sum);
    free(border);
    return 0;
}
