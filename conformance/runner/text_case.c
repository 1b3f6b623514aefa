/* text_case.c - texts of the protocol, whole, cut in many ways and counted in each unit.  Runner. */
#include <string.h>
#include "document_case.h"
#include "field.h"
#include "file.h"
#include "script.h"

#define MOST_CUTS 64             /* inside characters, spread over the text */
#define MOST_SINGLE_BYTES (64u << 10) /* longer texts are not sent byte by byte */

static sc_verdict failed(const char *fault)
{
    return (sc_verdict){SC_FAILED, fault, 0, NULL, NULL, NULL};
}

/* Sets a message's fields from an object of case.json. */
static const char *set_fields(sc_pool *pool, const json_t *object, ProtobufCMessage *message)
{
    const char *key, *fault = NULL;
    json_t *value;
    json_object_foreach((json_t *)(uintptr_t)object, key, value)
    {
        const char *text = json_is_string(value)    ? json_string_value(value)
                           : json_is_boolean(value) ? (json_is_true(value) ? "yes" : "no")
                                                    : sc_pool_print(pool, "%lld", (long long)json_integer_value(value));
        sc_value set = {sc_pool_copy(pool, text, strlen(text)), strlen(text)};
        if (fault == NULL)
            fault = sc_field_set(pool, message, key, &set, 1);
    }
    return fault == NULL ? NULL : sc_pool_print(pool, "case.json: %s", fault);
}

const char *sc_sending_read(sc_pool *pool, const sc_case *one, sc_sending *out)
{
    static const Sayso__V1__Begin no_begin = SAYSO__V1__BEGIN__INIT;
    static const Sayso__V1__Limits no_limits = SAYSO__V1__LIMITS__INIT;
    const char *input = sc_case_text(one, "input", "input.txt"), *media_type = sc_case_text(one, "media_type", "");
    const char *unit = sc_case_text(one, "offset_unit", "UTF8_BYTE");
    *out = (sc_sending){.data = {.pool = pool}, .begin = no_begin, .limits = no_limits};
    out->begin.media_type = (ProtobufCBinaryData){strlen(media_type), (uint8_t *)sc_pool_copy(pool, media_type, strlen(media_type))};
    out->unit = SAYSO__V1__OFFSET_UNIT__OFFSET_UNIT_UTF8_BYTE;
    while (out->unit <= SAYSO__V1__OFFSET_UNIT__OFFSET_UNIT_CODE_POINT &&
           strcmp(sc_field_enum_name(&sayso__v1__offset_unit__descriptor, (int)out->unit), unit) != 0)
        out->unit++;
    if (out->unit > SAYSO__V1__OFFSET_UNIT__OFFSET_UNIT_CODE_POINT)
        return "case.json: no such offset_unit";
    if (!sc_file_read(pool, one->folder, input, &out->data))
        return sc_pool_print(pool, "%s cannot be read", input);
    const char *fault = set_fields(pool, json_object_get(one->about, "options"), &out->begin.base);
    if (fault == NULL)
        fault = set_fields(pool, json_object_get(one->about, "limits"), &out->limits.base);
    out->alone = json_object_size(json_object_get(one->about, "limits")) > 0 || json_integer_value(json_object_get(one->about, "exit")) != 0;
    return fault;
}

/* case.json's `done`, against the answer. */
static const char *check_done(sc_pool *pool, const sc_case *one, const sc_document *document)
{
    const char *wanted = sc_case_text(one, "done", "status=OK");
    const ProtobufCMessage *done = &document->answer.done->base;
    sc_line line = {0, NULL, NULL, 0};
    const char *fault = sc_script_words(pool, wanted, strlen(wanted), &line);
    for (size_t at = 0; at < line.count && fault == NULL; at++) {
        sc_value actual;
        if (line.word[at].key == NULL || !sc_field_get(pool, done, line.word[at].key, &actual))
            return "case.json: `done` names no field of Done";
        if (!sc_script_fits(&line.word[at], &actual, sc_field_is_number(done, line.word[at].key)))
            fault = sc_pool_print(pool, "Done has %s=%s, wanted %s", line.word[at].key, actual.data, wanted);
    }
    return fault;
}

typedef struct cutting {
    sc_shared *shared;
    sc_pool *pool;
    const sc_sending *sending;
    const sc_document *whole;
} cutting;

/* Cut into pieces of `size`, or in two at `cut`. */
static const char *compare_cut(const cutting *c, size_t size, size_t cut)
{
    sc_document *document;
    const char *how = cut > 0 ? sc_pool_print(c->pool, "cut at byte %zu", cut) : sc_pool_print(c->pool, "in Chunks of %zu", size);
    const char *fault = sc_shared_document(c->shared, c->pool, c->sending->unit, &c->sending->begin, &c->sending->data, size, cut, &document);
    if (fault == NULL && !sc_answer_same_frames(&c->whole->answer, &document->answer))
        fault = "other frames than in one Chunk (D4)";
    return fault == NULL ? NULL : sc_pool_print(c->pool, "%s: %s", how, fault);
}

static const char *compare_cuts(const cutting *c)
{
    static const size_t sizes[] = {1, 7, 4096};
    const sc_bytes *data = &c->sending->data;
    const char *fault = NULL;
    size_t inside = 0, seen = 0;
    for (size_t at = 0; at < sizeof sizes / sizeof *sizes && fault == NULL; at++)
        if (sizes[at] >= 4096 || data->length <= MOST_SINGLE_BYTES)
            fault = compare_cut(c, sizes[at], 0);
    for (size_t at = 1; at < data->length; at++)
        inside += (data->data[at] & 0xc0) == 0x80;
    for (size_t at = 1; at < data->length && fault == NULL; at++)
        if ((data->data[at] & 0xc0) == 0x80 && seen++ % (inside / MOST_CUTS + 1) == 0)
            fault = compare_cut(c, 0, at);
    return fault;
}

static const char *compare_units(const cutting *c)
{
    const char *fault = NULL;
    for (Sayso__V1__OffsetUnit unit = SAYSO__V1__OFFSET_UNIT__OFFSET_UNIT_UTF16_UNIT;
         unit <= SAYSO__V1__OFFSET_UNIT__OFFSET_UNIT_CODE_POINT && fault == NULL; unit++) {
        sc_document *document;
        fault = sc_shared_document(c->shared, c->pool, unit, &c->sending->begin, &c->sending->data, 0, 0, &document);
        if (fault == NULL)
            fault = sc_answer_compare(c->pool, &c->whole->answer, &document->answer);
        if (fault != NULL)
            fault = sc_pool_print(c->pool, "in %s, against bytes: %s", sc_field_enum_name(&sayso__v1__offset_unit__descriptor, (int)unit), fault);
    }
    return fault;
}

sc_verdict sc_text_case(sc_shared *shared, sc_pool *pool, const sc_case *one, size_t face)
{
    sc_sending sending;
    sc_document *whole;
    const char *fault = sc_sending_read(pool, one, &sending);
    if (fault == NULL && sending.alone)
        fault = "case.json: a text case has no limits: a session has";
    sending.begin.include_text = 1;
    if (fault == NULL)
        fault = sc_shared_document(shared, pool, sending.unit, &sending.begin, &sending.data, 0, 0, &whole);
    if (fault != NULL)
        return failed(fault);
    cutting c = {shared, pool, &sending, whole};
    fault = face == 0 ? check_done(pool, one, whole) : face == 1 ? compare_cuts(&c) : compare_units(&c);
    return fault == NULL ? (sc_verdict){SC_PASSED, NULL, 0, NULL, NULL, NULL} : failed(fault);
}
