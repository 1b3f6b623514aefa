/* crew.c - the threads of the command: each takes an input, answers it, and takes the next.  Floor: plugin. */
#include "crew.h"
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include "clock.h"
#include "document_file.h"
#include "format/jsonl.h"
#include "json_request.h"
#include "report.h"

typedef struct worker {
    ss_crew *crew;
    ss_desk desk;
    FILE *stream;    /* its output goes to the place at hand */
    ss_place *place;
    const char *name; /* of the input at hand, for messages; NULL: they name it themselves */
    unsigned faults;
    ss_body line;
} worker;

/* ---- what is said ---------------------------------------------------------------------------- */

__attribute__((format(printf, 3, 4))) static void say(worker *self, const char *about, const char *format, ...)
{
    char line[SS_REPORT_BYTES];
    va_list arguments;
    va_start(arguments, format);
    ss_report_make(line, about, format, arguments);
    va_end(arguments);
    ss_belt_say(self->crew->belt, self->place, line);
}

static void note_failure(worker *self, const ss_failure *failure)
{
    say(self, self->name, "%s", failure->message);
    self->faults |= SS_CREW_FAILED;
    if (strcmp(failure->status, "INTERNAL") == 0)
        self->faults |= SS_CREW_BROKEN;
}

static void note_unwritten(worker *self, const char *path)
{
    say(self, path, "cannot be written: %s", strerror(errno));
    self->faults |= SS_CREW_UNWRITTEN;
}

/* What is no failure, and yet should not pass unseen. */
static void remark(worker *self, const sayso_result *result)
{
    if (self->crew->manner.cli->quiet)
        return;
    if (result->status == SAYSO_LIMIT)
        say(self, self->name, "%s", result->error.message);
    if (result->replaced_sequences > 0)
        say(self, self->name, "not all of it is UTF-8: %u sequence%s read as U+FFFD", (unsigned)result->replaced_sequences,
            result->replaced_sequences == 1 ? "" : "s");
}

/* ---- one document ---------------------------------------------------------------------------- */

static void annotate(worker *self, const ss_subject *subject, sayso_result *result, const bool **speaker, ss_failure *failure)
{
    uint32_t deadline_ms = self->crew->manner.cli->limits.deadline_ms;
    if (deadline_ms != 0)
        ss_belt_set_deadline(self->crew->belt, self->place, ss_clock_after(ss_clock_now(), deadline_ms));
    ss_document_annotate(&self->desk, &self->crew->manner, subject, &self->place->stop, result, speaker, failure);
}

/* Annotates, unless something has failed already, and writes. False: nothing worth keeping was written. */
static bool answer(worker *self, const ss_subject *subject, ss_failure *failure, FILE *out)
{
    const ss_manner *manner = &self->crew->manner;
    sayso_result result;
    const bool *speaker;
    if (failure->status == NULL)
        annotate(self, subject, &result, &speaker, failure);
    if (failure->status == NULL) {
        remark(self, &result);
        if (ss_document_write(&self->desk, manner, subject, &result, speaker, out) == SS_OK)
            return true;
        ss_failure_set(failure, "INTERNAL", "no memory to write its annotations");
        note_failure(self, failure);
        return false;
    }
    note_failure(self, failure);
    return manner->format == SS_CLI_FORMAT_JSONL && ss_jsonl_write_failure(out, &self->desk.arena, subject->document, subject->id,
                                                                           failure->status, failure->message) == SS_OK;
}

static void answer_to_belt(worker *self, const ss_subject *subject, ss_failure *failure)
{
    static const ss_failure no_memory = {"INTERNAL", "no memory for its answer"};
    answer(self, subject, failure, self->stream);
    if (fflush(self->stream) == 0 && !ferror(self->stream))
        return;
    clearerr(self->stream);
    note_failure(self, &no_memory);
}

