/* speaker_test.c - who is behind each source of a whole text. */
#include "marked_text.h"

static marked_text marked;

static const ss_speaker *speaker_of(int relation)
{
    uint32_t speaker = marked.relation[relation - 1].speaker;
    assert_in_range(speaker, 1, marked.speakers.count);
    return &marked.speakers.speaker[speaker - 1];
}

static void expect_name(int relation, const char *name)
{
    const ss_speaker *speaker = speaker_of(relation);
    char found[SS_MAX_NAME_BYTES + 1];
    memcpy(found, speaker->name, speaker->name_length);
    found[speaker->name_length] = '\0';
    assert_string_equal(found, name);
}

static void expect_key(int relation, const char *key)
{
    const ss_speaker *speaker = speaker_of(relation);
    assert_int_equal(speaker->key_length, strlen(key));
    assert_memory_equal(speaker->key, key, strlen(key));
}

static void expect_same(int relation, int other)
{
    assert_int_equal(marked.relation[relation - 1].speaker, marked.relation[other - 1].speaker);
}

static void expect_other(int relation, int other)
{
    assert_int_not_equal(marked.relation[relation - 1].speaker, marked.relation[other - 1].speaker);
}

static void expect_mentions(int relation, const char *const *words, uint32_t count)
{
    const ss_speaker *speaker = speaker_of(relation);
    assert_int_equal(speaker->mention_count, count);
    for (uint32_t i = 0; i < count; i++)
        assert_string_equal(marked_words(&marked, speaker->mention[i]), words[i]);
}

static void a_body_without_a_name_is_one(void **state)
{
    (void)state;
    marked_resolve(&marked, "[1 The Court] said {1 it was so}, as the Zorba Court of Appeals did. Then [2 this Court] said {2 it "
                            "again}, and [3 this court] said {3 no}. [4 The old court] said {4 yes}.");
    expect_same(1, 2);
    expect_same(1, 3);
    marked_free(&marked);
}

static void a_description_may_stand_before_who_it_is(void **state)
{
    (void)state;
    marked_resolve(&marked, "A former goalkeeper, [1 Ann Lee] said {1 it was so}. Bo Quill came. [2 The goalkeeper] said {2 no}.");
    expect_same(1, 2);
    marked_free(&marked);
    marked_resolve(&marked, "{1 \"I am the only keeper of it,\"} [1 Ann Lee] said. Bo Quill came. [2 The only keeper] said {2 no}.");
    expect_same(1, 2);
    marked_free(&marked);
    marked_resolve(&marked, "Ann Lee came. A late singer and an untrained dancer, she left it early. Bo Quill came. [1 The singer] said "
                            "{1 no}. [2 Lee] said {2 so}.");
    expect_same(1, 2);
    marked_free(&marked);
}

static void a_name_given_later_is_the_speakers(void **state)
{
    (void)state;
    marked_resolve(&marked, "[1 Hegseth] said {1 it was so}. Nobody left. "
                            "[2 U.S. Defense Secretary Pete Hegseth] said {2 it again}, and [3 he] asked {3 for more}.");
    expect_name(1, "Pete Hegseth");
    expect_key(1, "pete hegseth");
    expect_same(1, 2);
    expect_same(1, 3);
    assert_int_equal(marked.speakers.count, 1);
    assert_int_equal(speaker_of(1)->kind, SS_SPEAKER_PERSON);
    assert_int_equal(speaker_of(1)->role_count, 1);
    assert_string_equal(marked_words(&marked, speaker_of(1)->role[0]), "U.S. Defense Secretary");
    assert_string_equal(marked_words(&marked, speaker_of(1)->affiliation[0]), "U.S.");
    expect_mentions(1, (const char *const[]){"Hegseth", "U.S. Defense Secretary Pete Hegseth", "he"}, 3);
    marked_free(&marked);
}

