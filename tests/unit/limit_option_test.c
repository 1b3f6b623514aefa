/* limit_option_test.c - the options that lower or raise limits: each at its bounds, and what is no number. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "limit_option.h"

/* UINT32_MAX when it is refused; then nothing may have been written. */
static uint32_t read(const ss_limit_option *option, const char *value)
{
    ss_limits limits, before;
    uint32_t out;
    memset(&limits, 0x55, sizeof limits);
    before = limits;
    if (!ss_limit_option_read(option, value, &limits)) {
        assert_memory_equal(&limits, &before, sizeof limits);
        return UINT32_MAX;
    }
    memcpy(&out, (const char *)&limits + option->field, sizeof out);
    memcpy((char *)&limits + option->field, (const char *)&before + option->field, sizeof out);
    assert_memory_equal(&limits, &before, sizeof limits); /* and no other field */
    return out;
}

static void bounds_are_kept(void **state)
{
    (void)state;
    for (size_t i = 0; i < SS_LIMIT_OPTIONS; i++) {
        const ss_limit_option *option = &ss_limit_options[i];
        const uint64_t bounds[] = {option->least, option->most};
        for (int b = 0; b < 2; b++)
            for (uint64_t number = bounds[b] - 1; number <= bounds[b] + 1; number++) {
                char value[32];
                sprintf(value, "%llu", (unsigned long long)number);
                bool fits = number >= option->least && number <= option->most;
                assert_int_equal(read(option, value), fits ? (uint32_t)number : UINT32_MAX);
            }
    }
}

static void what_is_said_is_what_is_taken(void **state)
{
    (void)state;
    for (size_t i = 0; i < SS_LIMIT_OPTIONS; i++) {
        char takes[64];
        sprintf(takes, "a number from %lu to %lu", (unsigned long)ss_limit_options[i].least, (unsigned long)ss_limit_options[i].most);
        assert_string_equal(ss_limit_options[i].takes, takes);
    }
}

static void only_digits_are_numbers(void **state)
{
    (void)state;
    static const char *const bad[] = {"", " 9", "9 ", "-9", "+9", "0x9", "9e3", "9.0", "9K", "99999999999999999999999", "00"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(read(&ss_limit_options[1], bad[i]), UINT32_MAX);
    assert_int_equal(read(&ss_limit_options[1], "0009"), 9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bounds_are_kept),
        cmocka_unit_test(what_is_said_is_what_is_taken),
        cmocka_unit_test(only_digits_are_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
