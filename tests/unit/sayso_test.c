/* The door, with the committed model: a text that comes in pieces has the records of the whole one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sayso.h"

static sayso_model *model;

static int open_model(void **state)
{
    (void)state;
    return sayso_model_builtin(&model, NULL) == SAYSO_OK ? 0 : -1;
}

static int close_model(void **state)
{
    (void)state;
    sayso_model_free(model);
    return 0;
}

/* A town's news, without end: names in full, surnames, pronouns, quotations that go on. */
static char *chronicle(size_t length)
{
    static const char *const paragraph[] = {
        "Mayor Ann Lee said on Tuesday that the bridge would open in May. She added that the town had paid for all of it.\n\n",
        "“We are proud of this bridge,” Lee told reporters. “It took us nine years.\n\n",
        "“And it will stand for ninety,” she said.\n\n",
        "Tom Brandt, who runs the ferry, denied that he had asked for money. According to Brandt, the ferry carried 300 people a day.\n\n",
        "Police said that a witness reported a man in the water, and that the mayor had promised a rail.\n\n",
        "Critics believe the tolls are too high. The council promised to publish its figures, and Brandt wants to see them.\n\n",
        "“It is a bridge that nobody asked us for.”\n\n“And it is a bridge that nobody will cross.\n\n“So it goes, year after year, with us.”\n\n",
        "It rained all afternoon, and the fair was moved indoors. A band played until ten.\n\n",
    };
    char *text = malloc(length + 512);
    assert_non_null(text);
    size_t at = 0;
    for (size_t i = 0; at < length; i++) {
        at += (size_t)sprintf(text + at, "%s", paragraph[i % 8]);
        if (i % 5 == 0)
            at += (size_t)sprintf(text + at, "Deputy Mayor Jane Moss %zu said that she would not stand again.\n\n", i);
    }
    text[at] = '\0';
    return text;
}

static void assert_same(const sayso_attribution *one, const sayso_attribution *other)
{
    assert_int_equal(one->id, other->id);
    assert_int_equal(one->kind, other->kind);
    assert_int_equal(one->act, other->act);
    assert_int_equal(one->parent, other->parent);
    assert_int_equal(one->confidence, other->confidence);
    assert_true(one->fingerprint == other->fingerprint);
    assert_int_equal(one->source_count, other->source_count);
    assert_int_equal(one->content_count, other->content_count);
    assert_memory_equal(&one->cue, &other->cue, sizeof one->cue);
    for (uint32_t i = 0; i < one->source_count; i++)
        assert_memory_equal(&one->source[i], &other->source[i], sizeof(sayso_span));
    for (uint32_t i = 0; i < one->content_count; i++)
        assert_memory_equal(&one->content[i], &other->content[i], sizeof(sayso_span));
}

static uint32_t became(const sayso_result *whole, uint32_t speaker)
{
    for (uint32_t i = 0; i < whole->merge_count; i++)
        if (whole->merge[i].provisional == speaker)
            return whole->merge[i].into;
    return 0;
}

static void compare_pieces(const sayso_model *by, uint16_t min_confidence)
{
    char *text = chronicle(60000);
    size_t length = strlen(text);
    sayso_annotator *whole, *pieces;
    const sayso_result *all, *some;
    uint32_t early = 0, floating = 0, speakers[4096];
    const sayso_options options = {.min_confidence = min_confidence};
    assert_int_equal(sayso_annotator_create(by, &whole), SAYSO_OK);
    assert_int_equal(sayso_annotator_create(by, &pieces), SAYSO_OK);
    assert_int_equal(sayso_annotate(whole, text, length, &options, &all), SAYSO_OK);
    assert_true(all->attribution_count > 100 && all->attribution_count < 4096);
    sayso_begin(pieces);
    for (size_t part = 9000; part < length; part += 7001) {
        assert_int_equal(sayso_settle(pieces, text, part, &options, &some), SAYSO_OK);
        assert_true(part >= 16384 || some->attribution_count == 0);
        assert_int_equal(some->credit_count, 0);
        for (uint32_t i = 0; i < some->attribution_count; i++, early++) {
            assert_same(&some->attribution[i], &all->attribution[early]);
            speakers[early] = some->attribution[i].speaker;
            floating += some->attribution[i].cue.start == some->attribution[i].cue.end;
        }
    }
    assert_true(early > all->attribution_count / 2);
    assert_true((floating > 10) == (min_confidence == 0));
    assert_int_equal(sayso_finish(pieces, text, length, &options, &some), SAYSO_OK);
    assert_int_equal(some->attribution_count, all->attribution_count);
    assert_int_equal(some->speaker_count, all->speaker_count);
    for (uint32_t i = 0; i < all->attribution_count; i++) {
        assert_same(&some->attribution[i], &all->attribution[i]);
        assert_int_equal(some->attribution[i].speaker, all->attribution[i].speaker);
        if (i < early)
            assert_int_equal(became(some, speakers[i]), all->attribution[i].speaker);
    }
    for (uint32_t i = 0; i < all->speaker_count; i++) {
        assert_int_equal(some->speaker[i].id, i + 1);
        assert_int_equal(some->speaker[i].name.length, all->speaker[i].name.length);
        assert_memory_equal(some->speaker[i].name.bytes, all->speaker[i].name.bytes, all->speaker[i].name.length);
    }
    sayso_annotator_free(whole);
    sayso_annotator_free(pieces);
    free(text);
}

