/* report.h - one line on stderr about one thing that went wrong.  Floor: plugin. */
#ifndef SS_REPORT_H
#define SS_REPORT_H
#include <stdarg.h>

#define SS_REPORT_BYTES 4096u

/* Makes "sayso: ABOUT: MESSAGE". `about` is a file's or an option's name and NULL for none. Control
 * characters in either are written as "?", so that it stays one line whatever a file is called; it is
 * cut to fit. */
void ss_report_make(char line[SS_REPORT_BYTES], const char *about, const char *format, va_list arguments)
    __attribute__((format(printf, 3, 0)));

/* Makes a line and writes it to stderr at once. Errors are not seen: there is nowhere else to say them. */
void ss_report(const char *about, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
