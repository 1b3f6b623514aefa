/* queue_test.c - where the threads meet: turns, bounds, cancels, ends. */
#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "queue.h"

#define MUCH ((size_t)64 << 20)

typedef struct fixture {
    ss_bell halt;
    ss_bell keeper;
    ss_queue queue;
    ss_agreement agreement;
} fixture;

static int set_up(void **state)
{
    static fixture self;
    memset(&self, 0, sizeof self);
    self.agreement.limits.max_document_bytes = 1u << 20;
    *state = &self;
    return ss_bell_open(&self.halt) && ss_bell_open(&self.keeper) && ss_queue_init(&self.queue, &self.halt, &self.keeper, MUCH) == SS_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    fixture *self = *state;
    ss_queue_free(&self->queue);
    ss_bell_close(&self->halt);
    ss_bell_close(&self->keeper);
    return 0;
}

static bool rings(const ss_bell *bell)
{
    struct pollfd wait = {bell->listen, POLLIN, 0};
    return poll(&wait, 1, 0) == 1;
}

static ss_job *job(fixture *self, uint32_t doc, size_t length)
{
    ss_order order = {0};
    ss_job *out = ss_job_begin(doc, &order, &self->agreement);
    assert_non_null(out);
    uint8_t *text = calloc(length + 1, 1);
    assert_int_equal(ss_job_add(out, text, length), SS_OK);
    free(text);
    return out;
}

static ss_packet *packet(const char *name, size_t size)
{
    ss_packet *out = malloc(sizeof *out + size + strlen(name));
    assert_non_null(out);
    memset(out->bytes, ' ', size + strlen(name));
    memcpy(out->bytes, name, strlen(name));
    out->size = strlen(name) + size;
    return out;
}

/* The writer takes one packet, which must begin with this name, and has written it. */
static void expect_next(fixture *self, const char *name)
{
    ss_packet *next = ss_queue_next(&self->queue);
    assert_non_null(next);
    assert_memory_equal(next->bytes, name, strlen(name));
    free(next);
    ss_queue_written(&self->queue);
}

static void put(fixture *self, uint32_t doc)
{
    assert_true(ss_queue_put(&self->queue, job(self, doc, 1), MUCH));
}

/* Two workers, the second one quicker: what it answers waits for its turn. */
static void answers_come_in_the_order_of_the_ends(void **state)
{
    fixture *self = *state;
    put(self, 1);
    put(self, 2);
    ss_job *one = ss_queue_take(&self->queue), *two = ss_queue_take(&self->queue);
    assert_int_equal(one->doc, 1);
    assert_int_equal(two->doc, 2);
    assert_true(ss_queue_answer(&self->queue, two, packet("2a", 0)));
    assert_true(ss_queue_answer_last(&self->queue, two, packet("2b", 0)));
    assert_true(ss_queue_answer(&self->queue, one, packet("1a", 0)));
    expect_next(self, "1a");
    assert_true(ss_queue_answer_last(&self->queue, one, packet("1b", 0)));
    expect_next(self, "1b");
    expect_next(self, "2a");
    expect_next(self, "2b");
    assert_int_equal(self->queue.count, 0);
    assert_int_equal(self->queue.charged, 0);
    assert_int_equal(self->queue.answer_bytes, 0);
}

static void control_packets_go_first_and_the_parting_last(void **state)
{
    fixture *self = *state;
    put(self, 1);
    ss_job *one = ss_queue_take(&self->queue);
    assert_true(ss_queue_answer(&self->queue, one, packet("1a", 0)));
    assert_true(ss_queue_answer_last(&self->queue, one, packet("1b", 0)));
    assert_true(ss_queue_put_control(&self->queue, packet("pong", 0), MUCH));
    ss_queue_close(&self->queue, packet("bye", 0));
    expect_next(self, "pong");
    expect_next(self, "1a");
    expect_next(self, "1b");
    expect_next(self, "bye");
    assert_null(ss_queue_next(&self->queue));
    assert_null(ss_queue_take(&self->queue));
}