static void pieces_have_the_records_of_the_whole(void **state)
{
    (void)state;
    compare_pieces(model, 400);
    compare_pieces(model, 0);
}

static const char rules[] = "speaker \"Tom Brandt\" = \"Thomas Brandt\"\n"
                            "cue \"deny\" = off\n"
                            "cue \"run\" = STATEMENT\n"
                            "never-a-quote ferry\n  find = the ferry carried [^.]*\n";

static bool holds(const sayso_result *result, const char *name)
{
    for (uint32_t i = 0; i < result->speaker_count; i++)
        if (result->speaker[i].name.length == strlen(name) && memcmp(result->speaker[i].name.bytes, name, strlen(name)) == 0)
            return true;
    return false;
}

/* Every parent comes first, is outermost itself and has the inner record's cue in its content. */
static void what_is_said_inside_a_content_has_its_parent(void **state)
{
    (void)state;
    const char *text = "Police said that a witness reported a fire on the ferry. The mayor said the company had promised a new boat.\n";
    sayso_annotator *annotator;
    const sayso_result *result;
    uint32_t inner = 0;
    assert_int_equal(sayso_annotator_create(model, &annotator), SAYSO_OK);
    assert_int_equal(sayso_annotate(annotator, text, strlen(text), NULL, &result), SAYSO_OK);
    for (uint32_t i = 0; i < result->attribution_count; i++) {
        const sayso_attribution *one = &result->attribution[i];
        if (one->parent == 0)
            continue;
        assert_true(one->parent < one->id);
        const sayso_attribution *parent = &result->attribution[one->parent - 1];
        assert_int_equal(parent->parent, 0);
        assert_true(parent->content[0].start <= one->cue.start && one->cue.end <= parent->content[parent->content_count - 1].end);
        inner++;
    }
    assert_true(inner > 0);
    const sayso_options outermost = {.outermost_only = true};
    assert_int_equal(sayso_annotate(annotator, text, strlen(text), &outermost, &result), SAYSO_OK);
    assert_true(result->attribution_count > 0);
    for (uint32_t i = 0; i < result->attribution_count; i++)
        assert_int_equal(result->attribution[i].parent, 0);
    sayso_annotator_free(annotator);
}

/* Windows of marks alone are passed over, but not one with a sentence in it. */
static void a_sentence_behind_marks_is_read(void **state)
{
    (void)state;
    static char text[8192];
    sayso_annotator *annotator;
    const sayso_result *result;
    size_t at = 0;
    while (at < 4000)
        at += (size_t)sprintf(text + at, "]]]](");
    at += (size_t)sprintf(text + at, " The mayor said that the bridge would open in May.");
    assert_int_equal(sayso_annotator_create(model, &annotator), SAYSO_OK);
    assert_int_equal(sayso_annotate(annotator, text, at, NULL, &result), SAYSO_OK);
    assert_int_equal(result->attribution_count, 1);
    sayso_annotator_free(annotator);
}

static void rules_change_what_is_read(void **state)
{
    (void)state;
    sayso_model *ruled;
    sayso_annotator *annotator;
    const sayso_result *result;
    sayso_error error;
    char *text = chronicle(3000);
    assert_int_equal(sayso_model_builtin(&ruled, NULL), SAYSO_OK);
    assert_int_equal(sayso_model_add_rules(ruled, rules, sizeof rules - 1, &error), SAYSO_OK);
    assert_string_equal(error.message, "");
    assert_int_equal(error.line, 0);
    compare_pieces(ruled, 0);
    assert_int_equal(sayso_annotator_create(ruled, &annotator), SAYSO_OK);
    assert_int_equal(sayso_annotate(annotator, text, strlen(text), NULL, &result), SAYSO_OK);
    assert_true(holds(result, "Thomas Brandt"));
    assert_false(holds(result, "Tom Brandt"));
    for (uint32_t i = 0; i < result->attribution_count; i++) {
        const sayso_attribution *one = &result->attribution[i];
        assert_true(memcmp(text + one->cue.start, "denied", 6) != 0);
        assert_true(memcmp(text + one->content[0].start, "the ferry carried", 17) != 0);
    }
    sayso_annotator_free(annotator);
    sayso_model_free(ruled);
    free(text);
}

