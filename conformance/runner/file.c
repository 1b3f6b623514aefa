/* file.c - files of a case.  Runner. */
#include "file.h"
#include <stdio.h>
#include <unistd.h>

#define STEP_BYTES ((size_t)64 << 10)

bool sc_file_read(sc_pool *pool, const char *folder, const char *name, sc_bytes *out)
{
    FILE *file = fopen(folder == NULL ? name : sc_pool_print(pool, "%s/%s", folder, name), "rb");
    if (file == NULL)
        return false;
    size_t got = 1;
    while (got > 0) {
        got = fread(sc_bytes_room(out, STEP_BYTES), 1, STEP_BYTES, file);
        out->length += got;
    }
    bool fine = !ferror(file);
    fclose(file);
    return fine;
}

bool sc_file_exists(sc_pool *pool, const char *folder, const char *name)
{
    return access(sc_pool_print(pool, "%s/%s", folder, name), F_OK) == 0;
}

bool sc_file_write(sc_pool *pool, const char *folder, const char *name, const void *data, size_t length)
{
    FILE *file = fopen(sc_pool_print(pool, "%s/%s", folder, name), "wb");
    if (file == NULL)
        return false;
    bool fine = fwrite(data, 1, length, file) == length;
    return fclose(file) == 0 && fine;
}
