/* office.c - compare offices by their words.  Floor: meaning. */
#include "meaning/office.h"

#include <string.h>

#include "base/hash.h"
#include "meaning/lexeme.h"

/* Words for one office: the abbreviation, and what a member of a house is called. */
static uint64_t office_hash(const ss_tokens *tokens, uint32_t token)
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
            return ss_hash64(SS_HASH64_START, same[i][1], strlen(same[i][1]));
    return ss_hash64(SS_HASH64_START, folded, length);
}

static bool is_office_word(const ss_tokens *tokens, uint32_t token)
{
    uint32_t classes = ss_lexeme_of(tokens, token);
    return (classes & (SS_LEXEME_ROLE | SS_LEXEME_TITLE)) && !(classes & SS_LEXEME_HONORIFIC);
}

bool ss_office_is_shared(const ss_tokens *tokens, ss_range one, ss_range other)
{
    for (uint32_t i = one.first; i < one.end; i++)
        for (uint32_t k = other.first; k < other.end && is_office_word(tokens, i); k++)
            if (is_office_word(tokens, k) && office_hash(tokens, i) == office_hash(tokens, k))
                return true;
    return false;
}

bool ss_office_is_named(const ss_tokens *tokens, ss_range role)
{
    for (uint32_t i = role.first; i < role.end; i++)
        if (is_office_word(tokens, i))
            return true;
    return false;
}
