/* The integer arithmetic against the same in double precision, and every kernel against the plain one. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/limits.h"
#include "model/kernel.h"
#include "model/normalise.h"
#include "model/probability.h"
#include "weights_fixture.h"

#define REACH (2u * SS_MAX_DILATION)

static uint32_t random_state = 3;

static int32_t number(int32_t limit)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (int32_t)((random_state >> 8) % (2 * (uint32_t)limit + 1)) - limit;
}

/* ---- the plain kernel ------------------------------------------------------------------------ */

static const ss_kernel *const plain = &ss_kernel_plain;

static void roots_are_rounded_down(void **state)
{
    (void)state;
    for (uint64_t root = 1; root < (1u << 25); root += root / 3 + 1) {
        assert_int_equal(ss_square_root(root * root), root);
        assert_int_equal(ss_square_root(root * root - 1), root - 1);
        assert_int_equal(ss_square_root(root * root + 2 * root), root);
    }
}

static void normalise_is_layer_norm(void **state)
{
    (void)state;
    for (int round = 0; round < 600; round++) {
        const uint32_t width = round % 3 == 0 ? 32 : round % 3 == 1 ? 96 : 512;
        int16_t stream[512];
        int8_t out[512];
        int32_t limit = round % 2 == 0 ? 16383 : 1 + round, centre = number(16384);
        double mean = 0, variance = 0;
        for (uint32_t c = 0; c < width; c++)
            mean += (stream[c] = (int16_t)(centre + number(limit))) / (double)width;
        for (uint32_t c = 0; c < width; c++)
            variance += (stream[c] - mean) * (stream[c] - mean) / (double)width;
        plain->normalise(stream, 1, width, out);
        for (uint32_t c = 0; c < width; c++) {
            double exact = 16 * (stream[c] - mean) / sqrt(variance + SS_NORM_EPSILON);
            exact = fmax(-63, fmin(63, exact));
            assert_true(fabs(out[c] - exact) <= .51);
        }
    }
}

static void one_value_apart_from_all_others_normalises_too(void **state)
{
    (void)state;
    for (int extreme = 0; extreme < 2; extreme++)
        for (uint32_t width = 32; width <= 512; width += 32) {
            int16_t stream[512];
            int8_t out[512];
            for (uint32_t c = 0; c < width; c++)
                stream[c] = extreme ? INT16_MIN : 7;
            stream[5] = extreme ? INT16_MAX : 8;
            double w = width, step = extreme ? 65535 : 1, variance = step * step * (w - 1) / (w * w);
            plain->normalise(stream, 1, width, out);
            assert_true(fabs(out[5] - fmin(63, 16 * step * (w - 1) / w / sqrt(variance + SS_NORM_EPSILON))) <= .51);
            assert_true(fabs(out[6] + 16 * step / w / sqrt(variance + SS_NORM_EPSILON)) <= .51);
        }
}

static void a_flat_row_normalises_to_zeros(void **state)
{
    (void)state;
    int16_t stream[32];
    int8_t out[32];
    for (int c = 0; c < 32; c++)
        stream[c] = INT16_MIN;
    plain->normalise(stream, 1, 32, out);
    for (int c = 0; c < 32; c++)
        assert_int_equal(out[c], 0);
}

static void the_widest_mix_does_not_overflow(void **state)
{
    (void)state;
    int8_t rows[5 * 32], taps[SS_TAPS * 32], out[32];
    for (int i = 0; i < 5 * 32; i++) {
        rows[i] = i % 2 == 0 ? 63 : -63;
        taps[i] = 103;
    }
    ss_layer block = {.kind = SS_LAYER_GATED, .inputs = 32, .outputs = 32, .parameter = 1, .taps = taps};
    plain->mix(&block, rows + 2 * 32, 1, out);
    for (int c = 0; c < 32; c++)
        assert_int_equal(out[c], rows[c]);
}

