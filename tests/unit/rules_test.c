/* rules_test.c - meaning/rules.h: what a rules file may say, what is refused where, what patterns may cost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "meaning/credit.h"

static ss_rules *rules;
static ss_rules_fault fault;

static int tear_down(void **state)
{
    (void)state;
    ss_rules_free(rules);
    rules = NULL;
    return 0;
}

static void make(const char *file)
{
    ss_rules_free(rules);
    ss_status status = ss_rules_create(SS_PATTERN_LAZY, (const uint8_t *)file, strlen(file), &rules, &fault);
    if (status != SS_OK)
        fail_msg("%u:%u: %s", fault.line, fault.column, fault.what);
    assert_string_equal(fault.what, "");
}

static void refuse(const char *file, const char *what, uint32_t line, uint32_t column)
{
    ss_rules *made;
    assert_int_equal(ss_rules_create(SS_PATTERN_LAZY, (const uint8_t *)file, strlen(file), &made, &fault), SS_ERR_INVALID_TEXT);
    assert_null(made);
    if (strstr(fault.what, what) == NULL || fault.line != line || fault.column != column)
        fail_msg("%u:%u: %s", fault.line, fault.column, fault.what);
}

/* The credits of a text, "1 Jane Doe;4 The Example;" */
static const char *credits_of(const char *text, ss_rules_effort *effort)
{
    static char out[4096];
    ss_arena arena;
    ss_document document;
    ss_credits credits;
    size_t at = 0;
    ss_arena_init(&arena, 64u << 20);
    assert_int_equal(ss_document_read(&arena, (const uint8_t *)text, (uint32_t)strlen(text), &document), SS_OK);
    assert_int_equal(ss_credits_find(&arena, rules, &document, effort, &credits), SS_OK);
    out[0] = '\0';
    for (uint32_t i = 0; i < credits.count; i++)
        at += (size_t)snprintf(out + at, sizeof out - at, "%u %.*s;", credits.credit[i].kind,
                               (int)(credits.credit[i].span.end - credits.credit[i].span.start), text + credits.credit[i].span.start);
    ss_arena_free(&arena);
    return out;
}

static void check(const char *file, const char *text, const char *expected)
{
    ss_rules_effort effort = {{0, 1000000}, NULL};
    make(file);
    assert_string_equal(credits_of(text, &effort), expected);
    assert_null(effort.gave_up);
}

#define PAGE "By Jane Doe\n\nThe council met on Tuesday night.\n\nIt heard nine residents.\n\nPhotos: Ann Lee, Bo Ek\n\nThe Example"

static void credits_are_added(void **state)
{
    (void)state;
    check("", PAGE, "1 Jane Doe;");
    check("credit photos\n  gives = PUBLISHER\n  find = ^Photos: (.+)$\n", PAGE, "1 Jane Doe;4 Ann Lee, Bo Ek;");
    check("credit photos\n  gives = WIRE\n  where = tail\n  find = ^Photos: (.+)$\n  each = \\w+ \\w+", PAGE, "1 Jane Doe;3 Ann Lee;3 Bo Ek;");
    check("credit photos\n  gives = PUBLISHER\n  where = head\n  find = \\AThe Example\\z", PAGE, "1 Jane Doe;4 The Example;");
    check("credit photos\n  gives = PUBLISHER\n  where = end\n  find = council", PAGE, "1 Jane Doe;");
    check("credit photos\n  gives = SOURCE_LINK\n  where = tail\n  find = ^Photos:()\n  further = \\AThe .*\\z", PAGE, "1 Jane Doe;5 The Example;");
    check("credit many\n  gives = WIRE\n  once = yes\n  find = The \\w+", PAGE, "1 Jane Doe;");
    check("credit many\n  gives = WIRE\n  once = no\n  find = The \\w+", PAGE, "1 Jane Doe;3 The council;3 The Example;");
}

