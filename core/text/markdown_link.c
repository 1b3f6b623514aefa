#include "text/markdown_link.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "base/hash.h"
#include "base/limits.h"
#include "text/utf8.h"

/* Two bytes for a backslash and the mark that it stands before. */
static uint32_t step_over(const ss_markdown_scan *scan, uint32_t at)
{
    return ss_markdown_at(scan, at) == '\\' && ss_markdown_is_mark(ss_markdown_at(scan, at + 1)) ? 2 : 1;
}

uint32_t ss_markdown_label_end(const ss_markdown_scan *scan, uint32_t at)
{
    uint32_t end = at + 1;
    bool empty = true;
    if (ss_markdown_at(scan, at) != '[')
        return at;
    for (;;) {
        int byte = ss_markdown_at(scan, end);
        if (byte == -1 || byte == '[' || byte == ']' || end - at > SS_MAX_MARKDOWN_LABEL)
            break;
        empty = empty && ss_markdown_is_space(byte);
        end += step_over(scan, end);
    }
    *scan->steps += end - at;
    return ss_markdown_at(scan, end) == ']' && !empty ? end + 1 : at;
}

uint32_t ss_markdown_footnote_end(const ss_markdown_scan *scan, uint32_t at)
{
    uint32_t end = at + 2;
    if (ss_markdown_at(scan, at) != '[' || ss_markdown_at(scan, at + 1) != '^')
        return at;
    for (;; end++) {
        int byte = ss_markdown_at(scan, end);
        if (byte == -1 || byte == '[' || byte == ']' || ss_markdown_is_space(byte) || end - at > SS_MAX_MARKDOWN_LABEL)
            break;
    }
    *scan->steps += end - at;
    return ss_markdown_at(scan, end) == ']' && end > at + 2 ? end + 1 : at;
}

/* <address>, on one line. */
static uint32_t bracketed_end(const ss_markdown_scan *scan, uint32_t at)
{
    uint32_t end = at + 1;
    int byte = ss_markdown_at(scan, end);
    while (byte != -1 && byte != '>' && byte != '<' && byte != '\n') {
        end += step_over(scan, end);
        byte = ss_markdown_at(scan, end);
    }
    *scan->steps += end - at;
    return byte == '>' ? end + 1 : at;
}

/* An address without white space, its parentheses in pairs; may be empty. UINT32_MAX when it nests
 * too many. */
static uint32_t bare_end(const ss_markdown_scan *scan, uint32_t at)
{
    uint32_t end = at, depth = 0;
    for (;;) {
        int byte = ss_markdown_at(scan, end);
        if (byte <= ' ' || byte == 0x7F || (byte == ')' && depth == 0) || depth > SS_MAX_MARKDOWN_PARENTHESES)
            break;
        depth += byte == '(';
        depth -= byte == ')';
        end += step_over(scan, end);
    }
    *scan->steps += end - at + 1;
    return depth == 0 ? end : UINT32_MAX;
}

/* "title", 'title' or (title), or `at`. */
static uint32_t title_end(const ss_markdown_scan *scan, uint32_t at)
{
    int open = ss_markdown_at(scan, at), close = open == '(' ? ')' : open;
    uint32_t end = at + 1;
    if (open != '"' && open != '\'' && open != '(')
        return at;
    int byte = ss_markdown_at(scan, end);
    while (byte != -1 && byte != close && byte != (open == '(' ? '(' : -1)) {
        end += step_over(scan, end);
        byte = ss_markdown_at(scan, end);
    }
    *scan->steps += end - at;
    return byte == close ? end + 1 : at;
}

/* The end of an address, which may be empty only where `may_be_empty`; UINT32_MAX when there is none. */
static uint32_t address_end(const ss_markdown_scan *scan, uint32_t at, bool may_be_empty)
{
    bool bracketed = ss_markdown_at(scan, at) == '<';
    uint32_t end = bracketed ? bracketed_end(scan, at) : bare_end(scan, at);
    return end == at && (bracketed || !may_be_empty) ? UINT32_MAX : end;
}

