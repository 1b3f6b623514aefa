/* ahead_test.c - who is spoken of before a later sentence tells the name, and the one person of a text. */
#include "marked_text.h"

static marked_text marked;

static uint32_t speaker(int relation)
{
    return marked.relation[relation - 1].speaker;
}

static void expect_name(int relation, const char *name)
{
    assert_in_range(speaker(relation), 1, marked.speakers.count);
    const ss_speaker *one = &marked.speakers.speaker[speaker(relation) - 1];
    assert_int_equal(one->name_length, strlen(name));
    assert_memory_equal(one->name, name, strlen(name));
}

static void an_office_is_of_who_is_named_with_it_later(void **state)
{
    (void)state;
    marked_resolve(&marked, "[1 The sheriff of Arnholt County] said {1 it was so}. Nobody left.\n\n"
                            "[2 The sheriff, Tom Bell], said {2 it again}.");
    expect_name(1, "Tom Bell");
    expect_name(2, "Tom Bell");
    assert_int_equal(marked.speakers.count, 1);
    assert_int_equal(marked.speakers.speaker[0].role_count, 1);
    assert_int_equal(marked.speakers.speaker[0].role[0].first, 1);
    marked_free(&marked);
}

static void an_indefinite_one_is_the_one_of_the_office(void **state)
{
    (void)state;
    marked_resolve(&marked, "[1 A chef] said {1 it was so}.\n\n[2 Tom Bell, the chef], said {2 it again}.");
    expect_name(1, "Tom Bell");
    assert_int_equal(marked.speakers.speaker[0].kind, SS_SPEAKER_PERSON);
    marked_free(&marked);
    marked_resolve(&marked, "[1 A chef] said {1 it was so}.\n\n[2 Tom Bell, a chef], said {2 it again}.");
    assert_int_not_equal(speaker(1), speaker(2));
    marked_free(&marked);
}

static void two_of_an_office_leave_it_open(void **state)
{
    (void)state;
    marked_resolve(&marked, "[1 The minister] said {1 it was so}.\n\n"
                            "[2 The foreign minister, Ann Lee], said {2 it again}.\n\n"
                            "[3 The home minister, Tom Bell], said {3 no}.");
    assert_int_not_equal(speaker(1), speaker(2));
    assert_int_not_equal(speaker(1), speaker(3));
    marked_free(&marked);
}

static void who_wishes_not_to_be_named_is_not(void **state)
{
    (void)state;
    marked_resolve(&marked, "[1 A chef] who spoke on condition of anonymity said {1 it was so}.\n\n"
                            "[2 Tom Bell, the chef], said {2 it again}.");
    assert_int_not_equal(speaker(1), speaker(2));
    marked_free(&marked);
}

static void a_text_introduces_its_one_person_late(void **state)
{
    (void)state;
    marked_resolve(&marked, "{1 It was so}, [1 she] said.\n\n[2 The woman] said that {2 three had come}.\n\n"
                            "Maud Bell, who is 84, sleeps above the shop.");
    expect_name(1, "Maud Bell");
    expect_name(2, "Maud Bell");
    marked_free(&marked);
    marked_resolve(&marked, "{1 It was so}, [1 he] said.\n\nMaud Bell, who is 84, sleeps above the shop.");
    assert_int_equal(marked.speakers.speaker[speaker(1) - 1].name_length, 2);
    marked_free(&marked);
}

static void the_one_person_is_called_by_a_trade(void **state)
{
    (void)state;
    marked_resolve(&marked, "Tom Bell saved two shots. [1 The goalkeeper] said {1 it was so}. [2 The Chilean] said {2 no}.");
    expect_name(1, "Tom Bell");
    expect_name(2, "Tom Bell");
    marked_free(&marked);
    marked_resolve(&marked, "Tom Bell met Ann Lee. [1 The goalkeeper] said {1 it was so}.");
    expect_name(1, "The goalkeeper");
    marked_free(&marked);
}

static void countries_in_no_list_tell_ministers_apart(void **state)
{
    (void)state;
    marked_resolve(&marked, "[1 Osteria's foreign minister, Tom Bell], said {1 it was so}. "
                            "[2 The Norvalian foreign minister, Ann Lee], said {2 no}.\n\n"
                            "[3 The Osterian minister] said {3 it again}.");
    assert_int_equal(speaker(1), speaker(3));
    assert_int_not_equal(speaker(1), speaker(2));
    marked_free(&marked);
}

static void a_name_right_behind_says_who_it_is(void **state)
{
    (void)state;
    marked_resolve(&marked, "Ann Lee met her lawyer, Tom Bell, in town. [1 The lawyer] said {1 no}. [2 Bell] said {2 so}.");
    assert_int_equal(speaker(1), speaker(2));
    expect_name(1, "Tom Bell");
    marked_free(&marked);
    marked_resolve(&marked, "When Ann Lee met her lawyer, [1 Tom Bell] said {1 so}. [2 The lawyer] said {2 no}.");
    assert_int_not_equal(speaker(1), speaker(2));
    marked_free(&marked);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_office_is_of_who_is_named_with_it_later),
        cmocka_unit_test(an_indefinite_one_is_the_one_of_the_office),
        cmocka_unit_test(two_of_an_office_leave_it_open),
        cmocka_unit_test(who_wishes_not_to_be_named_is_not),
        cmocka_unit_test(a_text_introduces_its_one_person_late),
        cmocka_unit_test(the_one_person_is_called_by_a_trade),
        cmocka_unit_test(countries_in_no_list_tell_ministers_apart),
        cmocka_unit_test(a_name_right_behind_says_who_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
