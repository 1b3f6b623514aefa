/* document_file.c - reads a file that a person named, whatever it is, up to a cap.  Floor: plugin. */
#include "document_file.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "text/utf8.h"

#define FIRST_PIECE 65536u /* of what does not tell its size: a pipe's worth */

/* Deflated bytes that pass for UTF-8 this long do not happen. */
#define LOOKED_AT 512u

static ss_file_status fail(ss_file *out, ss_file_status status, const char *message)
{
    snprintf(out->message, sizeof out->message, "%s", message);
    return status;
}

static ss_file_status too_large(ss_file *out, size_t cap, unsigned long long size)
{
    if (size > 0)
        snprintf(out->message, sizeof out->message, "%llu bytes, and %zu are the most: split it", size, cap);
    else
        snprintf(out->message, sizeof out->message, "more than %zu bytes, which are the most: split it", cap);
    return SS_FILE_TOO_LARGE;
}

static ss_file_status read_all(ss_arena *arena, int descriptor, size_t cap, size_t expected, ss_file *out)
{
    size_t capacity = expected, length = 0;
    uint8_t *bytes = ss_arena_alloc(arena, capacity, 1);
    while (bytes != NULL) {
        ssize_t count = read(descriptor, bytes + length, capacity - length);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return fail(out, SS_FILE_UNREADABLE, strerror(errno));
        if (count == 0) {
            out->bytes = bytes;
            out->length = length;
            return SS_FILE_OK;
        }
        length += (size_t)count;
        if (length > cap)
            return too_large(out, cap, 0);
        if (length == capacity) {
            size_t grown = capacity < cap / 2 ? capacity * 2 : cap + 1;
            bytes = ss_arena_grow(arena, bytes, capacity, grown, 1);
            capacity = grown;
        }
    }
    return fail(out, SS_FILE_MEMORY, "no memory for a file of this size");
}

static ss_file_status read_open(ss_arena *arena, int descriptor, size_t cap, ss_file *out)
{
    struct stat facts;
    size_t expected = FIRST_PIECE < cap ? FIRST_PIECE : cap + 1;
    if (fstat(descriptor, &facts) != 0)
        return fail(out, SS_FILE_UNREADABLE, strerror(errno));
    if (S_ISDIR(facts.st_mode))
        return fail(out, SS_FILE_UNREADABLE, "is a directory; name the files in it");
    if (S_ISREG(facts.st_mode) && facts.st_size > (off_t)cap)
        return too_large(out, cap, (unsigned long long)facts.st_size);
    if (S_ISREG(facts.st_mode) && facts.st_size > 0)
        expected = (size_t)facts.st_size + 1; /* the byte more lets one read see the end */
    return read_all(arena, descriptor, cap, expected, out);
}

ss_file_status ss_file_read(ss_arena *arena, const char *path, size_t cap, ss_file *out)
{
    *out = (ss_file){NULL, 0, ""};
    if (strcmp(path, "-") == 0)
        return read_open(arena, STDIN_FILENO, cap, out);
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0)
        return fail(out, SS_FILE_UNREADABLE, strerror(errno));
    ss_file_status status = read_open(arena, descriptor, cap, out);
    close(descriptor);
    return status;
}

static bool is_text(const ss_file *file)
{
    uint32_t length = file->length < LOOKED_AT ? (uint32_t)file->length : LOOKED_AT;
    ss_utf8_report report = ss_utf8_check(file->bytes, length);
    return report.bad_sequences == 0 || (file->length > LOOKED_AT && report.first_bad + 4 > LOOKED_AT);
}

const char *ss_file_compression(const ss_file *file)
{
    if (file->length < 2)
        return NULL;
    unsigned first = file->bytes[0], second = file->bytes[1];
    if (first == 0x1F && second == 0x8B)
        return "gzip";
    /* RFC 1950: deflate with a window of 32 KiB, and a check of both bytes; "x^" is one of them */
    if (first == 0x78 && (first * 256 + second) % 31 == 0 && !is_text(file))
        return "zlib";
    return NULL;
}
