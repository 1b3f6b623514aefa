/* text.h - a document's characters, and what an offset in each unit means.  Runner.
 *
 * Derived from the bytes here, from Unicode's table 3-7 alone, so that a filter's own arithmetic is not
 * checked with itself. */
#ifndef SC_TEXT_H
#define SC_TEXT_H
#include <stdbool.h>
#include "pool.h"
#include "sayso.pb-c.h"

/* A character is a code point, or a bad sequence (a maximal subpart), which is read as U+FFFD. */
typedef struct sc_text {
    const uint8_t *data; /* [length], borrowed */
    uint32_t length;
    uint32_t count;     /* of characters */
    uint32_t *code;     /* [count] */
    uint32_t *byte;     /* [count + 1] where each begins */
    uint32_t *unit16;   /* [count + 1] the same in UTF-16 units */
    uint32_t bad;       /* how many are bad sequences */
} sc_text;

/* Lives in the pool; borrows the bytes. Linear. */
sc_text *sc_text_read(sc_pool *pool, const uint8_t *data, size_t length);

/* A unit's offset -> the byte it stands at. False inside a character and past the end. */
bool sc_text_byte_of(const sc_text *text, Sayso__V1__OffsetUnit unit, uint32_t offset, uint32_t *byte);

/* The character that begins at this byte, or the one that holds it. */
uint32_t sc_text_character_at(const sc_text *text, uint32_t byte);

/* Bytes of the sequence at the data's first byte, and its code point: U+FFFD and *bad for a bad one. */
size_t sc_text_decode(const uint8_t *data, size_t length, uint32_t *code, bool *bad);

/* Writes a code point as UTF-8; answers how many bytes. */
size_t sc_text_encode(uint32_t code, uint8_t out[4]);

#endif
