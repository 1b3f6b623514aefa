/* record.c - the core's records as messages of the schema: the one place where the two meet.  Floor: plugin. */
#include "record.h"
#include <string.h>

_Static_assert((int)SAYSO_MIXED == (int)SAYSO__V1__KIND__KIND_MIXED && (int)SAYSO_REFUSAL == (int)SAYSO__V1__ACT__ACT_REFUSAL &&
                   (int)SAYSO_UNKNOWN == (int)SAYSO__V1__SPEAKER_KIND__SPEAKER_KIND_UNKNOWN &&
                   (int)SAYSO_SOURCE_LINK == (int)SAYSO__V1__CREDIT_KIND__CREDIT_KIND_SOURCE_LINK,
               "the core's enums are the schema's");

static size_t length_of(sayso_span span)
{
    return span.end - span.start;
}

/* A message borrows text for reading only; protobuf-c has no const for it. */
static ProtobufCBinaryData borrow(const void *bytes, size_t length)
{
    ProtobufCBinaryData data = {length, NULL};
    memcpy(&data.data, &bytes, sizeof bytes);
    return data;
}

static ProtobufCBinaryData text_of(const ss_record_maker *maker, sayso_span span)
{
    return borrow(maker->body->bytes + span.start, length_of(span));
}

static Sayso__V1__Span *one_span(const ss_record_maker *maker, sayso_span span)
{
    Sayso__V1__Span *out = ss_arena_alloc(maker->arena, 1, sizeof *out);
    if (out == NULL)
        return NULL;
    sayso__v1__span__init(out);
    out->start = sayso_offset(maker->annotator, span.start);
    out->end = sayso_offset(maker->annotator, span.end);
    return out;
}

/* *out_count is set once all are made. NULL with a count of 0 is no error. */
static bool many_spans(const ss_record_maker *maker, const sayso_span *span, uint32_t count, Sayso__V1__Span ***out,
                       size_t *out_count)
{
    Sayso__V1__Span **list = ss_arena_alloc(maker->arena, count, sizeof *list);
    if (list == NULL)
        return false;
    for (uint32_t i = 0; i < count; i++)
        if ((list[i] = one_span(maker, span[i])) == NULL)
            return false;
    *out = list;
    *out_count = count;
    return true;
}

/* ---- attributions ---------------------------------------------------------------------------- */

static size_t texts_length(const sayso_attribution *attribution)
{
    size_t spaces = attribution->source_count > 0 ? attribution->source_count - 1 : 0;
    size_t length = length_of(attribution->cue) + spaces;
    for (uint32_t i = 0; i < attribution->source_count; i++)
        length += length_of(attribution->source[i]);
    for (uint32_t i = 0; i < attribution->content_count; i++)
        length += length_of(attribution->content[i]);
    return length;
}

static bool join_source(const ss_record_maker *maker, const sayso_attribution *attribution, ProtobufCBinaryData *out)
{
    size_t length = 0, at = 0;
    for (uint32_t i = 0; i < attribution->source_count; i++)
        length += length_of(attribution->source[i]) + (i > 0);
    uint8_t *joined = ss_arena_alloc(maker->arena, length, 1);
    if (joined == NULL)
        return false;
    for (uint32_t i = 0; i < attribution->source_count; i++) {
        ProtobufCBinaryData text = text_of(maker, attribution->source[i]);
        if (i > 0)
            joined[at++] = ' ';
        memcpy(joined + at, text.data, text.len);
        at += text.len;
    }
    *out = borrow(joined, length);
    return true;
}

static bool add_texts(const ss_record_maker *maker, const sayso_attribution *attribution, Sayso__V1__Attribution *out)
{
    if (texts_length(attribution) > SS_RECORD_TEXT_BYTES) {
        out->text_omitted = 1;
        return true;
    }
    ProtobufCBinaryData *content = ss_arena_alloc(maker->arena, attribution->content_count, sizeof *content);
    if (content == NULL || !join_source(maker, attribution, &out->source_text))
        return false;
    for (uint32_t i = 0; i < attribution->content_count; i++)
        content[i] = text_of(maker, attribution->content[i]);
    out->content_text = content;
    out->n_content_text = attribution->content_count;
    out->cue_text = text_of(maker, attribution->cue);
    return true;
}

