/* text.c - the table that a person reads: speaker, cue, quote, line.  Floor: plugin. */
#include "format/text.h"
#include <string.h>
#include "format/summary.h"

#define GAP 2u /* columns between two columns */
#define WIDEST_SPEAKER 28u
#define WIDEST_CUE 22u

/* ---- lines ----------------------------------------------------------------------------------- */

static bool ends_line(const ss_answer *answer, uint32_t at)
{
    if (answer->text[at] == '\r')
        return at + 1 == answer->length || answer->text[at + 1] != '\n';
    return answer->text[at] == '\n';
}

static ss_status find_lines(ss_page *page)
{
    const ss_answer *answer = page->answer;
    uint32_t count = 1;
    for (uint32_t at = 0; at < answer->length; at++)
        count += ends_line(answer, at);
    uint32_t *start = ss_arena_alloc(answer->arena, count, sizeof *start);
    if (start == NULL)
        return SS_ERR_MEMORY;
    page->line_start = start;
    page->line_count = count;
    for (uint32_t at = 0; at < answer->length; at++)
        if (ends_line(answer, at))
            *++start = at + 1;
    return SS_OK;
}

static uint32_t digits_of(uint32_t number)
{
    uint32_t digits = 1;
    while (number >= 10) {
        number /= 10;
        digits++;
    }
    return digits;
}

/* ---- cells ----------------------------------------------------------------------------------- */

static ss_cell cell_of(const ss_page *page, const sayso_span *span, uint32_t count)
{
    return (ss_cell){page->answer->text, page->answer->length, span, count};
}

static const sayso_speaker *speaker_of(const ss_page *page, const sayso_attribution *one)
{
    const sayso_result *result = page->answer->result;
    return one->speaker == 0 || one->speaker > result->speaker_count ? NULL : &result->speaker[one->speaker - 1];
}

/* Who it is: the speaker's name, else the source as it stands in the text, else a dash. */
static ss_cell who_cell(const ss_page *page, const sayso_attribution *one, sayso_span *whole)
{
    const sayso_speaker *speaker = speaker_of(page, one);
    if (speaker != NULL && speaker->name.length > 0)
        return ss_page_name_of(speaker, whole);
    if (one->source_count > 0)
        return cell_of(page, one->source, one->source_count);
    return ss_cell_of_text((sayso_text){"–", sizeof "–" - 1}, whole);
}

static ss_cell cue_cell(const ss_page *page, const sayso_attribution *one)
{
    return cell_of(page, &one->cue, one->cue.start < one->cue.end ? 1 : 0);
}

static uint32_t place_of(const sayso_attribution *one)
{
    return one->cue.start < one->cue.end ? one->cue.start : one->content[0].start;
}

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