static void first_words_are_names_when_they_speak(void **state)
{
    (void)state;
    marked_resolve(&marked, "Zorblatt left early. [1 Zorblatt] said {1 so}. [2 Zorblatt] said {2 more}.");
    expect_same(1, 2);
    expect_name(1, "Zorblatt");
    assert_int_equal(marked.speakers.count, 1);
    assert_int_equal(speaker_of(1)->mention_count, 3);
    marked_free(&marked);
}

static void a_name_outside_the_sources_counts(void **state)
{
    (void)state;
    marked_resolve(&marked, "Canadian Defense Minister Bill Blair came, too. [1 He] said {1 it was so}. [2 Blair] said {2 no}.");
    expect_name(1, "Bill Blair");
    expect_same(1, 2);
    expect_mentions(1, (const char *const[]){"Bill Blair", "He", "Blair"}, 3);
    marked_free(&marked);
}

static void the_subject_of_a_new_paragraph_takes_the_pronoun(void **state)
{
    (void)state;
    marked_resolve(&marked, "[1 Mark Roe] said {1 there was no betrayal}.\n\n"
                            "Canadian minister Bill Blair weighed in. At a meeting of the group, [2 he] said {2 that}.\n\n"
                            "[3 UK minister John Healey] said {3 that, too}. [4 He] added {4 this}.");
    expect_name(1, "Mark Roe");
    expect_name(2, "Bill Blair");
    expect_name(4, "John Healey");
    marked_free(&marked);
}

static void who_speaks_does_not_call_himself_he(void **state)
{
    (void)state;
    marked_resolve(&marked, "[1 Tom Lee] said {1 no}. [2 Bob Orr] said, {2 \"His wife, Ann Roe, voted for him.\"} "
                            "[3 Roe's husband] said {3 yes}.");
    expect_same(3, 1);
    marked_free(&marked);
    marked_resolve(&marked, "[1 Tom Lee] said {1 no}. {2 \"His wife, Ann Roe, voted for him,\"} said [2 Bob Orr]. "
                            "[3 Roe's husband] said {3 yes}.");
    expect_same(3, 1);
    marked_free(&marked);
    /* what is quoted of a sentence may be his own */
    marked_resolve(&marked, "[1 Tom Lee] said {1 no}. [2 Bob Orr] said {2 that \"his wife, Ann Roe, voted\"}. "
                            "[3 Roe's husband] said {3 yes}.");
    expect_same(3, 2);
    marked_free(&marked);
}

static void a_subject_goes_on_in_its_sentence(void **state)
{
    (void)state;
    marked_resolve(&marked, "[1 Bob Orr] said {1 no}. He wrote to the painter Tom Lee, before [2 he] said {2 yes}.");
    expect_same(1, 2);
    marked_free(&marked);
    marked_resolve(&marked, "Bob Orr said no. He left when Tom Lee wrote that [1 he] said {1 yes}.");
    expect_name(1, "Tom Lee");
    marked_free(&marked);
}

static void his_own_is_the_subjects(void **state)
{
    (void)state;
    marked_resolve(&marked, "[1 Bob Orr] said {1 no}. [2 Tom Lee] said {2 yes}. Orr took Lee's seat for his own wife, Ann Roe. "
                            "[3 Roe's husband] said {3 so}.");
    expect_same(3, 1);
    marked_free(&marked);
}

static void a_part_of_the_senators_is_not_all_of_them(void **state)
{
    (void)state;
    marked_resolve(&marked, "[1 The senators] said {1 no}. [2 Senate Republicans] said {2 so}. [3 All Republican senators] said {3 yes}. "
                            "[4 The senators] said {4 more}.");
    expect_other(1, 2);
    expect_same(2, 3);
    expect_same(1, 4);
    marked_free(&marked);
}

