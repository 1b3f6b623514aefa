/* sighting.c - where a mention stands, and what the words around it make of it.  Floor: meaning. */
#include "meaning/sighting.h"

#include "meaning/tag.h"
#include "meaning/usage.h"

/* "Ulysses" in quotation marks, or Ulysses (1922). */
static bool is_cited(const ss_tokens *tokens, ss_range name)
{
    if (name.end >= tokens->count)
        return false;
    if (tokens->token[name.end].kind == SS_TOKEN_QUOTE)
        return name.first > 0 && tokens->token[name.first - 1].kind == SS_TOKEN_QUOTE;
    return name.end + 2 < tokens->count && ss_token_is(tokens, name.end, "(") && ss_token_is(tokens, name.end + 2, ")") &&
           tokens->token[name.end + 1].kind == SS_TOKEN_NUMBER && tokens->token[name.end + 1].length == 4;
}

/* "That is right, Mr. Lee.", "Mr. Lee?", "Ann, you said so": who is called is spoken to. */
static bool is_called(const ss_cast *cast, const ss_mention *mention, ss_range sentence)
{
    static const char *const others[] = {"i", "you", "we", "your", "my", "our", "let", "please", "do", "did", "can", "are"};
    const ss_tokens *tokens = &cast->document->tokens;
    ss_range words = mention->phrase;
    if (mention->name != 0 && cast->names->name[mention->name - 1].titled &&
        cast->names->name[mention->name - 1].before.role.end <= words.first)
        words.first = cast->names->name[mention->name - 1].before.role.first;
    bool opens = words.first == sentence.first, closes = words.end + 1 >= sentence.end;
    if (opens && !closes)
        return ss_token_is(tokens, words.end, ",") && SS_TOKEN_IS_ONE_OF(tokens, words.end + 1, others);
    return closes && (opens || ss_token_is(tokens, words.first - 1, ","));
}

ss_sighting ss_sighting_of(const ss_cast *cast, const ss_mention *mention, uint32_t token)
{
    static const char *const reflexive[] = {"himself", "herself", "itself", "themselves"};
    const ss_document *document = cast->document;
    ss_range words = mention->form == SS_MENTION_NAME ? mention->phrase : (ss_range){mention->head, mention->head + 1};
    uint32_t sentence = ss_part_of(&document->sentences, token);
    ss_range limit = {document->sentences.first[sentence], document->sentences.first[sentence + 1]};
    bool pronoun = mention->form == SS_MENTION_PRONOUN;
    return (ss_sighting){.token = token,
                         .sentence = sentence,
                         .paragraph = ss_part_of(&document->paragraphs, token),
                         .function = (uint8_t)ss_function_of(document, cast->tag, cast->weights, limit, words),
                         .form = mention->form,
                         .gender = pronoun ? mention->gender : SS_GENDER_UNKNOWN,
                         .number = pronoun ? mention->number : SS_NUMBER_UNKNOWN,
                         .reflexive = pronoun && SS_TOKEN_IS_ONE_OF(&document->tokens, mention->head, reflexive),
                         .the = words.first > limit.first && ss_token_is(&document->tokens, words.first - 1, "the"),
                         .tagged = cast->tag[words.end - 1] == SS_TAG_NAME,
                         .placed = ss_usage_is_placed(cast, words.first),
                         .cited = mention->form == SS_MENTION_NAME && is_cited(&document->tokens, words),
                         .called = mention->form == SS_MENTION_NAME && is_called(cast, mention, limit)};
}
