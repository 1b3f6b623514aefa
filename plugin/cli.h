/* cli.h - the options of the command.  Floor: plugin. */
#ifndef SS_CLI_H
#define SS_CLI_H
#include <stdbool.h>
#include <stdint.h>
#include "agreement.h"
#include "limit.h"
#include "sayso.h"

typedef enum ss_cli_mode { SS_CLI_ONESHOT, SS_CLI_STDIO, SS_CLI_HELP, SS_CLI_VERSION, SS_CLI_PRINT_RULES } ss_cli_mode;

/* Not said: text on a terminal, jsonl otherwise. */
typedef enum ss_cli_format { SS_CLI_FORMAT_UNSAID, SS_CLI_FORMAT_TEXT, SS_CLI_FORMAT_JSONL, SS_CLI_FORMAT_BRAT, SS_CLI_FORMAT_XHTML } ss_cli_format;

typedef struct ss_cli {
    ss_cli_mode mode;
    ss_cli_format format;
    sayso_offset_unit unit; /* as asked; brat counts code points whatever it says */
    const char *output_dir; /* NULL: standard output */
    const char *model;      /* NULL: the one inside the program */
    const char *rules;      /* NULL: only those inside the program */
    const char *kernel;     /* NULL: the processor's fastest */
    const char *media_type; /* NULL: plain text, as of language: the text tells */
    const char *language;
    uint16_t min_confidence; /* permille, rounded up, so that nothing below the wish is kept */
    int jobs;                /* 1, when not said, to SS_JOBS_MOST */
    ss_limits limits;        /* max_document_bytes is always set; of the others 0 = not said. With
                              * --stdio they are for the session */
    bool strict_text;
    bool inner; /* brat gives attributions inside others and those without a cue too */
    bool stdin_jsonl;
    bool quiet;
    bool reproducible;
    char *const *file; /* [file_count], "-" is standard input, at most once; none: standard input */
    int file_count;
} ss_cli;

typedef struct ss_cli_error {
    char message[256]; /* names the option and says what it takes */
} ss_cli_error;

/* Reads the arguments of main, which it reorders (options first) and from which *out borrows. False when
 * they make no sense, with the reason in *error. getopt underneath is not thread-safe. */
bool ss_cli_parse(int argc, char **argv, ss_cli *out, ss_cli_error *error);

/* What --help prints. */
extern const char ss_cli_help[];

#endif
