#include "text/markdown_block.h"

#define TAB 4u
#define DEEP_INDENT 4u
#define QUOTE 0u
#define FOOTNOTE_INDENT 4u

/* How far a line is read. */
typedef struct cursor {
    ss_markdown_scan line;
    uint32_t at;           /* first byte that is not taken; a tab may be taken in part */
    uint32_t column;       /* of what comes next */
    uint32_t first;        /* the next byte that is not blank, */
    uint32_t first_column; /* and its column */
    ss_markdown_no_rule no_rule;
} cursor;

static void find_first(cursor *cur)
{
    cur->first = cur->at;
    cur->first_column = cur->column;
    while (cur->first < cur->line.length && ss_markdown_is_blank(cur->line.byte[cur->first]))
        cur->first_column += cur->line.byte[cur->first++] == '\t' ? TAB - cur->first_column % TAB : 1;
    *cur->line.steps += cur->first - cur->at + 1;
}

static uint32_t indent(const cursor *cur)
{
    return cur->first_column - cur->column;
}

static bool is_blank(const cursor *cur)
{
    return cur->first == cur->line.length;
}

/* Takes so many columns of the blanks before `first`. */
static void take_columns(cursor *cur, uint32_t columns)
{
    uint32_t target = cur->column + columns;
    while (cur->at < cur->first) {
        uint32_t width = cur->line.byte[cur->at] == '\t' ? TAB - cur->column % TAB : 1;
        if (cur->column + width > target)
            break;
        cur->column += width;
        cur->at++;
        ++*cur->line.steps;
    }
    cur->column = target;
}

/* Takes a marker that starts at `first`. */
static void take_marker(cursor *cur, uint32_t bytes)
{
    cur->at = cur->first + bytes;
    cur->column = cur->first_column + bytes;
    find_first(cur);
}

static ss_status end_block(ss_markdown_blocks *blocks)
{
    uint8_t state = blocks->state;
    blocks->state = SS_BLOCK_NONE;
    if (state == SS_BLOCK_PARAGRAPH || state == SS_BLOCK_HTML)
        return ss_markdown_leaf_end(&blocks->leaf, state == SS_BLOCK_HTML ? SS_LEAF_HTML : SS_LEAF_PARAGRAPH);
    return SS_OK;
}

static ss_status write_line(ss_markdown_blocks *blocks, ss_span line, ss_markdown_leaf_kind kind)
{
    if (line.start >= line.end)
        return SS_OK;
    ss_status status = ss_markdown_leaf_add(&blocks->leaf, line);
    return status == SS_OK ? ss_markdown_leaf_end(&blocks->leaf, kind) : status;
}

/* ---- containers -------------------------------------------------------------------------------- */

/* How many of the open containers the line goes on with. An item cannot begin with two blank lines. */
static uint32_t match_containers(const ss_markdown_blocks *blocks, cursor *cur)
{
    uint32_t matched = 0;
    for (; matched < blocks->depth; matched++) {
        uint32_t width = blocks->container[matched];
        ++*cur->line.steps;
        if (width == QUOTE) {
            if (is_blank(cur) || indent(cur) >= DEEP_INDENT || cur->line.byte[cur->first] != '>')
                break;
            take_marker(cur, 1);
            if (indent(cur) > 0)
                take_columns(cur, 1);
        } else if (indent(cur) >= width) {
            take_columns(cur, width);
        } else if (!is_blank(cur) || (blocks->hollow && matched + 1 == blocks->depth)) {
            break;
        }
    }
    return matched;
}

static void push(ss_markdown_blocks *blocks, uint32_t container)
{
    if (blocks->depth < SS_MAX_MARKDOWN_DEPTH)
        blocks->container[blocks->depth++] = container;
}

/* Takes the marker of a list item and what parts it from its text, and answers with their columns. */
static uint32_t take_list_marker(cursor *cur, uint32_t bytes)
{
    uint32_t before = indent(cur);
    take_marker(cur, bytes);
    uint32_t blanks = indent(cur);
    if (is_blank(cur) || blanks > DEEP_INDENT)
        blanks = 1;
    if (!is_blank(cur))
        take_columns(cur, blanks);
    return before + bytes + blanks;
}

/* Opens the container that starts here: `interrupts` a paragraph of the same container. *task: a list item's
 * box may come next. False when there is none. */
