/* host.h - a host's side of a session: frames out, documents and their answers back.  Runner. */
#ifndef SC_HOST_H
#define SC_HOST_H
#include "audit.h"
#include "filter.h"
#include "pool.h"

#define SC_MAGIC 0x4F535953u

typedef struct sc_host {
    sc_pool *pool; /* of documents and answers; may be changed between documents, with filter.frames */
    sc_filter filter;
    sc_document **document; /* [count] */
    size_t count;
    uint64_t last;  /* byte of the stream where the last frame begins */
    const Sayso__V1__HelloAck *ack; /* NULL before it came */
    bool streams;   /* `stream` was granted */
    Sayso__V1__OffsetUnit unit;
    size_t pings;   /* sent */
    bool is_raw;    /* bytes were sent that the host does not know */
} sc_host;

/* A Hello of version 1 that counts in bytes. */
Sayso__V1__Hello sc_host_hello(void);

/* Starts the process. False when none could be made. */
bool sc_host_start(sc_host *host, sc_pool *pool, const sc_setup *setup);

/* Packs a frame into the outbox and keeps in mind what it is about. */
void sc_host_send(sc_host *host, Sayso__V1__HostFrame *frame);
void sc_host_send_begin(sc_host *host, uint32_t doc, const Sayso__V1__Begin *begin);
void sc_host_send_chunk(sc_host *host, uint32_t doc, const uint8_t *data, size_t length);
void sc_host_send_end(sc_host *host, uint32_t doc);

/* Bytes in Chunks of `size`, the last one shorter. */
void sc_host_send_chunks(sc_host *host, uint32_t doc, const sc_bytes *data, size_t size);

/* Begin, the bytes in Chunks of at most `size` (0: all in as few as frames allow), End. */
void sc_host_send_document(sc_host *host, uint32_t doc, const Sayso__V1__Begin *begin, const sc_bytes *data, size_t size);

/* The document of this id, or NULL. */
sc_document *sc_host_document(const sc_host *host, uint32_t doc);

/* Takes frames up to the document's Done (or, with `early`, its first Annotations) and checks them.
 * NULL, or what went wrong. */
const char *sc_host_await_answer(sc_host *host, uint32_t doc, bool early);

/* Takes HelloAck. NULL, or what came instead. */
const char *sc_host_await_hello_ack(sc_host *host);

/* What a frame is, for messages. */
const char *sc_host_describe(sc_pool *pool, const sc_frame *frame);

#endif
