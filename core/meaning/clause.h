/* clause.h - the words between a noun phrase and the rest of its sentence.  Floor: meaning. */
#ifndef SS_CLAUSE_H
#define SS_CLAUSE_H
#include "meaning/cast.h"

/* A sentence as what stands before a noun phrase is read in it. */
typedef struct ss_clause {
    const ss_cast *cast;
    const ss_tokens *tokens;
    const uint8_t *tag;
    ss_range sentence;
} ss_clause;

/* Whether the word stands right before the token, in its sentence. */
static inline bool ss_clause_is_before(const ss_clause *self, uint32_t at, const char *word)
{
    return at > self->sentence.first && ss_token_is(self->tokens, at - 1, word);
}

/* Where the first of all starts that "and" joins to the noun phrase, or that it corrects: "| an actress, a singer and a
 * writer", "| not a nurse but a doctor"; the phrase's own start when that is none. Looks at some 50 tokens. */
uint32_t ss_clause_first_part(const ss_clause *self, const ss_mention *mention);

#endif
