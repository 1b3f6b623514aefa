/* report.h - what came of the cases, and how it is told.  Runner. */
#ifndef SC_REPORT_H
#define SC_REPORT_H
#include <stdbool.h>
#include "play.h"
#include "suite.h"

typedef enum sc_end { SC_END_PASSED, SC_END_FAILED, SC_END_SKIPPED, SC_END_KNOWN, SC_END_RECOMMENDED } sc_end;

typedef struct sc_result {
    const char *name, *category;
    const char *why;     /* what breaks when it fails */
    const char *message; /* NULL when it passed */
    const char *plain;   /* what the case itself said, without what the failure list adds */
    const char *detail;  /* lines for people, or NULL */
    sc_end end;
    double seconds;
} sc_result;

/* A case that is known to fail: a line `NAME  message  # reason` of the list. */
typedef struct sc_known {
    const char *name, *message, *reason;
    bool seen;
} sc_known;

typedef struct sc_report {
    sc_pool *pool;
    sc_result *result; /* [count] */
    size_t count;
    sc_known *known; /* [known_count] */
    size_t known_count;
    bool enforce_recommended;
    bool tap; /* a line for every case as it ends */
} sc_report;

/* NULL, or what is wrong with the list. */
const char *sc_report_read_known(sc_report *report, const char *path);

/* Writes the list anew: what fails now, with the reasons that are there; its first comment stays. */
bool sc_report_write_known(const sc_report *report, const char *path);

/* Adds how a case ended, and tells it. */
void sc_report_add(sc_report *report, const sc_case *one, const char *name, sc_verdict verdict, double seconds);

/* A fault that is no case's, and that no failure list names: `plain` stays NULL. */
void sc_report_fault(sc_report *report, const char *name, const char *message);

/* The closing lines; answers whether all is well. */
bool sc_report_close(sc_report *report);

bool sc_report_junit(const sc_report *report, const char *path);

#endif