static void documents_count_until_their_done_is_written(void **state)
{
    fixture *self = *state;
    assert_true(ss_queue_put(&self->queue, job(self, 1, 0), MUCH));
    assert_int_equal(self->queue.charged, 4096);
    assert_true(ss_queue_put(&self->queue, job(self, 2, 4096), MUCH));
    assert_int_equal(self->queue.charged, 2 * 4096);
    assert_true(ss_queue_put(&self->queue, job(self, 3, 4097), 3 * 4096 + 1)); /* the bound itself is let in */
    assert_int_equal(self->queue.charged, 3 * 4096 + 1);
    assert_true(ss_queue_answer_last(&self->queue, ss_queue_take(&self->queue), packet("1", 0)));
    assert_int_equal(self->queue.charged, 3 * 4096 + 1);
    expect_next(self, "1");
    assert_int_equal(self->queue.charged, 2 * 4096 + 1);
}

typedef struct waiter {
    fixture *of;
    bool answer;
    int passed; /* stored atomically */
} waiter;

static void *put_past_the_bound(void *data)
{
    waiter *self = data;
    self->answer = ss_queue_put(&self->of->queue, job(self->of, 2, 1), 4096);
    __atomic_store_n(&self->passed, 1, __ATOMIC_SEQ_CST);
    return NULL;
}

/* Until the other thread has put its document, and most likely waits. */
static void let_it_wait(fixture *self, uint32_t count)
{
    for (;;) {
        pthread_mutex_lock(&self->queue.lock);
        uint32_t now = self->queue.count;
        pthread_mutex_unlock(&self->queue.lock);
        if (now == count)
            return;
        poll(NULL, 0, 1);
    }
}

static void past_the_bound_the_reader_waits(void **state)
{
    fixture *self = *state;
    waiter reader = {self, false, 0};
    pthread_t thread;
    put(self, 1);
    assert_int_equal(pthread_create(&thread, NULL, put_past_the_bound, &reader), 0);
    let_it_wait(self, 2);
    poll(NULL, 0, 20);
    assert_int_equal(__atomic_load_n(&reader.passed, __ATOMIC_SEQ_CST), 0);
    assert_true(ss_queue_answer_last(&self->queue, ss_queue_take(&self->queue), packet("1", 0)));
    expect_next(self, "1");
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_true(reader.answer);
}

static void a_halt_frees_the_reader(void **state)
{
    fixture *self = *state;
    waiter reader = {self, true, 0};
    pthread_t thread;
    put(self, 1);
    assert_int_equal(pthread_create(&thread, NULL, put_past_the_bound, &reader), 0);
    let_it_wait(self, 2);
    ss_queue_halt(&self->queue);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_false(reader.answer);
    assert_true(rings(&self->halt));
    assert_int_equal(ss_queue_take(&self->queue)->doc, 1); /* what has ended is still answered */
    assert_int_equal(ss_queue_take(&self->queue)->doc, 2);
}

static void *answer_past_the_bound(void *data)
{
    waiter *self = data;
    ss_job *two = self->of->queue.place[1];
    self->answer = ss_queue_answer(&self->of->queue, two, packet("2b", SS_QUEUE_ANSWER_BYTES / 2));
    __atomic_store_n(&self->passed, 1, __ATOMIC_SEQ_CST);
    return NULL;
}

