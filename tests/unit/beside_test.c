/* beside_test.c - the name that a noun phrase stands beside. */
#include "meaning/beside.h"
#include "cast_fixture.h"

/* Asks for the noun phrase of those words. */
static void expect_name(const char *words, const char *phrase, const char *expected)
{
    cast_text self;
    ss_mention mention;
    cast_read(&self, words);
    ss_mention_read(&self.text.document, &self.names, cast_range(&self, words, phrase), &mention);
    cast_expect(&self, ss_beside_name(&self.cast, &mention), expected);
    forget(&self.text);
}

static void the_name_may_stand_behind(void **state)
{
    (void)state;
    expect_name("She wrote to his publisher, Simrock, at once.", "his publisher", "Simrock");
    expect_name("He followed his mentor Ann Lee there.", "his mentor", "Ann Lee");
    expect_name("It was found by a professor called Ann Lee there.", "a professor", "Ann Lee");
}

static void more_may_be_said_before_the_name(void **state)
{
    (void)state;
    expect_name("We saw the new mayor of Norham, Mayor Quill.", "the new mayor", "Quill");
    expect_name("She wrote to our adviser on fair housing, Simrock, of Ohio.", "our adviser", "Simrock");
    expect_name("She wrote to your former publisher who left in May, Ann Lee, of Ohio.", "your former publisher who left", "Ann Lee");
    expect_name("She joined the choir, also known as the Larks, there.", "the choir", "Larks");
    expect_name("They asked the consortium of libraries (ZORB) for it.", "the consortium of libraries", "ZORB");
    expect_name("They asked the consortium of libraries (from Zorb) for it.", "the consortium of libraries", "nobody");
}

static void the_name_may_stand_before(void **state)
{
    (void)state;
    expect_name("She wrote to Ann Lee, a longtime vegan, at once.", "a longtime vegan", "Ann Lee");
}

static void a_list_is_no_apposition(void **state)
{
    (void)state;
    expect_name("She met the publisher, Ann Lee, and the mayor.", "the publisher", "nobody");
    expect_name("They met the publisher, Ann Lee said there.", "the publisher", "nobody");
    expect_name("She met the publishers, Ann Lee, there.", "the publishers", "nobody");
    expect_name("She met Ann Lee, a publisher and the mayor.", "a publisher", "nobody");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_name_may_stand_behind),
        cmocka_unit_test(more_may_be_said_before_the_name),
        cmocka_unit_test(the_name_may_stand_before),
        cmocka_unit_test(a_list_is_no_apposition),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
