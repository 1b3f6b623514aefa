/* run.h - a run of capitalised words that may be one name with its titles.  Floor: meaning. */
#ifndef SS_RUN_H
#define SS_RUN_H
#include "text/token.h"

/* Whether the token may be part of a name: a capitalised word that is not merely the first of its
 * sentence ("The", "Yesterday"), nor a day or month. `limit` is its sentence. */
bool ss_run_may_start(const ss_tokens *tokens, ss_range limit, uint32_t token);

/* No name with its titles has more words; a longer run is cut. Keeps everything behind linear. */
#define SS_RUN_MAX_TOKENS 32u

/* Particles before a capitalised word: "Ursula von der Leyen", "Mohammed bin Salman al Saud", "de la Cruz". */
#define SS_RUN_MAX_PARTICLES 3u

/* The longest run from `first`, for which ss_run_may_start holds: capitalised words with what joins
 * them inside names: "von der", "&", "of the" after the head of an organisation or an office, "I" behind a name.
 * Never crosses `limit`, a mark or a paragraph. O(SS_RUN_MAX_TOKENS). */
ss_range ss_run_read(const ss_tokens *tokens, ss_range limit, uint32_t first);

/* The "I" of "Elizabeth I", where it is in a run. */
bool ss_run_is_first(const ss_tokens *tokens, uint32_t token);

/* "J." or "J.R.": an initial that stands for a given name. */
bool ss_run_is_initial(const ss_tokens *tokens, uint32_t token);

#endif
