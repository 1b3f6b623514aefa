/* doubt.h - leave out what the network read where nobody speaks.  Floor: meaning. */
#ifndef SS_DOUBT_H
#define SS_DOUBT_H
#include "meaning/relation.h"

/* Leaves out relations that are more likely wrong than right: of little confidence, and more of it is asked of what no
 * word of the cue speaks for ("sent", "is listed"), most of all where what is said is no clause ("kissed her daughter");
 * and of those whose cue grammar alone shows those that the network is sure are none, and those inside another's
 * content, which are no outermost ones. relation[i] is made of reading[i]. Linear. */
void ss_doubts_leave_out(const ss_document *document, const ss_readings *readings, ss_relations *relations);

/* Leaves out those of little confidence whose cue another's content holds: the network reads for outermost ones.
 * Linear. */
void ss_doubts_leave_out_inner(ss_relations *relations);

#endif