static void needs_come_before_the_pattern(void **state)
{
    (void)state;
    check("credit photos\n  gives = WIRE\n  needs = council | Photos:\n  find = \\A(\\w+)\\b", PAGE, "1 Jane Doe;3 The;3 Photos;");
    check("credit photos\n  gives = WIRE\n  needs = photos\n  find = \\A(\\w+)\\b", PAGE, "1 Jane Doe;");
    check("credit photos\n  gives = WIRE\n  needs = a|b\n  find = \\A(\\w+)\\b", PAGE, "1 Jane Doe;");
    refuse("credit a\n  needs =\n", "1 to 16 texts", 2, 10);
    refuse("credit a\n  needs = b |  | c\n", "1 to 16 texts", 2, 11);
    make("credit a\n gives = WIRE\n find = x\n needs = a | a | a | a | a | a | a | a | a | a | a | a | a | a | a | a\n");
    refuse("credit a\n needs = a | a | a | a | a | a | a | a | a | a | a | a | a | a | a | a | a\n", "1 to 16 texts", 2, 10);
}

static void definitions_are_shared(void **state)
{
    (void)state;
    check("define pair = (?&person), (?&person)\ncredit photos\n  gives = WIRE\n  find = Photos: ((?&pair))", PAGE, "1 Jane Doe;3 Ann Lee, Bo Ek;");
}

/* A user's rule has what it finds, and the program's own finds the rest. */
static void a_users_rule_wins(void **state)
{
    (void)state;
    check("credit mine\n  gives = PUBLISHER\n  find = By (Jane)", PAGE, "4 Jane;");
}

static void credits_are_switched_off(void **state)
{
    (void)state;
    check("credit byline-by = off", PAGE, "");
    check("credit byline-by = off\ncredit byline-by = off\ncredit mine\n  gives = BYLINE\n  find = By (Jane)", PAGE, "1 Jane;");
}

static void what_is_wrong_is_told_where(void **state)
{
    (void)state;
    refuse("crdit a\n", "credit, cue, speaker, never-a-quote or define, not 'crdit'", 1, 1);
    refuse("credit\n", "no name behind it", 1, 1);
    refuse("credit \"a\"\n", "without quotation marks", 1, 9);
    refuse("credit a_b\n", "letters, digits and -", 1, 8);
    refuse("credit a\n", "needs gives = KIND and find = PATTERN", 1, 1);
    refuse("credit a\n  gives = WIRE\n", "needs gives", 1, 1);
    refuse("credit a\n  gives = WIRES\n", "BYLINE, DATELINE, WIRE, PUBLISHER or SOURCE_LINK, not 'WIRES'", 2, 11);
    refuse("credit a\n  where = top\n", "head, tail, end or anywhere, not 'top'", 2, 11);
    refuse("credit a\n  once = maybe\n", "no or yes", 2, 10);
    refuse("credit a\n  kind = WIRE\n", "no 'kind'", 2, 3);
    refuse("credit a\n  find = x\n  find = y\n", "a second 'find'", 3, 3);
    refuse("credit a\n  find =\n", "no pattern", 2, 9);
    refuse("credit a = on\n", "off or nothing", 1, 12);
    refuse("credit nobody = off\n", "no credit 'nobody' of its own", 1, 8);
    refuse("credit byline-by\n  gives = WIRE\n  find = x\n", "already", 1, 8);
    refuse("credit a\n  gives = WIRE\n  find = x\nnever-a-quote a\n  find = y\n", "already", 4, 15);
    refuse("never-a-quote byline-by\n  find = x\n", "already", 1, 15);
    refuse("never-a-quote a = off\n", "one setting", 1, 1);
    refuse("never-a-quote a\n  finds = x\n", "one setting", 1, 1);
    refuse("define word = x\n", "defined already", 1, 8);
    refuse("define 1a = x\n", "begins with no digit", 1, 8);
    refuse("define a\n", "define NAME = PATTERN", 1, 1);
    refuse("cue toot = STATEMENT\n", "cue \"WORD\" = ACT", 1, 1);
    refuse("cue \"toot\"\n", "cue \"WORD\" = ACT", 1, 1);
    refuse("cue \"toot\" = SAY\n", "off, STATEMENT, DENIAL", 1, 14);
    refuse("cue \"\" = off\n", "1 to 8 words", 1, 6);
    refuse("cue \"a, b\" = off\n", "1 to 8 words", 1, 6);
    refuse("speaker \"a\" = b\n", "speaker \"ANOTHER NAME\" = \"NAME\"", 1, 1);
    refuse("speaker a = \"b\"\n", "speaker \"ANOTHER NAME\" = \"NAME\"", 1, 1);
    refuse("speaker \"\" = \"b\"\n", "without a name", 1, 1);
}