static void a_word_in_brackets_shortens_a_name(void **state)
{
    (void)state;
    marked_resolve(&marked, "They left the Royal College of Nurses (RColl). [1 RColl] said {1 no}. [2 The college] said {2 so}.");
    expect_name(1, "Royal College of Nurses");
    expect_same(1, 2);
    marked_free(&marked);
    marked_resolve(&marked, "They left the Royal College of Nurses (Zorba). [1 Zorba] said {1 no}.");
    expect_name(1, "Zorba");
    marked_free(&marked);
}

static void who_is_asked_acts(void **state)
{
    (void)state;
    marked_resolve(&marked, "[1 Bob Orr] said {1 no}. He was late. Tom Lee asked him to bring his own wife, Ann Roe. "
                            "[2 Roe's husband] said {2 so}.");
    expect_same(2, 1);
    marked_free(&marked);
    marked_resolve(&marked, "[1 Bob Orr] said {1 no}. He was late. Tom Lee asked him to bring his wife, Ann Roe. "
                            "[2 Roe's husband] said {2 so}.");
    expect_same(2, 1);
    marked_free(&marked);
}

static void what_somebody_is_does_not_speak(void **state)
{
    (void)state;
    marked_resolve(&marked, "[1 Bob Orr] said {1 no}. He was the last known full-blooded Zorba. [2 He] said {2 so}.");
    expect_same(2, 1);
    marked_free(&marked);
    marked_resolve(&marked, "[1 Bob Orr] said {1 no}. He met other Zorba there. [2 He] said {2 so}.");
    expect_same(2, 1);
    marked_free(&marked);
}

static void his_lawyer_is_not_himself(void **state)
{
    (void)state;
    marked_resolve(&marked, "[1 Bob Orr] said {1 no}. The house was drawn by his young lawyer, Tom Lee, there. "
                            "[2 Lee's client] said {2 so}.");
    expect_same(2, 1);
    marked_free(&marked);
}

static void who_was_he_is_not_she(void **state)
{
    (void)state;
    marked_resolve(&marked, "[1 Zorba Quill] said {1 so}. [2 He] said {2 no}. His plan had failed him. He knew his plan, and he "
                            "left his house. [3 She] said {3 yes}.");
    expect_same(1, 2);
    expect_other(1, 3);
    marked_free(&marked);
}

static void two_people_of_one_surname_stay_two(void **state)
{
    (void)state;
    marked_resolve(&marked, "Bill Clinton spoke. Hillary Clinton listened. [1 Clinton] said {1 so}. "
                            "[2 Mrs. Clinton] said {2 so}. [3 Mr. Clinton] said {3 so}. [4 Bill Clinton] said {4 so}.");
    expect_name(1, "Clinton");
    expect_name(2, "Hillary Clinton");
    expect_name(3, "Bill Clinton");
    expect_same(3, 4);
    marked_free(&marked);
    marked_resolve(&marked, "[1 Mr. Smith] said {1 so}. [2 Mrs. Smith] said {2 no}. [3 Mr. Smith] said {3 yes}.");
    expect_other(1, 2);
    expect_same(1, 3);
    marked_free(&marked);
}

static void father_and_son_of_one_name_stay_two(void **state)
{
    (void)state;
    marked_resolve(&marked, "[1 Ned Quill Sr.] said {1 so}. [2 Ned Quill Jr.] said {2 no}. [3 Mr. Quill Jr.] said {3 yes}.");
    expect_other(1, 2);
    expect_same(2, 3);
    marked_free(&marked);
}

static void particles_belong_to_the_surname(void **state)
{
    (void)state;
    marked_resolve(&marked, "[1 Anna van der Berg] said {1 so}. [2 Van der Berg] said {2 no}.");
    expect_same(1, 2);
    expect_name(2, "Anna van der Berg");
    marked_free(&marked);
    marked_resolve(&marked, "[1 Omar al-Roe] said {1 so}. [2 Al-Roe] said {2 no}. [3 Roe] said {3 yes}.");
    expect_same(1, 2);
    expect_same(1, 3);
    expect_name(3, "Omar al-Roe");
    marked_free(&marked);
    marked_resolve(&marked, "[1 Anna van der Berg] said {1 so}, and [2 van der Berg] said {2 no}.");
    expect_same(1, 2);
    marked_free(&marked);
}

