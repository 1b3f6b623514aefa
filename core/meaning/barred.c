/* barred.c - tell by where a candidate stands that it is somebody else.  Floor: meaning. */
#include "meaning/barred.h"

#include "meaning/lexeme.h"

/* "He was the last full-blooded Quill and he", "other Quills": a name that says what somebody is. */
static bool is_what_one_is(const ss_cast *cast, const ss_entity *entity)
{
    static const char *const article[] = {"the", "a", "an"}, *const others[] = {"another", "other", "many", "some", "most"};
    const ss_tokens *tokens = &cast->document->tokens;
    uint32_t at = entity->last_token, first = cast->document->sentences.first[entity->last_sentence];
    if (entity->last_form != SS_MENTION_NAME || entity->parts != 1)
        return false;
    for (uint32_t reach = 0; at > first && reach < SS_BARRED_REACH; at--, reach++) {
        uint8_t tag = cast->tag[at - 1];
        bool inside = ss_tag_is_noun(tag) || tag == SS_TAG_ADJECTIVE || tag == SS_TAG_NUMBER || tag == SS_TAG_VERBAL;
        if (!inside && !ss_token_is(tokens, at - 1, "-"))
            break;
    }
    if (at == first || SS_TOKEN_IS_ONE_OF(tokens, at - 1, others))
        return at > first;
    if (!SS_TOKEN_IS_ONE_OF(tokens, at - 1, article))
        return false;
    at--;
    for (uint32_t reach = 0; at > first && reach < SS_BARRED_REACH; at--, reach++)
        if (cast->tag[at - 1] != SS_TAG_ADVERB && cast->tag[at - 1] != SS_TAG_MARK)
            break;
    return at > first && cast->tag[at - 1] == SS_TAG_AUXILIARY;
}

bool ss_candidate_is_told_by(const ss_search *search, const ss_entity *entity)
{
    const ss_cast *cast = search->cast;
    const ss_tokens *tokens = &cast->document->tokens;
    uint32_t at = search->mention->head + 1, end = cast->document->sentences.first[search->sighting->sentence + 1];
    bool person = false;
    if (search->sighting->function != SS_FUNCTION_POSSESSOR)
        return false;
    for (uint32_t reach = 0; at < end && reach < SS_BARRED_REACH; at++, reach++) {
        uint8_t tag = cast->tag[at];
        if (!ss_tag_is_noun(tag) && tag != SS_TAG_ADJECTIVE && tag != SS_TAG_NUMBER)
            break;
        person = ss_tag_is_noun(tag) && (ss_lexeme_of(tokens, at) & (SS_LEXEME_ROLE | SS_LEXEME_MALE | SS_LEXEME_FEMALE));
    }
    bool comma = at < end && ss_token_is(tokens, at, ",");
    uint32_t name = ss_names_from(cast->names, at + comma);
    if (!person || name == cast->names->count || ss_name_start(&cast->names->name[name]) != at + comma)
        return false;
    uint32_t behind = cast->names->name[name].name.end;
    return (!comma || behind >= end || tokens->token[behind].kind == SS_TOKEN_MARK) &&
           cast->entity_of_name[name] == (uint32_t)(entity - cast->entity);
}

bool ss_candidate_is_other(const ss_search *search, const ss_entity *entity)
{
    static const char *const against[] = {"unlike", "besides", "except"};
    uint32_t token = entity->last_token;
    if (entity->last_form != SS_MENTION_PRONOUN && ss_range_has(search->spoken, token))
        return true;
    if (search->mention->kind == SS_SPEAKER_PERSON && is_what_one_is(search->cast, entity))
        return true;
    if (ss_candidate_is_told_by(search, entity))
        return true;
    return entity->last_sentence == search->sighting->sentence && token > 0 &&
           SS_TOKEN_IS_ONE_OF(&search->cast->document->tokens, token - 1, against);
}
