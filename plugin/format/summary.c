/* summary.c - what stands below the table for a person: speakers and credits.  Floor: plugin. */
#include "format/summary.h"
#include <stdlib.h>
#include <string.h>

#define MOST_SPEAKERS 12u /* a screen's worth together with the table's end */
#define WIDEST_BAR 12u
#define GAP 2u
#define KIND_WIDTH 9u /* of "Publisher" */

/* ---- counting -------------------------------------------------------------------------------- */

static int busier(const void *left, const void *right)
{
    const ss_share *a = left, *b = right;
    if (a->count != b->count)
        return a->count < b->count ? 1 : -1;
    return a->speaker < b->speaker ? -1 : 1;
}

ss_status ss_tally_make(const ss_page *page, ss_tally *out)
{
    const sayso_result *result = page->answer->result;
    ss_share *share = ss_arena_alloc(page->answer->arena, result->speaker_count + (size_t)1, sizeof *share);
    uint32_t count = 0;
    *out = (ss_tally){NULL, 0};
    if (share == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t i = 0; i < result->speaker_count; i++)
        share[i].speaker = i;
    for (uint32_t i = 0; i < result->attribution_count; i++) {
        uint32_t speaker = result->attribution[i].speaker;
        if (speaker > 0 && speaker <= result->speaker_count)
            share[speaker - 1].count++;
    }
    qsort(share, result->speaker_count, sizeof *share, busier);
    while (count < result->speaker_count && share[count].count > 0)
        count++;
    *out = (ss_tally){share, count};
    return SS_OK;
}

/* ---- speakers -------------------------------------------------------------------------------- */

static const char *word_of_kind(sayso_speaker_kind kind)
{
    switch (kind) {
    case SAYSO_ORGANISATION:
        return "organisation";
    case SAYSO_GROUP:
        return "group";
    case SAYSO_ANONYMOUS:
        return "anonymous";
    case SAYSO_DOCUMENT:
        return "document";
    case SAYSO_AUTHOR:
        return "author";
    default:
        return "";
    }
}

/* Roles and affiliations as the text has them; "group" and its like when it gives none. */
static void put_description(const ss_page *page, const sayso_speaker *speaker, uint32_t width)
{
    const char *word = word_of_kind(speaker->kind);
    const sayso_span *part[] = {speaker->role, speaker->affiliation};
    const uint32_t count[] = {speaker->role_count, speaker->affiliation_count};
    uint32_t taken = 0;
    for (int list = 0; list < 2; list++) {
        for (uint32_t i = 0; i < count[list] && taken + 3 < width; i++) {
            ss_cell cell = {page->answer->text, page->answer->length, &part[list][i], 1};
            fputs(taken == 0 ? "" : ", ", page->out);
            taken += taken == 0 ? 0 : 2;
            taken += ss_cell_put(page->out, &cell, width - taken);
        }
    }
    if (taken == 0 && strlen(word) <= width)
        fputs(word, page->out);
}

static void put_speaker(const ss_page *page, ss_share share, uint32_t most, uint32_t digits)
{
    const sayso_speaker *speaker = &page->answer->result->speaker[share.speaker];
    uint32_t bar = (uint32_t)(((uint64_t)share.count * WIDEST_BAR + most - 1) / most), used;
    sayso_span whole;
    ss_cell name = ss_page_name_of(speaker, &whole);
    ss_page_ink_of_speaker(page, speaker->id);
    ss_page_cell(page, &name, page->speaker_width);
    ss_page_ink(page, SS_INK_PLAIN);
    ss_page_ink_of_speaker(page, speaker->id);
    fprintf(page->out, "  %*u ", (int)digits, (unsigned)share.count);
    ss_page_repeat(page, "▪", bar);
    ss_page_ink(page, SS_INK_PLAIN);
    ss_page_repeat(page, " ", WIDEST_BAR - bar + GAP);
    used = page->speaker_width + GAP + digits + 1 + WIDEST_BAR + GAP;
    ss_page_ink(page, SS_INK_FAINT);
    if (used < page->look.columns)
        put_description(page, speaker, page->look.columns - used);
    ss_page_ink(page, SS_INK_PLAIN);
    putc('\n', page->out);
}

void ss_summary_put_speakers(const ss_page *page, const ss_tally *tally)
{
    uint32_t digits = 1;
    if (tally->count == 0)
        return;
    for (uint32_t number = tally->share[0].count; number >= 10; number /= 10)
        digits++;
    putc('\n', page->out);
    for (uint32_t i = 0; i < tally->count && i < MOST_SPEAKERS; i++)
        put_speaker(page, tally->share[i], tally->share[0].count, digits);
    if (tally->count > MOST_SPEAKERS)
        fprintf(page->out, "and %u more\n", (unsigned)(tally->count - MOST_SPEAKERS));
}

/* ---- credits --------------------------------------------------------------------------------- */

static const char *title_of(sayso_credit_kind kind)
{
    switch (kind) {
    case SAYSO_BYLINE:
        return "By-line";
    case SAYSO_DATELINE:
        return "Dateline";
    case SAYSO_WIRE:
        return "Wire";
    case SAYSO_PUBLISHER:
        return "Publisher";
    case SAYSO_SOURCE_LINK:
        return "Sources";
    }
    return "";
}

/* Those of one kind on one line, " · " between them, as many as fit. */
static void put_credits_of(const ss_page *page, sayso_credit_kind kind)
{
    const sayso_result *result = page->answer->result;
    uint32_t width = page->look.columns - KIND_WIDTH - GAP, taken = 0;
    for (uint32_t i = 0; i < result->credit_count; i++) {
        if (result->credit[i].kind != kind)
            continue;
        if (taken + 4 > width) {
            fputs("…", page->out);
            break;
        }
        ss_cell cell = {page->answer->text, page->answer->length, &result->credit[i].span, 1};
        if (taken == 0) {
            ss_page_ink(page, SS_INK_FAINT);
            fprintf(page->out, "%-*s", (int)(KIND_WIDTH + GAP), title_of(kind));
            ss_page_ink(page, SS_INK_PLAIN);
        } else {
            fputs(" · ", page->out);
            taken += 3;
        }
        taken += ss_cell_put(page->out, &cell, width - taken);
    }
    if (taken > 0)
        putc('\n', page->out);
}

void ss_summary_put_credits(const ss_page *page)
{
    static const sayso_credit_kind order[] = {SAYSO_BYLINE, SAYSO_DATELINE, SAYSO_WIRE, SAYSO_PUBLISHER, SAYSO_SOURCE_LINK};
    if (page->answer->result->credit_count > 0)
        putc('\n', page->out);
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        put_credits_of(page, order[i]);
}
