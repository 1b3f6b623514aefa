/* never_quote_test.c - meaning/never_quote.h: what a user says is no quotation, in windows of any text. */
#include <stdio.h>
#include <stdlib.h>

#include "marked_text.h"

#include "meaning/never_quote.h"

static marked_text marked;
static ss_rules *rules;

static void make(const char *file)
{
    ss_rules_fault fault;
    assert_int_equal(ss_rules_create(SS_PATTERN_LAZY, (const uint8_t *)file, strlen(file), &rules, &fault), SS_OK);
}

/* The relations that are left, as digits. */
static void check(const char *text, const char *expected)
{
    char got[64] = "";
    size_t at = 0;
    ss_stretches found;
    ss_rules_effort effort = {{0, 0}, NULL};
    marked_read(&marked, text);
    for (uint32_t i = 0; i < marked.relations.count; i++)
        marked.relation[i].parent = i + 1; /* to tell them apart */
    assert_int_equal(ss_never_quotes_find(&marked.arena, rules, &marked.document, &effort, &found), SS_OK);
    ss_never_quotes_leave_out(&found, &marked.document, &marked.relations);
    for (uint32_t i = 0; i < marked.relations.count; i++)
        got[at++] = (char)('0' + marked.relations.relation[i].parent);
    got[at] = '\0';
    assert_string_equal(got, expected);
    assert_null(effort.gave_up);
    marked_free(&marked);
}

static void contents_inside_are_left_out(void **state)
{
    (void)state;
    make("never-a-quote game\n  find = Say It Again\nnever-a-quote sign\n  find = sign says (\"[^\"]*\")\n");
    check("[1 Ann] <1 likes> {1 \"Say It Again\"}.", "");
    check("[1 Ann] <1 likes> {1 \"Say It Again,\"} [2 Bo] <2 said> {2 so}.", "2");
    check("[1 Ann] <1 likes> {1 \"Say It Again and Again\"}.", "1");
    check("[1 Ann] <1 likes> {1 \"Say It Again\"} and {1 tea}.", "1");
    check("[1 The sign] <1 says> {1 \"No entry\"}. [2 Ann] <2 says> {2 \"No entry\"}.", "2");
    check("[1 The sign] <1 says> {1 \"Say It Again\"}.", "");
    check("It rained.", "");
    check("", "");
    ss_rules_free(rules);
}

static void without_rules_all_stays(void **state)
{
    (void)state;
    make("");
    check("[1 Ann] <1 likes> {1 \"Say It Again\"}.", "1");
    ss_rules_free(rules);
}

/* Longer paragraphs are searched in windows of whole sentences, longer sentences in windows of whole words. */
static void every_window_is_searched(void **state)
{
    (void)state;
    static char text[3 * SS_MAX_PATTERN_WINDOW];
    static const char *const filler[] = {"The band played on until ten. ", "and the band played on until ten ", "x"};
    make("never-a-quote game\n  find = Zzy\n");
    for (size_t k = 0; k < 3; k++) {
        ss_arena arena;
        ss_document document;
        ss_stretches found;
        ss_rules_effort effort = {{0, 0}, NULL};
        size_t at = 0;
        while (at + 200 < sizeof text)
            at += (size_t)sprintf(text + at, "%s", at % 1000 < 40 ? " Zzy " : filler[k]);
        uint32_t there = 0;
        for (const char *one = strstr(text, "Zzy"); one != NULL; one = strstr(one + 1, "Zzy"))
            there++;
        ss_arena_init(&arena, 64u << 20);
        assert_int_equal(ss_document_read(&arena, (const uint8_t *)text, (uint32_t)at, &document), SS_OK);
        assert_int_equal(ss_never_quotes_find(&arena, rules, &document, &effort, &found), SS_OK);
        assert_true(there > 5);
        assert_int_equal(found.count, there);
        for (uint32_t i = 1; i < found.count; i++)
            assert_true(found.stretch[i - 1].end <= found.stretch[i].start);
        ss_arena_free(&arena);
    }
    ss_rules_free(rules);
}

/* What a pattern may cost grows with the text; past it, the rest is not searched, and the rule is named. */
static void steps_are_bounded_by_the_text(void **state)
{
    (void)state;
    char *text = malloc(1 << 20);
    size_t at = 0;
    ss_stretches found;
    ss_document document;
    ss_arena arena;
    ss_rules_effort effort = {{0, 0}, NULL};
    assert_non_null(text);
    while (at < (1 << 20) - 4096) {
        memset(text + at, 'a', 60);
        at += 60 + (size_t)sprintf(text + at + 60, "!\n\n");
    }
    ss_arena_init(&arena, 256u << 20);
    make("never-a-quote slow\n  find = (a|aa)+\\d\n");
    assert_int_equal(ss_document_read(&arena, (const uint8_t *)text, (uint32_t)at, &document), SS_OK);
    assert_int_equal(ss_never_quotes_find(&arena, rules, &document, &effort, &found), SS_OK);
    assert_string_equal(effort.gave_up, "slow");
    assert_in_range(effort.steps.taken, SS_STEPS_ALWAYS, SS_STEPS_ALWAYS + SS_STEPS_A_BYTE * at + SS_MAX_PATTERN_WINDOW);
    ss_rules_free(rules);
    ss_arena_free(&arena);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contents_inside_are_left_out),
        cmocka_unit_test(without_rules_all_stays),
        cmocka_unit_test(every_window_is_searched),
        cmocka_unit_test(steps_are_bounded_by_the_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
