#include "text/markdown_leaf.h"

#include <string.h>

#include "text/entity.h"

#define FIRST_BYTES 4096u
#define FIRST_SEGMENTS 64u

ss_status ss_markdown_leaf_begin(ss_markdown_leaf *leaf)
{
    leaf->inline_scratch = ss_arena_alloc(leaf->arena, 1, sizeof *leaf->inline_scratch);
    return leaf->inline_scratch == NULL ? SS_ERR_MEMORY : SS_OK;
}

/* At least twice as much as before, but no more than the whole source needs. */
static uint32_t next_capacity(const ss_markdown_leaf *leaf, uint32_t capacity, uint32_t needed)
{
    uint32_t next = capacity * 2 < FIRST_BYTES ? FIRST_BYTES : capacity * 2;
    if (next > leaf->text_length)
        next = leaf->text_length;
    return next > needed ? next : needed;
}

static ss_status make_room(ss_markdown_leaf *leaf, uint32_t bytes)
{
    if (bytes > leaf->capacity - leaf->length) {
        uint32_t capacity = next_capacity(leaf, leaf->capacity, leaf->length + bytes);
        uint8_t *grown = ss_arena_grow(leaf->arena, leaf->byte, leaf->capacity, capacity, 1);
        if (grown == NULL)
            return SS_ERR_MEMORY;
        leaf->byte = grown;
        leaf->capacity = capacity;
    }
    if (leaf->segments == leaf->segment_capacity) {
        uint32_t capacity = leaf->segment_capacity == 0 ? FIRST_SEGMENTS : leaf->segment_capacity * 2;
        ss_markdown_segment *grown =
            ss_arena_grow(leaf->arena, leaf->segment, leaf->segment_capacity, capacity, sizeof *grown);
        if (grown == NULL)
            return SS_ERR_MEMORY;
        leaf->segment = grown;
        leaf->segment_capacity = capacity;
    }
    return SS_OK;
}

/* Where the source goes on behind what was added last. */
static uint32_t source_end(const ss_markdown_leaf *leaf)
{
    const ss_markdown_segment *last = &leaf->segment[leaf->segments - 1];
    return last->source + (leaf->length - last->content);
}

static bool is_white(const uint8_t *text, uint32_t start, uint32_t end)
{
    while (start < end && (ss_markdown_is_space(text[start]) || text[start] == '\r'))
        start++;
    return start == end;
}

ss_status ss_markdown_leaf_add(ss_markdown_leaf *leaf, ss_span line)
{
    uint32_t from = leaf->length == 0 ? line.start : source_end(leaf);
    leaf->steps += line.end - from;
    ss_status status = make_room(leaf, line.end - from + 1);
    if (status != SS_OK)
        return status;
    bool joined = leaf->length > 0 && is_white(leaf->text, from, line.start);
    if (leaf->length == 0)
        leaf->segments = 0; /* of an empty line: a task without words */
    else
        leaf->byte[leaf->length++] = '\n';
    if (joined) {
        memset(leaf->byte + leaf->length, ' ', line.start - from - 1);
        leaf->length += line.start - from - 1;
    } else {
        leaf->segment[leaf->segments++] = (ss_markdown_segment){leaf->length, line.start};
    }
    leaf->last_line = leaf->length;
    memcpy(leaf->byte + leaf->length, leaf->text + line.start, line.end - line.start);
    leaf->length += line.end - line.start;
    return SS_OK;
}

void ss_markdown_leaf_drop_line(ss_markdown_leaf *leaf)
{
    if (leaf->segments > 0 && leaf->segment[leaf->segments - 1].content == leaf->last_line)
        leaf->segments--;
    leaf->length = leaf->last_line;
    while (leaf->length > 0 && ss_markdown_is_space(leaf->byte[leaf->length - 1]))
        leaf->length--;
}

static void forget(ss_markdown_leaf *leaf)
{
    leaf->length = leaf->segments = leaf->last_line = 0;
}

