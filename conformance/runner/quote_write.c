/* quote_write.c - a quote that names a place and no other.  Runner. */
#include "quote.h"
#include <string.h>

#define LONG 60  /* characters, from which on a quote is written with an ellipsis */
#define END_WORDS 3

static bool needs_escape(uint32_t code)
{
    return code == '\\' || code == '[' || code == ']' || code == '#' || code == 0x2026;
}

/* Characters [start, end), escaped, white space as one blank. */
static char *spell(sc_pool *pool, const sc_text *text, sc_place characters)
{
    sc_bytes out = {pool, NULL, 0, 0};
    for (uint32_t at = characters.start; at < characters.end; at++) {
        uint8_t bytes[4];
        uint32_t code = sc_quote_is_space(text->code[at]) ? ' ' : text->code[at];
        if (code == ' ' && (out.length == 0 || out.data[out.length - 1] == ' '))
            continue;
        sc_bytes_add(&out, "\\", needs_escape(code));
        sc_bytes_add(&out, bytes, sc_text_encode(code, bytes));
    }
    return sc_pool_copy(pool, out.data, out.length);
}

static bool names(sc_pool *pool, const sc_text *text, const char *quote, sc_place region, sc_place wanted)
{
    sc_quote found = sc_quote_resolve(pool, text, quote, strlen(quote), region);
    return found.fault == NULL && found.characters.start == wanted.start && found.characters.end == wanted.end;
}

/* With a number when it takes one. NULL when no number does. */
static char *number(sc_pool *pool, const sc_text *text, sc_place region, sc_place wanted)
{
    char *quote = spell(pool, text, wanted);
    if (names(pool, text, quote, region, wanted))
        return quote;
    for (unsigned count = 1; count < 1000; count++) {
        char *numbered = sc_pool_print(pool, "%s#%u", quote, count);
        sc_quote found = sc_quote_resolve(pool, text, numbered, strlen(numbered), region);
        if (found.fault != NULL)
            return NULL;
        if (found.characters.start == wanted.start && found.characters.end == wanted.end)
            return numbered;
    }
    return NULL;
}

/* Where so many words from the start, or the end, of a place reach. */
static uint32_t count_words(const sc_text *text, sc_place place, bool from_end)
{
    unsigned words = 0;
    uint32_t length = place.end - place.start;
    for (uint32_t step = 0; step < length; step++) {
        uint32_t at = from_end ? place.end - 1 - step : place.start + step;
        words += sc_quote_is_space(text->code[at]);
        if (words == END_WORDS)
            return from_end ? at + 1 : at;
    }
    return from_end ? place.start : place.end;
}

char *sc_quote_write(sc_pool *pool, const sc_text *text, sc_place bytes)
{
    sc_place region = {0, text->count};
    sc_place wanted = {sc_text_character_at(text, bytes.start), sc_text_character_at(text, bytes.end)};
    uint32_t first_end = count_words(text, wanted, false), last_start = count_words(text, wanted, true);
    if (wanted.end - wanted.start > LONG && first_end < last_start) {
        char *first = number(pool, text, region, (sc_place){wanted.start, first_end});
        char *last = number(pool, text, (sc_place){first_end, text->count}, (sc_place){last_start, wanted.end});
        char *quote = first == NULL || last == NULL ? NULL : sc_pool_print(pool, "%s … %s", first, last);
        if (quote != NULL && names(pool, text, quote, region, wanted))
            return quote;
    }
    char *quote = number(pool, text, region, wanted);
    return quote != NULL ? quote : spell(pool, text, wanted);
}
