/* border_test.c - borders of what was read, mended by grammar. */
#include "marked_text.h"

#include "meaning/border.h"

static marked_text marked;

static char *joined(const ss_range *range, uint32_t count, char *out, size_t capacity)
{
    out[0] = '\0';
    for (uint32_t i = 0; i < count; i++) {
        strncat(out, i == 0 ? "" : " | ", capacity - strlen(out) - 1);
        strncat(out, marked_words(&marked, range[i]), capacity - strlen(out) - 1);
    }
    return out;
}

/* Mends relation 1 of a marked text. */
static void expect(const char *text, const char *source, const char *cue, const char *content)
{
    char found[512];
    marked_read(&marked, text);
    assert_int_equal(ss_borders_mend(&marked.arena, &marked.document, &marked.relations), SS_OK);
    const ss_relation *one = &marked.relations.relation[0];
    assert_string_equal(joined(one->source, one->source_count, found, sizeof found), source);
    assert_string_equal(marked_words(&marked, one->cue), cue);
    assert_string_equal(joined(one->content, one->content_count, found, sizeof found), content);
    marked_free(&marked);
}

static void a_source_is_whole(void **state)
{
    (void)state;
    expect("[1 nurse Ida] Holm <1 said> {1 no}.", "nurse Ida Holm", "said", "no");
    expect("[1 Her cook for] ten years, [1 Bo Ray,] <1 said> {1 no}.", "Her cook for ten years, Bo Ray,", "said", "no");
    expect("[1 The mayor] <1 said> {1 no}.", "The mayor", "said", "no");
    expect("{1 \"It was thick at the bank, fire} [1 officer Bo Ray] <1 said>.", "fire officer Bo Ray", "said", "\"It was thick at the bank");
    expect("[1 Cook Bo] Ray, late for [1 the soup,] [1 he] <1 said> {1 no}.", "he", "said", "no");
    expect("{1 A cook} [1 who fed two kings] <1 said> {1 that he was done}.", "A cook who fed two kings", "said", "that he was done");
}

static void who_is_told_says_nothing(void **state)
{
    (void)state;
    expect("[1 Guests] <1 were told> {1 to leave}.", "", "were told", "to leave");
    expect("{1 The guests} <1 were told> by [1 the cook] {1 that soup was off}.", "the cook", "were told by", "that soup was off");
    expect("[1 The cook] <1 told> {1 guests to leave}.", "The cook", "told", "guests to leave");
    expect("{1 The cave} <1 is believed> by divers {1 to be dry}.", "divers", "is believed by", "The cave | to be dry");
}

static void a_cue_ends_before_what_it_is_about(void **state)
{
    (void)state;
    expect("[1 The bank] <1 declined> {1 to comment on the loan}.", "The bank", "declined to comment on", "the loan");
    expect("[1 The bank] <1 declined> {1 to comment}.", "The bank", "declined", "to comment");
    expect("[1 Lee] <1 denied a report about> {1 her boat}.", "Lee", "denied", "a report about her boat");
}

static void manner_and_circumstance_are_not_said(void **state)
{
    (void)state;
    expect("{1 \"Never again,\"} <1 said> [1 Ann Lee] {1 as she sat down}.", "Ann Lee", "said", "\"Never again,\"");
    expect("{1 Leaning on a rake}, [1 Ann Lee] <1 said>, {1 \"Never again.\"}", "Ann Lee", "said", "\"Never again.\"");
    expect("{1 The rake broke}, [1 Ann Lee] <1 said>, {1 \"and so did I.\"}", "Ann Lee", "said",
           "The rake broke | \"and so did I.\"");
}

static void a_reason_is_said_too(void **state)
{
    (void)state;
    expect("{1 The rake was \"a toy\" to him}, [1 Bo] <1 said> in May, because he owned nine.", "Bo", "said",
           "The rake was \"a toy\" to him | because he owned nine");
}

static void a_content_stops_where_another_clause_begins(void **state)
{
    (void)state;
    expect("[1 Ann] <1 said> {1 that it rained; Bo stayed in bed}.", "Ann", "said", "that it rained");
    expect("[1 Ann] <1 said> {1 it had rained all day, and closed the door}.", "Ann", "said", "it had rained all day");
    expect("[1 Bo] <1 refused> {1 a bed for the night, and by noon the inn was shut}.", "Bo", "refused", "a bed for the night");
    expect("[1 Bo] <1 wants> {1 to sell the mill and has vowed to stay}.", "Bo", "wants", "to sell the mill");
    expect("Ann Lee, [1 who] <1 said> {1 that it rained, walked home}.", "who", "said", "that it rained");
    expect("[1 Bo's] <1 claim> {1 that the well would be dry lasted a day}.", "Bo's", "claim", "that the well would be dry");
    expect("[1 Ann] <1 said> {1 that nobody would move, and the inn served trout}.", "Ann", "said", "that nobody would move");
    expect("[1 Ann] <1 said> {1 that it would go to Bo, and the inn would close}.", "Ann", "said",
           "that it would go to Bo, and the inn would close");
    expect("[1 Ann] <1 said> {1 that it would go to the school, where nobody sings}.", "Ann", "said", "that it would go to the school");
    expect("[1 Ann] <1 said> {1 that it went to the school, where nobody sings}.", "Ann", "said",
           "that it went to the school, where nobody sings");
    expect("[1 Ann] <1 said> {1 that it rained, snowed and blew}.", "Ann", "said", "that it rained, snowed and blew");
}

static void a_content_goes_on_to_its_end(void **state)
{
    (void)state;
    expect("[1 Bo] <1 hopes> {1 to leave before} the rain comes.", "Bo", "hopes", "to leave before the rain comes");
    expect("[1 Bo] <1 hopes> {1 to leave before the rain} comes.", "Bo", "hopes", "to leave before the rain comes");
    expect("[1 Bo] <1 hopes> {1 to leave before the rain} on Monday.", "Bo", "hopes", "to leave before the rain");
    expect("[1 Bo] <1 said> {1 that it was built in May}, in a barn.", "Bo", "said", "that it was built in May, in a barn");
    expect("[1 Bo] <1 wants> {1 the same pay} as in June.", "Bo", "wants", "the same pay as in June");
    expect("[1 Bo] <1 praised> {1 the cook, a man of sixty}, who never sleeps.", "Bo", "praised",
           "the cook, a man of sixty, who never sleeps");
}

static void who_says_it_may_stand_inside(void **state)
{
    (void)state;
    expect("Under the ice, <1 said> {1 Holm, lies a boat}.", "Holm", "said", "Under the ice | lies a boat");
    expect("<1 According to> [1 the coroner], {1 Ida Holm}, nobody fell.", "the coroner, Ida Holm", "According to", "nobody fell");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_source_is_whole),
        cmocka_unit_test(who_is_told_says_nothing),
        cmocka_unit_test(a_cue_ends_before_what_it_is_about),
        cmocka_unit_test(manner_and_circumstance_are_not_said),
        cmocka_unit_test(a_reason_is_said_too),
        cmocka_unit_test(a_content_stops_where_another_clause_begins),
        cmocka_unit_test(a_content_goes_on_to_its_end),
        cmocka_unit_test(who_says_it_may_stand_inside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
