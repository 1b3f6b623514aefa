/* title.h - the titles and offices right before a name.  Floor: meaning. */
#ifndef SS_TITLE_H
#define SS_TITLE_H
#include "meaning/name.h"

/* Where the name starts in a run of capitalised words, behind titles and offices: run.first when
 * there are none, run.end when there is nothing but them. */
uint32_t ss_title_split(const ss_tokens *tokens, ss_range run);

/* A role in lower case that ends right before the token: "former defense secretary", "Acme
 * spokeswoman". Empty when there is none. */
ss_range ss_title_before(const ss_tokens *tokens, ss_range sentence, uint32_t token);

/* Fills role->affiliation from the role's own words, or from the possessor before it. */
void ss_title_affiliate(const ss_tokens *tokens, ss_range sentence, ss_role *role);

/* The percentage of girls among a given name's bearers; SS_GIVEN_UNKNOWN when it is no known one. */
uint32_t ss_title_given_share(const ss_tokens *tokens, uint32_t token);
bool ss_title_is_given(const ss_tokens *tokens, uint32_t token);

#endif
