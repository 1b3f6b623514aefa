#include "model/weights.h"

#include <stdbool.h>
#include <string.h>
#include <zlib.h>

#include "model/features.h"
#include "model/piece.h"
#include "model/query.h"
#include "model/window.h"

#define VERSION 1u
#define HEADER_BYTES 64u
#define RECORD_BYTES 40u
#define ALIGNMENT 64u
#define GATE_ENTRIES 256u
#define MAX_BIAS (1 << 22) /* with the longest row of products, sums stay below 2^23 */

typedef struct reader {
    const uint8_t *bytes;
    size_t length;
    ss_error *error;
} reader;

static ss_status refuse(const reader *file, const char *what, size_t at)
{
    if (file->error != NULL)
        *file->error = (ss_error){SS_ERR_BAD_MODEL, what, at};
    return SS_ERR_BAD_MODEL;
}

static uint32_t number_at(const reader *file, size_t at)
{
    const uint8_t *byte = file->bytes + at;
    return (uint32_t)byte[0] | (uint32_t)byte[1] << 8 | (uint32_t)byte[2] << 16 | (uint32_t)byte[3] << 24;
}

/* An array of count elements whose place is written at `field`; NULL when it is not inside. */
static const void *array_at(const reader *file, size_t field, size_t count, size_t size)
{
    size_t at = number_at(file, field);
    if (at % ALIGNMENT != 0 || at < HEADER_BYTES || at > file->length || count > (file->length - at) / size)
        return NULL;
    return file->bytes + at;
}

static ss_status read_header(const reader *file, ss_weights *out)
{
    if (file->length < HEADER_BYTES || memcmp(file->bytes, "saysowts", 8) != 0)
        return refuse(file, "not a weights file: it does not start with \"saysowts\"", 0);
    if (number_at(file, 8) != VERSION)
        return refuse(file, "a weights file of another version than 1", 8);
    if (number_at(file, 16) != file->length)
        return refuse(file, "the file is cut or longer than it says", 16);
    out->checksum = number_at(file, 12);
    if (crc32(0, file->bytes + 16, (uInt)(file->length - 16)) != out->checksum)
        return refuse(file, "the checksum does not fit: the file was changed or damaged", 12);
    out->lexicon_count = number_at(file, 28);
    out->lexicon = array_at(file, 24, out->lexicon_count, sizeof(uint32_t));
    if (out->lexicon == NULL)
        return refuse(file, "the lexicon lies outside the file", 24);
    for (uint32_t i = 1; i < out->lexicon_count; i++)
        if (out->lexicon[i] <= out->lexicon[i - 1])
            return refuse(file, "the lexicon is not ascending", (size_t)((const uint8_t *)&out->lexicon[i] - file->bytes));
    out->gate = array_at(file, 32, GATE_ENTRIES, sizeof(uint16_t));
    if (out->gate == NULL)
        return refuse(file, "the gate table lies outside the file", 32);
    for (uint32_t i = 0; i < GATE_ENTRIES; i++)
        if (out->gate[i] > INT16_MAX)
            return refuse(file, "a gate is above 1", (size_t)((const uint8_t *)&out->gate[i] - file->bytes));
    out->confidence = array_at(file, 60, SS_CONFIDENCE_TERMS, sizeof(int32_t));
    if (out->confidence == NULL)
        return refuse(file, "the confidence terms lie outside the file", 60);
    for (uint32_t i = 0; i < SS_CONFIDENCE_TERMS; i++)
        if (out->confidence[i] > 1 << 20 || out->confidence[i] < -(1 << 20))
            return refuse(file, "a confidence term is too large", (size_t)((const uint8_t *)&out->confidence[i] - file->bytes));
    for (size_t i = 0; i < 24; i++)
        out->name[i] = file->bytes[36 + i] >= ' ' && file->bytes[36 + i] < 127 ? (char)file->bytes[36 + i] : '\0';
    return SS_OK;
}

static ss_status read_taps(const reader *file, size_t at, ss_layer *layer)
{
    layer->taps = array_at(file, at + 20, (size_t)SS_TAPS * layer->inputs, 1);
    if (layer->taps == NULL)
        return refuse(file, "a block's taps lie outside the file", at + 20);
    for (size_t i = 0; i < (size_t)SS_TAPS * layer->inputs; i++)
        if (layer->taps[i] > 103 || layer->taps[i] < -103)
            return refuse(file, "a tap is larger than 103", (size_t)((const uint8_t *)&layer->taps[i] - file->bytes));
    return SS_OK;
}

/* Scores are scaled in 64 bits; what goes into the stream by a shift and a factor below 1. */
static int32_t most_multiplier(const ss_layer *layer, bool scores, uint32_t row)
{
    if (scores)
        return INT32_MAX;
    return layer->kind == SS_LAYER_GATED && row >= layer->outputs ? (1 << 19) - 1 : (1 << 24) - 1;
}

