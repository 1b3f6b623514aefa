/* Turns of transcripts, and what only looks like them. */
#include "marked_text.h"

#include "meaning/transcript.h"

static marked_text marked;

static uint32_t turns_of(const char *text, uint32_t read)
{
    marked_read(&marked, text);
    uint32_t before = marked.relations.count;
    uint32_t most = marked.document.tokens.count;
    assert_int_equal(ss_transcripts_add(&marked.arena, &marked.document, read < most ? read : most, &marked.relations), SS_OK);
    return marked.relations.count - before;
}

static void a_turn_is_its_name_and_the_rest_of_the_paragraph(void **state)
{
    (void)state;
    assert_int_equal(turns_of("Amory: How many pots?\n\nRaines: Four thousand. Or so.\n\nAmory: And the kiln?", UINT32_MAX), 3);
    const ss_relation *second = &marked.relations.relation[1];
    assert_string_equal(marked_words(&marked, second->source[0]), "Raines");
    assert_string_equal(marked_words(&marked, second->cue), ":");
    assert_string_equal(marked_words(&marked, second->content[0]), "Four thousand. Or so");
    marked_free(&marked);
}

static void a_list_that_repeats_no_name_has_no_turns(void **state)
{
    (void)state;
    assert_int_equal(turns_of("From: Ann Lee\n\nTo: Bo Ray\n\nSubject: the bridge is late\n\nDate: today it is", UINT32_MAX), 0);
    marked_free(&marked);
}

static void two_lines_are_no_transcript(void **state)
{
    (void)state;
    assert_int_equal(turns_of("Lee: We are late.\n\nLee: We are sorry.", UINT32_MAX), 0);
    marked_free(&marked);
}

static void a_turn_that_is_a_relation_stays_one(void **state)
{
    (void)state;
    assert_int_equal(turns_of("[1 Lee]<1 :> {1 We are late}.\n\nRay: Why?\n\nLee: It rained.", UINT32_MAX), 2);
    marked_free(&marked);
}

static void a_turn_goes_on_to_the_next(void **state)
{
    (void)state;
    assert_int_equal(turns_of("Lee: We are late.\n\nIt rained.\n\n(Laughter.)\n\nRay: Why?\n\nLee: It rained.\n\nThe hearing closed.", UINT32_MAX), 3);
    const ss_relation *first = &marked.relations.relation[0], *last = &marked.relations.relation[2];
    assert_int_equal(first->content_count, 2);
    assert_string_equal(marked_words(&marked, first->content[1]), "It rained");
    assert_int_equal(last->content_count, 1); /* behind the last turn the writer goes on */
    assert_false(last->unsettled);
    marked_free(&marked);
}

static void the_last_turn_read_may_go_on(void **state)
{
    (void)state;
    const char *text = "Lee: We are late.\n\nRay: Why is that?\n\nLee: It rained.";
    marked_read(&marked, text);
    uint32_t third = marked.document.paragraphs.first[2];
    marked_free(&marked);
    assert_int_equal(turns_of(text, third), 2);
    assert_false(marked.relations.relation[0].unsettled);
    assert_true(marked.relations.relation[1].unsettled);
    marked_free(&marked);
}

static void what_is_not_settled_waits(void **state)
{
    (void)state;
    const char *text = "Lee: We are late.\n\nRay: Why is that?\n\nLee: It rained.";
    marked_read(&marked, text);
    uint32_t second = marked.document.paragraphs.first[1];
    marked_free(&marked);
    assert_int_equal(turns_of(text, second), 1);
    marked_free(&marked);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_turn_is_its_name_and_the_rest_of_the_paragraph),
        cmocka_unit_test(a_list_that_repeats_no_name_has_no_turns),
        cmocka_unit_test(two_lines_are_no_transcript),
        cmocka_unit_test(a_turn_that_is_a_relation_stays_one),
        cmocka_unit_test(a_turn_goes_on_to_the_next),
        cmocka_unit_test(the_last_turn_read_may_go_on),
        cmocka_unit_test(what_is_not_settled_waits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
