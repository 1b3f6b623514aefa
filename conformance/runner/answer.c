/* answer.c - what a filter sent about one document.  Runner. */
#include "answer.h"
#include <stdlib.h>
#include <string.h>
#include "varint.h"

static void add_speaker(sc_pool *pool, sc_answer *answer, Sayso__V1__Speaker *speaker)
{
    for (size_t at = 0; at < answer->speaker_count; at++)
        if (answer->speaker[at]->id == speaker->id) {
            answer->speaker[at] = speaker;
            return;
        }
    answer->speaker = sc_pool_grow(pool, answer->speaker, answer->speaker_count, sizeof(void *));
    answer->speaker[answer->speaker_count++] = speaker;
}

static void add_annotations(sc_pool *pool, sc_answer *answer, const Sayso__V1__Annotations *all)
{
    for (size_t at = 0; at < all->n_attribution; at++) {
        answer->attribution = sc_pool_grow(pool, answer->attribution, answer->attribution_count, sizeof(void *));
        answer->attribution[answer->attribution_count++] = all->attribution[at];
    }
    for (size_t at = 0; at < all->n_credit; at++) {
        answer->credit = sc_pool_grow(pool, answer->credit, answer->credit_count, sizeof(void *));
        answer->credit[answer->credit_count++] = all->credit[at];
    }
}

void sc_answer_add(sc_pool *pool, sc_answer *answer, const sc_frame *frame)
{
    Sayso__V1__PluginFrame plain = *frame->message;
    Sayso__V1__Done timeless;
    uint8_t prefix[SC_VARINT_BYTES];
    if (plain.body_case == SAYSO__V1__PLUGIN_FRAME__BODY_DONE) {
        answer->done = plain.done;
        timeless = *plain.done;
        timeless.elapsed_us = 0;
        plain.done = &timeless;
    } else
        answer->bytes += sc_varint_put(frame->length, prefix) + frame->length;
    if (plain.body_case == SAYSO__V1__PLUGIN_FRAME__BODY_ANNOTATIONS)
        add_annotations(pool, answer, plain.annotations);
    if (plain.body_case == SAYSO__V1__PLUGIN_FRAME__BODY_SPEAKERS)
        for (size_t at = 0; at < plain.speakers->n_speaker; at++)
            add_speaker(pool, answer, plain.speakers->speaker[at]);
    plain.doc = 0;
    answer->frames.pool = pool;
    sc_varint_frame(&answer->frames, &plain.base);
}

const Sayso__V1__Speaker *sc_answer_speaker(const sc_answer *answer, uint32_t id)
{
    for (size_t at = 0; at < answer->speaker_count; at++)
        if (answer->speaker[at]->id == id)
            return answer->speaker[at];
    return NULL;
}

/* Follows merged_into: the id of the record that counts. */
static uint32_t final_speaker(const sc_answer *answer, uint32_t id)
{
    const Sayso__V1__Speaker *speaker = sc_answer_speaker(answer, id);
    for (size_t steps = 0; speaker != NULL && speaker->merged_into != 0 && steps < answer->speaker_count; steps++) {
        id = speaker->merged_into;
        speaker = sc_answer_speaker(answer, id);
    }
    return id;
}

sc_value sc_answer_slice(sc_pool *pool, const sc_text *text, Sayso__V1__Span *const *span, size_t count)
{
    sc_bytes out = {pool, NULL, 0, 0};
    for (size_t at = 0; at < count; at++) {
        sc_bytes_add(&out, " ", at > 0);
        sc_bytes_add(&out, text->data + span[at]->start, span[at]->end - span[at]->start);
    }
    return (sc_value){sc_pool_copy(pool, out.data, out.length), out.length};
}

/* ---- units ------------------------------------------------------------------------------------------ */

typedef struct conversion {
    sc_pool *pool;
    const sc_text *text;
    Sayso__V1__OffsetUnit unit;
    const char *fault;
} conversion;

static void convert(conversion *c, Sayso__V1__Span *span, const char *what, uint32_t id)
{
    uint32_t start, end;
    if (span == NULL || c->fault != NULL)
        return;
    if (span->start >= span->end)
        c->fault = sc_pool_print(c->pool, "the %s of %u is the empty span %u-%u (T1)", what, id, span->start, span->end);
    else if (!sc_text_byte_of(c->text, c->unit, span->start, &start) || !sc_text_byte_of(c->text, c->unit, span->end, &end))
        c->fault = sc_pool_print(c->pool, "the %s of %u, %u-%u, is inside a character or past the end (T1)", what, id, span->start,
                                 span->end);
    else {
        span->start = start;
        span->end = end;
    }
}

static void convert_phrases(conversion *c, Sayso__V1__Phrase **phrase, size_t count, const char *what, uint32_t id)
{
    for (size_t at = 0; at < count; at++)
        convert(c, phrase[at]->span, what, id);
}

