/* transformer_test.c - word pieces, the arithmetic of a transformer on every kernel, and what it reads in a text. */
#include "text_fixture.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "model/lexicon.h"
#include "model/piece.h"
#include "model/reading.h"
#include "model/transformer.h"
#include "model/window.h"
#include "weights_fixture.h"

#define WIDTH 128u /* four heads */
#define WINDOW 60u
#define ROWS 48u   /* SS_KERNEL_TOKENS */

static weights_fixture file;
static ss_weights weights;
static ss_arena arena;
static ss_pack pack;
static const char *const piece[FIXTURE_WORDS] = {"[CLS]", "[SEP]", "un", "##want", "##ed"};

static uint32_t hash_of(const char *text)
{
    return ss_hash32_mixed(ss_hash32(SS_HASH32_START ^ 6u, text, strlen(text)));
}

static int ascending(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static int make(void **state)
{
    (void)state;
    uint32_t hash[FIXTURE_WORDS];
    fixture_make_transformer(&file, WIDTH, WINDOW);
    for (uint32_t i = 0; i < FIXTURE_WORDS; i++)
        hash[i] = hash_of(piece[i]);
    qsort(hash, FIXTURE_WORDS, sizeof *hash, ascending);
    for (uint32_t i = 0; i < FIXTURE_WORDS; i++)
        fixture_put(&file, fixture_number_at(&file, 24) + 4 * i, hash[i]);
    fixture_seal(&file);
    ss_arena_init(&arena, SS_PACK_BUDGET);
    if (ss_weights_read(file.bytes, file.length, &weights, NULL) != SS_OK)
        return -1;
    return ss_pack_make(&arena, &weights, &pack) == SS_OK ? 0 : -1;
}

static int drop(void **state)
{
    (void)state;
    ss_arena_free(&arena);
    return 0;
}

/* ---- pieces ----------------------------------------------------------------------------------- */

static void cut(const char *text, ss_pieces *out)
{
    reading read;
    read_bytes(&read, text, strlen(text));
    ss_pieces_cut(&pack, &read.document.tokens, (ss_range){0, read.document.tokens.count}, out);
    forget(&read);
}

static void expect_pieces(const ss_pieces *pieces, const char *const *expected, uint32_t count)
{
    assert_int_equal(pieces->count, count);
    for (uint32_t i = 0; i < count; i++)
        assert_int_equal(pieces->row[i], expected[i] == NULL ? 0 : ss_lexicon_row(&pack, hash_of(expected[i])));
}

static void a_token_is_its_longest_pieces(void **state)
{
    (void)state;
    ss_pieces pieces;
    cut("Unwanted UN", &pieces);
    expect_pieces(&pieces, (const char *const[]){"[CLS]", "un", "##want", "##ed", "un", "[SEP]"}, 6);
    assert_int_equal(pieces.first[0], 1);
    assert_int_equal(pieces.first[1], 4);
}

static void marks_on_letters_are_dropped(void **state)
{
    (void)state;
    ss_pieces pieces;
    cut("\u00dcnwant\u00e9d", &pieces);
    expect_pieces(&pieces, (const char *const[]){"[CLS]", "un", "##want", "##ed", "[SEP]"}, 5);
}

static void a_part_with_an_unknown_rest_is_unknown(void **state)
{
    (void)state;
    ss_pieces pieces;
    cut("unwantedly un-un ,", &pieces);
    expect_pieces(&pieces, (const char *const[]){"[CLS]", NULL, "un", NULL, "un", NULL, "[SEP]"}, 7);
}

static void marks_in_a_text_are_not_those_of_a_window(void **state)
{
    (void)state;
    ss_pieces pieces;
    cut("[CLS]", &pieces);
    expect_pieces(&pieces, (const char *const[]){"[CLS]", NULL, NULL, NULL, "[SEP]"}, 5);
}

static void all_tokens_fit_whatever_they_are(void **state)
{
    (void)state;
    static char text[SS_WINDOW_TOKENS * 16];
    size_t at = 0;
    ss_pieces pieces;
    for (uint32_t t = 0; t < SS_WINDOW_TOKENS; t++)
        at += (size_t)sprintf(text + at, "unwanteded ");
    cut(text, &pieces);
    assert_int_equal(pieces.count, SS_WINDOW_TOKENS + 2); /* two pieces of each would not fit */
    cut("un-un-un-un-un-un", &pieces);
    assert_int_equal(pieces.count, SS_TOKEN_PIECES + 2);
}

/* ---- arithmetic ------------------------------------------------------------------------------- */

static uint32_t seed = 3;

static float number(float limit)
{
    seed = seed * 1664525u + 1013904223u;
    return limit * ((float)(int32_t)(seed >> 8) / (float)(1 << 23) - 1);
}

static void fill(float *to, uint32_t count, float limit)
{
    for (uint32_t i = 0; i < count; i++)
        to[i] = number(i % 37 == 0 ? 20 * limit : limit);
}

static double largest(const float *values, uint32_t count)
{
    float most = 0;
    for (uint32_t i = 0; i < count; i++)
        if (fabsf(values[i]) > most)
            most = fabsf(values[i]);
    return most;
}

static const ss_packed *first_linear(void)
{
    return &pack.layer[SS_TRANSFORMER_FIRST];
}

static void linear_layers_are_products_of_rounded_rows(void **state)
{
    (void)state;
    const ss_layer *layer = first_linear()->layer;
    static float in[3 * WIDTH], out[3 * 3 * WIDTH];
    fill(in, 3 * WIDTH, 2);
    memset(in + WIDTH, 0, WIDTH * sizeof *in); /* a row of nothing gives the offsets */
    ss_kernel_plain.linear(first_linear(), in, 3, out);
    for (uint32_t t = 0; t < 3; t++) {
        double most = largest(in + t * WIDTH, WIDTH);
        for (uint32_t j = 0; j < layer->outputs; j++) {
            double sum = 0;
            for (uint32_t i = 0; i < WIDTH && most > 0; i++)
                sum += layer->weight[j * WIDTH + i] * round(in[t * WIDTH + i] * 127 / most);
            double exact = sum * layer->scale[j] * most / 127 + layer->offset[j];
            assert_true(fabs(out[t * layer->outputs + j] - exact) < 1e-3 * (1 + fabs(exact)) + 127 * layer->scale[j] * most / 127);
        }
    }
}

static void norms_have_gain_and_offset(void **state)
{
    (void)state;
    const ss_layer *layer = pack.layer[2].layer;
    float row[WIDTH], before[WIDTH];
    fill(row, WIDTH, 3);
    memcpy(before, row, sizeof row);
    ss_kernel_plain.norm(layer, row, 1);
    double mean = 0, square = 0;
    for (uint32_t c = 0; c < WIDTH; c++)
        mean += before[c] / WIDTH;
    for (uint32_t c = 0; c < WIDTH; c++)
        square += (before[c] - mean) * (before[c] - mean) / WIDTH;
    for (uint32_t c = 0; c < WIDTH; c++)
        assert_true(fabs(row[c] - ((before[c] - mean) / sqrt(square) * layer->scale[c] + layer->offset[c])) < 1e-4);
}

static void gelu_is_the_normal_distributions(void **state)
{
    (void)state;
    float values[1600];
    for (int i = 0; i < 1600; i++)
        values[i] = (float)(i - 800) / 50;
    ss_kernel_plain.gelu(values, 1600);
    for (int i = 0; i < 1600; i++) {
        double x = (double)(i - 800) / 50;
        assert_true(fabs(values[i] - x * erfc(-x / sqrt(2)) / 2) < 1e-5);
    }
}

/* Of 37 keys, which are no multiple of anything, for 11 queries. */
enum { COUNT = 37, STRIDE = 2 * SS_HEAD_WIDTH, SCORES = 48, QUERIES = 11 };

static void run_attention(const ss_kernel *kernel, const float *scores, const float *value, float *out)
{
    static float changed[QUERIES * SCORES];
    memcpy(changed, scores, sizeof changed);
    for (uint32_t q = 0; q < QUERIES; q++)
        for (uint32_t j = COUNT; j < SCORES; j++)
            changed[q * SCORES + j] = -1e30f;
    const ss_attention one = {changed, value, out, SCORES, STRIDE, QUERIES, COUNT};
    kernel->attend(&one);
}

static void attention_is_a_mean_by_shares(void **state)
{
    (void)state;
    static float scores[QUERIES * SCORES], value[COUNT * STRIDE], out[QUERIES * STRIDE];
    fill(scores, QUERIES * SCORES, 3);
    fill(value, COUNT * STRIDE, 1);
    run_attention(&ss_kernel_plain, scores, value, out);
    for (uint32_t q = 0; q < QUERIES; q++)
        for (uint32_t c = 0; c < SS_HEAD_WIDTH; c++) {
            double largest = -1e30, sum = 0, mean = 0;
            for (uint32_t j = 0; j < COUNT; j++)
                if (scores[q * SCORES + j] > largest)
                    largest = scores[q * SCORES + j];
            for (uint32_t j = 0; j < COUNT; j++) {
                double share = exp(scores[q * SCORES + j] - largest);
                sum += share;
                mean += share * value[j * STRIDE + c];
            }
            assert_true(fabs(out[q * STRIDE + c] - mean / sum) < 1e-4);
        }
    for (uint32_t q = 0; q < QUERIES; q++)
        assert_true(out[q * STRIDE + SS_HEAD_WIDTH] == 0); /* the next head's */
}

static void states_are_clipped_where_the_heads_want_it(void **state)
{
    (void)state;
    float values[16] = {0, .49f, .51f, -1.5f, 2.5f, 62.6f, 63.4f, 64, 1e9f, -1e9f, -63.6f};
    const int8_t expected[11] = {0, 0, 1, -2, 2, 63, 63, 63, 63, -63, -63};
    int8_t out[16];
    ss_kernel_plain.round(values, 16, out);
    assert_memory_equal(out, expected, sizeof expected);
}

/* ---- every kernel the same -------------------------------------------------------------------- */

static void all_kernels_give_the_same_bytes(void **state)
{
    (void)state;
    static float in[ROWS * WIDTH], expected[ROWS * 3 * WIDTH], out[ROWS * 3 * WIDTH];
    const ss_kernel *kernel;
    for (uint32_t i = 1; (kernel = ss_kernel_at(i)) != NULL; i++)
        for (uint32_t tokens = 1; tokens <= ROWS; tokens += tokens < 8 ? 1 : 13) {
            uint32_t count = tokens * 3 * WIDTH;
            fill(in, tokens * WIDTH, tokens % 2 == 0 ? 1e-3f : 50);
            ss_kernel_plain.linear(first_linear(), in, tokens, expected);
            kernel->linear(first_linear(), in, tokens, out);
            assert_memory_equal(expected, out, count * sizeof *out);
            ss_kernel_plain.gelu(expected, count);
            kernel->gelu(out, count);
            assert_memory_equal(expected, out, count * sizeof *out);
            ss_kernel_plain.norm(pack.layer[2].layer, expected, tokens);
            kernel->norm(pack.layer[2].layer, out, tokens);
            assert_memory_equal(expected, out, count * sizeof *out);
        }
}

static void all_kernels_attend_alike(void **state)
{
    (void)state;
    static float scores[QUERIES * SCORES], value[COUNT * STRIDE], expected[QUERIES * STRIDE], out[QUERIES * STRIDE];
    const ss_kernel *kernel;
    fill(scores, QUERIES * SCORES, 9);
    fill(value, COUNT * STRIDE, 3);
    run_attention(&ss_kernel_plain, scores, value, expected);
    for (uint32_t i = 1; (kernel = ss_kernel_at(i)) != NULL; i++) {
        run_attention(kernel, scores, value, out);
        assert_memory_equal(expected, out, sizeof out);
    }
}

static void all_kernels_have_the_same_states(void **state)
{
    (void)state;
    static int8_t expected[WINDOW * WIDTH], states[WINDOW * WIDTH];
    static ss_token_features feature[WINDOW];
    const ss_kernel *kernel;
    const char *text = "Unwanted, \u201cunwanted\u201d he said. The minister denied it: UN talks would go on, she added, unwanted or not.";
    reading read;
    read_bytes(&read, text, strlen(text));
    ss_range window = {0, read.document.tokens.count};
    assert_true(window.end <= WINDOW);
    ss_features_extract(&read.document, window, feature);
    for (uint32_t i = 0; (kernel = ss_kernel_at(i)) != NULL; i++) {
        ss_transformer transformer;
        assert_int_equal(ss_transformer_create(&read.arena, &pack, kernel, &transformer), SS_OK);
        ss_transformer_encode(&transformer, &read.document.tokens, window, feature, i == 0 ? expected : states);
        if (i > 0)
            assert_memory_equal(expected, states, window.end * WIDTH);
    }
    uint32_t differing = 0;
    for (uint32_t i = 0; i < WIDTH; i++)
        differing += expected[i] != expected[2 * WIDTH + i]; /* the same word, elsewhere */
    assert_true(differing > WIDTH / 8);
    forget(&read);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_token_is_its_longest_pieces),
        cmocka_unit_test(marks_on_letters_are_dropped),
        cmocka_unit_test(a_part_with_an_unknown_rest_is_unknown),
        cmocka_unit_test(marks_in_a_text_are_not_those_of_a_window),
        cmocka_unit_test(all_tokens_fit_whatever_they_are),
        cmocka_unit_test(linear_layers_are_products_of_rounded_rows),
        cmocka_unit_test(norms_have_gain_and_offset),
        cmocka_unit_test(gelu_is_the_normal_distributions),
        cmocka_unit_test(attention_is_a_mean_by_shares),
        cmocka_unit_test(states_are_clipped_where_the_heads_want_it),
        cmocka_unit_test(all_kernels_give_the_same_bytes),
        cmocka_unit_test(all_kernels_attend_alike),
        cmocka_unit_test(all_kernels_have_the_same_states),
    };
    return cmocka_run_group_tests(tests, make, drop);
}
