/* The kernel for 64-bit ARM: NEON is part of every such processor. */
#include "model/kernel.h"

#if defined(__aarch64__)
#include <arm_neon.h>
#include <stddef.h>
#include <string.h>

#include "model/normalise.h"

#define INLINE static inline __attribute__((always_inline))
#define QUARTER 8u /* channels worked on at once: a quarter of a chunk */

INLINE int8x8_t clipped_bytes(int16x8_t values)
{
    return vmin_s8(vmax_s8(vqmovn_s16(values), vdup_n_s8(-SS_NORM_LIMIT)), vdup_n_s8(SS_NORM_LIMIT));
}

static void sum_rows(const int8_t *const *row, uint32_t rows, uint32_t width, int16_t *out)
{
    for (uint32_t c = 0; c < width; c += QUARTER) {
        int16x8_t sum = vdupq_n_s16(0);
        for (uint32_t k = 0; k < rows; k++)
            sum = vaddw_s8(sum, vld1_s8(row[k] + c));
        vst1q_s16(out + c, vshlq_n_s16(sum, SS_TABLE_SHIFT));
    }
}

INLINE ss_scale scale_of_row(const int16_t *stream, uint32_t width)
{
    int32x4_t sum = vdupq_n_s32(0);
    int64x2_t squares = vdupq_n_s64(0);
    for (uint32_t c = 0; c < width; c += QUARTER) {
        int16x8_t x = vld1q_s16(stream + c);
        sum = vpadalq_s16(sum, x);
        squares = vpadalq_s32(squares, vmull_s16(vget_low_s16(x), vget_low_s16(x)));
        squares = vpadalq_s32(squares, vmull_s16(vget_high_s16(x), vget_high_s16(x)));
    }
    return ss_scale_of(vaddvq_s32(sum), (uint64_t)vaddvq_s64(squares), width);
}

static void normalise(const int16_t *stream, uint32_t tokens, uint32_t width, int8_t *out)
{
    for (uint32_t t = 0; t < tokens; t++, stream += width, out += width) {
        ss_scale scale = scale_of_row(stream, width);
        int32x4_t centre = vdupq_n_s32(scale.centre), right = vdupq_n_s32(-(int32_t)scale.right);
        for (uint32_t c = 0; c < width; c += QUARTER) {
            int16x8_t x = vld1q_s16(stream + c);
            int32x4_t low = vshlq_s32(vsubq_s32(vmull_n_s16(vget_low_s16(x), scale.gain), centre), right);
            int32x4_t high = vshlq_s32(vsubq_s32(vmull_n_s16(vget_high_s16(x), scale.gain), centre), right);
            int16x8_t distance = vcombine_s16(vqmovn_s32(low), vqmovn_s32(high));
            int16x8_t quotient = vqrdmulhq_n_s16(distance, scale.inverse);
            vst1_s8(out + c, clipped_bytes(vshrq_n_s16(vqaddq_s16(quotient, vdupq_n_s16(128)), 8)));
        }
    }
}

static void mix(const ss_layer *block, const int8_t *in, uint32_t tokens, int8_t *out)
{
    uint32_t width = block->inputs;
    ptrdiff_t step = (ptrdiff_t)width * (ptrdiff_t)block->parameter;
    for (uint32_t c = 0; c < width; c += QUARTER) {
        int8x8_t taps[SS_TAPS];
        for (uint32_t k = 0; k < SS_TAPS; k++)
            taps[k] = vld1_s8(block->taps + (size_t)k * width + c);
        for (uint32_t t = 0; t < tokens; t++) {
            const int8_t *row = in + (size_t)t * width + c;
            int16x8_t sum = vdupq_n_s16(1 << (SS_TAP_BITS - 1));
            for (ptrdiff_t k = 0; k < (ptrdiff_t)SS_TAPS; k++)
                sum = vmlal_s8(sum, vld1_s8(row + (k - (ptrdiff_t)SS_TAPS / 2) * step), taps[k]);
            vst1_s8(out + (size_t)t * width + c, clipped_bytes(vshrq_n_s16(sum, SS_TAP_BITS)));
        }
    }
}

INLINE int8x8_t four_bytes(const int8_t *at)
{
    int32_t value;
    memcpy(&value, at, sizeof value);
    return vreinterpret_s8_s32(vdup_n_s32(value));
}

