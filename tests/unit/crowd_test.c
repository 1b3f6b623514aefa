/* crowd_test.c - which groups of people are the same by other words. */
#include "meaning/crowd.h"
#include "text_fixture.h"

/* Whether two phrases, of which the first ends with the text's mark ",", are of the same people. */
static bool same(const char *phrases)
{
    reading text;
    read_text(&text, phrases);
    const ss_tokens *tokens = &text.document.tokens;
    uint32_t comma = 0;
    while (!ss_token_is(tokens, comma, ","))
        comma++;
    bool found = ss_crowd_is_same(tokens, (ss_range){0, comma}, (ss_range){comma + 1, tokens->count});
    forget(&text);
    return found;
}

static void a_people_is_all_of_its_nation(void **state)
{
    (void)state;
    assert_true(same("Americans, the American people"));
    assert_true(same("the French public, the French"));
    assert_true(same("all Canadians, Canadians"));
    assert_false(same("Austrians, the Australian people"));
    assert_false(same("Americans, the American voters"));
    assert_false(same("Canadians, old Canadians"));
}

static void the_same_words_may_come_in_another_order(void **state)
{
    (void)state;
    assert_true(same("Senate Republicans, Republican senators"));
    assert_true(same("all Democratic senators, Senate Democrats"));
    assert_true(same("Labour lawmakers, the Labour lawmakers"));
    assert_false(same("Senate Republicans, Senate Democrats"));
    assert_false(same("school district, district school"));
    assert_false(same("Republican senators, Republican senators of Ohio"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_people_is_all_of_its_nation),
        cmocka_unit_test(the_same_words_may_come_in_another_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
