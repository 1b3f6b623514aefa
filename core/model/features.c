#include "model/features.h"

#include <string.h>
#include <utf8proc.h>

#include "base/hash.h"
#include "text/utf8.h"

#define FOLDED_CAPACITY 96u /* longer tokens are told apart by their first 96 bytes */
#define SHAPE_CHARACTERS 12u

/* Seeds keep equal letters of different features apart. */
enum { SEED_WORD = 1, SEED_PREFIX, SEED_SUFFIX, SEED_ENDING, SEED_SHAPE };

static uint32_t mixed_hash(uint32_t seed, const char *bytes, uint32_t length)
{
    return ss_hash32_mixed(ss_hash32(SS_HASH32_START ^ seed, bytes, length));
}

/* The byte length of the first or last `characters` characters of a well-formed text. */
static uint32_t head_length(const char *text, uint32_t length, uint32_t characters)
{
    uint32_t at = 0;
    while (at < length && characters > 0) {
        at++;
        while (at < length && ((unsigned char)text[at] & 0xC0u) == 0x80u)
            at++;
        characters--;
    }
    return at;
}

static uint32_t tail_length(const char *text, uint32_t length, uint32_t characters)
{
    uint32_t at = length;
    while (at > 0 && characters > 0) {
        at--;
        while (at > 0 && ((unsigned char)text[at] & 0xC0u) == 0x80u)
            at--;
        characters--;
    }
    return length - at;
}

static char shape_class(uint32_t code_point)
{
    switch (utf8proc_category((utf8proc_int32_t)code_point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT:
        return 'X';
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
        return 'x';
    case UTF8PROC_CATEGORY_ND:
        return 'd';
    default:
        return code_point < 128 ? (char)code_point : 's';
    }
}

typedef struct token_shape {
    char text[SHAPE_CHARACTERS];
    uint32_t length;
    uint8_t letter_case; /* ss_letter_case */
} token_shape;

static token_shape shape_of(const ss_tokens *tokens, uint32_t index)
{
    ss_span span = ss_token_span(tokens, index);
    token_shape shape = {{0}, 0, SS_CASE_NONE};
    uint32_t letters = 0, lower = 0, characters = 0;
    for (uint32_t at = span.start; at < span.end && characters < SHAPE_CHARACTERS; characters++) {
        ss_character character = ss_utf8_decode(tokens->text, span.end, at);
        char class = shape_class(character.code_point);
        if (characters == 0 && (class == 'X' || class == 'x'))
            shape.letter_case = class == 'X' ? SS_CASE_CAPITALISED : SS_CASE_LOWER;
        letters += class == 'X' || class == 'x';
        lower += class == 'x';
        uint32_t n = shape.length;
        if (n < 2 || shape.text[n - 1] != class || shape.text[n - 2] != class)
            shape.text[shape.length++] = class;
        at += character.length;
    }
    if (shape.letter_case == SS_CASE_CAPITALISED && letters > 1 && lower == 0)
        shape.letter_case = SS_CASE_UPPER;
    return shape;
}

static void fill(const ss_tokens *tokens, uint32_t index, uint8_t place, ss_token_features *out)
{
    char folded[FOLDED_CAPACITY];
    uint32_t length = ss_token_fold(tokens, index, folded, sizeof folded);
    uint32_t prefix = head_length(folded, length, 3);
    uint32_t suffix = tail_length(folded, length, 3);
    uint32_t ending = tail_length(folded, length, 2);
    token_shape shape = shape_of(tokens, index);
    out->word = mixed_hash(SEED_WORD, folded, length);
    out->prefix = mixed_hash(SEED_PREFIX, folded, prefix);
    out->suffix = mixed_hash(SEED_SUFFIX, folded + length - suffix, suffix);
    out->ending = mixed_hash(SEED_ENDING, folded + length - ending, ending);
    out->shape = mixed_hash(SEED_SHAPE, shape.text, shape.length);
    out->context = (uint16_t)(((uint32_t)place * 4u + tokens->token[index].gap) * (uint32_t)SS_CASES +
                              shape.letter_case);
}

void ss_features_extract(const ss_document *document, ss_range range, ss_token_features *out)
{
    for (uint32_t i = range.first; i < range.end; i++)
        fill(&document->tokens, i, document->place[i], &out[i - range.first]);
}
