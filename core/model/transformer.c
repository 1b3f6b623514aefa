#include "model/transformer.h"

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
    out->scores = ss_pack_alloc(arena, (size_t)SS_QUERIES_AT_ONCE * SS_WINDOW_PIECES, sizeof *out->scores);
    bool whole = out->stream != NULL && out->query != NULL && out->key != NULL && out->value != NULL && out->wide != NULL &&
                 out->scores != NULL;
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

/* Queries, keys and values of all pieces; keys turned, so that a head's lie one behind the other for each of its numbers. */
static void project(ss_transformer *self, const ss_packed *linear)
{
    uint32_t width = linear->layer->inputs;
    for (uint32_t first = 0; first < self->pieces.count; first += SS_KERNEL_TOKENS) {
        uint32_t rows = rows_from(first, self->pieces.count);
        self->kernel->linear(linear, self->stream + (size_t)first * width, rows, self->wide);
        for (uint32_t r = 0; r < rows; r++) {
            const float *row = self->wide + (size_t)r * 3 * width;
            memcpy(self->query + (size_t)(first + r) * width, row, width * sizeof *row);
            memcpy(self->value + (size_t)(first + r) * width, row + 2 * width, width * sizeof *row);
            for (uint32_t c = 0; c < width; c++)
                self->key[(size_t)c * SS_WINDOW_PIECES + first + r] = row[width + c];
        }
    }
}

static void attend(ss_transformer *self, uint32_t width)
{
    for (uint32_t head = 0; head < width; head += SS_HEAD_WIDTH) {
        const ss_attention one = {self->query + head, self->key + (size_t)head * SS_WINDOW_PIECES, self->value + head,
                                  self->scores, SS_WINDOW_PIECES, width, self->pieces.count};
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
    attend(self, width);
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
