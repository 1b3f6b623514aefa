/* predicate_test.c - whose predicate a noun phrase is. */
#include "meaning/predicate.h"
#include "text_fixture.h"

/* Sees the names as subjects, then asks for the noun phrase of those words. */
static void expect_subject(const char *words, const char *phrase, const char *expected)
{
    reading text;
    uint8_t *tag;
    ss_names names;
    ss_cast cast;
    ss_mention mention;
    read_text(&text, words);
    const ss_document *document = &text.document;
    assert_int_equal(ss_names_read(&text.arena, document, NULL, 0, &names), SS_OK);
    assert_int_equal(ss_tags_guess(&text.arena, document, ss_speaker_weights_builtin(), &tag), SS_OK);
    assert_int_equal(ss_cast_gather(&text.arena, document, &names, &cast), SS_OK);
    cast.tag = tag;
    uint32_t start = (uint32_t)(strstr(words, phrase) - words), end = start + (uint32_t)strlen(phrase);
    ss_range range = {0, 0};
    for (uint32_t i = 0; i < document->tokens.count; i++) {
        ss_span span = ss_token_span(&document->tokens, i);
        range.first = span.start == start ? i : range.first;
        range.end = span.end == end ? i + 1 : range.end;
    }
    for (uint32_t i = 0; i < names.count && names.name[i].name.first < range.first; i++) {
        uint32_t token = names.name[i].name.first;
        ss_sighting sighting = {.token = token, .sentence = ss_part_of(&document->sentences, token),
                                .function = SS_FUNCTION_SUBJECT, .form = SS_MENTION_NAME};
        ss_cast_see(&cast, cast.entity_of_name[i], &sighting);
    }
    ss_mention_read(document, &names, range, &mention);
    uint32_t entity = ss_predicate_subject(&cast, &mention);
    char found[64] = "nobody";
    if (entity != SS_NO_ENTITY) {
        ss_span span = ss_range_span(&document->tokens, cast.entity[entity].text);
        memcpy(found, words + span.start, span.end - span.start);
        found[span.end - span.start] = '\0';
    }
    assert_string_equal(found, expected);
    forget(&text);
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

static void it_is_whom_somebody_names(void **state)
{
    (void)state;
    expect_subject("They appointed Ann Lee coach there.", "coach", "Ann Lee");
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_the_subjects),
        cmocka_unit_test(it_is_whom_somebody_names),
        cmocka_unit_test(what_is_denied_or_asked_is_nobodys),
        cmocka_unit_test(what_is_no_predicate_is_nobodys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
