#include "text/utf8.h"

#include <string.h>

/* The bytes that may follow a lead byte, from table 3-7 of the Unicode Standard: only the second
 * byte's range depends on the lead. */
typedef struct lead {
    uint8_t length; /* of the whole character; 0 when no character starts so */
    uint8_t low;    /* range of the second byte */
    uint8_t high;
} lead;

static lead lead_of(uint8_t byte)
{
    if (byte >= 0xC2 && byte <= 0xDF)
        return (lead){2, 0x80, 0xBF};
    if (byte >= 0xE0 && byte <= 0xEF) /* no overlong forms, no surrogates */
        return (lead){3, byte == 0xE0 ? 0xA0 : 0x80, byte == 0xED ? 0x9F : 0xBF};
    if (byte >= 0xF0 && byte <= 0xF4) /* no overlong forms, nothing past U+10FFFF */
        return (lead){4, byte == 0xF0 ? 0x90 : 0x80, byte == 0xF4 ? 0x8F : 0xBF};
    return (lead){0, 0, 0};
}

static ss_character bad_sequence(uint8_t length)
{
    return (ss_character){SS_REPLACEMENT, length, true};
}

ss_character ss_utf8_decode(const uint8_t *text, uint32_t length, uint32_t at)
{
    uint8_t first = text[at];
    if (first < 0x80)
        return (ss_character){first, 1, false};
    lead expected = lead_of(first);
    if (expected.length == 0)
        return bad_sequence(1);
    uint32_t code_point = first & (0xFFu >> (expected.length + 1u));
    for (uint8_t taken = 1; taken < expected.length; taken++) {
        uint8_t low = taken == 1 ? expected.low : 0x80, high = taken == 1 ? expected.high : 0xBF;
        if (length - at <= taken || text[at + taken] < low || text[at + taken] > high)
            return bad_sequence(taken);
        code_point = code_point << 6 | (text[at + taken] & 0x3Fu);
    }
    return (ss_character){code_point, expected.length, false};
}

ss_utf8_report ss_utf8_check(const uint8_t *text, uint32_t length)
{
    ss_utf8_report report = {0, length};
    uint32_t at = 0;
    while (at < length) {
        uint64_t eight; /* ASCII goes by eight bytes at a time */
        if (length - at >= sizeof eight) {
            memcpy(&eight, text + at, sizeof eight);
            if ((eight & 0x8080808080808080u) == 0) {
                at += (uint32_t)sizeof eight;
                continue;
            }
        }
        ss_character character = ss_utf8_decode(text, length, at);
        if (character.bad && report.bad_sequences++ == 0)
            report.first_bad = at;
        at += character.length;
    }
    return report;
}
