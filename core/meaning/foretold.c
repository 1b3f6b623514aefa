/* foretold.c - find the subject behind its description.  Floor: meaning. */
#include "meaning/foretold.h"

#include "meaning/lexeme.h"
#include "meaning/predicate.h"

#define CLAUSE_REACH 20u    /* tokens of ", who left in May," */
#define VERB_REACH 6u       /* tokens from a subject's verb to the comma of "The mayor, Lee said on Monday, is" */
#define COPULA_REACH 24u    /* tokens between a subject and its "was" */

static bool is_comma(const ss_tokens *tokens, ss_range sentence, uint32_t token)
{
    return token < sentence.end && ss_token_is(tokens, token, ",");
}

/* ---- "A native of Ohio and a former nurse, who left in May, Ann Lee was" ------------------------------------ */

/* The comma that ends a relative clause which starts behind the comma at a token; that one itself when none starts there. */
static uint32_t skip_clause(const ss_tokens *tokens, ss_range sentence, uint32_t comma)
{
    static const char *const relative[] = {"who", "which", "whose", "whom"};
    if (comma + 1 >= sentence.end || !SS_TOKEN_IS_ONE_OF(tokens, comma + 1, relative))
        return comma;
    for (uint32_t i = comma + 2; i < sentence.end && i - comma < CLAUSE_REACH; i++)
        if (ss_token_is(tokens, i, ","))
            return i;
    return sentence.end;
}

/* Where a sentence starts behind the note of the one before: "[6] | A native of Ohio". */
static uint32_t start_of(const ss_tokens *tokens, ss_range sentence)
{
    bool note = sentence.first + 3 < sentence.end && ss_token_is(tokens, sentence.first, "[") &&
                ss_token_is(tokens, sentence.first + 2, "]");
    return note ? sentence.first + 3 : sentence.first;
}

/* The first token of the subject behind the noun phrases that open the sentence, when the mention is one of them; else 0. */
static uint32_t subject_behind(const ss_cast *cast, const ss_mention *mention, ss_range sentence)
{
    const ss_tokens *tokens = &cast->document->tokens;
    uint32_t at = start_of(tokens, sentence);
    bool found = false;
    for (uint32_t part = 0; part < 2; part++) {
        ss_phrase phrase;
        uint32_t end = sentence.end - at > SS_MENTION_MAX_TOKENS ? at + SS_MENTION_MAX_TOKENS : sentence.end;
        bool read = ss_phrase_read(tokens, (ss_range){at, end}, &phrase);
        if (!read || (phrase.determiner != SS_DETERMINER_INDEFINITE && phrase.determiner != SS_DETERMINER_DEFINITE))
            return 0;
        found = found || phrase.head == mention->head;
        at = phrase.range.end;
        if (part == 0 && at < sentence.end && ss_token_is(tokens, at, "and"))
            at++;
        else
            break;
    }
    if (at < sentence.end && ss_token_is(tokens, at, "I"))
        at++; /* "Pope Linus I" */
    if (!found || !is_comma(tokens, sentence, at))
        return 0;
    at = skip_clause(tokens, sentence, at);
    return is_comma(tokens, sentence, at) && at + 2 < sentence.end ? at + 1 : 0;
}

/* Whether a verb stands behind the subject, and what stands before goes not on behind it: "The mayor, Lee said, is". */
static bool is_clause(const ss_cast *cast, ss_range sentence, uint32_t verb)
{
    const ss_tokens *tokens = &cast->document->tokens;
    verb += verb < sentence.end && cast->tag[verb] == SS_TAG_ADVERB;
    if (verb + 2 >= sentence.end || !ss_tag_is_finite(cast->tag[verb]))
        return false;
    for (uint32_t i = verb + 1; i + 1 < sentence.end && i - verb <= VERB_REACH; i++)
        if (ss_token_is(tokens, i, ","))
            return !ss_tag_is_finite(cast->tag[i + 1]) && cast->tag[i + 1] != SS_TAG_ADVERB;
    return true;
}

static uint32_t name_behind(const ss_cast *cast, const ss_mention *mention, ss_range sentence)
{
    uint32_t subject = subject_behind(cast, mention, sentence);
    uint32_t index = subject == 0 ? cast->names->count : ss_names_starting(cast->names, subject);
    if (index == cast->names->count || cast->names->name[index].possessive ||
        !is_clause(cast, sentence, cast->names->name[index].name.end))
        return SS_NO_ENTITY;
    return cast->entity_of_name[index];
}

