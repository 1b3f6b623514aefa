/* tag_test.c - parts of speech and the functions of nouns, by the weights inside the program. */
#include "meaning/tag.h"
#include "text_fixture.h"

static reading text;
static uint8_t *tag;

static void guess(const char *words)
{
    read_text(&text, words);
    assert_int_equal(ss_tags_guess(&text.arena, &text.document, ss_speaker_weights_builtin(), &tag), SS_OK);
}

static uint32_t token_of(const char *word)
{
    for (uint32_t i = 0; i < text.document.tokens.count; i++)
        if (ss_token_is(&text.document.tokens, i, word))
            return i;
    fail_msg("no token \"%s\"", word);
    return 0;
}

static void expect_tag(const char *word, ss_tag expected)
{
    assert_int_equal(tag[token_of(word)], expected);
}

static void expect_function(const char *word, ss_function expected)
{
    uint32_t token = token_of(word);
    uint32_t part = ss_part_of(&text.document.sentences, token);
    ss_range sentence = {text.document.sentences.first[part], text.document.sentences.first[part + 1]};
    assert_int_equal(
        ss_function_of(&text.document, tag, ss_speaker_weights_builtin(), sentence, (ss_range){token, token + 1}), expected);
}

static void words_have_their_tags(void **state)
{
    (void)state;
    guess("The old minister said that Anna and her lawyers would meet him in Paris, because he asked for it.");
    expect_tag("The", SS_TAG_DETERMINER);
    expect_tag("old", SS_TAG_ADJECTIVE);
    expect_tag("minister", SS_TAG_NOUN);
    expect_tag("said", SS_TAG_FINITE);
    expect_tag("Anna", SS_TAG_NAME);
    expect_tag("and", SS_TAG_CONJUNCTION);
    expect_tag("lawyers", SS_TAG_PLURAL);
    expect_tag("would", SS_TAG_AUXILIARY);
    expect_tag("meet", SS_TAG_VERBAL);
    expect_tag("him", SS_TAG_PRONOUN);
    expect_tag("in", SS_TAG_PREPOSITION);
    expect_tag("because", SS_TAG_SUBORDINATOR);
    expect_tag(",", SS_TAG_MARK);
    forget(&text);
}

static void nouns_have_their_functions(void **state)
{
    (void)state;
    guess("The minister thanked Anna for the report in Paris when his aides called her.");
    expect_function("minister", SS_FUNCTION_SUBJECT);
    expect_function("Anna", SS_FUNCTION_OBJECT);
    expect_function("report", SS_FUNCTION_OBLIQUE);
    expect_function("Paris", SS_FUNCTION_OBLIQUE);
    expect_function("his", SS_FUNCTION_POSSESSOR);
    expect_function("aides", SS_FUNCTION_SUBJECT);
    expect_function("her", SS_FUNCTION_OBJECT);
    forget(&text);
}

static void any_text_has_a_tag_for_every_token(void **state)
{
    (void)state;
    uint8_t bytes[512];
    uint64_t random = 41;
    for (int i = 0; i < 2000; i++) {
        read_bytes(&text, bytes, random_text(&random, bytes, sizeof bytes));
        assert_int_equal(ss_tags_guess(&text.arena, &text.document, ss_speaker_weights_builtin(), &tag), SS_OK);
        for (uint32_t k = 0; k < text.document.tokens.count; k++)
            assert_in_range(tag[k], SS_TAG_NOUN, SS_TAG_MARK);
        forget(&text);
    }
}

static void a_spent_budget_is_an_error(void **state)
{
    (void)state;
    read_text(&text, "Anna left.");
    text.arena.budget = text.arena.used;
    while (ss_arena_alloc(&text.arena, 1, 1) != NULL)
        continue;
    assert_int_equal(ss_tags_guess(&text.arena, &text.document, ss_speaker_weights_builtin(), &tag), SS_ERR_MEMORY);
    forget(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_have_their_tags),
        cmocka_unit_test(nouns_have_their_functions),
        cmocka_unit_test(any_text_has_a_tag_for_every_token),
        cmocka_unit_test(a_spent_budget_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
