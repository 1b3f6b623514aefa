#include "format_fixture.h"

#include "format/xhtml.h"

static const char *page_of(fixture *self)
{
    assert_int_equal(ss_xhtml_write(self->out, &self->answer), SS_OK);
    return fixture_written(self);
}

static void a_whole_page(void **state)
{
    (void)state;
    static const char text[] = "\"Né,\" said Lee, \"is <dead>.\"\r\nSo she knew it.";
    fixture self;
    fixture_open(&self, text, sizeof text - 1, SAYSO_CODE_POINT);
    const sayso_span content[] = {quoted(&self, "\"Né,\""), quoted(&self, "\"is <dead>.\"")}, source[] = {quoted(&self, "Lee")},
                     it[] = {quoted(&self, "it")};
    const sayso_attribution attribution[] = {
        {.id = 1, .kind = SAYSO_DIRECT, .act = SAYSO_STATEMENT, .confidence = 987, .speaker = 1, .cue = quoted(&self, "said"),
         .source = source, .source_count = 1, .content = content, .content_count = 2},
        {.id = 2, .kind = SAYSO_INDIRECT, .act = SAYSO_BELIEF, .negated = true, .confidence = 1000, .speaker = 1, .parent = 1,
         .cue = quoted(&self, "knew"), .content = it, .content_count = 1}};
    const sayso_speaker speaker[] = {{.id = 1, .name = named("Ann \"A&B\" Lee")}};
    const sayso_credit credit[] = {{SAYSO_BYLINE, quoted(&self, "So she")}};
    self.result = (sayso_result){.attribution = attribution, .attribution_count = 2, .speaker = speaker, .speaker_count = 1,
                                 .credit = credit, .credit_count = 1};
    self.answer.document = "a&b.txt";
    assert_string_equal(page_of(&self),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n<title>a&amp;b.txt</title>\n"
        "<meta name=\"sayso:status\" content=\"OK\"/>\n<meta name=\"sayso:model\" content=\"some-0.1 1\"/>\n"
        "<meta name=\"sayso:rules\" content=\"rules 2\"/>\n<meta name=\"sayso:offset-unit\" content=\"CODE_POINT\"/>\n"
        "<meta name=\"sayso:speaker\" content=\"Ann &quot;A&amp;B&quot; Lee\"/>\n</head>\n<body>\n"
        "<pre class=\"sayso-text\">\"Né,\" said Lee, \"is &lt;dead&gt;.\"&#13;\nSo she knew it.</pre>\n"
        "<div class=\"sayso-attribution\" id=\"a1\" data-kind=\"DIRECT\" data-act=\"STATEMENT\" data-negated=\"false\" data-confidence=\"0.987\">\n"
        "<cite data-speaker=\"Ann &quot;A&amp;B&quot; Lee\" data-spans=\"11-14\">Lee</cite>\n"
        "<span class=\"sayso-cue\" data-spans=\"6-10\">said</span>\n"
        "<blockquote data-spans=\"0-5 16-28\">\"Né,\" \"is &lt;dead&gt;.\"</blockquote>\n</div>\n"
        "<div class=\"sayso-attribution\" id=\"a2\" data-kind=\"INDIRECT\" data-act=\"BELIEF\" data-negated=\"true\" data-confidence=\"1.000\" data-parent=\"a1\">\n"
        "<cite data-speaker=\"Ann &quot;A&amp;B&quot; Lee\" data-spans=\"\"></cite>\n"
        "<span class=\"sayso-cue\" data-spans=\"37-41\">knew</span>\n"
        "<blockquote data-spans=\"42-44\">it</blockquote>\n</div>\n"
        "<div class=\"sayso-credit\" data-kind=\"BYLINE\" data-spans=\"30-36\">So she</div>\n</body>\n</html>\n");
    fixture_close(&self);
}

