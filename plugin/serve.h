/* serve.h - `sayso --stdio`: one session of the filter protocol, from Hello to exit.  Floor: plugin.
 *
 *     input ──► reader ──► queue of documents ──► workers ──► answers ──► writer ──► output
 *
 * Each is a thread; the calling thread keeps deadlines and ends the session. */
#ifndef SS_SERVE_H
#define SS_SERVE_H
#include <stdbool.h>
#include "agreement.h"
#include "sayso.h"

typedef struct serve_options {
    const sayso_model *model; /* borrowed for the call */
    bool reproducible;        /* elapsed_us is always 0 */
    int jobs;                 /* workers, 1 to SS_JOBS_MOST */
    ss_limits limits;         /* as options ask for, 0 = nothing; see ss_agree */
    int input;                /* descriptor of the host's frames: 0 */
    int output;               /* descriptor for the plugin's frames: 1. When it is 1, it is moved away
                               * for good and 1 becomes a copy of stderr, so that nothing printed can
                               * reach the stream */
} serve_options;

/* Serves until the host ends its input or breaks the protocol, the output is closed, or SIGTERM.
 * Returns one of exit.h's codes: 0, 64 (input or output is a terminal or not open), 70, 74, 76; says
 * why on stderr when it is none of 0 and 76 (there the host was told). Ignores SIGPIPE and handles
 * SIGTERM from then on; one session a process. */
int plugin_serve(const serve_options *options);

#endif
