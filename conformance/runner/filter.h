/* filter.h - a process under test: started, written to and read from without ever blocking.  Runner. */
#ifndef SC_FILTER_H
#define SC_FILTER_H
#include <stdbool.h>
#include <sys/types.h>
#include "pool.h"
#include "sayso.pb-c.h"

typedef enum sc_wiring { SC_PIPE, SC_CLOSED, SC_TERMINAL, SC_FULL } sc_wiring;

/* How a process is started. */
typedef struct sc_setup {
    char *const *command;         /* NULL at its end */
    const char *const *argument;  /* [argument_count] behind the command's own */
    size_t argument_count;
    sc_wiring input, output, errors;
    size_t memory; /* bytes of address space, 0 = as the system gives */
    int patience;  /* ms for which one thing is waited for */
} sc_setup;

typedef struct sc_frame {
    Sayso__V1__PluginFrame *message;
    const uint8_t *body; /* [length] as it came */
    size_t length;
} sc_frame;

/* Pongs come when they come; all other frames have an order. */
typedef struct sc_lane {
    sc_frame *frame; /* [count] */
    size_t count, next;
} sc_lane;

typedef enum sc_reading { SC_READING, SC_HELD, SC_SLOWLY } sc_reading;

typedef struct sc_filter {
    pid_t process; /* 0 when there is none any more */
    int input, output, errors; /* our ends; -1 when closed */
    int patience;
    int exit_code; /* once `process` is 0; 128 + signal when one ended it */
    bool close_when_written;
    sc_reading reading;
    bool write_slowly;
    sc_bytes outbox, inbox, complaint; /* complaint: what came on standard error, its beginning */
    size_t written, taken;             /* of the outbox, of the inbox */
    uint64_t sent;                     /* bytes put into the outbox since the start */
    uint32_t frame_cap;
    sc_lane ordered, pongs;
    sc_pool *frames;   /* where frames are kept */
    const char *fault; /* what the filter did to its stream, or that it was waited for in vain */
} sc_filter;

/* Both pools are borrowed: `pool` as long as the filter lives, filter->frames (at first the same) may be
 * changed between documents. False when no process could be made. */
bool sc_filter_start(sc_filter *filter, sc_pool *pool, const sc_setup *setup);

/* Ends it, whatever it does, and closes everything. */
void sc_filter_stop(sc_filter *filter);

/* Puts bytes into the outbox; they are written while something is waited for. */
void sc_filter_send(sc_filter *filter, const void *data, size_t length);

/* The same of a message, as a frame. */
void sc_filter_send_message(sc_filter *filter, const ProtobufCMessage *message);

/* The end of its input, once all is written. */
void sc_filter_close(sc_filter *filter);

/* One round of poll of at most so many ms: false when nothing happened. */
bool sc_filter_turn(sc_filter *filter, int milliseconds);

/* The lane's next frame, or NULL and a fault. */
sc_frame *sc_filter_next(sc_filter *filter, sc_lane *lane);

/* Waits until all is written, or the filter reads no more. False with a fault. */
bool sc_filter_await_written(sc_filter *filter);

/* Waits for the end of the process. False with a fault. */
bool sc_filter_await_exit(sc_filter *filter, int milliseconds);

/* A clock for waits: ms since some time. */
int64_t sc_filter_clock(void);

#endif
