/* play_expect.c - verbs of a session that say what has to come.  Runner. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include "play_inside.h"

sc_document *sc_play_find(const sc_play_state *play, uint32_t id)
{
    sc_document *found = sc_host_document(&play->host, id);
    for (size_t at = play->past_count; found == NULL && at-- > 0;)
        if (play->past[at]->id == id)
            found = play->past[at];
    return found;
}

const char *sc_play_settle(sc_play_state *play)
{
    if (!play->runs)
        return "no process is there";
    return play->hello_sent && play->host.ack == NULL ? sc_host_await_hello_ack(&play->host) : NULL;
}

static const char *relation_mark(sc_relation relation)
{
    static const char *const marks[] = {" ", "=", "!=", ">=", "<=", "~", "!~"};
    return marks[relation];
}

/* Checks the fields that the line names. */
static const char *check_fields(sc_play_state *play, const sc_line *line, const ProtobufCMessage *message, const ProtobufCMessage *inner,
                                const char *what)
{
    for (size_t at = 0; at < line->count; at++) {
        const sc_word *word = &line->word[at];
        const ProtobufCMessage *in = message;
        sc_value actual;
        if (word->key == NULL)
            continue;
        if (inner != NULL && protobuf_c_message_descriptor_get_field_by_name(inner->descriptor, word->key) != NULL)
            in = inner;
        if (!sc_field_get(play->pool, in, word->key, &actual))
            return sc_pool_print(play->pool, "%s has no field %s", what, word->key);
        if (sc_play_fits(play, word, &actual, sc_field_is_number(in, word->key)))
            continue;
        play->key = word->relation == SC_IS ? word->key : NULL;
        play->actual = actual.data;
        return sc_pool_print(play->pool, "%s has %s=%s, wanted %s%s%s", what, word->key, actual.data, word->key,
                             relation_mark(word->relation), word->value[0].data);
    }
    return NULL;
}

static const char *expect_hello_ack(sc_play_state *play, const sc_line *line)
{
    const char *fault = sc_play_settle(play);
    if (fault == NULL && play->host.ack == NULL)
        fault = sc_host_await_hello_ack(&play->host);
    if (fault == NULL && play->host.ack->magic != SC_MAGIC)
        fault = "HelloAck has another magic (H1)";
    if (fault == NULL)
        fault = check_fields(play, line, &play->host.ack->base, play->host.ack->limits == NULL ? NULL : &play->host.ack->limits->base,
                             "HelloAck");
    return fault;
}

static const char *expect_answers(sc_play_state *play, const sc_line *line, bool early)
{
    uint32_t first = 0, last = 0;
    const char *fault = sc_play_settle(play);
    if (fault == NULL)
        fault = sc_play_range(play, line, 1, &first, &last);
    for (uint32_t doc = first; fault == NULL && doc <= last && doc >= first; doc++) {
        fault = sc_host_await_answer(&play->host, doc, early);
        if (fault == NULL && !early)
            fault = check_fields(play, line, &sc_host_document(&play->host, doc)->answer.done->base, NULL,
                                 sc_pool_print(play->pool, "Done of document %u", doc));
    }
    return fault;
}

static const char *expect_done(sc_play_state *play, const sc_line *line)
{
    return expect_answers(play, line, false);
}

static const char *expect_annotations(sc_play_state *play, const sc_line *line)
{
    return expect_answers(play, line, true);
}

static const char *await_pong(sc_play_state *play, uint64_t nonce)
{
    const sc_frame *frame = sc_filter_next(&play->host.filter, &play->host.filter.pongs);
    if (frame == NULL)
        return sc_pool_print(play->pool, "awaited the Pong of %" PRIu64 ": %s", nonce, play->host.filter.fault);
    if (frame->message->pong->nonce != nonce)
        return sc_pool_print(play->pool, "awaited the Pong of %" PRIu64 ", got that of %" PRIu64, nonce, frame->message->pong->nonce);
    return frame->message->doc == 0 ? NULL : "a Pong has a document id";
}

