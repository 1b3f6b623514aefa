/* clause.c - find where a list of predicates starts.  Floor: meaning. */
#include "meaning/clause.h"

#include "meaning/lexeme.h"

#define PARTS_REACH 16u     /* words of "an actress, a singer and | a writer" */
#define PREDICATE_REACH 30u /* tokens of "one of the first writers of Ohio and" */

/* Where the first of the nouns starts that "and" joins to this one: "an actress, singer and | writer". */
static uint32_t first_part(const ss_clause *self, uint32_t at)
{
    uint32_t limit = at - self->sentence.first > PARTS_REACH ? at - PARTS_REACH : self->sentence.first;
    while (at > limit + 1 && (ss_clause_is_before(self, at, "and") || ss_clause_is_before(self, at, ","))) {
        uint32_t noun = at - 1;
        if (noun > limit && ss_clause_is_before(self, noun, ","))
            noun--;
        if (noun == limit || !ss_tag_is_noun(self->tag[noun - 1]))
            return at;
        at = noun;
        while (at > limit && (ss_tag_is_noun(self->tag[at - 1]) || self->tag[at - 1] == SS_TAG_ADJECTIVE ||
                              self->tag[at - 1] == SS_TAG_NUMBER || self->tag[at - 1] == SS_TAG_NAME))
            at--;
        if (at > limit && self->tag[at - 1] == SS_TAG_DETERMINER)
            at--;
    }
    return at;
}

/* "and | his mother, Ann Lee, is", "and | the mayor left": what "and" joins is a clause, not this noun. */
static bool opens_clause(const ss_clause *self, const ss_mention *mention)
{
    static const char *const owners[] = {"his", "her", "its", "their", "my", "our", "your"};
    uint32_t first = mention->phrase.first, end = mention->phrase.end;
    bool verb = end < self->sentence.end && ss_tag_is_finite(self->tag[end]);
    return verb || SS_TOKEN_IS_ONE_OF(self->tokens, first, owners);
}

/* "was one of the first writers of Ohio and | its best known woman": where the first predicate starts, at what starts like
 * this one; the phrase's own start when it is joined to none. */
static uint32_t first_predicate(const ss_clause *self, uint32_t at)
{
    static const char *const leads[] = {"a", "an", "the", "one"};
    static const char *const being[] = {"is", "was", "became", "remained"};
    if (!ss_clause_is_before(self, at, "and"))
        return at;
    bool the = ss_token_is(self->tokens, at, "the");
    bool a = ss_token_is(self->tokens, at, "a") || ss_token_is(self->tokens, at, "an");
    for (uint32_t i = at - 1; i > self->sentence.first && at - i < PREDICATE_REACH; i--) {
        uint8_t tag = self->tag[i - 1];
        if (SS_TOKEN_IS_ONE_OF(self->tokens, i - 1, being))
            return SS_TOKEN_IS_ONE_OF(self->tokens, i, leads) && !(the && ss_token_is(self->tokens, i, "a")) &&
                           !(a && ss_token_is(self->tokens, i, "the")) ? i : at;
        if (ss_tag_is_finite(self->tag[i - 1]) || tag == SS_TAG_SUBORDINATOR || tag == SS_TAG_RELATIVE ||
            tag == SS_TAG_PRONOUN)
            return at;
    }
    return at;
}

/* "the first - | the first woman": what a dash takes up again. */
static uint32_t skip_echo(const ss_clause *self, uint32_t at)
{
    const ss_tokens *tokens = self->tokens;
    bool dash = at > self->sentence.first + 3 && at + 1 < self->sentence.end &&
                tokens->token[at - 1].kind == SS_TOKEN_MARK && !ss_clause_is_before(self, at, ",");
    return dash && ss_lexeme_hash(tokens, at - 2) == ss_lexeme_hash(tokens, at + 1) &&
                   ss_lexeme_hash(tokens, at - 3) == ss_lexeme_hash(tokens, at) ? at - 3 : at;
}

/* "is | not a nurse but a doctor", "is | not only a nurse but also a doctor": what is said in the place of the first. */
static uint32_t skip_correction(const ss_clause *self, uint32_t at)
{
    uint32_t but = at - ss_clause_is_before(self, at, "also");
    if (!ss_clause_is_before(self, but, "but"))
        return at;
    for (uint32_t i = but - 1; i > self->sentence.first && but - i < PARTS_REACH && !ss_tag_is_finite(self->tag[i - 1]); i--)
        if (ss_clause_is_before(self, i, "not") || ss_clause_is_before(self, i, "n't"))
            return i - 1;
    return at;
}

uint32_t ss_clause_first_part(const ss_clause *self, const ss_mention *mention)
{
    uint32_t first = mention->phrase.first, at = first;
    if (!opens_clause(self, mention)) {
        at = first_part(self, first);
        at = at == first ? first_predicate(self, first) : at;
    }
    return skip_correction(self, skip_echo(self, at));
}
