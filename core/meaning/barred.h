/* barred.h - whom a pronoun cannot mean, by where the two stand.  Floor: meaning. */
#ifndef SS_BARRED_H
#define SS_BARRED_H
#include "meaning/antecedent.h"

/* Tokens that are looked at from a name to "the", or from "her" to a name. */
#define SS_BARRED_REACH 6u

/* Whether the candidate is told by what is the pronoun's: Lee, by "her former teacher, Lee,". O(SS_BARRED_REACH). */
bool ss_candidate_is_told_by(const ss_search *search, const ss_entity *entity);

/* The same, or whether its newest mention says that it is somebody else: it stands in what the mention says ("Lee played on,"
 * he said), sets it against the mention ("Unlike Lee, he ..."), or tells what somebody is ("He was the last Lee and he").
 * O(SS_BARRED_REACH). */
bool ss_candidate_is_other(const ss_search *search, const ss_entity *entity);

#endif
