/* name_test.c - names, their roles and their words. */
#include "marked_text.h"

#include "meaning/lexeme.h"
#include "meaning/name.h"
#include "meaning/office.h"

static marked_text marked;
static ss_names names;

/* Reads the names of a text without relations. */
static void read_names(const char *text)
{
    marked_read(&marked, text);
    assert_int_equal(ss_names_read(&marked.arena, &marked.document, NULL, 0, &names), SS_OK);
}

static const ss_name *find(const char *words)
{
    for (uint32_t i = 0; i < names.count; i++)
        if (strcmp(marked_words(&marked, names.name[i].name), words) == 0)
            return &names.name[i];
    return NULL;
}

static void expect(const char *text, const char *name, int kind, const char *role, const char *affiliation)
{
    read_names(text);
    const ss_name *found = find(name);
    if (found == NULL)
        fail_msg("no name \"%s\" in: %s", name, text);
    assert_int_equal(found->kind, kind);
    const ss_role *said = found->after.role.first != found->after.role.end ? &found->after : &found->before;
    assert_string_equal(marked_words(&marked, said->role), role);
    assert_string_equal(marked_words(&marked, said->affiliation), affiliation);
    marked_free(&marked);
}

/* Of a name without a role. */
static void expect_affiliation(const char *text, const char *name, const char *affiliation)
{
    read_names(text);
    const ss_name *found = find(name);
    assert_non_null(found);
    assert_int_equal(found->after.role.first, found->after.role.end);
    assert_string_equal(marked_words(&marked, found->after.affiliation), affiliation);
    marked_free(&marked);
}

static void roles_stand_before_the_name(void **state)
{
    (void)state;
    expect("We met U.S. Defense Secretary Pete Hegseth.", "Pete Hegseth", SS_SPEAKER_PERSON, "U.S. Defense Secretary", "U.S.");
    expect("We met NATO Secretary-General Mark Rutte.", "Mark Rutte", SS_SPEAKER_PERSON, "NATO Secretary-General", "NATO");
    expect("They saw former President Trump.", "Trump", SS_SPEAKER_PERSON, "former President", "");
    expect("They saw Secretary of State Antony Blinken.", "Antony Blinken", SS_SPEAKER_PERSON, "Secretary of State", "");
    expect("It hired Acme spokeswoman Jane Doe.", "Jane Doe", SS_SPEAKER_PERSON, "Acme spokeswoman", "Acme");
    expect("It hired Acme's lawyer Jane Doe.", "Jane Doe", SS_SPEAKER_PERSON, "lawyer", "Acme");
    expect("It met former Canadian defense minister Bill Blair.", "Bill Blair", SS_SPEAKER_PERSON,
           "former Canadian defense minister", "Canadian");
    expect("We saw Justice Department spokeswoman Ana Lopez.", "Ana Lopez", SS_SPEAKER_PERSON,
           "Justice Department spokeswoman", "Justice Department");
    expect("We saw fellow actor and friend Ann Lee.", "Ann Lee", SS_SPEAKER_PERSON, "fellow actor and friend", "");
    expect("We saw the doctor and nurse Ann Lee.", "Ann Lee", SS_SPEAKER_PERSON, "nurse", "");
    expect("We saw Mr. King.", "King", SS_SPEAKER_PERSON, "Mr.", "");
    expect("We saw Congresswoman Dean.", "Dean", SS_SPEAKER_PERSON, "Congresswoman", "");
    expect("We saw Judge Baker.", "Baker", SS_SPEAKER_PERSON, "Judge", "");
    expect("We saw Sultan Qandar.", "Qandar", SS_SPEAKER_PERSON, "Sultan", "");
    expect("We saw Dame Ann Lee DBE RA.", "Ann Lee", SS_SPEAKER_PERSON, "Dame", "");
    expect("We saw General Abd al-Karim Roe.", "Abd al-Karim Roe", SS_SPEAKER_PERSON, "General", "");
    expect("We saw Detective Sergeant Miller.", "Miller", SS_SPEAKER_PERSON, "Detective Sergeant", "");
    expect("We met Zorba State University Simon Quill.", "Simon Quill", SS_SPEAKER_PERSON, "", "Zorba State University");
}

