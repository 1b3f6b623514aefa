/* output_dir.h - where the answers of --output-dir go, and how they get there whole.  Floor: plugin. */
#ifndef SS_OUTPUT_DIR_H
#define SS_OUTPUT_DIR_H
#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>
#include "base/arena.h"

typedef struct ss_output_plan {
    char **path; /* [count]: input i's output; lives in the arena */
    int count;
    mode_t mode; /* of new files: what the process's mask leaves */
} ss_output_plan;

typedef enum ss_plan_status {
    SS_PLAN_OK,
    SS_PLAN_CONFLICT, /* two inputs have one output, or an output is one of the inputs */
    SS_PLAN_MEMORY
} ss_plan_status;

/* Names every output before work starts: a relative input keeps its path below `dir`, without "." in
 * it; an absolute one, or one with "..", its last name only. `ending` (with its point) stands in
 * place of the name's own. Standard input ("-") is called "stdin". With SS_PLAN_CONFLICT `message`
 * names both. Looks at files, creates none. n log n. Not
 * while other threads create files. */
ss_plan_status ss_output_plan_make(ss_arena *arena, const char *dir, const char *ending, char *const *input, int count,
                                   ss_output_plan *out, char message[256]);

/* An answer on its way: written beside its place under another name, so that nobody ever sees a half
 * one. */
typedef struct ss_output_file {
    FILE *stream;
    char *temporary; /* lives in the arena */
    const char *path;
} ss_output_file;

/* Creates the directories that input i's path needs, and the file. The plan is borrowed until it is kept or
 * dropped. False with errno set, and nothing is open then. */
bool ss_output_file_open(ss_arena *arena, const ss_output_plan *plan, int i, ss_output_file *out);

/* Moves it to its place, where it replaces what was there. False with errno set when anything went
 * wrong since it was opened; it is dropped then. */
bool ss_output_file_keep(ss_output_file *file);

/* Forgets it. */
void ss_output_file_drop(ss_output_file *file);

#endif
