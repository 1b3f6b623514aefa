/* ahead.h - who is spoken of first and named only in a later sentence: "A chef said ... Ann Lee, the chef, said".
 * Floor: meaning. */
#ifndef SS_AHEAD_H
#define SS_AHEAD_H
#include "meaning/antecedent.h"

/* Names behind a mention that are looked at, and the paragraphs they may stand in. */
#define SS_AHEAD_MOST_NAMES 32u
#define SS_AHEAD_PARAGRAPHS 6u

/* Words of roles that are compared to one mention. */
#define SS_AHEAD_COMPARED 1024u

/* The person, not mentioned yet, that a mention without an antecedent means: the only one whose name comes with the office
 * that a noun phrase tells, or whom a text that has named nobody yet introduces next ("Ann Lee, who is 84, ..."). The
 * mention's office becomes one of hers. SS_NO_ENTITY when there is none; SS_ERR_MEMORY. O(SS_AHEAD_MOST_NAMES). */
SS_MUST_USE ss_status ss_antecedent_ahead(ss_cast *cast, const ss_search *search, uint32_t *entity);

#endif