static void roles_stand_after_the_name(void **state)
{
    (void)state;
    expect("Hugh Hill, a doctor at Mercy Hospital, said so.", "Hugh Hill", SS_SPEAKER_PERSON, "doctor", "Mercy Hospital");
    expect("Hugh Hill, 42, a nurse, said so.", "Hugh Hill", SS_SPEAKER_PERSON, "nurse", "");
    expect("Ann Lee (D-Ohio), the majority leader, said so.", "Ann Lee", SS_SPEAKER_PERSON, "majority leader", "");
    expect("Ann Lee, head of the Clinton campaign, said so.", "Ann Lee", SS_SPEAKER_PERSON, "head", "Clinton campaign");
    expect("Zorblatt, a software company, said so.", "Zorblatt", SS_SPEAKER_ORGANISATION, "software company", "");
    /* a clause, not an apposition */
    expect("We know Hugh Hill, the doctor said.", "Hugh Hill", SS_SPEAKER_PERSON, "", "");
    expect("We know Hugh Hill, two doctors, all.", "Hugh Hill", SS_SPEAKER_PERSON, "", "");
}

static void a_role_and_a_comma_stand_before_the_name(void **state)
{
    (void)state;
    expect("The alliance's chief, Mark Rutte, left.", "Mark Rutte", SS_SPEAKER_PERSON, "chief", "");
    expect("The head of the agency, Joan Doe, left.", "Joan Doe", SS_SPEAKER_PERSON, "head of the agency", "");
    expect("For Zorba, Office of the Mayor, Joan Doe, and others.", "Joan Doe", SS_SPEAKER_PERSON, "", "");
    expect("According to the minister, Joan Doe was ill.", "Joan Doe", SS_SPEAKER_PERSON, "", "");
}

static void organisations_are_told_from_people(void **state)
{
    (void)state;
    expect("We asked the Defense Ministry.", "Defense Ministry", SS_SPEAKER_ORGANISATION, "", "");
    expect("We asked General Motors.", "General Motors", SS_SPEAKER_ORGANISATION, "", "");
    expect("We asked the Department of Health and Human Services.", "Department of Health and Human Services",
           SS_SPEAKER_ORGANISATION, "", "");
    expect("We asked the White House.", "White House", SS_SPEAKER_ORGANISATION, "", "");
    expect("We asked NATO.", "NATO", SS_SPEAKER_ORGANISATION, "", "");
    expect("We asked Ursula von der Leyen.", "Ursula von der Leyen", SS_SPEAKER_PERSON, "", "");
    expect("We asked Tim Cook.", "Tim Cook", SS_SPEAKER_PERSON, "", "");
    expect("Uh Tim Cook left.", "Tim Cook", SS_SPEAKER_PERSON, "", "");
    expect("We asked Zorba State University Press.", "Zorba State University Press", SS_SPEAKER_ORGANISATION, "", "");
    expect("They read the Refugee Convention.", "Refugee Convention", SS_SPEAKER_DOCUMENT, "", "");
}

static void names_have_particles_nicknames_and_letters(void **state)
{
    (void)state;
    expect("We met Anton \"Red\" Kovac today.", "Anton \"Red\" Kovac", SS_SPEAKER_PERSON, "", "");
    expect("We met Ann Lee KC today.", "Ann Lee", SS_SPEAKER_PERSON, "", "");
    expect("We met Sir Ann Lee Jr. today.", "Ann Lee Jr.", SS_SPEAKER_PERSON, "Sir", "");
    expect("It hired deputy director Col Henty.", "Col Henty", SS_SPEAKER_PERSON, "deputy director", "");
    expect("We met Col Ann Lee.", "Ann Lee", SS_SPEAKER_PERSON, "Col", "");
    read_names("Van der Berg left.");
    assert_int_equal(find("Van der Berg")->parts, 1);
    marked_free(&marked);
    read_names("They thanked van der Berg, and de la Roe's den Zorba.");
    assert_int_equal(find("van der Berg")->parts, 1);
    assert_non_null(find("de la Roe"));
    assert_non_null(find("Zorba"));
    marked_free(&marked);
    expect("It was Mademoiselle Ann du Lac.", "Ann du Lac", SS_SPEAKER_PERSON, "Mademoiselle", "");
}

