/* beside.h - the name that a noun phrase stands beside and means: "his publisher, Simrock,".  Floor: meaning. */
#ifndef SS_BESIDE_H
#define SS_BESIDE_H
#include "meaning/cast.h"

/* The named entity in apposition to the noun phrase, before or behind it, that the reading of roles beside names left to
 * its own; SS_NO_ENTITY when no name stands there that may mean the same. O(log names). */
uint32_t ss_beside_name(const ss_cast *cast, const ss_mention *mention);

#endif
