/* file.h - files of a case.  Runner. */
#ifndef SC_FILE_H
#define SC_FILE_H
#include <stdbool.h>
#include "pool.h"

/* Adds the file's bytes; without a folder (NULL), `name` is the whole path. False when it cannot be read. */
bool sc_file_read(sc_pool *pool, const char *folder, const char *name, sc_bytes *out);

bool sc_file_exists(sc_pool *pool, const char *folder, const char *name);

/* Replaces the file. False when it cannot be written. */
bool sc_file_write(sc_pool *pool, const char *folder, const char *name, const void *data, size_t length);

#endif
