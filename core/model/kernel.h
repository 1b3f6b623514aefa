/* kernel.h - the network's arithmetic on rows of integers.  Floor: model.
 *
 * All of it is exact integer arithmetic with written rounding, so that any way of computing it gives
 * the same bytes. Units are those of weights.h. Rows are `width` elements. */
#ifndef SS_KERNEL_H
#define SS_KERNEL_H
#include <stdint.h>
#include "model/weights.h"

#define SS_STREAM_BITS 10  /* stream values are in units of 1/1024 */
#define SS_TABLE_SHIFT 3   /* a table's 1/128 to the stream's 1/1024 */
#define SS_NORM_LIMIT 63   /* normalised values: -63..63 in units of 1/16 */

/* stream += row << SS_TABLE_SHIFT. The sum of all tables fits in 16 bits: each adds at most 1,016, and
 * there are fewer than 32. */
void ss_kernel_add_row(int16_t *stream, const int8_t *row, uint32_t width);

/* out = (stream - mean) / deviation, in units of 1/16, clipped to SS_NORM_LIMIT; 10 units of the stream's square
 * are added to the variance, so that a row of equal values gives zeros. */
void ss_kernel_normalise(const int16_t *stream, uint32_t width, int8_t *out);

/* out[c] = sum over the taps k of row[k][c] * taps[k][c], back in units of 1/16, clipped. A NULL row
 * counts as zeros: a place outside the window. */
void ss_kernel_mix(const int8_t *const row[SS_TAPS], const int8_t *taps, uint32_t width, int8_t *out);

/* out[t][j] = bias[j] + sum over i of weight[j][i] * in[t][i], for `rows` rows of a block's or dense
 * layer's weights; |out| < 2^30. */
void ss_kernel_dense(const ss_layer *layer, const int8_t *in, uint32_t tokens, uint32_t rows, int32_t *out);

/* What a dense sum is worth: (sum * multiplier + 2^23) >> 24. */
int32_t ss_kernel_scaled(int32_t sum, int32_t multiplier);

/* stream += value * sigmoid(gate), saturating; sums: [2 * width], values first, then gates. */
void ss_kernel_gate(const ss_layer *layer, const int32_t *sums, const uint16_t *gate, int16_t *stream);

static inline int16_t ss_kernel_saturated(int32_t value)
{
    return (int16_t)(value > INT16_MAX ? INT16_MAX : value < INT16_MIN ? INT16_MIN : value);
}

#endif
