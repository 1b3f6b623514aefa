/* predicate.h - whose predicate a noun phrase is: "Ann Lee became the mayor", "they named her coach".  Floor: meaning. */
#ifndef SS_PREDICATE_H
#define SS_PREDICATE_H
#include "meaning/cast.h"

/* The known person or organisation of whom the sentence says the noun phrase, SS_NO_ENTITY when it says it of nobody
 * clearly, denies it, asks for it or only thinks of it. The subject was seen by the cast already. At most some 60 tokens
 * around the phrase are looked at. */
uint32_t ss_predicate_subject(const ss_cast *cast, const ss_mention *mention);

/* Whether the sentence says the noun phrase of who speaks: "I am the only keeper". */
bool ss_predicate_is_mine(const ss_cast *cast, const ss_mention *mention);

/* Whether a named entity may be what the noun phrase says: one person no company, "she" no "father". O(1). */
bool ss_predicate_fits(const ss_mention *mention, const ss_entity *entity);

#endif
