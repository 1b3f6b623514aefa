/* page.c - what the parts of the table for a person draw with: columns, colours, lines.  Floor: plugin. */
#include "format/page.h"
#include <string.h>

/* The six colours that every terminal has and that stand out from text in black or white. */
#define SPEAKER_COLOURS 6u

void ss_page_ink(const ss_page *page, ss_ink ink)
{
    static const char *const codes[] = {
        [SS_INK_PLAIN] = "\033[0m", [SS_INK_BOLD] = "\033[1m", [SS_INK_FAINT] = "\033[2m", [SS_INK_CUE] = "\033[3m"};
    if (page->look.colour)
        fputs(codes[ink], page->out);
}

void ss_page_ink_of_speaker(const ss_page *page, uint32_t speaker)
{
    static const char *const codes[SPEAKER_COLOURS] = {"\033[1;36m", "\033[1;33m", "\033[1;32m",
                                                      "\033[1;35m", "\033[1;34m", "\033[1;31m"};
    if (page->look.colour)
        fputs(speaker == 0 ? "\033[0m" : codes[(speaker - 1) % SPEAKER_COLOURS], page->out);
}

void ss_page_repeat(const ss_page *page, const char *text, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        fputs(text, page->out);
}

void ss_page_cell(const ss_page *page, const ss_cell *cell, uint32_t width)
{
    ss_page_repeat(page, " ", width - ss_cell_put(page->out, cell, width));
}

uint32_t ss_page_line_of(const ss_page *page, uint32_t byte)
{
    uint32_t low = 0, high = page->line_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (page->line_start[middle] <= byte)
            low = middle;
        else
            high = middle;
    }
    return low + 1;
}

ss_cell ss_page_name_of(const sayso_speaker *speaker, sayso_span *whole)
{
    static const char author[] = "(the author)", unknown[] = "(unknown)";
    if (speaker->name.length > 0)
        return ss_cell_of_text(speaker->name, whole);
    if (speaker->kind == SAYSO_AUTHOR)
        return ss_cell_of_text((sayso_text){author, sizeof author - 1}, whole);
    return ss_cell_of_text((sayso_text){unknown, sizeof unknown - 1}, whole);
}
