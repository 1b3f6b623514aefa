#include "model/query.h"

#include <string.h>

/* Distances have a class each up to 8, then two an octave; core/train/batches.py has the same table. */
#define EXACT_DISTANCES 8u
#define DISTANCES_A_SIDE 23u

bool ss_query_counts_comma(const ss_tokens *tokens, uint32_t token)
{
    return tokens->token[token].length == 1 && tokens->text[tokens->token[token].start] == ',';
}

bool ss_query_counts_quote(const ss_tokens *tokens, uint32_t token)
{
    static const char *const single[] = {"'", "`", "\u2018", "\u2019", "\u201A", "\u201B", "\u2039", "\u203A"};
    const ss_token *mark = &tokens->token[token];
    if (mark->kind != SS_TOKEN_QUOTE)
        return false;
    for (size_t i = 0; i < sizeof single / sizeof *single; i++)
        if (mark->length == strlen(single[i]) && memcmp(tokens->text + mark->start, single[i], mark->length) == 0)
            return false;
    return true;
}

static uint32_t smaller(uint32_t left, uint32_t right)
{
    return left < right ? left : right;
}

ss_query ss_query_at(ss_range cue, ss_range paragraph, uint32_t most)
{
    uint32_t before = smaller(SS_QUERY_BEFORE, most / 7 * 3), after = smaller(SS_QUERY_AFTER, most - most / 7 * 3);
    ss_query query = {cue, paragraph};
    if (cue.first - paragraph.first > before)
        query.asked.first = cue.first - before;
    if (paragraph.end - cue.end > after)
        query.asked.end = cue.end + after;
    return query;
}

/* 8 + floor(2 log2(d / 8)), without floating point: a half octave begins at 2^(k + 1/2), between the
 * whole numbers below. */
static uint32_t distance_size(uint32_t distance)
{
    static const uint16_t starts[] = {12, 16, 23, 32, 46, 64, 91, 128, 182, 256, 363};
    if (distance <= EXACT_DISTANCES)
        return distance;
    uint32_t size = EXACT_DISTANCES;
    for (uint32_t i = 0; i < sizeof starts / sizeof *starts && distance >= starts[i]; i++)
        size++;
    return size < DISTANCES_A_SIDE ? size : DISTANCES_A_SIDE;
}

static uint8_t at_most_four(uint32_t count)
{
    return (uint8_t)(count < SS_BETWEEN_CLASSES - 1 ? count : SS_BETWEEN_CLASSES - 1);
}

static uint8_t sentence_class(uint32_t token, uint32_t cue)
{
    uint32_t low = token < cue ? token : cue;
    uint32_t away = token < cue ? cue - low : token - low;
    away = away < 3 ? away : 3;
    return (uint8_t)(token < cue ? 3 - away : 3 + away);
}

void ss_query_features_extract(const ss_query_context *context, const ss_query *query, ss_query_features *out)
{
    uint32_t base = context->window.first, first = query->cue.first - base, end = query->cue.end - base;
    for (uint32_t i = query->asked.first - base; i < query->asked.end - base; i++) {
        uint32_t from = i < first ? i : end, to = i < first ? first : i; /* what lies between */
        uint32_t size = i < first ? distance_size(first - i) : i < end ? 0 : distance_size(i - end + 1);
        if (i >= first && i < end)
            from = to = i;
        ss_query_features *row = &out[i - (query->asked.first - base)];
        row->row[0] = (uint8_t)(i < first ? DISTANCES_A_SIDE + size : size);
        row->row[1] = sentence_class(context->sentence[i], context->sentence[first]);
        row->row[2] = at_most_four((uint32_t)context->commas[to] - context->commas[from]);
        row->row[3] = at_most_four((uint32_t)context->quotes[to] - context->quotes[from]);
        row->row[4] = at_most_four((uint32_t)context->cues[to] - context->cues[from]);
    }
}
