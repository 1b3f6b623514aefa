#include "format_fixture.h"

#include "format/brat.h"

static void check(const char *text, size_t length, const sayso_attribution *attribution, uint32_t count, const char *expected)
{
    fixture self;
    fixture_open(&self, text, length, SAYSO_CODE_POINT);
    self.result.attribution = attribution;
    self.result.attribution_count = count;
    ss_brat_write(self.out, &self.answer);
    assert_string_equal(fixture_written(&self), expected);
    fixture_close(&self);
}

static void a_whole_attribution_and_its_numbers(void **state)
{
    (void)state;
    static const char text[] = "\"Né,\" said Lee, \"is dead.\" So she knew it.";
    static const sayso_span content[] = {{0, 6}, {17, 27}}, source[] = {{12, 15}}, she[] = {{31, 34}}, it[] = {{40, 42}};
    static const sayso_attribution attribution[] = {
        {.id = 1, .cue = {7, 11}, .source = source, .source_count = 1, .content = content, .content_count = 2},
        {.id = 2, .cue = {35, 39}, .source = she, .source_count = 1, .content = it, .content_count = 1}};
    check(text, sizeof text - 1, attribution, 2,
          "T1\tCue 6 10\tsaid\n"
          "T2\tContent 0 5;16 26\t\"Né,\" \"is dead.\"\n"
          "T3\tSource 11 14\tLee\n"
          "T4\tAttribution 6 10\tsaid\n"
          "E1\tAttribution:T4 Source:T3 Content:T2 Cue:T1\n"
          "T5\tCue 34 38\tknew\n"
          "T6\tContent 39 41\tit\n"
          "T7\tSource 30 33\tshe\n"
          "T8\tAttribution 34 38\tknew\n"
          "E2\tAttribution:T8 Source:T7 Content:T6 Cue:T5\n");
}

static void absent_parts_have_no_line(void **state)
{
    (void)state;
    static const char text[] = "\"It floats.\" It was said that it sinks.";
    static const sayso_span floating[] = {{0, 12}}, sinks[] = {{25, 38}};
    static const sayso_attribution attribution[] = {
        {.id = 1, .content = floating, .content_count = 1},
        {.id = 2, .cue = {16, 24}, .content = sinks, .content_count = 1}};
    check(text, sizeof text - 1, attribution, 2,
          "T1\tContent 0 12\t\"It floats.\"\n"
          "T2\tAttribution 0 12\t\"It floats.\"\n"
          "E1\tAttribution:T2 Content:T1\n"
          "T3\tCue 16 24\twas said\n"
          "T4\tContent 25 38\tthat it sinks\n"
          "T5\tAttribution 16 24\twas said\n"
          "E2\tAttribution:T5 Content:T4 Cue:T3\n");
}

/* As corpora have them. */
static void quotations_that_float_are_left_out_on_request(void **state)
{
    (void)state;
    static const char text[] = "\"It floats.\" It was said.";
    static const sayso_span floating[] = {{0, 12}}, it[] = {{13, 15}};
    static const sayso_attribution attribution[] = {{.id = 1, .content = floating, .content_count = 1},
                                                    {.id = 2, .cue = {16, 24}, .content = it, .content_count = 1}};
    fixture self;
    fixture_open(&self, text, sizeof text - 1, SAYSO_CODE_POINT);
    self.result.attribution = attribution;
    self.result.attribution_count = 2;
    self.answer.cues_only = true;
    ss_brat_write(self.out, &self.answer);
    assert_string_equal(fixture_written(&self), "T1\tCue 16 24\twas said\nT2\tContent 13 15\tIt\nT3\tAttribution 16 24\twas said\n"
                                                "E2\tAttribution:T3 Content:T2 Cue:T1\n");
    fixture_close(&self);
}

/* Each of these ends a line for some reader, is a control character, or is no character. */
static void text_stays_one_line_of_equal_length(void **state)
{
    (void)state;
    static const char text[] = "a\nb\rc\vd\fe\tf\0g\x1Ch\x7Fi\xC2\x85j\xE2\x80\xA8k\xE2\x80\xA9l\xFFm";
    static const sayso_span content[] = {{0, sizeof text - 1}};
    static const sayso_attribution attribution[] = {{.id = 1, .content = content, .content_count = 1}};
    check(text, sizeof text - 1, attribution, 1,
          "T1\tContent 0 25\ta b c d e f g h i j k l\xEF\xBF\xBDm\n"
          "T2\tAttribution 0 25\ta b c d e f g h i j k l\xEF\xBF\xBDm\n"
          "E1\tAttribution:T2 Content:T1\n");
}

static void nothing_is_an_empty_file(void **state)
{
    (void)state;
    check("Quiet.", 6, NULL, 0, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_attribution_and_its_numbers),
        cmocka_unit_test(absent_parts_have_no_line),
        cmocka_unit_test(quotations_that_float_are_left_out_on_request),
        cmocka_unit_test(text_stays_one_line_of_equal_length),
        cmocka_unit_test(nothing_is_an_empty_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