static void mix_sums_its_taps(void **state)
{
    (void)state;
    int8_t rows[6 * 32] = {0}, taps[SS_TAPS * 32] = {0}, out[2 * 32];
    const int8_t tap[SS_TAPS] = {3, 64, -50, 32, 1};
    for (int k = 0; k < 5; k++)
        taps[k * 32 + 1] = tap[k];
    rows[32 + 1] = 16;   /* one before the first token */
    rows[3 * 32 + 1] = 8; /* the second token */
    rows[5 * 32 + 1] = -32; /* two behind it */
    ss_layer block = {.kind = SS_LAYER_GATED, .inputs = 32, .outputs = 32, .parameter = 1, .taps = taps};
    plain->mix(&block, rows + 2 * 32, 2, out);
    assert_int_equal(out[1], (16 * 64 + 8 * 32 + 64) >> 7);
    assert_int_equal(out[32 + 1], (16 * 3 + 8 * -50 - 32 * 1 + 64) >> 7);
    assert_int_equal(out[0], 0);
}

/* ---- packed layers ---------------------------------------------------------------------------- */

static weights_fixture file;
static ss_weights weights;
static ss_pack pack;
static ss_arena arena;

static int32_t *written(const int32_t *numbers)
{
    return (int32_t *)(void *)(file.bytes + ((const uint8_t *)numbers - file.bytes));
}

/* Biases and multipliers of all sizes, in place of the fixture's equal ones. */
static void vary(const ss_layer *layer)
{
    uint32_t rows = layer->kind == SS_LAYER_GATED ? 2 * layer->outputs : layer->outputs;
    for (uint32_t j = 0; j < rows; j++) {
        uint32_t most = layer->kind == SS_LAYER_GATED && j >= layer->outputs ? 19 : 24;
        written(layer->bias)[j] = number(j % 7 == 0 ? 1 << 22 : 30000);
        written(layer->multiplier)[j] = j % 31 == 0 ? 0 : abs(number((1 << (most - (j % 11 > 2 ? 5 : 0))) - 1));
    }
}

static void make_pack(uint32_t width, uint32_t query_width)
{
    fixture_make_widths(&file, width, query_width);
    assert_int_equal(ss_weights_read(file.bytes, file.length, &weights, NULL), SS_OK);
    for (uint32_t i = 0; i < weights.first_layer[SS_STAGES]; i++)
        if (weights.layer[i].kind != SS_LAYER_TABLE)
            vary(&weights.layer[i]);
    fixture_seal(&file);
    assert_int_equal(ss_weights_read(file.bytes, file.length, &weights, NULL), SS_OK);
    ss_arena_init(&arena, SS_PACK_BUDGET);
    assert_int_equal(ss_pack_make(&arena, &weights, &pack), SS_OK);
}

/* sum * multiplier / 2^24, as exact as doubles are */
static double worth(const ss_packed *layer, const int8_t *in, uint32_t row)
{
    double sum = layer->layer->bias[row];
    for (uint32_t i = 0; i < layer->layer->inputs; i++)
        sum += layer->layer->weight[(size_t)row * layer->layer->inputs + i] * in[i];
    return sum * layer->layer->multiplier[row] / (1 << SS_SCORE_BITS);
}

static void dense_layers_are_matrix_products(void **state)
{
    (void)state;
    enum { TOKENS = 9 };
    make_pack(96, 64);
    const ss_packed *dense = &pack.layer[weights.first_layer[SS_STAGE_SHARED]];
    const ss_packed *cue = &pack.layer[weights.first_layer[SS_STAGE_CUE]];
    int8_t in[TOKENS * 96];
    int16_t out[TOKENS * 64];
    int32_t sums[TOKENS * SS_CUE_LABELS];
    for (size_t i = 0; i < sizeof in; i++)
        in[i] = (int8_t)number(63);
    plain->project(dense, in, TOKENS, out);
    plain->score(cue, in, TOKENS, sums);
    for (uint32_t t = 0; t < TOKENS; t++) {
        for (uint32_t j = 0; j < 64; j++) {
            double exact = worth(dense, in + t * 96, j), most = dense->factor[j];
            assert_true(fabs(out[t * 64 + j] - fmax(-most, fmin(most, exact))) <= 1.5 + fabs(exact) / 32768);
        }
        for (uint32_t j = 0; j < SS_CUE_LABELS; j++)
            assert_true(fabs(ss_kernel_scaled(sums[t * SS_CUE_LABELS + j], cue->layer->multiplier[j]) -
                             worth(cue, in + t * 96, j)) <= .5);
    }
    ss_arena_free(&arena);
}

