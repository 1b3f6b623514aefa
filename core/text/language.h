/* language.h - whether a text is English, and what it looks like when it clearly is not.  Floor: text. */
#ifndef SS_LANGUAGE_H
#define SS_LANGUAGE_H
#include <stdint.h>
#include "base/arena.h"
#include "base/status.h"

typedef struct ss_language {
    const char *tag;  /* BCP 47: "de" */
    const char *name; /* in English: "German" */
} ss_language;

/* What a caller's language tag asks for. */
typedef enum ss_language_wish {
    SS_LANGUAGE_DETECT,  /* NULL, "" or "und": the text decides */
    SS_LANGUAGE_ENGLISH, /* "en", "EN", "en-GB" */
    SS_LANGUAGE_OTHER,   /* a tag of another language */
    SS_LANGUAGE_BAD_TAG  /* not made of subtags of 1 to 8 ASCII letters and digits, or too long */
} ss_language_wish;

/* `tag` is terminated; letters are compared without case. O(length), at most 36 bytes are read. */
ss_language_wish ss_language_wish_of(const char *tag);

/* *out is NULL when the text is to be read as English, and otherwise what it looks like; constant, never freed.
 *
 * Decided on the first SS_DECISION_BYTES of the text, without a character that is cut there, or all of a shorter one.
 * Refused is only what is clearly not English, and all of this must hold:
 *   - another script holds two thirds of the letters, or there are enough lower-case function words of one other
 *     language written in Latin letters, of enough different ones: names, titles and capitals are no evidence;
 *   - English function words are so few that less than about a sixth of the text can be English.
 * So short texts, tables, lists of names, code, and English mixed with anything are read.
 * Borrows text for the call, scratch comes from the arena. SS_ERR_MEMORY, *out is then NULL. Linear in
 * min(length, SS_DECISION_BYTES); equal bytes give equal answers on every machine. */
SS_MUST_USE ss_status ss_language_detect(ss_arena *arena, const uint8_t *text, uint32_t length, const ss_language **out);

#endif
