/* lexicon.h - which rows of the encoder's tables a token's features read.  Floor: model. */
#ifndef SS_LEXICON_H
#define SS_LEXICON_H
#include "model/features.h"
#include "model/pack.h"
#include "model/weights.h"

#define SS_BUCKET_BITS 12u /* known words are spread over 4,096 buckets by the first bits of their hashes */

/* (*bucket)[b] is how many known words lie in the buckets before b: [2^SS_BUCKET_BITS + 1], in the arena.
 * SS_ERR_MEMORY. Linear. */
SS_MUST_USE ss_status ss_lexicon_index(ss_arena *arena, const ss_weights *weights, const uint32_t **bucket);

/* Row of the word table: 0 for a word the weights do not know. O(log words of a bucket), in a lexicon of
 * hashes O(1). */
uint32_t ss_lexicon_row(const ss_pack *pack, uint32_t word);

/* The row of one table of the encoder. */
const int8_t *ss_lexicon_table_row(const ss_pack *pack, const ss_layer *table, const ss_token_features *token);

/* One row of each of the encoder's tables: row [SS_ENCODER_TABLES]. */
void ss_lexicon_rows(const ss_pack *pack, const ss_token_features *token, const int8_t **row);

#endif
