/* weights_fixture.h - a small weights file made from nothing but a seed, whole and valid. */
#ifndef WEIGHTS_FIXTURE_H
#define WEIGHTS_FIXTURE_H
#include <stdint.h>
#include <string.h>
#include <zlib.h>

#include "model/features.h"
#include "model/piece.h"
#include "model/query.h"
#include "model/weights.h"

#define FIXTURE_WIDTH 64u
#define FIXTURE_QUERY_WIDTH 32u
#define FIXTURE_WORDS 5u
#define FIXTURE_NO_CUE 12000u /* the bias of no cue: a window may not have too many */
#define FIXTURE_BYTES (3u << 20) /* enough for the widest layers */

typedef struct weights_fixture {
    _Alignas(64) uint8_t bytes[FIXTURE_BYTES];
    uint32_t length;
    uint32_t layers;
    uint32_t random;
} weights_fixture;

static void fixture_put(weights_fixture *file, uint32_t at, uint32_t value)
{
    for (uint32_t i = 0; i < 4; i++)
        file->bytes[at + i] = (uint8_t)(value >> 8 * i);
}

static uint32_t fixture_number_at(const weights_fixture *file, uint32_t at)
{
    const uint8_t *byte = file->bytes + at;
    return (uint32_t)byte[0] | (uint32_t)byte[1] << 8 | (uint32_t)byte[2] << 16 | (uint32_t)byte[3] << 24;
}

/* After a change: the length and checksum that fit again. */
static void fixture_seal(weights_fixture *file)
{
    fixture_put(file, 16, file->length);
    fixture_put(file, 20, file->layers);
    fixture_put(file, 12, (uint32_t)crc32(0, file->bytes + 16, (uInt)(file->length - 16)));
}

static int32_t fixture_number(weights_fixture *file, int32_t limit)
{
    file->random = file->random * 1664525u + 1013904223u;
    return (int32_t)(file->random >> 8) % (2 * limit + 1) - limit;
}

static uint32_t fixture_reserve(weights_fixture *file, uint32_t bytes)
{
    uint32_t at = (file->length + 63u) / 64u * 64u;
    file->length = at + bytes;
    return at;
}

static uint32_t fixture_bytes(weights_fixture *file, uint32_t count, int32_t limit)
{
    uint32_t at = fixture_reserve(file, count);
    for (uint32_t i = 0; i < count; i++)
        file->bytes[at + i] = (uint8_t)fixture_number(file, limit);
    return at;
}

static uint32_t fixture_words(weights_fixture *file, uint32_t count, uint32_t value)
{
    uint32_t at = fixture_reserve(file, 4 * count);
    for (uint32_t i = 0; i < count; i++)
        fixture_put(file, at + 4 * i, value);
    return at;
}

static void fixture_float(weights_fixture *file, uint32_t at, float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    fixture_put(file, at, bits);
}

/* Floats around `middle`, `spread` apart at most. */
static uint32_t fixture_floats(weights_fixture *file, uint32_t count, float middle, float spread)
{
    uint32_t at = fixture_reserve(file, 4 * count);
    for (uint32_t i = 0; i < count; i++)
        fixture_float(file, at + 4 * i, middle + spread * (float)fixture_number(file, 1000) / 1000);
    return at;
}

/* Where the layer's arrays stand that have a number of their own a row: biases and multipliers, or offsets and scales. */
static void fixture_rows(weights_fixture *file, uint32_t kind, uint32_t inputs, uint32_t rows, uint32_t *field)
{
    if (kind == SS_LAYER_GATED || kind == SS_LAYER_DENSE) {
        field[7] = fixture_words(file, rows, 500);
        field[8] = fixture_words(file, rows, 1u << 18);
    } else if (kind == SS_LAYER_PIECES || kind == SS_LAYER_PLACES) {
        field[8] = fixture_floats(file, inputs, .01f, .005f);
    } else if (kind == SS_LAYER_LINEAR || kind == SS_LAYER_NORM) {
        field[7] = fixture_floats(file, rows, 0, .3f);
        field[8] = fixture_floats(file, rows, kind == SS_LAYER_NORM ? 1 : .002f, .001f);
    }
}

static void fixture_layer(weights_fixture *file, uint32_t stage, uint32_t kind, uint32_t inputs, uint32_t outputs,
                          uint32_t parameter)
{
    uint32_t rows = kind == SS_LAYER_GATED ? 2 * outputs : outputs, at = 64 + 40 * file->layers++;
    uint32_t field[10] = {stage, kind, inputs, outputs, parameter, 0, 0, 0, 0, 0};
    field[6] = fixture_bytes(file, kind == SS_LAYER_NORM ? 0 : inputs * rows, 127);
    fixture_rows(file, kind, inputs, rows, field);
    if (kind == SS_LAYER_GATED)
        field[5] = fixture_bytes(file, SS_TAPS * inputs, 103);
    for (uint32_t i = 0; i < 10; i++)
        fixture_put(file, at + 4 * i, field[i]);
}

static void fixture_blocks(weights_fixture *file, uint32_t width)
{
    for (uint32_t k = 0; k < SS_ENCODER_TABLES; k++)
        fixture_layer(file, SS_STAGE_ENCODER, SS_LAYER_TABLE,
                      k == SS_TABLE_WORD ? FIXTURE_WORDS + 1 : k == SS_TABLE_CONTEXT ? SS_CONTEXTS : 11, width, k);
    fixture_layer(file, SS_STAGE_ENCODER, SS_LAYER_GATED, width, width, 1);
    fixture_layer(file, SS_STAGE_ENCODER, SS_LAYER_GATED, width, width, 4);
}

