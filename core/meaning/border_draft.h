/* border_draft.h - a relation's parts while their borders are mended, and what mends them.  Floor: meaning. */
#ifndef SS_BORDER_DRAFT_H
#define SS_BORDER_DRAFT_H
#include "base/limits.h"
#include "meaning/relation.h"

/* A relation's parts while they are mended. */
typedef struct ss_draft {
    const ss_document *document;
    const ss_tokens *tokens;
    ss_range sentence; /* of the cue */
    ss_range cue;
    ss_range source[SS_MAX_SOURCE_SPANS];
    ss_range content[SS_MAX_CONTENT_SPANS];
    uint32_t source_count;
    uint32_t content_count;
    bool changed;
} ss_draft;

bool ss_draft_is_word(const ss_draft *self, uint32_t token);

/* Whether the token is of the cue, the source or the content. */
bool ss_draft_is_part(const ss_draft *self, uint32_t token);

void ss_draft_drop_content(ss_draft *self, uint32_t index);

/* Mends the cue and who says it (border_source.c), and then how far the content goes (border_content.c). What
 * changes sets `changed`. Both look no further than the sentence of the cue. */
void ss_draft_mend_source(ss_draft *self);
void ss_draft_mend_content(ss_draft *self);

#endif