static bool is_of_transformer(ss_layer_kind kind)
{
    return kind >= SS_LAYER_PIECES;
}

/* NaN is within no bounds. */
static const char *floats_fault(const float *numbers, size_t count, float low, float high, size_t *at)
{
    for (*at = 0; *at < count; ++*at)
        if (!(numbers[*at] >= low && numbers[*at] <= high))
            return "a scale outside 0 to 1, or a gain or an offset outside -64 to 64";
    return NULL;
}

static ss_status read_floats(const reader *file, size_t at, ss_layer *layer)
{
    bool table = layer->kind == SS_LAYER_PIECES || layer->kind == SS_LAYER_PLACES, norm = layer->kind == SS_LAYER_NORM;
    size_t rows = table ? layer->inputs : layer->outputs, bad;
    layer->scale = array_at(file, at + 32, rows, sizeof(float));
    layer->offset = table ? NULL : array_at(file, at + 28, rows, sizeof(float));
    if (layer->scale == NULL || (!table && layer->offset == NULL))
        return refuse(file, "a layer's scales or offsets lie outside the file", at + 28);
    const char *fault = floats_fault(layer->scale, rows, norm ? -64 : 0, norm ? 64 : 1, &bad);
    if (fault != NULL)
        return refuse(file, fault, (size_t)((const uint8_t *)&layer->scale[bad] - file->bytes));
    fault = table ? NULL : floats_fault(layer->offset, rows, -64, 64, &bad);
    if (fault != NULL)
        return refuse(file, fault, (size_t)((const uint8_t *)&layer->offset[bad] - file->bytes));
    return SS_OK;
}

/* The products of all kernels are exact for -127..127. */
static ss_status check_linear(const reader *file, const ss_layer *layer)
{
    const void *least = layer->kind == SS_LAYER_LINEAR ? memchr(layer->weight, 0x80, (size_t)layer->inputs * layer->outputs) : NULL;
    return least == NULL ? SS_OK : refuse(file, "a weight of -128 in a linear layer", (size_t)((const uint8_t *)least - file->bytes));
}

static ss_status read_arrays(const reader *file, size_t at, bool scores, ss_layer *layer)
{
    uint32_t rows = layer->kind == SS_LAYER_GATED ? 2 * layer->outputs : layer->outputs;
    layer->weight = layer->kind == SS_LAYER_NORM ? NULL : array_at(file, at + 24, (size_t)layer->inputs * rows, 1);
    if (layer->weight == NULL && layer->kind != SS_LAYER_NORM)
        return refuse(file, "a layer's weights lie outside the file", at + 24);
    if (layer->kind == SS_LAYER_TABLE)
        return SS_OK;
    if (is_of_transformer(layer->kind)) {
        ss_status status = check_linear(file, layer);
        return status == SS_OK ? read_floats(file, at, layer) : status;
    }
    layer->bias = array_at(file, at + 28, rows, sizeof(int32_t));
    layer->multiplier = array_at(file, at + 32, rows, sizeof(int32_t));
    if (layer->bias == NULL || layer->multiplier == NULL)
        return refuse(file, "a layer's biases or multipliers lie outside the file", at + 28);
    for (uint32_t i = 0; i < rows; i++) {
        if (layer->bias[i] > MAX_BIAS || layer->bias[i] < -MAX_BIAS)
            return refuse(file, "a bias is too large", (size_t)((const uint8_t *)&layer->bias[i] - file->bytes));
        if (layer->multiplier[i] < 0 || layer->multiplier[i] > most_multiplier(layer, scores, i))
            return refuse(file, "a multiplier is negative or too large",
                          (size_t)((const uint8_t *)&layer->multiplier[i] - file->bytes));
    }
    return layer->kind == SS_LAYER_GATED ? read_taps(file, at, layer) : SS_OK;
}

static bool is_table(ss_layer_kind kind)
{
    return kind == SS_LAYER_TABLE || kind == SS_LAYER_PIECES || kind == SS_LAYER_PLACES;
}

