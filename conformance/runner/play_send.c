/* play_send.c - verbs of a session that write to the filter.  Runner. */
#include <string.h>
#include "play_inside.h"
#include "varint.h"

#define PING_BYTES 11 /* of a frame with a nonce that is not 0 */
#define PINGS_AT_ONCE 1024
#define STANDSTILL 500 /* ms without a byte taken: the filter reads no more */

/* ---- how a process is started ----------------------------------------------------------------------- */

static const char *read_wiring(sc_play_state *play, const sc_line *line, const char *key, sc_wiring *out)
{
    const sc_word *word = sc_script_find(line, key);
    *out = SC_PIPE;
    if (word == NULL)
        return NULL;
    const char *name = word->value[0].data;
    *out = strcmp(name, "closed") == 0 ? SC_CLOSED : strcmp(name, "terminal") == 0 ? SC_TERMINAL : SC_FULL;
    if (*out == SC_FULL && strcmp(name, "full") != 0)
        return sc_pool_print(play->pool, "%s is closed, terminal or full", key);
    return NULL;
}

static const char *read_setup(sc_play_state *play, const sc_line *line, sc_setup *setup)
{
    uint64_t memory;
    const sc_word *arguments = sc_script_find(line, "arguments");
    const char *fault = sc_play_option(play, line, "memory", 0, &memory);
    if (fault == NULL)
        fault = read_wiring(play, line, "input", &setup->input);
    if (fault == NULL)
        fault = read_wiring(play, line, "output", &setup->output);
    if (fault == NULL)
        fault = read_wiring(play, line, "errors", &setup->errors);
    setup->memory = play->options->bounds_memory ? (size_t)memory : 0;
    if (arguments != NULL) {
        const char **argument = sc_pool_take(play->pool, arguments->count * sizeof *argument);
        for (size_t at = 0; at < arguments->count; at++)
            argument[at] = arguments->value[at].data;
        setup->argument = argument;
        setup->argument_count = arguments->count;
        if (!play->options->takes_options)
            play->skip = "it is about an option of the program: --with-options plays it";
    }
    return fault;
}

static void keep_documents(sc_play_state *play)
{
    for (size_t at = 0; at < play->host.count; at++) {
        play->past = sc_pool_grow(play->pool, play->past, play->past_count, sizeof(void *));
        play->past[play->past_count++] = play->host.document[at];
    }
}

/* As the line says, or as usual with NULL. */
const char *sc_play_start(sc_play_state *play, const sc_line *line)
{
    sc_setup setup = {.command = play->options->command, .patience = play->options->patience};
    const char *fault = line == NULL ? NULL : read_setup(play, line, &setup);
    if (fault != NULL || play->skip != NULL)
        return fault;
    if (play->runs)
        return "a process is there already: `expect exit` first";
    keep_documents(play);
    play->hello_sent = false;
    play->runs = sc_host_start(&play->host, play->pool, &setup);
    return play->runs ? NULL : "no process could be started";
}

const char *sc_play_ready(sc_play_state *play)
{
    return play->runs ? NULL : sc_play_start(play, NULL);
}

/* The documents that a line is about, once a process is there. */
static const char *read_documents(sc_play_state *play, const sc_line *line, uint32_t *first, uint32_t *last)
{
    const char *fault = sc_play_ready(play);
    return fault != NULL ? fault : sc_play_range(play, line, 0, first, last);
}

/* ---- frames ------------------------------------------------------------------------------------------ */

/* Makes `filler` so long that the frame has exactly as many bytes as the line wants. */
static const char *pad(sc_play_state *play, const sc_line *line, Sayso__V1__HostFrame *frame, ProtobufCBinaryData *filler)
{
    uint64_t wanted;
    const char *fault = sc_play_option(play, line, "frame_bytes", 0, &wanted);
    size_t length = sayso__v1__host_frame__get_packed_size(frame);
    if (fault != NULL || wanted == 0)
        return fault;
    if (wanted < length)
        return "the frame is longer than frame_bytes already";
    uint8_t *data = sc_pool_take(play->pool, (size_t)wanted + 1);
    memset(data, ' ', (size_t)wanted);
    if (filler->len > 0)
        memcpy(data, filler->data, filler->len);
    filler->data = data;
    filler->len += (size_t)wanted - length;
    while (sayso__v1__host_frame__get_packed_size(frame) > wanted)
        filler->len--;
    return sayso__v1__host_frame__get_packed_size(frame) == wanted ? NULL : "no frame of this kind has so many bytes";
}

