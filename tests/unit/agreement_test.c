/* agreement_test.c - what Hello and HelloAck settle. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "agreement.h"

static const int all_units[] = {1, 2, 3};
static const ss_limits nothing_said = {0};

static ss_wishes honest(void)
{
    return (ss_wishes){.magic = 0x4F535953, .min_version = 1, .max_version = 1, .unit = all_units, .unit_count = 3};
}

static ss_agreement agreed(const ss_wishes *wishes)
{
    ss_agreement out;
    ss_fault fault = {SS_FAULT_NONE, 0, NULL};
    assert_int_equal(ss_agree(wishes, &nothing_said, &out, &fault), SS_OK);
    assert_int_equal(fault.code, SS_FAULT_NONE);
    return out;
}

static void refused(const ss_wishes *wishes)
{
    ss_agreement out, nothing;
    ss_fault fault = {SS_FAULT_NONE, 5, NULL};
    memset(&nothing, 0, sizeof nothing);
    memset(&out, 1, sizeof out);
    assert_int_equal(ss_agree(wishes, &nothing_said, &out, &fault), SS_ERR_INVALID_TEXT);
    assert_int_equal(fault.code, SS_FAULT_HELLO);
    assert_int_equal(fault.at, 5);
    assert_non_null(fault.message);
    assert_memory_equal(&out, &nothing, sizeof out);
}

static void the_magic_is_asked_for(void **state)
{
    (void)state;
    ss_wishes wishes = honest();
    wishes.magic = 0x5359534F;
    refused(&wishes);
    wishes.magic = 0;
    refused(&wishes);
}

static void versions_must_meet(void **state)
{
    (void)state;
    static const struct {
        uint32_t least, most;
        int meet;
    } cases[] = {{1, 1, 1}, {0, 1, 1}, {1, UINT32_MAX, 1}, {0, 0, 0}, {2, 2, 0}, {2, 1, 0}, {1, 0, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ss_wishes wishes = honest();
        wishes.min_version = cases[i].least;
        wishes.max_version = cases[i].most;
        if (cases[i].meet)
            assert_int_equal(agreed(&wishes).version, 1);
        else
            refused(&wishes);
    }
}

static void the_first_known_unit_is_taken(void **state)
{
    (void)state;
    static const int units[] = {0, 4, -1, 3, 1};
    ss_wishes wishes = honest();
    wishes.unit = units;
    wishes.unit_count = 5;
    assert_int_equal(agreed(&wishes).unit, SAYSO_CODE_POINT);
    wishes.unit_count = 3;
    refused(&wishes);
    wishes.unit_count = 0;
    refused(&wishes);
    wishes.unit = NULL;
    refused(&wishes);
}

static void frame_bytes_are_kept_between_their_bounds(void **state)
{
    (void)state;
    static const struct {
        uint32_t wish, in_force;
    } cases[] = {{0, 4u << 20},
                 {1, 256u << 10},
                 {(256u << 10) - 1, 256u << 10},
                 {256u << 10, 256u << 10},
                 {(256u << 10) + 1, (256u << 10) + 1},
                 {(16u << 20) - 1, (16u << 20) - 1},
                 {16u << 20, 16u << 20},
                 {(16u << 20) + 1, 16u << 20},
                 {UINT32_MAX, 16u << 20}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ss_wishes wishes = honest();
        wishes.limits.max_frame_bytes = cases[i].wish;
        assert_int_equal(agreed(&wishes).limits.max_frame_bytes, cases[i].in_force);
    }
}

/* `field` of the wishes, at no wish, 1, own - 1, own, own + 1. */
static void expect_bound(size_t field, uint32_t own)
{
    const uint32_t wishes[] = {0, 1, own - 1, own, own + 1, UINT32_MAX};
    const uint32_t in_force[] = {own, 1, own - 1, own, own, own};
    for (size_t i = 0; i < 6; i++) {
        ss_wishes wished = honest();
        memcpy((char *)&wished.limits + field, &wishes[i], sizeof wishes[i]);
        ss_agreement out = agreed(&wished);
        uint32_t got;
        memcpy(&got, (const char *)&out.limits + field, sizeof got);
        assert_int_equal(got, in_force[i]);
    }
}

static void other_limits_are_at_most_the_plugins_own(void **state)
{
    (void)state;
    expect_bound(offsetof(ss_limits, max_document_bytes), 16u << 20);
    expect_bound(offsetof(ss_limits, max_queued_bytes), 64u << 20);
    expect_bound(offsetof(ss_limits, max_attributions), 262144);
    expect_bound(offsetof(ss_limits, max_answer_bytes), 64u << 20);
}

static void a_deadline_is_what_is_wished(void **state)
{
    (void)state;
    ss_wishes wishes = honest();
    assert_int_equal(agreed(&wishes).limits.deadline_ms, 0);
    wishes.limits.deadline_ms = UINT32_MAX;
    assert_int_equal(agreed(&wishes).limits.deadline_ms, UINT32_MAX);
}

static void a_capability_is_given_when_it_is_asked_for(void **state)
{
    (void)state;
    ss_wishes wishes = honest();
    assert_false(agreed(&wishes).stream);
    wishes.stream = true;
    assert_true(agreed(&wishes).stream);
}

/* `field` with an option of `own`, at no wish, own - 1, own, own + 1. */
static void expect_option(size_t field, uint32_t own)
{
    const uint32_t wishes[] = {0, own - 1, own, own + 1};
    const uint32_t in_force[] = {own, own - 1, own, own};
    for (size_t i = 0; i < 4; i++) {
        ss_wishes wished = honest();
        ss_limits said = {0};
        ss_agreement out;
        ss_fault fault = {SS_FAULT_NONE, 0, NULL};
        uint32_t got;
        memcpy((char *)&wished.limits + field, &wishes[i], sizeof wishes[i]);
        memcpy((char *)&said + field, &own, sizeof own);
        assert_int_equal(ss_agree(&wished, &said, &out, &fault), SS_OK);
        memcpy(&got, (const char *)&out.limits + field, sizeof got);
        assert_int_equal(got, in_force[i]);
    }
}

static void options_lower_and_raise_what_a_host_can_have(void **state)
{
    (void)state;
    expect_option(offsetof(ss_limits, max_frame_bytes), 8u << 20);
    expect_option(offsetof(ss_limits, max_document_bytes), 1000);
    expect_option(offsetof(ss_limits, max_queued_bytes), 1u << 30);
    expect_option(offsetof(ss_limits, max_attributions), 7);
    expect_option(offsetof(ss_limits, max_answer_bytes), 100u << 20);
    expect_option(offsetof(ss_limits, deadline_ms), 60000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_magic_is_asked_for),
        cmocka_unit_test(versions_must_meet),
        cmocka_unit_test(the_first_known_unit_is_taken),
        cmocka_unit_test(frame_bytes_are_kept_between_their_bounds),
        cmocka_unit_test(other_limits_are_at_most_the_plugins_own),
        cmocka_unit_test(a_deadline_is_what_is_wished),
        cmocka_unit_test(a_capability_is_given_when_it_is_asked_for),
        cmocka_unit_test(options_lower_and_raise_what_a_host_can_have),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
