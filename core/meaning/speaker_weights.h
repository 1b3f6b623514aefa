/* speaker_weights.h - what was learned for telling who is meant: all int8, made by core/train/speakers.  Floor: meaning.
 *
 *     tag [SS_TAG_ROWS][SS_TAGS] · function [SS_FUNCTION_ROWS][SS_FUNCTIONS] · rankers */
#ifndef SS_SPEAKER_WEIGHTS_H
#define SS_SPEAKER_WEIGHTS_H
#include <stddef.h>
#include <stdint.h>

#define SS_TAGS 16u
#define SS_TAG_ROWS 32768u
#define SS_FUNCTIONS 8u
#define SS_FUNCTION_ROWS 16384u

#define SS_RANK_FEATURES 128u /* of a candidate; those past ss_feature's are 0 */
#define SS_RANK_HIDDEN 128u /* those of several small networks, whose mean is the score */

/* score = Σ out · max(0, Σ hidden · feature) / SS_RANK_SCALE, all integers. */
typedef struct ss_ranker {
    int8_t hidden[SS_RANK_FEATURES][SS_RANK_HIDDEN];
    int8_t out[SS_RANK_HIDDEN];
    uint8_t least[2];  /* low byte first: a best score below this is no answer */
    uint8_t margin[2]; /* nor is one that is not ahead of the next by this */
    uint8_t running[2]; /* what the speaker who goes on has ahead; set, for the corpora have hardly any news */
    uint8_t unused[SS_RANK_HIDDEN - 6];
} ss_ranker;

typedef struct ss_speaker_weights {
    int8_t tag[SS_TAG_ROWS][SS_TAGS];
    int8_t function[SS_FUNCTION_ROWS][SS_FUNCTIONS];
    ss_ranker person;  /* "he", "she" */
    ss_ranker thing;   /* "it", "they" */
    ss_ranker nominal; /* "the minister" */
} ss_speaker_weights;

/* Those inside the program. */
const ss_speaker_weights *ss_speaker_weights_builtin(void);

#define SS_RANK_SCALE 64
int32_t ss_rank(const ss_ranker *ranker, const int8_t feature[SS_RANK_FEATURES]);
int32_t ss_rank_least(const ss_ranker *ranker);
int32_t ss_rank_margin(const ss_ranker *ranker);
int32_t ss_rank_running(const ss_ranker *ranker);

#endif
