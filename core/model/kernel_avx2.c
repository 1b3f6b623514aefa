/* The kernel for processors with AVX2. */
#include "model/kernel.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <stddef.h>
#include <string.h>

#include "model/normalise.h"

#define TARGET __attribute__((target("avx2")))
#define INLINE static inline __attribute__((always_inline)) TARGET
#define TILE 3u /* tokens whose sums, four vectors each, fill the registers */
#define HALF 16u /* channels worked on at once: half a chunk */

INLINE __m256i load(const void *at)
{
    return _mm256_loadu_si256(at);
}

INLINE void store(void *at, __m256i value)
{
    _mm256_storeu_si256(at, value);
}

INLINE __m256i four_bytes(const uint8_t *at)
{
    int32_t value;
    memcpy(&value, at, sizeof value);
    return _mm256_set1_epi32(value);
}

INLINE __m256i clipped_bytes(__m256i bytes)
{
    return _mm256_min_epi8(_mm256_max_epi8(bytes, _mm256_set1_epi8(-SS_NORM_LIMIT)), _mm256_set1_epi8(SS_NORM_LIMIT));
}

static TARGET void sum_rows(const int8_t *const *row, uint32_t rows, uint32_t width, int16_t *out)
{
    for (uint32_t c = 0; c < width; c += HALF) {
        __m256i sum = _mm256_setzero_si256();
        for (uint32_t k = 0; k < rows; k++)
            sum = _mm256_add_epi16(sum, _mm256_cvtepi8_epi16(_mm_loadu_si128((const void *)(row[k] + c))));
        store(out + c, _mm256_slli_epi16(sum, SS_TABLE_SHIFT));
    }
}

INLINE int32_t sum_of_lanes(__m256i x)
{
    __m128i half = _mm_add_epi32(_mm256_castsi256_si128(x), _mm256_extracti128_si256(x, 1));
    half = _mm_add_epi32(half, _mm_shuffle_epi32(half, 0x4E));
    return _mm_cvtsi128_si32(_mm_add_epi32(half, _mm_shuffle_epi32(half, 0xB1)));
}

INLINE uint64_t sum_of_wide_lanes(__m256i x)
{
    __m128i half = _mm_add_epi64(_mm256_castsi256_si128(x), _mm256_extracti128_si256(x, 1));
    return (uint64_t)_mm_cvtsi128_si64(_mm_add_epi64(half, _mm_unpackhi_epi64(half, half)));
}

INLINE ss_scale scale_of_row(const int16_t *stream, uint32_t width)
{
    const __m256i one = _mm256_set1_epi16(1), low_half = _mm256_set1_epi64x(UINT32_MAX);
    __m256i sum = _mm256_setzero_si256(), squares = sum;
    for (uint32_t c = 0; c < width; c += HALF) {
        __m256i x = load(stream + c);
        __m256i square = _mm256_madd_epi16(x, x); /* up to 2^31, unsigned */
        sum = _mm256_add_epi32(sum, _mm256_madd_epi16(x, one));
        squares = _mm256_add_epi64(squares, _mm256_and_si256(square, low_half));
        squares = _mm256_add_epi64(squares, _mm256_srli_epi64(square, 32));
    }
    return ss_scale_of(sum_of_lanes(sum), sum_of_wide_lanes(squares), width);
}

/* 16 values of a row in units of 1/16, not yet clipped. */
INLINE __m256i scaled(const int16_t *stream, __m256i gain, __m256i centre, __m128i right, __m256i inverse)
{
    __m256i x = load(stream), zero = _mm256_setzero_si256();
    __m256i low = _mm256_madd_epi16(_mm256_unpacklo_epi16(x, zero), gain);
    __m256i high = _mm256_madd_epi16(_mm256_unpackhi_epi16(x, zero), gain);
    low = _mm256_sra_epi32(_mm256_sub_epi32(low, centre), right);
    high = _mm256_sra_epi32(_mm256_sub_epi32(high, centre), right);
    __m256i quotient = _mm256_mulhrs_epi16(_mm256_packs_epi32(low, high), inverse);
    return _mm256_srai_epi16(_mm256_adds_epi16(quotient, _mm256_set1_epi16(128)), 8);
}

