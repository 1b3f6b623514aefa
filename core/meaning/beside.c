/* beside.c - the name that a noun phrase stands beside and means.  Floor: meaning. */
#include "meaning/beside.h"

#include "meaning/lexeme.h"
#include "meaning/predicate.h"

/* Whether an apposition may end there, and no list goes on: "the mayor, Ann Lee," but not "the mayor, Ann Lee and". */
static bool ends_apposition(const ss_tokens *tokens, ss_range sentence, uint32_t token)
{
    static const char *const joins[] = {"and", "or", "nor"};
    if (token >= sentence.end)
        return true;
    if (ss_token_is(tokens, token, ","))
        return token + 1 >= sentence.end || !SS_TOKEN_IS_ONE_OF(tokens, token + 1, joins);
    return tokens->token[token].kind == SS_TOKEN_MARK && !ss_token_is(tokens, token, "-");
}

/* "his publisher | , Simrock,", "a professor | called Abraham Perold", "his mentor | Vilhelm Thomsen" */
static uint32_t name_behind(const ss_cast *cast, const ss_mention *mention, ss_range sentence)
{
    static const char *const calling[] = {"called", "named"};
    const ss_tokens *tokens = &cast->document->tokens;
    uint32_t at = mention->head + 1;
    if (at + 1 >= sentence.end)
        return SS_NO_ENTITY;
    bool comma = ss_token_is(tokens, at, ","), called = SS_TOKEN_IS_ONE_OF(tokens, at, calling);
    at += comma || called;
    uint32_t index = ss_names_from(cast->names, at);
    if (index == cast->names->count)
        return SS_NO_ENTITY;
    const ss_name *name = &cast->names->name[index];
    bool known = mention->determiner == SS_DETERMINER_DEFINITE || mention->determiner == SS_DETERMINER_POSSESSIVE;
    if (ss_name_start(name) != at || (!called && !known) || (!comma && !called && ss_token_is_capitalised(tokens, mention->head)))
        return SS_NO_ENTITY;
    bool here = !comma || (!name->possessive && ends_apposition(tokens, sentence, name->name.end));
    return here ? cast->entity_of_name[index] : SS_NO_ENTITY;
}

/* "Simrock, | his publisher," */
static uint32_t name_before(const ss_cast *cast, const ss_mention *mention, ss_range sentence)
{
    const ss_tokens *tokens = &cast->document->tokens;
    uint32_t comma = mention->phrase.first - 1;
    if (mention->phrase.first < sentence.first + 2 || !ss_token_is(tokens, comma, ",") ||
        !ends_apposition(tokens, sentence, mention->phrase.end))
        return SS_NO_ENTITY;
    uint32_t index = ss_names_ending(cast->names, comma);
    return index < cast->names->count ? cast->entity_of_name[index] : SS_NO_ENTITY;
}

uint32_t ss_beside_name(const ss_cast *cast, const ss_mention *mention)
{
    ss_range sentence = ss_sentence_range(cast->document, mention->head);
    if (cast->tag[mention->head] == SS_TAG_PLURAL)
        return SS_NO_ENTITY;
    uint32_t entity = name_behind(cast, mention, sentence);
    if (entity == SS_NO_ENTITY)
        entity = name_before(cast, mention, sentence);
    return entity != SS_NO_ENTITY && ss_predicate_fits(mention, &cast->entity[entity]) ? entity : SS_NO_ENTITY;
}
