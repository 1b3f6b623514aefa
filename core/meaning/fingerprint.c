#include "meaning/fingerprint.h"

#include <utf8proc.h>
#include "base/hash.h"
#include "text/utf8.h"

#define SHINGLE 3u
/* A longer run of letters is cut here: no word is as long, and the buffer stays on the stack. */
#define WORD_CAPACITY 256
/* The most code points that one character folds to is 18 (U+FDFA). */
#define FOLDED_CAPACITY 24

#define FOLD_OPTIONS \
    (UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE | UTF8PROC_STRIPMARK)

/* Shingles overlap, so up to three are being hashed at once: open[k] holds k + 1 words. */
typedef struct simhash {
    uint64_t open[SHINGLE];
    uint32_t word_count;
    uint32_t shingle_count;
    uint32_t ones[64]; /* shingles that have bit i */
} simhash;

typedef struct folded_word {
    utf8proc_int32_t code_point[WORD_CAPACITY];
    uint32_t length;
} folded_word;

static void add_shingle(simhash *sum, uint64_t hash)
{
    sum->shingle_count++;
    for (uint32_t bit = 0; bit < 64; bit++)
        sum->ones[bit] += (uint32_t)(hash >> bit & 1);
}

static void add_word(simhash *sum, const uint8_t *bytes, size_t length)
{
    for (uint32_t k = SHINGLE - 1; k > 0; k--)
        sum->open[k] = ss_hash64(ss_hash64(sum->open[k - 1], " ", 1), bytes, length);
    sum->open[0] = ss_hash64(SS_HASH64_START, bytes, length);
    sum->word_count++;
    if (sum->word_count >= SHINGLE)
        add_shingle(sum, sum->open[SHINGLE - 1]);
}

static void end_word(simhash *sum, folded_word *word)
{
    if (word->length == 0)
        return;
    /* NFKC composes what is left after the marks are gone: Hangul syllables */
    utf8proc_ssize_t length =
        utf8proc_normalize_utf32(word->code_point, (utf8proc_ssize_t)word->length, UTF8PROC_COMPOSE);
    uint8_t bytes[WORD_CAPACITY * 4];
    size_t used = 0;
    for (utf8proc_ssize_t i = 0; i < length; i++)
        used += (size_t)utf8proc_encode_char(word->code_point[i], bytes + used);
    add_word(sum, bytes, used);
    word->length = 0;
}

static bool is_of_word(utf8proc_int32_t code_point)
{
    utf8proc_category_t category = utf8proc_category(code_point);
    return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
           (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
}

static void add_character(simhash *sum, folded_word *word, utf8proc_int32_t code_point)
{
    utf8proc_int32_t folded[FOLDED_CAPACITY];
    int boundary = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char(code_point, folded, FOLDED_CAPACITY, FOLD_OPTIONS, &boundary);
    for (utf8proc_ssize_t i = 0; i < count && i < FOLDED_CAPACITY; i++) {
        if (!is_of_word(folded[i]) || word->length == WORD_CAPACITY)
            end_word(sum, word);
        if (is_of_word(folded[i]))
            word->code_point[word->length++] = folded[i];
    }
}

static uint64_t majority(simhash *sum)
{
    if (sum->word_count > 0 && sum->word_count < SHINGLE)
        add_shingle(sum, sum->open[sum->word_count - 1]);
    uint64_t out = 0;
    for (uint32_t bit = 0; bit < 64; bit++)
        if (sum->ones[bit] > sum->shingle_count - sum->ones[bit])
            out |= (uint64_t)1 << bit;
    return out;
}

uint64_t ss_fingerprint(const ss_tokens *tokens, const ss_range *range, uint32_t range_count)
{
    simhash sum = {{0}, 0, 0, {0}};
    folded_word word = {{0}, 0};
    for (uint32_t i = 0; i < range_count; i++) {
        ss_span span = ss_range_span(tokens, range[i]);
        for (uint32_t at = span.start; at < span.end;) {
            ss_character character = ss_utf8_decode(tokens->text, tokens->length, at);
            add_character(&sum, &word, (utf8proc_int32_t)character.code_point);
            at += character.length;
        }
        end_word(&sum, &word);
    }
    return majority(&sum);
}
