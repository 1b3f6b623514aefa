/* document_answer.h - one document of the command: annotated, and written in the format asked for.  Floor: plugin. */
#ifndef SS_DOCUMENT_ANSWER_H
#define SS_DOCUMENT_ANSWER_H
#include <stdio.h>
#include "base/arena.h"
#include "base/status.h"
#include "cli.h"
#include "format/text.h"
#include "sayso.h"

/* How all documents of a run are answered. Borrows. */
typedef struct ss_manner {
    const ss_cli *cli;
    const sayso_model *model;
    ss_cli_format format; /* never UNSAID */
    sayso_offset_unit unit;
    ss_text_look look;
} ss_manner;

/* A document; borrows. */
typedef struct ss_subject {
    const char *document; /* its file's name */
    const char *id;       /* JSON that names it instead, or NULL */
    const uint8_t *text;
    size_t length;
    const char *media_type; /* NULL or "" as in sayso_options, as of language */
    const char *language;
} ss_subject;

/* Why there is no answer. */
typedef struct ss_failure {
    const char *status; /* as the schema names it; NULL: nothing failed */
    char message[320];
} ss_failure;

/* What a thread works with. */
typedef struct ss_desk {
    sayso_annotator *annotator;
    ss_arena arena; /* of one document's answer; whoever owns the desk resets it */
} ss_desk;

/* SS_ERR_MEMORY, and nothing to free then. */
SS_MUST_USE ss_status ss_desk_open(ss_desk *desk, const sayso_model *model);
void ss_desk_close(ss_desk *desk);

void ss_failure_set(ss_failure *failure, const char *status, const char *message);

/* Fills *result, cut to the run's limits: valid until the annotator's next call or the arena's reset, when
 * *failure says that nothing failed. `stop` is sayso_options'. *speaker is as in ss_answer. */
void ss_document_annotate(ss_desk *desk, const ss_manner *manner, const ss_subject *subject, const volatile int *stop,
                          sayso_result *result, const bool **speaker, ss_failure *failure);

/* SS_ERR_MEMORY, with the answer broken off; errors of `out` are left in it. */
SS_MUST_USE ss_status ss_document_write(ss_desk *desk, const ss_manner *manner, const ss_subject *subject,
                                        const sayso_result *result, const bool *speaker, FILE *out);

#endif
