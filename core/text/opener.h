/* opener.h - words that begin sentences.  Floor: text. */
#ifndef SS_OPENER_H
#define SS_OPENER_H
#include "text/token.h"

/* Whether a capital on this word is best explained by a new sentence: articles, pronouns,
 * conjunctions, prepositions and adverbs, which names do not begin with. O(1). */
bool ss_opener_is(const ss_tokens *tokens, uint32_t index);

#endif
