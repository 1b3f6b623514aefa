#include "model/transformer.h"

#include <math.h>
#include <string.h>

#include "model/lexicon.h"

ss_status ss_transformer_create(ss_arena *arena, const ss_pack *pack, const ss_kernel *kernel, ss_transformer *out)
{
    size_t width = pack->weights->width;
    memset(out, 0, sizeof *out);
    out->pack = pack;
    out->kernel = kernel;
    out->stream = ss_pack_alloc(arena, SS_WINDOW_PIECES * width, sizeof *out->stream);
    out->query = ss_pack_alloc(arena, SS_WINDOW_PIECES * width, sizeof *out->query);
    out->key = ss_pack_alloc(arena, SS_WINDOW_PIECES * width, sizeof *out->key);
    out->value = ss_pack_alloc(arena, SS_WINDOW_PIECES * width, sizeof *out->value);
    out->wide = ss_pack_alloc(arena, (size_t)SS_KERNEL_TOKENS * SS_MAX_LINEAR, sizeof *out->wide);
    out->asking = ss_pack_alloc(arena, (size_t)SS_KERNEL_TOKENS * SS_HEAD_WIDTH, sizeof *out->asking);
    out->keys = ss_pack_alloc(arena, 1, sizeof *out->keys);
    bool whole = out->stream != NULL && out->query != NULL && out->key != NULL && out->value != NULL && out->wide != NULL &&
                 out->asking != NULL && out->keys != NULL;
    return whole ? SS_OK : SS_ERR_MEMORY;
}

static uint32_t rows_from(uint32_t first, uint32_t rows)
{
    return rows - first < SS_KERNEL_TOKENS ? rows - first : SS_KERNEL_TOKENS;
}

/* A row of pieces or places. */
static void add_row(const ss_layer *table, uint32_t row, float *out)
{
    const int8_t *weight = table->weight + (size_t)row * table->outputs;
    for (uint32_t c = 0; c < table->outputs; c++)
        out[c] += (float)weight[c] * table->scale[row];
}

static void embed(ss_transformer *self, const ss_packed *layer)
{
    const ss_layer *pieces = layer[0].layer, *places = layer[1].layer;
    uint32_t width = pieces->outputs;
    memset(self->stream, 0, (size_t)self->pieces.count * width * sizeof *self->stream);
    for (uint32_t p = 0; p < self->pieces.count; p++) {
        add_row(pieces, self->pieces.row[p], self->stream + (size_t)p * width);
        add_row(places, p, self->stream + (size_t)p * width);
    }
    self->kernel->norm(layer[2].layer, self->stream, self->pieces.count);
}

/* Queries, keys and values of all pieces. */
static void project(ss_transformer *self, const ss_packed *linear)
{
    uint32_t width = linear->layer->inputs;
    for (uint32_t first = 0; first < self->pieces.count; first += SS_KERNEL_TOKENS) {
        uint32_t rows = rows_from(first, self->pieces.count);
        self->kernel->linear(linear, self->stream + (size_t)first * width, rows, self->wide);
        for (uint32_t r = 0; r < rows; r++) {
            const float *row = self->wide + (size_t)r * 3 * width;
            memcpy(self->query + (size_t)(first + r) * width, row, width * sizeof *row);
            memcpy(self->key + (size_t)(first + r) * width, row + width, width * sizeof *row);
            memcpy(self->value + (size_t)(first + r) * width, row + 2 * width, width * sizeof *row);
        }
    }
}

/* A key as int8, the largest number as 127; returns what a step is worth. */
static float round_key(const float *key, int8_t *out)
{
    float largest = 0;
    for (uint32_t d = 0; d < SS_HEAD_WIDTH; d++)
        largest = fabsf(key[d]) > largest ? fabsf(key[d]) : largest;
    float inverse = largest > 0 ? 127.0f / largest : 0;
    for (uint32_t d = 0; d < SS_HEAD_WIDTH; d++)
        out[d] = (int8_t)(int32_t)(key[d] * inverse + (key[d] < 0 ? -0.5f : 0.5f));
    return largest / 127.0f;
}

/* A row of the layer, for all kernels (pack.h). */
static void put_key(ss_keys *keys, uint32_t row)
{
    const int8_t *weight = keys->weight + (size_t)row * SS_HEAD_WIDTH;
    int8_t *tile = keys->tiles + (size_t)(row - row % SS_LINEAR_STEP) * SS_HEAD_WIDTH + row % SS_LINEAR_STEP * 4;
    int32_t sum = 0;
    for (uint32_t d = 0; d < SS_HEAD_WIDTH; d++)
        sum += weight[d];
    for (uint32_t d = 0; d < SS_HEAD_WIDTH; d += 4)
        memcpy(tile + (size_t)d * SS_LINEAR_STEP, weight + d, 4);
    keys->unsigned_bias[row] = -SS_LINEAR_ZERO_POINT * sum;
}

