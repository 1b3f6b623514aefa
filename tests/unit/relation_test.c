/* relation_test.c - meaning/relation.h: what holds what, however deep and whatever went wrong before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/limits.h"
#include "meaning/relation.h"

enum { MOST = 8 };

/* Relations made of the readings 1, 2, ...; holder[i] is that of the i-th. */
static void nest(const uint32_t *holder, uint32_t count, ss_relation *out)
{
    ss_arena arena;
    ss_relations relations = {out, count};
    ss_arena_init(&arena, SS_ARENA_BUDGET);
    for (uint32_t i = 0; i < count; i++)
        out[i] = (ss_relation){.reading = i + 1, .holder = holder[i]};
    assert_int_equal(ss_relations_nest(&arena, &relations), SS_OK);
    ss_arena_free(&arena);
}

static void a_relation_has_the_parent_that_was_made_of_its_holder(void **state)
{
    (void)state;
    ss_relation relation[MOST];
    nest((const uint32_t[]){0, 1, 0, 2}, 4, relation);
    assert_int_equal(relation[0].parent, 0);
    assert_int_equal(relation[1].parent, 1);
    assert_int_equal(relation[2].parent, 0);
    assert_int_equal(relation[3].parent, 2);
}

static void one_whose_holder_was_left_out_is_outermost(void **state)
{
    (void)state;
    ss_relation relation[MOST];
    nest((const uint32_t[]){0, 7}, 2, relation);
    assert_int_equal(relation[1].parent, 0);
}

static void none_stands_deeper_than_readers_follow(void **state)
{
    (void)state;
    ss_relation relation[MOST];
    nest((const uint32_t[]){0, 1, 2, 3, 4, 5}, 6, relation);
    for (uint32_t i = 0; i < 6; i++) {
        uint32_t depth = 0;
        for (uint32_t at = i; relation[at].parent != 0; at = relation[at].parent - 1)
            depth++;
        assert_int_equal(depth, i < SS_MAX_NESTING ? i : SS_MAX_NESTING);
    }
}

static void two_that_hold_each_other_end(void **state)
{
    (void)state;
    ss_relation relation[MOST];
    nest((const uint32_t[]){2, 1, 2}, 3, relation);
    assert_int_equal(relation[0].parent, 0);
    assert_int_equal(relation[1].parent, 1);
    assert_int_equal(relation[2].parent, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_relation_has_the_parent_that_was_made_of_its_holder),
        cmocka_unit_test(one_whose_holder_was_left_out_is_outermost),
        cmocka_unit_test(none_stands_deeper_than_readers_follow),
        cmocka_unit_test(two_that_hold_each_other_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