static void gates_weigh_values_and_the_stream_saturates(void **state)
{
    (void)state;
    make_pack(64, 32);
    const ss_packed *block = &pack.layer[SS_ENCODER_TABLES];
    uint16_t table[256];
    int8_t in[64];
    int16_t stream[64];
    for (int i = 0; i < 256; i++)
        table[i] = (uint16_t)lround(32767 / (1 + exp(-(i - 128) / 16.)));
    for (int round = 0; round < 50; round++) {
        for (int c = 0; c < 64; c++) {
            in[c] = (int8_t)number(63);
            stream[c] = round == 0 ? INT16_MAX : 100;
        }
        plain->gated(block, table, in, 1, stream);
        for (uint32_t c = 0; c < 64; c++) {
            double most = block->factor[c], value = fmax(-most, fmin(most, worth(block, in, c)));
            double index = fmax(-128, fmin(127, worth(block, in, 64 + c)));
            double low = value / (1 + exp(-(index - .54) / 16)), high = value / (1 + exp(-(index + .54) / 16));
            double start = round == 0 ? INT16_MAX : 100, slack = 2 + fabs(value) / 8192;
            assert_true(stream[c] >= fmin(INT16_MAX, start + fmin(low, high)) - slack);
            assert_true(stream[c] <= fmin(INT16_MAX, start + fmax(low, high)) + slack);
        }
    }
    ss_arena_free(&arena);
}

/* ---- the other kernels ------------------------------------------------------------------------ */

static const uint32_t token_counts[] = {1, 2, 3, 5, 6, 7, 13, SS_KERNEL_TOKENS};

/* Behind what is compared stands room that no kernel may touch. */
enum { TOUCHED = SS_KERNEL_TOKENS * SS_MAX_WIDTH, ROOM = 64 };
static int8_t rows[(REACH + SS_KERNEL_TOKENS + REACH) * SS_MAX_WIDTH];
static int32_t start[TOUCHED + ROOM]; /* what stands in the outputs before */
static int16_t stream[2][TOUCHED + ROOM];
static int8_t bytes[2][TOUCHED + ROOM];
static int32_t sums[2][TOUCHED + ROOM];

static int fill_inputs(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows; i++)
        rows[i] = (int8_t)(i % 97 == 0 ? 63 : i % 89 == 0 ? -63 : number(63));
    for (size_t i = 0; i < sizeof start; i++)
        ((int8_t *)start)[i] = (int8_t)number(127);
    return 0;
}

static void reset_outputs(void)
{
    for (int which = 0; which < 2; which++) {
        memcpy(stream[which], start, sizeof stream[which]);
        memcpy(bytes[which], start, sizeof bytes[which]);
        memcpy(sums[which], start, sizeof sums[which]);
    }
}

static void assert_same(void)
{
    assert_memory_equal(stream[0], stream[1], sizeof stream[0]);
    assert_memory_equal(bytes[0], bytes[1], sizeof bytes[0]);
    assert_memory_equal(sums[0], sums[1], sizeof sums[0]);
}

static void run_layer(const ss_kernel *kernel, const ss_packed *packed, bool scores, uint32_t tokens, int which)
{
    const int8_t *in = rows + REACH * packed->layer->inputs;
    if (packed->layer->kind == SS_LAYER_GATED) {
        kernel->mix(packed->layer, in, tokens, bytes[which]);
        kernel->gated(packed, pack.gate, bytes[which], tokens, stream[which]);
    } else if (scores) {
        kernel->score(packed, in, tokens, sums[which]);
    } else {
        kernel->project(packed, in, tokens, stream[which]);
    }
}

static void compare_layers(const ss_kernel *kernel)
{
    for (uint32_t i = 0; i < weights.first_layer[SS_STAGES]; i++)
        for (size_t n = 0; n < sizeof token_counts / sizeof *token_counts && weights.layer[i].kind != SS_LAYER_TABLE; n++) {
            bool scores = weights.layer[i].outputs < SS_WIDTH_STEP;
            reset_outputs();
            run_layer(plain, &pack.layer[i], scores, token_counts[n], 0);
            run_layer(kernel, &pack.layer[i], scores, token_counts[n], 1);
            assert_same();
        }
}

static void compare_normalise(const ss_kernel *kernel, uint32_t width)
{
    for (int round = 0; round < 34; round++) {
        reset_outputs();
        for (size_t i = 0; i < 5 * width; i++) { /* deviations from 0 to all of 16 bits, means anywhere */
            int32_t value = number(1 << round / 2) + (round % 2 == 0 ? 0 : number(1 << 14) * (i / width == 3));
            stream[0][i] = stream[1][i] = (int16_t)(value > INT16_MAX ? INT16_MAX : value < INT16_MIN ? INT16_MIN : value);
        }
        plain->normalise(stream[0], 5, width, bytes[0]);
        kernel->normalise(stream[1], 5, width, bytes[1]);
        assert_same();
    }
}