static bool is_hello_option(const char *key)
{
    return strcmp(key, "doc") == 0 || strcmp(key, "frame_bytes") == 0;
}

const char *sc_play_hello(sc_play_state *play, const sc_line *line)
{
    Sayso__V1__HostFrame frame = SAYSO__V1__HOST_FRAME__INIT;
    Sayso__V1__Hello hello = sc_host_hello();
    Sayso__V1__Limits limits = SAYSO__V1__LIMITS__INIT;
    uint64_t doc = 0;
    const char *fault = sc_play_ready(play);
    if (fault == NULL)
        fault = sc_play_option(play, line, "doc", 0, &doc);
    if (fault == NULL)
        fault = sc_play_fields(play, line, &hello.base, &limits.base, is_hello_option);
    frame.doc = (uint32_t)doc;
    frame.body_case = SAYSO__V1__HOST_FRAME__BODY_HELLO;
    frame.hello = &hello;
    hello.limits = &limits;
    if (fault == NULL)
        fault = pad(play, line, &frame, &hello.host);
    if (fault == NULL && play->skip == NULL)
        sc_host_send(&play->host, &frame);
    play->hello_sent = true;
    return fault;
}

const char *sc_play_begin(sc_play_state *play, const sc_line *line)
{
    Sayso__V1__Begin begin = SAYSO__V1__BEGIN__INIT;
    uint32_t doc, last;
    const char *fault = read_documents(play, line, &doc, &last);
    if (fault == NULL)
        fault = sc_play_fields(play, line, &begin.base, NULL, NULL);
    if (fault == NULL)
        sc_host_send_begin(&play->host, doc, &begin);
    return fault;
}

/* A Chunk that is padded to a length, and no more than one. */
static const char *send_exact(sc_play_state *play, const sc_line *line, uint32_t doc, const sc_bytes *data)
{
    Sayso__V1__HostFrame frame = SAYSO__V1__HOST_FRAME__INIT;
    Sayso__V1__Chunk chunk = SAYSO__V1__CHUNK__INIT;
    frame.doc = doc;
    frame.body_case = SAYSO__V1__HOST_FRAME__BODY_CHUNK;
    frame.chunk = &chunk;
    chunk.data = (ProtobufCBinaryData){data->length, data->data};
    const char *fault = pad(play, line, &frame, &chunk.data);
    if (fault == NULL)
        sc_host_send(&play->host, &frame);
    return fault;
}

const char *sc_play_chunk(sc_play_state *play, const sc_line *line)
{
    uint32_t doc, last;
    uint64_t size;
    sc_bytes data;
    const char *fault = read_documents(play, line, &doc, &last);
    if (fault == NULL)
        fault = sc_play_data(play, line, 1, &data);
    if (fault == NULL)
        fault = sc_play_option(play, line, "size", 0, &size);
    if (fault != NULL)
        return fault;
    if (size == 0)
        return send_exact(play, line, doc, &data);
    sc_host_send_chunks(&play->host, doc, &data, (size_t)size);
    return NULL;
}

const char *sc_play_end(sc_play_state *play, const sc_line *line)
{
    uint32_t doc, last;
    const char *fault = read_documents(play, line, &doc, &last);
    if (fault == NULL)
        sc_host_send_end(&play->host, doc);
    return fault;
}

const char *sc_play_cancel(sc_play_state *play, const sc_line *line)
{
    Sayso__V1__HostFrame frame = SAYSO__V1__HOST_FRAME__INIT;
    Sayso__V1__Cancel cancel = SAYSO__V1__CANCEL__INIT;
    uint32_t first = 0, last = 0;
    const char *fault = read_documents(play, line, &first, &last);
    frame.body_case = SAYSO__V1__HOST_FRAME__BODY_CANCEL;
    frame.cancel = &cancel;
    for (uint32_t doc = first; fault == NULL && doc <= last && doc >= first; doc++) {
        frame.doc = doc;
        sc_host_send(&play->host, &frame);
    }
    return fault;
}

