#include "format_fixture.h"

#include <jansson.h>

#include "format/jsonl.h"

/* ---- the whole line -------------------------------------------------------------------------- */

static const char article[] = "By Ann Ode\nLee, Mali's envoy, did not say \"Né\" to us.";

static void a_line_has_its_keys_in_order(void **state)
{
    (void)state;
    fixture self;
    fixture_open(&self, article, sizeof article - 1, SAYSO_UTF16_UNIT);
    const sayso_span source[] = {quoted(&self, "Lee, Mali's envoy")}, content[] = {quoted(&self, "\"Né\"")};
    const sayso_span role[] = {quoted(&self, "envoy")}, affiliation[] = {quoted(&self, "Mali")};
    const uint32_t member[] = {1, 2};
    const sayso_attribution attribution[] = {
        {.id = 1, .kind = SAYSO_DIRECT, .act = SAYSO_STATEMENT, .negated = true, .confidence = 812, .speaker = 1,
         .fingerprint = 0xABC, .cue = quoted(&self, "did not say"), .source = source, .source_count = 1,
         .content = content, .content_count = 1},
        {.id = 2, .kind = SAYSO_INDIRECT, .act = SAYSO_REFUSAL, .confidence = 1000, .parent = 1,
         .fingerprint = UINT64_MAX, .content = content, .content_count = 1}};
    const sayso_speaker speaker[] = {
        {.id = 1, .kind = SAYSO_PERSON, .name = named("Lee"), .key = named("lee"), .role = role, .role_count = 1,
         .affiliation = affiliation, .affiliation_count = 1, .mention = source, .mention_count = 1},
        {.id = 2, .kind = SAYSO_GROUP, .name = named("both"), .key = named("both"), .member = member, .member_count = 2}};
    const sayso_credit credit[] = {{SAYSO_BYLINE, quoted(&self, "By Ann Ode")}};
    self.result = (sayso_result){.attribution = attribution, .attribution_count = 2, .speaker = speaker,
                                 .speaker_count = 2, .credit = credit, .credit_count = 1};
    assert_int_equal(ss_jsonl_write(self.out, &self.answer), SS_OK);
    assert_string_equal(
        fixture_written(&self),
        "{\"document\":\"a.txt\",\"status\":\"OK\",\"model\":\"some-0.1 1\",\"rules\":\"rules 2\",\"offset_unit\":\"UTF16_UNIT\","
        "\"attributions\":[{\"id\":1,\"kind\":\"DIRECT\","
        "\"source\":{\"spans\":[[11,28]],\"text\":\"Lee, Mali's envoy\"},"
        "\"cue\":{\"spans\":[[30,41]],\"text\":\"did not say\"},"
        "\"content\":{\"spans\":[[42,46]],\"text\":\"\\\"Né\\\"\"},"
        "\"speaker\":1,\"confidence\":0.812,\"act\":\"STATEMENT\",\"negated\":true,\"fingerprint\":\"0000000000000abc\"},"
        "{\"id\":2,\"kind\":\"INDIRECT\",\"content\":{\"spans\":[[42,46]],\"text\":\"\\\"Né\\\"\"},"
        "\"confidence\":1.0,\"act\":\"REFUSAL\",\"negated\":false,\"parent\":1,\"fingerprint\":\"ffffffffffffffff\"}],"
        "\"speakers\":[{\"id\":1,\"name\":\"Lee\",\"key\":\"lee\",\"kind\":\"PERSON\","
        "\"role\":[{\"span\":[23,28],\"text\":\"envoy\"}],\"affiliation\":[{\"span\":[16,20],\"text\":\"Mali\"}],"
        "\"mentions\":[[11,28]]},"
        "{\"id\":2,\"name\":\"both\",\"key\":\"both\",\"kind\":\"GROUP\",\"members\":[1,2],\"mentions\":[]}],"
        "\"credits\":[{\"kind\":\"BYLINE\",\"span\":[0,10],\"text\":\"By Ann Ode\"}]}\n");
    fixture_close(&self);
}

static void an_empty_answer_and_a_limit(void **state)
{
    (void)state;
    fixture self;
    fixture_open(&self, "Quiet.", 6, SAYSO_UTF8_BYTE);
    self.result = (sayso_result){.status = SAYSO_LIMIT, .error = {.message = "that many"}};
    assert_int_equal(ss_jsonl_write(self.out, &self.answer), SS_OK);
    assert_string_equal(fixture_written(&self),
                        "{\"document\":\"a.txt\",\"status\":\"LIMIT\",\"message\":\"that many\",\"model\":\"some-0.1 1\","
                        "\"rules\":\"rules 2\",\"offset_unit\":\"UTF8_BYTE\",\"attributions\":[],\"speakers\":[],\"credits\":[]}\n");
    fixture_close(&self);
}

