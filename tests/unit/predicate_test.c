/* predicate_test.c - whose predicate a noun phrase is. */
#include "meaning/predicate.h"
#include "cast_fixture.h"

/* Sees the names as subjects, then asks for the noun phrase of those words. */
static void expect_subject(const char *words, const char *phrase, const char *expected)
{
    cast_text self;
    ss_mention mention;
    cast_read(&self, words);
    ss_range range = cast_range(&self, words, phrase);
    for (uint32_t i = 0; i < self.names.count && self.names.name[i].name.first < range.first; i++) {
        uint32_t token = self.names.name[i].name.first;
        ss_sighting sighting = {.token = token, .sentence = ss_part_of(&self.text.document.sentences, token),
                                .function = SS_FUNCTION_SUBJECT, .form = SS_MENTION_NAME};
        ss_cast_see(&self.cast, self.cast.entity_of_name[i], &sighting);
    }
    ss_mention_read(&self.text.document, &self.names, range, &mention);
    cast_expect(&self, ss_predicate_subject(&self.cast, &mention), expected);
    forget(&self.text);
}

static void it_is_the_subjects(void **state)
{
    (void)state;
    expect_subject("In 2005 Ann Lee became the mayor.", "the mayor", "Ann Lee");
    expect_subject("Ann Lee (born 1950) was also the owner of it.", "the owner", "Ann Lee");
    expect_subject("In 2005 Ann Lee was named coach there.", "coach", "Ann Lee");
    expect_subject("Ann Lee is an American actress, comedian and writer.", "writer", "Ann Lee");
    expect_subject("They met Ann Lee, who served as the director.", "the director", "Ann Lee");
    expect_subject("Ann Lee moved away and became a nurse.", "a nurse", "Ann Lee");
}

static void the_subject_may_stand_before_an_insertion(void **state)
{
    (void)state;
    expect_subject("Her mother, Ann Lee, is a nurse and theatre director.", "theatre director", "Ann Lee");
    expect_subject("His third daughter Ann Lee, born in 1929, is a writer.", "a writer", "Ann Lee");
    expect_subject("Ann Lee was a nurse and her mother, Bo Quill, was there.", "her mother", "nobody");
    expect_subject("Ann Lee was a nurse and the mayor went home.", "the mayor", "nobody");
}

static void more_may_stand_before_it(void **state)
{
    (void)state;
    expect_subject("Ann Lee won fame as the star of it.", "the star", "Ann Lee");
    expect_subject("Then Ann Lee took up her place as head of it.", "head", "Ann Lee");
    expect_subject("Ann Lee was promoted to major-general in May.", "major-general", "Ann Lee");
    expect_subject("Ann Lee was portrayed as the leader of it.", "the leader", "Ann Lee");
    expect_subject("Ann Lee was born at sea in 1950, the daughter of a miner.", "the daughter", "Ann Lee");
    expect_subject("Ann Lee is not the second but the first - the first woman there.", "the first woman", "Ann Lee");
    expect_subject("Ann Lee is not only a nurse but also the mayor.", "the mayor", "Ann Lee");
    expect_subject("Ann Lee was one of the first singers (of many) to appear there and the leader of it.", "the leader", "Ann Lee");
}

static void as_and_and_may_tell_of_others(void **state)
{
    (void)state;
    expect_subject("Ann Lee described the man as the leader of it.", "the leader", "nobody");
    expect_subject("Ann Lee came as the leader left.", "the leader", "nobody");
    expect_subject("Ann Lee met many men, such as the leader of it.", "the leader", "nobody");
    expect_subject("Ann Lee did not take her place as the leader of it.", "the leader", "nobody");
    expect_subject("Ann Lee is not the second but saw the first woman there.", "the first woman", "nobody");
    expect_subject("Ann Lee was a friend of Bo Quill and the leader of it.", "the leader", "nobody");
    expect_subject("Ann Lee saw it, the daughter of a miner.", "the daughter", "nobody");
}

static void it_is_whom_somebody_names(void **state)
{
    (void)state;
    expect_subject("They appointed Ann Lee coach there.", "coach", "Ann Lee");
    expect_subject("Bo Quill died, naming the brother Ann Lee as his successor there.", "his successor", "Ann Lee");
    expect_subject("As mayor, Ann Lee did it.", "mayor", "Ann Lee");
}

static void what_is_denied_or_asked_is_nobodys(void **state)
{
    (void)state;
    expect_subject("Ann Lee is not the mayor.", "the mayor", "nobody");
    expect_subject("Ann Lee isn't the mayor.", "the mayor", "nobody");
    expect_subject("Ann Lee has never been the mayor.", "the mayor", "nobody");
    expect_subject("Ann Lee could become the mayor.", "the mayor", "nobody");
    expect_subject("If Ann Lee is the mayor, it is done.", "the mayor", "nobody");
    expect_subject("Is it true that Ann Lee is the mayor?", "the mayor", "nobody");
}

static void what_is_no_predicate_is_nobodys(void **state)
{
    (void)state;
    expect_subject("Ann Lee met the mayor.", "the mayor", "nobody");
    expect_subject("Ann Lee's house was the mayor.", "the mayor", "nobody");
    expect_subject("The mayor", "The mayor", "nobody");
}

static void expect_mine(const char *words, const char *phrase, bool expected)
{
    cast_text self;
    ss_mention mention;
    cast_read_mention(&self, words, phrase, &mention);
    assert_int_equal(ss_predicate_is_mine(&self.cast, &mention), expected);
    forget(&self.text);
}

static void i_may_be_it(void **state)
{
    (void)state;
    expect_mine("I am the only keeper born here.", "the only keeper", true);
    expect_mine("\"So I'm a nurse,\" she said.", "a nurse", true);
    expect_mine("I will be the first woman there.", "the first woman", true);
    expect_mine("I saw it all, being a volunteer.", "a volunteer", true);
    expect_mine("I am not the only keeper.", "the only keeper", false);
    expect_mine("I know that she is the mayor.", "the mayor", false);
    expect_mine("If I am the mayor, I will.", "the mayor", false);
    expect_mine("I met the mayor.", "the mayor", false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_the_subjects),
        cmocka_unit_test(the_subject_may_stand_before_an_insertion),
        cmocka_unit_test(more_may_stand_before_it),
        cmocka_unit_test(as_and_and_may_tell_of_others),
        cmocka_unit_test(i_may_be_it),
        cmocka_unit_test(it_is_whom_somebody_names),
        cmocka_unit_test(what_is_denied_or_asked_is_nobodys),
        cmocka_unit_test(what_is_no_predicate_is_nobodys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
