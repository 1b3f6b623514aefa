#include "model/decoder.h"

#include <stdbool.h>

#define NEVER (INT64_MIN / 4)

/* Labels 2, 4, ... are inside. */
static bool is_inside(uint32_t label)
{
    return label != 0 && label % 2 == 0;
}

static uint32_t largest(const int64_t *score, uint32_t labels)
{
    uint32_t best = 0;
    for (uint32_t label = 1; label < labels; label++)
        if (score[label] > score[best])
            best = label;
    return best;
}

/* An inside label follows the label one below it, or itself; the others follow any. */
static void step(const int64_t *before, const int32_t *scores, uint32_t labels, int64_t *after, uint8_t *back)
{
    uint32_t best = largest(before, labels);
    for (uint32_t label = 0; label < labels; label++) {
        uint32_t from = best;
        if (is_inside(label))
            from = before[label] > before[label - 1] ? label : label - 1;
        after[label] = before[from] + scores[label];
        back[label] = (uint8_t)from;
    }
}

void ss_decode(const int32_t *scores, uint32_t count, uint32_t labels, uint8_t *best, uint8_t *back)
{
    int64_t row[2][SS_MAX_LABELS];
    if (count == 0)
        return;
    for (uint32_t label = 0; label < labels; label++)
        row[0][label] = is_inside(label) ? NEVER : scores[label];
    for (uint32_t t = 1; t < count; t++)
        step(row[(t - 1) % 2], scores + t * labels, labels, row[t % 2], back + t * labels);
    best[count - 1] = (uint8_t)largest(row[(count - 1) % 2], labels);
    for (uint32_t t = count - 1; t > 0; t--)
        best[t - 1] = back[t * labels + best[t]];
}
