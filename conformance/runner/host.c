/* host.c - a host's side of a session: frames out, documents and their answers back.  Runner. */
#include "host.h"
#include <string.h>
#include "field.h"

#define CHUNK_BYTES ((size_t)192 << 10) /* fits any max_frame_bytes */

Sayso__V1__Hello sc_host_hello(void)
{
    static const Sayso__V1__OffsetUnit bytes = SAYSO__V1__OFFSET_UNIT__OFFSET_UNIT_UTF8_BYTE;
    static const char name[] = "sayso-conformance/1";
    Sayso__V1__Hello hello = SAYSO__V1__HELLO__INIT;
    hello.magic = SC_MAGIC;
    hello.min_version = hello.max_version = 1;
    hello.host = (ProtobufCBinaryData){sizeof name - 1, (uint8_t *)(uintptr_t)name};
    hello.n_offset_unit = 1;
    hello.offset_unit = (Sayso__V1__OffsetUnit *)(uintptr_t)&bytes;
    return hello;
}

bool sc_host_start(sc_host *host, sc_pool *pool, const sc_setup *setup)
{
    *host = (sc_host){.pool = pool, .unit = SAYSO__V1__OFFSET_UNIT__OFFSET_UNIT_UTF8_BYTE};
    return sc_filter_start(&host->filter, pool, setup);
}

sc_document *sc_host_document(const sc_host *host, uint32_t doc)
{
    for (size_t at = host->count; at-- > 0;)
        if (host->document[at]->id == doc)
            return host->document[at];
    return NULL;
}

static void note_begin(sc_host *host, const Sayso__V1__HostFrame *frame)
{
    sc_document *document = sc_pool_take(host->pool, sizeof *document);
    document->id = frame->doc;
    document->begin = *frame->begin;
    document->data.pool = host->pool;
    host->document = sc_pool_grow(host->pool, host->document, host->count, sizeof(void *));
    host->document[host->count++] = document;
}

static void note(sc_host *host, const Sayso__V1__HostFrame *frame)
{
    sc_document *document = sc_host_document(host, frame->doc);
    switch (frame->body_case) {
    case SAYSO__V1__HOST_FRAME__BODY_BEGIN:
        if (document == NULL) /* the id of another is a fault */
            note_begin(host, frame);
        break;
    case SAYSO__V1__HOST_FRAME__BODY_CHUNK:
        if (document != NULL && !document->ended)
            sc_bytes_add(&document->data, frame->chunk->data.data, frame->chunk->data.len);
        break;
    case SAYSO__V1__HOST_FRAME__BODY_END:
    case SAYSO__V1__HOST_FRAME__BODY_CANCEL:
        if (document != NULL)
            document->ended = true;
        break;
    case SAYSO__V1__HOST_FRAME__BODY_PING:
        host->pings++;
        break;
    default:
        break;
    }
}

void sc_host_send(sc_host *host, Sayso__V1__HostFrame *frame)
{
    host->last = host->filter.sent;
    sc_filter_send_message(&host->filter, &frame->base);
    note(host, frame);
}

void sc_host_send_begin(sc_host *host, uint32_t doc, const Sayso__V1__Begin *begin)
{
    Sayso__V1__HostFrame frame = SAYSO__V1__HOST_FRAME__INIT;
    Sayso__V1__Begin options = *begin;
    frame.doc = doc;
    frame.body_case = SAYSO__V1__HOST_FRAME__BODY_BEGIN;
    frame.begin = &options;
    sc_host_send(host, &frame);
}

void sc_host_send_chunk(sc_host *host, uint32_t doc, const uint8_t *data, size_t length)
{
    Sayso__V1__HostFrame frame = SAYSO__V1__HOST_FRAME__INIT;
    Sayso__V1__Chunk chunk = SAYSO__V1__CHUNK__INIT;
    frame.doc = doc;
    frame.body_case = SAYSO__V1__HOST_FRAME__BODY_CHUNK;
    frame.chunk = &chunk;
    chunk.data = (ProtobufCBinaryData){length, (uint8_t *)(uintptr_t)data};
    sc_host_send(host, &frame);
}

void sc_host_send_end(sc_host *host, uint32_t doc)
{
    Sayso__V1__HostFrame frame = SAYSO__V1__HOST_FRAME__INIT;
    Sayso__V1__End end = SAYSO__V1__END__INIT;
    frame.doc = doc;
    frame.body_case = SAYSO__V1__HOST_FRAME__BODY_END;
    frame.end = &end;
    sc_host_send(host, &frame);
}

void sc_host_send_chunks(sc_host *host, uint32_t doc, const sc_bytes *data, size_t size)
{
    for (size_t at = 0; at < data->length; at += size)
        sc_host_send_chunk(host, doc, data->data + at, data->length - at < size ? data->length - at : size);
}