static TARGET void normalise(const int16_t *stream, uint32_t tokens, uint32_t width, int8_t *out)
{
    for (uint32_t t = 0; t < tokens; t++, stream += width, out += width) {
        ss_scale scale = scale_of_row(stream, width);
        __m256i gain = _mm256_set1_epi16(scale.gain), inverse = _mm256_set1_epi16(scale.inverse);
        __m256i centre = _mm256_set1_epi32(scale.centre);
        __m128i right = _mm_cvtsi32_si128(scale.right);
        for (uint32_t c = 0; c < width; c += 2 * HALF) {
            __m256i bytes = _mm256_packs_epi16(scaled(stream + c, gain, centre, right, inverse),
                                               scaled(stream + c + HALF, gain, centre, right, inverse));
            store(out + c, clipped_bytes(_mm256_permute4x64_epi64(bytes, 0xD8)));
        }
    }
}

/* The taps of 32 channels, two by two as the multiply-add of bytes wants them, for the low and the high
 * halves of the lanes; start takes back what the zero point adds and rounds. */
typedef struct tap_pairs {
    __m256i low[3], high[3], start_low, start_high;
} tap_pairs;

INLINE void load_taps(const int8_t *taps, uint32_t width, tap_pairs *out)
{
    const __m256i zero_point = _mm256_set1_epi8(SS_ZERO_POINT);
    out->start_low = out->start_high = _mm256_set1_epi16(1 << (SS_TAP_BITS - 1));
    for (uint32_t pair = 0; pair < 3; pair++) {
        __m256i a = load(taps + (size_t)(2 * pair) * width);
        __m256i b = pair == 2 ? _mm256_setzero_si256() : load(taps + (size_t)(2 * pair + 1) * width);
        out->low[pair] = _mm256_unpacklo_epi8(a, b);
        out->high[pair] = _mm256_unpackhi_epi8(a, b);
        out->start_low = _mm256_sub_epi16(out->start_low, _mm256_maddubs_epi16(zero_point, out->low[pair]));
        out->start_high = _mm256_sub_epi16(out->start_high, _mm256_maddubs_epi16(zero_point, out->high[pair]));
    }
}

/* Sums may pass 16 bits on their way and come back: what counts is the end, within 63 * 103 * 5 + 64. */
INLINE __m256i mixed(const int8_t *in, ptrdiff_t step, const tap_pairs *taps)
{
    const __m256i zero_point = _mm256_set1_epi8(SS_ZERO_POINT);
    __m256i low = taps->start_low, high = taps->start_high;
    for (ptrdiff_t pair = 0; pair < 3; pair++) {
        __m256i a = _mm256_add_epi8(load(in + (2 * pair - 2) * step), zero_point);
        __m256i b = pair == 2 ? zero_point : _mm256_add_epi8(load(in + (2 * pair - 1) * step), zero_point);
        low = _mm256_add_epi16(low, _mm256_maddubs_epi16(_mm256_unpacklo_epi8(a, b), taps->low[pair]));
        high = _mm256_add_epi16(high, _mm256_maddubs_epi16(_mm256_unpackhi_epi8(a, b), taps->high[pair]));
    }
    return clipped_bytes(_mm256_packs_epi16(_mm256_srai_epi16(low, SS_TAP_BITS), _mm256_srai_epi16(high, SS_TAP_BITS)));
}

static TARGET void mix(const ss_layer *block, const int8_t *in, uint32_t tokens, int8_t *out)
{
    uint32_t width = block->inputs;
    for (uint32_t c = 0; c < width; c += 2 * HALF) {
        tap_pairs taps;
        load_taps(block->taps + c, width, &taps);
        for (uint32_t t = 0; t < tokens; t++) {
            size_t at = (size_t)t * width + c;
            store(out + at, mixed(in + at, (ptrdiff_t)width * (ptrdiff_t)block->parameter, &taps));
        }
    }
}

/* in + SS_ZERO_POINT, for the multiply-adds that want an unsigned factor. */
INLINE void raise(const int8_t *in, uint32_t bytes, uint8_t *out)
{
    for (uint32_t i = 0; i < bytes; i += 2 * HALF)
        store(out + i, _mm256_add_epi8(load(in + i), _mm256_set1_epi8(SS_ZERO_POINT)));
}

/* The sums of the first or second halves of one chunk's vectors, for `tokens` tokens; vectors and tokens are
 * constants where this is called. Two products of 127 * 128 fit in 16 bits, so nothing saturates. */
