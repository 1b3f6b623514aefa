#include "model/network.h"

#include <string.h>

#include "model/kernel.h"
#include "model/lexicon.h"
#include "model/window.h"

ss_status ss_network_create(ss_arena *arena, const ss_weights *weights, ss_network *out)
{
    size_t width = weights->width > weights->query_width ? weights->width : weights->query_width;
    memset(out, 0, sizeof *out);
    out->weights = weights;
    out->stream = ss_arena_alloc(arena, SS_WINDOW_TOKENS * width, sizeof *out->stream);
    out->norm = ss_arena_alloc(arena, SS_WINDOW_TOKENS * width, sizeof *out->norm);
    out->mixed = ss_arena_alloc(arena, SS_WINDOW_TOKENS * width, sizeof *out->mixed);
    out->sums = ss_arena_alloc(arena, SS_WINDOW_TOKENS * width * 2, sizeof *out->sums);
    out->states = ss_arena_alloc(arena, SS_WINDOW_TOKENS * weights->width, sizeof *out->states);
    out->shared = ss_arena_alloc(arena, SS_WINDOW_TOKENS * weights->query_width, sizeof *out->shared);
    int whole = out->stream != NULL && out->norm != NULL && out->mixed != NULL && out->sums != NULL &&
                out->states != NULL && out->shared != NULL;
    return whole ? SS_OK : SS_ERR_MEMORY;
}

/* The layers of a stage from the first that is no table on. */
static uint32_t after_tables(const ss_weights *weights, ss_stage stage)
{
    uint32_t i = weights->first_layer[stage];
    while (i < weights->first_layer[stage + 1] && weights->layer[i].kind == SS_LAYER_TABLE)
        i++;
    return i;
}

static void normalise_all(const ss_network *network, uint32_t tokens, uint32_t width, int8_t *out)
{
    for (uint32_t t = 0; t < tokens; t++)
        ss_kernel_normalise(network->stream + (size_t)t * width, width, out + (size_t)t * width);
}

static void run_block(const ss_network *network, const ss_layer *layer, uint32_t tokens)
{
    uint32_t width = layer->inputs, reach = SS_TAPS / 2 * layer->parameter;
    normalise_all(network, tokens, width, network->norm);
    for (uint32_t t = 0; t < tokens; t++) {
        const int8_t *row[SS_TAPS];
        for (uint32_t k = 0; k < SS_TAPS; k++) {
            uint32_t at = t + k * layer->parameter; /* plus reach */
            row[k] = at >= reach && at - reach < tokens ? network->norm + (size_t)(at - reach) * width : NULL;
        }
        ss_kernel_mix(row, layer->taps, width, network->mixed + (size_t)t * width);
    }
    ss_kernel_dense(layer, network->mixed, tokens, 2 * width, network->sums);
    for (uint32_t t = 0; t < tokens; t++)
        ss_kernel_gate(layer, network->sums + (size_t)t * 2 * width, network->weights->gate,
                       network->stream + (size_t)t * width);
}

static void run_blocks(const ss_network *network, ss_stage stage, uint32_t tokens)
{
    const ss_weights *weights = network->weights;
    for (uint32_t i = after_tables(weights, stage); i < weights->first_layer[stage + 1]; i++)
        if (weights->layer[i].kind == SS_LAYER_GATED)
            run_block(network, &weights->layer[i], tokens);
}

void ss_network_encode(ss_network *network, const ss_token_features *feature, uint32_t tokens)
{
    const ss_weights *weights = network->weights;
    uint32_t width = weights->width, end = after_tables(weights, SS_STAGE_ENCODER);
    network->tokens = tokens;
    memset(network->stream, 0, (size_t)tokens * width * sizeof *network->stream);
    for (uint32_t t = 0; t < tokens; t++)
        for (uint32_t i = weights->first_layer[SS_STAGE_ENCODER]; i < end; i++) {
            const ss_layer *table = &weights->layer[i];
            size_t row = ss_lexicon_table_row(weights, table, &feature[t]);
            ss_kernel_add_row(network->stream + (size_t)t * width, table->weight + row * width, width);
        }
    run_blocks(network, SS_STAGE_ENCODER, tokens);
    normalise_all(network, tokens, width, network->states);
}

