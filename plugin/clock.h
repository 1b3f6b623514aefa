/* clock.h - time that only goes forward, for deadlines.  Floor: plugin. */
#ifndef SS_CLOCK_H
#define SS_CLOCK_H
#include <stdint.h>
#include <time.h>

/* Nanoseconds since some moment before the process began; never 0. */
static inline uint64_t ss_clock_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec + 1;
}

static inline uint64_t ss_clock_after(uint64_t from, uint32_t milliseconds)
{
    return from + (uint64_t)milliseconds * 1000000u;
}

#endif