static bool open_container(ss_markdown_blocks *blocks, cursor *cur, bool interrupts, bool *task)
{
    if (cur->line.byte[cur->first] == '>') {
        *task = false;
        push(blocks, QUOTE);
        take_marker(cur, 1);
        if (indent(cur) > 0)
            take_columns(cur, 1);
        return true;
    }
    uint32_t marker = ss_markdown_list_marker(&cur->line, cur->first);
    if (marker > 0 && (!interrupts || ss_markdown_may_interrupt(&cur->line, cur->first, marker))) {
        push(blocks, take_list_marker(cur, marker));
        blocks->hollow = is_blank(cur);
        *task = true;
        return true;
    }
    uint32_t footnote = ss_markdown_footnote_end(&cur->line, cur->first);
    if (footnote > cur->first && ss_markdown_at(&cur->line, footnote) == ':') {
        *task = false;
        push(blocks, FOOTNOTE_INDENT);
        take_marker(cur, footnote + 1 - cur->first);
        return true;
    }
    return false;
}

/* ---- tables ------------------------------------------------------------------------------------ */

static uint32_t first_cell(const ss_markdown_scan *line, uint32_t at)
{
    return at + (ss_markdown_at(line, at) == '|');
}

static ss_status write_row(ss_markdown_blocks *blocks, const ss_markdown_scan *line, uint32_t at)
{
    ss_span cell;
    ss_status status = SS_OK;
    at = first_cell(line, at);
    while (status == SS_OK && ss_markdown_next_cell(line, &at, &cell))
        status = write_line(blocks, cell, SS_LEAF_LINE);
    return status;
}

/* Whether the line makes the paragraph's last line a table's head. */
static bool begins_table(const ss_markdown_blocks *blocks, const cursor *cur)
{
    uint32_t columns = ss_markdown_table_columns(&cur->line, cur->first), cells = 0;
    if (columns == 0)
        return false;
    ss_markdown_scan head = {cur->line.byte, blocks->last_line.end, cur->line.steps};
    uint32_t at = first_cell(&head, blocks->last_line.start);
    ss_span cell;
    while (ss_markdown_next_cell(&head, &at, &cell))
        cells++;
    return cells == columns;
}

static ss_status begin_table(ss_markdown_blocks *blocks, const cursor *cur)
{
    ss_markdown_scan head = {cur->line.byte, blocks->last_line.end, cur->line.steps};
    ss_markdown_leaf_drop_line(&blocks->leaf);
    ss_status status = end_block(blocks);
    blocks->state = SS_BLOCK_TABLE;
    return status == SS_OK ? write_row(blocks, &head, blocks->last_line.start) : status;
}

/* ---- blocks ------------------------------------------------------------------------------------ */

/* What a line may do to the open block. */
typedef struct place {
    uint32_t matched; /* containers it goes on with, */
    bool opened;      /* and whether it opened others since */
    bool task;        /* behind a list item's marker */
} place;

/* Ends what the line does not go on with. */
static ss_status leave(ss_markdown_blocks *blocks, place *here)
{
    if (here->opened)
        return SS_OK;
    blocks->depth = here->matched;
    return end_block(blocks);
}

static bool goes_on(const ss_markdown_blocks *blocks, const place *here, ss_markdown_state state)
{
    return blocks->state == state && !here->opened && here->matched == blocks->depth;
}

static ss_status begin_html(ss_markdown_blocks *blocks, const cursor *cur, ss_markdown_html kind)
{
    ss_span rest = {cur->first, cur->line.length};
    if (kind == SS_HTML_BLOCK || kind == SS_HTML_TAG) {
        blocks->state = SS_BLOCK_HTML;
        return ss_markdown_leaf_add(&blocks->leaf, rest);
    }
    if (ss_markdown_html_close(&cur->line, cur->first + 2, kind) != UINT32_MAX)
        return write_line(blocks, rest, SS_LEAF_HTML);
    blocks->state = SS_BLOCK_HIDDEN;
    blocks->html = (uint8_t)kind;
    return SS_OK;
}

