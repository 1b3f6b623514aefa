/* doubt_test.c - which readings count as none. */
#include "marked_text.h"

#include "meaning/doubt.h"

/* Whether the one relation of a marked text stays when the network gives it this confidence in thousandths. */
static bool stays(const char *text, uint16_t confidence)
{
    marked_text marked;
    marked_read(&marked, text);
    ss_relation *one = &marked.relations.relation[0];
    ss_reading reading = {.cue = one->cue, .content = one->content, .content_count = one->content_count};
    ss_readings readings = {.reading = &reading, .count = 1};
    one->confidence = confidence;
    ss_doubts_leave_out(&marked.document, &readings, &marked.relations);
    bool kept = marked.relations.count == 1;
    marked_free(&marked);
    return kept;
}

static void a_cue_word_stays(void **state)
{
    (void)state;
    assert_true(stays("[1 Bo] <1 said> {1 that it sank}.", 250));
    assert_true(stays("[1 Bo] <1 denied> {1 the charge}.", 250));
    assert_false(stays("[1 Bo] <1 said> {1 that it sank}.", 150));
}

static void another_word_needs_more(void **state)
{
    (void)state;
    assert_true(stays("[1 Bo] <1 typed> {1 that it sank}.", 350));
    assert_true(stays("[1 Bo] <1 typed> {1 \"it sank\"}.", 350));
    assert_false(stays("[1 Bo] <1 typed> {1 that it sank}.", 250));
    assert_false(stays("[1 Bo] <1 kissed> {1 her daughter}.", 650));
    assert_true(stays("[1 Bo] <1 kissed> {1 her daughter}.", 750));
}

static void a_colon_needs_more(void **state)
{
    (void)state;
    assert_false(stays("[1 Bo]<1 :> {1 it is late}.", 400));
    assert_true(stays("[1 Bo]<1 :> {1 it is late}.", 450));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cue_word_stays),
        cmocka_unit_test(another_word_needs_more),
        cmocka_unit_test(a_colon_needs_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
