/* shared.c - one process that answers the documents of many cases.  Runner. */
#include "shared.h"
#include <string.h>

typedef struct sc_shared_session session;

static void end_session(session *one)
{
    if (one->runs)
        sc_filter_stop(&one->host.filter);
    one->runs = false;
    sc_pool_empty(&one->pool);
}

static void say_hello(sc_host *host, Sayso__V1__OffsetUnit unit, Sayso__V1__Limits *limits)
{
    Sayso__V1__HostFrame frame = SAYSO__V1__HOST_FRAME__INIT;
    Sayso__V1__Hello hello = sc_host_hello();
    frame.body_case = SAYSO__V1__HOST_FRAME__BODY_HELLO;
    frame.hello = &hello;
    hello.offset_unit = &unit;
    hello.limits = limits;
    sc_host_send(host, &frame);
}

static const char *open_session(const sc_play_options *options, session *one, Sayso__V1__OffsetUnit unit, Sayso__V1__Limits *limits)
{
    sc_setup setup = {.command = options->command, .patience = options->patience};
    one->runs = sc_host_start(&one->host, &one->pool, &setup);
    one->next = 1;
    if (!one->runs)
        return "no process could be started";
    say_hello(&one->host, unit, limits);
    const char *fault = sc_host_await_hello_ack(&one->host);
    return fault == NULL && one->host.unit != unit ? "HelloAck has another unit than the one of Hello (H1)" : fault;
}

/* Documents and frames of a case go with its pool. */
static void lend(session *one, sc_pool *pool)
{
    one->host.pool = one->host.filter.frames = pool;
    one->host.document = NULL;
    one->host.count = 0;
    one->host.filter.ordered = one->host.filter.pongs = (sc_lane){NULL, 0, 0};
}

static void send_cut(session *one, const Sayso__V1__Begin *begin, const sc_bytes *data, size_t cut)
{
    sc_host_send_begin(&one->host, one->next, begin);
    sc_host_send_chunk(&one->host, one->next, data->data, cut);
    sc_host_send_chunk(&one->host, one->next, data->data + cut, data->length - cut);
    sc_host_send_end(&one->host, one->next);
}

static const char *exchange(session *one, sc_pool *pool, const Sayso__V1__Begin *begin, const sc_bytes *data, size_t size, size_t cut,
                            sc_document **out)
{
    lend(one, pool);
    if (cut > 0)
        send_cut(one, begin, data, cut);
    else
        sc_host_send_document(&one->host, one->next, begin, data, size);
    *out = sc_host_document(&one->host, one->next);
    const char *fault = sc_host_await_answer(&one->host, one->next++, false);
    lend(one, &one->pool);
    return fault;
}

const char *sc_shared_document(sc_shared *shared, sc_pool *pool, Sayso__V1__OffsetUnit unit, const Sayso__V1__Begin *begin,
                               const sc_bytes *data, size_t size, size_t cut, sc_document **out)
{
    session *one = &shared->session[unit];
    const char *fault = one->runs ? NULL : open_session(shared->options, one, unit, NULL);
    if (fault == NULL)
        fault = exchange(one, pool, begin, data, size, cut, out);
    if (fault != NULL) {
        fault = sc_pool_copy(pool, fault, strlen(fault));
        end_session(one);
    }
    return fault;
}

static const char *await_exit(session *one, sc_pool *pool, int wanted)
{
    sc_filter *filter = &one->host.filter;
    sc_filter_close(filter);
    if (!sc_filter_await_exit(filter, filter->patience))
        return sc_pool_copy(pool, filter->fault, strlen(filter->fault));
    return filter->exit_code == wanted ? NULL : sc_pool_print(pool, "it exits with %d, wanted %d", filter->exit_code, wanted);
}

const char *sc_shared_alone(const sc_play_options *options, sc_pool *pool, Sayso__V1__OffsetUnit unit, const Sayso__V1__Limits *limits,
                            const Sayso__V1__Begin *begin, const sc_bytes *data, int wanted_exit, sc_document **out)
{
    session one = {.runs = false};
    Sayso__V1__Limits wishes = *limits;
    const char *fault = open_session(options, &one, unit, &wishes);
    if (fault == NULL)
        fault = exchange(&one, pool, begin, data, 0, 0, out);
    if (fault == NULL)
        fault = await_exit(&one, pool, wanted_exit);
    else
        fault = sc_pool_copy(pool, fault, strlen(fault));
    end_session(&one);
    return fault;
}

const char *sc_shared_end(sc_shared *shared, sc_pool *pool)
{
    const char *fault = NULL;
    for (size_t at = 0; at < sizeof shared->session / sizeof *shared->session; at++) {
        session *one = &shared->session[at];
        const char *mine = one->runs ? await_exit(one, pool, 0) : NULL;
        fault = fault != NULL ? fault : mine;
        end_session(one);
    }
    return fault;
}
