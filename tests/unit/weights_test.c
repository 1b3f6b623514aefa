/* The weights file is hostile until it is read: every field out of its bounds is refused by name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "weights_fixture.h"

#define LAYERS 20u

static weights_fixture file;

static void a_whole_file_is_read(void **state)
{
    (void)state;
    ss_weights weights;
    fixture_make(&file);
    assert_int_equal(ss_weights_read(file.bytes, file.length, &weights, NULL), SS_OK);
    assert_int_equal(weights.width, FIXTURE_WIDTH);
    assert_int_equal(weights.query_width, FIXTURE_QUERY_WIDTH);
    assert_string_equal(weights.name, "fixture");
    assert_int_equal(weights.lexicon[2], 3000);
    assert_int_equal(weights.first_layer[SS_STAGE_CUE], SS_ENCODER_TABLES + 2);
    assert_int_equal(weights.first_layer[SS_STAGES], LAYERS);
}

static void the_builtin_files_are_read(void **state)
{
    (void)state;
    const char *name;
    for (uint32_t i = 0; (name = ss_weights_builtin_name(i)) != NULL; i++) {
        ss_weights weights;
        size_t length;
        const uint8_t *bytes = ss_weights_builtin(name, &length);
        ss_error error = {SS_OK, "", 0};
        if (ss_weights_read(bytes, length, &weights, &error) != SS_OK)
            fail_msg("%s: %s at byte %llu", name, error.what, error.at);
        assert_true(strncmp(weights.name, name, strlen(name)) == 0);
    }
    assert_string_equal(ss_weights_builtin_name(0), "fast");
    size_t length;
    assert_null(ss_weights_builtin("nothing", &length));
}

/* Writes value at `at`, seals and expects a refusal that points into the file. */
static void expect_refusal_of(void (*make)(weights_fixture *), uint32_t at, uint32_t value, const char *part_of_what)
{
    ss_weights weights;
    ss_error error = {SS_OK, "", 0};
    make(&file);
    fixture_put(&file, at, value);
    fixture_put(&file, 12, (uint32_t)crc32(0, file.bytes + 16, (uInt)(file.length - 16)));
    assert_int_equal(ss_weights_read(file.bytes, file.length, &weights, &error), SS_ERR_BAD_MODEL);
    if (strstr(error.what, part_of_what) == NULL)
        fail_msg("%s, not %s", error.what, part_of_what);
    assert_true(error.at <= file.length);
}

static void expect_refusal(uint32_t at, uint32_t value, const char *part_of_what)
{
    expect_refusal_of(fixture_make, at, value, part_of_what);
}

static void a_file_without_an_inner_stage_is_whole(void **state)
{
    (void)state;
    ss_weights weights;
    fixture_make(&file);
    file.layers--;
    fixture_seal(&file);
    assert_int_equal(ss_weights_read(file.bytes, file.length, &weights, NULL), SS_OK);
    assert_false(ss_weights_have(&weights, SS_STAGE_INNER));
}

static void a_bad_header_is_refused(void **state)
{
    (void)state;
    expect_refusal(0, 0, "does not start");
    expect_refusal(8, 2, "version");
    expect_refusal(16, file.length - 1, "cut or longer");
    expect_refusal(20, 65, "64 layers");
    expect_refusal(20, LAYERS - 2, "stage");
    expect_refusal(24, file.length, "lexicon");
    expect_refusal(24, 65, "lexicon");
    expect_refusal(28, UINT32_MAX, "lexicon");
    expect_refusal(32, file.length - 64, "gate");
    expect_refusal(60, 0, "confidence");
}

