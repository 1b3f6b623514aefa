/* office.c - compare offices by their words.  Floor: meaning. */
#include "meaning/office.h"

#include <string.h>

#include "base/hash.h"
#include "meaning/lexeme.h"

/* Words for one office: the abbreviation, and what a member of a house is called. */
static uint32_t office_hash(const ss_tokens *tokens, uint32_t token)
{
    static const char *const same[][2] = {
        {"sen", "senator"},          {"gov", "governor"},           {"gen", "general"},      {"prof", "professor"},
        {"rep", "congressman"},      {"representative", "congressman"}, {"congresswoman", "congressman"},
        {"lawmaker", "congressman"}, {"col", "colonel"},            {"capt", "captain"},     {"sgt", "sergeant"},
        {"pres", "president"},       {"lt", "lieutenant"},          {"chairwoman", "chairman"}, {"chair", "chairman"},
    };
    char folded[SS_FOLD_BYTES];
    uint32_t length = ss_lexeme_fold(tokens, token, folded, sizeof folded);
    for (uint32_t i = 0; i < sizeof same / sizeof same[0]; i++)
        if (strlen(same[i][0]) == length && memcmp(same[i][0], folded, length) == 0)
            return ss_hash32(SS_HASH32_START, same[i][1], strlen(same[i][1]));
    return ss_hash32(SS_HASH32_START, folded, length);
}

static bool is_office_word(const ss_tokens *tokens, uint32_t token)
{
    uint32_t classes = ss_lexeme_of(tokens, token);
    return (classes & (SS_LEXEME_ROLE | SS_LEXEME_TITLE)) && !(classes & SS_LEXEME_HONORIFIC);
}

ss_offices ss_offices_read(const ss_tokens *tokens, ss_range role)
{
    ss_offices offices = {{0}};
    uint32_t count = 0;
    for (uint32_t i = role.end; i > role.first && count < SS_MAX_OFFICES; i--)
        if (is_office_word(tokens, i - 1))
            offices.word[count++] = office_hash(tokens, i - 1);
    return offices;
}

bool ss_offices_name_any(const ss_offices *offices)
{
    return offices->word[0] != 0;
}

bool ss_offices_share_one(const ss_offices *one, const ss_offices *other)
{
    for (uint32_t i = 0; i < SS_MAX_OFFICES && one->word[i] != 0; i++)
        for (uint32_t k = 0; k < SS_MAX_OFFICES && other->word[k] != 0; k++)
            if (one->word[i] == other->word[k])
                return true;
    return false;
}
