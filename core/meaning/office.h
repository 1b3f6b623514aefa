/* office.h - whether two roles are one office: "Sen." and "Senator".  Floor: meaning. */
#ifndef SS_OFFICE_H
#define SS_OFFICE_H
#include "text/token.h"

/* Words of a role that are compared: "chairman and chief executive officer" has four. */
#define SS_MAX_OFFICES 6u

/* The words of a role that name an office, abbreviations written out, as hashes: the last ones, from the
 * last; the rest is 0. */
typedef struct ss_offices {
    uint32_t word[SS_MAX_OFFICES];
} ss_offices;

/* Linear in the role. */
ss_offices ss_offices_read(const ss_tokens *tokens, ss_range role);

/* Whether the words name an office at all: "Mr." does not. O(1). */
bool ss_offices_name_any(const ss_offices *offices);

/* Whether two roles have the word for an office in common, abbreviated or not. O(1). */
bool ss_offices_share_one(const ss_offices *one, const ss_offices *other);

#endif
