/* bell.h - wakes a thread that waits in poll(2), also from a signal handler.  Floor: plugin. */
#ifndef SS_BELL_H
#define SS_BELL_H
#include <stdbool.h>

/* A pipe whose ends never block. */
typedef struct ss_bell {
    int listen; /* readable once it was rung */
    int ring;
} ss_bell;

/* False, with errno, when there are no descriptors left; the bell is then safe to close. */
bool ss_bell_open(ss_bell *bell);

/* Async-signal-safe; errno stays as it was. Ringing twice is ringing once. */
void ss_bell_ring(const ss_bell *bell);

/* Until the next ring it is not readable. A bell that is never quieted rings for all who listen, for good. */
void ss_bell_quiet(const ss_bell *bell);

void ss_bell_close(ss_bell *bell);

#endif