static void compare_rows(const ss_kernel *kernel, uint32_t width)
{
    const int8_t *row[31];
    for (uint32_t count = 0; count < 31; count++) {
        reset_outputs();
        if (count % 2 == 1) /* the extremes of modulate */
            for (uint32_t c = 0; c < 4 * width; c++)
                stream[0][c] = stream[1][c] = (int16_t)(number(100) < 0 ? INT16_MIN : INT16_MAX);
        for (uint32_t k = 0; k < count; k++)
            row[k] = bytes[0] + 3 * k;
        plain->sum_rows(row, count, width, stream[0]);
        kernel->sum_rows(row, count, width, stream[1]);
        assert_same();
        plain->modulate(stream[0] + width, stream[0] + 2 * width, stream[0] + 3 * width, width, stream[0]);
        kernel->modulate(stream[1] + width, stream[1] + 2 * width, stream[1] + 3 * width, width, stream[1]);
        assert_same();
    }
}

static void every_kernel_equals_the_plain_one(void **state)
{
    (void)state;
    static const uint32_t widths[][2] = {{32, 32}, {64, 96}, {96, 64}, {128, 96}, {160, 224}, {512, 480}};
    for (size_t w = 0; w < sizeof widths / sizeof *widths; w++) {
        const ss_kernel *kernel;
        make_pack(widths[w][0], widths[w][1]);
        for (uint32_t k = 1; (kernel = ss_kernel_at(k)) != NULL; k++) {
            compare_layers(kernel);
            compare_normalise(kernel, widths[w][0]);
            compare_rows(kernel, widths[w][0]);
        }
        ss_arena_free(&arena);
    }
}

static void kernels_are_chosen_by_name(void **state)
{
    (void)state;
    const ss_kernel *fastest = NULL, *kernel;
    assert_ptr_equal(ss_kernel_at(0), plain);
    for (uint32_t k = 0; (kernel = ss_kernel_at(k)) != NULL; k++) {
        assert_ptr_equal(ss_kernel_choose(kernel->name), kernel);
        fastest = kernel;
    }
    assert_ptr_equal(ss_kernel_choose(NULL), fastest);
    assert_null(ss_kernel_choose(""));
    assert_null(ss_kernel_choose("Plain"));
#if defined(__x86_64__)
    assert_null(ss_kernel_choose("neon"));
#endif
}

static void probabilities_are_softmax(void **state)
{
    (void)state;
    for (int round = 0; round < 2000; round++) {
        int32_t logits[5];
        double sum = 0;
        for (int i = 0; i < 5; i++)
            sum += exp((logits[i] = number(6000)) / 1024.);
        for (uint32_t i = 0; i < 5; i++)
            assert_true(fabs(ss_probability(logits, 5, i) - 1000 * exp(logits[i] / 1024.) / sum) <= .51);
    }
    int32_t far[2] = {INT32_MIN, INT32_MAX};
    assert_int_equal(ss_probability(far, 2, 0), 0);
    assert_int_equal(ss_probability(far, 2, 1), 1000);
    assert_int_equal(ss_logistic(0), 500);
    assert_int_equal(ss_logistic(INT32_MAX), 1000);
    assert_int_equal(ss_logistic(INT32_MIN), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(roots_are_rounded_down),
        cmocka_unit_test(normalise_is_layer_norm),
        cmocka_unit_test(one_value_apart_from_all_others_normalises_too),
        cmocka_unit_test(a_flat_row_normalises_to_zeros),
        cmocka_unit_test(the_widest_mix_does_not_overflow),
        cmocka_unit_test(mix_sums_its_taps),
        cmocka_unit_test(dense_layers_are_matrix_products),
        cmocka_unit_test(gates_weigh_values_and_the_stream_saturates),
        cmocka_unit_test(every_kernel_equals_the_plain_one),
        cmocka_unit_test(kernels_are_chosen_by_name),
        cmocka_unit_test(probabilities_are_softmax),
    };
    return cmocka_run_group_tests(tests, fill_inputs, NULL);
}
