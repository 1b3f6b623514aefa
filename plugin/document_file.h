/* document_file.h - reads a file that a person named, whatever it is, up to a cap.  Floor: plugin. */
#ifndef SS_DOCUMENT_FILE_H
#define SS_DOCUMENT_FILE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/arena.h"

typedef enum ss_file_status {
    SS_FILE_OK,
    SS_FILE_UNREADABLE, /* not there, not allowed, a directory, or reading failed */
    SS_FILE_TOO_LARGE,  /* more than the cap */
    SS_FILE_MEMORY
} ss_file_status;

typedef struct ss_file {
    const uint8_t *bytes; /* lives in the arena */
    size_t length;
    char message[160];    /* why there are none; empty with SS_FILE_OK */
} ss_file;

/* Reads all of `path` ("-": standard input): files, pipes and devices alike, never more than cap + 1
 * bytes of them. */
ss_file_status ss_file_read(ss_arena *arena, const char *path, size_t cap, ss_file *out);

/* "gzip" or "zlib" when the bytes are such a stream, else NULL. No UTF-8 text is taken for one: gzip's
 * first bytes cannot begin one, and zlib's can ("x^2"), so there the bytes after them decide. */
const char *ss_file_compression(const ss_file *file);

#endif
