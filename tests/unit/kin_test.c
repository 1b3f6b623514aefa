/* kin_test.c - whose father, widow or lawyer somebody is. */
#include <stdio.h>

#include "meaning/kin.h"
#include "text_fixture.h"

/* A text whose names and tags were read. */
typedef struct family {
    reading text;
    uint8_t *tag;
    ss_names names;
    ss_cast cast;
    ss_kin kin;
} family;

static uint32_t token_of(const family *self, const char *word, uint32_t from)
{
    for (uint32_t i = from; i < self->text.document.tokens.count; i++)
        if (ss_token_is(&self->text.document.tokens, i, word))
            return i;
    fail_msg("no \"%s\"", word);
    return 0;
}

/* Sees all names in order, each as a subject, and every "his" and "her" as the first of them. */
static void read_family(family *self, const char *words)
{
    *self = (family){.kin = {.count = 0}};
    read_text(&self->text, words);
    const ss_document *document = &self->text.document;
    assert_int_equal(ss_names_read(&self->text.arena, document, NULL, 0, &self->names), SS_OK);
    assert_int_equal(ss_tags_guess(&self->text.arena, document, ss_speaker_weights_builtin(), &self->tag), SS_OK);
    assert_int_equal(ss_cast_gather(&self->text.arena, document, &self->names, &self->cast), SS_OK);
    self->cast.tag = self->tag;
    uint32_t name = 0;
    for (uint32_t i = 0; i < document->tokens.count; i++) {
        if (ss_token_is(&document->tokens, i, "his") || ss_token_is(&document->tokens, i, "her"))
            ss_kin_see_pronoun(&self->kin, &self->cast, i, self->cast.entity_of_name[0]);
        if (name == self->names.count || self->names.name[name].name.first != i)
            continue;
        ss_sighting sighting = {.token = i, .sentence = ss_part_of(&document->sentences, i), .form = SS_MENTION_NAME};
        sighting.function = name == 0 ? SS_FUNCTION_SUBJECT : SS_FUNCTION_OBLIQUE;
        ss_cast_see(&self->cast, self->cast.entity_of_name[name], &sighting);
        ss_kin_see_name(&self->kin, &self->cast, name++);
    }
}

/* Whom the last words of a text mean, from `first` to `head`: the name's words, or "" for nobody who is known. */
static void expect_found(const char *words, const char *first, const char *head, const char *expected)
{
    family one;
    written out = {{0}, 0};
    read_family(&one, words);
    const ss_document *document = &one.text.document;
    uint32_t last = ss_part_of(&document->sentences, document->tokens.count - 1);
    uint32_t from = token_of(&one, first, document->sentences.first[last]), to = token_of(&one, head, from);
    ss_mention mention;
    ss_mention_read(document, &one.names, (ss_range){from, to + 1}, &mention);
    uint32_t entity = ss_kin_find(&one.kin, &one.cast, &mention, last);
    if (entity != SS_NO_ENTITY) {
        ss_span span = ss_range_span(&document->tokens, one.cast.entity[entity].text);
        write_bytes(&out, one.text.text + span.start, span.end - span.start);
    }
    assert_string_equal(out.text, expected);
    forget(&one.text);
}

static void a_name_beside_the_word_is_found_by_it(void **state)
{
    (void)state;
    expect_found("Ann Lee met her husband, Tom Roe, there. Then her husband left.", "her", "husband", "Tom Roe");
    expect_found("Ann Lee met her husband Tom Roe there. Then the husband left.", "the", "husband", "Tom Roe");
    expect_found("Ann Lee left. Tom Roe, her husband, came. Then her husband left.", "her", "husband", "Tom Roe");
    expect_found("Ann Lee met her husband Tom Roe there. Then her brother left.", "her", "brother", "");
}

static void who_has_a_son_is_a_father(void **state)
{
    (void)state;
    expect_found("Tom Roe brought his son Paul Roe there. Then the father left.", "the", "father", "Tom Roe");
    expect_found("Ann Lee mourned her husband there. Then the widow left.", "the", "widow", "Ann Lee");
    expect_found("Ann Lee mourned her husband there. Then her husband left.", "her", "husband", "");
}

