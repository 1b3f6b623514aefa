/* lexicon.h - which row of a table a token's feature reads.  Floor: model. */
#ifndef SS_LEXICON_H
#define SS_LEXICON_H
#include "model/features.h"
#include "model/weights.h"

/* Row of the word table: 0 for a word the weights do not know. O(log words). */
uint32_t ss_lexicon_row(const ss_weights *weights, uint32_t word);

/* Row of one of the encoder's tables, < its number of rows. */
uint32_t ss_lexicon_table_row(const ss_weights *weights, const ss_layer *table, const ss_token_features *token);

#endif
