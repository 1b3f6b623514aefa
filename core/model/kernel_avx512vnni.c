/* The kernel for processors with AVX-512 and its dot products of bytes (VNNI). */
#include "model/kernel.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <stddef.h>
#include <string.h>

#include "model/normalise.h"

#define TARGET __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni")))
#define INLINE static inline __attribute__((always_inline)) TARGET
#define TILE 6u /* tokens whose sums, four vectors each, fill the registers */
#define WIDE 64u

/* The bytes of a row from c on that are there: 64, or 32 at the end of a width that is no multiple of 64. */
INLINE __mmask64 bytes_left(uint32_t width, uint32_t c)
{
    return width - c >= WIDE ? ~(__mmask64)0 : ~(__mmask64)0 >> 32;
}

INLINE __m512i four_bytes(const uint8_t *at)
{
    int32_t value;
    memcpy(&value, at, sizeof value);
    return _mm512_set1_epi32(value);
}

static TARGET void sum_rows(const int8_t *const *row, uint32_t rows, uint32_t width, int16_t *out)
{
    for (uint32_t c = 0; c < width; c += SS_WIDTH_STEP) {
        __m512i sum = _mm512_setzero_si512();
        for (uint32_t k = 0; k < rows; k++)
            sum = _mm512_add_epi16(sum, _mm512_cvtepi8_epi16(_mm256_loadu_si256((const void *)(row[k] + c))));
        _mm512_storeu_si512(out + c, _mm512_slli_epi16(sum, SS_TABLE_SHIFT));
    }
}

INLINE ss_scale scale_of_row(const int16_t *stream, uint32_t width)
{
    const __m512i one = _mm512_set1_epi16(1), low_half = _mm512_set1_epi64(UINT32_MAX);
    __m512i sum = _mm512_setzero_si512(), squares = sum;
    for (uint32_t c = 0; c < width; c += SS_WIDTH_STEP) {
        __m512i x = _mm512_loadu_si512(stream + c);
        __m512i square = _mm512_madd_epi16(x, x); /* up to 2^31, unsigned */
        sum = _mm512_add_epi32(sum, _mm512_madd_epi16(x, one));
        squares = _mm512_add_epi64(squares, _mm512_and_si512(square, low_half));
        squares = _mm512_add_epi64(squares, _mm512_srli_epi64(square, 32));
    }
    return ss_scale_of(_mm512_reduce_add_epi32(sum), (uint64_t)_mm512_reduce_add_epi64(squares), width);
}

/* 32 values of a row in units of 1/16, not yet clipped. */
INLINE __m512i scaled(const int16_t *stream, __m512i gain, __m512i centre, __m128i right, __m512i inverse)
{
    __m512i x = _mm512_loadu_si512(stream), zero = _mm512_setzero_si512();
    __m512i low = _mm512_madd_epi16(_mm512_unpacklo_epi16(x, zero), gain);
    __m512i high = _mm512_madd_epi16(_mm512_unpackhi_epi16(x, zero), gain);
    low = _mm512_sra_epi32(_mm512_sub_epi32(low, centre), right);
    high = _mm512_sra_epi32(_mm512_sub_epi32(high, centre), right);
    __m512i quotient = _mm512_mulhrs_epi16(_mm512_packs_epi32(low, high), inverse);
    return _mm512_srai_epi16(_mm512_adds_epi16(quotient, _mm512_set1_epi16(128)), 8);
}

static TARGET void normalise(const int16_t *stream, uint32_t tokens, uint32_t width, int8_t *out)
{
    const __m256i most = _mm256_set1_epi8(SS_NORM_LIMIT), least = _mm256_set1_epi8(-SS_NORM_LIMIT);
    for (uint32_t t = 0; t < tokens; t++, stream += width, out += width) {
        ss_scale scale = scale_of_row(stream, width);
        __m512i gain = _mm512_set1_epi16(scale.gain), inverse = _mm512_set1_epi16(scale.inverse);
        __m512i centre = _mm512_set1_epi32(scale.centre);
        __m128i right = _mm_cvtsi32_si128(scale.right);
        for (uint32_t c = 0; c < width; c += SS_WIDTH_STEP) {
            __m256i bytes = _mm512_cvtsepi16_epi8(scaled(stream + c, gain, centre, right, inverse));
            _mm256_storeu_si256((void *)(out + c), _mm256_min_epi8(_mm256_max_epi8(bytes, least), most));
        }
    }
}

