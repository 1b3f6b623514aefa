/* sure_cue_test.c - cues that the words around them show, and words that are none. */
#include "text_fixture.h"

#include "meaning/sure_cue.h"
#include "model/reading.h"

/* The wishes of a text: a letter a token, "." as read, B a user's, S shown, g goes on, N never. */
static const char *wishes_of(const char *text, uint32_t users)
{
    static char out[256];
    static const char letter[] = ".BgNS";
    reading read;
    read_text(&read, text);
    uint32_t count = read.document.tokens.count;
    uint8_t *own = ss_arena_alloc(&read.arena, count, 1);
    assert_non_null(own);
    if (users < count)
        own[users] = SS_CUE_BEGINS;
    const uint8_t *wish = users < count ? own : NULL;
    assert_int_equal(ss_sure_cues_mark(&read.arena, &read.document, &wish), SS_OK);
    assert_true(count < sizeof out);
    for (uint32_t i = 0; i < count; i++)
        out[i] = letter[wish[i]];
    out[count] = '\0';
    forget(&read);
    return out;
}

static void nouns_with_a_clause_are_cues(void **state)
{
    (void)state;
    assert_string_equal(wishes_of("The rumour that it sank grew.", UINT32_MAX), ".S.....");
}

static void an_owned_plan_is_a_cue(void **state)
{
    (void)state;
    assert_string_equal(wishes_of("Bo kept his promise to come.", UINT32_MAX), "...S...");
    assert_string_equal(wishes_of("Bo kept a promise to come.", UINT32_MAX), ".......");
    assert_string_equal(wishes_of("It plans to lease them.", UINT32_MAX), ".S....");
    assert_string_equal(wishes_of("It plans parks.", UINT32_MAX), "....");
}

static void views_and_silence_are_cues(void **state)
{
    (void)state;
    assert_string_equal(wishes_of("In her view it sank.", UINT32_MAX), "..S...");
    assert_string_equal(wishes_of("In the view of Bo it sank.", UINT32_MAX), "Sggg....");
    assert_string_equal(wishes_of("Bo did not comment on it.", UINT32_MAX), ".Sggg..");
}

static void verbs_with_a_clause_are_cues(void **state)
{
    (void)state;
    assert_string_equal(wishes_of("Bo texted the club that it sank.", UINT32_MAX), ".S......");
    assert_string_equal(wishes_of("Bo texted the club.", UINT32_MAX), ".....");
    assert_string_equal(wishes_of("Her forecast puts it at 14.", UINT32_MAX), "..S....");
    assert_string_equal(wishes_of("Bo committed himself to it.", UINT32_MAX), ".Sgg..");
}

static void what_is_quoted_is_left_alone(void **state)
{
    (void)state;
    assert_string_equal(wishes_of("\"He said that it sank,\" and so on.", UINT32_MAX), "............");
}

static void a_users_word_stays(void **state)
{
    (void)state;
    assert_string_equal(wishes_of("It went according to plan.", 2), "..B...");
}

static void measures_and_names_are_no_cues(void **state)
{
    (void)state;
    assert_string_equal(wishes_of("It went according to plan.", UINT32_MAX), "..N...");
    assert_string_equal(wishes_of("It went according to Bo.", UINT32_MAX), "......");
    assert_string_equal(wishes_of("They sold a boat called Hope.", UINT32_MAX), "....N..");
    assert_string_equal(wishes_of("The IBAD, as it is known in full, sank.", UINT32_MAX), ".....NN.....");
    assert_string_equal(wishes_of("It is known to sink.", UINT32_MAX), "......");
    assert_string_equal(wishes_of("Acme showed a boat.", UINT32_MAX), ".N...");
    assert_string_equal(wishes_of("The survey showed a fall.", UINT32_MAX), "..S...");
    assert_string_equal(wishes_of("They called no witnesses.", UINT32_MAX), ".N...");
    assert_string_equal(wishes_of("They called the witnesses liars.", UINT32_MAX), "......");
}

static void titles_are_no_cues(void **state)
{
    (void)state;
    assert_non_null(strchr(wishes_of("We heard \"He Said It With Soup\" twice.", UINT32_MAX), 'N'));
    assert_null(strchr(wishes_of("We heard \"He said it with soup\" twice.", UINT32_MAX), 'N'));
    assert_non_null(strchr(wishes_of("Sources\n\n2. Why the Fish Said No\n\nThe end came.", UINT32_MAX), 'N'));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nouns_with_a_clause_are_cues),  cmocka_unit_test(an_owned_plan_is_a_cue),
        cmocka_unit_test(views_and_silence_are_cues),    cmocka_unit_test(verbs_with_a_clause_are_cues),
        cmocka_unit_test(what_is_quoted_is_left_alone),  cmocka_unit_test(a_users_word_stays),
        cmocka_unit_test(measures_and_names_are_no_cues), cmocka_unit_test(titles_are_no_cues),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
