/* credit_test.c - meaning/credit.h: what is a credit, and what ordinary prose is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "meaning/credit.h"

static ss_rules *rules, *interpreted, *jitted;

static int make_rules(void **state)
{
    ss_rules_fault fault;
    (void)state;
    return ss_rules_create(SS_PATTERN_LAZY, NULL, 0, &rules, &fault) != SS_OK ||
           ss_rules_create(SS_PATTERN_INTERPRETED, NULL, 0, &interpreted, &fault) != SS_OK ||
           ss_rules_create(SS_PATTERN_JIT, NULL, 0, &jitted, &fault) != SS_OK;
}

static int free_rules(void **state)
{
    (void)state;
    ss_rules_free(rules);
    ss_rules_free(interpreted);
    ss_rules_free(jitted);
    ss_rules_free(NULL);
    return 0;
}

/* Some running text, so that a page has a middle. */
#define BODY "The council met on Tuesday night and heard from nine residents about the road.\n\n" \
             "Most of them said it was too narrow for the lorries that use it every day.\n\n"

static void find(ss_arena *arena, const ss_rules *by, const ss_document *document, ss_credits *out)
{
    ss_rules_effort effort = {{0, 0}, NULL};
    assert_int_equal(ss_credits_find(arena, by, document, &effort, out), SS_OK);
    assert_null(effort.gave_up);
    assert_int_equal(effort.steps.taken, 0);
}

/* The credits as one line: "BYLINE Jane Doe; WIRE AP". Every engine must find the same. */
static void describe(const char *text, size_t length, char *out, size_t capacity)
{
    static const char *const kinds[] = {"?", "BYLINE", "DATELINE", "WIRE", "PUBLISHER", "SOURCE_LINK"};
    ss_arena arena;
    ss_document document;
    ss_credits credits, other;
    ss_arena_init(&arena, 64u << 20);
    assert_int_equal(ss_document_read(&arena, (const uint8_t *)text, (uint32_t)length, &document), SS_OK);
    find(&arena, rules, &document, &credits);
    for (int k = 0; k < 2; k++) {
        find(&arena, k == 0 ? interpreted : jitted, &document, &other);
        assert_int_equal(other.count, credits.count);
        for (uint32_t i = 0; i < credits.count; i++) {
            assert_int_equal(other.credit[i].span.start, credits.credit[i].span.start);
            assert_int_equal(other.credit[i].span.end, credits.credit[i].span.end);
            assert_int_equal(other.credit[i].kind, credits.credit[i].kind);
        }
    }
    size_t at = 0;
    out[0] = '\0';
    for (uint32_t i = 0; i < credits.count; i++) {
        ss_span span = credits.credit[i].span;
        assert_true(span.start < span.end && span.end <= length);
        assert_true(i == 0 || credits.credit[i - 1].span.end <= span.start);
        size_t size = strlen(kinds[credits.credit[i].kind]) + span.end - span.start + 3;
        assert_true(at + size < capacity);
        at += (size_t)snprintf(out + at, capacity - at, "%s%s %.*s", i == 0 ? "" : "; ", kinds[credits.credit[i].kind],
                               (int)(span.end - span.start), text + span.start);
    }
    ss_arena_free(&arena);
}

static void check(const char *text, const char *expected)
{
    static char got[4096];
    describe(text, strlen(text), got, sizeof got);
    assert_string_equal(got, expected);
}

static void bylines(void **state)
{
    (void)state;
    check("Road to close\n\nBy JANE DOE and John Roe\n\n" BODY, "BYLINE JANE DOE; BYLINE John Roe");
    check("Road to close\n\nBy Jane Doe, Associated Press\n\n" BODY, "BYLINE Jane Doe; WIRE Associated Press");
    check("Road to close\n\nBy JANE DOE\nAssociated Press\n\n" BODY, "BYLINE JANE DOE; WIRE Associated Press");
    check("Road to close\n\nBY JANE Q. DOE AND JOHN ROE\n\n" BODY, "BYLINE JANE Q. DOE; BYLINE JOHN ROE");
    check("Road to close\n\nBy Jane Doe, John Roe and Ann van der Berg\n\n" BODY,
          "BYLINE Jane Doe; BYLINE John Roe; BYLINE Ann van der Berg");
    check("By Jane Doe in Brussels and John Roe in New York\n\n" BODY, "BYLINE Jane Doe; BYLINE John Roe");
    check("EXCLUSIVE by Jane Doe\n\n" BODY, "BYLINE Jane Doe");
    check("By Zo\xc3\xab O\xe2\x80\x99" "Brien-D\xc3\xad" "az, Transport Editor\n\n" BODY, "BYLINE Zo\xc3\xab O\xe2\x80\x99" "Brien-D\xc3\xad" "az");
    check("By Jane Doe | 12 February 2025\n\n" BODY, "BYLINE Jane Doe");
    check("Written by Jane Doe\n\n" BODY, "BYLINE Jane Doe");
    check("By Sen. Ann Poe\n\n" BODY, "BYLINE Ann Poe");
    check(BODY "Jane Doe reports", "BYLINE Jane Doe");
    check(BODY "Jane Doe reports from Kyiv.", "BYLINE Jane Doe");
    check("By Reuters\n\n" BODY, "WIRE Reuters");
}

