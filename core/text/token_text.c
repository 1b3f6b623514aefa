#include "text/token.h"

#include <string.h>
#include <utf8proc.h>

#include "text/character.h"

/* Bytes of a token that are read to fill a buffer, beside its size: past them all that is seen is taken
 * for read. A word may be 64 KiB of unseen characters, and is folded often. */
#define MOST_UNSEEN 64u

static uint32_t lowered(uint32_t code_point)
{
    return code_point >= 'A' && code_point <= 'Z' ? code_point + 0x20 : code_point;
}

static uint32_t straightened(uint32_t code_point)
{
    switch (code_point) {
    case 0x2018: case 0x2019: case 0x201A: case 0x201B:
        return '\'';
    case 0x201C: case 0x201D: case 0x201E: case 0x201F:
        return '"';
    default:
        return code_point;
    }
}

bool ss_token_is(const ss_tokens *tokens, uint32_t index, const char *ascii)
{
    ss_span span = ss_token_span(tokens, index);
    uint32_t at = span.start;
    for (; at < span.end && *ascii != '\0'; ascii++) {
        uint32_t wanted = lowered((unsigned char)*ascii);
        if (tokens->text[at] < 0x80) { /* nearly always, and asked of every token */
            if (lowered(tokens->text[at++]) != wanted)
                return false;
            continue;
        }
        ss_character character = ss_utf8_decode(tokens->text, span.end, at);
        if (lowered(straightened(character.code_point)) != wanted)
            return false;
        at += character.length;
    }
    return at == span.end && *ascii == '\0';
}

bool ss_token_is_one_of(const ss_tokens *tokens, uint32_t index, const char *const *ascii, size_t count)
{
    uint8_t first = tokens->text[tokens->token[index].start];
    for (size_t i = 0; i < count; i++) {
        bool may_be = first >= 0x80 || lowered(first) == lowered((unsigned char)ascii[i][0]);
        if (may_be && ss_token_is(tokens, index, ascii[i]))
            return true;
    }
    return false;
}

/* Bytes of the Arabic article that a name begins with, its hyphen included: "al-" of "al-Assad"; 0 when it has none. */
static uint32_t article_length(const uint8_t *text, ss_span span)
{
    static const char *const articles[] = {"al", "el", "ul", "ad", "ar", "as", "at", "az", "an", "ash"};
    for (size_t i = 0; i < sizeof articles / sizeof articles[0]; i++) {
        uint32_t length = (uint32_t)strlen(articles[i]);
        if (span.end - span.start <= length + 1 || memcmp(text + span.start, articles[i], length) != 0)
            continue;
        ss_character hyphen = ss_utf8_decode(text, span.end, span.start + length);
        if (ss_character_is_hyphen(hyphen.code_point) && span.start + length + hyphen.length < span.end)
            return length + hyphen.length;
    }
    return 0;
}

bool ss_token_is_capitalised(const ss_tokens *tokens, uint32_t index)
{
    ss_span span = ss_token_span(tokens, index);
    const uint8_t *text = tokens->text + span.start;
    bool hyphen = span.end - span.start > 3 && (text[2] == '-' || text[3] == '-' || text[2] >= 0x80 || text[3] >= 0x80);
    if (hyphen && text[0] >= 'a' && text[0] <= 'z') /* few words have one there, and many are asked */
        span.start += article_length(tokens->text, span);
    return ss_character_is_upper(ss_utf8_decode(tokens->text, span.end, span.start).code_point);
}

/* Folds one character that is not ASCII into code points, at most `room` of them. */
static utf8proc_ssize_t fold_character(uint32_t code_point, utf8proc_int32_t *out, utf8proc_ssize_t room)
{
    uint32_t plain = straightened(code_point);
    if (plain == '\'' || ss_character_is_hyphen(code_point)) {
        out[0] = plain == '\'' ? '\'' : '-';
        return 1;
    }
    int boundary = 0;
    return utf8proc_decompose_char((utf8proc_int32_t)code_point, out, room, UTF8PROC_CASEFOLD | UTF8PROC_IGNORE,
                                   &boundary);
}

uint32_t ss_token_fold(const ss_tokens *tokens, uint32_t index, char *out, uint32_t capacity)
{
    ss_span span = ss_token_span(tokens, index);
    uint32_t written = 0, most = MOST_UNSEEN + 4 * capacity;
    span.end = span.end - span.start > most ? span.start + most : span.end;
    for (uint32_t at = span.start; at < span.end;) {
        if (tokens->text[at] < 0x80) {
            if (written == capacity)
                break;
            out[written++] = (char)lowered(tokens->text[at++]);
            continue;
        }
        ss_character character = ss_utf8_decode(tokens->text, span.end, at);
        utf8proc_int32_t folded[8];
        utf8proc_ssize_t count = fold_character(character.code_point, folded, 8);
        for (utf8proc_ssize_t i = 0; i < count && i < 8; i++) {
            utf8proc_uint8_t bytes[4];
            uint32_t length = (uint32_t)utf8proc_encode_char(folded[i], bytes);
            if (length > capacity - written)
                return written;
            for (uint32_t k = 0; k < length; k++)
                out[written++] = (char)bytes[k];
        }
        at += character.length;
    }
    return written;
}
