/* oneshot.c - files or standard input in, annotations out, no host.  Floor: plugin. */
#include "oneshot.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include "base/arena.h"
#include "document_file.h"
#include "exit.h"
#include "format/brat.h"
#include "format/jsonl.h"
#include "format/text.h"
#include "output_dir.h"
#include "report.h"

/* A document (16 MiB), its lines in the table (at most 64 MiB) and a text of it made valid (48 MiB, and
 * as much again while it grows). */
#define DOCUMENT_BUDGET (256u << 20)

/* A path is 4 KiB at most, and a command line some MiB. */
#define NAMES_BUDGET (256u << 20)

typedef struct run {
    const ss_cli *cli;
    const sayso_model *model;
    sayso_annotator *annotator;
    ss_cli_format format;
    sayso_offset_unit unit;
    ss_text_look look;
    ss_output_plan plan; /* no paths: everything goes to standard output */
    ss_arena names;      /* of the plan */
    ss_arena document;   /* reset for each input */
    FILE *out;           /* of the document at hand */
    uint32_t written;    /* documents on standard output */
    bool failed;
    bool broken;         /* by a fault of our own */
    bool unwritten;      /* an output could not be written */
} run;

/* A document's answer is not there: why, as the schema names it. */
typedef struct failure {
    const char *status; /* NULL: none */
    const char *message;
} failure;

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
    return format == SS_CLI_FORMAT_BRAT ? ".ann" : format == SS_CLI_FORMAT_TEXT ? ".txt" : ".jsonl";
}

/* ---- one document ---------------------------------------------------------------------------- */

/* The name that the schema has for a document's status; those of a fault of our own are one there. */
static failure failure_of(const sayso_result *result)
{
    bool own = result->status == SAYSO_MEMORY || result->status == SAYSO_INTERNAL;
    return (failure){own ? "INTERNAL" : sayso_status_name(result->status), result->error.message};
}

static failure read_document(run *self, const char *name, ss_file *file)
{
    static const char *const statuses[] = {[SS_FILE_OK] = NULL,
                                           [SS_FILE_UNREADABLE] = "BAD_DATA",
                                           [SS_FILE_TOO_LARGE] = "TOO_LARGE",
                                           [SS_FILE_MEMORY] = "INTERNAL"};
    ss_file_status status = ss_file_read(&self->document, name, SAYSO_MAX_DOCUMENT_BYTES, file);
    if (status != SS_FILE_OK)
        return (failure){statuses[status], file->message};
    const char *compression = ss_file_compression(file);
    if (compression == NULL)
        return (failure){NULL, NULL};
    snprintf(file->message, sizeof file->message, "compressed (%s): inflate it first", compression);
    return (failure){"UNSUPPORTED", file->message};
}

static failure annotate(run *self, const ss_file *file, const sayso_result **result)
{
    const sayso_options options = {.unit = self->unit,
                                   .strict_text = self->cli->strict_text,
                                   .outermost_only = self->format == SS_CLI_FORMAT_BRAT,
                                   .min_confidence = self->cli->min_confidence};
    sayso_status status = sayso_annotate(self->annotator, file->bytes, file->length, &options, result);
    return status == SAYSO_OK || status == SAYSO_LIMIT ? (failure){NULL, NULL} : failure_of(*result);
}

static ss_status write_answer(run *self, const char *name, const ss_file *file, const sayso_result *result)
{
    const ss_answer answer = {.document = name,
                              .text = file->bytes,
                              .length = (uint32_t)file->length,
                              .result = result,
                              .annotator = self->annotator,
                              .model = sayso_model_name(self->model),
                              .rules = sayso_model_rules(self->model),
                              .unit = self->unit,
                              .arena = &self->document};
    switch (self->format) {
    case SS_CLI_FORMAT_BRAT:
        ss_brat_write(self->out, &answer);
        return SS_OK;
    case SS_CLI_FORMAT_TEXT:
        if (self->out == stdout && self->written > 0)
            putc('\n', self->out);
        return ss_text_write(self->out, &answer, self->look);
    default:
        return ss_jsonl_write(self->out, &answer);
    }
}

/* What is no failure, and yet should not pass unseen. */
static void remark(const char *name, const sayso_result *result)
{
    if (result->status == SAYSO_LIMIT)
        ss_report(name, "%s", result->error.message);
    if (result->replaced_sequences > 0)
        ss_report(name, "not all of it is UTF-8: %u sequence%s read as U+FFFD", (unsigned)result->replaced_sequences,
                  result->replaced_sequences == 1 ? "" : "s");
}

