/* interview.h - whose answers an interview without labels prints.  Floor: meaning.
 *
 *     In this interview, Raines talks about pots.
 *
 *     How many pots are there?
 *
 *     I have four thousand or so. */
#ifndef SS_INTERVIEW_H
#define SS_INTERVIEW_H
#include "meaning/cast.h"

/* So many paragraphs that ask, with one behind each that does not, make an interview, if so many of the answers say "I". */
#define SS_INTERVIEW_ANSWERS 3u
#define SS_INTERVIEW_OWN 2u

typedef struct ss_interview {
    uint32_t guest; /* entity whose the answers are; SS_NO_ENTITY: the text is no interview, or that is not clear */
    uint32_t first; /* token, where the first question starts */
} ss_interview;

/* Finds the one person whom the words before the first question, which call it an interview, name most. Linear. */
ss_interview ss_interview_read(const ss_cast *cast);

/* Whether the token stands in an answer. O(log paragraphs). */
bool ss_interview_answers(const ss_interview *self, const ss_document *document, uint32_t token);

#endif
