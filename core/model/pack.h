/* pack.h - the weights made ready for the kernels: once a model, then constant.  Floor: model.
 *
 * The file holds weights row by row. Kernels multiply four inputs by sixteen rows in one go, so here rows
 * stand in vectors of 16, and vectors in chunks that are worked on together:
 *
 *     tiles  [chunk][input / 4][vector of the chunk][16 rows][4 inputs]
 *
 *     a block             four vectors: two of values, then their two of gates, 32 channels a chunk
 *     a projection        two vectors, 32 rows a chunk
 *     a score             one vector, the last one filled up with zeros
 *     linear              four vectors, 64 rows a chunk
 *
 * Of the two vectors of values, gates or a projection the first holds rows 0-3, 8-11, 16-19, 24-27, the second what is between, so that narrowing
 * both to 16 bits, 128 bits at a time, leaves them in order. */
#ifndef SS_PACK_H
#define SS_PACK_H
#include "base/arena.h"
#include "model/weights.h"

#define SS_TILE_ROWS 16u
#define SS_CHUNK_ROWS 32u /* channels or rows of a chunk of more than one vector */
#define SS_GATE_BITS 5    /* further bits that a gate's index keeps until it is rounded */
#define SS_GATES 256u

typedef struct ss_packed {
    const ss_layer *layer; /* its weights are row by row */
    const int8_t *tiles;
    const int32_t *tile_bias;          /* [rows of the tiles] bias + half */
    const int32_t *tile_unsigned_bias; /* for inputs + SS_ZERO_POINT: less 64 * (sum of the row's weights); of linear
                                        * layers, which have no other numbers here, for inputs + 128 */
    const int32_t *tile_shift;         /* [rows of the tiles] */
    /* A multiplier as a shift and a factor: sum * multiplier / 2^24 is sum / 2^shift * factor / 2^15; a gate's
     * shift is SS_GATE_BITS smaller. In the file's order: */
    const int32_t *bias;   /* [rows] bias + half; half is 2^(shift - 1), 0 without a shift. Of scores, the bias */
    const int16_t *factor; /* [rows] 2^14 to 2^15 - 1, or 0 */
    const uint8_t *shift;  /* [rows] */
} ss_packed;

typedef struct ss_pack {
    const ss_weights *weights;
    ss_packed layer[SS_MAX_LAYERS]; /* of tables, pieces, places and norms, only .layer */
    const uint16_t *gate;           /* [SS_GATES + 2] the last two for loads that are wider than an entry */
    const uint32_t *bucket;         /* [2^SS_BUCKET_BITS + 1] lexicon.h */
} ss_pack;

/* Borrows weights for as long as *out is used; the rest lives in the arena. SS_ERR_MEMORY. One pass over the
 * layers that are no tables: 0.4 million weights take about half a millisecond, 11 million fifteen. */
SS_MUST_USE ss_status ss_pack_make(ss_arena *arena, const ss_weights *weights, ss_pack *out);

/* count * size bytes at a multiple of 64, as ss_arena_alloc. */
SS_MUST_USE void *ss_pack_alloc(ss_arena *arena, size_t count, size_t size);

#endif