static void a_paper_with_a_capital_is_its_own(void **state)
{
    (void)state;
    marked_resolve(&marked, "[1 ABC] said {1 so}. [2 The Guardian] said {2 no}.");
    expect_other(1, 2);
    marked_free(&marked);
}

static void a_headline_describes_who_is_named_below(void **state)
{
    (void)state;
    marked_resolve(&marked, "[1 Oxley trainer Quill] says {1 it was so}\n\n[2 Ida Quill] said {2 no}.");
    expect_same(1, 2);
    expect_name(1, "Ida Quill");
    marked_free(&marked);
    marked_resolve(&marked, "The Potters' Union met. [1 Its secretary, Bo Quill,] said {1 so}.");
    assert_int_equal(speaker_of(1)->affiliation_count, 1);
    assert_string_equal(marked_words(&marked, speaker_of(1)->affiliation[0]), "Potters' Union");
    marked_free(&marked);
}

static void a_turn_in_a_transcript_says_its_i(void **state)
{
    (void)state;
    marked_resolve(&marked, "We met Bo Quill.\n\n[1 QUILL]<1 :> {1 [2 I] <2 hope> {2 so}}.");
    expect_same(1, 2);
    expect_name(1, "Bo Quill");
    marked_free(&marked);
}

static void a_surname_goes_to_the_one_clearly_meant(void **state)
{
    (void)state;
    marked_resolve(&marked, "Bill Carter was here.\n\nAnn Carter spoke.\n\n[1 Carter] said {1 so}.");
    expect_name(1, "Ann Carter");
    marked_free(&marked);
    marked_resolve(&marked, "Bill Carter was here. Bill Carter ate.\n\nAnn Carter spoke.\n\n[1 Carter] said {1 so}.");
    expect_name(1, "Carter");
    marked_free(&marked);
}

static void an_office_before_a_surname_must_fit(void **state)
{
    (void)state;
    marked_resolve(&marked, "[1 President Obama] said {1 so}. Then Michelle Obama came. [2 Mr. Obama] said {2 no}.");
    expect_name(1, "Obama");
    expect_same(1, 2);
    marked_free(&marked);
    marked_resolve(&marked, "[1 Sen. Ted Cruz] said {1 so}. Heidi Cruz came. [2 Senator Cruz] said {2 no}.");
    expect_same(1, 2);
    marked_free(&marked);
}

static void initials_fit_one_name_only(void **state)
{
    (void)state;
    marked_resolve(&marked, "[1 J. Smith] said {1 so}. [2 John Smith] said {2 no}.");
    expect_same(1, 2);
    expect_name(1, "John Smith");
    marked_free(&marked);
    marked_resolve(&marked, "[1 John Smith] said {1 so}. [2 Jane Smith] said {2 no}. [3 J. Smith] said {3 no}.");
    expect_other(1, 2);
    expect_other(3, 1);
    expect_other(3, 2);
    marked_free(&marked);
}

static void pronouns_follow_gender(void **state)
{
    (void)state;
    marked_resolve(&marked, "[1 Mary Lee] met John Roe. [2 He] said {2 so}. [3 She] said {3 no}. {1 x}");
    expect_name(2, "John Roe");
    expect_name(3, "Mary Lee");
    marked_free(&marked);
    marked_resolve(&marked, "[1 Mr. Lee] said {1 so}. [2 She] said {2 no}.");
    expect_other(1, 2);
    expect_name(2, "She");
    assert_int_equal(speaker_of(2)->kind, SS_SPEAKER_PERSON);
    marked_free(&marked);
}

