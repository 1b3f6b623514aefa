/* document_file.h - reads a file that a person named, whatever it is, up to a cap.  Floor: plugin. */
#ifndef SS_DOCUMENT_FILE_H
#define SS_DOCUMENT_FILE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "body.h"

typedef enum ss_file_status {
    SS_FILE_OK,
    SS_FILE_BAD,       /* not there, not allowed, a directory, reading failed, or a broken stream */
    SS_FILE_TOO_LARGE, /* more than the cap */
    SS_FILE_MEMORY
} ss_file_status;

typedef struct ss_file {
    ss_body body;      /* until ss_file_free; its bytes may be NULL when there are none */
    char message[192]; /* why it is empty; "" with SS_FILE_OK */
} ss_file;

/* Reads all of `path` ("-": standard input): files, pipes and devices alike, never more than cap + 1
 * bytes of them. ss_file_free afterwards, whatever the answer. */
ss_file_status ss_file_read(const char *path, size_t cap, ss_file *out);

/* As ss_file_read, but a gzip or zlib stream is recognised by its first bytes and inflated while it is
 * read: the cap holds for what comes out of it. A stream that is cut, broken or followed by more is
 * SS_FILE_BAD, and the message names the byte of the file. */
ss_file_status ss_file_read_document(const char *path, size_t cap, ss_file *out);

void ss_file_free(ss_file *file);

/* "gzip" or "zlib" when the bytes begin such a stream, else NULL. No UTF-8 text is taken for one: gzip's
 * first bytes cannot begin one, and zlib's can ("x^2"), so there the bytes after them decide. */
const char *ss_file_compression(const uint8_t *bytes, size_t length);

#endif
