/* cue_word_test.c - meaning/cue_word.h: forms and phrases, the longest, acts. */
#include <stdio.h>

#include "marked_text.h"

#include "meaning/cue_word.h"
#include "model/reading.h"

static marked_text marked;
static ss_arena arena;

/* Makes a table of "phrase" with acts 1, 2, ...; "-phrase" is off. */
static void make(const char *const *phrase, ss_cue_words *out)
{
    static ss_cue_word cue[8];
    uint32_t count = 0;
    ss_arena_init(&arena, 1u << 20);
    memset(cue, 0, sizeof cue);
    for (; phrase[count] != NULL; count++) {
        bool off = phrase[count][0] == '-';
        assert_int_equal(ss_cue_word_read(&arena, phrase[count] + off, (uint32_t)strlen(phrase[count] + off), &cue[count]), SS_OK);
        cue[count].act = off ? 0 : (uint8_t)(count + 1);
    }
    assert_int_equal(ss_cue_words_index(&arena, cue, count, out), SS_OK);
}

/* A letter for each token: b begins, g goes on, n never, . nothing. */
static void check(const char *const *phrase, const char *text, const char *expected)
{
    char got[256] = "";
    const uint8_t *wish;
    ss_cue_words words;
    make(phrase, &words);
    marked_read(&marked, text);
    assert_int_equal(ss_cue_words_mark(&marked.arena, &words, &marked.document, &wish), SS_OK);
    for (uint32_t i = 0; i < marked.document.tokens.count; i++)
        got[i] = ".bgn"[wish[i]];
    assert_string_equal(got, expected);
    marked_free(&marked);
    ss_arena_free(&arena);
}

static void forms_are_known(void **state)
{
    (void)state;
    const char *const toot[] = {"toot", NULL};
    check(toot, "She toots, tooted and is tooting. Toot!", ".b.b..b.b.");
    check(toot, "A tooter, a toothy one.", ".......");
    const char *const tooted[] = {"Tooted", NULL};
    check(tooted, "She toots, tooted and is tooting.", "...b....");
}

static void phrases_stay_inside_a_paragraph(void **state)
{
    (void)state;
    const char *const go[] = {"go on record", NULL};
    check(go, "She goes on record.", ".bgg.");
    check(go, "She goes on\n\nrecord.", ".....");
    check(go, "She goes on, record.", "......");
    check(go, "She goes on", "...");
}

static void the_longest_wins_and_then_the_last(void **state)
{
    (void)state;
    const char *const some[] = {"speak", "-speak of", NULL};
    check(some, "He spoke. He speaks. He speaks of it.", "....b..nn..");
    const char *const twice[] = {"speak", "-speak", NULL};
    check(twice, "He speaks.", ".n.");
}

static void none_is_no_work(void **state)
{
    (void)state;
    const uint8_t *wish = (const uint8_t *)"";
    ss_cue_words words = {0};
    marked_read(&marked, "She said so.");
    assert_int_equal(ss_cue_words_mark(&marked.arena, &words, &marked.document, &wish), SS_OK);
    assert_null(wish);
    ss_cue_words_act(&words, &marked.document, &marked.relations);
    marked_free(&marked);
}

static void acts_are_the_users(void **state)
{
    (void)state;
    const char *const phrase[] = {"deny", "admit", "-warn", NULL};
    ss_cue_words words;
    make(phrase, &words);
    marked_read(&marked, "[1 Ann] <1 never admits> {1 it}. [2 Bo] <2 says> {2 it}. [3 Cy] <3 warned> {3 it}.");
    for (uint32_t i = 0; i < 3; i++)
        marked.relation[i].act = SS_ACT_RULING;
    ss_cue_words_act(&words, &marked.document, &marked.relations);
    assert_int_equal(marked.relation[0].act, 2);
    assert_int_equal(marked.relation[1].act, SS_ACT_RULING);
    assert_int_equal(marked.relation[2].act, SS_ACT_RULING);
    marked_free(&marked);
    ss_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_are_known),
        cmocka_unit_test(phrases_stay_inside_a_paragraph),
        cmocka_unit_test(the_longest_wins_and_then_the_last),
        cmocka_unit_test(none_is_no_work),
        cmocka_unit_test(acts_are_the_users),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
