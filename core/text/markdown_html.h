/* markdown_html.h - HTML inside Markdown, and addresses in angle brackets.  Floor: text. */
#ifndef SS_MARKDOWN_HTML_H
#define SS_MARKDOWN_HTML_H
#include "text/markdown_scan.h"

/* What a line that begins an HTML block is part of, and so where the block ends (CommonMark 4.6). */
typedef enum ss_markdown_html {
    SS_HTML_NONE,
    SS_HTML_VERBATIM,    /* <script> <style> <pre> <textarea>, to any of their closing tags */
    SS_HTML_COMMENT,     /* <!-- --> */
    SS_HTML_INSTRUCTION, /* <? ?> */
    SS_HTML_DECLARATION, /* <!X > */
    SS_HTML_CDATA,       /* <![CDATA[ ]]> */
    SS_HTML_BLOCK,       /* <div>, </p>, ...: to a blank line */
    SS_HTML_TAG,         /* any tag alone on its line: to a blank line; interrupts no paragraph */
    SS_HTML_KINDS
} ss_markdown_html;

/* What the '<' at `at` begins, when nothing but white space stands before it on the line. */
ss_markdown_html ss_markdown_html_begin(const ss_markdown_scan *line, uint32_t at);

/* The end of what ends a block of this kind, the first at or after `at`; UINT32_MAX when it is not
 * there, and for the last two kinds. */
uint32_t ss_markdown_html_close(const ss_markdown_scan *scan, uint32_t at, ss_markdown_html kind);

/* Kinds whose end was looked for up to the end of a text and not found: all zero at its start. */
typedef struct ss_markdown_missing {
    bool kind[SS_HTML_KINDS];
} ss_markdown_missing;

/* The end of the tag, comment, script, ... at `at`, a '<', or `at`; *breaks: it sets apart what
 * stands around it. Each text must be read from its start to its end, with one `missing`: then all
 * calls together take linear time. */
uint32_t ss_markdown_html_end(const ss_markdown_scan *scan, ss_markdown_missing *missing, uint32_t at, bool *breaks);

/* The end of <https://...> or <name@host> at `at`, a '<', or `at`. */
uint32_t ss_markdown_address_end(const ss_markdown_scan *scan, uint32_t at);

#endif
