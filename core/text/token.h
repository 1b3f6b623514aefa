/* token.h - cut a text into words, numbers, addresses and marks.  Floor: text. */
#ifndef SS_TOKEN_H
#define SS_TOKEN_H
#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/span.h"
#include "base/status.h"

typedef enum ss_token_kind {
    SS_TOKEN_WORD,    /* letters: "talks", "long-term", "U.S.", "Mr.", "O'Brien", "n't", "'s", "'em"; a Han
                       * or kana character each */
    SS_TOKEN_NUMBER,  /* starts with a digit: "3,000", "1.5", "2016", "20th", "9/11"; and "'90s" */
    SS_TOKEN_ADDRESS, /* URL, e-mail address, @handle, #tag */
    SS_TOKEN_QUOTE,   /* one quotation mark, ASCII or not; ``, '' and their curly forms are one double
                       * mark. A ' that may be the apostrophe of a word ("the ministers' plan") is one
                       * too: ss_quotes_pair tells them apart */
    SS_TOKEN_MARK     /* any other mark or symbol: "," "..." "--" "$" an emoji */
} ss_token_kind;

/* What stands between the token before and this one. */
typedef enum ss_token_gap {
    SS_GAP_NONE,     /* nothing that is seen: "do" "n't" */
    SS_GAP_SPACE,    /* white space, Unicode's included (NBSP), and U+200B, the zero-width space */
    SS_GAP_LINE,     /* a line break that ends no paragraph */
    SS_GAP_PARAGRAPH /* a paragraph's start, the text's first token included */
} ss_token_gap;

typedef struct ss_token {
    uint32_t start;  /* byte of the document */
    uint16_t length; /* bytes, > 0 */
    uint8_t kind;    /* ss_token_kind */
    uint8_t gap;     /* ss_token_gap */
} ss_token;

/* Tokens ascend and do not overlap; what lies between them is white space, control characters,
 * zero-width characters and the byte order mark. */
typedef struct ss_tokens {
    const uint8_t *text; /* borrowed */
    uint32_t length;     /* of the text, bytes */
    const ss_token *token; /* [count] */
    uint32_t count;
    uint64_t operations; /* what cutting them cost */
} ss_tokens;

/* Borrows text for as long as *out is used; *out lives in the arena and is zeroed on error.
 * The rules (text/word.h and text/address.h state them with examples): "n't" and "'s" are tokens of
 * their own, so are both halves of "cannot"; hyphenated words, abbreviations and dotted initials are
 * one; curly and straight apostrophes mean the same; a bad UTF-8 sequence is a mark. A paragraph ends
 * at a blank line or U+2029; a single line break ends one too, unless the text is hard-wrapped
 * (text/wrap.h). Line breaks are LF, CR, CRLF, VT, FF, NEL, U+2028. A run longer than
 * SS_MAX_TOKEN_BYTES goes on in a token behind no gap.
 * SS_ERR_MEMORY, SS_ERR_STOPPED. Linear time; equal text gives equal tokens on every machine. */
SS_MUST_USE ss_status ss_tokens_cut(ss_arena *arena, const uint8_t *text, uint32_t length, ss_tokens *out);

static inline ss_span ss_token_span(const ss_tokens *tokens, uint32_t index)
{
    const ss_token *token = &tokens->token[index];
    return (ss_span){token->start, token->start + token->length};
}

/* The bytes from the first to the last token of a range that is not empty. */
static inline ss_span ss_range_span(const ss_tokens *tokens, ss_range range)
{
    return (ss_span){tokens->token[range.first].start, ss_token_span(tokens, range.end - 1).end};
}

/* Whether the token is exactly these ASCII bytes, letters compared without case; curly single
 * marks equal "'" and curly double ones equal "\"". */
bool ss_token_is(const ss_tokens *tokens, uint32_t index, const char *ascii);

/* Whether it is one of `count` such texts. O(their bytes). */
bool ss_token_is_one_of(const ss_tokens *tokens, uint32_t index, const char *const *ascii, size_t count);

/* The same for an array of known size. */
#define SS_TOKEN_IS_ONE_OF(tokens, index, array) ss_token_is_one_of(tokens, index, array, sizeof(array) / sizeof((array)[0]))

/* Upper-case letter (any script with case) at its start, or behind an Arabic article in lower case: "al-Assad". */
bool ss_token_is_capitalised(const ss_tokens *tokens, uint32_t index);

/* Writes the token's text, case-folded (utf8proc), curly apostrophes as "'", U+2010 and U+2011 as "-",
 * soft hyphens and other unseen characters left out, a bad sequence as U+FFFD; at most `capacity`
 * bytes, cut at a character's border, no NUL. Returns the bytes written. O(capacity). */
uint32_t ss_token_fold(const ss_tokens *tokens, uint32_t index, char *out, uint32_t capacity);

#endif
