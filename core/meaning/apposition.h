/* apposition.h - the roles that commas tie to a name: "Hugh Hill, a doctor,".  Floor: meaning. */
#ifndef SS_APPOSITION_H
#define SS_APPOSITION_H
#include "meaning/name.h"
#include "meaning/phrase.h"

/* Fills name->after from what follows the name between commas, and name->before from what stands
 * before a comma ("The minister, Jane Doe, said") when it has no role yet; then also kind, gender
 * and titled. A phrase that runs on into a verb is none: "Trump, the minister said, ...".
 * O(SS_APPOSITION_REACH). */
#define SS_APPOSITION_REACH 18u
void ss_apposition_read(const ss_tokens *tokens, ss_range sentence, ss_name *name);

/* The token at which a role right after a name starts, past an age or a party: "X, 42, a nurse",
 * "X (D-Ohio), a lawyer"; UINT32_MAX when no comma follows. */
uint32_t ss_apposition_start(const ss_tokens *tokens, ss_range sentence, uint32_t name_end);

/* Whether a noun phrase from `first` on is only part of a name: "the Mayor" of "Office of the Mayor, Ann Lee, and". O(1). */
bool ss_apposition_is_part(const ss_tokens *tokens, ss_range sentence, uint32_t first, uint32_t head);

#endif
