/* foretold_test.c - a noun phrase whose bearer is named only behind it. */
#include "meaning/foretold.h"
#include "cast_fixture.h"

static void expect_name(const char *words, const char *phrase, const char *expected)
{
    cast_text self;
    ss_mention mention;
    cast_read_mention(&self, words, phrase, &mention);
    cast_expect(&self, ss_foretold_name(&self.cast, &mention), expected);
    forget(&self.text);
}

/* The word at the token that is found, "none" for 0. */
static void expect_pronoun(const char *words, const char *phrase, const char *expected)
{
    cast_text self;
    ss_mention mention;
    written out = {{0}, 0};
    cast_read_mention(&self, words, phrase, &mention);
    uint32_t token = ss_foretold_pronoun(&self.cast, &mention);
    ss_span span = ss_token_span(&self.text.document.tokens, token);
    if (token == 0)
        write_text(&out, "none");
    else
        write_bytes(&out, self.text.text + span.start, span.end - span.start);
    assert_string_equal(out.text, expected);
    forget(&self.text);
}

static void the_subject_may_follow(void **state)
{
    (void)state;
    expect_name("A native of Norham, Ann Lee went to sea.", "A native of Norham", "Ann Lee");
    expect_name("The author of six books, who left in May, Ann Lee was known for it.", "The author of six books", "Ann Lee");
    expect_name("A roofer and a former nurse, Ann Lee won twice.", "a former nurse", "Ann Lee");
}

static void a_name_may_be_what_the_subject_is(void **state)
{
    (void)state;
    expect_name("The only other player to do so that year was Ann Lee, of Ohio.", "The only other player", "Ann Lee");
    expect_name("It was late, and the mayor was Ann Lee.", "the mayor", "Ann Lee");
    expect_name("The minister who had come there is Ann Lee.", "The minister", "Ann Lee");
    expect_name("The original people of the islands are the Tarandi, who came by sea.", "The original people", "Tarandi");
}

static void other_sentences_tell_nobody(void **state)
{
    (void)state;
    expect_name("The mayor, Ann Lee said, is late.", "The mayor", "nobody");
    expect_name("A nurse, Ann Lee and a roofer came.", "A nurse", "nobody");
    expect_name("The minister was Ann Lee's brother.", "The minister", "nobody");
    expect_name("They asked the minister, Ann Lee was late.", "the minister", "nobody");
    expect_name("The minister came and it was Ann Lee.", "The minister", "nobody");
    expect_name("The minister was in Ohio.", "The minister", "nobody");
}

static void a_pronoun_may_follow(void **state)
{
    (void)state;
    expect_pronoun("A late singer and an untrained dancer, he did play there.", "A late singer", "he");
    expect_pronoun("A late singer and an untrained dancer, he did play there.", "an untrained dancer", "he");
    expect_pronoun("The star of the film, she was there.", "The star", "she");
    expect_pronoun("A nurse, she said, is no doctor.", "A nurse", "none");
    expect_pronoun("A nurse came, and she was there.", "A nurse", "none");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_subject_may_follow),
        cmocka_unit_test(a_name_may_be_what_the_subject_is),
        cmocka_unit_test(other_sentences_tell_nobody),
        cmocka_unit_test(a_pronoun_may_follow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
