/* replay.c - plays the filter's side of a recorded session for a host under test.  Runner.
 *
 * A host is free in how it cuts a document, in its ids, and in when it reads and pings; so documents are compared as
 * wholes, ids are mapped, Pings are answered as they come, and an answer is sent as soon as what caused it has come. */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "file.h"
#include "host.h"
#include "play_inside.h"
#include "record.h"
#include "script.h"
#include "varint.h"

#define UNUSABLE 78

typedef enum reply { GOES_ON, OVER, WRONG } reply;

/* A frame of the recording's host, or an answer of its filter. */
typedef struct event {
    const sc_line *line;
    Sayso__V1__HostFrame *said;      /* NULL of an answer */
    Sayso__V1__PluginFrame *answer;  /* NULL of a host's */
    size_t after;  /* answers: it may be sent when the host frames before this event have come, */
    size_t bytes;  /* and so many of its document */
} event;

typedef struct replayer {
    sc_pool *pool;
    const sc_script *script;
    event *event; /* [count] */
    size_t count;
    size_t next;  /* the event that the host has to bring about next */
    size_t sent;  /* the next answer to look at */
    uint32_t *theirs, *ours; /* [documents] ids of the host under test, of the recording */
    size_t documents;
    sc_bytes data;  /* of the open document, as it comes */
    int exit_code;
    int patience;
} replayer;

static bool is_verb(const sc_line *line, const char *verb)
{
    return strcmp(line->verb, verb) == 0;
}

static reply complain(const replayer *r, const char *text)
{
    unsigned line = r->next < r->count ? r->event[r->next].line->number : 0;
    fprintf(stderr, "sayso-conformance: line %u of the recording: %s\n", line, text);
    return WRONG;
}

/* ---- reading the recording ----------------------------------------------------------------------------- */

/* Plays the host's lines into memory: what is written is the recorded host's stream. */
static const char *host_frames(replayer *r, sc_play_state *play, const sc_line *line)
{
    static const struct {
        const char *verb;
        sc_verb *play;
    } verbs[] = {{"hello", sc_play_hello}, {"begin", sc_play_begin}, {"chunk", sc_play_chunk}, {"end", sc_play_end},
                 {"cancel", sc_play_cancel}, {"frame", sc_play_frame}};
    const char *fault = NULL;
    play->host.filter.outbox.length = 0;
    for (size_t at = 0; at < sizeof verbs / sizeof *verbs; at++)
        if (is_verb(line, verbs[at].verb))
            fault = verbs[at].play(play, line);
    const sc_bytes *out = &play->host.filter.outbox;
    uint32_t length;
    size_t used;
    if (fault != NULL || sc_varint_take(out->data, out->length, &length, &used) != SC_VARINT_READ)
        return fault;
    ProtobufCAllocator allocator = sc_pool_allocator(r->pool);
    Sayso__V1__HostFrame *said = sayso__v1__host_frame__unpack(&allocator, length, (uint8_t *)sc_pool_copy(r->pool, out->data + used, length));
    if (said == NULL)
        return NULL; /* the recorded host broke off here; so may another */
    r->event = sc_pool_grow(r->pool, r->event, r->count, sizeof *r->event);
    r->event[r->count++] = (event){line, said, NULL, 0, 0};
    return NULL;
}

/* The event's Chunk when it is one of this document, or NULL. */
static const Sayso__V1__Chunk *chunk_of(const event *one, uint32_t doc)
{
    const Sayso__V1__HostFrame *said = one->said;
    return said != NULL && said->doc == doc && said->body_case == SAYSO__V1__HOST_FRAME__BODY_CHUNK ? said->chunk : NULL;
}

/* How many bytes of the document the recorded host had sent before event `until`. */
static size_t bytes_before(const replayer *r, uint32_t doc, size_t until)
{
    size_t bytes = 0;
    for (size_t at = 0; at < until; at++) {
        const Sayso__V1__Chunk *chunk = chunk_of(&r->event[at], doc);
        bytes += chunk == NULL ? 0 : chunk->data.len;
    }
    return bytes;
}

