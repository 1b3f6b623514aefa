/* writer.c - the thread that writes the plugin's frames.  Floor: plugin. */
#include "writer.h"
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

/* A pipe that poll(2) calls writable takes PIPE_BUF bytes without blocking; no more is written at once,
 * so that the thread only ever waits in poll, where the halt reaches it. */
static bool wait_for_room(const ss_writer *self)
{
    struct pollfd wait[2] = {{self->output, POLLOUT, 0}, {self->halt->listen, POLLIN, 0}};
    for (;;) {
        bool halted = wait[1].revents != 0;
        int ready = poll(wait, halted ? 1 : 2, halted ? SS_WRITER_PATIENCE_MS : -1);
        if (wait[0].revents != 0)
            return true;
        if (ready == 0 || (ready < 0 && errno != EINTR))
            return false;
    }
}

static bool write_all(const ss_writer *self, const uint8_t *bytes, size_t length)
{
    while (length > 0) {
        if (!wait_for_room(self))
            return false;
        ssize_t written = write(self->output, bytes, length < PIPE_BUF ? length : PIPE_BUF);
        if (written < 0 && errno != EINTR && errno != EAGAIN)
            return false;
        if (written > 0) {
            bytes += written;
            length -= (size_t)written;
        }
    }
    return true;
}

void *ss_writer_run(void *writer)
{
    const ss_writer *self = writer;
    ss_packet *packet;
    while ((packet = ss_queue_next(self->queue)) != NULL) {
        bool written = write_all(self, packet->bytes, packet->size);
        free(packet);
        if (!written) {
            ss_queue_fail(self->queue, SS_QUEUE_LOST);
            break;
        }
        ss_queue_written(self->queue);
    }
    ss_queue_finish(self->queue);
    return NULL;
}
