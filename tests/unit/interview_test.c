/* interview_test.c - whose answers an interview without labels prints. */
#include "meaning/interview.h"
#include "cast_fixture.h"

#define ASKED "How many pots are there?\n\nI have four thousand.\n\nWhere are they?\n\nIn my shed.\n\nAre they old?\n\nNot all of them."

static void expect_guest(const char *words, const char *expected)
{
    cast_text self;
    cast_read(&self, words);
    cast_expect(&self, ss_interview_read(&self.cast).guest, expected);
    forget(&self.text);
}

static void the_guest_is_whom_the_introduction_names_most(void **state)
{
    (void)state;
    expect_guest("In this interview Ann Lee talks about pots. Bo Quill met her. Lee lives there.\n\n" ASKED, "Ann Lee");
    expect_guest("We interviewed Ann Lee about pots.\n\n" ASKED, "Ann Lee");
}

static void other_texts_have_no_guest(void **state)
{
    (void)state;
    expect_guest("Ann Lee sells pots.\n\n" ASKED, "nobody");
    expect_guest("In this interview Ann Lee and Bo Quill talk about pots.\n\n" ASKED, "nobody");
    expect_guest("In this interview Ann Lee talks about pots.\n\nHow many are there?\n\nI have four.\n\nThey are old.", "nobody");
    expect_guest("An interview about pots.\n\nI am not Ann Lee.\n\n" ASKED, "nobody");
    expect_guest("", "nobody");
}

static void questions_are_no_answers(void **state)
{
    static const char words[] = "We interviewed Ann Lee about pots.\n\n" ASKED;
    cast_text self;
    (void)state;
    cast_read(&self, words);
    ss_interview interview = ss_interview_read(&self.cast);
    assert_true(ss_interview_answers(&interview, &self.text.document, cast_range(&self, words, "four").first));
    assert_false(ss_interview_answers(&interview, &self.text.document, cast_range(&self, words, "they").first));
    assert_false(ss_interview_answers(&interview, &self.text.document, cast_range(&self, words, "We").first));
    forget(&self.text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_guest_is_whom_the_introduction_names_most),
        cmocka_unit_test(other_texts_have_no_guest),
        cmocka_unit_test(questions_are_no_answers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