/* The shapes of British, Indian and American papers, and of agencies. */
static void more_bylines(void **state)
{
    (void)state;
    check("Road to close\n\nBy Jane Doe in Leeds\n\n" BODY, "BYLINE Jane Doe");
    check("Road to close\n\nBy JANE DOE IN LEEDS\n\n" BODY, "BYLINE JANE DOE");
    check("Road to close\n\nBy Jane Doe, political editor\n\n" BODY, "BYLINE Jane Doe");
    check("Road to close\n\nBy Jane Doe Political Editor\n\n" BODY, "BYLINE Jane Doe");
    check("Road to close\n\nBy Jane Doe Associated Press\n\n" BODY, "BYLINE Jane Doe; WIRE Associated Press");
    check("Road to close\n\nBy Jane Doe and agencies\n\n" BODY, "BYLINE Jane Doe");
    check("Road to close\n\nBy Jane Doe for The Example\n\n" BODY, "BYLINE Jane Doe");
    check("Road to close\n\nBy Jane Doe (Reuters)\n\n" BODY, "BYLINE Jane Doe; WIRE Reuters");
    check("Road to close\n\nBy Jane Doe jane.doe@example.com\n\n" BODY, "BYLINE Jane Doe");
    check("Road to close\n\nBy Jane Doe Published 3 May 2025\n\n" BODY, "BYLINE Jane Doe");
    check("Road to close\n\nBy: Jane Doe and John Roe\n\n" BODY, "BYLINE Jane Doe; BYLINE John Roe");
    check("Road to close\n\nBy Jane Doe in Leeds, John Roe in Bath and Ann Poe in York\n\n" BODY,
          "BYLINE Jane Doe; BYLINE John Roe; BYLINE Ann Poe");
    check("Road to close\n\nFrom Jane Doe in Paris\n\n" BODY, "BYLINE Jane Doe");
    check("Road to close\n\nWords: Jane Doe\n\n" BODY, "BYLINE Jane Doe");
    check("Road to close\n\nWords: Jane Doe | Pictures: John Roe\n\n" BODY, "BYLINE Jane Doe");
    check("Road to close\n\nWords by Jane Doe\n\n" BODY, "BYLINE Jane Doe");
    check("Road to close\n\nAuthor: Jane Doe\n\n" BODY, "BYLINE Jane Doe");
    check("Road to close\n\nJane Doe, transport correspondent\n\n" BODY, "BYLINE Jane Doe");
    check("Road to close\n\nJane Doe and John Roe, Staff Writers\n\n" BODY, "BYLINE Jane Doe; BYLINE John Roe");
    check("Road to close\n\nJANE DOE, Associated Press\n\n" BODY, "BYLINE JANE DOE; WIRE Associated Press");
    check("Road to close\n\nJANE DOE and JOHN ROE, The Associated Press\n\n" BODY,
          "BYLINE JANE DOE; BYLINE JOHN ROE; WIRE The Associated Press");
    check(BODY "Jane Doe reported from Kyiv, and John Roe from Paris. Ann Poe contributed reporting.",
          "BYLINE Jane Doe; BYLINE John Roe; BYLINE Ann Poe");
    check(BODY "CNN\xe2\x80\x99s Jane Doe and John Roe contributed to this report.", "BYLINE Jane Doe; BYLINE John Roe");
    check(BODY "Jane Doe of The Example contributed to this report.", "BYLINE Jane Doe");
    check(BODY "Contributing: Jane Doe, Example News", "BYLINE Jane Doe");
    check(BODY "With additional reporting by Jane Doe in Kyiv", "BYLINE Jane Doe");
    check(BODY "Reporting by Jane Doe; editing by John Roe", "BYLINE Jane Doe");
    check(BODY "Additional reporting by Jane Doe and John Roe", "BYLINE Jane Doe; BYLINE John Roe");
    check(BODY "(Reporting and writing by Jane Doe in Oslo; Editing by Ann Poe)", "BYLINE Jane Doe");
    check(BODY "(Reporting by Jane Doe, John Roe and Bo Ek; Writing by Al Ma; Editing by Ann Poe and Ed Foy)",
          "BYLINE Jane Doe; BYLINE John Roe; BYLINE Bo Ek; BYLINE Al Ma");
}