static void the_subject_of_the_clause_takes_the_pronoun(void **state)
{
    (void)state;
    marked_resolve(&marked, "[1 Pete Hegseth] said {1 so}. Hegseth's remarks came after [2 Trump] revealed "
                            "{2 that [3 he] had learned {3 it}}.");
    expect_name(3, "Trump");
    expect_other(3, 1);
    marked_free(&marked);
}

static void an_unclear_pronoun_is_nobodys(void **state)
{
    (void)state;
    marked_resolve(&marked, "People saw Mary Lee and Anna Roe. [1 She] said {1 so}.");
    expect_name(1, "She");
    marked_free(&marked);
}

static void first_persons_are_who_is_quoted(void **state)
{
    (void)state;
    marked_resolve(&marked, "{1 \"[2 I] think {2 it is over},\"} [1 Mark Roe] said. [3 I] know {3 that}. [4 We] doubt {4 it}.");
    expect_same(2, 1);
    expect_other(3, 1);
    assert_int_equal(speaker_of(3)->kind, SS_SPEAKER_AUTHOR);
    expect_same(3, 4);
    marked_free(&marked);
    /* a quotation that nobody is known to say */
    marked_resolve(&marked, "\"[1 I] think {1 it is over}.\" Then there was silence.");
    assert_int_equal(speaker_of(1)->kind, SS_SPEAKER_UNKNOWN);
    marked_free(&marked);
}

static void a_quoted_pronoun_is_not_who_is_quoted(void **state)
{
    (void)state;
    marked_resolve(&marked, "Carl Doe sat there. {1 \"[2 He] thinks {2 it is over},\"} [1 Mark Roe] said.");
    expect_name(2, "Carl Doe");
    marked_free(&marked);
}

/* Whom the quotation tells of, or "unlike" sets against him, is not the one who speaks. */
static void who_is_told_of_is_somebody_else(void **state)
{
    (void)state;
    marked_resolve(&marked, "Carl Doe sat down. {1 \"Mark Roe was ill,\"} [1 he] said.");
    expect_name(1, "Carl Doe");
    marked_free(&marked);
    marked_resolve(&marked, "Carl Doe sat down. Unlike Mark Roe, [1 he] said {1 no}.");
    expect_name(1, "Carl Doe");
    marked_free(&marked);
}

static void he_who_speaks_is_the_only_person(void **state)
{
    (void)state;
    marked_resolve(&marked, "Carl Doe sat down. It rained. The sea was grey.\n\nIt was late.\n\nThe boats were in. [1 He] said {1 so}.");
    expect_name(1, "Carl Doe");
    marked_free(&marked);
}

static void relative_pronouns_name_their_noun(void **state)
{
    (void)state;
    marked_resolve(&marked, "Anxiety grows among European allies, [1 who] insist {1 on it}. [2 The allies] want {2 more}. "
                            "[3 They] fear {3 less}.");
    expect_name(1, "European allies");
    expect_same(1, 2);
    expect_same(1, 3);
    assert_int_equal(speaker_of(1)->kind, SS_SPEAKER_GROUP);
    expect_mentions(1, (const char *const[]){"who", "The allies", "They"}, 3);
    marked_free(&marked);
}

static void descriptions_find_their_person(void **state)
{
    (void)state;
    marked_resolve(&marked, "[1 NATO Secretary-General Mark Rutte] said {1 so}. [2 Canadian Defense Minister Bill Blair] "
                            "said {2 no}. [3 The minister] said {3 more}. [4 The alliance chief] said {4 less}. "
                            "[5 The foreign minister] said {5 x}. [6 The Polish defense minister] said {6 y}.");
    expect_name(3, "Bill Blair");
    expect_name(4, "Mark Rutte");
    expect_name(5, "The foreign minister");
    expect_name(6, "The Polish defense minister");
    marked_free(&marked);
}