static void answer_to_file(worker *self, const ss_subject *subject, ss_failure *failure)
{
    const ss_output_plan *plan = &self->crew->plan;
    int input = (int)self->place->number;
    ss_output_file file;
    if (!ss_output_file_open(&self->desk.arena, plan, input, &file)) {
        note_unwritten(self, plan->path[input]);
        return;
    }
    if (!answer(self, subject, failure, file.stream))
        ss_output_file_drop(&file);
    else if (!ss_output_file_keep(&file))
        note_unwritten(self, plan->path[input]);
}

/* ---- files ----------------------------------------------------------------------------------- */

static void do_file(worker *self)
{
    static const char *const statuses[] = {
        [SS_FILE_OK] = NULL, [SS_FILE_BAD] = "BAD_DATA", [SS_FILE_TOO_LARGE] = "TOO_LARGE", [SS_FILE_MEMORY] = "INTERNAL"};
    const ss_cli *cli = self->crew->manner.cli;
    ss_file file;
    ss_failure failure;
    self->name = self->crew->file[self->place->number];
    ss_file_status status = ss_file_read_document(self->name, cli->limits.max_document_bytes, &file);
    ss_failure_set(&failure, statuses[status], file.message);
    const ss_subject subject = {.document = self->name,
                                .text = file.body.bytes,
                                .length = file.body.length,
                                .media_type = cli->media_type,
                                .language = cli->language};
    if (self->crew->plan.path != NULL)
        answer_to_file(self, &subject, &failure);
    else
        answer_to_belt(self, &subject, &failure);
    ss_file_free(&file);
}

/* ---- lines ----------------------------------------------------------------------------------- */

/* The document of a line that was read. */
static void fill_subject(worker *self, const ss_request *request, ss_subject *subject, ss_failure *failure)
{
    const ss_cli *cli = self->crew->manner.cli;
    subject->text = request->text;
    subject->length = request->text_length;
    subject->media_type = request->media_type != NULL ? request->media_type : cli->media_type;
    subject->language = request->language != NULL ? request->language : cli->language;
    if (request->text_length <= cli->limits.max_document_bytes)
        return;
    failure->status = "TOO_LARGE";
    snprintf(failure->message, sizeof failure->message, "a text of %zu bytes, and %u are the most: split it", request->text_length,
             (unsigned)cli->limits.max_document_bytes);
}

/* The id lives in the desk's arena. */
static const char *keep_id(worker *self, const ss_request *request, ss_failure *failure)
{
    if (request->id == NULL)
        return "null";
    char *id = ss_arena_alloc(&self->desk.arena, request->id_length + 1, 1);
    if (id == NULL) {
        ss_failure_set(failure, "INTERNAL", "no memory for its id");
        return "null";
    }
    return memcpy(id, request->id, request->id_length);
}

static void read_line(worker *self, ss_request *request, ss_subject *subject, ss_failure *failure)
{
    char message[sizeof request->message + 32];
    bool good = ss_request_read((const char *)self->line.bytes, self->line.length, request);
    subject->id = keep_id(self, request, failure);
    if (failure->status != NULL)
        return;
    if (good) {
        fill_subject(self, request, subject, failure);
        return;
    }
    snprintf(message, sizeof message, "%s: %s", self->name, request->message);
    ss_failure_set(failure, "BAD_DATA", message);
    self->name = NULL;
}

static void do_line(worker *self, ss_line_status status)
{
    char name[32], message[128];
    ss_request request = {.root = NULL};
    ss_subject subject = {.id = "null"};
    ss_failure failure = {.status = NULL};
    ss_crew_name_line(name, self->place->number);
    self->name = name;
    if (status == SS_LINE_OK) {
        read_line(self, &request, &subject, &failure);
    } else if (status == SS_LINE_TOO_LONG) {
        snprintf(message, sizeof message, "%s: longer than %zu bytes", name, self->line.cap);
        ss_failure_set(&failure, "TOO_LARGE", message);
        self->name = NULL;
    } else {
        ss_failure_set(&failure, "INTERNAL", "no memory for a line of this length");
    }
    answer_to_belt(self, &subject, &failure);
    ss_request_free(&request);
}