static uint32_t smaller(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* Names and cues get what the longest of them needs, up to a share of the page; quotes the rest. */
static void set_columns(ss_page *page)
{
    const sayso_result *result = page->answer->result;
    uint32_t columns = page->look.columns, line = 1;
    uint32_t most_speaker = smaller(columns / 4, WIDEST_SPEAKER), most_cue = smaller(columns / 4, WIDEST_CUE);
    page->speaker_width = sizeof "Speaker" - 1;
    page->cue_width = sizeof "Cue" - 1;
    for (uint32_t i = 0; i < result->attribution_count; i++) {
        const sayso_attribution *one = &result->attribution[i];
        sayso_span whole;
        ss_cell who = who_cell(page, one, &whole), cue = cue_cell(page, one);
        page->speaker_width = larger(page->speaker_width, ss_cell_width(&who, most_speaker));
        page->cue_width = larger(page->cue_width, ss_cell_width(&cue, most_cue));
        line = larger(line, ss_page_line_of(page, place_of(one)));
    }
    page->line_width = larger(digits_of(line), sizeof "Line" - 1);
    page->quote_width = columns - page->speaker_width - page->cue_width - page->line_width - 3 * GAP;
}

/* ---- rows ------------------------------------------------------------------------------------ */

static void put_title(const ss_page *page)
{
    const sayso_result *result = page->answer->result;
    const char *document = page->answer->document;
    bool standard_input = strcmp(document, "-") == 0;
    sayso_text name = {standard_input ? "standard input" : document, (uint32_t)strlen(standard_input ? "standard input" : document)};
    sayso_span whole;
    ss_cell cell = ss_cell_of_text(name, &whole);
    ss_page_ink(page, SS_INK_BOLD);
    ss_cell_put(page->out, &cell, page->look.columns);
    ss_page_ink(page, SS_INK_PLAIN);
    if (result->attribution_count == 0)
        fputs(": no attribution found\n", page->out);
    else
        fprintf(page->out, ": %u attribution%s, %u speaker%s\n\n", (unsigned)result->attribution_count,
                result->attribution_count == 1 ? "" : "s", (unsigned)result->speaker_count,
                result->speaker_count == 1 ? "" : "s");
}

static void put_head(const ss_page *page)
{
    const uint32_t width[] = {page->speaker_width, page->cue_width, page->quote_width, page->line_width};
    ss_page_ink(page, SS_INK_BOLD);
    fprintf(page->out, "%-*s  %-*s  %-*s  %*s", (int)width[0], "Speaker", (int)width[1], "Cue", (int)width[2], "Quote",
            (int)width[3], "Line");
    ss_page_ink(page, SS_INK_PLAIN);
    putc('\n', page->out);
    ss_page_ink(page, SS_INK_FAINT);
    for (uint32_t i = 0; i < sizeof width / sizeof *width; i++) {
        fputs(i == 0 ? "" : "  ", page->out);
        ss_page_repeat(page, "─", width[i]);
    }
    ss_page_ink(page, SS_INK_PLAIN);
    putc('\n', page->out);
}

static void put_row(const ss_page *page, const sayso_attribution *one, bool named)
{
    sayso_span whole;
    ss_cell who = who_cell(page, one, &whole), cue = cue_cell(page, one);
    ss_cell quote = cell_of(page, one->content, one->content_count);
    uint32_t quote_width = page->quote_width;
    ss_page_ink_of_speaker(page, one->speaker);
    who.span_count = named ? who.span_count : 0;
    ss_page_cell(page, &who, page->speaker_width);
    ss_page_ink(page, SS_INK_PLAIN);
    ss_page_repeat(page, " ", GAP);
    ss_page_ink(page, SS_INK_CUE);
    ss_page_cell(page, &cue, page->cue_width);
    ss_page_ink(page, SS_INK_PLAIN);
    ss_page_repeat(page, " ", GAP);
    if (one->parent != 0) {
        fputs("↳ ", page->out);
        quote_width -= 2;
    }
    ss_page_cell(page, &quote, quote_width);
    ss_page_ink(page, SS_INK_FAINT);
    fprintf(page->out, "  %*u", (int)page->line_width, (unsigned)ss_page_line_of(page, place_of(one)));
    ss_page_ink(page, SS_INK_PLAIN);
    putc('\n', page->out);
}

/* A speaker who goes on is not named again; sources without a record are compared by nothing. */
static void put_rows(const ss_page *page)
{
    const sayso_result *result = page->answer->result;
    uint32_t before = 0;
    for (uint32_t i = 0; i < result->attribution_count; i++) {
        const sayso_attribution *one = &result->attribution[i];
        put_row(page, one, one->speaker == 0 || one->speaker != before);
        before = one->speaker;
    }
}

ss_status ss_text_write(FILE *out, const ss_answer *answer, ss_text_look look)
{
    ss_page page = {.out = out, .answer = answer, .look = look};
    ss_tally tally;
    page.look.columns = larger(look.columns, SS_TEXT_FEWEST_COLUMNS);
    ss_status status = find_lines(&page);
    if (status == SS_OK)
        status = ss_tally_make(&page, &tally);
    if (status != SS_OK)
        return status;
    set_columns(&page);
    put_title(&page);
    if (answer->result->attribution_count > 0) {
        put_head(&page);
        put_rows(&page);
        ss_summary_put_speakers(&page, &tally);
    }
    ss_summary_put_credits(&page);
    return SS_OK;
}
