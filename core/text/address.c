#include "text/address.h"

#include <string.h>

#include "base/limits.h"
#include "text/character.h"

#define LONGEST_SCHEME 16u /* "https", "mailto"; registered ones are shorter */
#define LONGEST_LOCAL 64u  /* RFC 5321, 4.5.3.1.1 */
#define LONGEST_HOST 255u  /* RFC 5321, 4.5.3.1.2 */

static bool is_letter(uint8_t byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_digit(uint8_t byte)
{
    return byte >= '0' && byte <= '9';
}

static uint32_t find(const uint8_t *text, uint32_t length, uint32_t at, uint8_t byte)
{
    const uint8_t *found = at < length ? memchr(text + at, byte, length - at) : NULL;
    return found == NULL ? length : (uint32_t)(found - text);
}

static uint32_t find_scheme(const uint8_t *text, uint32_t length, uint32_t at)
{
    for (at = find(text, length, at, ':'); at < length; at = find(text, length, at + 1, ':'))
        if (length - at > 3 && text[at + 1] == '/' && text[at + 2] == '/')
            return at;
    return length;
}

void ss_address_begin(ss_address_finder *finder, const uint8_t *text, uint32_t length)
{
    *finder = (ss_address_finder){text, length, find(text, length, 0, '@'), find_scheme(text, length, 0), 0};
}

static bool ends_clause(uint8_t byte)
{
    return byte == '.' || byte == ',' || byte == ';' || byte == ':' || byte == '!' || byte == '?' || byte == '*' ||
           byte == '_' || byte == '-' || byte == '~';
}

/* Without the punctuation at its end; a bracket stays when it was opened inside. */
static uint32_t trimmed(const uint8_t *text, uint32_t start, uint32_t end)
{
    int32_t open = 0; /* "(" and "[" less those closed */
    for (uint32_t at = start; at < end; at++)
        open += (text[at] == '(' || text[at] == '[') - (text[at] == ')' || text[at] == ']');
    while (end > start) {
        uint8_t last = text[end - 1];
        bool opening = last == '(' || last == '[', closing = last == ')' || last == ']';
        if (!ends_clause(last) && !opening && !(closing && open < 0))
            break;
        open += closing - opening;
        end--;
    }
    return end;
}

/* White space, quotation marks and what RFC 3986 never allows end a URL. */
static uint32_t url_end(ss_address_finder *finder, uint32_t start, uint32_t at)
{
    for (;;) {
        ss_sight sight = ss_character_look(finder->text, finder->length, at);
        bool plain = ss_class_in_word(sight.class) || sight.class == SS_CLASS_IDEOGRAPH ||
                     (sight.class == SS_CLASS_MARK && sight.code_point < 0x80 && sight.code_point != '<' &&
                      sight.code_point != '>' && sight.code_point != '`' && sight.code_point != '|' &&
                      sight.code_point != '{' && sight.code_point != '}' && sight.code_point != '\\');
        if (!plain || at + sight.length - start > SS_MAX_TOKEN_BYTES) {
            finder->looked += 2 * (at - start); /* read, and counted for brackets */
            return trimmed(finder->text, start, at);
        }
        at += sight.length;
    }
}

static uint32_t with_scheme(ss_address_finder *finder, uint32_t at)
{
    uint32_t colon = finder->next_scheme;
    if (colon >= finder->length || colon - at > LONGEST_SCHEME || colon == at)
        return at;
    for (uint32_t i = at; i < colon; i++)
        if (!is_letter(finder->text[i]) && (i == at || (!is_digit(finder->text[i]) && finder->text[i] != '+')))
            return at;
    uint32_t end = url_end(finder, at, colon + 3);
    return end > colon + 3 ? end : at;
}

static uint32_t with_www(ss_address_finder *finder, uint32_t at)
{
    const uint8_t *text = finder->text;
    if (finder->length - at < 5 || (text[at] | 0x20) != 'w' || (text[at + 1] | 0x20) != 'w' ||
        (text[at + 2] | 0x20) != 'w' || text[at + 3] != '.' || !(is_letter(text[at + 4]) || is_digit(text[at + 4])))
        return at;
    return url_end(finder, at, at + 4);
}

/* A host name with a dot, its last part two letters or more; `at` when there is none. */
static uint32_t host_end(ss_address_finder *finder, uint32_t length, uint32_t at)
{
    const uint8_t *text = finder->text;
    uint32_t end = at, start = at, part = at;
    for (; at < length && at - start < LONGEST_HOST; at++) {
        if (text[at] == '.') {
            if (at == part)
                break;
            part = at + 1;
        } else if (is_letter(text[at])) {
            if (part > start && at > part)
                end = at + 1;
        } else if (!is_digit(text[at]) && text[at] != '-') {
            break;
        }
    }
    finder->looked += at - start;
    return end;
}

static uint32_t e_mail(ss_address_finder *finder, uint32_t at)
{
    uint32_t sign = finder->next_at;
    if (sign >= finder->length || sign - at > LONGEST_LOCAL || sign == at)
        return at;
    finder->looked += sign - at;
    for (uint32_t i = at; i < sign; i++) {
        uint8_t byte = finder->text[i];
        bool mark = byte == '.' || byte == '_' || byte == '%' || byte == '+' || byte == '-';
        if (!is_letter(byte) && !is_digit(byte) && !mark)
            return at;
    }
    uint32_t end = host_end(finder, finder->length, sign + 1);
    return end > sign + 1 ? end : at;
}

static uint32_t handle(ss_address_finder *finder, uint32_t at)
{
    uint32_t end = at + 1;
    while (end < finder->length && end - at < LONGEST_HOST &&
           (is_letter(finder->text[end]) || is_digit(finder->text[end]) || finder->text[end] == '_'))
        end++;
    finder->looked += end - at;
    return end > at + 1 ? end : at;
}

/* "#metoo", not "#1": a tag has a letter. */
static uint32_t tag(ss_address_finder *finder, uint32_t at)
{
    bool letter = false;
    uint32_t end = at + 1;
    for (;;) {
        ss_sight sight = ss_character_look(finder->text, finder->length, end);
        bool inside = ss_class_in_word(sight.class) || sight.class == SS_CLASS_IDEOGRAPH || sight.code_point == '_';
        if (!inside || end - at > LONGEST_HOST)
            break;
        letter = letter || sight.class == SS_CLASS_LETTER || sight.class == SS_CLASS_IDEOGRAPH;
        end += sight.length;
    }
    finder->looked += end - at;
    return letter ? end : at;
}

uint32_t ss_address_end(ss_address_finder *finder, uint32_t at)
{
    if (finder->next_at < at)
        finder->next_at = find(finder->text, finder->length, at, '@');
    if (finder->next_scheme < at)
        finder->next_scheme = find_scheme(finder->text, finder->length, at);
    uint8_t first = finder->text[at];
    if (first == '@')
        return handle(finder, at);
    if (first == '#')
        return tag(finder, at);
    uint32_t end = with_scheme(finder, at);
    if (end == at)
        end = with_www(finder, at);
    return end == at ? e_mail(finder, at) : end;
}

uint32_t ss_address_path_end(ss_address_finder *finder, uint32_t start, uint32_t end)
{
    const uint8_t *text = finder->text;
    if (finder->length - end < 2 || text[end] != '/' || !(is_letter(text[end + 1]) || is_digit(text[end + 1])))
        return end;
    return host_end(finder, end, start) == end ? url_end(finder, start, end) : end;
}
