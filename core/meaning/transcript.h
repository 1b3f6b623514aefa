/* transcript.h - the turns of an interview or a record of proceedings.  Floor: meaning.
 *
 *     Amory: How many pots are there?
 *     RAINES: Four thousand or so. */
#ifndef SS_TRANSCRIPT_H
#define SS_TRANSCRIPT_H
#include "base/arena.h"
#include "meaning/relation.h"
#include "text/document.h"

/* A name, a colon and text, at a paragraph's start, is a turn in a text that has at least this many of them, two by one
 * name, in its first SS_DECISION_BYTES: a list of ingredients or a head with From: and To: repeats no name. */
#define SS_TRANSCRIPT_TURNS 3u

/* Nothing in the development texts has turns; a turn is what the page says it is. */
#define SS_TURN_CONFIDENCE 900u

/* Adds a relation for every turn that ends at or before token `read` and whose colon is no relation's cue: source the
 * name, cue the colon, content the rest of the paragraph less a final full stop, and the paragraphs before the next turn
 * likewise; behind the last turn the writer may go on himself. A turn whose next one is not read yet is unsettled. *relations stays in text order, at most
 * SS_MAX_ATTRIBUTIONS of them: SS_ERR_LIMIT when some were left out. SS_ERR_MEMORY. O(n log n) in relations, else linear. */
SS_MUST_USE ss_status ss_transcripts_add(ss_arena *arena, const ss_document *document, uint32_t read, ss_relations *relations);

#endif