void sc_host_send_document(sc_host *host, uint32_t doc, const Sayso__V1__Begin *begin, const sc_bytes *data, size_t size)
{
    sc_host_send_begin(host, doc, begin);
    sc_host_send_chunks(host, doc, data, size == 0 ? CHUNK_BYTES : size);
    sc_host_send_end(host, doc);
}

const char *sc_host_describe(sc_pool *pool, const sc_frame *frame)
{
    const Sayso__V1__PluginFrame *message = frame->message;
    const char *value;
    switch (message->body_case) {
    case SAYSO__V1__PLUGIN_FRAME__BODY_HELLO_ACK:
        return "HelloAck";
    case SAYSO__V1__PLUGIN_FRAME__BODY_ANNOTATIONS:
        return sc_pool_print(pool, "Annotations of document %u", message->doc);
    case SAYSO__V1__PLUGIN_FRAME__BODY_SPEAKERS:
        return sc_pool_print(pool, "Speakers of document %u", message->doc);
    case SAYSO__V1__PLUGIN_FRAME__BODY_DONE:
        value = sc_field_enum_name(&sayso__v1__status__descriptor, (int)message->done->status);
        return sc_pool_print(pool, "Done of document %u, %s", message->doc, value == NULL ? "an unknown status" : value);
    case SAYSO__V1__PLUGIN_FRAME__BODY_ERROR:
        value = sc_field_enum_name(&sayso__v1__error_code__descriptor, (int)message->error->code);
        return sc_pool_print(pool, "ProtocolError %s at byte %llu (%.*s)", value == NULL ? "of an unknown code" : value,
                             (unsigned long long)message->error->stream_offset, (int)message->error->message.len,
                             (const char *)message->error->message.data);
    case SAYSO__V1__PLUGIN_FRAME__BODY_PONG:
        return "Pong";
    default:
        return "another frame";
    }
}

static bool is_record(const sc_frame *frame)
{
    return frame->message->body_case == SAYSO__V1__PLUGIN_FRAME__BODY_ANNOTATIONS ||
           frame->message->body_case == SAYSO__V1__PLUGIN_FRAME__BODY_SPEAKERS;
}

const char *sc_host_await_answer(sc_host *host, uint32_t doc, bool early)
{
    sc_document *document = sc_host_document(host, doc);
    const char *awaited = sc_pool_print(host->pool, "%s of document %u", early ? "Annotations" : "Done", doc), *fault;
    if (document == NULL)
        return sc_pool_print(host->pool, "document %u was never begun", doc);
    for (;;) {
        const sc_frame *frame = sc_filter_next(&host->filter, &host->filter.ordered);
        if (frame == NULL)
            return sc_pool_print(host->pool, "awaited %s: %s", awaited, host->filter.fault);
        bool is_done = frame->message->body_case == SAYSO__V1__PLUGIN_FRAME__BODY_DONE;
        if (frame->message->doc != doc || (!is_done && !is_record(frame)))
            return sc_pool_print(host->pool, "awaited %s, got %s", awaited, sc_host_describe(host->pool, frame));
        fault = document->ended ? NULL : sc_audit_early(frame, host->streams);
        if (fault != NULL)
            return fault;
        sc_answer_add(host->pool, &document->answer, frame);
        if (host->ack != NULL && host->ack->limits != NULL && document->answer.bytes > host->ack->limits->max_answer_bytes)
            return sc_pool_print(host->pool, "Annotations and Speakers of document %u pass max_answer_bytes (L2)", doc);
        if (is_done)
            return early ? sc_pool_print(host->pool, "awaited %s, got its Done", awaited)
                         : sc_audit_answer(host->pool, document, host->unit);
        if (early && frame->message->body_case == SAYSO__V1__PLUGIN_FRAME__BODY_ANNOTATIONS)
            return NULL;
    }
}

const char *sc_host_await_hello_ack(sc_host *host)
{
    const sc_frame *frame = sc_filter_next(&host->filter, &host->filter.ordered);
    if (frame == NULL)
        return sc_pool_print(host->pool, "awaited HelloAck: %s", host->filter.fault);
    if (frame->message->body_case != SAYSO__V1__PLUGIN_FRAME__BODY_HELLO_ACK)
        return sc_pool_print(host->pool, "awaited HelloAck, got %s", sc_host_describe(host->pool, frame));
    host->ack = frame->message->hello_ack;
    host->unit = host->ack->offset_unit;
    for (size_t at = 0; at < host->ack->n_capability; at++)
        host->streams = host->streams || (host->ack->capability[at].len == 6 && memcmp(host->ack->capability[at].data, "stream", 6) == 0);
    return frame->message->doc == 0 ? NULL : "HelloAck has a document id";
}
