/* usage.c - count how names are used.  Floor: meaning. */
#include "meaning/usage.h"

#include "meaning/lexeme.h"

bool ss_usage_is_placed(const ss_cast *cast, uint32_t token)
{
    static const char *const place[] = {"in", "at", "near", "into", "across", "throughout", "around"};
    return token > ss_sentence_range(cast->document, token).first &&
           SS_TOKEN_IS_ONE_OF(&cast->document->tokens, token - 1, place);
}

/* "Zorba play", "Zorba are": one word that opens a clause and has the verb of several, as teams have. */
static bool acts_as_several(const ss_cast *cast, const ss_name *name)
{
    static const char *const verbs[] = {"are", "were", "have", "play", "face", "host", "meet", "visit"};
    static const char *const joins[] = {"but", "when", "as", "while", "that", "because", "if", "where"};
    const ss_tokens *tokens = &cast->document->tokens;
    ss_range sentence = ss_sentence_range(cast->document, name->name.first);
    uint32_t first = name->name.first, end = name->name.end;
    bool opens = first == sentence.first || tokens->token[first - 1].kind == SS_TOKEN_QUOTE ||
                 SS_TOKEN_IS_ONE_OF(tokens, first - 1, joins);
    return opens && name->parts == 1 && !name->titled && end < sentence.end && ss_tag_is_finite(cast->tag[end]) &&
           SS_TOKEN_IS_ONE_OF(tokens, end, verbs);
}

static uint8_t common_words(const ss_cast *cast, const ss_entity *entity)
{
    const uint32_t no_name = SS_LEXEME_ORGANISATION | SS_LEXEME_DOCUMENT | SS_LEXEME_GROUP | SS_LEXEME_ROLE | SS_LEXEME_NATION |
                             SS_LEXEME_PLACE | SS_LEXEME_FIRM | SS_LEXEME_MODIFIER | SS_LEXEME_VERB | SS_LEXEME_STOP;
    uint32_t count = 0;
    for (uint32_t i = entity->text.first; i < entity->text.end; i++)
        count += (ss_lexeme_of(&cast->document->tokens, i) & no_name) != 0;
    return (uint8_t)count;
}

void ss_usage_count(ss_cast *cast)
{
    for (uint32_t i = 0; i < cast->names->count; i++) {
        const ss_name *name = &cast->names->name[i];
        if (cast->entity_of_name[i] == SS_NO_ENTITY)
            continue;
        ss_entity *entity = &cast->entity[cast->entity_of_name[i]];
        entity->shortened = entity->shortened || (name->parts == 1 && entity->parts >= 2);
        entity->placed_names += ss_usage_is_placed(cast, name->name.first);
        if (entity->kind == 0 && entity->parts == 1 && acts_as_several(cast, name))
            entity->kind = SS_SPEAKER_ORGANISATION;
        if (entity->all_names++ == 0)
            entity->common = common_words(cast, entity);
    }
}
