/* pattern_test.c - text/pattern.h: borders, broken bytes, limits, and interpreter = JIT. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <pthread.h>

#include "text/pattern.h"

static ss_arena arena;

static int set_up(void **state)
{
    (void)state;
    ss_arena_init(&arena, 1u << 20);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    ss_arena_free(&arena);
    return 0;
}

typedef struct result {
    ss_status status;
    bool found;
    ss_match match;
} result;

static result search_in(const char *source, ss_pattern_engine engine, const char *text, ss_span window)
{
    ss_pattern *pattern;
    result out = {SS_OK, false, {{{0, 0}}}};
    assert_int_equal(ss_pattern_compile(&arena, source, engine, &pattern, NULL), SS_OK);
    out.status = ss_pattern_search(pattern, (const uint8_t *)text, window, NULL, &out.match, &out.found);
    ss_pattern_free(pattern);
    return out;
}

static result search(const char *source, const char *text)
{
    return search_in(source, SS_PATTERN_INTERPRETED, text, (ss_span){0, (uint32_t)strlen(text)});
}

static void assert_group(const result *out, uint32_t group, uint32_t start, uint32_t end)
{
    assert_int_equal(out->status, SS_OK);
    assert_true(out->found);
    assert_int_equal(out->match.group[group].start, start);
    assert_int_equal(out->match.group[group].end, end);
}

static void groups_are_told(void **state)
{
    (void)state;
    result out = search("(a+)|(b+)(c)?", "xxbbb");
    assert_group(&out, 0, 2, 5);
    assert_group(&out, 1, UINT32_MAX, UINT32_MAX);
    assert_group(&out, 2, 2, 5);
    assert_group(&out, 3, UINT32_MAX, UINT32_MAX);
    assert_group(&out, 7, UINT32_MAX, UINT32_MAX);
    out = search("(1)(2)(3)(4)(5)(6)(7)(8)(9)", "0123456789");
    assert_group(&out, 7, 7, 8);
    out = search("nothing", "here");
    assert_int_equal(out.status, SS_OK);
    assert_false(out.found);
}

static void window_is_the_subject(void **state)
{
    (void)state;
    const char *text = "one two three";
    result out = search_in("^two$", SS_PATTERN_JIT, text, (ss_span){4, 7});
    assert_group(&out, 0, 4, 7);
    out = search_in("(?<=one )two", SS_PATTERN_JIT, text, (ss_span){4, 7});
    assert_false(out.found);
    out = search_in("$", SS_PATTERN_JIT, "two\n", (ss_span){0, 4});
    assert_group(&out, 0, 4, 4);
    out = search_in("x*", SS_PATTERN_JIT, text, (ss_span){5, 5});
    assert_group(&out, 0, 5, 5);
}

static void unicode_is_known(void **state)
{
    (void)state;
    result out = search("^\\w+\\s\\p{Lu}\\w+$", "\xc3\x89mile\xc2\xa0Zol\xc3\xa1");
    assert_group(&out, 0, 0, 13);
    out = search("\xc3\xa9", "\xc3\x89");
    assert_false(out.found);
    out = search("(?i)\xc3\xa9", "\xc3\x89");
    assert_true(out.found);
}

static void broken_bytes_do_not_stop_the_search(void **state)
{
    (void)state;
    static const ss_pattern_engine engines[] = {SS_PATTERN_INTERPRETED, SS_PATTERN_JIT};
    for (size_t i = 0; i < 2; i++) {
        const char *text = "a\xff" "b\xe2\x80 word";
        result out = search_in("word", engines[i], text, (ss_span){0, (uint32_t)strlen(text)});
        assert_group(&out, 0, 6, 10);
        out = search_in("a.b", engines[i], text, (ss_span){0, (uint32_t)strlen(text)});
        assert_int_equal(out.status, SS_OK);
        assert_false(out.found);
    }
}

static void faults_are_told(void **state)
{
    (void)state;
    ss_pattern *pattern;
    ss_pattern_fault fault = {"", 0};
    assert_int_equal(ss_pattern_compile(&arena, "ab(c", SS_PATTERN_JIT, &pattern, &fault), SS_ERR_BAD_PATTERN);
    assert_null(pattern);
    assert_int_equal(fault.at, 4);
    assert_string_equal(fault.what, "missing closing parenthesis");
    assert_int_equal(ss_pattern_compile(&arena, "\\C", SS_PATTERN_JIT, &pattern, NULL), SS_ERR_BAD_PATTERN);
    assert_int_equal(ss_pattern_compile(&arena, "\xff", SS_PATTERN_JIT, &pattern, NULL), SS_ERR_BAD_PATTERN);
    ss_pattern_free(NULL);
    ss_arena empty;
    ss_arena_init(&empty, 0);
    assert_int_equal(ss_pattern_compile(&empty, "a", SS_PATTERN_JIT, &pattern, NULL), SS_ERR_MEMORY);
    assert_null(pattern);
}

static void source_length_is_bounded(void **state)
{
    (void)state;
    static char source[SS_MAX_PATTERN_BYTES + 2];
    ss_pattern *pattern;
    memset(source, 'a', SS_MAX_PATTERN_BYTES);
    assert_int_equal(ss_pattern_compile(&arena, source, SS_PATTERN_INTERPRETED, &pattern, NULL), SS_OK);
    ss_pattern_free(pattern);
    source[SS_MAX_PATTERN_BYTES] = 'a';
    assert_int_equal(ss_pattern_compile(&arena, source, SS_PATTERN_INTERPRETED, &pattern, NULL), SS_ERR_BAD_PATTERN);
}

static void window_length_is_bounded(void **state)
{
    (void)state;
    static char text[SS_MAX_PATTERN_WINDOW + 2];
    memset(text, 'a', sizeof text - 1);
    for (uint32_t length = SS_MAX_PATTERN_WINDOW - 1; length <= SS_MAX_PATTERN_WINDOW + 1; length++) {
        result out = search_in("^a*$", SS_PATTERN_JIT, text, (ss_span){0, length});
        assert_int_equal(out.status, length <= SS_MAX_PATTERN_WINDOW ? SS_OK : SS_ERR_LIMIT);
        assert_int_equal(out.found, length <= SS_MAX_PATTERN_WINDOW);
    }
}

static void a_runaway_match_is_stopped(void **state)
{
    (void)state;
    static const ss_pattern_engine engines[] = {SS_PATTERN_INTERPRETED, SS_PATTERN_JIT};
    char text[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab";
    for (size_t i = 0; i < 2; i++) {
        result out = search_in("^(a|aa)+$", engines[i], text, (ss_span){0, sizeof text - 1});
        assert_int_equal(out.status, SS_ERR_LIMIT);
        assert_false(out.found);
    }
}

/* A pattern may be such that it never comes to a byte: it is given up, whichever engine finds that out. */
static void a_pattern_that_calls_itself_is_stopped(void **state)
{
    (void)state;
    static const ss_pattern_engine engines[] = {SS_PATTERN_INTERPRETED, SS_PATTERN_JIT};
    for (size_t i = 0; i < 2; i++) {
        result out = search_in("(a|(?1))b", engines[i], "xb", (ss_span){0, 2});
        assert_int_equal(out.status, SS_ERR_LIMIT);
        assert_false(out.found);
    }
}

