/* plain_frame_test.c - sentences that spell their attribution out, quotations inside quotations, and what holds what. */
#include "marked_text.h"

#include "meaning/doubt.h"
#include "meaning/inner_quote.h"
#include "meaning/nest.h"
#include "meaning/plain_frame.h"

static marked_text marked;

static void expect(const ss_relation *one, const char *source, const char *cue, const char *content)
{
    if (source == NULL)
        assert_int_equal(one->source_count, 0);
    else
        assert_string_equal(marked_words(&marked, one->source[0]), source);
    assert_string_equal(marked_words(&marked, one->cue), cue);
    assert_string_equal(marked_words(&marked, one->content[0]), content);
}

/* The one relation that a text of plain sentences gives. */
static void expect_frame(const char *text, const char *source, const char *cue, const char *content)
{
    marked_read(&marked, text);
    assert_int_equal(ss_plain_frames_add(&marked.arena, &marked.document, UINT32_MAX, &marked.relations), SS_OK);
    assert_int_equal(marked.relations.count, 1);
    expect(&marked.relations.relation[0], source, cue, content);
    marked_free(&marked);
}

static void expect_none(const char *text)
{
    marked_read(&marked, text);
    uint32_t before = marked.relations.count;
    assert_int_equal(ss_plain_frames_add(&marked.arena, &marked.document, UINT32_MAX, &marked.relations), SS_OK);
    assert_int_equal(marked.relations.count, before);
    marked_free(&marked);
}

static void plain_sentences_are_read(void **state)
{
    (void)state;
    expect_frame("In the view of Ida Holm, the dog was cold.", "Ida Holm", "In the view of", "the dog was cold");
    expect_frame("In his opinion, the dog was cold.", "his", "opinion", "the dog was cold");
    expect_frame("The club did not comment on the fire.", "The club", "did not comment on", "the fire");
    expect_frame("There was a rumour that the dog had bitten a judge.", NULL, "rumour", "that the dog had bitten a judge");
    expect_frame("Cats sleep longer in the rain, a study of nine cats has found.", "a study of nine cats", "has found",
                 "Cats sleep longer in the rain");
    expect_frame("The tower will be torn down, a guard who saw the plans said on Monday.", "a guard who saw the plans",
                 "said", "The tower will be torn down");
    expect_frame("Mayor: The tower will be torn down\n\nIt is old.", "Mayor", ":", "The tower will be torn down");
}

static void other_sentences_are_not(void **state)
{
    (void)state;
    expect_none("[1 The club] <1 said> {1 it did not comment on the fire}.");
    expect_none("Recipe: Boil the tower for an hour\n\nIt is old.");
    expect_none("It was cold, and nobody had seen him.");
}

static void sentences_to_come_wait(void **state)
{
    (void)state;
    marked_read(&marked, "The club did not comment on the fire.");
    assert_int_equal(ss_plain_frames_add(&marked.arena, &marked.document, 4, &marked.relations), SS_OK);
    assert_int_equal(marked.relations.count, 0);
    marked_free(&marked);
}

static void who_is_quoted_in_a_quotation_is_read(void **state)
{
    (void)state;
    marked_read(&marked, "{1 \"My aunt used to say, 'Eat the soup,' and I did,\"} [1 Bo] <1 said>.");
    assert_int_equal(ss_inner_quotes_add(&marked.arena, &marked.document, UINT32_MAX, &marked.relations), SS_OK);
    assert_int_equal(ss_nests_find(&marked.arena, &marked.relations), SS_OK);
    assert_int_equal(ss_relations_nest(&marked.arena, &marked.relations), SS_OK);
    assert_int_equal(marked.relations.count, 2);
    assert_int_equal(marked.relations.relation[0].parent, 0);
    expect(&marked.relations.relation[1], "My aunt", "used to say", "'Eat the soup,'");
    assert_int_equal(marked.relations.relation[1].parent, 1);
    marked_free(&marked);
}

static void words_in_marks_are_not_always_said(void **state)
{
    (void)state;
    marked_read(&marked, "{1 \"My aunt ate 'the good soup' and I did,\"} [1 Bo] <1 said>.");
    assert_int_equal(ss_inner_quotes_add(&marked.arena, &marked.document, UINT32_MAX, &marked.relations), SS_OK);
    assert_int_equal(marked.relations.count, 1);
    marked_free(&marked);
}

static void what_a_content_holds_has_a_parent(void **state)
{
    (void)state;
    marked_read(&marked, "{1 [2 Ann] <2 thinks> {2 it sank}}, [1 Bo] <1 said>. [3 Ida] <3 hopes> {3 not}.");
    assert_int_equal(ss_nests_find(&marked.arena, &marked.relations), SS_OK);
    assert_int_equal(ss_relations_nest(&marked.arena, &marked.relations), SS_OK);
    expect(&marked.relations.relation[0], "Bo", "said", "Ann thinks it sank");
    expect(&marked.relations.relation[1], "Ann", "thinks", "it sank");
    assert_int_equal(marked.relations.relation[0].parent, 0);
    assert_int_equal(marked.relations.relation[1].parent, 1);
    assert_int_equal(marked.relations.relation[2].parent, 0);
    marked_free(&marked);
}

static void leaves_out(const char *text, uint16_t confidence, uint8_t wish, bool out)
{
    marked_read(&marked, text);
    ss_relation *one = &marked.relations.relation[0];
    one->confidence = confidence;
    ss_reading reading = {.cue = one->cue, .content = one->content, .content_count = one->content_count, .wish = wish};
    ss_readings readings = {.reading = &reading, .count = 1};
    ss_doubts_leave_out(&marked.document, &readings, &marked.relations);
    assert_int_equal(marked.relations.count, out ? 0 : 1);
    marked_free(&marked);
}

static void what_nobody_says_is_left_out(void **state)
{
    (void)state;
    leaves_out("[1 Bo] <1 said> {1 it sank}.", 250, SS_CUE_AS_READ, false);
    leaves_out("[1 Bo] <1 said> {1 it sank}.", 150, SS_CUE_AS_READ, true);
    leaves_out("[1 Bo] <1 folded> {1 the map}.", 400, SS_CUE_AS_READ, true);
    leaves_out("[1 Bo] <1 folded> {1 the map}.", 900, SS_CUE_AS_READ, false);
    leaves_out("[1 Bo] <1 folded> {1 the map}.", 100, SS_CUE_BEGINS, false);
    leaves_out("{1 Bo} <1 has not been seen>.", 600, SS_CUE_AS_READ, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_sentences_are_read),
        cmocka_unit_test(other_sentences_are_not),
        cmocka_unit_test(sentences_to_come_wait),
        cmocka_unit_test(who_is_quoted_in_a_quotation_is_read),
        cmocka_unit_test(words_in_marks_are_not_always_said),
        cmocka_unit_test(what_a_content_holds_has_a_parent),
        cmocka_unit_test(what_nobody_says_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
