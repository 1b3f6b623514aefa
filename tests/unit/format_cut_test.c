#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "format/cut.h"

/* Attributions at bytes 10, 20, 30 and credits at 0, 20, 40, so that text order is C A C A A C. The second is a
 * group's, whose members are the first and the third speaker; the fourth speaks nowhere. */
static const uint32_t members[] = {1, 3};
static const sayso_speaker speakers[] = {
    {.id = 1}, {.id = 2, .member = members, .member_count = 2}, {.id = 3}, {.id = 4}};
static const sayso_attribution attributions[] = {
    {.id = 1, .speaker = 1, .cue = {10, 11}}, {.id = 2, .speaker = 2, .cue = {20, 21}}, {.id = 3, .cue = {30, 31}}};
static const sayso_credit credits[] = {{SAYSO_BYLINE, {0, 1}}, {SAYSO_WIRE, {20, 21}}, {SAYSO_WIRE, {40, 41}}};
static const sayso_result result = {.attribution = attributions, .attribution_count = 3, .speaker = speakers,
                                    .speaker_count = 4, .credit = credits, .credit_count = 3};

/* An attribution 100, a credit 10, a speaker 1. */
static size_t measure(void *format, ss_cut_sort sort, uint32_t index)
{
    static const size_t sizes[] = {100, 10, 1};
    size_t *asked = format;
    (void)index;
    ++*asked;
    return sizes[sort];
}

static size_t no_memory(void *format, ss_cut_sort sort, uint32_t index)
{
    (void)format;
    (void)sort;
    return index == 2 ? 0 : 1;
}

/* Speakers as a string: "101-" has the first and the third; "-" ends it. */
static void check(uint32_t most, uint32_t bytes, uint32_t expected_attributions, uint32_t expected_credits, const char *expected_speakers,
                  const char *limit)
{
    ss_arena arena;
    ss_cut cut;
    size_t asked = 0;
    ss_arena_init(&arena, 1u << 20);
    assert_int_equal(ss_cut_make(&arena, &result, (ss_cut_limits){most, bytes}, measure, &asked, &cut), SS_OK);
    assert_int_equal(cut.attributions, expected_attributions);
    assert_int_equal(cut.credits, expected_credits);
    assert_int_equal(asked > 0, bytes > 0);
    if (limit == NULL)
        assert_null(cut.limit);
    else
        assert_string_equal(cut.limit, limit);
    if (expected_speakers == NULL)
        assert_null(cut.speaker);
    for (size_t i = 0; expected_speakers != NULL && i < 4; i++)
        assert_int_equal(cut.speaker[i], expected_speakers[i] == '1');
    ss_arena_free(&arena);
}

static void without_limits_all_is_given(void **state)
{
    (void)state;
    check(0, 0, 3, 3, NULL, NULL);
    check(3, 0, 3, 3, NULL, NULL);
    check(4, 0, 3, 3, NULL, NULL);
}

static void so_many_attributions(void **state)
{
    (void)state;
    check(2, 0, 2, 2, "1110", "--max-attributions");
    check(1, 0, 1, 2, "1000", "--max-attributions");
}

/* All together 334; in text order: 10, 111, 121, 223, 323, 333, and the silent speaker 334. */
static void so_many_bytes(void **state)
{
    (void)state;
    static const char name[] = "--max-answer-bytes";
    check(0, 335, 3, 3, "1111", NULL);
    check(0, 334, 3, 3, "1111", NULL);
    check(0, 333, 3, 3, "1110", name);
    check(0, 332, 3, 2, "1110", name);
    check(0, 323, 3, 2, "1110", name);
    check(0, 322, 2, 2, "1110", name);
    check(0, 223, 2, 2, "1110", name);
    check(0, 222, 1, 2, "1000", name);
    check(0, 121, 1, 2, "1000", name);
    check(0, 120, 1, 1, "1000", name);
    check(0, 111, 1, 1, "1000", name);
    check(0, 110, 0, 1, "0000", name);
    check(0, 10, 0, 1, "0000", name);
    check(0, 9, 0, 0, "0000", name);
    check(0, 1, 0, 0, "0000", name);
}

static void the_limit_that_comes_first_is_named(void **state)
{
    (void)state;
    check(1, 10000, 1, 2, "1000", "--max-attributions");
    check(1, 110, 0, 1, "0000", "--max-answer-bytes");
}

static void no_memory_is_said(void **state)
{
    (void)state;
    ss_arena arena;
    ss_cut cut;
    ss_arena_init(&arena, 1u << 20);
    assert_int_equal(ss_cut_make(&arena, &result, (ss_cut_limits){0, 10000}, no_memory, NULL, &cut), SS_ERR_MEMORY);
    ss_arena_free(&arena);
    ss_arena_init(&arena, 0);
    assert_int_equal(ss_cut_make(&arena, &result, (ss_cut_limits){1, 0}, measure, NULL, &cut), SS_ERR_MEMORY);
    ss_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_limits_all_is_given),
        cmocka_unit_test(so_many_attributions),
        cmocka_unit_test(so_many_bytes),
        cmocka_unit_test(the_limit_that_comes_first_is_named),
        cmocka_unit_test(no_memory_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
