/* markdown_link.h - labels, addresses and titles of links, and their definitions.  Floor: text. */
#ifndef SS_MARKDOWN_LINK_H
#define SS_MARKDOWN_LINK_H
#include "base/arena.h"
#include "base/span.h"
#include "base/status.h"
#include "text/markdown_scan.h"

/* The end of [label] at `at`, a '[': no bracket inside that is not escaped, not empty, at most
 * SS_MAX_MARKDOWN_LABEL bytes; or `at`. */
uint32_t ss_markdown_label_end(const ss_markdown_scan *scan, uint32_t at);

/* The end of the footnote mark [^name] at `at`, or `at`. */
uint32_t ss_markdown_footnote_end(const ss_markdown_scan *scan, uint32_t at);

/* The end of (address "title") at `at`, or `at`. */
uint32_t ss_markdown_target_end(const ss_markdown_scan *scan, uint32_t at);

/* The end of a definition, [label]: address "title", at `at`, its last line break included, or `at`. */
uint32_t ss_markdown_definition_end(const ss_markdown_scan *scan, uint32_t at, ss_span *label);

/* The labels that a document defines, as hashes: two that are one by chance cost a pair of brackets. */
typedef struct ss_markdown_labels {
    uint64_t *hash; /* [capacity], count of them written; ascending once sorted */
    uint32_t count;
    uint32_t capacity;
} ss_markdown_labels;

/* Adds what stands between the brackets of a label; nothing past SS_MAX_MARKDOWN_DEFINITIONS.
 * SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_markdown_labels_add(ss_arena *arena, ss_markdown_labels *labels, const ss_markdown_scan *scan,
                                             ss_span label);

void ss_markdown_labels_sort(ss_markdown_labels *labels);

/* Whether the label was added; case, and how much white space parts its words, do not matter.
 * Sorted labels only. Time linear in the label and logarithmic in the labels. */
bool ss_markdown_labels_have(const ss_markdown_labels *labels, const ss_markdown_scan *scan, ss_span label);

#endif
