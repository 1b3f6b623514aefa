/* kernel_floats.h - what a transformer does between its products, the same in every kernel.  Floor: model.
 *
 * Included once by a kernel that has defined TARGET and linear_sums (see ss_kernel.linear). Sixteen lanes whatever the
 * processor has: each lane's operations and the order in which lanes are summed are written here, compilers may not fuse
 * (-ffp-contract=off), and so all give the same bytes. */
#include <math.h>
#include <string.h>

/* Nothing of it is called, all is inlined: what ABI such vectors have does not matter. */
#pragma GCC diagnostic ignored "-Wpsabi"

#define LANES 16u
#define ALWAYS static inline __attribute__((always_inline)) TARGET
#define NORM_EPSILON 1e-12f

typedef float lanes __attribute__((vector_size(64)));
typedef int32_t int_lanes __attribute__((vector_size(64)));
typedef int8_t byte_lanes __attribute__((vector_size(16)));

/* Added to a number of less than 2^22, it leaves the nearest whole number in the low bits. */
static const float rounder = 12582912.0f;

ALWAYS lanes load_lanes(const float *at)
{
    lanes value;
    memcpy(&value, at, sizeof value);
    return value;
}

ALWAYS void store_lanes(float *at, lanes value)
{
    memcpy(at, &value, sizeof value);
}

ALWAYS lanes all_lanes(float value)
{
    return (lanes){0} + value;
}

ALWAYS int_lanes bits_of(lanes value)
{
    return (int_lanes)value;
}

ALWAYS lanes absolute(lanes value)
{
    return (lanes)(bits_of(value) & INT32_MAX);
}

/* yes where the mask is set, no elsewhere. */
ALWAYS lanes chosen(int_lanes mask, lanes yes, lanes no)
{
    return (lanes)((bits_of(yes) & mask) | (bits_of(no) & ~mask));
}

ALWAYS lanes larger(lanes a, lanes b)
{
    return chosen(a > b, a, b);
}

/* The nearest whole numbers, of values below 2^22. */
ALWAYS int_lanes nearest(lanes value)
{
    return bits_of(value + rounder) - bits_of(all_lanes(rounder));
}

ALWAYS void store_bytes(int8_t *at, int_lanes value)
{
    byte_lanes bytes = __builtin_convertvector(value, byte_lanes);
    memcpy(at, &bytes, sizeof bytes);
}

ALWAYS float sum_of_lanes_in_order(lanes value)
{
    float sum[LANES];
    memcpy(sum, &value, sizeof sum);
    for (uint32_t half = LANES / 2; half > 0; half /= 2)
        for (uint32_t i = 0; i < half; i++)
            sum[i] += sum[i + half];
    return sum[0];
}

ALWAYS float largest_of_lanes(lanes value)
{
    float each[LANES];
    memcpy(each, &value, sizeof each);
    float most = each[0];
    for (uint32_t i = 1; i < LANES; i++)
        most = each[i] > most ? each[i] : most;
    return most;
}

/* e^x for x <= 0, 0 from -87 on: 2^n times 2^f by the polynomial of Cephes' exp2f; within 2 of its last place. */
ALWAYS lanes exponential(lanes x)
{
    lanes t = x * 1.44269504f;
    int_lanes n = nearest(larger(t, all_lanes(-126.0f)));
    lanes f = larger(t, all_lanes(-126.0f)) - __builtin_convertvector(n, lanes);
    lanes p = f * 1.535336188e-4f + 1.339887440e-3f;
    p = p * f + 9.618437357e-3f;
    p = p * f + 5.550332548e-2f;
    p = p * f + 2.402264791e-1f;
    p = p * f + 6.931472028e-1f;
    p = p * f + 1.0f;
    return (lanes)(bits_of(p * (lanes)((n + 127) << 23)) & (t > -125.5f));
}

/* A row as int8, the largest as 127: returns what a step is worth. */
ALWAYS float quantise_row(const float *row, uint32_t width, int8_t *out)
{
    lanes most = {0};
    for (uint32_t c = 0; c < width; c += LANES)
        most = larger(absolute(load_lanes(row + c)), most);
    float largest = largest_of_lanes(most);
    float inverse = largest > 0 ? 127.0f / largest : 0;
    for (uint32_t c = 0; c < width; c += LANES)
        store_bytes(out + c, nearest(load_lanes(row + c) * inverse));
    return largest / 127.0f;
}

