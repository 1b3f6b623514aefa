/* network.h - runs the weights over a window: encoder, cue head, argument head.  Floor: model.
 *
 *     document ──► encode ──► states ──► cues: 3 scores a token
 *                               └─► share ──► answer, for each cue: 5 scores a token around it
 *
 * Scores are logits in units of 1/1024. Cost a token, in multiply-adds: the sum of the encoder's
 * layers, plus the query layers for each cue that asks it. */
#ifndef SS_NETWORK_H
#define SS_NETWORK_H
#include "base/arena.h"
#include "model/features.h"
#include "model/kernel.h"
#include "model/query.h"
#include "model/transformer.h"

/* Weights and the scratch of one window. Not thread-safe; pack and kernel are shared, scratch is not. */
typedef struct ss_network {
    const ss_pack *pack;
    const ss_kernel *kernel;
    uint32_t tokens;  /* of the window at hand */
    ss_token_features *feature; /* [SS_WINDOW_TOKENS] */
    ss_transformer *transformer; /* NULL when the encoder is none */
    int16_t *stream;  /* [SS_WINDOW_TOKENS][width of encoder or query] */
    int8_t *norm;     /* the same shape: the stream normalised, input of a block; as many rows before and behind
                       * it as taps reach are zeros, for what lies outside the text at hand */
    int8_t *mixed;    /* [SS_KERNEL_TOKENS][width]: after the taps */
    int8_t *states;   /* [SS_WINDOW_TOKENS][width]: what the encoder says of each token */
    int16_t *shared;  /* [SS_WINDOW_TOKENS][query_width] */
} ss_network;

/* Borrows pack and kernel; scratch lives in the arena. SS_ERR_MEMORY. */
SS_MUST_USE ss_status ss_network_create(ss_arena *arena, const ss_pack *pack, const ss_kernel *kernel, ss_network *out);

/* Reads a window of a document, of at most the weights' window_tokens. */
void ss_network_encode(ss_network *network, const ss_document *document, ss_range window);

/* scores: [tokens][SS_CUE_LABELS] of the window encoded last; stage: SS_STAGE_CUE, or SS_STAGE_INNER where the weights have
 * it: of tokens inside a content, as if that were a text of its own. */
void ss_network_cues(ss_network *network, ss_stage stage, int32_t *scores);

/* What all queries of the window share; once before ss_network_answer. */
void ss_network_share(ss_network *network);

/* cue and asked in tokens of the window; feature: [asked length]; scores: [asked length][SS_ROLE_LABELS]. */
void ss_network_answer(ss_network *network, ss_range cue, ss_range asked, const ss_query_features *feature,
                       int32_t *scores);

#endif
