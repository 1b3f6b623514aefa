/* report.h - one line on stderr about one thing that went wrong.  Floor: plugin. */
#ifndef SS_REPORT_H
#define SS_REPORT_H

/* Writes "sayso: ABOUT: MESSAGE" and a line's end at once. `about` is a file's or an option's name and
 * NULL for none. Control characters in either are written as "?", so that it stays one line whatever
 * a file is called; past 4 KiB it is cut. Errors are not seen: there is nowhere else to say them. */
void ss_report(const char *about, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