static void send_ping(sc_play_state *play, uint32_t doc, uint64_t nonce)
{
    Sayso__V1__HostFrame frame = SAYSO__V1__HOST_FRAME__INIT;
    Sayso__V1__Ping ping = SAYSO__V1__PING__INIT;
    frame.doc = doc;
    frame.body_case = SAYSO__V1__HOST_FRAME__BODY_PING;
    frame.ping = &ping;
    ping.nonce = nonce;
    sc_host_send(&play->host, &frame);
}

const char *sc_play_ping(sc_play_state *play, const sc_line *line)
{
    uint64_t doc, first = 0, last = 0;
    const char *fault = sc_play_ready(play);
    if (fault == NULL)
        fault = sc_play_option(play, line, "doc", 0, &doc);
    if (fault == NULL)
        fault = sc_play_nonces(play, line, 0, &first, &last);
    for (uint64_t more = 0; fault == NULL && more <= last - first; more++)
        send_ping(play, (uint32_t)doc, first + more);
    return fault;
}

const char *sc_play_document(sc_play_state *play, const sc_line *line)
{
    Sayso__V1__Begin begin = SAYSO__V1__BEGIN__INIT;
    uint32_t first = 0, last = 0;
    uint64_t size;
    sc_bytes data;
    const char *fault = read_documents(play, line, &first, &last);
    if (fault == NULL)
        fault = sc_play_data(play, line, 1, &data);
    if (fault == NULL)
        fault = sc_play_option(play, line, "size", 0, &size);
    if (fault == NULL)
        fault = sc_play_fields(play, line, &begin.base, NULL, sc_play_is_data_key);
    for (uint32_t doc = first; fault == NULL && doc <= last && doc >= first; doc++)
        sc_host_send_document(&play->host, doc, &begin, &data, (size_t)size);
    return fault;
}

/* ---- bytes that no honest host would send ---------------------------------------------------------------- */

static const char *send_bytes(sc_play_state *play, const sc_line *line, bool framed)
{
    sc_bytes data;
    uint8_t prefix[SC_VARINT_BYTES];
    const char *fault = sc_play_ready(play);
    if (fault == NULL)
        fault = sc_play_hex(play, line, &data);
    if (fault != NULL)
        return fault;
    play->host.last = play->host.filter.sent;
    play->host.is_raw = true;
    if (framed)
        sc_filter_send(&play->host.filter, prefix, sc_varint_put(data.length, prefix));
    sc_filter_send(&play->host.filter, data.data, data.length);
    return NULL;
}

const char *sc_play_raw(sc_play_state *play, const sc_line *line)
{
    return send_bytes(play, line, false);
}

const char *sc_play_frame(sc_play_state *play, const sc_line *line)
{
    return send_bytes(play, line, true);
}

/* Bytes that the filter has read, or that stand in its pipe. */
static uint64_t taken_by(const sc_filter *filter)
{
    return filter->sent - (filter->outbox.length - filter->written);
}

/* Pings without reading, until the filter takes no more. */
const char *sc_play_flood(sc_play_state *play, const sc_line *line)
{
    const sc_word *word = sc_script_bare(line, 0);
    sc_filter *filter = &play->host.filter;
    uint64_t most, before;
    const char *fault = word == NULL ? "flood wants the most bytes that may be taken" : sc_play_number(play, &word->value[0], &most);
    if (fault == NULL)
        fault = sc_play_ready(play);
    if (fault != NULL)
        return fault;
    before = taken_by(filter);
    filter->reading = SC_HELD;
    play->flooded = 0;
    for (int64_t until = sc_filter_clock() + STANDSTILL; sc_filter_clock() < until;) {
        uint64_t taken = taken_by(filter);
        for (size_t more = 0; filter->outbox.length - filter->written < PINGS_AT_ONCE * PING_BYTES && more < PINGS_AT_ONCE; more++)
            send_ping(play, 0, ++play->flooded);
        if (taken - before > most)
            return sc_pool_print(play->pool, "it read more than %s bytes, and no answer of it was read (W1)", word->value[0].data);
        if (sc_filter_turn(filter, 20) && taken_by(filter) > taken)
            until = sc_filter_clock() + STANDSTILL;
    }
    return NULL;
}
