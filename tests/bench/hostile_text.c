/* hostile_text - write a text that is made to be slow to read to standard output.
 *
 * usage: hostile_text            the families, one a line: name, tab, media type, tab, whether it is words
 *        hostile_text NAME BYTES */
#include "unit/hostile_text.h"

#include <stdlib.h>

int main(int argc, char **argv)
{
    size_t length = argc > 2 ? strtoul(argv[2], NULL, 10) : 0;
    for (size_t i = 0; i < HOSTILE_FAMILIES; i++) {
        const hostile_family *family = &hostile_families[i];
        if (argc == 1)
            printf("%s\ttext/%s\t%s\n", family->name, family->markdown ? "markdown" : "plain", family->words ? "words" : "marks");
        if (argc != 3 || strcmp(family->name, argv[1]) != 0)
            continue;
        char *text = malloc(length + 1);
        if (text == NULL)
            return EXIT_FAILURE;
        hostile_write(family, text, length);
        bool written = fwrite(text, 1, length, stdout) == length && fflush(stdout) == 0;
        free(text);
        return written ? EXIT_SUCCESS : EXIT_FAILURE;
    }
    return argc == 1 ? EXIT_SUCCESS : EXIT_FAILURE;
}
