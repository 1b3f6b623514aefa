/* beside.c - tie a noun phrase to the name that says who it is.  Floor: meaning. */
#include "meaning/beside.h"

#include "meaning/lexeme.h"

/* "he met his father, Anthony, in" is closed; "when he met his father, Anthony said" is not. */
static bool is_closed(const ss_tokens *tokens, ss_range sentence, uint32_t token)
{
    return token >= sentence.end || tokens->token[token].kind == SS_TOKEN_MARK || ss_token_is(tokens, token, "who");
}

static uint32_t start_of(const ss_name *name)
{
    bool office = name->before.role.first < name->before.role.end && name->before.role.end == name->name.first;
    return office ? name->before.role.first : name->name.first;
}

uint32_t ss_antecedent_beside(const ss_search *search)
{
    const ss_cast *cast = search->cast;
    const ss_tokens *tokens = &cast->document->tokens;
    const ss_mention *mention = search->mention;
    ss_range sentence = ss_sentence_range(cast->document, mention->head);
    bool one = mention->number == SS_NUMBER_SINGULAR && mention->determiner != SS_DETERMINER_NONE &&
               mention->determiner != SS_DETERMINER_QUANTITY &&
               (mention->kind == SS_SPEAKER_PERSON || mention->kind == SS_SPEAKER_ANONYMOUS);
    uint32_t end = mention->phrase.end > mention->head + 1 ? mention->phrase.end : mention->head + 1;
    uint32_t index = ss_names_from(cast->names, end);
    if (mention->form != SS_MENTION_NOMINAL || !one || end >= sentence.end || index == cast->names->count)
        return SS_NO_ENTITY;
    const ss_name *name = &cast->names->name[index];
    uint32_t entity = cast->entity_of_name[index], first = start_of(name);
    bool behind_comma = ss_token_is(tokens, end, ",") && first == end + 1 && is_closed(tokens, sentence, name->name.end);
    static const char *const calling[] = {"called", "named"};
    bool called = first == end + 1 && SS_TOKEN_IS_ONE_OF(tokens, end, calling);
    bool adjacent = first == end && end == mention->head + 1;
    cast->effort->operations++;
    if ((!adjacent && !behind_comma && !called) || entity == SS_NO_ENTITY || name->place || name->possessive ||
        name->kind == SS_SPEAKER_ORGANISATION)
        return SS_NO_ENTITY;
    return cast->entity[entity].kind == SS_SPEAKER_ORGANISATION ? SS_NO_ENTITY : entity;
}