INLINE void multiply(const int8_t *tiles, const int32_t *bias, const uint8_t *in, uint32_t inputs, uint32_t vectors,
                     uint32_t tokens, __m256i out[TILE][4])
{
    const __m256i one = _mm256_set1_epi16(1);
    __m256i sum[TILE][4]; /* a copy that stays in registers, since nothing indexes it by a variable */
    for (uint32_t t = 0; t < tokens; t++)
        for (uint32_t v = 0; v < vectors; v++)
            sum[t][v] = load(bias + SS_TILE_ROWS * v);
    for (uint32_t i = 0; i < inputs; i += 4)
        for (uint32_t v = 0; v < vectors; v++, tiles += 4 * SS_TILE_ROWS) {
            __m256i weight = load(tiles);
            for (uint32_t t = 0; t < tokens; t++) {
                __m256i pairs = _mm256_maddubs_epi16(four_bytes(in + (size_t)t * inputs + i), weight);
                sum[t][v] = _mm256_add_epi32(sum[t][v], _mm256_madd_epi16(pairs, one));
            }
        }
    for (uint32_t t = 0; t < tokens; t++)
        for (uint32_t v = 0; v < vectors; v++)
            out[t][v] = sum[t][v];
}

/* 16 outputs from two vectors of sums. */
INLINE __m256i projected(__m256i a, __m256i b, const int32_t *shift, const int16_t *factor)
{
    a = _mm256_srav_epi32(a, load(shift));
    b = _mm256_srav_epi32(b, load(shift + SS_TILE_ROWS));
    return _mm256_mulhrs_epi16(_mm256_packs_epi32(a, b), load(factor));
}

/* The table's entries at the 16 indices, 0 to 255; a load takes two entries, so one past the last is read. */
INLINE __m256i looked_up(const uint16_t *table, __m256i index)
{
    const __m256i zero = _mm256_setzero_si256(), entry = _mm256_set1_epi32(UINT16_MAX);
    __m256i low = _mm256_i32gather_epi32((const void *)table, _mm256_unpacklo_epi16(index, zero), 2);
    __m256i high = _mm256_i32gather_epi32((const void *)table, _mm256_unpackhi_epi16(index, zero), 2);
    return _mm256_packus_epi32(_mm256_and_si256(low, entry), _mm256_and_si256(high, entry));
}

INLINE void gate_tile(const ss_packed *block, const uint16_t *table, const uint8_t *in, uint32_t channel, uint32_t tokens,
                      int16_t *stream)
{
    uint32_t width = block->layer->inputs, chunk = channel / SS_CHUNK_ROWS * SS_CHUNK_ROWS;
    uint32_t half = channel % SS_CHUNK_ROWS / HALF * (SS_TILE_ROWS / 2);
    const int32_t *shift = block->tile_shift + 2 * chunk + half;
    __m256i sum[TILE][4];
    multiply(block->tiles + (size_t)2 * chunk * width + 4 * half, block->tile_unsigned_bias + 2 * chunk + half, in, width, 4,
             tokens, sum);
    for (uint32_t t = 0; t < tokens; t++) {
        __m256i value = projected(sum[t][0], sum[t][1], shift, block->factor + channel);
        __m256i index = projected(sum[t][2], sum[t][3], shift + 2 * SS_TILE_ROWS, block->factor + width + channel);
        index = _mm256_srai_epi16(_mm256_adds_epi16(index, _mm256_set1_epi16((1 << SS_GATE_BITS) / 2)), SS_GATE_BITS);
        index = _mm256_min_epi16(_mm256_max_epi16(index, _mm256_set1_epi16(-128)), _mm256_set1_epi16(127));
        __m256i gate = looked_up(table, _mm256_add_epi16(index, _mm256_set1_epi16(128)));
        int16_t *row = stream + (size_t)t * width + channel;
        store(row, _mm256_adds_epi16(load(row), _mm256_mulhrs_epi16(value, gate)));
    }
}

INLINE void project_tile(const ss_packed *dense, const uint8_t *in, uint32_t row, uint32_t tokens, int16_t *out)
{
    uint32_t width = dense->layer->inputs, rows = dense->layer->outputs, chunk = row / SS_CHUNK_ROWS * SS_CHUNK_ROWS;
    uint32_t half = row % SS_CHUNK_ROWS / HALF * (SS_TILE_ROWS / 2);
    __m256i sum[TILE][4];
    multiply(dense->tiles + (size_t)chunk * width + 4 * half, dense->tile_unsigned_bias + chunk + half, in, width, 2, tokens, sum);
    for (uint32_t t = 0; t < tokens; t++)
        store(out + (size_t)t * rows + row,
              projected(sum[t][0], sum[t][1], dense->tile_shift + chunk + half, dense->factor + row));
}

