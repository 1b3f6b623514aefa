/* conformance_expectation_test.c - the runner's reader of expected.txt, and how it pairs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "runner/match.h"

#define TEXT "He said it. She said\xc2\xa0no, and \xe2\x80\x9cthe [sic] cost\xe2\x80\x9d of #1 \xe2\x80\xa6 rose, said Lee's aide."

static sc_pool pool;
static sc_text *text;
static sc_words *words;

static int read_text(void **state)
{
    (void)state;
    text = sc_text_read(&pool, (const uint8_t *)TEXT, sizeof TEXT - 1);
    words = sc_words_read(&pool, text);
    return 0;
}

static int empty_pool(void **state)
{
    (void)state;
    sc_pool_empty(&pool);
    return 0;
}

static sc_expectation read_expected(const char *source)
{
    sc_expectation out;
    sc_expectation_read(&pool, words, source, strlen(source), &out);
    return out;
}

static const char *slice(sc_place place)
{
    return sc_pool_copy(&pool, TEXT + place.start, place.end - place.start);
}

static const char *cue_of(const char *source)
{
    sc_expectation expectation = read_expected(source);
    assert_null(expectation.fault);
    return slice(expectation.block[expectation.count - 1].key[SC_CUE].meaning[0].part[0].place);
}

static void test_quotes(void **state)
{
    (void)state;
    assert_string_equal(cue_of("cue: said no"), "said\xc2\xa0no");
    assert_string_equal(cue_of("cue: said#3"), "said");
    assert_string_equal(cue_of("cue: said#1 … said#2"), "said it. She said\xc2\xa0no, and \xe2\x80\x9cthe [sic] cost\xe2\x80\x9d of #1 … rose, said");
    assert_string_equal(cue_of("cue: \xe2\x80\x9cthe \\[sic\\] cost\xe2\x80\x9d"), "\xe2\x80\x9cthe [sic] cost\xe2\x80\x9d");
    assert_string_equal(cue_of("cue: of \\#1 \\… rose"), "of #1 … rose");
    assert_string_equal(cue_of("in: She … no\n\ncue: said"), "said");
}

static void test_quotes_begin_and_end_words(void **state)
{
    (void)state;
    assert_non_null(read_expected("cue: ai").fault);  /* in "said" and "aide" */
    assert_non_null(read_expected("cue: aid").fault); /* begins a word, and does not end one */
    assert_string_equal(cue_of("cue: Lee"), "Lee");   /* an apostrophe is no letter */
}

static void test_faults_of_a_case(void **state)
{
    static const char *const sources[] = {"cue: said", "cue: sai", "cue: absent", "cue: said#4", "said it", "act: STATEMENT",
                                          "cue: said#1\ncredit: He", "cue: said#1\ncue: said#2", "cue: He\nor source: She",
                                          "cue: said#1\nsource: Lee]", "cue:", "name: none", "cue: said#1\nno such key: x"};
    (void)state;
    for (size_t at = 0; at < sizeof sources / sizeof *sources; at++) {
        sc_expectation expectation = read_expected(sources[at]);
        assert_non_null(expectation.fault);
        assert_non_null(strstr(expectation.fault, "expected.txt:"));
    }
    assert_non_null(strstr(read_expected("# one\n\ncue: He\nact: X\nfoo: x").fault, "expected.txt:5: "));
}

static void test_heads(void **state)
{
    sc_expectation expectation = read_expected("cue: said#3\nsource: Lee's\n\ncue: said#1\nsource: [He] said\n\ncue: said#2\nsource: She said");
    (void)state;
    assert_null(expectation.fault);
    assert_string_equal(slice(expectation.block[0].key[SC_SOURCE].meaning[0].head), "Lee");
    assert_string_equal(slice(expectation.block[1].key[SC_SOURCE].meaning[0].head), "He");
    assert_string_equal(slice(expectation.block[2].key[SC_SOURCE].meaning[0].head), "said");
}