static void prose_is_no_byline(void **state)
{
    (void)state;
    check("By Tuesday, the minister had left the country.\n\n" BODY, "");
    check("By Tuesday\n\n" BODY, "");
    check("By The Numbers\n\n" BODY, "");
    check("By Late March Next Year\n\n" BODY, "");
    check("By Staff Reporter\n\n" BODY, "");
    check("By winning in Ohio, John Roe took all the votes that were left.\n\n" BODY, "");
    check("By John Roe's account, the door was open and the lamp was lit.\n\n" BODY, "");
    check("By John Roe, the mayor, it was said that the road would close.\n\n" BODY, "");
    check("Jane Doe reports to the minister and to nobody else.\n\n" BODY, "");
    check("The novel by Jane Doe and John Roe was sold in ten countries.\n\n" BODY, "");
    check(BODY "Bad roads and lorry drivers contributed to the delay.", "");
    check(BODY "Reporting by the council's own engineers was late again.", "");
    check("By Popular Demand\n\n" BODY, "");
    check("By Jane Doe's own account the road was closed in May.\n\n" BODY, "");
    check("From John Roe in Leeds came a letter that nobody had asked for.\n\n" BODY, "");
    check("Report: Council Closes Road\n\n" BODY, "");
    check("John Roe, the council's editor of maps, said the road was closed.\n\n" BODY, "");
    check("John Roe, editor of The Example, said the road was closed.\n\n" BODY, "");
    check("Words: the council has had enough of them.\n\n" BODY, "");
    check(BODY "John Roe reported from the road that the lorries had gone.", "");
    check(BODY "John Roe of The Example contributed to the fund.", "");
    check(BODY "Contributing: a hundred pounds from each of the residents.", "");
    check(BODY "With reporting by residents on the rise, the council met again.", "");
}

static void datelines(void **state)
{
    (void)state;
    check("BRUSSELS (AP) \xe2\x80\x94 The road is closed.\n\n" BODY, "DATELINE BRUSSELS; WIRE AP");
    check("WASHINGTON, Feb. 12 (Reuters) - The road is closed.\n\n" BODY, "DATELINE WASHINGTON, Feb. 12; WIRE Reuters");
    check("LONDON: The road over the old bridge is closed.\n\n" BODY, "DATELINE LONDON");
    check("ST. LOUIS, Mo. -- The road over the old bridge is closed.\n\n" BODY, "DATELINE ST. LOUIS, Mo.");
    check("NEW YORK, N.Y. (Example News) \xe2\x80\x93 Closed.\n\n" BODY, "DATELINE NEW YORK, N.Y.; WIRE Example News");
    check("Brussels (AFP) - The road is closed.\n\n" BODY, "DATELINE Brussels; WIRE AFP");
    check("Oslo, 3 March 2025 \xe2\x80\x94 The road is closed.\n\n" BODY, "DATELINE Oslo, 3 March 2025");
    check("PARIS, March 3 /PRNewswire/ -- The road is closed.\n\n" BODY, "DATELINE PARIS, March 3; WIRE PRNewswire");
    check("(Reuters) - The road is closed.\n\n" BODY, "WIRE Reuters");
    check("By JANE DOE\n\nK\xc3\x98" "BENHAVN \xe2\x80\x94 \"The road is closed,\" said the mayor.\n\n" BODY,
          "BYLINE JANE DOE; DATELINE K\xc3\x98" "BENHAVN");
}