/* The interpreter's limits are the answer wherever the JIT's own stack gives up. */
static void jit_answers_as_the_interpreter(void **state)
{
    (void)state;
    static const char *const sources[] = {"(?:(a)|b)*c", "^(\\w+)\\s(\\w+)$", "((?:ab|a)*)(b+)", "(?>a+)b|(.)",
                                          "(\\p{Lu}\\p{Ll}*)(?:\\h+(?1)){1,3}", "(?:(?:(?:a?b)*c?)*)d"};
    static char text[SS_MAX_PATTERN_WINDOW + 1];
    static const char *const alphabet[] = {"a", "b", "c", " ", "A", "\xc3\xa9", "\xff", "\n", "d"};
    uint32_t random = 12345;
    for (int round = 0; round < 400; round++) {
        uint32_t length = 0, wanted = round % 20 == 0 ? SS_MAX_PATTERN_WINDOW - 4 : (uint32_t)round % 60;
        while (length < wanted) {
            random = random * 1664525u + 1013904223u;
            const char *piece = alphabet[(random >> 16) % (round % 3 == 0 ? 2u : 9u)];
            memcpy(text + length, piece, strlen(piece));
            length += (uint32_t)strlen(piece);
        }
        const char *source = sources[(uint32_t)round % 6u];
        result plain = search_in(source, SS_PATTERN_INTERPRETED, text, (ss_span){0, length});
        result jit = search_in(source, SS_PATTERN_JIT, text, (ss_span){0, length});
        assert_int_equal(jit.status, plain.status);
        assert_int_equal(jit.found, plain.found);
        if (plain.found)
            assert_memory_equal(&jit.match, &plain.match, sizeof plain.match);
    }
}

