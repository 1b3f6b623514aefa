#include "model/decoder.h"

#include <stdbool.h>

#define NEVER (INT64_MIN / 4)

/* Labels 2, 4, ... are inside; each follows the label one below it, or itself. */
static bool may_follow(uint32_t before, uint32_t label)
{
    bool inside = label != 0 && label % 2 == 0;
    return !inside || before == label || before == label - 1;
}

static uint32_t largest(const int64_t *score, uint32_t labels)
{
    uint32_t best = 0;
    for (uint32_t label = 1; label < labels; label++)
        if (score[label] > score[best])
            best = label;
    return best;
}

static void step(const int64_t *before, const int32_t *scores, uint32_t labels, int64_t *after, uint8_t *back)
{
    for (uint32_t label = 0; label < labels; label++) {
        int64_t best = NEVER;
        uint32_t from = 0;
        for (uint32_t other = 0; other < labels; other++)
            if (may_follow(other, label) && before[other] > best) {
                best = before[other];
                from = other;
            }
        after[label] = best + scores[label];
        back[label] = (uint8_t)from;
    }
}

void ss_decode(const int32_t *scores, uint32_t count, uint32_t labels, uint8_t *best, uint8_t *back)
{
    int64_t row[2][SS_MAX_LABELS];
    if (count == 0)
        return;
    for (uint32_t label = 0; label < labels; label++)
        row[0][label] = label != 0 && label % 2 == 0 ? NEVER : scores[label];
    for (uint32_t t = 1; t < count; t++)
        step(row[(t - 1) % 2], scores + t * labels, labels, row[t % 2], back + t * labels);
    best[count - 1] = (uint8_t)largest(row[(count - 1) % 2], labels);
    for (uint32_t t = count - 1; t > 0; t--)
        best[t - 1] = back[t * labels + best[t]];
}