static void patterns_that_do_not_compile_are_told_where(void **state)
{
    (void)state;
    refuse("credit a\n  gives = WIRE\n  find = a(b\n     c\n", "missing closing parenthesis", 4, 7);
    refuse("credit a\n  gives = WIRE\n  find = \xC3\xA9)b\n", "unmatched closing parenthesis", 3, 11);
    refuse("credit a\n  gives = WIRE\n  find =\n    abc\n    d[e\n", "missing terminating ]", 5, 8);
    refuse("credit a\n  gives = WIRE\n  find = (?&nobody)\n", "non-existent subpattern", 3, 13);
    refuse("credit a\n  gives = WIRE\n  find = \\C\n", "\\C", 3, 12);
    refuse("credit a\n  gives = WIRE\n  find = x\n  each = *\n", "quantifier", 4, 10);
    refuse("define a = x(\ncredit b\n  gives = WIRE\n  find = y\n", "missing closing parenthesis", 1, 14);
    refuse("define a = (?&b)\ndefine b = x\n", "non-existent subpattern", 1, 15);
    refuse("never-a-quote a\n  find = (?<=a+)b\n", "lookbehind", 2, 10);
}

static void the_digest_tells_rules_apart(void **state)
{
    (void)state;
    char one[64], other[64];
    assert_int_equal(ss_rules_create(SS_PATTERN_LAZY, NULL, 0, &rules, &fault), SS_OK);
    strcpy(one, rules->digest);
    assert_int_equal(strlen(one), strlen("builtin 0123456789abcdef"));
    make("");
    assert_memory_equal(rules->digest, one, strlen(one));
    assert_int_equal(strlen(rules->digest), strlen("builtin 0123456789abcdef user 0123456789abcdef"));
    strcpy(other, rules->digest);
    make("# nothing\n");
    assert_string_not_equal(rules->digest, other);
    make("");
    assert_string_equal(rules->digest, other);
}

/* Makes a file of `count` rules, each with its number in its name. */
static char *lines(const char *before, const char *behind, uint32_t count)
{
    char *file = malloc((size_t)count * 96 + 1);
    size_t at = 0;
    assert_non_null(file);
    for (uint32_t i = 0; i < count; i++)
        at += (size_t)sprintf(file + at, "%s%u%s", before, i, behind);
    file[at] = '\0';
    return file;
}

