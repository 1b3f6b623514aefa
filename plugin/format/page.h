/* page.h - what the parts of the table for a person draw with: columns, colours, lines.  Floor: plugin. */
#ifndef SS_PAGE_H
#define SS_PAGE_H
#include "format/cell.h"
#include "format/text.h"

typedef struct ss_page {
    FILE *out;
    const ss_answer *answer;
    ss_text_look look;
    const uint32_t *line_start; /* [line_count]: the byte that each line of the text starts at */
    uint32_t line_count;
    uint32_t speaker_width; /* of the table's columns, in terminal columns */
    uint32_t cue_width;
    uint32_t quote_width;
    uint32_t line_width;
} ss_page;

typedef enum ss_ink { SS_INK_PLAIN, SS_INK_BOLD, SS_INK_FAINT, SS_INK_CUE } ss_ink;

/* From here on the page is written in that ink, or in a speaker's own (0 = plain). */
void ss_page_ink(const ss_page *page, ss_ink ink);
void ss_page_ink_of_speaker(const ss_page *page, uint32_t speaker);

/* `count` times a text of one column. */
void ss_page_repeat(const ss_page *page, const char *text, uint32_t count);

/* A cell and the spaces that fill its column. */
void ss_page_cell(const ss_page *page, const ss_cell *cell, uint32_t width);

/* From 1: the line of the text that a byte stands in. O(log lines). */
uint32_t ss_page_line_of(const ss_page *page, uint32_t byte);

/* The cell that names a speaker's record; borrows `whole` (format/cell.h). */
ss_cell ss_page_name_of(const sayso_speaker *speaker, sayso_span *whole);

#endif