static void workers_wait_but_for_the_first_document(void **state)
{
    fixture *self = *state;
    waiter worker = {self, false, 0};
    pthread_t thread;
    put(self, 1);
    put(self, 2);
    ss_job *one = ss_queue_take(&self->queue), *two = ss_queue_take(&self->queue);
    assert_true(ss_queue_answer(&self->queue, two, packet("2a", SS_QUEUE_ANSWER_BYTES / 2)));
    assert_int_equal(pthread_create(&thread, NULL, answer_past_the_bound, &worker), 0);
    poll(NULL, 0, 20);
    assert_int_equal(__atomic_load_n(&worker.passed, __ATOMIC_SEQ_CST), 0);
    assert_true(ss_queue_answer(&self->queue, one, packet("1a", SS_QUEUE_ANSWER_BYTES))); /* nothing of it waits */
    expect_next(self, "1a");
    assert_true(ss_queue_answer_last(&self->queue, one, packet("1b", 0)));
    expect_next(self, "1b");
    expect_next(self, "2a");
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_true(worker.answer);
    expect_next(self, "2b");
}

static void a_cancel_reaches_its_document_only(void **state)
{
    fixture *self = *state;
    for (uint32_t doc = 2; doc <= 20; doc += 2)
        put(self, doc);
    ss_queue_cancel(&self->queue, 1);
    ss_queue_cancel(&self->queue, 7);
    ss_queue_cancel(&self->queue, 21);
    ss_queue_cancel(&self->queue, 2);
    ss_queue_cancel(&self->queue, 8);
    ss_queue_cancel(&self->queue, 20);
    for (uint32_t doc = 2; doc <= 20; doc += 2) {
        const ss_job *taken = ss_queue_take(&self->queue);
        assert_int_equal(taken->doc, doc);
        assert_int_equal(taken->stop, doc == 2 || doc == 8 || doc == 20 ? SAYSO_CANCELLED : 0);
    }
}

static void late_documents_at_work_are_stopped(void **state)
{
    fixture *self = *state;
    for (uint32_t doc = 1; doc <= 4; doc++)
        put(self, doc);
    ss_job *jobs[4];
    self->queue.place[1]->deadline = 5000000;
    self->queue.place[2]->deadline = 9000000;
    self->queue.place[3]->deadline = 1; /* not yet taken: its worker will see */
    assert_false(rings(&self->keeper));
    for (int i = 0; i < 3; i++)
        jobs[i] = ss_queue_take(&self->queue);
    assert_true(rings(&self->keeper));
    assert_int_equal(ss_queue_stop_late(&self->queue, 1000000), 5);
    assert_int_equal(jobs[1]->stop, 0);
    assert_int_equal(ss_queue_stop_late(&self->queue, 5000000), 5);
    assert_int_equal(jobs[1]->stop, SAYSO_DEADLINE);
    assert_int_equal(jobs[0]->stop, 0);
    assert_int_equal(jobs[2]->stop, 0);
    assert_true(ss_queue_answer_last(&self->queue, jobs[2], packet("3", 0)));
    assert_int_equal(ss_queue_stop_late(&self->queue, 10000000), -1);
    assert_int_equal(jobs[2]->stop, 0);
}

static void a_lost_output_ends_everything(void **state)
{
    fixture *self = *state;
    put(self, 1);
    put(self, 2);
    ss_job *one = ss_queue_take(&self->queue);
    ss_queue_fail(&self->queue, SS_QUEUE_BROKEN);
    assert_int_equal(ss_queue_ending(&self->queue), SS_QUEUE_BROKEN);
    assert_int_equal(one->stop, 0); /* what has ended is answered */
    ss_queue_fail(&self->queue, SS_QUEUE_LOST);
    ss_queue_fail(&self->queue, SS_QUEUE_BROKEN);
    assert_int_equal(ss_queue_ending(&self->queue), SS_QUEUE_LOST);
    assert_int_equal(one->stop, SAYSO_CANCELLED);
    assert_null(ss_queue_take(&self->queue));
    assert_false(ss_queue_answer_last(&self->queue, one, packet("1", 0)));
    assert_false(ss_queue_put(&self->queue, job(self, 3, 1), MUCH));
    assert_true(rings(&self->halt));
    assert_false(ss_queue_is_finished(&self->queue));
    ss_queue_finish(&self->queue);
    assert_true(ss_queue_is_finished(&self->queue));
    assert_true(rings(&self->keeper));
}

