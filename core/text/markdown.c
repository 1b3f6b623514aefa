/* CommonMark's two phases, the blocks line by line and then what is inside each, but that a block is
 * written as soon as it ends. Definitions may stand behind their use, so a text that has any is read
 * twice: once for them alone. */
#include "text/markdown.h"

#include <string.h>

#include "base/limits.h"
#include "text/markdown_block.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* The end of the line at `at` with its line break; *end without. */
static uint32_t next_line(const uint8_t *text, uint32_t length, uint32_t at, uint32_t *end)
{
    while (at < length && text[at] != '\n' && text[at] != '\r')
        at++;
    *end = at;
    if (at < length && text[at++] == '\r' && at < length && text[at] == '\n')
        at++;
    return at;
}

/* Three of a byte and nothing else but blanks. */
static bool is_bar(const uint8_t *text, uint32_t start, uint32_t end, char byte)
{
    while (end > start && ss_markdown_is_blank(text[end - 1]))
        end--;
    return end - start == 3 && text[start] == byte && text[start + 1] == byte && text[start + 2] == byte;
}

/* "key:" as YAML has it, so that text between two rules is not taken for keys. */
static bool is_key(const uint8_t *text, uint32_t start, uint32_t end)
{
    uint32_t at = start;
    while (at < end && (ss_markdown_is_letter(text[at]) || ss_markdown_is_digit(text[at]) || text[at] == '_' || text[at] == '-'))
        at++;
    return at > start && at < end && text[at] == ':' && (at + 1 == end || text[at + 1] == ' ');
}

/* Where the text begins behind front matter: `start` when there is none. */
static uint32_t skip_front_matter(const uint8_t *text, uint32_t length, uint32_t start)
{
    uint32_t end, at = next_line(text, length, start, &end);
    if (!is_bar(text, start, end, '-'))
        return start;
    uint32_t first = at, bound = length - start > SS_MAX_FRONT_MATTER ? start + SS_MAX_FRONT_MATTER : length;
    while (at < bound) {
        uint32_t line = at;
        at = next_line(text, length, line, &end);
        if (is_bar(text, line, end, '-') || is_bar(text, line, end, '.'))
            return at;
        if (line == first && !is_key(text, line, end))
            return start;
    }
    return start;
}

static bool may_define(const uint8_t *text, uint32_t length)
{
    const uint8_t *at = text, *end = text + length;
    while ((at = memchr(at, ']', (size_t)(end - at))) != NULL)
        if (++at < end && *at == ':')
            return true;
    return false;
}

static ss_status read_lines(ss_markdown_blocks *blocks, uint32_t at)
{
    const ss_markdown_leaf *leaf = &blocks->leaf;
    ss_status status = SS_OK;
    while (at < leaf->text_length && status == SS_OK) {
        uint32_t end, next = next_line(leaf->text, leaf->text_length, at, &end);
        status = ss_markdown_blocks_add(blocks, (ss_span){at, end});
        at = next;
    }
    return status == SS_OK ? ss_markdown_blocks_end(blocks) : status;
}

static ss_status read_text(ss_markdown_blocks *blocks, uint32_t start)
{
    ss_markdown_leaf *leaf = &blocks->leaf;
    ss_status status = ss_markdown_leaf_begin(leaf);
    leaf->steps += leaf->text_length;
    if (status == SS_OK && may_define(leaf->text, leaf->text_length)) {
        leaf->collecting = true;
        status = read_lines(blocks, start);
        leaf->collecting = false;
        ss_markdown_labels_sort(&leaf->labels);
    }
    return status == SS_OK ? read_lines(blocks, start) : status;
}

ss_status ss_markdown_read(ss_arena *arena, const uint8_t *text, uint32_t length, ss_visible *out)
{
    ss_arena scratch;
    ss_visible_writer writer;
    *out = (ss_visible){0};
    ss_status status = ss_visible_begin(&writer, arena, length + 16);
    if (status != SS_OK)
        return status;
    uint32_t start = length >= 3 && memcmp(text, BYTE_ORDER_MARK, 3) == 0 ? 3 : 0;
    ss_arena_init(&scratch, SS_ARENA_BUDGET);
    ss_markdown_blocks blocks = {.leaf = {.arena = &scratch, .text = text, .text_length = length, .writer = &writer}};
    status = read_text(&blocks, skip_front_matter(text, length, start));
    ss_arena_free(&scratch);
    if (status == SS_OK) {
        *out = ss_visible_end(&writer);
        out->steps = blocks.leaf.steps;
    }
    return status;
}
