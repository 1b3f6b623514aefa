/* lexeme.c - look a word up in the generated tables.  Floor: meaning. */
#include "meaning/lexeme.h"

#include <string.h>
#include <utf8proc.h>

#include "base/hash.h"

#define ROW_BYTES (sizeof ss_lexeme_rows[0].word)
#define GIVEN_BYTES (sizeof ss_given_rows[0].name)

uint32_t ss_lexeme_classes(const char *folded, uint32_t length)
{
    char key[ROW_BYTES] = {0};
    if (length >= ROW_BYTES)
        return 0;
    memcpy(key, folded, length);
    uint32_t low = 0;
    uint32_t high = ss_lexeme_row_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = memcmp(ss_lexeme_rows[middle].word, key, ROW_BYTES);
        if (order == 0)
            return ss_lexeme_rows[middle].classes;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

uint32_t ss_lexeme_given(const char *folded, uint32_t length)
{
    char key[GIVEN_BYTES] = {0};
    if (length >= GIVEN_BYTES)
        return SS_GIVEN_UNKNOWN;
    memcpy(key, folded, length);
    uint32_t low = 0;
    uint32_t high = ss_given_row_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = memcmp(ss_given_rows[middle].name, key, GIVEN_BYTES);
        if (order == 0)
            return ss_given_rows[middle].female_percent;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return SS_GIVEN_UNKNOWN;
}

/* The letter under a letter's marks; itself when it is made of several (Hangul); 0 for a mark. */
static utf8proc_int32_t without_marks(utf8proc_int32_t character)
{
    utf8proc_int32_t part[8];
    int boundary = 0;
    utf8proc_ssize_t count =
        utf8proc_decompose_char(character, part, 8, UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK, &boundary);
    if (count == 0)
        return 0;
    return count == 1 ? part[0] : character;
}

static bool is_ascii(const char *bytes, uint32_t length)
{
    unsigned char all = 0;
    for (uint32_t i = 0; i < length; i++)
        all |= (unsigned char)bytes[i];
    return all < 0x80;
}

uint32_t ss_lexeme_fold(const ss_tokens *tokens, uint32_t token, char *out, uint32_t capacity)
{
    uint32_t length = ss_token_fold(tokens, token, out, capacity);
    if (!is_ascii(out, length)) {
        uint32_t from = 0;
        uint32_t to = 0;
        while (from < length) {
            utf8proc_int32_t character;
            utf8proc_ssize_t taken =
                utf8proc_iterate((const utf8proc_uint8_t *)out + from, (utf8proc_ssize_t)(length - from), &character);
            if (taken <= 0) {
                from++;
                continue;
            }
            from += (uint32_t)taken;
            utf8proc_int32_t bare = without_marks(character);
            utf8proc_uint8_t bytes[4];
            uint32_t written = bare == 0 ? 0 : (uint32_t)utf8proc_encode_char(bare, bytes);
            /* a letter is not longer than itself with marks; else the write would pass the read */
            if (written <= from - to) {
                memcpy(out + to, bytes, written);
                to += written;
            }
        }
        length = to;
    }
    if (length > 1 && out[length - 1] == '.')
        length--;
    return length;
}

/* "UNESCO" has as many; a longer one is a word that somebody shouts. */
#define MAX_ACRONYM_LETTERS 6u

#define OF_A_LAST_PART                                                                                       \
    (SS_LEXEME_ROLE | SS_LEXEME_TITLE | SS_LEXEME_LEADER | SS_LEXEME_MALE | SS_LEXEME_FEMALE | SS_LEXEME_PLURAL | \
     SS_LEXEME_ORGANISATION)

/* "ex-president" and "vice-chancellor" are what their last part is. */
static uint32_t classes_of_last_part(const char *folded, uint32_t length)
{
    uint32_t start = length;
    while (start > 0 && folded[start - 1] != '-')
        start--;
    if (start == 0)
        return 0;
    uint32_t classes = ss_lexeme_classes(folded + start, length - start);
    return (classes & SS_LEXEME_ROLE) ? classes & (uint32_t)(OF_A_LAST_PART) : 0;
}

uint32_t ss_lexeme_of(const ss_tokens *tokens, uint32_t token)
{
    if (tokens->token[token].kind != SS_TOKEN_WORD)
        return 0;
    char folded[SS_FOLD_BYTES];
    uint32_t length = ss_lexeme_fold(tokens, token, folded, sizeof folded);
    uint32_t classes = ss_lexeme_classes(folded, length);
    if (classes == 0)
        return classes_of_last_part(folded, length);
    if ((classes & SS_LEXEME_PROPER) && !ss_token_is_capitalised(tokens, token))
        classes &= ~(uint32_t)SS_LEXEME_PROPER;
    return classes;
}

uint32_t ss_lexeme_of_range(const ss_tokens *tokens, ss_range range)
{
    if (range.end - range.first == 1)
        return ss_lexeme_of(tokens, range.first);
    char folded[SS_FOLD_BYTES];
    uint32_t length = 0;
    for (uint32_t i = range.first; i < range.end; i++) {
        if (i != range.first && length < ROW_BYTES)
            folded[length++] = ' ';
        if (length >= ROW_BYTES)
            return 0;
        length += ss_lexeme_fold(tokens, i, folded + length, (uint32_t)sizeof folded - length);
    }
    return ss_lexeme_classes(folded, length);
}

uint64_t ss_lexeme_hash(const ss_tokens *tokens, uint32_t token)
{
    char folded[SS_FOLD_BYTES];
    uint32_t length = ss_lexeme_fold(tokens, token, folded, sizeof folded);
    return ss_hash64(SS_HASH64_START, folded, length);
}

bool ss_lexeme_is_acronym(const ss_tokens *tokens, uint32_t token)
{
    if (tokens->token[token].kind != SS_TOKEN_WORD || tokens->token[token].length > 24)
        return false;
    const uint8_t *byte = tokens->text + tokens->token[token].start;
    uint32_t upper = 0;
    for (uint32_t i = 0; i < tokens->token[token].length; i++) {
        if (byte[i] >= 'A' && byte[i] <= 'Z')
            upper++;
        else if ((byte[i] >= 'a' && byte[i] <= 'z') || byte[i] >= 0x80)
            return false;
    }
    return upper >= 2 && upper <= MAX_ACRONYM_LETTERS;
}
