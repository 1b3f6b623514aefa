#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "belt.h"
#include "clock.h"
#include "sayso.h"

#define MOST_INPUTS 500u
#define MOST_WORKERS 16u

/* What workers share: input i's answer is i times over "i,", and a line about every third. */
typedef struct work {
    ss_belt *belt;
    pthread_mutex_t input;
    uint64_t taken;
    uint64_t inputs;
    size_t long_answer; /* bytes of the first input's answer, instead */
} work;

static void answer(work *self, ss_place *place)
{
    char piece[32], line[32];
    snprintf(piece, sizeof piece, "%llu,", (unsigned long long)place->number);
    snprintf(line, sizeof line, "about %llu", (unsigned long long)place->number);
    if (place->number == 0 && self->long_answer > 0) {
        char *bytes = malloc(self->long_answer);
        if (bytes == NULL)
            abort();
        memset(bytes, 'x', self->long_answer);
        if (!ss_belt_put(self->belt, place, bytes, self->long_answer))
            abort();
        free(bytes);
    }
    for (uint64_t i = 0; i < place->number; i++)
        if (!ss_belt_put(self->belt, place, piece, strlen(piece)))
            abort();
    if (place->number % 3 == 0)
        ss_belt_say(self->belt, place, line);
    ss_belt_end(self->belt, place, place->number == 7 ? 4 : 0);
}

static void *run_worker(void *argument)
{
    work *self = argument;
    for (;;) {
        pthread_mutex_lock(&self->input);
        ss_place *place = self->taken < self->inputs ? ss_belt_begin(self->belt) : NULL;
        self->taken += place != NULL;
        pthread_mutex_unlock(&self->input);
        if (place == NULL)
            break;
        answer(self, place);
    }
    ss_belt_leave(self->belt);
    return NULL;
}

typedef struct gathered {
    ss_body output;
    ss_body said;
    uint64_t ended;
    unsigned faults;
} gathered;

/* Checks that inputs come in order while it gathers. */
static void gather(ss_belt *belt, gathered *out)
{
    ss_handed handed = {.number = 0};
    *out = (gathered){.output = {.cap = SIZE_MAX / 2}, .said = {.cap = SIZE_MAX / 2}};
    while (ss_belt_next(belt, &handed)) {
        assert_int_equal(handed.number, out->ended);
        assert_int_equal(ss_body_add(&out->output, handed.output.bytes, handed.output.length), SS_OK);
        assert_int_equal(ss_body_add(&out->said, handed.said.bytes, handed.said.length), SS_OK);
        out->ended += handed.ended;
        out->faults |= handed.faults;
    }
    ss_body_free(&handed.output);
    ss_body_free(&handed.said);
}

static void run(uint64_t inputs, uint32_t workers, uint32_t places, size_t long_answer, gathered *out)
{
    work self = {.belt = ss_belt_create(places), .input = PTHREAD_MUTEX_INITIALIZER, .inputs = inputs, .long_answer = long_answer};
    pthread_t thread[MOST_WORKERS];
    assert_non_null(self.belt);
    for (uint32_t i = 0; i < workers; i++) {
        ss_belt_enter(self.belt);
        assert_int_equal(pthread_create(&thread[i], NULL, run_worker, &self), 0);
    }
    gather(self.belt, out);
    for (uint32_t i = 0; i < workers; i++)
        pthread_join(thread[i], NULL);
    ss_belt_free(self.belt);
}

static void free_gathered(gathered *self)
{
    ss_body_free(&self->output);
    ss_body_free(&self->said);
}

static void all_workers_write_what_one_does(void **state)
{
    (void)state;
    static const uint32_t workers[] = {2, 3, 16}, places[] = {1, 2, 64};
    gathered one, many;
    run(MOST_INPUTS, 1, 1, 0, &one);
    assert_int_equal(one.ended, MOST_INPUTS);
    assert_int_equal(one.faults, 4);
    assert_memory_equal(one.output.bytes, "1,2,2,3,3,3,4,", 14);
    assert_memory_equal(one.said.bytes, "about 0\nabout 3\nabout 6\n", 24);
    for (size_t i = 0; i < 3; i++) {
        run(MOST_INPUTS, workers[i], places[i], 0, &many);
        assert_int_equal(many.output.length, one.output.length);
        assert_memory_equal(many.output.bytes, one.output.bytes, one.output.length);
        assert_int_equal(many.said.length, one.said.length);
        assert_memory_equal(many.said.bytes, one.said.bytes, one.said.length);
        assert_int_equal(many.faults, one.faults);
        free_gathered(&many);
    }
    free_gathered(&one);
}

