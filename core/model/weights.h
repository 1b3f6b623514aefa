/* weights.h - the weights file: checked once, then read in place.  Floor: model.
 *
 * Little-endian, offsets from the file's start, every array at a multiple of 64 bytes:
 *
 *      0  "saysowts"
 *      8  uint32 version (1)
 *     12  uint32 CRC-32 of all bytes from 16 on
 *     16  uint32 length of the file
 *     20  uint32 number of layers
 *     24  uint32 lexicon: where, how many; uint32 each, ascending hashes of known words
 *     32  uint32 gate: where; 256 uint16, sigmoid(i / 16 - 8) * 32767
 *     36  name, 24 bytes, zero-padded
 *     60  uint32 confidence: where; 5 int32, see ss_confidence_term
 *     64  layers, 40 bytes each: uint32 stage, kind, inputs, outputs, parameter, then where its
 *         taps, weights, biases and multipliers stand, 0; a transformer's have floats for the last two
 *
 * A layer's kind says what it does; a stage is a list of layers that run one after the other, and
 * ss_stage says which stages there are. Widths that do not fit each other or are no multiple of 32 (of labels
 * any number will do), arrays outside the file, numbers out of their range and a wrong checksum are refused, so
 * nothing behind this page checks an index or fears an overflow again.
 *
 * Integers: normalised values are in units of 1/16, -63..63 (7 bits, so that AVX2's saturating
 * multiply-add of unsigned and signed bytes stays exact with a zero point of 64); taps 1/128,
 * -103..103 (five products fit in 16 bits); the stream between blocks int16, 1/1024; a dense sum is
 * int32, |bias| <= 2^22, and sum * multiplier / 2^24 is the output: a score in 32 bits, what goes into the
 * stream in 16 (kernel.h has the rounding; its multiplier is below 2^24, that of a gate below 2^19). */
#ifndef SS_WEIGHTS_H
#define SS_WEIGHTS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/status.h"

#define SS_TAPS 5u             /* tokens a gated block looks at: itself and two on each side, dilated */
#define SS_MAX_WIDTH 512u      /* of any layer, the inside of a transformer's excepted */
#define SS_MAX_LINEAR 2048u    /* of that */
#define SS_LINEAR_STEP 64u     /* a linear layer's outputs are a multiple of it */
#define SS_HEAD_WIDTH 32u      /* of a transformer's attention */
#define SS_TRANSFORMER_FIRST 3u /* of its stage's layers stand before the first that repeats, */
#define SS_TRANSFORMER_LAYER 6u /* so many repeat, */
#define SS_TRANSFORMER_LAST 4u  /* and so many follow */
#define SS_WIDTH_STEP 32u      /* widths are multiples of it, so that kernels need no rests */
#define SS_MAX_LAYERS 64u      /* of all stages */
#define SS_MAX_DILATION 64u
#define SS_CUE_LABELS 3u       /* none, begins, goes on */
#define SS_ROLE_LABELS 5u      /* none, source begins, goes on, content begins, goes on */

typedef enum ss_stage {
    SS_STAGE_ENCODER = 1, /* tables of a token's features, summed; then blocks. Or a transformer: its pieces, places and
                           * norm; for each of its layers linear (query, key, value), linear, norm, linear, linear, norm;
                           * then linear and tables, summed, and a norm, whose values are the states */
    SS_STAGE_CUE,         /* dense: width -> SS_CUE_LABELS */
    SS_STAGE_SHARED,      /* dense: width -> query width, once a token for all cues */
    SS_STAGE_SCALE,       /* dense: width -> query width, of a cue */
    SS_STAGE_SHIFT,       /* the same */
    SS_STAGE_QUERY,       /* tables of a token's place relative to the cue; blocks; dense -> SS_ROLE_LABELS */
    SS_STAGE_INNER,       /* dense: width -> SS_CUE_LABELS, of cues inside a content; or none */
    SS_STAGES
} ss_stage;

typedef enum ss_layer_kind {
    SS_LAYER_TABLE = 1,
    SS_LAYER_GATED,
    SS_LAYER_DENSE,
    SS_LAYER_PIECES, /* a row for each word of the lexicon and one for all others */
    SS_LAYER_PLACES, /* a row for each place of a window's pieces */
    SS_LAYER_LINEAR, /* dense, of floats: kernel.h says how they are rounded for the products */
    SS_LAYER_NORM,   /* of floats */
    SS_LAYER_KINDS
} ss_layer_kind;

