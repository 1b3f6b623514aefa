/* markdown_inline.h - the markup inside one paragraph of Markdown.  Floor: text. */
#ifndef SS_MARKDOWN_INLINE_H
#define SS_MARKDOWN_INLINE_H
#include "text/markdown_delimiter.h"
#include "text/markdown_html.h"
#include "text/markdown_link.h"

/* What a byte of a paragraph is. */
typedef enum ss_markdown_mark {
    SS_MARK_SEEN = 0, /* itself */
    SS_MARK_HIDDEN,   /* markup, not seen */
    SS_MARK_ENTITY,   /* a character reference's first byte; the others are hidden */
    SS_MARK_SPACE,    /* markup that parts what stands around it as a space does */
    SS_MARK_BREAK     /* markup that ends a paragraph */
} ss_markdown_mark;

typedef struct ss_markdown_bracket {
    uint32_t at;         /* of the bracket */
    uint32_t delimiters; /* how many waited before it */
    uint32_t number;     /* counts the brackets of the paragraph */
    bool image;
} ss_markdown_bracket;

/* Scratch for ss_markdown_mark_inline: reused from paragraph to paragraph, 70 KiB. */
typedef struct ss_markdown_inline {
    ss_markdown_delimiters delimiters;
    ss_markdown_bracket bracket[SS_MAX_MARKDOWN_BRACKETS]; /* a ring of the last ones */
    uint32_t last_run[SS_MAX_MARKDOWN_BACKTICKS + 1];      /* where the last run of so many backticks starts */
} ss_markdown_inline;

/* Sets mark[i] for every byte from `from` on; mark[0, length) is SS_MARK_SEEN before. `html_only`: the
 * paragraph is an HTML block, where only tags and references are markup. Labels must be sorted. Amortised
 * linear time. */
void ss_markdown_mark_inline(ss_markdown_inline *scratch, const ss_markdown_labels *labels, const ss_markdown_scan *scan,
                             uint32_t from, bool html_only, uint8_t *mark);

#endif
