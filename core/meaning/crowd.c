/* crowd.c - compare the words that groups of people are called by.  Floor: meaning. */
#include "meaning/crowd.h"

#include <string.h>

#include "meaning/lexeme.h"

/* Letters that "Senate" and "senators" must share. */
#define STEM 5u

/* A phrase without "the" and "all"; what has more words, or a preposition, says more than who they are. */
static ss_range bare(const ss_tokens *tokens, ss_range phrase)
{
    static const char *const before[] = {"all", "the", "nearly", "almost"};
    while (phrase.first < phrase.end && SS_TOKEN_IS_ONE_OF(tokens, phrase.first, before))
        phrase.first++;
    return phrase;
}

/* The nation whose people a phrase means, without its plural; its length, 0 for other phrases. */
static uint32_t nation_of(const ss_tokens *tokens, ss_range phrase, char *folded)
{
    static const char *const whole[] = {"people", "public"};
    ss_range words = bare(tokens, phrase);
    bool people = words.end == words.first + 2 && SS_TOKEN_IS_ONE_OF(tokens, words.first + 1, whole);
    if ((!people && words.end != words.first + 1) || !(ss_lexeme_of(tokens, words.first) & SS_LEXEME_NATION))
        return 0;
    uint32_t length = ss_lexeme_fold(tokens, words.first, folded, SS_FOLD_BYTES);
    return length > 1 && folded[length - 1] == 's' ? length - 1 : length;
}

static bool is_same_nation(const ss_tokens *tokens, ss_range one, ss_range other)
{
    char first[SS_FOLD_BYTES], second[SS_FOLD_BYTES];
    uint32_t length = nation_of(tokens, one, first);
    return length > 0 && length == nation_of(tokens, other, second) && memcmp(first, second, length) == 0;
}

static bool same_stem(const ss_tokens *tokens, uint32_t one, uint32_t other)
{
    char first[SS_FOLD_BYTES], second[SS_FOLD_BYTES];
    return ss_lexeme_fold(tokens, one, first, sizeof first) >= STEM &&
           ss_lexeme_fold(tokens, other, second, sizeof second) >= STEM && memcmp(first, second, STEM) == 0;
}

/* Whether two words are one, and a name's: of "party leaders" and "leaders' party" nothing is known. */
static bool same_name(const ss_tokens *tokens, uint32_t one, uint32_t other)
{
    return ss_token_is_capitalised(tokens, one) && ss_token_is_capitalised(tokens, other) && same_stem(tokens, one, other);
}

/* Two words and two words, each of which the other has, too, at one of these places. */
static bool same_pair(const ss_tokens *tokens, ss_range one, uint32_t first, uint32_t second)
{
    bool named = same_name(tokens, one.first, first) || same_name(tokens, one.first + 1, second);
    return named && same_stem(tokens, one.first, first) && same_stem(tokens, one.first + 1, second);
}

bool ss_crowd_is_same(const ss_tokens *tokens, ss_range one, ss_range other)
{
    if (is_same_nation(tokens, one, other))
        return true;
    one = bare(tokens, one);
    other = bare(tokens, other);
    return one.end == one.first + 2 && other.end == other.first + 2 &&
           (same_pair(tokens, one, other.first, other.first + 1) || same_pair(tokens, one, other.first + 1, other.first));
}