INLINE void score_tile(const ss_packed *dense, const uint8_t *in, uint32_t row, uint32_t tokens, int32_t *out)
{
    uint32_t width = dense->layer->inputs, rows = dense->layer->outputs, half = row % SS_TILE_ROWS;
    uint32_t there = rows - row < SS_TILE_ROWS / 2 ? rows - row : SS_TILE_ROWS / 2;
    __m256i sum[TILE][4];
    multiply(dense->tiles + (size_t)(row - half) * width + 4 * half, dense->tile_unsigned_bias + row, in, width, 1, tokens, sum);
    for (uint32_t t = 0; t < tokens; t++) {
        int32_t sums[SS_TILE_ROWS / 2];
        store(sums, sum[t][0]);
        memcpy(out + (size_t)t * rows + row, sums, there * sizeof *sums);
    }
}

#define ROWS_AT_ONCE HALF
#define SCORES_AT_ONCE (SS_TILE_ROWS / 2)
#include "model/kernel_tiles.h"

static TARGET void modulate(const int16_t *base, const int16_t *scale, const int16_t *shift, uint32_t width, int16_t *out)
{
    const __m256i one = _mm256_set1_epi16(1), half = _mm256_set1_epi16(1 << (SS_STREAM_BITS - 1));
    for (uint32_t c = 0; c < width; c += HALF) {
        __m256i x = load(base + c), y = load(scale + c);
        __m256i low = _mm256_madd_epi16(_mm256_unpacklo_epi16(x, one), _mm256_unpacklo_epi16(y, half));
        __m256i high = _mm256_madd_epi16(_mm256_unpackhi_epi16(x, one), _mm256_unpackhi_epi16(y, half));
        __m256i scaled_base = _mm256_packs_epi32(_mm256_srai_epi32(low, SS_STREAM_BITS), _mm256_srai_epi32(high, SS_STREAM_BITS));
        store(out + c, _mm256_adds_epi16(_mm256_adds_epi16(scaled_base, load(shift + c)), load(out + c)));
    }
}

/* Sixteen rows; a product's factors are made unsigned and signed by moving the sign, so that 8 bits fit: two of
 * 127 * 127 stay below 2^15. */
INLINE void linear_tile(const ss_packed *layer, const int8_t *in, uint32_t row, uint32_t tokens, int32_t *sums)
{
    uint32_t inputs = layer->layer->inputs, outputs = layer->layer->outputs;
    const int8_t *tiles = layer->tiles + (size_t)(row - row % SS_LINEAR_STEP) * inputs + row % SS_LINEAR_STEP * 4;
    __m256i low[TILE], high[TILE];
    for (uint32_t t = 0; t < tokens; t++)
        low[t] = high[t] = _mm256_setzero_si256();
    for (uint32_t i = 0; i < inputs; i += 4, tiles += (size_t)SS_LINEAR_STEP * 4) {
        __m256i first = load(tiles), second = load(tiles + 32);
        for (uint32_t t = 0; t < tokens; t++) {
            __m256i x = four_bytes((const uint8_t *)in + (size_t)t * inputs + i), size = _mm256_abs_epi8(x);
            __m256i a = _mm256_maddubs_epi16(size, _mm256_sign_epi8(first, x));
            __m256i b = _mm256_maddubs_epi16(size, _mm256_sign_epi8(second, x));
            low[t] = _mm256_add_epi32(low[t], _mm256_madd_epi16(a, _mm256_set1_epi16(1)));
            high[t] = _mm256_add_epi32(high[t], _mm256_madd_epi16(b, _mm256_set1_epi16(1)));
        }
    }
    for (uint32_t t = 0; t < tokens; t++) {
        store(sums + (size_t)t * outputs + row, low[t]);
        store(sums + (size_t)t * outputs + row + 8, high[t]);
    }
}

static TARGET void linear_sums(const ss_packed *layer, const int8_t *in, uint32_t tokens, int32_t *sums)
{
    uint32_t inputs = layer->layer->inputs, outputs = layer->layer->outputs;
    for (uint32_t row = 0; row < outputs; row += SS_TILE_ROWS) {
#define SUMS(t, count) linear_tile(layer, in + (size_t)(t)*inputs, row, count, sums + (size_t)(t)*outputs)
        FOR_TILES(tokens, SUMS);
#undef SUMS
    }
}

#include "model/kernel_floats.h"

const ss_kernel ss_kernel_avx2 = {"avx2", sum_rows, normalise, mix, gated, project, score, modulate,
    linear, norm, gelu, attend, round_states};
#endif
