/* beside_test.c - the name that a noun phrase stands beside. */
#include "meaning/beside.h"
#include "text_fixture.h"

/* Asks for the noun phrase of those words. */
static void expect_name(const char *words, const char *phrase, const char *expected)
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
    ss_mention_read(document, &names, range, &mention);
    uint32_t entity = ss_beside_name(&cast, &mention);
    char found[64] = "nobody";
    if (entity != SS_NO_ENTITY) {
        ss_span span = ss_range_span(&document->tokens, cast.entity[entity].text);
        memcpy(found, words + span.start, span.end - span.start);
        found[span.end - span.start] = '\0';
    }
    assert_string_equal(found, expected);
    forget(&text);
}

static void the_name_may_stand_behind(void **state)
{
    (void)state;
    expect_name("She wrote to his publisher, Simrock, at once.", "his publisher", "Simrock");
    expect_name("He followed his mentor Ann Lee there.", "his mentor", "Ann Lee");
    expect_name("It was found by a professor called Ann Lee there.", "a professor", "Ann Lee");
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
        cmocka_unit_test(the_name_may_stand_before),
        cmocka_unit_test(a_list_is_no_apposition),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
