/* The kernel in plain C: what the others must equal. */
#include "model/kernel.h"

#include <stddef.h>

#include "model/normalise.h"

#define TILE 8u /* tokens that share one pass over a layer's weights */

static int16_t saturated(int32_t value)
{
    return (int16_t)(value > INT16_MAX ? INT16_MAX : value < INT16_MIN ? INT16_MIN : value);
}

static int32_t clipped(int32_t value, int32_t low, int32_t high)
{
    return value > high ? high : value < low ? low : value;
}

/* a * b / 2^15, rounded half up. */
static int16_t fraction(int16_t a, int16_t b)
{
    return (int16_t)((a * b + (1 << 14)) >> 15);
}

static void sum_rows(const int8_t *const *row, uint32_t rows, uint32_t width, int16_t *out)
{
    for (uint32_t c = 0; c < width; c++)
        out[c] = 0;
    for (uint32_t k = 0; k < rows; k++)
        for (uint32_t c = 0; c < width; c++)
            out[c] = (int16_t)(out[c] + row[k][c] * (1 << SS_TABLE_SHIFT));
}

static void normalise_row(const int16_t *stream, uint32_t width, int8_t *out)
{
    int32_t sum = 0;
    uint64_t squares = 0;
    for (uint32_t c = 0; c < width; c++) {
        sum += stream[c];
        squares += (uint32_t)(stream[c] * stream[c]);
    }
    ss_scale scale = ss_scale_of(sum, squares, width);
    for (uint32_t c = 0; c < width; c++) {
        int16_t distance = saturated((stream[c] * scale.gain - scale.centre) >> scale.right);
        int16_t quotient = fraction(distance, scale.inverse);
        out[c] = (int8_t)clipped(saturated(quotient + 128) >> 8, -SS_NORM_LIMIT, SS_NORM_LIMIT);
    }
}

static void normalise(const int16_t *stream, uint32_t tokens, uint32_t width, int8_t *out)
{
    for (uint32_t t = 0; t < tokens; t++)
        normalise_row(stream + (size_t)t * width, width, out + (size_t)t * width);
}

static void mix(const ss_layer *block, const int8_t *in, uint32_t tokens, int8_t *out)
{
    ptrdiff_t width = (ptrdiff_t)block->inputs, step = width * (ptrdiff_t)block->parameter;
    for (uint32_t t = 0; t < tokens; t++, in += width, out += width) {
        int16_t sum[SS_MAX_WIDTH];
        for (ptrdiff_t c = 0; c < width; c++)
            sum[c] = 1 << (SS_TAP_BITS - 1);
        for (ptrdiff_t k = 0; k < (ptrdiff_t)SS_TAPS; k++) {
            const int8_t *row = in + (k - (ptrdiff_t)SS_TAPS / 2) * step, *tap = block->taps + k * width;
            for (ptrdiff_t c = 0; c < width; c++)
                sum[c] = (int16_t)(sum[c] + row[c] * tap[c]);
        }
        for (ptrdiff_t c = 0; c < width; c++)
            out[c] = (int8_t)clipped(sum[c] >> SS_TAP_BITS, -SS_NORM_LIMIT, SS_NORM_LIMIT);
    }
}

static void widen(const int8_t *bytes, uint32_t count, int16_t *out)
{
    for (uint32_t i = 0; i < count; i++)
        out[i] = bytes[i];
}

static int32_t product(const int16_t *weight, const int16_t *in, uint32_t width)
{
    int32_t sum = 0;
    for (uint32_t i = 0; i < width; i++)
        sum += weight[i] * in[i];
    return sum;
}

/* sums: [tokens][rows], at most TILE tokens. In 16 bits, which compilers know how to multiply and add. */
static void multiply(const ss_packed *packed, const int8_t *in, uint32_t tokens, uint32_t rows, int32_t *sums)
{
    uint32_t width = packed->layer->inputs;
    int16_t wide_in[TILE * SS_MAX_WIDTH], weight[SS_MAX_WIDTH];
    widen(in, tokens * width, wide_in);
    for (uint32_t j = 0; j < rows; j++) {
        widen(packed->layer->weight + (size_t)j * width, width, weight);
        for (uint32_t t = 0; t < tokens; t++)
            sums[t * rows + j] = packed->bias[j] + product(weight, wide_in + (size_t)t * width, width);
    }
}

