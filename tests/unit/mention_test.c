/* mention_test.c - what the words of one source say. */
#include "marked_text.h"

#include "meaning/mention.h"

static marked_text marked;
static ss_names names;

/* Reads the source of relation 1. */
static ss_mention read_source(const char *text)
{
    ss_mention mention;
    marked_read(&marked, text);
    assert_int_equal(ss_names_read(&marked.arena, &marked.document, marked.relation[0].source, 1, &names), SS_OK);
    ss_range source = ss_mention_trim(&marked.document, marked.relation[0].source[0]);
    assert_true(source.first < source.end);
    ss_mention_read(&marked.document, &names, source, &mention);
    return mention;
}

static void expect(const char *text, int form, int kind, const char *phrase)
{
    ss_mention mention = read_source(text);
    assert_string_equal(marked_words(&marked, mention.phrase), phrase);
    assert_int_equal(mention.form, form);
    assert_int_equal(mention.kind, kind);
    marked_free(&marked);
}

static void names_speak(void **state)
{
    (void)state;
    expect("[1 Pete Hegseth] said {1 so}.", SS_MENTION_NAME, SS_SPEAKER_PERSON, "Pete Hegseth");
    expect("[1 Pete Hegseth's] view {1 is this}.", SS_MENTION_NAME, SS_SPEAKER_PERSON, "Pete Hegseth");
    expect("[1 Hugh Hill, a doctor and author,] said {1 so}.", SS_MENTION_NAME, SS_SPEAKER_PERSON, "Hugh Hill");
    expect("[1 Mr. Roe's lawyer, Joe Brown,] said {1 so}.", SS_MENTION_NAME, SS_SPEAKER_PERSON, "Joe Brown");
    expect("[1 Acme spokeswoman Ann Lee] said {1 so}.", SS_MENTION_NAME, SS_SPEAKER_PERSON, "Ann Lee");
    expect("[1 the Kremlin] said {1 so}.", SS_MENTION_NAME, SS_SPEAKER_ORGANISATION, "Kremlin");
}

static void a_name_behind_a_comma_speaks(void **state)
{
    (void)state;
    expect("[1 The potters' leader, Dame Ann Lee,] said {1 so}.", SS_MENTION_NAME, SS_SPEAKER_PERSON, "Ann Lee");
    expect("[1 A guard at Zorba Mill, Bo Quill,] said {1 so}.", SS_MENTION_NAME, SS_SPEAKER_PERSON, "Bo Quill");
    expect("[1 A bank in Springfield, Ohio,] said {1 so}.", SS_MENTION_NOMINAL, SS_SPEAKER_ORGANISATION, "A bank in Springfield");
}

static void crowds_are_groups(void **state)
{
    (void)state;
    expect("[1 Climate modellers] said {1 so}.", SS_MENTION_NOMINAL, SS_SPEAKER_GROUP, "Climate modellers");
    expect("[1 Icelanders] said {1 so}.", SS_MENTION_NOMINAL, SS_SPEAKER_GROUP, "Icelanders");
    expect("[1 Polish quills] said {1 so}.", SS_MENTION_NOMINAL, SS_SPEAKER_GROUP, "Polish quills");
    expect("[1 A poll published on Monday] said {1 so}.", SS_MENTION_NOMINAL, SS_SPEAKER_DOCUMENT, "A poll");
    expect("Ann Lee, 42, [1 who] said {1 so}, left.", SS_MENTION_NAME, SS_SPEAKER_PERSON, "Ann Lee");
}

