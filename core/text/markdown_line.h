/* markdown_line.h - what one line of Markdown is, by its own bytes.  Floor: text. */
#ifndef SS_MARKDOWN_LINE_H
#define SS_MARKDOWN_LINE_H
#include "base/span.h"
#include "text/markdown_scan.h"

/* The scan ends where the line does, its line break left out; `at` is the line's first byte that is
 * not blank, behind the markers of containers. All take time linear in the line, and what looks at a
 * line again and again, from marker to marker, says how it stays so. */

/* "## Heading ##": what is between. */
bool ss_markdown_is_heading(const ss_markdown_scan *line, uint32_t at, ss_span *content);

/* "===" or "---", which makes a heading of the paragraph before. */
bool ss_markdown_is_underline(const ss_markdown_scan *line, uint32_t at);

/* A rule that was not found: for the mark that it would have been made of, where the line stops
 * being one. Zeroed at a line's start, it spares looking again. */
typedef struct ss_markdown_no_rule {
    uint8_t byte;
    uint32_t until;
} ss_markdown_no_rule;

/* "---", "* * *", "___". */
bool ss_markdown_is_rule(const ss_markdown_scan *line, uint32_t at, ss_markdown_no_rule *known);

/* Three or more ` or ~ that open a code block. */
typedef struct ss_markdown_fence {
    uint8_t byte;
    uint32_t count;
} ss_markdown_fence;

bool ss_markdown_opens_fence(const ss_markdown_scan *line, uint32_t at, ss_markdown_fence *fence);
bool ss_markdown_closes_fence(const ss_markdown_scan *line, uint32_t at, ss_markdown_fence fence);

/* "- " or "12. ": its bytes without the white space behind; 0 when there is none. O(1). */
uint32_t ss_markdown_list_marker(const ss_markdown_scan *line, uint32_t at);

/* Whether a list may interrupt a paragraph with this marker: something follows, and a number is 1. */
bool ss_markdown_may_interrupt(const ss_markdown_scan *line, uint32_t at, uint32_t marker);

/* The end of the box of a task, "[ ]" or "[x]" and the blank behind it, or `at`. O(1). */
uint32_t ss_markdown_task_end(const ss_markdown_scan *line, uint32_t at);

/* The next cell of a table's row, blanks at its ends left out; *at is moved behind its bar. False at the
 * row's end. */
bool ss_markdown_next_cell(const ss_markdown_scan *line, uint32_t *at, ss_span *cell);

/* Cells of the row "|---|:--:|" that follows a table's head; 0 when the line is none. */
uint32_t ss_markdown_table_columns(const ss_markdown_scan *line, uint32_t at);

#endif
