/* inflate.c - a document that comes as one zlib or gzip stream.  Floor: plugin. */
#include "inflate.h"
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* zlib is always called with so many bytes of the stream, and with less at its end only: how much it has
 * taken when it meets a fault depends on how much it was given. Few, so that a streamed document does not wait
 * for long. */
#define BLOCK 512u

/* 32 KiB of window, and the header says whether it is zlib or gzip. */
#define WINDOW_BITS (15 + 32)

struct ss_inflater {
    z_stream stream;
    bool ended;
    uint64_t taken; /* bytes of the stream that zlib has used */
    size_t waiting; /* bytes of block */
    uint8_t block[BLOCK];
};

ss_inflater *ss_inflater_create(void)
{
    ss_inflater *inflater = calloc(1, sizeof *inflater);
    if (inflater == NULL)
        return NULL;
    if (inflateInit2(&inflater->stream, WINDOW_BITS) != Z_OK) {
        free(inflater);
        return NULL;
    }
    return inflater;
}

void ss_inflater_free(ss_inflater *inflater)
{
    if (inflater == NULL)
        return;
    inflateEnd(&inflater->stream);
    free(inflater);
}

static ss_status broken(const ss_inflater *inflater, const char *what, ss_error *error)
{
    *error = (ss_error){SS_ERR_INVALID_TEXT, what, inflater->taken};
    return SS_ERR_INVALID_TEXT;
}

/* One call of zlib into the body's free room; once the body is full, into one spare byte, which shows whether
 * the stream holds more. *progress is false when zlib needs more input. */
static ss_status step(ss_inflater *inflater, ss_body *body, bool *progress, ss_error *error)
{
    z_stream *stream = &inflater->stream;
    uint8_t spare;
    ss_status grown = ss_body_grow(body);
    if (grown == SS_ERR_MEMORY)
        return SS_ERR_MEMORY;
    size_t room = grown == SS_OK ? body->capacity - body->length : 1;
    uInt before = stream->avail_in;
    stream->next_out = grown == SS_OK ? body->bytes + body->length : &spare;
    stream->avail_out = (uInt)room;
    int answer = inflate(stream, Z_NO_FLUSH);
    size_t made = room - stream->avail_out;
    inflater->taken += before - stream->avail_in;
    if (made > 0 && grown == SS_ERR_LIMIT)
        return SS_ERR_LIMIT;
    body->length += made;
    inflater->ended = answer == Z_STREAM_END;
    *progress = answer == Z_OK && (stream->avail_in > 0 || stream->avail_out == 0);
    if (answer == Z_MEM_ERROR)
        return SS_ERR_MEMORY;
    if (answer == Z_NEED_DICT)
        return broken(inflater, "a zlib stream that needs a dictionary", error);
    if (answer != Z_OK && answer != Z_STREAM_END && answer != Z_BUF_ERROR)
        return broken(inflater, "not a zlib or gzip stream, or a broken one", error);
    return SS_OK;
}

static ss_status run(ss_inflater *inflater, ss_body *body, ss_error *error)
{
    bool progress = !inflater->ended;
    ss_status status = SS_OK;
    inflater->stream.next_in = inflater->block;
    inflater->stream.avail_in = (uInt)inflater->waiting;
    inflater->waiting = 0;
    while (progress && status == SS_OK)
        status = step(inflater, body, &progress, error);
    if (status == SS_OK && inflater->ended && inflater->stream.avail_in > 0)
        return broken(inflater, "bytes after the end of the zlib or gzip stream", error);
    return status;
}

ss_status ss_inflater_feed(ss_inflater *inflater, const uint8_t *bytes, size_t length, ss_body *body, ss_error *error)
{
    ss_status status = SS_OK;
    while (length > 0 && status == SS_OK) {
        size_t room = BLOCK - inflater->waiting;
        size_t part = length < room ? length : room;
        memcpy(inflater->block + inflater->waiting, bytes, part);
        inflater->waiting += part;
        bytes += part;
        length -= part;
        if (inflater->waiting == BLOCK)
            status = run(inflater, body, error);
    }
    return status;
}

ss_status ss_inflater_finish(ss_inflater *inflater, ss_body *body, ss_error *error)
{
    ss_status status = run(inflater, body, error);
    if (status == SS_OK && !inflater->ended)
        return broken(inflater, "a zlib or gzip stream that has not come to its end", error);
    return status;
}
