/* decoder.h - the best sequence of begin and inside labels.  Floor: model. */
#ifndef SS_DECODER_H
#define SS_DECODER_H
#include <stdint.h>
#include "model/weights.h"

#define SS_MAX_LABELS 5u

/* Viterbi over labels 0 (outside), 1 2 (begin and inside of a first role), 3 4 (of a second): an
 * inside label follows only its own begin or itself. Ties go to the smaller label.
 * scores: [count][labels]; best: [count]; back: scratch, [count][labels]. O(count * labels^2). */
void ss_decode(const int32_t *scores, uint32_t count, uint32_t labels, uint8_t *best, uint8_t *back);

#endif
