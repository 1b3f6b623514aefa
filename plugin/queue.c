/* queue.c - where the threads of a session meet: ended documents, their answers, the end.  Floor: plugin. */
#include "queue.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

ss_status ss_queue_init(ss_queue *queue, const ss_bell *halt, const ss_bell *keeper, size_t most)
{
    memset(queue, 0, sizeof *queue);
    queue->halt = halt;
    queue->keeper = keeper;
    queue->places = (uint32_t)(most / SS_JOB_LEAST_BYTES) + 3;
    queue->place = calloc(queue->places, sizeof *queue->place);
    if (queue->place == NULL || pthread_mutex_init(&queue->lock, NULL) != 0 || pthread_cond_init(&queue->work, NULL) != 0 ||
        pthread_cond_init(&queue->room, NULL) != 0 || pthread_cond_init(&queue->output, NULL) != 0)
        return SS_ERR_MEMORY;
    return SS_OK;
}

static ss_job *job_at(const ss_queue *queue, uint32_t index)
{
    return queue->place[(queue->first + index) % queue->places];
}

void ss_queue_free(ss_queue *queue)
{
    for (uint32_t i = 0; i < queue->count; i++)
        ss_job_free(job_at(queue, i));
    ss_packets_free(&queue->control);
    free(queue->parting);
    free(queue->place);
}

static void stop(ss_job *job, int why)
{
    if (__atomic_load_n(&job->stop, __ATOMIC_RELAXED) == 0)
        __atomic_store_n(&job->stop, why, __ATOMIC_RELAXED);
}

/* ---- the reader ------------------------------------------------------------------------------ */

static bool wait_for_bound(ss_queue *queue, size_t most)
{
    while (!queue->halted && queue->charged + queue->control.bytes > most)
        pthread_cond_wait(&queue->room, &queue->lock);
    return !queue->halted;
}

static void place(ss_queue *queue, ss_job *job)
{
    queue->place[(queue->first + queue->count++) % queue->places] = job;
    pthread_cond_broadcast(&queue->work);
}

/* `length` is that of the document's text. */
static bool end_document(ss_queue *queue, ss_job *job, size_t length, size_t most)
{
    job->arrived = length;
    job->ended = true;
    job->charge = length < SS_JOB_LEAST_BYTES ? SS_JOB_LEAST_BYTES : length;
    queue->charged += job->charge;
    pthread_cond_broadcast(&queue->work);
    return wait_for_bound(queue, most);
}

bool ss_queue_put(ss_queue *queue, ss_job *job, size_t most)
{
    pthread_mutex_lock(&queue->lock);
    place(queue, job);
    bool go_on = end_document(queue, job, job->length, most);
    pthread_mutex_unlock(&queue->lock);
    return go_on;
}

void ss_queue_open(ss_queue *queue, ss_job *job)
{
    pthread_mutex_lock(&queue->lock);
    place(queue, job);
    pthread_mutex_unlock(&queue->lock);
}

/* Only the reader, who calls these, changes a job's length and outcome. */
void ss_queue_grew(ss_queue *queue, ss_job *job)
{
    pthread_mutex_lock(&queue->lock);
    job->arrived = job->length;
    if (job->outcome.status != SS_DONE_OK)
        stop(job, SAYSO_CANCELLED);
    if (job->awaited != 0 && (job->arrived >= job->awaited || job->outcome.status != SS_DONE_OK))
        pthread_cond_broadcast(&queue->work);
    pthread_mutex_unlock(&queue->lock);
}

bool ss_queue_end_document(ss_queue *queue, ss_job *job, size_t most)
{
    pthread_mutex_lock(&queue->lock);
    if (job->outcome.status != SS_DONE_OK)
        stop(job, SAYSO_CANCELLED);
    bool go_on = end_document(queue, job, job->length, most);
    pthread_mutex_unlock(&queue->lock);
    return go_on;
}

bool ss_queue_put_control(ss_queue *queue, ss_packet *packet, size_t most)
{
    pthread_mutex_lock(&queue->lock);
    ss_packets_put(&queue->control, packet);
    pthread_cond_signal(&queue->output);
    bool go_on = wait_for_bound(queue, most);
    pthread_mutex_unlock(&queue->lock);
    return go_on;
}

void ss_queue_cancel(ss_queue *queue, uint32_t doc)
{
    pthread_mutex_lock(&queue->lock);
    uint32_t low = 0, high = queue->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (job_at(queue, middle)->doc < doc)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < queue->count && job_at(queue, low)->doc == doc)
        stop(job_at(queue, low), SAYSO_CANCELLED);
    pthread_mutex_unlock(&queue->lock);
}

