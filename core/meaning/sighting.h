/* sighting.h - where a mention stands, and what the words around it make of it.  Floor: meaning. */
#ifndef SS_SIGHTING_H
#define SS_SIGHTING_H
#include "meaning/cast.h"

/* The sighting of a mention whose place is told by a token: its sentence, its function there, and what stands beside it.
 * Whether it is quoted or a source is left to the caller. O(log sentences). */
ss_sighting ss_sighting_of(const ss_cast *cast, const ss_mention *mention, uint32_t token);

#endif