/* A source alone, a quotation that floats, a limit that was reached, a speaker without a name. */
static void what_is_absent_has_no_element(void **state)
{
    (void)state;
    static const char text[] = "\"It floats.\" He spoke.";
    static const sayso_span floating[] = {{0, 12}}, he[] = {{13, 15}};
    static const sayso_attribution attribution[] = {{.id = 1, .kind = SAYSO_DIRECT, .act = SAYSO_STATEMENT, .content = floating, .content_count = 1},
                                                    {.id = 2, .kind = SAYSO_DIRECT, .act = SAYSO_STATEMENT, .speaker = 1, .source = he, .source_count = 1}};
    static const sayso_speaker speaker[] = {{.id = 1}};
    fixture self;
    fixture_open(&self, text, sizeof text - 1, SAYSO_UTF8_BYTE);
    self.result = (sayso_result){.attribution = attribution, .attribution_count = 2, .speaker = speaker, .speaker_count = 1, .status = SAYSO_LIMIT};
    strcpy(self.result.error.message, "so many");
    const char *page = page_of(&self);
    assert_non_null(strstr(page, "<meta name=\"sayso:status\" content=\"LIMIT\"/>\n<meta name=\"sayso:message\" content=\"so many\"/>\n"));
    assert_null(strstr(page, "sayso:speaker"));
    assert_null(strstr(page, "sayso-cue"));
    assert_non_null(strstr(page, "data-confidence=\"0.000\">\n<blockquote data-spans=\"0-12\">\"It floats.\"</blockquote>\n</div>\n"));
    assert_non_null(strstr(page, "<cite data-speaker=\"\" data-spans=\"13-15\">He</cite>\n</div>\n</body>"));
    fixture_close(&self);
}

/* Each is one character of the page where it is one of the text. */
static void what_xml_cannot_hold(void **state)
{
    (void)state;
    static const char text[] = "a\0b\x1F" "c\xEF\xBF\xBE" "d\xEF\xBF\xBF" "e\xFFg\t\n\x7F\xC2\x85]]>";
    fixture self;
    fixture_open(&self, text, sizeof text - 1, SAYSO_UTF8_BYTE);
    self.answer.document = "tab\tand\xFF.txt";
    const char *page = page_of(&self);
    assert_non_null(strstr(page, "<pre class=\"sayso-text\">a\xEF\xBF\xBD" "b\xEF\xBF\xBD" "c\xEF\xBF\xBD" "d\xEF\xBF\xBD" "e\xEF\xBF\xBDg\t\n\x7F\xC2\x85]]&gt;</pre>"));
    assert_non_null(strstr(page, "<title>tab\tand\xEF\xBF\xBD.txt</title>"));
    fixture_close(&self);
}

static void each_speaker_once_in_the_order_of_the_text(void **state)
{
    (void)state;
    static const sayso_span content[] = {{0, 1}};
    static const sayso_attribution attribution[] = {
        {.id = 1, .speaker = 2, .content = content, .content_count = 1}, {.id = 2, .speaker = 1, .content = content, .content_count = 1},
        {.id = 3, .speaker = 2, .content = content, .content_count = 1}, {.id = 4, .content = content, .content_count = 1}};
    const sayso_speaker speaker[] = {{.id = 1, .name = named("Bo\tRay")}, {.id = 2, .name = named("Lee")}, {.id = 3, .name = named("Mute")}};
    fixture self;
    fixture_open(&self, "x", 1, SAYSO_UTF16_UNIT);
    self.result = (sayso_result){.attribution = attribution, .attribution_count = 4, .speaker = speaker, .speaker_count = 3};
    assert_non_null(strstr(page_of(&self), "content=\"UTF16_UNIT\"/>\n<meta name=\"sayso:speaker\" content=\"Lee\"/>\n"
                                           "<meta name=\"sayso:speaker\" content=\"Bo&#9;Ray\"/>\n</head>"));
    fixture_close(&self);
}

static void without_memory_nothing_is_written(void **state)
{
    (void)state;
    fixture self;
    fixture_open(&self, "x", 1, SAYSO_UTF8_BYTE);
    ss_arena_free(&self.arena);
    ss_arena_init(&self.arena, 0);
    assert_int_equal(ss_xhtml_write(self.out, &self.answer), SS_ERR_MEMORY);
    assert_string_equal(fixture_written(&self), "");
    fixture_close(&self);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_page),
        cmocka_unit_test(what_is_absent_has_no_element),
        cmocka_unit_test(what_xml_cannot_hold),
        cmocka_unit_test(each_speaker_once_in_the_order_of_the_text),
        cmocka_unit_test(without_memory_nothing_is_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
