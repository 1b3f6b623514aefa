/* script.h - reads session.txt: one verb a line, and what goes with it.  Runner. */
#ifndef SC_SCRIPT_H
#define SC_SCRIPT_H
#include <stdbool.h>
#include "field.h"
#include "pool.h"

/* How a word says it: `key=value`. SC_BARE: a word by itself, without a key. */
typedef enum sc_relation { SC_BARE, SC_IS, SC_IS_NOT, SC_AT_LEAST, SC_AT_MOST, SC_CONTAINS, SC_LACKS } sc_relation;

typedef struct sc_word {
    const char *key; /* NULL of a bare one */
    sc_relation relation;
    sc_value *value; /* [count], one or several with | or , between */
    size_t count;
    bool quoted; /* a value was in quotation marks */
} sc_word;

typedef struct sc_line {
    unsigned number; /* from 1 */
    const char *verb;
    sc_word *word; /* [count] */
    size_t count;
} sc_line;

typedef struct sc_script {
    sc_line *line; /* [count] */
    size_t count;
    const char *fault; /* NULL, or what is wrong and in which line */
} sc_script;

/* Everything lives in the pool. Linear. */
void sc_script_read(sc_pool *pool, const char *source, size_t length, sc_script *out);

/* The words of one line, as in case.json's `done`. NULL, or what is wrong. */
const char *sc_script_words(sc_pool *pool, const char *source, size_t length, sc_line *line);

/* The line's word of this key, or NULL; its bare word at an index, or NULL. */
const sc_word *sc_script_find(const sc_line *line, const char *key);
const sc_word *sc_script_bare(const sc_line *line, size_t index);

/* Whether an actual value is what a word wants; numbers are compared as such. */
bool sc_script_fits(const sc_word *word, const sc_value *actual, bool is_number);

#endif
