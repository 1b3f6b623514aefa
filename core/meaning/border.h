/* border.h - mend the borders of what the network read, where grammar says better.  Floor: meaning.
 *
 *     "No," said Ann Lee as she left.      content: "No," | as she left      ──► "No,"
 *     Guests were told by nurse Ida Holm   source: nurse Ida                 ──► nurse Ida Holm
 *     The bank declined to comment on it.  cue: declined, to comment on it   ──► declined to comment on, it */
#ifndef SS_BORDER_H
#define SS_BORDER_H
#include "meaning/relation.h"

/* Mends cue, source and content of each relation, none of which has a kind yet. Looks no further than their own
 * sentences, so that a text read piece by piece has the same borders. What changes is written anew in the arena.
 * SS_ERR_MEMORY. Linear in the tokens of sentences that have a relation, times the relations in each. */
SS_MUST_USE ss_status ss_borders_mend(ss_arena *arena, const ss_document *document, ss_relations *relations);

#endif