/* The ring goes round, as full as it can be. */
static void as_many_documents_as_may_count_fit(void **state)
{
    fixture *self = *state;
    uint32_t doc = 0, answered = 0;
    for (int round = 0; round < 2; round++) {
        while (self->queue.charged < MUCH)
            put(self, ++doc);
        assert_int_equal(self->queue.count, self->queue.places - 3);
        for (uint32_t i = 0; i < self->queue.places / 2; i++) {
            ss_job *taken = ss_queue_take(&self->queue);
            assert_int_equal(taken->doc, ++answered);
            assert_true(ss_queue_answer_last(&self->queue, taken, packet("x", 0)));
            expect_next(self, "x");
        }
    }
}

/* ---- open documents -------------------------------------------------------------------------- */

static ss_job *opened(fixture *self, uint32_t doc)
{
    ss_job *out = job(self, doc, 0);
    ss_queue_open(&self->queue, out);
    return out;
}

static void grow(fixture *self, ss_job *open, size_t length)
{
    uint8_t *text = calloc(length + 1, 1);
    assert_non_null(text);
    assert_int_equal(ss_job_add(open, text, length), SS_OK);
    free(text);
    ss_queue_grew(&self->queue, open);
}

static void an_open_document_counts_nothing_and_its_answers_go_out(void **state)
{
    fixture *self = *state;
    put(self, 1);
    ss_job *one = ss_queue_take(&self->queue), *two = opened(self, 2);
    assert_ptr_equal(ss_queue_take(&self->queue), two);
    grow(self, two, 900000);
    assert_int_equal(self->queue.charged, 4096);
    assert_true(ss_queue_answer(&self->queue, two, packet("2a", 0)));
    assert_true(ss_queue_answer_last(&self->queue, one, packet("1", 0)));
    expect_next(self, "1");
    expect_next(self, "2a"); /* it is first now, and open still */
    assert_int_equal(ss_queue_await(&self->queue, two, 900000), SS_QUEUE_ARRIVED);
    assert_true(ss_queue_end_document(&self->queue, two, MUCH));
    assert_int_equal(self->queue.charged, 900000);
    assert_int_equal(ss_queue_await(&self->queue, two, 900000), SS_QUEUE_ARRIVED); /* also once it has ended */
    assert_int_equal(ss_queue_await(&self->queue, two, 900001), SS_QUEUE_ENDED);
    assert_true(ss_queue_await_end(&self->queue, two));
    assert_true(ss_queue_answer_last(&self->queue, two, packet("2b", 0)));
    expect_next(self, "2b");
    assert_int_equal(self->queue.count, 0);
    assert_int_equal(self->queue.charged, 0);
}

typedef struct awaiter {
    fixture *of;
    ss_job *job;
    size_t want;
    ss_queue_news news;
} awaiter;

static void *await(void *data)
{
    awaiter *self = data;
    self->news = ss_queue_await(&self->of->queue, self->job, self->want);
    return NULL;
}

typedef enum way { ENOUGH_COMES, IT_ENDS, IT_IS_LATE, IT_IS_TOO_LARGE, THE_SESSION_ENDS, WAYS } way;

static void wake(fixture *self, ss_job *open, way by)
{
    switch (by) {
    case ENOUGH_COMES:
        grow(self, open, 1);
        break;
    case IT_ENDS:
        assert_true(ss_queue_end_document(&self->queue, open, MUCH));
        break;
    case IT_IS_LATE:
        ss_queue_stop_late(&self->queue, 5000);
        break;
    case IT_IS_TOO_LARGE:
        grow(self, open, 2);
        break;
    default:
        ss_queue_close(&self->queue, NULL);
    }
}

