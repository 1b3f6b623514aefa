/* joint_test.c - which names of a text "and" joins. */
#include "meaning/joint.h"
#include "cast_fixture.h"

static ss_sighting sighting_at(const ss_document *document, uint32_t token)
{
    return (ss_sighting){.token = token, .sentence = ss_part_of(&document->sentences, token)};
}

/* Writes the lists of names of a text down: "Ann Lee + Bob Roe". */
static void expect_lists(const char *words, const char *expected)
{
    cast_text self;
    ss_joint joint = {.count = 0};
    written out = {{0}, 0};
    cast_read(&self, words);
    for (uint32_t i = 0; i < self.names.count; i++) {
        const ss_name *name = &self.names.name[i];
        ss_sighting sighting = sighting_at(&self.text.document, name->name.first);
        if (!ss_joint_take(&joint, &self.cast, ss_joint_words(name), self.cast.entity_of_name[i], &sighting))
            continue;
        for (uint32_t k = 0; k < joint.count; k++) {
            ss_span span = ss_range_span(&self.text.document.tokens, joint.part[k]);
            write_text(&out, k > 0 ? " + " : out.length == 0 ? "" : " | ");
            write_bytes(&out, self.text.text + span.start, span.end - span.start);
        }
        joint.count = 0;
    }
    assert_string_equal(out.text, expected);
    forget(&self.text);
}

static void and_joins_two_or_more(void **state)
{
    (void)state;
    expect_lists("Together Ann Lee and Bob Roe tried it.", "Ann Lee + Bob Roe");
    expect_lists("She met Ann Lee, Bob Roe and Cy Poe there.", "Ann Lee + Bob Roe + Cy Poe");
    expect_lists("She met Ann Lee and the painter Bob Roe there.", "Ann Lee + the painter Bob Roe");
}

static void other_words_between_do_not(void **state)
{
    (void)state;
    expect_lists("Ann Lee saw Bob Roe.", "");
    expect_lists("Ann Lee left. And Bob Roe came.", "");
    expect_lists("She met Ann Lee, Bob Roe, or Cy Poe there.", "");
}

static void places_and_one_person_alone_are_no_list(void **state)
{
    (void)state;
    expect_lists("She flew to France and Germany last year.", "");
    expect_lists("She met Ann Lee and Ann Lee there.", "");
}

static void a_list_that_is_too_long_is_none(void **state)
{
    (void)state;
    expect_lists("She met Ann Lee, Bob Roe, Cy Poe, Dan Moe, Eva Low, Flo May, Guy Hay, Ida Day, Jon Bay and Kay Ray there.",
                 "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(and_joins_two_or_more),
        cmocka_unit_test(other_words_between_do_not),
        cmocka_unit_test(places_and_one_person_alone_are_no_list),
        cmocka_unit_test(a_list_that_is_too_long_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