/* Which feature a table of the encoder reads; ss_token_features has them. A transformer reads the last two. */
typedef enum ss_encoder_table {
    SS_TABLE_WORD, SS_TABLE_PREFIX, SS_TABLE_SUFFIX, SS_TABLE_ENDING, SS_TABLE_SHAPE, SS_TABLE_CONTEXT,
    SS_ENCODER_TABLES
} ss_encoder_table;

/* And one of the query stage; query.h has them. */
typedef enum ss_query_table {
    SS_TABLE_DISTANCE, SS_TABLE_SENTENCE, SS_TABLE_COMMAS, SS_TABLE_QUOTES, SS_TABLE_CUES, SS_QUERY_TABLES
} ss_query_table;

/* Confidence is the logistic function of a sum, in units of 1/1024: a constant, another one when there
 * is no source, and the three margins of a reading (clipped to +-SS_MARGIN_LIMIT) times their weights.
 * Fitted on held-out text (core/train/calibrate.py). */
typedef enum ss_confidence_term {
    SS_CONFIDENCE_CONSTANT, SS_CONFIDENCE_NO_SOURCE, SS_CONFIDENCE_CUE, SS_CONFIDENCE_SOURCE, SS_CONFIDENCE_CONTENT,
    SS_CONFIDENCE_TERMS
} ss_confidence_term;

#define SS_MARGIN_LIMIT 8192

typedef struct ss_layer {
    ss_layer_kind kind;
    uint32_t inputs;           /* a table's rows, those of pieces and places too; a block's or dense layer's width */
    uint32_t outputs;
    uint32_t parameter;        /* a table's feature, a block's dilation, the tokens of a window of pieces */
    const int8_t *taps;        /* block: [SS_TAPS][inputs] */
    const int8_t *weight;      /* table: [inputs][outputs]; dense: [outputs][inputs]; block: [2 * outputs][inputs],
                                * values first, then gates */
    const int32_t *bias;       /* [outputs], block: [2 * outputs], in units of the sum */
    const int32_t *multiplier; /* as bias */
    /* Of a transformer's layers, in the places of multipliers and biases. All are finite, a scale within 0..1, a gain and
     * an offset within +-64, so that nothing inside becomes infinite. */
    const float *scale;        /* linear: [outputs] what a step of a row's weights is worth; pieces, places: [inputs];
                                * norm: [outputs] the gain */
    const float *offset;       /* linear, norm: [outputs] */
} ss_layer;

typedef struct ss_weights {
    char name[25];                     /* terminated */
    uint32_t checksum;                 /* the file's */
    ss_layer layer[SS_MAX_LAYERS];
    uint32_t first_layer[SS_STAGES + 1]; /* stage s holds layers [first_layer[s], first_layer[s + 1]) */
    bool transformer;                  /* is the encoder one? */
    uint32_t window_tokens;            /* most tokens of a window, <= SS_WINDOW_TOKENS */
    uint32_t width;                    /* of the encoder */
    uint32_t query_width;
    const uint32_t *lexicon;           /* [lexicon_count], ascending; word i has row i + 1 of its table */
    uint32_t lexicon_count;
    const uint16_t *gate;              /* [256] */
    const int32_t *confidence;         /* [SS_CONFIDENCE_TERMS], each within +-2^20 */
} ss_weights;

/* Whether a stage has layers: all but SS_STAGE_INNER do. */
static inline bool ss_weights_have(const ss_weights *weights, ss_stage stage)
{
    return weights->first_layer[stage] < weights->first_layer[stage + 1];
}

/* Reads a whole file that may be hostile. *out points into bytes, which must be aligned to 64 bytes
 * and outlive it. SS_ERR_BAD_MODEL with error saying what is wrong at which byte. Linear time. */
SS_MUST_USE ss_status ss_weights_read(const uint8_t *bytes, size_t length, ss_weights *out, ss_error *error);

/* The weights inside the program, core/model/NAME.bin, aligned as ss_weights_read wants them; NULL for a name that it does
 * not have. */
const uint8_t *ss_weights_builtin(const char *name, size_t *length);

/* Their names: "fast", which every program has, first; NULL past the last. */
const char *ss_weights_builtin_name(uint32_t index);

#endif
