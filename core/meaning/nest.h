/* nest.h - which attribution stands inside another's content.  Floor: meaning. */
#ifndef SS_NEST_H
#define SS_NEST_H
#include "base/arena.h"
#include "meaning/relation.h"

/* Gives each relation that has no holder yet the innermost other relation one of whose content fragments holds all of
 * it; numbers those that were made of no reading past the readings, so that they may be holders too, and puts all in
 * text order. One without a cue has none. SS_ERR_MEMORY. n log n in the contents. */
SS_MUST_USE ss_status ss_nests_find(ss_arena *arena, ss_relations *relations);

#endif
