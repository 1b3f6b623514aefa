/* transformer.h - a pretrained encoder of the BERT family: what a window's words mean where they stand.  Floor: model.
 *
 *     pieces + places ─► norm ─► layers × n ─► each token's first piece ─► linear + shape + context ─► norm ─► states
 *
 *     a layer:  attention of all heads over linear (query, key, value) ─► linear ─► added, norm; a head's queries meet its
 *               keys as a linear layer meets its rows, the keys being the weights
 *               linear ─► gelu ─► linear ─► added, norm
 *
 * Values are floats, each product of a matrix int8 times int8 with a scale a row of either (kernel.h); everything between
 * them is done in an order that no kernel changes, so every processor gives the same bytes. Cost a piece, in
 * multiply-adds: those of the linear layers, and twice the width for each piece of the window.
 * Source: Vaswani et al., Attention Is All You Need, 2017; Devlin et al., BERT, 2019. */
#ifndef SS_TRANSFORMER_H
#define SS_TRANSFORMER_H
#include "base/arena.h"
#include "model/features.h"
#include "model/kernel.h"
#include "model/piece.h"

/* One head's keys as the weights of a linear layer. */
typedef struct ss_keys {
    ss_layer layer;
    ss_packed packed;
    float scale[SS_WINDOW_PIECES], offset[SS_WINDOW_PIECES];
    int8_t weight[SS_WINDOW_PIECES * SS_HEAD_WIDTH];
    int8_t tiles[SS_WINDOW_PIECES * SS_HEAD_WIDTH];
    int32_t unsigned_bias[SS_WINDOW_PIECES];
} ss_keys;

/* The weights and the scratch of one window: some 4 MiB. Not thread-safe; pack and kernel are shared. */
typedef struct ss_transformer {
    const ss_pack *pack;
    const ss_kernel *kernel;
    ss_pieces pieces;
    float *stream; /* [SS_WINDOW_PIECES][width] */
    float *query;  /* the same shape; attention leaves its result here */
    float *key;    /* as stream, */
    float *value;  /* and this */
    float *wide;   /* [SS_KERNEL_TOKENS][SS_MAX_LINEAR] */
    float *asking; /* [SS_KERNEL_TOKENS][SS_HEAD_WIDTH] queries of one head */
    ss_keys *keys; /* of one head */
} ss_transformer;

/* Borrows pack, whose weights have a transformer, and kernel; scratch lives in the arena. SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_transformer_create(ss_arena *arena, const ss_pack *pack, const ss_kernel *kernel,
                                            ss_transformer *out);

/* The states of a window's tokens, as those of a network (weights.h has their unit): [window length][width].
 * feature: [window length]. */
void ss_transformer_encode(ss_transformer *transformer, const ss_tokens *tokens, ss_range window,
                           const ss_token_features *feature, int8_t *states);

#endif
