/* brat.c - standoff annotation, as brat and the scorers of the field read it.  Floor: plugin. */
#include "format/brat.h"
#include <utf8proc.h>
#include "text/utf8.h"

/* The categories with everything that some reader ends a line at: LF, CR, FF, VT, FS, GS, RS, NEL,
 * U+2028 and U+2029. */
static bool is_space_here(uint32_t code_point)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code_point);
    return category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

static void put_text(FILE *out, const ss_answer *answer, sayso_span span)
{
    for (uint32_t at = span.start; at < span.end;) {
        ss_character character = ss_utf8_decode(answer->text, answer->length, at);
        if (character.bad)
            fputs("\xEF\xBF\xBD", out);
        else if (is_space_here(character.code_point))
            putc(' ', out);
        else
            fwrite(answer->text + at, 1, character.length, out);
        at += character.length;
    }
}

static void put_part(FILE *out, const ss_answer *answer, uint64_t number, const char *label, const sayso_span *span, uint32_t count)
{
    fprintf(out, "T%llu\t%s", (unsigned long long)number, label);
    for (uint32_t i = 0; i < count; i++)
        fprintf(out, "%c%u %u", i == 0 ? ' ' : ';', (unsigned)sayso_offset(answer->annotator, span[i].start),
                (unsigned)sayso_offset(answer->annotator, span[i].end));
    putc('\t', out);
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            putc(' ', out);
        put_text(out, answer, span[i]);
    }
    putc('\n', out);
}

/* Numbers are 64 bits wide, so that four lines an attribution cannot overflow them. */
static void put_attribution(FILE *out, const ss_answer *answer, const sayso_attribution *one, uint64_t *last)
{
    uint64_t cue = 0, content = 0, source = 0;
    if (one->cue.start < one->cue.end)
        put_part(out, answer, cue = ++*last, "Cue", &one->cue, 1);
    if (one->content_count > 0)
        put_part(out, answer, content = ++*last, "Content", one->content, one->content_count);
    if (one->source_count > 0)
        put_part(out, answer, source = ++*last, "Source", one->source, one->source_count);
    if (cue != 0)
        put_part(out, answer, ++*last, "Attribution", &one->cue, 1);
    else
        put_part(out, answer, ++*last, "Attribution", one->content, one->content_count);
    fprintf(out, "E%u\tAttribution:T%llu", (unsigned)one->id, (unsigned long long)*last);
    if (source != 0)
        fprintf(out, " Source:T%llu", (unsigned long long)source);
    if (content != 0)
        fprintf(out, " Content:T%llu", (unsigned long long)content);
    if (cue != 0)
        fprintf(out, " Cue:T%llu", (unsigned long long)cue);
    putc('\n', out);
}

void ss_brat_write(FILE *out, const ss_answer *answer)
{
    uint64_t last = 0;
    for (uint32_t i = 0; i < answer->result->attribution_count; i++) {
        const sayso_attribution *one = &answer->result->attribution[i];
        if (one->cue.start < one->cue.end || !answer->cues_only)
            put_attribution(out, answer, one, &last);
    }
}