static void the_first_of_a_name_is_not_the_second(void **state)
{
    (void)state;
    read_names("It began under Zorba I in Leeds. Then Zorba II ruled, and Ann I think left.");
    assert_non_null(find("Zorba I"));
    assert_non_null(find("Zorba II"));
    assert_non_null(find("Ann"));
    assert_true(find("Zorba I")->suffix != 0 && find("Zorba I")->suffix != find("Zorba II")->suffix);
    marked_free(&marked);
}

static void an_office_may_be_of_a_body(void **state)
{
    (void)state;
    read_names("They met Leaders of the North Carolina Senate there.");
    assert_null(find("Carolina Senate"));
    marked_free(&marked);
    expect("They met Secretary of State Ida Quill.", "Ida Quill", SS_SPEAKER_PERSON, "Secretary of State", "");
}

static void words_of_a_title_are_no_names(void **state)
{
    (void)state;
    read_names("They read The Boy Who Ran Home. The WHO Director Ann Lee left.");
    assert_null(find("Ran Home"));
    assert_non_null(find("Ann Lee"));
    marked_free(&marked);
}

static void who_is_listed_is_no_apposition(void **state)
{
    (void)state;
    expect("Ann Lee, her mother and her sister left.", "Ann Lee", SS_SPEAKER_PERSON, "", "");
    expect("Ann Lee, his wife and manager, left.", "Ann Lee", SS_SPEAKER_PERSON, "wife and manager", "");
}

static void acronyms_show_how_far_a_name_goes(void **state)
{
    (void)state;
    expect("They left the Southern Wool and Hide Board (SWHB).", "Southern Wool and Hide Board", SS_SPEAKER_ORGANISATION, "", "");
    expect("The League for Goats in Need met. LGN is old.", "League for Goats in Need", SS_SPEAKER_ORGANISATION, "", "");
    expect("They left the Southern Wool and Zorba Hide.", "Southern Wool", 0, "", "");
    expect("They left the Union of Nurses.", "Union of Nurses", SS_SPEAKER_ORGANISATION, "", "");
    expect("They met Quill County, Office of the Mayor, Ann Lee, and Bo Roe.", "Office of the Mayor", SS_SPEAKER_ORGANISATION, "", "");
    expect("They met Quill County, Office of the Mayor, Ann Lee, and Bo Roe.", "Ann Lee", SS_SPEAKER_PERSON, "", "");
    expect("They left the League of Women Voters.", "League of Women Voters", SS_SPEAKER_ORGANISATION, "", "");
    expect("They met Department of Health Secretary Ann Lee.", "Ann Lee", SS_SPEAKER_PERSON, "Department of Health Secretary", "");
    expect("They left the Potters' Union.", "Potters' Union", SS_SPEAKER_ORGANISATION, "", "");
}

static void what_follows_a_name_says_what_it_is(void **state)
{
    (void)state;
    expect("Zorba Quill, who sings, left.", "Zorba Quill", SS_SPEAKER_PERSON, "", "");
    expect("Zorba Quill, 42, left.", "Zorba Quill", SS_SPEAKER_PERSON, "", "");
    expect("Zorba Quill, which sells tea, left.", "Zorba Quill", SS_SPEAKER_ORGANISATION, "", "");
    expect_affiliation("Ann Lee of Zorba Securities left.", "Ann Lee", "Zorba Securities");
    expect_affiliation("Ann Lee, who reads soil at Zorba Institute, left.", "Ann Lee", "Zorba Institute");
    expect_affiliation("Ann Lee, who stayed at Zorba Heights, left.", "Ann Lee", "");
    expect("Ann Lee, a former quillsmith of theirs, left.", "Ann Lee", SS_SPEAKER_PERSON, "former quillsmith", "");
    expect("Ann Lee, a dyer and retired nurse, left.", "Ann Lee", SS_SPEAKER_PERSON, "dyer and retired nurse", "");
    expect("The board's leader, Dame Ann Lee, left.", "Ann Lee", SS_SPEAKER_PERSON, "leader", "");
    read_names("Separately, Icelanders left.");
    assert_int_equal(names.count, 0);
    marked_free(&marked);
}