/* A worker waits for 1,000 bytes, of which 999 have come. */
static void what_wakes_the_worker_of_an_open_document(void **state)
{
    fixture *self = *state;
    static const ss_queue_news expected[] = {SS_QUEUE_ARRIVED, SS_QUEUE_ENDED, SS_QUEUE_STOPPED, SS_QUEUE_STOPPED, SS_QUEUE_GIVEN_UP};
    self->agreement.limits.max_document_bytes = 1000;
    for (way by = ENOUGH_COMES; by < WAYS; by++) {
        awaiter worker = {self, opened(self, (uint32_t)by + 1), 1000, SS_QUEUE_ARRIVED};
        pthread_t thread;
        worker.job->deadline = by == IT_IS_LATE ? 5000 : 0; /* for the queue alone: the job looks at the clock */
        assert_ptr_equal(ss_queue_take(&self->queue), worker.job);
        assert_int_equal(pthread_create(&thread, NULL, await, &worker), 0);
        if (by != IT_IS_LATE)
            grow(self, worker.job, 999);
        wake(self, worker.job, by);
        assert_int_equal(pthread_join(thread, NULL), 0);
        assert_int_equal(worker.news, expected[by]);
        if (by == THE_SESSION_ENDS)
            break;
        assert_true(by == IT_ENDS || ss_queue_end_document(&self->queue, worker.job, MUCH));
        assert_true(ss_queue_await_end(&self->queue, worker.job));
        assert_true(ss_queue_answer_last(&self->queue, worker.job, packet("x", 0)));
        expect_next(self, "x");
    }
    assert_int_equal(self->queue.count, 1);
    assert_false(ss_queue_await_end(&self->queue, self->queue.place[self->queue.first]));
    ss_queue_drop(&self->queue, self->queue.place[self->queue.first]);
    assert_int_equal(self->queue.count, 0);
    assert_null(ss_queue_next(&self->queue));
}

static void an_open_document_that_no_worker_took_is_given_up(void **state)
{
    fixture *self = *state;
    put(self, 1);
    opened(self, 2);
    ss_queue_close(&self->queue, packet("bye", 0));
    assert_int_equal(self->queue.count, 1);
    assert_true(ss_queue_answer_last(&self->queue, ss_queue_take(&self->queue), packet("1", 0)));
    assert_null(ss_queue_take(&self->queue));
    expect_next(self, "1");
    expect_next(self, "bye");
    assert_null(ss_queue_next(&self->queue));
}

static void what_waits_of_a_document_that_is_given_up_is_not_written(void **state)
{
    fixture *self = *state;
    ss_job *one = opened(self, 1);
    assert_ptr_equal(ss_queue_take(&self->queue), one);
    assert_true(ss_queue_answer(&self->queue, one, packet("1a", 0)));
    assert_true(ss_queue_answer(&self->queue, one, packet("1b", 0)));
    expect_next(self, "1a");
    ss_queue_close(&self->queue, packet("bye", 0));
    assert_int_equal(one->stop, SAYSO_CANCELLED); /* so that its worker does not work on */
    ss_queue_drop(&self->queue, one);
    assert_int_equal(self->queue.answer_bytes, 0);
    expect_next(self, "bye");
    assert_null(ss_queue_take(&self->queue));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(answers_come_in_the_order_of_the_ends),
        TEST(control_packets_go_first_and_the_parting_last),
        TEST(documents_count_until_their_done_is_written),
        TEST(past_the_bound_the_reader_waits),
        TEST(a_halt_frees_the_reader),
        TEST(workers_wait_but_for_the_first_document),
        TEST(a_cancel_reaches_its_document_only),
        TEST(late_documents_at_work_are_stopped),
        TEST(a_lost_output_ends_everything),
        TEST(as_many_documents_as_may_count_fit),
        TEST(an_open_document_counts_nothing_and_its_answers_go_out),
        TEST(what_wakes_the_worker_of_an_open_document),
        TEST(an_open_document_that_no_worker_took_is_given_up),
        TEST(what_waits_of_a_document_that_is_given_up_is_not_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
