/* fingerprint_test.c - meaning/fingerprint.h and base/hash.h against published and independent values. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/hash.h"
#include "meaning/fingerprint.h"

/* The whole text as one token: the fingerprint looks at bytes, not at how they were cut. */
static uint64_t of_bytes(const char *text, size_t length)
{
    ss_token token = {0, (uint16_t)length, SS_TOKEN_WORD, SS_GAP_PARAGRAPH};
    ss_tokens tokens = {.text = (const uint8_t *)text, .length = (uint32_t)length, .token = &token, .count = 1};
    ss_range range = {0, 1};
    return ss_fingerprint(&tokens, &range, 1);
}

static uint64_t of(const char *text)
{
    return of_bytes(text, strlen(text));
}

static int distance(const char *one, const char *other)
{
    return __builtin_popcountll(of(one) ^ of(other));
}

/* draft-eastlake-fnv, test vectors of FNV-1a. */
static void hash_gives_the_published_values(void **state)
{
    (void)state;
    assert_true(ss_hash64(SS_HASH64_START, "", 0) == 0xcbf29ce484222325u);
    assert_true(ss_hash64(SS_HASH64_START, "a", 1) == 0xaf63dc4c8601ec8cu);
    assert_true(ss_hash64(SS_HASH64_START, "foobar", 6) == 0x85944171f73967e8u);
    assert_true(ss_hash32(SS_HASH32_START, "", 0) == 0x811c9dc5u);
    assert_true(ss_hash32(SS_HASH32_START, "a", 1) == 0xe40c292cu);
    assert_true(ss_hash32(SS_HASH32_START, "foobar", 6) == 0xbf9cf968u);
}

static void short_texts_are_one_shingle(void **state)
{
    (void)state;
    assert_true(of("") == 0);
    assert_true(of("\xe2\x80\xa6 -- !") == 0);
    assert_true(of("Foobar!") == 0x85944171f73967e8u);
    assert_true(of("no deal") == ss_hash64(SS_HASH64_START, "no deal", 7));
    assert_true(of("No: deal, now.") == ss_hash64(SS_HASH64_START, "no deal now", 11));
    /* two shingles: a bit needs both */
    assert_true(of("no deal now then") ==
                (ss_hash64(SS_HASH64_START, "no deal now", 11) & ss_hash64(SS_HASH64_START, "deal now then", 13)));
}

static void marks_case_and_spacing_do_not_count(void **state)
{
    (void)state;
    uint64_t plain = of("we can t accept the cost of the cafe s plan 10");
    assert_true(plain == of("\xe2\x80\x9cWe can't accept the cost of the caf\xc3\xa9's plan: 10!\xe2\x80\x9d"));
    assert_true(plain == of("WE CAN\xe2\x80\x99T ACCEPT THE\nCOST OF\xc2\xa0THE CAFE\xcc\x81\xe2\x80\x99S PLAN; 10"));
    assert_true(plain == of("we can t ac\xc2\xad" "cept the \xef\xbd\x83ost of the cafe s plan \xe2\x91\xa9"));
    assert_true(plain != of("we can t accept the costs of the cafe s plan 10"));
    assert_true(of("Stra\xc3\x9f" "e") == of("STRASSE"));
    assert_true(of("\xed\x95\x9c\xea\xb8\x80") == of("\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab\xe1\x84\x80\xe1\x85\xb3\xe1\x86\xaf"));
    assert_true(of("\xed\x95\x9c") == ss_hash64(SS_HASH64_START, "\xed\x95\x9c", 3));
}

static void broken_bytes_part_words(void **state)
{
    (void)state;
    assert_true(of("a\xff" "b") == of("a b"));
    assert_true(of_bytes("a\0b", 3) == of("a b"));
}

static void a_run_without_end_is_cut(void **state)
{
    (void)state;
    static char text[60000];
    memset(text, 'a', sizeof text);
    assert_true(of_bytes(text, 256) == ss_hash64(SS_HASH64_START, text, 256));
    assert_true(of_bytes(text, 257) != ss_hash64(SS_HASH64_START, text, 257));
    assert_true(of_bytes(text, sizeof text) == of_bytes(text, 256 * 4));
}

static void ranges_are_read_as_one_text(void **state)
{
    (void)state;
    const char *text = "Prices will rise, she said, and wages will not";
    ss_token token[] = {{0, 16, SS_TOKEN_WORD, SS_GAP_PARAGRAPH},
                        {16, 11, SS_TOKEN_WORD, SS_GAP_NONE},
                        {28, 18, SS_TOKEN_WORD, SS_GAP_SPACE}};
    ss_tokens tokens = {.text = (const uint8_t *)text, .length = (uint32_t)strlen(text), .token = token, .count = 3};
    ss_range ranges[] = {{0, 1}, {2, 3}};
    assert_true(ss_fingerprint(&tokens, ranges, 2) == of("prices will rise and wages will not"));
    /* a border between fragments parts words, as white space does */
    ranges[0] = (ss_range){0, 1};
    ranges[1] = (ss_range){1, 3};
    assert_true(ss_fingerprint(&tokens, ranges, 2) == of(text));
}

static const char *const LONG_QUOTE =
    "We have asked every ministry to look again at what it spends on travel, on rent and on outside advice, and to "
    "tell the committee before the end of the month what can be cut without closing a single school, a single "
    "clinic or a single library in any of the towns that have already lost so much over the past ten years";

/* Values computed by an independent program (Python, its own FNV and unicodedata). */
static void values_are_stable(void **state)
{
    (void)state;
    assert_true(of(LONG_QUOTE) == 0x294b9d5e467622e4u);
    assert_true(of("There is no plan to leave, and there never was one.") == 0x0e1994a4daf29ea6u);
}

static void near_quotations_are_near(void **state)
{
    (void)state;
    assert_in_range(distance(LONG_QUOTE, LONG_QUOTE), 0, 0);
    /* cut short at either end, as papers do */
    static char cut[512];
    strcpy(cut, LONG_QUOTE);
    *strrchr(cut, ' ') = '\0';
    assert_in_range(distance(LONG_QUOTE, cut), 1, 8);
    assert_in_range(distance(LONG_QUOTE, LONG_QUOTE + strlen("We ")), 1, 8);
    /* one word in its middle is another */
    strcpy(cut, LONG_QUOTE);
    memcpy(strstr(cut, "month"), "years", 5);
    assert_in_range(distance(LONG_QUOTE, cut), 1, 8);
    /* a quotation of fourteen words less its last */
    assert_in_range(distance("Nobody in this town was asked whether they wanted the road built at all",
                             "Nobody in this town was asked whether they wanted the road built at"), 1, 8);
}

static void other_quotations_are_far(void **state)
{
    (void)state;
    assert_in_range(distance(LONG_QUOTE, "Nobody in this town was asked whether they wanted the road built at all"), 20, 64);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hash_gives_the_published_values),
        cmocka_unit_test(short_texts_are_one_shingle),
        cmocka_unit_test(marks_case_and_spacing_do_not_count),
        cmocka_unit_test(broken_bytes_part_words),
        cmocka_unit_test(a_run_without_end_is_cut),
        cmocka_unit_test(ranges_are_read_as_one_text),
        cmocka_unit_test(values_are_stable),
        cmocka_unit_test(near_quotations_are_near),
        cmocka_unit_test(other_quotations_are_far),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