static void sources_cut_wrong_are_understood(void **state)
{
    (void)state;
    /* too short on either side */
    expect("[1 The minister], Jane Doe, said {1 so}.", SS_MENTION_NAME, SS_SPEAKER_PERSON, "Jane Doe");
    expect("U.S. [1 Defense Secretary] Pete Hegseth said {1 so}.", SS_MENTION_NAME, SS_SPEAKER_PERSON, "Pete Hegseth");
    expect("Hugh Hill, [1 a doctor], said {1 so}.", SS_MENTION_NAME, SS_SPEAKER_PERSON, "Hugh Hill");
    /* too long */
    expect("[1 In Brussels today, Pete Hegseth] said {1 so}.", SS_MENTION_NAME, SS_SPEAKER_PERSON, "Pete Hegseth");
    expect("[1 \"Pete Hegseth\",] said {1 so}.", SS_MENTION_NAME, SS_SPEAKER_PERSON, "Pete Hegseth");
}

static void possessors_do_not_speak(void **state)
{
    (void)state;
    expect("[1 Hegseth's office] said {1 so}.", SS_MENTION_NOMINAL, SS_SPEAKER_ORGANISATION, "Hegseth's office");
    expect("[1 his office] said {1 so}.", SS_MENTION_NOMINAL, SS_SPEAKER_ORGANISATION, "his office");
    expect("[1 A spokesman for Pete Hegseth] said {1 so}.", SS_MENTION_NOMINAL, SS_SPEAKER_ANONYMOUS,
           "A spokesman for Pete Hegseth");
    expect("[1 NATO officials] said {1 so}.", SS_MENTION_NOMINAL, SS_SPEAKER_GROUP, "NATO officials");
    expect("[1 The second Pirates player] said {1 so}.", SS_MENTION_NOMINAL, SS_SPEAKER_PERSON, "The second Pirates player");
}

static void kinds_follow_the_head(void **state)
{
    (void)state;
    expect("[1 the minister] said {1 so}.", SS_MENTION_NOMINAL, SS_SPEAKER_PERSON, "the minister");
    expect("[1 a nurse] said {1 so}.", SS_MENTION_NOMINAL, SS_SPEAKER_ANONYMOUS, "a nurse");
    expect("[1 the Water] said {1 so}.", SS_MENTION_NOMINAL, SS_SPEAKER_ORGANISATION, "the Water");
    expect("[1 the water] said {1 so}.", SS_MENTION_NOMINAL, 0, "the water");
    expect("[1 European allies] said {1 so}.", SS_MENTION_NOMINAL, SS_SPEAKER_GROUP, "European allies");
    expect("[1 federal and state officials] said {1 so}.", SS_MENTION_NOMINAL, SS_SPEAKER_GROUP,
           "federal and state officials");
    expect("[1 the ministry] said {1 so}.", SS_MENTION_NOMINAL, SS_SPEAKER_ORGANISATION, "the ministry");
    expect("[1 the report] says {1 so}.", SS_MENTION_NOMINAL, SS_SPEAKER_DOCUMENT, "the report");
    expect("[1 a statement] said {1 so}.", SS_MENTION_NOMINAL, SS_SPEAKER_DOCUMENT, "a statement");
    expect("[1 Americans] think {1 so}.", SS_MENTION_NOMINAL, SS_SPEAKER_GROUP, "Americans");
    expect("[1 a number of doctors] think {1 so}.", SS_MENTION_NOMINAL, SS_SPEAKER_GROUP, "a number of doctors");
    expect("[1 the wind] says {1 so}.", SS_MENTION_NOMINAL, 0, "the wind");
}

static void words_before_the_noun_may_count_or_narrow(void **state)
{
    (void)state;
    expect("[1 the only keeper who came] said {1 so}.", SS_MENTION_NOMINAL, SS_SPEAKER_PERSON, "the only keeper");
    expect("[1 Ohio's third governor] said {1 so}.", SS_MENTION_NOMINAL, SS_SPEAKER_PERSON, "Ohio's third governor");
    expect("[1 The two parties] said {1 so}.", SS_MENTION_NOMINAL, SS_SPEAKER_GROUP, "The two parties");
    expect("[1 Nearly all Ohio senators] said {1 so}.", SS_MENTION_NOMINAL, SS_SPEAKER_GROUP, "Nearly all Ohio senators");
    expect("[1 A \"Top Ten\" ministry] said {1 so}.", SS_MENTION_NOMINAL, SS_SPEAKER_ORGANISATION, "A \"Top Ten\" ministry");
    expect("[1 Only Lee's younger brother] said {1 so}.", SS_MENTION_NOMINAL, SS_SPEAKER_PERSON, "Only Lee's younger brother");
}