uint32_t ss_markdown_target_end(const ss_markdown_scan *scan, uint32_t at)
{
    if (ss_markdown_at(scan, at) != '(')
        return at;
    uint32_t end = address_end(scan, ss_markdown_skip_space(scan, at + 1), true);
    if (end == UINT32_MAX)
        return at;
    uint32_t title = ss_markdown_skip_space(scan, end);
    if (title > end)
        title = ss_markdown_skip_space(scan, title_end(scan, title));
    return ss_markdown_at(scan, title) == ')' ? title + 1 : at;
}

/* Past the line break that follows nothing but blanks; 0 when something else follows. */
static uint32_t line_end(const ss_markdown_scan *scan, uint32_t at)
{
    uint32_t end = ss_markdown_skip_blank(scan, at);
    if (end == scan->length)
        return end;
    return scan->byte[end] == '\n' ? end + 1 : 0;
}

uint32_t ss_markdown_definition_end(const ss_markdown_scan *scan, uint32_t at, ss_span *label)
{
    uint32_t end = ss_markdown_label_end(scan, at);
    if (end == at || ss_markdown_at(scan, end) != ':')
        return at;
    *label = (ss_span){at + 1, end - 1};
    uint32_t address = address_end(scan, ss_markdown_skip_space(scan, end + 1), false);
    if (address == UINT32_MAX)
        return at;
    uint32_t without_title = line_end(scan, address), title = ss_markdown_skip_space(scan, address);
    uint32_t titled = title > address ? title_end(scan, title) : title;
    uint32_t with_title = titled > title ? line_end(scan, titled) : 0;
    return with_title > 0 ? with_title : without_title > 0 ? without_title : at;
}

/* Folds case a character and white space a run. */
static uint64_t hash_of(const ss_markdown_scan *scan, ss_span label)
{
    uint64_t hash = SS_HASH64_START;
    uint32_t at = ss_markdown_skip_space(scan, label.start);
    while (at < label.end) {
        uint32_t code_point = ' ';
        if (ss_markdown_is_space(scan->byte[at])) {
            at = ss_markdown_skip_space(scan, at);
            if (at >= label.end)
                break;
        } else {
            ss_character character = ss_utf8_decode(scan->byte, label.end, at);
            code_point = (uint32_t)utf8proc_tolower((utf8proc_int32_t)character.code_point);
            at += character.length;
        }
        hash = ss_hash64(hash, &code_point, sizeof code_point);
    }
    *scan->steps += label.end - label.start;
    return hash;
}

ss_status ss_markdown_labels_add(ss_arena *arena, ss_markdown_labels *labels, const ss_markdown_scan *scan, ss_span label)
{
    if (labels->count == SS_MAX_MARKDOWN_DEFINITIONS)
        return SS_OK;
    if (labels->count == labels->capacity) {
        uint32_t capacity = labels->capacity == 0 ? 64 : labels->capacity * 2;
        uint64_t *grown = ss_arena_grow(arena, labels->hash, labels->capacity, capacity, sizeof *grown);
        if (grown == NULL)
            return SS_ERR_MEMORY;
        labels->hash = grown;
        labels->capacity = capacity;
    }
    labels->hash[labels->count++] = hash_of(scan, label);
    return SS_OK;
}

static int ascending(const void *left, const void *right)
{
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

void ss_markdown_labels_sort(ss_markdown_labels *labels)
{
    if (labels->count > 1)
        qsort(labels->hash, labels->count, sizeof *labels->hash, ascending);
}

bool ss_markdown_labels_have(const ss_markdown_labels *labels, const ss_markdown_scan *scan, ss_span label)
{
    if (labels->count == 0 || label.end - label.start > SS_MAX_MARKDOWN_LABEL)
        return false;
    uint64_t hash = hash_of(scan, label);
    return bsearch(&hash, labels->hash, labels->count, sizeof *labels->hash, ascending) != NULL;
}