/* The taps of 64 channels, two by two as the multiply-add of bytes wants them, for the low and the high
 * halves of the lanes; start takes back what the zero point adds and rounds. */
typedef struct tap_pairs {
    __m512i low[3], high[3], start_low, start_high;
} tap_pairs;

INLINE void load_taps(const int8_t *taps, uint32_t width, __mmask64 mask, tap_pairs *out)
{
    const __m512i zero_point = _mm512_set1_epi8(SS_ZERO_POINT);
    out->start_low = out->start_high = _mm512_set1_epi16(1 << (SS_TAP_BITS - 1));
    for (uint32_t pair = 0; pair < 3; pair++) {
        __m512i a = _mm512_maskz_loadu_epi8(mask, taps + (size_t)(2 * pair) * width);
        __m512i b = pair == 2 ? _mm512_setzero_si512() : _mm512_maskz_loadu_epi8(mask, taps + (size_t)(2 * pair + 1) * width);
        out->low[pair] = _mm512_unpacklo_epi8(a, b);
        out->high[pair] = _mm512_unpackhi_epi8(a, b);
        out->start_low = _mm512_sub_epi16(out->start_low, _mm512_maddubs_epi16(zero_point, out->low[pair]));
        out->start_high = _mm512_sub_epi16(out->start_high, _mm512_maddubs_epi16(zero_point, out->high[pair]));
    }
}

/* Sums may pass 16 bits on their way and come back: what counts is the end, within 63 * 103 * 5 + 64. */
INLINE __m512i mixed(const int8_t *in, ptrdiff_t step, __mmask64 mask, const tap_pairs *taps)
{
    const __m512i zero_point = _mm512_set1_epi8(SS_ZERO_POINT);
    __m512i low = taps->start_low, high = taps->start_high;
    for (ptrdiff_t pair = 0; pair < 3; pair++) {
        __m512i a = _mm512_add_epi8(_mm512_maskz_loadu_epi8(mask, in + (2 * pair - 2) * step), zero_point);
        __m512i b = pair == 2 ? zero_point
                              : _mm512_add_epi8(_mm512_maskz_loadu_epi8(mask, in + (2 * pair - 1) * step), zero_point);
        low = _mm512_add_epi16(low, _mm512_maddubs_epi16(_mm512_unpacklo_epi8(a, b), taps->low[pair]));
        high = _mm512_add_epi16(high, _mm512_maddubs_epi16(_mm512_unpackhi_epi8(a, b), taps->high[pair]));
    }
    __m512i bytes = _mm512_packs_epi16(_mm512_srai_epi16(low, SS_TAP_BITS), _mm512_srai_epi16(high, SS_TAP_BITS));
    return _mm512_min_epi8(_mm512_max_epi8(bytes, _mm512_set1_epi8(-SS_NORM_LIMIT)), _mm512_set1_epi8(SS_NORM_LIMIT));
}

static TARGET void mix(const ss_layer *block, const int8_t *in, uint32_t tokens, int8_t *out)
{
    uint32_t width = block->inputs;
    for (uint32_t c = 0; c < width; c += WIDE) {
        __mmask64 mask = bytes_left(width, c);
        tap_pairs taps;
        load_taps(block->taps + c, width, mask, &taps);
        for (uint32_t t = 0; t < tokens; t++) {
            size_t at = (size_t)t * width + c;
            _mm512_mask_storeu_epi8(out + at, mask, mixed(in + at, (ptrdiff_t)width * (ptrdiff_t)block->parameter, mask, &taps));
        }
    }
}

/* in + SS_ZERO_POINT, for the multiply-adds that want an unsigned factor. */
INLINE void raise(const int8_t *in, uint32_t bytes, uint8_t *out)
{
    for (uint32_t i = 0; i < bytes; i += SS_WIDTH_STEP) {
        __m256i x = _mm256_loadu_si256((const void *)(in + i));
        _mm256_storeu_si256((void *)(out + i), _mm256_add_epi8(x, _mm256_set1_epi8(SS_ZERO_POINT)));
    }
}

