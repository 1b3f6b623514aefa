#include "text/visible.h"

#include <string.h>
#include <utf8proc.h>

#include "text/utf8.h"

#define FIRST_RUNS 64u
#define WHOLE 1u

/* The run that holds a visible byte. */
static const ss_visible_run *run_at(const ss_visible *visible, uint32_t byte)
{
    uint32_t low = 0, high = visible->count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (visible->run[middle].visible <= byte)
            low = middle;
        else
            high = middle;
    }
    return &visible->run[low];
}

/* Where in the source a visible byte starts (`past` 0) or ends (1). */
static uint32_t source_of(const ss_visible *visible, uint32_t byte, uint32_t past)
{
    const ss_visible_run *run = run_at(visible, byte);
    uint32_t size = run->size >> 1, inside = byte - run->visible + past;
    if (run->size & WHOLE) {
        uint32_t character = ss_utf8_decode(visible->text, visible->length, run->visible).length;
        inside = byte - run->visible < character ? past * size : size;
    }
    return run->source + (inside < size ? inside : size);
}

ss_span ss_visible_span(const ss_visible *visible, ss_span span)
{
    if (visible->count == 0)
        return (ss_span){0, 0};
    uint32_t start = source_of(visible, span.start, 0);
    if (span.end <= span.start)
        return (ss_span){start, start};
    return (ss_span){start, source_of(visible, span.end - 1, 1)};
}

ss_status ss_visible_begin(ss_visible_writer *writer, ss_arena *arena, uint32_t expected)
{
    *writer = (ss_visible_writer){.arena = arena, .capacity = expected, .run_capacity = FIRST_RUNS};
    writer->text = ss_arena_alloc(arena, expected, 1);
    writer->run = ss_arena_alloc(arena, FIRST_RUNS, sizeof *writer->run);
    return writer->text == NULL || writer->run == NULL ? SS_ERR_MEMORY : SS_OK;
}

void ss_visible_part(ss_visible_writer *writer, ss_visible_gap gap)
{
    if (gap > writer->gap)
        writer->gap = (uint8_t)gap;
}

static ss_status make_room(ss_visible_writer *writer, uint32_t bytes)
{
    if (bytes > writer->capacity - writer->length) {
        uint32_t capacity = (writer->length + bytes) / 2 * 3 + 16;
        uint8_t *grown = ss_arena_grow(writer->arena, writer->text, writer->capacity, capacity, 1);
        if (grown == NULL)
            return SS_ERR_MEMORY;
        writer->text = grown;
        writer->capacity = capacity;
    }
    if (writer->count == writer->run_capacity) {
        uint32_t capacity = writer->run_capacity * 2;
        ss_visible_run *grown = ss_arena_grow(writer->arena, writer->run, writer->run_capacity, capacity, sizeof *grown);
        if (grown == NULL)
            return SS_ERR_MEMORY;
        writer->run = grown;
        writer->run_capacity = capacity;
    }
    return SS_OK;
}

static void write_gap(ss_visible_writer *writer)
{
    static const char *const gaps[] = {"", " ", "\n\n"};
    if (writer->length > 0) {
        uint32_t length = writer->gap;
        memcpy(writer->text + writer->length, gaps[writer->gap], length);
        writer->length += length;
    }
    writer->gap = SS_VISIBLE_TOGETHER;
}

/* Whether bytes from `source` on belong to the last run. */
static bool goes_on(const ss_visible_writer *writer, uint32_t source)
{
    if (writer->count == 0)
        return false;
    const ss_visible_run *last = &writer->run[writer->count - 1];
    uint32_t size = last->size >> 1;
    return !(last->size & WHOLE) && last->source + size == source && last->visible + size == writer->length;
}

ss_status ss_visible_copy(ss_visible_writer *writer, const uint8_t *bytes, uint32_t length, uint32_t source)
{
    if (writer->length == 0 || writer->gap == SS_VISIBLE_PARAGRAPH)
        for (; length > 0 && (*bytes == ' ' || *bytes == '\t' || *bytes == '\n'); length--, source++)
            bytes++;
    if (length == 0)
        return SS_OK;
    ss_status status = make_room(writer, length + SS_VISIBLE_PARAGRAPH);
    if (status != SS_OK)
        return status;
    write_gap(writer);
    if (goes_on(writer, source))
        writer->run[writer->count - 1].size += length << 1;
    else
        writer->run[writer->count++] = (ss_visible_run){writer->length, source, length << 1};
    uint8_t *out = writer->text + writer->length;
    for (uint32_t i = 0; i < length; i++)
        out[i] = bytes[i] == '\n' ? ' ' : bytes[i];
    writer->length += length;
    return SS_OK;
}

ss_status ss_visible_put(ss_visible_writer *writer, uint32_t code_point, ss_span source)
{
    uint8_t bytes[4];
    bool control = code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);
    ss_status status = make_room(writer, (uint32_t)sizeof bytes + SS_VISIBLE_PARAGRAPH);
    if (status != SS_OK)
        return status;
    write_gap(writer);
    writer->run[writer->count++] = (ss_visible_run){writer->length, source.start, (source.end - source.start) << 1 | WHOLE};
    uint32_t length = (uint32_t)utf8proc_encode_char(control ? ' ' : (utf8proc_int32_t)code_point, bytes);
    memcpy(writer->text + writer->length, bytes, length);
    writer->length += length;
    return SS_OK;
}

ss_visible ss_visible_end(const ss_visible_writer *writer)
{
    return (ss_visible){writer->text, writer->length, writer->run, writer->count, 0};
}