static void what_is_no_name_is_left_out(void **state)
{
    (void)state;
    read_names("On Monday the Prime Minister met Russians. However, Canadian officials stayed.");
    assert_int_equal(names.count, 0);
    marked_free(&marked);
    read_names("Acme Leaders Address Ann Lee in Public\n\nThey met Ann Lee.");
    assert_int_equal(names.count, 1); /* the heading is not read */
    marked_free(&marked);
    read_names("Yesterday he left. Perhaps he slept.");
    assert_int_equal(names.count, 0);
    marked_free(&marked);
    read_names("That is so, your Honor. (Laughs.) It was late. [Applause]");
    assert_int_equal(names.count, 0);
    marked_free(&marked);
}

static void names_in_headings_are_read_when_wanted(void **state)
{
    (void)state;
    marked_read(&marked, "[1 Rutte] Says Alliance Is {1 Ready for More}\n\nNobody came.");
    assert_int_equal(ss_names_read(&marked.arena, &marked.document, marked.relation[0].source, 1, &names), SS_OK);
    assert_int_equal(names.count, 1);
    assert_non_null(find("Rutte"));
    marked_free(&marked);
}

static void names_are_found_by_token(void **state)
{
    (void)state;
    read_names("In town Ann Lee met Tom Roe there.");
    assert_int_equal(ss_names_from(&names, 0), 0);
    uint32_t roe = ss_names_from(&names, names.name[0].name.end - 1);
    assert_int_equal(roe, 0);
    roe = ss_names_from(&names, names.name[0].name.end);
    assert_string_equal(marked_words(&marked, names.name[roe].name), "Tom Roe");
    assert_int_equal(ss_names_from(&names, marked.document.tokens.count), names.count);
    marked_free(&marked);
}

static void words_are_looked_up_folded(void **state)
{
    (void)state;
    marked_read(&marked, "MINISTERS ex-president polish Polish Zażółć Straße Mr. 한국 Señor");
    const ss_tokens *tokens = &marked.document.tokens;
    assert_true((ss_lexeme_of(tokens, 0) & SS_LEXEME_ROLE) && (ss_lexeme_of(tokens, 0) & SS_LEXEME_PLURAL));
    assert_true(ss_lexeme_of(tokens, 1) & SS_LEXEME_ROLE);
    assert_false(ss_lexeme_of(tokens, 2) & SS_LEXEME_NATION);
    assert_true(ss_lexeme_of(tokens, 3) & SS_LEXEME_NATION);
    char folded[SS_FOLD_BYTES];
    assert_int_equal(ss_lexeme_fold(tokens, 4, folded, sizeof folded), strlen("zazołc"));
    assert_memory_equal(folded, "zazołc", strlen("zazołc"));
    assert_int_equal(ss_lexeme_fold(tokens, 5, folded, sizeof folded), strlen("strasse"));
    assert_memory_equal(folded, "strasse", strlen("strasse"));
    assert_int_equal(ss_lexeme_fold(tokens, 6, folded, sizeof folded), 2); /* "mr", no full stop */
    assert_int_equal(ss_lexeme_fold(tokens, 7, folded, sizeof folded), strlen("한국"));
    assert_memory_equal(folded, "한국", strlen("한국"));
    assert_true(ss_lexeme_of(tokens, 8) & SS_LEXEME_HONORIFIC);
    marked_free(&marked);
}

static void tables_ascend(void **state)
{
    (void)state;
    for (uint32_t i = 1; i < ss_lexeme_row_count; i++)
        assert_true(memcmp(ss_lexeme_rows[i - 1].word, ss_lexeme_rows[i].word, sizeof ss_lexeme_rows[i].word) < 0);
    for (uint32_t i = 1; i < ss_given_row_count; i++)
        assert_true(memcmp(ss_given_rows[i - 1].name, ss_given_rows[i].name, sizeof ss_given_rows[i].name) < 0);
    assert_true(ss_lexeme_given("mary", 4) > 95 && ss_lexeme_given("mary", 4) <= 100);
    assert_int_equal(ss_lexeme_given("zzzz", 4), SS_GIVEN_UNKNOWN);
    assert_int_equal(ss_lexeme_given("a name far too long for the table", 33), SS_GIVEN_UNKNOWN);
}