static void note_failure(run *self, const char *name, failure why)
{
    ss_report(name, "%s", why.message);
    self->failed = true;
    self->broken = self->broken || strcmp(why.status, "INTERNAL") == 0;
}

/* Reads, annotates and writes to self->out. False: nothing worth keeping was written. */
static bool do_document(run *self, const char *name)
{
    ss_file file;
    const sayso_result *result;
    failure why = read_document(self, name, &file);
    if (why.status == NULL)
        why = annotate(self, &file, &result);
    if (why.status == NULL) {
        remark(name, result);
        if (write_answer(self, name, &file, result) == SS_OK)
            return true;
        why = (failure){"INTERNAL", "no memory to write its annotations"};
        note_failure(self, name, why);
        return false;
    }
    note_failure(self, name, why);
    return self->format == SS_CLI_FORMAT_JSONL &&
           ss_jsonl_write_failure(self->out, &self->document, name, why.status, why.message) == SS_OK;
}

/* ---- outputs --------------------------------------------------------------------------------- */

static void note_unwritten(run *self, const char *name)
{
    ss_report(name, "cannot be written: %s", strerror(errno));
    self->unwritten = true;
}

static void do_to_file(run *self, const char *name, const char *path)
{
    ss_output_file file;
    if (!ss_output_file_open(&self->document, path, &file)) {
        note_unwritten(self, path);
        return;
    }
    self->out = file.stream;
    if (!do_document(self, name))
        ss_output_file_drop(&file);
    else if (!ss_output_file_keep(&file))
        note_unwritten(self, path);
}

/* Each document is handed on when it is done: who reads a pipe need not wait for the next one. */
static void do_to_standard_output(run *self, const char *name)
{
    self->out = stdout;
    errno = 0;
    if (do_document(self, name))
        self->written++;
    if (fflush(stdout) != 0 || ferror(stdout))
        note_unwritten(self, "standard output");
}

static void do_all(run *self, char *const *input, int count)
{
    for (int i = 0; i < count; i++) {
        ss_arena_reset(&self->document);
        if (self->plan.path != NULL)
            do_to_file(self, input[i], self->plan.path[i]);
        else
            do_to_standard_output(self, input[i]);
        if (self->unwritten && self->plan.path == NULL)
            return;
    }
}

static int exit_code_of(const run *self)
{
    if (self->unwritten)
        return SS_EXIT_OUTPUT;
    if (self->broken)
        return SS_EXIT_INTERNAL;
    return self->failed ? SS_EXIT_FAILED : SS_EXIT_OK;
}

static int plan_and_do(run *self, char *const *input, int count)
{
    char message[256];
    if (self->cli->output_dir != NULL) {
        switch (ss_output_plan_make(&self->names, self->cli->output_dir, ending_of(self->format), input, count, &self->plan, message)) {
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
    do_all(self, input, count);
    return exit_code_of(self);
}

int ss_oneshot_run(const ss_cli *cli, const sayso_model *model)
{
    static char standard_input[] = "-";
    static char *const only_standard_input[] = {standard_input};
    bool terminal = cli->output_dir == NULL && isatty(STDOUT_FILENO);
    bool no_files = cli->file_count == 0;
    run self = {.cli = cli, .model = model, .format = cli->format, .unit = cli->unit, .look = look_at_output(terminal)};
    if (self.format == SS_CLI_FORMAT_UNSAID)
        self.format = terminal ? SS_CLI_FORMAT_TEXT : SS_CLI_FORMAT_JSONL;
    if (self.format == SS_CLI_FORMAT_BRAT)
        self.unit = SAYSO_CODE_POINT;
    if (sayso_annotator_create(model, &self.annotator) != SAYSO_OK) {
        ss_report(NULL, "no memory to start with");
        return SS_EXIT_INTERNAL;
    }
    ss_arena_init(&self.names, NAMES_BUDGET);
    ss_arena_init(&self.document, DOCUMENT_BUDGET);
    if (no_files && isatty(STDIN_FILENO))
        ss_report(NULL, "reads the text from this terminal; Ctrl-D ends it");
    int code = plan_and_do(&self, no_files ? only_standard_input : cli->file, no_files ? 1 : cli->file_count);
    ss_arena_free(&self.document);
    ss_arena_free(&self.names);
    sayso_annotator_free(self.annotator);
    return code;
}
