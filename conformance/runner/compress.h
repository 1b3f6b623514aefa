/* compress.h - zlib and gzip streams of documents.  Runner. */
#ifndef SC_COMPRESS_H
#define SC_COMPRESS_H
#include <stdbool.h>
#include "pool.h"

/* All of `data` as one stream; `format` is "zlib" or "gzip". False for another, or without memory. */
bool sc_compress_deflate(sc_pool *pool, const char *format, const sc_bytes *data, sc_bytes *out);

/* The whole document of a zlib or gzip stream; false when it is none, or has not ended. */
bool sc_compress_inflate(sc_pool *pool, const sc_bytes *stream, sc_bytes *out);

#endif
