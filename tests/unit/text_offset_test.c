#include "text_fixture.h"

#include "text/offset.h"
#include "text/utf8.h"

static void build(ss_arena *arena, const uint8_t *text, uint32_t length, ss_offset_unit unit, ss_offsets *out)
{
    ss_arena_init(arena, SS_ARENA_BUDGET);
    assert_int_equal(ss_offsets_build(arena, text, length, unit, out), SS_OK);
}

static uint32_t converted(const char *text, ss_offset_unit unit, uint32_t byte)
{
    ss_arena arena;
    ss_offsets offsets;
    build(&arena, (const uint8_t *)text, (uint32_t)strlen(text), unit, &offsets);
    uint32_t result = ss_offsets_convert(&offsets, byte);
    ss_arena_free(&arena);
    return result;
}

static void units_of_known_characters(void **state)
{
    (void)state;
    /* a, e-acute (2 bytes), a curly mark (3), an emoji (4), a cut-off emoji (3 bytes, one sequence), z */
    static const char text[] = "a\xc3\xa9\xe2\x80\x99\xf0\x9f\x98\x80\xf0\x9f\x98z";
    static const uint32_t byte[] = {0, 1, 3, 6, 10, 13, 14};
    static const uint32_t utf16[] = {0, 1, 2, 3, 5, 6, 7};
    static const uint32_t code_point[] = {0, 1, 2, 3, 4, 5, 6};
    for (size_t i = 0; i < sizeof byte / sizeof *byte; i++) {
        assert_int_equal(converted(text, SS_OFFSET_UTF8, byte[i]), byte[i]);
        assert_int_equal(converted(text, SS_OFFSET_UTF16, byte[i]), utf16[i]);
        assert_int_equal(converted(text, SS_OFFSET_CODE_POINT, byte[i]), code_point[i]);
    }
}

static void what_is_no_border_rounds_up(void **state)
{
    (void)state;
    static const char text[] = "a\xe2\x80\x99z";
    assert_int_equal(converted(text, SS_OFFSET_CODE_POINT, 2), 2);
    assert_int_equal(converted(text, SS_OFFSET_CODE_POINT, 3), 2);
    assert_int_equal(converted(text, SS_OFFSET_CODE_POINT, 4), 2);
    assert_int_equal(converted(text, SS_OFFSET_CODE_POINT, 99), 3); /* past the end */
    assert_int_equal(converted("", SS_OFFSET_UTF16, 0), 0);
}

/* Every border of a text, against counting from its start. */
static void check_all(const uint8_t *text, uint32_t length)
{
    ss_arena arena16, arena32;
    ss_offsets utf16, code_points;
    build(&arena16, text, length, SS_OFFSET_UTF16, &utf16);
    build(&arena32, text, length, SS_OFFSET_CODE_POINT, &code_points);
    uint32_t units = 0, points = 0, at = 0;
    for (;;) {
        assert_int_equal(ss_offsets_convert(&utf16, at), units);
        assert_int_equal(ss_offsets_convert(&code_points, at), points);
        if (at == length)
            break;
        ss_character character = ss_utf8_decode(text, length, at);
        units += character.code_point > 0xFFFF ? 2 : 1;
        points++;
        at += character.length;
    }
    ss_arena_free(&arena16);
    ss_arena_free(&arena32);
}

/* Characters of each length across each 256th byte, and lengths around it. */
static void characters_across_a_stride(void **state)
{
    (void)state;
    static const char *const character[] = {"x", "\xc3\xa9", "\xe2\x80\x99",
                                            "\xf0\x9f\x98\x80", "\xf0\x9f\x98", "\x80"};
    for (size_t kind = 0; kind < sizeof character / sizeof *character; kind++) {
        size_t size = strlen(character[kind]);
        for (uint32_t shift = 0; shift < 4; shift++) {
            uint8_t text[1100];
            uint32_t length = shift;
            memset(text, 'x', shift);
            for (; length + size <= sizeof text; length += (uint32_t)size)
                memcpy(text + length, character[kind], size);
            check_all(text, length);
            for (uint32_t cut = 255; cut <= 258; cut++)
                check_all(text, cut);
            check_all(text, 512);
        }
    }
}

static void random_texts(void **state)
{
    (void)state;
    uint64_t seed = 0x5eed0002;
    uint8_t text[2048];
    for (int round = 0; round < 300; round++) {
        size_t length = 0;
        while (length < 1200)
            length += round % 2 ? random_text(&seed, text + length, 600) : random_bytes(&seed, text + length, 600);
        check_all(text, (uint32_t)length);
    }
}

static void limits(void **state)
{
    (void)state;
    ss_arena arena;
    ss_offsets offsets;
    uint8_t *text = calloc(SS_MAX_DOCUMENT_BYTES + 1u, 1);
    assert_non_null(text);
    build(&arena, text, SS_MAX_DOCUMENT_BYTES, SS_OFFSET_UTF16, &offsets);
    assert_int_equal(ss_offsets_convert(&offsets, SS_MAX_DOCUMENT_BYTES), SS_MAX_DOCUMENT_BYTES);
    assert_int_equal(ss_offsets_build(&arena, text, SS_MAX_DOCUMENT_BYTES + 1u, SS_OFFSET_UTF16, &offsets),
                     SS_ERR_LIMIT);
    ss_arena_free(&arena);
    ss_arena_init(&arena, 16);
    assert_int_equal(ss_offsets_build(&arena, text, 1u << 20, SS_OFFSET_UTF16, &offsets), SS_ERR_MEMORY);
    assert_null(offsets.text);
    ss_arena_free(&arena);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_of_known_characters), cmocka_unit_test(what_is_no_border_rounds_up),
        cmocka_unit_test(characters_across_a_stride), cmocka_unit_test(random_texts), cmocka_unit_test(limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
