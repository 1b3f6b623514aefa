/* brat.h - standoff annotation, as brat and the scorers of the field read it.  Floor: plugin. */
#ifndef SS_BRAT_H
#define SS_BRAT_H
#include <stdio.h>
#include "format/answer.h"

/* T lines for the parts and one E line for each attribution:
 *
 *     T1<TAB>Cue 12 16<TAB>said
 *     T2<TAB>Content 0 10;17 24<TAB>"The plan," "is dead."
 *     T3<TAB>Source 25 28<TAB>Lee
 *     T4<TAB>Attribution 12 16<TAB>said
 *     E1<TAB>Attribution:T4 Source:T3 Content:T2 Cue:T1
 *
 * A part that is absent has no line; without a cue the Attribution stands on the content. The
 * answer's unit has to be SAYSO_CODE_POINT. In the text column every line separator and control
 * character is a space, a bad sequence U+FFFD: one character each, so that lengths agree.
 * Errors are left in `out` (ferror). Linear time. */
void ss_brat_write(FILE *out, const ss_answer *answer);

#endif
