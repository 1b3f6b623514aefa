#include "model/network.h"

#include <string.h>

#include "model/lexicon.h"
#include "model/window.h"

/* Rows that some block looks at before and behind a token. */
static uint32_t longest_reach(const ss_weights *weights)
{
    uint32_t longest = 0;
    for (uint32_t i = 0; i < weights->first_layer[SS_STAGES]; i++)
        if (weights->layer[i].kind == SS_LAYER_GATED && weights->layer[i].parameter > longest)
            longest = weights->layer[i].parameter;
    return SS_TAPS / 2 * longest;
}

ss_status ss_network_create(ss_arena *arena, const ss_pack *pack, const ss_kernel *kernel, ss_network *out)
{
    const ss_weights *weights = pack->weights;
    size_t width = weights->width > weights->query_width ? weights->width : weights->query_width;
    size_t reach = longest_reach(weights);
    *out = (ss_network){.pack = pack, .kernel = kernel};
    out->stream = ss_pack_alloc(arena, SS_WINDOW_TOKENS * width, sizeof *out->stream);
    out->norm = ss_pack_alloc(arena, (reach + SS_WINDOW_TOKENS + reach) * width, sizeof *out->norm);
    out->mixed = ss_pack_alloc(arena, SS_KERNEL_TOKENS * width, sizeof *out->mixed);
    out->states = ss_pack_alloc(arena, SS_WINDOW_TOKENS * weights->width, sizeof *out->states);
    out->shared = ss_pack_alloc(arena, SS_WINDOW_TOKENS * weights->query_width, sizeof *out->shared);
    out->feature = ss_arena_alloc(arena, SS_WINDOW_TOKENS, sizeof *out->feature);
    if (out->feature == NULL || out->stream == NULL || out->norm == NULL || out->mixed == NULL || out->states == NULL || out->shared == NULL)
        return SS_ERR_MEMORY;
    out->norm += reach * width;
    if (!weights->transformer)
        return SS_OK;
    out->transformer = ss_arena_alloc(arena, 1, sizeof *out->transformer);
    return out->transformer == NULL ? SS_ERR_MEMORY : ss_transformer_create(arena, pack, kernel, out->transformer);
}

static uint32_t tokens_from(uint32_t first, uint32_t tokens)
{
    return tokens - first < SS_KERNEL_TOKENS ? tokens - first : SS_KERNEL_TOKENS;
}

static void run_block(const ss_network *network, const ss_packed *block, uint32_t tokens)
{
    const ss_kernel *kernel = network->kernel;
    uint32_t width = block->layer->inputs, reach = SS_TAPS / 2 * block->layer->parameter;
    kernel->normalise(network->stream, tokens, width, network->norm);
    memset(network->norm + (size_t)tokens * width, 0, (size_t)reach * width);
    for (uint32_t first = 0; first < tokens; first += SS_KERNEL_TOKENS) {
        uint32_t count = tokens_from(first, tokens);
        kernel->mix(block->layer, network->norm + (size_t)first * width, count, network->mixed);
        kernel->gated(block, network->pack->gate, network->mixed, count, network->stream + (size_t)first * width);
    }
}

static void run_blocks(const ss_network *network, ss_stage stage, uint32_t tokens)
{
    const ss_weights *weights = network->pack->weights;
    for (uint32_t i = weights->first_layer[stage]; i < weights->first_layer[stage + 1]; i++)
        if (weights->layer[i].kind == SS_LAYER_GATED)
            run_block(network, &network->pack->layer[i], tokens);
}

/* The fast model's encoder. */
static void encode_with_blocks(ss_network *network)
{
    uint32_t width = network->pack->weights->width;
    for (uint32_t t = 0; t < network->tokens; t++) {
        const int8_t *row[SS_ENCODER_TABLES];
        ss_lexicon_rows(network->pack, &network->feature[t], row);
        network->kernel->sum_rows(row, SS_ENCODER_TABLES, width, network->stream + (size_t)t * width);
    }
    run_blocks(network, SS_STAGE_ENCODER, network->tokens);
    network->kernel->normalise(network->stream, network->tokens, width, network->states);
}