static void a_failure(void **state)
{
    (void)state;
    fixture self;
    fixture_open(&self, "", 0, SAYSO_UTF8_BYTE);
    assert_int_equal(ss_jsonl_write_failure(self.out, &self.arena, "caf\xE9\"\n", NULL, "BAD_DATA", "no such\xFF file"), SS_OK);
    assert_string_equal(fixture_written(&self),
                        "{\"document\":\"caf\xEF\xBF\xBD\\\"\\n\",\"status\":\"BAD_DATA\",\"message\":\"no such\xEF\xBF\xBD file\"}\n");
    fixture_close(&self);
}

/* ---- single values --------------------------------------------------------------------------- */

/* The one attribution's value, from a line that a JSON reader takes. */
static json_t *attribution_read(fixture *self, json_t **line)
{
    json_error_t error;
    const char *written = fixture_written(self);
    assert_ptr_equal(strchr(written, '\n'), written + strlen(written) - 1);
    *line = json_loads(written, JSON_ALLOW_NUL, &error);
    assert_non_null(*line);
    json_t *one = json_array_get(json_object_get(*line, "attributions"), 0);
    assert_non_null(one);
    return one;
}

static void every_confidence_is_itself(void **state)
{
    (void)state;
    enum { COUNT = 1001 };
    static const sayso_span content[] = {{0, 5}};
    static sayso_attribution attribution[COUNT];
    fixture self;
    json_t *line;
    for (uint16_t permille = 0; permille < COUNT; permille++)
        attribution[permille] =
            (sayso_attribution){.id = permille + 1u, .confidence = permille, .content = content, .content_count = 1};
    fixture_open(&self, "Quiet.", 6, SAYSO_UTF8_BYTE);
    self.result = (sayso_result){.attribution = attribution, .attribution_count = COUNT};
    assert_int_equal(ss_jsonl_write(self.out, &self.answer), SS_OK);
    attribution_read(&self, &line);
    const json_t *all = json_object_get(line, "attributions");
    for (size_t permille = 0; permille < COUNT; permille++)
        assert_true(json_real_value(json_object_get(json_array_get(all, permille), "confidence")) == (double)permille / 1000.0);
    json_decref(line);
    fixture_close(&self);
}

static void check_text(const char *text, size_t length, const sayso_span *content, uint32_t count, const char *raw)
{
    fixture self;
    json_t *line;
    char expected[256];
    const sayso_attribution attribution[] = {{.id = 1, .content = content, .content_count = count}};
    fixture_open(&self, text, length, SAYSO_UTF8_BYTE);
    self.result = (sayso_result){.attribution = attribution, .attribution_count = 1};
    assert_int_equal(ss_jsonl_write(self.out, &self.answer), SS_OK);
    snprintf(expected, sizeof expected, "\"text\":\"%s\"}", raw);
    assert_non_null(strstr(fixture_written(&self), expected));
    attribution_read(&self, &line);
    json_decref(line);
    fixture_close(&self);
}

static void texts_are_valid_and_stay_on_the_line(void **state)
{
    (void)state;
    static const char bad[] = "a\xFF\xC3" "b\xE2\x82" "c\xF0\x9F\x98\x80";
    static const char breaks[] = "a\xC2\x85" "b\xE2\x80\xA8" "c\xE2\x80\xA9" "d\n\x1D\0\xE2\x80\x9D\xC2\xA0";
    static const sayso_span whole_bad[] = {{0, sizeof bad - 1}}, whole_breaks[] = {{0, sizeof breaks - 1}};
    static const sayso_span parts[] = {{0, 1}, {2, 3}, {4, 5}};
    check_text(bad, sizeof bad - 1, whole_bad, 1,
               "a\xEF\xBF\xBD\xEF\xBF\xBD" "b\xEF\xBF\xBD" "c\xF0\x9F\x98\x80");
    check_text(breaks, sizeof breaks - 1, whole_breaks, 1,
               "a\\u0085b\\u2028c\\u2029d\\n\\u001D\\u0000\xE2\x80\x9D\xC2\xA0");
    check_text("a,b,c", 5, parts, 3, "a b c");
}

static void a_long_text_is_whole(void **state)
{
    (void)state;
    enum { LENGTH = 100000 };
    fixture self;
    json_t *line;
    char *text = malloc(LENGTH);
    static const sayso_span content[] = {{0, LENGTH}};
    static const sayso_attribution attribution[] = {{.id = 1, .content = content, .content_count = 1}};
    assert_non_null(text);
    memset(text, 'x', LENGTH);
    text[7] = '\xFF';
    fixture_open(&self, text, LENGTH, SAYSO_UTF8_BYTE);
    self.result = (sayso_result){.attribution = attribution, .attribution_count = 1};
    assert_int_equal(ss_jsonl_write(self.out, &self.answer), SS_OK);
    json_t *part = json_object_get(attribution_read(&self, &line), "content");
    assert_int_equal(json_string_length(json_object_get(part, "text")), LENGTH + 2);
    json_decref(line);
    fixture_close(&self);
    free(text);
}