/* Rows past the last key score so low that they have no share. */
static void make_keys(ss_keys *keys, const float *key, uint32_t stride, uint32_t count)
{
    uint32_t rows = (count + SS_LINEAR_STEP - 1) / SS_LINEAR_STEP * SS_LINEAR_STEP;
    for (uint32_t row = 0; row < rows; row++) {
        int8_t *weight = keys->weight + (size_t)row * SS_HEAD_WIDTH;
        memset(weight, 0, SS_HEAD_WIDTH);
        keys->scale[row] = row < count ? round_key(key + (size_t)row * stride, weight) : 0;
        keys->offset[row] = row < count ? 0 : -1e30f;
        put_key(keys, row);
    }
    keys->layer = (ss_layer){.kind = SS_LAYER_LINEAR, .inputs = SS_HEAD_WIDTH, .outputs = rows, .weight = keys->weight,
                             .scale = keys->scale, .offset = keys->offset};
    keys->packed = (ss_packed){.layer = &keys->layer, .tiles = keys->tiles, .tile_unsigned_bias = keys->unsigned_bias};
}

static void attend_head(ss_transformer *self, uint32_t width, uint32_t head)
{
    uint32_t count = self->pieces.count;
    make_keys(self->keys, self->key + head, width, count);
    for (uint32_t first = 0; first < count; first += SS_KERNEL_TOKENS) {
        uint32_t rows = rows_from(first, count);
        float *query = self->query + (size_t)first * width + head;
        for (uint32_t r = 0; r < rows; r++)
            memcpy(self->asking + (size_t)r * SS_HEAD_WIDTH, query + (size_t)r * width, SS_HEAD_WIDTH * sizeof *query);
        self->kernel->linear(&self->keys->packed, self->asking, rows, self->wide);
        const ss_attention one = {self->wide, self->value + head, query, self->keys->layer.outputs, width, rows, count};
        self->kernel->attend(&one);
    }
}

static void add(float *to, const float *what, size_t count)
{
    for (size_t i = 0; i < count; i++)
        to[i] += what[i];
}

/* query, key and value; mix; norm; widen; narrow; norm */
static void run_layer(ss_transformer *self, const ss_packed *layer)
{
    uint32_t width = layer[0].layer->inputs;
    project(self, &layer[0]);
    for (uint32_t head = 0; head < width; head += SS_HEAD_WIDTH)
        attend_head(self, width, head);
    for (uint32_t first = 0; first < self->pieces.count; first += SS_KERNEL_TOKENS) {
        uint32_t rows = rows_from(first, self->pieces.count);
        float *stream = self->stream + (size_t)first * width, *narrow = self->query + (size_t)first * width;
        self->kernel->linear(&layer[1], narrow, rows, self->wide);
        add(stream, self->wide, (size_t)rows * width);
        self->kernel->norm(layer[2].layer, stream, rows);
        self->kernel->linear(&layer[3], stream, rows, self->wide);
        self->kernel->gelu(self->wide, rows * layer[3].layer->outputs);
        self->kernel->linear(&layer[4], self->wide, rows, narrow);
        add(stream, narrow, (size_t)rows * width);
        self->kernel->norm(layer[5].layer, stream, rows);
    }
}

static void add_table(const ss_pack *pack, const ss_layer *table, const ss_token_features *feature, float *out)
{
    const int8_t *row = ss_lexicon_table_row(pack, table, feature);
    for (uint32_t c = 0; c < table->outputs; c++)
        out[c] += (float)row[c] / 128;
}

/* linear, two tables, norm */
static void leave(ss_transformer *self, const ss_packed *layer, const ss_token_features *feature, uint32_t tokens, int8_t *states)
{
    uint32_t width = layer[0].layer->outputs;
    for (uint32_t first = 0; first < tokens; first += SS_KERNEL_TOKENS) {
        uint32_t rows = rows_from(first, tokens);
        for (uint32_t r = 0; r < rows; r++)
            memcpy(self->query + (size_t)r * width, self->stream + (size_t)self->pieces.first[first + r] * width,
                   width * sizeof *self->query);
        self->kernel->linear(&layer[0], self->query, rows, self->wide);
        for (uint32_t r = 0; r < rows; r++)
            for (uint32_t k = 1; k <= 2; k++)
                add_table(self->pack, layer[k].layer, &feature[first + r], self->wide + (size_t)r * width);
        self->kernel->norm(layer[3].layer, self->wide, rows);
        self->kernel->round(self->wide, rows * width, states + (size_t)first * width);
    }
}

void ss_transformer_encode(ss_transformer *self, const ss_tokens *tokens, ss_range window, const ss_token_features *feature,
                           int8_t *states)
{
    const ss_weights *weights = self->pack->weights;
    const ss_packed *layer = &self->pack->layer[weights->first_layer[SS_STAGE_ENCODER]];
    const ss_packed *last = &self->pack->layer[weights->first_layer[SS_STAGE_ENCODER + 1] - SS_TRANSFORMER_LAST];
    ss_pieces_cut(self->pack, tokens, window, &self->pieces);
    embed(self, layer);
    for (layer += SS_TRANSFORMER_FIRST; layer < last; layer += SS_TRANSFORMER_LAYER)
        run_layer(self, layer);
    leave(self, last, feature, window.end - window.first, states);
}
