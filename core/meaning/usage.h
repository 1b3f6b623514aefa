/* usage.h - what the names of a whole text tell of whom they name, before the walk meets them.  Floor: meaning. */
#ifndef SS_USAGE_H
#define SS_USAGE_H
#include "meaning/cast.h"

/* Counts the names of each entity, and makes an organisation of what is several where it acts: "Zorba play on Sunday". The cast
 * has its tags. Linear in the names. */
void ss_usage_count(ss_cast *cast);

/* Whether a preposition that places stand behind comes before the token, in its sentence: "in", "near". */
bool ss_usage_is_placed(const ss_cast *cast, uint32_t token);

#endif
