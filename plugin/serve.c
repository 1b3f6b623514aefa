/* serve.c - `sayso --stdio`: one session of the filter protocol, from Hello to exit.  Floor: plugin. */
#include "serve.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include "clock.h"
#include "exit.h"
#include "limit.h"
#include "queue.h"
#include "reader.h"
#include "worker.h"
#include "writer.h"

typedef struct session {
    ss_bell halt;   /* rung once, by SIGTERM or the queue */
    ss_bell keeper; /* wakes the calling thread */
    ss_queue queue;
    ss_reader reader;
    ss_worker worker;
    ss_writer writer;
    int jobs;
    pthread_t threads[SS_JOBS_MOST + 2];
    int thread_count;
} session;

/* What the handler of SIGTERM needs; one session a process. */
static ss_bell terminated;
static volatile sig_atomic_t terminations;

static void complain(const char *what, int error)
{
    fprintf(stderr, "sayso: %s%s%s\n", what, error == 0 ? "" : ": ", error == 0 ? "" : strerror(error));
}

static void on_terminate(int number)
{
    (void)number;
    if (terminations++ > 0)
        _exit(SS_EXIT_OUTPUT);
    ss_bell_ring(&terminated);
}

static void set_signals(void)
{
    struct sigaction terminate = {.sa_handler = on_terminate, .sa_flags = SA_RESTART};
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigemptyset(&terminate.sa_mask);
    sigemptyset(&ignore.sa_mask);
    sigaction(SIGTERM, &terminate, NULL);
    sigaction(SIGPIPE, &ignore, NULL);
}

/* All threads take memory from one heap: each further one reserves 64 MiB of address space, and what is large is
 * not in heaps. */
static void set_memory(void)
{
#ifdef __GLIBC__
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_MMAP_THRESHOLD, SS_GIVEN_BACK_BYTES);
#endif
}

/* The descriptor to write to, or -1. Standard output is moved where no stray print can reach it. */
static int set_output_aside(int output)
{
    if (output != STDOUT_FILENO)
        return output;
    int aside = fcntl(output, F_DUPFD_CLOEXEC, 3);
    if (aside < 0)
        return -1;
    fflush(stdout);
    if (dup2(STDERR_FILENO, STDOUT_FILENO) < 0) {
        int nowhere = open("/dev/null", O_WRONLY);
        if (nowhere < 0 || dup2(nowhere, STDOUT_FILENO) < 0)
            return -1;
        if (nowhere != STDOUT_FILENO)
            close(nowhere);
    }
    return aside;
}

static bool are_descriptors_fit(const serve_options *options)
{
    if (fcntl(options->input, F_GETFD) < 0 || fcntl(options->output, F_GETFD) < 0)
        complain("--stdio needs its input and output open", 0);
    else if (isatty(options->input) || isatty(options->output))
        complain("--stdio speaks a binary protocol, not to a terminal: a host starts it; name files to annotate them", 0);
    else
        return true;
    return false;
}

/* SIGTERM is taken by the calling thread. */
static bool start_thread(session *self, void *(*run)(void *), void *of)
{
    pthread_attr_t attributes;
    sigset_t blocked, before;
    if (pthread_attr_init(&attributes) != 0)
        return false;
    pthread_attr_setstacksize(&attributes, SS_THREAD_STACK_BYTES);
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &blocked, &before);
    int error = pthread_create(&self->threads[self->thread_count], &attributes, run, of);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
    if (error != 0)
        return false;
    self->thread_count++;
    return true;
}

/* The calling thread: stops late documents and hands SIGTERM on, until the writer has ended. */
static void keep(session *self)
{
    bool halted = false;
    while (!ss_queue_is_finished(&self->queue)) {
        struct pollfd wait[2] = {{self->keeper.listen, POLLIN, 0}, {self->halt.listen, POLLIN, 0}};
        poll(wait, halted ? 1 : 2, ss_queue_stop_late(&self->queue, ss_clock_now()));
        ss_bell_quiet(&self->keeper);
        if (!halted && wait[1].revents != 0) {
            halted = true;
            ss_queue_halt(&self->queue);
        }
    }
}

static int exit_code(const session *self, ss_queue_end end)
{
    switch (end) {
    case SS_QUEUE_LOST:
        complain("the output is closed, or the host does not read it", 0);
        return SS_EXIT_OUTPUT;
    case SS_QUEUE_BROKEN:
    case SS_QUEUE_DEAD:
        complain("the session ended by a fault of the program or for want of memory", self->reader.frames.error);
        return SS_EXIT_INTERNAL;
    case SS_QUEUE_GOES_ON:
        break;
    }
    return self->reader.fault.code == SS_FAULT_NONE ? SS_EXIT_OK : SS_EXIT_PROTOCOL;
}

static int run(session *self)
{
    bool started = start_thread(self, ss_writer_run, &self->writer);
    for (int i = 0; i < self->jobs && started; i++)
        started = start_thread(self, ss_worker_run, &self->worker);
    if (started && start_thread(self, ss_reader_run, &self->reader)) {
        keep(self);
    } else {
        ss_queue_fail(&self->queue, SS_QUEUE_DEAD);
        ss_queue_close(&self->queue, NULL);
    }
    ss_queue_halt(&self->queue); /* the writer may have ended first */
    for (int i = 0; i < self->thread_count; i++)
        pthread_join(self->threads[i], NULL);
    return exit_code(self, ss_queue_ending(&self->queue));
}

int plugin_serve(const serve_options *options)
{
    session self = {.halt = {-1, -1}, .keeper = {-1, -1}, .jobs = options->jobs};
    size_t most = options->limits.max_queued_bytes > SS_QUEUED_DEFAULT_BYTES ? options->limits.max_queued_bytes : SS_QUEUED_DEFAULT_BYTES;
    int code = SS_EXIT_INTERNAL;
    if (!are_descriptors_fit(options))
        return SS_EXIT_USAGE;
    int output = set_output_aside(options->output);
    if (output < 0) {
        complain("--stdio cannot set its output aside", errno);
        return SS_EXIT_INTERNAL;
    }
    set_memory();
    bool ready = ss_bell_open(&self.halt) && ss_bell_open(&self.keeper);
    terminated = self.halt;
    ss_status status = ss_queue_init(&self.queue, &self.halt, &self.keeper, most);
    ss_reader_init(&self.reader, &self.queue, options->model, &options->limits);
    ss_frame_open(&self.reader.frames, options->input, self.halt.listen);
    self.worker = (ss_worker){&self.queue, options->model, options->reproducible};
    self.writer = (ss_writer){&self.queue, output, &self.halt};
    if (ready && status == SS_OK) {
        set_signals();
        code = run(&self);
    } else {
        complain("no memory or no descriptors left to serve with", 0);
    }
    ss_queue_free(&self.queue);
    ss_reader_free(&self.reader);
    ss_frame_close(&self.reader.frames);
    ss_bell_close(&self.keeper); /* the other one stays: a late SIGTERM rings it */
    return code;
}
