/* plain_frame.h - attributions whose whole sentence spells them out.  Floor: meaning.
 *
 *     In the view of vet Tilda Ross, the bird was pushed.      The regulator did not comment on the timetable.
 *     The tower will fall, an engineer who saw it said on Sunday.      Mayor: Bridge will open */
#ifndef SS_PLAIN_FRAME_H
#define SS_PLAIN_FRAME_H
#include "base/arena.h"
#include "meaning/relation.h"
#include "text/document.h"

/* What sentences of these forms are worth, where the network read nothing in them. */
#define SS_PLAIN_CONFIDENCE 600u

/* Adds a relation for each sentence before token `read` that is of such a form and has no other relation's cue.
 * *relations stays in text order, at most SS_MAX_ATTRIBUTIONS: SS_ERR_LIMIT when some were left out. SS_ERR_MEMORY.
 * n log n in relations, else linear in the tokens. */
SS_MUST_USE ss_status ss_plain_frames_add(ss_arena *arena, const ss_document *document, uint32_t read, ss_relations *relations);

#endif
