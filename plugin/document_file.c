/* document_file.c - reads a file that a person named, whatever it is, up to a cap.  Floor: plugin. */
#include "document_file.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "inflate.h"
#include "limit.h"
#include "text/utf8.h"

#define PIECE 65536u /* read at once of a compressed file: a pipe's worth */


typedef struct source {
    int descriptor;
    size_t cap;
    ss_file *file;
} source;

/* ---- what went wrong ------------------------------------------------------------------------- */

static ss_file_status fail(ss_file *out, ss_file_status status, const char *message)
{
    ss_body_free(&out->body);
    snprintf(out->message, sizeof out->message, "%s", message);
    return status;
}

static ss_file_status no_memory(ss_file *out)
{
    return fail(out, SS_FILE_MEMORY, "no memory for a file of this size");
}

/* The size is named where the file tells it. */
static ss_file_status too_large(const source *from)
{
    struct stat facts;
    ss_file *file = from->file;
    ss_body_free(&file->body);
    if (fstat(from->descriptor, &facts) == 0 && S_ISREG(facts.st_mode) && facts.st_size > (off_t)from->cap)
        snprintf(file->message, sizeof file->message, "%llu bytes, and %zu are the most: split it",
                 (unsigned long long)facts.st_size, from->cap);
    else
        snprintf(file->message, sizeof file->message, "more than %zu bytes, which are the most: split it", from->cap);
    return SS_FILE_TOO_LARGE;
}

static ss_file_status too_large_inflated(const source *from)
{
    ss_body_free(&from->file->body);
    snprintf(from->file->message, sizeof from->file->message, "more than %zu bytes once inflated, which are the most: split it",
             from->cap);
    return SS_FILE_TOO_LARGE;
}

static ss_file_status broken(const source *from, const ss_error *error)
{
    ss_body_free(&from->file->body);
    snprintf(from->file->message, sizeof from->file->message, "%s (at byte %llu of the file)", error->what, error->at);
    return SS_FILE_BAD;
}

/* ---- as it is -------------------------------------------------------------------------------- */

/* Up to `most` bytes; 0 at the end, negative with errno set. */
static ssize_t read_some(int descriptor, uint8_t *bytes, size_t most)
{
    ssize_t count;
    do
        count = read(descriptor, bytes, most);
    while (count < 0 && errno == EINTR);
    return count;
}

/* Adds to the body until it holds `least` bytes or the file ends. The byte that passes the cap is read into a
 * spare one. */
static ss_file_status read_until(const source *from, size_t least, bool *ended)
{
    ss_body *body = &from->file->body;
    uint8_t spare;
    *ended = false;
    while (body->length < least) {
        ss_status grown = ss_body_grow(body);
        if (grown == SS_ERR_MEMORY)
            return no_memory(from->file);
        bool full = grown == SS_ERR_LIMIT;
        ssize_t count = full ? read_some(from->descriptor, &spare, 1)
                             : read_some(from->descriptor, body->bytes + body->length, body->capacity - body->length);
        if (count < 0)
            return fail(from->file, SS_FILE_BAD, strerror(errno));
        *ended = count == 0;
        if (count == 0)
            return SS_FILE_OK;
        if (full)
            return too_large(from);
        body->length += (size_t)count;
    }
    return SS_FILE_OK;
}

/* A size that is told is looked at before anything is read. */
static ss_file_status read_plain(const source *from)
{
    struct stat facts;
    bool ended;
    if (fstat(from->descriptor, &facts) == 0 && S_ISREG(facts.st_mode) && facts.st_size > (off_t)from->cap)
        return too_large(from);
    return read_until(from, SIZE_MAX, &ended);
}

/* ---- compressed ------------------------------------------------------------------------------ */

