/* sole.h - the one person of a text, called by what nobody said of him: "The goalkeeper", "the Chilean", "the woman".
 * Floor: meaning. */
#ifndef SS_SOLE_H
#define SS_SOLE_H
#include "meaning/antecedent.h"

/* The named person that a source which is a definite noun phrase of one person means when the text has spoken of no other
 * one so far and nothing speaks against it; SS_NO_ENTITY when there is none. O(SS_MAX_CANDIDATES). */
uint32_t ss_antecedent_sole(const ss_search *search);

#endif