/* A block that the line begins, or all of which it is. *taken: it does. */
static ss_status begin_block(ss_markdown_blocks *blocks, cursor *cur, place *here, bool *taken)
{
    ss_span content = {0, 0};
    ss_markdown_fence fence;
    bool in_paragraph = goes_on(blocks, here, SS_BLOCK_PARAGRAPH);
    *taken = true;
    if (in_paragraph && ss_markdown_is_underline(&cur->line, cur->first))
        return end_block(blocks);
    if (in_paragraph && begins_table(blocks, cur))
        return begin_table(blocks, cur);
    bool heading = ss_markdown_is_heading(&cur->line, cur->first, &content);
    if (heading || ss_markdown_is_rule(&cur->line, cur->first, &cur->no_rule)) {
        ss_status status = leave(blocks, here);
        return status == SS_OK ? write_line(blocks, content, SS_LEAF_LINE) : status;
    }
    if (ss_markdown_opens_fence(&cur->line, cur->first, &fence)) {
        ss_status status = leave(blocks, here);
        blocks->state = SS_BLOCK_FENCE;
        blocks->fence = fence;
        return status;
    }
    if (cur->line.byte[cur->first] == '<') {
        ss_markdown_html kind = ss_markdown_html_begin(&cur->line, cur->first);
        bool lazy = blocks->state == SS_BLOCK_PARAGRAPH && !here->opened;
        if (kind != SS_HTML_NONE && !(kind == SS_HTML_TAG && lazy)) {
            ss_status status = leave(blocks, here);
            return status == SS_OK ? begin_html(blocks, cur, kind) : status;
        }
    }
    *taken = false;
    return SS_OK;
}

/* A line in which no further block begins: text, or blank. */
static ss_status read_text(ss_markdown_blocks *blocks, cursor *cur, place *here)
{
    ss_span text = {cur->first, cur->line.length};
    if (is_blank(cur))
        return leave(blocks, here);
    if (goes_on(blocks, here, SS_BLOCK_TABLE))
        return write_row(blocks, &cur->line, cur->first);
    if (blocks->state != SS_BLOCK_PARAGRAPH || here->opened) { /* else it goes on, lazily or not */
        ss_status status = leave(blocks, here);
        if (status != SS_OK)
            return status;
        blocks->state = SS_BLOCK_PARAGRAPH;
        if (here->task)
            text.start = ss_markdown_task_end(&cur->line, text.start);
    }
    blocks->last_line = text;
    return ss_markdown_leaf_add(&blocks->leaf, text);
}

static ss_status read_blocks(ss_markdown_blocks *blocks, cursor *cur, place *here)
{
    while (!is_blank(cur)) {
        bool taken;
        if (indent(cur) >= DEEP_INDENT) /* nothing begins here; CommonMark's code is text: see markdown.h */
            break;
        ss_status status = begin_block(blocks, cur, here, &taken);
        if (status != SS_OK || taken)
            return status;
        bool interrupts = goes_on(blocks, here, SS_BLOCK_PARAGRAPH);
        uint32_t depth = blocks->depth;
        if (!here->opened)
            blocks->depth = here->matched;
        if (!open_container(blocks, cur, interrupts, &here->task)) {
            blocks->depth = depth;
            break;
        }
        if (!here->opened && (status = end_block(blocks)) != SS_OK)
            return status;
        here->opened = true;
        here->matched = blocks->depth;
    }
    return read_text(blocks, cur, here);
}

/* A line of a block that hides what it holds. */
static ss_status read_hidden(ss_markdown_blocks *blocks, cursor *cur)
{
    if (blocks->state == SS_BLOCK_FENCE) {
        bool closed = indent(cur) < DEEP_INDENT && ss_markdown_closes_fence(&cur->line, cur->first, blocks->fence);
        blocks->state = closed ? SS_BLOCK_NONE : SS_BLOCK_FENCE;
        return SS_OK;
    }
    uint32_t close = ss_markdown_html_close(&cur->line, cur->at, (ss_markdown_html)blocks->html);
    if (close == UINT32_MAX)
        return SS_OK;
    blocks->state = SS_BLOCK_NONE;
    return write_line(blocks, (ss_span){close, cur->line.length}, SS_LEAF_HTML);
}

ss_status ss_markdown_blocks_add(ss_markdown_blocks *blocks, ss_span line)
{
    cursor cur = {.line = {blocks->leaf.text, line.end, &blocks->leaf.steps}, .at = line.start};
    find_first(&cur);
    blocks->leaf.steps += line.end - line.start;
    place here = {match_containers(blocks, &cur), false, false};
    blocks->hollow = false;
    bool inside = here.matched == blocks->depth;
    if (inside && (blocks->state == SS_BLOCK_FENCE || blocks->state == SS_BLOCK_HIDDEN))
        return read_hidden(blocks, &cur);
    if (inside && blocks->state == SS_BLOCK_HTML && !is_blank(&cur))
        return ss_markdown_leaf_add(&blocks->leaf, (ss_span){cur.first, line.end});
    return read_blocks(blocks, &cur, &here);
}

ss_status ss_markdown_blocks_end(ss_markdown_blocks *blocks)
{
    blocks->depth = 0;
    return end_block(blocks);
}