/* One chunk's sums for `tokens` tokens; vectors and tokens are constants where this is called. */
INLINE void multiply(const int8_t *tiles, const int32_t *bias, const uint8_t *in, uint32_t inputs, uint32_t vectors,
                     uint32_t tokens, __m512i out[TILE][4])
{
    __m512i sum[TILE][4]; /* a copy that stays in registers, since nothing indexes it by a variable */
    for (uint32_t t = 0; t < tokens; t++)
        for (uint32_t v = 0; v < vectors; v++)
            sum[t][v] = _mm512_loadu_si512(bias + SS_TILE_ROWS * v);
    for (uint32_t i = 0; i < inputs; i += 4, tiles += WIDE * vectors) {
        __m512i weight[4];
        for (uint32_t v = 0; v < vectors; v++)
            weight[v] = _mm512_loadu_si512(tiles + WIDE * v);
        for (uint32_t t = 0; t < tokens; t++) {
            __m512i x = four_bytes(in + (size_t)t * inputs + i);
            for (uint32_t v = 0; v < vectors; v++)
                sum[t][v] = _mm512_dpbusd_epi32(sum[t][v], x, weight[v]);
        }
    }
    for (uint32_t t = 0; t < tokens; t++)
        for (uint32_t v = 0; v < vectors; v++)
            out[t][v] = sum[t][v];
}

/* 32 outputs from two vectors of sums. */
INLINE __m512i projected(__m512i a, __m512i b, const int32_t *shift, const int16_t *factor)
{
    a = _mm512_srav_epi32(a, _mm512_loadu_si512(shift));
    b = _mm512_srav_epi32(b, _mm512_loadu_si512(shift + SS_TILE_ROWS));
    return _mm512_mulhrs_epi16(_mm512_packs_epi32(a, b), _mm512_loadu_si512(factor));
}

/* The table's entries at the 32 indices, 0 to 255. */
INLINE __m512i looked_up(const uint16_t *table, __m512i index)
{
    __m512i quarter[4];
    for (uint32_t q = 0; q < 4; q++)
        quarter[q] = _mm512_permutex2var_epi16(_mm512_loadu_si512(table + 64 * q), index, _mm512_loadu_si512(table + 64 * q + 32));
    __mmask32 odd = _mm512_test_epi16_mask(index, _mm512_set1_epi16(64));
    __m512i low = _mm512_mask_blend_epi16(odd, quarter[0], quarter[1]);
    __m512i high = _mm512_mask_blend_epi16(odd, quarter[2], quarter[3]);
    return _mm512_mask_blend_epi16(_mm512_test_epi16_mask(index, _mm512_set1_epi16(128)), low, high);
}

INLINE void gate_tile(const ss_packed *block, const uint16_t *table, const uint8_t *in, uint32_t channel, uint32_t tokens,
                      int16_t *stream)
{
    uint32_t width = block->layer->inputs;
    __m512i sum[TILE][4];
    multiply(block->tiles + (size_t)2 * channel * width, block->tile_unsigned_bias + 2 * channel, in, width, 4, tokens, sum);
    for (uint32_t t = 0; t < tokens; t++) {
        const int32_t *shift = block->tile_shift + 2 * channel;
        __m512i value = projected(sum[t][0], sum[t][1], shift, block->factor + channel);
        __m512i index = projected(sum[t][2], sum[t][3], shift + 2 * SS_TILE_ROWS, block->factor + width + channel);
        index = _mm512_srai_epi16(_mm512_adds_epi16(index, _mm512_set1_epi16((1 << SS_GATE_BITS) / 2)), SS_GATE_BITS);
        index = _mm512_min_epi16(_mm512_max_epi16(index, _mm512_set1_epi16(-128)), _mm512_set1_epi16(127));
        __m512i gate = looked_up(table, _mm512_add_epi16(index, _mm512_set1_epi16(128)));
        int16_t *row = stream + (size_t)t * width + channel;
        _mm512_storeu_si512(row, _mm512_adds_epi16(_mm512_loadu_si512(row), _mm512_mulhrs_epi16(value, gate)));
    }
}