static const char *expect_pong(sc_play_state *play, const sc_line *line)
{
    uint64_t first, last;
    const char *fault = sc_play_nonces(play, line, 1, &first, &last);
    if (fault == NULL && !play->runs)
        fault = "no process is there";
    for (uint64_t more = 0; fault == NULL && more <= last - first; more++)
        fault = await_pong(play, first + more);
    return fault;
}

/* Those of the last flood. */
static const char *expect_pongs(sc_play_state *play, const sc_line *line)
{
    const char *fault = play->flooded == 0 ? "expect pongs wants a flood before it" : NULL;
    (void)line;
    for (size_t nonce = 1; nonce <= play->flooded && fault == NULL; nonce++)
        fault = await_pong(play, nonce);
    return fault;
}

static const char *expect_nothing(sc_play_state *play, const sc_line *line)
{
    (void)line;
    const sc_lane *lane = &play->host.filter.ordered;
    const char *fault = sc_play_settle(play);
    if (fault == NULL && lane->next < lane->count)
        fault = sc_pool_print(play->pool, "awaited nothing, got %s", sc_host_describe(play->pool, &lane->frame[lane->next]));
    return fault;
}

/* at=last, at=last+3, at=end or a number */
static bool offset_fits(sc_play_state *play, const sc_word *at, uint64_t actual)
{
    uint64_t wanted;
    const sc_host *host = &play->host;
    if (at == NULL)
        return true;
    if (strncmp(at->value[0].data, "last", 4) == 0)
        return actual == host->last + strtoull(at->value[0].data + 4, NULL, 10);
    if (strcmp(at->value[0].data, "end") == 0)
        return actual == host->filter.sent;
    return sc_play_number(play, &at->value[0], &wanted) == NULL && wanted == actual;
}

/* Whether an actual value is one of those that a bare word lists. */
static bool is_one_of(sc_play_state *play, const sc_word *list, const sc_value *actual, bool is_number)
{
    sc_word wanted = *list;
    wanted.relation = SC_IS;
    return sc_play_fits(play, &wanted, actual, is_number);
}

static const char *expect_error(sc_play_state *play, const sc_line *line)
{
    const sc_word *code = sc_script_bare(line, 1), *at = sc_script_find(line, "at");
    sc_host *host = &play->host;
    if (!play->runs || code == NULL)
        return "error wants a process, and a code";
    const sc_frame *frame = sc_filter_next(&host->filter, &host->filter.ordered);
    if (frame != NULL && frame->message->body_case == SAYSO__V1__PLUGIN_FRAME__BODY_HELLO_ACK && host->ack == NULL) {
        host->ack = frame->message->hello_ack;
        frame = sc_filter_next(&host->filter, &host->filter.ordered);
    }
    if (frame == NULL)
        return sc_pool_print(play->pool, "awaited ProtocolError %s: %s", code->value[0].data, host->filter.fault);
    if (frame->message->body_case != SAYSO__V1__PLUGIN_FRAME__BODY_ERROR)
        return sc_pool_print(play->pool, "awaited ProtocolError %s, got %s", code->value[0].data, sc_host_describe(play->pool, frame));
    const Sayso__V1__ProtocolError *error = frame->message->error;
    const char *name = sc_field_enum_name(&sayso__v1__error_code__descriptor, (int)error->code);
    sc_value actual = {name == NULL ? "" : name, name == NULL ? 0 : strlen(name)};
    if (!is_one_of(play, code, &actual, false))
        return sc_pool_print(play->pool, "awaited ProtocolError %s, got %s", code->value[0].data, sc_host_describe(play->pool, frame));
    if (!offset_fits(play, at, error->stream_offset))
        return sc_pool_print(play->pool, "ProtocolError %s is about byte %" PRIu64 ", and the frame is %" PRIu64 " to %" PRIu64 " (S2)", name,
                             error->stream_offset, host->last, host->filter.sent);
    return error->message.len > 0 && frame->message->doc == 0 ? NULL : "ProtocolError has no message, or a document id (S2)";
}