static void more_datelines(void **state)
{
    (void)state;
    check("KYIV, Ukraine (AP) \xe2\x80\x94 The road is closed.\n\n" BODY, "DATELINE KYIV, Ukraine; WIRE AP");
    check("LONDON/PARIS, Feb 12 (Reuters) - The road is closed.\n\n" BODY, "DATELINE LONDON/PARIS, Feb 12; WIRE Reuters");
    check("SAN FRANCISCO--(BUSINESS WIRE)--The road is closed.\n\n" BODY, "DATELINE SAN FRANCISCO; WIRE BUSINESS WIRE");
    check("NEW YORK, May 05, 2025 (GLOBE NEWSWIRE) -- The road is closed.\n\n" BODY,
          "DATELINE NEW YORK, May 05, 2025; WIRE GLOBE NEWSWIRE");
    check("Berlin (dpa) - The road is closed.\n\n" BODY, "DATELINE Berlin; WIRE dpa");
    check("WASHINGTON, D.C. \xe2\x80\x94 The road over the old bridge is closed.\n\n" BODY, "DATELINE WASHINGTON, D.C.");
    check("(LONDON) -- The road over the old bridge is closed.\n\n" BODY, "DATELINE LONDON");
    check("Kyiv, Ukraine \xe2\x80\x93 The road over the old bridge is closed.\n\n" BODY, "DATELINE Kyiv, Ukraine");
    check("NEW DELHI: The road over the old bridge is closed.\n\n" BODY, "DATELINE NEW DELHI");
    check("OSLO, 3rd March 2025 (NTB) \xe2\x80\x93 The road is closed.\n\n" BODY, "DATELINE OSLO, 3rd March 2025; WIRE NTB");
}

static void prose_is_no_dateline(void **state)
{
    (void)state;
    check("BREAKING: The road over the old bridge is closed.\n\n" BODY, "");
    check("UPDATE \xe2\x80\x94 The road over the old bridge is closed.\n\n" BODY, "");
    check("LUND: What did you see on the road that night?\n\nEKMAN: There was nobody on the road that night.\n\n" BODY, "");
    check("SECRETARY LUND: The road over the old bridge is closed.\n\n" BODY, "");
    check("DEPUTY MINISTER LUND: The road over the old bridge is closed.\n\n" BODY, "");
    check("ROADS \xe2\x80\x94 Council Plans Changes For Lorries\n\n" BODY, "");
    check("NATO \xe2\x80\x94 which has 32 members \xe2\x80\x94 met on Tuesday in the old town hall.\n\n" BODY, "");
    check("Lund (38) - the oldest of the four - has a house by the road.\n\n" BODY, "");
    check("(AP) \xe2\x80\x94 The road over the old bridge is closed.\n\n" BODY, "WIRE AP");
    check("Lund, Ekman \xe2\x80\x93 The two \xe2\x80\x93 have met, and the road is closed.\n\n" BODY, "");
    check("Smith, Jr. \xe2\x80\x93 He was the first to close the road over the bridge.\n\n" BODY, "");
    check(BODY "The road to LONDON (the old one) \xe2\x80\x94 it was said \xe2\x80\x94 is closed.\n\n" BODY, "");
}

static void wire_credits(void **state)
{
    (void)state;
    check(BODY "(Reuters)", "WIRE Reuters");
    check(BODY "The road will open in May. (AFP)", "WIRE AFP");
    check(BODY "The road will open in May. \xe2\x80\x94 AP", "WIRE AP");
    check(BODY "Associated Press writer Jane Doe contributed to this report.", "WIRE Associated Press; BYLINE Jane Doe");
    check(BODY "Associated Press writers Jane Doe in Brussels and John Roe in New York contributed to this report.",
          "WIRE Associated Press; BYLINE Jane Doe; BYLINE John Roe");
    check(BODY "(Reporting by Jane Doe and John Roe in Kyiv; Editing by Ann Poe)", "BYLINE Jane Doe; BYLINE John Roe");
    check(BODY "It will open in May. (Reporting by Jane Doe; additional reporting by John Roe; writing by Bo Ek; Editing by A. Poe)",
          "BYLINE Jane Doe; BYLINE John Roe; BYLINE Bo Ek");
    check(BODY "Jane Doe contributed reporting.", "BYLINE Jane Doe");
    check(BODY "The minister told AP. That was all.", "");
    check(BODY "He wrote for the Associated Press and for Reuters.", "");
}