INLINE void project_tile(const ss_packed *dense, const uint8_t *in, uint32_t row, uint32_t tokens, int16_t *out)
{
    uint32_t width = dense->layer->inputs, rows = dense->layer->outputs;
    __m512i sum[TILE][4];
    multiply(dense->tiles + (size_t)row * width, dense->tile_unsigned_bias + row, in, width, 2, tokens, sum);
    for (uint32_t t = 0; t < tokens; t++)
        _mm512_storeu_si512(out + (size_t)t * rows + row,
                            projected(sum[t][0], sum[t][1], dense->tile_shift + row, dense->factor + row));
}

INLINE void score_tile(const ss_packed *dense, const uint8_t *in, uint32_t row, uint32_t tokens, int32_t *out)
{
    uint32_t width = dense->layer->inputs, rows = dense->layer->outputs;
    __mmask16 there = (__mmask16)(rows - row >= SS_TILE_ROWS ? 0xFFFFu : (1u << (rows - row)) - 1);
    __m512i sum[TILE][4];
    multiply(dense->tiles + (size_t)row * width, dense->tile_unsigned_bias + row, in, width, 1, tokens, sum);
    for (uint32_t t = 0; t < tokens; t++)
        _mm512_mask_storeu_epi32(out + (size_t)t * rows + row, there, sum[t][0]);
}

#define ROWS_AT_ONCE SS_CHUNK_ROWS
#define SCORES_AT_ONCE SS_TILE_ROWS
#include "model/kernel_tiles.h"

static TARGET void modulate(const int16_t *base, const int16_t *scale, const int16_t *shift, uint32_t width, int16_t *out)
{
    const __m512i one = _mm512_set1_epi16(1), half = _mm512_set1_epi16(1 << (SS_STREAM_BITS - 1));
    for (uint32_t c = 0; c < width; c += SS_WIDTH_STEP) {
        __m512i x = _mm512_loadu_si512(base + c), y = _mm512_loadu_si512(scale + c);
        __m512i low = _mm512_madd_epi16(_mm512_unpacklo_epi16(x, one), _mm512_unpacklo_epi16(y, half));
        __m512i high = _mm512_madd_epi16(_mm512_unpackhi_epi16(x, one), _mm512_unpackhi_epi16(y, half));
        __m512i scaled_base = _mm512_packs_epi32(_mm512_srai_epi32(low, SS_STREAM_BITS), _mm512_srai_epi32(high, SS_STREAM_BITS));
        __m512i shifted = _mm512_adds_epi16(scaled_base, _mm512_loadu_si512(shift + c));
        _mm512_storeu_si512(out + c, _mm512_adds_epi16(shifted, _mm512_loadu_si512(out + c)));
    }
}

INLINE void linear_tile(const ss_packed *layer, const uint8_t *in, uint32_t row, uint32_t tokens, int32_t *sums)
{
    uint32_t inputs = layer->layer->inputs, outputs = layer->layer->outputs;
    __m512i sum[TILE][4];
    multiply(layer->tiles + (size_t)row * inputs, layer->tile_unsigned_bias + row, in, inputs, 4, tokens, sum);
    for (uint32_t t = 0; t < tokens; t++)
        for (uint32_t v = 0; v < 4; v++)
            _mm512_storeu_si512(sums + (size_t)t * outputs + row + SS_TILE_ROWS * v, sum[t][v]);
}

static TARGET void linear_sums(const ss_packed *layer, const int8_t *in, uint32_t tokens, int32_t *sums)
{
    uint32_t inputs = layer->layer->inputs, outputs = layer->layer->outputs;
    uint8_t raised[SS_KERNEL_TOKENS * SS_MAX_LINEAR];
    for (uint32_t i = 0; i < tokens * inputs; i += SS_WIDTH_STEP)
        _mm256_storeu_si256((void *)(raised + i), _mm256_add_epi8(_mm256_loadu_si256((const void *)(in + i)),
                                                                 _mm256_set1_epi8((char)SS_LINEAR_ZERO_POINT)));
    for (uint32_t row = 0; row < outputs; row += SS_LINEAR_STEP) {
#define SUMS(t, count) linear_tile(layer, raised + (size_t)(t)*inputs, row, count, sums + (size_t)(t)*outputs)
        FOR_TILES(tokens, SUMS);
#undef SUMS
    }
}

#include "model/kernel_floats.h"

const ss_kernel ss_kernel_avx512vnni = {"avx512vnni", sum_rows, normalise, mix, gated, project, score, modulate,
    linear, norm, gelu, attend, round_states};
#endif