static void parents_are_told_by_of_and_to(void **state)
{
    (void)state;
    expect_found("Ann Lee is the daughter of Mary Lee and Tom Lee. Then her father left.", "her", "father", "Tom Lee");
    expect_found("Ann Lee is the daughter of Mary Lee and Tom Lee. Then her mother left.", "her", "mother", "Mary Lee");
    expect_found("Ann Lee was born in Leeds to Mary Lee. Then her mother left.", "her", "mother", "Mary Lee");
}

static void who_married_is_a_wife_or_a_husband(void **state)
{
    (void)state;
    expect_found("Tom Roe married the singer Ann Lee. Then his wife left.", "his", "wife", "Ann Lee");
    expect_found("Tom Roe married Ann Lee. Then his husband left.", "his", "husband", "");
}

static void two_sons_are_not_the_son(void **state)
{
    (void)state;
    expect_found("Ann Lee saw her son Tom Lee and her younger son Paul Lee. Then the son left.", "the", "son", "");
    expect_found("Ann Lee saw her son Tom Lee and her younger son Paul Lee. Then her younger son left.", "her", "son",
                 "Paul Lee");
}

/* Whose brother the last "his" of a text means, where the entity of name `guess` was guessed. */
static void expect_owner(const char *words, uint32_t guess, const char *expected)
{
    family one;
    written out = {{0}, 0};
    read_family(&one, words);
    const ss_document *document = &one.text.document;
    uint32_t last = ss_part_of(&document->sentences, document->tokens.count - 1);
    uint32_t his = token_of(&one, "his", document->sentences.first[last]);
    ss_mention mention;
    ss_mention_read(document, &one.names, (ss_range){his, his + 1}, &mention);
    uint32_t owner = ss_kin_owner(&one.kin, &one.cast, &mention, one.cast.entity_of_name[guess]);
    ss_span span = ss_range_span(&document->tokens, one.cast.entity[owner].text);
    write_bytes(&out, one.text.text + span.start, span.end - span.start);
    assert_string_equal(out.text, expected);
    forget(&one.text);
}

static void a_brother_does_not_turn_into_who_has_one(void **state)
{
    (void)state;
    expect_owner("Bob Orr met his brother, Tom Orr. Then his brother left.", 1, "Bob Orr");
    expect_owner("Bob Orr met his brother, Tom Orr. Then his brother left.", 0, "Bob Orr");
    expect_owner("Bob Orr met his brother, Tom Orr. Dan Roe left. Then his brother left.", 2, "Dan Roe");
    expect_owner("Bob Orr met his brother, Tom Orr. Then his sister left.", 1, "Tom Orr");
    expect_owner("Ann Orr met her brother, Tom Orr. Then his brother left.", 1, "Tom Orr");
}

static void more_ties_than_there_is_room_for_forget_the_oldest(void **state)
{
    (void)state;
    char words[8192] = "Ann Lee met her husband Tom Roe there. ";
    size_t used = strlen(words);
    for (uint32_t i = 0; i <= SS_KIN_TIES; i++) {
        char name[3] = {(char)('A' + i % 26), (char)('a' + i / 26), 0};
        used += (size_t)snprintf(words + used, sizeof words - used, "Ben %sford's son Tom %sford came. ", name, name);
    }
    (void)snprintf(words + used, sizeof words - used, "Then her husband left.");
    expect_found(words, "her", "husband", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_beside_the_word_is_found_by_it),
        cmocka_unit_test(who_has_a_son_is_a_father),
        cmocka_unit_test(parents_are_told_by_of_and_to),
        cmocka_unit_test(who_married_is_a_wife_or_a_husband),
        cmocka_unit_test(two_sons_are_not_the_son),
        cmocka_unit_test(a_brother_does_not_turn_into_who_has_one),
        cmocka_unit_test(more_ties_than_there_is_room_for_forget_the_oldest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
