#include "model/kernel.h"

#include <stddef.h>

#define MULTIPLIER_BITS 24
#define TAP_BITS 7   /* a tap's unit is 1/128 */
#define GATE_BITS 15 /* a gate's unit is 1/32768 */
#define TILE 4u      /* tokens that share one pass over a layer's weights */

void ss_kernel_add_row(int16_t *stream, const int8_t *row, uint32_t width)
{
    for (uint32_t c = 0; c < width; c++)
        stream[c] = (int16_t)(stream[c] + row[c] * (1 << SS_TABLE_SHIFT));
}

/* floor(sqrt(x)), by Newton's method from above: at most six steps for a 64-bit number. */
static uint64_t square_root(uint64_t x)
{
    if (x == 0)
        return 0;
    unsigned bits = 64u - (unsigned)__builtin_clzll(x);
    uint64_t root = (uint64_t)1 << (bits + 1) / 2;
    for (;;) {
        uint64_t next = (root + x / root) / 2;
        if (next >= root)
            return root;
        root = next;
    }
}

static int8_t clipped(int64_t value)
{
    return (int8_t)(value > SS_NORM_LIMIT ? SS_NORM_LIMIT : value < -SS_NORM_LIMIT ? -SS_NORM_LIMIT : value);
}

/* With H values, D = H * x - sum and V = H * (sum of squares) - sum^2: (x - mean) / deviation is
 * D / sqrt(V). The root is taken with 6 more bits, the quotient with 30. */
void ss_kernel_normalise(const int16_t *stream, uint32_t width, int8_t *out)
{
    int32_t sum = 0;
    int64_t squares = 0;
    for (uint32_t c = 0; c < width; c++) {
        sum += stream[c];
        squares += (int32_t)stream[c] * stream[c];
    }
    int64_t variance = width * squares - (int64_t)sum * sum + 10 * (int64_t)width * width;
    int64_t inverse = ((int64_t)16 << 36) / (int64_t)square_root((uint64_t)variance << 12);
    for (uint32_t c = 0; c < width; c++) {
        int32_t distance = (int32_t)width * stream[c] - sum;
        out[c] = clipped((distance * inverse + ((int64_t)1 << 29)) >> 30);
    }
}

void ss_kernel_mix(const int8_t *const row[SS_TAPS], const int8_t *taps, uint32_t width, int8_t *out)
{
    int16_t sum[SS_MAX_WIDTH];
    for (uint32_t c = 0; c < width; c++)
        sum[c] = 1 << (TAP_BITS - 1);
    for (uint32_t k = 0; k < SS_TAPS; k++)
        if (row[k] != NULL)
            for (uint32_t c = 0; c < width; c++)
                sum[c] = (int16_t)(sum[c] + row[k][c] * taps[k * width + c]);
    for (uint32_t c = 0; c < width; c++)
        out[c] = clipped(sum[c] >> TAP_BITS);
}

static int32_t product(const int8_t *weight, const int8_t *in, uint32_t width)
{
    int32_t sum = 0;
    for (uint32_t i = 0; i < width; i++)
        sum += weight[i] * in[i];
    return sum;
}

void ss_kernel_dense(const ss_layer *layer, const int8_t *in, uint32_t tokens, uint32_t rows, int32_t *out)
{
    uint32_t width = layer->inputs;
    for (uint32_t first = 0; first < tokens; first += TILE) {
        uint32_t end = first + TILE < tokens ? first + TILE : tokens;
        for (uint32_t j = 0; j < rows; j++)
            for (uint32_t t = first; t < end; t++)
                out[t * rows + j] = layer->bias[j] + product(layer->weight + (size_t)j * width, in + t * width, width);
    }
}

int32_t ss_kernel_scaled(int32_t sum, int32_t multiplier)
{
    int64_t scaled = ((int64_t)sum * multiplier + ((int64_t)1 << (MULTIPLIER_BITS - 1))) >> MULTIPLIER_BITS;
    return (int32_t)(scaled > INT32_MAX ? INT32_MAX : scaled < INT32_MIN ? INT32_MIN : scaled);
}

void ss_kernel_gate(const ss_layer *layer, const int32_t *sums, const uint16_t *gate, int16_t *stream)
{
    uint32_t width = layer->outputs;
    for (uint32_t c = 0; c < width; c++) {
        int32_t value = ss_kernel_saturated(ss_kernel_scaled(sums[c], layer->multiplier[c]));
        int32_t index = ss_kernel_scaled(sums[width + c], layer->multiplier[width + c]);
        index = index > 127 ? 127 : index < -128 ? -128 : index;
        int32_t step = (value * gate[index + 128] + (1 << (GATE_BITS - 1))) >> GATE_BITS;
        stream[c] = ss_kernel_saturated(stream[c] + step);
    }
}
