/* abbreviation.h - words that are written with a full stop of their own.  Floor: text. */
#ifndef SS_ABBREVIATION_H
#define SS_ABBREVIATION_H
#include <stdbool.h>
#include <stdint.h>

/* Ordered by how sure a capital letter after it is no new sentence. */
typedef enum ss_abbreviation {
    SS_ABBREVIATION_NONE,
    SS_ABBREVIATION_LEADING,  /* something always follows: "Mr.", "Sen.", "vs.", "e.g." */
    SS_ABBREVIATION_NUMBERED, /* keeps its full stop before a number only: "No. 5", "p. 12" */
    SS_ABBREVIATION_MONTH,    /* "Jan.": a number may follow */
    SS_ABBREVIATION_TRAILING  /* may end a sentence: "Inc.", "Jr.", "Calif.", "etc." */
} ss_abbreviation;

/* The word's kind, without its full stop; of a hyphenated word its last part's ("D-Calif"). "Sen" is
 * one and "sen" is none: abbreviations that are written with a capital are looked up with it (or
 * wholly in capitals). O(1). */
ss_abbreviation ss_abbreviation_of(const uint8_t *word, uint32_t length);

#endif
