#include "format_fixture.h"

#include "format/cell.h"
#include "format/text.h"

/* ---- cells ----------------------------------------------------------------------------------- */

static void check_parts(const char *text, size_t length, const sayso_span *span, uint32_t count, uint32_t most,
                        const char *shown, uint32_t width)
{
    char *written;
    size_t written_length;
    FILE *out = open_memstream(&written, &written_length);
    assert_non_null(out);
    const ss_cell cell = {(const uint8_t *)text, (uint32_t)length, span, count};
    assert_int_equal(ss_cell_width(&cell, most), width);
    assert_int_equal(ss_cell_put(out, &cell, most), width);
    fclose(out);
    assert_string_equal(written, shown);
    free(written);
}

static void check_cell(const char *text, uint32_t most, const char *shown, uint32_t width)
{
    const sayso_span whole[] = {{0, (uint32_t)strlen(text)}};
    check_parts(text, strlen(text), whole, 1, most, shown, width);
}

static void what_fits_is_whole(void **state)
{
    (void)state;
    check_cell("", 5, "", 0);
    check_cell("", 0, "", 0);
    check_cell("five!", 5, "five!", 5);
    check_cell("five!", 6, "five!", 5);
    check_cell("日本", 4, "日本", 4);
    check_cell("e\xCC\x81t\xC3\xA9", 3, "e\xCC\x81t\xC3\xA9", 3);
}

static void what_does_not_fit_ends_in_an_ellipsis(void **state)
{
    (void)state;
    check_cell("five!!", 5, "five…", 5);
    check_cell("one two three", 9, "one two…", 8);
    check_cell("one two three", 8, "one two…", 8);
    check_cell("one two three", 7, "one…", 4);
    check_cell("one two three", 5, "one…", 4);
    check_cell("one two three", 3, "on…", 3);
    check_cell("a … bc", 5, "a…", 2);
    check_cell("a inseparable", 9, "a insepa…", 9);
    check_cell("日本語", 5, "日本…", 5);
    check_cell("日本語", 4, "日…", 3);
    check_cell("日本語", 1, "…", 1);
    check_cell("ab", 1, "…", 1);
    check_cell("ab", 0, "", 0);
}

static void a_cell_is_one_harmless_line(void **state)
{
    (void)state;
    check_cell("  two\n\t words\xC2\xA0here \r\n", 40, "two words here", 14);
    check_cell("\x1B[31mred\x07", 40, "[31mred", 7);
    check_cell("a\xE2\x80\xAE" "b\xC2\xAD" "c\xEF\xBB\xBF" "d", 40, "abcd", 4);
    check_cell("a\xFF" "b", 40, "a\xEF\xBF\xBD" "b", 3);
    check_cell("a\xE2\x80\xA8" "b", 40, "a b", 3);
    check_cell("\n \n", 40, "", 0);
}

static void fragments_are_parted(void **state)
{
    (void)state;
    static const char text[] = "\"One,\" he said, \"two.\"";
    static const sayso_span parts[] = {{0, 6}, {16, 22}}, with_space[] = {{0, 7}, {15, 22}}, with_empty[] = {{6, 7}, {0, 6}, {6, 6}};
    check_parts(text, sizeof text - 1, parts, 2, 40, "\"One,\" … \"two.\"", 15);
    check_parts(text, sizeof text - 1, with_space, 2, 40, "\"One,\" … \"two.\"", 15);
    check_parts(text, sizeof text - 1, with_empty, 3, 40, "\"One,\"", 6);
    check_parts(text, sizeof text - 1, parts, 2, 9, "\"One,\"…", 7);
    check_parts(text, sizeof text - 1, parts, 0, 9, "", 0);
}

/* Nor may what is not seen: a million accents or spaces cost no more than a column. */
static void what_has_no_width_ends_too(void **state)
{
    (void)state;
    char accents[201] = "e";
    for (int i = 1; i < 200; i += 2)
        memcpy(accents + i, "\xCC\x81", 2);
    accents[199] = '\0';
    const sayso_span whole[] = {{0, 199}};
    char *written;
    size_t length;
    FILE *out = open_memstream(&written, &length);
    assert_non_null(out);
    const ss_cell cell = {(const uint8_t *)accents, 199, whole, 1};
    assert_int_equal(ss_cell_put(out, &cell, 5), 2);
    fclose(out);
    assert_true(length < 5 * 8 * 2 + 4);
    assert_string_equal(written + length - 3, "…");
    free(written);
}

/* ---- the table ------------------------------------------------------------------------------- */

static const char article[] = "By Ann Ode\r\n\nLee, an envoy, said: \"Ships sail.\"\rHe\x1B[2J added that tides turn.\nSome fear a storm.\n\"Rain and wind.\"";

static void check_table(const sayso_result *result, ss_text_look look, const char *expected)
{
    fixture self;
    fixture_open(&self, article, sizeof article - 1, SAYSO_CODE_POINT);
    self.result = *result;
    assert_int_equal(ss_text_write(self.out, &self.answer, look), SS_OK);
    assert_string_equal(fixture_written(&self), expected);
    fixture_close(&self);
}