/* The host's frame that an answer comes of: the End of its document, or what was before it when it was streamed. */
static size_t cause_of(const replayer *r, const Sayso__V1__PluginFrame *answer)
{
    size_t begun = 0;
    for (size_t at = 0; at < r->count; at++) {
        const Sayso__V1__HostFrame *said = r->event[at].said;
        if (said == NULL || said->doc != answer->doc)
            continue;
        if (said->body_case == SAYSO__V1__HOST_FRAME__BODY_END || said->body_case == SAYSO__V1__HOST_FRAME__BODY_CANCEL ||
            said->body_case == SAYSO__V1__HOST_FRAME__BODY_HELLO)
            return at + 1;
        if (said->body_case == SAYSO__V1__HOST_FRAME__BODY_BEGIN)
            begun = at + 1;
    }
    return begun;
}

static const char *add_answer(replayer *r, sc_play_state *play, const sc_line *line)
{
    Sayso__V1__PluginFrame *answer;
    const char *fault = sc_play_read_answer(play, line, &answer);
    if (fault != NULL)
        return fault;
    if (answer->body_case == SAYSO__V1__PLUGIN_FRAME__BODY_PONG)
        return NULL;
    event one = {line, NULL, answer, cause_of(r, answer), 0};
    if (answer->body_case == SAYSO__V1__PLUGIN_FRAME__BODY_ERROR)
        one.after = r->count;
    if (answer->doc != 0)
        one.bytes = bytes_before(r, answer->doc, r->count);
    r->event = sc_pool_grow(r->pool, r->event, r->count, sizeof *r->event);
    r->event[r->count++] = one;
    return NULL;
}

static const char *read_recording(replayer *r)
{
    sc_play_state play = sc_play_unheard(r->pool, ".");
    const char *fault = r->script->fault;
    for (size_t at = 0; at < r->script->count && fault == NULL; at++) {
        const sc_line *line = &r->script->line[at];
        const sc_word *code = sc_script_bare(line, 1);
        if (is_verb(line, "answer"))
            fault = add_answer(r, &play, line);
        else if (is_verb(line, "expect") && code != NULL)
            r->exit_code = (int)strtol(code->value[0].data, NULL, 10);
        else
            fault = host_frames(r, &play, line);
    }
    return fault;
}

/* ---- answering ------------------------------------------------------------------------------------------ */

static void write_frame(const replayer *r, const ProtobufCMessage *message)
{
    sc_bytes packed = {r->pool, NULL, 0, 0};
    sc_varint_frame(&packed, message);
    fwrite(packed.data, 1, packed.length, stdout);
    fflush(stdout);
}

static uint32_t map_id(const replayer *r, uint32_t recorded)
{
    for (size_t at = r->documents; at-- > 0;)
        if (r->ours[at] == recorded)
            return r->theirs[at];
    return recorded;
}

/* Sends the answers whose turn it is. */
static void send_answers(replayer *r)
{
    for (; r->sent < r->count; r->sent++) {
        const event *one = &r->event[r->sent];
        if (one->answer == NULL)
            continue;
        uint32_t open = r->documents > 0 ? r->ours[r->documents - 1] : 0;
        if (one->after > r->next || (one->answer->doc == open && one->bytes > r->data.length))
            return;
        Sayso__V1__PluginFrame frame = *one->answer;
        frame.doc = map_id(r, frame.doc);
        write_frame(r, &frame.base);
    }
}

/* ---- what the host says ---------------------------------------------------------------------------------- */

/* The next of the recorded host's frames that is no Chunk; count when there is none. */
static size_t next_frame(const replayer *r)
{
    size_t at = r->next;
    while (at < r->count && (r->event[at].said == NULL || r->event[at].said->body_case == SAYSO__V1__HOST_FRAME__BODY_CHUNK))
        at++;
    return at;
}

