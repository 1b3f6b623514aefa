#include "model/probability.h"

#define ONE (1u << 30)

/* round(2^30 * exp(-(2^k) / 1024)): a factor for each bit of x, so any x is a product of these. */
static const uint32_t factor[15] = {1072693760u, 1071646719u, 1069555701u, 1065385899u, 1057095000u,
                                    1040706261u, 1008687096u, 947573834u, 836230973u, 651257337u,
                                    395007542u, 145315154u, 19666268u, 360200u, 121u};

uint32_t ss_exponential(uint32_t x)
{
    uint64_t product = ONE;
    if (x >> 15 != 0)
        return 0; /* below 2^-46 */
    for (unsigned bit = 0; bit < 15; bit++)
        if ((x >> bit & 1u) != 0)
            product = (product * factor[bit] + ONE / 2) >> 30;
    return (uint32_t)product;
}

uint16_t ss_probability(const int32_t *logits, uint32_t labels, uint32_t which)
{
    int32_t highest = logits[0];
    for (uint32_t i = 1; i < labels; i++)
        highest = logits[i] > highest ? logits[i] : highest;
    uint64_t sum = 0, part = 0;
    for (uint32_t i = 0; i < labels; i++) {
        uint64_t one = ss_exponential((uint32_t)((int64_t)highest - logits[i] > UINT32_MAX ? UINT32_MAX : (int64_t)highest - logits[i]));
        sum += one;
        part = i == which ? one : part;
    }
    return (uint16_t)((part * 2000 + sum) / (2 * sum));
}

uint16_t ss_logistic(int32_t x)
{
    int32_t logits[2] = {0, x};
    return ss_probability(logits, 2, 1);
}