/* ---- taking ---------------------------------------------------------------------------------- */

static void reset(worker *self)
{
    ss_arena_reset(&self->desk.arena);
    if (self->line.capacity > SS_LINE_KEPT_BYTES)
        ss_body_free(&self->line);
    self->faults = 0;
}

static bool take_file(worker *self)
{
    ss_crew *crew = self->crew;
    pthread_mutex_lock(&crew->input);
    bool any = crew->taken < (uint64_t)crew->file_count;
    if (any) {
        crew->taken++;
        self->place = ss_belt_begin(crew->belt);
    }
    pthread_mutex_unlock(&crew->input);
    if (!any)
        return false;
    reset(self);
    do_file(self);
    ss_belt_end(crew->belt, self->place, self->faults);
    return true;
}

static bool take_line(worker *self)
{
    ss_crew *crew = self->crew;
    reset(self);
    pthread_mutex_lock(&crew->input);
    ss_line_status status = crew->ended ? SS_LINE_END : ss_line_input_next(&crew->lines, &self->line);
    int reason = errno;
    crew->ended = status == SS_LINE_END || status == SS_LINE_UNREADABLE;
    if (status != SS_LINE_END)
        self->place = ss_belt_begin(crew->belt);
    pthread_mutex_unlock(&crew->input);
    if (status == SS_LINE_END)
        return false;
    if (status == SS_LINE_UNREADABLE) {
        say(self, "-", "%s", strerror(reason));
        self->faults = SS_CREW_FAILED;
    } else {
        do_line(self, status);
    }
    ss_belt_end(crew->belt, self->place, self->faults);
    return true;
}

/* ---- threads --------------------------------------------------------------------------------- */

static ssize_t put(void *cookie, const char *bytes, size_t length)
{
    worker *self = cookie;
    return ss_belt_put(self->crew->belt, self->place, bytes, length) ? (ssize_t)length : 0;
}

static void dismiss(worker *self)
{
    ss_belt_leave(self->crew->belt);
    if (self->stream != NULL)
        fclose(self->stream);
    ss_desk_close(&self->desk);
    ss_body_free(&self->line);
    free(self);
}

static void *work(void *argument)
{
    worker *self = argument;
    bool lines = self->crew->manner.cli->stdin_jsonl;
    while (lines ? take_line(self) : take_file(self))
        continue;
    dismiss(self);
    return NULL;
}

static worker *hire(ss_crew *crew)
{
    static const cookie_io_functions_t functions = {.write = put};
    worker *self = calloc(1, sizeof *self);
    if (self == NULL || ss_desk_open(&self->desk, crew->manner.model) != SS_OK) {
        free(self);
        return NULL;
    }
    self->crew = crew;
    self->line.cap = SS_REQUEST_LINE_BYTES(crew->manner.cli->limits.max_document_bytes);
    ss_belt_enter(crew->belt);
    self->stream = fopencookie(self, "w", functions);
    if (self->stream == NULL) {
        dismiss(self);
        return NULL;
    }
    setvbuf(self->stream, NULL, _IOFBF, BUFSIZ * 8);
    return self;
}

uint32_t ss_crew_start(ss_crew *crew, uint32_t count, pthread_t *thread)
{
    pthread_attr_t attributes;
    uint32_t started = 0;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, SS_THREAD_STACK_BYTES);
    for (; started < count; started++) {
        worker *self = hire(crew);
        if (self == NULL)
            break;
        if (pthread_create(&thread[started], &attributes, work, self) != 0) {
            dismiss(self);
            break;
        }
    }
    pthread_attr_destroy(&attributes);
    return started;
}

void ss_crew_name_line(char name[32], uint64_t input)
{
    snprintf(name, 32, "line %llu", (unsigned long long)(input + 1));
}