static void a_description_of_two_is_nobodys(void **state)
{
    (void)state;
    marked_resolve(&marked, "[1 Canadian Defense Minister Bill Blair] said {1 so}. [2 UK Defense Minister John Healey] "
                            "said {2 no}. [3 The minister] said {3 more}. [4 The Canadian minister] said {4 less}.");
    expect_other(3, 1);
    expect_other(3, 2);
    expect_same(4, 1);
    marked_free(&marked);
}

static void a_predicate_describes_its_subject(void **state)
{
    (void)state;
    marked_resolve(&marked, "Ann Lee moved to Malden and became the mayor. Bob Roe, who was never a nurse, left. "
                            "In 2005 Cy Poe was named treasurer. [1 The mayor] said {1 so}. [2 The nurse] said {2 no}. "
                            "[3 The treasurer] said {3 more}. Could Dan Moe be the sheriff? [4 The sheriff] said {4 less}.");
    expect_name(1, "Ann Lee");
    expect_name(2, "The nurse");
    expect_name(3, "Cy Poe");
    expect_name(4, "The sheriff");
    assert_int_equal(speaker_of(1)->role_count, 0); /* a role stands beside the name */
    marked_free(&marked);
}

static void the_anonymous_merge_only_when_the_text_says_so(void **state)
{
    (void)state;
    marked_resolve(&marked, "[1 A senior official] said {1 so}. [2 The official] added {2 more}. [3 Some] said {3 x}. "
                            "[4 Some] said {4 y}. [5 Another official] said {5 z}. [6 The official] said {6 q}.");
    expect_same(1, 2);
    assert_int_equal(speaker_of(1)->kind, SS_SPEAKER_ANONYMOUS);
    assert_string_equal(marked_words(&marked, speaker_of(1)->role[0]), "senior official");
    expect_other(3, 4);
    expect_other(5, 1);
    expect_other(6, 1);
    expect_other(6, 5);
    marked_free(&marked);
}

static void acronyms_are_their_expansions(void **state)
{
    (void)state;
    marked_resolve(&marked, "[1 WFP] said {1 so}. The World Food Programme helps. [2 It] said {2 more}. "
                            "[3 Acme Corp.] said {3 x}. [4 Acme] said {4 y}. [5 The Defense Ministry] said {5 z}. "
                            "[6 The ministry] said {6 q}.");
    expect_name(1, "World Food Programme");
    expect_same(1, 2);
    expect_same(3, 4);
    expect_same(5, 6);
    expect_name(6, "Defense Ministry");
    assert_int_equal(speaker_of(1)->kind, SS_SPEAKER_ORGANISATION);
    marked_free(&marked);
}

static void an_organisation_is_not_its_spokesman(void **state)
{
    (void)state;
    marked_resolve(&marked, "[1 Acme Corp.] said {1 so}. [2 A spokesman for Acme Corp.] said {2 no}. "
                            "[3 Acme spokeswoman Ann Lee] said {3 x}. [4 Lee's office] said {4 y}. [5 Lee] said {5 z}.");
    expect_other(1, 2);
    expect_other(1, 3);
    expect_other(2, 3);
    expect_name(3, "Ann Lee");
    expect_other(4, 3);
    expect_same(5, 3);
    assert_string_equal(marked_words(&marked, speaker_of(2)->affiliation[0]), "Acme Corp.");
    marked_free(&marked);
}

static void sets_have_members(void **state)
{
    (void)state;
    marked_resolve(&marked, "[1 France and Germany] said {1 so}. [2 They] added {2 more}. [3 Germany] said {3 no}. "
                            "[4 France and Germany] said {4 yes}.");
    expect_name(1, "France and Germany");
    assert_int_equal(speaker_of(1)->kind, SS_SPEAKER_GROUP);
    assert_int_equal(speaker_of(1)->member_count, 2);
    assert_int_equal(marked.speakers.count, 3);
    expect_same(1, 2);
    expect_same(1, 4);
    assert_int_equal(speaker_of(1)->member[1], marked.relation[2].speaker);
    expect_name(3, "Germany");
    marked_free(&marked);
}

