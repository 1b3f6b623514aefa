/* act_frame.h - a cue word in its surroundings: which rule of the lexicon holds.  Floor: meaning. */
#ifndef SS_ACT_FRAME_H
#define SS_ACT_FRAME_H
#include <stdbool.h>
#include "meaning/relation.h"
#include "text/token.h"

/* How many tokens past a word its frame may lie. */
#define SS_ACT_REACH 10u

/* What a frame is judged by; borrowed for the call. */
typedef struct ss_act_scene {
    const ss_tokens *tokens;
    const ss_relation *relation;
} ss_act_scene;

/* The act of the word at `token`, as the first rule that fits it has it (ss_act_rule.act).
 * false when the lexicon has no such word or no rule fits. O(log lexicon). */
bool ss_act_look_up(const ss_act_scene *scene, uint32_t token, uint8_t *act);

/* "also", "repeatedly": stands between a cue's words and changes nothing. */
bool ss_act_is_adverb(const ss_tokens *tokens, uint32_t token);

#endif
