/* inflection.h - the words that an English form may be a form of.  Floor: meaning. */
#ifndef SS_INFLECTION_H
#define SS_INFLECTION_H
#include <stddef.h>
#include <stdint.h>

#define SS_INFLECTION_BYTES 32u
#define SS_INFLECTION_BASES 12u

typedef struct ss_bases {
    char word[SS_INFLECTION_BASES][SS_INFLECTION_BYTES]; /* each length[i] bytes, not terminated */
    uint8_t length[SS_INFLECTION_BASES];
    uint32_t count;
} ss_bases;

/* Guesses at the bases of a folded word, the word itself first, for a look-up that knows which exist:
 * -s, -es, -ies, -ed, -ied, -ing off, "e" back on, a doubled consonant made single, -ise as -ize,
 * "re-" off. Regular forms alone. Words of SS_INFLECTION_BYTES and more give none. O(length). */
void ss_inflection_bases(const char *word, size_t length, ss_bases *out);

#endif