static void test_readings_and_fragments(void **state)
{
    sc_expectation expectation = read_expected("cue: said#1\ncontent: it\nor content: He\ncontent: rose\nspeaker: A  B\noptional: yes\n\nothers: allowed");
    (void)state;
    assert_null(expectation.fault);
    assert_true(expectation.others_allowed);
    const sc_block *block = &expectation.block[0];
    assert_int_equal(block->key[SC_CONTENT].count, 2);
    assert_int_equal(block->key[SC_CONTENT].meaning[1].count, 2);
    assert_string_equal(sc_block_text(block, SC_SPEAKER), "A B");
    assert_true(sc_block_is_optional(block));
    assert_int_equal(block->last_line, 6);
}

/* ---- pairing ------------------------------------------------------------------------------------------- */

typedef struct found {
    Sayso__V1__Span source_span, cue_span, content_span;
    Sayso__V1__Span *source, *content;
    Sayso__V1__Attribution one;
} found;

static void make(found *out, uint32_t id, sc_place source, sc_place cue, sc_place content)
{
    *out = (found){SAYSO__V1__SPAN__INIT, SAYSO__V1__SPAN__INIT, SAYSO__V1__SPAN__INIT, &out->source_span, &out->content_span,
                   SAYSO__V1__ATTRIBUTION__INIT};
    out->source_span.start = source.start;
    out->source_span.end = source.end;
    out->cue_span.start = cue.start;
    out->cue_span.end = cue.end;
    out->content_span.start = content.start;
    out->content_span.end = content.end;
    out->one.id = id;
    out->one.n_source = out->one.n_content = 1;
    out->one.source = &out->source;
    out->one.content = &out->content;
    out->one.cue = &out->cue_span;
    out->one.act = SAYSO__V1__ACT__ACT_STATEMENT;
}

static sc_match pair(const char *source, found *all, size_t count)
{
    static Sayso__V1__Speaker lee = SAYSO__V1__SPEAKER__INIT, *speakers[] = {&lee};
    static Sayso__V1__Attribution *attributions[4];
    lee.id = 1;
    lee.name = (ProtobufCBinaryData){3, (uint8_t *)(uintptr_t)"Lee"};
    for (size_t at = 0; at < count; at++)
        attributions[at] = &all[at].one;
    sc_answer answer = {.attribution = attributions, .attribution_count = count, .speaker = speakers, .speaker_count = 1};
    sc_expectation expectation = read_expected(source);
    assert_null(expectation.fault);
    return sc_match_pair(&pool, words, &expectation, &answer, ~0u);
}

static const char *const first = "in: He … it.\n\ncue: said\nsource: He\ncontent: it\nspeaker: Lee\nact: STATEMENT\nnegated: no";

static void test_each_part_has_to_be_right(void **state)
{
    found right;
    (void)state;
    make(&right, 1, (sc_place){0, 2}, (sc_place){3, 7}, (sc_place){8, 10});
    right.one.speaker = 1;
    sc_match match = pair(first, &right, 1);
    assert_int_equal(match.right, 1);
    assert_int_equal(match.missed + match.wrong, 0);
    assert_true(match.f1 > 0.999);
    found wrong = right;
    wrong.one.speaker = 0;
    assert_int_equal(pair(first, &wrong, 1).wrong, 1);
    assert_int_equal(pair(first, &wrong, 1).missed, 1);
    wrong.one.speaker = 1;
    wrong.one.act = SAYSO__V1__ACT__ACT_DENIAL;
    assert_int_equal(pair(first, &wrong, 1).right, 0);
    wrong.one.act = right.one.act;
    wrong.one.negated = 1;
    assert_int_equal(pair(first, &wrong, 1).right, 0);
    make(&wrong, 1, (sc_place){12, 15}, (sc_place){3, 7}, (sc_place){8, 10});
    wrong.one.speaker = 1;
    assert_int_equal(pair(first, &wrong, 1).right, 0);
    make(&wrong, 1, (sc_place){0, 2}, (sc_place){16, 20}, (sc_place){8, 10});
    wrong.one.speaker = 1;
    assert_int_equal(pair(first, &wrong, 1).right, 0);
    make(&wrong, 1, (sc_place){0, 2}, (sc_place){3, 7}, (sc_place){8, 20});
    wrong.one.speaker = 1;
    assert_int_equal(pair(first, &wrong, 1).right, 0);
}