static bool same_message(const replayer *r, const ProtobufCMessage *one, const ProtobufCMessage *other)
{
    size_t length = protobuf_c_message_get_packed_size(one);
    if (length != protobuf_c_message_get_packed_size(other))
        return false;
    uint8_t *here = sc_pool_take(r->pool, length + 1), *there = sc_pool_take(r->pool, length + 1);
    protobuf_c_message_pack(one, here);
    protobuf_c_message_pack(other, there);
    return memcmp(here, there, length) == 0;
}

static const char *check_hello(const replayer *r, const Sayso__V1__Hello *hello)
{
    const Sayso__V1__HelloAck *ack = NULL;
    for (size_t at = 0; at < r->count && ack == NULL; at++)
        if (r->event[at].answer != NULL && r->event[at].answer->body_case == SAYSO__V1__PLUGIN_FRAME__BODY_HELLO_ACK)
            ack = r->event[at].answer->hello_ack;
    if (hello->magic != SC_MAGIC || hello->min_version > 1 || hello->max_version < 1)
        return "Hello has another magic, or no version 1 (H1)";
    for (size_t at = 0; at < hello->n_offset_unit; at++)
        if (ack == NULL || hello->offset_unit[at] == ack->offset_unit)
            return NULL;
    return "Hello does not offer the unit that the recording counts in (H1)";
}

/* All bytes of the document, of which the recorded host's frames up to `until` tell. */
static const char *check_data(const replayer *r, uint32_t recorded, size_t until)
{
    sc_bytes data = {r->pool, NULL, 0, 0};
    for (size_t at = 0; at < until; at++) {
        const Sayso__V1__Chunk *chunk = chunk_of(&r->event[at], recorded);
        if (chunk != NULL)
            sc_bytes_add(&data, chunk->data.data, chunk->data.len);
    }
    size_t same = 0;
    while (same < data.length && same < r->data.length && data.data[same] == r->data.data[same])
        same++;
    if (same == data.length && same == r->data.length)
        return NULL;
    return sc_pool_print(r->pool, "the document differs from the recorded one at byte %zu (%zu bytes came, %zu were recorded)", same,
                         r->data.length, data.length);
}

static void note_document(replayer *r, uint32_t recorded, uint32_t actual)
{
    r->ours = sc_pool_grow(r->pool, r->ours, r->documents, sizeof *r->ours);
    r->theirs = sc_pool_grow(r->pool, r->theirs, r->documents, sizeof *r->theirs);
    r->ours[r->documents] = recorded;
    r->theirs[r->documents++] = actual;
    r->data.length = 0;
}

/* A frame that is no Chunk and no Ping, against the recorded one. */
static const char *compare(replayer *r, const Sayso__V1__HostFrame *frame, size_t at)
{
    const Sayso__V1__HostFrame *said = r->event[at].said;
    if (frame->body_case != said->body_case)
        return sc_pool_print(r->pool, "another frame was recorded here: field %d of HostFrame came, %d was recorded", (int)frame->body_case,
                             (int)said->body_case);
    if (frame->body_case == SAYSO__V1__HOST_FRAME__BODY_HELLO)
        return check_hello(r, frame->hello);
    if (frame->body_case == SAYSO__V1__HOST_FRAME__BODY_BEGIN) {
        if (r->documents > 0 && frame->doc <= r->theirs[r->documents - 1])
            return "a Begin has no larger id than the one before (D1)";
        note_document(r, said->doc, frame->doc);
        return same_message(r, &frame->begin->base, &said->begin->base) ? NULL : "Begin has other fields than the recorded one";
    }
    if (frame->doc != map_id(r, said->doc))
        return sc_pool_print(r->pool, "document %u is meant, %u was expected", frame->doc, map_id(r, said->doc));
    return frame->body_case == SAYSO__V1__HOST_FRAME__BODY_END ? check_data(r, said->doc, at) : NULL;
}