/* bytes of the article */
static const sayso_span lee[] = {{13, 26}}, he[] = {{48, 54}}, some[] = {{78, 82}};
static const sayso_span ships[] = {{34, 47}}, tides[] = {{61, 76}}, turn[] = {{72, 76}};
static const sayso_span storm[] = {{88, 95}}, rain[] = {{97, 113}}, role[] = {{18, 26}};
static const sayso_attribution attribution[] = {
    {.id = 1, .speaker = 1, .cue = {28, 32}, .source = lee, .source_count = 1, .content = ships, .content_count = 1},
    {.id = 2, .speaker = 1, .cue = {55, 60}, .source = he, .source_count = 1, .content = tides, .content_count = 1},
    {.id = 3, .speaker = 1, .parent = 2, .cue = {66, 71}, .content = turn, .content_count = 1},
    {.id = 4, .speaker = 2, .cue = {83, 87}, .source = some, .source_count = 1, .content = storm, .content_count = 1},
    {.id = 5, .content = rain, .content_count = 1},
    {.id = 6, .cue = {83, 87}, .source = he, .source_count = 1, .content = storm, .content_count = 1}};
static const sayso_credit credit[] = {{SAYSO_BYLINE, {0, 10}}, {SAYSO_SOURCE_LINK, {78, 82}}, {SAYSO_SOURCE_LINK, {48, 50}}};

static sayso_result whole_result(sayso_speaker speaker[2])
{
    speaker[0] = (sayso_speaker){.id = 1, .kind = SAYSO_PERSON, .name = named("Lee"), .role = role, .role_count = 1};
    speaker[1] = (sayso_speaker){.id = 2, .kind = SAYSO_ANONYMOUS, .name = named("some")};
    return (sayso_result){.attribution = attribution, .attribution_count = 6, .speaker = speaker,
                          .speaker_count = 2, .credit = credit, .credit_count = 3};
}

static void the_whole_table(void **state)
{
    (void)state;
    sayso_speaker speaker[2];
    const sayso_result result = whole_result(speaker);
    check_table(&result, (ss_text_look){50, false},
                "a.txt: 6 attributions, 2 speakers\n"
                "\n"
                "Speaker  Cue    Quote                         Line\n"
                "───────  ─────  ────────────────────────────  ────\n"
                "Lee      said   \"Ships sail.\"                    3\n"
                "         added  that tides turn                  4\n"
                "         tides  ↳ turn                           4\n"
                "some     fear   a storm                          5\n"
                "–               \"Rain and wind.\"                 6\n"
                "He [2J   fear   a storm                          5\n"
                "\n"
                "Lee      3 ▪▪▪▪▪▪▪▪▪▪▪▪  an envoy\n"
                "some     1 ▪▪▪▪          anonymous\n"
                "\n"
                "By-line    By Ann Ode\n"
                "Sources    Some · He\n");
}

static void a_narrow_page_cuts_and_keeps_its_columns(void **state)
{
    (void)state;
    sayso_speaker speaker[2];
    sayso_result result = whole_result(speaker);
    speaker[0].name = named("Professor Lee of the Isles");
    result.credit_count = 0;
    result.attribution_count = 2;
    check_table(&result, (ss_text_look){1, false},
                "a.txt: 2 attributions, 2 speakers\n"
                "\n"
                "Speaker     Cue    Quote            Line\n"
                "──────────  ─────  ───────────────  ────\n"
                "Professor…  said   \"Ships sail.\"       3\n"
                "            added  that tides turn     4\n"
                "\n"
                "Professor…  2 ▪▪▪▪▪▪▪▪▪▪▪▪  an envoy\n");
}

static void nothing_found_is_one_line(void **state)
{
    (void)state;
    const sayso_result result = {.attribution_count = 0};
    check_table(&result, (ss_text_look){100, true}, "\033[1ma.txt\033[0m: no attribution found\n");
}

static void colours_only_surround(void **state)
{
    (void)state;
    sayso_speaker speaker[2];
    const sayso_result result = whole_result(speaker);
    char plain[8192];
    size_t length = 0;
    fixture self;
    fixture_open(&self, article, sizeof article - 1, SAYSO_CODE_POINT);
    self.result = result;
    assert_int_equal(ss_text_write(self.out, &self.answer, (ss_text_look){50, true}), SS_OK);
    for (const char *at = fixture_written(&self); *at != '\0'; at++) {
        if (*at == '\033')
            at += strcspn(at, "m");
        else
            plain[length++] = *at;
    }
    plain[length] = '\0';
    assert_non_null(strstr(self.written, "\033[1;36mLee"));
    fixture_close(&self);
    fixture_open(&self, article, sizeof article - 1, SAYSO_CODE_POINT);
    self.result = result;
    assert_int_equal(ss_text_write(self.out, &self.answer, (ss_text_look){50, false}), SS_OK);
    assert_string_equal(fixture_written(&self), plain);
    fixture_close(&self);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_fits_is_whole),
        cmocka_unit_test(what_does_not_fit_ends_in_an_ellipsis),
        cmocka_unit_test(a_cell_is_one_harmless_line),
        cmocka_unit_test(fragments_are_parted),
        cmocka_unit_test(what_has_no_width_ends_too),
        cmocka_unit_test(the_whole_table),
        cmocka_unit_test(a_narrow_page_cuts_and_keeps_its_columns),
        cmocka_unit_test(nothing_found_is_one_line),
        cmocka_unit_test(colours_only_surround),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