static void the_anonymous_stay_so(void **state)
{
    (void)state;
    expect("[1 some] said {1 so}.", SS_MENTION_NOMINAL, SS_SPEAKER_ANONYMOUS, "some");
    expect("[1 critics] said {1 so}.", SS_MENTION_NOMINAL, SS_SPEAKER_ANONYMOUS, "critics");
    expect("[1 a source] said {1 so}.", SS_MENTION_NOMINAL, SS_SPEAKER_ANONYMOUS, "a source");
    expect("[1 one of his advisers] said {1 so}.", SS_MENTION_NOMINAL, SS_SPEAKER_ANONYMOUS, "one of his advisers");
    expect("[1 people familiar with the matter] said {1 so}.", SS_MENTION_NOMINAL, SS_SPEAKER_ANONYMOUS,
           "people familiar with the matter");
    expect("[1 the American people] want {1 so}.", SS_MENTION_NOMINAL, SS_SPEAKER_GROUP, "the American people");
    expect("[1 two officials who spoke on condition of anonymity] said {1 so}.", SS_MENTION_NOMINAL,
           SS_SPEAKER_ANONYMOUS, "two officials");
    ss_mention mention = read_source("[1 a senior official who asked to stay unnamed] said {1 so}.");
    assert_int_equal(mention.kind, SS_SPEAKER_ANONYMOUS);
    assert_string_equal(marked_words(&marked, mention.role.role), "senior official");
    marked_free(&marked);
}

static void who_is_called_by_an_office_is_a_person(void **state)
{
    (void)state;
    ss_mention mention = read_source("[1 Madam Speaker] said {1 so}.");
    assert_int_equal(mention.kind, SS_SPEAKER_PERSON);
    assert_int_equal(mention.gender, SS_GENDER_FEMALE);
    marked_free(&marked);
}

static void expect_gender(const char *text, int gender)
{
    assert_int_equal(read_source(text).gender, gender);
    marked_free(&marked);
}

static void titles_tell_the_gender(void **state)
{
    (void)state;
    expect_gender("[1 Congresswoman Dean] said {1 so}.", SS_GENDER_FEMALE);
    expect_gender("[1 Madam Speaker] said {1 so}.", SS_GENDER_FEMALE);
    expect_gender("[1 Mr. President] said {1 so}.", SS_GENDER_MALE);
    expect_gender("[1 The speaker] said {1 so}.", SS_GENDER_UNKNOWN);
}

static void pronouns_have_number_and_gender(void **state)
{
    (void)state;
    ss_mention mention = read_source("Then [1 she] said {1 so}.");
    assert_int_equal(mention.form, SS_MENTION_PRONOUN);
    assert_int_equal(mention.gender, SS_GENDER_FEMALE);
    assert_int_equal(mention.number, SS_NUMBER_SINGULAR);
    marked_free(&marked);
    mention = read_source("In [1 their] view {1 it is so}.");
    assert_int_equal(mention.form, SS_MENTION_PRONOUN);
    assert_int_equal(mention.gender, SS_GENDER_UNKNOWN);
    assert_int_equal(mention.number, SS_NUMBER_PLURAL);
    marked_free(&marked);
    expect("[1 We] know {1 so}.", SS_MENTION_FIRST_PERSON, 0, "We");
    expect("[1 US] says {1 so}.", SS_MENTION_NAME, SS_SPEAKER_ORGANISATION, "US");
    expect("[1 You] know {1 so}.", SS_MENTION_OTHER, 0, "You");
}