static ss_pattern *lazy;

/* How many of 2,000 searches have another answer than the first; enough for the JIT to be made on the way. */
static void *search_often(void *out)
{
    static const char text[] = "one two three";
    uint32_t *other = out;
    for (int i = 0; i < 2000; i++) {
        ss_match match;
        bool found;
        ss_status status = ss_pattern_search(lazy, (const uint8_t *)text, (ss_span){0, sizeof text - 1}, NULL, &match, &found);
        *other += status != SS_OK || !found || match.group[1].start != 4 || match.group[1].end != 7;
    }
    return NULL;
}

static void threads_share_a_lazy_pattern(void **state)
{
    (void)state;
    pthread_t thread[4];
    uint32_t other[4] = {0};
    assert_int_equal(ss_pattern_compile(&arena, "\\b(t\\w+)", SS_PATTERN_LAZY, &lazy, NULL), SS_OK);
    for (int i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&thread[i], NULL, search_often, &other[i]), 0);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(pthread_join(thread[i], NULL), 0);
        assert_int_equal(other[i], 0);
    }
    ss_pattern_free(lazy);
}

static void a_lazy_pattern_fails_when_it_is_used(void **state)
{
    (void)state;
    ss_match match;
    bool found;
    assert_int_equal(ss_pattern_compile(&arena, "a(", SS_PATTERN_LAZY, &lazy, NULL), SS_OK);
    assert_int_equal(ss_pattern_search(lazy, (const uint8_t *)"a", (ss_span){0, 1}, NULL, &match, &found), SS_ERR_BAD_PATTERN);
    assert_false(found);
    ss_pattern_free(lazy);
}

/* The same text and pattern cost the same steps; a longer text more; one step too few is not enough. */
static void steps_are_counted_and_bounded(void **state)
{
    (void)state;
    ss_pattern *pattern;
    ss_match match;
    bool found;
    uint64_t taken[3];
    static const char text[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab";
    assert_int_equal(ss_pattern_compile(&arena, "a*[cb]", SS_PATTERN_COUNTED, &pattern, NULL), SS_OK);
    assert_true(ss_pattern_is_counted(pattern));
    for (uint32_t i = 0; i < 3; i++) {
        ss_steps steps = {0, 1000000};
        ss_span window = {0, i == 2 ? 20 : sizeof text - 2};
        assert_int_equal(ss_pattern_search(pattern, (const uint8_t *)text, window, &steps, &match, &found), SS_OK);
        assert_false(found);
        taken[i] = steps.taken;
    }
    assert_true(taken[0] == taken[1]);
    assert_true(taken[2] > 0 && taken[2] < taken[0]);
    for (uint64_t less = 0; less < 2; less++) {
        ss_steps steps = {0, taken[0] - less};
        ss_span window = {0, sizeof text - 2};
        assert_int_equal(ss_pattern_search(pattern, (const uint8_t *)text, window, &steps, &match, &found), less ? SS_ERR_LIMIT : SS_OK);
    }
    ss_pattern_free(pattern);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(groups_are_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(window_is_the_subject, set_up, tear_down),
        cmocka_unit_test_setup_teardown(unicode_is_known, set_up, tear_down),
        cmocka_unit_test_setup_teardown(broken_bytes_do_not_stop_the_search, set_up, tear_down),
        cmocka_unit_test_setup_teardown(faults_are_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(source_length_is_bounded, set_up, tear_down),
        cmocka_unit_test_setup_teardown(window_length_is_bounded, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_runaway_match_is_stopped, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_pattern_that_calls_itself_is_stopped, set_up, tear_down),
        cmocka_unit_test_setup_teardown(jit_answers_as_the_interpreter, set_up, tear_down),
        cmocka_unit_test_setup_teardown(threads_share_a_lazy_pattern, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_lazy_pattern_fails_when_it_is_used, set_up, tear_down),
        cmocka_unit_test_setup_teardown(steps_are_counted_and_bounded, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