/* The last document, which is open, leaves the queue with what waits of its answers. */
static ss_job *take_back(ss_queue *queue)
{
    ss_job *job = job_at(queue, --queue->count);
    if (queue->taken > queue->count)
        queue->taken--;
    queue->answer_bytes -= job->answers.bytes;
    return job;
}

void ss_queue_close(ss_queue *queue, ss_packet *parting)
{
    ss_job *untouched = NULL;
    pthread_mutex_lock(&queue->lock);
    queue->parting = parting;
    queue->closed = true;
    if (queue->taken < queue->count && !job_at(queue, queue->count - 1)->ended)
        untouched = take_back(queue);
    else if (queue->count > 0 && !job_at(queue, queue->count - 1)->ended)
        stop(job_at(queue, queue->count - 1), SAYSO_CANCELLED);
    pthread_cond_broadcast(&queue->work);
    pthread_cond_signal(&queue->output);
    pthread_mutex_unlock(&queue->lock);
    ss_job_free(untouched);
}

/* ---- a worker -------------------------------------------------------------------------------- */

ss_job *ss_queue_take(ss_queue *queue)
{
    ss_job *job = NULL;
    pthread_mutex_lock(&queue->lock);
    while (queue->end < SS_QUEUE_LOST && queue->taken == queue->count && !queue->closed)
        pthread_cond_wait(&queue->work, &queue->lock);
    if (queue->end < SS_QUEUE_LOST && queue->taken < queue->count)
        job = job_at(queue, queue->taken++);
    bool dated = job != NULL && job->deadline != 0;
    pthread_mutex_unlock(&queue->lock);
    if (dated)
        ss_bell_ring(queue->keeper);
    return job;
}

/* Whether the session ends before the document's End. */
static bool is_given_up(const ss_queue *queue, const ss_job *job)
{
    return queue->end >= SS_QUEUE_LOST || (queue->closed && !job->ended);
}

ss_queue_news ss_queue_await(ss_queue *queue, ss_job *job, size_t want)
{
    ss_queue_news news = SS_QUEUE_ENDED;
    pthread_mutex_lock(&queue->lock);
    job->awaited = want;
    while (!is_given_up(queue, job) && job->stop == 0 && job->arrived < want && !job->ended)
        pthread_cond_wait(&queue->work, &queue->lock);
    job->awaited = 0;
    if (is_given_up(queue, job))
        news = SS_QUEUE_GIVEN_UP;
    else if (job->stop != 0)
        news = SS_QUEUE_STOPPED;
    else if (job->arrived >= want)
        news = SS_QUEUE_ARRIVED;
    pthread_mutex_unlock(&queue->lock);
    return news;
}

bool ss_queue_await_end(ss_queue *queue, ss_job *job)
{
    pthread_mutex_lock(&queue->lock);
    while (!is_given_up(queue, job) && !job->ended)
        pthread_cond_wait(&queue->work, &queue->lock);
    bool ended = !is_given_up(queue, job);
    pthread_mutex_unlock(&queue->lock);
    return ended;
}

void ss_queue_drop(ss_queue *queue, ss_job *job)
{
    ss_job *dropped = NULL;
    pthread_mutex_lock(&queue->lock);
    if (queue->closed && !job->ended) /* otherwise the reader may still hold it; the queue frees it at last */
        dropped = take_back(queue);
    pthread_cond_broadcast(&queue->room);
    pthread_cond_signal(&queue->output);
    pthread_mutex_unlock(&queue->lock);
    ss_job_free(dropped);
}

static bool has_room(const ss_queue *queue, const ss_job *job, const ss_packet *packet)
{
    if (job->answers.first == NULL && job == job_at(queue, 0))
        return true;
    return queue->answer_bytes + ss_packet_cost(packet) <= SS_QUEUE_ANSWER_BYTES;
}

static bool answer(ss_queue *queue, ss_job *job, ss_packet *packet, bool last)
{
    pthread_mutex_lock(&queue->lock);
    while (queue->end < SS_QUEUE_LOST && !has_room(queue, job, packet))
        pthread_cond_wait(&queue->room, &queue->lock);
    bool read = queue->end < SS_QUEUE_LOST;
    ss_packets_put(&job->answers, packet);
    queue->answer_bytes += ss_packet_cost(packet);
    job->answered = last;
    while (queue->settled < queue->taken && job_at(queue, queue->settled)->answered)
        queue->settled++;
    pthread_cond_signal(&queue->output);
    pthread_mutex_unlock(&queue->lock);
    return read;
}

