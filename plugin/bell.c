/* bell.c - wakes a thread that waits in poll(2), also from a signal handler.  Floor: plugin. */
#include "bell.h"
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

bool ss_bell_open(ss_bell *bell)
{
    int ends[2];
    bell->listen = bell->ring = -1;
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
        return false;
    bell->listen = ends[0];
    bell->ring = ends[1];
    return true;
}

void ss_bell_ring(const ss_bell *bell)
{
    int error = errno;
    ssize_t written = write(bell->ring, "!", 1);
    (void)written; /* a full pipe is rung already */
    errno = error;
}

void ss_bell_quiet(const ss_bell *bell)
{
    char rung[64];
    while (read(bell->listen, rung, sizeof rung) > 0)
        ;
}

void ss_bell_close(ss_bell *bell)
{
    if (bell->listen >= 0)
        close(bell->listen);
    if (bell->ring >= 0)
        close(bell->ring);
    bell->listen = bell->ring = -1;
}
