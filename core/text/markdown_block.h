/* markdown_block.h - group the lines of Markdown into paragraphs, tables, code, ...  Floor: text. */
#ifndef SS_MARKDOWN_BLOCK_H
#define SS_MARKDOWN_BLOCK_H
#include "base/limits.h"
#include "text/markdown_leaf.h"
#include "text/markdown_line.h"

/* What the lines being read are part of. */
typedef enum ss_markdown_state {
    SS_BLOCK_NONE,
    SS_BLOCK_PARAGRAPH,
    SS_BLOCK_HTML,   /* a paragraph where only tags are markup, to a blank line */
    SS_BLOCK_TABLE,
    SS_BLOCK_FENCE,  /* not seen, to a closing fence */
    SS_BLOCK_HIDDEN  /* HTML that is not seen, to what closes it */
} ss_markdown_state;

/* Zeroed but for what leaf wants, and again as after that once a document has ended. */
typedef struct ss_markdown_blocks {
    ss_markdown_leaf leaf;
    uint32_t container[SS_MAX_MARKDOWN_DEPTH]; /* from the outermost: 0 a quote, else a list item and the
                                                * columns that its lines are indented by */
    uint32_t depth;
    bool hollow;          /* the innermost is an item of which nothing but its marker has been read */
    uint8_t state;        /* ss_markdown_state */
    uint8_t html;         /* ss_markdown_html of SS_BLOCK_HIDDEN */
    ss_markdown_fence fence;
    ss_span last_line;    /* of the paragraph */
} ss_markdown_blocks;

/* Reads the next line, its line break left out. SS_ERR_MEMORY. Amortised linear time: each container
 * is looked for once a line, at most SS_MAX_MARKDOWN_DEPTH. */
SS_MUST_USE ss_status ss_markdown_blocks_add(ss_markdown_blocks *blocks, ss_span line);

/* Ends what is open. SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_markdown_blocks_end(ss_markdown_blocks *blocks);

#endif
