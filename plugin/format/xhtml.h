/* xhtml.h - a page: the text as it is, and what is said in it.  Floor: plugin. */
#ifndef SS_XHTML_H
#define SS_XHTML_H
#include <stdio.h>
#include "format/answer.h"

/* A whole XHTML document, for readers of HTML and for programs that take XML:
 *
 *     head   a meta element for "sayso:status", "sayso:message" when there is one, "sayso:model", "sayso:rules",
 *            "sayso:offset-unit", and "sayso:speaker" for each who is quoted, once
 *     body   <pre class="sayso-text"> the text, whose characters are those that offsets count
 *            <div class="sayso-attribution" id="a1" data-kind data-act data-negated data-confidence [data-parent]> with
 *              <cite data-speaker="Bill Blair">, <span class="sayso-cue">, <blockquote>; absent parts have no element
 *            <div class="sayso-credit" data-kind data-spans>
 *
 * Each part has its spans as data-spans="12-16 20-31" in the answer's unit. What XML cannot hold (bad sequences, control
 * characters, U+FFFE, U+FFFF) is U+FFFD. SS_ERR_MEMORY when memory ran out, before anything is written; errors of `out` are left
 * in it (ferror). Time: linear in the text and in what is written. */
SS_MUST_USE ss_status ss_xhtml_write(FILE *out, const ss_answer *answer);

#endif
