/* character.h - what a character is to the tokenizer.  Floor: text. */
#ifndef SS_CHARACTER_H
#define SS_CHARACTER_H
#include <stdbool.h>
#include <stdint.h>
#include "text/utf8.h"

typedef enum ss_class {
    SS_CLASS_END,       /* past the text's end */
    SS_CLASS_SPACE,     /* white space that breaks no line, NBSP and U+200B (zero-width space) too */
    SS_CLASS_BREAK,     /* LF, VT, FF, CR, NEL, U+2028, U+2029 */
    SS_CLASS_CONTROL,   /* other control characters: between words, never in one */
    SS_CLASS_FORMAT,    /* soft hyphen, joiners, the byte order mark: unseen, inside a word part of it */
    SS_CLASS_LETTER,
    SS_CLASS_DIGIT,     /* and other numbers: fractions, superscripts, Roman numerals */
    SS_CLASS_COMBINING, /* belongs to the character before */
    SS_CLASS_IDEOGRAPH, /* a letter of a script that is written without spaces and set wide: Han, kana */
    SS_CLASS_QUOTE,     /* a quotation mark or apostrophe */
    SS_CLASS_MARK       /* anything else, a bad sequence included */
} ss_class;

/* A character of a text and its class. */
typedef struct ss_sight {
    uint32_t code_point;
    uint8_t length; /* bytes; 0 at the end */
    uint8_t class;  /* ss_class */
    bool bad;       /* of ss_character */
} ss_sight;

extern const uint8_t ss_ascii_class[128]; /* ss_class of each ASCII character */

/* As ss_character_look, for a character that is not ASCII. */
ss_sight ss_character_look_wide(const uint8_t *text, uint32_t length, uint32_t at);

/* The character at `at`, which may be the end of the text. O(1). Here, because everything that reads
 * text goes through it and nearly all of that is ASCII. */
static inline ss_sight ss_character_look(const uint8_t *text, uint32_t length, uint32_t at)
{
    if (at >= length)
        return (ss_sight){0, 0, SS_CLASS_END, false};
    if (text[at] < 0x80)
        return (ss_sight){text[at], 1, ss_ascii_class[text[at]], false};
    return ss_character_look_wide(text, length, at);
}

static inline bool ss_class_in_word(uint8_t class)
{
    return class == SS_CLASS_LETTER || class == SS_CLASS_DIGIT || class == SS_CLASS_COMBINING;
}

bool ss_character_is_upper(uint32_t code_point);
bool ss_character_is_lower(uint32_t code_point);

/* ' and its curly forms, U+2018 for texts whose curling went the wrong way. */
bool ss_character_is_apostrophe(uint32_t code_point);

/* -, U+2010, and U+2011 (non-breaking): never a dash. */
bool ss_character_is_hyphen(uint32_t code_point);

/* Hyphen-minus and every dash (category Pd). */
bool ss_character_is_dash(uint32_t code_point);

/* An opening or closing bracket (categories Ps and Pe), quotation marks left out. */
bool ss_character_is_opening(uint32_t code_point);
bool ss_character_is_closing(uint32_t code_point);

#endif
