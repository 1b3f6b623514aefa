/* reference_test.c - which pronouns and noun phrases of a text may mean somebody; how a ranker counts. */
#include "meaning/reference.h"
#include "text_fixture.h"

static void expect_references(const char *words, const char *expected)
{
    reading text;
    uint8_t *tag;
    ss_names names;
    ss_mention mention;
    written out = {{0}, 0};
    read_text(&text, words);
    assert_int_equal(ss_names_read(&text.arena, &text.document, NULL, 0, &names), SS_OK);
    assert_int_equal(ss_tags_guess(&text.arena, &text.document, ss_speaker_weights_builtin(), &tag), SS_OK);
    ss_references references = {.document = &text.document, .names = &names, .tag = tag};
    while (ss_references_next(&references, text.document.tokens.count, &mention)) {
        ss_span span = ss_range_span(&text.document.tokens, mention.range);
        write_text(&out, out.length == 0 ? "" : " | ");
        write_text(&out, references.predicate ? "is " : "");
        write_bytes(&out, text.text + span.start, span.end - span.start);
    }
    assert_string_equal(out.text, expected);
    forget(&text);
}

static void pronouns_and_people_are_found(void **state)
{
    (void)state;
    expect_references("Ann Lee thanked her lawyer, and the company paid him.", "her | her lawyer | the company | him");
    expect_references("He told the officials about it.", "He | the officials | it");
}

static void what_is_said_of_a_name_is_nobody_else(void **state)
{
    (void)state;
    expect_references("Ann Lee, a nurse, met the minister.", "the minister");
    expect_references("Defense Secretary Ann Lee was a nurse.", "is a nurse");
}

static void things_and_names_are_left_out(void **state)
{
    (void)state;
    expect_references("Ann Lee saw the old bridge near London.", "");
}

static void peoples_are_somebody(void **state)
{
    (void)state;
    expect_references("Many Canadians like the French.", "Many Canadians | the French");
    expect_references("The French minister crossed the French-speaking hills.", "The French minister");
}

static void bodies_with_a_capital_are_somebody(void **state)
{
    (void)state;
    expect_references("The Court will sit, and it will vote.", "The Court | it");
    expect_references("He sued this Court of Appeal.", "He");
}

static void parties_are_somebody(void **state)
{
    (void)state;
    expect_references("They said Senate Republicans left.", "They | Senate Republicans");
    expect_references("It hit all Republican Senators there.", "It | all Republican Senators");
}

static ss_ranker ranker;

static void a_score_is_a_sum_of_what_is_positive(void **state)
{
    (void)state;
    int8_t feature[SS_RANK_FEATURES] = {0};
    memset(&ranker, 0, sizeof ranker);
    ranker.hidden[3][0] = 10;
    ranker.hidden[3][1] = -10;
    ranker.out[0] = 64;
    ranker.out[1] = 64;
    assert_int_equal(ss_rank(&ranker, feature), 0);
    feature[3] = 2;
    assert_int_equal(ss_rank(&ranker, feature), 20);
    feature[3] = -3;
    assert_int_equal(ss_rank(&ranker, feature), 30);
    ranker.least[0] = 0xFE;
    ranker.least[1] = 0xFF;
    ranker.margin[1] = 1;
    assert_int_equal(ss_rank_least(&ranker), -2);
    assert_int_equal(ss_rank_margin(&ranker), 256);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pronouns_and_people_are_found),
        cmocka_unit_test(what_is_said_of_a_name_is_nobody_else),
        cmocka_unit_test(peoples_are_somebody),
        cmocka_unit_test(bodies_with_a_capital_are_somebody),
        cmocka_unit_test(parties_are_somebody),
        cmocka_unit_test(things_and_names_are_left_out),
        cmocka_unit_test(a_score_is_a_sum_of_what_is_positive),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
