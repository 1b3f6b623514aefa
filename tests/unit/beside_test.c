/* beside_test.c - the name that a noun phrase stands beside. */
#include "meaning/beside.h"
#include "cast_fixture.h"

/* Asks for the noun phrase of those words. */
static void expect_name(const char *words, const char *phrase, const char *expected)
{
    cast_text self;
    ss_mention mention;
    cast_read_mention(&self, words, phrase, &mention);
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
    expect_name("She met an adviser who would help her with it and stay: Ann Lee.", "an adviser", "Ann Lee");
    expect_name("She met an adviser who would say it: Ann Lee was late.", "an adviser", "nobody");
    expect_name("She joined the choir, also known as the Larks, there.", "the choir", "Larks");
    expect_name("They asked the consortium of libraries (ZORB) for it.", "the consortium of libraries", "ZORB");
    expect_name("They asked the consortium of libraries (from Zorb) for it.", "the consortium of libraries", "nobody");
    expect_name("They asked the court on matters of the Potters' Union (ZORB) for it.", "the court", "nobody");
}

static void the_name_may_stand_before(void **state)
{
    (void)state;
    expect_name("She wrote to Ann Lee, a longtime vegan, at once.", "a longtime vegan", "Ann Lee");
    expect_name("She left with Quill's [6] sister, Ann Lee, today.", "Quill's [6] sister", "Ann Lee");
    expect_name("She wrote to Ann Lee of Norham, author of \"The Quill\".", "author", "Ann Lee");
}

static void a_list_is_no_apposition(void **state)
{
    (void)state;
    expect_name("She met the publisher, Ann Lee, and the mayor.", "the publisher", "nobody");
    expect_name("They met the publisher, Ann Lee said there.", "the publisher", "nobody");
    expect_name("For the county, Office of the Mayor, Ann Lee, Department of Finance, and others.", "the Mayor", "nobody");
    expect_name("She met the publishers, Ann Lee, there.", "the publishers", "nobody");
    expect_name("She met Ann Lee, a publisher and the mayor.", "a publisher", "nobody");
}

/* The number of names that the noun phrase means, and their words. */
static void expect_names(const char *words, const char *phrase, uint32_t count, const char *expected)
{
    cast_text self;
    ss_mention mention;
    uint32_t member[SS_MAX_MEMBERS];
    ss_range found = {0, 0};
    cast_read_mention(&self, words, phrase, &mention);
    assert_int_equal(ss_beside_names(&self.cast, &mention, member, &found), count);
    if (count > 0) {
        written out = {{0}, 0};
        ss_span span = ss_range_span(&self.text.document.tokens, found);
        write_bytes(&out, self.text.text + span.start, span.end - span.start);
        assert_string_equal(out.text, expected);
    }
    forget(&self.text);
}

static void several_names_may_stand_behind(void **state)
{
    (void)state;
    expect_names("We welcome our substitute justices, Judge Ann Lee and Judge Bo Quill.", "our substitute justices", 2,
                 "Judge Ann Lee and Judge Bo Quill");
    expect_names("The prize went to its founders (Ann Lee, Bo Quill, and Cy Roe) that year.", "its founders", 3,
                 "Ann Lee, Bo Quill, and Cy Roe");
    expect_names("She spoke for the plaintiffs Ann Lee and Bo Quill there.", "the plaintiffs", 2, "Ann Lee and Bo Quill");
    expect_names("We speak for the tenants, Ann Lee et al., in this.", "the tenants", 1, "Ann Lee et al.");
    expect_names("She told her brothers, Ann Lee and the mayor.", "her brothers", 0, "");
    expect_names("With her brothers, Ann Lee and Bo Quill left.", "her brothers", 0, "");
    expect_names("She told her brother, Ann Lee and Bo Quill.", "her brother", 0, "");
    expect_names("They saw the lawyers, Ann Lee said.", "the lawyers", 0, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_name_may_stand_behind),
        cmocka_unit_test(more_may_be_said_before_the_name),
        cmocka_unit_test(the_name_may_stand_before),
        cmocka_unit_test(a_list_is_no_apposition),
        cmocka_unit_test(several_names_may_stand_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