static void relative_pronouns_stand_for_the_noun_before(void **state)
{
    (void)state;
    expect("Anxiety grows among European allies, [1 who] insist {1 so}.", SS_MENTION_NOMINAL, SS_SPEAKER_GROUP,
           "European allies");
    expect("He met Ann Lee, [1 who] said {1 so}.", SS_MENTION_NAME, SS_SPEAKER_PERSON, "Ann Lee");
    expect("He met Hugh Hill, a doctor [1 who] said {1 so}.", SS_MENTION_NAME, SS_SPEAKER_PERSON, "Hugh Hill");
    expect("He met officials from the ministry, [1 who] said {1 so}.", SS_MENTION_NOMINAL, SS_SPEAKER_GROUP,
           "officials from the ministry");
    expect("They read the report, [1 which] said {1 so}.", SS_MENTION_NOMINAL, SS_SPEAKER_DOCUMENT, "the report");
    expect("[1 who] said {1 so}.", SS_MENTION_OTHER, 0, "who");
}

static void expect_parts(const char *text, const char *const *part, uint32_t count)
{
    ss_range found[8];
    read_source(text);
    ss_range source = ss_mention_trim(&marked.document, marked.relation[0].source[0]);
    assert_int_equal(ss_mention_parts(&marked.document, &names, source, found, 8), count);
    for (uint32_t i = 0; i < count; i++)
        assert_string_equal(marked_words(&marked, found[i]), part[i]);
    marked_free(&marked);
}

static void sets_are_cut_into_their_parts(void **state)
{
    (void)state;
    expect_parts("[1 France and Germany] said {1 so}.", (const char *const[]){"France", "Germany"}, 2);
    expect_parts("[1 Poland, Spain and the Dutch minister] said {1 so}.",
                 (const char *const[]){"Poland", "Spain", "the Dutch minister"}, 3);
    expect_parts("[1 Hugh Hill, a doctor, and his wife] said {1 so}.",
                 (const char *const[]){"Hugh Hill, a doctor", "his wife"}, 2);
}

static void and_inside_one_source_cuts_nothing(void **state)
{
    (void)state;
    expect_parts("[1 Hugh Hill, a doctor and author,] said {1 so}.", NULL, 0);
    expect_parts("[1 the minister and spokesman] said {1 so}.", NULL, 0);
    expect_parts("[1 the Department of Health and Human Services] said {1 so}.", NULL, 0);
    expect_parts("[1 the head of the Urban Institute and Brookings Institution] said {1 so}.", NULL, 0);
    expect_parts("[1 officials, who met Ann Lee and Joe Roe,] said {1 so}.", NULL, 0);
    expect_parts("[1 Ann Lee] said {1 so}.", NULL, 0);
}

static void more_parts_than_room_cut_nothing(void **state)
{
    (void)state;
    ss_range found[2];
    read_source("[1 Poland, Spain and France] said {1 so}.");
    assert_int_equal(ss_mention_parts(&marked.document, &names, marked.relation[0].source[0], found, 2), 0);
    marked_free(&marked);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_speak),
        cmocka_unit_test(a_name_behind_a_comma_speaks),
        cmocka_unit_test(crowds_are_groups),
        cmocka_unit_test(sources_cut_wrong_are_understood),
        cmocka_unit_test(possessors_do_not_speak),
        cmocka_unit_test(kinds_follow_the_head),
        cmocka_unit_test(words_before_the_noun_may_count_or_narrow),
        cmocka_unit_test(the_anonymous_stay_so),
        cmocka_unit_test(who_is_called_by_an_office_is_a_person),
        cmocka_unit_test(titles_tell_the_gender),
        cmocka_unit_test(pronouns_have_number_and_gender),
        cmocka_unit_test(relative_pronouns_stand_for_the_noun_before),
        cmocka_unit_test(sets_are_cut_into_their_parts),
        cmocka_unit_test(and_inside_one_source_cuts_nothing),
        cmocka_unit_test(more_parts_than_room_cut_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
