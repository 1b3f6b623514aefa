/* options.h - the command line.  Runner. */
#ifndef SC_OPTIONS_H
#define SC_OPTIONS_H
#include <stdbool.h>
#include "pool.h"

typedef struct sc_options {
    const char *cases, *rules;
    const char *only; /* NULL: all */
    const char *failure_list, *junit, *record, *replay, *export;
    bool list, enforce_recommended, fix, update_list, tap, with_options, protocol, quality, no_memory_limit, help;
    int patience;         /* ms */
    char *const *command; /* NULL at its end; empty without -- */
} sc_options;

/* NULL, or what is wrong with the arguments. */
const char *sc_options_read(sc_pool *pool, int count, char **arguments, sc_options *out);

void sc_options_help(void);

#endif
