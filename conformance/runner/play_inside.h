/* play_inside.h - what the verbs of a session share.  Runner. */
#ifndef SC_PLAY_INSIDE_H
#define SC_PLAY_INSIDE_H
#include "play.h"

typedef struct sc_play_state {
    sc_pool *pool;
    const sc_play_options *options;
    const char *folder;
    sc_host host;
    bool runs;          /* a process is there */
    bool hello_sent;
    sc_document **past; /* [past_count] documents of earlier processes */
    size_t past_count;
    size_t flooded;     /* Pings of the last `flood` */
    const char *key, *actual; /* of a field that was another than wanted */
    const char *skip;   /* why the case cannot be played on this filter */
} sc_play_state;

/* A verb: NULL, or what went wrong. */
typedef const char *sc_verb(sc_play_state *play, const sc_line *line);

sc_verb sc_play_start, sc_play_hello, sc_play_begin, sc_play_chunk, sc_play_end, sc_play_cancel, sc_play_ping, sc_play_document,
    sc_play_raw, sc_play_frame, sc_play_flood, sc_play_expect, sc_play_some, sc_play_every, sc_play_answer, sc_play_same;

/* A process that takes bytes, so that verbs can be played without one: what they send is in the outbox. */
sc_play_state sc_play_unheard(sc_pool *pool, const char *folder);

/* Starts a process as usual when none is there. NULL, or what went wrong. */
const char *sc_play_ready(sc_play_state *play);

/* `7`, `64KiB`, `200ms`, `@1.attributions-1`, `@ack.max_frame_bytes+1`. NULL, or what is wrong. Times are in ms. */
const char *sc_play_number(sc_play_state *play, const sc_value *value, uint64_t *out);

/* The line's number of this key, or `without` when it has none. */
const char *sc_play_option(sc_play_state *play, const sc_line *line, const char *key, uint64_t without, uint64_t *out);

/* `7` or `1..1000`, the line's bare word at `index`. */
const char *sc_play_range(sc_play_state *play, const sc_line *line, size_t index, uint32_t *first, uint32_t *last);

/* The same of Pings: 64 bits, and 0 without a word. */
const char *sc_play_nonces(sc_play_state *play, const sc_line *line, size_t index, uint64_t *first, uint64_t *last);

/* The bytes that the bare words from `index` on and file=, repeat=, bytes=, compress=, cut= and append= name. */
const char *sc_play_data(sc_play_state *play, const sc_line *line, size_t index, sc_bytes *out);

/* Hexadecimal digits of the bare words; `*N`: all before it on the line, N times. */
const char *sc_play_hex(sc_play_state *play, const sc_line *line, sc_bytes *out);

/* The bytes of an `answer`, unpacked; *out is set only without a fault. NULL, or what is wrong. */
const char *sc_play_read_answer(sc_play_state *play, const sc_line *line, Sayso__V1__PluginFrame **out);

/* Whether a key is one of those that sc_play_data and sc_play_chunk read. */
bool sc_play_is_data_key(const char *key);

/* Sets the message's fields from the line's words, but for those that `skip` knows. */
const char *sc_play_fields(sc_play_state *play, const sc_line *line, ProtobufCMessage *message, ProtobufCMessage *inner,
                           bool (*skip)(const char *));

/* Whether an actual value is what a word wants. */
bool sc_play_fits(sc_play_state *play, const sc_word *word, const sc_value *actual, bool is_number);

/* A document of this session or an earlier one, or NULL. */
sc_document *sc_play_find(const sc_play_state *play, uint32_t id);

/* Takes HelloAck when a Hello was sent and nothing has taken it yet. */
const char *sc_play_settle(sc_play_state *play);

#endif