static void relations_may_share_a_source_or_have_none(void **state)
{
    (void)state;
    marked_resolve(&marked, "[1 [2 She]] said {1 so} and asked {2 for more}. {3 Nobody claims these words.}");
    expect_same(1, 2);
    assert_int_equal(marked.speakers.count, 1);
    assert_int_equal(marked.relation[2].speaker, 0);
    expect_mentions(1, (const char *const[]){"She"}, 1);
    marked_free(&marked);
}

static void keys_are_folded(void **state)
{
    (void)state;
    marked_resolve(&marked, "[1 Jürgen  Müller] said {1 so}. [2 The New York Times] said {2 so}. [3 Dr. Zoë O’Neil] said {3 so}.");
    expect_name(1, "Jürgen Müller");
    expect_key(1, "jurgen muller");
    expect_key(2, "new york times");
    expect_key(3, "zoe o'neil");
    assert_int_equal(speaker_of(3)->role_count, 0); /* "Dr." tells no office */
    marked_free(&marked);
}

static void documents_are_their_own(void **state)
{
    (void)state;
    marked_resolve(&marked, "[1 A report] says {1 so}. [2 The report] says {2 more}. [3 A study] says {3 no}. [4 It] finds {4 x}.");
    expect_same(1, 2);
    expect_other(1, 3);
    expect_same(3, 4);
    assert_int_equal(speaker_of(1)->kind, SS_SPEAKER_DOCUMENT);
    marked_free(&marked);
}

static void nothing_gives_no_speakers(void **state)
{
    (void)state;
    marked_resolve(&marked, "");
    assert_int_equal(marked.speakers.count, 0);
    marked_free(&marked);
    marked_resolve(&marked, "Ann Lee slept.");
    assert_int_equal(marked.speakers.count, 0);
    marked_free(&marked);
}

/* Ranges of every shape over text of every kind: what is asked for is that nothing breaks and that
 * every source gets a speaker whose record is whole. */
static void any_ranges_give_whole_records(void **state)
{
    (void)state;
    static const char text[] = "Mr. Ann and the U.S. \"I, who said he,\" of 'NATO's (WFP) \xFF\xFE officials, Zoë\n\n"
                               "The one of some, and & his 42 King President von der of the Acme Corp. that which";
    static ss_range source[64];
    static ss_range content[64];
    static ss_relation relation[64];
    uint32_t seed = 1;
    for (int round = 0; round < 300; round++) {
        ss_arena arena;
        ss_document document;
        ss_speakers speakers;
        ss_arena_init(&arena, SS_ARENA_BUDGET);
        assert_int_equal(ss_document_read(&arena, (const uint8_t *)text, sizeof text - 1, &document), SS_OK);
        uint32_t count = document.tokens.count;
        for (uint32_t i = 0; i < 64; i++) {
            ss_range *range[2] = {&source[i], &content[i]};
            for (int k = 0; k < 2; k++) {
                seed = seed * 1664525u + 1013904223u;
                range[k]->first = (seed >> 8) % count;
                range[k]->end = range[k]->first + 1 + (seed >> 20) % 9;
                range[k]->end = range[k]->end > count ? count : range[k]->end;
            }
            relation[i] = (ss_relation){.source = &source[i], .content = &content[i], .source_count = 1, .content_count = 1};
        }
        ss_relations relations = {relation, 64};
        assert_int_equal(ss_speakers_resolve(&arena, &document, &relations, &speakers), SS_OK);
        for (uint32_t i = 0; i < speakers.count; i++) {
            const ss_speaker *one = &speakers.speaker[i];
            assert_in_range(one->kind, SS_SPEAKER_PERSON, SS_SPEAKER_UNKNOWN);
            assert_true(one->name_length > 0 && one->mention_count > 0);
            for (uint32_t k = 0; k < one->member_count; k++)
                assert_in_range(one->member[k], 1, speakers.count);
            for (uint32_t k = 1; k < one->mention_count; k++)
                assert_true(one->mention[k - 1].end <= one->mention[k].first);
        }
        for (uint32_t i = 0; i < 64; i++)
            assert_in_range(relation[i].speaker, 0, speakers.count);
        ss_arena_free(&arena);
    }
}