/* The sums of a quarter of a chunk's vectors; vectors is a constant where this is called. Four products of
 * 63 * 128 fit in 16 bits. */
INLINE void multiply(const int8_t *tiles, const int32_t *bias, const int8_t *in, uint32_t inputs, uint32_t vectors,
                     int32x4_t sum[4])
{
    int32x4_t pairs[4][2];
    for (uint32_t v = 0; v < vectors; v++)
        pairs[v][0] = pairs[v][1] = vdupq_n_s32(0);
    for (uint32_t i = 0; i < inputs; i += 16, tiles += 16 * SS_TILE_ROWS * vectors)
        for (uint32_t v = 0; v < vectors; v++) {
            int16x8_t low = vdupq_n_s16(0), high = low;
            for (uint32_t k = 0; k < 4; k++) {
                int8x16_t weight = vld1q_s8(tiles + (size_t)(k * vectors + v) * 4 * SS_TILE_ROWS);
                int8x8_t x = four_bytes(in + i + 4 * k);
                low = vmlal_s8(low, vget_low_s8(weight), x);
                high = vmlal_s8(high, vget_high_s8(weight), x);
            }
            pairs[v][0] = vpadalq_s16(pairs[v][0], low);
            pairs[v][1] = vpadalq_s16(pairs[v][1], high);
        }
    for (uint32_t v = 0; v < vectors; v++)
        sum[v] = vaddq_s32(vld1q_s32(bias + SS_TILE_ROWS * v), vpaddq_s32(pairs[v][0], pairs[v][1]));
}

/* 8 outputs from two vectors of sums. */
INLINE int16x8_t projected(int32x4_t a, int32x4_t b, const int32_t *shift, const int16_t *factor)
{
    a = vshlq_s32(a, vnegq_s32(vld1q_s32(shift)));
    b = vshlq_s32(b, vnegq_s32(vld1q_s32(shift + SS_TILE_ROWS)));
    return vqrdmulhq_s16(vcombine_s16(vqmovn_s32(a), vqmovn_s32(b)), vld1q_s16(factor));
}

INLINE int16x8_t looked_up(const uint16_t *table, int8x8_t index)
{
    uint8_t at[QUARTER];
    int16_t entry[QUARTER];
    vst1_u8(at, veor_u8(vreinterpret_u8_s8(index), vdup_n_u8(128)));
    for (uint32_t c = 0; c < QUARTER; c++)
        entry[c] = (int16_t)table[at[c]];
    return vld1q_s16(entry);
}

static void gated(const ss_packed *block, const uint16_t *table, const int8_t *in, uint32_t tokens, int16_t *stream)
{
    uint32_t width = block->layer->inputs;
    for (uint32_t channel = 0; channel < width; channel += QUARTER) {
        uint32_t chunk = channel / SS_CHUNK_ROWS * SS_CHUNK_ROWS, quarter = channel % SS_CHUNK_ROWS / 2;
        const int8_t *tiles = block->tiles + (size_t)2 * chunk * width + 4 * quarter;
        const int32_t *shift = block->tile_shift + 2 * chunk + quarter;
        for (uint32_t t = 0; t < tokens; t++) {
            int32x4_t sum[4];
            multiply(tiles, block->tile_bias + 2 * chunk + quarter, in + (size_t)t * width, width, 4, sum);
            int16x8_t value = projected(sum[0], sum[1], shift, block->factor + channel);
            int16x8_t index = projected(sum[2], sum[3], shift + 2 * SS_TILE_ROWS, block->factor + width + channel);
            int16x8_t gate = looked_up(table, vqmovn_s16(vrshrq_n_s16(index, SS_GATE_BITS)));
            int16_t *row = stream + (size_t)t * width + channel;
            vst1q_s16(row, vqaddq_s16(vld1q_s16(row), vqrdmulhq_s16(value, gate)));
        }
    }
}

