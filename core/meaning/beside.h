/* beside.h - the name that stands right behind a noun phrase: "his mentor Tom Bell", "her publisher, Bell,", "a boy called
 * Tom".  Floor: meaning. */
#ifndef SS_BESIDE_H
#define SS_BESIDE_H
#include "meaning/antecedent.h"

/* The person whose name is in apposition to a NOMINAL of one person; SS_NO_ENTITY when none is. O(log names). */
uint32_t ss_antecedent_beside(const ss_search *search);

#endif