void ss_network_encode(ss_network *network, const ss_document *document, ss_range window)
{
    network->tokens = window.end - window.first;
    ss_features_extract(document, window, network->feature);
    if (network->transformer == NULL)
        encode_with_blocks(network);
    else
        ss_transformer_encode(network->transformer, &document->tokens, window, network->feature, network->states);
}

static void run_scores(const ss_network *network, uint32_t layer, const int8_t *in, uint32_t tokens, int32_t *out)
{
    const ss_packed *dense = &network->pack->layer[layer];
    uint32_t width = dense->layer->inputs, rows = dense->layer->outputs;
    for (uint32_t first = 0; first < tokens; first += SS_KERNEL_TOKENS)
        network->kernel->score(dense, in + (size_t)first * width, tokens_from(first, tokens), out + (size_t)first * rows);
    for (uint32_t t = 0; t < tokens; t++, out += rows)
        for (uint32_t j = 0; j < rows; j++)
            out[j] = ss_kernel_scaled(out[j], dense->layer->multiplier[j]);
}

/* A stage that is one projection. */
static void run_projection(const ss_network *network, ss_stage stage, const int8_t *in, uint32_t tokens, int16_t *out)
{
    const ss_packed *dense = &network->pack->layer[network->pack->weights->first_layer[stage]];
    uint32_t width = dense->layer->inputs, rows = dense->layer->outputs;
    for (uint32_t first = 0; first < tokens; first += SS_KERNEL_TOKENS)
        network->kernel->project(dense, in + (size_t)first * width, tokens_from(first, tokens), out + (size_t)first * rows);
}

void ss_network_cues(ss_network *network, ss_stage stage, int32_t *scores)
{
    run_scores(network, network->pack->weights->first_layer[stage], network->states, network->tokens, scores);
}

void ss_network_share(ss_network *network)
{
    run_projection(network, SS_STAGE_SHARED, network->states, network->tokens, network->shared);
}

/* The mean state of the cue's tokens, rounded half up. */
static void mean_state(const ss_network *network, ss_range cue, int8_t *out)
{
    int32_t count = (int32_t)(cue.end - cue.first);
    uint32_t width = network->pack->weights->width;
    for (uint32_t c = 0; c < width; c++) {
        int32_t sum = 0;
        for (uint32_t t = cue.first; t < cue.end; t++)
            sum += network->states[(size_t)t * width + c];
        int32_t doubled = 2 * sum + count; /* floor(sum / count + 1/2) */
        out[c] = (int8_t)(doubled >= 0 ? doubled / (2 * count) : -((2 * count - 1 - doubled) / (2 * count)));
    }
}

static void start_query(const ss_network *network, ss_range asked, const ss_query_features *feature,
                        const int16_t *scale, const int16_t *shift)
{
    const ss_weights *weights = network->pack->weights;
    const ss_layer *table = &weights->layer[weights->first_layer[SS_STAGE_QUERY]];
    uint32_t width = weights->query_width;
    int16_t *stream = network->stream;
    for (uint32_t t = asked.first; t < asked.end; t++, feature++, stream += width) {
        const int8_t *row[SS_QUERY_TABLES];
        for (uint32_t k = 0; k < SS_QUERY_TABLES; k++)
            row[k] = table[k].weight + (size_t)feature->row[table[k].parameter] * width;
        network->kernel->sum_rows(row, SS_QUERY_TABLES, width, stream);
        network->kernel->modulate(network->shared + (size_t)t * width, scale, shift, width, stream);
    }
}

void ss_network_answer(ss_network *network, ss_range cue, ss_range asked, const ss_query_features *feature,
                       int32_t *scores)
{
    const ss_weights *weights = network->pack->weights;
    uint32_t tokens = asked.end - asked.first;
    int8_t mean[SS_MAX_WIDTH];
    int16_t scale[SS_MAX_WIDTH], shift[SS_MAX_WIDTH];
    mean_state(network, cue, mean);
    run_projection(network, SS_STAGE_SCALE, mean, 1, scale);
    run_projection(network, SS_STAGE_SHIFT, mean, 1, shift);
    start_query(network, asked, feature, scale, shift);
    run_blocks(network, SS_STAGE_QUERY, tokens);
    network->kernel->normalise(network->stream, tokens, weights->query_width, network->norm);
    run_scores(network, weights->first_layer[SS_STAGE_QUERY + 1] - 1, network->norm, tokens, scores);
}
