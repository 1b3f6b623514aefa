/* kernel_tiles.h - the loops over rows and tokens that a kernel of tiles shares with others.  Floor: model.
 *
 * Included once by a kernel that has defined TARGET, TILE (tokens of one tile), ROWS_AT_ONCE, SCORES_AT_ONCE, raise,
 * and gate_tile, project_tile and score_tile: each for a number of tokens that is a constant where it is called, so
 * that the compiler unrolls it. */

/* Calls tile(tokens) for the tokens from t on: full tiles, then one by one. */
#define FOR_TILES(tokens, call)             \
    do {                                    \
        uint32_t t = 0;                     \
        for (; t + TILE <= (tokens); t += TILE) \
            call(t, TILE);                  \
        for (; t < (tokens); t++)           \
            call(t, 1);                     \
    } while (0)

static TARGET void gated(const ss_packed *block, const uint16_t *table, const int8_t *in, uint32_t tokens, int16_t *stream)
{
    uint32_t width = block->layer->inputs;
    uint8_t raised[SS_KERNEL_TOKENS * SS_MAX_WIDTH];
    raise(in, tokens * width, raised);
    for (uint32_t channel = 0; channel < width; channel += ROWS_AT_ONCE) {
#define GATE(t, count) gate_tile(block, table, raised + (size_t)(t)*width, channel, count, stream + (size_t)(t)*width)
        FOR_TILES(tokens, GATE);
#undef GATE
    }
}

static TARGET void project(const ss_packed *dense, const int8_t *in, uint32_t tokens, int16_t *out)
{
    uint32_t width = dense->layer->inputs, rows = dense->layer->outputs;
    uint8_t raised[SS_KERNEL_TOKENS * SS_MAX_WIDTH];
    raise(in, tokens * width, raised);
    for (uint32_t row = 0; row < rows; row += ROWS_AT_ONCE) {
#define PROJECT(t, count) project_tile(dense, raised + (size_t)(t)*width, row, count, out + (size_t)(t)*rows)
        FOR_TILES(tokens, PROJECT);
#undef PROJECT
    }
}

static TARGET void score(const ss_packed *dense, const int8_t *in, uint32_t tokens, int32_t *out)
{
    uint32_t width = dense->layer->inputs, rows = dense->layer->outputs;
    uint8_t raised[SS_KERNEL_TOKENS * SS_MAX_WIDTH];
    raise(in, tokens * width, raised);
    for (uint32_t row = 0; row < rows; row += SCORES_AT_ONCE) {
#define SCORE(t, count) score_tile(dense, raised + (size_t)(t)*width, row, count, out + (size_t)(t)*rows)
        FOR_TILES(tokens, SCORE);
#undef SCORE
    }
}