static void more_wire_credits(void **state)
{
    (void)state;
    check(BODY "\xe2\x80\x94 PA", "WIRE PA");
    check(BODY "AP, AFP and dpa", "WIRE AP; WIRE AFP; WIRE dpa");
    check(BODY "(AFP/Reuters)", "WIRE AFP; WIRE Reuters");
    check(BODY "Source: AFP", "WIRE AFP");
    check(BODY "The Associated Press contributed to this report.", "WIRE The Associated Press");
    check(BODY "Reuters and AFP contributed to this report.", "WIRE Reuters; WIRE AFP");
    check(BODY "With files from The Canadian Press", "WIRE The Canadian Press");
    check(BODY "With files from Jane Doe and The Canadian Press", "BYLINE Jane Doe; WIRE The Canadian Press");
    check(BODY "(With inputs from PTI)", "WIRE PTI");
    check(BODY "\xc2\xa9 2025 The Example. Distributed by Tribune Content Agency, LLC.",
          "PUBLISHER The Example; WIRE Tribune Content Agency");
    check(BODY "(Agencia Zorba)", "WIRE Agencia Zorba");
    check(BODY "\xe2\x80\x94 Quill Valley Wire", "WIRE Quill Valley Wire");
    check(BODY "Quill Valley Wire sold the road to the council.", "");
    check(BODY "The council paid Reuters and AFP for the pictures of the road.", "");
    check(BODY "Reuters reported on Monday that the road was closed.", "");
    check(BODY "With files from the council in his bag, he left.", "");
}

static void publishers(void **state)
{
    (void)state;
    check(BODY "\xc2\xa9 2025 Example News", "PUBLISHER Example News");
    check(BODY "Copyright 2025 The Example. All rights reserved.", "PUBLISHER The Example");
    check(BODY "Copyright \xc2\xa9 2019-2025 Example Media Group", "PUBLISHER Example Media Group");
    check(BODY "\xc2\xa9 Example News 2025", "PUBLISHER Example News");
    check(BODY "First published in The Example", "PUBLISHER The Example");
    check(BODY "This article was originally published by Example News on 3 May.", "PUBLISHER Example News");
    check(BODY "\xc2\xa9 Copyright 2025 Example News", "PUBLISHER Example News");
    check(BODY "Copyright The Example 2025", "PUBLISHER The Example");
    check("Road to close\n\nc.2002 Example News Service\n\n" BODY, "PUBLISHER Example News Service");
    check(BODY "Copyright 2025 Example.com. All rights reserved.", "PUBLISHER Example.com");
    check(BODY "This story was first published in The Example on 3 May.", "PUBLISHER The Example");
    check(BODY "This story was first published on 12 May in The Example.", "PUBLISHER The Example");
    check(BODY "This story originally appeared on Example.com.", "PUBLISHER Example.com");
    check(BODY "Originally published at news.example.com", "PUBLISHER news.example.com");
    check(BODY "This article is republished from The Example under a Creative Commons licence.", "PUBLISHER The Example");
    check(BODY "This is an edited version of an article first published by The Example.", "PUBLISHER The Example");
    check(BODY "Reprinted with permission from The Example.", "PUBLISHER The Example");
    check(BODY "The article was published in The Example.", "");
    check(BODY "Copyright The residents have asked for it for years.", "");
    check(BODY "Copyright law does not protect the shape of a road.", "");
    check(BODY "First published in 1968, the map shows the road as it was.", "");
    check(BODY "The map was first published in The Example.", "");
}