static void acronyms_have_two_to_six_capitals(void **state)
{
    (void)state;
    marked_read(&marked, "N NA U.S. UNESCO UNESCOS Nato G20");
    const bool expected[] = {false, true, true, true, false, false, false};
    for (uint32_t i = 0; i < sizeof expected / sizeof expected[0]; i++)
        assert_int_equal(ss_lexeme_is_acronym(&marked.document.tokens, i), expected[i]);
    marked_free(&marked);
}

/* As many sentences of one name as asked for, then one with a source. */
static uint32_t names_among(uint32_t sentences)
{
    static char text[(SS_MAX_NAMES + 8) * 4 + 16];
    ss_document document;
    ss_arena arena;
    uint32_t length = 0;
    for (uint32_t i = 0; i < sentences; i++, length += 4)
        memcpy(text + length, "UN. ", 4);
    memcpy(text + length, "NATO FBI", 8);
    ss_arena_init(&arena, SS_ARENA_BUDGET);
    assert_int_equal(ss_document_read(&arena, (const uint8_t *)text, length + 8, &document), SS_OK);
    uint32_t last = document.tokens.count - 1;
    ss_range wanted = {last, last + 1};
    assert_int_equal(ss_names_read(&arena, &document, &wanted, 1, &names), SS_OK);
    uint32_t count = names.count;
    assert_int_equal(names.name[count - 1].name.end, document.tokens.count);
    ss_arena_free(&arena);
    return count;
}

static void past_the_limit_only_wanted_names_are_read(void **state)
{
    (void)state;
    uint32_t before = names_among(SS_MAX_NAMES - 1);
    assert_int_equal(before, SS_MAX_NAMES); /* "NATO FBI" is one run and one name */
    assert_int_equal(names_among(SS_MAX_NAMES), SS_MAX_NAMES + 1);
    assert_int_equal(names_among(SS_MAX_NAMES + 1), SS_MAX_NAMES + 1);
}

/* Whether two roles of a text, given by their tokens, share an office. */
static bool share(ss_range one, ss_range other)
{
    ss_offices first = ss_offices_read(&marked.document.tokens, one), second = ss_offices_read(&marked.document.tokens, other);
    return ss_offices_share_one(&first, &second);
}

static void offices_are_compared_by_their_last_words(void **state)
{
    (void)state;
    marked_read(&marked, "Sen. the senator judge mayor general captain colonel minister president Mr. the");
    ss_offices none = ss_offices_read(&marked.document.tokens, (ss_range){10, 12});
    assert_false(ss_offices_name_any(&none));
    assert_true(share((ss_range){0, 1}, (ss_range){1, 3}));
    assert_false(share((ss_range){0, 1}, (ss_range){3, 4}));
    assert_true(share((ss_range){3, 8}, (ss_range){3, 4}));  /* five offices */
    assert_true(share((ss_range){3, 9}, (ss_range){3, 4}));  /* six */
    assert_false(share((ss_range){2, 9}, (ss_range){0, 1})); /* seven, the first of them too far */
    marked_free(&marked);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(roles_stand_before_the_name),
        cmocka_unit_test(roles_stand_after_the_name),
        cmocka_unit_test(a_role_and_a_comma_stand_before_the_name),
        cmocka_unit_test(organisations_are_told_from_people),
        cmocka_unit_test(names_have_particles_nicknames_and_letters),
        cmocka_unit_test(the_first_of_a_name_is_not_the_second),
        cmocka_unit_test(an_office_may_be_of_a_body),
        cmocka_unit_test(words_of_a_title_are_no_names),
        cmocka_unit_test(who_is_listed_is_no_apposition),
        cmocka_unit_test(acronyms_show_how_far_a_name_goes),
        cmocka_unit_test(what_follows_a_name_says_what_it_is),
        cmocka_unit_test(what_is_no_name_is_left_out),
        cmocka_unit_test(names_in_headings_are_read_when_wanted),
        cmocka_unit_test(names_are_found_by_token),
        cmocka_unit_test(words_are_looked_up_folded),
        cmocka_unit_test(tables_ascend),
        cmocka_unit_test(acronyms_have_two_to_six_capitals),
        cmocka_unit_test(past_the_limit_only_wanted_names_are_read),
        cmocka_unit_test(offices_are_compared_by_their_last_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
