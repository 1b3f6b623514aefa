/* normalise.h - how a row of the stream is scaled to deviation 1: the part all kernels share.  Floor: model.
 *
 * For a row x of `width` values with D = width * x - sum and V = width * (sum of squares) - sum^2 + 10 * width^2,
 * (x - mean) / deviation is D / sqrt(V). V picks a power of two that brings sqrt(V) to 13 bits, so that all
 * that follows fits in 16:
 *
 *     t = sat16((x * gain - centre) >> right)      D in that power; beyond 16 bits the result is clipped anyway
 *     v = (t * inverse + 2^14) >> 15               the quotient, in units of 1/4096
 *     out = clip(sat16(v + 128) >> 8)              in units of 1/16 */
#ifndef SS_NORMALISE_H
#define SS_NORMALISE_H
#include <math.h>
#include <stdint.h>

#define SS_NORM_EPSILON 10 /* of the stream's square units, added to the variance */

typedef struct ss_scale {
    int32_t centre;
    int16_t gain;
    int16_t inverse;
    uint8_t right;
} ss_scale;

/* floor(sqrt(x)) for x < 2^50. The processor's root is right to its last bit; the loops see to it that
 * nothing depends on that. */
static inline uint64_t ss_square_root(uint64_t x)
{
    uint64_t root = (uint64_t)sqrt((double)x);
    while (root * root > x)
        root--;
    while ((root + 1) * (root + 1) <= x)
        root++;
    return root;
}

/* squares: the sum of squares, at most 2^39. */
static inline ss_scale ss_scale_of(int32_t sum, uint64_t squares, uint32_t width)
{
    uint64_t variance = width * squares - (uint64_t)((int64_t)sum * sum) + SS_NORM_EPSILON * (uint64_t)width * width;
    int bits = 64 - __builtin_clzll(variance); /* 14 to 49 */
    int up = (50 - bits) / 2, right = 12 - up;
    uint64_t root = ss_square_root(variance << 2 * up); /* 25 bits */
    uint64_t inverse = (((uint64_t)1 << 39) + root / 2) / root;
    int left = right < 0 ? -right : 0;
    int32_t half = right > 0 ? 1 << (right - 1) : 0;
    return (ss_scale){sum * (1 << left) - half, (int16_t)(width << left), (int16_t)(inverse > INT16_MAX ? INT16_MAX : inverse),
                      (uint8_t)(right > 0 ? right : 0)};
}

#endif
