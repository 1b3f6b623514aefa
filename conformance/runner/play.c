/* play.c - plays a session.txt against a filter.  Runner. */
#include "play.h"
#include <signal.h>
#include <string.h>
#include <unistd.h>
#include "play_inside.h"

static const char *play_close(sc_play_state *play, const sc_line *line)
{
    (void)line;
    const char *fault = sc_play_ready(play);
    if (fault == NULL)
        sc_filter_close(&play->host.filter);
    return fault;
}

static const char *play_hold(sc_play_state *play, const sc_line *line)
{
    (void)line;
    const char *fault = sc_play_ready(play);
    play->host.filter.reading = SC_HELD;
    return fault;
}

static const char *play_read(sc_play_state *play, const sc_line *line)
{
    play->host.filter.reading = sc_script_bare(line, 0) == NULL ? SC_READING : SC_SLOWLY;
    return NULL;
}

static const char *play_write(sc_play_state *play, const sc_line *line)
{
    const char *fault = sc_play_ready(play);
    play->host.filter.write_slowly = sc_script_bare(line, 0) != NULL;
    return fault;
}

static const char *play_written(sc_play_state *play, const sc_line *line)
{
    (void)line;
    return sc_filter_await_written(&play->host.filter) ? NULL : play->host.filter.fault;
}

/* shut output: nobody will read any more */
static const char *play_shut(sc_play_state *play, const sc_line *line)
{
    (void)line;
    if (play->host.filter.output >= 0)
        close(play->host.filter.output);
    play->host.filter.output = -1;
    return NULL;
}

static const char *play_signal(sc_play_state *play, const sc_line *line)
{
    const sc_word *name = sc_script_bare(line, 0);
    if (name == NULL || strcmp(name->value[0].data, "TERM") != 0 || !play->runs)
        return "signal knows TERM, and wants a process";
    if (play->host.filter.process > 0)
        kill(play->host.filter.process, SIGTERM);
    return NULL;
}

static const char *play_sleep(sc_play_state *play, const sc_line *line)
{
    const sc_word *word = sc_script_bare(line, 0);
    uint64_t time = 0;
    const char *fault = word == NULL ? "sleep wants a time" : sc_play_number(play, &word->value[0], &time);
    for (int64_t until = sc_filter_clock() + (int64_t)time; fault == NULL && sc_filter_clock() < until;)
        if (!play->runs || !sc_filter_turn(&play->host.filter, (int)(until - sc_filter_clock())))
            usleep(1000);
    return fault;
}

static const char *play_need(sc_play_state *play, const sc_line *line)
{
    const sc_word *what = sc_script_bare(line, 0);
    if (what == NULL || strcmp(what->value[0].data, "stream") != 0)
        return "need knows stream";
    const char *fault = sc_play_settle(play);
    if (fault == NULL && !play->host.streams)
        play->skip = "it does not grant `stream`";
    return fault;
}

static sc_verb *find_verb(const char *name)
{
    static const struct {
        const char *name;
        sc_verb *verb;
    } verbs[] = {
        {"start", sc_play_start},       {"hello", sc_play_hello},   {"begin", sc_play_begin}, {"chunk", sc_play_chunk},
        {"end", sc_play_end},           {"cancel", sc_play_cancel}, {"ping", sc_play_ping},   {"document", sc_play_document},
        {"raw", sc_play_raw},           {"frame", sc_play_frame},   {"flood", sc_play_flood}, {"expect", sc_play_expect},
        {"answer", sc_play_answer},     {"same", sc_play_same},     {"close", play_close},    {"hold", play_hold},
        {"read", play_read},            {"write", play_write},      {"written", play_written}, {"shut", play_shut},
        {"signal", play_signal},        {"sleep", play_sleep},      {"need", play_need},
    };
    for (size_t at = 0; at < sizeof verbs / sizeof *verbs; at++)
        if (strcmp(verbs[at].name, name) == 0)
            return verbs[at].verb;
    return NULL;
}

static const char *end_well(sc_play_state *play)
{
    static const char ending[] = "exit 0";
    sc_line line = {0, "expect", NULL, 0};
    sc_filter_close(&play->host.filter);
    play->host.filter.reading = SC_READING;
    const char *fault = sc_script_words(play->pool, ending, sizeof ending - 1, &line);
    return fault != NULL ? fault : sc_play_expect(play, &line);
}

sc_verdict sc_play(sc_pool *pool, const sc_play_options *options, const sc_script *script, const char *folder)
{
    sc_play_state play = {.pool = pool, .options = options, .folder = folder};
    const char *fault = script->fault;
    unsigned number = 0;
    for (size_t at = 0; at < script->count && fault == NULL && play.skip == NULL; at++) {
        sc_verb *verb = find_verb(script->line[at].verb);
        number = script->line[at].number;
        fault = verb == NULL ? sc_pool_print(pool, "there is no verb %s", script->line[at].verb) : verb(&play, &script->line[at]);
        if (fault != NULL)
            fault = sc_pool_print(pool, "session.txt:%u: %s", number, fault);
    }
    if (fault == NULL && play.skip == NULL && play.runs) {
        fault = end_well(&play);
        if (fault != NULL)
            fault = sc_pool_print(pool, "at the end: %s", fault);
    }
    if (play.runs)
        sc_filter_stop(&play.host.filter);
    sc_verdict verdict = {SC_PASSED, NULL, 0, NULL, NULL, NULL};
    if (fault != NULL)
        verdict = (sc_verdict){script->fault != NULL ? SC_UNSOUND : SC_FAILED, fault, number, play.key, play.actual, NULL};
    else if (play.skip != NULL)
        verdict = (sc_verdict){SC_SKIPPED, play.skip, 0, NULL, NULL, NULL};
    return verdict;
}

sc_play_state sc_play_unheard(sc_pool *pool, const char *folder)
{
    static const sc_play_options options = {.command = NULL};
    sc_play_state play = {.pool = pool, .options = &options, .folder = folder, .runs = true};
    play.host.pool = play.host.filter.outbox.pool = play.host.filter.frames = pool;
    return play;
}

void sc_play_export(sc_pool *pool, const sc_script *script, const char *folder, sc_bytes *out)
{
    static const char *const said[] = {"hello", "begin", "chunk", "end", "cancel", "ping", "document", "raw", "frame"};
    sc_play_state play = sc_play_unheard(pool, folder);
    for (size_t at = 0; at < script->count; at++)
        for (size_t verb = 0; verb < sizeof said / sizeof *said; verb++)
            if (strcmp(said[verb], script->line[at].verb) == 0)
                (void)find_verb(said[verb])(&play, &script->line[at]);
    sc_bytes_add(out, play.host.filter.outbox.data, play.host.filter.outbox.length);
}