uint32_t ss_foretold_pronoun(const ss_cast *cast, const ss_mention *mention)
{
    static const char *const pronouns[] = {"he", "she"};
    ss_range sentence = ss_sentence_range(cast->document, mention->head);
    uint32_t subject = subject_behind(cast, mention, sentence);
    bool found = subject != 0 && SS_TOKEN_IS_ONE_OF(&cast->document->tokens, subject, pronouns) &&
                 is_clause(cast, sentence, subject + 1);
    return found ? subject : 0;
}

/* ---- "The first winner of it was Ann Lee" ------------------------------------------------------------------- */

/* Whether a noun phrase that starts there may be a subject. */
static bool may_be_subject(const ss_cast *cast, ss_range sentence, uint32_t first)
{
    uint8_t tag = first > sentence.first ? cast->tag[first - 1] : SS_TAG_MARK;
    return tag == SS_TAG_MARK || tag == SS_TAG_SUBORDINATOR || tag == SS_TAG_CONJUNCTION || tag == SS_TAG_ADVERB;
}

/* The token behind the "was" of a subject, past "a" and "the"; 0 when no such verb comes before another one. */
static uint32_t behind_copula(const ss_cast *cast, ss_range sentence, uint32_t head)
{
    static const char *const being[] = {"is", "was", "are", "were", "remains", "remained"};
    const ss_tokens *tokens = &cast->document->tokens;
    bool clause = false;
    for (uint32_t i = head + 1; i + 1 < sentence.end && i - head < COPULA_REACH; i++) {
        if (tokens->token[i].kind >= SS_TOKEN_QUOTE || cast->tag[i] == SS_TAG_CONJUNCTION)
            return 0;
        if (!clause && SS_TOKEN_IS_ONE_OF(tokens, i, being))
            return i + 1 + (ss_token_is(tokens, i + 1, "the") || ss_token_is(tokens, i + 1, "a"));
        if (!clause && ss_tag_is_finite(cast->tag[i]))
            return 0;
        clause = cast->tag[i] == SS_TAG_RELATIVE || (clause && !ss_tag_is_finite(cast->tag[i]));
    }
    return 0;
}

/* Nothing goes on behind the name: "was Ann Lee's", "was Ann Lee Street". */
static bool is_whole(const ss_cast *cast, ss_range sentence, const ss_name *name)
{
    const ss_tokens *tokens = &cast->document->tokens;
    static const char *const more[] = {"who", "from", "of", "with", "in"};
    uint32_t end = name->name.end;
    return !name->possessive && (end >= sentence.end || SS_TOKEN_IS_ONE_OF(tokens, end, more) ||
                                 (tokens->token[end].kind == SS_TOKEN_MARK && !ss_token_is(tokens, end, "-")));
}

static uint32_t name_that_is(const ss_cast *cast, const ss_mention *mention, ss_range sentence)
{
    bool known = mention->determiner == SS_DETERMINER_DEFINITE || mention->determiner == SS_DETERMINER_POSSESSIVE;
    if (!known || !may_be_subject(cast, sentence, mention->phrase.first) ||
        ss_token_is(&cast->document->tokens, sentence.end - 1, "?"))
        return SS_NO_ENTITY;
    uint32_t at = behind_copula(cast, sentence, mention->head);
    uint32_t index = at == 0 ? cast->names->count : ss_names_starting(cast->names, at);
    bool found = index < cast->names->count && is_whole(cast, sentence, &cast->names->name[index]);
    return found ? cast->entity_of_name[index] : SS_NO_ENTITY;
}

/* "The first settlers are the Tarandi": several are a people or a band, not one person. */
static bool fits(const ss_mention *mention, const ss_entity *entity)
{
    if (mention->kind != SS_SPEAKER_GROUP)
        return ss_predicate_fits(mention, entity);
    return entity->named && !entity->place && entity->kind != SS_SPEAKER_PERSON && entity->kind != SS_SPEAKER_DOCUMENT;
}

uint32_t ss_foretold_name(const ss_cast *cast, const ss_mention *mention)
{
    ss_range sentence = ss_sentence_range(cast->document, mention->head);
    uint32_t entity = name_behind(cast, mention, sentence);
    if (entity == SS_NO_ENTITY && mention->kind != 0)
        entity = name_that_is(cast, mention, sentence);
    return entity != SS_NO_ENTITY && fits(mention, &cast->entity[entity]) ? entity : SS_NO_ENTITY;
}
