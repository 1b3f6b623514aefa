/* Who a quotation is tied to by a dash, a colon or a comma. */
#include <stdio.h>

#include "marked_text.h"

#include "meaning/tie.h"

static marked_text marked;

/* "SOURCE / CUE" of the first quotation, "" when nothing ties it. */
static const char *tie_of(const char *text)
{
    static char out[512];
    marked_read(&marked, text);
    assert_true(marked.document.quotes.count > 0);
    ss_tie tie = ss_tie_find(&marked.document, &marked.document.quotes.quote[0]);
    out[0] = '\0';
    if (tie.cue.first < tie.cue.end)
        snprintf(out, sizeof out, "%s / %s", marked_words(&marked, tie.source), marked_words(&marked, tie.cue));
    marked_free(&marked);
    return out;
}

static void a_dash_names_the_speaker(void **state)
{
    (void)state;
    assert_string_equal(tie_of("\"It runs on time.\" \xE2\x80\x94 Pia Lunt, Oxley"), "Pia Lunt / \xE2\x80\x94");
    assert_string_equal(tie_of("\"It does not close.\" -- harbour engineer Una McRae"), "harbour engineer Una McRae / --");
    assert_string_equal(tie_of("\"It runs on time\" \xE2\x80\x94 and it does."), "");
    assert_string_equal(tie_of("\"It runs on time.\"\n\n\xE2\x80\x94 Pia Lunt"), "");
}

static void a_colon_names_the_speaker(void **state)
{
    (void)state;
    assert_string_equal(tie_of("From Chairwoman Delia Storrs: \"Seven days a week.\""), "Chairwoman Delia Storrs / From");
    assert_string_equal(tie_of("16:52 From the drivers' union: \"We have read it.\""), "the drivers' union / From");
    assert_string_equal(tie_of("Delia Storrs: \"Seven days a week.\""), "Delia Storrs / :");
    assert_string_equal(tie_of("The list said this: \"Seven days a week.\""), "");
}

static void a_comma_and_a_verb_name_the_speaker(void **state)
{
    (void)state;
    assert_string_equal(tie_of("\"I play with fire,\" quipped soloist Emmerich Staub, and bowed."), "soloist Emmerich Staub / quipped");
    assert_string_equal(tie_of("\"I play with fire,\" Staub deadpanned."), "Staub / deadpanned");
    assert_string_equal(tie_of("\"I play with fire!\" she shouted."), "she / shouted");
    assert_string_equal(tie_of("\"I play with fire,\" deadpanned the page-turner, Yuki Amano."), "the page-turner, Yuki Amano / deadpanned");
    assert_string_equal(tie_of("\"I play with fire,\" whispered her mother."), "her mother / whispered");
    assert_string_equal(tie_of("\"I play with fire,\" lit the way to bed."), "");
    assert_string_equal(tie_of("\"I play with fire!\" It rained."), "");
    assert_string_equal(tie_of("\"I play with fire\" stopped Staub."), "");
    assert_string_equal(tie_of("\"I play with fire,\" and Staub left."), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dash_names_the_speaker),
        cmocka_unit_test(a_colon_names_the_speaker),
        cmocka_unit_test(a_comma_and_a_verb_name_the_speaker),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
