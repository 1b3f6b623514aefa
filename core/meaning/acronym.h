/* acronym.h - the acronyms of a text and the names that they stand for.  Floor: meaning.
 *
 *     the North Banks Herring and Cod Council (NBHCC) */
#ifndef SS_ACRONYM_H
#define SS_ACRONYM_H
#include "base/arena.h"
#include "text/token.h"

/* Shorter ones fit too much. */
#define SS_ACRONYM_LETTERS 3u

typedef struct ss_acronyms {
    const uint64_t *letters; /* [count], ascending: hashes of their letters */
    uint32_t count;
} ss_acronyms;

/* *out lives in the arena, zeroed on error. SS_ERR_MEMORY. n log n in the acronyms. */
SS_MUST_USE ss_status ss_acronyms_gather(ss_arena *arena, const ss_tokens *tokens, ss_acronyms *out);

/* A run of capitalised words, made longer over "and", "of", "for", "in" and "the" where only the longer one has the
 * initials of an acronym of the text. *spelt says whether it has them. O(SS_RUN_MAX_TOKENS log acronyms). */
ss_range ss_acronyms_complete(const ss_acronyms *acronyms, const ss_tokens *tokens, ss_range limit, ss_range run, bool *spelt);

/* Hash of an acronym's letters, and of a name's initials: those of capitalised words, and those of all its words. */
uint64_t ss_acronym_letters(const ss_tokens *tokens, uint32_t token);
void ss_acronym_initials(const ss_tokens *tokens, ss_range name, uint64_t *capitals, uint64_t *all);

/* Whether the capitals of a word are the initials of a name's: "ACNurs" of "American College of Nurses". O(words). */
bool ss_acronym_shortens(const ss_tokens *tokens, ss_range name, uint32_t word);

#endif