static void project(const ss_packed *dense, const int8_t *in, uint32_t tokens, int16_t *out)
{
    uint32_t width = dense->layer->inputs, rows = dense->layer->outputs;
    for (uint32_t row = 0; row < rows; row += QUARTER) {
        uint32_t chunk = row / SS_CHUNK_ROWS * SS_CHUNK_ROWS, quarter = row % SS_CHUNK_ROWS / 2;
        for (uint32_t t = 0; t < tokens; t++) {
            int32x4_t sum[4];
            multiply(dense->tiles + (size_t)chunk * width + 4 * quarter, dense->tile_bias + chunk + quarter,
                     in + (size_t)t * width, width, 2, sum);
            vst1q_s16(out + (size_t)t * rows + row,
                      projected(sum[0], sum[1], dense->tile_shift + chunk + quarter, dense->factor + row));
        }
    }
}

static void score(const ss_packed *dense, const int8_t *in, uint32_t tokens, int32_t *out)
{
    uint32_t width = dense->layer->inputs, rows = dense->layer->outputs;
    for (uint32_t row = 0; row < rows; row += 4) {
        uint32_t lane = row % SS_TILE_ROWS, there = rows - row < 4 ? rows - row : 4;
        for (uint32_t t = 0; t < tokens; t++) {
            int32_t sums[4];
            int32x4_t sum[4];
            multiply(dense->tiles + (size_t)(row - lane) * width + 4 * lane, dense->tile_bias + row, in + (size_t)t * width,
                     width, 1, sum);
            vst1q_s32(sums, sum[0]);
            memcpy(out + (size_t)t * rows + row, sums, there * sizeof *sums);
        }
    }
}

static void modulate(const int16_t *base, const int16_t *scale, const int16_t *shift, uint32_t width, int16_t *out)
{
    for (uint32_t c = 0; c < width; c += QUARTER) {
        int16x8_t x = vld1q_s16(base + c), y = vld1q_s16(scale + c);
        int16x4_t low = vqmovn_s32(vrshrq_n_s32(vmull_s16(vget_low_s16(x), vget_low_s16(y)), SS_STREAM_BITS));
        int16x4_t high = vqmovn_s32(vrshrq_n_s32(vmull_s16(vget_high_s16(x), vget_high_s16(y)), SS_STREAM_BITS));
        int16x8_t shifted = vqaddq_s16(vcombine_s16(low, high), vld1q_s16(shift + c));
        vst1q_s16(out + c, vqaddq_s16(shifted, vld1q_s16(out + c)));
    }
}

/* Sixteen rows of one token; pairs of products stay below 2^15. */
static void linear_tile(const ss_packed *layer, const int8_t *in, uint32_t row, int32_t *sums)
{
    uint32_t inputs = layer->layer->inputs;
    const int8_t *tiles = layer->tiles + (size_t)(row - row % SS_LINEAR_STEP) * inputs + row % SS_LINEAR_STEP * 4;
    int32x4_t sum[4] = {vdupq_n_s32(0), vdupq_n_s32(0), vdupq_n_s32(0), vdupq_n_s32(0)};
    for (uint32_t i = 0; i < inputs; i += 4, tiles += (size_t)SS_LINEAR_STEP * 4) {
        int32_t four;
        memcpy(&four, in + i, sizeof four);
        int8x8_t x = vreinterpret_s8_s32(vdup_n_s32(four));
        for (uint32_t v = 0; v < 4; v++) {
            int8x16_t weight = vld1q_s8(tiles + 16 * v);
            int16x8_t pairs = vpaddq_s16(vmull_s8(vget_low_s8(weight), x), vmull_s8(vget_high_s8(weight), x));
            sum[v] = vpadalq_s16(sum[v], pairs);
        }
    }
    for (uint32_t v = 0; v < 4; v++)
        vst1q_s32(sums + row + 4 * v, sum[v]);
}

static void linear_sums(const ss_packed *layer, const int8_t *in, uint32_t tokens, int32_t *sums)
{
    uint32_t inputs = layer->layer->inputs, outputs = layer->layer->outputs;
    for (uint32_t row = 0; row < outputs; row += SS_TILE_ROWS)
        for (uint32_t t = 0; t < tokens; t++)
            linear_tile(layer, in + (size_t)t * inputs, row, sums + (size_t)t * outputs);
}

#define TARGET
#include "model/kernel_floats.h"

const ss_kernel ss_kernel_neon = {"neon", sum_rows, normalise, mix, gated, project, score, modulate,
    linear, norm, gelu, attend, round_states};
#endif
