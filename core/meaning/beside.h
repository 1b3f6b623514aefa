/* beside.h - the name that a noun phrase stands beside and means: "his publisher, Simrock,".  Floor: meaning. */
#ifndef SS_BESIDE_H
#define SS_BESIDE_H
#include "base/limits.h"
#include "meaning/cast.h"

/* The named entity in apposition to the noun phrase, before or behind it, that the reading of roles beside names left to
 * its own; SS_NO_ENTITY when no name stands there that may mean the same. O(log names). */
uint32_t ss_beside_name(const ss_cast *cast, const ss_mention *mention);

/* The entities whose names stand behind a noun phrase of several and are who it means: "her sons, Bo Lee and Cy Lee",
 * "the owners (Ann Lee and Bo Quill)"; answers their number, 0 when there are none, and the words of them all. O(names). */
uint32_t ss_beside_names(const ss_cast *cast, const ss_mention *mention, uint32_t member[SS_MAX_MEMBERS], ss_range *words);

#endif
