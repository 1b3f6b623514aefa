/* limit_option.h - the options that lower or raise the limits of a session.  Floor: plugin. */
#ifndef SS_LIMIT_OPTION_H
#define SS_LIMIT_OPTION_H
#include <stdbool.h>
#include <stdint.h>
#include "agreement.h"

typedef struct ss_limit_option {
    const char *name;  /* of the option, without dashes */
    const char *takes; /* for messages: "a number from 1 to 16777216" */
    uint32_t least;
    uint32_t most;
    size_t field;      /* where in ss_limits it is */
} ss_limit_option;

#define SS_LIMIT_OPTIONS 6

extern const ss_limit_option ss_limit_options[SS_LIMIT_OPTIONS];

/* Reads decimal digits within the option's bounds into *out; false, with *out as before, for anything else. */
bool ss_limit_option_read(const ss_limit_option *option, const char *value, ss_limits *out);

#endif
