/* play.h - plays a session.txt against a filter.  Runner. */
#ifndef SC_PLAY_H
#define SC_PLAY_H
#include "host.h"
#include "script.h"

typedef struct sc_play_options {
    char *const *command;
    int patience;          /* ms */
    bool takes_options;    /* it takes the program's options: cases that use them are played */
    bool bounds_memory;    /* `start memory=` is heeded */
} sc_play_options;

/* SC_UNSOUND: the case itself is wrong. */
typedef enum sc_outcome { SC_PASSED, SC_FAILED, SC_SKIPPED, SC_UNSOUND } sc_outcome;

/* How a case ended; `message` says what failed or why it was skipped, in the pool. */
typedef struct sc_verdict {
    sc_outcome outcome;
    const char *message;
    unsigned line;           /* of session.txt, where a field was another than it wanted, */
    const char *key, *actual; /* and which; NULL otherwise */
    const char *detail;       /* more about a failure, for people; lines, or NULL */
} sc_verdict;

/* Plays the script of a case whose files are in `folder`; what it needs lives in the pool. Ends every process it
 * starts. A session that does not say how it ends is closed and has to exit with 0. */
sc_verdict sc_play(sc_pool *pool, const sc_play_options *options, const sc_script *script, const char *folder);

/* What the script's host sends, added to `out`: no process is started. Lines that take a number from an answer are left
 * out. */
void sc_play_export(sc_pool *pool, const sc_script *script, const char *folder, sc_bytes *out);

#endif