bool ss_queue_answer(ss_queue *queue, ss_job *job, ss_packet *packet)
{
    return answer(queue, job, packet, false);
}

bool ss_queue_answer_last(ss_queue *queue, ss_job *job, ss_packet *packet)
{
    return answer(queue, job, packet, true);
}

/* ---- the writer ------------------------------------------------------------------------------ */

static ss_packet *take_packet(ss_queue *queue)
{
    ss_packet *packet = ss_packets_take(&queue->control);
    queue->writing_last = false;
    if (packet != NULL)
        return packet;
    if (queue->count > 0) {
        ss_job *job = job_at(queue, 0);
        packet = ss_packets_take(&job->answers);
        if (packet != NULL) {
            queue->answer_bytes -= ss_packet_cost(packet);
            queue->writing_last = job->answered && job->answers.first == NULL;
            pthread_cond_broadcast(&queue->room);
        }
        return packet;
    }
    if (queue->closed) {
        packet = queue->parting;
        queue->parting = NULL;
    }
    return packet;
}

ss_packet *ss_queue_next(ss_queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    ss_packet *packet = take_packet(queue);
    while (packet == NULL && queue->end < SS_QUEUE_LOST && !(queue->closed && queue->count == 0)) {
        pthread_cond_wait(&queue->output, &queue->lock);
        packet = take_packet(queue);
    }
    pthread_mutex_unlock(&queue->lock);
    return packet;
}

void ss_queue_written(ss_queue *queue)
{
    ss_job *done = NULL;
    pthread_mutex_lock(&queue->lock);
    if (queue->writing_last) {
        done = job_at(queue, 0);
        queue->first = (queue->first + 1) % queue->places;
        queue->count--;
        queue->taken--;
        queue->settled--;
        queue->charged -= done->charge;
    }
    pthread_cond_broadcast(&queue->room);
    pthread_mutex_unlock(&queue->lock);
    ss_job_free(done);
}

void ss_queue_finish(ss_queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    queue->finished = true;
    pthread_mutex_unlock(&queue->lock);
    ss_bell_ring(queue->keeper);
}

/* ---- anyone ---------------------------------------------------------------------------------- */

void ss_queue_halt(ss_queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    queue->halted = true;
    pthread_cond_broadcast(&queue->room);
    pthread_mutex_unlock(&queue->lock);
    ss_bell_ring(queue->halt);
}

void ss_queue_fail(ss_queue *queue, ss_queue_end end)
{
    pthread_mutex_lock(&queue->lock);
    if (end > queue->end)
        queue->end = end;
    for (uint32_t i = 0; i < queue->count && queue->end >= SS_QUEUE_LOST; i++)
        stop(job_at(queue, i), SAYSO_CANCELLED);
    pthread_cond_broadcast(&queue->work);
    pthread_cond_broadcast(&queue->room);
    pthread_cond_broadcast(&queue->output);
    pthread_mutex_unlock(&queue->lock);
    ss_queue_halt(queue);
}

int ss_queue_stop_late(ss_queue *queue, uint64_t now)
{
    uint64_t nearest = UINT64_MAX;
    pthread_mutex_lock(&queue->lock);
    for (uint32_t i = queue->settled; i < queue->taken; i++) {
        ss_job *job = job_at(queue, i);
        if (job->answered || job->deadline == 0)
            continue;
        if (ss_job_is_late(job, now)) {
            stop(job, SAYSO_DEADLINE);
            pthread_cond_broadcast(&queue->work); /* its worker may wait for more of it */
        } else if (job->deadline < nearest)
            nearest = job->deadline;
    }
    pthread_mutex_unlock(&queue->lock);
    if (nearest == UINT64_MAX)
        return -1;
    uint64_t milliseconds = (nearest - now) / 1000000u + 1;
    return milliseconds > INT_MAX ? INT_MAX : (int)milliseconds;
}

bool ss_queue_is_finished(ss_queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    bool finished = queue->finished;
    pthread_mutex_unlock(&queue->lock);
    return finished;
}

ss_queue_end ss_queue_ending(ss_queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    ss_queue_end end = queue->end;
    pthread_mutex_unlock(&queue->lock);
    return end;
}
