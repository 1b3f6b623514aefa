/* sure_cue.h - cues that the words around them show, whatever the network sees: "rumours that", "in her view".
 * Floor: meaning. */
#ifndef SS_SURE_CUE_H
#define SS_SURE_CUE_H
#include "base/arena.h"
#include "text/document.h"

/* Adds to what a user wishes of each token (ss_cue_wish of model/reading.h; NULL: nothing) where he wishes nothing.
 * *wish lives in the arena then. Looks no further than a token's own sentence. SS_ERR_MEMORY. Linear in the tokens. */
SS_MUST_USE ss_status ss_sure_cues_mark(ss_arena *arena, const ss_document *document, const uint8_t **wish);

#endif