static void bad_layers_are_refused(void **state)
{
    (void)state;
    const uint32_t table = 64, block = 64 + 40 * SS_ENCODER_TABLES, cue = block + 80;
    expect_refusal(table, 0, "unknown stage");
    expect_refusal(table, SS_STAGES, "unknown stage");
    expect_refusal(table, SS_STAGE_QUERY, "out of order");
    expect_refusal(table + 4, SS_LAYER_KINDS, "unknown kind");
    expect_refusal(table + 8, 0, "no width");
    expect_refusal(table + 8, UINT32_MAX, "more rows than");
    expect_refusal(table + 8, FIXTURE_WORDS, "fewer rows");
    expect_refusal(table + 12, SS_MAX_WIDTH + 1, "more than 512");
    expect_refusal(table + 16, SS_ENCODER_TABLES, "unknown feature");
    expect_refusal(table + 16, SS_TABLE_SHAPE, "there already");
    expect_refusal(table + 24, file.length - 64, "weights lie outside");
    expect_refusal(block + 12, FIXTURE_WIDTH / 2, "widths differ");
    expect_refusal(table + 12, FIXTURE_WIDTH - 16, "multiple of 32");
    expect_refusal(cue + 8, FIXTURE_WIDTH - 1, "multiple of 32");
    expect_refusal(cue + 40 + 12, FIXTURE_QUERY_WIDTH + 8, "multiple of 32");
    expect_refusal(block + 16, 0, "dilation");
    expect_refusal(block + 16, SS_MAX_DILATION + 1, "dilation");
    expect_refusal(block + 20, 0, "taps lie outside");
    expect_refusal(block + 28, 0, "biases");
    expect_refusal(block + 32, file.length, "multipliers");
    expect_refusal(cue + 12, SS_CUE_LABELS - 1, "does not fit its stage");
}

static void bad_values_are_refused(void **state)
{
    (void)state;
    ss_weights weights;
    fixture_make(&file);
    assert_int_equal(ss_weights_read(file.bytes, file.length, &weights, NULL), SS_OK);
    const ss_layer *block = &weights.layer[SS_ENCODER_TABLES];
    uint32_t taps = (uint32_t)((const uint8_t *)block->taps - file.bytes);
    uint32_t bias = (uint32_t)((const uint8_t *)block->bias - file.bytes);
    uint32_t multiplier = (uint32_t)((const uint8_t *)block->multiplier - file.bytes);
    uint32_t lexicon = (uint32_t)((const uint8_t *)weights.lexicon - file.bytes);
    uint32_t gate = (uint32_t)((const uint8_t *)weights.gate - file.bytes);
    expect_refusal(taps, 0x7F, "tap");
    expect_refusal(bias, (1u << 22) + 1, "bias");
    expect_refusal(bias, 0u - (1u << 22) - 1, "bias");
    expect_refusal(multiplier, 0x80000000, "multiplier");
    expect_refusal(multiplier, 1u << 24, "multiplier");
    expect_refusal(multiplier + 4 * FIXTURE_WIDTH, 1u << 19, "multiplier"); /* the first gate's */
    expect_refusal(lexicon + 4, 1000, "ascending");
    expect_refusal(gate, 0x8000, "gate");
    uint32_t confidence = (uint32_t)((const uint8_t *)weights.confidence - file.bytes);
    expect_refusal(confidence, 0x200000, "confidence");
}

static void make_transformer(weights_fixture *out)
{
    fixture_make_transformer(out, FIXTURE_WIDTH, 100);
}

static void a_transformer_is_read(void **state)
{
    (void)state;
    ss_weights weights;
    make_transformer(&file);
    assert_int_equal(ss_weights_read(file.bytes, file.length, &weights, NULL), SS_OK);
    assert_true(weights.transformer);
    assert_int_equal(weights.window_tokens, 100);
    assert_int_equal(weights.width, FIXTURE_WIDTH);
}

