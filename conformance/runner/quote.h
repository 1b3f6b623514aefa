/* quote.h - finds the places that a case's quotes name.  Runner. */
#ifndef SC_QUOTE_H
#define SC_QUOTE_H
#include <stdbool.h>
#include "pool.h"
#include "text.h"

/* Half-open; of bytes or of characters, as it is said. */
typedef struct sc_place {
    uint32_t start, end;
} sc_place;

/* Whether a place has a character (or byte) in common with one of `count` places. */
bool sc_place_touches(sc_place one, const sc_place *place, size_t count);

/* A document with its words: runs of letters, marks and digits. */
typedef struct sc_words {
    const sc_text *text;
    sc_place *word; /* [count] in bytes, ascending */
    uint32_t count;
} sc_words;

sc_words *sc_words_read(sc_pool *pool, const sc_text *text);

/* Words of both / words of either, over all places together; 0 without any word. O(words × places). */
double sc_words_overlap(const sc_words *words, const sc_place *one, size_t one_count, const sc_place *other, size_t other_count);

/* Whether a word has a byte in both. */
bool sc_words_share(const sc_words *words, sc_place one, sc_place other);

bool sc_quote_is_wordish(uint32_t code);
bool sc_quote_is_space(uint32_t code);

typedef struct sc_quote {
    sc_place characters, bytes;
    sc_place head; /* bytes of what stands in [ ]; 0-0 without */
    const char *fault; /* NULL, or why it names no place */
} sc_quote;

/* `value`: UTF-8, as it stands in expected.txt; region: characters within which it is looked for. */
sc_quote sc_quote_resolve(sc_pool *pool, const sc_text *text, const char *value, size_t length, sc_place region);

/* The last word of a place, less 's; in bytes. */
sc_place sc_quote_head(const sc_words *words, sc_place bytes);

/* A value without its escapes, white space folded. */
char *sc_quote_plain(sc_pool *pool, const char *value, size_t length);

/* A quote that names this place and no other, for expected.txt. */
char *sc_quote_write(sc_pool *pool, const sc_text *text, sc_place bytes);

#endif
