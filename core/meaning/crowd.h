/* crowd.h - groups of people that are the same by other words.  Floor: meaning. */
#ifndef SS_CROWD_H
#define SS_CROWD_H
#include "text/token.h"

/* Whether two noun phrases mean the same people: "Americans" and "the American people", "Senate Republicans" and "all
 * Republican senators". O(1). */
bool ss_crowd_is_same(const ss_tokens *tokens, ss_range one, ss_range other);

#endif