static const char *left_over(sc_play_state *play)
{
    sc_lane *lane = &play->host.filter.ordered;
    if (lane->next < lane->count && play->host.ack == NULL &&
        lane->frame[lane->next].message->body_case == SAYSO__V1__PLUGIN_FRAME__BODY_HELLO_ACK)
        lane->next++;
    if (lane->next < lane->count)
        return sc_pool_print(play->pool, "awaited the end, got %s", sc_host_describe(play->pool, &lane->frame[lane->next]));
    if (!play->host.is_raw && play->host.filter.pongs.count > play->host.pings)
        return "more Pongs came than Pings were sent";
    return NULL;
}

static const char *expect_exit(sc_play_state *play, const sc_line *line)
{
    const sc_word *codes = sc_script_bare(line, 1);
    sc_filter *filter = &play->host.filter;
    uint64_t within;
    const char *fault = sc_play_option(play, line, "within", (uint64_t)filter->patience, &within);
    if (fault != NULL || codes == NULL || !play->runs)
        return fault != NULL ? fault : "exit wants a process, and a code";
    play->runs = false;
    sc_filter_await_exit(filter, (int)within);
    bool is_ignored = sc_script_find(line, "output") != NULL; /* output=ignored: it may break off anywhere */
    fault = is_ignored && filter->process == 0 ? NULL : filter->fault;
    if (fault == NULL && !is_ignored)
        fault = left_over(play);
    sc_value actual = {sc_pool_print(play->pool, "%d", filter->exit_code), 0};
    const char *says = sc_pool_copy(play->pool, filter->complaint.data, filter->complaint.length);
    if (fault == NULL && !is_one_of(play, codes, &actual, true))
        fault = sc_pool_print(play->pool, "it exits with %s, wanted %s%s%.*s", actual.data, codes->value[0].data,
                              filter->complaint.length > 0 ? "; it says: " : "", (int)strcspn(says, "\n"), says);
    sc_filter_stop(filter);
    return fault;
}

const char *sc_play_expect(sc_play_state *play, const sc_line *line)
{
    static const struct {
        const char *name;
        sc_verb *verb;
    } things[] = {{"hello_ack", expect_hello_ack}, {"done", expect_done},   {"annotations", expect_annotations},
                  {"pong", expect_pong},           {"pongs", expect_pongs}, {"nothing", expect_nothing},
                  {"error", expect_error},         {"exit", expect_exit},   {"some", sc_play_some},
                  {"every", sc_play_every}};
    const sc_word *what = sc_script_bare(line, 0);
    for (size_t at = 0; what != NULL && at < sizeof things / sizeof *things; at++)
        if (strcmp(things[at].name, what->value[0].data) == 0)
            return things[at].verb(play, line);
    return "nothing of this name can be expected";
}

/* A frame of a recorded session: what of it any filter has to say. */
const char *sc_play_answer(sc_play_state *play, const sc_line *line)
{
    Sayso__V1__PluginFrame *frame;
    const char *fault = sc_play_read_answer(play, line, &frame), *expected = NULL;
    if (fault != NULL)
        return fault;
    if (frame->body_case == SAYSO__V1__PLUGIN_FRAME__BODY_HELLO_ACK)
        expected = "hello_ack";
    if (frame->body_case == SAYSO__V1__PLUGIN_FRAME__BODY_PONG)
        return await_pong(play, frame->pong->nonce);
    if (frame->body_case == SAYSO__V1__PLUGIN_FRAME__BODY_DONE) {
        const char *status = sc_field_enum_name(&sayso__v1__status__descriptor, (int)frame->done->status);
        bool is_either = frame->done->status == SAYSO__V1__STATUS__STATUS_OK || frame->done->status == SAYSO__V1__STATUS__STATUS_CANCELLED;
        expected = sc_pool_print(play->pool, "done %u status=%s", frame->doc, is_either ? "OK|CANCELLED" : status); /* a Cancel is a hint */
    }
    if (frame->body_case == SAYSO__V1__PLUGIN_FRAME__BODY_ERROR)
        expected = sc_pool_print(play->pool, "error %s", sc_field_enum_name(&sayso__v1__error_code__descriptor, (int)frame->error->code));
    if (expected == NULL)
        return NULL;
    sc_line read = {line->number, "expect", NULL, 0};
    fault = sc_script_words(play->pool, expected, strlen(expected), &read);
    return fault != NULL ? fault : sc_play_expect(play, &read);
}
