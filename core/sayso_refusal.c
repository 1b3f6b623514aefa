/* What is not served: media types, languages, texts too long or not UTF-8. */
#include "sayso_inside.h"

#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "text/language.h"
#include "text/utf8.h"

/* Whether a media type is this one, whatever its case and parameters ("text/plain; charset=utf-8"). */
static bool is_media_type(const char *given, const char *name)
{
    for (; *name != '\0'; given++, name++)
        if ((*given >= 'A' && *given <= 'Z' ? *given + 0x20 : *given) != *name)
            return false;
    given += strspn(given, " \t");
    return *given == '\0' || *given == ';';
}

sayso_status ss_refuse_media_type(sayso_result *result, const char *media_type, bool *markdown)
{
    char message[sizeof result->error.message];
    *markdown = media_type != NULL && is_media_type(media_type, "text/markdown");
    if (*markdown || media_type == NULL || *media_type == '\0' || is_media_type(media_type, "text/plain"))
        return SAYSO_OK;
    snprintf(message, sizeof message, "the media type %.100s is not served: give text/plain or text/markdown", media_type);
    return ss_result_end(result, SAYSO_UNSUPPORTED, message, 0);
}

sayso_status ss_refuse_text(sayso_result *result, const uint8_t *text, size_t length, const sayso_options *options)
{
    if (length > SAYSO_MAX_DOCUMENT_BYTES)
        return ss_result_end(result, SAYSO_TOO_LARGE, "a text of more than 16777216 bytes: split it", SAYSO_MAX_DOCUMENT_BYTES);
    ss_utf8_report report = ss_utf8_check(text, (uint32_t)length);
    result->replaced_sequences = report.bad_sequences;
    if (options->strict_text && report.bad_sequences > 0)
        return ss_result_end(result, SAYSO_INVALID_TEXT, "not UTF-8 at this byte: convert the text, or allow replacement", report.first_bad);
    return SAYSO_OK;
}

/* Refuses a language that is not served, whether options or the text say it. */
sayso_status ss_refuse_language(ss_arena *arena, sayso_result *result, const uint8_t *text, uint32_t length,
                                const sayso_options *options)
{
    char message[sizeof result->error.message];
    const ss_language *looks = NULL;
    switch (ss_language_wish_of(options->language)) {
    case SS_LANGUAGE_ENGLISH:
        return SAYSO_OK;
    case SS_LANGUAGE_BAD_TAG:
        return ss_result_end(result, SAYSO_UNSUPPORTED, "the language is no BCP 47 tag: sayso reads English (en)", 0);
    case SS_LANGUAGE_OTHER:
        snprintf(message, sizeof message, "the language %s is not served: sayso reads English (en)", options->language);
        return ss_result_end(result, SAYSO_UNSUPPORTED, message, 0);
    default:
        break;
    }
    ss_status status = ss_language_detect(arena, text, length, &looks);
    if (status != SS_OK)
        return ss_result_answer(result, status, options);
    if (looks == NULL)
        return SAYSO_OK;
    snprintf(message, sizeof message, "looks like %s (%s): sayso reads English; say language=en to have it read all the same",
             looks->name, looks->tag);
    return ss_result_end(result, SAYSO_UNSUPPORTED, message, 0);
}

sayso_status ss_refuse_rule(sayso_result *result, const char *name)
{
    char message[sizeof result->error.message];
    snprintf(message, sizeof message,
             "the rule %s of the rules file took too many steps: where it was given up, what it would have found is not known",
             name);
    return ss_result_end(result, SAYSO_LIMIT, message, 0);
}
