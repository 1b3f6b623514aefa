/* reference.h - the pronouns and noun phrases of a text that mean somebody and are no names, sources or not.
 * Floor: meaning. */
#ifndef SS_REFERENCE_H
#define SS_REFERENCE_H
#include "meaning/mention.h"
#include "meaning/tag.h"

typedef struct ss_references {
    const ss_document *document; /* borrowed, like the rest */
    const ss_names *names;
    const uint8_t *tag; /* [tokens.count] */
    uint32_t next;      /* token; starts as 0 */
    uint32_t name;      /* the first name that ends behind it */
    uint32_t found;     /* so far, at most SS_MAX_REFERENCES */
    bool predicate;     /* what was found last may be one: "she was a nurse" */
} ss_references;

/* The next "he", "the minister", "his lawyer" or "officials" whose head stands before token `before`; false when there is
 * none. What is said of a name ("Ann Lee, a nurse") is left out, and what is a predicate ("she was a nurse") is marked: they
 * mean nobody else. Linear over all calls. */
bool ss_references_next(ss_references *self, uint32_t before, ss_mention *out);

#endif
