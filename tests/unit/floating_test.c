/* floating_test.c - meaning/floating.h: which quotations are records without a cue, and whose they are. */
#include <stdio.h>

#include "marked_text.h"

#include "meaning/floating.h"
#include "model/window.h"

static marked_text marked;
static const ss_stretches nothing;

static void add(const char *text, uint32_t paragraphs)
{
    marked_read(&marked, text);
    const ss_parts *parts = &marked.document.paragraphs;
    uint32_t read = paragraphs < parts->count ? parts->first[paragraphs] : marked.document.tokens.count;
    assert_int_equal(ss_floating_add(&marked.arena, &marked.document, &nothing, read, SS_WINDOW_TOKENS, &marked.relations), SS_OK);
}

/* What floats, "words<n|", with n the relation that it runs on from; 0: nobody's. */
static void check(const char *text, const char *expected)
{
    char got[2048] = "";
    size_t at = 0;
    add(text, UINT32_MAX);
    for (uint32_t i = 0; i < marked.relations.count; i++) {
        const ss_relation *one = &marked.relations.relation[i];
        if (one->cue.first < one->cue.end)
            continue;
        assert_int_equal(one->confidence, SS_FLOATING_CONFIDENCE);
        assert_int_equal(one->kind, SS_KIND_DIRECT);
        assert_int_equal(one->source_count, 0);
        assert_true(one->runs_on <= i);
        at += (size_t)snprintf(got + at, sizeof got - at, "%s<%u|", marked_words(&marked, one->content[0]), one->runs_on);
    }
    assert_string_equal(got, expected);
    marked_free(&marked);
}

static void four_words_float(void **state)
{
    (void)state;
    check("It rained. \"We want it back.\" It rained.", "\"We want it back.\"<0|");
    check("It rained. \"We want it.\" It rained.", "");
    check("It rained. \"We don't want it.\" It rained.", "\"We don't want it.\"<0|");
    check("It rained. \"Don't want it.\" It rained.", "");
    check("\xE2\x80\x9CWe want it back now.\xE2\x80\x9D", "\xE2\x80\x9CWe want it back now.\xE2\x80\x9D<0|");
    check("No quotation is here.", "");
    check("", "");
}

static void what_is_claimed_does_not(void **state)
{
    (void)state;
    check("{1 \"We want it back,\"} [1 Ann Lee] <1 said>.", "");
    check("{1 \"We want it} back for good and all,\" [1 Ann Lee] <1 said>.", "");
    /* the closing mark was lost */
    check("{1 \"We want it back for good}, [1 Ann Lee] <1 said>.", "");
    /* what is said inside of it is not who says it */
    check("It rained. \"[1 I] <1 think> {1 we want it back}.\" It rained.", "\"I think we want it back.\"<0|");
}

static void titles_and_emphases_do_not(void **state)
{
    (void)state;
    check("He wrote \"The Long Road to the Sea\" in May.", "");
    check("His song, \"the road goes on and on and on,\" was heard.", "");
    check("The so-called \"war on the small towns\" went on.", "");
    check("He was \"a man of the people\" to them.", "");
    check("\"The Long Road to the Sea\" was shown.", "");
    check("It rained. \"WE WANT IT BACK!\" It rained.", "\"WE WANT IT BACK!\"<0|");
    check("He put a \"one plate and one more after that, if there is any\" menu up.", "");
    check("The plan is \"dead on arrival in the upper house this year\" now.", "\"dead on arrival in the upper house this year\"<0|");
    check("The sign \"No entry for lorries\" is gone.", "");
    check("The sign had it: \"There is no entry.\" It is gone.", "\"There is no entry.\"<0|");
}

static void what_the_user_excludes_does_not(void **state)
{
    (void)state;
    const char *text = "It rained. \"We want it back.\" It rained.";
    ss_span stretch = {11, 29};
    uint32_t furthest = 29;
    ss_stretches never = {&stretch, &furthest, 1, 0};
    marked_read(&marked, text);
    assert_int_equal(ss_floating_add(&marked.arena, &marked.document, &never, marked.document.tokens.count, SS_WINDOW_TOKENS, &marked.relations), SS_OK);
    assert_int_equal(marked.relations.count, 0);
    stretch.end = furthest = 20;
    assert_int_equal(ss_floating_add(&marked.arena, &marked.document, &never, marked.document.tokens.count, SS_WINDOW_TOKENS, &marked.relations), SS_OK);
    assert_int_equal(marked.relations.count, 1);
    marked_free(&marked);
}

#define SAID "{1 \"We want it back,\"} [1 Ann Lee] <1 said>."

