/* filter_start.c - starts a process under test with what stands in for its input and outputs.  Runner. */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <termios.h>
#include <unistd.h>
#include "filter.h"

#define FRAME_CAP (16u << 20) /* the most that can be agreed on */
#define NOT_STARTED 127

typedef struct wire {
    int ours, theirs; /* -1: none */
} wire;

/* A terminal's two ends. */
static wire open_terminal(void)
{
    wire ends = {posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC), -1};
    if (ends.ours >= 0 && grantpt(ends.ours) == 0 && unlockpt(ends.ours) == 0)
        ends.theirs = open(ptsname(ends.ours), O_RDWR | O_NOCTTY | O_CLOEXEC);
    struct termios raw;
    if (ends.theirs >= 0 && tcgetattr(ends.theirs, &raw) == 0) {
        cfmakeraw(&raw);
        tcsetattr(ends.theirs, TCSANOW, &raw);
    }
    return ends;
}

static wire open_wire(sc_wiring wiring, bool is_input)
{
    int pair[2];
    if (wiring == SC_CLOSED)
        return (wire){-1, -1};
    if (wiring == SC_FULL)
        return (wire){-1, open("/dev/full", O_RDWR | O_CLOEXEC)};
    if (wiring == SC_TERMINAL)
        return open_terminal();
    if (pipe2(pair, O_CLOEXEC) != 0)
        return (wire){-1, -1};
    return is_input ? (wire){pair[1], pair[0]} : (wire){pair[0], pair[1]};
}

static void put_in_place(int theirs, int place)
{
    if (theirs < 0)
        close(place);
    else
        dup2(theirs, place);
}

static void bound_memory(size_t memory)
{
    struct rlimit bound = {memory, memory};
    if (memory > 0)
        setrlimit(RLIMIT_AS, &bound);
}

_Noreturn static void become(const sc_setup *setup, const wire wires[3], char **arguments)
{
    for (int place = 0; place < 3; place++)
        put_in_place(wires[place].theirs, place);
    bound_memory(setup->memory);
    signal(SIGPIPE, SIG_DFL);
    execvp(arguments[0], arguments);
    _exit(NOT_STARTED);
}

static char **all_arguments(sc_pool *pool, const sc_setup *setup)
{
    size_t own = 0;
    while (setup->command[own] != NULL)
        own++;
    char **all = sc_pool_take(pool, (own + setup->argument_count + 1) * sizeof *all);
    for (size_t at = 0; at < own; at++)
        all[at] = setup->command[at];
    for (size_t at = 0; at < setup->argument_count; at++)
        all[own + at] = sc_pool_copy(pool, setup->argument[at], strlen(setup->argument[at]));
    return all;
}

bool sc_filter_start(sc_filter *filter, sc_pool *pool, const sc_setup *setup)
{
    memset(filter, 0, sizeof *filter);
    filter->frames = filter->outbox.pool = filter->inbox.pool = filter->complaint.pool = pool;
    filter->patience = setup->patience;
    filter->frame_cap = FRAME_CAP;
    char **arguments = all_arguments(pool, setup);
    wire wires[3] = {open_wire(setup->input, true), open_wire(setup->output, false), open_wire(setup->errors, false)};
    pid_t process = fork();
    if (process == 0)
        become(setup, wires, arguments);
    int *ours[3] = {&filter->input, &filter->output, &filter->errors};
    for (int place = 0; place < 3; place++) {
        if (wires[place].theirs >= 0)
            close(wires[place].theirs);
        *ours[place] = wires[place].ours;
        if (wires[place].ours >= 0)
            fcntl(wires[place].ours, F_SETFL, O_NONBLOCK);
    }
    filter->process = process > 0 ? process : 0;
    return process > 0;
}
