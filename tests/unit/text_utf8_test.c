#include "text_fixture.h"

#include "text/utf8.h"

typedef struct example {
    const char *bytes;
    uint32_t code_point; /* of the first character */
    uint8_t length;
    bool bad;
} example;

static ss_character decode_exact(const char *bytes, size_t length)
{
    uint8_t *copy = malloc(length);
    assert_non_null(copy);
    memcpy(copy, bytes, length);
    ss_character character = ss_utf8_decode(copy, (uint32_t)length, 0);
    free(copy);
    return character;
}

static void check(const example *examples, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ss_character character = decode_exact(examples[i].bytes, strlen(examples[i].bytes));
        assert_int_equal(character.code_point, examples[i].code_point);
        assert_int_equal(character.length, examples[i].length);
        assert_int_equal(character.bad, examples[i].bad);
    }
}

#define CHECK(examples) check(examples, sizeof(examples) / sizeof *(examples))

static void characters_at_each_border(void **state)
{
    (void)state;
    static const example examples[] = {
        {"\x01", 0x01, 1, false},
        {"\x7f", 0x7F, 1, false},
        {"\xc2\x80", 0x80, 2, false},
        {"\xdf\xbf", 0x7FF, 2, false},
        {"\xe0\xa0\x80", 0x800, 3, false},
        {"\xed\x9f\xbf", 0xD7FF, 3, false},
        {"\xee\x80\x80", 0xE000, 3, false},
        {"\xef\xbf\xbd", 0xFFFD, 3, false}, /* the replacement character itself is no fault */
        {"\xef\xbf\xbf", 0xFFFF, 3, false},
        {"\xf0\x90\x80\x80", 0x10000, 4, false},
        {"\xf4\x8f\xbf\xbf", 0x10FFFF, 4, false},
    };
    CHECK(examples);
    assert_int_equal(decode_exact("", 1).code_point, 0); /* NUL is a character */
}

static void bad_sequences_are_maximal_subparts(void **state)
{
    (void)state;
    static const example examples[] = {
        {"\x80z", SS_REPLACEMENT, 1, true},
        {"\xbfz", SS_REPLACEMENT, 1, true},
        {"\xc0\xaf", SS_REPLACEMENT, 1, true},         /* overlong */
        {"\xc1\xbf", SS_REPLACEMENT, 1, true},
        {"\xe0\x9f\xbf", SS_REPLACEMENT, 1, true},     /* overlong: the second byte is refused already */
        {"\xed\xa0\x80", SS_REPLACEMENT, 1, true},     /* a surrogate */
        {"\xf0\x8f\xbf\xbf", SS_REPLACEMENT, 1, true}, /* overlong */
        {"\xf4\x90\x80\x80", SS_REPLACEMENT, 1, true}, /* past U+10FFFF */
        {"\xf5\x80\x80\x80", SS_REPLACEMENT, 1, true},
        {"\xff", SS_REPLACEMENT, 1, true},
        {"\xc2", SS_REPLACEMENT, 1, true},
        {"\xc2z", SS_REPLACEMENT, 1, true},
        {"\xe2\x80", SS_REPLACEMENT, 2, true},         /* cut off by the end */
        {"\xe2\x80z", SS_REPLACEMENT, 2, true},
        {"\xe2\xe2\x80\x99", SS_REPLACEMENT, 1, true},
        {"\xf0\x9f\x98", SS_REPLACEMENT, 3, true},
        {"\xf0\x9f\x98z", SS_REPLACEMENT, 3, true},
        {"\xf0\x9fz", SS_REPLACEMENT, 2, true},
        {"\xf1\x80\x80\xc2", SS_REPLACEMENT, 3, true},
    };
    CHECK(examples);
}

/* Every pair of bytes and every code point, against the definition. */
static void decodes_what_it_should(void **state)
{
    (void)state;
    for (uint32_t code_point = 0x80; code_point < 0x110000; code_point++) {
        uint8_t bytes[4];
        uint32_t length;
        if (code_point < 0x800) {
            length = 2;
            bytes[0] = (uint8_t)(0xC0 | code_point >> 6);
        } else if (code_point < 0x10000) {
            length = 3;
            bytes[0] = (uint8_t)(0xE0 | code_point >> 12);
        } else {
            length = 4;
            bytes[0] = (uint8_t)(0xF0 | code_point >> 18);
        }
        for (uint32_t i = 1; i < length; i++)
            bytes[i] = (uint8_t)(0x80 | (code_point >> 6 * (length - 1 - i) & 0x3F));
        ss_character character = ss_utf8_decode(bytes, length, 0);
        bool surrogate = code_point >= 0xD800 && code_point < 0xE000;
        if (character.bad != surrogate || (!surrogate && character.code_point != code_point))
            fail_msg("U+%04X is decoded as U+%04X", code_point, character.code_point);
        if (!surrogate)
            assert_int_equal(character.length, length);
    }
}

static ss_utf8_report check_text(const char *text)
{
    return ss_utf8_check((const uint8_t *)text, (uint32_t)strlen(text));
}

static void a_report_counts_and_places(void **state)
{
    (void)state;
    ss_utf8_report clean = check_text("Nine bytes, then \xe2\x80\x9cmore\xe2\x80\x9d, and more.");
    assert_int_equal(clean.bad_sequences, 0);
    assert_int_equal(clean.first_bad, 38); /* the length */

    ss_utf8_report broken = check_text("twelve bytes\xe2\x80 two \xff\xff and \xed\xa0\x80");
    assert_int_equal(broken.bad_sequences, 1 + 2 + 3);
    assert_int_equal(broken.first_bad, 12);

    ss_utf8_report empty = check_text("");
    assert_int_equal(empty.bad_sequences, 0);
    assert_int_equal(empty.first_bad, 0);
}

/* The pass by eight bytes agrees with decoding one by one. */
static void a_report_agrees_with_decoding(void **state)
{
    (void)state;
    uint64_t seed = 0x5eed0001;
    uint8_t bytes[64];
    for (int round = 0; round < 20000; round++) {
        bool shapeless = round % 2 == 0;
        uint32_t length = (uint32_t)(shapeless ? random_bytes(&seed, bytes, 64) : random_text(&seed, bytes, 64));
        uint32_t bad = 0, first = length;
        for (uint32_t at = 0; at < length;) {
            ss_character character = ss_utf8_decode(bytes, length, at);
            assert_true(character.length >= 1 && character.length <= length - at);
            if (character.bad && bad++ == 0)
                first = at;
            at += character.length;
        }
        ss_utf8_report report = ss_utf8_check(bytes, length);
        assert_int_equal(report.bad_sequences, bad);
        assert_int_equal(report.first_bad, first);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_at_each_border), cmocka_unit_test(bad_sequences_are_maximal_subparts),
        cmocka_unit_test(decodes_what_it_should),    cmocka_unit_test(a_report_counts_and_places),
        cmocka_unit_test(a_report_agrees_with_decoding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