static void a_quotation_runs_on(void **state)
{
    (void)state;
    check(SAID " \"It is the best we have.\"", "\"It is the best we have.\"<1|");
    check(SAID "\n\n\"It is the best we have.\"", "\"It is the best we have.\"<1|");
    check(SAID "\n\n\"It is the best we have.\"\n\n\"And it is ours, too.\"", "\"It is the best we have.\"<1|\"And it is ours, too.\"<1|");
    check("[1 Ann Lee] <1 said>: {1 \"We want it back.}\n\n\"It is the best we have.\"", "\"It is the best we have.\"<1|");
    check("{1 \"We want it back,\"} <1 said> [1 Ann Lee], \"and it is ours.\"", "\"and it is ours.\"<1|");
}

static void several_paragraphs_are_one(void **state)
{
    (void)state;
    add("It rained.\n\n\"We want it back.\n\n\"It is the best we have.\n\n\"And it is ours, too.\" It rained.", UINT32_MAX);
    assert_int_equal(marked.relations.count, 1);
    const ss_relation *one = &marked.relations.relation[0];
    assert_int_equal(one->content_count, 3);
    assert_string_equal(marked_words(&marked, one->content[0]), "\"We want it back.");
    assert_string_equal(marked_words(&marked, one->content[2]), "\"And it is ours, too.\"");
    marked_free(&marked);
}

static void or_it_does_not(void **state)
{
    (void)state;
    check(SAID " It rained. \"It is the best we have.\"", "\"It is the best we have.\"<0|");
    check(SAID " It rained.\n\n\"It is the best we have.\"", "\"It is the best we have.\"<0|");
    check(SAID "\n\nIt rained.\n\n\"It is the best we have.\"", "\"It is the best we have.\"<0|");
    check(SAID "\n\nIt rained. \"It is the best we have.\"", "\"It is the best we have.\"<0|");
    /* an answer is somebody else's */
    check("[1 Ann Lee] <1 asked>: {1 \"Do we want it back?\"}\n\n\"It is the best we have.\"", "\"It is the best we have.\"<0|");
    check("\"We want it back.\"\n\n\"It is the best we have.\"", "\"We want it back.\"<0|\"It is the best we have.\"<1|");
}

static void speakers_go_on(void **state)
{
    (void)state;
    add(SAID "\n\n\"It is the best we have.\"\n\nIt rained.\n\n\"It is not yours.\"", UINT32_MAX);
    assert_int_equal(ss_speakers_resolve(&marked.arena, &marked.document, &marked.relations, &marked.speakers), SS_OK);
    ss_floating_speak(&marked.relations);
    assert_int_equal(marked.relations.count, 3);
    assert_int_equal(marked.relations.relation[0].speaker, 1);
    assert_int_equal(marked.relations.relation[1].speaker, 1);
    assert_int_equal(marked.relations.relation[2].speaker, 0);
    marked_free(&marked);
}

/* "I" in a quotation that runs on is who began. */
static void the_first_person_is_who_began(void **state)
{
    (void)state;
    add(SAID "\n\n\"It is late, and [2 I] <2 think> {2 we are lost}.\"", UINT32_MAX);
    assert_int_equal(ss_speakers_resolve(&marked.arena, &marked.document, &marked.relations, &marked.speakers), SS_OK);
    ss_floating_speak(&marked.relations);
    assert_int_equal(marked.relations.count, 3);
    for (uint32_t i = 0; i < 3; i++)
        assert_int_equal(marked.relations.relation[i].speaker, 1);
    assert_int_equal(marked.speakers.count, 1);
    marked_free(&marked);
}

static void what_is_not_read_yet_waits(void **state)
{
    (void)state;
    const char *text = "It rained. \"We want it back.\"\n\n\"It is the best we have.\n\n\"And it is ours, too.\n\n\"And so we go.\"";
    static const uint32_t counts[] = {0, 1, 2, 2, 2}, unsettled[] = {0, 0, 1, 1, 0};
    for (uint32_t read = 0; read <= 4; read++) {
        uint32_t waiting = 0;
        add(text, read);
        assert_int_equal(marked.relations.count, counts[read]);
        for (uint32_t i = 0; i < marked.relations.count; i++)
            waiting += marked.relations.relation[i].unsettled;
        assert_int_equal(waiting, unsettled[read]);
        marked_free(&marked);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(four_words_float),
        cmocka_unit_test(what_is_claimed_does_not),
        cmocka_unit_test(titles_and_emphases_do_not),
        cmocka_unit_test(what_the_user_excludes_does_not),
        cmocka_unit_test(a_quotation_runs_on),
        cmocka_unit_test(several_paragraphs_are_one),
        cmocka_unit_test(or_it_does_not),
        cmocka_unit_test(speakers_go_on),
        cmocka_unit_test(the_first_person_is_who_began),
        cmocka_unit_test(what_is_not_read_yet_waits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
