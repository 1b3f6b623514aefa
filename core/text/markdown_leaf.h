/* markdown_leaf.h - gather a paragraph's lines, mark them, write what is seen.  Floor: text. */
#ifndef SS_MARKDOWN_LEAF_H
#define SS_MARKDOWN_LEAF_H
#include "text/markdown_inline.h"
#include "text/visible.h"

/* Content from here on stands for the source from there on, byte for byte. */
typedef struct ss_markdown_segment {
    uint32_t content;
    uint32_t source;
} ss_markdown_segment;

/* A paragraph's lines without the markers of the containers around them, parted by line feeds. White
 * space between two lines stays, so that a paragraph in no quote is one segment. */
typedef struct ss_markdown_leaf {
    ss_arena *arena; /* scratch: nothing here outlives the reading of the document */
    const uint8_t *text; /* the source */
    uint32_t text_length;
    uint8_t *byte;   /* [capacity], length of them filled */
    uint8_t *mark;   /* [mark_capacity] */
    uint32_t length;
    uint32_t capacity;
    uint32_t mark_capacity;
    ss_markdown_segment *segment; /* [segment_capacity], segments of them filled */
    uint32_t segments;
    uint32_t segment_capacity;
    uint32_t last_line; /* where the last line starts in byte[] */
    ss_markdown_inline *inline_scratch;
    ss_markdown_labels labels;
    bool collecting;            /* definitions are added to labels, nothing is written */
    ss_visible_writer *writer;
    uint64_t steps;
} ss_markdown_leaf;

/* Zeroed but for arena, text, text_length and writer, which the caller sets. SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_markdown_leaf_begin(ss_markdown_leaf *leaf);

/* Adds source bytes as a line of its own. SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_markdown_leaf_add(ss_markdown_leaf *leaf, ss_span line);

/* Forgets the last line. */
void ss_markdown_leaf_drop_line(ss_markdown_leaf *leaf);

typedef enum ss_markdown_leaf_kind {
    SS_LEAF_PARAGRAPH, /* may begin with definitions */
    SS_LEAF_LINE,      /* a heading, a table's cell */
    SS_LEAF_HTML       /* where only tags and references are markup */
} ss_markdown_leaf_kind;

/* Writes what was added as a paragraph and forgets it. SS_ERR_MEMORY. Amortised linear time. */
SS_MUST_USE ss_status ss_markdown_leaf_end(ss_markdown_leaf *leaf, ss_markdown_leaf_kind kind);

#endif
