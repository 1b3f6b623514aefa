/* office.h - whether two roles are one office: "Sen." and "Senator".  Floor: meaning. */
#ifndef SS_OFFICE_H
#define SS_OFFICE_H
#include "text/token.h"

/* Whether the words name an office at all: "Mr." does not. */
bool ss_office_is_named(const ss_tokens *tokens, ss_range role);

/* Whether two roles have the word for an office in common, abbreviated or not. */
bool ss_office_is_shared(const ss_tokens *tokens, ss_range one, ss_range other);

#endif
