#include "model/lexicon.h"

uint32_t ss_lexicon_row(const ss_weights *weights, uint32_t word)
{
    uint32_t low = 0, high = weights->lexicon_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (weights->lexicon[middle] < word)
            low = middle + 1;
        else
            high = middle;
    }
    return low < weights->lexicon_count && weights->lexicon[low] == word ? low + 1 : 0;
}

/* A 32-bit hash to one of `rows` rows: the high half of the product. */
static uint32_t reduced(uint32_t hash, uint32_t rows)
{
    return (uint32_t)((uint64_t)hash * rows >> 32);
}

uint32_t ss_lexicon_table_row(const ss_weights *weights, const ss_layer *table, const ss_token_features *token)
{
    switch ((ss_encoder_table)table->parameter) {
    case SS_TABLE_WORD:
        return ss_lexicon_row(weights, token->word);
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