/* One layer of a transformer, and what stands around it. */
static void fixture_transformer(weights_fixture *file, uint32_t width, uint32_t window)
{
    fixture_layer(file, SS_STAGE_ENCODER, SS_LAYER_PIECES, FIXTURE_WORDS + 1, width, window);
    fixture_layer(file, SS_STAGE_ENCODER, SS_LAYER_PLACES, SS_WINDOW_PIECES, width, 0);
    fixture_layer(file, SS_STAGE_ENCODER, SS_LAYER_NORM, width, width, 0);
    fixture_layer(file, SS_STAGE_ENCODER, SS_LAYER_LINEAR, width, 3 * width, 0);
    fixture_layer(file, SS_STAGE_ENCODER, SS_LAYER_LINEAR, width, width, 0);
    fixture_layer(file, SS_STAGE_ENCODER, SS_LAYER_NORM, width, width, 0);
    fixture_layer(file, SS_STAGE_ENCODER, SS_LAYER_LINEAR, width, 2 * width, 0);
    fixture_layer(file, SS_STAGE_ENCODER, SS_LAYER_LINEAR, 2 * width, width, 0);
    fixture_layer(file, SS_STAGE_ENCODER, SS_LAYER_NORM, width, width, 0);
    fixture_layer(file, SS_STAGE_ENCODER, SS_LAYER_LINEAR, width, width, 0);
    fixture_layer(file, SS_STAGE_ENCODER, SS_LAYER_TABLE, 11, width, SS_TABLE_SHAPE);
    fixture_layer(file, SS_STAGE_ENCODER, SS_LAYER_TABLE, SS_CONTEXTS, width, SS_TABLE_CONTEXT);
    fixture_layer(file, SS_STAGE_ENCODER, SS_LAYER_NORM, width, width, 0);
}

/* What both kinds of encoder have behind them. */
static void fixture_heads(weights_fixture *file, uint32_t width, uint32_t query_width)
{
    static const uint32_t query_rows[SS_QUERY_TABLES] = {SS_DISTANCE_CLASSES, SS_SENTENCE_CLASSES, SS_BETWEEN_CLASSES,
                                                         SS_BETWEEN_CLASSES, SS_BETWEEN_CLASSES};
    fixture_layer(file, SS_STAGE_CUE, SS_LAYER_DENSE, width, SS_CUE_LABELS, 0);
    fixture_put(file, fixture_number_at(file, 64 + 40 * (file->layers - 1) + 28), FIXTURE_NO_CUE);
    fixture_layer(file, SS_STAGE_SHARED, SS_LAYER_DENSE, width, query_width, 0);
    fixture_layer(file, SS_STAGE_SCALE, SS_LAYER_DENSE, width, query_width, 0);
    fixture_layer(file, SS_STAGE_SHIFT, SS_LAYER_DENSE, width, query_width, 0);
    for (uint32_t k = 0; k < SS_QUERY_TABLES; k++)
        fixture_layer(file, SS_STAGE_QUERY, SS_LAYER_TABLE, query_rows[k], query_width, k);
    fixture_layer(file, SS_STAGE_QUERY, SS_LAYER_GATED, query_width, query_width, 2);
    fixture_layer(file, SS_STAGE_QUERY, SS_LAYER_DENSE, query_width, SS_ROLE_LABELS, 0);
    fixture_layer(file, SS_STAGE_INNER, SS_LAYER_DENSE, width, SS_CUE_LABELS, 0);
    fixture_put(file, fixture_number_at(file, 64 + 40 * (file->layers - 1) + 28), FIXTURE_NO_CUE);
}

static void fixture_begin(weights_fixture *file)
{
    memset(file, 0, sizeof *file);
    file->length = 64 + 40 * SS_MAX_LAYERS;
    file->random = 7;
}

/* The header, and what it points at. */
static void fixture_end(weights_fixture *file)
{
    uint32_t lexicon = fixture_words(file, FIXTURE_WORDS, 0), gate = fixture_reserve(file, 512);
    uint32_t confidence = fixture_words(file, SS_CONFIDENCE_TERMS, 300);
    for (uint32_t i = 0; i < FIXTURE_WORDS; i++)
        fixture_put(file, lexicon + 4 * i, 1000 * (i + 1));
    for (uint32_t i = 0; i < 256; i++) {
        file->bytes[gate + 2 * i] = (uint8_t)(i * 127);
        file->bytes[gate + 2 * i + 1] = (uint8_t)((i * 127) >> 8);
    }
    memcpy(file->bytes, "saysowts", 8);
    fixture_put(file, 8, 1);
    fixture_put(file, 24, lexicon);
    fixture_put(file, 28, FIXTURE_WORDS);
    fixture_put(file, 32, gate);
    fixture_put(file, 60, confidence);
    memcpy(file->bytes + 36, "fixture", 7);
    fixture_seal(file);
}

static void fixture_make_widths(weights_fixture *file, uint32_t width, uint32_t query_width)
{
    fixture_begin(file);
    fixture_blocks(file, width);
    fixture_heads(file, width, query_width);
    fixture_end(file);
}

static inline void fixture_make_transformer(weights_fixture *file, uint32_t width, uint32_t window)
{
    fixture_begin(file);
    fixture_transformer(file, width, window);
    fixture_heads(file, width, FIXTURE_QUERY_WIDTH);
    fixture_end(file);
}

static inline void fixture_make(weights_fixture *file)
{
    fixture_make_widths(file, FIXTURE_WIDTH, FIXTURE_QUERY_WIDTH);
}

#endif