/* A stage that is one dense layer: out[t][j] in units of the stream. */
static void run_dense(const ss_layer *layer, const int8_t *in, uint32_t tokens, int32_t *out)
{
    ss_kernel_dense(layer, in, tokens, layer->outputs, out);
    for (uint32_t t = 0; t < tokens; t++)
        for (uint32_t j = 0; j < layer->outputs; j++)
            out[t * layer->outputs + j] = ss_kernel_scaled(out[t * layer->outputs + j], layer->multiplier[j]);
}

static const ss_layer *only_layer(const ss_weights *weights, ss_stage stage)
{
    return &weights->layer[weights->first_layer[stage]];
}

void ss_network_cues(ss_network *network, int32_t *scores)
{
    run_dense(only_layer(network->weights, SS_STAGE_CUE), network->states, network->tokens, scores);
}

void ss_network_share(ss_network *network)
{
    const ss_layer *layer = only_layer(network->weights, SS_STAGE_SHARED);
    run_dense(layer, network->states, network->tokens, network->sums);
    for (uint32_t i = 0; i < network->tokens * layer->outputs; i++)
        network->shared[i] = ss_kernel_saturated(network->sums[i]);
}

/* The mean state of the cue's tokens, rounded half up. */
static void mean_state(const ss_network *network, ss_range cue, int8_t *out)
{
    int32_t count = (int32_t)(cue.end - cue.first);
    for (uint32_t c = 0; c < network->weights->width; c++) {
        int32_t sum = 0;
        for (uint32_t t = cue.first; t < cue.end; t++)
            sum += network->states[(size_t)t * network->weights->width + c];
        int32_t doubled = 2 * sum + count; /* floor(sum / count + 1/2) */
        out[c] = (int8_t)(doubled >= 0 ? doubled / (2 * count) : -((2 * count - 1 - doubled) / (2 * count)));
    }
}

static void start_query(const ss_network *network, ss_range asked, const ss_query_features *feature,
                        const int32_t *scale, const int32_t *shift)
{
    const ss_weights *weights = network->weights;
    uint32_t width = weights->query_width, first = weights->first_layer[SS_STAGE_QUERY];
    for (uint32_t t = asked.first; t < asked.end; t++) {
        int32_t sum[SS_MAX_WIDTH];
        const int16_t *shared = network->shared + (size_t)t * width;
        for (uint32_t c = 0; c < width; c++)
            sum[c] = ((shared[c] * (int32_t)ss_kernel_saturated(scale[c]) + (1 << (SS_STREAM_BITS - 1))) >> SS_STREAM_BITS) +
                     ss_kernel_saturated(shift[c]);
        for (uint32_t k = 0; k < SS_QUERY_TABLES; k++) {
            const ss_layer *table = &weights->layer[first + k];
            const int8_t *row = table->weight + (size_t)feature[t - asked.first].row[table->parameter] * width;
            for (uint32_t c = 0; c < width; c++)
                sum[c] += row[c] * (1 << SS_TABLE_SHIFT);
        }
        for (uint32_t c = 0; c < width; c++)
            network->stream[(size_t)(t - asked.first) * width + c] = ss_kernel_saturated(sum[c]);
    }
}

void ss_network_answer(ss_network *network, ss_range cue, ss_range asked, const ss_query_features *feature,
                       int32_t *scores)
{
    const ss_weights *weights = network->weights;
    uint32_t tokens = asked.end - asked.first;
    int8_t mean[SS_MAX_WIDTH];
    int32_t scale[SS_MAX_WIDTH], shift[SS_MAX_WIDTH];
    mean_state(network, cue, mean);
    run_dense(only_layer(weights, SS_STAGE_SCALE), mean, 1, scale);
    run_dense(only_layer(weights, SS_STAGE_SHIFT), mean, 1, shift);
    start_query(network, asked, feature, scale, shift);
    run_blocks(network, SS_STAGE_QUERY, tokens);
    normalise_all(network, tokens, weights->query_width, network->norm);
    run_dense(&weights->layer[weights->first_layer[SS_STAGE_QUERY + 1] - 1], network->norm, tokens, scores);
}
