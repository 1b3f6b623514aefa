#include "text_fixture.h"

/* The sentences of a text, each from its first to its last byte, "|" between them and "\n" where a
 * paragraph starts. */
static void check_split(const char *text, const char *expected)
{
    reading read;
    written out = {.length = 0};
    read_text(&read, text);
    const ss_parts *sentences = &read.document.sentences;
    for (uint32_t i = 0; i < sentences->count; i++) {
        ss_span span =
            ss_range_span(&read.document.tokens, (ss_range){sentences->first[i], sentences->first[i + 1]});
        bool paragraph = read.document.tokens.token[sentences->first[i]].gap == SS_GAP_PARAGRAPH;
        write_text(&out, i == 0 ? "" : paragraph ? "\n" : "|");
        write_bytes(&out, read.text + span.start, span.end - span.start);
    }
    assert_string_equal(out.text, expected);
    forget(&read);
}

/* The text is one sentence. */
static void check_whole(const char *text)
{
    check_split(text, text);
}

static void full_stops(void **state)
{
    (void)state;
    check_split("It rained. We left! Why? No one knows.", "It rained.|We left!|Why?|No one knows.");
    check_split("It rained\n\nWe left", "It rained\nWe left");
    check_split("", "");
    check_split("He won 3.5 per cent. 40 others lost.", "He won 3.5 per cent.|40 others lost.");
    check_split("What?! Who... Nobody. • One", "What?!|Who...|Nobody.|• One");
    check_split("he said.The end.", "he said.|The end.");
    check_whole("This is it: The End; So be it.");
    check_whole("a .38 Special");
    check_split("1. Do this. 2. Do that.", "1. Do this.|2.|Do that."); /* only a paragraph's number is known */
    check_split("1. Do this.\n2. Do that.", "1. Do this.\n2. Do that.");
}

static void closing_marks_belong(void **state)
{
    (void)state;
    check_split("\"We left.\" She nodded.", "\"We left.\"|She nodded.");
    check_split("“We left.” She nodded.", "“We left.”|She nodded.");
    check_split("“He said ‘no.’” “Really?”",
                "“He said ‘no.’”|“Really?”");
    check_split("(It rained.) We left.", "(It rained.)|We left.");
    check_split("It rained. (We left.)", "It rained.|(We left.)");
    check_split("``It rained.'' We left.", "``It rained.''|We left.");
    check_split("It rained . '' We left .", "It rained . ''|We left .");
    check_split("It rained.\"\n\"We left.\"", "It rained.\"\n\"We left.\"");
}

static void a_lower_case_word_goes_on(void **state)
{
    (void)state;
    check_whole("\"Why?\" he asked.");
    check_whole("\"Never!\" (he laughed) \"and so on,\" she said.");
    check_whole("It costs approx. five.");
    check_whole("It was... odd.");
    check_whole("We... I mean they left.");
    check_split("It was... The rain came.", "It was...|The rain came.");
    check_whole("\"We left.\" — Ann Ode");
    check_whole("Yahoo!, said Ann");
}

static void abbreviations(void **state)
{
    (void)state;
    check_whole("Mr. Ng met Gen. J. K. Lee and Sen. The Ode.");
    check_whole("U.S. Secretary Ng met him at 5 p.m. Monday in Fresno, Calif. on Jan. 5.");
    check_split("They came to the U.S. The rest stayed.", "They came to the U.S.|The rest stayed.");
    check_split("It is in the U.S. \"We left,\" he said.", "It is in the U.S.|\"We left,\" he said.");
    check_split("It is Acme Inc. It sells hats.", "It is Acme Inc.|It sells hats.");
    check_split("\"Come to the U.S.\" Ng said so.", "\"Come to the U.S.\"|Ng said so.");
    check_split("It opened in Dec. Ng was there.", "It opened in Dec.|Ng was there.");
    check_whole("It was No. 5 of Vol. 3, i.e. the last.");
    check_whole("Mr. Ng (b. 1970) met Ms. Roe (d. 1990) there.");
    check_split("He said no. Then he left.", "He said no.|Then he left.");
    check_split("Ng is older than I. Ode is not.", "Ng is older than I.|Ode is not.");
    check_whole("Acme Corp. Chairman Ng left.");
}

static void other_scripts(void **state)
{
    (void)state;
    /* two clauses with U+3002, no space between */
    check_split("漢。字。", "漢。|字。");
    check_split("Да. Нет.", "Да.|Нет.");
    check_whole("Да! нет.");
}

static void a_token_finds_its_part(void **state)
{
    (void)state;
    reading read;
    read_text(&read, "It rained. We left.\nNo.");
    const ss_parts *sentences = &read.document.sentences;
    assert_int_equal(sentences->count, 3);
    static const uint32_t expected[] = {0, 0, 0, 1, 1, 1, 2, 2};
    for (uint32_t i = 0; i < read.document.tokens.count; i++)
        assert_int_equal(ss_part_of(sentences, i), expected[i]);
    assert_int_equal(read.document.tokens.count, 8);
    assert_int_equal(ss_part_of(&read.document.paragraphs, 5), 0);
    assert_int_equal(ss_part_of(&read.document.paragraphs, 6), 1);
    forget(&read);
}

/* Parts cover all tokens, none is empty, and every paragraph starts a sentence. */
static void check_parts(const ss_tokens *tokens, const ss_parts *parts, bool paragraphs)
{
    assert_int_equal(parts->first[0], 0);
    assert_int_equal(parts->first[parts->count], tokens->count);
    for (uint32_t i = 0; i < parts->count; i++) {
        assert_true(parts->first[i] < parts->first[i + 1]);
        if (paragraphs)
            assert_int_equal(tokens->token[parts->first[i]].gap, SS_GAP_PARAGRAPH);
        for (uint32_t t = parts->first[i] + 1; t < parts->first[i + 1]; t++)
            assert_int_not_equal(tokens->token[t].gap, SS_GAP_PARAGRAPH);
    }
}

static void any_text_is_partitioned(void **state)
{
    (void)state;
    uint64_t seed = 0x5eed0004;
    uint8_t text[512];
    for (int round = 0; round < 4000; round++) {
        size_t length = round % 4 ? random_text(&seed, text, sizeof text) : random_bytes(&seed, text, 128);
        reading read;
        read_bytes(&read, text, length);
        check_parts(&read.document.tokens, &read.document.sentences, false);
        check_parts(&read.document.tokens, &read.document.paragraphs, true);
        forget(&read);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(full_stops),    cmocka_unit_test(closing_marks_belong),
        cmocka_unit_test(a_lower_case_word_goes_on), cmocka_unit_test(abbreviations),
        cmocka_unit_test(other_scripts), cmocka_unit_test(a_token_finds_its_part),
        cmocka_unit_test(any_text_is_partitioned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
