/* sort_test.c - what sort of organisation words tell. */
#include "meaning/sort.h"
#include "text_fixture.h"

static uint32_t asked(const char *name, uint32_t (*ask)(const ss_tokens *tokens, ss_range name))
{
    reading text;
    read_text(&text, name);
    uint32_t sorts = ask(&text.document.tokens, (ss_range){0, text.document.tokens.count});
    forget(&text);
    return sorts;
}

static uint32_t sort_of(const char *name)
{
    return asked(name, ss_sort_of_name);
}

static uint32_t sort_of_known(const char *name)
{
    return asked(name, ss_sort_of_known);
}

static void some_names_are_known(void **state)
{
    (void)state;
    assert_int_equal(sort_of_known("NATO"), SS_SORT_ALLIANCE);
    assert_int_equal(sort_of_known("NATO Summit"), 0);
    assert_int_equal(sort_of_known("Corvane"), 0);
}

static uint32_t sort_of_head(const char *word)
{
    reading text;
    read_text(&text, word);
    uint32_t sorts = ss_sort_of_head(&text.document.tokens, 0);
    forget(&text);
    return sorts;
}

static void the_last_word_that_tells_counts(void **state)
{
    (void)state;
    assert_int_equal(sort_of("Acme Robotics"), SS_SORT_FIRM);
    assert_int_equal(sort_of("Ferrin Thermal Group"), SS_SORT_FIRM);
    assert_int_equal(sort_of("Court of Appeal"), SS_SORT_COURT);
    assert_int_equal(sort_of("University of Orrin"), SS_SORT_SCHOOL);
    assert_int_equal(sort_of("Corvane"), 0);
    assert_int_equal(sort_of("NATO"), 0);
    assert_int_equal(sort_of("zoo zenith"), 0);
}

static void a_description_may_be_of_several_sorts_or_any(void **state)
{
    (void)state;
    assert_int_equal(sort_of_head("company"), SS_SORT_FIRM);
    assert_int_equal(sort_of_head("publisher"), SS_SORT_FIRM | SS_SORT_PRESS);
    assert_int_equal(sort_of_head("xi"), SS_SORT_TEAM);
    assert_int_equal(sort_of_head("academy"), SS_SORT_SCHOOL);
    assert_int_equal(sort_of_head("group"), 0);
}

static void names_in_the_plural_are_told_by_their_article(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool plural;
    } cases[] = {{"They saw the Rivermen Otters lose.", true},
                 {"They saw Otters lose.", false},
                 {"They saw the Otter Press print.", false}};
    for (uint32_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        reading text;
        ss_names names;
        ss_cast cast;
        read_text(&text, cases[i].text);
        assert_int_equal(ss_names_read(&text.arena, &text.document, NULL, 0, &names), SS_OK);
        assert_int_equal(names.count, 1);
        assert_int_equal(ss_cast_gather(&text.arena, &text.document, &names, &cast), SS_OK);
        assert_int_equal(ss_sort_is_plural_name(&cast, &cast.entity[cast.entity_of_name[0]]), cases[i].plural);
        forget(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_word_that_tells_counts),
        cmocka_unit_test(some_names_are_known),
        cmocka_unit_test(a_description_may_be_of_several_sorts_or_any),
        cmocka_unit_test(names_in_the_plural_are_told_by_their_article),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