/* `head` are the bytes that have been read already. */
static ss_file_status inflate_rest(const source *from, const ss_body *head, ss_inflater *inflater)
{
    uint8_t piece[PIECE];
    ss_error error = {SS_OK, "", 0};
    ss_body *body = &from->file->body;
    ss_status status = ss_inflater_feed(inflater, head->bytes, head->length, body, &error);
    ssize_t count = 1;
    while (status == SS_OK && count > 0) {
        count = read_some(from->descriptor, piece, sizeof piece);
        if (count < 0)
            return fail(from->file, SS_FILE_BAD, strerror(errno));
        status = count > 0 ? ss_inflater_feed(inflater, piece, (size_t)count, body, &error)
                           : ss_inflater_finish(inflater, body, &error);
    }
    switch (status) {
    case SS_OK:
        return SS_FILE_OK;
    case SS_ERR_LIMIT:
        return too_large_inflated(from);
    case SS_ERR_MEMORY:
        return no_memory(from->file);
    default:
        return broken(from, &error);
    }
}

static ss_file_status read_compressed(const source *from)
{
    ss_body head = from->file->body;
    ss_inflater *inflater = ss_inflater_create();
    from->file->body = (ss_body){.cap = from->cap};
    ss_file_status status = inflater == NULL ? no_memory(from->file) : inflate_rest(from, &head, inflater);
    ss_inflater_free(inflater);
    ss_body_free(&head);
    return status;
}

/* ---- either ---------------------------------------------------------------------------------- */

/* The beginning decides; of a compressed file it may be longer than a document. */
static ss_file_status read_document(const source *from)
{
    ss_body *body = &from->file->body;
    bool ended;
    body->cap = from->cap > SS_LOOKED_AT_BYTES ? from->cap : SS_LOOKED_AT_BYTES + 1;
    ss_file_status status = read_until(from, SS_LOOKED_AT_BYTES + 1, &ended);
    if (status != SS_FILE_OK)
        return status;
    if (ss_file_compression(body->bytes, body->length) != NULL)
        return read_compressed(from);
    if (body->length > from->cap)
        return too_large(from);
    return ended ? SS_FILE_OK : read_plain(from);
}

static ss_file_status read_path(const char *path, size_t cap, ss_file_status (*read_it)(const source *), ss_file *out)
{
    struct stat facts;
    bool standard_input = strcmp(path, "-") == 0;
    *out = (ss_file){.body = {.cap = cap}};
    int descriptor = standard_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0)
        return fail(out, SS_FILE_BAD, strerror(errno));
    ss_file_status status;
    if (fstat(descriptor, &facts) == 0 && S_ISDIR(facts.st_mode))
        status = fail(out, SS_FILE_BAD, "is a directory; name the files in it");
    else
        status = read_it(&(const source){descriptor, cap, out});
    if (!standard_input)
        close(descriptor);
    return status;
}

ss_file_status ss_file_read(const char *path, size_t cap, ss_file *out)
{
    return read_path(path, cap, read_plain, out);
}

ss_file_status ss_file_read_document(const char *path, size_t cap, ss_file *out)
{
    return read_path(path, cap, read_document, out);
}

void ss_file_free(ss_file *file)
{
    ss_body_free(&file->body);
}

static bool is_text(const uint8_t *bytes, size_t length)
{
    uint32_t looked_at = length < SS_LOOKED_AT_BYTES ? (uint32_t)length : SS_LOOKED_AT_BYTES;
    ss_utf8_report report = ss_utf8_check(bytes, looked_at);
    return report.bad_sequences == 0 || (length > SS_LOOKED_AT_BYTES && report.first_bad + 4 > SS_LOOKED_AT_BYTES);
}

const char *ss_file_compression(const uint8_t *bytes, size_t length)
{
    if (length < 2)
        return NULL;
    unsigned first = bytes[0], second = bytes[1];
    if (first == 0x1F && second == 0x8B)
        return "gzip";
    /* RFC 1950: deflate with a window of 32 KiB, and a check of both bytes; "x^" is one of them */
    if (first == 0x78 && (first * 256 + second) % 31 == 0 && !is_text(bytes, length))
        return "zlib";
    return NULL;
}
