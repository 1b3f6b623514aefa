/* replay.c - runs a fuzz target over files and folders of them, and says how many there were. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

static unsigned long runs;

/* A copy of its own size, so that a sanitizer sees the first byte read past it. */
static int run_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    long size = file != NULL && fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
    uint8_t *bytes = size < 0 ? NULL : malloc((size_t)size + (size == 0));
    int whole = bytes != NULL && fseek(file, 0, SEEK_SET) == 0 && fread(bytes, 1, (size_t)size, file) == (size_t)size;
    if (file != NULL)
        fclose(file);
    if (whole) {
        printf("%s\n", path); /* the last line says where it crashed */
        fflush(stdout);
        LLVMFuzzerTestOneInput(bytes, (size_t)size);
        runs++;
    }
    free(bytes);
    return whole ? 0 : -1;
}

static int run_folder(const char *path)
{
    struct dirent **entry;
    int count = scandir(path, &entry, NULL, alphasort), failed = count < 0;
    for (int i = 0; i < count; i++) {
        char name[4096];
        if (entry[i]->d_name[0] != '.' &&
            (snprintf(name, sizeof name, "%s/%s", path, entry[i]->d_name) >= (int)sizeof name || run_file(name) != 0))
            failed = 1;
        free(entry[i]);
    }
    if (count >= 0)
        free(entry);
    return failed ? -1 : 0;
}

int main(int argc, char **argv)
{
    int failed = 0;
    for (int i = 1; i < argc; i++) {
        DIR *folder = opendir(argv[i]);
        if (folder != NULL)
            closedir(folder);
        if ((folder != NULL ? run_folder(argv[i]) : run_file(argv[i])) != 0) {
            fprintf(stderr, "cannot read %s\n", argv[i]);
            failed++;
        }
    }
    printf("%lu passed, %d failed\n", runs, failed);
    return failed > 0 || runs == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