static void rules_that_make_no_sense_change_nothing(void **state)
{
    (void)state;
    sayso_model *ruled;
    sayso_error error;
    char before[64];
    assert_int_equal(sayso_model_builtin(&ruled, NULL), SAYSO_OK);
    assert_int_equal(sayso_model_add_rules(ruled, rules, sizeof rules - 1, NULL), SAYSO_OK);
    strcpy(before, sayso_model_rules(ruled));
    assert_int_equal(sayso_model_add_rules(ruled, "cue \"a\" = off\n  crdit", 21, &error), SAYSO_BAD_RULES);
    assert_int_equal(error.line, 1);
    assert_int_equal(error.column, 11);
    assert_int_equal(error.offset, 10);
    assert_non_null(strstr(error.message, "not 'off"));
    assert_string_equal(sayso_model_rules(ruled), before);
    assert_int_equal(sayso_model_add_rules(ruled, NULL, 0, NULL), SAYSO_OK);
    assert_string_not_equal(sayso_model_rules(ruled), before);
    sayso_model_free(ruled);
}

/* A pattern without an end: all other records are there, and the answer says which rule was given up. */
static void a_rule_that_is_given_up_is_named(void **state)
{
    (void)state;
    static const char slow[] = "never-a-quote slow\n  find = (\\w+\\s?)+[0-9]{5}\n";
    sayso_model *ruled;
    sayso_annotator *annotator;
    const sayso_result *result;
    char *text = chronicle(3000);
    assert_int_equal(sayso_model_builtin(&ruled, NULL), SAYSO_OK);
    assert_int_equal(sayso_model_add_rules(ruled, slow, sizeof slow - 1, NULL), SAYSO_OK);
    assert_int_equal(sayso_annotator_create(ruled, &annotator), SAYSO_OK);
    assert_int_equal(sayso_annotate(annotator, text, strlen(text), NULL, &result), SAYSO_LIMIT);
    assert_non_null(strstr(result->error.message, "the rule slow"));
    assert_true(result->attribution_count > 10);
    uint64_t operations = result->operations;
    assert_int_equal(sayso_annotate(annotator, text, strlen(text), NULL, &result), SAYSO_LIMIT);
    assert_true(result->operations == operations);
    sayso_annotator_free(annotator);
    sayso_model_free(ruled);
    free(text);
}

static void what_is_not_served_is_refused_by_name(void **state)
{
    (void)state;
    const char *text = "Ann Lee said that the bridge is open.";
    sayso_annotator *annotator;
    const sayso_result *result;
    assert_int_equal(sayso_annotator_create(model, &annotator), SAYSO_OK);
    sayso_options options = {.media_type = "application/pdf"};
    assert_int_equal(sayso_annotate(annotator, text, strlen(text), &options, &result), SAYSO_UNSUPPORTED);
    assert_non_null(strstr(result->error.message, "application/pdf"));
    assert_int_equal(result->attribution_count, 0);
    options = (sayso_options){.language = "de"};
    assert_int_equal(sayso_annotate(annotator, text, strlen(text), &options, &result), SAYSO_UNSUPPORTED);
    assert_non_null(strstr(result->error.message, "de"));
    options = (sayso_options){.strict_text = true};
    assert_int_equal(sayso_annotate(annotator, "Ann \xFF said", 10, &options, &result), SAYSO_INVALID_TEXT);
    assert_true(result->error.offset == 4);
    options = (sayso_options){0};
    assert_int_equal(sayso_annotate(annotator, "Ann \xFF said", 10, &options, &result), SAYSO_OK);
    assert_int_equal(result->replaced_sequences, 1);
    sayso_annotator_free(annotator);
}

static void a_document_of_the_largest_size_is_read_and_one_byte_more_is_not(void **state)
{
    (void)state;
    char *text = malloc(SAYSO_MAX_DOCUMENT_BYTES + 1);
    assert_non_null(text);
    memset(text, '\n', SAYSO_MAX_DOCUMENT_BYTES + 1);
    sayso_annotator *annotator;
    const sayso_result *result;
    assert_int_equal(sayso_annotator_create(model, &annotator), SAYSO_OK);
    assert_int_equal(sayso_annotate(annotator, text, SAYSO_MAX_DOCUMENT_BYTES, NULL, &result), SAYSO_OK);
    assert_int_equal(sayso_annotate(annotator, text, SAYSO_MAX_DOCUMENT_BYTES + 1, NULL, &result), SAYSO_TOO_LARGE);
    sayso_annotator_free(annotator);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_have_the_records_of_the_whole),
        cmocka_unit_test(what_is_said_inside_a_content_has_its_parent),
        cmocka_unit_test(a_sentence_behind_marks_is_read),
        cmocka_unit_test(rules_change_what_is_read),
        cmocka_unit_test(rules_that_make_no_sense_change_nothing),
        cmocka_unit_test(a_rule_that_is_given_up_is_named),
        cmocka_unit_test(what_is_not_served_is_refused_by_name),
        cmocka_unit_test(a_document_of_the_largest_size_is_read_and_one_byte_more_is_not),
    };
    return cmocka_run_group_tests(tests, open_model, close_model);
}
