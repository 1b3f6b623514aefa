/* xhtml.c - a page: the text as it is, and what is said in it.  Floor: plugin. */
#include "format/xhtml.h"
#include <stdbool.h>
#include <string.h>
#include "text/utf8.h"

/* ---- texts ----------------------------------------------------------------------------------- */

static bool is_in_xml(ss_character character)
{
    uint32_t code_point = character.code_point;
    if (character.bad || code_point == 0xFFFE || code_point == 0xFFFF)
        return false;
    return code_point >= 0x20 || code_point == '\t' || code_point == '\n' || code_point == '\r';
}

/* Readers of XML turn a raw CR into LF, and in attributes both and a tab into a space. */
static const char *escape_of(uint32_t code_point, bool attribute)
{
    switch (code_point) {
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '&':
        return "&amp;";
    case '\r':
        return "&#13;";
    case '"':
        return attribute ? "&quot;" : NULL;
    case '\t':
        return attribute ? "&#9;" : NULL;
    case '\n':
        return attribute ? "&#10;" : NULL;
    default:
        return NULL;
    }
}

static void put_escaped(FILE *out, const void *bytes, uint32_t length, bool attribute)
{
    const uint8_t *text = bytes;
    for (uint32_t at = 0; at < length;) {
        ss_character character = ss_utf8_decode(text, length, at);
        const char *escape = escape_of(character.code_point, attribute);
        if (!is_in_xml(character))
            fputs("\xEF\xBF\xBD", out);
        else if (escape != NULL)
            fputs(escape, out);
        else
            fwrite(text + at, 1, character.length, out);
        at += character.length;
    }
}

static void put_attribute(FILE *out, const char *name, const void *bytes, uint32_t length)
{
    fprintf(out, " %s=\"", name);
    put_escaped(out, bytes, length, true);
    putc('"', out);
}

static void put_meta(FILE *out, const char *name, const void *bytes, uint32_t length)
{
    fprintf(out, "<meta name=\"sayso:%s\"", name);
    put_attribute(out, "content", bytes, length);
    fputs("/>\n", out);
}

static void put_meta_string(FILE *out, const char *name, const char *content)
{
    put_meta(out, name, content, (uint32_t)strlen(content));
}

/* ---- speakers -------------------------------------------------------------------------------- */

/* Speakers' ids are 1, 2, ... in the order of their records. NULL: the attribution has none. */
static const sayso_speaker *speaker_of(const ss_answer *answer, const sayso_attribution *one)
{
    return one->speaker == 0 || one->speaker > answer->result->speaker_count ? NULL : &answer->result->speaker[one->speaker - 1];
}

static void put_speakers(FILE *out, const ss_answer *answer, bool *named)
{
    for (uint32_t i = 0; i < answer->result->attribution_count; i++) {
        const sayso_speaker *speaker = speaker_of(answer, &answer->result->attribution[i]);
        if (speaker == NULL || speaker->name.length == 0 || named[speaker->id - 1])
            continue;
        named[speaker->id - 1] = true;
        put_meta(out, "speaker", speaker->name.bytes, speaker->name.length);
    }
}

/* ---- records --------------------------------------------------------------------------------- */

/* The end of an element's tag, which says where its words stand, and the words. */
static void put_words(FILE *out, const ss_answer *answer, const sayso_span *span, uint32_t count)
{
    fputs(" data-spans=\"", out);
    for (uint32_t i = 0; i < count; i++)
        fprintf(out, "%s%u-%u", i == 0 ? "" : " ", (unsigned)sayso_offset(answer->annotator, span[i].start),
                (unsigned)sayso_offset(answer->annotator, span[i].end));
    fputs("\">", out);
    for (uint32_t i = 0; i < count; i++) {
        fputs(i == 0 ? "" : " ", out);
        put_escaped(out, answer->text + span[i].start, span[i].end - span[i].start, false);
    }
}

static void put_part(FILE *out, const ss_answer *answer, const char *element, const char *attributes, const sayso_span *span, uint32_t count)
{
    if (count == 0)
        return;
    fprintf(out, "<%s%s", element, attributes);
    put_words(out, answer, span, count);
    fprintf(out, "</%s>\n", element);
}

static void put_source(FILE *out, const ss_answer *answer, const sayso_attribution *one)
{
    const sayso_speaker *speaker = speaker_of(answer, one);
    if (speaker == NULL && one->source_count == 0)
        return;
    fputs("<cite", out);
    if (speaker != NULL)
        put_attribute(out, "data-speaker", speaker->name.bytes, speaker->name.length);
    put_words(out, answer, one->source, one->source_count);
    fputs("</cite>\n", out);
}

static void put_attribution(FILE *out, const ss_answer *answer, const sayso_attribution *one)
{
    fprintf(out, "<div class=\"sayso-attribution\" id=\"a%u\" data-kind=\"%s\" data-act=\"%s\" data-negated=\"%s\" data-confidence=\"%u.%03u\"",
            (unsigned)one->id, sayso_kind_name(one->kind), sayso_act_name(one->act), one->negated ? "true" : "false",
            one->confidence / 1000u, one->confidence % 1000u);
    if (one->parent != 0)
        fprintf(out, " data-parent=\"a%u\"", (unsigned)one->parent);
    fputs(">\n", out);
    put_source(out, answer, one);
    put_part(out, answer, "span", " class=\"sayso-cue\"", &one->cue, one->cue.start < one->cue.end);
    put_part(out, answer, "blockquote", "", one->content, one->content_count);
    fputs("</div>\n", out);
}

static void put_credit(FILE *out, const ss_answer *answer, const sayso_credit *one)
{
    fprintf(out, "<div class=\"sayso-credit\" data-kind=\"%s\"", sayso_credit_kind_name(one->kind));
    put_words(out, answer, &one->span, 1);
    fputs("</div>\n", out);
}

/* ---- the page -------------------------------------------------------------------------------- */

static void put_head(FILE *out, const ss_answer *answer, bool *named)
{
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n<title>", out);
    put_escaped(out, answer->document, (uint32_t)strlen(answer->document), false);
    fputs("</title>\n", out);
    put_meta_string(out, "status", sayso_status_name(answer->result->status));
    if (answer->result->error.message[0] != '\0')
        put_meta_string(out, "message", answer->result->error.message);
    put_meta_string(out, "model", answer->model);
    put_meta_string(out, "rules", answer->rules);
    put_meta_string(out, "offset-unit", sayso_offset_unit_name(answer->unit));
    put_speakers(out, answer, named);
    fputs("</head>\n", out);
}

ss_status ss_xhtml_write(FILE *out, const ss_answer *answer)
{
    const sayso_result *result = answer->result;
    bool *named = ss_arena_alloc(answer->arena, result->speaker_count + 1u, sizeof *named);
    if (named == NULL)
        return SS_ERR_MEMORY;
    put_head(out, answer, named);
    fputs("<body>\n<pre class=\"sayso-text\">", out);
    put_escaped(out, answer->text, answer->length, false);
    fputs("</pre>\n", out);
    for (uint32_t i = 0; i < result->attribution_count; i++)
        put_attribution(out, answer, &result->attribution[i]);
    for (uint32_t i = 0; i < result->credit_count; i++)
        put_credit(out, answer, &result->credit[i]);
    fputs("</body>\n</html>\n", out);
    return SS_OK;
}
