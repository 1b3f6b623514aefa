/* speaker_weights.c - the learned weights inside the program, and the score of a candidate by them.  Floor: meaning. */
#include "meaning/speaker_weights.h"

#include "base/embed.h"

SS_EMBED(ss_speakers_file, SS_SPEAKERS_FILE, "64");

/* The file is the struct: no padding between bytes, and no order of bytes to mind. */
_Static_assert(sizeof(ss_speaker_weights) == SS_TAG_ROWS * SS_TAGS + SS_FUNCTION_ROWS * SS_FUNCTIONS + 3 * sizeof(ss_ranker) &&
                   sizeof(ss_ranker) == (SS_RANK_FEATURES + 2) * SS_RANK_HIDDEN,
               "the weights file has no gaps");

const ss_speaker_weights *ss_speaker_weights_builtin(void)
{
    return (const ss_speaker_weights *)(const void *)ss_speakers_file;
}

int32_t ss_rank(const ss_ranker *ranker, const int8_t feature[SS_RANK_FEATURES])
{
    int32_t sum[SS_RANK_HIDDEN] = {0};
    int32_t score = 0;
    for (uint32_t i = 0; i < SS_RANK_FEATURES; i++) {
        if (feature[i] == 0)
            continue;
        for (uint32_t k = 0; k < SS_RANK_HIDDEN; k++)
            sum[k] += ranker->hidden[i][k] * feature[i];
    }
    for (uint32_t k = 0; k < SS_RANK_HIDDEN; k++)
        score += sum[k] > 0 ? sum[k] * ranker->out[k] : 0;
    return score / SS_RANK_SCALE;
}

static int32_t two_bytes(const uint8_t bytes[2])
{
    return (int16_t)(uint16_t)(bytes[0] | bytes[1] << 8);
}

int32_t ss_rank_least(const ss_ranker *ranker)
{
    return two_bytes(ranker->least);
}

int32_t ss_rank_running(const ss_ranker *ranker)
{
    return two_bytes(ranker->running);
}

int32_t ss_rank_margin(const ss_ranker *ranker)
{
    return two_bytes(ranker->margin);
}