static TARGET void linear(const ss_packed *layer, const float *in, uint32_t tokens, float *out)
{
    uint32_t inputs = layer->layer->inputs, outputs = layer->layer->outputs;
    int8_t rounded[SS_KERNEL_TOKENS * SS_MAX_LINEAR];
    float step[SS_KERNEL_TOKENS];
    for (uint32_t t = 0; t < tokens; t++)
        step[t] = quantise_row(in + (size_t)t * inputs, inputs, rounded + (size_t)t * inputs);
    linear_sums(layer, rounded, tokens, (int32_t *)(void *)out);
    for (uint32_t t = 0; t < tokens; t++)
        for (uint32_t j = 0; j < outputs; j += LANES) {
            float *at = out + (size_t)t * outputs + j;
            lanes sum = __builtin_convertvector(bits_of(load_lanes(at)), lanes);
            store_lanes(at, sum * (load_lanes(layer->layer->scale + j) * step[t]) + load_lanes(layer->layer->offset + j));
        }
}

static TARGET void norm(const ss_layer *layer, float *rows, uint32_t tokens)
{
    uint32_t width = layer->outputs;
    for (uint32_t t = 0; t < tokens; t++, rows += width) {
        lanes sum = {0}, squares = {0};
        for (uint32_t c = 0; c < width; c += LANES)
            sum += load_lanes(rows + c);
        float mean = sum_of_lanes_in_order(sum) / (float)width;
        for (uint32_t c = 0; c < width; c += LANES) {
            lanes away = load_lanes(rows + c) - mean;
            squares += away * away;
        }
        float inverse = 1.0f / sqrtf(sum_of_lanes_in_order(squares) / (float)width + NORM_EPSILON);
        for (uint32_t c = 0; c < width; c += LANES)
            store_lanes(rows + c, (load_lanes(rows + c) - mean) * inverse * load_lanes(layer->scale + c) + load_lanes(layer->offset + c));
    }
}

/* x times the normal distribution's share below x; the error function by Abramowitz and Stegun's 7.1.26, within 1.5e-7. */
static TARGET void gelu(float *values, uint32_t count)
{
    for (uint32_t i = 0; i < count; i += LANES) {
        lanes x = load_lanes(values + i), z = absolute(x) * 0.70710678f;
        lanes t = 1.0f / (z * 0.3275911f + 1.0f);
        lanes p = t * 1.061405429f - 1.453152027f;
        p = p * t + 1.421413741f;
        p = p * t - 0.284496736f;
        p = p * t + 0.254829592f;
        lanes tail = p * t * exponential(-(z * z)) * 0.5f;
        store_lanes(values + i, x * chosen(x > 0.0f, 1.0f - tail, tail));
    }
}

static TARGET void round_states(const float *values, uint32_t count, int8_t *out)
{
    const lanes most = all_lanes((float)SS_NORM_LIMIT);
    for (uint32_t i = 0; i < count; i += LANES) {
        lanes x = larger(load_lanes(values + i), -most);
        store_bytes(out + i, nearest(-larger(-x, -most)));
    }
}

/* Scores to shares that are not yet divided by their sum, which is returned. */
ALWAYS float shares_of(float *scores, uint32_t count)
{
    lanes most = load_lanes(scores), sum = {0};
    for (uint32_t j = LANES; j < count; j += LANES)
        most = larger(load_lanes(scores + j), most);
    float largest = largest_of_lanes(most);
    for (uint32_t j = 0; j < count; j += LANES) {
        lanes share = exponential(load_lanes(scores + j) - largest);
        sum += share;
        store_lanes(scores + j, share);
    }
    return sum_of_lanes_in_order(sum);
}

#define ROWS_AT_ONCE_MOST 8u /* that pass over the values together */

/* `rows` is a constant where this is called. */
ALWAYS void attend_rows(const ss_attention *a, uint32_t first, uint32_t rows)
{
    lanes low[ROWS_AT_ONCE_MOST] = {{0}}, high[ROWS_AT_ONCE_MOST] = {{0}};
    float sum[ROWS_AT_ONCE_MOST], *scores = a->scores + (size_t)first * a->score_stride;
    for (uint32_t r = 0; r < rows; r++)
        sum[r] = shares_of(scores + (size_t)r * a->score_stride, a->count);
    for (uint32_t j = 0; j < a->count; j++) {
        lanes one = load_lanes(a->value + (size_t)j * a->stride), other = load_lanes(a->value + (size_t)j * a->stride + LANES);
        for (uint32_t r = 0; r < rows; r++) {
            float share = scores[(size_t)r * a->score_stride + j];
            low[r] += one * share;
            high[r] += other * share;
        }
    }
    for (uint32_t r = 0; r < rows; r++) {
        float *out = a->out + (size_t)(first + r) * a->stride;
        store_lanes(out, low[r] * (1.0f / sum[r]));
        store_lanes(out + LANES, high[r] * (1.0f / sum[r]));
    }
}

static TARGET void attend(const ss_attention *a)
{
    uint32_t i = 0;
    for (; i + ROWS_AT_ONCE_MOST <= a->rows; i += ROWS_AT_ONCE_MOST)
        attend_rows(a, i, ROWS_AT_ONCE_MOST);
    for (; i < a->rows; i++)
        attend_rows(a, i, 1);
}

#undef ROWS_AT_ONCE_MOST
#undef ALWAYS
