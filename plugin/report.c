/* report.c - one line on stderr about one thing that went wrong.  Floor: plugin. */
#include "report.h"
#include <stdio.h>
#include <string.h>

void ss_report_make(char line[SS_REPORT_BYTES], const char *about, const char *format, va_list arguments)
{
    char message[SS_REPORT_BYTES / 2];
    vsnprintf(message, sizeof message, format, arguments);
    snprintf(line, SS_REPORT_BYTES, "sayso: %.2000s%s%s", about == NULL ? "" : about, about == NULL ? "" : ": ", message);
    for (unsigned char *at = (unsigned char *)line; *at != '\0'; at++)
        if (*at < 0x20 || *at == 0x7F)
            *at = '?';
}

void ss_report(const char *about, const char *format, ...)
{
    char line[SS_REPORT_BYTES];
    va_list arguments;
    va_start(arguments, format);
    ss_report_make(line, about, format, arguments);
    va_end(arguments);
    fprintf(stderr, "%s\n", line);
}
