/* record.h - sessions written down, and played back to a host.  Runner. */
#ifndef SC_RECORD_H
#define SC_RECORD_H
#include "pool.h"

/* Stands between a host (standard input and output) and a filter, passes everything on, and writes the session to a
 * file as a session.txt. Answers the filter's exit code, or 70. */
int sc_record(sc_pool *pool, char *const *command, const char *path);

/* Plays the filter's side of a recorded session for the host at standard input and output. The exit code: that of the
 * recording; 1 when the host did not send what was recorded, with a line on standard error that says where. */
int sc_replay(sc_pool *pool, const char *path, int patience);

#endif