static void a_spent_budget_is_an_error(void **state)
{
    (void)state;
    ss_speakers speakers;
    marked_read(&marked, "[1 Ann Lee] said {1 so}.");
    marked.arena.budget = marked.arena.used;
    ss_status status = SS_OK;
    for (int i = 0; i < 4096 && status == SS_OK; i++)
        status = ss_speakers_resolve(&marked.arena, &marked.document, &marked.relations, &speakers);
    assert_int_equal(status, SS_ERR_MEMORY);
    assert_int_equal(speakers.count, 0);
    marked_free(&marked);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_body_without_a_name_is_one),
        cmocka_unit_test(a_description_may_stand_before_who_it_is),
        cmocka_unit_test(a_name_given_later_is_the_speakers),
        cmocka_unit_test(first_words_are_names_when_they_speak),
        cmocka_unit_test(a_name_outside_the_sources_counts),
        cmocka_unit_test(the_subject_of_a_new_paragraph_takes_the_pronoun),
        cmocka_unit_test(who_speaks_does_not_call_himself_he),
        cmocka_unit_test(a_subject_goes_on_in_its_sentence),
        cmocka_unit_test(his_own_is_the_subjects),
        cmocka_unit_test(a_part_of_the_senators_is_not_all_of_them),
        cmocka_unit_test(a_word_in_brackets_shortens_a_name),
        cmocka_unit_test(who_is_asked_acts),
        cmocka_unit_test(what_somebody_is_does_not_speak),
        cmocka_unit_test(his_lawyer_is_not_himself),
        cmocka_unit_test(who_was_he_is_not_she),
        cmocka_unit_test(two_people_of_one_surname_stay_two),
        cmocka_unit_test(father_and_son_of_one_name_stay_two),
        cmocka_unit_test(particles_belong_to_the_surname),
        cmocka_unit_test(a_paper_with_a_capital_is_its_own),
        cmocka_unit_test(a_headline_describes_who_is_named_below),
        cmocka_unit_test(a_turn_in_a_transcript_says_its_i),
        cmocka_unit_test(a_surname_goes_to_the_one_clearly_meant),
        cmocka_unit_test(an_office_before_a_surname_must_fit),
        cmocka_unit_test(initials_fit_one_name_only),
        cmocka_unit_test(pronouns_follow_gender),
        cmocka_unit_test(the_subject_of_the_clause_takes_the_pronoun),
        cmocka_unit_test(an_unclear_pronoun_is_nobodys),
        cmocka_unit_test(first_persons_are_who_is_quoted),
        cmocka_unit_test(a_quoted_pronoun_is_not_who_is_quoted),
        cmocka_unit_test(who_is_told_of_is_somebody_else),
        cmocka_unit_test(he_who_speaks_is_the_only_person),
        cmocka_unit_test(relative_pronouns_name_their_noun),
        cmocka_unit_test(descriptions_find_their_person),
        cmocka_unit_test(a_description_of_two_is_nobodys),
        cmocka_unit_test(a_predicate_describes_its_subject),
        cmocka_unit_test(the_anonymous_merge_only_when_the_text_says_so),
        cmocka_unit_test(acronyms_are_their_expansions),
        cmocka_unit_test(an_organisation_is_not_its_spokesman),
        cmocka_unit_test(sets_have_members),
        cmocka_unit_test(relations_may_share_a_source_or_have_none),
        cmocka_unit_test(keys_are_folded),
        cmocka_unit_test(documents_are_their_own),
        cmocka_unit_test(nothing_gives_no_speakers),
        cmocka_unit_test(any_ranges_give_whole_records),
        cmocka_unit_test(a_spent_budget_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
