/* probability.h - logits to probabilities, in integers.  Floor: model. */
#ifndef SS_PROBABILITY_H
#define SS_PROBABILITY_H
#include <stdint.h>

/* exp(-x / 1024) in units of 2^-30, x >= 0; off by less than 2^-20. */
uint32_t ss_exponential(uint32_t x);

/* Softmax of `which` among `labels` logits in units of 1/1024, in permille, rounded half up. */
uint16_t ss_probability(const int32_t *logits, uint32_t labels, uint32_t which);

/* 1 / (1 + exp(-x / 1024)) in permille. */
uint16_t ss_logistic(int32_t x);

#endif