const char *sc_answer_to_bytes(sc_pool *pool, sc_answer *answer, const sc_text *text, Sayso__V1__OffsetUnit unit)
{
    conversion c = {pool, text, unit, NULL};
    for (size_t at = 0; at < answer->attribution_count; at++) {
        Sayso__V1__Attribution *one = answer->attribution[at];
        convert(&c, one->cue, "cue", one->id);
        for (size_t part = 0; part < one->n_source; part++)
            convert(&c, one->source[part], "source", one->id);
        for (size_t part = 0; part < one->n_content; part++)
            convert(&c, one->content[part], "content", one->id);
    }
    for (size_t at = 0; at < answer->credit_count; at++)
        convert(&c, answer->credit[at]->span, "span of credit", (uint32_t)at + 1);
    for (size_t at = 0; at < answer->speaker_count; at++) {
        Sayso__V1__Speaker *one = answer->speaker[at];
        convert_phrases(&c, one->role, one->n_role, "role of speaker", one->id);
        convert_phrases(&c, one->affiliation, one->n_affiliation, "affiliation of speaker", one->id);
        for (size_t mention = 0; mention < one->n_mention; mention++)
            convert(&c, one->mention[mention], "mention of speaker", one->id);
    }
    return c.fault;
}

/* ---- comparing --------------------------------------------------------------------------------------- */

typedef struct item {
    uint32_t id;
    sc_bytes bytes;
} item;

static int by_id(const void *one, const void *other)
{
    uint32_t a = ((const item *)one)->id, b = ((const item *)other)->id;
    return (a > b) - (a < b);
}

static item *attributions_of(sc_pool *pool, const sc_answer *answer)
{
    item *items = sc_pool_take(pool, (answer->attribution_count + 1) * sizeof *items);
    for (size_t at = 0; at < answer->attribution_count; at++) {
        Sayso__V1__Attribution one = *answer->attribution[at];
        one.speaker = final_speaker(answer, one.speaker);
        items[at] = (item){one.id, {pool, NULL, 0, 0}};
        sc_varint_frame(&items[at].bytes, &one.base);
    }
    qsort(items, answer->attribution_count, sizeof *items, by_id);
    return items;
}

static item *speakers_of(sc_pool *pool, const sc_answer *answer, size_t *count)
{
    item *items = sc_pool_take(pool, (answer->speaker_count + 1) * sizeof *items);
    *count = 0;
    for (size_t at = 0; at < answer->speaker_count; at++)
        if (answer->speaker[at]->merged_into == 0) {
            items[*count] = (item){answer->speaker[at]->id, {pool, NULL, 0, 0}};
            sc_varint_frame(&items[(*count)++].bytes, &answer->speaker[at]->base);
        }
    qsort(items, *count, sizeof *items, by_id);
    return items;
}

static item *credits_of(sc_pool *pool, const sc_answer *answer)
{
    item *items = sc_pool_take(pool, (answer->credit_count + 1) * sizeof *items);
    for (size_t at = 0; at < answer->credit_count; at++) {
        items[at] = (item){(uint32_t)at + 1, {pool, NULL, 0, 0}};
        sc_varint_frame(&items[at].bytes, &answer->credit[at]->base);
    }
    return items;
}

static const char *compare(sc_pool *pool, const char *what, const item *one, size_t one_count, const item *other, size_t other_count)
{
    for (size_t at = 0; at < one_count && at < other_count; at++)
        if (one[at].bytes.length != other[at].bytes.length || memcmp(one[at].bytes.data, other[at].bytes.data, one[at].bytes.length) != 0)
            return sc_pool_print(pool, "%s %u differs", what, one[at].id);
    if (one_count != other_count)
        return sc_pool_print(pool, "%zu %ss and %zu", one_count, what, other_count);
    return NULL;
}

bool sc_answer_same_frames(const sc_answer *one, const sc_answer *other)
{
    const sc_bytes *here = &one->frames, *there = &other->frames;
    return here->length == there->length && (here->length == 0 || memcmp(here->data, there->data, here->length) == 0);
}

const char *sc_answer_compare(sc_pool *pool, const sc_answer *one, const sc_answer *other)
{
    size_t here, there;
    const item *mine = speakers_of(pool, one, &here), *theirs = speakers_of(pool, other, &there);
    const char *fault = compare(pool, "attribution", attributions_of(pool, one), one->attribution_count, attributions_of(pool, other),
                                other->attribution_count);
    if (fault == NULL)
        fault = compare(pool, "speaker", mine, here, theirs, there);
    if (fault == NULL)
        fault = compare(pool, "credit", credits_of(pool, one), one->credit_count, credits_of(pool, other), other->credit_count);
    if (fault == NULL && one->done != NULL && other->done != NULL && one->done->status != other->done->status)
        fault = "the status differs";
    return fault;
}
