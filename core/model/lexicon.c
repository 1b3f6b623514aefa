#include "model/lexicon.h"

#define BUCKET_SHIFT (32u - SS_BUCKET_BITS)

ss_status ss_lexicon_index(ss_arena *arena, const ss_weights *weights, const uint32_t **bucket)
{
    uint32_t buckets = 1u << SS_BUCKET_BITS, word = 0;
    uint32_t *before = ss_arena_alloc(arena, buckets + 1, sizeof *before);
    *bucket = before;
    if (before == NULL)
        return SS_ERR_MEMORY;
    for (uint32_t b = 0; b < buckets; b++) {
        before[b] = word;
        while (word < weights->lexicon_count && weights->lexicon[word] >> BUCKET_SHIFT == b)
            word++;
    }
    before[buckets] = word;
    return SS_OK;
}

uint32_t ss_lexicon_row(const ss_pack *pack, uint32_t word)
{
    const uint32_t *lexicon = pack->weights->lexicon;
    uint32_t low = pack->bucket[word >> BUCKET_SHIFT], end = pack->bucket[(word >> BUCKET_SHIFT) + 1], high = end;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (lexicon[middle] < word)
            low = middle + 1;
        else
            high = middle;
    }
    return low < end && lexicon[low] == word ? low + 1 : 0;
}

/* A 32-bit hash to one of `rows` rows: the high half of the product. */
static uint32_t reduced(uint32_t hash, uint32_t rows)
{
    return (uint32_t)((uint64_t)hash * rows >> 32);
}

static uint32_t row_of(const ss_pack *pack, const ss_layer *table, const ss_token_features *token)
{
    switch ((ss_encoder_table)table->parameter) {
    case SS_TABLE_WORD:
        return ss_lexicon_row(pack, token->word);
    case SS_TABLE_PREFIX:
        return reduced(token->prefix, table->inputs);
    case SS_TABLE_SUFFIX:
        return reduced(token->suffix, table->inputs);
    case SS_TABLE_ENDING:
        return reduced(token->ending, table->inputs);
    case SS_TABLE_SHAPE:
        return reduced(token->shape, table->inputs);
    case SS_TABLE_CONTEXT:
        return token->context;
    case SS_ENCODER_TABLES:
        break;
    }
    return 0; /* ss_weights_read lets no other feature pass */
}

const int8_t *ss_lexicon_table_row(const ss_pack *pack, const ss_layer *table, const ss_token_features *token)
{
    return table->weight + (size_t)row_of(pack, table, token) * table->outputs;
}

void ss_lexicon_rows(const ss_pack *pack, const ss_token_features *token, const int8_t **row)
{
    const ss_layer *table = &pack->weights->layer[pack->weights->first_layer[SS_STAGE_ENCODER]];
    for (uint32_t k = 0; k < SS_ENCODER_TABLES; k++)
        row[k] = ss_lexicon_table_row(pack, &table[k], token);
}