static void a_bad_transformer_is_refused(void **state)
{
    (void)state;
    enum { PIECES, PLACES, NORM, QUERY, MIX, SECOND_NORM, WIDEN, NARROW, LAST_NORM, LEAVE, SHAPE, CONTEXT };
#define FIELD(layer, field) (64 + 40 * (layer) + 4 * (field))
    enum { KIND = 1, INPUTS, OUTPUTS, PARAMETER, WEIGHTS = 6, OFFSETS, SCALES };
    const struct { uint32_t at, value; const char *what; } bad[] = {
        {FIELD(PIECES, PARAMETER), 0, "windows have no token"},
        {FIELD(PIECES, PARAMETER), 385, "more than 384"},
        {FIELD(PIECES, INPUTS), FIXTURE_WORDS, "the lexicon"},
        {FIELD(PIECES, OUTPUTS), 96, "of 64"},
        {FIELD(PLACES, INPUTS), SS_WINDOW_PIECES - 1, "do not fit each other"},
        {FIELD(NORM, INPUTS), 2 * FIXTURE_WIDTH, "do not fit each other"},
        {FIELD(QUERY, OUTPUTS), 2 * FIXTURE_WIDTH, "parts do not fit"},
        {FIELD(WIDEN, OUTPUTS), FIXTURE_WIDTH, "parts do not fit"},
        {FIELD(WIDEN, OUTPUTS), SS_MAX_LINEAR + 64, "2048"},
        {FIELD(LEAVE, KIND), SS_LAYER_DENSE, "too large"},
        {FIELD(CONTEXT, PARAMETER), SS_TABLE_SHAPE, "last layers"},
        {FIELD(SHAPE, PARAMETER), SS_TABLE_WORD, "last layers"},
        {FIELD(QUERY, WEIGHTS), file.length, "weights lie outside"},
        {FIELD(QUERY, OFFSETS), file.length, "offsets lie outside"},
        {FIELD(QUERY, SCALES), file.length, "offsets lie outside"},
        {FIELD(PIECES, SCALES), 0, "offsets lie outside"},
    };
    for (uint32_t i = 0; i < sizeof bad / sizeof *bad; i++)
        expect_refusal_of(make_transformer, bad[i].at, bad[i].value, bad[i].what);
    make_transformer(&file);
    uint32_t scale = fixture_number_at(&file, FIELD(QUERY, SCALES)), gain = fixture_number_at(&file, FIELD(NORM, SCALES));
    uint32_t offset = fixture_number_at(&file, FIELD(NORM, OFFSETS)), weight = fixture_number_at(&file, FIELD(MIX, WEIGHTS));
    expect_refusal_of(make_transformer, scale, 0x3F800001, "a scale outside"); /* the float above 1 */
    expect_refusal_of(make_transformer, scale, 0xBF000000, "a scale outside");
    expect_refusal_of(make_transformer, gain, 0x7FC00000, "a gain"); /* NaN */
    expect_refusal_of(make_transformer, offset, 0x7F800000, "an offset"); /* infinity */
    expect_refusal_of(make_transformer, weight, 0x80, "-128");
#undef FIELD
}

static void a_changed_byte_is_noticed(void **state)
{
    (void)state;
    ss_weights weights;
    fixture_make(&file);
    file.bytes[file.length - 1] ^= 1;
    assert_int_equal(ss_weights_read(file.bytes, file.length, &weights, NULL), SS_ERR_BAD_MODEL);
}

static void every_cut_is_refused(void **state)
{
    (void)state;
    ss_weights weights;
    fixture_make(&file);
    for (uint32_t length = 0; length < file.length; length += length < 128 ? 1 : 61)
        assert_int_equal(ss_weights_read(file.bytes, length, &weights, NULL), SS_ERR_BAD_MODEL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_file_is_read),    cmocka_unit_test(the_builtin_files_are_read),
        cmocka_unit_test(a_bad_header_is_refused), cmocka_unit_test(bad_layers_are_refused),
        cmocka_unit_test(bad_values_are_refused),  cmocka_unit_test(a_changed_byte_is_noticed),
        cmocka_unit_test(every_cut_is_refused),    cmocka_unit_test(a_transformer_is_read),
        cmocka_unit_test(a_bad_transformer_is_refused), cmocka_unit_test(a_file_without_an_inner_stage_is_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