static void an_answer_longer_than_its_place_is_whole(void **state)
{
    (void)state;
    gathered out;
    for (uint32_t workers = 1; workers <= 2; workers++) {
        run(4, workers, 2, (256u << 10) * 5 + 7, &out);
        assert_int_equal(out.output.length, (256u << 10) * 5 + 7 + 2 + 4 + 6);
        assert_memory_equal(out.output.bytes + (256u << 10) * 5, "xxxxxxx1,2,2,3,3,3,", 19);
        free_gathered(&out);
    }
}

static void no_inputs(void **state)
{
    (void)state;
    gathered out;
    run(0, 2, 2, 0, &out);
    assert_int_equal(out.ended + out.output.length + out.said.length, 0);
    free_gathered(&out);
}

/* The first input's output is handed on while it is in work; the second waits for it. */
static void the_first_is_handed_on_at_once(void **state)
{
    (void)state;
    ss_belt *belt = ss_belt_create(4);
    ss_handed handed = {.number = 9};
    ss_belt_enter(belt);
    ss_place *first = ss_belt_begin(belt), *second = ss_belt_begin(belt);
    assert_true(ss_belt_put(belt, second, "two", 3));
    ss_belt_end(belt, second, 0);
    assert_true(ss_belt_put(belt, first, "one", 3));
    assert_true(ss_belt_next(belt, &handed));
    assert_int_equal(handed.number, 0);
    assert_int_equal(handed.output.length, 3);
    assert_memory_equal(handed.output.bytes, "one", 3);
    assert_false(handed.ended);
    ss_belt_end(belt, first, 5);
    assert_true(ss_belt_next(belt, &handed));
    assert_true(handed.ended);
    assert_int_equal(handed.faults, 5);
    assert_int_equal(handed.output.length, 0);
    assert_true(ss_belt_next(belt, &handed));
    assert_int_equal(handed.number, 1);
    assert_true(handed.ended);
    assert_memory_equal(handed.output.bytes, "two", 3);
    ss_belt_leave(belt);
    assert_false(ss_belt_next(belt, &handed));
    assert_false(handed.ended);
    ss_body_free(&handed.output);
    ss_body_free(&handed.said);
    ss_belt_free(belt);
}

static void *wait_for_stop(void *argument)
{
    work *self = argument;
    ss_place *place = ss_belt_begin(self->belt), *other = ss_belt_begin(self->belt);
    ss_belt_set_deadline(self->belt, other, ss_clock_now() + 3600000000000u);
    ss_belt_set_deadline(self->belt, place, ss_clock_now() + 1000000u);
    while (__atomic_load_n(&place->stop, __ATOMIC_RELAXED) == 0)
        continue;
    ss_belt_end(self->belt, other, (unsigned)__atomic_load_n(&other->stop, __ATOMIC_RELAXED));
    ss_belt_end(self->belt, place, (unsigned)__atomic_load_n(&place->stop, __ATOMIC_RELAXED));
    ss_belt_leave(self->belt);
    return NULL;
}

/* And the next input in the same place has no deadline. */
static void a_deadline_stops_its_place_alone(void **state)
{
    (void)state;
    work self = {.belt = ss_belt_create(2)};
    pthread_t thread;
    ss_handed handed = {.number = 0};
    unsigned faults[2] = {9, 9};
    ss_belt_enter(self.belt);
    assert_int_equal(pthread_create(&thread, NULL, wait_for_stop, &self), 0);
    while (ss_belt_next(self.belt, &handed))
        if (handed.ended)
            faults[handed.number] = handed.faults;
    pthread_join(thread, NULL);
    assert_int_equal(faults[0], SAYSO_DEADLINE);
    assert_int_equal(faults[1], 0);
    assert_int_equal(ss_belt_begin(self.belt)->stop, 0);
    ss_body_free(&handed.output);
    ss_body_free(&handed.said);
    ss_belt_free(self.belt);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_workers_write_what_one_does),
        cmocka_unit_test(an_answer_longer_than_its_place_is_whole),
        cmocka_unit_test(no_inputs),
        cmocka_unit_test(the_first_is_handed_on_at_once),
        cmocka_unit_test(a_deadline_stops_its_place_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
