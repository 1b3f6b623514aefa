/* language_words.h - function words of English and of the languages that a text may be in instead.  Floor: text. */
#ifndef SS_LANGUAGE_WORDS_H
#define SS_LANGUAGE_WORDS_H
#include <stdint.h>
#include "text/language.h"

/* The lists: English, guests, then a language each. */
enum { SS_WORDS_ENGLISH = 0, SS_WORDS_GUEST = 1, SS_WORDS_FIRST_FOREIGN = 2, SS_WORDS_MAX_LISTS = 32 };

/* Words, letters and endings are in lower case, composed (NFC) and separated by single spaces. Apostrophes cut words:
 * French "l'eau" is "l" and "eau". */
typedef struct ss_word_list {
    ss_language language; /* of the guests: NULLs */
    const char *words;    /* function words, the language's most frequent ones */
    const char *letters;  /* a word with one of these is likely of the language; "" = none */
    const char *endings;  /* a word of six letters and more with one of these is too; "" = none */
} ss_word_list;

extern const ss_word_list ss_word_lists[]; /* [ss_word_list_count] */
extern const uint32_t ss_word_list_count;  /* <= SS_WORDS_MAX_LISTS */

#endif