static reply take(replayer *r, const Sayso__V1__HostFrame *frame)
{
    if (frame->body_case == SAYSO__V1__HOST_FRAME__BODY_PING) {
        Sayso__V1__PluginFrame pong = SAYSO__V1__PLUGIN_FRAME__INIT;
        pong.body_case = SAYSO__V1__PLUGIN_FRAME__BODY_PONG;
        pong.pong = frame->ping;
        write_frame(r, &pong.base);
        return GOES_ON;
    }
    if (frame->body_case == SAYSO__V1__HOST_FRAME__BODY_CHUNK) {
        sc_bytes_add(&r->data, frame->chunk->data.data, frame->chunk->data.len);
        send_answers(r);
        return GOES_ON;
    }
    size_t at = next_frame(r);
    const char *fault = at == r->count ? "nothing more was recorded of the host" : compare(r, frame, at);
    if (fault != NULL)
        return complain(r, fault);
    r->next = at + 1;
    send_answers(r);
    return GOES_ON;
}

/* The bytes of standard input: the frames that are whole. */
static reply take_frames(replayer *r, sc_bytes *input, size_t *taken)
{
    reply result = GOES_ON;
    while (result == GOES_ON && *taken < input->length) {
        uint32_t length;
        size_t used, ready = input->length - *taken;
        sc_varint_result read = sc_varint_take(input->data + *taken, ready, &length, &used);
        if (read == SC_VARINT_UNFINISHED || (read == SC_VARINT_READ && ready - used < length))
            return GOES_ON;
        ProtobufCAllocator allocator = sc_pool_allocator(r->pool);
        Sayso__V1__HostFrame *frame = NULL;
        if (read == SC_VARINT_READ && length > 0)
            frame = sayso__v1__host_frame__unpack(&allocator, length, (uint8_t *)sc_pool_copy(r->pool, input->data + *taken + used, length));
        if (frame == NULL)
            return complain(r, "the host's stream holds something else than HostFrames (F1)");
        *taken += used + length;
        result = take(r, frame);
    }
    return result;
}

static reply take_end(replayer *r, bool is_whole)
{
    if (!is_whole)
        return complain(r, "the host's stream ends inside a frame (F1)");
    if (next_frame(r) < r->count)
        return complain(r, "the host ended, and more was recorded of it");
    r->next = r->count;
    send_answers(r);
    return OVER;
}

static reply listen(replayer *r)
{
    sc_bytes input = {r->pool, NULL, 0, 0};
    size_t taken = 0;
    reply result = GOES_ON;
    while (result == GOES_ON) {
        struct pollfd wait = {STDIN_FILENO, POLLIN, 0};
        if (poll(&wait, 1, r->patience) == 0)
            return complain(r, "the host sends nothing more, and has not ended");
        uint8_t *room = sc_bytes_room(&input, 65536);
        ssize_t got = read(STDIN_FILENO, room, 65536);
        if (got > 0)
            input.length += (size_t)got;
        result = got > 0 ? take_frames(r, &input, &taken) : take_end(r, taken == input.length);
    }
    return result;
}

int sc_replay(sc_pool *pool, const char *path, int patience)
{
    sc_bytes source = {pool, NULL, 0, 0};
    sc_script script;
    replayer r = {.pool = pool, .script = &script, .data = {.pool = pool}, .patience = patience};
    if (!sc_file_read(pool, NULL, path, &source)) {
        fprintf(stderr, "sayso-conformance: %s cannot be read\n", path);
        return UNUSABLE;
    }
    sc_script_read(pool, (const char *)source.data, source.length, &script);
    const char *fault = read_recording(&r);
    if (fault != NULL) {
        fprintf(stderr, "sayso-conformance: %s\n", fault);
        return UNUSABLE;
    }
    return listen(&r) == OVER ? r.exit_code : 1;
}
