/* apposition.c - read the roles beside a name.  Floor: meaning. */
#include "meaning/apposition.h"

#include "meaning/lexeme.h"

static bool closes(const ss_tokens *tokens, ss_range sentence, uint32_t token)
{
    if (token >= sentence.end)
        return true;
    if (tokens->token[token].kind == SS_TOKEN_MARK || tokens->token[token].kind == SS_TOKEN_QUOTE)
        return true;
    static const char *const closing[] = {"who", "whom", "whose", "which", "that", "and", "'s"};
    for (uint32_t i = 0; i < sizeof closing / sizeof closing[0]; i++)
        if (ss_token_is(tokens, token, closing[i]))
            return true;
    return false;
}

uint32_t ss_apposition_start(const ss_tokens *tokens, ss_range sentence, uint32_t name_end)
{
    uint32_t at = name_end;
    if (at < sentence.end && ss_token_is(tokens, at, "(")) {
        uint32_t limit = at + 8 < sentence.end ? at + 8 : sentence.end;
        while (at < limit && !ss_token_is(tokens, at, ")"))
            at++;
        if (at == limit)
            return UINT32_MAX;
        at++;
    }
    if (at >= sentence.end || !ss_token_is(tokens, at, ","))
        return UINT32_MAX;
    if (at + 2 < sentence.end && tokens->token[at + 1].kind == SS_TOKEN_NUMBER && ss_token_is(tokens, at + 2, ","))
        at += 2;
    return at + 1 < sentence.end ? at + 1 : UINT32_MAX;
}

static uint8_t gender_of_head(uint32_t classes)
{
    if (classes & SS_LEXEME_MALE)
        return SS_GENDER_MALE;
    return (classes & SS_LEXEME_FEMALE) ? SS_GENDER_FEMALE : SS_GENDER_UNKNOWN;
}

static ss_range window_from(ss_range sentence, uint32_t start)
{
    uint32_t end = sentence.end - start > SS_APPOSITION_REACH ? start + SS_APPOSITION_REACH : sentence.end;
    return (ss_range){start, end};
}

/* "his wife" and "their lawyer" are of somebody else than the name they stand beside. */
static void read_after(const ss_tokens *tokens, ss_range sentence, ss_name *name)
{
    uint32_t start = ss_apposition_start(tokens, sentence, name->name.end);
    ss_phrase phrase;
    if (start == UINT32_MAX || !ss_phrase_read(tokens, window_from(sentence, start), &phrase))
        return;
    bool person = (phrase.classes & SS_LEXEME_ROLE) && name->kind != SS_SPEAKER_ORGANISATION;
    bool organisation = !person && (phrase.classes & SS_LEXEME_ORGANISATION) && name->kind != SS_SPEAKER_PERSON &&
                        phrase.determiner != SS_DETERMINER_NONE;
    if ((!person && !organisation) || (phrase.classes & SS_LEXEME_PLURAL) || phrase.head + 1 != phrase.core.end ||
        phrase.determiner == SS_DETERMINER_QUANTITY || !closes(tokens, sentence, phrase.range.end))
        return;
    name->after.role = phrase.role;
    name->after.affiliation = phrase.affiliation;
    name->kind = person ? SS_SPEAKER_PERSON : SS_SPEAKER_ORGANISATION;
    if (name->gender == SS_GENDER_UNKNOWN)
        name->gender = gender_of_head(phrase.classes);
}

static bool starts_phrase(const ss_tokens *tokens, uint32_t token)
{
    static const char *const determiner[] = {"the", "a", "an", "his", "her", "its", "their", "our", "one", "another"};
    for (uint32_t i = 0; i < sizeof determiner / sizeof determiner[0]; i++)
        if (ss_token_is(tokens, token, determiner[i]))
            return true;
    return false;
}

/* Walks left from the comma before the name to where a role phrase starts that ends at the comma. */
static void read_before(const ss_tokens *tokens, ss_range sentence, ss_name *name)
{
    uint32_t comma = name->name.first - 1;
    if (name->titled || name->kind == SS_SPEAKER_ORGANISATION || name->parts < 2 || name->name.first <= sentence.first ||
        !ss_token_is(tokens, comma, ",") || !closes(tokens, sentence, name->name.end))
        return;
    uint32_t reach = comma - sentence.first > SS_APPOSITION_REACH ? comma - SS_APPOSITION_REACH : sentence.first;
    for (uint32_t at = comma; at > reach; at--) {
        if (tokens->token[at - 1].kind == SS_TOKEN_MARK || tokens->token[at - 1].kind == SS_TOKEN_QUOTE)
            return;
        ss_phrase phrase;
        if ((at - 1 != sentence.first && !starts_phrase(tokens, at - 1)) ||
            !ss_phrase_read(tokens, (ss_range){at - 1, comma}, &phrase) || phrase.range.end != comma)
            continue;
        if (!(phrase.classes & SS_LEXEME_ROLE) || (phrase.classes & SS_LEXEME_PLURAL) ||
            phrase.head + 1 != phrase.core.end)
            continue;
        name->before.role = phrase.role;
        name->before.affiliation = phrase.affiliation;
        name->titled = true;
        name->kind = SS_SPEAKER_PERSON;
        if (name->gender == SS_GENDER_UNKNOWN)
            name->gender = gender_of_head(phrase.classes);
        return;
    }
}

void ss_apposition_read(const ss_tokens *tokens, ss_range sentence, ss_name *name)
{
    read_before(tokens, sentence, name);
    read_after(tokens, sentence, name);
}