/* Past the definitions that a paragraph begins with. */
static ss_status skip_definitions(ss_markdown_leaf *leaf, const ss_markdown_scan *scan, uint32_t *from)
{
    ss_status status = SS_OK;
    while (status == SS_OK) {
        ss_span label;
        uint32_t start = ss_markdown_skip_space(scan, *from);
        uint32_t end = ss_markdown_definition_end(scan, start, &label);
        if (end == start)
            break;
        if (leaf->collecting)
            status = ss_markdown_labels_add(leaf->arena, &leaf->labels, scan, label);
        *from = end;
    }
    return status;
}

static ss_status mark_content(ss_markdown_leaf *leaf, const ss_markdown_scan *scan, uint32_t from, ss_markdown_leaf_kind kind)
{
    if (leaf->mark_capacity < leaf->length) {
        uint8_t *grown = ss_arena_grow(leaf->arena, leaf->mark, leaf->mark_capacity, leaf->capacity, 1);
        if (grown == NULL)
            return SS_ERR_MEMORY;
        leaf->mark = grown;
        leaf->mark_capacity = leaf->capacity;
    }
    memset(leaf->mark, SS_MARK_SEEN, leaf->length);
    memset(leaf->mark, SS_MARK_HIDDEN, from);
    ss_markdown_mark_inline(leaf->inline_scratch, &leaf->labels, scan, from, kind == SS_LEAF_HTML, leaf->mark);
    return SS_OK;
}

/* What a stretch of equal marks leaves to be seen. */
static ss_status write_stretch(ss_markdown_leaf *leaf, uint32_t start, uint32_t end, uint32_t source)
{
    switch (leaf->mark[start]) {
    case SS_MARK_SEEN:
        return ss_visible_copy(leaf->writer, leaf->byte + start, end - start, source);
    case SS_MARK_ENTITY: {
        ss_entity entity = ss_entity_read(leaf->byte, leaf->length, start);
        return ss_visible_put(leaf->writer, entity.code_point, (ss_span){source, source + entity.length});
    }
    case SS_MARK_SPACE:
        ss_visible_part(leaf->writer, SS_VISIBLE_SPACE);
        return SS_OK;
    case SS_MARK_BREAK:
        ss_visible_part(leaf->writer, SS_VISIBLE_PARAGRAPH);
        return SS_OK;
    default:
        return SS_OK;
    }
}

static ss_status write_segment(ss_markdown_leaf *leaf, const ss_markdown_segment *segment, uint32_t end)
{
    ss_status status = SS_OK;
    for (uint32_t at = segment->content; at < end && status == SS_OK;) {
        uint32_t start = at;
        do
            at++;
        while (at < end && leaf->mark[at] == leaf->mark[start] && leaf->mark[start] != SS_MARK_ENTITY);
        status = write_stretch(leaf, start, at, segment->source + (start - segment->content));
    }
    leaf->steps += end - segment->content;
    return status;
}

static ss_status write_content(ss_markdown_leaf *leaf)
{
    ss_status status = SS_OK;
    for (uint32_t i = 0; i < leaf->segments && status == SS_OK; i++) {
        bool last = i + 1 == leaf->segments;
        uint32_t end = last ? leaf->length : leaf->segment[i + 1].content - 1; /* the line feed stands for none */
        status = write_segment(leaf, &leaf->segment[i], end);
        if (!last && leaf->mark[end] != SS_MARK_HIDDEN)
            ss_visible_part(leaf->writer, leaf->mark[end] == SS_MARK_BREAK ? SS_VISIBLE_PARAGRAPH : SS_VISIBLE_SPACE);
    }
    return status;
}

ss_status ss_markdown_leaf_end(ss_markdown_leaf *leaf, ss_markdown_leaf_kind kind)
{
    ss_markdown_scan scan = {leaf->byte, leaf->length, &leaf->steps};
    ss_status status = SS_OK;
    uint32_t from = 0;
    if (leaf->length > 0 && kind == SS_LEAF_PARAGRAPH)
        status = skip_definitions(leaf, &scan, &from);
    if (status == SS_OK && leaf->length > 0 && !leaf->collecting) {
        ss_visible_part(leaf->writer, SS_VISIBLE_PARAGRAPH);
        status = mark_content(leaf, &scan, from, kind);
        if (status == SS_OK)
            status = write_content(leaf);
        ss_visible_part(leaf->writer, SS_VISIBLE_PARAGRAPH);
    }
    forget(leaf);
    return status;
}
