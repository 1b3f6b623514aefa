/* expectation.h - reads a case's expected.txt: what is right about its document.  Runner. */
#ifndef SC_EXPECTATION_H
#define SC_EXPECTATION_H
#include "quote.h"

typedef enum sc_key {
    SC_CUE, SC_SOURCE, SC_CONTENT, SC_SPEAKER, SC_KIND, SC_ACT, SC_NEGATED, SC_PARENT, /* what `compare` may name */
    SC_OPTIONAL, SC_EXACT, SC_CREDIT, SC_NAME, SC_FOLDED, SC_ROLE, SC_AFFILIATION, SC_MEMBER,
    SC_KEYS
} sc_key;

#define SC_COMPARED 8 /* of the keys above, the first */

typedef struct sc_part {
    bool none;        /* it says that there is none */
    sc_place place;   /* bytes, of quotes */
    const char *text; /* of everything else, white space folded */
} sc_part;

/* One way to read a key: its fragments. */
typedef struct sc_meaning {
    sc_part *part; /* [count] */
    size_t count;
    sc_place head; /* bytes, of a source; 0-0 with none */
} sc_meaning;

typedef struct sc_meanings {
    sc_meaning *meaning; /* [count], each as good as the others; none when the block does not write the key */
    size_t count;
} sc_meanings;

/* A record. */
typedef struct sc_block {
    sc_key kind; /* SC_CUE, SC_CREDIT or SC_NAME: its first key */
    unsigned line, last_line;
    sc_meanings key[SC_KEYS];
} sc_block;

typedef struct sc_expectation {
    sc_block *block; /* [count] */
    size_t count;
    bool others_allowed;
    const char *fault; /* NULL, or what is wrong and in which line */
} sc_expectation;

/* Lives in the pool, borrows the words. */
void sc_expectation_read(sc_pool *pool, const sc_words *words, const char *source, size_t length, sc_expectation *out);

/* The name that expected.txt has for a key; the key of a name, SC_KEYS for none. */
const char *sc_key_name(sc_key key);
sc_key sc_key_of(const char *name);

/* The text of a key's first part, or NULL. */
const char *sc_block_text(const sc_block *block, sc_key key);
bool sc_block_is_optional(const sc_block *block);

#endif