static void test_the_best_overlap_is_taken_first(void **state)
{
    found all[2];
    static const char source[] = "cue: said#1\ncontent: it. She said no, and";
    (void)state;
    make(&all[0], 1, (sc_place){0, 2}, (sc_place){3, 7}, (sc_place){8, 24}); /* it. She said no: four words of five */
    make(&all[1], 2, (sc_place){0, 2}, (sc_place){3, 7}, (sc_place){8, 29});
    sc_match match = pair(source, all, 2);
    assert_int_equal(match.found[0], 1);
    assert_false(match.answers[0]);
    assert_int_equal(match.wrong, 1);
    match = pair(source, all, 1);
    assert_int_equal(match.found[0], 0);
}

static void test_exact_borders(void **state)
{
    found one;
    (void)state;
    make(&one, 1, (sc_place){0, 2}, (sc_place){3, 7}, (sc_place){8, 11}); /* with the full stop */
    assert_int_equal(pair("cue: said#1\ncontent: it", &one, 1).right, 1);
    assert_int_equal(pair("cue: said#1\ncontent: it\nexact: content", &one, 1).right, 0);
    assert_int_equal(pair("cue: said#1\ncontent: it.\nexact: cue content", &one, 1).right, 1);
}

static void test_optional_blocks_count_for_nothing(void **state)
{
    found one;
    (void)state;
    make(&one, 1, (sc_place){0, 2}, (sc_place){3, 7}, (sc_place){8, 10});
    sc_match match = pair("cue: said#1\noptional: yes", &one, 1);
    assert_int_equal(match.right + match.missed + match.wrong, 0);
    match = pair("cue: said#2\noptional: yes", &one, 1);
    assert_int_equal(match.right + match.missed, 0);
    assert_int_equal(match.wrong, 1);
}

static void test_parts_that_are_absent(void **state)
{
    found one;
    (void)state;
    make(&one, 1, (sc_place){0, 2}, (sc_place){3, 7}, (sc_place){8, 10});
    assert_int_equal(pair("cue: none\ncontent: it", &one, 1).right, 0);
    assert_int_equal(pair("cue: said#1\nsource: none", &one, 1).right, 0);
    one.one.cue = NULL;
    one.one.n_source = 0;
    assert_int_equal(pair("cue: none\ncontent: it\nsource: none\nspeaker: none\nparent: none", &one, 1).right, 1);
}

static void test_speakers(void **state)
{
    (void)state;
    found none;
    make(&none, 1, (sc_place){0, 2}, (sc_place){3, 7}, (sc_place){8, 10});
    assert_int_equal(pair("name: Lee", &none, 0).found[0], 0);
    assert_true(pair("name: Lea", &none, 0).found[0] == SC_NO_MATCH);
    assert_true(pair("name: Lee\nkind: PERSON", &none, 0).found[0] == SC_NO_MATCH);
    assert_int_equal(pair("name: Lee\nrole: none\nmember: none", &none, 0).found[0], 0);
}

static void test_quotes_are_written_so_that_they_are_read_again(void **state)
{
    (void)state;
    for (uint32_t start = 0; start < words->count; start++)
        for (uint32_t end = start; end < words->count; end++) {
            sc_place place = {words->word[start].start, words->word[end].end};
            char *quote = sc_quote_write(&pool, text, place);
            sc_quote back = sc_quote_resolve(&pool, text, quote, strlen(quote), (sc_place){0, text->count});
            assert_null(back.fault);
            assert_int_equal(back.bytes.start, place.start);
            assert_int_equal(back.bytes.end, place.end);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quotes),
        cmocka_unit_test(test_quotes_begin_and_end_words),
        cmocka_unit_test(test_faults_of_a_case),
        cmocka_unit_test(test_heads),
        cmocka_unit_test(test_readings_and_fragments),
        cmocka_unit_test(test_each_part_has_to_be_right),
        cmocka_unit_test(test_the_best_overlap_is_taken_first),
        cmocka_unit_test(test_exact_borders),
        cmocka_unit_test(test_optional_blocks_count_for_nothing),
        cmocka_unit_test(test_parts_that_are_absent),
        cmocka_unit_test(test_speakers),
        cmocka_unit_test(test_quotes_are_written_so_that_they_are_read_again),
    };
    return cmocka_run_group_tests(tests, read_text, empty_pool);
}
