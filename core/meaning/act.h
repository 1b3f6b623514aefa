/* act.h - what a cue does: states, denies, orders, promises ..., and whether it is negated.
 * Floor: meaning. */
#ifndef SS_ACT_H
#define SS_ACT_H
#include "meaning/relation.h"
#include "text/document.h"

/* Fills act and negated of each relation from its cue's words and their frame (annotation.md's
 * table: "refuse to" is a REFUSAL, "did not say" a negated STATEMENT). A relation without a cue,
 * and a cue of unknown words, is a STATEMENT. Cannot fail. Linear in the cues' tokens. */
void ss_acts_assign(const ss_document *document, ss_relations *relations);

/* Whether a word of the cue is in the lexicon of acts: "said", but not "sent". Linear in the cue's tokens. */
bool ss_act_is_known(const ss_document *document, const ss_relation *relation);

#endif