static int16_t projected(const ss_packed *packed, int32_t sum, uint32_t row)
{
    return fraction(saturated(sum >> packed->shift[row]), packed->factor[row]);
}

static void gate_row(const ss_packed *block, const uint16_t *table, const int32_t *sums, int16_t *stream)
{
    uint32_t width = block->layer->outputs;
    for (uint32_t c = 0; c < width; c++) {
        int16_t value = projected(block, sums[c], c);
        int32_t index = projected(block, sums[width + c], width + c);
        index = clipped((index + (1 << SS_GATE_BITS) / 2) >> SS_GATE_BITS, -128, 127);
        stream[c] = saturated(stream[c] + fraction(value, (int16_t)table[index + 128]));
    }
}

static void gated(const ss_packed *block, const uint16_t *table, const int8_t *in, uint32_t tokens, int16_t *stream)
{
    uint32_t width = block->layer->inputs, rows = 2 * width;
    int32_t sums[TILE * 2 * SS_MAX_WIDTH];
    for (uint32_t first = 0; first < tokens; first += TILE) {
        uint32_t count = tokens - first < TILE ? tokens - first : TILE;
        multiply(block, in + (size_t)first * width, count, rows, sums);
        for (uint32_t t = 0; t < count; t++)
            gate_row(block, table, sums + (size_t)t * rows, stream + (size_t)(first + t) * width);
    }
}

static void project(const ss_packed *dense, const int8_t *in, uint32_t tokens, int16_t *out)
{
    uint32_t width = dense->layer->inputs, rows = dense->layer->outputs;
    int32_t sums[TILE * SS_MAX_WIDTH];
    for (uint32_t first = 0; first < tokens; first += TILE) {
        uint32_t count = tokens - first < TILE ? tokens - first : TILE;
        multiply(dense, in + (size_t)first * width, count, rows, sums);
        for (uint32_t i = 0; i < count * rows; i++)
            out[(size_t)first * rows + i] = projected(dense, sums[i], i % rows);
    }
}

static void score(const ss_packed *dense, const int8_t *in, uint32_t tokens, int32_t *out)
{
    uint32_t width = dense->layer->inputs, rows = dense->layer->outputs;
    for (uint32_t first = 0; first < tokens; first += TILE)
        multiply(dense, in + (size_t)first * width, tokens - first < TILE ? tokens - first : TILE, rows,
                 out + (size_t)first * rows);
}

static void modulate(const int16_t *base, const int16_t *scale, const int16_t *shift, uint32_t width, int16_t *out)
{
    for (uint32_t c = 0; c < width; c++) {
        int16_t scaled = saturated((base[c] * scale[c] + (1 << (SS_STREAM_BITS - 1))) >> SS_STREAM_BITS);
        out[c] = saturated(saturated(scaled + shift[c]) + out[c]);
    }
}

/* sums[t][j] = sum over i of weight[j][i] * in[t][i] */
static void linear_sums(const ss_packed *layer, const int8_t *in, uint32_t tokens, int32_t *sums)
{
    uint32_t inputs = layer->layer->inputs, outputs = layer->layer->outputs;
    int16_t wide_in[TILE * SS_MAX_LINEAR], weight[SS_MAX_LINEAR];
    for (uint32_t first = 0; first < tokens; first += TILE, in += (size_t)TILE * inputs, sums += (size_t)TILE * outputs) {
        uint32_t count = tokens - first < TILE ? tokens - first : TILE;
        widen(in, count * inputs, wide_in);
        for (uint32_t j = 0; j < outputs; j++) {
            widen(layer->layer->weight + (size_t)j * inputs, inputs, weight);
            for (uint32_t t = 0; t < count; t++)
                sums[(size_t)t * outputs + j] = product(weight, wide_in + (size_t)t * inputs, inputs);
        }
    }
}

#define TARGET
#include "model/kernel_floats.h"

const ss_kernel ss_kernel_plain = {"plain", sum_rows, normalise, mix, gated, project, score, modulate,
    linear, norm, gelu, attend, round_states};
