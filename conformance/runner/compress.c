/* compress.c - zlib and gzip streams of documents.  Runner. */
#include "compress.h"
#include <string.h>
#include <zlib.h>

#define STEP_BYTES ((size_t)64 << 10)
#define MOST_WINDOW 15
#define AS_GZIP 16
#define EITHER 32

/* Takes steps until the stream has ended. False when one fails. */
static bool pump(z_stream *stream, int (*step)(z_stream *, int), int flush, sc_bytes *out)
{
    int result = Z_OK;
    while (result == Z_OK) {
        stream->next_out = sc_bytes_room(out, STEP_BYTES);
        stream->avail_out = STEP_BYTES;
        result = step(stream, flush);
        out->length += STEP_BYTES - stream->avail_out;
    }
    return result == Z_STREAM_END;
}

bool sc_compress_deflate(sc_pool *pool, const char *format, const sc_bytes *data, sc_bytes *out)
{
    bool gzip = strcmp(format, "gzip") == 0;
    z_stream stream = {.next_in = data->data, .avail_in = (uInt)data->length};
    *out = (sc_bytes){pool, NULL, 0, 0};
    if ((!gzip && strcmp(format, "zlib") != 0) ||
        deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, MOST_WINDOW + (gzip ? AS_GZIP : 0), 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return false;
    bool fine = pump(&stream, deflate, Z_FINISH, out);
    deflateEnd(&stream);
    return fine;
}

bool sc_compress_inflate(sc_pool *pool, const sc_bytes *stream_bytes, sc_bytes *out)
{
    z_stream stream = {.next_in = stream_bytes->data, .avail_in = (uInt)stream_bytes->length};
    *out = (sc_bytes){pool, NULL, 0, 0};
    if (inflateInit2(&stream, MOST_WINDOW + EITHER) != Z_OK)
        return false;
    bool fine = pump(&stream, inflate, Z_NO_FLUSH, out);
    inflateEnd(&stream);
    return fine;
}