static ss_status read_layer(const reader *file, size_t at, uint32_t *stage, ss_layer *layer)
{
    uint32_t kind = number_at(file, at + 4);
    *stage = number_at(file, at);
    layer->inputs = number_at(file, at + 8);
    layer->outputs = number_at(file, at + 12);
    layer->parameter = number_at(file, at + 16);
    if (*stage < 1 || *stage >= SS_STAGES)
        return refuse(file, "a layer of an unknown stage", at);
    if (kind < 1 || kind >= SS_LAYER_KINDS)
        return refuse(file, "a layer of an unknown kind", at + 4);
    layer->kind = (ss_layer_kind)kind;
    bool table = is_table(layer->kind);
    uint32_t most = layer->kind == SS_LAYER_LINEAR ? SS_MAX_LINEAR : SS_MAX_WIDTH;
    if (layer->inputs == 0 || layer->outputs == 0 || layer->outputs > most || (!table && layer->inputs > most))
        return refuse(file, "a layer of no width, or of more than 512, in a transformer 2048", at + 8);
    if (table && layer->inputs > file->length)
        return refuse(file, "a table of more rows than the file has bytes", at + 8);
    if (layer->kind == SS_LAYER_GATED && (layer->inputs != layer->outputs || layer->parameter < 1 || layer->parameter > SS_MAX_DILATION))
        return refuse(file, "a block whose widths differ, or of a dilation outside 1 to 64", at + 8);
    bool scores = layer->kind == SS_LAYER_DENSE && (*stage == SS_STAGE_CUE || *stage == SS_STAGE_QUERY || *stage == SS_STAGE_INNER);
    uint32_t step = is_of_transformer(layer->kind) ? SS_LINEAR_STEP : SS_WIDTH_STEP;
    if ((!table && layer->inputs % step != 0) || (!scores && layer->outputs % step != 0))
        return refuse(file, "a width that is no multiple of 32, in a transformer of 64", at + 8);
    return read_arrays(file, at, scores, layer);
}

/* The rows that a table must at least have for its feature. Hashed features fit any number of rows. */
static uint32_t least_rows(const ss_weights *weights, ss_stage stage, uint32_t feature)
{
    static const uint32_t query[SS_QUERY_TABLES] = {SS_DISTANCE_CLASSES, SS_SENTENCE_CLASSES, SS_BETWEEN_CLASSES,
                                                    SS_BETWEEN_CLASSES, SS_BETWEEN_CLASSES};
    if (stage == SS_STAGE_QUERY)
        return query[feature];
    return feature == SS_TABLE_WORD ? weights->lexicon_count + 1 : feature == SS_TABLE_CONTEXT ? SS_CONTEXTS : 1;
}

/* tables (each feature once) of one width, then blocks of it, then `dense` dense layers to `outputs` */
static const char *stage_fault(const ss_weights *weights, ss_stage stage, uint32_t tables, uint32_t width,
                               uint32_t dense, uint32_t outputs)
{
    uint32_t i = weights->first_layer[stage], end = weights->first_layer[stage + 1], seen = 0;
    for (; i < end && weights->layer[i].kind == SS_LAYER_TABLE; i++) {
        const ss_layer *table = &weights->layer[i];
        if (table->parameter >= tables || (seen >> table->parameter & 1u) != 0 || table->outputs != width)
            return "a table of an unknown feature, of one that is there already, or of another width";
        if (table->inputs < least_rows(weights, stage, table->parameter))
            return "a table of fewer rows than its feature has values";
        seen |= 1u << table->parameter;
    }
    if (seen != (1u << tables) - 1)
        return "a stage without all its tables";
    for (; i < end && weights->layer[i].kind == SS_LAYER_GATED; i++)
        if (weights->layer[i].inputs != width)
            return "a block of another width than its stage";
    for (; i < end && dense > 0; i++, dense--)
        if (weights->layer[i].kind != SS_LAYER_DENSE || weights->layer[i].inputs != width ||
            weights->layer[i].outputs != outputs)
            return "a dense layer that does not fit its stage";
    return i == end && dense == 0 ? NULL : "a stage with a layer too many or too few";
}

static bool fits(const ss_layer *layer, ss_layer_kind kind, uint32_t inputs, uint32_t outputs)
{
    return layer->kind == kind && layer->inputs == inputs && layer->outputs == outputs;
}

/* query, key and value; mix; norm; widen; narrow; norm */
static bool transformer_layer_fits(const ss_layer *layer, uint32_t width)
{
    return fits(&layer[0], SS_LAYER_LINEAR, width, 3 * width) && fits(&layer[1], SS_LAYER_LINEAR, width, width) &&
           fits(&layer[2], SS_LAYER_NORM, width, width) && fits(&layer[3], SS_LAYER_LINEAR, width, layer[3].outputs) &&
           fits(&layer[4], SS_LAYER_LINEAR, layer[3].outputs, width) && fits(&layer[5], SS_LAYER_NORM, width, width);
}

static bool table_fits(const ss_weights *weights, const ss_layer *table, ss_encoder_table feature)
{
    return table->kind == SS_LAYER_TABLE && table->parameter == feature && table->outputs == weights->width &&
           table->inputs >= least_rows(weights, SS_STAGE_ENCODER, feature);
}

