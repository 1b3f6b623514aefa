/* belt.c - answers of several workers, handed on in the order of their inputs.  Floor: plugin. */
#include "belt.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include "clock.h"
#include "sayso.h"

struct ss_belt {
    pthread_mutex_t lock;
    pthread_cond_t writer;  /* something for the writer */
    pthread_cond_t room;    /* the first place was emptied, or is another's */
    uint64_t first;         /* input whose place is the first */
    uint64_t begun;         /* inputs that have a place, and had one */
    uint32_t workers;
    uint32_t places;
    ss_place place[]; /* [places]; input i has i % places */
};

static void make_condition(pthread_cond_t *condition)
{
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(condition, &attributes);
    pthread_condattr_destroy(&attributes);
}

ss_belt *ss_belt_create(uint32_t places)
{
    ss_belt *belt = calloc(1, sizeof *belt + places * sizeof *belt->place);
    if (belt == NULL)
        return NULL;
    pthread_mutex_init(&belt->lock, NULL);
    make_condition(&belt->writer);
    make_condition(&belt->room);
    belt->places = places;
    for (uint32_t i = 0; i < places; i++)
        belt->place[i].output.cap = belt->place[i].said.cap = SS_PLACE_BYTES;
    return belt;
}

void ss_belt_free(ss_belt *belt)
{
    if (belt == NULL)
        return;
    for (uint32_t i = 0; i < belt->places; i++) {
        ss_body_free(&belt->place[i].output);
        ss_body_free(&belt->place[i].said);
    }
    pthread_cond_destroy(&belt->writer);
    pthread_cond_destroy(&belt->room);
    pthread_mutex_destroy(&belt->lock);
    free(belt);
}

/* ---- workers ------------------------------------------------------------------------------------ */

void ss_belt_enter(ss_belt *belt)
{
    pthread_mutex_lock(&belt->lock);
    belt->workers++;
    pthread_mutex_unlock(&belt->lock);
}

void ss_belt_leave(ss_belt *belt)
{
    pthread_mutex_lock(&belt->lock);
    belt->workers--;
    pthread_cond_signal(&belt->writer);
    pthread_mutex_unlock(&belt->lock);
}

ss_place *ss_belt_begin(ss_belt *belt)
{
    pthread_mutex_lock(&belt->lock);
    while (belt->begun - belt->first >= belt->places)
        pthread_cond_wait(&belt->room, &belt->lock);
    ss_place *place = &belt->place[belt->begun % belt->places];
    place->number = belt->begun++;
    pthread_mutex_unlock(&belt->lock);
    return place;
}

void ss_belt_set_deadline(ss_belt *belt, ss_place *place, uint64_t deadline)
{
    pthread_mutex_lock(&belt->lock);
    place->deadline = deadline;
    pthread_cond_signal(&belt->writer);
    pthread_mutex_unlock(&belt->lock);
}

bool ss_belt_put(ss_belt *belt, ss_place *place, const void *bytes, size_t length)
{
    const uint8_t *at = bytes;
    bool added = true;
    pthread_mutex_lock(&belt->lock);
    while (length > 0 && added) {
        size_t room = SS_PLACE_BYTES - place->output.length, part = length < room ? length : room;
        if (place->number == belt->first)
            pthread_cond_signal(&belt->writer);
        if (room == 0) {
            pthread_cond_wait(&belt->room, &belt->lock);
            continue;
        }
        added = ss_body_add(&place->output, at, part) == SS_OK;
        at += part;
        length -= part;
    }
    pthread_mutex_unlock(&belt->lock);
    return added;
}

void ss_belt_say(ss_belt *belt, ss_place *place, const char *line)
{
    size_t length = strlen(line);
    pthread_mutex_lock(&belt->lock);
    if (length < SS_PLACE_BYTES - place->said.length &&
        ss_body_add(&place->said, (const uint8_t *)line, length) == SS_OK)
        (void)!ss_body_add(&place->said, (const uint8_t *)"\n", 1);
    pthread_mutex_unlock(&belt->lock);
}

void ss_belt_end(ss_belt *belt, ss_place *place, unsigned faults)
{
    pthread_mutex_lock(&belt->lock);
    place->faults = faults;
    place->deadline = 0;
    place->ended = true;
    pthread_cond_signal(&belt->writer);
    pthread_mutex_unlock(&belt->lock);
}

/* ---- the writer --------------------------------------------------------------------------------- */

/* Raises the flags of what is late. The next moment to look again, 0 = none. */
static uint64_t keep_deadlines(ss_belt *belt)
{
    uint64_t next = 0, now = 0;
    for (uint64_t input = belt->first; input < belt->begun; input++) {
        ss_place *place = &belt->place[input % belt->places];
        if (place->deadline == 0)
            continue;
        if (now == 0)
            now = ss_clock_now();
        if (place->deadline <= now) {
            __atomic_store_n(&place->stop, SAYSO_DEADLINE, __ATOMIC_RELAXED);
            place->deadline = 0;
        } else if (next == 0 || place->deadline < next) {
            next = place->deadline;
        }
    }
    return next;
}

static void wait_for_something(ss_belt *belt)
{
    uint64_t until = keep_deadlines(belt);
    if (until == 0) {
        pthread_cond_wait(&belt->writer, &belt->lock);
        return;
    }
    struct timespec moment = {(time_t)(until / 1000000000u), (long)(until % 1000000000u)};
    pthread_cond_timedwait(&belt->writer, &belt->lock, &moment);
}

static bool has_news(const ss_belt *belt)
{
    const ss_place *place = &belt->place[belt->first % belt->places];
    return belt->first < belt->begun && (place->output.length > 0 || place->ended);
}

static void swap(ss_body *full, ss_body *empty)
{
    ss_body kept = *full;
    *full = (ss_body){.bytes = empty->bytes, .capacity = empty->capacity, .cap = kept.cap};
    *empty = kept;
}

static void hand_on(ss_belt *belt, ss_handed *out)
{
    ss_place *place = &belt->place[belt->first % belt->places];
    out->output.length = out->said.length = 0;
    swap(&place->output, &out->output);
    out->number = belt->first;
    out->ended = place->ended;
    out->faults = place->faults;
    if (place->ended) {
        swap(&place->said, &out->said);
        place->ended = false;
        place->faults = 0;
        __atomic_store_n(&place->stop, 0, __ATOMIC_RELAXED);
        belt->first++;
    }
    pthread_cond_broadcast(&belt->room);
}

bool ss_belt_next(ss_belt *belt, ss_handed *out)
{
    pthread_mutex_lock(&belt->lock);
    while (!has_news(belt) && (belt->workers > 0 || belt->first < belt->begun))
        wait_for_something(belt);
    bool any = belt->first < belt->begun;
    if (any)
        hand_on(belt, out);
    else
        out->ended = false;
    pthread_mutex_unlock(&belt->lock);
    return any;
}
