/* kernel.h - the network's arithmetic, written once for each kind of processor.  Floor: model.
 *
 * All of it is integer arithmetic with written rounding, so every kernel gives the same bytes; the one
 * in plain C is the definition. Units are those of weights.h; a >> b rounds down; sat16(x) is the nearest
 * int16. Widths are multiples of SS_WIDTH_STEP. */
#ifndef SS_KERNEL_H
#define SS_KERNEL_H
#include <stdint.h>
#include "model/pack.h"
#include "model/weights.h"

#define SS_STREAM_BITS 10   /* stream values are in units of 1/1024 */
#define SS_TABLE_SHIFT 3    /* a table's 1/128 to the stream's 1/1024 */
#define SS_TAP_BITS 7       /* a tap's unit is 1/128 */
#define SS_NORM_LIMIT 63    /* normalised values: -63..63 in units of 1/16 */
#define SS_ZERO_POINT 64    /* what makes them unsigned where a processor wants that: 1..127 */
#define SS_LINEAR_ZERO_POINT 128 /* the same for the -127..127 of linear layers */
#define SS_SCORE_BITS 24    /* a score's multiplier is in units of 2^-24 */
#define SS_KERNEL_TOKENS 48u /* most tokens of one call of gated, project and score: their rows stay in the
                              * first cache while the weights pass */

/* What one head of a transformer's attention makes of scores. */
typedef struct ss_attention {
    float *scores;       /* [rows][score_stride], of each query with all keys; changed */
    const float *value;  /* [count], SS_HEAD_WIDTH floats each, `stride` apart */
    float *out;          /* [rows], as value */
    uint32_t score_stride; /* a multiple of 16; those past count are so low that they have no share */
    uint32_t stride;
    uint32_t rows;
    uint32_t count;
} ss_attention;

/* tokens rows lie behind one another. Pointers need no alignment, but 64 bytes is fastest. */
typedef struct ss_kernel {
    const char *name; /* "plain", "avx2", "avx512vnni", "neon" */

    /* out[c] = 8 * sum of row[k][c]; rows < 32, so it fits. */
    void (*sum_rows)(const int8_t *const *row, uint32_t rows, uint32_t width, int16_t *out);

    /* out = 16 (x - mean) / deviation, clipped to SS_NORM_LIMIT, within .51 of the exact quotient. 10 is added to the
     * variance, so a row of equal values gives zeros. normalise.h states the rounding. */
    void (*normalise)(const int16_t *stream, uint32_t tokens, uint32_t width, int8_t *out);

    /* out[t][c] = (64 + sum over k of in[t + (k - 2) * dilation][c] * taps[k][c]) >> 7, clipped to SS_NORM_LIMIT.
     * in[-2 * dilation] to in[tokens + 2 * dilation - 1] are read. */
    void (*mix)(const ss_layer *block, const int8_t *in, uint32_t tokens, int8_t *out);

    /* With value and gate the two halves of a block's outputs (see project; the gate's are in units of
     * 2^-SS_GATE_BITS of an index): index = clip((gate + 16) >> 5, -128..127),
     * stream = sat16(stream + ((value * table[index + 128] + 2^14) >> 15)). */
    void (*gated)(const ss_packed *block, const uint16_t *table, const int8_t *in, uint32_t tokens, int16_t *stream);

    /* out[t][j] = (sat16((sum + half) >> shift) * factor + 2^14) >> 15 with sum = bias[j] + sum over i of
     * weight[j][i] * in[t][i]; half, shift and factor are those of ss_packed. */
    void (*project)(const ss_packed *dense, const int8_t *in, uint32_t tokens, int16_t *out);

    /* out[t][j] = that sum, to which ss_kernel_scaled gives its worth. */
    void (*score)(const ss_packed *dense, const int8_t *in, uint32_t tokens, int32_t *out);

    /* out = sat16(sat16(sat16((base * scale + 512) >> 10) + shift) + out) */
    void (*modulate)(const int16_t *base, const int16_t *scale, const int16_t *shift, uint32_t width, int16_t *out);

    /* A transformer's, in floats; kernel_floats.h writes their order down, and is all of them but linear's sums.
     * out[t][j] = sum over i of weight[j][i] * x[i], times scale[j] * step, plus offset[j]; x is in[t] as multiples of
     * step, the largest being 127. tokens <= SS_KERNEL_TOKENS. */
    void (*linear)(const ss_packed *linear, const float *in, uint32_t tokens, float *out);

    /* Each row less its mean, over its deviation, times the layer's gain, plus its offset. */
    void (*norm)(const ss_layer *norm, float *rows, uint32_t tokens);

    void (*gelu)(float *values, uint32_t count); /* count: a multiple of 16 */

    /* out = the mean of the values by the shares that e to the power of their scores has of the sum of all. */
    void (*attend)(const ss_attention *attention);

    /* To the nearest whole number, clipped to SS_NORM_LIMIT. */
    void (*round)(const float *values, uint32_t count, int8_t *out);
} ss_kernel;

/* The fastest kernel of this processor, or the one of that name; NULL when the name is unknown or the
 * processor cannot run it. Pure: nothing is remembered. */
const ss_kernel *ss_kernel_choose(const char *name);

/* Those this processor can run, plain first; NULL past the last. */
const ss_kernel *ss_kernel_at(uint32_t index);

extern const ss_kernel ss_kernel_plain;
#if defined(__x86_64__)
extern const ss_kernel ss_kernel_avx2, ss_kernel_avx512vnni;
#elif defined(__aarch64__)
extern const ss_kernel ss_kernel_neon;
#endif

/* What a score's sum is worth: (sum * multiplier + 2^23) >> 24, within 32 bits. */
static inline int32_t ss_kernel_scaled(int32_t sum, int32_t multiplier)
{
    int64_t scaled = ((int64_t)sum * multiplier + ((int64_t)1 << (SS_SCORE_BITS - 1))) >> SS_SCORE_BITS;
    return (int32_t)(scaled > INT32_MAX ? INT32_MAX : scaled < INT32_MIN ? INT32_MIN : scaled);
}

#endif