static void counts_are_bounded(void **state)
{
    (void)state;
    static const struct {
        const char *before, *behind;
        uint32_t most;
        const char *what;
    } cases[] = {{"define a", " = x\n", SS_MAX_RULE_PATTERNS, "rules with patterns"},
                 {"never-a-quote a", "\n find = x\n", SS_MAX_RULE_PATTERNS, "rules with patterns"},
                 {"cue \"a", "\" = off\n", SS_MAX_RULE_CUES, "more than 512 cues"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (uint32_t count = cases[i].most - 1; count <= cases[i].most + 1; count++) {
            ss_rules *made;
            char *file = lines(cases[i].before, cases[i].behind, count);
            ss_status status = ss_rules_create(SS_PATTERN_LAZY, (const uint8_t *)file, strlen(file), &made, &fault);
            assert_int_equal(status, count <= cases[i].most ? SS_OK : SS_ERR_INVALID_TEXT);
            assert_true(status == SS_OK || strstr(fault.what, cases[i].what) != NULL);
            ss_rules_free(made);
            free(file);
        }
}

static void lengths_are_bounded(void **state)
{
    (void)state;
    static char file[SS_MAX_PATTERN_BYTES + 64], name[SS_MAX_NAME_BYTES + 2];
    for (int more = -1; more <= 1; more++) {
        sprintf(file, "credit %.*s = off\n", (int)SS_MAX_RULE_NAME_BYTES + more,
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
        refuse(file, more <= 0 ? "no credit" : "at most 64", 1, 8);
        sprintf(file, "define %.*s = x\n", (int)SS_MAX_DEFINITION_NAME_BYTES + more, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
        if (more <= 0)
            make(file);
        else
            refuse(file, "at most 32", 1, 8);
        memset(name, 'a', sizeof name);
        sprintf(file, "speaker \"%.*s\" = \"b\"\n", (int)SS_MAX_NAME_BYTES + more, name);
        if (more <= 0)
            make(file);
        else
            refuse(file, "a name of more than 1024 bytes", 1, 10);
        sprintf(file, "cue \"a a a a a a%s\" = off\n", more < 0 ? " a" : more == 0 ? " a a" : " a a a");
        if (more <= 0)
            make(file);
        else
            refuse(file, "1 to 8 words", 1, 6);
    }
    strcpy(file, "never-a-quote a\n find = ");
    size_t at = strlen(file);
    memset(file + at, 'x', SS_MAX_PATTERN_BYTES);
    refuse(file, "a pattern of more than 8192 bytes", 2, 9);
    file[at + SS_MAX_PATTERN_BYTES / 2] = '\0';
    make(file);
}

/* (a+)+$ tries the power set of a run of a: PCRE2's own limit stops one match, the steps stop many. */
static void catastrophic_patterns_are_given_up(void **state)
{
    (void)state;
    static const char *const patterns[] = {"(a+)+$", "(a|aa)+$", "(?:a*)*\\d", "(?:a|a?)+\\d", "(?:.|..)*\\d"};
    const char *text = "By Jane Doe\n\naaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\n\nThe council met.";
    char file[128];
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        ss_rules_effort effort = {{0, 100000}, NULL}, again = {{0, 100000}, NULL};
        sprintf(file, "credit slow\n  gives = WIRE\n  find = %s", patterns[i]);
        make(file);
        assert_string_equal(credits_of(text, &effort), "1 Jane Doe;");
        assert_non_null(effort.gave_up);
        assert_string_equal(effort.gave_up, "slow");
        assert_in_range(effort.steps.taken, 1, 100001 + SS_MAX_PATTERN_WINDOW / SS_STEP_BYTES);
        credits_of(text, &again);
        assert_int_equal(again.steps.taken, effort.steps.taken);
    }
}

/* An honest pattern takes few steps, and the same number each time. */
static void steps_are_counted(void **state)
{
    (void)state;
    ss_rules_effort effort = {{0, 1000}, NULL}, spent = {{11, 10}, NULL};
    make("credit photos\n  gives = PUBLISHER\n  find = ^Photos: (.+)$\n");
    credits_of(PAGE, &effort);
    assert_in_range(effort.steps.taken, 1, 100);
    assert_null(effort.gave_up);
    assert_string_equal(credits_of(PAGE, &spent), "1 Jane Doe;");
    assert_string_equal(spent.gave_up, "photos");
}

/* Every pattern of the program compiles, whichever engine runs it. */
static void own_rules_compile(void **state)
{
    (void)state;
    static const ss_pattern_engine engines[] = {SS_PATTERN_INTERPRETED, SS_PATTERN_JIT, SS_PATTERN_COUNTED};
    for (size_t i = 0; i < sizeof engines / sizeof *engines; i++) {
        assert_int_equal(ss_rules_create(engines[i], NULL, 0, &rules, &fault), SS_OK);
        assert_in_range(rules->credit_count, 30, 100);
        for (uint32_t k = 0; k < rules->credit_count; k++)
            for (uint32_t n = 0; n < k; n++)
                assert_string_not_equal(rules->credit[k].name, rules->credit[n].name);
        ss_rules_free(rules);
        rules = NULL;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(credits_are_added, tear_down),
        cmocka_unit_test_teardown(needs_come_before_the_pattern, tear_down),
        cmocka_unit_test_teardown(definitions_are_shared, tear_down),
        cmocka_unit_test_teardown(a_users_rule_wins, tear_down),
        cmocka_unit_test_teardown(credits_are_switched_off, tear_down),
        cmocka_unit_test_teardown(what_is_wrong_is_told_where, tear_down),
        cmocka_unit_test_teardown(patterns_that_do_not_compile_are_told_where, tear_down),
        cmocka_unit_test_teardown(the_digest_tells_rules_apart, tear_down),
        cmocka_unit_test_teardown(counts_are_bounded, tear_down),
        cmocka_unit_test_teardown(lengths_are_bounded, tear_down),
        cmocka_unit_test_teardown(catastrophic_patterns_are_given_up, tear_down),
        cmocka_unit_test_teardown(steps_are_counted, tear_down),
        cmocka_unit_test_teardown(own_rules_compile, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
