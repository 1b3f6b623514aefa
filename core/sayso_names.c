/* The names of values, as the schema writes them. */
#include "sayso.h"

#define NAME_OF(names, value) \
    ((size_t)(value) < sizeof(names) / sizeof *(names) && (names)[value] != NULL ? (names)[value] : "UNSPECIFIED")

const char *sayso_kind_name(sayso_kind kind)
{
    static const char *const names[] = {NULL, "DIRECT", "INDIRECT", "MIXED"};
    return NAME_OF(names, kind);
}

const char *sayso_act_name(sayso_act act)
{
    static const char *const names[] = {NULL,     "STATEMENT", "DENIAL",   "QUESTION",   "ORDER",  "PROMISE",
                                        "BELIEF", "INTENTION", "ATTITUDE", "PERCEPTION", "RULING", "REFUSAL"};
    return NAME_OF(names, act);
}

const char *sayso_speaker_kind_name(sayso_speaker_kind kind)
{
    static const char *const names[] = {NULL, "PERSON", "ORGANISATION", "GROUP", "ANONYMOUS", "DOCUMENT", "AUTHOR", "UNKNOWN"};
    return NAME_OF(names, kind);
}

const char *sayso_credit_kind_name(sayso_credit_kind kind)
{
    static const char *const names[] = {NULL, "BYLINE", "DATELINE", "WIRE", "PUBLISHER", "SOURCE_LINK"};
    return NAME_OF(names, kind);
}

const char *sayso_status_name(sayso_status status)
{
    static const char *const names[] = {"OK",          "CANCELLED", "DEADLINE",  "TOO_LARGE", "INVALID_TEXT",
                                        "UNSUPPORTED", "LIMIT",     "BAD_MODEL", "MEMORY",    "INTERNAL",
                                        "BAD_RULES"};
    return NAME_OF(names, status);
}

const char *sayso_offset_unit_name(sayso_offset_unit unit)
{
    static const char *const names[] = {NULL, "UTF8_BYTE", "UTF16_UNIT", "CODE_POINT"};
    return NAME_OF(names, unit);
}