static void no_memory_is_said(void **state)
{
    (void)state;
    static const sayso_span content[] = {{0, 20000}};
    static const sayso_attribution attribution[] = {{.id = 1, .content = content, .content_count = 1}};
    fixture self;
    char *text = calloc(1, 20000);
    assert_non_null(text);
    fixture_open(&self, text, 20000, SAYSO_UTF8_BYTE);
    self.result = (sayso_result){.attribution = attribution, .attribution_count = 1};
    self.arena.budget = 8192;
    assert_int_equal(ss_jsonl_write(self.out, &self.answer), SS_ERR_MEMORY);
    fixture_close(&self);
    free(text);
}

/* ---- names and cuts --------------------------------------------------------------------------- */

static void an_id_stands_in_place_of_the_name(void **state)
{
    (void)state;
    fixture self;
    fixture_open(&self, "Quiet.", 6, SAYSO_UTF8_BYTE);
    self.answer.id = "1.10";
    assert_int_equal(ss_jsonl_write(self.out, &self.answer), SS_OK);
    assert_int_equal(ss_jsonl_write_failure(self.out, &self.arena, NULL, "\"a\xE2\x80\xA8\\u0000\"", "LIMIT", "no"), SS_OK);
    assert_string_equal(fixture_written(&self),
                        "{\"id\":1.10,\"status\":\"OK\",\"model\":\"some-0.1 1\",\"rules\":\"rules 2\","
                        "\"offset_unit\":\"UTF8_BYTE\",\"attributions\":[],\"speakers\":[],\"credits\":[]}\n"
                        "{\"id\":\"a\\u2028\\u0000\",\"status\":\"LIMIT\",\"message\":\"no\"}\n");
    fixture_close(&self);
}

static void what_is_cut_is_not_written(void **state)
{
    (void)state;
    static const sayso_span content[] = {{0, 5}};
    static const sayso_attribution attribution[] = {{.id = 1, .parent = 2, .speaker = 2, .content = content, .content_count = 1},
                                                    {.id = 2, .content = content, .content_count = 1}};
    const sayso_speaker speaker[] = {{.id = 1, .name = named("A"), .key = named("a")}, {.id = 2, .name = named("B"), .key = named("b")}};
    static const bool given[] = {false, true};
    fixture self;
    json_t *line;
    fixture_open(&self, "Quiet.", 6, SAYSO_UTF8_BYTE);
    self.result = (sayso_result){.attribution = attribution, .attribution_count = 1, .speaker = speaker, .speaker_count = 2};
    self.answer.speaker = given;
    assert_int_equal(ss_jsonl_write(self.out, &self.answer), SS_OK);
    assert_null(json_object_get(attribution_read(&self, &line), "parent"));
    const json_t *speakers = json_object_get(line, "speakers");
    assert_int_equal(json_array_size(speakers), 1);
    assert_int_equal(json_integer_value(json_object_get(json_array_get(speakers, 0), "id")), 2);
    json_decref(line);
    fixture_close(&self);
}

/* The records' bytes with a comma each: what stands between the lists' brackets, and one for each list. */
static void records_are_measured_as_they_are_written(void **state)
{
    (void)state;
    static const char text[] = "a\xC2\x85" "b\xE2\x80\xA8" "c\xFF\"";
    static const sayso_span content[] = {{0, sizeof text - 1}};
    static const sayso_attribution attribution[] = {{.id = 1, .speaker = 1, .content = content, .content_count = 1},
                                                    {.id = 2, .content = content, .content_count = 1}};
    const sayso_speaker speaker[] = {{.id = 1, .name = named(text), .key = named("a")}};
    static const sayso_credit credit[] = {{SAYSO_WIRE, {0, sizeof text - 1}}};
    fixture self;
    ss_cut cut;
    fixture_open(&self, text, sizeof text - 1, SAYSO_UTF8_BYTE);
    self.result = (sayso_result){.attribution = attribution, .attribution_count = 2, .speaker = speaker, .speaker_count = 1,
                                 .credit = credit, .credit_count = 1};
    assert_int_equal(ss_jsonl_write(self.out, &self.answer), SS_OK);
    const char *records = strstr(fixture_written(&self), "\"attributions\":[");
    size_t size = strlen(records) - strlen("\"attributions\":[],\"speakers\":[],\"credits\":[]}\n") + 3;
    for (uint32_t more = 0; more < 2; more++) {
        assert_int_equal(ss_jsonl_cut(&self.answer, (ss_cut_limits){0, (uint32_t)size - 1 + more}, &cut), SS_OK);
        assert_int_equal(cut.attributions, 1 + more);
        assert_int_equal(cut.limit == NULL, more);
    }
    fixture_close(&self);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_has_its_keys_in_order),
        cmocka_unit_test(an_empty_answer_and_a_limit),
        cmocka_unit_test(a_failure),
        cmocka_unit_test(every_confidence_is_itself),
        cmocka_unit_test(texts_are_valid_and_stay_on_the_line),
        cmocka_unit_test(a_long_text_is_whole),
        cmocka_unit_test(no_memory_is_said),
        cmocka_unit_test(an_id_stands_in_place_of_the_name),
        cmocka_unit_test(what_is_cut_is_not_written),
        cmocka_unit_test(records_are_measured_as_they_are_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
