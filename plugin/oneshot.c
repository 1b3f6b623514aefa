/* oneshot.c - files or standard input in, annotations out, no host.  Floor: plugin. */
#include "oneshot.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include "crew.h"
#include "exit.h"
#include "progress.h"
#include "report.h"

typedef struct run {
    ss_crew crew;
    ss_arena names; /* of the plan */
    ss_progress progress;
    uint64_t written; /* tables on standard output */
    bool writing;     /* something of the first place was */
    unsigned faults;
} run;

/* ---- the page -------------------------------------------------------------------------------- */

static bool wants_colour(void)
{
    const char *refused = getenv("NO_COLOR"), *terminal = getenv("TERM");
    return (refused == NULL || *refused == '\0') && terminal != NULL && strcmp(terminal, "dumb") != 0;
}

static ss_text_look look_at_output(bool terminal)
{
    struct winsize size;
    ss_text_look look = {SS_TEXT_COLUMNS, false};
    if (terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        look.columns = size.ws_col;
    look.colour = terminal && wants_colour();
    return look;
}

static const char *ending_of(ss_cli_format format)
{
    switch (format) {
    case SS_CLI_FORMAT_BRAT:
        return ".ann";
    case SS_CLI_FORMAT_TEXT:
        return ".txt";
    case SS_CLI_FORMAT_XHTML:
        return ".xhtml";
    default:
        return ".jsonl";
    }
}

static ss_manner manner_of(const ss_cli *cli, const sayso_model *model)
{
    bool terminal = cli->output_dir == NULL && isatty(STDOUT_FILENO);
    ss_manner manner = {cli, model, cli->format, cli->unit, look_at_output(terminal)};
    if (manner.format == SS_CLI_FORMAT_UNSAID)
        manner.format = terminal ? SS_CLI_FORMAT_TEXT : SS_CLI_FORMAT_JSONL;
    if (manner.format == SS_CLI_FORMAT_BRAT)
        manner.unit = SAYSO_CODE_POINT;
    return manner;
}

/* ---- writing --------------------------------------------------------------------------------- */

/* Nothing more can be done, and workers may be waiting for input that never comes. */
static _Noreturn void give_up(void)
{
    ss_report("standard output", "cannot be written: %s", strerror(errno));
    _exit(SS_EXIT_OUTPUT);
}

/* Each answer is handed on when it is done: who reads a pipe need not wait for the next one. An empty line
 * stands between two tables. */
static void write_output(run *self, const ss_handed *handed)
{
    if (handed->output.length == 0)
        return;
    if (!self->writing && self->written > 0 && self->crew.manner.format == SS_CLI_FORMAT_TEXT)
        putc('\n', stdout);
    self->writing = true;
    fwrite(handed->output.bytes, 1, handed->output.length, stdout);
    if (fflush(stdout) != 0 || ferror(stdout))
        give_up();
}

/* The first that has not ended: with several workers others may be worked on too. */
static void show_progress(run *self, uint64_t current)
{
    char line[32];
    bool files = self->progress.total > 0;
    if (files && current == self->progress.total)
        return;
    ss_crew_name_line(line, current);
    ss_progress_show(&self->progress, current, files ? self->crew.file[current] : line);
}

static void write_all(run *self)
{
    ss_handed handed = {.number = 0};
    show_progress(self, 0);
    while (ss_belt_next(self->crew.belt, &handed)) {
        if (handed.output.length + handed.said.length > 0)
            ss_progress_hide(&self->progress);
        write_output(self, &handed);
        if (handed.said.length > 0)
            fwrite(handed.said.bytes, 1, handed.said.length, stderr);
        self->faults |= handed.faults;
        if (handed.ended) {
            self->written += self->writing;
            self->writing = false;
        }
        show_progress(self, handed.number + handed.ended);
    }
    ss_progress_hide(&self->progress);
    ss_body_free(&handed.output);
    ss_body_free(&handed.said);
}

/* ---- the run --------------------------------------------------------------------------------- */

static int exit_code_of(unsigned faults)
{
    if (faults & SS_CREW_UNWRITTEN)
        return SS_EXIT_OUTPUT;
    if (faults & SS_CREW_BROKEN)
        return SS_EXIT_INTERNAL;
    return faults & SS_CREW_FAILED ? SS_EXIT_FAILED : SS_EXIT_OK;
}

static int no_memory(void)
{
    ss_report(NULL, "no memory to start with");
    return SS_EXIT_INTERNAL;
}

static int do_all(run *self)
{
    pthread_t thread[SS_JOBS_MOST];
    const ss_cli *cli = self->crew.manner.cli;
    int most = cli->stdin_jsonl || cli->jobs < self->crew.file_count ? cli->jobs : self->crew.file_count;
    uint32_t wanted = (uint32_t)most;
    self->crew.belt = ss_belt_create(wanted * SS_PLACES_A_JOB);
    if (self->crew.belt == NULL)
        return no_memory();
    uint32_t started = ss_crew_start(&self->crew, wanted, thread);
    write_all(self);
    for (uint32_t i = 0; i < started; i++)
        pthread_join(thread[i], NULL);
    ss_belt_free(self->crew.belt);
    return started == 0 ? no_memory() : exit_code_of(self->faults);
}

static int plan_and_do(run *self)
{
    char message[256];
    ss_crew *crew = &self->crew;
    const char *dir = crew->manner.cli->output_dir;
    if (dir != NULL) {
        switch (ss_output_plan_make(&self->names, dir, ending_of(crew->manner.format), crew->file, crew->file_count, &crew->plan, message)) {
        case SS_PLAN_OK:
            break;
        case SS_PLAN_CONFLICT:
            ss_report("--output-dir", "%s", message);
            return SS_EXIT_USAGE;
        case SS_PLAN_MEMORY:
            ss_report(NULL, "no memory for the names of so many files");
            return SS_EXIT_INTERNAL;
        }
    }
    return do_all(self);
}

int ss_oneshot_run(const ss_cli *cli, const sayso_model *model)
{
    static char standard_input[] = "-";
    static char *const only_standard_input[] = {standard_input};
    bool no_files = cli->file_count == 0, typed = no_files && isatty(STDIN_FILENO);
    run *self = calloc(1, sizeof *self);
    if (self == NULL)
        return no_memory();
    self->crew.manner = manner_of(cli, model);
    self->crew.file = no_files ? only_standard_input : cli->file;
    self->crew.file_count = no_files ? 1 : cli->file_count;
    pthread_mutex_init(&self->crew.input, NULL);
    ss_line_input_init(&self->crew.lines, STDIN_FILENO);
    ss_arena_init(&self->names, SS_NAMES_BUDGET);
    ss_progress_init(&self->progress, !cli->quiet && !typed && (cli->stdin_jsonl || cli->file_count > 1), (uint64_t)cli->file_count);
    if (typed && !cli->quiet)
        ss_report(NULL, "reads the text from this terminal; Ctrl-D ends it");
    int code = plan_and_do(self);
    ss_arena_free(&self->names);
    pthread_mutex_destroy(&self->crew.input);
    free(self);
    return code;
}
