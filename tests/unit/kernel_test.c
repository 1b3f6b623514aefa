/* The integer arithmetic against the same in double precision. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "model/kernel.h"
#include "model/probability.h"

static uint32_t random_state = 3;

static int32_t number(int32_t limit)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (int32_t)(random_state >> 8) % (2 * limit + 1) - limit;
}

static void normalise_is_layer_norm(void **state)
{
    (void)state;
    for (int round = 0; round < 200; round++) {
        int16_t stream[96];
        int8_t out[96];
        int32_t limit = round % 2 == 0 ? 32767 : 1 + round;
        double mean = 0, variance = 0;
        for (int c = 0; c < 96; c++)
            mean += (stream[c] = (int16_t)number(limit)) / 96.;
        for (int c = 0; c < 96; c++)
            variance += (stream[c] - mean) * (stream[c] - mean) / 96.;
        ss_kernel_normalise(stream, 96, out);
        for (int c = 0; c < 96; c++) {
            double exact = 16 * (stream[c] - mean) / sqrt(variance + 10);
            exact = fmax(-63, fmin(63, exact));
            assert_true(fabs(out[c] - exact) <= .51);
        }
    }
}

static void a_flat_row_normalises_to_zeros(void **state)
{
    (void)state;
    int16_t stream[32];
    int8_t out[32];
    for (int c = 0; c < 32; c++)
        stream[c] = INT16_MIN;
    ss_kernel_normalise(stream, 32, out);
    for (int c = 0; c < 32; c++)
        assert_int_equal(out[c], 0);
}

static void the_widest_mix_does_not_overflow(void **state)
{
    (void)state;
    int8_t row[8], taps[SS_TAPS * 8], out[8];
    const int8_t *rows[SS_TAPS] = {row, row, row, row, row};
    for (int c = 0; c < 8; c++)
        row[c] = c % 2 == 0 ? 63 : -63;
    for (size_t i = 0; i < sizeof taps; i++)
        taps[i] = 103;
    ss_kernel_mix(rows, taps, 8, out);
    for (int c = 0; c < 8; c++)
        assert_int_equal(out[c], row[c]);
}

static void mix_sums_its_taps_and_skips_what_is_outside(void **state)
{
    (void)state;
    int8_t a[2] = {16, -32}, b[2] = {8, 4}, taps[SS_TAPS * 2] = {0, 0, 64, 64, 0, 0, 32, 100, 1, 1}, out[2];
    const int8_t *rows[SS_TAPS] = {NULL, a, NULL, b, NULL};
    ss_kernel_mix(rows, taps, 2, out);
    assert_int_equal(out[0], (16 * 64 + 8 * 32 + 64) >> 7);
    assert_int_equal(out[1], (-32 * 64 + 4 * 100 + 64) >> 7);
}

static void dense_is_a_matrix_product(void **state)
{
    (void)state;
    enum { WIDTH = 24, ROWS = 7, TOKENS = 9 };
    int8_t weight[ROWS * WIDTH], in[TOKENS * WIDTH];
    int32_t bias[ROWS], out[TOKENS * ROWS];
    for (size_t i = 0; i < sizeof weight; i++)
        weight[i] = (int8_t)number(127);
    for (size_t i = 0; i < sizeof in; i++)
        in[i] = (int8_t)number(63);
    for (int j = 0; j < ROWS; j++)
        bias[j] = number(100000);
    ss_layer layer = {.kind = SS_LAYER_DENSE, .inputs = WIDTH, .outputs = ROWS, .weight = weight, .bias = bias};
    ss_kernel_dense(&layer, in, TOKENS, ROWS, out);
    for (int t = 0; t < TOKENS; t++)
        for (int j = 0; j < ROWS; j++) {
            int32_t sum = bias[j];
            for (int i = 0; i < WIDTH; i++)
                sum += weight[j * WIDTH + i] * in[t * WIDTH + i];
            assert_int_equal(out[t * ROWS + j], sum);
        }
}

static void gates_open_and_close_and_the_stream_saturates(void **state)
{
    (void)state;
    uint16_t gate[256];
    for (int i = 0; i < 256; i++)
        gate[i] = (uint16_t)lround(32767 / (1 + exp(-(i - 128) / 16.)));
    int32_t multiplier[6] = {1 << 24, 1 << 24, 1 << 24, 1 << 24, 1 << 24, 1 << 24};
    ss_layer layer = {.kind = SS_LAYER_GATED, .inputs = 3, .outputs = 3, .multiplier = multiplier};
    int32_t sums[6] = {1000, 1000, INT32_MAX / 2, INT32_MAX / 2, INT32_MIN / 2, 0};
    int16_t stream[3] = {5, 5, 30000};
    ss_kernel_gate(&layer, sums, gate, stream);
    assert_int_equal(stream[0], 5 + 1000);                    /* wide open */
    assert_true(stream[1] >= 5 && stream[1] <= 6);            /* shut */
    assert_int_equal(stream[2], INT16_MAX);                   /* half of the largest value, saturated */
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
        cmocka_unit_test(normalise_is_layer_norm),
        cmocka_unit_test(a_flat_row_normalises_to_zeros),
        cmocka_unit_test(the_widest_mix_does_not_overflow),
        cmocka_unit_test(mix_sums_its_taps_and_skips_what_is_outside),
        cmocka_unit_test(dense_is_a_matrix_product),
        cmocka_unit_test(gates_open_and_close_and_the_stream_saturates),
        cmocka_unit_test(probabilities_are_softmax),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
