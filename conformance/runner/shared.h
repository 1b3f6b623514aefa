/* shared.h - one process that answers the documents of many cases.  Runner. */
#ifndef SC_SHARED_H
#define SC_SHARED_H
#include "host.h"
#include "play.h"

/* A process for each offset unit, started when it is first needed and again when it has ended. */
typedef struct sc_shared {
    const sc_play_options *options;
    struct sc_shared_session {
        sc_pool pool; /* of the process */
        sc_host host;
        bool runs;
        uint32_t next; /* document id */
    } session[4]; /* by OffsetUnit */
} sc_shared;

/* Sends documents of the same bytes, one for each of the cuts, and takes their answers, which live in `pool`.
 * NULL, or what went wrong; then the process is ended. */
const char *sc_shared_document(sc_shared *shared, sc_pool *pool, Sayso__V1__OffsetUnit unit, const Sayso__V1__Begin *begin,
                               const sc_bytes *data, size_t size, size_t cut, sc_document **out);

/* A fresh process for a document with limits of its own. */
const char *sc_shared_alone(const sc_play_options *options, sc_pool *pool, Sayso__V1__OffsetUnit unit, const Sayso__V1__Limits *limits,
                            const Sayso__V1__Begin *begin, const sc_bytes *data, int wanted_exit, sc_document **out);

/* Closes all and asks for exit 0. NULL, or which did not. */
const char *sc_shared_end(sc_shared *shared, sc_pool *pool);

#endif
