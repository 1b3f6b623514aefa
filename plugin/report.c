/* report.c - one line on stderr about one thing that went wrong.  Floor: plugin. */
#include "report.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void ss_report(const char *about, const char *format, ...)
{
    char message[2048], line[4096];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    snprintf(line, sizeof line, "sayso: %.2000s%s%s", about == NULL ? "" : about, about == NULL ? "" : ": ", message);
    for (unsigned char *at = (unsigned char *)line; *at != '\0'; at++)
        if (*at < 0x20 || *at == 0x7F)
            *at = '?';
    fprintf(stderr, "%s\n", line);
}
