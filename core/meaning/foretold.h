/* foretold.h - a noun phrase whose bearer is named only behind it.  Floor: meaning.
 *
 *     A native of Ohio, Ann Lee was there.      The winner was Ann Lee. */
#ifndef SS_FORETOLD_H
#define SS_FORETOLD_H
#include "meaning/cast.h"

/* The named entity that the sentence goes on to say the noun phrase of, or is; SS_NO_ENTITY when it is none clearly. Looks
 * at some 60 tokens behind the phrase, and at the sentence's first SS_MENTION_MAX_TOKENS. */
uint32_t ss_foretold_name(const ss_cast *cast, const ss_mention *mention);

/* The token of the "he" or "she" before which the noun phrase stands, "A native of Ohio, she was"; 0 when there is none. */
uint32_t ss_foretold_pronoun(const ss_cast *cast, const ss_mention *mention);

#endif
