#include "model/pack.h"

#include <string.h>

#include "model/kernel.h"
#include "model/lexicon.h"

#define ALIGNMENT 64u
#define FACTOR_BITS 15
#define NO_ROW UINT32_MAX

void *ss_pack_alloc(ss_arena *arena, size_t count, size_t size)
{
    if (count > (SIZE_MAX - ALIGNMENT) / size)
        return NULL;
    char *bytes = ss_arena_alloc(arena, count * size + ALIGNMENT, 1);
    return bytes == NULL ? NULL : bytes + (ALIGNMENT - (uintptr_t)bytes % ALIGNMENT) % ALIGNMENT;
}

/* How a layer's rows stand in its tiles. */
typedef struct arrangement {
    uint32_t vectors; /* of a chunk: 4, 2 or 1 */
    uint32_t rows;    /* of the layer */
    uint32_t tiled;   /* rows of all tiles */
    bool in_order;    /* else those of a pair of vectors change places by fours */
} arrangement;

static arrangement arrangement_of(const ss_layer *layer, bool scores)
{
    uint32_t rows = layer->kind == SS_LAYER_GATED ? 2 * layer->outputs : layer->outputs;
    uint32_t vectors = layer->kind == SS_LAYER_GATED || layer->kind == SS_LAYER_LINEAR ? 4 : scores ? 1 : 2;
    return (arrangement){vectors, rows, (rows + SS_TILE_ROWS - 1) / SS_TILE_ROWS * SS_TILE_ROWS,
                         scores || layer->kind == SS_LAYER_LINEAR};
}

/* The layer's row that stands at `place` of the tiles. */
static uint32_t row_at(const arrangement *how, uint32_t place)
{
    uint32_t chunk = place / (how->vectors * SS_TILE_ROWS), vector = place / SS_TILE_ROWS % how->vectors;
    uint32_t lane = place % SS_TILE_ROWS;
    if (how->in_order)
        return place < how->rows ? place : NO_ROW;
    uint32_t row = chunk * SS_CHUNK_ROWS + lane / 4 * 8 + vector % 2 * 4 + lane % 4;
    return vector < 2 ? row : how->rows / 2 + row;
}

/* multiplier / 2^24 as factor / 2^15 / 2^shift. ss_weights_read lets none pass that has no such form. */
static void split_multiplier(int32_t multiplier, int further, int16_t *factor, uint8_t *shift)
{
    if (multiplier == 0) {
        *factor = 0;
        *shift = 0;
        return;
    }
    int bits = 32 - __builtin_clz((unsigned)multiplier);
    int drop = bits - FACTOR_BITS;
    int32_t rounded = drop > 0 ? (multiplier + (1 << (drop - 1))) >> drop : multiplier * (1 << -drop);
    *factor = (int16_t)(rounded > INT16_MAX ? INT16_MAX : rounded);
    *shift = (uint8_t)(SS_SCORE_BITS - bits - further);
}

static ss_status pack_rows(ss_arena *arena, const ss_layer *layer, bool scores, const arrangement *how, ss_packed *out)
{
    int32_t *bias = ss_pack_alloc(arena, how->rows, sizeof *bias);
    int16_t *factor = ss_pack_alloc(arena, how->rows, sizeof *factor);
    uint8_t *shift = ss_pack_alloc(arena, how->rows, sizeof *shift);
    if (bias == NULL || factor == NULL || shift == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t row = 0; row < how->rows; row++) {
        bool gate = layer->kind == SS_LAYER_GATED && row >= layer->outputs;
        if (!scores)
            split_multiplier(layer->multiplier[row], gate ? SS_GATE_BITS : 0, &factor[row], &shift[row]);
        bias[row] = layer->bias[row] + (1 << shift[row]) / 2;
    }
    out->bias = bias;
    out->factor = factor;
    out->shift = shift;
    return SS_OK;
}

/* Rows of linear layers have no biases in the sums, and inputs of all 8 bits. */
static int32_t zero_point_of(const ss_layer *layer)
{
    return layer->kind == SS_LAYER_LINEAR ? SS_LINEAR_ZERO_POINT : SS_ZERO_POINT;
}

static ss_status pack_tiles(ss_arena *arena, const arrangement *how, ss_packed *out)
{
    uint32_t inputs = out->layer->inputs, chunk_rows = how->vectors * SS_TILE_ROWS;
    int8_t *tiles = ss_pack_alloc(arena, (size_t)how->tiled * inputs, sizeof *tiles);
    int32_t *bias = ss_pack_alloc(arena, how->tiled, sizeof *bias);
    int32_t *unsigned_bias = ss_pack_alloc(arena, how->tiled, sizeof *unsigned_bias);
    int32_t *shift = ss_pack_alloc(arena, how->tiled, sizeof *shift);
    if (tiles == NULL || bias == NULL || unsigned_bias == NULL || shift == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t place = 0; place < how->tiled; place++) {
        uint32_t row = row_at(how, place);
        if (row == NO_ROW)
            continue;
        const int8_t *weight = out->layer->weight + (size_t)row * inputs;
        int8_t *tile = tiles + (size_t)(place / chunk_rows) * chunk_rows * inputs + place % chunk_rows * 4;
        int32_t sum = 0;
        for (uint32_t i = 0; i < inputs; i += 4) {
            memcpy(tile + (size_t)i / 4 * chunk_rows * 4, weight + i, 4);
            sum += weight[i] + weight[i + 1] + weight[i + 2] + weight[i + 3];
        }
        bias[place] = out->bias == NULL ? 0 : out->bias[row];
        unsigned_bias[place] = bias[place] - zero_point_of(out->layer) * sum;
        shift[place] = out->shift == NULL ? 0 : out->shift[row];
    }
    out->tiles = tiles;
    out->tile_bias = bias;
    out->tile_unsigned_bias = unsigned_bias;
    out->tile_shift = shift;
    return SS_OK;
}

/* The cue heads and the query stage's last layer give scores, other dense layers values of the stream. */
static bool gives_scores(const ss_weights *weights, uint32_t layer)
{
    return layer == weights->first_layer[SS_STAGE_CUE] || layer + 1 >= weights->first_layer[SS_STAGE_QUERY + 1];
}

static bool is_packed(ss_layer_kind kind)
{
    return kind == SS_LAYER_GATED || kind == SS_LAYER_DENSE || kind == SS_LAYER_LINEAR;
}

ss_status ss_pack_make(ss_arena *arena, const ss_weights *weights, ss_pack *out)
{
    memset(out, 0, sizeof *out);
    out->weights = weights;
    for (uint32_t i = 0; i < weights->first_layer[SS_STAGES]; i++) {
        const ss_layer *layer = &weights->layer[i];
        out->layer[i].layer = layer;
        if (!is_packed(layer->kind))
            continue;
        bool scores = gives_scores(weights, i);
        arrangement how = arrangement_of(layer, scores);
        ss_status status = SS_OK;
        if (layer->kind != SS_LAYER_LINEAR)
            status = pack_rows(arena, layer, scores, &how, &out->layer[i]);
        if (status == SS_OK)
            status = pack_tiles(arena, &how, &out->layer[i]);
        if (status != SS_OK)
            return status;
    }
    uint16_t *gate = ss_pack_alloc(arena, SS_GATES + 2, sizeof *gate);
    if (gate == NULL)
        return SS_ERR_MEMORY;
    memcpy(gate, weights->gate, SS_GATES * sizeof *gate);
    out->gate = gate;
    return ss_lexicon_index(arena, weights, &out->bucket);
}