static void source_lists(void **state)
{
    (void)state;
    check(BODY "Related Sources: \xe2\x80\xa2 Source 1 \xe2\x80\xa2 Source 2 \xe2\x80\xa2 Source 3",
          "SOURCE_LINK Source 1; SOURCE_LINK Source 2; SOURCE_LINK Source 3");
    check(BODY "Related Sources:\n\n\xe2\x80\xa2\xc2\xa0 Source 1\xc2\xa0 \xe2\x80\xa2\xc2\xa0 Source 2\xc2\xa0",
          "SOURCE_LINK Source 1; SOURCE_LINK Source 2");
    check(BODY "Sources:\n- The Example, \"Road to close\"\n- Council minutes; 3 May\n- https://example.org/road?a=1\n",
          "SOURCE_LINK The Example, \"Road to close\"; SOURCE_LINK Council minutes; 3 May; "
          "SOURCE_LINK https://example.org/road?a=1");
    check(BODY "Sources\n\n1. The Example\n\n2. Council minutes\n\n(3) County atlas", "SOURCE_LINK The Example; SOURCE_LINK Council minutes; SOURCE_LINK County atlas");
    check(BODY "Sources:\n\nThe Example\n\nCouncil minutes\n\nThat is where the text ends, and it is no source.",
          "SOURCE_LINK The Example; SOURCE_LINK Council minutes");
    check(BODY "References:\n\n[1] The Example - Road to close\n\n[2] Council minutes",
          "SOURCE_LINK The Example - Road to close; SOURCE_LINK Council minutes");
    check(BODY "Sources: Reuters, The Example and Council Minutes 2025", "SOURCE_LINK Reuters; SOURCE_LINK The Example and Council Minutes 2025");
    check(BODY "Source: The Example", "SOURCE_LINK The Example");
    check(BODY "(Sources: The Example; Council Minutes)", "SOURCE_LINK The Example; SOURCE_LINK Council Minutes");
    check(BODY "Source(s): The Example", "SOURCE_LINK The Example");
    check(BODY "Further reading\n\n\xe2\x80\xa2 The Example\n\n\xe2\x80\xa2 Council minutes",
          "SOURCE_LINK The Example; SOURCE_LINK Council minutes");
}

static void prose_is_no_source_list(void **state)
{
    (void)state;
    check("Sources: Council to close road\n\n" BODY, "");
    check(BODY "Sources: the road was to be closed before the summer, and nobody was to be told.", "");
    check(BODY "Sources close to the council said that\n\n\xe2\x80\xa2 the road would close\n\n\xe2\x80\xa2 nobody would be told", "");
    check(BODY "The road has three points:\n\n\xe2\x80\xa2 Source of noise\n\n\xe2\x80\xa2 Source of dust", "");
}

static void the_middle_is_not_searched(void **state)
{
    (void)state;
    static char text[32768], got[256];
    size_t at = 0;
    for (int i = 0; i < 13; i++)
        at += (size_t)sprintf(text + at, BODY);
    at += (size_t)sprintf(text + at, "By Jane Doe\n\n");
    size_t head = at;
    for (int i = 0; i < 40; i++)
        at += (size_t)sprintf(text + at, BODY);
    describe(text, at, got, sizeof got);
    assert_string_equal(got, "");
    /* the same line is found once the text ends soon behind it */
    describe(text, head + 2 * strlen(BODY), got, sizeof got);
    assert_string_equal(got, "BYLINE Jane Doe");
}

static void hostile_texts_are_read(void **state)
{
    (void)state;
    static const char *const pieces[] = {"By Jane Doe, ", "\xe2\x80\xa2 ", "A B ", "(", "Sources:\n", "\xff", "- x\n", "AP"};
    static char text[3 * SS_MAX_PATTERN_WINDOW], got[65536];
    for (size_t k = 0; k < sizeof pieces / sizeof pieces[0]; k++) {
        size_t size = strlen(pieces[k]), at = 0;
        while (at + size < sizeof text) {
            memcpy(text + at, pieces[k], size);
            at += size;
        }
        describe(text, at, got, sizeof got);
    }
    describe("", 0, got, sizeof got);
    assert_string_equal(got, "");
    ss_arena arena;
    ss_document document;
    ss_credits credits;
    ss_rules_effort effort = {{0, 0}, NULL};
    ss_arena_init(&arena, 64u << 20);
    const char *byline = "By Jane Doe";
    assert_int_equal(ss_document_read(&arena, (const uint8_t *)byline, 11, &document), SS_OK);
    ss_arena nothing;
    ss_arena_init(&nothing, 0);
    assert_int_equal(ss_credits_find(&nothing, rules, &document, &effort, &credits), SS_ERR_MEMORY);
    assert_null(credits.credit);
    assert_int_equal(credits.count, 0);
    ss_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bylines),
        cmocka_unit_test(more_bylines),
        cmocka_unit_test(prose_is_no_byline),
        cmocka_unit_test(datelines),
        cmocka_unit_test(more_datelines),
        cmocka_unit_test(prose_is_no_dateline),
        cmocka_unit_test(wire_credits),
        cmocka_unit_test(more_wire_credits),
        cmocka_unit_test(publishers),
        cmocka_unit_test(source_lists),
        cmocka_unit_test(prose_is_no_source_list),
        cmocka_unit_test(the_middle_is_not_searched),
        cmocka_unit_test(hostile_texts_are_read),
    };
    return cmocka_run_group_tests(tests, make_rules, free_rules);
}
