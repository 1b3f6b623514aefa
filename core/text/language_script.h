/* language_script.h - which script a text's letters are of, and the languages each script tells.  Floor: text. */
#ifndef SS_LANGUAGE_SCRIPT_H
#define SS_LANGUAGE_SCRIPT_H
#include <stdint.h>
#include "text/language.h"

typedef enum ss_script {
    SS_SCRIPT_OTHER, /* not told apart below; letters of mathematics */
    SS_SCRIPT_LATIN,
    SS_SCRIPT_GREEK,
    SS_SCRIPT_CYRILLIC,
    SS_SCRIPT_ARMENIAN,
    SS_SCRIPT_HEBREW,
    SS_SCRIPT_ARABIC,
    SS_SCRIPT_DEVANAGARI,
    SS_SCRIPT_BENGALI,
    SS_SCRIPT_GURMUKHI,
    SS_SCRIPT_GUJARATI,
    SS_SCRIPT_ORIYA,
    SS_SCRIPT_TAMIL,
    SS_SCRIPT_TELUGU,
    SS_SCRIPT_KANNADA,
    SS_SCRIPT_MALAYALAM,
    SS_SCRIPT_SINHALA,
    SS_SCRIPT_THAI,
    SS_SCRIPT_LAO,
    SS_SCRIPT_TIBETAN,
    SS_SCRIPT_BURMESE,
    SS_SCRIPT_GEORGIAN,
    SS_SCRIPT_ETHIOPIC,
    SS_SCRIPT_KHMER,
    SS_SCRIPT_HANGUL,
    SS_SCRIPT_KANA,
    SS_SCRIPT_HAN,
    SS_SCRIPT_COUNT
} ss_script;

/* Letters whose own counts tell languages of one script apart: Cyrillic, Arabic, Devanagari. */
#define SS_ALPHABET_FIRST 0x0400u
#define SS_ALPHABET_END 0x0980u

/* All zero is an empty count. */
typedef struct ss_letters {
    uint32_t script[SS_SCRIPT_COUNT];                    /* letters of each */
    uint16_t letter[SS_ALPHABET_END - SS_ALPHABET_FIRST]; /* lower case, by code point; at most SS_DECISION_BYTES */
} ss_letters;

/* Counts a letter (not a combining mark) and answers its script. O(1). */
ss_script ss_letters_count(ss_letters *letters, uint32_t code_point);

/* Letters of all scripts, as many Latin ones as would say the same: a Han character counts for three. O(1). */
uint32_t ss_letters_total(const ss_letters *letters);

/* The script other than Latin with most letters; Han and kana are one. Returns its language and in *amount its
 * letters, counted as in ss_letters_total; NULL and 0 when there is none. O(1). */
const ss_language *ss_letters_foremost(const ss_letters *letters, uint32_t *amount);

#endif
