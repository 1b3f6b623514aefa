/* tie.h - what the layout of a page ties a quotation to: a dash, a colon, a comma.  Floor: meaning.
 *
 *     "It runs on time." — Pia Lunt, Oxley        From Mayor Lunt: "It runs."        "It runs," quipped Pia Lunt. */
#ifndef SS_TIE_H
#define SS_TIE_H
#include "base/span.h"
#include "text/document.h"

/* Of the ties in the development texts all 23 are right. */
#define SS_TIE_CONFIDENCE 900u

typedef struct ss_tie {
    ss_range cue;    /* empty: nothing ties the quotation */
    ss_range source; /* never empty with a cue */
} ss_tie;

/* For an outermost quotation that no relation claims. Looks at few tokens on either side of it, in its paragraph: O(1) but
 * for finding that (log n). */
ss_tie ss_tie_find(const ss_document *document, const ss_quote *quote);

#endif