static const char *transformer_fault(ss_weights *weights)
{
    uint32_t first = weights->first_layer[SS_STAGE_ENCODER], end = weights->first_layer[SS_STAGE_ENCODER + 1], width = weights->width;
    const ss_layer *layer = &weights->layer[first], *last = &weights->layer[end] - SS_TRANSFORMER_LAST;
    if (end - first < SS_TRANSFORMER_FIRST + SS_TRANSFORMER_LAST ||
        (end - first - SS_TRANSFORMER_FIRST - SS_TRANSFORMER_LAST) % SS_TRANSFORMER_LAYER != 0)
        return "a transformer with a layer too many or too few";
    weights->window_tokens = layer[0].parameter;
    if (weights->window_tokens == 0 || weights->window_tokens > SS_WINDOW_TOKENS)
        return "a transformer whose windows have no token, or more than 384";
    if (!fits(&layer[0], SS_LAYER_PIECES, weights->lexicon_count + 1, width) ||
        !fits(&layer[1], SS_LAYER_PLACES, SS_WINDOW_PIECES, width) || !fits(&layer[2], SS_LAYER_NORM, width, width))
        return "pieces, places or a norm that do not fit each other or the lexicon";
    for (layer += SS_TRANSFORMER_FIRST; layer < last; layer += SS_TRANSFORMER_LAYER)
        if (!transformer_layer_fits(layer, width))
            return "a transformer's layer whose parts do not fit each other";
    if (!fits(&last[0], SS_LAYER_LINEAR, width, width) || !table_fits(weights, &last[1], SS_TABLE_SHAPE) ||
        !table_fits(weights, &last[2], SS_TABLE_CONTEXT) || !fits(&last[3], SS_LAYER_NORM, width, width))
        return "a transformer whose last layers do not fit it";
    return NULL;
}

static ss_status check_stages(const reader *file, ss_weights *weights)
{
    const ss_layer *first = &weights->layer[weights->first_layer[SS_STAGE_ENCODER]];
    const ss_layer *shared = &weights->layer[weights->first_layer[SS_STAGE_SHARED]];
    weights->width = first->outputs;
    weights->transformer = first->kind == SS_LAYER_PIECES;
    weights->window_tokens = SS_WINDOW_TOKENS;
    weights->query_width = shared->outputs;
    uint32_t width = weights->width, query = weights->query_width;
    const char *encoder = weights->transformer ? transformer_fault(weights)
                                               : stage_fault(weights, SS_STAGE_ENCODER, SS_ENCODER_TABLES, width, 0, 0);
    const char *faults[] = {encoder,
                            stage_fault(weights, SS_STAGE_CUE, 0, width, 1, SS_CUE_LABELS),
                            stage_fault(weights, SS_STAGE_SHARED, 0, width, 1, query),
                            stage_fault(weights, SS_STAGE_SCALE, 0, width, 1, query),
                            stage_fault(weights, SS_STAGE_SHIFT, 0, width, 1, query),
                            stage_fault(weights, SS_STAGE_QUERY, SS_QUERY_TABLES, query, 1, SS_ROLE_LABELS),
                            stage_fault(weights, SS_STAGE_INNER, 0, width, ss_weights_have(weights, SS_STAGE_INNER), SS_CUE_LABELS)};
    for (uint32_t i = 0; i < sizeof faults / sizeof *faults; i++)
        if (faults[i] != NULL)
            return refuse(file, faults[i], HEADER_BYTES + RECORD_BYTES * weights->first_layer[i + 1]);
    return SS_OK;
}

ss_status ss_weights_read(const uint8_t *bytes, size_t length, ss_weights *out, ss_error *error)
{
    reader file = {bytes, length, error};
    memset(out, 0, sizeof *out);
    if ((uintptr_t)bytes % ALIGNMENT != 0 || length > UINT32_MAX)
        return refuse(&file, "the file's bytes are not aligned to 64, or pass 4 GiB", 0);
    ss_status status = read_header(&file, out);
    if (status != SS_OK)
        return status;
    uint32_t layers = number_at(&file, 20), stage = 0;
    if (layers > SS_MAX_LAYERS || HEADER_BYTES + RECORD_BYTES * (size_t)layers > length)
        return refuse(&file, "more than 64 layers, or layers outside the file", 20);
    for (uint32_t i = 0; i < layers; i++) {
        uint32_t its_stage;
        size_t at = HEADER_BYTES + RECORD_BYTES * (size_t)i;
        status = read_layer(&file, at, &its_stage, &out->layer[i]);
        if (status != SS_OK)
            return status;
        if (its_stage < stage)
            return refuse(&file, "stages out of order", at);
        while (stage < its_stage)
            out->first_layer[++stage] = i;
    }
    while (stage < SS_STAGES)
        out->first_layer[++stage] = layers;
    if (out->first_layer[SS_STAGE_SCALE] >= layers)
        return refuse(&file, "no layers for some stage", 20);
    return check_stages(&file, out);
}