Sayso__V1__Attribution *ss_record_attribution(const ss_record_maker *maker, const sayso_attribution *attribution, uint32_t last_id)
{
    Sayso__V1__Attribution *out = ss_arena_alloc(maker->arena, 1, sizeof *out);
    if (out == NULL)
        return NULL;
    sayso__v1__attribution__init(out);
    out->id = attribution->id;
    out->kind = (Sayso__V1__Kind)attribution->kind;
    out->act = (Sayso__V1__Act)attribution->act;
    out->negated = attribution->negated;
    out->confidence_permille = attribution->confidence;
    out->speaker = attribution->speaker;
    out->parent = attribution->parent > last_id ? 0 : attribution->parent;
    out->fingerprint = attribution->fingerprint;
    if (!many_spans(maker, attribution->source, attribution->source_count, &out->source, &out->n_source) ||
        !many_spans(maker, attribution->content, attribution->content_count, &out->content, &out->n_content))
        return NULL;
    if (length_of(attribution->cue) > 0 && (out->cue = one_span(maker, attribution->cue)) == NULL)
        return NULL;
    if (maker->include_text && !add_texts(maker, attribution, out))
        return NULL;
    return out;
}

Sayso__V1__Credit *ss_record_credit(const ss_record_maker *maker, const sayso_credit *credit)
{
    Sayso__V1__Credit *out = ss_arena_alloc(maker->arena, 1, sizeof *out);
    if (out == NULL)
        return NULL;
    sayso__v1__credit__init(out);
    out->kind = (Sayso__V1__CreditKind)credit->kind;
    if (maker->include_text && length_of(credit->span) <= SS_RECORD_TEXT_BYTES)
        out->text = text_of(maker, credit->span);
    out->span = one_span(maker, credit->span);
    return out->span == NULL ? NULL : out;
}

/* ---- speakers -------------------------------------------------------------------------------- */

/* Bytes 10xxxxxx go on a character; bad UTF-8 may be nothing else, and is then cut where it falls. */
static size_t cut_before_character(const uint8_t *bytes, size_t length, size_t most)
{
    size_t cut = most;
    if (length <= most)
        return length;
    while (cut > most - 3 && (bytes[cut] & 0xc0) == 0x80)
        cut--;
    return (bytes[cut] & 0xc0) == 0x80 ? most : cut;
}

static bool many_phrases(const ss_record_maker *maker, const sayso_span *span, uint32_t count, Sayso__V1__Phrase ***out,
                         size_t *out_count)
{
    Sayso__V1__Phrase **list = ss_arena_alloc(maker->arena, count, sizeof *list);
    Sayso__V1__Phrase *phrase = ss_arena_alloc(maker->arena, count, sizeof *phrase);
    if (list == NULL || phrase == NULL)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        list[i] = &phrase[i];
        sayso__v1__phrase__init(list[i]);
        list[i]->text = text_of(maker, span[i]);
        list[i]->text.len = cut_before_character(list[i]->text.data, list[i]->text.len, SS_PHRASE_TEXT_BYTES);
        if ((list[i]->span = one_span(maker, span[i])) == NULL)
            return false;
    }
    *out = list;
    *out_count = count;
    return true;
}

Sayso__V1__Speaker *ss_record_speaker(const ss_record_maker *maker, const sayso_speaker *speaker)
{
    Sayso__V1__Speaker *out = ss_arena_alloc(maker->arena, 1, sizeof *out);
    uint32_t *member = ss_arena_alloc(maker->arena, speaker->member_count, sizeof *member);
    if (out == NULL || member == NULL)
        return NULL;
    sayso__v1__speaker__init(out);
    out->id = speaker->id;
    out->name = borrow(speaker->name.bytes, speaker->name.length);
    out->key = borrow(speaker->key.bytes, speaker->key.length);
    out->kind = (Sayso__V1__SpeakerKind)speaker->kind;
    if (speaker->member_count > 0)
        memcpy(member, speaker->member, speaker->member_count * sizeof *member);
    out->member = member;
    out->n_member = speaker->member_count;
    if (!many_phrases(maker, speaker->role, speaker->role_count, &out->role, &out->n_role) ||
        !many_phrases(maker, speaker->affiliation, speaker->affiliation_count, &out->affiliation, &out->n_affiliation) ||
        !many_spans(maker, speaker->mention, speaker->mention_count, &out->mention, &out->n_mention))
        return NULL;
    return out;
}

Sayso__V1__Speaker *ss_record_merge(const ss_record_maker *maker, const sayso_merge *merge)
{
    Sayso__V1__Speaker *out = ss_arena_alloc(maker->arena, 1, sizeof *out);
    if (out == NULL)
        return NULL;
    sayso__v1__speaker__init(out);
    out->id = merge->provisional;
    out->merged_into = merge->into;
    return out;
}
