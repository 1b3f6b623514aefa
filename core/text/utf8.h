/* utf8.h - decoding of UTF-8 that may be broken anywhere.  Floor: text. */
#ifndef SS_UTF8_H
#define SS_UTF8_H
#include <stdbool.h>
#include <stdint.h>
#include "base/status.h"

#define SS_REPLACEMENT 0xFFFDu

/* One step over the text. */
typedef struct ss_character {
    uint32_t code_point; /* U+FFFD for a maximal subpart of a bad sequence */
    uint8_t length;      /* bytes taken, 1..4 */
    bool bad;            /* the bytes are no character: Unicode chapter 3, "maximal subpart" */
} ss_character;

/* Decodes the character at `at` (< length). Never reads past `length`. O(1). */
ss_character ss_utf8_decode(const uint8_t *text, uint32_t length, uint32_t at);

/* What a pass over a whole text found. */
typedef struct ss_utf8_report {
    uint32_t bad_sequences; /* maximal subparts, each counted as one U+FFFD */
    uint32_t first_bad;     /* byte of the first one; the text's length when there is none */
} ss_utf8_report;

/* Linear time. */
ss_utf8_report ss_utf8_check(const uint8_t *text, uint32_t length);

#endif
