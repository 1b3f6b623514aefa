/* alias_test.c - meaning/alias.h: sources and records of one name become one. */
#include <stdio.h>

#include "marked_text.h"

#include "meaning/alias.h"

static marked_text marked;
static ss_arena arena;
static ss_aliases aliases;

/* Pairs of another name and a name. */
static void make(const char *const *pair)
{
    static ss_alias all[8];
    uint32_t count = 0;
    ss_arena_init(&arena, 1u << 20);
    for (; pair[2 * count] != NULL; count++) {
        const char *other = pair[2 * count], *name = pair[2 * count + 1];
        all[count] = (ss_alias){.key = ss_alias_key(&arena, other, (uint32_t)strlen(other)), .name = name,
                                .name_key = ss_alias_key(&arena, name, (uint32_t)strlen(name))};
    }
    assert_int_equal(ss_aliases_index(&arena, all, count, &aliases), SS_OK);
}

static void apply(const char *text)
{
    marked_resolve(&marked, text);
    assert_int_equal(ss_aliases_apply(&marked.arena, &aliases, &marked.document, &marked.relations, &marked.speakers), SS_OK);
}

/* "name (key) mentions;" of each record, then the speakers of the relations. */
static void check(const char *text, const char *expected)
{
    char got[2048] = "";
    size_t at = 0;
    apply(text);
    for (uint32_t i = 0; i < marked.speakers.count; i++) {
        const ss_speaker *one = &marked.speakers.speaker[i];
        at += (size_t)snprintf(got + at, sizeof got - at, "%.*s (%.*s)", (int)one->name_length, one->name, (int)one->key_length, one->key);
        for (uint32_t k = 0; k < one->mention_count; k++)
            at += (size_t)snprintf(got + at, sizeof got - at, " %s", marked_words(&marked, one->mention[k]));
        for (uint32_t k = 0; k < one->member_count; k++)
            at += (size_t)snprintf(got + at, sizeof got - at, " +%u", one->member[k]);
        at += (size_t)snprintf(got + at, sizeof got - at, "; ");
    }
    for (uint32_t i = 0; i < marked.relations.count; i++)
        at += (size_t)snprintf(got + at, sizeof got - at, "%u", marked.relations.relation[i].speaker);
    assert_string_equal(got, expected);
    marked_free(&marked);
}

static void keys_are_folded(void **state)
{
    (void)state;
    ss_arena_init(&arena, 1u << 20);
    assert_string_equal(ss_alias_key(&arena, "The  Iron L\xC3\xA2" "dy", 15), "iron lady");
    assert_string_equal(ss_alias_key(&arena, "Mrs. Thatcher", 13), "thatcher");
    assert_string_equal(ss_alias_key(&arena, "", 0), "");
    ss_arena_free(&arena);
}

static void another_name_is_the_persons(void **state)
{
    (void)state;
    const char *const pairs[] = {"the Iron Lady", "Margaret Thatcher", NULL};
    make(pairs);
    check("[1 The Iron Lady] <1 said> {1 no}.", "Margaret Thatcher (margaret thatcher) The Iron Lady; 1");
    check("[1 Margaret Thatcher] <1 said> {1 no}. [2 The Iron Lady] <2 said> {2 yes}.",
          "Margaret Thatcher (margaret thatcher) Margaret Thatcher The Iron Lady; 11");
    check("[1 The Iron Lady] <1 said> {1 no}. [2 Tom Brandt] <2 said> {2 yes}. [3 Margaret Thatcher] <3 left> {3 it}.",
          "Margaret Thatcher (margaret thatcher) The Iron Lady Margaret Thatcher; Tom Brandt (tom brandt) Tom Brandt; 121");
    check("[1 Tom Brandt] <1 said> {1 no}.", "Tom Brandt (tom brandt) Tom Brandt; 1");
    ss_arena_free(&arena);
}

static void names_of_names_are_followed(void **state)
{
    (void)state;
    const char *const chain[] = {"Maggie", "the Iron Lady", "the Iron Lady", "Margaret Thatcher", NULL};
    make(chain);
    check("[1 Maggie] <1 said> {1 no}. [2 The Iron Lady] <2 said> {2 yes}.",
          "Margaret Thatcher (margaret thatcher) Maggie The Iron Lady; 11");
    ss_arena_free(&arena);
    const char *const circle[] = {"Maggie", "Margaret", "Margaret", "Maggie", NULL};
    make(circle);
    apply("[1 Maggie] <1 said> {1 no}.");
    assert_int_equal(marked.speakers.count, 1);
    marked_free(&marked);
    ss_arena_free(&arena);
}

/* A pronoun that was resolved to the other name goes with it. */
static void pronouns_go_along(void **state)
{
    (void)state;
    const char *const pairs[] = {"Ann Lee", "Ann Lee-Moss", NULL};
    make(pairs);
    check("[1 Ann Lee] <1 said> {1 no}. [2 She] <2 said> {2 yes}.", "Ann Lee-Moss (ann lee-moss) Ann Lee She; 11");
    ss_arena_free(&arena);
}

/* Where the engine took a nickname for somebody else's, the source alone is moved. */
static void one_source_can_move(void **state)
{
    (void)state;
    const char *const pairs[] = {"the mayor", "Ann Lee", NULL};
    make(pairs);
    apply("[1 Tom Brandt, the mayor,] <1 said> {1 no}. [2 The mayor] <2 said> {2 yes}.");
    assert_int_equal(marked.speakers.count, 2);
    assert_int_equal(marked.relations.relation[0].speaker, 1);
    assert_int_equal(marked.relations.relation[1].speaker, 2);
    assert_memory_equal(marked.speakers.speaker[1].name, "Ann Lee", 7);
    assert_int_equal(marked.speakers.speaker[1].mention_count, 1);
    assert_string_equal(marked_words(&marked, marked.speakers.speaker[1].mention[0]), "The mayor");
    for (uint32_t i = 0; i < marked.speakers.speaker[0].mention_count; i++)
        assert_string_not_equal(marked_words(&marked, marked.speakers.speaker[0].mention[i]), "The mayor");
    marked_free(&marked);
    ss_arena_free(&arena);
}

static void members_keep_their_sets(void **state)
{
    (void)state;
    const char *const pairs[] = {"Berlin", "Germany", "Paris", "France", NULL};
    make(pairs);
    check("[1 Berlin] <1 said> {1 no}. [2 France and Germany] <2 said> {2 yes}.",
          "Germany (germany) Berlin Germany; France and Germany (france and germany) France and Germany +3 +1; France (france) France; 12");
    ss_arena_free(&arena);
}

static void without_memory_nothing_is_changed(void **state)
{
    (void)state;
    const char *const pairs[] = {"Berlin", "Germany", NULL};
    make(pairs);
    marked_resolve(&marked, "[1 Berlin] <1 said> {1 no}.");
    ss_arena nowhere;
    ss_arena_init(&nowhere, 0);
    assert_int_equal(ss_aliases_apply(&nowhere, &aliases, &marked.document, &marked.relations, &marked.speakers), SS_ERR_MEMORY);
    marked_free(&marked);
    ss_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_are_folded),
        cmocka_unit_test(another_name_is_the_persons),
        cmocka_unit_test(names_of_names_are_followed),
        cmocka_unit_test(pronouns_go_along),
        cmocka_unit_test(one_source_can_move),
        cmocka_unit_test(members_keep_their_sets),
        cmocka_unit_test(without_memory_nothing_is_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
